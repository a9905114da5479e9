"""Repair of broken JSON by the inverses of its classes: the cheapest way to a sound text, and whether there is another.

The text is read strictly until it stops; each class proposes what would undo its error there. The search goes on from
the cheapest text so far. A repair is certain if no other value is as cheap and no class was used that needs a policy.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from heapq import heappop, heappush
from itertools import count
from typing import NamedTuple, cast

from jsonsynth.changes import Change, composed, merged
from jsonsynth.corruption import Corruptor, Fix, Mend
from jsonsynth.errors import InputError
from jsonsynth.examples import JSON
from jsonsynth.nesting import misfit
from jsonsynth.stops import Reading, read

__all__ = ["Repair", "mended", "readings", "repaired"]

_DEEPEST = 250  # levels of brackets; our printer goes to 254, Python's parser to somewhat less than a thousand
_LONG = 4_000  # characters that ask for as many texts again: what another language printed has an error every few
_NEVER = 1_000_000  # costs more than any repair
_CHARACTERS = 15_000_000  # of all the texts that a search may keep
_WORK = 2_600_000  # about microseconds, for a text of so many characters or fewer; for a longer one more in proportion
_WORK_FOR = 80_000
_ODD = 2  # what it costs that a repair makes an unlikely document
_STUCK = 5  # errors in a row that may be undone at one place


class Repair(NamedTuple):
    """A repaired text: its value, the text itself, what was changed.

    ``certain``: no other reading is as likely, and no choice of policy was needed.
    """

    value: JSON
    text: str
    edits: tuple[Change, ...]
    certain: bool


class _Work:
    """What is left of the work that a search may do.

    It is told from what is done, not by a clock, so that a search ends at the same place everywhere. The weights were
    fitted to the times of 118 kinds of hostile texts: a step takes some 70 microseconds, another three for each token
    that is read, one for each 3,000 characters or 100 tokens that are copied, or 50 characters of JSON that are parsed.
    """

    __slots__ = ("left",)

    def __init__(self, left: int) -> None:
        self.left = left

    def read(self, text: str, before: Reading, same: int, *, spent: bool = False) -> Reading:
        """Read a text, as what was changed in another one, and count the work."""
        now = read(text, before, same, spent=spent)
        old = bisect_left(now.ends, same)
        copied = len(text) // (50 if now.whole else 3_000) + (0 if spent else old // 100)
        self.left -= 70 + 3 * (len(now.ends) - old) + copied
        return now


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
    work = _Work(_WORK * max(len(text), _WORK_FOR) // _WORK_FOR)
    swept = _search(start, rows, _cheapest, longer, work, sweep=True) if len(text) > _LONG else None
    found = swept if swept and swept[1] else _search(start, rows, _cheapest, longer, work) or swept
    if found is None and any_way:
        found = _straight_through(start, rows, work) or _search(start, rows, _farthest, _nodes(text, 5 * most), work)
    if found is None or _abyss(found[0].reading) is not None:
        return None
    best, certain = found
    sound = best.reading.text
    odd = _odd(best.reading, _stray) if best.edits else best.reading.shape == "s" and bool(_ENCODED.match(sound))
    certain = certain and not (_tangled(text, best.edits) or odd or _shaken(text, best))
    return Repair(cast("JSON", json.loads(sound)), sound, best.edits, certain)


def _straight_through(start: _State, rows: Sequence[Corruptor], work: _Work) -> tuple[_State, bool] | None:
    """Undo each error in the cheapest way there is, one behind the other, in a text with many."""
    state, _ = _swept(start, rows, work, cheapest=True)
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


def _odd(reading: Reading, stray: Callable[[str, JSON], bool] | None = None) -> bool:
    """Say whether a text that is JSON is an unlikely document.

    An object has a name twice, so that a value is lost: likely two that were read as one. Or a name holds what looks
    like the end of a name and what follows it, or a new line, or has a mark at one of its ends. Or so ``stray`` says
    of a name and its value.
    """
    odd: list[bool] = []

    def seen(pairs: list[tuple[str, JSON]]) -> None:
        odd.append(len(pairs) > len(dict(pairs)) or any(_STRUCTURE_IN_NAME.search(name) for name, _ in pairs))
        odd.append(stray is not None and any(stray(name, value) for name, value in pairs))

    if _abyss(reading) is None:
        json.loads(reading.text, object_pairs_hook=seen)
    return any(odd)


def _stray(name: str, value: JSON) -> bool:
    """Say whether a name, its string or one of its list ends or begins with a mark that belongs to nothing in it.

    Or has a soft hyphen or a ligature, which a page may have made.
    """
    texts = (name, *(value if isinstance(value, list) else (value,)))
    return any(_STRAY.search(text) is not None for text in texts if isinstance(text, str))


_STRAY = re.compile(r"[{\[]$|^[^{]*\}$|^[^\[]*\]$|^\s*[:,]|,\s*$|[\u00ad\u200b\ufb00-\ufb06]")
_ENCODED = re.compile(r'\s*"\s*[{\[]')  # a document in a string, which may have been meant
_STRUCTURE_IN_NAME = re.compile(r"""["'”’]\s*[:,]|^"|"$|^\s*[,:]|[,:]\s*$|\n""")


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
    work: _Work,
    *,
    sweep: bool = False,
) -> tuple[_State, bool] | None:
    """Return the first sound text in the order of ``key``, and whether its value is the only one at its cost.

    Without sweeps, half of the work is left to the searches that follow.
    """
    queue = [(key(start), 0, start)]
    number = count(1)
    seen = {start.reading.text: start.cost}
    best: _State | None = None
    passed, kept = _NEVER, 0 if sweep else work.left // 2
    while queue and nodes and work.left > kept:
        nodes -= 1
        state = heappop(queue)[2]
        if best and state.cost > best.cost:
            return best, best.sure and best.cost < passed
        if sweep:
            state, least = _swept(state, rows, work)
            passed = min(passed, least)
        if not state.reading.whole:
            most = best.cost if best and key is _cheapest else _NEVER
            for following in _unseen(map(_weighed, _following(state, rows, work, most=most)), seen):
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


