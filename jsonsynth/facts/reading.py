"""A text as the verifier reads it: its language, its words, and what in it may be a value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from jsonsynth.facts.figures import Number, numbers, ungrouped
from jsonsynth.facts.languages import Language, languages, parted
from jsonsynth.facts.lexicon import NO_CUES, Cue, Lexicon, lexicon
from jsonsynth.facts.tokens import Token, tokens
from jsonsynth.facts.whens import DATED, When, dates_masked

__all__ = ["MARK", "Reading", "is_named", "read"]

MARK = 0xE000  # private use: a string that was found becomes one character


@dataclass(slots=True)
class Reading:
    """A text, read with a label's strings masked: words, the same bare, numbers, dates and where these stand.

    ``tokens``: what each word is by itself; ``cues``: those that it is, before and behind a value. ``taken``: the
    places of words that are values (numbers, dates, strings) or names. ``marks``: where each mark stands. ``says``:
    the lists of the language about how a text stands by a value that have a phrase which may stand in the text.
    """

    text: str
    words: Sequence[str]
    bare: Sequence[str]
    tokens: Sequence[Token]
    cues: Sequence[tuple[tuple[Cue, ...], tuple[Cue, ...]]]
    language: Language
    lexicon: Lexicon
    numbers: Sequence[Number]
    whens: Sequence[tuple[int, When]]
    says: frozenset[str]
    taken: frozenset[int] = field(default_factory=frozenset[int])
    marks: dict[str, list[int]] = field(default_factory=dict[str, list[int]])

    def is_cue(self, place: int) -> bool:
        """Say whether a word tells what a value before or behind it is."""
        return self.cues[place] is not NO_CUES


def read(text: str, name: str, domains: tuple[str, ...], reference: str, with_numbers: bool = True) -> Reading:
    """Read a text whose strings are masked, in the language of a name; its numbers only where they are wanted."""
    language = languages().get(name)
    rest, whens = dates_masked(text, language, reference)
    words = _spaced(rest, name, with_numbers).split()
    read_words = tokens(words, name)
    bare = [one.bare for one in read_words]
    known = lexicon(domains, name)
    reading = Reading(
        text=rest,
        words=words,
        bare=bare,
        tokens=read_words,
        cues=known.cues_of(bare),
        language=language or languages()["en"],
        lexicon=known,
        numbers=numbers(words, bare, language, _where_number(read_words)) if with_numbers else (),
        whens=(),
        says=frozenset(said for one in read_words if one.says for said in one.says),
    )
    _take(reading, whens)
    return reading


def _spaced(text: str, name: str, with_numbers: bool) -> str:
    """Part what stands close together, and the lines."""
    spaced = _KEY.sub(_key_apart, text.replace(" = ", " : ")) if "=" in text else text
    if "\n" in spaced:
        spaced = spaced.replace("\n", " ¶ ")
    if with_numbers:
        spaced = ungrouped(spaced.replace("-year-old", " year old"), name == "fr")
    return parted(spaced)


def _where_number(read_words: Iterable[Token]) -> list[int]:
    return [place for place, one in enumerate(read_words) if one.number]


def _take(reading: Reading, whens: Iterable[When]) -> None:
    """Note where the values and the names stand."""
    taken = [place for one in reading.numbers if not one.vague for place in range(one.start, one.end)]
    odd = [place for place, one in enumerate(reading.tokens) if one.odd]
    dated = [place for place in odd if DATED in reading.bare[place]]
    nouns = reading.language.name == "de"
    for place in odd:
        word = reading.bare[place]
        if not word.isascii():
            for char in word:
                if "\ue000" <= char <= "\uf8ff":
                    reading.marks.setdefault(char, []).append(place)
        if word >= "\ue000" or (not nouns and _is_name(reading, place)):
            taken.append(place)
    reading.whens = list(zip(dated, whens, strict=False))
    reading.taken = frozenset((*taken, *dated))


def is_named(reading: Reading, place: int) -> bool:
    """Say whether a number is a part of the name before it: "Studio 54"."""
    if not place or place - 1 not in reading.taken or not reading.words[place - 1].isalpha():
        return False
    return reading.language.name != "de" and _is_name(reading, place - 1)


def _is_name(reading: Reading, place: int) -> bool:
    """Whether a word is a name inside a sentence, and none of the words that tell what a value is."""
    word = reading.words[place]
    if not word[0].isupper() or not place or word.isupper():
        return False
    before = reading.tokens[place - 1]
    if before.ends or before.raw[-1] in ":*" or before.raw == "-":
        return False
    return not (reading.tokens[place].function or reading.is_cue(place))


_KEY = re.compile(r"(?<![\w.-])(\w[\w.-]*)=")


def _key_apart(found: re.Match[str]) -> str:
    """A log line's ``key_name=value`` as words: it ends what stands before."""
    return " ; " + re.sub(r"(?<=[a-z])(?=[A-Z])|[_.-]", " ", found[1]).lower() + " : "
