"""What a text can be read as: dates and times, numbers in digits and words, currencies."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["Number", "When", "dates_masked", "numbers", "plain_rows"]


@dataclass(slots=True)
class When:
    """A date in a text (ISO), with the time beside it: ``clock`` is ``""``, ``HH:MM`` or ``HH:MM:SS``."""

    date: str
    clock: str
    utc: bool


@dataclass(slots=True)
class Number:
    """A number in a text, from word ``start`` to before word ``end``, with all it can be read as.

    ``vague``: an article or a score's maximum, which is no rival of anything. ``unit``: what is glued to it.
    """

    start: int
    end: int
    readings: frozenset[float]
    vague: bool
    unit: str


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janeiro",
            "february feb fevereiro fev",
            "march mar março",
            "april apr abril abr",
            "may maio mai",
            "june jun junho",
            "july jul julho",
            "august aug agosto ago",
            "september sep sept setembro set",
            "october oct outubro out",
            "november nov novembro",
            "december dec dezembro dez",
        ),
        1,
    )
    for name in names.split()
}
_NAMED = "|".join(sorted(_MONTHS, key=len, reverse=True))
# a word that begins as a month does: cheaper than all of them, without regard to case
_MONTH = r"(?P<month>(?:[Jj][aAuU]|[FfOoNnDdSs]|[Mm][aA]|[Aa][pPbBuUgG])[A-Za-zç]{1,8})"
# begins with a digit, so that the search skips quickly over letters; not inside a word or a longer number
_PIECE = re.compile(
    r"\d(?<![^\WTt]\d)(?:"
    r"(?P<iso>\d{3}-\d\d-\d\d)(?!\d)"
    r"|(?P<ones>\d?)(?:"
    r"(?P<mark>[./])(?P<second>\d{1,2})(?P=mark)(?P<whole>\d{4})\b"
    r"|[:hH](?P<minute>\d\d)(?!\d)(?::(?P<sec>\d\d))?(?: ?(?P<half>[aApP][mM])\b)?(?P<zone>[Zz]\b| [Uu][Tt][Cc]\b)?"
    r"|(?:[Ss][Tt]|[NnRr][Dd]|[Tt][Hh])?(?:"
    r",? (?P<late>\d{4})\b(?!-)"
    r"|(?: [Oo][Ff])?(?: [Dd][Ee])? " + _MONTH + r"\b\.?,?(?: [Dd][Ee])? (?P<year>\d{4})\b"
    r")))"
)
_BEFORE = re.compile(r"(" + _NAMED + r")\.? $", re.IGNORECASE)
_LINK = re.compile(r"T|,? |,? at |,? às |,? à |,? on |,? de |,? em |,? do dia ")


@dataclass(slots=True)
class _Piece:
    start: int
    end: int
    date: str
    clock: str
    utc: bool


def _iso(year: int, month: int, day: int) -> str:
    return f"{year}-{month:02}-{day:02}" if 0 < month < 13 and 0 < day < 32 else ""


def _in_figures(first: int, second: int, year: int) -> str:
    """D.M.Y or M/D/Y, where only one of them is a date; else nothing."""
    if first > 12 >= second:
        return _iso(year, second, first)
    if second > 12 >= first:
        return _iso(year, first, second)
    return _iso(year, first, second) if first == second else ""


def _lead(match: re.Match[str]) -> int:
    """The number of one or two digits that a piece begins with."""
    return int(match.string[match.start() : match.end("ones")])


def _whole_date(match: re.Match[str]) -> tuple[int, str]:
    date = match.group()
    return match.start(), _iso(int(date[:4]), int(date[5:7]), int(date[8:]))


def _figures(match: re.Match[str]) -> tuple[int, str]:
    lead, second, year = _lead(match), int(match["second"]), int(match["whole"])
    return match.start(), _in_figures(lead, second, year)


def _month_before(match: re.Match[str]) -> tuple[int, str]:
    start = match.start()
    month = _BEFORE.search(match.string, max(0, start - 12), start)
    if month is None:
        return -1, ""
    return month.start(), _iso(int(match["late"]), _MONTHS[month[1].lower()], _lead(match))


def _month_behind(match: re.Match[str]) -> tuple[int, str]:
    start, month = match.start(), _MONTHS.get(match["month"].lower())
    if month is None:
        return -1, ""
    return start, _iso(int(match["year"]), month, _lead(match))


# by the last group that a date has; any other piece is a time
_DATED: dict[str | None, Callable[[re.Match[str]], tuple[int, str]]] = {
    "iso": _whole_date,
    "whole": _figures,
    "late": _month_before,
    "year": _month_behind,
}


def _piece(match: re.Match[str]) -> _Piece | None:
    dated = _DATED.get(match.lastgroup)
    if dated is None:
        start, end = match.span()
        return _Piece(start, end, "", _clock(_lead(match), match), match["zone"] is not None)
    start, date = dated(match)
    return None if start < 0 else _Piece(start, match.end(), date, "", False)


def _pieces(text: str) -> list[_Piece]:
    found: list[_Piece] = []
    match = _PIECE.search(text)
    while match is not None:
        piece = _piece(match)
        if piece is not None:
            found.append(piece)
        match = _PIECE.search(text, match.start() + 1 if piece is None else match.end())
    return found


def _clock(hour: int, match: re.Match[str]) -> str:
    minute, second, half = match.group("minute", "sec", "half")
    if half:
        hour = hour % 12 + (12 if half.lower() == "pm" else 0)
    return f"{hour:02}:{minute}:{second}" if second else f"{hour:02}:{minute}"


def dates_masked(text: str) -> tuple[str, list[When]]:
    """Return the text with each date, time or both replaced by ``\\x01``, and what they say, in order.

    A time without a date has ``date == ""``; so has a date in figures that has two readings.
    """
    pieces = _pieces(text)
    if not pieces:
        return text, []
    joined = _joined(text, pieces) if len(pieces) > 1 else pieces
    for piece in reversed(joined):
        text = f"{text[: piece.start]}\x01{text[piece.end :]}"
    return text, [When(piece.date, piece.clock, piece.utc) for piece in joined]


def _joined(text: str, pieces: Sequence[_Piece]) -> list[_Piece]:
    """Join a date and the time beside it."""
    joined = [pieces[0]]
    for piece in pieces[1:]:
        last = joined[-1]
        if _belong(text, last, piece):
            utc = last.utc or piece.utc
            joined[-1] = _Piece(last.start, piece.end, last.date or piece.date, last.clock or piece.clock, utc)
        else:
            joined.append(piece)
    return joined


def _belong(text: str, one: _Piece, other: _Piece) -> bool:
    different = bool(one.clock) != bool(other.clock)
    return different and _LINK.fullmatch(text, one.end, other.start) is not None


_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen",
    "zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezessete dezoito"
    " dezenove",
    "zero uma duas tres quatro cinco seis sete oito nove dez onze doze treze quatorze quinze dezasseis dezassete"
    " dezoito dezanove",
)
_TENS = (
    "twenty thirty forty fifty sixty seventy eighty ninety",
    "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
)
_HUNDREDS = "cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos"
_ADDED: dict[str, int] = {
    **{word: number for words in _SMALL for number, word in enumerate(words.split())},
    **{word: 10 * number for words in _TENS for number, word in enumerate(words.split(), 2)},
    **{word: 100 * number for number, word in enumerate(_HUNDREDS.split(), 1)},
    **{word[:-2] + "as": 100 * number for number, word in enumerate(_HUNDREDS.split(), 1) if number > 1},
    "cem": 100,
}
_TIMES = {"hundred": 100, "thousand": 1000, "mil": 1000}
_STARTS = frozenset((*_ADDED, *_TIMES))
_LINKS = frozenset(("and", "e"))
_ARTICLES = frozenset(("one", "um", "uma"))
_FIGURES = re.compile(r"([^\w\d-]*(?:(?:US|R|C|A)?[$€£])?[(\[\"“+~]*)(-?\d+(?:[.,]\d+)*)([^\d]*)")
_UNITS = re.compile(r"[^\w]*|[%°]\W*|°?[a-z]{1,3}\W*|-[a-z]+(?:-[a-z]+)*\W*|-?°[A-Z]?\W*")


@lru_cache(maxsize=4096)
def _digits(word: str) -> tuple[frozenset[float], str] | None:
    """Read a word that begins and ends like a number; None for codes, addresses and the like."""
    if word.isdecimal():
        return frozenset((float(word),)), ""
    match = _FIGURES.fullmatch(word)
    if match is None or not _UNITS.fullmatch(match[3]):
        return None
    return _readings(match[2]), match[3].strip(".,;:!?)\"'”]|").lower()


def _readings(text: str) -> frozenset[float]:
    """All values that digits with marks can have, in the languages we read."""
    marks = [char for char in text if char in ",."]
    if not marks:
        return frozenset((float(text),))
    found: set[float] = set()
    last = max(text.rfind(","), text.rfind("."))
    bare = text.replace(",", "").replace(".", "")
    tail = len(text) - last - 1
    if len(set(marks)) > 1 or len(marks) == 1:
        found.add(float(f"{bare[:-tail]}.{bare[-tail:]}"))
    if tail == 3 and len(set(marks)) == 1 and not text.lstrip("-").startswith("0"):
        found.add(float(bare))
    return frozenset(found)


def _spelled(bare: Sequence[str], start: int) -> tuple[int, int]:
    """Read number words from ``start``: the value, and the place behind them."""
    total = current = 0
    place = start
    while place < len(bare):
        parts = bare[place].split("-")
        if all(part in _ADDED for part in parts):
            current += sum(_ADDED[part] for part in parts)
        elif bare[place] in _TIMES:
            if _TIMES[bare[place]] == 100:
                current = max(1, current) * 100
            else:
                total, current = total + max(1, current) * 1000, 0
        elif not (bare[place] in _LINKS and _goes_on(bare, place)):
            break
        place += 1
    return total + current, place


def _goes_on(bare: Sequence[str], place: int) -> bool:
    """Whether "and" joins two number words: hundreds and tens, tens and ones."""
    if place + 1 >= len(bare):
        return False
    before, after = bare[place - 1], bare[place + 1].split("-")[0]
    if before in _TIMES:
        return after in _ADDED
    high, low = _ADDED.get(before, 0), _ADDED.get(after, 1000)
    return high >= 100 > low or (100 > high >= 20 and 0 < low < 10)


def numbers(words: Sequence[str], bare: Sequence[str]) -> list[Number]:
    """Find the numbers among the words of a text; ``bare``: the same words in lower case without punctuation."""
    found: list[Number] = []
    behind = 0
    for place in [place for place, word in enumerate(bare) if word in _STARTS or not word.isalpha()]:
        word = bare[place]
        if place < behind:
            continue
        if word in _STARTS or ("-" in word and word.partition("-")[0] in _ADDED):
            value, behind = _spelled(bare, place)
            if behind > place:
                vague = (behind == place + 1 and word in _ARTICLES) or _maximum(bare, place)
                found.append(Number(place, behind, frozenset((float(value),)), vague, ""))
        else:
            read = _digits(words[place])
            if read is not None:
                found.append(Number(place, place + 1, read[0], _maximum(bare, place), read[1]))
    return found


def _maximum(bare: Sequence[str], place: int) -> bool:
    return place > 1 and bare[place - 1] == "of" and bare[place - 2] == "out"


_NUMBERED = re.compile(r"^\d+\. (?=\S)", re.MULTILINE)
_NO_HEADER = re.compile(r"[\d:=\[]")
_RULE = re.compile(r"\|(?:-+\|)+")


def plain_rows(text: str) -> str:
    """Write tables and boxes as ``name: value`` lines, so that a name stands beside its value."""
    if "\n" not in text:
        return text
    lines = _NUMBERED.sub("", text).replace("\n  ", ": ").replace(" ..... ", ": ").split("\n")
    rows: list[str] = []
    place = 0
    while place < len(lines):
        used, pairs = _table(lines, place)
        rows += [f"{name}: {value}" for name, value in pairs] if used else [lines[place]]
        place += used or 1
    return "\n".join(rows)


def _table(lines: Sequence[str], place: int) -> tuple[int, list[tuple[str, str]]]:
    line = lines[place]
    if place + 1 == len(lines) or not line:
        return 0, []
    below = lines[place + 1]
    if below.startswith("|") and place + 2 < len(lines) and _RULE.fullmatch(below):
        names, values = (part.strip("| ").split(" | ") for part in (line, lines[place + 2]))
        return (3, list(zip(names, values, strict=True))) if len(names) == len(values) else (0, [])
    return (0, []) if not below or _NO_HEADER.search(line) else _separated(line, below)


def _separated(line: str, below: str) -> tuple[int, list[tuple[str, str]]]:
    for mark in ("\t", ";", ","):
        if mark in line and not (mark == "," and line.endswith((".", "!", "?"))):
            names, values = _cut(line, mark), _cut(below, mark)
            if len(names) == len(values):
                return 2, list(zip(names, values, strict=True))
    return 0, []


def _cut(line: str, mark: str) -> list[str]:
    if '"' not in line:
        return line.split(mark)
    quoted = re.findall(r"(?:^|" + re.escape(mark) + r')(?:"([^"]*)"|([^' + re.escape(mark) + r"]*))", line)
    return [one or other for one, other in quoted]
