"""Where things lie: coordinates beside a town, or inside what stands beside it, are near that town."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from jsonsynth.examples import JSON
from jsonsynth.realism.lexicon import rule_for, snake_of
from jsonsynth.realism.personas import AXES, Change, Settle
from jsonsynth.realism.places import Place, near, places
from jsonsynth.seeds import Random, pick

__all__ = ["spot_rules"]

_HOLDERS = frozenset(
    (
        "centre", "center", "coord", "coordinate", "coordinates", "coords", "geo", "geo_location", "geo_point",
        "geolocation", "geometry", "gps", "gps_coordinates", "lat_lng", "lat_lon", "lat_long", "latlng", "latlon",
        "location", "point", "position",
    )
)  # fmt: skip
_AXIS = re.compile(r"-?\d{1,3}(?:\.\d+)?")
_BOTH = re.compile(r"-?\d{1,2}\.\d+(,\s?)-?\d{1,3}\.\d+")


def spot_rules(names: Sequence[str], parent: str, limited: Callable[[str], bool]) -> list[Settle]:
    """Return what puts coordinates where a town is; nothing where no member can hold any.

    ``limited``: whether a list limits a member's values.
    """
    holders = [name for name in names if snake_of(name) in _HOLDERS or name.lower() in AXES]
    if not holders or len(holders) == len(names):
        return []
    towns = [name for name in names if rule_for(name, parent) == "city_any"]
    return [_put(holders, towns, frozenset(name for name in towns if not limited(name)))]


def _put(holders: Sequence[str], towns: Sequence[str], free: frozenset[str]) -> Settle:
    def settle(made: Mapping[str, JSON], rng: Random) -> Change:
        held = {name: made[name] for name in holders if name in made and _holds(made[name], name)}
        told = _told(made, towns) if held else None
        if told is None:
            return {}
        name, town = told
        place = _known().get(town)
        change: Change = {}
        if place is None and name in free:
            place = pick(rng, places())
            change[name] = place.city
        if place is None:
            return {}
        moved = {name: _moved(value, name, place, rng) for name, value in held.items()}
        found = {name: value for name, value in moved.items() if value != held[name]}
        return {**change, **found} if found else {}

    return settle


def _holds(value: JSON, name: str) -> bool:
    """Say whether a value may be coordinates: one of several parts, or a text, that tells no town of its own."""
    return isinstance(value, (list, str)) or (isinstance(value, dict) and not _town_in(value, name))


def _told(made: Mapping[str, JSON], towns: Sequence[str]) -> tuple[str, str] | None:
    """Return the first town, with its name; of an object that stands in the object, without it."""
    for name in towns:
        if isinstance(town := made.get(name), str):
            return name, town
    for name, value in made.items():
        if isinstance(value, dict) and (town := _town_in(value, name)):
            return "", town
    return None


def _town_in(value: Mapping[str, JSON], name: str) -> str:
    """Return the town that an object of a name tells, "" if it tells none."""
    for inner, town in value.items():
        if isinstance(town, str) and rule_for(inner, name) == "city_any":
            return town
    return ""


@cache
def _known() -> Mapping[str, Place]:
    return {place.city: place for place in places()}


def _moved(value: JSON, name: str, place: Place, rng: Random) -> JSON:
    """Return the coordinates of a place in the form of those that were drawn; what are none stays as it is.

    A list is a longitude and a latitude, as GeoJSON has it, unless its name begins with the latitude.
    """
    axis = AXES.get(name.lower())
    if axis is not None:
        drawn = isinstance(value, str) and _AXIS.fullmatch(value)
        return str(_axis(place, axis, rng)) if drawn else _axis(place, axis, rng) if isinstance(value, float) else value
    if isinstance(value, dict):
        return {inner: _moved(part, inner, place, rng) for inner, part in value.items()}
    if isinstance(value, list) and len(value) == 2 and all(isinstance(part, (int, float)) for part in value):
        both = [_axis(place, "latitude", rng), _axis(place, "longitude", rng)]
        return [*both] if snake_of(name).startswith("lat") else [*reversed(both)]
    found = _BOTH.fullmatch(value) if isinstance(value, str) else None
    return f"{_axis(place, 'latitude', rng)}{found[1]}{_axis(place, 'longitude', rng)}" if found else value


def _axis(place: Place, axis: str, rng: Random) -> float:
    return near(place.latitude if axis == "latitude" else place.longitude, rng)
