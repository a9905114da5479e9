"""The one schema that is meant by a document, or by a pointer into it, and whether it looks like a schema at all."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import unquote

from jsonsynth.errors import InputError
from jsonsynth.examples import JSON
from jsonsynth.gathering.openapi import components, drawn_out, kind_of, pointed, step_of
from jsonsynth.keywords import KEYWORDS

__all__ = ["doubt", "picked"]

_NAMED = 8  # schemas of a document that a message names
_IDENTIFIERS = "$schema", "$id", "id", "$anchor", "$dynamicAnchor", "$recursiveAnchor", "$comment", "$vocabulary"
_ANNOTATIONS = "title", "description", "default", "deprecated", "examples", "readOnly", "writeOnly"
_DEFINITIONS = "$defs", "definitions"
_SILENT = frozenset((*_IDENTIFIERS, *_ANNOTATIONS, *_DEFINITIONS))
_ASKING = KEYWORDS.keys() - _SILENT


def picked(value: JSON, where: str, pointer: str = "") -> JSON:
    """Return the schema that a document is, or the one that a pointer names in it, with what that refers to.

    Raises InputError for a pointer to nothing, and where a document holds many schemas and none of them is named.
    """
    if pointer:
        return _named(value, where, unquote(pointer))
    kind = kind_of(value)
    if kind and isinstance(value, dict):
        return _only(value, f"it is an {kind}" if kind[0] in "AO" else f"it is a {kind}", where)
    if isinstance(value, list):
        raise InputError(where, *_choice("it is an array", _steps(value)))
    return value


def _only(document: dict[str, JSON], told: str, where: str) -> JSON:
    try:
        found = components(document)
    except ValueError as error:
        raise InputError(where, f"{told}: {error}", "Give a JSON Schema.") from None
    if len(found) == 1:
        return found[0].schema
    raise InputError(where, *_choice(f"{told} with {len(found)} schemas", [one.pointer for one in found]))


def _choice(told: str, pointers: Sequence[str]) -> tuple[str, str]:
    """Say what a document is, and how one of its schemas is named."""
    if not pointers:
        return told, "Give a JSON Schema."
    more = f" or one of {len(pointers) - _NAMED} more" if len(pointers) > _NAMED else ""
    names = ", ".join(f"FILE{pointer}" for pointer in pointers[:_NAMED])
    return told, f"Name one: {names}{more}. `build --schemas` takes them all."


def _named(document: JSON, where: str, pointer: str) -> JSON:
    found = pointed(document, pointer)
    if not pointer.startswith("#/") or not isinstance(found, (dict, bool)):
        parent = pointed(document, pointer.rpartition("/")[0]) if "/" in pointer else document
        beside = [f"{pointer.rpartition('/')[0] or '#'}{step[1:]}" for step in _steps(parent)]
        remedy = f"There are {', '.join(beside[:_NAMED])}." if beside else "Begin it with #/."
        raise InputError(f"{where}{pointer}", "there is no schema", remedy)
    if not isinstance(document, dict):
        return found
    drawn, dialect = drawn_out(document, pointer), document.get("$schema")
    return {"$schema": dialect, **drawn} if isinstance(drawn, dict) and isinstance(dialect, str) else drawn


def _steps(value: JSON) -> list[str]:
    names = value if isinstance(value, dict) else map(str, range(len(value))) if isinstance(value, list) else ()
    return [f"#/{step_of(name)}" for name in names]


def doubt(schema: JSON) -> str:
    """Say why what is given for a schema may be none: nothing in it asks for anything. "" if there is no doubt."""
    if not isinstance(schema, dict) or not schema.keys() - _SILENT.difference(_DEFINITIONS):
        return ""
    if {"apiVersion", "kind"} <= schema.keys():
        return "this looks like a manifest of Kubernetes, not like a schema"
    if _ASKING & schema.keys():
        return ""
    if schema.keys() <= _SILENT:
        home = "$defs" if "$defs" in schema else "definitions"
        return f"this schema only defines others, so any value is an instance; one of them is named by #/{home}/NAME"
    return "no member of this is a keyword that asks for anything, so any value is an instance: is it an example?"
