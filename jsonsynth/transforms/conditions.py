"""Operations that test the objects of an array."""

from __future__ import annotations

from collections.abc import Callable
from operator import ge, gt, le, lt
from typing import Any, cast

from jsonsynth.examples import JSON
from jsonsynth.seeds import Random, chance, pick, sample
from jsonsynth.transforms import expressions, jsonata_conditions
from jsonsynth.transforms.common import top_notes
from jsonsynth.transforms.op import (
    Args,
    Mention,
    Note,
    Op,
    Record,
    View,
    rows_of,
    text,
)
from jsonsynth.transforms.proofs import rows as proofs

__all__ = ["CONDITIONS"]

_NULL = type(None)


_Test = Callable[[JSON, JSON], bool]


_NUMBERS = frozenset((int, float))


def _both(test: Callable[[Any, Any], bool]) -> _Test:
    """Compare two texts or two numbers; whatever else they are, they fail."""

    def passes(member: JSON, wanted: JSON) -> bool:
        one, other = type(member), type(wanted)
        return (one is other is str or (one in _NUMBERS and other in _NUMBERS)) and test(member, wanted)

    return passes


def _equal(member: JSON, wanted: JSON) -> bool:
    return member == wanted and isinstance(member, bool) == isinstance(wanted, bool)


_TESTS: dict[str, _Test] = {
    "gt": _both(gt),
    "ge": _both(ge),
    "lt": _both(lt),
    "le": _both(le),
    "eq": _equal,
    "ne": lambda member, wanted: member is not None and not _equal(member, wanted),
    "in": lambda member, wanted: any(_equal(member, one) for one in cast("list[JSON]", wanted)),
    "set": lambda member, _wanted: member is not None,
    "contains": lambda member, wanted: isinstance(member, str) and str(wanted) in member,
    "starts": lambda member, wanted: isinstance(member, str) and member.startswith(str(wanted)),
}


def _passing(args: Args) -> Callable[[Record], bool]:
    tests = [
        (_TESTS[str(test["test"])], str(test["key"]), test["value"]) for test in cast("list[Record]", args["tests"])
    ]
    if len(tests) == 1:
        ((test, name, value),) = tests
        return lambda row: test(row.get(name), value)
    decide = all if args["joint"] == "and" else any
    return lambda row: decide(passes(row.get(key), wanted) for passes, key, wanted in tests)


def _propose_test(seen: View, rng: Random) -> Record | None:
    names = list(seen.kinds)
    name = pick(rng, names)
    kinds = seen.kinds[name] - {_NULL}
    if _NULL in seen.kinds[name] and chance(rng, 0.3):
        return {"key": name, "test": "set", "value": None}
    held = [value for value in seen.column(name) if value is not None]
    for fits, draw in _DRAWS:
        if kinds and kinds <= fits:
            return draw(seen, rng, name, cast("list[JSON]", held))
    return None


def _draw_boolean(_seen: View, rng: Random, name: str, _held: list[JSON]) -> Record:
    return {"key": name, "test": "eq", "value": chance(rng, 0.6)}


def _draw_number(_seen: View, rng: Random, name: str, held: list[JSON]) -> Record:
    value = cast("float", pick(rng, held))
    if isinstance(value, int) and chance(rng, 0.4):
        value = value // 10 * 10 if value > 20 else value
    return {"key": name, "test": pick(rng, ("gt", "ge", "lt", "le")), "value": value}


def _looks_like_date(value: JSON) -> bool:
    return isinstance(value, str) and len(value) >= 10 and value[4:5] == value[7:8] == "-" and value[:4].isdigit()


def _draw_text(seen: View, rng: Random, name: str, held: list[JSON]) -> Record | None:
    value = str(pick(rng, held))
    if _looks_like_date(value):
        alike = all(_looks_like_date(other) and len(str(other)) == 10 for other in held)
        return {"key": name, "test": pick(rng, ("gt", "lt")) + " date", "value": value} if alike else None
    if len(value) > 40 or not value.strip():
        return None
    distinct = list(dict.fromkeys(map(str, held)))
    if len(distinct) > 2 and max(map(len, distinct)) < 25 and chance(rng, 0.25):
        return {"key": name, "test": "in", "value": cast("JSON", sample(rng, distinct, 2))}
    if len(distinct) < len(held) or chance(rng, 0.35):
        ne = chance(rng, 0.25) and not seen.gaps(name)
        return {"key": name, "test": "ne" if ne else "eq", "value": value}
    word = pick(rng, value.split())
    starts = value.startswith(word) and chance(rng, 0.4)
    return {"key": name, "test": "starts" if starts else "contains", "value": word} if len(word) > 1 else None


_DRAWS: tuple[tuple[set[type], Callable[[View, Random, str, list[JSON]], Record | None]], ...] = (
    ({bool}, _draw_boolean),
    ({int, float}, _draw_number),
    ({str}, _draw_text),
)


def _propose_tests(seen: View, rng: Random) -> Args | None:
    if len(seen.rows) < 2:
        return None
    count = 2 if chance(rng, 0.22) else 1
    tests = [test for test in (_propose_test(seen, rng) for _ in range(count)) if test is not None]
    tests = [{**test, "test": str(test["test"]).removesuffix(" date")} for test in tests]
    if len(tests) < count or len({str(test["key"]) for test in tests}) < count:
        return None
    args: Args = {"tests": cast("JSON", tests), "joint": "or" if count == 2 and chance(rng, 0.35) else "and"}
    matching = sum(map(_passing(args), seen.rows))
    return args if 0 < matching < len(seen.rows) else None


