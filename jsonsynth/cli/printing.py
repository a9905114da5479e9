"""What a person sees: messages, progress, results. Results go to stdout, everything else to stderr."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol, TextIO

if TYPE_CHECKING:
    from jsonsynth.examples import JSON

__all__ = ["Step", "paint", "paint_out", "print_error", "print_json", "print_line", "print_note", "progress_shown"]

_COLOURS = {"red": 31, "green": 32, "yellow": 33, "bold": 1, "dim": 2}
_REDRAW_SECONDS = 0.1
_LINE_SECONDS = 5.0


class Step(Protocol):
    """Where a long job is."""

    @property
    def stage(self) -> str:
        """The name of what is being done."""
        ...

    @property
    def done(self) -> int:
        """Rows done."""
        ...

    @property
    def total(self) -> int:
        """Rows in all."""
        ...


def _lively(stream: TextIO) -> bool:
    return stream.isatty() and os.environ.get("TERM", "") != "dumb"


def paint(text: str, colour: str, stream: TextIO) -> str:
    """Colour a text for a terminal that shows colours; NO_COLOR (set, not empty) switches it off."""
    if os.environ.get("NO_COLOR") or not _lively(stream):
        return text
    return f"\x1b[{_COLOURS[colour]}m{text}\x1b[0m"


def paint_out(text: str, colour: str) -> str:
    """Colour a text for stdout."""
    return paint(text, colour, sys.stdout)


def _safe(text: str, stream: TextIO) -> str:
    """Replace what the stream's encoding cannot say, lone surrogates among it."""
    encoding = stream.encoding or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)


def print_line(text: str = "") -> None:
    """Print a line of the result."""
    sys.stdout.write(_safe(text, sys.stdout) + "\n")


def print_note(text: str) -> None:
    """Print a line beside the result."""
    sys.stderr.write(_safe(text, sys.stderr) + "\n")


def print_json(value: JSON) -> None:
    """Print a result for machines: one indented JSON document."""
    import json  # noqa: PLC0415 - start-up time

    print_line(json.dumps(value, ensure_ascii=False, indent=2))


def print_error(where: str, problem: str, remedy: str) -> None:
    """Print an error in its three parts: where, what, remedy."""
    label = paint("error:", "red", sys.stderr)
    print_note(f"{label} {where}: {problem}" + (f"\n  {remedy}" if remedy else ""))


@contextmanager
def progress_shown(*, quiet: bool, stream: TextIO | None = None) -> Generator[Callable[[Step], None], None, None]:
    """Give what shows the steps of a job: a bar on a terminal, else a line every few seconds, nothing if quiet.

    The bar is wiped when the job ends, however it ends.
    """
    out = sys.stderr if stream is None else stream
    if quiet:
        yield lambda _: None
    elif _lively(out):
        bar = _Bar(out)
        try:
            yield bar.show
        finally:
            bar.wipe()
    else:
        yield _Lines(out).show


class _Pace:
    """Rows a second and time left, measured from the first step of each stage."""

    def __init__(self) -> None:
        self._stage = ""
        self._began = self._from = 0.0

    def text(self, step: Step) -> str:
        now = time.monotonic()
        if step.stage != self._stage:
            self._stage, self._began, self._from = step.stage, now, step.done
        passed, done = now - self._began, step.done - self._from
        if passed < 0.2 or done <= 0:
            return ""
        left = (step.total - step.done) * passed / done
        return f"{done / passed:,.0f} rows/s, {_clock(left)} left"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds + 0.5), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


class _Bar:
    """One line that is drawn again, as wide as the terminal."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._pace = _Pace()
        self._drawn = 0.0

    def show(self, step: Step) -> None:
        now = time.monotonic()
        finished = step.done >= step.total
        if now - self._drawn < _REDRAW_SECONDS and not finished:
            return
        self._drawn = now
        tail = f" {step.done:,}/{step.total:,} {self._pace.text(step)}"
        columns = _columns(self._stream)
        room = columns - len(step.stage) - len(tail) - 4
        bar = f" [{_filled(step, room)}]" if room >= 10 else ""
        line = f"{step.stage}{bar}{tail}"[: max(columns - 1, 10)]
        self._stream.write(f"\r\x1b[K{line}")
        self._stream.flush()

    def wipe(self) -> None:
        self._stream.write("\r\x1b[K")
        self._stream.flush()


def _columns(stream: TextIO) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except (OSError, ValueError):
        return 80


def _filled(step: Step, room: int) -> str:
    full = room * step.done // step.total if step.total else room
    return "=" * full + " " * (room - full)


class _Lines:
    """A plain line at the start and end of a stage, and every few seconds between."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._pace = _Pace()
        self._stage = ""
        self._printed = 0.0

    def show(self, step: Step) -> None:
        now = time.monotonic()
        pace = self._pace.text(step)
        new = step.stage != self._stage
        if not new and step.done < step.total and now - self._printed < _LINE_SECONDS:
            return
        self._stage, self._printed = step.stage, now
        share = 100 * step.done // step.total if step.total else 100
        self._stream.write(
            f"{step.stage}: {step.done:,} of {step.total:,} rows ({share}%)" + (f", {pace}" * bool(pace)) + "\n"
        )
        self._stream.flush()
