"""What holds of every value: one right label a style, and mess that changes nothing."""

from __future__ import annotations

import json

import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from jsonsynth.examples import JSON
from jsonsynth.jsontext import canonical, noncanonical, parse_strict, plain_number
from jsonsynth.seeds import stream
from jsonsynth.styles import AS_DRAWN, NUMBER_RULES, STYLES, NumberText, Style, render
from jsonsynth.styles.checking import faults, same_meaning
from jsonsynth.styles.mess import dishevel, lined
from jsonsynth.styles.spelling import ORDERS, respell

_TEXTS = st.text(
    st.one_of(
        st.sampled_from("abAB_-19/\\\"'\n\t\b\x00\x1f\x7f éßж中😀\u2028\ufb33{}[],: "),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=8,
)
_SAFE_NUMBERS = st.one_of(
    st.integers(-(2**53) + 1, 2**53 - 1),
    st.integers(-(10**9), 10**9).map(lambda number: plain_number(number / 1000)),
)
_NUMBER_TEXTS = st.builds(
    lambda sign, whole, fraction, exponent: NumberText(f"{sign}{whole}{fraction}{exponent}"),
    st.sampled_from(["", "-"]),
    st.integers(0, 10**20),
    st.sampled_from(["", ".0", ".50", ".000001", ".10000000000000000555", ".3333333333333333333"]),
    st.sampled_from(["", "", "e0", "e2", "E+21", "e-7", "E-12", "e75"]),
)
_LIGHT = settings(deadline=None, max_examples=40)
_SEEDS = st.integers(0, 10**6)
_STYLES = st.sampled_from([style for style in STYLES if not style.lines])


def _values(numbers: st.SearchStrategy[JSON]) -> st.SearchStrategy[JSON]:
    scalars: st.SearchStrategy[JSON] = st.one_of(st.none(), st.booleans(), _TEXTS, numbers)
    return st.recursive(
        scalars,
        lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(_TEXTS, inner, max_size=5)),
        max_leaves=12,
    )


_VALUES = _values(_SAFE_NUMBERS)
_NUMBERED = _values(_NUMBER_TEXTS)


def _read(text: str) -> JSON:
    value: JSON = json.loads(text, parse_int=NumberText, parse_float=NumberText)
    return value


@_LIGHT
@given(_VALUES)
def test_the_default_style_and_jcs_print_as_another_library_does(value: JSON) -> None:
    expected = rfc8785.dumps(value).decode()
    assert render(value, STYLES[-1], "jcs") == expected
    if "\\u" not in ascii(value):  # code points and UTF-16 units sort alike in the Latin range
        assert render(value, STYLES[0]) == canonical(value) == expected


@_LIGHT
@given(_NUMBERED)
def test_jcs_prints_any_number_as_another_library_does(value: JSON) -> None:
    label = render(value, STYLES[-1], "jcs")
    assert label == rfc8785.dumps(json.loads(render(value, AS_DRAWN), parse_int=float)).decode()


@_LIGHT
@given(_NUMBERED, _STYLES, st.sampled_from(["plain", "keep", "jcs"]))
def test_every_label_is_without_faults_and_prints_itself_again(value: JSON, style: Style, rule: str) -> None:
    label = render(value, style, rule)
    if style.name != "caseless":  # names alike but for case have no order there; rows have no such names
        assert faults(render(value, AS_DRAWN), label, style.name, rule) == []
    assert render(_read(label), style, rule) == label


@_LIGHT
@given(_VALUES, _STYLES, _SEEDS, st.integers(0, 8))
def test_only_the_label_itself_is_without_faults(value: JSON, style: Style, seed: int, count: int) -> None:
    rng = stream(seed)
    value = ORDERS["random-order"][1](value, rng)
    label = render(value, style)
    messy, _, _ = dishevel(render(value, AS_DRAWN), rng, count)
    if messy != label and style.name != "caseless":
        assert faults(messy, label, style.name) == []
        assert faults(label, messy, style.name) != []


@_LIGHT
@given(st.lists(_NUMBERED, min_size=1, max_size=4), _SEEDS, st.integers(0, 8))
def test_json_lines_of_any_values_become_their_array(values: list[JSON], seed: int, count: int) -> None:
    style = next(style for style in STYLES if style.lines)
    text, _, _ = lined([render(value, AS_DRAWN) for value in values], stream(seed), count)
    assert faults(text, render(values, style, "keep"), style.name, "keep") == []


@_LIGHT
@given(_NUMBERED, _SEEDS, st.integers(0, 8))
def test_mess_is_valid_json_of_the_same_value(value: JSON, seed: int, count: int) -> None:
    rng = stream(seed)
    drawn = render(value, AS_DRAWN)
    order = sorted(ORDERS)[seed % len(ORDERS)]
    messy, kinds, _ = dishevel(render(ORDERS[order][1](value, rng), AS_DRAWN), rng, count)
    assert parse_strict(messy) == parse_strict(drawn)
    assert same_meaning(messy, drawn)
    assert len(set(kinds)) == len(kinds)


@_LIGHT
@given(_VALUES, _SEEDS)
def test_respelled_numbers_come_back_under_the_plain_rule(value: JSON, seed: int) -> None:
    spelled = respell(value, stream(seed), 1.0, set())
    label = render(spelled, STYLES[0], "plain")
    assert label == canonical(value)
    assert noncanonical(label) is None
    assert faults(render(spelled, AS_DRAWN), label, "minify-sort", "plain") == []


@_LIGHT
@given(_NUMBER_TEXTS)
def test_the_plain_rule_has_one_text_for_all_spellings_of_a_number(text: NumberText) -> None:
    plain = NUMBER_RULES["plain"](text)
    assert NUMBER_RULES["plain"](plain) == plain
    assert same_meaning(text, plain)
