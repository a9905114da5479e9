"""The words that tell which of several values is which: the cues of some domains in a language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, repeat

from jsonsynth.facts.concepts import Concept, all_domains, known_in, plain_words, rows
from jsonsynth.facts.languages import LANGUAGES, languages, parted, words_of

__all__ = ["BEGINNING", "NO_CUES", "Cue", "Cues", "Lexicon", "beginnings", "evidence", "lexicon", "likeliest"]


@dataclass(slots=True, eq=False)
class Cue:
    """A concept that a word speaks for, if the words ``rest`` stand next to it, away from the value.

    ``kind``: the concept's. ``strength``: 2, or 1 for a small word, 0 for one that the file marks by ``~``.
    """

    concept: str
    kind: str
    rest: tuple[str, ...]
    strength: int


@lru_cache(maxsize=16384)
def _cues(domain: str, key: str, language: str) -> tuple[str, ...]:
    """The cues of a concept; the names of its members are cues too where they are words of the texts' language."""
    names = rows(domain, key, language, "names") if language != "en" else ()
    return (*rows(domain, key, language, "cues"), *[f"{name}>" for name in names])


@lru_cache(maxsize=64)
def _telling(domain: str) -> frozenset[str]:
    """The words that are cues in texts about a domain, in any language."""
    return frozenset(chain.from_iterable(lexicon((domain,), language).words for language in LANGUAGES))


def likeliest(domains: tuple[str, ...], bare: Iterable[str]) -> tuple[str, ...]:
    """Return those of some domains whose cues a text's words are most often; what most of them have tells nothing."""
    if len(domains) < 2:
        return domains
    telling = {domain: _telling(domain) for domain in domains}
    counts = dict.fromkeys(domains, 0)
    for word in bare:
        told = [domain for domain, words in telling.items() if word in words]
        for domain in told if 2 * len(told) <= len(domains) else ():
            counts[domain] += 1
    most = max(counts.values())
    return tuple(domain for domain in domains if counts[domain] == most)


Cues = tuple[tuple[Cue, ...], tuple[Cue, ...]]
NO_CUES: Cues = ((), ())
_MOST = 2048  # words that are kept of the texts about some domains


_Entry = tuple[str, bool, Cue]
"""A word, whether it is the beginning of one, and a cue."""


class _Table:
    """Cues by the word next to the value, and those that are the beginning of a word."""

    def __init__(self) -> None:
        self.whole: dict[str, list[Cue]] = {}
        self.begun: dict[str, list[Cue]] = {}

    def enter(self, entry: _Entry) -> None:
        """Add a cue of a word."""
        word, begins, cue = entry
        (self.begun if begins else self.whole).setdefault(word, []).append(cue)

    def of(self, word: str, starts: Iterable[str]) -> tuple[Cue, ...]:
        """Return the cues that a word is, and those that its beginnings are."""
        return (*self.whole.get(word, ()), *(cue for start in starts for cue in self.begun.get(start, ())))


class _Met(dict[str, Cues]):
    """The words met, each with the cues that it is, before and behind a value."""

    def __init__(
        self, words: Mapping[str, Cues], before: _Table, behind: _Table, starts: Mapping[str, tuple[str, ...]]
    ) -> None:
        self._words, self._before, self._behind, self._starts = words, before, behind, starts

    def __missing__(self, word: str) -> Cues:
        if len(self) > _MOST:
            self.clear()
        starts = [start for start in self._starts.get(word[:BEGINNING], ()) if word.startswith(start)]
        self[word] = found = self._begun(word, starts) if starts else self._words.get(word, NO_CUES)
        return found

    def _begun(self, word: str, starts: list[str]) -> Cues:
        starts.sort(key=len, reverse=True)
        found = self._before.of(word, starts), self._behind.of(word, starts)
        return found if found[0] or found[1] else NO_CUES


@dataclass(slots=True, eq=False)
class Lexicon:
    """The cues of some domains in one language (``""``: in all of them).

    ``words``: the cues of each word that is one by itself, before and behind a value. ``flags``: the concepts that are
    true or false. ``longest``: the most words that a cue has beside its first. ``plain``: words that leave a value in
    their clause what it is.
    """

    concepts: Mapping[str, Concept]
    names: Mapping[str, tuple[str, ...]]
    words: Mapping[str, Cues]
    flags: frozenset[str]
    longest: int
    plain: frozenset[str]
    _domains: tuple[str, ...]
    _spoken: tuple[str, ...]
    _met: _Met

    def denied(self, flag: str) -> re.Pattern[str] | None:
        """Return what finds the words that deny a flag, if there are any."""
        return _any_of(self._domains, flag, self._spoken, "no")

    def affirmed(self, flag: str) -> re.Pattern[str] | None:
        """Return what finds the words that affirm a flag, if there are any."""
        return _any_of(self._domains, flag, self._spoken, "yes")

    def cues(self, word: str, behind: bool) -> tuple[Cue, ...]:
        """Return the cues that a word is, before or behind a value."""
        return self._met[word][behind]

    def cues_of(self, words: Sequence[str], begun: Iterable[int]) -> list[Cues]:
        """Return for each word the cues that it is: before a value, and behind one; NO_CUES where it is none.

        ``begun``: the places of the words that have one of the :func:`beginnings`.
        """
        found = [*map(self.words.get, words, repeat(NO_CUES))]
        for place in begun:
            found[place] = self._met[words[place]]
        return found


