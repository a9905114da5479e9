"""Styles print what they promise, mess changes no value, and the checker tells every flaw by name."""

from __future__ import annotations

import gzip
import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jsonsynth.examples import JSON
from jsonsynth.jsontext import parse_strict
from jsonsynth.seeds import stream
from jsonsynth.styles import AS_DRAWN, NUMBER_RULES, STYLES, NumberText, Style, render
from jsonsynth.styles.checking import FORMS, faults, meaning, meaning_of_lines, same_meaning
from jsonsynth.styles.mess import LAYOUTS, TOUCHES, Touch, dishevel, lined, nudge
from jsonsynth.styles.spelling import ORDERS, plant, quote, respell

_CORPORA = Path(os.environ.get("JSONSYNTH_CORPORA") or Path(__file__).parents[2] / "shared" / "corpora")
_BY_NAME = {style.name: style for style in STYLES}


def _corpus(name: str) -> list[dict[str, str]]:
    path = _CORPORA / name
    if not path.exists():
        pytest.skip(f"{path} missing")
    data = path.read_bytes()
    return [json.loads(line) for line in (gzip.decompress(data) if path.suffix == ".gz" else data).splitlines()]


def _read(text: str) -> JSON:
    value: JSON = json.loads(text, parse_int=NumberText, parse_float=NumberText)
    return value


_TRICKY = r"""{"z": [1, {"b": [], "A": {}}], "a/b": "é\u00e9\n\u0007\\ 😀",
  "B": 12.5, "_": {"y": true, "x": null}, "10": 1, "9": ""}"""

_EXPECTED = {
    "minify-sort": r'{"10":1,"9":"","B":12.5,"_":{"x":null,"y":true},"a/b":"éé\n\u0007\\ 😀","z":[1,{"A":{},"b":[]}]}',
    "minify": r'{"z":[1,{"b":[],"A":{}}],"a/b":"éé\n\u0007\\ 😀","B":12.5,"_":{"y":true,"x":null},"10":1,"9":""}',
    "descending": r'{"z":[1,{"b":[],"A":{}}],"a/b":"éé\n\u0007\\ 😀","_":{"y":true,"x":null},"B":12.5,"9":"","10":1}',
    "caseless": r'{"10":1,"9":"","_":{"x":null,"y":true},"a/b":"éé\n\u0007\\ 😀","B":12.5,"z":[1,{"A":{},"b":[]}]}',
    "top-level": r'{"10":1,"9":"","B":12.5,"_":{"y":true,"x":null},"a/b":"éé\n\u0007\\ 😀","z":[1,{"b":[],"A":{}}]}',
    "ascii": r'{"10":1,"9":"","B":12.5,"_":{"x":null,"y":true},"a/b":"\u00e9\u00e9\n\u0007\\ \ud83d\ude00",'
    r'"z":[1,{"A":{},"b":[]}]}',
    "slashes": r'{"10":1,"9":"","B":12.5,"_":{"x":null,"y":true},"a\/b":"éé\n\u0007\\ 😀","z":[1,{"A":{},"b":[]}]}',
    "spaced": r'{"10": 1, "9": "", "B": 12.5, "_": {"x": null, "y": true}, "a/b": "éé\n\u0007\\ 😀", '
    r'"z": [1, {"A": {}, "b": []}]}',
    "jcs": r'{"10":1,"9":"","B":12.5,"_":{"x":null,"y":true},"a/b":"éé\n\u0007\\ 😀","z":[1,{"A":{},"b":[]}]}',
}


_ENDS: dict[str, tuple[str, Callable[[str], str]]] = {
    "newline-end": ("minify-sort", lambda text: text + "\n"),
    "indent-end": ("indent-2", lambda text: text + "\n"),
    "colon-space": ("minify-sort", lambda text: re.sub(r'((?<=[{,])"[^"]*"):', r"\1: ", text)),
    "close-slash": ("minify-sort", str),
    "json-lines": ("minify-sort", str),
}


@pytest.mark.parametrize("name", _ENDS)
def test_a_style_that_is_another_one_with_a_difference_has_that_difference(name: str) -> None:
    other, differ = _ENDS[name]
    assert render(_read(_TRICKY), _BY_NAME[name]) == differ(render(_read(_TRICKY), _BY_NAME[other]))


