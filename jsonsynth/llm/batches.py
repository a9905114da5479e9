"""Requests through the batch API: a file of them goes up, is worked through within a day at a lower price, and back.

It takes the place of the wire under the same cache, ledger and filters. What was handed in is noted beside the ledger,
so that a run that was killed waits for its batch instead of handing it in again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

import orjson

from jsonsynth.examples import JSON
from jsonsynth.llm.asks import Ask
from jsonsynth.llm.pacing import Clock
from jsonsynth.llm.transport import Lost, Sent
from jsonsynth.writers import write_atomically

__all__ = ["BatchChannel", "Files"]

_MOST = 50_000  # requests a file
_QUIET_SECONDS = 0.5  # without a further request until those that wait are handed in
_POLL_SECONDS = 20.0
_OVER = frozenset(("completed", "failed", "expired", "cancelled"))


class Files(Protocol):
    """What files and batches are handled with: :class:`jsonsynth.llm.transport.Transport`."""

    async def upload(self, lines: bytes) -> Sent | Lost: ...
    async def start_batch(self, file: str) -> Sent | Lost: ...
    async def batch(self, id: str) -> Sent | Lost: ...
    async def download(self, file: str) -> Sent | Lost: ...


class BatchChannel:
    """Gathers requests until no more come, and hands them in together."""

    def __init__(self, files: Files, notes: Path, clock: Clock) -> None:
        self._files = files
        self._notes = notes
        self._clock = clock
        self._waiting: dict[str, tuple[Ask, asyncio.Future[Sent | Lost]]] = {}
        self._posts = 0
        self._clerk: asyncio.Task[None] | None = None

    async def post(self, ask: Ask) -> Sent | Lost:
        """Answer a request with what its batch brings; one that the batch did not get to is lost."""
        answer: asyncio.Future[Sent | Lost] = asyncio.get_running_loop().create_future()
        self._waiting[ask.key] = (ask, answer)
        self._posts += 1
        if self._clerk is None or self._clerk.done():
            self._clerk = asyncio.ensure_future(self._work())
        return await answer

    async def recover(self, take: Callable[[Ask, Sent], None]) -> None:
        """Wait for the batches that a killed run handed in, and take what they bring."""
        for id, asks in self._noted().items():
            found = await self._result(id)
            for key, sent in _answers(found.values()):
                if key in asks:
                    take(asks[key], sent)
            self._forget(id)

    async def _work(self) -> None:
        while self._waiting:
            seen = -1
            while seen != self._posts:
                seen = self._posts
                await self._clock.sleep(_QUIET_SECONDS)
            part = dict(list(self._waiting.items())[:_MOST])
            for key in part:
                del self._waiting[key]
            await self._hand_in(part)

    async def _hand_in(self, part: Mapping[str, tuple[Ask, asyncio.Future[Sent | Lost]]]) -> None:
        asks = {key: ask for key, (ask, _) in part.items()}
        found = await self._handed_in(asks)
        if isinstance(found, Sent | Lost):
            for _, answer in part.values():
                answer.set_result(found)
            return
        answers = dict(_answers(found.values()))
        for key, (_, answer) in part.items():
            answer.set_result(answers.get(key, Lost("timeout")))

    async def _handed_in(self, asks: Mapping[str, Ask]) -> dict[str, str] | Sent | Lost:
        """Hand requests in and wait; return the files that came down, or what went wrong for all of them."""
        lines = b"".join(_line(key, ask) for key, ask in asks.items())
        uploaded = await self._files.upload(lines)
        started = uploaded if _id(uploaded) is None else await self._files.start_batch(str(_id(uploaded)))
        id = _id(started)
        if id is None:
            return Lost("connection") if isinstance(started, Sent) and started.status == 200 else started
        self._note(id, asks)
        found = await self._result(id)
        self._forget(id)
        return found

    async def _result(self, id: str) -> dict[str, str]:
        """Poll until a batch is over; return its files. A poll that fails is made again."""
        while True:
            found = _object(await self._files.batch(id))
            if found is not None and found.get("status") in _OVER:
                break
            await self._clock.sleep(_POLL_SECONDS)
        files: dict[str, str] = {}
        for name in ("output_file_id", "error_file_id"):
            file = found.get(name)
            sent = await self._files.download(str(file)) if file else None
            if isinstance(sent, Sent) and sent.status == 200:
                files[name] = sent.body
        return files

    def _noted(self) -> dict[str, dict[str, Ask]]:
        if not self._notes.is_file():
            return {}
        found = orjson.loads(self._notes.read_bytes())
        return {id: {key: Ask(**ask) for key, ask in asks.items()} for id, asks in found.items()}

    def _note(self, id: str, asks: Mapping[str, Ask]) -> None:
        self._keep({**self._noted(), id: dict(asks)})

    def _forget(self, id: str) -> None:
        self._keep({one: asks for one, asks in self._noted().items() if one != id})

    def _keep(self, noted: Mapping[str, Mapping[str, Ask]]) -> None:
        write_atomically(self._notes, [orjson.dumps(noted)])


def _line(key: str, ask: Ask) -> bytes:
    request = {"custom_id": key, "method": "POST", "url": "/v1/chat/completions", "body": ask.parsed()}
    return orjson.dumps(request, None, orjson.OPT_APPEND_NEWLINE)


def _object(sent: Sent | Lost) -> dict[str, JSON] | None:
    if isinstance(sent, Lost) or sent.status != 200:
        return None
    try:
        value: JSON = orjson.loads(sent.body)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _id(sent: Sent | Lost) -> str | None:
    found = _object(sent)
    return None if found is None or not isinstance(found.get("id"), str) else str(found["id"])


def _answers(files: Iterable[str]) -> Iterator[tuple[str, Sent]]:
    """Give the answer of each line of the files, by its custom id; a line that is none is passed over."""
    for line in "\n".join(files).splitlines():
        try:
            value: JSON = orjson.loads(line)
        except ValueError:
            continue
        response = value.get("response") if isinstance(value, dict) else None
        if isinstance(value, dict) and isinstance(response, dict):
            body = response.get("body")
            status = response.get("status_code")
            text = body if isinstance(body, str) else orjson.dumps(body).decode()
            yield str(value.get("custom_id")), Sent(status if isinstance(status, int) else 500, {}, text)
