"""Values that no JSON has: wrapped in a call, several of them in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jsonsynth.corruption import (
    JSON,
    QUOTED_OR_ROUND,
    Corruptor,
    Edit,
    Fix,
    Mend,
    Policy,
    Random,
    Reading,
    Tokens,
    around,
    closing,
    find,
    find_all,
    pick,
    printed,
    read,
    requoted,
    rewritten,
)

_SCALAR = re.compile(r"(?<=:)[s0](?=[,}])|(?<=[,\[])s(?=[,\]])")  # of a list, no numbers: coordinates are not wrapped
_TOP_COMMA = re.compile(r"(?<=}),(?={)")
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
_DATE = re.compile(r'"\d{4}-\d\d-\d\d(?:T[\d:.Z+-]+)?"')


def _callable(token: str) -> bool:
    return token[0] != '"' or any(kind.fullmatch(token) for kind in (_HEX, _UUID, _DATE))


def _name_of_call(token: str, rng: Random) -> str:
    if token[0] != '"':
        integer = token.lstrip("-").isdigit()
        return pick(rng, _NUMBER_CALLS[:3] if integer else _NUMBER_CALLS[2:])
    if _DATE.fullmatch(token):
        return pick(rng, ("ISODate", "Date", "new Date"))
    return "ObjectId" if _HEX.fullmatch(token) else "UUID"


def _lines(tokens: Tokens, rng: Random) -> list[Edit]:
    shape = tokens.shape
    commas = [index for index in find_all(tokens, _TOP_COMMA) if tokens.around(index) == 0]
    if not shape.startswith("[{") or not commas:
        return []
    if len(commas) != sum(1 for span in tokens.spans if span.parent == 0) - 1:
        return []
    between = pick(rng, ("\n", "\n", "\n", " ", ""))
    last = len(shape) - 1
    if "\n" in tokens.blank(0):
        return rewritten(tokens, "\n".join(_outdented(tokens, [0, *commas, last])))
    inner = [Edit(tokens.starts[index], tokens.starts[index + 1], between) for index in commas]
    return [Edit(0, tokens.starts[1], ""), *inner, Edit(tokens.starts[last], tokens.end(last), "")]


def _outdented(tokens: Tokens, marks: list[int]) -> Iterator[str]:
    """Give what stands between marks of structure, a level further out."""
    for place, behind in enumerate(marks[1:]):
        item = tokens.text[tokens.starts[marks[place] + 1] : tokens.end(behind - 1)]
        yield item.replace(tokens.blank(0), "\n")


def _list_of_objects(document: JSON, rng: Random) -> JSON | None:
    """Take several objects that stand side by side out of a document: a list of them, or all members of an object."""
    found: list[list[JSON]] = []
    containers = [document]
    for container in containers:  # grows
        items = (
            [*container.values()] if isinstance(container, dict) else container if isinstance(container, list) else []
        )
        inner = [item for item in items if type(item) in _CONTAINERS]
        if len(inner) == len(items) > 1 and list not in map(type, inner):
            found.append(items)
        containers += inner
    return pick(rng, found) if found else None


_CONTAINERS = frozenset((dict, list))


# -- inverses: what undoes an error where strict reading stops

_MAKING = re.compile(r"""(?:new\s+)?[A-Za-z_][\w.]*\((?:<class '[\w.]+'>,\s*)?(?=\s*[{\[])""")  # ``array([1, 2])``
_BEHIND_ARGUMENT = re.compile(r"\s*,\s*\w+\s*=[^{}\[\]]*$")
_TEXT = r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
_NAME = rf"(?:{_TEXT}\s*(?:=>|->|to\b|=(?!=))|[A-Za-z_][\w.]*\s*(?:->|=>?(?!=)))"  # ``id=``, ``"id" =>``, ``"id" to``
_MAKER = r"[A-Za-z_][\w.]*(?:\{[^{}()]*\}|<[^<>()]*>)?\("
_LIST = r"(?:c|seq|tuple|vector|arrays\.aslist|\w*(?:list|set|array)(?:\.?of)?)(?:<[^<>()]*>)?\((?!\s*[\[{])"
_IN_TURN = r"\w*Map\.of\("  # names and values take turns
# ``User(id=1)``, ``listOf("a")``, ``Map.of("a", 1)``
_OF_NAMES = re.compile(rf"{_MAKER}(?=\s*{_NAME})|(?i:{_LIST})|{_IN_TURN}")
_NAMED, _LISTED, _TURNS = re.compile(rf"\s*{_NAME}"), re.compile(_LIST, re.IGNORECASE), re.compile(_IN_TURN)
_PART_OF_CALL = re.compile(
    rf"(?P<name>{_NAME})|(?P<text>{_TEXT})|(?P<open>{_MAKER}|[(\[{{])|(?P<close>[)\]}}])|(?P<comma>,)", re.DOTALL
)
_SEPARATOR = re.compile(r"\s*(?:=>|->|=|\bto)$")
_PAIR = re.compile(r"""\(\s*("(?:[^"\\]|\\.)*"|'[^'\\]*')\s*,\s*([^()\[\]{}]+|\[[^()\[\]]*\]|\{[^(){}]*\})\s*\)""")
_OF_PAIRS = re.compile(r"OrderedDict\(\[((?:[^()\[\]]|\([^()]*\)|\[[^()\[\]]*\])*)\]\)")
_CALL = re.compile(r"""(?:new\s+)?[A-Za-z_$][\w$.]*\(\s*("(?:[^"\\]|\\.)*"|'[^'\\]*'|-?[\d.]+|true|false)\s*,?\s*\)""")


_ANY_CALL = re.compile(r"(?:new\s+)?[A-Za-z_][\w.]*\([^()\n]*\)(?=\s*[,}\]])")
_FUNCTION = re.compile(r"(?:async\s+)?(?:function\b[^{}\n]*|(?:\([^(){}\n]*\)|\w+)\s*=>\s*)\{")
_BRACE = re.compile(r"""[^"'`{}]*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|[{}])""", re.DOTALL)
_MOMENT = re.compile(r"(?:datetime\.)?date(?:time)?\((\d{4}), (\d\d?), (\d\d?)(?:, (\d\d?), (\d\d?)(?:, (\d\d?))?)?\)")


_TYPE_OF_GO = re.compile(r"(?:&?[A-Z]\w*|map\[[\w.]+\]\*?(?:interface\{\}|[\w.]+))(?=\{)")
_NEW = re.compile(  # of C# and Java, or a cast
    r"new\b\s*(?:[A-Za-z_][\w.]*(?:<[^{}()]*>)?)?\s*(\[\d*\])?\s*(?:\(\))?\s*(?=\{)|\([a-z]\w*\??\)(?=[\w\"'-])"
)
_OF_DICTIONARY = re.compile(r"new\s+\w*(?:Dictionary|Map)\b[^{}]*\{\s*\{")
_ENTRY = re.compile(rf"""\{{\s*({_TEXT})\s*,((?:[^"'{{}}]|{_TEXT})*)\}}""")
_LISTED_TYPE = re.compile(r"(?:List|Set|Array)\b")
_ELEMENTS_OF_GO = re.compile(r"\*?(?:map\[[\w.]+\])?(?:interface\{\}|[\w.]+)\{")  # behind "[]"


def _of_go(reading: Reading) -> Iterator[Fix]:
    """Leave out the type of what Go writes in braces; what has the type of a list stands in brackets."""
    made = reading.match(_TYPE_OF_GO) if reading.at_value else None
    new = reading.match(_NEW) if reading.at_value and (reading.shape or reading.text.startswith("new")) else None
    if new and _OF_DICTIONARY.match(reading.text, new.start()):
        entries = reading.text[new.end() :].rstrip().removesuffix(";")
        yield Fix(reading.place, len(reading.text), _ENTRY.sub(r"\1:\2", entries), False)
    elif new and (new[1] or _LISTED_TYPE.search(new.group())) and (end := closing(_BRACE, reading.text, new.end())):
        yield Fix(reading.place, end, f"[{reading.text[new.end() + 1 : end - 1]}]", False)
    elif new:
        yield Fix(reading.place, new.end(), "", False)
    if made:
        yield Fix(reading.place, made.end(), "", False)
    listed = (
        reading.match(_ELEMENTS_OF_GO) if reading.shape.endswith("[]") and reading.place == reading.before else None
    )
    end = closing(_BRACE, reading.text, listed.end() - 1) if listed else 0
    if listed and end:
        yield Fix(reading.starts[-2], end, f"[{reading.text[listed.end() : end - 1]}]", False)


def _argument(reading: Reading) -> Iterator[Fix]:
    yield from _of_go(reading)
    found = reading.match(_CALL) if reading.at_value else None
    if found:
        yield Fix(reading.place, found.end(), found[1])
    moment = reading.match(_MOMENT) if reading.at_value else None
    if moment:
        yield Fix(reading.place, moment.end(), f'"{_as_date(moment)}"')
    yield from _object_made(reading)
    if reading.at_value and reading.shape and reading.here not in ("[", "{", '"'):
        yield from _source(reading)


def _source(reading: Reading) -> Iterator[Fix]:
    """Quote a call or a function as it stands."""
    called = reading.match(_ANY_CALL)
    if called:
        yield Fix(reading.place, called.end(), printed(called.group()), False, 2)
    code = reading.match(_FUNCTION)
    end = code and closing(_BRACE, reading.text, code.end() - 1)
    if end:
        yield Fix(reading.place, end, printed(reading.text[reading.place : end]), False)


def _object_made(reading: Reading) -> Iterator[Fix]:
    """Read what makes a container for it: by its content, by its members' names."""
    named = _members_in_braces(reading.text, reading.place) if reading.at_value and reading.match(_OF_NAMES) else None
    if named:
        yield Fix(reading.place, named[0], named[1], False)
    start = reading.match(_MAKING) if reading.at_value else None
    end = closing(QUOTED_OR_ROUND, reading.text, reading.place) if start else 0
    if start is None or end == 0:
        return
    inner = reading.text[start.end() : end - 1]
    if start.group() == "OrderedDict(" and inner.startswith("["):
        yield Fix(reading.place, end, _of_pairs(reading.text[reading.place : end]), False)
    elif reading.shape:  # what a whole text is the argument of is a script's
        yield Fix(reading.place, end, _BEHIND_ARGUMENT.sub("", inner))


def _of_pairs(text: str) -> str:
    """Write what is made of pairs as objects, the innermost first."""
    while (written := _OF_PAIRS.sub(lambda made: "{" + _PAIR.sub(r"\1: \2", made[1]) + "}", text)) != text:
        text = written
    return text


def _members_in_braces(text: str, place: int) -> tuple[int, str] | None:
    """Write a call with names, and those inside it, as objects; return its end too. None if it has none."""
    parts: list[str] = []
    closers: list[str] = []
    for found in _PART_OF_CALL.finditer(text, place):
        parts.append(text[place : found.start()])
        place, part, kind = found.end(), found.group(), found.lastgroup
        if kind == "open":
            closers.append(_closer(text, found))
        parts.append(_written(part, str(kind), closers))
        if kind == "close":
            del closers[-1]
        if not closers:
            return place, "".join(parts)
    return None


def _closer(text: str, opened: re.Match[str]) -> str:
    """Return what closes a call: a brace if its arguments have names, a bracket if it makes a list."""
    if not opened.group().endswith("("):
        return ""
    if _TURNS.match(text, opened.start()):
        return "}:"
    return "}" if _NAMED.match(text, opened.end()) else "]" if _LISTED.match(text, opened.start()) else ")"


def _written(part: str, kind: str, closers: list[str]) -> str:
    if kind == "name" and closers[-1] == "}":
        name = _SEPARATOR.sub("", part)
        return (requoted(name[1:-1], name[0]) if name[0] in "\"'" else f'"{name}"') + ": "
    if kind == "open" and closers[-1] not in ("", ")"):
        return "{" if closers[-1] != "]" else "["
    if kind == "comma" and closers[-1][1:]:
        comma = closers[-1][1:]
        closers[-1] = "}," if comma == ":" else "}:"
        return comma
    return closers[-1][:1] or part if kind == "close" else part


def _as_date(moment: re.Match[str]) -> str:
    """Write a date or time that Python shows as a call as ISO 8601 does."""
    year, month, day, *clock = (int(number or 0) for number in moment.groups())
    date = f"{year:04}-{month:02}-{day:02}"
    return date if moment[4] is None else f"{date}T{clock[0]:02}:{clock[1]:02}:{clock[2]:02}"


_AGAIN = re.compile(r"(?:(?:-{3,}|[-*•]|\d{1,3}[.)])\s+|;\s*|\x1e|(?:[A-Za-z]+\s+){1,3})?[{\[]")
_BETWEEN = re.compile(r"(?:[\s,;]|(?:-{3,}|[-*•]|\d{1,3}[.)])(?=\s)|\x1e|[A-Za-z]+(?=\s))*")


def _as_list(reading: Reading) -> Iterator[Fix]:
    """Make a list of values that follow each other; of the first alone where what follows is not sound."""
    listed = reading.here == "," and (reading.last in "}]" or len(reading.shape) == 1)
    if reading.wants != "nothing" or not (listed or reading.match(_AGAIN)):
        return
    values, rest = [reading.text[: reading.before]], reading
    numbered = reading.shape == "[0]" and reading.here in ("{", "[")  # "[1] {...}"
    while rest.wants == "nothing" and rest.here:
        rest = read(_BETWEEN.sub("", rest.text[rest.before :], count=1))
        values.append(rest.text[: rest.before])
    if rest.whole:
        yield Fix(0, len(reading.text), f"[{', '.join(values)}]", not numbered, 2 * numbered)
    else:
        yield Fix(0, 0, "[")


CORRUPTORS = (
    Corruptor(
        "function_wrapper",
        "scalar",
        _call,
        ('{"a":5}', '{"a":NumberInt(5)}'),
        does='wraps a scalar in a call: `ObjectId("...")`',
        where="a date, a UUID or 24 hex digits; a number that is a member",
        weight=12,
        kin="script",
        policy=Policy(
            "unwrap",
            re.compile(r"(?i)\bcall|wrapper|\b(?:chamad|llamad|appel|chiamat)|aufruf"),
            {
                "en": (
                    "Where a value is wrapped in a call such as Date(...) or NumberLong(...), keep only the argument.",
                    "Unwrap constructor calls: the argument of the call is the value.",
                    "A call like ObjectId(...) or Number(...) stands for its argument.",
                    "Replace each function call around a value by its argument.",
                    "Drop wrappers such as ISODate(...) or String(...) and keep the argument as the value.",
                    "If a value is the argument of a call, only the argument counts.",
                    "Calls such as UUID(...) only name a type: their argument is the value.",
                    "Take the value out of any call that wraps it.",
                    "No call is left in the answer; its argument takes its place.",
                )
            },
        ),
        mend=Mend(_argument, again=0),
    ),
    Corruptor(
        "concatenated_values",
        "text",
        _lines,
        ('[{"a":1},{}]', '{"a":1}\n{}'),
        does="writes the elements of a list one after the other",
        where="all elements are objects, two or more",
        weight=160,
        policy=Policy(
            "one_array",
            re.compile(r"(?i)\barray|\barreglo|\btableau"),
            {
                "en": (
                    "If there are several JSON values, return them as one array in their order.",
                    "Put several top-level values into one array.",
                    "Several documents in a row become one array.",
                    "Collect the values into a single array, in the order they come.",
                    "When the text holds more than one document, answer with an array of all of them.",
                    "More than one value at the top level means an array of these values.",
                    "Make one array of all documents in the text, first to last.",
                    "The text may hold several values in a row: they are the elements of one array.",
                    "Wrap consecutive documents in a single array.",
                )
            },
        ),
        prepare=_list_of_objects,
        mend=Mend(_as_list),
    ),
)
