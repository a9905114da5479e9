"""The inverses of the classes, one by one and together."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsonsynth.breaking import corrupt, kit
from jsonsynth.changes import Change, composed
from jsonsynth.content import load
from jsonsynth.corruption import Corruptor
from jsonsynth.dumps import dump
from jsonsynth.errors import InputError
from jsonsynth.examples import JSON
from jsonsynth.mending import mended, repaired
from jsonsynth.seeds import between, stream
from jsonsynth.tokens import scan
from tests.test_corruptors import proposals

CORRUPTORS = load().corruptors
ENDS = tuple(row for row in CORRUPTORS if row.mend and row.mend.cost == 0)  # the two conventions
# What several classes need together: a list whose first bracket is missing needs commas between its values.
TOGETHER = {"concatenated_values": ("missing_comma",)}

SOUND = [
    '{"a": 1, "b": [true, null, 1000], "c": {"d": "one two three", "e": "Kate said \\"hi\\" twice"}, "g": "x"}',
    '[{"id": 31, "when": "2024-05-01T10:00:00Z", "tags": ["red", "blue"], "note": null}, {"id": 7, "ok": false}]',
    '{"path": "C:\\\\Data\\\\app", "text": "first line\\nsecond line", "tab": "a\\tb c", "n": 0.5, "list": [1, 2]}',
    '{\n  "name": "Zoë 東京",\n  "empty": [],\n  "deep": {"x": {"y": [1.25, "z"]}},\n  "last": "word"\n}',
]


@pytest.mark.parametrize("row", CORRUPTORS, ids=lambda row: row.name)
def test_every_class_has_an_inverse_that_gives_the_value_from_the_broken_text_alone(row: Corruptor) -> None:
    assert row.mend is not None
    partners = [other for other in CORRUPTORS if other.name in TOGETHER.get(row.name, ())]
    rows = [row, *partners, *(end for end in ENDS if end is not row)]
    for sound, broken in [row.example, *((text, broken) for text in SOUND for broken in proposals(row, text, 25))]:
        found = mended(broken, rows)
        assert found is not None, broken
        assert found.value == json.loads(sound), broken


@pytest.mark.parametrize("row", CORRUPTORS, ids=lambda row: row.name)
def test_all_inverses_together_find_the_value_or_are_not_certain(row: Corruptor) -> None:
    for sound, broken in [row.example, *((text, broken) for text in SOUND for broken in proposals(row, text, 25))]:
        found = mended(broken, CORRUPTORS)
        assert found is not None, broken
        assert found.value == json.loads(sound) or not found.certain, broken
        assert not (found.certain and row.policy)


TOGETHER_CASES = [
    ("{'a': True, b: [1, 2,], // note\n}", {"a": True, "b": [1, 2]}),
    ('```json\n{"a": "it is "fine" so", "b": .5', {"a": 'it is "fine" so', "b": 0.5}),
    ('Here you are:\n{"a": "x", "b": {"c": [1 2]}}\nDone.', {"a": "x", "b": {"c": [1, 2]}}),
    ('{"a": "C:\\Data", "b": None, "c": 0x1F}', {"a": "C:\\Data", "b": None, "c": 31}),
    ('{"a": {"b": 1, "c" 2}, // note\n"d": {"e": 3}}', {"a": {"b": 1, "c": 2}, "d": {"e": 3}}),
    ('{"a":"b,"c":"d","e":[1,2,"f":3}', {"a": "b", "c": "d", "e": [1, 2], "f": 3}),
    ('json\n{"a": yes, "b": [no,]}', {"a": "yes", "b": ["no"]}),
    ('({"a": 1_000, "b": 2,500.5});', {"a": 1000, "b": 2500.5}),
    ("{'a': {1, 2}, 'b': {'x'}, 'c': datetime.date(2020, 1, 2)}", {"a": [1, 2], "b": ["x"], "c": "2020-01-02"}),
    ("[datetime.datetime(2020, 1, 2, 3, 4), (1,)]", ["2020-01-02T03:04:00", [1]]),
    ('{:a=>nil, "b" => [:c], :d => "e"}', {"a": None, "b": ["c"], "d": "e"}),
    ('{"a": """say "hi",\nthen go""", "b": None}', {"a": 'say "hi",\nthen go', "b": None}),
    (r'{"a": "C:\Users\new\temp", "b": 1,}', {"a": r"C:\Users\new\temp", "b": 1}),
    (r'{"a": "Z:\2024\Home\x41", "b": 1,}', {"a": r"Z:\2024\Home\x41", "b": 1}),
    (r'{"a": "it\047s", "b": 1,}', {"a": "it's", "b": 1}),
    ('"{"a": "b", "c": [1]}"', {"a": "b", "c": [1]}),
    ('"[{"a": 1}, {"b": 2}]"', [{"a": 1}, {"b": 2}]),
    ('{"a": 5 kg, "b": [20 °C, 3 km/h], "c": 1}', {"a": "5 kg", "b": ["20 °C", "3 km/h"], "c": 1}),
    ('{"a": 1, "b"}', {"a": 1, "b": None}),
    ('{"a", "b": 2}', {"a": None, "b": 2}),
    ('{"a": 1,5, "b": −5}', {"a": 1.5, "b": -5}),
    ('\x1b[1m{\x1b[0m"a": \x1b[33m1\x1b[0m,}\x1b[K', {"a": 1}),
    ("> Sure:\n> \n> {\n>   'a': 1\n> }\n", {"a": 1}),
    ("```\n 9  {\n10    a: 1,\n11  }\n```", {"a": 1}),
    ('Here it is:\n1: {\n2:   "a": [1 2]\n3: }\nDone.', {"a": [1, 2]}),
    ('+{\n+  "a": 1,\n+}', {"a": 1}),
    ("｛“a”：［1，｛｝］，'b'：｛｝｝", {"a": [1, {}], "b": {}}),
    ('[TOOL_CALLS] [{"name": "f", "arguments": {"x": 1,}}]', [{"name": "f", "arguments": {"x": 1}}]),
    ('[TOOL_CALLS][{"name": "f", "arguments": {"x": "a b', [{"name": "f", "arguments": {"x": "a b"}}]),
]


@pytest.mark.parametrize(("broken", "value"), TOGETHER_CASES)
def test_errors_of_several_classes_are_undone_together(broken: str, value: object) -> None:
    found = mended(broken, CORRUPTORS)
    assert found is not None
    assert found.value == value


NOT_CERTAIN = [
    '{"a": ""b c"", "d": 1}',
    '{"a": on}',
    '{"a": nil}',
    '{"a": 12.',
    '{"a": 1,000}',
    '{"a": {1, 2}}',
    '{"a": NaN}',
    '{"a": 007}',
    '["C:\\Prog"]',
    '{"a":1}{"b":2}',
    '["a":1]',
    '{"a":}',
    "{'it's'}",
    '{"a": "bad  {"b": 1}',
    r"{'a': 'tab\vor'}",
    r"{'a': '\x41'}",
    '[{"a": 1, "b": 2, "a": 3, "b": 4,}]',
    '{a: 1, "a": 2}',
    r'{"a": "D:\", "b": 2}',
    '{"a": "b" or "c"}',
    "[1 | 2]",
    '```json\n{"a": 1}\n```\n```json\n{"b": 2}\n```',
    '{"a": True if x}',
    '{"a" to 1}',
    '{"a": "x" | "y", "b": 1}',
    '{"a": [...], "b": 1}',
    '{"a": [1, 2, 30',
    '["one", "smile \\ud83d\\ude',
    'V="{\\"a\\": [\\"b\\",]}"',
    "User(id=4, name=Ann Lee, roles=[admin, dev])",
    '{"id": 1, "x": [1, 2,\n{"id": 2, "x": [3]}\n',
    '{"a": T, "b": F}',
    '{"a": "x," "b": 1}',
    '{"a": "x", "b": ["y,"],}',
    '{"a\u200b": 1,}',
    r"""{'a': \"it's\", 'b': 'x\\d'}""",
    r"{“a”: “say \\\"hi\\\" twice”}",
]


