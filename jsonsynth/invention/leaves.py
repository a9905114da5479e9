"""Members that hold no objects: scalars and lists of scalars."""

from __future__ import annotations

from collections.abc import Mapping
from math import floor
from typing import cast

from orjson import dumps

from jsonsynth.examples import JSON
from jsonsynth.invention.dated import timed
from jsonsynth.invention.draft import Draft, Node, put_aside
from jsonsynth.invention.entities import Entity, filled
from jsonsynth.invention.looks import LOOKS
from jsonsynth.invention.members import Attribute
from jsonsynth.invention.naming import PASCAL
from jsonsynth.invention.readings import Schema, identified, looking, reading, unequal
from jsonsynth.invention.sentences import by_default, exemplified, joined, remarked, restated, worded
from jsonsynth.invention.spices import SPICES
from jsonsynth.seeds import pick, sample

__all__ = ["about", "leaf", "listed"]

_LISTS = frozenset(["codes", "ids", "numbers", "strings"])
_LOOKED = frozenset(["code", "codes", "id", "ids"])  # a schema's codes and identifiers look alike
_TIMES = frozenset(["date", "datetime", "year"])  # times of a document lie around its day


def about(draft: Draft, attribute: Attribute, entity: Entity, node: Node | None = None, needed: bool = True) -> str:
    """Return a description of a member, without its full stop.

    ``node``: the member, of which it may say what is stated; ``needed``: whether the member is always there.
    """
    voice, random, texts = draft.voice, draft.random, attribute.abouts
    text = texts[floor(random() * len(texts))]
    if voice.noun or attribute.kind == "boolean":
        text = worded(text, voice.noun, voice.flag if attribute.kind == "boolean" else "Whether ")
    text = filled(text, entity)
    schema = node[0] if node is not None else {}
    facts = _facts(draft, node, text, needed) if node is not None else ()
    remark, point = "", random()
    if point < voice.remarked and attribute.remarks and "readOnly" not in schema and "writeOnly" not in schema:
        remark = filled(remarked(voice, attribute.remarks, random), entity)
    if facts or remark:
        text = joined(text, remark, facts)
    return text if needed else voice.optional + text


def _facts(draft: Draft, node: Node, text: str, needed: bool) -> tuple[str, ...]:
    """Return what a description says of what is stated, of how a value looks, and of what holds by default."""
    voice, random, schema = draft.voice, draft.random, node[0]
    said = restated(voice, schema, text) if random() < voice.stating else ""
    if not said and schema.get("type") == "string" and _SHOWING.isdisjoint(schema) and random() < voice.showing:
        value = node[1](draft.rng)
        if isinstance(value, str) and 0 < len(value) <= _SHOWN and "e.g." not in text:
            said = exemplified(voice, value)
    if "default" in schema and random() < voice.stating + 0.2:
        default = by_default(voice, schema["default"], needed=needed)
        return (said, default) if said else (default,)
    return (said,) if said else ()


_SHOWN = 40  # characters of a text that is shown as an example
_SHOWING = frozenset(("enum", "default"))  # what shows values itself


def _chosen(draft: Draft, node: Node) -> Node:
    """Draw some of the values of an enum, at times in capitals."""
    schema = node[0]
    values = cast("list[JSON]", schema["enum"])
    if len(values) > 3 and draft.random() < 0.35:
        kept = set(sample(draft.rng, range(len(values)), 2 + floor(draft.random() * (len(values) - 2))))
        values = [value for place, value in enumerate(values) if place in kept]
    if draft.upper or draft.style == PASCAL:
        values = [str(value).upper() for value in values]
    count = len(values)
    stated: Schema = {**schema, "enum": values}
    return stated, lambda rng: values[floor(rng.random() * count)]


def _special(draft: Draft, attribute: Attribute, entity: Entity) -> Node:
    """Return what a member's line states of values that hang on the draft: its looks, its day, its lists and enums."""
    kind, words = attribute.kind, entity.words
    if kind in _LOOKED:
        node: Node = looking(kind, identified(attribute, words), draft.split, draft.flags, draft.look % LOOKS)
    else:
        node = reading(attribute, words, draft.split, draft.flags, draft.random())
    if kind == "enum":
        return _chosen(draft, node) if "enum" in node[0] else node
    if kind in _TIMES:
        name = filled(attribute.plain or attribute.composed, entity)
        return node[0], timed(kind, name, draft.day)
    return listed(draft, node, distinct=kind != "numbers") if kind in _LISTS else node


_SPECIAL = _LOOKED | _LISTS | _TIMES | {"enum"}


