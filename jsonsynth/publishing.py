"""The last step of a build: shards become the data set's files, the manifest last."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import orjson

from jsonsynth.cards import card
from jsonsynth.examples import JSON, SPLITS, Example, example_of
from jsonsynth.invention import division
from jsonsynth.measuring import Tally
from jsonsynth.plan import Plan, Shard
from jsonsynth.settling import Settled
from jsonsynth.shards import Filled, Finished
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


def publish(place: Place, plan: Plan, made: Mapping[Shard, Finished], settled: Settled) -> dict[str, int]:
    """Write every file of the data set from the shards; return how many rows were made again, by reason."""
    files: dict[str, JSON] = {}
    for task, counts in plan.counts:
        for split, rows in zip(SPLITS, counts, strict=True):
            name = f"{task}/{split}.jsonl"
            parts = {shard: file for shard, file in made.items() if (shard.task, shard.split) == (task, split)}
            files[name] = _write(place, name, _rows(parts, settled), rows)
            files[f"provenance/{name}"] = _write(place, f"provenance/{name}", _facts(parts, settled), rows)
    tally, refused = _measure(made, settled)
    replaced = dict(sorted((Counter(settled.reasons) + refused).items()))
    stats = orjson.dumps(tally.summary(), None, _INDENTED)
    files["meta/stats.json"] = _write(place, "meta/stats.json", [stats], None)
    files["README.md"] = _write(place, "README.md", [card(plan).encode()], None)
    manifest: JSON = {
        "generator": "jsonsynth",
        "version": __version__,
        "format": 1,
        "plan": plan.to_json(),
        "division": division(),
        "replaced": dict(replaced),
        "files": files,
    }
    write_atomically(place.manifest, [orjson.dumps(manifest, None, _INDENTED)], place.work)
    return replaced


def _write(place: Place, name: str, chunks: Iterator[bytes] | list[bytes], rows: int | None) -> dict[str, JSON]:
    written = Written()
    write_atomically(place.out / name, written.pass_on(chunks), place.work)
    entry: dict[str, JSON] = {"sha256": written.sha256, "bytes": written.size_bytes}
    return entry if rows is None else {"rows": rows, **entry}


def _rows(made: Mapping[Shard, Finished], settled: Settled) -> Iterator[bytes]:
    for shard, file in made.items():
        swaps = settled.replaced.get(shard, {})
        yield _spliced(file.rows(), {offset: filled.line() for offset, filled in swaps.items()})


def _facts(made: Mapping[Shard, Finished], settled: Settled) -> Iterator[bytes]:
    for shard, file in made.items():
        swaps = settled.replaced.get(shard, {})
        yield _spliced(file.facts(), {offset: filled.facts_line() for offset, filled in swaps.items()})


def _spliced(text: bytes, swaps: Mapping[int, bytes]) -> bytes:
    if not swaps:
        return text
    lines = text.splitlines(keepends=True)
    for offset, line in swaps.items():
        lines[offset] = line
    return b"".join(lines)


def _measure(made: Mapping[Shard, Finished], settled: Settled) -> tuple[Tally, Counter[str]]:
    tally, refused = Tally(), Counter[str]()
    for shard, file in made.items():
        tally.merge(file.counts)
        refused.update(file.refused)
        for example, filled in _swaps(file, settled.replaced.get(shard, {})):
            tally.take_back(shard.split, example)
            tally.add(shard.split, filled.example)
            refused.update(filled.refused)
    return tally, refused


def _swaps(file: Finished, replaced: Mapping[int, Filled]) -> Iterator[tuple[Example, Filled]]:
    if replaced:
        rows, facts = file.rows().splitlines(), file.facts().splitlines()
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
