"""The vocabulary of breakage: an edit, a corruptor, and how several errors go into one text without meeting.

Corruptor files see this module, :mod:`jsonsynth.tokens` and the standard library alone. Docs: ``corruptors/README.md``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from re import Pattern
from typing import Literal

from jsonsynth.examples import JSON
from jsonsynth.seeds import Random, below, between, chance, pick, shuffled, weighted
from jsonsynth.tokens import Span, Tokens

__all__ = [
    "JSON",
    "Corruption",
    "Corruptor",
    "Edit",
    "Inverse",
    "Kit",
    "Part",
    "Prepare",
    "Propose",
    "Random",
    "Span",
    "Tokens",
    "applied",
    "around",
    "below",
    "between",
    "chance",
    "corrupt",
    "enveloped",
    "find",
    "find_all",
    "inserted",
    "kit",
    "pick",
    "removed",
    "replaced",
    "rewritten",
    "shuffled",
    "strings",
    "weighted",
]


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the characters ``start`` to ``end`` of the sound text by ``new``."""

    start: int
    end: int
    new: str


Part = Literal["bracket", "end", "separator", "string", "scalar", "blank", "envelope", "text"]
Propose = Callable[[Tokens, Random], "list[Edit]"]
Prepare = Callable[[JSON, Random], "JSON | None"]
Inverse = Callable[[str], str]


@dataclass(frozen=True, slots=True, eq=False)
class Corruptor:
    """A class of breakage.

    ``propose`` gives the edits of one error in a sound text, ascending; none where its guard bars it.
    ``part`` says what it breaks, and so what may stand beside it: ``bracket`` (one container), ``end`` (the first or
    last bracket), ``separator``, ``string``, ``scalar``, ``blank`` (between tokens), ``envelope`` (around the text:
    edits at its two ends) or ``text`` (all of it, never mixed with another local error).
    ``policy`` names the sentence (``[policy.<id>]`` of the prompts) that the label needs to be certain.
    ``prepare`` changes the document beforehand so that the class finds a place (it may change the argument), or None.
    ``inverse`` mends a text that has this one error. ``weight``: how often, beside the others'.
    """

    name: str
    part: Part
    propose: Propose
    example: tuple[str, str]
    weight: int = 10
    policy: str = ""
    prepare: Prepare | None = None
    inverse: Inverse | None = None


@dataclass(frozen=True, slots=True)
class Corruption:
    """A broken text, the class of each error in the order of the text, and all edits with their class's name."""

    text: str
    errors: tuple[Corruptor, ...]
    edits: tuple[tuple[str, Edit], ...]


def applied(text: str, edits: Sequence[Edit]) -> str:
    """Apply edits that ascend and do not overlap; two at one place keep their order."""
    parts: list[str] = []
    position = 0
    for edit in edits:
        parts += (text[position : edit.start], edit.new)
        position = edit.end
    parts.append(text[position:])
    return "".join(parts)


# -- what corruptors are written with


def find(tokens: Tokens, rng: Random, pattern: Pattern[str], fits: Callable[[str], object] | None = None) -> int:
    """Return a token where ``pattern`` matches the shape and ``fits`` accepts its text, -1 if there is none.

    The search starts anywhere and goes round, so that every place is found.
    """
    shape = tokens.shape
    start = below(rng, len(shape))
    for match in pattern.finditer(shape, start):
        if fits is None or fits(tokens.token(match.start())):
            return match.start()
    for match in pattern.finditer(shape):
        if match.start() >= start:
            break
        if fits is None or fits(tokens.token(match.start())):
            return match.start()
    return -1


def find_all(tokens: Tokens, pattern: Pattern[str]) -> list[int]:
    """Return every token where ``pattern`` matches the shape."""
    return [match.start() for match in pattern.finditer(tokens.shape)]


def replaced(tokens: Tokens, index: int, new: str) -> list[Edit]:
    """Replace a token."""
    return [Edit(tokens.starts[index], tokens.end(index), new)]


def removed(tokens: Tokens, first: int, last: int) -> list[Edit]:
    """Remove tokens ``first`` to ``last`` with the white space between them."""
    return [Edit(tokens.starts[first], tokens.end(last), "")]


def inserted(offset: int, new: str) -> list[Edit]:
    """Insert before the character at ``offset``."""
    return [Edit(offset, offset, new)]


def around(tokens: Tokens, first: int, last: int, new: Callable[[str], str]) -> list[Edit]:
    """Rewrite the text of tokens ``first`` to ``last`` as one edit."""
    start, end = tokens.starts[first], tokens.end(last)
    return [Edit(start, end, new(tokens.text[start:end]))]


