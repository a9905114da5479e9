"""Counts of a data set add up, in whatever order and pieces they were counted."""

from __future__ import annotations

import json
from typing import Any, cast

from jsonsynth.examples import JSON, Completion, Example, Preference
from jsonsynth.measuring import Tally, stats_of


def _repair(size: int, difficulty: str = "easy", classes: tuple[str, ...] = ("cut",)) -> Example:
    facts: dict[str, JSON] = {"difficulty": difficulty, "classes": list(classes), "policy": "complete"}
    return Example("json_repair", {"instruction": "Fix", "broken_json": "x" * 7}, Completion("y" * size), facts)


def _of_repair(summary: dict[str, JSON]) -> dict[str, Any]:
    return cast("dict[str, Any]", cast("dict[str, JSON]", summary["tasks"])["json_repair"])


def test_a_summary_counts_rows_lengths_difficulty_and_facets_per_task_and_split() -> None:
    summary = stats_of(
        [
            ("train", _repair(10), True),
            ("train", _repair(20, "hard", ("cut", "quote")), True),
            ("test", _repair(30), False),
        ]
    )
    assert summary["rows"] == 3
    assert summary["splits"] == {"train": 2, "test": 1}
    repair = _of_repair(summary)
    assert repair["valid"] == 2
    assert repair["classes"] == {"cut": 3, "quote": 1}
    assert list(repair["difficulty"].items()) == [("easy", 2), ("hard", 1)]
    assert repair["label_length"] == {
        "min": 10,
        "p10": 10,
        "median": 20,
        "p90": 30,
        "p99": 30,
        "max": 30,
        "mean": 20,
    }
    assert repair["label_characters"] == 60
    assert repair["input_characters"] == 3 * 10


def test_tallies_of_pieces_merged_are_the_tally_of_the_whole() -> None:
    rows = [(("train", "valid", "test")[k % 3], _repair(10 + k * 97, classes=(f"c{k % 5}",))) for k in range(90)]
    whole, first, second = Tally(), Tally(), Tally()
    for number, (split, example) in enumerate(rows):
        whole.add(split, example)
        (first if number % 7 else second).add(split, example)
    first.merge(json.loads(json.dumps(second.dump())))
    assert first.summary() == whole.summary()


def test_a_row_taken_back_leaves_no_trace() -> None:
    once, twice = Tally(), Tally()
    for tally in (once, twice):
        tally.add("train", _repair(12))
    other = Example("json_repair", {"instruction": "a", "broken_json": "b"}, Preference("c" * 9000, "d"), {})
    twice.add("train", other)
    twice.take_back("train", other)
    assert twice.summary() == once.summary()


def test_the_mean_of_very_long_labels_is_exact() -> None:
    tally = Tally()
    for size in (5001, 7003):
        tally.add("train", _repair(size))
    assert _of_repair(tally.summary())["label_length"]["mean"] == 6002


def test_provenance_of_any_shape_is_counted() -> None:
    facts: dict[str, JSON] = {"difficulty": ["?"], "classes": [{"name": "cut"}, {}, 3, [1]], "policy": [1, {"a": 2}]}
    summary = stats_of([("train", Example("json_repair", {"instruction": "Fix"}, Completion("1"), facts), True)])
    assert _of_repair(summary)["classes"] == {"3": 1, "None": 1, "[1]": 1, "cut": 1}
    assert _of_repair(summary)["policy"] == {"1": 1, "{'a': 2}": 1}


def test_nothing_counted_is_an_empty_summary() -> None:
    assert Tally().summary() == {"rows": 0, "valid": 0, "splits": {}, "tasks": {}}
