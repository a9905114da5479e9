"""Numbers in a text: digits with all the readings they have in its language, number words, ordinals, what is glued."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from jsonsynth.facts.languages import Language, language_of, languages
from jsonsynth.facts.spelled import parts_of, spelled

__all__ = ["Number", "is_paid", "may_be_number", "numbers", "ungrouped"]


@dataclass(slots=True)
class Number:
    """A number in a text, from word ``start`` to before word ``end``, with all it can be read as.

    ``vague``: an article or a score's maximum, which is neither a value nor a rival of one; ``ordinal``: it may be a
    value, but is no rival of a count. ``hedged``: a mark on it says that it is not exact. ``unit``: what is glued on.
    """

    start: int
    end: int
    readings: frozenset[float]
    unit: str = ""
    vague: bool = False
    ordinal: bool = False
    hedged: bool = False


# they begin with a digit, so that the search skips quickly over letters
_SPACED = re.compile(r"[0-9](?<![\d.,]\d)\d{0,2}(?:[\u00a0\u202f\u2009'’]\d{3})+(?!\d)")
_GAPS = "\u00a0\u202f\u2009’"
_SPACED_PLAIN = re.compile(r"[0-9](?<![\d.,:/-]\d)\d{0,2}(?: \d{3})+(?![\d:/-]|\.\d)")


def ungrouped(text: str, plain: bool) -> str:
    """Close the gaps in digits grouped by thin spaces or apostrophes; by plain blanks too, where ``plain``."""
    if "'" in text or (not text.isascii() and True in [mark in text for mark in _GAPS]):
        text = _SPACED.sub(_closed, text)
    return _SPACED_PLAIN.sub(_closed, text) if plain else text


def _closed(found: re.Match[str]) -> str:
    return "".join(char for char in found[0] if char.isdigit())


_MINUS = "−–—‐‑‒﹣－-"  # what people write for it; the last one is ASCII's
_FIGURES = re.compile(
    rf"([^\w{_MINUS}]*(?:(?:US|R|CA|C|A)?[$]|[€£]|[A-Z]{{3}}(?=[\d{_MINUS}]))?[(\[\"“+~<>≈]*)([{_MINUS}]?\d+(?:[.,]\d+)*)(?:/(?:5|10|20|100)(?!\d))?([^\d]*)"
)
_UNITS = re.compile(
    r"[^\w]*|[%°€$£²³ºª]\W*|(?:°?[a-zµ]{1,3}[²³23]?(?:/[a-z]{1,3})?|k?Wh?|[kMGT]B|[kMG]?Hz|[kmM]?V|mA|m?Ah|hPa|dBm)\W*|-[a-z]+(?:-[a-z]+)*\W*|-?°[A-Z]?\W*"
)
_CODES = frozenset(
    ("EUR", "USD", "GBP", "CHF", "BRL", "SEK", "CAD", "AUD", "JPY", "DKK", "NOK", "MXN", "INR", "CNY", "PLN", "CZK")
)
_SCALES = frozenset(("k", "bn", "mn", "mio", "mrd", "tsd"))  # glued to digits they make thousands of them
_INEXACT = re.compile(rf"[~∼<>≈≃≅±∓≤≥≲≳]|\+/|[+{_MINUS}]\W*$|ish\W*$|-?odd\W*$")


@dataclass(slots=True)
class _Digits:
    readings: frozenset[float]
    unit: str
    ordinal: bool
    hedged: bool


def _digits(word: str, language: Language | None) -> _Digits | None:
    """Read a word that begins and ends like a number; None for codes, addresses and the like."""
    match = _FIGURES.fullmatch(word)
    if match is None:
        return None
    before, figures, behind = match.groups()
    readings = _readings(figures if figures[0].isdecimal() else f"-{figures[1:]}", language)
    if not before and behind in _STOPS:
        return _Digits(readings, "", False, False)
    head = before.strip("()[]\"“'~<>≈+$€£ ")
    if not _UNITS.fullmatch(behind) or (len(head) == 3 and head not in _CODES):
        return None
    unit = behind.strip(".,;:!?)\"'”]|").lower()
    suffixed = language is not None and unit in language.suffixes and unit != "."
    return _Digits(readings, unit, suffixed, bool(_INEXACT.search(f"{before}0{behind}")) or unit in _SCALES)


_STOPS = ("", ".", ",", ";")


def _readings(text: str, language: Language | None) -> frozenset[float]:
    """All values that digits with marks can have: by the language's own marks, or by any where those do not fit."""
    marks = [char for char in text if char in ",."]
    if not marks:
        return frozenset((float(text),))
    last = max(text.rfind(","), text.rfind("."))
    bare = text.replace(",", "").replace(".", "")
    tail = len(text) - last - 1
    found: set[float] = set()
    if len(set(marks)) > 1 or len(marks) == 1:
        found.add(float(f"{bare[:-tail]}.{bare[-tail:]}"))
    if tail == 3 and len(set(marks)) == 1 and not text.lstrip("-").startswith("0") and _grouped(text, text[last]):
        found.add(float(bare))
    if len(found) == 2 and language is not None:
        return frozenset((float(f"{bare[:-tail]}.{bare[-tail:]}" if text[last] == language.decimal else bare),))
    return frozenset(found)


