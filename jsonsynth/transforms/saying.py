"""How an instruction names things: members literally or in words, new names as they stand, values as JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import cast

from jsonsynth.examples import JSON
from jsonsynth.jsontext import canonical
from jsonsynth.seeds import Random, chance, pick
from jsonsynth.transforms.notation import literal, literal_single
from jsonsynth.transforms.op import Mention, View
from jsonsynth.transforms.paraphrase import described
from jsonsynth.transforms.speech import ARTICLE, FURTHER, Grammar, Mood

__all__ = ["Named", "Voice", "voice"]

_BARE = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_QUOTES = ('"', '"', "'", "'", "`", "`", "")
_SPOKEN = 0.92  # instructions that describe members at all
_DESCRIBED = 0.94  # members that those describe, where a description is found
_PLAIN = 0.4  # lists of names that have a simple "and" in any case
_IN_CODE = 0.6  # objects and arrays that are written as in code, not as JSON
_LITERAL, _DOTTED = "literal", 0.4
_FIELDS = (" field", " member", " property", " attribute")  # what a description in English calls a member
_COMMA = ", "  # the link of a list of three or more: two names beside each other read as one and what it is called


@dataclass(slots=True)
class Named:
    """How an instruction named a member of the document: the way, and the text without its quotes."""

    way: str
    said: str


@lru_cache(maxsize=1024)
def _looks_like_a_name(name: str) -> bool:
    """Say whether nobody would read the name as an English word of the sentence."""
    return not (name.isalpha() and (name.islower() or name.istitle()))


@dataclass(slots=True)
class Voice:
    """How one instruction speaks: its grammar and mood, its quotes, whether it describes members, its nouns.

    ``named`` collects how it named each member. ``later``: a step after the first is being said; ``moved``: names have
    changed meanwhile, so members are not described any more. ``shared``: members that several steps mention, which are
    described by what holds at all of them.
    """

    grammar: Grammar
    quote: str
    spoken: bool
    document: View
    nouns: Mapping[str, str]
    rng: Random
    mood: Mood = "order"
    later: bool = False
    moved: bool = False
    shared: frozenset[str] = frozenset()
    named: dict[str, Named] = field(default_factory=lambda: {})

    def say(self, section: str, values: Mapping[str, str]) -> str:
        """Return a wording of a section, in the mood of the instruction."""
        return self.grammar.fill(self.grammar.form(self.rng, section), values, self.mood)

    def tell(self, section: str, mentions: Mapping[str, Mention]) -> str:
        """Return a wording of a section that names what is mentioned."""
        form = self.grammar.form(self.rng, section)
        return self.grammar.fill(form, self.fill(mentions, "%(bare_" in form), self.mood)

    def literal(self, name: str) -> str:
        """Return a name as it stands, in this voice's quotes."""
        if self.quote and self.quote not in name:
            return f"{self.quote}{name}{self.quote}"
        return name if _BARE.fullmatch(name) and _looks_like_a_name(name) else canonical(name)

    def key(self, name: str) -> str:
        """Return a member as a noun phrase: described where that leads to it alone, literally otherwise.

        One instruction names a member in one way.
        """
        known = self.named.get(name)
        if known is None and name in self.document.kinds:
            self.named[name] = known = self._naming(name)
        return self.literal(name) if known is None or known.way == _LITERAL else ARTICLE + known.said

    def _naming(self, name: str) -> Named:
        if self.spoken and not self.moved and chance(self.rng, _DESCRIBED):
            found = described(name, self.document, self.grammar.language, self.rng, self.later or name in self.shared)
            if found is not None:
                return Named(*found)
        return Named(_LITERAL, name)

    def exact(self, name: str) -> str:
        """Return a member as it stands."""
        if name in self.document.kinds:
            self.named.setdefault(name, Named(_LITERAL, name))
        return self.literal(name)

    def fill(self, mentions: Mapping[str, Mention], bare: bool = False) -> dict[str, str]:
        """Return the texts for mentions, and the nouns; ``bare``: also members as they stand behind "each"."""
        texts = {**self.nouns}
        for name, what in mentions.items():
            texts[name] = said = _RENDER[what.kind](self, what)
            if bare and what.kind == "key":
                texts[f"bare_{name}"] = self._bare(cast("str", what.value), said)
            elif bare and what.kind == "keys":
                names = cast("list[str]", what.value)
                texts[f"bare_{name}"] = self.joined([self._bare(n, self.key(n)) for n in names], what.joint)
        return texts

    def _bare(self, name: str, said: str) -> str:
        """Return a member for behind "each" and the like: no article, and the value of what is a field or column."""
        known = self.named.get(name)
        if known is None or known.way == _LITERAL:
            return said
        short = known.said.removeprefix("the ")
        if known.way in ("words", "synonym") and short != known.said and not short.endswith(_FIELDS):
            return short
        return self.grammar.fill(pick(self.rng, self.grammar.lines["value of"]), {"a": said})

    def joined(self, parts: Iterable[str], joint: str) -> str:
        """Return a list as a sentence has it."""
        *most, last = parts
        return f"{', '.join(most)} {self.grammar.joints[joint]} {last}" if most else last

    def listed(self, parts: Sequence[str]) -> str:
        """Return a list of names as a sentence has it, with any of the links of the language before the last."""
        *most, last = parts
        if not most or chance(self.rng, _PLAIN):
            return self.joined(parts, "and")
        link = pick(self.rng, self.grammar.links)
        if link == _COMMA and len(most) == 1:
            return self.joined(parts, "and")
        return f"{', '.join(most)}{link}{last}"


