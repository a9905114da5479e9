"""The lexicon: a member's name, its parent's and what is said of it, to the rule for its text or its numbers' range."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from jsonsynth.examples import Split
from jsonsynth.realism.hints import Told, head_of, hinted, range_told, told
from jsonsynth.realism.rules import Maker, maker, subjects, themed
from jsonsynth.seeds import Random

__all__ = [
    "heads",
    "lexicon",
    "lines_of",
    "magnitude",
    "magnitude_of",
    "magnitude_said",
    "numbers",
    "ranged",
    "rule_for",
    "rule_of",
    "rule_said",
    "texts",
    "words_of",
]

_FOLDER = Path(__file__).parent
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_]+")
_PLURAL_ACRONYM = re.compile(r"[A-Z]{2,}s(?![a-z])")  # userIDs

Magnitude = tuple[float, float, int]
_T = TypeVar("_T")


def words_of(name: str) -> list[str]:
    """Return a name's words in lower case: ``shippingAddress2`` -> ``["shipping", "address", "2"]``."""
    if "s" in name:
        name = _PLURAL_ACRONYM.sub(lambda found: found[0].capitalize(), name)
    return [word.lower() for word in _WORD.findall(name)]


def lines_of(file: str) -> Iterator[tuple[str, list[str]]]:
    """Give a table's heads, each with its names; a line that begins with a space goes on."""
    head, names = "", [""]
    for line in (_FOLDER / file).read_text("utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if line.startswith(" "):
            names += line.split()
            continue
        if head:
            yield head, names
        head, _, rest = line.partition(": ")
        names = rest.split()
    yield head, names


@lru_cache(maxsize=1)
def lexicon() -> Mapping[str, str]:
    """Return the rule for each name known; the first line that names it counts."""
    found: dict[str, str] = {}
    for rule, names in lines_of("lexicon.txt"):
        for name in names:
            found.setdefault(name, rule)
    return found


@lru_cache(maxsize=1)
def _magnitudes() -> Mapping[str, Magnitude]:
    found: dict[str, Magnitude] = {}
    for head, names in lines_of("numbers.txt"):
        low, high, decimals = head.split()
        for name in names:
            found.setdefault(name, (float(low), float(high), int(decimals)))
    return found


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _snake(name: str) -> str:
    return name if name.isidentifier() and name.islower() and name.isascii() else "_".join(words_of(name))


def _tails(snake: str) -> Iterator[str]:
    """Give a name's keys, the most telling first: all its words, then without the first, and so on; each also in the
    singular. ``image_urls`` -> ``image_urls image_url urls url``
    """
    while snake:
        yield snake
        if snake[-1] == "s":
            yield _singular(snake)
        snake = snake.partition("_")[2]


@lru_cache(maxsize=4096)
def heads(parent: str) -> tuple[str, ...]:
    """Return the keys of a parent that some key of the tables begins with."""
    return tuple(head for head in _tails(_snake(parent)) if head in _parents())


@lru_cache(maxsize=1)
def _parents() -> frozenset[str]:
    return frozenset(key.partition("/")[0] for key in (*lexicon(), *_magnitudes()) if "/" in key)


def _inside(known: Mapping[str, _T], heads: Sequence[str], snake: str) -> _T | None:
    """Return what is known of a name inside its parent."""
    for head in heads:
        found = known.get(f"{head}/{snake}")
        if found is None and snake.endswith("s"):
            found = known.get(f"{head}/{_singular(snake)}")
        if found is not None:
            return found
    return None


def _alone(known: Mapping[str, _T], snake: str) -> _T | None:
    found = known.get(snake)
    return known.get(_singular(snake)) if found is None and snake.endswith("s") else found


def _by_words(known: Mapping[str, _T], snake: str, parent: str) -> _T | None:
    """Look a name up: inside its parent, by its parent, then by all its words, without the first, and so on."""
    above = heads(parent) if parent else ()
    if above:
        found = _inside(known, above, snake) or _inside(known, above, "*")
        if found is not None:
            return found
    tail = snake
    while tail:
        found = _inside(known, above, tail) if above else None
        if found is None:
            found = _alone(known, tail)
        if found is not None:
            return found if tail is snake else known.get("*_" + tail, found)
        tail = tail.partition("_")[2]
    return None


def _found(known: Mapping[str, _T], name: str, parent: str) -> _T | None:
    snake, low = _snake(name), name.lower()
    if snake != low and low in known and not heads(parent):
        return known[low]
    found = _by_words(known, snake, parent)
    return _by_words(known, snake.rstrip("0123456789_"), "") if found is None and snake[-1:].isdigit() else found


@lru_cache(maxsize=8192)
def rule_for(name: str, parent: str) -> str:
    """Return the rule for a member's text: by name inside its parent, by parent, by name, by last words.

    Example: ``rule_for("buildScript", "")`` -> ``"script"``. What is not known is ``"fallback"``.
    """
    return _found(lexicon(), name, parent) or "fallback"


def rule_of(snake: str, parent: str) -> str:
    """Do as :func:`rule_for`, for a name in snake case that is asked for once."""
    return _by_words(lexicon(), snake, parent) or "fallback"


# rules so general that a title or a description knows better
_WEAK = frozenset(
    ("fallback", "name_text", "type_word", "kind_word", "key_name", "identifier", "short_code", "value_text")
)
# names so vague that a description knows better
_VAGUE = frozenset(
    (
        "input",
        "output",
        "target",
        "source",
        "data",
        "result",
        "content",
        "text",
        "body",
        "base",
        "to",
        "from",
        "value",
        "key",
    )
)
# rules of which no example is taken from a description: it may be somebody's
_PERSONAL = frozenset(("person", "first_name_any", "last_name_any", "email_any", "phone", "address_any", "street_any"))


@lru_cache(maxsize=8192)
def rule_said(name: str, parent: str, title: str, about: str) -> str:
    """Return the rule for a member's text by its name, title and description, the more telling first."""
    always, otherwise = hinted(about) if about else ("", "")
    rule = rule_for(name or title, parent)
    if always:
        return always
    if rule not in _WEAK and not (about and name.lower() in _VAGUE):
        return rule
    said = [rule_for(title, parent)] if title and name else []
    if about:
        what, whose = head_of(about)
        said.append(rule_for(what, whose or parent) if what else "fallback")
    found = next((better for better in said if better not in _WEAK), "")
    return found or otherwise or rule


def _subject(rule: str, name: str, parent: str, title: str) -> str:
    """Return what a text is about: a name, its parent, else its own last words."""
    of_parent = rule in _OF_PARENT
    for said in (parent, title) if of_parent else (name, title, parent):
        words = [word for word in words_of(said) if len(word) > 1 and not word.isdigit()][-2:]
        words = words[1:] if words[:1] and words[0] in _SMALL else words
        if words and (len(words) > 1 or words[0] not in _SMALL):
            return _singular(" ".join(words))
    return ""


_SMALL = frozenset(
    ("of", "the", "to", "for", "in", "and", "is", "by", "on", "with", "value", "values", "item", "items", "data")
)
# rules whose texts are about what the member stands in
_OF_PARENT = frozenset(("name_text", "sentences_any", "sentence_any", "title_any", "label_text", "key_name"))


def _mixed(values: Told, usual: Maker) -> Maker:
    texts_told, share = values
    count = len(texts_told)

    def draw(rng: Random) -> str:
        if rng.random() < share:
            return texts_told[int(rng.random() * count)]
        return usual(rng)

    return draw


@lru_cache(maxsize=8192)
def texts(name: str, parent: str, split: Split, title: str = "", about: str = "") -> Maker:
    """Return what draws realistic text for a member of this name in a parent of that name (empty: unknown).

    ``title`` and ``about``, its description, count where the name says little; values that the description names are
    drawn often.
    """
    rule = rule_said(name, parent, title, about)
    subject = _subject(rule, name, parent, title) if rule in subjects() else ""
    usual = themed(rule, subject, split) if subject else maker(rule, split)
    values = told(about) if about and rule not in _PERSONAL else ((), 0.0)
    return _mixed(values, usual) if values[0] else usual


def _magnitude(found: Magnitude | None, integer: bool) -> Magnitude:
    span = found or _magnitudes()["fallback_integer" if integer else "fallback_number"]
    return (max(span[0], 1), max(span[1], 9), 0) if integer and span[2] else span


@lru_cache(maxsize=8192)
def magnitude(name: str, parent: str, integer: bool) -> Magnitude:
    """Return the natural range of a member's numbers: lowest, highest, decimals."""
    return _magnitude(_found(_magnitudes(), name, parent), integer)


def magnitude_of(snake: str, parent: str, integer: bool) -> Magnitude:
    """Do as :func:`magnitude`, for a name in snake case that is asked for once."""
    return _magnitude(_by_words(_magnitudes(), snake, parent), integer)


def _even(low: float, high: float, decimals: int) -> Callable[[Random], float | int]:
    scale: int = 10**decimals
    base, count = round(low * scale), round((high - low) * scale) + 1

    def draw(rng: Random) -> float | int:
        steps = base + int(rng.random() * count)
        return steps if scale == 1 else steps // scale if steps % scale == 0 else steps / scale

    return draw


def _wide(low: float, high: float, decimals: int) -> Callable[[Random], float | int]:
    """Draw most values small: the cube of an even draw needs no logarithm, whose last bit differs between systems."""
    scale: int = 10**decimals
    base, count = round(low * scale), round((high - low) * scale) + 1

    def draw(rng: Random) -> float | int:
        part = rng.random()
        steps = base + int(part * part * part * count)
        return steps if scale == 1 else steps // scale if steps % scale == 0 else steps / scale

    return draw


@lru_cache(maxsize=1024)
def ranged(span: Magnitude) -> Callable[[Random], float | int]:
    """Return what draws numbers of a range: evenly, or mostly small ones where it is wide."""
    low, high, decimals = span
    return (_wide if low >= 0 and high > 100 * max(low, 1) else _even)(low, high, decimals)


def numbers(name: str, parent: str, integer: bool, title: str = "", about: str = "") -> Callable[[Random], float | int]:
    """Return what draws numbers of a natural magnitude for the name: a price 12.5, an age 34.

    ``title`` and ``about``, its description, count where the name says nothing; a range that the description names is
    kept. A float is never integral and has at most 5 decimals, so that its canonical text is the natural one.
    """
    return ranged(magnitude_said(name, parent, integer, title, about))


@lru_cache(maxsize=8192)
def magnitude_said(name: str, parent: str, integer: bool, title: str, about: str) -> Magnitude:
    """Do as :func:`magnitude`; ``title`` and ``about``, its description, count as for :func:`numbers`."""
    span = range_told(about) if about else None
    if span is not None:
        return _spanned(*span, integer)
    found = _found(_magnitudes(), name or title, parent)
    for said in (title, *(_units(about) if about else ())):
        found = found or (_found(_magnitudes(), said, parent) if said else None)
    return _magnitude(found, integer)


def _spanned(low: float, high: float, integer: bool) -> Magnitude:
    """Return a range told in words as one to draw from: within it even where an end is left out."""
    if integer or high - low > 20:
        return math.ceil(low), math.floor(high), 0
    return low, high, 2


def _units(about: str) -> tuple[str, ...]:
    """Return names that stand for a number's description: its unit, else what it is of what."""
    unit = _UNIT.search(about)
    what, whose = head_of(about)
    return (unit[1].lower() if unit else "", what, f"{what}_of_{whose}" if what and whose else "")


_UNIT = re.compile(
    r"\b(?:in|of|as an?|number of)\s+(milliseconds|seconds|minutes|hours|days|weeks|months|years|bytes|megabytes|mb|gb|"
    r"gigabytes|pixels|percent|percentage|degrees|meters|metres|kilometers|cm|kg|celsius|dollars|usd|euros|cents|lines|characters)\b",
    re.IGNORECASE,
)
