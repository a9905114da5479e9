"""The public functions do what their docstrings show."""

from __future__ import annotations

import doctest
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import jsonsynth
from jsonsynth.errors import InputError, JsonSynthError
from jsonsynth.examples import JSON


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in jsonsynth.__all__ if not name.startswith("__")])
def test_the_example_in_a_docstring_runs(name: str) -> None:
    function = getattr(jsonsynth, name)
    assert ">>>" in function.__doc__
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    for found in doctest.DocTestFinder(recurse=False).find(function, name, globs={"jsonsynth": jsonsynth}):
        runner.run(found)
    assert runner.summarize(verbose=False).failed == 0


@pytest.mark.parametrize("id", ["", "json_repair", "json_repair/dev/1", "json_repair/train/-1", "json_repair/train/x"])
def test_what_is_no_id_is_told(id: str) -> None:
    with pytest.raises(InputError, match="task/split/index"):
        jsonsynth.example(id)


def test_an_id_of_no_task_is_told() -> None:
    with pytest.raises(InputError, match="foo/train/1: there is no task 'foo'"):
        jsonsynth.example("foo/train/1")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({}, "not a task"),
        ({"task": "json_repair", "output": "{}"}, "'input' is missing"),
        ({"task": "json_repair", "input": {}, "chosen": "{}"}, "'rejected' is missing"),
        ({"task": "json_repair", "input": {}, "output": 1}, "output is a number"),
        ({"task": "text_to_json", "input": {"instruction": "Extract {a:int}."}, "output": "{}"}, "text"),
    ],
)
def test_what_is_no_row_is_told(row: dict[str, JSON], told: str) -> None:
    with pytest.raises(InputError, match=told):
        jsonsynth.check(row)
    with pytest.raises(InputError, match=told):
        jsonsynth.score(row, "{}")


def test_a_wrong_label_is_seen_and_scored() -> None:
    row = jsonsynth.example("json_style_strict/train/0")
    assert jsonsynth.check({**row, "output": '{"never":"this"}'})
    assert jsonsynth.score(row, '{"never":"this"}') < 0.9


def test_two_values_that_are_swapped_in_a_text_label_are_seen_without_provenance() -> None:
    text = "Vehicle TX-2514 belongs to the model Norzon M374."
    given: JSON = {"instruction": "Get {number_plate:string, model:string} from this text. Only JSON.", "text": text}
    row: dict[str, JSON] = {
        "task": "text_to_json",
        "input": given,
        "output": '{"model":"Norzon M374","number_plate":"TX-2514"}',
    }
    assert jsonsynth.check(row) == []
    assert jsonsynth.check({**row, "output": '{"model":"TX-2514","number_plate":"Norzon M374"}'})


def test_every_error_survives_a_process_border() -> None:
    kinds: list[type[JsonSynthError]] = [JsonSynthError, *JsonSynthError.__subclasses__()]
    for kind in kinds:
        error = pickle.loads(pickle.dumps(kind("here", "it is broken", "Mend it.")))  # noqa: S301 - our own bytes
        assert str(error) == "here: it is broken. Mend it."


def test_one_family_may_be_named_alone(tmp_path: Path) -> None:
    assert jsonsynth.build(3, tmp_path / "one", tasks="json_style_strict", workers=1).rows == 3
    with pytest.raises(InputError, match="there is no task 'json'"):
        jsonsynth.build(3, tmp_path / "none", tasks="json")


def test_what_instances_need_is_imported_when_they_are_named_and_not_with_the_package() -> None:
    seen = "print('jsonsynth.sampling' in sys.modules)"
    code = f"import sys, jsonsynth; {seen}; from jsonsynth import instances; {seen}"
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "False\nTrue\n"


def test_a_name_that_the_package_lacks_is_told() -> None:
    with pytest.raises(AttributeError, match="'jsonsynth' has no attribute 'instance'"):
        getattr(jsonsynth, "instance")  # noqa: B009 - a type checker refuses the plain form
    assert "instances" in dir(jsonsynth)
