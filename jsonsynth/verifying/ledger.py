"""What may not stand twice and what may not stand in two splits, decided from 8-byte digests."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from jsonsynth.verifying.findings import Findings
from jsonsynth.verifying.judging import KEYS
from jsonsynth.verifying.sources import File

__all__ = ["Ledger"]

_AT_ONCE = 300_000  # rows whose digests are compared in one pass: bounds the memory of a pass to about 50 MB
_ROW, _INPUT, _LABEL = 0, 1, 2
_UNITS = ((3, "schema, document or text"), (4, "group"))


class Ledger:
    """The digests of all rows in order: 40 bytes a row."""

    def __init__(self, files: Sequence[File]) -> None:
        self._files = files
        self._keys = array("Q")
        self._starts: list[int] = []  # ordinal of the first row of each run
        self._runs: list[tuple[int, int]] = []  # file and line of it

    def add(self, file: int, first: int, keys: array[int]) -> None:
        """Take the digests of lines that follow each other in a file."""
        self._starts.append(len(self._keys) // KEYS)
        self._runs.append((file, first))
        self._keys.extend(keys)

    def report(self, findings: Findings) -> None:
        """Tell of equal rows, equal inputs with two answers, and what stands in two splits, in order of the rows."""
        rows = len(self._keys) // KEYS
        passes = rows // _AT_ONCE + 1
        for part in range(passes):
            self._twice(findings, part, passes)
            self._contradictions(findings, part, passes)
            for column, what in _UNITS:
                self._leaks(findings, column, what, (part, passes))

    def _where(self, ordinal: int) -> str:
        run = bisect_right(self._starts, ordinal) - 1
        file, first = self._runs[run]
        return f"{self._files[file].path}:{first + ordinal - self._starts[run]}"

    def _split(self, ordinal: int) -> str:
        return self._files[self._runs[bisect_right(self._starts, ordinal) - 1][0]].split

    def _column(self, column: int, part: int, passes: int) -> Iterator[tuple[int, int]]:
        """Give (ordinal, digest) of the digests of a pass."""
        for ordinal, digest in enumerate(self._keys[column::KEYS]):
            if digest and digest % passes == part:
                yield ordinal, digest

    def _twice(self, findings: Findings, part: int, passes: int) -> None:
        first: dict[int, int] = {}
        for ordinal, digest in self._column(_ROW, part, passes):
            before = first.setdefault(digest, ordinal)
            if before != ordinal:
                findings.error("duplicate", self._where(ordinal), f"the same row as {self._where(before)}")

    def _contradictions(self, findings: Findings, part: int, passes: int) -> None:
        first: dict[int, int] = {}
        for ordinal, digest in self._column(_INPUT, part, passes):
            before = first.setdefault(digest, ordinal)
            if self._keys[before * KEYS + _LABEL] != self._keys[ordinal * KEYS + _LABEL]:
                findings.error("contradiction", self._where(ordinal), f"another answer than {self._where(before)}")

    def _leaks(self, findings: Findings, column: int, what: str, which: tuple[int, int]) -> None:
        first: dict[int, int] = {}
        for ordinal, digest in self._column(column, *which):
            before = first.setdefault(digest, ordinal)
            if before == ordinal:
                continue
            splits = (self._split(before), self._split(ordinal))
            if all(splits) and splits[0] != splits[1]:
                cause = f"its {what} stands in {splits[0]} too: {self._where(before)}"
                findings.error("leak", self._where(ordinal), cause)
