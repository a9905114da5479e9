"""Operations on JSON values: one row each in a table, and chains of them."""

from __future__ import annotations

from jsonsynth.transforms.chains import BY_NAME, OPERATIONS, Chain, Step, derive, draw, program
from jsonsynth.transforms.op import Args, Mention, Note, Op, View, view

__all__ = [
    "BY_NAME",
    "OPERATIONS",
    "Args",
    "Chain",
    "Mention",
    "Note",
    "Op",
    "Step",
    "View",
    "derive",
    "draw",
    "program",
    "view",
]