@pytest.mark.parametrize("broken", NOT_CERTAIN)
def test_what_needs_a_policy_or_reads_two_ways_is_not_certain(broken: str) -> None:
    found = mended(broken, CORRUPTORS)
    assert found is None or not found.certain


def test_sound_json_comes_back_as_it_is() -> None:
    found = repaired('{"a": [1, 2.50, "é"]}', CORRUPTORS)
    assert (found.text, found.edits, found.certain) == ('{"a": [1, 2.50, "é"]}', (), True)


@pytest.mark.parametrize(("broken", "where"), [("", "line 1, column 1"), ('{"a":1\n"b"', "line 2, column 1")])
def test_what_no_class_explains_is_told_with_its_place(broken: str, where: str) -> None:
    with pytest.raises(InputError) as error:
        repaired(broken, CORRUPTORS[:0])
    assert error.value.where == where


@pytest.mark.parametrize(
    ("broken", "value"),
    [
        ('["<div class="a">x, <b>y</b></div>", 1]', ['<div class="a">x, <b>y</b></div>', 1]),
        (
            '{"a": "<a href="http://e.com/?q=1" title="x">go</a>"}',
            {"a": '<a href="http://e.com/?q=1" title="x">go</a>'},
        ),
        (r"{'a': 'C:\\v', 'b': 'it\'s'}", {"a": r"C:\v", "b": "it's"}),
    ],
)
def test_marks_that_belong_to_the_content_are_told_from_those_around_it(broken: str, value: JSON) -> None:
    found = repaired(broken, CORRUPTORS)
    assert (found.value, found.certain) == (value, True)


