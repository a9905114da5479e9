"""Days that a text counts from the day on which it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from jsonsynth.facts.languages import Language

__all__ = ["relative_dates"]

_FIXED = {"today": 0, "tomorrow": 1, "yesterday": -1, "overmorrow": 2, "foreday": -2}
_COUNTED = {"ahead": 1, "ago": -1}


def relative_dates(text: str, language: Language, reference: str) -> Iterator[tuple[int, int, str]]:
    """Give start, end and date (ISO) of each such day, in order."""
    day = date.fromisoformat(reference)
    pattern = _pattern(language)
    for start, end in _windows(text, language):
        found = pattern.search(text, start, end)
        while found is not None:
            days = _days(found, language)
            if days is not None:
                yield found.start(), found.end(), (day + timedelta(days=days)).isoformat()
            found = pattern.search(text, found.start() + 1 if days is None else found.end(), end)


def _windows(text: str, language: Language) -> list[tuple[int, int]]:
    """The parts of a text that such days may stand in, with one more character behind: around what stands in each."""
    lower = text.lower()
    told = [word for word in _telling(language) if word in lower]
    if told and len(lower) != len(text):
        return [(0, len(text))]
    reach = _reach(language) if told else 0
    windows: list[tuple[int, int]] = []
    for place in sorted([found.start() for word in told for found in re.finditer(re.escape(word), lower)]):
        start, end = max(0, place - reach), place + reach + 1
        windows.append((windows.pop()[0] if windows and start < windows[-1][1] else start, end))
    return windows


@lru_cache(maxsize=8)
def _reach(language: Language) -> int:
    """No such day has more characters."""
    lists = [language.words[name].values() for name in (*_FIXED, *_COUNTED, "days", "weeks")]
    said = max(len(" ".join(phrase)) + len(phrase) for phrases in lists for all_ in phrases for phrase in all_)
    return 2 * said + max(map(len, language.added))  # a count and a unit stand within what is said


@lru_cache(maxsize=8)
def _telling(language: Language) -> tuple[str, ...]:
    """What stands in any of these days: its own last word, or a unit's name."""
    lists = [language.words[name].values() for name in (*_FIXED, "days", "weeks")]
    said = {phrase[-1] for phrases in lists for all_ in phrases for phrase in all_}
    return tuple(sorted(word for word in said if not any(other in word and other != word for other in said)))


def _days(found: re.Match[str], language: Language) -> int | None:
    """How many days it is from the reference; None where the word that should count them is no number."""
    name = found.lastgroup or ""
    if name in _FIXED:
        return _FIXED[name]
    way, unit = name.split("_")
    said = next(part for part in found.groups()[1:] if part is not None and part != found[name])
    count = int(said) if said.isdecimal() else language.added.get(said.lower(), 0)
    counted = said.isdecimal() or 0 < count < _MOST
    return count * _COUNTED[way] * (7 if unit == "weeks" else 1) if counted else None


_MOST = 32  # days or weeks that are counted in words, and one more


def _said(phrase: tuple[str, ...]) -> str:
    return r"['’]?\s?".join(map(re.escape, phrase)) if len(phrase[0]) == 1 else r"\s".join(map(re.escape, phrase))


def _capital(phrase: str, language: Language) -> str:
    """A phrase that may begin with a capital, unless that is another word: "Morgen" is the morning."""
    return phrase if language.compound and phrase == "morgen" else f"[{phrase[0].upper()}{phrase[0]}]{phrase[1:]}"


@lru_cache(maxsize=8)
def _pattern(language: Language) -> re.Pattern[str]:
    """One pattern for a language: the longest phrases first, each in a group that says what it means."""
    parts: list[tuple[int, str]] = []
    for name in _FIXED:
        said = [_said(phrase) for all_ in language.words[name].values() for phrase in all_]
        bodies = [_capital(phrase, language) for phrase in sorted(said, key=len, reverse=True)]
        parts.append((max(map(len, said)), f"(?P<{name}>{'|'.join(bodies)})"))
    for way in _COUNTED:
        for unit in ("days", "weeks"):
            units = "|".join(_said(phrase) for all_ in language.words[unit].values() for phrase in all_)
            said = [
                _said(phrase).replace(r"\#", rf"(\d{{1,2}}|[^\W\d][\w-]*)\s(?:{units})")
                for all_ in language.words[way].values()
                for phrase in all_
            ]
            parts.append((99, f"(?i:(?P<{way}_{unit}>{'|'.join(said)}))"))
    body = "|".join(part for _, part in sorted(parts, key=lambda one: -one[0]))
    return re.compile(rf"(?<![\w-])(?=[{_firsts(language)}])(?:{body})(?![\w-])")


def _firsts(language: Language) -> str:
    """The letters and digits that any of these days begins with: a first look that is cheap."""
    said = [phrase[0] for name in (*_FIXED, *_COUNTED) for all_ in language.words[name].values() for phrase in all_]
    firsts = {word[0] for word in (*said, *language.added) if word[0].isalpha()}
    return "0-9" + "".join(sorted({*firsts, *map(str.upper, firsts)}))
