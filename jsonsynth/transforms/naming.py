"""Member names: their words, their spelling, and new ones in the manner of a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache

from jsonsynth.seeds import Random, chance, pick

__all__ = ["CASES", "fresh_name", "spelled", "spelling", "words"]

_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]*[a-z0-9]+|[A-Z]+")

CASES = ("camel", "snake", "kebab", "pascal", "constant")

_FIRST_TEXT = (
    "main current new raw display short full local public base total last next primary final default "
    "source target extra linked known given listed external internal original official active saved "
    "visible latest"
)
_TEXTS_TEXT = (
    "id name code label type kind value key ref tag title text group status state unit note info owner source place "
    "role mode path link handle slug"
)
_NUMBERS_TEXT = "amount count number level value rank score rate size index figure points"
_FLAGS_TEXT = "flag status state mode setting mark"
_LISTS_TEXT = "list set group items entries values"
_OBJECTS_TEXT = "info details data set group unit"
_WHOLE_TEXT = (
    "details info extra meta profile attributes properties fields payload summary contents entry record "
    "specs basics general background particulars core other misc context settings"
)


_LOOSE_TEXT = "is has by at on in of to for from with max min allow show default per"


_FIRST, _WHOLE = tuple(_FIRST_TEXT.split()), tuple(_WHOLE_TEXT.split())
_TEXTS, _NUMBERS = tuple(_TEXTS_TEXT.split()), tuple(_NUMBERS_TEXT.split())
_LASTS: Mapping[type, Sequence[str]] = {  # the last words of names, by what they hold
    str: _TEXTS,
    int: _NUMBERS,
    float: _NUMBERS,
    bool: tuple(_FLAGS_TEXT.split()),
    list: tuple(_LISTS_TEXT.split()),
    dict: tuple(_OBJECTS_TEXT.split()),
}
_LOOSE = frozenset(_LOOSE_TEXT.split())


@lru_cache(maxsize=1024)
def words(name: str) -> tuple[str, ...]:
    """Cut a name into its words, as written: ``HTTPServerID`` -> ``HTTP, Server, ID``; only ASCII ones count."""
    return tuple(_WORD.findall(name))


@lru_cache(maxsize=1024)
def spelled(name: str, case: str) -> str:
    """Spell a name in one of :data:`CASES`; a name without an ASCII word stays as it is."""
    return _CASED[case]("_".join(_WORD.findall(name)).lower()) or name


def _pascal(snake: str) -> str:
    if snake.replace("_", "").isalpha():
        return snake.title().replace("_", "")
    return "".join([part[:1].upper() + part[1:] for part in snake.split("_")])


def _camel(snake: str) -> str:
    return snake[:1] + _pascal(snake)[1:]


# from words in small letters with "_" between them; ``flat`` is no case of its own, but shows none
_CASED: Mapping[str, Callable[[str], str]] = {
    "camel": _camel,
    "snake": str,
    "kebab": lambda snake: snake.replace("_", "-"),
    "pascal": _pascal,
    "constant": str.upper,
    "flat": lambda snake: snake.replace("_", ""),
}


def spelling(names: Collection[str], rng: Random) -> str:
    """Return the case that a document's names are in, ``flat`` for longish ones that do not show their words.

    A random one of the two commonest for short plain words.
    """
    for name in names:
        if "_" in name:
            return "constant" if name.isupper() else "snake"
        if "-" in name:
            return "kebab"
        if name[:1].isupper():
            return "pascal"
        if not name.islower():
            return "camel"
    if any(len(name) > 11 for name in names):
        return "flat"
    return "snake" if chance(rng, 0.5) else "camel"


def _draft(rng: Random, near: str, lasts: Sequence[str]) -> list[str]:
    parts = [word.lower() for word in words(near)]
    if not parts:
        return [pick(rng, _WHOLE)]
    if len(parts) > 1 and chance(rng, 0.35):
        rest = parts[1:] if chance(rng, 0.5) else parts[:-1]
        return rest if not _LOOSE & {rest[0], rest[-1]} else [*parts, pick(rng, lasts)]
    if len(parts) > 1 and chance(rng, 0.4):
        return [*parts[:-1], pick(rng, lasts)]
    prefixed = parts[0] not in _FIRST and parts[0] not in _LOOSE and chance(rng, 0.5)
    return [pick(rng, _FIRST), *parts] if prefixed else [*parts, pick(rng, lasts)]


def fresh_name(rng: Random, near: str, taken: Collection[str], whole: bool = False, of: type = str) -> str:
    """Return a new name beside ``near``, spelled like the ``taken`` ones and none of them.

    ``whole``: a name for a group of members (``details``) and not for one that is like ``near``. ``of``: the Python
    type of what it holds.
    """
    case, lasts = spelling(taken, rng), _LASTS.get(of, _TEXTS)
    for _ in range(12):
        draft = [pick(rng, _WHOLE)] if whole and chance(rng, 0.7) else _draft(rng, near, lasts)
        name = _CASED[case]("_".join(draft))
        if name not in taken and draft[0][:1].isalpha() and len(set(draft)) == len(draft):
            return name
    return spelled(f"{near}_{pick(rng, lasts)}_{pick(rng, lasts)}", case)
