"""Comments and elisions, which JSON does not have."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from jsonsynth.corruption import (
    Corruptor,
    Edit,
    Fix,
    Mend,
    Random,
    Reading,
    Tokens,
    find,
    inserted,
    pick,
)

_BEFORE_MORE = re.compile(r"[,{\[](?=[^}\]])")
_BEFORE_MEMBER = re.compile(r"[,{](?=k)")  # in a list many tools take what begins with # for a string
_CLOSER_OF_MORE = re.compile(r"(?<=[^{\[,:])(?<!\[0,0)(?<!\[0,0,0)[}\]]")  # nothing is left out of coordinates

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


def _comment(before: str, behind: str, place: re.Pattern[str]) -> Callable[[Tokens, Random], list[Edit]]:
    def propose(tokens: Tokens, rng: Random) -> list[Edit]:
        index = find(tokens, rng, place)
        if index < 0:
            return []
        note = f"{before} {pick(rng, _NOTES)}{behind}"
        if "\n" in tokens.blank(index):
            return inserted(tokens.end(index), " " + note.rstrip("\n"))
        return inserted(tokens.starts[index + 1], (" " if tokens.blank(index) == "" else "") + note)

    return propose


def _elision(tokens: Tokens, rng: Random) -> list[Edit]:
    close = find(tokens, rng, _CLOSER_OF_MORE)
    if close < 1:
        return []
    opener = next(span.open for span in tokens.spans if span.close == close)
    blank = tokens.blank(opener) if "\n" in tokens.blank(opener) else ""
    dots = pick(rng, (",...", ", ...", ", ..."))
    return inserted(tokens.end(close - 1), dots if not blank else f",{blank}...")


# -- inverses: what undoes an error where strict reading stops

_LINE = re.compile(r"(?://|--(?=[ \t])|<--|<-(?=[ \t])|←)[^\n\r]*(?:\s*//[^\n\r]*)*")
_BLOCK = re.compile(r"/\*.*?(?:\*/|$)|<!--.*?(?:-->|$)|--\[\[.*?(?:\]\]|$)", re.DOTALL)
_REMARK = re.compile(r"""\([^()"'{}\[\]\n]*\)(?=\s*[,}\]])""")  # "12 (about)"
_REMARK_BEFORE_ITEM = re.compile(r"""\([^()"'{}\[\]\n]*\)(?=[ \t]*\n|[ \t]+["'{\[])""")
_HASH = re.compile(r"#[^\n\r]*(?:\s*#[^\n\r]*)*")
_DOTS = re.compile(r"(?:\.\.\.|…)\s*(?=[,}\]]|$)")
_DOTS_AND_WORDS = re.compile(  # "... and 5 more"
    r"""(?:(?:\.\.\.|…|\*\*(?=[A-Za-z_]))[^,}\]"'\n{\[:]{1,40}?|etc\.|and so on)(?=\s*(?:[,}\]\n]|$))"""
)
_ELIDED = re.compile(  # an item that stands for what was left out: "[...]", "<47 more items>"
    r"""(?:\[[ \t]*(?:\.{3}|…)|[\[{(<](?=[^\n]{0,60}?\b(?:snip|omitted|more|truncated|unchanged|remaining|elided)\b))"""
    r"""[^\[\]{}()<>"'\n]{0,80}[\]})>]"""
)
_MEMBER = re.compile(r""""[^"\n]*"\s*:|,\s*'?[\w$-]+'?\s*:\s*[^\s/]""")
_WORDS = re.compile(rf"""[^\n{{}}\[\]]*?(?={_MEMBER.pattern})""")  # of a comment before a member that it has swallowed
_NOTE_LINES = re.compile(  # lines of three words or more, or of what is in brackets, and the blank lines behind them
    r"""(?:[ \t]*(?=[^\n]{0,80}[A-Za-z]{3})(?:\[(?:\.{3}|…)?\s*\w[\w ,.'…-]{2,80}\]"""
    r"""|(?:DEBUG|INFO|NOTE|NOTICE|WARN|WARNING|ERROR|FATAL):[^\n"{}\[\]]*"""
    r"""|[^\W_][^\s"{}\[\]]{0,80}(?:[ \t]+[^\s"{}\[\]]{1,80}){2,40})"""
    r"""(?:(?<![,:=])(?:[^\S\n]*\n\s*|\s*$)|(?<=:)\s*\n\s*(?="[^"\n]*"\s*:))){1,20}"""
)
_BARE_MEMBER = re.compile(r"[ \t]*(?!(?:DEBUG|INFO|NOTE|NOTICE|WARN|WARNING|ERROR|FATAL):)[\w$-]+[ \t]*[:=]")
_COMMA_BEHIND = re.compile(r"\s*,")


def _without(comment: re.Pattern[str]) -> Callable[[Reading], Iterator[Fix]]:
    def rule(reading: Reading) -> Iterator[Fix]:
        found = reading.match(comment)
        if found is None:
            return
        glued = reading.here == "#" and reading.place == reading.before and reading.last == "s"  # "a[href="#"]"
        swallows = _swallows(reading, found)
        yield Fix(reading.place, found.end(), "", not (glued or swallows), 3 * (glued or swallows))
        ended = reading.wants != "more" or _COMMA_BEHIND.match(reading.text, found.end())  # what is before it
        words = reading.match(_WORDS) if swallows and not ended else None
        if words:
            yield Fix(reading.place, words.end(), "", False, 1)

    return rule


def _swallows(reading: Reading, comment: re.Match[str]) -> bool:
    """Whether it holds data: a member behind another one, or all to the end where all is on one line."""
    first, last = comment.group().partition("\n")[0], comment.group().rpartition("\n")[2]
    line = reading.text[reading.text.rfind("\n", 0, reading.place) + 1 : reading.place]
    behind = bool(line.strip(" \t{[")) and bool(_MEMBER.search(first))
    return behind or (comment.end() == len(reading.text) and '"' in last)


def _without_block(reading: Reading) -> Iterator[Fix]:
    """Remove a comment, or a remark in parentheses behind a scalar or before an item or the end of a line."""
    yield from _without(_BLOCK)(reading)
    before = reading.match(_REMARK_BEFORE_ITEM) if reading.last in ("{", "[", ",") else None
    if before:
        yield Fix(reading.place, before.end(), "", False)
    yield from _without_notes(reading)
    remark = reading.match(_REMARK) if reading.wants == "more" and reading.last in "s0tfn" else None
    if remark:
        yield Fix(reading.before, remark.end(), "", False)


def _without_notes(reading: Reading) -> Iterator[Fix]:
    """Remove lines of words, as a program, a page or a chat puts between others, where the commas are right then."""
    text = reading.text
    start = text.rfind("\n", 0, reading.place) + 1
    notes = _NOTE_LINES.match(text, start) if reading.open and reading.begun < 0 else None
    if notes is None or (reading.inside == "{" and _BARE_MEMBER.match(text, start)):
        return
    token = len(reading.starts)
    while token and reading.starts[token - 1] >= start:
        token -= 1
    before, behind = reading.shape[token - 1 : token], text[notes.end() : notes.end() + 1]
    if before in ",[{" if behind and behind in '"{[' else before in "0stfn}]" and behind in "}],":
        yield Fix(start, text.rfind("\n", 0, notes.end()) + 1 if behind else notes.end(), "", False)


def _without_dots(reading: Reading) -> Iterator[Fix]:
    """Remove dots, or an item that says as much, with one of the commas beside them."""
    if not reading.open or reading.begun >= 0:
        return
    text, token = reading.text, len(reading.starts) - 1
    plain = _DOTS.match(text, reading.place)
    found = _ELIDED.match(text, reading.starts[-1]) if reading.last in "{[" else None
    if found and reading.shape[token - 1 : token] in ("[", ","):
        token -= 1
    else:
        found = plain or (_DOTS_AND_WORDS.match(text, reading.place) if reading.last != ":" else None)
        found = found or (_ELIDED.match(text, reading.place) if reading.last in ("{", "[", ",") else None)
    if found is None:
        return
    first = reading.shape[token] in "{["
    comma = _COMMA_BEHIND.match(text, found.end()) if first else None
    start = reading.starts[token] if reading.shape[token] == "," else found.start()
    yield Fix(start, comma.end() if comma else found.end(), "", found is plain and not first)


CORRUPTORS = (
    Corruptor(
        "comment_line",
        "blank",
        _comment("//", "\n", _BEFORE_MORE),
        ("[1,2]", "[1, // required\n2]"),
        does="adds a `//` comment and a line break",
        where="between tokens; no quote, bracket, comma, colon or digit in it",
        weight=20,
        kin="script",
        mend=Mend(_without(_LINE), again=0),
    ),
    Corruptor(
        "comment_block",
        "blank",
        _comment("/*", " */", _BEFORE_MORE),
        ("[1,2]", "[1, /* required */2]"),
        does="adds a `/* */` comment",
        where="between tokens; no quote, bracket, comma, colon or digit in it",
        weight=18,
        kin="script",
        mend=Mend(_without_block, again=0),
    ),
    Corruptor(
        "comment_hash",
        "blank",
        _comment("#", "\n", _BEFORE_MEMBER),
        ('{"a":1}', '{ # required\n"a":1}'),
        does="adds a `#` comment and a line break",
        where="before a member's name; no quote, bracket, comma, colon or digit in it",
        weight=8,
        kin="hand",
        mend=Mend(_without(_HASH), again=0),
    ),
    Corruptor(
        "ellipsis",
        "separator",
        _elision,
        ('["a","b"]', '["a","b",...]'),
        does="adds `...` behind the last item",
        where="nothing is really left out; not in two or three numbers, which may be coordinates",
        weight=20,
        mend=Mend(_without_dots, again=0),
    ),
)
