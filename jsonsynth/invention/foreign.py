"""Member names of tables in other languages than English: what a column is called there, and what can be said of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from jsonsynth.examples import JSON
from jsonsynth.invention.naming import STYLES, styled
from jsonsynth.seeds import Random, chance, pick

__all__ = ["in_another_language"]

_Lexicon = Mapping[str, tuple[str, ...]]
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_KINDS: Mapping[type, str] = {str: "text", bool: "flag", int: "number", float: "number", list: "list", dict: "object"}


@lru_cache(maxsize=1)
def _lexicons() -> tuple[_Lexicon, ...]:
    found: list[dict[str, tuple[str, ...]]] = []
    for line in Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            found.append({})
        elif not line.startswith("#"):
            left, _, right = line.partition(": ")
            found[-1][left] = tuple(right.split())
    return tuple(found)


def in_another_language(rows: list[dict[str, JSON]], rng: Random) -> list[dict[str, JSON]]:
    """Return records with the names of their members in another language, in one of the usual styles.

    A column keeps its meaning where the lexicon has its last word; otherwise it is called after its type.
    """
    lexicon, style = pick(rng, _lexicons()), pick(rng, STYLES)
    names: dict[str, str] = {}
    for row in rows:
        for name, member in row.items():
            if names.get(name) is None and (member is not None or row is rows[-1]):
                names[name] = _named(name, member, lexicon, rng, style)
    new: dict[str, str] = {}
    for old, name in names.items():
        new[old] = name if name not in new.values() else f"{name}{len(new) + 1}"
    return [{new.get(name, name): member for name, member in row.items()} for row in rows]


def _named(name: str, member: JSON, lexicon: _Lexicon, rng: Random, style: int) -> str:
    last = _WORD.findall(name)[-1:]
    nouns = lexicon.get(last[0].lower() if last else "") or lexicon[f"{_KINDS.get(type(member), 'text')} *"]
    noun = pick(rng, nouns)
    return styled(f"{noun} {pick(rng, lexicon['*'])}" if chance(rng, 0.5) else noun)[style]
