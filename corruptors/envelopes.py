"""Around the text, or all over it: fences, prose, tags, calls, invisible characters, other encodings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from jsonsynth.corruption import (
    JSON,
    Corruptor,
    Edit,
    Fix,
    Mend,
    Random,
    Reading,
    Tokens,
    around,
    below,
    chance,
    enveloped,
    find,
    find_all,
    inserted,
    pick,
    read,
    rewritten,
)

_SCALAR = re.compile(r"(?<=[:,\[])[s0](?=[,}\]])")
_TOP_COMMA = re.compile(r"(?<=}),(?={)")


def _fence(tokens: Tokens, rng: Random) -> list[Edit]:
    if "```" in tokens.text:
        return []
    return enveloped(tokens, pick(rng, ("```json\n", "```json\n", "```json\n", "```\n", "```JSON\n")), "\n```")


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
    "Output",
    "Result",
    "Response",
    "JSON",
    "Based on your request, I generated this",
    "This is what the service returned",
    "Okay, here is the record",
    "Let me give you the data in JSON format",
    "The requested payload",
    "After checking the input, this is my answer",
    "Final answer",
)
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
    "The remaining entries follow the same structure.",
)


def _prose(tokens: Tokens, rng: Random) -> list[Edit]:
    kind = below(rng, 4)
    before = pick(rng, _PREFACES) + pick(rng, (":\n", ":\n\n", ".\n\n")) if kind else ""
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
_TAGS = ("json", "answer", "output", "result", "response", "tool_call", "data", "final_answer")


def _tags(tokens: Tokens, rng: Random) -> list[Edit]:
    if chance(rng, 0.4):
        return enveloped(tokens, f"<think>{pick(rng, ('', chr(10)))}{pick(rng, _THOUGHTS)}</think>\n", "")
    tag = pick(rng, _TAGS)
    line = "\n" if chance(rng, 0.6) else ""
    return enveloped(tokens, f"<{tag}>{line}", f"{line}</{tag}>")


_VARIABLES = ("data", "config", "result", "payload", "settings", "record", "options", "response", "state", "item")
_CALLBACKS = ("callback", "jsonp", "handleResponse", "onData", "cb", "processData", "parseResponse")


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


def _invisible(tokens: Tokens, rng: Random) -> list[Edit]:
    if chance(rng, 0.3):
        return inserted(0, "\ufeff")
    index = below(rng, len(tokens.pieces) - 1)
    return inserted(tokens.end(index), pick(rng, ("\u00a0", "\u00a0", "\u200b", "\u2003", "\u202f", "\u3000")))


def _escaped(tokens: Tokens, _rng: Random) -> list[Edit]:
    return rewritten(tokens, tokens.text.replace("\\", "\\\\").replace('"', '\\"'))


def _entities(tokens: Tokens, rng: Random) -> list[Edit]:
    if "&" in tokens.text:
        return []
    quote = pick(rng, ("&quot;", "&quot;", "&#34;"))
    return rewritten(tokens, tokens.text.replace("<", "&lt;").replace(">", "&gt;").replace('"', quote))


def _written_newlines(tokens: Tokens, _rng: Random) -> list[Edit]:
    return [] if "\\" in tokens.text else rewritten(tokens, tokens.text.replace("\n", "\\n"))


_NUMBER_CALLS = ("NumberLong", "NumberInt", "Number", "Decimal", "NumberDecimal")


def _call(tokens: Tokens, rng: Random) -> list[Edit]:
    index = find(tokens, rng, _SCALAR, _callable)
    if index < 0:
        return []
    token = tokens.token(index)
    name = _name_of_call(token, rng)
    return around(tokens, index, index, lambda text: f"{name}({text})")


_HEX = re.compile(r'"[0-9a-f]{24}"')
_UUID = re.compile(r'"[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}"')
_DATE = re.compile(r'"\d{4}-\d\d-\d\d.*"')


def _callable(token: str) -> bool:
    return len(token) < 40 and "\\" not in token and "(" not in token


def _name_of_call(token: str, rng: Random) -> str:
    if token[0] != '"':
        integer = token.lstrip("-").isdigit()
        return pick(rng, _NUMBER_CALLS[:3] if integer else _NUMBER_CALLS[2:])
    if _DATE.fullmatch(token):
        return pick(rng, ("ISODate", "Date", "date"))
    if _UUID.fullmatch(token):
        return "UUID"
    return "ObjectId" if _HEX.fullmatch(token) else pick(rng, ("String", "str", "Symbol"))


def _lines(tokens: Tokens, rng: Random) -> list[Edit]:
    shape = tokens.shape
    commas = [index for index in find_all(tokens, _TOP_COMMA) if tokens.around(index) == 0]
    if not shape.startswith("[{") or not commas:
        return []
    if len(commas) != sum(1 for span in tokens.spans if span.parent == 0) - 1:
        return []
    between = pick(rng, ("\n", "\n", "\n", " ", ""))
    last = len(shape) - 1
    inner = [Edit(tokens.starts[index], tokens.starts[index + 1], between) for index in commas]
    return [Edit(0, tokens.starts[1], ""), *inner, Edit(tokens.starts[last], tokens.end(last), "")]


def _list_of_objects(document: JSON, rng: Random) -> JSON | None:
    """Take several objects that stand side by side out of a document: a list of them, or all members of an object."""
    found = [items for items in _families(document) if len(items) > 1 and all(isinstance(item, dict) for item in items)]
    return pick(rng, found) if found else None


def _families(value: JSON) -> Iterator[list[JSON]]:
    items = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    yield items
    for item in items:
        if isinstance(item, dict | list):
            yield from _families(item)


# -- inverses: what undoes an error where strict reading stops

_FENCE = re.compile(r"```[\w+-]*[ \t]*\n?")
_FENCE_BEFORE = re.compile(r"```[\w+-]*[ \t]*\n?(?=\s*[{\[])")
_OPENER = re.compile(r"[{\[]")
_SCRIPT_ALONE = re.compile(r"(?:[\w$]+(?:\.[\w$]+)*)?\s*[:(=]?\s*")
_TITLE = re.compile(r"\s*\w[\w ]*:\s+")
_TAG = re.compile(r"<think>.*?</think>\s*|</?[A-Za-z_][\w.-]*(?:\s[^<>]*)?>", re.DOTALL)
_SCRIPT = re.compile(
    r"""(?:(?:var|let|const)\s+)?[A-Za-z_$][\w$.]*\s*=\s*(?=[{\["])|export\s+default\s+|return\s+(?=[{\[])"""
    r"""|[A-Za-z_$][\w$.]*\((?=\s*[{\["])"""
)
_SCRIPT_END = re.compile(r"\)\s*;?\s*$|;\s*$")
_ODD_BLANKS = re.compile("[\ufeff\u00a0\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f\u2060\u3000\x0b\x0c\x00]+")
_BARE_QUOTE = re.compile(r'(?<!\\)(?:\\\\)*"')
_ESCAPED_MARK = re.compile(r'\\(["\\])')
_QUOTE_ENTITY = re.compile(r"&(?:quot|#34|#x22);")
_WRITTEN = re.compile(r"(?:\\[nrt]\s*)+")
_CALL = re.compile(r"""(?:new\s+)?[A-Za-z_$][\w$.]*\(\s*("(?:[^"\\]|\\.)*"|'[^'\\]*'|-?[\d.]+)\s*\)""")


def _without_fence(reading: Reading) -> Iterator[Fix]:
    found = reading.match(_FENCE)
    if found and reading.wants == "nothing":
        yield Fix(reading.place, len(reading.text), "")
    elif found:
        yield Fix(0 if not reading.shape else reading.place, found.end(), "")
    elif not reading.shape:
        found = _FENCE_BEFORE.search(reading.text)
        if found:
            yield Fix(0, found.end(), "")


def _without_prose(reading: Reading) -> Iterator[Fix]:
    """Leave out what stands before the first bracket, or behind the last one."""
    text = reading.text
    if not reading.shape and reading.here not in '{["':
        found = _OPENER.search(text, reading.place)
        before = text[: found.start()] if found else '"'
        if found and '"' not in before and (_TITLE.fullmatch(before) or not _SCRIPT_ALONE.fullmatch(before.strip())):
            yield Fix(0, found.start(), "", len(before.split()) > 1 or before.endswith("\n"))
    if reading.wants == "nothing" and reading.last in "}]" and reading.here not in ",}]":
        behind = text[reading.place :]
        if "{" not in behind:
            data = "[" in behind or '"' in behind
            yield Fix(reading.before, len(text), "", not data, 2 * data)


def _without_tag(reading: Reading) -> Iterator[Fix]:
    found = reading.match(_TAG) if not reading.shape or reading.wants == "nothing" else None
    if found:
        yield Fix(reading.place, found.end(), "")


def _without_script(reading: Reading) -> Iterator[Fix]:
    found = reading.match(_SCRIPT) if not reading.shape else None
    if found:
        yield Fix(reading.place, found.end(), "")
    found = reading.match(_SCRIPT_END) if reading.wants == "nothing" else None
    if found:
        yield Fix(reading.place, found.end(), "")


def _without_odd_blanks(reading: Reading) -> Iterator[Fix]:
    found = reading.match(_ODD_BLANKS)
    if found:
        yield Fix(reading.place, found.end(), "")


def _unescaped(reading: Reading) -> Iterator[Fix]:
    text = reading.text
    if text.startswith('\\"', reading.place) and not _BARE_QUOTE.search(text):
        yield Fix(0, len(text), _ESCAPED_MARK.sub(r"\1", text))


def _without_entities(reading: Reading) -> Iterator[Fix]:
    if reading.here == "&" and '"' not in reading.text and _QUOTE_ENTITY.search(reading.text):
        yield Fix(0, len(reading.text), unescape(reading.text))


def _without_written_newlines(reading: Reading) -> Iterator[Fix]:
    found = reading.match(_WRITTEN)
    if found:
        yield Fix(reading.place, found.end(), "")


def _argument(reading: Reading) -> Iterator[Fix]:
    found = reading.match(_CALL) if reading.at_value else None
    if found:
        yield Fix(reading.place, found.end(), found[1])


def _as_list(reading: Reading) -> Iterator[Fix]:
    """Make a list of values that follow each other; of the first alone where what follows is not sound."""
    several = reading.here in ("{", "[") or (reading.here == "," and (reading.last in "}]" or len(reading.shape) == 1))
    if reading.wants != "nothing" or not several:
        return
    values, rest = [reading.text[: reading.before]], reading
    while rest.wants == "nothing" and rest.here:
        rest = read(rest.text[rest.before :].lstrip(", \t\r\n"))
        values.append(rest.text[: rest.before])
    if rest.whole:
        yield Fix(0, len(reading.text), f"[{', '.join(values)}]")
    else:
        yield Fix(0, 0, "[")


# Envelopes in the order in which they go around each other, the innermost first.
CORRUPTORS = (
    Corruptor(
        "jsonp_assignment", "envelope", _script, ("[1]", "data = [1];"), weight=34, mend=Mend(_without_script, again=0)
    ),
    Corruptor(
        "markdown_fence",
        "envelope",
        _fence,
        ("[1]", "```json\n[1]\n```"),
        weight=88,
        mend=Mend(_without_fence, again=0),
    ),
    Corruptor("xml_tags", "envelope", _tags, ("[1]", "<json>[1]</json>"), weight=38, mend=Mend(_without_tag, again=0)),
    Corruptor(
        "prose_around", "envelope", _prose, ("[1]", "Result:\n[1]"), weight=85, mend=Mend(_without_prose, again=0)
    ),
    Corruptor(
        "invisible_chars", "blank", _invisible, ("[1]", "\ufeff[1]"), weight=25, mend=Mend(_without_odd_blanks, again=0)
    ),
    Corruptor("escaped_json", "text", _escaped, ('{"a":1}', r"{\"a\":1}"), weight=9, mend=Mend(_unescaped)),
    Corruptor(
        "html_entities", "text", _entities, ('{"a":1}', "{&quot;a&quot;:1}"), weight=9, mend=Mend(_without_entities)
    ),
    Corruptor(
        "written_newlines",
        "text",
        _written_newlines,
        ("[\n1]", r"[\n1]"),
        weight=20,
        mend=Mend(_without_written_newlines, again=0),
    ),
    Corruptor(
        "function_wrapper",
        "scalar",
        _call,
        ("[5]", "[NumberInt(5)]"),
        weight=12,
        policy="unwrap",
        mend=Mend(_argument, again=0),
    ),
    Corruptor(
        "concatenated_values",
        "text",
        _lines,
        ('[{"a":1},{}]', '{"a":1}\n{}'),
        weight=80,
        policy="one_array",
        prepare=_list_of_objects,
        mend=Mend(_as_list),
    ),
)
