"""Instances of schemas: valid, realistic, different, the same for the same seed, and refused with a reason."""

from __future__ import annotations

import gc
import gzip
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

import jsonschema
import pytest

from jsonsynth import realism
from jsonsynth.errors import SchemaRefusedError
from jsonsynth.examples import JSON, SPLITS
from jsonsynth.jsontext import canonical, noncanonical
from jsonsynth.sampling import instances, sampler, samplers
from jsonsynth.schema import DRAFTS, key, second_opinion, validator
from jsonsynth.seeds import stream

CORPORA = Path(os.environ.get("JSONSYNTH_CORPORA", Path(__file__).parents[2] / "shared" / "corpora"))

CUSTOMER: dict[str, JSON] = {
    "type": "object",
    "properties": {
        "name": {"type": "string"},
        "age": {"type": "integer", "minimum": 0, "maximum": 120},
        "email": {"type": "string", "format": "email"},
        "tags": {"type": "array", "items": {"type": "string"}, "maxItems": 5, "uniqueItems": True},
        "price": {"type": "number", "exclusiveMinimum": 0},
        "status": {"enum": ["active", "paused"]},
        "code": {"type": "string", "pattern": "^[A-Z]{2}-[0-9]{4}$"},
        "parent": {"$ref": "#"},
    },
    "required": ["name", "age"],
    "additionalProperties": False,
}

DATA = Path(__file__).parent / "data"
# "different": how many of ten instances must differ at least; "where", "reason": what the refusal must say
ANSWERED = json.loads((DATA / "sampling_answered.json").read_text(encoding="utf-8"))
REFUSED = json.loads((DATA / "sampling_refused.json").read_text(encoding="utf-8"))


def test_what_splits_share_of_a_schema_does_not_change_what_each_draws() -> None:
    shared = samplers(CUSTOMER)
    for turn in range(3):
        together = [shared(split)(stream(turn, split)) for split in SPLITS]
        assert together == [sampler(CUSTOMER, split)(stream(turn, split)) for split in SPLITS]


@pytest.mark.parametrize("row", ANSWERED, ids=lambda row: str(row["name"]))
def test_instances_are_valid_and_different_under_both_validators(row: dict[str, Any]) -> None:
    schema, different = row["schema"], row["different"]
    found = instances(schema, 10)
    assert len(found) == 10
    assert len({key(value) for value in found}) >= different
    check = validator(schema)
    assert [check.first_error(value) for value in found] == [None] * 10
    assert [second_opinion(schema, value) for value in found] == [[]] * 10
    assert instances(schema, 10) == found


@pytest.mark.parametrize("row", REFUSED, ids=lambda row: str(row["name"]))
def test_a_schema_without_instances_is_refused_with_pointer_and_reason(row: dict[str, Any]) -> None:
    for call in (lambda: instances(row["schema"], 3), lambda: sampler(row["schema"])):
        with pytest.raises(SchemaRefusedError) as caught:
            call()
        assert caught.value.where.startswith(row["where"])
        assert row["reason"] in caught.value.problem


def test_instances_repeat_only_when_there_are_no_more() -> None:
    found = instances({"enum": list(range(40))}, 100)
    assert sorted(map(str, found[:40])) == sorted(map(str, range(40)))
    assert found[:40] == found[40:80]
    assert len({key(value) for value in instances({"type": "string", "maxLength": 1}, 20)}) >= 15
    assert len({key(value) for value in instances({"type": "integer"}, 500)}) == 500
    assert instances(CUSTOMER, 0) == []


def test_optional_members_enum_values_and_array_lengths_all_occur() -> None:
    found = [value for value in instances(CUSTOMER, 60) if isinstance(value, dict)]
    for name in ("email", "tags", "price", "status", "code", "parent"):
        assert 5 < sum(name in value for value in found) < 58, name
    assert {value.get("status") for value in found} == {"active", "paused", None}
    lengths = {len(tags) for value in found if isinstance(tags := value.get("tags"), list)}
    assert {0, 1} < lengths


def test_values_are_canonical_and_printable() -> None:
    schema: JSON = {
        "type": "object",
        "required": ["ratio", "count", "steps", "text", "any"],
        "properties": {
            "ratio": {"type": "number", "minimum": 0, "maximum": 1},
            "count": {"type": "integer"},
            "steps": {"type": "number", "multipleOf": 0.1},
            "default": {"type": "number", "default": 3.0},
            "text": {"type": "string", "pattern": "^[^/]+$"},
            "any": {},
        },
    }
    for value in instances(schema, 100):
        text = canonical(value)
        assert noncanonical(text) is None
        assert text.isprintable()


