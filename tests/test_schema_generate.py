"""The family schema_generate: what its rows hold, what its check finds, how its score rates."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import cast

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jsonsynth import sampling, schema
from jsonsynth.asking import kind_of
from jsonsynth.conditions.forms import ANYTHING
from jsonsynth.content import Content, SchemaFile, load
from jsonsynth.errors import BuildError, SchemaRefusedError
from jsonsynth.examples import JSON, LANGUAGES, SPLITS, Completion, Example, Settings, Slot, Split, label
from jsonsynth.jsontext import canonical, noncanonical, parse_strict
from jsonsynth.keywords import keywords, references, witnesses
from jsonsynth.packaged import meta_schema
from jsonsynth.seeds import Random, due, stream
from jsonsynth.tasks.schema_generate import TASK
from jsonsynth.users import refusals
from jsonsynth.variants import cut

OURS = load()
FILES = [file for file in OURS.schemas if file.ours]


def made(split: Split, index: int, content: Content = OURS, lengths: Settings | None = None) -> Example:
    slot = Slot("schema_generate", split, index)
    return TASK.make(slot, content, lengths or Settings(), stream(5, slot.task, split, index, 0))


ROWS: Mapping[Split, list[Example]] = {split: [made(split, index) for index in range(100)] for split in SPLITS}
ALL = [row for rows in ROWS.values() for row in rows]


def test_every_row_passes_its_check() -> None:
    assert [TASK.check(row) for row in ALL if TASK.check(row)] == []


def test_the_package_jsonschema_agrees() -> None:
    rows = [*ROWS["train"][:30], *(row for row in ALL if row.facts["origin"] != "invented")]
    answers = [schema.second_opinion(parse_strict(row.input["schema"]), parse_strict(label(row))) for row in rows]
    assert answers == [[]] * len(rows)


def test_of_a_hundred_rows_96_are_invented_3_from_files_and_1_from_the_package() -> None:
    origins = Counter(str(row.facts["origin"]) for row in ROWS["valid"])
    assert origins == {"invented": 96, "file": 3, "package": 1}


def test_the_same_address_gives_the_same_row_and_another_one_another() -> None:
    assert made("test", 7) == ROWS["test"][7]
    assert len({(row.input["schema"], label(row)) for row in ALL}) == len(ALL)


def test_nearly_every_row_has_a_schema_of_its_own() -> None:
    assert len({row.facts["group"] for row in ALL}) >= 0.98 * len(ALL)


@pytest.mark.slow
def test_thousands_of_rows_are_right_under_both_validators_and_share_no_schema_between_splits() -> None:
    groups: dict[Split, set[JSON]] = {}
    for split, count in (("train", 3000), ("valid", 600), ("test", 600)):
        for index in range(count):
            row = made(cast("Split", split), index)
            assert TASK.check(row) == []
            assert schema.second_opinion(parse_strict(row.input["schema"]), parse_strict(label(row))) == []
            groups.setdefault(cast("Split", split), set()).add(row.facts["group"])
    assert sum(map(len, groups.values())) == len(set[JSON]().union(*groups.values())) >= 4150


def test_no_schema_and_no_opening_stands_in_two_splits() -> None:
    groups = {split: {row.facts["group"] for row in rows} for split, rows in ROWS.items()}
    assert not groups["train"] & groups["valid"]
    assert not groups["train"] & groups["test"]
    assert not groups["valid"] & groups["test"]
    for language in LANGUAGES:
        book = OURS.books[f"schema_generate.{language}"]
        for section, least in (("generate", 60), ("meta", 10), ("several", 14)):
            texts = [wording.text for split in SPLITS for wording in book[split][section]]
            assert len(texts) == len(set(texts)) >= least
            assert all(text[-1] in ".?!" for text in texts)


def test_instructions_are_in_the_languages_asked_for_and_words_beside_a_schema_in_english() -> None:
    said = Counter(str(row.facts["language"]) for row in ALL)
    assert set(said) == set(LANGUAGES)
    assert 0.45 < said["en"] / len(ALL) < 0.7
    assert {row.facts["language"] for row in ALL if asked_of(row) == "condition"} == set(LANGUAGES)
    assert {row.facts["language"] for row in ALL if row.facts["form"] == "worded"} == {"en"}
    german = [made("train", index, lengths=Settings(languages="de=1")) for index in range(20)]
    assert {row.facts["language"] for row in german} == {"de"}
    assert "worded" not in {row.facts["form"] for row in german}
    assert [problem for row in german for problem in TASK.check(row)] == []


def test_a_row_says_where_its_schema_is_from() -> None:
    for row in ALL:
        digest = sha256(canonical(parse_strict(row.input["schema"])).encode()).hexdigest()
        assert (row.facts["schema_sha256"], row.facts["group"]) == (digest, digest[:16])
        assert (
            row.facts["license"]
            == {"invented": "Apache-2.0", "file": "Apache-2.0", "package": "MIT"}[str(row.facts["origin"])]
        )
        assert str(row.facts["schema_name"]).split("/")[0] in {"invented", "config", "records", "package"}


def test_about_half_of_the_rows_are_easy_and_a_seventh_hard() -> None:
    levels = Counter(str(row.facts["difficulty"]) for row in ALL)
    assert 0.38 <= levels["easy"] / len(ALL) <= 0.62
    assert 0.22 <= levels["medium"] / len(ALL) <= 0.48
    assert 0.06 <= levels["hard"] / len(ALL) <= 0.26


def test_answers_keep_to_the_asked_lengths() -> None:
    short = Settings(min_length=40, max_length=160)
    assert all(40 <= len(label(made("train", index, lengths=short))) <= 160 for index in range(25))


def test_lengths_that_nothing_has_are_an_error() -> None:
    with pytest.raises(BuildError, match="--max-length"):
        made("train", 0, lengths=Settings(min_length=3, max_length=3))


# percent of 4,145 real schemas that use a keyword (public collections and functions for models), where it is 1 or more
REAL = {
    "type": 97.5, "properties": 93.8, "required": 75.1, "description": 63.2, "additionalProperties": 54.9,
    "$schema": 54.5, "items": 49.6, "enum": 42.4, "title": 37.9, "$ref": 30.1, "definitions": 29.3, "pattern": 20.1,
    "default": 17.4, "format": 16.8, "oneOf": 16.6, "minimum": 14.0, "anyOf": 13.9, "minLength": 12.3,
    "minItems": 11.2, "id": 10.4, "$id": 10.1, "maxLength": 10.1, "allOf": 10.0, "patternProperties": 9.9,
    "maximum": 7.6, "not": 7.1, "maxItems": 5.3, "const": 3.7, "examples": 3.0, "$comment": 2.8,
    "additionalItems": 2.4, "uniqueItems": 2.2, "minProperties": 2.1, "dependencies": 1.9, "if": 1.3, "then": 1.3,
    "multipleOf": 1.2, "$defs": 1.2, "maxProperties": 1.0,
}  # fmt: skip


@pytest.mark.slow
def test_rows_use_each_keyword_as_often_as_real_schemas_to_within_a_factor_of_two() -> None:
    rows = [made("train", index) for index in range(4000)]
    seen = Counter(name for row in rows for name in cast("list[str]", row.facts["features"]))
    ratios = {name: 100 * seen[name] / len(rows) / share for name, share in REAL.items()}
    assert {name: round(ratio, 2) for name, ratio in ratios.items() if not 0.5 <= ratio <= 2} == {}


def test_answers_to_a_meta_schema_are_schemas_of_that_draft() -> None:
    rows = [row for row in ALL if row.facts["origin"] == "package"]
    assert rows
    for row in rows:
        instance = parse_strict(label(row))
        whole = meta_schema(str(row.facts["schema_name"]))
        assert schema.second_opinion(whole, instance) == []
        assert isinstance(instance, dict)
        assert "properties" in keywords(instance)


# what is asked beside the schema, and how the schema is printed


def test_of_a_thousand_rows_150_have_a_condition_50_ask_for_several_and_100_are_not_minified() -> None:
    kinds = Counter(kind_of(index) for index in range(1000))
    assert kinds == {"plain": 800, "condition": 150, "several": 50}
    assert sum(due(index, "0.1", "printed") for index in range(1000)) == 100


def asked_of(row: Example) -> str:
    condition = row.facts["condition"]
    if condition is None:
        return "plain"
    return "several" if cast("Mapping[str, JSON]", condition)["type"] == "array" else "condition"


def test_a_row_asks_what_its_place_says_and_prints_its_schema_so() -> None:
    for split, rows in ROWS.items():
        assert [asked_of(row) for row in rows] == [kind_of(index) for index in range(100)], split
        for index, row in enumerate(rows):
            text = row.input["schema"]
            minified = text == json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":"))
            assert minified == (row.facts["form"] == "minified") == (not due(index, "0.1", "printed"))
            assert ("\n  " in text) == (row.facts["form"] != "minified")


def test_several_elements_are_all_different_and_as_many_as_asked() -> None:
    rows = [row for row in ALL if asked_of(row) == "several"]
    assert len(rows) == 15
    for row in rows:
        elements, condition = json.loads(label(row)), cast("Mapping[str, int]", row.facts["condition"])
        assert len({json.dumps(element) for element in elements}) == len(elements) == condition["minItems"] >= 2
        assert json.loads(row.input["schema"])["type"] == "array"


def broken(row: Example) -> str | None:
    """Return a label that is valid under the schema and not under the condition."""
    valid = schema.validator(parse_strict(row.input["schema"]), keep=False)
    meets = schema.validator(row.facts["condition"], keep=False)
    instance = json.loads(label(row))
    if isinstance(instance, list):
        changed: list[JSON] = [instance[:-1], instance + instance[:1]]
    else:
        changed = [{n: v for n, v in instance.items() if n != name} for name in instance]
        rules = cast("Mapping[str, Mapping[str, JSON]]", row.facts["condition"])
        changed += [{**instance, name: value} for name in rules.get("properties", {}) for value in ANYTHING]
        changed += [{**instance, name: not instance[name]} for name in rules.get("properties", {}) if name in instance]
    return next((canonical(value) for value in changed if valid.is_valid(value) and not meets.is_valid(value)), None)


def test_a_label_that_does_not_meet_the_condition_is_found_with_and_without_provenance_and_scores_less() -> None:
    wrong = [(row, text) for row in ALL if asked_of(row) != "plain" and (text := broken(row)) is not None]
    assert len(wrong) >= 35
    for row, text in wrong:
        planted = replace(row, target=Completion(text))
        assert [problem.rule for problem in TASK.check(planted)] == ["condition-unmet"]
        assert [problem.rule for problem in TASK.check(replace(planted, facts={}))] == ["condition-unmet"]
        assert 0.5 <= TASK.score(row, text) <= 0.8


def test_an_instruction_that_asks_something_else_than_provenance_says_is_found() -> None:
    for row in ALL:
        if asked_of(row) != "plain":
            silent = replace(row, input={**row.input, "instruction": "Write one."})
            assert [problem.rule for problem in TASK.check(silent)] == ["condition-differs"]
            forgotten = replace(row, facts={**row.facts, "condition": None})
            assert [problem.rule for problem in TASK.check(forgotten)] == ["condition-differs"]


SEVERAL = Example(
    "schema_generate",
    {
        "instruction": "Write an array of two different elements.",
        "schema": '{"items":{"type":"integer"},"type":"array"}',
    },
    Completion("[1,2]"),
    {},
)


@pytest.mark.parametrize(
    ("answer", "score"),
    [
        ("[1,2]", 1.0),
        ("[1, 2]", 0.9),
        ("[1,1]", 0.7),
        ("[1]", 0.7),
        ("[1,2,3]", 0.7),
        ('["a","b"]', 0.0),
        ('[1,"b"]', 0.25),
    ],
)
def test_answers_to_requests_for_several_are_rated(answer: str, score: float) -> None:
    assert TASK.score(SEVERAL, answer) == pytest.approx(score)


# variants


@lru_cache(maxsize=100)
def sampler(name: str) -> Callable[[Random], JSON]:
    return sampling.sampler(next(file.schema for file in FILES if file.name == name))


def definitions(value: dict[str, JSON]) -> dict[str, JSON]:
    return {**cast("dict[str, JSON]", value.get("$defs", {})), **cast("dict[str, JSON]", value.get("definitions", {}))}


@pytest.mark.slow
@settings(max_examples=25)
@given(st.sampled_from(FILES), st.integers(0, 10**6))
def test_a_variant_is_a_valid_schema_without_loose_ends_and_keeps_its_instance(file: SchemaFile, seed: int) -> None:
    rng = stream(seed, "cut")
    assert isinstance(file.schema, dict)
    instance = sampler(file.name)(rng)
    before = canonical(instance)
    variant = cut(file.schema, instance, rng).schema
    jsonschema.validators.validator_for(file.schema).check_schema(variant)
    homes = definitions(variant)
    named = {name.rpartition("/")[2] for part in (variant, *homes.values()) for name in references(part)} - {"#"}
    assert named == homes.keys()
    assert set(keywords(variant)) <= {*keywords(file.schema), "required"}
    assert schema.validator(variant).first_error(instance) is None
    assert len(canonical(instance)) <= len(before)


@given(st.integers(0, 10**6))
def test_members_that_are_needed_stay_in_a_variant(seed: int) -> None:
    whole: dict[str, JSON] = {"properties": {name: {"type": "string"} for name in "abcdefgh"}, "required": ["a"]}
    whole["anyOf"] = [{"required": ["b"]}]
    instance: JSON = {"a": "", "b": "", "c": ""}
    kept = cut(whole, instance, stream(seed, "cut"), witnesses(whole, instance)).schema["properties"]
    assert isinstance(kept, dict)
    assert {"a", "b", "c"} <= kept.keys()
    assert instance == {"a": "", "b": "", "c": ""}


@given(st.integers(0, 10**6))
def test_a_value_is_seen_behind_the_branch_whose_types_it_has(seed: int) -> None:
    numbers: JSON = {"enum": ["array", "boolean", "integer", "number", "object", "string"]}
    branches: list[JSON] = [{"type": ["object", "boolean"]}, {"type": "array", "items": numbers}]
    whole: dict[str, JSON] = {"properties": {"items": {"anyOf": branches}}}
    instance: JSON = {"items": ["number"]}
    variant = cut(whole, instance, stream(seed, "cut"), witnesses(whole, instance))
    for turn in range(9):
        assert schema.validator(variant.schema).is_valid({"items": ["number"]}), turn
        variant.nudge(stream(seed, "nudge", turn))


@settings(max_examples=25)
@given(st.sampled_from(FILES), st.integers(0, 10**6))
def test_a_nudged_variant_keeps_its_instance(file: SchemaFile, seed: int) -> None:
    rng = stream(seed, "nudge")
    assert isinstance(file.schema, dict)
    instance = sampler(file.name)(rng)
    variant = cut(file.schema, instance, rng)
    for _ in range(9):
        variant.nudge(rng)
    assert schema.validator(variant.schema).first_error(instance) is None


def test_no_variant_of_a_file_is_like_another() -> None:
    file = next(file for file in FILES if file.name == "config/package_json")
    assert isinstance(file.schema, dict)
    rngs = [stream(seed, "cut") for seed in range(50)]
    assert len({canonical(cut(file.schema, sampler(file.name)(rng), rng).schema) for rng in rngs}) == 50


def test_members_named_like_keywords_are_not_taken_for_them() -> None:
    odd: JSON = {"properties": {"enum": {"type": "string"}, "title": True, "items": {"properties": {"not": {}}}}}
    assert keywords(odd) == ["properties", "type"]


# check

GOOD = Example(
    "schema_generate",
    {
        "instruction": "Do it.",
        "schema": '{"properties":{"a":{"type":"integer"},"d":{"format":"date","type":"string"}},"required":["a"]}',
    },
    Completion('{"a":1,"d":"2024-02-29"}'),
    {},
)


@pytest.mark.parametrize(
    ("output", "rule", "severity"),
    [
        ('{"a":1,"d":"2023-02-29"}', "schema-invalid", "error"),
        ('{"a":"1"}', "schema-invalid", "error"),
        ('{"d":"2024-02-29"}', "schema-invalid", "error"),
        ('{"a":1', "label-not-json", "error"),
        ('{"a":1,"a":1}', "label-not-json", "error"),
        ('{"a":NaN}', "label-not-json", "error"),
        ("", "label-not-json", "error"),
        ('{"a": 1}', "label-not-canonical", "warning"),
        ('{"a":1.0}', "label-not-canonical", "warning"),
    ],
)
def test_a_wrong_label_is_found(output: str, rule: str, severity: str) -> None:
    assert [(found.rule, found.severity) for found in TASK.check(replace(GOOD, target=Completion(output)))] == [
        (rule, severity)
    ]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("{", "schema-not-json"),
        ('{"a":1,"a":1}', "schema-not-json"),
        ('{"type":"strin"}', "schema-refused"),
        ('{"$ref":"http://schemas.example/x.json"}', "schema-refused"),
        ('{"$ref":"#/$defs/gone"}', "schema-refused"),
        ("[]", "schema-refused"),
    ],
)
def test_a_wrong_schema_is_found(text: str, rule: str) -> None:
    assert [found.rule for found in TASK.check(replace(GOOD, input={**GOOD.input, "schema": text}))] == [rule]


def test_a_row_of_unknown_origin_that_is_right_passes() -> None:
    assert TASK.check(GOOD) == []


@pytest.mark.parametrize("name", ["schema_sha256", "group", "features"])
def test_facts_that_disagree_with_the_row_are_found(name: str) -> None:
    wrong = replace(ALL[0], facts={**ALL[0].facts, name: "0"})
    assert [found.rule for found in TASK.examine(wrong)] == ["facts-disagree"]


# score


@pytest.mark.parametrize(
    ("answer", "score"),
    [
        ('{"a":1,"d":"2024-02-29"}', 1.0),
        ('{"a":5}', 1.0),
        ('{"a": 5}', 0.9),
        ('{"d":"2024-02-29","a":5}', 0.9),
        ('{"a":5,"d":"soon"}', 0.5),
        ('{"a":"five"}', 0.0),
        ('```json\n{"a":5}\n```', 0.0),
        ("", 0.0),
        ("7", 0.9),
        ("[", 0.0),
    ],
)
def test_answers_are_rated(answer: str, score: float) -> None:
    row = GOOD if answer != "7" else replace(GOOD, input={**GOOD.input, "schema": '{"type":["integer","object"]}'})
    expected = 1.0 if answer == "7" else score
    assert TASK.score(row, answer) == expected


def test_the_label_of_every_row_scores_one_and_its_pretty_form_less() -> None:
    assert {TASK.score(row, label(row)) for row in ROWS["test"]} == {1.0}
    assert {TASK.score(row, json.dumps(json.loads(label(row)), indent=1)) for row in ROWS["test"]} == {0.9}


# a user's schemas

USERS: Mapping[str, JSON] = {
    "ship": {
        "type": "object",
        "properties": {"name": {"type": "string"}, "tons": {"type": "integer"}},
        "required": ["name", "tons"],
    },
    "crew": {
        "type": "array",
        "items": {"type": "object", "properties": {"rank": {"type": "string"}}, "required": ["rank"]},
        "minItems": 2,
    },
    "port": {
        "type": "object",
        "properties": {"harbour": {"type": "string"}, "depth": {"type": "number"}},
        "required": ["harbour", "depth"],
    },
}


def users(folder: Path, schemas: Mapping[str, JSON]) -> Content:
    (folder / "schemas").mkdir()
    for name, value in schemas.items():
        (folder / "schemas" / f"{name}.json").write_text(json.dumps(value), "utf-8")
    return load((str(folder),))


def test_half_of_the_rows_use_a_users_schemas_as_they_are_in_turn(tmp_path: Path) -> None:
    content = users(tmp_path, USERS)
    rows = [made("train", index, content) for index in range(20)]
    names = Counter(str(row.facts["schema_name"]) for row in rows if row.facts["license"] == "unknown")
    assert sum(names.values()) == 10
    assert max(names.values()) - min(names.values()) <= 1
    assert [TASK.check(row) for row in rows if TASK.check(row)] == []
    for row in rows:
        if row.facts["license"] == "unknown":
            assert parse_strict(row.input["schema"]) == USERS[str(row.facts["schema_name"])]


def test_a_users_schema_belongs_to_one_split(tmp_path: Path) -> None:
    many: dict[str, JSON] = {
        f"s{k}": {
            "type": "object",
            "properties": {f"member_{k}": {"type": "string", "minLength": 12}},
            "required": [f"member_{k}"],
        }
        for k in range(60)
    }
    content = users(tmp_path, many)
    seen = {
        split: {row.facts["schema_name"] for row in (made(split, 2 * k + 1, content) for k in range(50))}
        for split in SPLITS
    }
    own = {split: {name for name in names if str(name).startswith("s")} for split, names in seen.items()}
    assert sum(len({n for n in names if n in many}) for names in own.values()) == len(
        set().union(*own.values()) & many.keys()
    )
    assert len(own["train"] & many.keys()) > 40


def test_no_users_schema_is_refused_without_reason(tmp_path: Path) -> None:
    assert refusals(users(tmp_path, USERS), Settings()) == []
    assert refusals(OURS, Settings()) == []


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ({"type": "boolean"}, "its instances have 4 to 5 characters, a row's answer has 10 to 2048"),
        ({"type": "strin"}, "meta-schema"),
        ({"$ref": "http://schemas.example/a.json"}, "in no file that was read with it"),
        ({"type": "object", "properties": {"a": {"enum": []}}, "required": ["a"]}, ""),
        (False, ""),
        ({"enum": ["x"], "description": "y" * 100_001}, "do not fit"),
    ],
)
def test_a_users_schema_that_can_have_no_row_is_refused_with_its_place(
    tmp_path: Path, value: JSON, reason: str
) -> None:
    (refusal,) = refusals(users(tmp_path, {"bad": value}), Settings())
    refused = refusal.error
    assert refusal.name == "bad"
    assert isinstance(refused, SchemaRefusedError)
    assert refused.where.startswith(f"{tmp_path}/schemas/bad.json#")
    assert reason in refused.problem
    assert noncanonical(canonical(refused.where)) is None
