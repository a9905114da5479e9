"""Operations as JMESPath expressions, for the values on which JMESPath says the same; a column of the rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import cast

from jsonsynth.examples import JSON
from jsonsynth.jsontext import canonical
from jsonsynth.transforms.op import SIGNS, Args, Record, View, flag, integer, path, text, texts

__all__ = [
    "add",
    "aggregate",
    "at_pointer",
    "columns",
    "count_where",
    "drop",
    "extract",
    "keep",
    "merge",
    "nest",
    "partition",
    "pluck",
    "project",
    "reject",
    "rename",
    "reverse",
    "select",
    "sort",
    "take",
    "top",
    "wrap",
]

_NUMBERS = {int, float}


_name: Callable[[str], str] = canonical  # quoted


def _literal(value: JSON) -> str:
    return "`" + canonical(value).replace("`", "\\u0060") + "`"


# -- members ----------------------------------------------------------------------------------------------------------


def _hash(pairs: Iterable[tuple[str, str]]) -> str:
    return "{" + ", ".join([f"{_name(new)}: {expression}" for new, expression in pairs]) + "}"


def _each(seen: View, expression: str) -> str:
    return f"[*].{expression}" if seen.many else f"@.{expression}"


def _chosen(seen: View, fields: Mapping[str, str]) -> str | None:
    """Make objects anew from members that all rows have: a missing one would come out as null."""
    if not fields or any(old not in seen.kinds or seen.lacks(old) for old in fields.values()):
        return None
    return _each(seen, _hash((new, _name(old)) for new, old in fields.items()))


def keep(seen: View, args: Args) -> str | None:
    """Choose the members."""
    return _chosen(seen, {name: name for name in texts(args, "keys")})


def drop(seen: View, args: Args) -> str | None:
    """Choose the other members."""
    return _chosen(seen, {name: name for name in seen.kinds if name not in texts(args, "keys")})


def rename(seen: View, args: Args) -> str | None:
    """Choose all members, some under new names."""
    names = cast("dict[str, str]", args["names"])
    return _chosen(seen, {names.get(name, name): name for name in seen.kinds})


def project(seen: View, args: Args) -> str | None:
    """Choose members under new names."""
    return _chosen(seen, cast("dict[str, str]", args["fields"]))


def nest(seen: View, args: Args) -> str | None:
    """Choose all members, some in an object of their own."""
    if any(map(seen.lacks, seen.kinds)):
        return None
    keys = texts(args, "keys")
    inner = _hash((name, _name(name)) for name in keys)
    outer = [(name, _name(name)) for name in seen.kinds if name not in keys]
    return _each(seen, _hash([*outer, (text(args, "into"), inner)]))


def add(seen: View, args: Args) -> str | None:
    """Merge with an object of one member."""
    return _each(seen, f"merge(@, {_literal({text(args, 'into'): args['value']})})")


def merge(_seen: View, args: Args) -> str | None:
    """Merge at the top; JMESPath has no deep merge."""
    return None if flag(args, "deep") else f"merge(@, {_literal(args['patch'])})"


def extract(_seen: View, args: Args) -> str | None:
    """Follow the names."""
    return ".".join(map(_name, path(args, "path")))


def at_pointer(seen: View, args: Args) -> str | None:
    """Follow a JSON Pointer, whose numbers are places where the value has an array."""
    value, found = seen.value, "@"
    for step in text(args, "pointer").split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        found += f"[{name}]" if isinstance(value, list) else f".{_name(name)}"
        value = value[int(name)] if isinstance(value, list) else cast("Record", value)[name]
    return found


def wrap(_seen: View, args: Args) -> str | None:
    """Put the value, and its length, into an object."""
    count = [] if args["count"] is None else [(text(args, "count"), "length(@)")]
    return _hash([(text(args, "into"), "@"), *count])


def columns(seen: View, _args: Args) -> str | None:
    """Map every name to its column, with null where it is missing."""
    return _hash((name, f"map(&{_name(name)}, @)") for name in seen.kinds)


# -- rows -------------------------------------------------------------------------------------------------------------


def take(_seen: View, args: Args) -> str | None:
    """Slice."""
    count = integer(args, "count")
    return {"first": f"[:{count}]", "last": f"[-{count}:]", "skip": f"[{count}:]"}[text(args, "which")]


def reverse(_seen: View, _args: Args) -> str | None:
    """Reverse."""
    return "reverse(@)"


def pluck(_seen: View, args: Args) -> str | None:
    """Project, which skips nulls, or map, which keeps them."""
    key = _name(text(args, "key"))
    return f"map(&{key}, @)" if flag(args, "nulls") else f"[*].{key}"


def _is_even(seen: View, key: str) -> bool:
    """Say whether all rows have the member, of one type that has an order."""
    kinds = seen.kinds[key]
    return (kinds <= _NUMBERS or kinds == {str}) and not seen.lacks(key)


def sort(seen: View, args: Args) -> str | None:
    """Sort by one member; the reverse is the descending order only where nothing is equal."""
    keys = texts(args, "keys")
    if len(keys) > 1 or not _is_even(seen, keys[0]):
        return None
    sorted_up = f"sort_by(@, &{_name(keys[0])})"
    if args["order"] == "asc":
        return sorted_up
    distinct = len(set(map(canonical, seen.column(keys[0])))) == len(seen.rows)
    return f"reverse({sorted_up})" if distinct else None


def top(seen: View, args: Args) -> str | None:
    """Take the row with the highest or lowest number."""
    key = text(args, "key")
    return f"{args['way']}_by(@, &{_name(key)})" if _is_even(seen, key) else None


def aggregate(seen: View, args: Args) -> str | None:
    """Add up integers, or take the highest or lowest number; sums of fractions and means are rounded otherwise."""
    key, way = text(args, "key"), text(args, "way")
    whole = seen.kinds[key] - {type(None)} == {int}
    if way == "avg" or (way == "sum" and not whole) or not seen.kinds[key] - {type(None)} <= _NUMBERS:
        return None
    return _hash([(text(args, "into"), f"{way}([*].{_name(key)})")])


# -- tests ------------------------------------------------------------------------------------------------------------


def _compared(seen: View, test: Record) -> str | None:
    """Compare numbers; other types have no order in JMESPath."""
    kinds, value = seen.kinds[str(test["key"])], test["value"]
    if type(value) not in _NUMBERS or not kinds <= {*_NUMBERS, type(None)}:
        return None
    return f"{_name(str(test['key']))} {SIGNS[str(test['test'])]} {_literal(value)}"


def _found(seen: View, test: Record) -> str | None:
    """Look into texts; anything else than a text would be an error."""
    key = str(test["key"])
    function = "contains" if test["test"] == "contains" else "starts_with"
    is_text = seen.kinds[key] == {str} and not seen.lacks(key)
    return f"{function}({_name(key)}, {_literal(test['value'])})" if is_text else None


def _listed(_seen: View, test: Record) -> str | None:
    values = cast("list[JSON]", test["value"])
    all_text = all(isinstance(value, str) for value in values)
    return f"contains({_literal(values)}, {_name(str(test['key']))})" if all_text else None


def _set(_seen: View, test: Record) -> str | None:
    return f"{_name(str(test['key']))} != `null`"


def _equal(_seen: View, test: Record) -> str | None:
    return f"{_name(str(test['key']))} == {_literal(test['value'])}"


def _unequal(seen: View, test: Record) -> str | None:
    return f"({_set(seen, test)} && {_name(str(test['key']))} != {_literal(test['value'])})"


_TESTS: Mapping[str, Callable[[View, Record], str | None]] = {
    **dict.fromkeys(SIGNS, _compared),
    **dict.fromkeys(("contains", "starts"), _found),
    "in": _listed,
    "set": _set,
    "eq": _equal,
    "ne": _unequal,
}


def _passing(seen: View, args: Args) -> str | None:
    said = [_TESTS[str(test["test"])](seen, test) for test in cast("list[Record]", args["tests"])]
    joint = " && " if args["joint"] == "and" else " || "
    return None if None in said else joint.join(cast("list[str]", said))


def select(seen: View, args: Args) -> str | None:
    """Filter."""
    passing = _passing(seen, args)
    return None if passing is None else f"[?{passing}]"


def reject(seen: View, args: Args) -> str | None:
    """Filter by the opposite."""
    passing = _passing(seen, args)
    return None if passing is None else f"[?!({passing})]"


def count_where(seen: View, args: Args) -> str | None:
    """Count what the filter leaves."""
    rows = select(seen, args)
    return None if rows is None else _hash([(text(args, "into"), f"length({rows})")])


def partition(seen: View, args: Args) -> str | None:
    """Filter twice."""
    match, rest = select(seen, args), reject(seen, args)
    return None if match is None or rest is None else _hash([(text(args, "match"), match), (text(args, "rest"), rest)])
