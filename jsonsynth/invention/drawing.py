"""What draws the value of a member, by its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypeAlias

from jsonsynth.examples import JSON, Split
from jsonsynth.realism import formats, maker, numbers, texts
from jsonsynth.seeds import Random

__all__ = ["FORMAT_OF", "Draw", "choices_of", "drawer", "many"]

Draw: TypeAlias = Callable[[Random], JSON]

# kinds whose values have a format of JSON Schema
FORMAT_OF: Mapping[str, str] = {
    "date": "date",
    "datetime": "date-time",
    "duration": "duration",
    "email": "email",
    "host": "hostname",
    "ip": "ipv4",
    "time": "time",
    "url": "uri",
    "uuid": "uuid",
}
_RULE_OF: Mapping[str, str] = {"code": "short_code", "id": "identifier", "map": "noun"}
_ITEM_OF: Mapping[str, str] = {"ids": "id", "strings": "text"}
_COUNTS = (0, 1, 1, 2, 2, 2, 3, 3, 4, 5)


@cache
def _sets() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for line in Path(__file__).with_name("choices.txt").read_text("utf-8").splitlines():
        name, colon, values = line.partition(": ")
        if colon and not line.startswith("#"):
            found.setdefault(name, []).append(tuple(values.split()))
    return {name: tuple(sets) for name, sets in found.items()}


def choices_of(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the closed sets of values for a name that ends in ``_status``, ``_type``..."""
    return _sets()[name.rpartition("_")[2]]


def many(draw: Draw, counts: Sequence[int] = _COUNTS) -> Draw:
    """Return what draws a list of values, as long as one of the counts."""
    size = len(counts)

    def draw_list(rng: Random) -> JSON:
        return [draw(rng) for _ in range(counts[int(rng.random() * size)])]

    return draw_list


def _boolean(rng: Random) -> JSON:
    return rng.random() < 0.5


def _choice(name: str) -> Draw:
    values = choices_of(name)[0]
    count = len(values)
    return lambda rng: values[int(rng.random() * count)]


def drawer(kind: str, name: str, entity: str, split: Split) -> Draw:
    """Return what draws values of a kind for a name in snake case; a kind that nests draws nothing but null."""
    if kind in FORMAT_OF:
        return formats(FORMAT_OF[kind], name, split) or maker("word", split)
    if kind in _RULE_OF:
        return maker(_RULE_OF[kind], split)
    if kind in ("integer", "number"):
        return numbers(name, entity, kind == "integer")
    if kind in ("strings", "ids"):
        return many(drawer(_ITEM_OF[kind], name, entity, split))
    return _SIMPLE.get(kind, _text)(name, entity, split)


def _text(name: str, entity: str, split: Split) -> Draw:
    return texts(name, entity, split)


_SIMPLE: Mapping[str, Callable[[str, str, Split], Draw]] = {
    "boolean": lambda name, entity, split: _boolean,  # noqa: ARG005 - one signature for the table
    "enum": lambda name, entity, split: (
        _choice(name) if name.rpartition("_")[2] in _sets() else _text(name, entity, split)
    ),
    "numbers": lambda name, entity, split: many(numbers(name, entity, False)),  # noqa: ARG005 - as above
}
