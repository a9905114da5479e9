"""The language of a text, told by its small words and by the cues of what it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import repeat

from jsonsynth.facts.languages import LANGUAGES, languages, parted
from jsonsynth.facts.lexicon import evidence
from jsonsynth.facts.tokens import STRIPPED

__all__ = ["spoken"]

_TELLING = 48  # words that tell a language; no text changes it later
# so many tell it alone if one language has three more than any other
_SOONEST, _SURELY = 32, 12
# what a word speaks for is one number with a byte for each language, so that a sum counts them all: at most
# _TELLING * _WHOLE, which a byte holds
_WHOLE = 4
_CAPITAL = "^"
_MOST = 32768  # words that are kept


@lru_cache(maxsize=1)
def _told() -> Mapping[str, int]:
    """What a small word speaks for; what three or more languages share tells nothing."""
    found: dict[str, list[str]] = {}
    for name, language in languages().items():
        for word in sorted(language.marks | language.function):
            found.setdefault(word, []).append(name)
    return _votes({word: tuple(names) for word, names in found.items() if len(names) < 3})


@lru_cache(maxsize=256)
def _telling(domains: tuple[str, ...]) -> Mapping[str, int]:
    """What a word speaks for in texts about some domains, where it is no small word."""
    told = _told()
    return {word: votes for word, votes in _votes(evidence(domains)).items() if word not in told}


def _votes(told: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """What words speak for that tell of some languages; one with a capital may be a name and counts half."""
    votes: dict[str, int] = {}
    for word, names in told.items():
        votes[word] = vote = _vote(names)
        votes[_CAPITAL + word] = vote // 2
    return votes


@lru_cache(maxsize=64)
def _vote(names: tuple[str, ...]) -> int:
    return sum(_WHOLE // len(names) << 8 * LANGUAGES.index(name) for name in names)


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

    The first words, as they stand, decide where they leave no doubt: the small ones alone, if they do.
    """
    words = text.split(None, _SOONEST)[:_SOONEST]
    votes = _sum(_told(), words)
    name, lead = _leading(votes)
    if lead < _SURELY:
        telling = _telling(domains)
        name, lead = _leading(votes + _sum(telling, words))
        if lead < _SURELY:
            words = parted(" ".join(text.split(None, _TELLING)[:_TELLING])).split()
            bare = [*map(_bare().__getitem__, words[:_TELLING])]
            name, _ = _leading(_sum(_told(), bare) + _sum(telling, bare))
    return name


def _sum(votes: Mapping[str, int], words: Sequence[str]) -> int:
    return sum(map(votes.get, words, repeat(0)))


@lru_cache(maxsize=8192)
def _leading(votes: int) -> tuple[str, int]:
    """The language that has the most votes, ``""`` where two have, and how many more it has than the next."""
    counts = votes.to_bytes(len(LANGUAGES), "little")
    second, most = sorted(counts)[-2:]
    return LANGUAGES[counts.index(most)] if most > second else "", most - second
