"""The domains as a table: which facts there are about a thing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from jsonsynth.examples import JSON
from jsonsynth.wording import values as v
from jsonsynth.wording.dates import Moment
from jsonsynth.wording.worlds import World

__all__ = ["DOMAINS", "Domain", "Field"]


@dataclass(frozen=True, slots=True)
class Field:
    """A kind of fact.

    ``kind`` says how its value is written, and so its ``type``; ``weight``, how often it is asked; ``spoken``, whether
    it may stand as number words. The book's sections: ``section`` of its phrases, ``names`` of members, ``label`` of
    boxes and columns.
    """

    key: str
    kind: str
    draw: Callable[[World], JSON | Moment]
    weight: int = 4
    spoken: bool = False
    type: str = "string"
    section: str = ""
    names: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Domain:
    """A domain: its fields, the one that can be the subject, and those that tell any two splits' records apart."""

    name: str
    fields: Sequence[Field]
    subject: str
    anchors: Sequence[str]

    def field(self, key: str) -> Field:
        """Return the field of a key."""
        return _FIELDS[self.name, key]


_TABLE = (
    Domain(
        "person",
        (
            Field("name", "name", v.person, 9),
            Field("age", "integer", v.age, 8, spoken=True),
            Field("interests", "list", v.hobbies, 7),
            Field("city", "name", v.city),
            Field("job", "job", v.job),
            Field("company", "name", v.firm),
            Field("born", "date", v.birthday, 3),
            Field("email", "code", v.email, 3),
            Field("experience", "integer", v.years, 3, spoken=True),
            Field("manager", "name", v.other_person, 1),
            Field("remote", "flag", v.available, 2),
        ),
        "name",
        ("name", "name", "name", "email"),
    ),
    Domain(
        "product",
        (
            Field("name", "name", v.product, 9),
            Field("price", "money", v.price, 8),
            Field("currency", "currency", v.currency, 5),
            Field("category", "words", v.category, 5),
            Field("brand", "name", v.brand, 3),
            Field("stock", "integer", v.stock, 4, spoken=True),
            Field("color", "words", v.color, 3),
            Field("weight", "decimal", v.weight, 3),
            Field("rating", "decimal", v.rating, 3),
            Field("available", "flag", v.available, 2),
            Field("released", "date", v.day, 3),
            Field("sku", "code", v.sku, 3),
            Field("shipping", "money", v.shipping, 2),
        ),
        "name",
        ("name", "name", "name", "sku"),
    ),
    Domain(
        "event",
        (
            Field("id", "code", v.event_id, 4),
            Field("type", "words", v.event_type, 8),
            Field("timestamp", "datetime", v.moment, 8),
            Field("severity", "enum", v.severity, 7),
            Field("source", "code", v.host, 3),
            Field("site", "name", v.city, 3),
            Field("reporter", "name", v.other_person, 3),
            Field("affected", "integer", v.users, 4, spoken=True),
            Field("duration", "integer", v.minutes, 3, spoken=True),
            Field("resolved", "flag", v.available, 3),
        ),
        "id",
        ("id", "timestamp", "timestamp"),
    ),
    Domain(
        "location",
        (
            Field("city", "name", v.city, 9),
            Field("country", "country", v.country, 8),
            Field("latitude", "coordinate", v.latitude, 6),
            Field("longitude", "coordinate", v.longitude, 6),
            Field("population", "integer", v.population, 5, spoken=True),
            Field("elevation", "integer", v.height, 3, spoken=True),
            Field("founded", "year", v.founded, 2),
            Field("postcode", "code", v.postcode, 2),
            Field("mayor", "name", v.other_person, 1),
        ),
        "city",
        ("city", "city", "latitude"),
    ),
    Domain(
        "log",
        (
            Field("level", "enum", v.level, 9),
            Field("message", "quote", v.message, 9),
            Field("timestamp", "datetime", v.moment, 8),
            Field("service", "code", v.service, 5),
            Field("host", "code", v.host, 3),
            Field("request", "code", v.request, 4),
            Field("status", "plain", v.status, 3),
            Field("duration", "plain", v.latency, 3),
            Field("user", "code", v.user, 2),
        ),
        "request",
        ("timestamp", "timestamp", "request"),
    ),
)


_TYPES = {
    "integer": "int",
    "plain": "int",
    "year": "int",
    "decimal": "float",
    "money": "float",
    "coordinate": "float",
    "flag": "bool",
    "date": "date",
    "datetime": "datetime",
    "list": "string[]",
}


def _placed(domain: Domain) -> Domain:
    """The domain, its fields with their types and sections."""
    return replace(domain, fields=tuple(_completed(field, f"{domain.name}.{field.key}") for field in domain.fields))


def _completed(field: Field, name: str) -> Field:
    type_ = _TYPES.get(field.kind, field.type)
    return replace(field, type=type_, section=name, names=f"{name} names", label=f"{name} label")


DOMAINS: tuple[Domain, ...] = tuple(map(_placed, _TABLE))
_FIELDS = {(domain.name, field.key): field for domain in DOMAINS for field in domain.fields}
