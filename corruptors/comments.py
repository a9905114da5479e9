"""Comments and elisions, which JSON does not have."""

from __future__ import annotations

import re
from collections.abc import Callable

from jsonsynth.corruption import Corruptor, Edit, Random, Tokens, chance, find, inserted, pick

_BEFORE_MORE = re.compile(r"[,{\[](?=[^}\]])")
_CLOSER_BEHIND_VALUE = re.compile(r"(?<=[^{\[,:])[}\]]")

# No quote, bracket, comma, colon or digit in them: a comment must not read as data.
_NOTES = tuple(
    line.strip()
    for line in """
    TODO check this value | required | optional | added in review | do not edit by hand | default value | see the docs
    deprecated | set by the importer | FIXME wrong unit | keep in sync with the backend
    overridden in tests | temporary | as agreed with the team | generated | the next one is mandatory | not used yet
    experimental | legacy field | read only | same as before | confirmed by phone | comes from the form
    ask ops before changing this | in local time | without tax | internal use | cached | keep this order
    """.replace("\n", "|").split("|")
    if line.strip()
)


def _comment(before: str, behind: str) -> Callable[[Tokens, Random], list[Edit]]:
    def propose(tokens: Tokens, rng: Random) -> list[Edit]:
        index = find(tokens, rng, _BEFORE_MORE)
        if index < 0:
            return []
        note = f"{before} {pick(rng, _NOTES)}{behind}"
        if "\n" in tokens.blank(index):
            return inserted(tokens.end(index), " " + note.rstrip("\n"))
        return inserted(tokens.starts[index + 1], (" " if tokens.blank(index) == "" else "") + note)

    return propose


def _elision(tokens: Tokens, rng: Random) -> list[Edit]:
    close = find(tokens, rng, _CLOSER_BEHIND_VALUE)
    if close < 1:
        return []
    blank = tokens.blank(close - 1) if chance(rng, 0.5) else ""
    dots = pick(rng, (",...", ", ...", ", ..."))
    return inserted(tokens.end(close - 1), dots if not blank else f",{blank}...")


CORRUPTORS = (
    Corruptor("comment_line", "blank", _comment("//", "\n"), ("[1,2]", "[1, // required\n2]"), weight=35),
    Corruptor("comment_block", "blank", _comment("/*", " */"), ("[1,2]", "[1, /* required */2]"), weight=30),
    Corruptor("comment_hash", "blank", _comment("#", "\n"), ("[1,2]", "[1, # required\n2]"), weight=15),
    Corruptor("ellipsis", "separator", _elision, ("[1,2]", "[1,2,...]"), weight=20),
)
