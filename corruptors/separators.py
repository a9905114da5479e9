"""Commas and colons: missing, too many, or another mark in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jsonsynth.corruption import (
    Corruptor,
    Edit,
    Fix,
    Mend,
    Policy,
    Random,
    Reading,
    Tokens,
    chance,
    find,
    inserted,
    pick,
    replaced,
)

_CLOSER_BEHIND_VALUE = re.compile(r"(?<=[^{\[,:])[}\]]")
_COMMA = re.compile(r",")
_COMMA_BEFORE_KEY = re.compile(r",(?=k)")  # in a list many tools take other marks for text
# Never between two bare numbers or literals, nor behind an empty container: what follows could be meant inside it.
_SPLITTING_COMMA = re.compile(r"(?<=[s}\]])(?<!\{\})(?<!\[\]),|,(?=[ks{\[])(?<!\{\},)(?<!\[\],)")
_COLON = re.compile(r":")
_COLON_BEFORE_SCALAR = re.compile(r":(?=[s0tfn])")
_MARKS = {":": ("=", "=", "=>", "："), ",": (";", ";", ";", "，")}


def _comma_before_closer(tokens: Tokens, rng: Random) -> list[Edit]:
    close = find(tokens, rng, _CLOSER_BEHIND_VALUE)
    return inserted(tokens.end(close - 1), ",") if close > 0 else []


def _no_comma(tokens: Tokens, rng: Random) -> list[Edit]:
    return _blank_for(tokens, find(tokens, rng, _SPLITTING_COMMA))


def _no_colon(tokens: Tokens, rng: Random) -> list[Edit]:
    return _blank_for(tokens, find(tokens, rng, _COLON_BEFORE_SCALAR))


def _blank_for(tokens: Tokens, index: int) -> list[Edit]:
    """Remove a separator, but never glue its neighbours."""
    return replaced(tokens, index, "" if tokens.blank(index) else " ") if index > 0 else []


def _comma_twice(tokens: Tokens, rng: Random) -> list[Edit]:
    index = find(tokens, rng, _COMMA)
    return inserted(tokens.end(index), " ," if chance(rng, 0.2) else ",") if index > 0 else []


def _other_mark(tokens: Tokens, rng: Random) -> list[Edit]:
    separator = ":" if chance(rng, 0.3) else ","
    mark = pick(rng, _MARKS[separator])
    index = find(tokens, rng, _COLON if separator == ":" else _COMMA_BEFORE_KEY)
    if index < 0 or mark[0] in tokens.text:
        return []
    return replaced(tokens, index, f" {mark}" if mark == "=>" or (tokens.blank(index) and mark == "=") else mark)


# -- inverses: what undoes an error where strict reading stops

_BEGINS = re.compile(r"""["'`“”„{\[\w.+-]""")
_COLONS = re.compile(r"=>|:=|->|[=;；：，,]|(?:to|is|equals)(?=\s)")
_WORD = re.compile(r"(?!(?i:true|false|null|none)\b)[^\W\d_]")
_COMMAS = re.compile(r"""[；;，、،؛।|]|\.(?=\s)|[:：](?=\s*["'\w])""")

_SETTING_NEXT = re.compile(  # in a line of its own, behind another one
    r"""(?<![\s{\[(,;])[ \t]*\n\s*(?=[A-Za-z_][\w.-]*[ \t]*=[ \t]*(?:["'@$\d{\[-]|true\b|false\b|null\b))"""
)
_WORDS_BEFORE_NAME = re.compile(r"""(?:[A-Za-z_][\w']*\s+){1,9}(?="[^"\n]*"\s*:)""")
_COMMAS_AGAIN = re.compile(r",(?:\s*,)*")
_KEYWORD = {  # of Clojure
    "{": re.compile(r""":[A-Za-z_][\w?!*+.-]*[ \t]+(?=["\d{\[:#-]|true|false|nil)"""),
    "[": re.compile(r":[A-Za-z_]\w*(?=[\s\]])"),
}
_COLON_AGAIN = re.compile(r"""[:=](?=[\s"'{\[\w-])""")  # behind a blank, ``::1`` is an address
_FULL_WIDTH = {"｛": "{", "｝": "}", "［": "[", "］": "]"}


def _no_trailing_comma(reading: Reading) -> Iterator[Fix]:
    if reading.last == "," and (reading.here in "}]" or (reading.at_value and not reading.open)):
        yield Fix(reading.starts[-1], reading.ends[-1], "")


def _no_extra_comma(reading: Reading) -> Iterator[Fix]:
    commas = reading.match(_COMMAS_AGAIN) if reading.last in "{[," else None
    if commas:
        yield Fix(reading.place, commas.end(), "")
    words = reading.match(_WORDS_BEFORE_NAME) if reading.at_name else None
    if words:
        yield Fix(reading.place, words.end(), "", False, 1)


