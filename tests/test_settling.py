"""Which of equal rows stands, decided from digests."""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsonsynth import settling
from jsonsynth.errors import BuildError
from jsonsynth.examples import SPLITS, Settings, Slot, Split
from jsonsynth.plan import Shard
from jsonsynth.settling import Settled, settle
from jsonsynth.shards import Finished, Keys, Origin, finished

ORIGIN = Origin(1, Settings())
Row = tuple[int, int, int]  # its unique key, its group and its payload


class _Filled:
    """A row made again, of which only the digests count."""

    def __init__(self, slot: Slot, turn: int, room: int) -> None:
        self.turn = turn
        mark = slot.index * 31 + turn * 17 + SPLITS.index(slot.split)
        self.row: Row = (mark % room, 100 + mark % (room + 3), 200 + mark * 7 % (room + 5))

    def keys(self) -> Keys:
        return Keys(*self.row)


def _file(folder: Path, shard: Shard, rows: Sequence[Row]) -> Finished:
    keys = array("Q", [number for row in rows for number in (*row, 0)])
    head = {"sizes": [len(keys) * 8, 0, 0], "counts": [], "refused": {}}
    path = folder / f"{shard.name}.shard"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(json.dumps(head).encode() + b"\n" + keys.tobytes())
    found = finished(folder, shard)
    assert found is not None
    return found


def _shards(rows: Mapping[Split, Sequence[Row]], size: int) -> Iterator[tuple[Shard, Sequence[Row]]]:
    for split in SPLITS:
        for start in range(0, len(rows[split]), size):
            part = rows[split][start : start + size]
            yield Shard("json_repair", split, start, len(part)), part


def _settled(rows: Mapping[Split, Sequence[Row]], size: int, room: int, looked_at: int) -> Settled:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(settling, "fill", lambda slot, _origin, turn: _Filled(slot, turn, room))
        patch.setattr(settling, "_LOOKED_AT", looked_at)
        return settle({shard: _file(Path(folder), shard, part) for shard, part in _shards(rows, size)}, ORIGIN)


def _one_by_one(rows: Mapping[Split, Sequence[Row]]) -> list[tuple[Split, int, str]]:
    """Return the losers, by looking at one row after the other."""
    keys: set[int] = set()
    owned: dict[Split, set[int]] = {split: set() for split in SPLITS}
    losers: list[tuple[Split, int, str]] = []
    for split in SPLITS:
        for index, (unique, *owning) in enumerate(rows[split]):
            other = next((name for name in SPLITS if name != split and not owned[name].isdisjoint(owning)), None)
            if unique in keys or other:
                losers.append((split, index, "duplicate" if unique in keys else f"leak-from-{other}"))
            else:
                keys.add(unique)
                owned[split].update(owning)
    return losers


ROWS = st.lists(st.tuples(st.integers(0, 30), st.integers(100, 125), st.integers(200, 225)), max_size=14)
DATA = st.fixed_dictionaries(dict.fromkeys(SPLITS, ROWS))


@given(rows=DATA, size=st.integers(1, 5), looked_at=st.integers(1, 50))
def test_the_first_of_equal_rows_stands_whatever_the_shards_and_however_little_is_looked_at_at_a_time(
    rows: dict[Split, list[Row]], size: int, looked_at: int
) -> None:
    found = _settled(rows, size, 1_000, looked_at)
    losers = _one_by_one(rows)
    assert found.reasons == Counter(reason for *_, reason in losers)
    places = {(shard.split, shard.start + offset) for shard, swaps in found.replaced.items() for offset in swaps}
    assert places == {(split, index) for split, index, _ in losers}
    assert _one_by_one(_with(rows, found)) == []


def _with(rows: Mapping[Split, Sequence[Row]], found: Settled) -> dict[Split, list[Row]]:
    after = {split: list(rows[split]) for split in SPLITS}
    for shard, swaps in found.replaced.items():
        for offset, filled in swaps.items():
            after[shard.split][shard.start + offset] = cast("_Filled", cast("object", filled)).row
    return after


@given(rows=DATA)
def test_a_row_made_again_stands_beside_all_others_where_room_is_short(rows: dict[Split, list[Row]]) -> None:
    try:
        found = _settled(rows, 4, 60, 7)
    except BuildError:
        return  # none was left, which is told
    assert _one_by_one(_with(rows, found)) == []


def test_a_family_that_has_no_other_row_is_told_with_the_address_that_gets_none() -> None:
    with pytest.raises(BuildError, match="json_repair/train/1"):
        _settled({"train": [(0, 101, 201), (0, 102, 202)], "valid": [], "test": []}, 2, 1, 9)


def test_digests_are_those_of_the_rows(tmp_path: Path) -> None:
    file = _file(tmp_path, Shard("json_repair", "train", 0, 2), [(1, 2, 3), (4, 5, 6)])
    assert [list(column) for column in file.digests()] == [[1, 4], [2, 5], [3, 6]]
    assert list(file.keys()) == [(1, 2, 3, 0), (4, 5, 6, 0)]