_TOO_DEEP = [
    "array('a' => " * 2000 + "1" + ")" * 2000,
    '{"a": ' + "(" * 2000 + "1" + ")" * 2000 + "}",
    '["]",' * 2000 + "1" + "]" * 2000 + ",",  # brackets in strings close none
]


@pytest.mark.parametrize("broken", _TOO_DEEP)
def test_what_would_be_nested_too_deep_once_it_is_repaired_is_refused(broken: str) -> None:
    with pytest.raises(InputError):
        repaired(broken, CORRUPTORS)


_PHP: list[tuple[str, JSON, bool]] = [
    ("['a' => 1, 'b' => ['c' => null]]", {"a": 1, "b": {"c": None}}, True),
    ('["a" => TRUE, "b" => [1, 2,],]', {"a": True, "b": [1, 2]}, True),
    ("<?php\nreturn array(\n  'a' => 'it\\'s',\n);\n", {"a": "it's"}, True),
    ("$rows = array (\n  0 => 'x',\n  1 => \n  array (\n    'k' => 2.5,\n  ),\n);", ["x", {"k": 2.5}], True),
    ("```php\n['path' => 'C:\\Users\\\\me', 'b' => 2]\n```", {"path": "C:\\Users\\me", "b": 2}, True),
    ("['a' => [], 'b' => 1]", {"a": [], "b": 1}, False),
    ("[5 => 'x', 7 => 'y']", {"5": "x", "7": "y"}, False),
]


@pytest.mark.parametrize(("broken", "value", "certain"), _PHP)
def test_an_array_of_php_is_read(broken: str, value: JSON, certain: bool) -> None:
    found = repaired(broken, CORRUPTORS)
    assert (found.value, found.certain) == (value, certain)


def test_a_long_text_that_python_printed_is_read() -> None:
    value = [{"name": f"n{k}", "ok": True, "v": None, "t": ["a", "b"]} for k in range(150)]
    found = repaired(repr(value), CORRUPTORS)
    assert (found.value, found.certain) == (value, True)


