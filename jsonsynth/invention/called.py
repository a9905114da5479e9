"""What things of some kinds are called, read from ``called.txt``: a parrot has another name than a camera."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from jsonsynth.invention.remarks import lines

__all__ = ["called"]


@cache
def called() -> Mapping[str, str]:
    """Return by the words of an entity the template of its name, in quotes."""
    parts = [line.partition(": ") for line in lines("called.txt")]
    return {words: f'"{template}"' for entities, _, template in parts for words in entities.split(", ")}
