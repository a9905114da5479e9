"""Canonical text and strict reading, against the standard library and RFC 8785."""

from __future__ import annotations

import json

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from jsonsynth.examples import JSON
from jsonsynth.jsontext import canonical, in_parts, is_json, noncanonical, orders_agree, parse_strict, plain_number

NAMES = st.text(st.characters(max_codepoint=0xD7FF), max_size=6)  # below it code-point and UTF-16 order agree
NUMBERS = st.integers(-(2**53) + 1, 2**53 - 1) | st.decimals(-9999, 9999, places=2, allow_nan=False).map(
    lambda number: plain_number(float(number))
)
VALUES: st.SearchStrategy[JSON] = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_canonical_text_is_that_of_rfc_8785_where_both_apply(value: JSON) -> None:
    assert canonical(value).encode() == rfc8785.dumps(value)


@given(VALUES)
def test_canonical_text_is_found_canonical_and_reads_back(value: JSON) -> None:
    text = canonical(value)
    assert noncanonical(text) is None
    assert parse_strict(text) == json.loads(text) == value


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1}',
        '{"b":1,"a":1}',
        '{"a":1,"a":2}',
        "[1.0]",
        "[1.50]",
        "[1e5]",
        "[1E-7]",
        "[-0]",
        "[-0.0]",
        "[9007199254740993]",
        "[12345678901234567890123]",
        '["\\u00e9"]',
        '["\\/"]',
        '["\\ud800"]',
        "[NaN]",
        "[1]\n",
        "",
        "[1,]",
        '["1.0"] ',
    ],
)
def test_what_is_not_canonical_is_told(text: str) -> None:
    assert noncanonical(text)


@pytest.mark.parametrize("text", ['["1.0","1e5","-0"]', "[9007199254740991]", "[0.5,-0.25,10,100]", '{"A":1,"a":2}'])
def test_what_only_looks_odd_is_canonical(text: str) -> None:
    assert noncanonical(text) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[NaN]", "NaN"),
        ("[Infinity]", "Infinity"),
        ('{"a":1,"b":{"c":1,"c":2}}', "'c' stands twice"),
        ('["\\ud800"]', "surrogate"),
        ("[" * 100_000, "deep"),
        ("\ufeff[]", "Expecting value"),
        ("[1] x", "Extra data"),
        ('["\t"]', "control character"),
    ],
)
def test_strict_reading_says_why_it_refuses(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=f"(?i){reason}"):
        parse_strict(text)


@given(VALUES)
def test_what_the_strict_reader_takes_the_fast_one_takes(value: JSON) -> None:
    assert is_json(json.dumps(value))
    assert not is_json(json.dumps(value) + "]")


@pytest.mark.parametrize(
    ("names", "agree"),
    [
        (["userId", "username"], True),
        (["userID", "userage"], False),
        (["a", "B"], False),
        (["user_id", "userName"], False),
    ],
)
def test_names_whose_two_orders_differ_are_seen(names: list[str], agree: bool) -> None:
    inner: JSON = dict.fromkeys(names, 1)
    assert orders_agree(inner) is agree
    assert orders_agree([{"x": inner}]) is agree


@pytest.mark.parametrize(("count", "parts", "number"), [(5, 10, "0.5"), (20, 10, "2"), (0, 100, "0"), (7, 1, "7")])
def test_parts_that_make_whole_ones_are_an_integer(count: int, parts: int, number: str) -> None:
    assert canonical(in_parts(count, parts)) == number
