"""Whether a text stands by a value: what is hedged, denied, corrected or replaced is not what it says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from jsonsynth.facts.languages import Phrases
from jsonsynth.facts.reading import Reading

__all__ = ["Standing", "standing"]

Standing = Literal["", "hedged", "negated"]
_ARROWS = frozenset(("->", "→", "=>", "⇒"))
_CORRECTED_WITHIN, _MOVED_WITHIN = 4, 8


def standing(reading: Reading, start: int, end: int, others: Sequence[int], exact: bool = True) -> Standing:
    """Say how a text stands by the value from word ``start`` to before ``end``.

    ``others``: where further values of its type begin: a correction needs the value that holds. ``exact``: the value is
    a number or a date, which "about" makes vague.
    """
    if not reading.says and _ARROWS.isdisjoint(reading.words):
        return ""
    if _denied(reading, start, end, others) or _corrected(reading, end, others) or _moved(reading, start, end, others):
        return "negated"
    if _near_before(reading, start, "doubts", 2):
        return "hedged"
    vague = exact and (_hedged_before(reading, start) or _near_behind(reading, end, "hedged", 2))
    return "hedged" if vague else ""


def _denied(reading: Reading, start: int, end: int, others: Sequence[int]) -> bool:
    return _near_before(reading, start, "negates", 3, others) or _near_behind(reading, end, "replaced", 3)


def _hedged_before(reading: Reading, start: int) -> bool:
    """Whether "about" stands before a number, or before its article or its currency."""
    if _near_before(reading, start, "exact", 1):
        return False
    if _near_before(reading, start, "hedges", 1):
        return True
    between = reading.words[start - 1] if start else ""
    small = reading.bare[start - 1] in ("the", *reading.language.articles) if start else False
    return (small or (len(between) <= 3 and between.isupper())) and _near_before(reading, start, "hedges", 2)


def _near_before(reading: Reading, start: int, name: str, reach: int, others: Sequence[int] = ()) -> bool:
    """Whether a phrase of a list ends less than ``reach`` words before a place, with no value or mark between."""
    if name not in reading.says:
        return False
    said = reading.language.words[name]
    for last in range(start - 1, max(-1, start - 1 - reach), -1):
        word = reading.tokens[last]
        if word.ends or word.raw[-1] in ",:" or last in reading.taken or last in others:
            return False
        for first in range(max(0, last - 2), last + 1):
            if _stands(reading, first, said, last + 1):
                return True
    return False


def _near_behind(reading: Reading, end: int, name: str, reach: int) -> bool:
    if name not in reading.says:
        return False
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


def _corrected(reading: Reading, end: int, others: Iterable[int]) -> bool:
    """``12, sorry, 15``; ``12 -> 15``: what stands first does not hold."""
    if "repairs" not in reading.says and _ARROWS.isdisjoint(reading.words):
        return False
    repairs = reading.language.words["repairs"]
    for other in others:
        if end <= other <= end + 2 * _CORRECTED_WITHIN:
            between = range(end, other)
            if any(reading.tokens[place - 1].ends for place in range(end, other + 1)):
                return False
            if any(reading.bare[place] in _ARROWS or reading.words[place] in _ARROWS for place in between):
                return True
            if any(_stands(reading, place, repairs) for place in between if place < end + _CORRECTED_WITHIN):
                return True
    return False


def _moved(reading: Reading, start: int, end: int, others: Iterable[int]) -> bool:
    """``moved from A to B``: A does not hold."""
    if not others or "moves" not in reading.says or not _near_before(reading, start, "from", 2):
        return False
    for other in others:
        if end < other <= end + 4 and _near_before(reading, other, "to", 3):
            around = (*range(max(0, start - _MOVED_WITHIN), start), *range(other, min(len(reading.bare), other + 6)))
            return any(_stands(reading, place, reading.language.words["moves"]) for place in around)
    return False
