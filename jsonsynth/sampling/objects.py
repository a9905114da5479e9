"""Objects: required members, some of the optional ones, and members that nobody names."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from math import floor

from jsonsynth import realism
from jsonsynth.examples import JSON
from jsonsynth.sampling.agreement import agreeing
from jsonsynth.sampling.cells import Cell, Cells
from jsonsynth.sampling.draw import Beyond, Dead, Draw, Missed, Sampler
from jsonsynth.sampling.heights import height
from jsonsynth.sampling.names import Names, member_schemas
from jsonsynth.sampling.planning import Plan
from jsonsynth.sampling.refs import Schema
from jsonsynth.sampling.regexes import ENDLESS
from jsonsynth.sampling.steering import Members
from jsonsynth.sampling.views import View
from jsonsynth.seeds import shuffled

__all__ = ["object_sampler"]

_MOST = 10_000  # members of an object that must have more are refused
_PLANNED = 3_000  # places at which a plan has something to show; further objects are left to luck
_USUAL = 12  # optional members of an object with very many
_NOTHING: tuple[Schema, ...] = (True, False, {})  # schemas that say nothing of a member's value
# how likely an optional member is, drawn once an object: now and then all or none
_DENSITIES = (0.0, 0.35, 0.35, 0.6, 0.6, 0.6, 0.8, 0.8, 1.0)
_SEVERAL = 2  # optional members, from which on an object is seldom left bare
_BARE = 0.1  # how often it is
_OWN = (0, 1, 1, 1, 2, 2)  # members of a map
_MORE = 0.15  # how often an object that names its members gets another one of which something is said
_WIDER = 0.25  # how often any open object does where values are hard to find
_FREE = (0, 0, 0, 0, 0, 1, 1, 2)  # members of an object of which nothing is said


@dataclass(frozen=True, slots=True)
class _Table:
    """The members of an object that are known by name, in order, whatever the object itself is called."""

    schemas: dict[str, tuple[Schema, ...]]
    required: dict[str, None]  # with what these ask for
    optional: tuple[str, ...]
    chosen: tuple[tuple[str, bool], ...]  # with whether it is required
    levels: dict[str, int]  # that the value of each has at least, where some must be there


@dataclass(frozen=True, slots=True)
class _Plan:
    """An object to draw: ``cell`` gives a known member's cell; ``names`` are for other members."""

    view: View
    table: _Table
    cell: Callable[[str], Cell]
    cells: dict[str, Cell]  # that ``cell`` gave
    names: Names
    least: int
    most: int
    mapped: bool
    steered: Members | None


def object_sampler(view: View, cells: Cells, name: str) -> Sampler:
    """Return a sampler of objects. ``name``: the object's own member name, its members' context."""
    scene = realism.scene(name, view.title, view.about, [*view.required, *_named(view)])
    plan = _planned(view, cells, scene)
    if max(len(plan.table.required), plan.least) > min(plan.most, _MOST):
        needed, most = max(plan.least, len(plan.table.required)), min(plan.most, _MOST)
        kind = Dead if needed > plan.most else Beyond
        raise kind(view.place, f"{needed} members or more are asked for, at most {most} can be")
    full = _full_sampler(plan)
    return agreeing(_sampler(plan, full), plan.table.schemas, scene, cells)


def _sampler(plan: _Plan, full: Sampler) -> Sampler:
    counted = plan.most < ENDLESS or plan.least > len(plan.table.required)
    if not (counted or plan.mapped or plan.view.dependents):
        return _plain_sampler(plan, full)
    return full


def _plain_sampler(plan: _Plan, full: Sampler) -> Sampler:
    """Return the quick sampler, for objects whose members are known and not counted."""
    chosen, cell_of, asked, required = plan.table.chosen, plan.cell, plan.view, plan.table.required
    alone = [name for name, is_required in chosen if is_required]
    optional, count = plan.table.optional, len(plan.table.optional)
    densities = tuple([min(density, _USUAL / max(1, count)) for density in _DENSITIES])
    work, size = len(alone) + (len(chosen) >> 4), len(densities)
    cells = plan.cells

    def draw(draw: Draw) -> JSON:
        if draw.wide > 1 or draw.steer:
            return full(draw)
        draw.enter(work, asked)
        names, depth, room = alone, draw.depth, draw.room
        if optional and room > 0 and depth <= draw.deepest:
            density = densities[floor(draw.random() * size)]
            names = _some(chosen, density if density * count <= room else room / count, draw.random)
        if not names:
            names = _one(optional, draw)
        draw.room = room - len(names)
        made: dict[str, JSON] = {}
        for name in names:
            try:
                made[name] = (cells[name] if name in cells else cell_of(name)).draw(draw)
            except (Dead, Missed):
                if name in required:
                    raise
                draw.depth = depth
        draw.depth = depth - 1
        return made

    return draw


