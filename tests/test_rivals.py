"""That a broken text can be read one way alone: sought through for one error, and for two in short texts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from jsonsynth.breaking import corrupt, kit
from jsonsynth.content import load
from jsonsynth.corruption import Corruptor
from jsonsynth.examples import JSON, Settings, Slot, label
from jsonsynth.rivals import Verdict, cheapest, verdict
from jsonsynth.seeds import stream
from jsonsynth.shards import Origin, fill
from jsonsynth.tokens import scan
from tests.test_corruptors import proposals

CORRUPTORS = load().corruptors

# design/repair.md: what the naive forms of corruptions leave, and the examples worked there.
DECIDED: list[tuple[str, JSON, Verdict]] = [
    ('{"a":1 "b":2}', {"a": 1, "b": 2}, "unique"),
    ('{"a":True}', {"a": True}, "unique"),
    ("[1,2", [1, 2], "unique"),
    ("[+1]", [1], "unique"),
    ('["x" "y"]', ["x", "y"], "unique"),
    ('{"a":[1,2],"b":3]', {"a": [1, 2], "b": 3}, "unique"),
    ('{"a":["x","b":3}', {"a": ["x"], "b": 3}, "ambiguous"),
    ('{"a":{"b":1,"c":2}', {"a": {"b": 1}, "c": 2}, "dominated"),
    ('{"a":{"b":1,"c":2}', {"a": {"b": 1, "c": 2}}, "unique"),
    ('{"a":{"b":1}]', {"a": {"b": 1}}, "unique"),
    ('{"a":{"b":1,"c":2}]', {"a": {"b": 1, "c": 2}}, "ambiguous"),
    ('{"a":{} "b":1}', {"a": {}, "b": 1}, "ambiguous"),
    ('["a":1]', {"a": 1}, "dominated"),
    ("{a 1, b 2}", {"a": 1}, "beyond"),
]


@pytest.mark.parametrize(("broken", "value", "found"), DECIDED)
def test_the_cheapest_readings_are_told(broken: str, value: JSON, found: Verdict) -> None:
    assert verdict(broken, value, CORRUPTORS) == found


SHORT = [
    '{"a":[1,2],"b":"up","c":{"d":true,"e":"x y"}}',
    '[{"id":7,"n":"red"},{"id":8,"n":"blue"}]',
    '{"k":"v","t":["p","q"],"z":null,"w":"one two"}',
    '{"a": 1.5, "b": [true, false], "c": "go"}',
    '{"m":{"x":"1","y":[1000,2]},"s":"he \\"won\\" it"}',
    '[["a","b"],[1,2],"c d"]',
    '{"a":"if (b) { c; }","d":"[1, 2]","e":"x, y,"}',
]


@pytest.mark.parametrize("row", CORRUPTORS, ids=lambda row: row.name)
def test_no_other_reading_of_one_error_is_as_cheap(row: Corruptor) -> None:
    texts = [row.example, *((sound, broken) for sound in SHORT for broken in set(proposals(row, sound, 20)))]
    for sound, broken in texts:
        assert verdict(broken, json.loads(sound), CORRUPTORS) == "unique", (broken, cheapest(broken, CORRUPTORS))


def _pairs(one: Corruptor) -> Iterator[tuple[str, str]]:
    """Yield short texts broken by a class and each other one."""
    for other in CORRUPTORS:
        tools = kit([replace(row, kin="") for row in ([one, other] if one is not other else [one])])  # any two may meet
        for number, sound in enumerate(SHORT if tools.local.rows else ()):
            for seed in range(5):
                broken = corrupt(scan(sound), stream(seed, one.name, other.name, number), tools, tools.any.rows[0], 2)
                if broken and {row.name for row in broken.errors} == {one.name, other.name}:
                    yield sound, broken.text
                    break


@pytest.mark.slow
@pytest.mark.parametrize("one", [row for row in CORRUPTORS if row.part != "text"], ids=lambda row: row.name)
def test_no_other_reading_of_two_errors_is_as_cheap(one: Corruptor) -> None:
    for sound, broken in _pairs(one):
        assert verdict(broken, json.loads(sound), CORRUPTORS, 2) == "unique", (broken, cheapest(broken, CORRUPTORS, 2))


@pytest.mark.slow
def test_every_single_error_of_a_build_reads_one_way() -> None:
    origin, seen = Origin(23, Settings()), 0
    for index in range(3000):
        example = fill(Slot("json_repair", "train", index), origin).example
        classes = example.facts["classes"]
        if isinstance(classes, list) and len(classes) == 1:
            seen += 1
            broken = example.input["broken_json"]
            assert verdict(broken, json.loads(label(example)), CORRUPTORS) == "unique", broken
    assert seen > 1000
