"""Strings with a prefix, as Python writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
    one_or_all,
    pick,
    printed,
    requoted,
)


def _plain(token: str) -> bool:
    return "'" not in token and "\\" not in token


def _of_python(tokens: Tokens, rng: Random) -> list[Edit]:
    """Write strings with a prefix, as Python prints bytes and, of old, text."""
    pattern, fits, before = pick(rng, _PREFIXES)
    return one_or_all(pattern, fits, lambda token: before + token[1:-1] + before[1], 0.5)(tokens, rng)


def _plain_bytes(token: str) -> bool:
    return token.isascii() and _plain(token)


_VALUE = re.compile(r"s")
_PREFIXES = ((re.compile(r"[ks]"), _plain, "u'"), (_VALUE, _plain, 'u"'), (_VALUE, _plain_bytes, "b'"))


# -- inverses: what undoes an error where strict reading stops

_PREFIXED = re.compile(r"""(?i:br?|rb|[urfn])(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")""", re.DOTALL)
_VERBATIM = re.compile(  # strings of C#, Rust and C++ in which a backslash is one
    r"""(?:@\$?|\$@)"((?:[^"]|"")*)"(?=\s*[:=,;}\])])|[rR]?(\#+)"(.*?)"\2|R"\((.*?)\)\"""", re.DOTALL
)
_BINARY = re.compile(r'<<("(?:[^"\\]|\\.)*")(?:/utf8)?>>')  # of Erlang
_WORDS = re.compile(  # of Ruby and Perl
    r"(?:%[wWiI]|qw ?)(?:\[([^\[\]]*)\]|\(([^()]*)\)|\{([^{}]*)\}|<([^<>]*)>|/([^/]*)/)"
)


def _without_prefix(reading: Reading) -> Iterator[Fix]:
    if not (reading.at_value or reading.at_name):
        return
    found, verbatim, words = reading.match(_PREFIXED), reading.match(_VERBATIM), reading.match(_WORDS)
    if binary := reading.match(_BINARY):
        yield Fix(reading.place, binary.end(), binary[1], False)
    elif verbatim:
        content = verbatim[1].replace('""', '"') if verbatim[1] is not None else verbatim[3] or verbatim[4] or ""
        yield Fix(reading.place, verbatim.end(), printed(content), False)
    elif words:
        listed: list[JSON] = [*(words[words.lastindex or 0].split())]
        yield Fix(reading.place, words.end(), printed(listed), False)
    elif found:
        single = found[1] is not None
        content = found[1] if single else found[2]
        if "r" in found.group()[:2].lower():  # each backslash is one
            content = content.replace("\\", "\\\\")
        formatted = reading.here in "fF" and "{" in content
        yield Fix(reading.place, found.end(), requoted(content, "'" if single else '"'), not formatted)


CORRUPTORS = (
    Corruptor(
        "string_prefix",
        "string",
        _of_python,
        ('["a"]', "[u'a']"),
        does="writes `u'...'`, `u\"...\"` or `b'...'`",
        where="no `'` and no backslash in them; ASCII for `b`",
        weight=12,
        kin="python",
        policy=Policy(
            "string_prefix",
            re.compile(r"(?i)\A(?=.*\b(?:python|pr[eéä]fi)).*(?:\b[ub]\b|unicode)"),
            {
                "en": (
                    "Strings with a prefix, u'...' or b'...', are Python strings: drop the prefix.",
                    "The text may have Python strings with u or b in front; only what is between the quotes counts.",
                    "A u or b before a quote is a prefix of a Python string and no part of its content.",
                    "Read u'text' and b'text' as Python does: the string is text.",
                    "Remove the prefixes u and b of Python string literals.",
                    "Python's byte and unicode prefixes before quotes go away, the strings stay.",
                    "Where a quote has a prefix u or b, as in Python, leave the prefix out.",
                    "This was printed by Python, so u'x' and b'x' are both the string x.",
                    "Letters u and b right before an opening quote come from Python and are not data.",
                )
            },
        ),
        mend=Mend(_without_prefix, again=0),
    ),
)
