"""Quotes and strings: other marks, missing marks, marks inside, strings in two parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from jsonsynth.corruption import (
    Corruptor,
    Fix,
    Mend,
    Reading,
    one_or_all,
    requoted,
)

_STRING = re.compile(r"[ks]")
_VALUE = re.compile(r"s")
_KEY = re.compile(r"k")

_RESERVED = frozenset(
    ("true", "false", "null", "none", "nan", "inf", "infinity", "yes", "no", "on", "off", "undefined", "nil", "new")
)
_LITERAL_WORDS = _RESERVED - {"yes", "no", "on", "off", "new"}  # they have inverses of their own
_LITERALS = ("true", "false", "null", "undefined", "infinity")  # nor the start of one, which may be cut off
_CURLY = frozenset("“”„‟")
_NAME = re.compile(r'"[A-Za-z_][A-Za-z0-9_]*"')
_WORDS = re.compile(r'"[A-Za-z]+(?: [A-Za-z]+)*"')


def _no_single(token: str) -> bool:
    return "'" not in token and "\\" not in token


def _no_curly(token: str) -> bool:
    return "\\" not in token and (token.isascii() or _CURLY.isdisjoint(token))


def _no_backtick(token: str) -> bool:
    return "`" not in token and "\\" not in token and "${" not in token


def _plain_name(token: str) -> bool:
    return bool(_NAME.fullmatch(token)) and token[1:-1].lower() not in _RESERVED


def _plain_words(token: str) -> bool:
    if len(token) > 42 or not _WORDS.fullmatch(token):
        return False
    text = token[1:-1].lower()
    return _RESERVED.isdisjoint(text.split(" ")) and not any(word.startswith(text) for word in _LITERALS)


def _single(token: str) -> str:
    return f"'{token[1:-1]}'"


def _curly(token: str) -> str:
    return f"“{token[1:-1]}”"


def _backtick(token: str) -> str:
    return f"`{token[1:-1]}`"


def _bare(token: str) -> str:
    return token[1:-1]


# -- inverses: what undoes an error where strict reading stops

_PARTNERS = {
    "'": "'",
    "‘": "’",
    "’": "’",
    "‚": "‘",
    "“": "”“",
    "”": "”“",
    "„": "“”",
    "‟": "”",
    "«": "»",
    "‹": "›",
    "「": "」",
    "『": "』",
    "〝": "〞〟",
    "＂": "＂",
    "`": "`",
    "´": "´",
    "′": "′",
    "″": "″",
}
_BLANKS = " \u00a0\u202f"  # French has one inside its quotes
_END = r"(?=\s*(?:[,}\]:：，］｝]|=>|$|\)|//|/\*|\+))"
_TO_THE_CLOSERS = re.compile(r"((?:[^{}\[\]:]|:(?=/))*?)\s*([,}\]]*)$")
_TO_STRAIGHT_END = re.compile(r"""([^"“”']*)\"""" + _END)
_DOUBLED = re.compile(r"(?<=\w)''(?=\w)")  # of YAML, of SQL
_IN_PARTS = re.compile(r"'(?:[ \t]*\n\s*)'")  # of Python: what stands in a row is one string
_STRAIGHT_STRUCTURE = re.compile(
    r"""["“”]\s*[,:]\s*(?:["“”{\[]|-?\d|true|false|null)|\w'\s+(?:'\w|")|[”’»]\s*[,;]?\s+[“‘«]"""
)
_KEY_IN_BRACKETS = re.compile(  # of Lua, of scripts
    r"""\[\s*(?:"([^"\\]*)"|'([^'\\]*)'|(\d+)|([A-Za-z_$][\w$.]*|Symbol\([^()"]*\)))\s*\](?=\s*[:=])"""
)
_BARE_NAME = re.compile(
    r"""(?!//|/\*|#\s|â€)(https?://[^\s"'{}\[\],]+(?=:\s)|[^\s"'`“”{}\[\]:,=()<>&][^\n"'`“”{}\[\]:,=&]*?)(?=\s*(?::|=>|=))"""
)
_SYMBOL = re.compile(r":([A-Za-z_]\w*)(?=\s*(?:=>|[,}\]:]))")  # of Ruby
_KEYWORD = re.compile(r""":([A-Za-z_][\w?!*+.-]*)[ \t]+(?=["\d{\[:#-]|true|false|nil)""")  # of Clojure
_NAME_OF_BLOCK = re.compile(r"([A-Za-z_]\w*)[ \t]*(?=\{)")  # of protocol buffers
_WORD_NAME = re.compile(r"[\w$-]+")
_ODD_BACKSLASH = re.compile(r"\\(?!u[0-9a-fA-F]{4})")
_RUN = re.compile(
    r"""(?!//|--\s|-\s+[^\s\d])(?:(?!/\*|\s//|\s#)[^"'`“”„{}\[\]:,;；，：\n\r\\\xa0\u2000-\u200f\u202f\u3000\ufeff])+"""
)
_RUN_WITH_COLONS = re.compile(
    r"""(?!['`“„]|--\s|-\s+[^\s\d])(?:(?!/\*|\s//|\s#)[^\n\r,{}\[\]"\xa0\u2000-\u200f\u202f\u3000\ufeff])+"""
)
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3,4}){1,2}(?=\s*[,}\]])")
_LONGEST = 2_000  # characters: a line may be the whole of a long text, nobody's bare words are so many
_MEMBER_NEXT = re.compile(r',\s*"[^"\n]*"\s*:')
_CLOSERS_AND_BLANKS = "}] \t\r\n"
_HALF_QUOTED_NEXT = re.compile(r""",\s*[^\s"'{}\[\],:][^"\n{}\[\]:]*"\s*[,}\]]""")
_MEMBER_INSIDE = re.compile(r""",\s*["']?[\w$-]+["']?\s*:""")
_WHOLE = re.compile(r'[A-Za-z_/][^"{}\[\],\n]*$')
_PLAIN = re.compile(r"[A-Za-z][\w ]*")
# Numbers as other languages write them, calls, dots, tuples: they have inverses of their own.
_OTHER_NOTATION = re.compile(
    r"[+\-−–—‐‑﹣－]?(?:0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|[\d_]+\.?[\d_]*|\.[\d_]+)(?:[eE][+-]?\d+)?"
    r"|(?:new )?[A-Za-z_$][\w$.]*\(.*|\W*|[(=].*|%[wWiI]\W.*|qw\W.*|.*\.\.\.|(?i:<br ?/?>)"
)
_OPENER = re.compile(r"[{\[]")
_SHORTHAND = re.compile(r"[A-Za-z_$][\w$]*(?=\s*[,}])")  # of a script: a member named as the variable it is
_NOT_SHOWN = ("Object", "Array", "Circular")  # ``[Object]`` stands for what a console did not print
_HIDDEN = re.compile(  # what a console shows for what it does not print
    r"\[(?:Circular \*\d+|Getter(?:/Setter)?|(?:Async)?Function(?:: [\w.$ ]+| \(anonymous\))?"
    r"|class [\w.$ ]+)\]"
)
_UNIT = re.compile(  # "5 kg", "3 * 4"
    r"""(?:(?:[^\W\d_]|[%°€£$])[\w/%°²³]{0,11}|[-+*/^]\s+[^,{}\[\]"'\n]{1,60}?|° ?[NSEWCF])(?=\s*[,}\]\n])"""
)
_LINK = re.compile(  # that Markdown or a chat made of an address
    r"""\[([^\[\]\s"]+)\]\((?:\w+:)?(?://)?\1/?\)|<(?=\w+:|[^<>|\s@]+@)(?:mailto:|tel:)?([^<>|\s]+)"""
    r"""(?:\|([^<>\n]*))?>"""
)
_STATEMENT = re.compile(r"[A-Za-z][\w .-]*;[ \t]*(?:\n|\}|$)")  # of a property list
_TO_BE_FILLED = re.compile(r"\{\{[^{}\"\n]*\}\}|\{%[^{}\"\n]*%\}")  # of templates
_GLUED = re.compile(r'(?:(?!\.\.\.)[^\s"{}\[\],;；，：\u200b\ufeff])+(?<!:)(?: [AaPp]\.?[Mm]\b\.?)?')
_MORE_WORDS = re.compile(r"""(?=\S)[^,{}\[\]"'\n:;#/]{1,40}?(?=\s*[,}\]\n])""")  # "5 May 2024"


