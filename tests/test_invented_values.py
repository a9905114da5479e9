"""Values that invented schemas state and draw are such as people set."""

from __future__ import annotations

import pytest

from jsonsynth.invention import invent
from jsonsynth.invention.members import Attribute, attributes
from jsonsynth.invention.readings import span_of
from jsonsynth.invention.vocabulary import domain, domains
from jsonsynth.seeds import stream
from tests.test_descriptions import subschemas

NUMBERS = [one for one in attributes() if one.kind in ("integer", "number")]
NUMBERS += [
    one for name in domains() for pool in domain(name, "train").pools.values() for one in pool.plain
    if one.kind in ("integer", "number")
]  # fmt: skip


@pytest.mark.parametrize("attribute", {one.what: one for one in NUMBERS if span_of(one).usual}.values())
def test_numbers_that_people_set_stand_in_order_and_within_bounds(attribute: Attribute) -> None:
    low, high, drawn, usual = span_of(attribute)
    assert usual == tuple(sorted(usual))
    assert drawn[:2] == (usual[0], usual[-1])
    assert low is None or low <= usual[0]
    assert high is None or usual[-1] <= high


def test_a_default_of_a_number_is_nothing_or_one_that_people_set() -> None:
    known = {0, *(value for one in NUMBERS for value in span_of(one).usual)}
    seen = 0
    for index in range(1500):
        for one in subschemas(invent(stream(7, "defaults", index), "train").schema):
            value = one.get("default")
            if isinstance(value, int | float) and not isinstance(value, bool):
                seen += 1
                assert value in known, one
    assert seen > 100


def test_a_request_that_found_something_was_successful() -> None:
    seen = 0
    for index in range(1500):
        made = invent(stream(7, "answers", index), "train")
        properties = made.schema.get("properties")
        if isinstance(properties, dict) and any(
            isinstance(part, dict) and part.get("enum") == ["ok", "error"] for part in properties.values()
        ):
            seen += 1
            assert isinstance(made.instance, dict)
            assert "ok" in made.instance.values(), made
            assert "error" not in made.instance.values(), made
    assert seen > 10
