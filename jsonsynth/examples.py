"""The values everything else is about: slots, examples and the problems found in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, Union

from jsonsynth.errors import InputError

__all__ = [
    "DIFFICULTIES",
    "JSON",
    "LANGUAGES",
    "SPLITS",
    "Completion",
    "Difficulty",
    "Example",
    "Preference",
    "Problem",
    "Settings",
    "Slot",
    "Split",
    "example_of",
    "label",
    "row",
    "slot_of",
]

JSON: TypeAlias = Union[bool, int, float, str, "list[JSON]", "dict[str, JSON]", None]
Split: TypeAlias = Literal["train", "valid", "test"]
Difficulty: TypeAlias = Literal["easy", "medium", "hard"]

LANGUAGES = ("en", "pt", "es", "fr", "de", "it")
"""The languages of instructions and texts. What only English has words for is said in English."""

SPLITS: tuple[Split, ...] = ("train", "valid", "test")
DIFFICULTIES: tuple[Difficulty, ...] = ("easy", "medium", "hard")


@dataclass(slots=True)
class Slot:
    """One address, one example, for ever. ``index`` counts from 0 within task and split."""

    task: str
    split: Split
    index: int

    @property
    def id(self) -> str:
        """The address as text: ``json_repair/train/17``."""
        return f"{self.task}/{self.split}/{self.index}"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may set that changes rows. Lengths count characters of the label.

    ``source``: what draws the instances of schema_generate, ``own`` or ``hypothesis``. ``languages``: shares of the
    languages of instructions and texts, ``faces``: of how the fields of a text are specified, as ``name=share,...``.
    """

    min_length: int = 10
    max_length: int = 2048
    preference_share: str = "0.2"
    identity_share: str = "0.03"
    source: str = "own"
    languages: str = "en=0.5,pt=0.15,es=0.1,fr=0.1,de=0.1,it=0.05"
    faces: str = "braces=0.42,schema=0.12,typescript=0.12,example=0.11,list=0.12,plain=0.11"


@dataclass(slots=True)
class Completion:
    """A supervised target."""

    output: str


@dataclass(slots=True)
class Preference:
    """A pair for preference training; ``chosen`` is the label."""

    chosen: str
    rejected: str


@dataclass(slots=True)
class Example:
    """An example of a task.

    ``input`` has the key ``instruction`` and the task's payload key (``schema``, ``broken_json``, ``text``, ``json``).
    ``facts`` says how it was made: ``difficulty``, ``group`` (the unit that must not be in two splits, as hex) and the
    family's own provenance fields. It is empty for a row of unknown origin.
    """

    task: str
    input: Mapping[str, str]
    target: Completion | Preference
    facts: Mapping[str, JSON]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a row: ``rule`` names the check (a key of the remedies), ``cause`` says what was seen."""

    rule: str
    cause: str
    severity: Literal["error", "warning"] = "error"


def label(example: Example) -> str:
    """Return the text that is the right answer: ``output``, or ``chosen``."""
    target = example.target
    return target.output if isinstance(target, Completion) else target.chosen


def row(example: Example) -> dict[str, JSON]:
    """Return the example as a row of a data set file, keys in the contract's order."""
    target = example.target
    inputs: dict[str, JSON] = dict(example.input)
    if isinstance(target, Completion):
        return {"task": example.task, "input": inputs, "output": target.output}
    return {"task": example.task, "input": inputs, "chosen": target.chosen, "rejected": target.rejected}


def example_of(found: Mapping[str, JSON], facts: Mapping[str, JSON]) -> Example:
    """Return the example of a row and of its line of provenance ({} if there is none): the inverse of :func:`row`.

    Raises KeyError or ValueError for a row that has not the contract's shape.
    """
    inputs = found["input"]
    if not isinstance(inputs, dict):
        raise ValueError("input is not an object")
    if "output" in found:
        target: Completion | Preference = Completion(_text(found["output"]))
    else:
        target = Preference(_text(found["chosen"]), _text(found["rejected"]))
    made = {name: fact for name, fact in facts.items() if name not in ("id", "turn")}
    return Example(_text(found["task"]), {name: _text(value) for name, value in inputs.items()}, target, made)


def _text(value: JSON) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not a string")
    return value


def slot_of(id: str) -> Slot:
    """Return the slot of an id such as ``json_repair/train/17``. Raises InputError for what is none."""
    task, _, rest = id.partition("/")
    split, _, index = rest.partition("/")
    if split not in SPLITS or not (index.isascii() and index.isdigit()):
        raise InputError(id, "it is not the id of an example", "An id reads task/split/index: json_repair/train/17.")
    return Slot(task, split, int(index))
