"""How the values of facts are drawn, and how compositions are divided over the splits."""

from __future__ import annotations

from jsonsynth.examples import JSON
from jsonsynth.jsontext import plain_number
from jsonsynth.seeds import below, between, chance, pick, sample
from jsonsynth.wording.dates import Moment
from jsonsynth.wording.worlds import OWNED, World, full_name, owned, places

__all__ = [
    "age",
    "article",
    "available",
    "birthday",
    "brand",
    "category",
    "city",
    "color",
    "country",
    "currency",
    "day",
    "email",
    "event_id",
    "event_type",
    "firm",
    "founded",
    "height",
    "hobbies",
    "host",
    "job",
    "latency",
    "latitude",
    "level",
    "longitude",
    "message",
    "minutes",
    "moment",
    "person",
    "population",
    "postcode",
    "price",
    "product",
    "rating",
    "request",
    "service",
    "severity",
    "shipping",
    "sku",
    "status",
    "stock",
    "user",
    "users",
    "weight",
    "years",
]


def person(w: World) -> JSON:
    """The name of the person the text is about."""
    return w.name


def other_person(w: World) -> JSON:
    """The name of somebody else."""
    while True:
        name = full_name(w.rng, w.split, w.grammar, chance(w.rng, 0.5))
        if not w.name or name.split()[0] != w.name.split()[0]:
            return name


def age(w: World) -> JSON:
    """An age in years."""
    return w.age


def city(w: World) -> JSON:
    """The name of a town that does not exist, as far as one can tell."""
    lists = w.grammar.lists
    heads, stems, ends = lists["city heads"], lists["city stems"], lists["city ends"]
    head, stem, end = places(w.rng, w.split, len(heads), len(stems), len(ends))
    return heads[head].replace("_", " ") + stems[stem] + ends[end].replace("_", " ")


def job(w: World) -> JSON:
    """An occupation, in the person's gender where the language has one."""
    forms = w.listed("person jobs").split("|")
    return forms[-1 if w.female else 0]


def _coined(w: World) -> str:
    return w.listed("brand starts") + w.listed("brand ends")


def brand(w: World) -> JSON:
    """The product's brand, with which its name begins."""
    return w.brand


def firm(w: World) -> JSON:
    """A coined company name, of one or two words."""
    kind = w.listed("firm kinds")
    return _coined(w) if kind == "-" else f"{_coined(w)} {kind}"


def hobbies(w: World) -> JSON:
    """One to four interests."""
    return list[JSON](sample(w.rng, w.grammar.lists["person hobbies"], pick(w.rng, (1, 2, 2, 3, 3, 3, 4))))


def _moment(w: World, first: int, last: int) -> Moment:
    rng = w.rng
    return Moment(between(rng, first, last), between(rng, 1, 12), between(rng, 1, 28))


def birthday(w: World) -> Moment:
    """A date of birth."""
    return _moment(w, 1942, 2006)


def day(w: World) -> Moment:
    """A date of these years."""
    return _moment(w, 2015, 2027)


def moment(w: World) -> Moment:
    """A point in time of these years, whose last digit the split owns."""
    rng = w.rng
    small = owned(rng, w.split, 0, 60)
    date, hour = _moment(w, 2019, 2027), between(rng, 0, 23)
    if w.seconds:
        return Moment(date.year, date.month, date.day, hour, between(rng, 0, 59), small, w.utc)
    return Moment(date.year, date.month, date.day, hour, small, None, w.utc)


_PLAIN = str.maketrans("áàâãäçéêèíïóôõöúüñ'", "aaaaaceeeiioooouun_", " ")
_MAIL_HOSTS = ("example.com", "example.org", "example.net", "mail.example", "post.example.com")


def email(w: World) -> JSON:
    """An address of the person on a reserved domain; with the whole name in it, so that the split owns it."""
    parts = w.name.casefold().replace("'", "").split()
    text = pick(w.rng, (".", "_", "-")).join(parts).translate(_PLAIN)
    tail = str(between(w.rng, 2, 99)) if chance(w.rng, 0.3) else ""
    return f"{text}{tail}@{pick(w.rng, _MAIL_HOSTS)}"


def years(w: World) -> JSON:
    """Years of experience."""
    return between(w.rng, 2, max(3, min(40, w.age - 19)))


def available(w: World) -> JSON:
    """Yes or no."""
    return chance(w.rng, 0.5)


def product(w: World) -> JSON:
    """A brand, a model number that the split owns, and what it is."""
    number = owned(w.rng, w.split, 100, 9900)
    model = f"{chr(65 + below(w.rng, 26))}{number}"
    noun = w.listed("product nouns")
    return f"{noun} {w.brand} {model}" if w.grammar.language == "pt" else f"{w.brand} {model} {noun}"


def price(w: World) -> JSON:
    """An amount with up to two decimals."""
    whole = between(w.rng, 5, 99) if chance(w.rng, 0.5) else between(w.rng, 100, 2400)
    cents = pick(w.rng, (0, 0, 90, 95, 99, 50, 25, between(w.rng, 1, 99)))
    return plain_number((whole * 100 + cents) / 100)


def shipping(w: World) -> JSON:
    """A small amount."""
    return plain_number((between(w.rng, 2, 29) * 100 + pick(w.rng, (0, 50, 90, 95, 25))) / 100)


def currency(w: World) -> JSON:
    """The code of the currency of all amounts."""
    return w.currency


def category(w: World) -> JSON:
    """A shop's category."""
    return w.listed("product categories")


