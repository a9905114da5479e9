"""Schemas that are hard to fulfil: patterns, negations, counts and conditions that hang together."""

from __future__ import annotations

import time

import pytest

from benchmarks.schema_values import possible
from jsonsynth.examples import JSON
from jsonsynth.sampling import instances
from jsonsynth.schema import key, second_opinion, validator
from tests.adversarial import ADVERSARIAL

_ENOUGH = 5  # different ones of twenty


@pytest.mark.slow
@pytest.mark.parametrize("schema", [row[1] for row in ADVERSARIAL], ids=[row[0] for row in ADVERSARIAL])
def test_a_schema_that_is_hard_to_fulfil_gets_different_valid_instances_in_time(schema: JSON) -> None:
    start = time.thread_time()
    values = instances(schema, 20, 1)
    assert time.thread_time() - start < 5
    check = validator(schema).is_valid
    assert all(check(value) for value in values)
    assert not any(second_opinion(schema, value) for value in values)
    different = len({key(value) for value in values})
    assert different >= _ENOUGH or different == possible(schema, check)
