"""``split``, ``export`` and ``init``: the commands that write other files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jsonsynth.cli.printing import print_json, print_line
from jsonsynth.config import template
from jsonsynth.errors import InputError
from jsonsynth.examples import JSON
from jsonsynth.formats import export as write_export
from jsonsynth.splitting import split_file
from jsonsynth.writers import write_atomically

__all__ = ["export", "init", "split"]


def split(values: Mapping[str, Any], _: frozenset[str]) -> int:
    """Divide a JSONL file."""
    out = Path(values["out"])
    counts = split_file(Path(values["file"]), out, values["seed"], values["splits"], overwrite=values["overwrite"])
    if values["json"]:
        print_json({"out": str(out), "rows": dict(counts)})
    else:
        print_line(f"{sum(counts.values()):,} rows in {out}: " + _parts(counts))
    return 0


def export(values: Mapping[str, Any], _: frozenset[str]) -> int:
    """Write a data set in a trainer's format."""
    source = Path(values["dir"])
    out = Path(values["out"] or f"{source}-{values['format']}")
    done = write_export(source, values["format"], out, values["overwrite"])
    if values["json"]:
        result: JSON = {"out": str(out), "written": dict(done.written), "left_out": dict(done.left_out)}
        print_json(result)
        return 0
    print_line(f"{sum(done.written.values()):,} rows in {out}")
    for name, rows in done.written.items():
        print_line(f"  {name:<32} {rows:>9,}")
    if done.left_out:
        print_line(f"  without a place in {values['format']}: {_parts(done.left_out)}")
    return 0


def _parts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in counts.items())


def init(values: Mapping[str, Any], _: frozenset[str]) -> int:
    """Write a config file with every setting and its default."""
    path = Path(values["file"])
    if path.exists() and not values["overwrite"]:
        raise InputError(str(path), "it is there already", "Name another file, or say --overwrite.")
    write_atomically(path, [template().encode()])
    print_line(f"wrote {path}: build with `jsonsynth build --config {path}`")
    return 0
