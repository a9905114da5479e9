"""The language of a text, told by its small words and by the cues of what it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from jsonsynth.facts.languages import languages
from jsonsynth.facts.lexicon import evidence
from jsonsynth.facts.tokens import bare_words

__all__ = ["spoken"]

_TELLING = 48  # words that tell a language; no text changes it later


@lru_cache(maxsize=1)
def _told() -> Mapping[str, tuple[str, ...]]:
    """The languages that a small word speaks for; what three or more share tells nothing."""
    found: dict[str, list[str]] = {}
    for name, language in languages().items():
        for word in sorted(language.marks | language.function):
            found.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in found.items() if len(names) < 3}


@lru_cache(maxsize=256)
def _speaking(domains: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """The languages that a word speaks for in texts about some domains."""
    return {**evidence(domains), **_told()}


def spoken(text: str, domains: tuple[str, ...]) -> str:
    """Return the language of a text about some domains; ``""`` where none, or two, have the most words of it.

    A word with a capital may be a name: it counts half.
    """
    words = text.split(None, _TELLING)[:_TELLING]
    bare = bare_words(" ".join(words))
    told = _speaking(domains).get
    capital = [one for one, word in zip(bare, words, strict=True) if not word.islower()]
    halves = Counter(filter(None, map(told, capital)))
    counts: dict[str, float] = {}
    for names, count in Counter(filter(None, map(told, bare))).items():
        vote = (count - halves[names] / 2) / len(names) if names in halves else count / len(names)
        for name in names:
            counts[name] = counts.get(name, 0.0) + vote
    if not counts:
        return ""
    most = max(counts.values())
    leading = [name for name, count in counts.items() if count == most]
    return leading[0] if len(leading) == 1 else ""
