"""Values that need more than a range or a list: people, towns, firms, things that must agree with each other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from jsonsynth.examples import JSON
from jsonsynth.seeds import below, between, chance, pick
from jsonsynth.wording.dates import Moment
from jsonsynth.wording.worlds import OWNED, World, full_name, owned, places

__all__ = ["VALUES", "day_in", "distinct", "point_in", "town"]

_TRIES = 20


def distinct(w: World, draw: Callable[[World], str]) -> str:
    """Draw a text whose first word no other value of the text begins with."""
    found = draw(w)
    for _ in range(_TRIES):
        first = found.split(None, 1)[0]
        if first not in w.said:
            w.said.add(first)
            break
        found = draw(w)
    return found


def _woman(w: World) -> str:
    return full_name(w.rng, w.split, w.grammar, female=True)


def _man(w: World) -> str:
    return full_name(w.rng, w.split, w.grammar, female=False)


def _someone(w: World) -> str:
    return _named(w, chance(w.rng, 0.5))


def _named(w: World, female: bool) -> str:
    found = distinct(w, _woman if female else _man)
    if female:
        w.women.add(found)
    return found


def _subject(w: World) -> str:
    """The name of the person the text is about."""
    return w.text("name", lambda _: _named(w, w.female))


def _age_of(w: World) -> int:
    found = w.memory.get("age")
    if not isinstance(found, int):
        found = w.memory["age"] = between(w.rng, 18, 71)
    return found


def _years(w: World) -> JSON:
    """Years of experience, no more than the age allows."""
    return between(w.rng, 2, max(3, min(40, _age_of(w) - 19)))


def town(w: World) -> str:
    """The name of a town that does not exist, as far as one can tell."""
    lists = w.grammar.lists
    heads, stems, ends = lists["city heads"], lists["city stems"], lists["city ends"]
    head, stem, end = places(w.rng, w.split, len(heads), len(stems), len(ends))
    name = (heads[head] + stems[stem] + ends[end]).replace("_", " ").strip()
    return _SAINT.sub("Sant'", name) if w.language == "it" else name


_SAINT = re.compile("^Santa? (?=[AEIOU])")  # Sant'Antonio, Sant'Agata


def _city(w: World) -> JSON:
    return distinct(w, town)


def _job(w: World) -> JSON:
    """An occupation, in the person's gender where the language has one."""
    forms = w.listed("person jobs").split("|")
    return forms[-1 if w.female else 0]


def _coined(w: World) -> str:
    return w.listed("brand starts") + w.listed("brand ends")


def _brand(w: World) -> str:
    """The product's brand, with which its name begins."""
    return w.text("brand", _coined)


def _firm(w: World) -> JSON:
    return distinct(w, _company)


def _company(w: World) -> str:
    """A coined company name, of one or two words."""
    return _of_kind(w, "firm kinds")


def _of_kind(w: World, section: str) -> str:
    kind = w.listed(section)
    return _coined(w) if kind == "-" else f"{_coined(w)} {kind}"


def _carrier(w: World) -> JSON:
    return distinct(w, lambda here: _of_kind(here, "carrier kinds"))


