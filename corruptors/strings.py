"""Strings without a mark at their end or beginning."""

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
    Tokens,
    find,
)

_VALUE_BEFORE_KEY = re.compile(r"(?<=:)s(?=,k)")
_OPEN_ENDED = re.compile(r'"[\w .-]*[\w.-]"')
_OPEN_STARTED = re.compile(r'"[^\W\d_][\w .-]*[\w.-]"')
_RESERVED = frozenset(
    ("true", "false", "null", "none", "nan", "inf", "infinity", "yes", "no", "on", "off", "undefined", "nil", "new")
)


def _open_ended(token: str) -> bool:
    return bool(_OPEN_ENDED.fullmatch(token))


def _open_started(token: str) -> bool:
    return bool(_OPEN_STARTED.fullmatch(token)) and token[1:-1].lower() not in _RESERVED


def _no_end_quote(tokens: Tokens, rng: Random) -> list[Edit]:
    index = find(tokens, rng, _VALUE_BEFORE_KEY, _open_ended)
    return [Edit(tokens.end(index) - 1, tokens.end(index), "")] if index >= 0 else []


def _no_start_quote(tokens: Tokens, rng: Random) -> list[Edit]:
    index = find(tokens, rng, _VALUE_BEFORE_KEY, _open_started)
    return [Edit(tokens.starts[index], tokens.starts[index] + 1, "")] if index >= 0 else []


# -- inverses: what undoes an error where strict reading stops

_TO_A_QUOTE = re.compile(r"""([^\s"\n,{}\[\]:'`“][^"\n,{}\[\]:]*)"(?=\s*(?:[,}\]:]|$))""")
_COLON_BEHIND = re.compile(r"\s*:")
_LONE_QUOTE = re.compile(r'"(?=\s*[,}\]])')
_NOT_A_STRING = re.compile(r"[\d.]+|true|false|null")
_UP_TO_COMMA = re.compile(r"(.*?)\s*,\s*[{\[]*", re.DOTALL)
_NAME_BEHIND = re.compile(r'[^"\n]*"\s*:|\w[\w -]*:\s*["\[{\d]')
_LINE_BEHIND = re.compile(r'\s*(?:\{?\s*"[^"\n]*"\s*[:=]|[}\]]|`{3}\s*(?:\n|$))')
_ITEM_OR_LINE_BEHIND = re.compile(rf'{_LINE_BEHIND.pattern}|\s*"[^"\n]*(?:"?[^\S\n]*(?:,[^\S\n]*)?\n|"\s*\])')
_COMMA_AT_END = re.compile(r"\s*,?\s*$")
_CLOSERS_AT_END = re.compile(r"\s*[}\]][}\]\s,]*$")
_SCALAR = r"(?:-?\d[\d.eE+-]*|true|false|null)"
_NAME_WITH_COLON = re.compile(r"([\w$.-]+)\s*:")
_NAME_AND_MORE = re.compile(  # a name that goes on to the next mark, over its value and brackets
    rf"{_NAME_WITH_COLON.pattern}[\s,{{}}\[\]]*(?:{_SCALAR}[\s,{{}}\[\]]+)*(?:{_SCALAR})?"
)
_MIXED = re.compile(r"""([^"“”»]+?)['’“”»`](?=\s*[:,}\]])""")  # another mark closes it
_FAR_TO_A_QUOTE = re.compile(
    r"""[^\s"\n{}\[\]'`“,:][^"\\\n{}\[\]]{0,2000}(?:\\.[^"\\\n{}\[\]]{0,200}){0,20}"(?=\s*(?:[}\]]|,\s*(?:\n|"[^"\n]*"\s*:)|$))"""
)
_MEMBER_IN_MIXED = re.compile(r'''"([^"“”']+)[”“']\s*:\s*[“”']([^"“”']*)"''')
_HARDLY_TEXT = re.compile(r"""\s*(?:[\d.]+|true|false|null)?\s*|.*(?:['’”»`,:;=]\s*|[{}\[\]].*)""", re.DOTALL)
_NO_CLOSER = re.compile(r"[^}\]]+")
_CLOSERS = re.compile(r"\s*[}\]][}\]\s]*$")


def _start_quote(reading: Reading) -> Iterator[Fix]:
    found = reading.match(_TO_A_QUOTE) if reading.at_value or reading.at_name else None
    if found:
        named = reading.at_value or bool(_COLON_BEHIND.match(reading.text, found.end()))
        goes_on = not named and reading.shape.endswith("s,")  # the string before it, over the comma
        sure = not (goes_on or _NOT_A_STRING.fullmatch(found[1]))
        yield Fix(reading.place, reading.place, '"', sure, 3 * goes_on)
    far = reading.match(_FAR_TO_A_QUOTE) if reading.at_value and not found else None
    if far:
        yield Fix(reading.place, reading.place, '"', False, 2)
    if reading.wants == "more" and reading.last in "0tfn" and reading.place == reading.before:
        end = _LONE_QUOTE.match(reading.text, reading.place)
        if end:  # of a number
            yield Fix(reading.place, end.end(), "", False)