_CLOSING = r"""{"b": "<b>x<\/b> a\/b </i>", "a</": 1}"""


@pytest.mark.parametrize(
    ("label", "rules"),
    [
        (r'{"a<\/":1,"b":"<b>x<\/b> a/b <\/i>"}', []),
        (r'{"a<\/":1,"b":"<b>x</b> a/b <\/i>"}', ["escape-wrong"]),
        (r'{"a<\/":1,"b":"<b>x<\/b> a\/b <\/i>"}', ["escape-wrong"]),
    ],
)
def test_only_the_slash_of_a_closing_tag_is_escaped(label: str, rules: list[str]) -> None:
    assert [rule for rule, _ in faults(_CLOSING, label, "close-slash")] == rules
    assert (render(_read(_CLOSING), _BY_NAME["close-slash"]) == label) is (not rules)


@pytest.mark.parametrize(
    ("text", "label", "rules"),
    [
        ('{"b":1,"a":2}\n[1]\n', '[{"a":2,"b":1},[1]]', []),
        ('\n 1 \r\n\n"x"', '[1,"x"]', []),
        ("1\n2", "[2,1]", ["value-changed"]),
        ("1\n2", "[1, 2]", ["white-space-wrong"]),
        ("[1,\n2]", "[1,2]", ["input-not-json"]),
        ('{"a":1,"a":2}\n1', '[{"a":2},1]', ["input-not-json"]),
    ],
)
def test_json_lines_are_the_array_of_their_values(text: str, label: str, rules: list[str]) -> None:
    assert [rule for rule, _ in faults(text, label, "json-lines")] == rules


def test_messy_json_lines_have_the_same_values_one_a_line() -> None:
    values: list[JSON] = [_MESSY, [], {"a": [1, {"b": "c"}]}, "x/y"]
    texts = [render(value, AS_DRAWN) for value in values]
    looks: set[str] = set()
    for turn in range(100):
        text, kinds, escaped = lined(texts, stream(9, turn), 3)
        assert meaning_of_lines(text) == [meaning(one) for one in texts]
        assert kinds[0] == "json-lines"
        assert escaped == any(touch.escapes for touch in TOUCHES if touch.name in kinds)
        looks.add(text)
    assert len(looks) > 60


@pytest.mark.parametrize("name", _EXPECTED)
def test_a_style_prints_a_tricky_document_as_expected(name: str) -> None:
    assert render(_read(_TRICKY), _BY_NAME[name]) == _EXPECTED[name]


@pytest.mark.parametrize(("name", "indent"), [("indent-2", 2), ("indent-4", 4), ("indent-tab", "\t")])
def test_indented_styles_print_as_the_standard_library_does(name: str, indent: int | str) -> None:
    expected = json.dumps(json.loads(_TRICKY), indent=indent, sort_keys=True, ensure_ascii=False)
    assert render(_read(_TRICKY), _BY_NAME[name]) == expected


def test_every_style_has_a_form_to_be_checked_by() -> None:
    assert set(FORMS) == set(_BY_NAME)


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_a_style_has_no_faults_and_prints_itself_again(style: Style) -> None:
    text = render(_read(f"[{_TRICKY}]" if style.lines else _TRICKY), style)
    assert faults(_TRICKY.replace("\n", ""), text, style.name) == []
    assert render(_read(text), style) == text


# -- numbers ----------------------------------------------------------------------------------------------------------

_NUMBERS = [  # text, plain, jcs
    ("1.0", "1", "1"),
    ("1e0", "1", "1"),
    ("12.50", "12.5", "12.5"),
    ("1E+2", "100", "100"),
    ("1.5e3", "1500", "1500"),
    ("-2.5E-1", "-0.25", "-0.25"),
    ("100", "100", "100"),
    ("-0", "0", "0"),
    ("-0.0", "0", "0"),
    ("0e0", "0", "0"),
    ("0.000001", "0.000001", "0.000001"),
    ("1e-7", "0.0000001", "1e-7"),
    ("1e20", "100000000000000000000", "100000000000000000000"),
    ("1e21", "1000000000000000000000", "1e+21"),
    ("123456789012345678", "123456789012345678", "123456789012345680"),
    ("9007199254740993", "9007199254740993", "9007199254740992"),
    ("333333333.33333329", "333333333.33333329", "333333333.3333333"),
    ("6.02214076E23", "602214076000000000000000", "6.02214076e+23"),
    ("5e-324", f"0.{'0' * 323}5", "5e-324"),
]


