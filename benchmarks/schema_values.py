"""How many values a schema can have, as far as it is plain to see: for "all there can be"."""

from __future__ import annotations

import itertools
import json
import math
import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import unquote

import jsonschema_rs

from benchmarks.schema_parts import at, elements, members

__all__ = ["is_wide", "possible"]

_MOST = 2_000  # candidates that are tried
_DEEPEST = 6
_LONGEST = 12  # elements
_LARGEST = 30_000  # bytes of a schema whose canonical form is asked for: it can take seconds beyond


def possible(schema: Any, is_valid: Callable[[Any], bool]) -> int | None:
    """Return how many values are valid, None where that is not plain to see or they are many.

    The candidates are all that a few keywords leave, of the schema or of its canonical form (jsonschema-rs); the
    validator counts the valid ones among them.
    """
    found = _candidates(schema, schema, 0)
    if found is None:
        simple = _canonical(schema)
        found = _candidates(simple, simple, 0)
    return None if found is None else len({json.dumps(value, sort_keys=True) for value in found if is_valid(value)})


def _canonical(schema: Any) -> Any:
    """Return an equivalent schema of fewer keywords, true where there is none."""
    if len(json.dumps(schema)) > _LARGEST:
        return True
    try:
        return jsonschema_rs.canonicalize(schema).to_json_schema()
    except ValueError:
        return True


def _candidates(schema: Any, root: Any, depth: int) -> list[Any] | None:
    """Return values among which all valid ones are, None where these are too many or unknown."""
    if schema is False:
        return []
    part = members(schema)
    if not part or depth > _DEEPEST:
        return None
    reference = part.get("$ref")
    if reference is not None:  # what stands beside it counts in some drafts only
        place = unquote(str(reference))
        return _candidates(at(root, place[1:]), root, depth + 1) if place.startswith("#/") else None
    ways = [_given(part), _combined(part, root, depth), _conditional(part, root, depth), _typed(part, root, depth)]
    found = [way for way in ways if way is not None]
    return min(found, key=len) if found else None


def _given(schema: dict[str, Any]) -> list[Any] | None:
    if "const" in schema:
        return [schema["const"]]
    values = elements(schema.get("enum"))
    return values if 0 < len(values) <= _MOST else None


def _combined(schema: dict[str, Any], root: Any, depth: int) -> list[Any] | None:
    ways: list[list[Any]] = []
    for part in elements(schema.get("allOf")):
        found = _candidates(part, root, depth + 1)
        if found is not None:
            ways.append(found)
    for keyword in ("anyOf", "oneOf"):
        if schema.get(keyword):
            found = _union(_candidates(part, root, depth + 1) for part in schema[keyword])
            if found is not None:
                ways.append(found)
    return min(ways, key=len) if ways else None


def _conditional(schema: dict[str, Any], root: Any, depth: int) -> list[Any] | None:
    if "if" not in schema or re.search(r"draft-0[46]", str(members(root).get("$schema"))):
        return None
    both = [_candidates(schema.get(keyword), root, depth + 1) for keyword in ("if", "then")]
    yes = [found for found in both if found is not None]
    return _union([min(yes, key=len) if yes else None, _candidates(schema.get("else"), root, depth + 1)])


def _union(parts: Iterable[list[Any] | None]) -> list[Any] | None:
    found: list[Any] = []
    for part in parts:
        if part is None or len(found) + len(part) > _MOST:
            return None
        found += part
    return found


def _typed(schema: dict[str, Any], root: Any, depth: int) -> list[Any] | None:
    kinds = schema.get("type")
    if kinds is None:
        return None
    names = elements(kinds) or [kinds]
    return _union(_KINDS[name](schema, root, depth) if name in _KINDS else None for name in names)


