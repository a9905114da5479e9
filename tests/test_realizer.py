"""What a model is told of a record, how its answer is read, which texts are refused."""

from __future__ import annotations

import pytest

from jsonsynth.examples import Completion, Example, Settings, Slot
from jsonsynth.jsontext import canonical
from jsonsynth.realizer import refusal, texts_of, told
from jsonsynth.realizing import eligible
from jsonsynth.shards import Origin, fill

INSTRUCTION = "Extract {name:string, age:int, remote:bool, born:date} from the text. Dates as YYYY-MM-DD. JSON only."
RECORD = {"name": "Mara Quill", "age": 41, "remote": False, "born": "1983-03-05"}
BESIDE = {"type": "string", "value": "Lakeview", "role": "city"}


def example(text: str = "") -> Example:
    facts = {"language": "en", "domain": "person", "distractors": [BESIDE], "layout": "prose", "axes": []}
    inputs = {"instruction": INSTRUCTION, "text": text}
    return Example("text_to_json", inputs, Completion(canonical(dict(RECORD))), facts)  # type: ignore[arg-type]


def test_a_record_is_told_in_one_line_with_what_stands_beside_it() -> None:
    found = told(example(), "a note")
    assert found is not None
    assert found.line == (
        "[English; a note] person; age: 41; born: 1983-03-05; name: Mara Quill; remote: no; city: Lakeview"
    )
    assert set(found.literal) == {"Mara Quill", "Lakeview"}


GOOD = "Mara Quill is 41 years old, was born on 5 March 1983, lives in Lakeview and does not work remotely."


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (GOOD, ""),
        (None, "no-text"),
        ("Mara.", "length"),
        ('{"name": "Mara Quill", "age": 41}', "echo"),
        ("name: Mara Quill, age: 41, born: 1983-03-05, city: Lakeview, remote: no", "echo"),
        ("Sure, here is the text. " + GOOD, "chatter"),
        (GOOD.replace("does not work remotely", "remote is false"), "bare-boolean"),
        (GOOD.replace("Quill", "Quil"), "value-missing"),
        (GOOD.replace("lives in Lakeview and ", ""), "value-missing"),
        (GOOD.replace("41", "42"), "label: number-not-in-text"),
        (GOOD.replace("5 March", "6 March"), "label: date-not-in-text"),
        (GOOD.replace("does not work remotely", "works remotely"), "label: flag-differs"),
    ],
)
def test_a_text_that_does_not_state_the_record_is_refused(text: str | None, reason: str) -> None:
    found = told(example(), "a note")
    assert found is not None
    assert refusal(text, found, example()) == reason


@pytest.mark.parametrize(
    ("answer", "count", "texts"),
    [
        ("1. Hi.\n3) Ho.", 3, ["Hi.", None, "Ho."]),
        ("Here you are:\n\n1. Hi.\n2. Ho.\n3. More.", 2, ["Hi.", "Ho."]),
        ('{"texts": ["Hi.", "Ho."]}', 2, ["Hi.", "Ho."]),
        ('```json\n["Hi.", ""]\n```', 3, ["Hi.", None, None]),
        ("Only this.", 1, ["Only this."]),
        ("Only this.", 2, [None, None]),
        ('{"texts": "Hi."}', 1, ['{"texts": "Hi."}']),
        ("", 1, [None]),
    ],
)
def test_an_answer_is_read_as_the_texts_of_its_records(answer: str, count: int, texts: list[str | None]) -> None:
    assert texts_of(answer, count) == texts


@pytest.mark.slow
def test_nearly_all_of_our_own_texts_pass_the_filters_of_a_model() -> None:
    passed = failed = 0
    for index in range(150):
        made = fill(Slot("text_to_json", "train", index), Origin(3, Settings())).example
        found = told(made, "a note") if eligible(made) else None
        if found is not None:
            refused = refusal(" ".join(made.input["text"].split()), found, made)
            passed, failed = passed + (not refused), failed + bool(refused)
    assert passed >= 0.9 * (passed + failed)
    assert passed + failed >= 70
