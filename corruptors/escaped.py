"""All over the text: escaped once more, written as entities, line breaks spelled out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from jsonsynth.corruption import (
    Corruptor,
    Edit,
    Fix,
    Mend,
    Random,
    Reading,
    Tokens,
    pick,
    printed,
    rewritten,
)


def _escaped(tokens: Tokens, _rng: Random) -> list[Edit]:
    return rewritten(tokens, tokens.text.replace("\\", "\\\\").replace('"', '\\"'))


def _entities(tokens: Tokens, rng: Random) -> list[Edit]:
    if "&" in tokens.text:
        return []
    quote = pick(rng, ("&quot;", "&quot;", "&#34;"))
    return rewritten(tokens, tokens.text.replace("<", "&lt;").replace(">", "&gt;").replace('"', quote))


def _written_newlines(tokens: Tokens, _rng: Random) -> list[Edit]:
    return [] if "\\" in tokens.text else rewritten(tokens, tokens.text.replace("\n", "\\n"))


# -- inverses: what undoes an error where strict reading stops

_BARE_QUOTE = re.compile(r'(?<!\\)"')
_ESCAPED_QUOTE = re.compile(r'\\+"')
_ESCAPED_STRING = re.compile(r"""\\"((?:[^"\\]|\\\\\\"|\\[^"])*)\\"(?=\s*[,:}\]])""")
_ESCAPED_MARK = re.compile(r'\\(["\\])')
_QUOTE_ENTITY = re.compile(r"&(?:quot|apos|#0?3[49]|#[xX]2[27]);")
_STRING_IN_ENTITIES = re.compile(r'&(?:quot|#34);((?:(?!&quot;|&#34;)[^"\\\n])*)&(?:quot|#34);')
_PERCENT_FIRST = re.compile(r"%(?:7[Bb]|5[Bb])")
_SOFT_BREAK = re.compile(r"=\r?\n")
_OF_MAIL = re.compile(r"(?:=[0-9A-F]{2})+")
_PERCENTS = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_WRITTEN = re.compile(r"(?:\\(?:[nrt]|u(?:00[aA]0|200[bB]|[fF][eE][fF][fF]))\s*)+")


def _unescaped(reading: Reading) -> Iterator[Fix]:
    """Undo a level of escaping: of all of a text, or of one string where others are as they should be."""
    if not reading.match(_ESCAPED_QUOTE):
        return
    text = reading.text
    if not _BARE_QUOTE.search(text):
        yield Fix(0, len(text), _ESCAPED_MARK.sub(r"\1", text))
    elif string := reading.match(_ESCAPED_STRING):
        content = _ESCAPED_MARK.sub(r"\1", string[1])
        yield Fix(reading.place, string.end(), f'"{content}"', "\\" not in content)


def _without_entities(reading: Reading) -> Iterator[Fix]:
    """Undo what pages, addresses and mail write for characters."""
    text = reading.text
    soft = _SOFT_BREAK.match(text, reading.place - (reading.wants == "text"))
    if soft and (_OF_MAIL.search(text) or _SOFT_BREAK.search(text, soft.end())):
        yield Fix(0, len(text), _OF_MAIL.sub(_from_bytes, _SOFT_BREAK.sub("", text)), False)
    if reading.here == "&" and '"' not in text and _QUOTE_ENTITY.search(text):
        yield Fix(0, len(text), unescape(text))
    elif (reading.at_value or reading.at_name) and (string := reading.match(_STRING_IN_ENTITIES)):
        yield Fix(reading.place, string.end(), printed(unescape(string[1])), False)
    elif not reading.shape and reading.match(_PERCENT_FIRST) and '"' not in text:
        spaced = text.replace("+", " ") if "%20" not in text else text
        yield Fix(0, len(text), _PERCENTS.sub(_from_bytes, spaced))


def _from_bytes(found: re.Match[str]) -> str:
    return bytes.fromhex(found.group().replace(found.group()[0], "")).decode(errors="replace")


def _without_written_newlines(reading: Reading) -> Iterator[Fix]:
    found = reading.match(_WRITTEN)
    if found:
        yield Fix(reading.place, found.end(), "")


CORRUPTORS = (
    Corruptor(
        "escaped_json",
        "text",
        _escaped,
        ('{"a":1}', r"{\"a\":1}"),
        does="escapes all quotes and backslashes once more",
        where="the whole text, one level",
        weight=13,
        mend=Mend(_unescaped, again=0),
    ),
    Corruptor(
        "html_entities",
        "text",
        _entities,
        ('{"a":1}', "{&quot;a&quot;:1}"),
        does="writes quotes, `<` and `>` as entities",
        where="no `&` is in the text",
        weight=12,
        mend=Mend(_without_entities),
    ),
    Corruptor(
        "written_newlines",
        "text",
        _written_newlines,
        ("[\n1]", r"[\n1]"),
        does="writes the line breaks between tokens as `\\n`",
        where="no backslash is in the text",
        weight=16,
        mend=Mend(_without_written_newlines, again=0),
    ),
)
