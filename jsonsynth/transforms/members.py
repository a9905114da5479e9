"""Operations on the members of an object, or of each object of an array."""

from __future__ import annotations

from typing import cast

from jsonsynth.examples import JSON
from jsonsynth.seeds import Random, between, chance, pick, sample
from jsonsynth.transforms import expressions, jsonata
from jsonsynth.transforms.common import each, keys_mention, keys_notes, names_and, top_notes
from jsonsynth.transforms.naming import fresh_name
from jsonsynth.transforms.op import (
    EACH,
    Args,
    Mention,
    Note,
    Op,
    Record,
    View,
    flag,
    mapping,
    rows_of,
    text,
    texts,
)
from jsonsynth.transforms.pointing import other
from jsonsynth.transforms.proofs import members as proofs

__all__ = ["MEMBERS"]


def _propose_rename(seen: View, rng: Random) -> Args | None:
    old = names_and(seen, rng, 1, 3)
    if old is None:
        return None
    if len(old) == 2 and chance(rng, 0.12):
        return {"names": {old[0]: old[1], old[1]: old[0]}}
    names: dict[str, JSON] = {}
    taken = set(seen.kinds)
    for name in old:
        names[name] = new = fresh_name(rng, name, sorted(taken), of=seen.type_of(name))
        taken.add(new)
    return {"names": names}


def _rename(value: JSON, args: Args) -> JSON:
    names = cast("dict[str, str]", args["names"])
    return each(value, lambda row: {names.get(name, name): member for name, member in row.items()})


def _swaps(args: Args) -> bool:
    names = mapping(args, "names")
    return any(str(new) in names for new in names.values())


def _rename_mentions(args: Args) -> dict[str, Mention]:
    names = mapping(args, "names")
    if _swaps(args):
        first, second = names
        return {"a": Mention("key", first), "c": Mention("key", second)}
    if len(names) > 1:
        return {"renames": Mention("renames", names)}
    ((old, new),) = names.items()
    return {"a": Mention("key", old), "b": Mention("new", new)}


def _rename_section(args: Args) -> str:
    return "swap" if _swaps(args) else "many" if len(mapping(args, "names")) > 1 else "one"


def _propose_keep(seen: View, rng: Random) -> Args | None:
    keys = names_and(seen, rng, 1, 4)
    return None if keys is None else {"keys": cast("JSON", keys)}


def _keep(value: JSON, args: Args) -> JSON:
    keys = frozenset(texts(args, "keys"))
    return each(value, lambda row: {name: member for name, member in row.items() if name in keys})


def _propose_drop(seen: View, rng: Random) -> Args | None:
    keys = names_and(seen, rng, 1, 3)
    return None if keys is None else {"keys": cast("JSON", keys)}


def _drop(value: JSON, args: Args) -> JSON:
    keys = frozenset(texts(args, "keys"))
    return each(value, lambda row: {name: member for name, member in row.items() if name not in keys})


def _keep_notes(seen: View, args: Args) -> list[Note]:
    lacking = [Note("keep missing")] if any(map(seen.lacks, texts(args, "keys"))) else []
    return keys_notes(seen, args) + lacking


def _like(seen: View, rng: Random, name: str) -> JSON:
    """Draw a scalar that the member might have: one it has elsewhere, or one of its type."""
    return next(
        (
            member
            for member in sample(rng, seen.column(name), 3)
            if isinstance(member, bool | int) or (isinstance(member, str) and 0 < len(member) < 25)
        ),
        None,
    )


def _propose_defaults(seen: View, rng: Random) -> Args | None:
    holes = [name for name in seen.kinds if seen.gaps(name)]
    if not holes:
        return None
    values: dict[str, JSON] = {}
    for name in sample(rng, holes, 2):
        default = _like(seen, rng, name)
        values[name] = default if default is not None else pick(rng, ("unknown", "n/a", "none", "TBD"))
    null = any(None in seen.column(name) for name in values) or chance(rng, 0.3)
    return {"values": values, "null": null}


def _defaults(value: JSON, args: Args) -> JSON:
    values = mapping(args, "values")
    if not flag(args, "null"):
        return each(value, lambda row: {**values, **row})
    return each(
        value, lambda row: {**values, **{name: m for name, m in row.items() if m is not None or name not in values}}
    )


