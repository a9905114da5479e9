"""Strict proof that a label has the style it should have and still means what the input means.

Shares no code with the printer: it reads both texts with the standard library, numbers as their text or as Decimal,
and judges order, white space, escapes and numbers each on its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NoReturn, TypeAlias, Union

__all__ = ["FORMS", "Flaw", "Form", "faults", "meaning", "meaning_of_lines", "same_meaning"]

Flaw = tuple[str, str]  # a rule and what was seen
Read: TypeAlias = Union[bool, str, bytes, tuple[str, object], "list[Read]", "dict[str, Read]", None]
Pairs: TypeAlias = "list[tuple[str, Read]]"


@dataclass(frozen=True, slots=True)
class Form:
    """What a style promises: ``order`` of (input, label) read as pairs, ``space`` of the label without its strings,
    ``escapes`` of the label. Each returns what is wrong, None if nothing is. ``lines``: the input is JSON Lines."""

    order: Callable[[Read, Read], str | None]
    space: Callable[[str], str | None]
    escapes: Callable[[str], str | None]
    lines: bool = False


# -- reading ----------------------------------------------------------------------------------------------------------


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _members(pairs: Pairs) -> dict[str, Read]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError("a member stands twice in one object")
    return members


@lru_cache(maxsize=1024)
def _as_decimal(text: str) -> tuple[str, object]:
    return ("#", Decimal(text))


@lru_cache(maxsize=1024)
def _as_double(text: str) -> tuple[str, object]:
    return ("#", float(text))


def _decoder(number: Callable[[str], bytes | tuple[str, object]]) -> json.JSONDecoder:
    return json.JSONDecoder(
        parse_int=number, parse_float=number, parse_constant=_no_constant, object_pairs_hook=_members
    )


_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")

# what must stay the same of a number under a rule: its text as bytes, or a tuple, since True == 1 == Decimal(1)
_READERS = {
    "": _decoder(str.encode),
    "keep": _decoder(str.encode),
    "plain": _decoder(_as_decimal),
    "jcs": _decoder(_as_double),
}


def meaning(text: str, rule: str = "plain") -> Read:
    """Read a JSON text so that ``==`` compares what a number rule promises to keep; objects are dicts.

    Raises ValueError for what is not strict JSON: NaN, duplicate members, lone surrogates, nests beyond the stack.
    """
    try:
        value: Read = _READERS[rule].decode(text)
    except RecursionError:
        raise ValueError("nested too deep to read") from None
    try:
        (
            json.dumps(value, ensure_ascii=False, default=repr) if "\\u" in text and _SURROGATE.search(text) else text
        ).encode()
    except UnicodeEncodeError:
        raise ValueError("a lone surrogate is not text") from None
    return value


def meaning_of_lines(text: str, rule: str = "plain") -> Read:
    """Read JSON Lines as the array of their values; blank lines do not count. Raises ValueError as meaning does."""
    return [meaning(line, rule) for line in text.split("\n") if line.strip(" \t\r")]


def same_meaning(one: str, other: str) -> bool:
    """Say whether two texts are both strict JSON of one value, numbers compared as Decimal. Raises ValueError."""
    return bool(meaning(one) == meaning(other))


# -- order ------------------------------------------------------------------------------------------------------------


def _ordered(key: Callable[[str], str | bytes] | None, reverse: bool = False) -> Callable[[Read, Read], str | None]:
    def order(_: Read, label: Read) -> str | None:
        containers: list[list[Read] | dict[str, Read]] = [[label]]
        for inner in containers:  # grows
            if isinstance(inner, dict) and len(inner) > 1:
                names = list(inner)
                if names != sorted(names, key=key, reverse=reverse):
                    return f"members stand as {', '.join(names[:6])}"
            for member in inner.values() if isinstance(inner, dict) else inner:
                if type(member) is dict or type(member) is list:
                    containers.append(member)
        return None

    return order


def _as_pairs(value: Read) -> object:
    if isinstance(value, dict):
        return [(name, _as_pairs(member)) for name, member in value.items()]
    return [_as_pairs(element) for element in value] if isinstance(value, list) else value


def _kept_order(value: Read, label: Read) -> str | None:
    return None if _as_pairs(value) == _as_pairs(label) else "members do not stand in the order of the input"


def _top_order(value: Read, label: Read) -> str | None:
    if not isinstance(label, dict) or not isinstance(value, dict):
        return _kept_order(value, label)
    if list(label) != sorted(label):
        return "the outermost members are not sorted"
    moved = [name for name in label if _as_pairs(value[name]) != _as_pairs(label[name])]
    return f"the members inside {moved[0]!r} were moved" if moved else None


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-be")


# -- white space ------------------------------------------------------------------------------------------------------

_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"')
_SPACE = re.compile(r"[ \t\r\n]")
_LINE = re.compile(r"(?:s: )?(?:[\[{]|(?:\[\]|\{\}|s|true|false|null|-?[0-9][0-9.eE+-]*),?)|[\]}],?")


def _none(blanked: str) -> str | None:
    found = _SPACE.search(blanked)
    return f"white space {found.group()!r} outside strings" if found else None


def _one_after_colons(blanked: str) -> str | None:
    if blanked.count(": ") != blanked.count(":"):
        return "a colon without its space"
    return _none(blanked.replace(": ", ":"))


def _ended(space: Callable[[str], str | None]) -> Callable[[str], str | None]:
    def ended(blanked: str) -> str | None:
        return space(blanked[:-1]) if blanked[-1:] == "\n" else "no line break at the end"

    return ended


def _one_after_marks(blanked: str) -> str | None:
    marks = blanked.count(",") + blanked.count(":")
    if blanked.count(", ") + blanked.count(": ") != marks:
        return "a comma or colon without its space"
    return _none(blanked.replace(", ", ",").replace(": ", ":"))


@lru_cache(maxsize=1024)
def _brackets(bare: str) -> tuple[bool, bool] | None:
    """Say whether a line closes what is open and whether it opens more; None if it holds no one member or element."""
    return (bare[0] in "]}", bare[-1] in "[{") if _LINE.fullmatch(bare) else None


def _indented(unit: str) -> Callable[[str], str | None]:
    def space(blanked: str) -> str | None:
        depth, opened = 0, False
        for number, line in enumerate(blanked.split("\n"), 1):
            bare = line.lstrip(" \t")
            found = _brackets(bare)
            if found is None or (opened and found[0]):
                return f"line {number} does not hold one member or element"
            depth -= found[0]
            if line != unit * depth + bare:
                return f"line {number} is not indented by {depth} times {unit!r}"
            opened = found[1]
            depth += opened
        return None

    return space


# -- escapes ----------------------------------------------------------------------------------------------------------

_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)")
_SHORT = frozenset('"\\bfnrt')
_CONTROL = frozenset(f"u{code:04x}" for code in range(32) if code not in {8, 9, 10, 12, 13})


def _literal(label: str) -> str | None:
    return _escapes_beyond(label, _no_other)


def _no_other(_: str) -> bool:
    return False


def _escapes_beyond(label: str, extra: Callable[[str], bool]) -> str | None:
    if "\\" not in label:
        return None
    for escape in _ESCAPE.findall(label):
        if escape not in _SHORT and escape not in _CONTROL and not extra(escape):
            return f"escape \\{escape}"
    return None


def _beyond_ascii(escape: str) -> bool:
    return escape[0] == "u" and escape == escape.lower() and int(escape[1:], 16) > 127


def _ascii(label: str) -> str | None:
    return _escapes_beyond(label, _beyond_ascii) if label.isascii() else "a character beyond ASCII"


def _closing(label: str) -> str | None:
    if "</" in label:
        return "a closing tag without its backslash"
    if label.count("\\/") != label.count("<\\/"):
        return "a slash with a backslash that closes no tag"
    return _escapes_beyond(label, lambda escape: escape == "/")


def _slashes(label: str) -> str | None:
    if label.count("/") != _ESCAPE.findall(label).count("/"):
        return "a slash without its backslash"
    return _escapes_beyond(label, lambda escape: escape == "/")


# -- numbers ----------------------------------------------------------------------------------------------------------

_NUMBER = re.compile(r"-?[0-9][0-9.eE+-]*")
_NOUGHTS = re.compile(r"\.[0-9]*0(?![0-9])")
_MINUS = re.compile(r"-0(?![0-9.])")
_EXPONENT = re.compile(r"[0-9][eE]")
_DOUBLE = re.compile(r"-?(?:(0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?|[1-9](?:\.[0-9]*[1-9])?e[+-][1-9][0-9]*)")


def _plain(blanked: str) -> str | None:
    odd = _NOUGHTS.search(blanked) or _MINUS.search(blanked) or _EXPONENT.search(blanked)
    return f"a number with {odd.group()!r}" if odd else None


def _any(_: str) -> None:
    return None


def _figures(text: str) -> str:
    return text.lower().partition("e")[0].replace(".", "").lstrip("-0").rstrip("0")


def _is_shortest(text: str) -> bool:
    """Judge ECMAScript's form: as few figures as name the double, an exponent from 1e21 on and below 1e-6."""
    if text in {"0", "-0"} or not _DOUBLE.fullmatch(text):
        return text == "0"
    size = abs(float(text))
    return _figures(text) == _figures(repr(size)) and ("e" in text) == (size >= 1e21 or size < 1e-6)


