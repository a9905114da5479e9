"""Validated instances of a schema: quick draws first, then strict ones, then its canonical form."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from copy import copy
from dataclasses import dataclass
from math import floor
from random import Random

from jsonsynth.collecting import uncollected
from jsonsynth.errors import SchemaRefusedError
from jsonsynth.examples import JSON, Split
from jsonsynth.references import children, levels
from jsonsynth.sampling.canonical import canonical as simplest
from jsonsynth.sampling.canonical import is_empty
from jsonsynth.sampling.compiling import root_sampler
from jsonsynth.sampling.domains import domain
from jsonsynth.sampling.draw import DEEP, Beyond, Dead, Draw, Endless, Failed, Missed, Sampler, Spent
from jsonsynth.sampling.planning import Plan
from jsonsynth.sampling.readings import circles, endless, formats_decide
from jsonsynth.sampling.refs import Document
from jsonsynth.schema import key, validator, without_formats
from jsonsynth.seeds import shuffled, stream

__all__ = ["instances", "sampler", "samplers"]

_FUEL = 300_000  # steps at hand; some microseconds each, so that hostile schemas end within seconds
_PLANNED = 60  # instances that a plan decides on
_LOST = 5  # planned instances that may fail, beside as many as did not
_PLANNED_ROOM = 100  # values of a planned instance
_PLANNED_EACH = 5  # and as many more for each place with something to show, up to the most
_PLANNED_MOST = 1_200
_PLANNED_DEPTH = 12
# how much of an instance the plan decides on, and whether hard parts are checked at once, until one is valid
_STEERING = ((1.0, False), (1.0, True), (0.5, True), (0.2, True))
_ATTEMPTS = 5  # draws for each instance that is wanted, at most
_REPEATS = 60  # equal instances in a row after which there are taken to be no others
_FAILURES = 10  # draws that may fail, after one that did not, until there are taken to be no others
_DEEPEST = 160
_DEPTHS = (DEEP, DEEP, 20, 40, 70, 100, 130, _DEEPEST)  # levels that are sought where values are equal again and again
_LEAST_LEVELS = 2  # what is drawn where no further level is sought
_WIDER = 12  # equal instances in a row after which values are sought further away, and again


@dataclass(frozen=True, slots=True)
class _Way:
    """How to draw: from the canonical form or not, checking hard parts at once or not, with how much room, how deep."""

    canonical: bool
    strict: bool
    room: int
    deepest: int = DEEP


# tried in this order until an instance is valid; room is in values
_WAYS = (
    *(_Way(False, False, room) for room in (30, 60, 20)),
    *(_Way(False, True, room) for room in (30, 12, 60, 4, 0)),
    *(_Way(True, False, room) for room in (30, 12)),
    *(_Way(True, True, room) for room in (30, 12, 4, 0)),
    *(_Way(False, True, room) for room in (200, 8, 0)),
    *(_Way(False, False, 400, deepest) for deepest in (30, 60, 90, 120, 150)),
)
_ROOMS = (12, 30, 30, 60, 60, 120)  # of the first way, which draws nearly all


class _Unfit(Missed):
    """What was drawn is not valid."""

    def __init__(self, value: JSON) -> None:
        super().__init__("", "")
        self.value = value


class _Source:
    """A schema with its validator and its samplers: the second one, of the canonical form, only when asked for.

    ``lenient``: what is drawn shall also be valid where formats are not asserted.
    """

    def __init__(self, schema: JSON, split: Split = "train", *, lenient: bool = False) -> None:
        self._schema = schema
        self._split: Split = split
        self._lenient = lenient
        self._valid = validator(schema)
        refers = b'ef":' in key(schema)  # as the keywords of references end
        self._levels = levels(schema, _DEEPEST) if refers else _DEEPEST
        self._deepest = max(0, self._levels - _LEAST_LEVELS)
        self._samplers: dict[bool, Sampler] = {}
        self._documents: dict[bool, Document] = {}
        self._circles = circles(self._document(canonical=False))
        self.fits = self._check()
        self._many = False  # whether there are known to be more values than are counted through

    def of(self, split: Split) -> _Source:
        """Return what draws for a split; what is known of the schema is known to both."""
        other = copy(self)
        other._split = split
        other._samplers = {}
        return other

    def _check(self) -> Callable[[JSON], bool]:
        checks = [self._valid.is_valid]
        if self._lenient:
            checks.append(without_formats(self._schema))
        if self._circles:
            checks.append(lambda value: endless(value, self._document(canonical=False)) is None)
        return checks[0] if len(checks) == 1 else lambda value: all(check(value) for check in checks)

    def lenient(self) -> _Source | None:
        """Return what draws only what is valid also where formats are not asserted, None where that is the same."""
        decided = formats_decide(self._document(canonical=False))
        return _Source(self._schema, self._split, lenient=True) if decided else None

    def _sampler(self, canonical: bool) -> Sampler:
        found = self._samplers.get(canonical)
        if found is None:
            found = self._samplers[canonical] = root_sampler(self._document(canonical), self._split)
        return found

    def _document(self, canonical: bool) -> Document:
        found = self._documents.get(canonical)
        if found is None:
            schema = simplest(self._schema) if canonical else self._schema
            root = schema if isinstance(schema, (dict, bool)) else True
            found = self._documents[canonical] = Document(root, lenient=self._lenient)
        return found

    def add_planned(self, found: dict[bytes, JSON], draw: Draw, count: int) -> None:
        """Add the instances in which a plan shows what the schema leaves open; its sampler draws further ones too."""
        plan = Plan()
        sample = self._samplers[False] = root_sampler(self._document(canonical=False), self._split, plan)
        draw.deepest = min(_PLANNED_DEPTH, self._deepest)
        for turn in range(_PLANNED):
            if len(found) == count or turn > 2 * len(found) + _LOST or not plan.open:
                break
            draw.next(0)
            try:
                value = self._steered(draw, plan, sample)
            except Spent:
                break
            if value is not None:
                found.setdefault(key(value[0]), value[0])
        draw.steer = 0.0

    def _steered(self, draw: Draw, plan: Plan, sample: Sampler) -> tuple[JSON] | None:
        """Return an instance as the plan wants it, less and less if what it wants is not valid; None if none is."""
        for steer, strict in _STEERING:
            draw.start(min(_PLANNED_MOST, _PLANNED_ROOM + _PLANNED_EACH * plan.size), strict)
            draw.steer = steer
            value = self._valid_or_none(draw, sample)
            plan.settle(draw.shown, draw.picked, value is not None)
            draw.shown.clear()
            draw.picked.clear()
            if value is not None:
                return value
        return None

    def _valid_or_none(self, draw: Draw, sample: Sampler) -> tuple[JSON] | None:
        try:
            value = sample(draw)
        except (Dead, Missed, RecursionError):
            return None
        return (value,) if self._is_valid(value) else None

    def _is_valid(self, value: JSON) -> bool:
        return not self._too_deep(value) and self.fits(value)

    def _too_deep(self, value: JSON) -> bool:
        """Say whether a value is nested so deep that a validator would not be done with it soon."""
        if self._levels == _DEEPEST:
            return False
        level = [value]
        for _ in range(self._levels):
            level = [child for value in level for child in children(value)]
            if not level:
                return False
        return any(level)

    def _attempt(self, draw: Draw, canonical: bool) -> JSON:
        try:
            value = self._sampler(canonical)(draw)
        except RecursionError:
            raise Missed("", "what is drawn is nested too deep") from None
        if self._too_deep(value):
            raise Missed("", "what is drawn is nested so deep that its references are followed too often")
        if self.fits(value):
            return value
        raise _Unfit(value)

    def _explained(self, failed: Failed) -> Failed:
        """Return a failure with its reason, which is looked for only where one is told: it takes long."""
        if not isinstance(failed, _Unfit):
            return failed
        place = endless(failed.value, self._document(canonical=False)) if self._circles else None
        if place is not None:
            return Endless(place, "it leads back to itself for the same value")
        failure = self._valid.first_failure(failed.value)
        if failure is not None:
            return Missed(failure.keyword, f"no instance was found for which this holds: {failure.message}")
        return Missed("", "validators differ about what is drawn")

    def add_new(self, found: dict[bytes, JSON], draw: Draw, count: int) -> int:
        """Add different instances of the first way, up to a count; return how many repeats there were at last.

        It ends where one fails, and where there are so many repeats that others should be sought further away.
        """
        sample, is_valid, random, size = self._sampler(canonical=False), self._is_valid, draw.random, len(_ROOMS)
        repeats = 0
        draw.deepest = min(DEEP, self._deepest)
        try:
            while len(found) < count and repeats < _WIDER:
                draw.next(_ROOMS[floor(random() * size)])
                value = sample(draw)
                name = key(value)
                if name in found:
                    repeats += 1
                elif is_valid(value):
                    found[name] = value
                    repeats = 0
                else:
                    break
        except (Dead, Missed, Spent, RecursionError):
            pass  # the other ways are tried
        return repeats

    def add_rest(self, found: dict[bytes, JSON], draw: Draw, count: int) -> bool:
        """Add what is left of a schema with few values, up to a count; False if it has many."""
        if self._many:
            return False
        document = self._document(canonical=False)
        values = domain([document.root], document)
        if values is None:
            self._many = True
            return False
        for place in shuffled(draw.rng, range(values.size)):
            if len(found) == count:
                break
            value = values.at(place)
            if self.fits(value):
                found.setdefault(key(value), value)
        return True

    def instance(self, draw: Draw, first: int = 0) -> tuple[JSON, int]:
        """Return a valid instance and the way that led to it, beginning with the way ``first``."""
        problem: Failed | None = None
        for number in range(first, len(_WAYS)):
            way = _WAYS[number]
            if way.canonical and self._lenient:  # it says nothing of what is meant
                continue
            draw.start(_ROOMS[floor(draw.random() * len(_ROOMS))] if number == first else way.room, way.strict)
            draw.deepest = min(way.deepest, self._deepest)
            if draw.wide > 1 and number == first:
                draw.deepest = min(_DEPTHS[floor(draw.random() * len(_DEPTHS))], self._deepest)
                draw.room = max(draw.room, 2 * draw.deepest)
            try:
                return self._attempt(draw, way.canonical), number
            except (Dead, Missed) as failed:
                problem = problem or failed
                draw.spend(50)
        raise self._explained(problem) if problem else Missed("", "no instance was found")


def _refused(failed: Failed, schema: JSON) -> SchemaRefusedError:
    """Return why no instance is made; not as too hard where it is sure that there is none."""
    remedy = "Loosen what stands there, or leave the schema out."
    problem = f"no instance can be made: {failed.reason}"
    sure = isinstance(failed, (Dead, Endless)) and not isinstance(failed, Beyond)
    return SchemaRefusedError(f"#{failed.place}", problem, remedy, not (sure or is_empty(schema)))


def sampler(schema: JSON, split: Split = "train") -> Callable[[Random], JSON]:
    """Return a sampler of valid instances; what it draws depends on the stream it is given alone.

    Values are realistic ones of the split's pools. Raises SchemaRefusedError, with the pointer and the reason, for a
    schema that is broken or of which no instance is found; so may the sampler, for a stream without luck.
    """
    draw = samplers(schema)(split)
    draw(stream(0, "probe"))
    return draw


def samplers(schema: JSON) -> Callable[[Split], Callable[[Random], JSON]]:
    """Return what gives the :func:`sampler` of a split, for a schema that is known to have instances.

    None is drawn to find out, and what is known of the schema is found out once for all splits.
    """
    source = _Source(schema)
    lenient = source.lenient()
    return lambda split: _drawing(schema, source.of(split), lenient and lenient.of(split))


def _drawing(schema: JSON, source: _Source, lenient: _Source | None) -> Callable[[Random], JSON]:
    def draw(rng: Random) -> JSON:
        try:
            value = source.instance(Draw(rng, _FUEL))[0]
        except Failed as failed:
            raise _refused(failed, schema) from None
        if lenient is None or lenient.fits(value):
            return value
        try:
            return lenient.instance(Draw(rng, _FUEL))[0]
        except Failed:
            return value

    return draw


def instances(schema: JSON, count: int = 1, seed: int = 0) -> list[JSON]:
    """Return valid instances of any JSON Schema, drafts 4 to 2020-12, all different while there are as many.

    Each is valid under jsonschema-rs with formats asserted. If fewer different ones exist (or are found, after many
    equal ones), they are repeated in turn. Raises SchemaRefusedError with the pointer and the reason. The work is
    bounded by counted steps, so that no schema hangs and the same call gives the same instances everywhere.

    Example:
        >>> jsonsynth.instances({"enum": [1, 2]}, 3)
        [1, 2, 1]
    """
    draw = Draw(stream(seed, "instances"), _FUEL)
    found: dict[bytes, JSON] = {}
    with uncollected():
        source = _Source(schema)
        source.add_planned(found, draw, count)
    try:
        _add_different(source, draw, found, count)
    except Failed as failed:
        raise _refused(failed, schema) from None
    lenient = source.lenient()
    values = list(found.values()) if lenient is None else _agreed(found, lenient, seed)
    return values if len(values) == count else [values[place % len(values)] for place in range(count)]


def _agreed(found: dict[bytes, JSON], lenient: _Source, seed: int) -> list[JSON]:
    """Replace instances that are not valid where formats are not asserted, as far as others are found."""
    good = {name: value for name, value in found.items() if lenient.fits(value)}
    if len(good) < len(found):
        with suppress(Failed):
            _add_different(lenient, Draw(stream(seed, "lenient"), _FUEL), good, len(found))
    return list((good | found).values())[: len(found)]


def _add_different(source: _Source, draw: Draw, found: dict[bytes, JSON], count: int) -> None:
    repeats = way = failures = 0
    while draw.turns < count * _ATTEMPTS + 2 * _REPEATS:
        if repeats == way == 0:
            repeats = source.add_new(found, draw, count)
        if len(found) == count or repeats > _REPEATS + len(found) // 4:
            break
        if repeats == _WIDER and source.add_rest(found, draw, count):
            break
        draw.wide = max(min(draw.wide, 1), min(2, repeats // _WIDER))
        draw.next(0)
        try:
            value, way = source.instance(draw, max(0, way - 1))
        except Failed as failed:
            failures += 1
            if not found:
                raise
            if failures > _FAILURES or isinstance(failed, Spent):
                break
            continue
        name = key(value)
        repeats = repeats + 1 if name in found else 0
        found.setdefault(name, value)
