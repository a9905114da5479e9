"""What must hold for any schema: instances are valid under both validators, or the schema is refused with a reason."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from jsonsynth.errors import SchemaRefusedError
from jsonsynth.examples import JSON
from jsonsynth.jsontext import canonical, noncanonical
from jsonsynth.sampling import instances
from jsonsynth.schema import key, second_opinion, validator

_PHASES = (Phase.explicit, Phase.generate)  # shrinking a schema takes minutes
_NAMES = st.sampled_from(["a", "b", "name", "city", "tags", "created_at"])
_SCALARS = st.one_of(st.none(), st.booleans(), st.integers(-9, 9), st.sampled_from(["x", "yes", "2024-01-01"]))
_COUNTS = st.integers(0, 4)


def _some(**keywords: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=keywords)


def _typed(kind: str, **keywords: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return _some(**keywords).map(lambda schema: {"type": kind, **schema})


_LEAVES: st.SearchStrategy[JSON] = st.one_of(
    st.just({}),
    st.booleans(),
    st.builds(lambda values: {"enum": values}, st.lists(_SCALARS, min_size=1, max_size=4, unique_by=key)),
    st.builds(lambda value: {"const": value}, _SCALARS),
    _typed("integer", minimum=st.integers(-50, 5), maximum=st.integers(0, 99), multipleOf=st.integers(1, 7)),
    _typed("number", exclusiveMinimum=st.integers(-5, 5), maximum=st.integers(0, 99)),
    _typed(
        "string",
        minLength=_COUNTS,
        maxLength=st.integers(3, 30),
        pattern=st.sampled_from(["^[a-z]+$", "[0-9]", "^(ab|c)*$", "^[A-Z]{2}-\\d{3}$", "^\\w+@\\w+$"]),
    ),
    _typed("string", format=st.sampled_from(["date", "date-time", "email", "ipv4", "uuid", "uri", "time", "hostname"])),
    st.builds(
        lambda kinds: {"type": kinds}, st.lists(st.sampled_from(["null", "boolean", "string"]), min_size=1, unique=True)
    ),
)


def _composed(inner: st.SearchStrategy[JSON]) -> st.SearchStrategy[JSON]:
    several = st.lists(inner, min_size=1, max_size=3)
    members = st.dictionaries(_NAMES, inner, max_size=4)
    return st.one_of(
        _typed(
            "object",
            properties=members,
            required=st.lists(_NAMES, max_size=2, unique=True),
            additionalProperties=inner,
            minProperties=_COUNTS,
            maxProperties=st.integers(2, 6),
            patternProperties=st.dictionaries(st.sampled_from(["^x-", "s$"]), inner, max_size=1),
            dependentRequired=st.dictionaries(_NAMES, st.lists(_NAMES, max_size=1), max_size=1),
            propertyNames=st.just({"maxLength": 8}),
        ),
        _typed(
            "array",
            items=inner,
            prefixItems=several,
            contains=inner,
            minItems=_COUNTS,
            maxItems=st.integers(2, 6),
            uniqueItems=st.booleans(),
        ),
        st.builds(lambda parts: {"allOf": parts}, several),
        st.builds(lambda parts: {"anyOf": parts}, several),
        st.builds(lambda parts: {"oneOf": parts}, several),
        st.builds(lambda part: {"not": part}, inner),
        st.builds(lambda a, b, c: {"if": a, "then": b, "else": c}, inner, inner, inner),
        st.builds(lambda part, parts: {**part, "anyOf": parts} if isinstance(part, dict) else part, inner, several),
        st.just({"$ref": "#/$defs/shared"}),
        st.just({"$ref": "#"}),
    )


_PARTS = st.recursive(_LEAVES, _composed, max_leaves=6)
SCHEMAS = st.builds(
    lambda part, shared: {**part, "$defs": {"shared": shared}} if isinstance(part, dict) else part, _PARTS, _PARTS
)


@settings(max_examples=60, deadline=None, derandomize=True, phases=_PHASES, suppress_health_check=list(HealthCheck))
@given(SCHEMAS)
def test_instances_are_valid_under_both_validators_or_refused_with_a_reason(schema: JSON) -> None:
    try:
        found = instances(schema, 3)
    except SchemaRefusedError as refused:
        reason = refused.problem
        assert reason
        return
    check = validator(schema)
    assert [check.first_error(value) for value in found] == [None] * 3
    assert [second_opinion(schema, value) for value in found] == [[]] * 3


@settings(max_examples=40, deadline=None, derandomize=True, phases=_PHASES, suppress_health_check=list(HealthCheck))
@given(SCHEMAS, st.integers(0, 2**40))
def test_the_same_seed_gives_the_same_canonical_instances(schema: JSON, seed: int) -> None:
    try:
        found = instances(schema, 3, seed)
    except SchemaRefusedError:
        return
    assert instances(schema, 3, seed) == found
    assert [noncanonical(canonical(value)) for value in found] == [None] * 3


@settings(max_examples=60, deadline=None, derandomize=True, phases=_PHASES, suppress_health_check=list(HealthCheck))
@given(SCHEMAS, _SCALARS)
def test_a_schema_that_admits_a_value_is_hardly_ever_refused(schema: JSON, witness: JSON) -> None:
    widened: JSON = {"anyOf": [schema, {"const": witness}]}
    if "$ref" not in str(schema):
        assert all(map(validator(widened).is_valid, instances(widened, 3)))
