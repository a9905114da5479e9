"""Entities by domain, divided over the splits, and the members that they can have.

``domains.txt`` gives each split entities of its own: an entity, and with it every name composed from it
("couponCode"), stands in one split only. The names of plain members ("status") are common to all splits.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import floor
from typing import NamedTuple, TypeAlias

from jsonsynth.examples import JSON, SPLITS, Split
from jsonsynth.invention.entities import Entity, filled
from jsonsynth.invention.members import CLASSES, Attribute, Line, attributes, said_of
from jsonsynth.invention.naming import STYLED, plural, styled
from jsonsynth.invention.pools import PROGRAMS, Pools, pools_with
from jsonsynth.invention.remarks import abouts_of, lines
from jsonsynth.realism import magnitude_of

__all__ = [
    "FEW",
    "THING",
    "Companion",
    "Domain",
    "Member",
    "division",
    "domain",
    "domains",
    "domains_with",
    "entities_of",
    "kinds_of",
    "name_of",
    "owner_of",
    "subject_of",
    "words_of",
]


Member: TypeAlias = "tuple[Attribute, Entity]"  # of a document; what has a plain name is said of THING
THING = Entity("record", "r", "changed", "new", ())


def name_of(member: Member, style: int) -> str:
    """Return a member's name in a style."""
    attribute, entity = member
    if entity is THING:
        return attribute.names[style]
    return entity.names[style] + attribute.tails[style] if attribute.tails else STYLED[style](words_of(member))


def words_of(member: Member) -> str:
    """Return the words of a member's name."""
    attribute, entity = member
    return attribute.plain if entity is THING else filled(attribute.composed, entity)


Companion: TypeAlias = "tuple[Entity, Sequence[Attribute]]"  # and the composed scalars that are said of it elsewhere
FEW = 4  # things that a schema tells of beside its own, so that it is about something, and definitions are used again


# the composed members of an entity, whose numbers follow each other from the first of them
_Block: TypeAlias = "tuple[int, Entity, tuple[Attribute, ...]]"


def _blocks(members: Iterable[tuple[Entity, tuple[Attribute, ...]]]) -> Iterator[_Block]:
    start = 0
    for entity, composed in members:
        yield start, entity, composed
        start += len(composed)


@dataclass(frozen=True, slots=True, eq=False)
class Domain:
    """A field of life as one split sees it.

    ``kinds`` are its entities with what they are; ``pools`` the members by class. The rest serves documents: composed
    members by number, first the scalars (``owned``), then what nests (``owned_nested``), and members whose names say
    nothing of an entity (``plain``, and those of them that nest). ``lacks``: what makes no sense in it, by class.
    ``others``: from each entity on, the ``FEW`` that a schema tells of.
    """

    name: str
    split: Split
    kinds: tuple[Entity, ...]
    pools: Mapping[str, Pools]
    owned: range
    owned_nested: range
    plain: tuple[Member, ...]
    plain_nested: tuple[Member, ...]
    blocks: tuple[_Block, ...]
    starts: tuple[int, ...]
    lacks: Mapping[str, tuple[str, ...]]
    others: tuple[tuple[Companion, ...], ...]

    @property
    def entities(self) -> tuple[str, ...]:
        """The words of its entities."""
        return tuple(entity.words for entity in self.kinds)

    def member(self, number: int) -> Member:
        """Return a composed member."""
        start, entity, attributes = self.blocks[bisect_right(self.starts, number) - 1]
        return attributes[number - start], entity

    def draw(self, random: Callable[[], float], count: int, plain: float, style: int) -> dict[str, Member]:
        """Draw up to ``count`` members that hold no objects, by their names in a style.

        ``plain``: the share of common ones; the first is composed, so that it belongs to the split.
        """
        blocks, starts, size, common = self.blocks, self.starts, len(self.owned), self.plain
        sizes = len(common)
        drawn: dict[str, Member] = {}
        for turn in range(count):
            if turn and random() < plain:
                member = common[floor(random() * sizes)]
                drawn[member[0].names[style]] = member
            else:
                number = floor(random() * size)
                start, entity, attributes = blocks[bisect_right(starts, number) - 1]
                attribute = attributes[number - start]
                member, tails = (attribute, entity), attribute.tails
                drawn[entity.names[style] + tails[style] if tails else name_of(member, style)] = member
        return drawn


