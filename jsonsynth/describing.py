"""A schema in plain words: what its members are, which are required, and how far they may go.

Every phrase says no more than the schema does; what has no short wording is passed over ("one of several forms").
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from jsonsynth.examples import JSON
from jsonsynth.jsontext import minified
from jsonsynth.keywords import Object, names_in

__all__ = ["describe"]

_DEEPEST = 3  # objects within objects that are spelt out
_MOST_OPTIONS = 6
_MOST_BRANCHES = 3

_FORMATS: Mapping[str, str] = {
    "date": "a date",
    "date-time": "a date and time",
    "time": "a time of day",
    "duration": "a duration",
    "email": "an e-mail address",
    "hostname": "a host name",
    "ipv4": "an IPv4 address",
    "ipv6": "an IPv6 address",
    "uri": "a URI",
    "uuid": "a UUID",
}
_TYPES: Mapping[str, str] = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "null",
    "array": "a list",
    "object": "an object",
}


@dataclass(slots=True)
class _Place:
    """Where the description is: the whole schema, how many objects are around, and references being followed."""

    root: Object
    depth: int = 0
    followed: tuple[str, ...] = ()

    def within(self, levels: int = 1) -> _Place:
        """Return the place of what stands in an object here."""
        return _Place(self.root, self.depth + levels, self.followed)


def describe(schema: Object) -> str:
    """Return a noun phrase for a schema.

    Example: ``an object with `name` (text, required) and `tags` (a list of up to 5 elements, each text; optional)``
    """
    return _phrase(schema, _Place(schema))


def _phrase(rule: JSON, place: _Place) -> str:
    if not isinstance(rule, dict):
        return "anything" if rule is not False else "nothing"
    for keyword, say in _FIRST.items():
        if keyword in rule:
            return say(rule, place)
    kind = rule.get("type")
    if isinstance(kind, list):
        return _or([_typed(one, rule, place) for one in kind if isinstance(one, str)])
    return _typed(kind, rule, place) if isinstance(kind, str) else _untyped(rule, place)


def _untyped(rule: Object, place: _Place) -> str:
    if "properties" in rule:
        return _typed("object", rule, place)
    return _typed("array", rule, place) if "items" in rule else "anything"


def _typed(kind: str, rule: Object, place: _Place) -> str:
    say = _SAID.get(kind)
    return say(rule, place) if say is not None else _TYPES.get(kind, "anything")


def _const(rule: Object, _: _Place) -> str:
    return f"always {_value(rule['const'])}"


def _enum(rule: Object, _: _Place) -> str:
    values = rule["enum"]
    if not isinstance(values, list) or len(values) > _MOST_OPTIONS:
        return f"one of {len(values) if isinstance(values, list) else 'the'} fixed values"
    return _or([_value(value) for value in values])


def _value(value: JSON) -> str:
    return f"`{value}`" if isinstance(value, str) else minified(value)


def _reference(rule: Object, place: _Place) -> str:
    name = str(rule["$ref"])
    target = _target(name, place.root)
    if not isinstance(target, dict) or name in place.followed or name == "#":
        return "an object of the same kind" if name == "#" else "what is defined under " + _value(name)
    return _phrase(target, _Place(place.root, place.depth, (*place.followed, name)))


def _target(reference: str, root: Object) -> JSON:
    value: JSON = root if reference.startswith("#") else None
    for step in reference.split("/")[1:]:
        value = value.get(step.replace("~1", "/").replace("~0", "~")) if isinstance(value, dict) else None
    return value


def _branches(keyword: str) -> Callable[[Object, _Place], str]:
    def say(rule: Object, place: _Place) -> str:
        parts = rule[keyword]
        if "properties" in rule or not isinstance(parts, list) or len(parts) > _MOST_BRANCHES:
            return _typed("object", rule, place) if "properties" in rule else "one of several forms"
        if all(isinstance(part, dict) and part.keys() == {"required"} for part in parts):
            return _typed(str(rule.get("type")), {"type": rule.get("type")}, place)
        inner = place.within(_DEEPEST)
        return _or([_phrase(part, inner) for part in parts])

    return say


def _parts(rule: Object, place: _Place) -> str:
    """Say what the parts of an ``allOf`` of objects ask together."""
    beside: Object = {name: value for name, value in rule.items() if name != "allOf"}
    parts = [*([beside] if not beside.keys() <= _WORDS else []), *_listed(rule["allOf"])]
    if len(parts) == 1:
        return _phrase(parts[0], place)
    properties: Object = {}
    required: list[JSON] = []
    for part in parts:
        inner = _target(str(part["$ref"]), place.root) if isinstance(part, dict) and "$ref" in part else part
        if (
            not isinstance(inner, dict)
            or ("properties" not in inner and inner.get("type") != "object")
            or "allOf" in inner
        ):
            return "what several rules allow together"
        properties.update(_mapped(inner.get("properties")))
        required += names_in(inner.get("required"))
    merged: Object = {"properties": properties, "required": required} if properties else {"type": "object"}
    return _object(merged, place)


_WORDS = frozenset(
    ("title", "description", "$schema", "$id", "$comment", "$defs", "definitions", "examples", "default")
)


def _listed(value: JSON) -> Sequence[JSON]:
    return value if isinstance(value, list) else []


def _mapped(value: JSON) -> Object:
    return value if isinstance(value, dict) else {}


def _text(rule: Object, _: _Place) -> str:
    form = _FORMATS.get(str(rule.get("format")))
    said = form or "text"
    if "pattern" in rule:
        said += " in a fixed pattern"
    size = _range(rule.get("minLength"), rule.get("maxLength"), "character")
    return f"{said} of {size}" if size else said


def _number(noun: str) -> Callable[[Object, _Place], str]:
    def say(rule: Object, _: _Place) -> str:
        bounds = {name: minified(rule[name]) for name in _BOUNDS if _is_number(rule.get(name))}
        said = [f"{word} {bounds[name]}" for name, word in _BOUNDS.items() if name in bounds]
        if bounds.keys() >= {"minimum", "maximum"}:
            said[:2] = [f"from {bounds['minimum']} to {bounds['maximum']}"]
        return " ".join([noun, " and ".join(said)]) if said else noun

    return say


_BOUNDS: Mapping[str, str] = {
    "minimum": "from",
    "maximum": "up to",
    "exclusiveMinimum": "over",
    "exclusiveMaximum": "under",
    "multipleOf": "in steps of",
}


def _is_number(value: JSON) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _range(low: JSON, high: JSON, noun: str) -> str:
    """Return "2 to 5 elements", "up to 5 elements", "at least 2 elements", or nothing where nothing is asked."""
    low = low if isinstance(low, int) and low > 0 else None
    if isinstance(high, int):
        counted = f"{high} {noun}{'' if high == 1 else 's'}"
        return counted if low == high else f"{low} to {counted}" if low else f"up to {counted}"
    return f"at least {low} {noun}{'' if low == 1 else 's'}" if low else ""


def _array(rule: Object, place: _Place) -> str:
    size = _range(rule.get("minItems"), rule.get("maxItems"), "element")
    said = ("a list of " + size) if size else "a list"
    said += " without repetitions" if rule.get("uniqueItems") is True else ""
    items = rule.get("items")
    if isinstance(items, dict) and "prefixItems" not in rule:
        return f"{said}, each {_phrase(items, place)}"
    return said + (" with fixed places" if "prefixItems" in rule or isinstance(items, list) else "")


def _object(rule: Object, place: _Place) -> str:
    properties = _mapped(rule.get("properties"))
    if not properties:
        values = rule.get("additionalProperties")
        if isinstance(values, dict) and values and "patternProperties" not in rule:
            return f"a map from names to values, each {_phrase(values, place.within())}"
        return "an object"
    if place.depth >= _DEEPEST:
        return f"an object with {len(properties)} known member{'' if len(properties) == 1 else 's'}"
    required = names_in(rule.get("required"))
    inner = place.within()
    members = [_member(name, part, name in required, inner) for name, part in properties.items()]
    closed = rule.get("additionalProperties") is False and "patternProperties" not in rule
    return f"an object with {_and(members)}{', and nothing else' if closed else ''}"


def _member(name: str, rule: JSON, required: bool, place: _Place) -> str:
    said = _phrase(rule, place)
    return f"`{name}` ({said}{';' if ',' in said else ','} {'required' if required else 'optional'})"


def _and(parts: Sequence[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def _or(parts: Sequence[str]) -> str:
    different = list(dict.fromkeys(parts))
    return " or ".join([", ".join(different[:-1]), different[-1]] if len(different) > 1 else different)


_FIRST: Mapping[str, Callable[[Object, _Place], str]] = {
    "$ref": _reference,
    "const": _const,
    "enum": _enum,
    "allOf": _parts,
    "anyOf": _branches("anyOf"),
    "oneOf": _branches("oneOf"),
}
_SAID: Mapping[str, Callable[[Object, _Place], str]] = {
    "string": _text,
    "integer": _number("a whole number"),
    "number": _number("a number"),
    "array": _array,
    "object": _object,
}