def rewritten(tokens: Tokens, new: str) -> list[Edit]:
    """Replace the whole text; nothing if that changes nothing."""
    return [] if new == tokens.text else [Edit(0, len(tokens.text), new)]


def enveloped(tokens: Tokens, before: str, behind: str) -> list[Edit]:
    """Put text before and behind the whole text, each only if there is any."""
    end = len(tokens.text)
    return [Edit(place, place, new) for place, new in ((0, before), (end, behind)) if new]


def strings(value: JSON) -> Iterator[tuple[list[JSON] | dict[str, JSON], int | str, str]]:
    """Yield the place of every string value of a document: its container, where it is there, and the string."""
    if isinstance(value, dict):
        for name, member in value.items():
            if isinstance(member, str):
                yield value, name, member
            else:
                yield from strings(member)
    elif isinstance(value, list):
        for index, element in enumerate(value):
            if isinstance(element, str):
                yield value, index, element
            else:
                yield from strings(element)


# -- several errors in one text: corruptors/README.md says why these rules


@dataclass(frozen=True, slots=True)
class _Table:
    rows: tuple[Corruptor, ...]
    bounds: tuple[int, ...]

    def draw(self, rng: Random) -> Corruptor:
        return self.rows[bisect_right(self.bounds, rng.random() * self.bounds[-1])]


@dataclass(frozen=True, slots=True, eq=False)
class Kit:
    """Corruptors sorted for drawing: any of them, those inside a text that mix, those around it."""

    any: _Table
    local: _Table
    envelope: _Table


def kit(corruptors: Sequence[Corruptor]) -> Kit:
    """Sort a table of corruptors for :func:`corrupt`."""
    local = [row for row in corruptors if row.part not in ("envelope", "text")]
    return Kit(
        any=_table(corruptors),
        local=_table(local),
        envelope=_table([row for row in corruptors if row.part == "envelope"]),
    )


def _table(rows: Sequence[Corruptor]) -> _Table:
    return _Table(tuple(rows), tuple(accumulate(row.weight for row in rows)))


_GAP = 2  # untouched tokens between two errors; design asks for one, more keeps them easier to tell apart
_TRIES = 5  # proposals an error is worth


@dataclass(frozen=True, slots=True)
class _Placed:
    corruptor: Corruptor
    edits: list[Edit]
    first: int
    last: int
    span: Span | None


def corrupt(tokens: Tokens, rng: Random, tools: Kit, lead: Corruptor, count: int) -> Corruption | None:
    """Break a sound text with ``lead`` and further classes, ``count`` errors if that many find room.

    None if ``lead`` finds no place, or if a text of one error cannot be had. Errors keep apart: untouched tokens
    between them, no bracket error inside or around another, no separator error right inside a broken container.
    """
    placed: list[_Placed] = []
    envelopes: list[_Placed] = []
    if not _put(tokens, rng, lead, placed, envelopes, count):
        return None
    if count > 1 and lead.part == "text":
        return None
    for _ in range(count * _TRIES if count > 1 else 0):
        if len(placed) + len(envelopes) >= count:
            break
        table = tools.envelope if chance(rng, 0.12) else tools.local
        _put(tokens, rng, table.draw(rng), placed, envelopes, count)
    return _assembled(tokens.text, placed, envelopes, count)


def _put(
    tokens: Tokens, rng: Random, corruptor: Corruptor, placed: list[_Placed], envelopes: list[_Placed], count: int
) -> bool:
    edits = corruptor.propose(tokens, rng)
    if not edits:
        return False
    if corruptor.part == "envelope":
        return _put_envelope(tokens, corruptor, edits, placed, envelopes, count)
    if count > 1 and len(edits) > 1:
        return _put_wide(tokens, corruptor, edits, placed, count)
    if count == 1:
        placed.append(_Placed(corruptor, edits, 0, 0, None))
        return True
    error = _place(tokens, corruptor, edits)
    if any(not _apart(tokens, error, other) for other in placed) or _opens(error, envelopes):
        return False
    placed.append(error)
    return True


def _place(tokens: Tokens, corruptor: Corruptor, edits: list[Edit]) -> _Placed:
    """Find the tokens that edits touch: an insertion touches both its neighbours."""
    starts = tokens.starts
    start, end = edits[0].start, edits[-1].end
    first = bisect_right(starts, start) - 1
    last = bisect_left(starts, end, first + 1) - 1
    if start == end:
        first, last = (first - 1, first) if start == starts[first] else (first, first + 1)
    span = None
    if corruptor.part == "end":
        span = tokens.spans[0]
    elif corruptor.part == "bracket":
        span = next(span for span in reversed(tokens.spans) if span.open <= last and span.close >= first)
    return _Placed(corruptor, edits, first, last, span)


