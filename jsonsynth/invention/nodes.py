"""Objects: members, bundles of members that belong together, lists, maps, alternatives, references."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast

from jsonsynth.examples import JSON
from jsonsynth.invention.bundles import BUNDLES, Bundle
from jsonsynth.invention.drawing import Draw
from jsonsynth.invention.leaves import Draft, Node, Schema, leaf, listed
from jsonsynth.invention.vocabulary import CAMEL, PASCAL, Member, styled
from jsonsynth.realism import maker, numbers
from jsonsynth.seeds import Random, between, pick

__all__ = ["agreeing", "object_node", "put_aside"]


def agreeing(names: list[str], style: int) -> list[str]:
    """Return the names without those whose place depends on whether capitals are told apart; the first stays."""
    if style not in _CASED or len(names) < 2:
        return names
    lows = [name.lower() for name in sorted(names)]
    if lows == sorted(lows):
        return names
    kept: list[str] = []
    for name in names:
        low = name.lower()
        if all((name < other) == (low < other.lower()) for other in kept):
            kept.append(name)
    return kept


@dataclass(slots=True)
class _Parts:
    """What an object in the making draws: members always there, members with a share, members drawn together."""

    fixed: list[tuple[str, Draw]]
    free: list[tuple[str, Draw, float]]
    together: list[tuple[tuple[str, ...], Draw]]

    def add(self, draft: Draft, name: str, draw: Draw) -> None:
        """Add a member that holds objects, optional or not."""
        random = draft.rng.random
        if random() < draft.strict:
            self.fixed.append((name, draw))
        else:
            self.free.append((name, draw, 0.4 + 0.5 * random()))

    def required(self) -> list[JSON]:
        """Return the names of the members always there."""
        names: list[JSON] = [name for name, _ in self.fixed]
        for together, _ in self.together:
            names += together
        return names

    def draw(self, rng: Random) -> JSON:
        """Draw an object."""
        random = rng.random
        members: dict[str, JSON] = {name: inner(rng) for name, inner in self.fixed}
        for name, inner, share in self.free:
            if random() < share:
                members[name] = inner(rng)
        for names, inner in self.together:
            members.update(zip(names, cast("list[JSON]", inner(rng)), strict=True))
        return members


def _nested(draft: Draft, maps: bool) -> Member:
    """Draw a member that holds objects; a map only where maps are wanted."""
    rng, domain = draft.rng, draft.domain
    for _ in range(8):
        common = rng.random() < draft.plain or not domain.owned_nested
        member = pick(rng, domain.plain_nested) if common else domain.member(pick(rng, domain.owned_nested))
        if maps or member.kind != "map":
            return member
    return next(member for member in domain.plain_nested if member.kind == "object")


def _map(draft: Draft, member: Member) -> Node:
    """An object whose names are data: ``additionalProperties`` or ``patternProperties`` hold their values' schema."""
    rng = draft.rng
    inner, draw = _MAPPED.get(member.words.rpartition(" ")[2], _any_values)(draft)
    keys = maker(pick(rng, ("noun", "topic", "colour", "tag", "team")), draft.split)
    schema: Schema = {"type": "object"}
    if rng.random() < 0.3:
        draft.features["patternProperties"] = None
        schema["patternProperties"] = {"^[a-z][a-z0-9-]*$": inner}
        schema["additionalProperties"] = False
    else:
        schema["additionalProperties"] = inner
    draft.features["map"] = None
    draft.keywords.update(schema, inner)
    return schema, lambda rng: {keys(rng): draw(rng) for _ in range(int(rng.random() * 4))}


def _any_values(draft: Draft) -> Node:
    rng, domain = draft.rng, draft.domain
    if rng.random() < 0.3:
        return leaf(draft, domain.member(pick(rng, domain.owned)), "entry")
    return pick(rng, tuple(_MAPPED.values()))(draft)


def _words_values(draft: Draft) -> Node:
    return {"type": "string"}, maker("phrase" if draft.rng.random() < 0.5 else "short_word", draft.split)


def _sentence_values(draft: Draft) -> Node:
    return {"type": "string", "minLength": 1}, maker("sentence_any", draft.split)


def _count_values(draft: Draft) -> Node:
    least: Schema = {"minimum": 0} if draft.rng.random() < 0.6 else {}
    return {"type": "integer", **least}, lambda rng: between(rng, 0, 400)


