"""Integers in words, in six languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

__all__ = ["spell"]

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
_ES_SMALL = (
    "cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce", "trece",
    "catorce", "quince", "dieciséis", "diecisiete", "dieciocho", "diecinueve", "veinte", "veintiuno", "veintidós",
    "veintitrés", "veinticuatro", "veinticinco", "veintiséis", "veintisiete", "veintiocho", "veintinueve",
)
_ES_TENS = ("", "", "", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa")
_ES_HUNDREDS = (
    "", "ciento", "doscientos", "trescientos", "cuatrocientos", "quinientos", "seiscientos", "setecientos",
    "ochocientos", "novecientos",
)
_FR_SMALL = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
)
_FR_TENS = ("", "", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt")
_DE_SMALL = (
    "null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf",
    "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn",
)
_DE_TENS = ("", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")
_IT_SMALL = (
    "zero", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci", "undici", "dodici",
    "tredici", "quattordici", "quindici", "sedici", "diciassette", "diciotto", "diciannove",
)
_IT_TENS = ("", "", "venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta")
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


def _es_below_hundred(number: int, feminine: bool) -> str:
    tens, ones = divmod(number, 10)
    tail = f" y {_ES_SMALL[ones]}" if ones else ""
    word = _ES_SMALL[number] if number < 30 else _ES_TENS[tens] + tail
    return word[:-1] + "a" if feminine and word.endswith("uno") else word


def _es(number: int, feminine: bool) -> str:
    if number < 100:
        return _es_below_hundred(number, feminine)
    if number >= 1000:
        return _es_thousands(number, feminine)
    hundreds, low = divmod(number, 100)
    if number == 100:
        return "cien"
    word = _ES_HUNDREDS[hundreds]
    if feminine and hundreds > 1:
        word = word[:-2] + "as"
    return f"{word} {_es(low, feminine)}" if low else word


def _es_thousands(number: int, feminine: bool) -> str:
    thousands, low = divmod(number, 1000)
    many = _es(thousands, feminine)
    if many.endswith("veintiuno"):
        many = f"{many[:-3]}ún"
    head = "mil" if thousands == 1 else f"{many.removesuffix('o') if many.endswith('uno') else many} mil"
    return f"{head} {_es(low, feminine)}" if low else head


def _fr_below_hundred(number: int) -> str:
    tens, ones = divmod(number, 10)
    if number < 20:
        return _FR_SMALL[number]
    if tens in (7, 9):
        ones += 10
    if ones == 0:
        return "quatre-vingts" if tens == 8 else _FR_TENS[tens]
    link = " et " if ones in (1, 11) and tens < 8 else "-"
    return _FR_TENS[tens] + link + _FR_SMALL[ones]


def _fr(number: int, feminine: bool) -> str:
    head, low = _fr_head(number)
    if not head or low:
        head = f"{head} {_fr_below_hundred(low)}".strip()
    return f"{head}e" if feminine and (head == "un" or head.endswith((" un", "-un"))) else head


def _fr_head(number: int) -> tuple[str, int]:
    """What stands before the last two digits, and these."""
    thousands, rest = divmod(number, 1000)
    hundreds, low = divmod(rest, 100)
    parts: list[str] = []
    if thousands:
        many = _fr(thousands, feminine=False)
        if many.endswith(("vingts", "cents")):
            many = many[:-1]
        parts.append("mille" if thousands == 1 else f"{many} mille")
    if hundreds:
        word = "cents" if hundreds > 1 and not low else "cent"
        parts.append(word if hundreds == 1 else f"{_FR_SMALL[hundreds]} {word}")
    return " ".join(parts), low


def _de(number: int, counted: bool) -> str:
    """``counted``: a noun follows ("hundertein"), else it ends the count ("hunderteins")."""
    if number < 100:
        return _de_below_hundred(number, counted)
    unit, word = (100, "hundert") if number < 1000 else (1000, "tausend")
    high, low = divmod(number, unit)
    head = word if high == 1 else _de(high, counted=True) + word
    return head + _de(low, counted) if low else head


def _de_below_hundred(number: int, counted: bool) -> str:
    tens, ones = divmod(number, 10)
    if number == 1:
        return "ein" if counted else "eins"
    if tens < 2:
        return _DE_SMALL[number]
    return f"{_DE_SMALL[ones]}und{_DE_TENS[tens]}" if ones else _DE_TENS[tens]


def _it(number: int, _: bool) -> str:
    if number < 100:
        return _it_below_hundred(number)
    if number < 1000:
        hundreds, low = divmod(number, 100)
        head = "cento" if hundreds == 1 else f"{_IT_SMALL[hundreds]}cento"
    else:
        thousands, low = divmod(number, 1000)
        head = "mille" if thousands == 1 else f"{_it(thousands, _)}mila"
    tail = _it(low, _) if low else ""
    return head + (f"{tail[:-1]}é" if low == 3 else tail)


def _it_below_hundred(number: int) -> str:
    tens, ones = divmod(number, 10)
    if tens < 2:
        return _IT_SMALL[number]
    word = _IT_TENS[tens]
    if ones in (1, 8):
        word = word[:-1]
    return word + ("tré" if ones == 3 else _IT_SMALL[ones] if ones else "")


_SPELLERS: Mapping[str, Callable[[int, bool], str]] = {"en": _en, "pt": _pt, "es": _es, "fr": _fr, "de": _de, "it": _it}


@lru_cache(maxsize=1024)
def spell(number: int, language: str, variant: bool = False) -> str:
    """Return an integer from 0 to 999,999 in words.

    ``variant``: in English with "and" ("one hundred and five"), in Portuguese, Spanish and French for a feminine noun
    ("duas", "doscientas", "vingt et une"), in German before a noun ("hundertein"); Italian has none.
    Examples: ``spell(27, "en")`` -> ``"twenty-seven"``, ``spell(1234, "pt")`` -> ``"mil duzentos e trinta e quatro"``
    """
    return _SPELLERS[language](number, variant)
