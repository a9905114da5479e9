"""Dates and times as people write them, in forms that can be read in one way only."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from jsonsynth.seeds import Random, chance, spread
from jsonsynth.wording.habits import Habits
from jsonsynth.wording.shares import SHARES
from jsonsynth.wording.spelling import spell

__all__ = ["Moment", "date_text", "defined", "machine_time", "moment_text", "on_day", "relative", "spoken_moment"]

_MONTHS: Mapping[str, Sequence[str]] = {
    language: names.split()
    for language, names in {
        "en": "January February March April May June July August September October November December",
        "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    }.items()
}
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

    def after(self, days: int) -> Moment:
        """The same time of day, some days later."""
        day = date(self.year, self.month, self.day) + timedelta(days=days)
        return Moment(day.year, day.month, day.day, self.hour, self.minute, self.second, self.utc)

    def days_since(self, other: Moment) -> int:
        """How many days it is later than another."""
        return (date(self.year, self.month, self.day) - date(other.year, other.month, other.day)).days


_Form = Callable[[Moment], str]


def _english(m: Moment) -> str:
    return _MONTHS["en"][m.month - 1]


def _day_ordinal(m: Moment) -> str:
    return f"{m.day}{_ENDINGS.get(m.day, 'th')}"


def _first(m: Moment) -> str:
    return "1er" if m.day == 1 else str(m.day)


_NAMED: Mapping[str, Sequence[_Form]] = {
    "en": (
        lambda m: f"{m.day} {_english(m)} {m.year}",
        lambda m: f"{m.day} {_english(m)} {m.year}",
        lambda m: f"{_english(m)} {m.day}, {m.year}",
        lambda m: f"{_english(m)} {m.day}, {m.year}",
        lambda m: f"{_english(m)[:3]} {m.day}, {m.year}",
        lambda m: f"{m.day} {_english(m)[:3]} {m.year}",
        lambda m: f"{_english(m)} {_day_ordinal(m)}, {m.year}",
        lambda m: f"{_day_ordinal(m)} {_english(m)} {m.year}",
    ),
    "pt": (
        lambda m: f"{m.day} de {_MONTHS['pt'][m.month - 1]} de {m.year}",
        lambda m: f"{m.day} de {_MONTHS['pt'][m.month - 1]} de {m.year}",
        lambda m: f"{m.day:02} de {_MONTHS['pt'][m.month - 1]} de {m.year}",
    ),
    "es": (
        lambda m: f"{m.day} de {_MONTHS['es'][m.month - 1]} de {m.year}",
        lambda m: f"{m.day} de {_MONTHS['es'][m.month - 1]} de {m.year}",
        lambda m: f"{m.day} de {_MONTHS['es'][m.month - 1]} del {m.year}",
    ),
    "fr": (lambda m: f"{_first(m)} {_MONTHS['fr'][m.month - 1]} {m.year}",),
    "de": (lambda m: f"{m.day}. {_MONTHS['de'][m.month - 1]} {m.year}",),
    "it": (lambda m: f"{m.day}{'º' if m.day == 1 else ''} {_MONTHS['it'][m.month - 1]} {m.year}",),
}


def _dotted(m: Moment) -> str:
    return f"{m.day:02}.{m.month:02}.{m.year}"


def _slashed(m: Moment) -> str:
    return f"{m.day:02}/{m.month:02}/{m.year}"


def _month_first(m: Moment) -> str:
    return f"{m.month:02}/{m.day:02}/{m.year}"


# figures alone: used only where the day cannot be a month
_FIGURES: Mapping[str, Sequence[_Form]] = {
    "en": (_dotted, _slashed, _slashed, _month_first),
    "pt": (_dotted, _slashed, _slashed),
    "es": (_dotted, _slashed, _slashed),
    "fr": (_dotted, _slashed, _slashed),
    "de": (_dotted,),
    "it": (_dotted, _slashed, _slashed),
}


_FORMS = spread(SHARES.dates)


def date_text(habits: Habits, moment: Moment, language: str, axes: set[str] | None = None) -> str:
    """Write a date in one of the language's forms; numbers alone only with a day above 12, or as ISO 8601."""
    form = habits.pick("date", _FORMS)
    if form == "figures" and moment.day <= 12:
        form = "named"
    if axes is not None:
        axes.add(f"date {form}")
    if form == "iso":
        return moment.date
    return habits.pick(form, (_NAMED if form == "named" else _FIGURES)[language])(moment)


