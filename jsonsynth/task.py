"""What a task family is: a row of functions."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeVar

from jsonsynth.content import Content
from jsonsynth.examples import Example, Problem, Settings, Slot, Split
from jsonsynth.seeds import Random, chance, spread

__all__ = ["Checks", "Steps", "Task", "in_step", "instruct", "names_of", "outcome"]

Steps = Generator[None, None, Example]
Checks = Generator[None, None, list[Problem]]

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Task:
    """A family of examples.

    ``steps`` draw the example of a slot, purely, and pause where code of another kind begins, so that many rows can be
    made :func:`in_step`; ``check`` verifies any example with other code, with whatever of its facts are there (none on
    a foreign row), and ``checks``, where there are any, do the same in steps; ``score`` rates an answer from 0 to 1.
    A build asks two more of one row in a hundred only: ``second_opinion``, a dear check by another library, and
    ``trace``, which verifies what the facts say and ``check`` has no need of.
    ``payload`` is the input key beside ``instruction``. ``unique`` says what may not stand twice in a data set: the
    whole row, or already the input (one input, one label). ``alike`` names the kind of the row at an index, where rows
    of a kind are made faster one after the other; it changes nothing else.
    """

    name: str
    weight: int
    payload: str
    unique: Literal["row", "input"]
    steps: Callable[[Slot, Content, Settings, Random], Steps]
    check: Callable[[Example], list[Problem]]
    score: Callable[[Example, str], float]
    second_opinion: Callable[[Example], list[Problem]] | None = None
    trace: Callable[[Example], list[Problem]] | None = None
    alike: Callable[[int], str] | None = None
    checks: Callable[[Example], Checks] | None = None

    def make(self, slot: Slot, content: Content, settings: Settings, rng: Random) -> Example:
        """Make the example of a slot. Raises BuildError if the settings leave no room for one."""
        return outcome(self.steps(slot, content, settings, rng))

    def examine(self, example: Example) -> list[Problem]:
        """Return all that is wrong with a row and its facts."""
        return self.check(example) + (self.trace(example) if self.trace is not None else [])


def outcome(steps: Generator[None, None, _T]) -> _T:
    """Take all steps at once."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            made: _T = end.value
            return made


def in_step(many: Sequence[Generator[None, None, _T]]) -> list[_T]:
    """Take all first steps, then all second ones and so on; each finds its own code and data in the caches."""
    ends: dict[int, _T] = {}
    going = [*enumerate(one.__next__ for one in many)]
    while going:
        paused: list[tuple[int, Callable[[], None]]] = []
        for placed in going:
            try:
                placed[1]()
            except StopIteration as end:
                ends[placed[0]] = end.value
            else:
                paused.append(placed)
        going = paused
    return [ends[place] for place in range(len(many))]


@lru_cache(maxsize=8)
def names_of(shares: str) -> tuple[str, ...]:
    """Read ``en=0.5,pt=0.15``: each name as often as its share in thousandths."""
    pairs = (part.partition("=") for part in shares.split(","))
    return spread([(name, round(float(share) * 1000)) for name, _, share in pairs])


def instruct(rng: Random, content: Content, split: Split, opening: str, agree: bool, language: str = "en") -> str:
    """Complete an instruction: what to do, that only JSON is wanted, and the form of the answer.

    The form (minified, members sorted) is said in two of three, and always, with the order named, where two honest
    people could sort the members of the answer differently (not ``agree``). Draws from ``prompts/form.<language>.txt``.
    """
    book = f"form.{language}"
    said = [opening]
    if chance(rng, 0.7):
        said.append(content.say(rng, book, split, "only"))
    if not agree:
        said.append(content.say(rng, book, split, "code_point"))
    elif chance(rng, 0.66):
        said.append(content.say(rng, book, split, "plain"))
    return " ".join(said)