# An escape that JSON does not know: another language has it for a character, or it stands for what is behind it.
_ODD_ESCAPE = re.compile(r"""(?<!\\)(?:\\\\)*\\(?:[^"'`/\\bfnrtu\n]|u(?![0-9a-fA-F]{4})|\\\\")""")


def _straight(marks: str) -> Callable[[Reading], Iterator[Fix]]:
    """Put straight quotes in the place of other marks, up to the partner that ends the string, or else the first."""
    bodies = {mark: f"((?:[^\\\\]|\\\\.)*?)[{_PARTNERS[mark]}]" for mark in marks}
    ending = {mark: re.compile(body + _END, re.DOTALL) for mark, body in bodies.items()}
    nearest = {mark: re.compile(body, re.DOTALL) for mark, body in bodies.items()}

    def rule(reading: Reading) -> Iterator[Fix]:
        place, mark, text = reading.place, reading.here, reading.text
        if mark not in nearest or text.startswith("```", place) or not (reading.at_value or reading.at_name):
            return
        last, first = ending[mark].match(text, place + 1), nearest[mark].match(text, place + 1)
        mixed = _TO_STRAIGHT_END.match(text, place + 1)
        nearer = mixed is not None and last is not None and mixed.end() < last.end()
        if mixed and (nearer or not last):
            yield Fix(place, mixed.end(), requoted(mixed[1], '"'), False)
        if last:
            alone = not nearer and (first is None or first.end() == last.end())
            yield from _to_the_last(place, last, mark, alone)
        if first and (last is None or first.end() != last.end()):
            yield Fix(place, first.end(), requoted(first[1], mark), False)
        cut = _TO_THE_CLOSERS.match(text, place + 1) if first is None else None
        if cut:
            yield Fix(place, cut.start(2), requoted(cut[1], mark), False)

    return rule


