"""Objects that are put aside as definitions, and what is said of them there."""

from __future__ import annotations

from jsonsynth.invention.draft import Draft, Node, put_aside
from jsonsynth.invention.entities import Entity
from jsonsynth.invention.members import Attribute
from jsonsynth.seeds import pick

__all__ = ["defined", "part_defined"]

_DEFINED = (
    "Describes a {e}", "{E} as other objects refer to it", "A single {e}", "Common form of a {e}", "Data of a {e}",
    "{E} with what belongs to it", "What is known of a {e}", "Represents a {e}", "{E}, as it appears in several places",
)  # fmt: skip
_PARTS = frozenset(("entries", "items", "rules", "steps"))  # of an entity, which are no entity of their own


def defined(draft: Draft, title: str, node: Node, entity: Entity) -> Node:
    """Move an object about an entity to the definitions and return the reference to it."""
    return put_aside(draft, title, node, pick(draft.rng, _DEFINED), entity)


def part_defined(draft: Draft, title: str, node: Node, attribute: Attribute, entity: Entity) -> Node:
    """Move what a member of an entity holds, or each of what it holds, to the definitions, as :func:`defined` does."""
    if attribute.kind == "object":
        return put_aside(draft, title, node, pick(draft.rng, attribute.abouts), entity)
    if attribute.plain in _PARTS:
        return put_aside(draft, title, node, f"One of the {attribute.plain} of a {{e}}", entity)
    return defined(draft, title, node, entity)
