"""Schemas to samplers: known values, branches, types; hard parts check what they draw."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from math import floor

from jsonsynth import realism
from jsonsynth.examples import JSON, Split
from jsonsynth.sampling.arrays import array_sampler
from jsonsynth.sampling.cells import NOWHERE, Cells
from jsonsynth.sampling.choices import branch_sampler
from jsonsynth.sampling.draw import DEEP, Dead, Draw, Missed, Sampler
from jsonsynth.sampling.keywords import view
from jsonsynth.sampling.known import known_values, likely_examples
from jsonsynth.sampling.naturals import Text
from jsonsynth.sampling.numbers import number_sampler, outermost
from jsonsynth.sampling.objects import object_sampler
from jsonsynth.sampling.planning import Node, Plan
from jsonsynth.sampling.refs import Document, Schema
from jsonsynth.sampling.steering import Branches, listed, with_bounds
from jsonsynth.sampling.strings import string_sampler
from jsonsynth.sampling.views import TYPES, View

__all__ = ["root_sampler"]

_TRIES = 8
_EXAMPLE = 0.2  # share of scalars taken from examples and default, where there are some
_ONLY_EXAMPLE = 0.45  # of these, where neither name nor description tells what there could be
_COMPARED = 4  # of objects in an enum that are compared with a value, sixteen take as long as a step
_LONGEST = 300  # characters of a text that shows its maximum length
_NULL = 0.15  # share of null where other types are allowed too
_FREE = ("string",) * 7 + (
    "integer",
    "integer",
    "boolean",
    "boolean",
    "fraction",
)  # types of a value nothing is said of
_TELLING = 24  # how often, beside these, its type is the one that its name is for


def root_sampler(document: Document, split: Split, plan: Plan | None = None) -> Sampler:
    """Return the sampler of a whole document, one that follows a plan or none. What it draws is to be validated."""
    cell = Cells(document, split, _compiled, plan).cell([document.root], "", "")
    if plan is not None:
        plan.node.inner.append(cell.node)

    def draw(draw: Draw) -> JSON:
        return cell.draw(draw)  # the cell's first sampler compiles, the next ones do not

    return draw


def _compiled(cells: Cells, schemas: tuple[Schema, ...], name: str, parent: str) -> Sampler:
    seen = view(schemas, cells.document)
    made = _made(seen, cells, name, parent)
    return _checked(made, seen, cells.document) if seen.hard else made


def _made(seen: View, cells: Cells, name: str, parent: str) -> Sampler:
    if seen.values is not None:
        return _known(seen, cells)
    if seen.groups:
        return branch_sampler(seen, cells.document, lambda merged: _made(merged, cells, name, parent), cells.plan)
    made = _typed(seen, cells, name, parent)
    return _exampled(made, seen, cells.document, (name, parent)) if seen.examples else made


def _checked(made: Sampler, seen: View, document: Document) -> Sampler:
    """Return a sampler that, in a strict draw, tries again until its own schemas hold."""
    checks: list[Callable[[JSON], bool]] = []

    def draw(draw: Draw) -> JSON:
        if not draw.strict:
            return made(draw)
        if not checks:
            checks.extend(check for part in seen.parts if (check := document.check(part)) is not None)
        for _ in range(_TRIES):
            depth = draw.depth
            value = made(draw)
            if all(check(value) for check in checks):
                return value
            draw.depth = depth
            draw.spend(4)
        raise Missed(seen.place, "no value was found for which all that is asked holds")

    return draw


def _known(seen: View, cells: Cells) -> Sampler:
    values = known_values(seen, cells.document)
    if not values:
        raise Dead(seen.place, "no value of enum or const is allowed by what stands beside it")
    if len(values) == 1:
        only = values[0]
        return _always(only)
    return _among(values, seen, cells)


def _among(values: list[JSON], seen: View, cells: Cells) -> Sampler:
    made = listed(cells.plan, ("value", *seen.seen), values) if cells.plan is not None else _any(values)
    steps = len(values) >> _COMPARED if any(isinstance(value, (dict, list)) for value in values) else 0
    return _paid(made, steps) if steps else made


def _any(values: list[JSON]) -> Sampler:
    size = len(values)
    return lambda draw: values[floor(draw.random() * size)]


def _paid(made: Sampler, steps: int) -> Sampler:
    """Return a sampler of values that the validator compares with each of many objects, which it takes time for."""

    def draw(draw: Draw) -> JSON:
        draw.spend(steps)
        return made(draw)

    return draw


def _exampled(made: Sampler, seen: View, document: Document, names: tuple[str, str]) -> Sampler:
    """Return a sampler that also gives examples and default: often where the name says nothing of the values."""
    examples = likely_examples(seen, document)
    if not examples:
        return made
    size = len(examples)
    share = _EXAMPLE if realism.kind_told(*names, seen.title, seen.about) else _ONLY_EXAMPLE

    def draw(draw: Draw) -> JSON:
        if draw.random() < share and not draw.wide:
            return examples[floor(draw.random() * size)]
        return made(draw)

    return draw


def _typed(seen: View, cells: Cells, name: str, parent: str) -> Sampler:
    """Return a sampler for the types allowed, or those the keywords are meant for where nothing is said."""
    if len(seen.types) < len(TYPES):
        return _either(list(seen.types), seen, cells, name, parent)
    meant = [kind for kind in seen.types if kind in seen.meant]
    if not meant:
        with cells.plan.at(Node()) if cells.plan is not None else nullcontext():
            return _unsaid(seen, cells, name, parent)
    if cells.document.lenient:  # a text where an object is meant is no better than what needs a format
        return _either(meant, seen, cells, name, parent)
    wide = _later(lambda: _either(list(TYPES), seen, cells, name, parent), cells.plan)
    try:
        usual = _either(meant, seen, cells, name, parent)
    except Dead:
        return wide
    return lambda draw: wide(draw) if draw.wide > 1 or draw.depth > DEEP else usual(draw)


def _unsaid(seen: View, cells: Cells, name: str, parent: str) -> Sampler:
    """Return a sampler of values of which nothing is said, mostly of the type that their name is for."""
    told = realism.kind_told(name, parent, seen.title, seen.about)
    kinds = [*_FREE, *([told] * _TELLING if told in seen.types else [])]
    made = {kind: _one(kind, seen, cells, name, parent) for kind in dict.fromkeys(kinds)}
    return _mixed([made[kind] for kind in kinds], 0)


def _later(make: Callable[[], Sampler], plan: Plan | None) -> Sampler:
    """Return a sampler that is made when it is first used, outside of what a plan shows."""
    made: list[Sampler] = []

    def draw(draw: Draw) -> JSON:
        if not made and plan is not None:
            with plan.at(Node()):
                made.append(make())
        elif not made:
            made.append(make())
        return made[0](draw)

    return draw


def _either(kinds: list[str], seen: View, cells: Cells, name: str, parent: str) -> Sampler:
    """Return a sampler for one of several types, those left out of which nothing can be."""
    if "integer" in kinds and "fraction" in kinds:
        kinds = ["number" if kind == "integer" else kind for kind in kinds if kind != "fraction"]
    samplers: list[Sampler] = []
    nodes: list[Node] = []
    dead: Dead | None = None
    for kind in kinds:
        try:
            made, node = _behind(kind, seen, cells, name, parent)
        except Dead as error:
            dead = error
        else:
            samplers.append(made)
            nodes.append(node)
    if not samplers:
        raise dead or Dead(seen.place, "no type is left")
    usual = samplers[0] if len(samplers) == 1 else _mixed(samplers, int("null" in kinds))
    return usual if cells.plan is None else _steered(usual, samplers, nodes, cells.plan, seen)


def _behind(kind: str, seen: View, cells: Cells, name: str, parent: str) -> tuple[Sampler, Node]:
    """Return the sampler of one of several types, with what is behind it in a plan."""
    if cells.plan is None:
        return _one(kind, seen, cells, name, parent), NOWHERE
    node = cells.plan.new_node()
    with cells.plan.at(node):
        return _one(kind, seen, cells, name, parent), node


def _steered(usual: Sampler, samplers: list[Sampler], nodes: list[Node], plan: Plan, seen: View) -> Sampler:
    """Return a sampler that shows each type."""
    if len(samplers) == 1:
        plan.node.inner.append(nodes[0])
        return usual
    branches = Branches(plan, [(("type", *seen.seen), len(samplers))])
    for place, node in enumerate(nodes):
        branches.lead((place,), node)

    def draw(draw: Draw) -> JSON:
        if not draw.steer or draw.minimal:
            return usual(draw)
        picks = branches.picks(draw)
        value = samplers[picks[0]](draw)
        branches.show(draw, picks)
        return value

    return draw


def _mixed(samplers: list[Sampler], nulls: int) -> Sampler:
    """Return a sampler that picks one of several; the last is null's, if there is one."""
    others = samplers[: len(samplers) - nulls]
    size = len(others)
    shallow = samplers[-1]

    def draw(draw: Draw) -> JSON:
        if draw.minimal:
            return shallow(draw)
        if nulls and draw.random() < _NULL:
            return None
        return others[floor(draw.random() * size)](draw)

    return draw


