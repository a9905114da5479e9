"""Values for members that an edit adds or sets: what their names ask for, in the words of documents."""

from __future__ import annotations

import re

from jsonsynth.examples import JSON
from jsonsynth.realism import kind_told, numbers, rule_said, texts
from jsonsynth.seeds import Random, chance, pick
from jsonsynth.transforms.naming import words

__all__ = ["TEXTS", "text_for", "value_for"]

TEXTS = ("open", "closed", "draft", "pending", "active", "archived", "v2", "main", "default", "manual", "high", "low")
_SAID = re.compile(r'[^\s"\\](?:[^\n\t"\\]{0,46}[^\s"\\])?')  # what an instruction can say as it stands
_TRIES = 3
_OF_TEXTS = frozenset(("code", "place", "position", "status", "state", "key", "id"))  # that hold numbers elsewhere


def value_for(rng: Random, name: str, parent: str) -> JSON:
    """Return a number, a flag or a short text that a member of this name, in a parent of that name, would hold.

    It is drawn from what train may have: nothing of the other splits' own gets into train so.
    """
    kind = "string" if words(name)[-1:] and words(name)[-1].lower() in _OF_TEXTS else kind_told(name, parent, "", "")
    if kind == "boolean":
        return chance(rng, 0.5)
    if kind in ("integer", "fraction"):
        return numbers(name, parent, kind == "integer")(rng)
    return text_for(rng, name, parent) or pick(rng, TEXTS)


def text_for(rng: Random, name: str, parent: str) -> str:
    """Return a short text that a member of this name would hold, "" where the name does not tell."""
    if rule_said(name, parent, "", "") == "fallback":
        return ""
    draw = texts(name, parent, "train")
    found = (draw(rng) for _ in range(_TRIES))
    return next((text for text in found if text.isprintable() and _SAID.fullmatch(text)), "")
