"""Operations that change the type of values, or recode them."""

from __future__ import annotations

import re
from typing import cast

from jsonsynth.examples import JSON
from jsonsynth.jsontext import plain_number
from jsonsynth.seeds import Random, chance, pick, sample
from jsonsynth.transforms import jsonata
from jsonsynth.transforms.common import AT, at, keys_mention, keys_notes, prepared, text_keys
from jsonsynth.transforms.op import (
    Args,
    Mention,
    Note,
    Op,
    View,
    mapping,
    text,
    texts,
)
from jsonsynth.transforms.proofs import values as proofs

__all__ = ["CASTS"]


_NUMBERS = (int, float)  # ``int | float`` would be made anew for every test
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")


def _is_castable(value: str) -> bool:
    return value[-1:].isdigit() and len(value) < 16 and _NUMBER.fullmatch(value) is not None


def _plain(value: str) -> bool:
    return _is_castable(value) and "e" not in value.lower() and value.lstrip("-") != ""


def _propose_to_number(seen: View, rng: Random) -> Args | None:
    keys = text_keys(seen, rng, _is_castable)
    held = [v for name in keys for v in seen.column(name) if isinstance(v, str)]
    if not keys or any(_is_castable(v) and not _plain(v) for v in held):
        return None
    if any(len(v) >= 16 and _NUMBER.fullmatch(v) for v in held):
        return None
    return {"keys": cast("JSON", keys), "otherwise": "null" if chance(rng, 0.3) else "same"}


def _to_number(value: JSON, args: Args) -> JSON:
    null = text(args, "otherwise") == "null"

    def change(member: JSON) -> JSON:
        if not isinstance(member, str):
            return member
        if _NUMBER.fullmatch(member):
            return plain_number(float(member))
        return None if null else member

    return at(value, texts(args, "keys"), change)


def _odd_numbers(seen: View, args: Args) -> list[Note]:
    held = [v for name in texts(args, "keys") for v in seen.column(name)]
    odd = any(isinstance(v, str) and not _NUMBER.fullmatch(v) for v in held)
    return keys_notes(seen, args) + ([Note(f"not a number {text(args, 'otherwise')}")] if odd else [])


def _quoted(value: JSON, rng: Random) -> JSON:
    """Put numbers into quotes, the way exports do; here and there something that is none."""

    def quote(member: JSON) -> JSON:
        odd = chance(rng, 0.06)
        return pick(rng, ("n/a", "unknown", "-", "TBD", "1,200", "12 kg")) if odd else _written(member)

    return prepared(value, rng, quote, (int, float))


def _written(member: JSON) -> str:
    return str(member).lower() if isinstance(member, bool) else str(member)


def _safe(value: JSON) -> bool:
    if value is None or isinstance(value, bool):
        return True
    return (isinstance(value, _NUMBERS) and 1e-3 < abs(value) < 1e12) or value == 0


def _propose_to_string(seen: View, rng: Random) -> Args | None:
    found = [
        name
        for name, kinds in seen.kinds.items()
        if kinds & {int, float, bool} and kinds <= {int, float, bool, type(None)} and all(map(_safe, seen.column(name)))
    ]
    return {"keys": cast("JSON", sample(rng, found, 2))} if found else None


def _to_string(value: JSON, args: Args) -> JSON:
    return at(value, texts(args, "keys"), lambda m: _written(m) if isinstance(m, _NUMBERS) else m)


def _string_notes(seen: View, args: Args) -> list[Note]:
    kinds = set[type]().union(*(seen.kinds.get(name, set()) for name in texts(args, "keys")))
    booleans = [Note("boolean text")] if bool in kinds else []
    return keys_notes(seen, args) + booleans + ([Note("null stays")] if type(None) in kinds else [])


_TRUTH: tuple[tuple[str, str], ...] = (("true", "false"), ("yes", "no"), ("Y", "N"), ("on", "off"), ("1", "0"))


def _propose_to_boolean(seen: View, rng: Random) -> Args | None:
    for true, false in _TRUTH:
        if f'"{true}"' not in seen.document and f'"{false}"' not in seen.document:
            continue
        keys = text_keys(seen, rng, {true, false}.__contains__)
        if keys:
            return {"keys": cast("JSON", keys), "values": {true: True, false: False}}
    return None


