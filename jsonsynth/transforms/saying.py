"""How an instruction names things: members literally or in words, new names as they stand, values as JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from jsonsynth.examples import JSON
from jsonsynth.jsontext import canonical
from jsonsynth.seeds import Random, chance, pick
from jsonsynth.transforms.naming import words
from jsonsynth.transforms.op import Mention, View

__all__ = ["Voice", "resolves", "voice"]

Say = Callable[[str, Mapping[str, str]], str]

_BARE = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_STIFF = frozenset(
    [
        "is",
        "has",
        "can",
        "was",
        "are",
        "should",
        "will",
        "does",
        "not",
        "no",
        "in",
        "of",
        "to",
        "for",
        "by",
        "at",
        "on",
        "with",
        "and",
        "or",
    ]
)
_NOUNS: tuple[Mapping[str, str], ...] = tuple(
    {"row": one, "rows": many, "Row": one.capitalize(), "Rows": many.capitalize()}
    for one, many in (
        ("record", "records"),
        ("entry", "entries"),
        ("item", "items"),
        ("object", "objects"),
        ("element", "elements"),
        ("row", "rows"),
    )
)


@lru_cache(maxsize=8192)
def _parts(name: str) -> frozenset[str]:
    """Return the words of a name that can be said in words: several plain ones, none of them stiff; else nothing."""
    parts = frozenset(word.lower() for word in words(name))
    plain = name.isascii() and len(parts) > 1 and not parts & _STIFF and not words(name)[-1].endswith("ed")
    return parts if plain and all(part.isalpha() and len(part) > 1 for part in parts) else frozenset()


@lru_cache(maxsize=8192)
def _all_parts(name: str) -> frozenset[str]:
    return frozenset(word.lower() for word in words(name))


def resolves(name: str, seen: View) -> bool:
    """Say whether the words of an outer member's name, in any order, lead to exactly one path of the value.

    Elements of an array count as one. Only names of several plain words do: ``shippingAddress``, not ``id``.
    """
    parts = _parts(name)
    if not parts or name not in seen.kinds or seen.deeper(name):
        return False
    return list(map(_all_parts, seen.names())).count(parts) == 1


@lru_cache(maxsize=8192)
def _looks_like_a_name(name: str) -> bool:
    """Say whether nobody would read the name as an English word of the sentence."""
    return not (name.isalpha() and (name.islower() or name.istitle()))


@dataclass(slots=True)
class Voice:
    """How one instruction speaks: its quotes, whether it says names in words, its noun for an element in four forms."""

    quote: str
    spoken: bool
    document: View
    nouns: Mapping[str, str]
    say: Say
    rng: Random

    def literal(self, name: str) -> str:
        """Return a name as it stands, in this voice's quotes."""
        if self.quote and self.quote not in name:
            return f"{self.quote}{name}{self.quote}"
        return name if _BARE.fullmatch(name) and _looks_like_a_name(name) else canonical(name)

    def key(self, name: str) -> str:
        """Return a member as a noun phrase: in words where they lead to it alone, literally otherwise."""
        if self.spoken and resolves(name, self.document):
            return "the " + " ".join(word if word.isupper() else word.lower() for word in words(name))
        return self.literal(name)

    def mention(self, what: Mention) -> str:
        """Return the text for a mention."""
        return _RENDER[what.kind](self, what)

    def fill(self, mentions: Mapping[str, Mention]) -> dict[str, str]:
        """Return the texts for mentions, and the noun."""
        texts = dict(self.nouns)
        for name, what in mentions.items():
            texts[name] = said = self.mention(what)
            if what.kind in ("key", "keys"):
                texts[f"bare_{name}"] = _without_articles(said) if self.spoken else said
        return texts


def _without_articles(said: str) -> str:
    """Take the articles of spoken names away, for behind "each" and the like."""
    return said.removeprefix("the ").replace(", the ", ", ").replace(" and the ", " and ").replace(" or the ", " or ")


