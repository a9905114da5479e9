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

_LINE_MARK = re.compile(r"[ \t]*(?:[>|+]|(\d{1,6})(?:[ \t]*[:|]|\t|  ))")
_PREFIX = re.compile(r"""[^\s{}"][^{}"]*[\]:>|]\s""")
_DIFF_HEAD = re.compile(r"(?:---|\+\+\+|@@|diff|index) ")
_FEW = 4  # tokens that may be read in what stands before the first line
_IN_FIRST_LINE = ("", "0", "{", "[")


_FIELD = re.compile(r"(?:event|id|retry)?:")  # of a stream of events
_PLAIN = re.compile(r"(?!data:|event:|id:|retry:|:)[^{}\[\]]*")
_NO_BRACKET = re.compile(r"[^{}\[\]]*")
_LABEL = re.compile(r"""[^{}\[\]"]+(?=[{\[])""")


def _of_events(reading: Reading) -> Iterator[Fix]:
    """Take the data out of a stream of events, or the JSON of lines that each have something before it."""
    lines = [line for line in reading.text.split("\n") if line.strip()]
    if values := _sent(lines):
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
    sent = [line[5:].strip() for line in fields if line.startswith("data:")]
    if not sent or not all(line.startswith("data:") or _FIELD.match(line) for line in fields):
        return []
    return first + [data for data in sent if data != "[DONE]"]


_LABEL_OF_ITEM = re.compile(r"""^[ \t]*([^\s{}\[\]"'][^{}\[\]"'\n]*)(?=[{\[])""", re.MULTILINE)
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
    items = [text[label.end() : end].strip().rstrip(",") for label, end in zip(starts, ends[1:], strict=True)]
    yield Fix(0, len(text), f"[{', '.join([text[: reading.before]] * bare + items)}", False)


_BULLET = re.compile(r"^[*•](?= )", re.MULTILINE)
_OUTLINE = re.compile(r"(?:---[ \t]*\n)?\s*(?:- |[*_]*\w[\w .*$/-]*:(?:\s|$))")


def _from_outline(reading: Reading) -> Iterator[Fix]:
    """Read YAML, or a list of names and values of Markdown."""
    if "{" in reading.text:
        return
    text = _BULLET.sub("- ", reading.text.strip())
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
    if settings and len(settings) > 1:
        yield Fix(0, len(text), printed(settings), False)


def _of_lines(lines: Sequence[str]) -> dict[str, JSON] | None:
    settings: dict[str, JSON] = {}
    home = settings
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
    if "\n" not in reading.text:
        return
    if len(reading.shape) < _FEW and (bare := _without_prefix(reading.text)):
        yield Fix(0, len(reading.text), bare, False)
    if (reading.shape in ("", "0") or reading.wants == "nothing") and reading.here not in ("{", "[", ""):
        yield from list(_of_events(reading)) or _of_items(reading)
        yield from () if reading.shape else _from_outline(reading)
    if reading.shape in _IN_FIRST_LINE:
        yield from _marked(reading)


def _without_prefix(text: str) -> str:
    """Leave out what each line of a document begins with but for its numbers, as a log does; empty if it is no such."""
    lines = [line for line in text.split("\n") if line.strip()]
    kinds = [_NUMBER.sub("0", line) for line in lines]
    first, last = min(kinds, default=""), max(kinds, default="")
    alike = next((place for place, mark in enumerate(first) if last[place : place + 1] != mark), 0)
    prefix = _PREFIX.match(first, 0, alike)
    if prefix is None:
        return ""
    before = re.compile("^" + re.escape(prefix.group()).replace("0", r"\d+"))
    bare = [before.sub("", line) for line in lines]
    return "\n".join(bare) if bare[0].startswith(("{", "[")) else ""


def _marked(reading: Reading) -> Iterator[Fix]:
    """Leave out a mark or a number before each line."""
    first, *others = reading.text.split("\n")
    marks: list[re.Match[str]] = []
    for line in others:
        mark = _LINE_MARK.match(line)
        if mark is None:
            break
        marks.append(mark)
    mark = _LINE_MARK.match(first)
    opened = first[mark.end() :] if mark else first
    if len(marks) > 1 and _are_alike(marks) and opened.lstrip().startswith(("{", "[")):
        bare = [line[mark.end() :] for line, mark in zip(others, marks, strict=False)]
        yield Fix(0, len(reading.text), "\n".join([opened, *bare, *others[len(bare) :]]), mark is not None)


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
        weight=16,
        mend=Mend(_without_line_marks, again=0),
    ),
)
