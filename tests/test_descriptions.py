"""Descriptions in invented schemas: what they say of values is what the schema states, and they are as real ones are.

What a description says is read from its text here, by other rules than those that word it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias, cast

import jsonschema_rs
import orjson
import pytest

from jsonsynth.examples import JSON, SPLITS
from jsonsynth.invention import invent
from jsonsynth.invention.common import STRUCTS
from jsonsynth.invention.members import attributes
from jsonsynth.invention.paged import LINKS, PAGING
from jsonsynth.invention.remarks import field_remarks, lines, meanings, schema_remarks, ways_to_say
from jsonsynth.invention.sections import SECTIONS
from jsonsynth.invention.sentences import restated, voiced
from jsonsynth.invention.vocabulary import domain, domains
from jsonsynth.seeds import stream

Schema: TypeAlias = "dict[str, JSON]"
Described: TypeAlias = "tuple[str, Schema, bool]"  # a description, its schema, whether the member is required


def subschemas(value: JSON) -> Iterator[Schema]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from subschemas(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from subschemas(inner)


def described(schema: Schema) -> Iterator[Described]:
    """Give the descriptions of members."""
    for part in subschemas(schema):
        members, needed = part.get("properties"), part.get("required", [])
        if isinstance(members, dict) and isinstance(needed, list):
            for name, member in members.items():
                if isinstance(member, dict) and isinstance(member.get("description"), str):
                    yield str(member["description"]), member, name in needed


def bare(text: str) -> str:
    return text.strip().strip("\"'`")


def texts_of(values: JSON) -> set[str]:
    return {str(value) for value in values} if isinstance(values, list) else set()


def listed(text: str) -> set[str]:
    return {bare(part) for part in re.split(r", | or ", text)}


def default_is(schema: Schema, said: str) -> bool:
    value = schema.get("default")
    return "default" in schema and bare(said) == (str(value).lower() if isinstance(value, bool) else str(value))


def number_is(schema: Schema, keyword: str, said: str) -> bool:
    """Hold where no bound is stated: then the description says what the values are anyway."""
    return keyword not in schema or float(said) == schema[keyword]


def nullable(schema: Schema) -> bool:
    kind = schema.get("type")
    return (isinstance(kind, list) and "null" in kind) or None in cast("list[JSON]", schema.get("enum", []))


def example_holds(schema: Schema, said: str) -> bool:
    return "$ref" in str(schema) or jsonschema_rs.is_valid({**schema, "$schema": OPEN}, said, validate_formats=True)


OPEN = "https://json-schema.org/draft/2020-12/schema"
_VALUE, _END = r"(.+?)", r"(?=\.?$|\. |\))"
_N = r"(-?\d+(?:\.\d+)?)"
Holds: TypeAlias = "Callable[[re.Match[str], Schema, bool], bool]"
# what a description says, and what its schema has to state then
SAYS: Mapping[str, Holds] = {
    rf"(?:[Dd]efaults to|[Dd]efault:|[Tt]he default is|Default value:) {_VALUE}{_END}": (
        lambda said, schema, _: default_is(schema, said[1])
    ),
    r"\b(?:On|Enabled|True) by default": lambda _, schema, __: schema.get("default") is True,
    r"\b(?:Off|Disabled|False) by default": lambda _, schema, __: schema.get("default") is False,
    rf"If omitted, {_VALUE} is used": lambda said, schema, needed: default_is(schema, said[1]) and not needed,
    r"\. ((?:(?!\. ).)+?) (?:if omitted|unless stated otherwise)": (
        lambda said, schema, needed: default_is(schema, said[1]) and not needed
    ),
    r"^Optional\.|^\(optional\)": lambda _, __, needed: not needed,
    rf"(?:At least|Not less than|Minimum:|Must be at least) {_N}(?! character)|{_N} or more|>= {_N}": (
        lambda said, schema, _: number_is(schema, "minimum", next(filter(None, said.groups())))
    ),
    rf"(?:Must not exceed|Not more than|Maximum:|<=|Values above) {_N}(?! character)": (
        lambda said, schema, _: number_is(schema, "maximum", said[1])
    ),
    rf"(?:[Bb]etween|, from|\(|range:|Anything from|Minimum) {_N}(?: to | and |, maximum ){_N}": (
        lambda said, schema, _: number_is(schema, "minimum", said[1]) and number_is(schema, "maximum", said[2])
    ),
    r"not be negative|Cannot be negative|(?<!\d)0 or more|Never below zero": lambda _, schema, __: (
        schema.get("minimum") == 0
    ),
    rf"(?:greater than|, more than|be above) {_N}": (
        lambda said, schema, _: float(said[1]) in (schema.get("exclusiveMinimum"), schema.get("minimum"))
    ),
    r"(?:At most|max\.|up to|Limited to|[Ll]onger than) (\d+) characters": (
        lambda said, schema, _: schema.get("maxLength") == int(said[1])
    ),
    r"Maximum length: (\d+)": lambda said, schema, _: schema.get("maxLength") == int(said[1]),
    r"(?:Must not be|Cannot be|\(not) empty|At least one(?! of)": (
        lambda _, schema, __: cast("int", schema.get("minLength", schema.get("minItems", 0))) > 0
    ),
    r"No duplicates|Duplicates are not|Each of them once": lambda _, schema, __: schema.get("uniqueItems") is True,
    r"Null (?:if|where)|, or null|Can be null|\(nullable\)": lambda _, schema, __: nullable(schema),
    rf"(?:In steps of|, in steps of|multiple of|Multiples of) {_N}": (
        lambda said, schema, _: schema.get("multipleOf") == float(said[1])
    ),
    r"Read-only\.?$|\(read-only\)|Ignored in requests": lambda _, schema, __: schema.get("readOnly") is True,
    r"\bDeprecated\b|\(deprecated\)|removed in the next": lambda _, schema, __: schema.get("deprecated") is True,
    r"Never returned|\(write-only\)": lambda _, schema, __: schema.get("writeOnly") is True,
    rf"(?:(?:Possible|Allowed) values:|\b[Oo]ne of|Can be(?! null)|Must be) ((?:(?!\. )[^;:])*\bor [^;: ]+?){_END}": (
        lambda said, schema, _: listed(said[1]) == texts_of(schema.get("enum"))
    ),
    rf"(?:\. Always(?! if| unless)|, always(?! or)|Fixed to) {_VALUE}{_END}": (
        lambda said, schema, _: bare(said[1]) in (*texts_of(schema.get("enum")), str(schema.get("const")))
    ),
    r"(?:e\.g\.|Example:|For example|, such as|Looks like) [\"`']([^\"`']+)[\"`']": (
        lambda said, schema, _: example_holds(schema, said[1])
    ),
}


def check(seed: int, count: int) -> Counter[str]:
    """Read the descriptions of schemas; return how often each thing was said."""
    found: Counter[str] = Counter()
    for index in range(count):
        for text, schema, needed in described(invent(stream(seed, "said", index), SPLITS[index % 3]).schema):
            for pattern, holds in SAYS.items():
                for said in re.finditer(pattern, text):
                    assert holds(said, schema, needed), (pattern, text, schema)
                    found[pattern] += 1
    return found


def test_a_description_says_what_its_schema_states() -> None:
    assert sum(check(1, 600).values()) > 300


@pytest.mark.slow
def test_thousands_of_descriptions_say_what_their_schemas_state() -> None:
    found = check(2, 12000)
    assert {pattern for pattern in SAYS if not found[pattern]} == set()


# what some schema could deny: bounds, defaults, null, members that are missing
DENIABLE = re.compile(
    r"\b(?:by default|defaults? (?:to|is)|mandatory|required|nullable|null|omitted|between \d|at (?:least|most) \d)"
)


def test_remarks_say_nothing_that_a_schema_could_deny() -> None:
    said = {remark for one in attributes() for remark in one.remarks}
    said |= {remark for name in domains() for pool in domain(name, "train").pools.values() for one in pool.plain
             for remark in one.remarks}  # fmt: skip
    said |= {*schema_remarks("^"), *schema_remarks("&"), *schema_remarks("%")}
    said |= {
        remark
        for struct in (*STRUCTS, *SECTIONS, PAGING, LINKS)
        for name, _, _ in struct.fields
        for remark in field_remarks(struct.called[0], name)
    }
    assert len(said) > 1200
    assert [remark for remark in said if DENIABLE.search(remark)] == []
    assert all(remark[0] in ",." and remark[-1] not in ".," for remark in said)


def test_there_is_something_to_say_of_each_member() -> None:
    assert [one.plain or one.composed for one in attributes() if len(one.remarks) < 2] == []
    values = {value for one in attributes() if one.kind == "enum" for value in one.what.split()}
    values |= {
        value for name in domains() for pool in domain(name, "train").pools.values() for one in pool.plain
        if one.kind == "enum" for value in one.what.split()
    }  # fmt: skip
    values |= {value for struct in (*STRUCTS, *SECTIONS) for _, kind, _ in struct.fields for value in kind.split("|")}
    assert set(meanings()) <= values


def test_remarks_on_a_name_stand_in_one_place() -> None:
    """Of two places one would be read for both, as colours of output once were for those of goods."""
    heads = [line.partition(": ")[0].split(", ") for line in lines("remarks.txt")]
    seen = Counter(name for names in heads for name in names)
    assert [name for name, count in seen.items() if count > 1] == []
    fields = {f"{struct.called[0]}.{name}" for struct in (*STRUCTS, *SECTIONS) for name, _, _ in struct.fields}
    dotted = {name for name in seen if "." in name[1:]}
    assert dotted <= fields


def test_a_text_with_a_comma_is_said_in_other_ways_too() -> None:
    assert len(ways_to_say("Media type, such as text/csv")) > 1


def test_fields_are_named_in_remarks_as_they_are_called() -> None:
    for struct in (*STRUCTS, *SECTIONS, PAGING, LINKS):
        names = {name for name, _, _ in struct.fields}
        for name in names:
            for remark in field_remarks(struct.called[0], name):
                assert set(re.findall(r"\[([^\]]+)\]", remark)) <= names, (struct.called, remark)


def test_descriptions_are_as_long_and_as_many_as_real_ones() -> None:
    """Of 3,429 real schemas of 100 to 8,000 bytes: 10, 25, 50, 75, 90% of the lengths 19, 27, 44, 71, 120; 3.5 a kB."""
    lengths: list[int] = []
    size = 0
    for index in range(1500):
        schema = invent(stream(3, "lengths", index), "train").schema
        size += len(orjson.dumps(schema))
        lengths += [
            len(str(one["description"])) for one in subschemas(schema) if isinstance(one.get("description"), str)
        ]
    lengths.sort()
    low, quarter, half, three, high = (lengths[len(lengths) * part // 100] for part in (10, 25, 50, 75, 90))
    assert 15 <= low <= 25
    assert 23 <= quarter <= 34
    assert 38 <= half <= 55
    assert 60 <= three <= 88
    assert 100 <= high <= 145
    assert 2.9 <= 1000 * len(lengths) / size <= 4.6


def test_schemas_are_described_throughout_in_part_or_not_at_all() -> None:
    """Of real schemas 48% describe no member, 23% each of them, 6% fewer than a third."""
    found: Counter[str] = Counter()
    for index in range(1500):
        schema = invent(stream(4, "manner", index), "train").schema
        members = sum(len(cast("Schema", one["properties"])) for one in subschemas(schema) if "properties" in one)
        share = sum(1 for _ in described(schema)) / max(members, 1)
        found["none" if not share else "all" if share == 1 else "few" if share < 1 / 3 else "most"] += members > 2
    total = sum(found.values())
    assert 0.4 <= found["none"] / total <= 0.56
    assert 0.17 <= found["all"] / total <= 0.3
    assert 0.04 <= found["few"] / total <= 0.14


@pytest.mark.slow
def test_no_sentence_is_seen_in_one_schema_of_forty() -> None:
    seen: Counter[str] = Counter()
    for index in range(4000):
        schema = invent(stream(5, "sentences", index), "train").schema
        texts = [str(one["description"]) for one in subschemas(schema) if isinstance(one.get("description"), str)]
        seen.update({part.rstrip(".") for text in texts for part in re.split(r"(?<=[.;]) ", text) if len(part) > 45})
    assert [(text, count) for text, count in seen.most_common(10) if count > 100] == []


def test_nobody_says_how_many_a_pair_has_at_most() -> None:
    pair: Schema = {"type": "array", "minItems": 2, "maxItems": 2}
    for seed in range(40):
        assert not restated(voiced(stream(seed, "pair").random, 0.9, 1), pair, "Longitude and latitude, in this order")
