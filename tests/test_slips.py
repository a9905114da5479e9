"""Slips: what stands near a right value or name, and could have been meant."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from jsonsynth.seeds import stream
from jsonsynth.slips import other_name, other_value

NAMES = [
    ("DKK", {"dkk"}),
    ("hasMore", {"has_more"}),
    ("branch", {"branches"}),
    ("policies", {"policy"}),
    ("entries", {"items"}),
    ("box", {"boxes"}),
    ("weather_stations", {"stations", "weather_station", "weatherStations"}),
    ("locked", {"is_locked", "isLocked"}),
    ("room_locked", {"is_room_locked", "locked", "roomLocked"}),
    ("roomLocked", {"isRoomLocked", "locked", "room_locked"}),
    ("RoomLocked", {"IsRoomLocked", "locked", "room_locked"}),
    ("feed", {"feeds"}),
    ("orderTotal", {"orderCount", "total", "order_total", "orderTotals"}),
]


@pytest.mark.parametrize(("name", "others"), NAMES)
def test_a_name_is_misremembered_in_the_ways_people_do(name: str, others: set[str]) -> None:
    found = {other_name(name, stream(seed, name)) for seed in range(80)}
    longer = {other for other in found if re.fullmatch(rf"{name}[_-]?(?:value|name|info|data|field)", other, re.I)}
    assert found - longer <= others
    assert bool(longer) is (len(others) > 2)  # names of more than one part


@pytest.mark.parametrize("text", ["2026-04-30", "2019-12-31T23:59:59Z", "2024-02-28T10:00:00.250+05:30"])
def test_a_date_becomes_another_date(text: str) -> None:
    others = {other_value(text, stream(seed, text)) for seed in range(60)}
    assert len(others) > 3
    assert text not in others
    assert all(datetime.fromisoformat(str(other)[:19]) for other in others)