@pytest.mark.parametrize(
    "pattern",
    [
        "^[A-Fa-f\\d]{24}$",
        "^\\d{4}-\\d{2}$",
        "^(a|b|cd)*e?$",
        "^[^\\s@]+@[^\\s@]+$",
        "^(?:[01]\\d|2[0-3]):[0-5]\\d$",
        "^([a-z])([a-z])\\2\\1$",
        "\\bword\\b",
        "^\\u0041\\x42\\u{43}\\t?$",
        "^\\p{Lu}\\p{Ll}+$",
        "^[\\w.-]+$",
        "^a{2,}?b{0}c{1,3}$",
        "^(?!test)[a-z]+$",
        "^[a-z]+(?<!x)$",
        "^\\$\\{[A-Z_]+\\}$",
        "^$|^[A-Z]{3}$",
        "^[\\u0400-\\u04ff]+$",
        "^(a+)+$",
        "^.{3,5}$",
        "foo|^bar$",
        "^(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}$",
    ],
)
def test_texts_have_their_pattern(pattern: str) -> None:
    schema: JSON = {"type": "string", "pattern": pattern}
    check = validator(schema)
    assert all(check.is_valid(value) for value in instances(schema, 15))


def test_names_that_an_object_lends_out_are_written_as_it_writes_them() -> None:
    rule: dict[str, JSON] = {"type": "object", "additionalProperties": {"type": "string"}, "minProperties": 12}
    held: dict[str, JSON] = {"env": rule, "headers": rule, "labels": rule}
    schema: JSON = {"type": "object", "properties": held, "required": ["env", "headers"]}
    for value in instances(schema, 30, 1):
        assert isinstance(value, dict)
        assert all(name.isupper() for name in cast("dict[str, JSON]", value["env"]))
        assert not any("_" in name for name in cast("dict[str, JSON]", value["headers"]))


@pytest.mark.parametrize(
    ("pattern", "known"),
    [("^[A-Z]{2}$", "country_code"), ("^[A-Z]{3}$", "currency"), ("^[a-z]{2}$", "language_code")],
)
def test_short_codes_are_those_that_there_are(pattern: str, known: str) -> None:
    for value in instances({"type": "string", "pattern": pattern}, 12, 1):
        assert value in realism.pool(known, "train")


def test_a_pattern_without_signs_is_a_name_itself() -> None:
    schema: JSON = {"type": "object", "patternProperties": {"volume": {"type": "integer"}}, "minProperties": 1}
    names = [name for value in instances(schema, 40, 1) for name in cast("dict[str, JSON]", value)]
    assert names.count("volume") > 10


def test_a_sampler_depends_on_its_stream_alone() -> None:
    draw, again = sampler(CUSTOMER), sampler(CUSTOMER)
    values = [draw(stream(7, k)) for k in range(30)]
    assert [again(stream(7, k)) for k in reversed(range(30))] == values[::-1]
    assert len({key(value) for value in values}) > 25


def test_the_splits_draw_from_pools_of_their_own() -> None:
    schema: JSON = {"type": "array", "items": {"type": "string"}, "minItems": 40, "title": "city"}

    def cities(split: str) -> set[str]:
        draw = sampler(schema, split)  # type: ignore[arg-type]  # a literal, from the loop below
        value = draw(stream(1))
        assert isinstance(value, list)
        return {text for text in value if isinstance(text, str)}

    train, test = cities("train"), cities("test")
    assert len(train & test) < len(train) / 2


def test_another_process_with_another_hash_seed_gives_the_same() -> None:
    schemas = [row["schema"] for row in ANSWERED[:60:3]]
    code = (
        "import json, sys; from jsonsynth.sampling import instances;"
        "print(json.dumps([instances(schema, 3, 5) for schema in json.load(sys.stdin)]))"
    )
    texts = [
        subprocess.run(
            [sys.executable, "-c", code],
            input=json.dumps(schemas),
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "77")
    ]
    assert texts[0] == texts[1]
    assert json.loads(texts[0]) == [instances(schema, 3, 5) for schema in schemas]


def _chain(length: int, required: bool) -> JSON:
    named: dict[str, JSON] = {}
    for k in range(length):
        names: list[JSON] = ["x"] if required else []
        named[f"a{k}"] = {"type": "object", "required": names, "properties": {"x": {"$ref": f"#/$defs/a{k + 1}"}}}
    named[f"a{length}"] = {"type": "string"}
    return {"$ref": "#/$defs/a0", "$defs": named}


def _doubled(levels: int) -> JSON:
    named: dict[str, JSON] = {
        f"a{k}": {"oneOf": [{"$ref": f"#/$defs/a{k + 1}"}, {"$ref": f"#/$defs/a{k + 1}"}]} for k in range(levels)
    }
    named[f"a{levels}"] = {"type": "string"}
    return {"$ref": "#/$defs/a0", "$defs": named}


