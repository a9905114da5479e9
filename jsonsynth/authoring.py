"""Whole rows by a model, the guide's way: asked for in batches, mended where that is certain, checked as any are."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import orjson

from jsonsynth.content import load
from jsonsynth.errors import InputError, JsonSynthError
from jsonsynth.examples import JSON, Example, example_of
from jsonsynth.jsontext import canonical
from jsonsynth.llm import (
    Ask,
    Asker,
    Dialect,
    Failure,
    Means,
    MissError,
    Spent,
    StoppedError,
    ask,
    dialect_of,
    opened_asker,
)
from jsonsynth.mending import repaired
from jsonsynth.prompting import Prompt, read_prompt
from jsonsynth.tasks import TASKS
from jsonsynth.verifying.rows import check_label, check_shape
from jsonsynth.writers import write_atomically

__all__ = ["Authored", "Order", "author", "prompt_of"]

_ROWS = 5  # a request
_AT_MOST = 3  # rows asked for an accepted one
_WAVE = 16  # requests until their rows are judged
_ROW_TOKENS = 260  # the guide reckons 200
_ALIKE = 0.8  # Jaccard of the trigrams of two inputs
_LENGTHS = (2, 100_000)
_ANSWERS = ("output", "chosen", "rejected")
_ITEM = re.compile(r"^\s*(?:\d{1,3}[.)]|[-*])\s+(?=\{)")


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted: ``count`` rows of a task that pass, or preference pairs of json_repair."""

    task: str
    count: int
    preference: bool = False

    @property
    def prompt(self) -> str:
        """The name of its prompt."""
        return f"guide/{self.task}{'_preference' if self.preference else ''}"


@dataclass(slots=True)
class Authored:
    """What came of an order. ``reasons``: why rows were rejected; ``mended``: accepted ones that had to be mended."""

    rows: list[bytes] = field(default_factory=list[bytes])
    rejected: list[bytes] = field(default_factory=list[bytes])
    reasons: Counter[str] = field(default_factory=Counter[str])
    asked: int = 0
    mended: int = 0
    sent: int = 0
    spent: Spent | None = None
    stopped: StoppedError | None = None

    def to_json(self) -> dict[str, JSON]:
        """Return it for machines."""
        spent: JSON = None
        if self.spent is not None:
            spent = {"requests": self.spent.requests, "tokens": self.spent.tokens, "usd": self.spent.usd}
        return {
            "accepted": len(self.rows),
            "mended": self.mended,
            "rejected": dict(sorted(self.reasons.items())),
            "asked": self.asked,
            "yield": len(self.rows) / self.asked if self.asked else 0.0,
            "sent": self.sent,
            "spent": spent,
        }


def prompt_of(order: Order, folders: Sequence[str]) -> Prompt:
    """Read the prompt of an order. Raises InputError for a task that is none, or has no pairs."""
    if order.task not in TASKS:
        raise InputError("--task", f"there is no task {order.task!r}", f"The tasks are {', '.join(TASKS)}.")
    if order.preference and order.task != "json_repair":
        raise InputError("--preference", f"{order.task} has no preference pairs", "Name json_repair as --task.")
    return read_prompt(order.prompt, folders)


def author(order: Order, means: Means, prompt: Prompt, out: Path) -> Authored:
    """Have a model write rows into a file until there are enough, or three times as many were asked for.

    What is rejected goes into ``<out>.rejected.jsonl`` with its reason. Where the run is stopped, what is done is
    written before the StoppedError is raised.
    """
    found = asyncio.run(_author(order, means, prompt))
    write_atomically(out, found.rows)
    write_atomically(out.with_name(out.name + ".rejected.jsonl"), found.rejected)
    if found.stopped is not None:
        raise found.stopped
    return found


