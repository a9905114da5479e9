"""The forms a JSON text can be asked for, and the printer that writes a value in them.

A style says how members are arranged and how the text is laid out and escaped; a number rule says what becomes of
each number's text. Both are rows of tables, so a new one is one more row. What verifies a label is in
``styles.checking`` and shares nothing with this printer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import orjson

from jsonsynth.examples import JSON
from jsonsynth.jsontext import flush_left, on_one_line, reindent

__all__ = [
    "AS_DRAWN",
    "NUMBER_RULES",
    "STYLES",
    "NumberText",
    "Style",
    "render",
]


class NumberText(str):
    """A number kept as the text it has, standing where a number stands in a value."""

    __slots__ = ()


Arrange = Callable[[JSON], JSON]


@dataclass(frozen=True, slots=True)
class Style:
    """A form to write a value in.

    ``arrange`` puts the members in order (None: code-point order at every level). ``indented`` starts from two spaces a
    level instead of no white space; ``finish`` turns that text into the style's. ``suits`` says of a document's
    canonical text that the style shows on it, ``weight`` how often it is drawn among those; a share ``seasoned`` of its
    documents is given what it is about (most styles: names of mixed case). ``lines``: the input is JSON Lines, and the
    value their array. ``rules`` are the number rules it may be joined with, by weight: "" is none,
    where no number needs one. Wordings: ``section`` has those that ask for the style, with ``indent`` as placeholder;
    ``clause`` those that name the order of members where it is open ("": it never is); ``escapes`` those on needless
    escapes.
    """

    name: str
    section: str
    weight: int
    arrange: Arrange | None = None
    indented: bool = False
    finish: Callable[[str], str] = str
    indent: str = ""
    clause: str = "code_point"
    escapes: str = "escapes"
    suits: Callable[[str], bool] = bool
    seasoned: float = 0.04
    lines: bool = False
    rules: tuple[tuple[str, int], ...] = (("", 70), ("plain", 20), ("keep", 10))


# -- number rules -----------------------------------------------------------------------------------------------------


def _plain(text: str) -> str:
    """Write the shortest plain form: ``1.0`` -> ``1``, ``1.5e3`` -> ``1500``, ``12.50`` -> ``12.5``."""
    digits = format(Decimal(text), "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits


def _ecmascript(text: str) -> str:
    """Write a number as RFC 8785 does, which is how ECMAScript prints the nearest double.

    Raises ValueError where the nearest double is infinite.
    """
    number = float(text)
    if number in {float("inf"), float("-inf")}:
        raise ValueError(f"{text} is beyond every double")
    sign, figures, exponent = Decimal(repr(number)).as_tuple()
    digits = "".join(map(str, figures)).rstrip("0")
    if not digits:
        return "0"
    return "-" * sign + _placed(digits, len(figures) + int(exponent))


def _placed(digits: str, point: int) -> str:
    """Place the decimal point: ``point`` digits stand before it (the thresholds are ECMAScript's)."""
    if len(digits) <= point <= 21:
        return digits + "0" * (point - len(digits))
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return "0." + "0" * -point + digits
    fraction = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{digits[0]}{fraction}e{point - 1:+d}"


NUMBER_RULES: Mapping[str, Callable[[str], str]] = {"": str, "plain": _plain, "keep": str, "jcs": _ecmascript}


@lru_cache(maxsize=8)
def _printed(rule: str) -> Callable[[object], orjson.Fragment]:
    write = NUMBER_RULES[rule]

    def fragment(number: object) -> orjson.Fragment:
        return orjson.Fragment(write(str(number)))

    return fragment


# -- arrangements -----------------------------------------------------------------------------------------------------


def _arranged(value: JSON, order: Callable[[list[str]], list[str]]) -> JSON:
    if isinstance(value, dict):
        return {name: _arranged(value[name], order) for name in order(list(value))}
    if isinstance(value, list):
        return [_arranged(element, order) for element in value]
    return value


def _kept(value: JSON) -> JSON:
    return value


def _descending(value: JSON) -> JSON:
    return _arranged(value, lambda names: sorted(names, reverse=True))


def _caseless(value: JSON) -> JSON:
    return _arranged(value, lambda names: sorted(names, key=str.lower))


def _utf16(value: JSON) -> JSON:
    return _arranged(value, lambda names: sorted(names, key=lambda name: name.encode("utf-16-be")))


def _top(value: JSON) -> JSON:
    return {name: value[name] for name in sorted(value)} if isinstance(value, dict) else value


# -- finishing touches, on text in which every line break and every space at a line's start is white space -------------

_NON_ASCII = re.compile(r"[^\x00-\x7f]")


def _four(text: str) -> str:
    return reindent(text, "    ")


def _tabs(text: str) -> str:
    return reindent(text, "\t")


def _ascii(text: str) -> str:
    return text if text.isascii() else _NON_ASCII.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    units = match.group().encode("utf-16-be")
    return "".join(f"\\u{units[k]:02x}{units[k + 1]:02x}" for k in range(0, len(units), 2))


def _colons_spaced(text: str) -> str:
    return flush_left(text).replace("\n", "")


def _ended(text: str) -> str:
    return text + "\n"


def _closing(text: str) -> str:
    return text.replace("</", "<\\/")


def _slashes(text: str) -> str:
    return text.replace("/", "\\/")


# -- what a document must have for a style to show ---------------------------------------------------------------------

_NAME = re.compile(r'[{,]"([^"\\]*(?:\\.[^"\\]*)*)":')


def _nested(text: str) -> bool:
    return text[0] == "{" and (':{"' in text or '[{"' in text)


def _listed(text: str) -> bool:
    return text.startswith("[{") and "},{" in text


_PROSE = re.compile(r':"[A-Z][a-z]+ [a-z]+ [a-z]')


def _wordy(text: str) -> bool:
    return "</" in text or _PROSE.search(text) is not None


def _foreign(text: str) -> bool:
    return not text.isascii()


def _slashed(text: str) -> bool:
    return "/" in text


def _caseless_order_is_clear(text: str) -> bool:
    """Say whether the order without case is open to one reading: no names that differ in case alone, nor an order
    that depends on which case is taken for both ("_" stands between them)."""
    names = sorted(set(_NAME.findall(text)), key=str.lower)
    twins = len(set(map(str.lower, names))) < len(names)
    return not twins and "".join(names).isascii() and names == sorted(names, key=str.upper)


_JCS_ONLY = (("jcs", 1),)
_NO_KEEP = (("", 75), ("plain", 25))  # "keep" adds a member, and its name could leave the order without case open

STYLES: tuple[Style, ...] = (
    Style("minify-sort", "minify_sort", 72, rules=(("", 64), ("plain", 25), ("keep", 8), ("jcs", 3))),
    Style("indent-2", "indent", 6, indented=True, indent="2 spaces"),
    Style("indent-4", "indent", 5, indented=True, finish=_four, indent="4 spaces"),
    Style("indent-tab", "indent", 3, indented=True, finish=_tabs, indent="one tab"),
    Style("indent-keep", "indent_keep", 4, arrange=_kept, indented=True, indent="2 spaces", clause=""),
    Style("indent-end", "indent_end", 3, indented=True, finish=_ended, indent="2 spaces"),
    Style("minify", "minify", 6, arrange=_kept, clause=""),
    Style("newline-end", "newline_end", 3, finish=_ended),
    Style("descending", "descending", 4, arrange=_descending, clause="code_point_descending"),
    Style(
        "caseless",
        "caseless",
        3,
        arrange=_caseless,
        clause="",
        suits=_caseless_order_is_clear,
        rules=_NO_KEEP,
        seasoned=0.85,
    ),
    Style("top-level", "top_level", 7, arrange=_top, suits=_nested),
    Style("ascii", "ascii", 40, finish=_ascii, suits=_foreign, escapes="escapes_rest"),
    Style("slashes", "slashes", 8, finish=_slashes, suits=_slashed, escapes="escapes_rest"),
    Style("close-slash", "close_slash", 7, finish=_closing, suits=_wordy, escapes="escapes_rest", seasoned=1.0),
    Style("json-lines", "json_lines", 35, suits=_listed, lines=True),
    Style("spaced", "spaced", 2, indented=True, finish=on_one_line),
    Style("colon-space", "colon_space", 2, indented=True, finish=_colons_spaced),
    Style("jcs", "jcs", 5, arrange=_utf16, clause="", rules=_JCS_ONLY),
)


AS_DRAWN = Style("as-drawn", "", 0, arrange=_kept, indented=True)
"""Not asked for: how the messy printer gets a value, members in their own order and two spaces a level."""


def render(value: JSON, style: Style, rule: str = "") -> str:
    """Print a value in a style, its numbers' texts by a rule of NUMBER_RULES.

    A number is an int or a float that prints canonically, or a NumberText. Strings have the short escapes and else
    literal characters. Example: ``render({"b": NumberText("1.0"), "a": 2}, STYLES[0], "plain")`` -> ``{"a":2,"b":1}``
    """
    option = orjson.OPT_PASSTHROUGH_SUBCLASS | (orjson.OPT_INDENT_2 if style.indented else 0)
    if style.arrange is None:
        option |= orjson.OPT_SORT_KEYS
    else:
        value = style.arrange(value)
    return style.finish(orjson.dumps(value, _printed(rule), option).decode())
