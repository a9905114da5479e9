"""A run of lines judged: what is wrong with each, and the digests and counts that the whole data set needs."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Literal, cast

import orjson

from jsonsynth.certainty import prove
from jsonsynth.examples import DIFFICULTIES, JSON, Completion, Example, Preference, example_of, label
from jsonsynth.measuring import Tally
from jsonsynth.schema import second_opinion
from jsonsynth.tasks import TASKS
from jsonsynth.verifying.findings import Severity
from jsonsynth.verifying.rederiving import rederive
from jsonsynth.verifying.rows import Tell, check_label, check_shape, read_line

__all__ = ["KEYS", "Chunk", "Judged", "Stage", "Terms", "judge"]

Stage = Literal["check", "opinion", "jq"]
KEYS = 5  # digests a row: row, input, label, payload's unit, group; 0 where there is none

_SECONDS: Mapping[Stage, float] = {"check": 10.0, "opinion": 1.0, "jq": 10.0}


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for every row: strictness, the bounds of a label's length, and which stages are on."""

    ours: bool
    limits: tuple[int, int]
    stages: frozenset[Stage]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Lines of one file from line ``first`` (from 1), each with its line of provenance: None means it has none."""

    file: int
    task: str
    split: str
    first: int
    lines: tuple[bytes, ...]
    facts: tuple[bytes | None, ...] | None


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of a chunk. ``problems``: (offset, severity, rule, cause); ``marks``: counts by (task, mark)."""

    problems: list[tuple[int, Severity, str, str]]
    keys: array[int]
    tally: list[JSON]
    marks: Counter[tuple[str, str]]
    instructions: Counter[tuple[str, int]]
    opinions: int
    derived: int


Guard = Callable[[int, Stage, float], Callable[[], None] | None]
_Ask = Callable[["_Work", int, Example, Tell], None]


class _Work:
    """The sums of a chunk while it is judged."""

    def __init__(self, chunk: Chunk, terms: Terms, guard: Guard) -> None:
        self.chunk = chunk
        self.terms = terms
        self.guard = guard
        self.problems: list[tuple[int, Severity, str, str]] = []
        self.keys = array("Q", bytes(8 * KEYS * len(chunk.lines)))
        self.tally = Tally()
        self.marks: Counter[tuple[str, str]] = Counter()
        self.instructions: Counter[tuple[str, int]] = Counter()
        self.opinions = 0
        self.derived = 0

    def tell(self, offset: int) -> Tell:
        def take(severity: Severity, rule: str, cause: str) -> None:
            self.problems.append((offset, severity, rule, cause[:500]))

        return take

    def errors(self) -> int:
        return sum(problem[1] == "error" for problem in self.problems)


def judge(chunk: Chunk, terms: Terms, guard: Guard) -> Judged:
    """Judge every line of a chunk.

    ``guard(offset, stage, seconds)`` is asked before each stage that foreign input could hang; it starts the clock and
    returns what stops it, or None to leave the stage out.
    """
    work = _Work(chunk, terms, guard)
    for offset in range(len(chunk.lines)):
        before = work.errors() if work.problems else 0
        example = _row(work, offset)
        if example is not None:
            valid = not work.problems or work.errors() == before
            work.tally.add(chunk.split or "all", example, valid=valid)
            _mark(work, example)
    counts = (work.opinions, work.derived)
    return Judged(work.problems, work.keys, work.tally.dump(), work.marks, work.instructions, *counts)


def _row(work: _Work, offset: int) -> Example | None:
    tell = work.tell(offset)
    raw = work.chunk.lines[offset]
    facts = _facts(work, offset, tell)
    found = read_line(raw, tell, ours=work.terms.ours)
    if found is None:
        return None
    work.keys[offset * KEYS] = _digest(raw.strip())
    if not check_shape(found, work.chunk.task, tell):
        return None
    example = example_of(found, facts)
    if check_label(example, work.terms.limits, tell, ours=work.terms.ours):
        _check(work, offset, example, tell)
        _key(work, offset, example)
        for stage, asked in _BESIDE.items():
            _ask(work, offset, example, (stage, asked.get(example.task)))
    return example


def _digest(data: bytes) -> int:
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "little") or 1


def _text_digest(kind: str, *texts: str) -> int:
    return _digest("\0".join((kind, *texts)).encode("utf-8", "surrogatepass"))


_FIELDS: Mapping[str, tuple[str, ...]] = {
    "schema_generate": ("schema_name", "schema_sha256", "origin", "license", "features"),
    "json_repair": ("classes", "edits", "sound", "policy"),
    "json_transform": ("operations", "jq"),
    "json_style_strict": ("style", "number_rule", "mess"),
    "text_to_json": (
        "domain",
        "language",
        "layout",
        "source",
        "spec",
        "distractors",
        "reference_date",
        "missing_policy",
    ),
}


def _facts(work: _Work, offset: int, tell: Tell) -> Mapping[str, JSON]:
    """Return the row's provenance, {} where it has none that can be its own."""
    chunk = work.chunk
    if chunk.facts is None:
        return {}
    line = chunk.facts[offset]
    if line is None:
        tell("error", "provenance-missing", "the row has no line of provenance")
        return {}
    try:
        facts = cast("JSON", orjson.loads(line))
    except orjson.JSONDecodeError as error:
        tell("error", "provenance-broken", f"its line of provenance is not JSON: {error}")
        return {}
    wanted = f"{chunk.task}/{chunk.split}/{chunk.first - 1 + offset}"
    if not isinstance(facts, dict) or facts.get("id") != wanted:
        found = facts.get("id") if isinstance(facts, dict) else None
        tell("error", "provenance-id", f"its line of provenance has the id {found!r}, not {wanted!r}")
        return {}
    _check_fields(facts, chunk.task, tell)
    return facts