def _price_values(draft: Draft) -> Node:
    least: Schema = {"exclusiveMinimum": 0} if draft.rng.random() < 0.6 else {}
    return {"type": "number", **least}, numbers("price", "", False)


_MAPPED: Mapping[str, Callable[[Draft], Node]] = {
    "counts": _count_values,
    "limits": _count_values,
    "prices": _price_values,
    "labels": _words_values,
    "key": _words_values,
    "translations": _sentence_values,
}


def put_aside(draft: Draft, name: str, node: Node) -> Node:
    """Move a schema to ``$defs`` (``definitions`` in old dialects) and return the reference to it."""
    title = "".join([part.capitalize() for part in name.split(" ")])
    if draft.style not in _CASED:
        title = name.replace(" ", "_")
    while title in draft.defs:
        title += "2"
    draft.defs[title] = node[0]
    draft.features["$ref"] = None
    draft.keywords.add("$ref")
    return {"$ref": f"#/{'$defs' if draft.modern else 'definitions'}/{title}"}, node[1]


def _child(draft: Draft, member: Member, depth: int) -> Node:
    """Build what a member holds that holds objects, ``depth`` levels deep."""
    rng = draft.rng
    if member.kind == "map":
        return _map(draft, member)
    owner = member.entity or "entry"
    node = _alternatives(draft, owner) if rng.random() < 0.12 else object_node(draft, owner, between(rng, 1, 3), depth)
    if draft.shared and rng.random() < 0.8:
        node = put_aside(draft, owner, node)
    elif rng.random() < draft.said:
        node[0]["description"] = member.about(owner)
        draft.keywords.add("description")
    return _listed_objects(draft, node) if member.kind == "objects" else node


def _listed_objects(draft: Draft, node: Node) -> Node:
    schema, draw = listed(draft, node)
    unique = schema.pop("uniqueItems", False)
    draft.keywords.update(schema)
    inner = node[1]
    return schema, (lambda rng: [inner(rng) for _ in range(int(rng.random() * 4))]) if unique else draw


def _alternatives(draft: Draft, owner: str) -> Node:
    """Objects told apart by a constant: ``oneOf``."""
    rng = draft.rng
    values = pick(rng, _VARIANTS)
    nodes = [object_node(draft, owner, between(rng, 1, 2), 1) for _ in values]
    taken = [cast("Schema", schema["properties"]) for schema, _ in nodes]
    tags = [styled(words)[draft.style] for words in _TAGS]
    tag = pick(rng, [tag for tag in tags if all(tag not in members for members in taken)][:2])
    schemas: list[JSON] = [_tagged(node[0], tag, value) for node, value in zip(nodes, values, strict=True)]
    draws = [_tagging(node[1], tag, value) for node, value in zip(nodes, values, strict=True)]
    draft.features["oneOf"] = None
    draft.keywords.update(_ALTERNATIVE)
    count = len(draws)
    return {"oneOf": schemas}, lambda rng: draws[int(rng.random() * count)](rng)


_VARIANTS = (
    ("card", "transfer"), ("file", "text"), ("email", "sms", "push"), ("person", "company"), ("fixed", "percentage"),
    ("point", "area"), ("online", "onsite"), ("create", "update", "delete"), ("http", "tcp"), ("basic", "token"),
    ("local", "remote"), ("single", "range"), ("daily", "weekly"), ("home", "office"), ("image", "video"),
    ("s3", "disk"), ("pickup", "delivery"), ("standard", "custom"), ("user", "service"), ("manual", "scheduled"),
)  # fmt: skip


_TAGS = ("type", "kind", "method", "variant", "form", "shape", "case")  # one more than three objects can hold
_ALTERNATIVE = ("oneOf", "const", "required")


def _tagged(schema: Schema, tag: str, value: str) -> Schema:
    schema["properties"] = {tag: {"const": value}, **cast("Schema", schema["properties"])}
    schema["required"] = [tag, *cast("list[JSON]", schema.get("required", []))]
    return schema


def _tagging(draw: Draw, tag: str, value: str) -> Draw:
    return lambda rng: {**cast("Schema", draw(rng)), tag: value}


