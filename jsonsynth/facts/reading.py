"""A text as the verifier reads it: its language, its words, and what in it may be a value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import repeat

from jsonsynth.facts.figures import Number, numbers, ungrouped
from jsonsynth.facts.languages import Language, language_of, languages, parted
from jsonsynth.facts.lexicon import Lexicon, evidence, lexicon
from jsonsynth.facts.whens import DATED, When, dates_masked

__all__ = ["MARK", "STRIPPED", "Reading", "bare_words", "ends", "is_named", "read", "spoken"]

MARK = 0xE000  # private use: a string that was found becomes one character
STRIPPED = ".,;:!?()[]\"'“”„«»*|_"
_ENDS = ".!?;¶|"


@dataclass(slots=True)
class Reading:
    """A text, read with a label's strings masked: words, the same bare, numbers, dates and where these stand.

    ``odd``: the places of all words but those of plain letters in lower case. ``taken``: the places of words that
    are values (numbers, dates, strings) or names. ``marks``: where each mark stands.
    ``openers``: words that may open a phrase of the language's lists.
    """

    text: str
    words: Sequence[str]
    bare: Sequence[str]
    language: Language
    lexicon: Lexicon
    numbers: Sequence[Number]
    whens: Sequence[tuple[int, When]]
    odd: Sequence[int] = ()
    taken: frozenset[int] = field(default_factory=frozenset[int])
    marks: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    openers: frozenset[str] = frozenset()
    _said: dict[str, bool] = field(default_factory=dict[str, bool])

    def may_say(self, name: str) -> bool:
        """Say whether any phrase of a list of the language may stand in the text at all: a cheap first look."""
        known = self._said.get(name)
        if known is None:
            if not self._said:
                self.openers = self.language.openers.intersection(self.bare)
            known = self._said[name] = not self.language.words[name].keys().isdisjoint(self.openers)
        return known


def bare_words(text: str) -> list[str]:
    """Return the words of a text in lower case, without the marks around them."""
    return [*map(str.strip, text.lower().split(), repeat(STRIPPED))]


def spoken(text: str, bare: Sequence[str], domains: tuple[str, ...]) -> str:
    """Return the language of a text of some words; ``""`` where nothing tells it."""
    return language_of(text.split(), bare, evidence(domains))


def read(text: str, name: str, domains: tuple[str, ...], reference: str, with_numbers: bool = True) -> Reading:
    """Read a text whose strings are masked, in the language of a name; its numbers only where they are wanted."""
    language = languages().get(name)
    rest, whens = dates_masked(text, language, reference)
    spaced = _KEY.sub(_key_apart, rest.replace(" = ", " : ")) if "=" in rest else rest
    if "\n" in spaced:
        spaced = spaced.replace("\n", " ¶ ")
    if with_numbers:
        spaced = ungrouped(spaced.replace("-year-old", " year old"), name == "fr")
    spaced = parted(spaced)
    words, bare = spaced.split(), bare_words(spaced)
    found = numbers(words, bare, language) if with_numbers else []
    dated = zip(_places(bare), whens, strict=False)
    reading = Reading(rest, words, bare, language or languages()["en"], lexicon(domains, name), found, list(dated))
    reading.odd = [place for place, word in enumerate(words) if not (word.islower() and word.isascii())]
    reading.taken = frozenset(_taken(reading))
    return reading


def _places(bare: Sequence[str]) -> Iterable[int]:
    return (place for place, word in enumerate(bare) if DATED in word)


def _taken(reading: Reading) -> Iterable[int]:
    for one in reading.numbers:
        if not one.vague:
            yield from range(one.start, one.end)
    nouns = reading.language.name == "de"
    for place in reading.odd:
        word = reading.bare[place]
        if not word.isascii():
            for char in word:
                if "\ue000" <= char <= "\uf8ff":
                    reading.marks.setdefault(char, []).append(place)
        if word >= "\ue000" or DATED in word or (not nouns and _is_name(reading, place)):
            yield place


def is_named(reading: Reading, place: int) -> bool:
    """Say whether a number is a part of the name before it: "Studio 54"."""
    if not place or place - 1 not in reading.taken or not reading.words[place - 1].isalpha():
        return False
    return reading.language.name != "de" and _is_name(reading, place - 1)


def _is_name(reading: Reading, place: int) -> bool:
    """Whether a word is a name inside a sentence, and none of the words that tell what a value is."""
    word = reading.words[place]
    if (
        not word[0].isupper()
        or not place
        or word.isupper()
        or ends(reading.words[place - 1])
        or reading.words[place - 1][-1] in ":*"
    ):
        return False
    bare = reading.bare[place]
    known = reading.lexicon.cues(bare, False) or reading.lexicon.cues(bare, True)
    return bare not in reading.language.function and not known


_KEY = re.compile(r"(?<![\w.-])(\w[\w.-]*)=")


def _key_apart(found: re.Match[str]) -> str:
    """A log line's ``key_name=value`` as words: it ends what stands before."""
    return " ; " + re.sub(r"(?<=[a-z])(?=[A-Z])|[_.-]", " ", found[1]).lower() + " : "


def ends(word: str) -> bool:
    """Say whether a sentence, a line or a box ends behind a word."""
    return word[-1] in _ENDS and (len(word) == 1 or not _abbreviated(word)) and word != "."


def _abbreviated(word: str) -> bool:
    """``St.``, ``approx.``: no sentence ends there."""
    return word[-1] == "." and word.lower() in _SHORT


_SHORT = frozenset(
    ("st.", "dr.", "mr.", "mrs.", "no.", "nr.", "ca.", "approx.", "sr.", "sra.", "m.", "n.", "nº.", "c.", "tel.")
)
