"""verify finds damage to a data set of ours, and none where there is none."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import jsonsynth
from jsonsynth.verifying import stats, verify
from tests.rows import dumps, found, schema_row, write


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small data set of ours."""
    folder = tmp_path_factory.mktemp("built") / "data"
    jsonsynth.build(60, folder, seed=11, workers=1)
    return folder


@pytest.mark.slow
def test_a_data_set_of_ours_has_no_errors_and_its_stats_are_those_on_disk(built: Path) -> None:
    report = verify(built, workers=0)
    assert report.to_text().count("error ") == 0
    assert report.errors == 0
    assert report.ours
    assert report.rows == 60
    assert stats(built) == json.loads((built / "meta" / "stats.json").read_bytes())


@pytest.mark.slow
def test_the_second_opinion_agrees_on_every_row_of_ours(built: Path) -> None:
    report = verify(built)
    assert report.errors == 0
    assert report.second_opinions == 24


def test_from_the_first_rows_on_it_is_known_about_how_many_there_are(tmp_path: Path) -> None:
    write(tmp_path / "short.jsonl", [schema_row()] * 100)
    write(tmp_path / "long.jsonl", [{**schema_row(), "note": "long " * 200}] * 100)
    shown: list[tuple[int, int]] = []
    verify(tmp_path, workers=0, progress=lambda done, about: shown.append((done, about)))
    assert shown[0][0] == 100
    assert {about for _, about in shown} == {200}


def _lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines(keepends=True)


def _edit(path: Path, line: int, change: Callable[[bytes], bytes]) -> None:
    lines = _lines(path)
    lines[line - 1] = change(lines[line - 1])
    path.write_bytes(b"".join(lines))


def _swap(path: Path) -> None:
    lines = _lines(path)
    path.write_bytes(b"".join([lines[1], lines[0], *lines[2:]]))


def _append(path: Path, name: str) -> None:
    """Append the first line of another file of the same folder."""
    folder = next(parent for parent in path.parents if parent.name == "data")
    path.write_bytes(path.read_bytes() + _lines(folder / name)[0])


def _spaced(label: str) -> str:
    return " " + label


def _misspelt(line: bytes) -> bytes:
    return line.replace(b'"origin"', b'"orgin"')


def _in_label(change: Callable[[str], str]) -> Callable[[bytes], bytes]:
    def edit(line: bytes) -> bytes:
        row = json.loads(line)
        name = "output" if "output" in row else "chosen"
        return dumps({**row, name: change(row[name])}).encode() + b"\n"

    return edit


_TRAIN, _TEST = "schema_generate/train.jsonl", "schema_generate/test.jsonl"
_STYLE = "json_style_strict/train.jsonl"

_FACTS = f"provenance/{_TRAIN}"

# The file damaged in a copy of a built folder, how, the rule that finds it and where.
_Damage = tuple[str, str, Callable[[Path], object], str, str]
_DAMAGES: tuple[_Damage, ...] = (
    ("rows cut", _TRAIN, lambda p: p.write_bytes(p.read_bytes()[:-9]), "line-truncated", f"{_TRAIN}:22"),
    ("a blank line", _TRAIN, lambda p: _edit(p, 3, lambda line: b"\n" + line), "blank-line", f"{_TRAIN}:3"),
    ("a space in a label", _TRAIN, lambda p: _edit(p, 2, _in_label(_spaced)), "label-not-canonical", f"{_TRAIN}:2"),
    ("provenance swapped", _FACTS, _swap, "provenance-id", f"{_TRAIN}:1"),
    ("rows swapped", _TRAIN, _swap, "manifest-sha256", _TRAIN),
    ("provenance empty", _FACTS, lambda p: p.write_bytes(b""), "provenance-missing", f"{_TRAIN}:1"),
    ("provenance gone", _FACTS, lambda p: p.unlink(), "provenance-missing", _FACTS),
    ("provenance too long", _FACTS, lambda p: _append(p, _FACTS), "provenance-count", f"{_FACTS}:23"),
    ("provenance broken", _FACTS, lambda p: _edit(p, 4, lambda _: b"{\n"), "provenance-broken", f"{_TRAIN}:4"),
    ("a fact missing", _FACTS, lambda p: _edit(p, 1, _misspelt), "provenance-field", f"{_TRAIN}:1"),
    ("a leak", _TEST, lambda p: _append(p, _TRAIN), "leak", f"{_TEST}:2"),
    ("a duplicate", _TRAIN, lambda p: _append(p, _TRAIN), "duplicate", f"{_TRAIN}:23"),
    ("a row of another task", _TRAIN, lambda p: _append(p, _STYLE), "task-folder", f"{_TRAIN}:23"),
    ("a row more than planned", _TRAIN, lambda p: _append(p, _STYLE), "plan-count", f"{_TRAIN}:23"),
    ("a row more than in the manifest", _TRAIN, lambda p: _append(p, _STYLE), "manifest-rows", f"{_TRAIN}:23"),
    ("a file gone", "README.md", lambda p: p.unlink(), "file-missing", "README.md"),
    ("a file changed", "README.md", lambda p: p.write_text("mine"), "manifest-sha256", "README.md"),
    ("a file too many", "more.jsonl", lambda p: write(p, [schema_row(1)]), "file-extra", "more.jsonl"),
    ("no manifest", "manifest.json", lambda p: p.unlink(), "manifest-missing", "manifest.json"),
    ("a broken manifest", "manifest.json", lambda p: p.write_bytes(b"{"), "manifest-broken", "manifest.json"),
)


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(_DAMAGES)), ids=[entry[0] for entry in _DAMAGES])
def test_damage_to_a_built_folder_is_found(number: int, built: Path, tmp_path: Path) -> None:
    _, name, damage, rule, where = _DAMAGES[number]
    folder = tmp_path / "data"
    shutil.copytree(built, folder)
    damage(folder / name)
    assert ("error", rule, f"{folder}/{where}") in found(verify(folder, workers=0, most=100))


