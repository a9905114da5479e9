"""A schema of its own, with an instance of it, from one typed description."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from jsonsynth.examples import JSON, Split
from jsonsynth.invention.drawing import Draw
from jsonsynth.invention.leaves import Draft, Node, Schema
from jsonsynth.invention.nodes import object_node, put_aside
from jsonsynth.invention.vocabulary import CAMEL, FLAT, KEBAB, PASCAL, SNAKE, domain, domains, styled
from jsonsynth.seeds import Random, between, pick

__all__ = ["STYLES", "Invention", "invent"]

# shares in percent, as a table to index: camel 45, snake 35, kebab 8, Pascal 7, flat 5
STYLES = (CAMEL,) * 45 + (SNAKE,) * 35 + (KEBAB,) * 8 + (PASCAL,) * 7 + (FLAT,) * 5
_DEPTHS = (1,) * 33 + (2,) * 36 + (3,) * 19 + (4,) * 7 + (5,) * 3 + (6,) * 2
_DIALECTS = (
    ("http://json-schema.org/draft-07/schema#", False),
    ("http://json-schema.org/draft-07/schema#", False),
    ("https://json-schema.org/draft/2020-12/schema", True),
    ("https://json-schema.org/draft/2020-12/schema", True),
    ("https://json-schema.org/draft/2019-09/schema", True),
    ("", True),
    ("", True),
    ("", True),
    ("", True),
    ("", False),
)
_PURPOSES = (
    "Describes {an} in the {domain} system.",
    "A single {entity}.",
    "{Entity} as sent between services.",
    "What is stored for {an}.",
    "Settings and state of {an}.",
    "Payload of a request that creates {an}.",
    "One record of the {entity} export.",
    "{Entity} as returned by the API.",
    "Schema of {an} document.",
    "Everything a client may send about {an}.",
)


@dataclass(frozen=True, slots=True)
class Invention:
    """A schema nobody has seen and an instance of it.

    ``keywords``: those that the schema uses, sorted. ``features``: what is of note (``recursive``, ``depth-3``...).
    ``draw``: more instances of the schema.
    """

    schema: dict[str, JSON]
    instance: JSON
    keywords: tuple[str, ...]
    features: tuple[str, ...]
    draw: Draw


def _draft(rng: Random, split: Split, modern: bool) -> Draft:
    random = rng.random
    return Draft(
        rng=rng,
        domain=domain(pick(rng, domains()), split),
        split=split,
        style=STYLES[int(random() * 100)],
        said=0.0 if random() < 0.42 else 0.25 + 0.6 * random(),
        titled=0.0 if random() < 0.85 else 0.7,
        closed=random() < 0.35,
        strict=random() * 0.9,
        plain=0.15 + 0.4 * random(),
        modern=modern,
        shared=random() < 0.38,
        upper=random() < 0.1,
    )


def _with_tree(draft: Draft, node: Node, entity: str) -> Node:
    """Let the object hold a list of its own kind: a recursive reference."""
    schema, draw = node
    name = styled("children")[draft.style]
    members = cast("Schema", schema["properties"])
    if name in members:
        return node
    members[name] = {"type": "array", "items": {"$ref": "#"}}
    draft.features["recursive"] = None
    draft.features["$ref"] = None
    draft.keywords.update(("type", "items", "$ref"))
    del entity

    def grown(rng: Random, levels: int) -> JSON:
        value = cast("Schema", draw(rng))
        if levels and rng.random() < 0.8:
            value[name] = [grown(rng, levels - 1) for _ in range(int(rng.random() * 3))]
        return value

    return schema, lambda rng: grown(rng, 2)


def _with_parts(draft: Draft, node: Node, entity: str) -> Node:
    """Divide the object's members into two parts that must both hold: ``allOf``."""
    schema, draw = node
    members = cast("Schema", schema["properties"])
    names = list(members)
    if len(names) < 4 or draft.closed:
        return node
    required = cast("list[str]", schema.get("required", []))
    half = len(names) // 2
    parts = [_part(members, required, names[:half]), _part(members, required, names[half:])]
    first = put_aside(draft, f"base {entity}", (parts[0], draw))[0] if draft.rng.random() < 0.7 else parts[0]
    draft.features["allOf"] = None
    draft.keywords.add("allOf")
    return {"type": "object", "allOf": [first, parts[1]]}, draw


def _part(members: Schema, required: list[str], names: list[str]) -> Schema:
    part: Schema = {"properties": {name: members[name] for name in names}}
    needed: list[JSON] = [name for name in names if name in required]
    if needed:
        part["required"] = needed
    return part


def _optional(schema: Schema) -> list[str]:
    members, required = cast("Schema", schema["properties"]), cast("list[str]", schema.get("required", []))
    return [name for name in members if name not in required]


