"""Kinds of wrong labels for text_to_json, each made from a right one; None where the label gives no occasion."""

from __future__ import annotations

from collections.abc import Callable

from jsonsynth.examples import JSON, Example, label
from jsonsynth.facts import Wanted, leaves, request
from jsonsynth.jsontext import canonical, parse_strict, plain_number
from jsonsynth.seeds import Random, below, between, chance, pick

__all__ = ["ERRORS", "RECORD_ERRORS"]

_Object = dict[str, JSON]
_Path = tuple[str, ...]


def _object(example: Example) -> _Object:
    value = parse_strict(label(example))
    assert isinstance(value, dict)
    return value


def _records(example: Example) -> tuple[str, list[JSON]]:
    """The member that holds the records ("" for the label itself), and the records."""
    value = parse_strict(label(example))
    if isinstance(value, list):
        return "", value
    assert isinstance(value, dict)
    ((name, records),) = value.items()
    assert isinstance(records, list)
    return name, records


def _listed(name: str, records: list[JSON]) -> str:
    return canonical({name: records} if name else records)


def _dropped_record(example: Example, rng: Random) -> str | None:
    name, records = _records(example)
    place = below(rng, len(records))
    return _listed(name, [one for number, one in enumerate(records) if number != place])


def _turned_records(example: Example, rng: Random) -> str | None:
    name, records = _records(example)
    return _listed(name, records[::-1])


def _mixed_records(example: Example, rng: Random) -> str | None:
    """Two records with a member of each other's."""
    name, records = _records(example)
    one, other = records[0], records[1]
    assert isinstance(one, dict)
    assert isinstance(other, dict)
    members = [member for member in one if not isinstance(one[member], dict) and one[member] != other.get(member)]
    if not members or len(one) < 2:
        return None
    member = pick(rng, members)
    changed: list[JSON] = [{**one, member: other.get(member)}, {**other, member: one[member]}, *records[2:]]
    return _listed(name, changed)


def _fields(example: Example) -> dict[_Path, Wanted]:
    """The fields that are no objects, by path."""
    return {leaf.path: leaf.field for leaf in leaves(request(example.input["instruction"]).fields)}


def _types(example: Example) -> dict[_Path, str]:
    return {path: field.type for path, field in _fields(example).items()}


def _at(value: JSON, path: _Path) -> JSON:
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _with(value: _Object, path: _Path, new: JSON) -> _Object:
    """The object with another value at a path."""
    name, *rest = path
    inner = value.get(name)
    return {**value, name: _with(inner, tuple(rest), new) if rest and isinstance(inner, dict) else new}


def _without(value: _Object, path: _Path) -> _Object:
    name, *rest = path
    inner = value.get(name)
    if rest and isinstance(inner, dict):
        return {**value, name: _without(inner, tuple(rest))}
    return {key: one for key, one in value.items() if key != name}


def _present(example: Example, types: tuple[str, ...] = ()) -> list[_Path]:
    value, kinds = _object(example), _types(example)
    return [path for path in kinds if (not types or kinds[path] in types) and _at(value, path) not in (None, "", [])]


def _changed(example: Example, rng: Random, types: tuple[str, ...], change: Callable[[JSON], JSON]) -> str | None:
    value, paths = _object(example), _present(example, types)
    if not paths:
        return None
    path = pick(rng, paths)
    old = _at(value, path)
    new = change(old)
    return None if new is None or new == old else canonical(_with(value, path, new))


def _digit(example: Example, rng: Random) -> str | None:
    def change(value: JSON) -> JSON:
        text = list(repr(value))
        place = pick(rng, [place for place, char in enumerate(text) if char.isdigit()])
        text[place] = pick(rng, [char for char in "123456789" if char != text[place]])
        return plain_number(float("".join(text)))

    return _changed(example, rng, ("int", "float"), change)


def _off_by_one(example: Example, rng: Random) -> str | None:
    return _changed(example, rng, ("int",), lambda value: value + 1 if isinstance(value, int) else None)


def _thousandfold(example: Example, rng: Random) -> str | None:
    return _changed(example, rng, ("int",), lambda value: value * 1000 if isinstance(value, int) else None)


def _negative(example: Example, rng: Random) -> str | None:
    return _changed(example, rng, ("int", "float"), lambda value: -value if isinstance(value, int | float) else None)


