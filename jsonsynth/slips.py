"""Slips: values, types, spellings and names near the right ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from jsonsynth.examples import JSON
from jsonsynth.jsontext import plain_number
from jsonsynth.seeds import Random, below, between, chance, pick, shuffled

__all__ = ["other_name", "other_spelling", "other_type", "other_value"]


def other_value(old: JSON, rng: Random) -> JSON:
    """Return a value near a scalar, of its type; null stays."""
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


def other_type(old: JSON, rng: Random) -> JSON:
    """Return what a scalar might be taken for; a long text mostly stays."""
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


def other_spelling(old: JSON, rng: Random) -> JSON:
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


def other_name(name: str, rng: Random) -> str:
    """Return a member's name misremembered: its style, its number, a part left out, letters swapped."""
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
