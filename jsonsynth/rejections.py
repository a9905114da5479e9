"""Wrong answers to a repair, of labelled kinds, for preference pairs."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import orjson

from jsonsynth.breaking import Corruption, Kit, corrupt
from jsonsynth.corruption import Container, applied, put
from jsonsynth.examples import JSON
from jsonsynth.jsontext import canonical, is_json, plain_number
from jsonsynth.seeds import Random, below, between, chance, pick, sample, shuffled
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
        if answer is not None and answer != case.label and is_json(answer) == (kind in VALID_KINDS):
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
    count = between(rng, min(4, 1 + len(case.label) // 150), min(6, 1 + len(case.label) // 60))
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
    for container, place, old in sample(rng, places, _some(rng, places)):
        others = [other for _, _, other in places if type(other) is type(old) and other != old]
        put(container, place, pick(rng, others) if others and chance(rng, 0.6) else _other_value(old, rng))
    return canonical(value)


def _other_value(old: JSON, rng: Random) -> JSON:
    if isinstance(old, bool):
        return not old
    if isinstance(old, int | float):
        return _other_number(old, rng)
    if isinstance(old, str):
        return _other_text(old, rng)
    return old


def _other_number(old: float, rng: Random) -> JSON:
    if isinstance(old, float) and chance(rng, 0.5):
        new: float = round(old) if chance(rng, 0.5) else round(old, 1)
    elif abs(old) > 9 and chance(rng, 0.5):
        digits = list(str(old))
        place = between(rng, digits[0] == "-", len(digits) - 1)
        digits[place] = str(between(rng, 1, 9)) if digits[place].isdigit() else digits[place]
        text = "".join(digits)
        new = float(text) if "." in text else int(text)
    else:
        new = old + pick(rng, (1, -1, 1, 10))
    return plain_number(round(new, 6)) if new != old else old + 1


_DIGIT = re.compile(r"\d")


def _other_text(old: str, rng: Random) -> JSON:
    digits = [match.start() for match in _DIGIT.finditer(old)]
    if digits:
        place = pick(rng, digits)
        return old[:place] + str((int(old[place]) + between(rng, 1, 8)) % 10) + old[place + 1 :]
    words = old.split(" ")
    if len(words) > 1:
        gone = below(rng, len(words))
        if chance(rng, 0.5):
            return " ".join([*words[:gone], *words[gone + 1 :]])
        other = (gone + 1) % len(words)
        words[gone], words[other] = words[other], words[gone]
        return " ".join(words)
    if len(old) > 3 and chance(rng, 0.5):
        place = between(rng, 1, len(old) - 3)
        return old[:place] + old[place + 1] + old[place] + old[place + 2 :]
    return old + pick(rng, ("s", "e", "n")) if old and chance(rng, 0.5) else old[:-1] or old


_FOR_NULL: tuple[JSON, ...] = ("", "null", 0, False)


def _other_type(old: JSON, rng: Random) -> JSON:
    if old is None:
        return pick(rng, _FOR_NULL)
    if isinstance(old, bool):
        return ("true" if old else "false") if chance(rng, 0.6) else int(old)
    if isinstance(old, int | float):
        return str(old)
    return _number_of(old, rng)


_SHORT_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})")


def _number_of(old: JSON, rng: Random) -> JSON:
    if not isinstance(old, str):
        return old
    if _SHORT_NUMBER.fullmatch(old) and old != "-0":
        return int(old)
    if len(old) < 12:
        return None if chance(rng, 0.5) else [old]
    return None if chance(rng, 0.15) else [old] if chance(rng, 0.3) else old


def _other_spelling(old: JSON, rng: Random) -> JSON:
    """Tidy a string that was right: case, accents, punctuation, white space."""
    if not isinstance(old, str) or not old:
        return old
    for touch in shuffled(rng, _TOUCHES):
        new = touch(old)
        if new != old:
            return new
    return old


def _without_accents(text: str) -> str:
    return "".join(mark for mark in unicodedata.normalize("NFD", text) if not unicodedata.combining(mark))


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


_TOUCHES: tuple[Callable[[str], str], ...] = (
    str.lower,
    _capital,
    _without_accents,
    lambda text: text.rstrip(".!?,"),
    lambda text: text.replace("-", " "),
    lambda text: text.replace("_", " "),
    lambda text: text + "." if " " in text and text[-1].isalnum() else text,
    lambda text: text.replace("\n", " ").replace("\t", " "),
    lambda text: text.replace("\\", "/"),
    lambda text: text.replace('"', "'"),
    lambda text: " " + text if " " in text else text,
    lambda text: text.replace("&", "and"),
    str.title,
)

_PARTS = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")


def _other_name(name: str, rng: Random) -> str:
    parts: list[str] = _PARTS.findall(name) or [name]
    kind = below(rng, 5)
    if kind == 0 and len(parts) > 1:
        return "_".join(parts).lower() if "_" not in name else parts[0].lower() + "".join(map(_capital, parts[1:]))
    if kind == 1:
        return name.rstrip("s") if name.endswith("s") and len(name) > 3 else name + "s"
    if kind == 2 and len(parts) > 1:
        return "_".join(parts[1:]).lower()
    if kind == 3 and len(name) > 4:
        place = between(rng, 1, len(name) - 3)
        return name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    return name.upper() if name.islower() and len(name) < 4 else name.lower() if not name.islower() else _capital(name)


def _renamed(case: Case, rng: Random) -> str | None:
    value: JSON = orjson.loads(case.label)
    owners = [found for found in _containers(value, []) if isinstance(found, dict) and found]
    members = [(owner, name) for owner in owners for name in owner]
    for owner, name in sample(rng, members, _some(rng, members)):
        new = _other_name(name, rng)
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
    value: JSON = orjson.loads(case.label)
    owners = [found for found in _containers(value, []) if found]
    for owner in sample(rng, owners, min(3, _some(rng, owners))):
        if isinstance(owner, list):
            owner.insert(below(rng, len(owner) + 1), pick(rng, owner))
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


_WEIGHTS: dict[str, tuple[_Kind, int]] = {
    "echo": (_echo, 8),
    "partly-fixed": (_partly_fixed, 12),
    "broken-again": (_broken_again, 8),
    "cut-off": (_cut_off, 10),
    "wrapped": (_wrapped, 6),
    "changed-value": (_changed_value, 9),
    "changed-type": (_changing(_other_type), 9),
    "touched-string": (_changing(_other_spelling), 6),
    "renamed": (_renamed, 9),
    "dropped": (_dropped, 9),
    "added": (_added, 9),
    "reordered": (_reordered, 9),
    "misnested": (_misnested, 9),
}
KINDS: dict[str, _Kind] = {name: kind for name, (kind, _) in _WEIGHTS.items()}
VALID_KINDS = frozenset(
    ("changed-value", "changed-type", "touched-string", "renamed", "dropped", "added", "reordered", "misnested")
)
_ORDER = tuple(_WEIGHTS)
_BOUNDS = tuple(accumulate(weight for _, weight in _WEIGHTS.values()))
