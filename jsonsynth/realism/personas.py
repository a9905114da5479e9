"""Who and where: members of one object that tell of the same person and of the same place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from math import floor

from jsonsynth.examples import JSON, Split
from jsonsynth.realism.lexicon import rule_for, words_of
from jsonsynth.realism.places import Place, near, places
from jsonsynth.realism.rules import pool, slug, template
from jsonsynth.seeds import Random, pick

__all__ = ["AXES", "Change", "Settle", "person_rules", "place_rules", "roles_of"]

Change = dict[str, JSON]
Settle = Callable[[Mapping[str, JSON], Random], Change]

# what a member is to a person or a place, by the rule of its text
_PERSON_ROLES: Mapping[str, str] = {
    "first_name_any": "first",
    "last_name_any": "last",
    "person": "full",
    "email_any": "email",
    "username": "username",
}
_PLACE_ROLES: Mapping[str, str] = {
    "city_any": "city",
    "state": "region",
    "country": "country",
    "country_code": "country",
    "country_code3": "country",
    "continent": "continent",
    "postal_code": "postal_code",
    "time_zone": "time_zone",
    "phone": "phone",
    "currency": "currency",
    "language_code": "language",
    "locale": "locale",
    "street_any": "street",
    "address_any": "address",
    "latitude": "latitude",
    "longitude": "longitude",
}
AXES: Mapping[str, str] = {
    "lat": "latitude",
    "latitude": "latitude",
    "lng": "longitude",
    "lon": "longitude",
    "long": "longitude",
    "longitude": "longitude",
}
_ANCHORED = frozenset(("city_any", "country", "country_code", "postal_code"))
_ANCHORS = frozenset(("city", "region", "country", "postal_code"))
# names that are no one's given name, though they end like one, and that belong to two people rather than to one
_OTHERS = frozenset(("created", "updated", "modified", "approved", "assigned", "reviewed", "reported"))

_FULL = frozenset(("name", "full_name"))
_NAMED = ("en_US",) * 8 + (
    "pt_BR",
    "pt_BR",
    "es_ES",
    "es_ES",
    "fr_FR",
    "fr_FR",
    "de_DE",
    "de_DE",
    "it_IT",
    "nl_NL",
    "sv_SE",
)
# locales whose names are written in Latin letters, for addresses made of them
_LATIN = frozenset((*_NAMED, "pl_PL", "cs_CZ", "tr_TR"))
_LOCALS: tuple[Callable[[str, str, int], str], ...] = (
    lambda first, last, _: f"{first}.{last}",
    lambda first, last, _: f"{first}.{last}",
    lambda first, last, _: f"{first[:1]}{last}",
    lambda first, last, _: f"{first}_{last}",
    lambda first, _, number: f"{first}{number}",
)


def roles_of(names: Sequence[str], parent: str) -> dict[str, str]:
    """Return the rules of the members that tell of a person or a place, by name."""
    told = {name: AXES.get(name.lower()) or rule_for(name, parent) for name in names}
    beside = "state" if not _ANCHORED.isdisjoint(told.values()) else ""  # a region beside a city is no data centre's
    ruled = ((name, beside or rule if rule == "region" else rule) for name, rule in told.items())
    return {name: rule for name, rule in ruled if rule in _PERSON_ROLES or rule in _PLACE_ROLES}


def _grouped(ruled: Mapping[str, str], table: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return the members that have a role, by what stands before it in their names: ``billing`` in ``billing_city``.

    The first of several counts, but somebody's ``name`` before a ``byline``.
    """
    found: dict[str, dict[str, str]] = {}
    for name, rule in ruled.items():
        role = table.get(rule)
        words = words_of(name) if role else []
        if role is None or not words or words[0] in _OTHERS:
            continue
        group = words[0] if len(words) > 1 and words[0] in _PREFIXES else ""
        roles = found.setdefault(group, {})
        if role not in roles or "_".join(words) in _FULL:
            roles[role] = name
    return found


_PREFIXES = frozenset(
    (
        "billing", "shipping", "delivery", "mailing", "home", "work", "origin", "destination", "from", "to", "sender",
        "recipient", "buyer", "seller", "customer", "contact", "owner", "author", "company", "departure", "arrival",
        "pickup", "birth", "emergency", "guest", "merchant", "store", "ship", "bill", "billto", "shipto",
    )
)  # fmt: skip


@cache
def _people(locale: str, split: Split) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return pool(f"{locale}/first_name", split), pool(f"{locale}/last_name", split)


def _local(text: str, first: str, last: str, rng: Random) -> str:
    """Return an address or login of a person, at the domain that the drawn one has."""
    local = _LOCALS[floor(rng.random() * len(_LOCALS))](slug(first), slug(last), floor(rng.random() * 90) + 10)
    at, domain = ("@", text.rpartition("@")[2]) if "@" in text else ("", "")
    return f"{local}{at}{domain}"


def person_rules(ruled: Mapping[str, str], split: Split) -> list[Settle]:
    """Return what makes the members that tell of one person agree. ``ruled``: see :func:`roles_of`."""
    country = next((name for name, rule in ruled.items() if rule in ("country", "country_code")), "")
    return [_person(roles, country, split) for roles in _grouped(ruled, _PERSON_ROLES).values() if _worth(roles)]


def _worth(roles: Mapping[str, str]) -> bool:
    return len(roles) > 1 and ("first" in roles or "last" in roles or "full" in roles)


