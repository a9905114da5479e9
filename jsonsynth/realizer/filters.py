"""Which texts of a model are refused, cheap checks first; the last one is the judge of all texts, jsonsynth.facts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from jsonsynth.examples import JSON, Example, label
from jsonsynth.facts import prove
from jsonsynth.jsontext import canonical, parse_strict
from jsonsynth.realizer.telling import Told

__all__ = ["FILTERS", "refusal"]

Filter = Callable[[str, Told, Example], bool | str]
_SHORTEST, _LONGEST = 8, 1200  # characters
_ECHO = re.compile(r"[{}\[\]]|\"\s*:|^\s*(?:json|record|text)\b", re.I)
_CHATTER = re.compile(r"\b(?:as an ai|here (?:is|are) the|sure[,!]|certainly[,!]|the record|o registro)", re.I)
_BOOLEAN = re.compile(r"\b(?:true|false|null|none)\b")


def _echoes(text: str, told: Told, _: Example) -> bool:
    """Braces, or members in the form that they were told in."""
    if _ECHO.search(text):
        return True
    pairs = sum(f"{name}:" in text or f"{name} =" in text for name in told.record)
    return pairs * 2 > len(told.record) or any("_" in name and name in text for name in told.record)


def _lacks(text: str, told: Told, _: Example) -> bool:
    """A word of the record that does not stand in the text as it is."""
    lowered = text.casefold()
    return any(word.casefold() not in lowered for word in told.literal)


def _untrue(text: str, _: Told, example: Example) -> str:
    return _first(example.input["instruction"], text, parse_strict(label(example)))


def _first(instruction: str, text: str, value: JSON) -> str:
    found = prove(instruction, text, value)
    return found[0].rule if found else ""


# name, and whether it refuses: True, or the rule that is broken
FILTERS: Sequence[tuple[str, Filter]] = (
    ("length", lambda text, _, __: not _SHORTEST <= len(text) <= _LONGEST),
    ("echo", _echoes),
    ("chatter", lambda text, _, __: _CHATTER.search(text) is not None),
    ("bare-boolean", lambda text, _, __: _BOOLEAN.search(text) is not None),
    ("same-as-record", lambda text, told, _: canonical(dict(told.record)) in text or told.line in text),
    ("value-missing", _lacks),
    ("label", _untrue),
)


def refusal(text: str | None, told: Told, example: Example) -> str:
    """Say why a text cannot stand, "" if it can: the name of the first filter that refuses it, and the rule."""
    if text is None:
        return "no-text"
    for name, refuses in FILTERS:
        found = refuses(text, told, example)
        if found:
            return name if found is True else f"{name}: {found}"
    return ""