def _one(kind: str, seen: View, cells: Cells, name: str, parent: str) -> Sampler:
    return _MAKERS[kind](seen, cells, name, parent)


def _object(seen: View, cells: Cells, name: str, _: str) -> Sampler:
    return object_sampler(seen, cells, name)


def _string(seen: View, cells: Cells, name: str, parent: str) -> Sampler:
    names = (name, parent, cells.split)
    made = string_sampler(seen, cells.document, names)
    if cells.plan is None:
        return made
    said = [seen.least.get("length", 0), seen.most.get("length", 0)]
    lengths = [length for length in dict.fromkeys(said) if 0 < length <= _LONGEST]
    bounds = [_natural(length, made) if name else _exact(length, seen, cells, names) for length in lengths]
    return with_bounds(cells.plan, ("length", *seen.seen), bounds, made)


def _natural(length: int, made: Text) -> Sampler:
    """Return a sampler of texts that have a length by themselves: of what a name tells, none is cut or padded."""

    def draw(draw: Draw) -> JSON:
        for _ in range(_TRIES):
            text = made(draw)
            if len(text) == length:
                return text
        raise Missed("", f"no text of {length} characters came up")

    return draw


def _exact(length: int, seen: View, cells: Cells, names: tuple[str, str, Split]) -> Sampler:
    exact = replace(seen, least={**seen.least, "length": length}, most={**seen.most, "length": length})
    return _later(lambda: string_sampler(exact, cells.document, names), cells.plan)


