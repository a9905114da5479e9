"""Schemas from files, folders, OpenAPI documents and packages."""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import pytest

from jsonsynth import sampling, schema
from jsonsynth.building import Sources, prepare
from jsonsynth.content import load
from jsonsynth.errors import InputError, SchemaRefusedError
from jsonsynth.examples import JSON, SPLITS, Settings, Slot
from jsonsynth.gathering import PACKAGES, gather
from jsonsynth.gathering.openapi import components
from jsonsynth.packaged import folder_of
from jsonsynth.plan import draw_plan
from jsonsynth.seeds import sample, stream
from jsonsynth.tasks.schema_generate import TASK
from tests.building import hashes, run

SHIP: JSON = {
    "type": "object",
    "properties": {"name": {"type": "string", "minLength": 9}, "tons": {"type": "integer"}},
    "required": ["name"],
}
PET: JSON = {"type": "object", "properties": {"name": {"type": "string", "minLength": 12}}, "required": ["name"]}
YAML = """
type: object
properties:
  on: {type: boolean}
  berth: {type: string, enum: [north quay, south quay]}
required: [on, berth]
"""


def put(folder: Path, files: Mapping[str, str | JSON]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return folder


def test_a_folder_is_walked_in_order_and_each_form_is_read(tmp_path: Path) -> None:
    rows = [{"id": "corpus/1", "schema": PET, "license": "MIT"}, SHIP]
    put(
        tmp_path,
        {
            "z.json": SHIP,
            "b/c.yaml": YAML,
            "a.jsonl": "\n".join(json.dumps(row) for row in rows) + "\n\n",
            "list.json": [PET, {"schema": True}],
            "api.yml": "openapi: 3.1.0\ninfo: {license: {identifier: Apache-2.0}}\ncomponents: {schemas: {Pet: true}}",
            ".hidden/x.json": SHIP,
            "note.txt": "no schema",
        },
    )
    found, broken = gather((str(tmp_path),))
    assert broken == []
    assert [(one.name, one.where.removeprefix(str(tmp_path)), one.license) for one in found] == [
        ("a/corpus/1", "/a.jsonl:1#/schema", "MIT"),
        ("a/2", "/a.jsonl:2#", "unknown"),
        ("api/Pet", "/api.yml#/components/schemas/Pet", "Apache-2.0"),
        ("b/c", "/b/c.yaml#", "unknown"),
        ("list/0", "/list.json#/0", "unknown"),
        ("list/1", "/list.json#/1/schema", "unknown"),
        ("z", "/z.json#", "unknown"),
    ]
    assert cast("dict[str, dict[str, JSON]]", found[3].schema)["properties"]["on"] == {"type": "boolean"}


def test_equal_schemas_are_taken_once_and_equal_names_told_apart(tmp_path: Path) -> None:
    put(tmp_path, {"a/ship.json": SHIP, "b/ship.json": PET, "c/ship.yaml": json.dumps(SHIP, indent=2)})
    paths = ("a/ship.json", "b/ship.json", "c/ship.yaml")
    content = load((), (), tuple(str(tmp_path / path) for path in paths))
    assert [file.name for file in content.schemas if not file.ours] == ["ship", "ship~2"]
    (refusal,) = content.refused
    assert refusal.name == "ship~3"
    assert refusal.error.too_hard
    assert "the same schema as" in refusal.error.problem


BROKEN: Mapping[str, tuple[str, str, str]] = {
    "a.json": ('{"type": "object",}', "a.json#", "not a JSON document"),
    "b.yaml": ("a: &x [*x]", "b.yaml#", "line 1"),
    "c.jsonl": ('{"type": "null"}\n{"a"\n', "c.jsonl#", "line 2"),
    "d.json": ("[7]", "d.json#/0", "a schema is an object or a boolean"),
    "e.json": (
        '{"type": "object", "properties": {"a": {"$ref": "gone.json"}}}',
        "e.json#/properties/a/$ref",
        "in no file",
    ),
    "f.json": ('{"type": "strin"}', "f.json#/type", "meta-schema"),
    "g.yaml": ("swagger: '2.0'\ndefinitions: {A: {type: file}}", "g.yaml#/definitions/A/type", "meta-schema"),
    "h.yaml": ("openapi: 4.0.0", "h.yaml#", "OpenAPI 4.0.0 is not known"),
    "i.yaml": ("openapi: 3.0.0\ncomponents: {}", "i.yaml#", "no schemas under #/components/schemas"),
    "j.json": ('{"not": {}}', "j.json#", ""),
}


@pytest.mark.slow
def test_all_that_must_be_mended_is_told_at_once_with_file_pointer_and_reason(tmp_path: Path) -> None:
    put(tmp_path, {name: text for name, (text, _, _) in BROKEN.items()})
    done = run("build", "--total", "20", "--schemas", str(tmp_path), "--out", str(tmp_path / "out"))
    assert done.returncode == 2
    assert not (tmp_path / "out").exists()
    for _, place, reason in BROKEN.values():
        (line,) = [line for line in done.stderr.splitlines() if f"{tmp_path}/{place}: " in line]
        assert reason in line


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("gone.json", "no such file or folder"),
        ("package:ansible-lint", "no schemas are known of it"),
        (".", "holds no .json"),
    ],
)
def test_a_source_that_is_none_is_refused(source: str, problem: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=problem):
        gather((source if source != "." else str(tmp_path / "empty"),))


