"""A grammar of wordings: alternatives inside a line, verbs in two moods, articles that melt into what stands before.

A wording ``(remove|drop) $keys`` draws one of its alternatives. ``~remover $keys`` has a verb that is said as an
infinitive or as an order, as the language's table of verbs has it; where verbs stand last, an infinitive follows its
objects (as far as ``^``) and an order goes before them. Articles of descriptions contract with a preposition:
``de o`` is said ``do``, and what governs the first member of a list governs the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import floor
from typing import Literal, TypeAlias

from jsonsynth.seeds import Random

__all__ = ["ARTICLE", "FURTHER", "Grammar", "Mood", "chosen", "grammar_of"]

Mood: TypeAlias = Literal["order", "infinitive"]

ARTICLE = "\x01"  # stands before the article of a description until it has met its preposition
FURTHER = "\x02"  # the same further on in a list, which begins with the other one
_MARKS = re.compile(f"([{ARTICLE}{FURTHER}])")

_CHOICE = re.compile(r"(?<!%)\(((?:%\(\w+\)s|[^()|])*\|(?:%\(\w+\)s|[^()])*)\)")
_VERB = re.compile(r"~(\w+)( ?)")
_TABLES = frozenset(("verbs", "melting", "joints", "links", "order", "swaps"))
_VOWELS = "aàâeéèêiîoôuy"
_BEHIND = re.compile(r"\w+'?")
_BEFORE = re.compile(r"\w+$")


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """What one language says: its lines by section, as forms of ``%``, and its small tables.

    ``verbs``: an infinitive to the order's head and, for verbs that come apart, the tail; ``last``: they stand behind
    their objects. ``melting``: a preposition and an article to what they become, ``de V`` to what it is before a vowel,
    and ``+ das`` to the article that stands further on in a list, where the preposition does not come again. ``nouns``:
    what an element of the array may be called. ``joints``: "and" and "or"; ``links``: what may stand
    before the last of several names.
    """

    language: str
    lines: Mapping[str, Sequence[str]]
    verbs: Mapping[str, tuple[str, str]]
    last: bool
    melting: Mapping[str, str]
    nouns: Sequence[Mapping[str, str]]
    joints: Mapping[str, str]
    links: Sequence[str]

    def form(self, rng: Random, section: str) -> str:
        """Draw a wording of a section and one of each of its alternatives."""
        forms = self.lines[section]
        return chosen(rng, forms[floor(rng.random() * len(forms))])

    def fill(self, form: str, values: Mapping[str, str], mood: Mood = "order") -> str:
        """Say a form in a mood, with its placeholders filled."""
        said = (_conjugated(self, form, mood) if "~" in form else form) % values
        return self.melt(said) if ARTICLE in said else said

    def melt(self, said: str) -> str:
        """Contract prepositions with the articles behind them."""
        if not self.melting:
            return _MARKS.sub("", said)
        start, *rest = _MARKS.split(said)
        governs = ""
        for mark, piece in zip(rest[::2], rest[1::2], strict=True):
            if mark == ARTICLE:
                governs = self._preposition(start)
                start = self._melted(start, piece)
            else:
                start = self._governed(start, governs, piece)
        return start

    def _preposition(self, start: str) -> str:
        """Return the last word of a text if it contracts with articles."""
        word = start.rstrip().rpartition(" ")[2].lower()
        return word if any(left.startswith(f"{word} ") for left in self.melting) else ""

    def _governed(self, start: str, preposition: str, rest: str) -> str:
        article, _, noun = rest.partition(" ")
        if not preposition:
            return start + rest
        other = self.melting.get(f"+ {article}")
        return self._melted(f"{start}{preposition} ", rest) if other is None else f"{start}{other} {noun}"

    def _melted(self, start: str, rest: str) -> str:
        before = _BEFORE.search(start[:-1].rpartition(" ")[2]) if start[-1:] == " " else None
        behind = _BEHIND.match(rest)
        if before is None or behind is None:
            return start + rest
        vowel = self.melting.get(f"{before[0]} V") if rest[0].lower() in _VOWELS else None
        melted = vowel + behind[0] if vowel is not None else self.melting.get(f"{before[0]} {behind[0]}")
        if melted is None:
            return start + rest
        return start[: -1 - len(before[0])] + melted + rest[behind.end() :]


def chosen(rng: Random, form: str) -> str:
    """Draw one of each of a form's alternatives."""
    if "|" not in form:
        return form
    random = rng.random
    return "".join([part if isinstance(part, str) else part[floor(random() * len(part))] for part in _parts(form)])


