"""Inside strings: raw line breaks and tabs."""

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
    below,
    find,
    put,
    replaced,
    requoted,
    shuffled,
    strings,
)

_VALUE = re.compile(r"s")
_BLANK_IN_TEXT = re.compile(r"(?<=[\w,;.!?]) (?=\w)")
_ODD = frozenset('\\":{}[]\n\t')
_NEWLINE = re.compile(r'"(?:[^"\\:{}\[\]]|\\n(?=[^"\\]))*"')
_TAB = re.compile(r'"(?:[^"\\]|\\t(?=[^"\\]))*"')


def _blank_becomes(mark: str) -> Callable[[JSON, Random], JSON | None]:
    """Put a control character in the place of a blank of one string."""

    def prepare(document: JSON, rng: Random) -> JSON | None:
        for container, place, text in shuffled(rng, [found for found in strings(document) if found[2].count(" ") > 1]):
            blanks = [match.start() for match in _BLANK_IN_TEXT.finditer(text)] if _ODD.isdisjoint(text) else []
            if len(blanks) > 1:
                cut = blanks[below(rng, len(blanks))]
                put(container, place, text[:cut] + mark + text[cut + 1 :])
                return document
        return None

    return prepare


def _raw(pattern: re.Pattern[str], escape: str, mark: str) -> Callable[[Tokens, Random], list[Edit]]:
    def fits(token: str) -> bool:
        return escape in token and bool(pattern.fullmatch(token))

    def propose(tokens: Tokens, rng: Random) -> list[Edit]:
        index = find(tokens, rng, _VALUE, fits) if escape in tokens.text else -1
        return replaced(tokens, index, tokens.token(index).replace(escape, mark)) if index >= 0 else []

    return propose


_LINES = re.compile(r'"(?:[^"\\]|\\n(?=[^"\\]))*"')


def _of_lines(token: str) -> bool:
    return "\\n" in token and bool(_LINES.fullmatch(token))


def _triple(tokens: Tokens, rng: Random) -> list[Edit]:
    index = find(tokens, rng, _VALUE, _of_lines) if "\\n" in tokens.text else -1
    if index < 0:
        return []
    content = tokens.token(index)[1:-1].replace("\\n", "\n")
    return replaced(tokens, index, f'"""{content}"""')


# -- inverses: what undoes an error where strict reading stops

_CONTROLS = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_BREAKS = re.compile(  # those of the lines that follow too, up to where a string may end
    r"""[\r\n]+(?:[^\s}\]"'’”»`\\][^"'’”»`\\\x00-\x1f]*[\r\n]+(?!\s*(?:["}\]]|$)))*"""
)
_CONTROL = re.compile(r"""[\x00-\x09\x0b\x0c\x0e-\x1f](?:[^"'’”»`\\\r\n]*[\x00-\x09\x0b\x0c\x0e-\x1f])?""")
_RAW = re.compile(r"[\x00-\x1f]")
_IN_A_WORD = re.compile(r"\w\n[.,;:!?]|\d\n\d|,\s*\n\s*[“”]")  # or between others' strings
_MEMBER_BEHIND = re.compile(r"""[\r\n]+[ \t]*"[^"\n]*"\s*:""")
_NARROWEST = 20  # characters of a line that is broken for its length


_TRIPLE = re.compile(r'"""((?:[^"]|"(?!""))*"{0,2})"""(?=\s*(?:[,}\]]|$))')
_TRIPLE_SINGLE = re.compile(r"'''((?:[^']|'(?!''))*'{0,2})'''(?=\s*[,}\]\n])")
_MARGIN = re.compile(r"\n[ \t]*")


def _once_quoted(reading: Reading) -> Iterator[Fix]:
    """Read three quotes as one where reading takes the first two of them for an empty string."""
    found = _TRIPLE.match(reading.text, reading.starts[-1]) if reading.last == "s" else None
    if found and found.end() > reading.place:
        of_json = not reading.open and found[1].lstrip().startswith(("{", "["))
        yield Fix(found.start(), found.end(), requoted(found[1], '"'), not of_json, 3 * of_json)
    single = reading.match(_TRIPLE_SINGLE) if reading.at_value else None
    if single and reading.shape:
        content = _MARGIN.sub("\n", single[1]).strip("\n") if single[1].startswith("\n") else single[1]
        yield Fix(single.start(), single.end(), requoted(content, "'"), content == single[1])


