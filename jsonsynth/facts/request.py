"""What an instruction asks for: fields, what to do about missing values, forms of dates, options in other words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from jsonsynth.facts.specification import Wanted, specification

__all__ = ["Policy", "Request", "request"]

Policy = Literal["null", "omit", "empty"]


@dataclass(slots=True)
class Request:
    """An instruction, read. ``fields`` is empty where no specification was found.

    ``listed``: the answer is a list of such objects. ``date_form`` and ``datetime_form`` are empty where none is
    stated.
    ``reference``: the day (ISO) from which a text's "tomorrow" counts. ``words``: what stands for an option in a text.
    """

    fields: tuple[Wanted, ...]
    listed: bool
    policy: Policy | None
    date_form: str
    datetime_form: str
    reference: str
    words: Mapping[str, str]


_FORM = re.compile(r"(?:YYYY|AAAA|JJJJ)-MM-(?:DD|JJ|TT|GG)(?:THH:MM(?::SS)?(?:Z|±HH:MM)?)?")
_DAY = re.compile(r"\d(?<![\d-]\d)\d{3}-\d\d-\d\d(?![\d-])")
_PAIR = re.compile(
    r"(?:[\"'“«„](?P<said>[^\"'”»“]+)[\"'”»“]|(?<![^\s,;:()\"])(?P<word>[^\s,;:()\"]+))"
    r" ?(?:->|→|=>|=) ?[\"'“«„]?(?P<option>[\w-]+)"
)


def request(instruction: str) -> Request:
    """Read an instruction in any of the faces of :mod:`jsonsynth.facts.specification`."""
    found = specification(instruction)
    rest = found.rest
    said = [one for one in map(_said, rest.replace("\n", ". ").split(". ")) if one is not None]
    forms: list[str] = []
    policies: list[Policy] = []
    reference = ""
    for one in said:
        forms += one.forms
        policies += (one.policy,) if one.policy is not None else ()
        reference = reference or one.day
    if not forms and "-MM-" in instruction:
        forms = _FORM.findall(instruction)
    date_form = datetime_form = ""
    for form in reversed(forms):
        if "T" in form[8:] and "HH" in form:
            datetime_form = f"YYYY-MM-DD{form[10:]}"
        else:
            date_form = "YYYY-MM-DD"
    return Request(
        found.fields,
        found.listed,
        min(policies, key=_POLICIES.index) if policies else None,
        date_form,
        datetime_form,
        reference if found.fields else "",
        _words(rest),
    )


def _words(rest: str) -> Mapping[str, str]:
    """``"on its way" -> in_transit``: what a text may say for an option."""
    if "->" not in rest and "=" not in rest and "→" not in rest:
        return {}
    return {found["said"] or found["word"]: found["option"] for found in _PAIR.finditer(rest)}


_NULL = re.compile(r"(?<!\w)null(?!\w)")
# the words for "empty" and "leave out" in the languages that instructions are written in, by what stands in several
_EMPTY: Mapping[str, tuple[str, ...]] = {
    "empty": ("empty string", "empty text", "empty value", "empty list", "are empty", "is empty"),
    "vaz": ("vazia", "vazio"),
    "vac": ("vacía", "vacío"),
    " vide": (" vide",),
    "leere": ("leere ", "leeren ", "leerer ", "leeres "),
    "vuot": ("vuota", "vuoto", "vuote", "vuoti"),
}
_OMIT: Mapping[str, tuple[str, ...]] = {
    "om": ("omit", "omítel", "omets", "omett", "omise", "omis.", "omess"),
    "le": ("left out", "leave it out", "leave them out"),
    "skip ": ("skip ",),
    "fora": ("deixe de fora", "deixada de fora", "deixado de fora", "fica de fora", "ficam de fora"),
    "fuera": ("déjalo fuera", "déjala fuera", "queda fuera", "quedan fuera"),
    "lass": ("weglass", "auslassen", "weggelassen", "ausgelassen"),
    "tralasci": ("tralasci",),
    "de côté": ("de côté",),
    "entf": ("entfall", "entfäll"),
}
_LEFT_OUT = re.compile(r"leave out (?!any text|notes|all optional whitespace)|\blass[^.]* weg\b")


@dataclass(frozen=True, slots=True)
class _Said:
    """What a sentence beside the specification says: of missing values, of forms of dates, and the first day in it."""

    policy: Policy | None
    forms: tuple[str, ...]
    day: str


_POLICIES: tuple[Policy, ...] = ("null", "empty", "omit")


@lru_cache(maxsize=8192)
def _said(sentence: str) -> _Said | None:
    """Read a sentence without its full stop, None where it says nothing; there are few, and they come again."""
    day = _DAY.search(sentence)
    forms = _FORM.findall(sentence) if "-MM-" in sentence else ()
    policy = _policy(f"{sentence.lower()}.")
    return _Said(policy, tuple(forms), day[0] if day else "") if policy or forms or day else None


def _policy(said: str) -> Policy | None:
    """What is said about missing values, in lower case."""
    if "null" in said and _NULL.search(said):
        return "null"
    if _holds(said, _EMPTY):
        return "empty"
    if _holds(said, _OMIT):
        return "omit"
    return "omit" if ("leave out " in said or "lass" in said) and _LEFT_OUT.search(said) else None


def _holds(said: str, words: Mapping[str, tuple[str, ...]]) -> bool:
    return any(piece in said and any(map(said.__contains__, words[piece])) for piece in words)
