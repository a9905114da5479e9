"""The schemas of an OpenAPI document, each as a JSON Schema of its own.

Versions 2.0 and 3.0 write a dialect of draft 4 with words of their own; those are said as JSON Schema says them. 3.1
and 3.2 write JSON Schema 2020-12. What a schema refers to in the document is put under its ``$defs``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from jsonsynth.examples import JSON
from jsonsynth.keywords import Object, names_in, rebuilt

__all__ = ["Component", "components", "is_openapi", "license_of"]

_HOMES: Mapping[str, str] = {"2": "#/definitions", "3": "#/components/schemas"}
_OWN_WORDS = frozenset(("discriminator", "example", "externalDocs", "nullable", "xml"))


@dataclass(frozen=True, slots=True)
class Component:
    """A named schema of a document. ``pointer`` says where it stands there, ``#/components/schemas/Pet``."""

    name: str
    pointer: str
    schema: JSON


def is_openapi(value: JSON) -> bool:
    """Say whether a document is one of OpenAPI, of a version that is known here or not."""
    return isinstance(value, dict) and (isinstance(value.get("openapi"), str) or "swagger" in value)


def license_of(document: Object) -> str:
    """Return the licence that a document names, "" where it names none."""
    info = document.get("info")
    named = info.get("license") if isinstance(info, dict) else None
    found = (named.get("identifier") or named.get("name")) if isinstance(named, dict) else None
    return found if isinstance(found, str) else ""


def components(document: Object) -> list[Component]:
    """Return the schemas of a document in order. Raises ValueError with the reason where there can be none."""
    version = str(document.get("openapi", document.get("swagger")))
    if version[:2] not in ("2.", "3.") or version[:3] not in ("2.0", "3.0", "3.1", "3.2"):
        raise ValueError(f"OpenAPI {version[:20]} is not known; 2.0, 3.0, 3.1 and 3.2 are")
    home = _HOMES[version[0]]
    schemas = _pointed(document, home)
    if not isinstance(schemas, dict) or not schemas:
        raise ValueError(f"the document has no schemas under {home}")
    old = version[:3] in ("2.0", "3.0")
    return [_component(document, name, f"{home}/{_escaped(name)}", old) for name in schemas]


def _component(document: Object, name: str, pointer: str, old: bool) -> Component:
    pulling = _Pulling(document, pointer, old)
    return Component(name, pointer, pulling.whole())


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def _plain(step: str) -> str:
    return step.replace("~1", "/").replace("~0", "~")


def _pointed(value: JSON, pointer: str) -> JSON:
    """Return what a pointer of a document names, None if there is nothing."""
    for step in map(_plain, pointer.split("/")[1:]):
        if isinstance(value, list) and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value


@dataclass(slots=True)
class _Pulling:
    """One schema of a document on its way out, and what it takes along: pointers, and names under ``$defs``."""

    document: Object
    root: str
    old: bool
    names: dict[str, str] = field(default_factory=dict[str, str])

    def whole(self) -> JSON:
        made = self.converted(_pointed(self.document, self.root))
        if not isinstance(made, dict):
            return made
        own = made.get("$defs")
        definitions: Object = dict(own) if isinstance(own, dict) else {}
        for pointer in self._growing():
            definitions[self.names[pointer]] = self.converted(_pointed(self.document, pointer))
        return {**made, "$defs": definitions} if definitions else made

    def _growing(self) -> Iterator[str]:
        done = 0
        while done < len(self.names):
            yield list(self.names)[done]
            done += 1

    def converted(self, schema: JSON) -> JSON:
        if not isinstance(schema, dict):
            return schema
        reference = schema.get("$ref")
        if self.old and isinstance(reference, str):
            return {"$ref": self._moved(reference)}  # what stands beside it is not read
        made: Object = {}
        for name, value in schema.items():
            if name == "$ref" and isinstance(value, str):
                made[name] = self._moved(value)
            elif name not in _OWN_WORDS and not name.startswith("x-"):
                made[name] = rebuilt(name, value, self.converted)
        self._say_example(schema, made)
        self._say_choice(schema, made)
        return _modern(schema, made) if self.old else made

    def _moved(self, reference: str) -> str:
        """Return the reference as it reads in the schema of its own."""
        pointer = unquote(reference)
        if pointer == self.root or pointer.startswith(self.root + "/"):
            return "#" + pointer[len(self.root) :]
        if not pointer.startswith("#/") or _pointed(self.document, pointer) is None:
            return reference
        if pointer not in self.names:
            self.names[pointer] = self._free(_plain(pointer.rpartition("/")[2]))
        return "#/$defs/" + _escaped(self.names[pointer])

    def _free(self, name: str) -> str:
        root = _pointed(self.document, self.root)
        own = root.get("$defs") if isinstance(root, dict) else None
        taken = {*self.names.values(), *(own if isinstance(own, dict) else ())}
        number = 2
        free = name
        while free in taken:
            free, number = f"{name}{number}", number + 1
        return free

    def _say_example(self, schema: Object, made: Object) -> None:
        if "example" in schema and "examples" not in made:
            made["examples"] = [schema["example"]]

    def _say_choice(self, schema: Object, made: Object) -> None:
        """Let the member that a discriminator names decide between branches, as it does in OpenAPI."""
        said = schema.get("discriminator")
        name = said.get("propertyName") if isinstance(said, dict) else None
        for keyword in ("oneOf", "anyOf"):
            branches, parts = schema.get(keyword), made.get(keyword)
            if (
                isinstance(name, str)
                and isinstance(said, dict)
                and isinstance(branches, list)
                and isinstance(parts, list)
            ):
                pairs = zip(branches, parts, strict=True)
                made[keyword] = [self._chosen(name, said.get("mapping"), branch, part) for branch, part in pairs]

    def _chosen(self, name: str, mapping: JSON, branch: JSON, part: JSON) -> JSON:
        reference = branch.get("$ref") if isinstance(branch, dict) else None
        if not isinstance(reference, str) or not isinstance(part, dict):
            return part
        last = _plain(reference.rpartition("/")[2])
        meant = mapping if isinstance(mapping, dict) else {}
        values: list[JSON] = [value for value, target in meant.items() if target in (reference, last)]
        if self._decides(_pointed(self.document, unquote(reference)), name):
            return part
        rule: JSON = {"enum": values} if len(values) > 1 else {"const": values[0] if values else last}
        return {**part, "properties": {name: rule}, "required": [name]}

    def _decides(self, target: JSON, name: str) -> bool:
        """Say whether a schema itself says which values the member may have."""
        properties = target.get("properties") if isinstance(target, dict) else None
        rule = properties.get(name) if isinstance(properties, dict) else None
        return isinstance(rule, dict) and not rule.keys().isdisjoint(("enum", "const"))


def _modern(schema: Object, made: Object) -> Object:
    """Say bounds and null as later drafts do."""
    for bound, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        strict = made.get(exclusive)
        if isinstance(strict, bool):
            del made[exclusive]
            if strict and bound in made:
                made[exclusive] = made.pop(bound)
    kind = made.get("type")
    if isinstance(kind, str) and (schema.get("nullable") is True or schema.get("x-nullable") is True):
        made["type"] = [kind, "null"]
    if "required" in made and not names_in(made["required"]) and made["required"] == []:
        del made["required"]  # draft 4 wants at least one, writers do not know it
    return made
