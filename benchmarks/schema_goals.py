"""What of a schema its instances show: enum values, branches of anyOf and oneOf, arrays of none, one and many."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

import jsonschema_rs

from benchmarks.schema_parts import at, elements, members, pointer

__all__ = ["shown"]

_OLD = re.compile(r"draft-0[467]")
_HEAD = ("$id", "$schema", "$defs", "definitions", "id")
Goal: TypeAlias = "tuple[str, str]"  # pointer of a subschema, what of it
_Checks: TypeAlias = "Callable[[str, Any], bool]"
_ENUM = 40  # values of an enum that are looked for: some of fifty instances have to leave the member out
_DEEPEST = 200  # of a value walked with its schema


def shown(schema: Any, values: Sequence[Any]) -> tuple[set[Goal], set[Goal]]:
    """Return the goals that the values meet and all that can plainly be met."""
    parts = jsonschema_rs.validator_map_for(schema, validate_formats=True, offline=True)

    def check(place: str, value: Any) -> bool:
        found = parts.get("#" + place)
        return found is None or found.is_valid(value)

    met: set[Goal] = set()
    for value in values:
        _visit(schema, value, check, met)
    goals = set(_goals(schema, check, met))
    return met & goals, goals


def _can_be(schema: Any, place: str, step: str) -> bool:
    """Say whether a branch can hold beside what stands with it, as far as jsonschema-rs decides that."""
    head = {name: part for name, part in members(schema).items() if name in _HEAD}
    try:
        part = {name: said for name, said in at(schema, place).items() if name not in _HEAD}
        simple = jsonschema_rs.canonicalize({**head, "allOf": [part, at(schema, place + step)]})
        return str(simple.satisfiability()) != "no"
    except ValueError:  # it refers to other parts of the document
        return True


def _read(part: dict[str, Any], schema: Any) -> dict[str, Any]:
    """Return what counts of a subschema: beside a reference nothing does up to draft 7."""
    alone = "$ref" in part and _OLD.search(str(members(schema).get("$schema")))
    return {"$ref": part["$ref"]} if alone else part


def _same(part: dict[str, Any]) -> Iterator[str]:
    """Yield the subschemas that hold for the same value, whatever it is; after "=" those of the whole document."""
    reference = part.get("$ref")
    if isinstance(reference, str) and (reference == "#" or reference.startswith("#/")):
        yield "=" + reference[1:]
    yield from [pointer("allOf", place) for place in range(len(elements(part.get("allOf"))))]


def _branches(part: dict[str, Any]) -> list[str]:
    return [
        pointer(keyword, place)
        for keyword in ("anyOf", "oneOf")
        for place, branch in enumerate(elements(part.get(keyword)))
        if branch is not False
    ]


def _inner(part: dict[str, Any]) -> Iterator[str]:
    """Yield the subschemas that hold for members and elements."""
    yield from [pointer("properties", name) for name in members(part.get("properties"))]
    yield from [pointer(keyword) for keyword in ("items", "additionalProperties") if members(part.get(keyword))]
    for keyword in ("items", "prefixItems"):
        yield from [pointer(keyword, place) for place in range(len(elements(part.get(keyword))))]


def _goals(schema: Any, check: _Checks, met: set[Goal]) -> Iterator[Goal]:
    """Yield what is reached from the root, each subschema once; not what the schema itself rules out."""
    seen: set[str] = set()
    waiting: list[tuple[str, tuple[str, ...]]] = [("", ())]  # places, with those that hold for the same value
    while waiting:
        place, holders = waiting.pop()
        part = _read(members(at(schema, place)), schema)
        if place in seen or not part:
            continue
        seen.add(place)
        open_ones = [
            step for step in _branches(part) if (place, f"branch {step}") in met or _can_be(schema, place, step)
        ]
        for step in (*_same(part), *open_ones):
            waiting.append((step[1:], ()) if step.startswith("=") else (place + step, (*holders, place)))
        waiting += [(place + step, ()) for step in _inner(part)]
        for number, value in enumerate(elements(part.get("enum"))[:_ENUM]):
            if all(check(holder, value) for holder in (*holders, place)):
                yield place, f"enum {number}"
        yield from [(place, f"branch {step}") for step in open_ones]
        yield from [(place, f"array of {name}") for name in _array_classes(part)]


def _array_classes(part: dict[str, Any]) -> list[str]:
    if part.get("type") != "array":
        return []
    low, high = part.get("minItems", 0), part.get("maxItems", 9)
    if "contains" in part:
        low = max(low, part.get("minContains", 1))
    if part.get("items") is False:
        high = min(high, len(elements(part.get("prefixItems"))))
    if elements(part.get("items")) and part.get("additionalItems") is False:
        high = min(high, len(part["items"]))
    classes = {"none": low == 0, "one": low <= 1 <= high, "many": high > 1}
    return [name for name, can_be in classes.items() if can_be]


def _visit(schema: Any, value: Any, check: _Checks, met: set[Goal]) -> None:
    """Enter what one instance meets."""
    waiting: list[tuple[str, Any, int]] = [("", value, 0)]
    seen: set[tuple[str, int]] = set()
    while waiting:
        place, one, depth = waiting.pop()
        part = members(at(schema, place))
        if not part or depth > _DEEPEST or (place, id(one)) in seen:
            continue
        seen.add((place, id(one)))
        met.update((place, what) for what in _met(part, one))
        waiting += [(step[1:] if step.startswith("=") else place + step, one, depth + 1) for step in _same(part)]
        for step in _branches(part):
            if check(place + step, one):
                met.add((place, f"branch {step}"))
                waiting.append((place + step, one, depth + 1))
        waiting += [(place + step, child, depth + 1) for step, child in _children(part, one)]


def _met(part: dict[str, Any], value: Any) -> Iterator[str]:
    for number, one in enumerate(elements(part.get("enum"))[:_ENUM]):
        if one == value and isinstance(one, bool) is isinstance(value, bool):
            yield f"enum {number}"
    if isinstance(value, list):
        yield f"array of {('none', 'one', 'many')[min(2, len(elements(value)))]}"


def _children(part: dict[str, Any], value: Any) -> Iterator[tuple[str, Any]]:
    named = members(part.get("properties"))
    for name, child in members(value).items():
        yield (pointer("properties", name) if name in named else pointer("additionalProperties")), child
    keyword = "items" if isinstance(part.get("items"), list) else "prefixItems"
    first = elements(part.get(keyword))
    rest = "additionalItems" if keyword == "items" else "items"
    for place, child in enumerate(elements(value)):
        yield (pointer(keyword, place) if place < len(first) else pointer(rest)), child
