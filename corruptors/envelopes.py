"""Around the text: fences, prose, tags, calls."""

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
    pick,
    read,
)


def _fence(tokens: Tokens, rng: Random) -> list[Edit]:
    if "```" in tokens.text:
        return []
    return enveloped(tokens, pick(rng, ("```json\n",) * 7 + ("```\n",) * 3 + ("```JSON\n",)), "\n```")


# Neither bracket nor quote nor digit in them.
_PREFACES = (
    "Here is the JSON you asked for",
    "Sure! Here's the result",
    "Here you go",
    "Certainly, this is the document",
    "The extracted data is below",
    "Below is the updated configuration",
    "Of course. The output follows",
    "I've put together the following JSON",
    "Here's the complete object",
    "Based on your request, I generated this",
    "This is what the service returned",
    "Okay, here is the record",
    "Let me give you the data in JSON format",
    "This is the requested payload",
    "After checking the input, this is my answer",
)
_TITLES = ("Output", "Result", "Response", "JSON", "Final answer", "Answer", "Extracted data", "Data")
_CLOSINGS = (
    "Let me know if you need anything else.",
    "Hope this helps!",
    "I have left all other fields as they were.",
    "Feel free to ask if something is unclear.",
    "That is everything I found.",
    "Note that some values are estimates.",
    "Please check the dates before you import it.",
    "Done.",
    "This should match your schema.",
    "Would you like me to add more fields?",
    "Thanks!",
    "You can save it as a file and load it.",
)


def _preface(rng: Random) -> str:
    if chance(rng, 0.25):
        return pick(rng, _TITLES) + pick(rng, (":\n", ":\n", ":\n\n"))
    return pick(rng, _PREFACES) + pick(rng, (":\n", ":\n\n", ".\n\n"))


def _prose(tokens: Tokens, rng: Random) -> list[Edit]:
    kind = below(rng, 4)
    before = _preface(rng) if kind else ""
    behind = pick(rng, ("\n\n", "\n")) + pick(rng, _CLOSINGS) if kind != 1 else ""
    return enveloped(tokens, before, behind)


_THOUGHTS = (
    "The user wants the data as JSON, so I only return the object.",
    "I need to collect the fields and keep their types.",
    "Okay, the answer should be one JSON document.",
    "First I look at the input, and I write the values down as they are.",
    "Nothing is missing here, so I can answer directly.",
    "I should keep the order of the fields.",
)
_TAGS = ("json", "answer", "output", "result", "response", "data", "final_answer")


def _tags(tokens: Tokens, rng: Random) -> list[Edit]:
    if chance(rng, 0.4):
        return enveloped(tokens, f"<think>{pick(rng, ('', chr(10)))}{pick(rng, _THOUGHTS)}</think>\n", "")
    tag = pick(rng, _TAGS)
    line = "\n" if chance(rng, 0.6) else ""
    return enveloped(tokens, f"<{tag}>{line}", f"{line}</{tag}>")


_VARIABLES = ("data", "config", "result", "payload", "settings", "record", "options", "response", "state", "item")
_CALLBACKS = ("callback", "jsonp", "handleResponse", "onData", "cb", "processData", "parseResponse", "")


def _script(tokens: Tokens, rng: Random) -> list[Edit]:
    kind = below(rng, 6)
    if kind < 2:
        return enveloped(tokens, f"{pick(rng, _CALLBACKS)}(", pick(rng, (");", ")")))
    before = (
        f"{pick(rng, ('var', 'const', 'let'))} {pick(rng, _VARIABLES)} = ",
        f"{pick(rng, _VARIABLES)} = ",
        "module.exports = ",
        "export default ",
    )[kind - 2]
    return enveloped(tokens, before, ";")


# -- inverses: what undoes an error where strict reading stops

