"""Whether a text stands by a value: what is hedged, denied, corrected or replaced is not what it says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from jsonsynth.facts.languages import Phrases
from jsonsynth.facts.reading import Reading
from jsonsynth.facts.tokens import ARROWS

__all__ = ["Standing", "standing"]

Standing = Literal["", "hedged", "negated"]
_CORRECTED_WITHIN, _MOVED_WITHIN = 4, 8  # words
_REACH = 5  # words before a value, within which every phrase about it begins
_CORRECTS = frozenset(("repairs", "arrow"))


def standing(reading: Reading, start: int, end: int, others: Sequence[int], exact: bool = True) -> Standing:
    """Say how a text stands by the value from word ``start`` to before ``end``.

    ``others``: where further values of its type begin: a correction needs the value that holds. ``exact``: the value is
    a number or a date, which "about" makes vague.
    """
    first, last = start - _REACH, end + 2 * _CORRECTED_WITHIN
    near = [place for place in reading.context if first <= place <= last]
    if near and (doubt := _standing(_Near(reading, near), start, end, others, exact)):
        return doubt
    return "negated" if reading.moves and _moved(reading, start, end, others) else ""


class _Near:
    """What stands near a value that a phrase about how the text stands by it may begin with."""

    def __init__(self, reading: Reading, near: Iterable[int]) -> None:
        self.reading = reading
        self.says = {name for place in near for name in reading.tokens[place].says}


def _standing(near: _Near, start: int, end: int, others: Sequence[int], exact: bool) -> Standing:
    if _denied(near, start, end, others) or _corrected(near, end, others):
        return "negated"
    if _near_before(near, start, "doubts", 2):
        return "hedged"
    vague = exact and (_hedged_before(near, start) or _near_behind(near, end, "hedged", 2))
    return "hedged" if vague else ""


def _denied(near: _Near, start: int, end: int, others: Sequence[int]) -> bool:
    first = start - 1 if start and _is_currency(near.reading.words[start - 1]) else start
    return _near_before(near, first, "negates", 3, others) or _near_behind(near, end, "replaced", 3)


def _is_currency(word: str) -> bool:
    """Whether a word may be the code or the sign of a currency: "not EUR 12"."""
    return len(word) <= 3 and (word.isupper() or word in _SIGNS)


_SIGNS = ("€", "£", "$", "¥")


def _hedged_before(near: _Near, start: int) -> bool:
    """Whether "about" stands before a number, or before its article or its currency."""
    if "hedges" not in near.says or _near_before(near, start, "exact", 1):
        return False
    if _near_before(near, start, "hedges", 1):
        return True
    reading = near.reading
    between = reading.words[start - 1] if start else ""
    small = reading.bare[start - 1] in ("the", *reading.language.articles) if start else False
    return (small or _is_currency(between)) and _near_before(near, start, "hedges", 2)


def _near_before(near: _Near, start: int, name: str, reach: int, others: Sequence[int] = ()) -> bool:
    """Whether a phrase of a list ends less than ``reach`` words before a place, with no value or mark between."""
    if name not in near.says:
        return False
    reading = near.reading
    said = reading.language.words[name]
    for last in range(start - 1, max(-1, start - 1 - reach), -1):
        word = reading.tokens[last]
        if word.ends or word.comma or word.colon or last in reading.taken or last in others:
            return False
        for first in range(max(0, last - 2), last + 1):
            if _stands(reading, first, said, last + 1):
                return True
    return False


def _near_behind(near: _Near, end: int, name: str, reach: int) -> bool:
    if name not in near.says:
        return False
    reading = near.reading
    said = reading.language.words[name]
    for first in range(end, min(len(reading.bare), end + reach)):
        if reading.tokens[first - 1].ends or (first in reading.taken and first > end):
            return False
        if _stands(reading, first, said):
            return True
    return False


def _stands(reading: Reading, first: int, said: Phrases, end: int = 0) -> bool:
    """Whether one of some phrases begins at a word (and ends before ``end``, where that is given)."""
    for phrase in said.get(reading.bare[first], ()):
        behind = first + len(phrase)
        if (not end or behind == end) and tuple(reading.bare[first:behind]) == phrase:
            return True
    return False


def _corrected(near: _Near, end: int, others: Iterable[int]) -> bool:
    """``12, sorry, 15``; ``12 -> 15``: what stands first does not hold."""
    if near.says.isdisjoint(_CORRECTS):
        return False
    reading = near.reading
    repairs = reading.language.words["repairs"]
    for other in others:
        if end <= other <= end + 2 * _CORRECTED_WITHIN:
            between = range(end, other)
            if any(reading.tokens[place - 1].ends for place in range(end, other + 1)):
                return False
            if any(reading.bare[place] in ARROWS or reading.words[place] in ARROWS for place in between):
                return True
            if any(_stands(reading, place, repairs) for place in between if place < end + _CORRECTED_WITHIN):
                return True
    return False


def _one_clause(reading: Reading, start: int, end: int) -> bool:
    """Whether no sentence ends behind the words before a place, and no "and" stands between it and another place."""
    links = reading.language.words["links"]
    return not any(reading.tokens[place - 1].ends or reading.bare[place] in links for place in range(start, end))


def _moved(reading: Reading, start: int, end: int, others: Iterable[int]) -> bool:
    """``moved from A to B``: A does not hold."""
    whole = _Near(reading, range(len(reading.tokens)))
    if not others or not _near_before(whole, start, "from", 2):
        return False
    for other in others:
        if end < other <= end + 4 and _near_before(whole, other, "to", 3) and _one_clause(reading, end, other):
            around = (*range(max(0, start - _MOVED_WITHIN), start), *range(other, min(len(reading.bare), other + 6)))
            return any(_stands(reading, place, reading.language.words["moves"]) for place in around)
    return False
