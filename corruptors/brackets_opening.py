"""Brackets that open: missing, doubled, round where they should be square."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jsonsynth.corruption import (
    QUOTED_OR_ROUND,
    Corruptor,
    Edit,
    Fix,
    Mend,
    Policy,
    Random,
    Reading,
    Tokens,
    around,
    chance,
    closing,
    find_list,
    innermost,
    removed,
    rewritten,
)

_FLAT_LIST = re.compile(r"(?<=:)\[(?:[s0tfn],)+[s0tfn]\]")


def _no_first_brace(tokens: Tokens, rng: Random) -> list[Edit]:
    if not tokens.shape.startswith("{k"):
        return []
    return removed(tokens, 0, 0) if chance(rng, 0.5) else [Edit(0, tokens.starts[1], "")]


def _all_braces_twice(tokens: Tokens, _rng: Random) -> list[Edit]:
    text, shape = tokens.text, tokens.shape
    if text.count("{") != shape.count("{") or text.count("}") != shape.count("}"):
        return []
    return rewritten(tokens, text.replace("{", "{{").replace("}", "}}"))


def _list_in_parentheses(tokens: Tokens, rng: Random) -> list[Edit]:
    match = find_list(tokens, rng, _FLAT_LIST)
    if match is None:
        return []
    first, last = match.start(), match.end() - 1
    if not {"(", ")"}.isdisjoint(tokens.text[tokens.starts[first] : tokens.starts[last]]):
        return []
    return around(tokens, first, last, lambda text: f"({text[1:-1]})")


# -- inverses: what undoes an error where strict reading stops

_COLON = re.compile(r":|=>?(?!=)")
_OF_ONE = re.compile(r"\(\s*[{\[(]|[^,]*$")  # what a script puts into parentheses
_LIST_WITHOUT_BRACKET = re.compile(r":[s0tfn],k?$")
_MEMBER_OR_COMMENT = re.compile(r"[^\s,:\[\]{}]+\s*:|[/#]")
_MARK_FIRST = re.compile(  # a wrong one, or none where a name begins: "Result:" alone is a title
    r"""(?=\s*[\w$-]+\s*(?::(?!//|\s*\n\s*(?:[{\[]|```))|=(?!=)))|(?=\s*[a-z_]\w*[ \t]*\{[ \t]*\n)"""
    r"""|\s*["\]}:,](?=\s*"[^"\n]*"\s*:)"""
)


def _first_opener(reading: Reading) -> Iterator[Fix]:
    if reading.wants == "nothing" and reading.shape == "s" and (colon := reading.match(_COLON)):
        yield Fix(0, 0, "{", colon.group() == ":")
    elif reading.shape in ("", "s") and (mark := _MARK_FIRST.match(reading.text)):
        yield Fix(0, mark.end(), "{", False, bool(mark.group()))
    elif reading.wants == "nothing" and reading.here == "," and reading.text.rstrip().endswith("]"):
        yield Fix(0, 0, "[", reading.shape[0] != "[")
    yield from _inner_opener(reading)


def _inner_opener(reading: Reading) -> Iterator[Fix]:
    """Open a container inside the text, if it has fewer of its openers than closers."""
    text, shape = reading.text, reading.shape
    nameless = reading.wants == "name" and not reading.match(_MEMBER_OR_COMMENT)
    if reading.wants == "more" and reading.here == ":" and shape.endswith((":s", "},s")):
        opened, brackets = reading.starts[-1], "{}"
    elif (nameless or reading.here in ("]", ",")) and _LIST_WITHOUT_BRACKET.search(shape[-4:]):
        opened, brackets = reading.starts[shape.rfind(":") + 1], "[]"
    elif reading.wants == "more" and reading.here == "]" and reading.inside + reading.last == "{}":
        if text.count("{") != text.count("}"):  # the mark is wrong, rather
            return
        opened, brackets = reading.starts[innermost(shape[:-1])], "[]"
    else:
        return
    if brackets[1] in text and text.count(brackets[0]) < text.count(brackets[1]):
        yield Fix(opened, opened, brackets[0], False)


def _braces_once(reading: Reading) -> Iterator[Fix]:
    text = reading.text
    if reading.here != "{" or reading.last != "{":
        return
    if reading.shape.count("{") == 1 and "{" not in text.replace("{{", "") and "}" not in text.replace("}}", ""):
        yield Fix(0, len(text), text.replace("{{", "{").replace("}}", "}"))
    elif text.count("{") > text.count("}"):
        yield Fix(reading.place, reading.place + 1, "", False)


_QUOTED_OR_BRACE = re.compile(r"""[^"'{}]*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[{}])""", re.DOTALL)
_COMMA = re.compile(r"\s*,\s*[{}]")
_SET_OF_EDN = re.compile(r"""#\{([^{}]*)\}""")
_ROUND = re.compile(r"@?\(")  # that of PowerShell begins with a mark
_ELEMENT = r"""(?:"[^"\\]*"|'[^'\\]*'|-?\d[\d.]*)"""
_ONE_STRING = re.compile(r"""\s*(?:"[^"\\]*"|'[^'\\]*')\s*""")
_BLANK = r"(?:\s|--[^\n]*)*"  # with comments of Lua
_SET = re.compile(rf"\{{({_BLANK}{_ELEMENT}(?:{_BLANK},{_BLANK}{_ELEMENT})*{_BLANK},?{_BLANK})\}}")


def _square_brackets(reading: Reading) -> Iterator[Fix]:
    """Replace round brackets by square ones, up to the one that closes the first; and those of a set of Python."""
    found = _SET.match(reading.text, reading.text.rfind("{", 0, reading.place)) if reading.inside == "{" else None
    if found and found.end() > reading.place:
        yield Fix(found.start(), found.end(), f"[{found[1]}]", False)
    first = closing(_QUOTED_OR_BRACE, reading.text, reading.place) if reading.last == reading.here == "{" else 0
    if (
        first
        and _COMMA.match(reading.text, first)
        and (end := closing(_QUOTED_OR_BRACE, reading.text, reading.starts[-1]))
    ):
        inner = reading.text[reading.place : end - 1].rstrip()
        yield Fix(reading.starts[-1], end, f"[{inner.removesuffix(',')}]", False)
    entries = reading.match(_SET_OF_EDN) if reading.at_value and reading.here == "#" else None
    if entries and "=>" not in reading.text:
        yield Fix(reading.place, entries.end(), f"[{entries[1]}]", False)
    opened = reading.match(_ROUND)
    if opened is None or not reading.at_value or (not reading.shape and reading.match(_OF_ONE)):
        return
    end = closing(QUOTED_OR_ROUND, reading.text, reading.place)
    if end == 0:  # the text is cut
        yield Fix(reading.place, opened.end(), "[", False, 1)
    else:
        inner = reading.text[opened.end() : end - 1].rstrip()
        one = bool(_ONE_STRING.fullmatch(inner))  # of Python: a string, no tuple
        yield Fix(reading.place, end, f"[{inner.removesuffix(',')}]", reading.here == "(" and not one, int(one))


CORRUPTORS = (
    Corruptor(
        "missing_open",
        "end",
        _no_first_brace,
        ('{"a":1}', '"a":1}'),
        does="drops the first `{`",
        where="the text begins with a member",
        weight=7,
        mend=Mend(_first_opener),
    ),
    Corruptor(
        "doubled_brackets",
        "text",
        _all_braces_twice,
        ('{"a":{}}', '{{"a":{{}}}}'),
        does="doubles all braces",
        where="no brace is in a string",
        weight=12,
        mend=Mend(_braces_once),
    ),
    Corruptor(
        "paren_tuple",
        "bracket",
        _list_in_parentheses,
        ('{"a":[1,2]}', '{"a":(1,2)}'),
        does="writes a list in parentheses",
        where="a member of several scalars, none with a parenthesis",
        weight=90,
        kin="python",
        policy=Policy(
            "tuple",
            re.compile(r"(?i)\bpar[eêé]nt[eh]|runde[nr]? klammer|rundklammer"),
            {
                "en": (
                    "A list in parentheses is an array.",
                    "Parentheses around a list mean an array.",
                    "Read a tuple in parentheses as an array.",
                    "Where parentheses hold several items, write an array.",
                    "Turn tuples written in parentheses into arrays.",
                    "Items in parentheses form an array.",
                    "Lists may stand in parentheses, as tuples do; they are arrays.",
                    "Square brackets replace the parentheses around a list of items.",
                    "A parenthesized list becomes an array with the same items.",
                )
            },
        ),
        mend=Mend(_square_brackets, again=0),
    ),
)