_FENCE = re.compile(r"`{3,}[\w+-]*[ \t]*\n?")
_FENCED_BLOCK = re.compile(r"```[\w+-]*[ \t]*\n([^`]*)```\s*")
_FENCED_BLOCKS = re.compile(rf"\s*(?:{_FENCED_BLOCK.pattern}){{2,}}")
_FENCE_AGAIN = re.compile(r"```[^`{}\[\]]*```[\w+-]*\s*(?=[{\[])")
_OF_AN_ANSWER = re.compile(r"\b(?:answer|result|response|output|actual)\b", re.IGNORECASE)
_CORRECTED = re.compile(r"(?i)\b(?:correct(?:ed|ion)|wait|oops|sorry|actually|mistake|fixed|revised|updated)\b")
_EXAMPLE_FIRST = re.compile(  # an example in braces or a fence, then the answer
    r"(?i)[^`{\[]*\b(?:example|format|schema|shape|template)\b[^`{\[]*(?:```[^`]*```|\{[^{}]*\})[^`{}\[\]]*"
    rf"{_OF_AN_ANSWER.pattern}[^`{{}}\[\]]*(?=```|[{{\[])"
)
_LANGUAGE_LEFT = re.compile(r"(?i)\s*json\s*\n(?=\s*[{\[])")
_FENCE_BEFORE = re.compile(r"```[\w+-]*[ \t]*\n?(?=\s*[{\[｛［])")
_OF_WIKI = re.compile(r"\s*\{(code|noformat)\b[^{}\n]*\}(.*?)\{\1\}\s*", re.DOTALL)
_OPENER = re.compile(r"[{\[]")
_LIKELY_OPENER = re.compile(r"""\{(?=\s*(?:["'“„«‘`}&]|:\w|[\w$-]+\s*[:=]))|(?<!CDATA)\[(?=\s*["'“„«‘`&{])""")
_OF_DATA = re.compile(r"""["{}\[\]]""")
_LINE = re.compile(r"""[^\s"{}\[\],:][^\n"{}\[\],:]*(?=\n)""")
_WORDS = re.compile(r"""[^\s"{}\[\],:][^\n"{}\[\],:]*(?=[,}\]])""")
_MARKS = re.compile(r"""[^\s\w"'{}\[\],:]+""")
_STRUCTURE = ("{", "}", "[", "]", ":", ",", '"')
_CALL_BEHIND = re.compile(r"(?<=\s)[A-Z]\w*\((?=\w+=)")  # behind words
_SETTINGS = re.compile(  # lines ``name: value``, of which the last goes on
    r"""(?:\s*[a-z_][\w.-]*[ \t]*[:=][ \t]*(?:"[^"\n]*"|'[^'\n]*'|[\w./:-]+)[ \t]*,?(?:[ \t]*#.*)?\n|\s*#.*\n)+"""
    r"""\s*[a-z_][\w.-]*[ \t]*[:=]?\s*"""
)
_SENTENCE = re.compile(r"[*#_>(]*[A-Za-z][\w']*(?:[:,]?\s|[.!]\s*$)")
_EXPLAINED = re.compile(r""",\s+[a-z][\w'’]*(?:[ ,]+[^\s"{}\[\],]+){2}[^"{}\[\]]*$""")  # "..., because it is"
_SENTENCE_AT_END = re.compile(rf"""\s*{_SENTENCE.pattern}[^"{{}}\[\]]*$""")
_PARAGRAPH_AT_END = re.compile(  # behind an empty line
    r"""[ \t]*\n[ \t]*\n\s*[*_>(]{0,3}[¿¡]?([^\W\d_])[\w'’-]*(?:[:,]?[ \t]|[.!?]\s*$)(?![^\n]*"\s*:)[^{}\[\]`]*$"""
)
_SENTENCE_BEHIND = re.compile(  # a line of it
    r"""[ \t]*\n[*_>(]{0,3}[¿¡]?([^\W\d_])[^\s{}\[\]"`:=]*(?: [^\s{}\[\]"`:=]+){2}[^{}\[\]"`:=]*[.!?)]\s*$"""
)
_LOG_BEGINS = ("[", "[0", "[0]", "[s]")
_LOG = re.compile(r"""\s*(?:\[[^\[\]{}"]*\][^{}\["]*)+(?=[{\[]\s*["'{}])""")
_BETWEEN = re.compile(rf"""[^"`{{}}\[\]]*[:\n][ \t]*(?={_LIKELY_OPENER.pattern})""")
_KIND = re.compile(r"\[[A-Z]\w*(?:: [\w ]+)?\] (?=\{)")  # as a console shows an object
_OF_A_CLASS = re.compile(  # so do languages that name its class
    r"""[A-Z]\w*(?:\(\d+\))?\s+(?=\{\s*[\w"'}]|\[)|[@%](?:[A-Z][\w.]*)?(?=\{)|Just\s+(?=["\d\[])"""
)
_SCRIPT_ALONE = re.compile(r"(?:[\w$]+(?:\.[\w$]+)*)?\s*[:(=]?\s*")
_TITLE = re.compile(r"\s*\w[\w ]*:\s+")
_TAG = re.compile(r"<think>.*?</think>\s*|</?[A-Za-z_][\w.-]*(?:\s[^<>]*)?>|<!\[CDATA\[|\]\]>", re.DOTALL)
_TAG_RUN = re.compile(rf"(?:{_TAG.pattern})(?:\s*(?:{_TAG.pattern}))*", re.DOTALL)
_COLOURED = re.compile(  # by a page, in Markdown; what was thought in between
    r"""(?:<think>.*?</think>\s*|</?(?:span|font|code|em|strong|div|li|td|tr|[abiup])(?:\s[^<>]*)?>\s*"""
    r"""|\*{1,3}(?=\s*["\d\[{,}\]:]))+""",
    re.DOTALL,
)
_LINE_BREAKS = re.compile(r"(?:(?i:<br ?/?>|&nbsp;)\s*)+")
_TAGS_AT_END = re.compile(r"(?:\s*(?:</[A-Za-z_][\w.-]*>|<\|\w+\|>))+\s*$")
_SCRIPT = re.compile(
    r"""(?:(?:var|let|const|val|my|local)\s+(?:\w+\s*:\s*[^={}"'\n]+(?==))?)?[A-Za-z_$]?[\w$.]*\s*(?:=|<-)\s*(?=[{\["]|(?:new\s+)?[A-Za-z_][\w.]*[({])|export\s+default\s+|return\s+(?=[{\[])"""
    r"""|(?:[A-Za-z_$][\w$.]*)?\((?=\s*[{\["])|new\s+(?:\w+\s*)?(?=\{)"""
)
_IN_QUOTES = re.compile(  # a document, with a prefix or none before the first quote
    r"""(?<![\w'"\\])([bBuU$]?)(?:'(\s*[{\[](?:[^'\\]|\\.|'\\''|'')*)'|"(\s*[{\[](?:[^"\\]|\\.)*)(?:"|$))(?![\w"'])""",
    re.DOTALL,
)
_BY_TICKS = re.compile(r'\s*"([{\[](?:[^"`]|`.)*)"\s*')  # as PowerShell escapes
_TICKED = re.compile(r"`(.)")
_BOX = re.compile(r"""\[[^\[\]{}"]*\]""")
_CODED = re.compile(r"[\"'`]\s*[{\[]")
_ESCAPED_MARK = re.compile(r"""\\(["\\$`])""")
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2}(?:\\x[0-9a-fA-F]{2})*)|(.))", re.DOTALL)
_BLANKS = {"n": "\n", "t": "\t", "r": "\r"}
_QUOTE_AROUND = re.compile(r'\s*"{1,9}\s*(?:json\s+)?(?=[{\[]\s*["{\[])')  # JSON in quotes, its own not escaped
_SCRIPT_END = re.compile(r"\)\s*;?\s*$|;\s*$")


