"""Slips: values, types, spellings and names near the right ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import cast

from jsonsynth.examples import JSON
from jsonsynth.jsontext import plain_number
from jsonsynth.seeds import Random, below, between, chance, pick, shuffled

__all__ = ["other_name", "other_spelling", "other_type", "other_value", "sort_of"]


def other_value(old: JSON, rng: Random) -> JSON:
    """Return a value near a scalar, of its type; null stays."""
    if isinstance(old, bool):
        return not old
    if isinstance(old, int | float):
        return _other_number(old, rng)
    if isinstance(old, str):
        return _other_text(old, rng)
    return old


def _other_number(old: float, rng: Random) -> JSON:
    if isinstance(old, float) and chance(rng, 0.5):
        new: float = round(old) if chance(rng, 0.5) else round(old, 1)
    elif abs(old) > 9 and chance(rng, 0.5):
        digits = list(str(old))
        place = between(rng, digits[0] == "-", len(digits) - 1)
        digits[place] = str(between(rng, 1, 9)) if digits[place].isdigit() else digits[place]
        text = "".join(digits)
        new = float(text) if "." in text else int(text)
    else:
        new = old + pick(rng, (1, -1, 1, 10))
    return plain_number(round(new, 6)) if new != old else old + 1


_DIGIT = re.compile(r"\d")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_SAFE = (3, 15, 18)  # the last digits of a date's year, minutes and seconds: any other makes a date


def _digits(text: str) -> list[int]:
    """Return the places of the digits that may change."""
    found = [match.start() for match in _DIGIT.finditer(text)]
    return [place for place in found if place in _SAFE] if _DATE.match(text) else found


def _other_text(old: str, rng: Random) -> JSON:
    digits = _digits(old)
    if digits:
        place = pick(rng, digits)
        return old[:place] + str((int(old[place]) + between(rng, 1, 8)) % 10) + old[place + 1 :]
    words = old.split(" ")
    if len(words) > 1:
        gone = below(rng, len(words))
        if chance(rng, 0.5):
            return " ".join([*words[:gone], *words[gone + 1 :]])
        other = (gone + 1) % len(words)
        words[gone], words[other] = words[other], words[gone]
        return " ".join(words)
    word = pick(rng, _COMMON)
    if old.isupper():
        return word.upper()
    return _capital(word) if old[:1].isupper() else word if word != old else "none"


_COMMON = ("unknown", "default", "other", "general", "standard")  # what is put where a word is not known


_FOR_NULL: tuple[JSON, ...] = ("", "null", 0, False)


def other_type(old: JSON, rng: Random) -> JSON:
    """Return what a scalar might be taken for; a long text mostly stays."""
    if old is None:
        return pick(rng, _FOR_NULL)
    if isinstance(old, bool):
        return ("true" if old else "false") if chance(rng, 0.6) else int(old)
    if isinstance(old, int | float):
        return str(old) if chance(rng, 0.8) else None
    return _number_of(old, rng)


_SHORT_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})")


def _number_of(old: JSON, rng: Random) -> JSON:
    if not isinstance(old, str):
        return old
    if _SHORT_NUMBER.fullmatch(old) and old != "-0":
        return int(old)
    if chance(rng, 0.08):
        return None
    return [old] if old.isalpha() and chance(rng, 0.3) else old


def other_spelling(old: JSON, rng: Random) -> JSON:
    """Tidy a string that was right, as its kind invites: an address, a date, a code, a word, a sentence."""
    if not isinstance(old, str) or not old:
        return old
    for touch in shuffled(rng, _TOUCHES[_kind_of(old)][1]):
        new = touch(old)
        if new != old:
            return new
    return old


def _kind_of(text: str) -> int:
    """Return the first of the kinds of text, by its place in the table, that a text is of."""
    return cast("int", cast("re.Match[str]", _KINDS.fullmatch(text)).lastindex) - 1


def sort_of(value: JSON) -> int | type:
    """Return what two scalars have in common that could be taken for each other: their type, of texts their kind."""
    return _kind_of(value) if isinstance(value, str) else type(value)


def _without_accents(text: str) -> str:
    return "".join(mark for mark in unicodedata.normalize("NFD", text) if not unicodedata.combining(mark))


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


_Touch = Callable[[str], str]
_FRACTION = re.compile(r"\.\d+")
_ZONE = re.compile(r"(?:Z|[+-]\d\d:\d\d)$")
_TOUCHES: tuple[tuple[str, tuple[_Touch, ...]], ...] = (  # texts by their pattern, what tidies them
    (
        r"https?://\S+",
        (
            lambda text: text.rstrip("/") if text.endswith("/") else text + "/",
            lambda text: text.replace("http://", "https://") if text[4] == ":" else text.replace("https://", "http://"),
            lambda text: text.partition("://")[2],
            lambda text: text.replace("://www.", "://"),
        ),
    ),
    (
        r"\d{4}-\d\d-\d\dT\S+",
        (
            lambda text: text.replace("T", " "),
            lambda text: _FRACTION.sub("", text),
            lambda text: _ZONE.sub("", text),
            lambda text: text.replace("Z", "+00:00") if text.endswith("Z") else text.replace("+00:00", "Z"),
            lambda text: text[:10],
        ),
    ),
    (
        r"\d{4}-\d\d-\d\d",
        (lambda text: text.replace("-", "/"), lambda text: f"{text[8:]}-{text[5:7]}-{text[:4]}", lambda text: text[:7]),
    ),
    (r"#[0-9A-Fa-f]{3,8}", (str.upper, str.lower, lambda text: text[1:])),
    (r"[^\s@]+@[^\s@]+", (lambda text: "mailto:" + text, lambda text: text.replace("+", "."))),
    (
        r"(?=.*\d)\S+",
        (
            lambda text: text.replace("-", ""),
            lambda text: text.replace("_", "-"),
            lambda text: text.replace("/", "-"),
            str.upper,
            str.lower,
        ),
    ),
    (
        r"\S+",
        (_capital, str.lower, lambda text: text.replace("_", " "), lambda text: text.replace("-", " ")),
    ),
    (
        r"(?s:.*)",
        (
            lambda text: text[0].lower() + text[1:],
            _without_accents,
            lambda text: text.rstrip(".!?,"),
            lambda text: text + "." if text[-1].isalnum() else text,
            lambda text: text.replace("\n", " ").replace("\t", " "),
            lambda text: text.replace("\\", "/"),
            lambda text: text.replace('"', "'"),
            lambda text: text.replace("'", "\u2019"),
            lambda text: text.replace("&", "and"),
            lambda text: text.title() if len(text) < 40 and text.replace(" ", "").isalpha() else text,
        ),
    ),
)
_KINDS = re.compile("|".join(f"({kind})" for kind, _ in _TOUCHES))

_PARTS = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")


def other_name(name: str, rng: Random) -> str:
    """Return a member's name misremembered: its style or number, a part less or more, another word for a part."""
    if name.isupper():
        return name.lower()
    parts: list[str] = _PARTS.findall(name) or [name]
    kind = 0 if parts[0].lower() in _NOT_COUNTED else below(rng, 4)
    if kind < 2 or len(parts) == 1:
        other = _PARTS.sub(_other_part, name)
        if other != name:
            return other
    if kind == 2 and len(parts) > 1:
        return "_".join(parts[1:]).lower() if chance(rng, 0.6) else _with_part(name, rng)
    if kind != 1 and len(parts) > 1:
        return "_".join(parts).lower() if "_" not in name else parts[0].lower() + "".join(map(_capital, parts[1:]))
    return _counted_otherwise(name)