def _grouped(text: str, mark: str) -> bool:
    first, *rest = text.lstrip("-").split(mark)
    return len(first) <= 3 and all(len(part) == 3 for part in rest)


def numbers(
    words: Sequence[str], bare: Sequence[str], language: Language | None, places: Iterable[int]
) -> list[Number]:
    """Find the numbers among the words of a text; ``bare``: the same words in lower case without punctuation.

    ``places``: where a number may begin, in order. Where the language is not known, words are read as English and
    digits with all the readings of any language.
    """
    spoken = language or language_of("")
    percent = spoken.words["percent"]
    found: list[Number] = []
    behind = 0
    for place in places:
        word = bare[place]
        if place < behind or not word or (place and (bare[place - 1], word) in percent.get(bare[place - 1], ())):
            continue
        if word[0].isalpha() and words[place][-1] == ":":  # who speaks
            continue
        number = _in_words(bare, place, spoken) if word[0].isalpha() else None
        number = number or _in_digits(words, bare, place, language)
        if number is not None:
            _extend(number, bare, spoken)
            _sign(number, words, bare, spoken)
            found.append(number)
            behind = number.end
    return found


def may_be_number(word: str, bare: str, language: Language) -> bool:
    """Say whether a number may begin with a word, whatever it and what follows it are; ``bare``: it without marks."""
    if not bare.isalpha() and _DIGIT.search(bare) is not None:
        return True
    return word[-1] != ":" and _may_begin(bare, language)


_DIGIT = re.compile(r"\d")


def _may_begin(word: str, language: Language) -> bool:
    if word in language.added or word in language.times or word in language.ordinals:
        return True
    if "-" not in word and not (language.compound and len(word) > 5 and word.startswith(_beginnings(language))):
        return False
    return bool(parts_of(word, language) or parts_of(_halved(word, language)[0], language))


@lru_cache(maxsize=8)
def _beginnings(language: Language) -> tuple[str, ...]:
    """What number words that are written together begin with."""
    words = {*language.added, *language.times}
    return tuple(sorted(word for word in words if not any(word[:end] in words for end in range(1, len(word)))))


def _halved(word: str, language: Language) -> tuple[str, float]:
    """``zweieinhalb`` -> ``zwei`` and a half."""
    for (half, *rest), *_ in language.words["halves"].values():
        if not rest and word.endswith(half) and word != half:
            return word[: -len(half)], 0.5
    return word, 0.0


def _in_words(bare: Sequence[str], place: int, language: Language) -> Number | None:
    word = bare[place]
    if word in language.ordinals and not parts_of(word, language):
        return Number(place, place + 1, frozenset((float(language.ordinals[word]),)), ordinal=True)
    value, end = spelled(bare, place, language)
    if end == place:
        whole, half = _halved(word, language)
        parts = parts_of(whole, language) if half else ()
        return Number(place, place + 1, frozenset((parts[0][0] + half,))) if len(parts) == 1 else None
    vague = end == place + 1 and word in language.articles
    vague = vague or (str(value) in _MAXIMA and _is_maximum(bare, place, language))
    if end < len(bare) and bare[end] in language.words["point"]:
        digits, behind = _decimals(bare, end + 1, language)
        if digits:
            return Number(place, behind, frozenset((float(f"{value}.{digits}"),)))
    return Number(place, end, frozenset((float(value),)), vague=vague)


def _decimals(bare: Sequence[str], place: int, language: Language) -> tuple[str, int]:
    """What is said behind the point: digit by digit, or as a number."""
    said = ""
    while place < len(bare):
        parts = parts_of(bare[place], language)
        if len(parts) != 1 or parts[0][1] or parts[0][0] > 9:
            break
        said, place = said + str(parts[0][0]), place + 1
    if said:
        return said, place
    value, end = spelled(bare, place, language)
    return (str(value), end) if end > place else ("", place)


