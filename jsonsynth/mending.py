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
_CHARACTERS = 15_000_000  # that a search may copy: a second or two
_STEPS_OF_SWEEPS = 60_000  # errors that a search may undo in sweeps: five seconds
_ODD = 2  # what it costs that a repair makes an unlikely document
_STUCK = 5  # errors in a row that may be undone at one place


class Change(NamedTuple):
    """What a repair did: characters ``start`` to ``end`` of the broken text became ``new``, to undo ``classes``."""

    start: int
    end: int
    new: str
    classes: tuple[str, ...]

    @property
    def growth(self) -> int:
        """How many characters it added."""
        return len(self.new) - (self.end - self.start)


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
    length: int  # of the broken text


def _beginning(reading: Reading) -> _State:
    return _State(reading, 0, 0, (), frozenset(), True, len(reading.text))


def mended(text: str, corruptors: Sequence[Corruptor], most: int = 1_000, *, any_way: bool = True) -> Repair | None:
    """Repair a text by the inverses of classes; None if no way to JSON was found. JSON stays as it is.

    None too for a text nested more than 250 levels deep, on every Python alike. The cheapest
    way is sought first, among ``most`` texts; where there is none, ``any_way``, among five times as many.
    """
    reading = read(text)
    if _abyss(reading) is not None:
        return None
    start = _beginning(reading)
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
        found = _search(start, rows, _farthest, _nodes(text, 5 * most)) or _straight_through(text, rows)
    if found is None or _abyss(found[0].reading) is not None:
        return None
    best, certain = found
    sound = best.reading.text
    certain = certain and not (_tangled(text, best.edits) or (best.edits and _odd(best.reading)) or _shaken(text, best))
    return Repair(cast("JSON", json.loads(sound)), sound, best.edits, certain)


def _straight_through(text: str, rows: Sequence[Corruptor]) -> tuple[_State, bool] | None:
    """Undo each error in the cheapest way there is, one behind the other: the last resort, in a text with many."""
    state, _, _ = _swept(_beginning(read(text)), rows, _STEPS_OF_SWEEPS, cheapest=True)
    return (state, False) if state.reading.whole else None


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


def _odd(reading: Reading) -> bool:
    """Say whether a text that is JSON is an unlikely document.

    An object has a name twice, so that a value is lost: likely two that were read as one. Or a name holds what looks
    like the end of a name and what follows it, or has a mark at one of its ends.
    """
    odd: list[bool] = []

    def seen(pairs: list[tuple[str, object]]) -> None:
        odd.append(len(pairs) > len(dict(pairs)) or any(_STRUCTURE_IN_NAME.search(name) for name, _ in pairs))

    if _abyss(reading) is None:
        json.loads(reading.text, object_pairs_hook=seen)
    return any(odd)


_STRUCTURE_IN_NAME = re.compile(r"""["'”’]\s*[:,]|^"|"$""")


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
    passed, steps = _NEVER, _STEPS_OF_SWEEPS
    while queue and nodes and steps:
        nodes -= 1
        state = heappop(queue)[2]
        if best and state.cost > best.cost:
            return best, best.sure and best.cost < passed
        if sweep:
            state, least, steps = _swept(state, rows, steps)
            passed = min(passed, least)
        if not state.reading.whole:
            most = best.cost if best and key is _cheapest else _NEVER
            for following in _unseen(map(_weighed, _following(state, rows, most=most)), seen):
                heappush(queue, (key(following), next(number), following))
        elif best and _value(state) != _value(best):
            return min(best, state, key=partial(_conventions, rows)), False
        elif best is None or (state.sure and not best.sure):
            best = state
    return (best, not queue and best.sure and best.cost < passed) if best else None


def _weighed(state: _State) -> _State:
    """Let a repair cost more that makes an unlikely document."""
    return state._replace(cost=state.cost + _ODD) if state.reading.whole and _odd(state.reading) else state


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


