"""Automata of patterns, determined as far as they are walked: states of a program and what a letter leads to.

A state is what the rest of the text must be: a disjunction of conditions, each a conjunction of places whose language
it must be in or, negated, must not be in (an alternating automaton, made deterministic by Boolean derivatives).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from jsonsynth.sampling.characters import CLASSES, Ranges, natural, overlap, tier
from jsonsynth.sampling.programs import AT_START, WORD_BEFORE, Behind, Branch, Done, Look, Program, Read

__all__ = ["Budget", "Letter", "Machine", "TooHardError", "letters"]


class TooHardError(Exception):
    """The steps allowed are used up."""


class Budget:
    """Counts steps, of which each takes less than a microsecond."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def spend(self, steps: int) -> None:
        """Count steps. Raises TooHardError when none are left."""
        self.left -= steps
        if self.left < 0:
            raise TooHardError


@dataclass(frozen=True, slots=True)
class Letter:
    """Characters that no pattern tells apart. ``mask`` has a bit for each of the sets they are in."""

    ranges: Ranges
    mask: int
    pool: str
    tier: int


def letters(sets: Sequence[Ranges], universe: Ranges) -> list[Letter]:
    """Return the classes into which sets divide the universe, in the order of their first characters."""
    events: dict[int, int] = {}
    for number, ranges in enumerate(sets):
        for low, high in ranges:
            events[low] = events.get(low, 0) ^ (1 << number)
            events[high + 1] = events.get(high + 1, 0) ^ (1 << number)
    borders = sorted({0, 0x110000, *events})
    found: dict[int, list[tuple[int, int]]] = {}
    mask = 0
    for low, after in pairwise(borders):
        mask ^= events.get(low, 0)
        found.setdefault(mask, []).append((low, after - 1))
    parts = [(overlap(tuple(ranges), universe), mask) for mask, ranges in found.items()]
    return [Letter(ranges, mask, natural(ranges), tier(ranges)) for ranges, mask in parts if ranges]


_Item: TypeAlias = "frozenset[int]"  # places that must hold together; ~place where it must not
_Formula: TypeAlias = "frozenset[_Item]"  # of which one must hold
_Context: TypeAlias = "tuple[bool, bool, tuple[bool, ...]]"  # at the start, after a word's character, behind

_TRUE_ITEM: _Item = frozenset()
_TRUE: _Formula = frozenset((_TRUE_ITEM,))
_FALSE: _Formula = frozenset()


def _shortest(items: Iterable[_Item], budget: Budget) -> _Formula:
    """Return the disjunction without items that are implied by weaker ones."""
    found = frozenset(items)
    if _TRUE_ITEM in found:
        return _TRUE
    if all(len(item) == 1 for item in found):
        return found
    budget.spend(len(found) + (len(found) ** 2 >> 4))
    kept: list[_Item] = []
    for item in sorted(found, key=len):
        if not any(other <= item for other in kept):
            kept.append(item)
    return frozenset(kept)


def _both(one: _Formula, other: _Formula, budget: Budget) -> _Formula:
    if one == _TRUE or other == _FALSE:
        return other
    if other == _TRUE or one == _FALSE:
        return one
    budget.spend(len(one) * len(other))
    items = [a | b for a in one for b in other]
    return _shortest([item for item in items if not any(~literal in item for literal in item)], budget)


def _opposite(formula: _Formula, budget: Budget) -> _Formula:
    result = _TRUE
    for item in sorted(formula, key=sorted):
        result = _both(result, frozenset([frozenset((~literal,)) for literal in item]), budget)
    return result


@dataclass(frozen=True, slots=True)
class _State:
    """What the rest must be, and the places reached by each condition behind."""

    formula: _Formula
    trackers: tuple[frozenset[int], ...]


