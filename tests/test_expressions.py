"""Where an operation says itself in JMESPath, PyPI's jmespath gives the same result."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, cast

import pytest

from jsonsynth.content import load
from jsonsynth.examples import JSON, Settings, Slot, label
from jsonsynth.invention import document, table
from jsonsynth.jsontext import canonical, plain_number
from jsonsynth.seeds import between, chance, stream
from jsonsynth.tasks.json_transform import make
from jsonsynth.transforms import OPERATIONS, Op, view

jmespath: Any = pytest.importorskip("jmespath", reason="pip install jmespath: the oracle of JMESPath")

_EXPRESSED = [op for op in OPERATIONS if op.jmespath.__name__ != "_unsaid"]


def _whole(value: JSON) -> JSON:
    if isinstance(value, dict):
        return {name: _whole(member) for name, member in value.items()}
    if isinstance(value, list):
        return [_whole(element) for element in value]
    return plain_number(value) if isinstance(value, float) else value


def test_a_third_of_the_operations_say_themselves_in_jmespath() -> None:
    assert len(_EXPRESSED) >= len(OPERATIONS) // 3


@pytest.mark.parametrize("op", _EXPRESSED, ids=lambda op: op.name)
def test_jmespath_gives_the_result_of_an_operation_that_says_itself_so(op: Op) -> None:
    said = 0
    for seed in range(60):
        rng = stream(seed, "expressions", op.name)
        many = op.takes == "records" or (op.takes == "any" and chance(rng, 0.5))
        drawn = cast("JSON", table(rng, "train", between(rng, 2, 6))) if many else document(rng, "train", "medium")
        seen = view(drawn)
        if seen is None or seen.many is not many:
            continue
        args = op.propose(seen, rng)
        expression = None if args is None else op.jmespath(seen, args)
        if args is None or expression is None:
            continue
        said += 1
        found = jmespath.search(expression, drawn)
        assert canonical(_whole(found)) == canonical(_whole(op.apply(drawn, args))), (expression, args)
    assert said > 10


def test_the_expression_of_a_row_gives_its_label_and_every_tenth_row_at_least_has_one() -> None:
    said = Counter[bool]()
    for index in range(150):
        slot = Slot("json_transform", "train", index)
        row = make(slot, load(), Settings(), stream(4, "expressions", index))
        expression = row.facts.get("jmespath")
        said[expression is not None] += 1
        if expression is not None:
            assert canonical(_whole(jmespath.search(expression, json.loads(row.input["json"])))) == label(row)
    assert said[True] >= 15
