"""A schema in the making: the dialect and the habits of whoever writes it, and what has been put aside so far."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import floor
from typing import NamedTuple

from jsonsynth.examples import JSON, Split
from jsonsynth.invention.entities import Entity, filled
from jsonsynth.invention.members import BOUNDED, ENUMERATED, FORMATTED, LENGTHS, PATTERNED, SPLIT_FLAG, WRITTEN
from jsonsynth.invention.naming import STYLED, STYLES, styled
from jsonsynth.invention.patterns import STATED
from jsonsynth.invention.readings import Node, Schema
from jsonsynth.invention.remarks import schema_remarks
from jsonsynth.invention.sentences import Voice, joined, remarked, voiced
from jsonsynth.invention.structs import Manner
from jsonsynth.invention.vocabulary import FEW, THING, Companion, Domain, domain, domains
from jsonsynth.realism import DAYS, day_at
from jsonsynth.seeds import Random, between, pick, stream

__all__ = ["DIALECTS", "Dialect", "Draft", "Node", "drafted", "put_aside"]


@dataclass(frozen=True, slots=True, eq=False)
class Dialect:
    """A draft of JSON Schema: its address (empty: not stated), its number, and where its definitions stand."""

    address: str
    number: int
    home: str


_FOUR = Dialect("http://json-schema.org/draft-04/schema#", 4, "definitions")
_SIX = Dialect("http://json-schema.org/draft-06/schema#", 6, "definitions")
_SEVEN = Dialect("http://json-schema.org/draft-07/schema#", 7, "definitions")
_NINETEEN = Dialect("https://json-schema.org/draft/2019-09/schema", 2019, "$defs")
_TWENTY = Dialect("https://json-schema.org/draft/2020-12/schema", 2020, "$defs")
_OPEN = Dialect("", 2020, "definitions")
_BARE = Dialect("", 2020, "$defs")
# shares in percent, as a table to index: real ones are 46 unstated, 39 draft 4, 12 draft 7, 2 draft 6, 1 later
DIALECTS = (
    (_OPEN,) * 42 + (_BARE,) * 1 + (_FOUR,) * 31 + (_SEVEN,) * 19 + (_SIX,) * 4 + (_NINETEEN,) * 1 + (_TWENTY,) * 2
)


@dataclass(slots=True)
class Draft:
    """The choices that hold for all of a schema, and what has been put aside for its definitions.

    ``flags``: what is stated of values (see ``members``), and the split. ``said``: share of members that are
    described, ``first`` whether that stands first, ``voice`` how it is worded. ``strict``: share of members that
    are required. ``plain``: share of members without an entity in their name. ``shared``: share of objects that
    become definitions, ``general`` whether also what many members state alike. ``sized``: share of arrays with
    bounds. ``look``: which form codes and identifiers have. ``brief``: whether there is as little as can be,
    ``broad`` whether as much. ``spare``: share of the members that it has in comparison with one that does not
    describe them. ``room``: how many members more than usual are still to come; ``rich``: how many structs.
    ``day``: the day that its documents are of, around which all of their times lie. ``others``: the few things that it
    tells of beside its own, and the members that are said of them.
    """

    rng: Random
    random: Callable[[], float]
    split: Split
    home: Domain
    dialect: Dialect
    style: int
    look: int
    flags: int
    said: float
    first: bool
    voice: Voice
    titled: float
    closed: bool
    strict: float
    plain: float
    shared: float
    general: bool
    sized: float
    upper: bool
    extras: tuple[tuple[str, float], ...]
    brief: bool
    broad: bool
    spare: float
    room: int
    rich: int
    day: int
    others: Sequence[Companion]
    owned: bool = False  # whether a name of the split has been given
    within: str = ""  # the plain name of the member whose object is being made
    told: Collection[object] = ()  # what is said further up of the entity, and need not be said again
    defs: dict[str, JSON] = field(default_factory=lambda: {})
    known: dict[object, Node] = field(default_factory=lambda: {})  # definitions that may be referred to again

    @property
    def manner(self) -> Manner:
        """How it writes what schemas have in common."""
        voice = self.voice if self.said > 0.5 else None
        return Manner(
            self.style, self.flags & STATED, voice, self.first, self.closed, self.look % 3, self.day, self.random
        )

    @property
    def spelling(self) -> int:
        """Flags that say how it writes patterns, also where it states none of members."""
        return self.flags if self.flags & PATTERNED else self.look * (WRITTEN & -WRITTEN)

    def many(self, low: int, high: int) -> int:
        """Draw how many: from low to high as a rule, fewer in a brief schema, up to three times as many with room."""
        if self.brief:
            low, high = (low + 1) // 2, low + 1
        if self.room <= 0:
            count = between(self.rng, low, high)
            return max(1, floor(count * self.spare + self.random())) if self.spare < 1 else count
        count = between(self.rng, high, 3 * high)
        self.room -= count
        return count

    def other(self) -> Entity:
        """Draw a thing of the domain: one of the few that the schema tells of besides."""
        self.owned = True
        return self.others[floor(self.random() * FEW)][0]

    def named(self, words: str) -> str:
        """Return a name in the schema's style."""
        return STYLED[self.style](words)

    def called(self, words: str) -> str:
        """Do as :meth:`named`, for words that come again and again."""
        return styled(words)[self.style]

    def described(self, schema: Schema, text: str) -> Schema:
        """Return the subschema with a description; some put a reference into ``allOf``, as early drafts need it."""
        text = self.voice.ended(text)
        if "$ref" in schema and self.look % 3 == 0 and self.random() < 0.8:
            schema = {"allOf": [schema]}
        return {"description": text, **schema} if self.first else {**schema, "description": text}


