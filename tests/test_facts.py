"""The verifier of texts: what it reads, what it catches, what it lets through."""

from __future__ import annotations

from collections import Counter

import pytest

from jsonsynth.content import load
from jsonsynth.examples import Settings, Slot, Split, label
from jsonsynth.facts import DOUBTS, prove, proving, verify
from jsonsynth.facts.figures import numbers, ungrouped
from jsonsynth.facts.languages import languages
from jsonsynth.facts.tables import plain_rows
from jsonsynth.facts.whens import dates_masked
from jsonsynth.jsontext import is_json, parse_strict
from jsonsynth.seeds import stream
from jsonsynth.task import in_step
from jsonsynth.tasks.text_to_json import TASK, check
from tests.label_errors import ERRORS, RECORD_ERRORS

CONTENT = load()


def _tried(numbers: range) -> dict[str, Counter[bool]]:
    """How many labels of each kind of error are caught (True) and missed (False)."""
    counts: dict[str, Counter[bool]] = {kind: Counter() for kind in (*ERRORS, *RECORD_ERRORS)}
    for index in numbers:
        split: Split = "test" if index % 5 == 0 else "train"
        example = TASK.make(Slot("text_to_json", split, index), CONTENT, Settings(), stream(3, split, index))
        axes, facts = example.facts["axes"], example.input
        assert isinstance(axes, list)
        if check(example):
            continue
        for kind, change in (RECORD_ERRORS if "several" in axes else ERRORS).items():
            wrong = change(example, stream(1, kind, index))
            if wrong is not None and wrong != label(example):
                counts[kind][bool(verify(facts["instruction"], facts["text"], wrong))] += 1
    return counts


def test_wrong_labels_are_caught() -> None:
    counts = sum(_tried(range(80)).values(), Counter[bool]())
    assert counts.total() > 600
    assert counts[True] >= 0.995 * counts.total()


@pytest.mark.slow
def test_wrong_labels_of_more_than_thirty_kinds_are_caught() -> None:
    """One in a thousand of all pass at most, one in a hundred of any kind."""
    caught = _tried(range(3_000))
    assert len(caught) > 30
    assert {kind for kind, counts in caught.items() if not counts.total()} == set()
    assert {kind for kind, counts in caught.items() if counts[False] > max(2, 0.01 * counts.total())} == set()
    counts = sum(caught.values(), Counter[bool]())
    assert counts[True] >= 0.999 * counts.total()


def _rules(instruction: str, text: str, wrong: str) -> set[str]:
    return {problem.rule for problem in verify(instruction, text, wrong)}


SPEC = "Extract {name:string, age:int, tags:string[]} from the text. Respond only with JSON."
TEXT = "Ana Costa is 27 years old and likes Neo4j and JSON."

# text, label, the rule that must speak (None: right)
VERDICTS = [
    (TEXT, '{"age":27,"name":"Ana Costa","tags":["Neo4j","JSON"]}', None),
    ("Ana Costa is twenty-seven and likes Neo4j.", '{"age":27,"name":"Ana Costa","tags":["Neo4j"]}', None),
    (TEXT, '{"age":72,"name":"Ana Costa","tags":["Neo4j","JSON"]}', "number-not-in-text"),
    (TEXT, '{"age":27,"name":"Ana","tags":["Neo4j","JSON"]}', "string-cut"),
    (TEXT, '{"age":27,"name":"Costa","tags":["Neo4j","JSON"]}', "string-cut"),
    (TEXT, '{"age":27,"name":"Ana Cost","tags":["Neo4j","JSON"]}', "string-not-in-text"),
    (TEXT, '{"age":27,"name":"Ana Costa","tags":["Neo4j"]}', "list-differs"),
    (TEXT, '{"age":27,"name":"Ana Costa","tags":["JSON"]}', "list-differs"),
    (TEXT, '{"age":27,"name":"Ana Costa","tags":["JSON","Neo4j"]}', "list-differs"),
    (TEXT, '{"age":27,"city":"Porto","name":"Ana Costa","tags":["Neo4j","JSON"]}', "extra-member"),
    (TEXT, '{"age":null,"name":"Ana Costa","tags":["Neo4j","JSON"]}', "policy"),
    (TEXT, '{"name":"Ana Costa","tags":["Neo4j","JSON"]}', "missing-member"),
    (TEXT, '{"age":"27","name":"Ana Costa","tags":["Neo4j","JSON"]}', "wrong-type"),
    (TEXT, "[]", "label-not-object"),
    (TEXT, "{", "label-not-json"),
    ("Ana Costa is 27 years old or 29 years old and likes JSON.",
     '{"age":27,"name":"Ana Costa","tags":["JSON"]}', "rival-number"),
    ("Ana Costa is 27 and likes JSON. Bring 29 too.", '{"age":27,"name":"Ana Costa","tags":["JSON"]}', "rival-number"),
    ("Ana Costa has 27 years of experience and likes JSON.",
     '{"age":27,"name":"Ana Costa","tags":["JSON"]}', "wrong-role"),
    ("{\"age\":27,\"name\":\"Ana Costa\",\"tags\":[\"JSON\"]}",
     '{"age":28,"name":"Ana Costa","tags":["JSON"]}', "number-not-in-text"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "answer", "rule"), VERDICTS)
