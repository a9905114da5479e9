"""The keywords of JSON Schema: which a schema uses, what they refer to, and what of an instance each is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Literal, TypeAlias

from jsonsynth.examples import JSON

__all__ = [
    "HOLDING",
    "KEYWORDS",
    "Holds",
    "Object",
    "Witnesses",
    "keywords",
    "names_in",
    "rebuilt",
    "references",
    "subschemas",
    "witnesses",
]

Holds = Literal["nothing", "schema", "list", "either", "map"]
Object: TypeAlias = "dict[str, JSON]"

_HOLDERS: Mapping[Holds, str] = {
    "nothing": "$schema $id id $anchor $dynamicAnchor $recursiveAnchor $ref $dynamicRef $recursiveRef $comment "
    "$vocabulary title description default deprecated examples readOnly writeOnly type enum const format pattern "
    "minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength minItems maxItems uniqueItems "
    "minContains maxContains minProperties maxProperties required dependentRequired contentEncoding contentMediaType",
    "schema": "additionalItems additionalProperties contains propertyNames not if then else unevaluatedItems "
    "unevaluatedProperties contentSchema",
    "list": "allOf anyOf oneOf prefixItems",
    "either": "items",
    "map": "properties patternProperties $defs definitions dependentSchemas dependencies",
}
KEYWORDS: Mapping[str, Holds] = {name: holds for holds, names in _HOLDERS.items() for name in names.split()}
"""The keywords of drafts 4 to 2020-12, and how each holds subschemas."""

HOLDING = KEYWORDS.keys() - set(_HOLDERS["nothing"].split())


def subschemas(name: str, value: JSON) -> Iterable[JSON]:
    """Return the subschemas in a keyword's value."""
    holds = KEYWORDS.get(name, "nothing")
    if holds == "map" and isinstance(value, dict):
        return value.values()
    if holds in ("list", "either") and isinstance(value, list):
        return value
    return (value,) if holds in ("schema", "either") else ()


def rebuilt(name: str, value: JSON, of: Callable[[JSON], JSON]) -> JSON:
    """Return a keyword's value with what ``of`` makes of each subschema in it."""
    holds = KEYWORDS.get(name, "nothing")
    if holds == "map":
        return {member: of(part) for member, part in value.items()} if isinstance(value, dict) else value
    if holds in ("list", "either") and isinstance(value, list):
        return list(map(of, value))
    return of(value) if holds in ("schema", "either") else value


def keywords(schema: JSON) -> list[str]:
    """Return the keywords that a schema and its subschemas use, sorted; the names of members are not keywords."""
    found: set[str] = set()
    _collect(schema, found)
    return sorted(found & KEYWORDS.keys())


def _collect(schema: JSON, found: set[str]) -> None:
    if not isinstance(schema, dict):
        return
    found.update(schema)
    for name in HOLDING & schema.keys():
        for part in subschemas(name, schema[name]):
            if isinstance(part, dict) and HOLDING.isdisjoint(part):
                found.update(part)  # most are: no further call for them
            else:
                _collect(part, found)


def references(schema: JSON) -> list[str]:
    """Return the texts of each ``$ref`` of a schema and its subschemas, once, in order; not those of definitions."""
    found: dict[str, None] = {}
    _refer(schema, found)
    return list(found)


def _refer(schema: JSON, found: dict[str, None]) -> None:
    if not isinstance(schema, dict):
        return
    for name, value in schema.items():
        if name in _INSIDE:
            for part in subschemas(name, value):
                _refer(part, found)
        elif name == "$ref" and isinstance(value, str):
            found[value] = None


_INSIDE = HOLDING - {"$defs", "definitions"}

Witnesses: TypeAlias = "dict[int, list[JSON]]"
"""The values that stand at each place of a schema in one instance, by the identity of the subschema."""

_TYPES: Mapping[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "number": (int, float),
    "integer": int,
    "boolean": bool,
    "null": type(None),
}


def witnesses(schema: Object, instance: JSON) -> Witnesses:
    """Return what stands in an instance at each place of a schema. Of branches, the first that looks right is taken."""
    found: Witnesses = {}
    _gather(schema, instance, _Root(schema, {}), found)
    return found


@dataclass(slots=True)
class _Root:
    """A schema, and what its references turned out to mean."""

    schema: Object
    targets: dict[str, JSON]


