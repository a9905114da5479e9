"""What an instruction reports of a parser: whether that is true. No code of what reports it."""

from __future__ import annotations

import re

from jsonsynth.stops import Reading, read

__all__ = ["untrue"]

_MESSAGE = re.compile(
    r"(Expecting (?:value|',' delimiter|':' delimiter|property name enclosed in double quotes)|Extra data"
    r"|Invalid (?:\\escape|\\uXXXX escape|control character at)|Unterminated string starting at)"
    r": line (\d+) column (\d+) \(char (\d+)\)"
)
_WANTED: dict[str, frozenset[str]] = {
    "Expecting value": frozenset(("value", "first value")),
    "Expecting ',' delimiter": frozenset(("more",)),
    "Expecting ':' delimiter": frozenset(("colon",)),
    "Expecting property name enclosed in double quotes": frozenset(("name", "first name")),
    "Extra data": frozenset(("nothing",)),
}


def untrue(instruction: str, broken: str) -> str | None:
    """Return a parser's message in an instruction that is not true of the broken text, None if there is none.

    True: what comes before the place can be read, what the message names is wanted there, and it does not stand there.
    """
    found = _MESSAGE.search(instruction) if "(char " in instruction else None
    if found is None:
        return None
    said, line, column, place = found[1], int(found[2]), int(found[3]), int(found[4])
    before = broken[:place].split("\n")
    there = place <= len(broken) and (len(before), len(before[-1]) + 1) == (line, column)
    return None if there and _stops(said, broken, place) else found.group()


def _stops(said: str, broken: str, place: int) -> bool:
    if said not in _WANTED:
        return _stops_inside(said, read(broken), place)
    before = read(broken[:place])
    goes_on = read(broken[: place + 1], before, place).place > place
    return not before.here and before.wants in _WANTED[said] and not goes_on


def _stops_inside(said: str, whole: Reading, place: int) -> bool:
    """Say whether reading stops inside a string for the reason given."""
    if whole.wants != "text":
        return False
    if said.startswith("Unterminated"):
        return whole.begun == place and whole.text[whole.place :] in ("", "\\")
    if said.startswith("Invalid control"):
        return whole.place == place and "" < whole.here < " "
    return whole.here == "\\" and place - whole.place == ("X" in said)
