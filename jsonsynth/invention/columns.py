"""What the columns of a table hold, as its schema and some of its rows tell."""

from __future__ import annotations

import re
from typing import cast

from jsonsynth.examples import JSON
from jsonsynth.invention.draft import Node
from jsonsynth.invention.readings import Schema
from jsonsynth.seeds import Random

__all__ = ["typed"]

_DATED = re.compile(r"\d{4}-\d\d-\d\d(T)?")


def typed(rng: Random, rows: Node) -> dict[str, str]:
    """Return the type of each column that some rows show."""
    shown: Schema = {}
    for _ in range(5):
        shown = {**cast("Schema", rows[1](rng)), **shown}
    members = cast("dict[str, Schema]", rows[0]["properties"])
    return {name: _type_of(schema, shown[name]) for name, schema in members.items() if name in shown}


def _type_of(schema: Schema, value: JSON) -> str:
    """Return a column's type: as the schema states it, in the first place, of texts by what they look like."""
    branches = schema.get("anyOf", schema.get("oneOf"))
    first = cast("Schema", branches[0]) if isinstance(branches, list) else schema
    stated = first.get("type")
    stated = stated[0] if isinstance(stated, list) else stated
    if isinstance(stated, str) and stated in ("integer", "number", "boolean"):
        return stated
    if isinstance(value, (dict, list)):
        return "json"
    date = _DATED.match(value) if isinstance(value, str) else None
    return "string" if date is None else "datetime" if date[1] else "date"