def _tested(args: Args) -> list[str]:
    return [str(test["key"]) for test in cast("list[Record]", args["tests"])]


def _tests_mention(args: Args) -> dict[str, Mention]:
    return {"tests": Mention("tests", args["tests"], str(args["joint"]))}


def _tests_notes(seen: View, args: Args) -> list[Note]:
    return top_notes(seen, _tested(args))


def _gap_notes(section: str) -> Callable[[View, Args], list[Note]]:
    def notes(seen: View, args: Args) -> list[Note]:
        gaps: list[JSON] = [name for name in _tested(args) if seen.gaps(name)]
        missing = [Note(section, {"keys": Mention("keys", gaps, "or")})] if gaps else []
        return _tests_notes(seen, args) + missing

    return notes


def _select(value: JSON, args: Args) -> JSON:
    passing = _passing(args)
    return [row for row in rows_of(value) if passing(row)]


def _reject(value: JSON, args: Args) -> JSON:
    passing = _passing(args)
    return [row for row in rows_of(value) if not passing(row)]


def _propose_named_tests(*pairs: tuple[str, ...]) -> Callable[[View, Random], Args | None]:
    def propose(seen: View, rng: Random) -> Args | None:
        args = _propose_tests(seen, rng)
        return None if args is None else {**args, **_named(pick(rng, pairs))}

    return propose


def _named(names: tuple[str, ...]) -> dict[str, JSON]:
    return {"into": names[0]} if len(names) == 1 else {"match": names[0], "rest": names[1]}


def _count_where(value: JSON, args: Args) -> JSON:
    return {text(args, "into"): sum(map(_passing(args), rows_of(value)))}


def _partition(value: JSON, args: Args) -> JSON:
    return {text(args, "match"): _select(value, args), text(args, "rest"): _reject(value, args)}


_PASSES = (
    "def test($t): .[$t.key] as $v | ($v | type) as $y | $t.value as $w | ($y == ($w | type)) as $alike "
    '| if $t.test == "gt" then $alike and $v > $w elif $t.test == "ge" then $alike and $v >= $w '
    'elif $t.test == "lt" then $alike and $v < $w elif $t.test == "le" then $alike and $v <= $w '
    'elif $t.test == "eq" then $v == $w elif $t.test == "ne" then $v != null and $v != $w '
    'elif $t.test == "in" then any($w[]; . == $v) elif $t.test == "set" then $v != null '
    'elif $t.test == "starts" then $y == "string" and ($v | startswith($w)) '
    'else $y == "string" and ($v | contains($w)) end; '
    'def passes: . as $r | [$p.tests[] as $t | $r | test($t)] | if $p.joint == "and" then all else any end; '
)


CONDITIONS = (
    Op(
        "filter",
        "records",
        _propose_tests,
        _select,
        proofs.select,
        f".p as $p | .d | {_PASSES}map(select(passes))",
        _tests_mention,
        (
            [{"a": 5}, {"a": None}, {"a": "9"}, {"a": True}],
            {"tests": [{"key": "a", "test": "gt", "value": 0}], "joint": "and"},
            [{"a": 5}],
        ),
        fresh=("tests",),
        notes=_tests_notes,
        weight=9,
        jmespath=expressions.select,
        jsonata=jsonata_conditions.select,
    ),
    Op(
        "reject",
        "records",
        _propose_tests,
        _reject,
        proofs.reject,
        f".p as $p | .d | {_PASSES}map(select(passes | not))",
        _tests_mention,
        (
            [{"a": 5}, {"b": 1}],
            {"tests": [{"key": "a", "test": "eq", "value": 5}], "joint": "and"},
            [{"b": 1}],
        ),
        fresh=("tests",),
        notes=_gap_notes("gaps stay"),
        jmespath=expressions.reject,
        jsonata=jsonata_conditions.reject,
    ),
    Op(
        "count_where",
        "records",
        _propose_named_tests(("count",), ("matches",), ("n",), ("total",), ("how_many",), ("number",)),
        _count_where,
        proofs.count_where,
        f".p as $p | .d | {_PASSES}{{($p.into): map(select(passes)) | length}}",
        lambda args: {**_tests_mention(args), "b": Mention("new", args["into"])},
        (
            [{"a": "x y"}, {"a": 1}],
            {"tests": [{"key": "a", "test": "contains", "value": "y"}], "joint": "and", "into": "n"},
            {"n": 1},
        ),
        fresh=("tests", "into"),
        notes=_tests_notes,
        weight=3,
        jmespath=expressions.count_where,
        jsonata=jsonata_conditions.count_where,
    ),
    Op(
        "partition",
        "records",
        _propose_named_tests(("match", "rest"), ("yes", "no"), ("in", "out"), ("matching", "others"), ("hit", "miss")),
        _partition,
        proofs.partition,
        f".p as $p | .d | {_PASSES}{{($p.match): map(select(passes)), ($p.rest): map(select(passes | not))}}",
        lambda args: {
            **_tests_mention(args),
            "b": Mention("new", args["match"]),
            "c": Mention("new", args["rest"]),
        },
        (
            [{"a": 1}, {"a": True}],
            {"tests": [{"key": "a", "test": "eq", "value": 1}], "joint": "and", "match": "y", "rest": "n"},
            {"y": [{"a": 1}], "n": [{"a": True}]},
        ),
        fresh=("tests", "match", "rest"),
        notes=_gap_notes("gaps second"),
        weight=3,
        jmespath=expressions.partition,
        jsonata=jsonata_conditions.partition,
    ),
)
