"""Whether a text states a label: reads the instruction, the text and the label, nothing else.

It shares no code and no table with what words the texts. Candidates are found by type with every reading they have;
a value must have its candidate, the candidate the role of its field, and nothing of the wanted type may be left over
without a role of its own.
"""

from __future__ import annotations

from jsonsynth.facts.meaning import leaves
from jsonsynth.facts.request import Request, request
from jsonsynth.facts.specification import Wanted
from jsonsynth.facts.verifying import DOUBTS, Proving, prove, proving, verify

__all__ = ["DOUBTS", "Proving", "Request", "Wanted", "leaves", "prove", "proving", "request", "verify"]
