"""Patches as answers: JSON Patch and Merge Patch from two versions of an object, or from what they are to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from jsonsynth.examples import JSON
from jsonsynth.jsontext import canonical
from jsonsynth.seeds import Random, between, chance, pick, sample
from jsonsynth.transforms.filling import value_for
from jsonsynth.transforms.naming import fresh_name
from jsonsynth.transforms.op import Args, Mention, Note, Op, Record, View, text
from jsonsynth.transforms.pointing import (
    ESCAPE,
    applied,
    drawn_add,
    drawn_remove,
    drawn_replace,
    other,
    pointer,
    spots,
)
from jsonsynth.transforms.proofs import patches as proofs

__all__ = ["PATCHING"]

_PAIRS = (("before", "after"), ("old", "new"), ("from", "to"), ("current", "desired"), ("v1", "v2"), ("a", "b"))


# -- the patch as the answer: from two versions -----------------------------------------------------------------------


def _two_versions(value: JSON, rng: Random) -> JSON:
    """Put an object beside a version of it with some edits."""
    before = _without_nulls(value)
    after = before
    for _ in range(between(rng, 1, 4)):
        change = pick(rng, (drawn_add, drawn_replace, drawn_replace, drawn_remove))(after, spots(after), rng)
        edited = after if change is None or change.get("value", 0) is None else applied(after, change)
        after = edited or after
    first, second = pick(rng, _PAIRS)
    return {first: before, second: after}


def _without_nulls(value: JSON) -> JSON:
    if isinstance(value, dict):
        return {name: _without_nulls(member) for name, member in value.items() if member is not None}
    return [_without_nulls(element) for element in value] if isinstance(value, list) else value


def _propose_versions(seen: View, rng: Random) -> Args | None:  # noqa: ARG001 - one signature for the table
    row = seen.rows[0]
    found = next((pair for pair in _PAIRS if set(pair) == set(row)), None)
    if found is None or not all(isinstance(member, dict) for member in row.values()):
        return None
    clear = "null" not in canonical(row[found[1]]) and canonical(row[found[0]]) != canonical(row[found[1]])
    return {"before": found[0], "after": found[1]} if clear else None


def _versions(value: JSON, args: Args) -> tuple[Record, Record]:
    row = cast("Record", value)
    return cast("Record", row[text(args, "before")]), cast("Record", row[text(args, "after")])


def _difference(before: Record, after: Record) -> Record:
    patch: Record = {name: None for name in before if name not in after}
    for name, new in after.items():
        old = before.get(name)
        if isinstance(old, dict) and isinstance(new, dict):
            inner = _difference(old, new)
            patch.update({name: inner} if inner else {})
        elif name not in before or canonical(old) != canonical(new):
            patch[name] = new
    return patch


def _merge_diff(value: JSON, args: Args) -> JSON:
    return _difference(*_versions(value, args))


def _changes(before: Record, after: Record, above: list[str]) -> list[Record]:
    found: list[Record] = [{"op": "remove", "path": pointer([*above, name])} for name in before if name not in after]
    for name, new in after.items():
        old = before.get(name)
        if isinstance(old, dict) and isinstance(new, dict):
            found += _changes(old, new, [*above, name])
        elif name not in before or canonical(old) != canonical(new):
            kind = "replace" if name in before else "add"
            found.append({"op": kind, "path": pointer([*above, name]), "value": new})
    return found


def _patch_diff(value: JSON, args: Args) -> JSON:
    changes = _changes(*_versions(value, args), [])
    return cast("JSON", sorted(changes, key=lambda change: str(change["path"])))


def _version_mentions(args: Args) -> dict[str, Mention]:
    return {"a": Mention("key", args["before"]), "c": Mention("key", args["after"])}


# -- the patch as the answer: from what it is to do -------------------------------------------------------------------


def _propose_edits(seen: View, rng: Random) -> Args | None:
    row = seen.rows[0]
    inner = [(name, member) for name, member in row.items() if isinstance(member, dict) and member]
    if inner and chance(rng, 0.4):
        name, members = pick(rng, inner)
        last = pick(rng, list(members))
        held = members[last]
        return None if isinstance(held, dict | list) else _edits([[name, last]], [other(rng, held, last, name)], [])
    names = sample(rng, list(row), between(rng, 1, 3))
    plain = [name for name in names if not isinstance(row[name], dict | list)]
    removes = [[name] for name in names if name not in plain or chance(rng, 0.3)]
    sets = [[name] for name in plain if [name] not in removes]
    values = [other(rng, row[name], name) for (name,) in sets]
    if chance(rng, 0.35):
        new = fresh_name(rng, names[0], list(row))
        sets.append([new])
        values.append(value_for(rng, new, ""))
    return _edits(sets, values, removes)


def _edits(sets: list[list[str]], values: list[JSON], removes: list[list[str]]) -> Args:
    return {"paths": cast("JSON", sets), "values": values, "removes": cast("JSON", removes)}


def _paths(args: Args, name: str) -> list[list[str]]:
    return cast("list[list[str]]", args[name])


def _sets(args: Args) -> list[tuple[list[str], JSON]]:
    return list(zip(_paths(args, "paths"), cast("list[JSON]", args["values"]), strict=True))


def _write_merge_patch(_value: JSON, args: Args) -> JSON:
    patch = Record()
    for steps, new in [*_sets(args), *((steps, None) for steps in _paths(args, "removes"))]:
        patch.update(_within(steps, new))
    return cast("JSON", patch)


def _within(steps: list[str], new: JSON) -> Record:
    first, *rest = steps
    return {first: _within(rest, new) if rest else new}


def _write_json_patch(value: JSON, args: Args) -> JSON:
    places = [tuple(steps) for steps, _ in spots(value)]
    found: list[JSON] = []
    for steps, new in _sets(args):
        kind = "replace" if tuple(steps) in places else "add"
        found.append({"op": kind, "path": pointer(steps), "value": new})
    for steps in _paths(args, "removes"):
        found.append({"op": "remove", "path": pointer(steps)})
    return found


def _order_notes(_seen: View, args: Args) -> list[Note]:
    return [Note("patch order")] if len(_sets(args)) + len(_paths(args, "removes")) > 1 else []


def _edit_section(args: Args) -> str:
    if any(len(steps) > 1 for steps in _paths(args, "paths")):
        return "inside"
    return "both" if args["paths"] and args["removes"] else "set" if args["paths"] else "remove"


def _edit_mentions(args: Args) -> Mapping[str, Mention]:
    sets = _sets(args)
    if _edit_section(args) == "inside":
        return {"path": Mention("inside", cast("JSON", sets[0][0])), "v": Mention("value", sets[0][1])}
    fills = {"fills": Mention("fills", {steps[0]: new for steps, new in sets})} if sets else {}
    removes: list[JSON] = [steps[0] for steps in _paths(args, "removes")]
    return {**fills, **({"keys": Mention("keys", removes)} if removes else {})}


_NAMES = "(($a | keys) + ($b | keys) | unique)[]"
_BOTH = '($a[$k] | type) == "object" and ($b[$k] | type) == "object"'


PATCHING = (
    Op(
        "merge_diff",
        "object",
        _propose_versions,
        _merge_diff,
        proofs.merge_diff,
        f".p as $p | .d | def diff($a; $b): reduce {_NAMES} as $k ({{}}; if $b | has($k) | not then .[$k] = null "
        f"elif ($a | has($k)) and $a[$k] == $b[$k] then . elif {_BOTH} then .[$k] = diff($a[$k]; $b[$k]) "
        "else .[$k] = $b[$k] end); diff(.[$p.before]; .[$p.after])",
        _version_mentions,
        (
            {"old": {"a": 1, "b": {"c": 1, "d": 2}, "e": 5}, "new": {"a": True, "b": {"c": 1}, "e": 5}},
            {"before": "old", "after": "new"},
            {"a": True, "b": {"d": None}},
        ),
        prepare=_two_versions,
        weight=7,
    ),
    Op(
        "patch_diff",
        "object",
        _propose_versions,
        _patch_diff,
        proofs.patch_diff,
        f'.p as $p | .d | {ESCAPE}def diff($a; $b; $at): {_NAMES} as $k | ($at + "/" + ($k | esc)) as $q '
        '| if $b | has($k) | not then {op: "remove", path: $q} '
        'elif $a | has($k) | not then {op: "add", path: $q, value: $b[$k]} '
        f"elif $a[$k] == $b[$k] then empty elif {_BOTH} then diff($a[$k]; $b[$k]; $q) "
        'else {op: "replace", path: $q, value: $b[$k]} end; [diff(.[$p.before]; .[$p.after]; "")] | sort_by(.path)',
        _version_mentions,
        (
            {"old": {"a": 1, "b": {"c/d": 1}}, "new": {"a": 2, "b": {"e": []}}},
            {"before": "old", "after": "new"},
            [
                {"op": "replace", "path": "/a", "value": 2},
                {"op": "remove", "path": "/b/c~1d"},
                {"op": "add", "path": "/b/e", "value": []},
            ],
        ),
        notes=lambda _seen, _args: [Note("patch rules")],
        prepare=_two_versions,
        weight=7,
    ),
    Op(
        "write_merge_patch",
        "object",
        _propose_edits,
        _write_merge_patch,
        proofs.write_merge_patch,
        ".p as $p | reduce ([$p.paths, $p.values] | transpose[]) as [$q, $v] ({}; setpath($q; $v)) "
        "| reduce $p.removes[] as $q (.; setpath($q; null))",
        _edit_mentions,
        (
            {"a": 1, "b": {"c": 2}},
            {"paths": [["b", "c"], ["d"]], "values": [3, "x"], "removes": [["a"]]},
            {"a": None, "b": {"c": 3}, "d": "x"},
        ),
        fresh=("values",),
        section=_edit_section,
        weight=4,
    ),
    Op(
        "write_json_patch",
        "object",
        _propose_edits,
        _write_json_patch,
        proofs.write_json_patch,
        f'.p as $p | .d | {ESCAPE}def pointer: map("/" + esc) | add; . as $d '
        "| [([$p.paths, $p.values] | transpose[] | . as [$q, $v] "
        '| {op: (if $d | getpath($q[:-1]) | has($q[-1]) then "replace" else "add" end), path: ($q | pointer), '
        "value: $v}), "
        '($p.removes[] | {op: "remove", path: pointer})]',
        _edit_mentions,
        (
            {"a": 1, "b": {"c/d": 2}},
            {"paths": [["b", "c/d"], ["e"]], "values": [3, "x"], "removes": [["a"]]},
            [
                {"op": "replace", "path": "/b/c~1d", "value": 3},
                {"op": "add", "path": "/e", "value": "x"},
                {"op": "remove", "path": "/a"},
            ],
        ),
        fresh=("values",),
        section=_edit_section,
        notes=_order_notes,
        weight=4,
    ),
)
