"""The clauses of conditions in other languages than English, in which every name and text is quoted.

A clause is known by its words in their order. Its slots stand for what is put aside: ``N`` a member's name, ``V`` a
text or a literal, ``K`` and ``L`` numbers, ``C U`` a count of items.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import product

__all__ = ["NUMERALS", "clauses_of", "form_of"]

_NUMERALS = (
    "null ein zwei drei vier fünf sechs sieben acht neun zehn",
    "zero um dois três quatro cinco seis sete oito nove dez",
    "cero un dos tres cuatro cinco seis siete ocho nueve diez",
    "zéro un deux trois quatre cinq six sept huit neuf dix",
    "zero un due tre quattro cinque sei sette otto nove dieci",
)
NUMERALS: Mapping[str, int] = {word: number for line in _NUMERALS for number, word in enumerate(line.split())}

# words behind which a condition may start; what they begin with stands first, as the engine then finds it at once
_START = re.compile(
    r"[DdIiLlOoQqTtWw](?<!\w.)(?i:(?<=d)ass|(?<=w)obei|(?<=i)n (?:dem|der|cui)"
    r"|(?<=q)ue|(?<=o)ù|(?<=l)(?:equel|aquelle)|(?<=t)ale che) "
)
_SEPARATOR = re.compile(r", | (?:und|y|e|et) ")
_PAIR = re.compile(r"(#\d+) (?:und|y|e|et) (#\d+)")

# (a|b) stands for one of several words, which may be none
_CLAUSES: Mapping[str, tuple[str, ...]] = {
    "absent": (
        "N (fehlt|weggelassen ist|nicht vorkommt|nicht vorhanden ist|nicht angegeben ist)", "kein N vorkommt",
        "(falte|não apareça|não haja) N", "N (não apareça|fique de fora|esteja ausente)",
        "(falte|no aparezca|no esté) N", "N (no aparezca|quede fuera)",
        "N (est absent|ne figure pas|n'apparaît pas|manque|est omis)",
        "(manca|non c'è) N", "N (manca|è assente|non compare|è omesso)",
    ),
    "present": (
        "(|das optionale Feld )N (vorhanden ist|vorkommt|angegeben ist|nicht fehlt)",
        "(|o campo opcional )N (esteja presente|não falte)", "(apareça|haja) N",
        "(esté presente|aparezca) (|el campo opcional )N", "N (no falte|esté presente)",
        "(|le champ facultatif )N (est présent|est renseigné|apparaît|n'est pas omis)",
        "(c'è|compare) N", "(|il campo facoltativo )N (è presente|non manca)",
    ),
    "value": (
        "N (|gleich )V ist", "N den Wert V hat", "N auf V gesetzt ist", "der Wert von N V ist",
        "N (seja|seja igual a|tenha o valor|esteja definido como) V", "o valor de N seja V",
        "N (sea|sea igual a|tenga el valor|valga) V", "el valor de N sea V",
        "N (vaut|est égal à|a pour valeur|est fixé à) V", "la valeur de N est V",
        "N (è|vale|è uguale a|ha il valore) V", "il valore di N è V",
    ),
    "contains": (
        "N (|irgendwo |den Text )V enthält", "in N (|der Text )V (vorkommt|steht)",
        "N (contenha|inclua) (|o texto )V", "(|o texto )V apareça em N",
        "N (contenga|incluya) (|el texto )V", "(|el texto )V aparezca en N",
        "N (contient|mentionne) (|le texte )V", "(|le texte )V (apparaît|figure) dans N",
        "N (contiene|menziona) (|il testo )V", "(|il testo )V compare in N",
    ),
    "starts": (
        "(|der Text in )N mit V (beginnt|anfängt)", "am Anfang von N V steht", "die ersten Zeichen von N V sind",
        "N comece (com|pelo texto) V", "o texto de N comece com V", "N tenha V no início",
        "os primeiros caracteres de N sejam V",
        "(|el texto de )N (empiece por|comience con|empiece con el texto) V", "los primeros caracteres de N sean V",
        "(|le texte de )N (commence|débute) par (|le texte )V", "les premiers caractères de N sont V",
        "(|il testo di )N (inizia|comincia) con (|il testo )V", "i primi caratteri di N sono V",
    ),
    "least": (
        "N (mindestens|wenigstens|nicht weniger als) C U (hat|enthält)", "N C U oder mehr (hat|enthält)",
        "N (tenha|contenha) (pelo menos|ao menos|no mínimo) C U", "N (tenha|contenha) C U ou mais",
        "N (tenga|contenga) (al menos|como mínimo) C U", "N (tenga|contenga) C U o más",
        "N (contient|a|compte) (au moins|au minimum) C U", "N (contient|a|compte) C U ou plus",
        "N (ha|contiene) (almeno|come minimo) C U", "N (ha|contiene) C U o più",
    ),
    "most": (
        "N (höchstens|maximal|bis zu|nicht mehr als) C U (hat|enthält)",
        "N (tenha|contenha) (no máximo|até) C U", "N não (tenha|contenha) mais de C U",
        "N (tenga|contenga) (como máximo|a lo sumo) C U", "N no (tenga|contenga) más de C U",
        "N (contient|a|compte) (au plus|au maximum|jusqu'à) C U",
        "N (ha|contiene) (al massimo|al più) C U", "N non (ha|contiene) più di C U",
    ),
    "exactly": (
        "N (|genau |exakt )C U (hat|enthält)",
        "N (tenha|contenha) (|exatamente |precisamente )C U",
        "N (tenga|contenga) (|exactamente |justo )C U",
        "N (contient|a|compte) (|exactement )C U",
        "N (ha|contiene) (|esattamente |precisamente )C U",
    ),
    "over": (
        "N (größer|höher) als K ist", "N über K liegt", "N mehr als K beträgt", "N K übersteigt",
        "N seja (maior que|superior a) K", "N (fique acima de|passe de|ultrapasse) K",
        "N sea (mayor que|superior a) K", "N (supere|pase de|esté por encima de) K",
        "N est (|strictement )supérieur à K", "N est (plus grand que|au-dessus de) K", "N dépasse K",
        "N è (maggiore di|superiore a|più grande di) K", "N (supera|va oltre) K",
    ),
    "under": (
        "N (kleiner|niedriger) als K ist", "N unter K (liegt|bleibt)", "N weniger als K beträgt",
        "N seja (menor que|inferior a) K", "N (fique|esteja) abaixo de K", "N não chegue a K",
        "N sea (menor que|inferior a) K", "N (esté|quede) por debajo de K", "N no llegue a K",
        "N est (|strictement )inférieur à K", "N est plus petit que K", "N (est|reste) en dessous de K",
        "N è (minore di|inferiore a|più piccolo di) K", "N (resta sotto|non arriva a) K",
    ),
    "from": (
        "N mindestens K (beträgt|ist)", "N nicht unter K liegt", "N nicht kleiner als K ist",
        "N nicht weniger als K beträgt",
        "N seja (no mínimo|pelo menos|maior ou igual a) K", "N não (seja menor que|fique abaixo de) K",
        "N sea (como mínimo|al menos|mayor o igual que) K", "N no (sea menor que|baje de) K",
        "N (vaut au moins|est d'au moins|est au minimum de|est supérieur ou égal à|n'est pas inférieur à) K",
        "N (è almeno|vale almeno|è maggiore o uguale a|non è inferiore a|non scende sotto) K",
    ),
    "upto": (
        "N höchstens K (beträgt|ist)", "N nicht über K liegt", "N nicht größer als K ist", "N K nicht übersteigt",
        "N seja (no máximo|menor ou igual a) K", "N não (seja maior que|passe de|ultrapasse) K",
        "N sea (como máximo|menor o igual que) K", "N no (sea mayor que|pase de|supere) K",
        "N (vaut au plus|est d'au plus|est inférieur ou égal à|n'est pas supérieur à|ne dépasse pas) K",
        "N (è al massimo|vale al massimo|è minore o uguale a|non è superiore a|non supera) K",
    ),
    "between": (
        "N (|irgendwo )zwischen K & L liegt", "N im Bereich von K bis L liegt",
        "N einen Wert (von K bis|zwischen K &) L hat",
        "N (esteja|fique) entre K & L", "N tenha um valor (entre K &|de K a) L", "N esteja no intervalo de K a L",
        "N (esté|quede) entre K & L", "N tenga un valor (entre K &|de K a) L", "N esté en el intervalo de K a L",
        "N (est compris|se situe|est|a une valeur) entre K & L", "N est dans l'intervalle de K à L",
        "N (è compreso|è|sta|ha un valore) tra K & L", "N ha un valore da K a L",
    ),
    "equals": (
        "N gleich K ist", "N den Wert K hat", "N auf K gesetzt ist", "N genau K beträgt", "der Wert von N K ist",
        "N (seja|seja igual a|seja exatamente|tenha o valor) K", "o valor de N seja K",
        "N (sea|sea igual a|sea exactamente|tenga el valor) K", "el valor de N sea K",
        "N (vaut|vaut exactement|est égal à|a pour valeur) K", "la valeur de N est K",
        "N (è|vale|è uguale a|ha il valore) K", "il valore di N è K",
    ),
    "only": (
        "nur die Pflichtfelder der obersten Ebene vorkommen", "auf oberster Ebene nur die Pflichtfelder stehen",
        "alle optionalen Felder der obersten Ebene fehlen", "kein optionales Feld der obersten Ebene vorkommt",
        "auf oberster Ebene jedes optionale Feld fehlt",
        "no nível superior só apareçam os campos obrigatórios", "só existam os campos obrigatórios no nível superior",
        "faltem todos os campos opcionais do nível superior", "nenhum campo opcional do nível superior apareça",
        "todos os campos opcionais do nível superior fiquem de fora",
        "en el nivel superior solo aparezcan los campos obligatorios",
        "solo estén los campos obligatorios del nivel superior",
        "falten todos los campos opcionales del nivel superior",
        "(no aparezca |)ningún campo opcional del nivel superior(| esté presente)",
        "seuls les champs obligatoires apparaissent au premier niveau",
        "le premier niveau ne contient que les champs obligatoires",
        "tous les champs facultatifs du premier niveau sont absents",
        "aucun champ facultatif du premier niveau n'apparaît",
        "il n'y a que les champs obligatoires au premier niveau",
        "al livello superiore ci sono solo i campi obbligatori",
        "compaiono solo i campi obbligatori del livello superiore",
        "mancano tutti i campi facoltativi del livello superiore",
        "nessun campo facoltativo del livello superiore (è presente|compare)",
    ),
}  # fmt: skip
_NOUN = "elemente?|elementos?|éléments?|element[oi]|itens|item"
_GROUP = re.compile(r"\(([^()]*)\)")
_SLOT = re.compile(r"\b[NVKLCU]\b")
_SAID = re.compile(
    rf"(?P<text>«\d+»|\b(?:true|false)\b)|(?P<number>#\d+|\b(?:{'|'.join(NUMERALS)})\b(?= (?:{_NOUN})\b))"
    rf"|\b(?P<noun>{_NOUN})\b",
    re.IGNORECASE,
)
_MARKS = {"N": "text", "V": "text", "K": "number", "L": "number", "C": "number", "U": "noun"}
_GROUPS = {"N": "name", "V": "value", "K": "low", "L": "high", "C": "count"}


def clauses_of(sentence: str) -> Iterator[list[str]]:
    """Give the clauses behind each place where a condition may start; ``«0»`` and ``#1`` stand for what is quoted.

    No clause has a parenthesis: it stands where a sentence describes the schema.
    """
    undescribed = sentence[sentence.rfind("(") + 1 :]
    paired = _PAIR.sub(r"\1 & \2", undescribed) if "#" in undescribed else undescribed
    return (_SEPARATOR.split(paired[found.end() :].strip()) for found in _START.finditer(paired))


@lru_cache(maxsize=4096)  # most clauses are of wordings that many rows share
def form_of(clause: str) -> tuple[str, Mapping[str, str]] | None:
    """Return the form of a clause and what stands in its slots, None if the clause is not known.

    Example: ``«0» mindestens zwei Elemente hat`` -> ``("least", {"name": "«0»", "count": "zwei"})``
    """
    found = list(_SAID.finditer(clause))
    known = _known().get(_SAID.sub(lambda match: f"<{match.lastgroup}>", clause))
    if known is None:
        return None
    form, slots = known
    tokens = (match.group() for match in found if match.lastgroup != "noun")
    return form, dict(zip(slots, tokens, strict=True))


@lru_cache(maxsize=1)
def _known() -> Mapping[str, tuple[str, list[str]]]:
    """Return each clause that is known, its slots replaced by what may stand there."""
    known: dict[str, tuple[str, list[str]]] = {}
    for form, texts in _CLAUSES.items():
        for clause in (clause for text in texts for clause in _spelled(text)):
            slots = [_GROUPS[slot] for slot in _SLOT.findall(clause) if slot != "U"]
            known[_SLOT.sub(lambda match: f"<{_MARKS[match.group()]}>", clause)] = form, slots
    return known


def _spelled(text: str) -> Iterator[str]:
    """Spell out the choices of a text."""
    parts = _GROUP.split(text)
    choices = [part.split("|") if place % 2 else [part] for place, part in enumerate(parts)]
    return map("".join, product(*choices))
