"""Whole rows and rewordings by a model: what is mended, what is rejected and why, when it stops."""

from __future__ import annotations

import json
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from jsonsynth.content import load
from jsonsynth.jsontext import canonical
from jsonsynth.paraphrasing import SECTIONS, objection, rouge_l
from jsonsynth.prompting import read_prompt

if find_spec("openai") is None:  # not imported here: that takes a second
    pytest.skip("LOUD: the extra jsonsynth[llm] is not installed", allow_module_level=True)

from benchmarks.llm_vs_synthetic import main as benchmark
from jsonsynth.authoring import Order, prompt_of
from jsonsynth.cli import main
from jsonsynth.tasks import TASKS
from tests.building import hashes
from tests.llm_servers import RawServer, Request, answer, http

FIX = re.compile(SECTIONS["json_repair"][1]["en"], re.I)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Bring this JSON back into valid shape for me.", ""),
        ("Fix this broken JSON.", "too-similar"),
        ("Read this JSON and tell me about it please.", "operation-word"),
        ("Repair that text for me now, please.", "output-clause"),
        ("Repair $spec as JSON.", "placeholders"),
        ("Repair this JSON by adding 3 commas.", "foreign-literal"),
        ('Repair this JSON named "data".', "foreign-literal"),
        ("Never repair this JSON for anybody.", "meaning-flipped"),
        ("Conserte o JSON para que ele seja válido de novo, com um parser.", "language"),
        ("Fix", "length"),
        ("Repair this JSON, and return only the JSON.", "output-clause"),
    ],
)
def test_a_rewording_that_asks_for_something_else_is_refused(line: str, reason: str) -> None:
    assert objection(line, "Fix this broken JSON.", ["Fix this broken JSON."], FIX, "en") == reason


@pytest.mark.parametrize("task", SECTIONS)
def test_our_own_wordings_have_the_words_that_rewordings_need(task: str) -> None:
    section, words = SECTIONS[task]
    for language, pattern in words.items():
        pool = [one.text for split in load().books[f"{task}.{language}"].values() for one in split[section]]
        found = sum(re.search(pattern, line, re.I) is not None for line in pool)
        assert found >= 0.7 * len(pool), (task, language, found, len(pool))


def test_rouge_l_is_the_longest_common_subsequence() -> None:
    assert rouge_l("a b c", "a c") == pytest.approx(0.8)
    assert rouge_l("A, b!", "a b") == 1.0
    assert rouge_l("a", "b") == 0.0
    assert rouge_l("", "") == 1.0


def test_the_six_prompts_of_the_guide_are_there() -> None:
    orders = [Order(task, 1) for task in TASKS] + [Order("json_repair", 1, preference=True)]
    for order in orders:
        prompt = prompt_of(order, ())
        assert prompt.fill("task", count="5", number="1", topic=prompt.lines("topics")[0])
    assert len({order.prompt for order in orders}) == 6
    assert read_prompt("text_to_json").lines("styles")


def row(number: int, **more: object) -> dict[str, Any]:
    document = {"z": number, "name": f"Item {number} {'abcdefghij'[number % 10] * 3}", "a": [number]}
    inputs = {"instruction": "Minify and sort the keys. JSON only.", "json": json.dumps(document, indent=1)}
    found = {"task": "json_style_strict", "input": inputs, "output": canonical(document)}  # type: ignore[arg-type]
    return {**found, **more}


def _replies(answers: list[str]) -> Any:
    """Answer each batch by its number: requests go out side by side, and any of them may arrive first."""

    def reply(request: Request) -> bytes:
        if b"Name two colours" in request.body:
            return http(200, answer("red and blue", 30, 5))
        batch = re.search(rb"Batch (\d+)", request.body)
        number = int(batch[1]) if batch else 1
        return http(200, answer(answers[min(number, len(answers)) - 1], 100, 50))

    reply.of_request = True  # type: ignore[attr-defined]  # as the server wants it
    return reply


LINES = [
    json.dumps(row(0)),
    "```json",
    "2. " + json.dumps(row(1)),
    json.dumps(row(2))[:-1] + ",}",  # a trailing comma, which is mended
    json.dumps(row(3, output={"a": [3], "name": "Item 3 ddd", "z": 3})),  # an answer that is no text
    json.dumps(row(0)),  # again
    json.dumps(row(4, output='{"z":4}')),  # a wrong label
    json.dumps({"instruction": "x", "response": {}}),
    "Here are the rows you asked for:",
]