def _without_fence(reading: Reading) -> Iterator[Fix]:
    found = reading.match(_FENCE)
    if found and reading.wants == "nothing":
        yield from _behind_fence(reading)
    elif found:
        if not reading.shape and _FENCED_BLOCKS.fullmatch(reading.text):
            blocks = [block[1].rstrip() for block in _FENCED_BLOCK.finditer(reading.text)]
            yield Fix(0, len(reading.text), "\n".join(blocks), False)
        yield Fix(0 if not reading.shape else reading.place, found.end(), "")
        if reading.wants == "more" or reading.last == ",":  # the block ends in the middle of the document
            start = reading.starts[-1] if reading.last == "," else reading.place
            yield Fix(start, len(reading.text), "", False)
    elif reading.shape == "{" and (block := _OF_WIKI.fullmatch(reading.text)):
        yield Fix(0, len(reading.text), block[2].strip())
    elif not reading.shape:
        example = _EXAMPLE_FIRST.match(reading.text)
        found = example or _FENCE_BEFORE.search(reading.text) or _LANGUAGE_LEFT.match(reading.text)
        if found:
            yield Fix(0, found.end(), "", not example)


def _behind_fence(reading: Reading) -> Iterator[Fix]:
    """Leave out what is behind a block, or go on where it was opened again, or the block that was corrected."""
    again, more = reading.match(_FENCE_AGAIN), bool(_OPENER.search(reading.text, reading.place))
    if again:
        corrected = _CORRECTED.search(again.group())
        yield Fix(0 if corrected else reading.place, again.end(), "", False)
        shown = "".join(reading.text[again.end() :].split())
        if shown.startswith("".join(reading.text[: reading.before].split())):  # the same once more
            again = None
    yield Fix(reading.place, len(reading.text), "", not more, 2 * more + 2 * (again is not None))


