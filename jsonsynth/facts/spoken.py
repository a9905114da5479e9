"""The language of a text, told by its small words and by the cues of what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import repeat

from jsonsynth.facts.languages import LANGUAGES, languages
from jsonsynth.facts.lexicon import evidence
from jsonsynth.facts.tokens import STRIPPED

__all__ = ["spoken"]

_TELLING = 48  # words that tell a language; no text changes it later
_FIRST, _CLEARLY = 32, 16  # so many tell it alone if one language has four words more than any other
# what a word speaks for is one number with a byte for each language, so that a sum counts them all: at most
# _TELLING * _WHOLE, which a byte holds
_WHOLE = 4
_CAPITAL = "^"
_MOST = 8192  # words that are kept


@lru_cache(maxsize=1)
def _told() -> Mapping[str, tuple[str, ...]]:
    """The languages that a small word speaks for; what three or more share tells nothing."""
    found: dict[str, list[str]] = {}
    for name, language in languages().items():
        for word in sorted(language.marks | language.function):
            found.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in found.items() if len(names) < 3}


@lru_cache(maxsize=256)
def _speaking(domains: tuple[str, ...]) -> Mapping[str, int]:
    """What a word speaks for in texts about some domains; one with a capital may be a name and counts half."""
    votes: dict[str, int] = {}
    for word, names in {**evidence(domains), **_told()}.items():
        votes[word] = sum(_WHOLE // len(names) << 8 * LANGUAGES.index(name) for name in names)
        votes[_CAPITAL + word] = votes[word] // 2
    return votes


class _Bare(dict[str, str]):
    """The words met, in lower case without the marks around them; a capital shows as a mark before."""

    def __missing__(self, word: str) -> str:
        if len(self) > _MOST:
            self.clear()
        bare = word.lower().strip(STRIPPED)
        self[word] = found = bare if word.islower() else _CAPITAL + bare
        return found


@lru_cache(maxsize=1)
def _bare() -> _Bare:
    return _Bare()


def spoken(text: str, domains: tuple[str, ...]) -> str:
    """Return the language of a text about some domains; ``""`` where none, or two, have the most words of it.

    The first words, as they stand, decide where they leave no doubt.
    """
    told, words = _speaking(domains).get, text.split(None, _TELLING)
    name, lead = _leading(sum(map(told, words[:_FIRST], repeat(0))))
    if lead < _CLEARLY:
        name, _ = _leading(sum(map(told, map(_bare().__getitem__, words[:_TELLING]), repeat(0))))
    return name


def _leading(votes: int) -> tuple[str, int]:
    """The language with the most votes, ``""`` where two have, and how many more it has than the next."""
    counts = votes.to_bytes(len(LANGUAGES), "little")
    second, most = sorted(counts)[-2:]
    return LANGUAGES[counts.index(most)] if most > second else "", most - second
