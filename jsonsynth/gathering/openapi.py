"""The schemas of a document that describes an interface, each as a JSON Schema of its own.

OpenAPI 2.0 and 3.0, and Kubernetes, write a dialect of draft 4 with words of their own; those are said as JSON Schema
says them. OpenAPI 3.1 and 3.2 write JSON Schema 2020-12, AsyncAPI draft 7. What a schema refers to in the document is
put under its ``$defs``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from jsonsynth.examples import JSON
from jsonsynth.keywords import Object, names_in, rebuilt

__all__ = ["Component", "components", "drawn_out", "kind_of", "license_of", "pointed", "step_of"]

_HOMES: Mapping[str, str] = {"2": "#/definitions", "3": "#/components/schemas"}
_OWN_WORDS = frozenset(("discriminator", "example", "externalDocs", "nullable", "xml"))


@dataclass(frozen=True, slots=True)
class Component:
    """A named schema of a document. ``pointer`` says where it stands there, ``#/components/schemas/Pet``."""

    name: str
    pointer: str
    schema: JSON


def kind_of(value: JSON) -> str:
    """Return what a document of interfaces is called, of a version that is known here or not; "" for any other."""
    if isinstance(value, dict):
        for kind, (is_one, _) in _KINDS.items():
            if is_one(value):
                return kind
    return ""


def license_of(document: Object) -> str:
    """Return the licence that a document names, "" where it names none."""
    info = document.get("info")
    named = info.get("license") if isinstance(info, dict) else None
    found = (named.get("identifier") or named.get("name")) if isinstance(named, dict) else None
    return found if isinstance(found, str) else ""


def components(document: Object) -> list[Component]:
    """Return the schemas of a document in order. Raises ValueError with the reason where there can be none."""
    places = _KINDS[kind_of(document)][1](document)
    return [Component(name, pointer, drawn_out(document, pointer)) for name, pointer in places.items()]


def drawn_out(document: Object, pointer: str) -> JSON:
    """Return the schema that stands in a document as one of its own, with what it refers to."""
    old = "swagger" in document or str(document.get("openapi")).startswith("3.0") or _is_resource(document)
    return _Pulling(document, pointer, old).whole()


_Places = dict[str, str]
"""The schemas of a document: names and pointers."""


def _of_openapi(document: Object) -> _Places:
    version = str(document.get("openapi", document.get("swagger")))
    if version[:2] not in ("2.", "3.") or version[:3] not in ("2.0", "3.0", "3.1", "3.2"):
        raise ValueError(f"OpenAPI {version[:20]} is not known; 2.0, 3.0, 3.1 and 3.2 are")
    return _places(document, _HOMES[version[0]])


def _of_asyncapi(document: Object) -> _Places:
    messages = pointed(document, "#/components/messages")
    names = messages if isinstance(messages, dict) else ()
    found = {name: f"#/components/messages/{step_of(name)}/payload" for name in names}
    payloads = {name: pointer for name, pointer in found.items() if pointed(document, pointer) is not None}
    schemas = pointed(document, "#/components/schemas")
    return {**payloads, **(_places(document, "#/components/schemas") if schemas or not payloads else {})}


def _of_resource(document: Object) -> _Places:
    """Find the schemas of a Kubernetes CustomResourceDefinition, one a version."""
    kind = pointed(document, "#/spec/names/kind")
    versions = pointed(document, "#/spec/versions")
    found: _Places = {}
    for number, version in enumerate(versions if isinstance(versions, list) else []):
        pointer = f"#/spec/versions/{number}/schema/openAPIV3Schema"
        if isinstance(version, dict) and pointed(document, pointer) is not None:
            found[f"{kind}.{version.get('name')}"] = pointer
    if not found:
        raise ValueError("the document has no schemas under #/spec/versions")
    return found


def _places(document: Object, home: str) -> _Places:
    schemas = pointed(document, home)
    if not isinstance(schemas, dict) or not schemas:
        raise ValueError(f"the document has no schemas under {home}")
    return {name: f"{home}/{step_of(name)}" for name in schemas}


def _is_openapi(document: Object) -> bool:
    return isinstance(document.get("openapi"), str) or "swagger" in document


def _is_asyncapi(document: Object) -> bool:
    return isinstance(document.get("asyncapi"), str)


def _is_resource(document: Object) -> bool:
    return document.get("kind") == "CustomResourceDefinition" and "spec" in document


_KINDS: Mapping[str, tuple[Callable[[Object], bool], Callable[[Object], _Places]]] = {
    "OpenAPI document": (_is_openapi, _of_openapi),
    "AsyncAPI document": (_is_asyncapi, _of_asyncapi),
    "CustomResourceDefinition of Kubernetes": (_is_resource, _of_resource),
}


def step_of(name: str) -> str:
    """Return the step of a pointer that leads to a member."""
    return name.replace("~", "~0").replace("/", "~1")


def _plain(step: str) -> str:
    return step.replace("~1", "/").replace("~0", "~")


def pointed(value: JSON, pointer: str) -> JSON:
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
        made = self.converted(pointed(self.document, self.root))
        if not isinstance(made, dict):
            return made
        own = made.get("$defs")
        definitions: Object = dict(own) if isinstance(own, dict) else {}
        for pointer in self._growing():
            definitions[self.names[pointer]] = self.converted(pointed(self.document, pointer))
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
        if not pointer.startswith("#/") or pointed(self.document, pointer) is None:
            return reference
        if pointer not in self.names:
            self.names[pointer] = self._free(_plain(pointer.rpartition("/")[2]))
        return "#/$defs/" + step_of(self.names[pointer])

    def _free(self, name: str) -> str:
        root = pointed(self.document, self.root)
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
        if self._decides(pointed(self.document, unquote(reference)), name):
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