def _swept(state: _State, rows: Sequence[Corruptor], work: _Work, *, cheapest: bool = False) -> tuple[_State, int]:
    """Undo errors of classes that are paid for, one behind the other, while there is one way to do so.

    Returns the state they lead to and the least cost of a way that was passed by. Each error takes a copy of the text
    and the rules of all classes, so that a hundred thousand characters take a second or two.
    ``cheapest``: undo any error, in the way that costs least.
    """
    reading, edits, used, sure, passed = state.reading, list(state.edits), state.used, state.sure, _NEVER
    stuck = 0
    while not reading.whole and stuck < _STUCK and work.left > 0:
        proposals = [(_price(row, fix, used), row, fix) for row in rows if row.mend for fix in row.mend.rule(reading)]
        least = min((price for price, _, _ in proposals), default=0) if cheapest else 0
        ways = [(row, fix) for price, row, fix in proposals if price == least]
        if not ways or (len(ways) > 1 and not cheapest):
            break
        row, fix = ways[0]
        unread, text = len(reading.text) - reading.place, reading.text
        start, end, change = merged(edits, text, Change(fix.start, fix.end, fix.new, (row.name,)), state.length)
        edits[start:end] = [change]
        after, spent = text[: fix.start] + fix.new + text[fix.end :], reading is not state.reading
        reading = work.read(after, reading, fix.start, spent=spent)
        used, sure = used | {row.name}, sure and fix.sure and not row.policy
        passed = min([passed, *(state.cost + price for price, _, _ in proposals if price)])
        left = len(reading.text) - reading.place
        stuck = stuck + 1 if left == unread else 0
        if left > unread:
            return state._replace(reading=read("}"), cost=_NEVER), passed
    return state._replace(reading=reading, edits=tuple(edits), used=used, sure=sure), passed


def _price(row: Corruptor, fix: Fix, used: frozenset[str]) -> int:
    mend = cast("Mend", row.mend)
    return (mend.again if row.name in used else mend.cost) + fix.extra * mend.cost


def readings(stop: Reading, rows: Sequence[Corruptor], most: int, back: bool = False) -> Iterator[tuple[int, str]]:
    """Yield cost and text of each repair by the inverses of ``rows`` that costs ``most`` or less, the cheapest first.

    With ``back``, also by way of texts that stop earlier.
    """
    queue = [(0, 0, _beginning(stop))]
    seen: set[str] = set()
    work = _Work(0)  # as much as it takes
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
        for after in _following(state, rows, work, back, most):
            number += 1
            heappush(queue, (after.cost, number, after))


def _value(state: _State) -> str:
    text = state.reading.text
    return json.dumps(json.loads(text), sort_keys=True) if _abyss(state.reading) is None else text


def _following(
    state: _State, rows: Sequence[Corruptor], work: _Work, back: bool = False, most: int = _NEVER
) -> Iterator[_State]:
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
            now = work.read(reading.text[: fix.start] + fix.new + reading.text[fix.end :], reading, fix.start)
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