@pytest.mark.slow
def test_what_is_too_hard_is_left_out_told_and_listed_and_the_rest_is_built(tmp_path: Path) -> None:
    put(tmp_path / "s", {"ship.json": SHIP, "bit.json": {"type": "boolean"}, "package.json": {"name": "no schema"}})
    out = tmp_path / "out"
    done = run(
        "build", "--total", "30", "--tasks", "schema_generate", "--schemas", str(tmp_path / "s"), "--out", str(out)
    )
    assert done.returncode == 0, done.stderr
    assert "left out: " in done.stderr
    assert "bit.json#: its instances have 4 to 5 characters" in done.stderr
    assert "package.json#: it has no keyword of JSON Schema" in done.stderr
    assert json.loads((out / "manifest.json").read_text())["plan"]["skipped"] == ["bit", "package"]
    assert run("verify", str(out)).returncode == 0
    facts = [json.loads(line) for line in (out / "provenance/schema_generate/train.jsonl").read_text().splitlines()]
    names = [fact["schema_name"] for fact in facts]
    assert names.count("ship") == len(names) // 2
    again = run(
        "build", "--total", "30", "--tasks", "schema_generate", "--schemas", str(tmp_path / "s"), "--out", str(out)
    )
    assert "nothing to do" in again.stdout
    shown = run("show", "schema_generate/train/1", str(out), "--schemas", str(tmp_path / "s"), "--json")
    assert json.loads(shown.stdout)["same_on_disk"] is True


