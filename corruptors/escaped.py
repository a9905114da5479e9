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
_ESCAPED_STRING = re.compile(r"""\\"((?:[^"\\]|\\\\\\"|\\[^"])*)\\"(?=[ \t]*[,:}\]\n])""")
_ESCAPED_MARK = re.compile(r'\\(["\\])')
_MARKDOWN = re.compile(r"\\([_*\[\]{}()#+.!<>|~`-])")
_BETWEEN_WORDS = re.compile(r"(?<=\w\w)\\_(?=\w\w)")
_QUOTE_ENTITY = re.compile(r"&(?:quot|apos|#0?3[49]|#[xX]2[27]);")
_STRING_IN_ENTITIES = re.compile(r'&(?:quot|#34);((?:(?!&quot;|&#34;)[^"\\\n])*)&(?:quot|#34);')
_CODE = re.compile(r"(?:[\w.-]+=(?=%))?(%(?:22|7[Bb]|5[Bb])|\\x22|\\u0022|=22)")  # of a quote or a bracket
_SOFT_BREAK = re.compile(r"=\r?\n")
_OF_MAIL = re.compile(r"=[0-9A-F]{2}")
_ENTITY_LEFT = re.compile(r"&(?:amp|lt|gt|quot|#\d+);")
_WRITTEN = re.compile(r"(?:\\(?:[nrt]|u(?:00[aA]0|200[bB]|[fF][eE][fF][fF]))\s*)+")


def _unescaped(reading: Reading) -> Iterator[Fix]:
    """Undo a level of escaping: of all of a text, or of one string where others are as they should be."""
    text = reading.text
    named = reading.inside == "{" and reading.last in "{,"
    if (named and _BETWEEN_WORDS.match(text, reading.place)) or (reading.begun < 0 and reading.match(_MARKDOWN)):
        yield Fix(0, len(text), _MARKDOWN.sub(r"\1", text), False)
    if not reading.match(_ESCAPED_QUOTE):
        return
    if not _BARE_QUOTE.search(text, reading.place):
        whole = not _BARE_QUOTE.search(text)
        start = 0 if whole else reading.place
        yield Fix(start, len(text), _ESCAPED_MARK.sub(r"\1", text[start:]), whole)
    elif string := reading.match(_ESCAPED_STRING):
        content = _ESCAPED_MARK.sub(r"\1", string[1])
        yield Fix(reading.place, string.end(), f'"{content}"', "\\" not in content and "\\\\" not in text)


def _without_entities(reading: Reading) -> Iterator[Fix]:
    """Undo what pages, addresses and mail write for characters."""
    text = reading.text
    soft = _SOFT_BREAK.match(text, reading.place - (reading.wants == "text"))
    if soft and (_OF_MAIL.search(text) or _SOFT_BREAK.search(text, soft.end())):
        yield Fix(0, len(text), _decoded(_SOFT_BREAK.sub("", text), "="), False)
    if reading.here == "&" and '"' not in text and _QUOTE_ENTITY.search(text):
        bare = unescape(text)
        yield Fix(0, len(text), bare, not _ENTITY_LEFT.search(bare))
    elif (reading.at_value or reading.at_name) and (string := reading.match(_STRING_IN_ENTITIES)):
        yield Fix(reading.place, string.end(), printed(unescape(string[1])), False)
    elif '"' not in text and (code := reading.match(_CODE)):
        before = code[1][:-2]
        coded = _SOFT_BREAK.sub("", text[: reading.place] + text[code.start(1) :])
        spaced = coded.replace("+", " ") if before == "%" and "%20" not in text else coded
        yield Fix(0, len(text), _decoded(spaced, before), code.start() == code.start(1) and before == "%")


def _decoded(text: str, before: str) -> str:
    """Read two digits behind ``before`` as a byte, behind ``\\u00`` as a character."""

    def characters(found: re.Match[str]) -> str:
        code = bytes.fromhex(found.group().replace(before, ""))
        return code.decode("latin-1" if before == "\\u00" else "utf-8", errors="replace")

    return re.sub(f"(?:{re.escape(before)}[0-9A-Fa-f]{{2}})+", characters, text)


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
        weight=12,
        mend=Mend(_without_written_newlines, again=0),
    ),
)
