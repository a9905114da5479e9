"""A view: everything that schemas ask together of one value, merged from ``allOf``, references and siblings.

What leaves a choice (anyOf, oneOf, if, not) is kept as groups of branches; the sampler picks one branch of each and
merges again. ``keywords`` merges.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import MISSING, dataclass, field, fields

from jsonsynth.examples import JSON
from jsonsynth.sampling.draw import Dead
from jsonsynth.sampling.refs import ObjectPart, Schema
from jsonsynth.schema import key

__all__ = ["TYPES", "ArrayPart", "Bound", "Group", "View"]

TYPES: tuple[str, ...] = ("object", "array", "string", "integer", "fraction", "boolean", "null")
_COUNTED = {"items": "array", "length": "string", "members": "object"}
_KINDS: dict[str, tuple[str, ...]] = {
    **{name: (name,) for name in TYPES},
    "number": ("integer", "fraction"),
    "any": TYPES,
}


@dataclass(frozen=True, slots=True)
class Bound:
    """An end of a range of numbers."""

    value: float
    open: bool


@dataclass(frozen=True, slots=True)
class ArrayPart:
    """The elements one schema speaks of: ``rest`` is for those after the first ones."""

    first: list[Schema]
    rest: Schema


@dataclass(frozen=True, slots=True)
class Group:
    """Branches of which one is merged. ``rivals``: only one may hold (oneOf); ``never``: may not hold at all."""

    branches: list[Schema]
    rivals: bool
    never: tuple[Schema, ...] = ()


@dataclass(slots=True)
class View:
    """What is asked of one value. Built by ``keywords.view``, then read only."""

    place: str
    parts: list[Schema] = field(default_factory=lambda: [])
    types: tuple[str, ...] = TYPES
    meant: dict[str, None] = field(default_factory=lambda: {})
    values: list[JSON] | None = None
    banned: list[JSON] = field(default_factory=lambda: [])
    low: Bound | None = None
    high: Bound | None = None
    steps: list[float] = field(default_factory=lambda: [])
    not_steps: list[float] = field(default_factory=lambda: [])
    least: dict[str, int] = field(default_factory=lambda: {})
    most: dict[str, int] = field(default_factory=lambda: {})
    patterns: list[str] = field(default_factory=lambda: [])
    not_patterns: list[str] = field(default_factory=lambda: [])
    formats: list[str] = field(default_factory=lambda: [])
    not_formats: list[str] = field(default_factory=lambda: [])
    objects: list[ObjectPart] = field(default_factory=lambda: [])
    required: dict[str, None] = field(default_factory=lambda: {})
    dependents: dict[str, list[str]] = field(default_factory=lambda: {})
    absent: dict[str, None] = field(default_factory=lambda: {})
    avoided: dict[str, None] = field(default_factory=lambda: {})
    names_needed: list[Schema] = field(default_factory=lambda: [])
    name_schemas: list[Schema] = field(default_factory=lambda: [])
    arrays: list[ArrayPart] = field(default_factory=lambda: [])
    contains: list[tuple[Schema, int, int | None]] = field(default_factory=lambda: [])
    unique: bool = False
    repeated: bool = False
    closed_members: list[Schema] = field(default_factory=lambda: [])
    closed_elements: list[Schema] = field(default_factory=lambda: [])
    groups: list[Group] = field(default_factory=lambda: [])
    hard: bool = False
    examples: list[JSON] = field(default_factory=lambda: [])
    title: str = ""
    about: str = ""
    seen: dict[int, None] = field(default_factory=lambda: {})

    def copied(self) -> View:
        """Return a copy to which branches can be added."""
        made = copy(self)
        for name in _COLLECTED:
            setattr(made, name, getattr(self, name).copy())
        return made

    def without_groups(self) -> View:
        """Return a copy without the groups, to which their branches can be added."""
        made = self.copied()
        made.groups = []
        return made

    def settle(self) -> None:
        """Leave out the types of which nothing can be, plainly. Raises Dead where none is left."""
        gone = [_COUNTED[name] for name, low in self.least.items() if low > self.most.get(name, low)]
        if not self.required.keys().isdisjoint(self.absent):
            gone.append("object")
        if self.low and self.high and (self.low.value, self.low.open or self.high.open) > (self.high.value, False):
            gone += ["integer", "fraction"]
        self.types = tuple([name for name in self.types if name not in gone])
        self.require(self.place, self.types, "what is asked together contradicts itself")
        if self.values is not None and self.banned:
            banned = {key(value) for value in self.banned}
            left = [value for value in self.values if key(value) not in banned]
            self.require(self.place, left, "no value of enum or const is allowed by what stands beside it")

    def require(self, place: str, condition: object, reason: str) -> None:
        """Raise Dead if a condition does not hold."""
        if not condition:
            raise Dead(place, reason)

    def limit_types(self, names: Iterable[str], place: str) -> None:
        """Keep only some types."""
        allowed = {kind for name in names for kind in _KINDS.get(name, ())}
        self.types = tuple(name for name in self.types if name in allowed)
        self.require(place, self.types, "no type is left: what is asked together contradicts itself")

    def limit_values(self, values: list[JSON], place: str) -> None:
        """Keep only some values."""
        if self.values is not None:
            wanted = {key(value) for value in values}
            values = [value for value in self.values if key(value) in wanted]
        self.values = values
        self.require(place, values, "no value is left: const and enum contradict each other")

    def wanted(self, names: Iterable[str]) -> dict[str, None]:
        """Return names with all that their being there asks for."""
        found: dict[str, None] = {}
        waiting = list(names)[::-1]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found[name] = None
                waiting.extend(self.dependents.get(name, ()))
        return found

    def at_least(self, keyword: str, count: int) -> None:
        """Raise a lower bound of a count."""
        self.least[keyword] = max(self.least.get(keyword, 0), count)

    def at_most(self, keyword: str, count: int) -> None:
        """Lower an upper bound of a count."""
        self.most[keyword] = min(self.most.get(keyword, count), count)

    def above(self, value: float, is_open: bool) -> None:
        """Raise the lower end of the range of numbers."""
        if self.low is None or (value, is_open) > (self.low.value, self.low.open):
            self.low = Bound(value, is_open)

    def below(self, value: float, is_open: bool) -> None:
        """Lower the upper end of the range of numbers."""
        if self.high is None or (value, not is_open) < (self.high.value, not self.high.open):
            self.high = Bound(value, is_open)


_COLLECTED = tuple(one.name for one in fields(View) if one.default_factory is not MISSING)
