"""All over the text: a mark before each line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jsonsynth.corruption import (
    JSON,
    Corruptor,
    Edit,
    Fix,
    Mend,
    Random,
    Reading,
    Tokens,
    YamlError,
    chance,
    pick,
    printed,
    read,
    read_yaml,
    rewritten,
)


def _marked_lines(tokens: Tokens, rng: Random) -> list[Edit]:
    lines = tokens.text.split("\n")
    if len(lines) < 3:
        return []
    if chance(rng, 0.5):
        mark = pick(rng, ("> ", "> ", ">", "| ", "+"))
        return rewritten(tokens, "\n".join([mark + line for line in lines]))
    behind, width = pick(rng, (": ", " | ", "\t", "  ")), len(str(len(lines)))
    return rewritten(tokens, "\n".join([f"{number:>{width}}{behind}{line}" for number, line in enumerate(lines, 1)]))


# -- inverses: what undoes an error where strict reading stops

_LINE_MARK = re.compile(r"[ \t]*(?:>{1,3} ?|[|+]|\.{3}:?|(\d{1,6})(?:[ \t]*[:|]|\t|  ))")
_OPENED = re.compile(r"\s*(?:[A-Za-z_][\w.]*\s*=\s*)?[{\[]")
_OPENER = re.compile(r"[{\[]")
_FIRST = 200  # characters of a line in which what each begins with ends
_DIFF_HEAD = re.compile(r"(?:---|\+\+\+|@@|diff|index) ")
_END_MARK = re.compile(r"[ \t]*[$+\\|¶↵⏎][ \t]*\n")
_FEW = 4  # tokens that may be read in what stands before the first line
_INDENTED = 20  # characters before a mark, at most


_FIELD = re.compile(r"(?:event|id|retry)?:")  # of a stream of events
_FIELDS = ("data:", "event:", "id:", "retry:")
_PLAIN = re.compile(r"(?!data:|event:|id:|retry:|:)[^{}\[\]]*")
_NO_BRACKET = re.compile(r"[^{}\[\]]*")
_LABEL = re.compile(r"""[^{}\[\]"]+(?=[{\[])""")


_CHUNKED = re.compile(r"\s*[0-9a-fA-F]{1,6}\r?\n(.*)\r?\n0\s*", re.DOTALL)  # each with its size before it
_SIZE = re.compile(r"\r?\n[0-9a-fA-F]{1,6}\r?\n")


def _of_events(reading: Reading) -> Iterator[Fix]:
    """Take the data out of a stream of events, or the JSON of lines that each have something before it."""
    lines = [line for line in reading.text.split("\n") if line.strip()]
    if values := _sent(lines):
        if read(joined := "\n".join(values)).whole:
            values = [joined]
        sound = all(read(value).whole for value in values)
        yield Fix(0, len(reading.text), "\n".join(values) if sound else f"[{', '.join(values)}", sound)
        return
    labels = [_LABEL.match(line) for line in lines]
    values = [line[label.end() :] for line, label in zip(lines, labels, strict=True) if label]
    if len(values) == len(lines) > 1 and all(read(value).whole for value in values):
        yield Fix(0, len(reading.text), "\n".join(values), False)


def _sent(lines: Sequence[str]) -> list[str]:
    """Return the data of a stream of events, nothing if it is none; the first may have lost its mark or have prose."""
    start = next((place for place, line in enumerate(lines) if not _PLAIN.fullmatch(line)), 0)
    first = [*lines[start : start + 1]] if lines[start].startswith("{") else []
    fields = lines[start + len(first) :]
    if fields and any(field.startswith(fields[-1]) for field in _FIELDS):  # the last one is cut
        fields = fields[:-1]
    sent = [line[5:].strip() for line in fields if line.startswith("data:")]
    if not sent or not all(line.startswith("data:") or _FIELD.match(line) for line in fields):
        return []
    return first + [data for data in sent if data != "[DONE]"]


_LABEL_OF_ITEM = re.compile(  # which may be a line of its own, above a block
    r"""^[ \t]*((?:\[\d+\]|[^\s{}\[\]"'`])[^{}\[\]"'`\n]*)(?:\n\s*)?(?:```\w*\s+)?(?=[{\[])""", re.MULTILINE
)
_NUMBER = re.compile(r"\d+")


def _of_items(reading: Reading) -> Iterator[Fix]:
    """Make a list of documents each of which has the same before it but for a number: "1. {...}"."""
    text = reading.text
    found = list(_LABEL_OF_ITEM.finditer(text))
    kinds = [_NUMBER.sub("", label[1]) for label in found]
    starts = [label for label, kind in zip(found, kinds, strict=True) if kind == kinds[0]]
    behind = bool(found) and kinds[0] != found[0][1] and 0 < reading.before <= found[0].start()
    bare = behind and reading.wants == "nothing" and not text[reading.before : found[0].start()].strip()
    if len(starts) + bare < 2 or not (bare or _NO_BRACKET.fullmatch(text, 0, found[0].start())):
        return
    ends = [label.start() for label in starts] + [len(text)]
    items = [text[label.end() : end].rstrip(" \r\n\t,`") for label, end in zip(starts, ends[1:], strict=True)]
    yield Fix(0, len(text), f"[{', '.join([text[: reading.before]] * bare + items)}", False)