def _swept(state: _State, rows: Sequence[Corruptor], most: int, *, cheapest: bool = False) -> tuple[_State, int, int]:
    """Undo errors of classes that are paid for, one behind the other, while there is one way to do so.

    Returns the state they lead to, the least cost of a way that was passed by, and how many of the ``most`` errors are
    left. The state is spent. Each error takes a copy of the text and the rules of all classes, so that a hundred
    thousand characters take a second or two.
    ``cheapest``: undo any error, in the way that costs least.
    """
    reading, edits, used, sure, passed = state.reading, list(state.edits), state.used, state.sure, _NEVER
    stuck = 0
    while not reading.whole and stuck < _STUCK and most:
        proposals = [(_price(row, fix, used), row, fix) for row in rows if row.mend for fix in row.mend.rule(reading)]
        least = min((price for price, _, _ in proposals), default=0) if cheapest else 0
        ways = [(row, fix) for price, row, fix in proposals if price == least]
        if not ways or (len(ways) > 1 and not cheapest):
            break
        row, fix = ways[0]
        unread, text = len(reading.text) - reading.place, reading.text
        start, end, change = _merged(edits, text, Change(fix.start, fix.end, fix.new, (row.name,)), state.length)
        edits[start:end] = [change]
        reading = read(text[: fix.start] + fix.new + text[fix.end :], reading, fix.start, spent=True)
        used, sure = used | {row.name}, sure and fix.sure and not row.policy
        passed = min([passed, *(state.cost + price for price, _, _ in proposals if price)])
        left = len(reading.text) - reading.place
        stuck, most = stuck + 1 if left == unread else 0, most - 1
        if left > unread:
            return state._replace(reading=read("}"), cost=_NEVER), passed, most
    return state._replace(reading=reading, edits=tuple(edits), used=used, sure=sure), passed, most


def _price(row: Corruptor, fix: Fix, used: frozenset[str]) -> int:
    mend = cast("Mend", row.mend)
    return (mend.again if row.name in used else mend.cost) + fix.extra * mend.cost


def readings(stop: Reading, rows: Sequence[Corruptor], most: int, back: bool = False) -> Iterator[tuple[int, str]]:
    """Yield cost and text of each repair by the inverses of ``rows`` that costs ``most`` or less, the cheapest first.

    With ``back``, also by way of texts that stop earlier.
    """
    queue = [(0, 0, _beginning(stop))]
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
        composed(state.edits, state.reading.text, Change(fix.start, fix.end, fix.new, (row.name,)), state.length),
        state.used | {row.name},
        state.sure and fix.sure and not row.policy,
        state.length,
    )


def composed(edits: Sequence[Change], text: str, last: Change, length: int) -> tuple[Change, ...]:
    """Add an edit of ``text`` to the edits that made it of a text of that length.

    Offsets stay those of the first text; what touches is one.
    """
    start, end, change = _merged(edits, text, last, length)
    return (*edits[:start], change, *edits[end:])


def _merged(edits: Sequence[Change], text: str, last: Change, length: int) -> tuple[int, int, Change]:
    """Make one of an edit of ``text`` and of those before it that it touches; return which these are, too.

    They are sought from the end, since errors are undone one behind the other.
    """
    shift, place = len(text) - length, len(edits)  # of the text against the first one, behind so many edits
    while place and edits[place - 1].start + shift - edits[place - 1].growth > last.end:
        place -= 1
        shift -= edits[place].growth
    low, high, classes, end, behind = last.start, last.end, last.classes, place, shift
    while place and edits[place - 1].end + shift >= last.start:
        place -= 1
        edit = edits[place]
        high = max(high, edit.end + shift)
        shift -= edit.growth
        low, classes = min(low, edit.start + shift), (*edit.classes, *classes)
    new = text[low : last.start] + last.new + text[last.end : high]
    return place, end, Change(low - shift, high - behind, new, classes)
