"""What a sampler carries through one instance, and how it gives up."""

from __future__ import annotations

from collections.abc import Callable
from math import floor
from random import Random
from typing import Protocol, TypeAlias

from jsonsynth import realism
from jsonsynth.examples import JSON
from jsonsynth.sampling.planning import Choice

__all__ = ["DEEP", "Beyond", "Dead", "Draw", "Endless", "Failed", "Missed", "Placed", "Sampler", "Spent"]

DEEP = 7  # levels of objects and arrays after which only what is required is drawn
_FUEL_FIRST, _FUEL_EACH = 20_000, 500  # steps that each of the first instances adds, and each later one
_FIRST = 50
_BOTTOM = 190  # levels at which a schema is taken to refer to itself without end


class Failed(Exception):  # noqa: N818 - never leaves the package
    """A subschema gave no value: ``place`` is the pointer of its schema, ``reason`` says why."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(place, reason)
        self.place = place
        self.reason = reason


class Dead(Failed):
    """No value exists, or none will be looked for: the same place will fail again."""


class Beyond(Dead):
    """Values may well exist, but larger ones than are made."""


class Missed(Failed):
    """No value was found this time."""


class Endless(Missed):
    """What is required leads to itself, so that no value ends."""


class Spent(Failed):
    """The steps allowed for the whole schema are used up."""


class Placed(Protocol):
    """What has a pointer."""

    @property
    def place(self) -> str:
        """The pointer of a schema."""
        ...


class Draw:
    """The state of one instance being drawn.

    ``room`` counts values until only what is required is drawn; ``fuel`` counts steps until all is given up (a step
    is some microseconds). ``wide`` is 1 where values should be sought beyond the usual ones and 2 where open objects
    should get members of their own, and values of no said type be of any. ``strict`` lets hard subschemas check
    their value at once. Where a plan is followed, ``steer`` is how likely it decides at a choice, ``picked`` and
    ``shown`` are the options it decided for and those the instance has. ``good`` holds combinations of branches that
    values were drawn from. ``turns`` counts the instances that were begun. ``day`` is the instance's own, 0
    before a time is asked for.
    """

    __slots__ = (
        "day", "deepest", "depth", "fuel", "good", "most", "picked", "random", "rng", "room", "shown", "steer",
        "strict", "turns", "wide",
    )  # fmt: skip

    def __init__(self, rng: Random, fuel: int) -> None:
        self.rng = rng
        self.random = rng.random
        self.fuel = self.most = fuel
        self.turns = 0
        self.day = 0
        self.depth = 0
        self.room = 0
        self.strict = False
        self.wide = 0
        self.deepest = DEEP
        self.steer = 0.0
        self.good: dict[object, list[tuple[int, ...]]] = {}
        self.picked: list[tuple[Choice, int]] = []
        self.shown: list[tuple[Choice, int]] = []

    def start(self, room: int, strict: bool) -> None:
        """Begin another instance."""
        self.day = 0
        self.depth = 0
        self.room = room
        self.strict = strict

    def next(self, room: int) -> None:
        """Begin a further instance, which brings steps of its own, up to what was there at first."""
        self.turns += 1
        fuel = self.fuel + (_FUEL_EACH if self.turns > _FIRST else _FUEL_FIRST)
        self.fuel = fuel if fuel < self.most else self.most
        self.day = 0
        self.depth = 0
        self.room = room
        self.strict = False

    def today(self) -> int:
        """Return the day that the instance is of, around which its times lie."""
        day = self.day = self.day or realism.day_at(floor(self.random() * realism.DAYS))
        return day

    def steers(self) -> bool:
        """Say whether the plan decides, where there is one."""
        return self.steer > 0 and (self.steer >= 1 or self.random() < self.steer)

    def pick(self, choice: Choice) -> int | None:
        """Return the plan's option, None where there is none or it is left to luck."""
        if not choice.left or not self.steers():
            return None
        option = choice.next()
        self.picked.append((choice, option))
        return option

    def spend(self, steps: int) -> None:
        """Count steps. Raises Spent when none are left."""
        self.fuel -= steps
        if self.fuel < 0:
            raise Spent("", "it is too hard: the steps allowed for a schema are used up")

    def enter(self, steps: int, asked: Placed) -> None:
        """Go into an object or array and count steps. Raises Missed where the schema has no end."""
        self.depth += 1
        self.fuel -= steps
        if self.fuel < 0:
            raise Spent(asked.place, "it is too hard: the steps allowed for a schema are used up")
        if self.depth > _BOTTOM:
            raise Endless(asked.place, "the schema refers to itself without end")

    @property
    def minimal(self) -> bool:
        """Whether only what is required should be drawn."""
        return self.room <= 0 or self.depth > self.deepest


Sampler: TypeAlias = Callable[[Draw], JSON]
