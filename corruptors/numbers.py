"""Numbers as other notations write them; the value never changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from jsonsynth.corruption import (
    Corruptor,
    Edit,
    Fix,
    Mend,
    Policy,
    Random,
    Reading,
    Tokens,
    chance,
    find,
    pick,
    replaced,
)

_NUMBER = re.compile(r"0")
_COUNT = re.compile(r"0|[1-9]\d{0,9}")
_POSITIVE = re.compile(r"[1-9]\d*(?:\.\d+)?")
_DOTTED = re.compile(r"-?0\.\d+|-?[1-9]\d{0,8}")
_HEXABLE = re.compile(r"[1-9]\d{1,9}")
_GROUPABLE = re.compile(r"-?[1-9]\d{3,14}")


def _number(fits: re.Pattern[str], new: Callable[[str, Random], str]) -> Callable[[Tokens, Random], list[Edit]]:
    def propose(tokens: Tokens, rng: Random) -> list[Edit]:
        index = find(tokens, rng, _NUMBER, fits.fullmatch)
        return replaced(tokens, index, new(tokens.token(index), rng)) if index >= 0 else []

    return propose


def _with_zeros(token: str, rng: Random) -> str:
    return pick(rng, ("0", "0", "00")) + token


def _with_plus(token: str, _rng: Random) -> str:
    return "+" + token


def _half_dotted(token: str, _rng: Random) -> str:
    return token.replace("0.", ".", 1) if "." in token else token + "."


def _in_hex(token: str, rng: Random) -> str:
    return hex(int(token)) if chance(rng, 0.5) else f"0x{int(token):X}"


def _grouped(token: str, _rng: Random) -> str:
    return f"{int(token):_}"


# -- inverses: what undoes an error where strict reading stops

_BEHIND = r"(?=\s*(?:[,}\]:;，；،｝］]|$|//|/\*|#|\s))"
_NUMBERED = re.compile(r"\d+\.\s+[^\s,\]]")  # "1. Tea"
_EMPTY_FRACTION = re.compile(r"\.(?=$|[eE])")


def _notation(
    pattern: str, new: Callable[[re.Match[str]], str], *, sure: bool = True
) -> Callable[[Reading], Iterator[Fix]]:
    """Write a number of another notation as JSON does."""
    notation = re.compile(pattern + _BEHIND)

    def rule(reading: Reading) -> Iterator[Fix]:
        found = reading.match(notation) if reading.at_value else None
        if found:
            cut = found.end() == len(reading.text) and bool(reading.shape)  # it may have had more digits
            numbers = reading.inside == "[" and reading.match(_NUMBERED)
            yield Fix(reading.place, found.end(), new(found), sure and not (cut or numbers))

    return rule


def _complete(found: re.Match[str]) -> str:
    sign, digits = found.groups()
    whole = "0" + digits if digits.startswith(".") else digits
    return sign.strip("+") + _EMPTY_FRACTION.sub("", whole)


def _in_ascii(found: re.Match[str]) -> str:
    fraction = "".join(str(int(digit)) for digit in found[3] or "")
    return f"{found[1]}{int(found[2])}" + (f".{fraction}" if fraction else "")


def _signed(found: re.Match[str]) -> str:
    return ("-" if found[1] == "−" else "") + found[2]


_PLAIN = _notation(r"([+−])((?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)", _signed)
_DOT = _notation(r"([+-]?)(\d+\.(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)", _complete)
_ZEROS = _notation(r"([+-]?)0+(\d+(?:\.\d+)?)(?!:\d)", lambda found: found[1].strip("+") + found[2])
_SUFFIXED = _notation(r"(-?(?:0|[1-9]\d*)(?:[nL]|(?:\.\d+)?[fF]))", lambda found: found[1][:-1], sure=False)
_DASHED = _notation(r"[–—‐‑﹣－]((?:0|[1-9]\d*)(?:\.\d+)?)", lambda found: f"-{found[1]}", sure=False)  # for a minus
_OTHER_DIGITS = _notation(r"(-?)((?:(?![0-9])\d)+)(?:[.٫]((?:(?![0-9])\d)+))?", _in_ascii, sure=False)
_POWER = re.compile(r"(-?\d+(?:\.\d+)?)\s*[×x*·]\s*10(?:\^|\*\*)([+-]?\d+)" + _BEHIND)
_RADIX = _notation(
    r"([+-]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+)", lambda found: found[1].strip("+") + str(int(found[2], 0))
)
_GROUPS = _notation(r"(-?\d+(?:_\d+)+(?:\.[\d_]*\d)?|-?\d+\.\d+(?:_\d+)+)", lambda found: found[1].replace("_", ""))
_THOUSANDS = re.compile(r"(?:\d{3},)*\d{3}(?:\.\d+)?" + _BEHIND)
_DECIMALS = re.compile(r"\d+" + _BEHIND)
_FIRST_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}")
_THOUSANDS_BY_DOTS = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")


def _in_decimal(reading: Reading) -> Iterator[Fix]:
    """Write a number of another base, script or type in plain digits, one times a power of ten with an exponent."""
    for notation in (_RADIX, _SUFFIXED, _OTHER_DIGITS, _DASHED):
        yield from notation(reading)
    begun = reading.wants == "more" and reading.last == "0"
    power = _POWER.match(reading.text, reading.starts[-1] if begun else reading.place)
    if power and (begun or reading.at_value):
        yield Fix(power.start(), power.end(), f"{power[1]}e{power[2]}", False)


def _one_number(reading: Reading) -> Iterator[Fix]:
    """Join the groups of a number; those behind commas where a member's name would have to follow."""
    yield from _GROUPS(reading)
    if reading.wants != "name" or not reading.shape.endswith("0,"):
        return
    thousands = _FIRST_THOUSANDS.fullmatch(reading.text, reading.starts[-2], reading.starts[-1])
    rest = reading.match(_THOUSANDS) if thousands else None
    decimals = None if rest else reading.match(_DECIMALS)
    dotted = _THOUSANDS_BY_DOTS.fullmatch(reading.text, reading.starts[-2], reading.starts[-1])
    if decimals and dotted:
        yield Fix(dotted.start(), decimals.end(), f"{dotted.group().replace('.', '')}.{decimals.group()}", False)
    if decimals and reading.place == reading.before:
        yield Fix(reading.starts[-1], decimals.end(), f".{decimals.group()}", False)
    if rest:
        yield Fix(reading.starts[-1], rest.end(), rest.group().replace(",", ""), False)


