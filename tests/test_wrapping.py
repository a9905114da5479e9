"""Arrays of a schema's instances."""

from __future__ import annotations

import pytest

from jsonsynth import sampling, schema
from jsonsynth.examples import JSON, SPLITS
from jsonsynth.invention import invent
from jsonsynth.seeds import stream
from jsonsynth.wrapping import array_of


@pytest.mark.slow
def test_an_array_of_instances_is_valid_and_one_with_a_wrong_element_is_not() -> None:
    for number in range(300):
        rng = stream(number, "wrap")
        made = invent(rng, SPLITS[number % 3])
        wrapped = array_of(made.schema, 1, rng)
        assert wrapped is not None
        check = schema.validator(wrapped, keep=False)
        assert check.first_error([made.instance]) is None
        assert not check.is_valid([made.instance, 7])


@pytest.mark.parametrize(
    "rule",
    [
        {"$id": "https://a.example/x.json", "properties": {"a": {"$ref": "https://a.example/x.json"}}},
        {"$id": "https://a.example/x.json", "properties": {"a": {"$ref": "x.json"}}},
        {"properties": {"a": {"$ref": "#here"}}, "$defs": {"b": {"$anchor": "here"}}},
        {"$anchor": "top", "properties": {"a": {"$ref": "#/properties/b"}}},
        {"properties": {"a": {"$dynamicRef": "#a"}}},
    ],
)
def test_what_is_referred_to_by_its_address_is_not_moved(rule: dict[str, JSON]) -> None:
    assert array_of(rule, 2, stream(0)) is None


@pytest.mark.parametrize("home", ["$defs", "definitions"])
def test_references_mean_the_same_after_the_move(home: str) -> None:
    rule: dict[str, JSON] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://a.example/x.json",
        "type": "object",
        "properties": {
            "deep": {"$ref": f"#/{home}/tree"},
            "self": {"anyOf": [{"$ref": "#"}, {"type": "null"}]},
            "same": {"$ref": "#/properties/number"},
            "number": {"type": "integer"},
            "$ref": {"type": "string"},
        },
        "required": ["deep", "self", "same"],
        home: {"tree": {"type": "array", "items": {"$ref": "#/properties/number"}}},
    }
    for seed in range(8):
        wrapped = array_of(rule, 3, stream(seed))
        assert wrapped is not None
        assert list(wrapped)[:2] == ["$schema", "type"]
        for instance in sampling.instances(wrapped, 5, seed):
            assert isinstance(instance, list)
            assert all(schema.validator(rule).is_valid(element) for element in instance)
