"""Operations on numbers, exact for values with at most two decimals."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from jsonsynth.examples import JSON
from jsonsynth.jsontext import plain_number
from jsonsynth.seeds import Random, pick, sample
from jsonsynth.transforms.common import AT_KEY, at, each, key_notes, keys_notes
from jsonsynth.transforms.naming import fresh_name, words
from jsonsynth.transforms.op import (
    EACH,
    Args,
    Mention,
    Op,
    Record,
    View,
    integer,
    text,
    texts,
)
from jsonsynth.transforms.proofs import values as proofs

__all__ = ["NUMBERS", "amounts", "exact_columns", "hundredths"]

_NUMBERS = {int, float, type(None)}

# What the last word of a name says that its numbers are; of a mark no total makes sense, of a level no sum does.
_QUANTITIES = {
    "mark": "id page port latitude longitude lat lng lon year month day code number offset position rank index",
    "level": "rate rates rating ratio score threshold temperature confidence percent progress level priority",
    "money": "amount balance base cost discount fee price subtotal tax total",
    "length": "distance elevation height length radius width",
    "seconds": "seconds ttl",
    "bytes": "bytes size",
}
_OWN = "age area capacity days gb grams hours mass mb minutes ms power voltage weight"
_QUANTITY_OF = {word: kind for kind, listed in _QUANTITIES.items() for word in listed.split()} | {
    word: word for word in _OWN.split()
}
_NEEDED = frozenset((int, float))


def hundredths(value: JSON) -> int | None:
    """Return a number times 100 as an integer; None for what is no number or has more than two decimals."""
    if type(value) is int:
        return value * 100
    if type(value) is float and abs(value) < 1e9:
        rounded = round(value * 100)
        return rounded if rounded / 100 == value else None
    return None


def exact_columns(seen: View) -> list[str]:
    """Return the members that are numbers (or null) of at most two decimals, below 1e8, so that sums are exact."""
    return [
        name
        for name, kinds in seen.kinds.items()
        if (int in kinds or float in kinds) and kinds <= _NUMBERS and all(map(_is_exact, seen.column(name)))
    ]


def _is_exact(value: JSON) -> bool:
    return value is None or (-1e8 < cast("float", value) < 1e8 and hundredths(value) is not None)


def _exact(seen: View, rng: Random, least: int) -> list[str]:
    found = exact_columns(seen)
    return sample(rng, found, least) if len(found) >= least else []


def _quantity(seen: View, name: str) -> str:
    """Return what the numbers of a member are: ``mark``, ``level``, ``count``, or a quantity with units of its own."""
    last = (words(name) or (name,))[-1].lower()
    return _QUANTITY_OF.get(last) or (last if float in seen.kinds[name] else "count")


def amounts(seen: View) -> dict[str, str]:
    """Return the exact columns of which people take the largest or the mean, with their quantities."""
    found = {name: _quantity(seen, name) for name in exact_columns(seen)}
    return {name: kind for name, kind in found.items() if kind != "mark"}


def _propose_scale(seen: View, rng: Random) -> Args | None:
    keys = _exact(seen, rng, 1)
    if not keys:
        return None
    return {"key": keys[0], "way": pick(rng, ("times", "by")), "factor": pick(rng, (10, 100, 1000))}


def _scale(value: JSON, args: Args) -> JSON:
    factor, times = integer(args, "factor"), args["way"] == "times"

    def change(member: JSON) -> JSON:
        exact = hundredths(member)
        if exact is None:
            return member
        return plain_number(exact * factor / 100 if times else exact / (100 * factor))

    return at(value, [text(args, "key")], change)


def _propose_compute(seen: View, rng: Random) -> Args | None:
    if sum(kinds <= _NEEDED for kinds in seen.kinds.values()) < 2:  # most documents: told before values are looked at
        return None
    found = {name: kind for name, kind in amounts(seen).items() if kind != "level" and not seen.gaps(name)}
    if len(found) < 2:
        return None
    keys = sample(rng, list(found), 2)
    kinds = {found[name] for name in keys}
    signs = [*(["plus", "minus"] if len(kinds) == 1 else []), *(["times"] if "count" in kinds else [])]
    if not signs:
        return None
    into = fresh_name(rng, "total", list(seen.kinds), of=int)
    return {"keys": cast("JSON", keys), "sign": pick(rng, signs), "into": into}


_SIGNS: dict[str, Callable[[int, int], float]] = {
    "times": lambda one, other: one * other / 10000,
    "plus": lambda one, other: (one + other) / 100,
    "minus": lambda one, other: (one - other) / 100,
}


def _compute(value: JSON, args: Args) -> JSON:
    sign, into = _SIGNS[text(args, "sign")], text(args, "into")

    def change(row: Record) -> JSON:
        one, other = (hundredths(row.get(name)) for name in texts(args, "keys"))
        return row if one is None or other is None else {**row, into: plain_number(sign(one, other))}

    return each(value, change)


def _compute_mentions(args: Args) -> dict[str, Mention]:
    first, second = texts(args, "keys")
    return {"a": Mention("key", first), "c": Mention("key", second), "b": Mention("new", args["into"])}


NUMBERS = (
    Op(
        "scale",
        "any",
        _propose_scale,
        _scale,
        proofs.scale,
        f'.p as $p | .d | {AT_KEY}each(at(if type != "number" then . elif $p.way == "times" '
        "then (. * 100 | round) * $p.factor / 100 else (. * 100 | round) / (100 * $p.factor) end))",
        lambda args: {"a": Mention("key", args["key"]), "v": Mention("value", args["factor"])},
        ({"a": 12.35}, {"key": "a", "way": "times", "factor": 100}, {"a": 1235}),
        section=lambda args: text(args, "way"),
        notes=key_notes,
        needs=_NEEDED,
        weight=1,
    ),
    Op(
        "compute",
        "any",
        _propose_compute,
        _compute,
        proofs.compute,
        f".p as $p | .d | {EACH}each(.[$p.keys[0]] as $x | .[$p.keys[1]] as $y "
        '| if ($x | type) == "number" and ($y | type) == "number" then .[$p.into] = '
        '(($x * 100 | round) as $m | ($y * 100 | round) as $n | if $p.sign == "times" then $m * $n / 10000 '
        'elif $p.sign == "plus" then ($m + $n) / 100 else ($m - $n) / 100 end) else . end)',
        _compute_mentions,
        ({"a": 0.1, "b": 0.2}, {"keys": ["a", "b"], "sign": "plus", "into": "c"}, {"a": 0.1, "b": 0.2, "c": 0.3}),
        fresh=("into",),
        section=lambda args: text(args, "sign"),
        notes=keys_notes,
        needs=_NEEDED,
        weight=6,
    ),
)
