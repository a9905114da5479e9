"""Words that nobody knows in the clause of a value: what they make of it is not known either."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain

from jsonsynth.facts.boxes import is_sentence
from jsonsynth.facts.money import MONEY
from jsonsynth.facts.reading import Reading
from jsonsynth.facts.roles import box_of
from jsonsynth.facts.specification import Wanted
from jsonsynth.facts.standing import begins
from jsonsynth.facts.units import is_unit

__all__ = ["is_of_other", "is_strange"]


def is_strange(reading: Reading, start: int, end: int) -> bool:
    """Say whether the clause of the words from ``start`` to before ``end`` has a word that is not known in any.

    "It imitates the brand Kelka", "she is married to a florist": of a word that is no small one, tells no value and
    leaves none as it is, nobody knows what it makes of the value.
    """
    tokens = reading.tokens
    boxed = start > 0 and tokens[start - 1].opens and not box_of(reading, start) and not is_sentence(reading, start)
    for place in range(start - 1 - boxed, -1, -1):
        word = tokens[place]
        if word.edge or tokens[place + 1].link:
            break
        if word.strange and _is_unknown(reading, place):
            return True
    for place in range(end, len(tokens)):
        word = tokens[place]
        if word.link or tokens[place - 1].edge or tokens[place - 1].raw[-1] == ".":  # "30 min. The alarm went off"
            break
        if word.strange and _is_unknown(reading, place):
            return True
    return False


def is_of_other(reading: Reading, start: int, end: int, boxed: bool) -> bool:
    """Say whether a number is said of something that is not known: "two aquariums", "the bus takes 9", "Shelf: 12".

    ``boxed``: it fills a box that is none of a field. Money is of what is told.
    """
    tokens, determiners = reading.tokens, reading.language.words["determiners"]
    if _is_money(reading, start, end):
        return False
    if end < len(tokens) and not tokens[end - 1].edge and tokens[end].strange and _is_unknown(reading, end):
        return True
    for place in range(start - 1, -1, -1):
        if tokens[place].ends or (boxed and reading.is_cue(place)):
            return boxed and not reading.is_cue(place)
        if tokens[place].strange and place and tokens[place - 1].bare in determiners and _is_unknown(reading, place):
            return True
    return boxed


def _is_money(reading: Reading, start: int, end: int) -> bool:
    """Whether a number is of money, by the words on it and beside it."""
    beside = reading.bare[max(0, start - 1) : end + 1]
    return not MONEY.isdisjoint(beside) or any(sign in word for word in beside for sign in "€$£")


def _is_unknown(reading: Reading, place: int) -> bool:
    """Whether a strange word is no cue, no money nor unit, no name and no part of a value or of a quotation."""
    word = reading.tokens[place]
    if reading.is_cue(place) or word.bare in reading.lexicon.plain or place in reading.taken:
        return False
    if word.bare in _options(reading.asked.fields):
        return False
    if word.opens or word.bare in MONEY or is_unit(word.bare, reading.language):
        return False
    if begins(reading, place, "trails") or _is_quoted(reading, place):
        return False
    return word.raw[0].islower() or not _is_name(reading, place)


@lru_cache(maxsize=512)
def _options(fields: tuple[Wanted, ...]) -> frozenset[str]:
    """The words of the options that some fields have."""
    inner = [_options(field.fields) for field in fields if field.fields]
    said = [option.casefold().split() for field in fields for option in field.options]
    return frozenset(chain.from_iterable((*said, *inner)))


def _is_name(reading: Reading, place: int) -> bool:
    """Whether a word with a capital is a name: another is beside it, or it is in the text or the label once more."""
    bare, words = reading.tokens[place].bare, reading.words
    if reading.bare.count(bare) > 1 or any(value.lower().startswith(bare) for _, value in reading.values):
        return True
    if place + 1 < len(words) and words[place + 1][0].isupper() and not reading.is_cue(place + 1):
        return True
    return (
        place > 0 and reading.language.name == "de" and words[place - 1].istitle() and reading.tokens[place - 1].strange
    )


def _is_quoted(reading: Reading, place: int) -> bool:
    """Whether a quotation begins at a word or at one of some before it, and does not end before the word."""
    for word in reversed(reading.words[max(0, place - _REACH) : place + 1]):
        if word[0] in _QUOTES:
            return True
        if word[-1] in _QUOTES or word.rstrip(".,;:!?")[-1:] in _QUOTES:
            return False
    return False


_REACH = 12  # words
_QUOTES = ('"', "“", "”", "„", "«", "»")