def _some(chosen: Iterable[tuple[str, bool]], density: float, random: Callable[[], float]) -> list[str]:
    """Return the members that are required, and of the others as many as a density says."""
    names: list[str] = []
    for name, is_required in chosen:
        if is_required or random() < density:
            names.append(name)
    return names


def _full_sampler(plan: _Plan) -> Sampler:
    """Return the sampler for objects whose members are counted or not all known."""
    required, steered = plan.table.required, plan.steered
    order = {member: place for place, member in enumerate(plan.table.schemas)}

    def draw(draw: Draw) -> JSON:
        draw.enter(len(required) + 1, plan.view)
        chosen = _chosen(plan, draw)
        draw.room -= len(chosen)
        made: dict[str, JSON] = {}
        depth, spare = draw.depth, len(chosen) - plan.least
        names = sorted(chosen, key=lambda name: order.get(name, ENDLESS)) if order else [*chosen]
        following = steered if draw.steer else None
        for name in names if following is None else following.shared(draw, names, chosen):
            try:
                made[name] = chosen[name].draw(draw)
            except (Dead, Missed):
                if name in required or spare <= 0:
                    raise
                spare -= 1
                draw.depth = depth
        draw.depth = depth - 1
        if following is not None:
            following.show(draw, chosen, made)
        return made

    return draw


def _chosen(plan: _Plan, draw: Draw) -> dict[str, Cell]:
    """Return the members to draw."""
    chosen = {name: plan.cell(name) for name in plan.table.required}
    draw.spend(len(plan.table.optional) >> 4)
    for name in _optional(plan, draw) or ([] if chosen else _one(plan.table.optional, draw)):
        _choose(plan, chosen, name)
    for name in _spare(plan, draw, chosen) if len(chosen) < plan.least else ():
        if len(chosen) < plan.least:
            _choose(plan, chosen, name)
    if plan.view.names_needed:
        chosen.update({name: plan.cell(name) for name in plan.names.needed(draw, chosen)})
    _extend(plan, draw, chosen)
    return chosen


def _one(optional: tuple[str, ...], draw: Draw) -> list[str]:
    """Return one optional member for an object that would be bare: nobody writes a list of empty objects."""
    if len(optional) < _SEVERAL or draw.depth > draw.deepest or draw.random() < _BARE:
        return []
    return [optional[floor(draw.random() * len(optional))]]


def _spare(plan: _Plan, draw: Draw, chosen: dict[str, Cell]) -> list[str]:
    """Return known members that can be added where some must be; those that soon end, where it must."""
    names = shuffled(draw.rng, [name for name in plan.table.schemas if name not in chosen])
    if not draw.minimal:
        return names
    levels = plan.table.levels
    return [name for name in sorted(names, key=levels.__getitem__) if plan.names.closed or not levels[name]]


def _extend(plan: _Plan, draw: Draw, chosen: dict[str, Cell]) -> None:
    """Add members that nobody names: as many as there must be, or some."""
    for _ in range(max(plan.least - len(chosen), min(_own(plan, draw), plan.most - len(chosen)))):
        try:
            name = plan.names.another(draw, chosen)
        except (Dead, Missed):
            if len(chosen) < plan.least:
                raise
            break
        chosen[name] = plan.cell(name)


def _choose(plan: _Plan, chosen: dict[str, Cell], name: str) -> None:
    """Add a member and what it asks for, if there is room."""
    if not plan.view.dependents:
        if len(chosen) < plan.most:
            chosen[name] = plan.cell(name)
        return
    added = [one for one in plan.view.wanted([name]) if one not in chosen]
    if len(chosen) + len(added) <= plan.most:
        chosen.update({one: plan.cell(one) for one in added})


def _optional(plan: _Plan, draw: Draw) -> list[str]:
    optional = plan.table.optional
    if plan.steered is not None and draw.steer:
        return plan.steered.wanted(draw)
    if draw.minimal or not optional:
        return []
    usual = 1.0 if draw.wide > 1 and not plan.names.closed else _DENSITIES[floor(draw.random() * len(_DENSITIES))]
    density = min(usual, _USUAL / len(optional))
    names = [name for name in optional if draw.random() < density]
    return shuffled(draw.rng, names) if len(names) > plan.most - len(plan.table.required) else names


def _own(plan: _Plan, draw: Draw) -> int:
    """Return how many members of its own the object gets."""
    usual = _usual(plan, draw)
    return usual if plan.steered is None else plan.steered.own(draw, usual)


