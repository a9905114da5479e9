"""Every row of the corruptor files: its example, its guard on counter-examples, its rules."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from jsonsynth.breaking import corrupt, kit
from jsonsynth.content import load, our_folder
from jsonsynth.corruption import Corruptor, applied
from jsonsynth.errors import ContentError
from jsonsynth.examples import LANGUAGES, Example, Settings, Slot
from jsonsynth.jsontext import is_json
from jsonsynth.seeds import stream
from jsonsynth.tasks.json_repair import TASK
from jsonsynth.tokens import scan
from tests.building import run

CONTENT = load()
BOOKS = [CONTENT.books[f"json_repair.{language}"] for language in LANGUAGES]
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
def test_a_policy_has_at_least_three_wordings_in_every_language_and_split(row: Corruptor) -> None:
    assert row.policy
    for book in BOOKS:
        assert all(len(book[split][f"policy.{row.policy.name}"]) >= 3 for split in book)


@pytest.mark.parametrize("row", [row for row in CONTENT.corruptors if row.policy], ids=lambda row: row.name)
def test_the_check_finds_a_policy_in_its_own_wordings_and_in_no_opening_and_form(row: Corruptor) -> None:
    assert row.policy
    said = row.policy.said.search
    for book in BOOKS:
        for sections in book.values():
            assert [line.text for line in sections[f"policy.{row.policy.name}"] if not said(line.text)] == []
            assert [line.text for line in sections["fix"] if said(line.text)] == []
    for language in LANGUAGES:
        forms = CONTENT.books[f"form.{language}"].values()
        assert [line.text for sections in forms for part in sections.values() for line in part if said(line.text)] == []


def test_the_guides_own_six_errors_are_there() -> None:
    assert BY_NAME.keys() >= GUIDE
    assert len(BY_NAME) >= 45


@pytest.mark.slow
def test_a_class_is_told_by_its_row_alone() -> None:
    printed = run("list", "corruptors").stdout.splitlines()
    for row, line in zip(CONTENT.corruptors, printed, strict=True):
        told = (row.name, row.does, row.where, *([row.policy.name] if row.policy else []))
        assert all(told)
        assert all(part in line for part in told)


NEW_CLASS = """
import re
from jsonsynth.corruption import Corruptor, Edit, Fix, Mend, Policy

def _cut(tokens, rng):
    return [Edit(0, 0, "payload ")]

def _whole(reading):
    if not reading.shape and reading.text.startswith("payload "):
        yield Fix(0, 8, "")

