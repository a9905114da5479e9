"""The verifier: does the text state the label, and nothing that contradicts it?"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from jsonsynth.examples import JSON, Problem
from jsonsynth.facts.amounts import date_problems, number_problems
from jsonsynth.facts.blanks import without_blanks, without_notices
from jsonsynth.facts.concepts import known_in, plain_name
from jsonsynth.facts.lexicon import lexicon
from jsonsynth.facts.meaning import Asked, Leaf, domains_of, leaves, meant
from jsonsynth.facts.missing import missing_string_problems
from jsonsynth.facts.naming import list_problems, string_problems
from jsonsynth.facts.reading import Reading, read
from jsonsynth.facts.records import lost, segments
from jsonsynth.facts.request import Request, request
from jsonsynth.facts.shape import shape_problems
from jsonsynth.facts.single import SINGLY
from jsonsynth.facts.specification import Wanted
from jsonsynth.facts.spoken import spoken
from jsonsynth.facts.strings import Surroundings, list_gap, masked
from jsonsynth.facts.tables import plain_rows
from jsonsynth.facts.tokens import bare_words
from jsonsynth.facts.wholes import doubted_whole
from jsonsynth.jsontext import parse_strict

__all__ = ["DOUBTS", "Proving", "prove", "proving", "verify"]

DOUBTS = frozenset(
    (
        "no-cue",
        "odd-shape",
        "no-specification",
        "unproved",
        "rival-number",
        "rival-date",
        "rival-string",
        "records-mixed",
    )
)


def verify(instruction: str, text: str, label: str) -> list[Problem]:
    """Return what speaks against a label, nothing if the text proves it.

    Rules: label-not-json, label-not-object, extra-member, missing-member, wrong-type, policy, stated-but-missing,
    number-not-in-text, date-not-in-text, rival-number, rival-date, rival-string, wrong-role, wrong-unit, hedged,
    negated, string-not-in-text, string-cut, string-long, no-cue, odd-shape, list-differs, option-differs,
    flag-differs, currency-differs, records-mixed; and, where the instruction says too little to prove anything,
    no-specification and unproved.
    """
    try:
        value = parse_strict(label)
    except ValueError as error:
        return [Problem("label-not-json", str(error))]
    return prove(instruction, text, value)


Proving = Generator[None, None, list[Problem]]


def prove(instruction: str, text: str, value: JSON) -> list[Problem]:
    """Do what :func:`verify` does, with a label that was read."""
    steps = proving(instruction, text, value)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            problems: list[Problem] = end.value
            return problems


def proving(instruction: str, text: str, value: JSON) -> Proving:
    """Do what :func:`prove` does, and pause where code of another kind begins: many rows are proved step by step."""
    asked = request(instruction)
    yield
    told = _told(asked, value)
    if isinstance(told, list):
        return told
    plain = plain_rows(text)
    about = _about(told, plain)
    parts = _parts(told, about, plain)
    if not parts:
        return [Problem("records-mixed", "the records do not stand one behind the other in the text")]
    yield
    name = spoken(plain if told.many else parts[0].text, about.domains)
    around = _surroundings(about.domains, name)
    for part in parts:
        _mask(part, around)
    yield
    read_ = [(part, _read(part, name, around, asked)) for part in parts]
    yield
    for part, reading in read_:
        part.problems += string_problems(reading, part.strings, around)
    yield
    for part, reading in read_:
        part.problems += _rest_problems(reading, part, asked)
    yield
    for part, reading in read_:
        part.problems += missing_string_problems(reading, [one for one, _ in part.strings], part.lacking)
    problems = [problem for part in parts for problem in part.problems]
    return problems or (list(_lost(about, _naming(about)[0], name, parts)) if told.many else problems)


@lru_cache(maxsize=512)
def _surroundings(domains: tuple[str, ...], language: str) -> Surroundings:
    return Surroundings(language, lexicon(domains, language))


@dataclass(slots=True)
class _Told:
    """What a label says: records of the same fields, in a list (``many``) or one alone."""

    fields: tuple[Wanted, ...]
    records: Sequence[Mapping[str, JSON]]
    many: bool


def _told(asked: Request, value: JSON) -> _Told | list[Problem]:
    """Return what a label says, or what is wrong with its form."""
    if not asked.fields:
        return [Problem("no-specification", "no specification of the fields was found in the instruction")]
    if asked.listed:
        return _listed(asked, asked.fields, value)
    if not isinstance(value, dict):
        return [Problem("label-not-object", "the label is no object")]
    problems = shape_problems(asked, asked.fields, value)
    lists = [field for field in asked.fields if field.type == "object[]"]
    if problems or not lists:
        return problems or _Told(asked.fields, (value,), False)
    if len(asked.fields) > 1:
        return [Problem("unproved", "members beside a list of objects are not proved")]
    return _listed(asked, lists[0].fields, value.get(lists[0].name))


def _listed(asked: Request, fields: tuple[Wanted, ...], value: JSON) -> _Told | list[Problem]:
    """Return the records of a list; where it is empty, one that says nothing."""
    if not isinstance(value, list):
        return [Problem("label-not-object", "the label is no list of objects")]
    records: list[dict[str, JSON]] = [one for one in value if isinstance(one, dict)]
    problems = [problem for one in records for problem in shape_problems(asked, fields, one)]
    if len(records) < len(value) or problems:
        return problems or [Problem("wrong-type", "an element of the list is no object")]
    return _Told(fields, records or [{}], bool(records))


@dataclass(slots=True)
class _About:
    """What a text is about: its domains, and the fields that are no objects with what they mean there."""

    domains: tuple[str, ...]
    fields: Sequence[tuple[Leaf, Asked]]


def _about(told: _Told, text: str) -> _About:
    whole = leaves(told.fields)
    domains = domains_of(whole, text, told.records[0])
    return _About(domains, [(leaf, meant(leaf, domains)) for leaf in whole])


_Field = tuple[Asked, JSON]


@dataclass(slots=True)
class _Part:
    """A part of a text (``raw``: as it stands) and the record that it tells of, sorted by how that is proved.

    ``strings``: the longest first; ``lacking``: strings and lists that are not there. ``problems``: what is wrong.
    """

    record: Mapping[str, JSON]
    raw: str
    text: str
    strings: list[tuple[Asked, str]]
    lists: list[tuple[Asked, list[str]]]
    lacking: list[Asked]
    numbers: list[_Field]
    dates: list[_Field]
    single: list[tuple[str, Asked, JSON]]
    problems: list[Problem]


def _parts(told: _Told, about: _About, text: str) -> list[_Part]:
    """Cut a text into a part for each record; none where these do not stand one behind the other."""
    parts = segments(text, told.records, _naming(about)) if told.many else [text]
    names = known_in(about.domains).names
    return [
        _part(record, part, without_notices(without_blanks(part), names), about)
        for part, record in zip(parts or (), told.records, strict=parts is not None)
    ]


def _part(record: Mapping[str, JSON], raw: str, text: str, about: _About) -> _Part:
    """Sort what a record says."""
    part = _Part(record, raw, text, [], [], [], [], [], [], [])
    tables = (part.numbers, part.dates)
    for leaf, asked in about.fields:
        value = record.get(leaf.path[0]) if len(leaf.path) == 1 else leaf.value(record)
        type_ = asked.type if asked.type != "any" else _type_of(asked, value)
        if not value and value in _NOTHING:
            value = None
        place = _PLACES.get(type_)
        if place is None:
            part.single.append((type_, asked, value))
        elif place >= 0:
            tables[place].append((asked, value))
        elif value is None:
            part.lacking.append(asked)
        elif isinstance(value, list):
            part.lists.append((asked, [str(item) for item in value]))
        else:
            part.strings.append((asked, str(value)))
    part.strings.sort(key=_longest_first)
    return part


_PLACES: Mapping[str, int] = {"string": -1, "string[]": -1, "int": 0, "float": 0, "date": 1, "datetime": 1}
_NOTHING: tuple[JSON, ...] = ("", [])
_KIND_OF: Mapping[type, str] = {bool: "bool", str: "string", int: "int", float: "float"}


def _type_of(asked: Asked, value: JSON) -> str:
    """How a field is proved whose type the instruction does not give."""
    type_ = "string[]" if isinstance(value, list) else _KIND_OF.get(type(value), "unproved")
    return "currency" if type_ == "string" and any(one.kind == "currency" for one in asked.meant) else type_


def _longest_first(pair: tuple[Asked, str]) -> tuple[int, str]:
    return -len(pair[1]), pair[0].name


def _mask(part: _Part, around: Surroundings) -> None:
    """Mask the strings, each by the mark of its place, and the lists; add what is wrong with these.

    A list that holds a string is masked before it: "law" in "tax law".
    """
    strings, lists = part.strings, part.lists
    holding = [pair for pair in lists if any(value in item for item in pair[1] for _, value in strings)]
    if holding:
        _mask_lists(part, holding, around)
    for index, (_, value) in enumerate(strings, 1):
        part.text = masked(part.text, value, index)
    if lists:
        _mask_lists(part, [pair for pair in lists if pair not in holding], around)


def _mask_lists(part: _Part, lists: Iterable[tuple[Asked, list[str]]], around: Surroundings) -> None:
    for field, items in lists:
        part.text, wrong = list_gap(part.text, items, around)
        if wrong:
            cause = f"{field.name!r}: the text has no such list, or a longer one ({wrong})"
            part.problems.append(Problem("list-differs", cause))


def _read(part: _Part, name: str, around: Surroundings, asked: Request) -> Reading:
    return read(part.text, name, around.lexicon, asked, bool(part.numbers), part.strings)


def _rest_problems(reading: Reading, part: _Part, asked: Request) -> list[Problem]:
    """Prove what is no string."""
    problems: list[Problem] = [*doubted_whole(reading)] if reading.opens else []
    if part.lists:
        problems += list_problems(reading, part.lists)
    if part.numbers:
        problems += number_problems(reading, part.numbers)
    if part.dates:
        problems += date_problems(reading, part.dates, asked)
    for type_, one, value in part.single:
        problems += _single(type_, one, value, reading)
    return problems


def _single(type_: str, asked: Asked, value: JSON, reading: Reading) -> Iterable[Problem]:
    prover = SINGLY.get(type_)
    if prover is None:
        return [Problem("unproved", f"{asked.name!r}: its type is not known")] if value is not None else []
    return prover(asked, value, reading)


def _lost(about: _About, name: str, language: str, parts: Sequence[_Part]) -> Iterable[Problem]:
    """Find what a part of the text tells of something that the label leaves out; ``name``: the member that names."""
    asked = frozenset(key for _, one in about.fields for key in one.keys)
    words = lexicon(about.domains, language)
    known = known_in(about.domains).names
    named_by = frozenset(key for leaf, one in about.fields if leaf.path == (name,) for key in one.keys)

    def names(key: str) -> bool:
        return not named_by.isdisjoint(known.get(plain_name(key), ()))

    def told(unit: str) -> Iterable[str]:
        for word in bare_words(unit):
            for cue in (*words.cues(word, False), *words.cues(word, True)) if len(word) > 3 else ():
                if cue.concept in asked and cue.strength == 2:
                    yield cue.concept

    for part in parts:
        named = part.record.get(name)
        unit = lost(part.raw, named, told, names) if isinstance(named, str) and named else None
        if unit is not None:
            yield Problem("rival-string", f"the text tells of something else: {unit[:80]}")


def _naming(about: _About) -> list[str]:
    """The members that may name a record: strings, those that a text needs no cue for first."""
    strings = [
        (not asked.free, leaf.field.name)
        for leaf, asked in about.fields
        if leaf.field.type == "string" and len(leaf.path) == 1
    ]
    return [name for _, name in sorted(strings, key=lambda pair: pair[0])]
