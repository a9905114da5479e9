"""Values as people write them in code and in mails: names without quotes where they need none."""

from __future__ import annotations

import re

from jsonsynth.examples import JSON
from jsonsynth.jsontext import canonical

__all__ = ["flow", "literal", "literal_single"]

_BARE = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")


def literal(value: JSON, quote: str = '"') -> str:
    """Write a value as an object literal. Example: ``{a: 1, "b-c": "x"}``"""
    if isinstance(value, dict):
        members = [f"{_named(name, quote)}: {literal(member, quote)}" for name, member in value.items()]
        return "{" + ", ".join(members) + "}"
    if isinstance(value, list):
        return "[" + ", ".join([literal(element, quote) for element in value]) + "]"
    return _quoted(value, quote) if isinstance(value, str) else canonical(value)


def literal_single(value: JSON) -> str:
    """Write a value as :func:`literal` does, with single quotes."""
    return literal(value, "'")


def flow(value: JSON) -> str:
    """Write a value as YAML does on one line: plain words go without quotes. Example: ``{a: Red Kite, b: 'x-1'}``"""
    if isinstance(value, dict):
        return "{" + ", ".join([f"{_named(name, _QUOTE)}: {flow(member)}" for name, member in value.items()]) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    if isinstance(value, str):
        return value if _PLAIN.fullmatch(value) and value.lower() not in _NO_TEXT else _quoted(value, _QUOTE)
    return canonical(value)


_QUOTE = "'"
_PLAIN = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)*")
_NO_TEXT = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))  # what YAML takes for no text


def _named(name: str, quote: str) -> str:
    bare = (name.isascii() and name.isidentifier()) or _BARE.fullmatch(name)
    return name if bare else _quoted(name, quote)


def _quoted(text: str, quote: str) -> str:
    written = canonical(text)
    return written if "\\" in written or quote in text else f"{quote}{text}{quote}"
