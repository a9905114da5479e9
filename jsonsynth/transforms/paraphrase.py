"""Members described in words: by what they are called, by synonyms, by what they hold, by their place.

Whoever reads a description must find one member with it; :mod:`jsonsynth.transforms.resolving` is the reader that
proves it, by code of its own.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, permutations
from math import prod
from pathlib import Path

from jsonsynth.examples import JSON
from jsonsynth.jsontext import canonical
from jsonsynth.seeds import Random, pick
from jsonsynth.transforms.naming import words
from jsonsynth.transforms.op import View
from jsonsynth.transforms.speech import ARTICLE

__all__ = ["WAYS", "Lexicon", "Ways", "described", "lexicon"]

# Ways to describe a member, by weight; the first that the document allows is taken. A later step of a chain meets
# other values and other places, so only words are left to it.
WAYS: Mapping[str, int] = {"synonym": 12, "kind": 6, "words": 7, "place": 7, "sample": 3}
_LATER = frozenset(("words", "synonym"))
_LONGEST = 24  # characters of a value that describes its member

Ways = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The data of one language's ``lexicon.<language>.txt``, by section and left side."""

    templates: Ways
    ordinals: Ways
    kinds: Ways
    synonyms: Ways
    senses: Mapping[str, Sequence[tuple[frozenset[str], Sequence[frozenset[str]]]]]  # by one of a left side's words
    near: Mapping[str, frozenset[str]]  # a word to the words of names that might mean the same by a synonym
    longest: int  # words of the longest synonym's left side
    whole: bool  # whether a synonym must stand for the whole name: those of another language than the names'


