"""The offline realizer: draws what a text is about and words it, from a grammar held as data."""

from __future__ import annotations

from jsonsynth.wording.domains import DOMAINS, Domain, Field
from jsonsynth.wording.grammar import Grammar, Phrase, grammar
from jsonsynth.wording.layouts import LAYOUTS, Story, layouts_of, text_of
from jsonsynth.wording.surfaces import Fact, fact
from jsonsynth.wording.worlds import World, world

__all__ = [
    "DOMAINS",
    "LAYOUTS",
    "Domain",
    "Fact",
    "Field",
    "Grammar",
    "Phrase",
    "Story",
    "World",
    "fact",
    "grammar",
    "layouts_of",
    "text_of",
    "world",
]
