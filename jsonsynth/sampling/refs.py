"""A schema document: its resources, anchors and pointers; what a reference means, and which part a schema is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias, TypeVar
from urllib.parse import unquote, urljoin

from jsonsynth.errors import SchemaRefusedError
from jsonsynth.examples import JSON
from jsonsynth.references import pointer
from jsonsynth.sampling.automata import Budget
from jsonsynth.sampling.draw import Dead
from jsonsynth.sampling.languages import Decided, Language, decided
from jsonsynth.schema import draft, meta_schema, parts, validator

__all__ = ["Document", "ObjectPart", "Schema", "subschemas"]

Schema: TypeAlias = "dict[str, JSON] | bool"

_Name = TypeVar("_Name", str, tuple[str, str])
_ONE = (
    "additionalItems", "additionalProperties", "contains", "contentSchema", "else", "if", "items", "not",
    "propertyNames", "then", "unevaluatedItems", "unevaluatedProperties",
)  # fmt: skip
_MANY = ("allOf", "anyOf", "items", "oneOf", "prefixItems")
_META = ("http://json-schema.org/draft-", "https://json-schema.org/draft/")
_WALKED = 700_000  # steps that all languages of a document may take, below a microsecond each
_LOOPED = 200  # references in a row that are taken to go in a circle
_FAMILIAR = 60  # names of its own that a document lends to members which it does not name
_ENOUGH = 8  # members' names, beside which no definitions' ones are lent
_NAMING = ("properties", "required", "dependencies", "dependentRequired", "patternProperties", "$defs", "definitions")
_PLAIN_NAME = re.compile(r"[A-Za-z]\w{0,23}(?:[.-]\w{1,12})?")
_NAMED = ("$defs", "definitions", "dependencies", "dependentSchemas", "patternProperties", "properties")


def subschemas(schema: dict[str, JSON]) -> Iterator[tuple[str, JSON]]:
    """Yield the schemas that stand directly in a schema, with their pointers from there."""
    for keyword, value in schema.items():
        if isinstance(value, dict) and keyword in _NAMED:
            for name, child in value.items():
                yield pointer([keyword, name]), child
        elif isinstance(value, dict) and keyword in _ONE:
            yield pointer([keyword]), value
        elif isinstance(value, list) and keyword in _MANY:
            for place, child in enumerate(value):
                yield pointer([keyword, place]), child


def _inner(value: JSON) -> Iterator[JSON]:
    """Yield what stands in an object or array and can hold more."""
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return (child for child in children if isinstance(child, (dict, list)))


@dataclass(frozen=True, slots=True)
class ObjectPart:
    """The members one schema speaks of: ``rest`` is for those that neither names nor patterns cover."""

    named: dict[str, Schema]
    patterns: dict[str, Schema]
    rest: Schema

    @property
    def barred(self) -> list[str]:
        """The patterns of members that may not be there."""
        return [pattern for pattern, schema in self.patterns.items() if schema is False]


class Document:
    """A whole schema with its index, and the caches that live as long as it is sampled.

    ``lenient``: what is drawn shall also be valid to who does not assert formats.
    """

    def __init__(self, root: Schema, *, lenient: bool = False) -> None:
        self.root = root
        self.lenient = lenient
        self.draft = draft(root)
        self._places: dict[int, tuple[str, str]] = {}  # of a subschema: its base, its pointer
        self._resources: dict[str, Schema] = {"": root}
        self._anchors: dict[tuple[str, str], Schema] = {}
        self._dynamic: dict[str, Schema] = {}
        self._twice: set[str | tuple[str, str]] = set()
        self._kept: list[JSON] = []  # keeps derived schemas alive, so that ids stay theirs
        self._opposite: dict[int, Schema] = {}
        self._parts: Callable[[str], Callable[[JSON], bool] | None] | None = None
        self._patterns: dict[str, Callable[[JSON], bool]] = {}
        self.members: dict[int, ObjectPart] = {}  # of views.py
        self.contradictions: dict[tuple[int, ...], bool] = {}  # of contradictions.py
        self.opposites: dict[int, list[Schema] | None] = {}  # of negation.py
        self.ends: dict[tuple[int, ...], bool] = {}  # answers of heights.py
        self._languages: dict[tuple[object, ...], Decided] = {}
        self._walked = Budget(_WALKED)
        self._index("", root, "")

    def _index(self, base: str, schema: Schema, place: str) -> None:
        waiting: list[tuple[str, JSON, str]] = [(base, schema, place)]
        while waiting:
            base, part, place = waiting.pop()
            if not isinstance(part, dict) or id(part) in self._places:
                continue
            base = self._named(base, part)
            self._places[id(part)] = (base, place)
            waiting.extend((base, child, place + step) for step, child in subschemas(part))

    def _named(self, base: str, part: dict[str, JSON]) -> str:
        """Enter a schema's identifier and anchors; return the base of what is in it."""
        name = part.get("id" if self.draft == 4 else "$id")
        if isinstance(name, str) and not (self.draft <= 7 and "$ref" in part and part is not self.root):
            path, _, fragment = name.partition("#")
            if path:
                base = urljoin(base, path)
                self._enter(self._resources, base, part)
            if fragment:
                self._enter(self._anchors, (base, fragment), part)
        anchors = [part[keyword] for keyword in ("$anchor", "$dynamicAnchor") if keyword in part]
        for anchor in dict.fromkeys(anchor for anchor in anchors if isinstance(anchor, str)):
            self._enter(self._anchors, (base, anchor), part)
        dynamic = part.get("$dynamicAnchor")
        if isinstance(dynamic, str):
            self._dynamic.setdefault(dynamic, part)
        return base

    def _enter(self, known: dict[_Name, Schema], name: _Name, part: Schema) -> None:
        """Enter what an identifier or an anchor names; two different schemas of one name are known to be such."""
        if known.setdefault(name, part) != part:
            self._twice.add(name)

    @cached_property
    def names(self) -> list[str]:
        """The first plain names of members and definitions in the document: the best guess at how others are called.

        A pattern that is plain is a name, too.
        """
        found: dict[str, dict[str, None]] = {keyword: {} for keyword in _NAMING}
        level: list[JSON] = [self.root]
        while level and len(found["properties"]) < _FAMILIAR:
            for part in level:
                for keyword, names in found.items():
                    named = part.get(keyword) if isinstance(part, dict) else None
                    texts = [name for name in named if isinstance(name, str)] if isinstance(named, (dict, list)) else []
                    names.update(dict.fromkeys(filter(_PLAIN_NAME.fullmatch, texts)))
            level = [child for part in level for child in _inner(part)]
        members, *others = [list(names) for names in found.values()]
        return (members if len(members) >= _ENOUGH else [*members, *(name for names in others for name in names)])[
            :_FAMILIAR
        ]

    def place(self, schema: Schema) -> str:
        """Return the pointer of a subschema, of what a derived one was derived from, "" if unknown."""
        return self._places.get(id(schema), ("", ""))[1].partition("\0")[0]

    def derived(self, schema: dict[str, JSON], origin: Schema) -> Schema:
        """Enter a schema made from another one: its references are read from there."""
        base, place = self._places.get(id(origin), ("", ""))
        self._kept.append(schema)
        self._places[id(schema)] = (base, place.partition("\0")[0] + "\0")
        return schema

    def opposite(self, schema: Schema) -> Schema:
        """Return the schema of what another one does not hold for, the same one each time."""
        found = self._opposite.get(id(schema))
        if found is None:
            self._kept.append(schema)
            found = self._opposite[id(schema)] = self.derived({"not": schema}, schema)
        return found

    def target(self, schema: Schema) -> Schema:
        """Return what a schema that is nothing but references refers to in the end."""
        for _ in range(_LOOPED):
            if not isinstance(schema, dict) or len(schema) != 1:
                break
            reference = schema.get("$ref")
            if not isinstance(reference, str):
                break
            schema = self.resolve(reference, schema)
        return schema

    def resolve(self, reference: str, holder: Schema) -> Schema:
        """Return the schema a reference names.

        Raises Dead for one that is not in the document, SchemaRefusedError for one of two schemas' name.
        """
        base, place = self._places.get(id(holder), ("", ""))
        path, _, fragment = reference.partition("#")
        address = urljoin(base, path) if path else base
        resource = self._resources.get(address)
        if (path and address in self._twice) or (address, unquote(fragment)) in self._twice:
            problem = f"{reference!r} names two schemas, and validators differ about which one counts"
            raise SchemaRefusedError(f"#{place}", problem, "Give each of them a name of its own.")
        if resource is None and address.startswith(_META):
            resource = self._published(address)
        if resource is None:
            raise Dead(place, f"reference {reference!r} is not in this document")
        return self._within(resource, address, unquote(fragment), place)

    def dynamic(self, reference: str, holder: Schema) -> Schema:
        """Return what a dynamic reference names: the outermost schema with its anchor."""
        if reference == "#":
            return self.root
        found = self._dynamic.get(reference.partition("#")[2])
        return found if found is not None else self.resolve(reference, holder)

    def _published(self, address: str) -> Schema | None:
        """Return a published meta-schema, entered as if it were part of the document."""
        found = meta_schema(address)
        if not isinstance(found, dict):
            return None
        self._kept.append(found)
        self._resources[address] = found
        self._index(address, found, "\0")
        return found

    def _within(self, resource: Schema, address: str, fragment: str, place: str) -> Schema:
        if not fragment:
            return resource
        if not fragment.startswith("/"):
            found = self._anchors.get((address, fragment))
            if found is None:
                raise Dead(place, f"anchor {fragment!r} is not in this document")
            return found
        value: JSON = resource
        for step in fragment.split("/")[1:]:
            name = step.replace("~1", "/").replace("~0", "~")
            if isinstance(value, dict) and name in value:
                value = value[name]
            elif isinstance(value, list) and name.isdigit() and int(name) < len(value):
                value = value[int(name)]
            else:
                raise Dead(place, f"pointer {fragment!r} is not in this document")
        if isinstance(value, dict):
            self._index(address, value, fragment if resource is self.root else "\0")
            return value
        return value if isinstance(value, bool) else True

    def matches(self, pattern: str, text: str) -> bool:
        """Say whether a pattern (ECMA-262) is found in a text, with the validator's own engine."""
        return self.matcher(pattern)(text)

    def matcher(self, pattern: str) -> Callable[[JSON], bool]:
        """Return what says whether a pattern is found in a text."""
        check = self._patterns.get(pattern)
        if check is None:
            check = self._patterns[pattern] = validator({"pattern": pattern}).is_valid
        return check

    def language(self, patterns: tuple[str, ...], not_patterns: tuple[str, ...], low: int, high: int) -> Language:
        """Return a language of texts, see ``languages``; all of a document have a budget together."""
        key = (patterns, not_patterns, low, high)
        found = self._languages.get(key)
        if found is None:
            self._walked.spend(0)
            found = self._languages[key] = decided(patterns, not_patterns, low, high)
            self._walked.spend(found.cost)
        return found.language()

    def check(self, schema: Schema) -> Callable[[JSON], bool] | None:
        """Return the validator of a subschema; None for a derived one."""
        if isinstance(schema, bool):
            return lambda _: schema
        place = self._places.get(id(schema), ("", "\0"))[1]
        if "\0" in place:
            return None
        if self._parts is None:
            self._parts = parts(self.root)
        return self._parts(place)
