"""Whether a value is what the box that it stands in holds: "Spare room: 12" tells of no room, nor "Room: near 12"."""

from __future__ import annotations

from jsonsynth.facts.concepts import knowing
from jsonsynth.facts.reading import Reading
from jsonsynth.facts.roles import box_of, fills_unknown, name_of_box

__all__ = ["ends_box", "is_sentence", "misfits"]

_MOST = 5  # words before a value in its box
_LINE = 12  # words of a line before a value
_BOUNDS = "¶;|"


def is_sentence(reading: Reading, place: int) -> bool:
    """Say whether somebody says the line from a word on, "Guest: I would like to ...", or it fills a box."""
    for word in reading.words[place : place + 40]:
        if word[-1] in ".?!":
            return True
        if word in _BOUNDS:
            return False
    return False


def misfits(reading: Reading, start: int, end: int, whole: bool = False) -> bool:
    """Say whether the box of the words from ``start`` to before ``end`` has a name of nothing, or words before them.

    ``whole``: or words behind them.
    """
    tokens = reading.tokens
    for first in range(start, max(0, start - _MOST), -1):
        before = tokens[first - 1]
        if before.opens:
            return _misfits(reading, first, start, end, whole) and not is_sentence(reading, start)
        if before.ends:
            break
    return False


def _misfits(reading: Reading, first: int, start: int, end: int, whole: bool) -> bool:
    if box_of(reading, first):
        return first < start or (whole and not ends_box(reading, end))
    if first < start or first - 1 in reading.taken or not fills_unknown(reading, start, end):
        return False
    return not _is_told(reading, first) and name_of_box(reading, first) not in knowing()


def _is_told(reading: Reading, first: int) -> bool:
    """Whether somebody who speaks says the name of a box: "Guest: New in the catalogue: ..."."""
    for place in range(first - 2, max(-1, first - _LINE), -1):
        if reading.tokens[place].opens:
            return True
        if reading.tokens[place].ends:
            break
    return False


def ends_box(reading: Reading, end: int) -> bool:
    """Say whether a box ends before a word."""
    return end == len(reading.words) or reading.words[end][0] in _BOUNDS or reading.words[end - 1][-1] in _BOUNDS