def voice(rng: Random, document: View, say: Say) -> Voice:
    """Draw how an instruction about a document speaks."""
    quote = pick(rng, ('"', '"', "'", "'", "`", "`", ""))
    return Voice(quote, chance(rng, 0.5), document, pick(rng, _NOUNS), say, rng)


def _joined(parts: Iterable[str], joint: str) -> str:
    *most, last = parts
    return f"{', '.join(most)} {joint} {last}" if most else last


def _json(value: JSON) -> str:
    """Print a value for a sentence: as canonical text, with a space behind commas and colons outside strings."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{canonical(name)}: {_json(member)}" for name, member in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_json, value)) + "]"
    return canonical(value)


def _key(voice: Voice, what: Mention) -> str:
    return voice.key(cast("str", what.value))


def _keys(voice: Voice, what: Mention) -> str:
    return _joined([voice.key(name) for name in cast("list[str]", what.value)], what.joint)


def _inside(voice: Voice, what: Mention) -> str:
    outer, inner = cast("list[str]", what.value)
    dotted = f"{outer}.{inner}"
    if "." not in outer + inner and chance(voice.rng, 0.4):
        return f"{voice.quote}{dotted}{voice.quote}" if _BARE.fullmatch(outer + inner) else canonical(dotted)
    return f"{voice.literal(inner)} {pick(voice.rng, ('inside', 'in', 'within', 'of'))} {voice.key(outer)}"


def _new(voice: Voice, what: Mention) -> str:
    return voice.literal(cast("str", what.value))


def _value(_voice: Voice, what: Mention) -> str:
    return _json(what.value)


def _pairs(voice: Voice, what: Mention) -> str:
    arrow = pick(voice.rng, (" -> ", " becomes ", " = ", " => "))
    pairs = cast("dict[str, JSON]", what.value)
    return _joined([f"{canonical(old)}{arrow}{_json(new)}" for old, new in pairs.items()], what.joint)


def _fills(voice: Voice, what: Mention) -> str:
    link = pick(voice.rng, (" = ", ": ", " -> "))
    return _joined(
        [f"{voice.literal(n)}{link}{_json(v)}" for n, v in cast("dict[str, JSON]", what.value).items()], "and"
    )


def _renames(voice: Voice, what: Mention) -> str:
    link = pick(voice.rng, (" to ", " to ", " -> ", " => ", " becomes "))
    pairs = cast("dict[str, str]", what.value)
    return _joined([f"{voice.key(old)}{link}{voice.literal(new)}" for old, new in pairs.items()], "and")


def _fields(voice: Voice, what: Mention) -> str:
    pairs = cast("dict[str, str]", what.value)
    return _joined([_field(voice, new, old) for new, old in pairs.items()], "and")


def _field(voice: Voice, new: str, old: str) -> str:
    return voice.literal(new) if new == old else f"{voice.literal(new)} (taken from {voice.key(old)})"


def _tests(voice: Voice, what: Mention) -> str:
    return _joined([_test(voice, test) for test in cast("Sequence[dict[str, JSON]]", what.value)], what.joint)


def _test(voice: Voice, test: dict[str, JSON]) -> str:
    kind, value = str(test["test"]), test["value"]
    dated = kind in ("gt", "lt") and isinstance(value, str) and _DATE.fullmatch(value)
    written = value if dated else _json(value)
    section = f"test {kind} date" if dated else f"test {kind}"
    return voice.say(section, {"a": voice.key(str(test["key"])), "v": str(written)})


def _plain(voice: Voice, what: Mention) -> str:
    return pick(voice.rng, cast("Sequence[str]", what.value)) if isinstance(what.value, list) else str(what.value)


_RENDER: dict[str, Callable[[Voice, Mention], str]] = {
    "key": _key,
    "keys": _keys,
    "inside": _inside,
    "new": _new,
    "value": _value,
    "pairs": _pairs,
    "fills": _fills,
    "renames": _renames,
    "fields": _fields,
    "tests": _tests,
    "plain": _plain,
}
