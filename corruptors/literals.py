"""true, false and null as other languages write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from jsonsynth.corruption import (
    JSON,
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
    replaced_all,
    shuffled,
)

_LITERAL = re.compile(r"[tfn]")
_NULL = re.compile(r"n")
_PYTHON = {"true": "True", "false": "False", "null": "None"}
_CASED = {"true": ("TRUE",), "false": ("FALSE",), "null": ("NULL", "NULL", "NULL", "Null")}


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
    return pick(rng, _CASED[token])


def _javascript(_token: str, rng: Random) -> str:
    return pick(rng, ("NaN", "undefined"))


_NULL_MEMBER = re.compile(r"(?<=:)n")


def _null_member(document: JSON, rng: Random) -> JSON | None:
    """Make a scalar member null, unless one is."""
    homes = [home for home in _objects(document) if home]
    if any(member is None for home in homes for member in home.values()):
        return document
    for home in shuffled(rng, homes):
        names = [name for name, member in home.items() if not isinstance(member, dict | list)]
        if len(names) > 1:
            home[pick(rng, names)] = None
            return document
    return None


def _objects(value: JSON) -> list[dict[str, JSON]]:
    if isinstance(value, list):
        return [found for element in value for found in _objects(element)]
    if isinstance(value, dict):
        return [value, *(found for member in value.values() for found in _objects(member))]
    return []


def _no_value(tokens: Tokens, rng: Random) -> list[Edit]:
    index = find(tokens, rng, _NULL_MEMBER)
    return replaced(tokens, index, "") if index >= 0 else []


# -- inverses: what undoes an error where strict reading stops

_WORD = re.compile(
    r"(?:[+-]?[A-Za-z]+|\$[a-z]+|~|<nil>|![01]|void 0)(?=\s*(?:[,}\]:;\u200b\ufeff]|$|//|/\*|#|\n|\s\"[^\"\n]*\"\s*:))"
)
_IN_JSON = {"true": "true", "false": "false", "null": "null", "none": "null"}
_SLIPS = {
    **dict.fromkeys(("tru", "ture", "treu", "truee"), "true"),
    **dict.fromkeys(("fals", "flase", "fasle", "flse", "falsee"), "false"),
    **dict.fromkeys(("nul", "nulll", "nlul"), "null"),
    **{f"${word}": word for word in ("true", "false", "null")},  # of PowerShell
}
_MINIFIED = {"!0": "true", "!1": "false", "void 0": "null"}  # as scripts have them that were made short
_NO_VALUE = frozenset(
    (
        *("undefined", "undef", "~", "<nil>", "nil", "nothing", "nan", "inf", "infinity"),
        *("-nan", "-inf", "-infinity", "+inf", "+infinity"),
    )
)

_VALUE_ALONE = re.compile(r':(?![A-Za-z_])(?!\s*"[^"\n]*"\s*:)')  # no stray colon before a member
_NAME = re.compile(r'"[\w $@.-]+"')
_MEMBER_BEHIND = re.compile(r"""\s*,\s*["'\w]+\s*:""")  # it is an object, no set


def _word(means: Callable[[str], str]) -> Callable[[Reading], Iterator[Fix]]:
    """Put a literal in the place of a bare word that means one."""

    def rule(reading: Reading) -> Iterator[Fix]:
        found = reading.match(_WORD) if reading.at_value else None
        new = means(found.group()) if found else ""
        if found and new:
            yield Fix(reading.place, found.end(), new, found.group().lower() not in _SLIPS)

    return rule


def _from_python(word: str) -> str:
    return _IN_JSON[word.lower()] if word in ("True", "False", "None") else ""


def _from_case(word: str) -> str:
    low = word.lower()
    return "" if word in ("True", "False", "None") else _IN_JSON.get(low) or _SLIPS.get(low, "")


def _from_javascript(word: str) -> str:
    return "null" if word.lower() in _NO_VALUE else _MINIFIED.get(word, "")


def _null_for_nothing(reading: Reading) -> Iterator[Fix]:
    if reading.at_name and reading.match(_VALUE_ALONE):
        yield Fix(reading.place, reading.place, '""', False)
    if not reading.here or reading.here not in ",}":
        return
    if reading.last == ":":
        yield Fix(reading.before, reading.place, " null" if reading.place > reading.before else "null", False)
    elif reading.wants == "colon" and (reading.shape.endswith(",k") or reading.match(_MEMBER_BEHIND)):
        odd = not _NAME.fullmatch(reading.text, reading.starts[-1], reading.before)
        yield Fix(reading.before, reading.before, ": null", False, 1 + 2 * odd)


CORRUPTORS = (
    Corruptor(
        "python_literal",
        "scalar",
        _literal(_python, _LITERAL),
        ('{"a":true}', '{"a":True}'),
        does="writes True, False, None",
        where="one or all",
        weight=40,
        kin="python",
        mend=Mend(_word(_from_python), again=0),
    ),
    Corruptor(
        "literal_case",
        "scalar",
        _literal(_cased, _LITERAL),
        ("[true]", "[TRUE]"),
        does="writes TRUE, FALSE, NULL or Null",
        where="one or all",
        weight=28,
        kin="hand",
        mend=Mend(_word(_from_case), again=0),
    ),
    Corruptor(
        "js_literal",
        "scalar",
        _literal(_javascript, _NULL),
        ("[null]", "[NaN]"),
        does="writes NaN or undefined for null",
        where="one or all nulls",
        weight=55,
        kin="script",
        policy=Policy(
            "no_value",
            re.compile(r"(?=.*null)(?=.*NaN)"),
            {
                "en": (
                    "NaN and undefined become null.",
                    "Write null wherever a value is NaN or undefined.",
                    "Replace NaN or undefined by null.",
                    "Where the value is undefined or NaN, put null.",
                    "A value that JSON does not have (NaN, undefined) is null.",
                    "Use null for NaN and for undefined.",
                    "NaN or undefined should be written as null.",
                    "There is no NaN and no undefined in JSON: make them null.",
                    "A NaN or an undefined is a missing value, so write null for it.",
                )
            },
        ),
        mend=Mend(_word(_from_javascript), again=0),
    ),
    Corruptor(
        "missing_value",
        "scalar",
        _no_value,
        ('{"a":null}', '{"a":}'),
        does="leaves out a null",
        where="a member's value",
        weight=20,
        policy=Policy(
            "missing_value",
            re.compile(r"(?i)(?=.*null)(?=.*\b(?:val(?:ue|or|eur)|wert))"),
            {
                "en": (
                    "A member without a value gets null.",
                    "Where a name has a colon but no value, the value is null.",
                    "Put null where the value of a member is missing.",
                    "If nothing stands behind a colon, use null as the value.",
                    "A value that was left out is null.",
                    "Fill a missing value with null.",
                    "Members whose value is missing keep their name and get null.",
                    "A name without any value means null.",
                    "Do not drop a member for want of a value: set it to null.",
                )
            },
        ),
        prepare=_null_member,
        mend=Mend(_null_for_nothing),
    ),
)
