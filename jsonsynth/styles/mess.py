"""The messy printer: valid JSON text as people and programs really write it, one kind of mess a table row.

It works on text printed with two spaces a level. There every line break is white space, since no string holds one
raw, a member's name opens its line, and a number, bracket or literal before an optional comma closes it: that makes
each kind of mess one replacement, and any of them can be joined.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from jsonsynth.jsontext import flush_left, on_one_line, reindent
from jsonsynth.seeds import Random, below, between, chance, pick, sample

__all__ = ["LAYOUTS", "TOUCHES", "Touch", "dishevel", "lined", "nudge"]

Change = Callable[[str, Random], str]


@dataclass(frozen=True, slots=True)
class Touch:
    """A kind of mess. Rows of one ``group`` exclude each other; the table's order is the order of application."""

    name: str
    group: str
    weight: int
    change: Change
    escapes: bool = False


_BREAK = re.compile(r"\n *")
_MEMBER = re.compile(r'(?m)^( *"[^"\\]*(?:\\.[^"\\]*)*") ?: ?')
_ALIGNABLE = re.compile(r'( *)("[^"\\]*(?:\\.[^"\\]*)*"\s*:)\s*(.*)')
_OPENING = re.compile(r'(?m)^( *)("[^"\\]*(?:\\.[^"\\]*)*"\s*:)\s*([\[{])$')
_OPENED = re.compile(r"(?<=[\[{])\n *")
_CLOSED = re.compile(r"\n *(?=[\]}])")
_COMMA = re.compile(r",\n( *)")
_EMPTY = re.compile(r"(?m)(\[\]|\{\})(?= ?,?$)")
_LEAF = re.compile(r"[\[{]\n[^\[\]{}]*[\]}]")
_STRING = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"')
_PAIR = re.compile(r"\\(.)")
_NON_ASCII = re.compile(r"[^\x00-\x7f]")
_EDGE = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\],:]')


# -- strings: other escapes for the same characters -------------------------------------------------------------------


def _unit(unit: int, upper: bool) -> str:
    return f"\\u{unit:04X}" if upper else f"\\u{unit:04x}"


def _escape(character: str, upper: bool) -> str:
    code = ord(character)
    if code < 0x10000:
        return _unit(code, upper)
    code -= 0x10000
    return _unit(0xD800 + (code >> 10), upper) + _unit(0xDC00 + (code & 0x3FF), upper)


def _unicode_escapes(text: str, rng: Random) -> str:
    if text.isascii():
        return text
    upper, share = chance(rng, 0.3), pick(rng, (1.0, 1.0, 0.5))
    return _NON_ASCII.sub(lambda m: _escape(m.group(), upper) if chance(rng, share) else m.group(), text)


