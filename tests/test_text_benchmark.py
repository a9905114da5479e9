"""The figures of variety are what they are called."""

from __future__ import annotations

import pytest

from benchmarks.text import distinct, near_duplicates, zlib_ratio
from benchmarks.text_shares import PROMISED, measured

STORY = "Maria Santos, who is 34 years old and lives near the old harbour, sold a bicycle to her neighbour on Monday."


def test_texts_that_repeat_each_other_are_pressed_more() -> None:
    assert zlib_ratio([STORY] * 50) > 10 * zlib_ratio([STORY])
    assert zlib_ratio([]) == 0.0


def test_runs_of_tokens_are_counted_within_texts() -> None:
    assert distinct(["a b c d", "a b c d"]) == 0.5
    assert distinct(["a b c d", "b c d e"]) == 1.0
    assert distinct(["a b"]) == 0.0


@pytest.mark.parametrize(
    ("other", "count"),
    [(STORY, 1), (STORY.replace("Monday", "Tuesday"), 1), ("The train to Porto leaves at 7:15 from platform 2.", 0)],
)
def test_a_changed_word_leaves_a_text_nearly_the_same(other: str, count: int) -> None:
    assert near_duplicates([STORY, other]) == count


def _row(instruction: str, text: str, output: str, *axes: str) -> dict[str, object]:
    facts = {"layout": "prose", "axes": axes, "distractors": []}
    return {"input": {"instruction": instruction, "text": text}, "output": output, "facts": facts}


SHOWN = [
    ("date iso", _row("Extract {d:date}.", "It came on 2024-03-05.", '{"d":"2024-03-05"}')),
    ("date figures", _row("Extract {d:date}.", "It came on 25/03/2024.", '{"d":"2024-03-25"}')),
    ("date month", _row("Extract {d:date}.", "Es kam am 5. März 2024.", '{"d":"2024-03-05"}')),
    ("date month", _row("Extract {d:date}.", "It came on March 5th, 2024.", '{"d":"2024-03-05"}')),
    ("date relative", _row("Extract {d:date}.", "It came 3 days ago.", '{"d":"2024-03-05"}')),
    ("date with time and zone", _row("Extract {d:datetime}.", "At 2024-03-05T10:00Z.", '{"d":"2024-03-05T10:00Z"}')),
    ("number in words, of those in prose", _row("Extract {n:int}.", "It has thirty doors.", '{"n":30}')),
    ("amount as code", _row("Extract {n:float}.", "It costs EUR 30.50.", '{"n":30.5}')),
    ("amount as symbol", _row("Extract {n:float}.", "It costs 30,50 €.", '{"n":30.5}')),
    ("several records", _row("Extract {all:[{n:int}]}.", "1 and 2", '{"all":[{"n":1},{"n":2}]}')),
    ("nested", _row("Extract {a:{n:int}}.", "1", '{"a":{"n":1}}')),
    ("nothing to extract", _row("Extract {n:int?}.", "-", '{"n":null}')),
    ("face braces", _row("Extract {n:int}.", "1", '{"n":1}')),
    ("face schema", _row('Fill {"type":"object"}.', "1", '{"n":1}')),
    ("face typescript", _row("Build it:\ninterface Row {\n  n: number;\n}", "1", '{"n":1}')),
    ("face example", _row('Answer like {"n":0}.', "1", '{"n":1}')),
    ("face list", _row("Extract:\n- n (int)", "1", '{"n":1}')),
    ("face plain", _row("Extract n (int).", "1", '{"n":1}')),
    ("correction", _row("Extract {n:int}.", "It is 1, not 2.", '{"n":1}', "correction")),
]


@pytest.mark.parametrize(("name", "row"), SHOWN)
def test_what_a_row_shows_is_seen_in_the_row(name: str, row: dict[str, object]) -> None:
    assert measured([row])[name] == 1.0
    assert name in PROMISED
    assert measured([_row("Extract {b:bool}.", "It is so.", '{"b":true}')]).get(name, 0.0) == (name == "face braces")
