"""What an instruction asks for: fields, types, what to do about missing values, the form of dates."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, cast

__all__ = ["Policy", "Request", "Wanted", "request"]

Policy = Literal["null", "omit"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A field that is asked.

    ``type``: string, int, float, bool, date, datetime, string[], enum, or any where the instruction does not say.
    ``options``: the values of an enumeration. ``optional``: the instruction says that it may be missing.
    """

    name: str
    type: str
    options: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """An instruction, read. ``fields`` is empty where no specification was found; the forms, where none is stated."""

    fields: Mapping[str, Wanted]
    policy: Policy | None
    date_form: str
    datetime_form: str


_SIMPLE = {
    "string": "string", "str": "string", "text": "string", "a string": "string", "texto": "string",
    "int": "int", "integer": "int", "whole number": "int", "inteiro": "int", "número inteiro": "int",
    "float": "float", "number": "float", "decimal number": "float", "número": "float", "número decimal": "float",
    "bool": "bool", "boolean": "bool", "true or false": "bool", "booleano": "bool", "true ou false": "bool",
    "date": "date", "data": "date",
    "datetime": "datetime", "date and time": "datetime", "timestamp": "datetime", "data e hora": "datetime",
    "string[]": "string[]", "list of strings": "string[]", "array of strings": "string[]",
    "lista de textos": "string[]", "lista de strings": "string[]",
}  # fmt: skip
_BRACES = re.compile(r"\{\s*([^\W\d][\w-]*\s*:[^{}\"]*)\}")
_SAID = re.compile(r"([^\W\d][\w-]*) \(([^()]*)\)")
_MAYBE = re.compile(r"; (?:may be missing|optional|pode faltar|opcional)$")
_ONE_OF = ("one of: ", "um de: ")
_OMITTED = re.compile(r"leave out (?!any text|notes)")
_FORM = re.compile(r"(?:YYYY|AAAA)-MM-DD(T(?:HH:MM)(?::SS)?Z?)?")


def _braces(text: str) -> dict[str, Wanted]:
    found = _BRACES.search(text)
    if found is None:
        return {}
    fields: dict[str, Wanted] = {}
    for part in found.group(1).split(","):
        name, _, kind = part.partition(":")
        field = _typed(name.strip(), kind.strip())
        fields[field.name] = field
    return fields


@lru_cache(maxsize=4096)
def _typed(name: str, kind: str) -> Wanted:
    optional = kind.endswith("?")
    bare = kind.removesuffix("?").strip()
    if "|" in bare:
        return Wanted(name, "enum", tuple(value.strip() for value in bare.split("|")), optional)
    return Wanted(name, _SIMPLE.get(bare.lower(), "any"), (), optional)


def _said(text: str) -> dict[str, Wanted]:
    fields: dict[str, Wanted] = {}
    for name, kind in _SAID.findall(text):
        field = _described(name, kind)
        if field is not None:
            fields[name] = field
    return fields


@lru_cache(maxsize=4096)
def _described(name: str, kind: str) -> Wanted | None:
    bare = _MAYBE.sub("", kind)
    head = next((start for start in _ONE_OF if bare.startswith(start)), None)
    if head is not None:
        return Wanted(name, "enum", tuple(bare.removeprefix(head).split(", ")), bare != kind)
    if bare.lower() in _SIMPLE:
        return Wanted(name, _SIMPLE[bare.lower()], (), bare != kind)
    return None


_DECODER = json.JSONDecoder()


def _schema(text: str) -> dict[str, Wanted]:
    start = text.find('{"')
    if start < 0:
        return {}
    try:
        parsed: Any = _DECODER.raw_decode(text, start)[0]
    except ValueError:
        return {}
    schema = cast("dict[str, Any]", parsed)
    properties = schema.get("properties")
    if not isinstance(properties, dict):
        return {}
    members = cast("dict[str, dict[str, Any]]", properties)
    required = schema.get("required", ())
    return {name: _from_schema(name, member, name not in required) for name, member in members.items()}


_SCHEMA_TYPES = {"integer": "int", "number": "float", "boolean": "bool", "array": "string[]", "string": "string"}


def _from_schema(name: str, member: Mapping[str, Any], optional: bool) -> Wanted:
    if "enum" in member:
        options = cast("list[str | None]", member["enum"])
        return Wanted(name, "enum", tuple(one for one in options if one), optional or None in options)
    kinds: Any = member.get("type", "any")
    if isinstance(kinds, list):
        listed = cast("list[str]", kinds)
        optional = optional or "null" in listed
        kinds = next((kind for kind in listed if kind != "null"), "any")
    kind = _SCHEMA_TYPES.get(kinds, "any")
    if member.get("format") == "date":
        kind = "date"
    elif member.get("description") == "date and time" or member.get("format") == "date-time":
        kind = "datetime"
    return Wanted(name, kind, (), optional)


_FACES: tuple[Callable[[str], dict[str, Wanted]], ...] = (_schema, _braces, _said)


_NO_FIELDS: dict[str, Wanted] = {}


def request(instruction: str) -> Request:
    """Read an instruction; JSON Schema, braces and "name (type)" are understood."""
    fields = next((found for face in _FACES if (found := face(instruction))), _NO_FIELDS)
    forms = [match.group() for match in _FORM.finditer(instruction)] if "-MM-DD" in instruction else []
    return Request(
        fields,
        _policy(instruction),
        next((form for form in forms if "T" not in form), ""),
        next((form for form in forms if "T" in form), ""),
    )


def _policy(instruction: str) -> Policy | None:
    """What is said about missing values; the null of a schema's types does not count, nor "leave out any text"."""
    said = instruction.replace('"null"', "").replace(",null]", "").lower()
    if "null" in said:
        return "null"
    return "omit" if "omit" in said or "left out" in said or _OMITTED.search(said) else None
