"""Any data set checked again from disk: every row, every file, and the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import orjson

from jsonsynth.examples import JSON, Example, example_of, label
from jsonsynth.jsontext import is_json
from jsonsynth.measuring import Tally, stats_of
from jsonsynth.verifying.bookkeeping import check_files, check_stats
from jsonsynth.verifying.crew import cores, judged_in_order
from jsonsynth.verifying.findings import Finding, Findings, Report
from jsonsynth.verifying.judging import Chunk, Judged, Stage, Terms
from jsonsynth.verifying.ledger import Ledger
from jsonsynth.verifying.quality import checklist
from jsonsynth.verifying.reading import Reader
from jsonsynth.verifying.rederiving import need_jq
from jsonsynth.verifying.sources import Source, find

__all__ = ["Finding", "Report", "Stage", "stats", "verify"]

_MOST_INSTRUCTIONS = 50_000
_BEGINNING = 1 << 18
_OPINION: tuple[Stage, ...] = ("opinion",)


def verify(
    path: Path | str,
    *,
    beside: tuple[Stage, ...] = _OPINION,
    limit: int | None = None,
    workers: int | None = None,
    most: int = 10,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Report:
    """Check a folder or a JSONL file again, ours or not: errors and warnings with file:line, cause and remedy.

    Rows are judged in child processes that are killed where a row hangs them. ``beside``: who else is asked about the
    labels: "opinion", the second validator and the proof of repairs, and "jq", which derives the labels of
    json_transform again (jsonsynth[jq]). ``limit``: look at the first rows of each
    file only. ``workers``: child processes, one a core by default; 0 judges in this process, without a second opinion
    and without protection. ``most``: findings kept of each rule; all are counted. ``progress`` gets rows done
    and about how many there are.
    Raises InputError where there is nothing to read, or jq is not installed.
    """
    if "jq" in beside:
        need_jq()
    source = find(Path(path))
    findings = Findings(most)
    reader = Reader(source, findings, limit)
    whole = _Whole(source, findings)
    expected = sum(_about(file.path, limit) for file in source.files)
    stages: frozenset[Stage] = frozenset(("check", *beside)).difference(("opinion",) if workers == 0 else ())
    limits = source.settings()
    terms = Terms(source.ours, (limits.min_length, limits.max_length), stages)
    crew = cores() if workers is None else workers
    for chunk, judged in judged_in_order(reader.chunks(), terms, crew, findings):
        whole.add(chunk, judged)
        progress(whole.rows, max(whole.rows, expected))
    if "jq" in beside:
        whole.check_derived()
    if limit is None:
        check_files(source, reader.read, findings)
    return whole.report(complete=limit is None)


def _about(path: Path, limit: int | None) -> int:
    """Estimate the lines of a file by its beginning."""
    with path.open("rb") as file:
        beginning = file.read(_BEGINNING)
    lines = beginning.count(b"\n") * path.stat().st_size // max(len(beginning), 1)
    return lines if limit is None else min(lines, limit)


class _Whole:
    """The data set as its chunks come in, in order."""

    def __init__(self, source: Source, findings: Findings) -> None:
        self._source = source
        self._findings = findings
        self._ledger = Ledger(source.files)
        self._tally = Tally()
        self._marks: Counter[tuple[str, str]] = Counter()
        self._instructions: Counter[tuple[str, int]] = Counter()
        self._opinions = 0
        self._derived = 0
        self.rows = 0

    def add(self, chunk: Chunk, judged: Judged) -> None:
        path = self._source.files[chunk.file].path
        for offset, severity, rule, cause in judged.problems:
            self._findings.add(severity, rule, f"{path}:{chunk.first + offset}", cause)
        self._ledger.add(chunk.file, chunk.first, judged.keys)
        self._tally.merge(judged.tally)
        self._marks.update(judged.marks)
        self._instructions.update(judged.instructions)
        if len(self._instructions) > _MOST_INSTRUCTIONS:
            self._instructions = Counter({key: count for key, count in self._instructions.items() if count > 1})
        self._opinions += judged.opinions
        self._derived += judged.derived
        self.rows += len(chunk.lines)

    def check_derived(self) -> None:
        """Warn where jq was asked for and had nothing to go by: a label that was not derived is no proof."""
        if not self._derived:
            cause = f"{self._tally.rows('json_transform'):,} rows of json_transform, none with its provenance beside it"
            self._findings.warning("jq-derived-nothing", str(self._source.path), cause)

    def report(self, *, complete: bool) -> Report:
        findings, source = self._findings, self._source
        self._ledger.report(findings)
        stats = self._tally.summary()
        if complete and not any(severity == "error" for severity, _ in findings.counts):
            check_stats(source, stats, findings)
        if complete:
            checklist(source, self._tally, self._marks, self._instructions, findings)
        return Report(
            str(source.path),
            source.ours,
            self.rows,
            len(source.files),
            self._opinions,
            self._derived,
            {outcome: self._marks["json_repair", outcome] for outcome in ("proved", "refuted", "unprovable")},
            dict(findings.counts),
            findings.kept(),
            stats,
        )


def stats(path: Path | str) -> dict[str, JSON]:
    """Count the rows of a folder or a JSONL file: lengths, difficulty, validity, per task and split.

    For a data set of ours it is what ``meta/stats.json`` holds. Rows without the contract's shape are counted in
    ``unreadable``, which is left out where there are none. Raises InputError where there is nothing to read.
    """
    unreadable: list[int] = []
    found = stats_of(_examples(find(Path(path)), unreadable))
    return {**found, "unreadable": len(unreadable)} if unreadable else found


def _examples(source: Source, unreadable: list[int]) -> Iterator[tuple[str, Example, bool]]:
    reader = Reader(source, Findings(0), None)
    for chunk in reader.chunks():
        facts = chunk.facts or (None,) * len(chunk.lines)
        for offset, (line, fact) in enumerate(zip(chunk.lines, facts, strict=True)):
            example = _example(line, fact)
            if example is None:
                unreadable.append(chunk.first + offset)
            else:
                yield chunk.split or "all", example, is_json(label(example))


def _example(line: bytes, fact: bytes | None) -> Example | None:
    try:
        facts: JSON = orjson.loads(fact) if fact else {}
        return example_of(orjson.loads(line), facts if isinstance(facts, dict) else {})
    except (ValueError, KeyError, TypeError):
        return None
