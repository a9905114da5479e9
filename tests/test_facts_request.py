"""The specification in the instruction: one grammar, several faces, all read to the same fields."""

from __future__ import annotations

import pytest

from jsonsynth.facts import Wanted, request, verify

FACES = {
    "braces": "Extract {name:string, age:int?, level:low|high, born:date, tags:string[]} from the text.",
    "JSON Schema": 'Follow {"type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"},'
    '"level":{"enum":["low","high"]},"born":{"type":"string","format":"date"},'
    '"tags":{"type":"array","items":{"type":"string"}}},"required":["name","level","born","tags"]} please.',
    "JSON Schema with null": 'Follow {"type":"object","properties":{"name":{"type":"string"},"age":{"type":["integer",'
    '"null"]},'
    '"level":{"enum":["low","high"]},"born":{"type":"string","format":"date"},'
    '"tags":{"type":"array","items":{"type":"string"}}},"required":["name","age","level","born","tags"]} please.',
    "TypeScript": "Fill this type:\ninterface Row {\n  name: string;\n  age?: number; // integer\n"
    '  level: "low" | "high";\n  born: string; // date\n  tags: string[];\n}\nJSON only.',
    "TypeScript with null": 'type Row = { name: string; age: number | null /* integer */; level: "low" | "high"; '
    "born: string /* date */; tags: string[] }",
    "example": 'Answer like this: {"name":"...","age":0,"level":"low|high","born":"YYYY-MM-DD","tags":["..."]}\n'
    "Optional: age.",
    "bullets": "Extract:\n- name (a string)\n- age (whole number; may be missing)\n- level (one of: low, high)\n"
    "- born (date)\n- tags (list of strings)\nJSON only.",
    "question": "Extraia name (texto), age (inteiro; pode faltar), level (um de: low, high), born (data) e tags "
    "(lista de textos).",
}


def _plain(fields: tuple[Wanted, ...]) -> list[tuple[object, ...]]:
    return [(one.name, one.type, one.options, one.optional) for one in fields]


@pytest.mark.parametrize("face", FACES)
def test_a_specification_is_read_in_each_face(face: str) -> None:
    found = request(FACES[face])
    assert not found.listed
    assert _plain(found.fields) == [
        ("name", "string", (), False),
        ("age", "int", (), True),
        ("level", "enum", ("low", "high"), False),
        ("born", "date", (), False),
        ("tags", "string[]", (), False),
    ]


NESTED = {
    "braces": "Extract {name:string, home:{city:string (the town), zip:string?}} from the text.",
    "JSON Schema": 'Follow {"type":"object","properties":{"name":{"type":"string"},"home":{"type":"object",'
    '"properties":'
    '{"city":{"type":"string","description":"the town"},"zip":{"type":"string"}},"required":["city"]}},'
    '"required":["name","home"]} please.',
    "TypeScript": "interface Row {\n  name: string;\n  home: {\n    city: string; // the town\n"
    "    zip?: string;\n  };\n}",
    "bullets": "- name (text)\n- home.city (text): the town\n- home.zip (text; optional)",
}


@pytest.mark.parametrize("face", NESTED)
def test_nested_objects_are_read_in_each_face(face: str) -> None:
    name, home = request(NESTED[face]).fields
    assert (name.type, home.type, home.optional) == ("string", "object", False)
    assert _plain(home.fields) == [("city", "string", (), False), ("zip", "string", (), True)]
    assert home.fields[0].about == "the town"


LISTED = [
    "Extract [{name:string, age:int}] from the text.",
    'Follow {"type":"array","items":{"type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"}},'
    '"required":["name","age"]}}',
    "type Rows = Array<{ name: string; age: number /* integer */ }>",
    'Answer like [{"name":"...","age":0}].',
    "Each element has [].name (text) and [].age (integer).",
]


@pytest.mark.parametrize("ask", LISTED)
def test_a_list_of_objects_is_read_in_each_face(ask: str) -> None:
    found = request(ask)
    assert found.listed
    assert _plain(found.fields) == [("name", "string", (), False), ("age", "int", (), False)]


INSIDE = [
    "Extract {people:[{name:string, age:int}]} from the text.",
    "interface Row {\n  people: { name: string; age: number /* integer */ }[];\n}",
    "- people[].name (text)\n- people[].age (integer)",
    'Answer like {"people":[{"name":"...","age":0}]}.',
]


@pytest.mark.parametrize("ask", INSIDE)
def test_a_member_may_be_a_list_of_objects(ask: str) -> None:
    (people,) = request(ask).fields
    assert (people.name, people.type) == ("people", "object[]")
    assert _plain(people.fields) == [("name", "string", (), False), ("age", "int", (), False)]


POLICIES = [
    ("Use null for what is missing.", "null"),
    ("Missing fields: null.", "null"),
    ("Sem valor, use null.", "null"),
    ("Omit what is missing.", "omit"),
    ("Leave out what the text does not say.", "omit"),
    ("Omita o que faltar.", "omit"),
    ("Lass weg, was fehlt.", "omit"),
    ("Ometti i campi che mancano.", "omit"),
    ("Omets les champs absents.", "omit"),
    ("Use an empty string or list for what is missing.", "empty"),
    ("Usa una cadena vacía si falta.", "empty"),
    ("Leave out any text around the JSON.", None),
    ("Drop all optional whitespace.", None),
    ("", None),
]


@pytest.mark.parametrize(("said", "policy"), POLICIES)
def test_the_rule_for_missing_values_is_read(said: str, policy: str | None) -> None:
    assert request(f"Extract {{a:int?}}. {said}").policy == policy


def test_the_null_of_a_type_is_no_rule() -> None:
    assert request(FACES["JSON Schema with null"]).policy is None
    assert request(FACES["TypeScript with null"]).policy is None


def test_forms_mappings_and_the_day_of_reference_are_read() -> None:
    found = request(
        "Extract {a:date, b:datetime, c:in_transit|paid}. Dates as YYYY-MM-DD, times as AAAA-MM-DDTHH:MM:SS±HH:MM."
        " Written on"
        ' 2024-05-03. "on its way" -> in_transit, pago -> paid.'
    )
    assert (found.date_form, found.datetime_form) == ("YYYY-MM-DD", "YYYY-MM-DDTHH:MM:SS±HH:MM")
    assert found.reference == "2024-05-03"
    assert dict(found.words) == {"on its way": "in_transit", "pago": "paid"}


ODD = [
    ('{"properties":{"a":true,"b":{"type":{"x":1}},"c":{"enum":[1,null]}},"required":true}', {"a", "b", "c"}),
    ('{"properties":{"a":{"type":"string"}}} and close it with }', {"a"}),
    ('{"properties":[1]}', set[str]()),
    ('{"a":' * 3000, set[str]()),
    ("{a:" * 3000, set[str]()),
    ("{", set[str]()),
    ("[{", set[str]()),
    ("interface A {", set[str]()),
]


@pytest.mark.parametrize(("schema", "names"), ODD)
def test_an_odd_specification_is_read_as_far_as_it_goes(schema: str, names: set[str]) -> None:
    assert {field.name for field in request(f"Follow {schema}").fields} == names
    assert verify(f"Follow {schema}", "Nothing.", "{}")
