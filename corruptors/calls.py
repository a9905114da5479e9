"""Calls of tools as models write them: the arguments are what counts, whole or cut off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jsonsynth.corruption import (
    Corruptor,
    Edit,
    Fix,
    Mend,
    Random,
    Reading,
    Tokens,
    below,
    chance,
    enveloped,
    find_all,
    pick,
    read,
)

_VERBS = ("get", "create", "update", "search", "list", "cancel", "send", "book", "find", "schedule", "fetch", "delete")
_NOUNS = ("order", "weather", "user", "event", "invoice", "flight", "document", "ticket", "report", "customer", "route")
# Neither bracket nor straight quote nor digit in what stands before the arguments.
_REASONS = (
    "I need the details first.",
    "The user wants this done now.",
    "All fields are known, so the call can be made.",
    "Let me look that up.",
    "One call is enough here.",
)


_NAME = re.compile(r"k")
_WORD = re.compile(r"[A-Z]?[a-z]+")
# What begins names without saying what they are about.
_LEADING = frozenset(
    (
        *(
            "is",
            "has",
            "allow",
            "can",
            "min",
            "max",
            "total",
            "open",
            "remaining",
            "next",
            "last",
            "current",
            "primary",
        ),
        *(
            "related",
            "created",
            "updated",
            "start",
            "end",
            "first",
            "full",
            "page",
            "per",
            "time",
            "api",
            "valid",
            "from",
        ),
    )
)


def _noun(tokens: Tokens, rng: Random) -> str:
    """Return what the arguments seem to be about: the first word of a composed name; any noun if there is none."""
    for index in find_all(tokens, _NAME)[:4]:
        words = [str(word).lower() for word in _WORD.findall(tokens.token(index))]
        while words and words[0] in _LEADING:
            del words[0]
        if len(words) > 1 and len(words[0]) > 2:
            return words[0]
    return pick(rng, _NOUNS)


def _name(tokens: Tokens, rng: Random) -> str:
    verb, noun = pick(rng, _VERBS), _noun(tokens, rng)
    return f"{verb}_{noun}" if chance(rng, 0.7) else verb + noun.title()


_NAMED = re.compile(r'(?i)\{\s*"name"\s*:.*"arguments"\s*:', re.DOTALL)


def _wrapping(tokens: Tokens, rng: Random) -> tuple[str, str]:
    """Draw what stands before and behind a call that names its tool itself, or else the arguments of one."""
    if _NAMED.match(tokens.text):
        return pick(rng, (("<tool_call>\n", "\n</tool_call>"), ("<|python_tag|>", "<|eom_id|>")))
    kind, name = below(rng, 5), _name(tokens, rng)
    if kind == 0:
        thought = f"Thought: {pick(rng, _REASONS)}\n" if chance(rng, 0.6) else ""
        return f"{thought}Action: {name}\nAction Input: ", "\nObservation:" if chance(rng, 0.4) else ""
    if kind == 1:
        return f"<tool_call>{name}\n", "\n</tool_call>"
    return (
        (f"{pick(rng, ('functions', 'tools', 'tool_code'))}.{name}(", ")"),
        (f"to=functions.{name} <|message|>", "<|call|>"),
        (f"<function={name}>", "</function>"),
    )[kind - 2]


# Documents that say themselves what they are, and are nobody's arguments: resources, geometries, events, pages.
_FRAMED = re.compile(r'(?i)"(?:api-?version|geometry|features|payload|per[-_]?page|has[-_]?more)"\s*:')


def _call(tokens: Tokens, rng: Random) -> list[Edit]:
    if not tokens.shape.startswith("{") or _FRAMED.search(tokens.text):
        return []
    return enveloped(tokens, *_wrapping(tokens, rng))


_FINAL_RUN = re.compile(r"[}\]]+$")
_PLAIN_TEXT = re.compile(r'"[^"\\]*[^"\\\s}\],]"')  # its end is no structure


def _cut_call(tokens: Tokens, rng: Random) -> list[Edit]:
    """Drop the final closers, of a plain last string its end quote too, and what would close the call."""
    run = _FINAL_RUN.search(tokens.shape)
    if (
        run is None or not tokens.shape.startswith("{k") or tokens.shape[run.start() - 1] not in "stfn"
    ):  # a number might go on
        return []
    if _FRAMED.search(tokens.text):
        return []
    last = run.start() - 1
    inside = tokens.shape[last] == "s" and bool(_PLAIN_TEXT.fullmatch(tokens.token(last)))
    return [Edit(0, 0, _wrapping(tokens, rng)[0]), Edit(tokens.end(last) - inside, len(tokens.text), "")]


# -- inverses: what undoes an error where strict reading stops

_BEFORE = re.compile(
    r"\s*(?:<tool_call>\s*(?:[A-Za-z]\w*\s+)?|<function=[\w.-]+>\s*|(?:to=functions\.\w+\s*)?<\|\w+\|>\s*"
    r"|\[TOOL_CALLS\]\s*"
    r"|(?:functions|tools?|tool_code)\.\w+\(\s*|(?:Thought:[^\n{\[]*\n)?Action:[^\n{\[]*\nAction Input:\s*)(?=[{\[])"
)
_AT_START = ("", "[")  # strict reading has taken the bracket of "[TOOL_CALLS]"
_BEHIND = re.compile(r"\s*(?:</tool_call>|</function>|<\|\w+\|>|\)|Observation:)\s*$")


def _arguments(reading: Reading) -> Iterator[Fix]:
    """Leave out what stands before the arguments, and what closes the call."""
    before = _BEFORE.match(reading.text) if reading.shape in _AT_START else None
    if before:
        yield Fix(0, before.end(), "")
    elif reading.wants == "nothing" and _BEHIND.match(reading.text, reading.before):
        yield Fix(reading.before, len(reading.text), "")


def _cut_arguments(reading: Reading) -> Iterator[Fix]:
    """Leave out what stands before the arguments, and end the string in which they stop; closers are ``unclosed``'s."""
    before = _BEFORE.match(reading.text) if reading.shape in _AT_START else None
    if before:
        rest = reading.text[before.end() :]
        cut = read(rest)
        if not cut.here:
            yield Fix(0, len(reading.text), rest + '"' * (cut.wants == "text"), not rest.endswith((" ", "\\")))


CORRUPTORS = (
    Corruptor(
        "tool_call_wrapper",
        "envelope",
        _call,
        ('{"a":1}', '<tool_call>get_order\n{"a":1}\n</tool_call>'),
        does="wraps it as models call tools: tags, special tokens, `functions.x(...)`, `Action Input:`",
        where="an object that may be arguments; what is around has no bracket or straight quote",
        weight=56,
        kin="call",
        mend=Mend(_arguments, again=0),
    ),
    Corruptor(
        "cut_call",
        "text",
        _cut_call,
        ('{"a":"some text"}', '<tool_call>get_order\n{"a":"some text'),
        does="wraps it as models call tools and cuts it off: no closers, nothing behind",
        where="an object that may be arguments; it stops behind a string or literal, or in a plain string",
        weight=22,
        mend=Mend(_cut_arguments),
    ),
)