def _with_condition(draft: Draft, node: Node, entity: str) -> Node:
    """Make a member needed where a new boolean is true: ``if`` and ``then``."""
    schema, draw = node
    free = _optional(schema)
    del entity
    flag = styled(pick(draft.rng, ("enabled", "active", "verified", "public")))[draft.style]
    members = cast("Schema", schema["properties"])
    if not free or flag in members:
        return node
    name = pick(draft.rng, free)
    members[flag] = {"type": "boolean"}
    schema["if"] = {"properties": {flag: {"const": True}}, "required": [flag]}
    schema["then"] = {"required": [name]}
    draft.features["if"] = None
    draft.keywords.update(("type", "if", "then", "properties", "const", "required"))

    def drawn(rng: Random) -> JSON:
        value = cast("Schema", draw(rng))
        value[flag] = name in value and rng.random() < 0.8
        return value

    return schema, drawn


def _with_either(draft: Draft, node: Node, entity: str) -> Node:
    """Ask for at least one of two members: ``anyOf`` over ``required``."""
    schema, draw = node
    free = _optional(schema)
    del entity
    if len(free) < 2:
        return node
    schema["anyOf"] = [{"required": [name]} for name in free[:2]]
    draft.features["anyOf"] = None
    draft.keywords.update(("anyOf", "required"))
    wanted = frozenset(free[:2])

    def drawn(rng: Random) -> JSON:
        while True:  # each optional member is drawn with a share of at least 0.3
            value = cast("Schema", draw(rng))
            if not wanted.isdisjoint(value):
                return value

    return schema, drawn


def _as_it_is(draft: Draft, node: Node, entity: str) -> Node:  # noqa: ARG001 - one signature for the table
    return node


# what is done to the whole, in percent
_TURNS: tuple[Callable[[Draft, Node, str], Node], ...] = (
    (_with_tree,) * 4 + (_with_parts,) * 20 + (_with_condition,) * 4 + (_with_either,) * 10 + (_as_it_is,) * 62
)
_NAMED_SAID = 0.45


def _head(draft: Draft, dialect: str, entity: str) -> Schema:
    rng = draft.rng
    random = rng.random
    head: Schema = {}
    if dialect:
        head["$schema"] = dialect
        if random() < 0.25:
            head["$id"] = f"https://{pick(rng, _HOSTS)}/schemas/{entity}{int(random() * 90)}.json"
    if random() < 0.36:
        head["title"] = entity.capitalize() if random() < 0.5 else f"{entity.capitalize()} {pick(rng, _KINDS)}"
    if random() < _NAMED_SAID and draft.said:
        article = ("an " if entity[0] in "aeio" else "a ") + entity
        text = pick(rng, _PURPOSES).replace("{an}", article).replace("{domain}", draft.domain.name)
        head["description"] = text.replace("{entity}", entity).replace("{Entity}", entity.capitalize())
    return head


_HOSTS = ("example.com", "schemas.example.org", "api.example.net", "json.example", "contracts.test")
_KINDS = ("record", "document", "request", "response", "settings", "event", "entry", "payload", "summary", "data")


def _rooted(draft: Draft, dialect: str, entity: str, node: Node) -> Schema:
    schema = {**_head(draft, dialect, entity), **node[0]}
    if draft.defs:
        schema["$defs" if draft.modern else "definitions"] = draft.defs
    return schema


def _list_of(draft: Draft, node: Node) -> Node:
    schema: Schema = {"type": "array", "items": node[0]}
    draw: Draw = node[1]
    if draft.rng.random() < 0.4:
        schema["minItems"] = 1
    return schema, lambda rng: [draw(rng) for _ in range(1 + int(rng.random() * 3))]


def invent(rng: Random, split: Split) -> Invention:
    """Return a new schema with an instance that is valid by construction.

    The schema holds at least one member name that belongs to the split alone, so that no two splits share a schema.
    """
    dialect, modern = pick(rng, _DIALECTS)
    draft = _draft(rng, split, modern)
    entity = pick(rng, draft.domain.entities)
    depth = _DEPTHS[int(rng.random() * 100)]
    node = object_node(draft, entity, between(rng, 3 if depth < 3 else 2, 5 if depth > 2 else 8), depth)
    turn = _TURNS[int(rng.random() * 100)]
    node = turn(draft, node, entity)
    if turn is _as_it_is and rng.random() < 0.08:
        node = _list_of(draft, node)
    draft.features[f"depth-{depth}"] = None
    schema = _rooted(draft, dialect, entity, node)
    draft.keywords.update(schema)
    keywords, features = tuple(sorted(draft.keywords)), tuple(sorted(draft.features))
    return Invention(schema, node[1](rng), keywords, features, node[1])
