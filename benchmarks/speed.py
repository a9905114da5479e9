"""CPU time of a build against the floor: what nobody can skip with the same rows, in the same run.

The floor of a row: print it, hash it, remember the hash, read its label, print that sorted, compile its schema if it
has one of its own, validate, write. Both are CPU seconds of one core; read the ratio, since machines differ.

    python benchmarks/speed.py [--total 20000] [--repeat 3] [--json]
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import jsonschema_rs
import orjson
import xxhash

FAMILIES = ("schema_generate", "json_repair", "text_to_json", "json_transform", "json_style_strict")


@dataclass(frozen=True)
class Measured:
    """A build of ``rows`` rows and the floor of these rows, CPU seconds."""

    what: str
    rows: int
    bytes_a_row: int
    build_s: float
    floor_s: float
    peak_mb: float

    @property
    def ratio(self) -> float:
        """Build over floor."""
        return self.build_s / self.floor_s


def floor_seconds(lines: Iterable[bytes]) -> tuple[float, int, int]:
    """Return CPU seconds, rows and bytes of the floor; reading the rows in is not timed."""
    seen: set[bytes] = set()
    validators: dict[str, jsonschema_rs.Validator] = {}
    spent, rows, size, noncanonical = 0.0, 0, 0, 0
    with tempfile.TemporaryFile() as out:
        for batch in _batches([orjson.loads(line) for line in lines], 4096):
            start = time.process_time()
            printed: list[bytes] = []
            for row in batch:
                line = orjson.dumps(row, None, orjson.OPT_APPEND_NEWLINE)
                seen.add(xxhash.xxh3_128_digest(line))
                label = row["output"] if "output" in row else row["chosen"]
                value = orjson.loads(label)
                noncanonical += orjson.dumps(value, None, orjson.OPT_SORT_KEYS) != label.encode()
                schema = row["input"].get("schema")
                if schema is not None:
                    if schema not in validators:
                        validators[schema] = _validator(schema)
                    if not validators[schema].is_valid(value):
                        sys.exit(f"a label is invalid: {label[:200]}")
                printed.append(line)
            out.write(b"".join(printed))
            spent += time.process_time() - start
            rows, size = rows + len(batch), size + sum(map(len, printed))
            validators.clear()
    return spent, rows, size


def _validator(schema: str) -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for(orjson.loads(schema), validate_formats=True, offline=True)


def _batches(rows: list[dict[str, Any]], size: int) -> Iterator[list[dict[str, Any]]]:
    return (rows[start : start + size] for start in range(0, len(rows), size))


def build_seconds(arguments: list[str]) -> tuple[float, float]:
    """Run a build in a process of its own; return its CPU seconds and peak memory in MB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "jsonsynth", "build", "--quiet", "--workers", "1", *arguments], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent, after.ru_maxrss / 1024


def measure(what: str, arguments: list[str], repeat: int) -> Measured:
    """Build and take the floor ``repeat`` times in turn; keep the medians."""
    builds: list[float] = []
    floors: list[float] = []
    peak, rows, size = 0.0, 0, 0
    for _ in range(repeat):
        with tempfile.TemporaryDirectory() as folder:
            spent, peak_now = build_seconds([*arguments, "--out", f"{folder}/data"])
            files = sorted(Path(folder, "data").glob("*_*/*.jsonl"))
            floor, rows, size = floor_seconds(line for path in files for line in path.read_bytes().splitlines())
        builds.append(spent)
        floors.append(floor)
        peak = max(peak, peak_now)
    return Measured(what, rows, size // max(rows, 1), statistics.median(builds), statistics.median(floors), peak)


def main() -> None:
    """Measure every family and the whole."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--total", type=int, default=20_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    total = ["--total", str(options.total)]
    found = [measure(family, [*total, "--tasks", family], options.repeat) for family in FAMILIES]
    found.append(measure("all five", total, options.repeat))
    if options.json:
        print(json.dumps([{**asdict(one), "ratio": round(one.ratio, 2)} for one in found], indent=1))
        return
    print(f"{'what':18} {'rows':>8} {'B/row':>6} {'build us':>9} {'floor us':>9} {'ratio':>6} {'MB':>5}")
    for one in found:
        build, floor = one.build_s / one.rows * 1e6, one.floor_s / one.rows * 1e6
        figures = f"{build:9.1f} {floor:9.1f} {one.ratio:6.2f} {one.peak_mb:5.0f}"
        print(f"{one.what:18} {one.rows:8} {one.bytes_a_row:6} {figures}")


if __name__ == "__main__":
    main()
