"""Trees of patterns: characters, sequences, alternatives, repeats, groups, looks, anchors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from jsonsynth.sampling.characters import Ranges

__all__ = [
    "ENDLESS", "Alternatives", "Anchor", "Back", "Characters", "Group", "Led", "Look", "Node", "Repeat", "Sequence",
    "Tailed", "alternatives_of", "sequence_of",
]  # fmt: skip

ENDLESS = 1 << 40


@dataclass(frozen=True, slots=True)
class Characters:
    """One character of a set; ``pool`` has those to draw, and is ``wordy`` or ``loud`` if all letters are in it.

    ``plain`` has the letters and digits of a pool with all letters, of others what is in one case. ``known`` is False
    where a property of Unicode decides, which is known of some characters only.
    """

    ranges: Ranges
    known: bool
    pool: str
    plain: str
    wordy: bool
    loud: bool
    least: int = 1
    most: int = 1


@dataclass(frozen=True, slots=True)
class Sequence:
    """One after the other. ``rest_least[i]`` and ``rest_most[i]`` are the lengths from item i on."""

    items: tuple[Node, ...]
    rest_least: tuple[int, ...]
    rest_most: tuple[int, ...]
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Alternatives:
    """One of the branches."""

    branches: tuple[Node, ...]
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Repeat:
    """An item ``low`` to ``high`` times."""

    item: Node
    low: int
    high: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Group:
    """What a back reference repeats; ``names``: its number and its name."""

    item: Node
    names: tuple[str, ...]
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Back:
    """The text of a group again."""

    name: str
    least: int = 0
    most: int = ENDLESS


@dataclass(frozen=True, slots=True)
class Look:
    """A condition on what comes after, or before (``behind``), of no length."""

    item: Node
    negative: bool
    behind: bool
    least: int = 0
    most: int = 0


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place: ``^``, ``$``, ``b`` or ``B``."""

    kind: str
    least: int = 0
    most: int = 0


@dataclass(frozen=True, slots=True)
class Led:
    """A letter and what goes on with it, as in ``[a-z][a-z0-9]*``: together they can be a word.

    The second part is ``low`` to ``high`` characters of ``rest``. Only ``patterns`` makes it.
    """

    head: Characters
    rest: Characters
    low: int
    high: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Tailed:
    """What can be a word and a letter that ends it, as in ``[a-z-]+[a-z]``. Only ``patterns`` makes it."""

    run: Led | Repeat
    tail: Characters
    least: int
    most: int


Node: TypeAlias = "Characters | Sequence | Alternatives | Repeat | Group | Back | Look | Anchor | Led | Tailed"


def sequence_of(items: list[Node]) -> Node:
    """Return items one after the other."""
    if len(items) == 1:
        return items[0]
    least, most = [0], [0]
    for item in reversed(items):
        least.append(least[-1] + item.least)
        most.append(min(ENDLESS, most[-1] + item.most))
    return Sequence(tuple(items), tuple(reversed(least)), tuple(reversed(most)), least[-1], most[-1])


def alternatives_of(branches: list[Node]) -> Node:
    """Return a choice of branches."""
    if len(branches) == 1:
        return branches[0]
    return Alternatives(tuple(branches), min(b.least for b in branches), max(b.most for b in branches))
