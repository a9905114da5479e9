"""Where a schema means different things to different validators: formats that decide, references in a circle."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from jsonsynth.examples import JSON
from jsonsynth.sampling.draw import Dead
from jsonsynth.sampling.formatted import PATTERNS
from jsonsynth.sampling.refs import Document, Schema, subschemas
from jsonsynth.schema import key

__all__ = ["circles", "endless", "formats_decide"]

# keywords by which a value may be valid because a schema does not hold, and where that schema stands
_LACKING = {"if": "if", "maxContains": "contains", "not": "not", "oneOf": "oneOf"}
_DEPENDING = ("dependencies", "dependentSchemas")
_BRANCHES = ("allOf", "anyOf", "oneOf")
_ELEMENTS = ("additionalItems", "contains", "items", "prefixItems", "unevaluatedItems")


def formats_decide(document: Document) -> bool:
    """Say whether a value may be valid because something lacks a format, which not all validators look at."""
    text = key(document.root)
    lacks = b'ef":"http' in text or any(b'"%s":' % keyword.encode() in text for keyword in _LACKING)
    if b'"format":' not in text or not lacks:
        return False
    lacking: list[JSON] = []
    for part in _reached([document.root], document):
        for keyword, under in _LACKING.items():
            if keyword in part:
                held = part.get(under)
                lacking += held if isinstance(held, list) else [held]
    return any(part.get("format") in PATTERNS for part in _reached(lacking, document))


def circles(document: Document) -> bool:
    """Say whether a schema leads back to itself for the same value, maybe under a condition."""
    if b'ef":' not in key(document.root):
        return False
    parts = _reached([document.root], document)
    beside = {id(part): [id(child) for _, _, child in _beside(part, document)] for part in parts}
    try:
        TopologicalSorter(beside).prepare()
    except CycleError:
        return True
    return False


def _reached(starts: list[JSON], document: Document) -> list[dict[str, JSON]]:
    """Return schemas with all in them and all that they refer to."""
    found: dict[int, dict[str, JSON]] = {}
    waiting = list(starts)
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict) and id(part) not in found:
            found[id(part)] = part
            waiting += [_target(part, document), *(child for _, child in subschemas(part))]
    return list(found.values())


def endless(value: JSON, document: Document) -> str | None:
    """Return the pointer of a schema that leads back to itself when a value is validated, None if none does."""
    waiting: list[tuple[JSON, JSON, bool]] = [(document.root, value, False)]
    begun: set[tuple[int, int]] = set()
    open_: set[tuple[int, int]] = set()  # those in which the search is
    while waiting:
        part, value, left = waiting.pop()
        if not isinstance(part, dict):
            continue
        here = id(part), id(value)
        if left:
            open_.remove(here)
        elif here in open_:
            return document.place(part)
        elif here not in begun:
            begun.add(here)
            open_.add(here)
            waiting.append((part, value, True))
            waiting += [(child, value, False) for child in _looking(part, value, document)]
            waiting += [(child, inner, False) for child, inner in _inside(part, value, document)]
    return None


def _target(part: dict[str, JSON], document: Document) -> Schema:
    reference, dynamic = part.get("$ref"), part.get("$dynamicRef", part.get("$recursiveRef"))
    try:
        if isinstance(reference, str):
            return document.resolve(reference, part)
        return document.dynamic(dynamic, part) if isinstance(dynamic, str) else True
    except Dead:  # told when it is drawn
        return True


def _beside(part: dict[str, JSON], document: Document) -> Iterator[tuple[str, str, JSON]]:
    """Yield the schemas that look at the same value, with their keywords and the members that they depend on."""
    yield "", "", _target(part, document)
    if "$ref" in part and document.draft <= 7:
        return
    for keyword, value in part.items():
        if keyword in _BRANCHES and isinstance(value, list):
            yield from ((keyword, "", child) for child in value)
        elif keyword in ("not", "if") or (keyword in ("then", "else") and "if" in part):
            yield keyword, "", value
        elif keyword in _DEPENDING and isinstance(value, dict):
            yield from ((keyword, name, child) for name, child in value.items())


def _looking(part: dict[str, JSON], value: JSON, document: Document) -> Iterator[JSON]:
    """Yield the schemas that look at the value itself; of several any of which will do, those up to one that does."""
    settled = False
    for keyword, name, child in _beside(part, document):
        if keyword in ("then", "else"):
            applies = _holds(part["if"], value, document) in (None, keyword == "then")
        elif keyword == "anyOf":
            applies, settled = not settled, settled or _holds(child, value, document) is True
        else:
            applies = keyword not in _DEPENDING or (isinstance(value, dict) and name in value)
        if applies:
            yield child


def _holds(part: JSON, value: JSON, document: Document) -> bool | None:
    """Say whether a value is valid under a subschema, None where that is unknown."""
    check = document.check(part) if isinstance(part, (dict, bool)) else None
    return None if check is None else check(value)


def _inside(part: dict[str, JSON], value: JSON, document: Document) -> Iterator[tuple[JSON, JSON]]:
    """Yield what looks at the members, names and elements of a value, each with what it looks at."""
    if isinstance(value, dict):
        for name, member in value.items():
            yield part.get("propertyNames", True), name
            yield from ((child, member) for child in _of_member(part, name, document))
    elif isinstance(value, list):
        for keyword in _ELEMENTS:
            schemas = part.get(keyword)
            yield from (
                (child, element) for child in (schemas if isinstance(schemas, list) else [schemas]) for element in value
            )


def _of_member(part: dict[str, JSON], name: str, document: Document) -> list[JSON]:
    named, patterns = part.get("properties"), part.get("patternProperties")
    found = [named[name]] if isinstance(named, dict) and name in named else []
    if isinstance(patterns, dict):
        found += [child for pattern, child in patterns.items() if document.matches(pattern, name)]
    return found or [part.get("additionalProperties", True), part.get("unevaluatedProperties", True)]
