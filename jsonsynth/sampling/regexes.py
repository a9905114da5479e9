"""Patterns of ECMA-262 read into trees: characters, sequences, alternatives, repeats, groups, looks, anchors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

__all__ = ["ENDLESS", "Alternatives", "Anchor", "Back", "Characters", "Group", "Look", "Node", "Repeat", "Sequence",
           "UnreadableError", "read"]  # fmt: skip

ENDLESS = 1 << 40

_LOWER = "abcdefghijklmnopqrstuvwxyz"
_UPPER = _LOWER.upper()
_DIGITS = "0123456789"
_ASCII = "".join(map(chr, range(32, 127)))
_WIDE = _ASCII + "\t\n\r" + "".join(map(chr, [*range(0xA0, 0x180), *range(0x391, 0x3C9), *range(0x410, 0x450)]))
_SPACES = " \t\n\r\f\v\u00a0\u2028\u2029"
_DEEPEST = 60
_LONGEST = 20_000


class UnreadableError(Exception):
    """The pattern has something that is not read here."""


@dataclass(frozen=True, slots=True)
class Characters:
    """One character of a pool; ``wordy`` if all small letters are in it, ``loud`` if only all capital ones are."""

    pool: str
    wordy: bool
    loud: bool
    least: int = 1
    most: int = 1


@dataclass(frozen=True, slots=True)
class Sequence:
    """One after the other. ``rest_least[i]`` and ``rest_most[i]`` are the lengths from item i on."""

    items: tuple[Node, ...]
    rest_least: tuple[int, ...]
    rest_most: tuple[int, ...]
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Alternatives:
    """One of the branches."""

    branches: tuple[Node, ...]
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Repeat:
    """An item ``low`` to ``high`` times."""

    item: Node
    low: int
    high: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Group:
    """What a back reference repeats; ``names``: its number and its name."""

    item: Node
    names: tuple[str, ...]
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Back:
    """The text of a group again."""

    name: str
    least: int = 0
    most: int = ENDLESS


@dataclass(frozen=True, slots=True)
class Look:
    """A condition on what is around, of no length."""

    item: Node
    negative: bool
    least: int = 0
    most: int = 0


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place: ``^``, ``$``, ``b`` or ``B``."""

    kind: str
    least: int = 0
    most: int = 0


Node: TypeAlias = "Characters | Sequence | Alternatives | Repeat | Group | Back | Look | Anchor"


def _characters(wanted: set[str], negative: bool) -> Characters:
    if negative:
        pool = "".join(c for c in _ASCII if c not in wanted) or "".join(c for c in _WIDE if c not in wanted)
    else:
        pool = "".join(sorted(wanted))
        pool = "".join(c for c in pool if c in _PLAIN) or pool
    if not pool:
        raise UnreadableError("a class without characters")
    letters = set(pool)
    wordy = letters.issuperset(_LOWER)
    return Characters(pool, wordy, not wordy and letters.issuperset(_UPPER))


_PLAIN = frozenset(_ASCII)
_SMALL = {
    "d": set(_DIGITS),
    "w": set(_LOWER + _UPPER + _DIGITS + "_"),
    "s": set(_SPACES),
}
_CLASSES = _SMALL | {name.upper(): set(_WIDE) - wanted for name, wanted in _SMALL.items()}
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t", "f": "\f", "v": "\v", "0": "\0"}
_MARKS = frozenset("!\"#%&'()*,-./:;?@[\\]_{}")
_SIGNS_OF_SUMS = frozenset("$+<=>^`|~")
_PROPERTIES: dict[str, Callable[[str], bool]] = {
    "ASCII": str.isascii,
    "Alphabetic": str.isalpha,
    "Any": lambda _: True,
    "L": str.isalpha,
    "Letter": str.isalpha,
    "Ll": str.islower,
    "Lowercase_Letter": str.islower,
    "Lu": str.isupper,
    "N": str.isdigit,
    "Nd": str.isdigit,
    "Number": str.isdigit,
    "P": _MARKS.__contains__,
    "Punctuation": _MARKS.__contains__,
    "S": _SIGNS_OF_SUMS.__contains__,
    "Uppercase_Letter": str.isupper,
    "Zs": str.isspace,
}


