"""Second derivations of the operations on shapes: paths and scans where the first way recurses over members."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import cast

from jsonsynth.examples import JSON
from jsonsynth.transforms.proofs.common import Args, Members, everywhere, members, names, put, word

__all__ = [
    "columns",
    "drop_empty",
    "drop_nulls",
    "entries",
    "extract",
    "flatten",
    "invert",
    "key_case",
    "unflatten",
    "wrap",
]


_CONTAINERS = (dict, list)  # ``dict | list`` would be made anew for every test
_SIGNS = re.compile(r"[^0-9a-z]+")
_GAP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^0-9A-Za-z]+")


def _words(name: str) -> list[str]:
    """Cut between words: a capital begins one behind a small letter or digit, and before a small letter."""
    return [part for part in (_SIGNS if name.islower() else _GAP).split(name) if part]


@lru_cache(maxsize=1024)
def _respelled(name: str, case: str) -> str:
    parts = _words(name)
    if not parts:
        return name
    if case in _JOINTS:
        joined = _JOINTS[case].join(parts)
        return joined.upper() if case == "constant" else joined.lower()
    grown = "".join([part.capitalize() for part in parts])
    return grown if case == "pascal" else parts[0].lower() + grown[len(parts[0]) :]


_JOINTS = {"snake": "_", "kebab": "-", "constant": "_"}


def _respell(value: JSON, case: str, deep: bool) -> JSON:
    if isinstance(value, list):
        return [_respell(element, case, deep) for element in value]
    if not isinstance(value, dict):
        return value
    return {
        _respelled(name, case): _respell(member, case, True) if deep and isinstance(member, _CONTAINERS) else member
        for name, member in value.items()
    }


def key_case(value: JSON, args: Args) -> JSON:
    """Spell every name again, after a scan of its signs."""
    return _respell(value, word(args, "case"), args["deep"] is True)


def flatten(value: JSON, args: Args) -> JSON:
    """Walk with a stack of paths."""

    def change(row: Members) -> JSON:
        flat: Members = {}
        stack: list[tuple[str, JSON]] = list(row.items())
        while stack:
            name, member = stack.pop()
            if isinstance(member, dict) and member:
                stack.extend((name + word(args, "separator") + inner, deeper) for inner, deeper in member.items())
            else:
                flat[name] = member
        return flat

    return everywhere(change, value)


def unflatten(value: JSON, args: Args) -> JSON:
    """Gather the names by their first part, again and again."""
    return everywhere(lambda row: _gather(row, word(args, "separator")), value)


def _gather(row: Members, separator: str) -> JSON:
    whole: Members = {name: member for name, member in row.items() if separator not in name}
    for first in dict.fromkeys(name.split(separator)[0] for name in row if separator in name):
        start = first + separator
        below = {name[len(start) :]: member for name, member in row.items() if name.startswith(start)}
        whole[first] = _gather(below, separator)
    return whole


def drop_nulls(value: JSON, args: Args) -> JSON:
    """Delete null members, at every depth or at the top."""
    if args["deep"] is not True:
        return everywhere(_without_nulls, value)
    if isinstance(value, list):
        return [drop_nulls(element, args) for element in value]
    if isinstance(value, dict):
        kept = members(_without_nulls(value))
        for name in list(kept):
            kept[name] = drop_nulls(kept[name], args)
        return kept
    return value


def _without_nulls(row: Members) -> JSON:
    copy = row.copy()
    for name, member in row.items():
        if member is None:
            del copy[name]
    return copy


def drop_empty(value: JSON, _args: Args) -> JSON:
    """Delete members that are null or have length zero."""

    def change(row: Members) -> JSON:
        copy = row.copy()
        for name, member in row.items():
            if member is None or (isinstance(member, str | list | dict) and len(member) == 0):
                del copy[name]
        return copy

    return everywhere(change, value)


def entries(value: JSON, args: Args) -> JSON:
    """Take the names in order, one by one."""
    rest = members(value).copy()
    found: list[JSON] = []
    first, second = word(args, "name"), word(args, "value")
    while rest:
        name = min(rest)
        found.append({first: name, second: rest.pop(name)})
    return found


def extract(value: JSON, args: Args) -> JSON:
    """Descend the path."""
    steps = names(args, "path")
    inner = members(value)[steps[0]]
    return inner if len(steps) == 1 else extract(inner, {"path": cast("JSON", steps[1:])})


def wrap(value: JSON, args: Args) -> JSON:
    """Put the value under a name, with its length where that is asked for."""
    outer: Members = {word(args, "into"): value}
    return put(outer, str(args["count"]), len(cast("list[JSON]", value))) if args["count"] is not None else outer


def columns(value: JSON, _args: Args) -> JSON:
    """Fill table cells, gaps first."""
    rows = cast("list[Members]", value)
    table: dict[str, list[JSON]] = {}
    for place, row in enumerate(rows):
        for name, member in row.items():
            table.setdefault(name, [None] * len(rows))[place] = member
    return cast("JSON", table)


def invert(value: JSON, _args: Args) -> JSON:
    """Look for the name of each value."""
    row = members(value)
    return {str(member): next(name for name in row if row[name] == member) for member in row.values()}
