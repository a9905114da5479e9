"""What the texts of a build show, found in the rows themselves and not in what their making noted.

:func:`measured` reads instruction, text and label; of provenance only the language, the layout and the values that
are declared as distractors. The tables hold what was promised: a share is right within a third of its value.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jsonsynth.examples import JSON

__all__ = ["PROMISED", "PROSE", "measured"]

Row = Mapping[str, Any]

PROSE = ("prose", "dialogue", "email", "chat", "voice")
# what was promised: an exact share (to within a third) or, with a minus sign, the least one
PROMISED: Mapping[str, float] = {
    "face braces": 0.4,
    "face schema": -0.08,
    "face typescript": -0.08,
    "face example": -0.08,
    "face list": -0.08,
    "face plain": -0.08,
    "several records": 0.1,
    "nested": 0.15,
    "nothing to extract": 0.02,
    "instruction in the text": 0.01,
    "layout prose": 0.5,
    **{
        f"layout {name}": -0.03
        for name in ("dialogue", "email", "chat", "voice", "key_value", "form", "table", "csv", "log_line")
    },
    "missing": 0.2,
    "correction": 0.08,
    "distractor": 0.3,
    "noise": 0.2,
    "more than 1,500 characters": 0.05,
    "number in words, of those in prose": 0.15,
    **{f"date {form}": -0.1 for form in ("iso", "figures", "month", "relative", "with time and zone")},
    **{f"amount {form}": -0.1 for form in ("sign before", "sign after", "as code", "as symbol")},
}

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CODES = "EUR|USD|GBP|CHF|BRL|SEK|CAD|AUD|MXN"
_AMOUNT = r"\d[\d.,\u202f ]*"
_AMOUNTS: Mapping[str, re.Pattern[str]] = {
    "code before": re.compile(rf"\b(?:{_CODES}) {_AMOUNT}"),
    "code after": re.compile(rf"{_AMOUNT} (?:{_CODES})\b"),
    "symbol before": re.compile(rf"(?:€|£|R\$|US\$) ?{_AMOUNT}"),
    "symbol after": re.compile(rf"{_AMOUNT} (?:€|£|R\$|US\$)"),
    "word after": re.compile(
        rf"{_AMOUNT} (?:[Ee]uros?|reais|[Ff]ran\w+|pesos|pounds|Swiss|Brazilian|sterline|dollars)\b"
    ),
}


def _leaves(value: JSON) -> Iterator[JSON]:
    if isinstance(value, dict):
        for member in value.values():
            yield from _leaves(member)
    elif isinstance(value, list) and any(isinstance(one, dict) for one in value):
        for one in value:
            yield from _leaves(one)
    else:
        yield value


def _in_digits(number: int, text: str) -> bool:
    grouped = f"{abs(number):,}"
    forms = {str(abs(number)), *(grouped.replace(",", mark) for mark in ".,\u202f\u00a0 ")}
    return any(re.search(rf"(?<!\d){re.escape(form)}(?!\d)", text) for form in forms)


def _form_of(day: str, text: str) -> str:
    """How a day of the label stands in the text."""
    year, month, number = day.split("-")
    if day in text:
        return "iso"
    figures = (f"{number}.{month}.{year}", f"{number}/{month}/{year}", f"{month}/{number}/{year}")
    if any(one in text for one in figures):
        return "figures"
    named = re.search(rf"\b0?{int(number)}\D{{0,16}}{year}|\b0?{int(number)}\D{{0,4}} [^\W\d]+\D{{0,5}}{year}", text)
    return "month" if named else "relative"


def _dates(found: Sequence[Row]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for row in found:
        for value in _leaves(json.loads(row["output"])):
            if isinstance(value, str) and _DAY.match(value):
                counts[_form_of(value[:10], row["input"]["text"])] += 1
                counts["with time"] += len(value) > 10
                counts["with time and zone"] += value.endswith("Z")
                counts["all"] += 1
    return counts


def _amounts(found: Sequence[Row]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for row in found:
        for form, pattern in _AMOUNTS.items():
            count = len(pattern.findall(row["input"]["text"]))
            kind, place = form.split()
            counts[f"sign {place}"] += count
            counts[f"as {kind}"] += count
            counts["all"] += count
    return counts


def _words(found: Sequence[Row]) -> tuple[int, int]:
    """How many whole numbers of labels stand in sentences, and how many of them in words."""
    number = spoken = 0
    for row in found:
        if row["facts"]["layout"] in PROSE:
            for value in _leaves(json.loads(row["output"])):
                if isinstance(value, int | float) and not isinstance(value, bool):
                    number += 1
                    spoken += isinstance(value, int) and not _in_digits(value, row["input"]["text"])
    return number, spoken


def _nested(value: JSON) -> bool:
    """Whether an answer, or each of the answers in a list, has an object as a member."""
    if isinstance(value, dict):
        lists = [one for one in value.values() if isinstance(one, list) and one and isinstance(one[0], dict)]
        return any(isinstance(one, dict) for one in value.values()) or any(map(_nested, lists))
    return bool(value) and isinstance(value, list) and _nested(value[0])


def _several(value: JSON) -> bool:
    members = list(value.values()) if isinstance(value, dict) else []
    return isinstance(value, list) or (
        len(members) == 1 and isinstance(members[0], list) and members[0] != [] and isinstance(members[0][0], dict)
    )


_FACES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("schema", re.compile(r'\{"type":')),
    ("typescript", re.compile(r"\b(?:interface|type) \w+ (?:= (?:Array<)?)?\{")),
    ("example", re.compile(r'[\[{]\{?"[\w-]+":')),
    ("braces", re.compile(r"[\[{]\{?\w+:")),
    ("list", re.compile(r"\n[-*] ")),
)


def _face(instruction: str) -> str:
    return next((name for name, pattern in _FACES if pattern.search(instruction)), "plain")


def measured(found: Sequence[Row]) -> dict[str, float]:
    """Return the share of everything that is promised, of all rows, or of what its name says."""
    counts: Counter[str] = Counter()
    for row in found:
        label: JSON = json.loads(row["output"])
        axes = row["facts"]["axes"]
        leaves = list(_leaves(label))
        nothing = all(one in (None, "", []) for one in leaves)
        counts[f"face {_face(row['input']['instruction'])}"] += 1
        counts[f"layout {row['facts']['layout']}"] += 1
        counts["several records"] += _several(label)
        counts["nested"] += _nested(label)
        counts["nothing to extract"] += nothing
        counts["missing"] += "missing" in axes
        counts["missing, as the label shows"] += any(one in (None, "", []) for one in leaves)
        counts["distractor"] += bool(row["facts"]["distractors"])
        counts["correction"] += "correction" in axes
        counts["instruction in the text"] += "hidden instruction" in axes
        counts["noise"] += bool({"noise before", "noise after", "typo", "disfluency"} & set(axes))
        counts["more than 1,500 characters"] += len(row["input"]["text"]) > 1500
    shares = {name: count / len(found) for name, count in counts.items()}
    number, spoken = _words(found)
    shares["number in words, of those in prose"] = spoken / max(1, number)
    for name, parts in (("date", _dates(found)), ("amount", _amounts(found))):
        shares |= {f"{name} {form}": count / max(1, parts["all"]) for form, count in parts.items() if form != "all"}
    return shares
