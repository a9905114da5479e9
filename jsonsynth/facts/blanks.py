"""Boxes that were left empty: they say nothing, their name included."""

from __future__ import annotations

import re
from functools import lru_cache

from jsonsynth.facts.languages import languages

__all__ = ["without_blanks"]

_BOUNDS = re.compile(r"([\n;|])")
_OPENERS = (":", "=", "]", "**", "...")


@lru_cache(maxsize=1)
def _said() -> tuple[str, ...]:
    """What stands in an empty box, in any language, the longest first."""
    found = {
        " ".join(phrase) for one in languages().values() for all_ in one.words["blanks"].values() for phrase in all_
    }
    return tuple(sorted(found, key=lambda said: (-len(said), said)))


def without_blanks(text: str) -> str:
    """Return a text without its empty boxes."""
    said = _said()
    boxes = text.lower().replace(";", "\n").replace("|", "\n").split("\n")
    if not any(box.rstrip().endswith(said) for box in boxes):
        return text
    return "".join(" " if _is_blank(part) else part for part in _BOUNDS.split(text))


def _is_blank(box: str) -> bool:
    """Whether a box has a name and no value."""
    bare = box.strip().lower()
    end = next((said for said in _said() if bare.endswith(said)), None)
    return end is not None and bare.removesuffix(end).rstrip().endswith(_OPENERS)
