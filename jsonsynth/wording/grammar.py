"""The phrases of one language and split, sorted into what they can be used for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

__all__ = ["NOUN", "OWNER", "Grammar", "Phrase", "grammar", "of_nobody"]


OWNER = "%(P)s"  # how the form of a phrase begins whose subject is a possessive: "her age is ..."
NOUN = "N"  # in a phrase whose subject is the noun of the field: "the due date is ..."


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


@dataclass(frozen=True, slots=True)
class _Line:
    """A phrase made of another one."""

    form: str
    names: frozenset[str]

    @property
    def text(self) -> str:
        """The form."""
        return self.form

    def fill(self, values: Mapping[str, str]) -> str:
        """Put values in the places of the names."""
        return self.form % values


_GENDERED = re.compile(r"\(([^()|]+)\|([^()|]+)\)")


def _by_gender(phrase: Phrase) -> Sequence[Phrase]:
    """Make two phrases of one with ``(del cliente|de la clienta) $v``: of a man (``$mv``) and of a woman (``$fv``).

    So whoever is told of, a split that has the line has a phrase that agrees.
    """
    found = _GENDERED.search(phrase.form) if "|" in phrase.form else None
    if found is None:
        return (phrase,)
    before, behind = phrase.form[: found.start()], phrase.form[found.end() :]
    return [
        _Line(before + noun + behind.replace("%(v)s", f"%({name})s"), phrase.names - {"v"} | {name})
        for noun, name in zip(found.groups(), ("mv", "fv"), strict=True)
    ]


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """What a text is worded from.

    ``predicates``: verb phrases that want a subject in front; ``lines``: every section, as it stands; ``lists``: the
    same as plain text, and by field what its line among the ``terms`` says (``label``, ``noun``, ``names``);
    a noun may have the unit of its numbers beside it, and ``(f)`` where the unit is a feminine noun.
    ``joint``: of a domain, the keys of two fields that phrases say together; ``gendered``: the sections of fields of
    which some phrase speaks of a man or of a woman.
    """

    language: str
    predicates: Mapping[str, Sequence[Phrase]]
    lines: Mapping[str, Sequence[Phrase]]
    lists: Mapping[str, tuple[str, ...]]
    joint: Mapping[str, tuple[str, str]]
    gendered: frozenset[str]


# words by which a thing is that of whom a text speaks to, in any of the languages
_YOURS = re.compile(r"\b(?:your|ihre?[mnr]?|votre|su|seu|sua|suo)\b", re.IGNORECASE)


@lru_cache(maxsize=1024)  # of a language and a split: what things of each domain are called, and how it begins
def of_nobody(grammar: Grammar, section: str) -> Sequence[Phrase]:
    """Return the phrases of a section that call nothing yours; all where none does without."""
    phrases = grammar.lines[section]
    return [phrase for phrase in phrases if not _YOURS.search(phrase.form)] or phrases


def _has_subject(phrase: Phrase) -> bool:
    return "S" in phrase.names or phrase.form.startswith(OWNER)


def grammar(language: str, book: Mapping[str, Sequence[Phrase]]) -> Grammar:
    """Sort the sections of a book (one split's) into a grammar."""
    lists = {section: tuple(phrase.text for phrase in phrases) for section, phrases in book.items()}
    lines = {section: [one for phrase in phrases for one in _by_gender(phrase)] for section, phrases in book.items()}
    predicates = {section: tuple(one for one in found if not _has_subject(one)) for section, found in lines.items()}
    for section in book:
        if section.endswith(" terms"):
            domain = section.removesuffix(" terms")
            for line in lists[section]:
                lists.update(_said_of(language, domain, line))
    joint = dict(_pair(section) for section in book if "+" in section)
    gendered = frozenset(section.removesuffix(" mod") for section, found in lines.items() if any(map(_of_one, found)))
    return Grammar(language, {k: v for k, v in predicates.items() if v}, lines, lists, joint, gendered)


def _pair(section: str) -> tuple[str, tuple[str, str]]:
    domain, _, keys = section.partition(".")
    one, _, other = keys.partition("+")
    return domain, (one, other)


def _of_one(phrase: Phrase) -> bool:
    return not phrase.names.isdisjoint(("mv", "fv"))


_SHORTENED = re.compile("[º°]")  # "N.º de factura" gives no name


@lru_cache(maxsize=2048)  # the splits have the same terms
def _said_of(language: str, domain: str, line: str) -> Mapping[str, tuple[str, ...]]:
    """Read a line of the terms: ``key = labels | noun with its article; unit | what it means | names of members``.

    Labels are divided by ``;``, names by blanks; a field without names takes them from its labels.
    """
    key, _, rest = line.partition(" = ")
    parts = [part.strip() for part in rest.split("|")]
    labels, noun, _, names = (*parts, *[""] * (4 - len(parts)))
    listed = tuple(label.strip() for label in labels.split(";"))
    name, _, unit = noun.partition("; ")
    drawn = [name for label in listed if not _SHORTENED.search(label) for name in _member_names(label, language)]
    return {
        f"{domain}.{key} label": tuple(filter(None, listed)),
        f"{domain}.{key} noun": tuple(filter(None, (name, *unit.split(" (")))),
        f"{domain}.{key} names": tuple(dict.fromkeys([*names.split(), key] if names else [key, *drawn])),
    }


def _member_names(label: str, language: str) -> tuple[str, str]:
    """Names of a member made of a label: ``"Data de emissão"`` -> ``data_de_emissao``, ``dataDeEmissao``.

    German ones keep their letters, which have no equals: ``"Größe"`` -> ``größe``.
    """
    text = label.lower().replace("²", "2")
    if language == "es":
        text = text.replace("año", "anio")  # "ano" is another word
    if language != "de":
        text = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    words = re.findall(r"[a-zäöüß][a-zäöüß0-9]*", text)
    return "_".join(words), words[0] + "".join(word.capitalize() for word in words[1:])
