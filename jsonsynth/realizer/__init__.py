"""A text worded by a model: what it is told, how its answer is read, and which texts are refused. Labels stay."""

from __future__ import annotations

from jsonsynth.realizer.filters import FILTERS, refusal
from jsonsynth.realizer.reading import texts_of, texts_schema
from jsonsynth.realizer.telling import LANGUAGES, Told, told

__all__ = ["FILTERS", "LANGUAGES", "Told", "refusal", "texts_of", "texts_schema", "told"]
