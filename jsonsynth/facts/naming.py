"""Strings: whether the text gives each whole, and as what it is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jsonsynth.examples import Problem
from jsonsynth.facts.boxes import is_sentence, misfits
from jsonsynth.facts.clauses import ANY, doubted
from jsonsynth.facts.concepts import Concept
from jsonsynth.facts.meaning import Asked
from jsonsynth.facts.reading import Reading
from jsonsynth.facts.records import other_code
from jsonsynth.facts.roles import FREE_COST, WEAK_COST, box_of, fills_unknown, text_roles
from jsonsynth.facts.standing import Standing, is_asked, is_one_of_two, neighbours, standing
from jsonsynth.facts.strange import is_strange
from jsonsynth.facts.strings import Surroundings, mark

__all__ = ["list_problems", "string_problems"]


def string_problems(reading: Reading, strings: Sequence[tuple[Asked, str]], around: Surroundings) -> list[Problem]:
    """Prove the strings; each is masked in the text by the mark of its place in the list, from 1."""
    problems: list[Problem] = []
    for index, (asked, value) in enumerate(strings, 1):
        problem = _string_problem(reading, asked, value, mark(index), around, len(strings) == 1)
        if problem is not None:
            problems.append(problem)
    return problems


def _string_problem(
    reading: Reading, asked: Asked, value: str, sign: str, around: Surroundings, alone: bool
) -> Problem | None:
    meant = asked.meant
    shaped = [one for one in meant if one.fits(value)]
    if sign not in reading.text:
        return Problem("string-not-in-text", f"{asked.name!r}: {value!r} does not stand in the text as it is")
    if meant and not shaped:
        return Problem("odd-shape", f"{asked.name!r}: {value!r} does not look like a {meant[0].key}")
    places: Sequence[int] = reading.marks.get(sign, ())
    cut = _cuts(reading, shaped, value, sign, around)
    if True in cut:
        whole = _where_whole(places, cut, shaped)
        if whole is None:
            return Problem("string-cut", f"{asked.name!r}: {value!r} is a part of something longer")
        places = whole
    if meant and " " in value and around.spans.overlong(value, asked):
        return Problem("string-long", f"{asked.name!r}: {value!r} takes in words around it")
    doubt = _doubt(reading, asked, places, alone)
    if doubt:
        return Problem(doubt, f"{asked.name!r}: the text does not stand by {value!r}")
    other = other_code(reading.text, value)
    if other is not None:
        return Problem("rival-string", f"{asked.name!r}: {other!r} may be meant as well")
    return _role_problem(reading, asked, shaped, value, places, alone and True not in cut)


def _doubt(reading: Reading, asked: Asked, places: Sequence[int], alone: bool) -> Standing:
    """How a text stands by a string: what it denies once, or doubts wherever it says it, it does not state.

    What a text is about, and the one string that is asked for, may stand in a question: "Have you seen job JOB-12?".
    """
    if reading.context or reading.moves or reading.unasserted is not None:
        stands: list[Standing] = [standing(reading, place, place + 1, reading.marked, False) for place in places]
        if "negated" in stands:
            return "negated"
        if stands and all(stands):
            return stands[0]
    if places and _is_beside(reading, places):
        return "hedged"
    behind = 0 if asked.free else ANY
    if reading.turns and any(doubted(reading, place, place + 1, behind) for place in places):
        return "negated"
    if reading.opens and _misfits(reading, asked, places):
        return "hedged"
    if places and True in [is_one_of_two(reading, place, place + 1) for place in places]:
        return "hedged"
    asks = "?" in reading.text and not (alone or asked.free)
    return "hedged" if asks and places and all(is_asked(reading, place, place + 1) for place in places) else ""


def _is_beside(reading: Reading, places: Sequence[int]) -> bool:
    """Whether a string stands nowhere but in clauses that are not known, or beside what they tell of."""
    if all(is_strange(reading, place, place + 1) for place in places):
        return True
    return bool(reading.context) and all(neighbours(reading, place) for place in places)


def _misfits(reading: Reading, asked: Asked, places: Sequence[int]) -> bool:
    """Whether each of some places of a string is in a box of something else, or not alone there."""
    for place in places:
        if not misfits(reading, place, place + 1):
            return False
    return len(places) > 0 and _LOGGED.isdisjoint([one.shape for one in asked.meant])


_LOGGED = frozenset(("machine", "quoted"))  # what a log has behind a level in brackets, which looks like a box


def list_problems(reading: Reading, lists: Sequence[tuple[Asked, Sequence[str]]]) -> Iterator[Problem]:
    """Find the lists that a text does not stand by; the mark of all is one."""
    for asked, items in lists:
        places = reading.marks.get(mark(0), ())
        doubt = _doubt(reading, asked, places, True)
        if doubt:
            yield Problem(doubt, f"{asked.name!r}: the text does not stand by {items[0]!r}")


def _where_whole(places: Sequence[int], cut: Sequence[bool], meant: Sequence[Concept]) -> Sequence[int] | None:
    """Return the places of a string that somewhere is a part of something longer where it is not.

    None where it nowhere is whole, and, of what needs no cue, where it is not whole everywhere.
    """
    if False not in cut or not meant or True in [one.free for one in meant]:
        return None
    return [place for place, part in zip(places, cut, strict=True) if not part] if len(cut) == len(places) else places


def _cuts(reading: Reading, meant: Sequence[Concept], value: str, sign: str, around: Surroundings) -> list[bool]:
    """Whether a string is a part of something longer, at each place where it stands."""
    text, places = reading.text, reading.marks.get(sign, ())
    quoted = "quoted" in [one.shape for one in meant]
    cut: list[bool] = []
    place = text.find(sign)
    while place >= 0:
        cut.append(_enclosed(text, place) if quoted else around.cut(text, place, value, meant))
        place = text.find(sign, place + 1)
    if not reading.opens and len(cut) == len(places):
        return cut
    spilt = [_spills(reading, place) for place in places] if reading.opens else [False] * len(places)
    if len(cut) != len(spilt):
        return [*cut, *spilt]
    return [one or other for one, other in zip(cut, spilt, strict=True)] if True in spilt else cut


def _spills(reading: Reading, place: int) -> bool:
    """Whether the box that a string stands in holds more."""
    for start in range(place, max(0, place - 4), -1):
        before = reading.tokens[start - 1]
        if before.ends or before.comma:
            break
        if before.opens and box_of(reading, start):
            return not _is_said(reading, place) and (start < place or _more_behind(reading, place))
        if before.raw[0].islower():  # a sentence that somebody says
            break
    return False


def _is_said(reading: Reading, place: int) -> bool:
    """Whether a string is in a sentence that goes on behind it in plain words: "Customer: Order A-1 was late."."""
    goes_on = place + 1 < len(reading.words) and reading.words[place][-1] not in ".,;:"
    return goes_on and reading.words[place + 1][0].islower() and is_sentence(reading, place + 1)


def _more_behind(reading: Reading, place: int) -> bool:
    word = reading.words[place]
    return place + 1 < len(reading.words) and word[-1] not in ",.;|*" and reading.words[place + 1][0] not in "¶;|(-"


_OPEN = re.compile(r"(?:^|[\"“„«:\]|\n>=]|[A-Z]{4,}\]?|\d|\dZ|\x01)\s*(?:\*\*)?\s*$")


def _enclosed(text: str, start: int) -> bool:
    """Whether a quoted text stands without marks that leave no doubt where it begins and ends."""
    after = text[start + 1 : start + 3]
    closed = not after.strip() or after[0] in '"”“»;|\n.!?,' or after in (" |", " -", " »")
    return not (closed and _OPEN.search(text, max(0, start - 12), start) is not None)


def _role_problem(
    reading: Reading, asked: Asked, meant: Sequence[Concept], value: str, places: Sequence[int], alone: bool
) -> Problem | None:
    """Each string must have a cue of its field, but what the text is about, and a string that is alone."""
    found: list[tuple[frozenset[str], float]] = []
    for place in places:
        roles, cost = text_roles(reading, place, value)
        for one in meant:
            if one.key in roles:
                return None
        found.append((roles, cost))
    taken = [roles for roles, cost in found if roles and _tells(roles, cost)]
    loose = len(taken) < len(found)
    if loose and True in [one.free for one in meant]:
        return None
    if loose and alone and not any(fills_unknown(reading, place, place + 1) for place in places):
        return None
    if taken:
        return Problem("wrong-role", f"{asked.name!r}: in the text it is the {', '.join(sorted(taken[0]))}")
    what = meant[0].key if meant else asked.name
    return Problem("no-cue", f"{asked.name!r}: nothing in the text says that it is the {what}")


def _tells(roles: frozenset[str], cost: float) -> bool:
    """Whether cues say what a string is: strong ones, or a preposition that only one concept has."""
    return cost < WEAK_COST or (cost < FREE_COST and len(roles) == 1)
