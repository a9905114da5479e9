"""Schemas whose parts refer to each other: data models, objects that hold their kind, objects of several kinds."""

from __future__ import annotations

from math import floor
from typing import cast

from jsonsynth.examples import JSON
from jsonsynth.invention.definitions import defined
from jsonsynth.invention.draft import Draft, Node
from jsonsynth.invention.entities import Entity, filled
from jsonsynth.invention.leaves import listed
from jsonsynth.invention.made import made_of, now
from jsonsynth.invention.naming import SNAKE, plural
from jsonsynth.invention.objects import object_node, told_apart
from jsonsynth.invention.readings import Draw, Schema
from jsonsynth.seeds import Random, chance, pick, sample

__all__ = ["model", "tree", "union"]


def tree(draft: Draft, entity: Entity, depth: int) -> Node:
    """Objects that hold objects of their own kind: a recursive reference."""
    schema, draw = object_node(draft, entity, draft.many(2, 6), min(depth, 2))
    name = draft.named(pick(draft.rng, ("children", "parts", f"sub {plural(entity.words)}", "replies", "nodes")))
    members = cast("Schema", schema["properties"])
    if name in members:
        return schema, draw
    aside = draft.shared > 0 or draft.random() < 0.5
    reference = f"#/{draft.dialect.home}/node" if aside else "#"
    children: Schema = {"type": "array", "items": {"$ref": reference}}
    told = draft.random() < draft.said
    members[name] = draft.described(children, f"The {plural(entity.words)} below this one") if told else children

    grown: Draw = lambda rng: _grown(draw, name, rng, 2)  # noqa: E731 - a node holds what draws
    if not aside:
        return schema, grown
    draft.defs["node"] = schema
    outer = made_of(draft)
    outer.put(
        pick(draft.rng, ("root", "tree", entity.words)),
        ({"$ref": reference}, grown),
        f"Where the tree of {plural(entity.words)} begins",
    )
    outer.put("generated at", now(draft), "When the tree was written", always=False)
    return outer.node()


def _grown(draw: Draw, name: str, rng: Random, levels: int) -> JSON:
    """Draw an object with more of its kind in it under a name, so many levels deep at most."""
    value = cast("Schema", draw(rng))
    if levels and rng.random() < 0.8:
        value[name] = [_grown(draw, name, rng, levels - 1) for _ in range(floor(rng.random() * 3))]
    return value


def model(draft: Draft, entity: Entity, depth: int) -> Node:
    """A data model: each thing of a domain a definition that others refer to; a document holds a few of them."""
    rng, random = draft.rng, draft.random
    draft.shared, draft.rich, draft.room = 1.0, min(draft.rich, 3), min(draft.room, 9)
    known: list[tuple[Entity, Node]] = []
    for who in (*_others(draft, entity, draft.many(2, 3)), entity):
        if who.words not in draft.known:  # or another has some of these already
            node = object_node(draft, who, draft.many(2, 6), min(depth, 2))
            for other, linked in sample(rng, known, floor(random() * 3)):
                node = _linked(draft, node, other, linked)
            draft.known[who.words] = defined(draft, who.names[draft.style], node, who)
        known.append((who, draft.known[who.words]))
    if random() < 0.3:
        draws = [draw for _, (_, draw) in known]
        return {"anyOf": [schema for _, (schema, _) in known]}, lambda rng: pick(rng, draws)(rng)
    made = made_of(draft)
    for who, node in known:
        several = random() < 0.7
        name = draft.named(plural(who.words) if several else who.words)
        schema, draw = listed(draft, node) if several else node
        ways = _ALL if several else _ONE
        told = filled(ways[draft.look % len(ways)], who)
        made.members[name] = draft.described(schema, told) if random() < draft.said else schema
        made.parts.free.append((name, draw, 0.05 + 2 / len(known)))
    return made.node()


# what a model says of the things that it holds
_ALL = ("All {s}", "List of {s}", "{S} that others may refer to", "Every {e} of the document", "{S} in any order")
_ONE = ("The {e}", "Details of the {e}", "The one {e} of the document", "{E} that the others belong to")


def _others(draft: Draft, entity: Entity, count: int) -> list[Entity]:
    """Draw up to ``count`` other things of the domain."""
    return [one for one in sample(draft.rng, draft.home.kinds, count) if one is not entity]


def _linked(draft: Draft, node: Node, other: Entity, linked: Node) -> Node:
    """Let objects hold, some of them, one of another kind."""
    schema, draw = node
    members, name, share = cast("Schema", schema["properties"]), draft.named(other.words), 0.2 + 0.3 * draft.random()
    if name in members:
        return node
    members[name], inner = linked

    def drawn(rng: Random) -> JSON:
        value = cast("Schema", draw(rng))
        if rng.random() < share:
            value[name] = inner(rng)
        return value

    return schema, drawn


def union(draft: Draft, entity: Entity, depth: int) -> Node:
    """What a feed or a queue holds: objects of several kinds, told apart by a member; alone or in a list."""
    rng, draft.room, draft.rich = draft.rng, min(draft.room, 8), min(draft.rich, 4)
    kinds = [entity, *(_others(draft, entity, draft.many(2, 3)) or _others(draft, entity, 2))]
    happened = chance(rng, 0.4)
    names = [f"{one.words} {one.verb}" if happened else one.words for one in kinds]
    values = [".".join([one.names[SNAKE], one.verb]) if happened else draft.called(one.words) for one in kinds]
    nodes = [object_node(draft, one, draft.many(2, 4), min(depth, 2)) for one in kinds]
    node = told_apart(draft, nodes, values, names if draft.shared else ())
    if chance(rng, 0.4):
        node = listed(draft, node)
    if chance(rng, 0.5):
        title = f"{draft.home.name} {pick(rng, ('message', 'notification') if happened else ('entry', 'item'))}"
        node = {"title": title.capitalize(), **node[0]}, node[1]
    return node
