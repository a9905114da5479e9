"""The figures of variety are what they are called."""

from __future__ import annotations

import pytest

from benchmarks.text import distinct, near_duplicates, zlib_ratio

STORY = "Maria Santos, who is 34 years old and lives near the old harbour, sold a bicycle to her neighbour on Monday."


def test_texts_that_repeat_each_other_are_pressed_more() -> None:
    assert zlib_ratio([STORY] * 50) > 10 * zlib_ratio([STORY])
    assert zlib_ratio([]) == 0.0


def test_runs_of_tokens_are_counted_within_texts() -> None:
    assert distinct(["a b c d", "a b c d"]) == 0.5
    assert distinct(["a b c d", "b c d e"]) == 1.0
    assert distinct(["a b"]) == 0.0


@pytest.mark.parametrize(
    ("other", "count"),
    [(STORY, 1), (STORY.replace("Monday", "Tuesday"), 1), ("The train to Porto leaves at 7:15 from platform 2.", 0)],
)
def test_a_changed_word_leaves_a_text_nearly_the_same(other: str, count: int) -> None:
    assert near_duplicates([STORY, other]) == count
