"""What can be said of members behind what they are, read from ``remarks.txt``, and of what domains call their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Literal

__all__ = [
    "abouts_of",
    "field_remarks",
    "lines",
    "meanings",
    "place_remarks",
    "remarks_of",
    "schema_remarks",
    "ways_to_say",
]

_FOLDER = Path(__file__).parent


def lines(file: str) -> Iterator[str]:
    """Give the lines of a file of the vocabulary that say something."""
    for line in (_FOLDER / file).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def _entries(file: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give each name of a file and what stands behind it; a text behind an equals sign is one name."""
    for line in lines(file):
        names, _, rest = line.partition(": ")
        for name in (names,) if names[0] == "=" else names.split(", "):
            yield name, tuple(rest.split(" / "))


@cache
def _remarks() -> Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Return by name the classes for which remarks hold ("" for all) and the remarks, each as it goes on behind."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for entry, remarks in _entries("remarks.txt"):
        name, _, classes = entry.partition(" @")
        joined = tuple([text if text[0] == "," else ". " + text for text in remarks])
        found.setdefault(name, []).append((classes, joined))
    return {name: tuple(sorted(held, reverse=True)) for name, held in found.items()}  # those for all classes last


def remarks_of(kind: str, name: str, classes: str) -> tuple[str, ...]:
    """Return the remarks on a member of this name that some classes of entities have, as they go on behind a sentence.

    Those on the kind alone where nothing is said of the name.
    """
    found = _remarks()
    entries = (*found.get(f"{kind} {name}", ()), *found.get(name, ()), *found.get(f"<{kind}>", ()))
    return next((remarks for held, remarks in entries if not held or classes[0] in held), ())


def field_remarks(called: str, name: str) -> tuple[str, ...]:
    """Return the remarks on a field of an object that many schemas have in common, and that is called so."""
    found = _remarks()
    return (found.get(f"{called}.{name}") or found["." + name])[0][1]


def place_remarks(name: str) -> tuple[str, ...]:
    """Return the remarks on a member that kinds of schemas have; none where there are none."""
    found = _remarks().get(">" + name)
    return found[0][1] if found else ()


def schema_remarks(of: Literal["^", "&", "%"]) -> tuple[str, ...]:
    """Return the remarks on a whole schema (``^``), a definition of objects (``&``) or of scalars and lists (``%``)."""
    return _remarks()[of][0][1]


@cache
def meanings() -> Mapping[str, str]:
    """Return what values of enums mean."""
    return {name[1:]: text[0] for name, text in _entries("remarks.txt") if name.startswith("=")}


@cache
def _abouts() -> Mapping[str, tuple[str, ...]]:
    return dict(_entries("abouts.txt"))


def abouts_of(kind: str, name: str) -> tuple[str, ...]:
    """Return the descriptions of a plain member of a domain."""
    found = _abouts()
    return found.get(name) or found[f"{kind} {name}"]


@cache  # the texts of a few tables, some with the entities in them
def ways_to_say(text: str) -> tuple[str, ...]:
    """Return a description and others that say the same."""
    return (text, *_abouts().get("=" + text, ()))
