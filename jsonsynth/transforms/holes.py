"""Operations that remove null and empty members."""

from __future__ import annotations

import re

from jsonsynth.examples import JSON
from jsonsynth.seeds import Random, chance, pick
from jsonsynth.transforms import jsonata
from jsonsynth.transforms.common import each
from jsonsynth.transforms.op import (
    EACH,
    Args,
    Note,
    Op,
    Record,
    View,
    flag,
)
from jsonsynth.transforms.proofs import shapes as proofs

__all__ = ["HOLES"]


def _nulls_below(seen: View) -> bool:
    return seen.document.count(":null") > sum(member is None for row in seen.rows for member in row.values())


def _propose_drop_nulls(seen: View, rng: Random) -> Args:
    return {"deep": _nulls_below(seen) and chance(rng, 0.8)}


def _drop_nulls(value: JSON, args: Args) -> JSON:
    if not flag(args, "deep"):
        return each(value, lambda row: {name: member for name, member in row.items() if member is not None})
    return _pruned(value)


def _pruned(value: JSON) -> JSON:
    if isinstance(value, dict):
        return {name: _pruned(member) for name, member in value.items() if member is not None}
    return [_pruned(element) for element in value] if isinstance(value, list) else value


def _null_notes(seen: View, args: Args) -> list[Note]:
    if not flag(args, "deep"):
        return [Note("nulls inside stay")] if _nulls_below(seen) else []
    elements = "[null" in seen.document or ",null" in seen.document
    return [Note("null elements stay")] if elements else []


def _nulled(value: JSON, rng: Random) -> JSON:
    """Set some members to null, some to an empty value."""
    empty: tuple[JSON, ...] = (None, None, None, "", [])
    first = True

    def change(row: Record) -> JSON:
        nonlocal first
        share, first = (0.5 if first else 0.2), False
        return {name: pick(rng, empty) if chance(rng, share) else member for name, member in row.items()}

    return each(value, change)


def _nulled_deep(value: JSON, rng: Random) -> JSON:
    """Set some members to null, at every depth."""
    return each(value, lambda row: _holed(row, rng))


def _holed(value: JSON, rng: Random) -> JSON:
    if not isinstance(value, dict):
        return value
    return {name: None if chance(rng, 0.2) else _holed(member, rng) for name, member in value.items()}


_SIZED = (str, list, dict)


def _is_empty(member: JSON) -> bool:
    return member is None or (isinstance(member, _SIZED) and not member)


def _propose_drop_empty(seen: View, _rng: Random) -> Args | None:
    found = {repr(member) for row in seen.rows for member in row.values() if _is_empty(member)}
    return {} if len(found) > 1 else None


def _drop_empty(value: JSON, _args: Args) -> JSON:
    return each(value, lambda row: {name: member for name, member in row.items() if not _is_empty(member)})


def _empty_notes(seen: View, _args: Args) -> list[Note]:
    written = sum(map(seen.document.count, (":null", ':""', ":[]", ":{}")))
    outer = sum(_is_empty(member) for row in seen.rows for member in row.values())
    return [Note("empty inside stay")] if written > outer else []


_NULLS = "with_entries(select(.value != null))"


HOLES = (
    Op(
        "drop_nulls",
        "any",
        _propose_drop_nulls,
        _drop_nulls,
        proofs.drop_nulls,
        f'.p as $p | .d | {EACH}if $p.deep then walk(if type == "object" then {_NULLS} else . end) '
        f"else each({_NULLS}) end",
        lambda _args: {},
        ({"a": {"b": None}, "c": None, "d": [None]}, {"deep": True}, {"a": {}, "d": [None]}),
        section=lambda args: "deep" if flag(args, "deep") else "top",
        notes=_null_notes,
        prepare=_nulled_deep,
        shows=lambda text: ":null" in text,
        weight=4,
        jsonata=jsonata.drop_nulls,
    ),
    Op(
        "drop_empty",
        "any",
        _propose_drop_empty,
        _drop_empty,
        proofs.drop_empty,
        f'.d | {EACH}each(with_entries(select(.value | . != null and . != "" and . != [] and . != {{}})))',
        lambda _args: {},
        ({"a": "", "b": 0, "c": [], "d": False, "e": None, "f": {"g": ""}}, {}, {"b": 0, "d": False, "f": {"g": ""}}),
        notes=_empty_notes,
        prepare=_nulled,
        shows=re.compile(r':(?:null|""|\[]|{})').search,
        weight=1,
    ),
)
