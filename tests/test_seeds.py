"""Streams and draws: the same everywhere, and shares exact for every prefix."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsonsynth.seeds import (
    below,
    between,
    count_before,
    due,
    interleaved,
    sample,
    shuffled,
    stream,
    weighted,
)


def test_a_stream_is_the_same_in_every_python_and_process() -> None:
    # golden values: a change here changes every data set ever built
    assert stream(0, "json_repair", "train", 17, 0).random() == 0.9583079572474495
    assert stream(7, "x").random() == 0.15989509750522923


def test_hash_randomisation_does_not_reach_a_stream() -> None:
    code = "from jsonsynth.seeds import *; r = stream(1, 'a', 2); print(r.random(), shuffled(r, 'abcdef'))"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, check=True, capture_output=True, text=True
        ).stdout
        for seed in ("0", "1")
    }
    assert len(outputs) == 1


def test_neighbouring_addresses_share_no_draws() -> None:
    draws = [stream(seed, "task", index).random() for seed in range(40) for index in range(40)]
    assert len(set(draws)) == len(draws)


@given(st.integers(0, 400), st.sampled_from(["0", "0.03", "0.2", "0.25", "0.5", "0.9", "1"]), st.text(max_size=3))
def test_a_share_is_exact_to_within_one_row_for_every_prefix(rows: int, share: str, salt: str) -> None:
    flags = [due(index, share, salt) for index in range(rows)]
    assert abs(sum(flags) - rows * Fraction(share)) < 1 or share in "01"
    assert count_before(rows, share, salt) == sum(flags)


def test_two_shares_do_not_keep_step() -> None:
    kinds = Counter((due(index, "0.2", "a"), interleaved(index, (4, 3, 1))) for index in range(8000))
    for kind, part in enumerate((0.5, 0.375, 0.125)):
        assert kinds[True, kind] == pytest.approx(1600 * part, rel=0.15)


@given(st.integers(0, 300))
def test_interleaved_kinds_are_exact_to_within_one_row(rows: int) -> None:
    counts = Counter(interleaved(index, (4, 3, 1)) for index in range(rows))
    for kind, weight in enumerate((4, 3, 1)):
        assert abs(counts[kind] - Fraction(rows * weight, 8)) <= 1


@given(st.integers(), st.lists(st.integers(), max_size=30), st.integers(0, 40))
def test_sample_gives_different_positions(seed: int, pool: list[int], count: int) -> None:
    positions = sample(stream(seed), range(len(pool)), count)
    assert len(positions) == len(set(positions)) == min(count, len(pool))
    assert sorted(shuffled(stream(seed), pool)) == sorted(pool)


def test_draws_stay_in_their_range_and_reach_its_ends() -> None:
    rng = stream(3)
    assert {between(rng, 2, 4) for _ in range(200)} == {2, 3, 4}
    assert {below(rng, 3) for _ in range(200)} == {0, 1, 2}
    counts = Counter(weighted(rng, (("a", 3), ("b", 1))) for _ in range(4000))
    assert counts["a"] / 4000 == pytest.approx(0.75, abs=0.03)
