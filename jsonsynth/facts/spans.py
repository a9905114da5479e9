"""Strings of several words: whether one takes in some of the sentence around it."""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import lru_cache
from itertools import chain, takewhile

from jsonsynth.facts.concepts import Concept, plain_name
from jsonsynth.facts.languages import language_of, languages
from jsonsynth.facts.lexicon import Lexicon
from jsonsynth.facts.meaning import Asked

__all__ = ["Spans", "small_words"]


@lru_cache(maxsize=8)
def small_words(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the function words and the particles of a language, of all where it is not known."""
    known = languages()
    spoken = [known[language]] if language else list(known.values())
    small = frozenset(word for one in spoken for word in one.function)
    return small, frozenset(word for one in spoken for word in one.words["particles"])


@lru_cache(maxsize=8)
def _joining(language: str) -> frozenset[str]:
    """The small words within names: particles of a language, and what joins names of any."""
    phrases = chain.from_iterable(one.words["joining"].values() for one in languages().values())
    return small_words(language)[1].union(chain.from_iterable(chain.from_iterable(phrases)))


@lru_cache(maxsize=8)
def _leading(language: str) -> frozenset[str]:
    """The small words that are no verbs."""
    return small_words(language)[0].difference(language_of(language).words["verbs"])


class Spans:
    """What a string of several words may have in it, in a language; ``lexicon``: its cues."""

    def __init__(self, language: str, lexicon: Lexicon) -> None:
        spoken = language_of(language)
        self._small, self._particles = small_words(language)
        self._words, self._articles = spoken.words, spoken.articles
        self._leading, self._joining = _leading(language), _joining(language)
        self._lexicon = lexicon
        self._told, self._nouns = bool(language), language in ("de", "")

    def overlong(self, value: str, asked: Asked) -> bool:
        """Say whether a string of several words takes in some of the sentence: "japanese and", "Ana Costa lives"."""
        meant = asked.meant
        if "quoted" in [one.shape for one in meant]:
            return False
        first, *others = value.split()
        if self._told and (self._tells(first, others, asked) or self._mixes(value, others, meant)):
            return True
        if first[0].islower() and first.isalpha():
            return self._told and self._leads(first, others)
        leads = first.casefold() in self._leading
        if not leads and not others[-1].islower():
            return False
        capital = leads and first.casefold() not in self._articles
        return (capital and any(word[0].isupper() for word in others)) or self._trails(value, others, meant)

    def _tells(self, first: str, others: Sequence[str], asked: Asked) -> bool:
        """Whether a string takes in words that tell it: "Gast Ana Costa", "posto come fornaio", "tailor by trade"."""
        second, last, keys = others[0], others[-1].casefold(), asked.concepts
        if second in self._words["as"]:
            return True
        if True in [one.telling for one in asked.meant]:
            return False
        opening = first.casefold()
        if self._speaks(opening, False, keys) or self._speaks(last, True, keys):
            return True
        if second in self._small and self._speaks(second, False, keys, opening):
            return True
        if len(others) > 1 and others[-2] in self._small and self._speaks(last, False, keys):
            return True
        return not keys.isdisjoint(self._lexicon.names.get(plain_name(first), ()))

    def _speaks(self, word: str, behind: bool, keys: Container[str], before: str = "") -> bool:
        """Whether a word is a cue, which stands before a string or behind it, of a concept; with the word before it."""
        for cue in self._lexicon.cues(word, behind):
            if cue.concept in keys and (not before or cue.rest == (before,)):
                return True
        return False

    def _mixes(self, value: str, others: Sequence[str], meant: Sequence[Concept]) -> bool:
        """Whether a string has within what none has: a verb in a name, "Akte zeigt Ana"; before a last word "and"."""
        within = others[:-1]
        if not within:
            return False
        if value[0].islower():
            return meant[0].shape == "common" and within[-1] in self._words["links"]
        if any(word in self._words["verbs"] and word not in self._joining for word in within):
            return True
        if meant[0].shape != "proper" or meant[0].telling:
            return False
        small = self._words["lying"] if meant[0].site else self._small
        return any(word.islower() and word not in self._joining and word not in small for word in within)

    def _leads(self, first: str, others: Sequence[str]) -> bool:
        """Whether a plain word leads to a string: a small one, or before a name any but its particle.

        Or a small one ends it.
        """
        if first in self._leading or others[-1] in self._small:
            return True
        return first not in self._particles and any(word[0].isupper() for word in others)

    def _trails(self, value: str, others: Sequence[str], meant: Sequence[Concept]) -> bool:
        """Whether plain words trail behind a name."""
        trailing = [*takewhile(str.islower, reversed(others))]
        if not trailing or not value[0].isupper():
            return False
        named = len(trailing) < len(others) or self._nouns or any(one.shape == "proper" for one in meant)
        return named or not self._small.isdisjoint(trailing) or bool(self._lexicon.cues(trailing[0], True))