def _apart(tokens: Tokens, one: _Placed, other: _Placed) -> bool:
    if one.corruptor.part == "text" or other.corruptor.part == "text":
        return False
    if len(one.edits) > 1 or len(other.edits) > 1:  # a wide one: it leaves out what another touches
        return one.corruptor.part != other.corruptor.part and "string" not in (one.corruptor.part, other.corruptor.part)
    low, high = (one, other) if one.first <= other.first else (other, one)
    if high.first - low.last <= _GAP:
        return False
    return _span_apart(tokens, one, other)


def _span_apart(tokens: Tokens, one: _Placed, other: _Placed) -> bool:
    a, b = one.span, other.span
    if a and b:
        return a.close < b.open or b.close < a.open
    broken, beside = (a, other) if a else (b, one)
    if broken is None or beside.corruptor.part != "separator":
        return True
    inner = tokens.around(beside.last if beside.last > 0 else beside.first)
    return inner < 0 or tokens.spans[inner].open != broken.open


def _opens(error: _Placed, envelopes: list[_Placed]) -> bool:
    """Say whether an error at an end of the text meets what stands around it."""
    return bool(envelopes) and error.corruptor.part in ("end", "text")


def _put_envelope(
    tokens: Tokens,
    corruptor: Corruptor,
    edits: list[Edit],
    placed: list[_Placed],
    envelopes: list[_Placed],
    count: int,
) -> bool:
    if any(other.corruptor.part == "text" for other in placed) or len(envelopes) > 1:
        return False
    if any(other.corruptor.name == corruptor.name for other in envelopes):
        return False
    if any(other.corruptor.part == "end" for other in placed):
        cut = all(other.last >= len(tokens.pieces) - 1 for other in placed if other.corruptor.part == "end")
        edits = [edit for edit in edits if edit.start == 0] if cut else []
    if count in (2, 3) and sum(len(other.edits) for other in (*placed, *envelopes)) + len(edits) > 3:
        edits = edits[:1]
    if not edits:
        return False
    envelopes.append(_Placed(corruptor, edits, 0, 0, None))
    return True


def _put_wide(tokens: Tokens, corruptor: Corruptor, edits: list[Edit], placed: list[_Placed], count: int) -> bool:
    """Take a class that breaks all its tokens, in texts of many errors, where no other string error is."""
    if count < 4 or any(len(other.edits) > 1 for other in placed) or corruptor.part == "text":
        return False
    error = _Placed(corruptor, edits, 0, 0, None)
    if any(corruptor.name == other.corruptor.name or not _apart(tokens, error, other) for other in placed):
        return False
    placed.append(error)
    return True


def _assembled(text: str, placed: list[_Placed], envelopes: list[_Placed], count: int) -> Corruption:
    if count == 1:
        only = (placed or envelopes)[0]
        edit = _joined(text, only.edits)
        return Corruption(applied(text, [edit]), (only.corruptor,), ((only.corruptor.name, edit),))
    inside = _untangled(placed)
    middle = sorted(((error.corruptor.name, edit) for error in inside for edit in error.edits), key=_start)
    ends = [(error.corruptor.name, edit) for error in envelopes for edit in error.edits]
    head, tail = [edit for edit in ends if edit[1].start == 0], [edit for edit in ends if edit[1].start]
    edits = (*reversed(head), *middle, *tail)
    order = sorted((*inside, *envelopes), key=lambda error: error.edits[0].start)
    return Corruption(applied(text, [edit for _, edit in edits]), tuple(error.corruptor for error in order), edits)


def _start(named: tuple[str, Edit]) -> int:
    return named[1].start


def _joined(text: str, edits: list[Edit]) -> Edit:
    if len(edits) == 1:
        return edits[0]
    start, end = edits[0].start, edits[-1].end
    shifted = [Edit(edit.start - start, edit.end - start, edit.new) for edit in edits]
    return Edit(start, end, applied(text[start:end], shifted))


def _untangled(placed: list[_Placed]) -> list[_Placed]:
    """Leave out of a wide error what another error touches."""
    narrow = [error for error in placed if len(error.edits) == 1]
    wide = [error for error in placed if len(error.edits) > 1]
    touched = [error.edits[0] for error in narrow]
    for error in wide:
        kept = [edit for edit in error.edits if not any(_meet(edit, other) for other in touched)]
        narrow.append(_Placed(error.corruptor, kept, 0, 0, None))
    return [error for error in narrow if error.edits]


def _meet(edit: Edit, other: Edit) -> bool:
    return edit.start <= other.end and other.start <= edit.end