def _swapped(example: Example, rng: Random, types: tuple[str, ...]) -> str | None:
    value, paths = _object(example), _present(example, types)
    if len(paths) < 2:
        return None
    one, other = paths[below(rng, len(paths))], paths[below(rng, len(paths))]
    if _at(value, one) == _at(value, other):
        return None
    return canonical(_with(_with(value, one, _at(value, other)), other, _at(value, one)))


def _swapped_numbers(example: Example, rng: Random) -> str | None:
    return _swapped(example, rng, ("int",)) or _swapped(example, rng, ("float",))


def _swapped_strings(example: Example, rng: Random) -> str | None:
    return _swapped(example, rng, ("string",))


def _swapped_dates(example: Example, rng: Random) -> str | None:
    return _swapped(example, rng, ("date",)) or _swapped(example, rng, ("datetime",))


def _dropped_item(example: Example, rng: Random) -> str | None:
    def change(value: JSON) -> JSON:
        assert isinstance(value, list)
        place = below(rng, len(value))
        return [item for number, item in enumerate(value) if number != place] or None

    return _changed(example, rng, ("string[]",), change)


def _added_item(example: Example, rng: Random) -> str | None:
    return _changed(
        example, rng, ("string[]",), lambda value: [*value, "quilting"] if isinstance(value, list) else None
    )


def _reordered(example: Example, rng: Random) -> str | None:
    return _changed(example, rng, ("string[]",), lambda value: value[::-1] if isinstance(value, list) else None)


def _extra(example: Example, rng: Random) -> str | None:
    return canonical({**_object(example), "note": "extra"})


def _dropped_member(example: Example, rng: Random) -> str | None:
    paths = _present(example)
    return canonical(_without(_object(example), pick(rng, paths))) if paths else None


def _nulled(example: Example, rng: Random) -> str | None:
    paths = _present(example)
    return canonical(_with(_object(example), pick(rng, paths), None)) if paths else None


def _lost(example: Example, rng: Random) -> str | None:
    """What the text states, treated as the policy treats what it does not state."""
    value, fields = _object(example), _fields(example)
    policy = request(example.input["instruction"]).policy
    paths = [path for path in _present(example) if fields[path].optional]
    if not paths or policy is None:
        return None
    path = pick(rng, paths)
    if policy == "omit":
        return canonical(_without(value, path))
    empty: JSON = [] if fields[path].type == "string[]" else ""
    return canonical(_with(value, path, None if policy == "null" else empty))


def _policy(example: Example, rng: Random) -> str | None:
    """Null where it should be omitted, omitted where it should be null."""
    value = _object(example)
    for path in _types(example):
        if _at(value, path) is None:
            parent = _at(value, path[:-1])
            there = isinstance(parent, dict) and path[-1] in parent
            return canonical(_without(value, path) if there else _with(value, path, None))
    return None


def _invented(example: Example, rng: Random) -> str | None:
    """A value for what the text does not state."""
    made: dict[str, JSON] = {
        "int": 17, "float": 17.25, "string": "Marlow", "bool": True, "date": "2021-05-17", "string[]": ["tea"],
        "datetime": "2021-05-17T10:20:30",
    }  # fmt: skip
    value = _object(example)
    for path, field in _fields(example).items():
        if _at(value, path) in (None, "", []):
            return canonical(_with(value, path, field.options[0] if field.options else made[field.type]))
    return None


def _cut_right(example: Example, rng: Random) -> str | None:
    return _changed(
        example, rng, ("string",), lambda value: value.rpartition(" ")[0] or None if isinstance(value, str) else None
    )


def _cut_left(example: Example, rng: Random) -> str | None:
    def change(value: JSON) -> JSON:
        return value.partition(" ")[2] or None if isinstance(value, str) else None

    return _changed(example, rng, ("string",), change)


def _cut_inside(example: Example, rng: Random) -> str | None:
    return _changed(example, rng, ("string",), lambda value: value[:-1] if isinstance(value, str) else None)


def _misspelt(example: Example, rng: Random) -> str | None:
    def change(value: JSON) -> JSON:
        assert isinstance(value, str)
        place = below(rng, len(value))
        return value[:place] + ("x" if value[place] != "x" else "y") + value[place + 1 :]

    return _changed(example, rng, ("string",), change)


