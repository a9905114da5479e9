"""Strings in a text: whether they stand there whole, and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jsonsynth.facts.cues import FUNCTION, OPENERS, TEXT_CUES

__all__ = ["MARK", "list_gap", "mark", "masked"]

MARK = 0xE000  # private use: a string that was found becomes one character

_PARTICLES = frozenset(("de", "da", "do", "dos", "das", "van", "von", "del", "di", "la"))
# what most often stands around a string that is whole
_AROUND, _BEHIND = frozenset(' "\n['), frozenset(("", *' ,;:!?"\n])'))
_NEXT = re.compile(r" ([^\s]+)(?: ([^\s]+))?")


_OPENING = re.compile(r"[\"“=:(\[*|]")


def mark(index: int) -> str:
    """Return the character that stands for the string of an index."""
    return chr(MARK + index)


def _bounded(text: str, start: int, end: int) -> bool:
    left, right = text[start - 1 : start], text[end : end + 1]
    if (left in _AROUND or not left) and right in _BEHIND:
        return True
    if left.isalnum() or (left and left in "-@_/." and text[start - 2 : start - 1].isalnum()):
        return False
    if right.isalnum() or right == "_":
        return False
    return not (right and right in "-@./" and text[end + 1 : end + 2].isalnum())


def _places(text: str, value: str) -> list[int]:
    places: list[int] = []
    length = len(value)
    start = text.find(value)
    while start >= 0:
        if _bounded(text, start, start + length):
            places.append(start)
        start = text.find(value, start + 1)
    return places


def _code(value: str) -> bool:
    if " " in value or value.isalpha():
        return False
    return value[0].islower() or any(char.isdigit() or char in "@_" for char in value)


def _goes_on(text: str, end: int, value: str) -> bool:
    """Whether the words behind the value look like its rest."""
    if text[end : end + 1] != " ":
        return False
    found = _NEXT.match(text, end, end + 60)
    if found is None:
        return False
    word, after = found[1], found[2] or ""
    bare = word.strip(".,;:!?)\"'”*|")
    if not bare or not word[0].isalnum():
        return False
    if value[:1].isupper() or value[-1:].isdigit():
        return bare[0].isupper() or (
            bare in _PARTICLES and after[:1].isupper() and value[:1].isupper() and " " not in value
        )
    return bare.casefold() not in FUNCTION


def _began_before(text: str, start: int, value: str) -> bool:
    """Whether the words before the value look like its beginning."""
    if text[start - 1 : start] != " ":
        return False
    before = text[max(0, start - 40) : start].rsplit(None, 1)
    if not before or not before[-1][-1].isalnum():
        return False
    word = before[-1] if before[-1].isalnum() else _OPENING.split(before[-1])[-1]
    if value[:1].isupper():
        return word[:1].isupper() and word.casefold() not in FUNCTION
    known = word.casefold() in FUNCTION or word.casefold() in TEXT_CUES.before
    return value[:1].islower() and not known


def masked(text: str, value: str, index: int, apart: bool = False) -> tuple[str, str]:
    """Replace a string by its mark: the new text, and what is wrong (``""``, ``absent`` or ``cut``).

    ``apart``: the words around it are not looked at.
    """
    places = _places(text, value)
    if not places:
        return text, "absent"
    if not apart and not _code(value):
        for start in places:
            if _goes_on(text, start + len(value), value) or _began_before(text, start, value):
                return text, "cut"
    sign = mark(index)
    for start in reversed(places):
        text = f"{text[:start]}{sign}{text[start + len(value) :]}"
    return text, ""


# longest first: what may stand between two items
_BETWEEN = (", and ", ", e ", " and ", " & ", " / ", " e ", ", ", "; ")
_ENDED = re.compile(r"[.;!?)\]|\"]|\n|\s*$|\s?[|;]")


def _chain(text: str, start: int, items: Sequence[str]) -> int:
    """Return the place behind the items, read one behind the other from ``start``; -1 if they are not."""
    place = start
    for number, item in enumerate(items):
        if number:
            link = next((link for link in _BETWEEN if text.startswith(link, place)), "")
            if not link:
                return -1
            place += len(link)
        if not text.startswith(item, place):
            return -1
        place += len(item)
    return place


def list_gap(text: str, items: Sequence[str]) -> tuple[str, str]:
    """Find the items one behind the other: the text with them as one mark, and what is wrong.

    ``absent``: not in this order with nothing between; ``longer``: the text's list has more before or behind.
    """
    problem = "absent"
    for start in _places(text, items[0]):
        end = _chain(text, start, items)
        if end < 0 or text[end : end + 1].isalnum() or text[end : end + 1] == "-":
            continue
        if _ENDED.match(text, end) and not text[:start].endswith(_BETWEEN) and not _odd_start(text, start, items[0]):
            return text[:start] + mark(0) + text[end:], ""
        problem = "longer"
    return text, problem


def _odd_start(text: str, start: int, item: str) -> bool:
    """An item cut on its left ("running" of "trail running") follows a word that opens no list."""
    before = text[max(0, start - 30) : start].rstrip()
    return bool(before) and before[-1].isalpha() and before.split()[-1].casefold() not in OPENERS and item[0].islower()
