"""A condition in words, from the sections of a prompt file.

Three styles take turns: what follows *with* (``[with absent]``: "no `phone`"), what follows *where*
(``[where absent]``: "`phone` is missing") and orders (``[use absent]``: "leave out `phone`"). ``[ask with]`` and its
like frame them. Other languages than English have clauses of *where* alone, in a frame of their own (``[ask where]``)
or in one that follows a line of ``[generate]`` (``[ask also]``); their names are always quoted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from jsonsynth.conditions.drawing import Condition
from jsonsynth.conditions.forms import Piece
from jsonsynth.content import Content
from jsonsynth.examples import JSON, Split
from jsonsynth.jsontext import minified
from jsonsynth.seeds import Random, chance, pick
from jsonsynth.wording.spelling import spell

__all__ = ["say"]

_BOOK = "schema_generate"
_STYLES = ("with", "with", "with", "where", "where", "use", "use")
_QUOTES = ("`",) * 6 + ('"',) * 2 + ("",) * 3
_MARKS = ("`",) * 3 + ('"',)
_SPELLED = 10  # the greatest number in words
_NOUNS: Mapping[str, tuple[tuple[str, str], ...]] = {  # one, several
    "en": (("item", "items"), ("element", "elements"), ("entry", "entries")),
    "de": (("Element", "Elemente"),),
    "pt": (("elemento", "elementos"), ("item", "itens")),
    "es": (("elemento", "elementos"),),
    "fr": (("élément", "éléments"),),
    "it": (("elemento", "elementi"),),
}
_AND: Mapping[str, str] = {"en": "and", "de": "und", "pt": "e", "es": "y", "fr": "et", "it": "e"}
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_]{2,}")
_LISTED = frozenset({"least", "most", "exactly"})


def say(rng: Random, content: Content, split: Split, condition: Condition, language: str = "en") -> str:
    """Return the opening of an instruction that asks for an instance under a condition."""
    style = pick(rng, _STYLES) if language == "en" else "where"
    quote = pick(rng, _QUOTES) if language == "en" else pick(rng, _MARKS)
    book = f"{_BOOK}.{language}"
    clauses = [_clause(rng, content, split, (style, quote, language), piece) for piece in condition.pieces]
    joined = f" {_AND[language]} ".join([", ".join(clauses[:-1]), clauses[-1]] if len(clauses) > 1 else clauses)
    behind = style == "use" or (language != "en" and chance(rng, 0.4))
    if not behind:
        return content.say(rng, book, split, f"ask {style}", conditions=joined)
    said = content.say(rng, book, split, "ask use" if style == "use" else "ask also", conditions=joined)
    return f"{content.say(rng, book, split, 'generate')} {said[:1].upper()}{said[1:]}"


def _clause(rng: Random, content: Content, split: Split, manner: tuple[str, str, str], piece: Piece) -> str:
    style, quote, language = manner
    section = f"{style} {piece.form}"
    if language == "en" and piece.form in _LISTED and _plural(piece) and chance(rng, 0.6):
        section += " plural"
    wording = content.wording(rng, f"{_BOOK}.{language}", split, section)
    placeholders = _placeholders(rng, piece, quote or "`", language)
    return wording.fill({**placeholders, "name": _named(piece.name, quote, content)})


def _plural(piece: Piece) -> bool:
    return piece.name.endswith("s") and not piece.name.endswith("ss") and piece.said["count"] != 1


def _placeholders(rng: Random, piece: Piece, quote: str, language: str) -> Mapping[str, str]:
    words = {name: _worded(value, quote) for name, value in piece.said.items()}
    count = piece.said.get("count")
    if isinstance(count, int):
        number = _spelled(count, language) if count <= _SPELLED and chance(rng, 0.7) else str(count)
        one, several = pick(rng, _NOUNS[language])
        words["count"], words["items"] = number, f"{number} {one if count == 1 else several}"
    return words


def _spelled(count: int, language: str) -> str:
    """Spell a number as it stands before a masculine or neuter noun."""
    return "un" if count == 1 and language in ("es", "it") else spell(count, language, language == "de")


def _worded(value: JSON, quote: str) -> str:
    return f"{quote}{value}{quote}" if isinstance(value, str) else minified(value)


def _named(name: str, quote: str, content: Content) -> str:
    """Return a member's name: without quotes only where it cannot be taken for a word of the instruction."""
    if not quote and _PLAIN.fullmatch(name) and name.lower() not in _vocabulary(content):
        return name
    return f"{quote or '`'}{name}{quote or '`'}"


@lru_cache(maxsize=4)
def _vocabulary(content: Content) -> frozenset[str]:
    """Return the words of all wordings, and the numerals."""
    book = content.books[f"{_BOOK}.en"]
    texts = [wording.text for pools in book.values() for pool in pools.values() for wording in pool]
    return frozenset(
        re.findall(
            r"[a-z_]+",
            " ".join(
                [*(spell(number, "en") for number in range(_SPELLED + 1)), *(one for one, _ in _NOUNS["en"]), *texts]
            ).lower(),
        )
    )
