"""Objects: required members, some of the optional ones, and members whose names patterns or nobody names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from jsonsynth import realism
from jsonsynth.examples import JSON
from jsonsynth.sampling.cells import Cell, Cells
from jsonsynth.sampling.draw import Dead, Draw, Missed, Sampler
from jsonsynth.sampling.patterns import shape, text_of
from jsonsynth.sampling.refs import Schema
from jsonsynth.sampling.regexes import ENDLESS, UnreadableError
from jsonsynth.sampling.views import ObjectPart, View
from jsonsynth.seeds import shuffled

__all__ = ["object_sampler"]

_MOST = 10_000  # members of an object that must have more are refused
_USUAL = 12  # optional members of an object with very many
_TRIES = 30
# how likely an optional member is, drawn once an object: now and then all or none
_DENSITIES = (0.0, 0.35, 0.35, 0.6, 0.6, 0.6, 0.8, 0.8, 1.0)
_OWN = (0, 1, 1, 2, 2, 3)  # members of an object that names none


@dataclass(frozen=True, slots=True)
class _Plan:
    """An object to draw: ``order`` gives each known member's place; ``more`` draws a name that is not known."""

    view: View
    order: dict[str, int]
    cells: dict[str, Cell]
    required: tuple[str, ...]
    optional: tuple[str, ...]
    least: int
    most: int
    more: Callable[[Draw, dict[str, Cell]], None]
    mapped: bool


def object_sampler(view: View, cells: Cells, name: str) -> Sampler:
    """Return a sampler of objects. ``name``: the object's own member name, its members' context."""
    plan = _planned(view, cells, name or view.title)
    if len(plan.required) > plan.most or plan.least > _MOST:
        reason = f"{max(plan.least, len(plan.required))} members or more are asked for, at most {min(plan.most, _MOST)}"
        raise Dead(view.place, f"{reason} can be")
    if plan.most == ENDLESS and plan.least <= len(plan.required) and not plan.mapped:
        return _plain_sampler(plan)
    return _full_sampler(plan)


def _plain_sampler(plan: _Plan) -> Sampler:
    """Return the quick sampler, for objects whose members are known and not counted."""
    members = [(name, cell, name in plan.view.required) for name, cell in plan.cells.items()]
    wanted = [(name, cell, True) for name, cell, required in members if required]
    chosen = [m for m in members if m[2] or m[0] in plan.optional]
    cap = _USUAL / max(1, len(plan.optional))
    full = _full_sampler(plan)
    place = plan.view.place
    size = len(_DENSITIES)

    def draw(draw: Draw) -> JSON:
        if draw.wide:
            return full(draw)
        random = draw.random
        minimal = draw.minimal
        density = 0.0 if minimal else min(_DENSITIES[int(random() * size)], cap)
        draw.enter(1, place)
        made: dict[str, JSON] = {}
        for name, cell, required in wanted if minimal else chosen:
            if required:
                made[name] = cell.draw(draw)
            elif random() < density:
                depth = draw.depth
                try:
                    made[name] = cell.draw(draw)
                except (Dead, Missed):
                    draw.depth = depth
        draw.depth -= 1
        draw.room -= len(made)
        return made

    return draw


def _full_sampler(plan: _Plan) -> Sampler:
    """Return the sampler for objects whose members are counted or not all known."""

    def draw(draw: Draw) -> JSON:
        draw.enter(1, plan.view.place)
        chosen = _chosen(plan, draw)
        draw.room -= len(chosen)
        made: dict[str, JSON] = {}
        spare = len(chosen) - plan.least
        for name in sorted(chosen, key=lambda name: plan.order.get(name, ENDLESS)):
            depth = draw.depth
            try:
                made[name] = chosen[name].draw(draw)
            except (Dead, Missed):
                if name in plan.view.required or spare <= 0:
                    raise
                spare -= 1
                draw.depth = depth
        draw.depth -= 1
        return made

    return draw


def _chosen(plan: _Plan, draw: Draw) -> dict[str, Cell]:
    """Return the members to draw."""
    chosen = {name: plan.cells[name] for name in plan.required}
    draw.spend(len(plan.optional) >> 3)
    optional = _optional(plan, draw)
    for name in optional[: max(0, plan.most - len(chosen))]:
        chosen[name] = plan.cells[name]
    if len(chosen) < plan.least:
        unused = [name for name in (*plan.optional, *plan.view.avoided) if name in plan.cells and name not in chosen]
        for name in shuffled(draw.rng, unused)[: plan.least - len(chosen)]:
            chosen[name] = plan.cells[name]
    for _ in range(max(plan.least - len(chosen), min(_own(plan, draw), plan.most - len(chosen)))):
        try:
            plan.more(draw, chosen)
        except (Dead, Missed):
            if len(chosen) < plan.least:
                raise
            break
    return chosen


