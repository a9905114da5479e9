"""How words change beside each other: elisions, contracted articles, verbs and auxiliaries that predicates share."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

__all__ = ["alike", "finished", "gap"]

_Replacement = str | Callable[[re.Match[str]], str]
_ELIDED = {"il": "l'", "del": "dell'", "al": "all'", "dal": "dall'", "nel": "nell'", "sul": "sull'"}

# that a word begins is asked behind its letters: so the letters are what is looked for
_TOUCHES: Mapping[str, Sequence[tuple[re.Pattern[str], _Replacement]]] = {
    "en": ((re.compile(r"a(?<!\wa) (?=[aeiAEI](?!u)|[oO](?!ne)|Ul|8|1[18]\b)"), "an "),),  # "an electric engine"
    "es": ((re.compile(r"de(?<!\wde) (?=(?:\w+ y )?\S+ (?:%|por ciento))"), "del "),),  # "una humedad del 23 %"
    "fr": (
        (re.compile(r"([dD])e(?<!\w\we) (?=[aâeéèêiîoôu](?!nz))"), r"\1'"),  # "un cas d'arrêt", but "de onze"
        (re.compile(r"(0(?<!\w0)|zéro(?<!\wzéro))( \w+)s\b"), r"\1\2"),  # "0 but"
    ),
    "it": (
        (re.compile(r"di(?<!\wdi) (?=\S+ (?:%|per cento))"), "del "),  # "l'umidità è del 23 %"
        (
            re.compile(r"\b(il|del|al|dal|nel|sul) (?=8|11\b|ott[oa]|undici)"),  # "dell'85 %", "all'11 per cento"
            lambda found: _ELIDED[found[1]],
        ),
    ),
}


def finished(language: str, text: str) -> str:
    """Make a sentence of clauses: with a capital, its full stop and what its words make of each other.

    Example: ``("it", "segna un'umidità del 85 %")`` -> ``Segna un'umidità dell'85 %.``
    """
    # a phrase ends with a comma where a clause ends with it: "meldet, dass der Himmel klar ist, und misst 9 Grad"
    text = text.strip().replace("  ", " ").replace(",,", ",").removesuffix(",")
    for pattern, replacement in _TOUCHES.get(language, ()):
        text = pattern.sub(replacement, text)
    return f"{text[:1].upper()}{text[1:]}."


# what begins a passive; what stands behind it in the next predicate can share it
_AUXILIARIES: Mapping[str, re.Pattern[str]] = {
    "de": re.compile("wurde "),
    "fr": re.compile("a été "),
    "it": re.compile("è stat[oa] "),
    "es": re.compile(r"fue (?=\w+[dt][oa]\b)"),
    "pt": re.compile(r"foi (?=\w+[dt][oa]\b)"),
}


def gap(language: str, predicates: list[str]) -> None:
    """Leave out the auxiliary that the last predicates have in common with those before them, in place.

    Example: ``["a été envoyé par Ana", "a été écrit lundi"]`` -> ``["a été envoyé par Ana", "écrit lundi"]``
    """
    auxiliary = _AUXILIARIES.get(language)
    found = [auxiliary.match(text) for text in predicates] if auxiliary is not None else []
    for place in range(len(found) - 1, 0, -1):
        mine = found[place]
        if mine is None or found[place - 1] is None:
            break
        predicates[place] = predicates[place][mine.end() :]


def alike(one: str, other: str, words: int) -> bool:
    """Whether two predicates have a verb of one word or two in common, with which they begin or, in German, end."""
    if one.rpartition(" ")[2] == other.rpartition(" ")[2]:
        return True
    return one.split(" ", words)[:words] == other.split(" ", words)[:words]
