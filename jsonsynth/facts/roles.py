"""What the words around a value make of it: the concepts of the nearest cue in its sentence."""

from __future__ import annotations

from functools import lru_cache

from jsonsynth.facts.concepts import plain_name
from jsonsynth.facts.lexicon import Cue, Cues
from jsonsynth.facts.reading import Reading
from jsonsynth.facts.tokens import Token

__all__ = [
    "FREE_COST",
    "WEAK_COST",
    "box_of",
    "fills_unknown",
    "in_label",
    "name_of_box",
    "number_roles",
    "replaced",
    "stands_whole",
    "text_roles",
]

_REACH = 8
_LEAST_NAME = 3  # a name of a box has so many letters
_JOINING = 3  # a comma, an "and" or another value between costs so much
_WEAK = 3
_BESIDE = 2
_FAR = 99.0
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
        if glued and (mine := frozenset([cue.concept for cue in glued if not cue.rest and cue.kind == kind])):
            return mine
    if start and reading.tokens[start - 1].opens and (boxed := box_of(reading, start)):
        return frozenset(boxed)
    costs: dict[str, float] = {}
    limit = _count_before(reading, start - 1, kind, costs)
    _count_behind(reading, end, kind, costs, _FAR if shy else limit)
    if shy:
        costs = {key: cost for key, cost in costs.items() if cost <= _BESIDE and reading.lexicon.concepts[key].ordinal}
    return _least(costs)


def replaced(reading: Reading, denied: int, start: int) -> int:
    """Return where a denied value and its "not" begin if the value at a place replaces it, else that place.

    ``denied``: where the denied one ends, 0 for none. Of "experience is not 3, but 4 years" both are the experience:
    between them stands nothing that tells what a value is.
    """
    if not denied or start - denied > _REPLACES_WITHIN or reading.tokens[denied - 1].ends:
        return start
    if any(reading.is_cue(place) and not reading.tokens[place].function for place in range(denied, start)):
        return start
    first = denied - 1
    while first and first > denied - _REACH and _is_beside(reading.tokens[first - 1]):
        first -= 1
    return first


_REPLACES_WITHIN = 5  # words
_SIGNS = ("€", "£", "$", "¥")


def _is_beside(word: Token) -> bool:
    """Whether a word before a value is a small one or a currency, and no end."""
    return not word.ends and (
        word.function or (len(word.raw) <= _LEAST_NAME and (word.raw.isupper() or word.raw in _SIGNS))
    )


def _least(costs: dict[str, float]) -> frozenset[str]:
    if len(costs) < 2:
        return frozenset(costs)
    least = min(costs.values()) + _LEAST
    return frozenset([concept for concept, cost in costs.items() if cost <= least])


def _count_before(reading: Reading, place: int, kind: str, costs: dict[str, float]) -> float:
    """Enter what it costs to reach the cues of a kind before a place, to the beginning of the sentence.

    Returns what reaching a word may cost at most, if its cue shall be among the nearest.
    """
    words, cues, taken = reading.tokens, reading.cues, reading.taken
    cost, limit = 0.0, _FAR
    for other in range(place, max(-1, place - _REACH), -1):
        word = words[other]
        if word.ends or cost > limit:
            break
        cost += 1 + _JOINING if word.comma or word.link or other in taken else 1
        for cue in _of_kind(cues[other][0], kind) if cues[other][0] else ():
            limit = _enter(reading, costs, cue, other, False, cost)
    return limit


def _count_behind(reading: Reading, place: int, kind: str, costs: dict[str, float], limit: float) -> None:
    """Enter what it costs to reach the cues of a kind from a place on, to the end of the sentence."""
    words, cues, taken = reading.tokens, reading.cues, reading.taken
    cost = 0.0
    for other in range(place, min(len(words), place + _REACH)):
        edge = words[other - 1]
        if edge.ends or cost > limit:
            break
        cost += 1 + _JOINING if edge.comma or words[other].link or other in taken else 1
        for cue in _of_kind(cues[other][1], kind) if cues[other][1] else ():
            limit = _enter(reading, costs, cue, other, True, cost)


@lru_cache(maxsize=16384)
def _of_kind(cues: tuple[Cue, ...], kind: str) -> tuple[Cue, ...]:
    """Return the cues of concepts of a kind."""
    return tuple([cue for cue in cues if cue.kind == kind])