class _Chapter(NamedTuple):
    heads: dict[str, tuple[str, ...]]
    entities: dict[Split, tuple[Entity, ...]]
    attributes: tuple[Attribute, ...]


_HEADS = ("verb", "adje", "lack")
# what is done to people and places in any domain
_DONE: Mapping[str, Sequence[str]] = {
    "p": ("registered", "invited", "verified", "suspended", "notified"),
    "l": ("opened", "closed", "inspected", "registered", "renamed"),
}
_OWN = re.compile(r"(train|valid|test) (\w): (.*)")


def _spaced(words: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ") for word in words.split())


def _chapter(body: Sequence[str]) -> _Chapter:
    heads = {line.partition(": ")[0]: _spaced(line.partition(": ")[2]) for line in body if line[:4] in _HEADS}
    verbs, adjectives = heads["verbs"], heads["adjectives"]
    found: dict[Split, list[Entity]] = {split: [] for split in SPLITS}
    own = [match for match in map(_OWN.match, body) if match]
    for split in SPLITS:
        for match in own:
            done_to = heads.get(f"verbs {match[2]}") or _DONE.get(match[2], verbs)
            for words in _spaced(match[3]) if match[1] == split else ():
                turn = len(found[split])
                done, how = done_to[turn % len(done_to)], adjectives[turn % len(adjectives)]
                found[split].append(Entity(words, match[2], done, how, styled(words)))
    special = [line for line in body if line[:4] not in _HEADS and not _OWN.match(line)]
    return _Chapter(
        heads,
        {split: tuple(entities) for split, entities in found.items()},
        tuple(made for line in special for made in _special(line)),
    )


_SPECIAL = "eormt"  # classes that a domain's plain members suit where the line does not say


def _special(line: str) -> Iterator[Attribute]:
    """Give the plain members that a line of a domain names."""
    head, _, names = line.partition(": ")
    kind, _, classes = head.partition(" ")
    for name in names.split():
        word, _, values = name.partition("=")
        words = word.replace("_", " ")
        what = _what(kind, word, values)
        group = "place" if words == "postal code" else ""
        suited = (classes or _SPECIAL).replace("r", "rd")
        yield said_of(Line(kind, words, "", what, suited, False, False, group, abouts_of(kind, words)))


def _what(kind: str, word: str, values: str) -> str:
    """Return what a member's line says: an enum's values, the rule of a text or of a list's, a number's span."""
    if kind == "text":
        return f'"{{{values}}}"' if values else ""
    if kind == "strings":
        return values
    return values.replace(",", " ") if kind == "enum" else _span(word, kind, values)


def _span(word: str, kind: str, values: str) -> str:
    """Return what a member's line says of numbers: given values, or what its name is like."""
    if kind not in ("integer", "number"):
        return ""
    if values:
        return f"{'' if values[0] == '-' else '0'}.. {values.replace('/', ' ')}"
    low, high, decimals = magnitude_of(word, "", kind == "integer")
    bound = "" if low < 0 else "0"
    return f"{bound}.. {low:g}..{high:g} {decimals}"


@cache
def _chapters() -> Mapping[str, _Chapter]:
    bodies: dict[str, list[str]] = {}
    body: list[str] = []
    for line in lines("domains.txt"):
        if line.startswith("["):
            body = bodies[line[1:-1]] = []
        else:
            body.append(line)
    return {name: _chapter(body) for name, body in bodies.items()}


def entities_of(split: Split) -> dict[str, tuple[str, ...]]:
    """Return the words of the entities that a split owns, by domain."""
    return {name: tuple(entity.words for entity in chapter.entities[split]) for name, chapter in _chapters().items()}


def division() -> dict[str, JSON]:
    """Return how the entities are divided: how many each split has, by domain how many, and how many two splits share.

    Every invented schema names an entity of its split, and the entities of a domain that a split has are its variant
    of the domain: what no two splits share, no two schemas or variants of domains share.
    """
    found = {split: entities_of(split) for split in SPLITS}
    words = [{one for entities in found[split].values() for one in entities} for split in SPLITS]
    shared = len(words[0] & words[1] | words[0] & words[2] | words[1] & words[2])
    held: dict[str, JSON] = {split: sum(map(len, found[split].values())) for split in SPLITS}
    return {"domains": len(domains()), "entities": held, "entities_in_two_splits": shared}


@cache
def _owners() -> Mapping[tuple[str, ...], Split]:
    """Return which split an entity's words belong to, in the singular and the plural."""
    found: dict[tuple[str, ...], Split] = {}
    for split in SPLITS:
        for entities in entities_of(split).values():
            for words in entities:
                found[tuple(words.split())] = found[tuple(plural(words).split())] = split
    return found


_WORD = re.compile(r"[A-Z]?[a-z0-9]+")


def owner_of(name: str) -> Split | None:
    """Return the split that an entity in a member's name belongs to, in whatever style; None if it names none.

    Words that plain members use, too ("message"), count as train's entity only where nothing else is named.
    """
    words = [word.lower() for word in _WORD.findall(name)]
    runs = [tuple(words[start:end]) for start in range(len(words)) for end in range(start + 1, len(words) + 1)]
    found = {_owners()[run] for run in runs if run in _owners()}
    return next((split for split in ("valid", "test", "train") if split in found), None)


@cache
def _lacks(name: str) -> Mapping[str, tuple[str, ...]]:
    """Return what makes no sense in a domain, by class: ``lacks``, and ``lacks lo`` of places and things."""
    heads = [(head.split()[-1], words) for head, words in _chapters()[name].heads.items() if head.startswith("lacks")]
    return {
        letter: tuple(word for classes, words in heads if classes == "lacks" or letter in classes for word in words)
        for letter in CLASSES + PROGRAMS
    }


def subject_of(name: str) -> str:
    """Return the words of the thing that a longer member's name begins with, in whatever style; empty for none."""
    words = tuple([word.lower() for word in _WORD.findall(name)])
    return next((" ".join(words[:end]) for end in range(len(words) - 1, 0, -1) if words[:end] in _owners()), "")


@cache
def _pools(name: str) -> Mapping[str, Pools]:
    return pools_with(_chapters()[name].attributes, _lacks(name))


@cache
def _common() -> tuple[Member, ...]:
    """Return plain members for documents: those that need no entity and that something else than a program has."""
    found = (
        one
        for one in attributes()
        if one.plain and not set(one.classes) <= {*PROGRAMS} and "{" not in one.plain + one.what.partition('"')[0]
    )
    return tuple((one, THING) for one in found if "{e}" not in one.what)


@cache
def _plain(name: str) -> tuple[tuple[Member, ...], tuple[Member, ...]]:
    """Return a domain's plain members for documents, and those that nest."""
    special = tuple((one, THING) for one in _chapters()[name].attributes)
    plain = (*_common(), *special, *special)
    flat = tuple(member for member in plain if not member[0].nested)
    return flat, tuple(member for member in plain if member[0].nested)


@cache
def domain(name: str, split: Split) -> Domain:
    """Return a domain as a split sees it; made at first use, in a few milliseconds."""
    chapter, pools = _chapters()[name], _pools(name)
    entities = chapter.entities[split]
    nesting = {letter: tuple(one for one in pool.nested if one.composed) for letter, pool in pools.items()}
    scalars = [(entity, pools[entity.kind].composed) for entity in entities]
    owned = sum(len(composed) for _, composed in scalars)
    blocks = tuple(_blocks([*scalars, *((entity, nesting[entity.kind]) for entity in entities)]))
    count = blocks[-1][0] + len(blocks[-1][2])
    plain, plain_nested = _plain(name)
    told = [(entity, pools[entity.kind].related) for entity in entities] * (1 + FEW)  # the first follows the last
    return Domain(
        name=name,
        split=split,
        kinds=entities,
        pools=pools,
        owned=range(owned),
        owned_nested=range(owned, count),
        plain=plain,
        plain_nested=plain_nested,
        blocks=blocks,
        starts=tuple(start for start, _, _ in blocks),
        lacks=_lacks(name),
        others=tuple(tuple(told[place : place + FEW]) for place in range(len(entities))),
    )


@cache
def kinds_of(home: Domain, letters: str) -> tuple[Entity, ...]:
    """Return the entities of a domain that are of one of the classes; all for none."""
    return tuple(entity for entity in home.kinds if entity.kind in letters) if letters else home.kinds


@cache
def domains_with(split: Split, letters: str) -> tuple[str, ...]:
    """Return the names of the domains that have an entity of one of the classes in a split; of all for none."""
    chapters = _chapters()
    return tuple(
        name for name in chapters if not letters or any(e.kind in letters for e in chapters[name].entities[split])
    )


@cache
def domains() -> tuple[str, ...]:
    """Return the names of all domains."""
    return tuple(_chapters())
