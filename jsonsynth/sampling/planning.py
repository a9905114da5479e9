"""Plans: every option that a schema leaves open is shown once before anything is drawn at random.

A place that leaves something open (the values of an enum, branches, types, an optional member, how many elements,
a bound) is a :class:`Choice`. While its options are not all shown, a sampler takes the next of them; what an instance
shows counts once it is found valid, and an option that leads to no valid instance is given up. A :class:`Node` tells
whether anything is left to show behind a member, element or branch, so that the way to it is taken again.
"""

from __future__ import annotations

from collections.abc import Generator, Hashable, Iterable
from contextlib import contextmanager

__all__ = ["Choice", "Node", "Plan"]

_FAILURES = 8  # instances that an option may spoil until it is given up


class Choice:
    """The options of one place of a schema that are not shown yet, by number, with the failures of each."""

    __slots__ = ("left",)

    def __init__(self, count: int) -> None:
        self.left = dict.fromkeys(range(count), 0)

    def next(self) -> int:
        """Return an option that is left, each time another one."""
        left = self.left
        option = next(iter(left))
        left[option] = left.pop(option)
        return option

    def fail(self, option: int) -> None:
        """Count a failure of an option."""
        failures = self.left.get(option)
        if failures is not None:
            self.left[option] = failures + 1
            if failures + 1 == _FAILURES:
                del self.left[option]


class Node:
    """A place of a compiled sampler. ``known``: its choices are; ``wants``: there is something left to show."""

    __slots__ = ("choices", "inner", "known", "wants")

    def __init__(self) -> None:
        self.choices: list[Choice] = []
        self.inner: list[Node] = []
        self.known = False
        self.wants = True


class Plan:
    """The choices of one schema. ``node``: the place that is being compiled."""

    __slots__ = ("_choices", "_moved", "_waiting", "node")

    def __init__(self) -> None:
        self._choices: dict[Hashable, Choice] = {}
        self._waiting: list[Node] = []
        self._moved = True  # since it was last found out what is left
        self.node = Node()

    def choice(self, place: Hashable, count: int) -> Choice:
        """Return the choice of a place, one for all the ways that lead to it."""
        found = self._choices.get(place)
        if found is None:
            found = self._choices[place] = Choice(count)
        self.node.choices.append(found)
        return found

    def new_node(self) -> Node:
        """Return a node that is not behind any yet."""
        made = Node()
        self._waiting.append(made)
        return made

    @contextmanager
    def at(self, node: Node) -> Generator[None, None, None]:
        """Let what is compiled belong to a node."""
        outer, self.node = self.node, node
        node.known = self._moved = True
        try:
            yield
        finally:
            self.node = outer

    @property
    def open(self) -> bool:
        """Whether anything is left to show."""
        return any(node.wants for node in self.node.inner)

    @property
    def size(self) -> int:
        """How many places have something to show, or lead to one."""
        return len(self._waiting)

    def settle(self, shown: Iterable[tuple[Choice, int]], picked: Iterable[tuple[Choice, int]], valid: bool) -> None:
        """Enter what an instance showed if it is valid, else a failure of what was picked for it."""
        if not valid:
            for choice, option in picked:
                choice.fail(option)
            self._moved = True
            return
        for choice, option in shown:
            if option in choice.left:
                del choice.left[option]
                self._moved = True
        if self._moved:
            self._look()

    def _look(self) -> None:
        """Find out behind which nodes something is left to show."""
        self._moved = False
        waiting = self._waiting
        for node in waiting:
            node.wants = not node.known or any(choice.left for choice in node.choices)
        changed = True
        while changed:
            changed = False
            for node in reversed(waiting):
                if not node.wants and any(inner.wants for inner in node.inner):
                    node.wants = changed = True
        self._waiting = [node for node in waiting if node.wants]
