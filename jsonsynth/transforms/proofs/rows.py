"""Second derivations of the operations on arrays of objects: comparisons and scans, no keys and sorts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from itertools import compress
from typing import TypeVar, cast

from jsonsynth.examples import JSON
from jsonsynth.transforms.proofs.common import Args, Members, agree, has, names, put, word

__all__ = [
    "before",
    "count_where",
    "dedupe",
    "distinct",
    "explode",
    "number",
    "partition",
    "pluck",
    "reject",
    "reverse",
    "select",
    "sort",
    "take",
]


_T = TypeVar("_T")


def _list(value: JSON) -> list[Members]:
    return cast("list[Members]", value)


_NUMBERS = (int, float)  # ``int | float`` would be made anew for every test


def _number(value: JSON) -> float | None:
    return value if isinstance(value, _NUMBERS) and not isinstance(value, bool) else None


def _compare(member: JSON, wanted: JSON) -> int | None:
    """Return the sign of member - wanted, for two numbers or two texts; None otherwise."""
    if isinstance(member, str):
        return (member > wanted) - (member < wanted) if isinstance(wanted, str) else None
    one, other = _number(member), _number(wanted)
    return None if one is None or other is None else (one > other) - (one < other)


def _passes(member: JSON, kind: JSON, wanted: JSON) -> bool:
    if kind in _SIGNS:
        return _compare(member, wanted) in _SIGNS[str(kind)]
    if kind == "eq":
        return agree(member, wanted)
    if kind == "ne":
        return member is not None and not agree(member, wanted)
    if kind == "in":
        return has(cast("list[JSON]", wanted), member)
    if kind == "set":
        return member is not None
    if not isinstance(member, str):
        return False
    place = member.find(str(wanted))
    return place == 0 if kind == "starts" else place >= 0


# what the comparison of a member with the wanted value may come to
_SIGNS: Mapping[str, Collection[int | None]] = {"gt": (1,), "ge": (0, 1), "lt": (-1,), "le": (-1, 0)}


def _passed(value: JSON, args: Args) -> list[bool]:
    """Say of each row whether it passes."""
    tests = [(str(test["key"]), test["test"], test["value"]) for test in cast("list[Members]", args["tests"])]
    results = [[_passes(row.get(key), kind, wanted) for key, kind, wanted in tests] for row in _list(value)]
    every = args["joint"] == "and"
    return [(False not in passed) if every else (True in passed) for passed in results]


def select(value: JSON, args: Args) -> JSON:
    """Copy what passes."""
    return cast("JSON", [*compress(_list(value), _passed(value, args))])


def reject(value: JSON, args: Args) -> JSON:
    """Take out what passes."""
    kept, passed = [*_list(value)], _passed(value, args)
    for place in range(len(kept) - 1, -1, -1):
        if passed[place]:
            del kept[place]
    return cast("JSON", kept)


def count_where(value: JSON, args: Args) -> JSON:
    """Count what passes."""
    return {word(args, "into"): _passed(value, args).count(True)}


def partition(value: JSON, args: Args) -> JSON:
    """Select and reject."""
    return {word(args, "match"): select(value, args), word(args, "rest"): reject(value, args)}


def _rank(value: JSON) -> int:
    if value is None:
        return 0
    if isinstance(value, bool):
        return 2 if value else 1
    if isinstance(value, _NUMBERS):
        return 3
    return 4 if isinstance(value, str) else 5


def _order(one: JSON, other: JSON) -> int:
    """Return how scalars sort, below 0 for one before the other: null, false, true, numbers, texts by code point."""
    return _rank(one) - _rank(other) or _compare(one, other) or 0


def before(one: JSON, other: JSON) -> bool:
    """Say whether a scalar sorts before another."""
    return _order(one, other) < 0


def _row_before(one: Members, other: Members, keys: list[str]) -> bool:
    for key in keys:
        sign = _order(one.get(key), other.get(key))
        if sign:
            return sign < 0
    return False


def sort(value: JSON, args: Args) -> JSON:
    """Insert each row behind those that are not after it."""
    keys, descending = names(args, "keys"), args["order"] == "desc"

    def wrong(earlier: Members, later: Members) -> bool:
        return _row_before(earlier, later, keys) if descending else _row_before(later, earlier, keys)

    return cast("JSON", _inserted(_list(value), wrong))


def _inserted(values: list[_T], wrong: Callable[[_T, _T], bool]) -> list[_T]:
    """Insert one value after the other, each behind the last that may stand before it, which is found by halves."""
    ordered: list[_T] = []
    for value in values:
        low, high = 0, len(ordered)
        while low < high:
            middle = (low + high) // 2
            if wrong(ordered[middle], value):
                high = middle
            else:
                low = middle + 1
        ordered.insert(low, value)
    return ordered


def take(value: JSON, args: Args) -> JSON:
    """Keep by place."""
    rows, count = _list(value), cast("int", args["count"])
    places = range(len(rows))
    kept = {
        "first": [k for k in places if k < count],
        "last": [k for k in places if k >= len(rows) - count],
        "skip": [k for k in places if k >= count],
    }
    return [rows[k] for k in kept[word(args, "which")]]


def reverse(value: JSON, _args: Args) -> JSON:
    """Pop from the end."""
    rest, turned = list(_list(value)), list[JSON]()
    while rest:
        turned.append(rest.pop())
    return turned


def dedupe(value: JSON, args: Args) -> JSON:
    """Compare each row, or what it has of the members that count, with all that are kept."""
    keys, kept, seen = names(args, "keys"), list[JSON](), list[JSON]()
    for row in _list(value):
        mark: JSON = [row.get(key) for key in keys] if keys else row
        if not has(seen, mark):
            kept.append(row)
            seen.append(mark)
    return kept


def pluck(value: JSON, args: Args) -> JSON:
    """Look each one up."""
    found: list[JSON] = []
    for row in _list(value):
        member = row.get(word(args, "key"))
        if member is not None or args["nulls"] is True:
            found.append(member)
    return found


def distinct(value: JSON, args: Args) -> JSON:
    """Compare each value with all that are kept."""
    found: list[JSON] = []
    for row in _list(value):
        member = row.get(word(args, "key"))
        if member is not None and not has(found, member):
            found.append(member)
    return _inserted(found, lambda earlier, later: before(later, earlier)) if args["sorted"] is True else found


def explode(value: JSON, args: Args) -> JSON:
    """Copy a row for each element."""
    key, found = word(args, "key"), list[JSON]()
    for row in _list(value):
        elements = row.get(key)
        for element in elements if isinstance(elements, list) else []:
            found.append(put(row, key, element))
    return found


def number(value: JSON, args: Args) -> JSON:
    """Count up."""
    found: list[JSON] = []
    for row in _list(value):
        found.append(put(row, word(args, "into"), len(found) + cast("int", args["start"])))
    return found
