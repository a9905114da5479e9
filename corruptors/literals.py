"""true, false and null as other languages write them."""

from __future__ import annotations

import re
from collections.abc import Callable

from jsonsynth.corruption import Corruptor, Edit, Random, Tokens, chance, find, pick, replaced, replaced_all

_LITERAL = re.compile(r"[tfn]")
_NULL = re.compile(r"n")
_PYTHON = {"true": "True", "false": "False", "null": "None"}
_UPPER = {"true": "TRUE", "false": "FALSE", "null": "NULL"}
_MIXED = {"true": "tRUE", "false": "FAlse", "null": "Null"}


def _literal(new: Callable[[str, Random], str], pattern: re.Pattern[str]) -> Callable[[Tokens, Random], list[Edit]]:
    """Write one of the literals otherwise, or all of them."""

    def propose(tokens: Tokens, rng: Random) -> list[Edit]:
        if chance(rng, 0.4):
            return replaced_all(tokens, pattern, lambda token: new(token, rng))
        index = find(tokens, rng, pattern)
        return replaced(tokens, index, new(tokens.token(index), rng)) if index >= 0 else []

    return propose


def _python(token: str, _rng: Random) -> str:
    return _PYTHON[token]


def _cased(token: str, rng: Random) -> str:
    return (_MIXED if chance(rng, 0.2) else _UPPER)[token]


def _javascript(_token: str, rng: Random) -> str:
    return pick(rng, ("NaN", "undefined"))


CORRUPTORS = (
    Corruptor("python_literal", "scalar", _literal(_python, _LITERAL), ('{"a":true}', '{"a":True}'), weight=40),
    Corruptor("literal_case", "scalar", _literal(_cased, _LITERAL), ("[true]", "[TRUE]"), weight=25),
    Corruptor("js_literal", "scalar", _literal(_javascript, _NULL), ("[null]", "[NaN]"), weight=25, policy="no_value"),
)
