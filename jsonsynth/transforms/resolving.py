"""Which member of a document a description means: the reader that proves what the writer said.

It knows the lexicon's data and nothing else of the writer: it splits, stems and compares words, looks places up and
looks at values by itself. Every reading of a description counts, so one with two readings leads to two paths.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from pathlib import Path as File
from typing import TypeAlias

import orjson

from jsonsynth.examples import JSON

__all__ = ["Path", "resolve", "resolver"]

Path: TypeAlias = "tuple[str, ...]"  # member names; the elements of an array count as one


_CONTAINERS = (dict, list)
_INNER = frozenset(_CONTAINERS)
_Frame: TypeAlias = "tuple[str, str]"


@dataclass(frozen=True, slots=True, eq=False)
class _Terms:
    """The lexicon turned round: from what is said to what is meant."""

    places: Mapping[str, tuple[int, bool]]  # the index, and whether the columns of a table are meant
    kinds: Mapping[str, str]
    sample: re.Pattern[str]  # a value as its last group, in what stands around it
    frames: Sequence[_Frame]  # what stands around words
    senses: Mapping[str, Sequence[tuple[frozenset[str], frozenset[str]]]]  # by a stem: what may be called how
    marks: Mapping[str, frozenset[str]]  # by a stem that is said, what stands in any name it can mean
    loose: frozenset[str]


@dataclass(slots=True)
class _Read:
    """A document as a reader of several descriptions has it before him: its records and, once asked for, its paths."""

    records: Sequence[JSON]
    many: bool
    paths: list[Path] = field(default_factory=lambda: [])
    written: str = ""

    def names(self) -> str:
        """Return the last names of the paths of all members, each once, in small letters, one a line."""
        if not self.paths:
            self.paths = _paths(self.records)
            self.written = "\n".join([path[-1] for path in self.paths]).lower()
        return self.written


def resolve(said: str, document: JSON, language: str) -> list[Path]:
    """Return the paths of all members of a document that a description can mean, in order of appearance."""
    return resolver(document, language)(said)


def resolver(document: JSON, language: str) -> Callable[[str], list[Path]]:
    """Return what does :func:`resolve` for several descriptions of members of one document."""
    terms, many = _terms(language), isinstance(document, list)
    read = _Read(document if isinstance(document, list) else [document], many)

    def resolved(said: str) -> list[Path]:
        said = said.strip()
        found = [*_places(said, read, terms), *_kinds(said, read, terms)]
        found += [*_samples(said, read, terms), *_words(said, read, terms)]
        return list(dict.fromkeys(found))

    return resolved


def _members(value: JSON, above: Path = ()) -> Iterable[tuple[Path, JSON]]:
    """Yield every member at every depth with its path, and the objects of an array inside, with ``[]`` behind it."""
    stack: list[tuple[Path, JSON]] = [(above, value)]
    while stack:
        path, top = stack.pop()
        if isinstance(top, list):
            yield from (((*path, "[]"), element) for element in top if isinstance(element, dict))
            stack.extend((path, element) for element in reversed(top))
        elif isinstance(top, dict):
            for name, member in top.items():
                yield (*path, name), member
                stack.append(((*path, name), member))


def _paths(records: Sequence[JSON]) -> list[Path]:
    """Return the paths of all members of the records, each once; a hot path, so members of a name are read at once."""
    objects = [record for record in records if isinstance(record, dict)]
    names = dict.fromkeys(chain.from_iterable(objects))
    if _INNER.isdisjoint(map(type, chain.from_iterable(map(_VALUES, objects)))):
        return [(name,) for name in names]
    found: list[Path] = []
    for name in names:
        found.append((name,))
        inside = [member for record in objects if isinstance(member := record.get(name), _CONTAINERS)]
        if inside:
            found += [(name, *path) for path in _paths(_elements(inside))]
    return found


_VALUES: Callable[[dict[str, JSON]], Iterable[JSON]] = dict[str, JSON].values


def _elements(values: Iterable[JSON]) -> list[JSON]:
    """Return values with the elements of arrays, and of arrays in them, in the arrays' places."""
    found: list[JSON] = []
    for value in values:
        if isinstance(value, list):
            found += _elements(value)
        else:
            found.append(value)
    return found


