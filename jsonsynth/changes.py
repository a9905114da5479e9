"""What a repair changes in a text: edits, and edits of what edits made, told by the offsets of the first text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["Change", "composed", "merged"]


class Change(NamedTuple):
    """What a repair did: characters ``start`` to ``end`` of the broken text became ``new``, to undo ``classes``."""

    start: int
    end: int
    new: str
    classes: tuple[str, ...]

    @property
    def growth(self) -> int:
        """How many characters it added."""
        return len(self.new) - (self.end - self.start)


def composed(edits: Sequence[Change], text: str, last: Change, length: int) -> tuple[Change, ...]:
    """Add an edit of ``text`` to the edits that made it of a text of that length.

    Offsets stay those of the first text; what touches is one.
    """
    start, end, change = merged(edits, text, last, length)
    return (*edits[:start], change, *edits[end:])


def merged(edits: Sequence[Change], text: str, last: Change, length: int) -> tuple[int, int, Change]:
    """Make one of an edit of ``text`` and of those before it that it touches; return which these are, too.

    They are sought from the end, since errors are undone one behind the other.
    """
    shift, place = len(text) - length, len(edits)  # of the text against the first one, behind so many edits
    while place and edits[place - 1].start + shift - edits[place - 1].growth > last.end:
        place -= 1
        shift -= edits[place].growth
    low, high, classes, end, behind = last.start, last.end, last.classes, place, shift
    while place and edits[place - 1].end + shift >= last.start:
        place -= 1
        edit = edits[place]
        high = max(high, edit.end + shift)
        shift -= edit.growth
        low, classes = min(low, edit.start + shift), (*edit.classes, *classes)
    new = text[low : last.start] + last.new + text[last.end : high]
    return place, end, Change(low - shift, high - behind, new, classes)
