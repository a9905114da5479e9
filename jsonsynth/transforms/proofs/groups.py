"""Second derivations of the operations on groups and totals: a pass a group, and exact fractions."""

from __future__ import annotations

from fractions import Fraction
from typing import cast

from jsonsynth.examples import JSON
from jsonsynth.jsontext import canonical
from jsonsynth.transforms.proofs.common import Args, Members, agree, has, word
from jsonsynth.transforms.proofs.rows import before

__all__ = ["aggregate", "aggregate_by", "count_by", "group", "index_by", "lookup", "top"]


_NUMBERS = (int, float)  # ``int | float`` would be made anew for every test


def _list(value: JSON) -> list[Members]:
    return cast("list[Members]", value)


def _heads(rows: list[Members], key: str) -> list[JSON]:
    """Return the values that are there, each once, in order of first appearance."""
    heads: list[JSON] = []
    for row in rows:
        head = row.get(key)
        if head is not None and not has(heads, head):
            heads.append(head)
    return heads


def _headed(rows: list[Members], key: str, head: JSON) -> list[Members]:
    return [row for row in rows if row.get(key) == head and agree(row.get(key), head)]


def _name(head: JSON) -> str:
    return head if isinstance(head, str) else canonical(head)


def group(value: JSON, args: Args) -> JSON:
    """Pass once a group."""
    rows, key = _list(value), word(args, "key")
    found: list[tuple[JSON, JSON]] = []
    for head in _heads(rows, key):
        items = [row.copy() for row in _headed(rows, key, head)]
        for row in items if args["drop"] is True else []:
            del row[key]
        found.append((head, cast("JSON", items)))
    if args["form"] == "pairs":
        return [{key: head, word(args, "into"): items} for head, items in found]
    return {_name(head): items for head, items in found}


def count_by(value: JSON, args: Args) -> JSON:
    """Count once a group."""
    rows, key = _list(value), word(args, "key")
    return {_name(head): len(_headed(rows, key, head)) for head in _heads(rows, key)}


def _numbers(rows: list[Members], key: str) -> list[int | float]:
    held = [row.get(key) for row in rows]
    return [number for number in held if isinstance(number, _NUMBERS) and not isinstance(number, bool)]


def _narrow(exact: Fraction) -> JSON:
    return exact.numerator if exact.denominator == 1 else exact.numerator / exact.denominator


def _total(numbers: list[int | float], way: str) -> JSON:
    if way in ("min", "max") and numbers:
        found = numbers[0]
        for number in numbers[1:]:
            if (number < found) if way == "min" else (number > found):
                found = number
        return found
    exact = sum((Fraction(str(number)) for number in numbers), Fraction(0))
    if way == "sum":
        return _narrow(exact)
    if not numbers:
        return None
    return _narrow(Fraction((exact * 100 / len(numbers) + Fraction(1, 2)).__floor__(), 100))


def aggregate(value: JSON, args: Args) -> JSON:
    """Take one total of exact fractions."""
    return {word(args, "into"): _total(_numbers(_list(value), word(args, "key")), word(args, "way"))}


def aggregate_by(value: JSON, args: Args) -> JSON:
    """Take a total once a group."""
    rows, by = _list(value), word(args, "by")
    found: Members = {}
    for head in _heads(rows, by):
        found[_name(head)] = _total(_numbers(_headed(rows, by, head), word(args, "key")), word(args, "way"))
    return found


def index_by(value: JSON, args: Args) -> JSON:
    """Find the last row of each value."""
    rows, key = _list(value), word(args, "key")
    return {_name(head): _headed(rows, key, head)[-1] for head in _heads(rows, key)}


def lookup(value: JSON, args: Args) -> JSON:
    """Find the last row of each value, and in it the other member."""
    rows, key = _list(value), word(args, "key")
    return {_name(head): _headed(rows, key, head)[-1].get(word(args, "value")) for head in _heads(rows, key)}


def top(value: JSON, args: Args) -> JSON:
    """Hold the best row so far; the first of equals stays."""
    best: Members | None = None
    key = word(args, "key")
    for row in _list(value):
        if not _numbers([row], key):
            continue
        if best is None or before(*((row[key], best[key]) if args["way"] == "min" else (best[key], row[key]))):
            best = row
    return best
