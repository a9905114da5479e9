"""The schemas a generator is measured on: real ones, and those of the official suite that have an instance."""

from __future__ import annotations

import gzip
import json
import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.schema_judging import words
from benchmarks.schema_parts import members

__all__ = ["CORPORA", "Case", "real_schemas", "suite_schemas", "vocabulary"]

CORPORA = Path(os.environ.get("JSONSYNTH_CORPORA", Path(__file__).parents[2] / "shared" / "corpora"))
_DIALECTS = {
    "draft4": "http://json-schema.org/draft-04/schema#",
    "draft6": "http://json-schema.org/draft-06/schema#",
    "draft7": "http://json-schema.org/draft-07/schema#",
    "draft2019-09": "https://json-schema.org/draft/2019-09/schema",
    "draft2020-12": "https://json-schema.org/draft/2020-12/schema",
}


@dataclass(frozen=True)
class Case:
    """A schema to be asked for instances. It has at least one, except where a corpus says that nobody knows."""

    id: str
    schema: Any


def _rows(name: str) -> Iterator[dict[str, Any]]:
    with gzip.open(CORPORA / name, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _dialect(schema: Any, draft: str) -> Any:
    """Return the schema with the dialect it is meant in, where it does not say it."""
    if not members(schema) or "$schema" in schema or draft == "draft2020-12":
        return schema
    return {"$schema": _DIALECTS[draft], **members(schema)}


def _sampled(cases: list[Case], limit: int, seed: int) -> list[Case]:
    """Return some of the cases, all where ``limit`` is 0, in order."""
    if not limit or limit >= len(cases):
        return cases
    chosen = set(random.Random(seed).sample(range(len(cases)), limit))
    return [case for place, case in enumerate(cases) if place in chosen]


def real_schemas(limit: int, seed: int) -> list[Case]:
    """Return real schemas; none is left out, whether it can have an instance or not."""
    found = [Case(row["id"], _dialect(row["schema"], row["draft"])) for row in _rows("schemas.dev.jsonl.gz")]
    return _sampled(found, limit, seed)


def suite_schemas(limit: int, seed: int) -> list[Case]:
    """Return the official suite's required, self-contained schemas that have a valid instance, drafts 4 to 2020-12."""
    found: dict[str, Case] = {}
    for row in _rows("testsuite.jsonl.gz"):
        if row["draft"] in _DIALECTS and not row["optional"] and row["has_witness"] and row["self_contained"]:
            schema = _dialect(row["schema"], row["draft"])
            found.setdefault(json.dumps(schema, sort_keys=True), Case(row["id"], schema))
    return _sampled(list(found.values()), limit, seed)


def vocabulary() -> frozenset[str]:
    """Return the words of three letters or more that stand anywhere in the real schemas, in lower case."""
    text = "\n".join([json.dumps(row["schema"], ensure_ascii=False) for row in _rows("schemas.dev.jsonl.gz")])
    return frozenset(words(text))
