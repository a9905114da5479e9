"""Realism: pools are divided, names say what their values look like, formats are accepted by two engines."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zlib
from itertools import product

import jsonschema
import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.realism import free_texts, served, spoken
from benchmarks.schema_cases import CORPORA, Case, real_schemas, vocabulary
from jsonsynth.examples import SPLITS, Split
from jsonsynth.jsontext import canonical, noncanonical
from jsonsynth.realism import (
    FORMATS,
    LEXICON,
    RULES,
    formats,
    key_told,
    kind_told,
    magnitude,
    maker,
    numbers,
    pool,
    rule_for,
    texts,
    translated,
    words_of,
)
from jsonsynth.realism.draw import packed
from jsonsynth.realism.lexicon import singular
from jsonsynth.seeds import stream

LOCALES = ("en_US", "pt_BR", "es_ES", "fr_FR", "de_DE", "it_IT")
KINDS = ("first_name", "last_name", "city", "street", "company", "job", "word", "sentence")
RESERVED = re.compile(r"^(?:.*\.)?(?:example\.(?:com|org|net)|example|test|invalid|localhost)$")
HOSTS = re.compile(r"(?:://|@)([^/:?#\s]+)")


@pytest.mark.parametrize("locale", LOCALES)
def test_every_locale_has_every_kind_for_every_split(locale: str) -> None:
    for kind, split in product(KINDS, SPLITS):
        values = pool(f"{locale}/{kind}", split)
        assert len(values) >= 5, kind
        assert len(set(values)) == len(values), kind


@pytest.mark.parametrize("locale", LOCALES)
def test_a_long_pool_is_divided_and_a_short_one_is_common(locale: str) -> None:
    for kind in KINDS:
        train, valid, test = (set(pool(f"{locale}/{kind}", split)) for split in SPLITS)
        if train == valid:
            assert train == test, kind
            assert len(train) < 200, kind
        else:
            assert train.isdisjoint(valid | test), kind
            assert valid.isdisjoint(test), kind
            assert len(train) > 10 * len(valid), kind


@pytest.mark.parametrize("split", SPLITS)
def test_every_rule_draws_printable_text(split: Split) -> None:
    rng = stream(1, "rules")
    for name in RULES:
        for _ in range(2):
            text = maker(name, split)(rng)
            assert text
            assert text.replace("\n", "").replace("\t", "").isprintable(), name
            assert "{9" not in text
            assert "..}" not in text


def test_every_name_of_the_lexicon_leads_to_a_rule() -> None:
    assert len(LEXICON) >= 400
    assert set(LEXICON.values()) <= set(RULES) | {"word"}


@pytest.mark.parametrize(
    ("name", "parent", "rule"),
    [
        ("firstName", "", "first_name_any"),
        ("customer_name", "", "person"),
        ("name", "author", "person"),
        ("name", "products", "product"),
        ("build", "scripts", "script_build"),
        ("test:unit", "scripts", "script_test"),
        ("publish-all", "scripts", "script"),
        ("node", "engines", "engine_range"),
        ("name", "container", "resource_name"),
        ("key", "matchExpressions", "label_key"),
        ("name", "env", "env_name"),
        ("value", "env", "env_value"),
        ("lodash", "dependencies", "version_range"),
        ("shippingAddress", "", "address_any"),
        ("base-url", "", "url_site"),
        ("warehouseCity", "", "city_any"),
        ("commitMessage", "", "commit_message"),
        ("logMessage", "", "log_message"),
        ("license", "", "spdx"),
        ("mimeType", "", "media_type"),
        ("first_name", "Person", "first_name_any"),
        ("name", "Person", "person"),
        ("lastTransitionTime", "conditions", "datetime_text"),
        ("time", "", "time_text"),
        ("closingTime", "", "time_text"),
        ("finalizers", "metadata", "finalizer"),
        ("cpuLimit", "", "cpu_text"),
        ("memory", "limits", "memory_text"),
        ("passenger_name", "passenger", "person"),
        ("hideOn", "button", "trigger_word"),
        ("created_on", "", "datetime_text"),
        ("serial_nums", "", "serial"),
        ("views", "directories", "folder_path"),
        ("runs_on", "jobs", "runner_image"),
        ("family", "authors", "last_name_any"),
        ("qwertz", "", "fallback"),
        ("facilitytype", "", "type_word"),  # words that stand together without a mark
        ("serverid", "", "resource_name"),
        ("valid", "", "fallback"),
        ("name", "spokespersons", "person"),
        ("query", "limits_config", "query"),  # not everything in a config of limits is a limit
        ("date_last_verified", "", "date_text"),
        ("valid_from", "", "date_text"),
        ("log_driver", "service", "log_driver"),
        ("driver", "trip", "person"),
        ("path", "routes", "url_path"),
        ("allow_headers", "cors", "header_name"),
        ("operator", "matchExpressions", "match_operator"),
        ("osPatch", "", "number_text"),
        ("name", "licenses", "license_title"),
        ("body", "email", "email_body"),
        ("fullName", "tool", "software_name"),
        ("prenom", "", "first_name_any"),
        ("text", "headers", "heading"),
    ],
)
def test_a_name_in_its_parent_says_the_rule(name: str, parent: str, rule: str) -> None:
    assert rule_for(name, parent) == rule


@pytest.mark.parametrize(
    ("key", "parent", "pattern"),
    [
        ("CACHE_REDIS_URL", "env", r"rediss?://"),
        ("SERVER_PORT", "environment", r"\d{2,5}$"),
        ("LOG_LEVEL", "env", r"(debug|info|warning|error|trace|notice|[123])$"),
        ("TZ", "variables", r"UTC$|[A-Z][a-z]+/"),
        ("If-None-Match", "headers", r'(W/)?"[0-9a-f]+"$'),
        ("Authorization", "headers", r"(Bearer|Basic|Token) "),
        ("app.kubernetes.io/version", "labels", r"v?\d+\."),
        ("managed-by", "labels", r"[a-z]+$"),
        ("email", "", r"\S+@\S+$"),
    ],
)
def test_a_key_that_nobody_named_says_what_stands_under_it(key: str, parent: str, pattern: str) -> None:
    draw = texts(key_told(key, parent), parent, "train")
    assert all(re.match(pattern, draw(stream(seed))) for seed in range(60))


@pytest.mark.parametrize(("key", "parent"), [("QUIET_LANTERN", "env"), ("start", "scripts"), ("qwertz", "")])
def test_a_key_that_says_nothing_leaves_it_to_its_map(key: str, parent: str) -> None:
    assert key_told(key, parent) == ""


@pytest.mark.parametrize(
    ("name", "kind"),
    [("host", "string"), ("port", "integer"), ("isOpen", "boolean"), ("cache_enabled", "boolean"), ("qwertz", "")],
)
def test_a_name_says_of_what_type_its_value_is(name: str, kind: str) -> None:
    assert kind_told(name, "", "", "") == kind


@pytest.mark.parametrize(
    ("name", "about", "natural"),
    [
        ("statusCode", "", {200, 201, 202, 204, 301, 302, 304, 400, 401, 403, 404, 409, 422, 429, 500, 502, 503, 504}),
        ("tabSize", "", {2, 4, 8}),
        ("editorFontSize", "", {8, 10, 11, 12, 13, 14, 16, 18, 20, 24, 32}),
        ("port", "A port number (1-65535)", {*range(1024, 65536)}),
        ("code", "The HTTP status of the answer", {*range(200, 505)}),
        ("defaultMode", "Between 0000 and 0777", {*range(256, 512)}),
    ],
)
def test_numbers_that_people_write_are_drawn(name: str, about: str, natural: set[int]) -> None:
    draw, rng = numbers(name, "", True, "", about), stream(1, name)
    assert {draw(rng) for _ in range(300)} <= natural


@pytest.mark.parametrize(
    ("name", "rule"), [("byte", r"[A-Za-z0-9+/_-]+=*$"), ("url", "https?://"), ("cidr", r"\S+/\d+$")]
)
def test_formats_that_nobody_asserts_have_values_too(name: str, rule: str) -> None:
    draw = formats(name, "", "train")
    assert draw is not None
    assert all(re.match(rule, draw(stream(seed))) for seed in range(40))


def test_words_are_split_in_every_style() -> None:
    assert words_of("shippingAddress") == words_of("shipping_address") == words_of("Shipping-Address")
    assert words_of("HTTPServerID2") == ["http", "server", "id", "2"]


def check_format(name: str, split: Split, count: int) -> None:
    quick = jsonschema_rs.validator_for({"type": "string", "format": name}, validate_formats=True)
    slow = jsonschema.Draft202012Validator.FORMAT_CHECKER
    rng = stream(2, "formats", name, split)
    for member in ("", "avatarUrl"):
        draw = formats(name, member, split)
        assert draw is not None
        for turn in range(count):
            value = draw(rng)
            assert quick.is_valid(value), value
            if "iri" not in name or turn % 40 == 0:  # an iri takes jsonschema 50 ms
                slow.check(value, name)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("split", SPLITS)
def test_both_engines_accept_values_of_a_format(name: str, split: Split) -> None:
    check_format(name, split, 20)


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("split", SPLITS)
def test_both_engines_accept_500_values_of_a_format(name: str, split: Split) -> None:
    check_format(name, split, 500)


def test_an_unknown_format_has_no_values() -> None:
    assert formats("postcode", "", "train") is None


@pytest.mark.parametrize(
    "rule", ["email_any", "url_any", "url_site", "url_image", "url_repo", "url_webhook", "iri_any"]
)
def test_addresses_are_on_reserved_domains(rule: str) -> None:
    rng, draw = stream(3, rule), maker(rule, "train")
    for _ in range(300):
        text = draw(rng)
        for host in HOSTS.findall(text):
            assert RESERVED.match(host), text


@given(st.text(max_size=30), st.text(max_size=12), st.booleans(), st.integers(0, 999))
@settings(max_examples=40, deadline=None)
def test_any_name_has_text_and_natural_numbers(name: str, parent: str, integer: bool, seed: int) -> None:
    rng = stream(seed, "any")
    assert texts(name, parent, "train")(rng)
    value = numbers(name, parent, integer)(rng)
    low, high, decimals = magnitude(name, parent, integer)
    assert low <= value <= high
    assert isinstance(value, int) or not (integer or value.is_integer())
    assert len(canonical(value).partition(".")[2]) <= decimals
    assert noncanonical(canonical(value)) is None


def test_text_has_entropy() -> None:
    for name in ("id", "description", "token", "fullName", "address", "url"):
        rng, draw = stream(4, name), texts(name, "", "train")
        assert len({draw(rng) for _ in range(1000)}) > 900, name


def test_the_same_stream_draws_the_same_text_in_another_process() -> None:
    code = (
        "from jsonsynth.realism import texts; from jsonsynth.seeds import stream; r = stream(9, 'x');"
        "print([texts(n, '', 'test')(r) for n in ('name', 'email', 'note', 'slug', 'city') for _ in range(9)])"
    )
    drawn = {
        subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert len(drawn) == 1


def test_importing_unpacks_no_pools_and_needs_no_faker() -> None:
    code = "import sys, jsonsynth.realism as r; print('faker' in sys.modules, r.pool.cache_info().currsize)"
    out = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout
    assert out.split() == [b"False", b"0"]


@pytest.mark.slow
def test_real_schemas_get_the_words_of_real_schemas() -> None:
    if not (CORPORA / "schemas.dev.jsonl.gz").exists():
        pytest.skip(f"no corpus of schemas in {CORPORA}")
    found = spoken(real_schemas(200, 1), vocabulary(), 1)
    assert found.printable >= 0.995 * found.texts
    assert found.known >= 0.9 * found.words


@pytest.mark.slow
def test_most_texts_of_real_schemas_have_a_rule_of_their_own() -> None:
    if not (CORPORA / "schemas.dev.jsonl.gz").exists():
        pytest.skip(f"no corpus of schemas in {CORPORA}")
    counted = served(case.schema for case in real_schemas(0, 1))
    assert counted["its own words, in general phrases"] <= 0.1 * sum(counted.values())
    assert counted["a rule of its own"] >= 0.75 * sum(counted.values())


def test_texts_that_nothing_limits_are_found_where_they_are() -> None:
    schema = {
        "properties": {"a": {"type": "string"}, "b": {"type": "string", "enum": ["x"]}, "url": {"type": ["string"]}},
        "additionalProperties": {"type": "string", "description": "One of 'x' or 'y'."},
        "items": [{"type": "string", "title": "Country"}],
    }
    assert [(place.name, place.title) for place in free_texts(schema)] == [
        ("a", ""), ("url", ""), ("*", ""), ("", "Country"),
    ]  # fmt: skip
    assert served([schema]) == {
        "its own words, in general phrases": 1,
        "a rule of its own": 2,
        "values that the description names": 1,
    }


def test_words_and_texts_of_instances_are_counted() -> None:
    found = spoken([Case("one", {"const": ["some words", "no"]}), Case("none", False)], frozenset(["some"]), 1)
    assert (found.texts, found.printable, found.words, found.known) == (24, 24, 24, 12)


def test_a_lexicon_knows_a_thousand_names() -> None:
    assert len({name.rpartition("/")[2] for name in LEXICON}) >= 1000


def test_the_script_of_the_pools_packs_each_by_itself() -> None:
    head, _, body = packed({"xx/city": ["Aveiro", "Évora"], "xx/job": ["baker"]}).partition(b"\n")
    places = json.loads(head)["pools"]
    texts_read = {name: zlib.decompress(body[start : start + size]).decode() for name, (start, size) in places.items()}
    assert texts_read == {"xx/city": "Aveiro\nÉvora", "xx/job": "baker"}


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("cookies", "cookie"), ("movies", "movie"), ("companies", "company"), ("tls", "tls"), ("dns", "dns"),
        ("news", "news"), ("series", "series"), ("addresses", "address"), ("calories", "calorie"), ("items", "item"),
    ],
)  # fmt: skip
def test_the_singular_of_a_word(plural: str, one: str) -> None:
    assert singular(plural) == one


@pytest.mark.parametrize("title", ["Invocation schema", "Invocation Schema", "Invocation definition"])
def test_a_title_that_names_the_schema_is_no_subject_of_texts(title: str) -> None:
    draw = texts("", "", "train", title)
    found = [draw(stream(index, "titled")) for index in range(60)]
    assert not [text for text in found if re.search("schema|definition", text, re.IGNORECASE)]


@pytest.mark.parametrize(
    ("name", "low", "high"), [("port", 1024, 65535), ("major", 0, 30), ("minor", 0, 30), ("asn", 64512, 65534)]
)
def test_a_number_as_a_text_has_the_magnitude_of_its_name(name: str, low: int, high: int) -> None:
    draw = texts(name, "", "train")
    assert all(low <= int(draw(stream(index, "numbers"))) <= high for index in range(60))


def test_a_text_says_the_same_in_each_language() -> None:
    for turn in range(300):
        by_language = translated(stream(turn, "translations"), 9)
        assert len(by_language) == 9
        assert len({tuple(sorted(re.findall(r"\d+", text))) for text in by_language.values()}) == 1, by_language
        assert not any("{" in text for text in by_language.values())


CALLED = {
    "hotel": r"Hotel|Inn|hotel",
    "hotels": r"Hotel|Inn|hotel",
    "nearbyHotel": r"Hotel|Inn|hotel",
    "school": r"School|Academy",
    "hospital": r"Hospital|Clinic|Medical",
    "bank": r"Bank|Union",
    "university": r"University|Institute|School|College",
    "airport": "Airport",
    "airline": r"Air|Lark",
    "company-for-nesting": r"^[^_/-]+",
    "person1": r"^\w+.* \w+",
    "commitauthor": r"^\w+.* \w+",
    "city": r"^[^_/]+$",
    "country": r"^[A-Z][\w .']+$",
    "river": r"River|Creek",
    "planet": r"^(?:Mercury|Venus|Earth|Mars|Jupiter|Saturn|Uranus|Neptune)$",
    "plugin": r"^[a-z@][\w@/.-]+$",
    "dockerrepository": r"^[a-z][a-z0-9-]+$",
    "repository": r"^[a-z][a-z0-9-]+$",
    "parameter": r"^\w+$",
    "payment_method": r"^[a-z_]+$",
    "secretStoreRef": r"^[a-z][a-z0-9-]+$",
}


@pytest.mark.parametrize(("parent", "looks"), CALLED.items(), ids=CALLED)
def test_a_name_is_what_such_a_thing_is_called(parent: str, looks: str) -> None:
    for name in ("name", "display_name"):
        draw = texts(name, parent, "train")
        drawn = {draw(stream(number, parent)) for number in range(60)}
        assert [text for text in drawn if not re.search(looks, text)] == []


@pytest.mark.parametrize("name", ["hotel_name", "gymName", "old_school_name", "festival_name", "disease_name"])
def test_a_name_of_a_thing_is_what_the_thing_is_called(name: str) -> None:
    thing = words_of(name)[-2]
    assert rule_for(name, "") == rule_for("name", thing) != "name_text"


@pytest.mark.parametrize(
    ("name", "parent", "looks"),
    [
        ("hotkey", "", r"^(?:(?:ctrl|cmd|alt|shift)\+)*[^ +]+(?: ctrl\+[^ +]+)?$"),
        ("key", "keybindings", r"^(?:(?:ctrl|cmd|alt|shift)\+)*[^ +]+(?: ctrl\+[^ +]+)?$"),
        ("", "shortcuts", r"^(?:(?:ctrl|cmd|alt|shift)\+)*[^ +]+(?: ctrl\+[^ +]+)?$"),
        ("command", "keybindings", r"^[a-z]\w*(?:\.\w+)*$"),
        ("ruleId", "", r"^(?:@?[\w-]+/)?[a-z]+(?:-[\w-]+)*$"),
        ("rule", "violations", r"^(?:@?[\w-]+/)?[a-z]+(?:-[\w-]+)*$"),
    ],
)
def test_key_bindings_and_rules_of_linters_look_like_such(name: str, parent: str, looks: str) -> None:
    draw = texts(name, parent, "train")
    drawn = {draw(stream(number, name)) for number in range(80)}
    assert [text for text in drawn if not re.search(looks, text)] == []
    assert any("+" in text or "/" in text or "." in text for text in drawn)
