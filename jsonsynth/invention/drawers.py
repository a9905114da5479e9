"""What draws a member's value where there is no schema: of documents, which state nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import floor
from zlib import crc32

from jsonsynth.examples import JSON, Split
from jsonsynth.invention.members import SPLIT_FLAG, Attribute
from jsonsynth.invention.readings import KINDS, Draw, unequal
from jsonsynth.seeds import Random

__all__ = ["drawer"]

_COUNTS = (0, 1, 1, 2, 2, 2, 3, 3, 4, 5)


def _many(draw: Draw) -> Draw:
    size = len(_COUNTS)

    def draw_list(rng: Random) -> JSON:
        return [draw(rng) for _ in range(_COUNTS[floor(rng.random() * size)])]

    return draw_list


def _nothing(rng: Random) -> JSON:  # noqa: ARG001 - what nests is drawn elsewhere
    return None


def drawer(attribute: Attribute, entity: str, split: Split) -> Draw:
    """Return what draws a member's value where there is no schema; a kind that nests draws nothing but null."""
    draws: Sequence[Draw] | None = (
        _draws_of(attribute, entity, split) if attribute.own else attribute.prepared.get(split)
    )
    if draws is None:
        draws = attribute.prepared[split] = _draws(attribute, entity, split)
    return draws[crc32(entity.encode()) % len(draws)] if len(draws) > 1 else draws[0]


@lru_cache(maxsize=8192)  # of ten thousand documents, more than half of what hangs on an entity comes again
def _draws_of(attribute: Attribute, entity: str, split: Split) -> Sequence[Draw]:
    return _draws(attribute, entity, split)


def _draws(attribute: Attribute, entity: str, split: Split) -> Sequence[Draw]:
    if attribute.nested:
        return (_nothing,)
    draws = [draw for _, draw in KINDS[attribute.kind](attribute, entity, split, SPLIT_FLAG[split])]
    if attribute.kind in ("codes", "ids", "strings"):
        return [unequal(draw, _COUNTS) for draw in draws]
    return [_many(draw) for draw in draws] if attribute.kind == "numbers" else draws
