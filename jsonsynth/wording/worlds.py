"""What the facts of a text have in common, and how compositions of values are divided over the splits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import floor

from jsonsynth.examples import JSON, SPLITS, Split
from jsonsynth.realism import pool
from jsonsynth.seeds import Random, between, chance, pick
from jsonsynth.wording.dates import Moment
from jsonsynth.wording.grammar import Grammar
from jsonsynth.wording.habits import Habits

__all__ = ["OWNED", "World", "another", "full_name", "owned", "places", "world"]

# a composition (first name and last name, stem and ending, digits) belongs to the split that owns its residue
OWNED: dict[Split, tuple[int, ...]] = {"train": (0, 1, 2, 3, 4, 5, 6), "valid": (7,), "test": (8, 9)}
_LOCALES = {"en": "en_US", "pt": "pt_BR", "es": "es_ES", "fr": "fr_FR", "de": "de_DE", "it": "it_IT"}
_CURRENCIES: Mapping[str, Sequence[str]] = {
    language: codes.split()
    for language, codes in {
        "en": "EUR EUR USD USD GBP GBP CHF SEK CAD AUD BRL",
        "pt": "BRL BRL BRL BRL EUR EUR USD",
        "es": "EUR EUR EUR MXN MXN USD",
        "fr": "EUR EUR EUR CHF CAD",
        "de": "EUR EUR EUR CHF CHF USD",
        "it": "EUR EUR EUR CHF GBP",
    }.items()
}


@dataclass(slots=True)
class World:
    """What the facts of one text have in common.

    ``name``: of the person the text is about, drawn when asked for. ``reference``: the day the text is written, where
    it may say "yesterday". ``memory``: what was drawn already that other values must agree with. ``axes``: what the
    text used so far, by the words that provenance has. ``women``: the names that are those of women. ``habits``: how
    the text writes dates and amounts, wherever it does.
    """

    rng: Random
    split: Split
    grammar: Grammar
    language: str
    female: bool
    currency: str
    seconds: bool
    utc: bool
    reference: Moment | None
    memory: dict[str, JSON | Moment | Sequence[str]]
    said: set[str]
    axes: set[str]
    women: set[str]
    habits: Habits

    def listed(self, section: str) -> str:
        """Draw a value from a list of the phrase book."""
        return pick(self.rng, self.grammar.lists[section])

    def text(self, key: str, draw: Callable[[World], str]) -> str:
        """Return a text that is drawn once and then remembered."""
        found = self.memory.get(key)
        if not isinstance(found, str):
            found = self.memory[key] = draw(self)
        return found


@lru_cache(maxsize=16)
def _pool(name: str) -> tuple[str, ...]:
    """All values of a pool that are one word or two, whatever their split."""
    parts = [pool(name, split) for split in SPLITS]
    return parts[0] if parts[0] == parts[1] else tuple(value for part in parts for value in part)


def owned(rng: Random, split: Split, low: int, high: int) -> int:
    """Return an integer from low to high, multiples of ten, whose last digit the split owns."""
    return between(rng, low // 10, high // 10 - 1) * 10 + pick(rng, OWNED[split])


def places(rng: Random, split: Split, *sizes: int) -> list[int]:
    """Return a place in each of some lists; the sum of the places is the split's."""
    mine = OWNED[split]
    while True:
        found = [floor(rng.random() * size) for size in sizes]
        if sum(found) % 10 in mine:
            return found


def full_name(rng: Random, split: Split, grammar: Grammar, female: bool) -> str:
    """A first name and one or two last names; the split owns their combination."""
    language = grammar.language
    firsts = grammar.lists["person women" if female else "person men"]
    lasts = _pool(f"{_LOCALES[language]}/last_name")
    if language in ("pt", "es"):
        first, one, other = places(rng, split, len(firsts), len(lasts), len(lasts))
        while other == one:
            first, one, other = places(rng, split, len(firsts), len(lasts), len(lasts))
        return f"{firsts[first]} {lasts[one]} {lasts[other]}"
    first, last = places(rng, split, len(firsts), len(lasts))
    tail = f"-{pick(rng, lasts)}" if chance(rng, 0.06) and "'" not in lasts[last] else ""
    return f"{firsts[first]} {lasts[last]}{tail}"


def world(
    rng: Random, split: Split, grammar: Grammar, seconds: bool, reference: Moment | None = None, planned: bool = False
) -> World:
    """Draw what the facts of a text have in common.

    ``seconds``: times are as exact as those of a log; ``planned``: as exact as people plan them.
    """
    language, female = grammar.language, chance(rng, 0.5)
    currency = pick(rng, _CURRENCIES[language])
    seconds, utc = not planned and (seconds or chance(rng, 0.4)), chance(rng, 0.3)
    habits = Habits(rng, {})
    return World(
        rng, split, grammar, language, female, currency, seconds, utc, reference, {}, set(), set(), set(), habits
    )


def another(first: World) -> World:
    """Draw what the facts of one more thing of the same text have in common."""
    rng, split, grammar, code, female = first.rng, first.split, first.grammar, first.currency, chance(first.rng, 0.5)
    language, seconds, utc, habits = first.language, first.seconds, first.utc, first.habits
    return World(rng, split, grammar, language, female, code, seconds, utc, None, {}, set(), set(), set(), habits)