def _enter(reading: Reading, costs: dict[str, float], cue: Cue, place: int, behind: bool, cost: float) -> float:
    """Enter a cue; return what reaching another may cost at most, if its longest cue shall be as near."""
    paid = cost + _WEAK * (cue.strength < 2) - 0.5 * len(cue.rest)
    if paid < costs.get(cue.concept, _FAR) and (not cue.rest or stands_whole(reading, place, cue, behind)):
        costs[cue.concept] = paid
    return min(costs.values(), default=_FAR) + _LEAST + 0.5 * reading.lexicon.longest


def stands_whole(reading: Reading, place: int, cue: Cue, behind: bool) -> bool:
    """Whether the other words of a cue stand next to its first, away from the value."""
    bare, tokens = reading.bare, reading.tokens
    for wanted in cue.rest:
        place += 1 if behind else -1
        if not 0 <= place < len(bare) or tokens[place - behind].ends:
            return False
        word = bare[place]
        if word != wanted and not (wanted[-1] == "*" and word.startswith(wanted[:-1])):
            return False
    return True


_STRONG = (1.0, 2.0, 6.5, 7.0)
_BEHIND = (2.75, 3.5, 4.25, 5.0)
WEAK_COST = 5.3
# a small word that one concept has speaks against any other; one marked in the file of cues only for its own
_WEAKLY, _MEEKLY = (WEAK_COST, 5.35), (5.45, 5.5)


_WORDED = ("text", "enum")
_PRICES = (_MEEKLY, _WEAKLY, _STRONG)
_NO_PRICES = ((), (), _BEHIND)


def text_roles(reading: Reading, place: int, value: str, length: int = 1) -> tuple[frozenset[str], float]:
    """Return what the nearest cues say of the string of some words at a place, and what they cost.

    Concepts whose strings look otherwise than ``value`` are left out.
    """
    if place and reading.tokens[place - 1].opens and (boxed := box_of(reading, place)):
        return frozenset(boxed), 0.0
    costs = _text_costs(reading, place, place + length)
    if costs:
        concepts = reading.lexicon.concepts
        costs = {key: cost for key, cost in costs.items() if concepts[key].fits(value)}
    return (_least(costs), min(costs.values())) if costs else (_NOTHING, _FAR)


_NOTHING: frozenset[str] = frozenset()


def _text_costs(reading: Reading, place: int, end: int) -> dict[str, float]:
    """What each concept that the words around a string speak for costs.

    That is up to four words on each side, within the part of the sentence and up to any other value.
    """
    costs: dict[str, float] = {}
    words, cues, taken = reading.tokens, reading.cues, reading.taken
    for other in range(place - 1, max(-1, place - 5), -1):
        word = words[other]
        # a colon behind few letters is one of who speaks
        if other in taken or (word.edge and (not word.colon or len(word.bare) < _LEAST_NAME)):
            break
        if cues[other][0]:
            _count(reading, costs, cues[other][0], other, False, place - 1 - other)
    for other in range(end, min(len(words), end + 4)):
        if words[other - 1].edge or other in taken:
            break
        if cues[other][1]:
            told = _is_told(reading, end, other) or not _of_another(reading, other)
            mine = cues[other][1] if told else _only_behind(cues[other]) if other == end else ()
            _count(reading, costs, mine, other, True, other - end)
    if not costs and _is_apposition(reading, place, end):
        _count(reading, costs, cues[place - 1][0], place - 1, False, 0)
    return costs


@lru_cache(maxsize=16384)
def _only_behind(cues: Cues) -> tuple[Cue, ...]:
    """The cues that a word is behind a value alone, which a value behind it takes nothing from: "Ana wrote RV-12"."""
    before = {cue.concept for cue in cues[0]}
    return tuple([cue for cue in cues[1] if cue.concept not in before])


def _is_apposition(reading: Reading, place: int, end: int) -> bool:
    """Whether a string stands between two commas, or a comma and an end: "the owner, Ana Costa, was there"."""
    return place > 0 and reading.tokens[place - 1].comma and reading.tokens[end - 1].edge


