"""Where an operation says itself in JMESPath or JSONata, the languages' own evaluators give the same result."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

import pytest

from jsonsynth.content import load
from jsonsynth.examples import JSON, Settings, Slot, label
from jsonsynth.invention import document, table
from jsonsynth.jsontext import canonical, plain_number
from jsonsynth.seeds import between, chance, stream
from jsonsynth.tasks.json_transform import TASK
from jsonsynth.transforms import OPERATIONS, Args, Op, View, view
from jsonsynth.transforms.jsonata import program

jmespath: Any = pytest.importorskip("jmespath", reason="pip install jmespath: the oracle of JMESPath")
_limit = sys.getrecursionlimit()
jsonata: Any = pytest.importorskip("jsonata", reason="pip install jsonata-python: the oracle of JSONata")
sys.setrecursionlimit(_limit)  # the import raises it for the whole process: for all tests that follow


def _compared(comparator: Any, one: JSON, other: JSON) -> int:
    """Compare as the reference implementation does: the port says of two that tie that the first comes before."""
    behind = jsonata.functions.Functions.func_apply
    if behind(comparator._comparator, [one, other]):
        return 1
    return -1 if behind(comparator._comparator, [other, one]) else 0


jsonata.functions.Functions.Comparator.compare = _compared


@dataclass(frozen=True)
class Language:
    """A language of expressions, and who evaluates it."""

    name: str
    say: Callable[[Op, View, Args], str | None]
    evaluate: Callable[[str, JSON], JSON]

    @property
    def operations(self) -> list[Op]:
        return [op for op in OPERATIONS if getattr(op, self.name).__name__ != "_unsaid"]


def _in_jsonata(op: Op, seen: View, args: Args) -> str | None:
    said = op.jsonata(seen, args)
    return None if said is None else program([said])


LANGUAGES = (
    Language("jmespath", lambda op, seen, args: op.jmespath(seen, args), jmespath.search),
    Language("jsonata", _in_jsonata, lambda said, doc: jsonata.Jsonata(said).evaluate(doc)),
)


def _whole(value: JSON) -> JSON:
    if isinstance(value, dict):
        return {name: _whole(member) for name, member in value.items()}
    if isinstance(value, list):
        return [_whole(element) for element in value]
    return plain_number(value) if isinstance(value, float) else value


@pytest.mark.parametrize(
    ("language", "share"), [(LANGUAGES[0], 1 / 3), (LANGUAGES[1], 1 / 2)], ids=["jmespath", "jsonata"]
)
def test_many_operations_say_themselves_in_a_language_of_expressions(language: Language, share: float) -> None:
    assert len(language.operations) >= len(OPERATIONS) * share


CASES = [(language, op) for language in LANGUAGES for op in language.operations]


@pytest.mark.slow
@pytest.mark.parametrize(("language", "op"), CASES, ids=[f"{language.name}-{op.name}" for language, op in CASES])
def test_an_expression_gives_the_result_of_its_operation(language: Language, op: Op) -> None:
    said = 0
    for seed in range(60):
        rng = stream(seed, "expressions", op.name)
        many = op.takes == "records" or (op.takes == "any" and chance(rng, 0.5))
        drawn = cast("JSON", table(rng, "train", between(rng, 2, 6))) if many else document(rng, "train", "medium")
        if isinstance(drawn, list) is not many:
            continue
        drawn = op.prepare(drawn, rng) if op.prepare is not None else drawn
        seen = view(drawn)
        if seen is None:
            continue
        args = op.propose(seen, rng)
        expression = None if args is None else language.say(op, seen, args)
        if args is None or expression is None:
            continue
        said += 1
        found = language.evaluate(expression, drawn)
        assert canonical(_whole(found)) == canonical(_whole(op.apply(drawn, args))), (expression, args)
    assert said >= 5


def test_the_expressions_of_a_row_give_its_label_and_many_rows_have_them() -> None:
    said = Counter[str]()
    for index in range(150):
        slot = Slot("json_transform", "train", index)
        row = TASK.make(slot, load(), Settings(), stream(4, "expressions", index))
        for language in LANGUAGES:
            expression = row.facts.get(language.name)
            if isinstance(expression, str):
                said[language.name] += 1
                found = language.evaluate(expression, json.loads(row.input["json"]))
                assert canonical(_whole(found)) == label(row), expression
    assert said["jmespath"] >= 15
    assert said["jsonata"] >= 30
