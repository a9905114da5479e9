"""How the value of a field is drawn, from what its line in the book of fields says."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from jsonsynth.examples import JSON
from jsonsynth.jsontext import plain_number
from jsonsynth.seeds import between, chance, pick, sample
from jsonsynth.wording.dates import Moment
from jsonsynth.wording.values import VALUES, day_in, distinct, point_in, town
from jsonsynth.wording.worlds import OWNED, World, places

__all__ = ["Draw", "drawer"]

Draw = Callable[[World], JSON | Moment]

_RANGE = re.compile(r"(-?\d+(?:\.\d+)?)\.\.(-?\d+(?:\.\d+)?)(?:/(\d))?")
_AFTER = re.compile(r"(\w+)\+(\d+)\.\.(\d+) ahead")


def drawer(domain: str, key: str, kind: str, value: str, member: Mapping[str, JSON]) -> Draw:
    """Return what draws the values of a field.

    ``value`` is one of

    - ``=name``, a function of :mod:`jsonsynth.wording.values`;
    - ``@section``, a value of a list of the domain (``@other.section`` of another), several joined by ``+`` that the
      split owns together; ``*1..4``: so many of them; ``&section``, such a value with a town in the place of ``{}``;
    - ``~AB-####``, a code of digits (``#``), capitals (``@``), small letters (``?``), hexadecimal digits (``^``),
      digits from 1 to 4 (``%``) and letters from A to F (``!``), whose last digit the split owns;
    - ``2..40``, a number; ``0.5..40/2``, one with so many decimals; ``2015..2026 past``, the years of a date, which
      lies before the day on which the text is written, ``ahead`` of it, or ``distant`` from it;
      ``issued+7..30 ahead``, so many days after another date; ``2019..2027 planned``, a point in time by day;
    - nothing, for what the schema lists or allows.
    """
    if value.startswith("="):
        return VALUES[value[1:]]
    if value.startswith("@"):
        return _listed(domain, key, kind, value)
    if value.startswith("&"):
        return _placed(_sections(domain, value[1:])[0])
    if value.startswith("~"):
        return _code(value[1:])
    after = _AFTER.fullmatch(value)
    if after is not None:
        return _later(key, after[1], int(after[2]), int(after[3]))
    if kind == "date":
        return _dated(key, value)
    return _DRAWN.get(kind, _ranged)(key, domain, value, member)


def _sections(domain: str, value: str) -> list[str]:
    names = (name.removeprefix("@") for name in value.split("+"))
    return [name.replace(".", " ", 1) if "." in name else f"{domain} {name}" for name in names]


def _parted(w: World, key: str, section: str) -> str:
    """A word whose line says what may stand before it; that is remembered."""
    parts = w.memory[key] = tuple(w.listed(section).split("|"))
    return parts[0]


def _listed(domain: str, key: str, kind: str, value: str) -> Draw:
    head, _, counts = value.partition("*")
    sections = _sections(domain, head)
    if counts:
        low, high = map(int, counts.split(".."))
        return lambda w: [*sample(w.rng, w.grammar.lists[sections[0]], between(w.rng, low, high))]
    if kind == "prefixed":
        return lambda w: _parted(w, key, sections[0])
    if len(sections) == 1:
        return _distinct(lambda w: w.listed(sections[0]))
    return _distinct(lambda w: _composed(w, sections))


def _distinct(draw: Callable[[World], str]) -> Draw:
    return lambda w: distinct(w, draw)


def _composed(w: World, sections: Sequence[str]) -> str:
    lists = [w.grammar.lists[section] for section in sections]
    found = places(w.rng, w.split, *map(len, lists))
    return " ".join([parts[place] for parts, place in zip(lists, found, strict=True)])


def _placed(section: str) -> Draw:
    return _distinct(lambda w: w.listed(section).replace("{}", town(w)))


_CHARACTERS: Mapping[str, str] = {
    "@": "ABCDEFGHJKLMNPRSTUVWXYZ",
    "?": "abcdefghijklmnoprstuvwz",
    "^": "0123456789abcdef",
    "%": "1234",
    "!": "ABCDEF",
}


def _code(template: str) -> Draw:
    last = max(template.rfind("#"), template.rfind("^"))
    head, tail = (_PARTS.findall(part) for part in (template[:last], template[last + 1 :]))
    owned = {split: "".join(map(str, digits)) for split, digits in OWNED.items()}
    drawn = {split: [*map(_pool, head), mine, *map(_pool, tail)] for split, mine in owned.items()}

    def draw(w: World) -> JSON:
        point = w.rng.random
        return "".join([pool[int(point() * len(pool))] for pool in drawn[w.split]])

    return draw


# two or three digits are drawn at once
_PARTS = re.compile(r"#{1,3}|[@?^%!]|[^#@?^%!]+")


@lru_cache(maxsize=64)
def _pool(part: str) -> Sequence[str]:
    if part[0] == "#":
        return [f"{number:0{len(part)}}" for number in range(10 ** len(part))]
    return _CHARACTERS.get(part, (part,))


def _later(key: str, other: str, low: int, high: int) -> Draw:
    def draw(w: World) -> Moment:
        known = w.memory.get(other)
        start = known if isinstance(known, Moment) else day_in(w, 2019, 2027, "past")
        w.memory[f"{other} then"] = start
        found = start.after(between(w.rng, low, high))
        if w.reference is not None and found.days_since(w.reference) < 0:
            found = w.reference.after(between(w.rng, 0, high))
        w.memory[key] = found
        return found

    return draw


def _flag(_key: str, _domain: str, _value: str, _member: Mapping[str, JSON]) -> Draw:
    return lambda w: chance(w.rng, 0.5)


def _currency(_key: str, _domain: str, _value: str, _member: Mapping[str, JSON]) -> Draw:
    return lambda w: w.currency


def _enum(key: str, domain: str, _value: str, _member: Mapping[str, JSON]) -> Draw:
    section = f"{domain}.{key} values"
    return lambda w: w.listed(section)


def _bounds(value: str, member: Mapping[str, JSON]) -> tuple[float, float, int]:
    """The least and the greatest value, and the decimals: from the line, else from the schema."""
    found = _RANGE.fullmatch(value)
    if found is not None:
        return float(found[1]), float(found[2]), int(found[3] or 0)
    low, high = member["minimum"], member["maximum"]
    return float(str(low)), float(str(high)), 0


def _dated(key: str, value: str) -> Draw:
    years, _, when = value.partition(" ")
    low, high, _ = _bounds(years, {})

    def draw(w: World) -> Moment:
        known = w.memory.pop(f"{key} then", None)  # another date was counted from it
        return _remembered(w, key, known if isinstance(known, Moment) else day_in(w, int(low), int(high), when))

    return draw


def _timed(key: str, _domain: str, value: str, member: Mapping[str, JSON]) -> Draw:
    years, _, when = value.partition(" ")
    low, high, _ = _bounds(years, member)
    hours = (7, 21) if when == "planned" else (0, 23)
    return lambda w: _remembered(w, key, point_in(w, int(low), int(high), hours))


def _remembered(w: World, key: str, found: Moment) -> Moment:
    w.memory[key] = found
    return found


def _ranged(_key: str, _domain: str, value: str, member: Mapping[str, JSON]) -> Draw:
    low, high, decimals = _bounds(value, member)
    scale = 10**decimals
    first, last = round(low * scale), round(high * scale)
    if not decimals:
        return lambda w: _spread(w, first, last)
    return lambda w: plain_number(_broken(between(w.rng, first, last - 1), scale))


def _broken(number: int, scale: int) -> float:
    """A number with decimals; a whole one becomes the next, so that one sees it is none."""
    return (number if number % scale else number + 1) / scale


def _spread(w: World, first: int, last: int) -> int:
    """A number from a range; where it is wide, small ones are as usual as large ones."""
    if first >= 0 and last > 50 * max(1, first) and chance(w.rng, 0.5):
        last = max(first + 1, last // 20)
    return between(w.rng, first, last)


_CENTS = (0, 0, 90, 95, 99, 50, 25, -1)


def _money(_key: str, _domain: str, value: str, member: Mapping[str, JSON]) -> Draw:
    """An amount with up to two decimals; one of thousands is round, mostly."""
    low, high, _ = _bounds(value, member)
    first, last = int(low), int(high)

    def draw(w: World) -> JSON:
        rng = w.rng
        whole = _spread(w, first, last)
        if first >= 5000:
            return whole // 500 * 500
        cents = pick(rng, _CENTS)
        return plain_number((whole * 100 + (between(rng, 1, 99) if cents < 0 else cents)) / 100)

    return draw


_Maker = Callable[[str, str, str, Mapping[str, JSON]], Draw]
_DRAWN: Mapping[str, _Maker] = {
    "flag": _flag,
    "currency": _currency,
    "enum": _enum,
    "datetime": _timed,
    "money": _money,
}