def test_a_label_is_judged(text: str, answer: str, rule: str | None) -> None:
    rules = _rules(SPEC, text, answer)
    assert rules == set() if rule is None else rule in rules


# instruction, text, label, rule
MORE = [
    ("Extract {price:float, currency:string}.", "It costs 49.90 EUR.", '{"currency":"EUR","price":49.9}', None),
    ("Extract {price:float, currency:string}.", "It costs €49.90.", '{"currency":"EUR","price":49.9}', None),
    ("Extract {price:float, currency:string}.", "It costs $49.90.", '{"currency":"USD","price":49.9}',
     "currency-differs"),
    ("Extract {price:float, currency:string}.", "It costs 49.90 EUR.", '{"currency":"GBP","price":49.9}',
     "currency-differs"),
    ("Extract {price:float}.", "Custa 1.299,50 reais.", '{"price":1299.5}', None),
    ("Extract {born:date}. Dates as YYYY-MM-DD.", "Born on 5 March 1990.", '{"born":"1990-03-05"}', None),
    ("Extract {born:date}. Dates as YYYY-MM-DD.", "Born on 03/04/1990.", '{"born":"1990-04-03"}', "date-not-in-text"),
    ("Extract {born:date}. Dates as YYYY-MM-DD.", "Born on 5 March 1990, wed on 6 March 2010.",
     '{"born":"1990-03-05"}', "rival-date"),
    ("Extract {level:low|high}.", "The level is high, not low.", '{"level":"high"}', None),
    ("Extract {level:low|high}.", "The level is high, not low.", '{"level":"low"}', "option-differs"),
    ("Extract {level:low|high}.", "The level is high or low.", '{"level":"high"}', "option-differs"),
    ("Extract {tags:string[]?, age:int}. Missing lists are empty.", "She is 30 years old.",
     '{"age":30,"tags":[]}', None),
    ("Extract {tags:string[]?, age:int}. Missing lists are empty.", "She is 30 years old.", '{"age":30}', "policy"),
    ("Extract {due:date, number:string}. The text was written on 2024-05-03.",
     "Invoice INV-2024-1234 is due in three days.", '{"due":"2024-05-06","number":"INV-2024-1234"}', None),
    ("Extract {due:date, number:string}. The text was written on 2024-05-03.",
     "Invoice INV-2024-1234 is due in three days.", '{"due":"2024-05-03","number":"INV-2024-1234"}',
     "date-not-in-text"),
    ("Extract {due:date, number:string}.", "Invoice INV-2024-1234 is due tomorrow.",
     '{"due":"2024-05-06","number":"INV-2024-1234"}', "date-not-in-text"),
    ("Extract {f1:string (the town where the person lives), name:string}.", "Ana Costa lives in Faro Alto.",
     '{"f1":"Faro Alto","name":"Ana Costa"}', None),
    ("Extract {f1:string (the town where the person lives), name:string}.", "Ana Costa lives in Faro Alto.",
     '{"f1":"Ana Costa","name":"Faro Alto"}', "wrong-role"),
    ("Extract {level:low|high}.", "The level is HIGH.", '{"level":"high"}', None),
    ("Extract {inStock:bool}.", "It is not available at present.", '{"inStock":false}', None),
    ("Extract {inStock:bool}.", "It is not available at present.", '{"inStock":true}', "flag-differs"),
    ("Extract {age:int?}. Use null for what is missing.", "Nothing is known.", '{"age":null}', None),
    ("Extract {age:int?}. Use null for what is missing.", "Nothing is known.", "{}", "policy"),
    ("Extract {age:int?}. Omit what is missing.", "Nothing is known.", "{}", None),
    ("Extract {age:int?}. Omit what is missing.", "Nothing is known.", '{"age":null}', "policy"),
    ("Extract {age:int?}. Omit what is missing.", "She is 30 years old.", "{}", "stated-but-missing"),
    ("Tell me all.", "She is 30 years old.", '{"age":30}', "no-specification"),
    ("Extract {glad:bool}.", "She is glad.", '{"glad":true}', "unproved"),
    (
        "Extrais {nom:string, job:string?} du texte. Les champs absents sont null.",
        "Jeanne Morel a 30 ans. Elle exerce comme infirmière et aime le sport.",
        '{"job":null,"nom":"Jeanne Morel"}',
        "stated-but-missing",
    ),
    (
        "Extract {service:string?, log_message:string} from the text. Missing values are null.",
        'The line was sent by service auth-indexer. It carries the message "Disk is full".',
        '{"log_message":"Disk is full","service":null}',
        "stated-but-missing",
    ),
    (
        "Extract {server:string?, log_message:string} from the text. Missing values are null.",
        'It was seen on the host web-15.example.net. It carries the message "Disk is full".',
        '{"log_message":"Disk is full","server":null}',
        "stated-but-missing",
    ),
    (
        "Extract {candidate:string, profession:string?} from the text. Missing values are null.",
        "As far as I know, Patrick Kirby went home.",
        '{"candidate":"Patrick Kirby","profession":null}',
        None,
    ),
    (
        "Extract {subject:string, reply_to:string?} from the text. Missing values are null.",
        'The mail reads "Projector in the hall is out of date" in the subject.',
        '{"reply_to":null,"subject":"Projector in the hall is out of date"}',
        None,
    ),
    ("Hole {ort:string} aus dem Text.", "Breite", '{"ort":"Kiel"}', "string-not-in-text"),
]  # fmt: skip