_TASKS = ("schema_generate", "json_repair", "text_to_json", "json_transform", "json_style_strict")


@pytest.mark.parametrize("task", _TASKS)
def test_a_wrong_value_in_a_label_is_found_in_every_family(task: str, built: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(built, folder)
    _edit(folder / task / "train.jsonl", 2, _in_label(lambda _: '"a wrong value"'))
    report = verify(folder, workers=0, most=100)
    wheres = {finding.where for finding in report.findings if finding.severity == "error"}
    assert f"{folder}/{task}/train.jsonl:2" in wheres


def _with_program(built: Path, folder: Path, code: str) -> Path:
    """Copy a data set's json_transform rows, the first of them with another program."""
    shutil.copytree(built, folder)
    path = folder / "provenance" / "json_transform" / "train.jsonl"
    first, *rest = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([json.dumps({**json.loads(first), "jq": code}) + "\n", *rest]), encoding="utf-8")
    return folder


def test_jq_derives_every_json_transform_row_from_its_provenance(built: Path) -> None:
    report = verify(built, beside=("jq",), workers=0)
    assert (report.errors, report.derived) == (0, 6)
    assert "jq derived 6 labels again" in report.to_text()
    assert report.to_json()["derived_by_jq"] == 6
    assert verify(built, beside=(), workers=0).derived == 0


def test_jq_that_had_nothing_to_derive_is_told(built: Path) -> None:
    report = verify(built / "json_transform", beside=("jq",), workers=0)
    assert report.errors == 0
    assert any(finding.rule == "jq-derived-nothing" and "6 rows" in finding.cause for finding in report.findings)


@pytest.mark.parametrize(
    ("code", "cause"),
    [(".d", "jq gives "), ("[", "jq refuses"), (".d | error", "jq refuses"), ("empty", "jq gives 0 results")],
)
def test_a_label_that_jq_does_not_give_is_an_error_with_its_line(
    built: Path, tmp_path: Path, code: str, cause: str
) -> None:
    report = verify(_with_program(built, tmp_path / "data", code), beside=("jq",), workers=0)
    (differing,) = (finding for finding in report.findings if finding.rule == "jq-differs")
    assert differing.where.endswith("json_transform/train.jsonl:1")
    assert differing.cause.startswith(cause)
    assert report.derived == 6


@pytest.mark.slow
def test_a_program_that_never_ends_costs_its_own_row_only(built: Path, tmp_path: Path) -> None:
    report = verify(_with_program(built, tmp_path / "data", "def f: f; f"), beside=("jq",), workers=1)
    assert [finding.rule for finding in report.findings if finding.rule.startswith("jq")] == ["jq-timeout"]
    assert report.derived == 5


@pytest.mark.slow
def test_without_the_package_jq_the_error_names_the_extra(built: Path) -> None:
    code = (
        "import sys; from importlib import metadata\n"
        "found = metadata.Distribution.discover\n"
        "metadata.Distribution.discover = lambda *a, **k: (d for d in found(*a, **k) if d.metadata['Name'] != 'jq')\n"
        "from jsonsynth.cli import main; sys.exit(main(['verify', sys.argv[1], '--with', 'jq']))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(built)], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "pip install 'jsonsynth[jq]'" in done.stderr
