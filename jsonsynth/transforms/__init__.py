"""Operations on JSON values: one row each in a table, and chains of them."""

from __future__ import annotations

from jsonsynth.transforms.groups import GROUPS
from jsonsynth.transforms.members import MEMBERS
from jsonsynth.transforms.op import Mention, Note, Op, View, view
from jsonsynth.transforms.rows import ROWS
from jsonsynth.transforms.shapes import SHAPES
from jsonsynth.transforms.values import VALUES

__all__ = ["OPERATIONS", "Mention", "Note", "Op", "View", "view"]

OPERATIONS: tuple[Op, ...] = (*MEMBERS, *VALUES, *SHAPES, *ROWS, *GROUPS)
