"""Tokens lose nothing and their shape says what they are."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jsonsynth.tokens import Span, scan

SHAPES = [
    ("", ""),
    ("{}", "{}"),
    ('{"a": [1, true]}', "{k:[0,t]}"),
    ('["x", -0.5e3, false, null]', "[s,0,f,n]"),
    ('{"a\\"b" : "c:d"}', "{k:s}"),
    ('{"a":{"b":""}}', "{k:{k:s}}"),
    ('[\n  "é"\n]', "[s]"),
    ("[True]", "[T]"),
    (' {"a":1', "{k:0"),
    ('{"a\\\\":"\\"', "{k:s"),
]


@pytest.mark.parametrize(("text", "shape"), SHAPES)
def test_the_shape_has_one_character_a_token(text: str, shape: str) -> None:
    assert scan(text).shape == shape


@given(st.text(alphabet=st.one_of(st.sampled_from('{}[]:,"\\ \n\t0a.-'), st.characters())))
def test_between_the_tokens_of_any_text_is_white_space_alone(text: str) -> None:
    tokens = scan(text)
    assert len(tokens.shape) == len(tokens.starts) - 1
    assert tokens.starts[-1] == len(text)
    places = range(len(tokens.shape))
    assert text.lstrip(" \t\r\n") == "".join(tokens.token(place) + tokens.blank(place) for place in places)
    assert "".join(tokens.blank(place) for place in places).strip(" \t\r\n") == ""
    assert all(tokens.token(place) for place in places)


JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=40, deadline=None)
@given(JSONS, st.sampled_from([None, 0, 2, "\t"]))
def test_every_token_of_json_is_one_for_the_standard_library_too(value: object, indent: int | str | None) -> None:
    tokens = scan(json.dumps(value, indent=indent, ensure_ascii=False))
    scalars = [tokens.token(place) for place, kind in enumerate(tokens.shape) if kind in "ks0tfn"]
    assert all(json.dumps(json.loads(scalar), ensure_ascii=False) == scalar for scalar in scalars)
    assert set(tokens.shape) <= set("{}[]:,ks0tfn")


@settings(max_examples=40, deadline=None)
@given(JSONS)
def test_the_text_of_every_container_is_json(value: object) -> None:
    tokens = scan(json.dumps(value))
    for span in tokens.spans:
        json.loads(tokens.text[tokens.starts[span.open] : tokens.end(span.close)])


def test_spans_know_their_parents_and_what_is_right_inside() -> None:
    tokens = scan('{"a": [1, {}], "b": 2}')
    assert tokens.spans == (Span(0, 13, -1), Span(3, 8, 0), Span(6, 7, 1))
    assert [tokens.around(place) for place in (0, 1, 4, 6, 8, 10)] == [-1, 0, 1, 1, 0, 0]


def test_a_token_ends_before_its_white_space() -> None:
    tokens = scan("[1 ,\n2]")
    assert (tokens.token(1), tokens.end(1), tokens.blank(1)) == ("1", 2, " ")
    assert tokens.blank(2) == "\n"
