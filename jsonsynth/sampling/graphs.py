"""The automaton of a whole language: patterns and not-patterns together, walked state by state within a budget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from jsonsynth.sampling import regexes
from jsonsynth.sampling.automata import Budget, Letter, Machine, TooHardError, letters
from jsonsynth.sampling.characters import ANY, KNOWN, Ranges, listed, overlap
from jsonsynth.sampling.programs import Program, program

__all__ = ["EVERY", "Graph", "Reach", "Walk"]

EVERY = 5  # the tier from which on characters are drawn that are not natural where there are some
_PLAIN: Ranges = ((0, 127),)


@dataclass(frozen=True, slots=True)
class Graph:
    """States by number, 0 the first: where each letter leads (-1: nowhere), and where a text may end.

    ``cut``: the budget ended before all was walked; ``open``: longer texts meet further states.
    """

    letters: tuple[Letter, ...]
    steps: tuple[tuple[int, ...], ...]
    accepting: tuple[bool, ...]
    cut: bool
    open: bool


@lru_cache(maxsize=256)
def _program(pattern: str) -> Program:
    return program(regexes.read(pattern))


class Walk:
    """A language being walked, breadth first. Raises regexes.UnreadableError for a pattern no automaton can do."""

    def __init__(self, patterns: Sequence[str], not_patterns: Sequence[str], budget: Budget) -> None:
        wanted, unwanted = [_program(p) for p in patterns], [_program(p) for p in not_patterns]
        programs = [*wanted, *unwanted]
        budget.spend(len(programs) ** 2)
        universe = ANY if all(one.known for one in programs) else KNOWN
        universe = universe if all(one.plain for one in programs) else overlap(universe, _PLAIN)
        self.sure = universe == ANY and not any(one.under for one in wanted) and not any(one.over for one in unwanted)
        self._wanted = len(wanted)
        self._budget = budget
        sets = tuple(dict.fromkeys(ranges for one in programs for ranges in one.sets))
        self._all = letters(sets, universe)
        self._machines = [self._machine(one, sets) for one in programs]

    def _machine(self, one: Program, sets: Sequence[Ranges]) -> Machine:
        bits = [1 << sets.index(ranges) for ranges in one.sets]
        masks = [sum(1 << own for own, bit in enumerate(bits) if letter.mask & bit) for letter in self._all]
        return Machine(one, masks, self._budget)

    def graph(self, tier: int, depth: int) -> Graph:
        """Return the states that texts of at most ``depth`` letters up to a tier meet, as many as the budget allows."""
        chosen = [number for number, letter in enumerate(self._all) if letter.tier <= tier]
        start = tuple([machine.start for machine in self._machines])
        numbers: dict[tuple[int, ...], int] = {start: 0}
        steps: list[tuple[int, ...]] = []
        waiting, cut = [start], False
        while waiting and depth and not cut:
            depth -= 1
            found: dict[tuple[int, ...], None] = {}
            try:
                for state in waiting:
                    steps.append(self._from(state, chosen, numbers, found))
            except TooHardError:
                cut = True
            waiting = list(found)
        none = (-1,) * len(chosen)
        steps.extend([none] * (len(numbers) - len(steps)))
        accepting = tuple([self._accepts(state) for state in numbers])
        return Graph(tuple([self._drawn(k, tier) for k in chosen]), tuple(steps), accepting, cut, bool(waiting))

    def _drawn(self, number: int, tier: int) -> Letter:
        letter = self._all[number]
        return letter if tier < EVERY else replace(letter, pool=listed(letter.ranges))

    def _from(
        self,
        state: tuple[int, ...],
        chosen: Sequence[int],
        numbers: dict[tuple[int, ...], int],
        found: dict[tuple[int, ...], None],
    ) -> tuple[int, ...]:
        """Return where the letters lead from a state; new states are numbered and entered in ``found``."""
        pairs = list(zip(self._machines, state, strict=True))
        known: dict[tuple[int, ...], int] = {}
        row: list[int] = []
        self._budget.spend(len(chosen) * (1 + len(pairs) // 4))
        for letter in chosen:
            seen = tuple([machine.seen(part, letter) for machine, part in pairs])
            to = known.get(seen)
            if to is None:
                after = tuple([machine.step(part, letter) for machine, part in pairs])
                to = known[seen] = self._entered(after, numbers, found)
            row.append(to)
        return tuple(row)

    def _entered(
        self, state: tuple[int, ...], numbers: dict[tuple[int, ...], int], found: dict[tuple[int, ...], None]
    ) -> int:
        if self._hopeless(state):
            return -1
        number = numbers.get(state)
        if number is None:
            number = numbers[state] = len(numbers)
            found[state] = None
        return number

    def _hopeless(self, state: tuple[int, ...]) -> bool:
        pairs = list(zip(self._machines, state, strict=True))
        return any(m.lost[k] for m, k in pairs[: self._wanted]) or any(m.safe[k] for m, k in pairs[self._wanted :])

    def _accepts(self, state: tuple[int, ...]) -> bool:
        pairs = list(zip(self._machines, state, strict=True))
        wanted = all(m.accepting[k] for m, k in pairs[: self._wanted])
        return wanted and not any(m.accepting[k] for m, k in pairs[self._wanted :])


class Reach:
    """Which states can end a text in exactly so many letters: a set of states (as bits) for each number.

    The sets repeat from some number on; they are made as far as they are asked for.
    """

    def __init__(self, graph: Graph, budget: Budget) -> None:
        self._budget = budget
        budget.spend(len(graph.steps) ** 2 >> 8)  # bits
        self._to = [_bits(row) for row in graph.steps]
        ends = sum(1 << state for state, accepts in enumerate(graph.accepting) if accepts)
        self._sets = [ends]
        self._first = {ends: 0}
        self._period = 0

    def __call__(self, left: int) -> int:
        """Return the states from which a text can end after ``left`` letters."""
        while left >= len(self._sets) and not self._period:
            self._more()
        if left < len(self._sets):
            return self._sets[left]
        before = len(self._sets) - self._period
        return self._sets[before + (left - before) % self._period]

    def _more(self) -> None:
        last = self._sets[-1]
        self._budget.spend(len(self._to) >> 2)
        found = sum([1 << state for state, to in enumerate(self._to) if to & last])
        if found in self._first:
            self._period = len(self._sets) - self._first[found]
            return
        self._first[found] = len(self._sets)
        self._sets.append(found)

    def lengths(self, low: int, high: int, most: int) -> list[int]:
        """Return the first lengths of whole texts in a window, at most ``most`` of them."""
        found: list[int] = []
        left = low
        while left <= high and len(found) < most and not self._ended(left):
            if self(left) & 1:
                found.append(left)
            left += 1
        return found

    def _ended(self, left: int) -> bool:
        """Say whether no text has this length or a greater one, as far as that is known."""
        self(left)
        if not self._period or left < len(self._sets):
            return False
        return not any(sets & 1 for sets in self._sets[len(self._sets) - self._period :])


def _bits(row: tuple[int, ...]) -> int:
    return sum(1 << state for state in set(row) if state >= 0)
