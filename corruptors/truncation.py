"""A text that stops early: behind a value or a comma, or inside a plain string. The label is what is there, closed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jsonsynth.corruption import (
    JSON,
    Corruptor,
    Edit,
    Fix,
    Mend,
    Random,
    Reading,
    Tokens,
    below,
    between,
    chance,
)

_FINAL_RUN = re.compile(r"[}\]]+$")
_PLAIN_TEXT = re.compile(r'"[^"\\]*[^"\\\s]"')
_WORTH_CUTTING = 12  # characters of a string that is cut inside


def _prefix(document: JSON, rng: Random) -> JSON | None:
    """Leave out the end of a document: what follows a place drawn on the way down, and part of a last string."""
    kept = _cut(document, rng, 0)
    return kept if isinstance(kept, dict | list) else None


def _cut(value: JSON, rng: Random, depth: int) -> JSON:
    if isinstance(value, str):
        return _cut_text(value, rng)
    if not isinstance(value, dict | list) or not value:
        return value
    count = between(rng, 1 + (len(value) > 2), len(value)) if depth < 2 else 1 + below(rng, len(value))
    if isinstance(value, list):
        return [*value[: count - 1], _cut(value[count - 1], rng, depth + 1)]
    members = list(value.items())[:count]
    name, last = members[-1]
    return {**dict(members), name: _cut(last, rng, depth + 1)}


def _cut_text(text: str, rng: Random) -> str:
    if len(text) < _WORTH_CUTTING or chance(rng, 0.4):
        return text
    return text[: between(rng, 4, len(text) - 1)].rstrip()


def _no_end(tokens: Tokens, rng: Random) -> list[Edit]:
    """Drop all final closers; of a last string also the end quote, and of another value put a comma behind it."""
    run = _FINAL_RUN.search(tokens.shape)
    if run is None or run.start() == 0:
        return []
    last = run.start() - 1
    end = tokens.end(last)
    if tokens.shape[last] == "s" and _PLAIN_TEXT.fullmatch(tokens.token(last)) and chance(rng, 0.7):
        return [Edit(end - 1, len(tokens.text), "")]
    comma = "," if tokens.shape[last] in "s0tfn}]" and chance(rng, 0.6) else ""
    return [Edit(end, len(tokens.text), comma)]


# -- the inverse: what undoes an error where strict reading stops

_HALF_ESCAPE = re.compile(r"(?:\\(?:u[0-9a-fA-F]{0,3})?)?\Z")
_HALF_LITERAL = re.compile(r"(?:t(?:ru?)?|f(?:a(?:ls?)?)?|n(?:ul?)?)\Z")
_HALF_NUMBER = re.compile(r"(-?\d+(?:\.\d+)?)(?:\.|[eE][+-]?)\Z")
_LITERALS = {"t": "true", "f": "false", "n": "null"}


def _complete(reading: Reading) -> Iterator[Fix]:
    """Complete or leave out what the end of the text cut; closers are for ``unclosed``."""
    if reading.wants == "text":
        yield from _string_completed(reading)
    elif not reading.here:
        yield from _member_completed(reading)
    elif reading.at_value:
        literal, number = reading.match(_HALF_LITERAL), reading.match(_HALF_NUMBER)
        if literal:
            yield Fix(reading.place, literal.end(), _LITERALS[reading.here], False)
        if number:
            yield Fix(reading.place, number.end(), number[1], False)
        if reading.text[reading.place :] == "-":
            yield Fix(reading.place, len(reading.text), "0", False)


def _string_completed(reading: Reading) -> Iterator[Fix]:
    if not _HALF_ESCAPE.match(reading.text, reading.place):
        return
    if reading.inside == "{" and reading.last in "{,":
        yield Fix(reading.before - (reading.last == ","), len(reading.text), "", False)
    else:
        yield Fix(reading.place, len(reading.text), '"', not reading.text.endswith((" ", "\\")))


def _member_completed(reading: Reading) -> Iterator[Fix]:
    if reading.last == ",":
        yield Fix(reading.starts[-1], len(reading.text), "")
    elif reading.last == ":":
        yield Fix(reading.place, reading.place, "null", False)
    elif reading.wants == "colon":
        yield Fix(reading.starts[-2 if reading.shape.endswith(",k") else -1], len(reading.text), "", False)


CORRUPTORS = (
    Corruptor(
        "truncated",
        "end",
        _no_end,
        ('{"a":"some text"}', '{"a":"some text'),
        weight=95,
        prepare=_prefix,
        mend=Mend(_complete),
    ),
)
