"""Brackets: wrong, missing, too many."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jsonsynth.corruption import (
    Corruptor,
    Edit,
    Fix,
    Mend,
    Random,
    Reading,
    Span,
    Tokens,
    below,
    between,
    chance,
    closing,
    find_list,
    innermost,
    inserted,
    items,
    misfit,
    pick,
    read,
    replaced,
)

_FLAT_MEMBER = re.compile(r"\[(?:[s0tfn],)+[s0tfn]\](?=,k)")  # of one element, the opening bracket might be too much
_FINAL_RUN = re.compile(r"[}\]]+$")
_WRONG = {"}": "]", "]": "}"}


def _closer_of_other_kind(tokens: Tokens, rng: Random) -> list[Edit]:
    spans = tokens.spans
    first = below(rng, len(spans))
    for place in (*range(first, len(spans)), *range(first)):
        span = spans[place]
        if span.close - span.open > 1 and _kind_is_certain(tokens.shape, spans, place):
            return replaced(tokens, span.close, _WRONG[tokens.shape[span.close]])
    return []


def _kind_is_certain(shape: str, spans: tuple[Span, ...], place: int) -> bool:
    """The root's closer behind no closer of its kind; else one before a comma that would not read another way.

    Behind such a closer one more inside could have closed the root early, with a surplus behind it; around a single
    element the opening bracket could be too much.
    """
    span = spans[place]
    if span.parent < 0:
        several = shape[span.open] == "{" or _commas(shape, spans, place) > 0
        return shape[span.close - 1] != shape[span.close] and several
    parent = spans[span.parent]
    if shape[span.close + 1] != "," or shape[parent.open] == shape[span.open]:
        return False
    return parent.parent < 0 or shape[spans[parent.parent].open] != shape[parent.open]


def _commas(shape: str, spans: tuple[Span, ...], place: int) -> int:
    """Count the commas right inside a container."""
    span = spans[place]
    inner = [other for other in spans if other.parent == place]
    return shape.count(",", span.open, span.close) - sum(shape.count(",", other.open, other.close) for other in inner)


def _no_final_closers(tokens: Tokens, rng: Random) -> list[Edit]:
    run = _FINAL_RUN.search(tokens.shape)
    if run is None:
        return []
    first = len(tokens.shape) - between(rng, 1, len(run.group()))
    start = tokens.end(first - 1) if first and chance(rng, 0.5) else tokens.starts[first]
    return [Edit(start, len(tokens.text), "")]


def _no_inner_closer(tokens: Tokens, rng: Random) -> list[Edit]:
    match = find_list(tokens, rng, _FLAT_MEMBER)
    if match is None:
        return []
    close = match.end() - 1
    start = tokens.end(close - 1) if chance(rng, 0.5) else tokens.starts[close]
    return [Edit(start, tokens.end(close), "")]


def _surplus_closers(tokens: Tokens, rng: Random) -> list[Edit]:
    surplus = pick(rng, ("}", "]", "}}", "]}", tokens.shape[-1], tokens.shape[-1]))
    return inserted(len(tokens.text), ("\n" if chance(rng, 0.2) else "") + surplus)


# -- inverses: what undoes an error where strict reading stops

_SURPLUS = re.compile(r"[\s,}\]]+$")
_MEMBER = re.compile(r',?\s*"[^"\n]*"\s*:')
_FIRST_NAME = re.compile(r'\{\s*"([^"\\]*)"\s*:')
_QUOTED_OR_BRACKET = re.compile(r'[^"{}\[\]]*("(?:[^"\\]|\\.)*"|[{}\[\]])', re.DOTALL)
_ROWS = re.compile(r"(\[[s0tfn,]+)\],(?=(\[[s0tfn,]+),(\[[s0tfn,]+)\])")
_NO_MEMBER = re.compile(r":\s*\]")  # "[:]" of Swift
_BARE_NAME = re.compile(r"[A-Za-z_$][\w$]*\s*:\s")
_INDENTED = 80  # characters before what begins a line, at most
_FEW = 200  # tokens of what was cut and begun anew
_SCALAR_BESIDE_LIST = re.compile(r"[s0tfn],\[|\],[s0tfn]")


def _right_closer(reading: Reading) -> Iterator[Fix]:
    closers = reading.closers
    if closers and closers[0] != reading.here and reading.here in ("}", "]") and reading.wants not in ("colon", "text"):
        start, text, place = reading.starts[-1] if reading.last == "," else reading.place, reading.text, reading.place
        opened = len(closers) + text.count("{", place) + text.count("[", place)
        as_many = opened == text.count("}", place) + text.count("]", place)
        yield Fix(start, reading.place + 1, closers[0], as_many and reading.last not in "{[")
        yield Fix(reading.place, reading.place + 1, "", False, 1)
    if reading.here == ")" and reading.wants == "more" and closers:
        yield Fix(reading.place, reading.place + 1, closers[0], False)
    if reading.wants == "nothing" and reading.last == "}" and reading.match(_MEMBER):
        yield Fix(reading.starts[-1], reading.ends[-1], "", False)
    yield from _no_name(reading)
    empty = reading.match(_NO_MEMBER) if reading.last == "[" else None
    if empty:
        yield Fix(reading.starts[-1], empty.end(), "{}", False)
    if reading.wants == "more" and reading.here == ":" and reading.shape.endswith("[s"):
        yield _members_in_braces(reading)


def _no_name(reading: Reading) -> Iterator[Fix]:
    """Where a bracket stands for a name: open a list around it and the one before, or take what it holds as members."""
    text, place = reading.text, reading.place
    if reading.wants != "name" or reading.here not in ("{", "["):
        return
    if reading.here == "[" and _MEMBER.match(text, place + 1):
        yield Fix(place, place + 1, "", False, 1)
    elif reading.here == "[" and reading.shape.endswith("],"):
        yield _one_list(reading)
    elif reading.here == "{" and reading.shape.endswith("},") and text.count("]") > text.count("["):
        opened = reading.starts[innermost(reading.shape[:-2])]
        yield Fix(opened, opened, "[", False)
    elif reading.here == "{" and (end := closing(_QUOTED_OR_BRACKET, text, place)):
        yield Fix(place, end, text[place + 1 : end - 1], False, 1)


def _one_list(reading: Reading) -> Fix:
    """Of two lists in the place of one make one: of lists, where the last of the first has lost its bracket."""
    inner = items(reading.shape, innermost(reading.shape[:-2]))
    bare = next((token for token in inner if reading.shape[token] != "["), 0)
    if bare and reading.shape[inner[0]] == "[":
        return Fix(reading.starts[bare], reading.starts[bare], "[", False)
    return Fix(reading.starts[-2], reading.place + 1, ", ", False, 1)


def _members_in_braces(reading: Reading) -> Fix:
    """Put braces around what square brackets have around members, or one brace before them where it is missing."""
    text, start = reading.text, reading.starts[-2]
    end = closing(_QUOTED_OR_BRACKET, text, start)
    if end and text[end - 1] == "]":
        return Fix(start, end, "{" + text[start + 1 : end - 1] + "}", False, 1)
    return Fix(reading.starts[-1], reading.starts[-1], "{", False, 1)


def _ended(reading: Reading) -> Iterator[Fix]:
    yield from _closers_at_the_end(reading)
    yield from _begun_anew(reading)


def _closers_at_the_end(reading: Reading) -> Iterator[Fix]:
    """Close what is open, and before that what the indentation says is over."""
    if reading.here or reading.wants not in ("more", "first value", "first name"):
        return
    yield from _closer_of_row(reading)
    found = misfit(reading)
    if found and found.levels and reading.shape[found.token - 1] == ",":
        end = reading.ends[found.token - 2]
        yield Fix(end, end, read(reading.text[:end]).closers[: found.levels], False)
    begun = reading.shape.endswith(",{")  # one more item, of which nothing is there
    digit = reading.last == "0" and reading.place == reading.before  # there may have been more of them
    yield Fix(reading.place, reading.place, reading.closers, not (begun or digit or _begins_again(reading)))


def _begins_again(reading: Reading) -> bool:
    """Whether a line begins as the text does: it may be the next document."""
    if not reading.shape.startswith("{k"):
        return False
    return reading.text.find("\n" + reading.text[reading.starts[0] : reading.ends[1]], reading.ends[1]) >= 0


def _begun_anew(reading: Reading) -> Iterator[Fix]:
    """Leave out an object that was cut, where one follows that says the same from the beginning, with its brackets."""
    text, near = reading.text, reading.place + _INDENTED
    if not reading.open or (reading.here and "{" not in text[max(0, reading.place - 2) : near]):
        return
    last = reading.shape[-_FEW:]
    opened = innermost(last)
    for token in dict.fromkeys((opened, innermost(last[:opened]))):
        begin = len(reading.shape) - len(last) + token
        start, end = reading.starts[begin], reading.ends[min(begin + 2, len(reading.shape) - 1)]
        again = text.find(text[start:end], start + 1, near + end - start) if last[token] == "{" else -1
        cut = text[start:again].rstrip() if again > 0 else ""
        if "," in cut and text.startswith(cut, again) and _surplus(text) == _surplus(cut) != (0, 0):
            yield Fix(start, again, "", False)


def _surplus(text: str) -> tuple[int, int]:
    """Count how many brackets of each kind are open at the end."""
    return text.count("{") - text.count("}"), text.count("[") - text.count("]")


def _closer_before(reading: Reading) -> Iterator[Fix]:
    """Close a list where a member of what is around it begins, or a container before a closer or another one."""
    if reading.wants == "more" and reading.here == ":" and reading.inside == "[" and reading.shape.endswith(",s"):
        yield from _closer_of_row(reading)
        yield Fix(reading.ends[-3], reading.ends[-3], "]", _is_of_one_kind(reading.shape))
    scalar = reading.inside == "[" and reading.shape.endswith(("s,", "0,"))
    if scalar and reading.match(_BARE_NAME) and reading.closers.startswith("]}"):
        yield Fix(reading.starts[-1], reading.starts[-1], "]", False)
    closers = reading.closers
    if reading.wants == "more" and reading.here and len(closers) > 1 and closers[0] != reading.here == closers[1]:
        sure = not _may_end_earlier(reading.shape) and (closers[0] == "}" or _is_of_one_kind(reading.shape + ",s"))
        yield Fix(reading.before, reading.before, closers[0], sure)
    again = reading.here == "{" and closers[:2] in ("}", "}]") and _begins_as_before(reading)
    if again and reading.wants == "more":
        yield Fix(reading.before, reading.before, "}", False)
    if reading.wants == "name" and reading.here == "{" and closers.startswith("}]"):
        yield Fix(reading.starts[-1], reading.starts[-1], "}", again and not _may_end_earlier(reading.shape[:-1]))


def _closer_of_row(reading: Reading) -> Iterator[Fix]:
    """Close a row of scalars before the next one, where rows beside it have as many."""
    for row in _ROWS.finditer(reading.shape):
        if len(row[1]) == len(row[2]) == len(row[3]):
            end = reading.ends[row.end(2) - 1]
            yield Fix(end, end, "]", False)
            return


def _is_of_one_kind(shape: str) -> bool:
    """Whether what is in an open list before the last item is two things or more, and all of one kind."""
    opened = innermost(shape)
    starts = items(shape, opened)[:-1]
    kinds = ["[[" if shape.startswith("[[", at) else shape[at] if shape[at] in "{[" else "s" for at in starts]
    return len(kinds) > 1 and len(set(kinds)) == 1 and not _SCALAR_BESIDE_LIST.search(shape, opened, len(shape) - 2)


def _may_end_earlier(shape: str) -> bool:
    """Whether the last value is an object of several members: its closer may be that of what is around it."""
    return shape.endswith("}") and len(items(shape, innermost(shape[:-1]))) > 1


def _begins_as_before(reading: Reading) -> bool:
    """Whether an object begins with the name that the one does in which it stands: they are of one list."""
    outer = _FIRST_NAME.match(reading.text, reading.starts[innermost(reading.shape)])
    inner = _FIRST_NAME.match(reading.text, reading.place)
    return outer is not None and inner is not None and outer[1] == inner[1]


def _no_surplus(reading: Reading) -> Iterator[Fix]:
    if reading.wants == "nothing" and reading.match(_SURPLUS):
        yield from _closer_at_odd_place(reading)
        known = reading.text[: reading.before]
        hidden = known.count("{") + known.count("[") > known.count("}") + known.count("]")  # by a string
        yield Fix(reading.before, len(reading.text), "", not (hidden or _SCALAR_BESIDE_LIST.search(reading.shape)))
    elif reading.wants == "nothing" and reading.here in ("}", "]"):
        yield Fix(reading.place, reading.place + 1, "", False)


def _closer_at_odd_place(reading: Reading) -> Iterator[Fix]:
    """Leave out the closer behind which items are indented as if it were not there."""
    found = misfit(reading)
    if found and not found.levels and reading.shape[: found.token].endswith(("},", "],")):
        yield Fix(reading.starts[found.token - 2], reading.ends[found.token - 2], "", False)


CORRUPTORS = (
    Corruptor(
        "mismatched_bracket",
        "bracket",
        _closer_of_other_kind,
        ('{"a":[1,2],"b":3}', '{"a":[1,2},"b":3}'),
        does="writes the other closer",
        where="the root behind no closer of its kind, else before a comma, the parent of the other kind",
        weight=105,
        mend=Mend(_right_closer),
    ),
    Corruptor(
        "unclosed",
        "end",
        _no_final_closers,
        ('{"a":[1,2]}', '{"a":[1,2'),
        does="drops some or all of the final closers",
        where="the run of closers at the end",
        weight=60,
        mend=Mend(_ended, 0, 0),
    ),
    Corruptor(
        "missing_close",
        "bracket",
        _no_inner_closer,
        ('{"a":[1,2],"b":3}', '{"a":[1,2,"b":3}'),
        does="drops the `]` of a list",
        where="a flat list of several scalars, a member, with another member behind it",
        weight=240,
        mend=Mend(_closer_before),
    ),
    Corruptor(
        "extra_close",
        "end",
        _surplus_closers,
        ('{"a":1}', '{"a":1}}'),
        does="adds closers",
        where="at the end alone",
        weight=50,
        mend=Mend(_no_surplus, 0, 0),
    ),
)
