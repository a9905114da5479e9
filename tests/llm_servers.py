"""Servers for tests of what a client does when things go wrong: scripted to the byte, over real sockets."""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

__all__ = ["RawServer", "Request", "answer", "bytewise", "closing", "http", "late", "resetting", "truncated"]

Act = Callable[[socket.socket], None]


@dataclass
class Request:
    """What a client sent."""

    path: str
    headers: str
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def answer(
    content: str | None, prompt: int = 10, completion: int = 5, finish: str | None = "stop", **more: object
) -> dict[str, object]:
    """The body of a chat completion."""
    return {
        "id": "1",
        "object": "chat.completion",
        "choices": [{"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content}}],
        "usage": {"prompt_tokens": prompt, "completion_tokens": completion},
        **more,
    }


def http(status: int, body: object = "", *headers: str) -> bytes:
    """A whole answer."""
    data = body if isinstance(body, bytes) else (body if isinstance(body, str) else json.dumps(body)).encode()
    head = [f"HTTP/1.1 {status} X", f"Content-Length: {len(data)}", "Connection: close", *headers]
    return "\r\n".join([*head, "", ""]).encode() + data


def closing() -> Act:
    """Say nothing and close."""
    return lambda _: None


def resetting(whole: bytes) -> Act:
    """Send half of it, then reset."""

    def act(wire: socket.socket) -> None:
        wire.sendall(whole[: len(whole) // 2])
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    return act


def truncated(whole: bytes) -> Act:
    """Send half of it, then close."""
    return lambda wire: wire.sendall(whole[: len(whole) // 2])


def late(whole: bytes, seconds: float) -> Act:
    """Send it after a while."""

    def act(wire: socket.socket) -> None:
        time.sleep(seconds)
        wire.sendall(whole)

    return act


def bytewise(head: bytes, drop: bytes, count: int, seconds: float, tail: bytes = b"") -> Act:
    """Send a head, then a few bytes again and again, so that no single read ever times out."""

    def act(wire: socket.socket) -> None:
        wire.sendall(head)
        for _ in range(count):
            time.sleep(seconds)
            wire.sendall(drop)
        wire.sendall(tail)

    return act


@dataclass
class RawServer:
    """Plays a script, one act a request, the last one for all that follow; counts what it was sent."""

    script: Sequence[bytes | Act | Callable[[Request], bytes]]
    requests: list[Request] = field(default_factory=list)

    def __enter__(self) -> RawServer:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self._lock = threading.Lock()
        self._open = True
        self._server = threading.Thread(target=self._serve, daemon=True)
        self._server.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open = False
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)  # wakes what waits for a connection
        self._server.join()
        self._listener.close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}/v1"

    def _serve(self) -> None:
        while self._open:
            try:
                wire, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(wire,), daemon=True).start()

    def _talk(self, wire: socket.socket) -> None:
        with wire:
            try:
                request = _read(wire)
                if request is None:
                    return
                with self._lock:
                    act = self.script[min(len(self.requests), len(self.script) - 1)]
                    self.requests.append(request)
                if isinstance(act, bytes):
                    wire.sendall(act)
                elif getattr(act, "of_request", False):
                    wire.sendall(act(request))  # type: ignore[arg-type]  # a function of the request, marked so
                else:
                    act(wire)  # type: ignore[arg-type]  # all others act on the wire
            except OSError:
                return


def _read(wire: socket.socket) -> Request | None:
    data = b""
    while b"\r\n\r\n" not in data:
        more = wire.recv(65536)
        if not more:
            return None
        data += more
    head, _, body = data.partition(b"\r\n\r\n")
    text = head.decode("latin-1")
    length = next(
        (int(line.split(":")[1]) for line in text.split("\r\n") if line.lower().startswith("content-length:")), 0
    )
    while len(body) < length:
        body += wire.recv(65536)
    return Request(text.split(" ")[1], text, body)
