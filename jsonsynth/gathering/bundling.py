"""Schemas that refer to each other, in files of a folder or lines of a file, each made a document of its own.

What a schema names in other files is put under its ``$defs`` (``definitions`` up to draft 7), and no more than that.
The package referencing resolves, against the files' addresses and the identifiers that schemas give themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

from jsonsynth.errors import SchemaRefusedError
from jsonsynth.examples import JSON
from jsonsynth.gathering.documents import Found, Gathered, Refusal
from jsonsynth.keywords import KEYWORDS, Object, rebuilt
from jsonsynth.references import pointer
from jsonsynth.schema import draft

__all__ = ["bundled"]

_PUBLISHED = ("http://json-schema.org/", "https://json-schema.org/")
_OWN = ("$schema", "$id", "id", "$anchor")  # what says where a schema stands: no part of another one says it
_SCOPED = ("$dynamicRef", "$dynamicAnchor", "$recursiveRef", "$recursiveAnchor")  # they mean another place when moved


def bundled(found: Sequence[Found]) -> Gathered:
    """Return the schemas of a source with what they name in each other, and those that name what is in none.

    A schema whose references would mean another place elsewhere (``$dynamicRef``) is returned as it is.
    """
    leading = [one for one in found if _leads_out(one.schema)]
    registries = {number: _registry(found, number) for number in {draft(one.schema) for one in leading}}
    whole: dict[str, JSON] = {}
    lost: dict[str, Refusal] = {}
    for one in leading:
        try:
            whole[one.where] = _whole(one, registries[draft(one.schema)])
        except _LostError as error:
            lost[one.where] = Refusal(one.name, _refused(str(error), [one, *found]))
    kept = [replace(one, schema=whole.get(one.where, one.schema)) for one in found if one.where not in lost]
    return kept, list(lost.values())


class _LostError(Exception):
    """A reference names what is in no file; its text is the message."""


def _refused(reference: str, found: Sequence[Found]) -> SchemaRefusedError:
    """Say where a reference stands that nothing is known of."""
    at = next(
        one.where + place[1:] for one in found for place, part in _parts(one.schema) if part.get("$ref") == reference
    )
    return SchemaRefusedError(
        f"{at}/$ref",
        f"{reference!r} is in no file that was read with it",
        "Name the folder that holds both, or put what it names under $defs.",
    )


def _leads_out(schema: JSON) -> bool:
    named = [part.get("$ref") for _, part in _parts(schema)]
    return any(isinstance(reference, str) and not reference.startswith(("#", *_PUBLISHED)) for reference in named)


def _whole(one: Found, registry: Any) -> JSON:
    if not isinstance(one.schema, dict):
        return one.schema
    try:
        return _Bundling(one.schema, registry.resolver(_address(one))).whole()
    except _ScopedError:
        return one.schema


class _ScopedError(Exception):
    """A part uses a keyword that means another place when it is moved."""


def _registry(found: Sequence[Found], number: int) -> Any:
    """Return the schemas of a draft, and those that name none, by their addresses; none that cannot be walked."""
    resources: list[tuple[str, Any]] = []
    empty = cast("Any", import_module("referencing")).Registry()
    for one in found:
        schema = one.schema
        if isinstance(schema, dict) and ("$schema" not in schema or draft(schema) == number):
            resource = _specification(number).create_resource(schema)
            named = [(address, resource) for address in (_address(one), resource.id()) if address]
            try:
                empty.with_resources(named).crawl()
            except (AttributeError, TypeError):  # referencing takes every part for what it should be
                continue
            resources += named
    return empty.with_resources(resources)


def _specification(number: int) -> Any:
    drafts = cast("Any", import_module("referencing.jsonschema"))
    return getattr(drafts, {2019: "DRAFT201909", 2020: "DRAFT202012"}.get(number, f"DRAFT{number}"))


def _address(one: Found) -> str:
    """Return the address of a schema that is the whole of a file."""
    path, _, place = one.where.rpartition("#")
    return "" if place else Path(path).absolute().as_uri()


class _Bundling:
    """A schema on its way out of a folder, and what it takes along."""

    def __init__(self, root: Object, resolver: Any) -> None:
        self._root = root
        self._number = draft(root)
        self._home = "definitions" if self._number <= 7 else "$defs"
        self._own = {id(part): place for place, part in _parts(root)}
        self._names: dict[int, str] = {}
        self._waiting: list[tuple[str, JSON, Any]] = []
        self._resolver = resolver

    def whole(self) -> JSON:
        """Return the schema with what it names in other files under its definitions."""
        made = self._converted(self._root, self._resolver)
        head: Object = {name: self._root[name] for name in _OWN if isinstance(self._root.get(name), str)}
        definitions: Object = {}
        for name, part, resolver in self._waiting:  # grows
            definitions[name] = self._converted(_without_definitions(part), resolver)
        if not isinstance(made, dict) or not definitions:
            return self._root
        own = made.get(self._home)
        return {**head, **made, self._home: {**(own if isinstance(own, dict) else {}), **definitions}}

    def _converted(self, schema: JSON, resolver: Any) -> JSON:
        if not isinstance(schema, dict):
            return schema
        if not schema.keys().isdisjoint(_SCOPED):
            raise _ScopedError
        inner = resolver.in_subresource(_specification(self._number).create_resource(schema))
        made: Object = {}
        for name, value in schema.items():
            if name == "$ref" and isinstance(value, str):
                made[name] = self._moved(value, inner)
            elif name not in _OWN or not isinstance(value, str):
                made[name] = rebuilt(name, value, lambda part: self._converted(part, inner))
        return made

    def _moved(self, reference: str, resolver: Any) -> str:
        """Return a reference as it reads in the schema of its own."""
        if reference.startswith(_PUBLISHED):
            return reference
        try:
            found = resolver.lookup(reference)
        except cast("Any", import_module("referencing.exceptions")).Unresolvable:
            raise _LostError(reference) from None
        key = id(found.contents)
        if key in self._own:
            return self._own[key]
        if key not in self._names:
            self._names[key] = self._free(reference)
            self._waiting.append((self._names[key], found.contents, found.resolver))
        return "#" + quote(pointer([self._home, self._names[key]]), safe=_PLAIN)

    def _free(self, reference: str) -> str:
        """Name a part after the last step of the reference to it: the file without its endings, or the definition."""
        file, _, place = reference.rstrip("/#").partition("#")
        last = place.rpartition("/")[2] if place else file.rpartition("/")[2].partition(".")[0]
        own = self._root.get(self._home)
        taken = {*self._names.values(), *(own if isinstance(own, dict) else ())}
        name, number = last or "schema", 2
        while name in taken:
            name, number = f"{last}{number}", number + 1
        return name


def _without_definitions(part: JSON) -> JSON:
    """Leave the definitions of another file out: each that is named comes on its own."""
    if not isinstance(part, dict):
        return part
    return {name: value for name, value in part.items() if name not in ("$defs", "definitions")}


def _parts(schema: JSON, place: str = "#") -> Iterator[tuple[str, Object]]:
    """Yield a schema and its subschemas that are objects, with their places."""
    if not isinstance(schema, dict):
        return
    yield place, schema
    for name, value in schema.items():
        holds = KEYWORDS.get(name, "nothing")
        steps: Iterable[tuple[list[str | int], JSON]] = ()
        if holds == "map" and isinstance(value, dict):
            steps = (([name, member], part) for member, part in value.items())
        elif isinstance(value, list) and holds in ("list", "either"):
            steps = (([name, number], part) for number, part in enumerate(value))
        elif holds in ("schema", "either"):
            steps = (([name], value),)
        for step, part in steps:
            yield from _parts(part, place + quote(pointer(step), safe=_PLAIN))


_PLAIN = "/~!$&'()*+,;=:@"  # stands in a fragment as it is (RFC 3986)
