"""Operations on single values: casts, texts, dates and numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import cast

from jsonsynth.examples import JSON
from jsonsynth.jsontext import plain_number
from jsonsynth.seeds import Random, chance, pick, sample
from jsonsynth.transforms.members import each, top_notes
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
    integer,
    mapping,
    phrase,
    rows_of,
    text,
    texts,
)
from jsonsynth.transforms.proofs import values as proofs

__all__ = ["VALUES", "hundredths"]

_TEXT = {str, type(None)}
_NUMBERS = {int, float, type(None)}
_AT = f"{EACH}def at(f): with_entries(if .key | IN($p.keys[]) then .value |= f else . end); "
_AT_KEY = f"{EACH}def at(f): if has($p.key) then .[$p.key] |= f else . end; "
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")


def _at(value: JSON, keys: list[str], change: Callable[[JSON], JSON]) -> JSON:
    wanted = frozenset(keys)
    return each(value, lambda row: {name: change(m) if name in wanted else m for name, m in row.items()})


def _keys_mention(args: Args) -> dict[str, Mention]:
    return {"keys": Mention("keys", args["keys"])}


def _keys_notes(seen: View, args: Args) -> list[Note]:
    return top_notes(seen, texts(args, "keys"))


def _key_notes(seen: View, args: Args) -> list[Note]:
    return top_notes(seen, [text(args, "key")])


def _text_keys(seen: View, rng: Random, fits: Callable[[str], bool], most: int = 2) -> list[str]:
    """Return members that are all text (or null), of which at least one value fits."""
    found = [
        name
        for name, kinds in seen.kinds.items()
        if str in kinds and kinds <= _TEXT and any(isinstance(v, str) and fits(v) for v in seen.column(name))
    ]
    return sample(rng, found, most)


def _prepared(value: JSON, rng: Random, change: Callable[[JSON], JSON], kinds: tuple[type, ...]) -> JSON:
    """Change the members of some names whose values are all of the kinds, everywhere at the top."""
    rows = rows_of(value) if isinstance(value, list) else [cast("Record", value)]
    found = [name for name in rows[0] if all(type(row.get(name)) in kinds for row in rows)]
    wanted = set(sample(rng, found, 2))
    return each(value, lambda row: {name: change(m) if name in wanted else m for name, m in row.items()})


# casts


def _is_castable(value: str) -> bool:
    return len(value) < 16 and _NUMBER.fullmatch(value) is not None


def _plain(value: str) -> bool:
    return _is_castable(value) and "e" not in value.lower() and value.lstrip("-") != ""


def _propose_to_number(seen: View, rng: Random) -> Args | None:
    keys = _text_keys(seen, rng, _is_castable)
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

    return _at(value, texts(args, "keys"), change)


def _odd_numbers(seen: View, args: Args) -> list[Note]:
    held = [v for name in texts(args, "keys") for v in seen.column(name)]
    odd = any(isinstance(v, str) and not _NUMBER.fullmatch(v) for v in held)
    return _keys_notes(seen, args) + ([Note(f"not a number {text(args, 'otherwise')}")] if odd else [])


def _quoted(value: JSON, rng: Random) -> JSON:
    """Put numbers into quotes, the way exports do; here and there something that is none."""

    def quote(member: JSON) -> JSON:
        odd = chance(rng, 0.06)
        return pick(rng, ("n/a", "unknown", "-", "TBD", "1,200", "12 kg")) if odd else _written(member)

    return _prepared(value, rng, quote, (int, float))


def _written(member: JSON) -> str:
    return str(member).lower() if isinstance(member, bool) else str(member)


def _safe(value: JSON) -> bool:
    return isinstance(value, bool | None) or (isinstance(value, int | float) and 1e-3 < abs(value) < 1e12) or value == 0


def _propose_to_string(seen: View, rng: Random) -> Args | None:
    found = [
        name
        for name, kinds in seen.kinds.items()
        if kinds & {int, float, bool} and kinds <= {int, float, bool, type(None)} and all(map(_safe, seen.column(name)))
    ]
    return {"keys": cast("JSON", sample(rng, found, 2))} if found else None


def _to_string(value: JSON, args: Args) -> JSON:
    return _at(value, texts(args, "keys"), lambda m: _written(m) if isinstance(m, int | float) else m)


def _string_notes(seen: View, args: Args) -> list[Note]:
    kinds = set[type]().union(*(seen.kinds.get(name, set()) for name in texts(args, "keys")))
    booleans = [Note("boolean text")] if bool in kinds else []
    return _keys_notes(seen, args) + booleans + ([Note("null stays")] if type(None) in kinds else [])


_TRUTH: tuple[tuple[str, str], ...] = (("true", "false"), ("yes", "no"), ("Y", "N"), ("on", "off"), ("1", "0"))


def _propose_to_boolean(seen: View, rng: Random) -> Args | None:
    for true, false in _TRUTH:
        keys = _text_keys(seen, rng, {true, false}.__contains__)
        if keys:
            return {"keys": cast("JSON", keys), "values": {true: True, false: False}}
    return None


def _recode(value: JSON, args: Args) -> JSON:
    values = mapping(args, "values")
    return _at(value, texts(args, "keys"), lambda m: values.get(m, m) if isinstance(m, str) else m)


def _worded_truth(value: JSON, rng: Random) -> JSON:
    """Write booleans as words."""
    true, false = pick(rng, _TRUTH)
    return _prepared(value, rng, lambda member: true if member is True else false, (bool,))


def _truth_notes(seen: View, args: Args) -> list[Note]:
    values = mapping(args, "values")
    other = any(v not in values for name in texts(args, "keys") for v in seen.column(name) if isinstance(v, str))
    return _keys_notes(seen, args) + ([Note("other stays")] if other else [])


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
    short = [old[: 1 + (len(set(w[0] for w in distinct)) < len(distinct))].upper() for old in distinct]
    return dict(zip(distinct, short, strict=True)) if len(set(short)) == len(short) and "" not in short else None


# texts


def _is_ascii_letters(value: str) -> bool:
    return value.isascii() and value.lower() != value.upper()


def _propose_text_case(seen: View, rng: Random) -> Args | None:
    keys = _text_keys(seen, rng, _is_ascii_letters)
    if not keys or not all(str(v).isascii() for name in keys for v in seen.column(name)):
        return None
    return {"keys": cast("JSON", keys), "case": pick(rng, ("upper", "lower"))}


_UPPER = str.maketrans({chr(code): chr(code - 32) for code in range(97, 123)})
_LOWER = str.maketrans({chr(code): chr(code + 32) for code in range(65, 91)})


def _text_case(value: JSON, args: Args) -> JSON:
    table = _UPPER if args["case"] == "upper" else _LOWER
    return _at(value, texts(args, "keys"), lambda m: m.translate(table) if isinstance(m, str) else m)


def _propose_trim(seen: View, rng: Random) -> Args | None:
    keys = _text_keys(seen, rng, lambda v: v != v.strip(" "), 3)
    if any(v.strip() != v.strip(" ") for name in keys for v in seen.column(name) if isinstance(v, str)):
        return None
    return {"keys": cast("JSON", keys)} if keys else None


def _trim(value: JSON, args: Args) -> JSON:
    return _at(value, texts(args, "keys"), lambda m: m.strip(" ") if isinstance(m, str) else m)


def _padded(value: JSON, rng: Random) -> JSON:
    """Put blanks around texts."""
    blanks = ("", " ", "  ")
    return _prepared(value, rng, lambda m: f"{pick(rng, blanks)}{m}{pick(rng, blanks)}", (str,))


_GLUES = (", ", " ", "-", " / ", "; ", ": ", "|")


def _propose_join_text(seen: View, rng: Random) -> Args | None:
    found = [
        name for name, kinds in seen.kinds.items() if kinds == {str} and not seen.lacks(name) and _short(seen, name)
    ]
    if len(found) < 2:
        return None
    keys = sample(rng, found, 2)
    into = fresh_name(rng, keys[0], list(seen.kinds))
    return {"keys": cast("JSON", keys), "separator": pick(rng, _GLUES), "into": into, "drop": chance(rng, 0.5)}


def _short(seen: View, name: str) -> bool:
    return all(0 < len(str(v)) < 60 for v in seen.column(name))


def _join_text(value: JSON, args: Args) -> JSON:
    keys, into, drop = texts(args, "keys"), text(args, "into"), flag(args, "drop")

    def change(row: Record) -> JSON:
        joined = text(args, "separator").join([m for name in keys if isinstance(m := row.get(name), str)])
        rest = {name: m for name, m in row.items() if name not in keys} if drop else row
        return {**rest, into: joined}

    return each(value, change)


def _propose_split_text(seen: View, rng: Random) -> Args | None:
    for separator in (";", "|", ","):
        keys = _text_keys(seen, rng, lambda v, s=separator: s in v, 1)
        if keys and not _blank_parts(seen, keys[0], separator):
            return {"key": keys[0], "separator": separator}
    return None


def _blank_parts(seen: View, key: str, separator: str) -> bool:
    parts = [part for v in seen.column(key) if isinstance(v, str) and v for part in v.split(separator)]
    return any(not part.strip() or part.strip() != part.strip(" ") for part in parts)


def _split_text(value: JSON, args: Args) -> JSON:
    def change(member: JSON) -> JSON:
        if not isinstance(member, str):
            return member
        return [part.strip(" ") for part in member.split(text(args, "separator"))] if member else []

    return _at(value, [text(args, "key")], change)


def _separator_mentions(args: Args) -> dict[str, Mention]:
    return {"a": Mention("key", args["key"]), "s": Mention("value", args["separator"])}


def _blank_notes(seen: View, args: Args) -> list[Note]:
    blank = [Note("blank splits")] if "" in seen.column(text(args, "key")) else []
    return _key_notes(seen, args) + blank


def _listed(value: JSON, rng: Random) -> JSON:
    """Write lists of texts as one text each."""
    separator = pick(rng, ("; ", ";", "|", ", ", ","))

    def written(member: JSON) -> JSON:
        parts = cast("list[JSON]", member)
        joined = all(isinstance(part, str) and part.strip(" ,;|") == part != "" for part in parts)
        return separator.join(map(str, parts)) if joined else member

    return _prepared(value, rng, written, (list,))


def _propose_join_list(seen: View, rng: Random) -> Args | None:
    found = [
        name
        for name, kinds in seen.kinds.items()
        if list in kinds and kinds <= {list, type(None)} and all(map(_texts_only, seen.column(name)))
    ]
    return {"key": pick(rng, found), "separator": pick(rng, _GLUES)} if found else None


def _texts_only(member: JSON) -> bool:
    return member is None or all(isinstance(part, str) for part in cast("list[JSON]", member))


def _join_list(value: JSON, args: Args) -> JSON:
    def change(member: JSON) -> JSON:
        if not isinstance(member, list) or not all(part is None or isinstance(part, str) for part in member):
            return member
        return text(args, "separator").join([part for part in member if isinstance(part, str)])

    return _at(value, [text(args, "key")], change)


def _empty_list_notes(seen: View, args: Args) -> list[Note]:
    empty = [Note("empty joins")] if [] in seen.column(text(args, "key")) else []
    return _key_notes(seen, args) + empty


# dates

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DATE_FORMATS = ("DD/MM/YYYY", "MM/DD/YYYY", "DD.MM.YYYY", "YYYY/MM/DD", "YYYYMMDD", "DD-MM-YYYY")


def _real_date(value: str) -> bool:
    found = _DATE.fullmatch(value)
    if found is None:
        return False
    try:
        date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return False
    return True


def _propose_date_format(seen: View, rng: Random) -> Args | None:
    keys = _text_keys(seen, rng, _real_date)
    return {"keys": cast("JSON", keys), "format": pick(rng, _DATE_FORMATS)} if keys else None


def _date_format(value: JSON, args: Args) -> JSON:
    template = text(args, "format").replace("YYYY", r"\1").replace("MM", r"\2").replace("DD", r"\3")
    return _at(
        value, texts(args, "keys"), lambda m: _DATE.sub(template, m) if isinstance(m, str) and _real_date(m) else m
    )


def _date_notes(seen: View, args: Args) -> list[Note]:
    held = [v for name in texts(args, "keys") for v in seen.column(name) if isinstance(v, str)]
    return _keys_notes(seen, args) + ([Note("not a date")] if not all(map(_real_date, held)) else [])


# numbers: exact for values with at most two decimals


def hundredths(value: JSON) -> int | None:
    """Return a number times 100 as an integer; None for what is no number or has more than two decimals."""
    if type(value) is int:
        return value * 100
    if type(value) is float and abs(value) < 1e9:
        rounded = round(value * 100)
        return rounded if rounded / 100 == value else None
    return None


def _exact(seen: View, rng: Random, least: int) -> list[str]:
    found = [
        name
        for name, kinds in seen.kinds.items()
        if kinds & {int, float}
        and kinds <= _NUMBERS
        and all(v is None or (hundredths(v) is not None and abs(cast("float", v)) < 1e8) for v in seen.column(name))
    ]
    return sample(rng, found, least) if len(found) >= least else []


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

    return _at(value, [text(args, "key")], change)


def _propose_compute(seen: View, rng: Random) -> Args | None:
    keys = _exact(seen, rng, 2)
    if not keys:
        return None
    sign = pick(rng, ("times", "plus", "minus"))
    whole = any(seen.kinds[name] <= {int, type(None)} for name in keys)
    if (sign == "times" and not whole) or any(map(seen.gaps, keys)):
        return None
    return {"keys": cast("JSON", keys), "sign": sign, "into": fresh_name(rng, "total", list(seen.kinds))}


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


VALUES = (
    Op(
        "to_number",
        "any",
        _propose_to_number,
        _to_number,
        proofs.to_number,
        f'.p as $p | .d | {_AT}each(at(if type != "string" then . '
        'elif test("\\\\A-?(0|[1-9][0-9]*)(\\\\.[0-9]+)?([eE][+-]?[0-9]+)?\\\\z") then tonumber '
        'elif $p.otherwise == "null" then null else . end))',
        _keys_mention,
        (
            {"a": "12.50", "b": "+5", "c": "007"},
            {"keys": ["a", "b"], "otherwise": "same"},
            {"a": 12.5, "b": "+5", "c": "007"},
        ),
        notes=_odd_numbers,
        prepare=_quoted,
        weight=4,
    ),
    Op(
        "to_string",
        "any",
        _propose_to_string,
        _to_string,
        proofs.to_string,
        f'.p as $p | .d | {_AT}each(at(if type == "number" or type == "boolean" then tojson else . end))',
        _keys_mention,
        ([{"a": 12}, {"a": False}, {"a": None}], {"keys": ["a"]}, [{"a": "12"}, {"a": "false"}, {"a": None}]),
        notes=_string_notes,
    ),
    Op(
        "to_boolean",
        "any",
        _propose_to_boolean,
        _recode,
        proofs.recode,
        f'.p as $p | .d | {_AT}each(at(if type == "string" and (. as $v | $p.values | has($v)) '
        "then $p.values[.] else . end))",
        lambda args: {**_keys_mention(args), "pairs": Mention("pairs", args["values"])},
        ({"a": "true", "b": "True"}, {"keys": ["a", "b"], "values": {"true": True}}, {"a": True, "b": "True"}),
        notes=_truth_notes,
        prepare=_worded_truth,
    ),
    Op(
        "recode",
        "records",
        _propose_recode,
        _recode,
        proofs.recode,
        f'.p as $p | .d | {_AT}each(at(if type == "string" and (. as $v | $p.values | has($v)) '
        "then $p.values[.] else . end))",
        lambda args: {"a": Mention("key", texts(args, "keys")[0]), "pairs": Mention("pairs", args["values"])},
        ([{"a": "x"}, {"a": "y"}], {"keys": ["a"], "values": {"x": 1}}, [{"a": 1}, {"a": "y"}]),
        fresh=("values",),
        notes=_keys_notes,
    ),
    Op(
        "text_case",
        "any",
        _propose_text_case,
        _text_case,
        proofs.text_case,
        f'.p as $p | .d | {_AT}each(at(if type != "string" then . '
        'elif $p.case == "upper" then ascii_upcase else ascii_downcase end))',
        _keys_mention,
        ({"a": "Ab1", "b": "Ab"}, {"keys": ["a"], "case": "upper"}, {"a": "AB1", "b": "Ab"}),
        section=lambda args: text(args, "case"),
        notes=_keys_notes,
    ),
    Op(
        "trim",
        "any",
        _propose_trim,
        _trim,
        proofs.trim,
        f'.p as $p | .d | {_AT}each(at(if type == "string" then sub("\\\\A +"; "") | sub(" +\\\\z"; "") else . end))',
        _keys_mention,
        ({"a": " x y  ", "b": " "}, {"keys": ["a"]}, {"a": "x y", "b": " "}),
        notes=_keys_notes,
        prepare=_padded,
        weight=1,
    ),
    Op(
        "join_text",
        "any",
        _propose_join_text,
        _join_text,
        proofs.join_text,
        f".p as $p | .d | {EACH}each(([.[$p.keys[]] | strings] | join($p.separator)) as $joined "
        "| if $p.drop then with_entries(select(.key | IN($p.keys[]) | not)) else . end | .[$p.into] = $joined)",
        lambda args: {
            "keys": Mention("keys", args["keys"]),
            "s": Mention("value", args["separator"]),
            "b": Mention("new", args["into"]),
        },
        (
            {"a": "Ann", "b": "Li"},
            {"keys": ["b", "a"], "separator": ", ", "into": "n", "drop": True},
            {"n": "Li, Ann"},
        ),
        fresh=("into",),
        section=lambda args: "drop" if flag(args, "drop") else "keep",
        notes=_keys_notes,
    ),
    Op(
        "split_text",
        "any",
        _propose_split_text,
        _split_text,
        proofs.split_text,
        f'.p as $p | .d | {_AT_KEY}each(at(if type != "string" then . elif . == "" then [] '
        'else split($p.separator) | map(sub("\\\\A +"; "") | sub(" +\\\\z"; "")) end))',
        _separator_mentions,
        ([{"a": "x; y"}, {"a": ""}], {"key": "a", "separator": ";"}, [{"a": ["x", "y"]}, {"a": []}]),
        notes=_blank_notes,
        prepare=_listed,
    ),
    Op(
        "join_list",
        "any",
        _propose_join_list,
        _join_list,
        proofs.join_list,
        f'.p as $p | .d | {_AT_KEY}each(at(if type == "array" and all(.[]; type == "string" or . == null) '
        "then map(strings) | join($p.separator) else . end))",
        _separator_mentions,
        ([{"a": ["x", None, "y"]}, {"a": []}], {"key": "a", "separator": "-"}, [{"a": "x-y"}, {"a": ""}]),
        notes=_empty_list_notes,
    ),
    Op(
        "date_format",
        "any",
        _propose_date_format,
        _date_format,
        proofs.date_format,
        f'.p as $p | .d | {_AT}each(at(if type == "string" and test("\\\\A[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}\\\\z") '
        'then split("-") as $s | ($s | map(tonumber)) as [$y, $m, $d] '
        "| (if ($y % 4 == 0 and $y % 100 != 0) or $y % 400 == 0 then 29 else 28 end) as $feb "
        "| if $y > 0 and $m > 0 and $m < 13 and $d > 0 and $d <= [31, $feb, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][$m - 1] "
        'then $p.format | sub("YYYY"; $s[0]) | sub("MM"; $s[1]) | sub("DD"; $s[2]) else . end else . end))',
        lambda args: {**_keys_mention(args), "format": phrase(args["format"])},
        (
            {"a": "2024-02-29", "b": "2023-02-29"},
            {"keys": ["a", "b"], "format": "DD/MM/YYYY"},
            {"a": "29/02/2024", "b": "2023-02-29"},
        ),
        notes=_date_notes,
        weight=3,
    ),
    Op(
        "scale",
        "any",
        _propose_scale,
        _scale,
        proofs.scale,
        f'.p as $p | .d | {_AT_KEY}each(at(if type != "number" then . elif $p.way == "times" '
        "then (. * 100 | round) * $p.factor / 100 else (. * 100 | round) / (100 * $p.factor) end))",
        lambda args: {"a": Mention("key", args["key"]), "v": Mention("value", args["factor"])},
        ({"a": 12.35}, {"key": "a", "way": "times", "factor": 100}, {"a": 1235}),
        section=lambda args: text(args, "way"),
        notes=_key_notes,
        weight=1,
    ),
    Op(
        "compute",
        "any",
        _propose_compute,
        _compute,
        proofs.compute,
        f'.p as $p | .d | {EACH}each(.[$p.keys[0]] as $x | .[$p.keys[1]] as $y '
        '| if ($x | type) == "number" and ($y | type) == "number" then .[$p.into] = '
        '(($x * 100 | round) as $m | ($y * 100 | round) as $n | if $p.sign == "times" then $m * $n / 10000 '
        'elif $p.sign == "plus" then ($m + $n) / 100 else ($m - $n) / 100 end) else . end)',
        _compute_mentions,
        ({"a": 0.1, "b": 0.2}, {"keys": ["a", "b"], "sign": "plus", "into": "c"}, {"a": 0.1, "b": 0.2, "c": 0.3}),
        fresh=("into",),
        section=lambda args: text(args, "sign"),
        notes=_keys_notes,
    ),
)