# on + date; a date in figures or as ISO 8601 takes the same word
_ON: Mapping[str, str] = {"en": "on ", "pt": "em ", "es": "el ", "fr": "le ", "de": "am ", "it": "il "}


def on_day(text: str, language: str) -> str:
    """Put the preposition before a date: "on 3 May 2024", "le 3 mai 2024"; Italian says "l'8" and "l'11"."""
    if language == "it" and text.startswith(("8 ", "11 ")):
        return f"l'{text}"
    return _ON[language] + text


_THE: Mapping[str, str] = {"es": "el ", "fr": "le ", "de": "der "}


def defined(text: str, language: str) -> str:
    """Put the article before a date where the language says one: "le 3 mai 2024"; ISO 8601 goes without."""
    if text[:4].isdigit():
        return text
    return on_day(text, language) if language == "it" else _THE.get(language, "") + text


def _twelve_hours(m: Moment) -> str:
    tail = "" if m.second is None else f":{m.second:02}"
    return f"{m.hour % 12 or 12}:{m.minute:02}{tail} {'am' if m.hour < 12 else 'pm'}"


def _with_h(m: Moment) -> str:
    return f"{m.hour}h{m.minute:02}" if m.second is None else m.clock


def _plain(m: Moment) -> str:
    return m.clock


_CLOCKS: Mapping[str, Sequence[_Form]] = {
    "en": (_plain, _plain, _twelve_hours),
    "pt": (_plain, _with_h),
    "es": (_plain,),
    "fr": (_with_h, _with_h, _plain),
    "de": (lambda m: f"{m.clock} Uhr", lambda m: f"{m.clock} Uhr", _plain),
    "it": (_plain,),
}


def _clock(habits: Habits, moment: Moment, language: str) -> str:
    return habits.pick("clock", _CLOCKS[language])(moment) + (" UTC" if moment.utc else "")


def machine_time(habits: Habits, moment: Moment) -> str:
    """Write a point in time as programs do."""
    return f"{moment.date}T{moment.clock}Z" if moment.utc else moment.date + habits.pick("T", "T ") + moment.clock


_LINKS: Mapping[str, Sequence[str]] = {
    "en": (" at ", " at ", ", ", " "),
    "pt": (" às ", " às ", ", ", " "),
    "es": (" a las ", " a las ", ", ", " "),
    "fr": (" à ", " à ", ", "),
    "de": (" um ", " um ", ", ", " "),
    "it": (" alle ", " alle ", ", ", " "),
}
# what is said at one o'clock, and for all other hours
_ONE: Mapping[str, tuple[str, str]] = {"pt": ("às ", "à "), "es": ("a las ", "a la "), "it": ("alle ", "all'")}


def _contracted(moment: Moment, text: str, language: str) -> str:
    """Portuguese says "à 1h" but "às 2h"; Spanish and Italian do alike. A leading zero is read as one o'clock too."""
    if moment.hour != 1 or language not in _ONE:
        return text
    many, one = _ONE[language]
    return text.replace(many, one, 1)


def moment_text(habits: Habits, moment: Moment, language: str, axes: set[str] | None = None) -> str:
    """Write a point in time, date first."""
    if habits.pick("moment", _MACHINE):
        _note(axes, moment, "date iso")
        return machine_time(habits, moment)
    _note(axes, moment, "")
    link = _contracted(moment, habits.pick("link", _LINKS[language]), language)
    return date_text(habits, moment, language, axes) + link + _clock(habits, moment, language)