def _letter_escapes(text: str, rng: Random) -> str:
    upper = chance(rng, 0.3)
    parts = _STRING.split(text)
    for place in sample(rng, range(1, len(parts), 2), 1 + len(parts) // 10):
        parts[place] = _with_letter_escaped(parts[place], rng, upper)
    parts[1::2] = [f'"{body}"' for body in parts[1::2]]
    return "".join(parts)


def _with_letter_escaped(body: str, rng: Random, upper: bool) -> str:
    if not body or "\\" in body:
        return body
    place = below(rng, len(body))
    return body[:place] + _escape(body[place], upper) + body[place + 1 :]


def _slash_escapes(text: str, _: Random) -> str:
    return text.replace("/", "\\/") if "/" in text else text


_LONG = {'"': "\\u0022", "\\": "\\u005c", "n": "\\u000a", "t": "\\u0009", "r": "\\u000D"}


def _long_escapes(text: str, _: Random) -> str:
    return _PAIR.sub(lambda m: _LONG.get(m.group(1), m.group()), text) if "\\" in text else text


def _quote_escapes(text: str, rng: Random) -> str:
    share = pick(rng, (1.0, 0.5))
    text = _PAIR.sub(lambda m: "\\u0022" if m.group(1) == '"' and chance(rng, share) else m.group(), text)
    return text.replace("'", "\\u0027")


# -- punctuation ------------------------------------------------------------------------------------------------------


def _with_colons(text: str, mark: str) -> str:
    parts = _MEMBER.split(text)
    parts[1::2] = [name + mark for name in parts[1::2]]
    return "".join(parts)


def _colons(mark: str) -> Change:
    return lambda text, _: f'"{mark}'.join(_split_at_colons(text))


def _split_at_colons(text: str) -> list[str]:
    """Cut a text as it is printed between the quotation mark of each name and its value."""
    if "\\" not in text:
        return text.split('": ')  # in no string: a quotation mark there has a backslash before it
    parts = _MEMBER.split(text)
    return [*[before + name[:-1] for before, name in zip(parts[::2], parts[1::2], strict=False)], parts[-1]]


_MARKS = (":", ": ", " :", " : ", ":  ", ":\t", "   : ")


def _mixed_colons(text: str, rng: Random) -> str:
    first, *rest = _split_at_colons(text)
    return first + "".join([f'"{pick(rng, _MARKS)}{part}' for part in rest])


def _early_commas(text: str, rng: Random) -> str:
    space = pick(rng, (" ", " ", "  ", "\t"))
    return text.replace(",\n", space + ",\n")


def _open_empties(text: str, rng: Random) -> str:
    inside = pick(rng, (" ", "  ", "\n", "\t"))
    return _EMPTY.sub(lambda match: match.group()[0] + inside + match.group()[1], text)


# -- layouts ----------------------------------------------------------------------------------------------------------


def _as_printed(text: str, _: Random) -> str:
    return text


def _indented(unit: str) -> Change:
    return lambda text, _: reindent(text, unit)


def _odd_indent(text: str, rng: Random) -> str:
    return reindent(text, pick(rng, (" ", "   ", "      ", "        ", "\t\t")))


def _with_breaks(text: str, breaks: Callable[[], str]) -> str:
    first, *rest = _BREAK.split(text)
    return first + "".join([breaks() + piece for piece in rest])


def _ragged(text: str, rng: Random) -> str:
    return _with_breaks(text, lambda: pick(rng, _RAGS))


_RAGS = tuple("\n" + " " * count for count in range(9))


def _mixed_indent(text: str, rng: Random) -> str:
    tabs = reindent(text, "\t").split("\n")
    return "\n".join([one if chance(rng, 0.6) else other for one, other in zip(text.split("\n"), tabs, strict=True)])


def _flush_left(text: str, _: Random) -> str:
    return flush_left(text)


def _one_line(text: str, _: Random) -> str:
    return on_one_line(text)


def _padded_line(text: str, _: Random) -> str:
    return flush_left(text).replace("\n", " ")


def _compact_line(text: str, _: Random) -> str:
    return flush_left(_with_colons(text, ":")).replace("\n", "")


_RUNS = ("", " ", " ", "  ", "   ", "\n", "\n  ", "\t", "\n\n", " \n ")


def _random_runs(text: str, rng: Random) -> str:
    return _with_breaks(text, lambda: pick(rng, _RUNS))


def _own_line_braces(text: str, _: Random) -> str:
    return _OPENING.sub(r"\1\2\n\1\3", text)


def _leading_commas(text: str, _: Random) -> str:
    return _COMMA.sub(r"\n\1, ", text)


def _compact_leaves(text: str, rng: Random) -> str:
    inside = pick(rng, ("", " "))
    return _LEAF.sub(lambda match: _BREAK.sub(" ", _CLOSED.sub(inside, _OPENED.sub(inside, match.group()))), text)


def _wrapped(text: str, rng: Random) -> str:
    width = between(rng, 40, 100)
    lines: list[str] = []
    line = ""
    for piece in _BREAK.split(text):
        if line and len(line) + len(piece) > width:
            lines.append(line)
            line = piece
        else:
            line = f"{line} {piece}" if line else piece
    return "\n".join([*lines, line])


def _tokens_apart(text: str, _: Random) -> str:
    return _with_colons(_COMMA.sub("\n,\n", flush_left(text)), "\n:\n")


def _aligned(text: str, _: Random) -> str:
    lines: list[str] = []
    block: list[tuple[str, str, str]] = []
    for line in text.split("\n"):
        match = _ALIGNABLE.fullmatch(line)
        if not match or (block and block[0][0] != match.group(1)):
            lines += _flushed(block)
            block = []
        if match:
            block.append((match.group(1), match.group(2), match.group(3)))
        else:
            lines.append(line)
    return "\n".join(lines + _flushed(block))


def _flushed(block: list[tuple[str, str, str]]) -> list[str]:
    width = max((len(name) for _, name, _ in block), default=0)
    return [f"{indent}{name:<{width}} {rest}" for indent, name, rest in block]


# -- lines and ends ---------------------------------------------------------------------------------------------------


def _some_breaks(text: str, rng: Random, share: float, new: Callable[[], str]) -> str:
    first, *rest = text.split("\n")
    draw = rng.random
    return first + "".join([(new() if draw() < share else "\n") + line for line in rest])


def _blank_lines(text: str, rng: Random) -> str:
    return _some_breaks(text, rng, 0.2, lambda: pick(rng, ("\n\n", "\n\n", "\n\n\n", "\n  \n")))


def _trailing_spaces(text: str, rng: Random) -> str:
    return _some_breaks(text, rng, 0.3, lambda: pick(rng, (" \n", "  \n", "   \n", "\t\n")))


def _crlf(text: str, _: Random) -> str:
    return text.replace("\n", "\r\n")


def _mixed_newlines(text: str, rng: Random) -> str:
    return _some_breaks(text, rng, 0.4, lambda: pick(rng, ("\r\n", "\r\n", "\r")))


_AROUND = (("", "\n"), ("", "\n"), ("\n", "\n"), (" ", ""), ("", "  "), ("  ", "\n\n"), ("\t", " "), ("\n\n", ""))


def _outer_space(text: str, rng: Random) -> str:
    before, after = pick(rng, _AROUND)
    return before + text + after


LAYOUTS: tuple[Touch, ...] = (
    Touch("pretty-2", "layout", 22, _as_printed),
    Touch("pretty-4", "layout", 14, _indented("    ")),
    Touch("pretty-tab", "layout", 8, _indented("\t")),
    Touch("odd-indent", "layout", 5, _odd_indent),
    Touch("ragged-indent", "layout", 5, _ragged),
    Touch("mixed-indent", "layout", 4, _mixed_indent),
    Touch("flush-left", "layout", 3, _flush_left),
    Touch("one-line", "layout", 12, _one_line),
    Touch("padded-line", "layout", 5, _padded_line),
    Touch("compact-line", "layout", 5, _compact_line),
    Touch("random-runs", "layout", 5, _random_runs),
    Touch("braces-on-own-line", "layout", 3, _own_line_braces),
    Touch("leading-commas", "layout", 3, _leading_commas),
    Touch("compact-leaves", "layout", 5, _compact_leaves),
    Touch("wrapped", "layout", 4, _wrapped),
    Touch("token-a-line", "layout", 1, _tokens_apart),
    Touch("aligned-values", "layout", 5, _aligned),
)

_SPELLINGS: tuple[Touch, ...] = (
    Touch("quote-escapes", "quotes", 5, _quote_escapes, escapes=True),
    Touch("long-escapes", "quotes", 3, _long_escapes, escapes=True),
    Touch("unicode-escapes", "unicode", 10, _unicode_escapes, escapes=True),
    Touch("slash-escapes", "slashes", 6, _slash_escapes, escapes=True),
    Touch("letter-escapes", "letters", 4, _letter_escapes, escapes=True),
)

_PUNCTUATION: tuple[Touch, ...] = (
    Touch("tight-colons", "colons", 6, _colons(":")),
    Touch("spaced-colons", "colons", 8, _colons(" : ")),
    Touch("early-colons", "colons", 4, _colons(" :")),
    Touch("wide-colons", "colons", 4, _colons(":   ")),
    Touch("tab-colons", "colons", 2, _colons(":\t")),
    Touch("mixed-colons", "colons", 5, _mixed_colons),
    Touch("early-commas", "commas", 9, _early_commas),
    Touch("open-empties", "empties", 5, _open_empties),
)

_ENDS: tuple[Touch, ...] = (
    Touch("blank-lines", "blank", 9, _blank_lines),
    Touch("trailing-spaces", "trailing", 9, _trailing_spaces),
    Touch("crlf", "newlines", 8, _crlf),
    Touch("mixed-newlines", "newlines", 3, _mixed_newlines),
    Touch("outer-space", "outer", 9, _outer_space),
)

TOUCHES: tuple[Touch, ...] = _SPELLINGS + _PUNCTUATION + LAYOUTS + _ENDS

_PLACE = {touch.name: place for place, touch in enumerate(TOUCHES)}


def _pool(layout: bool) -> tuple[int, ...]:
    weighted = [(place, touch.weight) for place, touch in enumerate(TOUCHES) if (touch.group == "layout") is layout]
    return tuple(place for place, weight in weighted for _ in range(weight))


_LAYOUT_POOL, _EXTRA_POOL = _pool(True), _pool(False)


def dishevel(text: str, rng: Random, count: int, first: tuple[str, ...] = ()) -> tuple[str, list[str], bool]:
    """Mess up a text printed with two spaces a level: one layout and up to ``count`` more kinds.

    ``first`` names kinds that must be tried. Returns the text, the kinds that changed something (the layout always)
    and whether some string's escapes were changed. The value stays the same.
    """
    chosen = {"layout": pick(rng, _LAYOUT_POOL), **{TOUCHES[_PLACE[name]].group: _PLACE[name] for name in first}}
    for _ in range(count):
        place = pick(rng, _EXTRA_POOL)
        chosen.setdefault(TOUCHES[place].group, place)
    names: list[str] = []
    escaped = False
    for place in sorted(chosen.values()):
        touch = TOUCHES[place]
        before, text = text, touch.change(text, rng)
        if text != before or touch.group == "layout":
            names.append(touch.name)
            escaped |= touch.escapes
    return text, names, escaped


_LINE_LAYOUTS = tuple(_PLACE[name] for name in ("one-line", "one-line", "padded-line", "compact-line", "compact-line"))
_LINE_GROUPS = frozenset(("quotes", "unicode", "slashes", "letters", "colons", "commas"))
_BETWEEN = ("\n",) * 12 + ("\n\n", " \n", "\r\n", "\n  ")


def lined(texts: list[str], rng: Random, count: int) -> tuple[str, list[str], bool]:
    """Write texts printed with two spaces a level as messy JSON Lines; return what :func:`dishevel` does."""
    chosen = {"layout": pick(rng, _LINE_LAYOUTS)}
    for _ in range(count):
        place = pick(rng, _EXTRA_POOL)
        if TOUCHES[place].group in _LINE_GROUPS:
            chosen.setdefault(TOUCHES[place].group, place)
    lines = texts
    names: list[str] = []
    escaped = False
    for place in sorted(chosen.values()):
        touch = TOUCHES[place]
        before, lines = lines, [touch.change(line, rng) for line in lines]
        if lines != before:
            names.append(touch.name)
            escaped |= touch.escapes
    return pick(rng, _BETWEEN).join(lines) + pick(rng, ("", "\n")), ["json-lines", *names], escaped


def nudge(text: str, rng: Random) -> str:
    """Put one character of white space where it does not belong: between two tokens, or at an end."""
    edges = [0, len(text)] + [match.end() for match in _EDGE.finditer(text) if match.group()[0] != '"']
    place = pick(rng, edges)
    return text[:place] + pick(rng, (" ", " ", "\n", "\t")) + text[place:]