def stock(w: World) -> JSON:
    """Pieces in stock."""
    return between(w.rng, 2, 98) if chance(w.rng, 0.6) else between(w.rng, 100, 6000)


def color(w: World) -> JSON:
    """A colour."""
    return w.listed("product colors")


def weight(w: World) -> JSON:
    """Kilograms, with one or two decimals."""
    return between(w.rng, 0, 24) + (between(w.rng, 1, 9) * 10 + pick(w.rng, (0, 0, 5))) / 100


def rating(w: World) -> JSON:
    """Stars: one decimal, below five."""
    return between(w.rng, 2, 4) + between(w.rng, 1, 9) / 10


def sku(w: World) -> JSON:
    """A product code that the split owns."""
    letters = "".join(chr(65 + below(w.rng, 26)) for _ in range(between(w.rng, 2, 3)))
    return f"{letters}-{owned(w.rng, w.split, 1000, 99990)}"


def event_id(w: World) -> JSON:
    """An event's number that the split owns."""
    return f"{pick(w.rng, ('EVT', 'INC', 'AL', 'OPS', 'E'))}-{owned(w.rng, w.split, 1000, 999990)}"


def event_type(w: World) -> JSON:
    """A kind of event."""
    return w.listed("event types")


def severity(w: World) -> JSON:
    """One of the grammar's severities."""
    return w.listed("event severities")


def level(w: World) -> JSON:
    """One of the usual log levels."""
    return w.level


def minutes(w: World) -> JSON:
    """A duration in minutes."""
    return between(w.rng, 3, 180)


def users(w: World) -> JSON:
    """How many users were concerned."""
    return between(w.rng, 2, 99) if chance(w.rng, 0.5) else between(w.rng, 100, 45000)


def host(w: World) -> JSON:
    """A host name."""
    kind = pick(w.rng, ("web", "db", "cache", "edge", "api", "node", "mail", "gw", "app", "worker", "proxy", "build"))
    return f"{kind}-{between(w.rng, 1, 48):02}" + pick(w.rng, ("", "", ".example.net", "-eu", "-us"))


def service(w: World) -> JSON:
    """A service's name, hyphenated."""
    first = pick(w.rng, ("auth", "billing", "search", "order", "payment", "user", "mail", "report", "stock", "media"))
    return f"{first}-{pick(w.rng, ('service', 'api', 'worker', 'gateway', 'sync', 'indexer', 'store', 'proxy'))}"


def country(w: World) -> JSON:
    """The country, with its box of degrees."""
    return w.country[0]


def _degrees(w: World, low: str, high: str) -> JSON:
    start, end = round(float(low) * 1000), round(float(high) * 1000)
    last = pick(w.rng, {"train": (1, 2, 3, 4, 5, 6), "valid": (7,), "test": (8, 9)}[w.split])
    number = between(w.rng, start, end)
    return (number * 10 + (last if number >= 0 else -last)) / 10000


def latitude(w: World) -> JSON:
    """Degrees with four decimals; the split owns the last digit."""
    return _degrees(w, w.country[-4], w.country[-3])


def longitude(w: World) -> JSON:
    """Degrees with four decimals; the split owns the last digit."""
    return _degrees(w, w.country[-2], w.country[-1])


def population(w: World) -> JSON:
    """A small town's or a city's inhabitants."""
    return between(w.rng, 300, 9999) if chance(w.rng, 0.4) else between(w.rng, 10000, 900000)


def height(w: World) -> JSON:
    """Metres above sea level."""
    return between(w.rng, 3, 1900)


def founded(w: World) -> JSON:
    """A year of long ago."""
    return between(w.rng, 1120, 1935)


def postcode(w: World) -> JSON:
    """Letters or a hyphen between the digits, so that it is no number."""
    rng, number = w.rng, between(w.rng, 1000, 9999)
    letters = chr(65 + below(rng, 26)) + chr(65 + below(rng, 26))
    return pick(rng, (f"{letters}-{number}", f"{number}-{between(rng, 100, 999)}", f"{number}{letters}"))


def request(w: World) -> JSON:
    """A request's id, whose last digit the split owns."""
    head = "".join(pick(w.rng, "0123456789abcdef") for _ in range(pick(w.rng, (6, 7, 9, 11))))
    return f"{pick(w.rng, ('req-', 'r-', 'tx-', ''))}{chr(97 + below(w.rng, 6))}{head}{pick(w.rng, OWNED[w.split])}"


_GRAVITY = {"debug": "fine", "info": "fine", "warning": "odd"}
_STATUS = {
    "fine": (200, 201, 202, 204, 206, 301, 302, 304),
    "odd": (400, 401, 403, 404, 408, 409, 410, 413, 422, 429),
    "bad": (500, 501, 502, 503, 504, 507),
}


def _gravity(w: World) -> str:
    """Whether an entry of the level tells of something fine, odd or bad, so that it says nothing absurd."""
    return _GRAVITY.get(w.level, "bad")


def status(w: World) -> JSON:
    """An HTTP status code."""
    return pick(w.rng, _STATUS[_gravity(w)])


def latency(w: World) -> JSON:
    """Milliseconds."""
    return between(w.rng, 1, 980) if chance(w.rng, 0.7) else between(w.rng, 1000, 59000)


def message(w: World) -> JSON:
    """What a log entry says."""
    return w.listed(f"log messages {_gravity(w)}")


def user(w: World) -> JSON:
    """A login name."""
    return f"{pick(w.rng, 'abcdefghijklmnoprstw')}{_coined(w).casefold()}{between(w.rng, 2, 99)}"


def article(noun: str) -> str:
    """Return an English noun with its indefinite article."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
