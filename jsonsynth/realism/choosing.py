"""What to draw for a member: by its name, and by its title and description where the name says little."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import lru_cache
from math import floor

from jsonsynth.examples import Split
from jsonsynth.realism.hints import Told, head_of, hinted, range_told, told
from jsonsynth.realism.lexicon import (
    LEXICON,
    Magnitude,
    fitted,
    known_magnitude,
    ranged,
    rule_for,
    singular,
    snake_of,
    words_of,
)
from jsonsynth.realism.rules import RULES, SUBJECTS, Maker, maker, themed
from jsonsynth.seeds import Random

__all__ = ["described", "key_told", "kind_told", "magnitude_said", "numbers", "rule_said", "texts"]

# rules so general that a title or a description knows better
_WEAK = frozenset(
    ("fallback", "name_text", "type_word", "kind_word", "key_name", "identifier", "short_code", "value_text")
)
_KINDS = frozenset(("type_word", "kind_word"))  # of these, which say what a word is, a mere phrase knows no better
# names so vague that a description knows better
_VAGUE = frozenset(
    (
        "input", "output", "target", "source", "data", "result", "content", "text", "body", "base", "to", "from",
        "value", "key", "destination", "origin", "location", "site", "position", "label", "title", "subject", "state",
        "unit", "operator", "view", "editor",
    )
)  # fmt: skip
# rules of which no example is taken from a description: it may be somebody's
_PERSONAL = frozenset(("person", "first_name_any", "last_name_any", "email_any", "phone", "address_any", "street_any"))


@lru_cache(maxsize=8192)
def rule_said(name: str, parent: str, title: str, about: str) -> str:
    """Return the rule for a member's text by its name, title and description, the more telling first."""
    always, otherwise = hinted(about) if about else ("", "")
    title = _SCHEMA.sub("", title) if title else title
    rule = _keyed(rule_for(name or title, parent), name)
    if always:
        return always
    if rule not in _WEAK and not (about and _is_vague(name)):
        return rule
    said = [rule_for(title, parent)] if title and name else []
    if about:
        what, whose = head_of(about)
        said.append(rule_for(what, whose or parent) if what else "fallback")
    found = next((better for better in said if better not in _WEAK), "")
    return found or (rule if rule in _KINDS else otherwise or rule)


def _is_vague(name: str) -> bool:
    """Say whether a description knows better than a name: by the name, or by its last word where that is a place."""
    words = words_of(name)
    return "_".join(words) in _VAGUE or (words[-1:] == ["location"])


_SCHEMA = re.compile(r"(?<=\w)\s+(?:[Ss]chema|[Dd]efinition|[Oo]bject)\.?$")  # what titles say of the schema itself
_MAPPED = frozenset(("env_value", "header_value", "label_value"))  # rules for values that their keys tell


def _keyed(rule: str, name: str) -> str:
    """Return the rule for a value of a map by the end of its key, where there is one."""
    tail = _tail(rule, name) if rule in _MAPPED else ""
    return f"{rule}/{tail}" if tail else rule


def _tail(rule: str, key: str) -> str:
    """Return the longest end of a key that tells what stands under it, "" if none does."""
    tail, known = snake_of(key), RULES
    while tail and f"{rule}/{tail}" not in known:
        tail = tail.partition("_")[2]
    return tail


@lru_cache(maxsize=8192)
def key_told(key: str, parent: str) -> str:
    """Return the name by which the value under a key that nobody named is drawn, "" where the key tells nothing.

    There are few of these names. Example: ``CACHE_REDIS_URL`` of ``env`` -> ``redis_url``
    """
    rule = rule_for("", parent)
    if rule in _MAPPED:
        return _tail(rule, key)
    return key if rule == "fallback" and key in LEXICON else ""


@lru_cache(maxsize=8192)
def kind_told(name: str, parent: str, title: str, about: str) -> str:
    """Return the type of value that a member is for by its name and what is said of it, "" where they tell nothing."""
    if _SWITCH.search(snake_of(name)):
        return "boolean"
    span = known_magnitude(name, parent) if name else None
    if span is not None:
        return "fraction" if span[2] else "integer"
    return "string" if rule_said(name, parent, title, about) not in _WEAK else ""


_SWITCH = re.compile(
    r"^(?:is|has|can|should|allow|enable|disable|use|show|hide|ignore|skip|force|prevent|suppress)_|(?:^|_)(?:enabled|disabled|required|optional|active)$"
)


def _subject(rule: str, name: str, parent: str, title: str) -> str:
    """Return what a text is about: a name, its parent, else its own last words."""
    own = snake_of(name).removesuffix("_name") if rule == "name_text" else name
    of_parent = rule in _OF_PARENT and own in (name, "name")
    for said in (parent, title) if of_parent else (own, title, parent):
        words = [word for word in words_of(said) if len(word) > 1 and not word.isdigit()]
        if said is title:
            words = [word for word in words if word not in _OF_SCHEMAS] if len(words) <= _LONGEST_TITLE else []
        words = words[-3:] if words[-2:-1] and words[-2] in _SMALL else words[-2:]
        words = words[1:] if words[:1] and words[0] in _SMALL else words
        if words and (len(words) > 1 or words[0] not in _SMALL):
            return singular(" ".join(words))
    return ""


