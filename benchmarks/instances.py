"""Instances of real schemas and of the official suite: how many schemas are covered, how quickly, how lifelike.

Each generator is asked in a forked child with 5 CPU seconds and 3 GiB a schema. A schema is covered by at least 10
instances of the 20 asked for, every one valid with formats asserted, at least 5 of them different or all there can be;
a refusal never counts as covered. The judges share nothing with the generators.

    python -m benchmarks.instances [--limit 400] [--seed 1] [--suite] [--peers jsonsynth,jsf] [--quick] [--json]
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

import orjson

from benchmarks.limited import Limits, limited
from benchmarks.schema_cases import Case, real_schemas, suite_schemas, vocabulary
from benchmarks.schema_judging import Judged, Share, judged
from benchmarks.schema_peers import PEERS, REFUSED, Asked, Peer

_ASKED = 20
_SHOWING = 50  # instances that should show all of a schema
_MANY = 5_000  # instances that should differ
_JUDGE = Limits(cpu_s=60, memory=6 << 30, wall_s=300)


@dataclass
class Outcome:
    """A generator on a schema. Seconds are CPU time of the making alone; 0 where nothing was made."""

    id: str
    judged: Judged
    cold_s: float = 0.0
    made: int = 0
    many: int = 0
    many_s: float = 0.0
    printing_s: float = 0.0
    different: int = 0

    @property
    def covered(self) -> bool:
        """Whether nothing is wrong; a refusal is."""
        return self.judged.problem == ""


@dataclass
class Made:
    """The lines that a generator made, its CPU seconds and why it stopped."""

    lines: list[str] = field(default_factory=list[str])
    spent: float = 0.0
    problem: str = ""


def _made(peer: Peer, asked: Asked) -> Made:
    ended = limited(lambda: peer.draw(asked), peer.limits)
    spent = next((float(line[1:]) for line in ended.lines if line.startswith("\x02")), 0.0)
    return Made([line for line in ended.lines if not line.startswith("\x02")], spent, ended.problem)


def outcome(peer: Peer, case: Case, quick: bool, known_words: frozenset[str]) -> Outcome:
    """Ask a generator for instances of one schema and judge them."""
    first = _made(peer, Asked(case.schema, _ASKED, 1, 4.0))
    more = Made() if quick or not first.lines else _made(peer, Asked(case.schema, _SHOWING, 2, 4.0))
    ended = limited(lambda: [judged(case.schema, first.lines, more.lines, known_words).as_json()], _JUDGE)
    verdict = Judged.read(ended.lines[0]) if ended.lines else Judged(problem=f"not judged: {ended.problem}")
    verdict.problem = first.problem or verdict.problem  # whatever was drawn before it failed
    found = Outcome(case.id, verdict, first.spent, len(first.lines))
    if found.covered and not quick:
        _drawn_often(peer, case, found)
    return found


def _drawn_often(peer: Peer, case: Case, found: Outcome) -> None:
    many = _made(peer, Asked(case.schema, _MANY, 3, 1.0))
    found.many, found.many_s = len(many.lines), many.spent
    found.different = len(set(many.lines))
    values = [json.loads(line) for line in many.lines]
    start = time.thread_time()
    for value in values:
        _printed(value)
    found.printing_s = time.thread_time() - start


def _printed(value: Any) -> bytes:
    try:
        return orjson.dumps(value, None, orjson.OPT_SORT_KEYS)
    except TypeError:
        return json.dumps(value, sort_keys=True).encode()


def _sum(outcomes: Iterable[Outcome], of: Callable[[Judged], Share]) -> float | None:
    shares = [of(one.judged) for one in outcomes]
    total = sum(share.of for share in shares)
    return 100 * sum(share.hits for share in shares) / total if total else None


def _mean(outcomes: Iterable[Outcome], of: Callable[[Judged], Share]) -> float | None:
    shares = [100 * share.hits / share.of for one in outcomes if (share := of(one.judged)).of]
    return statistics.fmean(shares) if shares else None


def _geometric(values: Iterable[float]) -> float | None:
    found = [value for value in values if value > 0]
    return statistics.geometric_mean(found) if found else None


def figures(outcomes: list[Outcome], common: set[str]) -> dict[str, float | None]:
    """Return the rows of the table; ``common`` are the schemas that all generators cover."""
    size = len(outcomes)
    covered = [one for one in outcomes if one.covered]
    timed = [one for one in covered if one.many_s > 0 and one.id in common]
    wide = [100 * one.different / one.many for one in covered if one.judged.wide and one.many >= _MANY]
    goals = [one.judged.goals for one in covered if one.judged.goals.of]
    return {
        "schemas": size,
        "covered, %": 100 * len(covered) / size,
        "one valid instance, %": 100 * sum(one.judged.valid.hits > 0 for one in outcomes) / size,
        "refused, %": 100 * sum(one.judged.problem.startswith("RuntimeError: " + REFUSED) for one in outcomes) / size,
        "valid under jsonschema-rs, %": _sum(outcomes, lambda one: one.valid),
        "valid under jsonschema, %": _sum(outcomes, lambda one: one.agreed),
        "cold, ms an instance, median": _median([1000 * one.cold_s / one.made for one in covered if one.cold_s]),
        "CPU seconds, most": max((one.cold_s for one in outcomes), default=0.0),
        "schemas timed": len(timed),
        "instances/s, geometric mean": _geometric(one.many / one.many_s for one in timed),
        "rows/s printed, geometric mean": _geometric(one.many / (one.many_s + one.printing_s) for one in timed),
        "printable text, %": _mean(covered, lambda one: one.printable),
        "known member names, %": _mean(covered, lambda one: one.known),
        "optional members on and off, %": _mean(covered, lambda one: one.optional),
        "words of real schemas, %": _sum(covered, lambda one: one.worded),
        "different of 5,000, mean %": statistics.fmean(wide) if wide else None,
        "all shown in 50, % of schemas": 100 * sum(s.hits == s.of for s in goals) / len(goals) if goals else None,
        "shown in 50, mean %": statistics.fmean(100 * s.hits / s.of for s in goals) if goals else None,
    }


def _median(values: list[float]) -> float | None:
    return statistics.median(values) if values else None


def _table(columns: dict[str, dict[str, float | None]]) -> Iterator[str]:
    """Yield the lines of a Markdown table."""
    yield f"| | {' | '.join(columns)} |"
    yield "|---" * (len(columns) + 1) + "|"
    for row in next(iter(columns.values())):
        cells = ["" if (value := column[row]) is None else f"{value:,.4g}" for column in columns.values()]
        yield f"| {row} | {' | '.join(cells)} |"


def _failures(outcomes: list[Outcome]) -> Iterator[str]:
    for one in outcomes:
        if not one.covered:
            yield f"{one.id}: {one.judged.problem}"


def _measured(peer: Peer, cases: list[Case], quick: bool, known_words: frozenset[str]) -> list[Outcome]:
    peer.load()
    found: list[Outcome] = []
    for number, case in enumerate(cases, 1):
        found.append(outcome(peer, case, quick, known_words))
        if number % 100 == 0:
            covered = sum(one.covered for one in found)
            print(f"{peer.name}: {covered} of {number} covered", file=sys.stderr)
    return found


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=int, default=400, help="schemas drawn from the real ones; 0: all")
    parser.add_argument("--seed", type=int, default=1, help="which ones are drawn")
    parser.add_argument("--suite", action="store_true", help="the official suite instead")
    parser.add_argument("--peers", default=",".join(PEERS), help="generators, by name; those not there are left out")
    parser.add_argument("--only", default="", help="only schemas whose id has this in it")
    parser.add_argument("--quick", action="store_true", help="coverage and validity only")
    parser.add_argument("--json", action="store_true", help="everything, one JSON document")
    return parser.parse_args()


def main() -> None:
    """Measure each generator on the same schemas."""
    options = _options()
    cases = (suite_schemas if options.suite else real_schemas)(options.limit, options.seed)
    cases = [case for case in cases if options.only in case.id]
    peers = [PEERS[name] for name in options.peers.split(",") if PEERS[name].is_there()]
    known_words = vocabulary()
    found = {peer.name: _measured(peer, cases, options.quick, known_words) for peer in peers}
    common = {case.id for case in cases} - {one.id for all_ in found.values() for one in all_ if not one.covered}
    table = {name: figures(outcomes, common) for name, outcomes in found.items()}
    if options.json:
        print(json.dumps({"figures": table, "outcomes": {n: [asdict(o) for o in all_] for n, all_ in found.items()}}))
        return
    print("\n".join(_table(table)))
    for name, outcomes in found.items():
        print(f"\nNot covered by {name}:\n" + "\n".join(_failures(outcomes)))


if __name__ == "__main__":
    main()