CORRUPTORS = (
    Corruptor("payload_word", "envelope", _cut, ("[1]", "payload [1]"), does="puts a word in front", where="anywhere",
              weight=9000, policy=Policy("payload", re.compile(WORDS), {"en": SENTENCES}), mend=Mend(_whole)),
)
"""


def new_class(folder: Path, words: str, sentences: tuple[str, ...]) -> str:
    code = NEW_CLASS.replace("WORDS", repr(words)).replace("SENTENCES", repr(sentences))
    (folder / "corruptors").mkdir()
    (folder / "corruptors" / "mine.py").write_text(code)
    return str(folder)


SAYING_SO = tuple(f"The word payload in front is no data ({number})." for number in range(9))


def test_a_new_class_with_a_policy_is_one_row_and_no_other_file(tmp_path: Path) -> None:
    content = load((new_class(tmp_path, "payload", SAYING_SO),))
    assert content.corruptors[-1].name == "payload_word"
    for index in range(0, 100, 7):
        example = TASK.make(Slot("json_repair", "valid", index), content, Settings(), stream(1, index))
        if "payload_word" in str(example.facts["classes"]):
            said = example.facts["said"]
            assert example.facts["language"] == "en", "the policy has no words in another language"
            assert isinstance(said, dict)
            assert said["payload"] in SAYING_SO
            assert TASK.check(example) == []
            _refused(replace(example, input={**example.input, "instruction": "Fix this JSON."}))
            _refused(replace(example, facts={**example.facts, "said": None}))
            return
    pytest.fail("the new class was never drawn")


def _refused(example: Example) -> None:
    assert [problem.rule for problem in TASK.check(example)] == ["policy-unsaid"]


@pytest.mark.slow
def test_a_new_class_goes_through_every_command_and_needs_no_other_file(tmp_path: Path) -> None:
    mine = ("--content", new_class(tmp_path, "payload", SAYING_SO))
    built = run("build", "--tasks", "json_repair", "--total", "200", "--out", "made", *mine, cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    lines = (tmp_path / "made/provenance/json_repair/train.jsonl").read_text().splitlines()
    facts = [json.loads(line) for line in lines]
    drawn = [fact["id"] for fact in facts if "payload_word" in fact["classes"] and "payload" in fact["policy"]]
    assert len(drawn) > 20
    assert run("verify", "made", cwd=tmp_path).returncode == 0
    shown = run("show", drawn[0], "made", *mine, cwd=tmp_path).stdout
    assert any(sentence in " ".join(shown.split()) for sentence in SAYING_SO), shown
    assert "payload_word" in run("list", "corruptors", *mine, cwd=tmp_path).stdout
    (tmp_path / "broken.txt").write_text("payload [1, 2]")
    assert run("repair", "broken.txt", *mine, cwd=tmp_path).stdout == "[1, 2]\n"


@pytest.mark.parametrize(
    ("words", "sentences", "problem"),
    [("payload", SAYING_SO[:8], "8 sentences"), ("nothing of it", SAYING_SO, "does not say it")],
)
def test_a_policy_that_its_sentences_do_not_say_is_refused(
    words: str, sentences: tuple[str, ...], problem: str, tmp_path: Path
) -> None:
    with pytest.raises(ContentError, match=problem):
        load((new_class(tmp_path, words, sentences),))


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
    ("triple_quotes", r'["a\n","b \"c\"\nd"]', set()),
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
    ("truncated", '{"a":"b { c; }"}', {'{"a":"b { c; }"', '{"a":"b { c; }",'}),
    ("marked_lines", "[\n1]", set()),
    ("string_prefix", '["it\'s"]', set()),
    ("string_concat", '["0 _"]', {'["0 " + "_"]'}),
    ("wrong_separator", '{"a=b；，:;":1}', {'{"a=b；，:;"：1}'}),
    ("ellipsis", "[1.5,-2]", set()),
    ("tool_call_wrapper", '{"data":[],"perPage":10}', set()),
    ("cut_call", '{"data":["a"],"has_more":true}', set()),
    ("ellipsis", "[[1.5,-2,3],[4,5,6]]", {"[[1.5,-2,3],[4,5,6],...]", "[[1.5,-2,3],[4,5,6], ...]"}),
]


@pytest.mark.parametrize(("name", "sound", "allowed"), GUARDS)
def test_the_guard_bars_what_would_not_be_certain(name: str, sound: str, allowed: set[str]) -> None:
    assert set(proposals(BY_NAME[name], sound)) <= allowed


def test_no_tag_stands_around_a_script() -> None:
    tools = kit([BY_NAME[name] for name in ("trailing_comma", "xml_tags", "jsonp_assignment", "markdown_fence")])
    tokens, around = scan('{"a": [1, 2, 3], "b": {"c": true, "d": null}}'), set[str]()
    for seed in range(300):
        broken = corrupt(tokens, stream(seed), tools, BY_NAME["trailing_comma"], 4)
        names = {row.name for row in broken.errors} if broken else set[str]()
        assert not {"xml_tags", "jsonp_assignment"} <= names
        around |= names
    assert len(around) == 4


FILES = sorted((our_folder() / "corruptors").glob("*.py"))
SEEN = {"jsonsynth.corruption", "jsonsynth.tokens", "__future__", "re", "collections.abc", "html"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_corruptor_file_sees_the_vocabulary_alone(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    imported |= {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    assert imported <= SEEN
