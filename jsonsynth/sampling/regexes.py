"""Patterns of ECMA-262 read into trees."""

from __future__ import annotations

from functools import lru_cache

from jsonsynth.sampling.characters import (
    ANY,
    CLASSES,
    KNOWN,
    Ranges,
    folded,
    in_one_case,
    inverse,
    joined,
    natural,
    overlap,
    property_named,
)
from jsonsynth.sampling.trees import (
    ENDLESS,
    Anchor,
    Back,
    Characters,
    Group,
    Look,
    Node,
    Repeat,
    alternatives_of,
    sequence_of,
)

__all__ = ["ENDLESS", "UnreadableError", "read"]

_DEEPEST = 60
_LONGEST = 20_000


class UnreadableError(Exception):
    """The pattern has something that is not read here."""


@lru_cache(maxsize=4096)
def _characters(parts: tuple[tuple[int, int], ...], negative: bool = False, known: bool = True) -> Characters:
    """Return the set of some ranges, or of what is outside of them."""
    ranges = overlap(joined(parts), ANY)
    if negative:
        ranges = inverse(ranges) if known else overlap(inverse(ranges), KNOWN)
    pool = natural(ranges)
    if not pool:
        raise UnreadableError("a class without characters")
    letters = set(pool)
    wordy = letters.issuperset(_LOWER)
    loud = not wordy and letters.issuperset(_UPPER)
    plain = "".join([c for c in pool if c.isalnum()]) if wordy or loud else in_one_case(pool)
    return Characters(ranges, known, pool, plain, wordy, loud)


# of "example.org" and of "[0-9].[0-9]", where only a point is meant: it is said once, behind something
_POINT = Characters(CLASSES["."], True, ".", ".", False, False)
_MANY_OR_ANY = "*+?{.|)"
_LOWER = "abcdefghijklmnopqrstuvwxyz"
_UPPER = _LOWER.upper()
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t", "f": "\f", "v": "\v", "0": "\0"}
_ENDS_OF_TEXT = {"A": "^", "z": "$"}


class _Reader:
    """A recursive descent over the text of one pattern."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.groups = 0
        self.depth = 0
        self.folds = False  # whether the case of letters is ignored
        self.known = True  # whether all characters of the class being read are known

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
        return alternatives_of(branches)

    def sequence(self) -> Node:
        items: list[Node] = []
        while self.at < len(self.text) and self.peek() not in "|)":
            items.append(self.repeated(self.atom()))
        return sequence_of(items)

    def repeated(self, item: Node) -> Node:
        low, high = self.counts()
        if (low, high) == (1, 1):
            return item
        self.skip("?")
        if self.counts() != (1, 1):
            raise UnreadableError("a repeat that is repeated without a group")
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
            before, after = self.text[self.at - 2 : self.at - 1], self.peek()
            meant = (before.isalnum() or before in ("]", "}")) and (not after or after not in _MANY_OR_ANY)
            return _POINT if meant else _characters(CLASSES["."])
        return Anchor(sign) if sign in "^$" else self.characters(((ord(sign), ord(sign)),))

    def characters(self, parts: tuple[tuple[int, int], ...], negative: bool = False) -> Characters:
        known, self.known = self.known, True
        return _characters(folded(joined(parts)) if self.folds else parts, negative, known)

    def group(self) -> Node:
        for opening in ("?=", "?!", "?<=", "?<!"):
            if self.skip(opening):
                return Look(self.closed(), opening[-1] == "!", "<" in opening)
        if self.skip("?:"):
            return self.closed()
        if self.peek() == "?" and self.peek(3) != "?P<" and self.peek(2) != "?<":
            return self.flagged()
        self.groups += 1
        names = [str(self.groups)]
        if self.skip("?<") or self.skip("?P<"):
            end = self.text.find(">", self.at)
            names.append(self.take(max(end, self.at) - self.at))
            self.take()
        item = self.closed()
        return Group(item, tuple(names), item.least, item.most)

    def flagged(self) -> Node:
        """Read ``(?i)`` or ``(?i:``, of which only the case of letters counts here."""
        self.take()
        flags = self.take(len(self.text[self.at :]) - len(self.text[self.at :].lstrip("ims-")))
        on, _, off = flags.partition("-")
        if not flags or "m" in on:
            raise UnreadableError("a group of an unknown kind")
        folds = self.folds
        self.folds = "i" in on or (folds and "i" not in off)
        if self.skip(")"):
            return sequence_of([])
        if not self.skip(":"):
            raise UnreadableError("a group of an unknown kind")
        item = self.closed()
        self.folds = folds
        return item

    def closed(self) -> Node:
        folds = self.folds
        item = self.choice()
        self.folds = folds
        if not self.skip(")"):
            raise UnreadableError("a group that is not closed")
        return item

    def escape(self) -> Node:
        sign = self.peek()
        if sign and sign in "bB":
            return Anchor(self.take())
        if sign and sign in _ENDS_OF_TEXT:
            return Anchor(_ENDS_OF_TEXT[self.take()])
        if sign and sign in "123456789":
            return Back(self.take())
        if sign == "k" and self.peek(2) == "k<":
            self.take(2)
            end = self.text.find(">", self.at)
            name = self.take(max(end, self.at) - self.at)
            self.take()
            return Back(name)
        return self.characters(self.escaped())

    def escaped(self) -> Ranges:
        """Read what follows a backslash, in a class or outside."""
        sign = self.take()
        if sign in CLASSES and sign != ".":
            return CLASSES[sign]
        if sign in "pP":
            return self.property(sign == "P")
        if sign == "c" and self.peek().isalpha():
            return _single(chr(ord(self.take()) % 32))
        if sign in "xu":
            return _single(self.code(sign))
        return _single(_CONTROLS.get(sign, sign))

    def property(self, negative: bool) -> Ranges:
        if self.skip("{"):
            end = self.text.find("}", self.at)
            name = self.take(max(end, self.at) - self.at)
            self.take()
        else:
            name = self.take()
        found = property_named(name)
        if found is None:
            raise UnreadableError(f"property {name!r} is not known")
        self.known = False
        return overlap(inverse(found), KNOWN) if negative else found

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
        parts: list[tuple[int, int]] = []
        while not self.skip("]"):
            first = self.class_atom()
            if self.peek() == "-" and self.peek(2) != "-]" and _is_single(first):
                self.take()
                last = self.class_atom()
                parts += [(first[0][0], last[0][0])] if _is_single(last) else [*first, (45, 45), *last]
            else:
                parts += first
        return self.characters(tuple(parts), negative)

    def class_atom(self) -> Ranges:
        sign = self.take()
        if sign != "\\":
            return _single(sign)
        if self.skip("b"):
            return _single("\b")
        return self.escaped()


_SIGNS = {"*": (0, ENDLESS), "+": (1, ENDLESS), "?": (0, 1)}
_HEX = frozenset("0123456789abcdefABCDEF")


def _single(character: str) -> Ranges:
    return ((ord(character), ord(character)),)


def _is_single(ranges: Ranges) -> bool:
    return len(ranges) == 1 and ranges[0][0] == ranges[0][1]


@lru_cache(maxsize=512)
def read(pattern: str) -> Node:
    """Return the tree of a pattern. Raises UnreadableError with the reason."""
    if len(pattern) > _LONGEST:
        raise UnreadableError("it is too long")
    return _Reader(pattern).whole()
