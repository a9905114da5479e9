"""What the texts of a build are like, beside what people write, and what the verifier makes of them.

    jsonsynth build --tasks text_to_json --total 20000 --out DIR
    python -m benchmarks.text DIR [--real]

Variety is measured as in human data-to-text (DART dev: zlib ratio 3.51 and distinct-4 .75 of 1,000 texts; E2E, one
domain: 5.6 and .58): the ratio of zlib at level 9, lower is more varied, and the share of different runs of four
tokens. Near-duplicates: MinHash of 128, Jaccard of .8 or more on runs of three tokens. ``--real`` reads the human
utterances and spans of ``JSONSYNTH_CORPORA``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import time
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

from benchmarks.text_shares import PROMISED, PROSE, measured
from jsonsynth.content import load
from jsonsynth.examples import Settings, Slot, example_of
from jsonsynth.facts import verify
from jsonsynth.facts.figures import numbers, ungrouped
from jsonsynth.facts.languages import languages
from jsonsynth.facts.whens import dates_masked
from jsonsynth.seeds import stream
from jsonsynth.tasks.text_to_json import TASK, check

Row = dict[str, Any]

_TOKEN = re.compile(r"\w+|[^\w\s]")


def rows(folder: Path) -> list[Row]:
    """Return the rows with their provenance as ``facts`` and their ``split``."""
    found: list[Row] = []
    for split in ("train", "valid", "test"):
        file = folder / "text_to_json" / f"{split}.jsonl"
        facts = folder / "provenance" / "text_to_json" / file.name
        pairs = zip(file.read_text("utf-8").splitlines(), facts.read_text("utf-8").splitlines(), strict=True)
        found += [{**json.loads(line), "facts": json.loads(fact), "split": split} for line, fact in pairs]
    return found


def zlib_ratio(texts: Iterable[str]) -> float:
    """Return how many times smaller zlib makes the texts together; 0.0 for none."""
    data = "\n".join(texts).encode()
    return len(data) / len(zlib.compress(data, 9)) if data else 0.0


def distinct(texts: Iterable[str], length: int = 4) -> float:
    """Return the share of runs of tokens that are different; 0.0 for no run."""
    runs: Counter[tuple[str, ...]] = Counter()
    for text in texts:
        tokens = _TOKEN.findall(text)
        runs.update(tuple(tokens[place : place + length]) for place in range(len(tokens) - length + 1))
    return len(runs) / runs.total() if runs else 0.0


def _runs(text: str) -> list[bytes]:
    tokens = _TOKEN.findall(text)
    return [" ".join(tokens[place : place + 3]).encode() for place in range(max(1, len(tokens) - 2))]


def signature(text: str, size: int = 128) -> tuple[int, ...]:
    """Return the MinHash of a text's runs of three tokens."""
    hashes = [int.from_bytes(blake2b(run, digest_size=8).digest(), "big") for run in set(_runs(text))]
    prime = (1 << 61) - 1
    return tuple(min((one * (2 * k + 1) + 7919 * k) % prime for one in hashes) for k in range(size))


def near_duplicates(texts: Sequence[str]) -> int:
    """Return how many texts are nearly the same as an earlier one: bands of eight of the signature find them."""
    buckets: dict[tuple[int, tuple[int, ...]], list[tuple[int, ...]]] = {}
    found = 0
    for text in texts:
        mine = signature(text)
        bands = [(k, mine[k : k + 8]) for k in range(0, 128, 8)]
        others = [other for band in bands for other in buckets.get(band, [])]
        found += any(sum(a == b for a, b in zip(mine, other, strict=True)) >= 0.8 * 128 for other in others)
        for band in bands:
            buckets.setdefault(band, []).append(mine)
    return found


def variety(found: Sequence[Row], near: int) -> Iterator[tuple[str, str]]:
    """Give the figures of variety, at the size of the human ones. ``near``: texts compared with each other."""
    english = [one for one in found if one["facts"]["language"] == "en" and one["split"] == "train"]
    mixed = [one["input"]["text"] for one in english if one["facts"]["layout"] in PROSE][:1000]
    flowing = [one["input"]["text"] for one in english if one["facts"]["layout"] == "prose"][:1000]
    for name, texts in (("five layouts of sentences", mixed), ("flowing prose", flowing)):
        yield f"English, {name}: texts", str(len(texts))
        yield "  zlib ratio (human 3.51), distinct-4 (.75)", f"{zlib_ratio(texts):.2f}, {distinct(texts):.3f}"
    person = [one["input"]["text"] for one in english if one["facts"]["domain"] == "person"][:1000]
    yield (
        f"one domain (person, {len(person)} texts): zlib ratio, distinct-4",
        (f"{zlib_ratio(person):.2f}, {distinct(person):.3f}"),
    )
    texts = [one["input"]["text"] for one in found]
    yield "exact duplicates", str(len(texts) - len(set(texts)))
    yield (
        f"near-duplicates among {min(near, len(texts))}",
        f"{near_duplicates(texts[:near]) / min(near, len(texts)):.2%}",
    )


