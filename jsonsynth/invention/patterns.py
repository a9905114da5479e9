"""What a schema states of its values, and how whoever writes it writes a pattern: for each there are several ways."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import cast

from jsonsynth.examples import JSON
from jsonsynth.invention.members import BOUNDED, ENUMERATED, FORMATTED, LENGTHS, PATTERNED, WRITTEN

__all__ = ["PATTERN_OF", "STATED", "heeded_by", "spelt", "stated"]

# kinds of values and what is said of each; each is written in one of its ways below
PATTERN_OF: Mapping[str, str] = {
    "birth": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    "date": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    "datetime": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}",
    "duration": "^P[0-9A-Z.]+$",
    "email": "^[^@]+@[^@]+$",
    "text": "\\S",
    "time": "^[0-9]{2}:[0-9]{2}:[0-9]{2}",
    "uri": "^https?://.+$",
    "uuid": "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
    # rules, before the kinds of what they draw
    "cidr": "^[0-9a-f.:]+/[0-9]{1,3}$",
    "email_any": "^[^@]+@[^@]+$",
    "file_extension": "^[a-z0-9]+$",
    "host_any": "^([a-z0-9-]+\\.)+[a-z]+$",
    "http_method": "^[A-Z]+$",
    "language_code": "^[a-z]{2}$",
    "package_name": "^(@[a-z0-9-]+/)?[a-z0-9-]+$",
    "url_repo": "^(git\\+)?https://.+$",
}

# the other ways to write a pattern; what the pattern accepts by construction each of them accepts, too
_WAYS: Mapping[str, Sequence[str]] = {
    "\\S": ("^\\S", "^\\S(.*\\S)?$", "^(?!\\s*$).+", ".*\\S.*", "^[^\\s].*$", "^(?=.*\\S).*$"),
    "^#[0-9a-f]{6}$": (
        "^#[0-9a-fA-F]{6}$", "^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$", "^#(?:[0-9a-fA-F]{3}){1,2}$",
        "^#([A-Fa-f0-9]{8}|[A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})$",
    ),
    "^(@[a-z0-9-]+/)?[a-z0-9-]+$": (
        "^(@[^/]+/)?[^/]+$", "^(?:@[a-z0-9_-]+/)?[a-z0-9_-]+$",
        "^(?:@[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9~-][a-z0-9._~-]*$",
    ),
    "^(git\\+)?https://.+$": (
        "^(?:git\\+)?https?://[^\\s]+$", "^(git\\+)?https://[^/]+/.+$", "^(?:git\\+)?https://[^/]+(/[^/]+)+(\\.git)?$",
    ),
    "^([01][0-9]|2[0-3]):[0-5][0-9]$": (
        "^[0-9]{2}:[0-9]{2}$", "^[0-2][0-9]:[0-5][0-9]$", "^(?:0?[0-9]|1[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?$",
    ),
    "^([a-z0-9-]+\\.)+[a-z]+$": (
        "^[a-z0-9.-]+$", "^[^\\s/:]+$", "^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,}$",
    ),
    "^P[0-9A-Z.]+$": (
        "^P", "^P([0-9]+[YMWD])*(T([0-9]+[HMS])+)?$",
        "^P(?!$)([0-9]+Y)?([0-9]+M)?([0-9]+W)?([0-9]+D)?(T(?=[0-9])([0-9]+H)?([0-9]+M)?([0-9]+S)?)?$",
    ),
    "^[0-9]+(Ki|Mi|Gi)$": ("^[0-9]+[KMG]i$", "^[1-9][0-9]*(?:Ki|Mi|Gi|Ti)$", "^[0-9]+(\\.[0-9]+)?([EPTGMK]i?)?$"),
    "^[0-9]+m?$": ("^[0-9]+(?:m|\\.[0-9]+)?$", "^([0-9]+|[0-9]+m)$", "^([0-9]+m|[0-9]+(\\.[0-9]{1,3})?)$"),
    "^[0-9]+\\.[0-9]+\\.[0-9]+$": (
        "^v?[0-9]+\\.[0-9]+\\.[0-9]+$", "^([0-9]+\\.){2}[0-9]+$",
        "^[0-9]+\\.[0-9]+\\.[0-9]+(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?$", "^[0-9]+(\\.[0-9]+)*$",
        "^(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)(?:-[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?$",
    ),
    "^[0-9a-f.:]+/[0-9]{1,3}$": (
        "^[^/]+/[0-9]+$", "^[0-9a-fA-F:.]+/[0-9]{1,3}$", "^(([0-9]{1,3}\\.){3}[0-9]{1,3}|[0-9a-fA-F:]+)/[0-9]{1,3}$",
    ),
    "^[0-9]{2}:[0-9]{2}:[0-9]{2}": (
        "^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]",
        "^[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?$",
    ),
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}$": (
        "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$", "^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$",
        "^([0-9]{4})-(0?[1-9]|1[0-2])-(0?[1-9]|[12][0-9]|3[01])$", "^(19|20)[0-9]{2}(-[0-9]{2}){2}$",
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}.*$",
    ),
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}": (
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}T.+$",
        "^[0-9]{4}(-[0-9]{2}){2}T[0-9]{2}(:[0-9]{2}){2}(\\.[0-9]+)?(Z|[+-][0-9]{2}:?[0-9]{2})$",
        "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]",
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2})$",
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}.*$",
    ),
    "^[0-9]{5}$": ("^[0-9]{5}(-[0-9]{4})?$", "^[0-9]{5}(?:-[0-9]{4})?$", "^[0-9]{4,6}$", "^[A-Z0-9][A-Z0-9 -]{2,9}$"),
    "^[0-9a-f]{24}$": ("^[a-fA-F0-9]{24}$", "^[A-Fa-f0-9]{24}$", "^[0-9a-f]{16,32}$", "^([0-9a-f]{2}){12}$"),
    "^[0-9a-f]{7,40}$": ("^[0-9a-f]{40}$", "^[a-fA-F0-9]{40}$", "^[0-9a-f]+$"),
    "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$": (
        "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$",
        "^[a-f0-9]{8}(-[a-f0-9]{4}){3}-[a-f0-9]{12}$",
        "^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$",
        "^[a-fA-F0-9]{8}(?:-[a-fA-F0-9]{4}){3}-[a-fA-F0-9]{12}$",
        "^([0-9a-f]){8}-([0-9a-f]){4}-([0-9a-f]){4}-([0-9a-f]){4}-([0-9a-f]){12}$",
        "^[0-9A-Fa-f-]{36}$",
    ),
    "^[A-Z0-9-]+$": ("^[A-Z0-9]+(-[A-Z0-9]+)*$", "^[A-Za-z0-9-]+$", "^[A-Z0-9-]{4,20}$"),
    "^[A-Z]+$": ("^[A-Z]{3,7}$", "^[A-Za-z]+$", "^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE|CONNECT)$"),
    "^[A-Z][A-Z_]+$": ("^[A-Z]+(_[A-Z]+)*$", "^[A-Z_]+$", "^[A-Z][A-Z0-9_]*$", "^[A-Z][A-Z0-9_]{2,49}$"),
    "^[A-Z]{2}$": ("^[A-Z][A-Z]$", "^[A-Z]{2,3}$", "^[a-zA-Z]{2}$"),
    "^[A-Z]{3}$": ("^[A-Z][A-Z][A-Z]$", "^[A-Z]{3,4}$", "^[a-zA-Z]{3}$"),
    "^[^@]+@[^@]+$": (
        "^\\S+@\\S+$", "^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$",
        "^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}$", "^.+@.+\\..+$",
        "^[a-zA-Z0-9.!#$%&'*+/=?^_{|}~-]+@[a-zA-Z0-9-]+(?:\\.[a-zA-Z0-9-]+)*$",
        "^\\w+([.+-]\\w+)*@\\w+([.-]\\w+)*\\.\\w{2,}$",
    ),
    "^[a-f0-9]{64}$": ("^[a-fA-F0-9]{64}$", "^[0-9a-f]{64}$", "^([a-f0-9]{2}){32}$"),
    "^[a-z][a-z0-9_-]*$": (
        "^[a-zA-Z0-9_-]+$", "^[a-z0-9_-]{1,63}$", "^[^\\s]+$", "^[a-z][a-z0-9_-]{0,63}$", "^[0-9a-zA-Z_-]{1,255}$",
        "^[a-zA-Z_][a-zA-Z0-9_-]*$", "^.+$",
    ),
    "^[a-z]+/[a-z0-9.+-]+$": (
        "^[^/]+/[^/]+$", "^[a-z0-9.+-]+/[a-z0-9.+-]+$", "^[\\w.+-]+/[\\w.+-]+$", "^[a-z]+/[a-z0-9.+-]+(; ?[a-z]+=.+)?$",
    ),
    "^[a-z0-9]+$": ("^[a-zA-Z0-9]+$", "^[^.]+$", "^[a-z0-9]{1,10}$"),
    "^[a-z0-9]{10}$": ("^[a-zA-Z0-9]{10}$", "^[a-z0-9]{8,32}$", "^[0-9a-z]+$"),
    "^[a-z0-9]+(-[a-z0-9]+)*$": (
        "^[a-z0-9-]+$", "^[a-z0-9]+(?:-[a-z0-9]+)*$", "^[a-z][a-z0-9-]*[a-z0-9]$", "^[a-z0-9][a-z0-9-]{0,98}[a-z0-9]$",
        "^[^\\s/]+$",
    ),
    "^[a-z0-9_.-]+$": (
        "^[A-Za-z0-9_.-]+$", "^[a-z][a-z0-9_.-]*$", "^[a-zA-Z0-9_.-]{3,64}$", "^[a-z][a-z0-9._-]{2,49}$",
    ),
    "^[a-z]{2}$": ("^[a-z][a-z]$", "^[a-z]{2,3}$", "^[a-z]{2}(-[A-Z]{2})?$", "^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*$"),
    "^[a-z]{2}-[A-Z]{2}$": (
        "^[a-z]{2,3}-[A-Z]{2}$", "^[a-z]{2}(-[A-Z]{2})?$", "^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*$",
        "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$",
    ),
    "^\\+?[0-9 ()-]{6,20}$": (
        "^\\+?[0-9][0-9() -]+$", "^[+]?[0-9 ()-]{7,}$", "^\\+[0-9][0-9 -]*$", "^\\+?[0-9]{1,3}[ -]?[0-9() -]{5,25}$",
    ),
    "^https?://.+$": (
        "^https?://", "^https?://[^\\s]+$", "^(http|https)://", "^https?://[^\\s/]+(/.*)?$", "^https?:\\/\\/.+$",
        "^(https?|ftp)://[^\\s/$.?#].[^\\s]*$", "^https?://([a-zA-Z0-9-]+\\.)+[a-zA-Z]{2,}(:[0-9]+)?(/[^\\s]*)?$",
    ),
}  # fmt: skip


def spelt(pattern: str, flags: int, loose: tuple[str, ...] = ()) -> str:
    """Return a pattern as the one writes it who states what the flags say.

    ``loose``: patterns that some write in its place, who do not tell how the values look.
    """
    return _spelt(pattern, (flags & WRITTEN) // (WRITTEN & -WRITTEN), loose)


@cache
def _spelt(pattern: str, way: int, loose: tuple[str, ...]) -> str:
    ways = (pattern, *_WAYS.get(pattern, ()), *loose)
    chosen = ways[way % len(ways)]
    return _short(chosen) if way % 2 else chosen


def _short(pattern: str) -> str:
    """Return it with the shorthands for digits and letters."""
    for long in ("A-Za-z0-9_", "a-zA-Z0-9_"):
        pattern = pattern.replace(long, "\\w")
    return pattern.replace("[0-9]", "\\d").replace("0-9", "\\d")


STATED = BOUNDED | LENGTHS | PATTERNED | FORMATTED | ENUMERATED | WRITTEN
_STATING: Mapping[str, int] = {
    "format": FORMATTED, "minimum": BOUNDED, "maximum": BOUNDED, "pattern": PATTERNED, "minLength": LENGTHS,
    "maxLength": LENGTHS, "enum": ENUMERATED,
}  # fmt: skip


def stated(kind: str, whole: Mapping[str, JSON], flags: int) -> dict[str, JSON]:
    """Return of all that can be stated of a kind what the flags say; for a format that is not stated, a pattern."""
    if "format" in whole and not flags & FORMATTED:
        whole = {**whole, "pattern": PATTERN_OF[kind]}
    some = {name: value for name, value in whole.items() if name not in _STATING or flags & _STATING[name]}
    return {**some, "pattern": spelt(cast("str", some["pattern"]), flags)} if "pattern" in some else some


def heeded_by(whole: Mapping[str, JSON]) -> int:
    """Return the flags that change what is stated of a kind."""
    heeded = 0
    for keyword in whole:
        heeded |= _STATING.get(keyword, 0)
    return heeded | PATTERNED | WRITTEN if heeded & (FORMATTED | PATTERNED) else heeded
