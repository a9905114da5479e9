"""JSON Patch (RFC 6902) and Merge Patch (RFC 7396) applied, and JSON Pointers (RFC 6901)."""

from __future__ import annotations

from typing import cast

from jsonsynth.examples import JSON
from jsonsynth.seeds import Random, between, chance, pick, sample
from jsonsynth.transforms import expressions
from jsonsynth.transforms.filling import value_for
from jsonsynth.transforms.naming import fresh_name
from jsonsynth.transforms.op import Args, Mention, Note, Op, Record, View, text
from jsonsynth.transforms.pointing import DRAWN, ESCAPE, applied, at, other, pointer, spots, steps_of
from jsonsynth.transforms.proofs import patches as proofs

__all__ = ["PATCHES"]


_CONTAINERS = (dict, list)  # ``dict | list`` would be made anew for every test

# -- JSON Patch -------------------------------------------------------------------------------------------------------


def _json_patch(value: JSON, args: Args) -> JSON:
    for change in cast("list[Record]", args["patch"]):
        value = applied(value, change)
    return value


def _propose_json_patch(seen: View, rng: Random) -> Args | None:
    value, patch = seen.value, list[JSON]()
    for _ in range(between(rng, 1, 3)):
        change = pick(rng, DRAWN)(value, spots(value), rng)
        if change is not None:
            value = applied(value, change)
            patch.append(change)
    return {"patch": patch} if patch and value else None


# -- Merge Patch ------------------------------------------------------------------------------------------------------


def _merged(value: JSON, patch: JSON) -> JSON:
    if not isinstance(patch, dict):
        return patch
    old = value if isinstance(value, dict) else Record()
    kept: Record = {name: member for name, member in old.items() if name not in patch}
    new = {name: _merged(old.get(name), member) for name, member in patch.items() if member is not None}
    return {**kept, **new}


def _propose_merge_patch(seen: View, rng: Random) -> Args | None:
    row = seen.rows[0]
    patch: Record = {}
    for name in sample(rng, list(row), between(rng, 1, 3)):
        patch[name] = _patch_of(row[name], rng, name, "")
    if chance(rng, 0.4):
        name = fresh_name(rng, next(iter(row)), [*row, *patch])
        patch[name] = value_for(rng, name, "")
    return {"patch": patch} if len(row) > 1 else None


def _patch_of(old: JSON, rng: Random, name: str, parent: str) -> JSON:
    if isinstance(old, dict) and old:
        return {inner: _patch_of(old[inner], rng, inner, name) for inner in sample(rng, list(old), between(rng, 1, 2))}
    if chance(rng, 0.35):
        return None
    return _other_list(old, rng, name, parent) if isinstance(old, list) else other(rng, old, name, parent)


def _other_list(old: list[JSON], rng: Random, name: str, parent: str) -> list[JSON]:
    """Return a list with an element more, or, of objects and lists, with one less."""
    if old and isinstance(old[-1], _CONTAINERS):
        return old[:-1]
    return [*old, other(rng, old[-1], name, parent) if old else value_for(rng, name, parent)]


# -- pointers as an answer --------------------------------------------------------------------------------------------


def _pointers(value: JSON, _args: Args) -> JSON:
    return {pointer(steps): leaf for steps, leaf in spots(value) if not (isinstance(leaf, _CONTAINERS) and leaf)}


def _propose_pointers(seen: View, _rng: Random) -> Args | None:
    return {} if seen.nested else None


def _empty_leaves(seen: View, _args: Args) -> list[Note]:
    return [Note("empty leaves")] if "{}" in seen.document or "[]" in seen.document else []


def _propose_at_pointer(seen: View, rng: Random) -> Args | None:
    places = [steps for steps, inner in spots(seen.value) if isinstance(inner, _CONTAINERS)]
    deep = [steps for steps in places if len(steps) > 1] or places
    return {"pointer": pointer(pick(rng, deep))} if deep else None


