"""Proofs about a broken text and its label: edits undone, nothing lost, errors apart. No code of the breaking."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from html import unescape
from itertools import pairwise
from typing import TypeAlias

import orjson

from jsonsynth.examples import JSON
from jsonsynth.jsontext import is_json
from jsonsynth.tokens import Span, Tokens, scan_again

__all__ = ["Undo", "inseparable", "is_of_kind", "leaves", "lost", "nesting", "reverted", "same_value", "touched"]


# A recorded edit: its class, and the characters ``start`` to ``end`` of the sound text, which were ``old`` and became
# ``new``: (class, start, end, old, new).
Undo: TypeAlias = "tuple[str, int, int, str, str]"


def reverted(broken: str, edits: Sequence[Undo]) -> str:
    """Undo recorded edits in the broken text, from the left.

    Raises ValueError where an edit is out of order or the broken text does not have its ``new`` at its place.
    """
    parts: list[str] = []
    position = shift = 0
    for _, start, end, old, new in edits:
        place = start + shift
        if place < position or len(old) != end - start:
            raise ValueError(f"the edit at {start} overlaps the one before it, or is longer than its old text")
        if not broken.startswith(new, place):
            raise ValueError(f"the broken text has not {new!r} at {place}")
        parts += (broken[position:place], old)
        position = place + len(new)
        shift = position - end
    parts.append(broken[position:])
    return "".join(parts)


# -- L2: nothing lost

_STRING = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"')
_DIGITS_BEFORE, _DIGITS_BEHIND = frozenset("0123456789.-"), frozenset("0123456789.")
_ANY_NUMBER = re.compile(r"[+-]?(?:0[xX][0-9a-fA-F]+|\d[\d_]*(?:\.\d*)?|\.\d+)")
_JOINT = re.compile(r'"\s*\+\s*"')
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_SHORT = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


def lost(label: str, broken: str) -> str | None:
    """Return a member name or scalar of the label that the broken text has in no form, None if all are there.

    A string may stand in it with or without escapes, as entities, or in parts joined by ``+``; a number in any
    notation; null need not be there (``NaN`` may have stood for it). ``label``: canonical JSON, or whole tokens of it.
    """
    # What is outside strings and the contents of strings take turns.
    parts = _STRING.split(label) if "\\" in label else label.split('"')
    for content in parts[1::2]:
        if content not in broken and not _said(content, broken):
            return f'"{content}"'
    bare = "".join(parts[::2]).translate(_MARKS_TO_BLANKS).split()
    absent = [token for token in bare if token not in broken or not (token in _WORDS or _stands(token, broken))]
    return _lost_bare(absent, broken) if absent else None


_OF_BARE = "+-.0123456789Eaeflnrstu"  # characters of numbers and literals
_BARE = frozenset(_OF_BARE)
_APART = "\x1f"  # white space to Python, and in no JSON text


def touched(sound: str, broken: str, edits: Sequence[Undo]) -> tuple[str, str]:
    """Return the tokens of a sound text that edits change or touch, and what has become of them.

    Where undoing the edits gives the sound text, the other tokens stand in the broken text as they are. Of two edits of
    one token it is easier to look at the texts as a whole.
    """
    # of the same length, and each of its quotes begins or ends a string
    plain = sound.replace("\\\\", "..").replace('\\"', "..") if "\\" in sound else sound
    were: list[str] = []
    are: list[str] = []
    position = reached = inside = 0
    for _, start, end, old, new in edits:
        inside = (inside + plain.count('"', position, start)) % 2
        first = plain.rfind('"', 0, start) if inside else _bare_start(sound, start)
        inside = (inside + plain.count('"', start, end)) % 2
        last = plain.find('"', end) + 1 if inside else _bare_end(sound, end)
        if first < reached:
            return sound, broken
        if old or first < start or end < last:
            before, behind = sound[first:start], sound[end:last]
            were += (before, old, behind, _APART)
            are += (before, new, behind, _APART)
        position, reached = end, last
    return "".join(were), "".join(are)


def _bare_start(text: str, place: int) -> int:
    """Return where the number or literal begins that ends at a place; the place itself where none does."""
    return len(text[:place].rstrip(_OF_BARE)) if text[place - 1 : place] in _BARE else place


def _bare_end(text: str, place: int) -> int:
    return len(text) - len(text[place:].lstrip(_OF_BARE)) if text[place : place + 1] in _BARE else place


def _lost_bare(absent: Sequence[str], broken: str) -> str | None:
    """Return a number or literal of those that do not stand in a text as they are that it does not have otherwise."""
    numbers = [token for token in absent if token not in _WORDS]
    known, low = _numbers(broken) if numbers else (), broken.lower()
    lacking = [number for number in numbers if float(number) not in known]
    lacking += [word for word in ("true", "false") if word in absent and word not in low]
    return lacking[0] if lacking else None


def _stands(number: str, broken: str) -> bool:
    """Say whether a number is in a text and no part of a longer one."""
    place = broken.find(number)
    while place >= 0:
        end = place + len(number)
        if broken[place - 1 : place] not in _DIGITS_BEFORE and broken[end : end + 1] not in _DIGITS_BEHIND:
            return True
        place = broken.find(number, end)
    return False


_WORDS = frozenset(("true", "false", "null"))
_MARKS_TO_BLANKS = str.maketrans("{}[]:,", "      ")


def _said(content: str, broken: str) -> bool:
    value = str(json.loads(f'"{content}"'))
    return any(content in view or value in view for view in _views(broken))


def _views(broken: str) -> Iterator[str]:
    yield broken
    yield unescape(broken)
    yield _ESCAPE.sub(_unescaped, broken)
    yield _JOINT.sub("", broken)
    yield broken.replace('""', '"')


def _unescaped(match: re.Match[str]) -> str:
    return _SHORT.get(match.group(1), match.group(1))


def _numbers(broken: str) -> set[float]:
    found: set[float] = set()
    for token in _ANY_NUMBER.findall(broken):
        digits = token.replace("_", "")
        found.add(float(int(digits, 16)) if "x" in digits.lower() else float(digits))
    return found


# -- L4: errors apart


# An edit, the container whose brackets it changes, and whether it changes separators alone.
_Wound: TypeAlias = "tuple[Undo, Span | None, bool]"

_MARK = re.compile(r"[{}\[\]:,]")


def inseparable(sound: str, edits: Sequence[Undo], classes: Sequence[str]) -> str | None:
    """Return why several errors may not be told apart, None if they can.

    Between two of them stands an untouched token, and where a colon is gone the whole member; no container with a
    bracket error is inside another one, or has a separator error right inside or beside it; each error alone leaves
    invalid JSON. A class with more edits than errors (all quotes of a text) and what stands around the text are exempt
    from the gap.
    ``classes``: the class of each error.
    """
    if len(classes) < 2:
        return None
    tokens = scan_again(sound)
    wide: set[str] = set()
    if len(edits) > len(classes):
        written = [edit[0] for edit in edits]
        wide = {name for name in set(written) if written.count(name) > classes.count(name)}
    wounds = [_wound(tokens, edit) for edit in edits if edit[0] not in wide]
    return _touching(tokens, wounds) or _nested(tokens, wounds) or _harmless(sound, edits, wide)


def _wound(tokens: Tokens, edit: Undo) -> _Wound:
    """Say what an edit changes; marks inside strings stay as they are."""
    _, _, _, old, new = edit
    before, behind = _MARK.findall(old), _MARK.findall(new)
    if before == behind:
        return edit, None, False
    if _brackets(before) != _brackets(behind):
        return edit, _container(tokens, edit), False
    return edit, None, True


def _brackets(marks: Sequence[str]) -> list[str]:
    return [mark for mark in marks if mark not in ":,"]


def _container(tokens: Tokens, edit: Undo) -> Span:
    """The outermost container with a bracket among the characters of an edit; the root for an edit behind it."""
    first = bisect_left(tokens.starts, edit[1])
    last = bisect_left(tokens.starts, edit[2])
    for span in tokens.spans:
        if first <= span.open < last or first <= span.close < last:
            return span
    return tokens.spans[0]


def _touching(tokens: Tokens, wounds: Sequence[_Wound]) -> str | None:
    ends = (0, len(tokens.text))
    inner = [wound for wound in wounds if wound[1] or wound[0][1] != wound[0][2] or wound[0][1] not in ends]
    for ((name, start, end, old, new), _, _), (other, span, separates) in pairwise(inner):
        no_colon = old == ":" and ":" not in new
        last = bisect_left(tokens.starts, end) + (no_colon and (separates or span is not None))
        if last >= len(tokens.shape) or tokens.end(last) > other[1]:
            return f"{name} at {start} and {other[0]} at {other[1]} have too little between them"
    return None


def _nested(tokens: Tokens, wounds: Sequence[_Wound]) -> str | None:
    broken = [(edit, span) for edit, span, _ in wounds if span]
    if not broken:
        return None
    for place, (one, around) in enumerate(broken):
        for other, span in broken[place + 1 :]:
            if _one_path(around, span):
                return f"{one[0]} and {other[0]} break brackets of one path"
    opens = {span.open for _, span in broken}
    opens |= {tokens.spans[span.parent].open for _, span in broken if span.parent >= 0}
    for edit, _, separates in wounds:
        if separates and _home(tokens, edit) in opens:
            return f"{edit[0]} at {edit[1]} is right inside or beside a container with a broken bracket"
    return None


def _one_path(one: Span, other: Span) -> bool:
    return not (one.close < other.open or other.close < one.open)


def _home(tokens: Tokens, edit: Undo) -> int:
    """The opening bracket of the container that an edit between tokens is right inside of."""
    behind = bisect_left(tokens.starts, edit[1])
    closed = next((span.open for span in tokens.spans if span.close == behind), -1)
    place = tokens.around(behind) if closed < 0 else -1
    return tokens.spans[place].open if place >= 0 else closed


def _harmless(sound: str, edits: Sequence[Undo], wide: set[str]) -> str | None:
    """Say which error alone would leave valid JSON."""
    for name, start, end, _, new in edits:
        if name not in wide and is_json(sound[:start] + new + sound[end:]):
            return f"{name} at {start} alone leaves valid JSON"
    for name in sorted(wide):
        if is_json(_broken_by(sound, [edit for edit in edits if edit[0] == name])):
            return f"{name} alone leaves valid JSON"
    return None


def _broken_by(sound: str, group: Sequence[Undo]) -> str:
    parts: list[str] = []
    position = 0
    for _, start, end, _, new in group:
        parts += (sound[position:start], new)
        position = end
    return "".join([*parts, sound[position:]])


# -- wrong answers


def _cut(text: str) -> list[str]:
    """Cut JSON at its quotes: what is outside strings and the contents of strings take turns."""
    if "\\" in text:
        text = text.replace("\\\\", "\0\0").replace('\\"', "\0'")  # U+0000 stands raw in no JSON text
    return text.split('"')


def _names(text: str) -> list[str]:
    parts = _cut(text)
    return sorted([content for content, behind in zip(parts[1::2], parts[2::2], strict=True) if behind[:1] == ":"])


def _scalars(text: str) -> list[str]:
    parts = _cut(text)
    strings = [f'"{content}' for content, behind in zip(parts[1::2], parts[2::2], strict=True) if behind[:1] != ":"]
    return sorted([*strings, *" ".join(parts[::2]).translate(_MARKS_TO_BLANKS).split()])


def _same_scalars(_: str, answer: str, rejected: str) -> bool:
    return _scalars(answer) == _scalars(rejected)


def _same_names(_: str, answer: str, rejected: str) -> bool:
    return _names(answer) == _names(rejected)


def _shorter(_: str, answer: str, rejected: str) -> bool:
    return len(rejected) < len(answer)


def _longer(_: str, answer: str, rejected: str) -> bool:
    return len(rejected) > len(answer)


def _invents_nothing(broken: str, _: str, rejected: str) -> bool:
    return lost(rejected, broken) is None


_VALID_KINDS: dict[str, Callable[[str, str, str], bool]] = {
    "changed-value": _same_names,
    "changed-type": _same_names,
    "touched-string": _same_names,
    "renamed": _same_scalars,
    "reordered": _same_scalars,
    "misnested": _same_scalars,
    "dropped": _shorter,
    "added": _longer,
    "rival": _invents_nothing,
}
_BROKEN_KINDS: dict[str, Callable[[str, str, str], bool]] = {
    "echo": lambda broken, _, rejected: rejected == broken,
    "partly-fixed": lambda broken, _, rejected: rejected != broken,
    "broken-again": lambda broken, answer, rejected: rejected not in (broken, answer),
    "cut-off": lambda _, answer, rejected: answer.startswith(rejected),
    "wrapped": lambda _, answer, rejected: answer in rejected,
}


def is_of_kind(kind: str, broken: str, answer: str, rejected: str) -> bool:
    """Say whether a wrong answer is what its kind promises, as far as that shows from outside.

    ``broken``: the text that was to be repaired; ``answer``: the right answer.
    """
    if is_json(rejected):
        return kind in _VALID_KINDS and _VALID_KINDS[kind](broken, answer, rejected)
    return kind in _BROKEN_KINDS and _BROKEN_KINDS[kind](broken, answer, rejected)


# -- values side by side


def leaves(value: JSON, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield each scalar and empty container with its path; a number by its value."""
    if isinstance(value, dict) and value:
        for name, member in value.items():
            yield from leaves(member, f"{path}/{name}")
    elif isinstance(value, list) and value:
        for index, element in enumerate(value):
            yield from leaves(element, f"{path}/{index}")
    elif isinstance(value, float) and value.is_integer():
        yield path, str(int(value))
    else:
        yield path, json.dumps(value)


def nesting(value: JSON) -> int:
    """Return how many containers are inside each other at the deepest place, the root included."""
    inner = value.values() if isinstance(value, dict) else value
    if isinstance(inner, str | int | float | None):
        return 0
    return 1 + max(map(nesting, inner), default=0)


def same_value(one: str, other: str) -> bool:
    """Say whether two JSON texts have the same value; 1 and 1.0 are the same, 1 and true are not."""
    return Counter(leaves(orjson.loads(one))) == Counter(leaves(orjson.loads(other)))