def _end_quote(reading: Reading) -> Iterator[Fix]:
    """End a string before the comma, the colon or the closers that it has swallowed."""
    if reading.wants == "text":
        yield from _end_of_open_string(reading)
    elif reading.last == "k" and (mixed := _MEMBER_IN_MIXED.match(reading.text, reading.starts[-1])):
        yield Fix(mixed.start(), mixed.end(), f'"{mixed[1]}": "{mixed[2]}"', False)
    elif reading.shape and reading.place == reading.before and (reading.last == "k" or reading.match(_GLUED)):
        start = reading.starts[-1] + 1
        raw = reading.text[start : reading.before - 1]
        found = None
        yield from _other_end(start, raw)
        if reading.last == "k":
            found = _NAME_AND_MORE.fullmatch(raw)
        elif reading.last == "s" and (reading.inside == "[" or reading.match(_NAME_BEHIND)):
            found = _UP_TO_COMMA.fullmatch(raw)
        if found:
            end, inner = start + found.end(1), _CLOSERS.search(found[1])
            if inner:
                other = reading.closers.startswith("]}") and inner.group().strip() == "}"
                last = inner.end() if other else inner.start()
                yield Fix(start + inner.start(), start + last, '"]' if other else '"', False, int(other))
            odd = (
                "," in found[1]
                or any(mark in found.group() for mark in "{}[]")
                or _HARDLY_TEXT.fullmatch(found[1])
                or _ends_in_odd_quote(found[1])
            )
            yield Fix(end, end, '"', not odd, 1 if inner and not _OPENER.search(found[1]) else 0)


_OPENER = re.compile(r"[{\[]")
_GLUED = re.compile(r"[^\W_]|[_$]")


def _ends_in_odd_quote(raw: str) -> bool:
    """Whether the last escaped quote of a string closes none, so that it may be the end of "C:\\dir\\"."""
    return raw.endswith('\\"') and raw.count('\\"') % 2 == 1


def _other_end(start: int, raw: str) -> Iterator[Fix]:
    """End a string at a mark of another kind with structure behind it."""
    mixed = _MIXED.match(raw)
    if mixed:
        yield Fix(start + mixed.end(1), start + mixed.end(), '"', False)


def _end_of_open_string(reading: Reading) -> Iterator[Fix]:
    start, place, text = reading.begun + 1, reading.place, reading.text
    raw = text[start:place]
    yield from _other_end(start, raw)
    behind = _LINE_BEHIND if reading.inside == "{" else _ITEM_OR_LINE_BEHIND
    if reading.here and reading.here in "\r\n" and behind.match(text, place):
        content = _COMMA_AT_END.sub("", raw)
        yield Fix(start + len(content), start + len(content), '"', not _HARDLY_TEXT.fullmatch(content))
    closers = None if text[place:].strip() else _CLOSERS_AT_END.search(raw)
    if closers:
        end, given, wanted = start + closers.start(), _NO_CLOSER.sub("", closers.group()), reading.closers
        if wanted.startswith(given):
            ended = text.endswith("\n") and not _HARDLY_TEXT.fullmatch(raw[: closers.start()])  # a line is not cut
            inner = raw.count("{", 0, closers.start()) > raw.count("}", 0, closers.start())
            yield Fix(end, end, '"', ended and not inner, int(inner))
        elif len(given) <= len(wanted) and given[-1] in wanted:
            yield Fix(end, len(text), f'"{wanted}', False, 1)
    if reading.inside == "{" and reading.last in "{,":
        name = _NAME_AND_MORE.fullmatch(raw) if reading.here else _NAME_WITH_COLON.match(raw)
        if name:
            yield Fix(start + name.end(1), start + name.end(1), '"', not reading.here)


CORRUPTORS = (
    Corruptor(
        "missing_end_quote",
        "string",
        _no_end_quote,
        ('{"a":"b","c":1}', '{"a":"b,"c":1}'),
        does="drops the quote behind a value",
        where="a plain word or phrase, a member with another one behind it",
        weight=40,
        mend=Mend(_end_quote),
    ),
    Corruptor(
        "missing_start_quote",
        "string",
        _no_start_quote,
        ('{"a":"up","b":1}', '{"a":up","b":1}'),
        does="drops the quote before a value",
        where="a plain word or phrase that begins with a letter and is no literal, a member with another one behind it",
        weight=30,
        mend=Mend(_start_quote),
    ),
)