def _places(said: str, read: _Read, terms: _Terms) -> list[Path]:
    place = terms.places.get(said)
    if place is None or place[1] != read.many:
        return []
    index, rows = place[0], [[*record] for record in read.records if isinstance(record, dict)]
    fits = all(-len(row) <= index < len(row) for row in rows)
    return [(row[index],) for row in rows] if fits else []


def _kinds(said: str, read: _Read, terms: _Terms) -> list[Path]:
    kind = terms.kinds.get(said)
    if kind is None:
        return []
    held: dict[Path, list[JSON]] = {}
    for record in read.records:
        for path, member in _members(record):
            held.setdefault(path, []).append(member)
    return [path for path, values in held.items() if _all_are(_KINDS[kind], values)]


def _all_are(fits: Callable[[JSON], bool], values: Sequence[JSON]) -> bool:
    there = [value for value in values if value is not None]
    return bool(there) and all(map(fits, there))


def _matches(pattern: str) -> Callable[[JSON], bool]:
    shape = re.compile(pattern)
    return lambda value: isinstance(value, str) and shape.match(value) is not None


_KINDS: Mapping[str, Callable[[JSON], bool]] = {
    "date": _matches(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),  # with a time, too: an honest reader may take it for one
    "time": _matches(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}"),
    "url": _matches(r"(?i:https?)://"),
    "email": _matches(r"\S+@\S+\.[a-zA-Z]+\Z"),
    "flag": lambda value: value is True or value is False,
    "number": lambda value: isinstance(value, (int, float)) and not isinstance(value, bool),
    "list": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}


def _samples(said: str, read: _Read, terms: _Terms) -> list[Path]:
    framed = terms.sample.fullmatch(said)
    if framed is None:
        return []
    try:
        value: JSON = orjson.loads(framed[framed.lastindex or 0])
    except orjson.JSONDecodeError:
        return []
    return [p for p, member in _members(read.records[0]) if type(member) is type(value) and member == value]


def _framed(said: str, frames: Iterable[_Frame]) -> list[str]:
    """Return what stands inside each of the frames that a description has."""
    return [
        said[len(before) : len(said) - len(behind)]
        for before, behind in frames
        if said.endswith(behind) and said.startswith(before) and len(said) > len(before) + len(behind)
    ]


def _words(said: str, read: _Read, terms: _Terms) -> list[Path]:
    spoken = {_stems(text) - terms.loose for text in _framed(said, terms.frames)} - _NOTHING
    if not spoken:
        return []
    written, known = read.names(), terms.marks
    stems = frozenset[str]().union(*spoken)
    marks = [mark for stem in stems for mark in known.get(stem) or (_mark(stem),) if mark in written]
    if not marks:
        return []
    near = sorted({place for mark in marks for place in _lines(written, mark)})
    return [path for path in map(read.paths.__getitem__, near) if _is_called(path[-1], spoken, terms)]


def _lines(text: str, mark: str) -> list[int]:
    """Return the numbers of the lines in which a mark stands."""
    found: list[int] = []
    start, end = text.find(mark), 0
    while start >= 0:
        found.append(text.count("\n", end, start) + (found[-1] if found else 0))
        end = start
        start = text.find(mark, start + 1)
    return found


_NOTHING = {frozenset[str]()}


def _mark(stem: str) -> str:
    """Return what stands of a stem in any name that has it, small: one in ``y`` may stand there as a plural."""
    return stem.removesuffix("y")


def _is_called(name: str, spoken: set[frozenset[str]], terms: _Terms) -> bool:
    """Say whether a name can be called so: by its own words, which is told soonest, or by others for some of them."""
    mine, loose = _stems(name), terms.loose
    if mine in spoken or mine - loose in spoken:
        return True
    return any(
        meant <= mine and (mine - meant | other) - loose in spoken
        for stem in mine
        for meant, other in terms.senses.get(stem, ())
    )


