"""The verifier of texts: what it reads, what it catches, what it lets through."""

from __future__ import annotations

from collections import Counter

import pytest

from jsonsynth.content import load
from jsonsynth.examples import Settings, Slot, Split, label
from jsonsynth.facts import DOUBTS, request, verify
from jsonsynth.facts.reading import dates_masked, numbers, plain_rows
from jsonsynth.seeds import stream
from jsonsynth.tasks.text_to_json import make
from tests.label_errors import ERRORS

CONTENT = load()


@pytest.fixture(scope="module")
def caught() -> dict[str, Counter[bool]]:
    """How many labels of each kind of error are caught (True) and missed (False)."""
    counts: dict[str, Counter[bool]] = {kind: Counter() for kind in ERRORS}
    for index in range(300):
        split: Split = "test" if index % 5 == 0 else "train"
        example = make(Slot("text_to_json", split, index), CONTENT, Settings(), stream(3, split, index))
        instruction, text = example.input["instruction"], example.input["text"]
        for kind, change in ERRORS.items():
            wrong = change(example, stream(1, kind, index))
            if wrong is not None and wrong != label(example):
                counts[kind][bool(verify(instruction, text, wrong))] += 1
    return counts


@pytest.mark.parametrize("kind", ERRORS)
def test_a_wrong_label_is_caught(caught: dict[str, Counter[bool]], kind: str) -> None:
    tried = caught[kind].total()
    assert tried >= 10
    assert caught[kind][False] <= max(1, tried * 0.08)


def test_ninety_nine_of_a_hundred_wrong_labels_are_caught(caught: dict[str, Counter[bool]]) -> None:
    counts = sum(caught.values(), Counter[bool]())
    assert counts[True] >= 0.99 * counts.total()


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
    ("Extract {level:low|high}.", "The level is high, not low.", '{"level":"high"}', "option-differs"),
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
]  # fmt: skip


@pytest.mark.parametrize(("instruction", "text", "answer", "rule"), MORE)
def test_a_type_is_judged(instruction: str, text: str, answer: str, rule: str | None) -> None:
    rules = _rules(instruction, text, answer)
    assert rules == set() if rule is None else rule in rules


ODD = [
    ('{"properties":{"a":true,"b":{"type":{"x":1}},"c":{"enum":[1,null]}},"required":true}', {"a", "b", "c"}),
    ('{"properties":{"a":{"type":"string"}}} and close it with }', {"a"}),
    ('{"properties":[1]}', set[str]()),
    ('{"a":' * 3000, set[str]()),
    ("{", set[str]()),
]


@pytest.mark.parametrize(("schema", "names"), ODD)
def test_an_odd_schema_is_read_as_far_as_it_goes(schema: str, names: set[str]) -> None:
    assert set(request(f"Follow {schema}").fields) == names
    assert verify(f"Follow {schema}", "Nothing.", "{}")


def test_a_number_before_a_date_is_no_part_of_it() -> None:
    text, whens = dates_masked("Room 12 seats 20 for 2024-05-03, 14 March 2024 was taken.")
    assert [when.date for when in whens] == ["2024-05-03", "2024-03-14"]
    assert text == "Room 12 seats 20 for \x01, \x01 was taken."


def test_what_rests_on_words_it_may_not_know_is_a_doubt() -> None:
    assert {"no-cue", "no-specification", "unproved"} <= DOUBTS


FACES = [
    "Extract {name:string, age:int?, level:low|high} from the text.",
    'Follow {"type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"},'
    '"level":{"enum":["low","high"]}},"required":["name","level"]} please.',
    "Extract:\n- name (a string)\n- age (whole number; may be missing)\n- level (one of: low, high)\nJSON only.",
    "Extraia name (texto), age (inteiro; pode faltar) e level (um de: low, high).",
]


@pytest.mark.parametrize("face", FACES)
def test_a_specification_is_read_in_each_face(face: str) -> None:
    fields = request(face).fields
    assert [(one.name, one.type, one.options, one.optional) for one in fields.values()] == [
        ("name", "string", (), False),
        ("age", "int", (), True),
        ("level", "enum", ("low", "high"), False),
    ]


DATES = {
    "2024-03-05": ("2024-03-05", "", False),
    "5 March 2024": ("2024-03-05", "", False),
    "March 5th, 2024": ("2024-03-05", "", False),
    "Mar 5, 2024 at 2:02 pm": ("2024-03-05", "14:02", False),
    "5 de março de 2024 às 14h02": ("2024-03-05", "14:02", False),
    "14:02:11 UTC on 25.03.2024": ("2024-03-25", "14:02:11", True),
    "2024-03-05T14:02:11Z": ("2024-03-05", "14:02:11", True),
    "25/03/2024": ("2024-03-25", "", False),
    "03/25/2024": ("2024-03-25", "", False),
    "03/04/2024": ("", "", False),
    "12:00 am, 5 May 2024": ("2024-05-05", "00:00", False),
}


@pytest.mark.parametrize("text", DATES)
def test_a_date_is_read(text: str) -> None:
    rest, whens = dates_masked(f"It was on {text} that it rained.")
    assert [(when.date, when.clock, when.utc) for when in whens] == [DATES[text]]
    assert rest == "It was on \x01 that it rained."


NUMBERS: dict[str, list[set[float]]] = {
    "27": [{27}],
    "twenty-seven": [{27}],
    "vinte e sete": [{27}],
    "two thousand three hundred and one": [{2301}],
    "duas mil e cem": [{2100}],
    "1,299": [{1299, 1.299}],
    "1.299,50": [{1299.5}],
    "-12.5": [{-12.5}],
    "R$ 9,90": [{9.9}],
    "€49": [{49}],
    "12kg": [{12}],
    "3 and 4": [{3}, {4}],
    "EVT-1234": [],
    "ana27@example.com": [],
    "web-01": [],
    "K5200": [],
}


@pytest.mark.parametrize("text", NUMBERS)
def test_numbers_are_read_with_all_their_readings(text: str) -> None:
    words = text.split()
    found = numbers(words, [word.strip(".,").lower() for word in words])
    assert [set(one.readings) for one in found] == NUMBERS[text]


def test_tables_become_lines() -> None:
    table = "| Name | Age |\n|---|---|\n| Ana | 27 |"
    assert plain_rows(table) == "Name: Ana\nAge: 27"
    assert plain_rows('Name,Born\nAna,"May 5, 1990"') == "Name: Ana\nBorn: May 5, 1990"
    assert plain_rows("Name\n  Ana") == "Name: Ana"
    assert plain_rows("Hi all,\n\nAna is 27, Bob is 28.") == "Hi all,\n\nAna is 27, Bob is 28."