@pytest.mark.slow
def test_the_same_schemas_give_the_same_bytes_on_any_workers_and_other_ones_another_plan(tmp_path: Path) -> None:
    put(tmp_path / "s", {"ship.yaml": json.dumps(SHIP), "pet.json": PET, "b.yaml": YAML})
    outs = [tmp_path / f"out{workers}" for workers in (1, 2)]
    for workers, out in enumerate(outs, 1):
        arguments = ["--total", "300", "--tasks", "schema_generate", "--schemas", str(tmp_path / "s")]
        done = run(
            "build", *arguments, "--workers", str(workers), "--shard-rows", str(90 // workers), "--out", str(out)
        )
        assert done.returncode == 0, done.stderr
    assert hashes(outs[0]) == hashes(outs[1])
    (tmp_path / "s" / "ship.yaml").write_text(json.dumps({**cast("dict[str, JSON]", SHIP), "title": "Ship"}))
    done = run("build", *arguments, "--out", str(outs[0]))
    assert done.returncode == 2
    assert "the data set of another plan" in done.stderr


CORPORA = Path(os.environ.get("JSONSYNTH_CORPORA", Path(__file__).parents[2] / "shared" / "corpora"))


@pytest.mark.slow
def test_of_a_hundred_real_schemas_ninety_have_rows_and_the_others_a_reason(tmp_path: Path) -> None:
    corpus = CORPORA / "schemas.dev.jsonl.gz"
    if not corpus.is_file():
        pytest.skip(f"LOUD: {corpus} is not there")
    with gzip.open(corpus, "rt", encoding="utf-8") as file:
        lines = sample(stream(7, "corpus"), file.readlines(), 100)
    path = tmp_path / "real.jsonl"
    path.write_text("".join(lines), "utf-8")
    plan, refused = prepare(draw_plan(10), Sources((), (str(path),)))
    assert len(refused) == len(plan.skipped) <= 10
    assert all(error.where.startswith(f"{path}:") and error.problem and error.remedy for error in refused)
    content = load((), plan.skipped, (str(path),))
    users = [file for file in content.schemas if not file.ours]
    assert len(users) == 100 - len(refused)
    names: set[JSON] = set()
    for index in range(1, 6 * len(users), 2):  # a row that asks for a condition may turn to the next schema
        for split in SPLITS:
            slot = Slot("schema_generate", split, index)
            row = TASK.make(slot, content, Settings(), stream(3, split, index))
            assert TASK.check(row) == []
            names.add(row.facts["schema_name"])
    assert names >= {file.name for file in users}


# OpenAPI


def of(document: dict[str, JSON]) -> dict[str, JSON]:
    return {component.name: component.schema for component in components(document)}


NULL: JSON = {"type": "null"}
OLD: tuple[tuple[JSON, JSON], ...] = (
    ({"type": "string", "nullable": True}, {"type": ["string", "null"]}),
    ({"type": "string", "x-nullable": True, "x-order": 3}, {"type": ["string", "null"]}),
    ({"type": "number", "minimum": 0, "exclusiveMinimum": True}, {"type": "number", "exclusiveMinimum": 0}),
    ({"type": "number", "maximum": 9, "exclusiveMaximum": False}, {"type": "number", "maximum": 9}),
    ({"type": "string", "example": "Rex", "xml": {"name": "n"}}, {"type": "string", "examples": ["Rex"]}),
    ({"$ref": "#/components/schemas/B", "description": "not read"}, {"$ref": "#/$defs/B", "$defs": {"B": NULL}}),
    ({"items": {"$ref": "#/components/schemas/A"}}, {"items": {"$ref": "#"}}),
    ({"properties": {"nullable": {"type": "integer"}}}, {"properties": {"nullable": {"type": "integer"}}}),
    ({"enum": [{"$ref": "kept"}], "default": {"xml": 1}}, {"enum": [{"$ref": "kept"}], "default": {"xml": 1}}),
    (
        {"allOf": [{"$ref": "#/components/responses/R/content/x~1y/schema"}]},
        {"allOf": [{"$ref": "#/$defs/schema"}], "$defs": {"schema": {"items": {"$ref": "#/$defs/B"}}, "B": NULL}},
    ),
)  # fmt: skip


@pytest.mark.parametrize(("written", "wanted"), OLD)
def test_a_schema_of_openapi_3_0_is_said_as_json_schema(written: JSON, wanted: JSON) -> None:
    response: JSON = {"content": {"x/y": {"schema": {"items": {"$ref": "#/components/schemas/B"}}}}}
    schemas: JSON = {"A": written, "B": {"type": "null"}}
    document: dict[str, JSON] = {"openapi": "3.0.3", "components": {"schemas": schemas, "responses": {"R": response}}}
    found = of(document)
    assert found["A"] == wanted
    schema.validator(found["A"])


def test_the_definitions_of_openapi_2_0_become_schemas() -> None:
    person: JSON = {"properties": {"home": {"$ref": "#/definitions/Home"}, "next": {"$ref": "#/definitions/A~1b"}}}
    found = of({"swagger": "2.0", "definitions": {"A/b": person, "Home": {"type": "string", "x-nullable": True}}})
    assert found == {
        "A/b": {
            "properties": {"home": {"$ref": "#/$defs/Home"}, "next": {"$ref": "#"}},
            "$defs": {"Home": {"type": ["string", "null"]}},
        },
        "Home": {"type": ["string", "null"]},
    }


def test_in_openapi_3_1_what_stands_beside_a_reference_is_kept_and_null_is_a_type() -> None:
    written: JSON = {
        "properties": {"b": {"$ref": "#/components/schemas/B", "title": "kept"}},
        "type": ["object", "null"],
    }
    found = of({"openapi": "3.1.1", "components": {"schemas": {"A": written, "B": {"$ref": "#/components/schemas/A"}}}})
    assert found["A"] == {
        "properties": {"b": {"$ref": "#/$defs/B", "title": "kept"}},
        "type": ["object", "null"],
        "$defs": {"B": {"$ref": "#"}},
    }
    assert found["B"] == {
        "$ref": "#/$defs/A",
        "$defs": {"A": {"properties": {"b": {"$ref": "#", "title": "kept"}}, "type": ["object", "null"]}},
    }


def test_a_discriminator_decides_the_branch() -> None:
    kinds: dict[str, JSON] = {
        name: {"type": "object", "properties": {"kind": {"type": "string"}}, "required": ["kind"]}
        for name in ("Cat", "Dog", "Cow")
    }
    kinds["Cow"] = {"type": "object", "properties": {"kind": {"enum": ["bovine"]}}, "required": ["kind"]}
    either: JSON = {
        "oneOf": [{"$ref": f"#/components/schemas/{name}"} for name in kinds],
        "discriminator": {"propertyName": "kind", "mapping": {"dog": "#/components/schemas/Dog", "wolf": "Dog"}},
    }
    found = of({"openapi": "3.0.0", "components": {"schemas": {"Any": either, **kinds}}})["Any"]
    check = schema.validator(found)
    for kind, valid in (("Cat", True), ("dog", True), ("wolf", True), ("bovine", True), ("Dog", False), ("cow", False)):
        assert check.is_valid({"kind": kind}) == valid, kind
    assert {cast("dict[str, JSON]", one)["kind"] for one in sampling.instances(found, 40)} == {
        "Cat",
        "dog",
        "wolf",
        "bovine",
    }


def test_names_of_definitions_do_not_clash() -> None:
    document: dict[str, JSON] = {
        "openapi": "3.1.0",
        "components": {
            "schemas": {
                "A": {
                    "$defs": {"B": {"type": "null"}},
                    "anyOf": [{"$ref": "#/components/schemas/B"}, {"$ref": "#/x/B"}],
                },
                "B": {"type": "integer"},
            }
        },
        "x": {"B": {"type": "boolean"}},
    }
    found = of(document)["A"]
    assert found == {
        "$defs": {"B": {"type": "null"}, "B2": {"type": "integer"}, "B3": {"type": "boolean"}},
        "anyOf": [{"$ref": "#/$defs/B2"}, {"$ref": "#/$defs/B3"}],
    }


# packages


def installed() -> list[str]:
    return [name for name, shelves in PACKAGES.items() if folder_of(shelves[0].folder.partition("/")[0]) is not None]


def test_a_package_that_is_not_installed_is_refused_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [path for path in sys.path if "site-packages" not in path])
    monkeypatch.setattr(sys, "meta_path", [finder for finder in sys.meta_path if "editable" not in str(finder).lower()])
    with pytest.raises(InputError, match="pip install"):
        gather(("package:nbformat",))
    with pytest.raises(InputError, match="none of the packages"):
        gather(("packages",))


