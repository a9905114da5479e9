"""Every engine gives each item's result once."""

from __future__ import annotations

import os

import pytest

from jsonsynth.engines.local import START_METHODS, map_unordered
from jsonsynth.errors import BuildError, InputError


def double(number: int) -> int:
    return 2 * number


def die(number: int) -> int:
    os._exit(number)


def refuse(number: int) -> int:
    raise InputError("here", f"{number} is odd", "Give an even one.")


@pytest.mark.parametrize("workers", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, 2, 5, 23])
def test_each_item_is_mapped_once(workers: int, count: int) -> None:
    assert sorted(map_unordered(double, range(count), workers=workers)) == [2 * k for k in range(count)]


@pytest.mark.slow
@pytest.mark.parametrize("method", START_METHODS)
def test_every_start_method_gives_the_same(method: str) -> None:
    assert sorted(map_unordered(double, range(9), workers=2, start_method=method)) == [2 * k for k in range(9)]


@pytest.mark.parametrize("workers", [1, 2])
def test_after_a_stop_nothing_is_begun_and_what_was_begun_is_given(workers: int) -> None:
    seen: list[int] = []
    for result in map_unordered(double, range(500), workers=workers, stopped=lambda: len(seen) >= 3):
        seen.append(result)
    assert 3 <= len(seen) <= 3 + 2 * workers


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_of_ours_reaches_the_caller_whole(workers: int) -> None:
    with pytest.raises(InputError, match=r"is odd\. Give an even one"):
        list(map_unordered(refuse, range(4), workers=workers))


def test_a_worker_that_dies_is_told() -> None:
    with pytest.raises(BuildError, match="killed from outside"):
        list(map_unordered(die, range(1, 4), workers=2))


def test_an_unknown_start_method_is_refused() -> None:
    with pytest.raises(InputError, match="--start-method"):
        list(map_unordered(double, range(4), workers=2, start_method="thread"))