def shares(found: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """Give the share of every axis as provenance has it, and what the rows themselves show beside what was promised."""
    total = len(found)
    for facet in ("language", "asked_in", "missing_policy", "domain", "difficulty"):
        counts = Counter(str(one["facts"][facet]) for one in found)
        yield facet, ", ".join(f"{name} {count / total:.1%}" for name, count in counts.most_common())
    for axis, count in sorted(Counter(axis for one in found for axis in one["facts"]["axes"]).items()):
        yield f"  {axis}", f"{count / total:.1%}"
    seen = measured(found)
    for name, share in sorted(seen.items(), key=lambda pair: pair[0] not in PROMISED):
        yield f"measured: {name}", f"{share:.1%}{_judged(share, PROMISED.get(name))}"


def _judged(share: float, promised: float | None) -> str:
    if promised is None:
        return ""
    right = share >= -promised if promised < 0 else abs(share - promised) <= promised / 3
    return f" (promised {'at least ' * (promised < 0)}{abs(promised):.0%}{'' if right else ': MISSED'})"


def refused(found: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """Give how many rows were made again, by domain and language, the worst first."""
    again = Counter(one for row in found for one in row["facts"].get("made_again", []))
    made = Counter(f"{row['facts']['domain']}.{row['facts']['language']}" for row in found)
    yield "rows made again", f"{again.total() / len(found):.2%}"
    rates = {name: count / (count + made[name]) for name, count in again.items()}
    for name, rate in sorted(rates.items(), key=lambda pair: -pair[1])[:8]:
        yield f"  {name}", f"{rate:.1%} of {again[name] + made[name]}"


def speed(found: Sequence[Row], count: int = 2000) -> Iterator[tuple[str, str]]:
    """Give CPU microseconds a row of making and of checking, warm."""
    content = load()
    for index in range(200):
        TASK.make(Slot("text_to_json", "train", index), content, Settings(), stream(1, "warm", index))
    start = time.process_time()
    for index in range(count):
        TASK.make(Slot("text_to_json", "train", index), content, Settings(), stream(2, "speed", index))
    yield "make, us a row", f"{(time.process_time() - start) / count * 1e6:.0f}"
    examples = [example_of({"task": "text_to_json", **one}, one["facts"]) for one in found[:count]]
    for example in examples:
        check(example)
    start = time.process_time()
    for example in examples:
        check(example)
    yield "check, us a row", f"{(time.process_time() - start) / max(1, len(examples)) * 1e6:.0f}"
    yield "characters a text", f"{sum(len(one['input']['text']) for one in found) / len(found):.0f}"


_NAMES = {"English": "en", "Portuguese": "pt", "Spanish": "es", "French": "fr", "German": "de", "Italian": "it"}


def _lines(path: Path) -> list[Row]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def real(folder: Path) -> Iterator[tuple[str, str]]:
    """Give what the verifier proves of human utterances, and what it reads of human spans."""
    utterances = _lines(folder / "utterances.dev.jsonl.gz")
    rules: Counter[str] = Counter()
    for one in utterances:
        problems = verify(one["instruction"].replace(":string", ":string?"), one["text"], one["output"])
        rules[problems[0].rule if problems else "proved"] += 1
    yield (
        f"utterances of people ({len(utterances)})",
        ", ".join(f"{name} {count}" for name, count in rules.most_common()),
    )
    read: Counter[tuple[str, str]] = Counter()
    whole: Counter[tuple[str, str]] = Counter()
    for one in _lines(folder / "spans.dev.jsonl.gz"):
        if one["lang"] in _NAMES:
            for right in _read(one):
                whole[one["kind"], _NAMES[one["lang"]]] += 1
                read[one["kind"], _NAMES[one["lang"]]] += right
    for kind in sorted({kind for kind, _ in whole}):
        said = [f"{name} {read[kind, name]}/{whole[kind, name]}" for name in _NAMES.values() if whole[kind, name]]
        yield f"spans read right: {kind}", ", ".join(said)


def _read(one: Row) -> Iterator[bool]:
    name = _NAMES[one["lang"]]
    language = languages()[name]
    if one["kind"] == "date":
        _, whens = dates_masked(one["text"], language, (one.get("ref") or "")[:10])
        yield one["value"] in [when.date for when in whens]
        return
    for span, said in one.get("values", []):
        try:
            wanted = float(str(said.get("value")).replace(",", "."))
        except ValueError:
            continue
        words = ungrouped(span, name == "fr").split()
        bare = [word.lower().strip(".,;:!?()[]") for word in words]
        found = numbers(words, bare, language, range(len(words)))
        yield any(abs(wanted - value) < 1e-6 for number in found for value in number.readings)


def report(folder: Path, near: int, corpora: Path | None) -> Iterator[tuple[str, str]]:
    """Give all lines of the report."""
    found = rows(folder)
    yield from variety(found, near)
    yield from shares(found)
    yield from refused(found)
    yield from speed(found)
    if corpora is not None:
        yield from real(corpora)


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--near", type=int, default=3000, help="texts compared for near-duplicates")
    parser.add_argument("--real", action="store_true", help="read the human utterances and spans too")
    given = parser.parse_args()
    corpora = Path(os.environ.get("JSONSYNTH_CORPORA", "../shared/corpora")) if given.real else None
    for name, value in report(given.folder, given.near, corpora):
        print(f"{name:<52} {value}")


if __name__ == "__main__":
    main()
