"""Places: cities with their region, country, time zone, currency, language, postal codes and telephone numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

__all__ = ["Place", "places"]

_FILE = Path(__file__).with_name("places.txt")


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
    for line in _FILE.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("|")]
        if line.startswith(" "):
            found.append(Place(*cells, *country))
        else:
            country = cells
    return tuple(found)
