"""Objects that many schemas have in common, whole: an address, a price with its tax, who changed it, a file.

The values of each are drawn together and agree.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from math import floor

from jsonsynth.examples import JSON, Split
from jsonsynth.invention.bundles import email_of
from jsonsynth.invention.failures import FAILURES
from jsonsynth.invention.sections import SECTIONS
from jsonsynth.invention.structs import Struct
from jsonsynth.invention.vocabulary import Domain
from jsonsynth.jsontext import in_parts
from jsonsynth.realism import maker, pool, spot, template
from jsonsynth.seeds import Random, chance, pick

__all__ = ["STRUCTS", "structs_of"]


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
        street, number = pick(rng, streets), 1 + floor(rng.random() ** 2 * 220)
        return [f"{street} {number}" if last else f"{number} {street}", postal(rng), pick(rng, cities), code]

    return draw


def _audit(split: Split) -> Callable[[Random], list[JSON]]:
    who = maker("username", split)

    return lambda rng: ["", who(rng), "", who(rng)]


_RATES = (0, 5, 10, 20, 25)


def _price(split: Split) -> Callable[[Random], list[JSON]]:  # noqa: ARG001 - one signature for the table
    def draw(rng: Random) -> list[JSON]:
        net, rate = 20 * (10 + floor(rng.random() ** 2 * 4500)), pick(rng, _RATES)
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
        return [f"{stem(rng)}.{ending}", media, 900 + floor(rng.random() ** 3 * 4_000_000), checksum(rng)]

    return draw


def _error(split: Split) -> Callable[[Random], list[JSON]]:  # noqa: ARG001 - one signature for the table
    return lambda rng: [*pick(rng, FAILURES)]


_UNITS = (("celsius", -120, 380), ("bar", 5, 90), ("percent", 0, 1000), ("volt", 10, 4000), ("metre", 1, 3000))


def _measurement(split: Split) -> Callable[[Random], list[JSON]]:  # noqa: ARG001 - one signature for the table
    def draw(rng: Random) -> list[JSON]:
        unit, low, high = pick(rng, _UNITS)
        tenths = low + floor(rng.random() * (high - low))
        return [in_parts(tenths, 10), unit, ""]

    return draw


def _person(split: Split) -> Callable[[Random], list[JSON]]:
    firsts, lasts = pool("en_US/first_name", split), pool("en_US/last_name", split)

    def draw(rng: Random) -> list[JSON]:
        first, last = pick(rng, firsts), pick(rng, lasts)
        phone = f"+1-{201 + floor(rng.random() * 700)}-555-01{10 + floor(rng.random() * 90)}"
        return [pick(rng, ("email", "email", "phone", "post")), first, last, email_of(rng, first, last), phone]

    return draw


def _position(split: Split) -> Callable[[Random], list[JSON]]:  # noqa: ARG001 - one signature for the table
    return lambda rng: [*spot(rng), 3 + floor(rng.random() * 60)]


_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _hours(split: Split) -> Callable[[Random], list[JSON]]:  # noqa: ARG001 - one signature for the table
    def draw(rng: Random) -> list[JSON]:
        opens, half = 6 + floor(rng.random() * 5), pick(rng, ("00", "30"))
        return [pick(rng, _DAYS), f"{opens:02}:{half}", f"{opens + 4 + floor(rng.random() * 9):02}:{half}"]

    return draw


def _retrying(split: Split) -> Callable[[Random], list[JSON]]:  # noqa: ARG001 - one signature for the table
    def draw(rng: Random) -> list[JSON]:
        first = 50 * (1 + floor(rng.random() * 20))
        return [2 + floor(rng.random() * 8), first, first * pick(rng, (10, 20, 60)), pick(rng, (1.5, 2, 3))]

    return draw


def _tls(split: Split) -> Callable[[Random], list[JSON]]:
    stem = maker("team", split)

    def draw(rng: Random) -> list[JSON]:
        folder = f"/etc/ssl/{stem(rng)}"
        return [rng.random() < 0.8, pick(rng, ("1.2", "1.3")), f"{folder}/tls.crt", f"{folder}/tls.key"]

    return draw


def _resources(split: Split) -> Callable[[Random], list[JSON]]:  # noqa: ARG001 - one signature for the table
    def draw(rng: Random) -> list[JSON]:
        cpu, memory = 50 * (1 + floor(rng.random() * 20)), 64 * (1 + floor(rng.random() * 16))
        return [f"{cpu}m", f"{memory}Mi", f"{2 * cpu}m", f"{2 * memory}Mi"]

    return draw


def _share(split: Split) -> Callable[[Random], list[JSON]]:  # noqa: ARG001 - one signature for the table
    def draw(rng: Random) -> list[JSON]:
        most = pick(rng, (10, 20, 50, 100, 200))
        reached = floor(rng.random() * (most + 1))
        return [reached, most, _percent(reached, most), 2 * reached >= most]

    return draw


def _percent(part: int, whole: int) -> int:
    """Return the percentage, halves rounded up as people do."""
    return (200 * part + whole) // (2 * whole)


def _seats(split: Split) -> Callable[[Random], list[JSON]]:  # noqa: ARG001 - one signature for the table
    def draw(rng: Random) -> list[JSON]:
        seats = 2 * (4 + floor(rng.random() ** 2 * 150))
        taken = seats if chance(rng, 0.25) else floor(rng.random() * seats)
        return [seats, taken, floor(rng.random() * 12) if taken == seats else 0]

    return draw


# languages and time zones of those who speak them
_HABITS = (
    ("en", "America/New_York"), ("en", "America/Chicago"), ("en", "Europe/London"), ("en", "Australia/Sydney"),
    ("pt", "America/Sao_Paulo"), ("pt", "Europe/Lisbon"), ("es", "Europe/Madrid"), ("es", "America/Mexico_City"),
    ("fr", "Europe/Paris"), ("de", "Europe/Berlin"), ("it", "Europe/Rome"), ("nl", "Europe/Amsterdam"),
    ("pl", "Europe/Warsaw"), ("ja", "Asia/Tokyo"),
)  # fmt: skip
_RHYTHMS = (
    ("daily", (1, 1, 2, 3), (5, 7, 10, 14)), ("weekly", (1, 1, 1, 2), (4, 6, 8, 10, 12)),
    ("monthly", (1, 1, 2, 3, 6), (3, 4, 6, 12)), ("yearly", (1, 1, 1, 2), (2, 3, 5)),
)  # fmt: skip


def _recurring(split: Split) -> Callable[[Random], list[JSON]]:  # noqa: ARG001 - one signature for the table
    def draw(rng: Random) -> list[JSON]:
        frequency, steps, counts = pick(rng, _RHYTHMS)
        return [frequency, pick(rng, steps), pick(rng, counts), pick(rng, _HABITS)[1]]

    return draw


def _habits(split: Split) -> Callable[[Random], list[JSON]]:  # noqa: ARG001 - one signature for the table
    def draw(rng: Random) -> list[JSON]:
        language, zone = pick(rng, _HABITS)
        return [language, zone, pick(rng, ("light", "dark", "system")), chance(rng, 0.4)]

    return draw


_HALLS = (
    "Great Hall", "Main auditorium", "Conference room B", "Riverside Pavilion", "Town Hall", "Old Library", "Studio 3",
    "Seminar room 2.14", "Courtyard", "Community Centre", "Sports hall", "Training room 1", "Garden Terrace",
    "Exhibition hall 4", "Lecture theatre A", "Market Square", "Boardroom", "Concert Hall", "Club room",
)  # fmt: skip


def _venue(split: Split) -> Callable[[Random], list[JSON]]:
    address = _address(split)

    def draw(rng: Random) -> list[JSON]:
        street, _, city, country = address(rng)
        return [pick(rng, _HALLS), street, city, country]

    return draw


_TIERS = (("bronze", 0, 1000), ("silver", 1000, 4000), ("gold", 5000, 15000))  # with the points that they begin at


def _membership(split: Split) -> Callable[[Random], list[JSON]]:
    number = template("{9:8}", split)

    def draw(rng: Random) -> list[JSON]:
        tier, least, width = pick(rng, _TIERS)
        return [number(rng), tier, least + floor(rng.random() * width), chance(rng, 0.85)]

    return draw


def _reminder(split: Split) -> Callable[[Random], list[JSON]]:  # noqa: ARG001 - one signature for the table
    minutes = (5, 10, 15, 30, 60, 120, 1440)
    return lambda rng: [pick(rng, minutes), pick(rng, ("email", "sms", "push")), chance(rng, 0.5)]


def _package(split: Split) -> Callable[[Random], list[JSON]]:  # noqa: ARG001 - one signature for the table
    def draw(rng: Random) -> list[JSON]:
        sides = sorted((5 + floor(rng.random() ** 2 * 115) for _ in range(3)), reverse=True)
        grams = max(50, sides[0] * sides[1] * sides[2] * (1 + floor(rng.random() * 5)) // 10 // 50 * 50)
        return [*sides, grams // 1000 if grams % 1000 == 0 else grams / 1000]

    return draw


def _warranty(split: Split) -> Callable[[Random], list[JSON]]:
    firm = maker("company_any", split)
    return lambda rng: [pick(rng, (6, 12, 24, 36, 60)), firm(rng), chance(rng, 0.7), chance(rng, 0.4)]


def _progress(split: Split) -> Callable[[Random], list[JSON]]:  # noqa: ARG001 - one signature for the table
    def draw(rng: Random) -> list[JSON]:
        steps = 3 + floor(rng.random() * 30)
        done = pick(rng, (0, steps, *(floor(rng.random() * steps),) * 4))
        stage = "done" if done == steps else "in_progress" if done else "not_started"
        return [done, steps, _percent(done, steps), stage]

    return draw


_GROUNDS: Mapping[str, Sequence[str]] = {
    "approved": ("Within the budget", "Price agreed with the supplier", "Needed before the audit", "Replaces the old"),
    "rejected": ("Over the budget", "Receipt missing", "Ordered twice", "No second quote", "Wrong cost centre"),
    "pending": ("Waiting for a second quote", "Back from leave next week", "Amount is being checked"),
}  # fmt: skip


def _approval(split: Split) -> Callable[[Random], list[JSON]]:
    who = maker("username", split)

    def draw(rng: Random) -> list[JSON]:
        decision = pick(rng, ("approved", "approved", "rejected", "pending"))
        return [decision, who(rng), pick(rng, _GROUNDS[decision]), 1 + floor(rng.random() * 3)]

    return draw


STRUCTS: tuple[Struct, ...] = (
    Struct(("address", "billing address", "postal address", "home address"), "Postal address", "plm",
           (("street", "line", "Street with the house number"), ("postal code", "text", "Postal code of the town"),
            ("city", "name", "Town"), ("country code", "country", "Country as two letters, ISO 3166-1")), _address),
    Struct(("audit", "history", "record info"), "Who created and who changed the record", "rmdo",
           (("created at", "datetime", "When the record was created"),
            ("created by", "text", "User who created the record"),
            ("updated at", "datetime", "When the record was last changed"),
            ("updated by", "text", "User who made the last change")),
           _audit),
    Struct(("price", "total", "charge", "costs"), "Price with its tax", "mo",
           (("net", "amount", "Amount without tax"), ("tax rate", "percent", "Rate of the tax in percent"),
            ("tax", "amount", "Amount of the tax"), ("gross", "amount", "Amount to be paid, tax included"),
            ("currency", "currency", "Currency as an ISO 4217 code")), _price),
    Struct(("file", "attachment", "document", "scan"), "Attached file", "rmd",
           (("file name", "line", "Name with its extension"), ("media type", "media", "Media type, such as text/csv"),
            ("size bytes", "positive", "Size in bytes"), ("checksum", "sha256", "SHA-256 as lower-case hex")), _file),
    Struct(("error", "last error", "failure"), "What went wrong, if anything", "t",
           (("code", "error", "Code of the error, in capitals"), ("message", "line", "What happened, for people"),
            ("retryable", "flag", "Whether a second try can succeed")), _error),
    Struct(("measurement", "reading", "last reading"), "A value with its unit", "ol",
           (("value", "number", "What was measured"), ("unit", "unit", "Unit of the value"),
            ("measured at", "datetime", "When it was measured")), _measurement),
    Struct(("contact", "contact person", "applicant", "person"), "Person to contact", "plrmd",
           (("reached by", "channel", "How to reach them"), ("first name", "name", "Given name"),
            ("last name", "name", "Family name"), ("email", "email", "Where to write"),
            ("phone", "phone", "Telephone number with country code")), _person),
    Struct(("position", "coordinates", "gps"), "Geographic position", "lo",
           (("latitude", "latitude", "Degrees north of the equator"), ("longitude", "longitude", "Degrees east"),
            ("accuracy", "count", "Radius of the error in metres")), _position),
    Struct(("opening hours", "hours"), "Opening hours of one day", "l",
           (("weekday", "weekday", "Day of the week"), ("opens", "clock", "From when, hours and minutes"),
            ("closes", "clock", "Until when, hours and minutes")), _hours),
    Struct(("retry policy", "backoff", "retrying"), "Policy for trying again after failures", "tbs",
           (("max attempts", "positive", "Tries before giving up"),
            ("initial delay ms", "count", "Milliseconds before the second try"),
            ("max delay ms", "count", "Longest wait in milliseconds"),
            ("multiplier", "factor", "By how much each wait is longer than the last")), _retrying),
    Struct(("tls", "encryption"), "How the connection is encrypted", "ts",
           (("enabled", "flag", "Whether the connection is encrypted"), ("min version", "tls", "Oldest version of TLS"),
            ("cert file", "line", "Path of the certificate"), ("key file", "line", "Path of the private key")), _tls),
    Struct(("resources", "limits"), "Processor and memory", "ts",
           (("cpu request", "cpu", "Processor time that is reserved"), ("memory request", "memory", "Memory reserved"),
            ("cpu limit", "cpu", "Most processor time"), ("memory limit", "memory", "Most memory")), _resources),
    Struct(("score", "outcome", "evaluation"), "Result in points", "pe",
           (("points", "count", "Points reached"), ("max points", "positive", "Most points that can be reached"),
            ("percent", "percents", "Points in percent of the most"), ("passed", "flag", "Whether it was enough")),
           _share),
    Struct(("capacity", "attendance", "seating"), "Seats, and how many of them are taken", "e",
           (("seats", "positive", "Seats in all"), ("taken", "count", "Seats that are taken"),
            ("waiting", "count", "People on the waiting list")), _seats),
    Struct(("recurrence", "repetition", "rhythm"), "Rule by which dates repeat", "et",
           (("frequency", "frequency", "What it is repeated by"),
            ("interval", "positive", "Every how many days, weeks, months or years"),
            ("occurrences", "positive", "How often it takes place in all"),
            ("time zone", "text", "Time zone as an IANA name")), _recurring),
    Struct(("venue", "meeting place"), "Venue with its address", "e",
           (("name", "name", "Name of the place"), ("street", "line", "Street with the house number"),
            ("city", "name", "Town"), ("country code", "country", "Country as two letters, ISO 3166-1")), _venue),
    Struct(("reminder", "notice"), "When participants are reminded", "e",
           (("minutes before", "positive", "How many minutes ahead"), ("sent by", "medium", "How it is sent"),
            ("sent", "flag", "Whether it was sent")), _reminder),
    Struct(("preferences", "display preferences"), "Personal preferences", "p",
           (("language", "language", "Language as an ISO 639-1 code"),
            ("time zone", "text", "Time zone as an IANA name"), ("theme", "theme", "Colours of the user interface"),
            ("newsletter", "flag", "Whether they want the newsletter")), _habits),
    Struct(("membership", "loyalty program"), "Membership in the loyalty program", "p",
           (("number", "text", "Number on the card"), ("tier", "tier", "Level that was reached"),
            ("points", "count", "Points collected so far"), ("active", "flag", "Whether it lasts")), _membership),
    Struct(("package", "packaging", "parcel size"), "Size and weight of the parcel", "o",
           (("length cm", "positive", "Longest side in centimetres"), ("width cm", "positive", "Width in centimetres"),
            ("height cm", "positive", "Height in centimetres"), ("weight kg", "amount", "Weight in kilograms")),
           _package),
    Struct(("warranty", "guarantee"), "Terms of the warranty", "o",
           (("months", "positive", "How long it lasts"), ("provider", "name", "Who grants it"),
            ("parts", "flag", "Whether parts are covered"), ("labour", "flag", "Whether work is covered")), _warranty),
    Struct(("progress", "completion"), "Progress in steps", "rd",
           (("done", "count", "Steps that are finished"), ("steps", "positive", "Steps in all"),
            ("percent", "percents", "Share of the finished steps"), ("stage", "stage", "How far it has come")),
           _progress),
    Struct(("approval", "review", "decision"), "Approval by somebody in charge", "m",
           (("decision", "decision", "What was decided"), ("decided by", "text", "User who decides"),
            ("grounds", "line", "Why it was decided so"), ("level", "positive", "Level, 1 to 3")), _approval),
)  # fmt: skip


@cache
def structs_of(home: Domain, letter: str) -> Sequence[Struct]:
    """Return the structs that entities of a class have in a domain; there may be none."""
    letter = letter.lower()
    suiting = [struct for struct in (*STRUCTS, *SECTIONS) if letter in struct.classes]
    return tuple(struct for struct in suiting if struct.called[0] not in home.lacks[letter])
