"""A condition drawn for a schema and an instance: true of the instance, and not already said by the schema.

That the condition can be met together with the schema the instance proves; that the schema does not imply it is proved
by another valid instance, found by changing one member, that breaks it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from orjson import loads

from jsonsynth.conditions.forms import ANYTHING, Absent, Piece, absent, piece
from jsonsynth.examples import JSON
from jsonsynth.keywords import Object, names_in
from jsonsynth.schema import key, validator
from jsonsynth.seeds import Random, pick, shuffled

__all__ = ["ONLY", "Condition", "draw"]

ONLY = "only"
_HOW_MANY = (1,) * 50 + (2,) * 37 + (3,) * 13
_ONLY_SHARE = 0.07
_ENTANGLED = frozenset(
    (
        *("allOf", "anyOf", "oneOf", "if", "then", "else", "not", "dependentRequired", "dependentSchemas"),
        *("dependencies", "minProperties", "$ref", "$dynamicRef", "unevaluatedProperties"),
    )
)


@dataclass(slots=True)
class Condition:
    """What an instance must meet beside its schema: ``rules`` is a schema, ``pieces`` are its simple parts.

    The one piece of the form ``only`` has no name: it is about all optional members.
    """

    rules: Object
    pieces: tuple[Piece, ...]
    instance: JSON


_Valid = Callable[[JSON], bool]


def draw(schema: JSON, instance: JSON, valid: _Valid, rng: Random) -> Condition | None:
    """Draw a condition for an instance of a schema, None if none is found.

    ``valid`` says whether a value is valid under the schema; it is seldom asked, as a schema is dear to compile. The
    condition's instance is the one given, or the one given without its optional members.
    """
    if not isinstance(schema, dict) or not isinstance(instance, dict):
        return None
    if rng.random() < _ONLY_SHARE:
        found = _only(schema, instance, valid)
        if found is not None:
            return found
    members, required = _members(schema)
    wanted = pick(rng, _HOW_MANY)
    pieces: list[Piece] = []
    for name in shuffled(rng, [name for name in members if _sayable(name)]):
        proposed = _proposed(name, _resolved(members[name], schema), instance, required, rng)
        if proposed is not None and _broken(proposed, schema, instance, valid):
            pieces.append(proposed)
            if len(pieces) == wanted:
                break
    return Condition(_merged(pieces), tuple(pieces), instance) if pieces else None


def _sayable(name: str) -> bool:
    plain = name.isidentifier() or (name.isprintable() and _QUOTES.isdisjoint(name))
    return 2 <= len(name) <= 40 and name.isascii() and plain


_QUOTES = frozenset("`\"'")


def _proposed(name: str, rule: JSON, instance: Object, required: frozenset[str], rng: Random) -> Piece | None:
    if name not in instance:
        return absent(name, rule)
    return piece(name, instance[name], rule if isinstance(rule, dict) else {}, name in required, rng)


def _broken(proposed: Piece, schema: Object, instance: Object, valid: _Valid) -> bool:
    """Say whether a valid instance breaks the piece, so that the schema does not imply it."""
    name, properties = proposed.name, schema.get("properties")
    if schema.keys() <= _APART and isinstance(properties, dict) and name in properties:
        if proposed.form == "present":
            return True  # ``required`` alone could ask for the member, and does not
        alone = _alone(properties[name], schema.get("$schema"))
        if alone is not None:
            valid, instance, name = _judge(alone), {}, _ANY_NAME
    return any(valid(_changed(instance, name, value)) for value in proposed.breaking)


@lru_cache(maxsize=1024)  # what schemas say of a member without its name and its words, many say
def _judge(text: bytes) -> _Valid:
    return validator(loads(text), text.decode(), keep=False).is_valid


# a schema of these alone rules each member that it names by that member's own subschema and by ``required``
_APART = frozenset(
    (
        *("$schema", "$id", "id", "$comment", "title", "description", "definitions", "$defs"),
        *("type", "properties", "required", "additionalProperties"),
    )
)


_WORDS = frozenset(("title", "description", "examples", "default", "$comment"))
# keywords that all drafts read alike; "format" is not one: some drafts know more formats than others
_ALIKE = frozenset(("type", "enum", "pattern", "minLength", "maxLength", "minItems", "maxItems", "uniqueItems"))
_ANY_NAME = "member"


def _alone(rule: JSON, dialect: JSON) -> bytes | None:
    """Return what is said of a member that is there, as the text of a schema; None where it takes more to say it.

    The member has the same name in all of these schemas, and its subschema no words for people; the dialect stands
    where it can matter.
    """
    if isinstance(rule, dict):
        rule = {keyword: value for keyword, value in rule.items() if keyword not in _WORDS}
        dialect = None if rule.keys() <= _ALIKE else dialect
    part: Object = {"properties": {_ANY_NAME: rule}}
    if dialect is not None:
        part["$schema"] = dialect
    text = key(part)
    return None if b'ef":' in text else text  # a reference


def _changed(instance: Object, name: str, value: JSON | Absent) -> Object:
    rest = {member: inner for member, inner in instance.items() if member != name}
    return rest if isinstance(value, Absent) else {**rest, name: value}


def _merged(pieces: Iterable[Piece]) -> Object:
    """Return the conjunction of pieces about different members, as one schema."""
    properties: Object = {piece.name: piece.rule for piece in pieces if piece.rule is not True}
    required: list[JSON] = [*sorted(piece.name for piece in pieces if piece.needed)]
    merged: Object = {"type": "object"}
    if properties:
        merged["properties"] = properties
    if required:
        merged["required"] = required
    return merged


def _only(schema: Object, instance: Object, valid: _Valid) -> Condition | None:
    """Ask that every optional member of the whole be left out; the instance loses those it has."""
    required = names_in(schema.get("required"))
    optional = [name for name in _named(schema) if name not in required]
    if not required or not optional or not _ENTANGLED.isdisjoint(schema):
        return None
    bare: Object = {name: value for name, value in instance.items() if name in required}
    fuller = [instance] if len(instance) > len(bare) else []
    fuller += [{**bare, name: value} for name in optional[:2] for value in ANYTHING]
    proved = schema.keys() <= _APART and len(instance) > len(bare)
    if not proved and not (valid(bare) and any(map(valid, fuller))):
        return None
    names: list[JSON] = [*sorted(required)]
    rules: Object = {"type": "object", "propertyNames": {"enum": names}}
    return Condition(rules, (Piece(ONLY, "", True, False, {}, ()),), bare)


def _named(schema: Object) -> Sequence[str]:
    properties = schema.get("properties")
    return list(properties) if isinstance(properties, dict) else []


def _members(schema: Object) -> tuple[Mapping[str, JSON], frozenset[str]]:
    """Return the members that a schema names at its top level, through ``allOf`` and references, and those required."""
    members: dict[str, JSON] = {}
    required: set[str] = set()
    waiting: list[JSON] = [schema]
    seen: set[int] = set()
    while waiting:
        part = waiting.pop(0)
        if not isinstance(part, dict) or id(part) in seen:
            continue
        seen.add(id(part))
        properties, parts = part.get("properties"), part.get("allOf")
        for name, rule in properties.items() if isinstance(properties, dict) else ():
            members.setdefault(name, rule)
        required.update(names_in(part.get("required")))
        waiting += parts if isinstance(parts, list) else []
        if "$ref" in part:
            waiting.append(_target(part["$ref"], schema))
    return members, frozenset(required)


def _resolved(rule: JSON, root: Object) -> JSON:
    target = _target(rule["$ref"], root) if isinstance(rule, dict) and "$ref" in rule else None
    return target if target is not None else rule


def _target(reference: JSON, root: Object) -> JSON:
    value: JSON = root if isinstance(reference, str) and reference.startswith("#/") else None
    for step in str(reference).split("/")[1:]:
        value = value.get(step.replace("~1", "/").replace("~0", "~")) if isinstance(value, dict) else None
    return value
