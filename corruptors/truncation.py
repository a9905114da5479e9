"""A text that stops early: behind a value or a comma, inside a plain string, behind a name or a colon.

The label is what is there, closed.
"""

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
    below,
    between,
    chance,
    pick,
)

_FINAL_RUN = re.compile(r"[}\]]+$")
_PLAIN_TEXT = re.compile(r'"[^"\\]*[^"\\\s}\],]"')  # its end is no structure
_WORTH_CUTTING = 12  # characters of a string that is cut inside


def _prefix(document: JSON, rng: Random) -> JSON | None:
    """Leave out the end of a document: what follows a place drawn on the way down, and part of a last string."""
    kept = _cut(document, rng, 0)
    return kept if isinstance(kept, dict | list) else None


def _cut(value: JSON, rng: Random, depth: int) -> JSON:
    if isinstance(value, str):
        return _cut_text(value, rng)
    if not isinstance(value, dict | list) or not value:
        return value
    count = between(rng, 1 + (len(value) > 2), len(value)) if depth < 2 else 1 + below(rng, len(value))
    if isinstance(value, list):
        return [*value[: count - 1], _cut(value[count - 1], rng, depth + 1)]
    members = list(value.items())[:count]
    name, last = members[-1]
    return {**dict(members), name: _cut(last, rng, depth + 1)}


def _cut_text(text: str, rng: Random) -> str:
    if len(text) < _WORTH_CUTTING or chance(rng, 0.4):
        return text
    return text[: between(rng, 4, len(text) - 1)].rstrip()


def _no_end(tokens: Tokens, rng: Random) -> list[Edit]:
    """Drop all final closers; of a last string also the end quote, and of another value put a comma behind it."""
    run = _FINAL_RUN.search(tokens.shape)
    if run is None or run.start() == 0:
        return []
    last = run.start() - 1
    end = tokens.end(last)
    if tokens.shape[last] == "s" and _PLAIN_TEXT.fullmatch(tokens.token(last)) and chance(rng, 0.7):
        return [Edit(end - 1, len(tokens.text), "")]
    number = tokens.shape[last] == "0"  # which might go on, were there no comma
    comma = "," if number or (tokens.shape[last] in "stfn}]" and chance(rng, 0.6)) else ""
    return [Edit(end, len(tokens.text), comma)]


def _open_member(document: JSON, rng: Random) -> JSON | None:
    """Leave out the end of a document so that it stops at a member, whose value is not known yet."""
    kept = _prefix(document, rng)
    home = _last_object(kept) if kept is not None else None
    if home is None:
        return None
    home[list(home)[-1]] = None
    return kept


def _last_object(value: JSON) -> dict[str, JSON] | None:
    """Return the innermost object at the end of a document, if the document stops at one of its members."""
    if isinstance(value, list):
        return _last_object(value[-1]) if value else None
    if not isinstance(value, dict) or not value:
        return None
    last = list(value.values())[-1]
    return _last_object(last) if isinstance(last, dict | list) and last else value


_OPEN_MEMBER = re.compile(r":n[}\]]+$")


def _no_last_value(tokens: Tokens, rng: Random) -> list[Edit]:
    """Drop the null of a last member and all that follows."""
    found = _OPEN_MEMBER.search(tokens.shape)
    if found is None:
        return []
    return [
        Edit(tokens.end(found.start()) if chance(rng, 0.6) else tokens.starts[found.start() + 1], len(tokens.text), "")
    ]


_NAMES = (
    *("status", "items", "notes", "total", "active", "updated", "message", "tags", "source", "version", "comment"),
    *("priority", "currency", "language", "options", "reason", "score", "region", "visible", "owner", "details"),
)


def _half_a_member(tokens: Tokens, rng: Random) -> list[Edit]:
    """Put the beginning of one more member where the last object is closed."""
    run = _FINAL_RUN.search(tokens.shape)
    if run is None or run.start() == 0 or run.group()[0] != "}" or tokens.shape[run.start() - 1] in "{[":
        return []
    name = pick(rng, _NAMES)
    kept = between(rng, 1, len(name) + 1)
    comma = tokens.shape.find(",k")
    blank = tokens.blank(comma) if comma >= 0 else ""
    begun = f'"{name[:kept]}' + ('"' if kept > len(name) else "")
    return [Edit(tokens.end(run.start() - 1), len(tokens.text), f",{blank}{begun}")]


