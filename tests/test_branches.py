"""Branches that rule each other out by what stands deep in them."""

from __future__ import annotations

from jsonsynth.examples import JSON
from jsonsynth.sampling import instances
from jsonsynth.sampling.contradictions import contradict
from jsonsynth.sampling.refs import Document

_SEVEN = "http://json-schema.org/draft-07/schema#"


def _bound(kind: str) -> dict[str, JSON]:
    """Return the schema of what is bound to a kind."""
    bound: JSON = {"type": "object", "properties": {"type": {"const": kind}}, "required": ["type"]}
    return {"type": "object", "properties": {"binding": bound}, "required": ["binding"]}


def test_schemas_contradict_each_other_in_a_member_of_a_member_that_must_be_there() -> None:
    schemas: list[JSON] = [_bound("file"), _bound("network"), {"type": "object"}]
    document = Document({"allOf": schemas})
    one, other, free = schemas
    assert isinstance(one, dict)
    assert isinstance(other, dict)
    assert isinstance(free, dict)
    assert contradict((one, other), document)
    assert not contradict((one, free), document)


def test_a_schema_that_asks_for_itself_does_not_contradict_itself_plainly() -> None:
    inner: JSON = {"type": "object", "required": ["a"], "properties": {"a": {"$ref": "#/$defs/x"}}}
    document = Document({"$defs": {"x": inner}})
    assert isinstance(inner, dict)
    assert not contradict((inner, {"type": "object"}), document)


def test_conditions_on_a_member_of_a_member_are_met_together() -> None:
    kinds = ["file", "zip", "image", "stack", "network", "topic", "queue", "bucket"]
    rules: list[JSON] = [{"if": _bound(kind), "then": {"required": [f"{kind}_name"]}} for kind in kinds]
    binding: JSON = {"type": "object", "properties": {"type": {"enum": [*kinds]}}, "required": ["type"]}
    schema: JSON = {
        "$schema": _SEVEN,
        "type": "array",
        "minItems": 2,
        "items": {
            "type": "object",
            "allOf": rules,
            "properties": {"binding": binding},
            "required": ["binding"],
        },
    }
    found = [element for value in instances(schema, 20, 1) if isinstance(value, list) for element in value]
    shown = {str(one["binding"]["type"]) for one in found if isinstance(one, dict) and isinstance(one["binding"], dict)}
    assert shown == set(kinds)


def test_a_branch_shows_its_mark_though_it_may_be_left_out() -> None:
    def branch(kind: str, required: list[JSON]) -> JSON:
        members: JSON = {"type": {"enum": [kind]}, "name": {"type": "string"}}
        return {"type": "object", "properties": members, "required": ["name", *required]}

    schema: JSON = {"oneOf": [branch("event", ["type"]), branch("error", ["type"]), branch("function", [])]}
    marks = {value.get("type") for value in instances(schema, 12, 1) if isinstance(value, dict)}
    assert marks >= {"event", "error", "function"}


def test_values_that_are_all_forbidden_leave_the_other_branches() -> None:
    schema: JSON = {
        "enum": ["a", "b", "c"],
        "allOf": [{"anyOf": [{"not": {"enum": ["a", "b", "c"]}}, {"not": {"enum": ["a"]}}]}, {"not": {"const": "b"}}],
    }
    assert set(map(str, instances(schema, 6, 1))) == {"c"}


def test_branches_of_any_of_hold_together_where_nothing_else_may_be_there() -> None:
    branches: list[JSON] = [{"properties": {name: {"const": 1}}, "required": [name]} for name in "abc"]
    found = instances({"type": "object", "anyOf": branches, "unevaluatedProperties": False}, 20)
    assert {"".join(value) for value in found if isinstance(value, dict)} == {"a", "b", "c", "ab", "ac", "bc", "abc"}
