"""The check of a json_repair row: its label, and with its facts how it was made. No code of what makes the row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import cast

import orjson

from jsonsynth.content import load
from jsonsynth.corruption import Policy
from jsonsynth.examples import JSON, Example, Preference, Problem, label
from jsonsynth.jsontext import canonical, is_json, noncanonical, unnatural
from jsonsynth.policies import unsaid, unsaid_of_others
from jsonsynth.repairs import Undo, inseparable, is_of_kind, lost, nesting, reverted, same_value, touched
from jsonsynth.reported import untrue

__all__ = ["problems_of"]

_MANY, _DEEP = 4, 4  # errors that make a row hard; levels of nesting that do so with two errors and non-ASCII text


def problems_of(example: Example) -> list[Problem]:
    """Prove the label from the row, and with its facts how it was made.

    From the row alone: the broken text is no JSON (or JSON of the label's value: an identity row), the label is
    canonical, nothing of it is lost in the broken text, a rejected answer has another value, a parser's message in the
    instruction is true.
    """
    answer, broken = label(example), example.input.get("broken_json", "")
    sound = _sound(example)
    if sound is not None and canonical(sound.value) != answer:
        sound = None
    reason = noncanonical(answer) if sound is None else unnatural(sound.value)
    if reason:
        return [Problem("label-not-canonical" if is_json(answer) else "label-not-json", reason)]
    undone = _undone(example, broken, answer, sound) if "edits" in example.facts else None
    problems = _check_input(example, broken, answer, undone)
    if isinstance(example.target, Preference):
        problems += _check_rejected(example, example.target.rejected, answer)
    if problems or undone is None:
        return problems
    return (
        [Problem("edits-wrong", undone)] if isinstance(undone, str) else _check_facts(example, broken, answer, undone)
    )


@dataclass(slots=True)
class _Sound:
    text: str
    value: JSON


@dataclass(slots=True)
class _Undone:
    """Edits whose undoing gives the sound text, and the class of each error. The sound text has the label's value."""

    edits: list[Undo]
    classes: list[str]
    sound: _Sound


def _sound(example: Example) -> _Sound | None:
    """Return the sound text that the facts tell, with its value; None where they tell none."""
    text = example.facts.get("sound")
    try:
        return _Sound(text, orjson.loads(text)) if isinstance(text, str) else None
    except orjson.JSONDecodeError:
        return None


def _undone(example: Example, broken: str, answer: str, sound: _Sound | None) -> _Undone | str:
    """Undo the edits that the facts tell, or say what is wrong. ``sound``: None where its value is not the label's."""
    try:
        edits = _undos(cast("list[Mapping[str, JSON]]", example.facts["edits"]))
        classes = cast("list[str]", example.facts["classes"])
        if sound is None or sound.text.count('"') != answer.count('"'):  # the name of a member that was twice
            raise ValueError("there is no sound text, or it has another value than the label, or a member twice")
        if reverted(broken, edits) != sound.text:
            raise ValueError("undoing the edits does not give the sound text")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return f"{type(error).__name__}: {error}"
    return _Undone(edits, classes, sound)


def _check_input(example: Example, broken: str, answer: str, undone: _Undone | str | None) -> list[Problem]:
    if is_json(broken):
        return [*_check_sound_input(example, broken, answer)]
    problems: list[Problem] = []
    false = untrue(example.input["instruction"], broken)
    if false:
        problems.append(Problem("message-false", f"a parser says something else of the broken text than {false!r}"))
    said, text = answer, broken
    if isinstance(undone, _Undone):
        said, text = touched(undone.sound.text, broken, undone.edits)
    missing = lost(said, text)
    if missing is not None:
        problems.append(Problem("label-adds", f"{missing[:80]} of the label is not in the broken text"))
    return problems


def _check_sound_input(example: Example, broken: str, answer: str) -> Iterator[Problem]:
    if canonical(orjson.loads(broken)) != answer and not same_value(broken, answer):
        yield Problem("input-valid", "the broken text is valid JSON of another value than the label")
    elif isinstance(example.target, Preference):
        yield Problem("input-valid", "the broken text of a preference pair is valid JSON")
    elif example.facts.get("classes"):
        yield Problem("input-valid", "the broken text is valid JSON, but classes names errors")


def _check_rejected(example: Example, rejected: str, answer: str) -> Iterator[Problem]:
    form = noncanonical(rejected) if is_json(rejected) else None
    if rejected == answer or (form and same_value(rejected, answer)):
        yield Problem("rejected-right", "the rejected answer has the value of the chosen one")
    elif form and "edits" in example.facts:
        yield Problem("rejected-form", f"the rejected answer is JSON, but not in canonical form: {form}")


def _check_facts(example: Example, broken: str, answer: str, undone: _Undone) -> list[Problem]:
    facts, classes, sound = example.facts, undone.classes, undone.sound
    problems = _check_classes(classes, undone.edits, sound.text)
    if classes and facts.get("difficulty") != _difficulty(len(classes), sound.text, sound.value):
        problems.append(Problem("difficulty-wrong", f"{len(classes)} errors are not {facts.get('difficulty')}"))
    policy = facts.get("policy")
    named = [name for name in policy if isinstance(name, str)] if isinstance(policy, list) else []
    if named or not _known_policies().keys().isdisjoint(classes):
        problems += [Problem("policy-unsaid", cause) for cause in _unsaid(example, classes, named)]
    return problems + _check_kind(example, broken, answer)


def _unsaid(example: Example, classes: list[str], named: list[str]) -> Iterator[str]:
    policies, instruction, said = _known_policies(), example.input["instruction"], example.facts.get("said")
    yield from unsaid(classes, named, instruction, policies)
    ours = {policy.name for policy in policies.values()}
    yield from unsaid_of_others(named, said if isinstance(said, dict) else {}, instruction, ours)


@cache
def _known_policies() -> Mapping[str, Policy]:
    return {row.name: row.policy for row in load().corruptors if row.policy}


def _difficulty(errors: int, sound: str, value: JSON) -> str:
    if 1 < errors < _MANY:
        return "medium" if sound.isascii() or nesting(value) < _DEEP else "hard"
    return "hard" if errors >= _MANY else "easy"


_FIELDS = itemgetter("class", "start", "end", "old", "new")
_TYPES = (str, int, int, str, str)


def _undos(edits: Iterable[Mapping[str, JSON]]) -> list[Undo]:
    found = cast("list[Undo]", [*map(_FIELDS, edits)])
    for fields in found:
        if (*map(type, fields),) != _TYPES:
            raise TypeError("start and end of an edit are not both integers, or class, old and new are not all text")
    return found


def _check_classes(classes: list[str], edits: list[Undo], sound: str) -> list[Problem]:
    problems: list[Problem] = []
    written = [edit[0] for edit in edits]
    if classes != written and not _covers(classes, written):
        cause = f"classes {sorted(classes)} do not fit edits of {sorted(set(written))}"
        problems.append(Problem("classes-wrong", cause))
    touching = inseparable(sound, edits, classes)
    if touching:
        problems.append(Problem("errors-entangled", touching))
    return problems


def _covers(classes: Sequence[str], written: Sequence[str]) -> bool:
    """An error has one edit, or the class is there once and has all its edits."""
    names = set(written)
    return names == set(classes) and all(classes.count(name) in (1, written.count(name)) for name in names)


def _check_kind(example: Example, broken: str, answer: str) -> list[Problem]:
    kind, target = example.facts.get("rejected_kind"), example.target
    if isinstance(target, Preference):
        fits = is_of_kind(str(kind), broken, answer, target.rejected)
        return [] if fits else [Problem("rejected-kind", f"the rejected answer is not {kind!r}")]
    if kind is not None:
        return [Problem("rejected-kind", f"{kind!r} is recorded, but the row has no rejected answer")]
    return []
