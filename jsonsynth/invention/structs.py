"""Objects that many schemas have in common, whole: an address, a price with its tax, who changed it, a file.

Their schemas are made once for each way of writing them and shared, their values are drawn together and agree.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from jsonsynth.examples import JSON, Split
from jsonsynth.invention.bundles import email_of
from jsonsynth.invention.dated import stamped
from jsonsynth.invention.failures import FAILURES
from jsonsynth.invention.members import BOUNDED, ENUMERATED, FORMATTED, LENGTHS, PATTERNED
from jsonsynth.invention.naming import STYLED, tails
from jsonsynth.invention.readings import Draw, Schema
from jsonsynth.realism import maker, pool, template
from jsonsynth.seeds import Random, pick

__all__ = ["LINKS", "PAGING", "STRUCTS", "Manner", "Struct", "structs_of", "written"]


@dataclass(frozen=True, slots=True, eq=False)
class Struct:
    """An object with members that belong together.

    ``called``: the names it can have, the first also behind an entity's (``tails``, by style); ``about``: what it is;
    ``classes`` of entities that have one; ``fields``: name, kind and description of each member; ``draw`` by split
    gives the members' values in their order, nothing for times, which lie around a document's day.
    """

    called: tuple[str, ...]
    about: str
    classes: str
    fields: tuple[tuple[str, str, str], ...]
    draw: Callable[[Split], Callable[[Random], list[JSON]]]

    @property
    def tails(self) -> tuple[str, ...]:
        """What its name puts behind an entity's, by style."""
        return tails(self.called[0])


@dataclass(slots=True, eq=False)
class Manner:
    """How a struct is written: style of names, what is stated, described or not, closed or not, how much is needed.

    ``day``: the day of the documents.
    """

    style: int
    flags: int
    said: bool
    first: bool
    stop: str
    closed: bool
    needed: int  # 0 nothing, 1 the first two members, 2 all
    day: int


_STATING: Mapping[str, int] = {
    "format": FORMATTED, "minimum": BOUNDED, "maximum": BOUNDED, "pattern": PATTERNED, "minLength": LENGTHS,
    "maxLength": LENGTHS, "enum": ENUMERATED,
}  # fmt: skip