def _in_digits(words: Sequence[str], bare: Sequence[str], place: int, language: Language | None) -> Number | None:
    word, said = words[place], bare[place]
    vague = said in _MAXIMA and _is_maximum(bare, place, language)
    if said.isdecimal() and (word == said or (word[:-1] == said and word[-1] in _STOPS)):
        return Number(place, place + 1, frozenset((float(said),)), vague=vague)
    read = _digits(word, language)
    if read is None:
        return None
    return Number(place, place + 1, read.readings, read.unit, vague, read.ordinal, read.hedged)


def _is_maximum(bare: Sequence[str], place: int, language: Language | None) -> bool:
    """Whether a number is the best that a score can be: ``4.5 out of 5``."""
    for phrase in (one for all_ in (language or languages()["en"]).words["outof"].values() for one in all_):
        start = place - len(phrase)
        if start > 0 and tuple(bare[start:place]) == phrase and bare[start - 1][:1].isdecimal():
            return True
    return False


_MAXIMA = frozenset(("5", "10", "20", "100"))


def _extend(number: Number, bare: Sequence[str], language: Language) -> None:
    """Take in what multiplies a number in digits, and the half behind any: ``2.5 million``, ``two and a half``."""
    place = number.end
    if place < len(bare) and bare[place] in language.times and bare[number.start][:1].isdecimal():
        factor = language.times[bare[place]]
        number.readings = frozenset(round(value * factor, 6) for value in number.readings)
        number.end = place = place + 1
    for phrase in language.words["halves"].get(bare[place], ()) if place < len(bare) else ():
        if tuple(bare[place : place + len(phrase)]) == phrase:
            number.readings = frozenset(value + 0.5 for value in number.readings)
            number.end = place + len(phrase)
            return


def _sign(number: Number, words: Sequence[str], bare: Sequence[str], language: Language) -> None:
    """Take in a sign on its own before a number or its currency, or behind: ``- 5``, ``- EUR 5``, ``< 5``, ``5 ±``."""
    if number.end < len(words) and words[number.end] in _EITHER:
        number.hedged = True
    place = number.start - 1
    if place > 0 and words[place] in _CURRENCIES:
        place -= 1
    if place < 0:
        return
    if words[place][-1].isalnum():
        minus = bare[place] in language.words["minus"] and not _is_hedge(bare, place, language)
    else:
        minus = _is_minus(number, words, bare, place, language)
    if minus:
        number.readings = frozenset([-value for value in number.readings])
        number.start = place


def _is_minus(number: Number, words: Sequence[str], bare: Sequence[str], place: int, language: Language) -> bool:
    """Whether a word is a minus; any other sign makes the number behind it hedged."""
    sign = _SIGN.fullmatch(words[place])
    if sign is None:
        return False
    number.hedged = number.hedged or sign[1] is None
    return sign[1] is not None and (words[place] not in _DASHES or _awaits(words, bare, place, language))


def _awaits(words: Sequence[str], bare: Sequence[str], place: int, language: Language) -> bool:
    """Whether a value follows the word before a place, so that a dash there is a minus: "Lat: - 5", "of - 5"."""
    return place > 0 and (words[place - 1][-1] in ":|" or bare[place - 1] in language.function)


def _is_hedge(bare: Sequence[str], last: int, language: Language) -> bool:
    """Whether a word ends a phrase such as "at least", "al menos"."""
    hedges = language.words["hedges"]
    return any(
        tuple(bare[first : last + 1]) == phrase
        for first in range(max(0, last - 2), last)
        for phrase in hedges.get(bare[first], ())
    )


_EITHER = frozenset(("±", "∓", "+/-", "+/−", "+/–", "-/+"))
_PAID = r"(?:(?:US|R|CA|C|A)?[$]|[€£¥]|" + "|".join(sorted(_CODES)) + ")"
_CURRENCIES = frozenset((*_CODES, "€", "£", "$", "¥", "US$", "R$", "CA$", "C$", "A$"))
_SIGN = re.compile(rf"{_PAID}?(?:([{_MINUS}])|[~∼<>≈≃≅±∓≤≥≲≳]+=?|\+/[{_MINUS}]|-/\+){_PAID}?")
_DASHES = frozenset(_MINUS) - {"−"}  # they may also join or part words


def is_paid(words: Sequence[str], number: Number) -> bool:
    """Say whether the code or the sign of a currency stands on a number or beside it."""
    start, end = number.start, number.end
    if start and words[start - 1] in _CURRENCIES:
        return True
    if end < len(words) and words[end].rstrip(".,;:!?)") in _CURRENCIES:
        return True
    word = words[start]
    return not word.isalnum() and (word[:3] in _CODES or "€" in word or "£" in word or "$" in word)
