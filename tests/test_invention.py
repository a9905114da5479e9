"""Invention: instances are valid by construction, documents natural and canonical, splits share nothing."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from typing import cast

import jsonschema
import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jsonsynth.examples import JSON, SPLITS, Split
from jsonsynth.invention import Size, division, document, entities_of, invent, owner_of, table
from jsonsynth.invention.common import STRUCTS
from jsonsynth.invention.draft import drafted
from jsonsynth.invention.entities import Entity
from jsonsynth.invention.leaves import leaf
from jsonsynth.invention.members import SPLIT_FLAG, Attribute, attributes
from jsonsynth.invention.naming import SNAKE, article, styled
from jsonsynth.invention.paged import in_pages
from jsonsynth.invention.structs import Struct
from jsonsynth.invention.vocabulary import domain, domains
from jsonsynth.jsontext import canonical, minified, noncanonical, orders_agree, parse_strict
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


def test_every_definition_is_referred_to() -> None:
    for index in range(300):
        text = minified(invent(stream(10, "definitions", index), "train").schema)
        schema = parse_strict(text)
        assert isinstance(schema, dict)
        for home in ("$defs", "definitions"):
            found = schema.get(home, {})
            assert isinstance(found, dict)
            assert [name for name in found if f'"#/{home}/{name}"' not in text] == []


@pytest.mark.slow
def test_inventions_are_small_and_large_shallow_and_deep() -> None:
    made = [invent(stream(4, "sizes", index), "train") for index in range(1500)]
    assert {one.depth for one in made} == set(range(1, 9))
    assert len({one.shape for one in made}) == 17
    sizes = sorted(len(canonical(one.schema)) for one in made)
    assert sizes[0] <= 150
    assert 700 <= sizes[750] <= 1300
    assert sizes[1275] >= 4000  # 15%; of real schemas 20%
    assert sizes[1470] <= 8500
    assert sizes[-1] <= 30000
    lengths = [len(canonical(one.instance)) for one in made]
    assert sum(20 <= length <= 2048 for length in lengths) >= 0.93 * len(made)


def test_definitions_are_used_again_and_hold_scalars_too() -> None:
    """Of the definitions of real schemas up to 16 kB 29% are referred to more than once and 32% are of these types."""
    uses: list[int] = []
    holding = 0
    for index in range(1500):
        schema = invent(stream(15, index), "train").schema
        text = minified(schema)
        for home in ("definitions", "$defs"):
            for name, part in cast("dict[str, dict[str, JSON]]", schema.get(home, {})).items():
                uses.append(text.count(f'"#/{home}/{name}"'))
                holding += part.get("type") in ("string", "integer", "number", "array")
    assert sum(count > 1 for count in uses) > 0.15 * len(uses)
    assert holding > 0.12 * len(uses)


def test_some_schemas_refer_to_themselves() -> None:
    made = [minified(invent(stream(5, "self", index), "train").schema) for index in range(600)]
    assert 0.02 <= sum('"$ref":"#"' in text or '/node"' in text for text in made) / len(made) <= 0.08


def test_no_entity_stands_in_two_splits() -> None:
    words = {split: {word for found in entities_of(split).values() for word in found} for split in SPLITS}
    assert not words["train"] & words["valid"]
    assert not words["train"] & words["test"]
    assert not words["valid"] & words["test"]
    assert all(entities_of(split).keys() == set(domains()) for split in SPLITS)
    assert division()["entities_in_two_splits"] == 0
    plain = {word for one in attributes() for word in one.plain.split()}
    held = {word for name in words["valid"] | words["test"] for word in name.split()}
    assert not plain & held


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
    made = invent(rng, split).schema
    titles = str(made.get("title", "")).lower().replace(" ", "_")
    for names in ({*property_names(made), titles}, set(member_names(rows))):
        owners = {owner_of(name) for name in names}
        assert split in owners
        assert owners <= {split, None, "train"}
        if split == "train":
            assert owners <= {"train", None}


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


def test_the_default_of_a_catalogue_is_one_of_its_keys() -> None:
    found = [made for made in (invent(stream(9, index), "train") for index in range(4000)) if made.shape == "catalogue"]
    named = [cast("dict[str, JSON]", made.instance) for made in found]
    chosen = [(whole, whole.get("default", whole.get("Default"))) for whole in named]
    told = [(whole, key) for whole, key in chosen if isinstance(key, str)]
    assert len(told) > 15
    assert all(any(isinstance(part, dict) and key in part for part in whole.values()) for whole, key in told)


def test_options_hold_no_options_of_the_same_name() -> None:
    shared = {"options", "config", "settings", "details", "metadata"}
    for index in range(3000):
        for name, value in objects_in(invent(stream(10, index), "train").instance):
            assert name.lower() not in shared or name not in value, value


def objects_in(value: JSON) -> Iterator[tuple[str, dict[str, JSON]]]:
    items = (
        value.items() if isinstance(value, dict) else [("", one) for one in value] if isinstance(value, list) else ()
    )
    for name, inner in items:
        if isinstance(inner, dict):
            yield name, inner
        yield from objects_in(inner)


def test_a_table_describes_the_columns_that_its_rows_have() -> None:
    found = [made for made in (invent(stream(8, index), "train") for index in range(3000)) if made.shape == "table"]
    assert len(found) > 30
    for made in found:
        whole = {name.lower(): value for name, value in cast("dict[str, JSON]", made.instance).items()}
        columns = cast("list[dict[str, str]]", whole.get("columns", whole.get("fields")))
        types = {column.get("name", column.get("Name")): column.get("type", column.get("Type")) for column in columns}
        rows = next(value for name, value in whole.items() if name not in {"table", "name", "columns", "fields"})
        for name, value in [item for row in cast("list[dict[str, JSON]]", rows) for item in row.items()]:
            kinds = _COLUMN_KINDS[str(types[name])] if name in types else (type(value),)  # too seldom to be described
            assert type(value) in (*kinds, type(None), list, dict), (name, value, types)


_COLUMN_KINDS: dict[str, tuple[type, ...]] = {
    **dict.fromkeys(("string", "date", "datetime"), (str, int, float)),  # where a union allows numbers besides
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "json": (str,),  # where a union allows a text or a list of them
}


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


@pytest.mark.parametrize("initial", sorted({one.plain[:1] for one in attributes()}))
def test_what_a_member_states_holds_for_its_values(initial: str) -> None:
    for attribute in attributes():
        if attribute.plain[:1] == initial and not attribute.nested:
            _holds_for_its_values(attribute)


def _holds_for_its_values(attribute: Attribute) -> None:
    rng = stream(0, "stated", attribute.plain, attribute.composed)
    entity = Entity("gift card", attribute.classes[0], "sold", "new", styled("gift card"))
    for turn in range(60):
        draft = drafted(rng, "train")
        draft.flags = SPLIT_FLAG["train"] + turn % 16
        draft.extras = tuple((name, 0.3) for name, _ in draft.extras)
        schema, draw = leaf(draft, attribute, entity)
        schema = {**schema, draft.dialect.home: draft.defs}
        if draft.dialect.address:
            schema = {"$schema": draft.dialect.address, **schema}
        for _ in range(4):
            value = draw(rng)
            assert jsonschema_rs.is_valid(schema, value, validate_formats=True), (schema, value)


def test_domains_have_entities_in_every_split() -> None:
    for name in domains():
        for split in SPLITS:
            assert len(domain(name, split).kinds) >= (10 if split == "train" else 2), (name, split)


@pytest.mark.parametrize("name", domains())
def test_what_people_set_for_themselves_is_set_by_people_and_recorded_by_nobody(name: str) -> None:
    pools = domain(name, "train").pools
    tastes = {"theme", "density", "font size", "start of week", "notifications"}
    for letter, pool in pools.items():
        plain = {one.plain for one in pool.plain}
        assert plain & tastes == (tastes if letter == "P" else set())


def test_a_feature_of_a_map_says_once_where_it_is() -> None:
    found = [made for made in (invent(stream(12, index), "train") for index in range(4000)) if made.shape == "feature"]
    names = {
        name.lower()
        for made in found
        for holder, told in objects_in(made.instance)
        if holder == "properties"
        for name, value in told.items()
        if not isinstance(value, dict)  # a region can be a thing of its own
    }
    assert len(found) > 80
    assert not names & {"city", "country", "country_code", "address", "postal_code", "latitude", "time_zone", "region"}


def test_no_object_tells_twice_what_its_parent_tells_of_the_same() -> None:
    parts = {"details", "metadata", "summary", "settings", "options", "profile", "specification"}
    for index in range(3000):
        for _, outer in objects_in([invent(stream(13, index), "train").instance]):
            for name, inner in outer.items():
                if name in parts and isinstance(inner, dict):
                    both = {one for one in inner.keys() & outer.keys() if not isinstance(inner[one], dict | list)}
                    assert not both - {"type", "kind", "method"}, outer  # what tells alternatives apart


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("upstream", "an upstream"), ("usher", "an usher"), ("unread message", "an unread message"),
        ("user", "a user"), ("utility bill", "a utility bill"), ("unique visitor", "a unique visitor"),
        ("order", "an order"), ("one-off", "a one-off"), ("underwriter", "an underwriter"), ("hour", "an hour"),
        ("hotel", "a hotel"), ("european", "a european"),
    ],
)  # fmt: skip
def test_words_have_the_article_that_people_say(words: str, said: str) -> None:
    assert article(words) == said


@pytest.mark.parametrize("name", domains())
def test_settings_hold_nothing_that_identifies_or_is_only_seen(name: str) -> None:
    seen = {"id", "age", "gender", "status", "rank", "stock", "progress", "attempts"}
    for letter, pool in domain(name, "train").pools.items():
        if letter.isupper():
            assert not {one.plain for one in pool.plain} & seen, letter
            assert all(not one.nested for one in pool.plain), letter


@pytest.mark.parametrize(
    ("count", "told", "said"),
    [
        (3, {"page": 4, "page_size": 20, "total": 900, "pages": 45}, {"total": 63, "pages": 4}),
        (1, {"page": 1, "page_size": 20, "total": 900}, {"total": 1}),
        (0, {"page": 4, "page_size": 20, "total": 900, "pages": 45}, {"page": 1, "total": 0, "pages": 0}),
        (2, {"page": 4, "total": 900}, {}),
        (2, {"page_size": 20, "total": 0, "pages": 0}, {"total": 2, "pages": 1}),
    ],
)
def test_a_page_that_is_not_full_is_the_last_one(count: int, told: dict[str, int], said: dict[str, int]) -> None:
    rows: list[JSON] = [1] * count
    draw = in_pages(lambda _: {"results": rows, "meta": {**told}}, "results", "meta", SNAKE)
    assert draw(stream(0, "page")) == {"results": rows, "meta": {**told, **said}}


def test_documents_tell_of_one_page_and_of_lines_in_order() -> None:
    pages = logs = 0
    for seed in range(1500):
        value = document(stream(seed, "reading"), "train", "medium")
        if isinstance(value, list) and isinstance(value[0], dict) and {"time", "level"} <= value[0].keys():
            times = [str(cast("dict[str, JSON]", line)["time"]) for line in value]
            assert times == sorted(times)
            logs += 1
        told = value.get("meta", value) if isinstance(value, dict) else {}
        if isinstance(told, dict) and {"page", "per_page", "total"} <= told.keys():
            page, size, total = (cast("int", told[name]) for name in ("page", "per_page", "total"))
            assert (page - 1) * size <= total <= page * size
            pages += 1
    assert pages > 5
    assert logs > 5


@pytest.mark.parametrize("struct", STRUCTS, ids=lambda struct: struct.called[0])
def test_shares_of_a_struct_are_those_of_its_counts(struct: Struct) -> None:
    draw = struct.draw("train")
    names = [name for name, _, _ in struct.fields]
    for seed in range(60):
        values = dict(zip(names, draw(stream(seed, "struct")), strict=True))
        if "percent" in values:
            part, whole, percent = (cast("int", value) for value in list(values.values())[:3])
            assert abs(100 * part - percent * whole) * 2 <= whole
        if "waiting" in values:
            assert values["taken"] == values["seats"] or not values["waiting"]
