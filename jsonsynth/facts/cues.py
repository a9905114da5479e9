"""The words that tell which of several numbers or names is which: only the verifier knows them.

A cue is a word; ``x>`` counts where it stands before the value, ``<x`` where it stands behind it, ``x`` on both sides.
``a_b>`` is two words. A preposition is weak: any other cue near the value outdoes it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

__all__ = [
    "FAINT",
    "FLAGS",
    "GEOGRAPHY",
    "LIST_CUES",
    "NAMES",
    "NUMBER_CUES",
    "SHAPES",
    "TEXT_CUES",
    "WEAK",
    "Cues",
    "concept_of",
]


class Cues(NamedTuple):
    """Concepts by the word that stands before, and by the word that stands behind a value."""

    before: Mapping[str, frozenset[str]]
    behind: Mapping[str, frozenset[str]]


# what a member name means; names are compared without case and separators
_NAMES = {
    "subject": "name fullname person personname product productname title nome nomecompleto produto nomeproduto",
    "id": "id eventid reference codigo idevento",
    "email": "email mail emailaddress contactemail correio",
    "interests": "interests tags hobbies likes interesses gostos",
    "age": "age years ageyears idade anos",
    "experience": "experience experienceyears yearsofexperience yearsexperience experiencia experienciaanos"
    " anosexperiencia",
    "price": "price unitprice amount cost preco preço valor",
    "shipping": "shipping shippingcost shippingfee deliveryfee frete taxaentrega",
    "stock": "stock quantity unitsinstock stocklevel inventory estoque quantidade",
    "weight": "weight weightkg weightinkg pesokg peso",
    "rating": "rating stars averagerating reviewscore avaliacao nota",
    "affected": "affectedusers users usercount usuariosafetados usuarios",
    "duration": "durationminutes minutes durationmin durationms latencyms elapsedms duracaominutos minutos duracaoms"
    " latenciams",
    "latitude": "latitude lat",
    "longitude": "longitude lon lng",
    "population": "population inhabitants residents populacao habitantes",
    "elevation": "elevation elevationm altitude altitudem altitudemeters",
    "founded": "founded foundingyear foundedyear yearfounded fundacao anofundacao",
    "status": "status statuscode httpstatus codigostatus",
    "currency": "currency currencycode moeda",
    "available": "available instock isavailable disponivel disponível emestoque",
    "resolved": "resolved isresolved closed resolvida resolvido",
    "remote": "remote isremote worksremotely remoteworker remoto trabalhoremoto",
    "place": "homecity location site place city town cidade municipio local localidade cityname",
    "job": "job occupation profession jobtitle profissao cargo ocupacao",
    "company": "company employer companyname worksfor empresa empregador",
    "manager": "manager supervisor managername reportsto chefe gerente",
    "brand": "brand manufacturer maker brandname marca fabricante",
    "category": "category department productcategory section categoria secao",
    "color": "color colour finish cor acabamento",
    "type": "type eventtype kind tipo tipoevento",
    "source": "source sourcehost origin origem servidor",
    "reporter": "reporter reportedby reportername relator relatadopor",
    "country": "country nation countryname pais país",
    "mayor": "mayor mayorname prefeitura prefeito",
    "postcode": "postalcode postcode zip codigopostal cep",
    "message": "message msg text logmessage mensagem",
    "service": "service component servicename servico componente",
    "host": "host hostname server",
    "request": "requestid traceid requisicao idrequisicao",
    "user": "user username login usuario",
    "sku": "sku productcode articlenumber codigoproduto",
}
NAMES: Mapping[str, str] = {name: concept for concept, names in _NAMES.items() for name in names.split()}

_NUMBERS = {
    "age": "old age aged> turned> turning> <birthday birthday> idade fez> completou> aos> <anos",
    "experience": "experience experiência field> <field trade profession practice work",
    "price": "marked> costs> sells> priced> price goes> sale> bought> retails> tag> offered> listed> yours> preço custa> sai>"
    " venda> vendido> comprado> anunciado> valor por>",
    "shipping": "ships> shipped> delivered> shipping delivery postage> fee> frete entrega",
    "stock": "<units stock quantity> <pieces <warehouse inventory> <copies <unidades estoque <peças <depósito",
    "weight": "<kg weighs> weight weighing> <kilograms scales> pesa> peso <quilos pesando> pesar>",
    "rating": "rated> rating scores> score stars reviewed> reviews nota avaliação avaliações estrelas avaliado>",
    "affected": "<users users> affected usuários afetados afetou>",
    "duration": "<minutes minutes> duration lasted> <ms ms> <milliseconds latency took> <minutos minutos> durou> duração"
    " <milissegundos latência",
    "latitude": "latitude> lat>",
    "longitude": "longitude> lon> long> lng>",
    "population": "<inhabitants inhabitants> population <people <residents residents> <habitantes habitantes> população"
    " <moradores",
    "elevation": "<metres <m metres> m> metros> elevation altitude <metros sea",
    "founded": "founded year> established> settled> chartered> charter> dates> dating> founding> fundada> fundação ano>",
    "status": "status> code> http>",
}
_TEXTS = {
    "place": "in> em> from> to> para> city> town> place> location> site> cidade> município> local> unidade> localidade>"
    " lives> calls> <home resident> residence> de> office_in> live_in> escritório_de> unidade_de> lives_in> based_in>"
    " living_in> site_in> place_in> plant_in> centre_in> town_of> cidade_de>",
    "job": "as> a> an> occupation> job> profession> title> como> é> hoje> profissão> <profissão cargo> ocupação> <trade"
    " <profession",
    "company": "for> at> by> with> of> joined> company> employer> na> a> da> empresa> empregador> employed_by> hired_by>"
    " works_for> team_at> employed_at> para_a> serviço_da> com_a> serviço_para_a>",
    "manager": "manager> <manager supervisor> <supervisor to> under> by> with> a> de> sob> <chefe chefe> gerente>"
    " supervisão> <supervisão reports_to> answers_to> managed_by> supervised_by> mentored_by>",
    "brand": "by> from> brand> of> manufacturer> maker> marca> pela> fabricante> made_by> built_by> produced_by>"
    " manufactured_by> supplied_by> designed_by>",
    "category": "category> <category filed_under> under> <section <department section> department> categoria> seção>",
    "color": "in> painted> colour> color> finish> cor> acabamento>",
    "type": "of> as> a> type> kind> tipo> de> como> case_of> caso_de> reported_as> recorded_as> classified_as> registered_as> tagged_as> filed_under> relatada_como> registrada_como> classificada_como>",
    "source": "from> on> by> to> host> source> origin> servidor> origem> em> raised_by> sent_by> emitted_by>"
    " triggered_on> seen_on>",
    "reporter": "by> reporter> <reporter por> relator> reported> relatado> reported_by> noticed_by> called_in_by>"
    " entered_by> escalated_by> flagged_by> opened_by> spotted_by> documented_by>",
    "country": "in> of> to> country> nation> no> na> em> do> da> de> país> town_in> place_in> located_in> situated_in>"
    " lies_in> found_in> middle_of> part_of> belongs_to> towns_in> cidade_de> cidade_do> cidade_da>",
    "mayor": "elected> chose> elegeu> escolheu> cargo_de> swore_in> mayor> <mayor <prefeitura prefeitura> prefeito> as_mayor>",
    "postcode": "code> postcode> postal> cep>",
    "service": "service> serviço> servico> component> componente> [>",
    "host": "host> hostname> server> servidor>",
    "request": "request> id> trace> requisição> requisicao>",
    "user": "user> username> login> usuário> usuario>",
    "sku": "sku> code> number> código> código_do>",
}
# what also stands beside other numbers
FAINT = frozenset(("anos", "por"))
# words that open a list of interests
LIST_CUES: Mapping[str, frozenset[str]] = {
    "interests": frozenset(
        ["likes", "enjoys", "interested", "interests", "hobbies", "tags", "passion", "weekends", "fond", "keen", "loves", "mad", "gosta", "adora", "interesse", "interesses", "interessa", "curte", "livre", "gostos"]
    )
}
# places of the earth: among these a town may be what the text is about
GEOGRAPHY = frozenset(["country", "latitude", "longitude", "population", "elevation", "founded", "postcode", "mayor"])
# prepositions and articles: many concepts share them
WEAK = frozenset(
    ["in", "em", "from", "to", "para", "for", "at", "by", "with", "of", "na", "a", "da", "an", "as", "on", "por", "de", "como", "é", "no", "do", "under", "sob", "aos", "name", "id", "code", "number"]
)


def _sorted_in(table: Mapping[str, str]) -> Cues:
    before: dict[str, set[str]] = {}
    behind: dict[str, set[str]] = {}
    for concept, cues in table.items():
        for cue in cues.split():
            word = cue.strip("<>").replace("_", " ")
            if not cue.startswith("<"):
                before.setdefault(word, set()).add(concept)
            if not cue.endswith(">"):
                behind.setdefault(word, set()).add(concept)
    freeze = {word: frozenset(found) for word, found in before.items()}
    return Cues(freeze, {word: frozenset(found) for word, found in behind.items()})


NUMBER_CUES = _sorted_in(_NUMBERS)
TEXT_CUES = _sorted_in(_TEXTS)

_PROPER, _CODED, _COMMON = r"[^\W\d_a-zà-ý][^\d@_]*", r"[^\s@]*\d[^\s@]*", r"[^\W\d_A-ZÀ-Ý][^\d@]*"
_SHAPED = {
    _PROPER: "place country manager reporter mayor company brand",
    _CODED: "id host source request user sku postcode",
    _COMMON: "job category color type",
    r"[^\W\d_a-zà-ý][^@_]*": "subject",
    r"[^\s@]+@[^\s@]+": "email",
    r"[a-z][a-z.-]*": "service",
    r"\S+ .*\S": "message",
}
# what the strings of a concept look like
SHAPES: Mapping[str, re.Pattern[str]] = {
    concept: re.compile(shape) for shape, concepts in _SHAPED.items() for concept in concepts.split()
}

# (what denies, what affirms): the denial is looked for first
FLAGS: Mapping[str, tuple[str, str]] = {
    "available": (
        r"out of stock|sold out|not available|cannot be ordered|unavailable|no longer available|esgotado"
        r"|não está disponível|fora de estoque|indisponível|não pode ser pedido",
        r"available|in stock|can be ordered|ready to ship|disponível|em estoque|pode ser pedido|pronto para envio",
    ),
    "resolved": (
        r"not resolved|still open|not been (?:resolved|fixed)|unresolved|remains open|não foi resolvida|em aberto"
        r"|sem solução|não está resolvida",
        r"resolved|is closed|been (?:fixed|closed)|is fixed|resolvida|encerrada(?! em)",
    ),
    "remote": (
        r"not work remotely|never works from home|on site|not a remote|on-site|not allowed to work remotely"
        r"|não trabalha de casa|não faz trabalho remoto|presencial|não está em regime remoto",
        r"remotely|from home|remote|de casa|remoto",
    ),
}


@lru_cache(maxsize=4096)
def concept_of(name: str) -> str | None:
    """Return what a member name means, None if it is not known: ``"birthDate"`` is no concept, ``"unit_price"`` is."""
    return NAMES.get("".join(part for part in name.casefold() if part.isalnum()))
