"""Numbers and dates: whether the text states each, which of several it is, and that nothing else could be meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jsonsynth.examples import JSON, Problem
from jsonsynth.facts.another import goes_on, is_another
from jsonsynth.facts.clauses import TURNS, doubted
from jsonsynth.facts.figures import Number, is_paid
from jsonsynth.facts.meaning import Asked
from jsonsynth.facts.reading import Reading, is_named
from jsonsynth.facts.request import Request
from jsonsynth.facts.roles import fills_unknown, in_label, number_roles, replaced
from jsonsynth.facts.standing import Standing, lapsed, postponed, shifted, standing
from jsonsynth.facts.strange import is_of_other, is_strange
from jsonsynth.facts.units import unit_of
from jsonsynth.facts.whens import When

__all__ = ["date_problems", "number_problems"]

_Field = tuple[Asked, JSON]


@dataclass(slots=True)
class _Candidate:
    """A number or a date of the text: what it can be, the concepts its cues speak for, how the text stands by it.

    ``readings``: the one thing that it is as a field of a type, where it is one. ``shy``: it may be a value if a cue
    says so, and is no rival otherwise. ``unit``: what it counts, if that is said. ``aside``: it is said of
    something of which nothing is known, or fills a box of such.
    """

    said: str
    readings: Mapping[str, float | str]
    roles: frozenset[str]
    standing: Standing
    shy: bool = False
    unit: str = ""
    aside: bool = False


def number_problems(reading: Reading, wanted: Sequence[_Field]) -> list[Problem]:
    """Prove the numbers."""
    sure = [one for one in reading.numbers if not one.vague and not _is_named(reading, one)]
    starts = [one.start for one in sure]
    found: list[_Candidate] = []
    last = 0
    for one in sure:
        found.append(_number(reading, one, starts, last))
        last = one.end if found[-1].standing == "negated" else 0
    _doubt(reading, [(one.start, one.start if one.ordinal else one.end) for one in sure], found, wanted)
    measured = [field for field in wanted if field[0].unit]
    if measured:
        _measure(reading, sure, found, measured)
    return _proved(found, wanted, "number")


def _doubt(
    reading: Reading, spans: Sequence[tuple[int, int]], found: Sequence[_Candidate], wanted: Sequence[_Field]
) -> None:
    """Hedge those of the candidates which may be the values of fields that the words around them make others.

    Of those that no cue speaks for, say which are of another thing.

    ``spans``: where each candidate begins and ends; where it ends as it begins, what is behind it does not matter.
    """
    if not found:
        return
    values = {value for _, value in wanted if isinstance(value, (int, float, str))}
    for (start, end), one in zip(spans, found, strict=True):
        if _is_loose(one):
            one.aside = is_of_other(reading, start, end, one.standing == "no-cue")
        if one.standing or values.isdisjoint(one.readings.values()):
            continue
        if is_another(reading, start) or (end > start and goes_on(reading, end)) or is_strange(reading, start, end):
            one.standing = "hedged"


def _measure(
    reading: Reading, numbers: Sequence[Number], found: Sequence[_Candidate], measured: Sequence[_Field]
) -> None:
    """Say what the candidates count that may be one of some fields' values.

    Years that once were, or will be, are hedged; money is none of such fields: "14 nights for EUR 12".
    """
    values = [value for _, value in measured]
    concepts = frozenset[str]().union(*[asked.concepts for asked, _ in measured])
    for number, one in zip(numbers, found, strict=True):
        may_be = one.readings.get("float") in values and not one.standing
        if (may_be or not concepts.isdisjoint(one.roles)) and is_paid(reading.words, number):
            one.unit, one.roles = "money", one.roles - concepts
        elif may_be:
            one.unit = unit_of(reading, number)
            if one.unit == "years" and lapsed(reading, number.start):
                one.standing = "hedged"


def _is_named(reading: Reading, one: Number) -> bool:
    """Whether a number is a part of a name: of a place, or of a box."""
    return is_named(reading, one.start) or (one.ordinal and in_label(reading, one.end))


def _number(reading: Reading, one: Number, starts: Sequence[int], denied: int) -> _Candidate:
    """Read a number; ``denied``: where one that the text denies, and that is the last before it, ends (0: none)."""
    unit = "" if one.ordinal else one.unit
    start = replaced(reading, denied, one.start)
    roles = number_roles(reading, start, one.end, "number", unit, shy=one.ordinal)
    stands: Standing = "hedged" if one.hedged else standing(reading, one.start, one.end, starts)
    if not stands and reading.turns and doubted(reading, one.start, one.end, TURNS):
        stands = "hedged"
    if not stands and fills_unknown(reading, one.start, one.end):
        stands = "no-cue"
    said = " ".join(reading.words[one.start : one.end])
    return _Candidate(said, _readings(one.readings), roles, stands, one.ordinal)


def _readings(found: frozenset[float]) -> Mapping[str, float]:
    """What digits are: a count where they can be one, anything where they have one reading."""
    if len(found) == 1:
        (number,) = found
        return {"int": number, "float": number, "any": number}
    whole = [number for number in found if number.is_integer()]
    return {"int": whole[0]} if len(whole) == 1 else {}


def date_problems(reading: Reading, wanted: Sequence[_Field], asked: Request) -> list[Problem]:
    """Prove the dates and the points in time."""
    dated = [(place, when) for place, when in reading.whens if when.date]
    starts = [place for place, _ in dated]
    forms = {"date": asked.date_form, "datetime": asked.datetime_form}
    kinds = {one.field.type: forms[one.field.type] for one, _ in wanted}
    found = [_date(reading, place, when, starts, kinds) for place, when in dated]
    _doubt(reading, [(place, place + 1) for place in starts], found, wanted)
    for (_, when), one in zip(dated, found, strict=True):
        one.aside = one.aside or when.date == asked.reference  # when the text was written: "today I was told"
    if wanted and postponed(reading):
        for one in found:
            one.standing = one.standing or "hedged"
    return _proved(found, wanted, "date")


def _date(reading: Reading, place: int, when: When, starts: Sequence[int], kinds: Mapping[str, str]) -> _Candidate:
    roles = number_roles(reading, place, place + 1, "date")
    readings = {kind: _formed(when, form or _default_form(kind, when)) for kind, form in kinds.items()}
    stands = standing(reading, place, place + 1, starts) or ("hedged" if shifted(reading, place, when.clock) else "")
    if not stands and reading.turns and doubted(reading, place, place + 1, TURNS):
        stands = "hedged"
    if not stands and fills_unknown(reading, place, place + 1):
        stands = "no-cue"
    return _Candidate(when.date, readings, roles, stands)


def _default_form(kind: str, when: When) -> str:
    if kind == "date":
        return "YYYY-MM-DD"
    return "THH:MM" + ":SS" * (len(when.clock) == 8) + ("Z" if when.zone == "Z" else "±HH:MM" * bool(when.zone))


def _formed(when: When, form: str) -> str:
    """The date as the form wants it; a part that the text lacks, or has and the form does not want, shows as ``~``."""
    if "T" not in form:
        return when.date
    clock = when.clock if (len(when.clock) == 8) == (":SS" in form) and when.clock else "~"
    zones = {"Z": when.zone == "Z", "±HH:MM": when.zone[:1] in ("+", "-") and bool(when.zone)}
    wanted = next((zone for zone in zones if form.endswith(zone)), "")
    fits = zones[wanted] if wanted else not when.zone
    return f"{when.date}T{clock}{when.zone}" if fits else f"{when.date}T~"


def _proved(found: Sequence[_Candidate], wanted: Sequence[_Field], kind: str) -> list[Problem]:
    problems: list[Problem] = []
    guessed: list[Asked] = []
    for asked, value in wanted:
        if value is None:
            problems += [
                Problem("stated-but-missing", f"{asked.name!r}: the text says {one.said!r}")
                for one in _told(found, asked)
            ]
        else:
            problems += _field_problems(asked, value, found, kind, guessed)
    if len(guessed) > 1:
        names = ", ".join(repr(one.name) for one in guessed)
        problems.append(Problem("no-cue", f"nothing in the text says which of its values {names} are"))
    sure = not (problems or guessed) and all(value is not None for _, value in wanted)
    for one in found:
        if (
            _is_loose(one)
            and not (sure and one.aside)
            and not any(value is not None and one.readings.get(asked.field.type) == value for asked, value in wanted)
        ):
            problems.append(Problem(f"rival-{kind}", f"{one.said!r} may be any of the values asked"))
    return problems


def _is_loose(one: _Candidate) -> bool:
    return not one.roles and not one.shy and one.standing != "negated"


def _told(found: Sequence[_Candidate], asked: Asked) -> list[_Candidate]:
    """What the text says of a field, by its cues, and does not take back."""
    concepts = asked.concepts
    return [one for one in found if not concepts.isdisjoint(one.roles) and one.standing != "negated"]


def _field_problems(
    asked: Asked, value: JSON, found: Sequence[_Candidate], kind: str, guessed: list[Asked]
) -> list[Problem]:
    """What speaks against the value of a field; a field that only elimination proves is added to ``guessed``."""
    type_, concepts = asked.field.type, asked.concepts
    rivals: list[Problem] = []
    proved = possible = False
    for one in found:
        mine = not concepts.isdisjoint(one.roles)
        if one.readings.get(type_) != value:
            if mine and one.standing != "negated":
                rivals.append(Problem(f"rival-{kind}", f"{asked.name!r}: the text also says {one.said!r}"))
        elif not one.standing and _counts(asked, one.unit):
            proved = proved or mine
            possible = possible or not (one.roles or one.shy)
    if proved:
        return rivals
    if possible:
        guessed.append(asked)
        return rivals
    return [_unproved(asked, value, [one for one in found if one.readings.get(type_) == value], kind), *rivals]


def _counts(asked: Asked, unit: str) -> bool:
    """Whether the numbers of a field may count what a unit says: months are no age in years."""
    return not unit or not asked.unit or asked.unit == unit


def _unproved(asked: Asked, value: JSON, same: Sequence[_Candidate], kind: str) -> Problem:
    if not same:
        return Problem(f"{kind}-not-in-text", f"{asked.name!r}: {value!r} is not what the text says")
    doubtful = next((one.standing for one in same if one.standing), "")
    if doubtful:
        return Problem(doubtful, f"{asked.name!r}: the text does not stand by {same[0].said!r}")
    if not _counts(asked, same[0].unit):
        return Problem("wrong-unit", f"{asked.name!r}: the text counts {same[0].unit}")
    roles = ", ".join(sorted(same[0].roles)) or "nothing that is asked"
    return Problem("wrong-role", f"{asked.name!r}: {same[0].said!r} is the text's {roles}")
