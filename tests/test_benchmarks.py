"""The benchmark of instances flatters nobody: what is not proved valid, different and timely is not covered."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest

from benchmarks.instances import figures, outcome
from benchmarks.limited import Limits, limited
from benchmarks.schema_cases import Case
from benchmarks.schema_goals import shown
from benchmarks.schema_judging import Judged, judged, words
from benchmarks.schema_peers import PEERS, REFUSED, Asked, Peer
from benchmarks.schema_values import is_wide, possible

SCHEMA: dict[str, Any] = {"type": "array", "items": {"type": "integer"}}


def _peer(lines: list[str], problem: str = "", seconds: float = 0.0, memory: int = 0) -> Peer:
    def draw(_: Asked) -> Iterator[str]:
        yield from lines
        start = time.thread_time()
        while time.thread_time() - start < seconds:
            pass
        if memory:
            bytearray(memory)
        if problem:
            raise RuntimeError(problem)
        yield "\x020.5"

    return Peer("scripted", lambda: True, draw, limits=Limits(cpu_s=1, memory=1 << 30, wall_s=300))


GOOD = [json.dumps([number]) for number in range(20)]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("peer", "problem"),
    [
        (_peer(GOOD), ""),
        (_peer(GOOD[:10]), ""),
        (_peer(GOOD[:9]), "9 instances"),
        (_peer([]), "0 instances"),
        (_peer([], f"{REFUSED}#: no instance"), "RuntimeError: refused: #: no instance"),
        (_peer(GOOD, "gave up"), "RuntimeError: gave up"),
        (_peer(GOOD, seconds=60), "more CPU time than allowed"),
        (_peer(GOOD, memory=2 << 30), "more memory than allowed"),
        (_peer([*GOOD, '["1"]']), "invalid: items/type: "),
        (_peer([*GOOD, "[NaN]"]), "no JSON: NaN is not JSON"),
        (_peer([*GOOD, "[1"]), "no JSON: "),
        (_peer([*GOOD, "undefined"]), "no JSON: "),
        (_peer(GOOD[:4] * 5), "4 different ones of many"),
        (_peer(["[ 1 ]", "[1]", "[1 ]", "[ 1]", "[  1]"] * 4), "1 different ones of many"),
    ],
)
def test_a_schema_is_covered_only_by_enough_valid_and_different_instances_in_time(peer: Peer, problem: str) -> None:
    found = outcome(peer, Case("case", SCHEMA), True, frozenset())
    assert found.judged.problem.startswith(problem)
    assert found.covered is (problem == "")


def test_refused_and_failed_schemas_stay_in_the_denominator() -> None:
    refused = outcome(_peer([], f"{REFUSED}#: no"), Case("a", SCHEMA), True, frozenset())
    covered = outcome(_peer(GOOD), Case("b", SCHEMA), True, frozenset())
    found = figures([refused, covered], {"b"})
    assert (found["schemas"], found["covered, %"], found["refused, %"]) == (2, 50, 50)


@pytest.mark.parametrize(
    ("schema", "number"),
    [
        ({"enum": [1, 2, "a"], "type": "integer"}, 2),
        ({"const": 1}, 1),
        ({"type": ["boolean", "null"]}, 3),
        ({"type": "boolean", "not": {"const": True}}, 1),
        ({"type": "integer", "minimum": 1, "exclusiveMaximum": 5, "maximum": 9}, 4),
        ({"type": "array", "items": {"type": "boolean"}, "maxItems": 2}, 7),
        ({"type": "array", "items": {"type": "boolean"}, "maxItems": 2, "uniqueItems": True}, 5),
        ({"type": "object", "properties": {"a": {"type": "null"}, "b": False}, "additionalProperties": False}, 2),
        ({"$ref": "#/$defs/a~1b", "$defs": {"a/b": {"type": "string", "pattern": "^(on|off)$"}}}, 2),
        ({"anyOf": [{"const": 1}, {"enum": [1, 2]}]}, 2),
        ({"if": {"maxLength": 4}, "then": {"const": "yes"}, "else": {"const": "other"}}, 2),
        ({"if": {"const": 1}, "else": False}, 1),
        ({"if": {"const": 1}, "then": True}, None),
        ({"$schema": "http://json-schema.org/draft-04/schema#", "if": {"enum": [1]}, "else": False}, None),
        ({"type": "object", "unevaluatedProperties": False}, 1),
        ({"type": "object", "unevaluatedProperties": False, "allOf": [{"properties": {"a": {}}}]}, None),
        ({"type": "string", "maxLength": 1}, None),
        ({"type": "object", "properties": {"a": {"type": "null"}}}, None),
        ({"anyOf": [{"const": 1}, {"type": "string"}]}, None),
        ({}, None),
        (True, None),
        ({"$ref": "#"}, None),
    ],
)
def test_all_there_can_be_is_counted_only_where_it_is_certain(schema: Any, number: int | None) -> None:
    import jsonschema_rs  # noqa: PLC0415 - only here

    check = jsonschema_rs.validator_for(schema)
    assert possible(schema, check.is_valid) == number


def test_what_instances_show_is_goals_reached_through_the_schema() -> None:
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {
            "kind": {"enum": ["a", "b", 3], "type": "string"},
            "list": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/one"}},
        },
        "$defs": {"one": {"anyOf": [{"type": "string"}, {"type": "null"}, False]}},
    }
    met, goals = shown(schema, [{"kind": "a", "list": ["x"]}, {"list": ["x", "y"]}])
    assert sorted(goals - met) == [("/$defs/one", "branch /anyOf/1"), ("/properties/kind", "enum 1")]
    assert sorted(met) == [
        ("/$defs/one", "branch /anyOf/0"),
        ("/properties/kind", "enum 0"),
        ("/properties/list", "array of many"),
        ("/properties/list", "array of one"),
    ]


def test_shares_are_of_what_was_looked_at() -> None:
    schema: dict[str, Any] = {"type": "object", "properties": {"name": {"type": "string"}, "other": {}}}
    lines = [
        json.dumps({"name": f"city \u0416{number}", **({"other": "\t"} if number % 2 else {})}) for number in range(12)
    ]
    found = judged(schema, lines, [], frozenset(["city"]))
    assert found.problem == ""
    assert (found.printable.hits, found.printable.of) == (0, 18)
    assert (found.known.hits, found.known.of) == (18, 18)
    assert (found.optional.hits, found.optional.of) == (1, 2)
    assert (found.worded.hits, found.worded.of) == (12, 12)
    assert (found.agreed.hits, found.agreed.of, found.wide) == (12, 12, True)
    assert Judged.read(found.as_json()) == found


def test_words_are_taken_from_camel_case_and_are_of_three_letters() -> None:
    assert words("userName, of x_count2") == ["user", "name", "count"]


@pytest.mark.parametrize(
    ("schema", "wide"),
    [
        ({"type": "string"}, True),
        ({"type": "string", "maxLength": 3}, False),
        ({"type": "object", "properties": {"a": {"type": "array", "items": {"type": "number"}}}}, True),
        ({"type": "integer", "maximum": 5}, False),
        ({"type": "string", "enum": ["a"]}, False),
        ({"anyOf": [{"type": "string"}]}, False),
    ],
)
def test_a_schema_is_wide_only_where_that_is_plain(schema: Any, wide: bool) -> None:
    assert is_wide(schema) is wide


def test_lines_before_the_end_are_kept_and_the_reason_is_told() -> None:
    def work() -> Iterator[str]:
        yield "one"
        raise ValueError("a\nb")

    ended = limited(work, Limits(cpu_s=1, memory=1 << 30, wall_s=10))
    assert (ended.lines, ended.problem) == (["one"], "ValueError: a b")


@pytest.mark.slow
def test_a_child_that_waits_is_ended_by_the_clock() -> None:
    def work() -> Iterator[str]:
        yield "one"
        time.sleep(30)

    assert limited(work, Limits(wall_s=1)).problem == "more time than allowed"


def test_our_generator_is_measured_through_the_front_door() -> None:
    found = outcome(PEERS["jsonsynth"], Case("a", SCHEMA), False, frozenset())
    assert found.covered
    assert found.many == 5000
    refused = outcome(PEERS["jsonsynth"], Case("b", False), True, frozenset())
    assert refused.judged.problem.startswith("RuntimeError: refused: #")
