"""A shard: many slots filled at once."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from jsonsynth.examples import Settings
from jsonsynth.plan import Shard
from jsonsynth.shards import Job, Origin, fill, fill_shard, finished
from jsonsynth.tasks import TASKS
from jsonsynth.users import sampler_of

ROWS = 700  # several batches; a few of the rows are refused on their first turn


@pytest.mark.slow
def test_a_shard_has_the_rows_that_its_slots_have_alone(tmp_path: Path) -> None:
    shard, origin = Shard("text_to_json", "train", 0, ROWS), Origin(10, Settings())
    alone = [fill(slot, origin) for slot in shard.slots()]
    assert fill_shard(Job(origin, shard, tmp_path)) == ROWS
    whole = finished(tmp_path, shard)
    assert whole is not None
    assert whole.rows() == b"".join(filled.line() for filled in alone)
    assert whole.facts() == b"".join(filled.facts_line() for filled in alone)
    refused = [rule for filled in alone for rule in filled.refused]
    assert refused
    assert whole.refused == {rule: refused.count(rule) for rule in refused}


@pytest.mark.slow
def test_rows_made_step_by_step_are_those_made_one_by_one(tmp_path: Path) -> None:
    shard, origin = Shard("json_repair", "train", 40, 300), Origin(3, Settings())
    fill_shard(Job(origin, shard, tmp_path))
    whole = finished(tmp_path, shard)
    assert whole is not None
    assert whole.rows() == b"".join(fill(slot, origin).line() for slot in shard.slots())


@pytest.mark.slow
def test_what_a_family_keeps_is_gone_when_another_begins(tmp_path: Path) -> None:
    fill_shard(Job(Origin(7, Settings()), Shard("json_style_strict", "train", 0, 1), tmp_path))
    sampler_of('{"type":"boolean"}', "train")
    fill_shard(Job(Origin(7, Settings()), Shard("json_repair", "train", 0, 1), tmp_path))
    assert sampler_of.cache_info().currsize == 0


@pytest.mark.slow
@pytest.mark.parametrize("task", sorted(TASKS))
def test_rows_leave_nothing_behind_that_refers_to_itself(task: str) -> None:
    origin, kept, made = Origin(11, Settings()), Shard(task, "train", 0, 600), Shard(task, "train", 600, 200)
    before = gc.isenabled()
    gc.disable()
    try:
        for slot in kept.slots():  # what is made once and kept may
            fill(slot, origin)
        gc.collect()
        for slot in made.slots():
            fill(slot, origin)
        assert gc.collect() == 0
    finally:
        if before:
            gc.enable()
