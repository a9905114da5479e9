"""Conditions on a whole object: parts that all hold, one of two members, what follows from what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from jsonsynth.examples import JSON
from jsonsynth.invention.draft import Draft, Node, put_aside
from jsonsynth.invention.readings import Draw, Schema
from jsonsynth.seeds import Random, pick

__all__ = ["TWISTS"]


def _members(schema: Schema) -> Schema:
    return cast("Schema", schema["properties"])


def _optional(schema: Schema) -> list[str]:
    required = cast("list[str]", schema.get("required", []))
    return [name for name in _members(schema) if name not in required]


def _parts(draft: Draft, node: Node) -> Node:
    """Divide the members into two parts that must both hold: ``allOf``."""
    schema, draw = node
    names = list(_members(schema))
    if len(names) < 4 or draft.closed:
        return node
    half = len(names) // 2
    parts = [_part(schema, names[:half]), _part(schema, names[half:])]
    first = put_aside(draft, "base", (parts[0], draw))[0] if draft.random() < 0.7 else parts[0]
    return {"type": "object", "allOf": [first, parts[1]]}, draw


def _part(schema: Schema, names: list[str]) -> Schema:
    part: Schema = {"properties": {name: _members(schema)[name] for name in names}}
    needed: list[JSON] = [name for name in names if name in cast("list[str]", schema.get("required", []))]
    if needed:
        part["required"] = needed
    return part


def _condition(draft: Draft, node: Node) -> Node:
    """Make a member needed where a new boolean is true: ``if`` and ``then``."""
    schema, draw = node
    free = _optional(schema)
    flag = draft.called(pick(draft.rng, ("enabled", "active", "verified", "public")))
    if not free or flag in _members(schema):
        return node
    name = pick(draft.rng, free)
    _members(schema)[flag] = {"type": "boolean"}
    schema["if"] = {"properties": {flag: {"const": True}}, "required": [flag]}
    schema["then"] = {"required": [name]}
    if draft.random() < 0.3:
        schema["else"] = {"properties": {flag: {"const": False}}}

    def drawn(rng: Random) -> JSON:
        value = cast("Schema", draw(rng))
        value[flag] = name in value and rng.random() < 0.8
        return value

    return schema, drawn


def _until(draw: Draw, holds: Callable[[Schema], bool]) -> Draw:
    """Draw again until a condition holds; each optional member is drawn with a share of 0.3 to 0.9."""

    def drawn(rng: Random) -> JSON:
        while True:
            value = cast("Schema", draw(rng))
            if holds(value):
                return value

    return drawn


def _either(draft: Draft, node: Node) -> Node:  # noqa: ARG001 - one signature for the table
    """Ask for at least one of two members: ``anyOf`` over ``required``."""
    schema, draw = node
    free = _optional(schema)
    if len(free) < 2:
        return node
    schema["anyOf"] = [{"required": [name]} for name in free[:2]]
    wanted = frozenset(free[:2])
    return schema, _until(draw, lambda value: not wanted.isdisjoint(value))


def _exactly_one(draft: Draft, node: Node) -> Node:  # noqa: ARG001 - one signature for the table
    """Ask for one of two members and not the other: ``oneOf`` over ``required``."""
    schema, draw = node
    free = _optional(schema)
    if len(free) < 2:
        return node
    schema["oneOf"] = [{"required": [name]} for name in free[:2]]
    return schema, _without_one(draw, free[0], free[1], least=1)


def _without_one(draw: Draw, first: str, second: str, least: int) -> Draw:
    """Take one of two members away where both are there; draw again where there are fewer than ``least``."""

    def drawn(rng: Random) -> JSON:
        while True:
            value = cast("Schema", draw(rng))
            if first in value and second in value:
                del value[first if rng.random() < 0.5 else second]
            if (first in value) + (second in value) >= least:
                return value

    return drawn


def _not_both(draft: Draft, node: Node) -> Node:  # noqa: ARG001 - one signature for the table
    """Rule out that two members stand together: ``not``."""
    schema, draw = node
    free = _optional(schema)
    if len(free) < 2:
        return node
    schema["not"] = {"required": [*free[:2]]}
    return schema, _without_one(draw, free[0], free[1], least=0)


def _depending(draft: Draft, node: Node) -> Node:
    """Make a member needed where another is there."""
    schema, draw = node
    free = _optional(schema)
    if len(free) < 2 or not draft.dialect.address:
        return node
    one, other = free[:2]
    keyword = "dependencies" if draft.dialect.number < 2019 else "dependentRequired"
    schema[keyword] = {one: [other]}

    def drawn(rng: Random) -> JSON:
        value = cast("Schema", draw(rng))
        if other not in value:
            value.pop(one, None)
        return value

    return schema, drawn


def _not_empty(draft: Draft, node: Node) -> Node:  # noqa: ARG001 - one signature for the table
    """Ask for at least one member."""
    schema, draw = node
    schema["minProperties"] = 1
    return schema, _until(draw, bool)


def _few(draft: Draft, node: Node) -> Node:  # noqa: ARG001 - one signature for the table
    """Allow one member only, as where each is a way to do it."""
    schema, draw = node
    free = _optional(schema)
    if len(free) < 2 or len(free) < len(_members(schema)):
        return node
    schema["minProperties"] = schema["maxProperties"] = 1

    def drawn(rng: Random) -> JSON:
        while True:
            value = cast("Schema", draw(rng))
            if value:
                kept = list(value)[int(rng.random() * len(value))]
                return {kept: value[kept]}

    return schema, drawn


def _plain(draft: Draft, node: Node) -> Node:  # noqa: ARG001 - one signature for the table
    return node


_SHARES: Mapping[Callable[[Draft, Node], Node], int] = {
    _parts: 130,
    _condition: 32,
    _either: 60,
    _exactly_one: 45,
    _not_both: 100,
    _depending: 140,
    _not_empty: 8,
    _few: 20,
}
TWISTS: tuple[Callable[[Draft, Node], Node], ...] = tuple(
    twist for twist, share in _SHARES.items() for _ in range(share)
) + (_plain,) * (1000 - sum(_SHARES.values()))
"""What is done to an object, in thousandths."""
