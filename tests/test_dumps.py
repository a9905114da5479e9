"""Long documents: as long as they should be, of one shape or several, and of one split."""

from __future__ import annotations

from typing import cast

import pytest

from jsonsynth.dumps import dump
from jsonsynth.examples import JSON, Completion, Example, Settings, Slot, label
from jsonsynth.jsontext import canonical
from jsonsynth.repairs import nesting
from jsonsynth.seeds import stream
from jsonsynth.shards import Origin, fill

SETTINGS = Settings(max_length=16384)


@pytest.mark.parametrize("flat", [False, True])
def test_a_dump_is_as_long_as_asked_for_and_little_longer(flat: bool) -> None:
    for seed in range(4):
        found = dump(stream(seed, "dump"), "train", 9000, flat=flat)
        assert 9000 <= len(canonical(cast("JSON", found))) < 13000
        assert len(found) > 2
        assert not flat or nesting(cast("JSON", found)) < 4


def _rows() -> list[Example]:
    return [fill(Slot("json_repair", "train", index), Origin(1, SETTINGS)).example for index in range(400)]


@pytest.mark.slow
def test_two_rows_in_a_hundred_are_long_where_they_may_be() -> None:
    rows = _rows()
    long = [row for row in rows if len(label(row)) >= 4096]
    assert len(long) in range(7, 10)
    assert max(len(label(row)) for row in rows) <= 16384
    assert {row.facts["difficulty"] for row in long} >= {"easy", "medium"}
    assert any(isinstance(row.target, Completion) for row in long)