BEGINNING = 3  # letters; no cue that is the beginning of a word has less


@lru_cache(maxsize=8)
def beginnings(language: str) -> Mapping[str, tuple[str, ...]]:
    """Return what words begin with that are by their beginning a cue of any domain in a language (``""``: in any).

    By their first :data:`BEGINNING` letters.
    """
    cues = chain.from_iterable(
        _cues(domain, key, one)
        for one in ((language,) if language else LANGUAGES)
        for domain in all_domains()
        for key in known_in((domain,)).concepts
    )
    words = [words_of(entry.strip("<>~")) for entry in cues if "*" in entry]
    found: dict[str, tuple[str, ...]] = {}
    for word in dict.fromkeys(word[:-1] for said in words for word in (said[0], said[-1]) if word.endswith("*")):
        found[word[:BEGINNING]] = (*found.get(word[:BEGINNING], ()), word)
    return found


@lru_cache(maxsize=512)
def lexicon(domains: tuple[str, ...], language: str) -> Lexicon:
    """Return the cues of some domains in a language (``""``: in all of them)."""
    known = known_in(domains)
    before, behind = _Table(), _Table()
    spoken = (language,) if language else LANGUAGES
    longest = 0
    for key, concept in known.concepts.items():
        for one in spoken:
            for entry in dict.fromkeys(chain.from_iterable([_cues(domain, key, one) for domain in domains])):
                first, second, length = _entered(entry, key, concept.kind, one)
                longest = max(longest, length)
                if first is not None:
                    before.enter(first)
                if second is not None:
                    behind.enter(second)
    words = {
        word: (tuple(before.whole.get(word, ())), tuple(behind.whole.get(word, ())))
        for word in (*before.whole, *behind.whole)
    }
    flags = frozenset(key for key, concept in known.concepts.items() if concept.kind == "flag")
    met = _Met(words, before, behind, beginnings(language))
    plain = frozenset(word for domain in domains for one in spoken for word in plain_words(domain, one))
    return Lexicon(known.concepts, known.names, words, flags, longest, plain, domains, spoken, met)


_TELLING_ALL = 3  # so many words tell something even where each of them is small


@lru_cache(maxsize=32768)
def _entered(entry: str, key: str, kind: str, language: str) -> tuple[_Entry | None, _Entry | None, int]:
    """Read an entry of a concept: what it is before a value and behind one, and how many words a cue has beside one."""
    words = words_of(entry.strip("<>~"))
    small = len(words) < _TELLING_ALL and languages()[language].function.issuperset(words)
    strength = 0 if "~" in entry else 1 if small else 2
    before = None if entry[0] == "<" else _entry(words[-1], Cue(key, kind, words[-2::-1], strength))
    behind = None if entry[-1] == ">" else _entry(words[0], Cue(key, kind, words[1:], strength))
    return before, behind, len(words) - 1


def _entry(word: str, cue: Cue) -> _Entry:
    """A cue of a word, which ends in ``*`` if it is a beginning."""
    begins = word.endswith("*")
    if begins and len(word) <= BEGINNING:
        raise ValueError(f"cues of {cue.concept!r}: the beginning {word!r} is too short")
    return word.rstrip("*"), begins, cue


@lru_cache(maxsize=1024)
def _any_of(domains: tuple[str, ...], key: str, spoken: tuple[str, ...], name: str) -> re.Pattern[str] | None:
    found = dict.fromkeys(one for language in spoken for domain in domains for one in rows(domain, key, language, name))
    said = (parted(one).replace("' ", " ") for one in sorted(found, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{'|'.join(said)})(?!\w)") if found else None


@lru_cache(maxsize=256)
def evidence(domains: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """The languages whose cue a word is, in these domains; what three or more share tells nothing."""
    found: dict[str, list[str]] = {}
    for language in LANGUAGES:
        for word in dict.fromkeys(word for domain in domains for word in lexicon((domain,), language).words):
            found.setdefault(word, []).append(language)
    small = _small()
    return {
        word: tuple(names)
        for word, names in found.items()
        if len(names) < 3 and (word not in small or small[word].issubset(names))
    }


@lru_cache(maxsize=1)
def _small() -> Mapping[str, frozenset[str]]:
    """The languages whose small word a word is."""
    words = {word for language in languages().values() for word in language.function}
    return {word: frozenset(name for name, one in languages().items() if word in one.function) for word in words}
