"""Operations on arrays of objects: which rows, in which order."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from jsonsynth.examples import JSON
from jsonsynth.jsontext import canonical
from jsonsynth.seeds import Random, below, between, chance, pick, sample, shuffled
from jsonsynth.transforms import expressions, jsonata
from jsonsynth.transforms.common import top_notes
from jsonsynth.transforms.naming import fresh_name
from jsonsynth.transforms.op import (
    Args,
    Mention,
    Note,
    Op,
    Record,
    View,
    flag,
    integer,
    rows_of,
    text,
    texts,
)
from jsonsynth.transforms.proofs import rows as proofs

__all__ = ["ROWS"]

_NULL = type(None)


def _even_order(values: list[JSON]) -> bool:
    """Say whether everybody sorts these values alike: numbers, or ASCII texts whose case does not matter."""
    held = [value for value in values if value is not None]
    if all(type(value) in (int, float) for value in held):
        return True
    if not all(isinstance(value, str) and value.isascii() for value in held):
        return False
    found = cast("list[str]", held)
    whole = "".join(found)
    return whole == whole.lower() or sorted(found) == sorted(found, key=lambda value: (value.lower(), value))


def _is_number(value: JSON) -> bool:
    return type(value) is int or type(value) is float


def _propose_sort(seen: View, rng: Random) -> Args | None:
    sortable = (name for name in shuffled(rng, list(seen.kinds)) if _is_sortable(seen, name))
    first = next(sortable, None)
    if first is None or len(seen.rows) < 2:
        return None
    second = next(sortable, None) if _ties(seen, first) else None
    keys: list[JSON] = [first] if second is None else [first, second]
    return {"keys": keys, "order": pick(rng, ("asc", "desc"))}


def _is_sortable(seen: View, name: str) -> bool:
    kinds = seen.kinds[name] - {_NULL}
    return bool(kinds) and (kinds <= {int, float} or kinds == {str}) and _even_order(seen.column(name))


def _ties(seen: View, name: str) -> bool:
    held = seen.column(name)
    lacking = len(seen.rows) - len(held)
    return lacking > 1 or _distinct_count([*held, *[None] * lacking]) < len(seen.rows)


_TOLD_APART = frozenset((str, int, _NULL))  # as Python tells them apart, so does JSON


def _distinct_count(values: list[JSON]) -> int:
    return len(set(values if _TOLD_APART.issuperset(map(type, values)) else map(canonical, values)))


def _sort_key(keys: list[str]) -> Callable[[Record], list[tuple[int, JSON]]]:
    def ranked(value: JSON) -> tuple[int, JSON]:
        if value is None:
            return 0, 0
        return (1, value) if isinstance(value, bool) else (2 if _is_number(value) else 3, value)

    return lambda row: [ranked(row.get(key)) for key in keys]


def _sort(value: JSON, args: Args) -> JSON:
    key = cast("Callable[[Record], list[tuple[int, float]]]", _sort_key(texts(args, "keys")))
    return cast("JSON", sorted(rows_of(value), key=key, reverse=args["order"] == "desc"))


def _sort_section(args: Args) -> str:
    return text(args, "order") + (" two" if len(texts(args, "keys")) == 2 else "")


def _sort_mentions(args: Args) -> dict[str, Mention]:
    return {name: Mention("key", key) for name, key in zip(("a", "c"), texts(args, "keys"), strict=False)}


def _sort_notes(seen: View, args: Args) -> list[Note]:
    keys = texts(args, "keys")
    notes = top_notes(seen, keys)
    if any(map(seen.gaps, keys)):
        notes.append(
            Note(f"nulls {text(args, 'order')}", {"keys": Mention("keys", [k for k in keys if seen.gaps(k)], "or")})
        )
    combined: list[JSON] = [[row.get(key) for key in keys] for row in seen.rows]
    return notes + ([Note("ties keep order")] if _distinct_count(combined) < len(combined) else [])


def _propose_take(seen: View, rng: Random) -> Args | None:
    count = len(seen.rows)
    if count < 3:
        return None
    return {"which": pick(rng, ("first", "last", "skip")), "count": between(rng, 2, count - 1)}


def _take(value: JSON, args: Args) -> JSON:
    rows, count = cast("list[JSON]", value), integer(args, "count")
    cuts = {"first": slice(count), "last": slice(-count, None), "skip": slice(count, None)}
    return rows[cuts[text(args, "which")]]


def _propose_reverse(seen: View, _rng: Random) -> Args | None:
    return {} if len(seen.rows) > 1 else None


def _propose_dedupe(seen: View, rng: Random) -> Args | None:
    if _distinct_count(cast("list[JSON]", seen.rows)) < len(seen.rows) and chance(rng, 0.6):
        return {"keys": []}
    found = [
        name for name, kinds in seen.kinds.items() if kinds <= {str, int} and not seen.gaps(name) and _ties(seen, name)
    ]
    return {"keys": cast("JSON", sample(rng, found, between(rng, 1, 2)))} if found else None


def _dedupe(value: JSON, args: Args) -> JSON:
    keys = texts(args, "keys")
    first: dict[str, JSON] = {}
    for row in rows_of(value):
        first.setdefault(canonical([row.get(key) for key in keys] if keys else row), row)
    return list(first.values())


def _repeated(value: JSON, rng: Random) -> JSON:
    """Repeat some rows."""
    rows = rows_of(value)
    copies = [dict(pick(rng, rows)) for _ in range(between(rng, 1, 2))]
    return cast("JSON", [rows[0], *shuffled(rng, [*rows[1:], *copies])])


def _propose_pluck(seen: View, rng: Random) -> Args | None:
    name = pick(rng, list(seen.kinds))
    gaps = seen.gaps(name)
    return {"key": name, "nulls": gaps and chance(rng, 0.5)} if len(seen.rows) > 1 else None


def _pluck(value: JSON, args: Args) -> JSON:
    held = [row.get(text(args, "key")) for row in rows_of(value)]
    return held if flag(args, "nulls") else [member for member in held if member is not None]


def _pluck_notes(seen: View, args: Args) -> list[Note]:
    key = text(args, "key")
    kept = "gaps as null" if flag(args, "nulls") else "gaps skipped"
    return top_notes(seen, [key]) + ([Note(kept)] if seen.gaps(key) else [])


def _propose_distinct(seen: View, rng: Random) -> Args | None:
    found = [name for name, kinds in seen.kinds.items() if kinds <= {str, int, _NULL} and _ties(seen, name)]
    if not found:
        return None
    name = pick(rng, found)
    plain = len(seen.kinds[name] - {_NULL}) == 1 and _even_order(seen.column(name))
    return {"key": name, "sorted": plain and chance(rng, 0.4)}


def _distinct(value: JSON, args: Args) -> JSON:
    held = [row.get(text(args, "key")) for row in rows_of(value)]
    found: list[JSON] = list({canonical(member): member for member in held if member is not None}.values())
    return cast("JSON", sorted(cast("list[str]", found))) if flag(args, "sorted") else found


def _skip_notes(seen: View, args: Args) -> list[Note]:
    key = text(args, "key")
    return top_notes(seen, [key]) + ([Note("gaps skipped")] if seen.gaps(key) else [])


def _propose_explode(seen: View, rng: Random) -> Args | None:
    name = seen.find(rng, {list, _NULL})
    if name is None or not any(seen.column(name)):
        return None
    return {"key": name}


def _explode(value: JSON, args: Args) -> JSON:
    key = text(args, "key")
    return [
        {**row, key: element}
        for row in rows_of(value)
        if isinstance(row.get(key), list)
        for element in cast("list[JSON]", row[key])
    ]


def _explode_notes(seen: View, args: Args) -> list[Note]:
    key = text(args, "key")
    gone = seen.gaps(key) or [] in seen.column(key)
    return top_notes(seen, [key]) + ([Note("empty drops row", {"a": Mention("key", key)})] if gone else [])


def _propose_number(seen: View, rng: Random) -> Args | None:
    name = pick(rng, ("position", "rank", "no", "row", "index", "line", "seq", "order"))
    into = fresh_name(rng, name, list(seen.kinds), of=int) if name in seen.kinds or chance(rng, 0.4) else name
    return {"into": into, "start": below(rng, 2)} if len(seen.rows) > 1 else None


def _number(value: JSON, args: Args) -> JSON:
    return [{**row, text(args, "into"): place} for place, row in enumerate(rows_of(value), integer(args, "start"))]


ROWS = (
    Op(
        "sort",
        "records",
        _propose_sort,
        _sort,
        proofs.sort,
        '.p as $p | .d | if $p.order == "asc" then sort_by([.[$p.keys[]]]) '
        "else to_entries | sort_by([.value[$p.keys[]]], -.key) | reverse | map(.value) end",
        _sort_mentions,
        (
            [{"a": 2, "i": 0}, {"i": 1}, {"a": 2, "i": 2}, {"a": 10, "i": 3}],
            {"keys": ["a"], "order": "desc"},
            [{"a": 10, "i": 3}, {"a": 2, "i": 0}, {"a": 2, "i": 2}, {"i": 1}],
        ),
        section=_sort_section,
        notes=_sort_notes,
        weight=5,
        jmespath=expressions.sort,
        jsonata=jsonata.sort,
    ),
    Op(
        "take",
        "records",
        _propose_take,
        _take,
        proofs.take,
        '.p as $p | .d | if $p.which == "first" then .[:$p.count] '
        'elif $p.which == "last" then .[-$p.count:] else .[$p.count:] end',
        lambda args: {"n": Mention("value", args["count"])},
        ([{"a": 1}, {"a": 2}, {"a": 3}], {"which": "last", "count": 2}, [{"a": 2}, {"a": 3}]),
        section=lambda args: text(args, "which"),
        jmespath=expressions.take,
        jsonata=jsonata.take,
    ),
    Op(
        "reverse",
        "records",
        _propose_reverse,
        lambda value, _args: cast("JSON", rows_of(value)[::-1]),
        proofs.reverse,
        ".d | reverse",
        lambda _args: {},
        ([{"a": 1}, {"a": 2}], {}, [{"a": 2}, {"a": 1}]),
        weight=1,
        jmespath=expressions.reverse,
        jsonata=jsonata.reverse,
    ),
    Op(
        "dedupe",
        "records",
        _propose_dedupe,
        _dedupe,
        proofs.dedupe,
        ".p as $p | .d | def id: if $p.keys == [] then . else [.[$p.keys[]]] end; "
        "reduce .[] as $r ([]; if any(.[]; id == ($r | id)) then . else . + [$r] end)",
        lambda args: {"keys": Mention("keys", args["keys"])} if args["keys"] else {},
        ([{"a": 1}, {"a": True}, {"a": 1}], {"keys": []}, [{"a": 1}, {"a": True}]),
        section=lambda args: "keys" if texts(args, "keys") else "whole",
        notes=lambda seen, args: top_notes(seen, texts(args, "keys")),
        prepare=_repeated,
        weight=3,
    ),
    Op(
        "pluck",
        "records",
        _propose_pluck,
        _pluck,
        proofs.pluck,
        ".p as $p | .d | map(.[$p.key]) | if $p.nulls then . else map(values) end",
        lambda args: {"a": Mention("key", args["key"])},
        ([{"a": 1}, {"a": None}, {}], {"key": "a", "nulls": False}, [1]),
        notes=_pluck_notes,
        weight=3,
        jmespath=expressions.pluck,
        jsonata=jsonata.pluck,
    ),
    Op(
        "distinct",
        "records",
        _propose_distinct,
        _distinct,
        proofs.distinct,
        ".p as $p | .d | reduce (.[] | .[$p.key] | values) as $v ([]; if any(.[]; . == $v) then . else . + [$v] end) "
        "| if $p.sorted then sort else . end",
        lambda args: {"a": Mention("key", args["key"])},
        ([{"a": "y"}, {"a": "x"}, {}, {"a": "y"}], {"key": "a", "sorted": True}, ["x", "y"]),
        section=lambda args: "sorted" if flag(args, "sorted") else "first",
        notes=_skip_notes,
        weight=4,
        jsonata=jsonata.distinct,
    ),
    Op(
        "explode",
        "records",
        _propose_explode,
        _explode,
        proofs.explode,
        ".p as $p | .d | [.[] | . as $r | .[$p.key] | arrays | .[] as $e | $r | .[$p.key] = $e]",
        lambda args: {"a": Mention("key", args["key"])},
        ([{"a": [1, 2], "b": 0}, {"a": [], "b": 1}, {"b": 2}], {"key": "a"}, [{"a": 1, "b": 0}, {"a": 2, "b": 0}]),
        notes=_explode_notes,
        needs=frozenset((list,)),
        weight=6,
    ),
    Op(
        "number",
        "records",
        _propose_number,
        _number,
        proofs.number,
        ".p as $p | .d | to_entries | map(.value + {($p.into): (.key + $p.start)})",
        lambda args: {"b": Mention("new", args["into"]), "n": Mention("value", args["start"])},
        ([{"a": 7}, {"a": 8}], {"into": "i", "start": 1}, [{"a": 7, "i": 1}, {"a": 8, "i": 2}]),
        fresh=("into",),
        weight=1,
        jsonata=jsonata.number,
    ),
)
