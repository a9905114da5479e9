"""Every schema file of ours is tested by being there."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from itertools import islice

import jsonschema
import pytest

from jsonsynth import sampling, schema
from jsonsynth.content import SchemaFile, load
from jsonsynth.examples import JSON
from jsonsynth.jsontext import canonical, noncanonical
from jsonsynth.keywords import KEYWORDS, keywords
from jsonsynth.packaged import META_SCHEMAS, meta_schema
from jsonsynth.seeds import stream

FILES = [file for file in load().schemas if file.ours]
GUIDE = {"package_json", "tsconfig", "eslintrc", "openapi_operation", "openapi_path_item", "openapi_schema_object"}


def instances(file: SchemaFile) -> Iterator[JSON]:
    draw = sampling.sampler(file.schema)
    rng = stream(0, "test", file.name)
    while True:
        yield draw(rng)


def leaves(value: JSON) -> Iterator[str]:
    if isinstance(value, dict):
        for member in value.values():
            yield from leaves(member)
    elif isinstance(value, list):
        for element in value:
            yield from leaves(element)
    else:
        yield canonical(value)


def enums(value: JSON) -> Iterator[JSON]:
    """Yield every listed value, wherever a schema stands (members called "enum" are not in our files)."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name == "enum" and isinstance(part, list):
                yield from part
            elif name not in ("if", "then"):
                yield from enums(part)
    elif isinstance(value, list):
        for part in value:
            yield from enums(part)


def test_a_file_is_a_valid_schema_with_title_and_description() -> None:
    for file in FILES:
        assert isinstance(file.schema, dict), file.name
        jsonschema.validators.validator_for(file.schema).check_schema(file.schema)
        assert schema.refusal(file.schema, file.name) is None
        assert {"$schema", "title", "description"} <= file.schema.keys(), file.name


def test_an_instance_of_a_file_is_valid_and_canonical() -> None:
    for file in FILES:
        value = next(instances(file))
        assert schema.validator(file.schema).is_valid(value), file.name
        assert noncanonical(canonical(value)) is None, file.name


@pytest.mark.slow
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_instances_of_a_file_are_valid_canonical_and_of_sensible_length(file: SchemaFile) -> None:
    drawn = list(islice(instances(file), 200))
    valid = schema.validator(file.schema)
    assert [valid.first_error(value) for value in drawn if not valid.is_valid(value)] == []
    assert [noncanonical(canonical(value)) for value in drawn if noncanonical(canonical(value))] == []
    assert [schema.second_opinion(file.schema, value) for value in drawn[:20]] == [[]] * 20
    assert 60 <= statistics.mean(len(canonical(value)) for value in drawn) <= 1800
    assert len({canonical(value) for value in drawn}) >= 150


@pytest.mark.slow
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_value_of_every_enum_is_drawn(file: SchemaFile) -> None:
    missing = set(map(canonical, enums(file.schema)))
    for value in islice(instances(file), 3000):
        missing -= set(leaves(value))
        if not missing:
            break
    assert missing == set()


def test_the_formats_of_the_guide_and_forty_record_types_are_there() -> None:
    names = {file.name for file in FILES}
    assert {f"config/{name}" for name in GUIDE} <= names
    assert sum(name.startswith("records/") for name in names) >= 40


def test_the_files_use_most_of_what_json_schema_has() -> None:
    used = {keyword for file in FILES for keyword in keywords(file.schema)}
    assert {"$ref", "$defs", "definitions", "oneOf", "anyOf", "if", "pattern", "format", "propertyNames"} <= used
    assert {"dependentRequired", "patternProperties", "prefixItems", "uniqueItems", "minProperties", "const"} <= used
    assert used <= KEYWORDS.keys()


@pytest.mark.parametrize("name", META_SCHEMAS)
def test_a_meta_schema_of_the_package_is_one(name: str) -> None:
    assert str(meta_schema(name)["$schema"]).startswith("http://json-schema.org/draft-0")
