"""The quality checklist: what a buyer would ask of the whole, all of it warnings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

from jsonsynth.examples import SPLITS
from jsonsynth.measuring import Tally
from jsonsynth.tasks import TASKS
from jsonsynth.verifying.findings import Findings
from jsonsynth.verifying.sources import Source

__all__ = ["checklist"]

ENOUGH = 100  # rows: the guide's least a task; below it shares say little
_FAR = 0.05  # how far a share may be from what it should be
_SAME_DIFFICULTY = 0.9
_SAME_INSTRUCTION = 0.5
_PLACEHOLDERS = 0.05
_SPREAD = 1.2  # p90 over p10 of label lengths below which all are alike
_EDGES = ("empty array", "null", "non-ASCII text")


def checklist(
    source: Source,
    tally: Tally,
    marks: Mapping[tuple[str, str], int],
    instructions: Counter[tuple[str, int]],
    findings: Findings,
) -> None:
    """Tell of tasks that are too small, shares that are off, and rows that are all alike or not real."""
    where = str(source.path)
    if not tally.rows():
        if not _planned(source) and not findings.counts:
            findings.warning("empty", where, "there are no rows")
        return
    for task in tally.tasks:
        rows = tally.rows(task)
        if rows < ENOUGH:
            findings.warning("task-small", where, f"{task} has {rows} rows")
            continue
        _difficulty(where, task, tally, findings)
        _instruction(where, task, rows, instructions, findings)
    _placeholders(where, tally, marks, findings)
    _edges(where, tally, marks, findings)
    if tally.rows() >= ENOUGH:
        _weights(source, tally, findings)
        _splits(source, tally, findings)


def _planned(source: Source) -> bool:
    return bool(source.manifest)


def _difficulty(where: str, task: str, tally: Tally, findings: Findings) -> None:
    rows, counts = tally.rows(task), tally.counts(task, "difficulty")
    if counts:
        level, most = max(counts.items(), key=lambda pair: pair[1])
        if most > _SAME_DIFFICULTY * rows:
            findings.warning("difficulty-flat", where, f"{most} of {rows} rows of {task} are {level}")
    lengths = [size for size, count in tally.lengths(task) for _ in range(count)]
    low, high = lengths[rows // 10], lengths[rows * 9 // 10]
    if high < _SPREAD * low:
        findings.warning("length-flat", where, f"most answers of {task} have {low} to {high} characters")


def _edges(where: str, tally: Tally, marks: Mapping[tuple[str, str], int], findings: Findings) -> None:
    """Tell of an edge case that no answer has, and of tasks whose answers have none at all."""
    tasks = [task for task in tally.tasks if tally.rows(task) >= ENOUGH]
    for edge in _EDGES if tasks else ():
        if not any(marks.get((task, edge)) for task in tally.tasks):
            findings.warning("edge-cases", where, f"no answer has {edge}")
    for task in tasks:
        if not any(marks.get((task, edge)) for edge in _EDGES):
            findings.warning("edge-cases", where, f"no answer of {task} has {', '.join(_EDGES)}")


def _instruction(where: str, task: str, rows: int, instructions: Counter[tuple[str, int]], findings: Findings) -> None:
    most = max((count for (name, _), count in instructions.items() if name == task), default=0)
    if most > _SAME_INSTRUCTION * rows:
        findings.warning("instruction-repeated", where, f"{most} of {rows} rows of {task} have one instruction")


def _placeholders(where: str, tally: Tally, marks: Mapping[tuple[str, str], int], findings: Findings) -> None:
    for task in tally.tasks:
        strings, found = marks.get((task, "strings"), 0), marks.get((task, "placeholders"), 0)
        if strings >= ENOUGH and found > _PLACEHOLDERS * strings:
            cause = f"{found} of {strings} strings in answers of {task} are such as 'example' or 'foo'"
            findings.warning("placeholders", where, cause)


def _weights(source: Source, tally: Tally, findings: Findings) -> None:
    """Compare the tasks' shares with the contract's; a plan of ours has been counted exactly already."""
    if source.manifest or len(tally.tasks) < 2:
        return
    whole = sum(Fraction(task.weight) for task in TASKS.values())
    for name, task in TASKS.items():
        share, wanted = tally.rows(name) / tally.rows(), float(task.weight / whole)
        if abs(share - wanted) > _FAR:
            findings.warning("weights", str(source.path), f"{name} has {share:.1%} of the rows, not {wanted:.0%}")


def _splits(source: Source, tally: Tally, findings: Findings) -> None:
    if source.manifest or not any(file.split for file in source.files) or len(source.files) == 1:
        return
    for split, wanted in zip(SPLITS, (0.9, 0.05, 0.05), strict=True):
        share = tally.rows(None, split) / tally.rows()
        if abs(share - wanted) > _FAR or not share:
            findings.warning(
                "split-balance", str(source.path), f"{split} has {share:.1%} of the rows, not {wanted:.0%}"
            )
