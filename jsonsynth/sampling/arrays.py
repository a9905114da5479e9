"""Arrays: none, one, some or many elements; tuples, contained and unique elements."""

from __future__ import annotations

from math import floor

from jsonsynth.examples import JSON
from jsonsynth.sampling.cells import Cell, Cells
from jsonsynth.sampling.domains import domain
from jsonsynth.sampling.draw import Beyond, Dead, Draw, Missed, Sampler
from jsonsynth.sampling.refs import Schema
from jsonsynth.sampling.regexes import ENDLESS
from jsonsynth.sampling.steering import Sizes
from jsonsynth.sampling.views import View
from jsonsynth.schema import key
from jsonsynth.seeds import sample

__all__ = ["array_sampler"]

_MOST = 10_000  # elements of an array that must have more are refused
_SIZES = (0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 7)  # of an array of free length, beyond its least
_TRIES = 12
_AGAIN = 6  # how often a text that stands in the array already is drawn anew
_APART = 0.85  # how often each of several contained elements has a place of its own


class _Elements:
    """The cells of an array's elements, by position."""

    def __init__(self, view: View, cells: Cells, name: str, parent: str) -> None:
        self.view = view
        self.cells = cells
        self.name = name
        self.parent = parent
        self.tuple_size = max([len(part.first) for part in view.arrays], default=0)
        self._found: dict[int, Cell] = {}
        self._few: dict[int, list[JSON]] = {}
        lows = [low for _, low, _ in view.contains]
        self.apart = min(sum(lows), view.most.get("items", ENDLESS)) if len(lows) > 1 else 0  # elements, each its own

    def schemas(self, place: int) -> list[Schema]:
        """Return what holds for the element at a position."""
        schemas = [part.first[place] if place < len(part.first) else part.rest for part in self.view.arrays]
        return schemas if any(schema is not True for schema in schemas) else [*schemas, *self.view.closed_elements]

    def at(self, place: int) -> Cell:
        """Return the cell of a position; all after the tuple's share one."""
        place = min(place, self.tuple_size)
        found = self._found.get(place)
        if found is None:
            found = self._found[place] = self.cells.cell(self.schemas(place), self.name, self.parent)
        return found

    def with_also(self, place: int, extra: list[Schema]) -> Cell:
        """Return the cell of a position where more must hold."""
        return self.cells.cell([*self.schemas(min(place, self.tuple_size)), *extra], self.name, self.parent)

    def unused(self, place: int, seen: set[bytes], draw: Draw) -> JSON:
        """Draw one of the values left for an element that can have only few. Raises Missed if there are none."""
        place = min(place, self.tuple_size)
        if place not in self._few:
            values = domain(self.schemas(place), self.cells.document)
            self._few[place] = [values.at(number) for number in range(values.size)] if values is not None else []
        draw.spend(len(self._few[place]) >> 3)
        left = [value for value in self._few[place] if key(value) not in seen]
        if not left:
            raise Missed(self.view.place, "no further unique element was found")
        return left[floor(draw.random() * len(left))]

    def longest(self) -> int:
        """Return how long the array can be: up to the first element that may not be."""
        places = range(self.tuple_size + 1)
        return next((place for place in places if False in self.schemas(place)), ENDLESS)


def array_sampler(view: View, cells: Cells, name: str, parent: str) -> Sampler:
    """Return a sampler of arrays. ``name``: the array's member name, which its elements are drawn by."""
    elements = _Elements(view, cells, name or view.title, parent)
    least = max(view.least.get("items", 0), sum(low for _, low, _ in view.contains[:1]))
    most = min(view.most.get("items", ENDLESS), elements.longest())
    if least > most or least > _MOST:
        most_made = min(most, _MOST)
        kind = Dead if least > most else Beyond
        raise kind(view.place, f"{least} elements or more are asked for, at most {most_made} can be")
    plain = not (elements.tuple_size or view.contains or view.unique or view.repeated)
    usual = (_plain_sampler if plain else _sampler)(elements, least, most)
    if cells.plan is None:
        return usual
    return _steered(usual, elements, least, most, Sizes(cells.plan, ("size", *view.seen), least, most))


def _sampler(elements: _Elements, least: int, most: int) -> Sampler:
    size = elements.tuple_size
    return lambda draw: _array(elements, draw, _count(draw, least, most, size), least)