def _shortest(blanked: str) -> str | None:
    odd = next((number for number in _NUMBER.findall(blanked) if not _is_shortest(number)), None)
    return f"number {odd}" if odd else None


_NUMBERS: Mapping[str, Callable[[str], str | None]] = {"": _plain, "plain": _plain, "keep": _any, "jcs": _shortest}

# -- the forms --------------------------------------------------------------------------------------------------------

_by_code_point = _ordered(None)

FORMS: Mapping[str, Form] = {
    "minify-sort": Form(_by_code_point, _none, _literal),
    "indent-2": Form(_by_code_point, _indented("  "), _literal),
    "indent-4": Form(_by_code_point, _indented("    "), _literal),
    "indent-tab": Form(_by_code_point, _indented("\t"), _literal),
    "indent-keep": Form(_kept_order, _indented("  "), _literal),
    "indent-end": Form(_by_code_point, _ended(_indented("  ")), _literal),
    "newline-end": Form(_by_code_point, _ended(_none), _literal),
    "close-slash": Form(_by_code_point, _none, _closing),
    "json-lines": Form(_by_code_point, _none, _literal, lines=True),
    "colon-space": Form(_by_code_point, _one_after_colons, _literal),
    "minify": Form(_kept_order, _none, _literal),
    "descending": Form(_ordered(None, reverse=True), _none, _literal),
    "caseless": Form(_ordered(str.casefold), _none, _literal),
    "top-level": Form(_top_order, _none, _literal),
    "ascii": Form(_by_code_point, _none, _ascii),
    "slashes": Form(_by_code_point, _none, _slashes),
    "spaced": Form(_by_code_point, _one_after_marks, _literal),
    "jcs": Form(_ordered(_utf16), _none, _literal),
}


