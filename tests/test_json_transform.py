"""Rows of json_transform: right by a second engine, said completely, and told apart from wrong ones."""

from __future__ import annotations

import dataclasses
import json
import re
from functools import lru_cache
from typing import Any, cast

import jq
import pytest

from jsonsynth.content import load
from jsonsynth.errors import BuildError
from jsonsynth.examples import DIFFICULTIES, SPLITS, Completion, Example, Settings, Slot, Split, label
from jsonsynth.jsontext import canonical, fingerprint, noncanonical
from jsonsynth.seeds import stream
from jsonsynth.tasks.json_transform import TASK, check, score

_ROWS = 300
_QUOTED = re.compile(r'"[^"]*"')  # a value of the document may hold two spaces


def _made(index: int, split: Split = "train", seed: int = 7) -> Example:
    return TASK.make(
        Slot("json_transform", split, index), load(), Settings(), stream(seed, "json_transform", split, index, 0)
    )


@pytest.fixture(scope="module")
def rows() -> list[Example]:
    return [_made(index) for index in range(_ROWS)]


@lru_cache(maxsize=512)
def _compiled(code: str) -> Any:
    return jq.compile(code)


@pytest.mark.slow
def test_jq_gives_exactly_the_label_of_every_row(rows: list[Example]) -> None:
    for example in rows:
        document = json.loads(example.input["json"])
        program = _compiled(cast("str", example.facts["jq"]))
        assert canonical(program.input_value({"p": example.facts["params"], "d": document}).first()) == label(example)


def test_every_row_passes_its_check_and_keeps_the_contract(rows: list[Example]) -> None:
    for example in rows:
        assert check(example) == []
        assert noncanonical(label(example)) is None
        assert 10 <= len(label(example)) <= 2048
        assert label(example)[0] in "[{"
        assert set(example.input) == {"instruction", "json"}
        assert example.facts["difficulty"] in DIFFICULTIES
        assert example.facts["group"] == fingerprint(canonical(json.loads(example.input["json"])))
        operations = cast("list[dict[str, Any]]", example.facts["operations"])
        assert 1 <= len(operations) <= 5
        assert [operation["args"] for operation in operations] == example.facts["params"]
        assert "$" not in example.input["instruction"].replace("$", "", example.input["json"].count("$"))


def test_several_operations_and_many_records_that_hold_others_are_not_called_easy(rows: list[Example]) -> None:
    for example in rows:
        document = json.loads(example.input["json"])
        many = isinstance(document, list) and len(document) > 5
        records = document if isinstance(document, list) else [document]
        nested = any(isinstance(member, dict | list) for record in records for member in record.values())
        operations = cast("list[object]", example.facts["operations"])
        if len(operations) > 1 or (many and nested):
            assert example.facts["difficulty"] != "easy"


def test_instructions_are_questions_in_a_fifth_of_the_rows_and_never_the_same(rows: list[Example]) -> None:
    said = [example.input["instruction"] for example in rows]
    assert sum("?" in text for text in said) >= _ROWS // 5
    assert len(set(said)) == _ROWS
    assert all(text == text.strip() and "  " not in _QUOTED.sub("q", text) for text in said)


def test_the_same_address_gives_the_same_row() -> None:
    assert _made(5) == _made(5)


@pytest.mark.parametrize("split", SPLITS)
def test_every_split_makes_rows(split: Split) -> None:
    for index in range(15):
        assert check(_made(index, split)) == []


def test_two_seeds_share_no_row() -> None:
    assert {_made(k).input["json"] for k in range(30)}.isdisjoint(_made(k, seed=8).input["json"] for k in range(30))


def test_lengths_that_no_result_has_are_told() -> None:
    slot = Slot("json_transform", "train", 0)
    with pytest.raises(BuildError, match="no result has 3 to 4 characters"):
        TASK.make(slot, load(), Settings(min_length=3, max_length=4), stream(1, "short"))


_BASE = Example(
    "json_transform",
    {"instruction": "Rename 'a' to 'b'.", "json": '{"a": 1, "c": [true]}'},
    Completion('{"b":1,"c":[true]}'),
    {"operations": [{"name": "rename", "args": {"names": {"a": "b"}}}]},
)


def _with(output: str = '{"b":1,"c":[true]}', facts: Any = None, **inputs: str) -> Example:
    kept = _BASE.facts if facts is None else facts
    return dataclasses.replace(_BASE, input={**_BASE.input, **inputs}, target=Completion(output), facts=kept)


@pytest.mark.parametrize(
    ("example", "rules"),
    [
        (_BASE, []),
        (_with(facts={}), []),
        (_with('{"b":true,"c":[true]}'), ["label-wrong"]),
        (_with('{"b":1,"c":[1]}'), ["label-wrong"]),
        (_with('{"b":1, "c":[true]}'), ["label-not-canonical"]),
        (_with('{"c":[true],"b":1}'), ["label-not-canonical"]),
        (_with("{"), ["label-not-canonical"]),
        (_with('{"a":1,"c":[true]}', {}), ["label-unchanged"]),
        (_with(json="{'a': 1}"), ["input-not-json"]),
        (_with(json='{"a": 1, "a": 2}'), ["input-not-json"]),
        (_with(instruction="Rename 'a'."), ["name-unsaid"]),
        (_with(facts={"operations": [{"name": "fold", "args": {}}]}), ["operation-unknown"]),
        (_with(facts={"operations": [{"name": "rename", "args": {}}]}), ["operation-broken"]),
    ],
)
def test_check_tells_what_is_wrong(example: Example, rules: list[str]) -> None:
    assert [problem.rule for problem in check(example)] == rules


@pytest.mark.parametrize(
    ("answer", "points"),
    [
        ('{"b":1,"c":[true]}', 1.0),
        ('{"c": [true], "b": 1}', 0.9),
        ('{"b":1,"c":[1]}', 0.25),
        ('{"a":1,"c":[true]}', 0.25),
        ("[]", 0.0),
        ("no idea", 0.0),
        ('```json\n{"b":1}\n```', 0.0),
    ],
)
def test_score_rates_the_value_first_and_the_form_second(answer: str, points: float) -> None:
    assert score(_BASE, answer) == points


def test_the_task_is_the_contracts() -> None:
    assert (TASK.name, TASK.weight, TASK.payload) == ("json_transform", 10, "json")
