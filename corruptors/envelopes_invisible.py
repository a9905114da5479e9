"""Characters that nobody sees, before the text or between its tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jsonsynth.corruption import (
    Corruptor,
    Edit,
    Fix,
    Mend,
    Random,
    Reading,
    Tokens,
    below,
    chance,
    inserted,
    pick,
)


def _invisible(tokens: Tokens, rng: Random) -> list[Edit]:
    if chance(rng, 0.3):
        return inserted(0, "\ufeff")
    index = below(rng, len(tokens.shape) - 1)
    return inserted(tokens.end(index), pick(rng, ("\u00a0", "\u00a0", "\u200b", "\u2003", "\u202f", "\u3000")))


# -- inverses: what undoes an error where strict reading stops

_ODD_BLANKS = re.compile(
    "(?:[\ufeff\u00a0\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f\u2060\u3000\x0b\x0c\x00]|\x1b\\[[0-9;]*[mK])+"
)
_COLOUR = re.compile(  # of a terminal; what begins it may be lost, or written out
    r"(?:\x1b|\^\[|␛|\\(?:033|0?x?1[bB]|u001[bB]|e))?\[(?:\d{1,3}(?:;\d{1,3})*)?[mK](?![a-z])"
)


_READ_WRONG = re.compile("â€|Â«|ã€Œ")  # quotes in UTF-8 that were read as Windows-1252


def _as_utf8(text: str) -> str:
    """Read a text in UTF-8 that was read as Windows-1252; empty if it was not."""
    known = [letter.encode("cp1252", errors="ignore") or letter.encode("latin-1", errors="ignore") for letter in text]
    return b"".join(known).decode("utf-8", errors="ignore") if all(known) else ""


def _without_odd_blanks(reading: Reading) -> Iterator[Fix]:
    text, place = reading.text, reading.place
    if reading.here == "\0" and 2 * text.count("\0") >= len(text) - 1:  # of UTF-16
        yield Fix(0, len(text), text.replace("\0", ""), False)
    if "\x1b" not in text and any(
        code.end() > place >= code.start() for code in _COLOUR.finditer(text, max(0, place - 9), place + 9)
    ):
        yield Fix(0, len(text), _COLOUR.sub("", text), False)
    if reading.match(_READ_WRONG) and (reread := _as_utf8(text)):
        yield Fix(0, len(text), reread, False)
    found = reading.match(_ODD_BLANKS)
    if found:
        yield Fix(reading.place, found.end(), "")


CORRUPTORS = (
    Corruptor(
        "invisible_chars",
        "blank",
        _invisible,
        ("[1]", "\ufeff[1]"),
        does="adds a byte order mark, or an odd blank between tokens",
        where="never inside strings",
        weight=25,
        mend=Mend(_without_odd_blanks, again=0),
    ),
)
