"""Numbers as people write them in digits: grouping and decimal mark of a language, ordinals."""

from __future__ import annotations

from collections.abc import Callable, Mapping

__all__ = ["LANGUAGES", "decimal", "digits", "ordinal"]

# what groups thousands (in French a narrow no-break space), and the decimal mark
_MARKS: Mapping[str, tuple[str, str]] = {
    "en": (",", "."),
    "pt": (".", ","),
    "es": (".", ","),
    "fr": ("\u202f", ","),
    "de": (".", ","),
    "it": (".", ","),
}
LANGUAGES = tuple(_MARKS)


def digits(number: int, language: str, grouped: bool = True) -> str:
    """Return an integer in digits, thousands grouped by the language's mark from 1,000 on."""
    if not grouped or -1000 < number < 1000:
        return str(number)
    return f"{number:,}".replace(",", _MARKS[language][0])


def decimal(number: float, language: str, places: int | None = None, grouped: bool = True) -> str:
    """Return a number with the language's decimal mark: shortest, or with ``places`` decimals.

    Examples: ``decimal(1299.5, "en", 2)`` -> ``"1,299.50"``, ``decimal(1299.5, "pt", 2)`` -> ``"1.299,50"``
    """
    text = repr(number) if places is None else f"{number:.{places}f}"
    whole, _, rest = text.partition(".")
    sign = "-" if whole.startswith("-") else ""
    head = sign + digits(int(whole.removeprefix("-")), language, grouped)
    return head + _MARKS[language][1] + rest if rest else head


_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def _english(number: int) -> str:
    ending = "th" if 10 < number % 100 < 14 else _ENDINGS.get(number % 10, "th")
    return f"{number}{ending}"


_ORDINALS: Mapping[str, Callable[[int], str]] = {
    "en": _english,
    "pt": lambda number: f"{number}º",
    "es": lambda number: f"{number}.º",
    "fr": lambda number: "1er" if number == 1 else f"{number}e",
    "de": lambda number: f"{number}.",
    "it": lambda number: f"{number}º",
}


def ordinal(number: int, language: str) -> str:
    """Return an ordinal in digits, masculine where that makes a difference: ``ordinal(22, "en")`` -> ``"22nd"``."""
    return _ORDINALS[language](number)
