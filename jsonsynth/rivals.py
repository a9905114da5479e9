"""Whether a broken text can be read another way: the values of its cheapest repairs, sought through.

What a repair costs: nothing to close the text's end or to drop marks that are too much behind it; 1 for the inverse of
a class; a trifle more, so that it comes behind the others, for the inverse of a class of structure and for any mark of
structure inserted, removed or replaced. Nothing that a text says is altered, and no mark moves into a string.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from jsonsynth.corruption import Corruptor, Edit, Fix, Mend, Random, Tokens
from jsonsynth.examples import JSON
from jsonsynth.mending import readings
from jsonsynth.stops import Reading, State, read, step

__all__ = ["Verdict", "cheapest", "verdict"]

Verdict = Literal["unique", "ambiguous", "dominated", "beyond"]

_STRUCTURE = frozenset(("bracket", "end", "separator"))
_UNIT = 100  # what 1 is here; a repair of structure costs one more, so that it comes behind the others
_MARKS = ",:]}"
_OPENERS = "{["  # inserted at the start alone
_OTHERS = {"}": "]", "]": "}", "{": "[", "[": "{", ",": ":", ":": ","}


def verdict(broken: str, value: JSON, corruptors: Sequence[Corruptor], errors: int = 1) -> Verdict:
    """Say whether ``value`` is what a text with so many errors stands for.

    ``unique``: the only value of least cost; ``ambiguous``: another one is as cheap; ``dominated``: another one is
    cheaper; ``beyond``: no repair of so many edits leads to JSON. Takes about a millisecond for one error; for two only
    short texts are in reach.
    """
    found = cheapest(broken, corruptors, errors)
    if not found:
        return "beyond"
    if _key(value) not in found:
        return "dominated"
    return "unique" if len(found) == 1 else "ambiguous"


def cheapest(broken: str, corruptors: Sequence[Corruptor], errors: int = 1) -> set[str]:
    """Return the values, as sorted JSON, of the cheapest repairs with ``errors`` edits or fewer."""
    rows, stop = _priced(tuple(corruptors)), read(broken)
    for edits in range(1, errors + 1):
        for structure in (0, edits):  # without the marks, which are many, and with them
            most = edits * _UNIT + structure
            found = list(readings(stop, rows if structure else rows[:-1], most, edits > 1))
            if found:
                least = min(cost for cost, _ in found)
                return {_key(json.loads(text)) for cost, text in found if cost == least}
    return set()


def _key(value: JSON) -> str:
    return json.dumps(value, sort_keys=True)


@lru_cache(maxsize=4)
def _priced(corruptors: tuple[Corruptor, ...]) -> tuple[Corruptor, ...]:
    """Return the rows at their price here, the marks last."""
    rows: list[Corruptor] = []
    for row in corruptors:
        if row.mend:
            marks = row.mend.cost > 0 and row.part in _STRUCTURE
            cost = row.mend.cost * _UNIT + marks
            rows.append(
                replace(row, mend=replace(row.mend, cost=cost, again=cost if marks else row.mend.again * _UNIT))
            )
    return (*rows, _ANY_MARK)


def _nothing(_tokens: Tokens, _rng: Random) -> list[Edit]:
    return []


def _marks(stop: Reading) -> Iterator[Fix]:
    """Propose each mark inserted, removed or replaced up to the stop, where what was read behind it may follow."""
    for token, state in enumerate(stop.states):
        behind = token < len(stop.shape)
        place = stop.starts[token] if behind else stop.begun if stop.begun >= 0 else stop.place
        for new in (*_MARKS, *_OPENERS) if token == 0 else _MARKS:
            if _goes_on(stop, token, step(state, new)):
                yield Fix(place, place, new)
        mark = stop.shape[token] if behind else stop.here if stop.begun < 0 else ""
        if mark and mark in _OTHERS:
            if _goes_on(stop, token + 1, state):
                yield Fix(place, place + 1, "")
            if _goes_on(stop, token + 1, step(state, _OTHERS[mark])):
                yield Fix(place, place + 1, _OTHERS[mark])


def _goes_on(stop: Reading, token: int, state: State | None) -> bool:
    for mark in stop.shape[token:]:
        if state is None:
            break
        state = step(state, mark)
    return state is not None


_ANY_MARK = Corruptor(
    "mark",
    "separator",
    _nothing,
    ("", ""),
    does="breaks any mark of structure",
    where="anywhere",
    mend=Mend(_marks, _UNIT + 1, _UNIT + 1),
)
