"""The phrases of one language and split, sorted into what they can be used for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

__all__ = ["OWNER", "Grammar", "Phrase", "grammar"]


OWNER = "%(P)s"  # how the form of a phrase begins whose subject is a possessive: "her age is ..."


class Phrase(Protocol):
    """A line of a phrase book."""

    @property
    def text(self) -> str:
        """The line as written."""
        ...

    @property
    def form(self) -> str:
        """The line with its placeholders as ``%(name)s``."""
        ...

    @property
    def names(self) -> frozenset[str]:
        """The placeholders."""
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
    return "S" in phrase.names or phrase.form.startswith(OWNER)


def grammar(language: str, book: Mapping[str, Sequence[Phrase]]) -> Grammar:
    """Sort the sections of a book (one split's) into a grammar."""
    predicates = {
        section: tuple(phrase for phrase in phrases if not _has_subject(phrase)) for section, phrases in book.items()
    }
    lists = {section: tuple(phrase.text for phrase in phrases) for section, phrases in book.items()}
    return Grammar(language, {k: v for k, v in predicates.items() if v}, book, book, lists)
