"""Arrays as PHP writes them: of members, in square brackets or ``array()``, an arrow behind each name.

The inverse reads too what PHP's print_r and Go's fmt show of arrays, maps and structs.
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
    Random,
    Reading,
    Tokens,
    chance,
    printed,
    read_yaml,
    requoted,
    rewritten,
)

_WHOLE = re.compile(r"-?(?:0|[1-9]\d*)")


def _as_php(tokens: Tokens, rng: Random) -> list[Edit]:
    """Write a document as an array of PHP: an empty one could be a list, and a name of digits would be a number."""
    shape = tokens.shape
    names = (tokens.token(index)[1:-1] for index, mark in enumerate(shape) if mark == "k")
    barred = "{}" in shape or "[]" in shape or "\\" in tokens.text
    if barred or not shape.startswith(("{k", "[{k")) or any(map(_WHOLE.fullmatch, names)):
        return []
    opener, closer = ("array(", ")") if chance(rng, 0.3) else ("[", "]")
    numbered = closer == ")" and chance(rng, 0.4)
    spelled = {"{": opener, "[": opener, "}": closer, "]": closer, ":": " =>"}
    parts: list[str] = []
    counts: list[int] = []
    for index, mark in enumerate(shape):
        token, blank = tokens.token(index), tokens.blank(index)
        if mark in "{[":
            counts.append(0 if mark == "[" else -1)
        elif mark in "}]":
            counts.pop()
        last = mark not in ",:{[" and shape[index + 1 : index + 2] in ("}", "]") and "\n" in blank
        parts += (spelled.get(mark) or _spelled(token), "," if last else "", blank or (" " if mark in ":," else ""))
        if numbered and mark in "[," and counts[-1] >= 0:
            parts.append(f"{counts[-1]} => ")
            counts[-1] += 1
    return rewritten(tokens, "".join(parts))


def _spelled(token: str) -> str:
    return "'" + token[1:-1].replace("'", "\\'") + "'" if token[0] == '"' else token


# -- inverses: what undoes an error where strict reading stops

_BEFORE = re.compile(r"(?:<\?php\s+)?(?:return\s+|\$\w+\s*=\s*)?(?=\[|(?i:array)\s*\()")
_WORD = re.compile(
    r"""(?:\s|//[^\n]*|/\*.*?\*/)*(?:(?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(?P<plain>-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?\b"""
    r"""|(?i:true|false|null)\b)|(?P<open>(?i:array)\s*\(|\[)|(?P<arrow>=>)"""
    r"""|(?P<comma>,)|(?P<close>[\])]))""",
    re.DOTALL,
)
_FARTHEST = 4_000  # characters to the first arrow
_STATEMENT_END = re.compile(r"\s*;\s*$")
_LONE = re.compile(r"(?<!\\)\\(?!['\\])")


class _Array:
    """An array that is being read: its elements with their keys, and the key and the value that were read last."""

    def __init__(self) -> None:
        self.items: list[tuple[str | None, str]] = []
        self.key: str | None = None
        self.value: str | None = None

    def put(self) -> bool:
        """Add the last element; say whether there was one."""
        if self.value is None:
            return False
        self.items.append((self.key, self.value))
        self.key = self.value = None
        return True

    def arrow(self) -> bool:
        """Take what was read for the key of what follows; say whether it can be one."""
        fits = self.key is None and self.value is not None and self.value[0] not in "{[tfn"
        if fits:
            self.key, self.value = self.value, None
        return fits

    def json(self) -> tuple[str, bool] | None:
        """Return it as JSON, and whether it is read one way alone; None if only some elements have a key."""
        keys = [key for key, _ in self.items if key is not None]
        if not keys or keys == [str(number) for number in range(len(self.items))]:
            return f"[{','.join(value for _, value in self.items)}]", bool(self.items)
        if len(keys) < len(self.items):
            return None
        named = [key if key[0] == '"' else f'"{key}"' for key in keys]
        members = (f"{key}:{value}" for key, (_, value) in zip(named, self.items, strict=True))
        return "{" + ",".join(members) + "}", named == keys


def _json_of(text: str, place: int) -> tuple[int, str, bool] | None:
    """Read an array of PHP: its end, its JSON, whether no other reading is likely."""
    arrays: list[_Array] = []
    sure = True
    while found := _WORD.match(text, place):
        place, kind = found.end(), str(found.lastgroup)
        word = found[kind]
        if kind == "open":
            arrays.append(_Array())
        elif kind == "close":
            arrays[-1].put()
            closed = arrays.pop().json()
            if closed is None:
                return None
            word, known = closed
            sure = sure and known
            if not arrays:
                return place, word, sure
            kind = "plain"
        if not _taken(arrays[-1], kind, word):
            return None
    return None if text[place:].strip() or not arrays else _of_cut(arrays, place)


def _of_cut(arrays: list[_Array], end: int) -> tuple[int, str, bool] | None:
    """Close the arrays that are open where the text ends."""
    word: str | None = None
    while arrays:
        array = arrays.pop()
        array.value = array.value if word is None else word
        array.put()
        closed = array.json()
        if closed is None:
            return None
        word = closed[0]
    return end, word or "", False


def _taken(array: _Array, kind: str, word: str) -> bool:
    """Add what was read to the array it stands in; say whether it may stand there."""
    if kind == "open":
        return True
    if kind in ("comma", "arrow"):
        return array.put() if kind == "comma" else array.arrow()
    if array.value is not None:
        return False
    if kind == "text":
        array.value = _text_of(word)
    else:
        array.value = word if word[0] in "{[" else word.lower()
    return True


