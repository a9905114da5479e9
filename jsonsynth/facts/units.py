"""What a number of a text counts, where the same is counted in several units: "27 months" is no age in years."""

from __future__ import annotations

from jsonsynth.facts.figures import Number
from jsonsynth.facts.languages import Language
from jsonsynth.facts.reading import Reading

__all__ = ["is_unit", "unit_of"]

# as the files of cues write units, and what else is written for one
_SYMBOLS = frozenset(
    (
        *("ms", "kg", "g", "lb", "oz", "t", "km", "mi", "m", "ft", "cm", "mm", "w", "kw", "mw", "hp", "°c", "°f"),
        *("kb", "mb", "gb", "v", "mv", "kv", "kcal", "kj", "kn", "km/h", "m/s", "mph", "hpa", "kpa", "mbar"),
    )
)
_SHORT = {"s": "seconds", "sec": "seconds", "min": "minutes", "h": "hours", "lbs": "lb", "k": "kelvin"}
_WITHIN = 2  # words: "71 degrees Fahrenheit"


def is_unit(word: str, language: Language) -> bool:
    """Say whether a word names a unit, written out or short."""
    return word in language.measures or word in _SYMBOLS or word in _SHORT


def unit_of(reading: Reading, number: Number) -> str:
    """Return the unit that stands on a number or behind it, ``""`` where none does."""
    if number.unit:
        return number.unit if number.unit in _SYMBOLS else _SHORT.get(number.unit, "")
    measures = reading.language.measures
    for place in range(number.end, min(len(reading.bare), number.end + _WITHIN)):
        before = reading.tokens[place - 1]
        if before.ends or before.comma:
            break
        word = reading.bare[place]
        if is_unit(word, reading.language):
            return measures.get(word) or _SHORT.get(word, word)
    return ""