_MACHINE = (True,) * 3 + (False,) * 7


def _note(axes: set[str] | None, moment: Moment, form: str) -> None:
    if axes is not None:
        axes.add("date timed")
        if moment.utc:
            axes.add("date zoned")
        if form:
            axes.add(form)


_AT: Mapping[str, str] = {"en": "at ", "pt": "às ", "es": "a las ", "fr": "à ", "de": "um ", "it": "alle "}
# how the time stands before the date: "at 14:05 on 3 May 2024"
_TIME_FIRST: Mapping[str, str] = {"en": "on ", "pt": "do dia ", "es": "del "}


def spoken_moment(habits: Habits, moment: Moment, language: str, axes: set[str] | None = None) -> str:
    """Write a point in time with its preposition, for the end of a clause: "at 14:05 on 3 May 2024"."""
    rng, at, before = habits.rng, _AT[language], _TIME_FIRST.get(language)
    _note(axes, moment, "")
    if before and rng.random() < 0.32:
        link = _contracted(moment, f"{at}{_clock(habits, moment, language)} ", language)
        return f"{link}{before}{date_text(habits, moment, language, axes)}"
    if language == "en" and rng.random() < 0.25:
        _note(axes, moment, "date iso")
        return f"at {machine_time(habits, moment)}"
    tail = _contracted(moment, f"{at}{_clock(habits, moment, language)}", language)
    return f"{on_day(date_text(habits, moment, language, axes), language)} {tail}"


_NEAR: Mapping[str, Mapping[int, str]] = {
    "en": {0: "today", 1: "tomorrow", -1: "yesterday", 2: "the day after tomorrow", -2: "the day before yesterday"},
    "pt": {0: "hoje", 1: "amanhã", -1: "ontem", 2: "depois de amanhã", -2: "anteontem"},
    "es": {0: "hoy", 1: "mañana", -1: "ayer", 2: "pasado mañana", -2: "anteayer"},
    "fr": {0: "aujourd'hui", 1: "demain", -1: "hier", 2: "après-demain", -2: "avant-hier"},
    "de": {0: "heute", 1: "morgen", -1: "gestern", 2: "übermorgen", -2: "vorgestern"},
    "it": {0: "oggi", 1: "domani", -1: "ieri", 2: "dopodomani", -2: "l'altro ieri"},
}
# ahead, ago, days, weeks
_AWAY: Mapping[str, tuple[str, str, str, str]] = {
    "en": ("in %s %s", "%s %s ago", "days", "weeks"),
    "pt": ("daqui a %s %s", "há %s %s", "dias", "semanas"),
    "es": ("dentro de %s %s", "hace %s %s", "días", "semanas"),
    "fr": ("dans %s %s", "il y a %s %s", "jours", "semaines"),
    "de": ("in %s %s", "vor %s %s", "Tagen", "Wochen"),
    "it": ("tra %s %s", "%s %s fa", "giorni", "settimane"),
}
_FARTHEST = 40  # days


def relative(rng: Random, moment: Moment, reference: Moment, language: str) -> str:
    """Write a date as seen from a reference date, e.g. "yesterday", "in three weeks"; nothing if it is too far."""
    days = moment.days_since(reference)
    near = _NEAR[language].get(days)
    if near:
        return near
    if abs(days) > _FARTHEST:
        return ""
    ahead, ago, some_days, some_weeks = _AWAY[language]
    weeks = days % 7 == 0 and abs(days) > 7
    count = abs(days) // 7 if weeks else abs(days)
    number = spell(count, language, language == "pt" and weeks) if count < 13 and chance(rng, 0.6) else str(count)
    return (ahead if days > 0 else ago) % (number, some_weeks if weeks else some_days)
