"""Whether a text stands by a value: what is hedged, denied, corrected or replaced is not what it says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Literal

from jsonsynth.facts.languages import SAYS, Phrases
from jsonsynth.facts.reading import Reading
from jsonsynth.facts.tokens import ARROWS

__all__ = [
    "Standing",
    "begins",
    "is_asked",
    "is_one_of_two",
    "lapsed",
    "mended",
    "neighbours",
    "postponed",
    "shifted",
    "softened",
    "standing",
    "stands",
]

Standing = Literal["", "hedged", "negated", "no-cue"]
_CORRECTED_WITHIN, _MOVED_WITHIN = 4, 8  # words
_POLITE = 5  # words of a sentence among which one tells that it asks for something
_LONGEST = 3  # words that a phrase before a value may have
_BEFORE, _BEHIND = 6, 2 * _CORRECTED_WITHIN  # words from a value within which every phrase about it begins
_BESIDE = 3  # words behind a value within which one begins that is no correction
_HEDGES, _HEDGED, _EXACT = SAYS["hedges"], SAYS["hedged"], SAYS["exact"]
_NEGATES, _REPLACED = SAYS["negates"], SAYS["replaced"]
_REPAIRS = SAYS["repairs"]
_CORRECTS = _REPAIRS | SAYS["arrow"]
_POSTPONES = SAYS["postpones"]
_OFFSET, _SOFTENS, _SOFTENED = SAYS["offset"], SAYS["softens"], 3  # words behind such a phrase that it softens
_LESSENS, _NEIGHBOURS = SAYS["lessens"], SAYS["neighbours"]
_UNSURE, _UNSURE_BESIDE = _NEGATES | _HEDGES, _REPLACED | _HEDGED


def standing(reading: Reading, start: int, end: int, others: Sequence[int], exact: bool = True) -> Standing:
    """Say how a text stands by the value from word ``start`` to before ``end``.

    ``others``: where further values of its type begin: a correction needs the value that holds. ``exact``: the value is
    a number or a date, which "about" makes vague.
    """
    if reading.context:
        before, beside, behind = _around(reading.context, start, end)
        if before & _UNSURE or beside & _UNSURE_BESIDE or behind & _CORRECTS:
            if _is_negated(reading, (start, end), others, (before, beside, behind)):
                return "negated"
            if _is_hedged(reading, (start, end), before, beside, exact):
                return "hedged"
    if reading.moves and _moved(reading, start, end, others):
        return "negated"
    if exact and "?" in reading.text and is_asked(reading, start, end):
        return "hedged"
    return "hedged" if reading.unasserted is not None and reading.unasserted.holds(start) else ""


def lapsed(reading: Reading, start: int) -> bool:
    """Whether the verb before a number of years tells of another time."""
    return _ends_before(reading, start, "lapsed", 1)


def shifted(reading: Reading, place: int, clock: str, reach: int = 2) -> bool:
    """Whether the words before a date make it another day, "a week after 5 May", those behind it another hour."""
    near = True in [says & _OFFSET > 0 for _, says in reading.context]
    if near and _ends_before(reading, place, "offset", reach):
        return True
    return "" < clock < "12" and _begins_behind(reading, place + 1, "afternoon", _BESIDE)


def neighbours(reading: Reading, place: int) -> bool:
    """Whether the words before a value are of what stands beside it: "the seat behind 16B", "the round after 21"."""
    near = True in [says & _NEIGHBOURS > 0 for _, says in reading.context]
    return near and _ends_before(reading, place, "neighbours", 1)


def postponed(reading: Reading) -> bool:
    """Whether something was put off in a sentence that has no other day for it."""
    for place, says in reading.context:
        if says & _POSTPONES and stands(reading, place, reading.language.words["postpones"]):
            first, last = _sentence(reading, place)
            days = [day for day, when in reading.whens if when.date and first <= day <= last]
            if not any(_ends_before(reading, day, "to", 3) for day in days):
                return True
    return False


def _sentence(reading: Reading, place: int) -> tuple[int, int]:
    """The first and the last word of the sentence that a word is in."""
    first, tokens = place, reading.tokens
    while first and not tokens[first - 1].ends:
        first -= 1
    return first, next((other for other in range(place, len(tokens)) if tokens[other].ends), len(tokens) - 1)


def mended(reading: Reading, start: int, end: int) -> bool:
    """Say whether a name or a code corrects another: "sorry, I meant Ana Costa", "no, AL-12", "Correction: AL-12."."""
    tokens, words = reading.tokens, reading.language.words
    if start and tokens[start - 1].comma and reading.bare[start - 1] in words["no"]:
        return True
    for first, says in reading.context:
        if says & _REPAIRS and start - _CORRECTED_WITHIN <= first < start and stands(reading, first, words["repairs"]):
            between = range(first, start)
            opens = not first or tokens[first - 1].ends
            if opens and not tokens[end - 1].ends and any(tokens[place].colon for place in between):
                return False  # "I mean: Ana Costa called"
            return not any(place in reading.taken or tokens[place].ends for place in between)
    return False


def softened(reading: Reading) -> set[int]:
    """Return the places of words that others make less than true: "almost", "not yet" before them, "in part" behind."""
    found: set[int] = set()
    tokens = reading.tokens
    for place, says in reading.context:
        if says & _SOFTENS:
            for other in range(place, min(len(tokens), place + _reach(reading, place))):
                found.add(other)
                if tokens[other].ends:
                    break
        if says & _LESSENS and stands(reading, place, reading.language.words["lessens"]):
            found.update(takewhile(lambda other: not tokens[other].ends, range(place - 1, max(-1, place - 4), -1)))
    return found


def _reach(reading: Reading, place: int) -> int:
    """How many words a phrase that softens, and begins at a word, has with those that it softens; 0 if none does."""
    bare, said = reading.bare, reading.language.words["softens"].get(reading.bare[place], ())
    return next((len(one) + _SOFTENED for one in said if tuple(bare[place : place + len(one)]) == one), 0)


def is_asked(reading: Reading, start: int, end: int) -> bool:
    """Say whether a value's sentence asks if it is so: "Is she 27?"; who asks for something by a number states it."""
    tokens = reading.tokens
    start, last = _sentence(reading, end - 1)
    if "?" not in tokens[last].raw:
        return False
    first = [word.lstrip("¿").partition("-")[0] for word in reading.bare[start : start + _POLITE]]
    return reading.language.words["polite"].keys().isdisjoint(first)