def _with_holes(value: JSON, rng: Random) -> JSON:
    """Make holes: leave a member out of some rows, or set it to null."""
    many = isinstance(value, list)
    rows = rows_of(value) if many else [cast("Record", value)]
    names = list(rows[0])
    if not names:
        return value
    name, null = pick(rng, names), chance(rng, 0.5)
    holes: list[JSON] = [_hole(row, name, null) if chance(rng, 0.4) else row for row in rows]
    holes[0] = rows[0] if len(rows) > 1 else _hole(rows[0], name, True)
    return holes if many else holes[0]


def _hole(row: Record, name: str, null: bool) -> Record:
    rest: Record = {other: member for other, member in row.items() if other != name}
    return {**rest, name: None} if null and name in row else rest


_CONSTANTS: tuple[tuple[str, tuple[JSON, ...]], ...] = (
    ("source", ("import", "api", "manual", "legacy", "csv", "partner feed")),
    ("currency", ("EUR", "USD", "GBP", "BRL", "JPY", "CHF")),
    ("status", ("active", "draft", "new", "pending", "archived", "open")),
    ("version", (1, 2, 3, 4, 5)),
    ("archived", (True, False)),
    ("reviewed", (True, False)),
    ("locale", ("en-US", "pt-BR", "es-ES", "fr-FR", "de-DE")),
    ("tags", ([],)),
    ("parent", (None,)),
    ("priority", ("low", "normal", "high", 1, 2, 3)),
    ("tier", ("free", "basic", "pro", "gold")),
    ("enabled", (True, False)),
    ("region", ("eu-west", "us-east", "apac", "latam")),
    ("batch", (7, 12, 31, 40, 105, 2024)),
    ("schema", ("v1", "v2", "2024-01", "2025-06")),
    ("unit", ("kg", "cm", "pcs", "hours", "percent")),
)


def _propose_add(seen: View, rng: Random) -> Args | None:
    name, values = pick(rng, _CONSTANTS)
    new = name in seen.kinds or chance(rng, 0.6)
    into = fresh_name(rng, name, list(seen.kinds), of=type(values[0])) if new else name
    return {"into": into, "value": pick(rng, values)}


def _add(value: JSON, args: Args) -> JSON:
    return each(value, lambda row: {**row, text(args, "into"): args["value"]})


def _add_mentions(args: Args) -> dict[str, Mention]:
    return {"b": Mention("new", args["into"]), "v": Mention("value", args["value"])}


def _patched(seen: View, rng: Random, member: JSON) -> JSON:
    if isinstance(member, dict) and member:
        name = pick(rng, list(member))
        return {name: _patched(seen, rng, member[name])}
    if not isinstance(member, str | int | float) or chance(rng, 0.2):
        return pick(rng, (None, "unknown", "n/a"))
    return other(rng, member)


def _propose_merge(seen: View, rng: Random) -> Args | None:
    patch: dict[str, JSON] = {
        name: _patched(seen, rng, seen.rows[0][name]) for name in sample(rng, list(seen.kinds), between(rng, 1, 2))
    }
    name, values = pick(rng, _CONSTANTS)
    if name not in seen.kinds and chance(rng, 0.6):
        patch[name] = pick(rng, values)
    return {"patch": patch, "deep": chance(rng, 0.5)}


def _merge(value: JSON, args: Args) -> JSON:
    old, patch = cast("Record", value), mapping(args, "patch")
    if not flag(args, "deep"):
        return {**old, **patch}
    return {**old, **{name: _deep(old.get(name), member) for name, member in patch.items()}}


def _deep(old: JSON, patch: JSON) -> JSON:
    if isinstance(old, dict) and isinstance(patch, dict):
        return _merge(old, {"patch": patch, "deep": True})
    return patch


def _propose_project(seen: View, rng: Random) -> Args | None:
    old = names_and(seen, rng, 2, 3)
    if old is None:
        return None
    taken = list(seen.kinds)
    fields: dict[str, JSON] = {}
    for name in old:
        new = fresh_name(rng, name, taken, of=seen.type_of(name)) if chance(rng, 0.6) else name
        taken.append(new)
        fields[new] = name
    return {"fields": fields} if list(fields) != old else None


def _project(value: JSON, args: Args) -> JSON:
    fields = cast("dict[str, str]", args["fields"])
    return each(value, lambda row: {new: row[old] for new, old in fields.items() if old in row})


