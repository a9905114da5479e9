"""JSON text as tokens that lose nothing, quick to search: one character of ``shape`` stands for each token."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

__all__ = ["Span", "Tokens", "scan", "scan_again"]

_BLANK = " \t\r\n"
_BARE = re.compile(r"[{}\[\]:,][ \t\r\n]*|[^ \t\r\n{}\[\]:,]+[ \t\r\n]*")  # a token and the white space behind it
_KINDS = dict.fromkeys("-0123456789", "0")


@dataclass(slots=True)
class Span:
    """A container: the tokens of its brackets, and the position of its parent in the list of spans (-1: root)."""

    open: int
    close: int
    parent: int


@dataclass(slots=True, eq=False)
class Tokens:
    """A text and where its tokens begin.

    ``starts`` has one entry more than there are tokens: the length of the text.
    ``shape`` has a character a token: ``{ } [ ] : ,`` stand for themselves, ``k`` is a member name, ``s`` another
    string, ``0`` a number, ``t f n`` a literal; any other character is no JSON token.
    Example: the shape of ``{"a": [1, true]}`` is ``{k:[0,t]}``
    """

    text: str
    starts: list[int]
    shape: str

    def token(self, index: int) -> str:
        """Return the token without the white space behind it."""
        return self._piece(index).rstrip(_BLANK)

    def end(self, index: int) -> int:
        """Return the offset behind the token, before its white space."""
        return self.starts[index] + len(self._piece(index).rstrip(_BLANK))

    def blank(self, index: int) -> str:
        """Return the white space behind the token."""
        piece = self._piece(index)
        return piece[len(piece.rstrip(_BLANK)) :]

    def _piece(self, index: int) -> str:
        return self.text[self.starts[index] : self.starts[index + 1]]

    @property
    def spans(self) -> tuple[Span, ...]:
        """The containers of a sound text, in the order of their opening brackets; the root first."""
        return _spans(self.shape)

    def around(self, index: int) -> int:
        """Return the position in ``spans`` of the innermost container that has the token inside, -1 for none."""
        spans = self.spans
        for place in range(len(spans) - 1, -1, -1):
            if spans[place].open < index < spans[place].close:
                return place
        return -1


def scan(text: str) -> Tokens:
    """Cut any text into tokens; nothing is refused, and a quote that is never closed takes the rest of the text."""
    plain = text.replace("\\\\", "..").replace('\\"', "..") if "\\" in text else text  # of the same length
    parts = plain.split('"')  # what is outside strings and the contents of strings take turns
    if len(parts) % 2 == 0:
        parts.append("")
    start, first, shape = _behind_string(parts[0])
    lengths = [*first]
    for content, (length, more, marks) in zip(parts[1::2], map(_behind_string, parts[2::2]), strict=True):
        lengths.append(len(content) + length)
        lengths += more
        shape += marks
    starts = [*accumulate(lengths, initial=start - 2)]
    starts[-1] = len(text)
    return Tokens(text, starts, shape[1:].replace("s:", "k:"))


@lru_cache(maxsize=2048)  # few but numbers differ
def _behind_string(text: str) -> tuple[int, list[int], str]:
    """Tell what stands behind a string up to the next: the length of its quotes and the white space behind it.

    And that of each token, with what is behind it, and the shape, the string's included.
    """
    pieces: list[str] = _BARE.findall(text)
    lengths = [*map(len, pieces)]
    marks = [_KINDS.get(piece[0], piece[0]) for piece in pieces]
    return 2 + len(text) - sum(lengths), lengths, "".join(["s", *marks])


@lru_cache(maxsize=2048)  # twice the rows that a build makes before it checks them
def scan_again(text: str) -> Tokens:
    """Scan a text that is scanned twice: by what makes a row of several errors, and by what checks it."""
    return scan(text)


_BRACKET = re.compile(r"[{}\[\]]")


@lru_cache(maxsize=2048)  # as many as texts that are scanned twice
def _spans(shape: str) -> tuple[Span, ...]:
    opens: list[int] = []
    closes: list[int] = []
    parents: list[int] = []
    inner = -1  # the position of the innermost container that is open
    for match in _BRACKET.finditer(shape):
        index = match.start()
        if shape[index] in "{[":
            opens.append(index)
            closes.append(len(shape))
            parents.append(inner)
            inner = len(opens) - 1
        elif inner >= 0:
            closes[inner] = index
            inner = parents[inner]
    return tuple(map(Span, opens, closes, parents))