def _recode(value: JSON, args: Args) -> JSON:
    values = mapping(args, "values")
    return at(value, texts(args, "keys"), lambda m: values.get(m, m) if isinstance(m, str) else m)


def _worded_truth(value: JSON, rng: Random) -> JSON:
    """Write booleans as words."""
    true, false = pick(rng, _TRUTH)
    return prepared(value, rng, lambda member: true if member is True else false, (bool,))


def _truth_notes(seen: View, args: Args) -> list[Note]:
    values = mapping(args, "values")
    other = any(v not in values for name in texts(args, "keys") for v in seen.column(name) if isinstance(v, str))
    return keys_notes(seen, args) + ([Note("other stays")] if other else [])


def _propose_recode(seen: View, rng: Random) -> Args | None:
    found = [name for name, kinds in seen.kinds.items() if kinds == {str} and len(seen.rows) > 2]
    for name in sample(rng, found, 3):
        distinct = [str(v) for v in dict.fromkeys(map(str, seen.column(name)))]
        if 1 < len(distinct) < 5 and len(distinct) < len(seen.rows) and max(map(len, distinct)) < 24:
            codes = _codes(rng, distinct)
            return {"keys": [name], "values": codes} if codes else None
    return None


def _codes(rng: Random, distinct: list[str]) -> dict[str, JSON] | None:
    if chance(rng, 0.5):
        return {old: number for number, old in enumerate(distinct, 1)}
    short = [old[: 1 + (len({word[:1] for word in distinct}) < len(distinct))].upper() for old in distinct]
    return dict(zip(distinct, short, strict=True)) if len(set(short)) == len(short) and "" not in short else None


CASTS = (
    Op(
        "to_number",
        "any",
        _propose_to_number,
        _to_number,
        proofs.to_number,
        f'.p as $p | .d | {AT}each(at(if type != "string" then . '
        'elif test("\\\\A-?(0|[1-9][0-9]*)(\\\\.[0-9]+)?([eE][+-]?[0-9]+)?\\\\z") then tonumber '
        'elif $p.otherwise == "null" then null else . end))',
        keys_mention,
        (
            {"a": "12.50", "b": "+5", "c": "007"},
            {"keys": ["a", "b"], "otherwise": "same"},
            {"a": 12.5, "b": "+5", "c": "007"},
        ),
        notes=_odd_numbers,
        prepare=_quoted,
        shows=re.compile(r':"-?[0-9][0-9.eE+-]*"').search,
        needs=frozenset((str, int, float)),
        weight=6,
    ),
    Op(
        "to_string",
        "any",
        _propose_to_string,
        _to_string,
        proofs.to_string,
        f'.p as $p | .d | {AT}each(at(if type == "number" or type == "boolean" then tojson else . end))',
        keys_mention,
        ([{"a": 12}, {"a": False}, {"a": None}], {"keys": ["a"]}, [{"a": "12"}, {"a": "false"}, {"a": None}]),
        notes=_string_notes,
        needs=frozenset((int, float, bool)),
        jsonata=jsonata.to_string,
    ),
    Op(
        "to_boolean",
        "any",
        _propose_to_boolean,
        _recode,
        proofs.recode,
        f'.p as $p | .d | {AT}each(at(if type == "string" and (. as $v | $p.values | has($v)) '
        "then $p.values[.] else . end))",
        lambda args: {**keys_mention(args), "pairs": Mention("pairs", args["values"])},
        ({"a": "true", "b": "True"}, {"keys": ["a", "b"], "values": {"true": True}}, {"a": True, "b": "True"}),
        notes=_truth_notes,
        prepare=_worded_truth,
        shows=re.compile(f':"(?:{"|".join(word for pair in _TRUTH for word in pair)})"').search,
        needs=frozenset((str, bool)),
        weight=5,
    ),
    Op(
        "recode",
        "records",
        _propose_recode,
        _recode,
        proofs.recode,
        f'.p as $p | .d | {AT}each(at(if type == "string" and (. as $v | $p.values | has($v)) '
        "then $p.values[.] else . end))",
        lambda args: {"a": Mention("key", texts(args, "keys")[0]), "pairs": Mention("pairs", args["values"])},
        ([{"a": "x"}, {"a": "y"}], {"keys": ["a"], "values": {"x": 1}}, [{"a": 1}, {"a": "y"}]),
        fresh=("values",),
        notes=keys_notes,
    ),
)
