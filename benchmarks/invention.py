"""Invented schemas beside real ones: the share of schemas that use each keyword, sizes, depths, names.

Real ones are read from ``schemas.dev.jsonl.gz`` in the folder that the environment's ``JSONSYNTH_CORPORA`` names.

    python benchmarks/invention.py [--count 3000] [--least 1.0] [--json]
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import orjson

from jsonsynth.examples import JSON
from jsonsynth.invention import invent
from jsonsynth.keywords import keywords
from jsonsynth.seeds import stream

CORPUS = "schemas.dev.jsonl.gz"


@dataclass(frozen=True)
class Shares:
    """Percent of schemas that use a keyword, real and invented."""

    keyword: str
    real: float
    invented: float

    @property
    def ratio(self) -> float:
        """Invented over real."""
        return self.invented / self.real


def corpus() -> Path:
    """Return the file of real schemas. Ends the program where it is missing."""
    folder = Path(os.environ.get("JSONSYNTH_CORPORA", "../shared/corpora"))
    if not (folder / CORPUS).is_file():
        sys.exit(f"{folder / CORPUS} is missing: set JSONSYNTH_CORPORA to its folder")
    return folder / CORPUS


def real_schemas() -> Iterator[Any]:
    """Give the real schemas."""
    with gzip.open(corpus()) as lines:
        for line in lines:
            yield orjson.loads(line)["schema"]


def used(schemas: Iterable[Any]) -> tuple[Counter[str], list[int]]:
    """Return in how many schemas each keyword stands, and the schemas' sizes in ascending order."""
    seen: Counter[str] = Counter()
    sizes: list[int] = []
    for schema in schemas:
        seen.update(keywords(schema))
        sizes.append(len(orjson.dumps(schema)))
    return seen, sorted(sizes)


def depth(value: JSON) -> int:
    """Return how deep objects and arrays nest in a value."""
    if isinstance(value, dict):
        return 1 + max(map(depth, value.values()), default=0)
    return 1 + max(map(depth, value), default=0) if isinstance(value, list) else 0


def _quantiles(sizes: list[int]) -> list[int]:
    return [sizes[int((len(sizes) - 1) * part)] for part in (0, 0.1, 0.5, 0.9, 1)]


def main() -> None:
    """Print both columns and their ratio; what is outside a factor of two is marked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=3000, help="schemas to invent")
    parser.add_argument("--least", type=float, default=1.0, help="percent of real schemas from which a keyword counts")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    made = [invent(stream(1, "benchmark", index), "train") for index in range(options.count)]
    real, real_sizes = used(real_schemas())
    seen, sizes = used(one.schema for one in made)
    share = {name: 100 * count / len(real_sizes) for name, count in real.most_common()}
    rows = [
        Shares(name, value, 100 * seen[name] / len(made)) for name, value in share.items() if value >= options.least
    ]
    shapes, depths = Counter(one.shape for one in made), Counter(depth(one.instance) for one in made)
    if options.json:
        print(json.dumps({"keywords": [asdict(row) for row in rows], "sizes": sizes[:: max(1, len(sizes) // 100)]}))
        return
    for row in rows:
        mark = "" if 0.5 <= row.ratio <= 2 else "  outside a factor of two"
        print(f"{row.keyword:22} real {row.real:5.1f}  invented {row.invented:5.1f}  ratio {row.ratio:4.2f}{mark}")
    print(f"bytes (least, 10%, median, 90%, most): real {_quantiles(real_sizes)}, invented {_quantiles(sizes)}")
    print(f"depth of the instances: {dict(sorted(depths.items()))}")
    print(f"shapes: {dict(shapes.most_common())}")


if __name__ == "__main__":
    main()