def _other_case(example: Example, rng: Random) -> str | None:
    return _changed(example, rng, ("string",), lambda value: value.swapcase() if isinstance(value, str) else None)


def _other_option(example: Example, rng: Random) -> str | None:
    value = _object(example)
    for path, field in _fields(example).items():
        old = _at(value, path)
        if field.type == "enum" and old is not None:
            return canonical(_with(value, path, pick(rng, [option for option in field.options if option != old])))
    return None


def _other_date(example: Example, rng: Random) -> str | None:
    def change(value: JSON) -> JSON:
        assert isinstance(value, str)
        day = int(value[8:10])
        other = pick(rng, [number for number in range(1, 29) if number != day])
        return f"{value[:8]}{other:02}{value[10:]}"

    return _changed(example, rng, ("date", "datetime"), change)


def _turned_date(example: Example, rng: Random) -> str | None:
    def change(value: JSON) -> JSON:
        assert isinstance(value, str)
        return f"{value[:4]}-{value[8:10]}-{value[5:7]}{value[10:]}"

    return _changed(example, rng, ("date", "datetime"), change)


def _other_time(example: Example, rng: Random) -> str | None:
    def change(value: JSON) -> JSON:
        assert isinstance(value, str)
        hour = (int(value[11:13]) + (12 if chance(rng, 0.5) else between(rng, 1, 23))) % 24
        return f"{value[:11]}{hour:02}{value[13:]}"

    return _changed(example, rng, ("datetime",), change)


def _other_form(example: Example, rng: Random) -> str | None:
    def change(value: JSON) -> JSON:
        assert isinstance(value, str)
        return value[:-1] if value.endswith("Z") else value + "Z"

    return _changed(example, rng, ("datetime",), change)


def _negated(example: Example, rng: Random) -> str | None:
    return _changed(example, rng, ("bool",), lambda value: not value)


def _other_currency(example: Example, rng: Random) -> str | None:
    value, codes = _object(example), ("EUR", "USD", "GBP", "BRL", "CHF")
    for path in _types(example):
        old = _at(value, path)
        if old in (*codes, "SEK", "CAD", "AUD", "MXN"):
            return canonical(_with(value, path, pick(rng, [code for code in codes if code != old])))
    return None


def _as_string(example: Example, rng: Random) -> str | None:
    return _changed(example, rng, ("int", "float", "bool"), str)


def _beside(example: Example, rng: Random) -> str | None:
    """The value of something that is not asked, of the same type."""
    value, kinds = _object(example), _types(example)
    known = [_at(value, path) for path in kinds]
    beside = example.facts["distractors"]
    assert isinstance(beside, list)
    for one in beside:
        assert isinstance(one, dict)
        paths = [path for path in _present(example) if kinds[path] == one["type"]]
        if paths and one["value"] not in known:
            return canonical(_with(value, pick(rng, paths), one["value"]))
    return None


RECORD_ERRORS: dict[str, Callable[[Example, Random], str | None]] = {
    "dropped record": _dropped_record,
    "turned records": _turned_records,
    "mixed records": _mixed_records,
}

ERRORS: dict[str, Callable[[Example, Random], str | None]] = {
    "changed digit": _digit,
    "off by one": _off_by_one,
    "thousandfold": _thousandfold,
    "negative": _negative,
    "swapped numbers": _swapped_numbers,
    "swapped strings": _swapped_strings,
    "swapped dates": _swapped_dates,
    "dropped list item": _dropped_item,
    "added list item": _added_item,
    "reordered list": _reordered,
    "extra member": _extra,
    "dropped member": _dropped_member,
    "stated but null": _nulled,
    "stated but lost": _lost,
    "null for omitted": _policy,
    "invented value": _invented,
    "cut on the right": _cut_right,
    "cut on the left": _cut_left,
    "cut inside a word": _cut_inside,
    "misspelt": _misspelt,
    "other case": _other_case,
    "other option": _other_option,
    "other date": _other_date,
    "day and month turned": _turned_date,
    "other time": _other_time,
    "other form of time": _other_form,
    "negated": _negated,
    "other currency": _other_currency,
    "number as string": _as_string,
    "distractor's value": _beside,
}
