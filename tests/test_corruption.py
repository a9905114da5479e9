"""The vocabulary of breakage, and how errors keep apart."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from jsonsynth.breaking import corrupt, kit
from jsonsynth.corruption import (
    Corruptor,
    Edit,
    Random,
    Tokens,
    applied,
    find,
    inserted,
    put,
    removed,
    replaced,
    replaced_all,
    strings,
)
from jsonsynth.examples import JSON
from jsonsynth.seeds import chance, stream
from jsonsynth.tokens import scan

TEXT = '{"a": [1, 2], "b": {"c": true, "d": "x"}, "e": null}'
APPLIED = [
    ("abc", [], "abc"),
    ("abc", [Edit(1, 2, "X")], "aXc"),
    ("abc", [Edit(0, 0, "<"), Edit(0, 0, "["), Edit(3, 3, "]")], "<[abc]"),
    ("abc", [Edit(0, 3, "")], ""),
]


@pytest.mark.parametrize(("text", "edits", "broken"), APPLIED)
def test_edits_are_applied_in_their_order(text: str, edits: list[Edit], broken: str) -> None:
    assert applied(text, edits) == broken


def test_a_search_finds_every_place_and_nothing_that_does_not_fit() -> None:
    tokens = scan("[1,2,3,4]")
    found = {find(tokens, stream(seed), re.compile("0"), lambda text: text != "3") for seed in range(200)}
    assert found == {1, 3, 7}
    assert find(tokens, stream(0), re.compile("s")) == -1


def test_edits_name_the_characters_of_tokens() -> None:
    tokens = scan('{"a" : 1}')
    assert applied(tokens.text, replaced(tokens, 2, "=")) == '{"a" = 1}'
    assert applied(tokens.text, removed(tokens, 1, 2)) == "{ 1}"
    assert applied(tokens.text, inserted(tokens.end(3), ",")) == '{"a" : 1,}'


def test_strings_are_found_with_their_places_and_can_be_put_back() -> None:
    value: JSON = {"a": "x", "b": [1, "y", {"c": "z"}]}
    for container, place, text in strings(value):
        put(container, place, text * 2)
    assert value == {"a": "xx", "b": [1, "yy", {"c": "zz"}]}


def _marker(name: str, pattern: str, part: str, new: str) -> Corruptor:
    def propose(tokens: Tokens, rng: Random) -> list[Edit]:
        place = find(tokens, rng, re.compile(pattern))
        return replaced(tokens, place, new) if place >= 0 else []

    return Corruptor(name, part, propose, ("", ""), does="", where="")  # type: ignore[arg-type]


COMMA = _marker("comma", ",", "separator", "")
CLOSER = _marker("closer", r"\}(?=,)", "bracket", "]")
LAST = _marker("last", r"\}$", "end", "")
WORD = _marker("word", "[tn]", "scalar", "?")


def test_one_error_is_one_edit() -> None:
    broken = corrupt(scan(TEXT), stream(1), kit([COMMA, LAST]), LAST, 1)
    assert broken is not None
    assert broken.text == TEXT[:-1]
    assert broken.edits == (("last", Edit(len(TEXT) - 1, len(TEXT), "")),)


def test_no_separator_error_is_right_inside_a_broken_container() -> None:
    tools = kit([COMMA, CLOSER])
    for seed in range(100):
        broken = corrupt(scan(TEXT), stream(seed), tools, CLOSER, 3)
        assert broken is not None
        assert '"c": true "d"' not in broken.text


def test_a_broken_end_bars_every_other_bracket_error() -> None:
    tools = kit([CLOSER, LAST, WORD])
    for seed in range(100):
        broken = corrupt(scan(TEXT), stream(seed), tools, LAST, 4)
        assert broken is not None
        assert "closer" not in {row.name for row in broken.errors}


def test_untouched_tokens_stay_between_errors() -> None:
    for seed in range(100):
        broken = corrupt(scan("[1,2,3,4,5,6]"), stream(seed), kit([COMMA]), COMMA, 4)
        assert broken is not None
        starts = [edit.start for _, edit in broken.edits]
        assert all(after - before > 3 for before, after in pairwise(starts))


def test_a_class_without_a_place_gives_nothing() -> None:
    assert corrupt(scan("[1]"), stream(0), kit([COMMA]), COMMA, 1) is None


def _all_digits(tokens: Tokens, rng: Random) -> list[Edit]:
    return replaced_all(tokens, re.compile("0"), lambda token: token + "?")


def _a_digit(tokens: Tokens, rng: Random) -> list[Edit]:
    return _all_digits(tokens, rng)[:1]


DIGITS = Corruptor("digits", "scalar", _all_digits, ("", ""), does="", where="")
SOMETIMES = Corruptor(
    "sometimes",
    "scalar",
    lambda tokens, rng: (_all_digits if chance(rng, 0.5) else _a_digit)(tokens, rng),
    ("", ""),
    does="",
    where="",
)
LONG = "[1, 2, 3, [4, 5, 6], 7, 8, 9]"


def test_a_class_that_breaks_all_its_tokens_breaks_one_where_errors_are_few() -> None:
    for seed in range(50):
        broken = corrupt(scan(LONG), stream(seed), kit([COMMA, DIGITS]), DIGITS, 3)
        assert broken is not None
        assert sorted(name for name, _ in broken.edits) == sorted(row.name for row in broken.errors)


def test_a_class_that_broke_all_its_tokens_is_not_there_once_more() -> None:
    for seed in range(100):
        broken = corrupt(scan(LONG), stream(seed), kit([COMMA, SOMETIMES]), SOMETIMES, 4)
        assert broken is not None
        errors = [row.name for row in broken.errors].count("sometimes")
        assert errors in (1, [name for name, _ in broken.edits].count("sometimes"))


def test_all_tokens_are_replaced_or_none() -> None:
    tokens = scan('[1, "a" , 2]')
    assert applied(tokens.text, replaced_all(tokens, re.compile("[0s]"), str.upper)) == '[1, "A" , 2]'
    assert replaced_all(tokens, re.compile("[0s]"), lambda old: None if "2" in old else old) == []