def _escaped_break(reading: Reading) -> Iterator[Fix]:
    """Escape line breaks, but leave out those of a text whose lines are all as long: a terminal or mail made them."""
    if reading.wants == "text" and reading.here == "\n" and (joined := _unwrapped(reading.text)):
        yield Fix(0, len(reading.text), joined, False)
    yield from _escaped_raw(reading, _BREAKS)


def _unwrapped(text: str) -> str:
    """Join three lines or more, of which all are as long but the last; empty if they are not."""
    width = text.find("\n")
    if width < _NARROWEST or text.find("\n", width + 1) != 2 * width + 1:
        return ""
    *lines, last = text.rstrip("\n").split("\n")
    return "".join((*lines, last)) if {*map(len, lines)} == {width} and len(last) <= width else ""


def _escaped_control(reading: Reading) -> Iterator[Fix]:
    yield from _escaped_raw(reading, _CONTROL)


def _escaped_raw(reading: Reading, raw: re.Pattern[str]) -> Iterator[Fix]:
    found = raw.match(reading.text, reading.place) if reading.wants == "text" else None
    if found:
        coded = reading.text.startswith(("{", "["), reading.begun + 1)  # a document in a string, which may be meant
        cut = _IN_A_WORD.match(reading.text, reading.place - 1)
        member = bool(_MEMBER_BEHIND.match(reading.text, reading.place))
        yield Fix(reading.place, found.end(), _RAW.sub(_escape, found.group()), not (coded or cut), int(member))


def _escape(raw: re.Match[str]) -> str:
    return _CONTROLS.get(raw.group()) or f"\\u{ord(raw.group()):04x}"


CORRUPTORS = (
    Corruptor(
        "raw_newline",
        "string",
        _raw(_NEWLINE, "\\n", "\n"),
        (r'{"a":"b\nc"}', '{"a":"b\nc"}'),
        does="puts a line break into a string",
        where="not at its end; no colon, bracket or quote in the string",
        weight=60,
        prepare=_blank_becomes("\n"),
        mend=Mend(_escaped_break, again=0),
    ),
    Corruptor(
        "raw_control",
        "string",
        _raw(_TAB, "\\t", "\t"),
        (r'{"a":"b\tc"}', '{"a":"b\tc"}'),
        does="puts a tab into a string",
        where="not at its end",
        weight=50,
        prepare=_blank_becomes("\t"),
        mend=Mend(_escaped_control, again=0),
    ),
    Corruptor(
        "triple_quotes",
        "string",
        _triple,
        (r'{"a":"b\nc"}', '{"a":"""b\nc"""}'),
        does='writes a text of several lines between `"""`, as Python does',
        where="line breaks are all that it escapes, none at its end",
        weight=20,
        kin="python",
        policy=Policy(
            "triple_quotes",
            re.compile(
                r"(?i)(?=.*\b(?:three|tripl|tr[êe]s?\b|trois|drei))"
                r".*(?:quot|aspas|comillas|guillemets|anführungs|virgolette)"
            ),
            {
                "en": (
                    "A text between three double quotes is one string, line breaks included.",
                    "Triple quotes are used as in Python: what stands between them is the string.",
                    "Read triple-quoted text as one string and keep its line breaks.",
                    "Three quotes in a row open or close a string of several lines.",
                    "Some text may be in triple quotes, as Python allows; it is a single string value.",
                    "Everything between triple quotes is the content of one string.",
                    "Turn a triple-quoted block into a normal string with its line breaks escaped.",
                    "Where a value is put between three quotes, it is one string over several lines.",
                    "Python's triple quotes mark a string that may span lines.",
                )
            },
        ),
        prepare=_blank_becomes("\n"),
        mend=Mend(_once_quoted, again=0),
    ),
)
