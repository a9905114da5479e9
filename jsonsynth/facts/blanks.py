"""Boxes that were left empty, and sentences that say of which field nothing is known: they tell nothing of it."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache

from jsonsynth.facts.languages import languages
from jsonsynth.facts.lexicon import plain_name

__all__ = ["without_blanks", "without_notices"]

_BOUNDS = re.compile(r"([\n;|])")


@lru_cache(maxsize=1)
def _empty() -> re.Pattern[str]:
    """What ends an empty box: an opener, and one of the words of any language for nothing."""
    found = {
        " ".join(phrase) for one in languages().values() for all_ in one.words["blanks"].values() for phrase in all_
    }
    said = "|".join(re.escape(one) for one in sorted(found, key=lambda one: (-len(one), one)))
    return re.compile(rf"(?:[:=\]]|\*\*|\.\.\.)\s*(?:{said})\s*(?=[\n;|]|\Z)", re.IGNORECASE)


def without_blanks(text: str) -> str:
    """Return a text without its empty boxes: a name and no value."""
    if _empty().search(text) is None:
        return text
    return "".join(" " if _empty().search(part) else part for part in _BOUNDS.split(text))


@lru_cache(maxsize=1)
def _notice() -> re.Pattern[str]:
    """A sentence of plain words, among them one for what is lacking in any language, and a name behind its colon."""
    found = {" ".join(said) for one in languages().values() for all_ in one.words["lacks"].values() for said in all_}
    lacks = "|".join(re.escape(said) for said in sorted(found, key=lambda said: (-len(said), said)))
    plain = r"[^\W\d_A-ZÀ-Ý][^\d.!?:\nA-ZÀ-Ý]*"
    return re.compile(
        rf"(?<![^\s>])[^\W\d](?=[^.!?:\n]*\b(?:{lacks})\b)(?:{plain})? ?: ([^\d.!?:;,\n]+)(?:[.!]|$)", re.M
    )


def without_notices(text: str, names: Container[str]) -> str:
    """Return a text without its sentences that only say which field is not known: "Nobody could say this: price."

    ``names``: the plain names of fields.
    """

    def kept(found: re.Match[str]) -> str:
        return " " if plain_name(found[1]) in names else found[0]

    ends_so = any(plain_name(said) in names for said in _BEHIND_COLON.findall(text))
    return _notice().sub(kept, text) if ends_so else text


_BEHIND_COLON = re.compile(r": ([^\d.!?:;,\n]+)(?:[.!]|$)", re.M)
