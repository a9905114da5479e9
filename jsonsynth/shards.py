"""A shard: its slots filled, checked and put on disk, by any process, in any order."""

from __future__ import annotations

import gc
import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b
from itertools import chain, islice
from pathlib import Path
from typing import Any, cast

import orjson

from jsonsynth.content import Content, load
from jsonsynth.errors import BuildError, PluginError
from jsonsynth.examples import JSON, Example, Problem, Settings, Slot, label, row
from jsonsynth.measuring import Tally
from jsonsynth.plan import Shard
from jsonsynth.seeds import Random, reseed
from jsonsynth.task import Checks, Steps, in_step
from jsonsynth.tasks import TASKS
from jsonsynth.writers import write_atomically

__all__ = ["KEYS", "Filled", "Finished", "Job", "Keys", "Origin", "fill", "fill_shard", "finished", "write_shard"]

MAX_TURNS = 64
_ONE_IN = 100  # rows that get a second opinion and whose facts are traced
_BATCH = 1024  # rows made before they are checked: each step finds its own code and tables in the caches
_TOGETHER = 32  # rows that are checked in step: what has been read of so many stays in a core's nearer caches
_OBJECTS = 1_000_000  # new objects until cycles are looked for among them; caches keep nearly as many
KEYS = 4  # numbers of 8 bytes a row: unique, group, payload, turn


@dataclass(frozen=True, slots=True)
class Origin:
    """What a row depends on beside its address: the seed, row settings, the users' content folders and schemas."""

    seed: int
    settings: Settings
    folders: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    schemas: tuple[str, ...] = ()

    def content(self) -> Content:
        """Load the content (once a process)."""
        return load(self.folders, self.skipped, self.schemas)


@dataclass(frozen=True, slots=True)
class Job:
    """A shard to make into a folder."""

    origin: Origin
    shard: Shard
    folder: Path


@dataclass(slots=True)
class Keys:
    """64-bit digests of a row: what may not stand twice, and what may not stand in two splits."""

    unique: int
    group: int
    payload: int


@dataclass(slots=True)
class Filled:
    """A slot's example and the turn it was made on; ``refused`` names the rule that barred each earlier turn."""

    slot: Slot
    turn: int
    example: Example
    refused: tuple[str, ...]

    def line(self) -> bytes:
        """The row as a line of a data file."""
        return orjson.dumps(row(self.example), None, orjson.OPT_APPEND_NEWLINE)

    def facts_line(self) -> bytes:
        """The provenance as a line of its file."""
        facts = {"id": self.slot.id, "turn": self.turn, **self.example.facts}
        return orjson.dumps(facts, None, orjson.OPT_APPEND_NEWLINE)

    def keys(self) -> Keys:
        """Digest the row."""
        example = self.example
        task = TASKS[example.task]
        hashed = blake2b(example.input[task.payload].encode(), digest_size=8)
        payload = hashed.digest()
        hashed.update(b"\0" + example.input["instruction"].encode())
        if task.unique == "row":
            hashed.update(b"\0" + label(example).encode())
        return Keys(_number(hashed.digest()), int(str(example.facts["group"]), 16), _number(payload))


def _number(digest: bytes) -> int:
    return int.from_bytes(digest, "little")


@lru_cache(maxsize=1)
def _random() -> Random:
    return Random()


@lru_cache(maxsize=1)
def _randoms() -> list[Random]:
    return [Random(0) for _ in range(_BATCH)]


def fill(slot: Slot, origin: Origin, turn: int = 0) -> Filled:
    """Make a slot's example and check it; a row that its check refuses is made again on the next turn.

    Raises BuildError where no turn passes, with the last problem: that is a bug in a family, never dropped silently.
    """
    refused: list[str] = []
    barred: list[Example] = []
    cause = ""
    for attempt in range(turn, turn + MAX_TURNS):
        example = _made(slot, origin, attempt)
        problems = _errors(slot, example)
        if not problems:
            return Filled(slot, attempt, _told(example, barred), tuple(refused))
        refused.append(problems[0].rule)
        barred.append(example)
        cause = problems[0].cause
    problem = f"{MAX_TURNS} turns made no row that passes its check ({refused[-1]}: {cause})"
    suspect = (
        f"See whether it comes from {', '.join(origin.folders)}; if not, report it" if origin.folders else "Report it"
    )
    raise BuildError(slot.id, problem, f"{suspect} as a bug.")