@pytest.mark.parametrize(("text", "plain", "jcs"), _NUMBERS)
def test_a_number_rule_writes_a_number_as_it_says(text: str, plain: str, jcs: str) -> None:
    assert [NUMBER_RULES[rule](text) for rule in ("keep", "plain", "jcs")] == [text, plain, jcs]
    for rule, label in (("keep", text), ("plain", plain), ("jcs", jcs)):
        assert faults(f"[{text}]", f"[{label}]", "minify-sort", rule) == []


def test_a_number_beyond_every_double_has_no_jcs_form() -> None:
    with pytest.raises(ValueError, match="beyond every double"):
        NUMBER_RULES["jcs"]("1e400")


def test_numbers_print_as_ecmascript_prints_them() -> None:
    for case in _corpus("es6_numbers.dev.jsonl.gz"):
        assert NUMBER_RULES["jcs"](case["json"]) == case["output"]
        assert faults(f"[{case['json']}]", f"[{case['output']}]", "jcs", "jcs") == []


def test_the_published_vectors_of_rfc_8785_come_out_right() -> None:
    for case in _corpus("jcs.jsonl"):
        assert render(_read(case["json"]), _BY_NAME["jcs"], "jcs") == case["output"]
        assert faults(case["json"], case["output"], "jcs", "jcs") == []


# -- mess -------------------------------------------------------------------------------------------------------------

_MESSY: JSON = {
    "zeta": ["a/b", {"k": [], "o": {}}, 'the "big" one', "it's"],
    "name": "Zoë 😀 \n \\ \\u0041 },{ [1, 2]: x",
    "länge": 12,
    "a": {"b": [1, -2.5], "c": None, "d": {"e": True, "f": "x,y"}},
    ": ": ", ",
}


@pytest.mark.parametrize("touch", TOUCHES, ids=lambda touch: touch.name)
def test_a_kind_of_mess_shows_and_changes_no_value(touch: Touch) -> None:
    text = render(_MESSY, AS_DRAWN)
    found = {touch.change(text, stream(0, touch.name, turn)) for turn in range(20)}
    assert all(parse_strict(messy) == _MESSY for messy in found)
    assert touch.name == "pretty-2" or found - {text}


def test_kinds_of_mess_can_be_told_apart() -> None:
    text = render(_MESSY, AS_DRAWN)
    looks = [frozenset(touch.change(text, stream(0, turn)) for turn in range(10)) for touch in TOUCHES]
    assert len(set(looks)) == len(TOUCHES) >= 30
    assert len({touch.name for touch in TOUCHES}) == len(TOUCHES)
    assert {touch.group for touch in LAYOUTS} == {"layout"}


@pytest.mark.parametrize("count", [0, 1, 3, 8])
def test_any_mess_together_changes_no_value_and_names_its_kinds(count: int) -> None:
    for turn in range(150):
        text, kinds, escaped = dishevel(render(_MESSY, AS_DRAWN), stream(1, count, turn), count)
        assert parse_strict(text) == _MESSY
        assert 1 <= len(kinds) == len(set(kinds)) <= count + 1
        assert escaped == any(touch.escapes for touch in TOUCHES if touch.name in kinds)


def test_a_nudge_is_one_character_of_white_space() -> None:
    label = render(_MESSY, STYLES[0])
    for turn in range(100):
        text = nudge(label, stream(2, turn))
        assert len(text) == len(label) + 1
        assert parse_strict(text) == _MESSY


@pytest.mark.parametrize("name", ORDERS)
def test_an_order_is_a_copy_with_the_same_members(name: str) -> None:
    before = json.dumps(_MESSY)
    assert ORDERS[name][1](_MESSY, stream(3)) == _MESSY
    assert json.dumps(_MESSY) == before


