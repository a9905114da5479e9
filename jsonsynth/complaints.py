"""What Python's parser says of a broken text, in the same words on every Python."""

from __future__ import annotations

import json
import re
from typing import NoReturn

__all__ = ["complaint"]

_SAID = (
    *("Expecting value", "Expecting ',' delimiter", "Expecting ':' delimiter", "Extra data", "Invalid \\escape"),
    *("Expecting property name enclosed in double quotes", "Invalid control character at", "Invalid \\uXXXX escape"),
    "Unterminated string starting at",
)
# From Python 3.13 on a comma too many has a message of its own, at the comma: older ones complain of what follows it.
_SURPLUS = {
    "Illegal trailing comma before end of object": "Expecting property name enclosed in double quotes",
    "Illegal trailing comma before end of array": "Expecting value",
}


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


_NEXT = re.compile(r"[ \t\r\n]*")


def complaint(text: str) -> str | None:
    """Return what ``json.loads`` of Python 3.12 says of a text; None where it meets NaN, or says something odd.

    Example: ``{"a": 1 "b": 2}`` -> ``Expecting ',' delimiter: line 1 column 9 (char 8)``
    """
    try:
        json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        said, place = error.msg.rstrip(" :"), error.pos
    except (RecursionError, ValueError):
        return None
    else:
        return None
    if said in _SURPLUS:
        blanks = _NEXT.match(text, place + 1)
        said, place = _SURPLUS[said], blanks.end() if blanks else place
    if said not in _SAID:
        return None
    line, column = text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)
    return f"{said}: line {line} column {column} (char {place})"
