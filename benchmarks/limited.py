"""Work in a forked child with limits of CPU time and memory; what was done before the end is kept."""

from __future__ import annotations

import contextlib
import os
import resource
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Ended", "Limits", "limited"]


@dataclass(frozen=True)
class Limits:
    """CPU seconds, bytes of memory beside what the parent has (0: unlimited), and seconds by the clock."""

    cpu_s: int = 5
    memory: int = 3 << 30
    wall_s: int = 120


@dataclass(frozen=True)
class Ended:
    """The lines a child wrote, whole ones only, and why it ended early: "" if it did not."""

    lines: list[str]
    problem: str


def limited(work: Callable[[], Iterable[str]], limits: Limits) -> Ended:
    """Run ``work`` in a forked child; its lines must not hold line feeds."""
    inlet, outlet = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(inlet)
        os._exit(_worked(work, outlet, limits))
    os.close(outlet)
    text, in_time = _read(inlet, time.monotonic() + limits.wall_s)
    if not in_time:
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    *lines, rest = text.decode("utf-8", "replace").split("\n")
    problem = "more time than allowed" if not in_time else _problem(status)
    if problem == "" and rest:
        problem = "it ended inside a line"
    if lines and lines[-1].startswith(_ERROR):
        problem = lines.pop()[len(_ERROR) :]
    return Ended(lines, problem)


_ERROR = "\x01"


def _worked(work: Callable[[], Iterable[str]], outlet: int, limits: Limits) -> int:
    """Do the work in the child; return its exit status."""
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_s, limits.cpu_s + 1))
    if limits.memory:
        most = _address_space() + limits.memory
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with open(outlet, "w", encoding="utf-8", errors="replace") as lines:
        try:
            for line in work():
                lines.write(line + "\n")
        except MemoryError:
            lines.write(_ERROR + "more memory than allowed\n")
        except BaseException as error:  # noqa: BLE001 - told to the parent, whatever it is
            if os.environ.get("BENCHMARK_TRACES"):
                traceback.print_exc(file=sys.stderr)
            lines.write(f"{_ERROR}{type(error).__name__}: {' '.join(str(error).split())[:300]}\n")
    return 0


def _address_space() -> int:
    """Return the bytes of addresses in use, which a forked child has from its parent; 0 where nothing tells."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()


def _read(inlet: int, deadline: float) -> tuple[bytes, bool]:
    """Return what comes out of a pipe until it is closed, and whether that was in time."""
    done: list[bytes] = []
    in_time = False
    while (left := deadline - time.monotonic()) > 0:
        if not select.select([inlet], [], [], left)[0]:
            break
        piece = os.read(inlet, 1 << 20)
        if not piece:
            in_time = True
            break
        done.append(piece)
    with contextlib.suppress(OSError):
        os.close(inlet)
    return b"".join(done), in_time


def _problem(status: int) -> str:
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        return {signal.SIGXCPU: "more CPU time than allowed", signal.SIGKILL: "killed"}.get(
            signal.Signals(number), f"signal {number}"
        )
    return "" if os.WEXITSTATUS(status) == 0 else f"exit status {os.WEXITSTATUS(status)}"
