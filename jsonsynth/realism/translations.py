"""One text in several languages: what a map of translations holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from jsonsynth.seeds import Random, between, chance, pick, sample

__all__ = ["translated"]

_LANGUAGES = ("en", "pt", "es", "fr", "de", "it", "ja", "zh", "ru")
_COLONS = {"fr": " : ", "ja": "：", "zh": "："}

_TEXT = Path(__file__).with_suffix(".txt").read_text("utf-8")
_Text = Mapping[str, str]  # by language


@cache
def _written() -> Mapping[str, Sequence[_Text]]:
    """Return the texts of each section of the file."""
    found: dict[str, list[_Text]] = {}
    section = ""
    for line in _TEXT.splitlines():
        if line.startswith("["):
            section = line[1:-1]
        elif line and not line.startswith("#"):
            found.setdefault(section, []).append(dict(zip(_LANGUAGES, line.split(" | "), strict=True)))
    return found


def translated(rng: Random, count: int) -> dict[str, str]:
    """Draw a text, and return it in so many languages.

    Example: 2 -> ``{"en": "Order 4821: on hold", "it": "Ordine 4821: in sospeso"}``
    """
    text = _state(rng) if chance(rng, 0.6) else pick(rng, _written()["phrases"])
    number = str(between(rng, 5, 12))
    return {language: text[language].replace("{n}", number) for language in sample(rng, _LANGUAGES, count)}


def _state(rng: Random) -> _Text:
    thing, state = pick(rng, _written()["named"]), pick(rng, _written()["states"])
    number = between(rng, 1000, 9999)
    return {
        language: f"{thing[language]} {number}{_COLONS.get(language, ': ')}{state[language]}" for language in _LANGUAGES
    }