def _at_pointer(value: JSON, args: Args) -> JSON:
    return at(value, steps_of(text(args, "pointer")))


_TOKENS = (
    'def tokens: split("/")[1:] | map(gsub("~1"; "/") | gsub("~0"; "~")); '
    "def locate($ts): . as $d | reduce $ts[] as $t ([]; . as $q | ($d | getpath($q)) as $v "
    '| $q + [if ($v | type) != "array" then $t elif $t == "-" then ($v | length) else ($t | tonumber) end]); '
)
_PUT = (
    'def put($q; $x): getpath($q[:-1]) as $v | if ($v | type) == "array" '
    "then setpath($q[:-1]; $v[:$q[-1]] + [$x] + $v[$q[-1]:]) else setpath($q; $x) end; "
    "def go($o): locate($o.path | tokens) as $q "
    '| if $o.op == "add" then put($q; $o.value) elif $o.op == "remove" then delpaths([$q]) '
    'elif $o.op == "replace" then setpath($q; $o.value) elif $o.op == "test" then . '
    "else locate($o.from | tokens) as $f | getpath($f) as $x "
    '| if $o.op == "move" then delpaths([$f]) else . end | put(locate($o.path | tokens); $x) end; '
)


PATCHES = (
    Op(
        "json_patch",
        "any",
        _propose_json_patch,
        _json_patch,
        proofs.json_patch,
        f".p as $p | .d | {_TOKENS}{_PUT}reduce $p.patch[] as $o (.; go($o))",
        lambda args: {"v": Mention("value", args["patch"])},
        (
            {"a": [1, 2], "b/c": 3},
            {"patch": [{"op": "add", "path": "/a/1", "value": 9}, {"op": "move", "from": "/b~1c", "path": "/d"}]},
            {"a": [1, 9, 2], "d": 3},
        ),
        fresh=("patch",),
        weight=1,
    ),
    Op(
        "merge_patch",
        "object",
        _propose_merge_patch,
        lambda value, args: _merged(value, args["patch"]),
        proofs.merge_patch,
        '.p as $p | .d | def mend($q): if ($q | type) != "object" then $q '
        'else reduce ($q | to_entries[]) as $e (if type == "object" then . else {} end; '
        "if $e.value == null then del(.[$e.key]) else .[$e.key] = (.[$e.key] | mend($e.value)) end) end; "
        "mend($p.patch)",
        lambda args: {"v": Mention("value", args["patch"])},
        (
            {"a": {"x": 1, "y": 2}, "b": [1]},
            {"patch": {"a": {"x": None}, "b": [2], "c": {"d": None}}},
            {"a": {"y": 2}, "b": [2], "c": {}},
        ),
        fresh=("patch",),
        weight=1,
    ),
    Op(
        "pointers",
        "any",
        _propose_pointers,
        _pointers,
        proofs.pointers,
        f'.d | {ESCAPE}. as $d | reduce paths(type != "object" and type != "array" or . == {{}} or . == []) as $q '
        '({}; .[$q | map("/" + esc) | add] = ($d | getpath($q)))',
        lambda _args: {},
        (
            {"a": {"b": None, "c~": []}, "d": [True, {"e/f": 1}]},
            {},
            {"/a/b": None, "/a/c~0": [], "/d/0": True, "/d/1/e~1f": 1},
        ),
        notes=_empty_leaves,
        needs=frozenset((dict, list)),
        weight=2,
    ),
    Op(
        "at_pointer",
        "any",
        _propose_at_pointer,
        _at_pointer,
        proofs.at_pointer,
        f".p as $p | .d | {_TOKENS}getpath(locate($p.pointer | tokens))",
        lambda args: {"p": Mention("value", args["pointer"])},
        ({"a": [{"b/c": {"d": 1}}]}, {"pointer": "/a/0/b~1c"}, {"d": 1}),
        fresh=("pointer",),
        needs=frozenset((dict, list)),
        weight=2,
        jmespath=expressions.at_pointer,
    ),
)
