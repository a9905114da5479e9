"""Hints: what a description tells of the values, and what is then drawn."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jsonsynth.realism import RULES, SUBJECTS, keys, numbers, rule_said, scene, texts
from jsonsynth.realism.hints import head_of, hinted, range_told, told
from jsonsynth.realism.lexicon import lines_of
from jsonsynth.seeds import stream

NAMED: list[tuple[str, set[str]]] = [
    (
        'Type of deployment. Can be "Recreate" or "RollingUpdate". Default is RollingUpdate.',
        {"Recreate", "RollingUpdate"},
    ),
    ("Supported values are: 'gzip', 'snappy' and '' (disable compression)", {"gzip", "snappy"}),
    ("One of: Always, OnFailure, Never.", {"Always", "OnFailure", "Never"}),
    ("The commercial name (for example: 'Windows', 'iOS', or 'AmazingOS')", {"Windows", "iOS", "AmazingOS"}),
    (
        "type is its type. Types include Established, NamesAccepted and Terminating.",
        {"NamesAccepted", "Established"},
    ),
    ("The city, e.g. New York", {"New York"}),
    ("A page, for example https://www.example.com/a", {"https://www.example.com/a"}),
    ("A page, for example https://corporation.com/a", set()),
    ("Namespaced item, e.g. core:iron_sword", {"core:iron_sword"}),
    ("The user's name and the client's, see `other_member` for more.", set()),
    ("Write to somebody, e.g. 'jane@corporation.com'", set()),
    ("See e.g. 'https://corporation.com/docs'", set()),
    ("One of the documents that have been sent to the customer", set()),
    ("Status of the email (queued, failed, sent)", {"queued", "failed", "sent"}),
    ("String with rounding method ceil, floor, round (default), or truncate.", {"ceil", "round", "truncate"}),
    ("Valid operators are In, NotIn, Exists and DoesNotExist.", {"In", "DoesNotExist"}),
    ("A CSS class for the icon eg: icon-autofill", {"icon-autofill"}),
    ("The type of the attachment, such as “audio/mpeg.”", {"audio/mpeg"}),
    ("A map of parameters, either in JSON or in YAML format", set()),
    ("The source of the data (e.g. download URL)", set()),
    ("Contact details (name, phone, address)", set()),
    ("", set()),
]


@pytest.mark.parametrize(("about", "values"), NAMED)
def test_a_description_names_values(about: str, values: set[str]) -> None:
    assert values <= set(told(about)[0])
    assert bool(values) == bool(told(about)[0])


@pytest.mark.parametrize(
    ("about", "head"),
    [
        ("The email address of the user.", ("email_address", "user")),
        ("Name of the load balancer configuration", ("name", "load_balancer_configuration")),
        ("URL that points to a document", ("url", "")),
        ("lastProbeTime is the probe time of the condition", ("probe_time", "condition")),
        ("This specifies an email address", ("email_address", "")),
        ("", ("", "")),
    ],
)
def test_a_description_says_what_of_what(about: str, head: tuple[str, str]) -> None:
    assert head_of(about) == head


@pytest.mark.parametrize(
    ("about", "span"),
    [
        ("A score from 1 to 10", (1, 10)),
        ("between 0 and 100, in percent", (0, 100)),
        ("Opacity (0-1)", (0, 1)),
        ("Since version 2.1", None),
        ("from 9 to 3", None),
        ("an octal value between 0000 and 0777", None),
    ],
)
def test_a_description_names_a_range(about: str, span: tuple[float, float] | None) -> None:
    assert range_told(about) == span


@pytest.mark.parametrize(
    ("name", "title", "about", "rule"),
    [
        ("longName", "LongName schema.", "A long name for this value.", "name_text"),
        ("label", "Label schema", "", "label_text"),
        ("type", "", "type says under which condition it holds", "type_word"),
        ("requires-python", "", "", "python_range"),
    ],
)
def test_a_title_that_says_schema_and_a_mere_phrase_mislead_nobody(
    name: str, title: str, about: str, rule: str
) -> None:
    assert rule_said(name, "x", title, about) == rule


def test_numbers_keep_to_the_range_that_is_told() -> None:
    draw, rng = numbers("strength", "", True, "", "How strong it is, from 1 to 10."), stream(1, "told")
    assert {draw(rng) for _ in range(300)} == set(range(1, 11))


@pytest.mark.parametrize(
    ("name", "title", "about", "rule"),
    [
        ("origin", "", "ISO 3166-1 country code", "country_code"),
        ("x", "", "The e-mail address of the customer", "email_any"),
        ("x", "Postal code", "", "postal_code"),
        ("x", "", "Path to the file that is read", "file_path"),
        ("id", "", "The UUID of the order", "uuid"),
        ("start", "", "RFC3339 timestamp", "datetime_text"),
        ("cacheLocation", "", "Path of the cache file", "file_path"),
        ("homeLocation", "", "Location of the home", "place_name"),
        ("path", "", "Path is the URL path of the request", "url_path"),
        ("target", "", "The git ref that is updated", "git_ref"),
        ("context", "", "The line of code of the frame", "code_text"),
        ("city", "", "Something else", "city_any"),
        ("url", "", "The location, in standard URL form (`scheme://host:port/path`)", "url_any"),
        ("platform", "", "The social media platform to search posts on", "social_word"),
        ("pragmas", "", "clang-format 3.7\n\nA regular expression of comments", "regex"),
        ("qwertz", "", "", "fallback"),
    ],
)
def test_what_is_said_of_a_member_says_the_rule(name: str, title: str, about: str, rule: str) -> None:
    assert rule_said(name, "", title, about) == rule


def test_values_that_a_description_lists_are_most_of_what_is_drawn() -> None:
    draw, rng = (
        texts("dnsMode", "", "train", "", "Valid values are 'Default', 'None' or 'ClusterFirst'."),
        stream(2, "told"),
    )
    drawn = [draw(rng) for _ in range(400)]
    assert sum(text in ("Default", "None", "ClusterFirst") for text in drawn) > 300


def test_of_what_a_description_names_no_address_is_a_word() -> None:
    draw, rng = (
        texts("url", "", "train", "", "URL for third parties such as Twitter, Facebook or Slack."),
        stream(1, "u"),
    )
    assert all("/" in draw(rng) for _ in range(60))


def test_nothing_is_taken_from_the_description_of_a_person() -> None:
    draw, rng = texts("author", "", "train", "", "The author, e.g. 'Ada Lovelace'"), stream(3, "told")
    assert "Ada Lovelace" not in [draw(rng) for _ in range(300)]


def test_a_list_in_a_text_holds_what_its_name_says() -> None:
    draw, rng = texts("recipients", "", "train", "", "Comma-separated list of addresses"), stream(4, "list")
    assert all("@" in part for _ in range(50) for part in draw(rng).split(","))


def test_a_list_in_a_text_names_nothing_twice() -> None:
    draw = texts("headers", "", "train", "", "Comma-separated list of header names.")
    lists = [draw(stream(seed, "list")).split(",") for seed in range(60)]
    assert all(len(set(one)) == len(one) for one in lists)


def test_an_unknown_name_is_what_its_text_is_often_about_but_not_always() -> None:
    draw, rng = texts("flux_capacitor", "", "train"), stream(5, "about")
    assert 30 < sum("capacitor" in draw(rng).lower() for _ in range(100)) < 80


def test_a_time_in_milliseconds_is_told_from_one_in_seconds() -> None:
    draw = numbers("timestamp", "", True, "", "Unix epoch in milliseconds")
    assert all(10**12 < draw(stream(seed, "test")) < 10**13 for seed in range(9))
    assert 10**9 < numbers("timestamp", "", True)(stream(0, "test")) < 10**10
    assert 10**9 < numbers("created", "", True, "", "Seconds since the Unix epoch")(stream(0, "test")) < 10**10


def test_a_text_that_counts_is_a_number() -> None:
    draw, rng = texts("numberOfGuests", "", "train"), stream(6, "count")
    assert all(draw(rng).isdigit() for _ in range(50))


@pytest.mark.parametrize("file", ["keys.txt", "hints.txt"])
def test_every_rule_asked_for_is_there(file: str) -> None:
    asked = {head.lstrip("!") for head, _ in lines_of(file)}
    assert asked <= set(RULES)


def test_every_text_about_something_has_a_rule_without() -> None:
    assert set(SUBJECTS) <= set(RULES)
    for lines in SUBJECTS.values():
        assert all(len(re.findall(r"\{[\^_]?subjects?\}", line)) <= 1 for line in lines)


@pytest.mark.parametrize(
    ("name", "title", "about", "members", "what"),
    [
        ("", "", "", ["scripts", "devDependencies"], "package"),
        ("", "", "", ["firstName", "last_name"], "person"),
        ("author", "", "", ["scripts", "devDependencies"], "author"),
        ("", "JSON schema for npm package.json files", "", [], "npm package"),
        ("thing", "", "", ["a", "b"], "thing"),
        ("items", "", "", ["name", "quantity"], "line_item"),
        ("items", "", "", ["name", "description"], "items"),
        ("names", "", "", ["de", "en", "fr"], "translations"),
        ("", "Item", "", ["name", "quantity", "price"], "line_item"),
        ("", "Pubspec", "Dart Pubspec file", ["dependencies", "dev_dependencies"], "package"),
    ],
)
def test_an_object_is_what_it_is_called_or_what_its_members_tell(
    name: str, title: str, about: str, members: list[str], what: str
) -> None:
    assert scene(name, title, about, members) == what


@pytest.mark.parametrize(
    ("parent", "pattern"),
    [
        ("env", r"[A-Z_]+$"),
        ("dependencies", r"(?:@[\w-]+/)?[\w-]+$"),
        ("request_headers", r"[A-Z][\w-]+$"),
        ("responses", r"(?:\d{3}|default|[245]XX)$"),
        ("paths", r"/"),
    ],
)
def test_members_that_nobody_names_are_named_by_what_they_stand_in(parent: str, pattern: str) -> None:
    draw, rng = keys(parent, "train"), stream(7, parent)
    assert draw is not None
    for _ in range(60):
        assert re.match(pattern, draw(rng))


def test_a_name_that_does_not_tell_says_nothing_of_the_members_in_it() -> None:
    assert keys("qwertz", "train") is None


@given(st.text(max_size=80), st.text(max_size=20), st.text(max_size=20), st.integers(0, 99))
@settings(max_examples=150, deadline=None)
def test_any_description_is_read(about: str, name: str, title: str, seed: int) -> None:
    rng = stream(seed, "any")
    assert texts(name, title, "train", title, about)(rng)
    assert isinstance(numbers(name, title, True, title, about)(rng), int)
    told(about)
    hinted(about)
    assert isinstance(scene(name, title, about, [name, title]), str)
