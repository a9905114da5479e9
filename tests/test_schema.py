"""What is valid, what is refused, and that nothing outside a document is read."""

from __future__ import annotations

import pytest

from jsonsynth.errors import SchemaRefusedError
from jsonsynth.examples import JSON
from jsonsynth.references import pointer
from jsonsynth.schema import draft, key, meta_schema, parts, refusal, second_opinion, simplified, validator


def _deep(levels: int, keyword: str) -> JSON:
    schema: JSON = {"type": "string"}
    for _ in range(levels):
        schema = {keyword: {"a": schema}} if keyword == "properties" else {keyword: schema}
    return schema


def _doubling(levels: int, keyword: str) -> JSON:
    named: dict[str, JSON] = {
        f"a{k}": {keyword: [{"$ref": f"#/$defs/a{k + 1}"}, {"$ref": f"#/$defs/a{k + 1}"}]} for k in range(levels)
    }
    named[f"a{levels}"] = {"type": "string"}
    return {"$ref": "#/$defs/a0", "$defs": named}


def _anchored_doubling(levels: int) -> JSON:
    named: dict[str, JSON] = {
        f"a{k}": {"$anchor": f"a{k}", "allOf": [{"$ref": f"#a{k + 1}"}, {"$ref": f"#a{k + 1}"}]} for k in range(levels)
    }
    named[f"a{levels}"] = {"$anchor": f"a{levels}", "type": "string"}
    return {"$ref": "#a0", "$defs": named}


REFUSED: list[tuple[str, JSON, str, str]] = [
    ("a list", [1], "#", "not list"),
    ("null", None, "#", "not null"),
    ("an unknown type", {"properties": {"a": {"type": "objec"}}}, "#/properties/a/type", "meta-schema"),
    ("a negative length", {"items": {"minLength": -1}}, "#/items/minLength", "meta-schema"),
    ("a broken pattern", {"properties": {"a/b": {"pattern": "(("}}}, "#/properties/a~1b/pattern", "meta-schema"),
    ("a remote reference", {"items": {"$ref": "http://example.com/x.json"}}, "#/items/$ref", "not in this document"),
    ("a file reference", {"$ref": "file:///etc/passwd"}, "#/$ref", "not in this document"),
    ("a relative reference", {"anyOf": [{"$ref": "other.json#/a"}]}, "#/anyOf/0/$ref", "not in this document"),
    ("a remote dynamic reference", {"$dynamicRef": "http://example.com/x#a"}, "#/$dynamicRef", "not in this document"),
    ("a dangling reference", {"properties": {"a": {"$ref": "#/$defs/no"}}}, "#/properties/a/$ref", "not in this"),
    ("a missing anchor", {"items": {"$ref": "#no-anchor"}}, "#/items/$ref", "not in this document"),
    ("an unknown dialect", {"$schema": "http://example.com/m"}, "#/$schema", "no draft that is known"),
    ("10,000 levels of properties", _deep(10_000, "properties"), "#", "nested more than 200 levels deep"),
    ("10,000 levels of not", _deep(10_000, "not"), "#", "nested more than 200 levels deep"),
    ("130 levels of properties", _deep(130, "properties"), "#", "nested"),
    ("a million ways through allOf", _doubling(20, "allOf"), "#", "too often"),
    ("endless ways through anyOf", _doubling(500, "anyOf"), "#", "too often"),
    ("endless ways through anchors", _anchored_doubling(60), "#", "too often"),
    ("a lone surrogate", {"const": "\ud800"}, "#", "surrogates"),
    ("not a number", {"minimum": float("nan")}, "#/minimum", "meta-schema"),
]


