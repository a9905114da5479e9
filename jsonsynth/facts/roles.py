"""What the words around a value make of it: the concepts of the nearest cue in its sentence."""

from __future__ import annotations

from collections.abc import Iterator

from jsonsynth.facts.lexicon import NO_CUES, SHAPES, Cue, plain_name
from jsonsynth.facts.reading import Reading

__all__ = ["FREE_COST", "WEAK_COST", "box_of", "in_label", "number_roles", "stands_whole", "text_roles"]

_NONE: frozenset[str] = frozenset()
_REACH = 8
_JOINING = 3  # a comma, an "and" or another value between costs so much
_WEAK = 3
_BESIDE = 2
_LEAST = 0.1  # costs that differ by no more are one
FREE_COST = 5.4  # what a text is about needs no cue, and yields to any that costs less


def number_roles(
    reading: Reading, start: int, end: int, kind: str, unit: str = "", *, shy: bool = False
) -> frozenset[str]:
    """Return what the nearest cues say of the number or date from word ``start`` to before ``end``.

    ``unit``: what is glued to it. ``shy``: only a cue right beside it counts, of what may be said as an
    ordinal.
    """
    if unit:
        glued = reading.lexicon.cues(unit, True)
        mine = frozenset(cue.concept for cue in glued if not cue.rest and cue.kind == kind)
        if mine:
            return mine
    boxed = box_of(reading, start)
    if boxed:
        return frozenset(boxed)
    costs = _costs(reading, start, end, kind)
    if shy:
        costs = {key: cost for key, cost in costs.items() if cost <= _BESIDE and reading.lexicon.concepts[key].ordinal}
    return _least(costs)


def _least(costs: dict[str, float]) -> frozenset[str]:
    if not costs:
        return _NONE
    least = min(costs.values()) + _LEAST
    return frozenset(concept for concept, cost in costs.items() if cost <= least)


def _costs(reading: Reading, start: int, end: int, kind: str) -> dict[str, float]:
    costs: dict[str, float] = {}
    for behind, place in ((False, start - 1), (True, end)):
        for cost, other in _walk(reading, place, behind):
            for cue in reading.cues[other][behind]:
                if cue.kind == kind and stands_whole(reading, other, cue, behind):
                    paid = cost + _WEAK * (cue.strength < 2) - 0.5 * len(cue.rest)
                    if paid < costs.get(cue.concept, 99):
                        costs[cue.concept] = paid
    return costs


def _walk(reading: Reading, place: int, behind: bool) -> Iterator[tuple[float, int]]:
    """Give the words away from a place with what it costs to reach them, to the end of the sentence."""
    words, cost = reading.tokens, 0.0
    step = 1 if behind else -1
    joins = reading.language.words["links"]
    for _ in range(_REACH):
        if not 0 <= place < len(words):
            return
        edge = words[place - behind]
        if edge.ends and (place or not behind):
            return
        joined = edge.raw[-1] == "," or words[place].bare in joins or place in reading.taken
        cost += 1 + _JOINING * joined
        if reading.cues[place] is not NO_CUES:
            yield cost, place
        place += step


def stands_whole(reading: Reading, place: int, cue: Cue, behind: bool) -> bool:
    """Whether the other words of a cue stand next to its first, away from the value."""
    if not cue.rest:
        return True
    bare, count = reading.bare, len(cue.rest)
    if behind:
        return all(
            place + k < len(bare) and _alike(bare[place + k], word) and not reading.tokens[place + k - 1].ends
            for k, word in enumerate(cue.rest, 1)
        )
    return place >= count and all(
        _alike(bare[place - k], word) and not reading.tokens[place - k].ends for k, word in enumerate(cue.rest, 1)
    )


