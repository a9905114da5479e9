"""A text as the verifier reads it: its language, its words, and what in it may be a value."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jsonsynth.facts.figures import Number, numbers, ungrouped
from jsonsynth.facts.languages import Language, languages, parted
from jsonsynth.facts.lexicon import NO_CUES, Cue, Lexicon, lexicon
from jsonsynth.facts.request import Request
from jsonsynth.facts.tokens import Token, tokens
from jsonsynth.facts.whens import DATED, When, dates_masked

__all__ = ["MARK", "Reading", "is_named", "read"]

MARK = 0xE000  # private use: a string that was found becomes one character


@dataclass(slots=True)
class Reading:
    """A text, read with a label's strings masked: words, the same bare, numbers, dates and where these stand.

    ``tokens``: what each word is by itself; ``cues``: those that it is, before and behind a value. ``taken``: the
    places of words that are values (numbers, dates, strings) or names. ``marks``: where each mark stands, and
    ``marked``: where any does. ``context``: where a phrase about how a text stands by a value may begin, or an arrow
    stands; ``moves``: something may have been moved. ``begins``: where a name or a code may begin; ``opened``: the
    places behind the names of boxes. ``stand_for``: what the instruction lets words of the text stand for.
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
    taken: frozenset[int]
    marks: Mapping[str, Sequence[int]]
    marked: Sequence[int]
    context: Sequence[int]
    moves: bool
    begins: Sequence[int]
    opened: Sequence[int]
    stand_for: Mapping[str, str]

    def is_cue(self, place: int) -> bool:
        """Say whether a word tells what a value before or behind it is."""
        return self.cues[place] is not NO_CUES


def read(text: str, name: str, domains: tuple[str, ...], asked: Request, with_numbers: bool = True) -> Reading:
    """Read a text whose strings are masked, in the language of a name; its numbers only where they are wanted."""
    language = languages().get(name)
    rest, whens = dates_masked(text, language, asked.reference)
    words = _spaced(rest, name, with_numbers).split()
    read_words = tokens(words, name)
    bare = [one.bare for one in read_words]
    known = lexicon(domains, name)
    telling = [(place, one) for place, one in enumerate(read_words) if one.telling]
    counted = [place for place, one in telling if one.number] if with_numbers else []
    found = numbers(words, bare, language, counted) if counted else []
    dated = [place for place, one in telling if one.odd and DATED in one.bare]
    marks = _marks(telling)
    reading = Reading(
        text=rest,
        words=words,
        bare=bare,
        tokens=read_words,
        cues=known.cues_of(bare),
        language=language or languages()["en"],
        lexicon=known,
        numbers=found,
        whens=list(zip(dated, whens, strict=False)),
        taken=_NOWHERE,
        marks=marks,
        marked=sorted([place for places in marks.values() for place in places]),
        context=[place for place, one in telling if one.doubts],
        moves=any("moves" in one.says for _, one in telling),
        begins=[place for place, one in telling if one.begins],
        opened=[place + 1 for place, one in telling if one.opens],
        stand_for=asked.words,
    )
    reading.taken = frozenset((*dated, *_taken(reading, telling)))
    return reading


_NOWHERE: frozenset[int] = frozenset()
_Placed = Sequence[tuple[int, Token]]


def _spaced(text: str, name: str, with_numbers: bool) -> str:
    """Part what stands close together, and the lines."""
    spaced = _KEY.sub(_key_apart, text.replace(" = ", " : ")) if "=" in text else text
    if "\n" in spaced:
        spaced = spaced.replace("\n", " ¶ ")
    if with_numbers:
        spaced = ungrouped(spaced.replace("-year-old", " year old"), name == "fr")
    return parted(spaced)


def _marks(telling: _Placed) -> dict[str, list[int]]:
    """Where each mark stands."""
    found: dict[str, list[int]] = {}
    for place, one in telling:
        if one.marked:
            for char in one.bare:
                if "\ue000" <= char <= "\uf8ff":
                    found.setdefault(char, []).append(place)
    return found


def _taken(reading: Reading, telling: _Placed) -> list[int]:
    """Where the numbers, the strings and the names stand."""
    nouns = reading.language.name == "de"
    numbered = [place for one in reading.numbers if not one.vague for place in range(one.start, one.end)]
    named = [
        place
        for place, one in telling
        if one.odd and (one.bare >= "\ue000" or (not nouns and one.capital and _is_name(reading, place)))
    ]
    return numbered + named


def is_named(reading: Reading, place: int) -> bool:
    """Say whether a number is a part of the name before it: "Studio 54"."""
    if not place or place - 1 not in reading.taken or not reading.words[place - 1].isalpha():
        return False
    return reading.language.name != "de" and _is_name(reading, place - 1)


def _is_name(reading: Reading, place: int) -> bool:
    """Whether a word is a name inside a sentence, and none of the words that tell what a value is."""
    word = reading.tokens[place]
    if not word.capital or not place:
        return False
    before = reading.tokens[place - 1]
    if before.ends or before.raw[-1] in ":*" or before.raw == "-":
        return False
    return not (word.function or reading.is_cue(place))


_KEY = re.compile(r"(?<![\w.-])(\w[\w.-]*)=")


def _key_apart(found: re.Match[str]) -> str:
    """A log line's ``key_name=value`` as words: it ends what stands before."""
    return " ; " + re.sub(r"(?<=[a-z])(?=[A-Z])|[_.-]", " ", found[1]).lower() + " : "
