"""Sets of characters: their algebra, and the classes and properties that the validator means by the same names."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsonsynth.sampling.characters import (
    ANY,
    CLASSES,
    KNOWN,
    Ranges,
    folded,
    inverse,
    joined,
    natural,
    overlap,
    property_named,
    tier,
)
from jsonsynth.schema import validator

_SMALL = 40
_parts = st.lists(st.tuples(st.integers(0, _SMALL), st.integers(0, 4)).map(lambda one: (one[0], one[0] + one[1])))


def _codes(ranges: Ranges, most: int = _SMALL + 5) -> set[int]:
    return {code for low, high in ranges for code in range(low, min(high, most) + 1)}


@given(_parts, _parts)
def test_ranges_are_sets(some: list[tuple[int, int]], others: list[tuple[int, int]]) -> None:
    one, other = joined(some), joined(others)
    assert _codes(one) == _codes(tuple(some))
    assert _codes(overlap(one, other)) == _codes(one) & _codes(other)
    assert _codes(inverse(one)) == set(range(_SMALL + 6)) - _codes(one)
    assert all(high + 1 < low for (_, high), (low, _) in pairwise(one))
    assert inverse(inverse(one)) == one


def test_surrogates_are_no_characters() -> None:
    assert inverse(()) == ANY
    assert inverse(ANY) == ()


_SEEN = [*range(0x500), *range(0x1FF0, 0x2070), 0x1680, 0x3000, 0xFEFF, 0xFFFD, 0x1F600, 0x10FFFF]


@pytest.mark.parametrize("name", [rf"\{name}" for name in CLASSES if name != "."] + ["."])
def test_a_class_is_what_the_validator_means(name: str) -> None:
    is_valid = validator({"pattern": f"^{name}$"}).is_valid
    ranges = CLASSES[name.removeprefix("\\")]
    found = {code for code in _SEEN if any(low <= code <= high for low, high in ranges)}
    assert found == {code for code in _SEEN if is_valid(chr(code))}


@pytest.mark.parametrize(
    "name",
    ["L", "Lu", "Ll", "Lo", "N", "Nd", "No", "P", "Pd", "Pc", "S", "Sm", "Sc", "Z", "Zs", "Cc", "Letter", "Punctuation",
     "Alphabetic", "Uppercase", "ASCII", "White_Space", "ID_Continue", "Script=Latin", "Script=Greek", "sc=Cyrillic",
     "Script=Han", "Script=Hiragana", "Script=Arabic", "Script=Common", "Emoji_Presentation"],
)  # fmt: skip
def test_a_property_of_known_characters_is_what_the_validator_means(name: str) -> None:
    ranges = property_named(name)
    assert ranges is not None
    is_valid = validator({"pattern": f"^\\p{{{name}}}$"}).is_valid
    codes = [code for low, high in KNOWN for code in range(low, min(high, low + 120) + 1)]
    assert [code for code in codes if any(low <= code <= high for low, high in ranges)] == [
        code for code in codes if is_valid(chr(code))
    ]


def test_what_is_drawn_is_as_natural_as_a_set_allows() -> None:
    assert natural(inverse(joined([(97, 122)]))).isascii()
    assert natural(inverse(joined([(97, 122)]))).isprintable()
    assert natural(((0x400, 0x4FF),)) == "".join(map(chr, range(0x410, 0x450)))
    assert natural(((0, 31), (127, 127))) == "\t\n\r"
    assert [tier(((code, code),)) for code in (65, 0xE9, 0x2190, 9, 1)] == [0, 1, 2, 3, 4]
    assert folded(((48, 48), (90, 90), (97, 98))) == ((48, 48), (65, 66), (90, 90), (97, 98), (122, 122))
