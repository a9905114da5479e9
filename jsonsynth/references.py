"""The references of a schema: where they stand, what they name, and by how many ways a validator goes through them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jsonsynth.examples import JSON

__all__ = ["children", "levels", "pointer", "references", "tangled"]

_LONGEST_CHAIN = 100  # references that lead to references; real ones have up to 7
_MOST_WAYS = 200_000  # through references that look at the same value; each is walked, at 30 ns
_MOST_WAYS_IN = 10_000_000  # through those that look at one value in a value, of which most end soon
_NAMING = {"$anchor": "#", "$dynamicAnchor": "#", "$id": "", "id": ""}
_BRANCHES = ("allOf", "anyOf", "oneOf")
_INSIDE = (
    "items", "prefixItems", "additionalItems", "unevaluatedItems", "contains",
    "additionalProperties", "unevaluatedProperties", "propertyNames",
)  # fmt: skip
_PERIOD = 3  # levels after which a schema is taken to be where it was
_REFERRING = ("$ref", "$dynamicRef", "$recursiveRef", "$schema")
_TOLD = frozenset({*_REFERRING, *_NAMING})


def children(value: JSON) -> list[JSON]:
    """Return the objects and arrays right in a value."""
    if isinstance(value, dict):
        return [child for child in value.values() if isinstance(child, (dict, list))]
    return [child for child in value if isinstance(child, (dict, list))] if isinstance(value, list) else []


def references(schema: JSON) -> Iterator[tuple[str, str]]:
    """Yield the pointer and the text of each reference."""
    level: list[tuple[str, JSON]] = [("", schema)]
    while level:
        place, value = level.pop()
        steps: list[tuple[str | int, JSON]] = []
        if isinstance(value, dict):
            steps.extend(value.items())
        elif isinstance(value, list):
            steps.extend(enumerate(value))
        for step, child in steps:
            if isinstance(child, (dict, list)):
                level.append((place + pointer([step]), child))
            elif step in _REFERRING and isinstance(child, str):
                yield place + pointer([step]), child


def pointer(path: Sequence[str | int]) -> str:
    """Return a path as a JSON pointer (RFC 6901). Example: ``["a/b", 0]`` -> ``/a~1b/0``"""
    return "".join(["/" + str(step).replace("~", "~0").replace("/", "~1") for step in path])


def _targets(schema: JSON) -> dict[str, JSON]:
    """Return what each reference of a document names, true for what is not found at once."""
    texts: list[str] = []
    named: dict[str, JSON] = {"#": schema}
    level: list[JSON] = [schema]
    while level:
        value = level.pop()
        level.extend(children(value))
        if isinstance(value, dict) and not _TOLD.isdisjoint(value):
            texts.extend(text for name, text in value.items() if name in _REFERRING and isinstance(text, str))
            for name, sign in _NAMING.items():
                if isinstance(text := value.get(name), str):
                    named.setdefault(sign + text, value)
    return {text: named.get(text) or _pointed(schema, text) for text in texts}


def _pointed(schema: JSON, reference: str) -> JSON:
    value = schema if reference.startswith("#/") else True
    for step in reference.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict):
            value = value.get(name, True)
        else:
            value = value[int(name)] if isinstance(value, list) and name.isdigit() and int(name) < len(value) else True
    return value


def _in_place(part: dict[str, JSON], targets: dict[str, JSON]) -> list[JSON]:
    """Return the subschemas that look at the same value as a schema."""
    found: list[JSON] = []
    for name, value in part.items():
        if name in _REFERRING and isinstance(value, str):
            found.append(targets.get(value, True))
        elif name in _BRANCHES and isinstance(value, list):
            found.extend(value)
        elif name in ("not", "if", "then", "else"):
            found.append(value)
        elif name in ("dependencies", "dependentSchemas") and isinstance(value, dict):
            found.extend(value.values())
    return found


def _inside(part: dict[str, JSON]) -> list[list[JSON]]:
    """Return the subschemas that look at what is in a value; of those in one list, each at another member."""
    found: list[list[JSON]] = []
    for name, value in part.items():
        if name == "properties" and isinstance(value, dict):
            found.append(list(value.values()))
        elif name == "patternProperties" and isinstance(value, dict):
            found.extend([child] for child in value.values())
        elif name in _INSIDE:
            found.append(value if isinstance(value, list) else [value])
    return found


def tangled(schema: JSON) -> bool:
    """Say whether following the references of a document for one value would take too long."""
    targets = _targets(schema)
    starts = [schema, *targets.values()]
    ways = _Ways(_reached(starts, targets, inside=False))
    return any(ways.count(start) >= _MOST_WAYS for start in starts)


def levels(schema: JSON, most: int) -> int:
    """Return how many levels a value may be nested, up to ``most``, so that a validator is done with it soon.

    References multiply the ways from level to level. Where they only add to them, all levels are soon gone through.
    """
    targets = _targets(schema)
    if not targets:
        return most
    parts = _reached([schema], targets, inside=True)
    if _all_ways(schema, parts, {}, 0) < _MOST_WAYS_IN:
        return most
    ways = _Ways(parts)
    counts: list[int] = []
    while len(counts) < most and not _steady(counts):
        ways = _Ways(parts, ways)
        counts.append(ways.count(schema))
        if counts[-1] >= _MOST_WAYS_IN:
            return len(counts) - 1
    return most


def _all_ways(part: JSON, parts: dict[int, _Part], known: dict[int, int], chain: int) -> int:
    """Count the subschemas that look at a value or at what is in it on any level; a circle counts too many."""
    name = id(part)
    held = parts.get(name)
    if held is None:
        return 1
    if name not in known:
        known[name] = _MOST_WAYS_IN
        if chain < _LONGEST_CHAIN:
            count = 1 + sum(_all_ways(child, parts, known, chain + 1) for child in held.beside)
            for members in held.inside:
                count += max([_all_ways(child, parts, known, chain + 1) for child in members], default=0)
            known[name] = min(_MOST_WAYS_IN, count)
    return known[name]


def _steady(counts: list[int]) -> bool:
    """Say whether counts of further and further levels grow no faster than before."""
    if len(counts) <= 2 * _PERIOD:
        return False
    early, before, now = counts[-1 - 2 * _PERIOD :: _PERIOD]
    return now - before <= before - early


@dataclass(frozen=True, slots=True)
class _Part:
    """A subschema: those that look at the same value and those that look at what is in it, each at another member."""

    beside: list[JSON]
    inside: list[list[JSON]]


def _reached(starts: list[JSON], targets: dict[str, JSON], *, inside: bool) -> dict[int, _Part]:
    """Return the subschemas that a validator comes to for one value, or also for what is ``inside`` it, by identity.

    Those that lead on to no other are left out: they are most, and count once.
    """
    found: dict[int, _Part] = {}
    left = list(starts)
    while left:
        part = left.pop()
        if isinstance(part, dict) and id(part) not in found:
            made = _Part(_in_place(part, targets), _inside(part) if inside else [])
            if made.beside or made.inside:
                found[id(part)] = made
                left.extend([*made.beside, *(child for members in made.inside for child in members)])
    return found


class _Ways:
    """How many subschemas look at one value, up to a most; at one in it as well, where there is a level ``below``."""

    def __init__(self, parts: dict[int, _Part], below: _Ways | None = None) -> None:
        self._parts = parts
        self._counts: dict[int, int] = {}
        self._inside = dict.fromkeys(parts, 0)
        if below is not None:
            for name, part in parts.items():
                self._inside[name] = sum(max(map(below.count, members), default=0) for members in part.inside)

    def count(self, part: JSON, chain: int = 0) -> int:
        """Count them for a subschema; ``chain``: how many subschemas that looked at the same value led to it."""
        name = id(part)
        if name not in self._parts:
            return 1
        if name not in self._counts:
            self._counts[name] = 1  # a circle counts once
            self._counts[name] = min(_MOST_WAYS_IN, self._sum(name, chain))
        return self._counts[name]

    def _sum(self, name: int, chain: int) -> int:
        if chain >= _LONGEST_CHAIN:
            return _MOST_WAYS_IN
        return 1 + self._inside[name] + sum(self.count(child, chain + 1) for child in self._parts[name].beside)
