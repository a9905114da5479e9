"""An array schema whose elements are instances of another schema."""

from __future__ import annotations

from jsonsynth.examples import JSON
from jsonsynth.jsontext import minified
from jsonsynth.keywords import Object, rebuilt
from jsonsynth.seeds import Random, chance

__all__ = ["array_of"]

_HOISTED = ("$schema", "$defs", "definitions")
_REFERRING = ("$ref", "$dynamicRef", "$recursiveRef")
_NAMING = ("$id", "id", "$anchor", "$dynamicAnchor", "$recursiveAnchor")


def array_of(schema: Object, count: int, rng: Random) -> Object | None:
    """Return the schema of arrays of instances, None where the schema's own address or anchors would be lost.

    A third of them ask for ``count`` elements, the others leave that to the instruction, as all do that these differ:
    few real schemas have such bounds. Definitions move up, and references that mean the schema itself mean the
    elements' schema.
    """
    text = minified(schema)
    if not schema.keys().isdisjoint(_NAMING[2:]) or _refers_elsewhere(text):
        return None
    moving = _references(text) > _references(text, "#/$defs/") + _references(text, "#/definitions/")
    head = {name: schema[name] for name in _HOISTED if name in schema}
    items = {name: value for name, value in schema.items() if name not in (*_HOISTED, *_NAMING)}
    made: Object = {**({"$schema": head["$schema"]} if "$schema" in head else {}), "type": "array"}
    made["items"] = _moved(items) if moving else items
    if chance(rng, 1 / 3):
        made |= {"minItems": count, "maxItems": count}
    for name in _HOISTED[1:]:
        if name in head:
            made[name] = rebuilt(name, head[name], _moved) if moving else head[name]
    return made


def _references(text: str, start: str = "") -> int:
    """Count the references in the text of a schema that start so; a name beside a text stands in no other text."""
    return text.count(f'"$ref":"{start}')


def _refers_elsewhere(text: str) -> bool:
    """Say whether there is a reference that is no plain pointer into the document, or a part with an own address."""
    if any(f'"{name}":"' in text for name in _REFERRING[1:]):
        return True
    return _references(text) > _references(text, '#"') + _references(text, "#/")


def _moved(rule: JSON) -> JSON:
    """Let the references of a schema and its subschemas mean the same places after the move."""
    if not isinstance(rule, dict):
        return rule
    moved: Object = {}
    for name, value in rule.items():
        if name == "$ref" and isinstance(value, str):
            moved[name] = value if value.startswith(("#/$defs/", "#/definitions/")) else "#/items" + value[1:]
        else:
            moved[name] = rebuilt(name, value, _moved)
    return moved
