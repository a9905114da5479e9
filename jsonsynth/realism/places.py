"""Places: cities with their region, country, time zone, currency, language, postal codes and telephone numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import floor
from pathlib import Path

from jsonsynth.examples import JSON
from jsonsynth.seeds import Random

__all__ = ["Place", "near", "places", "spot"]

_TEXT = Path(__file__).with_name("places.txt").read_text("utf-8")


@dataclass(frozen=True, slots=True)
class Place:
    """A city. ``postal_code`` and ``phone`` are rules as in ``texts.txt``; ``names`` is the locale of people there;
    ``latitude`` and ``longitude`` are in degrees."""

    city: str
    region: str
    region_code: str
    time_zone: str
    postal_code: str
    phone: str
    latitude: str
    longitude: str
    country_code: str
    country_code3: str
    country: str
    continent: str
    currency: str
    language: str
    locale: str
    names: str


@lru_cache(maxsize=1)
def places() -> tuple[Place, ...]:
    """Return all places, by country."""
    found: list[Place] = []
    country: list[str] = []
    for line in _TEXT.splitlines():
        if not line or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("|")]
        if line.startswith(" "):
            found.append(Place(*cells, *country))
        else:
            country = cells
    return tuple(found)


def near(degrees: str, rng: Random) -> float:
    """Return a coordinate some kilometres around, never integral: its text has at most 5 decimals."""
    return (round(float(degrees) * 100) * 1000 + 1 + floor(rng.random() * 8999)) / 100_000


@lru_cache(maxsize=1)
def _centres() -> tuple[tuple[int, int], ...]:
    """Return latitudes and longitudes of all places, in ten thousandths of a degree."""
    return tuple((round(float(one.latitude) * 10000), round(float(one.longitude) * 10000)) for one in places())


def spot(rng: Random) -> list[JSON]:
    """Draw a latitude and a longitude within some kilometres of a place, in degrees with up to 4 decimals."""
    centre = _centres()[floor(rng.random() * len(_centres()))]
    steps = [part + floor(rng.random() * 3000) - 1500 for part in centre]
    return [part // 10000 if part % 10000 == 0 else part / 10000 for part in steps]
