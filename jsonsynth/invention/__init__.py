"""Invention: schemas with instances, documents and tables, composed from a vocabulary of entities and members.

The vocabulary is files: ``domains.txt`` (entities, divided over the splits, and what happens to them) and
``members.txt`` (what entities can have: names, values, constraints, descriptions).
"""

from __future__ import annotations

from jsonsynth.invention.documents import Size, document
from jsonsynth.invention.foreign import in_another_language
from jsonsynth.invention.inventing import Invention, invent
from jsonsynth.invention.tables import table
from jsonsynth.invention.vocabulary import division, entities_of, owner_of, subject_of

__all__ = [
    "Invention",
    "Size",
    "division",
    "document",
    "entities_of",
    "in_another_language",
    "invent",
    "owner_of",
    "subject_of",
    "table",
]
