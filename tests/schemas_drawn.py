"""Schemas drawn by hypothesis from the grammar of the keywords, and a small universe of values to try them on."""

from __future__ import annotations

import itertools
from typing import Any

from hypothesis import strategies as st

from jsonsynth.examples import JSON
from jsonsynth.schema import key

__all__ = ["SCHEMAS", "UNIVERSE"]

_NAMES = st.sampled_from(["a", "b", "c", "x-1"])
_SCALARS = st.sampled_from([None, True, False, 0, 1, -1, 2, 6, 0.5, "", "a", "ab", "yes", "2024-01-01"])
_COUNTS = st.integers(0, 3)
_BOUNDS = st.sampled_from([-2, 0, 0.5, 1, 2, 5])


def _some(**keywords: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Return objects of some of the keywords, most often two or three."""
    names = st.lists(st.sampled_from(sorted(keywords)), min_size=1, max_size=3, unique=True)
    return names.flatmap(lambda chosen: st.fixed_dictionaries({name: keywords[name] for name in chosen}))


def _typed(kind: str, schemas: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    """Return schemas for a type, which some of them do not say."""
    return st.tuples(schemas, st.booleans()).map(lambda two: {"type": kind, **two[0]} if two[1] else two[0])


_NUMBERS = _some(
    minimum=_BOUNDS,
    maximum=_BOUNDS,
    exclusiveMinimum=_BOUNDS,
    exclusiveMaximum=_BOUNDS,
    multipleOf=st.sampled_from([1, 2, 3, 0.5]),
)
_TEXTS = _some(
    minLength=_COUNTS,
    maxLength=_COUNTS,
    pattern=st.sampled_from(["^a", "b$", "^[a-z]*$", "^\\d+$", "a|y", "^(ab|c)?$"]),
    format=st.sampled_from(["date", "ipv4", "email"]),
)
_KINDS = st.sampled_from(["null", "boolean", "integer", "number", "string", "array", "object"])
_LEAVES: st.SearchStrategy[JSON] = st.one_of(
    st.booleans(),
    st.just({}),
    st.builds(lambda values: {"enum": values}, st.lists(_SCALARS, min_size=1, max_size=4, unique_by=key)),
    st.builds(lambda value: {"const": value}, _SCALARS),
    st.builds(lambda kinds: {"type": kinds}, st.lists(_KINDS, min_size=1, max_size=3, unique=True)),
    _typed("integer", _NUMBERS),
    _typed("number", _NUMBERS),
    _typed("string", _TEXTS),
)


def _composed(inner: st.SearchStrategy[JSON]) -> st.SearchStrategy[JSON]:
    several = st.lists(inner, min_size=1, max_size=3)
    names = st.lists(_NAMES, max_size=2, unique=True)
    objects = _some(
        properties=st.dictionaries(_NAMES, inner, max_size=3),
        required=names,
        additionalProperties=inner,
        minProperties=_COUNTS,
        maxProperties=_COUNTS,
        patternProperties=st.dictionaries(st.sampled_from(["^x-", "a", "^."]), inner, min_size=1, max_size=2),
        propertyNames=st.one_of(
            st.sampled_from([{"maxLength": 2}, {"pattern": "^[a-c]"}, {"enum": ["a", "c"]}]), inner
        ),
        dependentRequired=st.dictionaries(_NAMES, names, max_size=2),
        dependentSchemas=st.dictionaries(_NAMES, inner, max_size=2),
        unevaluatedProperties=inner,
    )
    arrays = _some(
        items=inner,
        prefixItems=several,
        contains=inner,
        minContains=_COUNTS,
        maxContains=_COUNTS,
        minItems=_COUNTS,
        maxItems=_COUNTS,
        uniqueItems=st.booleans(),
        unevaluatedItems=inner,
    )
    branches = _some(
        allOf=several, anyOf=several, oneOf=several, **{"not": inner, "if": inner, "then": inner, "else": inner}
    )
    return st.one_of(
        _typed("object", objects),
        _typed("array", arrays),
        branches,
        st.builds(lambda one, two: {**one, **two}, branches, st.one_of(objects, arrays, _NUMBERS, _TEXTS)),
        st.sampled_from([{"$ref": "#/$defs/shared"}, {"$ref": "#"}]),
    )


_PARTS = st.recursive(_LEAVES, _composed, max_leaves=6)
SCHEMAS = st.builds(
    lambda part, shared: {**part, "$defs": {"shared": shared}} if isinstance(part, dict) else part, _PARTS, _PARTS
)


def _universe() -> list[JSON]:
    """Return some thousand small values."""
    scalars: list[JSON] = [None, True, False, *range(-3, 8), 0.5, 1.5, 0.1, 1e9]
    scalars += ["", "a", "b", "c", "ab", "abc", "yes", "x-1", "1", "12", "2024-01-01", "127.0.0.1", "a@b.org", "zzz"]
    inner: list[JSON] = [None, True, False, 0, 1, 2, 3, -1, 0.5, "", "a", "ab", "2024-01-01", [], {}, [0], {"a": 0}]
    arrays: list[JSON] = [list(made) for size in range(3) for made in itertools.product(inner, repeat=size)]
    arrays += [[0, 1, 2], [0, 0, 0], ["a", "b", "c"], [1, 1, 1], [True, False, None], [{}, [], {}], ["a", "a", "a"]]
    names = ["a", "b", "c", "x-1", "x-2", "ab", "zz"]
    objects: list[JSON] = [{}]
    objects += [{name: value} for name in names for value in inner]
    objects += [{a: x, b: y} for a, b in itertools.combinations(names, 2) for x in inner[:12] for y in inner[:12]]
    objects += [dict.fromkeys(three, value) for three in itertools.combinations(names, 3) for value in inner]
    return [*scalars, *arrays, *objects]


UNIVERSE = _universe()
