"""What is asked about a schema: an instance, one that meets a condition, or several; and how the schema is printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from jsonsynth import conditions, schema
from jsonsynth.content import Content
from jsonsynth.describing import describe
from jsonsynth.errors import SchemaRefusedError
from jsonsynth.examples import JSON, Slot
from jsonsynth.jsontext import canonical, minified, pretty
from jsonsynth.packaged import META_SCHEMAS
from jsonsynth.seeds import Random, count_before, due, interleaved, pick
from jsonsynth.task import names_of
from jsonsynth.wording.spelling import spell
from jsonsynth.wrapping import array_of

__all__ = ["Asked", "Drawn", "Kind", "Origin", "Printed", "ask", "kind_of", "print_schema"]

Origin = Literal["invented", "file", "package"]
Kind = Literal["plain", "condition", "several"]

_BOOK = "schema_generate"
_ASKED_SHARE, _ASKED = "0.2", (3, 1)  # a condition in 15% of rows, several elements in 5%
_PRINTED_SHARE, _PRINTED = "0.1", (1, 1)  # not minified in 10% of rows, half of them said in words too
_COUNTS = (2, 2, 2, 3, 3, 4, 5)
_SPELLED = 8  # the greatest number in words, in English
_DRAWS_EACH = 4  # draws for an element that differs from those before
_INDENTS = ("  ", "  ", "    ")
_MOST_WORDS = 1200  # characters of a description; a longer one helps nobody


@dataclass(slots=True)
class Drawn:
    """A schema with an instance, and where the schema is from; ``name`` is empty for a schema that has none.

    ``more`` draws other instances, None where several are never asked for.
    """

    schema: JSON
    instance: JSON
    origin: Origin
    name: str
    license: str
    more: Callable[[Random], JSON] | None


@dataclass(slots=True)
class Asked:
    """What stands in a row: the schema and the answer, the words that ask for it, and what they ask beside the schema.

    ``condition`` is a schema, None where nothing more is asked; ``points`` says how hard it makes the row.
    """

    drawn: Drawn
    opening: str
    language: str
    condition: JSON = None
    points: int = 0


def kind_of(index: int) -> Kind:
    """Return what the row at an index asks for."""
    if not due(index, _ASKED_SHARE, "asked"):
        return "plain"
    kinds: tuple[Kind, Kind] = ("condition", "several")
    return kinds[interleaved(count_before(index, _ASKED_SHARE, "asked"), _ASKED)]


def ask(kind: Kind, drawn: Drawn, slot: Slot, content: Content, languages: str, rng: Random) -> Asked | None:
    """Word what a row asks for; None if this schema and instance give no occasion for it.

    ``languages``: the shares of languages. What stands beside a schema in words is in English, if that is among them.
    """
    names = names_of(languages)
    language = "en" if _form(slot.index) == "worded" and "en" in names else pick(rng, names)
    return _KINDS[kind](drawn, slot, content, language, rng)


def _plain(drawn: Drawn, slot: Slot, content: Content, language: str, rng: Random) -> Asked:
    section = "meta" if drawn.name in META_SCHEMAS else "generate"
    return Asked(drawn, content.say(rng, f"{_BOOK}.{language}", slot.split, section), language)


def _conditioned(drawn: Drawn, slot: Slot, content: Content, language: str, rng: Random) -> Asked | None:
    if not isinstance(drawn.instance, dict):
        return None
    found = conditions.draw(drawn.schema, drawn.instance, lambda value: _valid(drawn.schema, value), rng)
    if found is None:
        return None
    opening = conditions.say(rng, content, slot.split, found, language)
    return Asked(_with(drawn, drawn.schema, found.instance), opening, language, found.rules, len(found.pieces))


def _valid(rule: JSON, value: JSON) -> bool:
    return schema.validator(rule, minified(rule)).is_valid(value)  # kept: asked again, by the check too


def _with(drawn: Drawn, schema: JSON, instance: JSON) -> Drawn:
    return Drawn(schema, instance, drawn.origin, drawn.name, drawn.license, drawn.more)


def _several(drawn: Drawn, slot: Slot, content: Content, language: str, rng: Random) -> Asked | None:
    listed = _list(drawn) if isinstance(drawn.instance, list) else _wrapped(drawn, rng)
    if listed is None or not isinstance(listed.instance, list):
        return None
    count = len(listed.instance)
    rules: JSON = {"type": "array", "minItems": count, "maxItems": count, "uniqueItems": True}
    said = spell(count, "en") if language == "en" and count <= _SPELLED else str(count)
    opening = content.say(rng, f"{_BOOK}.{language}", slot.split, "several", count=said)
    return Asked(listed, opening, language, rules, 1)


_KINDS: Mapping[Kind, Callable[[Drawn, Slot, Content, str, Random], Asked | None]] = {
    "plain": _plain,
    "condition": _conditioned,
    "several": _several,
}


def _list(drawn: Drawn) -> Drawn | None:
    """Return an array that is itself a list of different elements."""
    elements = drawn.instance if isinstance(drawn.instance, list) else []
    return drawn if len({canonical(element) for element in elements}) == len(elements) >= 2 else None


def _wrapped(drawn: Drawn, rng: Random) -> Drawn | None:
    """Put a schema into an array schema, and instances into an array."""
    count = pick(rng, _COUNTS)
    made = array_of(drawn.schema, count, rng) if isinstance(drawn.schema, dict) else None
    if made is None or drawn.more is None:
        return None
    elements = {canonical(drawn.instance): drawn.instance}
    try:
        for _ in range(_DRAWS_EACH * count):
            if len(elements) < count:
                element = drawn.more(rng)
                elements.setdefault(canonical(element), element)
    except SchemaRefusedError:  # a stream without luck
        return None
    instance: JSON = list(elements.values())
    return _with(drawn, made, instance) if len(elements) == count else None


_Form = Literal["minified", "indented", "worded"]


@lru_cache(maxsize=1)  # asked twice of a row
def _form(index: int) -> _Form:
    """Return how the schema at an index is to stand: minified in nine of ten rows, else indented, half with words."""
    if not due(index, _PRINTED_SHARE, "printed"):
        return "minified"
    forms: tuple[_Form, _Form] = ("indented", "worded")
    return forms[interleaved(count_before(index, _PRINTED_SHARE, "printed"), _PRINTED)]


@dataclass(slots=True)
class Printed:
    """How a schema stands in a row: its text, and a sentence about it ("" where there is none)."""

    form: _Form
    text: str
    words: str = ""


def print_schema(drawn: Drawn, slot: Slot, content: Content, language: str, rng: Random) -> Printed:
    """Print a schema as is due at its index; only in English do words stand beside it, where it does not take many."""
    form = _form(slot.index)
    if form == "minified":
        return Printed(form, minified(drawn.schema))
    text = pretty(drawn.schema, pick(rng, _INDENTS))
    if form == "worded" and language == "en" and isinstance(drawn.schema, dict):
        words = describe(drawn.schema)
        if len(words) <= _MOST_WORDS:
            return Printed(form, text, " " + content.say(rng, f"{_BOOK}.en", slot.split, "words", words=words))
    return Printed("indented", text)
