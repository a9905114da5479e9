"""JSON Schema: what is valid, what is refused, and a second opinion.

jsonschema-rs is the oracle: offline, formats asserted, the draft from ``$schema`` (2020-12 without one). The package
jsonschema is the second opinion. Neither follows a reference out of the document, but to a published meta-schema, which
both have with them. Both are imported only here.
"""

from __future__ import annotations

import json
import math
import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, cast

import jsonschema_rs
import orjson

from jsonsynth.errors import SchemaRefusedError
from jsonsynth.examples import JSON
from jsonsynth.references import children, pointer, references, tangled

__all__ = [
    "DRAFTS",
    "Failure",
    "Validator",
    "draft",
    "key",
    "meta_schema",
    "parts",
    "refusal",
    "second_opinion",
    "simplified",
    "validator",
    "without_formats",
]

_DEEPEST = 200  # levels of JSON; jsonschema-rs gives up between 240 and 256
_MOST_PARTS = 1_000_000  # objects and arrays; the largest real one has a tenth
_LARGEST = 16_000_000  # characters of a schema; the largest real one seen has 2.1 million
_HARMLESS = 30  # fewer references cannot make so many ways
_PUBLISHED = re.compile(r'"\$ref":\s*"https?://json-schema\.org/draft')
_KEPT = 256  # compiled validators, those that a batch of rows is made with and checked again; one holds about 20 kB
_MANY = 100  # references
_SIMPLE_ENOUGH = 30_000  # characters of a schema whose canonical form is asked for: it can take seconds beyond

