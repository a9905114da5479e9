"""YAML read as JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsonsynth.examples import JSON
from jsonsynth.yamltext import YamlError, entries, read


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on: yes\noff: no\ny: n", {"on": "yes", "off": "no", "y": "n"}),
        ("a: true\nb: FALSE\nc: ~\nd: null\ne:", {"a": True, "b": False, "c": None, "d": None, "e": None}),
        ("[1, -2, 0x1F, 0o17, 010, 1.5, .5, 1e3, 2.]", [1, -2, 31, 15, 10, 1.5, 0.5, 1000.0, 2.0]),
        (
            "[2020-01-01, 12:30:45, 1_000, 0b11, '1', \"true\"]",
            ["2020-01-01", "12:30:45", "1_000", "0b11", "1", "true"],
        ),
        ("200: ok\ntrue: x\n1.5: y", {"200": "ok", "true": "x", "1.5": "y"}),
        ("a: &x {b: 1}\nc: *x", {"a": {"b": 1}, "c": {"b": 1}}),
        ("|\n  two\n  lines\n", "two\nlines\n"),
        ("---\n- a\n", ["a"]),
        ("", None),
        ("# nothing\n", None),
    ],
)
def test_what_the_core_schema_of_yaml_1_2_reads(text: str, value: JSON) -> None:
    assert read(text) == value


@pytest.mark.parametrize(
    ("text", "reason", "line"),
    [
        ("a: !!str 5", "tags", 1),
        ("a: 1\nb: !!python/object/apply:os.system ['true']", "tags", 2),
        ("a: !mine x", "tags", 1),
        ("a: 1\na: 2", "stands twice", 2),
        ("<<: {a: 1}", "merge keys", 1),
        ("? [1]\n: 2", "a key is not a text", 1),
        ("a: .inf", "no number of JSON", 1),
        ("a:\n- .NaN", "no number of JSON", 2),
        ("a: 1e999", "no number of JSON", 1),
        ("a: &x [*x]", "refers to what it stands in", 1),
        ("a: ]", "not YAML", 1),
        ("--- 1\n--- 2", "not YAML", 2),
        ("a: *gone", "not YAML", 1),
        ("[" * 5000, "not YAML", 1),
    ],
)
def test_what_json_has_not_is_refused_with_its_line(text: str, reason: str, line: int) -> None:
    with pytest.raises(YamlError, match=reason) as caught:
        read(text)
    assert caught.value.line == line


def test_aliases_that_stand_for_billions_of_values_are_refused_soon() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{k}: &a{k} [{', '.join(10 * [f'*a{k - 1}'])}]" for k in range(1, 12)]
    with pytest.raises(YamlError, match="too many values"):
        read("\n".join(lines))


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.floats(allow_nan=False, allow_infinity=False, width=32)
    | st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(categories=("L", "N")), max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(VALUES)
def test_json_is_read_as_json(value: JSON) -> None:
    assert read(json.dumps(value, ensure_ascii=False)) == value


def test_entries_come_with_their_lines_and_may_repeat() -> None:
    assert entries("a: 1\nb: [x]\na: 3") == [("a", 1, 1), ("b", ["x"], 2), ("a", 3, 3)]
    assert entries("") == []
    with pytest.raises(YamlError, match="not a mapping"):
        entries("- a")
