"""What is proved, refuted and left open of the labels of broken texts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from jsonsynth.certainty import prove, second_opinion
from jsonsynth.examples import JSON, Completion, Example, Settings, Slot
from jsonsynth.shards import Origin, fill
from jsonsynth.verifying import verify
from tests.rows import found, write

ROWS = [fill(Slot("json_repair", "train", index), Origin(3, Settings())).example for index in range(120)]


def row(broken: str, answer: str) -> Example:
    return Example("json_repair", {"instruction": "Fix.", "broken_json": broken}, Completion(answer), {})


ALONE = [
    ('{"a": 1,}', '{"a":1}', "proved"),
    ('{"a": 1.0,}', '{"a":1}', "proved"),
    ('{"a":{"b":1,"c":2}', '{"a":{"b":1},"c":2}', "refuted"),
    ("{'a': True", '{"a":"True"}', "refuted"),
    ('{"a": NaN}', '{"a":null}', "unprovable"),
    ('{"a":{"b":1,"c":2}]', '{"a":{"b":1,"c":2}}', "unprovable"),
    ("no data", '{"a":1}', "unprovable"),
    ('{"a": [1]}', '{"a":[1]}', "proved"),
]


@pytest.mark.parametrize(("broken", "answer", "outcome"), ALONE)
def test_a_row_alone_is_proved_where_its_text_reads_one_way(broken: str, answer: str, outcome: str) -> None:
    assert prove(row(broken, answer), dear=True).outcome == outcome


@pytest.mark.parametrize("dear", [False, True])
def test_every_row_of_ours_is_proved_with_its_facts(dear: bool) -> None:
    assert {prove(example, dear=dear).outcome for example in ROWS} == {"proved"}


def test_no_row_of_ours_is_refuted_without_its_facts() -> None:
    outcomes = [prove(replace(example, facts={}), dear=False).outcome for example in ROWS]
    assert "refuted" not in outcomes
    assert outcomes.count("proved") > len(ROWS) * 0.7


SINGLE: dict[str, JSON] = {"classes": ["missing_comma"], "edits": []}
TOLD = [
    ('{"a":{} "b":1}', '{"a":{},"b":1}', "not the only one"),
    ('{"a":{"b":1,"c":2}', '{"a":{"b":1},"c":2}', "is none"),
    ("{a 1, b 2}", '{"a":1,"b":2}', "there are none"),
]


@pytest.mark.parametrize(("broken", "answer", "reason"), TOLD)
def test_a_single_error_that_reads_another_way_is_refuted(broken: str, answer: str, reason: str) -> None:
    (problem,) = second_opinion(replace(row(broken, answer), facts=SINGLE))
    assert (problem.rule, problem.severity) == ("label-refuted", "error")
    assert reason in problem.cause


def test_of_several_errors_a_certain_other_reading_refutes() -> None:
    facts: dict[str, JSON] = {"classes": ["trailing_comma", "single_quotes"], "edits": []}
    wrong = replace(row("{'a': 1,}", '{"a":2}'), facts=facts)
    assert [problem.rule for problem in second_opinion(wrong)] == ["label-refuted"]
    assert second_opinion(replace(row("{'a': 1,}", '{"a":1}'), facts=facts)) == []


def test_a_class_that_is_not_ours_proves_nothing() -> None:
    own = replace(row('{"a": 1,}', '{"a":1}'), facts={"classes": ["mine"], "edits": []})
    assert prove(own, dear=True).outcome == "unprovable"


@pytest.mark.slow
def test_verify_counts_what_is_proved_and_names_what_is_refuted(tmp_path: Path) -> None:
    instruction = "Fix this broken JSON, and answer with minified JSON only, members sorted."
    rows = [
        {"task": "json_repair", "input": {"instruction": instruction, "broken_json": broken}, "output": answer}
        for broken, answer in (
            ('{"name": "Ana", "age": 27,}', '{"age":27,"name":"Ana"}'),
            ('{"name": "Ana", "age": NaN}', '{"age":null,"name":"Ana"}'),
            ('{"person":{"name":"Ana","age":27}', '{"age":27,"person":{"name":"Ana"}}'),
        )
    ]
    path = write(tmp_path / "rows.jsonl", cast("list[dict[str, object]]", rows))
    report = verify(path, workers=1)
    assert dict(report.proofs) == {"proved": 1, "refuted": 1, "unprovable": 1}
    assert ("error", "label-refuted", f"{path}:3") in found(report)
    assert "1 proved, 1 refuted, 1 unprovable" in report.to_text()
