"""The domains, read from data: which facts there are about a thing, and how their values are drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from jsonsynth.examples import JSON
from jsonsynth.wording.dates import Moment
from jsonsynth.wording.drawing import drawer
from jsonsynth.wording.grammar import Phrase
from jsonsynth.wording.worlds import World

__all__ = ["Domain", "Field", "domains"]


@dataclass(frozen=True, slots=True)
class Field:
    """A kind of fact.

    ``kind`` says how its value is written; ``type`` is what a label has; ``weight``, how often it is asked; ``spoken``,
    whether it may stand as number words. ``apart``: keys of fields that would contradict it or say the same twice.
    The book's sections: ``section`` of its phrases, ``names`` of members, ``label`` of boxes and columns, its ``noun``.
    ``counted``: whether it is a date that a text may count from the day on which it is written.
    ``options``: an enumeration's values as its schema has them; what texts say of them stands in ``<section> values``.
    """

    key: str
    kind: str
    type: str
    draw: Callable[[World], JSON | Moment]
    weight: int
    spoken: bool
    apart: frozenset[str]
    section: str
    names: str
    label: str
    noun: str
    counted: bool = False
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Domain:
    """A domain: its fields, the one that can be the subject, and those that tell any two splits' records apart.

    ``human``: the subject is a person; ``logged``: its records are lines of logs; ``headed``: it has a subject line of
    its own, which that of an e-mail would be taken for; ``scene``: where its asides play; ``planned``: its times are
    those that people plan.
    """

    name: str
    fields: Sequence[Field]
    subject: str
    anchors: Sequence[str]
    human: bool
    logged: bool
    headed: bool
    scene: str
    planned: bool
    by_key: Mapping[str, Field]

    def field(self, key: str) -> Field:
        """Return the field of a key."""
        return self.by_key[key]


def domains(book: Mapping[str, Sequence[Phrase]], schemas: Mapping[str, JSON]) -> tuple[Domain, ...]:
    """Read the domains from the book of fields, and what a schema says of each field.

    A section ``<domain> fields`` has a line a field: ``key | kind | weight | value | flags``. ``value`` says how it is
    drawn (:func:`jsonsynth.wording.drawing.drawer`; nothing: as the schema says); flags are ``subject``, ``anchor``
    (several times: more often), ``spoken`` and ``not:other_field``. The domain's line ``<domain> | flags`` comes first:
    ``human``, ``logged``, ``headed`` and, of each domain, ``scene:name``.
    Type, range and enumeration come from the schema ``records/<domain>_facts``.
    """
    found = ((section.removesuffix(" fields"), lines) for section, lines in book.items())
    return tuple(
        _domain(name, [line.text for line in lines], _members(schemas[f"records/{name}_facts"]))
        for name, lines in found
    )


def _members(schema: JSON) -> Mapping[str, Mapping[str, JSON]]:
    members = schema.get("properties") if isinstance(schema, dict) else None
    found = members if isinstance(members, dict) else {}
    return {name: member for name, member in found.items() if isinstance(member, dict)}


def _domain(name: str, lines: Sequence[str], members: Mapping[str, Mapping[str, JSON]]) -> Domain:
    head, *rows = ([cell.strip() for cell in line.split("|")] for line in lines)
    flags = {row[0]: row[4].split() if len(row) > 4 else [] for row in rows}
    fields = tuple(_field(name, row, flags[row[0]], members[row[0]]) for row in rows)
    return Domain(
        name,
        fields,
        next(key for key, said in flags.items() if "subject" in said),
        tuple(key for key, said in flags.items() for flag in said if flag == "anchor"),
        "human" in head[1:],
        "logged" in head[1:],
        "headed" in head[1:],
        next(flag.removeprefix("scene:") for flag in head[1:] if flag.startswith("scene:")),
        any(len(row) > 3 and row[3].endswith(" planned") for row in rows),
        {field.key: field for field in fields},
    )


_KINDS = {
    "integer": "int",
    "plain": "int",
    "year": "int",
    "ordinal": "int",
    "decimal": "float",
    "money": "float",
    "coordinate": "float",
    "flag": "bool",
    "date": "date",
    "datetime": "datetime",
    "list": "string[]",
}


def _field(domain: str, row: Sequence[str], flags: Sequence[str], member: Mapping[str, JSON]) -> Field:
    key, kind, weight = row[:3]
    section = f"{domain}.{key}"
    options = member.get("enum")
    return Field(
        key=key,
        kind=kind,
        type=_KINDS.get(kind, "string"),
        draw=drawer(domain, key, kind, row[3] if len(row) > 3 else "", member),
        weight=int(weight),
        spoken="spoken" in flags,
        apart=frozenset(flag.removeprefix("not:") for flag in flags if flag.startswith("not:")),
        section=section,
        names=f"{section} names",
        label=f"{section} label",
        noun=f"{section} noun",
        counted=kind == "date" and not row[3].endswith("distant"),
        options=tuple(str(one) for one in options) if isinstance(options, list) and kind == "enum" else (),
    )