def _gather(schema: JSON, value: JSON, root: _Root, found: Witnesses) -> None:
    if not isinstance(schema, dict):
        return
    found.setdefault(id(schema), []).append(value)
    if not _LEADING_ON.isdisjoint(schema):
        for part in _beside(schema, value, root):
            _gather(part, value, root, found)
    if isinstance(value, dict):
        _gather_members(schema, value, root, found)
    elif isinstance(value, list) and not _OF_ELEMENTS.isdisjoint(schema):
        for rule, element in zip(_rules(schema, len(value)), value, strict=True):
            if rule is not True:
                _gather(rule, element, root, found)


_BRANCHING = frozenset({"allOf", "anyOf", "oneOf"})
_LEADING_ON = _BRANCHING | {"$ref"}
_OF_ELEMENTS = frozenset({"items", "prefixItems"})


def _beside(schema: Object, value: JSON, root: _Root) -> list[JSON]:
    """Return the subschemas that are about the same value."""
    found = [_target(schema["$ref"], root)] if "$ref" in schema else []
    return found if _BRANCHING.isdisjoint(schema) else found + _branches(schema, value, root)


def _gather_members(schema: Object, value: Object, root: _Root, found: Witnesses) -> None:
    properties = schema.get("properties")
    named = properties if isinstance(properties, dict) else {}
    others: Iterable[JSON] | None = None
    for name, member in value.items():
        part = named.get(name)
        if isinstance(part, dict):
            if isinstance(member, (dict, list)) or not _LEADING_ON.isdisjoint(part):
                _gather(part, member, root, found)
            else:
                found.setdefault(id(part), []).append(member)  # most are: no call for them
        elif part is None:
            others = _others(schema) if others is None else others
            for other in others:
                _gather(other, member, root, found)


def _target(reference: JSON, root: _Root) -> JSON:
    text = str(reference)
    if text not in root.targets:
        value: JSON = root.schema
        for step in text.split("/")[1:]:
            value = value.get(step) if isinstance(value, dict) else None
        root.targets[text] = value
    return root.targets[text]


def _others(schema: Object) -> list[JSON]:
    """Return the subschemas for members without a name: of all patterns, matching or not, for that only widens."""
    return [*subschemas("patternProperties", schema.get("patternProperties")), schema.get("additionalProperties")]


def _rules(schema: Object, count: int) -> list[JSON]:
    """Return the subschemas of the first elements of an array, so many."""
    items = schema.get("items")
    fixed = schema.get("prefixItems", items)
    if not isinstance(fixed, list):
        return [items] * count
    return [*fixed[:count], *[schema.get("additionalItems", items)] * (count - len(fixed))]


def _branches(schema: Object, value: JSON, root: _Root) -> list[JSON]:
    """Return the branches that hold for the value: of anyOf and oneOf the first that looks like it."""
    found = list(subschemas("allOf", schema["allOf"])) if "allOf" in schema else []
    for name in ("anyOf", "oneOf"):
        if name in schema:
            fitting = (part for part in subschemas(name, schema[name]) if _fits(part, value, root))
            found += list(islice(fitting, 1))
    return found


def _fits(schema: JSON, value: JSON, root: _Root) -> bool:
    """Say whether a value looks like an instance, by what tells branches apart: type, constants and members."""
    if not isinstance(schema, dict):
        return schema is True
    if "$ref" in schema and not _fits(_target(schema["$ref"], root), value, root):
        return False
    kind = schema.get("type", [])
    kinds = kind if isinstance(kind, list) else [kind]
    if kinds and not any(isinstance(value, _TYPES.get(str(one), object)) for one in kinds):
        return False
    if ("const" in schema and value != schema["const"]) or ("enum" in schema and value not in _values(schema["enum"])):
        return False
    return not isinstance(value, dict) or _members_fit(schema, value, root)


def _values(value: JSON) -> list[JSON]:
    return value if isinstance(value, list) else []


def _members_fit(schema: Object, value: Object, root: _Root) -> bool:
    properties = schema.get("properties")
    rules = properties if isinstance(properties, dict) else {}
    if schema.get("additionalProperties") is False and not value.keys() <= rules.keys():
        return False
    needed = names_in(schema.get("required"))
    return all(name in value and _fits(rules.get(name, True), value[name], root) for name in needed)


def names_in(value: JSON) -> list[str]:
    """Return the texts of an array, as ``required`` has them; nothing of anything else."""
    return [name for name in value if isinstance(name, str)] if isinstance(value, list) else []