_SMALL = frozenset(
    (
        "of",
        "the",
        "to",
        "for",
        "in",
        "and",
        "is",
        "by",
        "on",
        "with",
        "value",
        "values",
        "item",
        "items",
        "data",
        "schema",
        "root",
        "json",
        "object",
        "definition",
        "properties",
    )
)
_OF_SCHEMAS = frozenset(("schema", "json", "definition", "object", "properties", "configuration", "config"))
_LONGEST_TITLE = 5  # words of a title that names a thing; beyond, it is a sentence
# rules whose texts are about what the member stands in
_OF_PARENT = frozenset(("name_text", "sentences_any", "sentence_any", "title_any", "label_text", "key_name"))


def described(about: str) -> tuple[str, ...]:
    """Return the values that a description names, nothing where it names none."""
    return told(about)[0]


def _mixed(values: Told, usual: Maker) -> Maker:
    texts_told, share = values
    count = len(texts_told)

    def draw(rng: Random) -> str:
        if rng.random() < share:
            return texts_told[floor(rng.random() * count)]
        return usual(rng)

    return draw


# what a value of these rules has: "for sites such as Twitter" names no address
_LOOKS = (("url", re.compile("[/.]")), ("date", re.compile("[0-9]")), ("email", re.compile("@")))
_TELLING = 0.7  # share of values that a description names where nothing else says what there could be
_COUNTING = re.compile(r"^(?:num|number_of|no_of|total_number_of|nb|n)_[a-z_]+$")


def _counted(name: str) -> str:
    """Return a name that says that something is counted as such: ``numRetries`` -> ``item_count``."""
    return "item_count" if _COUNTING.match(snake_of(name)) else name


def _usual(rule: str, name: str, parent: str, title: str, split: Split) -> Maker:
    """Return what draws by a rule: about a subject, as a number in a text, a list of its values, or as it stands."""
    if rule == "comma_list":
        one = rule_for(name, parent)
        return maker(rule, split) if one in _WEAK else _joined(maker(one, split))
    counted = _counted(name)
    span = known_magnitude(counted, parent) if rule in ("fallback", "number_text") or counted is not name else None
    if span is not None:
        number = ranged(span)
        return lambda rng: str(number(rng))
    subject = _subject(rule, name, parent, title) if rule in SUBJECTS else ""
    return themed(rule, subject, split) if subject else maker(rule, split)


def _joined(one: Maker) -> Maker:
    return lambda rng: ",".join(dict.fromkeys([one(rng) for _ in range(1 + floor(rng.random() * 3))]))


@lru_cache(maxsize=8192)
def texts(name: str, parent: str, split: Split, title: str = "", about: str = "") -> Maker:
    """Return what draws realistic text for a member of this name in a parent of that name (empty: unknown).

    ``title`` and ``about``, its description, count where the name says little; values that the description names are
    drawn often.
    """
    rule = rule_said(name, parent, title, about)
    usual = _usual(rule, name, parent, title, split)
    values = told(about) if about and rule not in _PERSONAL else ((), 0.0)
    look = next((look for begin, look in _LOOKS if rule.startswith(begin)), None)
    likely = values[0] if look is None else tuple([text for text in values[0] if look.search(text)])
    values = likely, max(values[1], _TELLING if rule in _WEAK else 0.0)
    if not values[0] or name in values[0]:  # "exactly one of `url` or `service`" speaks of members, not of values
        return usual
    return _mixed(values, usual)


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
        usual = known_magnitude(_counted(name), parent) if name else None
        inside = usual is not None and span[0] <= usual[0] and usual[1] <= span[1]
        return fitted(usual, integer) if inside else _spanned(*span, integer)
    end = snake_of(name)
    found = known_magnitude(_RANGE.sub("", snake_of(parent)), "") if parent and end in _ENDS else None
    unit = _IN_UNITS.search(end)
    found = found or (known_magnitude(unit[1], "") if unit else None)
    if about:
        found = next((known_magnitude(what, "") for what, said in _SAID if said.search(about)), found)
    found = found or known_magnitude(_counted(name or title), parent)
    for said in (title, *(_units(about) if about else ())):
        found = found or (known_magnitude(said, parent) if said else None)
    if found is not None and about and found[0] >= _EPOCH and _MILLISECONDS.search(about):
        return found[0] * 1000, found[1] * 1000, 0
    return fitted(found, integer)


_EPOCH = 1_000_000_000  # seconds, from which on they are a time and no span
# words of a description that count more than a name
_SAID = (
    (
        "timestamp",
        re.compile(r"\b(?:unix (?:epoch|time)|epoch (?:seconds|millis|time)|since (?:the )?epoch)", re.IGNORECASE),
    ),
    ("http_status", re.compile(r"\bHTTP (?:response )?(?:status|code)")),
)
_MILLISECONDS = re.compile(r"\bmilli\s?sec|\bms\b", re.IGNORECASE)
# names of numbers that say less than what they stand in: a ``salary_range`` from its ``min`` to its ``max``
_ENDS = frozenset(
    ("min", "max", "minimum", "maximum", "low", "high", "lower", "upper", "from", "to", "value", "average", "mean")
)
_IN_UNITS = re.compile(r"_in_([a-z]+)$")
_RANGE = re.compile(r"_(?:range|limits?|bounds?|interval|stats?|statistics|filter)$")


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