_SHARED = frozenset(["date", "datetime", "email", "enum", "match", "uri", "uuid"])  # kinds that become definitions
_CAPPED: list[tuple[str, str, Schema]] = [
    (f"{words} {most}", f"Text of {least} {most} characters", {"type": "string", **stated, "maxLength": most})
    for most in (50, 255, 1000)  # many lengths are stated, few have names
    for words, least, stated in (("string", "up to", {}), ("text", "one to", {"minLength": 1}))
]
_STATED: tuple[tuple[str, str, Schema], ...] = (
    ("non empty string", "Text that is not empty", {"type": "string", "minLength": 1}),
    ("non negative integer", "Whole number that is not negative", {"type": "integer", "minimum": 0}),
    ("positive integer", "Whole number above zero", {"type": "integer", "minimum": 1}),
    ("non negative number", "Number that is not negative", {"type": "number", "minimum": 0}),
    ("percentage", "Share in percent", {"type": "number", "minimum": 0, "maximum": 100}),
    ("string list", "List of texts", {"type": "array", "items": {"type": "string"}}),
    ("timestamp", "Date and time as in RFC 3339", {"type": "string", "format": "date-time"}),
    ("date", "Day as in RFC 3339", {"type": "string", "format": "date"}),
    ("duration", "Duration as in ISO 8601", {"type": "string", "format": "duration"}),
    ("email", "E-mail address", {"type": "string", "format": "email"}),
    ("time", "Time of day with its offset", {"type": "string", "format": "time"}),
    ("uri", "Absolute URI", {"type": "string", "format": "uri"}),
    ("uuid", "Universally unique identifier", {"type": "string", "format": "uuid"}),
    *_CAPPED,
)
# what many members state alike, as a text, and what a definition of it is called and described as
_GENERAL: Mapping[bytes, tuple[str, str]] = {dumps(schema): (words, about) for words, about, schema in _STATED}


def _aside(draft: Draft, attribute: Attribute, node: Node) -> Node | None:
    """Refer to what a member's values are, wherever it stands; nothing where that is no matter for a definition."""
    text = dumps(node[0]) if draft.general else b""
    words, about = _GENERAL.get(text, ("", ""))
    if not words and (attribute.kind not in _SHARED or not attribute.names or draft.random() > 0.5):
        return None
    key = text if words else attribute
    known = draft.known.get(key)
    if known is None:
        known = draft.known[key] = put_aside(draft, draft.called(words or attribute.plain), node, about)
    return known[0], node[1] if words else known[1]


def leaf(draft: Draft, attribute: Attribute, entity: Entity, needed: bool = True) -> Node:
    """Return the node of a member that holds no objects; what it says is said of the entity.

    ``needed``: whether the member is always there.
    """
    random = draft.random
    if attribute.kind in _SPECIAL:
        node = _special(draft, attribute, entity)
    else:
        node = reading(attribute, entity.words, draft.split, draft.flags, random())
    for name, share in draft.extras:
        if random() < share:
            node = SPICES[name](draft, attribute, node)
    if draft.shared and len(node[0]) > 1:
        aside = _aside(draft, attribute, node)
        if aside is not None:
            node = aside
    if draft.said and random() < draft.said:
        node = draft.described(node[0], about(draft, attribute, entity, node, needed)), node[1]
    if draft.titled and random() < draft.titled:
        words = filled(attribute.plain or attribute.composed, entity)
        node = {"title": words.capitalize(), **node[0]}, node[1]
    return node


_MANY: tuple[int, ...] = (0, 1, 1, 2, 2, 3, 4)
_FILLED: tuple[int, ...] = (1, 1, 2, 3)


def listed(draft: Draft, item: Node, *, distinct: bool = False) -> Node:
    """Return a list of what the node draws, with bounds that hold, and the counts none, one and many.

    ``distinct``: the elements are texts of which no two are equal, which is told at times.
    """
    random = draft.random
    schema: Schema = {"type": "array", "items": item[0]}
    draw, counts = item[1], _MANY
    if random() < draft.sized:
        point = random()
        if point < 0.75:
            schema["minItems"] = 1
            counts = _FILLED
        if point > 0.72:
            schema["maxItems"] = pick(draft.rng, (5, 8, 10, 20, 50, 100))
        if distinct and random() < 0.2:
            schema["uniqueItems"] = True
    if distinct:
        return schema, unequal(draw, counts)
    size = len(counts)
    return schema, lambda rng: [draw(rng) for _ in range(counts[floor(rng.random() * size)])]
