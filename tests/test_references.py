"""References of a schema: how deep a value may be nested until a validator comes by its parts too often."""

from __future__ import annotations

import pytest

from jsonsynth.examples import JSON
from jsonsynth.references import levels

_MOST = 40


def _choices(count: int) -> JSON:
    return {"anyOf": [{"type": "array", "items": {"$ref": "#"}, "maxItems": k} for k in range(count)]}


@pytest.mark.parametrize(
    ("schema", "found"),
    [
        (True, _MOST),
        ({"type": "array", "items": {"type": "string"}}, _MOST),
        ({"type": "array", "items": {"$ref": "#"}}, _MOST),
        ({"properties": {"left": {"$ref": "#"}, "right": {"$ref": "#"}}}, _MOST),
        (_choices(1), _MOST),
        (_choices(2), 20),
        (_choices(25), 3),
        ({"allOf": [{"additionalProperties": {"$ref": "#"}}] * 100}, 2),
    ],
)
def test_levels_are_limited_where_references_multiply_from_one_to_the_next(schema: JSON, found: int) -> None:
    assert levels(schema, _MOST) == found
