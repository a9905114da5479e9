"""Every row of the corruptor files: its example, its guard on counter-examples, its rules."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from jsonsynth.content import load, our_folder
from jsonsynth.corruption import Corruptor, applied
from jsonsynth.jsontext import is_json
from jsonsynth.policies import POLICIES
from jsonsynth.seeds import stream
from jsonsynth.tokens import scan

CONTENT = load()
BY_NAME = {row.name: row for row in CONTENT.corruptors}
GUIDE = {"trailing_comma", "missing_comma", "missing_end_quote", "mismatched_bracket", "invalid_escape", "unclosed"}


def proposals(row: Corruptor, text: str, seeds: int = 60) -> Iterator[str]:
    """Yield what the class makes of a sound text."""
    tokens = scan(text)
    for seed in range(seeds):
        edits = row.propose(tokens, stream(seed, row.name))
        if edits:
            yield applied(text, edits)


@pytest.mark.parametrize("row", CONTENT.corruptors, ids=lambda row: row.name)
def test_makes_its_example(row: Corruptor) -> None:
    sound, broken = row.example
    assert is_json(sound)
    assert not is_json(broken)
    assert broken in proposals(row, sound, 4000)


@pytest.mark.parametrize("row", [row for row in CONTENT.corruptors if row.policy], ids=lambda row: row.name)
def test_a_policy_has_at_least_three_wordings_in_every_split(row: Corruptor) -> None:
    book = CONTENT.books["json_repair.en"]
    assert all(len(book[split][f"policy.{row.policy}"]) >= 3 for split in book)


def test_the_check_knows_the_policy_of_every_class_and_finds_it_in_every_wording() -> None:
    assert {row.name: row.policy for row in CONTENT.corruptors if row.policy} == {
        name: policy for name, (policy, _) in POLICIES.items()
    }
    for policy, words in POLICIES.values():
        for book in CONTENT.books["json_repair.en"].values():
            assert [line.text for line in book[f"policy.{policy}"] if not words.search(line.text)] == []


def test_the_guides_own_six_errors_are_there() -> None:
    assert BY_NAME.keys() >= GUIDE
    assert len(BY_NAME) >= 45


def test_the_page_of_the_classes_names_each_with_its_policy() -> None:
    page = (our_folder() / "corruptors" / "README.md").read_text("utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in page.splitlines() if line.startswith("| ")][1:]
    assert {row[0]: row[3] for row in rows} == {row.name: row.policy for row in CONTENT.corruptors}
    assert all(row[1] and row[2] for row in rows)


# Sound texts of which a class must make nothing, or nothing but what is listed: design/repair.md, counter-examples.
GUARDS: list[tuple[str, str, set[str]]] = [
    ("missing_comma", "[1,2]", set()),
    ("missing_comma", "[-99,-81]", set()),
    ("missing_comma", '["a","b"]', {'["a" "b"]'}),
    ("missing_colon", '{"a":{"b":1}}', {'{"a":{"b" 1}}'}),
    ("mismatched_bracket", '{"tags":[]}', {'{"tags":[]]'}),
    ("mismatched_bracket", '{"a":{"b":1},"c":2}', {'{"a":{"b":1},"c":2]'}),
    ("mismatched_bracket", '{"x":{"a":[1,2],"b":3}}', {'{"x":{"a":[1,2],"b":3}]'}),
    ("mismatched_bracket", '{"a":[1,2],"b":3}', {'{"a":[1,2},"b":3}', '{"a":[1,2],"b":3]'}),
    ("missing_close", '{"a":[[1],2],"b":3}', set()),
    ("missing_close", '{"a":{"b":1},"c":2}', set()),
    ("trailing_comma", "[]", set()),
    ("trailing_comma", '{"a":[]}', {'{"a":[],}'}),
    ("single_quotes", """["it's"]""", set()),
    ("single_quotes", r'["a\\b"]', set()),
    ("unquoted_value", '["true story"]', set()),
    ("unquoted_value", '["nu"]', set()),
    ("unquoted_value", '["12"]', set()),
    ("unquoted_key", '{"a-b":1,"null":2,"1a":3}', set()),
    ("missing_end_quote", '{"a":"b, c","d":1}', set()),
    ("missing_end_quote", '{"a":"b"}', set()),
    ("missing_start_quote", '{"a":"12","b":1}', set()),
    ("missing_start_quote", '{"a":"true","b":1}', set()),
    ("unescaped_quote", r'["x \"5\""]', set()),
    ("invalid_escape", r'["C:\\new"]', set()),
    ("invalid_escape", r'["\\d \\t"]', set()),
    ("raw_newline", r'["a\n"]', set()),
    ("markdown_fence", '["```"]', set()),
    ("html_entities", '["a&b"]', set()),
    ("doubled_quotes", '{"a":""}', set()),
    ("doubled_brackets", '{"a":"{"}', set()),
    ("paren_tuple", "[1]", set()),
    ("paren_tuple", '["(",1]', set()),
    ("missing_open", "[1]", set()),
    ("number_leading_zero", "[-5,1.5]", set()),
    ("number_separator", "[100]", set()),
    ("missing_value", "[null,1]", set()),
    ("cut_value", '{"a":1}', set()),
    ("cut_value", '{"a":[null]}', set()),
    ("cut_name", "[1]", set()),
    ("cut_name", '{"a":[]}', set()),
    ("cut_call", '{"a":{}}', set()),
    ("string_prefix", '["it\'s"]', set()),
    ("string_concat", '["0 _"]', {'["0 " + "_"]'}),
    ("wrong_separator", '{"a=b；，:;":1}', {'{"a=b；，:;"：1}'}),
]


@pytest.mark.parametrize(("name", "sound", "allowed"), GUARDS)
def test_the_guard_bars_what_would_not_be_certain(name: str, sound: str, allowed: set[str]) -> None:
    assert set(proposals(BY_NAME[name], sound)) <= allowed


FILES = sorted((our_folder() / "corruptors").glob("*.py"))
SEEN = {"jsonsynth.corruption", "jsonsynth.tokens", "__future__", "re", "collections.abc", "html"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_corruptor_file_sees_the_vocabulary_alone(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    imported |= {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    assert imported <= SEEN
