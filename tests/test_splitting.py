"""A file divided: every line once, no group in two splits, the counts as near as groups allow."""

from __future__ import annotations

import json
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jsonsynth.errors import InputError
from jsonsynth.examples import JSON
from jsonsynth.plan import apportion
from jsonsynth.splitting import group_of, split_file

_SPLITS = ("train", "valid", "test")


def _write(folder: Path, lines: list[bytes], end: bytes = b"\n") -> Path:
    path = folder / "all.jsonl"
    path.write_bytes(b"".join(line + b"\n" for line in lines).removesuffix(b"\n") + (end if lines else b""))
    return path


def _read(folder: Path) -> dict[str, list[bytes]]:
    return {split: (folder / f"{split}.jsonl").read_bytes().split(b"\n")[:-1] for split in _SPLITS}


_ROWS = st.lists(st.integers(0, 60).map(lambda number: b'{"n":%d}' % number), max_size=120)
_PARTS = st.lists(st.integers(0, 100), min_size=3, max_size=3).filter(any)


@settings(deadline=None, max_examples=25)
@given(rows=_ROWS, seed=st.integers(0, 9), parts=_PARTS, ended=st.booleans())
def test_every_line_is_in_one_split_in_file_order_and_equal_lines_stay_together(
    rows: list[bytes], seed: int, parts: list[int], ended: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("split")
    source = _write(folder, rows, b"\n" if ended else b"")
    counts = split_file(source, folder / "out", seed, [str(part) for part in parts])
    found = _read(folder / "out")
    assert Counter(line for lines in found.values() for line in lines) == Counter(rows)
    assert {split: len(lines) for split, lines in found.items()} == counts
    assert sum(len(set(lines)) for lines in found.values()) == len(set(rows))
    for lines in found.values():
        rest = iter(rows)
        assert all(line in rest for line in lines)
    largest = max(Counter(rows).values(), default=0)
    for count, target in zip(counts.values(), apportion(len(rows), [*map(_fraction, parts)]), strict=True):
        assert abs(count - target) <= largest


def _fraction(part: int) -> Fraction:
    return Fraction(part)


@given(total=st.integers(0, 300), seed=st.integers(0, 3))
@settings(deadline=None, max_examples=12)
def test_counts_are_exact_where_every_line_is_a_group_of_its_own(
    total: int, seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("split")
    source = _write(folder, [str(number).encode() for number in range(total)])
    counts = split_file(source, folder / "out", seed)
    assert list(counts.values()) == apportion(total, [Fraction(90), Fraction(5), Fraction(5)])


def test_the_same_seed_divides_alike_and_another_seed_otherwise(tmp_path: Path) -> None:
    source = _write(tmp_path, [json.dumps({"n": number}).encode() for number in range(500)])
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        split_file(source, tmp_path / name, seed)
    assert _read(tmp_path / "a") == _read(tmp_path / "b")
    assert _read(tmp_path / "a")["test"] != _read(tmp_path / "c")["test"]


def _row(**members: str) -> JSON:
    inputs: dict[str, JSON] = {name: text for name, text in members.items() if name != "output"}
    return {"task": "t", "input": inputs, "output": members.get("output", "{}")}


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (_row(instruction="a", schema='{"a":1,"b":2}'), _row(instruction="b", schema='{"b": 2, "a": 1}'), True),
        (_row(schema='{"a":1}'), _row(schema='{"a":2}'), False),
        (_row(json="[1]", output="1"), _row(json="[ 1 ]", output="2"), True),
        (_row(broken_json="[1", output="[1]"), _row(broken_json="[1,]", output="[1]"), True),
        (_row(text="Ana is 27", output='{"a":1}'), _row(text="27: Ana", output='{"a":1}'), True),
        (_row(text="Ana", output='{"a":1}'), _row(text="Ana", output='{"a":2}'), False),
        (_row(schema="not json"), _row(schema="not json"), True),
        ({"b": 1, "a": 2}, {"a": 2, "b": 1}, True),
        ({"a": 1}, {"a": 1.5}, False),
        ([1], [2], False),
    ],
)
def test_a_group_is_the_schema_the_document_or_the_record(one: JSON, other: JSON, together: bool) -> None:
    assert (group_of(one) == group_of(other)) is together


def test_a_preference_row_stands_with_the_repair_of_its_document() -> None:
    pair: JSON = {"input": {"broken_json": "[1"}, "chosen": "[1]", "rejected": "[1"}
    assert group_of(pair) == group_of(_row(broken_json="[1,]", output="[1]"))


@pytest.mark.parametrize("line", [b"{", b"", b"  ", b"\xff", b'{"a":NaN}'])
def test_a_line_that_is_not_json_is_named_by_file_and_line(line: bytes, tmp_path: Path) -> None:
    source = _write(tmp_path, [b"1", line, b"2"])
    with pytest.raises(InputError) as refused:
        split_file(source, tmp_path / "out")
    assert refused.value.where.endswith("all.jsonl:2")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("parts", [("90", "10"), ("1", "2", "x"), ("0", "0", "0"), ("-1", "1", "1"), ("1", "1/0", "1")])
def test_impossible_parts_are_refused(parts: tuple[str, ...], tmp_path: Path) -> None:
    with pytest.raises(InputError, match="three parts"):
        split_file(_write(tmp_path, [b"1"]), tmp_path / "out", 0, parts)


@pytest.mark.parametrize("case", ["missing", "occupied", "file", "itself"])
def test_a_split_over_other_files_is_refused(case: str, tmp_path: Path) -> None:
    source, out = _write(tmp_path, [b"1"]), tmp_path / "out"
    if case == "missing":
        source.unlink()
    elif case == "occupied":
        out.mkdir()
        (out / "mine.txt").write_text("mine")
    elif case == "file":
        out.write_text("mine")
    else:
        source = source.rename(tmp_path / "train.jsonl")
        out = tmp_path
    with pytest.raises(InputError):
        split_file(source, out, overwrite=case == "itself")
