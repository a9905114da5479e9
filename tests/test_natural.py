"""What is drawn is as people write it: sizes of numbers, elements that are not bare, keys of maps."""

from __future__ import annotations

import re
from typing import Any, cast

import pytest

from jsonsynth.examples import JSON
from jsonsynth.sampling import instances, sampler
from jsonsynth.seeds import stream


@pytest.mark.parametrize(
    ("name", "rule", "low", "high"),
    [
        ("price", {"type": "number", "minimum": 0}, 3, 900),
        ("fileSize", {"type": "integer", "minimum": 1}, 100, 900_000),
        ("year", {"type": "integer", "exclusiveMinimum": 0}, 2015, 2026),
        ("rating", {"type": "integer", "maximum": 10}, 1, 9),
        ("price", {"type": "number", "minimum": 5000}, 5000, 6000),
        ("rating", {"type": "integer", "minimum": 1, "maximum": 3}, 1, 3),
    ],
)
def test_one_bound_leaves_a_number_of_its_natural_size(name: str, rule: JSON, low: float, high: float) -> None:
    draw = sampler({"type": "object", "properties": {name: rule}, "required": [name], "additionalProperties": False})
    values = [value[name] for seed in range(20) if isinstance(value := draw(stream(seed, "test")), dict)]
    assert all(isinstance(value, (int, float)) and low <= value <= high for value in values)


def test_an_element_of_optional_members_is_seldom_bare() -> None:
    entry: JSON = {"type": "object", "properties": {name: {"type": "string"} for name in ("title", "city", "note")}}
    values = instances({"type": "array", "items": entry}, 40, 1)
    elements = [element for value in values if isinstance(value, list) for element in value]
    assert sum(element == {} for element in elements) < len(elements) / 10


def test_a_key_of_a_map_is_not_the_name_of_a_member_of_its_values() -> None:
    job: JSON = {"type": "object", "properties": {"image": {"type": "string"}, "steps": {"type": "array"}}}
    schema: JSON = {
        "type": "object",
        "properties": {
            "jobs": {"type": "object", "propertyNames": {"pattern": "^[a-z]+$"}, "additionalProperties": job}
        },
        "required": ["jobs"],
    }
    assert not {"image", "steps"} & {name for value in cast("Any", instances(schema, 30, 1)) for name in value["jobs"]}


@pytest.mark.parametrize(
    ("rule", "form"),
    [
        ({"pattern": r"^[0-9]{1,2}.[0-9] m$"}, r"\d{1,2}\.\d m"),  # who writes a point once means one
        ({"not": {"pattern": "//"}, "minLength": 1}, r"[A-Za-z0-9][A-Za-z0-9 _-]+[A-Za-z0-9]"),
    ],
)
def test_a_text_that_its_name_cannot_tell_looks_like_one(rule: dict[str, JSON], form: str) -> None:
    named: JSON = {"type": "object", "properties": {"base_uri": {"type": "string", **rule}}, "required": ["base_uri"]}
    found = [cast("dict[str, Any]", value)["base_uri"] for value in instances(named, 12, 1)]
    assert all(re.fullmatch(form, text) for text in found)


def test_a_region_beside_a_city_is_no_data_centre() -> None:
    text: JSON = {"type": "string"}
    place: dict[str, JSON] = {"city": text, "region": text, "country": text}
    names: list[JSON] = [*place]
    schema: JSON = {"type": "object", "properties": place, "required": names, "additionalProperties": False}
    regions = [cast("dict[str, Any]", value)["region"] for value in instances(schema, 20, 1)]
    assert not any(re.search(r"-\d$", region) for region in regions)
