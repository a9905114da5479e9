"""Instances of the second source, hypothesis-jsonschema: valid, repeatable, refused with a reason, never for ever."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import pytest

from jsonsynth import borrowing, schema
from jsonsynth.errors import InputError, SchemaRefusedError
from jsonsynth.examples import JSON
from jsonsynth.seeds import stream
from tests.building import hashes, run

PORT: JSON = {
    "type": "object",
    "properties": {"port": {"type": "integer", "minimum": 1}, "day": {"type": "string", "format": "date"}},
    "required": ["port"],
}


@pytest.mark.slow
def test_instances_are_valid_different_and_the_same_again_whatever_was_asked_between() -> None:
    found = borrowing.instances(PORT, 6, 3)
    assert all(schema.validator(PORT).is_valid(value) for value in found)
    assert len({json.dumps(value) for value in found}) == 6
    assert borrowing.instances({"type": "array", "items": {"type": "boolean"}}, 3)
    assert borrowing.instances(PORT, 6, 3) == found
    assert borrowing.instances(PORT, 6, 4) != found


@pytest.mark.slow
def test_a_sampler_depends_on_its_stream_alone() -> None:
    draw = borrowing.sampler(PORT)
    first = [draw(stream(number)) for number in range(3)]
    assert [draw(stream(number)) for number in (2, 1, 0)] == first[::-1]
    assert borrowing.instances({"enum": ["a", "b"]}, 4) in (["a", "b", "a", "b"], ["b", "a", "b", "a"])


@pytest.mark.parametrize(
    ("rules", "reason"),
    [
        ({"properties": {"a": {"$ref": "#"}}}, "recursive"),
        ({"not": {}}, "Unsatisfiable"),
        ({"type": "array", "prefixItems": [{"type": "string"}], "minItems": 1}, "none of its values is valid"),
    ],
)
def test_what_it_cannot_do_is_refused_with_the_reason(rules: JSON, reason: str) -> None:
    with pytest.raises(SchemaRefusedError, match=reason) as caught:
        borrowing.instances(rules, 2)
    assert caught.value.too_hard
    assert "--source" in caught.value.remedy


@pytest.mark.slow
def test_a_schema_that_takes_too_long_is_refused_and_the_next_one_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(borrowing, "_SECONDS", 4.0)
    either: list[JSON] = [{"oneOf": [{"minLength": k}, {"pattern": f"^(a|b){{{k}}}"}]} for k in range(40)]
    hard: JSON = {"allOf": either, "type": "string"}
    began = time.monotonic()
    with pytest.raises(SchemaRefusedError):
        borrowing.instances(hard, 2)
    assert time.monotonic() - began < 60
    assert borrowing.instances(PORT, 1)


def test_without_the_extra_the_command_to_install_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [path for path in sys.path if "site-packages" not in path])
    with pytest.raises(InputError, match=r"pip install 'jsonsynth\[hypothesis\]'"):
        borrowing.instances(PORT, 1)


@pytest.mark.slow
def test_the_command_prints_its_instances(tmp_path: Path) -> None:
    (tmp_path / "s.json").write_text(json.dumps(PORT))
    done = run("instances", str(tmp_path / "s.json"), "--source", "hypothesis", "--count", "4")
    assert done.returncode == 0, done.stderr
    assert [schema.validator(PORT).is_valid(json.loads(line)) for line in done.stdout.splitlines()] == [True] * 4
    assert run("instances", str(tmp_path / "s.json"), "--source", "hypothesis", "--count", "4").stdout == done.stdout


@pytest.mark.slow
def test_a_build_from_the_second_source_is_right_and_the_same_on_any_workers(tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "port.json").write_text(json.dumps(PORT))
    (tmp_path / "s" / "tree.json").write_text(
        '{"properties": {"a": {"$ref": "#"}}, "required": ["b"], "type": "object"}'
    )
    outs = [tmp_path / "one", tmp_path / "two"]
    arguments = [
        "--total",
        "40",
        "--tasks",
        "schema_generate",
        "--source",
        "hypothesis",
        "--schemas",
        str(tmp_path / "s"),
    ]
    for workers, out in enumerate(outs, 1):
        done = run(
            "build", *arguments, "--workers", str(workers), "--shard-rows", str(30 // workers), "--out", str(out)
        )
        assert done.returncode == 0, done.stderr
        assert "tree.json#: hypothesis-jsonschema draws no instance: HypothesisRefResolutionError" in done.stderr
    assert hashes(outs[0]) == hashes(outs[1])
    assert run("verify", str(outs[0])).returncode == 0
    facts = [json.loads(line) for line in (outs[0] / "provenance/schema_generate/train.jsonl").read_text().splitlines()]
    assert {fact["source"] for fact in facts if "json-schema" not in fact["schema_name"]} == {"hypothesis"}