def _plain_sampler(elements: _Elements, least: int, most: int) -> Sampler:
    """Return the quick sampler, for arrays whose elements are alike and of which nothing more is said."""
    view = elements.view
    cell: Cell | None = None

    def draw(draw: Draw) -> JSON:
        nonlocal cell
        count = _count(draw, least, most, 0)
        draw.enter(count + 1, view)
        draw.room -= count
        made: list[JSON] = []
        cell = cell or elements.at(0)
        try:
            while len(made) < count:
                value = cell.draw(draw)
                if isinstance(value, str) and value in made:
                    value = _anew(cell, draw, made)
                    if len(made) >= least and _repeats(value, made):
                        break
                made.append(value)
        except (Dead, Missed):
            if len(made) < least:
                raise
        draw.depth -= 1
        return made

    return draw


def _steered(usual: Sampler, elements: _Elements, least: int, most: int, sizes: Sizes) -> Sampler:
    size = elements.tuple_size
    for place in range(min(size + 1, most)):
        sizes.lead(elements.at(place))

    def draw(draw: Draw) -> JSON:
        if not draw.steer:
            return usual(draw)
        count, tried = sizes.next(draw, _count(draw, least, most, size))
        made = _array(elements, draw, count, least)
        sizes.show(draw, len(made), tried)
        return made

    return draw


def _array(elements: _Elements, draw: Draw, count: int, least: int) -> list[JSON]:
    view = elements.view
    if count < elements.apart <= _MOST and draw.random() < _APART:
        count = elements.apart
    draw.enter(count + 1, view)
    draw.room -= count
    made = _drawn(elements, draw, count, least)
    if view.repeated and made:
        made[-1] = made[0]
    draw.depth -= 1
    return made


def _count(draw: Draw, least: int, most: int, tuple_size: int) -> int:
    if draw.minimal:
        return least
    if tuple_size and draw.random() < 0.8:
        return max(least, min(tuple_size, most))
    return min(least + _SIZES[floor(draw.random() * len(_SIZES))], most)


def _drawn(elements: _Elements, draw: Draw, count: int, least: int) -> list[JSON]:
    special = _contained(elements, draw, count) if elements.view.contains else {}
    unique = elements.view.unique
    made: list[JSON] = []
    seen: set[bytes] = set()
    for place in range(count):
        cell = special.get(place) or elements.at(place)
        try:
            value = _fresh(elements, place, cell, draw, seen) if unique else _another(cell, draw, made)
        except (Dead, Missed):
            if len(made) < least or place < len(special):
                raise
            break
        if len(made) >= least and not (special or draw.steer) and _repeats(value, made):
            break
        made.append(value)
    return made


def _repeats(value: JSON, made: list[JSON]) -> bool:
    return isinstance(value, str) and value in made


def _another(cell: Cell, draw: Draw, made: list[JSON]) -> JSON:
    value = cell.draw(draw)
    return _anew(cell, draw, made) if _repeats(value, made) else value


def _anew(cell: Cell, draw: Draw, made: list[JSON]) -> JSON:
    """Draw anew, some times, what is a text that is there already: lists of words do not repeat one."""
    for _ in range(_AGAIN - 1):
        value = cell.draw(draw)
        if not _repeats(value, made):
            return value
    return cell.draw(draw)


def _fresh(elements: _Elements, place: int, cell: Cell, draw: Draw, seen: set[bytes]) -> JSON:
    """Draw a value that is not in the array yet, of the unusual ones or of all that there are if need be."""
    wide, depth = draw.wide, draw.depth
    for turn in range(_TRIES * 3):
        draw.wide = max(wide, turn // _TRIES)
        value = cell.draw(draw)
        draw.wide, draw.depth = wide, depth
        if key(value) not in seen:
            break
        draw.spend(1)
    else:
        value = elements.unused(place, seen, draw)
    seen.add(key(value))
    return value


def _contained(elements: _Elements, draw: Draw, count: int) -> dict[int, Cell]:
    """Return the cells of the positions that hold what must be contained; no more than may be, elsewhere."""
    view = elements.view
    extra: dict[int, list[Schema]] = {}
    free = sample(draw.rng, range(count), elements.apart if draw.random() < _APART else 0)
    for schema, low, high in view.contains:
        places = [free.pop() for _ in range(low)] if len(free) >= low else sample(draw.rng, range(count), low)
        for place in range(count):
            if place in places:
                extra.setdefault(place, []).append(schema)
            elif high is not None and high >= 0:
                extra.setdefault(place, []).append(elements.cells.document.opposite(schema))
    return {place: elements.with_also(place, schemas) for place, schemas in extra.items()}
