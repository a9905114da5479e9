"""Tables: records that share member names and types, as transformations want them."""

from __future__ import annotations

from jsonsynth.examples import JSON, Split
from jsonsynth.invention.naming import STYLES, agreeing, styled
from jsonsynth.invention.readings import Draw, choices_of, drawer
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
    values = list(dict.fromkeys(draw(rng) for _ in range(2 + int(rng.random() * 3))))
    return lambda rng: values[int(rng.random() * len(values))]


def _column(rng: Random, member: Member, split: Split) -> Draw:
    attribute, entity = member
    if attribute.kind != "enum":
        return drawer(attribute, entity.words, split)
    values = pick(rng, choices_of(attribute))
    if len(values) > 3 and rng.random() < 0.4:
        values = tuple(sample(rng, values, 3))
    return lambda rng: values[int(rng.random() * len(values))]


def _holed(draw: Draw) -> Draw:
    return lambda rng: None if rng.random() < 0.2 else draw(rng)


def _picked(rng: Random, home: Domain, kinds: frozenset[str]) -> Member | None:
    """Draw a member of one of the kinds, a common name at times; None where the split has none."""
    if rng.random() < 0.35:
        plain = home.plain
        member = plain[int(rng.random() * len(plain))]
        if member[0].kind in kinds:
            return member
    numbers = home.numbers(kinds)
    return home.member(numbers[int(rng.random() * len(numbers))]) if numbers else None


def _columns(rng: Random, home: Domain, count: int, style: int) -> dict[str, Draw]:
    first = home.member(pick(rng, home.owned))
    drawn: dict[str, Draw] = {name_of(first, style): _column(rng, first, home.split)}
    kinds = _KINDS[: min(len(_KINDS), count + 1)]
    for wanted in sample(rng, kinds, count - 1):
        member = _picked(rng, home, wanted)
        if member:
            drawn[name_of(member, style)] = _column(rng, member, home.split)
    if rng.random() < 0.4:
        grouping = _GROUPING[int(rng.random() * len(_GROUPING))]
        drawn[styled(grouping[0])[style]] = _category(rng, home.split, grouping[1])
    kept = agreeing(drawn, style)
    return drawn if len(kept) == len(drawn) else {name: drawn[name] for name in kept}


def _extra(rng: Random, home: Domain, style: int) -> tuple[str, Draw]:
    """A column that nests: a small object, the same in each row."""
    nested = pick(rng, [member for member in home.plain_nested if member[0].kind == "object"])
    columns = _columns(rng, home, 3, style)
    return name_of(nested, style), lambda rng: {name: draw(rng) for name, draw in columns.items()}


def table(rng: Random, split: Split, rows: int, columns: int = 6) -> list[dict[str, JSON]]:
    """Return records that share member names and types.

    Columns: text, whole and decimal numbers, booleans, dates, one category of few values nearly always; at times a
    nested object, a list, a column with nulls, and rarely rows without one of the members.
    """
    style = pick(rng, STYLES)
    home = domain(pick(rng, domains()), split)
    drawn = _columns(rng, home, max(3, columns - int(rng.random() * 3)), style)
    if rng.random() < 0.15 and columns > 4:
        name, draw = _extra(rng, home, style)
        if len(agreeing([*drawn, name], style)) == len(drawn) + 1:
            drawn[name] = draw
    if rng.random() < 0.25:
        holed = pick(rng, list(drawn))
        drawn[holed] = _holed(drawn[holed])
    found: list[dict[str, JSON]] = [{name: draw(rng) for name, draw in drawn.items()} for _ in range(rows)]
    if rng.random() < 0.12 and rows > 2:
        found[int(rng.random() * rows)].pop(list(drawn)[-1])
    return found
