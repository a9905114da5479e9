"""Members that objects can have: read from ``members.txt``, by the classes of entities that they suit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from jsonsynth.examples import Split

__all__ = [
    "BOUNDED",
    "CLASSES",
    "ENUMERATED",
    "FORMATTED",
    "LENGTHS",
    "NESTED",
    "PATTERNED",
    "SPLIT_FLAG",
    "Attribute",
    "attributes",
    "heeded",
    "lines",
]

CLASSES = "pleort"
NESTED = frozenset(["object", "objects", "map"])
_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True, eq=False)
class Attribute:
    """A member that entities of some classes can have.

    ``plain`` and ``composed``: its name alone and with the entity's (``{e}``, ``{s}``, ``{v}``, ``{a}``), empty where
    it has none. ``what``: the rest of its line, which its ``kind`` explains. ``related``: said of other entities, too.
    ``group``: no two of a group stand in one object. ``abouts``: descriptions. ``heeded``: the flags (see ``readings``)
    that change it; ``own``: whether the entity does. ``prepared`` keeps what has been made of it.
    """

    kind: str
    plain: str
    composed: str
    what: str
    classes: str
    related: bool
    group: str
    abouts: tuple[str, ...]
    heeded: int
    own: bool
    prepared: dict[Any, Any] = field(default_factory=dict[Any, Any])

    @property
    def nested(self) -> bool:
        """Whether it holds objects."""
        return self.kind in NESTED


def lines(file: str) -> Iterator[str]:
    """Give the lines of a file of the vocabulary that say something."""
    for line in (_FOLDER / file).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


BOUNDED, LENGTHS, PATTERNED, FORMATTED, ENUMERATED = (
    1,
    2,
    4,
    8,
    128,
)  # what a schema states of its values, besides their types
SPLIT_FLAG: Mapping[Split, int] = {"train": 16, "valid": 32, "test": 64}

_HEEDED: Mapping[str, int] = {
    "code": PATTERNED,
    "enum": ENUMERATED,
    "id": LENGTHS,
    "ids": LENGTHS,
    "integer": BOUNDED,
    "match": PATTERNED,
    "number": BOUNDED,
    "text": LENGTHS,
    **dict.fromkeys(("date", "datetime", "duration", "email", "time", "uri", "uuid"), FORMATTED),
}


def heeded(kind: str) -> int:
    """Return the flags that change what is made of a kind: of what is stated, one or none, and the split."""
    return _HEEDED.get(kind, 0) | 112


def _named(kind: str, name: str, what: str) -> tuple[str, str]:
    """Return the name and the rest: where a quoted text is no template, it is the name in full."""
    if what.startswith('"') and kind != "text":
        _, name, what = what.split('"', 2)
    return name, what.strip()


def _attribute(line: str) -> Attribute:
    head, where, about = line.split(" | ")
    kind, _, rest = head.partition(" ")
    name, what = _named(kind, *rest.partition(": ")[::2]) if ": " in rest else (rest.rstrip(":"), "")
    signs = where.split()
    classes = CLASSES if signs[0] == "*" else signs[0]
    whole = "{e}" in name or "{s}" in name
    composed = "" if "-" in signs else name if whole else "{e} " + name
    group = next((sign[1:] for sign in signs if sign[0] == "#"), "")
    return Attribute(
        kind=kind,
        plain="" if "+" in signs or whole else name,
        composed=composed,
        what=what,
        classes=classes,
        related=">" in signs,
        group=group,
        abouts=tuple(about.split(" / ")),
        heeded=heeded(kind),
        own=kind in ("code", "id", "ids") or "{e}" in what,
    )


@cache
def attributes() -> tuple[Attribute, ...]:
    """Return all members of ``members.txt``, in its order."""
    return tuple(_attribute(line) for line in lines("members.txt"))
