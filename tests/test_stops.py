"""Where strict reading stops: against the standard library, and against reading from the start."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsonsynth.stops import read

STOPS = [
    ('{"a":[1,2}', 9, "more", "]}"),
    ("[1,2", 4, "more", "]"),
    ('{"a" 1}', 5, "colon", "}"),
    ('{"a":"x\ny"}', 7, "text", "}"),
    ('{"a":"\\q"}', 6, "text", "}"),
    ('{"a":"b', 7, "text", "}"),
    ("[01]", 1, "first value", "]"),
    ("[1,]", 3, "value", "]"),
    ('{"a":1}}', 7, "nothing", ""),
    ('{"a":1,}', 7, "name", "}"),
    ("{a:1}", 1, "first name", "}"),
    ("[tru]", 1, "first value", "]"),
    ("[NaN]", 1, "first value", "]"),
    ("[1.]", 1, "first value", "]"),
    ("  ", 2, "value", ""),
]


@pytest.mark.parametrize(("text", "place", "wants", "closers"), STOPS)
def test_reading_stops_where_something_else_was_wanted(text: str, place: int, wants: str, closers: str) -> None:
    stop = read(text)
    assert (stop.place, stop.wants, stop.closers) == (place, wants, closers)
    assert not stop.whole


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)
MARKS = st.sampled_from([*'{}[]:,"\\\n 01.-eE+tx', "true", "\\u00e9", "\\u12", "\x07"])


@given(VALUES, st.data())
def test_a_text_is_whole_exactly_if_it_is_json(value: object, data: st.DataObject) -> None:
    text = json.dumps(value, indent=data.draw(st.none() | st.just(1)))
    assert read(text).whole
    place = data.draw(st.integers(0, len(text)))
    other = text[:place] + data.draw(MARKS) + text[place + data.draw(st.integers(0, 2)) :]
    assert read(other).whole == _is_json(other)


def _is_json(text: str) -> bool:
    try:
        json.loads(text, parse_constant=_refuse)
    except ValueError:
        return False
    return True


def _refuse(name: str) -> None:
    raise ValueError(name)


@given(VALUES, st.data())
def test_what_was_read_before_a_change_need_not_be_read_again(value: object, data: st.DataObject) -> None:
    text = json.dumps(value)
    place = data.draw(st.integers(0, len(text)))
    other = text[:place] + data.draw(MARKS) + text[place + data.draw(st.integers(0, 2)) :]
    assert read(other, read(text), place) == read(other)