def _without_prose(reading: Reading) -> Iterator[Fix]:
    """Leave out what stands before the first bracket, or behind the last one."""
    yield from _without_preface(reading)
    text = reading.text
    if reading.wants == "nothing" and reading.shape == "s" and (quote := _QUOTE_AROUND.match(text)):
        yield Fix(0, quote.end(), "", False)
    if reading.wants == "nothing" and reading.last in "}]" and (explained := reading.match(_EXPLAINED)):
        yield Fix(reading.before, explained.end(), "", False)
    if reading.wants == "nothing" and reading.last in "}]" and reading.here not in ",}]":
        behind = text[reading.place :]
        if "{" not in behind or _SENTENCE.match(behind):
            data = bool(_OF_DATA.search(behind)) + 2 * bool(_LIKELY_OPENER.search(behind))
            between = _BETWEEN.match(behind)
            if between and _OF_AN_ANSWER.search(between.group()):
                between = None
            if between and _CORRECTED.search(between.group()):
                yield Fix(0, reading.place + between.end(), "", False)
            elif between:
                yield Fix(reading.before, reading.place + between.end(), "\n", False)
            yield Fix(reading.before, len(text), "", not data, 2 * data + (between is not None))
    yield from _without_end(reading)
    yield from _without_strays(reading)


def _without_end(reading: Reading) -> Iterator[Fix]:
    """Leave out prose behind a document that was not closed: a paragraph, or a sentence behind the items of a list."""
    if not reading.open or not (reading.wants == "more" or reading.last == ","):
        return
    sentence = _SENTENCE_BEHIND.match(reading.text, reading.before) if reading.inside == "{" else None
    paragraph = _PARAGRAPH_AT_END.match(reading.text, reading.before) or sentence
    listed = reading.closers == "]" and reading.last in ("}", "]")
    if (paragraph and not paragraph[1].islower()) or (listed and _SENTENCE_AT_END.match(reading.text, reading.before)):
        yield Fix(reading.starts[-1] if reading.last == "," else reading.before, len(reading.text), "", False)


def _without_preface(reading: Reading) -> Iterator[Fix]:
    """Leave out what stands before the first bracket, or before the first that begins JSON for sure."""
    text = reading.text
    yield from _unquoted(reading)
    if not reading.shape and reading.here not in '{["':
        found, likely = _OPENER.search(text, reading.place), _LIKELY_OPENER.search(text, reading.place)
        before = text[: found.start()] if found else '"'
        settings = 9 * bool(_SETTINGS.fullmatch(before))
        call = _CALL_BEHIND.search(before)
        if call:
            yield Fix(0, call.start(), "", False)
        if found and '"' not in before and (_TITLE.fullmatch(before) or not _SCRIPT_ALONE.fullmatch(before.strip())):
            said = len(before.split()) > 1 or before.endswith("\n")
            argument = "=" in before and before.count("(") > before.count(")")
            dear = argument + settings + (before.strip() != "" and f"\n{before.strip()}" in text)  # each line has it
            yield Fix(0, found.start(), "", said and not dear, dear)
        if found and likely and (likely.start() > found.start() or '"' in before):
            yield Fix(0, likely.start(), "", False, 2 * ('"' in text[: likely.start()]) + settings)
    elif reading.shape == "0" and (opened := _LIKELY_OPENER.search(text)):
        yield Fix(0, opened.start(), "", False, 2 * ('"' in text[: opened.start()]))
    elif reading.last == "[" and (kind := _KIND.match(text, reading.starts[-1])):
        yield Fix(kind.start(), kind.end(), "", False)
    elif reading.shape in _LOG_BEGINS and (log := _LOG.match(text)):
        yield Fix(0, log.end(), "", False)


