"""A text about several things, cut into the parts that tell of each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from jsonsynth.examples import JSON

__all__ = ["segments"]

# where a text may be cut, the clearest first: paragraphs, lines, sentences
_CUTS = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-zß-ÿ])"))


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


def _cut(text: str, cut: re.Pattern[str], values: Sequence[str]) -> list[str] | None:
    starts = [0, *(found.end() for found in cut.finditer(text))]
    units = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    firsts = [next((k for k, unit in enumerate(units) if _holds(unit, value)), -1) for value in values]
    if firsts[0] < 0 or any(one >= other for one, other in pairwise(firsts)):
        return None
    bounds = [0, *firsts[1:], len(units)]
    return ["".join(units[start:end]) for start, end in pairwise(bounds)]


def _holds(unit: str, value: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(value)}(?!\w)", unit) is not None
