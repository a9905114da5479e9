"""Times: all of one document lie around its day, in the order that their names tell; lists of words do not repeat."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jsonsynth import instances
from jsonsynth.examples import JSON, SPLITS
from jsonsynth.invention import invent
from jsonsynth.realism import DAYS, day_at, day_text, moment, phase_of, words_of, year_at
from jsonsynth.seeds import stream

MOMENT: JSON = {"type": "string", "format": "date-time"}
DAY: JSON = {"type": "string", "format": "date"}
TEXT: JSON = {"type": "string"}
WHOLE: JSON = {"type": "integer"}
STAMP = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")

# names whose times follow each other, in whatever style
ORDERS = [
    ["created_at", "updated_at", "deleted_at"],
    ["createdAt", "updatedAt", "expiresAt"],
    ["order_date", "shipped_at", "delivered_at"],
    ["production_date", "production_run_paused_at", "updated_at"],
    ["issued_at", "due_date", "expires_at"],
    ["startDate", "endDate"],
    ["valid_from", "valid_until"],
    ["from", "to"],
    ["purchase-date", "created-at", "published-at", "modified-at"],
    ["creationDate", "lastModified", "deletionDate"],
    ["opened_at", "resolved_at", "last_seen_at"],
    ["last_service_date", "next_service_date"],
    ["hireDate", "terminationDate"],
    ["not_before", "not_after"],
    ["Submitted", "Completed", "Archived"],
]


@pytest.mark.parametrize("names", ORDERS, ids="-".join)
def test_the_phases_of_names_follow_each_other(names: list[str]) -> None:
    phases = [phase_of(name) for name in names]
    firsts = [first for first, _ in phases]
    assert firsts == sorted(firsts)
    for (_, last), (first, _) in pairwise(phases):
        assert last < first


def test_a_time_lies_between_the_days_of_its_phase_and_documents_between_2015_and_2026() -> None:
    rng = stream(1, "phases")
    assert {year_at(day_at(place)) for place in range(0, DAYS, 40)} == set(range(2015, 2027))
    for place in range(0, DAYS, 97):
        day = day_at(place)
        for name in ("created_at", "updated_at", "expires_at", "due_date", "x", "purchase_date", "now"):
            first, last = phase_of(name)
            for form in ("date", "date-time"):
                text = moment(form, name)(rng, day)
                assert day_text(day + first) <= text[:10] <= day_text(day + last)
                datetime.fromisoformat(text.replace("Z", "+00:00")[:19])


def objects(value: JSON) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects(inner)


def lists(value: JSON) -> Iterator[list[Any]]:
    if isinstance(value, list):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from lists(inner)


def stamps(value: JSON) -> Iterator[tuple[str, str]]:
    for one in objects(value):
        for name, text in one.items():
            if isinstance(text, str) and STAMP.match(text) and "irth" not in name:
                yield "_".join(words_of(name)), text


def years_apart(value: JSON) -> int:
    days = [datetime.fromisoformat(text[:10]) for _, text in stamps(value)]
    return (max(days) - min(days)).days // 365 if days else 0


@pytest.mark.parametrize("names", ORDERS, ids="-".join)
@pytest.mark.parametrize("schema", [MOMENT, DAY], ids=["moment", "day"])
def test_the_times_of_an_instance_follow_each_other(names: list[str], schema: JSON) -> None:
    members: dict[str, JSON] = dict.fromkeys(names, schema)
    inner: JSON = {"type": "object", "properties": members, "required": [*names]}
    listed: JSON = {"type": "array", "items": inner}
    whole: JSON = {"type": "object", "properties": {**members, "entries": listed}, "required": [*names]}
    for value in instances(whole, 40, 5):
        for one in objects(value):
            told = [str(one[name]) for name in names if name in one]
            assert told == sorted(told), one
        assert years_apart(value) <= 4


# what happens to a record, in any order of its members
LIVES = [
    "purchase_date",
    "created_at",
    "published_at",
    "completed_at",
    "updated_at",
    "deleted_at",
    "due_date",
    "expires_at",
]


@given(st.lists(st.sampled_from(LIVES), min_size=2, unique=True))
@settings(max_examples=25, deadline=None)
def test_the_times_of_a_life_are_in_order_whatever_the_order_of_the_members(names: list[str]) -> None:
    schema: JSON = {"type": "object", "properties": dict.fromkeys(names, MOMENT), "required": [*names]}
    for value in cast("list[dict[str, str]]", instances(schema, 4, 2)):
        for one in names:
            for other in names:
                if phase_of(one)[1] < phase_of(other)[0]:
                    assert value[one][:10] <= value[other][:10], (one, other, value)


def test_a_day_and_a_point_in_time_of_one_thing_agree_and_so_do_their_parts() -> None:
    members: dict[str, JSON] = {
        "observation_date": DAY, "observed_at": MOMENT, "year": WHOLE, "month": TEXT, "date": DAY, "timestamp": TEXT,
        "weekday": {"enum": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]},
    }  # fmt: skip
    schema: JSON = {"type": "object", "properties": members, "required": [*members]}
    for value in cast("list[dict[str, Any]]", instances(schema, 30, 4)):
        assert value["observation_date"] == value["observed_at"][:10]
        assert value["date"] == value["timestamp"][:10]
        assert value["year"] == int(value["observation_date"][:4])
        weekday = datetime.fromisoformat(value["observation_date"]).strftime("%a").lower()
        assert value["weekday"] == weekday


# a period is as long as it is, whatever else happens in between, and the checkout of a shop is no end of a stay
FREE = re.compile(r"(?:start|end)_(?:date|time)|checkout_")


def check_inventions(seed: int, count: int) -> None:
    for split in SPLITS:
        for index in range(count):
            value = invent(stream(seed, "times", split, index), split).instance
            assert years_apart(value) <= 4, value
            for one in objects(value):
                told = sorted(stamps({name: text for name, text in one.items() if not isinstance(text, dict | list)}))
                for name, text in told:
                    for other, later in told:
                        apart = phase_of(name)[1] < phase_of(other)[0] and not FREE.search(name + other)
                        assert not apart or text[:10] <= later[:10], (name, other, one)
                assert one.get("start_date", "") <= one.get("end_date", "3000"), one
            for found in lists(value):
                texts = [text for text in found if isinstance(text, str)]
                assert len(texts) == len(set(texts)), found


def test_the_times_of_an_invented_instance_agree_and_no_list_repeats_a_text() -> None:
    check_inventions(1, 150)


@pytest.mark.slow
def test_the_times_of_thousands_of_invented_instances_agree() -> None:
    check_inventions(2, 2500)


def test_lines_of_a_log_are_in_order() -> None:
    found = [made for made in (invent(stream(3, index), "train") for index in range(4000)) if made.shape == "log"]
    logs = [made.instance for made in found if isinstance(made.instance, list)]
    assert len(logs) > 20
    for lines in logs:
        told = [str(next(text for name, text in stamps(line) if name in ("time", "timestamp"))) for line in lines]
        assert told == sorted(told)


@pytest.mark.parametrize("name", ["skills", "features", "tags", "roles", "keywords", "authors", "steps", "notes", "x"])
def test_a_list_of_words_repeats_none(name: str) -> None:
    schema: JSON = {"type": "object", "properties": {name: {"type": "array", "items": TEXT}}, "required": [name]}
    for value in cast("list[dict[str, list[str]]]", instances(schema, 150, 1)):
        assert len(value[name]) == len(set(value[name])), value


def test_a_list_of_few_values_is_as_long_as_it_must_be() -> None:
    schema: JSON = {"type": "array", "items": {"enum": ["a", "b"]}, "minItems": 4}
    assert all(len(cast("list[str]", value)) >= 4 for value in instances(schema, 20, 1))
