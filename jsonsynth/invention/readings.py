"""What a member's line says of its values: subschemas, and what draws values that all of them accept.

Everything here depends on the member, the entity and the split alone, is made once and shared: no subschema that
comes from here may be changed in place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from math import floor
from typing import NamedTuple, TypeAlias, cast
from zlib import crc32

from orjson import dumps, loads

from jsonsynth.examples import JSON, Split
from jsonsynth.invention.called import called
from jsonsynth.invention.looks import LOOKS, LOOSE, look_of
from jsonsynth.invention.members import BOUNDED, ENUMERATED, FORMATTED, LENGTHS, PATTERNED, WRITTEN, Attribute
from jsonsynth.invention.patterns import PATTERN_OF, spelt
from jsonsynth.jsontext import in_parts
from jsonsynth.realism import formats, maker, ranged, template, texts
from jsonsynth.seeds import Random

__all__ = [
    "FORMAT_OF",
    "KINDS",
    "Draw",
    "Node",
    "Schema",
    "choices_of",
    "identified",
    "looking",
    "reading",
    "span_of",
    "unequal",
]

Draw: TypeAlias = Callable[[Random], JSON]
Schema: TypeAlias = dict[str, JSON]


Node: TypeAlias = tuple[Schema, Draw]
"""A subschema, and what draws values that it accepts."""


# kinds whose values have a format of JSON Schema
FORMAT_OF: Mapping[str, str] = {
    "birth": "date", "date": "date", "datetime": "date-time", "duration": "duration", "email": "email", "time": "time",
    "uri": "uri", "uuid": "uuid",
}  # fmt: skip


@lru_cache(maxsize=1024)
def _sets(what: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(values.split()) for values in what.split(" / "))


def choices_of(attribute: Attribute) -> tuple[tuple[str, ...], ...]:
    """Return the closed sets of an enum."""
    return _sets(attribute.what)


def _number_of(text: str) -> float | int:
    return int(text) if text.lstrip("-").isdigit() else float(text)


class Span(NamedTuple):
    """A number's bounds that make sense (None where there is none), and what is drawn.

    ``drawn``: low, high, decimals; ``usual``: all that people set, nothing where any number of the range will do.
    """

    low: float | int | None
    high: float | int | None
    drawn: tuple[float, float, int]
    usual: tuple[float | int, ...]


def span_of(attribute: Attribute) -> Span:
    """Return what a number's line says of it."""
    return _span(attribute.what)


@cache
def _span(what: str) -> Span:
    bounds, span, *decimals = what.split()
    low, high = [_number_of(text) if text.strip(".") else None for text in bounds.rstrip(".").partition("..")[::2]]
    usual = tuple(_number_of(text) for text in span.split(",")) if ".." not in span else ()
    first, last = (usual[0], usual[-1]) if usual else (float(text) for text in span.split(".."))
    return Span(low, high, (first, last, int(decimals[0]) if decimals else 0), usual)


def _out_of(values: Sequence[JSON]) -> Draw:
    count = len(values)
    return lambda rng: values[floor(rng.random() * count)]


def _boolean(rng: Random) -> JSON:
    return rng.random() < 0.5


def _entity_template(attribute: Attribute, entity: str, split: Split) -> Callable[[Random], str]:
    """Return what draws a text; a domain's plain member has no template, its name says what it holds."""
    if not attribute.what:
        return texts(_snake(attribute.plain), entity, split)
    what = called().get(entity, attribute.what) if attribute.plain == "name" else attribute.what
    draw, spaced, dashed = _quoted(what, split)
    if dashed:
        words = entity.replace(" ", "-")
        return lambda rng: draw(rng).replace(_DASHED, words).replace(_ENTITY, entity)
    return (lambda rng: draw(rng).replace(_ENTITY, entity)) if spaced else draw


_ENTITY, _DASHED = "\x01", "\x02"  # where an entity stands in a drawn text, and where it is written with hyphens


