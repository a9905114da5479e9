"""Which members suit a class of entities: in any domain, and in one that has plain members of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from jsonsynth.invention.members import CLASSES, Attribute, attributes

__all__ = ["PROGRAMS", "Pools", "pools_with"]

PROGRAMS = "bs"  # classes of programs: those that run once, those that serve


@dataclass(frozen=True, slots=True, eq=False)
class Pools:
    """The members that suit a class: plain and composed scalars, what nests, also in settings.

    ``own``: composed scalars that are said of the entity itself, ``related`` those that are said of another.

    Under its letter as a capital stands what can be set: switches, choices and whole numbers alone; under "?" and the
    letter what can be asked for besides; under "b" and "s" what can be set of programs; under "c" what is known of
    somebody who can be asked.
    """

    plain: tuple[Attribute, ...]
    composed: tuple[Attribute, ...]
    own: tuple[Attribute, ...]
    related: tuple[Attribute, ...]
    nested: tuple[Attribute, ...]
    settings: tuple[Attribute, ...]


def pools_with(special: Sequence[Attribute], lacks: Mapping[str, tuple[str, ...]]) -> Mapping[str, Pools]:
    """Return the members by class, for a domain with these plain members of its own that lacks, by class, others."""
    found: dict[str, Pools] = {}
    for letter in CLASSES:
        asked, more = _asked(lacks[letter])
        own, shared = _recorded(_suiting(special, letter)), _shared(letter, lacks[letter])
        whole = replace(shared, plain=shared.plain + own)
        switches, tastes = _set(letter, lacks[letter])
        found[letter] = whole
        found["?" + letter] = replace(whole, plain=(*whole.plain, *asked, *asked), own=whole.own + more)
        found[letter.upper()] = replace(whole, plain=switches + _switches(own) + tastes)
    for letter in PROGRAMS:
        found[letter] = replace(_shared("t", ()), plain=_suiting(attributes(), letter))
    found["c"] = replace(found["p"], plain=tuple(one for one in _shared("p", ()).plain if one.plain in _REACHED))
    return found


def _suiting(attributes: Sequence[Attribute], letter: str) -> tuple[Attribute, ...]:
    return tuple(one for one in attributes if letter in one.classes)


@cache
def _shared(letter: str, lacks: tuple[str, ...]) -> Pools:
    """Return the members that suit a class in any domain that does not lack them."""
    suiting = tuple(one for one in _suiting(attributes(), letter) if (one.plain or one.composed) not in lacks)
    scalars = [attribute for attribute in suiting if not attribute.nested]
    frequent = [attribute for attribute in scalars if attribute.related]
    lists = [attribute for attribute in scalars if attribute.kind in _LISTS]
    composed = tuple(one for one in scalars if one.composed)
    return Pools(
        plain=_recorded([*scalars, *frequent, *lists]),
        composed=composed,
        own=tuple(one for one in composed if not one.others),
        related=tuple(one for one in composed if one.related or one.others),
        nested=tuple(one for one in suiting if one.nested),
        settings=tuple(one for one in suiting if one.plain in _SECTIONS),
    )


def _recorded(attributes: Sequence[Attribute]) -> tuple[Attribute, ...]:
    return tuple(one for one in attributes if one.plain and one.plain not in _TASTES)


@cache
def _asked(lacks: tuple[str, ...]) -> tuple[tuple[Attribute, ...], tuple[Attribute, ...]]:
    """Return the plain and the composed members that functions are asked for where these are lacking."""
    asked = tuple(one for one in _suiting(attributes(), "q") if one.plain not in lacks)
    return tuple(one for one in asked if one.plain), tuple(one for one in asked if one.composed)


@cache
def _set(letter: str, lacks: tuple[str, ...]) -> tuple[tuple[Attribute, ...], tuple[Attribute, ...]]:
    """Return the members that can be set of a class in any domain: switches, and what stands among settings alone."""
    tastes = tuple(one for one in _suiting(attributes(), letter) if one.plain in _TASTES)
    return _switches(_shared(letter, lacks).plain), tastes


def _switches(plain: Sequence[Attribute]) -> tuple[Attribute, ...]:
    return tuple(one for one in plain if one.kind in _SWITCHES and one.plain not in _SEEN)


_SECTIONS = frozenset(["config", "options", "settings", "limits", "labels", "variables", "headers"])
_TASTES = frozenset(["theme", "density", "font size", "start of week", "notifications"])  # set, never recorded
_REACHED = frozenset(  # what is known of somebody who can be asked
    ["name", "title", "job title", "department", "company", "organization", "email", "phone", "language", "time zone",
     "contact preference", "notes", "location", "group"]
)  # fmt: skip
_SEEN = frozenset(  # of an entity, rather than set
    ["status", "state", "result", "progress", "exit code", "status code", "restart count", "severity", "id", "age",
     "gender", "points", "rank", "attempts", "stock", "condition", "pages", "version number", "battery level",
     "humidity", "elevation", "floors", "rooms", "stars", "position", "weight grams", "payment status", "verified"]
)  # fmt: skip
_LISTS = frozenset(["codes", "ids", "numbers", "strings"])  # which stand twice, as often as people have them
_SWITCHES = frozenset(["boolean", "enum", "integer", "integers"])
