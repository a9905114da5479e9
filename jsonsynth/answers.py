"""Is an answer right: the check of a schema_generate row, and the score of anybody's answer to it.

Nothing here makes a row: schemas and answers are read from their texts alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import blake2b, sha256

import orjson

from jsonsynth import schema
from jsonsynth.errors import SchemaRefusedError
from jsonsynth.examples import JSON, Example, Problem, label
from jsonsynth.jsontext import noncanonical, parse_strict
from jsonsynth.keywords import keywords

__all__ = ["check", "score", "second_opinion"]

_UNKNOWN = "unknown"


def check(example: Example) -> list[Problem]:
    """Verify with jsonschema-rs, formats asserted, that the label is a canonical instance of the schema."""
    text = example.input["schema"]
    try:
        value = _read(text)
    except ValueError as error:
        return [Problem("schema-not-json", str(error))]
    problems = _facts_problems(example.facts, value) if example.facts else []
    return problems + _label_problems(example, text, value)


def _read(text: str) -> JSON:
    """Read the schema strictly; text that prints the same again has nothing to be strict about."""
    try:
        value: JSON = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise ValueError(str(error)) from None
    return value if orjson.dumps(value).decode() == text else parse_strict(text)


def _label_problems(example: Example, text: str, rules: JSON) -> list[Problem]:
    output, facts = label(example), example.facts
    odd = noncanonical(output)
    problems: list[Problem] = []
    if odd is not None:
        try:
            instance = parse_strict(output)
        except ValueError as error:
            return [Problem("label-not-json", str(error))]
        problems.append(Problem("label-not-canonical", odd, "error" if facts else "warning"))
    else:
        instance = orjson.loads(output)
    try:
        failure = schema.validator(rules, text, keep=facts.get("origin") != "invented").first_error(instance)
    except SchemaRefusedError as error:
        return [*problems, Problem("schema-refused", str(error))]
    return problems if failure is None else [*problems, Problem("schema-invalid", failure)]


def _facts_problems(facts: Mapping[str, JSON], value: JSON) -> list[Problem]:
    ordered = orjson.dumps(value, None, orjson.OPT_SORT_KEYS)
    group = blake2b(ordered, digest_size=8).hexdigest()
    found = (sha256(ordered).hexdigest(), group, keywords(value))
    return [
        Problem("facts-disagree", f"{name} is {facts.get(name)!r}, the schema says {seen!r}")
        for name, seen in zip(("schema_sha256", "group", "features"), found, strict=True)
        if facts.get(name) != seen
    ]


def score(example: Example, answer: str) -> float:
    """Rate an answer: 1.0 for a valid instance in canonical form, 0.9 for one in another form, 0.0 for no JSON.

    An instance that is not valid gets half of the share of members that are right. Members wanted are the required
    ones of the schema's top level (the label's, where it requires none); one is right if it is there and valid under
    its own subschema.
    """
    try:
        value = parse_strict(answer)
        rules = parse_strict(example.input["schema"])
        if schema.validator(rules).is_valid(value):
            return 1.0 if noncanonical(answer) is None else 0.9
    except (ValueError, SchemaRefusedError):
        return 0.0
    return 0.5 * _share_right(rules, value, orjson.loads(label(example)))


def _share_right(rules: JSON, value: JSON, wanted: JSON) -> float:
    if not isinstance(value, dict) or not isinstance(wanted, dict):
        return 0.0
    required = rules.get("required") if isinstance(rules, dict) else None
    names = [name for name in required if isinstance(name, str)] if isinstance(required, list) else []
    names = names or sorted(wanted)
    part = schema.parts(rules)
    right = [name for name in names if name in value and _valid_member(part, name, value[name])]
    return len(right) / len(names) if names else 0.0


def _valid_member(part: Callable[[str], Callable[[JSON], bool] | None], name: str, value: JSON) -> bool:
    valid = part(schema.pointer(["properties", name]))
    return valid is None or valid(value)


def second_opinion(example: Example) -> list[Problem]:
    """Ask the package jsonschema, but for a user's schema: a hostile pattern could hang it."""
    if example.facts.get("license") == _UNKNOWN:
        return []
    causes = schema.second_opinion(orjson.loads(example.input["schema"]), orjson.loads(label(example)))
    return [Problem("second-opinion", cause) for cause in causes[:1]]
