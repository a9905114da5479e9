"""More objects that schemas have in common, whose values hang on nothing: sections of settings, parts of records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from math import floor

from jsonsynth.examples import JSON, Split
from jsonsynth.invention.readings import Draw, unequal
from jsonsynth.invention.structs import Struct
from jsonsynth.jsontext import in_parts
from jsonsynth.realism import ranged, template
from jsonsynth.seeds import Random, chance, pick

__all__ = ["SECTIONS"]


def _texts(rule: str, split: Split) -> Draw:
    return unequal(template(rule, split), (0, 1, 1, 2, 3))


def _number(rule: str) -> Draw:
    """Return what draws one of ``8,16,32``, or from ``1..90`` or ``0..1 2``, whose decimals come behind the blank."""
    if "," in rule:
        values = [int(value) for value in rule.split(",")]
        return lambda rng: pick(rng, values)
    span, _, decimals = rule.partition(" ")
    low, high = span.split("..")
    return ranged((float(low), float(high), int(decimals or 0)))


def _value(kind: str, rule: str, split: Split) -> Draw:
    if kind == "flag":
        return lambda rng: chance(rng, 0.6)
    if "|" in kind:
        values = kind.split("|")
        return lambda rng: pick(rng, values)
    if kind == "texts":
        return _texts(rule, split)
    return template(rule, split) if "{" in rule else _number(rule)


def _each(rules: tuple[tuple[str, str], ...], split: Split) -> Callable[[Random], list[JSON]]:
    draws = [_value(kind, rule, split) for kind, rule in rules]
    return lambda rng: [draw(rng) for draw in draws]


def _section(called: str, about: str, classes: str, *fields: tuple[str, str, str, str]) -> Struct:
    """Return a struct; each field has its name, its kind, its description and the rule of its values."""
    names = tuple(name.strip() for name in called.split(","))
    rules = tuple((kind, rule) for _, kind, _, rule in fields)
    return Struct(names, about, classes, tuple(field[:3] for field in fields), partial(_each, rules))


# titles of reviews by their stars
_TITLES: tuple[tuple[str, ...], ...] = (
    ("Not as described", "Very disappointed", "Would not recommend it", "Never again", "Waste of money"),
    ("Disappointing", "Expected more", "Several problems", "Below average", "Poor value"),
    ("Fine, but nothing special", "Solid", "Better than feared", "Average", "Good, with small flaws"),
    ("Good value for the price", "Would choose it again", "Better than most", "Very happy so far", "Recommended"),
    ("Better than expected", "Exactly what I needed", "All that was promised", "Excellent", "Cannot fault it"),
)


def _review(split: Split) -> Callable[[Random], list[JSON]]:
    reviewer = template("{_en_US/first_name}{1..99}", split)

    def draw(rng: Random) -> list[JSON]:
        stars = pick(rng, (1, 2, 3, 4, 4, 5, 5, 5))
        recommended = stars > 3 or (stars == 3 and chance(rng, 0.5))
        return [stars, pick(rng, _TITLES[stars - 1]), reviewer(rng), recommended]

    return draw


_LOADS: Mapping[str, tuple[int, ...]] = {  # what vehicles carry, in kilograms
    "van": (600, 800, 900, 1000, 1200, 1400),
    "truck": (3500, 5000, 7500, 12000, 18000, 24000),
    "bike": (15, 25, 40, 60, 80, 100, 150),
    "car": (200, 300, 350, 400, 450, 500),
}


def _vehicle(split: Split) -> Callable[[Random], list[JSON]]:
    plate, driver = template("{licence_plate}", split), template("{person}", split)

    def draw(rng: Random) -> list[JSON]:
        kind = pick(rng, tuple(_LOADS))
        return [plate(rng), kind, driver(rng), pick(rng, _LOADS[kind])]

    return draw


# units of lengths, parts of one that are told, and how long, wide and high a thing can be
_SIZES = (
    ("cm", 10, (300, 200, 200)), ("cm", 1, (120, 60, 60)), ("mm", 1, (2500, 900, 900)), ("in", 10, (90, 60, 60)),
)  # fmt: skip


def _dimensions(split: Split) -> Callable[[Random], list[JSON]]:  # noqa: ARG001 - one signature for the table
    def draw(rng: Random) -> list[JSON]:
        unit, parts, most = pick(rng, _SIZES)
        sizes = [parts * high // 20 + floor(rng.random() ** 2 * parts * high * 0.95) for high in most]
        return [*(in_parts(size, parts) for size in sizes), unit]

    return draw


def _costs(split: Split) -> Callable[[Random], list[JSON]]:  # noqa: ARG001 - one signature for the table
    """Return what draws the price of an adult, which is the highest, that of a child and that of one of a group."""

    def draw(rng: Random) -> list[JSON]:
        adult = 5 * (10 + floor(rng.random() ** 2 * 150))
        child = adult * floor(rng.random() * 8) // 50 * 5
        group = adult * (14 + floor(rng.random() * 6)) // 20
        return [in_parts(adult, 10), in_parts(child, 10), in_parts(group, 10), pick(rng, ("EUR", "USD", "GBP"))]

    return draw


SECTIONS: tuple[Struct, ...] = (
    _section("logging, log", "How messages are logged", "sbt",
             ("level", "debug|info|warn|error", "Least severe messages that are written", ""),
             ("format", "json|text", "How a line looks", ""),
             ("file", "line", "File that the log goes to", "/var/log/{team}.log"),
             ("max size mb", "positive", "Size at which a new file is begun, in megabytes", "5,10,20,50,100,200"),
             ("max files", "count", "Old files that are kept", "0..30")),
    _section("database, db, connection", "Database connection", "sb",
             ("host", "text", "Host of the database", "{host_any}"),
             ("port", "positive", "Port of the database", "1433,3306,5432,5433,27017"),
             ("name", "name", "Name of the database", "{team}"),
             ("user", "name", "User who connects", "{user_login}"),
             ("pool size", "positive", "The most connections at a time", "2..60"),
             ("ssl", "flag", "Whether the connection is encrypted", "")),
    _section("cache", "Cache settings", "s",
             ("backend", "memory|redis|memcached", "Where entries are kept", ""),
             ("ttl seconds", "count", "Seconds until an entry is forgotten", "30,60,120,300,600,900,3600"),
             ("max entries", "positive", "Entries that are kept at most", "100..20000"),
             ("key prefix", "text", "What all keys begin with", "{team}:")),
    _section("mail, smtp", "Outgoing mail", "sb",
             ("host", "text", "Server that takes the mail", "smtp.example.{tld_plain}"),
             ("port", "positive", "Port of the server", "25,465,587,2525"),
             ("start tls", "flag", "Whether the connection becomes encrypted", ""),
             ("sender", "email", "Address that mail is from", "{mailbox}@example.{tld_plain}")),
    _section("cors, cross origin", "Sites that may call from a browser", "s",
             ("allowed origins", "texts", "Sites that may call", "https://{host_any}"),
             ("allowed methods", "texts", "Methods that are allowed", "{http_method}"),
             ("allow credentials", "flag", "Whether cookies are let through", ""),
             ("max age seconds", "count", "How long browsers remember the answer", "60,300,600,3600,86400")),
    _section("rate limit, throttling", "Limit for the rate of requests", "st",
             ("requests", "positive", "Requests within one window", "10,30,60,100,300,600,1000"),
             ("window seconds", "positive", "Length of the window in seconds", "1,10,60,300,3600"),
             ("burst", "count", "Requests that are let through at once", "0..90"),
             ("counted by", "ip|user|token", "What is counted together", "")),
    _section("storage, files", "Storage for files", "sb",
             ("driver", "local|s3|gcs|azure", "Kind of store", ""),
             ("bucket", "name", "Bucket or folder", "{team}-{folder}"),
             ("prefix", "text", "What paths in it begin with", "{folder}/{word}/"),
             ("public", "flag", "Whether everybody can read the files", "")),
    _section("metrics, monitoring", "Metrics for the monitoring", "st",
             ("enabled", "flag", "Whether figures are offered", ""),
             ("path", "text", "Path at which they are read", "/{word}/metrics"),
             ("port", "positive", "Port at which they are read", "9090..9150"),
             ("interval seconds", "positive", "Seconds between two figures", "5,10,15,30,60")),
    _section("tracing, telemetry", "Which requests are traced", "s",
             ("enabled", "flag", "Whether requests are traced", ""),
             ("endpoint", "uri", "Where traces are sent", "https://{host_any}/v1/traces"),
             ("sample rate", "number", "Share of the requests that are traced", "0..1 2")),
    _section("session, cookies", "Sessions of users", "s",
             ("cookie name", "name", "Name of the cookie", "{team}_session"),
             ("max age seconds", "positive", "Seconds after which a session ends", "900,1800,3600,28800,86400"),
             ("secure", "flag", "Whether the cookie is sent over encrypted connections alone", ""),
             ("same site", "lax|strict|none", "Whether other sites may send the cookie", "")),
    _section("queue, broker", "Queue for work that waits", "sb",
             ("host", "text", "Host of the broker", "{host_any}"),
             ("queue name", "name", "Name of the queue", "{team}.{word}"),
             ("prefetch", "positive", "Messages that are fetched at once", "1,5,10,20,50,100"),
             ("durable", "flag", "Whether messages outlive a restart", "")),
    _section("health check, probe", "Health check", "st",
             ("path", "text", "Path that is asked", "/{word}/health"),
             ("interval seconds", "positive", "Seconds between two checks", "5,10,15,30,60"),
             ("timeout seconds", "positive", "Seconds to wait for an answer", "1,2,3,5,10"),
             ("max failures", "positive", "Failures after which it counts as down", "1..6")),
    _section("auth, authentication", "How callers prove who they are", "s",
             ("issuer", "uri", "Who issues the tokens", "https://{host_any}/"),
             ("audience", "name", "Whom the tokens are for", "{team}-api"),
             ("scopes", "texts", "What the tokens must allow", "{permission}:{team}"),
             ("leeway seconds", "count", "By how much clocks may differ", "0,5,10,30,60")),
    _section("alerts, notifications", "Alerts and who gets them", "sb",
             ("channel", "email|chat|pager", "How people are told", ""),
             ("recipients", "texts", "Who is told", "{email_any}"),
             ("failures only", "flag", "Whether success is passed over in silence", "")),
    _section("backup, snapshots", "Backup schedule and target", "sbt",
             ("schedule", "text", "When it runs, as a cron expression", "{cron}"),
             ("target", "line", "Where copies go", "/var/backups/{team}"),
             ("keep", "positive", "Copies that are kept", "3,5,7,14,30"),
             ("compress", "flag", "Whether copies are compressed", "")),
    _section("upload, uploads", "Rules for uploads", "s",
             ("max size mb", "positive", "Largest file in megabytes", "1,2,5,10,25,50,100"),
             ("allowed types", "texts", "Media types that are taken", "{media_type}"),
             ("folder", "line", "Folder that files are put into", "/srv/{team}/uploads")),
    _section("input, source", "Files that are read", "b",
             ("path", "line", "Folder that is read", "{folder_path}"),
             ("format", "csv|json|xml|xlsx", "Format of the files", ""),
             ("delimiter", ",|;|tab", "What divides the values of a line", ""),
             ("has header", "flag", "Whether the first line names the columns", ""),
             ("encoding", "utf-8|latin-1|utf-16", "Encoding of the files", "")),
    _section("output, target", "Files that are written", "b",
             ("folder", "line", "Folder that is written to", "{folder_path}"),
             ("file name", "line", "Name of the file, without its ending", "{team}-{word}"),
             ("pretty", "flag", "Whether it is indented", ""),
             ("max rows", "positive", "Lines of a file at most", "500,1000,5000,10000,50000"),
             ("columns", "texts", "Columns in their order", "{column_word}")),
    _section("mapping, fields", "Columns and their meaning", "b",
             ("key column", "name", "Column that identifies a line", "{key_column}"),
             ("date column", "name", "Column with the date", "{date_column}"),
             ("date format", "text", "How dates are written", "{date_pattern}"),
             ("ignored", "texts", "Columns that are passed over", "{column_word}")),
    _section("scheduling, timer", "Schedule of the runs", "sb",
             ("run at", "clock", "Time of day, hours and minutes", "{00..23}:{00..59}"),
             ("time zone", "text", "Time zone as an IANA name", "{time_zone}"),
             ("weekdays only", "flag", "Whether it rests at weekends", ""),
             ("catch up", "flag", "Whether runs that were missed are made up for", "")),
    _section("bank account, account", "Bank account for payments", "pm",
             ("holder", "name", "Who holds the account", "{person}"),
             ("iban", "text", "International number of the account", "{iban}"),
             ("bic", "text", "Code of the bank", "{bic}")),
    _section("payment terms, terms", "Terms of payment", "m",
             ("days", "positive", "Days until it has to be paid", "7,10,14,30,60"),
             ("discount percent", "percent", "Discount for paying early, in percent", "1..5"),
             ("discount days", "count", "Days in which the discount is given", "3,5,7,10"),
             ("method", "transfer|card|direct_debit|cash", "How it is paid", "")),
    _section("emergency contact, relative", "Emergency contact", "p",
             ("name", "name", "Full name", "{person}"),
             ("relation", "partner|parent|child|friend|other", "Who this is to them", ""),
             ("phone", "phone", "Telephone number", "+1-{201..989}-555-01{10..99}")),
    _section("identity document, id card", "Identity document", "p",
             ("type", "passport|id_card|driving_licence", "Kind of paper", ""),
             ("number", "text", "Number on it", "{A:2}{9:7}"),
             ("country", "country", "Country that issued it, as two letters", "{country_code}"),
             ("checked", "flag", "Whether somebody has seen it", "")),
    Struct(("dimensions", "measures"), "Outer dimensions", "o",
           (("length", "amount", "Length"), ("width", "amount", "Width"), ("height", "amount", "Height"),
            ("unit", "cm|mm|in", "Unit of the three")), _dimensions),
    Struct(("vehicle", "transport"), "Vehicle for the transport", "eo",
           (("plate", "text", "Number plate"), ("kind", "van|truck|bike|car", "Kind of vehicle"),
            ("driver", "name", "Who drives"),
            ("capacity kg", "positive", "What it can carry, in kilograms")), _vehicle),
    _section("storage conditions, storage", "Conditions of storage", "o",
             ("min temperature", "number", "Lowest temperature in degrees Celsius", "-25..8"),
             ("max temperature", "number", "Highest temperature in degrees Celsius", "9..30"),
             ("max humidity", "percents", "Highest relative humidity in percent", "40..80"),
             ("shelf", "text", "Where it stands", "{A:1}-{1..40}-{1..9}")),
    _section("licence, terms of use", "Licence and its holder", "d",
             ("name", "text", "Identifier of the licence", "{spdx}"),
             ("url", "uri", "Text of the licence", "https://{host_any}/licence"),
             ("holder", "name", "Who holds the rights", "{organization}"),
             ("commercial use", "flag", "Whether it may be sold", "")),
    Struct(("review", "feedback"), "Review by a customer", "dlo",
           (("stars", "positive", "From 1, the worst, to 5"), ("title", "name", "Review in a few words"),
            ("reviewer", "name", "Who wrote it"), ("recommended", "flag", "Whether it is recommended")), _review),
    _section("facilities, equipment", "Facilities on site", "l",
             ("parking spaces", "count", "Cars that can be parked", "0..120"),
             ("wheelchair access", "flag", "Whether there are no steps", ""),
             ("wifi", "flag", "Whether there is a wireless network", ""),
             ("toilets", "count", "Number of toilets", "0..12")),
    _section("participants, group size", "Limits for the number and age of participants", "e",
             ("min", "positive", "Fewest people", "1..8"),
             ("max", "positive", "Most people", "10..60"),
             ("min age", "count", "Youngest age", "0,6,12,14,16,18"),
             ("guests allowed", "flag", "Whether participants may bring somebody", "")),
    Struct(("costs", "fees"), "Prices for participants", "e",
           (("adult", "amount", "For adults"), ("child", "amount", "For children"),
            ("group", "amount", "For groups, each person"),
            ("currency", "currency", "Currency as an ISO 4217 code")), _costs),
)  # fmt: skip