def _optional(plan: _Plan, draw: Draw) -> list[str]:
    if draw.minimal or not plan.optional:
        return []
    density = min(_DENSITIES[int(draw.random() * len(_DENSITIES))], _USUAL / len(plan.optional))
    names = [name for name in plan.optional if draw.random() < density]
    return shuffled(draw.rng, names) if len(names) > plan.most - len(plan.required) else names


def _own(plan: _Plan, draw: Draw) -> int:
    """Return how many members of its own the object gets."""
    if draw.minimal:
        return 0
    if draw.wide or (plan.mapped and not plan.order):
        return _OWN[int(draw.random() * len(_OWN))]
    return int(plan.mapped and draw.random() < 0.25)


def _planned(view: View, cells: Cells, name: str) -> _Plan:
    known = dict.fromkeys([*(n for part in view.objects for n in part.named), *view.required])
    found = {member: cell for member in known if (cell := _cell(view, cells, member, name)) is not None}
    found = _allowed(view, cells, found)
    missing = [member for member in view.required if member not in found or member in view.absent]
    if missing:
        raise Dead(view.place, f"member {missing[0]!r} is required and not allowed")
    gone = {*view.required, *view.absent, *view.avoided}
    optional = tuple(member for member in found if member not in gone and any(_named(part, member) for part in view.objects))
    mapped = any(part.patterns or isinstance(part.rest, dict) for part in view.objects) or not (known or view.objects)
    order = {member: place for place, member in enumerate(known)}
    least, most = view.least.get("members", 0), view.most.get("members", ENDLESS)
    more = _more(view, cells, name)
    return _Plan(view, order, found, tuple(view.required), optional, least, most, more, mapped)


def _named(part: ObjectPart, member: str) -> bool:
    return member in part.named


def _allowed(view: View, cells: Cells, found: dict[str, Cell]) -> dict[str, Cell]:
    """Return the members whose names pass propertyNames."""
    checks = [check for schema in view.name_schemas if (check := cells.document.check(schema)) is not None]
    return {name: cell for name, cell in found.items() if all([check(name) for check in checks])}


def _cell(view: View, cells: Cells, member: str, parent: str) -> Cell | None:
    """Return the cell of a member, None if it may not be there."""
    schemas: list[Schema] = []
    covered = False
    for part in view.objects:
        hits = [part.named[member]] if member in part.named else []
        hits += [schema for pattern, schema in part.patterns.items() if cells.document.matches(pattern, member)]
        covered = covered or bool(hits) or part.rest is not True
        schemas += hits or [part.rest]
    if not covered:
        schemas += view.closed_members
    return None if False in schemas else cells.cell(schemas, member, parent)


def _more(view: View, cells: Cells, parent: str) -> Callable[[Draw, dict[str, Cell]], None]:
    """Return what adds a member that nobody names to the chosen ones."""
    words = realism.pool("en_US/word", cells.split)
    patterns = [pattern for part in view.objects for pattern in part.patterns]
    named = cells.cell([cells.document.derived({"type": "string"}, True), *view.name_schemas], "key", parent)

    def candidate(draw: Draw) -> str:
        if view.name_schemas:
            return str(named.draw(draw))
        if patterns and (_closed(view) or draw.random() < 0.7):
            return _matching(patterns[int(draw.random() * len(patterns))], draw, words)
        word = words[int(draw.random() * len(words))]
        return word if draw.random() < 0.8 else f"{word}_{words[int(draw.random() * len(words))]}"

    def more(draw: Draw, chosen: dict[str, Cell]) -> None:
        for _ in range(_TRIES):
            draw.spend(2, view.place)
            name = candidate(draw)
            if name in chosen or name in view.absent or name in view.avoided:
                continue
            cell = _cell(view, cells, name, parent)
            if cell is not None:
                chosen[name] = cell
                return
        raise Missed(view.place, "no name was found for another member")

    return more


def _closed(view: View) -> bool:
    return any(part.rest is False for part in view.objects) or False in view.closed_members


def _matching(pattern: str, draw: Draw, words: tuple[str, ...]) -> str:
    try:
        return text_of(shape(pattern), draw, 1, ENDLESS, words)
    except UnreadableError:
        return words[int(draw.random() * len(words))]
