"""The one schema that is meant by a document, and what is told where it is none, or may be none."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from jsonsynth import schema
from jsonsynth.errors import InputError
from jsonsynth.examples import JSON
from jsonsynth.gathering import doubt, picked
from jsonsynth.gathering.openapi import components, kind_of

Object = dict[str, JSON]
PET: JSON = {"type": "object", "properties": {"owner": {"$ref": "#/components/schemas/Owner"}}, "required": ["owner"]}
OWNER: JSON = {"type": "string", "nullable": True}
GET: JSON = {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/Pet"}}}
API: Object = {
    "openapi": "3.0.3",
    "paths": {"/pets": {"get": GET}},
    "components": {"schemas": {"Pet": PET, "Owner": OWNER}},
}
ONE: Object = {"openapi": "3.1.0", "components": {"schemas": {"Pet": {"type": "null"}}}}
LAMP: JSON = {"payload": {"properties": {"sent": {"$ref": "#/components/schemas/sent"}}}}
EVENTS: Object = {
    "asyncapi": "2.6.0",
    "components": {"messages": {"lamp/on": LAMP, "bare": {}}, "schemas": {"sent": {"format": "date-time"}}},
}
VERSION: JSON = {"name": "v1", "schema": {"openAPIV3Schema": {"type": "string", "nullable": True}}}
RESOURCE: Object = {
    "apiVersion": "apiextensions.k8s.io/v1",
    "kind": "CustomResourceDefinition",
    "spec": {"names": {"kind": "CronTab"}, "versions": [VERSION]},
}
DEFINED: Object = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "definitions": {"a/b": {"type": "integer"}, "c": {"items": {"$ref": "#/definitions/a~1b"}}},
}


@pytest.mark.parametrize(
    ("document", "pointer", "wanted"),
    [
        ({"type": "null"}, "", {"type": "null"}),
        (True, "", True),
        ({"x-own": 1}, "", {"x-own": 1}),
        (ONE, "", {"type": "null"}),
        (RESOURCE, "", {"type": ["string", "null"]}),
        (API, "#/components/schemas/Owner", {"type": ["string", "null"]}),
        (
            API,
            "#/paths/~1pets/get/schema",
            {
                "type": "array",
                "items": {"$ref": "#/$defs/Pet"},
                "$defs": {
                    "Pet": {
                        "type": "object",
                        "properties": {"owner": {"$ref": "#/$defs/Owner"}},
                        "required": ["owner"],
                    },
                    "Owner": {"type": ["string", "null"]},
                },
            },
        ),
        (API, "#/paths/%7E1pets/get/schema/items", None),
        (EVENTS, "#/components/schemas/sent", {"format": "date-time"}),
        (DEFINED, "#/definitions/a~1b", {"$schema": DEFINED["$schema"], "type": "integer"}),
        ([{"type": "null"}, True], "#/1", True),
    ],
)
def test_a_document_or_a_pointer_into_it_names_a_schema(document: JSON, pointer: str, wanted: JSON) -> None:
    found = picked(document, "file", pointer)
    assert found == wanted or wanted is None
    schema.validator(found)


@pytest.mark.parametrize(
    ("document", "pointer", "problem"),
    [
        (API, "", "an OpenAPI document with 2 schemas. Name one: FILE#/components/schemas/Pet"),
        (EVENTS, "", "an AsyncAPI document with 2 schemas. Name one: FILE#/components/messages/lamp~1on/payload"),
        ({"swagger": "2.0", "definitions": {"A": {}, "B": {}}}, "", "Name one: FILE#/definitions/A"),
        ({"openapi": "3.0.0", "paths": {}}, "", "no schemas under #/components/schemas"),
        ({"openapi": "4.0.0"}, "", "OpenAPI 4.0.0 is not known"),
        ({"asyncapi": "3.0.0"}, "", "no schemas under #/components/schemas"),
        ({"kind": "CustomResourceDefinition", "spec": {}}, "", "no schemas under #/spec/versions"),
        ([{"type": "null"}] * 10, "", "it is an array. Name one: FILE#/0, .*FILE#/7 or one of 2 more"),
        ([], "", "it is an array. Give a JSON Schema"),
        (API, "#/components/schemas/Cat", "no schema. There are #/components/schemas/Pet, #/comp"),
        (API, "#Pet", "there is no schema. There are #/openapi"),
        (API, "#/openapi", "there is no schema"),
        ({"type": "null"}, "#/a/b", "there is no schema"),
    ],
)
def test_what_names_no_schema_is_refused_with_those_there_are(document: JSON, pointer: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        picked(document, "file", pointer)


DOUBTED: Mapping[str, tuple[JSON, str]] = {
    "an example": ({"name": "Ann", "age": 5}, "is it an example?"),
    "with a title": ({"title": "Ann", "age": 5}, "is it an example?"),
    "a manifest": ({"apiVersion": "apps/v1", "kind": "Deployment", "spec": {}}, "manifest of Kubernetes"),
    "a secret": ({"apiVersion": "v1", "kind": "Secret", "type": "Opaque"}, "manifest of Kubernetes"),
    "definitions": ({"definitions": {"a": {}}}, "#/definitions/NAME"),
    "$defs": ({"$defs": {"a": {}}}, "#/$defs/NAME"),
    "anything": ({}, ""),
    "anything with a title": ({"$schema": "x", "title": "x"}, ""),
    "a schema": ({"type": "object"}, ""),
    "a reference": ({"$ref": "#/definitions/a", "definitions": {"a": {}}}, ""),
    "a schema with more": ({"enum": [1], "x-own": 1}, ""),
    "true": (True, ""),
}


@pytest.mark.parametrize(("given", "told"), DOUBTED.values(), ids=DOUBTED)
def test_what_asks_for_nothing_is_doubted(given: JSON, told: str) -> None:
    assert told in doubt(given)
    assert bool(told) is bool(doubt(given))


def test_each_schema_of_a_document_of_interfaces_is_one_of_its_own() -> None:
    assert [(one.name, one.pointer) for one in components(EVENTS)] == [
        ("lamp/on", "#/components/messages/lamp~1on/payload"),
        ("sent", "#/components/schemas/sent"),
    ]
    assert components(EVENTS)[0].schema == {
        "properties": {"sent": {"$ref": "#/$defs/sent"}},
        "$defs": {"sent": {"format": "date-time"}},
    }
    assert [(one.name, one.schema) for one in components(RESOURCE)] == [("CronTab.v1", {"type": ["string", "null"]})]
    assert kind_of({"kind": "Deployment", "spec": {}}) == kind_of({"openapi": 3}) == kind_of([]) == ""
