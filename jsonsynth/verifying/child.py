"""A process that judges chunks and may be killed: by its own clock where a row hangs it, by anything else as well.

The parent sends (chunk, terms, skipped) and gets ("at", offset, stage) before each stage that a row could hang, so that
it knows which row killed the process, and ("judged", Judged) at the end.
"""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import IO, cast

from jsonsynth.errors import BuildError
from jsonsynth.schema import second_opinion
from jsonsynth.verifying.judging import Chunk, Judged, Stage, Terms, judge

__all__ = ["Child", "Death", "serve"]

_MEMORY_BYTES = 3 << 30
_START = "import json,sys; sys.path[:] = json.loads(sys.argv[1]); from jsonsynth.verifying.child import serve; serve()"


@dataclass(frozen=True, slots=True)
class Death:
    """Where a process died: the row and stage; ``reason`` is what it could say, "" if its clock ran out."""

    offset: int
    stage: Stage
    reason: str


class Child:
    """A judging process, started when it is first asked and again after each death."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._ended = False

    def ask(self, chunk: Chunk, terms: Terms, skipped: frozenset[tuple[int, Stage]]) -> Judged | Death:
        """Judge a chunk, or say which row killed the process. ``skipped``: stages of rows to leave out."""
        process = self._started()
        death = Death(-1, "check", "it died before its first row")
        try:
            pickle.dump((chunk, terms, skipped), _pipe(process.stdin))
            _pipe(process.stdin).flush()
            while True:
                kind, *parts = pickle.load(_pipe(process.stdout))  # noqa: S301 - our own child wrote it
                if kind == "judged":
                    return cast("Judged", parts[0])
                death = Death(parts[0], parts[1], "") if kind == "at" else Death(death.offset, death.stage, parts[0])
        except (EOFError, OSError, pickle.UnpicklingError):
            self._close()
        if death.offset < 0 or (death.offset, death.stage) in skipped:
            raise BuildError("verify", f"the checking process fails ({death.reason})", "Report it as a bug.")
        return death

    def _started(self) -> subprocess.Popen[bytes]:
        if self._ended:
            raise BuildError("verify", "it was stopped", "Run it again.")
        if self._process is None:
            command = [sys.executable, "-c", _START, json.dumps(sys.path)]
            pipe = subprocess.PIPE
            self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)  # noqa: S603
        return self._process

    def end(self) -> None:
        """End the process for good, whatever it does."""
        self._ended = True
        self._close()

    def _close(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):
                    _pipe(pipe).close()
            process.wait()


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise BuildError("verify", "a process without pipes", "Report it as a bug.")
    return pipe


def serve() -> None:
    """Judge chunks from stdin until it ends; answers go to stdout, which nothing else may write to."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _limit_memory()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides

    def send(*message: object) -> None:
        pickle.dump(message, answers)
        answers.flush()

    while True:
        try:
            chunk, terms, skipped = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own parent wrote it
        except EOFError:
            return
        try:
            judged = judge(chunk, terms, _guard(send, skipped))
        except BaseException as error:
            send("failed", f"{type(error).__name__}: {error}"[:300])
            raise
        send("judged", judged)


def _guard(
    send: Callable[[str, int, Stage], None], skipped: frozenset[tuple[int, Stage]]
) -> Callable[[int, Stage, float], Callable[[], None] | None]:
    def begin(offset: int, stage: Stage, seconds: float) -> Callable[[], None] | None:
        if (offset, stage) in skipped:
            return None
        if stage == "opinion":
            _warm_up()
        send("at", offset, stage)
        _set_clock(seconds)
        return _stop_clock

    return begin


@lru_cache(maxsize=1)
def _warm_up() -> None:
    """Import the second validator before a clock runs: that takes longer than a row."""
    second_opinion({}, None)


def _set_clock(seconds: float) -> None:
    """End this process after so much CPU time, even in the middle of a C function: nobody handles SIGPROF."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _stop_clock() -> None:
    _set_clock(0.0)


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