# instruction, text, right label, the same cut or swapped, the rule that speaks against that
PARTS = [
    ("{name_des_hotels:string}", 'Die Reservierung gilt für das Hotel "Hotel Burg Otterried".',
     '{"name_des_hotels":"Hotel Burg Otterried"}', '{"name_des_hotels":"Burg Otterried"}', "string-cut"),
    ("{modell:string, kennzeichen:string}", "Das Fahrzeug ZC-3576 ist ein Rovvox B638.",
     '{"kennzeichen":"ZC-3576","modell":"Rovvox B638"}', '{"kennzeichen":"ZC-3576","modell":"B638"}', "string-cut"),
    ("{number:string, purpose:string}", "The session has the number APP-6501 and is for a dental check-up.",
     '{"number":"APP-6501","purpose":"dental check-up"}', '{"number":"APP-6501","purpose":"check-up"}', "string-cut"),
    ("{number:string, purpose:string}", "The session APP-6501 is about a parents' evening.",
     '{"number":"APP-6501","purpose":"parents\' evening"}', '{"number":"APP-6501","purpose":"parents\'"}',
     "string-cut"),
    ("{name:string, job:string}", "Leo Pierce has a job as a project manager and likes tea.",
     '{"job":"project manager","name":"Leo Pierce"}', '{"job":"project","name":"Leo Pierce"}', "string-cut"),
    ("{numero_dell_appuntamento:string, motivo:string}", "L'appuntamento APP-9479 riguarda una revisione dell'auto.",
     '{"motivo":"revisione dell\'auto","numero_dell_appuntamento":"APP-9479"}',
     '{"motivo":"dell\'auto","numero_dell_appuntamento":"APP-9479"}',
     "string-cut"),
    ("{plato:string, raciones:int}", 'El plato "tarta de cebolla con sal ahumada" da 5 raciones.',
     '{"plato":"tarta de cebolla con sal ahumada","raciones":5}', '{"plato":"tarta","raciones":5}', "string-cut"),
    ("{tipo:string, afetados:int}", "A ocorrência afetou 396 usuários e entrou no sistema como falha de disco.",
     '{"afetados":396,"tipo":"falha de disco"}', '{"afetados":396,"tipo":"falha"}', "string-cut"),
    ("{nome:string, profissao:string}", "Rui Reis é médico de profissão.",
     '{"nome":"Rui Reis","profissao":"médico"}', '{"nome":"Rui","profissao":"médico"}', "string-cut"),
    ("{city:string, rooms:int}", "New on the market: a home in New Kelfield with 8 rooms.",
     '{"city":"New Kelfield","rooms":8}', '{"city":"New","rooms":8}', "no-cue"),
    ("{valor:float}", "O valor não é de US$ 127,00, mas de 315,95 USD.",
     '{"valor":315.95}', '{"valor":127}', "negated"),
    ("{experience:int}", "The experience is not 4, but 17 years.", '{"experience":17}', '{"experience":4}', "negated"),
    ("{berufserfahrung_jahre:int?, alter:int?} Fehlende Werte sind null.",
     "Die Berufserfahrung ist nicht 11, sondern 3 Jahre.", '{"alter":null,"berufserfahrung_jahre":3}',
     '{"alter":3,"berufserfahrung_jahre":null}', "stated-but-missing"),
    ("{order_id:string, coupon:string}", "Our order ORD-68508 carries the coupon code DNFB98.",
     '{"coupon":"DNFB98","order_id":"ORD-68508"}', '{"coupon":"ORD-68508","order_id":"DNFB98"}', "wrong-role"),
    ("{ticketnummer:string?, betreff:string} Fehlende Werte sind null.",
     'Die Anfrage läuft unter TCK-93015 und hat das Thema "Der Ton fehlt".',
     '{"betreff":"Der Ton fehlt","ticketnummer":"TCK-93015"}', '{"betreff":"Der Ton fehlt","ticketnummer":null}',
     "stated-but-missing"),
    ("{origen:string?, peso_kg:float} Los campos ausentes son null.",
     "Este envío pesa 18,8 kg. Salió de Bajo Urbarosa.", '{"origen":"Bajo Urbarosa","peso_kg":18.8}',
     '{"origen":null,"peso_kg":18.8}', "stated-but-missing"),
    ("{cidade:string, prefeito:string}", "A cidade de Vila Bela tem o prefeito Caio Dias.",
     '{"cidade":"Vila Bela","prefeito":"Caio Dias"}', '{"cidade":"Caio Dias","prefeito":"Vila Bela"}',
     "wrong-role"),
    ("{studienfach:string, kenntnisse:string[]}", "Sie hat das Studienfach Recht und Kenntnisse in Steuerrecht.",
     '{"kenntnisse":["Steuerrecht"],"studienfach":"Recht"}', '{"kenntnisse":["Recht"],"studienfach":"Steuerrecht"}',
     "list-differs"),
    ("{degree:string, skills:string[]}", "She has a degree in law and knowledge of tax law and Python.",
     '{"degree":"law","skills":["tax law","Python"]}', '{"degree":"law","skills":["law","Python"]}', "list-differs"),
    ("{kennzeichen:string, farbe:string}", "Das Fahrzeug AB-1234 hat die Farbe rot.",
     '{"farbe":"rot","kennzeichen":"AB-1234"}', '{"farbe":"AB-1234","kennzeichen":"rot"}', "odd-shape"),
    ("[{owner:string, plate:string}]",
     'record owner="Ana Costa" plate=BM-0611\n[import] owner="Rui Reis" plate=PX-8064',
     '[{"owner":"Ana Costa","plate":"BM-0611"},{"owner":"Rui Reis","plate":"PX-8064"}]',
     '[{"owner":"Ana Costa","plate":"BM-0611"}]', "rival-string"),
    ("[{owner:string, color:string}]",
     'record owner="Ana Costa" color=red\n[import] owner="Rui Reis" color=blue',
     '[{"color":"red","owner":"Ana Costa"},{"color":"blue","owner":"Rui Reis"}]',
     '[{"color":"blue","owner":"Rui Reis"}]', "rival-string"),
    ("{hoehe_m:int, gruendungsjahr:int}", "Der Ort liegt auf einer Höhe von 141 Metern, gegründet wurde er 1208.",
     '{"gruendungsjahr":1208,"hoehe_m":141}', '{"gruendungsjahr":141,"hoehe_m":1208}', "wrong-role"),
    ("{etage:int, zimmer:int}", "Die Immobilie nimmt die 14. Etage ein und hat 3 Zimmer.",
     '{"etage":14,"zimmer":3}', '{"etage":3,"zimmer":14}', "wrong-role"),
    ("{floor:int, rooms:int}", "It is on the 6th floor, has 3 rooms and boasts these features: a sauna.",
     '{"floor":6,"rooms":3}', '{"floor":3,"rooms":6}', "wrong-role"),
    ("{type_d_incident:string, resolu:bool}", "Cet incident est un cas d'arrêt du serveur et n'est pas résolu.",
     '{"resolu":false,"type_d_incident":"arrêt du serveur"}', '{"resolu":false,"type_d_incident":"arrêt du"}',
     "string-cut"),
    ("{prezzo:float, targa:string}", "L'auto TS-0486 costa 69.000 euro all'anno.",
     '{"prezzo":69000,"targa":"TS-0486"}', '{"prezzo":69,"targa":"TS-0486"}', "number-not-in-text"),
    ("{hochschule:string}", 'Er studierte an der Hochschule "Hochschule Alt-Mühlgrund".',
     '{"hochschule":"Hochschule Alt-Mühlgrund"}', '{"hochschule":"Hochschule"}', "string-cut"),
    ("{precoDeVenda:float, ano:int}", "O carro é do ano 2009. O preço não é de R$ 2.583,25, mas de BRL 49.232,50.",
     '{"ano":2009,"precoDeVenda":49232.5}', '{"ano":2009,"precoDeVenda":2583.25}', "negated"),
    ("{kind:apartment|house|villa, listing:string}", "Position: Villa Nevericca\nKind: house\nListing: RE-45182",
     '{"kind":"house","listing":"RE-45182"}', '{"kind":"villa","listing":"RE-45182"}', "option-differs"),
    ("{level:INFO|ERROR, time:datetime}", "2025-03-19T06:02:50Z INFO Task started - id=e0a2a7d83b2e3",
     '{"level":"INFO","time":"2025-03-19T06:02:50Z"}', '{"level":"ERROR","time":"2025-03-19T06:02:50Z"}',
     "option-differs"),
    ("{producto:string?, marca:string} Los campos ausentes son null.",
     "El artículo Trípode Yardex A8798 cuesta 92,90 EUR. Lo fabrica la marca Yardex.",
     '{"marca":"Yardex","producto":"Trípode Yardex A8798"}', '{"marca":"Yardex","producto":null}',
     "stated-but-missing"),
    ("{log_message:string?, status:int} Missing values are null.", "Transaction rolled back - status=504",
     '{"log_message":"Transaction rolled back","status":504}', '{"log_message":null,"status":504}',
     "stated-but-missing"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "text", "right", "wrong", "rule"), PARTS)
