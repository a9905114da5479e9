"""Steering: what a plan has left to show decides which members, branches, sizes and bounds are drawn."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from math import floor

from jsonsynth.examples import JSON
from jsonsynth.sampling.cells import Cell
from jsonsynth.sampling.draw import Dead, Draw, Missed, Sampler
from jsonsynth.sampling.planning import Choice, Node, Plan
from jsonsynth.sampling.regexes import ENDLESS
from jsonsynth.seeds import shuffled

__all__ = ["Branches", "Members", "Sizes", "listed", "with_bounds"]

_SPARE = 0.3  # how likely an optional member is of which all is shown, while other things are not
_FEW = 12  # of these, of an object with very many
_OWN = (2, 0, 1)  # members of its own that a map gets
_BESIDE = (1, 0)  # that an object gets beside those that it names
_MOST_OWN = 8  # members of its own that an object gets so that more of them is shown
_OWN_SPARE = 1  # members of its own that an object gets at most of which all is shown
_ROOM_EACH = 8  # values that a member gets in which more is to be shown
_ROOM_SPARE = 2  # values that another member gets
_MANY = 2  # elements or members of a kind of which more is to be shown; more where there is room
_USUAL = 4  # values that are none, beside the bounds that are shown
_LONGEST = 20  # an array is not filled up to a larger maximum


def listed(plan: Plan, place: Hashable, values: Sequence[JSON]) -> Sampler:
    """Return a sampler of values, each of which is to be shown."""
    choice, size = plan.choice(place, len(values)), len(values)

    def draw(draw: Draw) -> JSON:
        if not draw.steer:
            return values[floor(draw.random() * size)]
        option = draw.pick(choice)
        if option is None:
            option = floor(draw.random() * size)
        draw.shown.append((choice, option))
        return values[option]

    return draw


def with_bounds(plan: Plan, place: Hashable, bounds: Sequence[Sampler], made: Sampler) -> Sampler:
    """Return a sampler that soon shows what each of ``bounds`` draws, among usual values; each place at its turn."""
    if not bounds:
        return made
    ways = [*bounds, *[made] * _USUAL]
    turn = plan.size % len(ways)
    ways = [*ways[turn:], *ways[:turn]]
    choice = plan.choice(place, len(ways))

    def draw(draw: Draw) -> JSON:
        if not draw.steer:
            return made(draw)
        option = draw.pick(choice)
        if option is None:
            return made(draw)
        try:
            value = ways[option](draw)
        except (Dead, Missed):
            choice.fail(option)
            return made(draw)
        draw.shown.append((choice, option))
        return value

    return draw


def _many(draw: Draw) -> int:
    """Return how many members or elements of a kind to draw where more of it is to be shown."""
    return _MANY + max(0, draw.room) // _ROOM_EACH


class Members:
    """Which optional members of an object to draw, and how many of its own."""

    def __init__(self, plan: Plan, places: dict[str, Hashable], known: Collection[str], own: Hashable | None) -> None:
        self._outer = plan.node
        self._known = known
        self._choices = {name: plan.choice(place, 2) for name, place in places.items()}
        self._nodes: dict[str, Node] = {}
        self._sizes = _BESIDE if known else _OWN
        self._own = plan.choice(own, len(self._sizes)) if own is not None else None
        self._own_nodes: dict[Node, None] = {}
        self._spare = min(_SPARE, _FEW / max(1, len(places)))

    def lead(self, name: str, cell: Cell) -> None:
        """Enter the cell of an optional member."""
        self._nodes[name] = cell.node
        self._outer.inner.append(cell.node)

    def wanted(self, draw: Draw) -> list[str]:
        """Return the optional members to draw: those that were never there, and some that have more to show."""
        if draw.minimal:
            return []
        first: list[str] = []
        wanting: list[str] = []
        others: list[str] = []
        for name, choice in self._choices.items():
            if choice.left and draw.steers():
                option = int(1 in choice.left)
                draw.picked.append((choice, option))
                first += [name] * option
            elif self._nodes[name].wants:
                wanting.append(name)
            elif draw.random() < self._spare:
                others.append(name)
        some = shuffled(draw.rng, wanting)[: 1 + draw.room // _ROOM_EACH]
        return [*first, *some, *others][: max(0, draw.room)]

    def shared(self, draw: Draw, names: Sequence[str], cells: Mapping[str, Cell]) -> Iterator[str]:
        """Yield the members to draw, while those with more to show have an even share of the room that is left."""
        left, wanting = draw.room, sum(cells[name].node.wants for name in names)
        for name in names:
            wants = cells[name].node.wants
            share = draw.room = left // wanting if wants and wanting else min(left, _ROOM_SPARE)
            yield name
            wanting -= wants
            left -= share - draw.room
        draw.room = left

    def own(self, draw: Draw, usual: int) -> int:
        """Return how many members of its own the object gets."""
        if self._own is None or draw.minimal:
            return usual
        if not draw.steer:
            return min(usual, _OWN_SPARE)
        option = draw.pick(self._own)
        if option is not None:
            return self._sizes[option]
        wanting = any(node.wants for node in self._own_nodes) and draw.steers()
        return max(usual, min(_MOST_OWN, _many(draw))) if wanting else min(usual, _OWN_SPARE)

    def show(self, draw: Draw, chosen: dict[str, Cell], made: dict[str, JSON]) -> None:
        """Enter what an object shows; a member that was chosen and is not there has failed."""
        for name, choice in self._choices.items():
            if choice.left:
                draw.shown.append((choice, int(name in made)))
        for name in chosen:
            if name not in made and name in self._choices:
                self._choices[name].fail(1)
        if self._own is not None:
            self._show_own(draw, self._own, [chosen[name].node for name in made if name not in self._known])

    def _show_own(self, draw: Draw, choice: Choice, nodes: list[Node]) -> None:
        for node in nodes:
            if node not in self._own_nodes:
                self._own_nodes[node] = None
                self._outer.inner.append(node)
        draw.shown.append((choice, self._sizes.index(min(len(nodes), max(self._sizes)))))


class Branches:
    """Which branch of each of several groups to take. ``places``: where each group stands and its branches' number."""

    def __init__(self, plan: Plan, places: Sequence[tuple[Hashable, int]]) -> None:
        self._outer = plan.node
        self._choices = [plan.choice(place, count) for place, count in places]
        self._nodes: list[list[list[Node]]] = [[[] for _ in range(count)] for _, count in places]

    def picks(self, draw: Draw) -> tuple[int, ...]:
        """Return a branch of each group."""
        return tuple([self._pick(draw, group) for group in range(len(self._choices))])

    def _pick(self, draw: Draw, group: int) -> int:
        option = draw.pick(self._choices[group])
        if option is not None:
            return option
        nodes = self._nodes[group]
        wanting = [branch for branch, behind in enumerate(nodes) if any(node.wants for node in behind)]
        if wanting and draw.steers():
            return wanting[floor(draw.random() * len(wanting))]
        return floor(draw.random() * len(nodes))

    def lead(self, picks: Sequence[int], node: Node) -> None:
        """Enter what is behind a combination of branches."""
        self._outer.inner.append(node)
        for branches, pick in zip(self._nodes, picks, strict=True):
            branches[pick].append(node)

    def fail(self, picks: tuple[int, ...]) -> None:
        """Enter that branches led to nothing."""
        for choice, pick in zip(self._choices, picks, strict=True):
            choice.fail(pick)

    def show(self, draw: Draw, picks: Sequence[int]) -> None:
        """Enter that a value was drawn from branches."""
        draw.shown.extend(zip(self._choices, picks, strict=True))


