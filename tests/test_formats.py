"""Exports hold what the rows hold, in the shapes trainers load."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import pytest

from jsonsynth.errors import InputError
from jsonsynth.examples import JSON, Completion, Example, Preference, row
from jsonsynth.formats import FORMATS, SYSTEM_PROMPT, export, question

_SCHEMA = Example(
    "schema_generate",
    {"instruction": "Write an instance.", "schema": '{"type":"integer"}'},
    Completion('{"größe":12345678}'),
    {},
)
_STYLE = Example("json_style_strict", {"instruction": "Minify.", "json": "[1, 2]"}, Completion("[1,2]"), {})
_TEXT = Example("text_to_json", {"instruction": "Extract.", "text": "Ana, 27"}, Completion('{"age":27}'), {})
_PAIR = Example(
    "json_repair", {"instruction": "Fix.", "broken_json": '{"a":1,}'}, Preference('{"a":1}', '{"a":1,}'), {}
)
_REPAIR = Example("json_repair", {"instruction": "Fix it.", "broken_json": '{"a":2,}'}, Completion('{"a":2}'), {})
_ROWS = (_SCHEMA, _STYLE, _TEXT, _PAIR, _REPAIR)


def _built(folder: Path) -> Path:
    for example in _ROWS:
        for split in ("train", "valid", "test"):
            path = folder / example.task / f"{split}.jsonl"
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("a", encoding="utf-8") as file:
                if split == "train" or example is _REPAIR:
                    file.write(json.dumps(row(example), ensure_ascii=False) + "\n")
    (folder / "manifest.json").write_text("{}")
    return folder


def _lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


_ASKED: list[JSON] = [
    {"role": "system", "content": SYSTEM_PROMPT},
    {"role": "user", "content": 'Fix.\n\n{"a":1,}'},
]


@pytest.mark.parametrize(
    ("example", "message"),
    [
        (_SCHEMA, 'Write an instance.\n\nSchema:\n{"type":"integer"}'),
        (_STYLE, "Minify.\n\n[1, 2]"),
        (_TEXT, "Extract.\n\nText:\nAna, 27"),
        (_PAIR, 'Fix.\n\n{"a":1,}'),
    ],
    ids=lambda case: case.task if isinstance(case, Example) else "",
)
def test_a_question_is_the_instruction_and_then_the_payload(example: Example, message: str) -> None:
    assert question(example) == message


def test_each_format_has_the_members_its_trainer_reads() -> None:
    assert FORMATS["messages"](_STYLE) == {
        "messages": [
            {"role": "system", "content": SYSTEM_PROMPT},
            {"role": "user", "content": "Minify.\n\n[1, 2]"},
            {"role": "assistant", "content": "[1,2]"},
        ]
    }
    assert FORMATS["prompt-completion"](_STYLE) == {
        "prompt": [
            {"role": "system", "content": SYSTEM_PROMPT},
            {"role": "user", "content": "Minify.\n\n[1, 2]"},
        ],
        "completion": [{"role": "assistant", "content": "[1,2]"}],
    }
    assert FORMATS["preference"](_PAIR) == {
        "prompt": _ASKED,
        "chosen": [{"role": "assistant", "content": '{"a":1}'}],
        "rejected": [{"role": "assistant", "content": '{"a":1,}'}],
    }


@pytest.mark.parametrize("name", FORMATS)
def test_every_row_is_written_or_counted_as_left_out(name: str, tmp_path: Path) -> None:
    done = export(_built(tmp_path / "data"), name, tmp_path / "out")
    assert sum(done.written.values()) + sum(done.left_out.values()) == len(_ROWS) + 2
    found = {path.relative_to(tmp_path / "out").as_posix(): path for path in (tmp_path / "out").rglob("*.jsonl")}
    assert {file: len(_lines(path)) for file, path in found.items()} == dict(done.written)


def test_a_format_leaves_out_what_it_has_no_place_for(tmp_path: Path) -> None:
    data = _built(tmp_path / "data")
    assert export(data, "messages", tmp_path / "m").left_out == {"json_repair": 1}
    pairs = export(data, "preference", tmp_path / "p")
    assert pairs.written == {"json_repair/train.jsonl": 1}
    assert pairs.left_out == {"json_repair": 3, "json_style_strict": 1, "schema_generate": 1, "text_to_json": 1}


def test_the_split_valid_is_named_validation_and_keeps_its_rows(tmp_path: Path) -> None:
    export(_built(tmp_path / "data"), "prompt-completion", tmp_path / "out")
    assert _lines(tmp_path / "out/json_repair/validation.jsonl") == [FORMATS["prompt-completion"](_REPAIR)]
    assert not (tmp_path / "out/text_to_json/validation.jsonl").exists()


def test_an_export_over_another_leaves_no_file_of_the_first(tmp_path: Path) -> None:
    data = _built(tmp_path / "data")
    export(data, "messages", tmp_path / "out")
    done = export(data, "preference", tmp_path / "out", overwrite=True)
    files = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.jsonl")}
    assert files == set(done.written)


@pytest.mark.parametrize("case", ["format", "unfinished", "itself", "occupied", "file"])
def test_what_cannot_be_exported_is_refused_and_nothing_is_touched(case: str, tmp_path: Path) -> None:
    data, out = _built(tmp_path / "data"), tmp_path / "out"
    if case == "unfinished":
        (data / "manifest.json").unlink()
    elif case == "itself":
        out = data
    elif case == "occupied":
        out.mkdir()
        (out / "mine.txt").write_text("mine")
    elif case == "file":
        out.write_text("mine")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(InputError):
        export(data, "parquet" if case == "format" else "messages", out)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("line", ["{", '{"task":"x"}', "[1]", '{"task":"x","input":{"instruction":1},"output":"1"}'])
def test_a_broken_row_is_named_by_file_and_line(line: str, tmp_path: Path) -> None:
    data = _built(tmp_path / "data")
    with (data / "text_to_json/train.jsonl").open("a") as file:
        file.write(line + "\n")
    with pytest.raises(InputError) as refused:
        export(data, "messages", tmp_path / "out")
    assert refused.value.where.endswith("train.jsonl:2")


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_the_datasets_library_loads_an_export_and_gives_back_every_row(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "home"))
    out = tmp_path / "out"
    done = export(_built(tmp_path / "data"), name, out)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        datasets = pytest.importorskip("datasets")
        for file in done.written:
            loaded = datasets.load_dataset(
                "json", data_files={"train": str(out / file)}, cache_dir=str(tmp_path / "cache")
            )
            assert list(loaded["train"]) == _lines(out / file)
