"""The specification of the fields in an instruction, in each of its faces, read into one form.

Braces and TypeScript share a grammar of members; JSON Schema and example objects are JSON; bullets and plain questions
say ``name (kind)`` with a path for a name: ``address.city``, ``people[].age``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from typing import Any, cast

from jsonsynth.examples import JSON
from jsonsynth.facts.members import Member, members_at

__all__ = ["Specification", "Wanted", "specification"]


@dataclass(slots=True, eq=False)
class Wanted:
    """A field that is asked; of those that are no objects there is one for all that is said alike.

    ``type``: string, int, float, bool, date, datetime, string[], enum, object, object[], or any where the instruction
    does not say. ``options``: the values of an enumeration. ``optional``: the instruction says that it may be missing.
    ``about``: what it is said to be. ``fields``: those of an object.
    """

    name: str
    type: str
    options: tuple[str, ...] = ()
    optional: bool = False
    about: str = ""
    fields: tuple[Wanted, ...] = ()


@lru_cache(maxsize=16384)
def _wanted(name: str, type_: str, options: tuple[str, ...], optional: bool, about: str) -> Wanted:
    """The field that is no object."""
    return Wanted(name, type_, options, optional, about)


@dataclass(slots=True)
class Specification:
    """The fields of the answer, whether it is a list of such objects, and the instruction without them."""

    fields: tuple[Wanted, ...]
    listed: bool
    rest: str


_SIMPLE = {
    word: type_
    for type_, words in {
        "string": "string|str|text|a string|texto|cadena|texte|chaîne|Text|testo|stringa|Zeichenkette|a text|una cadena"
        "|una stringa|uma string|un texte|ein Text",
        "int": "int|integer|whole number|inteiro|número inteiro|entero|número entero|entier|nombre entier|ganze Zahl"
        "|Ganzzahl|intero|numero intero|a whole number|an integer",
        "float": "float|number|decimal number|número|número decimal|nombre|nombre décimal|Zahl|Dezimalzahl|numero"
        "|numero decimale|decimal|double|a number|Kommazahl|décimal|decimale",
        "bool": "bool|boolean|true or false|booleano|true ou false|booléen|true o false|true oder false|Wahrheitswert"
        "|Boolean|yes or no|verdadeiro ou falso|verdadero o falso|vrai ou faux|vero o falso|wahr oder falsch"
        "|sim ou não|sí o no|oui ou non|sì o no|ja oder nein",
        "date": "date|data|fecha|Datum|a date|uma data|una fecha|una data|une date|ein Datum",
        "datetime": "datetime|date and time|timestamp|data e hora|fecha y hora|date et heure|Datum und Uhrzeit"
        "|data e ora|Zeitpunkt|date-time|Zeitstempel|horodatage|marca de tiempo",
        "string[]": "string[]|str[]|text[]|list of strings|array of strings|lista de textos|lista de strings"
        "|lista de cadenas|liste de textes|liste de chaînes|Liste von Texten|Liste von Zeichenketten|lista di testi"
        "|lista di stringhe|list of texts",
    }.items()
    for word in (*words.split("|"), *words.lower().split("|"))
}
# what a comment in TypeScript says of a number or a string
_NOTED = {word: type_ for word, type_ in _SIMPLE.items() if type_ in ("int", "date", "datetime")}
_MAYBE = (
    "may be missing",
    "optional",
    "pode faltar",
    "opcional",
    "puede faltar",
    "peut manquer",
    "facultatif",
    "optionnel",
    "kann fehlen",
    "può mancare",
    "opzionale",
    "facoltativo",
    "may be absent",
)
# the same of several members, in lower case
_MAYBE_SAID = (
    "may be missing",
    "may be absent",
    "optional",
    "pode faltar",
    "podem faltar",
    "opcionais",
    "opcional",
    "puede faltar",
    "pueden faltar",
    "peut manquer",
    "peuvent manquer",
    "facultatif",
    "fehlen",
    "può mancare",
    "possono mancare",
    "opzional",
    "facoltativ",
)
_ONE_OF = (
    "one of: ",
    "um de: ",
    "uno de: ",
    "l'un de : ",
    "un de : ",
    "einer von: ",
    "eines von: ",
    "uno di: ",
    "uno tra: ",
)


def specification(instruction: str) -> Specification:
    """Read the fields that an instruction asks for; none where no face of a specification is found."""
    for face in (_json, _typed, _said):
        found = face(instruction)
        if found.fields:
            return found
    return Specification((), False, instruction)


_NOTHING = Specification((), False, "")


def _names_type(text: str) -> bool:
    return "interface " in text or "type " in text or "Array<" in text


_TYPED = re.compile(r"\b(?:interface|type) (\w+)\s*=?\s*(?=[{\[])|\bArray<(?=\{)")
_MANY = re.compile(r"\w\[\]")
_MEMBERS = re.compile(r"\{\s*[^\W\d][\w-]*\??\s*:")


def _typed(text: str) -> Specification:
    """Braces, or a TypeScript type."""
    head = _TYPED.search(text) if _names_type(text) else None
    found = _MEMBERS.search(text, head.end() if head else 0)
    if found is None:
        return _NOTHING
    start = found.start()
    members, end = members_at(text, start)
    fields = tuple(map(_of_member, members))
    many = text[start - 1 : start] == "["
    listed = many or text[end : end + 2] == "[]" or (head is not None and "Array<" in head[0])
    rest = f"{text[: head.start() if head else start - many]} {text[end:]}"
    return Specification(fields, listed or (head is not None and _MANY.search(rest) is not None), rest)


@lru_cache(maxsize=16384)
def _of_member(member: Member) -> Wanted:
    if member.fields:
        fields = tuple(map(_of_member, member.fields))
        return Wanted(member.name, "object[]" if member.listed else "object", (), member.optional, member.about, fields)
    options = [part.strip().strip("\"'") for part in member.type.split("|")]
    optional = member.optional or "null" in options[1:]
    options = [part for part in options if part != "null"]
    said, _, about = member.about.partition("; ")
    noted = _NOTED.get(said, "") if options[0] in ("string", "number") else ""
    about = about if noted else member.about
    if len(options) > 1:
        return _wanted(member.name, "enum", tuple(options), optional, about)
    kind = "float" if options[0] == "number" and not noted else _SIMPLE.get(options[0].lower(), "any")
    return _wanted(member.name, noted or kind, (), optional, about)


def _said(text: str) -> Specification:
    """Bullets or a plain question: ``name (kind; may be missing)``, a description behind it after a colon."""
    fields: list[Wanted] = []
    rest, behind, place = "", 0, 0
    for found in _KIND.finditer(text):
        start = found.start()
        named = _NAMED.search(text, max(place, text.rfind(" ", place, start)), start) if start >= place else None
        if named is None:
            continue
        about = _ABOUT.match(text, found.end())
        place = found.end() if about is None else about.end()
        kind = _described(found[1])
        if kind is not None:
            said = about[1].strip() if about is not None else ""
            fields.append(_wanted(named[0], kind.type, kind.options, kind.optional, said))
            rest += text[behind : named.start()] + " "
            behind = place
    tree, listed = _grown(fields)
    return Specification(tree, listed, rest + text[behind:])


_KIND = re.compile(r" \(([^()]+)\)")
_NAMED = re.compile(r"(?:\[\]\.|(?<![^\W\d])[^\W\d])[\w.\[\]-]*\Z")
_ABOUT = re.compile(r": ([^\n;]+)")


@lru_cache(maxsize=1024)
def _described(kind: str) -> Wanted | None:
    """Read what stands in brackets behind a name, as a field without one."""
    bare = next((kind.removesuffix(f"; {maybe}").rstrip() for maybe in _MAYBE if kind.endswith(f"; {maybe}")), kind)
    head = next((start for start in _ONE_OF if bare.startswith(start)), None)
    if head is not None:
        return _wanted("", "enum", tuple(bare.removeprefix(head).split(", ")), bare != kind, "")
    known = _SIMPLE.get(bare) or _SIMPLE.get(bare.lower())
    return None if known is None else _wanted("", known, (), bare != kind, "")


def _grown(fields: Iterable[Wanted]) -> tuple[tuple[Wanted, ...], bool]:
    """Make a tree of paths; ``[].name`` says that the answer is a list."""
    whole = list(fields)
    if not any("." in one.name or one.name.endswith("[]") for one in whole):
        return tuple(whole), False
    listed = bool(whole) and all(one.name.startswith("[].") for one in whole)
    if listed:
        whole = [_renamed(one, one.name[3:]) for one in whole]
    found: dict[str, list[Wanted]] = {}
    for one in whole:
        head, _, tail = one.name.partition(".")
        found.setdefault(head, []).append(_renamed(one, tail) if tail else one)
    return tuple(_branch(head, below) for head, below in found.items()), listed


def _renamed(one: Wanted, name: str) -> Wanted:
    return _wanted(name, one.type, one.options, one.optional, one.about)


def _branch(head: str, below: list[Wanted]) -> Wanted:
    if len(below) == 1 and below[0].name == head:
        return below[0]
    fields, _ = _grown(below)
    optional = all(one.optional for one in below)
    return Wanted(head.removesuffix("[]"), "object[]" if head.endswith("[]") else "object", (), optional, "", fields)


_DECODER = json.JSONDecoder()
_OPENED = re.compile(r"\{\s*\"")


def _json(text: str) -> Specification:
    """A JSON Schema, or an example of the answer."""
    found = _OPENED.search(text)
    if found is None:
        return _NOTHING
    start = found.start()
    start -= text[start - 1 : start] == "["
    try:
        value, end = _DECODER.raw_decode(text, start)
    except (ValueError, RecursionError):
        return _NOTHING
    rest = f"{text[:start]} {text[end:]}"
    if isinstance(value, list):
        items = cast("list[JSON]", value)
        first = items[0] if items else None
        return Specification(_of_example(first, rest), True, rest) if isinstance(first, dict) else _NOTHING
    schema = cast("dict[str, Any]", value)
    if isinstance(schema.get("properties"), dict):
        return Specification(_of_properties(schema), False, rest)
    if schema.get("type") == "array" and isinstance(schema.get("items"), dict):
        return Specification(_of_properties(schema["items"]), True, rest)
    return _NOTHING if "properties" in schema else Specification(_of_example(schema, rest), False, rest)


_TYPES = {"integer": "int", "number": "float", "boolean": "bool", "string": "string"}
_FORMS = {"date": "date", "date-time": "datetime"}


def _of_properties(schema: Mapping[str, Any]) -> tuple[Wanted, ...]:
    members = schema.get("properties")
    if not isinstance(members, dict):
        return ()
    required = schema.get("required")
    named = cast("list[str]", required) if isinstance(required, list) else []
    return tuple(_of_schema(name, one, name not in named) for name, one in cast("dict[str, Any]", members).items())


def _of_schema(name: str, member: Any, optional: bool) -> Wanted:
    said = cast("dict[str, Any]", member) if isinstance(member, dict) else {}
    about = str(said.get("description") or "")
    options = said.get("enum")
    if isinstance(options, list):
        listed = cast("list[JSON]", options)
        texts = tuple(str(one) for one in listed if one is not None)
        return _wanted(name, "enum", texts, optional or None in listed, about)
    kinds = said.get("type")
    if isinstance(kinds, list):
        types = cast("list[str]", kinds)
        optional = optional or "null" in types
        kinds = next((kind for kind in types if kind != "null"), None)
    return _of_kind(name, optional, about, str(kinds), said)


def _of_kind(name: str, optional: bool, about: str, kind: str, said: Mapping[str, Any]) -> Wanted:
    items = said.get("items")
    if kind == "object":
        return Wanted(name, "object", (), optional, about, _of_properties(said))
    if kind == "array" and isinstance(items, dict) and "properties" in items:
        return Wanted(name, "object[]", (), optional, about, _of_properties(cast("dict[str, Any]", items)))
    if kind == "array":
        return _wanted(name, "string[]", (), optional, about)
    noted, _, rest = about.partition("; ")
    if _SIMPLE.get(noted) == "datetime":
        return _wanted(name, "datetime", (), optional, rest)
    form = _FORMS.get(str(said.get("format"))) or _TYPES.get(kind, "any")
    return _wanted(name, form, (), optional, about)


_DATE_LIKE = re.compile(r"(?:\d{4}|[A-Z]{4})-(?:\d\d|MM)-(?:\d\d|[A-Z]{2})")


def _of_example(value: Any, rest: str) -> tuple[Wanted, ...]:
    """The fields of an example of the answer; what may be missing is said beside it."""
    members = cast("dict[str, JSON]", value)
    loose = _said_to_be_missing(rest)
    return tuple(_of_value(name, one, loose) for name, one in members.items())


def _said_to_be_missing(rest: str) -> frozenset[str]:
    return frozenset(chain.from_iterable(map(_loose, _SENTENCE.split(rest))))


_SENTENCE = re.compile(r"(?<=[.!?\n])\s")


@lru_cache(maxsize=8192)
def _loose(sentence: str) -> tuple[str, ...]:
    """The words of a sentence that says of what it names that it may be missing, () of any other."""
    told = any(map(sentence.lower().__contains__, _MAYBE_SAID))
    return tuple(word.strip(".,:;`'\"()") for word in sentence.split()) if told else ()


def _of_value(name: str, value: JSON, loose: frozenset[str]) -> Wanted:
    optional = name in loose
    if isinstance(value, dict):
        fields = tuple(_of_value(inner, one, loose) for inner, one in value.items())
        return Wanted(name, "object", (), optional, "", fields)
    if isinstance(value, list):
        first = value[0] if value else ""
        if isinstance(first, dict):
            return replace(_of_value(name, first, loose), type="object[]")
        return _wanted(name, "string[]", (), optional, "")
    if isinstance(value, str):
        return _of_text(name, value, optional)
    return _wanted(name, _VALUES.get(type(value), "any"), (), optional, "")


_VALUES: Mapping[type, str] = {bool: "bool", int: "int", float: "float"}


def _of_text(name: str, value: str, optional: bool) -> Wanted:
    if "|" in value:
        return _wanted(name, "enum", tuple(map(str.strip, value.split("|"))), optional, "")
    if _DATE_LIKE.match(value):
        return _wanted(name, "date" if len(value) <= 10 else "datetime", (), optional, "")
    about = value.strip("<>.… ")
    return _wanted(name, "string", (), optional, about if about.lower() not in _SIMPLE else "")
