"""The vocabulary of breakage: an edit, a corruptor, a corruption. Corruptor files see this and tokens alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jsonsynth.seeds import Random
from jsonsynth.tokens import Token

__all__ = ["Corruptor", "Edit", "Propose"]


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the characters ``start`` to ``end`` of the sound text by ``new``."""

    start: int
    end: int
    new: str


Propose = Callable[[Sequence[Token], Random], "Edit | None"]


@dataclass(frozen=True, slots=True)
class Corruptor:
    """A class of breakage: ``propose`` gives an edit whose label is certain, or None where its guard bars it."""

    name: str
    propose: Propose
    example: tuple[str, str]
