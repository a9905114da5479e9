"""Patterns of invented schemas: what is drawn matches each way to write them, for engines of ECMA-262 and of Python."""

from __future__ import annotations

import re
from collections.abc import Iterator

import jsonschema_rs
import pytest

from jsonsynth.examples import JSON, SPLITS, Split
from jsonsynth.invention import invent
from jsonsynth.invention.common import STRUCTS
from jsonsynth.invention.looks import LOOKS
from jsonsynth.invention.members import FORMATTED, PATTERNED, SPLIT_FLAG, WRITTEN, Attribute, attributes
from jsonsynth.invention.patterns import PATTERN_OF, spelt
from jsonsynth.invention.readings import looking, reading
from jsonsynth.invention.sections import SECTIONS
from jsonsynth.invention.structs import Manner, Struct, written
from jsonsynth.seeds import stream

STEP = WRITTEN & -WRITTEN
WAYS = [way * STEP for way in range(8)]
POINTS = [point / 24 for point in range(24)]  # more than there are ways to state a member


def patterns_in(schema: JSON) -> Iterator[str]:
    if isinstance(schema, dict):
        stated = schema.get("pattern")
        if isinstance(stated, str):
            yield stated
        for inner in schema.values():
            yield from patterns_in(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from patterns_in(inner)


def matches(schema: dict[str, JSON], value: JSON) -> bool:
    pattern = schema["pattern"]
    assert isinstance(pattern, str)
    assert isinstance(value, str)
    return jsonschema_rs.is_valid(schema, value) and bool(re.search(pattern, value))


def stated_of(attribute: Attribute, split: Split) -> Iterator[tuple[dict[str, JSON], JSON]]:
    rng = stream(0, "patterns", attribute.plain, attribute.composed)
    for way in WAYS:
        for point in POINTS:
            schema, draw = reading(attribute, "old harbour", split, PATTERNED | SPLIT_FLAG[split] | way, point)
            for _ in range(3):
                yield schema, draw(rng)


@pytest.mark.parametrize("kind", sorted({one.kind for one in attributes() if not one.nested}))
def test_values_of_a_member_match_every_way_to_write_its_pattern(kind: str) -> None:
    for attribute in attributes():
        if attribute.kind == kind:
            for split in SPLITS:
                for schema, value in stated_of(attribute, split):
                    assert "pattern" not in schema or matches(schema, value), (attribute.plain, schema, value)


@pytest.mark.parametrize("kind", ["code", "id"])
def test_codes_and_identifiers_match_in_every_look(kind: str) -> None:
    rng = stream(0, "looks")
    for look in range(LOOKS):
        for way in WAYS:
            schema, draw = looking(kind, "gift card", "train", PATTERNED | way, look)
            for _ in range(4):
                assert matches(schema, draw(rng)), schema


@pytest.mark.parametrize("struct", [*STRUCTS, *SECTIONS], ids=lambda struct: struct.called[0])
def test_values_of_a_struct_match_every_way_to_write_its_patterns(struct: Struct) -> None:
    rng = stream(0, "structs")
    for way in WAYS:
        for flags in (PATTERNED, PATTERNED | FORMATTED):
            manner = Manner(1, flags | way, None, first=False, closed=True, needed=2, day=2000, random=rng.random)
            schema, draw = written(struct, manner, "train")
            for _ in range(12):
                assert jsonschema_rs.is_valid(schema, draw(rng)), schema


@pytest.mark.parametrize("pattern", sorted(set(PATTERN_OF.values())))
def test_each_pattern_is_written_in_more_than_one_way(pattern: str) -> None:
    assert len({spelt(pattern, way) for way in WAYS}) > 1


def test_shorthands_stand_in_some_schemas_only_and_never_beside_what_they_are_short_for() -> None:
    found = [sorted(patterns_in(invent(stream(seed, "shorthands"), "train").schema)) for seed in range(1500)]
    short = [patterns for patterns in found if any("\\d" in one for one in patterns)]
    long = [patterns for patterns in found if any("[0-9]" in one for one in patterns)]
    assert short
    assert long
    assert not [patterns for patterns in short if patterns in long]