def _rooms(w: World) -> JSON:
    """Rooms of a home, as its area has them."""
    area = w.memory.get("area")
    low, high = (area // 70, area // 16) if isinstance(area, int) else (2, 9)
    found = w.memory["rooms"] = between(w.rng, max(2, low), max(2, min(9, high)))
    return found


def _area(w: World) -> JSON:
    """Square metres of a home, as its rooms need them."""
    rooms = w.memory.get("rooms")
    low, high = (rooms * 16, rooms * 70) if isinstance(rooms, int) else (18, 600)
    found = w.memory["area"] = between(w.rng, low, min(600, high))
    return found


def day_in(w: World, first: int, last: int, when: str) -> Moment:
    """Draw a date from January of one year to December of another, mostly near the day the text is written.

    ``when``: it is ``past`` or ``ahead`` on that day, so that what the text says of it agrees, or ``distant`` from it.
    """
    rng, today = w.rng, w.reference
    if today is not None and when != "distant":
        if chance(rng, 0.9):
            return today.after(between(rng, *_NEAR[when]))
        first, last = (first, today.year - 1) if when == "past" else (today.year + 1, today.year + 2)
    return Moment(between(rng, first, last), between(rng, 1, 12), between(rng, 1, 28))


# how many days from the one on which the text is written
_NEAR: Mapping[str, tuple[int, int]] = {"past": (-28, 0), "ahead": (0, 28)}


def point_in(w: World, first: int, last: int, hours: tuple[int, int]) -> Moment:
    """Draw a point in time between two years and two hours of the day, whose last digit the split owns."""
    rng = w.rng
    small = owned(rng, w.split, 0, 60)
    date, hour = Moment(between(rng, first, last), between(rng, 1, 12), between(rng, 1, 28)), between(rng, *hours)
    if w.seconds:
        return Moment(date.year, date.month, date.day, hour, between(rng, 0, 59), small, w.utc)
    return Moment(date.year, date.month, date.day, hour, small, None, w.utc)


_MAIL_HOSTS = ("example.com", "example.org", "example.net", "mail.example", "post.example.com")


_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def _plain(name: str, language: str) -> str:
    """A name in small letters from a to z: "Müller" is ``mueller`` in German, ``muller`` elsewhere."""
    small = name.casefold()
    folded = unicodedata.normalize("NFKD", small.translate(_GERMAN) if language == "de" else small)
    return "".join([char for char in folded if "a" <= char <= "z"])


def _address(w: World, name: str) -> str:
    """An address of a person on a reserved domain; with the whole name in it, so that the split owns it."""
    text = pick(w.rng, (".", "_", "-")).join([_plain(part, w.language) for part in name.split()])
    tail = str(between(w.rng, 2, 99)) if chance(w.rng, 0.3) else ""
    return f"{text}{tail}@{pick(w.rng, _MAIL_HOSTS)}"


def _product(w: World) -> JSON:
    """A brand, a model number that the split owns, and what it is."""
    number = owned(w.rng, w.split, 100, 9900)
    model = f"{chr(65 + below(w.rng, 26))}{number}"
    noun = _noun(w)[0]
    return f"{w.text('brand', _coined)} {model} {noun}" if w.language == "en" else f"{noun} {_brand(w)} {model}"


def _noun(w: World) -> list[str]:
    """What the product is, and the categories that it belongs in."""
    return w.text("product noun", lambda w: w.listed("product nouns")).split("|")


def _category(w: World) -> JSON:
    return pick(w.rng, _noun(w)[1:])


def _model(w: World) -> JSON:
    """A make and a model of a vehicle; the split owns the model's number."""
    return f"{_coined(w)} {pick(w.rng, 'ABCDEKLMRSTVX')}{owned(w.rng, w.split, 10, 900)}"


def _host(w: World) -> JSON:
    kind = pick(w.rng, ("web", "db", "cache", "edge", "api", "node", "mail", "gw", "app", "worker", "proxy", "build"))
    return f"{kind}-{between(w.rng, 1, 48):02}" + pick(w.rng, ("", "", ".example.net", "-eu", "-us"))


def _service(w: World) -> JSON:
    first = pick(w.rng, ("auth", "billing", "search", "order", "payment", "user", "mail", "report", "stock", "media"))
    return f"{first}-{pick(w.rng, ('service', 'api', 'worker', 'gateway', 'sync', 'indexer', 'store', 'proxy'))}"


@lru_cache(maxsize=16)
def _countries(lines: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line.split("|")) for line in lines)


def _country_of(w: World) -> Sequence[str]:
    """The country: its name, in some languages with its prepositions, and a box of degrees."""
    found = w.memory.get("country")
    if not isinstance(found, tuple):
        found = w.memory["country"] = pick(w.rng, _countries(w.grammar.lists["countries"]))
    return found