class Machine:
    """The automaton of one program over the letters of a language. States are numbers; ``start`` is the first.

    ``accepting``: the text may end there; ``lost``: nothing is accepted from there; ``safe``: everything is.
    """

    def __init__(self, program: Program, masks: Sequence[int], budget: Budget) -> None:
        self._places = program.places
        self._behind = program.behind
        self._masks = masks
        self._budget = budget
        self._word = 0 if program.plain else 1 << program.sets.index(CLASSES["w"])
        self._closures: dict[tuple[int, _Context], _Formula] = {}
        self._numbers: dict[_State, int] = {}
        self._states: list[_State] = []
        self._relevant: list[int] = []  # the bits of a letter's mask that matter in a state
        self._next: list[dict[int, int]] = []
        self.accepting: list[bool] = []
        self.lost: list[bool] = []
        self.safe: list[bool] = []
        trackers, context = self._tracked([() for _ in self._behind], (True, False, ()))
        self.start = self._number(_State(self._closure(program.start, context), trackers))

    def seen(self, state: int, letter: int) -> int:
        """Return what a state sees of a letter: the same step follows on the same sight."""
        return self._masks[letter] & self._relevant[state]

    def step(self, state: int, letter: int) -> int:
        """Return the state after a letter."""
        seen = self.seen(state, letter)
        found = self._next[state].get(seen)
        if found is None:
            found = self._next[state][seen] = self._number(self._stepped(self._states[state], seen))
        return found

    def _number(self, state: _State) -> int:
        found = self._numbers.get(state)
        if found is None:
            found = self._numbers[state] = len(self._states)
            self._states.append(state)
            self._relevant.append(self._looked_at(state))
            self._next.append({})
            self.accepting.append(any(all(literal < 0 for literal in item) for item in state.formula))
            self.lost.append(not state.formula)
            self.safe.append(state.formula == _TRUE)
        return found

    def _looked_at(self, state: _State) -> int:
        literals = {literal for part in (*state.formula, *state.trackers) for literal in part}
        seen = self._word
        for literal in literals:
            seen |= 1 << self._read(literal if literal >= 0 else ~literal).chars
        return seen

    def _read(self, place: int) -> Read:
        found = self._places[place]
        if not isinstance(found, Read):
            raise TypeError(place)
        return found

    def _stepped(self, state: _State, seen: int) -> _State:
        places = [[place for place in tracker if seen >> self._read(place).chars & 1] for tracker in state.trackers]
        after = [[self._read(place).then for place in sorted(part)] for part in places]
        trackers, context = self._tracked(after, (False, bool(seen & self._word), ()))
        items: list[_Item] = []
        for item in state.formula:
            items.extend(self._after(item, seen, context))
        self._budget.spend(len(items) + 1)
        return _State(_shortest(items, self._budget), trackers)

    def _after(self, item: _Item, seen: int, context: _Context) -> _Formula:
        """Return what must be after a letter for an item to hold."""
        result = _TRUE
        for literal in sorted(item):
            read = self._read(literal if literal >= 0 else ~literal)
            if seen >> read.chars & 1:
                rest = self._closure(read.then, context)
                result = _both(result, rest if literal >= 0 else _opposite(rest, self._budget), self._budget)
            elif literal >= 0:
                return _FALSE
            if not result:
                return _FALSE
        return result

    def _tracked(
        self, after: Sequence[Iterable[int]], context: _Context
    ) -> tuple[tuple[frozenset[int], ...], _Context]:
        """Go on with the conditions behind, and begin each again; return their places and which of them hold."""
        trackers: list[frozenset[int]] = []
        hits: list[bool] = []
        for start, places in zip(self._behind, after, strict=True):
            items = {item for place in (start, *places) for item in self._reached(place, context)}
            hits.append(_TRUE_ITEM in items)
            trackers.append(frozenset([place for item in items for place in item]))
        return tuple(trackers), (context[0], context[1], tuple(hits))

    def _closure(self, place: int, context: _Context) -> _Formula:
        key = (place, context)
        found = self._closures.get(key)
        if found is None:
            found = self._closures[key] = _shortest(self._reached(place, context), self._budget)
        return found

    def _reached(self, start: int, context: _Context) -> list[_Item]:
        """Return the places that read next, each with the conditions on the way to it."""
        found: list[_Item] = []
        waiting: list[tuple[int, _Item]] = [(start, _TRUE_ITEM)]
        met = {(start, _TRUE_ITEM)}
        while waiting:
            at, item = waiting.pop()
            self._budget.spend(1)
            place = self._places[at]
            if isinstance(place, Read):
                found.extend([item | {at}] if ~at not in item else [])
            elif isinstance(place, Done):
                found.append(item)
            else:
                onward = [step for step in self._onward(place, item, context) if step not in met]
                met.update(onward)
                waiting.extend(onward)
        return found

    def _onward(self, place: Branch | Look | Behind, item: _Item, context: _Context) -> list[tuple[int, _Item]]:
        if isinstance(place, Branch):
            return [(to, item) for to in place.to]
        if isinstance(place, Behind):
            return [(place.then, item)] if _holds(place.what, context) != place.negative else []
        condition = self._closure(place.at, context)
        if place.negative:
            condition = _opposite(condition, self._budget)
        return [(place.then, both) for both in _both(frozenset((item,)), condition, self._budget)]


def _holds(what: int, context: _Context) -> bool:
    if what == AT_START:
        return context[0]
    return context[1] if what == WORD_BEFORE else context[2][what]
