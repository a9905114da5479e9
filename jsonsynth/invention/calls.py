"""Functions that a model can call: their parameters, and calls of them by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias, cast

from jsonsynth.examples import JSON
from jsonsynth.invention.draft import DIALECTS, Draft, Node
from jsonsynth.invention.entities import Entity
from jsonsynth.invention.made import one_of
from jsonsynth.invention.members import BOUNDED, LENGTHS, PATTERNED, WRITTEN
from jsonsynth.invention.naming import CAMEL, SNAKE, plural
from jsonsynth.invention.objects import object_node
from jsonsynth.invention.readings import Schema
from jsonsynth.seeds import Random, chance, pick, sample

__all__ = ["call", "function"]

_Call: TypeAlias = "tuple[str, Node]"  # a function's name, and its parameters


def function(draft: Draft, entity: Entity, depth: int) -> Node:
    """Parameters of a function: few, each described."""
    _settle(draft)
    return _parameters(draft, entity, depth)


def call(draft: Draft, entity: Entity, depth: int) -> Node:
    """A function's name with its arguments, or that of one of several functions."""
    rng = draft.rng
    _settle(draft)
    draft.said, draft.closed = 1.0 if chance(rng, 0.35) else 0.0, chance(rng, 0.6)
    others = sample(rng, draft.home.kinds, draft.many(2, 3)) if chance(rng, 0.25) else ()
    whos = [entity, *(one for one in others if one is not entity)]
    nodes = [(who, _parameters(draft, who, depth)) for who in whos]
    calls = [(_called(draft, who, cast("Schema", node[0]["properties"])), node) for who, node in nodes]
    return (_by_member if chance(rng, 0.55) else _by_name)(draft, calls)


def _settle(draft: Draft) -> None:
    """Write as people write functions for models."""
    draft.dialect = DIALECTS[0]
    draft.style = CAMEL if draft.random() < 0.25 else SNAKE
    draft.said, draft.first, draft.closed, draft.shared, draft.titled = 1.0, draft.random() < 0.1, False, 0.0, 0.0
    draft.plain, draft.extras, draft.rich, draft.room = 0.75, (), min(draft.rich, 1), 0
    draft.flags &= ~(BOUNDED | LENGTHS | PATTERNED | WRITTEN)
    draft.strict = 0.3 + 0.7 * draft.random()


def _parameters(draft: Draft, entity: Entity, depth: int) -> Node:
    nested = depth > 1 and draft.random() < 0.35
    return object_node(draft, entity, draft.many(2, 5), 2 if nested else 1, "?" + entity.kind)


_OF_ONE, _OF_MANY = ("get", "create", "update", "delete", "find", "validate"), ("list", "search", "count", "export")


# what is asked for where there are several answers
_AMONG_MANY = (
    "page", "page size", "page token", "limit", "offset", "sort by", "order", "max price", "min rating", "radius",
    "open now", "date from", "date to",
)  # fmt: skip


def _called(draft: Draft, entity: Entity, parameters: Schema) -> str:
    """Draw a function's name, which suits its parameters: whoever asks for a page asks for many."""
    many = any(draft.called(words) in parameters for words in _AMONG_MANY)
    verb = pick(draft.rng, _OF_MANY if many else _OF_ONE + _OF_MANY)
    words = plural(entity.words) if verb in _OF_MANY else entity.words
    return f"{draft.named(words)}.{verb}" if draft.look % 6 == 0 else draft.named(f"{verb} {words}")


def _by_member(draft: Draft, calls: Sequence[_Call]) -> Node:
    """Name the function by the member that holds its arguments."""
    schema: Schema = {"type": "object", "properties": {name: node[0] for name, node in calls}}
    if len(calls) == 1:
        schema["required"] = [calls[0][0]]
    elif chance(draft.rng, 0.4):
        schema["minProperties"] = schema["maxProperties"] = 1
    schema["additionalProperties"] = False

    def draw(rng: Random) -> JSON:
        name, node = pick(rng, calls)
        return {name: node[1](rng)}

    return schema, draw


def _by_name(draft: Draft, calls: Sequence[_Call]) -> Node:
    """Name the function by a member beside its arguments."""
    name, arguments = pick(draft.rng, (("name", "arguments"), ("tool", "input"), ("function", "parameters")))
    schemas: list[Schema] = [
        {
            "type": "object",
            "properties": {name: one_of(draft, (called,))[0], arguments: node[0]},
            "required": [name, arguments],
        }
        for called, node in calls
    ]

    def draw(rng: Random) -> JSON:
        called, node = pick(rng, calls)
        return {name: called, arguments: node[1](rng)}

    return schemas[0] if len(calls) == 1 else {"anyOf": [*schemas]}, draw