_MEMBER_NAME = re.compile(r'"(\w+)":')
_ODD_WAYS: list[tuple[str, Callable[[JSON], str]]] = [
    ("printed by Python", repr),
    ("in single quotes", lambda value: _in_single_quotes(json.dumps(value))),
    ("in curly quotes", lambda value: re.sub(r'"(.*?)"', r"“\1”", json.dumps(value))),
    ("with trailing commas", lambda value: re.sub(r"(?<=[^\[{])(\n *[\]}])", r",\1", json.dumps(value, indent=1))),
    ("with bare names", lambda value: _MEMBER_NAME.sub(r"\1:", json.dumps(value))),
    ("commented", lambda value: json.dumps(value, indent=1).replace(",\n", ", // required\n")),
    ("as a script", lambda value: _in_single_quotes(_MEMBER_NAME.sub(r"\1:", json.dumps(value, indent=1)))),
]


def _in_single_quotes(text: str) -> str:
    return text.replace("'", r"\'").replace('"', "'")


@pytest.mark.slow
@pytest.mark.parametrize("write", [write for _, write in _ODD_WAYS], ids=[name for name, _ in _ODD_WAYS])
def test_a_hundred_thousand_characters_written_another_way_are_read_in_time_that_grows_with_them(
    write: Callable[[JSON], str],
) -> None:
    row: JSON = {"name": "it's 5 o'clock", "ok": True, "v": None, "t": ["a", "b, c"], "more": {"n": [1, 2.5], "é": ""}}
    spent: list[float] = []
    for rows in (300, 1200):
        value: JSON = [row] * rows
        broken = write(value)
        start = time.process_time()
        found = repaired(broken, CORRUPTORS)
        spent.append(time.process_time() - start)
        assert (found.value, found.certain) == (value, True)
        assert _applied(broken, found.edits) == found.text
    assert len(broken) > 100_000
    assert spent[1] < 12 * spent[0] + 1  # four times the text


