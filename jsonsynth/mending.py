"""Repair of broken JSON by the inverses of its classes: the cheapest way to a sound text, and whether there is another.

The text is read strictly until it stops; each class proposes what would undo its error there. The search goes on from
the cheapest text so far. A repair is certain if no other value is as cheap and no class was used that needs a policy.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from heapq import heappop, heappush
from itertools import count
from typing import NamedTuple, cast

from jsonsynth.corruption import Corruptor, Fix, Mend
from jsonsynth.errors import InputError
from jsonsynth.examples import JSON
from jsonsynth.nesting import misfit
from jsonsynth.stops import Reading, read

__all__ = ["Change", "Repair", "composed", "mended", "readings", "repaired"]

_DEEPEST = 250  # levels of brackets; our printer goes to 254, Python's parser to somewhat less than a thousand
_LONG = 4_000  # characters that ask for as many texts again: what another language printed has an error every few
_NEVER = 1_000_000  # costs more than any repair
_CHARACTERS = 50_000_000  # that a search may copy: some seconds


class Change(NamedTuple):
    """What a repair did: characters ``start`` to ``end`` of the broken text became ``new``, to undo ``classes``."""

    start: int
    end: int
    new: str
    classes: tuple[str, ...]


class Repair(NamedTuple):
    """A repaired text: its value, the text itself, what was changed.

    ``certain``: no other reading is as likely, and no choice of policy was needed.
    """

    value: JSON
    text: str
    edits: tuple[Change, ...]
    certain: bool


class _State(NamedTuple):
    reading: Reading
    cost: int
    rank: int
    edits: tuple[Change, ...]
    used: frozenset[str]
    sure: bool


def mended(text: str, corruptors: Sequence[Corruptor], most: int = 1_000, *, any_way: bool = True) -> Repair | None:
    """Repair a text by the inverses of classes; None if no way to JSON was found. JSON stays as it is.

    None too for a text nested more than 250 levels deep, on every Python alike. The cheapest
    way is sought first, among ``most`` texts; where there is none, ``any_way``, among five times as many.
    """
    reading = read(text)
    if _abyss(reading) is not None:
        return None
    start = _State(reading, 0, 0, (), frozenset(), True)
    return _found(start, [row for row in corruptors if row.mend], most, any_way=any_way)


_STEPS = {"{": 1, "[": 1, "(": 1, "}": -1, "]": -1, ")": -1}


def _abyss(reading: Reading) -> int | None:
    """Return the offset of the first bracket that is too deep, None if there is none.

    Where a text is not JSON, nobody knows yet which of its brackets stand in strings: all count, round ones too, since
    tuples and arrays of PHP are arrays.
    """
    marks = reading.shape if reading.whole else reading.text
    if marks.count("{") + marks.count("[") + marks.count("(") <= _DEEPEST:
        return None
    depth = 0
    for place, mark in enumerate(marks):
        depth = max(0, depth + _STEPS.get(mark, 0))
        if depth > _DEEPEST:
            return reading.starts[place] if reading.whole else place
    return None


def _found(start: _State, rows: Sequence[Corruptor], most: int, *, any_way: bool) -> Repair | None:
    """Seek in a long text by sweeps first: they pass other ways by, but say so."""
    text = start.reading.text
    longer = _nodes(text, most + most * len(text) // _LONG)
    swept = _search(start, rows, _cheapest, longer, sweep=True) if len(text) > _LONG else None
    found = swept if swept and swept[1] else _search(start, rows, _cheapest, longer) or swept
    if found is None and any_way:
        found = _search(start, rows, _farthest, _nodes(text, 5 * most))
    if found is None or _abyss(found[0].reading) is not None:
        return None
    best, certain = found
    sound = best.reading.text
    certain = certain and not (_tangled(text, best.edits) or (best.edits and _hides(sound)) or _shaken(text, best))
    return Repair(cast("JSON", json.loads(sound)), sound, best.edits, certain)


def _tangled(text: str, edits: Iterable[Change]) -> bool:
    """Say whether something was added inside the text for errors of two classes at one place.

    A class is certain by itself, not where another leaves it no mark of its own.
    """
    return any(edit.start == edit.end < len(text) and len(set(edit.classes)) > 1 for edit in edits)


_BRACKETS = re.compile(r"[{}\[\]]")


def _shaken(text: str, best: _State) -> bool:
    """Say whether brackets were changed that may not be those that are wrong.

    Some are added and others dropped, or one is and a comma is missing beside another that may be too much, or the
    indentation says so.
    """
    changes = [
        len(_BRACKETS.findall(edit.new)) - len(_BRACKETS.findall(text, edit.start, edit.end)) for edit in best.edits
    ]
    if not any(changes):
        return False
    added, dropped = max(changes) > 0, min(changes) < 0
    commas = [edit.start for edit in best.edits if edit.new == "," and edit.start == edit.end]
    behind_one = any(text[:place].rstrip().endswith(("}", "]")) for place in commas)
    before_one = any(text[place:].lstrip().startswith(("{", "[")) for place in commas)
    odd = (dropped and behind_one) or (added and before_one and not behind_one)
    return odd or (added and dropped) or misfit(best.reading) is not None


def _hides(sound: str) -> bool:
    """Say whether an object has a name twice, so that a value is lost: likely two objects that were read as one."""
    twice: list[bool] = []

    def seen(pairs: list[tuple[str, object]]) -> None:
        twice.append(len(pairs) > len(dict(pairs)))

    json.loads(sound, object_pairs_hook=seen)
    return any(twice)


def repaired(text: str, corruptors: Sequence[Corruptor]) -> Repair:
    """Repair a text as :func:`mended` does. Raises InputError with the place where reading stops if it cannot be."""
    found = mended(text, corruptors)
    if found is not None:
        return found
    stop = read(text)
    deep = _abyss(stop)
    place = stop.place if deep is None else deep
    line, column = text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)
    where = f"line {line}, column {column}"
    if deep is not None:
        raise InputError(where, f"the text is nested more than {_DEEPEST} levels deep", "Flatten it.")
    seen = repr(text[stop.place : stop.place + 20]) if stop.here else "the end of the text"
    problem = f"{_WANTED[stop.wants]} was expected, not {seen}, and no class of errors explains it"
    raise InputError(where, problem, "Correct it by hand.")


_WANTED = {
    "value": "a value",
    "first value": "a value or ]",
    "name": "a member's name",
    "first name": "a member's name or }",
    "colon": "a colon",
    "more": "a comma or a closing bracket",
    "nothing": "the end",
    "text": "more of the string",
}


def _nodes(text: str, most: int) -> int:
    return min(most, max(50, _CHARACTERS // (len(text) + 1)))


def _cheapest(state: _State) -> tuple[int, ...]:
    return (state.cost, state.rank)


def _farthest(state: _State) -> tuple[int, ...]:
    return (len(state.reading.text) - state.reading.place, state.cost, state.rank)


def _search(
    start: _State,
    rows: Sequence[Corruptor],
    key: Callable[[_State], tuple[int, ...]],
    nodes: int,
    *,
    sweep: bool = False,
) -> tuple[_State, bool] | None:
    """Return the first sound text in the order of ``key``, and whether its value is the only one at its cost."""
    queue = [(key(start), 0, start)]
    number = count(1)
    seen = {start.reading.text: start.cost}
    best: _State | None = None
    passed = _NEVER
    for _ in range(nodes):
        state = heappop(queue)[2] if queue else None
        if state is None or (best and state.cost > best.cost):
            return (best, best.sure and best.cost < passed) if best else None
        if sweep:
            state, least = _swept(state, rows, start.reading.text)
            passed = min(passed, least)
        if not state.reading.whole:
            most = best.cost if best and key is _cheapest else _NEVER
            for following in _unseen(_following(state, rows, most=most), seen):
                heappush(queue, (key(following), next(number), following))
        elif best and _value(state) != _value(best):
            return min(best, state, key=partial(_conventions, rows)), False
        elif best is None or (state.sure and not best.sure):
            best = state
    return (best, False) if best else None


def _conventions(rows: Sequence[Corruptor], state: _State) -> int:
    """Count the classes that cost nothing and were used: of two readings one needs none of them more likely."""
    return sum(row.name in state.used for row in rows if row.mend and not row.mend.cost)


def _unseen(states: Iterable[_State], seen: dict[str, int]) -> Iterator[_State]:
    """Yield the states whose text was not reached before at that cost or less."""
    for state in states:
        text = state.reading.text
        if state.cost < seen.get(text, _NEVER):
            seen[text] = state.cost
            yield state


def _swept(state: _State, rows: Sequence[Corruptor], first: str) -> tuple[_State, int]:
    """Undo errors of classes that are paid for, one behind the other, while there is one way to do so.

    Returns the state they lead to, and the least cost of a way that was passed by. ``first``: the broken text. The
    state is spent. Each error takes a copy of the text and the rules of all classes, so that a hundred thousand
    characters take a second or two.
    """
    reading, edits, used, sure, passed = state.reading, list(state.edits), state.used, state.sure, _NEVER
    while not reading.whole:
        proposals = [(_price(row, fix, used), row, fix) for row in rows if row.mend for fix in row.mend.rule(reading)]
        free = [(row, fix) for price, row, fix in proposals if not price]
        if len(free) != 1:
            break
        ((row, fix),) = free
        unread, text = len(reading.text) - reading.place, reading.text
        _append(edits, text, Change(fix.start, fix.end, fix.new, (row.name,)), first)
        reading = read(text[: fix.start] + fix.new + text[fix.end :], reading, fix.start, spent=True)
        used, sure = used | {row.name}, sure and fix.sure and not row.policy
        passed = min([passed, *(state.cost + price for price, _, _ in proposals if price)])
        if len(reading.text) - reading.place > unread:
            return _State(read("}"), _NEVER, 0, (), used, False), passed
    return _State(reading, state.cost, state.rank, tuple(edits), used, sure), passed


def _price(row: Corruptor, fix: Fix, used: frozenset[str]) -> int:
    mend = cast("Mend", row.mend)
    return (mend.again if row.name in used else mend.cost) + fix.extra * mend.cost


def _append(edits: list[Change], text: str, last: Change, first: str) -> None:
    """Add an edit of ``text``, most of them behind all others, to those that made it of the ``first`` text."""
    shift = len(text) - len(first)
    near: list[Change] = []
    while edits and edits[-1].end + shift >= last.start:
        near.insert(0, edits.pop())
        shift -= len(near[0].new) - (near[0].end - near[0].start)
    moved = composed([edit._replace(start=edit.start + shift, end=edit.end + shift) for edit in near], text, last)
    edits += [edit._replace(start=edit.start - shift, end=edit.end - shift) for edit in moved]


def readings(stop: Reading, rows: Sequence[Corruptor], most: int, back: bool = False) -> Iterator[tuple[int, str]]:
    """Yield cost and text of each repair by the inverses of ``rows`` that costs ``most`` or less, the cheapest first.

    With ``back``, also by way of texts that stop earlier.
    """
    queue = [(0, 0, _State(stop, 0, 0, (), frozenset(), True))]
    seen: set[str] = set()
    number = 0
    while queue:
        _, _, state = heappop(queue)
        if state.reading.text in seen:
            continue
        seen.add(state.reading.text)
        if state.reading.whole:
            if _abyss(state.reading) is None:
                yield state.cost, state.reading.text
            continue
        for after in _following(state, rows, back, most):
            number += 1
            heappush(queue, (after.cost, number, after))


def _value(state: _State) -> str:
    text = state.reading.text
    return json.dumps(json.loads(text), sort_keys=True) if _abyss(state.reading) is None else text


def _following(state: _State, rows: Sequence[Corruptor], back: bool = False, most: int = _NEVER) -> Iterator[_State]:
    """Yield the state after each proposal that costs no more than ``most`` in all.

    None that leaves more of the text unread, but with ``back``.
    """
    reading, rank = state.reading, state.rank
    for row in rows:
        mend = row.mend
        if mend is None or state.cost + (mend.again if row.name in state.used else mend.cost) > most:
            continue
        for fix in mend.rule(reading):
            if fix.extra and state.cost + _price(row, fix, state.used) > most:
                continue
            now = read(reading.text[: fix.start] + fix.new + reading.text[fix.end :], reading, fix.start)
            if back or len(now.text) - now.place <= len(reading.text) - reading.place:
                yield _after(state, row, fix, now, rank)
                rank += 1


def _after(state: _State, row: Corruptor, fix: Fix, now: Reading, rank: int) -> _State:
    return _State(
        now,
        state.cost + _price(row, fix, state.used),
        rank,
        composed(state.edits, state.reading.text, Change(fix.start, fix.end, fix.new, (row.name,))),
        state.used | {row.name},
        state.sure and fix.sure and not row.policy,
    )


def composed(edits: Sequence[Change], text: str, last: Change) -> tuple[Change, ...]:
    """Add an edit of ``text`` to the edits that gave it: offsets stay those of the first text; what touches is one."""
    before: list[Change] = []
    behind: list[Change] = []
    low, high, classes = last.start, last.end, last.classes
    shift = met = 0  # of the text against the first one, before and behind the edits that the last one touches
    for edit in edits:
        here = edit.start + shift + met
        there = here + len(edit.new)
        grown = len(edit.new) - (edit.end - edit.start)
        if there < last.start:
            before.append(edit)
            shift += grown
        elif here > last.end:
            behind.append(edit)
        else:
            met += grown
            low, high, classes = min(low, here), max(high, there), (*edit.classes, *classes)
    start, end = low - shift, high - shift - met
    new = text[low : last.start] + last.new + text[last.end : high]
    return (*before, Change(start, end, new, classes), *behind)