def _integers(schema: dict[str, Any], _: Any, __: int) -> list[Any] | None:
    low, high, step = schema.get("minimum"), schema.get("maximum"), schema.get("multipleOf", 1)
    step = step if isinstance(step, int) else 1
    if low is None or high is None or not -1e9 < low <= high < 1e9 or high - low > 50 * step:
        return None
    return list(range(int(low) // step * step - step, int(high) + step + 1, step))


def _numbers(schema: dict[str, Any], _: Any, __: int) -> list[Any] | None:
    low = schema.get("minimum")
    return [low] if low is not None and low == schema.get("maximum") else None


def _texts(schema: dict[str, Any], _: Any, __: int) -> list[Any] | None:
    if schema.get("maxLength") == 0:
        return [""]
    plain = re.fullmatch(r"\^\(?((?:[\w -]|\|(?!\)))+)\)?\$", str(schema.get("pattern")))
    grouped = plain is not None and ("|" not in plain[1] or schema["pattern"].startswith("^("))
    return plain[1].split("|") if plain is not None and grouped else None


def _arrays(schema: dict[str, Any], root: Any, depth: int) -> list[Any] | None:
    most = schema.get("maxItems")
    if most == 0:
        return [[]]
    if most is None or most > _LONGEST:
        return None
    first = elements(schema.get("prefixItems")) or elements(schema.get("items"))
    rest = schema.get("items") if isinstance(schema.get("items"), dict) else None
    parts = [*first, *([rest] * _LONGEST)]
    columns = [_candidates(part, root, depth + 1) for part in parts[: int(most)]]
    known = [column for column in columns if column is not None]
    if len(known) < len(columns) or math.prod(len(column) + 1 for column in known) > _MOST:
        return None
    return [list(made) for size in range(int(most) + 1) for made in itertools.product(*known[:size])]


def _objects(schema: dict[str, Any], root: Any, depth: int) -> list[Any] | None:
    if schema.get("maxProperties") == 0:
        return [{}]
    alone = schema.keys() <= {"$schema", "type", "properties", "required", "unevaluatedProperties"}
    closed = schema.get("additionalProperties") is False or (alone and schema.get("unevaluatedProperties") is False)
    if not closed or schema.get("patternProperties"):
        return None
    made: list[dict[str, Any]] = [{}]
    for name, part in members(schema.get("properties")).items():
        values = _candidates(part, root, depth + 1)
        if values is None or len(made) * (len(values) + 1) > _MOST:
            return None
        made = [*made, *({**one, name: value} for one in made for value in values)]
    return list(made)


_KINDS: dict[str, Callable[[dict[str, Any], Any, int], list[Any] | None]] = {
    "array": _arrays,
    "boolean": lambda _, __, ___: [True, False],
    "integer": _integers,
    "null": lambda _, __, ___: [None],
    "number": _numbers,
    "object": _objects,
    "string": _texts,
}


def is_wide(schema: Any, depth: int = 0) -> bool:
    """Say whether a schema plainly has 100,000 values: one free text or number in it, and nothing that combines."""
    part = members(schema)
    if depth > _DEEPEST or not _BINDING.isdisjoint(part):
        return False
    check = _WIDE.get(str(part.get("type")))
    return check is not None and check(part, depth)


def _wide_number(part: dict[str, Any], _: int) -> bool:
    return {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"}.isdisjoint(part)


def _wide_text(part: dict[str, Any], _: int) -> bool:
    return part.get("maxLength", 99) >= 12 and {"pattern", "format"}.isdisjoint(part)


def _wide_array(part: dict[str, Any], depth: int) -> bool:
    return part.get("maxItems", 9) > 0 and is_wide(part.get("items"), depth + 1)


def _wide_object(part: dict[str, Any], depth: int) -> bool:
    named = members(part.get("properties")).values()
    return part.get("maxProperties", 9) > 0 and any(is_wide(child, depth + 1) for child in named)


_WIDE: dict[str, Callable[[dict[str, Any], int], bool]] = {
    "array": _wide_array,
    "integer": _wide_number,
    "number": _wide_number,
    "object": _wide_object,
    "string": _wide_text,
}
_BINDING = frozenset(
    (
        "$ref", "allOf", "anyOf", "const", "contains", "dependencies", "dependentRequired", "dependentSchemas", "enum",
        "if", "not", "oneOf", "propertyNames", "unevaluatedItems", "unevaluatedProperties", "uniqueItems",
    )
)  # fmt: skip
