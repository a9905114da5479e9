"""The verifier: does the text state the label, and nothing that contradicts it?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from jsonsynth.examples import JSON, Problem
from jsonsynth.facts.cues import (
    FAINT,
    FLAGS,
    GEOGRAPHY,
    LIST_CUES,
    NUMBER_CUES,
    SHAPES,
    TEXT_CUES,
    WEAK,
    concept_of,
)
from jsonsynth.facts.reading import Number, When, dates_masked, numbers, plain_rows
from jsonsynth.facts.request import Request, Wanted, request
from jsonsynth.facts.strings import list_gap, mark, masked
from jsonsynth.jsontext import parse_strict

__all__ = ["DOUBTS", "verify"]

DOUBTS = frozenset(("no-cue", "odd-shape", "no-specification", "unproved", "rival-number", "rival-date"))


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text, read with a label's strings masked: words, the same bare, numbers with their roles, dates."""

    text: str
    words: Sequence[str]
    bare: Sequence[str]
    numbers: Sequence[tuple[Number, str | None]]
    whens: Sequence[When]


def verify(instruction: str, text: str, label: str) -> list[Problem]:
    """Return what speaks against a label, nothing if the text proves it.

    Rules: label-not-json, label-not-object, extra-member, missing-member, wrong-type, policy, stated-but-missing,
    number-not-in-text, rival-number, wrong-role, string-not-in-text, string-cut, no-cue, odd-shape, list-differs, option-differs,
    date-not-in-text, rival-date, date-form, flag-differs, currency-differs; and, where the instruction says too little
    to prove anything, no-specification and unproved.
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
    plain = plain_rows(text)
    if any(blank in plain for blank in _BLANKS):
        plain = _BLANK.sub(" ", plain)
    kinds = {name: _kind(field, value.get(name)) for name, field in asked.fields.items()}
    strings = [(name, value[name]) for name in kinds if kinds[name] == "string" and isinstance(value.get(name), str)]
    rest, problems = _strings(plain, [(name, str(one)) for name, one in strings])
    yield from problems
    for name, one in value.items():
        if kinds[name] == "string[]" and isinstance(one, list):
            rest, wrong = list_gap(rest, [str(item) for item in one])
            if wrong:
                yield Problem(
                    "list-differs", f"{name!r}: the text's list is {'another' if wrong == 'absent' else wrong}"
                )
    reading = _read(rest)
    if not problems:
        yield from _text_roles(reading, [name for name, _ in _longest_first(strings)], _geographic(asked))
    yield from _numbers(asked, reading, value, kinds)
    yield from _whens(asked, reading, value, kinds)
    for name, kind in kinds.items():
        if kind in _SINGLY:
            yield from _SINGLY[kind](asked.fields[name], value.get(name), reading)
        elif kind in ("string", "string[]") and value.get(name) is None:
            yield from _unsaid(name, reading)


# a box that was left empty says nothing, its name included
_BLANK = re.compile(
    r"[^\W\d_][\w /()-]{0,30}(?:\*\*|\]|:|=|\s){1,5}(?:-|n/a|n/d|\?|not given|unknown|não informado|desconhecido|\(em branco\)"
    r"|\(blank\))(?=\s*(?:[;|\n]|$))"
)


_BLANKS = (
    ": -",
    "= -",
    "/a",
    "/d",
    "?",
    "not given",
    "unknown",
    "não informado",
    "desconhecido",
    "(em branco)",
    "(blank)",
    "] -",
)


def _longest_first(strings: Sequence[tuple[str, JSON]]) -> list[tuple[str, str]]:
    return sorted(((name, str(one)) for name, one in strings), key=lambda pair: -len(pair[1]))


def _strings(text: str, strings: Sequence[tuple[str, str]]) -> tuple[str, list[Problem]]:
    """Mask each string by a mark of its own (1, 2, ...), longest first."""
    problems: list[Problem] = []
    for index, (name, one) in enumerate(_longest_first(strings), 1):
        concept = concept_of(name)
        message = concept == "message"
        if concept in SHAPES and not SHAPES[concept].fullmatch(one):
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


_STRIPPED = ".,;:!?()[]\"'“”*|"


def _read(text: str) -> _Reading:
    rest, whens = dates_masked(text)
    spaced = _KEY.sub(_key_apart, rest) if "=" in rest else rest
    words = spaced.replace("\n", " ¶ ").replace("-year-old", " year old").split()
    bare = [word.strip(_STRIPPED).lower() for word in words]
    found = numbers(words, bare)
    return _Reading(rest, words, bare, [(one, _number_role(words, bare, one)) for one in found], whens)


_KEY = re.compile(r"\b(\w+) ?= ?")


def _key_apart(found: re.Match[str]) -> str:
    """A log line's ``key_name=value`` as words: it ends what stands before."""
    return " ; " + re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", found[1]) + " "


