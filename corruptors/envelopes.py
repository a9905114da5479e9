"""Around the text, or all over it: fences, prose, tags, calls, invisible characters, other encodings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jsonsynth.corruption import (
    JSON,
    Corruptor,
    Edit,
    Random,
    Tokens,
    around,
    below,
    chance,
    enveloped,
    find,
    find_all,
    inserted,
    pick,
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


# Envelopes in the order in which they go around each other, the innermost first.
CORRUPTORS = (
    Corruptor("jsonp_assignment", "envelope", _script, ("[1]", "data = [1];"), weight=30),
    Corruptor("markdown_fence", "envelope", _fence, ("[1]", "```json\n[1]\n```"), weight=75),
    Corruptor("xml_tags", "envelope", _tags, ("[1]", "<json>[1]</json>"), weight=30),
    Corruptor("prose_around", "envelope", _prose, ("[1]", "Result:\n[1]"), weight=70),
    Corruptor("invisible_chars", "blank", _invisible, ("[1]", "\ufeff[1]"), weight=25),
    Corruptor("escaped_json", "text", _escaped, ('{"a":1}', r"{\"a\":1}"), weight=20),
    Corruptor("html_entities", "text", _entities, ('{"a":1}', "{&quot;a&quot;:1}"), weight=15),
    Corruptor("written_newlines", "text", _written_newlines, ("[\n1]", r"[\n1]"), weight=25),
    Corruptor("function_wrapper", "scalar", _call, ("[5]", "[NumberInt(5)]"), weight=25, policy="unwrap"),
    Corruptor(
        "concatenated_values",
        "text",
        _lines,
        ('[{"a":1},{}]', '{"a":1}\n{}'),
        weight=80,
        policy="one_array",
        prepare=_list_of_objects,
    ),
)