def _sequence(items: list[Node]) -> Node:
    if len(items) == 1:
        return items[0]
    least, most = [0], [0]
    for item in reversed(items):
        least.append(least[-1] + item.least)
        most.append(min(ENDLESS, most[-1] + item.most))
    return Sequence(tuple(items), tuple(reversed(least)), tuple(reversed(most)), least[-1], most[-1])


def _alternatives(branches: list[Node]) -> Node:
    if len(branches) == 1:
        return branches[0]
    return Alternatives(tuple(branches), min(b.least for b in branches), max(b.most for b in branches))


class _Reader:
    """A recursive descent over the text of one pattern."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.groups = 0
        self.depth = 0

    def peek(self, size: int = 1) -> str:
        return self.text[self.at : self.at + size]

    def take(self, size: int = 1) -> str:
        taken = self.peek(size)
        if len(taken) < size:
            raise UnreadableError("it ends too early")
        self.at += size
        return taken

    def skip(self, wanted: str) -> bool:
        found = self.text.startswith(wanted, self.at)
        self.at += len(wanted) if found else 0
        return found

    def whole(self) -> Node:
        node = self.choice()
        if self.at < len(self.text):
            raise UnreadableError(f"character {self.at} is not understood")
        return node

    def choice(self) -> Node:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise UnreadableError("its groups are nested too deep")
        branches = [self.sequence()]
        while self.skip("|"):
            branches.append(self.sequence())
        self.depth -= 1
        return _alternatives(branches)

    def sequence(self) -> Node:
        items: list[Node] = []
        while self.at < len(self.text) and self.peek() not in "|)":
            items.append(self.repeated(self.atom()))
        return _sequence(items)

    def repeated(self, item: Node) -> Node:
        low, high = self.counts()
        if (low, high) == (1, 1):
            return item
        self.skip("?")
        return Repeat(item, low, high, low * item.least, min(ENDLESS, high * item.most))

    def counts(self) -> tuple[int, int]:
        sign = self.peek()
        if sign and sign in _SIGNS:
            self.at += 1
            return _SIGNS[sign]
        if sign != "{":
            return 1, 1
        end = self.text.find("}", self.at)
        low, comma, high = self.text[self.at + 1 : max(end, 0)].partition(",")
        if not low.isdecimal() or not (high.isdecimal() or not high):
            return 1, 1  # a brace that stands for itself is read as an atom next
        self.at = end + 1
        return int(low), int(high) if high else (ENDLESS if comma else int(low))

    def atom(self) -> Node:
        sign = self.take()
        if sign == "(":
            return self.group()
        if sign == "[":
            return self.character_class()
        if sign == "\\":
            return self.escape()
        if sign == ".":
            return _characters({"\n", "\r"}, negative=True)
        return Anchor(sign) if sign in "^$" else _characters({sign}, negative=False)

    def group(self) -> Node:
        for opening, negative in (("?=", False), ("?!", True), ("?<=", False), ("?<!", True)):
            if self.skip(opening):
                return Look(self.closed(), negative)
        if self.skip("?:"):
            return self.closed()
        self.groups += 1
        names = [str(self.groups)]
        if self.skip("?<"):
            end = self.text.find(">", self.at)
            names.append(self.take(max(end, self.at) - self.at))
            self.take()
        elif self.peek() == "?":
            raise UnreadableError("a group of an unknown kind")
        item = self.closed()
        return Group(item, tuple(names), item.least, item.most)

    def closed(self) -> Node:
        item = self.choice()
        if not self.skip(")"):
            raise UnreadableError("a group that is not closed")
        return item

    def escape(self) -> Node:
        sign = self.peek()
        if sign and sign in "bB":
            return Anchor(self.take())
        if sign and sign in "123456789":
            return Back(self.take())
        if sign == "k" and self.peek(2) == "k<":
            self.take(2)
            end = self.text.find(">", self.at)
            name = self.take(max(end, self.at) - self.at)
            self.take()
            return Back(name)
        return _characters(self.escaped(), negative=False)

    def escaped(self) -> set[str]:
        """Read what follows a backslash, in a class or outside."""
        sign = self.take()
        if sign in _CLASSES:
            return _CLASSES[sign]
        if sign in "pP" and self.skip("{"):
            return self.property(sign == "P")
        if sign == "c" and self.peek().isalpha():
            return {chr(ord(self.take()) % 32)}
        if sign in "xu":
            return {self.code(sign)}
        return {_CONTROLS.get(sign, sign)}

    def property(self, negative: bool) -> set[str]:
        end = self.text.find("}", self.at)
        name = self.take(max(end, self.at) - self.at).rpartition("=")[2]
        self.take()
        holds = _PROPERTIES.get(name)
        if holds is None:
            raise UnreadableError(f"property {name!r} is not known")
        found = {c for c in _WIDE if holds(c) != negative}
        return found & _PLAIN or found

    def code(self, sign: str) -> str:
        if sign == "u" and self.skip("{"):
            end = self.text.find("}", self.at)
            digits = self.take(max(end, self.at) - self.at)
            self.take()
        else:
            digits = self.peek(2 if sign == "x" else 4)
            if len(digits) < (2 if sign == "x" else 4) or not set(digits) <= _HEX:
                return sign
            self.take(len(digits))
        if not digits or not set(digits) <= _HEX:
            raise UnreadableError("a code point that is not hexadecimal")
        return self.paired(int(digits, 16))

    def paired(self, code: int) -> str:
        """Return a code point's character, the one of two surrogates together."""
        if 0xD800 <= code < 0xDC00 and self.skip("\\u"):
            return chr(0x10000 + ((code - 0xD800) << 10) + int(self.take(4), 16) - 0xDC00)
        if 0xD800 <= code < 0xE000 or code > 0x10FFFF:
            raise UnreadableError("a code point that is no character")
        return chr(code)

    def character_class(self) -> Node:
        negative = self.skip("^")
        wanted: set[str] = set()
        while not self.skip("]"):
            first = self.class_atom()
            if self.peek() == "-" and self.peek(2) != "-]" and len(first) == 1:
                self.take()
                last = self.class_atom()
                wanted |= _span(first, last) if len(last) == 1 else {*first, "-", *last}
            else:
                wanted |= first
        return _characters(wanted, negative)

    def class_atom(self) -> set[str]:
        sign = self.take()
        if sign != "\\":
            return {sign}
        if self.skip("b"):
            return {"\b"}
        return self.escaped()


_SIGNS = {"*": (0, ENDLESS), "+": (1, ENDLESS), "?": (0, 1)}
_HEX = frozenset("0123456789abcdefABCDEF")


def _span(first: set[str], last: set[str]) -> set[str]:
    low, high = ord(min(first)), ord(min(last))
    if high - low > 600:  # a whole script: its first characters will do, and ASCII where it is in it
        plain = {c for c in _WIDE if low <= ord(c) <= high}
        return plain | {chr(code) for code in range(low, low + 200) if chr(code).isprintable()} | {chr(high)}
    return {chr(code) for code in range(low, high + 1) if not 0xD800 <= code < 0xE000}


@lru_cache(maxsize=512)
def read(pattern: str) -> Node:
    """Return the tree of a pattern. Raises UnreadableError with the reason."""
    if len(pattern) > _LONGEST:
        raise UnreadableError("it is too long")
    return _Reader(pattern).whole()
