"""How a single value is written: in running text, and in a cell, a line or a log."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from jsonsynth.examples import JSON
from jsonsynth.seeds import chance, pick, spread
from jsonsynth.wording.dates import (
    Moment,
    date_text,
    defined,
    machine_time,
    moment_text,
    on_day,
    relative,
    spoken_moment,
)
from jsonsynth.wording.domains import Field
from jsonsynth.wording.habits import Habits
from jsonsynth.wording.numbers import decimal, digits, ordinal
from jsonsynth.wording.shares import SHARES
from jsonsynth.wording.spelling import spell
from jsonsynth.wording.worlds import World

__all__ = ["Fact", "cell", "dated_values", "fact", "log_value", "mistaken", "phrase_values", "sayable"]

_EPOCH = Moment(1970, 1, 1)


@dataclass(slots=True)
class Fact:
    """A value of a field: ``value`` as it stands in a label, ``moment`` where it is a date or a point in time.

    ``words``: to be written in number words where the layout allows it. ``was``: a value that the text corrects.
    """

    field: Field
    value: JSON
    moment: Moment | None = None
    words: bool = False
    was: Fact | None = None


def fact(world: World, field: Field, spoken_share: float) -> Fact:
    """Draw a fact of a field."""
    drawn = field.draw(world)
    if isinstance(drawn, Moment):
        return Fact(field, drawn.date if field.kind == "date" else drawn.iso, drawn)
    words = field.spoken and chance(world.rng, spoken_share) and sayable(drawn, world.language)
    return Fact(field, drawn, None, words)


# what can be corrected; what its value is drawn with must not be remembered
_CORRECTED = frozenset(("integer", "decimal", "money", "date", "enum"))


def mistaken(world: World, facts: Sequence[Fact]) -> list[Fact]:
    """Give one of the facts another value that the text takes back; all as they are where it cannot have one."""
    places = [number for number, one in enumerate(facts) if one.field.kind in _CORRECTED]
    place = pick(world.rng, places) if places and world.reference is None else -1
    return [_doubled(world, one) if number == place else one for number, one in enumerate(facts)]


def _doubled(world: World, one: Fact) -> Fact:
    memory = dict(world.memory)
    other = fact(world, one.field, 0.0)
    world.memory = memory
    if other.value == one.value:
        return one
    other.words = one.words and sayable(other.value, world.language)  # "not nine but twelve", never "not 9 but twelve"
    return Fact(one.field, one.value, one.moment, other.words, other)


# languages in which "one" at a number's end changes with the noun
_AGREEING = frozenset(("es", "fr", "it", "pt"))


def sayable(value: JSON, language: str) -> bool:
    """Say whether people would write the number in words: below a hundred, or round."""
    if not isinstance(value, int):
        return False
    if language in _AGREEING and value % 10 == 1 and value % 100 != 11:
        return False
    return 1 < value < 100 or (value < 1000 and value % 5 == 0) or value % 500 == 0


_SYMBOLS = {"EUR": "€", "GBP": "£", "BRL": "R$", "USD": "US$"}
_NAMES: Mapping[str, Mapping[str, str]] = {
    "en": {"EUR": "euros", "GBP": "pounds sterling", "CHF": "Swiss francs", "BRL": "Brazilian reais"},
    "pt": {"EUR": "euros", "BRL": "reais"},
    "es": {"EUR": "euros", "MXN": "pesos mexicanos"},
    "fr": {"EUR": "euros", "CHF": "francs suisses", "CAD": "dollars canadiens"},
    "de": {"EUR": "Euro", "CHF": "Franken"},
    "it": {"EUR": "euro", "CHF": "franchi svizzeri", "GBP": "sterline"},
}
# the symbol stands before the amount or behind it
_SYMBOL_FIRST: Mapping[str, str] = {"en": "{0}{1}", "pt": "{0} {1}", "it": "{0} {1}"}


_MOSTLY = (True, True, True, False)
_AMOUNTS = spread(SHARES.amounts)


def _money(world: World, value: JSON) -> str:
    rng, code, language = world.rng, world.currency, world.language
    number = value if isinstance(value, int | float) else 0
    places = None if isinstance(value, int) and world.habits.pick("cents", _MOSTLY) else 2
    amount = decimal(number, language, places, grouped=world.habits.pick("grouped", _MOSTLY))
    if not code:
        return amount
    name, symbol = _NAMES[language].get(code), _SYMBOLS.get(code)
    form = world.habits.pick("amount", _AMOUNTS)
    if form == "word" and name and isinstance(value, int) and value < 1000 and chance(rng, 0.3):
        world.axes.update(("number words", "amount word"))
        return f"{spell(value, language)} {name}"
    return _amount(world, amount, code, form, {"word": name, "symbol": symbol})


def _amount(world: World, amount: str, code: str, form: str, signs: Mapping[str, str | None]) -> str:
    """An amount with its currency, as the form wants it if there is such a sign, else with the code."""
    sign = signs.get(form)
    world.axes.add(f"amount {form if sign or form in _CODED else 'code after'}")
    if form == "word" and sign:
        return f"{amount} {sign}"
    if form == "symbol" and sign:
        return _SYMBOL_FIRST.get(world.language, "{1} {0}").format(sign, amount)
    return f"{code} {amount}" if form == "code before" else f"{amount} {code}"


_CODED = frozenset(("code before", "code after"))
_AND: Mapping[str, Sequence[str]] = {
    "en": (" and ", " and ", ", and ", " & "),
    "pt": (" e ",),
    "es": (" y ",),
    "fr": (" et ",),
    "de": (" und ",),
    "it": (" e ",),
}


def _enumeration(world: World, items: Sequence[str]) -> str:
    if len(items) == 1:
        return items[0]
    link = pick(world.rng, _AND[world.language])
    if link == " y " and items[-1].casefold().startswith(("i", "hi")):
        link = " e "
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
    """Beside ``v`` there is ``w``, for a feminine noun."""
    number, language = _whole(one.value), world.language
    if not one.words:
        text = digits(number, language, grouped=world.habits.pick("grouped", _MOSTLY))
        world.axes.add("number digits" if text.isdigit() else "number grouped")
        return {"v": text, "w": text}
    world.axes.add("number words")
    if language == "en":
        return {"v": spell(number, "en", chance(world.rng, 0.5))}
    return {"v": spell(number, language, language == "de"), "w": spell(number, language, True)}


def _ordinal(world: World, one: Fact) -> dict[str, str]:
    """Beside the number as it is (``v``) there is its ordinal (``th``)."""
    number = _whole(one.value)
    world.axes.add("number ordinal")
    return {"v": str(number), "th": ordinal(number, world.language)}


def _job(world: World, one: Fact) -> dict[str, str]:
    text = str(one.value)
    return {"v": text, "a": article(text) if world.language == "en" else text}


def article(noun: str) -> str:
    """Return an English noun with its indefinite article."""
    return f"{'an' if noun[0] in 'aeiouAEIO' else 'a'} {noun}"


def _decimal(world: World, one: Fact) -> dict[str, str]:
    world.axes.add("number decimal")
    return {"v": decimal(_number(one.value), world.language)}


def _date(world: World, one: Fact) -> dict[str, str]:
    """Beside the date (``v``) there is one with its preposition (``on``) and one with its article (``the``).

    Of a date that counts from another there is only ``on``.
    """
    rng = world.rng
    if world.reference is not None and chance(rng, 0.95):
        said = relative(rng, one.moment or _EPOCH, world.reference, world.language)
        if said:
            world.axes.add("date relative")
            return {"on": said}
    return dated_values(world, one)


def dated_values(world: World, one: Fact) -> dict[str, str]:
    """Return what a phrase is filled with where it says the date itself."""
    moment, language = one.moment or _EPOCH, world.language
    text = date_text(world.habits, moment, language, world.axes)
    return {"v": text, "on": on_day(text, language), "the": defined(text, language)}


def _datetime(world: World, one: Fact) -> dict[str, str]:
    moment = one.moment or _EPOCH
    return {
        "v": moment_text(world.habits, moment, world.language, world.axes),
        "at": spoken_moment(world.habits, moment, world.language, world.axes),
    }


def _prefixed(world: World, one: Fact) -> dict[str, str]:
    """A word and what the language puts before it: "in the" (``in``), a second form (``of``) or an article (``a``)."""
    text, known = str(one.value), world.memory.get(one.field.key)
    if not isinstance(known, tuple):
        return {"v": text}
    first, second = (str(part).replace("~", " ") + text for part in (*known[1:3], "")[:2])
    return {"v": text, "in": first, "a": first, "of": second}


def _name(world: World, one: Fact) -> dict[str, str]:
    """Beside a name there is ``mv`` or ``fv``, for phrases that call the person by a masculine or a feminine noun."""
    text = str(one.value)
    return {"v": text, "fv" if text in world.women else "mv": text}


def _list(world: World, one: Fact) -> dict[str, str]:
    """Beside the values (``v``) there is ``vs`` where there are several: "these hobbies: chess and ballet"."""
    items = _strings(one.value)
    text = _enumeration(world, items)
    return {"v": text, "vs": text} if len(items) > 1 else {"v": text}


def _enum(world: World, one: Fact) -> dict[str, str]:
    text = str(one.value)
    return {"v": text.upper() if one.field.key == "level" and chance(world.rng, 0.6) else text}


_PHRASED: dict[str, Callable[[World, Fact], dict[str, str]]] = {
    "integer": _integer,
    "ordinal": _ordinal,
    "decimal": _decimal,
    "coordinate": _decimal,
    "money": lambda world, one: {"v": _money(world, one.value)},
    "job": _job,
    "date": _date,
    "datetime": _datetime,
    "list": _list,
    "prefixed": _prefixed,
    "name": _name,
    "enum": _enum,
}

_FLAGS: Mapping[str, Sequence[tuple[str, str]]] = {
    "en": (("no", "yes"), ("No", "Yes"), ("false", "true")),
    "pt": (("não", "sim"), ("Não", "Sim")),
    "es": (("no", "sí"), ("No", "Sí")),
    "fr": (("non", "oui"), ("Non", "Oui")),
    "de": (("nein", "ja"), ("Nein", "Ja")),
    "it": (("no", "sì"), ("No", "Sì")),
}


def cell(world: World, one: Fact, with_currency: bool) -> str:
    """Write a value for a line, a cell or a box of a form. ``with_currency``: an amount carries its currency."""
    if one.field.kind == "money" and not with_currency:
        places = pick(world.rng, (None, 2)) if isinstance(one.value, int) else 2
        return decimal(_number(one.value), world.language, places, grouped=False)
    write = _CELLS.get(one.field.kind)
    return write(world, one) if write else str(one.value)


def _cell_date(world: World, one: Fact) -> str:
    return date_text(world.habits, one.moment or _EPOCH, world.language, world.axes)


_SELDOM = (True, True, False, False, False)
_CELLS: dict[str, Callable[[World, Fact], str]] = {
    "integer": lambda world, one: digits(
        _whole(one.value), world.language, grouped=world.habits.pick("cells", _SELDOM)
    ),
    "decimal": lambda world, one: decimal(_number(one.value), world.language),
    "coordinate": lambda world, one: decimal(_number(one.value), world.language),
    "money": lambda world, one: _money(world, one.value),
    "date": _cell_date,
    "datetime": lambda world, one: moment_text(world.habits, one.moment or _EPOCH, world.language, world.axes),
    "list": lambda _world, one: ", ".join(_strings(one.value)),
    "flag": lambda world, one: pick(world.rng, _FLAGS[world.language])[bool(one.value)],
    "enum": lambda world, one: _enum(world, one)["v"],
}


def log_value(habits: Habits, one: Fact) -> str:
    """Write a value for a line of a log: machine forms, quoted where it has a space."""
    if one.moment is not None:
        return machine_time(habits, one.moment) if one.field.kind == "datetime" else one.moment.date
    text = str(one.value).lower() if isinstance(one.value, bool) else ", ".join(_strings(one.value))
    return f'"{text}"' if " " in text or one.field.kind in _WORDS else text


# kinds of plain words, which a log line quotes
_WORDS = frozenset(("words", "job", "prefixed", "name", "list"))
