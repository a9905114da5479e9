"""The lexicon: a member's name and its parent's, to the rule for its text or the range of its numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import floor
from pathlib import Path
from typing import TypeVar

from jsonsynth.seeds import Random

__all__ = [
    "LEXICON",
    "Magnitude",
    "fitted",
    "heads",
    "known_magnitude",
    "lines_of",
    "magnitude",
    "magnitude_of",
    "ranged",
    "rule_for",
    "rule_of",
    "singular",
    "snake_of",
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
    for line in (_FOLDER / file).read_text("utf-8").replace("\n ", " ").splitlines():
        if line and line[0] != "#":
            head, _, rest = line.partition(": ")
            yield head, rest.split()


def _lexicon() -> Mapping[str, str]:
    """Return the rule for each name known; the first line that names it counts."""
    found: dict[str, str] = {}
    for rule, names in reversed(list(lines_of("lexicon.txt"))):
        found.update(dict.fromkeys(names, rule))
    for name in [name for name in found if "s/" in name]:  # what holds in many of them does in one
        parent, _, inside = name.partition("/")
        found.setdefault(f"{singular(parent)}/{inside}", found[name])
    return found


def _magnitudes(lines: Sequence[tuple[str, list[str]]]) -> Mapping[str, Magnitude]:
    """Return the range for each name known; the first line that names it counts."""
    found: dict[str, Magnitude] = {}
    for head, names in reversed(lines):
        found.update(dict.fromkeys(names, _span(head)))
    return found


def _span(head: str) -> Magnitude:
    numbers = head.split()
    if numbers[0] == "=":
        return float(numbers[1]), float(numbers[-1]), 0
    return float(numbers[0]), float(numbers[1]), int(numbers[2])


_IE = re.compile(r"(?:cook|mov|calor|self|rook|brown|zomb|gen|hood|veg|^p|^t|^d|^l)ies$")
# words that end like a plural and are none
_SINGULARS = (
    "tls", "dns", "css", "https", "sms", "gps", "aws", "rss", "cors", "gas", "bias", "canvas", "series", "news",
    "analysis", "basis", "axis", "lens", "iris", "species",
)  # fmt: skip
_ES = re.compile(r"(?:ss|x|ch|sh|alias|status|virus|campus|bus)es$")


def singular(word: str) -> str:
    """Return a word without its plural ending: ``addresses`` -> ``address``."""
    if word.endswith(_SINGULARS):
        return word
    if _IE.search(word):
        return word[:-1]
    if word.endswith("ies"):
        return word[:-3] + "y"
    if _ES.search(word):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us")) else word


LEXICON = _lexicon()
"""The rule for each name known. It is read at once, as what is forked from here needs it for nearly every schema."""

_RANGES = list(lines_of("numbers.txt"))
_MAGNITUDES = _magnitudes(_RANGES)
# of some ranges a few numbers alone are natural: of 200 to 599 the codes that servers answer with
_LISTED = {_span(head): [int(number) for number in head.split()[1:]] for head, _ in _RANGES if head[0] == "="}
_PARENTS = frozenset(key.partition("/")[0] for key in (*LEXICON, *_MAGNITUDES) if "/" in key)


def snake_of(name: str) -> str:
    """Return a name in snake case."""
    return name if name.isidentifier() and name.islower() and name.isascii() else "_".join(words_of(name))


def _tails(snake: str) -> Iterator[str]:
    """Give a name's keys, the most telling first: all its words, then without the first, and so on; each also in the
    singular. ``image_urls`` -> ``image_urls image_url urls url``
    """
    while snake:
        yield snake
        if snake[-1] == "s":
            yield singular(snake)
        snake = snake.partition("_")[2]


@lru_cache(maxsize=4096)
def heads(parent: str) -> tuple[str, ...]:
    """Return the keys of a parent that some key of the tables begins with: its last words, then any of its words."""
    found = dict.fromkeys(_ends(parent))
    found.update(dict.fromkeys(word for word in snake_of(parent).split("_") if word in _PARENTS))
    return tuple(found)


@lru_cache(maxsize=4096)
def _ends(parent: str) -> tuple[str, ...]:
    """Return the keys that a parent's last words are: ``limits_config`` is no limits, so not all in it are such."""
    known, snake = _PARENTS, snake_of(parent)
    found = dict.fromkeys(head for head in _tails(snake) if head in known)
    plain = snake.rstrip("0123456789_")
    if not found and (parted := plain if plain != snake else _parted(singular(snake))):
        return _ends(parted)
    return tuple(found)


def _inside(known: Mapping[str, _T], heads: Sequence[str], snake: str) -> _T | None:
    """Return what is known of a name inside its parent."""
    for head in heads:
        found = known.get(f"{head}/{snake}")
        if found is None and snake.endswith("s"):
            found = known.get(f"{head}/{singular(snake)}")
        if found is not None:
            return found
    return None


def _alone(known: Mapping[str, _T], snake: str) -> _T | None:
    found = known.get(snake)
    return known.get(singular(snake)) if found is None and snake.endswith("s") else found


_JOINTS = re.compile(r"(?<=[a-z0-9])_(?:at|of|for|in|per|from|on|with|to)_(?=[a-z])")


def _keys(snake: str) -> Iterator[str]:
    """Give what to look a name up by: all its words, the last ones before its first preposition, its last ones.

    Example: ``donor_age_at_visit`` -> ``donor_age_at_visit donor_age age age_at_visit at_visit visit``
    """
    yield snake
    parts = _JOINTS.split(snake, 1)
    for tail in (parts[0], snake.partition("_")[2]) if len(parts) > 1 else (snake.partition("_")[2],):
        while tail:
            yield tail
            tail = tail.partition("_")[2]  # noqa: PLW2901 - the next shorter one