def _project_notes(seen: View, args: Args) -> list[Note]:
    old = [str(name) for name in mapping(args, "fields").values()]
    return top_notes(seen, old) + ([Note("keep missing")] if any(map(seen.lacks, old)) else [])


MEMBERS = (
    Op(
        "rename",
        "any",
        _propose_rename,
        _rename,
        proofs.rename,
        f".p as $p | .d | {EACH}each(with_entries(.key |= ($p.names[.] // .)))",
        _rename_mentions,
        ({"a": 1, "b": 2, "c": 3}, {"names": {"a": "b", "b": "a"}}, {"b": 1, "a": 2, "c": 3}),
        fresh=("names",),
        section=_rename_section,
        notes=lambda seen, args: top_notes(seen, mapping(args, "names")),
        weight=5,
        jmespath=expressions.rename,
        jsonata=jsonata.rename,
    ),
    Op(
        "keep",
        "any",
        _propose_keep,
        _keep,
        proofs.keep,
        f".p as $p | .d | {EACH}each(with_entries(select(.key | IN($p.keys[]))))",
        keys_mention,
        ([{"a": 1, "b": None}, {"b": 2}], {"keys": ["a"]}, [{"a": 1}, {}]),
        notes=_keep_notes,
        weight=4,
        jmespath=expressions.keep,
        jsonata=jsonata.keep,
    ),
    Op(
        "drop",
        "any",
        _propose_drop,
        _drop,
        proofs.drop,
        f".p as $p | .d | {EACH}each(with_entries(select(.key | IN($p.keys[]) | not)))",
        keys_mention,
        ({"a": {}, "b": 2}, {"keys": ["b", "z"]}, {"a": {}}),
        notes=keys_notes,
        weight=4,
        jmespath=expressions.drop,
        jsonata=jsonata.drop,
    ),
    Op(
        "defaults",
        "any",
        _propose_defaults,
        _defaults,
        proofs.defaults,
        f".p as $p | .d | {EACH}each(reduce ($p.values | to_entries[]) as $e (.; "
        "if (has($e.key) | not) or ($p.null and .[$e.key] == null) then .[$e.key] = $e.value else . end))",
        lambda args: {"fills": Mention("fills", args["values"])},
        (
            {"a": False, "b": None},
            {"values": {"a": True, "b": 1, "c": 2}, "null": False},
            {"a": False, "b": None, "c": 2},
        ),
        fresh=("values",),
        section=lambda args: "null" if flag(args, "null") else "missing",
        notes=lambda seen, args: top_notes(seen, mapping(args, "values")),
        prepare=_with_holes,
        jsonata=jsonata.defaults,
    ),
    Op(
        "add",
        "any",
        _propose_add,
        _add,
        proofs.add,
        f".p as $p | .d | {EACH}each(.[$p.into] = $p.value)",
        _add_mentions,
        ([{"a": 1}], {"into": "b", "value": None}, [{"a": 1, "b": None}]),
        fresh=("into", "value"),
        weight=1,
        jmespath=expressions.add,
        jsonata=jsonata.add,
    ),
    Op(
        "merge",
        "object",
        _propose_merge,
        _merge,
        proofs.merge,
        ".p as $p | .d | if $p.deep then . * $p.patch else . + $p.patch end",
        lambda args: {"v": Mention("value", args["patch"])},
        (
            {"a": {"x": 1}, "b": [1]},
            {"patch": {"a": {"y": None}, "b": [2]}, "deep": True},
            {"a": {"x": 1, "y": None}, "b": [2]},
        ),
        fresh=("patch",),
        section=lambda args: "deep" if flag(args, "deep") else "shallow",
        jmespath=expressions.merge,
        jsonata=jsonata.merge,
    ),
    Op(
        "project",
        "records",
        _propose_project,
        _project,
        proofs.project,
        f".p as $p | .d | {EACH}each(. as $r | $p.fields "
        "| with_entries(select(.value as $k | $r | has($k)) | .value = $r[.value]))",
        lambda args: {"fields": Mention("fields", args["fields"])},
        ([{"a": 1, "b": 2}, {"b": 3}], {"fields": {"x": "a", "b": "b"}}, [{"x": 1, "b": 2}, {"b": 3}]),
        fresh=("fields",),
        notes=_project_notes,
        jmespath=expressions.project,
        jsonata=jsonata.project,
    ),
)
