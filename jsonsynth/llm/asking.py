"""Requests answered: from the cache, else by the server within budget, pace and the table of failures."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from jsonsynth.llm.asks import Ask, Server
from jsonsynth.llm.batches import BatchChannel
from jsonsynth.llm.cache import Cache, Mode
from jsonsynth.llm.failures import FAILURES, Failure, StoppedError, of_status, retry_after
from jsonsynth.llm.ledger import Budget, Ledger, Spent
from jsonsynth.llm.pacing import Clock, Limits, Pace
from jsonsynth.llm.prices import Price
from jsonsynth.llm.replies import Fault, Reply, Usage, read_reply
from jsonsynth.llm.transport import KEY_VARIABLE, Lost, Sent, Transport

__all__ = ["Asker", "Channel", "Means", "MissError", "gathered", "opened_asker"]

_CLOCK = Clock()
_BREAKER = 20  # tries that failed in a row, of any requests
_FIRST_SECONDS, _MOST_SECONDS = 0.5, 8.0  # waits between two tries
_LONGEST_SECONDS = 120.0  # that a server may ask to wait


class Channel(Protocol):
    """What sends requests: a :class:`~jsonsynth.llm.transport.Transport`, batches of them, or a script in tests."""

    async def post(self, ask: Ask) -> Sent | Lost:
        """Send a chat completion."""
        ...


class MissError(LookupError):
    """The answer is not in the cache, and nothing may be sent."""


@dataclass(frozen=True, slots=True)
class Means:
    """With what a run asks: the server, its cache, its ledger and its limits."""

    server: Server
    cache: Path
    ledger: Path
    mode: Mode = "rw"
    budget: Budget = field(default_factory=Budget)
    price: Price | None = None
    limits: Limits = field(default_factory=Limits)
    key_variable: str = KEY_VARIABLE


class Asker:
    """Answers requests. After the first error that stops the run nothing is sent any more; see ``stopped``."""

    def __init__(self, channel: Channel | None, cache: Cache, ledger: Ledger, means: Means, clock: Clock) -> None:
        self._channel = channel
        self._cache = cache
        self._ledger = ledger
        self._means = means
        self._pace = Pace(means.limits, clock)
        self._flying: dict[str, asyncio.Future[str | Failure]] = {}
        self._failed = 0
        self.stopped: StoppedError | None = None
        self.counts: Counter[str] = Counter()

    @property
    def spent(self) -> Spent:
        """What the run has used so far."""
        return self._ledger.spent()

    async def answer(self, ask: Ask) -> Reply | Failure:
        """Return the answer to a request, or the row of what went wrong for good.

        An answer that is none is asked for again as the table says. Raises StoppedError (BudgetError among them), and
        MissError where the cache may only be read.
        """
        attempt, faults = 0, Counter[str]()
        while True:
            one = ask.again(attempt)
            body = await self.body(one)
            if isinstance(body, Failure):
                return body
            found = read_reply(body)
            if isinstance(found, Reply):
                return found
            row = FAILURES[found.kind]
            faults[found.kind] += 1
            attempt += 1
            if faults[found.kind] > row.retries or attempt > 3:
                return row

    async def body(self, ask: Ask) -> str | Failure:
        """Return the body of an answer with status 200, from the cache or the server; equal requests go out once."""
        kept = self.kept(ask)
        if kept is not None:
            self.counts["cached"] += 1
            return kept
        if self._channel is None:
            raise MissError(ask.key)
        if ask.key not in self._flying:
            self._flying[ask.key] = asyncio.ensure_future(self._sent(ask, self._channel))
        try:
            return await asyncio.shield(self._flying[ask.key])
        finally:
            if ask.key in self._flying and self._flying[ask.key].done():
                del self._flying[ask.key]

    def kept(self, ask: Ask) -> str | None:
        """Return the body in the cache; where it is to be refreshed, only what this run has paid for counts."""
        if self._means.mode == "refresh" and not self._ledger.paid(ask.key):
            return None
        return self._cache.get(ask.key)

    def keep(self, ask: Ask, body: str, seconds: float) -> None:
        """Put a body into the cache."""
        self._cache.put(ask.key, (ask.base_url, str(ask.parsed()["model"]), ask.body, ask.attempt), body, seconds)

    def take(self, ask: Ask, sent: Sent) -> None:
        """Keep what a batch of a killed run brings."""
        if sent.status == 200:
            self.keep(ask, sent.body, 0.0)
            self._ledger.settle_key(ask.key, _usage_of(sent.body))

    async def _sent(self, ask: Ask, channel: Channel) -> str | Failure:
        tries = Counter[str]()
        while True:
            await self._pace.enter(ask.worst_tokens)
            found = await self._tried(ask, channel, sum(tries.values()))
            if isinstance(found, str):
                self._failed = 0
                return found
            self._count(found)
            tries[found.kind] += 1
            if tries[found.kind] > found.retries or sum(tries.values()) > 5:
                return found

    async def _tried(self, ask: Ask, channel: Channel, before: int) -> str | Failure:
        """Send a request once: within budget, counted, and kept before it is settled."""
        if self.stopped is not None:
            self._pace.passed()
            raise self.stopped
        try:
            entry = self._ledger.reserve(ask)
        except StoppedError as error:
            self._pace.passed()
            self.stopped = self.stopped or error
            raise
        began = time.monotonic()
        sent = await channel.post(ask)
        self.counts["sent"] += 1
        if isinstance(sent, Lost):
            self._ledger.settle(entry, None)
            self._pace.complained(_pause(before))
            return FAILURES[sent.kind]
        if sent.status == 200:
            self.keep(ask, sent.body, time.monotonic() - began)
            self._ledger.settle(entry, _usage_of(sent.body))
            self._pace.succeeded()
            return sent.body
        self._ledger.free(entry)
        return self._refused(sent, before)

    def _refused(self, sent: Sent, before: int) -> Failure:
        row = of_status(sent.status, sent.body)
        seconds = retry_after(sent.headers, time.time())
        if row.severity == "transient" and seconds is not None and seconds > _LONGEST_SECONDS:
            row = FAILURES["long-wait"]
        if row.severity == "transient":
            self._pace.complained(_pause(before) if seconds is None else seconds)
            return row
        self._pace.passed()
        if row.severity == "fatal":
            self._stop(row, f"status {sent.status}")
        return row

    def _stop(self, row: Failure, cause: str) -> None:
        """Let nothing be sent any more."""
        error = StoppedError(self._means.server.base_url, f"the server refuses all requests: {cause}", row.remedy)
        self.stopped = self.stopped or error
        raise self.stopped

    def _count(self, row: Failure) -> None:
        """Count a try that failed; too many in a row break the circuit."""
        self.counts[row.kind] += 1
        self._failed += 1
        if self._failed >= _BREAKER:
            cause = f"{self._failed} tries in a row failed, the last one so: {row.shows}"
            error = StoppedError(self._means.server.base_url, cause, FAILURES["breaker"].remedy)
            self.stopped = self.stopped or error
            raise self.stopped


def _pause(before: int) -> float:
    return min(_MOST_SECONDS, _FIRST_SECONDS * 2.0**before)


def _usage_of(body: str) -> Usage | None:
    found: Reply | Fault = read_reply(body)
    return found.usage


@asynccontextmanager
async def opened_asker(means: Means, clock: Clock = _CLOCK) -> AsyncGenerator[Asker, None]:
    """Open cache, ledger and, unless the cache may only be read, the connection."""
    async with AsyncExitStack() as stack:
        cache = stack.enter_context(Cache.at(means.cache))
        ledger = stack.enter_context(Ledger.at(means.ledger, means.budget, means.price))
        channel: Channel | None = None
        batches: BatchChannel | None = None
        if means.mode != "ro":
            wire = Transport(means.server, means.limits.deadline_seconds, means.key_variable)
            channel = await stack.enter_async_context(wire)
            if means.limits.batch:
                channel = batches = BatchChannel(wire, means.ledger.with_suffix(".batches.json"), clock)
        asker = Asker(channel, cache, ledger, means, clock)
        if batches is not None:
            await batches.recover(asker.take)
        yield asker


async def gathered(work: Sequence[Awaitable[object]]) -> None:
    """Wait for all, so that what is in flight is kept; then raise the first error."""
    for found in await asyncio.gather(*work, return_exceptions=True):
        if isinstance(found, BaseException):
            raise found
