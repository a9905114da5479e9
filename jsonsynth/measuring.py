"""Counting a data set: rows, lengths, difficulty, validity and what rows are made of, per task and split."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import TypeAlias, cast

from jsonsynth.examples import DIFFICULTIES, JSON, SPLITS, Example, Preference, label

__all__ = ["FACETS", "Tally", "stats_of"]

# What is counted of a row's provenance: a text, a list of texts, or a list of objects with a ``name``.
FACETS: Mapping[str, tuple[str, ...]] = {
    "schema_generate": ("origin", "features", "language"),
    "json_repair": ("classes", "policy", "rejected_kind", "language"),
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

_LEVEL = ("difficulty",)
_COUNTED = {task: (*_LEVEL, *facets) for task, facets in FACETS.items()}
_AT_ONCE = 256  # rows that wait to be counted: many together are counted faster than one by one
_Value: TypeAlias = "str | int"
_Counts: TypeAlias = "defaultdict[str, Counter[_Value]]"


class _Cell:
    """The rows of a task and split: how often each facet has each value.

    Beside the task's facets there are ``length`` (of the label, in characters), and as counts of their own names
    ``preference`` and ``valid`` (rows) and ``input_characters`` (a sum).
    """

    def __init__(self) -> None:
        self._counts: _Counts = defaultdict(Counter)
        self._waiting: list[Example] = []
        self._valid = 0  # of those that wait

    def add(self, example: Example, valid: bool) -> None:
        """Count a row."""
        self._waiting.append(example)
        self._valid += valid
        if len(self._waiting) == _AT_ONCE:
            self.counts()

    def counts(self) -> _Counts:
        """Return all counts, to read or to change."""
        counts, waiting = self._counts, self._waiting
        if waiting:
            counts["length"].update(map(len, map(label, waiting)))
            characters = sum([len(text) for example in waiting for text in example.input.values()])
            preferences = sum([isinstance(example.target, Preference) for example in waiting])
            for name, more in (("input_characters", characters), ("preference", preferences), ("valid", self._valid)):
                counts[name][name] += more
            for facet in _COUNTED.get(waiting[0].task, _LEVEL):
                counts[facet].update(_told([example.facts.get(facet) for example in waiting]))
            self._waiting, self._valid = [], 0
        return counts


def _told(values: list[JSON]) -> Iterable[str]:
    """Return the texts among values, and those in lists."""
    texts = [value for value in values if isinstance(value, str)]
    return chain(texts, *[_texts(value) for value in values if isinstance(value, list) and value])


def _texts(values: list[JSON]) -> Iterable[str]:
    if isinstance(values[0], dict):
        return [str(value.get("name") if isinstance(value, dict) else value) for value in values]
    return map(str, values)


class Tally:
    """Counts of rows that add up in any order: tallies of shards merged are the tally of the whole.

    ``add`` costs about 4 us. ``dump`` and ``merge`` carry counts between processes; ``summary`` is what people read.
    """

    def __init__(self) -> None:
        self._cells: defaultdict[tuple[str, str], _Cell] = defaultdict(_Cell)

    def add(self, split: str, example: Example, *, valid: bool = True) -> None:
        """Count a row of a split. ``valid``: its label was proved right."""
        self._cells[example.task, split].add(example, valid)

    def take_back(self, split: str, example: Example) -> None:
        """Count a valid row of a split no longer."""
        taken = _Cell()
        taken.add(example, True)
        counts = self._cells[example.task, split].counts()
        for facet, values in taken.counts().items():
            counts[facet].subtract(values)

    def merge(self, dumped: JSON) -> None:
        """Add the counts of another tally's :meth:`dump`."""
        for task, split, facets in cast("list[tuple[str, str, dict[str, list[tuple[_Value, int]]]]]", dumped):
            counts = self._cells[task, split].counts()
            for facet, pairs in facets.items():
                counts[facet].update(dict(pairs))

    def dump(self) -> list[JSON]:
        """Return all counts as JSON for :meth:`merge`."""
        return [
            [task, split, {facet: [[*pair] for pair in values.items()] for facet, values in cell.counts().items()}]
            for (task, split), cell in self._cells.items()
        ]

    def rows(self, task: str | None = None, split: str | None = None) -> int:
        """Return the number of rows, of all or of one task and split."""
        return sum(_rows(cell) for cell in self._chosen(task, split))

    def counts(self, task: str, facet: str) -> dict[str, int]:
        """Return how often each value of a facet (or of ``difficulty``) stands in a task, all splits together."""
        return _facet(self._together(task, None)[facet], facet)

    def lengths(self, task: str) -> list[tuple[int, int]]:
        """Return (label length, rows) of a task in ascending order."""
        return _lengths(self._together(task, None)["length"])

    @property
    def tasks(self) -> list[str]:
        """The tasks counted, in order of name."""
        return sorted({task for task, _ in self._cells})

    def summary(self) -> dict[str, JSON]:
        """Return what ``meta/stats.json`` holds: totals, and the same counts per task and split."""
        tasks: dict[str, JSON] = {
            task: {
                **_summary(task, self._together(task, None)),
                "splits": {split: _summary(task, self._cells[task, split].counts()) for split in self._splits(task)},
            }
            for task in self.tasks
        }
        whole = self._together(None, None)
        return {"rows": _rows(whole), "valid": whole["valid"]["valid"], "splits": self._per_split(), "tasks": tasks}

    def _per_split(self) -> dict[str, JSON]:
        return {split: self.rows(None, split) for split in self._splits(None)}

    def _splits(self, task: str | None) -> list[str]:
        found = {split for name, split in self._cells if task in (None, name)}
        return [s for s in SPLITS if s in found] + sorted(found.difference(SPLITS))

    def _chosen(self, task: str | None, split: str | None) -> Iterable[_Counts]:
        return (c.counts() for (t, s), c in self._cells.items() if task in (None, t) and split in (None, s))

    def _together(self, task: str | None, split: str | None) -> _Counts:
        total: _Counts = defaultdict(Counter)
        for counts in self._chosen(task, split):
            for facet, values in counts.items():
                total[facet].update(values)
        return total


def stats_of(rows: Iterable[tuple[str, Example, bool]]) -> dict[str, JSON]:
    """Return the summary of (split, example, valid) rows."""
    tally = Tally()
    for split, example, valid in rows:
        tally.add(split, example, valid=valid)
    return tally.summary()


def _rows(counts: _Counts) -> int:
    return sum(counts["length"].values())


def _lengths(counts: Mapping[_Value, int]) -> list[tuple[int, int]]:
    return sorted((key, count) for key, count in counts.items() if isinstance(key, int) and count)


def _facet(counts: Mapping[_Value, int], facet: str) -> dict[str, int]:
    found = {str(value): n for value, n in counts.items() if n}
    order = list(DIFFICULTIES) if facet == "difficulty" else []
    return {name: found[name] for name in sorted(found, key=lambda n: (order.index(n) if n in order else 9, n))}


def _summary(task: str, counts: _Counts) -> dict[str, JSON]:
    rows = _rows(counts)
    facets: dict[str, JSON] = {f: dict(found) for f in FACETS.get(task, ()) if (found := _facet(counts[f], f))}
    lengths = _lengths(counts["length"])
    characters = sum(size * count for size, count in lengths)
    return {
        "rows": rows,
        "valid": counts["valid"]["valid"],
        "preference": counts["preference"]["preference"],
        "difficulty": dict(_facet(counts["difficulty"], "difficulty")),
        "label_length": _spread(lengths, rows, characters),
        "input_characters": counts["input_characters"]["input_characters"],
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
