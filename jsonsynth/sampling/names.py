"""Names of members that nobody names: by their schemas, by patterns, else words; and names that must be there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import floor

from jsonsynth import realism
from jsonsynth.errors import SchemaRefusedError
from jsonsynth.examples import JSON
from jsonsynth.sampling.cells import Cell, Cells
from jsonsynth.sampling.contradictions import contradict
from jsonsynth.sampling.draw import Dead, Draw, Missed
from jsonsynth.sampling.refs import Schema
from jsonsynth.sampling.regexes import ENDLESS
from jsonsynth.sampling.views import View
from jsonsynth.schema import Validator, validator

__all__ = ["Names", "member_schemas"]

_NOBODY = "\0"  # a name that no schema has
_TRIES = 30
_USUAL = 16  # of these, from which on names are sought beyond the usual ones
_NOTHING: tuple[Schema, ...] = (True, {})  # schemas that say nothing of a member
_FAMILIAR_TURNS = 4
_MANY = 50  # members from which on there are too few single words
_OF_PATTERNS = 0.7  # how often a member is of a pattern, where others are spoken of or values are hard to find
_ALONE = 0.5  # how often a second try for a name is a single word again
_TOGETHER = 0.3  # how often one name does for several that are asked for


@dataclass(frozen=True, slots=True)
class _Need:
    """A schema that the name of some member must pass."""

    schema: Schema
    check: Validator | None

    def is_met(self, names: Iterable[str]) -> bool:
        """Say whether one of the names does, as far as is known."""
        return self.check is not None and any(self.check.is_valid(name) for name in names)


class Names:
    """What the members of one view's objects can be called. ``parent``: what the object itself is called."""

    def __init__(self, view: View, cells: Cells, parent: str) -> None:
        self._view = view
        self._cells = cells
        self._parent = parent
        self._familiar: list[str] | None = None
        self._patterns = [pattern for part in view.objects for pattern in part.patterns]
        self._having: dict[str, Cell] = {}
        self._others = any(isinstance(part.rest, dict) and part.rest for part in view.objects)
        self.closed = any(part.rest is False for part in view.objects) or False in view.closed_members
        self._single = view.least.get("members", 0) < _MANY
        self._limited = self.closed or any(part.barred for part in view.objects)

    # what most objects have no use for, since they are given no names beside those they know

    @cached_property
    def _told(self) -> realism.Maker | None:
        """What draws the names that what the object is called tells, None where it tells none."""
        parts = self._view.objects
        said = any(part.patterns or part.rest not in _NOTHING for part in parts)
        named = any(part.named for part in parts)
        return realism.keys(self._parent, self._cells.split, said) if said or not named else None

    @cached_property
    def _natural(self) -> realism.Maker:
        return self._told or realism.maker("key_any", self._cells.split)

    @cached_property
    def _words(self) -> Sequence[str]:
        return realism.pool("en_US/word", self._cells.split)

    @cached_property
    def _allowed(self) -> list[Schema]:
        return _allowed(self._view, self._cells)

    @cached_property
    def _needs(self) -> list[_Need]:
        return [_Need(schema, _check(schema)) for schema in self._view.names_needed]

    def schemas(self, member: str) -> tuple[Schema, ...] | None:
        """Return what holds for a member, None if it may not be there: ``rest`` where no name or pattern tells."""
        if self._patterns or any(member in part.named for part in self._view.objects):
            return member_schemas(self._view, self._cells, member)
        return self.rest

    @cached_property
    def rest(self) -> tuple[Schema, ...] | None:
        """What holds for a member that nothing tells from others, None if there may be none or patterns tell."""
        return None if self._patterns else member_schemas(self._view, self._cells, _NOBODY)

    def another(self, draw: Draw, chosen: dict[str, Cell]) -> str:
        """Return a name that is not chosen yet, of a member that may be there. Raises Missed or Dead."""
        wide = draw.wide
        try:
            for turn in range(_TRIES):
                draw.wide = max(wide, int(turn >= _USUAL))
                draw.spend(8)
                name = self._candidate(draw, turn)
                if name not in chosen and name not in self._view.avoided and self._can_be(name):
                    return name
        finally:
            draw.wide = wide
        raise Missed(self._view.place, "no name was found for another member")

    def needed(self, draw: Draw, chosen: dict[str, Cell]) -> list[str]:
        """Return names to be added so that each schema asked for is passed by one. Raises Missed."""
        left = [need for need in self._needs if not need.is_met(chosen)]
        room = self._view.most.get("members", ENDLESS) - len(chosen)
        if left and room <= 0:
            raise Missed(self._view.place, "there is no room for a member that is asked for")
        for _ in range(_TRIES if left else 0):
            draw.spend(8)
            try:
                return [self._common(draw, needs) for needs in _shared_out(draw, left, room)]
            except (Dead, Missed):
                continue
        if left:
            raise Missed(self._view.place, "no name was found for a member that is asked for")
        return []

    def _common(self, draw: Draw, needs: list[_Need]) -> str:
        """Return a name that passes several schemas, one of the document's where one does."""
        known = [name for name in self._familiar_ones(draw) if all(need.is_met([name]) for need in needs)]
        if known and draw.wide <= 1:
            return known[floor(draw.random() * len(known))]
        name = self._passing(draw, [need.schema for need in needs])
        if not self._can_be(name):
            raise Missed(self._view.place, f"member {name!r} may not be there")
        return name

    def _passing(self, draw: Draw, schemas: list[Schema]) -> str:
        """Return a name that passes schemas and is allowed by the closed parts."""
        return str(self._cells.cell([self._cells.text, *schemas, *self._allowed], "key", self._parent).draw(draw))

    def _can_be(self, name: str) -> bool:
        schemas = self.schemas(name) if name not in self._view.absent else None
        return schemas is not None and not contradict(schemas, self._cells.document)

    def _familiar_ones(self, draw: Draw) -> list[str]:
        """Return names that may be here, of the patterns' members if there are patterns: those of examples and those
        that a description of the keys names, and where the object's name does not tell, others of the document."""
        found = self._familiar
        if found is None:
            lent = [*_exemplary(self._view), *(self._cells.document.names if self._told is None else ())]
            draw.spend(len(lent))
            found = [name for name in dict.fromkeys(lent) if self._is_wanted(name)]
            inner = self._inner()
            found = self._familiar = [name for name in found if name not in inner] or found
        return found

    def _inner(self) -> set[str]:
        """Return the names of members of the members that nobody names: a map's key is seldom one of them."""
        document = self._cells.document
        values = [value for part in self._view.objects for value in (part.rest, *part.patterns.values())]
        found: set[str] = set()
        for value in values:
            target = document.target(value)
            named = target.get("properties") if isinstance(target, dict) else None
            found.update(named if isinstance(named, dict) else ())
        return found

    def _is_wanted(self, name: str) -> bool:
        """Say whether a name may be here, is not one that the object names, and is of a pattern if there are any."""
        document = self._cells.document
        if any(name in part.named for part in self._view.objects) or not self._can_be(name):
            return False
        if not self._passes(name):
            return False
        return not self._patterns or any(document.matches(pattern, name) for pattern in self._patterns)

    def _passes(self, name: str) -> bool:
        """Say whether a name is as names must be here."""
        checks = [self._cells.document.check(schema) for schema in self._view.name_schemas]
        return all(check is not None and check(name) for check in checks)

    def _candidate(self, draw: Draw, turn: int) -> str:
        familiar = self._familiar_ones(draw) if turn < _FAMILIAR_TURNS else ()
        if familiar:
            return familiar[floor(draw.random() * len(familiar))]
        return self._made_up(draw, turn)

    def _made_up(self, draw: Draw, turn: int) -> str:
        words = self._words
        if turn & 1 and (self._view.name_schemas or self._limited):
            return self._passing(draw, [])
        word = self._natural(draw.rng)
        if self._view.name_schemas:
            return word if self._passes(word) else self._passing(draw, [])
        others = self._others or draw.wide > 1
        if self._patterns and not (others and draw.random() >= _OF_PATTERNS):
            return self._patterned(draw, word)
        alone = self._single and (turn == 0 or draw.random() < _ALONE)
        return word if alone else _longer(word, words[floor(draw.random() * len(words))])

    def _patterned(self, draw: Draw, word: str) -> str:
        """Return a name of one of the patterns, the word itself where it has it. Raises Missed or Dead."""
        pattern = self._patterns[floor(draw.random() * len(self._patterns))]
        matches = self._cells.document.matches
        if matches(pattern, word):
            return word
        if pattern not in self._having:
            text = self._cells.document.derived({"type": "string", "pattern": pattern}, True)
            self._having[pattern] = self._cells.cell([text], "key", self._parent)
        return str(self._having[pattern].draw(draw))


