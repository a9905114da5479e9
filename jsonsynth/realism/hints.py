"""What a description tells of the values: those it names itself, and the rule or the range that its words stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

__all__ = ["Told", "head_of", "hinted", "range_told", "told"]

Told = tuple[tuple[str, ...], float]

_TEXT = Path(__file__).with_name("hints.txt").read_text("utf-8")
_LONGEST = 400  # characters of a description that are read
_MOST = 12  # values taken from one description

# what comes before values, and which share of what is drawn is then taken from them
_CLOSED, _EXAMPLE, _DEFAULT = 0.9, 0.4, 0.25
_CUES: tuple[tuple[float, str], ...] = (
    (
        _CLOSED,
        r"one of|either|(?:valid|possible|allowed|accepted|acceptable|supported|legal|expected|available|permitted) "
        r"(?:\w+ )?(?:values?|options?|types?|operators?|methods?|modes?|levels?|states?|formats?|choices)",
    ),
    (
        _CLOSED,
        r"(?:can|must|may|should|could) be(?: one of)?|"
        r"(?:values|options|types|kinds|states|modes) (?:are|include)|whether it is",
    ),
    (_EXAMPLE, r"e\.\s?g\.?[,:]?|\beg[.:,]|for (?:example|instance),?|examples?(?: values?)?\s?:|such as|i\.e\.|like"),
    (_DEFAULT, r"defaults? (?:to|is|value is)|\[default:|\(default:?|default value:|by default"),
)
_CUE = re.compile("|".join([rf"(?P<c{place}>\b(?:{cue})|{cue})" for place, (_, cue) in enumerate(_CUES)]))
_STEMS = (
    "one of",
    "either",
    "values",
    "options",
    "types",
    "kinds",
    "states",
    "modes",
    " be ",
    "be:",
    "is it",
    "operators",
    "methods",
    "levels",
    "formats",
    "choices",
    "e.g",
    "eg",
    "example",
    "instance",
    "such as",
    "i.e",
    "like",
    "default",
)
_QUOTED = re.compile(r"""(?<![\w`'"])[`'"‘“]([^\s`'"‘’“”](?:[^\n`'"‘’“”]{0,38}[^\s`'"‘’“”])?)[`'"’”](?![\w`'"])""")
_SENTENCE_END = re.compile(r"\.(?:\s|$)|\n")
_OPENING = 20  # characters of a first sentence that says something: "clang-format 3.7" does not
# words of a list that stand behind what the values are: "Status of the mail (queued, failed, sent)"
_OF_KINDS = (
    r"\b(?:status|state|type|mode|level|kind|method|severity|role|protocol|style|direction|strategy|policy|"
    r"phase|priority|algorithm|category)s?\b"
)
_WORD = r"[A-Za-z][\w.-]*(?: ?\(default\))?"
_ASIDE = re.compile(
    rf"{_OF_KINDS}(?:[^.,;:(\[]{{0,40}}?\s?[:(\[]\s?|(?: is| are)? )"
    rf"({_WORD}(?:(?:,(?: or| and)? ?|\||/| or ){_WORD}){{2,}})(?=[)\].;\n]|$|\s-)",
    re.IGNORECASE,
)
_ASIDE_SHARE = 0.7
_MARKS = frozenset(",|/")
_BARE = r"[A-Za-z0-9][\w.+/#@:-]*(?: [A-Z0-9][\w.+-]*)?"
_LIST = re.compile(
    rf"[\s:=(\[]*(?:(?:are|is|include|includes)\b[\s:]*)?({_BARE}(?:\s*(?:,(?: or| and)?|\||;| or | and )\s*{_BARE})*)"
)
_BETWEEN = re.compile(r"\s*(?:,(?: or| and)?|\||;|\bor\b|\band\b)\s+|\s*[,|;]\s*")
_RESERVED = re.compile(
    r"^(?:.*[./@])?(?:example(?:\.(?:com|org|net))?|test|invalid|localhost)(?:[:/].*)?$", re.IGNORECASE
)
_STOPS = frozenset(
    (
        "a", "an", "the", "this", "that", "it", "its", "any", "all", "true", "false", "null", "none", "undefined", "if",
        "in", "of", "to", "for", "is", "are", "be", "used", "set", "not", "empty", "will", "when", "you", "your", "e.g",
        "i.e", "etc", "other", "others", "more", "value", "values", "string", "strings", "number", "object", "array",
        "at", "by", "on", "as", "with", "from", "one", "either", "specified", "provided", "only", "unique", "valid",
        "foo", "bar", "baz", "lorem",
    )
)  # fmt: skip
_THINGS = frozenset(("URL", "URLs", "URI", "ID", "IDs", "JSON", "YAML", "API", "HTML"))  # "download URL" is no value
_RANGE = re.compile(
    r"(?:between|from|in the range(?: of)?|range:?|value:?|\(|\[)\s*"
    r"(-?\d+(?:\.\d+)?)\s*(?:-|–|,|and|to|\.\.\.?)\s*(-?\d+(?:\.\d+)?)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"^(?:\W*(?:optional|required|deprecated|the|an?|this|unique|full|specifies|defines|represents|contains|is|what)\b\W*)+",
    re.IGNORECASE,
)
# a sentence that begins with the member itself: "lastProbeTime is the last time ..."
_ITSELF = re.compile(r"^\W*\w+ (?:is|are|specifies|defines|indicates|represents|contains) (?:the|an?) ", re.IGNORECASE)
_HEAD_END = re.compile(
    r"[.,;:(\[\n]|\s-\s|\b(?:that|which|to|where|when|used|if|is|are|in|on|with|from|as|by|at|must|can|will|should|under|and|or|e\.g)\b",
    re.IGNORECASE,
)


def _allowed(text: str) -> bool:
    """Say whether a text may be a value: no word of the sentence, no address outside the reserved domains."""
    if text in _STOPS or not text.isprintable() or "..." in text or text[-1] in ",;:":
        return False
    first, _, second = text.partition(" ")
    if first in _STOPS or second in _THINGS:
        return False
    if "://" in text or "@" in text[1:] or "www." in text:
        host = re.sub(r"^\w+://|.*@", "", text).partition("/")[0].partition(":")[0]
        return bool(_RESERVED.match(host))
    return True


def _listed(rest: str, share: float) -> list[str]:
    """Return the values in the rest of a sentence: those in quotation marks, else a list of bare words."""
    quoted = [text.rstrip(".") for text in _QUOTED.findall(rest) if _allowed(text)]
    if quoted:
        return quoted
    found = _LIST.match(rest)
    if found is None:
        return []
    return _parts(found[1], share)


def _parts(text: str, share: float) -> list[str]:
    """Return the values of a list of bare words, nothing where one of them is none."""
    parts = [part.strip(" .") for part in _BETWEEN.split(text)]
    kept = [part for part in parts if part and _allowed(part)]
    if len(kept) != len(parts) or (len(kept) < 2 and share != _EXAMPLE):
        return []
    telling = [part for part in kept if not part.islower() or any(not letter.isalpha() for letter in part)]
    return kept if telling or len(kept) >= 3 else []


@lru_cache(maxsize=4096)
def told(about: str) -> Told:
    """Return the values that a description names, and the share of what is drawn that they should make up.

    Example: ``told('Type of deployment. Can be "Recreate" or "RollingUpdate".')``
    -> ``(("Recreate", "RollingUpdate"), 0.9)``
    """
    about = about[:_LONGEST]
    best = _cued(about)
    aside = _ASIDE.search(about) if not best[0] and not _MARKS.isdisjoint(about) else None
    values = _parts(aside[1].replace("(default)", ""), _ASIDE_SHARE) if aside is not None else []
    return (tuple(dict.fromkeys(values))[:_MOST], _ASIDE_SHARE) if values else best


def _cued(about: str) -> Told:
    """Do as :func:`told`, for values behind words that announce them."""
    best: Told = ((), 0.0)
    low = about.lower()
    if not any(stem in low for stem in _STEMS):
        return best
    for cue in _CUE.finditer(low):
        share = _CUES[int((cue.lastgroup or "c0")[1:])][0]
        rest = about[cue.end() :]
        end = _SENTENCE_END.search(rest)
        values = tuple(dict.fromkeys(_listed(rest[: end.start()] if end else rest, share)))[:_MOST]
        if len(values) == 1 and share == _CLOSED:
            share = _EXAMPLE
        if values and share > best[1]:
            best = values, share
    return best


def range_told(about: str) -> tuple[float, float] | None:
    """Return the range of numbers that a description names: ``"from 1 to 10"`` -> ``(1.0, 10.0)``."""
    found = _RANGE.search(about[:_LONGEST])
    if found is None:
        return None
    low, high = float(found[1]), float(found[2])
    octal = found[2][0] == "0" and found[2].isdigit()
    return (low, high) if low < high and not octal else None


@lru_cache(maxsize=4096)
def head_of(about: str) -> tuple[str, str]:
    """Return what a description says the value is, and of what, as names in snake case.

    Example: ``head_of("The email address of the user.")`` -> ``("email_address", "user")``
    """
    text = _ARTICLE.sub("", _ITSELF.sub("", about[:_LONGEST]))
    end = _HEAD_END.search(text)
    head = text[: end.start()] if end else text
    what, _, whose = re.sub(r"\s(?:of|for)\s", "\0", head, count=1).partition("\0")
    owner = _ARTICLE.sub("", whose)
    return _name(what), _name(owner)


def _name(text: str) -> str:
    words = re.findall(r"[^\W_]+", text.lower())
    return "_".join(words) if len(words) <= 4 else ""


@cache
def _hints() -> Mapping[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for line in _TEXT.splitlines():
        head, colon, phrases = line.partition(": ")
        if colon and not line.startswith("#"):
            for phrase in phrases.split("; "):
                found.setdefault(tuple(_SPOKEN.findall(phrase.lower())), head)
    return found


@cache
def _starts() -> frozenset[str]:
    return frozenset(phrase[0] for phrase in _hints())


_SPOKEN = re.compile(r"[^\W_]+")
_PHRASE = 5  # words of the longest phrase


def _phrases(text: str) -> Iterator[str]:
    """Give the rules of the phrases in a text, in order; the longest at each word."""
    table = _hints()
    words = _SPOKEN.findall(text.lower())
    starts = _starts()
    for place, word in enumerate(words):
        if word in starts:
            longest = range(min(_PHRASE, len(words) - place), 0, -1)
            found = next((rule for size in longest if (rule := table.get(tuple(words[place : place + size])))), "")
            if found:
                yield found


@lru_cache(maxsize=4096)
def hinted(about: str) -> tuple[str, str]:
    """Return the rules that a description's first sentence asks for: one that always counts, one to fall back on."""
    end = _SENTENCE_END.search(about, _OPENING)
    always = else_ = ""
    for rule in _phrases(about[: end.start() if end else _LONGEST]):
        if rule.startswith("!"):
            always = always or rule[1:]
        else:
            else_ = else_ or rule
    return always, else_
