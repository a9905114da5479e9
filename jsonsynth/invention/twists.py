"""Conditions on a whole object: parts that all hold, one of two members, what follows from what."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import chain, combinations
from typing import TypeAlias, cast

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


_WORD = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+")
# last words of names that tell the same in several ways
_ALIKE = tuple(
    frozenset(words.split())
    for words in (
        "id uuid code number reference slug name username key", "email phone contact person applicant username",
        "url website homepage file document attachment repository path folder", "address city location venue position",
        "date at year time timestamp from until", "amount total price cost balance", "duration minutes seconds hours",
        "description summary notes comment message title subject reason", "owner author assignee reviewer by provider",
        "tags keywords categories labels category topic", "role roles permissions scopes", "color colors material size",
        "status state mode level priority severity", "country region zone code locale language", "count total max min",
    )
)  # fmt: skip
# by such a word, all that tell the same
_SAME = {word: frozenset(chain(*(alike for alike in _ALIKE if word in alike))) for word in chain(*_ALIKE)}
_Pair: TypeAlias = "tuple[str, str] | None"


def _alternatives(schema: Schema) -> _Pair:
    """Return two optional members of which one will do, since they tell the same in two ways."""
    last = {name: _WORD.findall(name)[-1].lower() for name in _optional(schema)}
    for one, other in combinations(last, 2):
        if last[other] in _SAME.get(last[one], ()):
            return one, other
    return None


def _companions(schema: Schema) -> _Pair:
    """Return two optional members that tell of the same thing, which their names begin with."""
    first = {name: match[0] for name in _optional(schema) if (match := _WORD.search(name))}
    for one, other in combinations(first, 2):
        if first[one] == first[other]:
            return one, other
    return None


def _parts(draft: Draft, node: Node) -> Node:
    """Divide the members into two parts that must both hold: ``allOf``."""
    schema, draw = node
    names = list(_members(schema))
    if len(names) < 4 or draft.closed:
        return node
    half = len(names) // 2
    parts = [_part(schema, names[:half]), _part(schema, names[half:])]
    first = put_aside(draft, draft.called("base"), (parts[0], draw))[0] if draft.random() < 0.7 else parts[0]
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
    pair = _alternatives(schema)
    if pair is None:
        return node
    schema["anyOf"] = [{"required": [name]} for name in pair]
    wanted = frozenset(pair)
    return schema, _until(draw, lambda value: not wanted.isdisjoint(value))


def _exactly_one(draft: Draft, node: Node) -> Node:  # noqa: ARG001 - one signature for the table
    """Ask for one of two members and not the other: ``oneOf`` over ``required``."""
    schema, draw = node
    pair = _alternatives(schema)
    if pair is None:
        return node
    schema["oneOf"] = [{"required": [name]} for name in pair]
    return schema, _without_one(draw, *pair, least=1)


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
    pair = _alternatives(schema)
    if pair is None:
        return node
    schema["not"] = {"required": [*pair]}
    return schema, _without_one(draw, *pair, least=0)


def _depending(draft: Draft, node: Node) -> Node:
    """Make a member needed where another is there."""
    schema, draw = node
    pair = _companions(schema) if draft.dialect.address else None
    if pair is None:
        return node
    one, other = pair
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


def _plain(draft: Draft, node: Node) -> Node:  # noqa: ARG001 - one signature for the table
    return node


_SHARES: Mapping[Callable[[Draft, Node], Node], int] = {
    _parts: 130,
    _condition: 28,
    _either: 90,
    _exactly_one: 65,
    _not_both: 180,
    _depending: 480,
    _not_empty: 10,
}
TWISTS: tuple[Callable[[Draft, Node], Node], ...] = tuple(
    twist for twist, share in _SHARES.items() for _ in range(share)
) + (_plain,) * (1000 - sum(_SHARES.values()))
"""What is done to an object, in thousandths."""
