"""Texts of a build by a model: the label stays, refused texts fall back, nothing is paid twice, caps hold."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import time
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

if find_spec("openai") is None:  # not imported here: that takes a second
    pytest.skip("LOUD: the extra jsonsynth[llm] is not installed", allow_module_level=True)

from jsonsynth.cli import main
from jsonsynth.seeds import digest64
from jsonsynth.verifying import verify
from tests.building import command, hashes, run
from tests.llm_servers import RawServer, http
from tests.llm_writers import batch_writer, writer

pytestmark = pytest.mark.slow
SEED = 11
KEY = "sk-canary-77aa01c3f5"


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)


def words(url: str, folder: Path, name: str, *more: str, total: int = 120) -> list[str]:
    """The command line of a small build by a model."""
    return [
        "build", "--tasks", "text_to_json", "--total", str(total), "--seed", str(SEED), "--out", str(folder / name),
        "--llm", url, "--model", "m", "--llm-cache", str(folder / "cache.sqlite"), "--quiet", *more,
    ]  # fmt: skip


def rows(folder: Path, split: str = "train") -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Rows with their provenance."""
    path = f"text_to_json/{split}.jsonl"
    lines = (folder / path).read_text().splitlines()
    facts = (folder / "provenance" / path).read_text().splitlines()
    return [(json.loads(line), json.loads(fact)) for line, fact in zip(lines, facts, strict=True)]


def bad(line: str) -> bool:
    return digest64(line) % 4 == 0