@cache  # a few hundred members
def _quoted(what: str, split: Split) -> tuple[Callable[[Random], str], bool, bool]:
    """Return what draws a text with marks for the entity, and which of the two marks it has; one for all entities."""
    rule = what[what.index('"') + 1 : -1].replace("-{e}", "-" + _DASHED).replace("{e}", _ENTITY)
    return template(rule, split), _ENTITY in rule, _DASHED in rule


def _snake(words: str) -> str:
    return words.replace(" ", "_")


def _headed(head: str, draw: Draw) -> Draw:
    return (lambda rng: head + cast("str", draw(rng))) if head else draw


def _at_most(draw: Callable[[Random], str], high: int) -> Draw:
    """Redraw what is too long; after some tries, end it at a word."""

    def drawn(rng: Random) -> JSON:
        text = draw(rng)
        for _ in range(6):
            if len(text) <= high:
                return text
            text = draw(rng)
        return text if len(text) <= high else text[:high].rpartition(" ")[0].rstrip(" ,;") or text[:high]

    return drawn


_Kind: TypeAlias = Callable[[Attribute, str, Split, int], "list[Node]"]


def _text(attribute: Attribute, entity: str, split: Split, flags: int) -> list[Node]:
    draw = _entity_template(attribute, entity, split)
    return [_capped(draw, way) for way in _ways(attribute, flags)]


_Way: TypeAlias = "tuple[Schema, int]"  # how to state a text, and how many characters it can have, 0 for any number


def _capped(draw: Callable[[Random], str], way: _Way) -> Node:
    schema, high = way
    return schema, _at_most(draw, high) if high else draw


def _ways(attribute: Attribute, flags: int) -> Sequence[_Way]:
    """Return the ways to state a text."""
    long = _is_long(attribute)
    if flags & LENGTHS:
        return _LONG if long else _SHORT
    return _BARE if long or not flags & PATTERNED else _visible(flags)


def _is_long(attribute: Attribute) -> bool:
    """Say whether a text is a sentence or more."""
    return "sentence" in attribute.what or "_text" in attribute.what or attribute.plain in _SENTENCES


@cache
def _visible(flags: int) -> Sequence[_Way]:
    """Return the ways to state a text of which one in some asks for a character that is seen."""
    return (*[(_TEXT, 0)] * 8, ({**_TEXT, "pattern": spelt(PATTERN_OF["text"], flags)}, 0))


def _pattern_of(attribute: Attribute) -> str:
    return PATTERN_OF.get(attribute.what) or PATTERN_OF.get(attribute.kind, "")


def _patterned(attribute: Attribute, flags: int) -> list[Schema]:
    """Return the ways to state texts that have no format here: without a pattern and, where one is known, with it."""
    pattern = _pattern_of(attribute)
    if not pattern or not flags & PATTERNED:
        return [_TEXT]
    return [_TEXT, {**_TEXT, "pattern": spelt(pattern, flags)}]


_SENTENCES = frozenset(["description", "summary", "message"])  # members that hold sentences, which nobody cuts
_TEXT: Schema = {"type": "string"}
_SOME_TEXT: Schema = {"type": "string", "minLength": 1}
_BARE: Sequence[_Way] = ((_TEXT, 0),)
_LONG, _SHORT = (
    ((_SOME_TEXT, 0), *(({**stated, "maxLength": high}, high) for high in highs for stated in (_TEXT, _SOME_TEXT)))
    for highs in ((250, 500, 1000, 2000), (40, 50, 64, 80, 100, 120, 255))
)


def _match(attribute: Attribute, entity: str, split: Split, flags: int) -> list[Node]:
    pattern, _, rule = attribute.what.partition(' "')
    stated: Schema = {"pattern": spelt(pattern, flags)} if flags & PATTERNED else {}
    return [({**_TEXT, **stated}, template(rule.strip('"').replace("{e}", entity), split))]