_MORE_PARTS = ("value", "name", "info", "data", "field")


def _with_part(name: str, rng: Random) -> str:
    """Return a name with one more part, in its style: ``startDate`` -> ``startDateValue``."""
    part = pick(rng, _MORE_PARTS)
    mark = next((mark for mark in "_-" if mark in name), "")
    return f"{name}{mark}{part}" if mark else name + _capital(part)


def _counted_otherwise(name: str) -> str:
    """Return a name in the plural, or one in the plural in the singular; ``locked`` has neither."""
    if _PARTICIPLE.search(name):
        mark = next((mark for mark in "_-" if mark in name), "")
        return f"is{mark}{name}" if mark else ("Is" if name[0].isupper() else "is") + _capital(name)
    for ending, other in _NUMBERS:
        if name.endswith(ending) and (len(name) > 3 or other.startswith(ending)):
            return name.removesuffix(ending) + other
    return name + ("es" if name.endswith("s") else "s")


_PARTICIPLE = re.compile(r"[a-z]{2}[a-df-z]ed$")
_NUMBERS = (
    *(("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("ss", "sses"), ("us", "uses")),
    *(
        ("s", ""),
        ("ay", "ays"),
        ("ey", "eys"),
        ("oy", "oys"),
        ("y", "ies"),
        ("x", "xes"),
        ("ch", "ches"),
        ("sh", "shes"),
    ),
)


_NOT_COUNTED = frozenset(("is", "has", "allow", "can", "max", "min", "next", "last", "total"))  # no plural
_OTHER_WORDS = {
    "next": "following",
    "last": "latest",
    "time": "timestamp",
    "timestamp": "time",
    "message": "text",
    "context": "details",
    "data": "items",
    "results": "data",
    "children": "nodes",
    "payload": "body",
    "result": "outcome",
    "properties": "attributes",
    "coordinates": "position",
    "geometry": "shape",
    "metadata": "meta",
    "meta": "metadata",
    "labels": "tags",
    "kind": "type",
    "arguments": "parameters",
    "region": "area",
    "city": "town",
    "reason": "cause",
    "phone": "telephone",
    "format": "encoding",
    "latitude": "lat",
    "longitude": "lng",
    "page": "offset",
    "max": "maximum",
    "min": "minimum",
    "owner": "author",
    "version": "revision",
    "priority": "importance",
    "weight": "mass",
    "id": "identifier",
    "url": "link",
    "name": "title",
    "title": "name",
    "created": "creation",
    "updated": "modified",
    "description": "desc",
    "notes": "comments",
    "number": "num",
    "count": "total",
    "total": "count",
    "type": "kind",
    "status": "state",
    "state": "status",
    "country": "nation",
    "amount": "value",
    "price": "cost",
    "email": "mail",
    "address": "location",
    "location": "place",
    "level": "tier",
    "code": "key",
    "items": "entries",
    "entries": "items",
    "date": "day",
    "category": "group",
    "label": "tag",
    "enabled": "active",
    "settings": "config",
    "config": "settings",
    "details": "info",
}


def _other_part(found: re.Match[str]) -> str:
    part = found.group()
    other = _OTHER_WORDS.get(part.lower(), part)
    return _capital(other) if part[0].isupper() else other
