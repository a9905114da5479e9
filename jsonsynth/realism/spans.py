"""A duration that agrees with the start and the end it stands beside."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from jsonsynth.examples import JSON
from jsonsynth.realism.personas import Change, Settle
from jsonsynth.seeds import Random

__all__ = ["spans"]

_STARTS = frozenset(
    ("start", "starts", "started", "begin", "begins", "began", "departure", "departs", "departed", "opened", "from")
)
_ENDS = frozenset(
    ("end", "ends", "ended", "finish", "finished", "completed", "stop", "stopped", "arrival", "arrived", "closed", "to")
)
_LENGTHS = frozenset(("duration", "elapsed", "runtime", "took"))
_UNITS: Mapping[str, float] = {
    "ms": 0.001,
    "millis": 0.001,
    "milliseconds": 0.001,
    "s": 1,
    "sec": 1,
    "secs": 1,
    "seconds": 1,
    "m": 60,
    "min": 60,
    "mins": 60,
    "minutes": 60,
    "h": 3600,
    "hrs": 3600,
    "hours": 3600,
    "days": 86400,
}
_STAMP = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?")


def spans(snakes: Mapping[str, str]) -> list[Settle]:
    """Return what makes a duration the time from start to end, where an object has one of each.

    ``snakes``: the names of the members by their words. A number whose unit the name does not say stays as it is.
    """
    start, end, length = (_named(snakes, words) for words in (_STARTS, _ENDS, _LENGTHS))
    if not (start and end and length):
        return []
    unit = next((_UNITS[word] for word in reversed(length.split("_")) if word in _UNITS), None)
    return [_lasting(snakes[start], snakes[end], snakes[length], unit)]


def _named(snakes: Mapping[str, str], words: frozenset[str]) -> str:
    """Return the only name with one of the words, nothing if there are none or several."""
    found = [snake for snake in snakes if not words.isdisjoint(snake.split("_"))]
    return found[0] if len(found) == 1 else ""


def _lasting(start: str, end: str, length: str, unit: float | None) -> Settle:
    def settle(made: Mapping[str, JSON], _: Random) -> Change:
        seconds = _between(made.get(start), made.get(end))
        if seconds is None or seconds < 0:
            return {}
        value = made.get(length)
        if isinstance(value, str) and value.startswith("P"):
            return {length: _iso(seconds)}
        if unit is None or isinstance(value, bool) or not isinstance(value, (int, float)):
            return {}
        many = round(seconds / unit, 0 if isinstance(value, int) else 2)
        return {length: int(many) if isinstance(value, int) or many == int(many) else many}

    return settle


def _between(one: JSON, other: JSON) -> int | None:
    """Return the seconds between two points in time of one form and zone, None for what is none."""
    first = _STAMP.fullmatch(one) if isinstance(one, str) else None
    second = _STAMP.fullmatch(other) if isinstance(other, str) else None
    if first is None or second is None or (first[4] is None) != (second[4] is None) or first[7] != second[7]:
        return None
    try:
        return _seconds(second) - _seconds(first)
    except ValueError:  # a pattern may have made a month 13
        return None


def _seconds(found: re.Match[str]) -> int:
    day = date(int(found[1]), int(found[2]), int(found[3])).toordinal()
    hours, minutes, seconds = (int(found[part] or 0) for part in (4, 5, 6))
    return ((day * 24 + hours) * 60 + minutes) * 60 + seconds


def _iso(seconds: int) -> str:
    """Return seconds as a duration of ISO 8601: ``P2D``, ``PT1H21M``."""
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    days, hour = divmod(hours, 24)
    clock = "".join(f"{count}{unit}" for count, unit in ((hour, "H"), (minute, "M"), (second, "S")) if count)
    whole = f"{days}D" if days else ""
    return f"P{whole}{'T' if clock else ''}{clock}" if whole or clock else "PT0S"
