"""Repair: our repairer beside the peers on real cases, and how far the peers' answers agree with our labels.

    python -m benchmarks.repair [--rows 5000] [--seed 7] [--outvoted 20]

The real cases are those of ``repair.dev.jsonl.gz`` in JSONSYNTH_CORPORA. A label is outvoted where three or more of the
four strong tools (json_repair, jsonrepair, parse_broken_json, jaison) give one other value. Agreement is evidence, not
proof: the proof that a label is certain is ``jsonsynth.rivals``, whose verdict stands beside each outvoted row.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import jsonsynth
from benchmarks.repair_peers import FAILED, PEERS, normal
from jsonsynth.content import load
from jsonsynth.examples import Example, Settings, Slot, label
from jsonsynth.rivals import verdict
from jsonsynth.shards import Origin, fill

STRONG = ("json_repair", "jsonrepair", "parse_broken_json", "jaison")
# Real cases whose expected value contradicts a policy that our rows state: they are listed, not counted.
POLICIES = {
    "js_literal": "NaN and Infinity become null, not strings",
    "number_leading_zero": "zeros in front are dropped, the number stays a number",
    "concatenated_values": "several values become one array",
    "invalid_escape": "a backslash that escapes nothing is kept",
}


def real_cases(path: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the cases that count, and those whose expected value is not what the policy of their class says."""
    cases = [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]
    counted: list[dict[str, Any]] = []
    conflicts: list[dict[str, Any]] = []
    for case in cases:
        by_policy = POLICIES.keys() & set(case["classes"])
        right = normal(case["expected"])
        (conflicts if by_policy and _our_answer(case["broken"]) != right else counted).append(case)
    return counted, conflicts


def _our_answer(text: str) -> str:
    return PEERS[0].answers([text])[0]


def print_real(cases: Sequence[dict[str, Any]], conflicts: Sequence[dict[str, Any]]) -> None:
    """Print how many real cases each tool gets right, and which policies take cases out."""
    print(f"\nreal cases: {len(cases)} count, {len(conflicts)} contradict a policy\n")
    for case in conflicts:
        named = next(POLICIES[name] for name in case["classes"] if name in POLICIES)
        print(f"  left out: {case['broken'][:60]!r} ({named})")
    texts, wanted = [case["broken"] for case in cases], [normal(case["expected"]) for case in cases]
    print(f"\n| {'tool':17} | right | share | us a case |")
    print("|---|---|---|---|")
    for peer in PEERS:
        start = time.perf_counter()
        found = peer.answers(texts)
        spent = (time.perf_counter() - start) / len(texts) * 1e6
        right = sum(map(str.__eq__, found, wanted))
        print(f"| {peer.name:17} | {right:5} | {right / len(texts):.3f} | {spent:9.0f} |")
    print_certain(texts, wanted)


def print_certain(texts: Sequence[str], wanted: Sequence[str]) -> None:
    """Print how often our repairer is certain, and how often it is wrong then."""
    given = PEERS[0].answers(texts)
    answered = [(text, want, found) for text, want, found in zip(texts, wanted, given, strict=True) if found != FAILED]
    certain = [(want, found) for text, want, found in answered if jsonsynth.repair(text).certain]
    print(
        f"\nours is certain of {len(certain)}, and wrong about {sum(want != found for want, found in certain)} of them"
    )


def built(rows: int, seed: int) -> list[Example]:
    """Return rows of the family as a build makes them, those with errors."""
    origin = Origin(seed, Settings())
    made = (fill(Slot("json_repair", "train", index), origin).example for index in range(rows))
    return [example for example in made if example.facts["classes"]]


def print_agreement(examples: Sequence[Example], most: int) -> None:
    """Print agreement by number of errors and by class, and the outvoted rows with the reason why ours stands."""
    texts, wanted = [example.input["broken_json"] for example in examples], [_value(example) for example in examples]
    answers = {peer.name: peer.answers(texts) for peer in PEERS}
    families = sorted({peer.family for peer in PEERS[1:]})
    voices = {family: [peer.name for peer in PEERS if peer.family == family] for family in families}
    agreeing = [
        [family for family in families if any(answers[name][row] == wanted[row] for name in voices[family])]
        for row in range(len(texts))
    ]
    _print_shares("errors", [_errors(example) for example in examples], agreeing, families)
    single = [row for row, example in enumerate(examples) if len(_classes(example)) == 1]
    _print_shares("class", [_classes(examples[row])[0] for row in single], [agreeing[row] for row in single], families)
    _print_outvoted(examples, wanted, {name: answers[name] for name in STRONG if name in answers}, most)


def _value(example: Example) -> str:
    return normal(json.loads(label(example)))


def _classes(example: Example) -> list[str]:
    classes = example.facts["classes"]
    return [str(name) for name in classes] if isinstance(classes, list) else []


def _errors(example: Example) -> str:
    return f"{len(_classes(example))}{', by policy' if example.facts['policy'] else ''}"


def _print_shares(what: str, kinds: Iterable[str], agreeing: Iterable[list[str]], families: Sequence[str]) -> None:
    found: dict[str, list[list[str]]] = defaultdict(list)
    for kind, names in zip(kinds, agreeing, strict=True):
        found[kind].append(names)
    print(f"\n| {what} | rows | one agrees | two agree | {' | '.join(families)} |")
    print("|---" * (4 + len(families)) + "|")
    for kind, rows in sorted(found.items()):
        each = [sum(family in names for names in rows) / len(rows) for family in families]
        shares = [sum(len(names) >= least for names in rows) / len(rows) for least in (1, 2)]
        print(f"| {kind} | {len(rows)} | " + " | ".join(f"{share:.2f}" for share in (*shares, *each)) + " |")


def _print_outvoted(
    examples: Sequence[Example], wanted: Sequence[str], answers: dict[str, list[str]], most: int
) -> None:
    corruptors = load().corruptors
    outvoted: list[tuple[int, str]] = []
    for row, want in enumerate(wanted):
        votes = Counter(given[row] for given in answers.values() if given[row] not in (want, FAILED))
        if votes and votes.most_common(1)[0][1] >= 3:
            outvoted.append((row, votes.most_common(1)[0][0]))
    without = [row for row, _ in outvoted if not examples[row].facts["policy"]]
    print(f"\noutvoted: {len(outvoted)} of {len(wanted)}, {len(without)} of them without a policy")
    for row, other in outvoted[:most]:
        example = examples[row]
        reason = f"that of {len(_classes(example))} errors, each apart"
        if len(_classes(example)) == 1:
            reason = str(verdict(example.input["broken_json"], json.loads(label(example)), corruptors))
        print(f"- {_classes(example)} ({example.facts['policy'] or 'no policy'}): our reading is {reason}")
        print(f"  {example.input['broken_json'][:300]!r}\n  theirs: {other[:300]}")


def main() -> None:
    """Print all of it as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--outvoted", type=int, default=20)
    options = parser.parse_args()
    print(f"tools: {', '.join(peer.name for peer in PEERS)}")
    path = Path(os.environ.get("JSONSYNTH_CORPORA", "../shared/corpora")) / "repair.dev.jsonl.gz"
    if path.is_file():
        print_real(*real_cases(path))
    else:
        print(f"no real cases: {path} is not there")
    start = time.process_time()
    examples = built(options.rows, options.seed)
    print(f"\n{options.rows / (time.process_time() - start):,.0f} rows a second, all checks on")
    print_agreement(examples, options.outvoted)


if __name__ == "__main__":
    main()