def _check_fields(facts: Mapping[str, JSON], task: str, tell: Tell) -> None:
    missing = [name for name in ("turn", "difficulty", "group", *_FIELDS.get(task, ())) if name not in facts]
    if missing:
        tell("error", "provenance-field", f"provenance lacks {', '.join(missing)}")
    elif facts["difficulty"] not in DIFFICULTIES or not isinstance(facts["turn"], int):
        tell("error", "provenance-field", f"difficulty {facts['difficulty']!r}, turn {facts['turn']!r}")


def _check(work: _Work, offset: int, example: Example, tell: Tell) -> None:
    if "check" not in work.terms.stages:
        return
    stop = work.guard(offset, "check", _SECONDS["check"])
    if stop is None:
        return
    told = {problem[2] for problem in work.problems if problem[0] == offset} if work.problems else set[str]()
    asked = _in_form(example) if "label-not-canonical" in told else example
    for problem in TASKS[example.task].examine(asked):
        if problem.rule not in told:
            tell(problem.severity, problem.rule, problem.cause)
    stop()


def _in_form(example: Example) -> Example:
    """Print the label in the form the families ask for, so that they look at its value too; its form has been told."""
    target, text = example.target, _canonical(label(example))
    if isinstance(target, Completion):
        return replace(example, target=Completion(text))
    return replace(example, target=Preference(text, target.rejected))


def _ask(work: _Work, offset: int, example: Example, asked: tuple[Stage, _Ask | None]) -> None:
    """Ask others about the label; where the check has already refused it there is nothing to ask."""
    stage, ask = asked
    if ask is None or stage not in work.terms.stages:
        return
    if any(problem[0] == offset and problem[1] == "error" for problem in work.problems):
        return
    stop = work.guard(offset, stage, _SECONDS[stage])
    if stop is None:
        return
    ask(work, offset, example, work.tell(offset))
    stop()


def _validate_again(work: _Work, _offset: int, example: Example, tell: Tell) -> None:
    schema: JSON = orjson.loads(example.input["schema"])
    for cause in second_opinion(schema, orjson.loads(label(example)))[:1]:
        tell("error", "second-opinion", cause)
    work.opinions += 1


def _prove(work: _Work, offset: int, example: Example, tell: Tell) -> None:
    outcome, reason = prove(example, dear=(work.chunk.first + offset) % _DEAR == 0)
    if outcome == "refuted":
        tell("error", "label-refuted", reason)
    work.marks[example.task, outcome] += 1


def _rederive(work: _Work, _offset: int, example: Example, tell: Tell) -> None:
    if "jq" not in example.facts:
        return
    cause = rederive(example)
    if cause is not None:
        tell("error", "jq-differs", cause)
    work.derived += 1


_DEAR = 10  # one row in so many is proved among all readings of its broken text: of every row, a tenth more CPU time
_BESIDE: Mapping[Stage, Mapping[str, _Ask]] = {
    "opinion": {"schema_generate": _validate_again, "json_repair": _prove},
    "jq": {"json_transform": _rederive},
}


def _key(work: _Work, offset: int, example: Example) -> None:
    """Put down what may not stand twice, and what may not stand in two splits."""
    payload = example.input[TASKS[example.task].payload]
    at = offset * KEYS
    if TASKS[example.task].unique == "input":
        work.keys[at + 1] = _text_digest(example.task, example.input["instruction"], payload)
        work.keys[at + 2] = _text_digest("label", label(example))
    work.keys[at + 3] = _unit(example, payload)
    group = example.facts.get("group")
    work.keys[at + 4] = _text_digest("group", str(group)) if group else 0


def _unit(example: Example, payload: str) -> int:
    """Digest what a row is about: its schema, document or text, however it is printed."""
    if example.task == "text_to_json":
        return _text_digest("text", " ".join(payload.split()))
    kind = "schema" if example.task == "schema_generate" else "document"
    return _text_digest(kind, _canonical(label(example) if example.task == "json_repair" else payload))


def _canonical(text: str) -> str:
    try:
        return orjson.dumps(orjson.loads(text), None, orjson.OPT_SORT_KEYS).decode()
    except (orjson.JSONDecodeError, orjson.JSONEncodeError):
        return text


_PLACEHOLDERS = re.compile(
    r'"(?:example|foo|bar|baz|qux|string|text|test|test ?\d+|value ?\d*|sample|placeholder|lorem ipsum[^"]*|name|title'
    r'|description|john doe|jane doe|asdf|abc|xyz|xxx+|todo|tbd|n/a|your[ _-][^"]*|<[a-z_ ]+>)"(?!:)',
    re.IGNORECASE,
)
_EDGES: Mapping[str, re.Pattern[str]] = {
    "empty array": re.compile(r"\[\]"),
    "null": re.compile(r"\bnull\b"),
    "non-ASCII text": re.compile(r"[^\x00-\x7f]"),
}


def _mark(work: _Work, example: Example) -> None:
    text, task = label(example), example.task
    marks = work.marks
    marks[task, "strings"] += text.count('"') // 2
    found = len(_PLACEHOLDERS.findall(text))
    if found:
        marks[task, "placeholders"] += found
    for name, pattern in _EDGES.items():
        if pattern.search(text):
            marks[task, name] += 1
    if example.facts:
        marks[task, "with facts"] += 1
    work.instructions[task, _text_digest("instruction", example.input["instruction"])] += 1
