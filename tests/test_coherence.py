"""Coherence: the members of one object tell of the same person, place and time, and sums add up."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jsonsynth import instances
from jsonsynth.examples import JSON
from jsonsynth.realism import LEXICON, coherence, maker
from jsonsynth.realism.firms import firm_rules
from jsonsynth.realism.places import places
from jsonsynth.realism.rules import RULES, slug
from jsonsynth.schema import validator
from jsonsynth.seeds import stream

TEXT: JSON = {"type": "string"}
NUMBER: JSON = {"type": "number"}
INTEGER: JSON = {"type": "integer"}
MOMENT: JSON = {"type": "string", "format": "date-time"}
DAY: JSON = {"type": "string", "format": "date"}


def drawn(count: int = 60, **members: JSON) -> list[dict[str, Any]]:
    """Return instances of an object with all of its members, valid ones."""
    schema: JSON = {"type": "object", "properties": dict(members), "required": list(members)}
    found = instances(schema, count, 3)
    assert all(validator(schema).is_valid(value) for value in found)
    return cast("list[dict[str, Any]]", found)


def test_a_name_and_its_addresses_agree() -> None:
    for value in drawn(firstName=TEXT, lastName=TEXT, fullName=TEXT, email={"type": "string", "format": "email"}):
        assert value["fullName"] == f"{value['firstName']} {value['lastName']}"
        assert slug(value["firstName"])[0] == value["email"][0]


def test_a_place_is_one_place() -> None:
    known = {(place.city, place.country, place.currency) for place in places()}
    for value in drawn(city=TEXT, country=TEXT, currency=TEXT, zip=TEXT, phone=TEXT):
        assert (value["city"], value["country"], value["currency"]) in known


def test_a_country_that_is_given_decides_the_city() -> None:
    swiss = {place.city for place in places() if place.country_code == "CH"}
    for value in drawn(12, city=TEXT, zip=TEXT, country={"enum": ["CH"]}):
        assert value["city"] in swiss


def test_coordinates_are_near_the_city() -> None:
    of = {place.city: (float(place.latitude), float(place.longitude)) for place in places()}
    for value in drawn(city=TEXT, latitude=NUMBER, longitude=NUMBER):
        latitude, longitude = of[value["city"]]
        assert abs(value["latitude"] - latitude) < 0.2
        assert abs(value["longitude"] - longitude) < 0.2


def _object(**members: JSON) -> JSON:
    return {"type": "object", "properties": dict(members), "required": list(members), "additionalProperties": False}


PAIR: JSON = {"type": "array", "items": NUMBER, "minItems": 2, "maxItems": 2}
POINT = _object(type={"const": "Point"}, coordinates=PAIR)


@pytest.mark.parametrize(
    ("members", "town", "spot"),
    [
        ({"city": TEXT, "lat": TEXT, "lng": TEXT}, "city", "lat lng"),
        ({"city": TEXT, "country": TEXT, "location": _object(lat=NUMBER, lon=NUMBER)},
         "city", "location.lat location.lon"),
        ({"address": _object(city=TEXT, zip=TEXT), "geo": _object(latitude=NUMBER, longitude=NUMBER)},
         "address.city", "geo.latitude geo.longitude"),
        ({"town": TEXT, "location": POINT}, "town", "location.coordinates.1 location.coordinates.0"),
        ({"city": TEXT, "latLng": PAIR}, "city", "latLng.0 latLng.1"),
        ({"city": TEXT, "zip": TEXT, "position": _object(city=TEXT, geo=_object(lat=TEXT, lng=TEXT))},
         "position.city", "position.geo.lat position.geo.lng"),
    ],
)  # fmt: skip
def test_coordinates_in_what_stands_beside_a_town_are_near_it(members: dict[str, JSON], town: str, spot: str) -> None:
    of = {place.city: (float(place.latitude), float(place.longitude)) for place in places()}
    for value in drawn(30, **members):
        for axis, there in zip(spot.split(), of[_at(value, town)], strict=True):
            assert abs(float(_at(value, axis)) - there) < 0.2


def _at(value: Any, path: str) -> Any:
    for step in path.split("."):
        value = value[int(step) if isinstance(value, list) else step]
    return value


def test_what_are_no_coordinates_stays_beside_a_town() -> None:
    for value in drawn(30, city=TEXT, location=TEXT, position={"type": "integer"}, center=_object(name=TEXT)):
        assert re.search("[a-z]", value["location"])
        assert isinstance(value["position"], int)
        assert isinstance(value["center"]["name"], str)
    for value in drawn(9, city={"enum": ["Nowhere"]}, lat=TEXT, lng=TEXT):
        assert value["city"] == "Nowhere"


def test_addresses_of_two_kinds_are_two_places() -> None:
    found = drawn(billingCity=TEXT, billingCountry=TEXT, shippingCity=TEXT, shippingCountry=TEXT)
    of = {place.city: place.country for place in places()}
    for value in found:
        assert of[value["billingCity"]] == value["billingCountry"]
        assert of[value["shippingCity"]] == value["shippingCountry"]
    assert any(value["billingCountry"] != value["shippingCountry"] for value in found)


@pytest.mark.parametrize(
    ("first", "second", "schema"),
    [
        ("startDate", "endDate", DAY),
        ("start_time", "end_time", MOMENT),
        ("createdAt", "updatedAt", MOMENT),
        ("issueDate", "dueDate", DAY),
        ("validFrom", "validUntil", DAY),
        ("notBefore", "notAfter", MOMENT),
        ("checkIn", "checkOut", DAY),
        ("departure_date", "return_date", DAY),
        ("minPrice", "maxPrice", NUMBER),
        ("lower_bound", "upper_bound", INTEGER),
        ("started_at", "finished_at", TEXT),
    ],
)
def test_what_comes_first_is_not_after_what_comes_next(first: str, second: str, schema: JSON) -> None:
    for value in drawn(60, **{second: schema, first: schema}):
        assert value[first] <= value[second]


@pytest.mark.parametrize("born", ["birthDate", "born", "date_of_birth"])
def test_an_age_is_that_of_the_day_of_birth(born: str) -> None:
    for value in drawn(60, **{born: DAY, "age": INTEGER}):
        assert value["age"] == 2025 - int(value[born][:4])


def test_a_pair_without_an_order_is_left_alone() -> None:
    found = drawn(first_name=TEXT, start_note=TEXT, end_note=TEXT)
    assert any(value["start_note"] > value["end_note"] for value in found)


def test_bounds_hold_where_they_cross_the_order() -> None:
    for value in drawn(min={"type": "integer", "minimum": 50}, max={"type": "integer", "maximum": 60}):
        assert value["min"] >= 50
        assert value["max"] <= 60


def test_totals_are_sums() -> None:
    line: JSON = {
        "type": "object",
        "properties": {"quantity": INTEGER, "unitPrice": NUMBER, "total": NUMBER},
        "required": ["quantity", "unitPrice", "total"],
    }
    lines: JSON = {"type": "array", "items": line, "minItems": 1}
    for value in drawn(items=lines, subtotal=NUMBER, tax=NUMBER, total=NUMBER, item_count=INTEGER):
        for row in value["items"]:
            assert round(row["quantity"] * row["unitPrice"], 2) == pytest.approx(row["total"])
        assert sum(row["total"] for row in value["items"]) == pytest.approx(value["subtotal"])
        assert value["subtotal"] + value["tax"] == pytest.approx(value["total"])
        assert 0 < value["tax"] < value["subtotal"]
        assert value["item_count"] == len(value["items"])


def test_a_slug_is_made_of_its_title() -> None:
    for value in drawn(title=TEXT, slug=TEXT):
        assert value["slug"] == slug(value["title"])


NAMES = sorted({name.partition("/")[2] or name for name in LEXICON})
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9999) | st.floats(allow_nan=False) | st.text(max_size=12)
    | st.sampled_from(["2017-13-45", "2020-02-30", "2024-05-06", "9999-12-31", "2024-05-06T10:00:00Z", "10:30"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
PAIRED = [
    "start_date",
    "end_date",
    "created",
    "updated",
    "min",
    "max",
    "items",
    "item_count",
    "total",
    "subtotal",
    "tax",
]


@pytest.mark.slow
@given(st.dictionaries(st.sampled_from(NAMES) | st.sampled_from(PAIRED), VALUES, max_size=9), st.integers(0, 99))
@settings(max_examples=200, deadline=None)
def test_whatever_stands_in_an_object_a_proposal_is_for_members_that_are_there(
    value: dict[str, Any], seed: int
) -> None:
    for rule in coherence(tuple(value), lambda _: False, "", "train"):
        change = rule(value, stream(seed, "any"))
        assert change.keys() <= value.keys()


HOSTS = re.compile(r"(?:[a-z0-9+]+://|@)(?:[\w.+-]+@)?([a-z0-9.-]+\.[a-z]{2,})(?=[:/?#\s\"'>]|$)")
RESERVED = re.compile(r"^(?:.*\.)?(?:example\.(?:com|org|net)|example|test|invalid|localhost)$")
PUBLIC = {"json-schema.org"}


def test_no_text_names_a_host_outside_the_reserved_domains() -> None:
    for name in RULES:
        draw, rng = maker(name, "train"), stream(8, name)
        for _ in range(25):
            for host in HOSTS.findall(draw(rng)):
                assert RESERVED.match(host) or host in PUBLIC, (name, host)


FICTION = re.compile(
    r"555|^\+44 (?:20 7946|161 496|121 496|113 496|117 496|131 496|141 496|29 2018|28 9649)|^\+33 (?:1 99 00|2 61 91|"
    r"3 53 01|4 65 71|5 36 49)|^\+49 (?:30 23125|40 66969|89 99998|221 4710|69 90009)|^\+46 (?:8 465|31 390|40 628)|"
    r"^\+353 20 91"
)


def test_telephone_numbers_are_of_ranges_kept_for_fiction() -> None:
    assert all(FICTION.search(place.phone) for place in places())
    draw, rng = maker("phone", "train"), stream(9, "phone")
    assert all(FICTION.search(draw(rng)) for _ in range(200))


def moments(value: dict[str, Any], *names: str) -> list[datetime]:
    """Points in time, to the second."""
    whole = [re.sub(r"\.\d+", "", value[name]).replace("Z", "+00:00") for name in names]
    return [datetime.fromisoformat(text) for text in whole]


@pytest.mark.parametrize(
    ("length", "schema", "unit"),
    [
        ("durationSeconds", INTEGER, 1),
        ("duration_ms", INTEGER, 0.001),
        ("durationMinutes", NUMBER, 60),
        ("elapsed_hours", NUMBER, 3600),
    ],
)
def test_a_duration_is_the_time_from_start_to_end(length: str, schema: JSON, unit: float) -> None:
    for value in drawn(60, startTime=MOMENT, endTime=MOMENT, **{length: schema}):
        first, last = moments(value, "startTime", "endTime")
        assert abs((last - first).total_seconds() - value[length] * unit) <= unit


def test_a_duration_in_iso_8601_is_the_time_from_start_to_end() -> None:
    form = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
    for value in drawn(started_at=MOMENT, finished_at=MOMENT, duration={"type": "string", "format": "duration"}):
        first, last = moments(value, "started_at", "finished_at")
        found = form.fullmatch(value["duration"])
        assert found is not None
        days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
        told = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        assert last - first == told


@pytest.mark.parametrize(
    "names",
    [
        ("start", "end", "duration"),
        ("startTime", "endTime", "retryAfterDuration"),
        ("start", "end", "finish", "durationMs"),
    ],
)
def test_a_duration_without_unit_or_of_two_ends_stays_as_it_is(names: tuple[str, ...]) -> None:
    made: dict[str, JSON] = {name: f"2024-05-0{place + 1}T10:00:00Z" for place, name in enumerate(names[:-1])}
    rules = coherence(names, lambda _: False, "", "train")
    assert all(names[-1] not in rule({**made, names[-1]: 7}, stream(0)) for rule in rules)


@pytest.mark.parametrize(
    ("first", "second"),
    [("origin", "destination"), ("from_currency", "to_currency"), ("departureAirport", "arrivalAirport")],
)
def test_opposites_are_never_the_same(first: str, second: str) -> None:
    for value in drawn(200, **{first: TEXT, second: TEXT}):
        assert value[first] != value[second]


def test_addresses_beside_a_company_are_at_its_domain() -> None:
    email: JSON = {"type": "string", "format": "email"}
    found = drawn(60, company=TEXT, email=email, website={"type": "string", "format": "uri"}, personal_email=email)
    hosts = [(value["email"].partition("@")[2], value["website"].split("/")[2].removeprefix("www.")) for value in found]
    same = sum(one == other and one.endswith(".example") for one, other in hosts)
    assert same >= 50  # the others' names are not of Latin letters, or very long
    assert (
        sum(value["personal_email"].partition("@")[2] == host for value, (host, _) in zip(found, hosts, strict=True))
        < 5
    )


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Renard Wagner S.A.S.", "renard-wagner"),
        ("Heuser GmbH & Co. KG", "heuser"),
        ("Grant, Montes and Sons", "grant-montes"),
        ("Pons Labs", "pons-labs"),
        ("株式会社高橋電気", ""),
    ],
)
def test_the_domain_of_a_company_is_its_name_without_its_legal_form(name: str, label: str) -> None:
    settle = firm_rules(("company", "email"), "")[0]
    change = settle({"company": name, "email": "a.b@x.example"}, stream(1, "firm"))
    assert change == ({"email": f"a.b@{label}.example"} if label else {})


def test_the_identifiers_of_one_instance_look_alike_and_say_what_they_identify() -> None:
    row: JSON = {"type": "object", "properties": {"order_id": TEXT, "id": TEXT}, "required": ["order_id", "id"]}
    looks: set[str] = set()
    for value in drawn(80, orders={"type": "array", "items": row, "minItems": 3}, userId=TEXT):
        shapes = {re.sub(r"[a-z0-9]", "x", one["order_id"].lower()).count("x") for one in value["orders"]}
        kinds = {re.sub(r"[0-9a-f]", "", one["order_id"].lower()) for one in value["orders"]}
        assert len(shapes) == 1 or len(kinds) == 1, value
        heads = {one["order_id"][:4].lower() for one in value["orders"]}
        if "ord-" in heads:
            assert heads == {"ord-"}
            assert value["userId"].lower().startswith("use-")
            looks.add("headed")
        looks.add("other")
    assert looks == {"headed", "other"}