def _alike(word: str, wanted: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted[-1] == "*" else word == wanted


_STRONG = (1.0, 2.0, 6.5, 7.0)
_BEHIND = (2.75, 3.5, 4.25, 5.0)
WEAK_COST = 5.3
# a small word that one concept has speaks against any other; one marked in the file of cues only for its own
_WEAKLY, _MEEKLY = (WEAK_COST, 5.35), (5.45, 5.5)


_WORDED = ("text", "enum")
_PRICES = (_MEEKLY, _WEAKLY, _STRONG)


def _text_costs(reading: Reading, place: int, end: int) -> dict[str, float]:
    """What each concept that the words around a string speak for costs."""
    costs: dict[str, float] = {}
    for distance, other in enumerate(_before(reading, place)):
        for cue in reading.cues[other][False]:
            _count(reading, costs, cue, other, False, _PRICES[cue.strength][distance:])
    for distance, other in enumerate(_after(reading, end - 1)):
        cues = reading.cues[other][True]
        if not cues or _of_another(reading, other):
            continue
        for cue in cues:
            _count(reading, costs, cue, other, True, _BEHIND[distance:] if cue.strength == 2 else ())
    return costs


def _of_another(reading: Reading, place: int) -> bool:
    """Whether a word belongs to the value behind it: "falls into the category toys"."""
    if place + 1 >= len(reading.words) or reading.words[place][-1] in _PARTED:
        return False
    following = place + 1 + reading.tokens[place + 1].function
    return following in reading.taken


_PARTED = ".,;:!?¶|"


def _count(
    reading: Reading, costs: dict[str, float], cue: Cue, other: int, behind: bool, prices: tuple[float, ...]
) -> None:
    if prices and cue.kind in _WORDED and stands_whole(reading, other, cue, behind):
        paid = prices[0] - 0.5 * len(cue.rest)
        costs[cue.concept] = min(paid, costs.get(cue.concept, 99))


def text_roles(reading: Reading, place: int, value: str, length: int = 1) -> tuple[frozenset[str], float]:
    """Return what the nearest cues say of the string of some words at a place, and what they cost.

    Concepts whose strings look otherwise than ``value`` are left out.
    """
    boxed = box_of(reading, place)
    if boxed:
        return frozenset(boxed), 0.0
    concepts = reading.lexicon.concepts
    costs = {
        key: cost
        for key, cost in _text_costs(reading, place, place + length).items()
        if _shaped(concepts[key].shape, value)
    }
    return _least(costs), min(costs.values(), default=99)


def _shaped(shape: str, value: str) -> bool:
    return not shape or SHAPES[shape].fullmatch(value) is not None


def _before(reading: Reading, place: int) -> Iterator[int]:
    """Up to four words before a place, nearest first, within the part of the sentence and behind any other value."""
    for other in range(place - 1, max(-1, place - 5), -1):
        word = reading.tokens[other]
        if word.ends or word.raw[-1] == "," or other in reading.taken:
            return
        yield other


def _after(reading: Reading, place: int) -> Iterator[int]:
    """Up to four words behind a place, within the part of the sentence."""
    for other in range(place + 1, min(len(reading.words), place + 5)):
        edge = reading.tokens[other - 1]
        if edge.ends or edge.raw[-1] in ",:" or other in reading.taken:
            return
        yield other


def box_of(reading: Reading, place: int) -> tuple[str, ...]:
    """Return what the box that a value stands in may mean: the line before its colon, if it is a member's name."""
    if not place or not reading.tokens[place - 1].opens:
        return ()
    said = ""
    for other in range(place - 1, max(-1, place - 9), -1):
        if other < place - 1 and (reading.tokens[other].ends or other in reading.taken):
            break
        said = plain_name(reading.bare[other]) + said
    return reading.lexicon.names.get(said, ())


def in_label(reading: Reading, end: int) -> bool:
    """Say whether the words before a place are part of the name of a box: a colon ends it in the same line."""
    for place in range(end - 1, min(len(reading.words), end + 5)):
        word = reading.tokens[place]
        if word.opens:
            return True
        if word.ends or word.raw[-1] == "," or (place in reading.taken and place >= end):
            return False
    return False
