"""Inside strings: backslashes that escape nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
    printed,
    replaced,
)

_VALUE = re.compile(r"s")
_KEPT_BACKSLASH = re.compile(r'\\\\(?=[^"\\/bfnrtu\'])')
_ESCAPED_BACKSLASH = re.compile(r"\\\\")
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

_CODE = re.compile(
    r"\\(?:x([0-9a-fA-F]{2})|u\{(0{0,4}(?:10|[0-9a-fA-F])?[0-9a-fA-F]{1,4})\}|U(000[0-9a-fA-F]{5}|0010[0-9a-fA-F]{4}|[0-9a-fA-F]{4}))|\\([0-3][0-7]{2})"
)
_PATH = re.compile(r'(?:[A-Za-z]:)(?:\\[^"\\\n]+)+\\?(?=")')  # none of its backslashes is an escape
_FOLDER = re.compile(r'([A-Za-z]:(?:\\\\?[^"\\\n]+)*\\)"(?=\s*(?:[}\]]|,\s*"))')  # its last backslash is no escape
_TO_THE_END = re.compile(r'(?:[^"\\\n]|\\.)*(?=")')
_ODD_MARK = re.compile(
    r"\\[bf]|\\(?:theta|times|text\w*|tau|tan|top?|nabla|nu|ne|neq|not|rho|right\w*|rangle)(?![a-z])"
)
_COMMAND = re.compile(r"\\(?:[A-Za-z]{2}|[()\[\]{},;!%&])")
_TEX = (  # commands that begin as an escape does
    r"\\(?:frac|forall|beta|bar|begin|binom|big|bf|nabla|neq?|nu|not|theta|times|text\w*|tau|tan|top?|rho|right|rangle)"
    r"(?![a-z])"
)
_OF_TEX = re.compile(r"(?<!\\)(?:\\\\)*" + _TEX)
_ESCAPE_OR_TEX = re.compile(rf'(\\["\\/]|\\u[0-9a-fA-F]{{4}}|(?!{_TEX})\\[bfnrt])|\\')
_ALL_BUT_QUOTES = re.compile(r"\\\\|\\(?!\")")
_BACKSLASHES = re.compile(  # that escape nothing, up to where the string may end
    r"""\\(?:[^"'’”»`\\\x00-\x1f]*\\(?!u?[0-9a-fA-F]{0,3}\s*$)(?=[^"'`/\\bfnrtux\s]|u(?![0-9a-fA-F]{4})))*"""
)
_GOES_ON = re.compile(r"\\\r?\n")
_CUT_ESCAPE = re.compile(r"\\u?[0-9a-fA-F]{0,3}\s*$")


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
        yield Fix(folder.start(1), folder.end(1), _ALL_BUT_QUOTES.sub(r"\\\\", folder[1]), False)
    if reading.wants == "text" and reading.here == "\\" and not _CUT_ESCAPE.match(text, place):
        yield from _stray(reading)


def _stray(reading: Reading) -> Iterator[Fix]:
    """Read what another language escapes with a backslash; else keep it, of TeX all there are."""
    place, text = reading.place, reading.text
    path = _PATH.match(text, reading.begun + 1)
    code = _CODE.match(text, place) if path is None else None  # "Z:\2024" has no octal escape
    if code:
        octal = bool(code[4])
        character = chr(int(code[code.lastindex or 0], 8 if octal else 16))
        yield Fix(place, code.end(), printed(character)[1:-1], not octal)
    elif text.startswith("\\'", place):
        yield Fix(place, place + 1, "")
    elif goes_on := _GOES_ON.match(text, place):
        readings = ("", "\\n") if text[place - 1] == " " else ("\\n", "")
        yield from [Fix(place, goes_on.end(), new, False) for new in readings]
    elif _COMMAND.match(text, place) and _OF_TEX.search(text):
        yield Fix(0, len(text), _ESCAPE_OR_TEX.sub(lambda found: found[1] or r"\\", text), False)
    elif literal := path or _literal(reading):
        yield Fix(reading.begun + 1, literal.end(), _ALL_BUT_QUOTES.sub(r"\\\\", literal.group()))
    elif odd := _BACKSLASHES.match(text, place):
        yield Fix(place, odd.end(), odd.group().replace("\\", "\\\\"))


CORRUPTORS = (
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