_HOSTILE: dict[str, Callable[[int], str]] = {
    "lines in a string": lambda size: '{"a": "' + "one line\n" * (size // 9) + '"}',
    "tabs in a string": lambda size: '{"a": "' + "\t" * size + '"}',
    "odd escapes": lambda size: '{"a": "' + "\\d\\u00 " * (size // 7) + '"}',
    "a text in parts": lambda size: '{"a": ' + '"b" + ' * (size // 6) + '"c"}',
    "nothing but quotes": lambda size: '"' * size,
    "nothing but commas": lambda size: "[" + "," * size + "]",
    "nothing but comments": lambda size: "{\n" + "# a\n" * (size // 4) + "}",
    "nothing but fences": lambda size: "```json\n{}\n```\n" * (size // 15),
    "nothing but tags": lambda size: "<a>" * (size // 3),
    "bare words in one line": lambda size: "{" + ", ".join(f"k{k}: v{k}" for k in range(size // 12)) + "}",
    "no end quotes": lambda size: "{" + ", ".join(f'"k{k}": "v' for k in range(size // 13)) + "}",
    "a number in a name": lambda size: '{"a: ' + "1" * size + 'z"b": 1}',
    "words in marks in one line": lambda size: '{"a": "b ' + '"c" d ' * (size // 6) + "}",
    "lines of settings": lambda size: "a: b:b\n" * (size // 7) + "c [1 2",
    "braces too many": lambda size: "{" + ", ".join(f'"k{k}": {k}}}' for k in range(size // 13)) + "}",
    "no commas in lines": lambda size: "{" + "\n".join(f'"k{k}": "v{k}"' for k in range(size // 13)) + "}",
    "no end quotes in lines": lambda size: "{" + ",\n".join(f'"k{k}": "v' for k in range(size // 13)) + "}",
    "quotes and commas in a string": lambda size: '{"a": "' + 'x", "y ' * (size // 7) + '"}',
    "documents in a row, cut": lambda size: '{"a":1}' * (size // 7) + '{"a"',
    "holes of a template": lambda size: "{" + ", ".join(f'"k{k}": {{{{ v }}}}' for k in range(size // 16)) + "}",
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", _HOSTILE)
def test_what_nobody_writes_takes_a_few_seconds_at_most(kind: str) -> None:
    spent: list[float] = []
    for size in (10_000, 80_000):
        start = time.process_time()
        with suppress(InputError):
            repaired(_HOSTILE[kind](size), CORRUPTORS)
        spent.append(time.process_time() - start)
    assert max(spent) < 10, spent  # 3 on the machine where the work was weighed


@pytest.mark.slow
def test_a_long_text_with_errors_of_all_classes_is_read_right_or_is_not_certain() -> None:
    tools, right = kit(CORRUPTORS), 0
    for seed in range(60):
        rng = stream(seed, "long and broken")
        value = dump(rng, "train", between(rng, 5000, 14000), flat=False)
        broken = corrupt(scan(json.dumps(value, ensure_ascii=False)), rng, tools, tools.local.draw(rng), 1 + seed % 12)
        found = mended(broken.text, CORRUPTORS) if broken else None
        if broken and found:
            assert found.value == value or not found.certain, broken.errors
            assert _applied(broken.text, found.edits) == found.text
            right += found.value == value
    assert right > 40


TOO_DEEP = [
    ("[" * 5000, "line 1, column 251"),
    ("[" * 251 + "]" * 251, "line 1, column 251"),
    ('{"a":' * 3000 + "1", "line 1, column 1251"),
    ("{'a':\n" + "[" * 251 + "]" * 251 + "}", "line 2, column 250"),
]


@pytest.mark.parametrize("text", ["[" + "1" * 4301 + "]", "{'a': " + "9" * 4301 + "}"])
def test_an_integer_too_long_for_python_is_told(text: str) -> None:
    with pytest.raises(InputError, match="no class of errors explains it"):
        repaired(text, CORRUPTORS)


@pytest.mark.parametrize(("text", "where"), TOO_DEEP, ids=range(len(TOO_DEEP)))
def test_what_is_nested_more_than_250_levels_deep_is_told_with_its_place(text: str, where: str) -> None:
    assert mended(text, CORRUPTORS) is None
    with pytest.raises(InputError, match="nested more than 250 levels deep") as caught:
        repaired(text, CORRUPTORS)
    assert caught.value.where == where


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("[" * 250, "[" * 250 + "]" * 250),
        ("{'a':" + "[" * 249 + "]" * 249 + "}", '{"a":' + "[" * 249 + "]" * 249 + "}"),
        ('{"a":"' + "[" * 400 + '"}', '{"a":"' + "[" * 400 + '"}'),
        ("[]" * 400 + "]", None),
    ],
    ids=["open", "quotes", "in a string", "in a row"],
)
def test_what_is_nested_less_deep_is_repaired_as_anything_is(text: str, sound: str | None) -> None:
    found = mended(text, CORRUPTORS)
    assert found is not None
    assert sound is None or found.text == sound


PIECES = st.sampled_from([*"{}[]:,\"'\\\n ", "a", "1", "true", "None", "//x\n", "```", "...", "\\n", "(", ")", "é"])


@given(st.lists(PIECES, max_size=30))
def test_any_text_is_repaired_to_json_or_given_up_and_its_edits_lead_there(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = mended(text, CORRUPTORS)
    if found is not None:
        assert json.loads(found.text) == found.value
        assert _applied(text, found.edits) == found.text


def _applied(text: str, edits: tuple[Change, ...]) -> str:
    parts, position = [], 0
    for edit in edits:
        assert edit.start >= position
        parts += [text[position : edit.start], edit.new]
        position = edit.end
    return "".join([*parts, text[position:]])


@given(
    st.text("abc", max_size=10), st.lists(st.tuples(st.integers(0, 12), st.integers(0, 3), st.text("xy", max_size=3)))
)
def test_edits_of_edits_are_edits_of_the_first_text(first: str, steps: list[tuple[int, int, str]]) -> None:
    text = first
    edits: tuple[Change, ...] = ()
    for at, length, new in steps:
        start = min(at, len(text))
        end = min(start + length, len(text))
        edits = composed(edits, text, Change(start, end, new, ("class",)), len(first))
        text = text[:start] + new + text[end:]
    assert _applied(first, edits) == text


_BY_HAND: dict[str, list[tuple[str, JSON]]] = json.loads(
    (Path(__file__).parent / "data" / "broken_by_hand.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("kind", _BY_HAND)
def test_what_people_models_and_tools_write_is_read_as_a_careful_person_would(kind: str) -> None:
    for broken, value in _BY_HAND[kind]:
        assert repaired(broken, CORRUPTORS).value == value, broken


# Where the likelier reading is not the right one, or there is none.
_SILENT = [
    '{"css": "a[href="#"] { color: red; }", "n": 1}',
    '[{"a": 1], [{"a": 2}]',
    '{"a": 1 // b, "c": "d"}',
    '{"a": 1 // b, "c": 2\n}',
    '{"a": 1 # b, c: 2\n}',
    '{"a": "b" // c "d": 2\n}',
    '{"a: 1,\n  b": "x"}',
    '{"a": [1, 2)}',
    "{''a'': ''b''}",
    '{"a": ["b", "c}',
    '{"a": “b", "c": "d”}',
    '{"a": [Object]}',
    '{"a": tru}',
    "User(id=1, tags=['x'])",
    '"{\\"a\\": 1',
    # a bracket that may be elsewhere, or too much
    '{"a": ["x", "b": 1}',
    '{"a": [1}',
    '{"a": {], "b": {"c": 1}}',
    '{"a": {"b": 1}, "c: {"d": 2}}',
    '{"a": [[1, 2], [[3, 4]], "b": 5}',
    '{"a": [1, [2], "b": 1}',
    '{"a": {}"b": 1}, "c": 2}',
    '[{"a": {"b": 1, "c": 2}, {"a": 3}]',
    "[1], 2, 3]",
    "[1, 2[]",
    "[[1, 2], 3, 4]]",
    "[]1, 2]",
    '{"a": {"b": [1, 2}, "c": [{"d": 3]}}',
    '{\n  "a": {\n    "b": 1\n  ,\n  "c": 2\n}',
    '{\n  "a": 1,\n    "b": 2\n  }\n}',
    # a quote that may be elsewhere, or too much
    '{"a": {"b": "x}, "c": 2}}',
    '{"a": "1, "b": "x"}',
    '{"a": "[], "b": 1}',
    '{"a": "it\'s`, "b": 2}',
    '{"a": "b"c": 1}',
    '["a", b, c", "d"]',
    '["[1], [2]]',
    '[["a", 1], ["b", 2, ["c", 3]]',
    # a mark that may stand for a quote, or be too much
    '{\n  "a": "b,,\n  "c": 1\n}',
    '{"a": "b:,"c": 1}',
    '{"a,": 1, "b" 2}',
    '{"a": "b]", "c" 2}',
    '{"a": {}"b": 1, "c": 2}',
    # what another hand may have put into it, or written another way
    '"{\\"a\\": [1,],}"',
    '{"a": "{\n\\"b\\": 1\n}"}',
    """INSERT INTO a VALUES ('{"b": "it''s"}');""",
    '[{"a": 1},\n[continued below]\n{"a": 2}]',
    '{"tags": [red wine]}',
    '{"version": "2\n.5", "b": 1}',
    '{"name": "a long na", "text": "a\nb", "ok": true, "list": [1, 2], \n"end": 3}',
    '{"name": "a", "value": 1, "t":\n{"name": "a", "value": 1, "t": 2}',
    # numbers that may count, what may be said of a text rather than in it, what may not have been begun
    '[\n1. "a",\n2. "b"\n]',
    '[1. {"a": 1}]',
    '\'{"a": "it\\\'s"}\'',
    '{"a": "some te...(truncated)',
    '{"a": [{"b": 1}, {',
    '{"a": "b \\u00',
    '> {"a": "b\n> c"}',
    "{&quot;a&quot;: &quot;b &amp;amp; c&quot;}",
    '{"de\u00advice": "pump",}',
    'a: 1\nb { c: "x" }',
    'cfg = load("x.json")',
]


@pytest.mark.parametrize("broken", _SILENT)
def test_what_could_well_mean_something_else_is_not_certain(broken: str) -> None:
    found = mended(broken, CORRUPTORS)
    assert found is None or not found.certain