def _to_the_last(place: int, last: re.Match[str], mark: str, alone: bool) -> Iterator[Fix]:
    """Quote what stands before the mark that ends the string; ``alone``: it is the first one."""
    content = last[1].replace("'\\''", "'") if mark == "'" else last[1]  # as a shell has one inside
    if mark == "'" and _IN_PARTS.search(content):
        yield Fix(place, last.end(), requoted(_IN_PARTS.sub("", content), mark), False)
    if mark == "«" and content[:1] in _BLANKS and content[-1:] in _BLANKS:
        content = content.strip(_BLANKS)
    content = _DOUBLED.sub("'", content) if mark == "'" else content
    sure, structure = alone and not _ODD_ESCAPE.search(content), _STRAIGHT_STRUCTURE.search(content)
    twice = len(content) > 1 and content[0] == mark and content[-1] in _PARTNERS[mark]
    yield Fix(
        place, last.end(), requoted(content, mark), sure and not twice, 2 * (twice or bool(structure and not alone))
    )


def _quoted_name(reading: Reading) -> Iterator[Fix]:
    found = (reading.match(_BARE_NAME) or reading.match(_SYMBOL)) if reading.at_name else None
    found = found or (reading.match(_NAME_OF_BLOCK) if reading.at_name else None)
    key = reading.match(_KEY_IN_BRACKETS) if reading.at_name else None
    keyword = reading.match(_KEYWORD) if reading.at_name and reading.here == ":" else None
    if keyword:
        yield Fix(reading.place, keyword.end(), f'"{keyword[1]}": ', False)
    elif key:
        yield Fix(reading.place, key.end(), f'"{key[key.lastindex or 1]}"', False)
    elif short := reading.match(_SHORTHAND) if reading.at_name else None:
        yield Fix(reading.place, short.end(), f'"{short.group()}"', False, 2)
    elif found:
        name = _ODD_BACKSLASH.sub(r"\\\\", found[1])
        block = found.re is _NAME_OF_BLOCK
        yield Fix(reading.place, found.end(), f'"{name}"' + ":" * block, not block and bool(_WORD_NAME.fullmatch(name)))


def _quoted_value(reading: Reading) -> Iterator[Fix]:
    """Quote a bare run of words; the further it reaches over marks that could be structure, the dearer."""
    if not reading.shape:
        whole = None if _OPENER.search(reading.text) else reading.match(_WHOLE)
        if whole:
            yield Fix(reading.place, len(reading.text.rstrip()), _as_string(whole.group().rstrip()), False, 1)
    elif link := _LINK.match(reading.text, reading.starts[-1] if reading.last == "[" else reading.place):
        shown, address, said = link.groups()
        yield Fix(link.start(), link.end(), _as_string(shown or (said if said and said in address else address)), False)
    elif reading.at_value and (symbol := reading.match(_SYMBOL)):
        yield Fix(reading.place, symbol.end(), f'"{symbol[1]}"', False)
    elif reading.last == "[" and (hidden := _HIDDEN.match(reading.text, reading.starts[-1])):
        yield Fix(hidden.start(), hidden.end(), f'"{hidden.group()}"', False)
    elif reading.at_value:
        yield from _quoted_runs(reading)
    else:
        yield from _quoted_again(reading)


def _quoted_again(reading: Reading) -> Iterator[Fix]:
    """Quote what strict reading took in part: more of a word, a unit, what a template is to fill."""
    if reading.wants == "more" and reading.last in "0tfn" and reading.place == reading.before:
        glued = _GLUED.match(reading.text, reading.starts[-1])
        if glued and glued.end() > reading.before:
            yield Fix(glued.start(), glued.end(), _as_string(glued.group()), False)
    elif reading.last == "{" and (blank := _TO_BE_FILLED.match(reading.text, reading.starts[-1])):
        yield Fix(blank.start(), blank.end(), _as_string(blank.group()), False)
    elif reading.wants == "more" and reading.last == "0" and (unit := reading.match(_UNIT)):
        start, end = reading.starts[-1], unit.end()
        yield Fix(start, end, _as_string(reading.text[start:end]), False)
    elif reading.wants == "more" and reading.last == "0" and (words := reading.match(_MORE_WORDS)):
        start, end = reading.starts[-1], words.end()
        yield Fix(start, end, _as_string(reading.text[start:end]), False, 2)


