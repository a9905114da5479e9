"""The verifier: does the text state the label, and nothing that contradicts it?"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass

from jsonsynth.examples import JSON, Problem
from jsonsynth.facts.amounts import date_problems, number_problems
from jsonsynth.facts.blanks import without_blanks, without_notices
from jsonsynth.facts.lexicon import known_in, lexicon, plain_name
from jsonsynth.facts.meaning import Asked, Leaf, domains_of, leaves, meant
from jsonsynth.facts.naming import missing_string_problems, string_problems
from jsonsynth.facts.reading import Reading, read
from jsonsynth.facts.records import lost, other_code, segments
from jsonsynth.facts.request import Request, request
from jsonsynth.facts.shape import shape_problems
from jsonsynth.facts.single import SINGLY
from jsonsynth.facts.specification import Wanted
from jsonsynth.facts.spoken import spoken
from jsonsynth.facts.strings import Surroundings, list_gap, masked
from jsonsynth.facts.tables import plain_rows
from jsonsynth.facts.tokens import bare_words
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
    number-not-in-text, date-not-in-text, rival-number, rival-date, rival-string, wrong-role, hedged, negated,
    string-not-in-text, string-cut, no-cue, odd-shape, list-differs, option-differs, flag-differs, currency-differs,
    records-mixed; and, where the instruction says too little to prove anything, no-specification and unproved.
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
    if not asked.fields:
        return [Problem("no-specification", "no specification of the fields was found in the instruction")]
    if asked.listed:
        return (yield from _listed(asked, text, asked.fields, value))
    if not isinstance(value, dict):
        return [Problem("label-not-object", "the label is no object")]
    problems = shape_problems(asked, asked.fields, value)
    if problems:
        return problems
    lists = [field for field in asked.fields if field.type == "object[]"]
    if not lists:
        return (yield from _proved(asked, text, asked.fields, value))
    if len(asked.fields) > 1:
        return [Problem("unproved", "members beside a list of objects are not proved")]
    return (yield from _listed(asked, text, lists[0].fields, value.get(lists[0].name)))


def _listed(asked: Request, text: str, fields: tuple[Wanted, ...], value: JSON) -> Proving:
    """Prove each record by its own part of the text."""
    if not isinstance(value, list):
        return [Problem("label-not-object", "the label is no list of objects")]
    records: list[dict[str, JSON]] = [one for one in value if isinstance(one, dict)]
    problems = [problem for one in records for problem in shape_problems(asked, fields, one)]
    if len(records) < len(value) or problems:
        return problems or [Problem("wrong-type", "an element of the list is no object")]
    nothing: Mapping[str, JSON] = {}
    if not records:
        return (yield from _proved(asked, text, fields, nothing))
    names = _naming(fields, text, records[0])
    parts = segments(plain_rows(text), records, names)
    if parts is None:
        return [Problem("records-mixed", "the records do not stand one behind the other in the text")]
    found: list[Problem] = []
    for part, one in zip(parts, records, strict=True):
        found += yield from _proved(asked, part, fields, one)
    return found or list(_lost(text, fields, names[0], parts, records))


def _lost(
    text: str, fields: tuple[Wanted, ...], name: str, parts: Sequence[str], records: Sequence[Mapping[str, JSON]]
) -> Iterable[Problem]:
    """Find what a part of the text tells of something that the label leaves out."""
    whole = leaves(fields)
    domains = domains_of(whole, text, records[0])
    asked = frozenset(key for leaf in whole for key in meant(leaf, domains).keys)
    words = lexicon(domains, spoken(text, domains))

    known = known_in(domains).names
    named_by = frozenset(key for leaf in whole if leaf.path == (name,) for key in meant(leaf, domains).keys)

    def names(key: str) -> bool:
        return not named_by.isdisjoint(known.get(plain_name(key), ()))

    def told(unit: str) -> Iterable[str]:
        for before, behind in words.cues_of([word for word in bare_words(unit) if len(word) > 3]):
            for cue in (*before, *behind):
                if cue.concept in asked and cue.strength == 2:
                    yield cue.concept

    for part, one in zip(parts, records, strict=True):
        named = one.get(name)
        unit = lost(part, named, told, names) if isinstance(named, str) and named else None
        codes = [value for value in one.values() if isinstance(value, str)]
        unit = unit or next(filter(None, (other_code(part, code, codes) for code in codes)), None)
        if unit is not None:
            yield Problem("rival-string", f"the text tells of something else: {unit[:80]}")


def _naming(fields: tuple[Wanted, ...], text: str, first: Mapping[str, JSON]) -> list[str]:
    """The members that may name a record: strings, those that a text needs no cue for first."""
    whole = leaves(fields)
    domains = domains_of(whole, text, first)
    strings = [
        (not any(one.free for one in meant(leaf, domains).meant), leaf.field.name)
        for leaf in whole
        if leaf.field.type == "string" and len(leaf.path) == 1
    ]
    return [name for _, name in sorted(strings, key=lambda pair: pair[0])]


@dataclass(slots=True)
class _Sorted:
    """The fields of a request by how they are proved, each with its value."""

    strings: list[tuple[Asked, JSON]]
    lists: list[tuple[Asked, JSON]]
    numbers: list[tuple[Asked, JSON]]
    dates: list[tuple[Asked, JSON]]
    single: list[tuple[str, Asked, JSON]]


_KIND_OF: Mapping[type, str] = {bool: "bool", str: "string", int: "int", float: "float"}
_TABLES: Mapping[str, int] = {"string": 0, "string[]": 1, "int": 2, "float": 2, "date": 3, "datetime": 3}


def _sorted(whole: Sequence[Leaf], domains: tuple[str, ...], label: Mapping[str, JSON]) -> _Sorted:
    found = _Sorted([], [], [], [], [])
    tables = (found.strings, found.lists, found.numbers, found.dates)
    for leaf in whole:
        one = leaf.value(label)
        value = None if one in ("", []) else one
        mine = meant(leaf, domains)
        type_ = mine.type if mine.type != "any" else _type_of(mine, value)
        place = _TABLES.get(type_)
        if place is None:
            found.single.append((type_, mine, value))
        else:
            tables[place].append((mine, value))
    return found


def _type_of(asked: Asked, value: JSON) -> str:
    """How a field is proved whose type the instruction does not give."""
    type_ = "string[]" if isinstance(value, list) else _KIND_OF.get(type(value), "unproved")
    return "currency" if type_ == "string" and any(one.kind == "currency" for one in asked.meant) else type_


def _proved(asked: Request, text: str, fields: tuple[Wanted, ...], label: Mapping[str, JSON]) -> Proving:
    """Prove the values of one record by a text."""
    whole = leaves(fields)
    plain = without_blanks(plain_rows(text))
    domains = domains_of(whole, plain, label)
    plain = without_notices(plain, known_in(domains).names)
    kinds = _sorted(whole, domains, label)
    yield
    name = spoken(plain, domains)
    around = Surroundings(name, lexicon(domains, name))
    strings = [(one, str(value)) for one, value in kinds.strings if value is not None]
    strings.sort(key=_longest_first)
    plain, problems = _masked(plain, strings, kinds.lists, around)
    yield
    reading = read(plain, name, domains, asked, bool(kinds.numbers))
    yield
    problems += string_problems(reading, strings, around)
    yield
    problems += _rest_problems(reading, kinds, asked)
    yield
    known = [one for one, value in kinds.strings if value is not None]
    lacking = [one for one, value in (*kinds.strings, *kinds.lists) if value is None]
    return [*problems, *missing_string_problems(reading, known, lacking)]


def _masked(
    text: str, strings: Sequence[tuple[Asked, str]], lists: Iterable[tuple[Asked, JSON]], around: Surroundings
) -> tuple[str, list[Problem]]:
    """Mask the strings, each by the mark of its place, and the lists; say what is wrong with these.

    A list that holds a string is masked before it: "law" in "tax law".
    """
    problems: list[Problem] = []
    listed = [(field, one) for field, one in lists if isinstance(one, list)]
    holding = [pair for pair in listed if any(value in str(item) for item in pair[1] for _, value in strings)]
    text = _without_lists(text, holding, around, problems)
    for index, (_, value) in enumerate(strings, 1):
        text = masked(text, value, index)
    return _without_lists(text, [pair for pair in listed if pair not in holding], around, problems), problems


def _rest_problems(reading: Reading, kinds: _Sorted, asked: Request) -> list[Problem]:
    """Prove what is no string."""
    problems: list[Problem] = []
    if kinds.numbers:
        problems += number_problems(reading, kinds.numbers)
    if kinds.dates:
        problems += date_problems(reading, kinds.dates, asked)
    for type_, one, value in kinds.single:
        problems += _single(type_, one, value, reading)
    return problems


def _longest_first(pair: tuple[Asked, str]) -> tuple[int, str]:
    return -len(pair[1]), pair[0].name


def _without_lists(
    text: str, fields: Iterable[tuple[Asked, list[JSON]]], around: Surroundings, problems: list[Problem]
) -> str:
    """Mask each list; add what is wrong with it."""
    for field, one in fields:
        text, wrong = list_gap(text, [str(item) for item in one], around)
        if wrong:
            cause = f"{field.name!r}: the text has no such list, or a longer one ({wrong})"
            problems.append(Problem("list-differs", cause))
    return text


def _single(type_: str, asked: Asked, value: JSON, reading: Reading) -> Iterable[Problem]:
    prover = SINGLY.get(type_)
    if prover is None:
        return [Problem("unproved", f"{asked.name!r}: its type is not known")] if value is not None else []
    return prover(asked, value, reading)