def test_a_model_words_the_texts_and_touches_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    offline = words("", tmp_path, "offline")
    cut = offline.index("--llm")
    assert main([*offline[:cut], "--quiet"]) == 0
    with RawServer([writer(SEED, bad)]) as server:
        assert main([word for word in words(server.url, tmp_path, "model") if word != "--quiet"]) == 0
    assert re.search(r"^    \w+ +\d+ of \d+; refused: \S+ \d", capsys.readouterr().out, re.M)
    assert verify(tmp_path / "model", workers=1).errors == 0
    sources: Counter[tuple[str, bool]] = Counter()
    for (row, fact), (plain, before) in zip(rows(tmp_path / "model"), rows(tmp_path / "offline"), strict=True):
        assert row["output"] == plain["output"]
        assert row["input"]["instruction"] == plain["input"]["instruction"]
        assert fact["group"] == before["group"]
        sources[fact["source"], "llm" in fact] += 1
        if fact["source"] == "offline":
            assert row["input"]["text"] == plain["input"]["text"]
        if "llm" in fact:
            assert ("refused" in fact["llm"]) == (fact["source"] == "offline")
            assert fact["llm"]["model"] == "m"
    assert sources["llm", True] > 20
    assert sources["offline", True] > 5
    assert sources["offline", False] > 5
    number = next(k for k, (_, fact) in enumerate(rows(tmp_path / "model")) if fact["source"] == "llm")
    assert main(["show", f"text_to_json/train/{number}", str(tmp_path / "model"), "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["same_on_disk"] is True
    assert shown["row"] == rows(tmp_path / "model")[number][0]
    assert "worded texts" in (tmp_path / "model" / "README.md").read_text()
    assert not any(KEY.encode() in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_a_second_run_and_other_workers_send_nothing_and_give_the_same_bytes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with RawServer([writer(SEED, bad)]) as server:
        assert main(words(server.url, tmp_path, "one", "--workers", "1", "--shard-rows", "7")) == 0
        sent = len(server.requests)
        assert main(words(server.url, tmp_path, "two", "--workers", "2", "--json")) == 0
        report = json.loads(capsys.readouterr().out)["llm"]
        assert main(words(server.url, tmp_path, "three", "--llm-cache-mode", "ro")) == 0
        assert len(server.requests) == sent
        assert report["sent"] == 0
        assert hashes(tmp_path / "one") == hashes(tmp_path / "two") == hashes(tmp_path / "three")
        assert main(words(server.url, tmp_path, "bigger", total=150)) == 0
        assert len(server.requests) - sent <= sent // 2  # the first requests of a larger build are those of a small one
        assert max(Counter(request.body for request in server.requests).values()) == 1
    small, large = rows(tmp_path / "one"), rows(tmp_path / "bigger")
    assert sum(one == other for one, other in zip(small, large, strict=False)) >= len(small) - 2


def test_a_server_without_schemas_is_asked_for_lines(tmp_path: Path) -> None:
    with RawServer([writer(SEED, schema=False)]) as server:
        assert main(words(server.url, tmp_path, "lines")) == 0
    assert sum(fact["source"] == "llm" for _, fact in rows(tmp_path / "lines")) > 20


def test_at_the_cap_the_build_is_interrupted_and_is_completed_offline(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with RawServer([writer(SEED)]) as server:
        assert main(words(server.url, tmp_path, "capped", "--max-requests", "5", "--json")) == 4
        assert json.loads(capsys.readouterr().out)["status"] == "interrupted"
        assert len(server.requests) == 5
        assert not (tmp_path / "capped" / "manifest.json").exists()
        assert main(words(server.url, tmp_path, "capped", "--max-requests", "5")) == 4
        assert len(server.requests) == 5
        assert main(words(server.url, tmp_path, "capped", "--llm-cache-mode", "ro")) == 0
        assert len(server.requests) == 5
    found = rows(tmp_path / "capped")
    assert {fact["llm"].get("refused") for _, fact in found if "llm" in fact} >= {None, "not-in-cache"}
    assert verify(tmp_path / "capped", workers=1).errors == 0


@pytest.mark.parametrize("status", [401, 402, 403])
def test_a_server_that_refuses_us_stops_the_build_after_one_request(
    status: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with RawServer([http(status, {"error": {"message": f"no {KEY}"}})]) as server:
        assert main(words(server.url, tmp_path, "refused")) == 4
        assert len(server.requests) == 1
    said = capsys.readouterr().err
    assert str(status) in said
    assert KEY not in said


def test_killed_in_the_middle_it_repeats_only_what_was_in_flight(tmp_path: Path) -> None:
    with RawServer([writer(SEED, bad, seconds=0.05)]) as server:
        arguments = words(server.url, tmp_path, "killed", "--llm-at-once", "4")
        child = subprocess.Popen(command(*arguments), env={**os.environ, "OPENAI_API_KEY": KEY})
        limit = time.monotonic() + 60
        while len(server.requests) < 14 and time.monotonic() < limit:
            time.sleep(0.005)
        child.send_signal(signal.SIGKILL)
        child.wait()
        killed = len(server.requests)
        assert not (tmp_path / "killed" / "manifest.json").exists()
        assert run(*arguments).returncode == 0
        bodies = Counter(request.body for request in server.requests)
        repeated = sum(count - 1 for count in bodies.values())
        total = len(server.requests)
        assert repeated <= 4
        assert killed >= 14
        assert total > killed
        shutil.copy(tmp_path / "cache.sqlite", tmp_path / "kept.sqlite")
        assert run(*words(server.url, tmp_path, "whole")).returncode == 0
        assert len(server.requests) == total
    assert hashes(tmp_path / "killed") == hashes(tmp_path / "whole")


def test_the_estimate_is_within_a_fifth_of_what_is_settled(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with RawServer([writer(SEED)]) as server:
        assert main(words(server.url, tmp_path, "real", "--json", total=150)) == 0
        report = json.loads(capsys.readouterr().out)["llm"]
        accepted = sum(report["accepted"].values())
        share = accepted / (accepted + sum(sum(one.values()) for one in report["refused"].values()))
        estimate = ["estimate", "--tasks", "text_to_json", "--total", "150", "--seed", str(SEED), "--llm", server.url]
        assert main([*estimate, "--model", "m", "--accepted", f"{share:.3f}", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["hybrid"]
    assert abs(told["prompt_tokens"] + told["completion_tokens"] - report["spent"]["tokens"]) <= (
        0.2 * report["spent"]["tokens"]
    )


def test_a_hundred_thousand_rows_cost_two_dollars_at_most_and_an_eighth_of_what_a_model_alone_costs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    where = ["--llm", "https://api.deepseek.com/v1", "--model", "deepseek-chat"]
    assert main(["estimate", "--total", "100000", *where, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    price = told["prices"][0]
    assert told["llm_only"]["completion_tokens"] >= 80 * 100_000
    assert price["hybrid_usd"] <= 2.0
    assert price["llm_only_usd"] >= 8 * price["hybrid_usd"]


def test_the_cache_can_be_listed_and_pruned(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cache = ["--llm-cache", str(tmp_path / "cache.sqlite"), "--json"]
    with RawServer([writer(SEED)]) as server:
        assert main(words(server.url, tmp_path, "made")) == 0
    assert main(["llm", "cache", "list", *cache]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert row["model"] == "m"
    assert main(["llm", "cache", "prune", "--model", "other", *cache]) == 0
    assert json.loads(capsys.readouterr().out) == {"removed": 0}
    assert main(["llm", "cache", "prune", *cache]) == 0
    assert json.loads(capsys.readouterr().out) == {"removed": row["answers"]}
    assert main(["llm", "cache"]) == 2


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jsonsynth.llm.batches._POLL_SECONDS", 0.05)


def test_the_batch_api_gives_the_texts_of_single_requests_in_three_batches(hurried: None, tmp_path: Path) -> None:
    with RawServer([batch_writer(SEED, bad)]) as server:
        assert main(words(server.url, tmp_path, "batched", "--llm-batch", "--shard-rows", "20")) == 0
        started = [one for one in server.requests if one.path == "/v1/batches"]
        assert len(started) == 3  # the probe, the requests, and what is asked again
        assert not any("chat" in one.path for one in server.requests)
        sent = len(server.requests)
        assert main(words(server.url, tmp_path, "again", "--llm-batch")) == 0
        assert main(words(server.url, tmp_path, "single")) == 0
        assert len(server.requests) == sent
    assert hashes(tmp_path / "batched") == hashes(tmp_path / "again") == hashes(tmp_path / "single")
    assert sum(fact["source"] == "llm" for _, fact in rows(tmp_path / "batched")) > 20


def test_a_batch_that_a_killed_run_handed_in_is_waited_for_and_not_handed_in_again(
    hurried: None, tmp_path: Path
) -> None:
    with RawServer([batch_writer(SEED, bad, polls=3)]) as server:
        arguments = words(server.url, tmp_path, "killed", "--llm-batch")
        child = subprocess.Popen(command(*arguments), env={**os.environ, "OPENAI_API_KEY": KEY})
        limit = time.monotonic() + 60
        while not any(one.path.startswith("/v1/batches/") for one in server.requests) and time.monotonic() < limit:
            time.sleep(0.02)
        child.kill()
        child.wait()
        assert main(arguments) == 0
        assert sum(one.path == "/v1/batches" for one in server.requests) == 3
    assert sum(fact["source"] == "llm" for _, fact in rows(tmp_path / "killed")) > 20


def test_a_server_without_a_batch_api_stops_the_build_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with RawServer([http(404, {"error": {"message": "no files here"}})]) as server:
        assert main(words(server.url, tmp_path, "none", "--llm-batch")) == 4
        assert len(server.requests) == 1
    assert "404" in capsys.readouterr().err
