"""How lifelike the texts of instances are: words that real schemas use, members whose name or description tells.

    python -m benchmarks.realism [--limit 200] [--seed 1]

Nothing here is a test of taste: read `jsonsynth instances` beside it. Names of people, and letters of random
identifiers, are counted as unknown words; they are most of what is left.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks.schema_cases import Case, real_schemas, vocabulary
from benchmarks.schema_judging import words
from benchmarks.schema_parts import elements, members
from jsonsynth import instances
from jsonsynth.errors import SchemaRefusedError
from jsonsynth.realism import SUBJECTS, described, rule_said

__all__ = ["Spoken", "free_texts", "main", "served", "spoken"]

_INSTANCES = 12
_DEEPEST = 40
_LIMITING = ("enum", "const", "pattern", "format", "default", "examples")


@dataclass(frozen=True)
class Spoken:
    """The texts of instances: how many, how many printable, how many words of three letters, how many of them known."""

    texts: int
    printable: int
    words: int
    known: int


def spoken(cases: Iterable[Case], known_words: frozenset[str], seed: int) -> Spoken:
    """Return what the texts of 12 instances of each schema are; refused schemas have none."""
    texts = [text for case in cases for value in _drawn(case.schema, seed) for text in _texts(value)]
    said = [word for text in texts for word in words(text)]
    printable = sum(text.replace("\n", "").replace("\t", "").isprintable() for text in texts)
    return Spoken(len(texts), printable, len(said), sum(word in known_words for word in said))


def _drawn(schema: Any, seed: int) -> list[Any]:
    try:
        return list(instances(schema, _INSTANCES, seed))
    except SchemaRefusedError:
        return []


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for child in [*elements(value), *members(value).values()]:
        yield from _texts(child)


@dataclass(frozen=True)
class _Place:
    """A text in a schema that nothing limits: by what it is called and what is said of it."""

    name: str
    parent: str
    title: str
    about: str


def free_texts(schema: Any, name: str = "", parent: str = "", depth: int = 0) -> Iterator[_Place]:
    """Give the subschemas of plain text, without enum, pattern, format, default or examples."""
    part = members(schema)
    if not part or depth > _DEEPEST:
        return
    if "string" in (part.get("type"), *elements(part.get("type"))) and not any(key in part for key in _LIMITING):
        yield _Place(name, parent, _text(part.get("title")), _text(part.get("description")))
    for child, called, above in _children(part, name, parent):
        yield from free_texts(child, called, above, depth + 1)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _children(part: dict[str, Any], name: str, parent: str) -> Iterator[tuple[Any, str, str]]:
    for called, child in members(part.get("properties")).items():
        yield child, called, name
    for key in ("$defs", "definitions"):
        for called, child in members(part.get(key)).items():
            yield child, called, ""
    for key in ("patternProperties", "additionalProperties"):
        for child in members(part.get(key)).values() if key == "patternProperties" else [part.get(key)]:
            yield child, "*", name
    for key in ("items", "allOf", "anyOf", "oneOf"):
        for child in elements(part.get(key)) or [part.get(key)]:
            yield child, name, parent


def served(schemas: Iterable[Any]) -> Counter[str]:
    """Return how many plain texts are drawn by what, from the most telling to the least."""
    return Counter(_served(place) for schema in schemas for place in free_texts(schema))


def _served(place: _Place) -> str:
    rule = rule_said(place.name, place.parent, place.title, place.about)
    if described(place.about):
        return "values that the description names"
    if rule == "fallback":
        return "its own words, in general phrases"
    return "a rule for texts about what it stands in" if rule in SUBJECTS else "a rule of its own"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=int, default=200, help="schemas of which instances are drawn")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    found = spoken(real_schemas(options.limit, options.seed), vocabulary(), options.seed)
    print(f"texts {found.texts:,}: printable {found.printable / found.texts:.2%}")
    print(f"words {found.words:,}: in real schemas {found.known / found.words:.1%}")
    counted = served(case.schema for case in real_schemas(0, options.seed))
    total = sum(counted.values())
    print(f"plain texts of the schemas {total:,}, drawn by")
    for what, count in counted.most_common():
        print(f"  {what}: {count / total:.1%}")


if __name__ == "__main__":
    main()
