"""How fast requests go out: rates a minute, as many at a time as the server bears, a rest after it complains."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

__all__ = ["Clock", "Limits", "Pace", "Rate"]

_IN_A_BATCH = 50_000
_BURST_SECONDS = 6.0  # of a rate may be used at once


@dataclass(frozen=True, slots=True)
class Limits:
    """What the user allows: requests at a time and a minute, tokens a minute (None: no limit), seconds a request.

    ``batch``: requests are handed in together, so as many as there are may wait.
    """

    at_once: int = 8
    requests_a_minute: int | None = None
    tokens_a_minute: int | None = None
    deadline_seconds: float = 120.0
    batch: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """How time passes: seconds from some moment on, and waiting."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


class Rate:
    """A bucket that fills continuously. What is more than a bucketful waits for a full one, and leaves it in debt."""

    def __init__(self, a_minute: int, now: Callable[[], float]) -> None:
        self._a_second = a_minute / 60
        self._most = max(1.0, self._a_second * _BURST_SECONDS)
        self._level = self._most
        self._now = now
        self._seen = now()

    def wait(self, amount: float) -> float:
        """Take an amount and return 0, or return the seconds until there is enough."""
        now = self._now()
        self._level = min(self._most, self._level + (now - self._seen) * self._a_second)
        self._seen = now
        missing = min(amount, self._most) - self._level
        if missing > 1e-9:
            return missing / self._a_second
        self._level -= amount
        return 0.0


class Pace:
    """Lets requests pass. It begins with one at a time; each that succeeds adds one, each complaint halves them."""

    def __init__(self, limits: Limits, clock: Clock) -> None:
        now = clock.now
        self._most = _IN_A_BATCH if limits.batch else limits.at_once
        self._rates = [
            (Rate(rate, now), tokens)
            for rate, tokens in ((limits.requests_a_minute, False), (limits.tokens_a_minute, True))
            if rate is not None
        ]
        self._now, self._sleep = now, clock.sleep
        self._rest_until = now()
        self._turn = asyncio.Lock()
        self._freed = asyncio.Event()
        self.at_once = float(self._most) if limits.batch else 1.0
        self.running = 0

    async def enter(self, tokens: int) -> None:
        """Wait until a request of so many tokens may go out."""
        async with self._turn:  # one after the other, so that none starves
            while self.running >= int(self.at_once):
                self._freed.clear()
                await self._freed.wait()
            await self._rest()
            for rate, counts_tokens in self._rates:
                while (seconds := rate.wait(tokens if counts_tokens else 1)) > 0:
                    await self._sleep(seconds)
            self.running += 1

    async def _rest(self) -> None:
        while (seconds := self._rest_until - self._now()) > 0:
            await self._sleep(seconds)

    def succeeded(self) -> None:
        """A request was answered."""
        self.at_once = min(self._most, self.at_once + 1)
        self._leave()

    def complained(self, seconds: float) -> None:
        """The server had enough, or did not answer: half as many at a time, and none for some seconds."""
        self.at_once = max(1.0, self.at_once / 2)
        self._rest_until = max(self._rest_until, self._now() + seconds)
        self._leave()

    def passed(self) -> None:
        """A request ended in a way that says nothing about load."""
        self._leave()

    def _leave(self) -> None:
        self.running -= 1
        self._freed.set()
