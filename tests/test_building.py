"""What a build leaves on disk: the same bytes however it was done, and nothing half-written."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.building import command, hashes, run

ROWS = "400"


def built(out: Path, *arguments: str) -> dict[str, str]:
    done = run("build", "--total", ROWS, "--seed", "7", "--out", str(out), "--quiet", *arguments)
    assert done.returncode == 0, done.stderr
    assert not done.stdout
    return hashes(out)


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    out = tmp_path_factory.mktemp("reference") / "data"
    return out, built(out, "--workers", "1")


def test_the_files_are_those_of_the_contract(reference: tuple[Path, dict[str, str]]) -> None:
    out, found = reference
    manifest = json.loads((out / "manifest.json").read_text())
    data = {name for name in found if name.endswith(".jsonl")}
    tasks = ["schema_generate", "json_repair", "text_to_json", "json_transform", "json_style_strict"]
    assert data == {
        f"{folder}{task}/{split}.jsonl"
        for folder in ("", "provenance/")
        for task in tasks
        for split in ("train", "valid", "test")
    }
    assert set(found) == data | {"manifest.json", "README.md", "meta/stats.json"}
    assert {name: entry["sha256"] for name, entry in manifest["files"].items()} == {
        name: digest for name, digest in found.items() if name != "manifest.json"
    }
    for name, entry in manifest["files"].items():
        if "rows" in entry:
            assert (out / name).read_bytes().count(b"\n") == entry["rows"]
    assert sum(entry["rows"] for name, entry in manifest["files"].items() if name in data) == 2 * int(ROWS)


def test_nothing_of_the_machine_is_in_the_manifest(reference: tuple[Path, dict[str, str]]) -> None:
    text = (reference[0] / "manifest.json").read_text()
    assert str(reference[0]) not in text
    assert os.uname().nodename not in text


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [
        ("--workers", "2"),
        ("--workers", "3", "--shard-rows", "17"),
        ("--workers", "2", "--start-method", "spawn"),
        ("--workers", "1", "--shard-rows", "1000000"),
    ],
    ids=" ".join,
)
def test_who_does_the_work_never_changes_a_byte(
    reference: tuple[Path, dict[str, str]], tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    assert built(tmp_path / "data", *arguments) == reference[1]


def test_a_finished_folder_is_left_alone(reference: tuple[Path, dict[str, str]]) -> None:
    out, before = reference
    times = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    assert built(out) == before
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == times


def test_another_plan_is_refused_and_nothing_touched(reference: tuple[Path, dict[str, str]]) -> None:
    out, before = reference
    done = run("build", "--total", "5", "--out", str(out))
    assert done.returncode == 2
    assert "another plan" in done.stderr
    assert "--overwrite" in done.stderr
    assert hashes(out) == before


@pytest.mark.slow
def test_foreign_files_are_refused_and_kept(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    done = run("build", "--total", "5", "--out", str(tmp_path))
    assert done.returncode == 2
    assert "files that no build" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
    assert run("build", "--total", "5", "--out", str(tmp_path), "--overwrite", "--quiet").returncode == 0
    assert (tmp_path / "thesis.txt").read_text() == "years of work"


@pytest.mark.slow
def test_a_small_build_is_the_start_of_a_big_one(reference: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    assert run("build", "--total", "100", "--seed", "7", "--out", str(tmp_path / "data"), "--quiet").returncode == 0
    for path in (tmp_path / "data").glob("*_*/train.jsonl"):
        big = (reference[0] / path.parent.name / "train.jsonl").read_bytes()
        assert big.startswith(path.read_bytes())


def test_no_rows_make_a_finished_folder(tmp_path: Path) -> None:
    assert run("build", "--total", "0", "--out", str(tmp_path / "data"), "--quiet").returncode == 0
    assert json.loads((tmp_path / "data" / "manifest.json").read_text())["plan"]["total"] == 0


def start(out: Path, *arguments: str, limit: str = "") -> subprocess.Popen[str]:
    """Begin a build of small shards; ``limit``: shell commands to run before it, such as ``ulimit -f 8;``."""
    build = command("build", "--total", ROWS, "--seed", "7", "--out", str(out), "--shard-rows", "5", *arguments)
    return subprocess.Popen(
        ["sh", "-c", f'{limit} exec "$@"', "sh", *build],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def wait_for_shards(out: Path, count: int) -> None:
    for _ in range(3000):
        if len(list(out.glob(".build/shards/*/*/*.shard"))) >= count:
            return
        time.sleep(0.01)
    pytest.fail("no shard was made in 30 s")


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_polite_stop_leaves_a_folder_that_is_resumed(
    reference: tuple[Path, dict[str, str]], tmp_path: Path, workers: str, number: signal.Signals, code: int
) -> None:
    out = tmp_path / "data"
    process = start(out, "--workers", workers)
    wait_for_shards(out, 3)
    os.killpg(process.pid, number)  # as a terminal or a batch system does: the whole group
    _, errors = process.communicate(timeout=60)
    assert process.returncode == code, errors
    assert "go on" in errors
    assert not (out / "manifest.json").exists()
    assert built(out) == reference[1]


@pytest.mark.slow
def test_a_full_disk_is_a_clean_error_and_resumes(reference: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    out = tmp_path / "data"

    process = start(out, "--workers", "1", limit="ulimit -f 8;")  # a shard's facts do not fit into 4 kB
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 3, errors
    assert "Free some space" in errors
    assert "Traceback" not in errors
    assert built(out) == reference[1]


@pytest.mark.slow
def test_two_builds_never_write_into_one_folder(tmp_path: Path) -> None:
    out = tmp_path / "data"
    process = start(out, "--workers", "1", "--total", "20000")
    wait_for_shards(out, 1)
    second = run("build", "--total", "20000", "--seed", "7", "--out", str(out))
    process.kill()
    process.communicate()
    assert second.returncode == 2
    assert "another build" in second.stderr


@pytest.mark.long
@pytest.mark.parametrize("kill", range(10))
def test_kill_9_at_any_moment_then_resume_gives_the_same_bytes(
    reference: tuple[Path, dict[str, str]], tmp_path: Path, kill: int
) -> None:
    out = tmp_path / "data"
    draw = random.Random(kill)
    for _ in range(4):
        process = start(out, "--workers", str(1 + kill % 2))
        try:
            process.wait(draw.uniform(0.05, 2.0))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    assert built(out) == reference[1]


@pytest.mark.long
@pytest.mark.parametrize("version", ["3.10", "3.12", "3.13"])
def test_every_supported_python_gives_the_same_bytes(
    reference: tuple[Path, dict[str, str]], tmp_path: Path, version: str
) -> None:
    python = interpreter(version)
    if python is None:
        pytest.skip(f"LOUD: no Python {version} here")
    subprocess.run([python, "-m", "venv", str(tmp_path / "venv")], check=True)
    inside = str(tmp_path / "venv" / "bin" / "python")
    root = str(Path(__file__).parent.parent)
    subprocess.run([inside, "-m", "pip", "install", "--quiet", root], check=True)
    done = run(
        "build", "--total", ROWS, "--seed", "7", "--out", str(tmp_path / "data"), "--quiet", python=inside, cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    assert hashes(tmp_path / "data") == reference[1]


def interpreter(version: str) -> str | None:
    """Find a Python by version: on the path, or under pyenv."""
    if sys.version.startswith(version + "."):
        return sys.executable
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    found = sorted(root.glob(f"{version}.*/bin/python"))
    return str(found[-1]) if found else None
