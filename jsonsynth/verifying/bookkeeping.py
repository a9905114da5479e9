"""What a manifest of ours says about the files, compared with the files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import orjson

from jsonsynth.examples import JSON
from jsonsynth.verifying.findings import Findings
from jsonsynth.verifying.sources import Source

__all__ = ["Read", "check_files", "check_stats"]


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read to its end: the hash of its bytes and its lines."""

    sha256: str
    lines: int


def check_files(source: Source, read: Mapping[Path, Read], findings: Findings) -> None:
    """Tell where the manifest and the folder disagree: files, rows, hashes, the plan's counts."""
    manifest = source.path / "manifest.json"
    if not source.ours:
        return
    if not source.manifest:
        rule = "manifest-broken" if manifest.exists() else "manifest-missing"
        findings.error(rule, str(manifest), "it is not JSON" if manifest.exists() else "there is none")
        return
    files = source.manifest.get("files")
    if not isinstance(files, dict):
        findings.error("manifest-broken", str(manifest), "it names no files")
        return
    for name, entry in files.items():
        _check_file(source.path / name, entry if isinstance(entry, dict) else {}, read, findings)
    for file in source.files:
        if file.name not in files:
            findings.error("file-extra", str(file.path), "the manifest does not name it")
    _check_counts(source, read, findings)


def _check_file(path: Path, entry: Mapping[str, JSON], read: Mapping[Path, Read], findings: Findings) -> None:
    if not path.is_file():
        findings.error("file-missing", str(path), "the manifest names it")
        return
    found = read.get(path) or _read(path)
    rows = entry.get("rows")
    if rows is not None and rows != found.lines:
        findings.error("manifest-rows", f"{path}:{found.lines}", f"{found.lines} lines, the manifest says {rows}")
    if entry.get("sha256") != found.sha256:
        findings.error("manifest-sha256", str(path), f"sha256 {found.sha256}, the manifest says {entry.get('sha256')}")


def _read(path: Path) -> Read:
    total, lines = sha256(), 0
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            total.update(block)
            lines += block.count(b"\n")
    return Read(total.hexdigest(), lines)


def _check_counts(source: Source, read: Mapping[Path, Read], findings: Findings) -> None:
    plan = source.manifest.get("plan")
    counts = plan.get("counts") if isinstance(plan, dict) else None
    for task, splits in counts.items() if isinstance(counts, dict) else ():
        for split, wanted in splits.items() if isinstance(splits, dict) else ():
            path = source.path / task / f"{split}.jsonl"
            if path in read and read[path].lines != wanted:
                findings.error("plan-count", f"{path}:{read[path].lines}", f"the plan says {wanted} rows")


def check_stats(source: Source, stats: Mapping[str, JSON], findings: Findings) -> None:
    """Tell if meta/stats.json does not hold the counts of these rows."""
    path = source.path / "meta" / "stats.json"
    if not source.manifest or not path.is_file():
        return
    try:
        same = orjson.loads(path.read_bytes()) == orjson.loads(orjson.dumps(stats))
    except orjson.JSONDecodeError:
        same = False
    if not same:
        findings.error("stats-differ", str(path), "counted again, the rows give other numbers")
