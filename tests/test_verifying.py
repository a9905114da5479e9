"""verify finds what was planted, says where, and finds nothing in what is sound."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

from jsonsynth.errors import InputError
from jsonsynth.verifying import Report, verify
from tests.rows import SCHEMA, Damage, Row, dumps, found, line_of, repair_row, schema_row, write


def _set(**members: Any) -> Damage:
    return lambda row: {**row, **members}


def _without(name: str) -> Damage:
    return lambda row: {key: value for key, value in row.items() if key != name}


def _input(**members: Any) -> Damage:
    return lambda row: {**row, "input": {**row["input"], **members}}


def _pair(rejected: str) -> Damage:
    return lambda _: {**repair_row(7), "rejected": rejected}


def _misplaced_pair(row: Row) -> Row:
    return {"task": row["task"], "input": row["input"], "chosen": row["output"], "rejected": "no"}


# The damage done to a row, and the rule that must find it.
_PLANTED: tuple[tuple[str, Damage, str], ...] = (
    ("an instance of another schema", _set(output='{"count":1,"nmae":"Ana"}'), "schema-invalid"),
    ("a label that is cut", _set(output='{"count":1,"name":"Ana"'), "label-not-json"),
    ("a label with NaN", _set(output='{"count":NaN,"name":"Ana"}'), "label-not-json"),
    ("a label with a member twice", _set(output='{"name":"Al","name":"Bo"}'), "label-duplicate-member"),
    ("a label with half a pair", _set(output='{"name":"Anna \\ud800"}'), "label-lone-surrogate"),
    ("a label that is not sorted", _set(output='{"name":"Ana","count":1}'), "label-not-canonical"),
    ("a label that is not minified", _set(output='{"count":1, "name":"Ana"}'), "label-not-canonical"),
    ("a pretty label of another value", _set(output='{"count":1, "nmae":"Ana"}'), "schema-invalid"),
    ("a label that is too short", _set(output="{}"), "label-length"),
    ("a label that is too long", _set(output=dumps({"name": "A" * 2100})), "label-length"),
    ("no input", _without("input"), "key-missing"),
    ("no answer", _without("output"), "key-missing"),
    ("no schema", _set(input={"instruction": "Go."}), "key-missing"),
    ("a member too many", _set(id=7), "key-extra"),
    ("an input member too many", _input(text="x"), "key-extra"),
    ("an object for a label", _set(output={"name": "Ana"}), "payload-not-string"),
    ("an object for a schema", _input(schema=SCHEMA), "payload-not-string"),
    ("an empty instruction", _input(instruction=" "), "payload-empty"),
    ("a task that is none", _set(task="json_reapir"), "task-unknown"),
    ("a pair outside json_repair", _misplaced_pair, "preference-task"),
    ("rejected is chosen", _pair(repair_row(7)["chosen"]), "rejected-right"),
    ("rejected means chosen", _pair(repair_row(7)["chosen"] + " "), "rejected-right"),
    ("a blank line", lambda _: "", "blank-line"),
    ("a byte order mark", lambda row: "\ufeff" + json.dumps(row), "bom"),
    ("CRLF", lambda row: json.dumps(row) + "\r", "crlf"),
    ("Latin-1", lambda row: json.dumps(row, ensure_ascii=False).encode("latin-1"), "not-utf8"),
    ("single quotes", str, "not-json"),
    ("an array", lambda row: json.dumps([row]), "not-object"),
    ("task twice", lambda row: '{"task":"json_repair",' + json.dumps(row)[1:], "duplicate-member"),
    ("half a pair in the row", lambda row: json.dumps({**row, "output": "\ud83d"}), "lone-surrogate"),
)
_WARNINGS = {"label-not-canonical", "label-length"}  # in rows of unknown origin


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    """A file where every second line is damaged in one way, and its report."""
    path = tmp_path_factory.mktemp("planted") / "rows.jsonl"
    lines: list[bytes] = []
    for number, (_, damage, _rule) in enumerate(_PLANTED):
        lines += [line_of(damage(schema_row(number))), line_of(schema_row(1000 + number))]
    path.write_bytes(b"\n".join(lines) + b"\n")
    return path, verify(path, workers=0, most=1000)


@pytest.mark.parametrize("number", range(len(_PLANTED)), ids=[entry[0] for entry in _PLANTED])
def test_a_planted_error_is_found_at_its_line(number: int, planted: tuple[Path, Report]) -> None:
    path, report = planted
    rule = _PLANTED[number][2]
    severity = "warning" if rule in _WARNINGS else "error"
    assert (severity, rule, f"{path}:{2 * number + 1}") in found(report)


def test_nothing_is_said_of_the_sound_lines_between(planted: tuple[Path, Report]) -> None:
    path, report = planted
    sound = {f"{path}:{2 * number + 2}" for number in range(len(_PLANTED))}
    assert not sound & {finding.where for finding in report.findings}


def test_every_finding_has_a_cause_and_a_remedy(planted: tuple[Path, Report]) -> None:
    _, report = planted
    assert all(finding.cause and finding.remedy for finding in report.findings)


def test_equal_rows_and_equal_inputs_with_two_answers_are_errors_at_the_later_line(tmp_path: Path) -> None:
    other = {**repair_row(3), "chosen": '{"age":4,"name":"Ana"}'}
    path = write(tmp_path / "all.jsonl", [repair_row(1), repair_row(2), repair_row(1), repair_row(3), other])
    seen = found(verify(path, workers=0))
    assert ("error", "duplicate", f"{path}:3") in seen
    assert ("error", "contradiction", f"{path}:5") in seen
    assert not {where for _, rule, where in seen if rule in ("duplicate", "contradiction")} - {
        f"{path}:3",
        f"{path}:5",
    }


def test_a_schema_in_two_splits_is_a_leak_however_it_is_printed(tmp_path: Path) -> None:
    write(tmp_path / "train.jsonl", [schema_row(1), schema_row(2)])
    again = schema_row(2)
    again["input"]["schema"] = json.dumps(json.loads(again["input"]["schema"]), indent=1)
    again["output"] = '{"count":77,"name":"other"}'
    test = write(tmp_path / "validation.jsonl", [schema_row(5), again])
    leaks = [finding for finding in verify(tmp_path, workers=0).findings if finding.rule == "leak"]
    assert [(leak.severity, leak.where) for leak in leaks] == [("error", f"{test}:2")]
    assert f"{tmp_path / 'train.jsonl'}:2" in leaks[0].cause


def test_a_file_that_ends_in_the_middle_of_a_row_is_truncated_and_one_without_a_last_newline_is_not(
    tmp_path: Path,
) -> None:
    whole = write(tmp_path / "a.jsonl", [schema_row(1), schema_row(2)]).read_bytes()
    (tmp_path / "a.jsonl").write_bytes(whole[:-20])
    assert ("error", "line-truncated", f"{tmp_path / 'a.jsonl'}:2") in found(verify(tmp_path / "a.jsonl", workers=0))
    (tmp_path / "b.jsonl").write_bytes(whole[:-1])
    seen = found(verify(tmp_path / "b.jsonl", workers=0))
    assert ("warning", "no-final-newline", f"{tmp_path / 'b.jsonl'}:2") in seen
    assert not [one for one in seen if one[0] == "error"]


_ONLY = " Respond only with JSON."
_GUIDE_ROWS: tuple[tuple[str, dict[str, str], str], ...] = (
    (
        "schema_generate",
        {
            "instruction": "Generate JSON following this schema." + _ONLY,
            "schema": '{"type":"object","properties":{"name":{"type":"string"},"version":{"type":"string"}}}',
        },
        '{"name":"my-package","version":"1.0.0"}',
    ),
    (
        "json_repair",
        {"instruction": "Fix this broken JSON." + _ONLY, "broken_json": '{"name": "Ana", "age": 27,}'},
        '{"age":27,"name":"Ana"}',
    ),
    (
        "text_to_json",
        {
            "instruction": "Extract {name:string, age:int, tags:string[]} from the text." + _ONLY,
            "text": "Ana tem 27 anos e gosta de Neo4j e JSON.",
        },
        '{"age":27,"name":"Ana","tags":["Neo4j","JSON"]}',
    ),
    (
        "json_transform",
        {
            "instruction": "Transform: rename 'name' to 'fullName'." + _ONLY,
            "json": '{"name": "Ana", "age": 27}',
        },
        '{"age":27,"fullName":"Ana"}',
    ),
    (
        "json_style_strict",
        {"instruction": "Normalize: minify and sort keys." + _ONLY, "json": '{"z": 3, "a": 1, "m": 2}'},
        '{"a":1,"m":2,"z":3}',
    ),
)


def test_the_guides_own_rows_have_no_errors(tmp_path: Path) -> None:
    rows: list[Row] = [{"task": task, "input": inputs, "output": label} for task, inputs, label in _GUIDE_ROWS]
    path = write(tmp_path / "guide.jsonl", rows)
    report = verify(path, workers=0)
    assert report.errors == 0
    assert report.rows == 5
    assert {rule for _, rule in report.counts} == {"task-small"}


@pytest.mark.slow
def test_a_schema_that_hangs_the_second_validator_costs_its_opinion_only(tmp_path: Path) -> None:
    hostile = schema_row(1)
    hostile["input"]["schema"] = dumps({"properties": {"name": {"pattern": "^(a+)+$"}}})
    hostile["output"] = dumps({"name": "a" * 40 + "b"})
    patient = schema_row(2)
    patient["input"]["schema"] = dumps({"properties": {"name": {"not": {"pattern": "^(a+)+$"}}}})
    patient["output"] = dumps({"name": "a" * 40 + "b"})
    path = write(tmp_path / "hostile.jsonl", [hostile, patient, schema_row(3)])
    report = verify(path, workers=1)
    seen = found(report)
    assert ("error", "schema-invalid", f"{path}:1") in seen
    assert ("warning", "second-opinion-timeout", f"{path}:2") in seen
    assert report.second_opinions == 1
    assert report.errors == 1


def test_findings_beyond_the_most_are_counted(tmp_path: Path) -> None:
    path = write(tmp_path / "rows.jsonl", [{**schema_row(number), "extra": 1} for number in range(9)])
    report = verify(path, workers=0, most=2)
    assert report.counts["error", "key-extra"] == 9
    assert len([finding for finding in report.findings if finding.rule == "key-extra"]) == 2
    assert "and 7 more" in report.to_text()
    assert cast("dict[str, Any]", json.loads(json.dumps(report.to_json())))["errors"] == 9


def test_only_where_nothing_was_found_it_is_said_that_there_is_nothing_to_verify(tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_text("")
    (tmp_path / "bad.jsonl").write_text("[]\n")
    assert [finding.rule for finding in verify(tmp_path / "none.jsonl").findings] == ["empty"]
    assert "empty" not in {finding.rule for finding in verify(tmp_path / "bad.jsonl").findings}


def test_a_path_that_is_not_there_is_bad_input(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        verify(tmp_path / "nowhere")


_POOR: tuple[tuple[str, Callable[[int], Row]], ...] = (
    ("placeholders", lambda number: {**schema_row(number), "output": f'{{"count":{number},"name":"example"}}'}),
    ("instruction-repeated", schema_row),
    ("edge-cases", schema_row),
    ("length-flat", lambda number: schema_row(1000 + number)),
)


@pytest.mark.parametrize(("rule", "make"), _POOR, ids=[entry[0] for entry in _POOR])
def test_the_quality_checklist_warns_of_poor_data(rule: str, make: Callable[[int], Row], tmp_path: Path) -> None:
    path = write(tmp_path / "rows.jsonl", [make(number) for number in range(120)])
    report = verify(path, workers=0)
    assert report.errors == 0
    assert ("warning", rule) in report.counts


def test_shares_of_tasks_and_splits_that_are_off_are_warnings(tmp_path: Path) -> None:
    write(tmp_path / "train.jsonl", [schema_row(number) for number in range(60)])
    write(tmp_path / "test.jsonl", [repair_row(number) for number in range(60)])
    counts = verify(tmp_path, workers=0).counts
    assert counts["warning", "weights"] == 5
    assert counts["warning", "split-balance"] == 3
    assert counts["warning", "task-small"] == 2
