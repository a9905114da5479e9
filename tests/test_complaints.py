"""What a parser says of a broken text: the same words everywhere, and true."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsonsynth.complaints import complaint
from jsonsynth.content import load
from jsonsynth.examples import LANGUAGES
from jsonsynth.reported import untrue

SAID = [
    ('{"a": 1 "b": 2}', "Expecting ',' delimiter: line 1 column 9 (char 8)"),
    ('{"a": 1,\n}', "Expecting property name enclosed in double quotes: line 2 column 1 (char 9)"),
    ("[1, ]", "Expecting value: line 1 column 5 (char 4)"),
    ('{"a" 1}', "Expecting ':' delimiter: line 1 column 6 (char 5)"),
    ('{"a":1}}', "Extra data: line 1 column 8 (char 7)"),
    ('["\\d"]', "Invalid \\escape: line 1 column 3 (char 2)"),
    ('["\\u12"]', "Invalid \\uXXXX escape: line 1 column 4 (char 3)"),
    ('["a\nb"]', "Invalid control character at: line 1 column 4 (char 3)"),
    ('["a', "Unterminated string starting at: line 1 column 2 (char 1)"),
    ("[01]", "Expecting ',' delimiter: line 1 column 3 (char 2)"),
    ("[NaN,]", None),
    ("\ufeff[1]", None),
    ("[" * 200_000, None),
    ("[1]", None),
]


@pytest.mark.parametrize(("broken", "said"), SAID, ids=[str(said) for _, said in SAID])
def test_a_parser_says_the_same_on_every_python_and_it_is_true(broken: str, said: str | None) -> None:
    assert complaint(broken) == said
    if said:
        assert untrue(f"The parser says: {said}.", broken) is None


FALSE = [
    ('{"a": 1 "b": 2}', "Expecting ',' delimiter: line 1 column 8 (char 7)"),
    ('{"a": 1 "b": 2}', "Expecting ',' delimiter: line 2 column 9 (char 8)"),
    ('{"a": 1 "b": 2}', "Expecting ':' delimiter: line 1 column 9 (char 8)"),
    ('{"a": 1, "b" 2}', "Expecting value: line 1 column 7 (char 6)"),
    ('{"a": 1, "b" 2}', "Expecting value: line 1 column 700 (char 699)"),
    ('["\\d"]', "Invalid \\uXXXX escape: line 1 column 3 (char 2)"),
    ('["\\d"]', "Invalid control character at: line 1 column 3 (char 2)"),
    ('["\\d"]', "Unterminated string starting at: line 1 column 2 (char 1)"),
    ("[1 2]", "Invalid \\escape: line 1 column 3 (char 2)"),
]


@pytest.mark.parametrize(("broken", "said"), FALSE)
def test_a_false_message_is_found(broken: str, said: str) -> None:
    assert untrue(f"Fix this. {said}", broken) == said


def test_an_instruction_without_a_message_reports_nothing_false() -> None:
    assert untrue("Fix this JSON (char by char).", "{") is None


PIECES = ['{"a":', "1", ",", '"b":', "[", "]", "}", '"x', 'y"', ":", '"\\d"', "null", "tru", "-", "01", "\n", " ", "\t"]


@given(st.lists(st.sampled_from(PIECES), max_size=9))
def test_what_the_parser_says_of_any_text_is_true(pieces: list[str]) -> None:
    broken = "".join(pieces)
    said = complaint(broken)
    assert said is None or untrue(said, broken) is None


def test_a_message_may_stand_in_any_wording() -> None:
    said, broken = "Expecting value: line 1 column 2 (char 1)", "[+1]"
    for split in (split for language in LANGUAGES for split in load().books[f"json_repair.{language}"].values()):
        for line in split["message"]:
            assert untrue(line.fill({"message": said}), broken) is None
            assert untrue(line.fill({"message": said}), "[1,]") == said