@pytest.mark.slow
def test_rows_are_mended_where_that_is_certain_and_rejected_with_a_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with RawServer([_replies(["\n".join(LINES), "\n".join(json.dumps(row(k)) for k in range(5, 10))])]) as server:
        words = ["llm", "generate", "--llm", server.url, "--model", "m", "--task", "json_style_strict"]
        assert main([*words, "--count", "8", "--out", "rows.jsonl", "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        sent = len(server.requests)
        again = [*words, "--count", "8", "--out", "again.jsonl", "--json"]
        assert main(again) == 0
        assert len(server.requests) == sent
    assert told["accepted"] == 8
    assert told["mended"] == 2
    assert told["errors"] == 0
    assert told["spent"]["tokens"] == 35 + 2 * 150
    assert sum(told["rejected"].values()) == 4
    assert told["rejected"]["too-similar"] == 1
    assert told["rejected"]["not-json"] == 1
    rejected = [json.loads(line) for line in Path("rows.jsonl.rejected.jsonl").read_text().splitlines()]
    assert len(rejected) == 4
    assert all(set(one) == {"reason", "line"} for one in rejected)
    assert Path("rows.jsonl").read_bytes() == Path("again.jsonl").read_bytes()


@pytest.mark.slow
def test_it_stops_at_three_times_what_is_wanted_and_at_the_cap(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with RawServer([_replies(["nothing of use"])]) as server:
        words = ["llm", "generate", "--llm", server.url, "--model", "m", "--task", "json_transform", "--count", "10"]
        assert main([*words, "--out", "none.jsonl", "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["asked"] == 30
        assert len(server.requests) == 1 + 6
        capped = [*words[:-1], "40", "--out", "capped.jsonl", "--max-requests", "3", "--llm-cache", "other.sqlite"]
        assert main(capped) == 4
        assert len(server.requests) == 7 + 3
    assert Path("capped.jsonl.rejected.jsonl").read_text().count("not-json") >= 1


@pytest.mark.slow
def test_a_server_that_answers_nothing_ends_the_command_with_exit_4(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    words = ["llm", "generate", "--llm", "http://127.0.0.1:9/v1", "--model", "m", "--task", "json_repair"]
    assert main([*words, "--count", "1", "--out", "rows.jsonl"]) == 4
    assert "no request was answered (connection)" in capsys.readouterr().err


REWORDINGS = [
    "Bring this JSON back into valid shape for me.",
    "My parser chokes on the text below: write it as valid JSON.",
    "Sort out whatever is broken here and send back JSON.",
    "What would a strict reader accept as the JSON for this?",
    "Put right the syntax of what follows so that it is valid JSON.",
    "Fix this JSON.",
    "Write a poem about JSON.",
]


@pytest.mark.slow
def test_a_pool_of_rewordings_is_written_and_a_build_reads_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with RawServer([_replies(["\n".join(f"{k}. {line}" for k, line in enumerate(REWORDINGS, 1))])]) as server:
        words = ["llm", "paraphrase", "--llm", server.url, "--model", "m", "--task", "json_repair", "--out", "pool"]
        assert main([*words, "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        assert main([*words, "--task", "nothing"]) == 2
    assert told["accepted"] == 5
    assert told["rejected"]["operation-word"] >= 1
    text = Path("pool/prompts/json_repair.paraphrases.en.txt").read_text()
    assert REWORDINGS[0] in text
    build = ["build", "--tasks", "json_repair", "--total", "300", "--workers", "1", "--quiet", "--out"]
    assert main([*build, "with", "--content", "pool"]) == 0
    assert main([*build, "without"]) == 0
    assert hashes(Path("with")) != hashes(Path("without"))
    assert any(line in path.read_text() for line in REWORDINGS[:5] for path in Path("with").rglob("train.jsonl"))


@pytest.mark.slow
def test_the_benchmark_counts_every_recorded_line_and_names_the_model(tmp_path: Path) -> None:
    lines = [line for line in LINES if line != "```json"]
    (tmp_path / "rows.jsonl").write_text("\n".join(lines))
    words = ["--rows", str(tmp_path / "rows.jsonl"), "--model", "small<1>", "--task", "json_style_strict"]
    assert benchmark([*words, "--out", str(tmp_path / "result")]) == 0
    theirs, ours = json.loads((tmp_path / "result.json").read_text())["measured"]
    assert (theirs["lines"], ours["lines"]) == (len(lines), len(lines))
    assert (theirs["right"], theirs["wrong"], theirs["unprovable"]) == (2, 1, 0)
    assert theirs["right_share"] == pytest.approx(2 / 3)
    assert ours["right"] == len(lines)
    assert theirs["duplicates"] > ours["duplicates"] == 0
    assert "**small<1>**" in (tmp_path / "result.md").read_text()
    assert "small&lt;1>" in (tmp_path / "result.svg").read_text()
