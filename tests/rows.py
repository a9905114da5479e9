"""Rows written by hand, for tests."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from jsonsynth.examples import JSON
from jsonsynth.verifying import Report

__all__ = ["SCHEMA", "Damage", "Row", "dumps", "found", "line_of", "repair_row", "schema_row", "write"]

Row = dict[str, Any]
Damage = Callable[[Row], Row | str | bytes]

SCHEMA = {
    "type": "object",
    "properties": {"name": {"type": "string"}, "count": {"type": "integer"}},
    "required": ["name"],
}


def dumps(value: JSON) -> str:
    """Print canonically, with other code than ours."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def schema_row(number: int = 0) -> Row:
    """Return a sound row; another number, another schema."""
    schema = {**SCHEMA, "title": f"Item {number}"}
    label = {"count": number, "name": f"Köln {number}"}
    return {
        "task": "schema_generate",
        "input": {"instruction": "Give an instance of the schema.", "schema": dumps(cast("JSON", schema))},
        "output": dumps(cast("JSON", label)),
    }


def repair_row(number: int = 0) -> Row:
    """Return a sound preference row."""
    label = dumps({"age": number, "name": "Ana"})
    return {
        "task": "json_repair",
        "input": {"instruction": "Fix this JSON.", "broken_json": label[:-1] + ",}"},
        "chosen": label,
        "rejected": label[:-1] + ",}",
    }


def line_of(row: Row | str | bytes) -> bytes:
    """Return what stands on a line, without its end."""
    if isinstance(row, dict):
        return dumps(row).encode()
    return row if isinstance(row, bytes) else row.encode()


def write(path: Path, rows: list[Row]) -> Path:
    """Write rows to a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(line_of(row) + b"\n" for row in rows))
    return path


def found(report: Report) -> set[tuple[str, str, str]]:
    """Return severity, rule and place of the findings kept."""
    return {(finding.severity, finding.rule, finding.where) for finding in report.findings}
