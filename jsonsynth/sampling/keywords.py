"""The keywords of JSON Schema, each merged into a view by one rule; ``allOf`` and references by following them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import combinations

from jsonsynth.examples import JSON
from jsonsynth.realism import ENCODINGS, JSON_TEXT
from jsonsynth.sampling.draw import Dead
from jsonsynth.sampling.negation import negated
from jsonsynth.sampling.refs import Document, ObjectPart, Schema
from jsonsynth.sampling.views import ArrayPart, Group, View
from jsonsynth.schema import key

__all__ = ["absorb", "view"]


def view(schemas: Iterable[Schema], document: Document) -> View:
    """Merge schemas. Raises Dead if they contradict each other plainly."""
    parts = list(schemas)
    first = next((part for part in parts if isinstance(part, dict)), True)
    made = View(document.place(first))
    for part in parts:
        absorb(made, part, document)
    return made


def absorb(into: View, schema: Schema, document: Document) -> None:
    """Merge one more schema into a view, in place."""
    waiting: list[Schema] = [schema]
    while waiting:
        part = waiting.pop()
        if part is False:
            raise Dead(into.place, "the schema is false: nothing is valid")
        if not isinstance(part, dict) or id(part) in into.seen:
            continue
        into.seen[id(part)] = None
        into.parts.append(part)
        reference = part.get("$ref")
        if isinstance(reference, str):
            waiting.append(document.resolve(reference, part))
            if document.draft <= 7:
                continue
        _ruled(into, part, document)
        merged = _schemas(part.get("allOf"))
        into.hard = into.hard or len(merged) > 1
        waiting.extend(reversed(merged))


def _ruled(into: View, part: dict[str, JSON], document: Document) -> None:
    """Merge the keywords of one schema, its references and allOf apart."""
    for keyword, value in part.items():
        rule = _RULES.get(keyword)
        if rule is not None:
            rule(into, value, part, document)
    if not part.keys().isdisjoint(_OF_OBJECTS):
        _members(into, part, document)
    if not part.keys().isdisjoint(_OF_ARRAYS):
        _elements(into, part, document)


_Rule = Callable[[View, JSON, dict[str, JSON], Document], None]


def _schema(value: JSON) -> Schema:
    return value if isinstance(value, (dict, bool)) else True


def _schemas(value: JSON) -> list[Schema]:
    return [_schema(child) for child in value] if isinstance(value, list) else []


def _named_schemas(value: JSON) -> dict[str, Schema]:
    return {name: _schema(child) for name, child in value.items()} if isinstance(value, dict) else {}


def _names(value: JSON) -> list[str]:
    return [name for name in value if isinstance(name, str)] if isinstance(value, list) else []


def _number(value: JSON) -> float | None:
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _type(into: View, value: JSON, part: dict[str, JSON], document: Document) -> None:
    names = [value] if isinstance(value, str) else _names(value)
    into.limit_types(names, document.place(part))


def _enum(into: View, value: JSON, part: dict[str, JSON], document: Document) -> None:
    into.limit_values(list(value) if isinstance(value, list) else [value], document.place(part))


def _const(into: View, value: JSON, part: dict[str, JSON], document: Document) -> None:
    if document.draft > 4:
        into.limit_values([value], document.place(part))


def _minimum(into: View, value: JSON, part: dict[str, JSON], _: Document) -> None:
    number = _number(value)
    if number is not None:
        into.above(number, part.get("exclusiveMinimum") is True)
        into.meant["integer"] = into.meant["fraction"] = None


def _maximum(into: View, value: JSON, part: dict[str, JSON], _: Document) -> None:
    number = _number(value)
    if number is not None:
        into.below(number, part.get("exclusiveMaximum") is True)
        into.meant["integer"] = into.meant["fraction"] = None


def _exclusive_minimum(into: View, value: JSON, _: dict[str, JSON], __: Document) -> None:
    number = _number(value)
    if number is not None:
        into.above(number, True)
        into.meant["integer"] = into.meant["fraction"] = None


def _exclusive_maximum(into: View, value: JSON, _: dict[str, JSON], __: Document) -> None:
    number = _number(value)
    if number is not None:
        into.below(number, True)
        into.meant["integer"] = into.meant["fraction"] = None


def _multiple(into: View, value: JSON, _: dict[str, JSON], __: Document) -> None:
    number = _number(value)
    if number and number not in into.steps:
        into.steps.append(number)
        into.meant["integer"] = into.meant["fraction"] = None


def _count(kind: str, lower: bool, meant: str) -> _Rule:
    def rule(into: View, value: JSON, _: dict[str, JSON], __: Document) -> None:
        number = _number(value)
        if number is not None:
            (into.at_least if lower else into.at_most)(kind, int(number))
            into.meant[meant] = None

    return rule


def _pattern(into: View, value: JSON, _: dict[str, JSON], __: Document) -> None:
    if isinstance(value, str) and value not in into.patterns:
        into.patterns.append(value)
        into.meant["string"] = None


def _format(into: View, value: JSON, _: dict[str, JSON], __: Document) -> None:
    if isinstance(value, str) and value not in into.formats:
        into.formats.append(value)
        into.meant["string"] = None


def _content(into: View, _: JSON, part: dict[str, JSON], document: Document) -> None:
    """Take how a text is encoded and what it holds for a format where the draft asserts it, else for a description."""
    said = (part.get("contentEncoding"), part.get("contentMediaType"))
    held = " ".join([text for text in said if isinstance(text, str) and (text in ENCODINGS or text == JSON_TEXT)])
    if document.draft not in (6, 7):
        into.about = into.about or held
    elif held and held not in into.formats:
        into.formats.insert(0, held)
        into.meant["string"] = None


def _members(into: View, part: dict[str, JSON], document: Document) -> None:
    found = document.members.get(id(part))
    if found is None:
        named = _named_schemas(part.get("properties"))
        patterns = _named_schemas(part.get("patternProperties"))
        rest = _schema(part.get("additionalProperties", True))
        found = document.members[id(part)] = ObjectPart(named, patterns, rest)
    into.objects.append(found)
    into.meant["object"] = None


def _required(into: View, value: JSON, _: dict[str, JSON], __: Document) -> None:
    into.required.update(dict.fromkeys(_names(value)))
    into.meant["object"] = None


def _property_names(into: View, value: JSON, _: dict[str, JSON], document: Document) -> None:
    if document.draft > 4:
        into.name_schemas.append(_schema(value))
        into.meant["object"] = None


def _dependent(into: View, value: JSON, part: dict[str, JSON], document: Document) -> None:
    for name, wanted in value.items() if isinstance(value, dict) else ():
        if isinstance(wanted, list):
            into.dependents[name] = [*into.dependents.get(name, ()), *_names(wanted)]
            into.meant["object"] = None
        else:
            then: dict[str, JSON] = {"required": [name], "allOf": [wanted]}
            without: dict[str, JSON] = {"\0absent": [name]}
            into.groups.append(Group([document.derived(then, part), document.derived(without, part)], rivals=False))
            into.hard = True


def _elements(into: View, part: dict[str, JSON], document: Document) -> None:
    prefix = part.get("prefixItems") if document.draft >= 2020 else part.get("items")
    after = part.get("items") if document.draft >= 2020 else part.get("additionalItems", True)
    if not isinstance(prefix, list):
        prefix, after = [], part.get("items", True)
    into.arrays.append(ArrayPart(_schemas(prefix), _schema(True if after is None else after)))
    into.meant["array"] = None


def _contains(into: View, value: JSON, part: dict[str, JSON], document: Document) -> None:
    if document.draft == 4:
        return
    counted = document.draft >= 2019
    least, most = part.get("minContains", 1), part.get("maxContains")
    low = int(least) if counted and isinstance(least, (int, float)) else 1
    high = int(most) if counted and isinstance(most, (int, float)) else None
    into.contains.append((_schema(value), low, high))
    into.meant["array"] = None
    into.hard = True


def _unique(into: View, value: JSON, _: dict[str, JSON], __: Document) -> None:
    into.unique = into.unique or value is True
    into.meant["array"] = None


def _any_of(into: View, value: JSON, part: dict[str, JSON], document: Document) -> None:
    """Enter anyOf: beside a keyword that allows only what a branch speaks of, also two branches and all of them."""
    branches: list[Schema] = [branch for branch in _schemas(value) if branch is not False]
    if not part.keys().isdisjoint(_CLOSING):
        together = [*combinations(branches[:_PAIRED], 2), *([tuple(branches)] if len(branches) > 2 else [])]
        branches = [*branches, *(document.derived({"allOf": [*some]}, part) for some in together)]
    _branched(into, Group(branches, rivals=False))


def _one_of(into: View, value: JSON, _: dict[str, JSON], __: Document) -> None:
    """Enter oneOf: of equal branches none can hold alone, so all must fail."""
    branches: list[Schema] = [branch for branch in _schemas(value) if branch is not False]
    keys = [key(branch) for branch in branches]
    counts = Counter(keys)
    alone = [branch for branch, name in zip(branches, keys, strict=True) if counts[name] == 1]
    several = {name: branch for branch, name in zip(branches, keys, strict=True) if counts[name] > 1}
    _branched(into, Group(alone, rivals=True, never=tuple(several.values())))


def _branched(into: View, group: Group) -> None:
    into.require(into.place, group.branches, "no branch can hold")
    into.groups.append(group)
    into.hard = True


def _if(into: View, value: JSON, part: dict[str, JSON], document: Document) -> None:
    if document.draft < 7 or not ("then" in part or "else" in part):
        return
    condition = _schema(value)
    yes = document.derived({"allOf": [condition, _schema(part.get("then", True))]}, part)
    no = document.derived({"not": condition, "allOf": [_schema(part.get("else", True))]}, part)
    into.groups.append(Group([yes, no], rivals=False))
    into.hard = True


def _not(into: View, value: JSON, part: dict[str, JSON], document: Document) -> None:
    into.hard = True
    branches = negated(_schema(value), document)
    if branches is not None:
        into.require(document.place(part), branches, "the schema under not allows everything")
        if len(branches) == 1:
            absorb(into, branches[0], document)
        else:
            into.groups.append(Group(branches, rivals=False))


def _unevaluated_members(into: View, value: JSON, _: dict[str, JSON], document: Document) -> None:
    if document.draft >= 2019:
        into.closed_members.append(_schema(value))
        into.meant["object"] = None
        into.hard = True


def _unevaluated_elements(into: View, value: JSON, _: dict[str, JSON], document: Document) -> None:
    if document.draft >= 2019:
        into.closed_elements.append(_schema(value))
        into.meant["array"] = None
        into.hard = True


def _dynamic(into: View, value: JSON, part: dict[str, JSON], document: Document) -> None:
    if document.draft >= 2019 and isinstance(value, str):
        into.hard = True
        absorb(into, document.dynamic(value, part), document)


def _hints(into: View, value: JSON, _: dict[str, JSON], __: Document) -> None:
    into.examples.extend(value if isinstance(value, list) else [])


def _default(into: View, value: JSON, _: dict[str, JSON], __: Document) -> None:
    into.examples.append(value)


def _title(into: View, value: JSON, _: dict[str, JSON], __: Document) -> None:
    into.title = into.title or (value if isinstance(value, str) else "")


def _description(into: View, value: JSON, _: dict[str, JSON], __: Document) -> None:
    into.about = into.about or (value if isinstance(value, str) else "")


def _banned(into: View, value: JSON, _: dict[str, JSON], __: Document) -> None:
    into.banned.extend(value if isinstance(value, list) else [])


def _absent(into: View, value: JSON, _: dict[str, JSON], __: Document) -> None:
    into.absent.update(dict.fromkeys(_names(value)))


def _not_pattern(into: View, value: JSON, _: dict[str, JSON], __: Document) -> None:
    if isinstance(value, str):
        into.not_patterns.append(value)


def _not_format(into: View, value: JSON, _: dict[str, JSON], __: Document) -> None:
    if isinstance(value, str):
        into.not_formats.append(value)


def _not_multiple(into: View, value: JSON, _: dict[str, JSON], __: Document) -> None:
    number = _number(value)
    if number is not None:
        into.not_steps.append(number)


def _named(into: View, value: JSON, _: dict[str, JSON], __: Document) -> None:
    into.names_needed.append(_schema(value))


def _repeated(into: View, _: JSON, __: dict[str, JSON], ___: Document) -> None:
    into.repeated = True


def _kinds(into: View, value: JSON, part: dict[str, JSON], document: Document) -> None:
    into.limit_types(_names(value), document.place(part))


_CLOSING = ("unevaluatedItems", "unevaluatedProperties")
_PAIRED = 4  # branches of anyOf of which any two are taken together
_OF_OBJECTS = ("properties", "patternProperties", "additionalProperties")
_OF_ARRAYS = ("items", "prefixItems", "additionalItems")
_RULES: dict[str, _Rule] = {
    "$dynamicRef": _dynamic,
    "$recursiveRef": _dynamic,
    "anyOf": _any_of,
    "const": _const,
    "contains": _contains,
    "contentEncoding": _content,
    "contentMediaType": _content,
    "default": _default,
    "dependencies": _dependent,
    "dependentRequired": _dependent,
    "dependentSchemas": _dependent,
    "description": _description,
    "enum": _enum,
    "example": _default,
    "examples": _hints,
    "exclusiveMaximum": _exclusive_maximum,
    "exclusiveMinimum": _exclusive_minimum,
    "format": _format,
    "if": _if,
    "maxItems": _count("items", lower=False, meant="array"),
    "maxLength": _count("length", lower=False, meant="string"),
    "maxProperties": _count("members", lower=False, meant="object"),
    "maximum": _maximum,
    "minItems": _count("items", lower=True, meant="array"),
    "minLength": _count("length", lower=True, meant="string"),
    "minProperties": _count("members", lower=True, meant="object"),
    "minimum": _minimum,
    "multipleOf": _multiple,
    "not": _not,
    "oneOf": _one_of,
    "pattern": _pattern,
    "propertyNames": _property_names,
    "required": _required,
    "title": _title,
    "type": _type,
    "unevaluatedItems": _unevaluated_elements,
    "unevaluatedProperties": _unevaluated_members,
    "uniqueItems": _unique,
    # of derived schemas only (negation.py)
    "\0absent": _absent,
    "\0banned": _banned,
    "\0kinds": _kinds,
    "\0named": _named,
    "\0not-multiple": _not_multiple,
    "\0not-format": _not_format,
    "\0not-pattern": _not_pattern,
    "\0repeated": _repeated,
}
