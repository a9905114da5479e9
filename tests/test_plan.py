"""Counts are exact for every total."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsonsynth.errors import InputError
from jsonsynth.examples import SPLITS, Settings
from jsonsynth.plan import apportion, draw_plan, shards_of, weights_of
from jsonsynth.tasks import TASKS


@given(st.integers(0, 10**6), st.lists(st.integers(0, 100), min_size=1, max_size=6).filter(any))
def test_parts_sum_to_the_total_and_are_within_one_of_their_share(total: int, weights: list[int]) -> None:
    parts = apportion(total, [Fraction(weight) for weight in weights])
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - Fraction(total * weight, sum(weights))) < 1


@given(st.integers(0, 10**6))
def test_a_plan_has_exactly_its_total(total: int) -> None:
    assert draw_plan(total).total == total


def test_a_hundred_thousand_rows_are_divided_as_the_contract_says() -> None:
    assert draw_plan(100_000).counts == (
        ("schema_generate", (36_000, 2_000, 2_000)),
        ("json_repair", (18_000, 1_000, 1_000)),
        ("text_to_json", (18_000, 1_000, 1_000)),
        ("json_transform", (9_000, 500, 500)),
        ("json_style_strict", (9_000, 500, 500)),
    )


def test_tasks_that_are_not_asked_for_have_no_rows() -> None:
    plan = draw_plan(100, weights=weights_of(["json_transform", "json_repair"]))
    assert plan.counts == (("json_repair", (60, 4, 3)), ("json_transform", (30, 2, 1)))


@given(st.integers(0, 3_000), st.integers(1, 700))
def test_shards_hold_every_slot_once_in_address_order(total: int, rows: int) -> None:
    plan = draw_plan(total)
    ids = [slot.id for shard in shards_of(plan, rows) for slot in shard.slots()]
    expected = [
        f"{task}/{split}/{index}"
        for task, counts in plan.counts
        for split, count in zip(SPLITS, counts, strict=True)
        for index in range(count)
    ]
    assert ids == expected


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"total": -1}, "-1 rows"),
        ({"total": 10**30}, "rows cannot be made"),
        ({"seed": 2**70}, "64 bits"),
        ({"weights": {"json_fix": "1"}}, "there is no task 'json_fix'"),
        ({"weights": {"json_repair": "-1"}}, "negative"),
        ({"weights": {"json_repair": "many"}}, "not a number"),
        ({"weights": {"json_repair": "0"}}, "sum to 0"),
        ({"splits": ("90", "10")}, "Give three"),
        ({"splits": ("0", "0", "0")}, "sum to 0"),
        ({"settings": Settings(min_length=0)}, "--min-length"),
        ({"settings": Settings(max_length=5)}, "--max-length"),
        ({"settings": Settings(preference_share="1.5")}, "more than 1"),
    ],
)
def test_what_cannot_be_meant_is_refused(change: dict[str, object], message: str) -> None:
    arguments = {"total": 10, **change}
    with pytest.raises(InputError, match=message):
        draw_plan(**arguments)  # type: ignore[arg-type]


def test_every_task_is_named_as_in_the_table() -> None:
    assert [(task.name, task.weight) for task in TASKS.values()] == [
        ("schema_generate", 40),
        ("json_repair", 20),
        ("text_to_json", 20),
        ("json_transform", 10),
        ("json_style_strict", 10),
    ]