def looking(kind: str, entity: str, split: Split, flags: int, look: int) -> Node:
    """Return the one way to state a code or an identifier (of several: an element) that goes with a look.

    ``entity``: the words of what is identified.
    """
    pattern, head, draw = look_of(kind, look, split)
    if flags & PATTERNED:
        stated = {**_TEXT, "pattern": _lettered(spelt(pattern, flags, LOOSE if look >= LOOKS // 2 else ()), entity)}
    else:
        stated = _SOME_TEXT if flags & LENGTHS else _TEXT
    return stated, _headed(_lettered(head, entity), draw)


def _lettered(text: str, entity: str) -> str:
    """Put the first three letters of an entity into a text."""
    if "%" not in text:
        return text
    letters = entity.replace(" ", "")[:3]
    return text.replace("%p", letters).replace("%P", letters.upper())


def _looking(attribute: Attribute, entity: str, split: Split, flags: int) -> list[Node]:
    """Return one look, for where no schema asks for one."""
    words = identified(attribute, entity)
    return [looking(attribute.kind, words, split, flags & attribute.heeded, crc32(entity.encode()) % LOOKS)]


def identified(attribute: Attribute, entity: str) -> str:
    """Return the words of what an identifier is of: ``account`` for an ``account id``, whatever else has it."""
    return _OTHERS.get(attribute.plain, entity)


_OTHERS: Mapping[str, str] = {"account id": "account", "request id": "request", "user id": "usr"}


def _formatted(attribute: Attribute, entity: str, split: Split, flags: int) -> list[Node]:  # noqa: ARG001
    draw = _format_drawer(attribute, split)
    if flags & FORMATTED:
        return [({**_TEXT, "format": FORMAT_OF[attribute.kind]}, draw)]
    return [(schema, draw) for schema in _patterned(attribute, flags)]


def _format_drawer(attribute: Attribute, split: Split) -> Draw:
    if attribute.what:
        return maker(attribute.what, split)
    name = (attribute.plain or attribute.composed).replace(" ", "_")
    return formats(FORMAT_OF[attribute.kind], name, split) or maker("short_code", split)


def _numeric(attribute: Attribute, entity: str, split: Split, flags: int) -> list[Node]:  # noqa: ARG001
    low, high, span, usual = span_of(attribute)
    draw = _out_of(usual) if usual else ranged(span)
    bare: Schema = {"type": "integer" if attribute.kind == "year" else attribute.kind}
    if not flags & BOUNDED:
        return [(bare, draw)]
    made: list[Node] = [({**bare, "minimum": low}, draw)] if low is not None else []
    if high is not None:
        both: Schema = {**bare, "minimum": low, "maximum": high}
        made += [(both, draw), (both, draw)]
        made.append(({**bare, "maximum": high}, draw))
    return made or [(bare, draw)]


def _flag(attribute: Attribute, entity: str, split: Split, flags: int) -> list[Node]:  # noqa: ARG001
    return [({"type": "boolean"}, _boolean)]


def _enum(attribute: Attribute, entity: str, split: Split, flags: int) -> list[Node]:  # noqa: ARG001
    if not flags & ENUMERATED:
        return [(schema, _out_of(values)) for values in choices_of(attribute) for schema in _spelled(values, flags)]
    made: list[Node] = [({"type": "string", "enum": [*values]}, _out_of(values)) for values in choices_of(attribute)]
    return [*made, *made, *made, *(({"enum": schema["enum"]}, draw) for schema, draw in made)]


def _spelled(values: Sequence[str], flags: int) -> list[Schema]:
    """Return the ways to state one of some values without an enum."""
    if not flags & PATTERNED or not all(value.isalnum() for value in values):
        return [_TEXT]
    return [*[_TEXT] * 3, {**_TEXT, "pattern": spelt(f"^({'|'.join(values)})$", flags)}]


def _integers(attribute: Attribute, entity: str, split: Split, flags: int) -> list[Node]:  # noqa: ARG001
    sets = [[int(value) for value in values] for values in choices_of(attribute)]
    return [({"type": "integer", "enum": [*values]}, _out_of(values)) for values in sets]


def _tenths(rng: Random) -> JSON:
    return in_parts(floor(rng.random() * 1000), 10)


def _element(attribute: Attribute, entity: str, split: Split, flags: int) -> list[Node]:  # noqa: ARG001
    """Return what a list of scalars holds."""
    if attribute.kind == "numbers":
        return [({"type": "number"}, _tenths)]
    return [(schema, maker(attribute.what, split)) for schema in _patterned(attribute, flags)]


KINDS: Mapping[str, _Kind] = {
    "boolean": _flag,
    "code": _looking,
    "codes": _looking,
    "enum": _enum,
    "id": _looking,
    "ids": _looking,
    "integer": _numeric,
    "integers": _integers,
    "match": _match,
    "number": _numeric,
    "numbers": _element,
    "strings": _element,
    "text": _text,
    "year": _numeric,
    **dict.fromkeys(FORMAT_OF, _formatted),
}


def reading(attribute: Attribute, entity: str, split: Split, flags: int, point: float) -> Node:
    """Return one of the ways to state a member that holds no objects (of a list: its elements).

    Flags say what is stated; ``point``, from 0 to 1, says which of the ways. What hangs on the entity is not kept: few
    members of one entity come again.
    """
    if attribute.own:
        return _own(attribute, entity, split, flags, point)
    key = flags & attribute.heeded
    known: Sequence[Node] | None = attribute.prepared.get(key)
    if known is None:
        known = attribute.prepared[key] = _prepared(attribute, entity, split, key)
    return known[floor(point * len(known))]


def _prepared(attribute: Attribute, entity: str, split: Split, flags: int) -> Sequence[Node]:
    """Return the ways to state a member; those that there are already where it is the same without some of the flags.

    How patterns are written is no matter where a member has none, or something else is stated instead.
    """
    if flags & _PATTERNS and not _has_pattern(attribute, flags):
        flags &= ~_PATTERNS
    known: Sequence[Node] | None = attribute.prepared.get(flags)
    if known is None:
        made = KINDS[attribute.kind](attribute, entity, split, flags)
        known = attribute.prepared[flags] = [(_one(dumps(schema)), draw) for schema, draw in made]
    return known


_PATTERNS = PATTERNED | WRITTEN
# what is stated instead of a pattern
_INSTEAD: Mapping[str, int] = {"enum": ENUMERATED, "text": LENGTHS, **dict.fromkeys(FORMAT_OF, FORMATTED)}


def _has_pattern(attribute: Attribute, flags: int) -> bool:
    """Say whether any of the ways to state a member has a pattern; the flags state them."""
    kind = attribute.kind
    if flags & _INSTEAD.get(kind, 0):
        return False
    return not _is_long(attribute) if kind == "text" else kind in ("enum", "match") or _pattern_of(attribute) != ""


def _own(attribute: Attribute, entity: str, split: Split, flags: int, point: float) -> Node:
    if attribute.kind == "text":
        ways = _ways(attribute, flags)
        return _capped(_entity_template(attribute, entity, split), ways[floor(point * len(ways))])
    found = KINDS[attribute.kind](attribute, entity, split, flags)
    return found[floor(point * len(found))]


@cache
def _one(text: bytes) -> Schema:
    """Return one and the same value for a text: there are few subschemas, and a value known is read sooner."""
    found: Schema = loads(text)
    return found


def unequal(draw: Draw, counts: Sequence[int]) -> Draw:
    """Return what draws a list of scalars of which no two are equal, of one of the lengths or shorter."""
    size = len(counts)

    def drawn(rng: Random) -> JSON:
        values = [cast("str", draw(rng)) for _ in range(counts[floor(rng.random() * size)])]
        return [*dict.fromkeys(values)]

    return drawn
