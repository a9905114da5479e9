"""Schemas of a folder that refer to each other's files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

import jsonschema
import pytest
from referencing import Registry
from referencing.jsonschema import DRAFT7

from jsonsynth import sampling
from jsonsynth.examples import JSON
from jsonsynth.gathering import Gathered, gather
from tests.test_gathering import put

SEVEN = "http://json-schema.org/draft-07/schema#"
NODE: JSON = {
    "$schema": SEVEN,
    "$id": "https://a.example/tree/node.json",
    "type": "object",
    "properties": {
        "label": {"$ref": "../parts/text.json#/definitions/label"},
        "next": {"$ref": "node.json"},
        "kind": {"$ref": "#/definitions/kind"},
        "size": {"$ref": "../parts/text.json#sizes"},
        "place": {"$ref": "place.json"},
    },
    "required": ["label", "kind", "size", "place"],
    "additionalProperties": False,
    "definitions": {"kind": {"enum": ["leaf", "fork"]}},
}
TEXT: JSON = {
    "$schema": SEVEN,
    "$id": "https://a.example/parts/text.json",
    "definitions": {
        "label": {"type": "string", "minLength": 3, "pattern": "^[a-z]+$", "not": {"$ref": "#/definitions/barred"}},
        "barred": {"enum": ["none"]},
        "size": {"$id": "#sizes", "type": "integer", "minimum": 4, "maximum": 9},
        "never named": {"type": "null"},
    },
}
PLACE: JSON = {"type": "object", "properties": {"at": {"$ref": "place.json#/definitions/kind"}}, "required": ["at"]}
PLACE_KIND: JSON = {"definitions": {"kind": {"const": "here"}}}


def _gathered(folder: Path, files: dict[str, JSON]) -> dict[str, Any]:
    found, lost = gather((str(put(folder, files)),))
    assert not lost, lost
    return {one.name: one.schema for one in found}


def _tree(folder: Path) -> dict[str, Any]:
    place = {**cast("dict[str, JSON]", PLACE), **cast("dict[str, JSON]", PLACE_KIND)}
    place["$id"] = "https://a.example/tree/place.json"
    return _gathered(folder, {"a/node.json": NODE, "b/text.json": TEXT, "b/place.json": place})


def test_what_is_named_in_other_files_comes_along_and_no_more(tmp_path: Path) -> None:
    made = _tree(tmp_path)["a/node"]
    assert list(made["definitions"]) == ["kind", "label", "sizes", "place", "barred", "kind2"]
    assert made["definitions"]["label"]["not"] == {"$ref": "#/definitions/barred"}
    assert made["definitions"]["place"]["properties"]["at"] == {"$ref": "#/definitions/kind2"}
    assert made["properties"]["next"] == {"$ref": "#"}
    assert made["properties"]["kind"] == {"$ref": "#/definitions/kind"}
    assert made["$id"] == "https://a.example/tree/node.json"
    assert "sizes" not in json.dumps(made["definitions"]["sizes"])


def test_a_schema_of_its_own_means_what_the_files_mean_together(tmp_path: Path) -> None:
    made = _tree(tmp_path)
    files = [json.loads(path.read_text()) for path in sorted(tmp_path.rglob("*.json"))]
    registry = cast("Any", Registry)().with_resources([(file["$id"], DRAFT7.create_resource(file)) for file in files])
    files_together = jsonschema.Draft7Validator({"$ref": "https://a.example/tree/node.json"}, registry=registry)
    alone = jsonschema.Draft7Validator(made["a/node"])
    drawn = sampling.instances(made["a/node"], 60, 3)
    assert any("next" in cast("dict[str, JSON]", value) for value in drawn)
    right: dict[str, JSON] = {"label": "abc", "kind": "fork", "size": 4, "place": {"at": "here"}}
    slips: list[tuple[str, JSON]] = [("label", "none"), ("size", 3), ("place", {}), ("next", {}), ("kind", "here")]
    wrong: list[JSON] = [{**right, name: value} for name, value in slips]
    for value in [*drawn, cast("JSON", right), *wrong]:
        assert alone.is_valid(value) is files_together.is_valid(value) is (value not in wrong)


def test_files_without_identifiers_are_found_by_their_places(tmp_path: Path) -> None:
    files: dict[str, JSON] = {
        "order.json": {"type": "array", "items": {"$ref": "parts/item.json"}},
        "parts/item.json": {"type": "object", "properties": {"unit": {"$ref": "../units.yaml#/$defs/unit"}}},
        "units.yaml": {"$defs": {"unit": {"enum": ["kg", "m"]}}},
    }
    made = _gathered(tmp_path, files)["order"]
    assert made["items"] == {"$ref": "#/$defs/item"}
    assert made["$defs"] == {
        "item": {"type": "object", "properties": {"unit": {"$ref": "#/$defs/unit"}}},
        "unit": {"enum": ["kg", "m"]},
    }


LOST: list[tuple[str, JSON, JSON, str]] = [
    ("no file", {"properties": {"a/b": {"$ref": "gone.json"}}}, True, "a.json#/properties/a~1b/$ref: 'gone.json'"),
    ("no place in it", {"$ref": "b.json#/$defs/x"}, {"type": "null"}, "a.json#/$ref: 'b.json#/$defs/x'"),
    ("further on", {"$ref": "b.json"}, {"items": {"$ref": "c.json"}}, "b.json#/items/$ref: 'c.json'"),
    ("another draft", {"$ref": "b.json"}, {"$schema": SEVEN, "minimum": 1}, "a.json#/$ref: 'b.json'"),
]


@pytest.mark.parametrize(("why", "one", "other", "told"), LOST, ids=[case[0] for case in LOST])
def test_what_is_in_no_file_is_refused_with_its_place(
    why: str, one: JSON, other: JSON, told: str, tmp_path: Path
) -> None:
    assert why
    _, lost = _both(tmp_path, one, other)
    assert str(lost[0].error).startswith(f"{tmp_path}/{told} is in no file")


def _both(folder: Path, one: JSON, other: JSON) -> Gathered:
    return gather((str(put(folder, {"a.json": one, "b.json": other})),))


def test_lines_of_a_file_refer_to_each_other_by_their_identifiers(tmp_path: Path) -> None:
    lines: list[dict[str, JSON]] = [
        {"$id": "https://a.example/a", "items": {"$ref": "b"}},
        {"$id": "https://a.example/b", "type": "null"},
    ]
    put(tmp_path, {"all.jsonl": "\n".join(map(json.dumps, lines))})
    found, lost = gather((str(tmp_path / "all.jsonl"),))
    assert not lost
    assert found[0].schema == {**lines[0], "items": {"$ref": "#/$defs/b"}, "$defs": {"b": {"type": "null"}}}


def test_what_would_mean_another_place_elsewhere_stays_as_it_is(tmp_path: Path) -> None:
    one: JSON = {"$ref": "b.json"}
    found, lost = _both(tmp_path, one, {"$dynamicAnchor": "node", "items": {"$dynamicRef": "#node"}})
    assert [found[0].schema, lost] == [one, []]


@pytest.mark.parametrize(
    "broken",
    [
        {"items": [{"type": "string"}], "$schema": "http://a.example/of-our-own"},
        {"properties": [1], "items": 3, "allOf": {"a": 1}},
        {"additionalProperties": "no", "not": None, "oneOf": 7},
        {"$defs": {"a": [{}]}, "anyOf": [[]]},
    ],
    ids=json.dumps,
)
def test_a_file_that_is_no_schema_spoils_no_other(broken: JSON, tmp_path: Path) -> None:
    sound: dict[str, JSON] = {"type": "array", "items": {"$ref": "c.json"}}
    found, lost = gather((str(put(tmp_path, {"a.json": sound, "b.json": broken, "c.json": {"type": "null"}})),))
    assert not lost
    assert found[0].schema == {**sound, "items": {"$ref": "#/$defs/c"}, "$defs": {"c": {"type": "null"}}}
