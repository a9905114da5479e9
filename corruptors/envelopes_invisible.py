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
    index = below(rng, len(tokens.pieces) - 1)
    return inserted(tokens.end(index), pick(rng, ("\u00a0", "\u00a0", "\u200b", "\u2003", "\u202f", "\u3000")))


# -- inverses: what undoes an error where strict reading stops

_ODD_BLANKS = re.compile(
    "(?:[\ufeff\u00a0\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f\u2060\u3000\x0b\x0c\x00]|\x1b\\[[0-9;]*[mK])+"
)


def _without_odd_blanks(reading: Reading) -> Iterator[Fix]:
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