_BULLET = re.compile(r"^[*•](?= )", re.MULTILINE)
_NAME_AS_CODE = re.compile(r"^([ \t]*(?:- )?)`([^`\n]+)`(?=:)", re.MULTILINE)
_OUTLINE = re.compile(r"(?:---[ \t]*\n)?\s*(?:- |[*_]*\w[\w .*$/-]*:(?:\s|$))")


def _from_outline(reading: Reading) -> Iterator[Fix]:
    """Read YAML, or a list of names and values of Markdown."""
    if "{" in reading.text:
        return
    text = _NAME_AS_CODE.sub(r"\1\2", _BULLET.sub("- ", reading.text.strip()))
    if not _OUTLINE.match(text) or "\n" not in text:
        return
    try:
        value = read_yaml(text.replace("**", ""))
    except YamlError:
        return
    if isinstance(value, list) and all(isinstance(item, dict) and len(item) == 1 for item in value):
        members = {name: member for item in value if isinstance(item, dict) for name, member in item.items()}
        value = members if len(members) == len(value) else value
    if isinstance(value, dict | list):
        yield Fix(0, len(reading.text), printed(value), False)


_SECTION = re.compile(r"\[\s*([\w.\- ]+?)\s*\]")
_SETTING = re.compile(r"""([\w.-]+)\s*=\s*("(?:[^"\\]|\\.)*"|'[^']*'|\[[^{}=]*\]|[^"'{}\[\]=;,()]*)""")
_PAIR = re.compile(r"""([A-Za-z_][\w.-]*)=("(?:[^"\\]|\\.)*"|[^\s"'{}\[\]=,;()]+)""")
_PAIRS = re.compile(rf"\s*{_PAIR.pattern}(?:\s+{_PAIR.pattern})+\s*")


def _from_settings(reading: Reading) -> Iterator[Fix]:
    """Read settings, a line each, with the names of sections before them; or those of a line of a log."""
    text = reading.text
    if _PAIRS.fullmatch(text):
        settings: dict[str, JSON] | None = {name: _setting(value) for name, value in _PAIR.findall(text)}
    else:
        settings = _of_lines([line.strip() for line in text.split("\n")])
    if settings:
        yield Fix(0, len(text), printed(settings), False)


def _of_lines(lines: Sequence[str]) -> dict[str, JSON] | None:
    settings: dict[str, JSON] = {}
    home = settings
    if sum("=" in line for line in lines) < 2:
        return None
    for line in lines:
        head, member = _SECTION.fullmatch(line), _SETTING.fullmatch(line)
        if head:
            section: dict[str, JSON] = {}
            settings[head[1]] = home = section
        elif member:
            home[member[1]] = _setting(member[2])
        elif line and line[0] not in "#;":
            return None
    return settings


def _setting(written: str) -> JSON:
    if written.startswith("'"):
        return written[1:-1]
    value: JSON = read_yaml(written) if read(written).whole else written
    return value


def _without_line_marks(reading: Reading) -> Iterator[Fix]:
    """Leave out what stands before each line, a mark or its number; the first may have lost its own."""
    if reading.here in ("+", "-", "@") and (lines := _of_diff(reading.text)):
        yield Fix(0, len(reading.text), "\n".join(lines), False)
    if reading.shape in ("", "[") and "=" in reading.text:
        yield from _from_settings(reading)
    yield from _unmarked_items(reading)
    if "\n" in reading.text:
        yield from _of_lines_alike(reading)


def _of_lines_alike(reading: Reading) -> Iterator[Fix]:
    """Leave out what all lines begin or end with."""
    if reading.shape in ("", "0") and (chunked := _CHUNKED.fullmatch(reading.text)):
        yield Fix(0, len(reading.text), _SIZE.sub("", chunked[1]), False)
    if reading.match(_END_MARK) and (bare := _without_end_mark(reading.text)):
        yield Fix(0, len(reading.text), bare, False)
    second = reading.text.find("\n") + 1
    if reading.place <= second + _INDENTED and _LINE_MARK.match(reading.text, second):
        yield from _marked(reading)
    if len(reading.shape) < _FEW and (bare := _without_prefix(reading.text)):
        yield Fix(0, len(reading.text), bare, False)
    begun = reading.shape in ("", "0") or reading.wants == "nothing"
    if begun and (reading.here not in ("{", "[", "") or reading.shape == "[0]"):
        yield from list(_of_events(reading)) or _of_items(reading)
        yield from () if reading.shape else _from_outline(reading)