_KINDS: Mapping[str, Schema] = {
    "text": {"type": "string"},
    "name": {"type": "string", "minLength": 1, "maxLength": 120},
    "line": {"type": "string", "minLength": 1, "maxLength": 200},
    "flag": {"type": "boolean"},
    "email": {"type": "string", "format": "email"},
    "date": {"type": "string", "format": "date"},
    "datetime": {"type": "string", "format": "date-time"},
    "uri": {"type": "string", "format": "uri"},
    "clock": {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"},
    "phone": {"type": "string", "pattern": "^\\+?[0-9() -]{6,20}$"},
    "country": {"type": "string", "pattern": "^[A-Z]{2}$"},
    "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
    "sha256": {"type": "string", "pattern": "^[a-f0-9]{64}$"},
    "media": {"type": "string", "pattern": "^[a-z]+/[a-z0-9.+-]+$"},
    "error": {"type": "string", "pattern": "^[A-Z][A-Z_]+$"},
    "memory": {"type": "string", "pattern": "^[0-9]+(Ki|Mi|Gi)$"},
    "cpu": {"type": "string", "pattern": "^[0-9]+m?$"},
    "amount": {"type": "number", "minimum": 0},
    "percent": {"type": "number", "minimum": 0, "maximum": 100},
    "percents": {"type": "integer", "minimum": 0, "maximum": 100},
    "count": {"type": "integer", "minimum": 0},
    "positive": {"type": "integer", "minimum": 1},
    "factor": {"type": "number", "minimum": 1},
    "latitude": {"type": "number", "minimum": -90, "maximum": 90},
    "longitude": {"type": "number", "minimum": -180, "maximum": 180},
    "number": {"type": "number"},
    "channel": {"type": "string", "enum": ["email", "phone", "post"]},
    "weekday": {
        "type": "string",
        "enum": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
    },
    "unit": {"type": "string", "enum": ["celsius", "bar", "percent", "volt", "metre"]},
    "tls": {"type": "string", "enum": ["1.2", "1.3"]},
}


def _stated(kind: str, flags: int) -> Schema:
    whole = _KINDS[kind]
    return {name: value for name, value in whole.items() if name not in _STATING or flags & _STATING[name]}


def _described(schema: Schema, text: str, words: tuple[bool, str]) -> Schema:
    first, stop = words
    return {"description": text + stop, **schema} if first else {**schema, "description": text + stop}


@cache
def _heeded(struct: Struct) -> int:
    """Return the flags that change how a struct is written."""
    keywords = {keyword for _, kind, _ in struct.fields for keyword in _KINDS[kind] if keyword in _STATING}
    return sum({_STATING[keyword] for keyword in keywords})


def written(struct: Struct, manner: Manner, split: Split) -> tuple[Schema, Draw]:
    """Return the schema of a struct written in a manner, whose members are shared, and what draws its values."""
    words = (manner.first, manner.stop) if manner.said else None
    members = _members(struct, manner.style, manner.flags & _heeded(struct), words)
    schema: Schema = {"type": "object", "properties": members}
    needed = (0, 2, len(members))[manner.needed]
    if needed:
        names: list[JSON] = [*members]
        schema["required"] = names[:needed]
    if manner.closed:
        schema["additionalProperties"] = False
    draw, times = _drawer(struct, split, manner.style, needed), _times(struct)
    return schema, stamped(draw, times, manner.style, manner.day) if times else draw


@cache
def _times(struct: Struct) -> tuple[str, ...]:
    """Return the words of the names of a struct's times."""
    return tuple(words for words, kind, _ in struct.fields if kind == "datetime")


@cache  # a few thousand ways to write them
def _members(struct: Struct, style: int, flags: int, words: tuple[bool, str] | None) -> Schema:
    """``words``: whether descriptions stand first, and what ends them; None where there are none."""
    members: Schema = {}
    for called, kind, text in struct.fields:
        stated = _stated(kind, flags)
        members[STYLED[style](called)] = _described(stated, text, words) if words is not None else stated
    return members


@cache
def _drawer(struct: Struct, split: Split, style: int, needed: int) -> Draw:
    """Return what draws the object; of the members that are not needed, each is there in two of three."""
    values = struct.draw(split)
    names = tuple(STYLED[style](words) for words, _, _ in struct.fields)
    free = names[needed:]

    def draw(rng: Random) -> JSON:
        random = rng.random
        members: Schema = dict(zip(names, values(rng), strict=True))
        for name in free:
            if random() < 0.34:
                del members[name]
        return members

    return draw


def _hundredths(cents: int) -> JSON:
    return cents // 100 if cents % 100 == 0 else cents / 100


# street, town and postal code by country; a number behind the street where that is the habit
_HOMES = (
    ("en_US", "US", "{9:5}", False), ("de_DE", "DE", "{9:5}", True), ("fr_FR", "FR", "{9:5}", False),
    ("es_ES", "ES", "{9:5}", True), ("it_IT", "IT", "{9:5}", True), ("pt_BR", "BR", "{9:5}-{9:3}", True),
    ("nl_NL", "NL", "{9:4} {A:2}", True), ("cs_CZ", "CZ", "{9:3} {9:2}", True),
)  # fmt: skip


def _address(split: Split) -> Callable[[Random], list[JSON]]:
    homes = [
        (pool(f"{locale}/street", split), pool(f"{locale}/city", split), code, template(postal, split), last)
        for locale, code, postal, last in _HOMES
    ]

    def draw(rng: Random) -> list[JSON]:
        streets, cities, code, postal, last = pick(rng, homes)
        street, number = pick(rng, streets), 1 + int(rng.random() ** 2 * 220)
        return [f"{street} {number}" if last else f"{number} {street}", postal(rng), pick(rng, cities), code]

    return draw


def _audit(split: Split) -> Callable[[Random], list[JSON]]:
    who = maker("username", split)

    return lambda rng: ["", who(rng), "", who(rng)]


_RATES = (0, 5, 10, 20, 25)


def _price(split: Split) -> Callable[[Random], list[JSON]]:  # noqa: ARG001 - one signature for the table
    def draw(rng: Random) -> list[JSON]:
        net, rate = 20 * (10 + int(rng.random() ** 2 * 4500)), pick(rng, _RATES)
        tax = net * rate // 100
        return [_hundredths(net), rate, _hundredths(tax), _hundredths(net + tax), pick(rng, ("EUR", "USD", "GBP"))]

    return draw


_MEDIA = (
    ("pdf", "application/pdf"), ("csv", "text/csv"), ("json", "application/json"), ("png", "image/png"),
    ("txt", "text/plain"), ("zip", "application/zip"), ("jpg", "image/jpeg"), ("html", "text/html"),
)  # fmt: skip


def _file(split: Split) -> Callable[[Random], list[JSON]]:
    stem, checksum = maker("document_stem", split), template("{x:64}", split)

    def draw(rng: Random) -> list[JSON]:
        ending, media = pick(rng, _MEDIA)
        return [f"{stem(rng)}.{ending}", media, 900 + int(rng.random() ** 3 * 4_000_000), checksum(rng)]

    return draw


def _links(split: Split) -> Callable[[Random], list[JSON]]:
    base, cursor = maker("url_api", split), template("{n:12}", split)

    def draw(rng: Random) -> list[JSON]:
        address = base(rng)
        return [f"{address}?cursor={cursor(rng)}" for _ in range(3)]

    return draw


def _error(split: Split) -> Callable[[Random], list[JSON]]:  # noqa: ARG001 - one signature for the table
    return lambda rng: [*pick(rng, FAILURES)]


_UNITS = (("celsius", -120, 380), ("bar", 5, 90), ("percent", 0, 1000), ("volt", 10, 4000), ("metre", 1, 3000))


def _measurement(split: Split) -> Callable[[Random], list[JSON]]:  # noqa: ARG001 - one signature for the table
    def draw(rng: Random) -> list[JSON]:
        unit, low, high = pick(rng, _UNITS)
        tenths = low + int(rng.random() * (high - low))
        return [tenths // 10 if tenths % 10 == 0 else tenths / 10, unit, ""]

    return draw


def _person(split: Split) -> Callable[[Random], list[JSON]]:
    firsts, lasts = pool("en_US/first_name", split), pool("en_US/last_name", split)

    def draw(rng: Random) -> list[JSON]:
        first, last = pick(rng, firsts), pick(rng, lasts)
        phone = f"+1-{201 + int(rng.random() * 700)}-555-01{10 + int(rng.random() * 90)}"
        return [pick(rng, ("email", "email", "phone", "post")), first, last, email_of(rng, first, last), phone]

    return draw


def _position(split: Split) -> Callable[[Random], list[JSON]]:  # noqa: ARG001 - one signature for the table
    def draw(rng: Random) -> list[JSON]:
        spot = [int(rng.random() * wide * 10000) - wide * 5000 for wide in (120, 340)]
        north, east = (part // 10000 if part % 10000 == 0 else part / 10000 for part in spot)
        return [north, east, 3 + int(rng.random() * 60)]

    return draw


_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _hours(split: Split) -> Callable[[Random], list[JSON]]:  # noqa: ARG001 - one signature for the table
    def draw(rng: Random) -> list[JSON]:
        opens, half = 6 + int(rng.random() * 5), pick(rng, ("00", "30"))
        return [pick(rng, _DAYS), f"{opens:02}:{half}", f"{opens + 4 + int(rng.random() * 9):02}:{half}"]

    return draw


def _retrying(split: Split) -> Callable[[Random], list[JSON]]:  # noqa: ARG001 - one signature for the table
    def draw(rng: Random) -> list[JSON]:
        first = 50 * (1 + int(rng.random() * 20))
        return [2 + int(rng.random() * 8), first, first * pick(rng, (10, 20, 60)), pick(rng, (1.5, 2, 3))]

    return draw


def _tls(split: Split) -> Callable[[Random], list[JSON]]:
    stem = maker("team", split)

    def draw(rng: Random) -> list[JSON]:
        folder = f"/etc/ssl/{stem(rng)}"
        return [rng.random() < 0.8, pick(rng, ("1.2", "1.3")), f"{folder}/tls.crt", f"{folder}/tls.key"]

    return draw


def _resources(split: Split) -> Callable[[Random], list[JSON]]:  # noqa: ARG001 - one signature for the table
    def draw(rng: Random) -> list[JSON]:
        cpu, memory = 50 * (1 + int(rng.random() * 20)), 64 * (1 + int(rng.random() * 16))
        return [f"{cpu}m", f"{memory}Mi", f"{2 * cpu}m", f"{2 * memory}Mi"]

    return draw


def _paging(split: Split) -> Callable[[Random], list[JSON]]:  # noqa: ARG001 - one signature for the table
    def draw(rng: Random) -> list[JSON]:
        size, total = pick(rng, (10, 20, 25, 50, 100)), int(rng.random() ** 2 * 4000)
        pages = -(-total // size)
        return [1 + int(rng.random() * max(pages, 1)), size, total, pages]

    return draw


def _share(split: Split) -> Callable[[Random], list[JSON]]:  # noqa: ARG001 - one signature for the table
    def draw(rng: Random) -> list[JSON]:
        most = pick(rng, (10, 20, 50, 100, 200))
        reached = int(rng.random() * (most + 1))
        return [reached, most, 100 * reached // most, 2 * reached >= most]

    return draw


STRUCTS: tuple[Struct, ...] = (
    Struct(("address", "billing address", "postal address", "home address"), "Postal address", "plm",
           (("street", "line", "Street with the house number"), ("postal code", "text", "Postal code of the town"),
            ("city", "name", "Town"), ("country code", "country", "Country as two letters, ISO 3166-1")), _address),
    Struct(("audit", "history", "record info"), "Who made and who changed it", "rmo",
           (("created at", "datetime", "When it was made"), ("created by", "text", "User who made it"),
            ("updated at", "datetime", "When it was last changed"), ("updated by", "text", "User who changed it last")),
           _audit),
    Struct(("price", "total", "charge", "costs"), "Price with its tax", "mo",
           (("net", "amount", "Amount without tax"), ("tax rate", "percent", "Rate of the tax in percent"),
            ("tax", "amount", "Amount of the tax"), ("gross", "amount", "Amount to be paid, tax included"),
            ("currency", "currency", "Currency as an ISO 4217 code")), _price),
    Struct(("file", "attachment", "document", "scan"), "File that belongs to it", "rm",
           (("file name", "line", "Name with its extension"), ("media type", "media", "Media type, as text/csv"),
            ("size bytes", "positive", "Size in bytes"), ("checksum", "sha256", "SHA-256 as lower-case hex")), _file),
    Struct(("links",), "Addresses of neighbouring pages", "",
           (("self", "uri", "This page"), ("next", "uri", "The page after this one"),
            ("prev", "uri", "The page before this one")), _links),
    Struct(("error", "last error", "failure"), "What went wrong, if anything", "t",
           (("code", "error", "Code of the error, in capitals"), ("message", "line", "What happened, for people"),
            ("retryable", "flag", "Whether a second try can succeed")), _error),
    Struct(("measurement", "reading", "last reading"), "A value with its unit", "ol",
           (("value", "number", "What was measured"), ("unit", "unit", "Unit of the value"),
            ("measured at", "datetime", "When it was measured")), _measurement),
    Struct(("contact", "contact person", "applicant", "person"), "Whom to ask", "plrm",
           (("reached by", "channel", "How to reach them"), ("first name", "name", "Given name"),
            ("last name", "name", "Family name"), ("email", "email", "Where to write"),
            ("phone", "phone", "Telephone number with country code")), _person),
    Struct(("position", "coordinates", "gps"), "Where on earth it is", "lo",
           (("latitude", "latitude", "Degrees north of the equator"), ("longitude", "longitude", "Degrees east"),
            ("accuracy", "count", "Radius of the error in metres")), _position),
    Struct(("opening hours", "hours"), "When it is open", "l",
           (("weekday", "weekday", "Day of the week"), ("opens", "clock", "From when, hours and minutes"),
            ("closes", "clock", "Until when, hours and minutes")), _hours),
    Struct(("retry policy", "backoff", "retries"), "How failures are tried again", "t",
           (("max attempts", "positive", "Tries before giving up"),
            ("initial delay ms", "count", "Milliseconds before the second try"),
            ("max delay ms", "count", "Longest wait in milliseconds"),
            ("multiplier", "factor", "By how much each wait is longer than the last")), _retrying),
    Struct(("tls", "encryption"), "How the connection is encrypted", "t",
           (("enabled", "flag", "Whether the connection is encrypted"), ("min version", "tls", "Oldest version of TLS"),
            ("cert file", "line", "Path of the certificate"), ("key file", "line", "Path of the private key")), _tls),
    Struct(("resources", "limits"), "Processor and memory", "t",
           (("cpu request", "cpu", "Processor time that is reserved"), ("memory request", "memory", "Memory reserved"),
            ("cpu limit", "cpu", "Most processor time"), ("memory limit", "memory", "Most memory")), _resources),
    Struct(("paging", "page info", "pagination"), "Where in the results this page is", "",
           (("page", "positive", "Number of the page, from 1"), ("page size", "positive", "Results on one page"),
            ("total", "count", "Results on all pages"), ("pages", "count", "Number of pages")), _paging),
    Struct(("score", "outcome", "evaluation"), "What was reached", "pe",
           (("points", "count", "Points reached"), ("max points", "positive", "Most points that can be reached"),
            ("percent", "percents", "Points in percent of the most"), ("passed", "flag", "Whether it was enough")),
           _share),
)  # fmt: skip


LINKS, PAGING = (
    next(struct for struct in STRUCTS if struct.called[0] == called) for called in ("links", "paging")
)  # of answers alone


@lru_cache(maxsize=16)
def structs_of(letter: str) -> Sequence[Struct]:
    """Return the structs that entities of a class have; there is one at least."""
    return tuple(struct for struct in STRUCTS if letter.lower() in struct.classes)
