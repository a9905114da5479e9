"""Plans: what a schema leaves open is shown by few instances, and what has few values is counted through."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

from benchmarks.schema_goals import shown
from jsonsynth.errors import SchemaRefusedError
from jsonsynth.examples import JSON
from jsonsynth.sampling import instances
from jsonsynth.schema import key

CORPORA = Path(os.environ.get("JSONSYNTH_CORPORA", Path(__file__).parents[2] / "shared" / "corpora"))
_COUNTRIES: list[JSON] = [f"country {k}" for k in range(30)]
_TRUTH: dict[str, JSON] = {"type": "boolean"}


def _closed(required: list[JSON], **named: JSON) -> dict[str, JSON]:
    return {"type": "object", "properties": named, "required": required, "additionalProperties": False}


OPEN: dict[str, JSON] = {
    "an enum three levels down, each level optional": _closed(
        [], a=_closed([], b=_closed([], c={"enum": _COUNTRIES}), d={"type": "array", "items": _TRUTH})
    ),
    "enums of elements": {"type": "array", "items": {"enum": _COUNTRIES}, "maxItems": 3},
    "branches in branches": {
        "oneOf": [
            _closed(["kind"], kind={"const": "a"}, size={"anyOf": [{"enum": [1, 2, 3]}, {"type": "null"}]}),
            _closed(["kind"], kind={"const": "b"}, list={"type": "array", "items": {"enum": ["x", "y"]}}),
            {"type": "string", "enum": ["c", "d", "e"]},
        ]
    },
    "definitions that refer to themselves": {
        "$ref": "#/$defs/node",
        "$defs": {
            "node": _closed(
                ["op"],
                op={"enum": ["and", "or", "not", "is"]},
                inner={"type": "array", "items": {"$ref": "#/$defs/node"}},
                value={"oneOf": [{"type": "string"}, {"type": "integer"}]},
            )
        },
    },
    "members that nobody names": {
        "type": "object",
        "additionalProperties": {"anyOf": [{"enum": ["on", "off"]}, {"type": "array", "items": {"type": "null"}}]},
    },
    "two groups beside each other": {
        "type": "object",
        "properties": {"x": {"enum": [1, 2]}, "y": {"type": "array", "items": {"type": "integer"}}},
        "anyOf": [{"required": ["x"]}, {"required": ["y"]}],
        "oneOf": [{"required": ["z"]}, {"not": {"required": ["z"]}}],
    },
}


@pytest.mark.parametrize("name", OPEN)
def test_fifty_instances_show_every_value_branch_and_class_of_length(name: str) -> None:
    met, goals = shown(OPEN[name], instances(OPEN[name], 50, seed=3))
    assert goals
    assert met == goals


def test_every_optional_member_is_there_and_not_there_within_a_few_instances() -> None:
    names = [f"m{k}" for k in range(20)]
    found = instances({"type": "object", "properties": {name: {"type": "string"} for name in names}}, 12)
    assert {
        name for name in names if {name in value for value in found if isinstance(value, dict)} == {True, False}
    } == {*names}


@pytest.mark.parametrize(
    ("schema", "wanted"),
    [
        ({"type": "integer", "minimum": 7, "maximum": 90_000}, [7, 90_000]),
        ({"type": "integer", "exclusiveMinimum": 7, "exclusiveMaximum": 90_000}, [8, 89_999]),
        ({"type": "number", "minimum": 0.5, "maximum": 99.5, "multipleOf": 0.5}, [0.5, 99.5]),
        ({"type": "number", "minimum": -0.25}, [-0.25]),
        ({"type": "array", "items": _TRUTH, "minItems": 2, "maxItems": 6}, [2, 6]),
        ({"type": "string", "minLength": 3, "maxLength": 90}, [3, 90]),
        ({"type": "string", "pattern": "^[a-z]+$", "minLength": 3, "maxLength": 40}, [3, 40]),
    ],
)
def test_the_bounds_themselves_are_shown(schema: JSON, wanted: list[float]) -> None:
    found = instances(schema, 50)
    sizes = {value if isinstance(value, (int, float)) else len(value) for value in found if value is not None}
    assert sizes >= {*wanted}


def test_what_a_name_tells_is_neither_cut_nor_padded_to_show_a_length() -> None:
    name: JSON = {"type": "string", "minLength": 1, "maxLength": 255}
    found = instances(_closed(["city", "title"], city=name, title=name), 20)
    lengths = [len(str(text)) for value in found if isinstance(value, dict) for text in value.values()]
    assert min(lengths) > 2
    assert max(lengths) < 100


def test_bounds_stand_among_usual_values() -> None:
    amount: JSON = {"type": "integer", "minimum": 0, "maximum": 90_000}
    names = [f"count_{k}" for k in range(12)]
    found = instances(_closed([*names], **dict.fromkeys(names, amount)), 3)
    values = [number for value in found if isinstance(value, dict) for number in value.values()]
    assert 0 < sum(number in (0, 90_000) for number in values) < len(values) * 0.6


_BITS: dict[str, JSON] = {"a": _TRUTH, "b": _TRUTH, "c": _TRUTH}
FEW: dict[str, tuple[JSON, int]] = {
    "three truths": (_closed(["a", "b", "c"], **_BITS), 8),
    "three truths, or none": (_closed([], **_BITS), 27),
    "with two members at least": ({**_closed([], **_BITS), "minProperties": 2}, 20),
    "a range": ({"type": "integer", "minimum": 1, "maximum": 500}, 500),
    "steps": ({"type": "number", "multipleOf": 0.25, "minimum": 0, "maximum": 10}, 41),
    "a product": (_closed(["x", "y"], x={"enum": [*range(40)]}, y={"enum": _COUNTRIES}), 1200),
    "lists": ({"type": "array", "items": {"enum": ["a", "b", "c"]}, "maxItems": 3}, 40),
    "lists without repeats": ({"type": "array", "items": {"enum": ["a", "b", "c"]}, "uniqueItems": True}, 16),
    "a tuple": ({"type": "array", "prefixItems": [_TRUTH, _TRUTH], "items": False}, 7),
    "branches": ({"anyOf": [{"const": 1}, {"type": "integer", "minimum": 1, "maximum": 50}, {"type": "null"}]}, 51),
    "not": ({"type": "integer", "minimum": 0, "maximum": 30, "not": {"multipleOf": 2}}, 15),
    "types": ({"type": ["boolean", "null"]}, 3),
    "nothing but a text without characters": ({"type": "string", "maxLength": 0}, 1),
}


@pytest.mark.parametrize("name", FEW)
def test_a_schema_with_few_values_gives_each_of_them_before_any_twice(name: str) -> None:
    schema, size = FEW[name]
    found = instances(schema, size + 5)
    assert len({key(value) for value in found}) == size
    assert found[size:] == found[:5]


def test_many_instances_of_a_schema_with_many_values_differ() -> None:
    schema: JSON = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
    assert len({key(value) for value in instances(schema, 3000)}) == 3000


@pytest.mark.slow
def test_real_schemas_are_shown_whole_by_fifty_instances() -> None:
    path = CORPORA / "schemas.dev.jsonl.gz"
    if not path.exists():
        pytest.skip(f"{path} is missing: real schemas are not tried")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        schemas: list[JSON] = [json.loads(line)["schema"] for place, line in enumerate(lines) if place % 41 == 7]
    whole = [_is_shown(schema) for schema in schemas]
    assert len(whole) > 90
    assert sum(whole) >= len(whole) * 0.88  # of the rest, half ask for what no instance can have


def _is_shown(schema: JSON) -> bool:
    try:
        met, goals = shown(schema, instances(schema, 50))
    except SchemaRefusedError:
        return True  # counted by the test of coverage
    return met == goals


def _unnamed(schema: JSON, named: set[str], count: int = 20) -> list[set[str]]:
    """Return the names of members that the schema does not name, of each instance."""
    return [set(value) - named for value in instances(schema, count, 1) if isinstance(value, dict)]


def test_open_objects_with_few_values_differ_by_one_member_that_nobody_names_beside_all_that_they_name() -> None:
    schema: JSON = {"type": "object", "properties": {"fast": _TRUTH, "safe": _TRUTH}}
    values = instances(schema, 40, 1)
    assert len({key(value) for value in values}) == 40
    more = [value for value in values if isinstance(value, dict) and not {"fast", "safe"} >= value.keys()]
    assert more
    assert all(len(value) == 3 for value in more)


def test_members_of_which_nothing_is_said_are_few_while_others_are_shown() -> None:
    kinds: JSON = {"enum": [f"kind {k}" for k in range(30)]}
    schema: JSON = {
        "type": "object",
        "properties": {"kind": kinds},
        "patternProperties": {"^_[a-z]+$": {"description": "Private."}},
    }
    sizes = [len(names) for names in _unnamed(schema, {"kind"}, 30)]
    assert 0 < sum(sizes) < 15
    assert max(sizes) == 1


def test_members_of_a_map_are_named_as_its_pattern_says_where_nothing_is_said_of_others() -> None:
    schema: dict[str, JSON] = {"type": "object", "patternProperties": {"^x-[a-z]+$": {"type": "integer"}}}
    found = {name for names in _unnamed(schema, set(), 60) for name in names}
    assert len(found) > 20
    assert all(name.startswith("x-") for name in found)
    schema["additionalProperties"] = {"type": "string"}
    assert {name.startswith("x-") for names in _unnamed(schema, set(), 60) for name in names} == {True, False}