def _type_union(draft: Draft, member: Member) -> Node:
    """A value of one of two types: ``anyOf`` or ``oneOf``."""
    rng = draft.rng
    keyword = "anyOf" if rng.random() < 0.7 else "oneOf"
    draft.features[keyword] = None
    first, second = pick(rng, _UNIONS)(draft, member)
    schemas: list[JSON] = [first[0], second[0]]
    draws = (first[1], second[1])
    schema: Schema = {keyword: schemas}
    if rng.random() < draft.said:
        schema["description"] = member.about("entry")
    draft.keywords.update(schema, first[0], second[0])
    return schema, lambda rng: draws[rng.random() < 0.4](rng)


def _text_node(draft: Draft, member: Member) -> Node:
    return {"type": "string"}, member.draw if member.kind == "text" else maker("phrase", draft.split)


def _count_node(draft: Draft, member: Member) -> Node:  # noqa: ARG001 - one signature for the table
    return {"type": "integer"}, lambda rng: between(rng, 1, 900)


def _null_node(draft: Draft, member: Member) -> Node:  # noqa: ARG001 - one signature for the table
    return {"type": "null"}, lambda rng: None  # noqa: ARG005 - null whatever is drawn


def _texts_node(draft: Draft, member: Member) -> Node:
    draw = _text_node(draft, member)[1]
    return {"type": "array", "items": {"type": "string"}}, lambda rng: [draw(rng) for _ in range(int(rng.random() * 4))]


_UNIONS: tuple[Callable[[Draft, Member], tuple[Node, Node]], ...] = (
    lambda draft, member: (_text_node(draft, member), _null_node(draft, member)),
    lambda draft, member: (_text_node(draft, member), _count_node(draft, member)),
    lambda draft, member: (_text_node(draft, member), _texts_node(draft, member)),
    lambda draft, member: (_count_node(draft, member), _null_node(draft, member)),
)


def _bundle(draft: Draft, bundle: Bundle, taken: Schema, parts: _Parts) -> None:
    """Add a bundle's members, all or none."""
    names = tuple(styled(words)[draft.style] for words in bundle.words)
    if taken.keys().isdisjoint(names):
        schemas = bundle.schemas()
        draft.keywords.update(*schemas)
        taken.update(zip(names, schemas, strict=True))
        parts.together.append((names, bundle.draw(draft.split)))


def _fill(draft: Draft, owner: str, drawn: Mapping[str, Member], taken: Schema, parts: _Parts) -> None:
    """Add members that hold no objects."""
    random = draft.rng.random
    style = draft.style
    names = drawn if style not in _CASED or random() > 0.95 else agreeing(list(drawn), style)
    strict, fixed, free = draft.strict, parts.fixed, parts.free
    for name in names:
        member = drawn[name]
        if random() < 0.04 and member.kind in _WORDED:
            taken[name], draw = _type_union(draft, member)
        else:
            taken[name], draw = leaf(draft, member, owner)
        if random() < strict:
            fixed.append((name, draw))
        else:
            free.append((name, draw, 0.3 + 0.5 * random()))


_CASED = (CAMEL, PASCAL)
_WORDED = ("text", "id")


def object_node(draft: Draft, owner: str, count: int, depth: int) -> Node:
    """Return an object with ``count`` scalar members or so, nested ``depth`` levels deep.

    ``owner``: what it describes, in words. Its first member's name belongs to the split.
    """
    random = draft.rng.random
    members: Schema = {}
    parts = _Parts([], [], [])
    _fill(draft, owner, draft.domain.draw(random, count, draft.plain, draft.style), members, parts)
    if count > 2 and random() < 0.22:
        _bundle(draft, pick(draft.rng, BUNDLES), members, parts)
    if depth > 1:
        for _ in range(2 if depth < 4 and count > 4 and random() < 0.4 else 1):
            member = _nested(draft, maps=depth < 3)
            name = member.name(draft.style)
            if name not in members and len(agreeing([*members, name], draft.style)) > len(members):
                members[name], draw = _child(draft, member, depth - 1)
                parts.add(draft, name, draw)
    schema: Schema = {"type": "object", "properties": members}
    required = parts.required()
    if required:
        schema["required"] = required
    if draft.closed:
        schema["additionalProperties"] = False
    draft.keywords.update(schema)
    return schema, parts.draw
