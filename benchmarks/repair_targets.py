"""What the json_repair rows of a build are like, beside what they should be.

    jsonsynth build --tasks json_repair --total 20000 --out DIR
    python -m benchmarks.repair_targets DIR [--sample 1000] [--peers 5000]

Agreement with other tools is measured with those that ``benchmarks.repair_peers`` finds; pairs are compared by difflib.
The real cases are those of ``repair.dev.jsonl.gz`` in JSONSYNTH_CORPORA.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from math import log
from pathlib import Path
from typing import Any

from benchmarks.repair_peers import FAILED, PEERS, normal
from jsonsynth.content import load
from jsonsynth.jsontext import parse_strict
from jsonsynth.repairs import lost
from jsonsynth.rivals import verdict

Row = dict[str, Any]
Line = tuple[str, float | str, str]

STRONG = ("json_repair", "jsonrepair", "parse_broken_json", "jaison")
TAXONOMY = 52
PARTS = {
    "envelope": "envelope and truncation",
    "blank": "the rest",
    "separator": "separators",
    "scalar": "the rest",
    "bracket": "brackets",
}
NAMED = {
    "envelope and truncation": (
        *("truncated", "cut_value", "cut_name", "cut_call", "invisible_chars", "escaped_json", "html_entities"),
        *("written_newlines", "concatenated_values", "marked_lines"),
    ),
    "quotes": (
        *("single_quotes", "smart_quotes", "backtick_quotes", "unquoted_key", "unquoted_value", "doubled_quotes"),
        *("missing_end_quote", "missing_start_quote", "unescaped_quote"),
    ),
    "brackets": ("unclosed", "extra_close", "missing_open", "doubled_brackets"),
}


def rows(folder: Path) -> list[Row]:
    """Return the rows with their provenance as ``facts``."""
    found: list[Row] = []
    for file in sorted((folder / "json_repair").glob("*.jsonl")):
        facts = folder / "provenance" / "json_repair" / file.name
        pairs = zip(file.read_text().splitlines(), facts.read_text().splitlines(), strict=True)
        found += [{**json.loads(line), "facts": json.loads(fact)} for line, fact in pairs]
    return found


def answer(row: Row) -> str:
    """Return the label."""
    return str(row["output"] if "output" in row else row["chosen"])


def is_strict(text: str) -> bool:
    """Say whether the standard library reads a text, NaN and duplicate names refused."""
    try:
        parse_strict(text)
    except ValueError:
        return False
    return True


def spread(counts: Counter[str], kinds: int) -> float:
    """Return the entropy of a mix, 1 for all kinds alike."""
    total = sum(counts.values())
    return -sum(count / total * log(count / total, kinds) for count in counts.values())


def share(rows: Sequence[Row], holds: Callable[[Row], object]) -> float:
    """Return the share of rows of which something holds."""
    return sum(bool(holds(row)) for row in rows) / max(1, len(rows))


def of_texts(broken: Sequence[Row], every: Sequence[Row]) -> Iterator[Line]:
    """Measure what each row must be, and what no two may share."""
    inputs = Counter(row["input"]["broken_json"] for row in every)
    labels: dict[str, set[str]] = defaultdict(set)
    for row in every:
        labels[row["input"]["broken_json"]].add(answer(row))
    yield "strictly invalid", share(broken, lambda row: not is_strict(row["input"]["broken_json"])), "1.000"
    yield "nothing lost", share(broken, lambda row: lost(answer(row), row["input"]["broken_json"]) is None), "1.000"
    yield "distinct inputs", len(inputs) / len(every), "1.000"
    yield "distinct outputs", len({answer(row) for row in every}) / len(every), ">= .90"
    yield "label conflicts", sum(len(found) > 1 for found in labels.values()), "0"
    yield "a parser's message said", share(every, lambda row: "column" in row["input"]["instruction"]), ".05"


def of_real_cases(covered: set[str]) -> Iterator[Line]:
    """Measure how many real cases have classes that are covered, all of them."""
    path = Path(os.environ.get("JSONSYNTH_CORPORA", "../shared/corpora")) / "repair.dev.jsonl.gz"
    if path.is_file():
        cases = [json.loads(line)["classes"] for line in gzip.decompress(path.read_bytes()).splitlines()]
        yield "real cases of covered classes", sum(covered.issuperset(case) for case in cases) / len(cases), ">= .95"


def of_classes(broken: Sequence[Row]) -> Iterator[Line]:
    """Measure the mix of classes."""
    counts = Counter(name for row in broken for name in set(row["facts"]["classes"]))
    least = max(5, len(broken) / 500)
    covered = {name for name, count in counts.items() if count >= least}
    yield from of_real_cases(covered)
    yield "classes covered", len(covered), ">= 45"
    yield "classes too rare", ", ".join(sorted(set(counts) - covered)) or "none", "none"
    yield "entropy of the mix", spread(counts, TAXONOMY), ">= .90"
    parts = {row.name: PARTS.get(row.part, "the rest") for row in load().corruptors}
    parts |= {name: group for group, names in NAMED.items() for name in names}
    groups = Counter(parts.get(name, "the rest") for row in broken for name in row["facts"]["classes"])
    for group, count in groups.most_common():
        yield f"mix: {group}", count / sum(groups.values()), "35/20/20/15/10%"


def of_readings(broken: Sequence[Row], most: int) -> Iterator[Line]:
    """Seek all cheapest readings of single errors."""
    single = [row for row in broken if len(row["facts"]["classes"]) == 1][:most]
    corruptors = load().corruptors
    found = Counter(verdict(row["input"]["broken_json"], json.loads(answer(row)), corruptors) for row in single)
    yield f"beaten, of {len(single)}", (found["dominated"] + found["beyond"]) / len(single), "0"
    yield "ambiguous", found["ambiguous"] / len(single), "<= .002"


def of_peers(broken: Sequence[Row], most: int) -> Iterator[Line]:
    """Measure the agreement of other tools; the classes that cost most of it stand in the last line."""
    sample = [row for row in broken if not row["facts"]["policy"]][:most]
    texts, wanted = [row["input"]["broken_json"] for row in sample], [normal(json.loads(answer(row))) for row in sample]
    answers = {peer.name: peer.answers(texts) for peer in PEERS[1:]}
    votes = [
        Counter(answers[name][place] for name in STRONG if name in answers and answers[name][place] != FAILED)
        for place in range(len(sample))
    ]
    outvoted = [
        place
        for place, found in enumerate(votes)
        if any(count >= 3 and other != wanted[place] for other, count in found.items())
    ]
    yield f"outvoted, of {len(sample)}", len(outvoted) / len(sample), "<= .001"
    for place in outvoted[:10]:
        yield f"  outvoted: {sample[place]['facts']['classes']}", repr(texts[place][:400]), ""
    yield from _voices(sample, wanted, answers)


def _voices(sample: Sequence[Row], wanted: Sequence[str], answers: dict[str, list[str]]) -> Iterator[Line]:
    family = {peer.name: peer.family for peer in PEERS}
    single = [place for place, row in enumerate(sample) if len(row["facts"]["classes"]) == 1]
    voices = {
        place: len({family[name] for name, given in answers.items() if given[place] == wanted[place]})
        for place in single
    }
    for least, target in ((1, ">= .99"), (2, ">= .90")):
        agreed = sum(count >= least for count in voices.values()) / max(1, len(voices))
        yield f"single errors: families >= {least}", agreed, target
    few = Counter(sample[place]["facts"]["classes"][0] for place in single if voices[place] < 2)
    none = Counter(sample[place]["facts"]["classes"][0] for place in single if voices[place] < 1)
    yield "  of fewer than two", ", ".join(f"{name} {count}" for name, count in few.most_common()), ""
    yield "  of none", ", ".join(f"{name} {count}" for name, count in none.most_common()), ""


def of_pairs(pairs: Sequence[Row], most: int) -> Iterator[Line]:
    """Measure preference pairs: what gives a rejected answer away."""
    valid = [row for row in pairs if is_strict(row["rejected"])]
    kinds = Counter(row["facts"]["rejected_kind"] for row in pairs)
    yield "rejected is JSON", len(valid) / len(pairs), ">= .50"
    yield "AUC of is JSON", 1 - len(valid) / len(pairs) / 2, "<= .75"
    alike = [SequenceMatcher(None, row["chosen"], row["rejected"], False).ratio() for row in pairs[:most]]
    yield "difflib ratio >= .98", sum(ratio >= 0.98 for ratio in alike) / len(alike), "<= .20"
    yield "kinds of rejected", len(kinds), ">= 12"
    yield "entropy of kinds", spread(kinds, len(kinds)), ">= .85"
    same = share(valid, lambda row: normal(json.loads(row["chosen"])) == normal(json.loads(row["rejected"])))
    yield "rejected has the chosen value", same, "0"
    for name, feature in _FEATURES.items():
        yield f"AUC of {name}, valid rejected", _auc(valid, feature), "<= .60" if name == "length" else "<= .75"


_FEATURES: dict[str, Callable[[str], float]] = {
    "length": len,
    "newlines": lambda text: text.count("\n"),
    "blanks": lambda text: text.count(" "),
    "fence": lambda text: "```" in text,
    "sorted": lambda text: json.dumps(json.loads(text), sort_keys=True) == json.dumps(json.loads(text)),
    "names": lambda text: text.count('":'),
    "nulls": lambda text: text.count("null"),
    "digits": lambda text: sum(map(str.isdigit, text)),
}


def _auc(pairs: Sequence[Row], feature: Callable[[str], float]) -> float:
    """Return how often a feature tells chosen from rejected within a pair, ties half; never below one half."""
    sides = [(feature(row["chosen"]), feature(row["rejected"])) for row in pairs]
    won = sum((one > other) + (one == other) / 2 for one, other in sides) / max(1, len(sides))
    return max(won, 1 - won)


def main() -> None:
    """Print all of it as a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, default=1000)
    parser.add_argument("--peers", type=int, default=5000)
    options = parser.parse_args()
    every = rows(options.folder)
    broken = [row for row in every if row["facts"]["classes"]]
    pairs = [row for row in every if "chosen" in row]
    print(f"{len(every)} rows, {len(broken)} broken, {len(pairs)} pairs; tools: {', '.join(p.name for p in PEERS[1:])}")
    print("| what | measured | should be |\n|---|---|---|")
    measured = (
        of_texts(broken, every),
        of_classes(broken),
        of_readings(broken, options.sample),
        of_peers(broken, options.peers),
        of_pairs(pairs, options.sample),
    )
    for name, value, target in (line for lines in measured for line in lines):
        print(f"| {name} | {f'{value:.4f}' if isinstance(value, float) else value} | {target} |", flush=True)


if __name__ == "__main__":
    main()