def test_the_right_label_is_accepted_and_one_beside_it_refused(
    fields: str, text: str, right: str, wrong: str, rule: str
) -> None:
    assert _rules(f"Extract {fields} from the text.", text, right) == set()
    assert rule in _rules(f"Extract {fields} from the text.", text, wrong)


@pytest.mark.parametrize(("instruction", "text", "answer", "rule"), MORE)
def test_a_type_is_judged(instruction: str, text: str, answer: str, rule: str | None) -> None:
    rules = _rules(instruction, text, answer)
    assert rules == set() if rule is None else rule in rules


def test_labels_are_proved_in_step_as_each_alone() -> None:
    rows = [
        *((SPEC, text, answer) for text, answer, _ in VERDICTS),
        *((said, text, one) for said, text, one, _ in MORE),
    ]
    read = [(said, text, parse_strict(answer)) for said, text, answer in rows if is_json(answer)]
    assert len(read) > 30
    assert in_step([proving(*row) for row in read]) == [prove(*row) for row in read]


def test_a_number_before_a_date_is_no_part_of_it() -> None:
    text, whens = dates_masked("Room 12 seats 20 for 2024-05-03, 14 March 2024 was taken.")
    assert [when.date for when in whens] == ["2024-05-03", "2024-03-14"]
    assert text == "Room 12 seats 20 for \x01, \x01 was taken."


