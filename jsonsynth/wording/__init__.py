"""The offline realizer: draws what a text is about and words it, from a grammar held as data."""

from __future__ import annotations

from jsonsynth.wording.domains import Domain, Field, domains
from jsonsynth.wording.grammar import Grammar, Phrase, grammar
from jsonsynth.wording.layouts import LAYOUTS, PROSE, SEVERAL, Story, Told, draw_layout, text_of, texts_of
from jsonsynth.wording.numbers import LANGUAGES
from jsonsynth.wording.shares import SHARES, Shares
from jsonsynth.wording.surfaces import Fact, fact, mistaken
from jsonsynth.wording.worlds import World, another, world

__all__ = [
    "LANGUAGES",
    "LAYOUTS",
    "PROSE",
    "SEVERAL",
    "SHARES",
    "Domain",
    "Fact",
    "Field",
    "Grammar",
    "Phrase",
    "Shares",
    "Story",
    "Told",
    "World",
    "another",
    "domains",
    "draw_layout",
    "fact",
    "grammar",
    "mistaken",
    "text_of",
    "texts_of",
    "world",
]