def _person(roles: Mapping[str, str], country: str, split: Split) -> Settle:
    def settle(made: Mapping[str, JSON], rng: Random) -> Change:
        there = {role: name for role, name in roles.items() if isinstance(made.get(name), str)}
        if not _worth(there):
            return {}
        firsts, lasts = _people(_names_of(made.get(country)) or pick(rng, _NAMED), split)
        first, last = pick(rng, firsts), pick(rng, lasts)
        values = {"first": first, "last": last, "full": f"{first} {last}"}
        return {
            name: values.get(role) or _local(str(made[name]) if role == "email" else "", first, last, rng)
            for role, name in there.items()
        }

    return settle


def _names_of(country: JSON) -> str:
    """Return the locale of names usual in a country; nothing where it is not known or not written in Latin letters."""
    found = _countries().get(country) if isinstance(country, str) else None
    return found[0].names if found and found[0].names in _LATIN else ""


@cache
def _countries() -> Mapping[str, tuple[Place, ...]]:
    found: dict[str, list[Place]] = {}
    for place in places():
        for name in (place.country, place.country_code, place.country_code3):
            found.setdefault(name, []).append(place)
    return {name: tuple(ones) for name, ones in found.items()}


def place_rules(ruled: Mapping[str, str], limited: Callable[[str], bool], split: Split) -> list[Settle]:
    """Return what makes the members that tell of one place agree. ``limited``: whether a member's values are listed."""
    groups = [roles for roles in _grouped(ruled, _PLACE_ROLES).values() if _placed(roles)]
    return [_place(roles, frozenset(name for name in roles.values() if not limited(name)), split) for roles in groups]


_KINDS: Mapping[str, type | tuple[type, ...]] = {"latitude": (int, float), "longitude": (int, float)}


def _placed(roles: Mapping[str, str]) -> bool:
    return len(roles) > 1 and not _ANCHORS.isdisjoint(roles)


def _place(roles: Mapping[str, str], free: frozenset[str], split: Split) -> Settle:
    def settle(made: Mapping[str, JSON], rng: Random) -> Change:
        there = {role: name for role, name in roles.items() if isinstance(made.get(name), _KINDS.get(role, str))}
        if not _placed(there):
            return {}
        place = _chosen(there, made, free, rng)
        if place is None:
            return {}
        return {name: _VALUES[role](place, str(made[name]), split, rng) for role, name in there.items() if name in free}

    return settle


def _chosen(there: Mapping[str, str], made: Mapping[str, JSON], free: frozenset[str], rng: Random) -> Place | None:
    """Return a place: one that has the values of the members that only some are allowed for; None if none has."""
    given = [(role, str(made[name])) for role, name in there.items() if name not in free and role in _GIVEN]
    if not given:
        return pick(rng, places())
    known = [place for place in places() if all(value in _GIVEN[role](place) for role, value in given)]
    return pick(rng, known) if known else None


_GIVEN: Mapping[str, Callable[[Place], tuple[str, ...]]] = {
    "city": lambda place: (place.city,),
    "country": lambda place: (place.country, place.country_code, place.country_code3, place.country_code.lower()),
    "currency": lambda place: (place.currency,),
    "region": lambda place: (place.region, place.region_code),
    "time_zone": lambda place: (place.time_zone,),
}


def _formed(long: str, short: str, drawn: str, short3: str = "") -> str:
    """Return a name or a code, as what was drawn is one."""
    if drawn.isascii() and drawn.isalpha() and len(drawn) in (2, 3):
        code = short if len(drawn) == 2 or not short3 else short3
        return code.lower() if drawn.islower() else code
    return long


def _street(place: Place, _: str, split: Split, rng: Random) -> str:
    street = pool(f"{place.names}/street" if place.names in _STREETS else "en_US/street", split)
    number = floor(rng.random() * 180) + 1
    name = pick(rng, street)
    return f"{number} {name}" if place.names in ("en_US", "fr_FR") else f"{name} {number}"


_STREETS = frozenset(("en_US", "pt_BR", "es_ES", "fr_FR", "de_DE", "it_IT", "nl_NL", "cs_CZ"))


def _postal(place: Place, _: str, split: Split, rng: Random) -> str:
    return template(place.postal_code, split)(rng)


def _phone(place: Place, drawn: str, split: Split, rng: Random) -> str:
    text = template(place.phone, split)(rng)
    return text if any(not letter.isdigit() and letter != "+" for letter in drawn) else _bare(text, drawn)


def _bare(text: str, drawn: str) -> str:
    digits = "".join([letter for letter in text if letter.isdigit()])
    return f"+{digits}" if drawn.startswith("+") else digits


def _address(place: Place, drawn: str, split: Split, rng: Random) -> str:
    street, postal = _street(place, drawn, split, rng), _postal(place, drawn, split, rng)
    if place.names == "en_US":
        return f"{street}, {place.city}, {place.region_code} {postal}"
    return f"{street}, {postal} {place.city}"


_VALUES: Mapping[str, Callable[[Place, str, Split, Random], JSON]] = {
    "address": _address,
    "city": lambda place, _, __, ___: place.city,
    "continent": lambda place, _, __, ___: place.continent,
    "country": lambda place, drawn, _, __: _formed(place.country, place.country_code, drawn, place.country_code3),
    "currency": lambda place, _, __, ___: place.currency,
    "language": lambda place, _, __, ___: place.language,
    "latitude": lambda place, _, __, rng: near(place.latitude, rng),
    "longitude": lambda place, _, __, rng: near(place.longitude, rng),
    "locale": lambda place, drawn, _, __: place.locale.replace("-", "_") if "_" in drawn else place.locale,
    "phone": _phone,
    "postal_code": _postal,
    "region": lambda place, drawn, _, __: _formed(place.region, place.region_code, drawn),
    "street": _street,
    "time_zone": lambda place, _, __, ___: place.time_zone,
}
