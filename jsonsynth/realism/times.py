"""Times of one document: each lies before or after the document's day as its name says, so that all of them agree."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise
from math import floor

from jsonsynth.realism.lexicon import words_of
from jsonsynth.seeds import Random

__all__ = ["DAYS", "Moment", "day_at", "day_text", "form_of", "moment", "phase_of", "year_at"]

Moment = Callable[[Random, int], str]  # draws a text from a generator and the document's day

_FIRST_YEAR = 2012
_FIRST = date(_FIRST_YEAR, 1, 1).toordinal()
_YEARS = range(2015, 2027)
_EARLIEST, _EACH = 125, 176  # days of a year that are documents': what lies around most of them is of the same year
_BEGUN = tuple([date(year, 1, 1).toordinal() + _EARLIEST - _FIRST for year in _YEARS])  # with each year
DAYS = len(_YEARS) * _EACH
"""How many days a document can be of; see :func:`day_at`."""

# days from the document's day in which a time lies, and the words of its name; the first line that has one counts
_PHASES: tuple[tuple[int, int, str], ...] = (
    (121, 700, "expires expiry expiration expire expired valid_until valid_to warranty renewal renew renews sunset eol "
               "not_after exp support_until maturity matures"),
    (0, 0, "now occurred generated exported rendered fetched emitted logged retrieved captured as_of"),
    (1, 9, "deleted removed deletion cancelled canceled cancellation archived terminated termination revoked retired"),
    (-10, -1, "updated modified changed edited update modification change seen synced sync activity login refreshed "
              "accessed used heartbeat visit checked polled probe"),
    (-110, -61, "created creation added inserted made opened registered registration received ordered submitted filed "
                "uploaded enrolled reported requested first_seen"),
    (14, 40, "next scheduled planned upcoming due deadline eta estimated expected reminder follow_up snoozed retry"),
    (-700, -120, "purchase purchased bought hire hired joined acquired installed built since commissioned "
                 "manufactured produced production_date of_production"),
    (41, 120, "until end ends to stop stops through latest finish return checkout before closes closing_date"),
    (-30, -21, "sent shipped departed dispatched departure pickup mailed ship"),
    (-20, -11, "completed finished delivered arrived arrival closed ended resolved resolution completion done settled "
               "paid delivery stopped returned"),
    (-60, -31, "from start starts started begin begins began published issued issue effective release released "
               "launched activated opening assigned approved approval publication earliest after last previous "
               "order invoice valid_from not_before nbf iat booking"),
)  # fmt: skip
_USUAL = (-60, -11)


@cache
def _by_word() -> Mapping[str, int]:
    found: dict[str, int] = {}
    for place, (_, _, words) in enumerate(_PHASES):
        for word in words.split():
            found.setdefault(word, place)
    return found


@lru_cache(maxsize=4096)
def phase_of(name: str) -> tuple[int, int]:
    """Return the first and the last day, from the document's day, between which a member's time lies.

    What no word tells lies in the two months before. Example: ``phase_of("updatedAt")`` -> ``(-10, -1)``
    """
    words, known = words_of(name), _by_word()
    pairs = [f"{one}_{other}" for one, other in pairwise(words)]
    places = [known[word] for word in (*words, *pairs) if word in known]
    return _PHASES[min(places)][:2] if places else _USUAL


@cache
def _days() -> tuple[str, ...]:
    days = [f"-{day:02}" for day in range(1, 32)]
    months = [(year, month) for year in range(_FIRST_YEAR, _YEARS[-1] + 5) for month in range(1, 13)]
    dated = [(f"{year}-{month:02}", monthrange(year, month)[1]) for year, month in months]
    return tuple([month + day for month, length in dated for day in days[:length]])


def day_at(place: int) -> int:
    """Return the document's day at a place from 0 to ``DAYS`` - 1: days of 2015 to 2026, neighbours in order."""
    year, day = divmod(place, _EACH)
    return _BEGUN[year] + day


def day_text(day: int) -> str:
    """Return a day as a text: of a document, or some hundreds before or after it."""
    return _days()[day]


def year_at(day: int) -> int:
    """Return the year of a document's day."""
    return int(_days()[day][:4])


# times of day; about a third of them at the full minute
_MINUTES = tuple(f"T{minute // 60:02}:{minute % 60:02}:" for minute in range(1440))
_SECONDS = tuple(f"{second:02}" for second in range(60)) + ("00",) * 26
# what a document's times have in common, by its day: a zone, and in some documents parts of seconds
_ZONES = ("Z",) * 8 + ("+00:00", "+01:00", "+02:00", "-03:00", "-05:00", "+05:30", "+09:00")
_DIGITS = (0, 0, 0, 0, 0, 3, 6)


# rules of texts that are times, and their form
_FORMS: Mapping[str, str] = {
    "date_ahead": "date", "date_text": "date", "datetime_ahead": "date-time", "datetime_text": "date-time",
}  # fmt: skip


def form_of(rule: str, format: str) -> str:
    """Return the form of a member's times by the rule of its text and its format; "" for births and what is no time."""
    if format:
        return format if format in ("date", "date-time") and rule not in ("date_birth", "date_past") else ""
    return _FORMS.get(rule, "")


@cache
def moment(form: str, name: str) -> Moment:
    """Return what draws the times of a member's name; ``form``: ``date`` or ``date-time``."""
    return _moment(form, *phase_of(name))


@cache
def _moment(form: str, first: int, last: int) -> Moment:
    days, size = _days(), last - first + 1

    def draw_date(rng: Random, day: int) -> str:
        return days[day + first + floor(rng.random() * size)]

    def draw_time(rng: Random, day: int) -> str:
        random = rng.random
        minute, second = _MINUTES[floor(random() * 1440)], _SECONDS[floor(random() * 86)]
        digits = _DIGITS[day % 7]
        part = f".{floor(random() * 10**digits):0{digits}}" if digits else ""
        return days[day + first + floor(random() * size)] + minute + second + part + _ZONES[day % 15]

    return draw_date if form == "date" else draw_time
