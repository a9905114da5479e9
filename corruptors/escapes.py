"""Inside strings: raw line breaks and tabs, and backslashes that escape nothing."""

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
    chance,
    find,
    pick,
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
_KEPT_BACKSLASH = re.compile(r'\\\\(?=[^"\\/bfnrtu\'])')
_ESCAPED_BACKSLASH = re.compile(r"\\\\")


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


_ROOTS = ("C:", "D:", "E:", "\\\\Server", "\\\\Host", "G:", "Z:")
_FOLDERS = (
    *("Data", "Users", "Windows", "Program Files", "Shared", "Archive", "Logs", "Exports", "Images", "Documents"),
    *("Projects", "Apps", "Jobs", "Queue", "Games", "Work", "Home", "Invoices", "Orders", "Scans", "Photos", "Music"),
    *("Videos", "Cache", "Config", "Keys", "Maps", "Models", "Office", "Payroll", "Sales", "System32", "Vault", "Web"),
    *("Yearly", "2023", "2024", "Q1", "Q2", "app", "data", "old", "logs", "src", "docs", "lib", "workspace", "home"),
)
_FILES = ("app.log", "data.csv", "index.html", "main.py", "Setup.exe", "scan.pdf", "cover.png", "sheet.xlsx", "old.zip")
_PATTERNS = (
    *(rf"^\d{{{count}}}$" for count in range(2, 13)),
    *(rf"^\w+\.{ending}$" for ending in ("csv", "log", "xml", "pdf", "json", "png")),
    *(rf"\d+\s{unit}" for unit in ("kg", "cm", "ml", "km", "EUR", "USD", "GB", "mph")),
    *(rf"^[A-Z]{{{count}}}-\d+$" for count in range(1, 5)),
    *(rf"\{sign}\d+(\.\d{{2}})?" for sign in "$+-#"),
    *(rf"\.{ending}$" for ending in ("js", "ts", "py", "css", "html", "md", "yml")),
    r"^\S+@\S+\.\w{2,}$",
    r"(\d+)-(\d+)",
    r"^\+?\d[\d -]{7,}$",
    r"\w+\s*=\s*\w+",
    r"^\s*#",
    r"\[\d+\]",
    r"^https?:\S+$",
)
_FORMULAS = (
    r"\alpha + \gamma",
    r"\sum_{i=1} x_i",
    r"\cdot",
    r"e^{-\lambda x}",
    r"\int_0^1 x dx",
    r"\sqrt{x}",
    r"\Delta x",
    r"\pi d",
    r"\mu \pm \sigma",
    r"\log_2 x",
    r"\omega L",
)
# Names of one word: they suit documents in any style of names.
_PATH_NAMES = ("path", "folder", "target", "directory", "file", "source", "root", "backup", "output")
_PATTERN_NAMES = ("pattern", "regex", "match", "validation", "mask", "rule", "filter")
_FORMULA_NAMES = ("formula", "latex", "expression", "equation")


def _path(rng: Random) -> str:
    folders = [pick(rng, _FOLDERS) for _ in range(1 + below(rng, 3))]
    ending = [pick(rng, _FILES)] if chance(rng, 0.5) else [f"{pick(rng, _FOLDERS)}{below(rng, 900)}"]
    return "\\".join([pick(rng, _ROOTS), *folders, *ending])


def _pattern(rng: Random) -> str:
    return pick(rng, _PATTERNS)


def _formula(rng: Random) -> str:
    return pick(rng, _FORMULAS)


_TEXTS = ((_PATH_NAMES, _path), (_PATTERN_NAMES, _pattern), (_PATTERN_NAMES, _pattern))
_MEASURED = (*_TEXTS, (_FORMULA_NAMES, _formula), (_FORMULA_NAMES, _formula))  # formulas stand beside measures


def _objects(value: JSON) -> list[dict[str, JSON]]:
    if isinstance(value, list):
        return [found for element in value for found in _objects(element)]
    if isinstance(value, dict):
        return [value, *(found for member in value.values() for found in _objects(member))]
    return []


# Objects with such a member have names of their own: calls, events, geometries, resources.
_FRAMES = frozenset(("arguments", "Arguments", "payload", "Payload", "coordinates", "geometry", "metadata", "labels"))


def _add_backslashes(document: JSON, rng: Random) -> JSON | None:
    """Give an object a member whose text has backslashes: a path, a pattern, a formula."""
    homes = [home for home in _objects(document) if _FRAMES.isdisjoint(home) and str in map(type, home.values())]
    if not homes:
        return None
    home = pick(rng, homes)
    names, draw = pick(rng, _MEASURED if float in map(type, home.values()) else _TEXTS)
    name, text = pick(rng, names), draw(rng)
    if next(iter(home))[:1].isupper():
        name = name.title()
    if name in home or _KEPT_BACKSLASH.sub("", text.replace("\\", "\\\\")).count("\\"):
        return None
    home[name] = text
    return document


_LINES = re.compile(r'"(?:[^"\\]|\\n(?=[^"\\]))*"')


def _of_lines(token: str) -> bool:
    return "\\n" in token and bool(_LINES.fullmatch(token))


def _triple(tokens: Tokens, rng: Random) -> list[Edit]:
    index = find(tokens, rng, _VALUE, _of_lines) if "\\n" in tokens.text else -1
    if index < 0:
        return []
    content = tokens.token(index)[1:-1].replace("\\n", "\n")
    return replaced(tokens, index, f'"""{content}"""')


def _single_backslashes(token: str) -> bool:
    """All its escapes are of a backslash, each before a character that it cannot escape."""
    if "\\" not in token:
        return False
    kept = len(_KEPT_BACKSLASH.findall(token))
    return kept > 0 and kept == len(_ESCAPED_BACKSLASH.findall(token)) and token.count("\\") == 2 * kept