def voice(rng: Random, document: View, grammar: Grammar, plainly: bool = False) -> Voice:
    """Draw how an instruction about a document speaks; ``plainly``: with quoted names, none of them described."""
    quote = pick(rng, _QUOTES[:4] if plainly else _QUOTES)
    spoken = not plainly and chance(rng, _SPOKEN)
    return Voice(grammar, quote, spoken, document, pick(rng, grammar.nouns), rng)


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
    first, *rest = [voice.key(name) for name in cast("list[str]", what.value)]
    parts = [ARTICLE + first.removeprefix(ARTICLE), *(one.replace(ARTICLE, FURTHER) for one in rest)]
    return voice.listed(parts) if what.joint == "and" else voice.joined(parts, what.joint)


def _inside(voice: Voice, what: Mention) -> str:
    outer, inner = cast("list[str]", what.value)
    dotted = f"{outer}.{inner}"
    if "." not in outer + inner and (not voice.spoken or chance(voice.rng, _DOTTED)):
        voice.exact(outer)
        return f"{voice.quote}{dotted}{voice.quote}" if _BARE.fullmatch(outer + inner) else canonical(dotted)
    return voice.say("inside", {"a": voice.literal(inner), "c": voice.key(outer)})


def _new(voice: Voice, what: Mention) -> str:
    return voice.literal(cast("str", what.value))


def _value(voice: Voice, what: Mention) -> str:
    if isinstance(what.value, dict | list) and chance(voice.rng, _IN_CODE):
        return pick(voice.rng, (literal, literal_single))(what.value)
    return _json(what.value)


def _pairs(voice: Voice, what: Mention) -> str:
    arrow = pick(voice.rng, voice.grammar.lines["arrow pairs"]).replace("_", " ")
    pairs = cast("dict[str, JSON]", what.value)
    return voice.joined([f"{canonical(old)}{arrow}{_json(new)}" for old, new in pairs.items()], "and")  # not: 1 plus


def _fills(voice: Voice, what: Mention) -> str:
    link = pick(voice.rng, (" = ", ": ", " -> "))
    values = cast("dict[str, JSON]", what.value)
    return voice.joined([f"{voice.literal(name)}{link}{_json(value)}" for name, value in values.items()], "and")


def _renames(voice: Voice, what: Mention) -> str:
    link = pick(voice.rng, voice.grammar.lines["arrow renames"]).replace("_", " ")
    pairs = cast("dict[str, str]", what.value)
    return voice.listed([f"{voice.key(old)}{link}{voice.literal(new)}" for old, new in pairs.items()])


def _fields(voice: Voice, what: Mention) -> str:
    pairs = cast("dict[str, str]", what.value)
    return voice.listed([_field(voice, new, old) for new, old in pairs.items()])


def _field(voice: Voice, new: str, old: str) -> str:
    if new == old:
        return voice.exact(new)
    return voice.say("taken", {"b": voice.literal(new), "a": voice.key(old)})


def _tests(voice: Voice, what: Mention) -> str:
    return voice.joined([_test(voice, test) for test in cast("Sequence[dict[str, JSON]]", what.value)], what.joint)


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
