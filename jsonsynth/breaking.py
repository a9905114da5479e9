"""How errors of several classes go into one text without meeting.

Untouched tokens stay between two errors; no bracket error is inside or around another; no separator error is right
inside a container whose bracket is broken, or beside it. What goes around a text comes last, and keeps off a broken
end.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import floor

from jsonsynth.corruption import Corruptor, Edit, applied
from jsonsynth.seeds import Random, pick
from jsonsynth.tokens import Span, Tokens

__all__ = ["Corruption", "Kit", "Table", "corrupt", "kit"]

_GAP = 2  # untouched tokens between two errors: one would do, more keeps the errors easier to tell apart
_TRIES = 5  # proposals that an error is worth
_AROUND = 0.2  # how often a further error goes around the text
_ALONE = "call"  # the kin of what nothing else goes around: no fence, tag or greeting stands before a call
_MANY = 4  # errors: from here a class may break all its tokens, as one of the errors


@dataclass(slots=True)
class Corruption:
    """A broken text, the class of each error in the order of the text, and all edits with their class's name."""

    text: str
    errors: tuple[Corruptor, ...]
    edits: tuple[tuple[str, Edit], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Corruptors to draw from: ``pool`` has each as often as it weighs."""

    rows: tuple[Corruptor, ...]
    pool: tuple[Corruptor, ...]

    def draw(self, rng: Random) -> Corruptor:
        """Draw a corruptor."""
        return self.pool[floor(rng.random() * len(self.pool))]


@dataclass(frozen=True, slots=True, eq=False)
class Kit:
    """Corruptors sorted for drawing: any of them, those that mix inside a text, those around it (innermost first).

    ``kins``: those that mix inside a text, by the kin of their hand; a kin's own are as frequent over all as alone.
    """

    any: Table
    local: Table
    envelope: Table
    kins: Mapping[str, Table]


def kit(corruptors: Sequence[Corruptor]) -> Kit:
    """Sort corruptors for :func:`corrupt`."""
    local = [row for row in corruptors if row.part not in ("envelope", "text")]
    kins = list(dict.fromkeys(row.kin for row in local if row.kin)) or [""]
    return Kit(
        any=_table(corruptors),
        local=_table(local),
        envelope=_table([row for row in corruptors if row.part == "envelope"]),
        kins={kin: _table([row for row in local if row.kin in ("", kin)], len(kins)) for kin in kins},
    )


def _table(rows: Sequence[Corruptor], times: int = 1) -> Table:
    return Table(tuple(rows), tuple(row for row in rows for _ in range(row.weight * (times if row.kin else 1))))


def corrupt(tokens: Tokens, rng: Random, tools: Kit, lead: Corruptor, count: int) -> Corruption | None:
    """Break a sound text with ``lead`` and further classes: ``count`` errors, or as many as find room.

    None if ``lead`` finds no place, or goes all over a text that is to have more errors.
    """
    if count > 1 and lead.part == "text":
        return None
    edits = lead.propose(tokens, rng)
    if not edits:
        return None
    text = tokens.text
    if count == 1:
        edit = edits[0] if len(edits) == 1 else _joined(text, edits)
        start, end, new = edit
        return Corruption(text[:start] + new + text[end:], (lead,), ((lead.name, edit),))
    local = tools.kins.get(lead.kin) or pick(rng, list(tools.kins.values()))
    draft = _Draft(tokens, rng, count, [], [])
    _put(draft, lead, edits)
    inside, outside = draft.inside, draft.outside
    for _ in range(count * _TRIES):
        if len(inside) + len(outside) >= count:
            break
        corruptor = (tools.envelope if tools.envelope.rows and rng.random() < _AROUND else local).draw(rng)
        if tools.kins.get(corruptor.kin, local) is not local or _is_barred(corruptor, draft):
            continue
        edits = corruptor.propose(tokens, rng)
        if edits:
            _put(draft, corruptor, edits)
    outside.sort(key=lambda error: tools.envelope.rows.index(error.corruptor))
    return _assembled(text, inside, outside)


@dataclass(slots=True, eq=False)
class _Error:
    corruptor: Corruptor
    edits: list[Edit]
    first: int  # tokens that it touches
    last: int
    span: Span | None  # the container whose brackets it breaks


@dataclass(slots=True, eq=False)
class _Draft:
    """A text that gets ``count`` errors: those inside it so far, those around it."""

    tokens: Tokens
    rng: Random
    count: int
    inside: list[_Error]
    outside: list[_Error]


_CLOSING = ("bracket", "end")  # parts that break containers


def _is_barred(corruptor: Corruptor, draft: _Draft) -> bool:
    """Say whether a class finds no room anywhere beside the errors that are there.

    A broken end bars every bracket, and each of these an end; two errors at most go around a text.
    """
    part, inside, outside = corruptor.part, draft.inside, draft.outside
    if part == "envelope":
        return len(outside) > 1 or (len(outside) > 0 and _bars(outside[0].corruptor, corruptor))
    if part == "end" and outside:
        return True
    for other in inside:
        if other.span and part in _CLOSING and "end" in (part, other.corruptor.part):
            return True
        if len(other.edits) > 1 and not _goes_beside(corruptor, other.corruptor):
            return True
    return False


def _put(draft: _Draft, corruptor: Corruptor, edits: list[Edit]) -> None:
    """Take an error if it fits beside the others; of a class that would break many tokens one, where errors are few."""
    if corruptor.part == "envelope":
        _put_around(draft, corruptor, edits)
    elif len(edits) == 1:
        _put_at(draft, corruptor, edits)
    elif draft.count >= _MANY:
        _put_wide(draft, corruptor, edits)
    else:
        _put_at(draft, corruptor, [pick(draft.rng, edits)])


def _put_at(draft: _Draft, corruptor: Corruptor, edits: list[Edit]) -> None:
    part, tokens, inside = corruptor.part, draft.tokens, draft.inside
    first, last = _touched(tokens, edits[0])
    for other in inside:
        if first - other.last <= _GAP and other.first - last <= _GAP and len(other.edits) == 1:
            return
    span = _broken_span(tokens, part, first, last) if part in _CLOSING else None
    error = _Error(corruptor, edits, first, last, span)
    for other in inside:
        if len(other.edits) == 1 and not _apart(tokens, error, other):
            return
    inside.append(error)


def _touched(tokens: Tokens, edit: Edit) -> tuple[int, int]:
    """Find the first and the last token that an edit touches: an insertion touches both its neighbours."""
    starts = tokens.starts
    start, end, _ = edit
    first = bisect_right(starts, start) - 1
    if start < end:
        return first, bisect_left(starts, end, first + 1) - 1
    return (first - 1, first) if start == starts[first] else (first, first + 1)


def _broken_span(tokens: Tokens, part: str, first: int, last: int) -> Span:
    """Find the container whose brackets an error breaks that touches some tokens."""
    if part == "end":
        return Span(0, len(tokens.shape) - 1, -1)
    return next(span for span in reversed(tokens.spans) if span.open <= last and span.close >= first)


def _apart(tokens: Tokens, one: _Error, other: _Error) -> bool:
    """Say whether an error goes with another that it is not too near to."""
    if one.span and other.span:
        return one.span.close < other.span.open or other.span.close < one.span.open
    if one.span:
        return not _right_inside(tokens, other, one.span)
    return not other.span or not _right_inside(tokens, one, other.span)


def _goes_beside(one: Corruptor, wide: Corruptor) -> bool:
    """A class that breaks all its tokens leaves out those that another error touches, and bars string errors."""
    if one is wide:
        return False
    return "string" not in (one.part, wide.part) or (one.part not in ("string", "scalar") and wide.part == "string")


def _right_inside(tokens: Tokens, error: _Error, broken: Span) -> bool:
    if error.corruptor.part != "separator":
        return False
    inner = tokens.around(error.last if tokens.shape[error.first] in "{[" else error.first)
    return inner >= 0 and (tokens.spans[inner].open == broken.open or inner == broken.parent)


def _put_around(draft: _Draft, corruptor: Corruptor, edits: list[Edit]) -> None:
    inside, outside = draft.inside, draft.outside
    for error in inside:
        if error.corruptor.part == "end":  # a text without its end may still have something before it
            edits = [edit for edit in edits if edit.start == 0 < error.first]
            break
    if draft.count < _MANY and sum(len(other.edits) for other in (*inside, *outside)) + len(edits) >= _MANY:
        edits = edits[:1]
    if edits:
        outside.append(_Error(corruptor, edits, 0, len(draft.tokens.shape), None))


def _bars(one: Corruptor, other: Corruptor) -> bool:
    return one is other or (one.kin != "" and other.kin != "") or _ALONE in (one.kin, other.kin)


def _put_wide(draft: _Draft, corruptor: Corruptor, edits: list[Edit]) -> None:
    wide = _Error(corruptor, edits, 0, 0, None)
    for other in draft.inside:
        if len(other.edits) > 1 or not _goes_beside(other.corruptor, corruptor):
            return
    draft.inside.append(wide)


def _assembled(text: str, inside: list[_Error], outside: list[_Error]) -> Corruption:
    errors = _untangled(inside)
    edits = [(error.corruptor.name, edit) for error in errors for edit in error.edits]
    edits.sort(key=_start)
    for error in outside:  # the innermost first
        for edit in error.edits:
            edits.insert(len(edits) if edit.start else 0, (error.corruptor.name, edit))
    order = sorted((*outside, *errors), key=_first)
    broken = applied(text, [edit for _, edit in edits])
    return Corruption(broken, tuple([error.corruptor for error in order]), tuple(edits))


def _start(named: tuple[str, Edit]) -> int:
    return named[1].start


def _first(error: _Error) -> int:
    return error.edits[0].start


def _joined(text: str, edits: list[Edit]) -> Edit:
    """Make one edit of several, with what stands between them."""
    start, end = edits[0].start, edits[-1].end
    new = applied(text[:end], edits)
    return Edit(start, end, new[start:])


def _untangled(inside: list[_Error]) -> list[_Error]:
    """Leave out of a wide error what another error touches; drop it if it is not wide any more."""
    wide = [error for error in inside if len(error.edits) > 1]
    if not wide:
        return inside
    narrow = [error for error in inside if len(error.edits) == 1]
    for error in wide:
        kept = error.edits
        for other in narrow:
            start, end, _ = other.edits[0]
            kept = [edit for edit in kept if edit[1] < start or edit[0] > end]
        if len(kept) > 1:
            narrow.append(replace(error, edits=kept))
    return narrow
