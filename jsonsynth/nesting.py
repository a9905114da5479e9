"""What stands inside what, by the shape of a reading, and whether the indentation of its text says the same."""

from __future__ import annotations

from typing import NamedTuple

from jsonsynth.stops import Reading

__all__ = ["Misfit", "innermost", "items", "misfit"]

_STEPS = {"{": -1, "[": -1, "}": 1, "]": 1}


def innermost(shape: str) -> int:
    """Find the bracket that was opened last and is open, 0 if there is none."""
    depth = 0
    for token in range(len(shape) - 1, 0, -1):
        depth += _STEPS.get(shape[token], 0)
        if depth < 0:
            return token
    return 0


def items(shape: str, opened: int) -> list[int]:
    """Return where the items of a container begin, as far as the shape goes. ``opened``: its bracket."""
    starts: list[int] = []
    depth, before = 1, ""
    for token in range(opened, len(shape)):
        mark = shape[token]
        if depth == 0:
            break
        if depth == 1 and before and before in "{[," and mark not in "}],":
            starts.append(token)
        if token > opened:
            depth -= _STEPS.get(mark, 0)
        before = mark if depth == 1 else ""
    return starts


class Misfit(NamedTuple):
    """An item whose line is indented otherwise than those before it in its container.

    ``token``: where it begins. ``levels``: how many containers further out items are indented as it is, 0 if none.
    """

    token: int
    levels: int


def misfit(reading: Reading) -> Misfit | None:
    """Find the first item that is not where its indentation says; only what begins a line has one."""
    text = reading.text
    if "\n" not in text:
        return None
    indents: list[str | None] = []  # of the items of each open container, the innermost last
    before = ""
    for token, (mark, start) in enumerate(zip(reading.shape, reading.starts, strict=True)):
        if mark in "}]":
            del indents[-1:]
        elif before in ("{", "[", ",") and indents:
            blanks = text[text.rfind("\n", 0, start) + 1 : start]
            if not blanks.strip():
                if indents[-1] not in (None, blanks):
                    return Misfit(token, indents[::-1].index(blanks) if blanks in indents else 0)
                indents[-1] = blanks
        if mark in "{[":
            indents.append(None)
        before = mark
    return None