def _longer(name: str, word: str) -> str:
    """Return a name with one more word, written as the name is: ``LOG_PATH`` -> ``LOG_PATH_ARCHIVE``"""
    joint = next((sign for sign in "-:._" if sign in name), "")
    if name.isupper():
        return f"{name}{joint or '_'}{word.upper()}"
    if not joint and name != name.lower():
        return name + word.capitalize()
    return f"{name}{joint or '_'}{word.capitalize() if name[:1].isupper() else word}"


def member_schemas(view: View, cells: Cells, member: str) -> tuple[Schema, ...] | None:
    """Return what holds for a member, None if it may not be there."""
    schemas: list[Schema] = []
    covered = False
    for part in view.objects:
        hits = [part.named[member]] if member in part.named else []
        if part.patterns:
            hits += [schema for pattern, schema in part.patterns.items() if cells.document.matches(pattern, member)]
        covered = covered or bool(hits) or part.rest is not True
        schemas += hits or [part.rest]
    if not covered:
        schemas += view.closed_members
    return None if False in schemas else tuple(schemas)


def _exemplary(view: View) -> list[str]:
    """Return the names of members in the examples that a schema gives, and those that it says keys may be."""
    shown = [name for example in view.examples if isinstance(example, dict) for name in example]
    return [*shown, *(realism.described(view.about) if _KEYED.search(view.about) else ())]