@lru_cache(maxsize=8)
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language. OSError if there is none."""
    sections: dict[str, dict[str, list[str]]] = {}
    text = Path(__file__).with_name(f"lexicon.{language}.txt").read_text(encoding="utf-8")
    for block in re.split(r"\n(?=\[)", text)[1:]:
        head, *lines = block.splitlines()
        pairs = [line.split(" = ") for line in lines if " = " in line]
        table = sections.setdefault(head[1:-1], {})
        for left, right in pairs:
            for key in left.split("/"):
                table.setdefault(key, []).extend(right.split(" | "))
    synonyms = sections["synonyms"]
    return Lexicon(
        templates=sections["templates"],
        ordinals=sections["ordinals"],
        kinds=sections["kinds"],
        synonyms=synonyms,
        senses=(senses := _by_word(synonyms)),
        near=_near(senses),
        longest=max(len(left.split()) for left in synonyms),
        whole=language != "en",
    )


def _by_word(synonyms: Ways) -> dict[str, list[tuple[frozenset[str], list[frozenset[str]]]]]:
    found: dict[str, list[tuple[frozenset[str], list[frozenset[str]]]]] = {}
    for left, others in synonyms.items():
        spoken = [frozenset(other.replace("...", "").split()) for other in others]
        found.setdefault(left.split()[0], []).append((frozenset(left.split()), spoken))
    return found


def _near(senses: Mapping[str, Sequence[tuple[frozenset[str], Sequence[frozenset[str]]]]]) -> dict[str, frozenset[str]]:
    """Return, for each word of a synonym, the words of which a name must have one if both can mean the same."""
    said: dict[str, set[str]] = {}  # a word of a name to the words that can be said for it
    meant: dict[str, set[str]] = {}  # and back
    for runs in senses.values():
        for run, others in runs:
            for word in run:
                said.setdefault(word, set()).update(*others)
                for other in frozenset[str]().union(*others):
                    meant.setdefault(other, set()).add(word)
    none = frozenset[str]()
    return {
        word: frozenset((word, *said.get(word, none), *meant.get(word, none))).union(
            *(meant[other] for other in said.get(word, none))
        )
        for word in (*said, *meant)
    }


@dataclass(slots=True)
class _Asked:
    name: str
    document: View
    book: Lexicon
    rng: Random


def described(name: str, document: View, language: str, rng: Random, later: bool = False) -> tuple[str, str] | None:
    """Return a way and a description by which an outer member is found, and no other; None if there is none.

    ``later``: the description is for another step than the first, which meets a changed document.
    """
    if name not in document.kinds:
        return None
    asked = _Asked(name, document, lexicon(language), rng)
    for way in _ORDERS[bisect(_BOUNDS, rng.random())]:
        if later and way not in _LATER:
            continue
        said = _WAYS[way](asked)
        if said is not None and name not in said:
            return way, said.removeprefix(ARTICLE)
    return None


def _drawn_first(order: Sequence[str]) -> float:
    """Return the probability of an order in which the ways are drawn one after another, by weight."""
    rest = [WAYS[way] for way in order]
    return prod(weight / sum(rest[place:]) for place, weight in enumerate(rest))


_ORDERS = tuple(permutations(WAYS))
_BOUNDS = tuple(accumulate(map(_drawn_first, _ORDERS[:-1])))


def _put(asked: _Asked, template: str, **values: str) -> str:
    """Fill a template of the lexicon; its article is marked, to melt with a preposition before it."""
    text = pick(asked.rng, asked.book.templates[template])
    for name, value in values.items():
        text = text.replace(f"${name}", value)
    return ARTICLE + text


# words of the name, and others for them


@lru_cache(maxsize=1024)
def _words(name: str) -> tuple[str, ...]:
    """Return the words of a name that can be said in words; none for a name that has none, or one of them twice."""
    parts = tuple(map(str.lower, words(name)))
    plain = "".join(parts).isalpha() and name.isascii() and min(map(len, parts)) > 1
    return parts if plain and len(set(parts)) == len(parts) else ()


_STIFF_TEXT = "is has can was are should will does not no in of to for by at on with and or allow allows"
_STIFF = frozenset(_STIFF_TEXT.split())


def _by_words(asked: _Asked) -> str | None:
    parts = _words(asked.name)
    stiff = len(parts) < 2 or not _STIFF.isdisjoint(parts) or parts[-1].endswith("ed")
    return None if stiff or not _alone(asked, parts) else _put(asked, "words", w=" ".join(parts))


def _by_synonym(asked: _Asked) -> str | None:
    parts = _words(asked.name)
    replaced = _replaced(parts, asked.book, asked.rng) if parts else None
    return None if replaced is None or not _alone(asked, parts) else _put(asked, "synonym", w=replaced)


def _replaced(parts: tuple[str, ...], book: Lexicon, rng: Random) -> str | None:
    """Put a synonym in the place of one run of words; what is left must not be stiff."""
    runs = _runs(parts, book)
    if not runs:
        return None
    start, end = pick(rng, runs)
    if book.whole and end - start < len(parts):
        return None
    other = pick(rng, book.synonyms[" ".join(parts[start:end])])
    before, behind, trails = list(parts[:start]), list(parts[end:]), other.startswith("... ")
    if not _STIFF.isdisjoint(before + behind) or (behind and behind[-1].endswith("ed") and not trails):
        return None
    if other.endswith(" ...") and not behind:
        return None
    said = other.removeprefix("... ").removesuffix(" ...")
    return " ".join([*before, *behind, said] if trails else [*before, said, *behind])


@lru_cache(maxsize=1024)
def _runs(parts: tuple[str, ...], book: Lexicon) -> tuple[tuple[int, int], ...]:
    spans = [
        (start, end)
        for start, word in enumerate(parts)
        if word in book.senses
        for end in range(start + 1, min(len(parts), start + book.longest) + 1)
        if " ".join(parts[start:end]) in book.synonyms
    ]
    widest = max((end - start for start, end in spans), default=0)
    return tuple(span for span in spans if span[1] - span[0] == widest)


def _alone(asked: _Asked, parts: Collection[str]) -> bool:
    """Say whether no other name of the document means the same: equal words, or all of them exchanged by synonyms."""
    if asked.document.deeper(asked.name):
        return False
    suspects = _suspects(asked, parts)
    if not suspects:
        return True
    mine = _sense(frozenset(parts), asked.book)
    return not any(mine & _sense(frozenset(_words(name)), asked.book) for name in suspects)


def _suspects(asked: _Asked, parts: Collection[str]) -> list[str]:
    """Return the other names in which a word of these parts stands, or one that can mean the same."""
    others = [name for name in asked.document.names() if name != asked.name]
    near, small = asked.book.near, [*map(str.lower, others)]
    written = " ".join(small)
    found = [word for part in parts for word in near.get(part, (part,)) if word in written]
    suspects = {place for word in found for place, name in enumerate(small) if word in name}
    return [others[place] for place in sorted(suspects)]


@lru_cache(maxsize=1024)
def _sense(parts: frozenset[str], book: Lexicon) -> frozenset[frozenset[str]]:
    """Return what a set of words can mean: itself without loose words, and with synonyms in the place of words."""
    found = {parts}
    for word in parts:
        for run, others in book.senses.get(word, ()):
            if run <= parts:
                found |= {parts - run | other for other in others}
    return frozenset(found)


# what a member holds


def _by_kind(asked: _Asked) -> str | None:
    document = asked.document
    kind = _kind(document.column(asked.name))
    phrases = asked.book.kinds.get(kind, ()) if kind else ()
    if not phrases or any(_can_be(kind, values) for values in _elsewhere(asked, _TYPED[kind])):
        return None
    said = pick(asked.rng, phrases)
    return None if _misleading(said, asked) else ARTICLE + said


def _elsewhere(asked: _Asked, types: frozenset[type]) -> Iterator[list[JSON]]:
    """Yield the values of each other member, those of outer ones where all are of some types."""
    document = asked.document
    for name, seen in document.kinds.items():
        if seen <= types and name != asked.name:
            yield document.column(name)
    if document.nested:
        yield from (values for path, values in _paths(document) if len(path) > 1)


def _can_be(kind: str, values: Sequence[JSON]) -> bool:
    """Say whether a phrase for a kind can be taken to mean the member with these values."""
    return any(_all_of(one, values) for one in (kind, *_WIDER.get(kind, ())))


def _misleading(said: str, asked: _Asked) -> bool:
    """Say whether another member's name stands in the phrase, all of it."""
    written = "\n".join(asked.document.names()).lower()
    spoken = {word for word in _WORD.findall(said.lower()) if word in written}
    if not spoken:
        return False
    others = (_words(name) for name in asked.document.names() if name != asked.name)
    return any(parts and spoken.issuperset(parts) for parts in others)