def _quoted_runs(reading: Reading) -> Iterator[Fix]:
    text, place = reading.text, reading.place
    if colour := reading.match(_COLOUR):
        yield Fix(place, colour.end(), f'"{colour.group()}"', False)
    words, more = reading.match(_RUN), reading.match(_RUN_WITH_COLONS)
    longest = place
    for extra, last in ((0, words and words.end()), (2, more and more.end()), (4, _end_of_line(text, place))):
        run = text[place : last or place].rstrip()
        end = place + len(run)
        if last is None or end <= longest or run.lower() in _LITERAL_WORDS or _OTHER_NOTATION.fullmatch(run):
            continue
        longest = end
        follows = text[last : last + 1]
        if extra or follows in (*'",;}]\n', ""):
            if follows == ";" and not _STATEMENT.match(text, place):
                continue
            sure = not extra and follows not in ("\n", ";", '"', "") and _is_plain(run)
            note = follows == "]" and " " in run  # "[continued below]"
            sure = sure and not (reading.last == "[" and (note or run in _NOT_SHOWN))
            sure = sure and not _HALF_QUOTED_NEXT.match(text, last)
            dear = (follows in ("", '"')) + 2 * len(_MEMBER_INSIDE.findall(run))
            yield Fix(place, end, _as_string(run), sure, extra + dear)


def _is_plain(run: str) -> bool:
    """Whether it is words, none of which could be a literal, nor a letter that stands for one."""
    words = run.lower()
    return (
        len(run) > 1
        and bool(_PLAIN.fullmatch(run))
        and words not in _RESERVED
        and _LITERAL_WORDS.isdisjoint(words.split())
    )


def _end_of_line(text: str, place: int) -> int | None:
    """Find where a line ends, but for a comma; or a member comes before that, or nothing but closers."""
    if text[place : place + 1] in ("'", "`", "“", "„"):
        return None
    line, newline, _ = text[place : place + _LONGEST].partition("\n")
    ends = [len(line.rstrip().removesuffix(",").rstrip())] if newline else []
    if following := _MEMBER_NEXT.search(line):
        ends.append(following.start())
    closers = max(0, len(text.rstrip(_CLOSERS_AND_BLANKS)) - place)
    if closers <= len(line):
        ends.append(closers)
    return place + min(ends) if ends else None


def _as_string(run: str) -> str:
    escaped = run.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


CORRUPTORS = (
    Corruptor(
        "single_quotes",
        "string",
        one_or_all(_STRING, _no_single, _single, 0.6),
        ('{"a":1}', "{'a':1}"),
        does="writes `'` for `\"` around one or all strings",
        where="no `'` and no backslash in them",
        weight=40,
        mend=Mend(_straight("'‘’‚′"), again=0),
    ),
    Corruptor(
        "smart_quotes",
        "string",
        one_or_all(_STRING, _no_curly, _curly, 0.5),
        ('{"a":1}', "{“a”:1}"),
        does="writes curly quotes",
        where="no curly quote and no backslash in them",
        weight=18,
        kin="hand",
        mend=Mend(_straight("“”„‟«‹「『〝＂″"), again=0),
    ),
    Corruptor(
        "backtick_quotes",
        "string",
        one_or_all(_VALUE, _no_backtick, _backtick, 0.3),
        ('{"a":"b"}', '{"a":`b`}'),
        does="writes backticks around values",
        where="no backtick, backslash or `${` in them",
        weight=6,
        kin="script",
        mend=Mend(_straight("`´"), again=0),
    ),
    Corruptor(
        "unquoted_key",
        "string",
        one_or_all(_KEY, _plain_name, _bare, 0.5),
        ('{"a":1}', "{a:1}"),
        does="drops the quotes of names",
        where="a word of letters, digits, `_`, not a literal",
        weight=45,
        kin="script",
        mend=Mend(_quoted_name, again=0),
    ),
    Corruptor(
        "unquoted_value",
        "string",
        one_or_all(_VALUE, _plain_words, _bare, 0.1),
        ('{"a":"b"}', '{"a":b}'),
        does="drops the quotes of a value",
        where="words of letters and blanks, none of which could be a literal or begin one",
        weight=40,
        mend=Mend(_quoted_value, again=0),
    ),
)