def test_what_rests_on_words_it_may_not_know_is_a_doubt() -> None:
    assert {"no-cue", "no-specification", "unproved"} <= DOUBTS


DATES = {
    "2024-03-05": ("2024-03-05", "", ""),
    "2024/03/05": ("2024-03-05", "", ""),
    "5 March 2024": ("2024-03-05", "", ""),
    "March 5th, 2024": ("2024-03-05", "", ""),
    "Mar 5, 2024 at 2:02 pm": ("2024-03-05", "14:02", ""),
    "5 March 2024 at 2 p.m.": ("2024-03-05", "14:00", ""),
    "5 de março de 2024 às 14h02": ("2024-03-05", "14:02", ""),
    "5 de marzo de 2024 a las 14:02": ("2024-03-05", "14:02", ""),
    "1er mars 2024 à 14 h 02": ("2024-03-01", "14:02", ""),
    "5. März 2024 um 14:02 Uhr": ("2024-03-05", "14:02", ""),
    "5. März 2024 um 14 Uhr": ("2024-03-05", "14:00", ""),
    "1º marzo 2024 alle ore 14:02": ("2024-03-01", "14:02", ""),
    "14:02:11 UTC on 25.03.2024": ("2024-03-25", "14:02:11", "Z"),
    "2024-03-05T14:02:11Z": ("2024-03-05", "14:02:11", "Z"),
    "2024-03-05T14:02:11+02:00": ("2024-03-05", "14:02:11", "+02:00"),
    "5 March 2024, 14:02 UTC-3": ("2024-03-05", "14:02", "-03:00"),
    "25/03/2024": ("2024-03-25", "", ""),
    "03/25/2024": ("2024-03-25", "", ""),
    "03/04/2024": ("", "", ""),
    "03.04.2024": ("2024-04-03", "", ""),
    "12:00 am, 5 May 2024": ("2024-05-05", "00:00", ""),
}