# what is stated in how many of the schemas that could
_STATED = ((BOUNDED, 0.19), (LENGTHS, 0.23), (PATTERNED, 0.27), (FORMATTED, 0.28), (ENUMERATED, 0.45))
# what some schemas say of some of their members: name in ``spices.py``, share of schemas, share of their members
_EXTRAS = (
    ("step", 0.035, 0.5), ("above", 0.012, 0.5), ("without", 0.075, 0.4), ("null", 0.09, 0.3), ("union", 0.16, 0.25),
    ("default", 0.19, 0.6), ("examples", 0.045, 0.5), ("comment", 0.05, 0.15), ("access", 0.012, 0.25),
    ("fixed", 0.02, 0.15),
)  # fmt: skip


_DAYS = tuple(day_at(turn * DAYS // 250) for turn in range(250))
_HABITS = 8192
_BRIEF, _BROAD = 0.3, 0.7  # of the habits in order of size, from 0 to 1: brief below, with room above
# how many objects that schemas have in common stand in a schema; shares in percent
_RICH = (0,) * 34 + (1,) * 28 + (2,) * 18 + (3,) * 7 + (5,) * 5 + (7,) * 4 + (11,) * 4


# shares of members that are described by people who describe some; of large schemas
_SAID = (0.2, 0.4, 0.6, 0.8, 0.9, 0.95, *(1.0,) * 5)
_SAID_OF_MANY = (0.1, 0.15, 0.2, 0.3, 0.45, 0.6, 0.8, 0.9, 0.95, *(1.0,) * 3)


class _Habits(NamedTuple):
    """How somebody writes schemas: the members of a draft from ``flags`` on."""

    flags: int
    said: float
    first: bool
    voice: Voice
    titled: float
    closed: bool
    strict: float
    plain: float
    shared: float
    general: bool
    sized: float
    upper: bool
    extras: tuple[tuple[str, float], ...]
    brief: bool
    broad: bool
    spare: float
    room: int
    rich: int


@cache
def _habits() -> tuple[_Habits, ...]:
    """Return the habits that there are, drawn once, the broad ones last: a draft picks one at the price of one draw."""
    rng = stream(0, "habits")
    return tuple(_habit(rng.random, turn / _HABITS) for turn in range(_HABITS))


def _flags(random: Callable[[], float]) -> int:
    """Draw what is stated, and in which way patterns are written where there are any."""
    flags = sum([flag for flag, share in _STATED if random() < share])
    return flags + floor(random() * 8) * (WRITTEN & -WRITTEN) if flags & PATTERNED else flags


def _habit(random: Callable[[], float], size: float) -> _Habits:
    brief, broad = size < _BRIEF, size > _BROAD
    voice = voiced(random, *((0.0, 0.4) if brief else (0.45, 1.0) if broad else (0.15, 0.95)))
    shares = _SAID_OF_MANY if broad else _SAID
    said = 0.0 if random() < (0.72 if brief else 0.29 if broad else 0.52) else shares[floor(random() * len(shares))]
    spare = (1 + (0.0 if broad else 0.4) * said) / (1 + said * voice.length)
    return _Habits(
        flags=_flags(random),
        said=said,
        first=random() < 0.3,
        voice=voice,
        titled=0.0 if random() < 0.88 else 0.95,
        closed=random() < 0.44,
        strict=0.4 + 0.6 * random() if brief else random() * (0.3 if broad else 0.9),
        plain=0.35 + 0.45 * random(),
        shared=0.15 + 0.6 * random() if random() < (0.1 if brief else 0.7 if broad else 0.28) else 0.0,
        general=random() < 0.7,
        sized=0.0 if random() < 0.72 else 0.6,
        upper=random() < 0.08,
        extras=tuple([(name, within) for name, share, within in _EXTRAS if random() < share]),
        brief=brief,
        broad=broad,
        spare=spare,
        room=floor((42 + 20 * random()) * spare) if broad else 0,
        rich=0 if brief else floor((11 + 5 * random()) * spare if broad else _RICH[floor(random() * 100)] * spare),
    )


def drafted(rng: Random, split: Split, homes: Sequence[str] = (), *, small: bool = False) -> Draft:
    """Draw a dialect, a domain (one of ``homes``, where there are any) and habits; ``small``: none that are broad."""
    random = rng.random
    style, dialect, look = STYLES[floor(random() * 100)], DIALECTS[floor(random() * 100)], floor(random() * 1000)
    home = domain(pick(rng, homes or domains()), split)
    habits = _habits()[floor(random() * (_BROAD if small else 1.0) * _HABITS)]
    flags, others = SPLIT_FLAG[split] | habits[0], home.others[look % len(home.kinds)]
    return Draft(rng, random, split, home, dialect, style, look, flags, *habits[1:], _DAYS[look >> 2], others)


def put_aside(draft: Draft, title: str, node: Node, about: str = "", entity: Entity = THING) -> Node:
    """Move a schema to the definitions and return the reference to it.

    ``title``: its name in the style of the draft; ``about``: its description, which may name the entity.
    """
    if draft.look % 3:
        title = title[:1].upper() + title[1:]
    while title in draft.defs:
        title += "2"
    voice, random = draft.voice, draft.random
    if about and random() < 0.4 * draft.said:
        remarks = schema_remarks("%" if node[0].get("type", "object") != "object" else "&")
        remark = remarked(voice, remarks, random) if random() < voice.remarked else ""
        node = draft.described(node[0], joined(filled(about, entity), remark)), node[1]
    draft.defs[title] = node[0]
    return {"$ref": f"#/{draft.dialect.home}/{title}"}, node[1]
