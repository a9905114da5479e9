"""A hundred hostile schemas: deep, wide, exponential, huge, contradictory, in circles, broken, or for the network.

Each row: a name, what must happen (``answered``, ``refused`` or ``either``), and a function that makes the schema.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple, TypeAlias

from jsonsynth.examples import JSON

Outcome: TypeAlias = Literal["answered", "refused", "either"]
DRAFT = {
    number: (
        f"http://json-schema.org/draft-0{number}/schema#"
        if number < 8
        else f"https://json-schema.org/draft/{name}/schema"
    )
    for number, name in ((4, ""), (6, ""), (7, ""), (2019, "2019-09"), (2020, "2020-12"))
}


class Hostile(NamedTuple):
    """A row of the table."""

    name: str
    outcome: Outcome
    make: Callable[[], JSON]


def nested(levels: int, step: Callable[[JSON], JSON], inmost: JSON = True) -> JSON:
    """Wrap a schema ``levels`` times."""
    schema = inmost
    for _ in range(levels):
        schema = step(schema)
    return schema


def required_member(inner: JSON) -> JSON:
    return {"type": "object", "properties": {"a": inner}, "required": ["a"]}


def chain(length: int, link: Callable[[str], JSON], last: JSON) -> JSON:
    """Return definitions each of which refers to the next one through ``link``."""
    named: dict[str, JSON] = {f"a{k}": link(f"#/$defs/a{k + 1}") for k in range(length)}
    named[f"a{length}"] = last
    return {"$ref": "#/$defs/a0", "$defs": named}


def doubled(levels: int, keyword: str) -> JSON:
    return chain(levels, lambda to: {keyword: [{"$ref": to}, {"$ref": to}]}, {"type": "string"})


def choices(size: int, groups: int, keyword: str) -> JSON:
    """Return allOf of groups of branches no two of which agree."""
    return {
        "type": "integer",
        "allOf": [
            {keyword: [{"minimum": 10 * i + j, "maximum": 10 * i + j} for j in range(size)]} for i in range(groups)
        ],
    }


def alike(count: int) -> list[JSON]:
    return [{"type": "string"} for _ in range(count)]


def grid(size: int) -> JSON:
    names: list[JSON] = [f"p{k}" for k in range(size)]
    row: dict[str, JSON] = {"type": "object", "required": names, "properties": {f"p{k}": {} for k in range(size)}}
    return {**row, "properties": {f"p{k}": {"$ref": "#/$defs/row"} for k in range(size)}, "$defs": {"row": row}}


def circle(keyword: str, size: int) -> JSON:
    """Return members that depend on each other in a circle."""
    return {"type": "object", keyword: {f"m{k}": [f"m{(k + 1) % size}"] for k in range(size)}, "required": ["m0"]}


def tower(levels: int) -> JSON:
    """Return meetings of meetings, each of which doubles the work of who takes them apart."""
    return nested(levels, lambda inner: {"anyOf": [{"allOf": [inner, {"minLength": 1}]}, {"allOf": [inner, {}]}]}, {})


DEEP = [
    Hostile("10,000 levels of properties", "refused", lambda: nested(10_000, required_member)),
    Hostile("10,000 levels of items", "refused", lambda: nested(10_000, lambda inner: {"items": inner})),
    Hostile("10,000 levels of not", "refused", lambda: nested(10_000, lambda inner: {"not": inner})),
    Hostile("10,000 levels of allOf", "refused", lambda: nested(10_000, lambda inner: {"allOf": [inner]})),
    Hostile("10,000 levels of a const", "refused", lambda: {"const": nested(10_000, lambda inner: [inner])}),
    Hostile("150 levels of properties", "either", lambda: nested(150, required_member)),
    Hostile(
        "150 levels of items", "either", lambda: nested(150, lambda i: {"type": "array", "minItems": 1, "items": i})
    ),
    Hostile("150 levels of allOf", "either", lambda: nested(150, lambda inner: {"allOf": [inner]}, {"type": "null"})),
    Hostile("90 levels of anyOf", "either", lambda: nested(90, lambda inner: {"anyOf": [inner, inner]}, {})),
    Hostile("60 levels of not", "answered", lambda: nested(60, lambda inner: {"not": inner}, {"type": "string"})),
    Hostile("61 levels of not", "answered", lambda: nested(61, lambda inner: {"not": inner}, {"type": "string"})),
    Hostile("30 levels of required members", "answered", lambda: nested(30, required_member)),
    Hostile("100 levels of if", "either", lambda: nested(100, lambda inner: {"if": inner, "then": {}, "else": False})),
]
WIDE = [
    Hostile(
        "100,000 members", "answered", lambda: {"type": "object", "properties": {f"p{k}": {} for k in range(10**5)}}
    ),
    Hostile(
        "100,000 required members", "either", lambda: {"type": "object", "required": [f"p{k}" for k in range(10**5)]}
    ),
    Hostile(
        "5,000 recursive members",
        "answered",
        lambda: {"type": "object", "properties": {f"p{k}": {"$ref": "#"} for k in range(5000)}},
    ),
    Hostile("90,000 members in a grid", "either", lambda: grid(300)),
    Hostile("200,000 values", "answered", lambda: {"enum": [f"v{k}" for k in range(200_000)]}),
    Hostile("200,000 values of no allowed type", "refused", lambda: {"enum": list(range(200_000)), "type": "string"}),
    Hostile(
        "20,000 values under a pattern", "answered", lambda: {"enum": [f"v{k}" for k in range(20_000)], "pattern": "9$"}
    ),
    Hostile("one value of a megabyte", "answered", lambda: {"const": "x" * 10**6}),
    Hostile("a name of a megabyte", "answered", lambda: {"type": "object", "required": ["x" * 10**6]}),
    Hostile("500 alike branches of oneOf", "refused", lambda: {"oneOf": alike(500)}),
    Hostile(
        "500 branches of oneOf, one apart",
        "answered",
        lambda: {"oneOf": [*alike(500), {"type": "null"}]},
    ),
    Hostile(
        "2,000 branches", "either", lambda: {"oneOf": [{"required": [f"k{k}"], "type": "object"} for k in range(2000)]}
    ),
    Hostile("5,000 schemas in allOf", "either", lambda: {"allOf": [{"minLength": k % 9} for k in range(5000)]}),
    Hostile("1,000 patterns at once", "either", lambda: {"allOf": [{"pattern": f"x{k}"} for k in range(1000)]}),
    Hostile(
        "a tuple of 20,000",
        "either",
        lambda: {"type": "array", "minItems": 20_000, "prefixItems": [{} for _ in range(20_000)]},
    ),
    Hostile("10,000 definitions", "answered", lambda: {"$defs": {f"d{k}": {"type": "string"} for k in range(10**4)}}),
]
PATTERNS = [
    Hostile("repeats of repeats", "answered", lambda: {"type": "string", "pattern": "^(a+)+$", "minLength": 500}),
    Hostile(
        "repeats of repeats, forbidden",
        "refused",
        lambda: {"pattern": "^(a+)+$", "type": "string", "not": {"pattern": "a"}},
    ),
    Hostile(
        "a look over repeats", "either", lambda: {"type": "string", "pattern": "^(?=(a+)+$)(a|aa)+$", "minLength": 40}
    ),
    Hostile("a count of counts", "either", lambda: {"type": "string", "pattern": "^((a{1,100}){1,100}){1,100}$"}),
    Hostile("a million of a letter", "either", lambda: {"type": "string", "pattern": "^a{1000000}$"}),
    Hostile("a thousand letters after a wildcard", "either", lambda: {"type": "string", "pattern": "(.*a){1000}"}),
    Hostile(
        "the tenth letter from the end",
        "answered",
        lambda: {"type": "string", "pattern": "a.{10}$", "not": {"pattern": "^b"}},
    ),
    Hostile(
        "the 60th letter from the end, not",
        "either",
        lambda: {"type": "string", "not": {"pattern": "a.{60}$"}, "pattern": "b.{50}$"},
    ),
    Hostile(
        "a back reference",
        "either",
        lambda: {"type": "string", "pattern": "^(.+)\\1\\1$", "minLength": 99, "maxLength": 99},
    ),
    Hostile(
        "5,000 alternatives",
        "either",
        lambda: {"type": "string", "pattern": "^(" + "|".join(f"w{k}" for k in range(5000)) + ")$"},
    ),
    Hostile(
        "groups 1,000 deep", "either", lambda: {"type": "string", "pattern": "^" + "(" * 1000 + "a" + ")" * 1000 + "$"}
    ),
    Hostile("no end of a bracket", "refused", lambda: {"type": "string", "pattern": "([a-z"}),
    Hostile(
        "two patterns that never meet",
        "refused",
        lambda: {"type": "string", "allOf": [{"pattern": "^a"}, {"pattern": "^b"}]},
    ),
    Hostile("a pattern that nothing has", "refused", lambda: {"type": "string", "pattern": "a^"}),
    Hostile("letters of every script", "either", lambda: {"type": "string", "pattern": "^\\p{Script=Devanagari}{40}$"}),
    Hostile(
        "200 patterns of names",
        "either",
        lambda: {
            "type": "object",
            "minProperties": 100,
            "additionalProperties": False,
            "patternProperties": {f"^p{k}": {"type": "string", "minLength": k} for k in range(200)},
        },
    ),
    Hostile(
        "patterns of names that overlap and disagree",
        "answered",
        lambda: {
            "type": "object",
            "minProperties": 2,
            "additionalProperties": False,
            "patternProperties": {"^a": {"type": "string"}, "z$": {"type": "integer"}},
        },
    ),
    Hostile(
        "patterns of names that leave none",
        "refused",
        lambda: {
            "type": "object",
            "minProperties": 1,
            "additionalProperties": False,
            "patternProperties": {"^a": {"type": "string"}, "^.": {"type": "integer"}},
            "propertyNames": {"pattern": "^a"},
        },
    ),
]
HUGE = [
    Hostile("a billion elements", "refused", lambda: {"type": "array", "minItems": 10**9}),
    Hostile("a billion characters", "refused", lambda: {"type": "string", "minLength": 10**9}),
    Hostile("a billion members", "refused", lambda: {"type": "object", "minProperties": 10**9}),
    Hostile("a billion contained", "refused", lambda: {"type": "array", "contains": {}, "minContains": 10**9}),
    Hostile(
        "nine million elements",
        "either",
        lambda: {"type": "array", "minItems": 3000, "items": {"type": "array", "minItems": 3000}},
    ),
    Hostile("a googol elements", "refused", lambda: {"type": "array", "minItems": 10**100}),
    Hostile("at most a googol elements", "answered", lambda: {"type": "array", "maxItems": 10**100}),
    Hostile("up to 1e308", "answered", lambda: {"type": "number", "minimum": 0, "maximum": 1e308}),
    Hostile("from 1e308", "answered", lambda: {"type": "number", "minimum": 1e308}),
    Hostile("an integer from 1e308", "either", lambda: {"type": "integer", "minimum": 1e308}),
    Hostile("multiples of 1e-300", "either", lambda: {"type": "number", "multipleOf": 1e-300}),
    Hostile(
        "multiples of 1e-300 in a small range",
        "either",
        lambda: {"type": "number", "multipleOf": 1e-300, "minimum": 1, "maximum": 2},
    ),
    Hostile("multiples of 1e300", "answered", lambda: {"type": "number", "multipleOf": 1e300}),
    Hostile(
        "20 coprime steps",
        "either",
        lambda: {"type": "integer", "allOf": [{"multipleOf": 10**6 + k} for k in range(1, 40, 2)]},
    ),
    Hostile(
        "a range of 1e-15",
        "either",
        lambda: {"type": "number", "exclusiveMinimum": 1, "exclusiveMaximum": 1.000000000000001},
    ),
    Hostile(
        "numbers beyond 64 bits", "answered", lambda: {"type": "integer", "minimum": 10**30, "maximum": 10**30 + 50}
    ),
    Hostile("a const beyond 64 bits", "answered", lambda: {"const": 10**40}),
    Hostile("an integer of 5,000 digits", "either", lambda: {"type": "integer", "minimum": 10**4000}),
    Hostile(
        "500 elements, one contained",
        "answered",
        lambda: {
            "type": "array",
            "contains": {"const": 1},
            "maxContains": 1,
            "minItems": 500,
        },
    ),
    Hostile("5,000 different elements", "answered", lambda: {"type": "array", "minItems": 5000, "uniqueItems": True}),
    Hostile("5,000 names", "answered", lambda: {"type": "object", "minProperties": 5000}),
    Hostile(
        "5,000 names of one letter",
        "either",
        lambda: {"type": "object", "minProperties": 5000, "propertyNames": {"maxLength": 1}},
    ),
]
CONTRADICTORY = [
    Hostile("false", "refused", lambda: False),
    Hostile("not anything", "refused", lambda: {"not": {}}),
    Hostile("a text that is a number", "refused", lambda: {"allOf": [{"type": "string"}, {"type": "number"}]}),
    Hostile("two consts", "refused", lambda: {"allOf": [{"const": 1}, {"const": 2}]}),
    Hostile(
        "three different booleans",
        "refused",
        lambda: {
            "type": "array",
            "items": {"type": "boolean"},
            "uniqueItems": True,
            "minItems": 3,
        },
    ),
    Hostile(
        "two different booleans",
        "answered",
        lambda: {
            "type": "array",
            "items": {"type": "boolean"},
            "uniqueItems": True,
            "minItems": 2,
        },
    ),
    Hostile(
        "70 different small arrays",
        "either",
        lambda: {
            "type": "array",
            "uniqueItems": True,
            "minItems": 70,
            "items": {"type": "array", "items": {"type": "boolean"}, "maxItems": 5},
        },
    ),
    Hostile(
        "a member that must be and may not",
        "refused",
        lambda: {"type": "object", "required": ["a"], "properties": {"a": False}},
    ),
    Hostile(
        "contained and not",
        "refused",
        lambda: {"type": "array", "contains": {"type": "null"}, "items": {"not": {"type": "null"}}},
    ),
    Hostile(
        "a condition that contradicts both ways",
        "refused",
        lambda: {"if": {"type": "string"}, "then": False, "else": False},
    ),
    Hostile(
        "more contained than there may be",
        "refused",
        lambda: {"type": "array", "contains": {}, "minContains": 3, "maxItems": 2},
    ),
    Hostile("an odd sum of halves", "refused", lambda: {"type": "integer", "multipleOf": 2, "not": {"multipleOf": 2}}),
    Hostile("10 to the 20 branches that disagree", "either", lambda: choices(10, 20, "anyOf")),
    Hostile("8 to the 8 branches of oneOf", "either", lambda: choices(8, 8, "oneOf")),
    Hostile(
        "2 to the 40 branches that agree",
        "answered",
        lambda: {
            "type": "object",
            "allOf": [{"anyOf": [{"required": [f"a{k}"]}, {"required": [f"b{k}"]}]} for k in range(40)],
        },
    ),
    Hostile("a nest of choices 12 deep", "answered", lambda: tower(12)),
    Hostile(
        "a nest of refusals",
        "either",
        lambda: nested(40, lambda i: {"not": {"anyOf": [i, {"maxLength": 3}]}}, {"type": "null"}),
    ),
]
CIRCLES = [
    Hostile("itself", "refused", lambda: {"$ref": "#"}),
    Hostile("itself in allOf", "refused", lambda: {"allOf": [{"$ref": "#"}]}),
    Hostile("itself in anyOf", "refused", lambda: {"anyOf": [{"$ref": "#"}, {"type": "null"}]}),
    Hostile("itself in oneOf", "refused", lambda: {"oneOf": [{"$ref": "#"}, {"type": "null"}]}),
    Hostile("itself negated", "refused", lambda: {"not": {"$ref": "#"}}),
    Hostile(
        "itself as a condition", "refused", lambda: {"if": {"$ref": "#"}, "then": {"type": "string"}, "else": False}
    ),
    Hostile(
        "itself as its member",
        "refused",
        lambda: {"type": "object", "required": ["a"], "properties": {"a": {"$ref": "#"}}},
    ),
    Hostile("itself as its only element", "refused", lambda: {"type": "array", "minItems": 1, "items": {"$ref": "#"}}),
    Hostile(
        "itself as its name",
        "either",
        lambda: {"propertyNames": {"$ref": "#"}, "type": ["object", "string"], "minProperties": 1},
    ),
    Hostile(
        "itself or the end",
        "answered",
        lambda: {
            "type": "object",
            "required": ["l", "r"],
            "properties": {name: {"anyOf": [{"$ref": "#"}, {"type": "null"}]} for name in "lr"},
        },
    ),
    Hostile(
        "two in a ring",
        "either",
        lambda: {"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}},
    ),
    Hostile("a dynamic ring", "either", lambda: {"$dynamicAnchor": "x", "$dynamicRef": "#x"}),
    Hostile(
        "a ring through unevaluated members",
        "answered",
        lambda: {"type": "object", "unevaluatedProperties": {"$ref": "#"}},
    ),
    Hostile("10,000 references in a row", "either", lambda: chain(10_000, lambda to: {"$ref": to}, {"type": "string"})),
    Hostile(
        "300 objects in a row",
        "either",
        lambda: chain(300, lambda to: required_member({"$ref": to}), {"type": "string"}),
    ),
    Hostile("oneOf of the same 14 times", "refused", lambda: doubled(14, "oneOf")),
    Hostile("allOf of the same 500 times", "refused", lambda: doubled(500, "allOf")),
    Hostile("anyOf of the same 16 times", "either", lambda: doubled(16, "anyOf")),
    Hostile(
        "allOf of the same 15 times beside a circle",
        "either",
        lambda: {"properties": {"a": {"$ref": "#/properties/a"}}, **dict_of(doubled(15, "allOf"))},
    ),
    Hostile("1,000 members that need each other", "answered", lambda: circle("dependentRequired", 1000)),
    Hostile(
        "members that need each other, draft 7",
        "answered",
        lambda: {"$schema": DRAFT[7], **dict_of(circle("dependencies", 20))},
    ),
    Hostile(
        "forty choices between an array and the next choice",
        "answered",
        lambda: chain(
            40, lambda at: {"oneOf": [{"$ref": at}, {"type": "array", "items": {"$ref": at}}]}, {"type": "string"}
        ),
    ),
    Hostile(
        "elements that are looked at 25 times, level by level",
        "answered",
        lambda: {"type": "array", "items": {"$ref": "#"}, "allOf": [{"items": {"$ref": "#"}}] * 25},
    ),
    Hostile(
        "25 arrays of itself",
        "answered",
        lambda: {"anyOf": [{"const": 1}, *arrays(25)]},
    ),
    Hostile(
        "sixty members that are such objects, one of them at least",
        "answered",
        lambda: {"type": "object", "minProperties": 1, "properties": {f"k{k}": {"$ref": "#"} for k in range(60)}},
    ),
]


def arrays(count: int) -> list[JSON]:
    """Return arrays of the whole schema, of other lengths."""
    return [{"type": "array", "items": {"$ref": "#"}, "maxItems": length} for length in range(count)]


def dict_of(schema: JSON) -> dict[str, JSON]:
    return schema if isinstance(schema, dict) else {}


BROKEN = [
    Hostile("a remote reference", "refused", lambda: {"$ref": "http://127.0.0.1:9/schema.json"}),
    Hostile("a remote dialect", "refused", lambda: {"$schema": "http://127.0.0.1:9/meta"}),
    Hostile(
        "a file reference",
        "refused",
        lambda: {"items": {"$ref": "file:///etc/hostname"}, "type": "array", "minItems": 1},
    ),
    Hostile("a remote identifier", "answered", lambda: {"$id": "http://127.0.0.1:9/a", "type": "string"}),
    Hostile("a reference beside the identifier", "refused", lambda: {"$id": "http://127.0.0.1:9/a", "$ref": "b"}),
    Hostile("a pointer to nowhere", "refused", lambda: {"$ref": "#/$defs/none"}),
    Hostile("a type that is none", "refused", lambda: {"type": "text"}),
    Hostile("a negative length", "refused", lambda: {"minLength": -1}),
    Hostile("members that are a list", "refused", lambda: {"properties": ["a"]}),
    Hostile("no number", "refused", lambda: {"minimum": float("nan")}),
    Hostile("endless", "refused", lambda: {"maximum": float("inf")}),
    Hostile("a lone surrogate as a value", "refused", lambda: {"const": "\ud800"}),
    Hostile("a lone surrogate as a name", "refused", lambda: {"properties": {"\udfff": {}}}),
    Hostile("a list", "refused", lambda: [{"type": "string"}]),
    Hostile(
        "names with line ends and quotes",
        "answered",
        lambda: {"type": "object", "required": ['a"\n\\', "", "\x00", "~/"]},
    ),
    Hostile("formats that nobody knows", "answered", lambda: {"type": "string", "format": "\\x00(+"}),
    Hostile("step 0", "refused", lambda: {"multipleOf": 0}),
    Hostile("a value without end", "refused", lambda: {"const": float("inf")}),
    Hostile("a value without end among others", "refused", lambda: {"enum": ["a", {"b": [float("-inf")]}]}),
    Hostile(
        "steps that no number can tell apart",
        "refused",
        lambda: {"type": "number", "multipleOf": 1e-320, "minimum": 1, "maximum": 2},
    ),
    Hostile(
        "an anchor of two schemas",
        "refused",
        lambda: {"$ref": "#a", "$defs": {"x": {"$anchor": "a", "type": "integer"}, "y": {"$anchor": "a"}}},
    ),
    Hostile(
        "an identifier of two schemas",
        "refused",
        lambda: {"$ref": "urn:a:b", "$defs": {"x": {"$id": "urn:a:b", "type": "integer"}, "y": {"$id": "urn:a:b"}}},
    ),
    Hostile(
        "an anchor of two equal schemas",
        "answered",
        lambda: {"$ref": "#a", "$defs": {"x": {"$anchor": "a", "type": "null"}, "y": {"$anchor": "a", "type": "null"}}},
    ),
    Hostile(
        "thousands of objects, each compared with thousands",
        "refused",
        lambda: {
            "type": "array",
            "minItems": 4000,
            "items": {"enum": [{"a": number, "b": [number]} for number in range(4000)]},
        },
    ),
]
HOSTILE = [*DEEP, *WIDE, *PATTERNS, *HUGE, *CONTRADICTORY, *CIRCLES, *BROKEN]
