"""Is an answer right: the check of a schema_generate row, and the score of anybody's answer to it.

Nothing here makes a row: schemas and answers are read from their texts alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from hashlib import sha256

import orjson

from jsonsynth import schema
from jsonsynth.conditions.reading import read
from jsonsynth.content import load
from jsonsynth.errors import SchemaRefusedError
from jsonsynth.examples import JSON, Example, Problem, label
from jsonsynth.jsontext import is_json, noncanonical, parse_strict, read_canonical
from jsonsynth.keywords import keywords
from jsonsynth.packaged import META_SCHEMAS
from jsonsynth.references import pointer

__all__ = ["check", "score", "second_opinion", "trace"]


def check(example: Example) -> list[Problem]:
    """Verify that the label is a canonical instance of the schema, and meets what the instruction asks beside it.

    Validated with jsonschema-rs, formats asserted. The condition is read from the instruction's words.
    """
    text = example.input["schema"]
    try:
        value = _read(text)
    except ValueError as error:
        return [Problem("schema-not-json", str(error))]
    problems: list[Problem] = []
    wanted = read(example.input["instruction"], value)
    if "condition" in example.facts and example.facts["condition"] != wanted:
        cause = f"the instruction asks {_shown(wanted)}, provenance says {_shown(example.facts['condition'])}"
        problems.append(Problem("condition-differs", cause))
    return problems + _label_problems(example, text, value, wanted)


def _shown(condition: JSON) -> str:
    return "nothing" if condition is None else orjson.dumps(condition).decode()


def _read(text: str) -> JSON:
    """Read the schema strictly; what prints the same again, but for white space, has nothing to be strict about."""
    try:
        value: JSON = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise ValueError(str(error)) from None
    again, given = orjson.dumps(value, None, orjson.OPT_INDENT_2 if "\n" in text else None), text.encode()
    return value if again == given or _bare(again) == _bare(given) else parse_strict(text)


def _bare(text: bytes) -> bytes:
    return text.translate(None, b" \t\n\r")


def _label_problems(example: Example, text: str, rules: JSON, wanted: JSON) -> list[Problem]:
    output, facts = label(example), example.facts
    instance, odd = read_canonical(output)
    problems: list[Problem] = []
    if odd is not None:
        try:
            instance = parse_strict(output)
        except ValueError as error:
            return [Problem("label-not-json", str(error))]
        problems.append(Problem("label-not-canonical", odd, "error" if facts else "warning"))
    try:
        failure = schema.validator(rules, text, keep=facts.get("origin") != "invented").first_error(instance)
    except SchemaRefusedError as error:
        return [*problems, Problem("schema-refused", str(error))]
    if failure is not None:
        return [*problems, Problem("schema-invalid", failure)]
    if wanted is None:
        return problems
    unmet = schema.validator(wanted, orjson.dumps(wanted).decode(), keep=False).first_error(instance)
    return problems if unmet is None else [*problems, Problem("condition-unmet", unmet)]


def trace(example: Example) -> list[Problem]:
    """Verify what the facts say of the schema: its hashes and the keywords it uses. A schema not read says nothing."""
    facts = example.facts
    if not facts or not is_json(example.input["schema"]):
        return []
    value = orjson.loads(example.input["schema"])
    digest = sha256(orjson.dumps(value, None, orjson.OPT_SORT_KEYS)).hexdigest()
    found = (digest, digest[:16], keywords(value))
    return [
        Problem("facts-disagree", f"{name} is {facts.get(name)!r}, the schema says {seen!r}")
        for name, seen in zip(("schema_sha256", "group", "features"), found, strict=True)
        if facts.get(name) != seen
    ]


def score(example: Example, answer: str) -> float:
    """Rate an answer: 1.0 for a valid instance in canonical form, 0.9 for one in another form, 0.0 for no JSON.

    A valid instance that does not meet the instruction's condition gets 0.5, and up to 0.8 for the share of its parts
    that it meets. An instance that is not valid gets half of the share of members that are right. Members wanted are
    the required ones of the schema's top level (the label's, where it requires none); one is right if it is there and
    valid under its own subschema. Of an array, the elements are counted instead: as many as the label has are wanted.
    """
    try:
        value = parse_strict(answer)
        rules = parse_strict(example.input["schema"])
        valid = schema.validator(rules).is_valid(value)
    except (ValueError, SchemaRefusedError):
        return 0.0
    if not valid:
        return 0.5 * _share_right(rules, value, orjson.loads(label(example)))
    met = _share_met(read(example.input["instruction"], rules), value)
    if met < 1.0:
        return 0.5 + 0.3 * met
    return 1.0 if noncanonical(answer) is None else 0.9


def _share_met(wanted: JSON, value: JSON) -> float:
    """Return the share of a condition's parts that a value meets, 1.0 where nothing is asked."""
    if not isinstance(wanted, dict):
        return 1.0
    parts: list[JSON] = [
        {"type": wanted["type"], keyword: part}
        for keyword in wanted.keys() - {"type", "properties", "required"}
        for part in [wanted[keyword]]
    ]
    about, needed = wanted.get("properties"), wanted.get("required")
    rules = about if isinstance(about, dict) else {}
    names = needed if isinstance(needed, list) else []
    for name in dict.fromkeys([*rules, *map(str, names)]):
        there: list[JSON] = [name] if name in names else []
        parts.append({"type": "object", "properties": {name: rules.get(name, True)}, "required": there})
    return sum(schema.validator(part, keep=False).is_valid(value) for part in parts) / len(parts)


def _share_right(rules: JSON, value: JSON, wanted: JSON) -> float:
    if isinstance(value, list) and isinstance(wanted, list):
        return _share_of_elements(rules, value, len(wanted))
    if not isinstance(value, dict) or not isinstance(wanted, dict):
        return 0.0
    required = rules.get("required") if isinstance(rules, dict) else None
    names = [name for name in required if isinstance(name, str)] if isinstance(required, list) else []
    names = names or sorted(wanted)
    part = schema.parts(rules)
    right = [name for name in names if name in value and _valid_part(part, ["properties", name], value[name])]
    return len(right) / len(names) if names else 0.0


def _share_of_elements(rules: JSON, value: list[JSON], wanted: int) -> float:
    """Return the share of right elements; too many count against it as too few do."""
    part = schema.parts(rules)
    right = sum(_valid_part(part, ["items"], element) for element in value)
    return min(right, wanted) / max(len(value), wanted, 1)


def _valid_part(part: Callable[[str], Callable[[JSON], bool] | None], path: Sequence[str], value: JSON) -> bool:
    valid = part(pointer(path))
    return valid is None or valid(value)


def second_opinion(example: Example) -> list[Problem]:
    """Ask the package jsonschema, but for schemas from outside: a hostile pattern could hang it."""
    facts = example.facts
    if facts.get("origin") != "invented" and facts.get("schema_name") not in _known():
        return []
    causes = schema.second_opinion(orjson.loads(example.input["schema"]), orjson.loads(label(example)))
    return [Problem("second-opinion", cause) for cause in causes[:1]]


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """Return the names of our schemas; no other schema can have one of them."""
    return frozenset((*META_SCHEMAS, *(file.name for file in load().schemas)))