# -- inverses: what undoes an error where strict reading stops

_HALF_ESCAPE = re.compile(r"(?:\\(?:u[0-9a-fA-F]{0,3})?)?\Z")
_HALF_PAIR = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\Z")  # of two escapes that are one character
_HALF_LITERAL = re.compile(r"(?:t(?:ru?)?|f(?:a(?:ls?)?)?|n(?:ul?)?)\Z")
_HALF_NUMBER = re.compile(r"(-?\d+(?:\.\d+)?)(?:\.|[eE][+-]?)\Z")
_CUT_MARK = re.compile(  # "...[truncated]": what a log or a program says of what it left out
    r"""(?i)(?:(?:\.{3}|…)\s*[\[(<]*|[\[(<]+|-{2,}|\*{2,})[^\[\](){}<>"\n]{0,30}"""
    r"""\b(?:truncated|cut|snip(?:ped)?|omitted|trimmed|continue[sd]|elided|more)\b[^{}"\n]{0,40}\s*$"""
)
_CLOSED = re.compile(r"([}\]])(?:\s|\\[nrt])*\Z")
_PAIRS = {"}": "{", "]": "["}
_LAST_WORDS = 90  # characters of it
_OF_A_MINUS = {"": "0", "[": "", "{": "null"}
_LITERALS = {"t": "true", "f": "false", "n": "null"}


def _complete(reading: Reading) -> Iterator[Fix]:
    """Complete or leave out what the end of the text cut; closers are for ``unclosed``."""
    near = reading.open and reading.place > len(reading.text) - _LAST_WORDS
    mark = _CUT_MARK.search(reading.text, max(reading.begun, reading.place - _LAST_WORDS)) if near else None
    end = len(reading.text[: mark.start()].rstrip()) if mark else 0
    if mark and (end <= reading.place or reading.text[reading.place : end].isalnum()):
        yield Fix(end, len(reading.text), '"' * (reading.wants == "text"), False)
    elif reading.wants == "text":
        yield from _string_completed(reading)
    elif not reading.here and reading.last == ",":
        blank = " " if reading.shape.endswith("0,") else ""  # a number before a comma is not cut, nor looks so
        yield Fix(reading.starts[-1], len(reading.text), blank)
    elif reading.at_value:
        yield from _scalar_completed(reading)
    yield from _line_completed(reading)


def _scalar_completed(reading: Reading) -> Iterator[Fix]:
    literal, number = reading.match(_HALF_LITERAL), reading.match(_HALF_NUMBER)
    if literal:
        yield Fix(reading.place, literal.end(), _LITERALS[reading.here], False)
    if number:
        yield Fix(reading.place, number.end(), number[1], False)
    if reading.text[reading.place :] == "-":
        yield Fix(reading.place, len(reading.text), _OF_A_MINUS[reading.inside], False)


def _line_completed(reading: Reading) -> Iterator[Fix]:
    """Close a document that was cut where the next line begins another one, with the same name."""
    text, place, inside = reading.text, reading.place, reading.wants == "text"
    if not (reading.open and reading.shape.startswith("{k") and reading.here and reading.here in "\n{"):
        return
    place += reading.here == "\n"
    if text[place - 1] == "\n" and text.startswith(text[reading.starts[0] : reading.ends[1]], place):
        start = reading.starts[-1] if reading.last == "," and not inside else place - 1
        yield Fix(start, place - 1, '"' * inside + reading.closers, False)


def _string_completed(reading: Reading) -> Iterator[Fix]:
    if not _HALF_ESCAPE.match(reading.text, reading.place):
        return
    if reading.inside != "{" or reading.last == ":":
        coded = not reading.open and reading.text.startswith(("{", "["), reading.begun + 1)  # JSON in a string
        kept = _HALF_PAIR.sub("", reading.text[reading.begun : reading.place])
        odd = reading.text.rstrip().endswith(("}", "]", "\\")) or kept.endswith(" ")
        closed = _CLOSED.search(reading.text, reading.begun)
        likely = closed and closed[1] in reading.closers and _PAIRS[closed[1]] not in reading.text[reading.begun :]
        end = reading.begun + len(kept)
        yield Fix(end, len(reading.text), '"', not (coded or odd or closed), 2 * bool(likely))