def _half_the_backslashes(tokens: Tokens, rng: Random) -> list[Edit]:
    index = find(tokens, rng, _VALUE, _single_backslashes) if "\\\\" in tokens.text else -1
    return replaced(tokens, index, tokens.token(index).replace("\\\\", "\\")) if index >= 0 else []


# -- inverses: what undoes an error where strict reading stops

_CONTROLS = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_BREAKS = re.compile(  # those of the lines that follow too, up to where a string may end
    r"""[\r\n]+(?:[^\s}\]"'’”»`\\][^"'’”»`\\\x00-\x1f]*[\r\n]+(?!\s*(?:["}\]]|$)))*"""
)
_CONTROL = re.compile(r"""[\x00-\x09\x0b\x0c\x0e-\x1f](?:[^"'’”»`\\\r\n]*[\x00-\x09\x0b\x0c\x0e-\x1f])?""")
_RAW = re.compile(r"[\x00-\x1f]")
_IN_A_WORD = re.compile(r"\w\n[.,;:!?]|\d\n\d")
_NARROWEST = 20  # characters of a line that is broken for its length
_HEX_ESCAPE = re.compile(r"\\x([0-9a-fA-F]{2})")
_PATH = re.compile(r'(?:[A-Za-z]:)(?:\\[^"\\\n]+)+\\?(?=")')  # none of its backslashes is an escape
_FOLDER = re.compile(r'([A-Za-z]:(?:\\\\?[^"\\\n]+)*\\)"(?=\s*(?:[}\]]|,\s*"))')  # its last backslash is no escape
_TO_THE_END = re.compile(r'(?:[^"\\\n]|\\.)*(?=")')
_ODD_MARK = re.compile(
    r"\\[bf]|\\(?:theta|times|text\w*|tau|tan|top?|nabla|nu|ne|neq|not|rho|right\w*|rangle)(?![a-z])"
)
_ALL_BUT_QUOTES = re.compile(r"\\\\|\\(?!\")")
_BACKSLASHES = re.compile(  # that escape nothing, up to where the string may end
    r"""\\(?:[^"'’”»`\\\x00-\x1f]*\\(?!u?[0-9a-fA-F]{0,3}\s*$)(?=[^"'`/\\bfnrtux\s]|u(?![0-9a-fA-F]{4})))*"""
)
_GOES_ON = re.compile(r"\\\r?\n")
_CUT_ESCAPE = re.compile(r"\\u?[0-9a-fA-F]{0,3}\s*$")


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
        yield Fix(reading.place, found.end(), _RAW.sub(_escape, found.group()), not (coded or cut))


def _escape(raw: re.Match[str]) -> str:
    return _CONTROLS.get(raw.group()) or f"\\u{ord(raw.group()):04x}"


def _literal(reading: Reading) -> re.Match[str] | None:
    """Match a string whose backslashes cannot all be JSON's: those that would make odd marks are a pattern's, TeX's."""
    found = _TO_THE_END.match(reading.text, reading.begun + 1)
    return found if found and _ODD_MARK.search(found.group()) else None


def _backslash_kept(reading: Reading) -> Iterator[Fix]:
    """Keep a backslash that escapes nothing; but for ``\'``, ``\x41`` and a line that goes on."""
    place, text = reading.place, reading.text
    start = reading.begun if reading.wants == "text" else reading.starts[-1] if reading.last == "s" else -1
    folder = _FOLDER.match(text, start + 1) if start >= 0 and text.startswith(":\\", start + 2) else None
    if folder:
        yield Fix(folder.end(1), folder.end(1), "\\", False)
    if reading.wants != "text" or reading.here != "\\" or _CUT_ESCAPE.match(text, place):
        return
    code = _HEX_ESCAPE.match(text, place)
    if code:
        yield Fix(place, code.end(), f"\\u00{code[1]}")
    elif text.startswith("\\'", place):
        yield Fix(place, place + 1, "")
    elif goes_on := _GOES_ON.match(text, place):
        yield Fix(place, goes_on.end(), "\\n", False)
        yield Fix(place, goes_on.end(), "", False)
    elif literal := _PATH.match(text, reading.begun + 1) or _literal(reading):
        yield Fix(reading.begun + 1, literal.end(), _ALL_BUT_QUOTES.sub(r"\\\\", literal.group()))
    elif odd := _BACKSLASHES.match(text, place):
        yield Fix(place, odd.end(), odd.group().replace("\\", "\\\\"))


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
    Corruptor(
        "invalid_escape",
        "string",
        _half_the_backslashes,
        (r'{"a":"\\d+"}', r'{"a":"\d+"}'),
        does="leaves the backslash of a path, pattern or formula single",
        where="the next character makes no escape",
        weight=35,
        policy=Policy(
            "invalid_escape",
            re.compile(
                r"(?i)backslash|barras? (?:in|re)vertida|antislash|barres? obliques? inv|barr[ae] (?:in|ro)vers"
            ),
            {
                "en": (
                    "A backslash that escapes nothing is meant literally: keep it as a backslash.",
                    "Where a backslash starts no valid escape, keep the backslash as part of the string.",
                    "Treat an invalid escape as a literal backslash followed by that character.",
                    "Keep every backslash that forms no valid escape; it belongs to the text.",
                    "A stray backslash inside a string is data, so escape it and don't drop it.",
                    "If a backslash does not begin a legal escape sequence, double it.",
                    "Backslashes that form no legal escape stay in the string.",
                    "An unknown escape such as \\d is a backslash and a letter: escape the backslash.",
                    "Paths and patterns may have single backslashes; each of them is part of the text.",
                )
            },
        ),
        prepare=_add_backslashes,
        mend=Mend(_backslash_kept, again=0),
    ),
)