_REACH = 7
_NOTHING: tuple[int, str | None] = (99, None)


def _ends(word: str) -> bool:
    return word[-1] in ".!?;¶|" and word not in (".",)


def _number_role(words: Sequence[str], bare: Sequence[str], one: Number) -> str | None:
    """The concept of the nearest cue in the sentence; a comma, an "and" or another number between count extra."""
    best, role = 99, None
    units = NUMBER_CUES.behind.get(one.unit) if one.unit else None
    if units:
        return next(iter(sorted(units)))
    for step, cues in ((-1, NUMBER_CUES.before), (1, NUMBER_CUES.behind)):
        cost, found = _nearest(words, bare, one, step, cues)
        if cost < best:
            best, role = cost, found
    return role


def _nearest(
    words: Sequence[str], bare: Sequence[str], one: Number, step: int, cues: Mapping[str, frozenset[str]]
) -> tuple[int, str | None]:
    place = one.start if step < 0 else one.end - 1
    cost, best = 0, _NOTHING
    for _ in range(_REACH):
        if step > 0 and _ends(words[place]):
            break
        cost += 3 * (step > 0 and words[place][-1] == ",")
        place += step
        if not 0 <= place < len(words) or (step < 0 and _ends(words[place])):
            break
        cost += 1 + 3 * ((step < 0 and words[place][-1] == ",") or bare[place] in ("and", "e"))
        if bare[place] in cues and cost + 3 * (bare[place] in FAINT) < best[0]:
            best = cost + 3 * (bare[place] in FAINT), min(cues[bare[place]])
    return best


def _numbers(
    asked: Request, reading: _Reading, value: Mapping[str, JSON], kinds: Mapping[str, str]
) -> Iterable[Problem]:
    wanted = {name: value.get(name) for name, kind in kinds.items() if kind == "number"}
    if not wanted:
        return
    concepts = {name: concept_of(name) for name in wanted}
    for name, one in wanted.items():
        yield from _number(name, one, concepts[name], reading)
    known = {one for one in wanted.values() if one is not None}
    for candidate, role in reading.numbers:
        if candidate.vague or role is not None or known & candidate.readings:
            continue
        yield Problem("rival-number", f"{_said(reading, candidate)!r} may be any of the numbers asked")


def _said(reading: _Reading, one: Number) -> str:
    return " ".join(reading.words[one.start : one.end])


def _number(name: str, value: JSON, concept: str | None, reading: _Reading) -> Iterable[Problem]:
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


def _whens(asked: Request, reading: _Reading, value: Mapping[str, JSON], kinds: Mapping[str, str]) -> Iterable[Problem]:
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


def _text_roles(reading: _Reading, names: Sequence[str], geographic: bool) -> Iterable[Problem]:
    """Each string must have a cue of its field, where the field's name is one we know."""
    if not names:
        return
    free = _FREE | {"place"} if geographic else _FREE
    others = _OTHERS | {"country"} if geographic else _OTHERS
    marked = [(place, word) for place, word in enumerate(reading.words) if _MARKED.search(word)]
    for index, name in enumerate(names, 1):
        concept, sign = concept_of(name), mark(index)
        signs = [place for place, word in marked if sign in word]
        found = [_text_role(reading, place, sign) for place in signs]
        if concept is not None and concept not in free and found and not any(concept in one for one in found):
            yield Problem("no-cue", f"{name!r}: nothing in the text says that it is the {concept}")
        elif (concept is None or concept in free) and any(_taken(reading, place, others) for place in signs):
            yield Problem("wrong-role", f"{name!r}: in the text it is something else")


