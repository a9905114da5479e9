"""Long documents: tables with long texts, and what a store of documents exports."""

from __future__ import annotations

from jsonsynth.examples import JSON, Split
from jsonsynth.invention import document, table
from jsonsynth.jsontext import canonical
from jsonsynth.realism import maker
from jsonsynth.seeds import Random, between, chance, pick

__all__ = ["dump"]

_ROWS = 24
_PARTS = (
    *("code_text", "markup_text", "chat_message", "review_text", "log_message", "quoted_text"),
    *("sentence_ja", "sentence_zh", "sentence_ru", "sentence_pt", "sentence_es", "sentence_fr", "sentence_de"),
)
_TEXT_NAMES = ("body", "content", "text", "description", "transcript", "source", "notes", "details")


def dump(rng: Random, split: Split, length: int, *, flat: bool) -> list[JSON]:
    """Return a list of records of about ``length`` characters in canonical form, at least that many.

    ``flat``: records of one shape, a few containers deep at most; else documents of a store beside each other.
    """
    found: list[JSON] = []
    missing = length
    while missing > 0:
        more: list[JSON] = [*_records(rng, split)] if flat else [document(rng, split, "large")]
        for value in more:
            if missing > 0:
                found.append(value)
                missing -= len(canonical(value)) + 1
    return found


def _records(rng: Random, split: Split) -> list[dict[str, JSON]]:
    rows = table(rng, split, _ROWS, columns=between(rng, 4, 8))
    name = pick(rng, _TEXT_NAMES)
    if any(name in row for row in rows) or chance(rng, 0.2):
        return rows
    most = pick(rng, (2, 6, 20))
    return [{**row, name: _text(rng, split, between(rng, 1, most))} for row in rows]


def _text(rng: Random, split: Split, parts: int) -> str:
    """Join parts of several kinds: sentences, markup, code, messages."""
    return pick(rng, (" ", "\n", "\n\n")).join([str(maker(pick(rng, _PARTS), split)(rng)) for _ in range(parts)])
