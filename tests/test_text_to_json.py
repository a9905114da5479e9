"""text_to_json: the rows, their shares, their proof and the score."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest

from jsonsynth.content import load
from jsonsynth.errors import BuildError
from jsonsynth.examples import SPLITS, Completion, Example, Settings, Slot, Split, label
from jsonsynth.facts import request
from jsonsynth.jsontext import fingerprint, noncanonical
from jsonsynth.seeds import stream
from jsonsynth.shards import Origin, fill
from jsonsynth.tasks.text_to_json import TASK, check, score


def _row(split: Split, index: int, seed: int = 7) -> Example:
    return fill(Slot("text_to_json", split, index), Origin(seed, Settings())).example


@pytest.fixture(scope="module")
def rows() -> list[Example]:
    return [_row("train", index) for index in range(400)]


@pytest.mark.slow
def test_a_row_is_canonical_and_of_the_wanted_length(rows: list[Example]) -> None:
    for example in rows:
        assert noncanonical(label(example)) is None
        assert 10 <= len(label(example)) <= 2048
        assert example.facts["group"] == fingerprint(label(example))


def _refused(count: int, languages: str) -> int:
    refused = 0
    for index in range(count):
        slot, settings = Slot("text_to_json", "train", index), Settings(languages=languages)
        refused += bool(check(TASK.make(slot, load(), settings, stream(11, "text_to_json", index))))
    return refused


@pytest.mark.slow
def test_the_verifier_refuses_few_of_our_own_rows() -> None:
    assert _refused(400, "en=1") <= 8
    assert _refused(400, "pt=0.2,es=0.2,fr=0.2,de=0.2,it=0.2") <= 16


def test_the_same_address_gives_the_same_row(rows: list[Example]) -> None:
    assert [_row("train", index) for index in range(20)] == rows[:20]


def test_no_row_stands_twice_nor_in_two_seeds(rows: list[Example]) -> None:
    texts = {example.input["text"] for example in rows}
    assert len(texts) >= len(rows) - 1
    assert not texts & {_row("train", index, seed=8).input["text"] for index in range(100)}


@pytest.mark.slow
def test_splits_share_no_record_and_no_opening() -> None:
    groups = {split: {str(_row(split, index).facts["group"]) for index in range(100)} for split in SPLITS}
    assert not groups["train"] & groups["test"]
    assert not groups["train"] & groups["valid"]
    assert not groups["valid"] & groups["test"]


def _share(rows: list[Example], field: str, value: object) -> float:
    return sum(example.facts[field] == value for example in rows) / len(rows)


SHARES = [
    ("language", "en", 0.5),
    ("language", "pt", 0.15),
    ("layout", "prose", 0.52),
    ("difficulty", "easy", 0.27),
    ("difficulty", "medium", 0.45),
    ("difficulty", "hard", 0.28),
]


@pytest.mark.parametrize(("field", "value", "share"), SHARES)
def test_shares_are_about_what_they_should_be(rows: list[Example], field: str, value: str, share: float) -> None:
    assert abs(_share(rows, field, value) - share) < 0.07


def test_every_domain_is_drawn(rows: list[Example]) -> None:
    counts = Counter(str(example.facts["domain"]) for example in rows)
    assert len(counts) >= 20
    assert min(counts.values()) >= 3


def _marked(rows: list[Example], mark: str) -> float:
    found = 0
    for example in rows:
        axes = example.facts["axes"]
        assert isinstance(axes, list)
        found += mark in axes
    return found / len(rows)


MARKS = [
    ("missing", 0.2),
    ("several", 0.1),
    ("nested", 0.15),
    ("nothing", 0.02),
    ("hidden instruction", 0.01),
    ("distractor", 0.3),
    ("noise", 0.2),
]


@pytest.mark.parametrize(("mark", "share"), MARKS)
def test_rows_are_marked_as_often_as_they_should_be(rows: list[Example], mark: str, share: float) -> None:
    assert abs(_marked(rows, mark) - share) < 0.02 + 0.4 * share


def test_the_rule_for_missing_values_is_said(rows: list[Example]) -> None:
    for example in rows:
        assert request(example.input["instruction"]).policy == example.facts["missing_policy"]


FACES = {"braces": 0.42, "schema": 0.12, "typescript": 0.12, "example": 0.11, "list": 0.12, "plain": 0.11}


def test_a_code_that_the_text_does_not_spell_is_asked_for(rows: list[Example]) -> None:
    priced = [row for row in rows if any(code not in row.input["text"] for code in _CODE.findall(label(row)))]
    assert priced
    assert all("4217" in row.input["instruction"] for row in priced)


_CODE = re.compile(r'"((?:EUR|USD|GBP|CHF|BRL|MXN|CAD|AUD|SEK|JPY))"')


def test_no_array_is_asked_for_as_an_object(rows: list[Example]) -> None:
    arrays = [row for row in rows if label(row).startswith("[")]
    assert arrays
    assert not [row.input["instruction"] for row in arrays if _OBJECT.search(row.input["instruction"])]


_OBJECT = re.compile(r"\b((an|one|the) object|um (só )?objeto|un objeto|un objet|(ein|einem) Objekt|un oggetto)\b")


@pytest.mark.parametrize("face", FACES)
def test_faces_of_the_specification_have_their_shares(rows: list[Example], face: str) -> None:
    assert abs(_share(rows, "face", face) - FACES[face]) < 0.06


def test_languages_and_faces_can_be_set() -> None:
    settings = Settings(languages="it=1", faces="list=0.5,plain=0.5")
    rows = [TASK.make(Slot("text_to_json", "train", k), load(), settings, stream(2, "set", k)) for k in range(20)]
    assert {example.facts["language"] for example in rows} == {"it"}
    assert {example.facts["face"] for example in rows} == {"list", "plain"}


def test_a_row_that_was_made_again_says_of_what_domain_and_language_the_other_was() -> None:
    rows = (_row("train", index).facts for index in range(4000))
    again = next(facts["made_again"] for facts in rows if "made_again" in facts)
    assert isinstance(again, list)
    assert all("." in str(one) for one in again)


def test_the_form_is_said_in_half_of_the_rows(rows: list[Example]) -> None:
    said = sum(
        any(word in example.input["instruction"].lower() for word in ("minif", "compact", "key", "sorted", "chaves"))
        for example in rows
    )
    assert said > len(rows) / 2


def test_a_wrong_label_is_a_problem(rows: list[Example]) -> None:
    single = next(row for row in rows if "several" not in str(row.facts["axes"]))
    example = replace(single, target=Completion('{"a":1}'))
    assert {problem.rule for problem in check(example)} >= {"extra-member"}
    assert check(replace(example, target=Completion('{"a": 1}')))[0].rule == "label-not-canonical"


def test_on_a_foreign_row_doubts_are_warnings() -> None:
    inputs = {"instruction": "Tell me about it.", "text": "Ana is 27."}
    problems = check(Example("text_to_json", inputs, Completion('{"age":27}'), {}))
    assert [(problem.rule, problem.severity) for problem in problems] == [("no-specification", "warning")]


def test_the_guides_own_examples_are_right() -> None:
    ask = "Extract {name:string, age:int, tags:string[]} from the text. Respond only with JSON."
    inputs = {"instruction": ask, "text": "Ana tem 27 anos e gosta de Neo4j e JSON."}
    answer = Completion('{"age":27,"name":"Ana","tags":["Neo4j","JSON"]}')
    assert check(Example("text_to_json", inputs, answer, {})) == []


SCORES = [
    ('{"age":27,"name":"Ana"}', 1.0),
    ('{"name": "Ana", "age": 27}', 0.9),
    ('{"age":28,"name":"Ana"}', 0.25),
    ('{"name":"Ana"}', 0.25),
    ('{"age":27,"city":"Porto","name":"Ana"}', 1 / 3),
    ("[]", 0.0),
    ("27", 0.0),
    ("no JSON", 0.0),
]


@pytest.mark.parametrize(("answer", "points"), SCORES)
def test_an_answer_is_scored(answer: str, points: float) -> None:
    example = Example("text_to_json", {}, Completion('{"age":27,"name":"Ana"}'), {})
    assert score(example, answer) == pytest.approx(points)


def test_a_length_that_no_label_has_is_a_clear_error() -> None:
    with pytest.raises(BuildError, match="--min-length"):
        TASK.make(Slot("text_to_json", "train", 0), load(), Settings(min_length=2000), stream(0, "x"))


def test_the_task_says_what_it_is() -> None:
    assert (TASK.name, TASK.weight, TASK.payload) == ("text_to_json", 20, "text")


_SHARES = {"en": 0.5, "pt": 0.15, "es": 0.1, "fr": 0.1, "de": 0.1, "it": 0.05}


@pytest.mark.parametrize("start", [0, 5003])
def test_any_run_of_rows_has_its_share_of_languages_and_domains(start: int) -> None:
    slots = [Slot("text_to_json", "train", start + number) for number in range(240)]
    found = [TASK.make(slot, load(), Settings(), stream(3, slot.index)).facts for slot in slots]
    languages, domains = (Counter(str(one[name]) for one in found) for name in ("language", "domain"))
    assert all(abs(languages[name] - share * 240) <= 3 for name, share in _SHARES.items())
    assert len(domains) == 24
    assert all(abs(count - 10) <= 2 for count in domains.values())
