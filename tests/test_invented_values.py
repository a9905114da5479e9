"""Values that invented schemas state and draw are such as people set."""

from __future__ import annotations

import pytest

from jsonsynth.examples import JSON
from jsonsynth.invention import invent
from jsonsynth.invention.common import STRUCTS
from jsonsynth.invention.draft import drafted
from jsonsynth.invention.entities import filled
from jsonsynth.invention.logs import LEVELS, messages
from jsonsynth.invention.maps import entries
from jsonsynth.invention.members import Attribute, attributes
from jsonsynth.invention.naming import STYLED
from jsonsynth.invention.objects import object_node
from jsonsynth.invention.readings import span_of
from jsonsynth.invention.sections import SECTIONS
from jsonsynth.invention.shapes import SHAPES
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
    had = {one.plain for one in attributes()} | {struct.called[0] for struct in (*STRUCTS, *SECTIONS)}
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
