"""Operations on the shape of a value: names, depth, wrappers."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection
from typing import cast

from jsonsynth.examples import JSON
from jsonsynth.seeds import Random, chance, pick
from jsonsynth.transforms import expressions, jsonata
from jsonsynth.transforms.common import each
from jsonsynth.transforms.naming import CASES, spelled, spelling
from jsonsynth.transforms.op import (
    EACH,
    Args,
    Mention,
    Note,
    Op,
    Record,
    View,
    flag,
    path,
    rows_of,
    text,
)
from jsonsynth.transforms.proofs import shapes as proofs

__all__ = ["SHAPES"]

# letters in parts, each with up to three digits; one way only to match, so that no name makes it search for long
_PLAIN_NAMES = re.compile(r"(?:[_-]?[A-Za-z]+(?:(?:[0-9]{1,3}[_-]?|[_-])[A-Za-z]+)*[0-9]{0,3}\n)+")


_TEXT_ALONE: frozenset[type] = frozenset((str,))
_CONTAINERS = (dict, list)  # ``dict | list`` would be made anew for every test


def _are_plain(names: Collection[str]) -> bool:
    letters = "".join(names)
    return (letters.isascii() and letters.isalpha()) or _PLAIN_NAMES.fullmatch("\n".join([*names, ""])) is not None


def _shows_words(name: str) -> bool:
    return not (name.islower() or name.istitle()) or not name.isalpha()


_ACRONYM = re.compile(r"[A-Z]{2}")


def _is_open(names: Collection[str], case: str) -> bool:
    """Say whether honest people could spell a name differently: ``EUR`` among others is ``Eur`` or stays ``EUR``."""
    return case in ("camel", "pascal") and any(map(_ACRONYM.search, names)) and not all(map(str.isupper, names))


def _propose_key_case(seen: View, rng: Random) -> Args | None:
    shown = spelling(seen.kinds, rng)
    case = pick(rng, [case for case in CASES if case != shown])
    nested, names = seen.nested, seen.names()
    if (
        not any(map(_shows_words, names))
        or not _are_plain(names)
        or _is_open(names, case)
        or len({spelled(name, case) for name in names}) < len(names)
    ):
        return None
    return {"case": case, "deep": not nested or chance(rng, 0.75)}


def _key_case(value: JSON, args: Args) -> JSON:
    case, deep = text(args, "case"), flag(args, "deep")
    return each(value, lambda row: _spelled(row, case, deep=deep))


def _spelled(value: JSON, case: str, *, deep: bool) -> JSON:
    if isinstance(value, dict):
        return {
            spelled(name, case): _spelled(member, case, deep=True)
            if deep and isinstance(member, _CONTAINERS)
            else member
            for name, member in value.items()
        }
    return [_spelled(element, case, deep=deep) for element in value] if isinstance(value, list) else value


_CASE_WORDS: dict[str, JSON] = {
    "camel": ["camelCase", "camel case"],
    "snake": ["snake_case", "snake case"],
    "kebab": ["kebab-case"],
    "pascal": ["PascalCase"],
    "constant": ["SCREAMING_SNAKE_CASE", "UPPER_SNAKE_CASE", "CONSTANT_CASE"],
}


def _case_mentions(args: Args) -> dict[str, Mention]:
    return {"case": Mention("plain", _CASE_WORDS[text(args, "case")])}


def _leaves(row: Record, separator: str, before: str = "") -> list[tuple[str, JSON]]:
    found: list[tuple[str, JSON]] = []
    for name, member in row.items():
        if isinstance(member, dict) and member:
            found += _leaves(member, separator, before + name + separator)
        else:
            found.append((before + name, member))
    return found


def _propose_flatten(seen: View, rng: Random) -> Args | None:
    separator = pick(rng, (".", ".", "_", "/", "__"))
    for row in seen.rows:
        names = [name for name, _ in _leaves(row, separator)]
        if len(set(names)) < len(names) or any("." in name or "/" in name for name in row):
            return None
    return {"separator": separator}


def _flatten(value: JSON, args: Args) -> JSON:
    return each(value, lambda row: dict(_leaves(row, text(args, "separator"))))


def _flatten_notes(seen: View, _args: Args) -> list[Note]:
    lists = any(isinstance(m, list) for row in seen.rows for _, m in _leaves(row, "."))
    empty = any(m == {} for row in seen.rows for _, m in _leaves(row, "."))
    return ([Note("lists stay")] if lists else []) + ([Note("empty objects stay")] if empty else [])


def _separator_mention(args: Args) -> dict[str, Mention]:
    return {"s": Mention("value", args["separator"])}


def _propose_unflatten(seen: View, rng: Random) -> Args | None:
    found = [mark for mark in (".", "/", "__") if any(mark in name for name in seen.kinds)]
    if not found:
        return None
    separator = pick(rng, found)
    names = sorted(name + separator for name in seen.kinds)
    clash = any(other.startswith(name) for name, other in itertools.pairwise(names))
    blank = any(part == "" or part.isdigit() for name in seen.kinds for part in name.split(separator))
    return None if clash or blank else {"separator": separator}


def _unflatten(value: JSON, args: Args) -> JSON:
    def change(row: Record) -> JSON:
        whole: Record = {}
        for name, member in row.items():
            *outer, last = name.split(text(args, "separator"))
            inner = whole
            for part in outer:
                inner = cast("Record", inner.setdefault(part, {}))
            inner[last] = member
        return whole

    return each(value, change)


def _flat(value: JSON, rng: Random) -> JSON:
    """Write nested members as dotted names."""
    return _flatten(value, {"separator": pick(rng, (".", "/", "__"))})


def _propose_entries(seen: View, rng: Random) -> Args | None:
    first, second = pick(rng, (("key", "value"), ("name", "value"), ("field", "value"), ("k", "v"), ("id", "data")))
    return {"name": first, "value": second} if len(seen.kinds) > 1 else None


def _entries(value: JSON, args: Args) -> JSON:
    name, member = text(args, "name"), text(args, "value")
    return [{name: key, member: held} for key, held in sorted(cast("Record", value).items())]


def _entries_mentions(args: Args) -> dict[str, Mention]:
    return {"k": Mention("new", args["name"]), "v": Mention("new", args["value"])}


def _propose_extract(seen: View, rng: Random) -> Args | None:
    outer = seen.find(rng, {dict, list})
    if outer is None:
        return None
    inner = seen.rows[0][outer]
    deeper = [name for name, m in inner.items() if isinstance(m, _CONTAINERS) and m] if isinstance(inner, dict) else []
    return {"path": [outer, pick(rng, deeper)] if deeper and chance(rng, 0.6) else [outer]}


def _extract(value: JSON, args: Args) -> JSON:
    for name in path(args, "path"):
        value = cast("Record", value)[name]
    return value


def _path_mention(args: Args) -> dict[str, Mention]:
    steps = path(args, "path")
    return {"path": Mention("inside", args["path"]) if len(steps) > 1 else Mention("key", steps[0])}


def _extract_notes(seen: View, args: Args) -> list[Note]:
    steps = path(args, "path")
    if len(steps) > 1 or not seen.deeper(steps[0]):
        return []
    return [Note("top object", {"keys": Mention("keys", args["path"])})]


_WRAPPERS = ("items", "data", "results", "records", "payload", "entries", "rows", "content", "list", "hits")


_COUNTS = ("count", "total", "size", "length", "n", "totalCount", "item_count", "num_items")


def _propose_wrap(seen: View, rng: Random) -> Args | None:
    return {"into": pick(rng, _WRAPPERS), "count": pick(rng, _COUNTS) if seen.many and chance(rng, 0.7) else None}


def _wrap(value: JSON, args: Args) -> JSON:
    outer: Record = {text(args, "into"): value}
    if args["count"] is not None:
        outer[text(args, "count")] = len(rows_of(value))
    return outer


def _wrap_mentions(args: Args) -> dict[str, Mention]:
    inner = {"b": Mention("new", args["into"])}
    return {**inner, "c": Mention("new", args["count"])} if args["count"] is not None else inner


def _propose_columns(seen: View, _rng: Random) -> Args | None:
    return {} if len(seen.rows) > 1 else None


def _columns(value: JSON, _args: Args) -> JSON:
    rows = rows_of(value)
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: [row.get(name) for row in rows] for name in names}


def _gap_notes(seen: View, _args: Args) -> list[Note]:
    return [Note("gaps null")] if any(map(seen.lacks, seen.kinds)) else []


def _propose_invert(seen: View, _rng: Random) -> Args | None:
    if seen.held != _TEXT_ALONE:
        return None
    texts = cast("list[str]", list(seen.rows[0].values()))
    unique = len(set(texts)) == len(texts) > 1
    return {} if unique and all(0 < len(name) < 50 for name in texts) else None


def _invert(value: JSON, _args: Args) -> JSON:
    return {cast("str", member): name for name, member in cast("Record", value).items()}


def _paired(value: JSON, _rng: Random) -> JSON:
    """Keep the short texts only."""
    row = cast("Record", value)
    short: Record = {name: member for name, member in row.items() if isinstance(member, str) and len(member) < 50}
    return short if len(short) > 1 else value


_FLAT = (
    "def leaves: to_entries[] | .key as $k | .value "
    '| if type == "object" and . != {} then leaves | .key = $k + $p.separator + .key else {key: $k, value: .} end; '
)


_WORDS = (
    'def words: gsub("(?<a>[a-z0-9])(?<b>[A-Z])"; "\\(.a) \\(.b)") '
    '| gsub("(?<a>[A-Z])(?<b>[A-Z][a-z])"; "\\(.a) \\(.b)") | [scan("[A-Za-z0-9]+") | ascii_downcase]; '
    "def grow: (.[:1] | ascii_upcase) + .[1:]; "
    "def spell: . as $name | words as $w | if $w == [] then $name "
    'elif $p.case == "snake" then $w | join("_") elif $p.case == "kebab" then $w | join("-") '
    'elif $p.case == "constant" then $w | join("_") | ascii_upcase '
    'elif $p.case == "pascal" then $w | map(grow) | add else $w[0] + ($w[1:] | map(grow) | add // "") end; '
)


SHAPES = (
    Op(
        "key_case",
        "any",
        _propose_key_case,
        _key_case,
        proofs.key_case,
        f".p as $p | .d | {EACH}{_WORDS}def keys: with_entries(.key |= spell); "
        'if $p.deep then walk(if type == "object" then keys else . end) else each(keys) end',
        _case_mentions,
        ({"HTTPServerID": {"a_b": 1}}, {"case": "camel", "deep": True}, {"httpServerId": {"aB": 1}}),
        section=lambda args: "deep" if flag(args, "deep") else "top",
        weight=5,
    ),
    Op(
        "flatten",
        "any",
        _propose_flatten,
        _flatten,
        proofs.flatten,
        f".p as $p | .d | {EACH}{_FLAT}each([leaves] | from_entries)",
        _separator_mention,
        ({"a": {"b": None, "c": {}}, "d": [{"e": 1}]}, {"separator": "."}, {"a.b": None, "a.c": {}, "d": [{"e": 1}]}),
        notes=_flatten_notes,
        needs=frozenset((dict,)),
        weight=5,
    ),
    Op(
        "unflatten",
        "any",
        _propose_unflatten,
        _unflatten,
        proofs.unflatten,
        f".p as $p | .d | {EACH}"
        "each(reduce to_entries[] as $e ({}; setpath($e.key | split($p.separator); $e.value)))",
        _separator_mention,
        ({"a.b": 1, "a.c": False, "d": []}, {"separator": "."}, {"a": {"b": 1, "c": False}, "d": []}),
        prepare=_flat,
        needs=frozenset((dict,)),
        weight=3,
    ),
    Op(
        "entries",
        "object",
        _propose_entries,
        _entries,
        proofs.entries,
        ".p as $p | .d | [keys[] as $k | {($p.name): $k, ($p.value): .[$k]}]",
        _entries_mentions,
        ({"b": 1, "a": 2}, {"name": "k", "value": "v"}, [{"k": "a", "v": 2}, {"k": "b", "v": 1}]),
        fresh=("name", "value"),
        jsonata=jsonata.entries,
    ),
    Op(
        "extract",
        "object",
        _propose_extract,
        _extract,
        proofs.extract,
        ".p as $p | .d | getpath($p.path)",
        _path_mention,
        ({"a": {"b": [1]}}, {"path": ["a", "b"]}, [1]),
        notes=_extract_notes,
        weight=3,
        jmespath=expressions.extract,
        jsonata=jsonata.extract,
    ),
    Op(
        "wrap",
        "any",
        _propose_wrap,
        _wrap,
        proofs.wrap,
        ".p as $p | .d | {($p.into): .} + (if $p.count then {($p.count): length} else {} end)",
        _wrap_mentions,
        ([{"a": 1}], {"into": "items", "count": "n"}, {"items": [{"a": 1}], "n": 1}),
        fresh=("into", "count"),
        section=lambda args: "plain" if args["count"] is None else "counted",
        weight=1,
        jmespath=expressions.wrap,
        jsonata=jsonata.wrap,
    ),
    Op(
        "columns",
        "records",
        _propose_columns,
        _columns,
        proofs.columns,
        ".d | . as $r | reduce (map(keys) | add | unique)[] as $k ({}; .[$k] = [$r[] | .[$k]])",
        lambda _args: {},
        ([{"a": 1}, {"a": 2, "b": 3}], {}, {"a": [1, 2], "b": [None, 3]}),
        notes=_gap_notes,
        jmespath=expressions.columns,
        jsonata=jsonata.columns,
    ),
    Op(
        "invert",
        "object",
        _propose_invert,
        _invert,
        proofs.invert,
        ".d | with_entries({key: .value, value: .key})",
        lambda _args: {},
        ({"a": "x", "b": "y"}, {}, {"x": "a", "y": "b"}),
        prepare=_paired,
        weight=4,
        jsonata=jsonata.invert,
    ),
)
