"""Texts and names of patterns look as people write them, and have their pattern."""

from __future__ import annotations

import re

import pytest

from jsonsynth.examples import JSON
from jsonsynth.sampling import instances


@pytest.mark.parametrize(
    ("pattern", "looks"),
    [
        # hexadecimal is in one case
        ("^[0-9a-fA-F]{24}$", "[0-9a-f]{24}"),
        ("^[A-Fa-f0-9]{2}(:[A-Fa-f0-9]{2}){5}$", "[0-9a-f]{2}(:[0-9a-f]{2}){5}"),
        ("^[0-9a-fA-F-]{36}$", "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
        # the last letter is the word's own
        ("^[a-z][a-z0-9-]+[a-z0-9]--[0-9]{4}$", "(?:[a-z]{3,}(-[a-z]{2,})?|[a-z]+-?[0-9]*)--[0-9]{4}"),
        # numbers and chains without a limit are short
        ("^[0-9]+(ms|s|m|h)$", "[0-9]{1,8}(ms|s|m|h)"),
        # what stands before and after is words
        ("_id$", "[a-z]+_id"),
        ("Id$", "[a-z]+Id"),
        ("\\.(jpg|png)$", "[a-z]+\\.(jpg|png)"),
        ("^data", "data-[a-z]+"),
        ("^/api/v1", "/api/v1/[a-z]+"),
        # paths of addresses, seldom with escapes
        (r"^/(([a-zA-Z0-9._-]|%[0-9a-f]{2})+(/([a-zA-Z0-9._-]|%[0-9a-f]{2})+)*/?)?$", "/[a-z0-9/._-]*"),
        # codes that are known
        ("^[1-5](\\d\\d|XX)$", "[1-5][0-9]{2}"),
    ],
)
def test_a_text_of_a_pattern_looks_as_people_write_it(pattern: str, looks: str) -> None:
    values = instances({"type": "string", "pattern": pattern}, 8, 1)
    assert len({str(value) for value in values}) == 8
    assert all(re.fullmatch(looks, str(value)) for value in values), values


def test_numbers_and_chains_without_a_limit_are_mostly_short() -> None:
    numbers = instances({"type": "string", "pattern": "^[0-9]+s$"}, 40, 1)
    chains = instances({"type": "string", "pattern": "^([a-z]+(-[a-z]+)*\\.)+[a-z]+$"}, 40, 1)
    assert sum(len(str(text)) <= 5 for text in numbers) >= 25
    assert sum(str(text).count(".") <= 2 for text in chains) >= 25


@pytest.mark.parametrize(
    ("pattern", "looks"),
    [
        ("^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)$", "\\d{1,2}\\.\\d{1,2}\\.\\d{1,2}"),
        ("^\\d{4}-\\d{2}-\\d{2}$", "20[12]\\d-(0[1-9]|1[0-2])-[0-3]\\d"),
        ("^[a-z]{2}(-[A-Z]{2})?$", "[a-z]{2}-[A-Z]{2}|[a-z]{2}"),
        ("^[^\\s]+@[^\\s]+\\.[a-z]+$", "[^@]+@[a-z.-]+\\.(com|net|org|example)"),
        ("^https?://", "https?://[^/]+(/.*)?"),
        ("Id$", "[a-z]*[A-Z]?[a-z]*Id"),
        ("^ab", "ab.*"),
    ],
)
def test_names_of_members_of_a_pattern_look_as_people_write_them(pattern: str, looks: str) -> None:
    schema: JSON = {
        "type": "object",
        "patternProperties": {pattern: {"type": "integer"}},
        "additionalProperties": False,
        "minProperties": 3,
    }
    for value in instances(schema, 8, 1):
        assert isinstance(value, dict)
        assert len(value) >= 3
        assert all(re.fullmatch(looks, name) for name in value), value


@pytest.mark.parametrize(
    ("name", "length", "looks"),
    [
        ("note", 128, "[^;]{8,}(; [^;]+)+"),
        ("description", 300, "[^.!?]+[.!?] .*"),
        ("phone", 40, "[+0-9][0-9 ();+.-]+a*"),
    ],
)
def test_a_text_that_must_be_long_goes_on_in_its_own_kind(name: str, length: int, looks: str) -> None:
    text: JSON = {"type": "string", "minLength": length, "maxLength": length}
    for value in instances({"type": "object", "properties": {name: text}, "required": [name]}, 8, 1):
        assert isinstance(value, dict)
        assert re.fullmatch(looks, str(value[name])), value[name]


def test_a_long_text_of_a_pattern_is_words_where_something_may_part_them() -> None:
    for value in instances({"type": "string", "pattern": "^[a-z][a-z0-9-]*$", "minLength": 50, "maxLength": 63}, 8, 1):
        assert re.fullmatch("[a-z]{2,}(-[a-z]{1,}){3,}", str(value)), value


def test_hexadecimal_is_in_one_case_where_several_patterns_meet_and_all_is_found_where_it_is_needed() -> None:
    schema: JSON = {"type": "string", "allOf": [{"pattern": "^x[0-9a-fA-F]{12}$"}, {"pattern": "^.[^0].*[^0]$"}]}
    assert all(re.fullmatch("x[0-9a-f]{12}", str(value)) for value in instances(schema, 8, 1))
    digit: JSON = {"type": "string", "pattern": "^[0-9a-fA-F]$"}
    (found,) = instances({"type": "array", "items": digit, "uniqueItems": True, "minItems": 22}, 1)
    assert isinstance(found, list)
    assert {str(value) for value in found} == set("0123456789abcdefABCDEF")


def test_an_example_of_openapi_is_drawn_as_one() -> None:
    schema: JSON = {"type": "string", "example": "Tachometer, Engine 1"}
    assert "Tachometer, Engine 1" in instances(schema, 40, 1)
