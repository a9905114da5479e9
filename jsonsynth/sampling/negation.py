"""What ``not`` leaves: branches, each of which breaks one keyword of the schema under it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

from jsonsynth.examples import JSON
from jsonsynth.sampling.refs import Document, Schema

__all__ = ["negated"]

_Branch = dict[str, JSON]
_Breaker = Callable[[JSON, "dict[str, JSON]"], "list[_Branch]"]

_ALL = ("object", "array", "string", "integer", "fraction", "boolean", "null")
_PAIRS = 6  # branches of oneOf of which two may hold at once


def negated(schema: Schema, document: Document) -> list[Schema] | None:
    """Return branches of which one must hold for the schema not to, ``[]`` if it always does.

    None if a keyword cannot be turned around, or refers to itself; what is drawn is then checked and drawn again.
    Branches need not be all there are.
    """
    if isinstance(schema, bool):
        return [] if schema else [True]
    if id(schema) not in document.opposites:
        document.opposites[id(schema)] = None
        document.opposites[id(schema)] = _broken(schema, document)
    return document.opposites[id(schema)]


def _broken(schema: dict[str, JSON], document: Document) -> list[Schema] | None:
    branches: list[Schema] = []
    unknown = any(keyword in _UNBREAKABLE for keyword in schema)
    reference = schema.get("$ref")
    if isinstance(reference, str):
        target = negated(document.resolve(reference, schema), document)
        branches += target or []
        unknown = unknown or target is None
    if not isinstance(reference, str) or document.draft >= 2019:
        for keyword, value in schema.items():
            breaker = None if keyword == "format" and document.lenient else _BREAKERS.get(keyword)
            made = breaker(value, schema) if breaker is not None else []
            branches.extend(document.derived(branch, schema) for branch in made)
    return branches if branches or not unknown else None


def _of(kind: JSON, **keywords: JSON) -> _Branch:
    return {"type": kind, **keywords}


def _listed(value: JSON) -> list[JSON]:
    return value if isinstance(value, list) else []


def _named(value: JSON) -> dict[str, JSON]:
    return value if isinstance(value, dict) else {}


def _type(value: JSON, _: dict[str, JSON]) -> list[_Branch]:
    names: list[JSON] = value if isinstance(value, list) else [value]
    gone: list[JSON] = [*names, *(("integer", "fraction") if "number" in names else ())]
    left: list[JSON] = [name for name in _ALL if name not in gone]
    return [{"\0kinds": left}] if left else []


def _values(value: JSON, _: dict[str, JSON]) -> list[_Branch]:
    return [{"\0banned": value if isinstance(value, list) else [value]}]


def _const(value: JSON, _: dict[str, JSON]) -> list[_Branch]:
    return [{"\0banned": [value]}]


def _required(value: JSON, _: dict[str, JSON]) -> list[_Branch]:
    return [_of("object", **{"\0absent": [name]}) for name in _listed(value)]


def _bounded(limit: str) -> _Breaker:
    def breaker(value: JSON, _: dict[str, JSON]) -> list[_Branch]:
        return [] if isinstance(value, bool) else [_of("number", **{limit: value})]

    return breaker


def _minimum(value: JSON, schema: dict[str, JSON]) -> list[_Branch]:
    if schema.get("exclusiveMinimum") is True:
        return [_of("number", maximum=value)]
    return [_of("number", maximum=value, exclusiveMaximum=value)]


def _maximum(value: JSON, schema: dict[str, JSON]) -> list[_Branch]:
    if schema.get("exclusiveMaximum") is True:
        return [_of("number", minimum=value)]
    return [_of("number", minimum=value, exclusiveMinimum=value)]


def _fewer(kind: str, keyword: str) -> _Breaker:
    def breaker(value: JSON, _: dict[str, JSON]) -> list[_Branch]:
        count = int(value) if isinstance(value, (int, float)) else 0
        return [_of(kind, **{keyword: count - 1})] if count > 0 else []

    return breaker


def _more(kind: str, keyword: str) -> _Breaker:
    def breaker(value: JSON, _: dict[str, JSON]) -> list[_Branch]:
        return [_of(kind, **{keyword: int(value) + 1})] if isinstance(value, (int, float)) else []

    return breaker


def _pattern(value: JSON, _: dict[str, JSON]) -> list[_Branch]:
    return [_of("string", **{"\0not-pattern": value})]


def _multiple(value: JSON, _: dict[str, JSON]) -> list[_Branch]:
    return [_of("number", **{"\0not-multiple": value})]


def _format(value: JSON, _: dict[str, JSON]) -> list[_Branch]:
    return [_of("string", **{"\0not-format": value})]


def _properties(value: JSON, _: dict[str, JSON]) -> list[_Branch]:
    return [
        _of("object", required=[name], properties={name: {"not": child}})
        for name, child in _named(value).items()
        if child is not True
    ]


def _pattern_properties(value: JSON, _: dict[str, JSON]) -> list[_Branch]:
    return [
        {**_of("object", patternProperties={pattern: {"not": child}}), "\0named": {"pattern": pattern}}
        for pattern, child in _named(value).items()
        if child is not True
    ]


def _additional_properties(value: JSON, schema: dict[str, JSON]) -> list[_Branch]:
    """Return objects with a member that nobody names, and of which none of these is as it should be."""
    if value is True:
        return []
    known: dict[str, JSON] = dict.fromkeys(_named(schema.get("properties")), True)
    patterns: dict[str, JSON] = dict.fromkeys(_named(schema.get("patternProperties")), True)
    other: list[JSON] = [{"not": {"pattern": pattern}} for pattern in patterns]
    other.append({"not": {"enum": list(known)}} if known else True)
    name: JSON = {"type": "string", "allOf": other}
    made = _of("object", properties=known, patternProperties=patterns, additionalProperties={"not": value})
    return [{**made, "\0named": name}]


def _items(value: JSON, schema: dict[str, JSON]) -> list[_Branch]:
    if isinstance(value, list):
        return _prefix_items(value, schema)
    return _after(value, len(_listed(schema.get("prefixItems")))) if value is not True else []


def _additional_items(value: JSON, schema: dict[str, JSON]) -> list[_Branch]:
    first = schema.get("items")
    return _after(value, len(first)) if value is not True and isinstance(first, list) else []


def _prefix_items(value: JSON, _: dict[str, JSON]) -> list[_Branch]:
    places = [(place, child) for place, child in enumerate(_listed(value)) if child is not True]
    return [branch for place, child in places for branch in _after(child, place)]


def _after(value: JSON, place: int) -> list[_Branch]:
    """Return arrays the element of which at a place is not as it should be; tuples are read in any draft."""
    elements: list[JSON] = [*([True] * place), {"not": value}]
    return [_of("array", minItems=place + 1, prefixItems=elements, items=elements)]


def _contains(value: JSON, schema: dict[str, JSON]) -> list[_Branch]:
    least, most = schema.get("minContains", 1), schema.get("maxContains")
    branches: list[_Branch] = []
    if isinstance(least, (int, float)) and least > 1:
        branches.append(_of("array", contains=value, minContains=0, maxContains=int(least) - 1))
    elif least == 1:
        branches.append(_of("array", items={"not": value}))
    if isinstance(most, (int, float)):
        branches.append(_of("array", contains=value, minContains=int(most) + 1))
    return branches


def _property_names(value: JSON, _: dict[str, JSON]) -> list[_Branch]:
    name: JSON = {"type": "string", "allOf": [{"not": value}]}
    return [_of("object", minProperties=1, **{"\0named": name})]


def _dependent(value: JSON, _: dict[str, JSON]) -> list[_Branch]:
    branches: list[_Branch] = []
    for name, wanted in _named(value).items():
        if isinstance(wanted, list):
            branches += [_of("object", required=[name], **{"\0absent": [one]}) for one in wanted if one != name]
        elif wanted is not True:
            branches.append(_of("object", required=[name], allOf=[{"not": wanted}]))
    return branches


def _unique(value: JSON, _: dict[str, JSON]) -> list[_Branch]:
    return [_of("array", minItems=2, **{"\0repeated": True})] if value is True else []


def _all_of(value: JSON, _: dict[str, JSON]) -> list[_Branch]:
    return [{"not": child} for child in _listed(value)]


def _any_of(value: JSON, _: dict[str, JSON]) -> list[_Branch]:
    return [{"allOf": [{"not": child} for child in _listed(value)]}]


def _one_of(value: JSON, schema: dict[str, JSON]) -> list[_Branch]:
    """Return what none of the branches holds for, and what two hold for."""
    pairs: list[_Branch] = [{"allOf": [*pair]} for pair in combinations(_listed(value)[:_PAIRS], 2)]
    return _any_of(value, schema) + pairs


def _not(value: JSON, _: dict[str, JSON]) -> list[_Branch]:
    return [{"allOf": [value]}]


def _if(value: JSON, schema: dict[str, JSON]) -> list[_Branch]:
    yes: list[_Branch] = [{"allOf": [value, {"not": schema["then"]}]}] if "then" in schema else []
    no: list[_Branch] = [{"allOf": [{"not": value}, {"not": schema["else"]}]}] if "else" in schema else []
    return yes + no


_BREAKERS: dict[str, _Breaker] = {
    "additionalItems": _additional_items,
    "additionalProperties": _additional_properties,
    "allOf": _all_of,
    "anyOf": _any_of,
    "const": _const,
    "contains": _contains,
    "dependencies": _dependent,
    "dependentRequired": _dependent,
    "dependentSchemas": _dependent,
    "enum": _values,
    "exclusiveMaximum": _bounded("minimum"),
    "exclusiveMinimum": _bounded("maximum"),
    "format": _format,
    "if": _if,
    "items": _items,
    "maxItems": _more("array", "minItems"),
    "maxLength": _more("string", "minLength"),
    "maxProperties": _more("object", "minProperties"),
    "maximum": _maximum,
    "minItems": _fewer("array", "maxItems"),
    "minLength": _fewer("string", "maxLength"),
    "minProperties": _fewer("object", "maxProperties"),
    "minimum": _minimum,
    "multipleOf": _multiple,
    "not": _not,
    "oneOf": _one_of,
    "pattern": _pattern,
    "patternProperties": _pattern_properties,
    "prefixItems": _prefix_items,
    "properties": _properties,
    "propertyNames": _property_names,
    "required": _required,
    "type": _type,
    "uniqueItems": _unique,
}
_UNBREAKABLE = ("$dynamicRef", "$recursiveRef", "unevaluatedItems", "unevaluatedProperties")
