"""Where strict reading of a text stops, and what would have been allowed there (RFC 8259)."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

__all__ = ["Open", "Reading", "State", "Wants", "read", "step"]

Wants = Literal["value", "first value", "name", "first name", "colon", "more", "nothing", "text"]

_BLANKS = re.compile(r"[ \t\r\n]*")
_TOKEN = re.compile(  # and the white space behind it; Python reads no integer of more than 4,300 digits
    r'(?:("[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*")'
    r"|(-?(?:0|[1-9][0-9]{0,4299})(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null)(?![\w.+$-])"
    r"|([{}\[\]:,]))[ \t\r\n]*"
)
_IN_TEXT = re.compile(r'"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*')
_KINDS = {**dict.fromkeys("-0123456789", "0"), **{mark: mark for mark in "{}[]:,tfn"}, '"': "s"}


class Open(NamedTuple):
    """A container that is open: its bracket, and the containers around it, innermost first."""

    mark: str
    outer: Open | None


@dataclass(slots=True)
class Reading:
    """How far a text is JSON.

    ``shape`` has a character for each token read (``{ } [ ] : ,``, ``k`` a member's name, ``s`` another string, ``0`` a
    number, ``t f n`` a literal), ``starts`` and ``ends`` their offsets. ``place`` is the offset of what may not follow
    (the length of the text where it ends too soon), ``here`` the character there, if any, ``wants`` what may follow,
    and ``text`` where ``place`` is inside a string that begins at ``begun`` (else -1). ``last``: the last character of
    ``shape``, if any; ``before``: the end of the last token, else 0. ``whole``: the text is JSON. ``states``: before
    each token, and the one behind the last. Nobody assigns to it.
    """

    text: str
    shape: str
    starts: list[int]
    ends: list[int]
    place: int
    wants: Wants
    open: Open | None
    begun: int
    whole: bool
    states: list[State]
    here: str
    last: str
    before: int

    @property
    def inside(self) -> str:
        """The innermost bracket that is open, empty outside."""
        return self.open.mark if self.open else ""

    @property
    def at_value(self) -> bool:
        """A value may begin here."""
        return self.wants in ("value", "first value")

    @property
    def at_name(self) -> bool:
        """A member's name may begin here."""
        return self.wants in ("name", "first name")

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Match a pattern at ``place``, never inside a string."""
        return None if self.begun >= 0 else pattern.match(self.text, self.place)

    @property
    def closers(self) -> str:
        """What closes all that is open."""
        closing: list[str] = []
        opened = self.open
        while opened:
            closing.append("}" if opened.mark == "{" else "]")
            opened = opened.outer
        return "".join(closing)


State: TypeAlias = "tuple[Wants, Open | None]"  # what is wanted next, and what is open; a token has one


def step(state: State, mark: str) -> State | None:
    """Return the state behind a token, by its character of ``shape``; None where it may not follow."""
    wants, opened = state
    after = _AFTER[wants].get(mark)
    if after is None:
        return None
    if mark in "{[":
        return after, Open(mark, opened)
    if mark in "}]":
        if opened is None or _PAIRS[opened.mark] != mark:
            return None
        opened = opened.outer
    elif mark == "," and opened and opened.mark == "{":
        after = "name"
    return "nothing" if after == "more" and opened is None else after, opened


def read(text: str, before: Reading | None = None, same: int = 0, *, spent: bool = False) -> Reading:
    """Read a text strictly, as far as it goes.

    ``before`` is the reading of a text with the same first ``same`` characters: what it read of them is not read again.
    ``spent``: nobody looks at ``before`` any more, so that its lists are taken rather than copied.
    """
    kept = max(0, bisect_right(before.ends, same - 1) - 1) if before else 0  # a token that ends there may go on
    shape, starts, ends, states = _first(before, kept, spent)
    place = _blank_end(text, ends[-1] if ends else 0)
    state = states[-1]
    while found := _TOKEN.match(text, place):
        mark = _KINDS[text[place]]
        after = step(state, mark)
        if after is None:
            break
        state = after
        shape.append("k" if state[0] == "colon" else mark)
        starts.append(place)
        ends.append(found.end(found.lastindex or 0))
        states.append(state)
        place = found.end()
    wants, opened = state
    begun = place if found is None and text.startswith('"', place) and step(state, "s") else -1
    if begun >= 0:
        place, wants = _text_end(text, place), "text"
    return Reading(
        text,
        "".join(shape),
        starts,
        ends,
        place,
        wants,
        opened,
        begun,
        wants == "nothing" and place == len(text),
        states,
        text[place : place + 1],
        shape[-1][-1:],
        ends[-1] if ends else 0,
    )


def _first(before: Reading | None, kept: int, spent: bool) -> tuple[list[str], list[int], list[int], list[State]]:
    """Return the shape and the offsets of the first tokens of a reading, and one state more."""
    if before is None:
        return [""], [], [], [("value", None)]
    shape = [before.shape[:kept]]
    if not spent:
        return shape, before.starts[:kept], before.ends[:kept], before.states[: kept + 1]
    del before.starts[kept:], before.ends[kept:], before.states[kept + 1 :]
    return shape, before.starts, before.ends, before.states


def _blank_end(text: str, place: int) -> int:
    blank = _BLANKS.match(text, place)
    return blank.end() if blank else place


def _text_end(text: str, place: int) -> int:
    cut = _IN_TEXT.match(text, place)
    return cut.end() if cut else place


_PAIRS = {"{": "}", "[": "]"}
_MORE: Wants = "more"
_VALUES: dict[str, Wants] = {"{": "first name", "[": "first value", **dict.fromkeys("s0tfn", _MORE)}
# What is wanted behind a token where something was wanted; behind a comma of an object, it is a name.
_AFTER: dict[Wants, dict[str, Wants]] = {
    "value": _VALUES,
    "first value": {**_VALUES, "]": "more"},
    "name": {"s": "colon", "k": "colon"},
    "first name": {"s": "colon", "k": "colon", "}": "more"},
    "colon": {":": "value"},
    "more": {",": "value", "}": "more", "]": "more"},
    "nothing": {},
    "text": {},
}
