"""How a single value is written: in running text, and in a cell, a line or a log."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jsonsynth.examples import JSON
from jsonsynth.seeds import Random, chance, pick
from jsonsynth.wording.dates import Moment, date_text, machine_time, moment_text, spoken_moment
from jsonsynth.wording.domains import Field
from jsonsynth.wording.numbers import decimal, digits, spell
from jsonsynth.wording.values import article
from jsonsynth.wording.worlds import World

__all__ = ["Fact", "cell", "fact", "log_value", "phrase_values", "sayable"]

_EPOCH = Moment(1970, 1, 1)


@dataclass(slots=True)
class Fact:
    """A value of a field: ``value`` as it stands in a label, ``moment`` where it is a date or a point in time.

    ``words``: to be written in number words where the layout allows it.
    """

    field: Field
    value: JSON
    moment: Moment | None = None
    words: bool = False


def fact(world: World, field: Field, spoken_share: float) -> Fact:
    """Draw a fact of a field."""
    drawn = field.draw(world)
    if isinstance(drawn, Moment):
        return Fact(field, drawn.date if field.kind == "date" else drawn.iso, drawn)
    words = field.spoken and chance(world.rng, spoken_share) and sayable(drawn)
    return Fact(field, drawn, None, words)


def sayable(value: JSON) -> bool:
    """Say whether people would write the number in words: below a hundred, or round."""
    if not isinstance(value, int):
        return False
    return 1 < value < 100 or (value < 1000 and value % 5 == 0) or value % 500 == 0


_SYMBOLS = {"EUR": "€", "GBP": "£", "BRL": "R$", "USD": "US$"}
_NAMES = {
    "en": {"EUR": "euros", "GBP": "pounds sterling", "CHF": "Swiss francs", "BRL": "Brazilian reais"},
    "pt": {"EUR": "euros", "BRL": "reais"},
}


def _money(world: World, value: JSON) -> str:
    rng, code, language = world.rng, world.currency, world.language
    number = value if isinstance(value, int | float) else 0
    places = None if isinstance(value, int) and chance(rng, 0.7) else 2
    amount = decimal(number, language, places, grouped=chance(rng, 0.8))
    if not code:
        return amount
    spoken = _NAMES[language].get(code)
    if spoken and isinstance(value, int) and value < 1000 and chance(rng, 0.15):
        return f"{spell(value, language)} {spoken}"
    return pick(rng, _MONEY[language])(amount, code, _SYMBOLS.get(code, ""), spoken or code)


_Pattern = Callable[[str, str, str, str], str]
_MONEY: dict[str, Sequence[_Pattern]] = {
    "en": (
        lambda amount, code, _symbol, _name: f"{code} {amount}",
        lambda amount, code, _symbol, _name: f"{amount} {code}",
        lambda amount, code, symbol, _name: f"{symbol}{amount}" if symbol else f"{amount} {code}",
        lambda amount, _code, _symbol, name: f"{amount} {name}",
    ),
    "pt": (
        lambda amount, code, symbol, _name: f"{symbol} {amount}" if symbol else f"{amount} {code}",
        lambda amount, code, symbol, _name: f"{symbol} {amount}" if symbol else f"{amount} {code}",
        lambda amount, _code, _symbol, name: f"{amount} {name}",
    ),
}

_AND = {"en": (" and ", " and ", ", and ", " & "), "pt": (" e ", " e ")}


def _enumeration(world: World, items: Sequence[str]) -> str:
    if len(items) == 1:
        return items[0]
    link = pick(world.rng, _AND[world.language])
    if len(items) == 2 and link.startswith(","):
        link = link[1:]
    return ", ".join(items[:-1]) + link + items[-1]


def _strings(value: JSON) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]


def _whole(value: JSON) -> int:
    return value if isinstance(value, int) else 0


def _number(value: JSON) -> float:
    return value if isinstance(value, int | float) else 0


def phrase_values(world: World, one: Fact) -> dict[str, str]:
    """Return what a phrase of running text is filled with: ``v``, and the forms that a language needs beside it."""
    return _PHRASED.get(one.field.kind, _as_it_is)(world, one)


def _as_it_is(_world: World, one: Fact) -> dict[str, str]:
    return {"v": str(one.value)}


def _integer(world: World, one: Fact) -> dict[str, str]:
    number, language = _whole(one.value), world.language
    if not one.words:
        text = digits(number, language, grouped=chance(world.rng, 0.75))
        return {"v": text, "w": text}
    if language == "pt":
        return {"v": spell(number, "pt"), "w": spell(number, "pt", True)}
    return {"v": spell(number, "en", chance(world.rng, 0.5))}


def _job(world: World, one: Fact) -> dict[str, str]:
    text = str(one.value)
    return {"v": text, "a": article(text) if world.language == "en" else text}


def _date(world: World, one: Fact) -> dict[str, str]:
    return {"v": date_text(world.rng, one.moment or _EPOCH, world.language)}


def _datetime(world: World, one: Fact) -> dict[str, str]:
    moment = one.moment or _EPOCH
    return {
        "v": moment_text(world.rng, moment, world.language),
        "at": spoken_moment(world.rng, moment, world.language),
    }


def _country(world: World, one: Fact) -> dict[str, str]:
    text = str(one.value)
    if world.language == "en":
        return {"v": text}
    return {"v": text, "in": f"{world.country[1]} {text}", "of": f"{world.country[2]} {text}"}


def _enum(world: World, one: Fact) -> dict[str, str]:
    text = str(one.value)
    return {"v": text.upper() if one.field.key == "level" and chance(world.rng, 0.6) else text}


_PHRASED: dict[str, Callable[[World, Fact], dict[str, str]]] = {
    "integer": _integer,
    "decimal": lambda world, one: {"v": decimal(_number(one.value), world.language)},
    "coordinate": lambda world, one: {"v": decimal(_number(one.value), world.language)},
    "money": lambda world, one: {"v": _money(world, one.value)},
    "job": _job,
    "date": _date,
    "datetime": _datetime,
    "list": lambda world, one: {"v": _enumeration(world, _strings(one.value))},
    "country": _country,
    "enum": _enum,
}

_FLAGS = {"en": (("no", "yes"), ("No", "Yes"), ("false", "true")), "pt": (("não", "sim"), ("Não", "Sim"))}


def cell(world: World, one: Fact, with_currency: bool) -> str:
    """Write a value for a line, a cell or a box of a form. ``with_currency``: an amount carries its currency."""
    if one.field.kind == "money" and not with_currency:
        return decimal(_number(one.value), world.language, pick(world.rng, (None, 2)), grouped=False)
    write = _CELLS.get(one.field.kind)
    return write(world, one) if write else str(one.value)


_CELLS: dict[str, Callable[[World, Fact], str]] = {
    "integer": lambda world, one: digits(_whole(one.value), world.language, grouped=chance(world.rng, 0.4)),
    "decimal": lambda world, one: decimal(_number(one.value), world.language),
    "coordinate": lambda world, one: decimal(_number(one.value), world.language),
    "money": lambda world, one: _money(world, one.value),
    "date": lambda world, one: _date(world, one)["v"],
    "datetime": lambda world, one: moment_text(world.rng, one.moment or _EPOCH, world.language),
    "list": lambda _world, one: ", ".join(_strings(one.value)),
    "flag": lambda world, one: pick(world.rng, _FLAGS[world.language])[bool(one.value)],
    "enum": lambda world, one: _enum(world, one)["v"],
}


def log_value(rng: Random, one: Fact) -> str:
    """Write a value for a line of a log: machine forms, quoted where it has a space."""
    if one.moment is not None:
        return machine_time(rng, one.moment) if one.field.kind == "datetime" else one.moment.date
    text = str(one.value).lower() if isinstance(one.value, bool) else str(one.value)
    return f'"{text}"' if " " in text else text
