"""The verifier: does the text state the label, and nothing that contradicts it?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from jsonsynth.examples import JSON, Problem
from jsonsynth.facts.cues import GEOGRAPHY, SHAPES, concept_of
from jsonsynth.facts.reading import Number, When, plain_rows
from jsonsynth.facts.request import Request, Wanted, request
from jsonsynth.facts.roles import Reading, cued_behind, nearest_before, read, text_role, words_before
from jsonsynth.facts.single import SINGLY, unsaid
from jsonsynth.facts.strings import list_gap, mark, masked
from jsonsynth.jsontext import parse_strict

__all__ = ["DOUBTS", "verify"]

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
    if not isinstance(value, dict):
        return [Problem("label-not-object", "the label is no object")]
    asked = request(instruction)
    if not asked.fields:
        return [Problem("no-specification", "no specification of the fields was found in the instruction")]
    return _members(asked, value) or list(_values(asked, text, value))


def _members(asked: Request, value: Mapping[str, JSON]) -> list[Problem]:
    """Names and types: no extra member, nothing missing against the policy."""
    problems = [Problem("extra-member", f"{name!r} is not asked") for name in value if name not in asked.fields]
    for name, field in asked.fields.items():
        if name not in value:
            problems += _absent(asked, field)
        elif value[name] is None:
            if asked.policy != "null" or not field.optional:
                problems.append(Problem("policy", f"{name!r} is null, which the instruction does not allow"))
        elif not _TYPES[field.type](value[name]):
            problems.append(Problem("wrong-type", f"{name!r} is no {field.type}"))
    return problems


def _absent(asked: Request, field: Wanted) -> list[Problem]:
    if asked.policy == "omit" and field.optional:
        return []
    rule = "missing-member" if asked.policy is None else "policy"
    return [Problem(rule, f"{field.name!r} is not there, which the instruction does not allow")]


def _is_number(value: JSON) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_strings(value: JSON) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, str) for item in value)


def _is_text(value: JSON) -> bool:
    return isinstance(value, str) and bool(value)


_TYPES: dict[str, Callable[[JSON], bool]] = {
    "string": _is_text,
    "enum": _is_text,
    "date": _is_text,
    "datetime": _is_text,
    "int": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "float": _is_number,
    "bool": lambda value: isinstance(value, bool),
    "string[]": _is_strings,
    "any": lambda value: value is not None,
}


def _kind(field: Wanted, value: JSON) -> str:
    """How a field is proved: by its type, or by its value where the instruction gives none."""
    if concept_of(field.name) == "currency" and field.type in ("string", "any"):
        return "currency"
    if field.type != "any":
        return "number" if field.type in ("int", "float") else field.type
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, str):
        return "string"
    return "number" if _is_number(value) else "string[]" if _is_strings(value) else "unproved"


def _values(asked: Request, text: str, value: Mapping[str, JSON]) -> Iterable[Problem]:
    kinds = {name: _kind(field, value.get(name)) for name, field in asked.fields.items()}
    strings = [(name, one) for name, one in value.items() if kinds[name] == "string" and isinstance(one, str)]
    longest_first = sorted(strings, key=lambda pair: -len(pair[1]))
    rest, problems = _strings(_plain(text), longest_first)
    yield from problems
    for name, one in value.items():
        if kinds[name] == "string[]" and isinstance(one, list):
            rest, wrong = list_gap(rest, [str(item) for item in one])
            if wrong:
                yield Problem("list-differs", f"{name!r}: the text has no such list, or a longer one ({wrong})")
    reading = read(rest, "number" in kinds.values())
    if not problems:
        yield from _text_roles(reading, [name for name, _ in longest_first], _geographic(asked))
    yield from _numbers(reading, value, kinds)
    yield from _whens(asked, reading, value, kinds)
    yield from _alone(asked, reading, value, kinds)


def _alone(asked: Request, reading: Reading, value: Mapping[str, JSON], kinds: Mapping[str, str]) -> Iterable[Problem]:
    """What is proved field by field, and strings that the label lacks."""
    for name, kind in kinds.items():
        if kind in SINGLY:
            yield from SINGLY[kind](asked.fields[name], value.get(name), reading)
        elif kind in ("string", "string[]") and value.get(name) is None:
            yield from unsaid(name, reading)


def _plain(text: str) -> str:
    """The text with its tables as lines, and without what was left empty."""
    plain = plain_rows(text)
    return _BLANK.sub(" ", plain) if any(blank in plain for blank in _BLANKS) else plain


# a box that was left empty says nothing, its name included
_BLANK = re.compile(
    r"[^\W\d_][\w /()-]{0,30}(?:\*\*|\]|:|=|\s){1,5}(?:-|n/a|n/d|\?|not given|unknown"
    r"|não informado|desconhecido|\(em branco\)|\(blank\))(?=\s*(?:[;|\n]|$))"
)


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


def _strings(text: str, strings: Sequence[tuple[str, str]]) -> tuple[str, list[Problem]]:
    """Mask each string by a mark of its own (1, 2, ...); the longest must come first."""
    problems: list[Problem] = []
    for index, (name, one) in enumerate(strings, 1):
        concept = concept_of(name)
        message = concept == "message"
        if concept is not None and concept in SHAPES and not SHAPES[concept].fullmatch(one):
            problems.append(Problem("odd-shape", f"{name!r}: {one!r} does not look like a {concept}"))
        text, wrong = masked(text, one, index, apart=message)
        if wrong == "absent":
            problems.append(Problem("string-not-in-text", f"{name!r}: {one!r} does not stand in the text as it is"))
        elif wrong or (message and not _enclosed(text, mark(index))):
            problems.append(Problem("string-cut", f"{name!r}: {one!r} is a part of something longer"))
    return text, problems


_OPEN = re.compile(r"(?:^|[\"“:\]|\n>=]|[A-Z]{4,}\]?|\d|\dZ)\s*(?:\*\*)?\s*$")


def _enclosed(text: str, sign: str) -> bool:
    """Whether a message stands between marks that leave no doubt where it begins and ends."""
    start = text.find(sign)
    after = text[start + 1 : start + 3]
    ends = not after.strip() or after[0] in '"”;|\n.!' or after in (" |", " -")
    return ends and _OPEN.search(text, max(0, start - 12), start) is not None


def _numbers(reading: Reading, value: Mapping[str, JSON], kinds: Mapping[str, str]) -> Iterable[Problem]:
    wanted = {name: value.get(name) for name, kind in kinds.items() if kind == "number"}
    if not wanted:
        return
    concepts = {name: concept_of(name) for name in wanted}
    for name, one in wanted.items():
        yield from _number(name, one, concepts[name], reading)
    known = {one for one in wanted.values() if isinstance(one, int | float)}
    for candidate, role in reading.numbers:
        if candidate.vague or role is not None or known & candidate.readings:
            continue
        yield Problem("rival-number", f"{_said(reading, candidate)!r} may be any of the numbers asked")


def _said(reading: Reading, one: Number) -> str:
    return " ".join(reading.words[one.start : one.end])


def _number(name: str, value: JSON, concept: str | None, reading: Reading) -> Iterable[Problem]:
    mine = [one for one, role in reading.numbers if concept is not None and role == concept and not one.vague]
    if value is None:
        for one in mine:
            yield Problem("stated-but-missing", f"{name!r}: the text says {_said(reading, one)!r}")
        return
    matches = [(one, role) for one, role in reading.numbers if value in one.readings]
    if not matches:
        yield Problem("number-not-in-text", f"{name!r}: no {value} in the text")
    elif concept is not None and all(role not in (None, concept) for _, role in matches):
        yield Problem("wrong-role", f"{name!r}: {value} is the text's {matches[0][1]}")
    for one in mine:
        if value not in one.readings:
            yield Problem("rival-number", f"{name!r}: the text also says {_said(reading, one)!r}")


def _whens(asked: Request, reading: Reading, value: Mapping[str, JSON], kinds: Mapping[str, str]) -> Iterable[Problem]:
    wanted = [name for name, kind in kinds.items() if kind in ("date", "datetime")]
    if not wanted:
        return
    dated = [when for when in reading.whens if when.date]
    used: set[str] = set()
    for name in wanted:
        one = value.get(name)
        if one is None:
            if len(dated) > len(used):
                yield Problem("stated-but-missing", f"{name!r}: the text has the date {dated[0].date}")
            continue
        forms = asked.date_form if kinds[name] == "date" else asked.datetime_form
        stated = [_formed(when, forms or _default_form(kinds[name], when)) for when in dated]
        if one not in stated:
            yield Problem("date-not-in-text", f"{name!r}: {one} is not what the text says: {', '.join(stated) or '-'}")
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


def _geographic(asked: Request) -> bool:
    return any(concept_of(name) in GEOGRAPHY for name in asked.fields)


def _text_roles(reading: Reading, names: Sequence[str], geographic: bool) -> Iterable[Problem]:
    """Each string must have a cue of its field, where the field's name is one we know."""
    if not names:
        return
    free = _FREE | {"place"} if geographic else _FREE
    others = _OTHERS | ({"country"} if geographic else {"place"})
    marked = [(place, word) for place, word in enumerate(reading.bare) if word >= "\ue000"]
    for index, name in enumerate(names, 1):
        concept, sign = concept_of(name), mark(index)
        signs = [place for place, word in marked if sign in word]
        found = [text_role(reading, place, sign) for place in signs]
        if concept is not None and concept not in free and found and not any(concept in one for one in found):
            yield Problem("no-cue", f"{name!r}: nothing in the text says that it is the {concept}")
        elif (concept is None or concept in free) and any(
            _taken(reading, place, others - {concept}) for place in signs
        ):
            yield Problem("wrong-role", f"{name!r}: in the text it is something else")


_FREE = frozenset(("message", "subject", "id", "email"))
_OTHERS = frozenset(("manager", "reporter", "mayor", "service", "host", "user", "company", "brand"))


def _taken(reading: Reading, place: int, others: frozenset[str]) -> bool:
    if place and reading.words[place - 1][-1] == ",":
        return False
    roles = nearest_before(words_before(reading, place), 2)
    if place and reading.bare[place - 1] in ("has", "with", "tem", "com"):
        roles = roles or cued_behind(reading, place)
    return bool(roles) and roles <= others