def _is_told(reading: Reading, end: int, place: int) -> bool:
    """Whether a word says what the string before it is: "Ana Costa is the passenger on flight AB12"."""
    if place != end + 2:
        return False
    words, before = reading.language.words, reading.bare[end + 1]
    return reading.bare[end] in words["being"] and (before in words["determiners"] or before in words["as"])


def _of_another(reading: Reading, place: int) -> bool:
    """Whether a word belongs to the value behind it: "falls into the category toys", "with the coupon code X1Y2"."""
    following = place
    while following + 1 < len(reading.words) and following < place + 3 and reading.words[following][-1] not in _PARTED:
        following += 1
        if following in reading.taken or reading.tokens[following].coded:
            return True
        word = reading.tokens[following]
        if word.link or not (word.function or reading.is_cue(following)):
            return False
    return False


_PARTED = ".,;:!?¶|"


def _count(
    reading: Reading, costs: dict[str, float], cues: tuple[Cue, ...], place: int, behind: bool, distance: int
) -> None:
    """Enter what the cues cost that a word is, at a distance in words from the string."""
    other = place + 1 if behind else place - 1
    beside = reading.bare[other] if 0 <= other < len(reading.bare) else ""
    for paid, concept, following, cue in _priced(cues, behind, distance):
        if paid < costs.get(concept, _FAR) and (
            not following
            or ((following == beside or following[-1] == "*") and stands_whole(reading, place, cue, behind))
        ):
            costs[concept] = paid


@lru_cache(maxsize=16384)
def _priced(cues: tuple[Cue, ...], behind: bool, distance: int) -> tuple[tuple[float, str, str, Cue], ...]:
    """Return the cues that tell of a string at a distance: the price, the concept and the first other word of each."""
    table = _NO_PRICES if behind else _PRICES
    return tuple(
        (table[cue.strength][distance] - 0.5 * len(cue.rest), cue.concept, "".join(cue.rest[:1]), cue)
        for cue in cues
        if distance < len(table[cue.strength]) and cue.kind in _WORDED
    )


def box_of(reading: Reading, place: int) -> tuple[str, ...]:
    """Return what the box that a value stands in may mean: the line before its colon, if it is a member's name."""
    if not place or not reading.tokens[place - 1].opens:
        return ()
    if place in reading.boxes:
        return reading.boxes[place]
    reading.boxes[place] = found = reading.lexicon.names.get(name_of_box(reading, place), ())
    return found


def name_of_box(reading: Reading, place: int) -> str:
    """Return the plain name of the box that begins at a place."""
    said = ""
    for other in range(place - 1, max(-1, place - 9), -1):
        taken = other in reading.taken and not reading.bare[other].isalpha()
        if other < place - 1 and (reading.tokens[other].ends or taken):
            break
        said = plain_name(reading.bare[other]) + said
    return said


def fills_unknown(reading: Reading, start: int, end: int) -> bool:
    """Say whether a value fills a box, alone or before a unit, of which nothing is known: "Price when new: 12"."""
    if not start or not reading.tokens[start - 1].opens or box_of(reading, start):
        return False
    last = next((place for place in range(end - 1, len(reading.tokens)) if reading.tokens[place].ends), end)
    ended = last + 1 >= len(reading.tokens) or reading.tokens[last].raw[-1] in "¶;|"
    return ended and last - end < _UNIT and _begins_box(reading, start - 1)


_UNIT = 2  # words


def _begins_box(reading: Reading, place: int) -> bool:
    """Whether few words stand between a word and the beginning of its line or of its box."""
    for other in range(place, max(-1, place - _LONGEST_NAME), -1):
        before = reading.tokens[other - 1].raw[-1] if other else "¶"
        if before in "¶;|,:" or (before in ".!?" and place - other < _LEAST_NAME):
            return True
    return False


_LONGEST_NAME = 6  # words


def in_label(reading: Reading, end: int) -> bool:
    """Say whether the words before a place are part of the name of a box: a colon ends it in the same line."""
    if not reading.opens:
        return False
    for place in range(end - 1, min(len(reading.words), end + 5)):
        word = reading.tokens[place]
        if word.opens:
            return _begins_box(reading, end - 1)
        if word.ends or word.comma or (place in reading.taken and place >= end):
            return False
    return False
