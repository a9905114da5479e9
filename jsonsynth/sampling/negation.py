"""What ``not`` leaves: branches, each of which breaks one keyword of the schema under it."""

from __future__ import annotations

from collections.abc import Callable

from jsonsynth.examples import JSON
from jsonsynth.sampling.refs import Document, Schema

__all__ = ["negated"]

_Branch = dict[str, JSON]
_Breaker = Callable[[JSON, "dict[str, JSON]"], "list[_Branch]"]

_ALL = ("object", "array", "string", "integer", "fraction", "boolean", "null")


def negated(schema: Schema, holder: Schema, document: Document) -> list[Schema] | None:
    """Return branches of which one must hold for the schema not to, ``[]`` if it always does.

    None if a keyword cannot be turned around; what is drawn is then checked and drawn again.
    """
    if isinstance(schema, bool):
        return [] if schema else [True]
    reference = schema.get("$ref")
    if isinstance(reference, str):
        target = document.resolve(reference, schema)
        return None if target is holder else negated(target, schema, document)
    branches: list[Schema] = []
    for keyword, value in schema.items():
        breaker = _BREAKERS.get(keyword)
        if breaker is not None:
            branches.extend(document.derived(branch, schema) for branch in breaker(value, schema))
        elif keyword in _UNBREAKABLE:
            branches = branches or []
    if not branches and any(keyword in _UNBREAKABLE for keyword in schema):
        return None
    return branches


def _of(kind: JSON, **keywords: JSON) -> _Branch:
    return {"type": kind, **keywords}


def _type(value: JSON, _: dict[str, JSON]) -> list[_Branch]:
    names: list[JSON] = value if isinstance(value, list) else [value]
    gone: list[JSON] = [*names, *(("integer", "fraction") if "number" in names else ())]
    left: list[JSON] = [name for name in _ALL if name not in gone]
    return [{"\0kinds": left}] if left else []


def _values(value: JSON, _: dict[str, JSON]) -> list[_Branch]:
    return [{"\0banned": value if isinstance(value, list) else [value]}]


def _required(value: JSON, _: dict[str, JSON]) -> list[_Branch]:
    names: list[JSON] = value if isinstance(value, list) else []
    return [_of("object", **{"\0absent": [name]}) for name in names]


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


def _properties(value: JSON, _: dict[str, JSON]) -> list[_Branch]:
    members: dict[str, JSON] = value if isinstance(value, dict) else {}
    return [
        _of("object", required=[name], properties={name: {"not": child}})
        for name, child in members.items()
        if child is not True
    ]


def _items(value: JSON, _: dict[str, JSON]) -> list[_Branch]:
    if isinstance(value, list) or value is True:
        return []
    return [_of("array", minItems=1, prefixItems=[{"not": value}], items=[{"not": value}])]


def _contains(value: JSON, _: dict[str, JSON]) -> list[_Branch]:
    return [_of("array", items={"not": value})]


def _property_names(value: JSON, _: dict[str, JSON]) -> list[_Branch]:
    name: JSON = {"type": "string", "allOf": [{"not": value}]}
    return [_of("object", minProperties=1, **{"\0named": name})]


def _unique(value: JSON, _: dict[str, JSON]) -> list[_Branch]:
    return [_of("array", minItems=2, **{"\0repeated": True})] if value is True else []


def _all_of(value: JSON, _: dict[str, JSON]) -> list[_Branch]:
    return [{"not": child} for child in (value if isinstance(value, list) else [])]


def _any_of(value: JSON, _: dict[str, JSON]) -> list[_Branch]:
    return [{"allOf": [{"not": child} for child in (value if isinstance(value, list) else [])]}]


def _not(value: JSON, _: dict[str, JSON]) -> list[_Branch]:
    return [{"allOf": [value]}]


_BREAKERS: dict[str, _Breaker] = {
    "allOf": _all_of,
    "anyOf": _any_of,
    "const": _values,
    "contains": _contains,
    "enum": _values,
    "exclusiveMaximum": _bounded("minimum"),
    "exclusiveMinimum": _bounded("maximum"),
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
    "oneOf": _any_of,
    "pattern": _pattern,
    "properties": _properties,
    "propertyNames": _property_names,
    "required": _required,
    "type": _type,
    "uniqueItems": _unique,
}
_UNBREAKABLE = (
    "$dynamicRef", "$recursiveRef", "additionalItems", "additionalProperties", "dependencies", "dependentRequired",
    "dependentSchemas", "format", "if", "patternProperties", "prefixItems", "unevaluatedItems",
    "unevaluatedProperties",
)  # fmt: skip
