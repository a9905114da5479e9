"""What the instances of one schema are worth. Nothing of the generators is used: jsonschema-rs and jsonschema judge."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, fields
from importlib import import_module
from typing import Any

import jsonschema_rs

from benchmarks.schema_goals import shown
from benchmarks.schema_parts import elements, members
from benchmarks.schema_values import is_wide, possible

__all__ = ["Judged", "Share", "judged", "words"]

_ENOUGH = 10  # instances of those asked for
_DIFFERENT = 5
_FIRST = 12  # instances within which an optional member should be there and not be there
_WORDS = re.compile(r"[^\W\d_]{3,}")


def words(text: str) -> list[str]:
    """Return the words of three letters or more, in lower case, camel case taken apart."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    return [word.lower() for word in _WORDS.findall(parted)]


@dataclass
class Share:
    """So many of so many."""

    hits: int = 0
    of: int = 0

    def add(self, good: bool) -> None:
        """Count one more."""
        self.hits += good
        self.of += 1


@dataclass
class Judged:
    """The first instances of a schema. ``problem``: why it is not covered, "" if it is."""

    problem: str = ""
    valid: Share = field(default_factory=Share)
    agreed: Share = field(default_factory=Share)
    printable: Share = field(default_factory=Share)
    known: Share = field(default_factory=Share)
    optional: Share = field(default_factory=Share)
    worded: Share = field(default_factory=Share)
    goals: Share = field(default_factory=Share)
    wide: bool = False
    note: str = ""

    def as_json(self) -> str:
        """Return one line."""
        return json.dumps(asdict(self))

    @staticmethod
    def read(line: str) -> Judged:
        """Return what :meth:`as_json` wrote."""
        values: dict[str, Any] = json.loads(line)
        for one in fields(Judged):
            if one.default_factory is Share:
                values[one.name] = Share(**values[one.name])
        return Judged(**values)


def judged(schema: Any, lines: list[str], more: list[str], known_words: frozenset[str]) -> Judged:
    """Judge the first instances, one JSON text a line, and by ``more`` how much of the schema they show."""
    check = jsonschema_rs.validator_for(schema, validate_formats=True, offline=True)
    found = Judged(wide=is_wide(schema))
    values: list[Any] = []
    for line in lines:
        value, problem = _read(line)
        problem = problem or _objection(check, value)
        found.problem = found.problem or problem
        found.valid.add(not problem)
        if not problem:
            values.append(value)
    _second(schema, values, found)
    _looked_at(schema, values, known_words, found)
    found.problem = found.problem or _short(schema, values, check)
    shown_values = [value for value, problem in map(_read, more) if not problem and check.is_valid(value)]
    met, goals = shown(schema, shown_values) if shown_values else (set[Any](), set[Any]())
    found.goals = Share(len(met), len(goals))
    found.note = "; ".join(f"{place or '#'} {what}" for place, what in sorted(goals - met)[:5])
    return found


def _read(line: str) -> tuple[Any, str]:
    try:
        return json.loads(line, parse_constant=_no_constant), ""
    except ValueError as error:
        return None, f"no JSON: {error}"


def _no_constant(text: str) -> Any:
    raise ValueError(f"{text} is not JSON")


def _objection(check: jsonschema_rs.Validator, value: Any) -> str:
    try:
        problem = next(check.iter_errors(value), None)
    except ValueError as error:
        return f"cannot be validated: {error}"
    if problem is None:
        return "" if check.is_valid(value) else "invalid"
    place = "/".join(map(str, problem.schema_path))
    return f"invalid: {place}: {' '.join(problem.message.split())[:200]}"


def _short(schema: Any, values: list[Any], check: jsonschema_rs.Validator) -> str:
    """Say that there are too few instances or too few different ones."""
    if len(values) < _ENOUGH:
        return f"{len(values)} instances"
    different = len({json.dumps(value, sort_keys=True) for value in values})
    if different >= _DIFFERENT:
        return ""
    there_are = possible(schema, check.is_valid)
    if there_are is not None and different >= there_are:
        return ""
    return f"{different} different ones of {'many' if there_are is None else there_are}"


def _second(schema: Any, values: list[Any], found: Judged) -> None:
    """Count on how many valid instances the package jsonschema agrees; it abstains where it cannot read the schema."""
    kind: Any = import_module("jsonschema.validators").validator_for(schema, _newest())
    check = kind(schema, registry=import_module("referencing").Registry(), format_checker=kind.FORMAT_CHECKER)
    unreadable: Any = (re.error, RecursionError, import_module("referencing.exceptions").Unresolvable)
    for value in values:
        try:
            problem = next(check.iter_errors(value), None)
        except unreadable:
            continue
        found.agreed.add(problem is None)
        found.note = f"jsonschema: {problem.message[:200]}" if problem is not None else found.note


def _newest() -> Any:
    return import_module("jsonschema").Draft202012Validator


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for child in (*members(value).values(), *elements(value)):
        yield from _strings(child)


def _names(value: Any) -> Iterator[str]:
    yield from members(value)
    for child in (*members(value).values(), *elements(value)):
        yield from _names(child)


def _is_printable(text: str) -> bool:
    """Say whether a text is of Latin letters, digits and typographic signs."""
    return text.isprintable() and all(letter < "\u0250" or "\u2000" <= letter < "\u2200" for letter in text)


def _looked_at(schema: Any, values: list[Any], known_words: frozenset[str], found: Judged) -> None:
    known = frozenset((*_names(schema), *_strings(schema)))
    for value in values:
        for text in _strings(value):
            found.printable.add(_is_printable(text))
            for word in words(text):
                found.worded.add(word in known_words)
        for name in _names(value):
            found.known.add(name in known)
    objects = [members(value) for value in values[:_FIRST] if isinstance(value, dict)]
    if len(objects) == _FIRST:
        for name in _optional(members(schema)):
            found.optional.add(0 < sum(name in value for value in objects) < _FIRST)


def _optional(schema: dict[str, Any]) -> list[str]:
    required = elements(schema.get("required"))
    named = members(schema.get("properties"))
    return [name for name, part in named.items() if part is not False and name not in required]
