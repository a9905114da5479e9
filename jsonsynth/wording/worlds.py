"""What the facts of a text have in common, and how compositions of values are divided over the splits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from jsonsynth.examples import SPLITS, Split
from jsonsynth.realism import pool
from jsonsynth.seeds import Random, between, chance, pick
from jsonsynth.wording.grammar import Grammar

__all__ = ["OWNED", "World", "full_name", "owned", "places", "world"]

# a composition (first name and last name, stem and ending, digits) belongs to the split that owns its residue
OWNED: dict[Split, tuple[int, ...]] = {"train": (0, 1, 2, 3, 4, 5, 6), "valid": (7,), "test": (8, 9)}
_LOCALES = {"en": "en_US", "pt": "pt_BR"}
_CURRENCIES = {
    "en": ("EUR", "EUR", "USD", "USD", "GBP", "GBP", "CHF", "SEK", "CAD", "AUD", "BRL"),
    "pt": ("BRL", "BRL", "BRL", "BRL", "EUR", "EUR", "USD"),
}


@dataclass(slots=True)
class World:
    """What the facts of one text have in common. Fields that a domain does not use are empty."""

    rng: Random
    split: Split
    grammar: Grammar
    female: bool
    name: str
    currency: str
    country: Sequence[str]
    seconds: bool
    utc: bool
    age: int
    brand: str
    level: str

    @property
    def language(self) -> str:
        """The language of the text."""
        return self.grammar.language

    def listed(self, section: str) -> str:
        """Draw a value from a list of the phrase book."""
        return pick(self.rng, self.grammar.lists[section])


@lru_cache(maxsize=8)
def _pool(name: str) -> tuple[str, ...]:
    parts = [pool(name, split) for split in SPLITS]
    return parts[0] if parts[0] == parts[1] else tuple(value for part in parts for value in part)


@lru_cache(maxsize=4)
def _countries(lines: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line.split("|")) for line in lines)


def owned(rng: Random, split: Split, low: int, high: int) -> int:
    """Return an integer from low to high, multiples of ten, whose last digit the split owns."""
    return between(rng, low // 10, high // 10 - 1) * 10 + pick(rng, OWNED[split])


def places(rng: Random, split: Split, *sizes: int) -> list[int]:
    """Return a place in each of some lists; the sum of the places is the split's."""
    mine = OWNED[split]
    while True:
        found = [int(rng.random() * size) for size in sizes]
        if sum(found) % 10 in mine:
            return found


def full_name(rng: Random, split: Split, grammar: Grammar, female: bool) -> str:
    """A first name and one or two last names; the split owns their combination."""
    firsts = grammar.lists["person women" if female else "person men"]
    lasts = _pool(f"{_LOCALES[grammar.language]}/last_name")
    if grammar.language == "pt":
        first, mother, father = places(rng, split, len(firsts), len(lasts), len(lasts))
        return f"{firsts[first]} {lasts[mother]} {lasts[father]}"
    first, last = places(rng, split, len(firsts), len(lasts))
    tail = f"-{pick(rng, lasts)}" if chance(rng, 0.06) else ""
    return f"{firsts[first]} {lasts[last]}{tail}"


def world(rng: Random, split: Split, grammar: Grammar, domain: str) -> World:
    """Draw what the facts of a text have in common."""
    female = chance(rng, 0.5)
    return World(
        rng=rng,
        split=split,
        grammar=grammar,
        female=female,
        name=full_name(rng, split, grammar, female) if domain == "person" else "",
        currency=pick(rng, _CURRENCIES[grammar.language]) if domain == "product" else "",
        country=pick(rng, _countries(grammar.lists["countries"])) if domain == "location" else (),
        seconds=domain == "log" or chance(rng, 0.4),
        utc=chance(rng, 0.3),
        age=between(rng, 18, 84),
        brand=pick(rng, grammar.lists["brand starts"]) + pick(rng, grammar.lists["brand ends"])
        if domain == "product"
        else "",
        level=pick(rng, grammar.lists["log levels"]) if domain == "log" else "",
    )
