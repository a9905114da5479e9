"""The verifier: does the text state the label, and nothing that contradicts it?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

from jsonsynth.examples import JSON, Problem
from jsonsynth.facts.cues import GEOGRAPHY, SHAPES
from jsonsynth.facts.reading import Number, When, plain_rows
from jsonsynth.facts.request import Request, Wanted, request
from jsonsynth.facts.roles import Reading, cued_behind, nearest_before, read, text_role, words_before
from jsonsynth.facts.single import SINGLY, unsaid
from jsonsynth.facts.strings import list_gap, mark, masked
from jsonsynth.jsontext import parse_strict

__all__ = ["DOUBTS", "prove", "verify"]

DOUBTS = frozenset(("no-cue", "odd-shape", "no-specification", "unproved", "rival-number", "rival-date"))


def verify(instruction: str, text: str, label: str) -> list[Problem]:
    """Return what speaks against a label, nothing if the text proves it.

    Rules: label-not-json, label-not-object, extra-member, missing-member, wrong-type, policy, stated-but-missing,
    number-not-in-text, rival-number, wrong-role, string-not-in-text, string-cut, no-cue, odd-shape, list-differs,
    option-differs, date-not-in-text, rival-date, flag-differs, currency-differs; and, where the instruction says too
    little to prove anything, no-specification and unproved.
    """
    try:
        value = parse_strict(label)
    except ValueError as error:
        return [Problem("label-not-json", str(error))]
    return prove(instruction, text, value)


def prove(instruction: str, text: str, value: JSON) -> list[Problem]:
    """Do what :func:`verify` does, with a label that was read."""
    if not isinstance(value, dict):
        return [Problem("label-not-object", "the label is no object")]
    asked = request(instruction)
    if not asked.fields:
        return [Problem("no-specification", "no specification of the fields was found in the instruction")]
    return _members(asked, value) or _values(asked, text, value)


def _members(asked: Request, value: Mapping[str, JSON]) -> list[Problem]:
    """Names and types: no extra member, nothing missing against the policy."""
    fields = asked.fields
    problems = [Problem("extra-member", f"{name!r} is not asked") for name in value if name not in fields]
    for name, field in fields.items():
        one = value.get(name)
        if one is None:
            problems += _absent(asked, field, name in value)
        elif not _fits(field.type, one):
            problems.append(Problem("wrong-type", f"{name!r} is no {field.type}"))
    return problems


def _absent(asked: Request, field: Wanted, null: bool) -> list[Problem]:
    if field.optional and asked.policy == ("null" if null else "omit"):
        return []
    if null:
        return [Problem("policy", f"{field.name!r} is null, which the instruction does not allow")]
    rule = "missing-member" if asked.policy is None else "policy"
    return [Problem(rule, f"{field.name!r} is not there, which the instruction does not allow")]


def _fits(type_: str, value: JSON) -> bool:
    if type_ == "any":
        return True
    return type(value) in _FITTING[type_] and (type_ != "string[]" or _is_strings(value)) and value != ""


def _is_strings(value: JSON) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, str) for item in value)


_TEXT, _WHOLE, _NUMERIC = frozenset((str,)), frozenset((int,)), frozenset((int, float))
_FITTING: Mapping[str, frozenset[type]] = {
    "string": _TEXT,
    "enum": _TEXT,
    "date": _TEXT,
    "datetime": _TEXT,
    "int": _WHOLE,
    "float": _NUMERIC,
    "bool": frozenset((bool,)),
    "string[]": frozenset((list,)),
}
_NUMBER = (int, float)  # ``int | float`` would be made anew for every test
_KIND_OF: Mapping[type, str] = {bool: "bool", str: "string", int: "number", float: "number"}


def _kind_of(value: JSON) -> str:
    """How a field is proved whose type the instruction does not give."""
    if isinstance(value, list):
        return "string[]" if _is_strings(value) else "unproved"
    return _KIND_OF.get(type(value), "unproved")


_Field = tuple[Wanted, JSON]
_NONE: tuple[_Field, ...] = ()


def _values(asked: Request, text: str, value: Mapping[str, JSON]) -> list[Problem]:
    kinds: dict[str, list[_Field]] = {}
    for name, field in asked.fields.items():
        one = value.get(name)
        kinds.setdefault(_kind_of(one) if field.kind == "any" else field.kind, []).append((field, one))
    strings = [(field, one) for field, one in kinds.get("string", _NONE) if isinstance(one, str)]
    if len(strings) > 1:
        strings.sort(key=_longest_first)
    rest, problems = _strings(_plain(text), strings)
    sound = not problems
    if "string[]" in kinds:
        rest = _lists(rest, kinds["string[]"], problems)
    reading = read(rest, "number" in kinds)
    if strings and sound:
        problems += _text_roles(reading, [field for field, _ in strings], _geographic(asked))
    if "number" in kinds:
        problems += _numbers(reading, kinds["number"])
    if "date" in kinds or "datetime" in kinds:
        problems += _whens(asked, reading, [*kinds.get("date", _NONE), *kinds.get("datetime", _NONE)])
    return problems + _alone(reading, kinds)


# what is proved all at once
_TOGETHER = frozenset(("number", "date", "datetime", "unproved"))


def _longest_first(pair: tuple[Wanted, str]) -> tuple[int, str]:
    return -len(pair[1]), pair[0].name


def _lists(text: str, fields: Iterable[_Field], problems: list[Problem]) -> str:
    """Mask each list; add what is wrong with it."""
    for field, one in fields:
        if isinstance(one, list):
            text, wrong = list_gap(text, [str(item) for item in one])
            if wrong:
                cause = f"{field.name!r}: the text has no such list, or a longer one ({wrong})"
                problems.append(Problem("list-differs", cause))
    return text


def _alone(reading: Reading, kinds: Mapping[str, Iterable[_Field]]) -> list[Problem]:
    """What is proved field by field, and strings that the label lacks."""
    problems: list[Problem] = []
    for kind, fields in kinds.items():
        if kind in _TOGETHER:
            continue
        prover = SINGLY.get(kind)
        for field, one in fields:
            if prover is not None:
                problems += prover(field, one, reading)
            elif one is None:
                problems += unsaid(field, reading)
    return problems


def _plain(text: str) -> str:
    """The text with its tables as lines, and without what was left empty."""
    if "\n" in text:
        text = plain_rows(text)
    elif ";" not in text and "|" not in text and not text.rstrip().endswith(_EMPTY):
        return text
    return _BLANK.sub(" ", text) if any(map(text.__contains__, _BLANKS)) else text


# a box that was left empty says nothing, its name included
_BLANK = re.compile(
    r"[^\W\d_][\w /()-]{0,30}(?:\*\*|\]|:|=|\s){1,5}(?:-|n/a|n/d|\?|not given|unknown"
    r"|não informado|desconhecido|\(em branco\)|\(blank\))(?=\s*(?:[;|\n]|$))"
)


# how a text ends whose last box was left empty
_EMPTY = ("-", "n/a", "n/d", "?", "not given", "unknown", "não informado", "desconhecido", "(em branco)", "(blank)")
_BLANKS = (
    ": -",
    "= -",
    "] -",
    "n/a",
    "n/d",
    ": ?",
    "= ?",
    "] ?",
    "not given",
    "unknown",
    "não informado",
    "desconhecido",
    "(em branco)",
    "(blank)",
)


def _strings(text: str, strings: Sequence[tuple[Wanted, str]]) -> tuple[str, list[Problem]]:
    """Mask each string by a mark of its own (1, 2, ...); the longest must come first."""
    problems: list[Problem] = []
    for index, (field, one) in enumerate(strings, 1):
        concept = field.concept
        message = concept == "message"
        shape = None if concept is None else SHAPES.get(concept)
        if shape is not None and not shape.fullmatch(one):
            problems.append(Problem("odd-shape", f"{field.name!r}: {one!r} does not look like a {concept}"))
        text, wrong = masked(text, one, index, message)
        if wrong == "absent":
            cause = f"{field.name!r}: {one!r} does not stand in the text as it is"
            problems.append(Problem("string-not-in-text", cause))
        elif wrong or (message and not _enclosed(text, mark(index))):
            problems.append(Problem("string-cut", f"{field.name!r}: {one!r} is a part of something longer"))
    return text, problems


_OPEN = re.compile(r"(?:^|[\"“:\]|\n>=]|[A-Z]{4,}\]?|\d|\dZ)\s*(?:\*\*)?\s*$")


def _enclosed(text: str, sign: str) -> bool:
    """Whether a message stands between marks that leave no doubt where it begins and ends."""
    start = text.find(sign)
    after = text[start + 1 : start + 3]
    ends = not after.strip() or after[0] in '"”;|\n.!' or after in (" |", " -")
    return ends and _OPEN.search(text, max(0, start - 12), start) is not None


def _numbers(reading: Reading, wanted: Sequence[_Field]) -> list[Problem]:
    problems: list[Problem] = []
    for field, one in wanted:
        problems += _number(field, one, reading)
    known = {one for _, one in wanted if isinstance(one, _NUMBER)}
    for candidate, role in reading.numbers:
        if role is None and not candidate.vague and candidate.readings.isdisjoint(known):
            problems.append(Problem("rival-number", f"{_said(reading, candidate)!r} may be any of the numbers asked"))
    return problems


def _said(reading: Reading, one: Number) -> str:
    return " ".join(reading.words[one.start : one.end])


def _number(field: Wanted, value: JSON, reading: Reading) -> Iterable[Problem]:
    name, concept = field.name, field.concept
    mine = [one for one, role in reading.numbers if role == concept is not None and not one.vague]
    if value is None:
        for one in mine:
            yield Problem("stated-but-missing", f"{name!r}: the text says {_said(reading, one)!r}")
        return
    roles = [role for one, role in reading.numbers if value in one.readings]
    if not roles:
        yield Problem("number-not-in-text", f"{name!r}: no {value} in the text")
    elif concept is not None and concept not in roles and None not in roles:
        yield Problem("wrong-role", f"{name!r}: {value} is the text's {roles[0]}")
    for one in mine:
        if value not in one.readings:
            yield Problem("rival-number", f"{name!r}: the text also says {_said(reading, one)!r}")


def _whens(asked: Request, reading: Reading, wanted: Sequence[_Field]) -> Iterable[Problem]:
    dated = [when for when in reading.whens if when.date]
    used: set[str] = set()
    for field, one in wanted:
        if one is None:
            if len(dated) > len(used):
                yield Problem("stated-but-missing", f"{field.name!r}: the text has the date {dated[0].date}")
            continue
        forms = asked.date_form if field.kind == "date" else asked.datetime_form
        stated = [_formed(when, forms or _default_form(field.kind, when)) for when in dated]
        if one not in stated:
            cause = f"{field.name!r}: {one} is not what the text says: {', '.join(stated) or '-'}"
            yield Problem("date-not-in-text", cause)
        used.add(str(one)[:10])
    for when in dated:
        if used and when.date not in used:
            yield Problem("rival-date", f"the text also has the date {when.date}")


def _default_form(kind: str, when: When) -> str:
    if kind == "date":
        return "YYYY-MM-DD"
    return "THH:MM" + ":SS" * (len(when.clock) == 8) + "Z" * when.utc


def _formed(when: When, form: str) -> str:
    """The date as the form wants it; a part that the text lacks, or has and the form does not want, shows as ``~``."""
    if "T" not in form:
        return when.date
    clock = when.clock if (len(when.clock) == 8) == (":SS" in form) and when.clock else "~"
    return f"{when.date}T{clock}{'Z' if when.utc else ''}" if when.utc == form.endswith("Z") else f"{when.date}T~"


_concept = attrgetter("concept")


def _geographic(asked: Request) -> bool:
    return not GEOGRAPHY.isdisjoint(map(_concept, asked.fields.values()))


_FREE = frozenset(("message", "subject", "id", "email"))
_OTHERS = frozenset(("manager", "reporter", "mayor", "service", "host", "user", "company", "brand"))
# by whether the text is about a place: what needs no cue, and what such a string may not be
_LIMITS = {True: (_FREE | {"place"}, _OTHERS | {"country"}), False: (_FREE, _OTHERS | {"place"})}


def _text_roles(reading: Reading, fields: Sequence[Wanted], geographic: bool) -> list[Problem]:
    """Each string must have a cue of its field, where the field's name is one we know."""
    free, others = _LIMITS[geographic]
    problems: list[Problem] = []
    for index, field in enumerate(fields, 1):
        concept, sign = field.concept, mark(index)
        signs = _signed(reading, sign)
        if concept is None or concept in free:
            barred = others - {concept} if concept in others else others
            if any(_taken(reading, place, barred) for place in signs):
                problems.append(Problem("wrong-role", f"{field.name!r}: in the text it is something else"))
        elif signs and not any(concept in text_role(reading, place, sign) for place in signs):
            cause = f"{field.name!r}: nothing in the text says that it is the {concept}"
            problems.append(Problem("no-cue", cause))
    return problems


def _signed(reading: Reading, sign: str) -> list[int]:
    """The places of the words that begin with a mark and have this one in them; mostly it is one word of its own."""
    bare = reading.bare
    if reading.text.count(sign) == 1 and sign in bare:
        return [bare.index(sign)]
    return [place for place, word in enumerate(bare) if word >= "\ue000" and sign in word]


def _taken(reading: Reading, place: int, others: frozenset[str]) -> bool:
    if place and reading.words[place - 1][-1] == ",":
        return False
    roles = nearest_before(words_before(reading, place), 2)
    if place and reading.bare[place - 1] in ("has", "with", "tem", "com"):
        roles = roles or cued_behind(reading, place)
    return bool(roles) and roles <= others
