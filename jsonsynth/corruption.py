"""The vocabulary of breakage: an edit, a corruptor, and what proposals are written with.

Corruptor files see this module, :mod:`jsonsynth.tokens` and the standard library alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import floor
from re import Pattern
from typing import Literal, NamedTuple, Union

from jsonsynth.examples import JSON
from jsonsynth.nesting import innermost, items, misfit
from jsonsynth.seeds import Random, below, between, chance, pick, shuffled, weighted
from jsonsynth.stops import Reading, read
from jsonsynth.tokens import Span, Tokens
from jsonsynth.yamltext import YamlError
from jsonsynth.yamltext import read as read_yaml

__all__ = [
    "JSON",
    "QUOTED_OR_ROUND",
    "Container",
    "Corruptor",
    "Edit",
    "Fix",
    "Mend",
    "Part",
    "Policy",
    "Prepare",
    "Propose",
    "Random",
    "Reading",
    "Span",
    "Tokens",
    "YamlError",
    "applied",
    "around",
    "below",
    "between",
    "chance",
    "closing",
    "enveloped",
    "find",
    "find_all",
    "find_list",
    "innermost",
    "inserted",
    "items",
    "misfit",
    "one_or_all",
    "pick",
    "printed",
    "put",
    "read",
    "read_yaml",
    "removed",
    "replaced",
    "replaced_all",
    "requoted",
    "rewritten",
    "shuffled",
    "strings",
    "weighted",
]


class Edit(NamedTuple):
    """Replace the characters ``start`` to ``end`` of the sound text by ``new``."""

    start: int
    end: int
    new: str


Container = Union["dict[str, JSON]", "list[JSON]"]
_CONTAINERS = (dict, list)  # ``dict | list`` would be made anew for every test
Part = Literal["bracket", "end", "separator", "string", "scalar", "blank", "envelope", "text"]
Propose = Callable[[Tokens, Random], "list[Edit]"]
Prepare = Callable[[JSON, Random], "JSON | None"]


class Fix(NamedTuple):
    """Replace the characters ``start`` to ``end`` of a broken text.

    ``sure``: nobody would read the text another way. ``extra``: how many times the class's cost it costs beside that.
    """

    start: int
    end: int
    new: str
    sure: bool = True
    extra: int = 0


@dataclass(frozen=True, slots=True)
class Mend:
    """The inverse of a class: it sees a broken text alone, read up to where strict reading stops.

    ``rule`` gives what would undo the error there, the likeliest first, nothing where it sees none. ``cost``: of the
    first use in a text; ``again``: of each further one.
    """

    rule: Callable[[Reading], Iterable[Fix]]
    cost: int = 1
    again: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class Policy:
    """The convention that a class's label needs to be certain, in the words of an instruction.

    ``sentences`` by language, nine or more, so that each split has three of its own; ``said`` is found in every one of
    them, and looked for in the instruction of every row of the class.
    """

    name: str
    said: Pattern[str]
    sentences: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Corruptor:
    """A class of breakage.

    ``propose`` gives the edits of one error in a sound text, ascending; none where its guard bars it. Several edits
    inside a text break a token each, and each alone is an error of the class too.
    ``part`` says what it breaks, and so what may stand beside it: ``bracket`` (one container), ``end`` (the first or
    last bracket), ``separator``, ``string``, ``scalar``, ``blank`` (between tokens), ``envelope`` (around the text:
    edits at its two ends) or ``text`` (all of it, never mixed with another local error).
    ``does`` and ``where`` tell people what it breaks and what its guard asks for, as the list of classes prints them.
    ``kin``: classes of one kin come from one hand ("python", "script"): a text has errors of one kin beside those of
    none, and of what goes around it one has a kin at most, which no others inside gainsay; "call" goes alone.
    ``policy``: what the instruction has to state where the text alone leaves the label uncertain.
    ``prepare`` changes the document beforehand so that the class finds a place (it may change the argument), or None.
    ``weight``: how often, beside the others'. ``mend``: the inverse, which shares nothing with ``propose``.
    """

    name: str
    part: Part
    propose: Propose
    example: tuple[str, str]
    does: str
    where: str
    weight: int = 10
    kin: str = ""
    policy: Policy | None = None
    prepare: Prepare | None = None
    mend: Mend | None = None


def applied(text: str, edits: Sequence[Edit]) -> str:
    """Apply edits that ascend and do not overlap; two at one place keep their order."""
    parts: list[str] = []
    position = 0
    for start, end, new in edits:
        parts += (text[position:start], new)
        position = end
    parts.append(text[position:])
    return "".join(parts)


# -- what corruptors are written with


def find(tokens: Tokens, rng: Random, pattern: Pattern[str], fits: Callable[[str], object] | None = None) -> int:
    """Return a token where ``pattern`` matches the shape and ``fits`` accepts its text, -1 if there is none.

    The search starts anywhere and goes round, so that every place is found.
    """
    shape = tokens.shape
    start = floor(rng.random() * len(shape))
    if fits is None:
        match = pattern.search(shape, start) or pattern.search(shape)
        return match.start() if match else -1
    for match in pattern.finditer(shape, start):
        if fits(tokens.token(match.start())):
            return match.start()
    for match in pattern.finditer(shape):
        if match.start() >= start:
            break
        if fits(tokens.token(match.start())):
            return match.start()
    return -1


def find_all(tokens: Tokens, pattern: Pattern[str]) -> list[int]:
    """Return every token where ``pattern`` matches the shape."""
    return [match.start() for match in pattern.finditer(tokens.shape)]


def find_list(tokens: Tokens, rng: Random, pattern: Pattern[str]) -> re.Match[str] | None:
    """Find a list in the shape, from anywhere and round to there."""
    if "[" not in tokens.shape:
        return None
    return pattern.search(tokens.shape, below(rng, len(tokens.shape))) or pattern.search(tokens.shape)


def replaced(tokens: Tokens, index: int, new: str) -> list[Edit]:
    """Replace a token."""
    return [Edit(tokens.starts[index], tokens.end(index), new)]


def replaced_all(tokens: Tokens, pattern: Pattern[str], new: Callable[[str], str | None]) -> list[Edit]:
    """Replace every token where ``pattern`` matches the shape; nothing if ``new`` has nothing for one of them."""
    starts, places = tokens.starts, find_all(tokens, pattern)
    old = [tokens.token(place) for place in places]
    found: list[Edit] = []
    for place, token in zip(places, old, strict=True):
        other = new(token)
        if other is None:
            return []
        found.append(Edit(starts[place], starts[place] + len(token), other))
    return found


def one_or_all(pattern: Pattern[str], fits: Callable[[str], bool], new: Callable[[str], str], all_of: float) -> Propose:
    """Rewrite one string that fits, or, in a share of the texts, all of them where all fit."""

    def changed(token: str) -> str | None:
        return new(token) if fits(token) else None

    def propose(tokens: Tokens, rng: Random) -> list[Edit]:
        edits = replaced_all(tokens, pattern, changed) if chance(rng, all_of) else []
        if edits:
            return edits
        index = find(tokens, rng, pattern, fits)
        return replaced(tokens, index, new(tokens.token(index))) if index >= 0 else []

    return propose


def removed(tokens: Tokens, first: int, last: int) -> list[Edit]:
    """Remove tokens ``first`` to ``last`` with the white space between them."""
    return [Edit(tokens.starts[first], tokens.end(last), "")]


def inserted(offset: int, new: str) -> list[Edit]:
    """Insert before the character at ``offset``."""
    return [Edit(offset, offset, new)]


def around(tokens: Tokens, first: int, last: int, new: Callable[[str], str]) -> list[Edit]:
    """Rewrite the text of tokens ``first`` to ``last`` as one edit."""
    start, end = tokens.starts[first], tokens.end(last)
    return [Edit(start, end, new(tokens.text[start:end]))]


def rewritten(tokens: Tokens, new: str) -> list[Edit]:
    """Replace the whole text; nothing if that changes nothing."""
    return [] if new == tokens.text else [Edit(0, len(tokens.text), new)]


def enveloped(tokens: Tokens, before: str, behind: str) -> list[Edit]:
    """Put text before and behind the whole text, each only if there is any."""
    end = len(tokens.text)
    return [Edit(place, place, new) for place, new in ((0, before), (end, behind)) if new]


def put(container: Container, place: str | int, value: JSON) -> None:
    """Set the member or element at a place of a container."""
    if isinstance(container, dict):
        container[str(place)] = value
    else:
        container[int(place)] = value


def strings(value: JSON) -> list[tuple[Container, int | str, str]]:
    """Return the place of every string value of a document: its container, where it is there, and the string."""
    found: list[tuple[Container, int | str, str]] = []
    if isinstance(value, _CONTAINERS):
        _collect(value, found)
    return found


def _collect(container: Container, found: list[tuple[Container, int | str, str]]) -> None:
    inner: Iterable[tuple[int | str, JSON]] = container.items() if isinstance(container, dict) else enumerate(container)
    for place, value in inner:
        if isinstance(value, str):
            found.append((container, place, value))
        elif isinstance(value, _CONTAINERS):
            _collect(value, found)


# -- what inverses are written with

_TO_ESCAPE = re.compile(r"\\x[0-9a-fA-F]{2}|\\.|[\"\n\t\r]", re.DOTALL)
_ESCAPED = {'"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\\\n": ""}


# What stands before a text in quotes or a round bracket, and that as a group.
QUOTED_OR_ROUND = re.compile(r"""[^"'()]*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[()])""", re.DOTALL)
_STEPS = {"{": 1, "[": 1, "(": 1, "}": -1, "]": -1, ")": -1}


def closing(part: Pattern[str], text: str, place: int) -> int:
    """Find the end of what the bracket at ``place`` opens, 0 if it has none.

    ``part`` matches up to the end of the next bracket that counts or text in quotes, which is its group.
    """
    depth = 0
    for found in part.finditer(text, place):
        depth += _STEPS.get(found[1], 0)
        if depth == 0:
            return found.end()
    return 0


def printed(value: JSON) -> str:
    """Return a value as JSON."""
    return json.dumps(value, ensure_ascii=False)


def requoted(content: str, mark: str) -> str:
    """Return the JSON string of what stood between other quotes, ``mark``; an escaped mark loses its backslash.

    Example: ``requoted("it\\\\'s", "'")`` -> ``"it's"`` in quotes
    """

    def escaped(found: re.Match[str]) -> str:
        text = found.group()
        if text == "\\" + mark:
            return _ESCAPED.get(mark, mark)
        if text[1:2] == "x":
            return f"\\u00{text[2:]}"
        known = text if text[1:] and (text[1] in '"\\/' or text[1].isalpha()) else text[1:]
        return _ESCAPED.get(text, known)

    return '"' + _TO_ESCAPE.sub(escaped, content) + '"'
