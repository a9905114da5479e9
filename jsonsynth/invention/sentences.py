"""How somebody words descriptions: what a member is, what its schema states, what holds by default.

What is said of a schema is read from that schema, so that it cannot say anything else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import floor
from typing import TypeAlias, cast

from jsonsynth.examples import JSON
from jsonsynth.invention.readings import Schema
from jsonsynth.invention.remarks import meanings, ways_to_say

__all__ = ["Voice", "by_default", "exemplified", "joined", "remarked", "restated", "varied", "voiced", "worded"]


@dataclass(slots=True, eq=False)
class Voice:
    """How somebody words descriptions.

    ``noun``: what stands before a noun; ``flag``: what becomes of "Whether"; ``stop``: whether a full stop ends a
    description of one sentence; ``mark``: what stands around values; ``look``: which of the ways to state something
    is theirs; ``remarked``, ``stating``, ``showing``: shares of descriptions that say more than what it is, what
    the schema states, and what a value looks like; ``optional``: how they say that a member may be missing.
    """

    noun: str
    flag: str
    stop: bool
    mark: str
    look: int
    remarked: float
    stating: float
    showing: float
    optional: str

    @property
    def length(self) -> float:
        """About how long its descriptions are, as a share of what a member takes that is not described."""
        return 0.9 + 1.1 * min(self.remarked, 4) + 0.3 * self.stating

    def ended(self, text: str) -> str:
        """Return a description with its end: a full stop behind several sentences, and where it is usual behind one."""
        return text + "." if (self.stop or ". " in text) and text[-1] not in ".!?" else text


_NOUNS = ("",) * 20 + ("The ",) * 20 + ("Specifies the ",)
_FLAGS = ("Whether ",) * 6 + ("True if ", "If true, ", "Indicates whether ", "Specifies whether ", "Tells whether ")
_MARKS = ('"', "`", "`", "'", "", "")
_OPTIONAL = ("",) * 12 + ("Optional. ", "(optional) ")
# how much descriptions say, as shares: remarks, what is stated, what is shown
_FULLNESS = (
    (0.01, 0.05, 0.0), (0.02, 0.1, 0.05), (0.08, 0.3, 0.1), (0.2, 0.15, 0.1), (0.25, 0.5, 0.3), (0.35, 0.3, 0.2),
    (0.5, 0.7, 0.4), (0.9, 0.8, 0.4), (2.4, 0.9, 0.4), (5.0, 0.95, 0.6),
)  # fmt: skip


def voiced(random: Callable[[], float], least: float, most: float) -> Voice:
    """Draw a voice; ``least``, ``most``: how full its descriptions are, from 0 to 1."""
    full = least + (most - least) * random()
    remarked, stating, showing = _FULLNESS[floor(full * len(_FULLNESS))]
    return Voice(
        noun=_NOUNS[floor(random() * len(_NOUNS))],
        flag=_FLAGS[floor(random() * len(_FLAGS))],
        stop=random() < 0.4 + 0.4 * full,
        mark=_MARKS[floor(random() * len(_MARKS))],
        look=floor(random() * 840),
        remarked=remarked,
        stating=stating,
        showing=showing,
        optional=_OPTIONAL[floor(random() * len(_OPTIONAL))],
    )


def varied(text: str, random: Callable[[], float]) -> str:
    """Draw one of the ways to say a text."""
    ways = ways_to_say(text)
    return ways[floor(random() * len(ways))]


# how descriptions begin that no article suits
_BARE = frozenset((
    "How", "Whether", "What", "Who", "Where", "When", "Which", "Whom", "Why", "By", "For", "From", "Until",
    "Called", "Ties", "Counts", "Turns", "False", "Print", "Report", "Refuse", "Start", "Anything", "Everybody",
    "More", "Another", "A", "The", "Every", "All", "Other", "Further", "Degrees", "Metres", "Kilometres",
    "Minutes", "Milliseconds", "Megabytes", "Grams", "Blanks", "Cars", "People", "Old", "Up", "Least",
    "Retries", "Longitude", "Given", "Family", "Settings", "Each", "One", "Tells", "Decides", "Personal",
    "Outgoing", "Filled",
))  # fmt: skip


@cache  # some thousand texts
def worded(about: str, noun: str, flag: str) -> str:
    """Return a description as a voice words it. Example: ``Name of the {e}`` -> ``The name of the {e}``"""
    head, blank, rest = about.partition(" ")
    if head == "Whether":
        return about if rest.startswith("to ") else flag + rest
    if not noun or head in _BARE or not head[:1].isalpha():
        return about
    return noun + (head if head[1:2].isupper() else head[0].lower() + head[1:]) + blank + rest


_STATED: Mapping[str, tuple[str, ...]] = {
    "among": (
        ": {}", ". Possible values: {}", ". One of {}", " ({})", ". Can be {}", ". Allowed values: {}", ". Must be {}",
        ", one of {}",
    ),
    "always": (". Always {}", ", always {}", ". Fixed to {}"),
    "range": (
        ", from {} to {}", ". Must be between {} and {}", " ({} to {})", ". Allowed range: {} to {}",
        ". Anything from {} to {}", ", between {} and {}", ". Minimum {}, maximum {}",
    ),
    "zero": (
        ". Must not be negative", ", 0 or more", ". Cannot be negative", " (>= 0)", ". At least 0", ". Minimum: 0",
        ". Never below zero", ". Zero is possible, too",
    ),
    "least": (
        ". Must be at least {}", ", {} or more", ". At least {}", " (>= {})", ". Not less than {}", ". Minimum: {}",
        ". Starts at {}",
    ),
    "most": (
        ". At most {}", ", up to {}", ". Must not exceed {}", " (<= {})", ". Not more than {}", ". Maximum: {}",
        ". Values above {} are refused",
    ),
    "above": (". Must be greater than {}", ", more than {}", " (> {})", ". Has to be above {}", ". {} is not allowed"),
    "steps": (". In steps of {}", ". Must be a multiple of {}", ", in steps of {}", ". Multiples of {} only"),
    "short": (
        ". At most {} characters", " (max. {} characters)", ", up to {} characters", ". Limited to {} characters",
        ". No longer than {} characters", ". Maximum length: {}", ". Must not be longer than {} characters",
    ),
    "filled": (". Must not be empty", ". Cannot be empty", " (not empty)", ". At least one character"),
    "date": (", as YYYY-MM-DD", ". Format: YYYY-MM-DD", " (YYYY-MM-DD)", ", in ISO 8601 format", " (ISO 8601)"),
    "date-time": (
        " (ISO 8601)", ", as an ISO 8601 timestamp", ". Format: RFC 3339", ", in ISO 8601 format", " (RFC 3339)",
        ". ISO 8601 date and time",
    ),
    "email": (". Must be a valid e-mail address", " (a single address)", ", without a display name"),
    "uri": (". Must be an absolute URL", " (absolute URL)", ", with its scheme"),
    "some": (". At least one", ". Must not be empty", " (one or more)", ". There is at least one"),
    "several": (". At most {}", ", up to {}", " (max. {})", ". No more than {}", ". Limited to {}"),
    "distinct": (". No duplicates", ". Duplicates are not allowed", " (unique)", ". Each of them once"),
    "null": (
        ". Null if unknown", ", or null", ". Can be null", " (nullable)", ". Null where it does not apply",
        ". Null if there is none",
    ),
    "read": (". Read-only", ". Set by the server", " (read-only)", ". Ignored in requests"),
    "old": (
        ". Deprecated", ". Deprecated: do not use it in new code", " (deprecated)",
        ". Will be removed in the next version",
    ),
    "written": (". Never returned", " (write-only)", ". Accepted in requests, but not part of any answer"),
    "means": (". {} means: {}", " ({}: {})", ". {}: {}"),
    "default": (
        ". Defaults to {}", ". Default: {}", " (default: {})", ". The default is {}", ". Defaults to {}",
        " (defaults to {})", ". Default value: {}",
    ),
    "omitted": (". If omitted, {} is used", ". {} if omitted", ". {} unless stated otherwise"),
    "on": (". On by default", ". Enabled by default", ". Defaults to true", " (default: true)", ". True by default"),
    "off": (
        ". Off by default", ". Disabled by default", ". Defaults to false", " (default: false)", ". False by default",
    ),
    "such": (", e.g. {}", " (e.g. {})", ". Example: {}", ". For example {}", ", such as {}", ". Looks like {}"),
}  # fmt: skip


def _said(voice: Voice, what: str, *values: str) -> str:
    ways = _STATED[what]
    return ways[voice.look % len(ways)].format(*values)


def _shown(voice: Voice, value: JSON) -> str:
    """Return a value as a description shows it."""
    if isinstance(value, str):
        return f"{voice.mark}{value}{voice.mark}"
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


_MOST = 70  # characters of values that are listed


def _among(voice: Voice, schema: Schema) -> str:
    values = cast("list[JSON]", schema["enum"])
    if None in values:
        return _said(voice, "null")
    texts = [_shown(voice, value) for value in values]
    if len(texts) == 1:
        return _said(voice, "always", texts[0])
    value = str(values[voice.look % len(values)])
    meaning = meanings().get(value) or meanings().get(value.lower())
    if meaning and voice.look % 5 > 2:
        return _said(voice, "means", _shown(voice, value), meaning)
    listed = ", ".join(texts[:-1]) + (", " if voice.look % 11 > 6 else " or ") + texts[-1]
    return _said(voice, "among", listed) if len(listed) <= _MOST else ""


def _least(voice: Voice, schema: Schema) -> str:
    low, high = schema["minimum"], schema.get("maximum")
    if schema.get("exclusiveMinimum") is True:
        return _said(voice, "above", str(low))
    if high is not None:
        return _said(voice, "range", str(low), str(high))
    return _said(voice, "least", str(low)) if low else _said(voice, "zero")


def _of(what: str, keyword: str) -> _Stating:
    return lambda voice, schema: _said(voice, what, str(schema[keyword]))


def _alone(what: str) -> _Stating:
    return lambda voice, schema: _said(voice, what)  # noqa: ARG005 - one signature for the table


def _constant(voice: Voice, schema: Schema) -> str:
    return _said(voice, "always", _shown(voice, schema["const"]))


def _formatted(voice: Voice, schema: Schema) -> str:
    format = str(schema["format"])
    return _said(voice, format) if format in _STATED else ""


def _elements(voice: Voice, schema: Schema) -> str:
    if schema.get("minItems") == schema.get("maxItems"):  # what it is says that, such as a pair of coordinates
        return ""
    if "uniqueItems" in schema and voice.look % 2:
        return _said(voice, "distinct")
    return _said(voice, "several", str(schema["maxItems"])) if "maxItems" in schema else _said(voice, "some")


def _filled(voice: Voice, schema: Schema) -> str:
    return _said(voice, "short", str(schema["maxLength"])) if "maxLength" in schema else _said(voice, "filled")


def _bounded(voice: Voice, schema: Schema) -> str:
    return "" if schema["exclusiveMinimum"] is True else _of("above", "exclusiveMinimum")(voice, schema)


_Stating: TypeAlias = "Callable[[Voice, Schema], str]"
# by keyword, what is said of it; the first of a schema that has something to say is taken
_STATING: Mapping[str, _Stating] = {
    "const": _constant,
    "deprecated": _alone("old"),
    "enum": _among,
    "exclusiveMinimum": _bounded,
    "format": _formatted,
    "maxItems": _elements,
    "maxLength": _of("short", "maxLength"),
    "maximum": _of("most", "maximum"),
    "minItems": _elements,
    "minLength": _filled,
    "minimum": _least,
    "multipleOf": _of("steps", "multipleOf"),
    "readOnly": _alone("read"),
    "type": _alone("null"),  # of several types one is null
    "writeOnly": _alone("written"),
}
_NUMBERED = re.compile(r"\d|[Pp]ercent")


def restated(voice: Voice, schema: Schema, text: str) -> str:
    """Return what a description goes on with: one thing that the schema states and the text does not."""
    for keyword, value in schema.items():
        say = _STATING.get(keyword)
        if say is not None and not (keyword == "type" and isinstance(value, str)):
            said = say(voice, schema)
            if said and not (keyword in ("minimum", "maximum") and _NUMBERED.search(text)):
                return said
    return ""


def by_default(voice: Voice, value: JSON, *, needed: bool) -> str:
    """Return what a description says of a default; ``needed``: whether the member is always there."""
    if isinstance(value, bool):
        return _said(voice, "on" if value else "off")
    what = "default" if needed or voice.look % 5 > 1 else "omitted"
    return _said(voice, what, _shown(voice, value))


def exemplified(voice: Voice, value: JSON) -> str:
    """Return what a description says of how a value looks."""
    return _said(voice, "such", _shown(voice, value))


def remarked(voice: Voice, remarks: Sequence[str], random: Callable[[], float]) -> str:
    """Draw a remark, two or three where much is said; what goes on with the sentence comes first."""
    count = len(remarks)
    place, most = floor(random() * count), floor(0.6 + voice.remarked * random())
    if most < 2:
        return remarks[place]
    going_on = more = ""
    for turn in range(place, place + min(most, count)):
        remark = remarks[turn % count]
        if remark[0] != ",":
            more += remark
        elif not going_on:
            going_on = remark
    return going_on + more


def joined(text: str, remark: str, facts: Sequence[str] = ()) -> str:
    """Return a description with what is said behind it; what belongs to its sentence comes first."""
    more = ends = ""
    for fact in facts:
        if fact[0] == ".":
            ends += fact
        else:
            more += fact
    if remark and remark[0] == "," and ("," in text or more[:1] in (",", ":")):
        remark = ""
    return text + more + remark + ends
