"""How deep a schema must go before its values can end: what recursion is steered by."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from jsonsynth.sampling.draw import Dead
from jsonsynth.sampling.keywords import view
from jsonsynth.sampling.refs import Document, Schema
from jsonsynth.sampling.views import Group, View

__all__ = ["UNENDING", "height"]

UNENDING = 24  # levels; a schema that needs more is taken to have no end
_LEAVES = frozenset(("string", "integer", "fraction", "boolean", "null"))


def height(schemas: Iterable[Schema], document: Document) -> int:
    """Return the least levels of objects and arrays a value of the schemas has, UNENDING if none was found."""
    parts = tuple(schemas)
    return next((levels for levels in range(UNENDING) if _ends(parts, levels, document)), UNENDING)


def _ends(schemas: tuple[Schema, ...], levels: int, document: Document) -> bool:
    key = (*map(id, schemas), levels)
    known = document.ends.get(key)
    if known is None:
        document.ends[key] = False  # a schema that needs itself does not end
        known = document.ends[key] = _looked(schemas, levels, document)
    return known


def _looked(schemas: tuple[Schema, ...], levels: int, document: Document) -> bool:
    try:
        seen = view(schemas, document)
    except Dead:
        return False
    if not all(_branch_ends(group, levels, document) for group in seen.groups):
        return False
    if seen.values is not None or not _LEAVES.isdisjoint(seen.types):
        return True
    return ("object" in seen.types and _object_ends(seen, levels, document)) or (
        "array" in seen.types and _array_ends(seen, levels, document)
    )


def _branch_ends(group: Group, levels: int, document: Document) -> bool:
    return any(_ends((branch,), levels, document) for branch in group.branches)


def _object_ends(seen: View, levels: int, document: Document) -> bool:
    wanted = seen.wanted(seen.required)
    lacking = seen.least.get("members", 0) - len(wanted)
    if not wanted and lacking <= 0:
        return True
    if not levels or not all(_ends(_member(seen, name), levels - 1, document) for name in wanted):
        return False
    return lacking <= 0 or any(part.patterns for part in seen.objects) or _more_end(seen, lacking, levels, document)


def _more_end(seen: View, lacking: int, levels: int, document: Document) -> bool:
    """Say whether there can be some more members that end."""
    if all(part.rest is not False for part in seen.objects) and _ends(
        tuple(part.rest for part in seen.objects), levels - 1, document
    ):
        return True
    known = dict.fromkeys([name for part in seen.objects for name in part.named if name not in seen.required])
    ending = (name for name in known if _ends(_member(seen, name), levels - 1, document))
    return len(list(itertools.islice(ending, lacking))) == lacking


def _member(seen: View, name: str) -> tuple[Schema, ...]:
    """Return what holds for a member, patterns apart."""
    found = [part.named.get(name, True if part.patterns else part.rest) for part in seen.objects]
    if all(schema is True for schema in found) and not any(name in part.named for part in seen.objects):
        found += seen.closed_members
    return tuple(found)


def _array_ends(seen: View, levels: int, document: Document) -> bool:
    if not seen.least.get("items"):
        return True
    rests = tuple(part.rest for part in seen.arrays if not part.first)
    return levels > 0 and _ends(rests, levels - 1, document)
