"""Boxes that were left empty, and sentences that say of which field nothing is known: they tell nothing of it."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache

from jsonsynth.facts.concepts import plain_name
from jsonsynth.facts.languages import languages

__all__ = ["without_blanks", "without_notices"]

_LAST = 120  # characters: more than an empty box at the end of a text has
_BOUNDS = re.compile(r"([\n;|])")


@lru_cache(maxsize=1)
def _empty() -> re.Pattern[str]:
    """What ends an empty box: an opener, and one of the words of any language for nothing."""
    found = {
        " ".join(phrase) for one in languages().values() for all_ in one.words["blanks"].values() for phrase in all_
    }
    firsts: dict[str, list[str]] = {}  # by the first letter a word is passed over quickly
    for one in sorted(found, key=lambda one: (-len(one), one)):
        firsts.setdefault(f"[{re.escape(one[0] + one[0].upper())}]", []).append(re.escape(one[1:]))
    said = "|".join(f"{first}(?i:{'|'.join(rest)})" for first, rest in firsts.items())
    return re.compile(rf"(?::|=|\]|\*\*|\.\.\.)\s*(?:{said})\s*(?=[\n;|]|\Z)")


def without_blanks(text: str) -> str:
    """Return a text without its empty boxes: a name and no value."""
    many = "\n" in text or ";" in text or "|" in text
    if _empty().search(text, 0 if many else max(0, len(text) - _LAST)) is None:
        return text
    return "".join(" " if _empty().search(part) else part for part in _BOUNDS.split(text))


# a name behind a colon, to the end of the sentence; what stands before it in the sentence, in plain words
_NAMED = re.compile(r": ([^\d.!?:;,\n]+)(?:[.!]|$)", re.MULTILINE)
_PLAIN = re.compile(r"(?:^|[.!?\n:>]\s*)([^\W\d][^\d.!?:\nA-ZÀ-Ý]*)$")


@lru_cache(maxsize=1)
def _lacks() -> re.Pattern[str]:
    """The words of any language for what is lacking."""
    found = {" ".join(said) for one in languages().values() for all_ in one.words["lacks"].values() for said in all_}
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(found)))})\b", re.IGNORECASE)


def without_notices(text: str, names: Container[str]) -> str:
    """Return a text without its sentences that only say which field is not known: "Nobody could say this: price."

    ``names``: the plain names of fields.
    """
    for found in reversed([*_NAMED.finditer(text)] if ":" in text else []):
        known = plain_name(found[1]) in names
        end = len(text[: found.start()].removesuffix(" ")) if known else 0
        head = _PLAIN.search(text, max(0, end - 80), end) if known else None
        if head is not None and _lacks().search(head[1]) is not None:
            text = f"{text[: head.start(1)]} {text[found.end() :]}"
    return text