# the words of a name or a text in ASCII, cut where small letters or digits end and where an acronym does
_WORDS = re.compile(r"[A-Z]+(?![a-z])[0-9a-z]*|[A-Z]?[0-9a-z]+")
_CUT = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^0-9A-Za-zÀ-ÿ]+")  # what parts them in any text


@lru_cache(maxsize=1024)
def _stems(text: str) -> frozenset[str]:
    words = _WORDS.findall(text) if text.isascii() else filter(None, _CUT.split(text))
    return frozenset(map(_stem, map(str.lower, words)))


def _stem(word: str) -> str:
    """Cut the ending of a plural: ``prices`` and ``price`` are one, ``address`` stays."""
    if word[-1] != "s" or len(word) < 4 or word.endswith("ss"):
        return word
    return word[:-3] + "y" if len(word) > 4 and word.endswith("ies") else word[:-1]


@lru_cache(maxsize=8)
def _terms(language: str) -> _Terms:
    rows = _rows(File(__file__).with_name(f"lexicon.{language}.txt").read_text(encoding="utf-8"))
    templates = [(left, text) for section, left, text in rows if section == "templates"]
    ordinals = [(int(left), text) for section, left, text in rows if section == "ordinals"]
    pairs = [(_stems(left), _stems(text)) for section, left, text in rows if section == "synonyms"]
    return _Terms(
        places={
            template.replace("$nth", word): (number - (number > 0), left == "place table")
            for left, template in templates
            if left.startswith("place")
            for number, word in ordinals
        },
        kinds={text: left for section, left, text in rows if section == "kinds"},
        sample=_around(_frames((text for left, text in templates if left.startswith("sample")), "$v")),
        frames=_frames((text for left, text in templates if left in ("words", "synonym")), "$w"),
        senses=_senses(pairs),
        marks=_marks(pairs),
        loose=frozenset(_stem(text) for section, _, text in rows if section == "loose"),
    )


def _senses(
    pairs: Iterable[tuple[frozenset[str], frozenset[str]]],
) -> dict[str, list[tuple[frozenset[str], frozenset[str]]]]:
    senses: dict[str, list[tuple[frozenset[str], frozenset[str]]]] = {}
    for meant, spoken in pairs:
        for stem in meant:
            senses.setdefault(stem, []).append((meant, spoken))
    return senses


def _marks(pairs: Iterable[tuple[frozenset[str], frozenset[str]]]) -> dict[str, frozenset[str]]:
    """Return texts, by a stem that is said, of which any name that can be called so has one in it, small.

    What is called by other stems than its own shares one with them, or one of its own stands for one of them.
    """
    found: dict[str, set[str]] = {}
    for meant, spoken in pairs:
        for stem in spoken:
            found.setdefault(stem, {stem}).update(meant)
    return {stem: frozenset(map(_mark, meant)) for stem, meant in found.items()}


def _frames(templates: Iterable[str], hole: str) -> list[_Frame]:
    found = (template.partition(hole) for template in templates)
    return list(dict.fromkeys((before, behind) for before, _, behind in found))


def _around(frames: Iterable[_Frame]) -> re.Pattern[str]:
    """Return what matches a description in the first of the frames that it has."""
    return re.compile("|".join(f"{re.escape(before)}(.+){re.escape(behind)}" for before, behind in frames), re.DOTALL)


def _rows(text: str) -> list[tuple[str, str, str]]:
    """Return (section, left side, one right side) for all that a lexicon says."""
    found: list[tuple[str, str, str]] = []
    section = ""
    for line in text.splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line.startswith("#") or not line:
            continue
        elif section == "loose":
            found += [(section, "", word) for word in line.split()]
        else:
            left, _, right = line.partition("=")
            found += [(section, one.strip(), text.strip()) for one in left.split("/") for text in right.split(" | ")]
    return found
