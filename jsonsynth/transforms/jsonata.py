"""Operations as JSONata expressions, for the values on which JSONata says the same; a column of the rows.

An expression reads ``$v``, the value before it. JSONata takes a sequence of one for its element, and one of none for
nothing: what makes arrays stands in brackets, and what might make an empty object is merged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import cast

from jsonsynth.examples import JSON
from jsonsynth.jsontext import canonical
from jsonsynth.transforms.op import Args, View, flag, integer, mapping, path, text, texts

__all__ = [
    "NUMBERS",
    "add",
    "aggregate",
    "aggregate_by",
    "anew",
    "at",
    "columns",
    "count_by",
    "defaults",
    "distinct",
    "drop",
    "drop_nulls",
    "entries",
    "extract",
    "group",
    "index_by",
    "invert",
    "join_text",
    "keep",
    "lookup",
    "merge",
    "nest",
    "number",
    "pluck",
    "program",
    "project",
    "rename",
    "reverse",
    "sort",
    "take",
    "text_case",
    "to_string",
    "top",
    "wrap",
]

NUMBERS = {int, float}
_INNER = {dict, list}
_RESERVED = frozenset(("and", "or", "in", "true", "false", "null"))
_BEYOND = re.compile(r"[\U00010000-\U0010ffff]")  # JavaScript puts these before the last letters of the plane below


def program(steps: Sequence[str]) -> str:
    """Return a chain as one expression."""
    return f"({'; '.join(f'$v := {step}' for step in ('$', *steps[:-1]))}; {steps[-1]})"


def at(row: str, name: str) -> str:
    """Return what follows a name; one with a back quote has no form but a call."""
    if name.isascii() and name.isidentifier() and name not in _RESERVED:
        return f"{row}.{name}"
    return f"$lookup({row}, {canonical(name)})" if "`" in name else f"{row}.`{name}`"


def _of(name: str) -> str:
    return at("$r", name)


def anew(pairs: Iterable[tuple[str, str]]) -> str:
    """Return what makes an object of names and expressions."""
    return "{" + ", ".join([f"{canonical(name)}: {said}" for name, said in pairs]) + "}"


def _rows(seen: View, made: str) -> str:
    return f"[$map($v, function($r) {{ {made} }})]" if seen.many else f"($r := $v; {made})"


def _numbered(made: str) -> str:
    return f"[$map($v, function($r, $i) {{ {made} }})]"


def _without(names: Sequence[str]) -> str:
    return f"$sift($r, function($m, $k) {{ $not($k in {canonical(cast('JSON', list(names)))}) }})"


def _even(seen: View, name: str, kinds: set[type]) -> bool:
    """Say whether every row has the member, of one of the kinds."""
    return name in seen.kinds and seen.kinds[name] <= kinds and not seen.lacks(name)


def _ordered(seen: View, name: str) -> bool:
    """Say whether the rows have an order by the member in every language."""
    if _even(seen, name, NUMBERS):
        return True
    return _even(seen, name, {str}) and not any(_BEYOND.search(str(value)) for value in seen.column(name))


# -- members ----------------------------------------------------------------------------------------------------------


def keep(seen: View, args: Args) -> str | None:
    """Make the objects anew; what is missing stays missing."""
    return _rows(seen, anew((name, _of(name)) for name in texts(args, "keys")))


def drop(seen: View, args: Args) -> str | None:
    """Sift by the name."""
    return _rows(seen, f"$merge([{{}}, {_without(texts(args, 'keys'))}])")


def rename(seen: View, args: Args) -> str | None:
    """Sift the old names out and put the new ones in."""
    names = cast("dict[str, str]", args["names"])
    renamed = anew((new, _of(old)) for old, new in names.items())
    return _rows(seen, f"$merge([{_without(list(names))}, {renamed}])")


def project(seen: View, args: Args) -> str | None:
    """Make the objects anew, under new names."""
    return _rows(seen, anew((new, _of(old)) for new, old in cast("dict[str, str]", args["fields"]).items()))


def nest(seen: View, args: Args) -> str | None:
    """Put members that all rows have into an object of their own."""
    keys = texts(args, "keys")
    if any(key not in seen.kinds or seen.lacks(key) for key in keys):
        return None
    inner = anew([(text(args, "into"), anew((name, _of(name)) for name in keys))])
    return _rows(seen, f"$merge([{_without(keys)}, {inner}])")


def defaults(seen: View, args: Args) -> str | None:
    """Merge over the defaults, or ask of each whether it is there and no null."""
    values = mapping(args, "values")
    if not flag(args, "null"):
        return _rows(seen, f"$merge([{canonical(dict(values))}, $r])")
    filled = ((name, f"{_of(name)} != null ? {_of(name)} : {canonical(value)}") for name, value in values.items())
    return _rows(seen, f"$merge([$r, {anew(filled)}])")


def add(seen: View, args: Args) -> str | None:
    """Merge with an object of one member."""
    return _rows(seen, f"$merge([$r, {canonical({text(args, 'into'): args['value']})}])")


def merge(_seen: View, args: Args) -> str | None:
    """Merge at the top; JSONata has no deep merge."""
    return None if flag(args, "deep") else f"$merge([$v, {canonical(args['patch'])}])"


def drop_nulls(seen: View, args: Args) -> str | None:
    """Sift by the value, at the top."""
    return None if flag(args, "deep") else _rows(seen, "$merge([{}, $sift($r, function($m) { $m != null })])")


def to_string(seen: View, args: Args) -> str | None:
    """Print integers and booleans."""
    keys = texts(args, "keys")
    if not all(_even(seen, key, {int, bool}) for key in keys):
        return None
    return _rows(seen, f"$merge([$r, {anew((key, f'$string({_of(key)})') for key in keys)}])")


def text_case(seen: View, args: Args) -> str | None:
    """Change the case of texts of ASCII."""
    way = {"upper": "$uppercase", "lower": "$lowercase"}.get(text(args, "case"))
    keys = texts(args, "keys")
    if way is None or not all(_even(seen, key, {str}) and "".join(_words(seen, key)).isascii() for key in keys):
        return None
    return _rows(seen, f"$merge([$r, {anew((key, f'{way}({_of(key)})') for key in keys)}])")


def _words(seen: View, key: str) -> list[str]:
    return cast("list[str]", seen.column(key))


def join_text(seen: View, args: Args) -> str | None:
    """Join texts that all rows have."""
    keys = texts(args, "keys")
    if not all(_even(seen, key, {str}) for key in keys):
        return None
    joined = f" & {canonical(args['separator'])} & ".join(map(_of, keys))
    rest = _without(keys) if flag(args, "drop") else "$r"
    return _rows(seen, f"$merge([{rest}, {anew([(text(args, 'into'), joined)])}])")


# -- the whole value --------------------------------------------------------------------------------------------------


def extract(_seen: View, args: Args) -> str | None:
    """Follow the names."""
    found = "$v"
    for name in path(args, "path"):
        found = at(found, name)
    return found


def wrap(seen: View, args: Args) -> str | None:
    """Put the rows, and their number, into an object."""
    count = [] if args["count"] is None else [(text(args, "count"), "$count($v)")]
    return anew([(text(args, "into"), "[$v]" if seen.many else "$v"), *count])


def entries(seen: View, args: Args) -> str | None:
    """Map the names, in order."""
    if any(map(_BEYOND.search, seen.kinds)):
        return None
    made = anew([(text(args, "name"), "$k"), (text(args, "value"), "$lookup($v, $k)")])
    return f"[$map($sort($keys($v)), function($k) {{ {made} }})]"


def invert(seen: View, _args: Args) -> str | None:
    """Map the names to objects of one member."""
    even = all(kinds == {str} for kinds in seen.kinds.values())
    return "$merge($map($keys($v), function($k) { {$lookup($v, $k): $k} }))" if even else None


def columns(seen: View, _args: Args) -> str | None:
    """Map every name to its column, with null where it is missing."""
    if seen.nested:
        return None
    return anew((name, _numbered(_or_null(name))) for name in seen.kinds)


def _or_null(name: str) -> str:
    return f"$exists({_of(name)}) ? {_of(name)} : null"


# -- rows -------------------------------------------------------------------------------------------------------------


def take(_seen: View, args: Args) -> str | None:
    """Filter by the place."""
    count = integer(args, "count")
    test = {"first": f"$i < {count}", "last": f"$i >= $count($v) - {count}", "skip": f"$i >= {count}"}
    return f"[$filter($v, function($r, $i) {{ {test[text(args, 'which')]} }})]"


def reverse(_seen: View, _args: Args) -> str | None:
    """Reverse."""
    return "[$reverse($v)]"


def sort(seen: View, args: Args) -> str | None:
    """Sort by members that have an order; equal rows stay as they are."""
    keys = texts(args, "keys")
    if not all(_ordered(seen, key) for key in keys):
        return None
    return f"[$sort($v, function($l, $r) {{ {_after(keys, '>' if args['order'] == 'asc' else '<')} }})]"


def _after(keys: Sequence[str], sign: str) -> str:
    first, rest = keys[0], keys[1:]
    left, right = at("$l", first), _of(first)
    if not rest:
        return f"{left} {sign} {right}"
    return f"{left} {sign} {right} or ({left} = {right} and ({_after(rest, sign)}))"


def top(seen: View, args: Args) -> str | None:
    """Take the first of the sorted rows."""
    key = text(args, "key")
    sign = "<" if args["way"] == "max" else ">"
    return f"$sort($v, function($l, $r) {{ {_after([key], sign)} }})[0]" if _even(seen, key, NUMBERS) else None


def pluck(seen: View, args: Args) -> str | None:
    """Map the rows to scalars; arrays would run together."""
    key = text(args, "key")
    if not seen.kinds[key].isdisjoint(_INNER):
        return None
    if flag(args, "nulls"):
        return _numbered(_or_null(key))
    return f"[$filter({at('$v', key)}, function($m) {{ $m != null }})]"


def distinct(seen: View, args: Args) -> str | None:
    """Take the distinct values of one type, which may be sorted."""
    key = text(args, "key")
    if not (seen.kinds[key] == {str} or seen.kinds[key] <= NUMBERS):
        return None
    values = f"$distinct({at('$v', key)})"
    if not flag(args, "sorted"):
        return f"[{values}]"
    return f"[$sort({values})]" if not any(_BEYOND.search(str(value)) for value in seen.column(key)) else None


def number(_seen: View, args: Args) -> str | None:
    """Count the rows."""
    place = f"$i + {integer(args, 'start')}" if args["start"] else "$i"
    return _numbered(f"$merge([$r, {anew([(text(args, 'into'), place)])}])")


def _by(seen: View, key: str, made: str) -> str | None:
    """Group by a text that all rows have."""
    return f"$v{{{_name(key)}: {made}}}" if _even(seen, key, {str}) else None


def _name(key: str) -> str:
    return at("$", key)


def group(seen: View, args: Args) -> str | None:
    """Group whole rows into an object."""
    return None if args["form"] != "object" or flag(args, "drop") else _by(seen, text(args, "key"), "[$]")


def count_by(seen: View, args: Args) -> str | None:
    """Group and count."""
    return _by(seen, text(args, "key"), "$count($)")


def aggregate_by(seen: View, args: Args) -> str | None:
    """Group and reduce integers that all rows have; means are rounded otherwise."""
    key, way = text(args, "key"), text(args, "way")
    made = f"${way}({_name(key)})"
    return _by(seen, text(args, "by"), made) if way != "avg" and _even(seen, key, {int}) else None


def index_by(seen: View, args: Args) -> str | None:
    """Merge objects of one member each."""
    return _merged(seen, text(args, "key"), "$r")


def lookup(seen: View, args: Args) -> str | None:
    """Merge objects of one member each."""
    value = text(args, "value")
    return None if seen.lacks(value) else _merged(seen, text(args, "key"), _of(value))


def _merged(seen: View, key: str, made: str) -> str | None:
    return f"$merge($map($v, function($r) {{ {{{_of(key)}: {made}}} }}))" if _even(seen, key, {str}) else None


def aggregate(seen: View, args: Args) -> str | None:
    """Add up integers, or take the highest or lowest number; means are rounded otherwise."""
    key, way = text(args, "key"), text(args, "way")
    if way == "avg" or not seen.kinds[key] <= ({int} if way == "sum" else NUMBERS):
        return None
    return anew([(text(args, "into"), f"${way}({at('$v', key)})")])
