"""The last step of a build: shards become the data set's files, the manifest last."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import orjson

from jsonsynth.cards import card
from jsonsynth.examples import JSON, SPLITS, Example, example_of
from jsonsynth.measuring import Tally
from jsonsynth.plan import Plan, Shard
from jsonsynth.settling import Settled
from jsonsynth.shards import Filled, read_tally
from jsonsynth.tasks import TASKS
from jsonsynth.version import __version__
from jsonsynth.writers import Written, sweep, write_atomically

__all__ = ["Place", "clear", "publish"]

_INDENTED = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE


@dataclass(frozen=True, slots=True)
class Place:
    """The folders of a build."""

    out: Path

    @property
    def work(self) -> Path:
        """Work files; gone when the build is finished."""
        return self.out / ".build"

    @property
    def shards(self) -> Path:
        """The shards' files."""
        return self.work / "shards"

    @property
    def plan(self) -> Path:
        """The plan, written before anything else."""
        return self.work / "plan.json"

    @property
    def manifest(self) -> Path:
        """The manifest, written after everything else."""
        return self.out / "manifest.json"


def publish(place: Place, plan: Plan, shards: Sequence[Shard], settled: Settled) -> dict[str, int]:
    """Write every file of the data set; return how many rows were made again, by reason."""
    files: dict[str, JSON] = {}
    for (task, split), found in groupby(_with_empty(plan, shards), key=lambda shard: (shard.task, shard.split)):
        parts = [shard for shard in found if shard.count]
        rows = sum(shard.count for shard in parts)
        for name, ending in ((f"{task}/{split}.jsonl", ".rows"), (f"provenance/{task}/{split}.jsonl", ".facts")):
            files[name] = _write(place, name, _lines(place, parts, settled, ending), rows)
    tally, refused = _measure(place, shards, settled)
    replaced = dict(sorted((Counter(settled.reasons) + refused).items()))
    stats = orjson.dumps(tally.summary(), None, _INDENTED)
    files["meta/stats.json"] = _write(place, "meta/stats.json", [stats], None)
    files["README.md"] = _write(place, "README.md", [card(plan).encode()], None)
    manifest: JSON = {
        "generator": "jsonsynth",
        "version": __version__,
        "format": 1,
        "plan": plan.to_json(),
        "replaced": dict(replaced),
        "files": files,
    }
    write_atomically(place.manifest, [orjson.dumps(manifest, None, _INDENTED)], place.work)
    return replaced


def _with_empty(plan: Plan, shards: Sequence[Shard]) -> Iterator[Shard]:
    """Give the shards, and one of no rows for each split that has none, in address order."""
    there = {(shard.task, shard.split) for shard in shards}
    for task, _ in plan.counts:
        for split in SPLITS:
            if (task, split) not in there:
                yield Shard(task, split, 0, 0)
            else:
                yield from (shard for shard in shards if (shard.task, shard.split) == (task, split))


def _write(place: Place, name: str, chunks: Iterator[bytes] | list[bytes], rows: int | None) -> dict[str, JSON]:
    written = Written()
    write_atomically(place.out / name, written.pass_on(chunks), place.work)
    entry: dict[str, JSON] = {"sha256": written.sha256, "bytes": written.size_bytes}
    return entry if rows is None else {"rows": rows, **entry}


def _lines(place: Place, shards: Sequence[Shard], settled: Settled, ending: str) -> Iterator[bytes]:
    for shard in shards:
        replaced = settled.replaced.get(shard)
        path = (place.shards / shard.name).with_suffix(ending)
        if not replaced:
            yield path.read_bytes()
            continue
        lines = path.read_bytes().splitlines(keepends=True)
        for offset, filled in replaced.items():
            lines[offset] = filled.line() if ending == ".rows" else filled.facts_line()
        yield b"".join(lines)


def _measure(place: Place, shards: Sequence[Shard], settled: Settled) -> tuple[Tally, Counter[str]]:
    tally, refused = Tally(), Counter[str]()
    for shard in shards:
        counts, barred = read_tally(place.shards, shard)
        tally.merge(counts)
        refused.update(barred)
        for example, filled in _swaps(place, shard, settled.replaced.get(shard, {})):
            tally.add(shard.split, example, times=-1)
            tally.add(shard.split, filled.example)
            refused.update(filled.refused)
    return tally, refused


def _swaps(place: Place, shard: Shard, replaced: Mapping[int, Filled]) -> Iterator[tuple[Example, Filled]]:
    if replaced:
        base = place.shards / shard.name
        rows = base.with_suffix(".rows").read_bytes().splitlines()
        facts = base.with_suffix(".facts").read_bytes().splitlines()
        for offset, filled in replaced.items():
            yield example_of(orjson.loads(rows[offset]), orjson.loads(facts[offset])), filled


def clear(place: Place) -> None:
    """Remove what a build writes, and nothing else, from the folder; the manifest first."""
    place.manifest.unlink(missing_ok=True)
    for folder in (place.out, place.out / "provenance"):
        for task in TASKS:
            for split in SPLITS:
                (folder / task / f"{split}.jsonl").unlink(missing_ok=True)
            with suppress(OSError):
                (folder / task).rmdir()
    (place.out / "meta" / "stats.json").unlink(missing_ok=True)
    (place.out / "README.md").unlink(missing_ok=True)
    shutil.rmtree(place.shards, ignore_errors=True)
    place.plan.unlink(missing_ok=True)
    sweep(place.work)
