"""Members that are drawn together, so that they agree: a name and its e-mail address, a start and an end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import floor
from unicodedata import normalize

from jsonsynth.examples import JSON, Split
from jsonsynth.invention.patterns import STATED, stated
from jsonsynth.invention.readings import Draw, Schema
from jsonsynth.jsontext import in_parts
from jsonsynth.realism import day_text, maker, pool, spot
from jsonsynth.seeds import Random

__all__ = ["BUNDLES", "Bundle", "bundles_of", "email_of"]


@dataclass(frozen=True, slots=True, eq=False)
class Bundle:
    """Members drawn together. ``words``: their names; ``kinds``: their schemas' rows in a table; ``abouts``:
    their descriptions.

    ``draw`` by split and by the day of the document; ``classes`` of entities that they suit; ``called``: the name of
    an object that holds them alone.
    """

    words: tuple[str, ...]
    kinds: tuple[str, ...]
    abouts: tuple[str, ...]
    draw: Callable[[Split, int], Draw]
    classes: str
    called: str
    about: str

    def schemas(self, flags: int) -> Sequence[Schema]:
        """Return the subschemas, in the order of the words; flags say what is stated. They are shared."""
        return _stated(self.kinds, flags & STATED)


@lru_cache(maxsize=2048)
def _stated(kinds: tuple[str, ...], flags: int) -> tuple[Schema, ...]:
    return tuple(stated(kind, _SCHEMAS[kind], flags) for kind in kinds)


_SCHEMAS: Mapping[str, Mapping[str, JSON]] = {
    "text": {"type": "string"},
    "email": {"type": "string", "format": "email"},
    "date": {"type": "string", "format": "date"},
    "datetime": {"type": "string", "format": "date-time"},
    "latitude": {"type": "number", "minimum": -90, "maximum": 90},
    "longitude": {"type": "number", "minimum": -180, "maximum": 180},
    "amount": {"type": "number", "minimum": 0},
    "count": {"type": "integer", "minimum": 0},
    "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
    "size": {"type": "number", "minimum": 0},
    "unit": {"type": "string", "enum": ["cm", "mm", "in"]},
    "code": {"type": "string", "minLength": 2, "maxLength": 2},
}

_PEOPLE = ("en_US", "en_US", "en_US", "pt_BR", "pt_BR", "es_ES", "fr_FR", "de_DE", "it_IT", "nl_NL", "cs_CZ")
_PLACES: Mapping[str, tuple[str, str]] = {
    "en_US": ("United States", "US"),
    "pt_BR": ("Brazil", "BR"),
    "es_ES": ("Spain", "ES"),
    "fr_FR": ("France", "FR"),
    "de_DE": ("Germany", "DE"),
    "it_IT": ("Italy", "IT"),
    "ja_JP": ("Japan", "JP"),
    "cs_CZ": ("Czechia", "CZ"),
    "nl_NL": ("Netherlands", "NL"),
}
_DOMAINS = ("example.com", "example.org", "example.net", "mail.example.com", "acme.example", "post.test")
_CURRENCIES = ("EUR", "USD", "GBP", "BRL", "CHF", "SEK", "PLN", "CAD")


@lru_cache(maxsize=2048)
def _letters(name: str) -> str:
    plain = normalize("NFKD", name.lower()).translate({0x131: "i", 0xDF: "ss", 0xF8: "o", 0x142: "l", 0x20: "-"})
    return "".join([letter for letter in plain if letter.isascii() and (letter.isalnum() or letter == "-")]) or "x"


def email_of(rng: Random, first: str, last: str) -> str:
    """Return an e-mail address that agrees with a name, on a reserved domain."""
    random = rng.random
    style = floor(random() * 4)
    one, two = _letters(first), _letters(last)
    local = (f"{one}.{two}", f"{one[0]}{two}", f"{one}{floor(random() * 99)}", f"{one}_{two}")[style]
    return f"{local}@{_DOMAINS[floor(random() * 6)]}"


@cache
def _names(split: Split) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    return tuple((pool(f"{locale}/first_name", split), pool(f"{locale}/last_name", split)) for locale in _PEOPLE)


def _person(split: Split, day: int) -> Draw:  # noqa: ARG001 - one signature for the table
    names = _names(split)

    def draw(rng: Random) -> JSON:
        random = rng.random
        firsts, lasts = names[floor(random() * len(names))]
        first, last = firsts[floor(random() * len(firsts))], lasts[floor(random() * len(lasts))]
        return [first, last, email_of(rng, first, last)]

    return draw


def _contact(split: Split, day: int) -> Draw:
    person = _person(split, day)

    def draw(rng: Random) -> JSON:
        drawn = person(rng)
        return [f"{drawn[0]} {drawn[1]}", drawn[2]] if isinstance(drawn, list) else []

    return draw


@cache
def _cities(split: Split) -> tuple[tuple[tuple[str, ...], str, str], ...]:
    return tuple((pool(f"{locale}/city", split), *country) for locale, country in _PLACES.items())


def _place(code: bool) -> Callable[[Split, int], Draw]:
    def of_split(split: Split, day: int) -> Draw:  # noqa: ARG001 - one signature for the table
        cities = _cities(split)

        def draw(rng: Random) -> JSON:
            names, country, short = cities[floor(rng.random() * len(cities))]
            return [names[floor(rng.random() * len(names))], short if code else country]

        return draw

    return of_split


_NUMBER_LAST = frozenset(["de_DE", "nl_NL", "cs_CZ", "it_IT", "es_ES", "pt_BR"])


def _address(split: Split, day: int) -> Draw:  # noqa: ARG001 - one signature for the table
    """A street, a town and a country that belong together; the number stands where the country has it."""
    homes = [
        (pool(f"{locale}/street", split), pool(f"{locale}/city", split), country, locale in _NUMBER_LAST)
        for locale, (country, _) in _PLACES.items()
        if locale != "ja_JP"
    ]

    def draw(rng: Random) -> JSON:
        random = rng.random
        streets, cities, country, last = homes[floor(random() * len(homes))]
        street, number = streets[floor(random() * len(streets))], 1 + floor(random() ** 2 * 220)
        street = f"{street} {number}" if last else f"{number} {street}"
        return [street, cities[floor(random() * len(cities))], country]

    return draw


def _dates(split: Split, day: int) -> Draw:  # noqa: ARG001 - one signature for the table
    def draw(rng: Random) -> JSON:
        start = day - 60 + floor(rng.random() * 30)
        return [day_text(start), day_text(start + 1 + floor(rng.random() ** 2 * 120))]

    return draw


def _times(split: Split, day: int) -> Draw:  # noqa: ARG001 - one signature for the table
    def draw(rng: Random) -> JSON:
        on = day_text(day - 60 + floor(rng.random() * 50))
        start = floor(rng.random() * 1200)
        end = start + 1 + floor(rng.random() * 230)
        return [f"{on}T{minute // 60:02}:{minute % 60:02}:00Z" for minute in (start, end)]

    return draw


def _position(split: Split, day: int) -> Draw:  # noqa: ARG001 - one signature for the table
    return lambda rng: [*spot(rng)]


def _money(split: Split, day: int) -> Draw:  # noqa: ARG001 - one signature for the table
    def draw(rng: Random) -> JSON:
        return [in_parts(1 + floor(rng.random() ** 2 * 90000), 100), _CURRENCIES[floor(rng.random() * 8)]]

    return draw


def _range(split: Split, day: int) -> Draw:  # noqa: ARG001 - one signature for the table
    def draw(rng: Random) -> JSON:
        low = floor(rng.random() * 50)
        return [low, low + 1 + floor(rng.random() * 100)]

    return draw


def _box(split: Split, day: int) -> Draw:  # noqa: ARG001 - one signature for the table
    unit = maker("unit_length", split)

    def draw(rng: Random) -> JSON:
        chosen = unit(rng)
        parts = 1 if chosen == "mm" else 10  # millimetres are whole
        return [
            in_parts(10 + floor(rng.random() * 890), parts),
            in_parts(10 + floor(rng.random() * 890), parts),
            chosen,
        ]

    return draw


BUNDLES: tuple[Bundle, ...] = (
    Bundle(("first name", "last name", "email"), ("text", "text", "email"),
           ("Given name", "Family name", "E-mail address, which goes with the name"), _person, "p", "person",
           "Name and address"),
    Bundle(("full name", "email"), ("text", "email"),
           ("Full name, the given name first", "E-mail address of that person"), _contact, "pl", "contact person",
           "Whom to ask"),
    Bundle(("start date", "end date"), ("date", "date"), ("First day", "Last day, which is after the first"), _dates,
           "ermd", "period", "First and last day"),
    Bundle(("start time", "end time"), ("datetime", "datetime"),
           ("When it begins, in UTC", "When it ends, in UTC, later on the same day"), _times, "e", "time slot",
           "From when to when"),
    Bundle(("amount", "currency"), ("amount", "currency"),
           ("Amount in the currency that stands beside it", "Currency of the amount as an ISO 4217 code"), _money, "mo",
           "price", "What is to be paid"),
    Bundle(("min amount", "max amount"), ("count", "count"),
           ("Least amount", "Greatest amount, which is more than the least"), _range, "m", "range",
           "Least and greatest amount"),
    Bundle(("warning threshold", "critical threshold"), ("count", "count"),
           ("From this value on a warning is written", "From this value on somebody is woken up, above the warning"),
           _range, "t", "thresholds", "When to warn, when to wake somebody"),
    Bundle(("width", "height", "unit"), ("size", "size", "unit"),
           ("Width in the unit below", "Height in the unit below", "Unit of width and height"), _box, "o", "dimensions",
           "How large it is"),
    Bundle(("city", "country"), ("text", "text"), ("Town", "Country that the town is in, in English"),
           _place(code=False), "ple", "place", "Town and country"),
    Bundle(("city", "country code"), ("text", "code"), ("Town", "Country of the town, ISO 3166-1 alpha-2"),
           _place(code=True), "pl", "origin", "Town and country"),
    Bundle(("street", "city", "country"), ("text", "text", "text"),
           ("Street with the house number", "Town without the postal code", "Country in English"), _address, "pl",
           "address", "Postal address"),
    Bundle(("latitude", "longitude"), ("latitude", "longitude"),
           ("Degrees north of the equator, negative in the south", "Degrees east of Greenwich, negative in the west"),
           _position, "lo", "position", "Degrees north and east"),
)  # fmt: skip


@cache
def bundles_of(letter: str) -> tuple[Bundle, ...]:
    """Return the bundles that suit a class of entities; any may stand in an object of its own."""
    return tuple(bundle for bundle in BUNDLES if letter.lower() in bundle.classes)
