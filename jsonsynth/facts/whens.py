"""Dates and times in a text: where they stand, and the one thing that each can mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jsonsynth.facts.languages import Language
from jsonsynth.facts.relative import relative_dates

__all__ = ["DATED", "When", "dates_masked"]

DATED = "\x01"


@dataclass(slots=True)
class When:
    """A date in a text (ISO), with the time beside it: ``clock`` is ``""``, ``HH:MM`` or ``HH:MM:SS``.

    ``zone`` is ``""``, ``Z`` or an offset such as ``+02:00``.
    """

    date: str
    clock: str
    zone: str


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janeiro enero ene janvier janv januar jänner gennaio gen",
            "february feb fevereiro fev febrero février févr fév februar febbraio",
            "march mar março marzo mars märz mrz",
            "april apr abril abr avril avr aprile",
            "may maio mai mayo maggio mag",
            "june jun junho junio juin juni giugno giu",
            "july jul julho julio juillet juil juli luglio lug",
            "august aug agosto ago août",
            "september sep sept setembro set septiembre septembre settembre",
            "october oct outubro out octubre octobre oktober okt ottobre ott",
            "november nov novembro noviembre novembre",
            "december dec dezembro dez diciembre dic décembre déc dezember dicembre",
        ),
        1,
    )
    for name in names.split()
}
_NAMED = "|".join(sorted(_MONTHS, key=len, reverse=True))
# a word that begins as a month does: cheaper than all of them, without regard to case
_MONTH = r"(?P<month>[JjFfOoNnDdSsMmAaEeGgLl][A-Za-zçéûä]{2,10})"
# begins with a digit, so that the search skips quickly over letters; not inside a word or a longer number; and what
# follows most numbers ends the search for more
_PIECE = re.compile(
    r"[0-9](?<![^\WTt]\d)(?=\d{3}[-/]|\d?[./:,hHsSnNrRtTeEaApPº°ª ])(?:"
    r"(?P<iso>\d{3}(?P<bar>[-/])\d\d(?P=bar)\d\d)(?!\d)"
    r"|(?P<ones>\d?)(?:"
    r"(?P<mark>[./])(?P<second>\d{1,2})(?P=mark)(?P<whole>\d{4})\b"
    r"|(?::| ?[hH] ?|\.(?=\d\d [Uu]hr))(?P<minute>\d\d)(?!\d)(?::(?P<sec>\d\d))?"
    r"(?: ?[Uu]hr\b| ?h\b| ?(?P<half>[aApP])(?:[mM]\b|\.[mM]\.))?"
    r"(?P<zone> ?[Zz]\b| ?\(?(?:UTC|GMT)(?:[+-]\d{1,2}(?::?\d\d)?)?\)?|[+-]\d\d:?\d\d\b)?"
    r"|(?P<loose> ?[hH]\b| [Uu]hr\b| ?[aApP](?:[mM]\b|\.[mM]\.)| o'clock)"
    r"|(?:[Ss][Tt]|[NnRr][Dd]|[Tt][Hh]|[.ºª°]|[Ee][Rr])?(?:"
    r",? (?P<late>\d{4})\b(?!-)"
    r"|(?: [Oo][Ff])?(?: [Dd][Ee])? " + _MONTH + r"\b\.?,?(?: [Dd][Ee][Ll]?)? (?P<year>\d{4})\b"
    r")))"
)
_BEFORE = re.compile(r"(" + _NAMED + r")\.? (?:the )?$", re.IGNORECASE)
_LINK = re.compile(
    r"T|,? |(?:,? |, )(?:at|às|à|on|de|em|do dia|um|am|vom|den|a las|a la|el|el día|del|le|du|alle|alle ore"
    r"|ore|il|dell'|all'|del giorno"
    r"|as|the|klo)(?: ore)? ?"
)
_AT = re.compile(r"(?:^|[\s(])(?:at|às|à|as|a las?|alle|all'|um|ore) ?$", re.IGNORECASE)
_HOURS = frozenset((" h", "h", "H", " H"))


@dataclass(slots=True)
class _Piece:
    start: int
    end: int
    date: str
    clock: str
    zone: str


def _iso(year: int, month: int, day: int) -> str:
    return f"{year}-{month:02}-{day:02}" if 0 < month < 13 and 0 < day < 32 else ""


def _in_figures(first: int, second: int, year: int, day_first: bool) -> str:
    """D.M.Y or M/D/Y, where only one of them is a date or the language has one order; else nothing."""
    if day_first or first > 12 >= second or first == second:
        return _iso(year, second, first)
    return _iso(year, first, second) if second > 12 >= first else ""


def _lead(match: re.Match[str]) -> int:
    """The number of one or two digits that a piece begins with."""
    return int(match.string[match.start() : match.end("ones")])


def _whole_date(match: re.Match[str], _day_first: bool) -> tuple[int, str]:
    date = match.group()
    return match.start(), _iso(int(date[:4]), int(date[5:7]), int(date[8:]))


def _figures(match: re.Match[str], day_first: bool) -> tuple[int, str]:
    lead, second, year = _lead(match), int(match["second"]), int(match["whole"])
    return match.start(), _in_figures(lead, second, year, day_first or match["mark"] == ".")


def _month_before(match: re.Match[str], _day_first: bool) -> tuple[int, str]:
    start = match.start()
    month = _BEFORE.search(match.string, max(0, start - 16), start)
    if month is None:
        return -1, ""
    return month.start(), _iso(int(match["late"]), _MONTHS[month[1].lower()], _lead(match))


def _month_behind(match: re.Match[str], _day_first: bool) -> tuple[int, str]:
    start, month = match.start(), _MONTHS.get(match["month"].lower())
    if month is None:
        return -1, ""
    return start, _iso(int(match["year"]), month, _lead(match))


# by the last group that a date has; any other piece is a time
_DATES: dict[str | None, Callable[[re.Match[str], bool], tuple[int, str]]] = {
    "bar": _whole_date,
    "iso": _whole_date,
    "whole": _figures,
    "late": _month_before,
    "year": _month_behind,
}


def _piece(match: re.Match[str], day_first: bool) -> _Piece | None:
    dated = _DATES.get(match.lastgroup)
    if dated is None:
        start, end = match.span()
        return _Piece(start, end, "", _clock(_lead(match), match), _zone(match["zone"] or ""))
    start, date = dated(match, day_first)
    return None if start < 0 else _Piece(start, match.end(), date, "", "")


def _pieces(text: str, day_first: bool) -> list[_Piece]:
    found: list[_Piece] = []
    match = _PIECE.search(text)
    while match is not None:
        piece = _piece(match, day_first)
        if piece is not None:
            found.append(piece)
        match = _PIECE.search(text, match.start() + 1 if piece is None else match.end())
    return found


def _clock(hour: int, match: re.Match[str]) -> str:
    minute, second, half, loose = match.group("minute", "sec", "half", "loose")
    half = half or (loose.strip()[0] if loose and "m" in loose.lower() else "")
    if half:
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    return f"{hour:02}:{minute or '00'}:{second}" if second else f"{hour:02}:{minute or '00'}"


def _zone(said: str) -> str:
    """``Z`` for UTC, else the offset as ``+02:00``."""
    bare = said.strip(" ()").upper().removeprefix("UTC").removeprefix("GMT")
    if not bare or bare == "Z":
        return "Z" if said else ""
    digits = bare[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
    return f"{bare[0]}{int(hours):02}:{minutes}"


def dates_masked(text: str, language: Language | None = None, reference: str = "") -> tuple[str, list[When]]:
    """Return the text with each date, time or both replaced by :data:`DATED`, and what they say, in order.

    A time without a date has ``date == ""``; so has a date in figures that has two readings. ``reference``: the day on
    which the text was written, from which "tomorrow" counts; without it such words are no dates.
    """
    pieces = _pieces(text, language is not None and language.name != "en")
    if reference and language is not None:
        pieces += [_Piece(start, end, date, "", "") for start, end, date in relative_dates(text, language, reference)]
        pieces.sort(key=_start)
    if not pieces:
        return text, []
    joined = [piece for piece in _joined(text, pieces) if piece.date or not _duration(text, piece)]
    for piece in reversed(joined):
        text = f"{text[: piece.start]}{DATED}{text[piece.end :]}"
    return text, [When(piece.date, piece.clock, piece.zone) for piece in joined]


def _start(piece: _Piece) -> int:
    return piece.start


def _duration(text: str, piece: _Piece) -> bool:
    """Whether ``14h`` may be a length of time: it stands alone, with no "at" before it."""
    hours = text[piece.start : piece.end].lstrip("0123456789")
    return hours in _HOURS and _AT.search(text, max(0, piece.start - 10), piece.start) is None


def _joined(text: str, pieces: Sequence[_Piece]) -> list[_Piece]:
    """Join a date and the time beside it."""
    joined = [pieces[0]]
    for piece in pieces[1:]:
        last = joined[-1]
        if _belong(text, last, piece):
            joined[-1] = _Piece(
                last.start, piece.end, last.date or piece.date, last.clock or piece.clock, last.zone or piece.zone
            )
        else:
            joined.append(piece)
    return joined


def _belong(text: str, one: _Piece, other: _Piece) -> bool:
    different = bool(one.clock) != bool(other.clock)
    return different and _LINK.fullmatch(text, one.end, other.start) is not None
