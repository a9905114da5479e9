"""The words that tell which of several numbers or names is which: only the verifier knows them (``cues.txt``)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

__all__ = [
    "FAINT",
    "FLAGS",
    "FUNCTION",
    "GEOGRAPHY",
    "LIST_CUES",
    "NAMES",
    "NUMBER_CUES",
    "OPENERS",
    "SHAPES",
    "TEXT_CUES",
    "WEAK",
    "Cues",
    "concept_of",
]


class Cues(NamedTuple):
    """Concepts by the word that stands before, and by the word that stands behind a value."""

    before: Mapping[str, frozenset[str]]
    behind: Mapping[str, frozenset[str]]


def _sections(text: str) -> dict[str, str]:
    """Cut the file into its sections, comments and line breaks inside an entry gone."""
    sections: dict[str, str] = {}
    for part in re.sub(r"(?m)^# .*\n", "", text).replace("\n  ", " ").split("\n["):
        name, _, body = part.strip().removeprefix("[").partition("]\n")
        sections[name] = body
    return sections


_FILE = _sections(Path(__file__).with_name("cues.txt").read_text("utf-8"))


def _table(section: str) -> dict[str, str]:
    rows = (line.partition(": ") for line in _FILE[section].splitlines() if line)
    return {concept: words for concept, _, words in rows}


def _listed(section: str) -> frozenset[str]:
    return frozenset(_FILE[section].split())


def _sorted_in(table: Mapping[str, str]) -> Cues:
    before: dict[str, set[str]] = {}
    behind: dict[str, set[str]] = {}
    for concept, cues in table.items():
        for cue in cues.split():
            word = cue.strip("<>").replace("_", " ")
            if not cue.startswith("<"):
                before.setdefault(word, set()).add(concept)
            if not cue.endswith(">"):
                behind.setdefault(word, set()).add(concept)
    frozen = {word: frozenset(found) for word, found in before.items()}
    return Cues(frozen, {word: frozenset(found) for word, found in behind.items()})


NAMES: Mapping[str, str] = {name: concept for concept, names in _table("names").items() for name in names.split()}
NUMBER_CUES = _sorted_in(_table("numbers"))
TEXT_CUES = _sorted_in(_table("texts"))
# words that open a list
LIST_CUES: Mapping[str, frozenset[str]] = {
    concept: frozenset(words.split()) for concept, words in _table("lists").items()
}
# prepositions and articles, which many concepts share; what also stands beside other numbers
WEAK, FAINT = _listed("weak"), _listed("faint")
# among these a town may be what the text is about
GEOGRAPHY = _listed("geography")
# what may stand beside a value without being a part of it, and before the first item of a list
FUNCTION, OPENERS = _listed("function"), _listed("openers")

_PROPER, _CODED, _COMMON = r"[^\W\d_a-zà-ý][^\d@_]*", r"[^\s@]*\d[^\s@]*", r"[^\W\d_A-ZÀ-Ý][^\d@]*"
_SHAPED = {
    _PROPER: "place country manager reporter mayor company brand",
    _CODED: "id host source request user sku postcode",
    _COMMON: "job category color type",
    r"(?![A-Z]+-\d+$)[^\W\d_a-zà-ý][^@_]*": "subject",
    r"[^\s@]+@[^\s@]+": "email",
    r"[a-z][a-z.-]*": "service",
    r"\S+ .*\S": "message",
}
# what the strings of a concept look like
SHAPES: Mapping[str, re.Pattern[str]] = {
    concept: re.compile(shape) for shape, concepts in _SHAPED.items() for concept in concepts.split()
}

# (what denies, what affirms): the denial is looked for first
FLAGS: Mapping[str, tuple[str, str]] = {
    "available": (
        r"out of stock|sold out|not available|cannot be ordered|unavailable|no longer available|esgotado"
        r"|não está disponível|fora de estoque|indisponível|não pode ser pedido",
        r"available|in stock|can be ordered|ready to ship|disponível|em estoque|pode ser pedido|pronto para envio",
    ),
    "resolved": (
        r"not resolved|still open|not been (?:resolved|fixed)|unresolved|remains open|não foi resolvida|em aberto"
        r"|sem solução|não está resolvida",
        r"resolved|is closed|been (?:fixed|closed)|is fixed|resolvida|encerrada(?! em)",
    ),
    "remote": (
        r"not work remotely|never works from home|on site|not a remote|on-site|not allowed to work remotely"
        r"|não trabalha de casa|não faz trabalho remoto|presencial|não está em regime remoto",
        r"remotely|from home|remote|de casa|remoto",
    ),
}


@lru_cache(maxsize=4096)
def concept_of(name: str) -> str | None:
    """Return what a member name means, None if it is not known: ``"birthDate"`` is no concept, ``"unit_price"`` is."""
    return NAMES.get("".join(part for part in name.casefold() if part.isalnum()))
