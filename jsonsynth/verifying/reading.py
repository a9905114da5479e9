"""Files cut into chunks of lines, each with its lines of provenance, hashed on the way."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from itertools import zip_longest
from pathlib import Path

from jsonsynth.verifying.bookkeeping import Read
from jsonsynth.verifying.findings import Findings
from jsonsynth.verifying.judging import Chunk
from jsonsynth.verifying.sources import File, Source

__all__ = ["Reader"]

_LONGEST = 16 << 20  # bytes of a line
_LINES, _BYTES = 250, 1 << 20  # a chunk ends at either


class _Lines:
    """The lines of a file, counted and hashed; a line beyond 16 MiB is cut, and its rest is passed over."""

    def __init__(self, path: Path, limit: int | None) -> None:
        self._path = path
        self._limit = limit
        self._hash = sha256()
        self.count = 0
        self.too_long: list[int] = []

    def __iter__(self) -> Iterator[bytes]:
        with self._path.open("rb") as file:
            while line := file.readline(_LONGEST):
                self._hash.update(line)
                self.count += 1
                rest = line
                while len(rest) == _LONGEST and not rest.endswith(b"\n"):
                    rest = file.readline(_LONGEST)
                    self._hash.update(rest)
                    self.too_long.append(self.count)
                yield line
                if self.count == self._limit:
                    return

    def read(self) -> Read:
        return Read(self._hash.hexdigest(), self.count)


class Reader:
    """Reads the files of a source once. ``read`` holds hash and lines of each file that was read to its end."""

    def __init__(self, source: Source, findings: Findings, limit: int | None) -> None:
        self._source = source
        self._findings = findings
        self._limit = limit
        self.read: dict[Path, Read] = {}

    def chunks(self) -> Iterator[Chunk]:
        """Give the lines of every file in order."""
        for number, file in enumerate(self._source.files):
            yield from self._file(number, file)

    def _file(self, number: int, file: File) -> Iterator[Chunk]:
        rows = _Lines(file.path, self._limit)
        facts = None if file.facts is None else self._facts(file.facts)
        lines: list[bytes] = []
        beside: list[bytes | None] = []
        first, size = 1, 0
        for row, fact in zip_longest(rows, facts or ()):
            if row is None:
                continue
            lines.append(row)
            beside.append(fact)
            size += len(row)
            if len(lines) == _LINES or size > _BYTES:
                yield Chunk(number, file.task, file.split, first, tuple(lines), tuple(beside) if facts else None)
                first, size, lines, beside = first + len(lines), 0, [], []
        if lines:
            yield Chunk(number, file.task, file.split, first, tuple(lines), tuple(beside) if facts else None)
        self._finish(file, rows, facts)

    def _facts(self, path: Path) -> _Lines | None:
        if path.is_file():
            return _Lines(path, self._limit)
        self._findings.error("provenance-missing", str(path), "there is no such file")
        return None

    def _finish(self, file: File, rows: _Lines, facts: _Lines | None) -> None:
        for line in rows.too_long:
            self._findings.error("line-too-long", f"{file.path}:{line}", "the line is longer than 16 MiB")
        if self._limit is None:
            self.read[file.path] = rows.read()
        if facts is not None and self._limit is None and file.facts is not None:
            self.read[file.facts] = facts.read()
            if facts.count > rows.count:
                cause = f"{facts.count} lines of provenance for {rows.count} rows"
                self._findings.error("provenance-count", f"{file.facts}:{rows.count + 1}", cause)
