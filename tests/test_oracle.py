"""A second validator on instances of real schemas. Skips loudly where the corpus is missing."""

from __future__ import annotations

import json

import pytest

from benchmarks.limited import Limits, limited
from benchmarks.schema_cases import CORPORA, real_schemas
from benchmarks.schema_judging import Judged, judged
from jsonsynth.errors import SchemaRefusedError
from jsonsynth.jsontext import canonical
from jsonsynth.sampling import instances


@pytest.mark.slow
def test_jsonschema_agrees_on_nearly_all_instances_of_real_schemas() -> None:
    if not (CORPORA / "schemas.dev.jsonl.gz").exists():
        pytest.skip(f"{CORPORA}/schemas.dev.jsonl.gz is missing: nobody gives a second opinion")
    agreed = looked_at = drawn = 0
    for case in real_schemas(160, 11):
        if '"patternProperties": {"": ' in json.dumps(case.schema):
            continue  # jsonschema 4.26 takes the empty pattern for none beside additionalProperties
        try:
            lines = [canonical(value) for value in instances(case.schema, 20, 5)]
        except SchemaRefusedError:
            continue
        ended = limited(lambda: [judged(case.schema, lines, [], frozenset()).as_json()], Limits(cpu_s=30))  # noqa: B023
        assert ended.problem == "", case.id
        found = Judged.read(ended.lines[0])
        assert (found.valid.hits, found.valid.of) == (20, 20), (case.id, found.problem)
        drawn += 20
        agreed, looked_at = agreed + found.agreed.hits, looked_at + found.agreed.of
    assert looked_at > 0.95 * drawn > 2500
    assert agreed >= 0.999 * looked_at