@pytest.mark.parametrize("text", DATES)
def test_a_date_is_read(text: str) -> None:
    rest, whens = dates_masked(f"It was on {text} that it rained.")
    assert [(when.date, when.clock, when.zone) for when in whens] == [DATES[text]]
    assert rest == "It was on \x01 that it rained."


RELATIVE = [
    ("en", "tomorrow", "2024-05-04"),
    ("en", "the day before yesterday", "2024-05-01"),
    ("en", "in three days", "2024-05-06"),
    ("en", "2 weeks ago", "2024-04-19"),
    ("pt", "amanhã", "2024-05-04"),
    ("pt", "há duas semanas", "2024-04-19"),
    ("pt", "daqui a 3 dias", "2024-05-06"),
    ("es", "pasado mañana", "2024-05-05"),
    ("es", "hace dos días", "2024-05-01"),
    ("fr", "après-demain", "2024-05-05"),
    ("fr", "il y a 3 semaines", "2024-04-12"),
    ("fr", "dans deux jours", "2024-05-05"),
    ("de", "übermorgen", "2024-05-05"),
    ("de", "vor zwei Wochen", "2024-04-19"),
    ("de", "in drei Tagen", "2024-05-06"),
    ("it", "dopodomani", "2024-05-05"),
    ("it", "tre settimane fa", "2024-04-12"),
    ("it", "tra due giorni", "2024-05-05"),
]


@pytest.mark.parametrize(("language", "text", "day"), RELATIVE)
def test_a_day_is_counted_from_the_day_of_reference(language: str, text: str, day: str) -> None:
    _, whens = dates_masked(f"x {text} x", languages()[language], "2024-05-03")
    assert [when.date for when in whens] == [day]
    assert dates_masked(f"x {text} x", languages()[language]) == (f"x {text} x", [])


def test_in_languages_with_one_order_figures_are_a_date() -> None:
    for name in ("pt", "es", "fr", "de", "it"):
        _, whens = dates_masked("x 03/04/2024 x", languages()[name])
        assert [when.date for when in whens] == ["2024-04-03"]


def test_the_morning_is_no_tomorrow() -> None:
    assert dates_masked("Guten Morgen", languages()["de"], "2024-05-03") == ("Guten Morgen", [])