def _usual(plan: _Plan, draw: Draw) -> int:
    if draw.minimal:
        return 0
    if plan.mapped and not (plan.table.schemas or plan.view.names_needed):
        counts = _OWN if plan.view.objects else _FREE
        return counts[floor(draw.random() * len(counts))]
    return int((plan.mapped or draw.wide > 1) and draw.random() < (_WIDER if draw.wide > 1 else _MORE))


def _named(view: View) -> list[str]:
    return [name for part in view.objects for name in part.named]


def _planned(view: View, cells: Cells, name: str) -> _Plan:
    ids = (*view.seen, *view.avoided)
    table = cells.tables.get(ids)
    if not isinstance(table, _Table):
        table = cells.tables[ids] = _tabled(view, cells)
    made: dict[str, Cell] = {}
    schemas = table.schemas
    names = Names(view, cells, name)
    other = _others(names, cells, name, view)

    def cell(member: str) -> Cell:
        found = made.get(member)
        if found is None:
            if member not in schemas:
                return other(member)
            found = made[member] = cells.cell(schemas[member], member, name)
        return found

    mapped = any(part.patterns or isinstance(part.rest, dict) for part in view.objects)
    mapped = mapped or bool(view.names_needed) or not (schemas or view.objects)
    least, most = view.least.get("members", 0), view.most.get("members", ENDLESS)
    steered = None
    if cells.plan is not None and cells.plan.size + len(table.optional) < _PLANNED:
        steered = _steered(view, table, cell, cells.plan, mapped)
    return _Plan(view, table, cell, made, names, least, most, mapped, steered)


def _others(names: Names, cells: Cells, parent: str, view: View) -> Callable[[str], Cell]:
    """Return what gives the cell of a member that is not known: few for all, since each made up name would need one."""
    known: dict[str, Cell] = {}

    def cell(member: str) -> Cell:
        allowed = names.schemas(member)
        if allowed is None:
            raise Missed(view.place, f"member {member!r} may not be there")
        told = realism.key_told(member, parent) if _simple(allowed) else ""
        if allowed is not names.rest:
            return cells.cell(allowed, told, parent)
        found = known.get(told)
        if found is None:
            found = known[told] = cells.cell(allowed, told, parent)
        return found

    return cell


# keywords of values that a name can make more telling, and which leave a plan nothing to show
_SIMPLE = frozenset(("type", "title", "description", "default", "$comment"))
_SCALAR = ("string", "number", "integer")


def _simple(schemas: tuple[Schema, ...]) -> bool:
    """Say whether schemas leave open what a value is, or ask for a text or a number and no more."""
    for part in schemas:
        if not (isinstance(part, bool) or (part.keys() <= _SIMPLE and part.get("type", "string") in _SCALAR)):
            return False
    return True


def _steered(view: View, table: _Table, cell: Callable[[str], Cell], plan: Plan, mapped: bool) -> Members:
    """Return the steering of the optional members, each by the first schema that names it."""
    holders = {name: id(part) for part in reversed(view.objects) for name in part.named}
    places: dict[str, Hashable] = {name: ("member", holders.get(name), name) for name in table.optional}
    said = any(schema not in _NOTHING for part in view.objects for schema in (part.rest, *part.patterns.values()))
    own = ("own", *view.seen) if mapped and said else None
    members = Members(plan, places, table.schemas, own)
    for name in table.optional:
        members.lead(name, cell(name))
    for name in table.required:
        plan.node.inner.append(cell(name).node)
    return members


def _tabled(view: View, cells: Cells) -> _Table:
    required = view.wanted(view.required)
    named = [name for part in view.objects for name in part.named]
    known = dict.fromkeys([*named, *required, *view.dependents])
    found = {member: member_schemas(view, cells, member) for member in view.wanted(known)}
    checks = [check for schema in view.name_schemas if (check := cells.document.check(schema)) is not None]
    open_ones = {
        member: schemas
        for member, schemas in found.items()
        if schemas is not None and member not in view.absent and all(check(member) for check in checks)
    }
    missing = next((member for member in required if member not in open_ones), None)
    if missing is not None:
        raise Dead(view.place, f"member {missing!r} is required and not allowed")
    if view.dependents:
        open_ones = {
            member: open_ones[member] for member in open_ones if open_ones.keys() >= view.wanted([member]).keys()
        }
    chosen = tuple((name, name in required) for name in open_ones if name not in view.avoided or name in required)
    optional = tuple(name for name, required_one in chosen if not required_one)
    lacking = view.least.get("members", 0) > len(required)
    levels = {name: height(open_ones[name], cells.document) for name in open_ones} if lacking else {}
    return _Table(open_ones, required, optional, chosen, levels)
