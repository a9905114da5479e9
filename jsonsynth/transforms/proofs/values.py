"""Second derivations of the operations on single values: scanning and Decimal where the first way uses patterns."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from decimal import Decimal

from jsonsynth.examples import JSON
from jsonsynth.transforms.proofs.common import Args, Members, everywhere, members, names, put, word

__all__ = [
    "compute",
    "date_format",
    "join_list",
    "join_text",
    "recode",
    "scale",
    "split_text",
    "text_case",
    "to_number",
    "to_string",
    "trim",
]

_DIGITS = "0123456789"
_NUMBERS = (int, float)  # ``int | float`` would be made anew for every test


def _at(wanted: list[str], change: Callable[[JSON], JSON], value: JSON) -> JSON:
    def all_of(row: Members) -> JSON:
        copy = row.copy()
        for name in wanted:
            if name in copy:
                copy[name] = change(copy[name])
        return copy

    return everywhere(all_of, value)


def _digits(text: str, start: int) -> int:
    while start < len(text) and text[start] in _DIGITS:
        start += 1
    return start


def _is_number(text: str) -> bool:
    """Walk the grammar of RFC 8259, section 6."""
    start = 1 if text[:1] == "-" else 0
    end = _digits(text, start)
    if end == start or (text[start] == "0" and end > start + 1):
        return False
    if text[end : end + 1] == ".":
        start, end = end + 1, _digits(text, end + 1)
        if end == start:
            return False
    if text[end : end + 1] in ("e", "E") and end < len(text):
        start = end + (2 if text[end + 1 : end + 2] in ("+", "-") and end + 1 < len(text) else 1)
        end = _digits(text, start)
        if end == start:
            return False
    return end == len(text)


def _narrow(exact: Decimal) -> JSON:
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def to_number(value: JSON, args: Args) -> JSON:
    """Read with Decimal what the grammar allows."""

    def change(member: JSON) -> JSON:
        if not isinstance(member, str):
            return member
        if _is_number(member):
            return _narrow(Decimal(member))
        return None if args["otherwise"] == "null" else member

    return _at(names(args, "keys"), change, value)


def to_string(value: JSON, args: Args) -> JSON:
    """Write a whole number digit by digit and others by their Decimal."""

    def change(member: JSON) -> JSON:
        if isinstance(member, bool):
            return ("false", "true")[member]
        return format(Decimal(str(member)), "f") if isinstance(member, _NUMBERS) else member

    return _at(names(args, "keys"), change, value)


def recode(value: JSON, args: Args) -> JSON:
    """Try each pair."""

    def change(member: JSON) -> JSON:
        if isinstance(member, str):
            for old, new in members(args["values"]).items():
                if old == member:
                    return new
        return member

    return _at(names(args, "keys"), change, value)


def text_case(value: JSON, args: Args) -> JSON:
    """Shift ASCII letters by their code."""
    low, high, shift = ("a", "z", -32) if args["case"] == "upper" else ("A", "Z", 32)

    def change(member: JSON) -> JSON:
        if not isinstance(member, str):
            return member
        return "".join([chr(ord(sign) + shift) if low <= sign <= high else sign for sign in member])

    return _at(names(args, "keys"), change, value)


def trim(value: JSON, args: Args) -> JSON:
    """Cut blank by blank."""

    def change(member: JSON) -> JSON:
        if not isinstance(member, str):
            return member
        start, end = 0, len(member)
        while start < end and member[start] == " ":
            start += 1
        while end > start and member[end - 1] == " ":
            end -= 1
        return member[start:end]

    return _at(names(args, "keys"), change, value)


def join_text(value: JSON, args: Args) -> JSON:
    """Add part after part."""

    def change(row: Members) -> JSON:
        joined, rest = "", row.copy()
        parts = [row[name] for name in names(args, "keys") if isinstance(row.get(name), str)]
        for place, part in enumerate(parts):
            joined += (word(args, "separator") if place else "") + str(part)
        if args["drop"] is True:
            for name in names(args, "keys"):
                rest.pop(name, None)
        return put(rest, word(args, "into"), joined)

    return everywhere(change, value)


def split_text(value: JSON, args: Args) -> JSON:
    """Find separator after separator."""
    separator = word(args, "separator")

    def change(member: JSON) -> JSON:
        if not isinstance(member, str):
            return member
        parts: list[JSON] = []
        rest = member
        while separator in rest:
            place = rest.index(separator)
            parts.append(rest[:place].strip(" "))
            rest = rest[place + len(separator) :]
        return [*parts, rest.strip(" ")] if member else []

    return _at([word(args, "key")], change, value)


def join_list(value: JSON, args: Args) -> JSON:
    """Add element after element, nulls left out."""

    def change(member: JSON) -> JSON:
        if not isinstance(member, list) or any(not isinstance(part, str | None) for part in member):
            return member
        joined = "".join([word(args, "separator") + part for part in member if isinstance(part, str)])
        return joined[len(word(args, "separator")) :]

    return _at([word(args, "key")], change, value)


def _date_parts(text: str) -> tuple[str, str, str] | None:
    parts = text.split("-")
    if [len(part) for part in parts] != [4, 2, 2] or not all(sign in _DIGITS for part in parts for sign in part):
        return None
    year, month, day = map(int, parts)
    if year < 1 or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return parts[0], parts[1], parts[2]


def date_format(value: JSON, args: Args) -> JSON:
    """Fill the pattern from the parts of a real date."""

    def change(member: JSON) -> JSON:
        found = _date_parts(member) if isinstance(member, str) else None
        if found is None:
            return member
        year, month, day = found
        return word(args, "format").replace("YYYY", year).replace("MM", month).replace("DD", day)

    return _at(names(args, "keys"), change, value)


def _decimal(value: JSON) -> Decimal | None:
    return Decimal(str(value)) if isinstance(value, _NUMBERS) and not isinstance(value, bool) else None


def scale(value: JSON, args: Args) -> JSON:
    """Multiply or divide as Decimal."""

    def change(member: JSON) -> JSON:
        exact = _decimal(member)
        if exact is None:
            return member
        factor = Decimal(str(args["factor"]))
        return _narrow(exact * factor if args["way"] == "times" else exact / factor)

    return _at([word(args, "key")], change, value)


def compute(value: JSON, args: Args) -> JSON:
    """Compute with Decimal where both members are numbers."""

    def change(row: Members) -> JSON:
        first, second = (_decimal(row.get(name)) for name in names(args, "keys"))
        if first is None or second is None:
            return row
        sign = args["sign"]
        exact = first * second if sign == "times" else first + second if sign == "plus" else first - second
        return put(row, word(args, "into"), _narrow(exact))

    return everywhere(change, value)
