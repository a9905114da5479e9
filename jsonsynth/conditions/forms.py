"""The simple forms of a condition, each about one member of an object: what it asks, and values that break it.

A form proposes only what is true of the instance. The values that break it are candidates for a proof that the
condition does not already follow from the schema.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from jsonsynth.examples import JSON
from jsonsynth.keywords import Object
from jsonsynth.seeds import Random, between, pick

__all__ = ["ANYTHING", "Absent", "Piece", "absent", "piece"]


class Absent:
    """Stands for a member that is not there."""


@dataclass(slots=True)
class Piece:
    """One form of a condition on the member ``name``.

    ``rule`` is the member's subschema in the condition, ``needed`` says whether the member must be there, ``said``
    holds what the words name, and ``breaking`` member values under which the piece does not hold.
    """

    form: str
    name: str
    rule: JSON
    needed: bool
    said: Mapping[str, JSON]
    breaking: Sequence[JSON | Absent]


# one value of each type and of the formats that are common; a schema takes the first that is valid
ANYTHING: tuple[JSON, ...] = (
    "text", 1, True, {}, [], "2024-05-17", "2024-05-17T09:30:00Z", "09:30:00Z", "a@example.org", "https://example.org/",
    "3f2b8c1e-7d54-4c6a-9b1f-0d2e4a6c8b10", "192.0.2.1", "example.org", "P1D", "AB", "ABC",
    "a longer text of some words", 0.5, 100, [1], ["text"], None,
)  # fmt: skip


_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,), "object": (dict,),
    "array": (list,), "null": (type(None),),
}  # fmt: skip
# those that can be of a type: a schema that asks for it takes no other
_OF_TYPE: Mapping[str, tuple[JSON, ...]] = {
    name: tuple(value for value in ANYTHING if type(value) in types) for name, types in _TYPES.items()
}


def absent(name: str, rule: JSON) -> Piece:
    """Propose that a member is left out; what breaks it are values that the member's subschema may allow."""
    known: list[JSON] = []
    for keyword in ("enum", "examples"):
        values = rule.get(keyword) if isinstance(rule, dict) else None
        known += values[:3] if isinstance(values, list) else []
    for keyword in ("const", "default"):
        if isinstance(rule, dict) and keyword in rule:
            known.append(rule[keyword])
    kind = rule.get("type") if isinstance(rule, dict) else None
    some = _OF_TYPE.get(kind, ANYTHING) if isinstance(kind, str) else ANYTHING
    return Piece("absent", name, False, False, {}, [*known, *some])


def piece(name: str, value: JSON, rule: Object, required: bool, rng: Random) -> Piece | None:
    """Propose a form about a member that is there; None if there is none for its value."""
    if not required and rng.random() < (0.2 if isinstance(value, (str, int, float, list)) else 0.7):
        return Piece("present", name, True, True, {}, [Absent()])
    if isinstance(value, bool):
        return Piece("flag", name, {"const": value}, True, {"value": value}, [not value])
    if isinstance(value, str):
        return _about_text(name, value, rule, rng)
    if isinstance(value, list):
        return _about_list(name, value, rng)
    return _about_number(name, value, rng) if isinstance(value, (int, float)) else None


_SAYABLE = re.compile(r"[^`\"\x00-\x1f\x7f\u2028\u2029]{1,40}")
_SMALL = frozenset(  # words that nobody would ask for
    (
        *("the", "and", "for", "with", "from", "under", "over", "about", "this", "that", "our", "was", "are"),
        *("http", "https", "www", "example", "com", "org", "net"),
    )
)
_WORD = re.compile(r"(?<![A-Za-z0-9])(?:[A-Z]?[a-z]{2,15}|[A-Z]{3,15})(?![A-Za-z0-9])")
_CODE = re.compile(r"(?=[A-Za-z_]*\d)[A-Za-z0-9_]{8,}")  # what nobody would ask for by its value
_START = re.compile(r"[A-Za-z0-9]{2,12}(?![A-Za-z0-9])|[A-Za-z0-9]{3}")


def _about_text(name: str, value: str, rule: Object, rng: Random) -> Piece | None:
    options = rule.get("enum")
    if isinstance(options, list):
        others = [option for option in options if option != value]
        return _valued(name, value, others) if _SAYABLE.fullmatch(value) else None
    if not rule.keys().isdisjoint(("const", "pattern", "format", "$ref", "allOf", "anyOf", "oneOf", "not")):
        return None
    form = pick(rng, (_valued, _containing, _containing, _starting))
    return form(name, value, ["Other", "x", "Quite another text", value[::-1], "Z" * len(value), "Z" * 12])


