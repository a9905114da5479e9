"""Numbers as other notations write them; the value never changes."""

from __future__ import annotations

import re
from collections.abc import Callable

from jsonsynth.corruption import Corruptor, Edit, Random, Tokens, chance, find, pick, replaced

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


CORRUPTORS = (
    Corruptor(
        "number_leading_zero", "scalar", _number(_COUNT, _with_zeros), ("[7]", "[007]"), weight=12, policy="zeros"
    ),
    Corruptor("number_plus", "scalar", _number(_POSITIVE, _with_plus), ("[5]", "[+5]"), weight=10),
    Corruptor("number_dot", "scalar", _number(_DOTTED, _half_dotted), ("[0.5]", "[.5]"), weight=12),
    Corruptor("number_radix", "scalar", _number(_HEXABLE, _in_hex), ("[31]", "[0x1F]"), weight=10, policy="radix"),
    Corruptor("number_separator", "scalar", _number(_GROUPABLE, _grouped), ("[1000]", "[1_000]"), weight=30),
)
