"""A text about several things, cut into the parts that tell of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from jsonsynth.examples import JSON

__all__ = ["lost", "other_code", "segments"]

# where a text may be cut, the clearest first: paragraphs, lines, sentences
_CUTS = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-zß-ÿ])"))

_RUNS = re.compile(r"\d+|[A-Z]+|[^\dA-Z]+")
# a heading has at most so many words
_HEADING = 4


def segments(text: str, records: Sequence[Mapping[str, JSON]], names: Sequence[str]) -> list[str] | None:
    """Cut a text into one part for each record: from where its first name stands to where the next one's does.

    ``names``: the members that may name a record, the best first. What stands before the first record counts to it.
    None where the records do not stand one behind the other.
    """
    for name in names:
        values = [record.get(name) for record in records]
        for cut in _CUTS if all(isinstance(value, str) and value for value in values) else ():
            found = _cut(text, cut, [str(value) for value in values])
            if found is not None:
                return found
    return None


def other_code(text: str, code: str) -> str | None:
    """Return a code of a text in which a code of capitals and digits is masked that has its form, if there is any."""
    if " " in code or not code.isupper() or code.isalpha():
        return None
    found = _alike(_DIGITS.sub("0", code).translate(_CAPITALS)).search(text)
    return found[0] if found is not None else None


_DIGITS, _CAPITALS = re.compile(r"\d+"), str.maketrans(dict.fromkeys("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "A"))


def lost(part: str, name: str, told: Callable[[str], Iterable[str]], names: Callable[[str], bool]) -> str | None:
    """Return what in a record's part tells of something else than the one of this name, if anything does.

    That is a line of a log that names another, or a paragraph without the name that tells again what was told; of a
    line it takes two things told again. ``told``: the fields that some words tell; ``names``: whether a key says what
    the thing is called.
    """
    for found in _KEY.finditer(part) if "=" in part else ():
        if names(found[1]) and not _holds(found[0].partition("=")[2], name):
            return found[0]
    for cut, least in zip(_CUTS, (1, 2), strict=False):
        units = [unit for unit in cut.split(part) if len(unit.split()) > _HEADING]
        own = [_holds(unit, name) for unit in units]
        if True not in own or False not in own:
            continue
        fields = {field for unit, named in zip(units, own, strict=True) if named for field in told(unit)}
        for unit, named in zip(units, own, strict=True):
            if not named and len(fields.intersection(told(unit))) >= least:
                return unit
    return None


# the keys of a log line and their values
_KEY = re.compile(r"(?<![\w.-])([\w.-]+)=(?:\"[^\"\n]*\"|\S+)")


@lru_cache(maxsize=1024)
def _alike(shape: str) -> re.Pattern[str]:
    """What finds the codes of a shape, in which 0 stands for any run of digits, A for any capital; there are few."""
    first, rest = shape[0], _RUNS.sub(_form, shape[1:])
    head, more = (r"\d", r"\d*") if first == "0" else ("[A-Z]" if first == "A" else re.escape(first), "")
    # it begins with what the code begins with, so that the search skips quickly over the rest
    return re.compile(rf"{head}(?<![\w+-].)(?<!\d:.){more}{rest}(?![\w-])", re.DOTALL)


def _form(run: re.Match[str]) -> str:
    """What finds a run of digits, of as many capitals, or of the same other marks."""
    if run[0].isdigit():
        return r"\d+"
    return f"[A-Z]{{{len(run[0])}}}" if run[0].isupper() and run[0].isascii() else re.escape(run[0])


def _cut(text: str, cut: re.Pattern[str], values: Sequence[str]) -> list[str] | None:
    starts = [0, *(found.end() for found in cut.finditer(text))]
    units = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    firsts = [next((k for k, unit in enumerate(units) if _holds(unit, value)), -1) for value in values]
    if firsts[0] < 0 or any(one >= other for one, other in pairwise(firsts)):
        return None
    bounds = [0, *firsts[1:], len(units)]
    return ["".join(units[start:end]) for start, end in pairwise(bounds)]


def _holds(unit: str, value: str) -> bool:
    start = unit.find(value)
    while start >= 0:
        end = start + len(value)
        if not _is_letter(unit[start - 1 : start]) and not _is_letter(unit[end : end + 1]):
            return True
        start = unit.find(value, start + 1)
    return False


def _is_letter(mark: str) -> bool:
    return mark.isalnum() or mark == "_"
