"""Boxes that were left empty: they say nothing, their name included."""

from __future__ import annotations

import re
from functools import lru_cache

from jsonsynth.facts.languages import languages

__all__ = ["without_blanks"]

_BOUNDS = re.compile(r"([\n;|])")


@lru_cache(maxsize=1)
def _empty() -> re.Pattern[str]:
    """What ends an empty box: an opener, and one of the words of any language for nothing."""
    found = {
        " ".join(phrase) for one in languages().values() for all_ in one.words["blanks"].values() for phrase in all_
    }
    said = "|".join(re.escape(one) for one in sorted(found, key=lambda one: (-len(one), one)))
    return re.compile(rf"(?:[:=\]]|\*\*|\.\.\.)\s*(?:{said})\s*(?=[\n;|]|\Z)", re.IGNORECASE)


def without_blanks(text: str) -> str:
    """Return a text without its empty boxes: a name and no value."""
    if _empty().search(text) is None:
        return text
    return "".join(" " if _empty().search(part) else part for part in _BOUNDS.split(text))
