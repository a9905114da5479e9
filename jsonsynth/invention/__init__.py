"""Invention: schemas with instances, documents and tables, composed from a vocabulary of entities and members.

The vocabulary is files: ``domains.txt`` (entities and what happens to them), ``templates.txt`` (members made from an
entity), ``plain.txt`` (members of any domain), ``choices.txt`` (closed sets of values). Composed names are divided over
the splits, so nothing invented for one split stands in another.
"""

from __future__ import annotations

from jsonsynth.invention.documents import Size, document
from jsonsynth.invention.inventing import Invention, invent
from jsonsynth.invention.tables import table
from jsonsynth.invention.vocabulary import owner_of

__all__ = ["Invention", "Size", "document", "invent", "owner_of", "table"]
