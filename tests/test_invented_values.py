"""Values that invented schemas state and draw are such as people set."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast

import pytest

from jsonsynth.examples import JSON, SPLITS, Split
from jsonsynth.invention import invent
from jsonsynth.invention.called import called
from jsonsynth.invention.calls import call
from jsonsynth.invention.common import STRUCTS
from jsonsynth.invention.definitions import part_defined
from jsonsynth.invention.draft import drafted
from jsonsynth.invention.drawers import drawer
from jsonsynth.invention.entities import filled
from jsonsynth.invention.logs import LEVELS, messages
from jsonsynth.invention.maps import entries
from jsonsynth.invention.members import Attribute, attributes
from jsonsynth.invention.naming import SNAKE, STYLED
from jsonsynth.invention.objects import object_node
from jsonsynth.invention.paged import in_pages
from jsonsynth.invention.readings import span_of
from jsonsynth.invention.sections import SECTIONS
from jsonsynth.invention.shapes import SHAPES
from jsonsynth.invention.structs import Struct
from jsonsynth.invention.vocabulary import domain, domains, subject_of
from jsonsynth.seeds import pick, stream
from tests.test_descriptions import subschemas

NUMBERS = [one for one in attributes() if one.kind in ("integer", "number")]
NUMBERS += [
    one for name in domains() for pool in domain(name, "train").pools.values() for one in pool.plain
    if one.kind in ("integer", "number")
]  # fmt: skip


@pytest.mark.parametrize("attribute", {one.what: one for one in NUMBERS if span_of(one).usual}.values())
def test_numbers_that_people_set_stand_in_order_and_within_bounds(attribute: Attribute) -> None:
    low, high, drawn, usual = span_of(attribute)
    assert usual == tuple(sorted(usual))
    assert drawn[:2] == (usual[0], usual[-1])
    assert low is None or low <= usual[0]
    assert high is None or usual[-1] <= high


def test_a_default_of_a_number_is_nothing_or_one_that_people_set() -> None:
    known = {0, *(value for one in NUMBERS for value in span_of(one).usual)}
    seen = 0
    for index in range(1500):
        for one in subschemas(invent(stream(7, "defaults", index), "train").schema):
            value = one.get("default")
            if isinstance(value, int | float) and not isinstance(value, bool):
                seen += 1
                assert value in known, one
    assert seen > 100


def test_a_request_that_found_something_was_successful() -> None:
    seen = 0
    for index in range(1500):
        made = invent(stream(7, "answers", index), "train")
        properties = made.schema.get("properties")
        if isinstance(properties, dict) and any(
            isinstance(part, dict) and part.get("enum") == ["ok", "error"] for part in properties.values()
        ):
            seen += 1
            assert isinstance(made.instance, dict)
            assert "ok" in made.instance.values(), made
            assert "error" not in made.instance.values(), made
    assert seen > 10


def test_what_a_domain_lacks_is_something_that_others_have() -> None:
    had = {one.plain or one.composed for one in attributes()} | {struct.called[0] for struct in (*STRUCTS, *SECTIONS)}
    lacking = {word for name in domains() for words in domain(name, "train").lacks.values() for word in words}
    assert lacking - had == set()


def test_no_object_counts_its_own_kind() -> None:
    """An infirmary has beds and no number of infirmaries."""
    counting = [one for one in attributes() if one.others]
    assert len(counting) > 10
    for index in range(600):
        draft = drafted(stream(8, index), "train", small=True)
        entity = pick(draft.rng, draft.home.kinds)
        schema, _ = object_node(draft, entity, 8, 1)
        mine = {STYLED[draft.style](filled(one.composed, entity)) for one in counting}
        properties = schema["properties"]
        assert isinstance(properties, dict)
        assert mine.isdisjoint(properties), (entity.words, mine & properties.keys())


def lines_of_logs(value: JSON) -> list[dict[str, JSON]]:
    lines = value if isinstance(value, list) else [value]
    return [line for line in lines if isinstance(line, dict)]


def test_the_text_of_a_line_of_a_log_is_as_serious_as_the_line_says() -> None:
    assert messages("train").keys() == set(LEVELS)
    seen = 0
    for index in range(2500):
        made = invent(stream(9, index), "train")
        for line in lines_of_logs(made.instance) if made.shape == "log" else ():
            text = " ".join(str(value) for value in line.values())
            seen += 1
            assert ("refused" in text or "Unhandled" in text or "timed out" in text) <= ("error" in line.values()), line
    assert seen > 50


@pytest.mark.parametrize(("words", "version"), [("deployment", "apps/v1"), ("pod", "v1"), ("cron job", "batch/v1")])
def test_a_resource_that_clusters_know_has_the_version_that_they_know(words: str, version: str) -> None:
    (shape,) = (one for one in SHAPES if one.name == "resource")
    seen: set[str] = set()
    for index in range(20):
        draft = drafted(stream(10, index), "train", ("workloads",), small=True)
        entity = next(one for one in draft.home.kinds if one.words == words)
        _, draw = shape.make(draft, entity, 1)
        value = draw(draft.rng)
        assert isinstance(value, dict)
        seen |= {str(value["apiVersion"])} if "apiVersion" in value else set()
    assert seen == {version}


def test_prices_in_several_currencies_are_those_of_one_thing() -> None:
    for index in range(300):
        rng = stream(11, index)
        prices = entries("prices", rng.random, "train").draw(rng, 8)
        euros, dollars = prices.get("EUR"), prices.get("USD")
        if isinstance(euros, int | float) and isinstance(dollars, int | float):
            assert 0.9 * euros - 2 < dollars < 1.3 * euros + 2


@pytest.mark.parametrize(
    ("name", "thing"),
    [("testDriveRating", "test drive"), ("climate-model-id", "climate model"), ("coupons_used", "coupons"),
     ("coupon", ""), ("valido_interno", ""), ("id", "")],
)  # fmt: skip
def test_the_thing_that_a_name_begins_with_is_told_whole(name: str, thing: str) -> None:
    assert subject_of(name) == thing


_CODES = next(one for one in attributes() if one.kind == "codes")


@pytest.mark.parametrize("words", ["shelter", "degree program", "survey point", "coupon", "vet visit"])
def test_codes_of_a_list_look_alike(words: str) -> None:
    draw = drawer(_CODES, words, "train")
    codes = [code for turn in range(30) for code in cast("list[str]", draw(stream(turn, "codes")))]
    assert len(codes) > 20
    assert len({re.sub("[0-9a-z]", "0", re.sub("[A-Z]", "A", code)) for code in codes}) == 1, codes


def _named(struct: str, members: set[str]) -> Struct:
    found = [one for one in STRUCTS + SECTIONS if one.called[0] == struct]
    return next(one for one in found if {name for name, _, _ in one.fields} == members)


def test_a_vehicle_carries_what_its_kind_can() -> None:
    draw = _named("vehicle", {"plate", "kind", "driver", "capacity kg"}).draw("train")
    loads: dict[JSON, set[int]] = {}
    for turn in range(200):
        _, kind, _, load = draw(stream(turn, "loads"))
        loads.setdefault(kind, set()).add(cast("int", load))
    assert max(loads["bike"]) < min(loads["car"]) < max(loads["car"]) < min(loads["van"])
    assert max(loads["van"]) < min(loads["truck"])


def test_nobody_pays_more_than_an_adult() -> None:
    draw = _named("costs", {"adult", "child", "group", "currency"}).draw("train")
    for turn in range(200):
        adult, child, group = (cast("float", price) for price in draw(stream(turn, "costs"))[:3])
        assert 0 <= child < adult
        assert 0 < group < adult


def test_nobody_tells_of_two_languages() -> None:
    seen = 0
    for index in range(600):
        draft = drafted(stream(12, index), "train", ("logistics", "travel"), small=True)
        entity = next(one for one in draft.home.kinds if one.kind == "p")
        members = cast("dict[str, JSON]", object_node(draft, entity, 9, 1)[0]["properties"])
        told = [name for name in (STYLED[draft.style](words) for words in ("language", "languages")) if name in members]
        seen += len(told)
        assert len(told) < 2
    assert seen > 20


def test_sizes_fit_their_unit() -> None:
    draw = _named("dimensions", {"length", "width", "height", "unit"}).draw("train")
    metres = {"mm": 0.001, "cm": 0.01, "in": 0.0254}
    for turn in range(200):
        *sizes, unit = draw(stream(turn, "sizes"))
        assert all(0.02 <= cast("float", size) * metres[str(unit)] <= 3 for size in sizes), (sizes, unit)
        assert unit != "mm" or all(isinstance(size, int) for size in sizes)


_NAME = next(one for one in attributes() if one.plain == "name" and "o" in one.classes)


@pytest.mark.parametrize("words", called())
def test_what_has_a_name_of_its_own_is_an_entity(words: str) -> None:
    entities = {one.words for name in domains() for split in SPLITS for one in domain(name, split).kinds}
    assert words in entities
    assert drawer(_NAME, words, "test")(stream(1, "called"))


def test_a_parrot_is_called_otherwise_than_a_camera() -> None:
    parrots = {drawer(_NAME, "parrot", "test")(stream(turn, "called")) for turn in range(40)}
    assert all(re.fullmatch("[A-Z][a-z]+", str(name)) for name in parrots)
    assert str(drawer(_NAME, "camera", "test")(stream(1, "called"))).split()[1] == "camera"


def _functions(schema: dict[str, JSON]) -> list[tuple[str, set[str]]]:
    """Return the names of functions with those of their parameters; a function's name is a member's or a constant."""
    found: list[tuple[str, set[str]]] = []
    for one in cast("list[dict[str, JSON]]", schema.get("anyOf", [schema])):
        members = cast("dict[str, dict[str, JSON]]", one["properties"])
        constants = [str(part) for part in members.values() if "properties" not in part]
        found += [
            (constants[0] if constants else name, {*cast("dict[str, JSON]", part["properties"])})
            for name, part in members.items()
            if "properties" in part
        ]
    return found


def test_who_asks_for_a_page_asks_for_many() -> None:
    seen = 0
    for index in range(400):
        draft = drafted(stream(7, "asked", index), "train", ("travel", "property"))
        for name, asked in _functions(call(draft, pick(draft.rng, draft.home.kinds), 1)[0]):
            if asked & {"page", "limit", "offset"}:
                seen += 1
                assert re.search("list|search|count|export|List|Search|Count|Export", name), (name, asked)
    assert seen > 20


@pytest.mark.parametrize(
    ("words", "said"),
    [("contact", "Whom to ask about the camera"), ("settings", "How the camera is set up"), ("history", "camera")],
)
def test_a_definition_of_a_part_is_not_said_to_be_the_whole(words: str, said: str) -> None:
    attribute = next(one for one in attributes() if one.plain == words and "o" in one.classes and one.nested)
    entity = next(one for one in domain("devices", "train").kinds if one.words == "camera")
    abouts: set[JSON] = set()
    for index in range(40):
        draft = replace(drafted(stream(3, "parts", index), "train", ("devices",)), said=1.0)
        part_defined(draft, "part", ({"type": "object"}, lambda _: {}), attribute, entity)
        abouts |= {cast("dict[str, JSON]", one).get("description") for one in draft.defs.values()}
    told = " ".join(map(str, abouts))
    assert said.lower() in told.lower(), told
    assert words == "history" or "A single camera" not in told


def test_labels_of_programs_are_not_those_of_what_people_keep() -> None:
    keys, more = (
        {key for turn in range(50) for key in entries(one, lambda: 0.5, "train").draw(stream(turn, "labels"), 4)}
        for one in ("labels", "marks")
    )
    assert not keys & more


@pytest.mark.parametrize(
    ("count", "told", "left"),
    [
        (3, {"page": 1, "page_size": 20, "total": 900, "pages": 45}, {"self"}),
        (3, {"page": 4, "page_size": 20}, {"self", "prev"}),
        (0, {"page": 4, "pages": 45}, {"self"}),
        (2, {"page": 1, "total": 900}, {"self", "next"}),
        (2, {"page": 3, "pages": 3}, {"self", "prev"}),
        (2, {"total": 900}, {"self", "next", "prev"}),
        (2, {"pages": 1}, {"self"}),
    ],
)
def test_a_page_has_links_to_the_neighbours_that_it_has(count: int, told: dict[str, int], left: set[str]) -> None:
    rows: list[JSON] = [1] * count
    links: dict[str, JSON] = {"self": "a", "next": "b", "prev": "c"}
    draw = in_pages(lambda _: {"items": rows, "meta": {**told}, "links": {**links}}, "items", "meta", SNAKE)
    assert {*cast("dict[str, dict[str, JSON]]", draw(stream(0, "page")))["links"]} == left


@pytest.mark.parametrize("split", SPLITS)
def test_no_object_holds_nothing(split: Split) -> None:
    for seed in range(2000):
        made = invent(stream(seed, "empty"), split)
        assert all(one.get("properties") != {} for one in subschemas(made.schema)), seed