DRAFTS = {
    "http://json-schema.org/draft-04/schema": 4,
    "http://json-schema.org/draft-06/schema": 6,
    "http://json-schema.org/draft-07/schema": 7,
    "https://json-schema.org/draft/2019-09/schema": 2019,
    "https://json-schema.org/draft/2020-12/schema": 2020,
}


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a value is not valid: the pointer of the keyword in the schema, of the place in the value, and the words."""

    keyword: str
    place: str
    message: str


@dataclass(slots=True)
class Validator:
    """A compiled schema. ``is_valid(value)`` is the quick answer; the first reason against a value takes longer."""

    is_valid: Callable[[JSON], bool]
    _made: jsonschema_rs.Validator

    def first_failure(self, value: JSON) -> Failure | None:
        """Return the first reason why the value is not valid, None if it is."""
        if self.is_valid(value):
            return None
        error = next(self._made.iter_errors(value))
        return Failure(pointer(error.schema_path), pointer(error.instance_path), _shortened(error.message))

    def first_error(self, value: JSON) -> str | None:
        """Return the first reason in one line, with its place in the value; None if the value is valid."""
        failure = self.first_failure(value)
        return f"{failure.place or 'the value'}: {failure.message}" if failure is not None else None


def _shortened(message: str, most: int = 200) -> str:
    line = " ".join(message.split())
    return line if len(line) <= most else line[: most - 12] + "..." + line[-9:]


def draft(schema: JSON) -> int:
    """Return the draft a schema is read as: 4, 6, 7, 2019 or 2020."""
    named = schema.get("$schema") if isinstance(schema, dict) else None
    return DRAFTS.get(named.rstrip("#"), 2020) if isinstance(named, str) else 2020


_printed, _SORTED = orjson.dumps, orjson.OPT_SORT_KEYS


def key(value: JSON) -> bytes:
    """Return bytes that are equal exactly for equal JSON values (integers of any size)."""
    try:
        return _printed(value, None, _SORTED)
    except TypeError:
        return json.dumps(value, sort_keys=True, ensure_ascii=True).encode()


_recent: OrderedDict[str, Validator] = OrderedDict()


def validator(schema: JSON, text: str = "", *, keep: bool = True) -> Validator:
    """Return the compiled schema. The last few are kept, by their text; without ``keep``, this one is not.

    ``text``, where the caller has it, is any JSON text of the schema. Formats are asserted and nothing outside the
    document is read. Raises SchemaRefusedError, see :func:`refusal`.
    """
    name = text or _text(schema)
    found = _recent.get(name) if name else None
    if found is not None:
        _recent.move_to_end(name)
        return found
    made = _examined(schema, name, "", text)
    if isinstance(made, SchemaRefusedError):
        raise made
    if keep:
        _recent[name] = made
        if len(_recent) > _KEPT:
            _recent.popitem(last=False)
    return made


def without_formats(schema: JSON) -> Callable[[JSON], bool]:
    """Return what says whether a value is valid where formats are not asserted; the schema is a sound one."""
    registry = _registry(key(schema).decode())
    made = jsonschema_rs.validator_for(cast("Any", schema), validate_formats=False, offline=True, registry=registry)
    return made.is_valid


def parts(schema: JSON) -> Callable[[str], Callable[[JSON], bool] | None]:
    """Return the validator of each subschema, by pointer (``/properties/a``; ``""`` for the whole), None if unknown.

    References in a part still mean the whole document.
    """
    found = jsonschema_rs.validator_map_for(
        cast("Any", schema), validate_formats=True, offline=True, registry=_registry(key(schema).decode())
    )

    def part(place: str) -> Callable[[JSON], bool] | None:
        checker = found.get("#" + place)
        return checker.is_valid if checker is not None else None

    return part


def simplified(schema: JSON) -> JSON:
    """Return an equivalent schema in jsonschema-rs's canonical form, or the schema itself where there is none.

    Titles, descriptions and examples are lost. Large schemas are returned as they are, for time.
    """
    text = _text(schema)
    if len(text) > _SIMPLE_ENOUGH or text.count('"$ref":') > _MANY:
        return schema
    try:
        return cast("JSON", jsonschema_rs.canonicalize(cast("Any", schema)).to_json_schema())
    except ValueError:
        return schema


def _too_much(schema: JSON) -> str | None:
    """Say that a document is too deep or too large, without recursion; parts used twice count twice."""
    level: list[JSON] = [schema]
    total = 0
    for _ in range(_DEEPEST):
        level = [child for value in level for child in children(value)]
        total += len(level)
        if not level:
            return None
        if total > _MOST_PARTS:
            return f"it has more than {_MOST_PARTS:,} parts"
    return f"the schema is nested more than {_DEEPEST} levels deep"


def refusal(schema: JSON, where: str) -> SchemaRefusedError | None:
    """Say why a schema is refused, None if it is sound: not a schema, broken, too deep, or with outside references.

    ``where`` names the document, as ``file.json``; the error's ``where`` is ``file.json#/pointer``. Whether a sound
    schema has an instance is found out by sampling it.
    """
    made = _examined(schema, _text(schema), where)
    return made if isinstance(made, SchemaRefusedError) else None


def _text(schema: JSON) -> str:
    """Return the key of a schema, nothing if it is too deep or too large to have one."""
    return "" if _too_much(schema) else key(schema).decode()


def _examined(schema: JSON, text: str, where: str, read: str = "") -> Validator | SchemaRefusedError:
    """Return the compiled schema, or why it is refused; ``read``: a text of it to compile, where there is one."""
    if not isinstance(schema, (dict, bool)):
        kind = "null" if schema is None else type(schema).__name__
        return _refused(where, "", f"a schema is an object, true or false, not {kind}", "Give a JSON Schema.")
    if not text or len(text) > _LARGEST:
        problem = _too_much(schema) or f"its text is longer than {_LARGEST:,} characters"
        return _refused(where, "", problem, "Split it, or flatten it with $defs and $ref.")
    referring = text.count('ef":')  # no fewer than there are references
    if referring > _HARMLESS and tangled(schema):
        problem = "its references lead to each other too often to be followed"
        return _refused(where, "", problem, "Refer directly, and less often.")
    leaving = referring and referring > text.count('ef":"#')  # the document, as far as counts can tell
    try:
        made = _compiled(schema, read, _registry(text) if leaving else None)
    except jsonschema_rs.ValidationError as error:
        return _explained(schema, where, error)
    except (ValueError, TypeError) as error:
        return _unread(where, str(error))
    place = _endless_number(schema) if not read and _NO_NUMBER.search(text) else None
    if place is not None:
        return _refused(where, place, "a number is infinite or none at all, which no JSON holds", "Give a finite one.")
    return Validator(made.is_valid, made)


_NO_NUMBER = re.compile(r"[\[:,]null")  # as what an infinite number is written


def _endless_number(schema: JSON) -> str | None:
    """Return the pointer of a number that is infinite or none, None if there is no such."""
    waiting: list[tuple[list[str | int], JSON]] = [([], schema)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, float) and not math.isfinite(value):
            return pointer(path)
        inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        waiting.extend(([*path, step], child) for step, child in inner if isinstance(child, (float, dict, list)))
    return None


def _compiled(schema: JSON, text: str, registry: jsonschema_rs.Registry | None) -> jsonschema_rs.Validator:
    """Compile a schema from a text of it, a tenth quicker; from the schema where there is none or it nests too deep."""
    try:
        return jsonschema_rs.validator_for(
            cast("Any", text or schema), validate_formats=True, offline=True, registry=registry
        )
    except ValueError:
        if not text:
            raise
    return jsonschema_rs.validator_for(cast("Any", schema), validate_formats=True, offline=True, registry=registry)


def _unread(where: str, message: str) -> SchemaRefusedError:
    if "ecursion" in message:
        return _refused(where, "", "the schema is nested too deep to be read", "Flatten it with $defs and $ref.")
    return _refused(where, "", _shortened(message), "Give plain JSON, with text that UTF-8 can hold.")


def _explained(schema: JSON, where: str, error: jsonschema_rs.ValidationError) -> SchemaRefusedError:
    if error.instance_path or error.schema_path:
        cause = f"not valid under its own meta-schema: {_shortened(error.message)}"
        old = error.instance_path[-1:] == ["items"] and isinstance(error.instance, list) and draft(schema) == 2020
        return _refused(where, pointer(error.instance_path), cause, _TUPLE if old else "Correct the keyword's value.")
    for place, text in references(schema):
        address, _, fragment = text.partition("#")
        if any(part and part in error.message for part in (address, fragment)):
            if place == "/$schema":
                return _refused(where, place, f"{text!r} is no draft that is known", _DRAFT)
            return _refused(where, place, f"{text!r} is not in this document", "Put what it names under $defs.")
    return _refused(where, "", _shortened(error.message), "Put what is referred to under $defs.")


_TUPLE = 'A list there is of older drafts: say so by "$schema": "http://json-schema.org/draft-07/schema#".'
_DRAFT = "Name draft 4, 6, 7, 2019-09 or 2020-12 there, or leave it out."


def _refused(where: str, place: str, problem: str, remedy: str) -> SchemaRefusedError:
    return SchemaRefusedError(f"{where}#{place}", problem, remedy)


def _registry(text: str) -> jsonschema_rs.Registry | None:
    """Return the published meta-schemas for the text of a schema that refers to them, None for any other."""
    return _published() if _PUBLISHED.search(text) else None


@cache
def _published() -> jsonschema_rs.Registry:
    published = cast("Any", import_module("jsonschema_specifications")).REGISTRY
    return jsonschema_rs.Registry([(address, published.contents(address)) for address in sorted(published)])


def meta_schema(address: str) -> JSON:
    """Return a published meta-schema or one of its vocabularies by its address, None if it is not one."""
    import referencing.exceptions  # noqa: PLC0415 - start-up time

    published = cast("Any", import_module("jsonschema_specifications")).REGISTRY
    try:
        return cast("JSON", published.contents(address))
    except referencing.exceptions.NoSuchResource:
        return None


def _mistaken(error: Any) -> bool:
    """Say whether an error is one that the package jsonschema is known to find where there is none."""
    if error.validator == "additionalProperties":
        return "" in error.schema.get("patternProperties", {})
    return error.validator == "multipleOf" and isinstance(error.instance, float)


def second_opinion(schema: JSON, value: JSON) -> list[str]:
    """Return what the package jsonschema has against a value: nothing if it agrees that it is valid.

    Formats are asserted as far as it knows them and outside references fail. It abstains on a pattern that Python
    cannot read, on a reference in a circle, on multiples of a decimal, which it divides in binary, and on what stands
    beside an empty pattern for names, which it overlooks. It can hang on a hostile pattern: run it where it can be
    ended.
    """
    import jsonschema.validators  # noqa: PLC0415 - start-up time
    import referencing.exceptions  # noqa: PLC0415 - start-up time

    kind = cast("Any", jsonschema.validators.validator_for(cast("Any", schema), jsonschema.Draft202012Validator))
    published = cast("Any", import_module("jsonschema_specifications")).REGISTRY
    checker = kind(schema, registry=published, format_checker=kind.FORMAT_CHECKER)
    try:
        return [
            f"{pointer(list(error.absolute_path))}: {error.message}"
            for error in checker.iter_errors(value)
            if not _mistaken(error)
        ]
    except (re.error, RecursionError):
        return []
    except referencing.exceptions.Unresolvable as error:
        return [f"unresolvable reference {error.ref}"]
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # the end of the stack was met in its maps, written in Rust
            return []
        raise
