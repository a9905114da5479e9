"""Tables and boxes, written as ``name: value`` lines, so that a name stands beside its value."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["plain_rows"]

_NUMBERED = re.compile(r"\d{1,3}[.)] (?=\S)(?!\w+ \d{4}\b)")  # "6. März 2027" is a date
_DOTTED = re.compile(r" ?\.{3,} ?")
_NO_HEADER = re.compile(r"[\d:=\[]")
_RULE = re.compile(r"\|(?: ?:?-+:? ?\|)+")


def plain_rows(text: str) -> str:
    """Write tables and boxes as lines; the rows of a table are parted by empty lines."""
    if "\n" not in text:
        return text
    boxed = text.replace("\n  ", ": ")
    lines = (_DOTTED.sub(": ", boxed) if "..." in boxed else boxed).split("\n")
    lines = [
        _NUMBERED.sub("", line, count=1) if line[:1].isdigit() and _NUMBERED.match(line) else line for line in lines
    ]
    rows: list[str] = []
    place = 0
    last = len(lines) - 1
    while place <= last:
        line = lines[place]
        if (
            place == last
            or not line
            or not (below := lines[place + 1])
            or (below[0] != "|" and _NO_HEADER.search(line))
        ):
            rows.append(line)
            place += 1
            continue
        used, records = _table(lines, place)
        for pairs in records:
            rows += ["", *(f"{name}: {value}" for name, value in pairs)] if rows else [f"{n}: {v}" for n, v in pairs]
        if not used:
            rows.append(line)
        place += used or 1
    return "\n".join(rows)


_Rows = list[list[tuple[str, str]]]


def _table(lines: Sequence[str], place: int) -> tuple[int, _Rows]:
    """Return how many lines a table has that begins here, above another line, and its rows; 0 if there is none."""
    below = lines[place + 1]
    if below[0] == "|" and _RULE.fullmatch(below):
        return _pipes(lines, place)
    return (0, []) if _NO_HEADER.search(lines[place]) else _separated(lines, place)


def _pipes(lines: Sequence[str], place: int) -> tuple[int, _Rows]:
    names = _cells(lines[place])
    end = place + 2
    rows: _Rows = []
    while end < len(lines) and lines[end].startswith("|"):
        values = _cells(lines[end])
        if len(values) != len(names):
            return 0, []
        rows.append(list(zip(names, values, strict=True)))
        end += 1
    return (end - place, rows) if rows else (0, [])


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]


def _separated(lines: Sequence[str], place: int) -> tuple[int, _Rows]:
    line = lines[place]
    for mark in ("\t", ";", ",", " | "):
        if mark in line and f"{mark} " not in line:
            names = _cut(line, mark)
            rows: _Rows = []
            for below in lines[place + 1 :]:
                values = _cut(below, mark)
                if len(values) != len(names) or not below:
                    break
                rows.append(list(zip(names, values, strict=True)))
            if rows:
                return len(rows) + 1, rows
    return 0, []


def _cut(line: str, mark: str) -> list[str]:
    if '"' not in line or len(mark) > 1:
        return [*map(str.strip, line.split(mark))]
    quoted = re.findall(r"(?:^|" + re.escape(mark) + r')(?:"([^"]*)"|([^' + re.escape(mark) + r"]*))", line)
    return [one or other for one, other in quoted]
