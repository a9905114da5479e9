"""What some schemas say of some members beside their type: defaults, examples, null, unions of types, steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import floor
from typing import cast

from jsonsynth.examples import JSON
from jsonsynth.invention.draft import Draft, Node
from jsonsynth.invention.members import Attribute
from jsonsynth.invention.pools import PROGRAMS
from jsonsynth.invention.readings import Schema, span_of, unequal
from jsonsynth.seeds import Random, pick

__all__ = ["SPICES"]


def _default(draft: Draft, attribute: Attribute, node: Node) -> Node:
    """Say what holds otherwise, where somebody would: what is set, what begins at nothing, what is usual."""
    value = None if attribute.plain in _FACTS else _otherwise(draft, attribute, node)
    return node if value is None else ({**node[0], "default": value}, node[1])


def _otherwise(draft: Draft, attribute: Attribute, node: Node) -> JSON:
    values = node[0].get("enum")
    if attribute.kind == "boolean":
        return attribute.plain in _ON or (attribute.classes in PROGRAMS and draft.random() < 0.5)
    if isinstance(values, list):
        return next((one for one in values if one in _USUAL), values[0])
    if attribute.kind in ("integer", "number"):
        return _number(draft, attribute, node)
    return _MATCHING.get(attribute.plain) if attribute.kind == "match" else None


def _number(draft: Draft, attribute: Attribute, node: Node) -> JSON:
    """Return the default of a number that is set or counted, None for one that is measured."""
    if span_of(attribute).usual:
        return node[1](draft.rng)
    name = attribute.plain or attribute.composed
    return 0 if name in _FROM_NOTHING and "exclusiveMinimum" not in node[0] else None


_ON = frozenset(("active", "enabled", "monitored", "audited", "metrics", "telemetry", "verify certificates"))
_USUAL = frozenset((
    "info", "INFO", "auto", "AUTO", "medium", "MEDIUM", "normal", "NORMAL", "standard", "STANDARD", "private",
    "PRIVATE", "json", "JSON", "unknown",
))  # fmt: skip
_FACTS = frozenset(("gender", "weekday", "direction", "surface", "result", "severity", "condition", "risk", "outcome"))
_FROM_NOTHING = frozenset((
    "{e} count", "total {s}", "open {s}", "remaining {s}", "position", "stock", "points", "progress", "discount",
    "balance", "attempts",
))  # fmt: skip
_MATCHING: Mapping[str, JSON] = {"language": "en", "locale": "en-US", "currency": "EUR"}


def _examples(draft: Draft, attribute: Attribute, node: Node) -> Node:
    if attribute.kind in ("boolean", "enum", "integers"):
        return node
    drawn = [node[1](draft.rng) for _ in range(1 + floor(draft.random() * 2))]
    examples: JSON = drawn[:1] if drawn[-1] == drawn[0] else drawn
    shown: Schema = {**node[0], "examples": examples}
    return shown, node[1]


def _null(draft: Draft, attribute: Attribute, node: Node) -> Node:  # noqa: ARG001 - one signature for the table
    schema, draw = node
    if not isinstance(schema.get("type"), str):
        return node
    stated: Schema = {**schema, "type": [schema["type"], "null"]}
    if "enum" in stated:
        stated["enum"] = [*cast("list[JSON]", stated["enum"]), None]
    return stated, lambda rng: None if rng.random() < 0.25 else draw(rng)


def _none(rng: Random) -> JSON:  # noqa: ARG001 - null whatever is drawn
    return None


def _count(rng: Random) -> JSON:
    return 1 + floor(rng.random() * 900)


def _union(draft: Draft, attribute: Attribute, node: Node) -> Node:
    """A value of one of two types: ``anyOf`` or ``oneOf``."""
    schema, draw = node
    if schema.get("type") not in ("string", "integer", "number"):
        return node
    others: tuple[Node, ...] = (({"type": "null"}, _none),)
    if schema["type"] == "string":  # one tag or several, but no list of timeouts
        others = (*others, _several(node))
    if attribute.kind in ("code", "id"):
        others = (*others, ({"type": "integer"}, _count))
    other = pick(draft.rng, others)
    keyword = "anyOf" if draft.random() < 0.5 else "oneOf"
    draws = (draw, draw, other[1])
    both: Schema = {keyword: [schema, other[0]]}
    return both, lambda rng: draws[floor(rng.random() * 3)](rng)


def _several(node: Node) -> Node:
    return {"type": "array", "items": node[0]}, unequal(node[1], (0, 1, 2, 3))


_COMMENTS = (
    "Kept for older clients", "Agreed with the billing team", "See the style guide for names", "Filled by the importer",
    "Not indexed", "To be checked again after the migration", "Mirrors the column in the database",
)  # fmt: skip


def _comment(draft: Draft, attribute: Attribute, node: Node) -> Node:  # noqa: ARG001 - one signature for the table
    return {**node[0], "$comment": pick(draft.rng, _COMMENTS)}, node[1]


def _access(draft: Draft, attribute: Attribute, node: Node) -> Node:  # noqa: ARG001 - one signature for the table
    return {**node[0], pick(draft.rng, ("readOnly", "readOnly", "deprecated", "writeOnly")): True}, node[1]


def _step(draft: Draft, attribute: Attribute, node: Node) -> Node:
    """Whole numbers in steps of 5 or 10, others in halves and quarters, which are exact in binary."""
    if attribute.kind not in ("integer", "number") or node[0].get("type") != attribute.kind:
        return node
    low, high, span, usual = span_of(attribute)
    if span[1] < 50 or span[0] < 0 or (low or 0) > 5 or (high is not None and high < 50):
        return node
    schema, draw = node
    if attribute.kind == "integer":
        step = 5 if draft.random() < 0.6 else 10
        if usual:
            fitting = [value for value in usual if value % step == 0]
            return ({**schema, "multipleOf": step}, lambda rng: pick(rng, fitting)) if fitting else node
        return {**schema, "multipleOf": step}, lambda rng: (int(cast("int", draw(rng))) // step or 1) * step
    return {**schema, "multipleOf": 0.5}, _halves(node)


def _halves(node: Node) -> Callable[[Random], JSON]:
    draw = node[1]

    def drawn(rng: Random) -> JSON:
        halves = int(cast("float", draw(rng)) * 2) or 1
        return halves // 2 if halves % 2 == 0 else halves / 2

    return drawn


def _above(draft: Draft, attribute: Attribute, node: Node) -> Node:
    """Say that 0 is too little; in draft 4 that is a switch beside the minimum."""
    if attribute.kind not in ("integer", "number") or span_of(attribute)[2][0] <= 0:
        return node
    rest: Schema = {name: value for name, value in node[0].items() if name != "minimum"}
    if draft.dialect.number == 4:
        return {**rest, "minimum": 0, "exclusiveMinimum": True}, node[1]
    return {**rest, "exclusiveMinimum": 0}, node[1]


_BLANKS: tuple[list[JSON], ...] = (["", "n/a"], ["tbd"], ["none", "unknown"], [""])


def _without(draft: Draft, attribute: Attribute, node: Node) -> Node:
    """Rule out what people write where they have nothing to say."""
    if attribute.kind not in ("text", "code", "id") or node[0].get("type") != "string":
        return node
    blanks, draw = pick(draft.rng, _BLANKS), node[1]
    named: Schema = {**node[0], "not": {"enum": blanks}}

    def drawn(rng: Random) -> JSON:
        value = draw(rng)
        return value if value not in blanks else f"{value or 'no'} {attribute.plain or 'entry'}"

    return named, drawn


def _fixed(draft: Draft, attribute: Attribute, node: Node) -> Node:
    """One value only, as a version or a type that never changes."""
    if draft.dialect.number < 6 or attribute.kind not in ("match", "enum"):
        return node
    value = node[1](draft.rng)
    return {"const": value}, lambda rng: value  # noqa: ARG005 - one value whatever is drawn


SPICES: Mapping[str, Callable[[Draft, Attribute, Node], Node]] = {
    "above": _above,
    "access": _access,
    "comment": _comment,
    "default": _default,
    "examples": _examples,
    "fixed": _fixed,
    "null": _null,
    "step": _step,
    "union": _union,
    "without": _without,
}
"""By the names that a draft gives them: what a member's schema becomes; the same node where it does not apply."""
