"""JSON text as tokens that lose nothing."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Token"]


@dataclass(frozen=True, slots=True)
class Token:
    """A token of the text."""

    kind: str
    start: int
    end: int
    text: str
