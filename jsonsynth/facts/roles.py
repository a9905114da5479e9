"""A text as the verifier reads it, and what the words around a value make of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

from jsonsynth.facts.cues import FAINT, NUMBER_CUES, TEXT_CUES, WEAK
from jsonsynth.facts.reading import Number, When, dates_masked, numbers

__all__ = ["STRIPPED", "Reading", "cued_behind", "nearest_before", "read", "text_role", "words_before"]


@dataclass(slots=True)
class Reading:
    """A text, read with a label's strings masked: words, the same bare, numbers with their roles, dates."""

    text: str
    words: Sequence[str]
    bare: Sequence[str]
    numbers: Sequence[tuple[Number, str | None]]
    whens: Sequence[When]


STRIPPED = ".,;:!?()[]\"'“”*|"


def read(text: str, with_numbers: bool = True) -> Reading:
    """Read a text whose strings are masked; its numbers only where they are wanted."""
    rest, whens = dates_masked(text)
    spaced = _KEY.sub(_key_apart, rest) if "=" in rest else rest
    if "\n" in spaced:
        spaced = spaced.replace("\n", " ¶ ")
    spaced = spaced.replace("-year-old", " year old")
    words = spaced.split()
    bare = [*map(str.strip, spaced.lower().split(), repeat(STRIPPED))]
    if not with_numbers:
        return Reading(rest, words, bare, (), whens)
    return Reading(rest, words, bare, [(one, _number_role(words, bare, one)) for one in numbers(words, bare)], whens)


_KEY = re.compile(r"\b(\w+) ?= ?")


def _key_apart(found: re.Match[str]) -> str:
    """A log line's ``key_name=value`` as words: it ends what stands before."""
    return " ; " + re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", found[1]) + " "


_REACH = 7
_FAR = 99
_ENDS = ".!?;¶|"


def _ends(word: str) -> bool:
    return word[-1] in _ENDS and word != "."


def _number_role(words: Sequence[str], bare: Sequence[str], one: Number) -> str | None:
    """The concept of the nearest cue in the sentence; a comma, an "and" or another number between count extra."""
    if one.unit:
        units = NUMBER_CUES.behind.get(one.unit)
        if units:
            return min(units)
    least, role = _cue_before(words, bare, one.start)
    return _cue_behind(words, bare, one.end - 1, least) or role


def _cue_before(words: Sequence[str], bare: Sequence[str], place: int) -> tuple[int, str | None]:
    """What the nearest cue before costs, and what it says."""
    cost, best, role = 0, _FAR, None
    for other in range(place - 1, max(-1, place - 1 - _REACH), -1):
        word, last = bare[other], words[other][-1]
        if cost + 1 >= best or (last in _ENDS and words[other] != "."):
            break
        cost += 4 if last == "," or word in _JOINING else 1
        if word in _BEFORE:
            paid = cost + 3 if word in FAINT else cost
            if paid < best:
                best, role = paid, _BEFORE[word]
    return best, role


def _cue_behind(words: Sequence[str], bare: Sequence[str], place: int, best: int) -> str | None:
    """What the nearest cue behind says, None if none costs less than ``best``."""
    cost, role = 0, None
    for other in range(place + 1, min(len(words), place + 1 + _REACH)):
        if cost + 1 >= best or _ends(words[other - 1]):
            break
        word = bare[other]
        cost += 1 + 3 * (words[other - 1][-1] == ",") + 3 * (word in _JOINING)
        if word in _BEHIND:
            paid = cost + 3 if word in FAINT else cost
            if paid < best:
                best, role = paid, _BEHIND[word]
    return role


_JOINING = frozenset(("and", "e"))
_BEFORE: Mapping[str, str] = {word: min(concepts) for word, concepts in NUMBER_CUES.before.items()}
_BEHIND: Mapping[str, str] = {word: min(concepts) for word, concepts in NUMBER_CUES.behind.items()}
_NONE: frozenset[str] = frozenset()
_TEXT_BEFORE = TEXT_CUES.before
_STRONG_BEFORE = {word: concepts for word, concepts in TEXT_CUES.before.items() if word not in WEAK}
_STRONG_BEHIND = {word: concepts for word, concepts in TEXT_CUES.behind.items() if word not in WEAK}
# the second words of pairs
_SECONDS = frozenset(word.rpartition(" ")[2] for word in TEXT_CUES.before if " " in word)


def text_role(reading: Reading, place: int, sign: str) -> frozenset[str]:
    """What the words around a string make of it: a cue just before, one behind, a preposition, one further before."""
    word = reading.words[place]
    if word[0] == "[" and word.startswith("[" + sign):
        return frozenset(("service", *_TEXT_BEFORE.get(reading.bare[place - 1], ()))) if place else _SERVICE
    before = words_before(reading, place)
    near = nearest_before(before, 2) or cued_behind(reading, place)
    return near or _any_before(before) or nearest_before(before)


_SERVICE = frozenset(("service",))


def _any_before(words: Sequence[str]) -> frozenset[str]:
    for word in words[:2]:
        found = _TEXT_BEFORE.get(word)
        if found:
            return found
    return _NONE


def nearest_before(words: Sequence[str], reach: int = 3) -> frozenset[str]:
    """What the nearest cue before says, a pair of words first; the cue ends within ``reach`` words."""
    for place, word in enumerate(words[:reach]):
        pair = word in _SECONDS and place + 1 < len(words) and _TEXT_BEFORE.get(f"{words[place + 1]} {word}")
        found = pair or _STRONG_BEFORE.get(word)
        if found:
            return found
    return _NONE


def cued_behind(reading: Reading, place: int) -> frozenset[str]:
    """What the nearest of four words behind says, within the part of the sentence."""
    words, bare = reading.words, reading.bare
    if words[place][-1] in ".;!?,\n":
        return _NONE
    for other in range(place + 1, min(len(words), place + 5)):
        found = _STRONG_BEHIND.get(bare[other])
        if found:
            return found
        if words[other][-1] in ".;!?,¶":
            break
    return _NONE


_HAVING = frozenset(("has", "have", "had", "tem", "têm"))


def words_before(reading: Reading, place: int) -> list[str]:
    """Up to three words before a place, nearest first, within the sentence and behind any other value."""
    found: list[str] = []
    words, bare = reading.words, reading.bare
    for other in range(place - 1, max(-1, place - 4), -1):
        word = bare[other]
        if words[other][-1] in _ENDS or word >= "\ue000" or word in _HAVING:
            break
        found.append(word)
    return found
