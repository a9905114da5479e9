"""Tables: records that share member names and types, as transformations want them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import compress
from math import floor

from jsonsynth.examples import JSON, Split
from jsonsynth.invention.drawers import drawer
from jsonsynth.invention.naming import STYLES, agree, agreeing, styled
from jsonsynth.invention.readings import Draw, choices_of
from jsonsynth.invention.vocabulary import Domain, Member, domain, domains, name_of
from jsonsynth.realism import maker
from jsonsynth.seeds import Random, pick, sample

__all__ = ["table"]

# kinds a table's columns are drawn from: text, whole and decimal numbers, booleans, dates, categories
_TEXT = frozenset(["text", "match", "code", "id", "email", "uri", "uuid"])
_KINDS: tuple[frozenset[str], ...] = (
    _TEXT,
    frozenset(["enum"]),
    frozenset(["integer"]),
    frozenset(["number"]),
    frozenset(["boolean"]),
    frozenset(["date", "datetime"]),
    _TEXT,
    frozenset(["integer", "number"]),
    frozenset(["strings", "numbers"]),
)


# common names of columns to group by, and the rule for their values
_GROUPING = (
    ("department", "department"),
    ("country", "country"),
    ("team", "team"),
    ("category", "category"),
    ("topic", "topic"),
    ("city", "city_any"),
    ("color", "colour"),
    ("currency", "currency"),
    ("language", "language_name"),
    ("region", "region"),
)


def _category(rng: Random, split: Split, rule: str) -> Draw:
    """A column with few values, so that grouping by it makes sense."""
    draw = maker(rule, split)
    values = list(dict.fromkeys(draw(rng) for _ in range(2 + floor(rng.random() * 3))))
    return lambda rng: values[floor(rng.random() * len(values))]


def _column(rng: Random, member: Member, split: Split) -> Draw:
    attribute, entity = member
    if attribute.kind != "enum":
        return drawer(attribute, entity.words, split)
    values = pick(rng, choices_of(attribute))
    if len(values) > 3 and rng.random() < 0.4:
        values = tuple(sample(rng, values, 3))
    return lambda rng: values[floor(rng.random() * len(values))]


def _holed(draw: Draw) -> Draw:
    return lambda rng: None if rng.random() < 0.2 else draw(rng)


@dataclass(frozen=True, slots=True, eq=False)
class _Home:
    """What the tables of a domain are made of: ``kinds`` with the numbers of the members that are of one of them,
    members with plain names, and those of them that are objects."""

    domain: Domain
    kinds: Sequence[tuple[frozenset[str], tuple[int, ...]]]
    plain: Sequence[Member]
    objects: Sequence[Member]


@cache
def _home(name: str, split: Split) -> _Home:
    home = domain(name, split)
    owned = [attribute.kind for _, _, composed in home.blocks for attribute in composed][: len(home.owned)]
    numbers = [(kinds, tuple(compress(home.owned, map(kinds.__contains__, owned)))) for kinds in _KINDS]
    objects = [member for member in home.plain_nested if member[0].kind == "object"]
    return _Home(home, numbers, home.plain, objects)


def _picked(rng: Random, home: _Home, kinds: frozenset[str], numbers: Sequence[int]) -> Member | None:
    """Draw a member of one of the kinds, a common name at times; None where the split has none."""
    if rng.random() < 0.35:
        member = home.plain[floor(rng.random() * len(home.plain))]
        if member[0].kind in kinds:
            return member
    return home.domain.member(numbers[floor(rng.random() * len(numbers))]) if numbers else None


def _columns(rng: Random, home: _Home, count: int, style: int) -> dict[str, Draw]:
    split = home.domain.split
    first = home.domain.member(pick(rng, home.domain.owned))
    drawn: dict[str, Draw] = {name_of(first, style): _column(rng, first, split)}
    for kinds, numbers in sample(rng, home.kinds[: count + 1], count - 1):
        member = _picked(rng, home, kinds, numbers)
        if member:
            drawn[name_of(member, style)] = _column(rng, member, split)
    if rng.random() < 0.4:
        words, rule = _GROUPING[floor(rng.random() * len(_GROUPING))]
        drawn[styled(words)[style]] = _category(rng, split, rule)
    kept = agreeing(drawn, style)
    return drawn if len(kept) == len(drawn) else {name: drawn[name] for name in kept}


def _extra(rng: Random, home: _Home, style: int) -> tuple[str, Draw]:
    """A column that nests: a small object, the same in each row."""
    nested = pick(rng, home.objects)
    columns = _columns(rng, home, 3, style)
    return name_of(nested, style), lambda rng: {name: draw(rng) for name, draw in columns.items()}


def table(rng: Random, split: Split, rows: int, columns: int = 6) -> list[dict[str, JSON]]:
    """Return records that share member names and types.

    Columns: text, whole and decimal numbers, booleans, dates, one category of few values nearly always; at times a
    nested object, a list, a column with nulls, and rarely rows without one of the members.
    """
    style = pick(rng, STYLES)
    home = _home(pick(rng, domains()), split)
    drawn = _columns(rng, home, max(3, columns - floor(rng.random() * 3)), style)
    if rng.random() < 0.15 and columns > 4:
        name, draw = _extra(rng, home, style)
        if agree([*drawn, name], style):
            drawn[name] = draw
    if rng.random() < 0.25:
        holed = pick(rng, list(drawn))
        drawn[holed] = _holed(drawn[holed])
    found: list[dict[str, JSON]] = [{name: draw(rng) for name, draw in drawn.items()} for _ in range(rows)]
    if rng.random() < 0.12 and rows > 2:
        found[floor(rng.random() * rows)].pop(list(drawn)[-1])
    return found
