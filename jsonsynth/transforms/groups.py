"""Operations on groups and totals of an array of objects."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from jsonsynth.examples import JSON
from jsonsynth.jsontext import canonical, plain_number
from jsonsynth.seeds import Random, chance, pick, shuffled
from jsonsynth.transforms import expressions, jsonata
from jsonsynth.transforms.common import top_notes
from jsonsynth.transforms.numbers import amounts, hundredths
from jsonsynth.transforms.op import Args, Mention, Note, Op, Record, View, flag, rows_of, text
from jsonsynth.transforms.proofs import groups as proofs

__all__ = ["GROUPS"]

_NULL = type(None)


def _head(value: JSON) -> str:
    return value if isinstance(value, str) else canonical(value)


def _grouped(rows: list[Record], key: str) -> dict[str, list[Record]]:
    groups: dict[str, list[Record]] = {}
    for row in rows:
        value = row.get(key)
        if value is not None:
            groups.setdefault(_head(value), []).append(row)
    return groups


def _can_head(seen: View, name: str, unique: bool) -> bool:
    """Say whether a member can name groups: short texts, integers or booleans of one type.

    ``unique``: each value once; otherwise groups, half as many as rows (or hardly more), as people have a total for.
    """
    kinds = seen.kinds[name] - {_NULL}
    if len(kinds) != 1 or not kinds <= {str, int, bool} or (unique and bool in kinds):
        return False
    held = [_head(value) for value in seen.column(name) if value is not None]
    distinct = set(held)
    enough = len(distinct) == len(held) if unique else 1 < len(distinct) <= (len(held) + 1) // 2
    return enough and len(held) > 1 and "" not in distinct and max(map(len, distinct)) < 50


def _pick_head(seen: View, rng: Random, unique: bool = False) -> str | None:
    names = shuffled(rng, list(seen.kinds)) if len(seen.rows) > 1 else []
    return next((name for name in names if _can_head(seen, name, unique)), None)


def _left_out(seen: View, key: str) -> list[Note]:
    return [Note("gaps left out", {"a": Mention("key", key)})] if seen.gaps(key) else []


def _text_heads(seen: View, key: str) -> list[Note]:
    kinds = seen.kinds[key] - {_NULL}
    return [] if kinds == {str} else [Note("heads as text", {"a": Mention("key", key)})]


def _head_notes(seen: View, key: str) -> list[Note]:
    return top_notes(seen, [key]) + _left_out(seen, key) + _text_heads(seen, key)


# group, count_by

_MEMBERS = ("items", "rows", "records", "members", "entries", "list", "elements", "group")


def _propose_group(seen: View, rng: Random) -> Args | None:
    key = _pick_head(seen, rng)
    if key is None or len(seen.kinds) == 1:
        return None
    into = pick(rng, [name for name in _MEMBERS if name != key])
    pairs = chance(rng, 0.35)
    return {
        "key": key,
        "form": "pairs" if pairs else "object",
        "into": into if pairs else None,
        "drop": chance(rng, 0.3),
    }


def _group(value: JSON, args: Args) -> JSON:
    key, drop = text(args, "key"), flag(args, "drop")
    groups = _grouped(rows_of(value), key)
    if args["form"] == "pairs":
        return [{key: rows[0][key], text(args, "into"): _shown(rows, key, drop)} for rows in groups.values()]
    return {head: _shown(rows, key, drop) for head, rows in groups.items()}


def _shown(rows: list[Record], key: str, drop: bool) -> JSON:
    if not drop:
        return cast("JSON", rows)
    return [{name: member for name, member in row.items() if name != key} for row in rows]


def _group_mentions(args: Args) -> dict[str, Mention]:
    named = {"b": Mention("new", args["into"])} if args["into"] is not None else {}
    return {"a": Mention("key", args["key"]), **named}


def _group_notes(seen: View, args: Args) -> list[Note]:
    key = text(args, "key")
    notes = _head_notes(seen, key) if args["form"] == "object" else top_notes(seen, [key]) + _left_out(seen, key)
    dropped = [Note("head dropped", {"a": Mention("key", key)})] if flag(args, "drop") else []
    return notes + dropped


def _propose_count_by(seen: View, rng: Random) -> Args | None:
    key = _pick_head(seen, rng)
    return None if key is None else {"key": key}


def _count_by(value: JSON, args: Args) -> JSON:
    return {head: len(rows) for head, rows in _grouped(rows_of(value), text(args, "key")).items()}


def _key_mention(args: Args) -> dict[str, Mention]:
    return {"a": Mention("key", args["key"])}


def _key_notes(seen: View, args: Args) -> list[Note]:
    return _head_notes(seen, text(args, "key"))


# totals


def _numeric(seen: View, rng: Random, way: str) -> str | None:
    found = [name for name, kind in amounts(seen).items() if way != "sum" or kind != "level"]
    return pick(rng, found) if found else None


_WAYS = ("sum", "max", "min", "avg")
_INTO = {
    "sum": ("total", "sum", "grand_total", "sum_total"),
    "max": ("max", "highest", "maximum", "largest"),
    "min": ("min", "lowest", "minimum", "smallest"),
    "avg": ("average", "mean", "avg", "average_value"),
}


def _propose_aggregate(seen: View, rng: Random) -> Args | None:
    way = pick(rng, _WAYS)
    key = _numeric(seen, rng, way)
    if key is None or sum(v is not None for v in seen.column(key)) < 2:
        return None
    args: Args = {"key": key, "way": way, "into": pick(rng, _INTO[way])}
    return None if way == "avg" and _half(seen.column(key)) else args


def _half(values: list[JSON]) -> bool:
    """Say whether the mean of the numbers lies half-way between two numbers of two decimals."""
    exact = [number for number in map(hundredths, values) if number is not None]
    return bool(exact) and 2 * sum(exact) % len(exact) == 0 and (2 * sum(exact) // len(exact)) % 2 == 1


def _total(values: list[JSON], way: str) -> JSON:
    exact = [number for number in map(hundredths, values) if number is not None]
    if way in ("max", "min"):
        return plain_number((max if way == "max" else min)(exact) / 100) if exact else None
    if way == "sum":
        return plain_number(sum(exact) / 100)
    return plain_number((2 * sum(exact) + len(exact)) // (2 * len(exact)) / 100) if exact else None


def _aggregate(value: JSON, args: Args) -> JSON:
    held = [row.get(text(args, "key")) for row in rows_of(value)]
    return {text(args, "into"): _total(held, text(args, "way"))}


def _aggregate_mentions(args: Args) -> dict[str, Mention]:
    return {"a": Mention("key", args["key"]), "b": Mention("new", args["into"])}


def _aggregate_notes(seen: View, args: Args) -> list[Note]:
    key = text(args, "key")
    skipped = [Note("gaps do not count", {"a": Mention("key", key)})] if seen.gaps(key) else []
    return top_notes(seen, [key]) + skipped


def _propose_aggregate_by(seen: View, rng: Random) -> Args | None:
    way = pick(rng, _WAYS)
    by, key = _pick_head(seen, rng), _numeric(seen, rng, way)
    if by is None or key is None or by == key:
        return None
    columns = [[row.get(key) for row in rows] for rows in _grouped(list(seen.rows), by).values()]
    if any(all(value is None for value in column) for column in columns):
        return None
    return None if way == "avg" and any(map(_half, columns)) else {"by": by, "key": key, "way": way}


def _aggregate_by(value: JSON, args: Args) -> JSON:
    key, way = text(args, "key"), text(args, "way")
    groups = _grouped(rows_of(value), text(args, "by"))
    return {head: _total([row.get(key) for row in rows], way) for head, rows in groups.items()}


def _by_notes(seen: View, args: Args) -> list[Note]:
    return _head_notes(seen, text(args, "by")) + _aggregate_notes(seen, args)


# index_by, lookup, top


def _propose_index_by(seen: View, rng: Random) -> Args | None:
    key = _pick_head(seen, rng, unique=True)
    return None if key is None else {"key": key}


def _index_by(value: JSON, args: Args) -> JSON:
    key = text(args, "key")
    return {_head(row[key]): row for row in rows_of(value) if row.get(key) is not None}


def _propose_lookup(seen: View, rng: Random) -> Args | None:
    key = _pick_head(seen, rng, unique=True)
    others = [name for name in seen.kinds if name != key and not seen.lacks(name)]
    return {"key": key, "value": pick(rng, others)} if key is not None and others else None


def _lookup(value: JSON, args: Args) -> JSON:
    key, other = text(args, "key"), text(args, "value")
    return {_head(row[key]): row.get(other) for row in rows_of(value) if row.get(key) is not None}


def _propose_top(seen: View, rng: Random) -> Args | None:
    way = pick(rng, ("max", "min"))
    key = _numeric(seen, rng, way)
    held = [] if key is None else [cast("float", v) for v in seen.column(key) if v is not None]
    if len(held) < 2 or held.count((max if way == "max" else min)(held)) > 1:
        return None
    return {"key": key, "way": way}


def _top(value: JSON, args: Args) -> JSON:
    key = text(args, "key")
    rows = [row for row in rows_of(value) if type(row.get(key)) in (int, float)]
    best: Callable[..., Record] = max if args["way"] == "max" else min
    return best(rows, key=lambda row: cast("float", row[key])) if rows else None


_HEAD = 'def head: if type == "string" then . else tojson end; '
_TOTAL = (
    "def total($way): map(numbers | . * 100 | round) as $n "
    '| if $way == "sum" then ($n | add // 0) / 100 elif $n == [] then null '
    'elif $way == "max" then ($n | max) / 100 elif $way == "min" then ($n | min) / 100 '
    "else (2 * ($n | add) + ($n | length)) / (2 * ($n | length)) | floor / 100 end; "
)
_SOME = ".[] | select(.[$p.key] != null)"

GROUPS = (
    Op(
        "group",
        "records",
        _propose_group,
        _group,
        proofs.group,
        f".p as $p | .d | {_HEAD}def shown: if $p.drop then del(.[$p.key]) else . end; "
        f'if $p.form == "object" then reduce ({_SOME}) as $r ({{}}; .[$r[$p.key] | head] += [$r | shown]) '
        f"else reduce ({_SOME}) as $r ([]; (map(.[$p.key] == $r[$p.key]) | index(true)) as $i "
        "| if $i == null then . + [{($p.key): $r[$p.key], ($p.into): [$r | shown]}] "
        "else .[$i][$p.into] += [$r | shown] end) end",
        _group_mentions,
        (
            [{"a": "x", "b": 1}, {"a": "y"}, {"b": 2}, {"a": "x"}],
            {"key": "a", "form": "object", "into": None, "drop": False},
            {"x": [{"a": "x", "b": 1}, {"a": "x"}], "y": [{"a": "y"}]},
        ),
        fresh=("into",),
        section=lambda args: text(args, "form"),
        notes=_group_notes,
        weight=9,
        jsonata=jsonata.group,
    ),
    Op(
        "count_by",
        "records",
        _propose_count_by,
        _count_by,
        proofs.count_by,
        f".p as $p | .d | {_HEAD}reduce ({_SOME}) as $r ({{}}; .[$r[$p.key] | head] += 1)",
        _key_mention,
        ([{"a": 1}, {"a": 1}, {"a": True}, {}], {"key": "a"}, {"1": 2, "true": 1}),
        notes=_key_notes,
        weight=3,
        jsonata=jsonata.count_by,
    ),
    Op(
        "aggregate",
        "records",
        _propose_aggregate,
        _aggregate,
        proofs.aggregate,
        f".p as $p | .d | {_TOTAL}{{($p.into): (map(.[$p.key]) | total($p.way))}}",
        _aggregate_mentions,
        ([{"a": 0.1}, {"a": 0.2}, {"a": None}, {"a": True}], {"key": "a", "way": "sum", "into": "t"}, {"t": 0.3}),
        fresh=("into",),
        section=lambda args: text(args, "way"),
        notes=_aggregate_notes,
        weight=4,
        jmespath=expressions.aggregate,
        jsonata=jsonata.aggregate,
    ),
    Op(
        "aggregate_by",
        "records",
        _propose_aggregate_by,
        _aggregate_by,
        proofs.aggregate_by,
        f".p as $p | .d | {_HEAD}{_TOTAL}reduce (.[] | select(.[$p.by] != null)) as $r "
        "({}; .[$r[$p.by] | head] += [$r[$p.key]]) | map_values(total($p.way))",
        lambda args: {"c": Mention("key", args["by"]), "a": Mention("key", args["key"])},
        (
            [{"a": "x", "n": 1}, {"a": "x", "n": 2}, {"a": "y", "n": 5}],
            {"by": "a", "key": "n", "way": "avg"},
            {"x": 1.5, "y": 5},
        ),
        section=lambda args: text(args, "way"),
        notes=_by_notes,
        weight=4,
        jsonata=jsonata.aggregate_by,
    ),
    Op(
        "index_by",
        "records",
        _propose_index_by,
        _index_by,
        proofs.index_by,
        f".p as $p | .d | {_HEAD}reduce ({_SOME}) as $r ({{}}; .[$r[$p.key] | head] = $r)",
        _key_mention,
        ([{"a": 7}, {"a": "z", "b": 1}, {}], {"key": "a"}, {"7": {"a": 7}, "z": {"a": "z", "b": 1}}),
        notes=_key_notes,
        jsonata=jsonata.index_by,
    ),
    Op(
        "lookup",
        "records",
        _propose_lookup,
        _lookup,
        proofs.lookup,
        f".p as $p | .d | {_HEAD}reduce ({_SOME}) as $r ({{}}; .[$r[$p.key] | head] = $r[$p.value])",
        lambda args: {"a": Mention("key", args["key"]), "c": Mention("key", args["value"])},
        ([{"a": "x", "b": 1}, {"a": "y", "b": None}], {"key": "a", "value": "b"}, {"x": 1, "y": None}),
        notes=lambda seen, args: _key_notes(seen, args) + top_notes(seen, [text(args, "value")]),
        jsonata=jsonata.lookup,
    ),
    Op(
        "top",
        "records",
        _propose_top,
        _top,
        proofs.top,
        '.p as $p | .d | map(select(.[$p.key] | type == "number")) '
        '| (map(.[$p.key]) | if $p.way == "max" then max else min end) as $m | map(select(.[$p.key] == $m))[0]',
        _key_mention,
        ([{"a": 1}, {"a": 3, "i": 1}, {"a": 3, "i": 2}, {"a": "9"}], {"key": "a", "way": "max"}, {"a": 3, "i": 1}),
        section=lambda args: text(args, "way"),
        notes=lambda seen, args: top_notes(seen, [text(args, "key")]),
        weight=3,
        jmespath=expressions.top,
        jsonata=jsonata.top,
    ),
)
