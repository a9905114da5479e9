"""Members that tell of one day: a date and a timestamp, and the year, the month and the day that stand beside."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from jsonsynth.examples import JSON
from jsonsynth.realism.personas import Change, Settle
from jsonsynth.seeds import Random

__all__ = ["calendar"]

_DAYS = frozenset(("date", "day", "on"))  # words of names that tell a day
_TIMES = frozenset(("timestamp", "datetime", "time", "at", "ts"))  # words of names that tell a point in time
_PARTS = ("year", "month", "day", "weekday", "day_of_week", "quarter")
_STAMP = re.compile(r"\d{4}-\d\d-\d\d")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip


def calendar(snakes: Mapping[str, str]) -> list[Settle]:
    """Return what makes a day and a point in time agree, and parts of a day with the day they stand beside.

    ``snakes``: the names of the members by their words. Example: ``observation_date`` and ``observed_at``,
    ``observation_date`` and ``observation_time``, ``date`` and ``year``.
    """
    days = {snake: name for snake, name in snakes.items() if not _DAYS.isdisjoint(snake.split("_"))}
    times = {snake: name for snake, name in snakes.items() if not _TIMES.isdisjoint(snake.split("_"))}
    found = [
        _same_day(of, name)
        for snake, of in days.items()
        for other, name in times.items()
        if name != of and _about(snake) == _about(other)
    ]
    parts = {part: snakes[part] for part in _PARTS if part in snakes}
    whole = [name for name in (*days.values(), *times.values()) if name not in parts.values()]
    return [*found, _divided(parts, whole)] if parts and whole else found


def _about(snake: str) -> tuple[str, ...]:
    """Return what a day or a time is of: the rest of its name, each word without its ending."""
    rest = (word for word in snake.split("_") if word not in _DAYS and word not in _TIMES)
    return tuple([_ENDING.sub("", word) for word in rest])


_ENDING = re.compile(r"(?:ation|ment|ed|e|ing|ion|s)$")


def _same_day(day: str, time: str) -> Settle:
    def settle(made: Mapping[str, JSON], _: Random) -> Change:
        one, other = made.get(day), made.get(time)
        if not (isinstance(one, str) and isinstance(other, str)):
            return {}
        if not (len(one) == 10 and _STAMP.match(one) and _STAMP.match(other)) or one == other[:10]:
            return {}
        return {day: other[:10]}

    return settle


def _divided(parts: Mapping[str, str], whole: list[str]) -> Settle:
    def settle(made: Mapping[str, JSON], _: Random) -> Change:
        day = next((found for name in whole if (found := _day_of(made.get(name))) is not None), None)
        if day is None:
            return {}
        told = {name: _told(part, day, made.get(name)) for part, name in parts.items() if name in made}
        return {name: value for name, value in told.items() if value is not None}

    return settle


def _day_of(value: JSON) -> date | None:
    if not (isinstance(value, str) and _STAMP.match(value)):
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:  # a pattern may have made a month 13
        return None


def _told(part: str, day: date, drawn: JSON) -> JSON:
    """Return a part of a day in the form of what was drawn: a number, digits or a word; None where there is none."""
    number = {"year": day.year, "month": day.month, "day": day.day, "quarter": (day.month + 2) // 3}.get(part)
    if isinstance(drawn, int) and not isinstance(drawn, bool):
        return day.isoweekday() if number is None else number
    if not isinstance(drawn, str):
        return None
    if drawn.isdecimal() and number is not None:
        return f"{number:0{len(drawn)}}"
    words = {"month": _MONTHS[day.month - 1], "weekday": _WEEKDAYS[day.weekday()]}
    word = words.get(part, _WEEKDAYS[day.weekday()] if number is None or part == "day" else "")
    alike = word[: len(drawn)] if len(drawn) == 3 else word
    return (alike.upper() if drawn.isupper() else alike if drawn.islower() else alike.capitalize()) or None