def _unquoted(reading: Reading) -> Iterator[Fix]:
    """Take a document out of the string of a shell, of SQL or of a program, and undo what was escaped for it."""
    text = reading.text
    if reading.shape == "s" and (ticked := _BY_TICKS.fullmatch(text)):
        yield Fix(0, len(text), _TICKED.sub(r"\1", ticked[1]), False)
    found = _IN_QUOTES.search(text) if not reading.shape or reading.shape in _LOG_BEGINS else None
    if found is None or _OPENER.search(_BOX.sub("", text[: found.start()])) or _OPENER.search(text, found.end()):
        return
    inner = found[2] or found[3]
    if "''" in inner or " " in text[: found.start()].strip():  # of a command
        inner = inner.replace("'\\''", "'").replace("''", "'") if found[2] else _ESCAPED_MARK.sub(r"\1", inner)
    else:
        inner = _ESCAPE.sub(_unescaped, inner)
    if inner != (found[2] or found[3]) or not read(inner).whole:
        yield Fix(0, len(text), inner, False)


def _unescaped(escape: re.Match[str]) -> str:
    """Return what a program means by an escape: a byte alone is a character, several are UTF-8."""
    code = (escape[1] or "").split("\\x")
    if code[0]:
        return bytes.fromhex("".join(code)).decode("utf-8" if len(code) > 1 else "latin-1", errors="replace")
    return _BLANKS.get(escape[2], escape[2])


def _without_strays(reading: Reading) -> Iterator[Fix]:
    """Leave out what belongs to nothing, where no other class knows it: dear, and nobody's certain reading."""
    if not reading.shape or reading.wants == "nothing":
        return
    begins_line = "\n" in reading.text[reading.before : reading.place]
    for pattern, fits in ((_LINE, begins_line), (_WORDS, reading.wants == "more"), (_MARKS, True)):
        found = reading.match(pattern) if fits else None
        if found:
            yield Fix(reading.place, found.end(), "", False, 4)
            return
    begins = reading.wants == "more" and reading.here in ("{", "[", '"')  # a comma is missing
    if reading.begun < 0 and reading.here in _STRUCTURE and not begins:
        yield Fix(reading.place, reading.place + 1, "", False, 7)


def _without_tag(reading: Reading) -> Iterator[Fix]:
    found = reading.match(_TAG_RUN if not reading.shape or reading.wants == "nothing" else _TAGS_AT_END)
    found = found or reading.match(_LINE_BREAKS)
    coloured = None if found else reading.match(_COLOURED)
    if found:
        yield Fix(reading.place, found.end(), "")
    elif coloured:
        yield Fix(reading.place, coloured.end(), "", False)


def _without_script(reading: Reading) -> Iterator[Fix]:
    found = reading.match(_SCRIPT) if not reading.shape else None
    made = reading.match(_OF_A_CLASS) if reading.at_value and (reading.here in "@%" or reading.here.isupper()) else None
    if found:
        called = reading.text[found.end() : found.end() + 1].isalpha()  # what it makes may be anything
        coded = bool(_CODED.match(reading.text, found.end()))
        yield Fix(reading.place, found.end(), "", not (called or coded), 2 * coded)
    elif made:
        yield Fix(reading.place, made.end(), "", False)
    found = reading.match(_SCRIPT_END) if reading.wants == "nothing" else None
    if found:
        yield Fix(reading.place, found.end(), "")


# Envelopes in the order in which they go around each other, the innermost first.
CORRUPTORS = (
    Corruptor(
        "jsonp_assignment",
        "envelope",
        _script,
        ("[1]", "data = [1];"),
        does="makes it the argument of a callback, or the value of a variable, or puts it into parentheses",
        where="anywhere",
        weight=34,
        kin="script",
        mend=Mend(_without_script, again=0),
    ),
    Corruptor(
        "markdown_fence",
        "envelope",
        _fence,
        ("[1]", "```json\n[1]\n```"),
        does="puts a code fence around the text",
        where="no fence is in it",
        weight=90,
        mend=Mend(_without_fence, again=0),
    ),
    Corruptor(
        "prose_around",
        "envelope",
        _prose,
        ("[1]", "Result:\n[1]"),
        does="puts a sentence before, behind or both",
        where="the prose has no bracket, quote or digit",
        weight=84,
        mend=Mend(_without_prose, again=0),
    ),
    Corruptor(
        "xml_tags",
        "envelope",
        _tags,
        ("[1]", "<json>[1]</json>"),
        does="wraps the text in a tag, or puts a thought in front",
        where="the tag has no bracket or quote; never around a script",
        weight=43,
        kin="tag",
        mend=Mend(_without_tag, again=0),
    ),
)
