"""Instances are right to validators that read a schema differently, and what has no meaning is refused."""

from __future__ import annotations

import jsonschema
import pytest

from jsonsynth.errors import SchemaRefusedError
from jsonsynth.examples import JSON
from jsonsynth.sampling import instances, sampler
from jsonsynth.schema import validator, without_formats
from jsonsynth.seeds import stream

_SEVEN = "http://json-schema.org/draft-07/schema#"
_ADDRESS: JSON = {"type": "string", "oneOf": [{"format": "uri"}, {"enum": ["."]}]}
_HOST: JSON = {"type": "string", "oneOf": [{"format": "hostname"}, {"format": "ipv4"}, {"format": "ipv6"}]}
_DECIDED: dict[str, dict[str, JSON]] = {
    "a text beside a format": {"type": "object", "properties": {"home": _ADDRESS}, "required": ["home"]},
    "in a list, by a reference": {
        "$defs": {"home": _ADDRESS},
        "type": "array",
        "items": {"$ref": "#/$defs/home"},
        "minItems": 2,
    },
    "under if": {
        "type": "object",
        "properties": {"a": {"type": "string"}},
        "required": ["a", "b"],
        "if": {"properties": {"a": {"format": "date"}}},
        "then": {"properties": {"b": {"type": "integer"}}},
        "else": {"properties": {"b": {"type": "boolean"}}},
    },
    "at most one element": {
        "type": "array",
        "items": {"type": ["string", "integer"]},
        "contains": {"type": "string", "format": "date"},
        "maxContains": 1,
        "minItems": 2,
    },
    "in a member that may be left out": {
        "type": "object",
        "properties": {"host": _HOST, "port": {"type": "integer"}, "path": {"type": "string"}},
    },
    "in one of the branches": {
        "type": "object",
        "properties": {"at": {"type": "string"}, "to": {"type": "string"}},
        "oneOf": [
            {"properties": {"at": {"format": "date"}}, "required": ["at"]},
            {"properties": {"at": {"enum": ["now", "never"]}}, "required": ["at"]},
            {"required": ["to"]},
        ],
    },
}


@pytest.mark.parametrize("name", _DECIDED)
def test_instances_are_valid_whether_formats_are_asserted_or_not(name: str) -> None:
    schema = _DECIDED[name]
    found = instances(schema, 20)
    assert len({repr(value) for value in found}) == 20
    draw = sampler(schema)
    found += [draw(stream(seed, "row")) for seed in range(10)]
    assert all(map(validator(schema).is_valid, found))
    assert all(map(without_formats(schema), found))


@pytest.mark.parametrize(
    "schema",
    [
        _HOST,
        {"type": "string", "not": {"format": "date"}},
        {"properties": {"servers": {"type": "array", "items": _HOST, "minItems": 1}}, "required": ["servers"]},
    ],
)
def test_formats_are_asserted_where_what_is_meant_is_valid_only_so(schema: dict[str, JSON]) -> None:
    found = instances(schema, 20)
    assert all(map(validator(schema).is_valid, found))
    assert not any(map(without_formats(schema), found))


_BASE: JSON = {"type": "object", "oneOf": [{"$ref": "#/$defs/cat"}, {"required": ["name"]}]}


@pytest.mark.parametrize(
    ("schema", "place"),
    [
        ({"$ref": "#"}, ""),
        ({"allOf": [{"$ref": "#"}, {"type": "integer"}]}, ""),
        ({"anyOf": [{"$ref": "#"}, {"type": "integer"}]}, ""),
        ({"oneOf": [{"$ref": "#"}, {"type": "string"}]}, ""),
        ({"not": {"$ref": "#"}}, ""),
        ({"if": {"$ref": "#"}, "then": {"type": "string"}, "else": {"type": "integer"}}, ""),
        ({"type": "object", "dependentSchemas": {"a": {"$ref": "#"}}, "required": ["a"]}, ""),
        ({"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}}, "/$defs/a"),
        ({"$dynamicAnchor": "node", "allOf": [{"$dynamicRef": "#node"}]}, ""),
        ({"$ref": "#/$defs/pet", "$defs": {"pet": _BASE, "cat": {"allOf": [{"$ref": "#/$defs/pet"}]}}}, "/$defs/pet"),
    ],
)
def test_what_leads_back_to_itself_for_the_same_value_is_refused(schema: JSON, place: str) -> None:
    with pytest.raises(SchemaRefusedError, match="leads back to itself") as caught:
        instances(schema, 5)
    assert caught.value.where == f"#{place}"


@pytest.mark.parametrize(
    "schema",
    [
        {"type": ["object", "string"], "properties": {"b": {}}, "dependentSchemas": {"a": {"$ref": "#"}}},
        {"type": ["object", "integer"], "if": {"required": ["kind"], "type": "object"}, "then": {"$ref": "#"}},
        {
            "properties": {"a": {"$ref": "#/$defs/a"}, "b": {"type": "string"}},
            "$defs": {"a": {"not": {"$ref": "#/$defs/a"}}},
        },
        {"properties": {"b": {"type": "string"}}, "$defs": {"a": {"$ref": "#/$defs/a"}}},
        {"anyOf": [{"type": "integer"}, {"$ref": "#"}]},
        {"type": "object", "properties": {"next": {"anyOf": [{"type": "null"}, {"$ref": "#"}]}}, "required": ["next"]},
        {
            "$schema": _SEVEN,
            "definitions": {"text": {"type": "string"}},
            "properties": {"a": {"$ref": "#/definitions/text", "allOf": [{"$ref": "#/properties/a"}]}},
            "required": ["a"],
            "type": "object",
        },
    ],
)
def test_values_that_stay_out_of_a_circle_are_given(schema: dict[str, JSON]) -> None:
    kind = jsonschema.validators.validator_for(schema, jsonschema.Draft202012Validator)
    for value in instances(schema, 20):
        assert kind(schema).is_valid(value)