def _text_of(token: str) -> str:
    if token[0] == '"':
        return requoted(token[1:-1], '"')
    return requoted(_LONE.sub(r"\\\\", token[1:-1]), "'")


def _from_php(reading: Reading) -> Iterator[Fix]:
    around = reading.shape[:-1] if reading.last in "s0" else reading.shape
    opened = around.endswith("[")  # up to the first item of an array, where the text is read as JSON
    before = _BEFORE.match(reading.text, reading.place) if reading.at_value and not opened else None
    if not (opened or before):
        return
    start = reading.starts[len(around.rstrip("["))] if opened else reading.place
    if "=>" not in reading.text[start : start + _FARTHEST]:
        return
    found = _json_of(reading.text, before.end() if before else start)
    if found:
        end, text, sure = found
        behind = _STATEMENT_END.match(reading.text, end)
        yield Fix(start, behind.end() if behind else end, text, sure)


_SHOWN_BY_PHP = re.compile(r"(?:Array|\w+ Object)\s*\((?=\s*(?:\[[^\]\n]*\] =>|\)\s*$))")
_SHOWN_BY_GO = re.compile(r"""map\[(?=[\w.-]+:|\])|&?\{(?=[\w.-]+:[^\s"'{}][^,"'\n]* [\w.-]+:\S)(?=[^,"'\n]*$)""")
_PART_OF_PHP = re.compile(
    r"\s*(?:\[(?P<name>[^\]\n]*)\] => ?(?P<nothing>(?=\n))?|(?P<open>(?:Array|\w+ Object)\s*\()"
    r"|(?P<close>\))(?=\s*(?:\n|$))|(?P<word>[^\n]+))"
)
_PART_OF_GO = re.compile(
    r"\s*(?:(?P<open>map\[|&?\{|\[)|(?P<close>[\]}])|(?<!:)(?P<name>[\w.-]+):(?!//)|(?P<word>[^\s\[\]{}]+))"
)
_SCALAR = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?|true|false")
_Items = list[tuple[str, JSON]]  # of a container, each with its name, empty in a list


def _shown(part: re.Pattern[str], text: str, place: int) -> tuple[int, JSON] | None:
    """Read what a language shows of a container: its end and its value, None if it has none."""
    around: list[tuple[str, str, _Items]] = []  # the containers that are open: name, bracket, items so far
    items: _Items = []
    name = ""
    while around or not items:
        found = part.match(text, place)
        if found is None or (found["close"] and not around):
            return None
        place, name = found.end(), found["name"] or name
        if found["open"]:
            around.append((name, found["open"], items))
            name, items = "", []
        elif found["close"]:
            name, opened, outer = around.pop()
            outer.append((name, _container(items, opened)))
            name, items = "", outer
        elif found["word"] and not name and items and items[-1][0]:
            items[-1] = (items[-1][0], f"{items[-1][1]} {found['word']}")
        elif found["name"] is None or found.lastgroup == "nothing":
            items.append((name, found["word"] or ""))
            name = ""
    return place, items[0][1]


def _container(items: _Items, opened: str) -> JSON:
    values = [_scalar(value) if isinstance(value, str) else value for _, value in items]
    names = [name for name, _ in items]
    listed = not any(names) or names == [str(number) for number in range(len(names))]
    if listed and opened[0] not in "m&{":
        return values
    return dict(zip(names, values, strict=True))


def _scalar(word: str) -> JSON:
    value: JSON = read_yaml(word) if _SCALAR.fullmatch(word) else word
    return None if word == "<nil>" else value


_DUMPED = re.compile(r"\s*(?:array|object)\([\w\\]+\)(?:#\d+ \(\d+\))? \{\n")
_PART_OF_DUMP = re.compile(
    r'(?P<open>(?:array|object)\([\w\\]+\)[^\n{]*\{)|\["(?P<name>[^"\n]*)"[^\]\n]*\]=>|\[(?P<number>\d+)\]=>'
    r'|string\(\d+\) "(?P<text>.*?)"(?=\n)|(?:int|float|bool)\((?P<plain>[^()]*)\)|(?P<null>NULL)|(?P<close>\})',
    re.DOTALL,
)
_PHP_FOR = {"open": "[", "close": "],", "null": "null,", "number": "{} =>", "name": "'{}' =>", "plain": "{},"}


def _of_dump(part: re.Match[str]) -> str:
    """Write as PHP would what its var_dump shows."""
    kind = str(part.lastgroup)
    if kind == "text":
        return "'" + part[kind].replace("\\", "\\\\").replace("'", "\\'") + "',"
    return _PHP_FOR[kind].format(part[kind])


def _from_dump(reading: Reading) -> Iterator[Fix]:
    yield from _from_php(reading)
    if not reading.shape and _DUMPED.match(reading.text):
        found = _json_of(_PART_OF_DUMP.sub(_of_dump, reading.text), 0)
        if found:
            yield Fix(0, len(reading.text), found[1], False)
    if reading.shape != "{" and not reading.at_value:
        return
    place = 0 if reading.shape == "{" else reading.place
    for beginning, part in ((_SHOWN_BY_PHP, _PART_OF_PHP), (_SHOWN_BY_GO, _PART_OF_GO)):
        shown = _shown(part, reading.text, place) if beginning.match(reading.text, place) else None
        if shown:
            yield Fix(place, shown[0], printed(shown[1]), False)


CORRUPTORS = (
    Corruptor(
        "php_array",
        "text",
        _as_php,
        ('{"a":[1,"b"]}', "['a' => [1, 'b']]"),
        does="writes all of it as an array of PHP, in square brackets or `array()`",
        where="nothing empty, no backslash, no name that is a whole number",
        weight=1,
        kin="php",
        mend=Mend(_from_dump),
    ),
)
