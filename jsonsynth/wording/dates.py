"""Dates and times as people write them, in forms that can be read in one way only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jsonsynth.seeds import Random, pick

__all__ = ["Moment", "date_text", "machine_time", "moment_text", "spoken_moment"]

_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_PT = (
    "janeiro",
    "fevereiro",
    "março",
    "abril",
    "maio",
    "junho",
    "julho",
    "agosto",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
)
_ENDINGS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}


@dataclass(slots=True)
class Moment:
    """A date, or a point in time: ``second`` is None where only minutes are known, ``utc`` where the zone is said."""

    year: int
    month: int
    day: int
    hour: int = 0
    minute: int = 0
    second: int | None = None
    utc: bool = False

    @property
    def date(self) -> str:
        """The date as ISO 8601."""
        return f"{self.year}-{self.month:02}-{self.day:02}"

    @property
    def clock(self) -> str:
        """The time of day, ``HH:MM`` or ``HH:MM:SS``."""
        tail = "" if self.second is None else f":{self.second:02}"
        return f"{self.hour:02}:{self.minute:02}{tail}"

    @property
    def iso(self) -> str:
        """Date and time as ISO 8601, with ``Z`` where the zone is UTC."""
        return f"{self.date}T{self.clock}{'Z' if self.utc else ''}"


def _day_ordinal(m: Moment) -> str:
    return f"{m.day}{_ENDINGS.get(m.day, 'th')}"


def _dotted(m: Moment) -> str:
    return f"{m.day:02}.{m.month:02}.{m.year}" if m.day > 12 else m.date


def _slashed(m: Moment) -> str:
    return f"{m.day:02}/{m.month:02}/{m.year}" if m.day > 12 else m.date


def _month_first(m: Moment) -> str:
    return f"{m.month:02}/{m.day:02}/{m.year}" if m.day > 12 else f"{_EN[m.month - 1]} {m.day}, {m.year}"


_Form = Callable[[Moment], str]

_DATES: dict[str, Sequence[_Form]] = {
    "en": (
        lambda m: f"{m.day} {_EN[m.month - 1]} {m.year}",
        lambda m: f"{m.day} {_EN[m.month - 1]} {m.year}",
        lambda m: f"{_EN[m.month - 1]} {m.day}, {m.year}",
        lambda m: f"{_EN[m.month - 1]} {m.day}, {m.year}",
        lambda m: f"{_EN[m.month - 1][:3]} {m.day}, {m.year}",
        lambda m: f"{m.day} {_EN[m.month - 1][:3]} {m.year}",
        lambda m: f"{_EN[m.month - 1]} {_day_ordinal(m)}, {m.year}",
        lambda m: f"{_day_ordinal(m)} {_EN[m.month - 1]} {m.year}",
        lambda m: m.date,
        _dotted,
        _slashed,
        _month_first,
    ),
    "pt": (
        lambda m: f"{m.day} de {_PT[m.month - 1]} de {m.year}",
        lambda m: f"{m.day} de {_PT[m.month - 1]} de {m.year}",
        lambda m: f"{m.day:02} de {_PT[m.month - 1]} de {m.year}",
        lambda m: m.date,
        _dotted,
        _slashed,
        _slashed,
    ),
}

_LINKS = {"en": (" at ", " at ", ", ", " "), "pt": (" às ", " às ", ", ", " ")}


def _contracted(moment: Moment, text: str) -> str:
    """Portuguese says "à 1h" but "às 2h"."""
    return text.replace("às ", "à ", 1) if moment.hour == 1 else text


def date_text(rng: Random, moment: Moment, language: str) -> str:
    """Write a date in one of the language's forms; numbers alone only with a day above 12, or as ISO 8601."""
    return pick(rng, _DATES[language])(moment)


def _twelve_hours(m: Moment) -> str:
    tail = "" if m.second is None else f":{m.second:02}"
    return f"{m.hour % 12 or 12}:{m.minute:02}{tail} {'am' if m.hour < 12 else 'pm'}"


def _brazilian(m: Moment) -> str:
    return f"{m.hour}h{m.minute:02}" if m.second is None else m.clock


_CLOCKS: dict[str, Sequence[_Form]] = {
    "en": (lambda m: m.clock, lambda m: m.clock, _twelve_hours),
    "pt": (lambda m: m.clock, _brazilian),
}


def _clock(rng: Random, moment: Moment, language: str) -> str:
    return pick(rng, _CLOCKS[language])(moment) + (" UTC" if moment.utc else "")


def machine_time(rng: Random, moment: Moment) -> str:
    """Write a point in time as programs do."""
    tail = "Z" if moment.utc else ""
    return f"{moment.date}{'T' if tail or rng.random() < 0.5 else ' '}{moment.clock}{tail}"


def moment_text(rng: Random, moment: Moment, language: str) -> str:
    """Write a point in time, date first."""
    if rng.random() < 0.3:
        return machine_time(rng, moment)
    link = _contracted(moment, pick(rng, _LINKS[language]))
    return date_text(rng, moment, language) + link + _clock(rng, moment, language)


def spoken_moment(rng: Random, moment: Moment, language: str) -> str:
    """Write a point in time with its preposition, for the end of a clause: "at 14:05 on 3 May 2024"."""
    if language == "pt":
        if rng.random() < 0.3:
            return _contracted(moment, f"às {_clock(rng, moment, language)} de {date_text(rng, moment, language)}")
        return _contracted(moment, f"em {date_text(rng, moment, language)} às {_clock(rng, moment, language)}")
    if rng.random() < 0.35:
        return f"at {_clock(rng, moment, language)} on {date_text(rng, moment, language)}"
    if rng.random() < 0.25:
        return f"at {machine_time(rng, moment)}"
    return f"on {date_text(rng, moment, language)} at {_clock(rng, moment, language)}"
