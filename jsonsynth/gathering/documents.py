"""A file of schemas: JSON, YAML, OpenAPI, an array or lines of schemas; each with its place and its licence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from jsonsynth.errors import SchemaRefusedError
from jsonsynth.examples import JSON
from jsonsynth.gathering.openapi import components, kind_of, license_of
from jsonsynth.jsontext import parse_strict
from jsonsynth.keywords import KEYWORDS, Object
from jsonsynth.opening import COMPRESSED, is_compressed

__all__ = ["ENDINGS", "UNKNOWN", "Found", "Gathered", "Refusal", "documents"]

UNKNOWN = "unknown"
_LARGEST = 64_000_000  # bytes of a file


@dataclass(frozen=True, slots=True)
class Found:
    """A schema that was found. ``where``: file and pointer; ``cut``: only variants of it fit into a row."""

    name: str
    schema: JSON
    where: str
    license: str = UNKNOWN
    origin: Literal["file", "package"] = "file"
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """A user's schema, or file of schemas, that cannot be used, and why.

    If the error is ``too_hard`` the schema is left out, else the user has to mend it.
    """

    name: str
    error: SchemaRefusedError


Gathered = tuple[list[Found], list[Refusal]]
"""What was found, and why the rest cannot be used."""


def documents(path: Path, name: str) -> Gathered:
    """Read the schemas of a file; those of a file with many are called ``name/...``."""
    try:
        parts = list(_parts(path))
    except _BadFileError as error:
        return [], [Refusal(name, SchemaRefusedError(f"{path}#", error.reason, "Mend or remove the file."))]
    found: list[Found] = []
    broken: list[Refusal] = []
    for part in parts:
        schema, license, inner = _unwrapped(part)
        where = f"{path}{part.place}{inner}"
        title = f"{name}/{part.name}" if part.name else name
        problem = _problem(schema)
        if problem is None:
            found.append(Found(title, schema, where, license))
        else:
            broken.append(Refusal(title, SchemaRefusedError(where, *problem)))
    return found, broken


class _BadFileError(Exception):
    """A file without schemas."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class _Part:
    """A value of a file. ``place`` follows the path: ``#/3`` or ``:4#``; ``name`` is "" for the whole file."""

    name: str
    place: str
    value: JSON
    license: str = ""


def _problem(schema: JSON) -> tuple[str, str, bool] | None:
    """Return why a value is no schema to draw from: what, remedy, and whether it is merely left out."""
    if isinstance(schema, bool):
        return None
    if not isinstance(schema, dict):
        kind = "null" if schema is None else type(schema).__name__
        return f"a schema is an object or a boolean, not {kind}", "Mend or remove it.", False
    if schema.keys().isdisjoint(KEYWORDS):
        return "it has no keyword of JSON Schema", "Remove it, if it is no schema.", True
    return None


def _unwrapped(part: _Part) -> tuple[JSON, str, str]:
    """Return the schema, the licence and the pointer of a value: a row of a corpus has a member ``schema``."""
    value, license = part.value, part.license
    if not isinstance(value, dict):
        return value, license or UNKNOWN, ""
    named = value.get("license")
    license = license or (named if isinstance(named, str) else UNKNOWN)
    if isinstance(value.get("schema"), (dict, bool)) and value.keys().isdisjoint(_TELLING):
        return value["schema"], license, "/schema"
    return value, license, ""


_TELLING = frozenset(("$ref", "allOf", "anyOf", "enum", "items", "oneOf", "properties", "type", "const", "not"))


def _parts(path: Path) -> Iterator[_Part]:
    text = _text(path)
    if path.suffix in (".jsonl", ".ndjson"):
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip():
                yield _named(_read_json(line, f"line {number}: "), str(number), f":{number}#")
        return
    value = _READERS.get(path.suffix, _read_either)(text)
    if isinstance(value, dict) and kind_of(value):
        yield from _components(value)
    elif isinstance(value, list):
        for number, element in enumerate(value):
            yield _named(element, str(number), f"#/{number}")
    else:
        yield _Part("", "#", value)


def _named(value: JSON, name: str, place: str) -> _Part:
    """Name a value after its ``id`` where it has one that can be a name."""
    own = value.get("id") if isinstance(value, dict) and "schema" in value else None
    return _Part(own if isinstance(own, str) and 0 < len(own) <= 100 and own.isprintable() else name, place, value)


def _components(document: Object) -> Iterator[_Part]:
    try:
        found = components(document)
    except ValueError as error:
        raise _BadFileError(str(error)) from None
    for component in found:
        yield _Part(component.name, component.pointer, component.schema, license_of(document) or UNKNOWN)


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _BadFileError(f"it cannot be read ({error.strerror})") from None
    if len(content) > _LARGEST:
        raise _BadFileError(f"{len(content):,} bytes are too many for a file of schemas")
    if is_compressed(content):
        raise _BadFileError(COMPRESSED[0])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _BadFileError(f"byte {error.start} is not UTF-8") from None


def _read_json(text: str, before: str = "") -> JSON:
    try:
        return parse_strict(text)
    except ValueError as error:
        raise _BadFileError(f"{before}not a JSON document: {error}") from None


def _read_yaml(text: str) -> JSON:
    from jsonsynth.yamltext import YamlError, read  # noqa: PLC0415 - start-up time

    try:
        return read(text)
    except YamlError as error:
        raise _BadFileError(str(error)) from None


def _read_either(text: str) -> JSON:
    return _read_json(text) if text.lstrip()[:1] in ("{", "[") else _read_yaml(text)


_READERS: Mapping[str, Callable[[str], JSON]] = {".json": _read_json, ".yaml": _read_yaml, ".yml": _read_yaml}
ENDINGS = (".json", ".jsonl", ".ndjson", ".yaml", ".yml")