def _grid() -> JSON:
    names: list[JSON] = [f"p{k}" for k in range(300)]
    row: dict[str, JSON] = {"type": "object", "required": names, "properties": {f"p{k}": {} for k in range(300)}}
    return {**row, "properties": {f"p{k}": {"$ref": "#/$defs/row"} for k in range(300)}, "$defs": {"row": row}}


HOSTILE: dict[str, Callable[[], JSON]] = {
    "patterns in patterns": lambda: {"type": "string", "pattern": "^(a+)+$", "minLength": 500},
    "patterns never met": lambda: {"type": "string", "pattern": "^(a+)+$", "not": {"pattern": "a"}},
    "a look over patterns in patterns": lambda: {"type": "string", "pattern": "^(?=(a+)+$)(a|aa)+$", "minLength": 40},
    "5,000 members": lambda: {"type": "object", "properties": {f"p{k}": {"type": "string"} for k in range(5000)}},
    "5,000 recursive members": lambda: {"type": "object", "properties": {f"p{k}": {"$ref": "#"} for k in range(5000)}},
    "5,000 members asked for": lambda: {"type": "object", "minProperties": 5000},
    "90,000 members required": _grid,
    "nine million elements": lambda: {"type": "array", "minItems": 3000, "items": {"type": "array", "minItems": 3000}},
    "200,000 values": lambda: {"enum": [f"v{k}" for k in range(200_000)]},
    "200,000 values of the wrong type": lambda: {"enum": list(range(200_000)), "type": "string"},
    "2,000 branches": lambda: {"oneOf": [{"required": [f"k{k}"], "type": "object"} for k in range(2000)]},
    "10 to the 20 branches": lambda: {
        "type": "integer",
        "allOf": [{"anyOf": [{"minimum": 10 * i + j, "maximum": 10 * i + j} for j in range(10)]} for i in range(20)],
    },
    "a way through 300 objects": lambda: _chain(300, required=True),
    "10,000 references": lambda: _chain(10_000, required=False),
    "oneOf never met": lambda: _doubled(14),
    "itself in both members": lambda: {"type": "object", "required": ["l"], "properties": {"l": {"$ref": "#"}}},
    "itself negated": lambda: {"not": {"$ref": "#"}},
    "500 patterns of names": lambda: {
        "type": "object",
        "minProperties": 100,
        "additionalProperties": False,
        "patternProperties": {f"^p{k}": {"type": "string", "minLength": k} for k in range(500)},
    },
    "500 elements, one contained": lambda: {
        "type": "array",
        "contains": {"const": 1},
        "maxContains": 1,
        "minItems": 500,
    },
}


def _tried(schema: JSON) -> tuple[list[JSON], str]:
    """Return ten instances, or none and where the schema is refused."""
    try:
        return instances(schema, 10), ""
    except SchemaRefusedError as refused:
        return [], refused.where


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_schema_is_answered_or_refused_in_bounded_time(name: str) -> None:
    schema = HOSTILE[name]()
    start = time.process_time()
    found, refused = _tried(schema)
    assert all(map(validator(schema).is_valid, found)) if not refused else refused.startswith("#")
    assert time.process_time() - start < 5


@pytest.mark.slow
def test_real_schemas_are_covered_or_refused_with_a_reason() -> None:
    path = CORPORA / "schemas.dev.jsonl.gz"
    if not path.exists():
        pytest.skip(f"{path} is missing: real schemas are not tried")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        schemas: list[JSON] = [json.loads(line)["schema"] for place, line in enumerate(lines) if place % 41 == 0]
    tried = [(schema, *_tried(schema)) for schema in schemas]
    assert all(validator(schema).is_valid(value) for schema, found, _ in tried for value in found)
    refusals = [refused for _, found, refused in tried if not found]
    assert all(re.match(r"#(/|$)", refused) for refused in refusals)
    assert len(schemas) > 90
    assert len(refusals) <= len(schemas) * 0.03


@pytest.mark.parametrize(
    ("schema", "too_hard"),
    [
        ({"type": "string", "minLength": 10**6}, True),
        ({"type": "array", "minItems": 10**7}, True),
        ({"type": "object", "minProperties": 10**6}, True),
        ({"type": "string", "allOf": [{"pattern": "^[a-z]+x7$"}, {"pattern": "^q.*zz.*8"}]}, False),
        ({"type": "string", "pattern": "^(a|b)*a(a|b){30}$", "allOf": [{"pattern": "^(a|b)*b(a|b){30}$"}]}, True),
        ({"type": "number", "minimum": 5, "maximum": 3}, False),
        ({"type": "array", "minItems": 3, "maxItems": 2}, False),
        ({"type": "object", "required": ["n"], "properties": {"n": {"$ref": "#"}}}, False),
        ({"enum": [1], "type": "string"}, False),
        ({"anyOf": [False, False]}, False),
        (False, False),
    ],
)
def test_a_refusal_says_whether_an_instance_may_exist(schema: JSON, too_hard: bool) -> None:
    with pytest.raises(SchemaRefusedError) as caught:
        instances(schema, 1)
    assert caught.value.too_hard is too_hard


