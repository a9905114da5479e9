"""Invention: instances are valid by construction, documents natural and canonical, splits share nothing."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator

import jsonschema
import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jsonsynth.examples import JSON, SPLITS, Split
from jsonsynth.invention import Size, document, invent, owner_of, table
from jsonsynth.invention.inventing import _draft
from jsonsynth.invention.leaves import leaf
from jsonsynth.invention.vocabulary import domain, domains
from jsonsynth.jsontext import canonical, minified, noncanonical, orders_agree, parse_strict
from jsonsynth.keywords import keywords
from jsonsynth.seeds import stream

SIZES: dict[Size, tuple[int, int]] = {"small": (40, 320), "medium": (110, 800), "large": (150, 2400)}


def member_names(value: JSON) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from member_names(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from member_names(inner)


def property_names(schema: JSON) -> Iterator[str]:
    if isinstance(schema, dict):
        for keyword, inner in schema.items():
            if keyword == "properties" and isinstance(inner, dict):
                yield from inner
            yield from property_names(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from property_names(inner)


def depth(value: JSON) -> int:
    if isinstance(value, dict):
        return 1 + max(map(depth, value.values()), default=0)
    return max(map(depth, value), default=0) if isinstance(value, list) else 0


def check_both(seed: int, count: int, split: Split) -> None:
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    for index in range(count):
        made = invent(stream(seed, "both", split, index), split)
        assert jsonschema_rs.is_valid(made.schema, made.instance, validate_formats=True), made
        kind = jsonschema.validators.validator_for(made.schema, jsonschema.Draft202012Validator)
        kind.check_schema(made.schema)
        errors = list(kind(made.schema, format_checker=checker).iter_errors(made.instance))
        assert not errors, (errors, made)


@pytest.mark.parametrize("split", SPLITS)
def test_instances_are_valid_by_both_engines(split: Split) -> None:
    check_both(1, 15, split)


@pytest.mark.slow
@pytest.mark.parametrize("split", SPLITS)
def test_thousands_of_instances_are_valid_by_both_engines(split: Split) -> None:
    check_both(2, 1000, split)


def test_an_invention_knows_its_keywords() -> None:
    made = [invent(stream(9, "keywords", index), "train") for index in range(300)]
    assert [list(invention.keywords) for invention in made] == [keywords(invention.schema) for invention in made]


def test_every_definition_is_referred_to() -> None:
    for index in range(300):
        text = minified(invent(stream(10, "definitions", index), "train").schema)
        schema = parse_strict(text)
        assert isinstance(schema, dict)
        for home in ("$defs", "definitions"):
            found = schema.get(home, {})
            assert isinstance(found, dict)
            assert [name for name in found if f'"#/{home}/{name}"' not in text] == []


def test_inventions_are_like_real_schemas() -> None:
    made = [invent(stream(3, "like", index), "train") for index in range(400)]
    seen = Counter(feature for invention in made for feature in invention.features)
    share = {name: count / len(made) for name, count in seen.items()}
    low_high = {
        "enum": (0.3, 0.6),
        "$ref": (0.2, 0.4),
        "oneOf": (0.08, 0.25),
        "anyOf": (0.08, 0.25),
        "allOf": (0.05, 0.2),
        "pattern": (0.1, 0.3),
        "recursive": (0.01, 0.07),
    }
    assert {name: share[name] for name, (low, high) in low_high.items() if not low <= share[name] <= high} == {}
    assert {f"depth-{levels}" for levels in range(1, 7)} <= seen.keys()
    sizes = sorted(len(canonical(invention.schema)) for invention in made)
    assert 450 <= sizes[200] <= 850
    assert sizes[-1] <= 4500
    lengths = [len(canonical(invention.instance)) for invention in made]
    assert sum(40 <= length <= 1500 for length in lengths) >= 0.93 * len(made)


@given(st.integers(0, 10**9), st.sampled_from(SPLITS))
@settings(max_examples=25, deadline=None)
def test_instances_and_documents_are_natural_in_canonical_form(seed: int, split: Split) -> None:
    rng = stream(seed, "canonical")
    values: list[JSON] = [invent(rng, split).instance, *[document(rng, split, size) for size in SIZES]]
    values += table(rng, split, 3)
    for value in values:
        assert noncanonical(canonical(value)) is None


@given(st.integers(0, 10**9), st.sampled_from(SPLITS))
@settings(max_examples=30, deadline=None)
def test_names_belong_to_their_split(seed: int, split: Split) -> None:
    rng = stream(seed, "owned")
    rows: list[JSON] = [*table(rng, split, 2)]
    found = [set(property_names(invent(rng, split).schema)), set(member_names(rows))]
    for names in found:
        owners = {owner_of(name) for name in names}
        assert split in owners
        assert owners <= {split, None}


@given(st.integers(0, 10**9), st.sampled_from(SPLITS), st.sampled_from(tuple(SIZES)))
@settings(max_examples=40, deadline=None)
def test_a_document_has_a_name_of_its_split(seed: int, split: Split, size: Size) -> None:
    assert split in {owner_of(name) for name in member_names(document(stream(seed, "doc"), split, size))}


@pytest.mark.parametrize("size", SIZES)
def test_documents_have_their_size_and_differ(size: Size) -> None:
    low, high = SIZES[size]
    texts = [canonical(document(stream(4, size, index), "train", size)) for index in range(150)]
    assert len(set(texts)) == len(texts)
    assert sum(low <= len(text) <= high for text in texts) >= 0.9 * len(texts)
    assert 0.05 <= sum(not text.isascii() for text in texts) / len(texts) <= 0.45


def test_orders_mostly_agree() -> None:
    documents = [document(stream(5, index), "train", "medium") for index in range(200)]
    assert sum(map(orders_agree, documents)) >= 0.85 * len(documents)


def test_tables_have_columns_to_work_with() -> None:
    tables = [table(stream(6, index), "train", 6) for index in range(80)]
    types = Counter(type(value).__name__ for rows in tables for row in rows for value in row.values())
    assert types.keys() >= {"str", "int", "float", "bool", "NoneType", "dict", "list"}
    assert all(len(rows) == 6 and rows[0] for rows in tables)
    assert sum(len({tuple(row) for row in rows}) == 1 for rows in tables) >= 0.8 * len(tables)


def test_names_are_many() -> None:
    names = {name for index in range(400) for name in property_names(invent(stream(7, index), "train").schema)}
    assert len(names) >= 1800


@pytest.mark.slow
def test_the_same_stream_invents_the_same_in_another_process() -> None:
    code = (
        "from jsonsynth.invention import *; from jsonsynth.seeds import stream; from jsonsynth.jsontext import *;"
        "made = [invent(stream(8, i), 'train') for i in range(25)]; "
        "docs = [document(stream(8, i), 'test') for i in range(25)];"
        "print(fingerprint(minified([[m.schema, m.instance] for m in made] + docs)))"
    )
    drawn = {
        subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert len(drawn) == 1


def test_a_number_that_may_be_negative_keeps_its_bounds() -> None:
    rng = stream(0, "bounds")
    places = [domain(name, "train") for name in domains()]
    low = [member for place in places for member in place.plain if member.kind == "integer" and member.span[0] < 0]
    low += [
        member
        for place in places
        for member in (place.member(number) for number in place.numbers(frozenset(["integer"])))
        if member.span[0] < 0
    ][:20]
    assert low
    draft = _draft(rng, "train", modern=True)
    for turn in range(4000):
        schema, draw = leaf(draft, low[turn % len(low)], "survey")
        value = draw(rng)
        assert jsonschema_rs.is_valid(schema, value), (schema, value)
