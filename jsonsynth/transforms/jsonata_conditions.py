"""Operations that test rows, as JSONata expressions; see ``jsonata``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from jsonsynth.examples import JSON
from jsonsynth.jsontext import canonical
from jsonsynth.transforms.jsonata import NUMBERS, anew, at
from jsonsynth.transforms.op import SIGNS, Args, Record, View, text

__all__ = ["count_where", "partition", "reject", "select"]


def _of(test: Record) -> str:
    return at("$r", str(test["key"]))


def _compared(seen: View, test: Record) -> str | None:
    """Compare numbers; of other types the order is an error."""
    key = str(test["key"])
    fits = type(test["value"]) in NUMBERS and seen.kinds[key] <= NUMBERS
    return f"{_of(test)} {SIGNS[str(test['test'])]} {canonical(test['value'])}" if fits else None


def _contained(seen: View, test: Record) -> str | None:
    """Look into texts; anything else than a text is an error."""
    key = str(test["key"])
    return f"$contains({_of(test)}, {canonical(test['value'])})" if seen.kinds[key] == {str} else None


def _started(seen: View, test: Record) -> str | None:
    key, value = str(test["key"]), test["value"]
    fits = seen.kinds[key] == {str} and isinstance(value, str)
    return f"$substring({_of(test)}, 0, {len(str(value))}) = {canonical(value)}" if fits else None


def _listed(_seen: View, test: Record) -> str | None:
    values = cast("list[JSON]", test["value"])
    all_text = all(isinstance(value, str) for value in values)
    return f"{_of(test)} in {canonical(values)}" if all_text else None


def _set(_seen: View, test: Record) -> str | None:
    return f"{_of(test)} != null"


def _equal(_seen: View, test: Record) -> str | None:
    return f"{_of(test)} = {canonical(test['value'])}"


def _unequal(seen: View, test: Record) -> str | None:
    return f"({_set(seen, test)} and {_of(test)} != {canonical(test['value'])})"


_TESTS: Mapping[str, Callable[[View, Record], str | None]] = {
    **dict.fromkeys(SIGNS, _compared),
    "contains": _contained,
    "starts": _started,
    "in": _listed,
    "set": _set,
    "eq": _equal,
    "ne": _unequal,
}


def _passing(seen: View, args: Args) -> str | None:
    said = [_TESTS[str(test["test"])](seen, test) for test in cast("list[Record]", args["tests"])]
    return None if None in said else f" {args['joint']} ".join(cast("list[str]", said))


def _filtered(passing: str) -> str:
    return f"[$filter($v, function($r) {{ {passing} }})]"


def select(seen: View, args: Args) -> str | None:
    """Filter."""
    passing = _passing(seen, args)
    return None if passing is None else _filtered(passing)


def reject(seen: View, args: Args) -> str | None:
    """Filter by the opposite, which holds for what is missing."""
    passing = _passing(seen, args)
    return None if passing is None else _filtered(f"({passing}) ? false : true")


def count_where(seen: View, args: Args) -> str | None:
    """Count what the filter leaves."""
    rows = select(seen, args)
    return None if rows is None else anew([(text(args, "into"), f"$count({rows})")])


def partition(seen: View, args: Args) -> str | None:
    """Filter twice."""
    match, rest = select(seen, args), reject(seen, args)
    return None if match is None or rest is None else anew([(text(args, "match"), match), (text(args, "rest"), rest)])
