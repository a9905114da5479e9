"""Random streams hashed from addresses, and draws that stay the same on every Python version.

Only ``Random.random()`` keeps its sequence between Python versions, so every draw here is made from it alone:
never call ``choice``, ``randint``, ``sample`` or ``shuffle`` of the standard library.
"""

from __future__ import annotations

from _random import Random as Twister  # Random.seed does the same for an integer, in more time
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from hashlib import blake2b
from itertools import accumulate
from math import floor, gcd
from random import Random
from typing import TypeVar

__all__ = [
    "Random",
    "below",
    "between",
    "chance",
    "count_before",
    "digest64",
    "due",
    "interleaved",
    "pick",
    "reseed",
    "sample",
    "shuffled",
    "spread",
    "stream",
    "weighted",
]

T = TypeVar("T")


def stream(seed: int, *address: str | int) -> Random:
    """Return the random stream of an address: equal addresses, equal streams; near addresses, unrelated ones.

    Example: ``stream(0, "json_repair", "train", 17, 0)``
    """
    rng = Random(0)  # without a seed it would ask the system for one
    reseed(rng, seed, *address)
    return rng


def reseed(rng: Random, seed: int, *address: str | int) -> None:
    """Set ``rng`` to the start of an address's stream (cheaper than a new one)."""
    text = "\x1f".join(map(str, (seed, *address)))
    Twister.seed(rng, int.from_bytes(blake2b(text.encode(), digest_size=16).digest(), "big"))


def digest64(text: str) -> int:
    """Return 64 bits of a hash of the text, the same in every process."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def below(rng: Random, count: int) -> int:
    """Return an integer from 0 to ``count - 1``."""
    return floor(rng.random() * count)


def between(rng: Random, low: int, high: int) -> int:
    """Return an integer from ``low`` to ``high``, both included."""
    return low + floor(rng.random() * (high - low + 1))


def chance(rng: Random, probability: float) -> bool:
    """Return True with the probability."""
    return rng.random() < probability


def pick(rng: Random, pool: Sequence[T]) -> T:
    """Return one element of a pool that is not empty."""
    return pool[floor(rng.random() * len(pool))]


def spread(weights: Sequence[tuple[str, int]]) -> tuple[str, ...]:
    """Return each name as often as its weight says, to pick from: that is cheaper than to weigh."""
    common = gcd(*(weight for _, weight in weights))
    return tuple(name for name, weight in weights for _ in range(weight // common))


def shuffled(rng: Random, pool: Sequence[T]) -> list[T]:
    """Return the elements in random order (Fisher-Yates)."""
    order, draw = [*pool], rng.random
    for last in range(len(order) - 1, 0, -1):
        other = floor(draw() * (last + 1))
        order[last], order[other] = order[other], order[last]
    return order


def sample(rng: Random, pool: Sequence[T], count: int) -> list[T]:
    """Return ``count`` different positions' elements (all of them, shuffled, if there are fewer)."""
    if count * 3 > len(pool):
        return shuffled(rng, pool)[:count]
    seen: set[int] = set()
    chosen: list[T] = []
    while len(chosen) < count:
        position = floor(rng.random() * len(pool))
        if position not in seen:
            seen.add(position)
            chosen.append(pool[position])
    return chosen


def weighted(rng: Random, table: Sequence[tuple[T, int]]) -> T:
    """Return a table's value, drawn by the integer weight beside it."""
    point = rng.random() * sum(weight for _, weight in table)
    for value, total in zip((value for value, _ in table), accumulate(weight for _, weight in table), strict=True):
        if point < total:
            return value
    return table[-1][0]


@lru_cache(maxsize=64)
def _ratio(share: str) -> tuple[int, int]:
    return Fraction(share).as_integer_ratio()


@lru_cache(maxsize=512)  # neighbours share an interval, and rows of a kind are made one after the other
def _position(interval: int, part: int, whole: int, salt: str) -> int:
    start, end = -(-interval * whole // part), -(-(interval + 1) * whole // part)
    return start + digest64(f"{salt}/{interval}") % (end - start)


def due(index: int, share: str, salt: str) -> bool:
    """Say whether the row at ``index`` is one of a share of all rows.

    Of the first n rows, ``n * share`` are due, to within one row, for every n; where they stand inside an interval
    of ``1 / share`` rows is hashed from ``salt``, so that two shares do not keep step. ``share``: a decimal, 0 to 1.
    """
    part, whole = _ratio(share)
    return part > 0 and index == _position(index * part // whole, part, whole, salt)


def count_before(index: int, share: str, salt: str) -> int:
    """Return how many of the rows before ``index`` are due."""
    part, whole = _ratio(share)
    if part == 0:
        return 0
    interval = index * part // whole
    return interval + (_position(interval, part, whole, salt) < index)


@lru_cache(maxsize=64)
def _cycle(weights: tuple[int, ...]) -> tuple[int, ...]:
    total = sum(weights)
    given = [0] * len(weights)
    cycle: list[int] = []
    for place in range(1, total + 1):
        lead = max(range(len(weights)), key=lambda k: (weights[k] * place - given[k] * total, weights[k]))
        given[lead] += 1
        cycle.append(lead)
    return tuple(cycle)


def interleaved(index: int, weights: tuple[int, ...]) -> int:
    """Return which of the weighted kinds the row at ``index`` is: exact over a period, within one row anywhere.

    Example: ``[interleaved(i, (4, 3, 1)) for i in range(8)]`` -> ``[0, 1, 0, 2, 1, 0, 1, 0]``
    """
    cycle = _cycle(weights)
    return cycle[index % len(cycle)]
