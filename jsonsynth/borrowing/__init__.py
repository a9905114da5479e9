"""Instances from a second source: hypothesis-jsonschema, in a process that can be ended.

What it draws is validated here like everything else. It is slower than our samplers, draws no realistic values and
knows the drafts 4 to 7 without recursion; it is good for what nobody would think of.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from math import floor
from typing import IO, cast
from weakref import finalize

from jsonsynth.errors import InputError, SchemaRefusedError
from jsonsynth.examples import JSON
from jsonsynth.jsontext import canonical, noncanonical
from jsonsynth.schema import Validator, validator
from jsonsynth.seeds import Random, digest64

__all__ = ["instances", "sampler", "versions"]

_SECONDS = 20.0  # CPU time for one request; real schemas that it can do take well under one
_START = (
    "import json,sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from jsonsynth.borrowing.drawing import serve; serve(float(sys.argv[2]))"
)
_PACKAGES = ("hypothesis", "hypothesis-jsonschema")
_TURNS = 5  # requests before no value is taken to be valid
_EACH = 2  # values asked for where one is wanted; the later one is the less simple


def versions() -> str:
    """Return the versions that what is drawn depends on. Raises InputError where the extra is not installed."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - start-up time

    try:
        return ", ".join(f"{package} {version(package)}" for package in _PACKAGES)
    except PackageNotFoundError as error:
        problem = f"it needs the package {error.name or _PACKAGES[1]}"
        raise InputError("--source hypothesis", problem, "pip install 'jsonsynth[hypothesis]'") from None


def instances(schema: JSON, count: int, seed: int = 0) -> list[JSON]:
    """Return valid instances of a schema, all different while there are as many, as hypothesis-jsonschema draws them.

    The same call gives the same instances for the same versions. Raises SchemaRefusedError with the reason where it
    can draw none.
    """
    versions()
    valid = validator(schema)
    found: dict[str, JSON] = {}
    for value in _asked(schema, digest64(f"instances/{seed}"), max(2 * count, 20)):
        text = _label(value, valid)
        if text and len(found) < count:
            found.setdefault(text, value)
    values = list(found.values())
    if not values:
        raise _refused("none of its values is valid")
    return [values[place % len(values)] for place in range(count)]


def sampler(schema: JSON) -> Callable[[Random], JSON]:
    """Return a sampler of valid instances; what it draws depends on the stream it is given alone.

    The sampler raises SchemaRefusedError where hypothesis-jsonschema draws nothing valid.
    """
    versions()
    valid = validator(schema)

    def draw(rng: Random) -> JSON:
        for _ in range(_TURNS):
            values = _asked(schema, floor(rng.random() * 2**53), _EACH)
            for value in reversed(values):
                if _label(value, valid):
                    return value
        raise _refused("none of its values is valid")

    return draw


def _label(value: JSON, valid: Validator) -> str:
    """Return the canonical text of a valid value, nothing if it has none or is not valid."""
    try:
        text = canonical(value)
    except TypeError:  # an integer of more than 64 bits
        return ""
    return text if noncanonical(text) is None and valid.is_valid(value) else ""


def _refused(reason: str) -> SchemaRefusedError:
    remedy = "Leave --source out: our own sampler may know the schema."
    return SchemaRefusedError("#", f"hypothesis-jsonschema draws no instance: {reason}", remedy, True)


def _asked(schema: JSON, seed: int, count: int) -> list[JSON]:
    answer = _process(os.getpid(), _SECONDS).ask({"schema": schema, "seed": seed, "count": count})
    if answer is None:
        raise _refused(f"it took more than {_SECONDS:.0f} CPU seconds, or too much memory")
    values = answer.get("values")
    if not isinstance(values, list):
        raise _refused(str(answer.get("error")))
    return values


@lru_cache(maxsize=1)
def _process(_: int, seconds: float) -> _Process:
    """Return this process's own child: a pipe that two processes share would mix their answers."""
    return _Process(seconds)


class _Process:
    """A drawing process, started when it is first asked and again after each death."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._running: subprocess.Popen[bytes] | None = None

    def ask(self, request: dict[str, JSON]) -> dict[str, JSON] | None:
        """Return its answer, None if it died of the request."""
        running = self._started()
        try:
            stdin, stdout = cast("IO[bytes]", running.stdin), cast("IO[bytes]", running.stdout)
            stdin.write(json.dumps(request).encode() + b"\n")
            stdin.flush()
            line = stdout.readline()
        except OSError:
            line = b""
        if line.endswith(b"\n"):
            answer: dict[str, JSON] = json.loads(line)
            return answer
        self._close()
        return None

    def _started(self) -> subprocess.Popen[bytes]:
        if self._running is None:
            command = [sys.executable, "-c", _START, json.dumps(sys.path), str(self._seconds)]
            pipe = subprocess.PIPE
            self._running = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)  # noqa: S603
            finalize(self, _end, self._running, os.getpid())
        return self._running

    def _close(self) -> None:
        running, self._running = self._running, None
        if running is not None:
            _end(running, os.getpid())


def _end(running: subprocess.Popen[bytes], parent: int) -> None:
    """End a child of this process; one of another process, known here since a fork, is left alone."""
    if os.getpid() != parent:
        return
    running.kill()
    for pipe in (running.stdin, running.stdout):
        with suppress(OSError):
            cast("IO[bytes]", pipe).close()
    running.wait()
