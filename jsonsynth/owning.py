"""Which split owns a schema: what two splits could draw would be a leak."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jsonsynth.examples import Split
from jsonsynth.jsontext import canonical
from jsonsynth.keywords import Object
from jsonsynth.seeds import Random, digest64
from jsonsynth.variants import Variant

__all__ = ["own", "owns"]

_NUDGES = 150  # changes of a variant until it belongs to the split; a twentieth belongs to test

_TWENTIETHS: Mapping[Split, Callable[[int], bool]] = {
    "train": lambda residue: residue < 18,
    "valid": lambda residue: residue == 18,
    "test": lambda residue: residue == 19,
}


def owns(split: Split, text: str) -> bool:
    """Say whether a schema, by its canonical text, belongs to the split: 90/5/5 by hash."""
    return _TWENTIETHS[split](digest64(text) % 20)


def own(variant: Variant, split: Split, rng: Random) -> Object | None:
    """Nudge a variant until the split owns it; None if it never does."""
    for _ in range(max(1, min(_NUDGES, 12 * len(variant.knobs)))):
        if owns(split, canonical(variant.schema)):
            return variant.schema
        variant.nudge(rng)
    return None
