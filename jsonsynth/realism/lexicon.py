"""The lexicon: a member's name and its parent's, to the rule for its text or the range of its numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from jsonsynth.examples import Split
from jsonsynth.realism.rules import Maker, maker
from jsonsynth.seeds import Random

__all__ = ["lexicon", "magnitude", "numbers", "rule_for", "texts", "words_of"]

_FOLDER = Path(__file__).parent
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_]+")
_PLURAL_ACRONYM = re.compile(r"[A-Z]{2,}s(?![a-z])")  # userIDs

Magnitude = tuple[float, float, int]


def words_of(name: str) -> list[str]:
    """Return a name's words in lower case: ``shippingAddress2`` -> ``["shipping", "address", "2"]``."""
    if "s" in name:
        name = _PLURAL_ACRONYM.sub(lambda found: found[0].capitalize(), name)
    return [word.lower() for word in _WORD.findall(name)]


def _lines(file: str) -> Iterator[tuple[str, list[str]]]:
    head, names = "", [""]
    for line in (_FOLDER / file).read_text("utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if line.startswith(" "):
            names += line.split()
            continue
        if head:
            yield head, names
        head, _, rest = line.partition(": ")
        names = rest.split()
    yield head, names


@lru_cache(maxsize=1)
def lexicon() -> Mapping[str, str]:
    """Return the rule for each name known; the first line that names it counts."""
    found: dict[str, str] = {}
    for rule, names in _lines("lexicon.txt"):
        for name in names:
            found.setdefault(name, rule)
    return found


@lru_cache(maxsize=1)
def _magnitudes() -> Mapping[str, Magnitude]:
    found: dict[str, Magnitude] = {}
    for head, names in _lines("numbers.txt"):
        low, high, decimals = head.split()
        for name in names:
            found.setdefault(name, (float(low), float(high), int(decimals)))
    return found


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _snake(name: str) -> str:
    return name if name.isidentifier() and name.islower() and name.isascii() else "_".join(words_of(name))


def _tails(snake: str) -> Iterator[str]:
    """Give a name's keys, the most telling first: all its words, then without the first, and so on; each also in the
    singular. ``image_urls`` -> ``image_urls image_url urls url``
    """
    while snake:
        yield snake
        if snake[-1] == "s":
            yield _singular(snake)
        snake = snake.partition("_")[2]


@lru_cache(maxsize=4096)
def _heads(parent: str) -> tuple[str, ...]:
    """Return the keys of a parent that some key of the tables begins with."""
    return tuple(head for head in _tails(_snake(parent)) if head in _parents())


@lru_cache(maxsize=1)
def _parents() -> frozenset[str]:
    return frozenset(key.partition("/")[0] for key in (*lexicon(), *_magnitudes()) if "/" in key)


def _keys(name: str, parent: str) -> Iterator[str]:
    snake = _snake(name)
    for head in _heads(parent):
        for tail in _tails(snake):
            yield f"{head}/{tail}"
        yield f"{head}/*"
    yield name.lower()
    yield from _tails(snake)
    yield from _tails(snake.rstrip("0123456789_"))


@lru_cache(maxsize=65536)
def rule_for(name: str, parent: str) -> str:
    """Return the rule for a member's text: by name inside its parent, by parent, by name, by last words.

    Example: ``rule_for("buildScript", "")`` -> ``"script"``. What is not known is ``"fallback"``.
    """
    known = lexicon()
    for key in _keys(name, parent):
        if key in known:
            return known[key]
    return "fallback"


@lru_cache(maxsize=65536)
def texts(name: str, parent: str, split: Split) -> Maker:
    """Return what draws realistic text for a member of this name in a parent of that name (empty: unknown)."""
    return maker(rule_for(name, parent), split)


@lru_cache(maxsize=65536)
def magnitude(name: str, parent: str, integer: bool) -> Magnitude:
    """Return the natural range of a member's numbers: lowest, highest, decimals."""
    known = _magnitudes()
    fallback = "fallback_integer" if integer else "fallback_number"
    key = next((key for key in _keys(name, parent) if key in known), fallback)
    found = known[key]
    return (max(found[0], 1), max(found[1], 9), 0) if integer and found[2] else found


def _even(low: float, high: float, decimals: int) -> Callable[[Random], float | int]:
    scale: int = 10**decimals
    base, count = round(low * scale), round((high - low) * scale) + 1

    def draw(rng: Random) -> float | int:
        steps = base + int(rng.random() * count)
        return steps if scale == 1 else steps // scale if steps % scale == 0 else steps / scale

    return draw


def _wide(low: float, high: float, decimals: int) -> Callable[[Random], float | int]:
    """Draw most values small: the cube of an even draw needs no logarithm, whose last bit differs between systems."""
    scale: int = 10**decimals
    base, count = round(low * scale), round((high - low) * scale) + 1

    def draw(rng: Random) -> float | int:
        part = rng.random()
        steps = base + int(part * part * part * count)
        return steps if scale == 1 else steps // scale if steps % scale == 0 else steps / scale

    return draw


@lru_cache(maxsize=65536)
def numbers(name: str, parent: str, integer: bool) -> Callable[[Random], float | int]:
    """Return what draws numbers of a natural magnitude for the name: a price 12.5, an age 34.

    A float is never integral and has at most 5 decimals, so that its canonical text is the natural one.
    """
    low, high, decimals = magnitude(name, parent, integer)
    return (_wide if low >= 0 and high > 100 * max(low, 1) else _even)(low, high, decimals)