def is_one_of_two(reading: Reading, start: int, end: int) -> bool:
    """Say whether an "or" stands right beside a value."""
    bare, either = reading.bare, reading.language.words["either"]
    if end < len(bare) and bare[end] in either and not reading.tokens[end - 1].edge:
        return True
    return start > 0 and bare[start - 1] in either and not reading.tokens[start - 1].edge


def _around(context: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int, int]:
    """What the phrases before, right behind and behind a value say."""
    before = beside = behind = 0
    for place, says in context:
        if place < start:
            before |= says if place >= start - _BEFORE else 0
        elif place < end + _BESIDE:
            beside |= says if place >= end else 0
        elif place <= end + _BEHIND:
            behind |= says
    return before, beside, behind | beside


_Span = tuple[int, int]


def _is_negated(reading: Reading, value: _Span, others: Sequence[int], around: tuple[int, int, int]) -> bool:
    """Whether words before, beside or behind a value, which say something of one, deny or replace it."""
    (start, end), (before, beside, behind) = value, around
    if before & _NEGATES:
        first = start - 1 if _is_currency(reading.words[start - 1]) else start
        if _ends_before(reading, first, "negates", 3, others):
            return True
    if beside & _REPLACED and _begins_behind(reading, end, "replaced", _BESIDE):
        return True
    return behind & _CORRECTS > 0 and _corrected(reading, end, others)


def _is_currency(word: str) -> bool:
    """Whether a word may be the code or the sign of a currency: "not EUR 12"."""
    return len(word) <= 3 and (word.isupper() or word in _SIGNS)


_SIGNS = ("€", "£", "$", "¥")


