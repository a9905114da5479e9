"""The phrases of one language and split, sorted into what they can be used for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

__all__ = ["Grammar", "Phrase", "grammar"]


class Phrase(Protocol):
    """A line of a phrase book, cut at its placeholders: literal and name take turns."""

    @property
    def text(self) -> str:
        """The line as written."""
        ...

    @property
    def parts(self) -> tuple[str, ...]:
        """Literals at even places, names at odd ones."""
        ...

    def fill(self, values: Mapping[str, str]) -> str:
        """Put values in the places of the names."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """What a text is worded from.

    ``predicates``: verb phrases that want a subject in front; ``clauses``: those and the ones with a subject ($S) or a
    possessive ($P) of their own; ``lines``: every other section, as it stands; ``lists``: the same as plain text.
    """

    language: str
    predicates: Mapping[str, Sequence[Phrase]]
    clauses: Mapping[str, Sequence[Phrase]]
    lines: Mapping[str, Sequence[Phrase]]
    lists: Mapping[str, tuple[str, ...]]


def _has_subject(phrase: Phrase) -> bool:
    names = phrase.parts[1::2]
    return "S" in names or (phrase.parts[0] == "" and names[:1] == ("P",))


def grammar(language: str, book: Mapping[str, Sequence[Phrase]]) -> Grammar:
    """Sort the sections of a book (one split's) into a grammar."""
    predicates = {
        section: tuple(phrase for phrase in phrases if not _has_subject(phrase)) for section, phrases in book.items()
    }
    lists = {section: tuple(phrase.text for phrase in phrases) for section, phrases in book.items()}
    return Grammar(language, {k: v for k, v in predicates.items() if v}, book, book, lists)
