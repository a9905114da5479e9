"""Members that objects can have: read from ``members.txt``, by the classes of entities that they suit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from jsonsynth.examples import Split
from jsonsynth.invention.naming import styled, tails
from jsonsynth.invention.remarks import lines, remarks_of

__all__ = [
    "BOUNDED",
    "CLASSES",
    "ENUMERATED",
    "FORMATTED",
    "LAST",
    "LENGTHS",
    "NESTED",
    "PATTERNED",
    "SPLIT_FLAG",
    "WRITTEN",
    "Attribute",
    "Line",
    "attributes",
    "said_of",
]

CLASSES = "pleordmt"
NESTED = frozenset(["object", "objects", "map"])


class Line(NamedTuple):
    """A member as its line states it; see :class:`Attribute`."""

    kind: str
    plain: str
    composed: str
    what: str
    classes: str
    related: bool
    others: bool
    group: str
    abouts: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Attribute:
    """A member that entities of some classes can have.

    ``plain`` and ``composed``: its name alone and with the entity's (``{e}``, ``{s}``, ``{v}``, ``{a}``), empty where
    it has none. ``what``: the rest of its line, which its ``kind`` explains. ``related``: said of other entities, too;
    ``others``: of them alone.
    ``group``: no two of a group stand in one object. ``abouts``: descriptions, ``remarks``: what can be said behind
    them. ``heeded``: the flags that change it;
    ``own``: whether the entity does. ``standing``: identifiers and names come first, as people write them; most
    members come ``LAST``. ``names``: its plain name in the four styles; ``tails``: what its composed name
    puts behind the entity's; both empty where more is to be filled in. ``prepared`` keeps what has been made of it.
    """

    kind: str
    plain: str
    composed: str
    what: str
    classes: str
    related: bool
    others: bool
    group: str
    abouts: tuple[str, ...]
    heeded: int
    own: bool
    standing: int
    names: tuple[str, ...]
    tails: tuple[str, ...]
    remarks: tuple[str, ...]
    prepared: dict[Any, Any] = field(default_factory=lambda: {})

    @property
    def nested(self) -> bool:
        """Whether it holds objects."""
        return self.kind in NESTED


BOUNDED, LENGTHS, PATTERNED, FORMATTED, ENUMERATED = (
    1,
    2,
    4,
    8,
    128,
)  # what a schema states of its values, besides their types
WRITTEN = 256 + 512 + 1024  # in which of eight ways its patterns are written
SPLIT_FLAG: Mapping[Split, int] = {"train": 16, "valid": 32, "test": 64}

_PATTERNS = PATTERNED | WRITTEN
_HEEDED: Mapping[str, int] = {
    "code": _PATTERNS,
    "codes": _PATTERNS,
    "enum": ENUMERATED | PATTERNED,  # a pattern of values can be written in one way
    "id": LENGTHS | _PATTERNS,
    "ids": LENGTHS | _PATTERNS,
    "integer": BOUNDED,
    "match": _PATTERNS,
    "number": BOUNDED,
    "strings": _PATTERNS,
    "text": LENGTHS | _PATTERNS,
    "year": BOUNDED,
    **dict.fromkeys(("birth", "date", "datetime", "duration", "email", "time", "uri", "uuid"), FORMATTED | _PATTERNS),
}


_SPLITS = sum(SPLIT_FLAG.values())
_FIRST: Mapping[str, int] = {"id": 0, "uuid": 0, "code": 1}
LAST = 3


def said_of(line: Line) -> Attribute:
    """Return the member of a line, with what follows from it."""
    kind, rest = line.kind, line.composed.removeprefix("{e}").lstrip()
    tailed = line.composed.startswith("{e}") and "{" not in rest
    return Attribute(
        *line,
        heeded=_HEEDED.get(kind, 0) | _SPLITS,
        own=kind in ("code", "codes", "id", "ids") or "{e}" in line.what or (kind == "text" and not line.what),
        standing=_FIRST.get(kind, 2 if line.plain in ("name", "title") else LAST),
        names=styled(line.plain) if line.plain and "{" not in line.plain else (),
        tails=tails(rest) if tailed else (),
        remarks=remarks_of(kind, line.plain or line.composed, line.classes),
    )


def _named(kind: str, name: str, what: str) -> tuple[str, str]:
    """Return the name and the rest: where a quoted text is no template, it is the name in full."""
    if what.startswith('"') and kind != "text":
        _, name, what = what.split('"', 2)
    return name, what.strip()


def _attribute(text: str) -> Attribute:
    head, where, about = text.split(" | ")
    kind, _, rest = head.partition(" ")
    name, what = _named(kind, *rest.partition(": ")[::2]) if ": " in rest else (rest.rstrip(":"), "")
    signs = where.split()
    classes = CLASSES if signs[0] == "*" else signs[0].replace("r", "rmd").replace("n", "rd")
    whole = "{e}" in name or "{s}" in name
    composed = "" if "-" in signs else name if whole else "{e} " + name
    group = next((sign[1:] for sign in signs if sign[0] == "#"), "")
    line = Line(
        kind=kind,
        plain="" if "+" in signs or whole else name,
        composed=composed,
        what=what,
        classes=classes,
        related=">" in signs,
        others="!" in signs,
        group=group,
        abouts=tuple(about.split(" / ")),
    )
    return said_of(line)


@cache
def attributes() -> tuple[Attribute, ...]:
    """Return all members of ``members.txt``, in its order."""
    return tuple(_attribute(line) for line in lines("members.txt"))
