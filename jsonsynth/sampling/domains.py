"""Domains: all values of a schema that has few, by number, so that none is missed and none waited for."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from jsonsynth.examples import JSON
from jsonsynth.sampling.choices import merged
from jsonsynth.sampling.draw import Dead
from jsonsynth.sampling.keywords import view
from jsonsynth.sampling.known import known_values
from jsonsynth.sampling.numbers import multiples
from jsonsynth.sampling.refs import Document, Schema
from jsonsynth.sampling.views import View

__all__ = ["Domain", "domain"]

_MOST = 20_000  # values of a domain; a schema with more of them has no small one
_DEEPEST = 8  # levels that are looked at
_COMBINATIONS = 64  # of branches that are looked at


@dataclass(frozen=True, slots=True)
class Domain:
    """Values by number, from 0 to ``size - 1``: all valid ones, some twice, and some that are not valid."""

    size: int
    at: Callable[[int], JSON]


def domain(schemas: Iterable[Schema], document: Document, depth: int = 0) -> Domain | None:
    """Return the values for which schemas can hold, None where they are many or not plain to see."""
    try:
        return _of(view(schemas, document), document, depth) if depth < _DEEPEST else None
    except Dead:
        return _listed([])


def _listed(values: Sequence[JSON]) -> Domain:
    return Domain(len(values), lambda place: values[place])


def _of(seen: View, document: Document, depth: int) -> Domain | None:
    if seen.values is not None:
        return _listed(known_values(seen, document))
    if seen.groups:
        return _branched(seen, document, depth)
    return _union(_KINDS[kind](seen, document, depth) for kind in seen.types)


def _all(parts: Iterable[Domain | None]) -> list[Domain] | None:
    """Return all parts, or None at the first that is none: what is not needed is not looked for."""
    known: list[Domain] = []
    for part in parts:
        if part is None:
            return None
        known.append(part)
    return known


def _union(parts: Iterable[Domain | None]) -> Domain | None:
    """Return the values of domains, one domain after the other."""
    known = _all(parts)
    if known is None or (size := sum(part.size for part in known)) > _MOST:
        return None

    def at(place: int) -> JSON:
        for part in known:
            if place < part.size:
                return part.at(place)
            place -= part.size
        raise IndexError(place)

    return Domain(size, at)


def _branched(seen: View, document: Document, depth: int) -> Domain | None:
    sizes = [len(group.branches) for group in seen.groups]
    if math.prod(sizes) > _COMBINATIONS:
        return None
    return _union(_branches(seen, sizes, document, depth))


def _branches(seen: View, sizes: list[int], document: Document, depth: int) -> Iterator[Domain | None]:
    for picks in itertools.product(*map(range, sizes)):
        try:
            yield _of(merged(seen, picks, document), document, depth + 1) if depth < _DEEPEST else None
        except Dead:
            continue


def _product(parts: Iterable[Domain | None]) -> Domain | None:
    """Return the lists that have a value of each domain."""
    known = _all(parts)
    if known is None or (size := math.prod([part.size for part in known])) > _MOST:
        return None

    def at(place: int) -> JSON:
        values: list[JSON] = []
        for part in known:
            place, own = divmod(place, part.size)
            values.append(part.at(own))
        return values

    return Domain(size, at)


def _constant(*values: JSON) -> Callable[[View, Document, int], Domain]:
    return lambda _, __, ___: _listed(values)


def _numbers(kind: str) -> Callable[[View, Document, int], Domain | None]:
    def numbers(seen: View, _: Document, __: int) -> Domain | None:
        found = multiples(seen, kind)
        return Domain(*found) if found is not None and found[0] <= _MOST else None

    return numbers


def _text(seen: View, _: Document, __: int) -> Domain | None:
    return _listed([""]) if seen.most.get("length") == 0 else None


def _array(seen: View, document: Document, depth: int) -> Domain | None:
    most = seen.most.get("items", _DEEPEST)
    first = max([len(part.first) for part in seen.arrays], default=0)
    places = [_element(seen, place, document, depth) for place in range(min(first + 1, most))]
    lengths = range(seen.least.get("items", 0), _longest(seen, places, most) + 1)
    if len(lengths) > _DEEPEST:
        return None
    return _union(_product(places[min(place, len(places) - 1)] for place in range(length)) for length in lengths)


def _element(seen: View, place: int, document: Document, depth: int) -> Domain | None:
    parts = [part.first[place] if place < len(part.first) else part.rest for part in seen.arrays]
    return domain(parts, document, depth + 1)


def _longest(seen: View, places: Sequence[Domain | None], most: int) -> int:
    """Return how many elements there can be at most: more than are looked at where that is not limited."""
    none = next((place for place, part in enumerate(places) if part is not None and part.size == 0), most)
    if none < most or "items" in seen.most:
        return min(none, most)
    last = places[-1] if places else None
    return len(places) - 1 + last.size if seen.unique and last is not None else 2 * _DEEPEST


def _object(seen: View, document: Document, depth: int) -> Domain | None:
    if any(part.patterns for part in seen.objects) or not any(part.rest is False for part in seen.objects):
        return None
    names = list(dict.fromkeys([name for part in seen.objects for name in part.named]))
    lists = _product(_member(seen, name, document, depth) for name in names)
    return None if lists is None else Domain(lists.size, lambda place: _named(names, lists.at(place)))


def _member(seen: View, name: str, document: Document, depth: int) -> Domain | None:
    one = domain([part.named.get(name, part.rest) for part in seen.objects], document, depth + 1)
    return one if name in seen.required or one is None else Domain(one.size + 1, _or_none(one))


_ABSENT: JSON = ["absent"]  # told from other values by identity


def _or_none(one: Domain) -> Callable[[int], JSON]:
    return lambda place: one.at(place) if place < one.size else _ABSENT


def _named(names: Sequence[str], values: JSON) -> JSON:
    pairs = zip(names, values if isinstance(values, list) else [], strict=True)
    return {name: value for name, value in pairs if value is not _ABSENT}


_KINDS: dict[str, Callable[[View, Document, int], Domain | None]] = {
    "array": _array,
    "boolean": _constant(True, False),
    "fraction": _numbers("fraction"),
    "integer": _numbers("integer"),
    "null": _constant(None),
    "object": _object,
    "string": _text,
}