# language ("": unknown), text, what each number can be
NUMBERS: list[tuple[str, str, list[set[float]]]] = [
    ("en", "27", [{27}]),
    ("en", "twenty-seven", [{27}]),
    ("en", "two thousand three hundred and one", [{2301}]),
    ("en", "one hundred and two and three", [{102}, {3}]),
    ("en", "five six", [{5}, {6}]),
    ("en", "two dozen", [{24}]),
    ("en", "two and a half", [{2.5}]),
    ("en", "three point two five", [{3.25}]),
    ("en", "2.5 million", [{2_500_000}]),
    ("en", "the 3rd floor", [{3}]),
    ("en", "1,299 and 1.299", [{1299}, {1.299}]),
    ("", "1,299", [{1299, 1.299}]),
    ("pt", "vinte e sete", [{27}]),
    ("pt", "duas mil e cem", [{2100}]),
    ("pt", "1.299,50", [{1299.5}]),
    ("pt", "1.299", [{1299}]),
    ("es", "doscientas mil trescientas veintiuna", [{200_321}]),
    ("es", "treinta y dos", [{32}]),
    ("fr", "quatre-vingt-dix-neuf", [{99}]),
    ("fr", "soixante et onze mille trois cents", [{71_300}]),
    ("fr", "1 234,5", [{1234.5}]),
    ("fr", "1\u202f234", [{1234}]),
    ("de", "dreiundzwanzigtausendvierhundertsechsundfünfzig", [{23_456}]),
    ("de", "eine Million zweihunderttausend", [{1_200_000}]),
    ("de", "zweieinhalb", [{2.5}]),
    ("it", "duemilatrecentoquarantasei", [{2346}]),
    ("it", "centotto e ventuno", [{108}, {21}]),
    ("en", "-12.5", [{-12.5}]),
    ("pt", "R$ 9,90", [{9.9}]),
    ("en", "€49 US$12 49€ CHF12", [{49}, {12}, {49}, {12}]),
    ("en", "12kg 6cm 5km/h 70kW 12%", [{12}, {6}, {5}, {70}, {12}]),
    ("en", "3 and 4", [{3}, {4}]),
    ("en", "EVT-1234", []),
    ("en", "ana27@example.com web-01 K5200 1066EK 12-15 +39-555-0116", []),
]


@pytest.mark.parametrize(("language", "text", "values"), NUMBERS)
def test_numbers_are_read_with_all_their_readings(language: str, text: str, values: list[set[float]]) -> None:
    words = ungrouped(text, language == "fr").split()
    found = numbers(words, [word.strip(".,").lower() for word in words], languages().get(language), range(len(words)))
    assert [set(one.readings) for one in found] == values


def test_tables_become_lines() -> None:
    table = "| Name | Age |\n|---|---|\n| Ana | 27 |"
    assert plain_rows(table) == "Name: Ana\nAge: 27"
    assert plain_rows(f"{table}\n| Bob | 30 |") == "Name: Ana\nAge: 27\n\nName: Bob\nAge: 30"
    assert plain_rows('Name,Born\nAna,"May 5, 1990"') == "Name: Ana\nBorn: May 5, 1990"
    assert plain_rows("Name\n  Ana") == "Name: Ana"
    assert plain_rows("Hi all,\n\nAna is 27, Bob is 28.") == "Hi all,\n\nAna is 27, Bob is 28."


# text, label: what only says that something is not known says nothing of it
NOTICES = [
    ("This is Ana Costa. Nobody could say this: age.", '{"age":null,"name":"Ana Costa"}'),
    ("Esta é Ana Costa. Continua pendente um dado: Idade.", '{"age":null,"name":"Ana Costa"}'),
    ("Das ist Ana Costa. Ein Feld blieb leer: Alter.", '{"age":null,"name":"Ana Costa"}'),
]


@pytest.mark.parametrize(("text", "answer"), NOTICES)
def test_a_sentence_that_names_what_is_not_known_says_nothing_of_it(text: str, answer: str) -> None:
    assert verify("Extract {name:string, age:int?}. Use null for what is missing.", text, answer) == []


def test_a_sentence_with_a_value_is_no_such_sentence() -> None:
    rules = _rules(
        "Extract {name:string, age:int?}. Use null for what is missing.",
        "This is Ana Costa. Unknown to most of us is 27: age.",
        '{"age":null,"name":"Ana Costa"}',
    )
    assert rules


# instruction, text, label: what is stated in plain words, in a code before a colon, in a joined name
LOST = [
    ("Extract {tracking:string?, contents:string[]?}. Omit what is missing.", "Parcel ZX-10293 holds: tea.", "{}"),
    ("Extract {dish:string?, ingredients:string[]?}. Omit what is missing.",
     'The dish "herb omelette" needs mint, beans and salmon.', '{"dish":"herb omelette"}'),
    ("Extract {name:string, role:string?}. Use null for what is missing.",
     "Ana Costa has the e-mail ana@example.org and is employed as a chef.", '{"name":"Ana Costa","role":null}'),
]  # fmt: skip


@pytest.mark.parametrize(("instruction", "text", "answer"), LOST)
def test_what_a_label_leaves_out_is_seen(instruction: str, text: str, answer: str) -> None:
    assert "stated-but-missing" in _rules(instruction, text, answer)
