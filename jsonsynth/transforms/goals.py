"""Another small document on which an operation can be read: the goal by example.

It has the shape of the row's own document and other values, so that all the operation needs is visible: the names,
what becomes of them, and that the rest stays. Only operations that show in the shape, or in values that are made to
show them, are told this way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from jsonsynth.examples import JSON
from jsonsynth.jsontext import canonical
from jsonsynth.seeds import Random, between, chance, pick
from jsonsynth.transforms.chains import Chain, Step
from jsonsynth.transforms.op import View

__all__ = ["READABLE", "Goal", "goal"]

_READABLE_TEXT = (
    "rename keep drop nest lift move_out drop_inside project text_case to_string key_case flatten unflatten pluck "
    "index_by lookup columns invert entries group join_text date_format add extract"
)
READABLE = frozenset(_READABLE_TEXT.split())
_LONGEST, _BOTH = 180, 240  # characters of the document by example, and with its result; longer ones are hard to read
_WORDS_TEXT = (
    "Foo Bar Baz Alpha Beta Gamma Delta Apple Pear Plum Red Blue Green North South Ann Bob Eve One Two Three Left "
    "Right Tea Milk Oak Elm Sun Moon Cat Dog Hat Map Key Box Ant Bee Cow Owl Sea Sky Ice Tin Zinc Salt Amber Anchor "
    "April Arrow Aspen Autumn Basil Beach Birch Bison Brass Bridge Brook Cabin Cedar Cherry Clay Clover Cobalt "
    "Copper Coral Cotton Crane Daisy Dune Eagle East Ember Fern Finch Flint Fox Garnet Ginger Grape Harbor Hazel "
    "Heron Honey Indigo Iris Iron Ivory Ivy Jade Jasper June Kite Lake Lemon Lily Lime Linen Lotus Maple March "
    "Marble Meadow Mint Monday Moss Nickel Nova Ocean Olive Onyx Opal Orchid Otter Peach Pearl Pebble Pine Pluto "
    "Poppy Quartz Raven Reed River Robin Rose Ruby Rust Saffron Sage Sand Silver Slate Snow Spruce Stone Storm "
    "Sunday Teal Tiger Topaz Tulip Umber Velvet Violet Walnut Wave West Willow Winter Wolf Yarrow Zebra"
)
_WORDS = tuple(_WORDS_TEXT.split())
_CONTAINERS = (dict, list)  # ``dict | list`` would be made anew for every test
_MANY = 40  # values of one document, of which there are fewer than of our numbers and words


@dataclass(frozen=True, slots=True)
class Goal:
    """A document by example and what is wanted of it."""

    before: JSON
    after: JSON


def goal(chain: Chain, rng: Random) -> Goal | None:
    """Draw a document on which the chain's one operation can be read; None if it cannot be told by example.

    What a wording would have to settle (an edge case of the document) no example can, so there must be none.
    """
    step = chain.steps[0]
    if len(chain.steps) > 1 or step.op.name not in READABLE or step.op.notes(step.before, step.args):
        return None
    if step.op.name == "pluck" and _repeats(step.after):
        return None  # as the examples' values differ, each value once would be meant as well
    rows = _covering(step.before, 1 if step.op.takes == "any" else 2)
    if rows is None:
        return None
    made = _Toys(rng).value(rows if step.before.many else rows[0])
    after = step.op.apply(made, step.args)
    before, result = canonical(made), canonical(after)
    shown = before != result and len(before) + len(result) <= _BOTH and _minimal(step, made, result)
    if step.op.name in _LEAVING and not all(map(_filled, _gone(made, after))):
        return None  # it may go because it is null or empty
    return Goal(made, after) if shown else None


_LEAVING = ("drop", "keep")


def _repeats(values: JSON) -> bool:
    texts = [canonical(value) for value in values] if isinstance(values, list) else []
    return len(set(texts)) < len(texts)


def _gone(before: JSON, after: JSON) -> Iterator[JSON]:
    """Yield the values of the members that only the objects before have."""
    pairs = (
        zip(before, after, strict=True) if isinstance(before, list) and isinstance(after, list) else [(before, after)]
    )
    for one, left in pairs:
        if isinstance(one, dict) and isinstance(left, dict):
            yield from (value for name, value in one.items() if name not in left)


def _filled(value: JSON) -> bool:
    return value not in (None, "", [], {})


def _covering(seen: View, count: int) -> list[JSON] | None:
    """Return the first objects, if they are short and have every path of the document."""
    rows = cast("list[JSON]", list(seen.rows[:count]))
    if len(canonical(rows)) > _LONGEST:
        return None
    whole = len(seen.rows) <= count or (seen.even and not seen.nested)
    return rows if whole or set(_paths(rows)) == set(_paths(seen.value)) else None


def _paths(value: JSON, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if isinstance(value, dict):
        for name, member in value.items():
            yield (*above, name)
            yield from _paths(member, (*above, name))
    elif isinstance(value, list):
        for element in value:
            yield from _paths(element, above)


def _minimal(step: Step, made: JSON, after: str) -> bool:
    """Say whether each single key of the arguments shows: without it, the result is another one.

    That all letters become small shows only on a text with more than one capital.
    """
    if step.args.get("case") == "lower" and not any(" " in text for text in _scalars(made) if text.lower() in after):
        return False
    for name in ("keys", "names", "fields"):
        whole = step.args.get(name)
        if isinstance(whole, _CONTAINERS) and len(whole) > 1 and not _each_shows(step, name, whole, made, after):
            return False
    return len(set(_scalars(made))) == len(list(_scalars(made)))


def _each_shows(step: Step, name: str, whole: Sequence[JSON] | Mapping[str, JSON], made: JSON, after: str) -> bool:
    if step.op.name == "join_text":
        return True  # every part shows in the text
    for one in list(whole):
        less: JSON = {k: v for k, v in whole.items() if k != one} if isinstance(whole, Mapping) else _less(whole, one)
        if canonical(step.op.apply(made, {**step.args, name: less})) == after:
            return False
    return True


def _less(whole: Sequence[JSON], one: JSON) -> list[JSON]:
    return [other for other in whole if other != one]


def _scalars(value: JSON) -> Iterator[str]:
    """Yield what must not occur twice: texts and numbers as text, so that nobody takes one for the other."""
    if isinstance(value, _CONTAINERS):
        for member in value.values() if isinstance(value, dict) else value:
            yield from _scalars(member)
    elif value is not None and not isinstance(value, bool):
        yield str(value)


_DATED, _NUMERIC = re.compile(r"\d{4}-\d\d-\d\d.*\Z"), re.compile(r"-?\d+(\.\d+)?")


class _Toys:
    """Values such as people make up for an example: each one different, each of the kind that it stands for."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._taken: set[str] = set()

    def value(self, value: JSON) -> JSON:
        if isinstance(value, dict):
            return {name: self.value(member) for name, member in value.items()}
        if isinstance(value, list):
            return [self.value(element) for element in value[:2]] if _plain(value) else list(map(self.value, value))
        if value is None or isinstance(value, bool):
            return value
        made = self._scalar(value)
        while str(made) in self._taken and len(self._taken) < _MANY:
            made = self._scalar(value)
        self._taken.add(str(made))
        return made

    def _scalar(self, value: str | float) -> JSON:
        return self._text(value) if isinstance(value, str) else self._number(value)

    def _number(self, value: float) -> JSON:
        whole = between(self._rng, 1, 999)
        return whole if isinstance(value, int) else whole + pick(self._rng, (0.5, 0.25, 0.75, 0.1, 0.2, 0.4, 0.6, 0.8))

    def _text(self, value: str) -> str:
        if _DATED.match(value):
            year, day = between(self._rng, 2001, 2029), between(self._rng, 13, 28)
            return f"{year}-{between(self._rng, 1, 12):02}-{day}{value[10:]}"
        if _NUMERIC.fullmatch(value):
            return str(between(self._rng, 10, 99))
        first = pick(self._rng, _WORDS)
        return f"{first} {pick(self._rng, _WORDS)}" if chance(self._rng, 0.4) else first


def _plain(value: Sequence[JSON]) -> bool:
    return not any(isinstance(element, _CONTAINERS) for element in value)