async def _author(order: Order, means: Means, prompt: Prompt) -> Authored:
    desk = _Desk(order)
    found = desk.found
    async with opened_asker(means) as asker:
        try:
            dialect = replace(await dialect_of(asker, means.server), schema=False)
            number = 0
            while len(found.rows) < order.count and found.asked < _AT_MOST * order.count:
                wave = min(_WAVE, -(-(order.count - len(found.rows)) // _ROWS))
                asks = [_ask(means, prompt, dialect, number + place) for place in range(wave)]
                number += wave
                answers = await asyncio.gather(*(_answer(asker, one) for one in asks), return_exceptions=True)
                for answer in answers:
                    desk.read(answer)
                _raise_first(answers)
        except StoppedError as error:
            found.stopped = error
        found.sent, found.spent = asker.counts["sent"], asker.spent
    return found


def _ask(means: Means, prompt: Prompt, dialect: Dialect, number: int) -> Ask:
    topics = prompt.lines("topics")
    task = prompt.fill("task", count=str(_ROWS), number=str(number + 1), topic=topics[number % len(topics)])
    messages = [("system", prompt.fill("system")), ("user", task)]
    return ask(means.server, messages, _ROWS * _ROW_TOKENS, dialect)


async def _answer(asker: Asker, one: Ask) -> str | Failure:
    try:
        reply = await asker.answer(one)
    except MissError:
        return Failure("not-in-cache", "", "refused", 0, "")
    return reply if isinstance(reply, Failure) else reply.text


def _raise_first(answers: Sequence[object]) -> None:
    for answer in answers:
        if isinstance(answer, BaseException):
            raise answer


class _Desk:
    """Where answers are read, row by row."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._seen: list[frozenset[tuple[str, ...]]] = []
        self.found = Authored()

    def read(self, answer: str | Failure | BaseException) -> None:
        """Take the rows of an answer that pass, until there are enough; what was not asked for has none."""
        if isinstance(answer, BaseException):
            return
        self.found.asked += _ROWS
        if isinstance(answer, Failure):
            self._reject(answer.kind, "")
            return
        for line in _lines(answer):
            if len(self.found.rows) < self._order.count:
                self._judge(line)

    def _judge(self, line: str) -> None:
        row, mended = _row(line)
        if row is None:
            self._reject("not-json", line)
            return
        formed = _formed(row)
        example, reason = _example(formed, self._order)
        if example is not None:
            reason = self._unlike(example)
        if reason:
            self._reject(reason, line)
            return
        self.found.mended += mended or formed != row
        self.found.rows.append(orjson.dumps(formed, None, orjson.OPT_APPEND_NEWLINE))

    def _unlike(self, example: Example) -> str:
        payload = example.input[TASKS[example.task].payload]
        words = re.findall(r"\w+|[^\w\s]", payload)
        grams = frozenset(tuple(words[k : k + 3]) for k in range(max(1, len(words) - 2)))
        if any(len(grams & seen) >= _ALIKE * len(grams | seen) for seen in self._seen):
            return "too-similar"
        self._seen.append(grams)
        return ""

    def _reject(self, reason: str, line: str) -> None:
        self.found.reasons[reason] += 1
        self.found.rejected.append(orjson.dumps({"reason": reason, "line": line}, None, orjson.OPT_APPEND_NEWLINE))


def _lines(answer: str) -> Iterator[str]:
    """The lines that are meant as rows: code fences are none, numbers and bullets before a row are no part of it."""
    for line in answer.splitlines():
        bare = _ITEM.sub("", line).strip().removesuffix(",")
        if bare and not bare.startswith("```") and bare not in "[]":
            yield bare


def _row(line: str) -> tuple[dict[str, JSON] | None, bool]:
    """Read a row, mended where the repair is certain."""
    try:
        value: JSON = orjson.loads(line)
    except ValueError:
        return _mended(line)
    return (value, False) if isinstance(value, dict) else (None, False)


def _mended(line: str) -> tuple[dict[str, JSON] | None, bool]:
    if not line.startswith("{"):
        return None, False
    try:
        found = repaired(line, load().corruptors)
    except JsonSynthError:
        return None, False
    sure = found.certain and isinstance(found.value, dict)
    return (found.value if sure and isinstance(found.value, dict) else None), sure


def _formed(row: Mapping[str, JSON]) -> dict[str, JSON]:
    """The row with its payloads as texts, and its label canonical where the family leaves no other form."""
    formed = dict(row)
    inputs = row.get("input")
    if isinstance(inputs, dict):
        formed["input"] = {name: _text(value) for name, value in inputs.items()}
    for name in _ANSWERS:
        if name in row:
            formed[name] = _text(row[name])
            if name != "rejected" and row.get("task") != "json_style_strict":
                formed[name] = _canonical(str(formed[name]))
    return formed


def _text(value: JSON) -> JSON:
    return canonical(value) if isinstance(value, dict | list) else value


def _canonical(text: str) -> str:
    try:
        return canonical(orjson.loads(text))
    except (ValueError, TypeError):
        return text


def _example(row: Mapping[str, JSON], order: Order) -> tuple[Example | None, str]:
    """Return the example of a row that passes all checks of a foreign row, or the first rule that it breaks."""
    rules: list[str] = []

    def tell(severity: str, rule: str, _cause: str) -> None:
        rules.extend([rule] if severity == "error" else [])

    if not check_shape(row, order.task, tell):
        return None, rules[0] if rules else "task-missing"
    if order.preference != ("chosen" in row):
        return None, "wrong-kind"
    example = example_of(row, {})
    if not check_label(example, _LENGTHS, tell, ours=False) or rules:
        return None, rules[0]
    problems = [problem.rule for problem in TASKS[order.task].check(example) if problem.severity == "error"]
    return (None, problems[0]) if problems else (example, "")