_MARKED = re.compile("[\ue000-\ue0ff]")
_FREE = frozenset(("message", "subject", "id", "email"))
_OTHERS = frozenset(("manager", "reporter", "mayor", "service", "host", "user", "company", "brand"))


def _taken(reading: _Reading, place: int, others: frozenset[str]) -> bool:
    if place and reading.words[place - 1][-1] == ",":
        return False
    roles = _before(_words_before(reading, place)[:2])
    return bool(roles) and roles <= others


def _text_role(reading: _Reading, place: int, sign: str) -> frozenset[str]:
    """What the words around a string make of it: two words before any, any before a preposition."""
    words, bare = reading.words, reading.bare
    if words[place].startswith("[" + sign):
        return frozenset(("service", *TEXT_CUES.before.get(bare[place - 1], ()))) if place else frozenset(("service",))
    before = _words_before(reading, place)
    strong = _before(before) or _first(_words_behind(words, bare, place), TEXT_CUES.behind)
    if strong:
        return strong
    return next((TEXT_CUES.before[word] for word in before[:2] if word in TEXT_CUES.before), frozenset())


def _before(words: Sequence[str]) -> frozenset[str]:
    """What the nearest cue before says, a pair of words first."""
    for place, word in enumerate(words):
        pair = TEXT_CUES.before.get(f"{words[place + 1]} {word}") if place + 1 < len(words) else None
        if pair or (word in TEXT_CUES.before and word not in WEAK):
            return pair or TEXT_CUES.before[word]
    return frozenset()


