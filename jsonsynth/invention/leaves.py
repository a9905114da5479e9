"""Scalars and lists of scalars: a subschema for a member, with what draws values that it accepts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, cast

from jsonsynth.examples import JSON, Split
from jsonsynth.invention.drawing import FORMAT_OF, Draw
from jsonsynth.invention.vocabulary import Domain, Member
from jsonsynth.realism import maker, template
from jsonsynth.seeds import Random, pick, sample

__all__ = ["Draft", "Node", "Schema", "leaf", "listed"]

Schema: TypeAlias = dict[str, JSON]
Node: TypeAlias = tuple[Schema, Draw]


@dataclass(slots=True)
class Draft:
    """A schema in the making: the choices that hold for all of it, and what has been put aside for ``$defs``."""

    rng: Random
    domain: Domain
    split: Split
    style: int
    said: float  # share of the members that are described
    titled: float
    closed: bool
    strict: float  # share of the members that are required
    plain: float  # share of the members whose names are common
    modern: bool  # $defs and prefixItems, siblings of $ref
    shared: bool  # objects go to $defs
    upper: bool  # enum values in capitals
    defs: dict[str, JSON] = field(default_factory=dict[str, JSON])
    features: dict[str, None] = field(default_factory=dict[str, None])
    keywords: set[str] = field(default_factory=set[str])  # those that its subschemas use


def _at_most(draw: Callable[[Random], str], high: int) -> Draw:
    """Redraw what is too long; after some tries, end it at a word."""

    def drawn(rng: Random) -> JSON:
        text = draw(rng)
        for _ in range(6):
            if len(text) <= high:
                return text
            text = draw(rng)
        return text if len(text) <= high else text[:high].rpartition(" ")[0].rstrip(" ,;") or text[:high]

    return drawn


_LENGTHS = (40, 50, 64, 80, 100, 120, 200, 255, 256, 500, 1000)


def _text(draft: Draft, member: Member) -> Node:
    rng = draft.rng
    schema: Schema = {"type": "string"}
    point = rng.random()
    if point > 0.3:
        return schema, member.draw
    schema["minLength"] = 1
    if point > 0.17:
        return schema, member.draw
    if point > 0.09:
        del schema["minLength"]
    high = pick(rng, _LENGTHS)
    schema["maxLength"] = high
    return schema, _at_most(cast("Callable[[Random], str]", member.draw), high)


def _formatted(draft: Draft, member: Member) -> Node:
    if draft.rng.random() < 0.1:
        return {"type": "string"}, member.draw
    return {"type": "string", "format": FORMAT_OF[member.kind]}, member.draw


# patterns, each with the rule that makes what it accepts; %p: three letters of the entity, %n and %m: how many
_PATTERNS = (
    ("^%p-[0-9]{%n}$", "%p-{9:%n}"),
    ("^%p-[0-9]{%n}$", "%p-{9:%n}"),
    ("^%p[0-9]{%n}$", "%p{9:%n}"),
    ("^[A-Z]{3}-[0-9]{%n}$", "{A:3}-{9:%n}"),
    ("^[A-Z]{2}[0-9]{%n}$", "{A:2}{9:%n}"),
    ("^[A-Z0-9]{%n}$", "{A:2}{9:%m}"),
    ("^[a-z0-9-]+$", "{slug}"),
    ("^[a-z][a-z0-9_]*$", "{slug_snake}"),
    ("^[a-f0-9]{%n}$", "{x:%n}"),
    ("^[0-9]{%n}$", "{9:%n}"),
    ("^\\d{%n}$", "{9:%n}"),
    ("^[A-Za-z0-9_-]{%n,}$", "{b:%n}{b:5}"),
    ("^%p_[a-z0-9]{%n}$", "%p_{n:%n}"),
    ("^\\d{%m}-\\d{%n}$", "{9:%m}-{9:%n}"),
    ("^%p(-[A-Z]{2})?-[0-9]{%n}$", "%p-{A:2}-{9:%n}"),
)


def _pattern(draft: Draft, member: Member) -> Node:
    rng = draft.rng
    pattern, rule = pick(rng, _PATTERNS)
    count = 4 + int(rng.random() * 6)
    values = {"%p": (member.entity or "ref")[:3].upper(), "%n": str(count), "%m": str(count - 2)}
    for place, value in values.items():
        pattern, rule = pattern.replace(place, value), rule.replace(place, value)
    draft.features["pattern"] = None
    return {"type": "string", "pattern": pattern}, template(rule, draft.split)


def _code(draft: Draft, member: Member) -> Node:
    return _pattern(draft, member) if draft.rng.random() < 0.7 else _text(draft, member)


_BOUNDS = (1, 5, 9, 10, 12, 20, 23, 24, 31, 50, 59, 60, 90, 99, 100, 120, 180, 200, 255, 300, 359, 365, 500, 599, 999)
_WIDE_BOUNDS = (*_BOUNDS, 1000, 1200, 3600, 5000, 9999, 10000, 65535)
_GLOBE: Mapping[tuple[float, float], tuple[float, float]] = {
    (-60, 70): (-90, 90),
    (-170, 170): (-180, 180),
}  # what is drawn of latitudes and longitudes, what there is


def _ceiling(high: float) -> int:
    return next((bound for bound in _WIDE_BOUNDS if bound >= high), int(high) + 1)


def _bounds(schema: Schema, member: Member, rng: Random) -> None:
    low, high, _ = member.span
    low, high = _GLOBE.get((low, high), (low, high))
    point = rng.random()
    if low > 0 and point < 0.12:
        schema["exclusiveMinimum"] = 0
    elif low >= 0 and point < 0.55:
        schema["minimum"] = 1 if low >= 1 and point < 0.3 else 0
    if rng.random() < 0.3:
        top = _ceiling(high)
        if rng.random() < 0.2:
            schema["exclusiveMaximum"] = top + 1
        else:
            schema["maximum"] = top
    if low < 0 and point < 0.5:
        schema["minimum"] = int(low) if low == int(low) else int(low) - 1


def _stepped(draw: Draw, step: int, low: float) -> Draw:
    least = int(low) // step * step + step

    def drawn(rng: Random) -> JSON:
        value = cast("int", draw(rng)) // step * step
        return value if value >= low else least

    return drawn


def _integer(draft: Draft, member: Member) -> Node:
    schema: Schema = {"type": "integer"}
    rng = draft.rng
    if rng.random() < 0.05 and member.span[1] >= 50:
        step = 5 if rng.random() < 0.6 else 10
        schema["multipleOf"] = step
        if rng.random() < 0.5 and member.span[0] >= 0:
            schema["minimum"] = 0
        draft.features["multipleOf"] = None
        return schema, _stepped(member.draw, step, member.span[0])
    _bounds(schema, member, rng)
    return schema, member.draw


def _halves(draw: Draw, step: float) -> Draw:
    """Round to a step that is a power of two, so that every engine agrees that the value is a multiple."""
    scale = round(1 / step)

    def drawn(rng: Random) -> JSON:
        steps = round(cast("float", draw(rng)) * scale) or 1
        return steps // scale if steps % scale == 0 else steps / scale

    return drawn


def _number(draft: Draft, member: Member) -> Node:
    schema: Schema = {"type": "number"}
    rng = draft.rng
    if rng.random() < 0.05 and member.span[1] >= 5:
        step = 0.5 if rng.random() < 0.6 else 0.25
        schema["multipleOf"] = step
        draft.features["multipleOf"] = None
        return schema, _halves(member.draw, step)
    _bounds(schema, member, rng)
    return schema, member.draw


def _boolean(draft: Draft, member: Member) -> Node:
    schema: Schema = {"type": "boolean"}
    point = draft.rng.random()
    if point < 0.3:
        schema["default"] = point < 0.12
    return schema, member.draw


def _enum(draft: Draft, member: Member) -> Node:
    rng = draft.rng
    values: list[JSON] = [*pick(rng, member.choices)]
    if len(values) > 2 and rng.random() < 0.4:
        values = sample(rng, values, 2 + int(rng.random() * (len(values) - 2)))
    if draft.upper:
        values = [cast("str", value).upper() for value in values]
    draft.features["enum"] = None
    schema: Schema = {"type": "string", "enum": values} if rng.random() < 0.9 else {"enum": values}
    if rng.random() < 0.1:
        schema["default"] = values[0]
    count = len(values)
    return schema, lambda rng: values[int(rng.random() * count)]


_MANY: tuple[int, ...] = (0, 1, 1, 2, 2, 3, 4)


def _strings(draft: Draft, member: Member) -> Node:
    item = _one_of_list(draft, member)
    return listed(draft, item)


def _one_of_list(draft: Draft, member: Member) -> Node:
    if member.kind == "ids":
        return {"type": "string"}, maker("identifier", draft.split)
    if member.kind == "numbers":
        return {"type": "number"}, _tenths
    return {"type": "string"}, maker(_LIST_RULES.get(member.words.rpartition(" ")[2], "short_word"), draft.split)


_LIST_RULES: Mapping[str, str] = {
    "tags": "tag",
    "names": "phrase",
    "labels": "label_text",
    "keywords": "topic",
    "codes": "short_code",
    "roles": "role",
    "languages": "language_code",
    "permissions": "permission",
    "categories": "category",
    "features": "phrase",
}


def _tenths(rng: Random) -> JSON:
    tenths = int(rng.random() * 1000)
    return tenths // 10 if tenths % 10 == 0 else tenths / 10


def listed(draft: Draft, item: Node) -> Node:
    """Return a list of what the node draws, with bounds that hold, and the counts none, one and many."""
    rng = draft.rng
    schema: Schema = {"type": "array", "items": item[0]}
    draw, counts = item[1], _MANY
    point = rng.random()
    if point < 0.2:
        schema["minItems"] = 1
        counts = (1, 1, 2, 3)
    elif point < 0.27:
        schema["maxItems"] = pick(rng, (5, 8, 10, 20, 50))
    size = len(counts)
    if point > 0.85:
        schema["uniqueItems"] = True
        draft.features["uniqueItems"] = None
        return schema, lambda rng: list(
            dict.fromkeys([cast("str", draw(rng)) for _ in range(counts[int(rng.random() * size)])])
        )
    return schema, lambda rng: [draw(rng) for _ in range(counts[int(rng.random() * size)])]


_KINDS: Mapping[str, Callable[[Draft, Member], Node]] = {
    "boolean": _boolean,
    "code": _code,
    "enum": _enum,
    "id": _text,
    "ids": _strings,
    "integer": _integer,
    "number": _number,
    "numbers": _strings,
    "strings": _strings,
    "text": _text,
    **dict.fromkeys(FORMAT_OF, _formatted),
}


def _nullable(node: Node) -> Node:
    schema, draw = node
    schema["type"] = [schema["type"], "null"]
    if "enum" in schema:
        schema["enum"] = [*cast("list[JSON]", schema["enum"]), None]
    return schema, lambda rng: None if rng.random() < 0.25 else draw(rng)


def leaf(draft: Draft, member: Member, owner: str) -> Node:
    """Return the node of a member that holds no objects. ``owner``: the words of the object it stands in."""
    random = draft.rng.random
    node = _KINDS[member.kind](draft, member)
    point = random()
    if point < 0.05 and "type" in node[0]:
        draft.features["nullable"] = None
        node = _nullable(node)
    elif point > 0.97:
        node[0]["examples"] = [node[1](draft.rng)]
    if draft.said and random() < draft.said:
        node[0]["description"] = member.about(owner)
    if draft.titled and random() < draft.titled:
        node[0]["title"] = member.words[:1].upper() + member.words[1:]
    draft.keywords.update(node[0])
    return node
