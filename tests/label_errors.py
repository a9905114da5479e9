"""Kinds of wrong labels for text_to_json, each made from a right one; None where the label gives no occasion."""

from __future__ import annotations

from collections.abc import Callable

from jsonsynth.examples import JSON, Example, label
from jsonsynth.facts import request
from jsonsynth.jsontext import canonical, parse_strict, plain_number
from jsonsynth.seeds import Random, below, between, chance, pick

__all__ = ["ERRORS"]

_Object = dict[str, JSON]


def _object(example: Example) -> _Object:
    value = parse_strict(label(example))
    assert isinstance(value, dict)
    return value


def _types(example: Example) -> dict[str, str]:
    return {name: field.type for name, field in request(example.input["instruction"]).fields.items()}


def _changed(example: Example, rng: Random, types: tuple[str, ...], change: Callable[[JSON], JSON]) -> str | None:
    value, kinds = _object(example), _types(example)
    names = [name for name, one in value.items() if kinds[name] in types and one is not None]
    if not names:
        return None
    name = pick(rng, names)
    new = change(value[name])
    return None if new is None or new == value[name] else canonical({**value, name: new})


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
    value, kinds = _object(example), _types(example)
    names = [name for name, one in value.items() if kinds[name] in types and one is not None]
    if len(names) < 2:
        return None
    one, other = names[below(rng, len(names))], names[below(rng, len(names))]
    return None if value[one] == value[other] else canonical({**value, one: value[other], other: value[one]})


def _swapped_numbers(example: Example, rng: Random) -> str | None:
    kinds = _types(example)
    same = "int" if sum(kind == "int" for kind in kinds.values()) > 1 else "float"
    return _swapped(example, rng, (same,))


def _swapped_strings(example: Example, rng: Random) -> str | None:
    return _swapped(example, rng, ("string",))


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
    value = _object(example)
    names = [name for name in value if value[name] is not None]
    name = pick(rng, names)
    return canonical({key: one for key, one in value.items() if key != name})


def _nulled(example: Example, rng: Random) -> str | None:
    value = _object(example)
    name = pick(rng, [name for name in value if value[name] is not None])
    return canonical({**value, name: None})


def _policy(example: Example, rng: Random) -> str | None:
    """Null where it should be omitted, omitted where it should be null."""
    value, names = _object(example), list(_types(example))
    absent = [name for name in names if name not in value]
    if absent:
        return canonical({**value, absent[0]: None})
    nulls = [name for name, one in value.items() if one is None]
    return canonical({name: one for name, one in value.items() if name != nulls[0]}) if nulls else None


def _invented(example: Example, rng: Random) -> str | None:
    """A value for what the text does not state."""
    made: dict[str, JSON] = {
        "int": 17, "float": 17.25, "string": "Marlow", "bool": True, "date": "2021-05-17", "string[]": ["tea"],
        "datetime": "2021-05-17T10:20:30",
    }  # fmt: skip
    value = _object(example)
    fields = request(example.input["instruction"]).fields
    for name, field in fields.items():
        if value.get(name) is None:
            return canonical({**value, name: field.options[0] if field.options else made[field.type]})
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
    fields = request(example.input["instruction"]).fields
    value = _object(example)
    for name, field in fields.items():
        if field.type == "enum" and value.get(name) is not None:
            return canonical({**value, name: pick(rng, [option for option in field.options if option != value[name]])})
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
    value = _object(example)
    for name, one in value.items():
        if one in ("EUR", "USD", "GBP", "CHF", "SEK", "CAD", "AUD", "BRL"):
            return canonical({**value, name: pick(rng, [code for code in ("EUR", "USD", "GBP", "BRL") if code != one])})
    return None


def _as_string(example: Example, rng: Random) -> str | None:
    return _changed(example, rng, ("int", "float", "bool"), str)


def _beside(example: Example, rng: Random) -> str | None:
    """The value of something that is not asked, of the same type."""
    value, kinds = _object(example), _types(example)
    beside = example.facts["distractors"]
    assert isinstance(beside, list)
    for one in beside:
        assert isinstance(one, dict)
        names = [name for name in value if kinds[name] == one["type"] and value[name] is not None]
        if names and one["value"] not in value.values():
            return canonical({**value, pick(rng, names): one["value"]})
    return None


ERRORS: dict[str, Callable[[Example, Random], str | None]] = {
    "changed digit": _digit,
    "off by one": _off_by_one,
    "thousandfold": _thousandfold,
    "negative": _negative,
    "swapped numbers": _swapped_numbers,
    "swapped strings": _swapped_strings,
    "dropped list item": _dropped_item,
    "added list item": _added_item,
    "reordered list": _reordered,
    "extra member": _extra,
    "dropped member": _dropped_member,
    "stated but null": _nulled,
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