CORRUPTORS = (
    Corruptor(
        "number_leading_zero",
        "scalar",
        _number(_COUNT, _with_zeros),
        ("[7]", "[007]"),
        does="puts zeros before an integer",
        where="not negative",
        weight=15,
        kin="hand",
        policy=Policy(
            "zeros",
            re.compile(r"(?i)\bz[eé]r(?:o|i)|\bceros?\b|\bnullen\b"),
            {
                "en": (
                    "A number with leading zeros stays a number: drop the zeros.",
                    "Numbers written with leading zeros keep their decimal value and lose the zeros.",
                    "Remove leading zeros from numbers, and do not turn them into strings.",
                    "Leading zeros of a number mean nothing; strip them.",
                    "If a number starts with extra zeros, write it without them.",
                    "Bare numbers with leading zeros are plain decimal numbers: write them without these zeros.",
                    "Strip extra leading zeros from unquoted numbers.",
                    "Zeros in front of a number are padding and go away.",
                    "Treat a number such as 007 as 7: no leading zeros.",
                )
            },
        ),
        mend=Mend(_ZEROS, again=0),
    ),
    Corruptor(
        "number_plus",
        "scalar",
        _number(_POSITIVE, _with_plus),
        ("[5]", "[+5]"),
        does="puts a plus before a number",
        where="positive",
        weight=14,
        kin="script",
        mend=Mend(_PLAIN, again=0),
    ),
    Corruptor(
        "number_dot",
        "scalar",
        _number(_DOTTED, _half_dotted),
        ("[0.5]", "[.5]"),
        does="writes `.5` for `0.5`, `5.` for `5`",
        where="the value stays",
        weight=22,
        kin="script",
        mend=Mend(_DOT, again=0),
    ),
    Corruptor(
        "number_radix",
        "scalar",
        _number(_HEXABLE, _in_hex),
        ("[31]", "[0x1F]"),
        does="writes an integer in hexadecimal",
        where="positive, of two digits or more",
        weight=16,
        kin="script",
        policy=Policy(
            "radix",
            re.compile(r"(?i)\bd[eé][cz]im"),
            {
                "en": (
                    "Hexadecimal numbers become decimal numbers.",
                    "Write a number like 0x1F in decimal.",
                    "Convert hex literals (0x...) to decimal numbers.",
                    "A hexadecimal literal stands for its decimal value.",
                    "Numbers in hexadecimal notation are to be written in decimal.",
                    "Turn 0x numbers into ordinary decimal integers; they are hexadecimal.",
                    "Values such as 0xFF are integers: give them in decimal digits.",
                    "Base sixteen is not JSON: use decimal notation for such numbers.",
                    "A number after 0x is hexadecimal; print its decimal value.",
                )
            },
        ),
        mend=Mend(_in_decimal, again=0),
    ),
    Corruptor(
        "number_separator",
        "scalar",
        _number(_GROUPABLE, _grouped),
        ("[1000]", "[1_000]"),
        does="groups digits by `_`",
        where="of four digits or more",
        weight=100,
        kin="python",
        mend=Mend(_one_number, again=0),
    ),
)