def _value_null(reading: Reading) -> Iterator[Fix]:
    """Put null behind a last colon."""
    if not reading.here and reading.at_value and reading.last == ":":
        yield Fix(reading.place, reading.place, "null", False)


def _member_left_out(reading: Reading) -> Iterator[Fix]:
    """Leave out a last name, or what is there of it, with the comma before it."""
    if reading.wants == "text" and reading.inside == "{" and reading.last in "{,":
        if _HALF_ESCAPE.match(reading.text, reading.place):
            yield Fix(reading.before - (reading.last == ","), len(reading.text), "", False)
    elif not reading.here and reading.wants == "colon":
        yield Fix(reading.starts[-2 if reading.shape.endswith(",k") else -1], len(reading.text), "", False)


CORRUPTORS = (
    Corruptor(
        "truncated",
        "end",
        _no_end,
        ('{"a":"some text"}', '{"a":"some text'),
        does="drops the end: what is left is the label",
        where="behind a string, literal, closer or comma, or inside a plain string, not behind a blank or mark",
        weight=110,
        prepare=_prefix,
        mend=Mend(_complete),
    ),
    Corruptor(
        "cut_value",
        "end",
        _no_last_value,
        ('{"a":null}', '{"a":'),
        does="stops behind a last colon; the member is null",
        where="the last member of the innermost object",
        weight=24,
        policy=Policy(
            "cut_value",
            re.compile(
                r"(?i)(?=.*null)(?=.*\b(?:colon|name\b|dois[- ]pontos|dos puntos|deux[- ]points|doppelpunkt|due punti))"
            ),
            {
                "en": (
                    "If the text breaks off behind a colon, the value there is null.",
                    "Where the text ends before a member's value, behind the colon, write null.",
                    "Should the text stop right after a colon, put null for what is missing.",
                    "A colon at the very end of the text has null behind it.",
                    "The text may be cut off after a colon: that member gets null.",
                    "When the last thing in the text is a colon, null is the value of that member.",
                    "A last member that stops at its colon keeps its name, with null as value.",
                    "If the end is cut off and the last name has no value behind its colon, make it null.",
                    "Close what is open at the end; a last name with a bare colon gets null.",
                )
            },
        ),
        prepare=_open_member,
        mend=Mend(_value_null),
    ),
    Corruptor(
        "cut_name",
        "end",
        _half_a_member,
        ('{"a":1}', '{"a":1,"sta'),
        does="stops in or behind one more name, which is left out",
        where="the text ends in an object that is not empty",
        weight=20,
        policy=Policy(
            "cut_name",
            re.compile(
                r"(?i)(?=.*\b(?:member|membro|miembro|membre|eintrag))(?=.*\b(?:leave|drop|omit|discard|forget"
                r"|descart|deix|ignor|remov|elimin|exclu|quit|suprim"  # pt, es
                r"|supprim|omet|écart|retir|abandon|laiss"  # fr
                r"|weg|streich|verwirf|verworf|entfern|entfäll|auslass"  # de
                r"|scart|tralasc|lasci|rimuov|toglie))"  # it
            ),
            {
                "en": (
                    "A last member that breaks off before its colon is left out: leave no trace of it.",
                    "If the text stops in the name of a member, drop that member.",
                    "Leave out a member of which only the name, or part of it, is there at the end.",
                    "Where the text is cut inside or right behind a name, omit that member.",
                    "Drop the last member if the text ends before its colon.",
                    "Discard a member that is cut off in its name, and close the rest.",
                    "When the text ends with a name, or half of one, forget that member.",
                    "Of a member whose value never comes, since the text ends with its name, leave out the name too.",
                    "Close what is open at the end; omit a last member that has no more than a name.",
                )
            },
        ),
        prepare=_prefix,
        mend=Mend(_member_left_out),
    ),
)
