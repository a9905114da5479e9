"""The step of a build between generating and settling: a model words the texts that people would write in sentences.

Requests hold k consecutive such rows of one split, whatever the workers and the total: where a split ends inside a
request, the rows that would follow are told as well. So a small build asks the first requests of a big one.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import orjson

from jsonsynth.examples import JSON, SPLITS, Example, Slot, Split, example_of
from jsonsynth.llm import (
    Ask,
    Asker,
    Dialect,
    Failure,
    Means,
    Message,
    MissError,
    Server,
    Spent,
    ask,
    dialect_of,
    gathered,
    opened_asker,
)
from jsonsynth.plan import Shard
from jsonsynth.prompting import Prompt
from jsonsynth.realizer import Told, refusal, texts_of, texts_schema, told
from jsonsynth.seeds import pick, stream
from jsonsynth.shards import Filled, Finished, Origin, fill, finished, write_shard
from jsonsynth.wording import PROSE

__all__ = ["TASK", "Realized", "Realizing", "Report", "Row", "asked", "eligible", "realize", "style_of"]

TASK = "text_to_json"
_RECORD_TOKENS = 48  # of a text, beside those of its record


@dataclass(frozen=True, slots=True)
class Realizing:
    """What is worded, by whom. ``records``: a request; ``stopped``: whether the user wants an end."""

    origin: Origin
    means: Means
    prompt: Prompt
    records: int
    folder: Path
    stopped: Callable[[], bool] = lambda: False
    progress: Callable[[int, int], None] = lambda _done, _total: None


@dataclass(slots=True)
class Report:
    """What came of it: rows ``accepted`` and ``refused``, by domain and by reason; requests sent and read."""

    accepted: Counter[str] = field(default_factory=Counter[str])
    refused: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    sent: int = 0
    cached: int = 0
    spent: Spent | None = None

    def to_json(self) -> dict[str, JSON]:
        """Return it for machines."""
        refused: dict[str, dict[str, JSON]] = {}
        for (domain, reason), count in sorted(self.refused.items()):
            refused.setdefault(domain, {})[reason] = count
        spent: JSON = None
        if self.spent is not None:
            spent = {"requests": self.spent.requests, "tokens": self.spent.tokens, "usd": self.spent.usd}
        return {
            "accepted": dict(sorted(self.accepted.items())),
            "refused": dict[str, JSON](refused),
            "sent": self.sent,
            "cached": self.cached,
            "spent": spent,
        }


@dataclass(frozen=True, slots=True)
class Realized:
    """The shards with their texts, and what came of it."""

    made: Mapping[Shard, Finished]
    report: Report


@dataclass(frozen=True, slots=True)
class Row:
    """A row that a model words."""

    filled: Filled
    told: Told
    style: str


def realize(made: Mapping[Shard, Finished], job: Realizing) -> Realized:
    """Word the texts of finished shards, given in address order; shards of other families stay as they are.

    Raises StoppedError, BudgetError among them, once what is in flight is kept.
    """
    return asyncio.run(_realize(made, job))


async def _realize(made: Mapping[Shard, Finished], job: Realizing) -> Realized:
    mine = [shard for shard in made if shard.task == TASK]
    if not mine:
        return Realized(made, Report())
    async with opened_asker(job.means) as asker:
        work = _Work(job, asker, await dialect_of(asker, job.means.server), sum(shard.count for shard in mine))
        parts = [[(shard, made[shard]) for shard in mine if shard.split == split] for split in SPLITS]
        worded: dict[Shard, Finished] = {}
        if job.means.limits.batch:  # all at once, so that a build is two batches: the requests, and what is asked again
            await gathered([_kept(work.split(part), worded) for part in parts])
        else:
            for part in parts:
                worded |= await work.split(part)
        report = work.report
        report.sent, report.cached, report.spent = asker.counts["sent"], asker.counts["cached"], asker.spent
    return Realized({shard: worded.get(shard, file) for shard, file in made.items()}, report)


async def _kept(work: Awaitable[dict[Shard, Finished]], worded: dict[Shard, Finished]) -> None:
    worded.update(await work)


class _Work:
    """The rows of a split as they go by: those that wait for the rest of their request, those that are worded."""

    def __init__(self, job: Realizing, asker: Asker, dialect: Dialect, total: int) -> None:
        self._job = job
        self._asker = asker
        self._dialect = dialect
        self._styles = job.prompt.lines("styles")
        self._total = total
        self._done = 0
        self.report = Report()

    async def split(self, shards: Sequence[tuple[Shard, Finished]]) -> dict[Shard, Finished]:
        """Word the shards of one split; a shard is written when the last request that it has a row in is answered."""
        waiting: list[Row] = []
        pending: list[tuple[Shard, Finished, list[int]]] = []
        texts: dict[int, Example] = {}
        written: dict[Shard, Finished] = {}
        for place, (shard, file) in enumerate(shards):
            rows = self._rows(shard, file)
            pending.append((shard, file, [row.filled.slot.index for row in rows]))
            waiting += rows
            if place == len(shards) - 1:
                waiting += self._following(shard, -len(waiting) % self._job.records)
            whole = len(waiting) // self._job.records * self._job.records
            if self._job.means.limits.batch and place < len(shards) - 1:
                continue
            texts.update(await self._worded(waiting[:whole]))
            waiting = waiting[whole:]
            while pending and all(index in texts for index in pending[0][2]):
                whole_shard, before, _ = pending.pop(0)
                written[whole_shard] = self._written(whole_shard, before, texts)
        return written

    def _rows(self, shard: Shard, file: Finished) -> list[Row]:
        return [row for row in map(self._row, filled_rows(shard, file)) if row is not None]

    def _row(self, filled: Filled) -> Row | None:
        style = style_of(filled.slot, self._job.origin.seed, self._styles)
        found = told(filled.example, style) if eligible(filled.example) else None
        return None if found is None else Row(filled, found, style)

    def _following(self, shard: Shard, count: int) -> list[Row]:
        """The rows that would come after the last shard of a split, so that its last request is a whole one."""
        rows: list[Row] = []
        index = shard.start + shard.count
        while len(rows) < count:
            row = self._row(fill(Slot(TASK, shard.split, index), self._job.origin))
            rows += [] if row is None else [row]
            index += 1
        return rows

    async def _worded(self, rows: Sequence[Row]) -> dict[int, Example]:
        k = self._job.records
        found: dict[int, Example] = {}
        await gathered([self._request(rows[start : start + k], found) for start in range(0, len(rows), k)])
        return found

    async def _request(self, rows: Sequence[Row], found: dict[int, Example]) -> None:
        if not self._job.stopped():
            texts = await self._texts(rows)
            await gathered([self._settle(row, text, found, len(rows)) for row, text in zip(rows, texts, strict=True)])

    async def _settle(self, row: Row, text: str | Failure | None, found: dict[int, Example], together: int) -> None:
        """Take a text that passes; ask once for a refused one alone, unless the server could not serve it."""
        reason = _refusal(row, text)
        if (
            reason
            and not self._job.stopped()
            and together > 1
            and not (isinstance(text, Failure) and text.severity != "content")
        ):
            (text,) = await self._texts([row])
            reason = _refusal(row, text)
        found[row.filled.slot.index] = self._outcome(row, text, reason)

    async def _texts(self, rows: Sequence[Row]) -> Sequence[str | Failure | None]:
        try:
            reply = await self._asker.answer(self._ask(rows))
        except MissError:
            return [_MISSED] * len(rows)
        return [reply] * len(rows) if isinstance(reply, Failure) else texts_of(reply.text, len(rows))

    def _ask(self, rows: Sequence[Row]) -> Ask:
        return asked(self._job.means.server, self._job.prompt, self._dialect, [row.told.line for row in rows])

    def _outcome(self, row: Row, text: str | Failure | None, reason: str) -> Example:
        example = row.filled.example
        domain = str(example.facts["domain"])
        model = self._job.means.server.model
        if reason or not isinstance(text, str):
            self.report.refused[domain, reason] += 1
            said: dict[str, JSON] = {"text": text} if isinstance(text, str) else {}
            return replace(example, facts={**example.facts, "llm": {"model": model, "refused": reason, **said}})
        self.report.accepted[domain] += 1
        facts: dict[str, JSON] = {**example.facts, "layout": "prose", "source": "llm", "axes": [], "distractors": []}
        facts["llm"] = {"model": model, "style": row.style}
        return replace(example, input={**example.input, "text": text}, facts=facts)

    def _written(self, shard: Shard, file: Finished, texts: dict[int, Example]) -> Finished:
        rows = [
            replace(filled, example=texts.pop(filled.slot.index, filled.example)) for filled in filled_rows(shard, file)
        ]
        write_shard(self._job.folder, shard, rows, file.refused)
        self._done += shard.count
        self._job.progress(self._done, self._total)
        again = finished(self._job.folder, shard)
        return file if again is None else again


def _refusal(row: Row, text: str | Failure | None) -> str:
    return text.kind if isinstance(text, Failure) else refusal(text, row.told, row.filled.example)


_MISSED = Failure("not-in-cache", "", "refused", 0, "")


def eligible(example: Example) -> bool:
    """Whether a model words the text: tables, forms and logs stay as they are, and so do long texts."""
    axes = example.facts.get("axes")
    return example.facts.get("layout") in PROSE and not (isinstance(axes, list) and "long" in axes)


def style_of(slot: Slot, seed: int, styles: Sequence[str]) -> str:
    """Draw the kind of text that a slot asks for."""
    return pick(stream(seed, "llm", slot.task, slot.split, slot.index), styles)


def filled_rows(shard: Shard, file: Finished) -> Iterator[Filled]:
    """Read the rows of a shard again."""
    split: Split = shard.split
    lines = zip(file.rows().splitlines(), file.facts().splitlines(), strict=True)
    for offset, (line, fact) in enumerate(lines):
        facts = orjson.loads(fact)
        slot = Slot(shard.task, split, shard.start + offset)
        yield Filled(slot, int(facts["turn"]), example_of(orjson.loads(line), facts), ())


def asked(server: Server, prompt: Prompt, dialect: Dialect, lines: Sequence[str]) -> Ask:
    """Return the request for the texts of some records."""
    count = len(lines)
    task = prompt.fill("schema" if dialect.schema else "lines", count=str(count))
    shots = prompt.lines("answers")
    shown = (
        orjson.dumps({"texts": shots}).decode()
        if dialect.schema
        else "\n".join(f"{number}. {line}" for number, line in enumerate(shots, 1))
    )
    example = prompt.fill("schema" if dialect.schema else "lines", count=str(len(shots)))
    messages: list[Message] = [
        ("system", prompt.fill("system")),
        ("user", f"{prompt.fill('shots')}\n\n{example}"),
        ("assistant", shown),
        ("user", "\n".join([*(f"{number}. {line}" for number, line in enumerate(lines, 1)), "", task])),
    ]
    most = sum(_RECORD_TOKENS + len(line.encode()) for line in lines)
    return ask(server, messages, most, dialect, schema=texts_schema(count))
