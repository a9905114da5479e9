"""Conditions: true of the instance, not implied by the schema, said in words that are read back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

import pytest

from jsonsynth import conditions, schema
from jsonsynth.conditions import tongues
from jsonsynth.conditions.forms import ANYTHING, Absent
from jsonsynth.content import load
from jsonsynth.examples import JSON, LANGUAGES, SPLITS
from jsonsynth.invention import invent
from jsonsynth.jsontext import minified
from jsonsynth.seeds import stream

CONTENT = load()
BOOK = CONTENT.books["schema_generate.en"]
STYLES = ("with", "where", "use")
SCHEMA: JSON = {"type": "object", "properties": {"tags": {"type": "array"}, "phone": {}}, "required": ["phone"]}


def lines(section: str, language: str = "en") -> list[str]:
    book = CONTENT.books[f"schema_generate.{language}"]
    return [wording.text for split in SPLITS for wording in book[split][section]]


def needed(rule: JSON, name: str = "phone") -> JSON:
    return {"type": "object", "properties": {name: rule}, "required": [name]}


# what each form means, for the number -2.5, the range -3 to 4, two elements, and a text with all that could mislead
TEXT = "no, and `x` or 3.5 more. Only"
SAID = {"number": "-2.5", "low": "-3", "high": "4", "count": "two", "items": "2 items", "value": '"it, and no. one"'}
MEANING: Mapping[str, JSON] = {
    "absent": {"type": "object", "properties": {"phone": False}},
    "present": {"type": "object", "required": ["phone"]},
    "value": needed({"const": "it, and no. one"}),
    "flag": needed({"const": True}),
    "contains": needed({"type": "string", "pattern": r"it, and no\. one"}),
    "starts": needed({"type": "string", "pattern": r"^it, and no\. one"}),
    "least": needed({"type": "array", "minItems": 2}, "tags"),
    "most": {"type": "object", "properties": {"tags": {"type": "array", "maxItems": 2}}},
    "exactly": needed({"type": "array", "minItems": 2, "maxItems": 2}, "tags"),
    "over": needed({"type": "number", "exclusiveMinimum": -2.5}),
    "under": needed({"type": "number", "exclusiveMaximum": -2.5}),
    "from": needed({"type": "number", "minimum": -2.5}),
    "upto": needed({"type": "number", "maximum": -2.5}),
    "between": needed({"type": "number", "minimum": -3, "maximum": 4}),
    "equals": needed({"type": "number", "const": -2.5}),
    "only": {"type": "object", "propertyNames": {"enum": ["phone"]}},
}
SECTIONS = [
    section for section in BOOK["train"] if section.split()[0] in STYLES and section.split()[1] in MEANING
]  # fmt: skip


def test_every_form_is_worded_in_every_style() -> None:
    assert {tuple(section.split()[:2]) for section in SECTIONS} == {(s, form) for s in STYLES for form in MEANING}


@pytest.mark.parametrize("section", SECTIONS)
def test_every_wording_is_read_as_what_it_says(section: str) -> None:
    style, form = section.split()[:2]
    name = "tags" if form in ("least", "most", "exactly") else "phone"
    said = {**SAID, "value": "true"} if form == "flag" else SAID
    frame = lines(f"ask {style}")[0]
    for line in lines(section):
        for quote in ("`", '"', ""):
            clause = re.sub(r"\$(\w+)", lambda m: {**said, "name": quote + name + quote}[m.group(1)], line)  # noqa: B023
            asked = frame.replace("$conditions", clause)
            text = f"Do it. {asked[0].upper()}{asked[1:]} Respond only with JSON."
            assert conditions.read(text, SCHEMA) == MEANING[form], text


OTHERS = [language for language in LANGUAGES if language != "en"]
COUNTED = {
    "de": ("zwei Elemente", "2 Elemente", "ein Element"),
    "pt": ("dois itens", "2 elementos", "um item"),
    "es": ("dos elementos", "2 elementos", "un elemento"),
    "fr": ("deux éléments", "2 éléments", "un élément"),
    "it": ("due elementi", "2 elementi", "un elemento"),
}


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("form", MEANING)
def test_every_wording_of_another_language_is_read_as_what_it_says(language: str, form: str) -> None:
    name = "tags" if form in ("least", "most", "exactly") else "phone"
    said = {**SAID, "value": "true"} if form == "flag" else SAID
    for line in lines(f"where {form}", language):
        for quote, items in zip(("`", '"'), COUNTED[language], strict=False):
            values = {**said, "name": quote + name + quote, "items": items}
            clause = re.sub(r"\$(\w+)", lambda match: values[match.group(1)], line)  # noqa: B023
            for frame in (*lines("ask where", language), *lines("ask also", language)):
                text = f"{frame.replace('$conditions', clause)} JSON."
                assert conditions.read(text, SCHEMA) == MEANING[form], text


@pytest.mark.parametrize(("language", "clause"), [
    ("de", "`phone` fehlt, \"id\" zwischen 2 und 4 liegt und `tags` höchstens ein Element hat"),
    ("pt", "falte `phone`, \"id\" esteja entre 2 e 4 e `tags` tenha no máximo um item"),
    ("es", "falte `phone`, \"id\" esté entre 2 y 4 y `tags` tenga como máximo un elemento"),
    ("fr", "`phone` manque, \"id\" est compris entre 2 et 4 et `tags` contient jusqu'à un élément"),
    ("it", "manca `phone`, \"id\" è tra 2 e 4 e `tags` ha al massimo un elemento"),
])  # fmt: skip
def test_clauses_of_another_language_are_read_together_or_not_at_all(language: str, clause: str) -> None:
    rules: JSON = {"phone": False, "id": {"type": "number", "minimum": 2, "maximum": 4},
                   "tags": {"type": "array", "maxItems": 1}}  # fmt: skip
    known: JSON = {"properties": {"phone": {}, "id": {}, "tags": {}}}
    for frame in (*lines("ask where", language), *lines("ask also", language)):
        said = frame.replace("$conditions", clause)
        assert conditions.read(said, known) == {"type": "object", "properties": rules, "required": ["id"]}
        assert conditions.read(said.replace("`phone`", "`fax`"), known) is None
        assert conditions.read(said.replace("`phone`", "phone"), known) is None


def test_no_clause_of_another_language_has_two_meanings() -> None:
    spelled = [
        (re.sub(r"\b[NV]\b", "Q", re.sub(r"\b[KL]\b", "#", clause)), form)
        for form, texts in tongues._CLAUSES.items()
        for text in texts
        for clause in tongues._spelled(text)
    ]
    forms = dict(spelled)
    assert [(clause, form) for clause, form in spelled if forms[clause] != form] == []
    assert len(forms) > 400


@pytest.mark.parametrize("style", STYLES)
def test_every_frame_is_read_through(style: str) -> None:
    clause = {"with": "no `phone` and two tags", "where": "`phone` is missing and there are two tags"}.get(
        style, "leave out `phone` and list two tags"
    )
    for frame in lines(f"ask {style}"):
        asked = frame.replace("$conditions", clause)
        found = conditions.read(asked[0].upper() + asked[1:], SCHEMA)
        assert found == {
            "type": "object",
            "properties": {"phone": False, "tags": {"type": "array", "minItems": 2, "maxItems": 2}},
            "required": ["tags"],
        }, asked


def test_every_request_for_several_is_read() -> None:
    said = [
        (line, "three" if language == "en" else "3") for language in LANGUAGES for line in lines("several", language)
    ]
    for line, count in said:
        found = conditions.read(line.replace("$count", count), {"type": "array"})
        assert found == {"type": "array", "minItems": 3, "maxItems": 3, "uniqueItems": True}, line
        assert found == conditions.read(line.replace("$count", count), {"type": ["array", "null"]})


def test_what_may_be_an_array_or_an_object_is_asked_as_either() -> None:
    either: JSON = {"type": ["array", "object"], "properties": {"phone": {}}}
    assert conditions.read("Write one with no phone.", either) == MEANING["absent"]
    several = {"type": "array", "minItems": 3, "maxItems": 3, "uniqueItems": True}
    assert conditions.read("Write an array of three different elements.", either) == several


def test_no_other_wording_is_taken_for_a_condition_whatever_the_members_are_called() -> None:
    other = [line for language in LANGUAGES for section in ("generate", "meta") for line in lines(section, language)]
    other += [line.replace("$count", "3") for language in LANGUAGES for line in lines("several", language)]
    other += lines("words")
    forms = [CONTENT.books[f"form.{language}"][split] for language in LANGUAGES for split in SPLITS]
    other += [wording.text for form in forms for pool in form.values() for wording in pool]
    words = re.findall(r"\w+", " ".join(other))
    odd: JSON = {"properties": {word: {} for word in words}, "required": ["schema"]}
    for line in other:
        text = line.replace("$words", "an object with `schema` (text, required) and `with` (a list; optional)")
        assert conditions.read(text, odd) is None, text


BOTH: JSON = {
    "type": "object",
    "properties": {"tags": {"type": "array", "minItems": 2}, "phone": False},
    "required": ["tags"],
}


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Write it with at least two tags and no phone.", BOTH),
        ("Write one where phone is over 10.", needed({"type": "number", "exclusiveMinimum": 10})),
        ("Write one. Leave out every optional top-level member.", MEANING["only"]),
        ("Write one. Let phone be `shipped`.", needed({"const": "shipped"})),
        (
            "Write one with tags over 40 and 9.58 as phone.",
            {
                "type": "object",
                "properties": {
                    "tags": {"type": "number", "exclusiveMinimum": 40},
                    "phone": {"type": "number", "const": 9.58},
                },
                "required": ["phone", "tags"],
            },
        ),
        ("A document (of ours) with no phone.", MEANING["absent"]),
        ("A document with no phone (as of now).", None),
        ("Call it `a. b`. No phone; nothing else", MEANING["absent"]),
        ("Write one with one item in tags.", needed({"type": "array", "minItems": 1, "maxItems": 1}, "tags")),
        ("Write one with no phone and `fax` over 3.", None),
        ("Write one with no fax.", None),
        ("Write one with a phone that rings.", None),
        ("Write one with no phone or tags.", None),
        ("Write one with every optional top-level member.", None),
        ("", None),
    ],
)
def test_what_people_write_is_read_or_left_alone(text: str, condition: JSON) -> None:
    assert conditions.read(text, SCHEMA) == condition


DRAWN = []
for number in range(800):
    made = invent(stream(number, "conditions"), SPLITS[number % 3], membered=True)
    check = schema.validator(made.schema, keep=False)
    found = conditions.draw(made.schema, made.instance, check.is_valid, stream(number, "drawn"))
    if found is not None:
        DRAWN.append((number, made, check, found))


def test_four_of_five_invented_schemas_give_occasion_for_a_condition() -> None:
    assert len(DRAWN) > 640


def test_all_forms_are_drawn_and_none_too_often() -> None:
    forms = Counter(piece.form for _, _, _, found in DRAWN for piece in found.pieces)
    assert forms.keys() == MEANING.keys()
    assert max(forms.values()) < 0.35 * sum(forms.values())


def test_a_condition_holds_for_its_instance_which_stays_valid() -> None:
    for _, _, check, found in DRAWN:
        assert check.is_valid(found.instance)
        assert schema.validator(found.rules).first_error(found.instance) is None


def test_no_condition_follows_from_the_schema() -> None:
    for _, made, check, found in DRAWN:
        assert isinstance(found.instance, dict)
        for piece in found.pieces:
            others: list[JSON] = [made.instance, *({**found.instance, piece.name: value} for value in ANYTHING)]
            for value in piece.breaking:
                rest = {name: part for name, part in found.instance.items() if name != piece.name}
                others.append(rest if isinstance(value, Absent) else {**rest, piece.name: value})
            if piece.form == "only":
                names = made.schema["properties"]
                assert isinstance(names, dict)
                more = [{**found.instance, name: value} for name in names.keys() - found.instance for value in ANYTHING]
                others.extend(more)
            rules = schema.validator(found.rules)
            assert any(check.is_valid(other) and not rules.is_valid(other) for other in others), piece


def test_what_is_said_is_read_back_whatever_the_split_and_the_quotes() -> None:
    for number, made, _, found in DRAWN:
        for language in LANGUAGES:
            said = conditions.say(stream(number, "said"), CONTENT, SPLITS[number % 3], found, language)
            asked = f"{said} Answer with JSON only. Minified, keys sorted."
            assert conditions.read(asked, made.schema) == found.rules, asked
        assert minified(found.rules)


def test_an_array_and_an_empty_schema_give_no_occasion() -> None:
    check = schema.validator(True)
    assert conditions.draw(True, {}, check.is_valid, stream(0)) is None
    assert conditions.draw({"type": "array"}, [1], check.is_valid, stream(0)) is None
    assert conditions.draw({"type": "object"}, {"a": 1}, check.is_valid, stream(0)) is None
