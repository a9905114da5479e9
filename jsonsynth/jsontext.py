"""JSON as text: canonical printing, strict reading, and what makes a label canonical."""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import blake2b
from typing import Any, NoReturn

import orjson

from jsonsynth.examples import JSON

__all__ = [
    "MAX_INTEGER",
    "canonical",
    "fingerprint",
    "flush_left",
    "half_spaced",
    "in_parts",
    "is_json",
    "minified",
    "noncanonical",
    "on_one_line",
    "orders_agree",
    "parse_strict",
    "plain_number",
    "pretty",
    "read_canonical",
    "reindent",
    "spaced",
    "unnatural",
]

MAX_INTEGER = 2**53 - 1  # RFC 7493: beyond it readers differ

_SORTED = orjson.OPT_SORT_KEYS
_SPACED = json.JSONEncoder(ensure_ascii=False, check_circular=False)
_NO_EXPONENT = 1e-5  # a smaller number is printed with an exponent; a larger one that has one is integral


def canonical(value: JSON) -> str:
    """Print a value in the canonical form: minified, members sorted by code point, non-ASCII literal.

    The caller draws numbers that are natural in it (no integral floats, no exponents); :func:`noncanonical` checks.
    Example: ``{"b": 1, "a": [True]}`` -> ``{"a":[true],"b":1}``
    """
    return orjson.dumps(value, None, _SORTED).decode()


def minified(value: JSON) -> str:
    """Print a value without white space, members in their own order."""
    return orjson.dumps(value).decode()


def pretty(value: JSON, indent: str = "  ") -> str:
    """Print a value with one member or element a line, members in their own order."""
    text = orjson.dumps(value, None, orjson.OPT_INDENT_2).decode()
    return text if indent == "  " else reindent(text, indent)


def spaced(value: JSON) -> str:
    """Print a value on one line with a blank behind commas and colons, as Python's ``json`` does unasked."""
    return _SPACED.encode(value)


def half_spaced(value: JSON) -> str:
    """Print a value on one line with a blank behind colons alone."""
    return flush_left(pretty(value)).replace("\n", "")


def reindent(text: str, unit: str) -> str:
    """Indent a text by ``unit`` a level that was printed with two spaces a level."""
    lines = text.split("\n")
    return "\n".join([unit * ((len(line) - len(bare := line.lstrip())) // 2) + bare for line in lines])


def flush_left(text: str) -> str:
    """Take the indentation away from a text printed with two spaces a level."""
    return "\n".join(map(str.lstrip, text.split("\n")))


def on_one_line(text: str) -> str:
    """Join the lines of a text printed with two spaces a level: a space after each comma and colon, no other."""
    text = flush_left(text).replace("{\n", "{").replace("[\n", "[")
    return text.replace("\n}", "}").replace("\n]", "]").replace("\n", " ")


def fingerprint(text: str) -> str:
    """Return 16 hex digits of a hash of the text: the ``group`` of an example."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"member {next(n for n in names if names.count(n) > 1)!r} stands twice in one object")
    return members


_STRICT = json.JSONDecoder(parse_constant=_no_constant, object_pairs_hook=_no_duplicates)


def parse_strict(text: str) -> JSON:
    """Read RFC 8259 JSON with the standard library; refuse NaN, duplicate members, lone surrogates and deep nests.

    Raises ValueError with the reason and, where it has one, the position.
    """
    try:
        value: JSON = _STRICT.decode(text)
        text.encode()
    except RecursionError:
        raise ValueError("nested too deep to read") from None
    if "\\u" in text:
        _refuse_surrogates(value)
    return value


def _refuse_surrogates(value: JSON) -> None:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise ValueError("a lone surrogate is not text") from None


def is_json(text: str) -> bool:
    """Say whether the text is RFC 8259 JSON (fast; a duplicate member or a lone surrogate is not told apart)."""
    if text[:1] not in _FIRST or text[-1:] not in _LAST:
        return False  # an error is dear to raise
    try:
        orjson.loads(text)
    except orjson.JSONDecodeError:
        return False
    return True


_FIRST, _LAST = frozenset(' \t\r\n{["-0123456789tfn'), frozenset(' \t\r\n}]"0123456789el')


def noncanonical(text: str) -> str | None:
    """Return why a text is not in canonical form, None if it is.

    Canonical: valid, minified, sorted, short escapes, integers within +-(2^53 - 1), no exponent, no ``-0``, no
    trailing zero, no duplicate member.
    """
    return read_canonical(text)[1]


def read_canonical(text: str) -> tuple[JSON, str | None]:
    """Return the value of a text, and why the text is not in canonical form; the value is null where it is not."""
    try:
        value: JSON = orjson.loads(text)
        again = orjson.dumps(value, None, _SORTED)
    except (orjson.JSONDecodeError, orjson.JSONEncodeError) as error:
        return None, f"not JSON: {error}"
    if again != text.encode():
        return None, f"not minified, sorted and shortest: {_first_difference(text, again.decode())}"
    odd = unnatural(value)
    return (value, None) if odd is None else (None, odd)


def unnatural(value: JSON) -> str | None:
    """Return why a value has no canonical form, None if it has one."""
    odd = _odd_number(value)
    return None if odd is None else f"number written as {orjson.dumps(odd).decode()}"


def _odd_number(value: JSON) -> float | None:
    """Return a number whose shortest text has a trailing ``.0`` or an exponent, or an integer that readers round."""
    values = [value]
    for inner in values:  # grows
        kind = type(inner)  # a hot path: the commonest first
        if kind is str or kind is bool:
            continue
        if isinstance(inner, dict):
            values += inner.values()
        elif isinstance(inner, list):
            values += inner
        elif isinstance(inner, float):
            if inner.is_integer() or abs(inner) < _NO_EXPONENT:
                return inner
        elif isinstance(inner, int) and not -MAX_INTEGER <= inner <= MAX_INTEGER:
            return inner
    return None


def _first_difference(text: str, again: str) -> str:
    place = next((k for k, (a, b) in enumerate(zip(text, again, strict=False)) if a != b), min(len(text), len(again)))
    return f"character {place} is {text[place : place + 12]!r}, expected {again[place : place + 12]!r}"


def plain_number(value: float) -> int | float:
    """Return an integral float as an integer, and ``-0.0`` as 0, so that its canonical text has no ``.0``."""
    return int(value) if value == int(value) else value


def in_parts(count: int, parts: int) -> int | float:
    """Return so many parts of one as a number, an integer where they make whole ones: 5 tenths are 0.5, 20 are 2."""
    return count / parts if count % parts else count // parts


def orders_agree(value: JSON) -> bool:
    """Say whether code-point order and case-insensitive order agree for the member names of every object.

    Where they do not ("userID" before "userage"), an instruction must name the order it wants.
    """
    containers: list[JSON] = [value]
    known: set[tuple[str, ...]] = set()  # most records have the names of the one before
    for inner in containers:  # grows
        members: Iterable[JSON] = inner if isinstance(inner, list) else ()
        if isinstance(inner, dict):
            if (names := (*inner,)) not in known:
                if not _sorted_alike(names):
                    return False
                known.add(names)
            members = inner.values()
        for member in members:
            kind = type(member)
            if kind is dict or kind is list:
                containers.append(member)
    return True


def _sorted_alike(names: Iterable[str]) -> bool:
    joined = "".join(names)
    if joined.isascii() and joined == joined.lower():
        return True
    order = sorted(names)
    return sorted(order, key=str.casefold) == order
