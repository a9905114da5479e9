"""The smallest of schemas: a list of scalars or a map, alone."""

from __future__ import annotations

from functools import cache

from jsonsynth.invention.draft import Draft, Node
from jsonsynth.invention.entities import Entity, filled
from jsonsynth.invention.leaves import about, leaf
from jsonsynth.invention.maps import mapped
from jsonsynth.invention.members import Attribute
from jsonsynth.invention.pools import Pools
from jsonsynth.invention.readings import Schema
from jsonsynth.seeds import chance, pick

__all__ = ["bare"]


def bare(draft: Draft, entity: Entity, depth: int) -> Node:  # noqa: ARG001 - one signature for the table
    """A list of scalars or a map that an entity could have as a member, as a document of its own."""
    attribute = pick(draft.rng, _whole(draft.home.pools[entity.kind]))
    said, draft.said, draft.titled = draft.said, 0.0, 0.0
    draft.owned = True  # by its title
    if attribute.kind == "map":
        schema, draw = mapped(draft, attribute.plain or attribute.composed)
    else:
        schema, draw = leaf(draft, attribute, entity)
    words = f"{entity.words} {attribute.plain}" if attribute.plain else filled(attribute.composed, entity)
    titled: Schema = {"title": words.capitalize() if chance(draft.rng, 0.6) else draft.named(words), **schema}
    return draft.described(titled, about(draft, attribute, entity)) if said else titled, draw


_LISTS = frozenset(["strings", "codes", "ids", "numbers", "map"])


@cache
def _whole(pools: Pools) -> tuple[Attribute, ...]:
    """Return the members of a class that hold many values and no objects."""
    every = dict.fromkeys((*pools.plain, *pools.composed, *pools.nested))
    return tuple(one for one in every if one.kind in _LISTS)
