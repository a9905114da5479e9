"""Numbers in words: a small evaluator of number words, the same for all languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from jsonsynth.facts.languages import Language

__all__ = ["Parts", "parts_of", "spelled"]

Parts = tuple[tuple[int, bool], ...]
"""What a word adds up from: (value, whether it multiplies what stands before)."""


@lru_cache(maxsize=1024)
def parts_of(word: str, language: Language) -> Parts:
    """Return the parts of a number word, () for any other: ``"siebenundzwanzig"`` -> 7, 20."""
    if word in language.added:
        return ((language.added[word], False),)
    if word in language.times:
        return ((language.times[word], True),)
    if "-" in word:
        return _hyphenated(word, language)
    return _compound(word, language) if language.compound and word.isalpha() else ()


def _hyphenated(word: str, language: Language) -> Parts:
    """``twenty-seven``; and where ``et`` joins, ``vingt-et-un``."""
    found: list[tuple[int, bool]] = []
    for piece in word.split("-"):
        if piece == language.joins[0]:
            continue
        part = parts_of(piece, language) if piece else ()
        if not part:
            return ()
        found += part
    return tuple(found)


def _compound(word: str, language: Language) -> Parts:
    """Cut a word into number words, the longest first; () if it is none."""
    if len(word) < 6 or _chain(language).fullmatch(word) is None:
        return ()
    found = next(_cuts(word, _pieces(language), language.joins[0]), None)
    return tuple(found) if found is not None and len(found) > 1 else ()


@lru_cache(maxsize=8)
def _pieces(language: Language) -> Mapping[str, tuple[int, bool]]:
    values = {word: (value, False) for word, value in language.added.items() if len(word) > 2}
    values |= {word: (factor, True) for word, factor in language.times.items() if factor in (100, 1000)}
    return dict(sorted(values.items(), key=lambda pair: (-len(pair[0]), pair[0])))


@lru_cache(maxsize=8)
def _chain(language: Language) -> re.Pattern[str]:
    """Pieces one behind the other: a word that is none is no number."""
    return re.compile(f"(?:(?:{'|'.join(map(re.escape, _pieces(language)))})(?:{re.escape(language.joins[0])})?)+")


def _cuts(word: str, pieces: Mapping[str, tuple[int, bool]], join: str) -> Iterator[list[tuple[int, bool]]]:
    if not word:
        yield []
    for piece, value in pieces.items():
        if word.startswith(piece):
            rest = word[len(piece) :]
            for tail in _cuts(rest.removeprefix(join) if rest != join else rest, pieces, join):
                yield [value, *tail]


@dataclass(slots=True)
class _Sum:
    """A number being added up.

    ``total``: what stands before the last thousand or million, and ``scale``, which that was; ``current``: what came
    behind it. ``least``: what the next part must be smaller than; ``last``: the part before.
    """

    language: Language
    total: int = 0
    scale: int = 10**12
    current: int = 0
    least: int = 1000
    last: int = 0

    @property
    def value(self) -> int:
        """What it comes to so far."""
        return self.total + self.current

    def add(self, value: int) -> bool:
        """Add a part, if it fits behind the last one."""
        if self.language.twenties and self.last == 4 and value == 20:
            self.current, self.least = self.current + 76, 20
        elif value < self.least:
            self.current, self.least = self.current + value, self._below(value)
        elif self.language.compound and 0 < self.last < 10 and value in _TENS:
            self.current, self.least = self.current + value, 0
        else:
            return False
        self.last = value
        return True

    def _below(self, value: int) -> int:
        """What may follow a part: ones behind tens, tens behind hundreds."""
        if value >= 100:
            return 100
        if self.language.twenties and value in (10, 60, 80):  # soixante-dix, quatre-vingt-treize, dix-sept
            return 10 if value == 10 else 20
        return 10 if value in _TENS else 1

    def times(self, factor: int) -> bool:
        """Multiply; a thousand closes what stands before."""
        if factor < 1000:
            if self.current >= 100 or self.least == 0:
                return False
            self.current, self.least = max(1, self.current) * factor, 100 if factor == 100 else 0
        elif factor == self.scale:
            return False
        elif factor > self.scale:  # mil millones
            self.total, self.scale = (self.total + self.current) * factor, factor
            self.current, self.least = 0, 1000
        else:
            self.total, self.scale = self.total + max(1, self.current) * factor, factor
            self.current, self.least = 0, 1000
        self.last = factor
        return True

    def take(self, parts: Parts) -> bool:
        """Add or multiply by all parts of a word, or by none."""
        before = (self.total, self.scale, self.current, self.least, self.last)
        for value, multiplies in parts:
            if not (self.times(value) if multiplies else self.add(value)):
                self.total, self.scale, self.current, self.least, self.last = before
                return False
        return bool(parts)

    def joins(self, parts: Parts) -> bool:
        """Say whether "and" joins the next word's parts to what stands before it."""
        return self.last >= self.language.joins[1] and bool(parts) and not parts[0][1] and parts[0][0] < self.least


_TENS = frozenset(range(20, 100, 10))


def spelled(bare: Sequence[str], start: int, language: Language) -> tuple[int, int]:
    """Read number words from ``start``: the value, and the place behind them; ``start`` itself if there are none."""
    number = _Sum(language)
    place = start
    while place < len(bare):
        if bare[place] == language.joins[0] and place > start:
            if place + 1 == len(bare) or not number.joins(parts_of(bare[place + 1], language)):
                break
        elif not number.take(parts_of(bare[place], language)):
            break
        place += 1
    return number.value, place