def _without_prefix(text: str) -> str:
    """Leave out what each line of a document begins with but for its numbers, as a log does; empty if it is no such.

    It ends where the first line opens the document; of the last line it may be all that is left.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    kinds = [_NUMBER.sub("0", line) for line in lines]
    for opened in reversed(list(_OPENER.finditer(kinds[0], 0, _FIRST))):
        prefix = kinds[0][: opened.start()]
        stem = prefix.rstrip()
        if stem and '"' not in stem and "{" not in stem and len(kinds) > 1:
            last = len(kinds) - stem.startswith(kinds[-1].rstrip())
            if all(kind.startswith(stem) for kind in kinds[:last]):
                before = re.compile(re.escape(stem).replace("0", r"\d+") + f"(?:{prefix[len(stem) :]})?")
                return "\n".join(before.sub("", line, count=1) for line in lines[:last])
    return ""


def _without_end_mark(text: str) -> str:
    """Leave out the mark behind each line, as tables and terminals show where it ends; empty if there is none."""
    lines = text.rstrip().split("\n")
    mark = lines[0].rstrip()[-1:]
    count = next((number for number, line in enumerate(lines) if not line.rstrip().endswith(mark)), len(lines))
    if count < 2 or any(line.endswith(mark) for line in lines[count:]):
        return ""
    return "\n".join([*(line.rstrip()[:-1] for line in lines[:count]), *lines[count:]])


def _marked(reading: Reading) -> Iterator[Fix]:
    """Leave out a mark, a prompt or a number before each line."""
    first, *others = reading.text.rstrip(" >\n").split("\n")
    marks: list[re.Match[str]] = []
    for line in others:
        mark = _LINE_MARK.match(line)
        if mark is None:
            break
        marks.append(mark)
    mark = _LINE_MARK.match(first)
    opened = first[mark.end() :] if mark else first
    several = len(marks) > 1 or (bool(marks) and mark is not None and _are_alike([mark, *marks]))
    if several and _are_alike(marks) and _OPENED.match(opened):
        bare = [line[mark.end() :] for line, mark in zip(others, marks, strict=False)]
        unmarked = "\n".join([opened, *bare, *others[len(bare) :]])
        yield Fix(0, len(reading.text), unmarked, mark is not None and read(unmarked).wants != "text")


_ITEM_MARK = re.compile(r"""(?:[-*•]|\(?\d{1,3}[.)])[ \t]+(?=["'“{\[A-Za-z])""")
_ITEMS_BELOW = re.compile(r"(?:\n[ \t]*[-*•][ \t]+[^\n]+)+")
_ITEM_BELOW = re.compile(r"\n[ \t]*[-*•][ \t]+([^\n]+?),?[ \t]*(?=\n|$)")


def _unmarked_items(reading: Reading) -> Iterator[Fix]:
    """Leave out the bullet or number before an item of a list; where it begins a line, it stands for a comma too."""
    text = reading.text
    start = reading.starts[-1] if reading.last == "0" and reading.here == ")" else reading.place
    mark = _ITEM_MARK.match(text, start) if reading.inside == "[" else None
    begins_line = "\n" in text[reading.before : start]
    if mark and (reading.at_value or start != reading.place):
        yield Fix(start, mark.end(), "", False)
    elif mark and reading.wants == "more" and begins_line:
        yield Fix(reading.before, mark.end(), ", ", False)
    below = _ITEMS_BELOW.match(text, text.find("\n", reading.before)) if reading.last == ":" and begins_line else None
    if below:
        yield Fix(below.start(), below.end(), f" [{', '.join(_ITEM_BELOW.findall(below.group()))}]", False)


def _of_diff(text: str) -> list[str]:
    """Return the lines that a diff leads to, none where it is no diff of both sides."""
    lines = [line for line in text.split("\n") if line and not _DIFF_HEAD.match(line)]
    if {line[0] for line in lines} != {" ", "+", "-"}:
        return []
    return [line[1:] for line in lines if line[0] != "-"]


def _are_alike(marks: Sequence[re.Match[str]]) -> bool:
    """Whether it is one mark, or each line's number."""
    if marks[0][1] is None:
        return len({mark.group().strip() for mark in marks}) == 1
    return [mark[1] for mark in marks] == [str(int(marks[0][1]) + place) for place in range(len(marks))]


CORRUPTORS = (
    Corruptor(
        "marked_lines",
        "text",
        _marked_lines,
        ("[\n1\n]", "> [\n> 1\n> ]"),
        does="puts `>`, `|`, `+` or its number before each line",
        where="three lines or more",
        weight=4,
        mend=Mend(_without_line_marks, again=0),
    ),
)
