"""One line of a file: is it a row of the contract, and is its label in form. No family is asked here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

import orjson

from jsonsynth.examples import JSON, Example, label
from jsonsynth.jsontext import noncanonical, parse_strict
from jsonsynth.tasks import TASKS
from jsonsynth.verifying.findings import Severity

__all__ = ["Tell", "check_label", "check_shape", "read_line", "reason_of"]

Tell: TypeAlias = Callable[[Severity, str, str], None]

_BOM = b"\xef\xbb\xbf"
_ANSWERS = (frozenset({"output"}), frozenset({"chosen", "rejected"}))
_OWN_FORM = "json_style_strict"  # its instruction decides the form, so its check does
_PREFERENCE = "json_repair"


def read_line(raw: bytes, tell: Tell, *, ours: bool) -> dict[str, JSON] | None:
    """Read a line with its end; tell what is wrong with its bytes. None if there is no object to go on with."""
    line = _trimmed(raw, tell)
    if not line.strip():
        tell("error", "blank-line", "the line is empty")
        return None
    cut = not raw.endswith(b"\n")
    value, problem = _parsed(line)
    if problem is not None:
        rule, cause = problem
        tell("error", "line-truncated" if cut and rule == "not-json" else rule, cause)
        return None
    if cut:
        tell("error" if ours else "warning", "no-final-newline", "the last line has no end of line")
    if not isinstance(value, dict):
        tell("error", "not-object", f"the line holds {_kind(value)}")
        return None
    return value


def _trimmed(raw: bytes, tell: Tell) -> bytes:
    line = raw.removesuffix(b"\n")
    if line.endswith(b"\r"):
        tell("error", "crlf", "the line ends in \\r\\n")
        line = line[:-1]
    if line.startswith(_BOM):
        tell("error", "bom", "the line starts with a byte order mark")
        line = line[3:]
    return line


def _parsed(line: bytes) -> tuple[JSON, tuple[str, str] | None]:
    """Return the value of a line, or the rule and cause. A line that orjson prints back is strict for sure."""
    try:
        value: JSON = orjson.loads(line)
        if orjson.dumps(value) == line:
            return value, None
    except (orjson.JSONDecodeError, TypeError):
        pass
    try:
        return parse_strict(line.decode()), None
    except UnicodeDecodeError as error:
        return None, ("not-utf8", f"byte {error.start} of the line is not UTF-8")
    except ValueError as error:
        return None, (reason_of(error, "not-json"), str(error))


def reason_of(error: ValueError, otherwise: str) -> str:
    """Return the rule behind a refusal of ``parse_strict``."""
    if "twice" in str(error):
        return "duplicate-member"
    return "lone-surrogate" if "surrogate" in str(error) else otherwise


_KINDS: tuple[tuple[type, str], ...] = (
    (dict, "an object"),
    (list, "an array"),
    (str, "a string"),
    (bool, "a boolean"),
    (int, "a number"),
    (float, "a number"),
)


def _kind(value: JSON) -> str:
    return next((name for kind, name in _KINDS if isinstance(value, kind)), "null")


def check_shape(row: Mapping[str, JSON], folder_task: str, tell: Tell) -> bool:
    """Tell where a row has not the contract's shape; say whether an Example can be made of it."""
    task = row.get("task")
    family = TASKS.get(task) if isinstance(task, str) else None
    if "task" in row and family is None:
        tell("error", "task-unknown", f"task is {task!r}")
    elif folder_task and family is not None and family.name != folder_task:
        tell("error", "task-folder", f"a row of {task} stands in the folder of {folder_task}")
    sound = [_check_answer(row, tell), _check_input(row, family.payload if family else "", tell)]
    return family is not None and all(sound)


def _check_answer(row: Mapping[str, JSON], tell: Tell) -> bool:
    answer = row.keys() - {"task", "input"}
    pair = bool(answer & _ANSWERS[1]) and "output" not in answer
    wanted = _ANSWERS[pair]
    missing = (wanted | {"task", "input"}) - row.keys()
    for name in sorted(missing):
        tell("error", "key-missing", f"{name!r} is missing")
    for name in sorted(answer - wanted):
        tell("error", "key-extra", f"{name!r} is not a member of such a row")
    if pair and row.get("task") != _PREFERENCE and row.get("task") in TASKS:
        tell("error", "preference-task", f"a preference pair in {row.get('task')}")
    texts = [_check_text(name, row[name], tell) for name in sorted(wanted & row.keys())]
    return not missing and all(texts)


def _check_input(row: Mapping[str, JSON], payload: str, tell: Tell) -> bool:
    if "input" not in row:
        return False
    inputs = row["input"]
    if not isinstance(inputs, dict):
        tell("error", "payload-not-string", f"input is {_kind(inputs)}, not an object")
        return False
    wanted = {"instruction", payload} if payload else {"instruction"}
    missing = wanted - inputs.keys()
    for name in sorted(missing):
        tell("error", "key-missing", f"{name!r} is missing in input")
    for name in sorted(inputs.keys() - wanted) if payload else ():
        tell("error", "key-extra", f"{name!r} is not a member of the input")
    texts = [_check_text(f"input.{name}", value, tell) for name, value in inputs.items()]
    return not missing and all(texts)


def _check_text(name: str, value: JSON, tell: Tell) -> bool:
    if not isinstance(value, str):
        tell("error", "payload-not-string", f"{name} is {_kind(value)}, not a string")
        return False
    if not value.strip():
        tell("error", "payload-empty", f"{name} is empty")
    return True


def check_label(example: Example, limits: tuple[int, int], tell: Tell, *, ours: bool) -> bool:
    """Tell what is wrong with the label's text; say whether it is JSON at all."""
    severity: Severity = "error" if ours else "warning"
    text = label(example)
    low, high = limits
    if not low <= len(text) <= high:
        tell(severity, "label-length", f"the answer has {len(text)} characters, not {low} to {high}")
    form = noncanonical(text)
    if form is not None and not _check_strict(text, tell):
        return False
    if form is not None and example.task != _OWN_FORM:
        tell(severity, "label-not-canonical", form)
    return True


def _check_strict(text: str, tell: Tell) -> bool:
    try:
        parse_strict(text)
    except ValueError as error:
        tell("error", "label-" + reason_of(error, "not-json"), str(error))
        return False
    return True
