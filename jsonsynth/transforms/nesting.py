"""Operations that move members one level up or down."""

from __future__ import annotations

from typing import cast

from jsonsynth.examples import JSON
from jsonsynth.seeds import Random, chance, pick
from jsonsynth.transforms import expressions, jsonata
from jsonsynth.transforms.common import each, key_mention, key_notes, keys_notes, names_and
from jsonsynth.transforms.naming import fresh_name
from jsonsynth.transforms.op import (
    EACH,
    Args,
    Mention,
    Op,
    Record,
    View,
    path,
    text,
    texts,
)
from jsonsynth.transforms.proofs import members as proofs

__all__ = ["NESTING"]


def _propose_nest(seen: View, rng: Random) -> Args | None:
    keys = names_and(seen, rng, 2, 4)
    if keys is None or any(map(seen.lacks, keys)):
        return None
    return {"keys": cast("JSON", keys), "into": fresh_name(rng, keys[0], list(seen.kinds), whole=True)}


def _nest(value: JSON, args: Args) -> JSON:
    keys, into = frozenset(texts(args, "keys")), text(args, "into")

    def change(row: Record) -> JSON:
        moved: Record = {name: member for name, member in row.items() if name in keys}
        stays: Record = {name: member for name, member in row.items() if name not in keys}
        return {**stays, into: moved} if moved else row

    return each(value, change)


def _into_mentions(args: Args) -> dict[str, Mention]:
    return {"keys": Mention("keys", args["keys"]), "b": Mention("new", args["into"])}


def _inner(seen: View, outer: str) -> list[str]:
    found = [name for member in seen.column(outer) for name in cast("Record", member)]
    return list(dict.fromkeys(found))


def _propose_lift(seen: View, rng: Random) -> Args | None:
    key = seen.find(rng, {dict})
    inner = [] if key is None else _inner(seen, key)
    if key is None or not inner or any(name in seen.kinds for name in inner):
        return None
    return {"key": key}


def _lift(value: JSON, args: Args) -> JSON:
    key = text(args, "key")

    def change(row: Record) -> JSON:
        inner = row.get(key)
        if not isinstance(inner, dict):
            return row
        return {**{name: member for name, member in row.items() if name != key}, **inner}

    return each(value, change)


def _propose_path(seen: View, rng: Random) -> list[str] | None:
    outer = seen.find(rng, {dict})
    inner = [] if outer is None else _inner(seen, outer)
    return [outer, pick(rng, inner)] if outer is not None and len(inner) > 1 else None


def _propose_move_out(seen: View, rng: Random) -> Args | None:
    found = _propose_path(seen, rng)
    if found is None:
        return None
    clear = found[1] not in seen.kinds and chance(rng, 0.5)
    into = found[1] if clear else fresh_name(rng, found[1], list(seen.kinds))
    return {"path": cast("JSON", found), "into": into}


def _cut(row: Record, outer: str, name: str) -> Record:
    inner = cast("Record", row[outer])
    return {**row, outer: {other: member for other, member in inner.items() if other != name}}


def _has(row: Record, outer: str, name: str) -> bool:
    inner = row.get(outer)
    return isinstance(inner, dict) and name in inner


def _move_out(value: JSON, args: Args) -> JSON:
    (outer, name), into = path(args, "path"), text(args, "into")

    def change(row: Record) -> JSON:
        if not _has(row, outer, name):
            return row
        return {**_cut(row, outer, name), into: cast("Record", row[outer])[name]}

    return each(value, change)


def _propose_drop_inside(seen: View, rng: Random) -> Args | None:
    found = _propose_path(seen, rng)
    return None if found is None else {"path": cast("JSON", found)}


def _drop_inside(value: JSON, args: Args) -> JSON:
    outer, name = path(args, "path")
    return each(value, lambda row: _cut(row, outer, name) if _has(row, outer, name) else row)


NESTING = (
    Op(
        "nest",
        "any",
        _propose_nest,
        _nest,
        proofs.nest,
        f".p as $p | .d | {EACH}each(with_entries(select(.key | IN($p.keys[]))) as $in | if $in == {{}} then . "
        "else with_entries(select(.key | IN($p.keys[]) | not)) | .[$p.into] = $in end)",
        _into_mentions,
        ({"lat": 1, "lon": 2, "id": 3}, {"keys": ["lat", "lon"], "into": "at"}, {"id": 3, "at": {"lat": 1, "lon": 2}}),
        fresh=("into",),
        notes=keys_notes,
        jmespath=expressions.nest,
        jsonata=jsonata.nest,
    ),
    Op(
        "lift",
        "any",
        _propose_lift,
        _lift,
        proofs.lift,
        f'.p as $p | .d | {EACH}each(if (.[$p.key] | type) == "object" '
        "then .[$p.key] as $in | del(.[$p.key]) + $in else . end)",
        key_mention,
        ({"id": 1, "at": {"lat": 2}}, {"key": "at"}, {"id": 1, "lat": 2}),
        notes=key_notes,
        needs=frozenset((dict,)),
    ),
    Op(
        "move_out",
        "any",
        _propose_move_out,
        _move_out,
        proofs.move_out,
        f'.p as $p | .d | {EACH}each(if (.[$p.path[0]] | type) == "object" and (.[$p.path[0]] | has($p.path[1])) '
        "then getpath($p.path) as $in | delpaths([$p.path]) | .[$p.into] = $in else . end)",
        lambda args: {"path": Mention("inside", args["path"]), "b": Mention("new", args["into"])},
        ({"a": {"b": None}}, {"path": ["a", "b"], "into": "c"}, {"a": {}, "c": None}),
        fresh=("into",),
        needs=frozenset((dict,)),
    ),
    Op(
        "drop_inside",
        "any",
        _propose_drop_inside,
        _drop_inside,
        proofs.drop_inside,
        f'.p as $p | .d | {EACH}each(if (.[$p.path[0]] | type) == "object" then delpaths([$p.path]) else . end)',
        lambda args: {"path": Mention("inside", args["path"])},
        ([{"a": {"b": 1}}, {"a": 3}], {"path": ["a", "b"]}, [{"a": {}}, {"a": 3}]),
        needs=frozenset((dict,)),
    ),
)