def _made(slot: Slot, origin: Origin, turn: int) -> Example:
    rng = _random()
    reseed(rng, origin.seed, slot.task, slot.split, slot.index, turn)
    try:
        return TASKS[slot.task].make(slot, origin.content(), origin.settings, rng)
    except PluginError as error:
        folders = "".join(f" --content {folder}" for folder in origin.folders)
        again = f"`jsonsynth show {slot.id} --seed {origin.seed}{folders}` makes the row again (of default settings)."
        row_told = f"{error.problem}, in row {slot.id} of seed {origin.seed}"
        raise PluginError(error.where, row_told, f"{error.remedy} {again}") from error


def _errors(slot: Slot, example: Example) -> list[Problem]:
    return _grave(slot, example, TASKS[slot.task].check(example))


def _grave(slot: Slot, example: Example, found: Sequence[Problem]) -> list[Problem]:
    """Of what a check found, and what of one row in a hundred is asked beside it, the errors."""
    problems = [*found]
    if slot.index % _ONE_IN == 0:
        task = TASKS[slot.task]
        for more in (task.trace, task.second_opinion):
            problems += more(example) if more is not None else []
    return [problem for problem in problems if problem.severity == "error"]


def _fill_all(slots: Sequence[Slot], origin: Origin) -> list[Filled]:
    """Fill slots of one task as :func:`fill` does each of them, but make all their rows before any is checked.

    What makes rows and what checks them push each other out of the processor's caches otherwise, and so do rows of
    different kinds. Returns them in the order of their addresses.
    """
    alike = TASKS[slots[0].task].alike
    ordered = sorted(slots, key=lambda slot: alike(slot.index)) if alike is not None else slots
    examples = _made_all(ordered, origin)
    errors = _errors_all(ordered, examples)
    filled = [
        _again(example, slot, origin, found[0]) if found else Filled(slot, 0, example, ())
        for slot, example, found in zip(ordered, examples, errors, strict=True)
    ]
    return filled if alike is None else sorted(filled, key=lambda one: one.slot.index)


def _made_all(slots: Sequence[Slot], origin: Origin) -> list[Example]:
    """Make rows of one task, step by step."""
    steps = TASKS[slots[0].task].steps
    content = origin.content()
    making: list[Steps] = []
    for slot, rng in zip(slots, islice(_randoms(), len(slots)), strict=True):
        reseed(rng, origin.seed, slot.task, slot.split, slot.index, 0)
        making.append(steps(slot, content, origin.settings, rng))
    try:
        return in_step(making)
    except PluginError:
        for slot in slots:
            _made(slot, origin, 0)  # raises again, and tells the row
        raise


def _errors_all(slots: Sequence[Slot], examples: Sequence[Example]) -> list[list[Problem]]:
    """Check rows of one task, step by step where its check has steps; what is asked of a few rows comes behind."""
    task = TASKS[slots[0].task]
    found = [*map(task.check, examples)] if task.checks is None else _checked_in_step([*map(task.checks, examples)])
    return list(map(_grave, slots, examples, found))


def _checked_in_step(proving: Sequence[Checks]) -> list[list[Problem]]:
    groups = [proving[start : start + _TOGETHER] for start in range(0, len(proving), _TOGETHER)]
    return [*chain.from_iterable(map(in_step, groups))]


def _again(example: Example, slot: Slot, origin: Origin, first: Problem) -> Filled:
    filled = fill(slot, origin, 1)
    told = _told(filled.example, [example])
    return replace(filled, example=told, refused=(first.rule, *filled.refused))


def _told(example: Example, barred: Sequence[Example]) -> Example:
    """Let provenance say of what domain and language the rows were that the check refused before this one."""
    again: list[JSON] = [f"{one.facts['domain']}.{one.facts['language']}" for one in barred if "domain" in one.facts]
    before = example.facts.get("made_again", [])
    if not again or not isinstance(before, list):
        return example
    return replace(example, facts={**example.facts, "made_again": [*again, *before]})