def _valued(name: str, value: str, others: Sequence[JSON]) -> Piece | None:
    if not _SAYABLE.fullmatch(value) or value != value.strip() or _CODE.search(value):
        return None
    return Piece("value", name, {"const": value}, True, {"value": value}, [other for other in others if other != value])


def _containing(name: str, value: str, others: Sequence[JSON]) -> Piece | None:
    words = _WORD.findall(value)
    if not words or words == [value]:
        return None
    word = max(reversed(words), key=lambda word: len(word) - 9 * (word.lower() in _SMALL))
    broken = [other for other in others if isinstance(other, str) and word not in other]
    return Piece("contains", name, {"type": "string", "pattern": word}, True, {"value": word}, broken)


def _starting(name: str, value: str, others: Sequence[JSON]) -> Piece | None:
    match = _START.match(value)
    if match is None or match.group() == value:
        return None
    start = match.group()
    broken = [other for other in others if isinstance(other, str) and not other.startswith(start)]
    return Piece("starts", name, {"type": "string", "pattern": f"^{start}"}, True, {"value": start}, broken)


def _about_list(name: str, value: Sequence[JSON], rng: Random) -> Piece | None:
    form = pick(rng, (_least, _least, _most, _exactly, _exactly))
    return form(name, list(value), rng) if len(value) <= 10 else None


def _least(name: str, value: list[JSON], rng: Random) -> Piece | None:
    if not value:
        return None
    low = between(rng, max(1, len(value) - 2), len(value))
    rule: JSON = {"type": "array", "minItems": low}
    return Piece("least", name, rule, True, {"count": low}, [value[: low - 1]])


def _most(name: str, value: list[JSON], rng: Random) -> Piece | None:
    high = between(rng, max(1, len(value)), len(value) + 2)
    longer = (value * (high + 1))[: high + 1] if value else []
    rule: JSON = {"type": "array", "maxItems": high}
    return Piece("most", name, rule, False, {"count": high}, [longer] if value else _long_lists(high + 1))


def _exactly(name: str, value: list[JSON], rng: Random) -> Piece | None:  # noqa: ARG001 - one signature for the three
    size = len(value)
    if not size:
        return None
    rule: JSON = {"type": "array", "minItems": size, "maxItems": size}
    return Piece("exactly", name, rule, True, {"count": size}, [value[:-1], value + value[:1]])


def _long_lists(size: int) -> list[JSON]:
    return [[one] * size for one in ANYTHING]


_LARGEST = 1_000_000
_Number = int | float


def _about_number(name: str, value: _Number, rng: Random) -> Piece | None:
    if abs(value) > _LARGEST:
        return None
    low, high = _below(value, rng), -_below(-value, rng)
    form, bounds, breaks = pick(rng, _NUMBERS)
    rule = bounds(value, low, high)
    said: Object = dict(zip(("number",) if len(rule) == 1 else ("low", "high"), rule.values(), strict=True))
    numbers = (0, 1, -1, low, high, low - 1, high + 1, 2 * low, 2 * high, 10 * high, low // 2, value)
    broken: list[JSON] = [number for number in numbers if breaks(number, low, high) and number != rule.get("const")]
    return Piece(form, name, {"type": "number", **rule}, True, said, broken)


def _below(value: _Number, rng: Random) -> int:
    """Return a whole number below the value, a round one: people do not ask for more than 1,467."""
    size = abs(value)
    steps: list[int] = [10**digits for digits in range(7) if 10**digits <= size] or [1]
    rounds = [ceil(value / step) * step - step for step in steps[-2:]]
    half = steps[max(0, len(steps) - 2)]
    rounds.append(ceil(value / 2 / half) * half - half)
    return pick(rng, [number for number in rounds if number < value])


_Bounds = Callable[[_Number, int, int], Object]
_Breaks = Callable[[_Number, int, int], bool]
_OVER: tuple[str, _Bounds, _Breaks] = (
    "over",
    lambda _, low, __: {"exclusiveMinimum": low},
    lambda number, low, _: number <= low,
)
_UNDER: tuple[str, _Bounds, _Breaks] = (
    "under",
    lambda _, __, high: {"exclusiveMaximum": high},
    lambda number, _, high: number >= high,
)
_NUMBERS: tuple[tuple[str, _Bounds, _Breaks], ...] = (
    _OVER,
    _OVER,
    _UNDER,
    _UNDER,
    ("from", lambda _, low, __: {"minimum": low}, lambda number, low, _: number < low),
    ("upto", lambda _, __, high: {"maximum": high}, lambda number, _, high: number > high),
    (
        "between",
        lambda _, low, high: {"minimum": low, "maximum": high},
        lambda number, low, high: not low <= number <= high,
    ),
    ("equals", lambda value, _, __: {"const": value}, lambda number, low, high: low <= number <= high),
)