def _is_hedged(reading: Reading, value: _Span, before: int, beside: int, exact: bool) -> bool:
    """Whether words before or beside a value, which say something of one, make it vague."""
    start, end = value
    if exact and before & _HEDGES and _hedged_before(reading, start, before):
        return True
    return exact and beside & _HEDGED > 0 and _begins_behind(reading, end, "hedged", _BESIDE)


def _hedged_before(reading: Reading, start: int, before: int) -> bool:
    """Whether "about" stands before a number, or before its article or its currency."""
    if before & _EXACT and _ends_before(reading, start, "exact", 1):
        return False
    if _ends_before(reading, start, "hedges", 1):
        return True
    small = reading.bare[start - 1] in ("the", *reading.language.articles)
    return (small or _is_currency(reading.words[start - 1])) and _ends_before(reading, start, "hedges", 2)


def _ends_before(reading: Reading, start: int, name: str, reach: int, others: Sequence[int] = ()) -> bool:
    """Whether a phrase of a list ends less than ``reach`` words before a place, with no value or mark between."""
    tokens, taken, last = reading.tokens, reading.taken, start - 1
    while last >= 0 and last >= start - reach:
        word = tokens[last]
        if word.ends or word.comma or word.colon or last in taken or last in others:
            break
        last -= 1
    bare, said = reading.bare, reading.language.words[name]
    for first in range(max(0, last + 2 - _LONGEST), start) if last < start - 1 else ():
        for phrase in said.get(bare[first], ()):
            end = first + len(phrase)
            if last + 1 < end <= start and len(phrase) <= _LONGEST and tuple(bare[first:end]) == phrase:
                return True
    return False


def _begins_behind(reading: Reading, end: int, name: str, reach: int) -> bool:
    """Whether a phrase of a list begins less than ``reach`` words behind a value, with no other value between.

    A comma behind the value is as far as a word.
    """
    said = reading.language.words[name]
    for first in range(end, min(len(reading.bare), end + reach - reading.tokens[end - 1].comma)):
        if reading.tokens[first - 1].ends or (first in reading.taken and first > end):
            return False
        if stands(reading, first, said):
            return True
    return False


def begins(reading: Reading, place: int, name: str) -> bool:
    """Say whether a phrase of a list begins at a word."""
    return stands(reading, place, reading.language.words[name])


def stands(reading: Reading, first: int, said: Phrases) -> bool:
    """Say whether one of some phrases begins at a word."""
    bare, tokens = reading.bare, reading.tokens
    return any(
        tuple(bare[first : first + len(phrase)]) == phrase
        and not any(tokens[place].ends for place in range(first, first + len(phrase) - 1))
        for phrase in said.get(bare[first], ())
    )


def _corrected(reading: Reading, end: int, others: Iterable[int]) -> bool:
    """``12, sorry, 15``; ``12 -> 15``: what stands first does not hold."""
    repairs = reading.language.words["repairs"]
    for other in others:
        if end <= other <= end + _BEHIND:
            between = range(end, other)
            if any(reading.tokens[place - 1].ends for place in range(end, other + 1)):
                return False
            if any(reading.bare[place] in ARROWS or reading.words[place] in ARROWS for place in between):
                return True
            if any(stands(reading, place, repairs) for place in between if place < end + _CORRECTED_WITHIN):
                return True
    return False


def _one_clause(reading: Reading, start: int, end: int) -> bool:
    """Whether no sentence ends behind the words before a place, and no "and" stands between it and another place."""
    links = reading.language.words["links"]
    return not any(reading.tokens[place - 1].ends or reading.bare[place] in links for place in range(start, end))


def _moved(reading: Reading, start: int, end: int, others: Iterable[int]) -> bool:
    """``moved from A to B``: A does not hold."""
    if not others or not _ends_before(reading, start, "from", 2):
        return False
    for other in others:
        if end < other <= end + 4 and _ends_before(reading, other, "to", 3) and _one_clause(reading, end, other):
            around = (*range(max(0, start - _MOVED_WITHIN), start), *range(other, min(len(reading.bare), other + 6)))
            return any(stands(reading, place, reading.language.words["moves"]) for place in around)
    return False