class Sizes:
    """How many elements an array gets: none, one, many, and as few and as many as may be."""

    def __init__(self, plan: Plan, place: Hashable, least: int, most: int) -> None:
        classes = [(2, ENDLESS), (1, 1), (0, 0), (least, least)] + ([(most, most)] if most <= _LONGEST else [])
        within = [(max(low, least), min(high, most)) for low, high in classes]
        self._ranges = list(dict.fromkeys([(low, high) for low, high in within if low <= high]))
        self._choice = plan.choice(place, len(self._ranges))
        self._outer = plan.node
        self._nodes: list[Node] = []
        self._most = most

    def lead(self, cell: Cell) -> None:
        """Enter the cell of elements."""
        self._nodes.append(cell.node)
        self._outer.inner.append(cell.node)

    def next(self, draw: Draw, usual: int) -> tuple[int, int | None]:
        """Return how many elements to draw, and the option that is tried."""
        if draw.minimal:
            return usual, None
        option = draw.pick(self._choice)
        if option is not None:
            low, high = self._ranges[option]
            return min(high, max(low, usual)), option
        wanting = any(node.wants for node in self._nodes) and draw.steers()
        return (max(usual, min(self._most, _many(draw))) if wanting else usual), None

    def show(self, draw: Draw, count: int, tried: int | None) -> None:
        """Enter what an array shows; if it is not what was tried, that has failed."""
        for option, (low, high) in enumerate(self._ranges):
            if low <= count <= high:
                draw.shown.append((self._choice, option))
            elif option == tried:
                self._choice.fail(option)