def _first(words: Sequence[str], cues: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return next((cues[word] for word in words if word in cues and word not in WEAK), frozenset())


def _words_before(reading: _Reading, place: int) -> list[str]:
    """Up to three words before a place, nearest first, within the sentence and behind any other value."""
    found: list[str] = []
    words, bare = reading.words, reading.bare
    for other in range(place - 1, max(-1, place - 4), -1):
        if words[other][-1] in ".!?;¶|" or words[other][0] >= "\ue000" or bare[other][:1] >= "\ue000":
            break
        found.append(bare[other])
    return found


def _words_behind(words: Sequence[str], bare: Sequence[str], place: int) -> list[str]:
    found: list[str] = []
    if words[place][-1] in ".;!?,\n":
        return found
    for other in range(place + 1, min(len(words), place + 5)):
        found.append(bare[other])
        if words[other][-1] in ".;!?,¶":
            break
    return found


_LIKE_NAME = re.compile(r"[^\W\d_a-zà-ý][\w'-]*[^\W\d_A-ZÀ-Ý][\w'-]*")
_LIKE_CODE = re.compile(r"(?=\S*[^\W\d_])(?:\w+[-_.@]\w[\w.@-]*|\w*\d\w*[A-Z]\w*)")
_PARTICLES = frozenset(("da", "de", "do", "das", "dos"))


_QUOTED = re.compile(r"\"\w+ [^\"]+\"")


def _unsaid(name: str, reading: _Reading) -> Iterable[Problem]:
    """A string that the label lacks: a name or a code in the text that its cues, or nothing else, make the field's."""
    concept = concept_of(name)
    if concept is None:
        return
    if concept in LIST_CUES and not LIST_CUES[concept].isdisjoint(reading.bare):
        yield Problem("stated-but-missing", f"{name!r}: the text opens such a list")
    if concept == "message" and _QUOTED.search(reading.text):
        yield Problem("stated-but-missing", f"{name!r}: the text quotes something")
    for place, word in enumerate(reading.bare):
        bare = reading.words[place].strip(_STRIPPED)
        if place and reading.bare[place - 1] in _PARTICLES:
            continue
        if word in TEXT_CUES.before or not (_LIKE_NAME.fullmatch(bare) or _LIKE_CODE.fullmatch(bare)):
            continue
        run = _run(reading, place)
        if concept in SHAPES and not SHAPES[concept].fullmatch(run):
            continue
        role = _text_role(reading, place, bare)
        alone = concept in ("subject", "place") and " " in run
        if concept in role or (not role and (alone or concept in ("id", "email"))):
            yield Problem("stated-but-missing", f"{name!r}: the text says {run!r}")


def _run(reading: _Reading, place: int) -> str:
    """The capitalised words from a place on."""
    run: list[str] = []
    for word in reading.words[place:]:
        bare = word.strip(_STRIPPED)
        if not _LIKE_NAME.fullmatch(bare) and (run or not _LIKE_CODE.fullmatch(bare)):
            break
        run.append(bare)
        if word[-1] in _STRIPPED:
            break
    return " ".join(run)


def _option(field: Wanted, value: JSON, reading: _Reading) -> Iterable[Problem]:
    said = {option for option in field.options if option.casefold() in reading.bare}
    if value is None:
        if said:
            yield Problem("stated-but-missing", f"{field.name!r}: the text says {', '.join(sorted(said))}")
    elif value not in field.options:
        yield Problem("option-differs", f"{field.name!r}: {value!r} is none of the values allowed")
    elif said != {value}:
        yield Problem("option-differs", f"{field.name!r}: the text says {', '.join(sorted(said)) or 'none of them'}")


_ANSWERS = {"yes": True, "true": True, "sim": True, "no": False, "false": False, "não": False}
_ANSWERED = re.compile(r"([^\W\d_][\w -]{1,24}?)[\*\]:=]+\s*\"?(yes|no|true|false|sim|não)\b", re.IGNORECASE)
_FLAGS = {concept: (re.compile(denied), re.compile(affirmed)) for concept, (denied, affirmed) in FLAGS.items()}


def _flag(field: Wanted, value: JSON, reading: _Reading) -> Iterable[Problem]:
    concept = concept_of(field.name)
    if concept not in _FLAGS:
        if value is not None:
            yield Problem("unproved", f"{field.name!r}: nothing is known about how a text says so")
        return
    said = _flag_said(concept, reading)
    if value is None and said:
        yield Problem("stated-but-missing", f"{field.name!r}: the text says so")
    elif value is not None and said != {value}:
        yield Problem("flag-differs", f"{field.name!r}: the text does not say {str(value).lower()}")


def _endings(words: str) -> list[str]:
    parts = words.split()
    return [" ".join(parts[-count:]) for count in range(1, min(3, len(parts)) + 1)]


def _flag_said(concept: str, reading: _Reading) -> set[bool]:
    answers = {
        _ANSWERS[found[2].lower()]
        for found in _ANSWERED.finditer(reading.text)
        if any(concept_of(name) == concept for name in _endings(found[1]))
    }
    if answers:
        return answers
    text = reading.text.lower()
    denied, affirmed = _FLAGS[concept]
    rest, denials = denied.subn("", text)
    said = {False} if denials else set[bool]()
    return said | {True} if affirmed.search(rest) else said


_SIGNS = {
    "us$": "USD", "€": "EUR", "£": "GBP", "r$": "BRL", "euros": "EUR", "euro": "EUR", "pounds": "GBP", "francs": "CHF",
    "reais": "BRL", "usd": "USD", "eur": "EUR", "gbp": "GBP", "chf": "CHF", "sek": "SEK", "cad": "CAD", "aud": "AUD",
    "brl": "BRL", "jpy": "JPY", "dkk": "DKK", "nok": "NOK", "mxn": "MXN", "inr": "INR", "cny": "CNY",
}  # fmt: skip
_MONEY = re.compile("|".join(re.escape(sign) if not sign.isalpha() else rf"\b{sign}\b" for sign in _SIGNS))


def _currency(field: Wanted, value: JSON, reading: _Reading) -> Iterable[Problem]:
    said = {_SIGNS[found] for found in _MONEY.findall(reading.text.lower())}
    if value is None:
        if said:
            yield Problem("stated-but-missing", f"{field.name!r}: the text says {', '.join(sorted(said))}")
    elif said != {value}:
        yield Problem("currency-differs", f"{field.name!r}: the text says {', '.join(sorted(said)) or 'none'}")


_SINGLY: Mapping[str, Callable[[Wanted, JSON, _Reading], Iterable[Problem]]] = {
    "enum": _option,
    "bool": _flag,
    "currency": _currency,
}
