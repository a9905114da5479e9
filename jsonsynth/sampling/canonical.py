"""The canonical form of a schema where it is sure to be found soon: a second way to draw, a proof of emptiness."""

from __future__ import annotations

from jsonsynth.examples import JSON
from jsonsynth.sampling.draw import Dead
from jsonsynth.sampling.refs import Document, Schema, subschemas
from jsonsynth.schema import simplified

__all__ = ["canonical", "is_empty"]

# canonicalisation multiplies branches out: 2^10 ways take 40 ms, 2^20 take 4 s; oneOf of 50 alike 12 ms, of 200 3 s
_WAYS = 1_500  # ways through the branches of one value
_ALL_WAYS = 20_000  # of the whole document
_DEEPEST = 40  # branches in branches
_EMPTY: tuple[JSON, ...] = (False, {"not": {}}, {"$schema": "https://json-schema.org/draft/2020-12/schema", "not": {}})


def canonical(schema: JSON) -> JSON:
    """Return an equivalent schema in canonical form, the schema itself where that has none or would take long."""
    if not isinstance(schema, dict):
        return schema
    ways = _Ways(Document(schema))
    return simplified(schema) if ways.all_of_it() <= _ALL_WAYS else schema


def is_empty(schema: JSON) -> bool:
    """Say whether a schema surely has no instance; False where that is not known."""
    return canonical(schema) in _EMPTY


class _Ways:
    """Counts the ways through the branches of a document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._known: dict[int, int] = {}

    def all_of_it(self) -> int:
        """Return the ways of all subschemas together, more than are affordable if one alone has too many."""
        waiting: list[JSON] = [self._document.root]
        total = 0
        while waiting and total <= _ALL_WAYS:
            part = waiting.pop()
            if isinstance(part, dict):
                ways = self._of(part, 0)
                total += ways if ways <= _WAYS else _ALL_WAYS + 1
                waiting.extend(child for _, child in subschemas(part))
        return total

    def _of(self, part: JSON, depth: int) -> int:
        """Return the ways through the branches that look at one value."""
        if not isinstance(part, dict):
            return 1
        known = self._known.get(id(part))
        if known is None:
            self._known[id(part)] = _WAYS + 1 if depth > _DEEPEST else 1  # a circle counts once
            known = self._known[id(part)] = self._counted(part, depth + 1)
        return known

    def _counted(self, part: dict[str, JSON], depth: int) -> int:
        ways = self._of(self._target(part), depth)
        for child in _listed(part, "allOf"):
            ways *= self._of(child, depth)
            if ways > _WAYS:
                return ways
        any_of, one_of = _listed(part, "anyOf"), _listed(part, "oneOf")
        ways *= max(1, sum(self._of(child, depth) for child in any_of))
        ways *= max(1, sum(self._of(child, depth) for child in one_of) * len(one_of) // 2)
        for keyword in ("not", "if", "then", "else"):
            ways *= 1 + self._of(part[keyword], depth) if keyword in part else 1
        for keyword in ("dependencies", "dependentSchemas"):
            named = part.get(keyword)
            ways *= 2 ** min(20, len(named) if isinstance(named, dict) else 0)
        return min(ways, _WAYS + 1)

    def _target(self, part: dict[str, JSON]) -> Schema:
        reference = part.get("$ref")
        try:
            return self._document.resolve(reference, part) if isinstance(reference, str) else True
        except Dead:
            return True


def _listed(part: dict[str, JSON], keyword: str) -> list[JSON]:
    found = part.get(keyword)
    return found if isinstance(found, list) else []
