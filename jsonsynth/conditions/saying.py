"""A condition in words, from the sections of a prompt file.

Three styles take turns: what follows *with* (``[with absent]``: "no `phone`"), what follows *where*
(``[where absent]``: "`phone` is missing") and orders (``[use absent]``: "leave out `phone`"). ``[ask with]`` and its
like frame them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from jsonsynth.conditions.drawing import Condition
from jsonsynth.conditions.forms import Piece
from jsonsynth.content import Content
from jsonsynth.examples import JSON, Split
from jsonsynth.jsontext import minified
from jsonsynth.seeds import Random, chance, pick

__all__ = ["say"]

_BOOK = "schema_generate.en"
_STYLES = ("with", "with", "with", "where", "where", "use", "use")
_QUOTES = ("`",) * 6 + ('"',) * 2 + ("",) * 3
_NUMERALS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NOUNS = ("item", "element", "entry")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_]{2,}")
_LISTED = frozenset({"least", "most", "exactly"})


def say(rng: Random, content: Content, split: Split, condition: Condition) -> str:
    """Return the opening of an instruction that asks for an instance under a condition."""
    style = pick(rng, _STYLES)
    quote = pick(rng, _QUOTES)
    clauses = [_clause(rng, content, split, style, quote, piece) for piece in condition.pieces]
    said = content.say(rng, _BOOK, split, f"ask {style}", conditions=_joined(clauses))
    if style != "use":
        return said
    order = said[:1].upper() + said[1:]
    return f"{content.say(rng, _BOOK, split, 'generate')} {order}"


def _joined(clauses: Sequence[str]) -> str:
    return " and ".join([", ".join(clauses[:-1]), clauses[-1]] if len(clauses) > 1 else clauses)


def _clause(rng: Random, content: Content, split: Split, style: str, quote: str, piece: Piece) -> str:
    section = f"{style} {piece.form}"
    if piece.form in _LISTED and _plural(piece) and chance(rng, 0.6):
        section += " plural"
    wording = content.wording(rng, _BOOK, split, section)
    return wording.fill({**_placeholders(rng, piece, quote or "`"), "name": _named(piece.name, quote, content)})


def _plural(piece: Piece) -> bool:
    return piece.name.endswith("s") and not piece.name.endswith("ss") and piece.said["count"] != 1


def _placeholders(rng: Random, piece: Piece, quote: str) -> Mapping[str, str]:
    words = {name: _worded(value, quote) for name, value in piece.said.items()}
    count = piece.said.get("count")
    if isinstance(count, int):
        number = _NUMERALS[count] if count < len(_NUMERALS) and chance(rng, 0.7) else str(count)
        words["count"] = number
        noun = pick(rng, _NOUNS)
        words["items"] = f"{number} {noun if count == 1 else _many(noun)}"
    return words


def _many(noun: str) -> str:
    return noun[:-1] + "ies" if noun.endswith("y") else noun + "s"


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
    book = content.books[_BOOK]
    texts = [wording.text for pools in book.values() for pool in pools.values() for wording in pool]
    return frozenset(re.findall(r"[a-z_]+", " ".join([*_NUMERALS, *_NOUNS, *texts]).lower()))
