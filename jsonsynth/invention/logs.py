"""Lines of a log: what programs write, by how serious it is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from jsonsynth.examples import Split
from jsonsynth.realism import Maker, maker

__all__ = ["LEVELS", "messages"]

LEVELS = ("debug", "info", "warn", "error")


@cache
def messages(split: Split) -> Mapping[str, Maker]:
    """Return what draws the text of a line, by its level."""
    return {level: maker(f"log_{level}", split) for level in LEVELS}
