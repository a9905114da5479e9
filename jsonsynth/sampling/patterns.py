"""Texts of a pattern: a walk over its tree with a window of lengths."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import floor

from jsonsynth.sampling import regexes, trees
from jsonsynth.sampling.draw import Draw, Missed
from jsonsynth.sampling.programs import anchored
from jsonsynth.sampling.trees import ENDLESS, Led, Node, Tailed, sequence_of

__all__ = ["Shape", "shape", "text_of"]

_LONG_WORD = 20  # characters from which on one word is too short
_DEEP = 3  # repeats in repeats, within which there is at most one more than the least ones
_MORE = 4  # repeats beyond the least ones, where there is no limit
_UNLIMITED = ENDLESS >> 1  # characters beyond which a window has no end, whatever stands before it


@dataclass(frozen=True, slots=True)
class Shape:
    """A pattern to draw from. ``sure``: what is drawn always matches; ``starts``, ``ends``: nothing may be added.

    ``spaced``: words are to be parted by spaces; ``goes_on``: anything may come after; ``led``: anything
    may come before, and what begins is one certain character; ``stem``: what ends is one.
    """

    tree: Node
    sure: bool
    starts: bool
    ends: bool
    spaced: bool
    goes_on: bool
    led: bool
    stem: bool


@dataclass(slots=True)
class _Walk:
    draw: Draw
    words: Sequence[str]
    spaced: bool
    groups: dict[str, str] = field(default_factory=lambda: {})
    depth: int = 0  # of repeats in repeats
    case: int = -1  # of letters that may be small or capital: 0 for capital, 1 for small, -1 as long as none was met


def text_of(shape: Shape, draw: Draw, low: int, high: int, words: Sequence[str]) -> str:
    """Return a text of the pattern of ``low`` to ``high`` characters. Raises Missed."""
    text = _walk(shape.tree, _Walk(draw, words, shape.spaced), low, high)
    if shape.led and (text[:1] in _FOLLOWING or text[:2].istitle()) and len(text) + 20 < high:
        text = words[floor(draw.random() * len(words))] + text
    if shape.goes_on and len(text) + 20 < high and (text[-1:] in _JOINING or shape.stem):
        joint = "" if not text[-1].isalnum() else "/" if "/" in text else "-"
        return text + joint + words[floor(draw.random() * len(words))]
    return text


_JOINING = frozenset("/:-_=@#")  # at the end of a text, they ask for more
_FOLLOWING = frozenset("-_=@.")  # at the start, they ask for something before, as does the capital of "Id"


def _walk(node: Node, walk: _Walk, low: int, high: int) -> str:
    if node.least > high or node.most < low:
        raise Missed("", "no text of the pattern has the length that is asked for")
    return _WALKS[type(node)](node, walk, low, high)


def _characters(node: trees.Characters, walk: _Walk, _: int, __: int) -> str:
    pool, random = node.pool, walk.draw.random
    if walk.draw.strict or walk.draw.wide:
        return pool[floor(random() * len(pool))]
    if len(pool) == 2 and pool[1] == pool[0].lower():
        walk.case = int(random() < 0.7) if walk.case < 0 else walk.case
        return pool[walk.case]
    return node.plain[floor(random() * len(node.plain))]


def _sequence(node: trees.Sequence, walk: _Walk, low: int, high: int) -> str:
    done: list[str] = []
    for place, item in enumerate(node.items):
        after_least, after_most = node.rest_least[place + 1], node.rest_most[place + 1]
        text = _walk(item, walk, max(0, low - after_most), high - after_least)
        done.append(text)
        low -= len(text)
        high -= len(text)
    return "".join(done)


def _alternatives(node: trees.Alternatives, walk: _Walk, low: int, high: int) -> str:
    open_ones = [branch for branch in node.branches if branch.least <= high and branch.most >= low]
    if not open_ones:
        raise Missed("", "no branch of the pattern has the length that is asked for")
    return _walk(open_ones[floor(walk.draw.random() * len(open_ones))], walk, low, high)


def _repeat(node: trees.Repeat, walk: _Walk, low: int, high: int) -> str:
    item = node.item
    if type(item) is trees.Characters:
        return _run(item, walk, max(low, node.low), min(high, node.high))
    fewest = max(node.low, -(-low // item.most) if item.most else 0)
    most = min(node.high, high // item.least if item.least else max(fewest, node.low) + _MORE)
    if fewest > most:
        raise Missed("", "no repeat of the pattern has the length that is asked for")
    more = _MORE if walk.depth < _DEEP else 1
    chance = walk.draw.random()
    if node.high == ENDLESS and not walk.draw.wide:
        chance *= walk.draw.random()  # a long chain is seldom meant
    times = fewest + int(chance * (min(most, fewest + more) - fewest + 1))
    walk.draw.spend(times)
    walk.depth += 1
    done: list[str] = []
    for left in range(times - 1, -1, -1):
        text = _walk(item, walk, max(0, low - left * item.most), high - left * item.least)
        done.append(text)
        low -= len(text)
        high -= len(text)
    walk.depth -= 1
    return "".join(done)


def _run(item: trees.Characters, walk: _Walk, low: int, high: int) -> str:
    """Return characters of one pool: words where all letters are in it, a number where they are digits."""
    pool, random = item.pool, walk.draw.random
    usual = not walk.draw.strict and not walk.draw.wide  # others need what is rare
    if usual and (item.wordy or item.loud):
        word = _words(item, walk, low, high)
        if word:
            return word
        pool = item.plain if low == high else _LOUD if item.loud else _SMALL
    elif usual:
        pool = item.plain
    spread = 12 if high < ENDLESS and high - low <= 12 else 7
    spread = 1 if len(pool) == 1 and usual else spread
    chance = random()
    if pool == _DIGITS and usual and high > _UNLIMITED:
        chance *= random()  # most numbers are small
    count = low + int(chance * (min(high, max(low, 1) + spread) - low + 1))
    walk.draw.spend(count >> 5)
    size = len(pool)
    if size == 1:
        return pool * count
    text = "".join([pool[floor(random() * size)] for _ in range(count)])
    if pool == _DIGITS and usual and count > 1 and low < high and text[0] == "0":
        return pool[1 + floor(random() * 9)] + text[1:]
    return text


_SMALL = "abcdefghijklmnopqrstuvwxyz"
_LOUD = _SMALL.upper()
_DIGITS = "0123456789"


def _words(item: trees.Characters, walk: _Walk, low: int, high: int) -> str:
    """Return a word, or two or more with something allowed between them; nothing if none fits."""
    if low > _LONG_WORD:
        return _chain(item, walk, low, high)
    word = _word(walk, low, high)
    joint = (_SPACED if walk.spaced else _JOINED)[floor(walk.draw.random() * 8)]
    if word and joint and joint in item.pool and high - len(word) > 3:
        other = _word(walk, max(1, low - len(word) - 1), high - len(word) - 1)
        word = f"{word}{joint}{other}" if other else word
    return word.upper() if item.loud else word


def _chain(item: trees.Characters, walk: _Walk, low: int, high: int) -> str:
    """Return as many words as fill the least length, "" where nothing may stand between them."""
    joint = next((sign for sign in " -_." if sign in item.pool and (walk.spaced or sign != " ")), "")
    if not joint:
        return ""
    least = low + floor(walk.draw.random() * (min(high, low + 12) - low + 1))
    text = _word(walk, 1, high)
    while len(text) < least:
        text += joint + _word(walk, 1, high)
        walk.draw.spend(1)
    text = text[: least - 1] + "s" if text[least - 1] == joint else text[:least]
    return text.upper() if item.loud else text


# what stands between two words, where the pool has it
_SPACED = ("", "", "", "", " ", " ", "-", "_")
_JOINED = ("", "", "", "", "", "-", "-", "_")


def _word(walk: _Walk, low: int, high: int) -> str:
    words = walk.words
    for _ in range(4):
        word = words[floor(walk.draw.random() * len(words))]
        if low <= len(word) <= high and word.islower():
            return word
    return ""


def _led(node: Led, walk: _Walk, low: int, high: int) -> str:
    text = ""
    if not (walk.draw.strict or walk.draw.wide):
        text = _words(node.rest, walk, max(low, node.low + 1), min(high, node.high + 1))
    if text:
        return (text[0].upper() if node.head.loud else text[0]) + text[1:]
    first = _characters(node.head, walk, 1, 1)
    return first + _run(node.rest, walk, max(low - 1, node.low), min(high - 1, node.high))


def _tailed(node: Tailed, walk: _Walk, low: int, high: int) -> str:
    """Return a text whose last letter is the end, or one with the end after it."""
    run, tail = node.run, node.tail
    if not (walk.draw.strict or walk.draw.wide) and max(low, run.least + 1) <= min(high, run.most):
        text = _walk(run, walk, max(low, run.least + 1), min(high, run.most))
        if text[-1] in tail.pool:
            return text
    text = _walk(run, walk, max(low - 1, run.least), min(high - 1, run.most))
    return text + _characters(tail, walk, 1, 1)


def _fused(node: Node) -> Node:
    """Return a tree in which a letter and what goes on with it are one."""
    if isinstance(node, (trees.Group, trees.Repeat)):
        item = node.item if isinstance(node.item, trees.Characters) else _fused(node.item)
        return node if item is node.item else replace(node, item=item)
    if isinstance(node, trees.Alternatives):
        branches = [_fused(branch) for branch in node.branches]
        return node if _same(branches, node.branches) else replace(node, branches=tuple(branches))
    if not isinstance(node, trees.Sequence):
        return node
    items: list[Node] = []
    for item in node.items:
        joined = _together(items[-1], item) if items else None
        if joined is None:
            items.append(item if isinstance(item, trees.Characters) else _fused(item))
        else:
            items[-1] = joined
    return node if _same(items, node.items) else sequence_of(items)


def _same(some: Sequence[Node], others: Sequence[Node]) -> bool:
    return len(some) == len(others) and all(one is other for one, other in zip(some, others, strict=True))


def _together(first: Node, second: Node) -> Led | Tailed | None:
    """Return two items as one that can be a word, None if they can be none."""
    if isinstance(first, trees.Characters) and isinstance(second, trees.Repeat):
        return _leading(first, second)
    if not isinstance(second, trees.Characters) or not (second.wordy or second.loud):
        return None
    if isinstance(first, Led) or (isinstance(first, trees.Repeat) and _is_run(first.item, second)):
        return Tailed(first, second, first.least + 1, min(ENDLESS, first.most + 1))
    return None


def _is_run(item: Node, tail: trees.Characters) -> bool:
    """Say whether an item that is repeated can be a word which ends as asked."""
    return isinstance(item, trees.Characters) and (item.wordy or item.loud) and not (item.wordy and tail.loud)


def _leading(head: trees.Characters, tail: trees.Repeat) -> Led | None:
    """Return a letter and what goes on with it as one, None if they are no word."""
    rest = tail.item
    if not isinstance(rest, trees.Characters) or not (head.wordy or head.loud) or not (rest.wordy or rest.loud):
        return None
    if head.wordy and rest.loud:
        return None
    return Led(head, rest, tail.low, tail.high, 1 + tail.low, min(ENDLESS, 1 + tail.high))


def _group(node: trees.Group, walk: _Walk, low: int, high: int) -> str:
    text = _walk(node.item, walk, low, high)
    walk.groups.update(dict.fromkeys(node.names, text))
    return text


def _back(node: trees.Back, walk: _Walk, _: int, __: int) -> str:
    return walk.groups.get(node.name, "")


def _nothing(_: Node, __: _Walk, ___: int, ____: int) -> str:
    return ""


_WALKS: dict[type, Callable[..., str]] = {
    trees.Alternatives: _alternatives,
    trees.Anchor: _nothing,
    trees.Back: _back,
    trees.Characters: _characters,
    trees.Group: _group,
    trees.Led: _led,
    trees.Look: _nothing,
    trees.Repeat: _repeat,
    trees.Sequence: _sequence,
    Tailed: _tailed,
}


def _sure(node: Node, first: bool = True, last: bool = True) -> bool:
    """Say whether nothing in the tree depends on what is around it."""
    if isinstance(node, (trees.Characters, Led, Tailed)):
        return True
    if isinstance(node, trees.Anchor):
        return (node.kind == "^" and first) or (node.kind == "$" and last)
    if isinstance(node, trees.Group):
        return _sure(node.item, first, last)
    if isinstance(node, trees.Repeat):
        return _sure(node.item, first=False, last=False)
    if isinstance(node, trees.Alternatives):
        return all(_sure(branch, first, last) for branch in node.branches)
    if isinstance(node, trees.Sequence):
        end = len(node.items) - 1
        return all(_sure(item, first and k == 0, last and k == end) for k, item in enumerate(node.items))
    return False


def _spaced(pattern: str, tree: Node) -> bool:
    """Say whether words of a pattern's text are parted by spaces: where it speaks of them, or of nothing but them."""
    items = tree.items if isinstance(tree, trees.Sequence) else (tree,)
    return " " in pattern or "\\s" in pattern or sum(not isinstance(item, trees.Anchor) for item in items) == 1


@lru_cache(maxsize=512)
def shape(pattern: str) -> Shape:
    """Return a pattern to draw from. Raises regexes.UnreadableError."""
    tree = _fused(regexes.read(pattern))
    sure = _sure(tree)
    return Shape(
        tree,
        sure,
        anchored(tree, "^"),
        anchored(tree, "$"),
        _spaced(pattern, tree),
        sure and "$" not in pattern,
        sure and "^" not in pattern and _is_certain(tree, 0),
        pattern[:1] == "^" and _is_certain(tree, -1),
    )


def _is_certain(node: Node, place: int) -> bool:
    """Say whether the first character (or the last one, for -1) can be no other."""
    if isinstance(node, trees.Sequence):
        return bool(node.items) and _is_certain(node.items[place], place)
    return isinstance(node, trees.Characters) and len(node.pool) == 1
