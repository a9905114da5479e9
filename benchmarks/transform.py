"""json_transform and json_style_strict: agreement with jq, speed against the floor, near duplicates.

Builds rows of both families with one worker, lets jq derive every json_transform label again, takes the CPU time of the
build beside that of the floor (what nobody can skip with the same rows, see ``benchmarks.speed``), and looks for inputs
that are nearly the same: 3-grams of words and marks, MinHash of 128 permutations, an estimated Jaccard index of .8.

    python -m benchmarks.transform [--rows 10000] [--near 5000] [--seed 7] [--json]
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path

from benchmarks.speed import build_seconds, floor_seconds
from jsonsynth.verifying import verify

__all__ = ["Figures", "main", "measure", "near", "shingles"]

FAMILIES = ("json_transform", "json_style_strict")

_TOKEN = re.compile(r"\w+|[^\w\s]")
_PERMUTATIONS = 128
_BANDS = 32  # of 4 values: a pair whose index is .8 shares one with a chance of 1 - 5e-8
_NEAR = 0.8
_PRIME = (1 << 61) - 1


@dataclass(frozen=True)
class Figures:
    """What was measured of a family. ``derived``, ``differ``: labels that jq derived, and those it gives otherwise;
    ``near``: the share of ``near_rows`` rows that have a near duplicate among them; ``start_s``: a build of hardly any
    row, which ``build_s`` has in it too."""

    family: str
    rows: int
    start_s: float
    build_s: float
    floor_s: float
    errors: int
    derived: int
    differ: int
    near_rows: int
    near: float

    @property
    def ratio(self) -> float:
        """CPU time of the rows over that of the floor."""
        return (self.build_s - self.start_s) / self.floor_s


def shingles(text: str) -> frozenset[int]:
    """Return hashes of the 3-grams of a text's words and marks; of a shorter text, one of all it has."""
    tokens = _TOKEN.findall(text)
    grams = zip(tokens, tokens[1:], tokens[2:], strict=False) if len(tokens) > 2 else [tokens]
    return frozenset(_hashed(" ".join(gram)) for gram in grams)


def _hashed(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=7).digest(), "little")


_SALTS = tuple((_hashed(f"a{k}") | 1, _hashed(f"b{k}")) for k in range(_PERMUTATIONS))


def _signature(grams: frozenset[int]) -> list[int]:
    return [min([(a * gram + b) % _PRIME for gram in grams]) for a, b in _SALTS]


def near(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Return the pairs of texts that are nearly the same, each text beside the first one it is like."""
    signatures = [_signature(shingles(text)) for text in texts]
    size = _PERMUTATIONS // _BANDS
    pairs: dict[int, int] = {}
    for band in range(0, _PERMUTATIONS, size):
        buckets: dict[tuple[int, ...], list[int]] = {}
        for place, signature in enumerate(signatures):
            bucket = buckets.setdefault(tuple(signature[band : band + size]), [])
            like = next((other for other in bucket if _alike(signatures[other], signature)), None)
            if like is None:
                bucket.append(place)
            elif place not in pairs:
                pairs[place] = like
    return sorted((like, place) for place, like in pairs.items())


def _alike(one: Sequence[int], other: Sequence[int]) -> bool:
    return sum(map(int.__eq__, one, other)) >= _NEAR * _PERMUTATIONS


def measure(family: str, rows: int, near_rows: int, seed: int) -> tuple[Figures, list[tuple[str, str]]]:
    """Build and measure a family; return the figures and the inputs that are nearly the same."""
    with tempfile.TemporaryDirectory() as folder:
        arguments = ["--seed", str(seed), "--tasks", family]
        start, _ = build_seconds([*arguments, "--total", "20", "--out", f"{folder}/start"])
        build, _ = build_seconds([*arguments, "--total", str(rows), "--out", f"{folder}/data"])
        lines = [
            line
            for path in sorted(Path(folder, "data", family).glob("*.jsonl"))
            for line in path.read_bytes().splitlines()
        ]
        floor, _, _ = floor_seconds(lines)
        report = verify(f"{folder}/data", beside=("jq",))
    texts = ["\n".join(json.loads(line)["input"].values()) for line in lines[:near_rows]]
    pairs = near(texts)
    involved = len({place for pair in pairs for place in pair})
    differ = report.counts.get(("error", "jq-differs"), 0)
    found = Figures(
        family,
        len(lines),
        start,
        build,
        floor,
        report.errors,
        report.derived,
        differ,
        len(texts),
        involved / len(texts),
    )
    return found, [(texts[one], texts[other]) for one, other in pairs]


def main() -> None:
    """Measure both families and print a table, or JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--near", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--show", type=int, default=0, help="print so many pairs that are nearly the same")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    for family in FAMILIES:
        found, pairs = measure(family, options.rows, options.near, options.seed)
        print(json.dumps({**asdict(found), "ratio": round(found.ratio, 1)}) if options.json else _line(found))
        for one, other in pairs[: options.show]:
            print(f"--- {one[:300]}\n  ~ {other[:300]}")


def _line(found: Figures) -> str:
    us, floor = (found.build_s - found.start_s) / found.rows * 1e6, found.floor_s / found.rows * 1e6
    jq = f"jq: {found.derived:,} derived, {found.differ} differ" if found.derived else "jq: none"
    return (
        f"{found.family}: {found.rows:,} rows, {us:.1f} us ({found.start_s:.1f} s to start), "
        f"floor {floor:.1f} us, ratio {found.ratio:.1f}; {jq}; {found.errors} errors; "
        f"near duplicates {found.near:.2%} of {found.near_rows:,}"
    )


if __name__ == "__main__":
    main()
