"""How objects that many schemas have in common are written: each schema is made once for each way and shared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from jsonsynth.examples import JSON, Split
from jsonsynth.invention.dated import stamped
from jsonsynth.invention.naming import STYLED, styled, tails
from jsonsynth.invention.patterns import heeded_by, stated
from jsonsynth.invention.readings import Draw, Schema
from jsonsynth.invention.remarks import field_remarks
from jsonsynth.invention.sentences import Voice, joined, remarked, restated, varied, worded
from jsonsynth.seeds import Random

__all__ = ["Manner", "Struct", "written"]


@dataclass(frozen=True, slots=True, eq=False)
class Struct:
    """An object with members that belong together.

    ``called``: the names it can have, the first also behind an entity's (``tails``, by style); ``about``: what it
    is; ``classes`` of entities that have one; ``fields``: name, kind (or its values, divided by strokes) and
    description of each member; ``draw`` by split gives the members' values in their order, nothing for times, which
    lie around a document's day.
    """

    called: tuple[str, ...]
    about: str
    classes: str
    fields: tuple[tuple[str, str, str], ...]
    draw: Callable[[Split], Callable[[Random], list[JSON]]]

    @property
    def tails(self) -> tuple[str, ...]:
        """What its name puts behind an entity's, by style."""
        return tails(self.called[0])


@dataclass(slots=True, eq=False)
class Manner:
    """How a struct is written: style of names, what is stated, described or not, closed or not, how much is needed.

    ``voice``: how it is described, None where it is not; ``day``: the day of the documents; ``random`` draws remarks.
    """

    style: int
    flags: int
    voice: Voice | None
    first: bool
    closed: bool
    needed: int  # 0 nothing, 1 the first two members, 2 all
    day: int
    random: Callable[[], float]


