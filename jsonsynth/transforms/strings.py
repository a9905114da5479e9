"""Operations on texts and dates."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import cast

from jsonsynth.examples import JSON
from jsonsynth.seeds import Random, chance, pick, sample
from jsonsynth.transforms import jsonata
from jsonsynth.transforms.common import (
    AT,
    AT_KEY,
    at,
    each,
    key_notes,
    keys_mention,
    keys_notes,
    prepared,
    text_keys,
)
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
    phrase,
    text,
    texts,
)
from jsonsynth.transforms.proofs import values as proofs

__all__ = ["STRINGS"]


_CODED = re.compile(r"\d{4}-\d\d-\d\d|P\d|https?:")  # dates, durations, addresses: nobody has their letters changed


def _has_cases(value: str) -> bool:
    return value.isascii() and value.lower() != value.upper() and _CODED.match(value) is None


def _propose_text_case(seen: View, rng: Random) -> Args | None:
    keys = text_keys(seen, rng, _has_cases)
    if not keys or not all(str(v).isascii() for name in keys for v in seen.column(name)):
        return None
    return {"keys": cast("JSON", keys), "case": pick(rng, ("upper", "lower"))}


_UPPER = str.maketrans({chr(code): chr(code - 32) for code in range(97, 123)})


_LOWER = str.maketrans({chr(code): chr(code + 32) for code in range(65, 91)})


def _text_case(value: JSON, args: Args) -> JSON:
    table = _UPPER if args["case"] == "upper" else _LOWER
    return at(value, texts(args, "keys"), lambda m: m.translate(table) if isinstance(m, str) else m)


def _propose_trim(seen: View, rng: Random) -> Args | None:
    keys = text_keys(seen, rng, lambda v: v != v.strip(" "), 3)
    if any(v.strip() != v.strip(" ") for name in keys for v in seen.column(name) if isinstance(v, str)):
        return None
    return {"keys": cast("JSON", keys)} if keys else None


def _trim(value: JSON, args: Args) -> JSON:
    return at(value, texts(args, "keys"), lambda m: m.strip(" ") if isinstance(m, str) else m)


def _padded(value: JSON, rng: Random) -> JSON:
    """Put blanks around texts."""
    blanks = ("", " ", "  ")
    return prepared(value, rng, lambda m: f"{pick(rng, blanks)}{m}{pick(rng, blanks)}", (str,))


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
    held = cast("list[str]", seen.column(name))
    return all(held) and max(map(len, held)) < 60


def _join_text(value: JSON, args: Args) -> JSON:
    keys, into, drop = texts(args, "keys"), text(args, "into"), flag(args, "drop")

    def change(row: Record) -> JSON:
        joined = text(args, "separator").join([m for name in keys if isinstance(m := row.get(name), str)])
        rest = {name: m for name, m in row.items() if name not in keys} if drop else row
        return {**rest, into: joined}

    return each(value, change)


def _holding(part: str) -> Callable[[str], bool]:
    return lambda value: part in value


_SEPARATORS = (";", "|", ",")


def _has_separator(document: str) -> bool:
    """Say whether a string of a canonical text may hold a separator."""
    if "\\" in document:
        return True
    strings = "".join(document.split('"')[1::2])
    return any(separator in strings for separator in _SEPARATORS)


def _propose_split_text(seen: View, rng: Random) -> Args | None:
    for separator in _SEPARATORS:
        if separator not in seen.document:
            continue
        keys = text_keys(seen, rng, _holding(separator), 1)
        if keys and not _blank_parts(seen, keys[0], separator) and not _is_prose(seen, keys[0]):
            return {"key": keys[0], "separator": separator}
    return None


def _is_prose(seen: View, key: str) -> bool:
    return any(isinstance(v, str) and v.endswith((".", "!", "?")) for v in seen.column(key))


def _blank_parts(seen: View, key: str, separator: str) -> bool:
    parts = [part for v in seen.column(key) if isinstance(v, str) and v for part in v.split(separator)]
    return any(not part.strip() or part.strip() != part.strip(" ") for part in parts)


def _split_text(value: JSON, args: Args) -> JSON:
    def change(member: JSON) -> JSON:
        if not isinstance(member, str):
            return member
        return [part.strip(" ") for part in member.split(text(args, "separator"))] if member else []

    return at(value, [text(args, "key")], change)


def _separator_mentions(args: Args) -> dict[str, Mention]:
    return {"a": Mention("key", args["key"]), "s": Mention("value", args["separator"])}


def _blank_notes(seen: View, args: Args) -> list[Note]:
    blank = [Note("blank splits")] if "" in seen.column(text(args, "key")) else []
    return key_notes(seen, args) + blank


def _listed(value: JSON, rng: Random) -> JSON:
    """Write lists of texts as one text each."""
    separator = pick(rng, ("; ", ";", "|", ", ", ","))

    def written(member: JSON) -> JSON:
        parts = cast("list[JSON]", member)
        joined = all(isinstance(part, str) and part.strip(" ,;|") == part != "" for part in parts)
        return separator.join(map(str, parts)) if joined else member

    return prepared(value, rng, written, (list,))


def _propose_join_list(seen: View, rng: Random) -> Args | None:
    found = [
        name
        for name, kinds in seen.kinds.items()
        if list in kinds and kinds <= {list, type(None)} and all(map(_texts_only, seen.column(name)))
        if any(seen.column(name))
    ]
    return {"key": pick(rng, found), "separator": pick(rng, _GLUES)} if found else None


def _texts_only(member: JSON) -> bool:
    return member is None or all(isinstance(part, str) for part in cast("list[JSON]", member))


def _join_list(value: JSON, args: Args) -> JSON:
    def change(member: JSON) -> JSON:
        if not isinstance(member, list) or not all(part is None or isinstance(part, str) for part in member):
            return member
        return text(args, "separator").join([part for part in member if isinstance(part, str)])

    return at(value, [text(args, "key")], change)


def _empty_list_notes(seen: View, args: Args) -> list[Note]:
    empty = [Note("empty joins")] if [] in seen.column(text(args, "key")) else []
    return key_notes(seen, args) + empty


_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


_DATE_FORMATS = ("DD/MM/YYYY", "MM/DD/YYYY", "DD.MM.YYYY", "YYYY/MM/DD", "YYYYMMDD", "DD-MM-YYYY")


def _real_date(value: str) -> bool:
    found = _DATE.fullmatch(value) if len(value) == 10 else None
    if found is None:
        return False
    try:
        date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return False
    return True


def _propose_date_format(seen: View, rng: Random) -> Args | None:
    keys = text_keys(seen, rng, _real_date)
    return {"keys": cast("JSON", keys), "format": pick(rng, _DATE_FORMATS)} if keys else None


def _date_format(value: JSON, args: Args) -> JSON:
    template = text(args, "format")

    def change(member: JSON) -> JSON:
        if not isinstance(member, str) or not _real_date(member):
            return member
        return template.replace("YYYY", member[:4]).replace("MM", member[5:7]).replace("DD", member[8:])

    return at(value, texts(args, "keys"), change)


def _date_notes(seen: View, args: Args) -> list[Note]:
    held = [v for name in texts(args, "keys") for v in seen.column(name) if isinstance(v, str)]
    return keys_notes(seen, args) + ([Note("not a date")] if not all(map(_real_date, held)) else [])


STRINGS = (
    Op(
        "text_case",
        "any",
        _propose_text_case,
        _text_case,
        proofs.text_case,
        f'.p as $p | .d | {AT}each(at(if type != "string" then . '
        'elif $p.case == "upper" then ascii_upcase else ascii_downcase end))',
        keys_mention,
        ({"a": "Ab1", "b": "Ab"}, {"keys": ["a"], "case": "upper"}, {"a": "AB1", "b": "Ab"}),
        section=lambda args: text(args, "case"),
        notes=keys_notes,
        jsonata=jsonata.text_case,
    ),
    Op(
        "trim",
        "any",
        _propose_trim,
        _trim,
        proofs.trim,
        f'.p as $p | .d | {AT}each(at(if type == "string" then sub("\\\\A +"; "") | sub(" +\\\\z"; "") else . end))',
        keys_mention,
        ({"a": " x y  ", "b": " "}, {"keys": ["a"]}, {"a": "x y", "b": " "}),
        notes=keys_notes,
        prepare=_padded,
        shows=re.compile(r':" | ",| "}').search,
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
        notes=keys_notes,
        jsonata=jsonata.join_text,
    ),
    Op(
        "split_text",
        "any",
        _propose_split_text,
        _split_text,
        proofs.split_text,
        f'.p as $p | .d | {AT_KEY}each(at(if type != "string" then . elif . == "" then [] '
        'else split($p.separator) | map(sub("\\\\A +"; "") | sub(" +\\\\z"; "")) end))',
        _separator_mentions,
        ([{"a": "x; y"}, {"a": ""}], {"key": "a", "separator": ";"}, [{"a": ["x", "y"]}, {"a": []}]),
        notes=_blank_notes,
        prepare=_listed,
        shows=_has_separator,
        needs=frozenset((str, list)),
        weight=5,
    ),
    Op(
        "join_list",
        "any",
        _propose_join_list,
        _join_list,
        proofs.join_list,
        f'.p as $p | .d | {AT_KEY}each(at(if type == "array" and all(.[]; type == "string" or . == null) '
        "then map(strings) | join($p.separator) else . end))",
        _separator_mentions,
        ([{"a": ["x", None, "y"]}, {"a": []}], {"key": "a", "separator": "-"}, [{"a": "x-y"}, {"a": ""}]),
        notes=_empty_list_notes,
        needs=frozenset((list,)),
        weight=4,
    ),
    Op(
        "date_format",
        "any",
        _propose_date_format,
        _date_format,
        proofs.date_format,
        f'.p as $p | .d | {AT}each(at(if type == "string" and test("\\\\A[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}\\\\z") '
        'then split("-") as $s | ($s | map(tonumber)) as [$y, $m, $d] '
        "| (if ($y % 4 == 0 and $y % 100 != 0) or $y % 400 == 0 then 29 else 28 end) as $feb "
        "| if $y > 0 and $m > 0 and $m < 13 and $d > 0 "
        "and $d <= [31, $feb, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][$m - 1] "
        'then $p.format | sub("YYYY"; $s[0]) | sub("MM"; $s[1]) | sub("DD"; $s[2]) else . end else . end))',
        lambda args: {**keys_mention(args), "format": phrase(args["format"])},
        (
            {"a": "2024-02-29", "b": "2023-02-29"},
            {"keys": ["a", "b"], "format": "DD/MM/YYYY"},
            {"a": "29/02/2024", "b": "2023-02-29"},
        ),
        notes=_date_notes,
        shows=re.compile(r'-[0-9][0-9]-[0-9][0-9]"').search,
        needs=frozenset((str,)),
        weight=5,
    ),
)