@pytest.mark.slow
def test_the_schemas_of_packages_keep_their_licence_and_run_no_code_of_theirs(tmp_path: Path) -> None:
    names = installed()
    if not names:
        pytest.skip("LOUD: none of the packages of jsonsynth[schemas] is installed")
    found, broken = gather(("packages",))
    assert broken == []
    theirs = {shelf.folder.partition("/")[0] for name in names for shelf in PACKAGES[name]}
    assert theirs.isdisjoint(sys.modules)
    assert {one.license for one in found} <= {"Apache-2.0", "MIT", "BSD-3-Clause"}
    assert {one.name.split("/")[1] for one in found} == set(names)
    out = tmp_path / "out"
    done = run(
        "build", "--total", "120", "--tasks", "schema_generate", "--schemas", f"package:{names[0]}", "--out", str(out)
    )
    assert done.returncode == 0, done.stderr
    assert run("verify", str(out)).returncode == 0
    facts = [json.loads(line) for line in (out / "provenance/schema_generate/train.jsonl").read_text().splitlines()]
    drawn = [fact for fact in facts if fact["schema_name"].startswith(f"package/{names[0]}/")]
    assert len(drawn) == len(facts) // 2
    assert {fact["origin"] for fact in drawn} == {"package"}


def test_without_packages_named_nothing_of_them_is_in_the_plan() -> None:
    plan, _ = prepare(draw_plan(10, settings=Settings()))
    assert plan.content == load().digest


def test_a_plan_with_a_broken_schema_is_not_prepared(tmp_path: Path) -> None:
    put(tmp_path, {"x.json": {"type": "strin"}})
    with pytest.raises(SchemaRefusedError, match=r"x\.json#/type"):
        prepare(draw_plan(10), Sources((), (str(tmp_path),)))
