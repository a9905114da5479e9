"""Sets of characters as ranges of code points: algebra, the classes of ECMA-262, and which characters look natural."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from unicodedata import ucd_3_2_0

__all__ = [
    "ANY",
    "CLASSES",
    "KNOWN",
    "Ranges",
    "folded",
    "in_one_case",
    "inverse",
    "joined",
    "listed",
    "natural",
    "overlap",
    "property_named",
    "tier",
]

Ranges = tuple[tuple[int, int], ...]
"""Sorted, with gaps between them; both ends are in. Surrogates are in none: they are no characters."""

ANY: Ranges = ((0, 0xD7FF), (0xE000, 0x10FFFF))


def joined(parts: Iterable[tuple[int, int]]) -> Ranges:
    """Return the union of ranges in any order."""
    found: list[tuple[int, int]] = []
    for low, high in sorted(parts):
        if found and low <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(found[-1][1], high)
        else:
            found.append((low, high))
    return tuple(found)


def inverse(ranges: Ranges) -> Ranges:
    """Return all other characters."""
    found: list[tuple[int, int]] = []
    after = 0
    for low, high in (*ranges, (0x110000, 0x110000)):
        if after < low:
            found.append((after, low - 1))
        after = high + 1
    return overlap(tuple(found), ANY)


def overlap(one: Ranges, other: Ranges) -> Ranges:
    """Return the characters in both."""
    found: list[tuple[int, int]] = []
    i = j = 0
    while i < len(one) and j < len(other):
        low, high = max(one[i][0], other[j][0]), min(one[i][1], other[j][1])
        if low <= high:
            found.append((low, high))
        if one[i][1] < other[j][1]:
            i += 1
        else:
            j += 1
    return tuple(found)


def folded(ranges: Ranges) -> Ranges:
    """Return the characters and the ASCII letters that differ from one of them by case alone."""
    low = overlap(ranges, ((97, 122),))
    high = overlap(ranges, ((65, 90),))
    return joined([*ranges, *((a - 32, b - 32) for a, b in low), *((a + 32, b + 32) for a, b in high)])


_DIGITS: Ranges = ((48, 57),)
_WORDS: Ranges = ((48, 57), (65, 90), (95, 95), (97, 122))
_SPACES: Ranges = (
    (9, 13), (32, 32), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029), (0x202F, 0x202F),
    (0x205F, 0x205F), (0x3000, 0x3000), (0xFEFF, 0xFEFF),
)  # fmt: skip
_ENDS: Ranges = ((10, 10), (13, 13), (0x2028, 0x2029))
CLASSES: dict[str, Ranges] = {
    "d": _DIGITS, "w": _WORDS, "s": _SPACES, "D": inverse(_DIGITS), "W": inverse(_WORDS), "S": inverse(_SPACES),
    ".": inverse(_ENDS),
}  # fmt: skip

# Characters whose properties are the same in every version of Unicode since 3.2, so that what is drawn depends neither
# on Python's version nor on the validator's. The properties of all others are taken to be unknown.
_SCRIPTS: dict[str, Ranges] = {
    "Common": ((0, 64), (91, 96), (123, 166), (168, 169), (171, 172), (174, 181), (184, 185), (187, 191),
               (215, 215), (247, 247), (0x2010, 0x2027), (0x2030, 0x203A), (0x1F600, 0x1F64F)),
    "Latin": ((65, 90), (97, 122), (192, 214), (216, 246), (248, 442), (444, 447), (461, 496)),
    "Greek": ((0x391, 0x3A1), (0x3A3, 0x3CE)),
    "Cyrillic": ((0x400, 0x481), (0x48A, 0x4BF)),
    "Armenian": ((0x531, 0x556), (0x561, 0x586)),
    "Hebrew": ((0x5D0, 0x5EA),),
    "Arabic": ((0x621, 0x63A), (0x641, 0x64A)),
    "Devanagari": ((0x905, 0x939),),
    "Thai": ((0xE01, 0xE30),),
    "Hiragana": ((0x3041, 0x3094),),
    "Katakana": ((0x30A1, 0x30FA),),
    "Han": ((0x4E00, 0x9FA5),),
    "Hangul": ((0xAC00, 0xD7A3),),
}  # fmt: skip
KNOWN = joined(part for script in _SCRIPTS.values() for part in script)
_UNIFORM = {"Han": "Lo", "Hangul": "Lo"}  # scripts of one category, too large to be walked
_EMOJI: Ranges = ((0x1F600, 0x1F64F),)  # younger than 3.2, and all of them symbols

_CATEGORIES = (
    "L", "Lu", "Ll", "Lt", "Lo", "Lm", "M", "Mn", "Mc", "N", "Nd", "Nl", "No", "P", "Pd", "Ps", "Pe", "Pi", "Pf", "Pc",
    "Po", "S", "Sm", "Sc", "Sk", "So", "Z", "Zs", "Cc", "Cf",
)  # fmt: skip
_ALSO_CALLED = """
Letter=L Uppercase_Letter=Lu Lowercase_Letter=Ll Titlecase_Letter=Lt Other_Letter=Lo Modifier_Letter=Lm Mark=M
Nonspacing_Mark=Mn Spacing_Mark=Mc Number=N Decimal_Number=Nd digit=Nd Letter_Number=Nl Other_Number=No
Punctuation=P punct=P Dash_Punctuation=Pd Open_Punctuation=Ps Close_Punctuation=Pe Initial_Punctuation=Pi
Final_Punctuation=Pf Connector_Punctuation=Pc Other_Punctuation=Po Symbol=S Math_Symbol=Sm Currency_Symbol=Sc
Modifier_Symbol=Sk Other_Symbol=So Separator=Z Space_Separator=Zs Control=Cc Format=Cf
"""
_LONG_NAMES = {name: short for name, _, short in (pair.partition("=") for pair in _ALSO_CALLED.split())}
_BINARY: dict[str, tuple[str, ...]] = {
    "Alphabetic": ("L",),
    "Assigned": _CATEGORIES,
    "ID_Start": ("L",),
    "XID_Start": ("L",),
    "ID_Continue": ("L", "Nd", "Pc"),
    "XID_Continue": ("L", "Nd", "Pc"),
    "Lowercase": ("Ll",),
    "Uppercase": ("Lu",),
    "LC": ("Lu", "Ll", "Lt"),
    "Cased_Letter": ("Lu", "Ll", "Lt"),
}
_FIXED: dict[str, Ranges] = {
    "ASCII": ((0, 127),),
    "ASCII_Hex_Digit": ((48, 57), (65, 70), (97, 102)),
    "Any": KNOWN,
    "Emoji_Presentation": _EMOJI,
    "White_Space": ((9, 13), (32, 32), (0x85, 0x85), (0xA0, 0xA0)),
}


def property_named(name: str) -> Ranges | None:
    """Return the characters of KNOWN that have a property of Unicode, as in ``\\p{Lu}``; None if it is not known."""
    name = name.rpartition("=")[2]
    if name in _FIXED or name in _SCRIPTS:
        return _FIXED.get(name) or _SCRIPTS[name]
    short = _LONG_NAMES.get(name, name)
    wanted = (short,) if short in _CATEGORIES else _BINARY.get(name)
    return _of_categories(wanted) if wanted is not None else None


@lru_cache(maxsize=64)
def _of_categories(wanted: tuple[str, ...]) -> Ranges:
    whole = [part for name, kind in _UNIFORM.items() if kind.startswith(wanted) for part in _SCRIPTS[name]]
    symbols = _EMOJI if "So".startswith(wanted) else ()
    return joined([*((code, code) for code, kind in _categories() if kind.startswith(wanted)), *whole, *symbols])


@lru_cache(maxsize=1)
def _categories() -> tuple[tuple[int, str], ...]:
    """Return the general category of each known character outside the large scripts."""
    small = [part for name, script in _SCRIPTS.items() if name not in _UNIFORM for part in script if part not in _EMOJI]
    codes = (code for low, high in small for code in range(low, high + 1))
    return tuple([(code, ucd_3_2_0.category(chr(code))) for code in codes])


_PRINTABLE: Ranges = ((32, 126),)
_FAMILIAR: Ranges = joined(
    [(192, 214), (216, 246), (248, 382), *_SCRIPTS["Greek"], (0x410, 0x44F), *_SCRIPTS["Hiragana"],
     *_SCRIPTS["Katakana"], (0x4E00, 0x4FFF), (0xAC00, 0xACFF), *_SCRIPTS["Hebrew"], *_SCRIPTS["Arabic"],
     *_SCRIPTS["Thai"], *_SCRIPTS["Devanagari"], *_SCRIPTS["Armenian"], *_EMOJI]
)  # fmt: skip
_BLANK: Ranges = ((9, 10), (13, 13), (0xA0, 0xA0))
_WALKED = 400  # characters of a set without familiar ones that are looked at


def _listed(ranges: Ranges, most: int) -> str:
    found: list[str] = []
    for low, high in ranges:
        found.extend(map(chr, range(low, min(high, low + most - len(found) - 1) + 1)))
    return "".join(found)


def _visible(ranges: Ranges) -> str:
    listed = _listed(ranges, _WALKED)
    return "".join(c for c in listed if ucd_3_2_0.category(c)[0] in "LNPS")


_TIERS: tuple[Callable[[Ranges], str], ...] = (
    lambda ranges: _listed(overlap(ranges, _PRINTABLE), 95),
    lambda ranges: _listed(overlap(ranges, _FAMILIAR), 2_000),
    _visible,
    lambda ranges: _listed(overlap(ranges, _BLANK), 4),
    lambda ranges: _listed(ranges, _WALKED),
)


@lru_cache(maxsize=2048)
def _natural(ranges: Ranges) -> tuple[int, str]:
    for number, listed in enumerate(_TIERS):
        found = listed(ranges)
        if found:
            return number, found
    return len(_TIERS), ""


def natural(ranges: Ranges) -> str:
    """Return the characters of a set to draw from: printable ASCII, else familiar letters, else what is visible."""
    return _natural(ranges)[1]


def listed(ranges: Ranges) -> str:
    """Return the characters of a set, natural or not, as many as are looked at."""
    return _listed(ranges, _WALKED)


def tier(ranges: Ranges) -> int:
    """Return how far from printable ASCII (0) the most natural characters of a set are, up to 4."""
    return _natural(ranges)[0]


def in_one_case(pool: str) -> str:
    """Leave out capitals whose small letter is there: nobody mixes the cases of ``[0-9a-fA-F]``."""
    return "".join([character for character in pool if not (character.isupper() and character.lower() in pool)])
