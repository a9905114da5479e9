"""Conditions that an instance must meet beside its schema: drawn, said in words, and read back from the words.

``drawing`` finds conditions that are true of an instance and do not follow from its schema, ``saying`` words them, and
``reading``, which shares no code with the two, finds them again in an instruction.
"""

from __future__ import annotations

from jsonsynth.conditions.drawing import Condition, draw
from jsonsynth.conditions.reading import read
from jsonsynth.conditions.saying import say

__all__ = ["Condition", "draw", "read", "say"]
