"""Hostile schemas are answered or refused in bounded time and memory, without network or files."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Iterator

import pytest

from benchmarks.limited import Limits, limited
from jsonsynth.errors import SchemaRefusedError
from jsonsynth.examples import JSON
from jsonsynth.sampling import instances
from jsonsynth.schema import validator
from tests.hostile import HOSTILE, Hostile

_LIMITS = Limits(cpu_s=5, memory=1 << 30, wall_s=120)
_OUTSIDE = ("open", "os.listdir", "os.scandir", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn")


def _sealed() -> None:
    """Let no file and no connection be opened from here on, by Python or by what it calls."""

    def seal(event: str, arguments: tuple[object, ...]) -> None:
        if event in _OUTSIDE or event.startswith(("socket.", "urllib.", "http.")):
            raise AssertionError(f"{event} {arguments[:1]}")

    sys.addaudithook(seal)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def _warmed() -> None:
    """Load what is loaded on first use: meta-schemas."""
    instances({"$ref": "https://json-schema.org/draft/2020-12/schema"}, 1)


def _tried(schema: JSON) -> Iterator[str]:
    _sealed()
    try:
        found = instances(schema, 10)
    except SchemaRefusedError as refused:
        yield json.dumps([refused.where, refused.problem, refused.remedy])
        return
    check = validator(schema)
    yield json.dumps([len(found), sum(map(check.is_valid, found))])


@pytest.mark.slow
@pytest.mark.parametrize("row", HOSTILE, ids=lambda row: row.name)
def test_a_hostile_schema_is_answered_or_refused_in_5_seconds_and_a_gigabyte(row: Hostile) -> None:
    _warmed()
    schema = row.make()
    ended = limited(lambda: _tried(schema), _LIMITS)
    assert ended.problem == ""
    answer = json.loads(ended.lines[0])
    if answer == [10, 10]:
        assert row.outcome != "refused"
        return
    where, problem, remedy = answer
    assert row.outcome != "answered", problem
    assert where.startswith("#")
    assert problem
    assert remedy


def test_there_are_a_hundred_hostile_schemas_of_different_names() -> None:
    assert len({row.name for row in HOSTILE}) == len(HOSTILE) >= 100


def test_the_seal_holds() -> None:
    def opens() -> Iterator[str]:
        _sealed()
        with open(__file__) as file:
            yield file.readline()

    assert "AssertionError: open" in limited(opens, _LIMITS).problem


_FRESH = """
import sys
from jsonsynth import instances
opened = []
sys.addaudithook(lambda event, arguments: opened.append(arguments[0]) if event == "open" else None)
names = "name city country latitude iban email title description translations price created_at color id".split()
member = {name: {"type": "string"} for name in names} | {"longitude": {"type": "number"}, "on": {"format": "date"}}
maps = {name: {"type": "object", "additionalProperties": True} for name in ("env", "labels", "headers", "scripts")}
drawn = instances({"type": "object", "properties": member | maps, "required": [*member, *maps]}, 20)
print(len(drawn), opened)
"""


def test_no_file_is_read_when_the_package_has_been_imported() -> None:
    ended = subprocess.run([sys.executable, "-c", _FRESH], check=True, capture_output=True, text=True)
    assert ended.stdout.strip() == "20 []"
