"""text_to_json: the rows, their shares, their proof and the score."""

from __future__ import annotations

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
from jsonsynth.tasks.text_to_json import TASK, check, make, score


def _row(split: Split, index: int, seed: int = 7) -> Example:
    return fill(Slot("text_to_json", split, index), Origin(seed, Settings())).example


@pytest.fixture(scope="module")
def rows() -> list[Example]:
    return [_row("train", index) for index in range(400)]


def test_a_row_is_canonical_and_of_the_wanted_length(rows: list[Example]) -> None:
    for example in rows:
        assert noncanonical(label(example)) is None
        assert 10 <= len(label(example)) <= 2048
        assert example.facts["group"] == fingerprint(label(example))


def test_the_verifier_refuses_at_most_one_row_in_a_hundred() -> None:
    refused = 0
    for index in range(400):
        slot = Slot("text_to_json", "train", index)
        refused += bool(check(make(slot, load(), Settings(), stream(11, "text_to_json", index))))
    assert refused <= 4


def test_the_same_address_gives_the_same_row(rows: list[Example]) -> None:
    assert [_row("train", index) for index in range(20)] == rows[:20]


def test_no_row_stands_twice_nor_in_two_seeds(rows: list[Example]) -> None:
    texts = {example.input["text"] for example in rows}
    assert len(texts) >= len(rows) - 1
    assert not texts & {_row("train", index, seed=8).input["text"] for index in range(100)}


def test_splits_share_no_record_and_no_opening() -> None:
    groups = {split: {str(_row(split, index).facts["group"]) for index in range(100)} for split in SPLITS}
    assert not groups["train"] & groups["test"]
    assert not groups["train"] & groups["valid"]
    assert not groups["valid"] & groups["test"]


def _share(rows: list[Example], field: str, value: object) -> float:
    return sum(example.facts[field] == value for example in rows) / len(rows)


SHARES = [
    ("language", "en", 0.75),
    ("language", "pt", 0.25),
    ("layout", "prose", 0.56),
    ("difficulty", "easy", 0.44),
    ("difficulty", "medium", 0.41),
    ("difficulty", "hard", 0.15),
]


@pytest.mark.parametrize(("field", "value", "share"), SHARES)
def test_shares_are_about_what_they_should_be(rows: list[Example], field: str, value: str, share: float) -> None:
    assert abs(_share(rows, field, value) - share) < 0.07


def test_every_domain_is_drawn(rows: list[Example]) -> None:
    counts = Counter(str(example.facts["domain"]) for example in rows)
    assert len(counts) >= 20
    assert min(counts.values()) >= 3


def test_a_fifth_lacks_something_and_the_rule_is_said(rows: list[Example]) -> None:
    lacking = 0
    for example in rows:
        asked = request(example.input["instruction"])
        missing = any(
            f'"{one.name}":' not in label(example) or f'"{one.name}":null' in label(example) for one in asked.fields
        )
        lacking += missing
        assert asked.policy == example.facts["missing_policy"] or (not missing and asked.policy is None)
    assert 0.13 < lacking / len(rows) < 0.27


def test_faces_of_the_specification_vary(rows: list[Example]) -> None:
    faces = Counter(
        "schema" if '"properties"' in text else "braces" if "{" in text else "list" if "\n" in text else "plain"
        for text in (example.input["instruction"] for example in rows)
    )
    assert faces["braces"] > 0.45 * len(rows)
    assert min(faces["schema"], faces["list"], faces["plain"]) > 0.07 * len(rows)


def test_the_form_is_said_in_half_of_the_rows(rows: list[Example]) -> None:
    said = sum(
        any(word in example.input["instruction"].lower() for word in ("minif", "compact", "key", "sorted", "chaves"))
        for example in rows
    )
    assert said > len(rows) / 2


def test_a_wrong_label_is_a_problem(rows: list[Example]) -> None:
    example = replace(rows[0], target=Completion('{"a":1}'))
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
        make(Slot("text_to_json", "train", 0), load(), Settings(min_length=2000), stream(0, "x"))


def test_the_task_says_what_it_is() -> None:
    assert (TASK.name, TASK.weight, TASK.payload) == ("text_to_json", 20, "text")
