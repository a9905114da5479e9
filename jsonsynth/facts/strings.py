"""Strings in a text: whether they stand there whole, and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["MARK", "list_gap", "masked", "mark"]

MARK = 0xE000  # private use: a string that was found becomes one character

# words that may stand beside a value without being a part of it
_FUNCTION = frozenset(
    """
    a an the and or but in on at by for from to of with under as is was were has have had who which that this these
    since until after before now then also its it he she his her they their our your my i you we meet event incident
    case entry request see reference add category section department colour color severity works lives costs comes
    called has not
    o os as um uma e ou mas em no na nos nas do da dos das de por para com sob como é foi tem que quem desde até depois
    também seu sua ele ela nossa nosso ocorrência produto item modelo cidade registro marca categoria seção cor
    """.split()
)
_PARTICLES = frozenset(("de", "da", "do", "dos", "das", "van", "von", "del", "di", "la"))
_GLUE = "-@_/"
_NEXT = re.compile(r" ([^\s]+)(?: ([^\s]+))?")
_LAST = re.compile(r"(?:(^|[.!?:;\n\"“(*|>\]]\*{0,2} ?)|[^\s]+ )?([^\s]+) $")


def mark(index: int) -> str:
    """Return the character that stands for the string of an index."""
    return chr(MARK + index)


def _bounded(text: str, start: int, end: int) -> bool:
    left, right = text[start - 1 : start], text[end : end + 1]
    if left.isalnum() or (left and left in _GLUE and text[start - 2 : start - 1].isalnum()):
        return False
    if left == "." and text[start - 2 : start - 1].isalnum():
        return False
    if right.isalnum() or right == "_":
        return False
    return not (right and right in "-@./" and text[end + 1 : end + 2].isalnum())


def _places(text: str, value: str) -> list[int]:
    places: list[int] = []
    start = text.find(value)
    while start >= 0:
        if _bounded(text, start, start + len(value)):
            places.append(start)
        start = text.find(value, start + 1)
    return places


def _code(value: str) -> bool:
    return " " not in value and not value.isalpha()


def _goes_on(text: str, end: int, value: str) -> bool:
    """Whether the words behind the value look like its rest."""
    found = _NEXT.match(text, end, end + 60)
    if found is None:
        return False
    word, after = found[1], found[2] or ""
    bare = word.strip(".,;:!?)\"'”*|")
    if not bare or not word[0].isalnum():
        return False
    if value[:1].isupper() or value[-1:].isdigit():
        capital = bare[0].isupper() and bare.casefold() not in _FUNCTION
        return capital or (bare in _PARTICLES and after[:1].isupper() and value[:1].isupper() and " " not in value)
    return bare.casefold() not in _FUNCTION


def _began_before(text: str, start: int, value: str) -> bool:
    """Whether the words before the value look like its beginning."""
    found = _LAST.search(text, max(0, start - 40), start)
    if found is None:
        return False
    word = found[2]
    if not word[-1].isalnum():
        return False
    if value[:1].isupper():
        return word[:1].isupper() and word.casefold() not in _FUNCTION
    return word.casefold() not in _FUNCTION and value[:1].islower()


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
    parts: list[str] = []
    position = 0
    for start in places:
        parts += (text[position:start], mark(index))
        position = start + len(value)
    return "".join([*parts, text[position:]]), ""


_BETWEEN = r"(?:, and |, e |, | and | e | & |; | / )"
_ENDED = re.compile(r"(?:[.;!?)\]|\"]|\n|$|\s*$|\s?[|;])")
_OPENED = re.compile(_BETWEEN + "$")


def list_gap(text: str, items: Sequence[str]) -> tuple[str, str]:
    """Find the items one behind the other: the text with them as one mark, and what is wrong.

    ``absent``: not in this order with nothing between; ``longer``: the text's list has more before or behind.
    """
    pattern = _BETWEEN.join(re.escape(item) for item in items)
    problem = "absent"
    for found in re.finditer(r"(?<![\w-])" + pattern + r"(?![\w-])", text):
        if not _ENDED.match(text, found.end()) or _OPENED.search(text, max(0, found.start() - 6), found.start()):
            problem = "longer"
            continue
        if _began_before(text, found.start(), items[0]) and items[0][:1].islower() and _odd_start(text, found.start()):
            problem = "longer"
            continue
        return text[: found.start()] + mark(0) + text[found.end() :], ""
    return text, problem


def _odd_start(text: str, start: int) -> bool:
    """An item cut on its left ("running" of "trail running") follows a word that opens no list."""
    return text[:start].rstrip()[-1:].isalpha() and text[:start].split()[-1].casefold() not in _OPENERS


_OPENERS = frozenset(
    """
    likes enjoys in into for on of about loves interests gosta adora curte por com como de interesses em a tem
    """.split()
)
