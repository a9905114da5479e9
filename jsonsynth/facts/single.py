"""What stands in a text on its own: options, yes and no, currencies, and strings that a label lacks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from jsonsynth.examples import JSON, Problem
from jsonsynth.facts.cues import FLAGS, FUNCTION, LIST_CUES, SHAPES, TEXT_CUES, concept_of
from jsonsynth.facts.request import Wanted
from jsonsynth.facts.roles import STRIPPED, Reading, text_role

__all__ = ["SINGLY", "unsaid"]

_LIKE_NAME = re.compile(r"[^\W\d_a-zà-ý][\w'-]*[^\W\d_A-ZÀ-Ý][\w'-]*")
_LIKE_CODE = re.compile(r"(?=\S*[^\W\d_])(?:\w+[-_.@]\w[\w.@-]*|\w*\d\w*[A-Z]\w*)")
_PARTICLES = frozenset(("da", "de", "do", "das", "dos"))


_QUOTED = re.compile(r"\"\w+ [^\"]+\"")


def unsaid(field: Wanted, reading: Reading) -> Iterable[Problem]:
    """A string that the label lacks: a name or a code in the text that its cues, or nothing else, make the field's."""
    name, concept = field.name, field.concept
    if concept is None:
        return
    if concept in LIST_CUES and not LIST_CUES[concept].isdisjoint(reading.bare):
        yield Problem("stated-but-missing", f"{name!r}: the text opens such a list")
    if concept == "message" and _QUOTED.search(reading.text):
        yield Problem("stated-but-missing", f"{name!r}: the text quotes something")
    for place, word in enumerate(reading.bare):
        if word.isalpha() and reading.words[place][0].islower():
            continue
        if word not in TEXT_CUES.before and not (place and reading.bare[place - 1] in _PARTICLES):
            run = _run(reading, place)
            if run and _is_of(concept, run, text_role(reading, place, run)):
                yield Problem("stated-but-missing", f"{name!r}: the text says {run!r}")


def _is_of(concept: str, run: str, role: frozenset[str]) -> bool:
    """Whether a name or code is a concept's: by its role, or for want of any other where it can stand alone."""
    if concept in SHAPES and not SHAPES[concept].fullmatch(run):
        return False
    alone = concept in ("id", "email") or (concept in ("subject", "place") and " " in run)
    return concept in role or (alone and not role)


def _run(reading: Reading, place: int) -> str:
    """The capitalised words from a place on, or the code there; nothing if it is neither."""
    run: list[str] = []
    for word in reading.words[place:]:
        bare = word.strip(STRIPPED)
        if bare.casefold() in FUNCTION or (not _LIKE_NAME.fullmatch(bare) and (run or not _LIKE_CODE.fullmatch(bare))):
            break
        run.append(bare)
        if word[-1] in STRIPPED:
            break
    return " ".join(run)


def _option(field: Wanted, value: JSON, reading: Reading) -> Iterable[Problem]:
    said = {option for option in field.options if option.casefold() in reading.bare}
    if value is None:
        if said:
            yield Problem("stated-but-missing", f"{field.name!r}: the text says {', '.join(sorted(said))}")
    elif value not in field.options:
        yield Problem("option-differs", f"{field.name!r}: {value!r} is none of the values allowed")
    elif said != {value}:
        yield Problem("option-differs", f"{field.name!r}: the text says {', '.join(sorted(said)) or 'none of them'}")


_ANSWERS = {"yes": True, "true": True, "sim": True, "no": False, "false": False, "não": False}
_ANSWERED = re.compile(r"[\]:=*]\s*\"?(yes|no|true|false|sim|não)\b", re.IGNORECASE)
_FLAGS = {concept: (re.compile(denied), re.compile(affirmed)) for concept, (denied, affirmed) in FLAGS.items()}


def _flag(field: Wanted, value: JSON, reading: Reading) -> Iterable[Problem]:
    concept = field.concept
    if concept is None or concept not in _FLAGS:
        if value is not None:
            yield Problem("unproved", f"{field.name!r}: nothing is known about how a text says so")
        return
    said = _flag_said(concept, reading)
    if value is None and said:
        yield Problem("stated-but-missing", f"{field.name!r}: the text says so")
    elif isinstance(value, bool) and said != {value}:
        yield Problem("flag-differs", f"{field.name!r}: the text does not say {str(value).lower()}")


def _endings(words: str) -> list[str]:
    parts = words.rstrip("*] :=").split()
    return [" ".join(parts[-count:]) for count in range(1, min(3, len(parts)) + 1)]


def _flag_said(concept: str, reading: Reading) -> set[bool]:
    text = reading.text
    answers = {
        _ANSWERS[found[1].lower()]
        for found in _ANSWERED.finditer(text)
        if any(concept_of(name) == concept for name in _endings(text[max(0, found.start() - 30) : found.start()]))
    }
    if answers:
        return answers
    text = text.lower()
    denied, affirmed = _FLAGS[concept]
    rest, denials = denied.subn("", text)
    said = {False} if denials else set[bool]()
    return said | {True} if affirmed.search(rest) else said


_SIGNS = {
    "us$": "USD", "€": "EUR", "£": "GBP", "r$": "BRL", "euros": "EUR", "euro": "EUR", "pounds": "GBP", "francs": "CHF",
    "reais": "BRL", "usd": "USD", "eur": "EUR", "gbp": "GBP", "chf": "CHF", "sek": "SEK", "cad": "CAD", "aud": "AUD",
    "brl": "BRL", "jpy": "JPY", "dkk": "DKK", "nok": "NOK", "mxn": "MXN", "inr": "INR", "cny": "CNY",
}  # fmt: skip
_SYMBOLS = tuple(sign for sign in _SIGNS if not sign.isalpha())


def _currency(field: Wanted, value: JSON, reading: Reading) -> Iterable[Problem]:
    text = reading.text.lower()
    said = {_SIGNS[word] for word in reading.bare if word in _SIGNS}
    said.update(_SIGNS[sign] for sign in _SYMBOLS if sign in text)
    if value is None:
        if said:
            yield Problem("stated-but-missing", f"{field.name!r}: the text says {', '.join(sorted(said))}")
    elif isinstance(value, str) and said != {value}:
        yield Problem("currency-differs", f"{field.name!r}: the text says {', '.join(sorted(said)) or 'none'}")


SINGLY: Mapping[str, Callable[[Wanted, JSON, Reading], Iterable[Problem]]] = {
    "enum": _option,
    "bool": _flag,
    "currency": _currency,
}