@lru_cache(maxsize=1024)
def _parts(form: str) -> tuple[str | tuple[str, ...], ...]:
    return tuple(
        tuple(part.split("|")) if place % 2 else part for place, part in enumerate(_CHOICE.split(form)) if part
    )


@lru_cache(maxsize=8192)  # wordings with one of each of their alternatives
def _conjugated(grammar: Grammar, form: str, mood: Mood) -> str:
    start, *rest = _VERB.split(form)
    pieces = [start]
    for verb, space, text in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        pieces.append(_phrase(grammar, mood, verb, space, text))
    return "".join(pieces)


def _phrase(grammar: Grammar, mood: Mood, verb: str, space: str, text: str) -> str:
    """Say a verb and what follows it up to the next one."""
    head, tail = grammar.verbs[verb]
    said = verb if mood == "infinitive" else head
    if not grammar.last:
        return said + space + text
    objects, link = _objects(text)
    if mood == "infinitive":
        return f"{objects} {said}{link}".lstrip()
    return f"{head}{space}{objects}{' ' if tail else ''}{tail}{link}"


def _objects(text: str) -> tuple[str, str]:
    """Part the objects of a verb from what stands behind ``^``: a link with the next verb, an addition."""
    objects, _, link = text.partition("^")
    return objects, link


def _table(lines: Sequence[str]) -> dict[str, str]:
    return dict(_pair(line) for line in lines)


def _pair(line: str) -> tuple[str, str]:
    left, _, right = line.partition(" = ")
    return left, right


def grammar_of(language: str, lines: Mapping[str, Sequence[str]]) -> Grammar:
    """Return the grammar of a prompt file's lines: its tables are verbs, melting, nouns, joints, links and swaps.

    A line of swaps, ``remove | get rid of = remove | delete | drop``, puts a choice of the right phrases in the place
    of a left one wherever it stands in a line, outside of that line's own choices.
    """
    swap = _swap(lines.get("swaps", ()))
    verbs = {left: right.partition(" .. ") for left, right in _table(lines.get("verbs", ())).items()}
    return Grammar(
        language=language,
        lines={section: list(map(swap, forms)) for section, forms in lines.items() if section not in _TABLES},
        verbs={verb: (head, tail) for verb, (head, _, tail) in verbs.items()},
        last="verb last" in lines.get("order", ()),
        melting=_table(lines.get("melting", ())),
        joints=_table(lines["joints"]),
        links=[link.replace("_", " ") for link in lines.get("links", ("_and_",))],
        nouns=[_nouns(line.split(" | ")) for line in lines["nouns"]],
    )


def _swap(lines: Sequence[str]) -> Callable[[str], str]:
    """Return what puts choices in the place of the phrases that a table of swaps lists."""
    choices: dict[str, str] = {}
    for left, right in map(_pair, lines):
        for change in (str, _large):
            choice = "|".join(map(change, right.split(" | ")))
            choices.update({change(phrase): f"({choice})" for phrase in left.split(" | ")})
    if not choices:
        return str
    phrases = "|".join(map(re.escape, sorted(choices, key=len, reverse=True)))
    pattern = re.compile(rf"{_CHOICE.pattern}|%\(\w+\)s|(?<![\w~-])(?P<phrase>{phrases})(?![\w-])")
    return lambda form: pattern.sub(lambda match: choices.get(match["phrase"] or "", match[0]), form)


def _large(text: str) -> str:
    return text[:1].upper() + text[1:]


def _nouns(forms: Sequence[str]) -> dict[str, str]:
    one, many, to_many = (*forms, forms[1])[:3]
    return {"row": one, "rows": many, "to_rows": to_many, "Row": _large(one), "Rows": _large(many)}
