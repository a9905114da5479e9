"""A schema of its own, with an instance of it, from one typed description."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

from jsonsynth.examples import JSON, Split
from jsonsynth.invention.draft import Draft, Node, drafted
from jsonsynth.invention.entities import Entity, filled
from jsonsynth.invention.readings import Draw, Schema
from jsonsynth.invention.remarks import schema_remarks
from jsonsynth.invention.sentences import joined, remarked
from jsonsynth.invention.shapes import SHAPES, Shape
from jsonsynth.invention.twists import TWISTS
from jsonsynth.invention.vocabulary import domains_with, kinds_of
from jsonsynth.seeds import Random, pick

__all__ = ["Invention", "invent"]

_DEPTHS = (1,) * 33 + (2,) * 35 + (3,) * 18 + (4,) * 7 + (5,) * 3 + (6,) * 2 + (7,) + (8,)
_SHAPES = tuple(shape for shape in SHAPES for _ in range(shape.share))
_MEMBERED = tuple(shape for shape in _SHAPES if shape.name not in ("bare", "listing", "union", "call"))
_IDENTIFIED = 0.34  # share of schemas with $schema that have an identifier
_SAID = 0.7  # share of schemas whose members are described that are described themselves


@dataclass(slots=True)
class Invention:
    """A schema nobody has seen and an instance of it.

    ``draw``: more instances of the schema. ``shape``: the name of its kind. ``depth``: how deep it was meant to nest.
    """

    schema: dict[str, JSON]
    instance: JSON
    draw: Draw
    shape: str
    depth: int


def _head(draft: Draft, shape: Shape, entity: Entity) -> Schema:
    """Draw what stands before the rules: the dialect, an identifier, a title, a description."""
    rng, random, dialect = draft.rng, draft.random, draft.dialect
    head: Schema = {}
    if dialect.address:
        head["$schema"] = dialect.address
        if random() < _IDENTIFIED:
            words = entity.words.replace(" ", "-")
            keyword = "id" if dialect.number == 4 else "$id"
            head[keyword] = f"https://{pick(rng, _HOSTS)}/schemas/{words}{_ENDS[floor(random() * len(_ENDS))]}"
    if random() < shape.titled or not draft.owned:
        words = entity.words.capitalize()
        head["title"] = words if random() < 0.6 else f"{words} {pick(rng, _KINDS)}"
    if draft.said and random() < _SAID:
        remark = remarked(draft.voice, schema_remarks("^"), random) if random() < draft.voice.remarked else ""
        purpose = filled(pick(rng, shape.purposes), entity)
        head["description"] = draft.voice.ended(joined(purpose, filled(remark, entity)))
    return head


_HOSTS = ("example.com", "schemas.example.org", "api.example.net", "json.example", "contracts.test")
_ENDS = (".json", "", ".schema.json", "/v1", "/v2.json", "-1.0.json", "-2.1.json", "/1.0.0")
_KINDS = ("record", "document", "schema", "settings", "entry", "payload", "summary", "data")


def _rooted(draft: Draft, shape: Shape, entity: Entity, node: Node) -> Schema:
    schema = _head(draft, shape, entity)
    if not draft.defs:
        return {**schema, **node[0]}
    home = draft.dialect.home
    if draft.look % 2:
        return {**schema, **node[0], home: draft.defs}
    return {**schema, home: draft.defs, **node[0]}


def invent(rng: Random, split: Split, *, membered: bool = False, small: bool = False) -> Invention:
    """Return a new schema with an instance that is valid by construction.

    ``membered``: an object with named members; ``small``: not one of the large ones.

    The schema names an entity that belongs to the split alone, so that no two splits share a schema.
    """
    shapes = _MEMBERED if membered else _SHAPES
    shape = shapes[floor(rng.random() * len(shapes))]
    draft = drafted(rng, split, domains_with(split, shape.kinds), small=small)
    entity = pick(rng, kinds_of(draft.home, shape.kinds))
    depth = _DEPTHS[floor(rng.random() * len(_DEPTHS))]
    node = shape.make(draft, entity, 3 if draft.room else depth)
    if shape.twisted:
        node = TWISTS[floor(rng.random() * len(TWISTS))](draft, node)
    schema = _rooted(draft, shape, entity, node)
    return Invention(schema, node[1](rng), node[1], shape.name, depth)
