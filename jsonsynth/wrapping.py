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

    Half of them ask for ``count`` different elements, the others leave that to the instruction. Definitions move up,
    and references that mean the schema itself mean the elements' schema.
    """
    text = minified(schema)
    referring = any(f'"{name}":' in text for name in _REFERRING)
    if not schema.keys().isdisjoint(_NAMING[2:]) or (referring and _refers_elsewhere(schema)):
        return None
    head = {name: schema[name] for name in _HOISTED if name in schema}
    items = {name: value for name, value in schema.items() if name not in (*_HOISTED, *_NAMING)}
    made: Object = {**({"$schema": head["$schema"]} if "$schema" in head else {}), "type": "array"}
    made["items"] = _moved(items) if referring else items
    if chance(rng, 0.5):
        made |= {"minItems": count, "maxItems": count, "uniqueItems": True}
    for name in _HOISTED[1:]:
        if name in head:
            made[name] = rebuilt(name, head[name], _moved) if referring else head[name]
    return made


def _refers_elsewhere(value: JSON) -> bool:
    """Say whether there is a reference that is no plain pointer into the document, or a part with an own address."""
    if isinstance(value, list):
        return any(map(_refers_elsewhere, value))
    if not isinstance(value, dict):
        return False
    texts = {name: text for name, text in value.items() if isinstance(text, str) and name in _REFERRING}
    if any(name != "$ref" or (text != "#" and not text.startswith("#/")) for name, text in texts.items()):
        return True
    return any(map(_refers_elsewhere, value.values()))


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
