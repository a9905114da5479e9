"""Patterns as programs for an automaton: places that read a character, branches, and conditions on what is around.

Every place stands for a language: what the text may be from there to its end. A condition ahead is one more language
that the rest must be in (or, negated, must not); a condition behind is answered by what was read so far.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from jsonsynth.sampling import trees
from jsonsynth.sampling.characters import ANY, CLASSES, Ranges
from jsonsynth.sampling.regexes import UnreadableError
from jsonsynth.sampling.trees import ENDLESS, Node

__all__ = ["AT_START", "WORD_BEFORE", "Behind", "Branch", "Done", "Look", "Program", "Read", "anchored", "program"]

AT_START: Final = -1  # conditions behind that need no automaton
WORD_BEFORE: Final = -2
_COPIES = 1_200  # places that a repeat's optional turns may take; more are read as any number of turns
_PLACES = 8_000


@dataclass(frozen=True, slots=True)
class Read:
    """A place that reads one character of a set."""

    chars: int
    then: int


@dataclass(frozen=True, slots=True)
class Branch:
    """Places of which any may be gone on from; none: nothing is left to be found."""

    to: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """A condition on the rest of the text: in the language of a place, or not."""

    at: int
    negative: bool
    then: int


@dataclass(frozen=True, slots=True)
class Behind:
    """A condition on what was read: ``what`` is a number of Program.behind, AT_START or WORD_BEFORE."""

    what: int
    negative: bool
    then: int


@dataclass(frozen=True, slots=True)
class Done:
    """The pattern is found, whatever follows."""


Place = Read | Branch | Look | Behind | Done


@dataclass(frozen=True, slots=True)
class Program:
    """A pattern's places; it is found in a text from ``start`` on.

    ``sets`` has what the places read, ``behind`` where each condition behind starts. ``over``: texts without the
    pattern may be taken too; ``under``: some with it may not. ``known``: no property of Unicode decides;
    ``plain``: only ASCII is read alike by everybody.
    """

    places: tuple[Place, ...]
    start: int
    sets: tuple[Ranges, ...]
    behind: tuple[int, ...]
    over: bool
    under: bool
    known: bool
    plain: bool


def anchored(node: Node, sign: str) -> bool:
    """Say whether all texts of the tree are held at the start (``^``) or at the end (``$``)."""
    if isinstance(node, trees.Anchor):
        return node.kind == sign
    if isinstance(node, trees.Group):
        return anchored(node.item, sign)
    if isinstance(node, trees.Alternatives):
        return all(anchored(branch, sign) for branch in node.branches)
    if isinstance(node, trees.Sequence):
        return any(anchored(item, sign) for item in node.items)
    return False


def program(tree: Node) -> Program:
    """Return the program of a pattern. Raises UnreadableError for what no automaton can do."""
    made = _Builder(dict(_groups(tree)))
    done = made.add(Done())
    found = made.build(tree, done)
    start = found
    if not anchored(tree, "^"):
        start = made.add(Branch(()))
        made.places[start] = Branch((found, made.read(ANY, start)))
    sets, behind = tuple(made.sets), tuple(made.behind)
    return Program(tuple(made.places), start, sets, behind, made.over, made.under, made.known, made.plain)


def _groups(node: Node) -> Iterator[tuple[str, Node]]:
    """Yield the groups of a tree by number and by name."""
    if isinstance(node, trees.Group):
        yield from ((name, node.item) for name in node.names)
    for child in _children(node):
        yield from _groups(child)


def _children(node: Node) -> tuple[Node, ...]:
    if isinstance(node, trees.Sequence):
        return node.items
    if isinstance(node, trees.Alternatives):
        return node.branches
    return (node.item,) if isinstance(node, (trees.Group, trees.Look, trees.Repeat)) else ()


class _Builder:
    """Builds from the end: each part is given the place that comes after it."""

    def __init__(self, groups: dict[str, Node]) -> None:
        self.groups = groups
        self.places: list[Place] = []
        self.sets: dict[Ranges, int] = {}
        self.behind: list[int] = []
        self.over = self.under = False
        self.known = self.plain = True
        self.looks = 0

    def add(self, place: Place) -> int:
        if len(self.places) >= _PLACES:
            raise UnreadableError("it repeats too much")
        self.places.append(place)
        return len(self.places) - 1

    def read(self, ranges: Ranges, then: int) -> int:
        return self.add(Read(self.sets.setdefault(ranges, len(self.sets)), then))

    def widen(self) -> None:
        """Note that more is taken than the pattern means; under a condition, that may be less."""
        self.over = True
        self.under = self.under or self.looks > 0

    def build(self, node: Node, then: int) -> int:
        return _BUILDERS[type(node)](self, node, then)

    def characters(self, node: trees.Characters, then: int) -> int:
        self.known = self.known and node.known
        return self.read(node.ranges, then)

    def sequence(self, node: trees.Sequence, then: int) -> int:
        for item in reversed(node.items):
            then = self.build(item, then)
        return then

    def alternatives(self, node: trees.Alternatives, then: int) -> int:
        return self.add(Branch(tuple([self.build(branch, then) for branch in node.branches])))

    def repeat(self, node: trees.Repeat, then: int) -> int:
        place, before = then, len(self.places)
        turns, endless = node.high - node.low, node.high >= ENDLESS
        if not endless and turns:
            place = self.add(Branch((then, self.build(node.item, then))))
            if (len(self.places) - before) * turns > _COPIES:
                endless = True
                self.widen()
        for _ in range(0 if endless else turns - 1):
            place = self.add(Branch((then, self.build(node.item, place))))
        if endless:
            place = self.add(Branch(()))
            self.places[place] = Branch((then, self.build(node.item, place)))
        for _ in range(node.low):
            place = self.build(node.item, place)
        return place

    def group(self, node: trees.Group, then: int) -> int:
        return self.build(node.item, then)

    def back(self, node: trees.Back, then: int) -> int:
        """Take any text of the group: that it is the same one is left to the check."""
        item = self.groups.pop(node.name, None)
        if item is None:
            raise UnreadableError("a reference to a group that is not there, or from inside of it")
        self.widen()
        place = self.build(item, then)
        self.groups[node.name] = item
        return place

    def look(self, node: trees.Look, then: int) -> int:
        self.looks += 1
        made = self._behind(node, then) if node.behind else self._ahead(node, then)
        self.looks -= 1
        return made

    def _ahead(self, node: trees.Look, then: int) -> int:
        return self.add(Look(self.build(node.item, self.add(Done())), node.negative, then))

    def _behind(self, node: trees.Look, then: int) -> int:
        first = len(self.places)
        start = self.build(node.item, self.add(Done()))
        if any(
            isinstance(place, Look) or (isinstance(place, Behind) and place.what >= 0) for place in self.places[first:]
        ):
            raise UnreadableError("a condition inside of a condition on what is before")
        self.behind.append(start)
        return self.add(Behind(len(self.behind) - 1, node.negative, then))

    def anchor(self, node: trees.Anchor, then: int) -> int:
        if node.kind == "^":
            return self.add(Behind(AT_START, negative=False, then=then))
        if node.kind == "$":
            return self.add(Look(self.read(ANY, self.add(Done())), negative=True, then=then))
        self.plain = False  # validators disagree on which letters beyond ASCII make words
        word, stays = CLASSES["w"], node.kind == "B"
        after_word = Look(self.read(word, self.add(Done())), not stays, then)
        after_other = Look(after_word.at, stays, then)
        return self.add(
            Branch(
                (
                    self.add(Behind(WORD_BEFORE, negative=False, then=self.add(after_word))),
                    self.add(Behind(WORD_BEFORE, negative=True, then=self.add(after_other))),
                )
            )
        )


_BUILDERS: dict[type, Callable[..., int]] = {
    trees.Alternatives: _Builder.alternatives,
    trees.Anchor: _Builder.anchor,
    trees.Back: _Builder.back,
    trees.Characters: _Builder.characters,
    trees.Group: _Builder.group,
    trees.Look: _Builder.look,
    trees.Repeat: _Builder.repeat,
    trees.Sequence: _Builder.sequence,
}