def _number(kind: str) -> Callable[[View, Cells, str, str], Sampler]:
    def sampler(seen: View, cells: Cells, name: str, parent: str) -> Sampler:
        made = number_sampler(seen, kind, name, parent)
        if cells.plan is None:
            return made
        bounds: list[Sampler] = [_always(value) for value in outermost(seen, kind)]
        return with_bounds(cells.plan, ("bound", *seen.seen), bounds, made)

    return sampler


def _always(value: JSON) -> Sampler:
    return lambda _: value


def _boolean(seen: View, cells: Cells, _: str, __: str) -> Sampler:
    values: list[JSON] = [value for value in (True, False) if not any(value is banned for banned in seen.banned)]
    if not values:
        raise Dead(seen.place, "neither true nor false is allowed")
    return _among(values, seen, cells)


def _null(seen: View, _: Cells, __: str, ___: str) -> Sampler:
    if any(banned is None for banned in seen.banned):
        raise Dead(seen.place, "null is not allowed")
    return lambda _: None


_MAKERS: dict[str, Callable[[View, Cells, str, str], Sampler]] = {
    "array": array_sampler,
    "boolean": _boolean,
    "fraction": _number("fraction"),
    "integer": _number("integer"),
    "null": _null,
    "number": _number("number"),
    "object": _object,
    "string": _string,
}