_WORD = re.compile(r"\w+")


_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("date", re.compile(r"\d{4}-\d\d-\d\d")),
    ("time", re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*")),
    ("url", re.compile(r"https?://\S+")),
    ("email", re.compile(r"[^@\s]+@[^@\s]+\.\w+")),
)
_TYPED: Mapping[str, frozenset[type]] = {
    **dict.fromkeys(("date", "time", "url", "email"), frozenset((str, type(None)))),
    "flag": frozenset((bool, type(None))),
    "number": frozenset((int, float, type(None))),
    "list": frozenset((list, type(None))),
    "object": frozenset((dict, type(None))),
}


_WIDER: Mapping[str, tuple[str, ...]] = {"date": ("time",)}  # what else a phrase for a kind can be taken to mean
_SHAPED = re.compile(r"\d{4}-|https?:|[^@\s]+@")  # what no value of any of these shapes goes without
_TYPES: Mapping[type, str] = {bool: "flag", int: "number", float: "number", list: "list", dict: "object"}


def _kind(values: Sequence[JSON]) -> str:
    """Return what all values are, nulls apart; nothing if that has no name."""
    kind = next((_kind_of(value) for value in values if value is not None), "")
    return kind if kind and _all_of(kind, values) else ""


def _all_of(kind: str, values: Sequence[JSON]) -> bool:
    """Say whether there are values, and all of them are of a kind, nulls apart."""
    found = False
    for value in values:
        if value is not None:
            if _kind_of(value) != kind:
                return False
            found = True
    return found


def _kind_of(value: JSON) -> str:
    if not isinstance(value, str):
        return _TYPES.get(type(value), "")
    if not _SHAPED.match(value):
        return ""
    return next((kind for kind, shape in _SHAPES if shape.fullmatch(value)), "")


def _paths(document: View) -> Iterable[tuple[tuple[str, ...], list[JSON]]]:
    """Return every member path of the document with its values; the objects of an array stand under ``[]``."""
    paths: dict[tuple[str, ...], list[JSON]] = {}
    for row in document.rows:
        _walk(row, (), paths)
    return paths.items()


def _walk(value: JSON, above: tuple[str, ...], paths: dict[tuple[str, ...], list[JSON]]) -> None:
    if isinstance(value, dict):
        for name, member in value.items():
            paths.setdefault((*above, name), []).append(member)
            _walk(member, (*above, name), paths)
    elif isinstance(value, list):
        for element in value:
            if isinstance(element, dict):
                paths.setdefault((*above, "[]"), []).append(element)
            _walk(element, above, paths)


# where it stands, and one of its values


def _by_place(asked: _Asked) -> str | None:
    rows = asked.document.rows
    names = list(rows[0])
    if len(names) < 3 or asked.name not in names or [*map(list, rows)].count(names) < len(rows):
        return None
    place = names.index(asked.name)
    ordinals = [key for key in (str(place + 1), str(place - len(names))) if key in asked.book.ordinals]
    if not ordinals:
        return None
    nth = pick(asked.rng, asked.book.ordinals[ordinals[-1] if place > 3 else ordinals[0]])
    return _put(asked, "place table" if asked.document.many else "place object", nth=nth)


def _by_sample(asked: _Asked) -> str | None:
    first = asked.document.rows[0]
    value = first.get(asked.name)
    plain = isinstance(value, str) and 2 <= len(value) <= _LONGEST and value.isprintable()
    if not plain and not (type(value) is int and abs(value) > 9):
        return None
    text = canonical(value)
    held: dict[tuple[str, ...], list[JSON]] = {}
    _walk(first, (), held)
    same = sum(canonical(one) == text for values in held.values() for one in values)
    if same != 1 or "\\" in text:
        return None
    return _put(asked, "sample table" if asked.document.many else "sample object", v=text)


_WAYS: Mapping[str, Callable[[_Asked], str | None]] = {
    "synonym": _by_synonym,
    "kind": _by_kind,
    "words": _by_words,
    "place": _by_place,
    "sample": _by_sample,
}
