"""What the clause that words stand in says of them: it denies them, turns against them, or ends them."""

from __future__ import annotations

from jsonsynth.facts.languages import SAYS
from jsonsynth.facts.reading import Reading
from jsonsynth.facts.standing import stands

__all__ = ["ANY", "TURNS", "doubted"]

_DENIES, TURNS, _ENDED = SAYS["denies"], SAYS["turns"], SAYS["ended"]
ANY = _DENIES | TURNS | _ENDED


def doubted(reading: Reading, start: int, end: int, behind: int = ANY) -> bool:
    """Say whether a clause takes back the words from ``start`` to before ``end``.

    "It came at no time from Ana Costa", "it came from Ana Costa, but", "it came from anyone but Ana Costa", "he lived
    in Roma until May". ``behind``: the lists that count behind the words.
    """
    denial = -1
    for place, says in reading.turns:
        if place >= end:
            if says & behind and _is_taken_back(reading, place, says & behind, end):
                return True
        elif place >= start:
            continue  # "minus" in a number
        elif says & _DENIES and _denies(reading, place):
            denial = place
        elif says & TURNS:
            if denial < 0 and _excludes(reading, place, start):
                return True
            denial = -1  # "not A but B"
    return denial >= 0 and _in_clause(reading, _behind_aside(reading, denial, start), start)


def _denies(reading: Reading, place: int) -> bool:
    """Whether a word denies something: not an answer, nor the "no." of a number, nor what is as "not only"."""
    word = reading.tokens[place]
    if word.comma and (not place or reading.tokens[place - 1].edge):
        return False
    whole = word.comma or word.ends or word.raw[-1].isalpha() or word.raw[-1] in "'’"
    return whole and not stands(reading, place, reading.language.words["undenied"])


def _in_clause(reading: Reading, first: int, last: int) -> bool:
    """Whether nothing ends a part of the sentence between two words, "and" neither."""
    tokens = reading.tokens
    return not any(tokens[place].edge or tokens[place + 1].link for place in range(first, last))


def _behind_aside(reading: Reading, denial: int, start: int) -> int:
    """Where a denial counts from: behind the aside that it is cut off by, "it does not, as far as we know, come"."""
    commas = [place for place in range(denial, start) if reading.tokens[place].comma]
    return commas[1] + 1 if len(commas) > 1 and commas[0] <= denial + 1 else denial


def _is_taken_back(reading: Reading, place: int, says: int, end: int) -> bool:
    """Whether a word behind others takes them back: a "but" in their sentence, or a denial."""
    if says & TURNS:
        goes_on = not any(
            reading.tokens[other].ends or reading.tokens[other + 1].link for other in range(end - 1, place)
        )
        return goes_on and reading.taken.isdisjoint(range(end, place))
    return _in_clause(reading, end - 1, place) and (not says & _DENIES or _denies(reading, place))


def _excludes(reading: Reading, place: int, start: int) -> bool:
    """Whether no more than an article stands between a "but" and words: "any but the first"."""
    return place == start - 1 or (place == start - 2 and reading.bare[start - 1] in ("the", *reading.language.articles))
