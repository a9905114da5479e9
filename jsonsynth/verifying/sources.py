"""Where the rows are: the files of a folder, ours or not, and what each should hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import orjson

from jsonsynth.errors import InputError
from jsonsynth.examples import JSON, SPLITS, Settings
from jsonsynth.opening import need_readable
from jsonsynth.tasks import TASKS

__all__ = ["File", "Source", "find"]

_SPLIT_OF: Mapping[str, str] = {
    "train": "train",
    "valid": "valid",
    "test": "test",
    "training": "train",
    "validation": "valid",
    "val": "valid",
    "dev": "valid",
    "eval": "test",
}
_NOT_ROWS = ("provenance", "meta")


@dataclass(frozen=True, slots=True)
class File:
    """A file of rows. ``task`` and ``split`` say what it should hold, "" where nothing says; ``facts``: provenance."""

    path: Path
    name: str
    task: str
    split: str
    facts: Path | None


@dataclass(frozen=True, slots=True)
class Source:
    """What to verify. ``manifest`` is {} for rows that are not ours, and for an unfinished build."""

    path: Path
    files: tuple[File, ...]
    ours: bool
    manifest: Mapping[str, JSON]

    def settings(self) -> Settings:
        """Return the row settings of the plan, the contract's without one."""
        plan = self.manifest.get("plan")
        found = plan.get("settings") if isinstance(plan, dict) else None
        if not isinstance(found, dict):
            return Settings()
        low, high = found.get("min_length"), found.get("max_length")
        return Settings(low, high) if isinstance(low, int) and isinstance(high, int) else Settings()


def find(path: Path) -> Source:
    """Find the files of rows at a path. Raises InputError where there is nothing to read, or it may not be."""
    source = _found(path)
    for file in source.files:
        need_readable(file.path, _WANTED)
        if file.facts is not None and file.facts.is_file():
            need_readable(file.facts, _WANTED)
    return source


_WANTED = "a data set or a .jsonl file"


def _found(path: Path) -> Source:
    if path.is_file():
        return Source(path, (_file(path.parent, path, ours=False),), ours=False, manifest={})
    if not path.is_dir():
        raise InputError(str(path), "there is no such file or folder", f"Name {_WANTED}.")
    manifest = _manifest(path / "manifest.json")
    ours = bool(manifest) or any((path / name).exists() for name in ("manifest.json", "provenance", ".build"))
    files = [_file(path, found, ours=ours) for found in sorted(path.rglob("*.jsonl")) if _has_rows(path, found)]
    if not files and not ours:
        raise InputError(str(path), "it holds no .jsonl file", f"Name {_WANTED}.")
    return Source(path, tuple(sorted(files, key=_order)), ours, manifest)


def _order(file: File) -> tuple[str, int, str]:
    """Put train before valid and test, so that what stands twice is told of the smaller split."""
    order = SPLITS.index(file.split) if file.split in SPLITS else len(SPLITS)
    return file.name.rpartition("/")[0], order, file.name


def _has_rows(root: Path, path: Path) -> bool:
    parts = path.relative_to(root).parts
    return path.is_file() and parts[0] not in _NOT_ROWS and not any(part.startswith(".") for part in parts)


def _file(root: Path, path: Path, *, ours: bool) -> File:
    name = path.relative_to(root).as_posix()
    task = next((part for part in reversed(name.split("/")[:-1]) if part in TASKS), "")
    facts = root / "provenance" / name if ours else None
    return File(path, name, task, _SPLIT_OF.get(path.stem.split("-")[0].lower(), ""), facts)


def _manifest(path: Path) -> Mapping[str, JSON]:
    try:
        value = cast("JSON", orjson.loads(path.read_bytes()))
    except (OSError, orjson.JSONDecodeError):
        return {}
    return value if isinstance(value, dict) else {}