_KINDS: Mapping[str, Schema] = {
    "text": {"type": "string"},
    "name": {"type": "string", "minLength": 1, "maxLength": 120},
    "line": {"type": "string", "minLength": 1, "maxLength": 200},
    "flag": {"type": "boolean"},
    "email": {"type": "string", "format": "email"},
    "date": {"type": "string", "format": "date"},
    "datetime": {"type": "string", "format": "date-time"},
    "uri": {"type": "string", "format": "uri"},
    "clock": {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"},
    "phone": {"type": "string", "pattern": "^\\+?[0-9 ()-]{6,20}$"},
    "country": {"type": "string", "pattern": "^[A-Z]{2}$"},
    "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
    "sha256": {"type": "string", "pattern": "^[a-f0-9]{64}$"},
    "media": {"type": "string", "pattern": "^[a-z]+/[a-z0-9.+-]+$"},
    "error": {"type": "string", "pattern": "^[A-Z][A-Z_]+$"},
    "memory": {"type": "string", "pattern": "^[0-9]+(Ki|Mi|Gi)$"},
    "cpu": {"type": "string", "pattern": "^[0-9]+m?$"},
    "amount": {"type": "number", "minimum": 0},
    "percent": {"type": "number", "minimum": 0, "maximum": 100},
    "percents": {"type": "integer", "minimum": 0, "maximum": 100},
    "count": {"type": "integer", "minimum": 0},
    "positive": {"type": "integer", "minimum": 1},
    "factor": {"type": "number", "minimum": 1},
    "latitude": {"type": "number", "minimum": -90, "maximum": 90},
    "longitude": {"type": "number", "minimum": -180, "maximum": 180},
    "number": {"type": "number"},
    "channel": {"type": "string", "enum": ["email", "phone", "post"]},
    "decision": {"type": "string", "enum": ["approved", "rejected", "pending"]},
    "frequency": {"type": "string", "enum": ["daily", "weekly", "monthly", "yearly"]},
    "language": {"type": "string", "pattern": "^[a-z]{2}$"},
    "medium": {"type": "string", "enum": ["email", "sms", "push"]},
    "stage": {"type": "string", "enum": ["not_started", "in_progress", "done"]},
    "theme": {"type": "string", "enum": ["light", "dark", "system"]},
    "tier": {"type": "string", "enum": ["bronze", "silver", "gold"]},
    "weekday": {
        "type": "string",
        "enum": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
    },
    "unit": {"type": "string", "enum": ["celsius", "bar", "percent", "volt", "metre"]},
    "tls": {"type": "string", "enum": ["1.2", "1.3"]},
    "texts": {"type": "array", "items": {"type": "string"}},
}


def _whole(kind: str) -> Schema:
    """Return all that can be stated of a kind: of the table, or values divided by strokes."""
    return {"type": "string", "enum": [*kind.split("|")]} if "|" in kind else _KINDS[kind]


@cache
def _traits(struct: Struct) -> tuple[int, tuple[str, ...]]:
    """Return the flags that change how a struct is written, and the words of the names of its times."""
    heeded = 0
    for _, kind, _ in struct.fields:
        heeded |= _heeded(kind)
    return heeded, tuple(words for words, kind, _ in struct.fields if kind == "datetime")


def written(struct: Struct, manner: Manner, split: Split) -> tuple[Schema, Draw]:
    """Return the schema of a struct written in a manner, whose members are shared, and what draws its values."""
    heeded, times = _traits(struct)
    members = _members(struct, manner.style, manner.flags & heeded)
    if manner.voice is not None:
        members = _described(struct, members, manner.voice, manner)
    schema: Schema = {"type": "object", "properties": members}
    needed = (0, 2, len(members))[manner.needed]
    if needed:
        names: list[JSON] = [*members]
        schema["required"] = names[:needed]
    if manner.closed:
        schema["additionalProperties"] = False
    draw = _drawer(struct, split, manner.style, needed)
    return schema, stamped(draw, times, manner.style, manner.day) if times else draw


@cache  # shared by all schemas of a manner
def _members(struct: Struct, style: int, flags: int) -> Schema:
    return {styled(called)[style]: _stated(kind, flags & _heeded(kind)) for called, kind, _ in struct.fields}


@cache
def _heeded(kind: str) -> int:
    return heeded_by(_whole(kind))


@cache  # the structs have few kinds of members
def _stated(kind: str, flags: int) -> Schema:
    return stated(kind, _whole(kind), flags)


def _described(struct: Struct, members: Schema, voice: Voice, manner: Manner) -> Schema:
    """Return the members of a struct with their descriptions."""
    described: Schema = {}
    for (name, value), field in zip(members.items(), struct.fields, strict=True):
        schema = cast("Schema", value)
        text: Schema = {"description": voice.ended(_about(struct.called[0], field, schema, voice, manner))}
        described[name] = {**text, **schema} if manner.first else {**schema, **text}
    return described


def _about(of: str, field: tuple[str, str, str], schema: Schema, voice: Voice, manner: Manner) -> str:
    called, kind, about = field
    random = manner.random
    text = worded(varied(about, random), voice.noun, voice.flag if kind == "flag" else "Whether ")
    more = restated(voice, schema, text) if random() < voice.stating else ""
    if random() > voice.remarked:
        return text + more
    remark = remarked(voice, field_remarks(of, called), random)
    return joined(text, _named(remark, voice.mark, manner.style), (more,) if more else ())


def _named(remark: str, mark: str, style: int) -> str:
    """Return a remark with the names of other fields of the same object in it."""
    before, _, rest = remark.partition("[")
    words, bracket, after = rest.partition("]")
    return f"{before}{mark}{STYLED[style](words)}{mark}{_named(after, mark, style)}" if bracket else remark


@cache
def _drawer(struct: Struct, split: Split, style: int, needed: int) -> Draw:
    """Return what draws the object; of the members that are not needed, each is there in two of three."""
    values = struct.draw(split)
    names = tuple(STYLED[style](words) for words, _, _ in struct.fields)
    free = names[needed:]

    def draw(rng: Random) -> JSON:
        random = rng.random
        members: Schema = dict(zip(names, values(rng), strict=True))
        for name in free:
            if random() < 0.34:
                del members[name]
        return members

    return draw
