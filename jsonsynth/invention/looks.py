"""How codes and identifiers look: a pattern, what stands before what it accepts, and the rule of the rest."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TypeAlias

from jsonsynth.examples import Split
from jsonsynth.invention.patterns import PATTERN_OF
from jsonsynth.realism import template
from jsonsynth.seeds import Random

__all__ = ["LOOKS", "LOOSE", "look_of"]

LOOKS = 48  # ways that codes can look
_Look: TypeAlias = "tuple[str, str, Callable[[Random], str]]"

# what is said of codes and identifiers by who does not care how they look
LOOSE = (
    "^[a-zA-Z0-9/_-]+$", "^[a-zA-Z0-9/_-]{1,64}$", "^[^\\s]+$", "^[\\w/-]{3,50}$", "^\\S+$",
    "^[A-Za-z0-9][A-Za-z0-9/_-]*$",
)  # fmt: skip

# of identifiers, one look for all of a list; %p: three letters of the entity
_IDS = (
    ("^[0-9a-f]{24}$", "", "{x:24}"),
    (PATTERN_OF["uuid"], "", "{uuid4}"),
    ("^%p_[a-z0-9]{14}$", "%p_", "{n:14}"),
    ("^[a-z0-9]{10}$", "", "{n:10}"),
    ("^%P-[0-9]{6}$", "%P-", "{9:6}"),
    ("^[0-9]{8}$", "", "{9:8}"),
    ("^%p-[0-9a-f]{8}$", "%p-", "{x:8}"),
    ("^%P[0-9]{7}$", "%P", "{9:7}"),
)

# of codes, one look for all of a list; %n and %m: how many
_CODES = (
    ("^%P-[0-9]{%n}$", "%P-", "{9:%n}"),
    ("^%P-[0-9]{%n}$", "%P-", "{9:%n}"),
    ("^%P[0-9]{%n}$", "%P", "{9:%n}"),
    ("^[A-Z]{3}-[0-9]{%n}$", "", "{A:3}-{9:%n}"),
    ("^[A-Z]{2}[0-9]{%n}$", "", "{A:2}{9:%n}"),
    ("^[A-Z0-9]{%n}$", "", "{A:2}{9:%m}"),
    ("^[A-Z0-9-]+$", "", "{A:2}-{9:%m}"),
    ("^[0-9]{%n}$", "", "{9:%n}"),
    ("^[0-9]{%n}$", "", "{9:%n}"),
    ("^%P_[a-z0-9]{%n}$", "%P_", "{n:%n}"),
    ("^[0-9]{%m}-[0-9]{%n}$", "", "{9:%m}-{9:%n}"),
    ("^%P/[0-9]{2}/[0-9]{%n}$", "%P/", "{10..99}/{9:%n}"),
)


@cache
def look_of(kind: str, look: int, split: Split) -> _Look:
    """Return how a code, or an identifier, looks: a pattern, what stands before, and what draws the rest."""
    if kind[0] != "c":
        pattern, head, rule = _IDS[look % len(_IDS)]
        return pattern, head, template(rule, split)
    pattern, head, rule = _CODES[look % len(_CODES)]
    count = 4 + look // len(_CODES) % 4
    for place, value in (("%n", str(count)), ("%m", str(count - 2))):
        pattern, rule = pattern.replace(place, value), rule.replace(place, value)
    return pattern, head, template(rule, split)
