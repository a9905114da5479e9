"""Counting a data set: rows, lengths, difficulty, validity and what rows are made of, per task and split."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TypeAlias, cast

from jsonsynth.examples import DIFFICULTIES, JSON, SPLITS, Completion, Example

__all__ = ["FACETS", "Tally", "stats_of"]

# What is counted of a row's provenance: a text, a list of texts, or a list of objects with a ``name``.
FACETS: Mapping[str, tuple[str, ...]] = {
    "schema_generate": ("origin", "features"),
    "json_repair": ("classes", "policy", "rejected_kind"),
    "text_to_json": (
        "domain",
        "language",
        "layout",
        "source",
        "missing_policy",
        "face",
        "asked_in",
        "axes",
        "made_again",
    ),
    "json_transform": ("operations", "form", "language", "named"),
    "json_style_strict": ("style", "number_rule", "mess", "language"),
}

_EXACT = 4096  # label lengths are counted exactly below this, by 256 characters from it
# A cell is one Counter for a task and split: label lengths (int), facet values (pairs), plain counts (text).
_Count: TypeAlias = "tuple[str | int | list[str], int]"
_Cell: TypeAlias = "Counter[str | int | tuple[str, str]]"


class Tally:
    """Counts of rows that add up in any order: tallies of shards merged are the tally of the whole.

    ``add`` costs about 4 us. ``dump`` and ``merge`` carry counts between processes; ``summary`` is what people read.
    """

    def __init__(self) -> None:
        self._cells: dict[tuple[str, str], _Cell] = {}

    def add(self, split: str, example: Example, *, valid: bool = True, times: int = 1) -> None:
        """Count a row of a split. ``valid``: its label was proved right; ``times=-1`` takes a counted row back."""
        task, target, facts = example.task, example.target, example.facts
        cell = self._cells.get((task, split))
        if cell is None:
            cell = self._cells[task, split] = Counter()
        if isinstance(target, Completion):
            text = target.output
        else:
            text = target.chosen
            cell["preference"] += times
        size = len(text)
        cell[size if size < _EXACT else size - size % 256] += times
        if size >= _EXACT:
            cell["beyond"] += times * (size % 256)
        cell["input_characters"] += times * len("".join(example.input.values()))
        if valid:
            cell["valid"] += times
        if facts:
            _add_facts(cell, task, facts, times)

    def merge(self, dumped: JSON) -> None:
        """Add the counts of another tally's :meth:`dump`."""
        for task, split, counts in cast("list[tuple[str, str, list[_Count]]]", dumped):
            cell = self._cells.setdefault((task, split), Counter())
            for name, count in counts:
                cell[(name[0], name[1]) if isinstance(name, list) else name] += count

    def dump(self) -> list[JSON]:
        """Return all counts as JSON for :meth:`merge`."""
        return [
            [task, split, [[list(key) if isinstance(key, tuple) else key, count] for key, count in cell.items()]]
            for (task, split), cell in self._cells.items()
        ]

    def rows(self, task: str | None = None, split: str | None = None) -> int:
        """Return the number of rows, of all or of one task and split."""
        return sum(_rows(cell) for cell in self._chosen(task, split))

    def counts(self, task: str, facet: str) -> dict[str, int]:
        """Return how often each value of a facet (or of ``difficulty``) stands in a task, all splits together."""
        return _facet(self._together(task, None), facet)

    def lengths(self, task: str) -> list[tuple[int, int]]:
        """Return (label length, rows) of a task in ascending order."""
        return _lengths(self._together(task, None))

    @property
    def tasks(self) -> list[str]:
        """The tasks counted, in order of name."""
        return sorted({task for task, _ in self._cells})

    def summary(self) -> dict[str, JSON]:
        """Return what ``meta/stats.json`` holds: totals, and the same counts per task and split."""
        tasks: dict[str, JSON] = {
            task: {
                **_summary(task, self._together(task, None)),
                "splits": {split: _summary(task, self._cells[task, split]) for split in self._splits(task)},
            }
            for task in self.tasks
        }
        whole = self._together(None, None)
        return {"rows": _rows(whole), "valid": whole["valid"], "splits": self._per_split(), "tasks": tasks}

    def _per_split(self) -> dict[str, JSON]:
        return {split: self.rows(None, split) for split in self._splits(None)}

    def _splits(self, task: str | None) -> list[str]:
        found = {split for name, split in self._cells if task in (None, name)}
        return [s for s in SPLITS if s in found] + sorted(found.difference(SPLITS))

    def _chosen(self, task: str | None, split: str | None) -> Iterable[_Cell]:
        return (c for (t, s), c in self._cells.items() if task in (None, t) and split in (None, s))

    def _together(self, task: str | None, split: str | None) -> _Cell:
        total: _Cell = Counter()
        for cell in self._chosen(task, split):
            total.update(cell)
        return total


def stats_of(rows: Iterable[tuple[str, Example, bool]]) -> dict[str, JSON]:
    """Return the summary of (split, example, valid) rows."""
    tally = Tally()
    for split, example, valid in rows:
        tally.add(split, example, valid=valid)
    return tally.summary()


def _add_facts(cell: _Cell, task: str, facts: Mapping[str, JSON], times: int) -> None:
    difficulty = facts.get("difficulty")
    if isinstance(difficulty, str):
        cell["difficulty", difficulty] += times
    for facet in FACETS.get(task, ()):
        value = facts.get(facet)
        if isinstance(value, str):
            cell[facet, value] += times
        elif isinstance(value, list):
            for part in value:
                cell[facet, str(part["name"] if isinstance(part, dict) else part)] += times


def _rows(cell: _Cell) -> int:
    return sum(count for key, count in cell.items() if isinstance(key, int))


def _lengths(cell: _Cell) -> list[tuple[int, int]]:
    return sorted((key, count) for key, count in cell.items() if isinstance(key, int) and count)


def _facet(cell: _Cell, facet: str) -> dict[str, int]:
    found = {key[1]: n for key, n in cell.items() if isinstance(key, tuple) and key[0] == facet and n}
    order = list(DIFFICULTIES) if facet == "difficulty" else []
    return {name: found[name] for name in sorted(found, key=lambda n: (order.index(n) if n in order else 9, n))}


def _summary(task: str, cell: _Cell) -> dict[str, JSON]:
    rows = _rows(cell)
    facets: dict[str, JSON] = {f: dict(_facet(cell, f)) for f in FACETS.get(task, ()) if _facet(cell, f)}
    lengths = _lengths(cell)
    characters = sum(size * count for size, count in lengths) + cell["beyond"]
    return {
        "rows": rows,
        "valid": cell["valid"],
        "preference": cell["preference"],
        "difficulty": dict(_facet(cell, "difficulty")),
        "label_length": _spread(lengths, rows, characters),
        "input_characters": cell["input_characters"],
        "label_characters": characters,
        **facets,
    }


def _spread(lengths: list[tuple[int, int]], rows: int, characters: int) -> dict[str, JSON]:
    if not rows:
        return {}
    mean = round(characters / rows, 1)
    marks: dict[str, JSON] = {name: _quantile(lengths, rows, share) for name, share in _QUANTILES}
    return {"min": lengths[0][0], **marks, "max": lengths[-1][0], "mean": int(mean) if mean == int(mean) else mean}


_QUANTILES = (("p10", 0.1), ("median", 0.5), ("p90", 0.9), ("p99", 0.99))


def _quantile(lengths: list[tuple[int, int]], rows: int, share: float) -> int:
    passed = 0
    for size, count in lengths:
        passed += count
        if passed >= share * rows:
            return size
    return lengths[-1][0]
