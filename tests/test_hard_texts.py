"""Strings that no natural way of drawing gets right: hard conjunctions, exact lengths, small and empty languages."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from jsonsynth import realism
from jsonsynth.errors import SchemaRefusedError
from jsonsynth.examples import JSON
from jsonsynth.realism import FORMATS
from jsonsynth.sampling import instances
from jsonsynth.sampling.draw import Draw
from jsonsynth.sampling.formatted import PATTERNS
from jsonsynth.sampling.languages import Words, decided
from jsonsynth.schema import key, refusal, validator
from jsonsynth.seeds import stream

_MANY = 20


@dataclass(frozen=True, slots=True)
class _Case:
    """Patterns and not-patterns of a string; ``count``: how many there are, 20 for many, 0 for a sure refusal."""

    patterns: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    low: int = 0
    high: int | None = None
    format: str = ""
    count: int = _MANY

    def schema(self) -> dict[str, JSON]:
        parts: list[JSON] = [{"pattern": pattern} for pattern in self.patterns]
        parts += [{"not": {"pattern": pattern}} for pattern in self.unwanted]
        schema: dict[str, JSON] = {"type": "string", "allOf": parts or [True], "minLength": self.low}
        schema |= {"maxLength": self.high} if self.high is not None else {}
        return schema | ({"format": self.format} if self.format else {})


_BYTE = r"(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_IPV4 = rf"^({_BYTE}\.){{3}}{_BYTE}$"
_SEMVER = (
    r"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)"
    r"(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\+([0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*))?$"
)
_BASE64 = r"^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"
_DATE = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"
_URL = r"^https?://([a-z0-9-]+\.)+[a-z]{2,}(:\d+)?(/\S*)?$"

_CASES = {
    "IPv4 and not 10.*": _Case((_IPV4,), (r"^10\.",)),
    "IPv4 and private ranges apart": _Case((_IPV4,), (r"^10\.", r"^192\.168\.", r"^172\.(1[6-9]|2\d|3[01])\.")),
    "IPv4 of 15 characters": _Case((_IPV4,), low=15),
    "IPv4 of 7 characters, digits alike": _Case((_IPV4, r"^(1|2)\.(1|2)\.(1|2)\.3$"), high=7, count=8),
    "semver of exactly 12 characters": _Case((_SEMVER,), low=12, high=12),
    "semver with pre-release and build": _Case((_SEMVER, "-", r"\+")),
    "semver without pre-release": _Case((_SEMVER,), ("-",)),
    "password of four rules": _Case((r"^(?=.*[A-Z])(?=.*[a-z])(?=.*\d)(?=.*[^\w\s]).{8,32}$",)),
    "password without a user's name": _Case((r"^(?=.*[A-Z])(?=.*\d)(?!.*(?:admin|root))[A-Za-z\d]{10,}$",)),
    "password, no character three times": _Case((r"^(?!.*aaa)(?!.*bbb)[ab]{12}$",)),
    "base64, a multiple of 4": _Case((_BASE64,), low=41, high=44),
    "base64 with padding, one length": _Case((_BASE64, "==$"), low=400, high=400),
    "date not in 2024": _Case((_DATE,), ("^2024",)),
    "date on a first of the month": _Case((_DATE, "-01$", "^20")),
    "date that is none": _Case((_DATE, "-13-"), count=0),
    "hex of exact length": _Case(("^[0-9a-f]+$",), low=64, high=64),
    "hex with digits and letters": _Case(("^[0-9a-f]{40}$", r"\d", "[a-f]")),
    "Greek and Cyrillic": _Case((r"^[\p{Script=Greek}\p{Script=Cyrillic}]+$", r"\p{Script=Greek}", r"\p{Cyrillic}")),
    "letters of any script, not Latin": _Case((r"^\p{L}{3,9}$",), (r"\p{Script=Latin}",)),
    "capitals beyond ASCII": _Case((r"^\p{Lu}+$",), ("[A-Z]",), low=3, high=8),
    "anchors inside of branches": _Case(("^a|b$", "^(?:x|a)"), ("b",)),
    "anchors in the middle": _Case(("(^|-)ab($|-)", "^[ab-]{1,12}$")),
    "an end in the middle": _Case(("a$b",), count=0),
    "a start in the middle": _Case(("a^b",), count=0),
    "two starts": _Case(("^ab", "^ba"), count=0),
    "exactly 1": _Case(("^ab?c$", "b"), count=1),
    "exactly 2": _Case(("^[ab]$",), count=2),
    "exactly 7": _Case(("^(?:a|b|c|dd|ee|ff|ggg)$",), count=7),
    "exactly 7 by length": _Case(("^a+$",), low=3, high=9, count=7),
    "exactly 7 left of 9": _Case((r"^[1-9]$",), ("[45]",), count=7),
    "nested quantifiers": _Case(("^(a+)+$",), ("^a$",)),
    "nested quantifiers, exact": _Case(("^((a|b)*c)+$",), low=30, high=30),
    "nested quantifiers, four deep": _Case(("^((((a+)+)+)+)+b$",), low=12),
    "quantifiers of nothing": _Case(("^(?:a*)*(?:b?)*$", "ab")),
    "1,000 repeats": _Case(("^[a-z]{0,1000}$", "q"), ("z",), low=20),
    "255 repeats in a host": _Case((r"^(?=.{1,253}$)(?:[a-z0-9-]{1,63}\.)+[a-z]{2,63}$",), ("^-", r"-\.", r"\.-")),
    "repeats of repeats": _Case((r"^([a-z]{1,63}\.){1,10}[a-z]{2,63}$", "^[a-f]"), low=80, high=90),
    "65,535 repeats": _Case(("^[a-z]{1,6553}$", "x"), ("y",)),
    "10,000 characters": _Case(("^[a-z]+$",), ("foo",), low=10_000, high=10_000),
    "10,000 characters of words": _Case(("^[^/]+$", r"\d$"), low=10_000),
    "10,000 of two patterns": _Case(("^(ab|c)+$", "^(a|bc?)*"), low=10_000),
    "a word that must not be": _Case((r"^((?!foo).)*$", "fo"), ("^$",), low=4, high=30),
    "a word once": _Case((r"\bfoo\b",), (r"\bfoo\b.*\bfoo\b", "^foo"), high=20),
    "not a word inside": _Case((r"\Bx\B",), ("^.{0,5}$",), high=12),
    "looks in a loop": _Case(("^(?:(?=a|b)[a-d](?!b))+$",), low=5, high=9, count=10),
    "a look over a look": _Case(("^(?!(?!a)b)[ab]{4}$",), count=8),
    "after a comma only": _Case(("^[a-z,]+$", "(?<=,)x"), ("(?<!,)x",), high=12),
    "before and behind": _Case((r"^(?<!a)b(?<=b)c(?=d)d$",), count=1),
    "no text ends after this": _Case((r"(?<=a)b(?<!ab)",), count=0),
    "case ignored": _Case(("(?i)^abc$",), count=8),
    "case ignored in part": _Case(("^(?i:a)b$",), count=2),
    "control characters by name": _Case((r"^\cA\t\x42\u0043$",), count=1),
    "a pair beyond the BMP": _Case(("^\\u{1F600}[\\u{1F601}-\\u{1F604}]$",), count=4),
    "spaces of ECMA": _Case((r"^\s$",), (r"^[\t-\r ]$", r"[\u2000-\u200a]"), count=8),
    "not a space": _Case((r"^\S+$", "[^a-z]"), (r"\d", "[A-Z]"), low=3, high=8),
    "line ends alone": _Case((r"^[^.]$",), ("^.$",), count=4),
    "a point and a line end": _Case((r"^.\n.$",), high=3),
    "an address and its host": _Case((_URL, r"example\.(com|org)"), ("^http:", r"\?", "#"), high=50),
    "an address without a path": _Case((_URL,), (r"[a-z]/",)),
    "e-mail of one host": _Case((r"@acme\.dev$",), format="email"),
    "e-mail not of one host": _Case((), (r"@example\.com$",), format="email"),
    "a date in March": _Case(("-03-",), format="date"),
    "a time in Z without fractions": _Case(("Z$",), (r"\.",), format="time"),
    "a moment at midnight": _Case(("T00:00:00",), format="date-time"),
    "https only": _Case(("^https://", r"\.json$"), format="uri"),
    "a UUID that begins with 0": _Case(("^0",), format="uuid"),
    "IPv4 that ends with .1": _Case((r"\.1$",), (r"^192\.",), format="ipv4"),
    "a duration of hours": _Case((r"^PT\d+H$",), format="duration"),
    "a text given back": _Case((r"^(['\"])[a-z]+\1$", "^'")),
    "a pair of two, back to front": _Case((r"^([a-z])([a-z])\2\1$",), ("[a-m]",)),
    "identifiers apart from words of a language": _Case(
        ("^[a-z_][a-z0-9_]*$",), ("^(if|else|for|while|return|class|def)$", "__"), high=8
    ),
    "cron of five fields": _Case((r"^(\S+ ){4}\S+$", r"^[\d*/, -]+$"), (r"\*\*", "//"), high=20),
    "roman numbers": _Case((r"^M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})$",), ("^$", "I$")),
    "length modulo three": _Case(("^(...)*$", "^(?:....)*$"), low=1, high=30),
    "at most two and at least three": _Case(("^.{0,2}$", "^.{3,}$"), count=0),
    "every character known": _Case(("^a.b.c$", "^.x.y.$"), count=1),
}  # fmt: skip


def _distinct(schema: JSON) -> int:
    check = validator(schema)
    found = instances(schema, 20)
    assert len(found) == 20
    assert all(map(check.is_valid, found))
    return len({key(value) for value in found})


@pytest.mark.slow
@pytest.mark.parametrize("name", _CASES)
def test_a_hard_text_is_drawn_or_refused_as_there_is_none(name: str) -> None:
    case = _CASES[name]
    schema = case.schema()
    start = time.process_time()
    if case.count:
        assert _distinct(schema) == case.count
    else:
        with pytest.raises(SchemaRefusedError) as caught:
            instances(schema, 20)
        assert caught.value.where.startswith("#")
        assert not caught.value.too_hard
    assert time.process_time() - start < 5


_WINDOWS = {
    "date": ((10, 10),),
    "date-time": ((20, 20), (21, 24), (25, 30)),
    "duration": ((3, 4), (12, 20)),
    "email": ((9, 14), (40, 60), (15, 15)),
    "hostname": ((11, 13), (40, 60), (3, 3)),
    "idn-email": ((9, 14), (40, 60)),
    "idn-hostname": ((11, 13), (40, 60)),
    "ipv4": ((7, 9), (15, 15), (10, 10)),
    "ipv6": ((3, 5), (12, 14), (39, 39)),
    "iri": ((18, 20), (70, 90), (5, 8)),
    "iri-reference": ((1, 4), (70, 90)),
    "json-pointer": ((2, 4), (60, 80)),
    "regex": ((1, 3), (60, 80)),
    "relative-json-pointer": ((1, 2), (40, 60)),
    "time": ((9, 9), (14, 14), (15, 24)),
    "uri": ((18, 20), (70, 90), (5, 8)),
    "uri-reference": ((1, 4), (70, 90), (18, 18)),
    "uri-template": ((2, 8), (70, 90)),
    "uuid": ((36, 36),),
}


def test_all_formats_are_tried() -> None:
    assert sorted(_WINDOWS) == sorted(FORMATS) == sorted(PATTERNS)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "window"), [(name, window) for name, all_ in _WINDOWS.items() for window in all_])
def test_a_format_is_drawn_in_a_window_of_lengths(name: str, window: tuple[int, int]) -> None:
    schema: JSON = {"type": "string", "format": name, "minLength": window[0], "maxLength": window[1]}
    assert _distinct(schema) >= 5


@pytest.mark.slow
@pytest.mark.parametrize("name", PATTERNS)
def test_a_text_of_a_format_s_patterns_has_the_format(name: str) -> None:
    check = validator({"format": name})
    words = Words(realism.pool("en_US/word", "train"))
    for pattern in PATTERNS[name]:
        texts = decided((pattern,), (), 0, 120).language()
        found = [texts.text(Draw(stream(k, "format"), 10**6), words) for k in range(200)]
        assert sum(map(check.is_valid, found)) >= 190, [text for text in found if not check.is_valid(text)][:5]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("pattern", "unwanted"),
    [
        ("^[a-z]{5}$", "^x"),
        ("^[A-Z0-9]{4,6}$", "Q"),
        (r"^\w+$", "_"),
        ("^[^ ]+$", "[aeiou]"),
        (_SEMVER, "-"),
        (_IPV4, "^1"),
    ],
)
def test_texts_seldom_repeat_where_there_are_many(pattern: str, unwanted: str) -> None:
    texts = decided((pattern,), (unwanted,), 0, 40).language()
    words = Words(realism.pool("en_US/word", "train"))
    rng = stream(0, "many")
    found = {texts.text(Draw(rng, 10**6), words) for _ in range(5_000)}
    assert len(found) >= 4_950


def test_texts_look_natural_where_the_pattern_leaves_room() -> None:
    texts = decided(("^[^/]*$",), ("^[A-Z]",), 40, 200).language()
    words = realism.pool("en_US/word", "train")
    found = [texts.text(Draw(stream(k, "free"), 10**6), Words(words)) for k in range(200)]
    said = [word for text in found for word in text.split(" ")]
    assert all(text.isprintable() and text.isascii() for text in found)
    assert sum(word in words for word in said) >= 0.8 * len(said)


@pytest.mark.slow
@pytest.mark.parametrize("seed", ["1", "77"])
def test_another_hash_seed_gives_the_same_texts(seed: str) -> None:
    schemas = [case.schema() for case in _CASES.values() if case.count == _MANY][::9]
    code = (
        "import json, sys; from jsonsynth.sampling import instances;"
        "print(json.dumps([instances(schema, 5, 3) for schema in json.load(sys.stdin)]))"
    )
    made = subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps(schemas),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )
    assert json.loads(made.stdout) == [instances(schema, 5, 3) for schema in schemas]


def test_names_keep_clear_of_patterns_whose_members_may_not_be() -> None:
    closed: list[JSON] = [{"patternProperties": {name: True}, "additionalProperties": False} for name in ("a", "b")]
    schema: JSON = {
        "type": "object",
        "allOf": [{"patternProperties": {"^.{1,3}$": False, "[A-Z]": False}}, *closed],
        "minProperties": 4,
    }
    found = instances(schema, 20)
    assert all(map(validator(schema).is_valid, found))
    assert len({key(value) for value in found}) == 20


def _patterns(schema: JSON) -> Iterator[str]:
    if isinstance(schema, dict):
        own = schema.get("pattern")
        named = schema.get("patternProperties")
        yield from [own] if isinstance(own, str) else []
        yield from named if isinstance(named, dict) else []
    children = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    for child in children:
        yield from _patterns(child)


def _real_patterns() -> list[str]:
    path = Path(os.environ.get("JSONSYNTH_CORPORA", "../shared/corpora")) / "schemas.dev.jsonl.gz"
    if not path.exists():
        pytest.skip(f"{path} is missing: real patterns are not tried")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        found = dict.fromkeys(pattern for line in lines for pattern in _patterns(json.loads(line)["schema"]))
    return [pattern for pattern in found if refusal({"pattern": pattern}, "") is None]


def _right(schema: JSON) -> bool:
    try:
        return all(map(validator(schema).is_valid, instances(schema, 30)))
    except SchemaRefusedError:
        return False


@pytest.mark.slow
def test_texts_of_real_patterns_are_drawn_alone_and_in_windows() -> None:
    """Two of the patterns, written with slashes around them, have no text; both are refused as having none."""
    patterns = _real_patterns()
    wrong = [pattern for pattern in patterns if not _right({"type": "string", "pattern": pattern})]
    assert len(patterns) > 1_000
    assert all(pattern.startswith("/^") for pattern in wrong)
    for pattern in [one for one in patterns if one not in wrong][::3]:
        low = len(str(instances({"type": "string", "pattern": pattern}, 1)[0]))
        assert _right({"type": "string", "pattern": pattern, "minLength": low, "maxLength": low + 3}), pattern