def test_nearly_sorted_is_one_exchange_away_from_sorted() -> None:
    value: JSON = {"b": 1, "a": 2, "d": 3, "c": 4}
    orders = {"".join(_names(ORDERS["nearly-sorted"][1](value, stream(4, turn)))) for turn in range(40)}
    assert orders == {"bacd", "acbd", "abdc"}


def _names(value: JSON) -> list[str]:
    return list(value) if isinstance(value, dict) else []


@pytest.mark.parametrize("number", [0, 7, -7, 300, 12000, -40, 0.5, 12.5, -0.125, 123.456, 9007199254740991])
def test_a_respelled_number_is_the_same_number_in_other_words(number: float) -> None:
    spellings = {str(respell(number, stream(5, turn), 1.0, set())) for turn in range(60)}
    assert len(spellings) > 3
    assert all(same_meaning(text, repr(number)) for text in spellings)


def test_respelling_spares_booleans_and_text() -> None:
    assert respell([True, None, "1"], stream(6), 1.0, set()) == [True, None, "1"]


@pytest.mark.parametrize("rule", ["keep", "jcs"])
def test_a_planted_number_is_one_more_member(rule: str) -> None:
    for turn in range(200):
        kinds: set[str] = set()
        value = plant([{"a": 1}, 2], stream(7, rule, turn), rule, kinds)
        assert isinstance(value, list)
        assert isinstance(value[0], dict)
        assert value[1:] == [2]
        (text,) = [str(number) for name, number in value[0].items() if name != "a"]
        assert kinds
        assert faults(f"[{text}]", f"[{NUMBER_RULES[rule](text)}]", "minify-sort", rule) == []


@pytest.mark.parametrize("value", [5, "a b c", [], {}, {"a": "two words"}])
def test_nothing_is_planted_or_quoted_where_there_is_no_room(value: Any) -> None:
    assert quote(value, stream(8)) is False
    if not isinstance(value, dict):
        assert plant(value, stream(8), "keep", set()) == value


def test_a_quoted_text_has_the_same_words() -> None:
    for turn in range(50):
        value: dict[str, JSON] = {"a": {"b": "some longer words here now"}}
        assert quote(value, stream(9, turn))
        text = json.dumps(value, ensure_ascii=False)
        assert any(mark in text for mark in ('\\"', "'", "“"))


# -- the checker ------------------------------------------------------------------------------------------------------