def faults(text: str, label: str, style: str, rule: str = "") -> list[Flaw]:
    """Return every way in which a label fails to be ``text`` in a style, as (rule, what was seen).

    Rules: input-not-json, label-not-json, value-changed, order-wrong, white-space-wrong, escape-wrong, number-wrong.
    KeyError for a style or number rule that is not in the tables.
    """
    form = FORMS[style]
    values: list[Read] = []
    for name, source, read in (("input", text, meaning_of_lines if form.lines else meaning), ("label", label, meaning)):
        try:
            values.append(read(source, rule))
        except ValueError as error:
            return [(f"{name}-not-json", str(error))]
    value, labelled = values
    if value != labelled:
        return [("value-changed", _difference(value, labelled))]
    blanked = _blanked(label)
    found = (
        ("order-wrong", form.order(value, labelled)),
        ("white-space-wrong", form.space(blanked)),
        ("escape-wrong", form.escapes(label)),
        ("number-wrong", _NUMBERS[rule](blanked)),
    )
    return [(name, cause) for name, cause in found if cause]


def _blanked(label: str) -> str:
    """Put an ``s`` in the place of every string."""
    return _STRING.sub("s", label) if "\\" in label else "s".join(label.split('"')[::2])


def _difference(value: Read, labelled: Read, path: str = "") -> str:
    if isinstance(value, dict) and isinstance(labelled, dict):
        if set(value) != set(labelled):
            return f"{path or 'the document'} has other members: {sorted(set(value) ^ set(labelled))[:3]}"
        return next(_difference(value[k], labelled[k], f"{path}/{k}") for k in value if value[k] != labelled[k])
    if isinstance(value, list) and isinstance(labelled, list) and len(value) == len(labelled):
        places = (k for k, (a, b) in enumerate(zip(value, labelled, strict=True)) if a != b)
        return next(_difference(value[k], labelled[k], f"{path}/{k}") for k in places)
    return f"{path or 'the document'} is {_shown(labelled)}, in the input {_shown(value)}"


def _shown(value: Read) -> str:
    if isinstance(value, bytes):
        return value.decode()
    return str(value[1] if isinstance(value, tuple) else json.dumps(value, ensure_ascii=False, default=repr))[:40]
