"""Wrong answers to a repair, of labelled kinds, for preference pairs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import accumulate

import orjson

from jsonsynth.breaking import Corruption, Kit, corrupt
from jsonsynth.corruption import Container, applied, put
from jsonsynth.examples import JSON
from jsonsynth.jsontext import canonical, is_json
from jsonsynth.mending import mended
from jsonsynth.seeds import Random, below, between, chance, pick, sample, shuffled
from jsonsynth.slips import other_name, other_spelling, other_type, other_value, sort_of
from jsonsynth.tokens import scan

__all__ = ["KINDS", "VALID_KINDS", "Case", "reject"]


@dataclass(frozen=True, slots=True)
class Case:
    """What a wrong answer is made from. ``tools``: corruptors that break an answer again."""

    label: str
    sound: str
    corruption: Corruption
    tools: Kit


_Kind = Callable[[Case, Random], "str | None"]
_Place = tuple[Container, "str | int", JSON]
_TRIES = 40


def reject(case: Case, rng: Random) -> tuple[str, str] | None:
    """Draw a wrong answer and its kind; None if none of the kinds drawn fits the case.

    A kind of :data:`VALID_KINDS` is canonical JSON of another value than the label; any other is not JSON.
    """
    for _ in range(_TRIES):
        kind = _ORDER[bisect_right(_BOUNDS, rng.random() * _BOUNDS[-1])]
        answer = KINDS[kind](case, rng)
        if answer is not None and answer != case.label and (kind in VALID_KINDS or not is_json(answer)):
            return answer, kind
    return None


# -- answers that are no JSON


def _echo(case: Case, _rng: Random) -> str | None:
    return case.corruption.text


def _partly_fixed(case: Case, rng: Random) -> str | None:
    """Leave one of the errors where it was."""
    if len(case.corruption.errors) < 2:
        return None
    kept = pick(rng, case.corruption.errors).name
    edits = [edit for name, edit in case.corruption.edits if name == kept]
    if sum(row.name == kept for row in case.corruption.errors) > 1:
        edits = [pick(rng, edits)]
    return applied(case.sound, edits)


def _broken_again(case: Case, rng: Random) -> str | None:
    tokens = scan(case.label)
    count = between(rng, min(5, 1 + len(case.label) // 120), min(8, 1 + len(case.label) // 50))
    for _ in range(5):
        again = corrupt(tokens, rng, case.tools, case.tools.local.draw(rng), count)
        if again:
            return again.text
    return None


def _cut_off(case: Case, rng: Random) -> str | None:
    label = case.label
    return label[: between(rng, len(label) * 2 // 5, len(label) - 1)].rstrip()


_BEFORE = ("```json\n", "```json\n", "```\n", "Here is the corrected JSON:\n", "Fixed JSON:\n\n", "Sure! ", "Result: ")
_BEHIND = ("", "", "\n\nI fixed the syntax errors.", "\n\nLet me know if you need anything else.", "\n// fixed")


def _wrapped(case: Case, rng: Random) -> str | None:
    before = pick(rng, _BEFORE)
    return before + case.label + ("\n```" if before.startswith("`") else pick(rng, _BEHIND))


# -- JSON of another value


def _leaves(value: JSON, found: list[_Place]) -> list[_Place]:
    """Collect the places of all scalars."""
    if isinstance(value, dict):
        for name, member in value.items():
            _leaves(member, found) if isinstance(member, dict | list) else found.append((value, name, member))
    elif isinstance(value, list):
        for index, element in enumerate(value):
            _leaves(element, found) if isinstance(element, dict | list) else found.append((value, index, element))
    return found


def _containers(value: JSON, found: list[Container]) -> list[Container]:
    if isinstance(value, dict):
        found.append(value)
        for member in value.values():
            _containers(member, found)
    elif isinstance(value, list):
        found.append(value)
        for element in value:
            _containers(element, found)
    return found


def _some(rng: Random, places: Sequence[object]) -> int:
    """Draw how many changes: one to eight, more where there is more to change.

    A pair whose answers are almost alike teaches little: long answers get several changes.
    """
    most = max(1, min(8, len(places) // 2))
    return between(rng, (most + 1) // 2, most)


def _changing(change: Callable[[JSON, Random], JSON]) -> _Kind:
    """Change one scalar or several, up to twelve: such changes are small."""

    def kind(case: Case, rng: Random) -> str | None:
        value: JSON = orjson.loads(case.label)
        places = _leaves(value, [])
        most = max(1, min(12, len(places)))
        left = between(rng, (most + 1) // 2, most)
        for container, place, old in shuffled(rng, places):
            new = change(old, rng)
            if new is not old:
                put(container, place, new)
                left -= 1
            if not left:
                break
        return canonical(value)

    return kind


def _changed_value(case: Case, rng: Random) -> str | None:
    """Put other values in the place of some: those of other members, or what is near."""
    value: JSON = orjson.loads(case.label)
    places = _leaves(value, [])
    sorts: dict[int | type, list[JSON]] = {}
    alike = [sorts.setdefault(sort_of(scalar), []) for _, _, scalar in places]
    for group, (_, _, scalar) in zip(alike, places, strict=True):
        group.append(scalar)
    for (container, place, old), group in sample(rng, [*zip(places, alike, strict=True)], _some(rng, places)):
        others = [other for other in group if other != old]
        put(container, place, pick(rng, others) if others and chance(rng, 0.6) else other_value(old, rng))
    return canonical(value)


def _renamed(case: Case, rng: Random) -> str | None:
    value: JSON = orjson.loads(case.label)
    owners = [found for found in _containers(value, []) if isinstance(found, dict) and found]
    members = [(owner, name) for owner in owners for name in owner]
    most = min(12, len(members))
    for owner, name in sample(rng, members, between(rng, (most + 1) // 2, most)):
        new = other_name(name, rng)
        if new and new not in owner:
            owner[new] = owner.pop(name)
    return canonical(value)


def _dropped(case: Case, rng: Random) -> str | None:
    value: JSON = orjson.loads(case.label)
    owners = [found for found in _containers(value, []) if len(found) > 1]
    for owner in sample(rng, owners, min(3, _some(rng, owners))):
        if isinstance(owner, dict):
            del owner[pick(rng, list(owner))]
        else:
            del owner[below(rng, len(owner))]
    return canonical(value)


_EXTRAS: tuple[tuple[str, tuple[JSON, ...]], ...] = (
    ("id", (1, 0, 42, 1001)),
    ("status", ("ok", "active", "fixed", "valid")),
    ("type", ("object", "default", "string")),
    ("version", (1, 2, "1.0")),
    ("valid", (True, False)),
    ("description", ("", None, "n/a")),
    ("notes", ("", None, "repaired")),
    ("enabled", (True, False)),
    ("count", (0, 1, 2, 3)),
    ("name", ("", None, "unknown")),
    ("tags", (None, "")),
    ("timestamp", (None, 0, "")),
    ("error", (None, "", False)),
    ("updated_at", (None, "")),
)


def _added(case: Case, rng: Random) -> str | None:
    """Add elements that are there already, members under a second name, or such as nobody asked for."""
    value: JSON = orjson.loads(case.label)
    owners = [found for found in _containers(value, []) if found]
    for owner in sample(rng, owners, min(3, _some(rng, owners))):
        if isinstance(owner, list):
            owner.insert(below(rng, len(owner) + 1), deepcopy(pick(rng, owner)))
        elif chance(rng, 0.6):
            twin = pick(rng, list(owner))
            owner.setdefault(other_name(twin, rng), deepcopy(owner[twin]))
        else:
            name, values = pick(rng, _EXTRAS)
            owner.setdefault(name, pick(rng, values))
    return canonical(value)


def _reordered(case: Case, rng: Random) -> str | None:
    value: JSON = orjson.loads(case.label)
    lists = [found for found in _containers(value, []) if isinstance(found, list) and len(found) > 1]
    for owner in sample(rng, lists, _some(rng, lists)):
        owner[:] = list(reversed(owner)) if chance(rng, 0.4) else shuffled(rng, owner)
    return canonical(value)


def _misnested(case: Case, rng: Random) -> str | None:
    """Move members or elements one level up or down, as a bracket closed too late or too early would."""
    value: JSON = orjson.loads(case.label)
    pairs = [
        (owner, inner)
        for owner in _containers(value, [])
        if isinstance(owner, dict)
        for inner in owner.values()
        if isinstance(inner, dict)
    ]
    if not pairs:
        return None
    owner, inner = pick(rng, pairs)
    if inner and chance(rng, 0.5):
        return _moved(value, inner, owner, rng)
    return _moved(value, owner, inner, rng)


def _moved(value: JSON, source: dict[str, JSON], target: dict[str, JSON], rng: Random) -> str | None:
    names = [name for name, member in source.items() if member is not target and name not in target]
    for name in sample(rng, names, _some(rng, names)):
        target[name] = source.pop(name)
    return canonical(value)


_PATIENCE = 8  # texts looked at: a rival that is far to seek is not plausible
_FEW = 3  # errors: of more, one at least has no other explanation
_READ_OTHERWISE = frozenset(("bracket", "separator", "string", "blank"))  # parts whose errors other classes explain


def _rival(case: Case, _rng: Random) -> str | None:
    """Read the broken text as one would who does not know its classes: by the inverses of all others."""
    errors = case.corruption.errors
    if len(errors) > _FEW or _READ_OTHERWISE.isdisjoint([row.part for row in errors]):
        return None
    if any(row.policy for row in errors):
        return None  # it might be right under another policy
    others = [row for row in case.tools.any.rows if row not in errors]
    found = mended(case.corruption.text, others, _PATIENCE, any_way=False)
    return canonical(found.value) if found else None


_WEIGHTS: dict[str, tuple[_Kind, int]] = {
    "echo": (_echo, 8),
    "partly-fixed": (_partly_fixed, 12),
    "broken-again": (_broken_again, 8),
    "cut-off": (_cut_off, 10),
    "wrapped": (_wrapped, 6),
    "changed-value": (_changed_value, 9),
    "changed-type": (_changing(other_type), 6),
    "touched-string": (_changing(other_spelling), 6),
    "renamed": (_renamed, 9),
    "dropped": (_dropped, 10),
    "added": (_added, 10),
    "reordered": (_reordered, 9),
    "misnested": (_misnested, 9),
    "rival": (_rival, 6),
}
KINDS: dict[str, _Kind] = {name: kind for name, (kind, _) in _WEIGHTS.items()}
VALID_KINDS = frozenset(
    (
        "changed-value",
        "changed-type",
        "touched-string",
        "renamed",
        "dropped",
        "added",
        "reordered",
        "misnested",
        "rival",
    )
)
_ORDER = tuple(_WEIGHTS)
_BOUNDS = tuple(accumulate(weight for _, weight in _WEIGHTS.values()))
