"""What an instruction asks for: fields, types, what to do about missing values, the form of dates."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, cast

import orjson

from jsonsynth.examples import JSON
from jsonsynth.facts.cues import concept_of

__all__ = ["Policy", "Request", "Wanted", "request"]

Policy = Literal["null", "omit"]


@dataclass(slots=True)
class Wanted:
    """A field that is asked.

    ``type``: string, int, float, bool, date, datetime, string[], enum, or any where the instruction does not say.
    ``options``: the values of an enumeration. ``optional``: the instruction says that it may be missing.
    ``concept``: what the name means, if we know it. ``kind``: how the field is proved: number, currency or the type.
    """

    name: str
    type: str
    options: tuple[str, ...]
    optional: bool
    concept: str | None
    kind: str


@dataclass(slots=True)
class Request:
    """An instruction, read. ``fields`` is empty where no specification was found; the forms, where none is stated."""

    fields: Mapping[str, Wanted]
    policy: Policy | None
    date_form: str
    datetime_form: str


def _wanted(name: str, type: str, options: tuple[str, ...], optional: bool) -> Wanted:
    concept = concept_of(name)
    kind = "number" if type in ("int", "float") else type
    if concept == "currency" and type in ("string", "any"):
        kind = "currency"
    return Wanted(name, type, options, optional, concept, kind)


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
_NAME = re.compile(r"[^\W\d][\w-]*$")
_MAYBE = re.compile(r"; (?:may be missing|optional|pode faltar|opcional)$")
_ONE_OF = ("one of: ", "um de: ")
_OMITTED = re.compile(r"leave out (?!any text|notes|all optional whitespace)")
_FORM = re.compile(r"(?:YYYY|AAAA)-MM-DD(?:THH:MM(?::SS)?Z?)?")


def _braces(text: str) -> dict[str, Wanted]:
    found = _BRACES.search(text)
    return {} if found is None else {field.name: field for field in map(_typed, found[1].split(","))}


@lru_cache(maxsize=8192)
def _typed(part: str) -> Wanted:
    """Read ``name:type`` or ``name:type?``."""
    name, _, kind = part.partition(":")
    bare = kind.strip()
    optional = bare.endswith("?")
    bare = bare.removesuffix("?").strip()
    if "|" in bare:
        return _wanted(name.strip(), "enum", tuple(value.strip() for value in bare.split("|")), optional)
    return _wanted(name.strip(), _SIMPLE.get(bare.lower(), "any"), (), optional)


def _said(text: str) -> dict[str, Wanted]:
    fields: dict[str, Wanted] = {}
    before, *parts = text.split(" (")
    for part in parts:
        kind, closed, _ = part.partition(")")
        field = _described(before.rpartition(" ")[2], kind) if closed else None
        if field is not None:
            fields[field.name] = field
        before = part
    return fields


@lru_cache(maxsize=8192)
def _described(word: str, kind: str) -> Wanted | None:
    """Read a name, the last of a word, and what stands in brackets behind it."""
    found = _NAME.search(word)
    if found is None:
        return None
    bare = _MAYBE.sub("", kind)
    head = next((start for start in _ONE_OF if bare.startswith(start)), None)
    if head is not None:
        return _wanted(found[0], "enum", tuple(bare.removeprefix(head).split(", ")), bare != kind)
    known = _SIMPLE.get(bare.lower())
    return None if known is None else _wanted(found[0], known, (), bare != kind)


_DECODER = json.JSONDecoder()


def _object_at(text: str, start: int) -> Any:
    """The value that begins at a place: up to the last brace of the text, or else (slowly) as far as it goes."""
    try:
        return orjson.loads(text[start : text.rfind("}") + 1])
    except ValueError:
        try:
            return _DECODER.raw_decode(text, start)[0]
        except (ValueError, RecursionError):
            return {}


def _schema(text: str) -> dict[str, Wanted]:
    start = text.find('{"')
    if start < 0:
        return {}
    schema = _object_at(text, start)
    properties = schema.get("properties")
    if not isinstance(properties, dict):
        return {}
    members = cast("dict[str, Any]", properties)
    required = schema.get("required")
    named = cast("list[str]", required) if isinstance(required, list) else []
    return {name: _from_schema(name, member, name not in named) for name, member in members.items()}


_SCHEMA_TYPES = {"integer": "int", "number": "float", "boolean": "bool", "array": "string[]", "string": "string"}


def _from_schema(name: str, member: Any, optional: bool) -> Wanted:
    said = cast("dict[str, Any]", member) if isinstance(member, dict) else {}
    options = said.get("enum")
    if isinstance(options, list):
        listed = cast("list[JSON]", options)
        return _wanted(name, "enum", tuple(str(one) for one in listed if one), optional or None in listed)
    kinds = said.get("type")
    if isinstance(kinds, list):
        types = cast("list[str]", kinds)
        optional = optional or "null" in types
        kinds = next((kind for kind in types if kind != "null"), None)
    return _wanted(name, _schema_type(str(kinds), said), (), optional)


def _schema_type(kind: str, said: Mapping[str, Any]) -> str:
    form = said.get("format")
    if form == "date":
        return "date"
    if form == "date-time" or said.get("description") == "date and time":
        return "datetime"
    return _SCHEMA_TYPES.get(kind, "any")


def request(instruction: str) -> Request:
    """Read an instruction; JSON Schema, braces and "name (type)" are understood."""
    fields = _schema(instruction) or _braces(instruction) or _said(instruction)
    date_form = datetime_form = ""
    forms: list[str] = _FORM.findall(instruction) if "-MM-DD" in instruction else []
    for form in reversed(forms):
        if "T" in form:
            datetime_form = form
        else:
            date_form = form
    return Request(fields, _policy(instruction), date_form, datetime_form)


def _policy(instruction: str) -> Policy | None:
    """What is said about missing values; the null of a schema's types does not count, nor "leave out any text"."""
    said = instruction.lower()
    if "null" in said:
        if '"null"' not in said and ",null]" not in said:
            return "null"
        if "null" in said.replace('"null"', "").replace(",null]", ""):
            return "null"
    return "omit" if "omit" in said or "left out" in said or ("leave out " in said and _OMITTED.search(said)) else None
