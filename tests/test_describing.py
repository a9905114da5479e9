"""A schema in words says what is so."""

from __future__ import annotations

import re

import pytest

from jsonsynth.conditions import read
from jsonsynth.describing import describe
from jsonsynth.examples import JSON, SPLITS
from jsonsynth.invention import invent
from jsonsynth.keywords import names_in
from jsonsynth.seeds import stream


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ({"type": "string"}, "text"),
        ({"type": "string", "minLength": 2, "maxLength": 5}, "text of 2 to 5 characters"),
        ({"type": "string", "format": "date"}, "a date"),
        ({"type": "string", "pattern": "^a"}, "text in a fixed pattern"),
        ({"type": "integer", "minimum": 0, "exclusiveMaximum": 9}, "a whole number from 0 and under 9"),
        ({"type": "number", "minimum": 0, "exclusiveMinimum": True}, "a number from 0"),
        ({"type": "number", "maximum": 9, "minimum": 1, "multipleOf": 2}, "a number from 1 to 9 and in steps of 2"),
        ({"type": ["string", "null"]}, "text or null"),
        ({"enum": ["a", "b", None]}, "`a`, `b` or null"),
        ({"enum": [1, 2, 3, 4, 5, 6, 7]}, "one of 7 fixed values"),
        ({"const": 3}, "always 3"),
        ({"type": "array", "maxItems": 1, "items": {"type": "null"}}, "a list of up to 1 element, each null"),
        ({"type": "array", "minItems": 2, "uniqueItems": True}, "a list of at least 2 elements without repetitions"),
        ({"type": "array", "prefixItems": [{}]}, "a list with fixed places"),
        ({"anyOf": [{"type": "string"}, {"type": "integer"}]}, "text or a whole number"),
        ({"anyOf": [{}, {"type": "null"}, {"const": 1}, {"const": 2}]}, "one of several forms"),
        ({"type": "object", "anyOf": [{"required": ["a"]}, {"required": ["b"]}]}, "an object"),
        ({"type": "object", "additionalProperties": {"type": "string"}}, "a map from names to values, each text"),
        ({"allOf": [{"type": "string"}]}, "text"),
        ({"allOf": [{"type": "string"}, {"maxLength": 3}]}, "what several rules allow together"),
        ({"$ref": "#/$defs/a", "$defs": {"a": {"type": "null"}}}, "null"),
        ({"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/a"}}}, "what is defined under `#/$defs/a`"),
        ({}, "anything"),
        (
            {"properties": {"a": True, "b": {"enum": [1, 2]}}, "required": ["b"], "additionalProperties": False},
            "an object with `a` (anything, optional) and `b` (1 or 2, required), and nothing else",
        ),
        (
            {"allOf": [{"properties": {"a": {}}}, {"properties": {"b": {}}, "required": ["a"]}]},
            "an object with `a` (anything, required) and `b` (anything, optional)",
        ),
    ],
)  # fmt: skip
def test_a_schema_in_words(rule: dict[str, JSON], words: str) -> None:
    assert describe(rule) == words


def members(rule: dict[str, JSON]) -> list[tuple[str, bool]]:
    """Return the top level's names and whether they are required, in order."""
    properties, required = rule.get("properties"), names_in(rule.get("required"))
    return [(name, name in required) for name in properties] if isinstance(properties, dict) else []


def told(words: str) -> list[tuple[str, bool]]:
    """Return the names told at the top level and whether they are said to be required."""
    depth, top = 0, ""
    for letter in words:
        depth += letter == "("
        top += letter if depth <= 1 else ""
        depth -= letter == ")"
    return [(name, how == "required") for name, how in re.findall(r"`([^`]+)` \([^()]*?(required|optional)\)", top)]


@pytest.mark.slow
def test_members_of_invented_schemas_are_told_in_order_with_what_is_required_and_read_as_no_condition() -> None:
    for number in range(400):
        rule = invent(stream(number, "words"), SPLITS[number % 3]).schema
        words = describe(rule)
        if rule.get("type") == "object" and "properties" in rule:
            assert told(words) == members(rule), words
        assert read(f"Write one. In words: {words}.", rule) is None, words