@pytest.mark.parametrize(
    "schema",
    [
        {
            "oneOf": [
                {"properties": {"a": True, "c": True}, "required": ["a"], "additionalProperties": False},
                {"properties": {"b": True, "c": True}, "required": ["b", "c"], "additionalProperties": False},
            ]
        },
        {
            "oneOf": [
                {"properties": {"a": {"const": 1}, "c": True}, "required": ["a"]},
                {"properties": {"a": {"enum": [2, 3]}, "b": True, "c": True}, "required": ["a", "b", "c"]},
            ]
        },
    ],
)
def test_a_member_that_a_rival_requires_is_drawn_where_the_rival_is_ruled_out_anyhow(schema: dict[str, JSON]) -> None:
    found = [value for value in instances({"type": "object", **schema}, 60) if isinstance(value, dict)]
    first = [value for value in found if "b" not in value]
    assert {"c" in value for value in first} == {True, False}


@pytest.mark.slow
@pytest.mark.parametrize("address", [*DRAFTS, *[address + "#" for address in DRAFTS]])
@pytest.mark.parametrize("dialect", DRAFTS)
def test_a_reference_to_a_published_meta_schema_means_it_in_any_draft(dialect: str, address: str) -> None:
    schema: JSON = {"$schema": dialect, "properties": {"a": {"$ref": address}}, "required": ["a"]}
    values = instances(schema, 6)
    assert len({key(value) for value in values}) == 6
    assert not validator(schema).is_valid({"a": {"type": "objec"}})
    assert not any(second_opinion(schema, value) for value in values)


@pytest.mark.parametrize(
    ("rule", "names"),
    [
        ({"examples": [{"checkout": "a", "billing": "b"}], "additionalProperties": True}, {"checkout", "billing"}),
        (
            {"description": "By key, one of `draft`, `final` or `signed`.", "additionalProperties": {"type": "string"}},
            {"draft", "final", "signed"},
        ),
        (
            {"propertyNames": {"enum": ["north", "south"]}, "additionalProperties": {"type": "string"}},
            {"north", "south"},
        ),
    ],
    ids=["examples", "description", "propertyNames"],
)
def test_the_keys_of_a_map_are_those_that_its_schema_names(rule: dict[str, JSON], names: set[str]) -> None:
    schema: JSON = {"type": "object", "properties": {"labels": {"type": "object", "minProperties": 1, **rule}}}
    found = [value["labels"] for value in cast("list[Any]", instances(schema, 60, 2)) if "labels" in value]
    drawn = [name for labels in found for name in labels]
    assert set(drawn) & names
    assert sum(name in names for name in drawn) >= 0.6 * len(drawn)


def test_names_that_must_have_a_pattern_are_natural_ones_where_these_have_it() -> None:
    env: JSON = {
        "type": "object",
        "propertyNames": {"pattern": "^[A-Z_]+$"},
        "additionalProperties": {"type": "string"},
    }
    found = instances({"type": "object", "properties": {"env": env}, "required": ["env"]}, 80, 2)
    names = {name for value in cast("list[Any]", found) for name in value["env"]}
    assert len(names) > 20
    assert names & {"PATH", "HOME", "LOG_LEVEL", "PYTHONPATH", "EDITOR", "LANG", "NO_PROXY", "CI"}


def test_objects_of_a_list_of_which_nothing_is_said_are_no_maps_of_what_the_list_is_called() -> None:
    stages: JSON = {"type": "array", "items": {"type": "object"}}
    found = instances({"type": "object", "properties": {"stages": stages}, "required": ["stages"]}, 80, 2)
    names = {name for value in cast("list[Any]", found) for stage in value["stages"] for name in stage}
    assert not names & {"production", "staging", "sandbox", "qa"}


@pytest.mark.parametrize("step", [0.01, 0.1, 0.05, 0.001, 0.3, 1.1, 2.5])
def test_multiples_of_a_decimal_are_multiples_for_validators_that_divide_in_binary_too(step: float) -> None:
    rules: dict[str, JSON] = {"type": "array", "items": {"type": "number", "multipleOf": step}, "minItems": 20}
    for instance in instances(rules, 10, 3):
        assert jsonschema.Draft202012Validator(rules).is_valid(instance), instance


@pytest.mark.parametrize("schema", [{"type": "object"}, {"type": "string", "minLength": 3, "maxLength": 2}])
@pytest.mark.parametrize("enabled", [True, False])
def test_the_search_for_cycles_is_left_as_it_was(schema: JSON, enabled: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        with suppress(SchemaRefusedError):
            instances(schema, 2)
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if before else gc.disable)()
