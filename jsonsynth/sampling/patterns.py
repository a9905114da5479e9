"""Texts of a pattern: a walk over its tree with a window of lengths."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from jsonsynth.sampling import regexes
from jsonsynth.sampling.draw import Draw, Missed
from jsonsynth.sampling.programs import anchored
from jsonsynth.sampling.regexes import ENDLESS, Node

__all__ = ["Shape", "shape", "text_of"]

_MORE = 4  # repeats beyond the least ones, where there is no limit


@dataclass(frozen=True, slots=True)
class Shape:
    """A pattern to draw from. ``sure``: what is drawn always matches; ``starts``, ``ends``: nothing may be added."""

    tree: Node
    sure: bool
    starts: bool
    ends: bool


@dataclass(slots=True)
class _Walk:
    draw: Draw
    words: Sequence[str]
    groups: dict[str, str] = field(default_factory=dict[str, str])


def text_of(shape: Shape, draw: Draw, low: int, high: int, words: Sequence[str]) -> str:
    """Return a text of the pattern of ``low`` to ``high`` characters. Raises Missed."""
    return _walk(shape.tree, _Walk(draw, words), low, high)


def _walk(node: Node, walk: _Walk, low: int, high: int) -> str:
    if node.least > high or node.most < low:
        raise Missed("", "no text of the pattern has the length that is asked for")
    return _WALKS[type(node)](node, walk, low, high)


def _characters(node: regexes.Characters, walk: _Walk, _: int, __: int) -> str:
    return node.pool[int(walk.draw.random() * len(node.pool))]


def _sequence(node: regexes.Sequence, walk: _Walk, low: int, high: int) -> str:
    done: list[str] = []
    for place, item in enumerate(node.items):
        after_least, after_most = node.rest_least[place + 1], node.rest_most[place + 1]
        text = _walk(item, walk, max(0, low - after_most), high - after_least)
        done.append(text)
        low -= len(text)
        high -= len(text)
    return "".join(done)


def _alternatives(node: regexes.Alternatives, walk: _Walk, low: int, high: int) -> str:
    open_ones = [branch for branch in node.branches if branch.least <= high and branch.most >= low]
    if not open_ones:
        raise Missed("", "no branch of the pattern has the length that is asked for")
    return _walk(open_ones[int(walk.draw.random() * len(open_ones))], walk, low, high)


def _repeat(node: regexes.Repeat, walk: _Walk, low: int, high: int) -> str:
    item = node.item
    if type(item) is regexes.Characters:
        return _run(item, walk, max(low, node.low), min(high, node.high))
    fewest = max(node.low, -(-low // item.most) if item.most else 0)
    most = min(node.high, high // item.least if item.least else max(fewest, node.low) + _MORE)
    if fewest > most:
        raise Missed("", "no repeat of the pattern has the length that is asked for")
    times = fewest + int(walk.draw.random() * (min(most, fewest + _MORE) - fewest + 1))
    walk.draw.spend(times)
    done: list[str] = []
    for left in range(times - 1, -1, -1):
        text = _walk(item, walk, max(0, low - left * item.most), high - left * item.least)
        done.append(text)
        low -= len(text)
        high -= len(text)
    return "".join(done)


def _run(item: regexes.Characters, walk: _Walk, low: int, high: int) -> str:
    """Return characters of one pool: a word where all letters are in it."""
    natural = (item.wordy or item.loud) and not walk.draw.strict  # a strict draw needs what is rare
    if natural and not walk.draw.wide:
        word = _word(walk, low, high)
        if word is not None:
            return word.upper() if item.loud else word
    pool, size, random = item.pool, len(item.pool), walk.draw.random
    spread = 12 if high < ENDLESS and high - low <= 12 else 7
    count = low + int(random() * (min(high, max(low, 1) + spread) - low + 1))
    walk.draw.spend(count >> 5)
    if size == 1:
        return pool * count
    if natural:
        pool = "abcdefghijklmnopqrstuvwxyz" if item.wordy else "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        size = 26
    return "".join([pool[int(random() * size)] for _ in range(count)])


def _word(walk: _Walk, low: int, high: int) -> str | None:
    words = walk.words
    for _ in range(4):
        word = words[int(walk.draw.random() * len(words))]
        if low <= len(word) <= high:
            return word
    return None


def _group(node: regexes.Group, walk: _Walk, low: int, high: int) -> str:
    text = _walk(node.item, walk, low, high)
    walk.groups.update(dict.fromkeys(node.names, text))
    return text


def _back(node: regexes.Back, walk: _Walk, _: int, __: int) -> str:
    return walk.groups.get(node.name, "")


def _nothing(_: Node, __: _Walk, ___: int, ____: int) -> str:
    return ""


_WALKS: dict[type, Callable[..., str]] = {
    regexes.Alternatives: _alternatives,
    regexes.Anchor: _nothing,
    regexes.Back: _back,
    regexes.Characters: _characters,
    regexes.Group: _group,
    regexes.Look: _nothing,
    regexes.Repeat: _repeat,
    regexes.Sequence: _sequence,
}


def _sure(node: Node, first: bool = True, last: bool = True) -> bool:
    """Say whether nothing in the tree depends on what is around it."""
    if isinstance(node, regexes.Anchor):
        return (node.kind == "^" and first) or (node.kind == "$" and last)
    if isinstance(node, regexes.Group):
        return _sure(node.item, first, last)
    if isinstance(node, regexes.Repeat):
        return _sure(node.item, first=False, last=False)
    if isinstance(node, regexes.Alternatives):
        return all(_sure(branch, first, last) for branch in node.branches)
    if isinstance(node, regexes.Sequence):
        end = len(node.items) - 1
        return all(_sure(item, first and k == 0, last and k == end) for k, item in enumerate(node.items))
    return isinstance(node, regexes.Characters)


@lru_cache(maxsize=512)
def shape(pattern: str) -> Shape:
    """Return a pattern to draw from. Raises regexes.UnreadableError."""
    tree = regexes.read(pattern)
    return Shape(tree, _sure(tree), anchored(tree, "^"), anchored(tree, "$"))