_KEYED = re.compile(r"\b(?:keys?|keyed|names?|identifiers?)\b", re.IGNORECASE)  # a description that speaks of names


def _allowed(view: View, cells: Cells) -> list[Schema]:
    """Return what holds for all names: no pattern of members that may not be; one of those of each closed part."""
    allowed = list(view.name_schemas)
    for part in view.objects:
        for pattern in part.barred:
            allowed.append(cells.document.derived({"\0not-pattern": pattern}, True))
        if part.rest is False:
            ways: list[JSON] = [{"pattern": pattern} for pattern in part.patterns]
            named: list[JSON] = [*part.named]
            ways.append({"enum": named} if named else False)
            allowed.append(cells.document.derived({"anyOf": ways}, True))
    return allowed


def _check(schema: Schema) -> Validator | None:
    try:
        return validator(schema, keep=False)
    except SchemaRefusedError:  # it refers to the rest of the document
        return None


def _shared_out(draw: Draw, needs: list[_Need], room: int) -> list[list[_Need]]:
    """Share needs out to names, at random where one name may do for several."""
    if len(needs) <= room and draw.random() >= _TOGETHER:
        return [[need] for need in needs]
    shares: dict[int, list[_Need]] = {}
    for need in needs:
        shares.setdefault(floor(draw.random() * min(room, len(needs))), []).append(need)
    return list(shares.values())