_FLAWS = [
    ("{", "{}", "minify-sort", "", "input-not-json"),
    ('{"a":1,"a":1}', '{"a":1}', "minify-sort", "", "input-not-json"),
    ("[NaN]", "[NaN]", "minify-sort", "", "input-not-json"),
    (r'["\ud800"]', r'["\ud800"]', "minify-sort", "", "input-not-json"),
    ("\ufeff[1]", "[1]", "minify-sort", "", "input-not-json"),
    ("[1]", "[1,]", "minify-sort", "", "label-not-json"),
    ("[1]", "[2]", "minify-sort", "", "value-changed"),
    ("[1]", "[true]", "minify-sort", "", "value-changed"),
    ("[1]", "[true]", "minify-sort", "plain", "value-changed"),
    ("[1]", '["1"]', "minify-sort", "", "value-changed"),
    ("[0]", "[false]", "minify-sort", "jcs", "value-changed"),
    ("[1, 2]", "[2,1]", "minify-sort", "", "value-changed"),
    ("[1.0]", "[1]", "minify-sort", "", "value-changed"),
    ("[1.0]", "[1]", "minify-sort", "keep", "value-changed"),
    ("[123456789012345678]", "[123456789012345680]", "minify-sort", "plain", "value-changed"),
    ("[123456789012345678]", "[123456789012345680]", "minify-sort", "keep", "value-changed"),
    ("[1.0]", "[1.0]", "minify-sort", "plain", "number-wrong"),
    ("[1e2]", "[1e2]", "minify-sort", "plain", "number-wrong"),
    ("[-0]", "[-0]", "minify-sort", "plain", "number-wrong"),
    ("[12.50]", "[12.50]", "minify-sort", "plain", "number-wrong"),
    ("[1e21]", "[1000000000000000000000]", "minify-sort", "jcs", "number-wrong"),
    ("[1e-7]", "[0.0000001]", "minify-sort", "jcs", "number-wrong"),
    ("[1e-6]", "[1e-6]", "minify-sort", "jcs", "number-wrong"),
    ("[1e21]", "[1E+21]", "minify-sort", "jcs", "number-wrong"),
    ("[1e21]", "[1e21]", "minify-sort", "jcs", "number-wrong"),
    ("[0.1]", "[0.1000000000000000055]", "minify-sort", "jcs", "number-wrong"),
    ('{"b":1,"a":2}', '{"b":1,"a":2}', "minify-sort", "", "order-wrong"),
    ('[[{"b":1,"a":2}]]', '[[{"b":1,"a":2}]]', "minify-sort", "", "order-wrong"),
    ('{"b":1,"a":2}', '{"a":2,"b":1}', "minify", "", "order-wrong"),
    ('{"a":1,"b":2}', '{"a":1,"b":2}', "descending", "", "order-wrong"),
    ('{"a":1,"B":2}', '{"B":2,"a":1}', "caseless", "", "order-wrong"),
    ('{"b":1,"a":{"d":1,"c":2}}', '{"a":{"c":2,"d":1},"b":1}', "top-level", "", "order-wrong"),
    ('{"b":1,"a":2}', '{"b":1,"a":2}', "top-level", "", "order-wrong"),
    ('{"\ufb33":1,"😀":2}', '{"\ufb33":1,"😀":2}', "jcs", "jcs", "order-wrong"),
    ("[1]", "[1 ]", "minify-sort", "", "white-space-wrong"),
    ("[1]", "[1]\n", "minify-sort", "", "white-space-wrong"),
    ("[1,2]", "[1,2]", "spaced", "", "white-space-wrong"),
    ("[1,2]", "[1, 2 ]", "spaced", "", "white-space-wrong"),
    ('{"a":1}', '{"a" : 1}', "spaced", "", "white-space-wrong"),
    ("[1]", "[1]", "indent-2", "", "white-space-wrong"),
    ("[1]", "[\n    1\n]", "indent-2", "", "white-space-wrong"),
    ("[1]", "[\n  1\n]", "indent-tab", "", "white-space-wrong"),
    ("[1,2]", "[\n  1, 2\n]", "indent-2", "", "white-space-wrong"),
    ('{"a":1}', '{\n  "a":1\n}', "indent-2", "", "white-space-wrong"),
    ("[[]]", "[\n  [\n  ]\n]", "indent-2", "", "white-space-wrong"),
    ("[1]", "[\n  1\n]\n", "indent-2", "", "white-space-wrong"),
    ('["é"]', r'["\u00e9"]', "minify-sort", "", "escape-wrong"),
    ('["/"]', r'["\/"]', "minify-sort", "", "escape-wrong"),
    (r'["\n"]', r'["\u000a"]', "minify-sort", "", "escape-wrong"),
    (r'["\u001f"]', r'["\u001F"]', "minify-sort", "", "escape-wrong"),
    ('["é"]', '["é"]', "ascii", "", "escape-wrong"),
    ('["é"]', r'["\u00E9"]', "ascii", "", "escape-wrong"),
    ('["A"]', r'["\u0041"]', "ascii", "", "escape-wrong"),
    ('["/a"]', '["/a"]', "slashes", "", "escape-wrong"),
    (r'["\\/"]', r'["\\/"]', "slashes", "", "escape-wrong"),
]


@pytest.mark.parametrize(("text", "label", "style", "rule", "expected"), _FLAWS)
def test_the_checker_names_a_flaw(text: str, label: str, style: str, rule: str, expected: str) -> None:
    assert expected in [name for name, _ in faults(text, label, style, rule)]


def test_a_value_that_changed_is_shown_with_its_place() -> None:
    ((_, cause),) = faults('{"a":{"b":[1,2]}}', '{"a":{"b":[1,3]}}', "minify-sort")
    assert cause == "/a/b/1 is 3, in the input 2"
    ((_, cause),) = faults('{"a":1}', '{"b":1}', "minify-sort", "plain")
    assert cause == "the document has other members: ['a', 'b']"


def test_a_text_nested_beyond_the_stack_is_refused() -> None:
    with pytest.raises(ValueError, match="nested too deep"):
        meaning("[" * 200_000 + "]" * 200_000)