# members that give what they stand in a name
_CALLED = frozenset(("display_name", "full_name", "official_name", "common_name", "legal_name", "trade_name"))


def _by_words(known: Mapping[str, _T], snake: str, parent: str) -> _T | None:
    """Look a name up: inside its parent, by its parent, then by all its words, without the first, and so on."""
    above = heads(parent) if parent else ()
    if above:
        found = _inside(known, above, snake) or _inside(known, _ends(parent), "*")
        if found is not None:
            return found
    for key in _keys(snake):
        found = _inside(known, above, key) if above else None
        if found is None and key in _CALLED:
            found = _inside(known, above, "name")
        if found is None:
            found = _alone(known, key)
        if found is None and key.endswith("_name"):
            found = _inside(known, tuple(_tails(key.removesuffix("_name"))), "name")
        if found is not None:
            return found if key == snake else known.get("*_" + key, found)
    return None


def _found(known: Mapping[str, _T], name: str, parent: str) -> _T | None:
    snake, low = snake_of(name), name.lower()
    if snake != low and low in known and not heads(parent):
        return known[low]
    found = _by_words(known, snake, parent)
    if found is None and snake[-1:].isdigit():
        found = _by_words(known, snake.rstrip("0123456789_"), "")
    if found is None and snake.startswith("date_"):
        found = known.get("date")
    return _by_words(known, parted, "") if found is None and (parted := _parted(snake)) else found


# words that names end in without a mark between; those that many a plain word ends in, only behind a known word
_GLUED = re.compile(
    r"^((?:.*_)?([a-z]{3,}?))(codes?|names?|types?|numbers?|counts?|paths?|urls?|version|address|status|messages?|"
    r"description|emails?|phone|title|prices?|accounts?|person|community|response|filename|format|family|balance|"
    r"amount|param|group|service|server|profile|domain|repository|author|plugin|package|project|category)$"
)
_GLUED_BEHIND = re.compile(
    r"^((?:.*_)?([a-z]{3,}?))(ids?|dates?|times?|keys?|size|mode|file|text|state|level|user|label|values?|limit|class|"
    r"tag|addr|ip|port|host|role|policy|action|unit|area|rule|index)$"
)
_WHOLE = frozenset(
    ("val", "inval", "con", "dis", "in", "arche", "proto", "pheno", "stereo", "view", "sub", "multi", "meta", "over")
)


@lru_cache(maxsize=4096)  # asked of each table
def _parted(snake: str) -> str:
    """Return a name with its last word taken apart, "" if it is one word: ``facilitytype`` -> ``facility_type``."""
    found = _GLUED.match(snake)
    if found is None:
        found = _GLUED_BEHIND.match(snake)
        found = found if found is not None and found[2] in _words() else None
    return f"{found[1]}_{found[3]}" if found is not None and found[2] not in _WHOLE else ""


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    """Return the words of all names of the tables."""
    return frozenset("_".join([*LEXICON, *_MAGNITUDES]).replace("/", "_").split("_"))


@lru_cache(maxsize=8192)
def rule_for(name: str, parent: str) -> str:
    """Return the rule for a member's text: by name inside its parent, by parent, by name, by last words.

    Example: ``rule_for("buildScript", "")`` -> ``"script"``. What is not known is ``"fallback"``.
    """
    return _found(LEXICON, name, parent) or "fallback"


def rule_of(snake: str, parent: str) -> str:
    """Do as :func:`rule_for`, for a name in snake case that is asked for once."""
    return _by_words(LEXICON, snake, parent) or "fallback"


def known_magnitude(name: str, parent: str) -> Magnitude | None:
    """Return the natural range of a member's numbers; None where the name says nothing."""
    return _found(_MAGNITUDES, name, parent)


def fitted(found: Magnitude | None, integer: bool) -> Magnitude:
    """Return a range for integers or for other numbers; the usual one where none is known."""
    span = found or _MAGNITUDES["fallback_integer" if integer else "fallback_number"]
    return (max(span[0], 1), max(span[1], 9), 0) if integer and span[2] else span


@lru_cache(maxsize=8192)
def magnitude(name: str, parent: str, integer: bool) -> Magnitude:
    """Return the natural range of a member's numbers: lowest, highest, decimals."""
    return fitted(known_magnitude(name, parent), integer)


def magnitude_of(snake: str, parent: str, integer: bool) -> Magnitude:
    """Do as :func:`magnitude`, for a name in snake case that is asked for once."""
    return fitted(_by_words(_MAGNITUDES, snake, parent), integer)


def _even(base: int, count: int) -> Callable[[Random], int]:
    return lambda rng: base + floor(rng.random() * count)


def _wide(base: int, count: int) -> Callable[[Random], int]:
    """Draw most values small: the cube of an even draw needs no logarithm, whose last bit differs between systems."""

    def draw(rng: Random) -> int:
        part = rng.random()
        return base + floor(part * part * part * count)

    return draw


def _scaled(steps: Callable[[Random], int], scale: int) -> Callable[[Random], float | int]:
    def draw(rng: Random) -> float | int:
        found = steps(rng)
        return found / scale if found % scale else found // scale

    return draw


@lru_cache(maxsize=1024)
def ranged(span: Magnitude) -> Callable[[Random], float | int]:
    """Return what draws numbers of a range: evenly, or mostly small ones where it is wide."""
    low, high, decimals = span
    numbers = _LISTED.get(span)
    if numbers is not None:
        size = len(numbers)
        return lambda rng: numbers[floor(rng.random() * size)]
    scale: int = 10**decimals
    base, count = round(low * scale), round((high - low) * scale) + 1
    steps = (_wide if low >= 0 and high > 100 * max(low, 1) else _even)(base, count)
    return steps if scale == 1 else _scaled(steps, scale)
