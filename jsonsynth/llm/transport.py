"""The wire: the only file that imports openai. A request goes out, its status, headers and body come back, as they are.

The SDK's own retries are off: what is sent again, and counted, is decided in one place, ours. The key is read from the
environment here, and leaves this file in a request's header only.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Literal, cast

from jsonsynth.errors import InputError
from jsonsynth.llm.asks import Ask, Server

if TYPE_CHECKING:
    from openai import AsyncOpenAI

    from jsonsynth.examples import JSON

__all__ = ["KEY_VARIABLE", "Lost", "Sent", "Transport", "key_of"]

KEY_VARIABLE = "OPENAI_API_KEY"
_KEY_LENGTH = 8
_NO_KEY = "none"  # what a server of this machine is sent where there is no key


@dataclass(frozen=True, slots=True)
class Sent:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: str


@dataclass(frozen=True, slots=True)
class Lost:
    """Nothing whole came back."""

    kind: Literal["timeout", "connection"]


def key_of(server: Server, variable: str = KEY_VARIABLE) -> str:
    """Return the key in the environment. Raises InputError where it is not set and the server is elsewhere."""
    key = os.environ.get(variable, "").strip()
    if not key and not server.local:
        raise InputError(variable, "the environment variable is not set", f"Put the key of {server.base_url} into it.")
    return key or _NO_KEY


class Transport:
    """A connection to a server. Use it as an async context manager; it is opened on its first request."""

    def __init__(self, server: Server, deadline_seconds: float, variable: str = KEY_VARIABLE) -> None:
        self._server = server
        self._deadline = deadline_seconds
        self._key = key_of(server, variable)
        self._client: AsyncOpenAI | None = None

    async def __aenter__(self) -> Transport:
        """Refuse early where the SDK is missing."""
        self._client = _client(self._server.base_url, self._key, self._deadline)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connections."""
        if self._client is not None:
            with suppress(Exception):  # what goes wrong in closing changes nothing any more
                await self._client.close()

    async def post(self, ask: Ask) -> Sent | Lost:
        """Send a chat completion. The deadline is for the whole of it, however slowly it trickles in."""
        return await self._within(self._completion(ask.parsed()))

    async def upload(self, lines: bytes) -> Sent | Lost:
        """Upload a file of requests for the batch API."""
        client = self._open()
        return await self._within(
            _raw(client.files.with_raw_response.create(file=("requests.jsonl", lines), purpose="batch"))
        )

    async def start_batch(self, file: str) -> Sent | Lost:
        """Have an uploaded file of requests worked through within a day."""
        client = self._open()
        return await self._within(
            _raw(
                client.batches.with_raw_response.create(
                    input_file_id=file, endpoint="/v1/chat/completions", completion_window="24h"
                )
            )
        )

    async def batch(self, id: str) -> Sent | Lost:
        """Ask how far a batch is."""
        return await self._within(_raw(self._open().batches.with_raw_response.retrieve(id)))

    async def download(self, file: str) -> Sent | Lost:
        """Read a file of answers."""
        return await self._within(_raw(self._open().files.with_raw_response.content(file)))

    async def _completion(self, body: Mapping[str, JSON]) -> Sent:
        create = self._open().chat.completions.with_raw_response.create
        return await _raw(create(messages=[], model="", extra_body=dict(body)))

    def _open(self) -> AsyncOpenAI:
        if self._client is None:
            raise InputError(self._server.base_url, "the connection is not open", "Use `async with`.")
        return self._client

    async def _within(self, work: object) -> Sent | Lost:
        import openai  # noqa: PLC0415 - 0.7 s of start-up time, and an extra

        try:
            found = await asyncio.wait_for(cast("asyncio.Future[Sent]", work), self._deadline)
        except openai.APIStatusError as error:
            found = Sent(error.status_code, dict(error.response.headers), error.response.text)
        except (openai.APITimeoutError, asyncio.TimeoutError):
            return Lost("timeout")
        except openai.APIError:
            return Lost("connection")
        return Sent(found.status, found.headers, self._scrubbed(found.body))

    def _scrubbed(self, body: str) -> str:
        """Remove the key from what a server echoes; what is as short as a word is no key."""
        return body.replace(self._key, "***") if len(self._key) >= _KEY_LENGTH else body


async def _raw(call: object) -> Sent:
    from openai._legacy_response import LegacyAPIResponse  # noqa: PLC0415 - as above

    response = cast("LegacyAPIResponse[object]", await cast("asyncio.Future[object]", call))
    return Sent(response.status_code, dict(response.headers), response.text)


def _client(base_url: str, key: str, deadline_seconds: float) -> AsyncOpenAI:
    try:
        from openai import AsyncOpenAI, DefaultAsyncHttpxClient  # noqa: PLC0415 - as above
    except ImportError:
        raise InputError("--llm", "the openai package is not installed", "pip install 'jsonsynth[llm]'") from None
    for name in ("openai", "httpx2", "httpcore2"):
        logging.getLogger(name).setLevel(logging.WARNING)  # with OPENAI_LOG=debug they print what was sent
    secure = base_url.startswith("https:")  # what is not encrypted needs no certificates, which take half a second
    wire = DefaultAsyncHttpxClient(verify=secure, follow_redirects=False, timeout=deadline_seconds)
    return AsyncOpenAI(api_key=key, base_url=base_url, timeout=deadline_seconds, max_retries=0, http_client=wire)