@lru_cache(maxsize=1)
def _forget_all_but(task: str) -> None:  # noqa: ARG001 - asked again, it does nothing
    """Empty our caches, of pure functions each, when a shard of another family begins: it needs little of them.

    The content stays: every family needs it.
    """
    for ours in [vars(module) for name, module in sys.modules.items() if name.startswith("jsonsynth.")]:
        for found in ours.values():
            if type(found) is _Cached and found.__module__ != "jsonsynth.content":
                found.cache_clear()


_Cached = type(_random)


def fill_shard(job: Job) -> int:
    """Make a shard's file; that it is there says that the shard is done. Returns its rows."""
    _forget_all_but(job.shard.task)
    write_shard(job.folder, job.shard, _filled(job))
    # samplers of users' schemas refer to themselves, and nothing else looks for cycles
    if gc.get_count()[0] > _OBJECTS:
        gc.collect(0)
    return job.shard.count


def _filled(job: Job) -> Iterator[Filled]:
    slots = job.shard.slots()
    while batch := list(islice(slots, _BATCH)):
        yield from _fill_all(batch, job.origin)


def write_shard(folder: Path, shard: Shard, rows: Iterable[Filled], refused: Mapping[str, int] | None = None) -> None:
    """Write a shard's rows, with their keys and counts; ``refused``: what was counted of them before."""
    lines: list[bytes] = []
    facts: list[bytes] = []
    keys = array("Q")
    tally = Tally()
    counts = Counter[str](refused or {})
    for filled in rows:
        line = filled.line()
        lines.append(line)
        facts.append(filled.facts_line())
        found = filled.keys()
        keys.extend((found.unique, found.group, found.payload, filled.turn))
        tally.add(shard.split, filled.example)
        if filled.refused:
            counts.update(filled.refused)
    sizes = [len(keys) * keys.itemsize, sum(map(len, lines)), sum(map(len, facts))]
    head = orjson.dumps({"sizes": sizes, "counts": tally.dump(), "refused": counts}, None, orjson.OPT_APPEND_NEWLINE)
    write_atomically(_path(folder, shard), [head, keys.tobytes(), *lines, *facts])


def _path(folder: Path, shard: Shard) -> Path:
    return folder / f"{shard.name}.shard"


@dataclass(frozen=True, slots=True)
class Finished:
    """A shard's file: a line of JSON with the sizes of what follows, then the rows' keys, the rows, the facts."""

    path: Path
    sizes: tuple[int, int, int]
    start: int

    @property
    def counts(self) -> JSON:
        """What a tally counted of the rows."""
        return cast("JSON", _head(self.path)[0]["counts"])

    @property
    def refused(self) -> Mapping[str, int]:
        """How often a row was refused by its check, by rule."""
        return dict(_head(self.path)[0]["refused"])

    def _part(self, number: int) -> bytes:
        with self.path.open("rb") as file:
            file.seek(self.start + sum(self.sizes[:number]))
            return file.read(self.sizes[number])

    def keys(self) -> Iterable[tuple[int, int, int, int]]:
        """Give (unique, group, payload, turn) of each row."""
        each = iter(array("Q", self._part(0)))
        return zip(each, each, each, each, strict=True)

    def digests(self) -> tuple[Sequence[int], Sequence[int], Sequence[int]]:
        """Return the unique keys of all rows, their groups and their payloads."""
        numbers = array("Q", self._part(0))
        return numbers[::KEYS], numbers[1::KEYS], numbers[2::KEYS]

    def rows(self) -> bytes:
        """Return the lines of the data file."""
        return self._part(1)

    def facts(self) -> bytes:
        """Return the lines of provenance."""
        return self._part(2)


def _head(path: Path) -> tuple[dict[str, Any], int]:
    """Return what a shard's file says of itself in its first line, and the length of that line."""
    with path.open("rb") as file:
        line = file.readline()
    return orjson.loads(line), len(line)


def finished(folder: Path, shard: Shard) -> Finished | None:
    """Return a shard's file, None if it is not there, whole."""
    path = _path(folder, shard)
    if not path.is_file():
        return None
    try:
        head, start = _head(path)
        found = Finished(path, tuple(head["sizes"]), start)
    except (orjson.JSONDecodeError, KeyError, TypeError):
        return None
    whole = path.stat().st_size == found.start + sum(found.sizes)
    return found if whole and found.sizes[0] == KEYS * 8 * shard.count else None
