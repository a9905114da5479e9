"""Names: words in the styles people write them in, plurals, and which names can stand together."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import cache, lru_cache

__all__ = [
    "CAMEL",
    "CASED",
    "KEBAB",
    "PASCAL",
    "SNAKE",
    "STYLED",
    "STYLES",
    "agree",
    "agreeing",
    "article",
    "plural",
    "styled",
    "tails",
]

CAMEL, SNAKE, KEBAB, PASCAL = range(4)
CASED = (CAMEL, PASCAL)
# shares in percent, as a table to index
STYLES = (CAMEL,) * 52 + (SNAKE,) * 36 + (KEBAB,) * 6 + (PASCAL,) * 6


def _camel(words: str) -> str:
    return words[0] + words.title().replace(" ", "")[1:]


# a function for each style; words are letters and digits alone, so that title() begins no word within one
STYLED: tuple[Callable[[str], str], ...] = (
    _camel,
    lambda words: words.replace(" ", "_"),
    lambda words: words.replace(" ", "-"),
    lambda words: words.title().replace(" ", ""),
)


@lru_cache(maxsize=1024)
def styled(words: str) -> tuple[str, ...]:
    """Return a name in the four styles. Example: ``max hits`` -> ``maxHits max_hits max-hits MaxHits``"""
    return tuple(style(words) for style in STYLED)


@lru_cache(maxsize=1024)
def tails(words: str) -> tuple[str, ...]:
    """Return what a name puts behind another, by style. Example: ``created at`` -> ``CreatedAt _created_at ...``"""
    return tuple(style(f"x {words}".rstrip())[1:] for style in STYLED)


_IRREGULAR = {
    "hypothesis": "hypotheses",
    "diagnosis": "diagnoses",
    "thesis": "theses",
    "shelf": "shelves",
    "city": "cities",
    "quiz": "quizzes",
    "analysis": "analyses",
    "index": "indexes",
    "biopsy": "biopsies",
    "dialysis": "dialyses",
    "anamnesis": "anamneses",
    "epicrisis": "epicrises",
    "alumnus": "alumni",
    "papyrus": "papyri",
    "bill of materials": "bills of materials",
}


@cache
def plural(words: str) -> str:
    """Return the plural of an entity's words. Example: ``line item`` -> ``line items``"""
    if words in _IRREGULAR:
        return _IRREGULAR[words]
    head, blank, last = words.rpartition(" ")
    if last in _IRREGULAR:
        return head + blank + _IRREGULAR[last]
    if last.endswith("y") and last[-2] not in "aeiou":
        return words[:-1] + "ies"
    return words + ("es" if last.endswith(("s", "x", "ch", "sh")) else "s")


@cache  # of entities and their adjectives
def article(words: str) -> str:
    """Return words with their article. Example: ``order`` -> ``an order``"""
    return ("an " if _SPOKEN_VOWEL.match(words) else "a ") + words


_SPOKEN_VOWEL = re.compile(r"[ai]|e(?!u)|o(?!ne)|u(?!ni[^n]|s[aeu]|t[aei])|h(?:eir|onest|our)")


def agree(names: Collection[str], style: int) -> bool:
    """Say whether the names stand in the same order whether capitals are told apart or not."""
    if style not in CASED:
        return True
    order = sorted(names)
    return sorted(order, key=str.lower) == order


def agreeing(names: Collection[str], style: int) -> list[str]:
    """Return the names without those whose place depends on whether capitals are told apart; the first stays."""
    if agree(names, style):
        return list(names)
    kept: list[str] = []
    for name in names:
        low = name.lower()
        if all((name < other) == (low < other.lower()) for other in kept):
            kept.append(name)
    return kept
