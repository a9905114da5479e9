"""How the writer of a text writes: a form of dates or amounts that was drawn once is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from jsonsynth.seeds import Random

__all__ = ["Habits"]

T = TypeVar("T")


@dataclass(slots=True)
class Habits:
    """The habits of a writer: ``points`` from 0 to 1 by what they decide."""

    rng: Random
    points: dict[str, float]

    def pick(self, key: str, pool: Sequence[T]) -> T:
        """Return one element of a pool, for a key always from the same place."""
        point = self.points.get(key)
        if point is None:
            point = self.points[key] = self.rng.random()
        return pool[int(point * len(pool))]
