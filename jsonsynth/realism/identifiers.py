"""Identifiers: all of one instance look alike, each with what it identifies before it where the look has that."""

from __future__ import annotations

from functools import lru_cache

from jsonsynth.examples import Split
from jsonsynth.realism.lexicon import singular, words_of
from jsonsynth.realism.rules import Maker, template

__all__ = ["identified", "identifiers"]

# how identifiers look: %s is what is identified, %p three letters of it, %P as capitals; so often as one stands here
_LOOKS = (
    "{uuid}", "{uuid}", "{uuid}", "{x:24}", "{x:24}", "%s_{9:8}", "%s_{9:8}", "%P-{9:6}", "%P-{9:6}", "{9:8}", "{9:8}",
    "{9:8}", "%s-{9:5}", "%s-{9:5}", "%p_{n:14}", "%p_{n:14}", "%p-{x:8}",
)  # fmt: skip
_SAYING_NOTHING = frozenset(
    ("id", "ids", "identifier", "identifiers", "reference", "ref", "key", "uid", "uuid", "external", "parent", "object",
     "value", "item", "record", "resource", "entity", "new", "old", "current", "text", "unique", "internal")
)  # fmt: skip


@lru_cache(maxsize=2048)
def identified(name: str, parent: str) -> str:
    """Return what a member of the name identifies: itself, else its parent. Example: ``customerId`` -> ``customer``"""
    said = _telling(name) or [singular(word) for word in _telling(parent)]
    return said[-1] if said and len(said[-1]) > 2 and said[-1].isalpha() else "ref"


def _telling(name: str) -> list[str]:
    words = (word.removesuffix("id") for word in words_of(name) if word not in _SAYING_NOTHING)
    return [word for word in words if word.isascii()]


@lru_cache(maxsize=8192)
def identifiers(what: str, day: int, split: Split) -> Maker:
    """Return what draws identifiers of something in the look of an instance's day. Example: ``ORD-204417``"""
    look = _LOOKS[day % len(_LOOKS)]
    return template(look.replace("%s", what).replace("%p", what[:3]).replace("%P", what[:3].upper()), split)