def _degrees(w: World, low: str, high: str) -> JSON:
    """Degrees with four decimals; the split owns the last digit."""
    start, end = round(float(low) * 1000), round(float(high) * 1000)
    last = pick(w.rng, {"train": (1, 2, 3, 4, 5, 6), "valid": (7,), "test": (8, 9)}[w.split])
    number = between(w.rng, start, end)
    return (number * 10 + (last if number >= 0 else -last)) / 10000


def _latitude(w: World) -> JSON:
    box = _country_of(w)
    return _degrees(w, box[-4], box[-3])


def _longitude(w: World) -> JSON:
    box = _country_of(w)
    return _degrees(w, box[-2], box[-1])


def _postcode(w: World) -> JSON:
    """Letters or a hyphen between the digits, so that it is no number."""
    rng, number = w.rng, between(w.rng, 1000, 9999)
    letters = chr(65 + below(rng, 26)) + chr(65 + below(rng, 26))
    return pick(rng, (f"{letters}-{number}", f"{number}-{between(rng, 100, 999)}", f"{number}{letters}"))


def _request(w: World) -> JSON:
    """A request's id, whose last digit the split owns."""
    head = "".join([pick(w.rng, "0123456789abcdef") for _ in range(pick(w.rng, (6, 7, 9, 11)))])
    return f"{pick(w.rng, ('req-', 'r-', 'tx-', ''))}{chr(97 + below(w.rng, 6))}{head}{pick(w.rng, OWNED[w.split])}"


_GRAVITY = {"debug": "fine", "info": "fine", "warning": "odd"}
_STATUS = {
    "fine": (200, 201, 202, 204, 206, 301, 302, 304),
    "odd": (400, 401, 403, 404, 408, 409, 410, 413, 422, 429),
    "bad": (500, 501, 502, 503, 504, 507),
}


def _level(w: World) -> str:
    return w.text("level", lambda _: w.listed("log.level values"))


def _gravity(w: World) -> str:
    """Whether an entry of the level tells of something fine, odd or bad, so that it says nothing absurd."""
    return _GRAVITY.get(_level(w), "bad")


def _phone(w: World) -> JSON:
    """A telephone number of those kept for fiction, written in one piece."""
    return f"+{pick(w.rng, ('1', '44', '49', '55', '34', '33', '39'))}-555-01{owned(w.rng, w.split, 10, 100):02}"


def _user(w: World) -> JSON:
    return f"{pick(w.rng, 'abcdefghijklmnoprstw')}{_coined(w).casefold()}{between(w.rng, 2, 99)}"


def _goals(w: World) -> JSON:
    """Goals of a side: no draw, so that one can tell who won."""
    taken = w.memory.get("goals")
    found = between(w.rng, 0, 6)
    while found in (taken, 1):
        found = between(w.rng, 0, 6)
    w.memory["goals"] = found
    return found


VALUES: Mapping[str, Callable[[World], JSON | Moment]] = {
    "age": _age_of,
    "area": _area,
    "brand": _brand,
    "carrier": _carrier,
    "category": _category,
    "city": _city,
    "country": lambda w: _country_of(w)[0],
    "firm": _firm,
    "goals": _goals,
    "host": _host,
    "job": _job,
    "latency": lambda w: between(w.rng, 1, 980) if chance(w.rng, 0.7) else between(w.rng, 1000, 59000),
    "latitude": _latitude,
    "level": _level,
    "longitude": _longitude,
    "mail": lambda w: _address(w, full_name(w.rng, w.split, w.grammar, chance(w.rng, 0.5))),
    "message": lambda w: w.listed(f"log messages {_gravity(w)}"),
    "model": _model,
    "own_mail": lambda w: _address(w, _subject(w)),
    "phone": _phone,
    "postcode": _postcode,
    "product": _product,
    "request": _request,
    "rooms": _rooms,
    "service": _service,
    "someone": _someone,
    "status": lambda w: pick(w.rng, _STATUS[_gravity(w)]),
    "subject": _subject,
    "user": _user,
    "years": _years,
}
