"""Schemas that are easy to say and hard to fulfil; each has an instance, most have many."""

from __future__ import annotations

from jsonsynth.examples import JSON

__all__ = ["ADVERSARIAL"]

ADVERSARIAL: list[tuple[str, JSON]] = [
    ("three patterns", {"type": "string", "allOf": [{"pattern": "^[a-z]+$"}, {"pattern": "foo"}, {"pattern": "bar$"}]}),
    (
        "repeats of two and of three",
        {"type": "string", "allOf": [{"pattern": "^(ab)*$"}, {"pattern": "^(aba|bab)*$"}], "minLength": 6},
    ),
    ("a pattern without a letter", {"type": "string", "pattern": "^[a-c]{3,6}$", "not": {"pattern": "a"}}),
    (
        "three patterns that may not be",
        {
            "type": "string",
            "pattern": "^[0-9]{4}$",
            "allOf": [{"not": {"pattern": "0"}}, {"not": {"pattern": "11"}}, {"not": {"pattern": "^2"}}],
        },
    ),
    ("ten thousand characters", {"type": "string", "minLength": 10000}),
    (
        "five thousand hexadecimal digits",
        {"type": "string", "pattern": "^[a-f0-9]+$", "minLength": 5000, "maxLength": 5010},
    ),
    ("three glances ahead", {"type": "string", "pattern": "^(?=.*[A-Z])(?=.*[0-9])(?=.*[!@#]).{8,20}$"}),
    ("a glance ahead at what may not be", {"type": "string", "pattern": "^(?!admin)[a-z]{5,9}$"}),
    ("a word's borders in a window", {"type": "string", "pattern": "\\bcat\\b", "minLength": 20, "maxLength": 30}),
    (
        "an exact length of unequal parts",
        {"type": "string", "pattern": "^(a|bc|def)+$", "minLength": 17, "maxLength": 17},
    ),
    ("what was there before", {"type": "string", "pattern": "^(a+)b\\1$"}),
    ("classes of Unicode", {"type": "string", "pattern": "^\\p{Lu}\\p{Ll}{2,5}$"}),
    ("a date of a month", {"type": "string", "format": "date", "pattern": "^2024-02-"}),
    (
        "an address of a shape",
        {"type": "string", "format": "email", "pattern": "^[a-z]{3}@[a-z]+\\.org$", "maxLength": 14},
    ),
    ("an IPv4 address of a net", {"type": "string", "format": "ipv4", "pattern": "^10\\."}),
    ("a URI of a shape", {"type": "string", "format": "uri", "pattern": "^https://example\\.com/[a-z]+/[0-9]{3}$"}),
    ("a UUID with zeros", {"type": "string", "format": "uuid", "pattern": "^[0-9a-f]{8}-0000-4"}),
    ("a moment with fractions of seconds", {"type": "string", "format": "date-time", "pattern": "Z$", "minLength": 24}),
    ("a pattern but for some texts", {"type": "string", "pattern": "^[ab]{3}$", "not": {"enum": ["aaa", "bbb"]}}),
    ("no long text", {"type": "string", "not": {"minLength": 3}, "minLength": 1, "pattern": "^[xyz]*$"}),
    (
        "beginning, end, middle and length",
        {
            "type": "string",
            "allOf": [
                {"pattern": "^A"},
                {"pattern": "Z$"},
                {"pattern": "[0-9]{3}"},
                {"minLength": 12},
                {"maxLength": 12},
            ],
        },
    ),
    (
        "either pattern, and not both ends",
        {
            "type": "string",
            "anyOf": [{"pattern": "^x{3}"}, {"pattern": "y{3}$"}],
            "not": {"pattern": "^x.*y$"},
            "maxLength": 8,
        },
    ),
    (
        "lazy repeats in a window",
        {"type": "string", "pattern": "^<([a-z]+?)>.*?</[a-z]+>$", "minLength": 30, "maxLength": 40},
    ),
    ("nested groups", {"type": "string", "pattern": "^(\\((\\(\\))*\\))*$", "minLength": 10, "maxLength": 14}),
    ("signs that are no spaces", {"type": "string", "pattern": "^[^a-zA-Z0-9]{4}$", "not": {"pattern": "\\s"}}),
    (
        "an odd length that three divides",
        {"type": "string", "pattern": "^(..)*.$", "allOf": [{"pattern": "^(...)*$"}], "minLength": 7, "maxLength": 16},
    ),
    (
        "names of a pattern",
        {"type": "object", "propertyNames": {"pattern": "^[a-z]{2}_[0-9]$"}, "minProperties": 3, "maxProperties": 5},
    ),
    (
        "names of two patterns",
        {
            "type": "object",
            "propertyNames": {"allOf": [{"pattern": "^a"}, {"pattern": "z$"}, {"minLength": 5}]},
            "minProperties": 2,
        },
    ),
    (
        "names without vowels",
        {
            "type": "object",
            "propertyNames": {"not": {"pattern": "[aeiou]"}, "minLength": 3, "maxLength": 6},
            "minProperties": 2,
        },
    ),
    (
        "members of two patterns only",
        {
            "type": "object",
            "patternProperties": {"^n_": {"type": "integer"}, "_s$": {"type": "string"}},
            "additionalProperties": False,
            "minProperties": 4,
        },
    ),
    (
        "members of both patterns",
        {
            "type": "object",
            "patternProperties": {"^a": {"minimum": 5}, "b$": {"maximum": 10}},
            "additionalProperties": False,
            "minProperties": 2,
            "propertyNames": {"pattern": "^a.*b$"},
        },
    ),
    (
        "names of a pattern that may not be",
        {
            "type": "object",
            "patternProperties": {"^[a-m]": False},
            "additionalProperties": {"type": "boolean"},
            "minProperties": 3,
        },
    ),
    (
        "names of a list",
        {
            "type": "object",
            "propertyNames": {"enum": ["a", "b", "c", "d", "e"]},
            "minProperties": 4,
            "additionalProperties": {"type": "integer"},
        },
    ),
    (
        "names of fifty characters",
        {"type": "object", "propertyNames": {"minLength": 50, "maxLength": 50}, "minProperties": 1},
    ),
    (
        "names that are UUIDs",
        {
            "type": "object",
            "propertyNames": {"format": "uuid"},
            "minProperties": 2,
            "additionalProperties": {"type": "null"},
        },
    ),
    ("sixty members", {"type": "object", "minProperties": 60, "additionalProperties": {"type": "integer"}}),
    (
        "most names that there are",
        {"type": "object", "minProperties": 26, "maxProperties": 30, "propertyNames": {"pattern": "^[a-z]{1,2}$"}},
    ),
    (
        "multiples of three numbers",
        {"type": "integer", "allOf": [{"multipleOf": 6}, {"multipleOf": 10}, {"multipleOf": 15}], "minimum": 1},
    ),
    ("hundredths in a narrow range", {"type": "number", "multipleOf": 0.01, "minimum": 0.5, "maximum": 0.6}),
    ("odd multiples", {"type": "integer", "multipleOf": 3, "not": {"multipleOf": 2}, "minimum": 0, "maximum": 100}),
    (
        "multiples of none of three",
        {
            "type": "integer",
            "minimum": 1,
            "maximum": 200,
            "allOf": [{"not": {"multipleOf": 2}}, {"not": {"multipleOf": 3}}, {"not": {"multipleOf": 5}}],
        },
    ),
    ("an open narrow range", {"type": "number", "exclusiveMinimum": 1, "exclusiveMaximum": 1.0001}),
    (
        "a narrow range in steps",
        {"type": "number", "allOf": [{"minimum": 3.1415}, {"maximum": 3.1416}, {"multipleOf": 1e-05}]},
    ),
    ("integers beyond 64 bits", {"type": "integer", "minimum": 100000000000000000000, "multipleOf": 7}),
    (
        "multiples of two decimals",
        {"type": "number", "allOf": [{"multipleOf": 0.3}, {"multipleOf": 0.2}], "exclusiveMinimum": 0, "maximum": 100},
    ),
    ("a range with a hole", {"type": "integer", "minimum": 0, "maximum": 1000, "not": {"minimum": 10, "maximum": 990}}),
    ("no integer", {"type": "number", "not": {"type": "integer"}, "minimum": 0, "maximum": 1}),
    (
        "multiples of one and not of others",
        {
            "type": "integer",
            "multipleOf": 1001,
            "not": {"anyOf": [{"multipleOf": 2}, {"multipleOf": 9}]},
            "minimum": 5000,
        },
    ),
    (
        "two or three large elements among five",
        {
            "type": "array",
            "contains": {"type": "integer", "minimum": 100},
            "minContains": 2,
            "maxContains": 3,
            "items": {"type": "integer"},
            "minItems": 5,
        },
    ),
    (
        "three contained elements",
        {
            "type": "array",
            "allOf": [{"contains": {"const": "a"}}, {"contains": {"const": "b"}}, {"contains": {"pattern": "^c"}}],
            "items": {"type": "string", "maxLength": 3},
        },
    ),
    ("every value once", {"type": "array", "uniqueItems": True, "items": {"enum": [1, 2, 3, 4]}, "minItems": 4}),
    (
        "true, false and null once each",
        {"type": "array", "uniqueItems": True, "items": {"type": ["boolean", "null"]}, "minItems": 3},
    ),
    (
        "every object once",
        {
            "type": "array",
            "uniqueItems": True,
            "minItems": 6,
            "items": {
                "type": "object",
                "required": ["a", "b"],
                "additionalProperties": False,
                "properties": {"a": {"enum": [1, 2]}, "b": {"enum": ["x", "y", "z"]}},
            },
        },
    ),
    (
        "nearly every integer once",
        {
            "type": "array",
            "uniqueItems": True,
            "minItems": 9,
            "maxItems": 10,
            "items": {"type": "integer", "minimum": 1, "maximum": 10},
        },
    ),
    (
        "every text of a pattern once",
        {"type": "array", "uniqueItems": True, "minItems": 8, "items": {"type": "string", "pattern": "^[ab]{3}$"}},
    ),
    (
        "nothing of a kind contained",
        {"type": "array", "minItems": 3, "items": {"enum": ["a", "b", "c"]}, "not": {"contains": {"const": "a"}}},
    ),
    (
        "one of a kind at most",
        {
            "type": "array",
            "contains": {"const": 1},
            "minContains": 0,
            "maxContains": 1,
            "items": {"enum": [1, 2]},
            "minItems": 4,
            "maxItems": 6,
        },
    ),
    (
        "elements after the first ones",
        {
            "type": "array",
            "prefixItems": [{"const": 1}, {"type": "string"}],
            "unevaluatedItems": {"type": "boolean"},
            "minItems": 4,
            "maxItems": 6,
        },
    ),
    (
        "elements that are not contained ones",
        {"type": "array", "contains": {"type": "string"}, "unevaluatedItems": {"type": "integer"}, "minItems": 3},
    ),
    (
        "an element twice",
        {
            "type": "array",
            "not": {"uniqueItems": True},
            "items": {"type": "integer", "minimum": 0, "maximum": 9},
            "maxItems": 4,
        },
    ),
    ("a thousand elements", {"type": "array", "minItems": 1000, "maxItems": 1001, "items": {"type": "integer"}}),
    (
        "unique arrays",
        {
            "type": "array",
            "uniqueItems": True,
            "minItems": 3,
            "items": {"type": "array", "minItems": 2, "maxItems": 2, "items": {"enum": [0, 1]}},
        },
    ),
    (
        "three conditions",
        {
            "type": "object",
            "properties": {"k": {"enum": ["a", "b", "c"]}},
            "required": ["k"],
            "allOf": [
                {
                    "if": {"properties": {"k": {"const": "a"}}},
                    "then": {"required": ["x"], "properties": {"x": {"type": "integer"}}},
                },
                {"if": {"properties": {"k": {"const": "b"}}}, "then": {"required": ["y"], "not": {"required": ["x"]}}},
                {"if": {"properties": {"k": {"const": "c"}}}, "then": {"maxProperties": 1}},
            ],
        },
    ),
    (
        "a condition on the type",
        {
            "if": {"type": "integer"},
            "then": {"multipleOf": 4, "minimum": 10},
            "else": {"type": "string", "pattern": "^q"},
        },
    ),
    (
        "a condition in a condition",
        {
            "type": "integer",
            "minimum": 0,
            "maximum": 100,
            "if": {"multipleOf": 2},
            "then": {"if": {"minimum": 50}, "then": {"multipleOf": 10}, "else": {"maximum": 20}},
            "else": {"minimum": 90},
        },
    ),
    (
        "members that ask for others",
        {
            "type": "object",
            "required": ["a"],
            "properties": {"a": {"type": "integer"}},
            "dependentRequired": {"a": ["b"], "b": ["c"]},
            "dependentSchemas": {"c": {"properties": {"d": {"const": 4}}, "required": ["d"]}},
        },
    ),
    (
        "no other members, in two parts",
        {
            "type": "object",
            "allOf": [{"properties": {"a": {"type": "string"}}}, {"properties": {"b": {"type": "integer"}}}],
            "required": ["a", "b"],
            "unevaluatedProperties": False,
        },
    ),
    (
        "no other members, by a condition",
        {
            "type": "object",
            "if": {"properties": {"t": {"const": 1}}, "required": ["t"]},
            "then": {"properties": {"u": {"type": "string"}}, "required": ["u"]},
            "else": {"properties": {"v": {"type": "integer"}}, "required": ["v"]},
            "unevaluatedProperties": False,
        },
    ),
    (
        "no other members, of either branch",
        {
            "type": "object",
            "anyOf": [
                {"properties": {"a": {"type": "integer"}}, "required": ["a"]},
                {"properties": {"b": {"type": "integer"}}, "required": ["b"]},
            ],
            "unevaluatedProperties": False,
        },
    ),
    (
        "other members of a type",
        {
            "type": "object",
            "patternProperties": {"^x-": {"type": "string"}},
            "unevaluatedProperties": {"type": "integer"},
            "minProperties": 3,
        },
    ),
    (
        "a multiple of exactly one",
        {
            "type": "integer",
            "oneOf": [{"multipleOf": 2}, {"multipleOf": 3}, {"multipleOf": 5}],
            "minimum": 0,
            "maximum": 100,
        },
    ),
    (
        "one of two patterns, and not both",
        {"oneOf": [{"type": "string", "pattern": "^a"}, {"type": "string", "pattern": "b$"}], "minLength": 2},
    ),
    (
        "not both members",
        {
            "type": "object",
            "properties": {"a": {"type": "integer"}, "b": {"type": "integer"}},
            "not": {"required": ["a", "b"]},
            "minProperties": 1,
            "additionalProperties": False,
        },
    ),
    (
        "not both ranges",
        {
            "type": "object",
            "required": ["p", "q"],
            "properties": {"p": {"type": "boolean"}, "q": {"type": "integer", "minimum": 0, "maximum": 9}},
            "additionalProperties": False,
            "not": {"properties": {"p": {"const": True}, "q": {"minimum": 5}}},
        },
    ),
    ("not not", {"not": {"not": {"type": "string", "minLength": 4, "pattern": "^z"}}}),
    (
        "members under two patterns",
        {
            "type": "object",
            "patternProperties": {"a": {"multipleOf": 10}, "b": {"multipleOf": 4}},
            "additionalProperties": False,
            "minProperties": 1,
            "propertyNames": {"pattern": "ab|ba", "maxLength": 4},
            "maxProperties": 2,
        },
    ),
    (
        "exclusive choices that hang together",
        {
            "type": "object",
            "properties": {
                "a": {"type": "boolean"},
                "b": {"type": "boolean"},
                "c": {"type": "boolean"},
                "d": {"type": "boolean"},
                "e": {"type": "boolean"},
                "f": {"type": "boolean"},
            },
            "allOf": [
                {"oneOf": [{"required": ["a"]}, {"required": ["b"]}]},
                {"oneOf": [{"required": ["c"]}, {"required": ["d"]}]},
                {"oneOf": [{"required": ["b"]}, {"required": ["d"]}]},
            ],
            "additionalProperties": False,
        },
    ),
    (
        "trees",
        {
            "$ref": "#/$defs/t",
            "$defs": {
                "t": {
                    "type": "object",
                    "required": ["v", "k"],
                    "properties": {
                        "v": {"type": "integer"},
                        "k": {"type": "array", "items": {"$ref": "#/$defs/t"}, "maxItems": 2},
                    },
                    "additionalProperties": False,
                }
            },
        },
    ),
    (
        "pairs of pairs",
        {
            "$ref": "#/$defs/t",
            "$defs": {
                "t": {
                    "anyOf": [
                        {"type": "integer"},
                        {"type": "array", "items": {"$ref": "#/$defs/t"}, "minItems": 2, "maxItems": 2},
                    ]
                }
            },
        },
    ),
    (
        "clauses",
        {
            "type": "object",
            "properties": {
                "a": {"type": "boolean"},
                "b": {"type": "boolean"},
                "c": {"type": "boolean"},
                "d": {"type": "boolean"},
            },
            "required": ["a", "b", "c", "d"],
            "allOf": [
                {"anyOf": [{"properties": {"a": {"const": True}}}, {"properties": {"b": {"const": False}}}]},
                {"anyOf": [{"properties": {"b": {"const": True}}}, {"properties": {"c": {"const": True}}}]},
                {"anyOf": [{"properties": {"c": {"const": False}}}, {"properties": {"d": {"const": True}}}]},
                {"anyOf": [{"properties": {"a": {"const": False}}}, {"properties": {"d": {"const": False}}}]},
            ],
            "additionalProperties": {"type": "integer"},
        },
    ),
    (
        "an enum under a pattern",
        {
            "enum": ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta"],
            "pattern": "a$",
            "minLength": 4,
            "not": {"const": "zeta"},
        },
    ),
    ("no other types", {"not": {"type": ["object", "array", "string", "null"]}, "exclusiveMinimum": 3}),
    (
        "a constant object",
        {
            "type": "object",
            "properties": {"a": {"const": {"x": [1, {"y": None}]}}, "b": {"type": "integer"}},
            "required": ["a", "b"],
        },
    ),
    (
        "a member that may not be",
        {
            "type": "object",
            "properties": {"a": {}, "b": {"type": "integer"}},
            "dependentSchemas": {"a": False},
            "required": ["b"],
            "additionalProperties": False,
        },
    ),
    (
        "a format or a multiple",
        {
            "type": ["string", "integer"],
            "allOf": [
                {"if": {"type": "string"}, "then": {"format": "ipv6"}},
                {"if": {"type": "integer"}, "then": {"minimum": 7, "multipleOf": 7}},
            ],
        },
    ),
    (
        "names that are left over",
        {
            "type": "object",
            "minProperties": 2,
            "properties": {"a": False},
            "patternProperties": {"^b": False},
            "propertyNames": {"pattern": "^[abc]{2}$"},
        },
    ),
    (
        "every number there is, once",
        {
            "type": "array",
            "items": {"type": "integer", "minimum": 1, "maximum": 80},
            "uniqueItems": True,
            "minItems": 80,
        },
    ),
    (
        "the second of two ends, and more before it",
        {"type": "string", "pattern": "^a|b$", "minLength": 3, "not": {"pattern": "^a"}},
    ),
    ("days that are none", {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$", "not": {"format": "date"}}),
    ("addresses that are none", {"type": "string", "pattern": r"^[\d.]{7,15}$", "not": {"format": "ipv4"}}),
    ("numbers of a billionth", {"type": "number", "minimum": 1e-12, "maximum": 2e-12}),
    (
        "a member that needs no further one",
        {"type": "object", "minProperties": 2, "properties": {"a": {"$ref": "#"}, "b": {"$ref": "#"}}},
    ),
    (
        "two members, of which only leaves end",
        {
            "type": "object",
            "minProperties": 2,
            "properties": {"a": {"$ref": "#"}, "b": {"type": "integer"}, "c": {"type": "boolean"}},
            "additionalProperties": False,
        },
    ),
]
