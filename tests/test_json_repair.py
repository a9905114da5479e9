"""json_repair: exact shares, rows that prove themselves, and a check that finds what is planted."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import cast

import json_repair
import pytest

from jsonsynth.content import load
from jsonsynth.examples import (
    DIFFICULTIES,
    JSON,
    LANGUAGES,
    SPLITS,
    Completion,
    Example,
    Preference,
    Settings,
    Slot,
    label,
)
from jsonsynth.jsontext import is_json
from jsonsynth.rejections import KINDS, VALID_KINDS
from jsonsynth.repairs import is_of_kind, lost, nesting
from jsonsynth.seeds import stream
from jsonsynth.tasks.json_repair import TASK

CONTENT = load()
SETTINGS = Settings()


def make(index: int, seed: int = 5, split: str = "train", settings: Settings = SETTINGS) -> Example:
    slot = Slot("json_repair", split, index)  # type: ignore[arg-type]
    return TASK.make(slot, CONTENT, settings, stream(seed, "json_repair", split, index, 0))


ROWS = [make(index) for index in range(320)]
PAIRS = [row for row in ROWS if isinstance(row.target, Preference)]
SINGLE = [row for row in ROWS if isinstance(row.target, Completion)]


def classes(row: Example) -> list[str]:
    return cast("list[str]", row.facts["classes"])


def test_every_row_passes_its_check() -> None:
    assert [(row.facts["classes"], problem) for row in ROWS for problem in TASK.check(row)] == []


def test_every_row_passes_without_its_facts_too() -> None:
    assert [problem for row in ROWS for problem in TASK.check(replace(row, facts={}))] == []


def test_the_same_address_gives_the_same_row() -> None:
    assert [make(index) for index in range(40)] == ROWS[:40]
    assert make(1, seed=6) != ROWS[1]


@pytest.mark.parametrize("split", SPLITS)
def test_rows_of_every_split_pass(split: str) -> None:
    assert [problem for index in range(40) for problem in TASK.check(make(index, 9, split))] == []


def test_the_levels_are_exact_to_within_one_row_of_every_prefix() -> None:
    given = Counter[JSON]()
    for count, row in enumerate(ROWS, 1):
        given[row.facts["difficulty"]] += 1
        assert all(abs(given[name] - count * part / 8) <= 1 for name, part in zip(DIFFICULTIES, (4, 3, 1), strict=True))


def test_preference_and_identity_shares_are_exact_to_within_one_row() -> None:
    assert abs(len(PAIRS) - len(ROWS) / 5) <= 1
    same = [row for row in SINGLE if is_json(row.input["broken_json"])]
    assert abs(len(same) - len(SINGLE) * 0.03) <= 1
    assert all(not row.facts["edits"] and not classes(row) for row in same)


def test_a_share_of_nothing_gives_nothing() -> None:
    settings = Settings(preference_share="0", identity_share="0")
    rows = [
        TASK.make(Slot("json_repair", "train", index), CONTENT, settings, stream(1, "json_repair", "train", index, 0))
        for index in range(60)
    ]
    assert all(isinstance(row.target, Completion) and not is_json(row.input["broken_json"]) for row in rows)


def test_labels_keep_the_length_that_is_asked_for() -> None:
    settings = Settings(min_length=100, max_length=180)
    rows = [
        TASK.make(Slot("json_repair", "train", index), CONTENT, settings, stream(2, "json_repair", "train", index, 0))
        for index in range(24)
    ]
    assert all(100 <= len(label(row)) <= 180 for row in rows)


def test_most_classes_turn_up() -> None:
    assert len({name for row in ROWS for name in classes(row)}) >= 38


@pytest.mark.slow
def test_half_of_the_wrong_answers_are_json_and_the_kinds_are_many() -> None:
    pairs = [row for row in map(make, range(1000)) if isinstance(row.target, Preference)]
    kinds = Counter(row.facts["rejected_kind"] for row in pairs)
    assert len(kinds) >= 12
    assert kinds.keys() <= KINDS.keys()
    valid = [row for row in pairs if is_json(cast("Preference", row.target).rejected)]
    assert all(row.facts["rejected_kind"] in VALID_KINDS for row in valid)
    assert len(valid) >= len(pairs) / 2


AROUND = {row.name for row in CONTENT.corruptors if row.part == "envelope"}


def test_nothing_else_goes_around_a_call() -> None:
    calls = [row for row in ROWS if "tool_call_wrapper" in classes(row)]
    assert len(calls) > 5
    assert [row.input["broken_json"] for row in calls if len(AROUND.intersection(classes(row))) > 1] == []


def test_there_are_forty_openings_in_every_language() -> None:
    for language in LANGUAGES:
        texts = [line.text for split in SPLITS for line in CONTENT.books[f"json_repair.{language}"][split]["fix"]]
        assert len(texts) == len(set(texts)) >= 40, language


def test_half_of_the_rows_are_in_english_and_all_where_that_alone_is_asked_for() -> None:
    said = Counter(row.facts["language"] for row in ROWS)
    assert set(said) == set(LANGUAGES)
    assert 0.4 < said["en"] / len(ROWS) < 0.6
    assert {make(index, settings=Settings(languages="en=1")).facts["language"] for index in range(40)} == {"en"}


# The classes that this other tool reads as we do (design/repair.md, peers): evidence that the labels are no convention
# of ours alone. unquoted_key is left out: this tool reads 1 as "1" where a bare name follows (`{"x":1,b:2}`).
AGREED = {
    "trailing_comma",
    "missing_comma",
    "unclosed",
    "truncated",
    "single_quotes",
    "missing_end_quote",
    "missing_start_quote",
    "markdown_fence",
    "prose_around",
    "xml_tags",
    "jsonp_assignment",
    "python_literal",
    "literal_case",
    "missing_close",
    "extra_close",
    "comment_hash",
    "comment_line",
    "comment_block",
    "unquoted_value",
    "missing_open",
    "number_dot",
    "raw_newline",
    "raw_control",
    "unescaped_quote",
}


@pytest.mark.slow
def test_another_repair_tool_agrees_on_single_errors() -> None:
    seen, agreed = 0, 0
    for index in range(0, 3000, 2):
        row = make(index, seed=13)
        if seen < 300 and len(classes(row)) == 1 and classes(row)[0] in AGREED:
            seen += 1
            agreed += json_repair.loads(row.input["broken_json"]) == json.loads(label(row))
        if seen == 300:
            break
    assert seen == 300
    assert agreed >= 297


def first(fits: Callable[[Example], object]) -> Example:
    return next(row for row in ROWS if fits(row))


def changed(row: Example, **facts: JSON) -> Example:
    return replace(row, facts={**row.facts, **facts})


def edits(row: Example) -> list[dict[str, JSON]]:
    return [dict(edit) for edit in cast("list[Mapping[str, JSON]]", row.facts["edits"])]


def _other_label(row: Example) -> Example:
    return replace(row, target=Completion('{"never said":98765}'))


def _moved_edit(row: Example) -> Example:
    moved = edits(row)
    moved[0]["start"] = cast("int", moved[0]["start"]) + 1
    return changed(row, edits=cast("JSON", moved))


ONE = first(lambda row: classes(row) == ["trailing_comma"] and isinstance(row.target, Completion))
TWO = first(lambda row: len(classes(row)) == 2 and len(edits(row)) == 2)
POLICY = first(lambda row: row.facts["policy"])
VALID_PAIR = first(lambda row: row.facts["rejected_kind"] == "changed-value")
ECHO = first(lambda row: row.facts["rejected_kind"] == "echo")
SAME = first(lambda row: not classes(row))

PLANTED: list[tuple[str, Example]] = [
    ("label-not-json", replace(ONE, target=Completion("{"))),
    ("label-not-canonical", replace(ONE, target=Completion('{"b": 1}'))),
    ("label-adds", _other_label(ONE)),
    ("label-adds", replace(_other_label(ONE), facts={})),
    ("input-valid", replace(ONE, input={**ONE.input, "broken_json": "[1]"})),
    ("input-valid", replace(VALID_PAIR, input={**VALID_PAIR.input, "broken_json": label(VALID_PAIR)})),
    ("input-valid", changed(SAME, classes=["trailing_comma"])),
    ("edits-wrong", _moved_edit(ONE)),
    ("edits-wrong", changed(ONE, edits=[])),
    ("edits-wrong", changed(ONE, edits=[{"class": "x"}])),
    ("edits-wrong", changed(ONE, edits=7)),
    ("edits-wrong", changed(ONE, sound="{}")),
    ("classes-wrong", changed(ONE, classes=["missing_comma"])),
    ("classes-wrong", changed(TWO, classes=[*classes(TWO), classes(TWO)[0]])),
    ("difficulty-wrong", changed(ONE, difficulty="hard")),
    ("policy-unsaid", changed(POLICY, policy=None)),
    ("policy-unsaid", replace(POLICY, input={**POLICY.input, "instruction": "Fix this JSON."})),
    ("rejected-right", replace(VALID_PAIR, target=Preference(label(VALID_PAIR), label(VALID_PAIR)))),
    ("rejected-form", replace(VALID_PAIR, target=Preference(label(VALID_PAIR), '{"b": 1}'))),
    ("rejected-kind", changed(VALID_PAIR, rejected_kind="echo")),
    ("rejected-kind", changed(ECHO, rejected_kind="cut-off")),
    ("rejected-kind", changed(ONE, rejected_kind="echo")),
]


@pytest.mark.parametrize(("rule", "row"), PLANTED, ids=[rule for rule, _ in PLANTED])
def test_the_check_finds_what_is_planted(rule: str, row: Example) -> None:
    assert rule in {problem.rule for problem in TASK.check(row)}


OF_KIND = [
    ("changed-value", '{"a":"x","b":1}', '{"a":"y","b":2}', True),
    ("changed-value", '{"a":"x","b":1}', '{"a":"y","c":1}', False),
    ("changed-value", '{"a\\"":"x"}', '{"a":"x"}', False),
    ("changed-value", '["a",":"]', '["b",":"]', True),
    ("touched-string", r'{"a\\":"\""}', r'{"a\\":"\\"}', True),
    ("renamed", '{"a":"x","b":1}', '{"a":"x","c":1}', True),
    ("renamed", '{"a":1}', '{"b":"1"}', False),
    ("renamed", r'{"a":"\\"}', r'{"b":"\""}', False),
    ("reordered", "[1,2,true]", "[true,2,1]", True),
    ("misnested", '{"a":{"b":"a"}}', '{"a":{},"b":"a"}', True),
]


@pytest.mark.parametrize(("kind", "answer", "rejected", "fits"), OF_KIND)
def test_a_wrong_answer_is_what_its_kind_promises(kind: str, answer: str, rejected: str, fits: bool) -> None:
    assert is_of_kind(kind, "", answer, rejected) is fits


def _entangled() -> Example:
    sound = '{"a":1,"b":2}'
    broken = '{"a":1 "b" 2}'
    planted: JSON = [
        {"class": "missing_comma", "start": 6, "end": 7, "old": ",", "new": " "},
        {"class": "missing_colon", "start": 10, "end": 11, "old": ":", "new": " "},
    ]
    facts: dict[str, JSON] = {
        **ONE.facts,
        "classes": ["missing_comma", "missing_colon"],
        "edits": planted,
        "sound": sound,
        "difficulty": "medium",
    }
    return Example("json_repair", {"instruction": "Fix.", "broken_json": broken}, Completion(sound), facts)


def test_errors_with_a_token_between_them_pass_and_without_one_do_not() -> None:
    row = _entangled()
    assert TASK.check(row) == []
    closer = {"class": "mismatched_bracket", "start": 12, "end": 13, "old": "}", "new": "]"}
    with_bracket = changed(
        replace(row, input={**row.input, "broken_json": '{"a":1 "b":2]'}),
        classes=["missing_comma", "mismatched_bracket"],
        edits=cast("JSON", [edits(row)[0], closer]),
    )
    assert [problem.rule for problem in TASK.check(with_bracket)] == ["errors-entangled"]
    first_colon = {"class": "missing_colon", "start": 4, "end": 5, "old": ":", "new": " "}
    next_comma = changed(
        replace(row, input={**row.input, "broken_json": '{"a" 1 "b":2}'}),
        classes=["missing_colon", "missing_comma"],
        edits=cast("JSON", [first_colon, edits(row)[0]]),
    )
    assert [problem.rule for problem in TASK.check(next_comma)] == ["errors-entangled"]


SCORES: list[tuple[str, float]] = [
    ('{"a":[1,2],"b":"x"}', 1.0),
    ('{"b": "x", "a": [1, 2.0]}', 0.9),
    ('{"a":[1,2]}', 0.8 * 4 / 5),
    ('{"a":[1,"2"],"b":"x"}', 0.8 * 4 / 6),
    ("[]", 0.0),
    ('{"a":[1,2],"b":"x"', 0.0),
    ('```json\n{"a":[1,2],"b":"x"}\n```', 0.0),
    ('{"a":[1,2],"b":"x","b":"x"}', 0.0),
    ('{"a":[true,2],"b":"x"}', 0.8 * 4 / 6),
]


@pytest.mark.parametrize(("answer", "score"), SCORES)
def test_an_answer_is_scored_by_its_value_and_form(answer: str, score: float) -> None:
    row = replace(ONE, target=Completion('{"a":[1,2],"b":"x"}'))
    assert TASK.score(row, answer) == pytest.approx(score)


def test_wrong_answers_score_below_right_ones() -> None:
    for row in PAIRS:
        target = cast("Preference", row.target)
        assert TASK.score(row, target.chosen) == 1.0
        assert TASK.score(row, target.rejected) < 0.9


LOST = [
    ('{"a":12}', '{"a":12', None),
    ("[12]", "[112, 1.12, 12.5, -12]", "12"),
    ("[-1.5,12]", "[-1.5 0xC]", None),
    ("[5]", "[05]", None),
    ('["a","b"]', '["a"]', '"b"'),
    ('["a\\nb"]', '["a\nb"]', None),
    ('["ab c"]', '["ab" + " c"]', None),
    ("[true]", "[True]", None),
    ("[false]", "[None]", "false"),
    ("[null]", "[NaN]", None),
]


@pytest.mark.parametrize(("answer", "broken", "missing"), LOST)
def test_what_a_broken_text_does_not_have_is_named(answer: str, broken: str, missing: str | None) -> None:
    assert lost(answer, broken) == missing


def test_nesting_counts_containers() -> None:
    values: list[JSON] = ["a", [], {"a": 1}, [[{}], [[["x"]]]]]
    assert [nesting(value) for value in values] == [0, 1, 1, 4]