@pytest.mark.parametrize(("schema", "place", "reason"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_a_schema_is_refused_with_its_pointer_and_the_reason(schema: JSON, place: str, reason: str) -> None:
    error = refusal(schema, "file.json")
    assert error is not None
    assert error.where == f"file.json{place}"
    assert reason in error.problem
    assert error.remedy.endswith(".")
    assert "\n" not in str(error)


@pytest.mark.parametrize(
    ("schema", "remedy"),
    [
        ({"items": [{"type": "string"}]}, '"$schema": "http://json-schema.org/draft-07/schema#"'),
        ({"properties": {"a": {"items": []}}}, '"$schema": "http://json-schema.org/draft-07/schema#"'),
        ({"items": 3}, "Correct the keyword's value"),
        ({"$schema": "http://json-schema.org/draft-04/hyper-schema#"}, "Name draft 4, 6, 7, 2019-09 or 2020-12"),
        ({"$schema": "http://json-schema.org/draft-03/schema#"}, "Name draft 4, 6, 7, 2019-09 or 2020-12"),
    ],
)
def test_a_refusal_of_a_dialect_says_which_to_name(schema: JSON, remedy: str) -> None:
    found = refusal(schema, "file.json")
    assert found is not None
    assert remedy in found.remedy


@pytest.mark.parametrize("schema", [row[1] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_is_refused_has_no_validator_either(schema: JSON) -> None:
    with pytest.raises(SchemaRefusedError):
        validator(schema)


@pytest.mark.parametrize(
    "schema",
    [
        True,
        False,
        {},
        {"$ref": "#"},
        {"$ref": "#/$defs/a", "$defs": {"a": {"type": "string"}}},
        {"enum": [{"$ref": "http://example.com"}]},
        {"$schema": "http://json-schema.org/draft-04/schema#", "minimum": 1, "exclusiveMinimum": True},
        {"$ref": "https://json-schema.org/draft/2020-12/schema"},
        {"minimum": 10**30},
        _deep(90, "properties"),
        _doubling(8, "allOf"),
    ],
)
def test_a_sound_schema_is_not_refused(schema: JSON) -> None:
    assert refusal(schema, "") is None


@pytest.mark.parametrize(
    ("schema", "value", "valid"),
    [
        ({"format": "email"}, "nobody", False),
        ({"format": "email"}, "someone@example.com", True),
        ({"$schema": "http://json-schema.org/draft-07/schema#", "format": "date"}, "2024-02-30", False),
        ({"$schema": "http://json-schema.org/draft-04/schema#", "maximum": 3, "exclusiveMaximum": True}, 3, False),
        ({"prefixItems": [{"type": "string"}], "items": False}, ["a"], True),
        ({"prefixItems": [{"type": "string"}], "items": False}, ["a", 1], False),
    ],
)
def test_formats_are_asserted_and_the_draft_is_the_schemas_own(schema: JSON, value: JSON, valid: bool) -> None:
    assert validator(schema).is_valid(value) is valid
    assert (validator(schema).first_error(value) is None) is valid
    assert (second_opinion(schema, value) == []) is valid


def test_a_failure_names_the_keyword_the_place_and_the_reason_in_one_line() -> None:
    schema: JSON = {"properties": {"a": {"items": {"minimum": 3}}}}
    failure = validator(schema).first_failure({"a": [5, 1]})
    assert failure is not None
    assert (failure.keyword, failure.place) == ("/properties/a/items/minimum", "/a/1")
    assert validator(schema).first_error({"a": [5, 1]}) == "/a/1: 1 is less than the minimum of 3"


def test_a_long_message_is_shortened() -> None:
    message = validator({"const": 1}).first_error("x" * 5000)
    assert message is not None
    assert len(message) < 230


def test_the_same_schema_is_compiled_once_and_only_some_are_kept() -> None:
    first = validator({"const": "kept"})
    assert validator({"const": "kept"}) is first
    for k in range(300):
        validator({"const": k})
    assert validator({"const": "kept"}) is not first


def test_parts_are_validated_alone_with_references_to_the_whole() -> None:
    part = parts({"properties": {"a": {"$ref": "#/$defs/x"}}, "$defs": {"x": {"type": "string"}}})
    check = part("/properties/a")
    assert check is not None
    assert (check("text"), check(1)) == (True, False)
    assert part("/nowhere") is None


def test_second_opinion_reads_no_outside_document_and_abstains_from_patterns_it_cannot_read() -> None:
    assert second_opinion({"$ref": "http://example.com/x"}, 1) == ["unresolvable reference http://example.com/x"]
    assert second_opinion({"pattern": "^\\p{L}+$"}, "abc") == []
    assert second_opinion({"patternProperties": {"": True}, "additionalProperties": False}, {"a": 1}) == []
    assert second_opinion({"patternProperties": {"b": True}, "additionalProperties": False}, {"a": 1}) != []
    assert second_opinion({"type": "string"}, 1) == [": 1 is not of type 'string'"]


@pytest.mark.parametrize(
    ("named", "number"),
    [
        ("http://json-schema.org/draft-04/schema#", 4),
        ("http://json-schema.org/draft-06/schema#", 6),
        ("http://json-schema.org/draft-07/schema", 7),
        ("https://json-schema.org/draft/2019-09/schema", 2019),
        ("https://json-schema.org/draft/2020-12/schema", 2020),
    ],
)
def test_the_draft_is_told_by_the_dialect(named: str, number: int) -> None:
    assert draft({"$schema": named}) == number
    assert isinstance(meta_schema(named.rstrip("#")), dict)


def test_the_draft_is_2020_12_where_nothing_is_said() -> None:
    assert (draft({}), draft(True)) == (2020, 2020)
    assert meta_schema("http://example.com/m") is None


def test_a_key_is_equal_for_equal_values_of_any_size() -> None:
    assert key({"b": 10**30, "a": [1]}) == key({"a": [1], "b": 10**30})
    assert key({"a": 1}) != key({"a": True})


def test_a_pointer_escapes_its_steps() -> None:
    assert pointer(["a/b", 0, "c~d"]) == "/a~1b/0/c~0d"


def test_the_canonical_form_admits_the_same_values() -> None:
    schema: JSON = {"allOf": [{"type": ["string", "null"]}, {"minLength": 2}]}
    canonical = simplified(schema)
    for value in (None, "a", "ab", 3):
        assert validator(canonical).is_valid(value) == validator(schema).is_valid(value)
