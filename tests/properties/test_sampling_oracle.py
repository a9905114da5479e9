"""Other code agrees: what is drawn is valid, what is refused as empty is empty, little that has a value is missed."""

from __future__ import annotations

import contextlib
import warnings
from collections import Counter
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import HypothesisWarning
from hypothesis_jsonschema import from_schema

from jsonsynth.errors import SchemaRefusedError
from jsonsynth.examples import JSON
from jsonsynth.sampling import instances
from jsonsynth.schema import refusal, second_opinion, validator
from tests.schemas_drawn import SCHEMAS, UNIVERSE


def _outcome(schema: JSON) -> tuple[str, JSON]:
    """Return what became of a schema, and what shows that it is wrong."""
    try:
        found = instances(schema, 3)
    except SchemaRefusedError as refused:
        if refusal(schema, "") is not None:
            return "broken", None
        if "leads back to itself" in str(refused):  # which one validator takes for true, another never ends with
            return "circle", None
        check = validator(schema).is_valid
        witness = next(([value] for value in UNIVERSE if check(value)), None)
        if not refused.too_hard:
            return ("empty", None) if witness is None else ("not empty", witness)
        return ("unknown", None) if witness is None else ("missed", witness)
    check = validator(schema).is_valid
    wrong: list[JSON] = [value for value in found if not check(value) or second_opinion(schema, value)]
    return ("invalid", wrong) if wrong else ("answered", None)


@pytest.mark.slow
def test_drawn_schemas_are_answered_rightly_refused_rightly_and_hardly_ever_missed() -> None:
    outcomes: Counter[str] = Counter()

    @settings(
        max_examples=700,
        deadline=None,
        derandomize=True,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(SCHEMAS)
    def collect(schema: JSON) -> None:
        outcome, witness = _outcome(schema)
        assert outcome not in ("invalid", "not empty"), (schema, witness)
        outcomes[outcome] += 1

    collect()
    assert outcomes["answered"] > 400
    assert outcomes["empty"] > 30
    assert outcomes["missed"] <= outcomes.total() * 0.005
    assert outcomes["circle"] <= outcomes.total() * 0.15  # the grammar refers often to what it stands in


@pytest.mark.slow
def test_hypothesis_finds_no_instance_of_what_is_refused_as_empty() -> None:
    empty: list[JSON] = []

    @settings(
        max_examples=250,
        deadline=None,
        derandomize=True,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(SCHEMAS)
    def collect(schema: JSON) -> None:
        if "$ref" not in str(schema) and _outcome(schema)[0] == "empty":
            empty.append(schema)

    collect()
    assert len(empty) > 10
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", HypothesisWarning)
        for schema in empty[:40]:
            assert _sought(schema) == []


def _sought(schema: JSON) -> list[JSON]:
    """Return instances that hypothesis-jsonschema finds, as jsonschema-rs judges them."""
    found: list[JSON] = []
    check = validator(schema).is_valid

    @settings(
        max_examples=20,
        deadline=None,
        derandomize=True,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(from_schema(cast("Any", schema)))
    def collect(value: JSON) -> None:
        if check(value):
            found.append(value)

    with contextlib.suppress(Exception):  # of many kinds, where a schema is empty for hypothesis or not supported
        collect()
    return found
