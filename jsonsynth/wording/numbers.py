"""Numbers as people write them: in words, and in digits with the grouping of a language."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

__all__ = ["LANGUAGES", "decimal", "digits", "spell"]

LANGUAGES = ("en", "pt")

# fmt: off
_EN_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)
_EN_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_PT_SMALL = (
    "zero", "um", "dois", "três", "quatro", "cinco", "seis", "sete", "oito", "nove", "dez", "onze", "doze", "treze",
    "catorze", "quinze", "dezesseis", "dezessete", "dezoito", "dezenove",
)
_PT_TENS = ("", "", "vinte", "trinta", "quarenta", "cinquenta", "sessenta", "setenta", "oitenta", "noventa")
_PT_HUNDREDS = (
    "", "cento", "duzentos", "trezentos", "quatrocentos", "quinhentos", "seiscentos", "setecentos", "oitocentos",
    "novecentos",
)
# fmt: on
_PT_FEMININE = {"um": "uma", "dois": "duas"}


def _en_below_hundred(number: int) -> str:
    tens, ones = divmod(number, 10)
    if tens < 2:
        return _EN_SMALL[number]
    return f"{_EN_TENS[tens]}-{_EN_SMALL[ones]}" if ones else _EN_TENS[tens]


def _en(number: int, british: bool) -> str:
    if number < 100:
        return _en_below_hundred(number)
    unit, word = (100, "hundred") if number < 1000 else (1000, "thousand")
    high, low = divmod(number, unit)
    link = " and " if british and low < 100 else " "
    head = f"{_en(high, british)} {word}"
    return head + link + _en(low, british) if low else head


def _pt(number: int, feminine: bool) -> str:
    if number < 20:
        word = _PT_SMALL[number]
        return _PT_FEMININE.get(word, word) if feminine else word
    if number < 100:
        tens, ones = divmod(number, 10)
        return f"{_PT_TENS[tens]} e {_pt(ones, feminine)}" if ones else _PT_TENS[tens]
    return _pt_hundreds(number, feminine) if number < 1000 else _pt_thousands(number, feminine)


def _pt_hundreds(number: int, feminine: bool) -> str:
    hundreds, low = divmod(number, 100)
    if number == 100:
        return "cem"
    word = _PT_HUNDREDS[hundreds]
    if feminine and hundreds > 1:
        word = word[:-2] + "as"
    return f"{word} e {_pt(low, feminine)}" if low else word


def _pt_thousands(number: int, feminine: bool) -> str:
    thousands, low = divmod(number, 1000)
    head = "mil" if thousands == 1 else f"{_pt(thousands, feminine)} mil"
    if not low:
        return head
    return head + (" e " if low < 100 or low % 100 == 0 else " ") + _pt(low, feminine)


_SPELLERS: dict[str, Callable[[int, bool], str]] = {"en": _en, "pt": _pt}


@lru_cache(maxsize=4096)
def spell(number: int, language: str, variant: bool = False) -> str:
    """Return an integer from 0 to 999,999 in words.

    ``variant``: in English with "and" ("one hundred and five"), in Portuguese for a feminine noun ("duas").
    Examples: ``spell(27, "en")`` -> ``"twenty-seven"``, ``spell(1234, "pt")`` -> ``"mil duzentos e trinta e quatro"``
    """
    return _SPELLERS[language](number, variant)


def digits(number: int, language: str, grouped: bool = True) -> str:
    """Return an integer in digits, thousands grouped by the language's mark from 1,000 on."""
    if not grouped or -1000 < number < 1000:
        return str(number)
    text = f"{number:,}"
    return text.replace(",", ".") if language == "pt" else text


def decimal(number: float, language: str, places: int | None = None, grouped: bool = True) -> str:
    """Return a number with the language's decimal mark: shortest, or with ``places`` decimals.

    Examples: ``decimal(1299.5, "en", 2)`` -> ``"1,299.50"``, ``decimal(1299.5, "pt", 2)`` -> ``"1.299,50"``
    """
    text = repr(number) if places is None else f"{number:.{places}f}"
    whole, _, rest = text.partition(".")
    sign = "-" if whole.startswith("-") else ""
    head = sign + digits(int(whole.removeprefix("-")), language, grouped)
    mark = "," if language == "pt" else "."
    return head + mark + rest if rest else head
