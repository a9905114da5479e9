"""The benchmark of the transforms counts what is nearly the same, and nothing else."""

from __future__ import annotations

import pytest

from benchmarks.transform import near, shingles

_WORDS = [f"word{number}" for number in range(60)]


@pytest.mark.parametrize(("changed", "is_near"), [(0, True), (1, True), (10, False), (60, False)])
def test_texts_are_nearly_the_same_from_a_jaccard_index_of_four_fifths_on(changed: int, is_near: bool) -> None:
    step = 60 // changed if changed else 61
    other = ["other" + word if place % step == 0 and changed else word for place, word in enumerate(_WORDS)]
    one, two = shingles(" ".join(_WORDS)), shingles(" ".join(other))
    assert (len(one & two) / len(one | two) >= 0.8) is is_near
    assert near(["quite another text", " ".join(_WORDS), " ".join(other)]) == ([(1, 2)] if is_near else [])


def test_the_tokens_are_words_and_marks() -> None:
    assert shingles('{"a": 1}') == shingles('{ "a" :1 }')
    assert shingles("a b") != shingles("a c")
    assert len(shingles("a b c d")) == 2
