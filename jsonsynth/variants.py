"""Schemas cut from schemas: a variant keeps some optional members, narrows enums and bounds, drops words.

Few files give many schemas this way, each with its own instances. The keywords of JSON Schema, and where each holds
subschemas, are listed here too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from jsonsynth.examples import JSON
from jsonsynth.seeds import Random, below, between, chance, pick, sample, shuffled

__all__ = ["KEYWORDS", "Cut", "cut", "keywords", "references"]

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

_NATURAL = frozenset({5, 10, 12, 90, 100, 180})  # bounds that mean something: months, degrees, percent
_WIDEST = 12  # optional members kept of an object that has very many


def _subschemas(name: str, value: JSON) -> Iterable[JSON]:
    holds = KEYWORDS.get(name, "nothing")
    if holds == "map" and isinstance(value, dict):
        return value.values()
    if holds in ("list", "either") and isinstance(value, list):
        return value
    return (value,) if holds in ("schema", "either") else ()


def keywords(schema: JSON) -> list[str]:
    """Return the keywords that a schema and its subschemas use, sorted; the names of members are not keywords."""
    found: set[str] = set()
    _collect(schema, found)
    return sorted(found)


def _collect(schema: JSON, found: set[str]) -> None:
    if not isinstance(schema, dict):
        return
    for name, value in schema.items():
        if name in KEYWORDS:
            found.add(name)
            for part in _subschemas(name, value):
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
        if name == "$ref" and isinstance(value, str):
            found[value] = None
        elif name not in ("$defs", "definitions"):
            for part in _subschemas(name, value):
                _refer(part, found)


@dataclass(frozen=True, slots=True)
class Cut:
    """How a variant differs from its file; all shares are probabilities.

    ``keep``: optional members that stay; ``narrow``: enums and bounds made narrower; ``require``: optional members made
    required; ``shuffle``: member order changed. ``words`` are the annotations that go.
    """

    keep: float
    narrow: float
    require: float
    shuffle: float
    words: frozenset[str]


_WORDS = (frozenset[str](), frozenset({"description"}), frozenset({"title", "description"}), frozenset({"title"}))


def _draw(rng: Random) -> Cut:
    keep = pick(rng, (0.3, 0.5, 0.7, 0.9))
    require = pick(rng, (0.0, 0.1, 0.3))
    return Cut(keep, pick(rng, (0.1, 0.3, 0.5)), require, pick(rng, (0.0, 0.0, 0.5)), pick(rng, _WORDS))


def cut(schema: Object, rng: Random, needed: Iterable[str] = (), *, widening: bool = False) -> Object:
    """Draw a variant of a schema; the members ``needed`` stay at the top level.

    ``widening``: constraints are only left out, so that (where no object is closed) every instance stays one.
    Whatever a ``required``, an ``if`` or a branch names stays as well, so that a satisfiable schema stays satisfiable.
    Definitions that nothing refers to any more go; ``$schema`` goes only where its draft is the default one.
    """
    how = _draw(rng)
    how = replace(how, narrow=0.0, require=0.0) if widening else how
    top = {name: value for name, value in schema.items() if name not in ("$defs", "definitions", "$id")}
    if str(top.get("$schema", "")).endswith("2020-12/schema") and chance(rng, 0.4):
        del top["$schema"]
    variant = _variant(top, how, rng, frozenset(needed))
    for home in ("$defs", "definitions"):
        definitions = schema.get(home)
        if isinstance(definitions, dict):
            _define(variant, home, definitions, (how, rng))
    return variant


def _define(variant: Object, home: str, definitions: Object, drawing: tuple[Cut, Random]) -> None:
    kept: Object = {}
    waiting = references(variant)
    while waiting:
        name = waiting.pop(0).removeprefix(f"#/{home}/")
        if name in definitions and name not in kept:
            kept[name] = _part(definitions[name], *drawing)
            waiting += references(kept[name])
    if kept:
        variant[home] = {name: kept[name] for name in definitions if name in kept}


def _part(schema: JSON, how: Cut, rng: Random) -> JSON:
    return _variant(schema, how, rng, frozenset()) if isinstance(schema, dict) else schema


def _variant(schema: Object, how: Cut, rng: Random, needed: frozenset[str]) -> Object:
    made = {name: value for name, value in schema.items() if name not in how.words}
    if "properties" in made:
        _cut_members(made, how, rng, needed)
    for name, value in made.items():
        if name not in ("if", "then", "else", "not"):
            made[name] = _inside(name, value, how, rng)
    for keyword, narrow in _NARROWINGS.items():
        if keyword in made and chance(rng, how.narrow):
            narrow(made, rng)
    _fit_items(made)
    return made


def _inside(name: str, value: JSON, how: Cut, rng: Random) -> JSON:
    holds = KEYWORDS.get(name, "nothing")
    if holds == "map" and isinstance(value, dict):
        return {member: _part(part, how, rng) for member, part in value.items()}
    if holds in ("list", "either") and isinstance(value, list):
        return [_part(part, how, rng) for part in value]
    return _part(value, how, rng) if holds in ("schema", "either") else value


def _names(value: JSON) -> list[str]:
    return [name for name in value if isinstance(name, str)] if isinstance(value, list) else []


def _mentioned(schema: Object) -> set[str]:
    """Return the members that the schema, or a branch of it, asks for or speaks of."""
    found = set(_names(schema.get("required")))
    for name in ("allOf", "anyOf", "oneOf", "if", "then", "else", "not", "dependentSchemas"):
        for part in _subschemas(name, schema.get(name)):
            if isinstance(part, dict):
                properties = part.get("properties")
                found |= _mentioned(part) | set(properties if isinstance(properties, dict) else ())
    dependent = schema.get("dependentRequired")
    for name, others in dependent.items() if isinstance(dependent, dict) else ():
        found |= {name, *_names(others)}
    return found


def _cut_members(made: Object, how: Cut, rng: Random, needed: frozenset[str]) -> None:
    properties = made["properties"]
    if not isinstance(properties, dict):
        return
    firm = _mentioned(made) | needed
    optional = [name for name in properties if name not in firm]
    least = max(_least(made) - len(properties) + len(optional), not firm, 0)
    kept = _kept(optional, least, how, rng)
    order: Sequence[str] = [name for name in properties if name in firm or name in kept]
    if chance(rng, how.shuffle):
        order = shuffled(rng, order)
    made["properties"] = {name: properties[name] for name in order}
    asked = set(_names(made.get("required"))) | {name for name in order if name in kept and chance(rng, how.require)}
    if asked:
        required: list[JSON] = [name for name in order if name in asked]
        required.extend(sorted(asked - set(order)))
        made["required"] = required


def _least(schema: Object) -> int:
    least = schema.get("minProperties")
    return least if isinstance(least, int) else 0


def _kept(optional: Sequence[str], least: int, how: Cut, rng: Random) -> frozenset[str]:
    if len(optional) > _WIDEST:
        return frozenset(sample(rng, optional, max(least, between(rng, 3, _WIDEST))))
    kept = [name for name in optional if chance(rng, how.keep)]
    return frozenset(kept if len(kept) >= least else sample(rng, optional, min(least, len(optional))))


def _narrow_enum(schema: Object, rng: Random) -> None:
    values = schema["enum"]
    if isinstance(values, list) and len(values) > 2:
        places = sorted(sample(rng, range(len(values)), between(rng, 2, len(values) - 1)))
        schema["enum"] = [values[place] for place in places]


def _narrow_maximum(schema: Object, rng: Random) -> None:
    low, high = schema.get("minimum"), schema["maximum"]
    if not isinstance(low, int) or not isinstance(high, int) or high - low < 20 or high in _NATURAL or low < 0:
        return
    bound = low + (high - low) * pick(rng, (3, 4, 5, 6, 8)) // 10
    step = 10 ** max(len(str(bound)) - 2, 0)
    schema["maximum"] = max(bound // step * step, low + 1)


def _narrow_items(schema: Object, rng: Random) -> None:
    most, least = schema["maxItems"], schema.get("minItems", 0)
    if not isinstance(most, int) or not isinstance(least, int) or most < 2:
        return
    schema["maxItems"] = max(least, 1) + below(rng, most - max(least, 1) + 1)
    if least == 0 and chance(rng, 0.3):
        schema["minItems"] = 1


_NARROWINGS: Mapping[str, Callable[[Object, Random], None]] = {
    "enum": _narrow_enum,
    "maximum": _narrow_maximum,
    "maxItems": _narrow_items,
}


def _fit_items(schema: Object) -> None:
    """Keep an array of different elements possible where the enum of its elements became short."""
    items, least = schema.get("items"), schema.get("minItems")
    if not schema.get("uniqueItems") or not isinstance(items, dict) or not isinstance(least, int):
        return
    values = items.get("enum")
    if isinstance(values, list) and len(values) < least:
        schema["minItems"] = len(values)