def _comma_between(reading: Reading) -> Iterator[Fix]:
    if reading.wants == "more" and reading.match(_BEGINS):
        glued = reading.last == "s" and reading.place == reading.before and reading.here.isalnum()
        if reading.text.endswith(',"', 0, reading.before):  # it is in the string
            yield Fix(reading.before - 2, reading.before, '",', False)
        empty = reading.shape.endswith("[]" if reading.here in "{[" else ("{}", "[]"))  # what follows may be inside
        yield Fix(reading.before, reading.before, ",", not (glued or empty), 4 * glued)
        if _SETTING_NEXT.match(reading.text, reading.before):
            yield Fix(
                reading.before, len(reading.text), _SETTING_NEXT.sub(r",\g<0>", reading.text[reading.before :]), False
            )
    elif reading.wants == "more" and reading.place > reading.before and reading.match(_KEYWORD[reading.inside]):
        yield Fix(reading.before, reading.before, ",", False)


def _colon_between(reading: Reading) -> Iterator[Fix]:
    if reading.wants == "colon" and reading.text.endswith(':"', 0, reading.before):  # it is in the name
        yield Fix(reading.before - 2, reading.before, '":', False)
    if reading.wants == "colon" and reading.match(_BEGINS):
        yield Fix(reading.before, reading.before, ":", not reading.match(_WORD))  # which may stand for a colon
    again = reading.match(_COLON_AGAIN) if reading.last == ":" else None
    if again and (reading.place == reading.before or again.group() == ":"):
        yield Fix(reading.place, again.end(), "")


_ALTERNATIVES = re.compile(r"""(?:(?:\||/|or\b)\s*"[^"\n]*"\s*)+(?=[,}])""")


def _right_mark(reading: Reading) -> Iterator[Fix]:
    if reading.here in _FULL_WIDTH and reading.wants not in ("text", "colon", "nothing"):
        yield Fix(reading.place, reading.place + 1, _FULL_WIDTH[reading.here])
    others = reading.match(_ALTERNATIVES) if reading.wants == "more" and reading.shape.endswith(":s") else None
    if others:
        yield Fix(reading.before, others.end(), "", False)
        return
    marks = {"colon": (_COLONS, ":"), "more": (_COMMAS, ",")}.get(reading.wants)
    found = reading.match(marks[0]) if marks else None
    if marks and found:
        mark = found.group()
        odd = mark in ",:|." or mark.isalpha() or (mark == ";" and reading.wants == "colon")
        yield Fix(reading.place, found.end(), marks[1], not odd, {",": 1, ":": 2}.get(mark, 0))


CORRUPTORS = (
    Corruptor(
        "trailing_comma",
        "separator",
        _comma_before_closer,
        ('{"a":1}', '{"a":1,}'),
        does="adds a comma before a closer",
        where="the container is not empty",
        weight=60,
        mend=Mend(_no_trailing_comma, again=0),
    ),
    Corruptor(
        "missing_comma",
        "separator",
        _no_comma,
        ('{"a":1,"b":2}', '{"a":1 "b":2}'),
        does="drops a comma, leaves a blank",
        where="a string or bracket is beside it; no empty container before it",
        weight=60,
        mend=Mend(_comma_between),
    ),
    Corruptor(
        "extra_comma",
        "separator",
        _comma_twice,
        ("[1,2]", "[1,,2]"),
        does="doubles a comma",
        where="between two items",
        weight=25,
        policy=Policy(
            "no_hole",
            re.compile(r"(?i)\b(?:comm?as?|v[ií]rgul[ae]s?|virgol[ae]|kommas?|kommata)\b"),
            {
                "en": (
                    "Commas in a row stand for one comma; there is no empty element between them.",
                    "A doubled comma is just one comma too many, not a missing element.",
                    "Treat repeated commas as a single comma.",
                    "Two commas with nothing between them count as one comma.",
                    "An extra comma leaves no hole: add no null for it.",
                    "If there is nothing between two commas, drop one comma.",
                    "Where commas stand next to each other, keep one comma.",
                    "Several commas in a row separate two items as one comma does.",
                    "Surplus commas between items mean nothing and go away.",
                )
            },
        ),
        mend=Mend(_no_extra_comma, again=0),
    ),
    Corruptor(
        "missing_colon",
        "separator",
        _no_colon,
        ('{"a":1}', '{"a" 1}'),
        does="drops a colon, leaves a blank",
        where="a scalar is behind it",
        weight=35,
        mend=Mend(_colon_between),
    ),
    Corruptor(
        "wrong_separator",
        "separator",
        _other_mark,
        ('{"a":1}', '{"a"=1}'),
        does="writes `=`, `=>` or a full-width mark for a colon, `;` or a full-width one for a comma",
        where="the mark is nowhere in the text; a comma between members",
        weight=8,
        kin="hand",
        mend=Mend(_right_mark, again=0),
    ),
)
