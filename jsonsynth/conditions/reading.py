"""What an instruction asks of an instance beside its schema, read from its words alone.

A sentence is a condition if all that follows *with*, *where*, *has* or the like, or all of it, falls into clauses that
are known here and that name members of the schema. Quoted names and values may hold anything; in English a member's
name may also stand without quotes. Clauses of other languages are known in :mod:`jsonsynth.conditions.tongues`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from jsonsynth.conditions.tongues import NUMERALS, clauses_of, form_of
from jsonsynth.examples import JSON

__all__ = ["read"]

_Rule = tuple[str, JSON, bool]  # a member, what its value must be, whether it must be there

_NUMERAL: Sequence[str] = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SLOTS: Mapping[str, str] = {
    "N": r"(?:(?:the|an|a|its) )?(?P<name>«\d+»|[A-Za-z]\w*)",
    "V": r"(?P<value>«\d+»|true|false)",
    "K": r"(?P<low>#\d+)",
    "L": r"(?P<high>#\d+)",
    "C": rf"(?P<count>#\d+|{'|'.join(_NUMERAL)})",
    "U": r"(?:items?|elements?|entry|entries)",
    "LEAST": r"(?:at least|no fewer than|not fewer than|a minimum of)",
    "MOST": r"(?:at most|no more than|not more than|up to|a maximum of)",
    "EXACTLY": r"(?:(?:exactly|precisely|just) )?",
    "HOLDS": r"(?:holds|holding|hold|has|have|contains|containing|contain)",
    "LIST": r"(?:there are |include |give |list |write |put )?",
    "IS": r"(?:(?:is|be|of|stays|lies|lie) )?",
    "MAKE": r"(?:keep |make |let |choose |set )?",
    "OVER": r"(?:over|above|greater than|larger than|higher than|more than)",
    "UNDER": r"(?:under|below|less than|lower than|smaller than)",
    "FROM": r"(?:at least|no lower than|no less than|not below|not less than)",
    "UPTO": r"(?:at most|no higher than|no more than|not above|not more than)",
    "RANGE": r"(?:(?:somewhere|anywhere|in the range) )?(?:between|from)",
}
_FORMS: Sequence[tuple[str, str]] = (
    ("absent", "no (?:member |key |entry for )?N(?: member| at all| in it| present)?|nothing under N"),
    ("absent", "there is no N|give no N"),
    ("absent", "N (?:is )?(?:missing|absent|left out|omitted)"),
    ("absent", "N (?:is not (?:present|given|there|included)|does not occur)"),
    ("absent", "(?:leave out|omit|skip|drop|do not include|do without) N|leave N out"),
    ("present", "N (?:member )?(?:is )?(?:present|included|filled in|given)|N is (?:there|not left out)"),
    ("present", "the optional (?:member )?N(?: member)?(?: is present)?"),
    ("present", "(?:make sure to )?(?:include|fill in|provide|do not leave out) (?:the optional )?N"),
    ("starts", "(?:let )?N (?:that )?(?:starting|starts|start|beginning|begins|begin) with (?:the text )?V"),
    ("starts", "(?:put )?V (?:stands )?at the start of N|the first characters of N are V|(?:start|begin) N with V"),
    ("contains", "(?:let )?N (?:that )?(?:containing|contains|contain|mentioning|mentions) (?:the text )?V"),
    ("contains", "(?:put )?V somewhere in N|(?:use )?the text V in N|mention V in N"),
    ("contains", "(?:let )?V (?:stands somewhere|occurs|occur) in N"),
    ("value", "(?:use |make |keep )?N V|N (?:is |equals |is set to |set to |equal to |has the value )V"),
    ("value", "(?:use |choose )?V (?:as|for) N|V as the value of N|the value of N is V|set N to V|let N be V"),
    ("least", "LISTLEAST C N(?: are listed)?|LISTC or more N(?: are listed)?|(?:put )?C U or more in N"),
    ("least", "LISTLEAST C U in N|(?:let )?N HOLDS LEAST C U|(?:let )?N HOLDS C U or more|give N LEAST C U"),
    ("most", "LISTMOST C N(?: are listed)?|LISTMOST C U in N"),
    ("most", "(?:let )?N HOLDS MOST C U|give N MOST C U"),
    ("exactly", "LISTEXACTLYC U in N|(?:let )?N HOLDS EXACTLYC U|give N EXACTLYC U"),
    ("exactly", "LISTEXACTLYC N(?: in all| are listed)?"),
    ("over", "MAKEN ISOVER K|N exceeds K"),
    ("under", "MAKEN ISUNDER K"),
    ("from", "MAKEN ISFROM K|MAKEN (?:of|is|be|to) K or more"),
    ("upto", "MAKEN ISUPTO K|MAKEN (?:of|is|be|to) K or less|N does not exceed K"),
    ("between", "MAKEN (?:ranges )?ISRANGE K (?:&|to) L"),
    ("equals", "(?:make )?N (?:is exactly |is set to |is |equals |set to |equal to )?K|set N to K|let N be K"),
    ("equals", "(?:use )?K (?:as|for) N|the value of N is K"),
)
_OPTIONAL = r"optional (?:top-level members?|members? at the top level)"
_ONLY = re.compile(
    r"(?:include )?(?:only|just) the required (?:top-level members|members (?:stand )?at the top level)"
    r"(?: are present)?"
    rf"|(?:leave out|omit|skip) (?:all|every) {_OPTIONAL}|(?:write )?(?:no|none of the) {_OPTIONAL}(?: is present)?"
    rf"|(?:all|every) {_OPTIONAL} (?:is|are) (?:left out|missing)",
    re.IGNORECASE,
)
_UNLIKE: Sequence[str] = (
    *("different", "distinct", "diferent", "distint", "repetid", "igual a"),
    *("différent", "doublon", "égal à", "verschieden", "unterschiedlich", "divers"),
)
_LEVEL: Sequence[str] = (
    *("top-level", "top level", "obersten Ebene", "oberster Ebene"),
    *("nível superior", "nivel superior", "premier niveau", "livello superiore"),
)
# in English the count stands right before the word, as a word too; elsewhere in digits, in the same sentence
_SEVERAL = re.compile(
    rf"(?P<count>{'|'.join(_NUMERAL)}|#\d+) different|(?P<digits>#\d+)[^.?!;#]*?\b(?:{'|'.join(_UNLIKE)})",
    re.IGNORECASE,
)
# a quoted text or a number; what it starts with stands first, as the engine then finds it at once
_TOKEN = re.compile(
    r"[`\"0-9-](?:(?<=`)([^`\n]+)`|(?<=\")([^\"\n]+)\"|(?<![\w.].)(?:(?<=-)\d+|(?<=\d)\d*)(?:\.\d+)?(?!\w))"
)
_ASIDE = re.compile(r"[`\"\d]")
# these, too, begin with what the engine finds at once
_SENTENCE = re.compile(r"[.?!;\n](?:(?<=\n)|(?=\s|$))")
_FIRST = re.compile(r"(?:(?:in|when|for|while|as) [a-z ]{1,30}, )?(?:and |also |please )*", re.IGNORECASE)
_START = re.compile(r"[WwHhTt](?<!\w.)(?:(?<=[Ww])(?i:ith|here|hich)|(?<=[Hh])(?i:ave|as)|(?<=[Tt])(?i:hat)) ")
_WORDS = re.compile(r"[^\W\d]\w*")
_AND = re.compile(r", (?:and )?| and ")
_BETWEEN = re.compile(r"(between #\d+) and (#\d+)", re.IGNORECASE)


@lru_cache(maxsize=2)
def _patterns(numbered: bool) -> list[tuple[str, re.Pattern[str]]]:
    """Compile the forms, one way of saying each at a time, for a slot may stand in a pattern but once.

    ``numbered``: those that a clause with a number in digits can have; else those of a clause without one.
    """
    slot = re.compile("|".join(sorted(_SLOTS, key=len, reverse=True)))
    ways = [(form, way, slot.findall(way)) for form, text in _FORMS for way in _WAY.findall(text)]
    return [
        (form, re.compile(slot.sub(lambda match: _SLOTS[match.group()], way), re.IGNORECASE))
        for form, way, slots in ways
        if (not _DIGITS.isdisjoint(slots) if numbered else _NEEDING_DIGITS.isdisjoint(slots))
    ]


_NEEDING_DIGITS = frozenset("KL")  # slots that a number in digits alone can fill
_DIGITS = _NEEDING_DIGITS | {"C"}


_WORDING = " ".join([*_SLOTS.values(), *_NUMERAL, *(ways for _, ways in _FORMS)])
_KNOWN = frozenset(_WORDS.findall(f"{_WORDING} {_WORDING.replace('s?', '')}".lower()))  # items?: item, too
_WAY = re.compile(r"(?:\([^()]*(?:\([^()]*\)[^()]*)*\)|[^|()])+")  # what stands between bars outside parentheses


@dataclass(slots=True)
class _Text:
    """An instruction with its quoted texts and numbers put aside: ``«3»`` and ``#3`` stand for the fourth of them."""

    text: str
    aside: Sequence[str]

    def written(self, token: str) -> str:
        return self.aside[int(token.strip("«»#"))] if token[:1] in ("«", "#") else token

    def number(self, token: str) -> int | float:
        word = token.lower()
        if word in _NUMERAL or word in NUMERALS:
            return _NUMERAL.index(word) if word in _NUMERAL else NUMERALS[word]
        text = self.written(token)
        return float(text) if "." in text else int(text)


def _put_aside(instruction: str) -> _Text:
    aside: list[str] = []

    def stand_in(match: re.Match[str]) -> str:
        quoted = match.group(1) or match.group(2)
        aside.append(quoted or match.group())
        return f"«{len(aside) - 1}»" if quoted else f"#{len(aside) - 1}"

    return _Text(_TOKEN.sub(stand_in, instruction), aside)


def read(instruction: str, schema: JSON) -> dict[str, JSON] | None:
    """Return the schema of what an instruction asks beside the schema given, None if it asks nothing.

    Example: "with at least two tags and no phone" -> ``{"type": "object", "properties": {"tags": {"type": "array",
    "minItems": 2}, "phone": false}, "required": ["tags"]}``
    """
    if all(map(_asks_nothing, instruction.split(". "))):
        return None
    parts, text = _parts(schema), _put_aside(instruction)
    if _typed("array", parts):
        several = _several(text)
        if several or not _typed("object", parts):
            return several
    names = {name for part in parts for name in _keys(part.get("properties"))}
    found: list[_Rule] = []
    for sentence in _SENTENCE.split(text.text):
        if "«" not in sentence and not _may_ask(sentence):
            continue
        if _levelled(sentence) and _asks_only(sentence):
            needed: list[JSON] = [*sorted({name for part in parts for name in _texts(part.get("required"))})]
            return {"type": "object", "propertyNames": {"enum": needed}}
        found += _asked_elsewhere(sentence, text, names) or _asked(sentence, text, names)
    return _joined(found) if found else None


@lru_cache(maxsize=4096)  # most sentences are wordings that many rows share
def _asks_nothing(words: str) -> bool:
    """Say that whole sentences ask nothing of an instance, whatever its members are called."""
    suspect = _ASIDE.search(words) or "different" in words.lower()
    return not suspect and not any(map(_may_ask, _SENTENCE.split(words)))


@lru_cache(maxsize=1024)
def _may_ask(sentence: str) -> bool:
    """Say whether a sentence without a quote asks for something, if members have the names that it would need."""
    only = _levelled(sentence) and _asks_only(sentence)
    return only or any(all(map(_said, _AND.split(rest))) for rest in _rests(sentence))


def _typed(kind: str, parts: Sequence[Mapping[str, JSON]]) -> bool:
    """Say whether a part has the type, or has it among others."""
    for part in parts:
        said = part.get("type")
        if said == kind or (isinstance(said, list) and kind in said):
            return True
    return False


def _levelled(text: str) -> bool:
    return any(map(text.__contains__, _LEVEL))


def _several(text: _Text) -> dict[str, JSON] | None:
    counted = "#" in text.text or "different" in text.text.lower()
    match = _SEVERAL.search(text.text) if counted else None
    if match is None:
        return None
    count = text.number(match.group("count") or match.group("digits"))
    return {"type": "array", "minItems": count, "maxItems": count, "uniqueItems": True}


def _rests(sentence: str) -> Iterator[str]:
    """Give the rest of a sentence from each place on where a condition may start.

    No form has a parenthesis: it stands where a sentence describes the schema.
    """
    _, described, sentence = sentence.strip().rpartition("(")
    if "#" in sentence:
        sentence = _BETWEEN.sub(r"\1 & \2", sentence)
    first = None if described else _FIRST.match(sentence)
    starts = (first.end(),) if first else ()
    return (sentence[end:] for end in (*starts, *(found.end() for found in _START.finditer(sentence, *starts))))


@lru_cache(maxsize=1024)  # most sentences are wordings that many rows share
def _asks_only(sentence: str) -> bool:
    """Say whether a sentence asks that only what is required stands at the top level."""
    return any(map(_ONLY.fullmatch, _rests(sentence))) or any(
        len(clauses) == 1 and (form_of(clauses[0]) or ("",))[0] == "only" for clauses in clauses_of(sentence)
    )


def _asked(sentence: str, text: _Text, names: set[str]) -> list[_Rule]:
    """Read a sentence from the first place on that can be read to its end; nothing where there is none."""
    for rest in _rests(sentence):
        rules = _rules(_AND.split(rest), text, names)
        if rules:
            return rules
    return []


def _asked_elsewhere(sentence: str, text: _Text, names: set[str]) -> list[_Rule]:
    """Read a sentence of another language, whose names are all quoted."""
    for clauses in clauses_of(sentence) if "«" in sentence else ():
        said = [known for known in map(form_of, clauses) if known and text.written(known[1].get("name", "")) in names]
        if len(said) == len(clauses):
            return [(text.written(slots["name"]), *_MEANINGS[form](slots, text)) for form, slots in said]
    return []


def _rules(clauses: Sequence[str], text: _Text, names: set[str]) -> list[_Rule]:
    """Read clauses, none where one of them cannot be read; one without a quote names a member by a word of its own."""
    rules: list[_Rule] = []
    for clause in clauses:
        unnamed = "«" not in clause and names.isdisjoint(_WORDS.findall(clause))
        rule = None if unnamed else _rule(clause, text, names)
        if rule is None:
            return []
        rules.append(rule)
    return rules


def _rule(clause: str, text: _Text, names: set[str]) -> _Rule | None:
    for form, said in _said(clause):
        name = text.written(said["name"])
        if name in names:
            return (name, *_MEANINGS[form](said, text))
    return None


@lru_cache(maxsize=4096)  # most clauses are of wordings that many rows share
def _said(clause: str) -> list[tuple[str, dict[str, str]]]:
    """Return each form that a clause has, with what stands in its slots."""
    if len(set(_WORDS.findall(clause.lower())) - _KNOWN) > 1:
        return []  # words that no form has, more than a name would be
    matches = [
        (form, match) for form, pattern in _patterns("#" in clause) if (match := pattern.fullmatch(clause)) is not None
    ]
    return [(form, {group: token for group, token in match.groupdict().items() if token}) for form, match in matches]


def _value(token: str, text: _Text) -> JSON:
    return token.lower() == "true" if token.lower() in ("true", "false") else text.written(token)


def _number(**bounds: str) -> Callable[[Mapping[str, str], _Text], tuple[JSON, bool]]:
    def meaning(said: Mapping[str, str], text: _Text) -> tuple[JSON, bool]:
        return {"type": "number", **{word: text.number(said[slot]) for word, slot in bounds.items()}}, True

    return meaning


def _size(needed: bool, *bounds: str) -> Callable[[Mapping[str, str], _Text], tuple[JSON, bool]]:
    def meaning(said: Mapping[str, str], text: _Text) -> tuple[JSON, bool]:
        return {"type": "array", **dict.fromkeys(bounds, text.number(said["count"]))}, needed

    return meaning


def _pattern(before: str) -> Callable[[Mapping[str, str], _Text], tuple[JSON, bool]]:
    def meaning(said: Mapping[str, str], text: _Text) -> tuple[JSON, bool]:
        literal = re.sub(r"([\\^$.*+?()\[\]{}|/])", r"\\\1", str(_value(said["value"], text)))
        return {"type": "string", "pattern": before + literal}, True

    return meaning


_MEANINGS: Mapping[str, Callable[[Mapping[str, str], _Text], tuple[JSON, bool]]] = {
    "absent": lambda said, text: (False, False),  # noqa: ARG005 - one signature for the table
    "present": lambda said, text: (True, True),  # noqa: ARG005 - as above
    "value": lambda said, text: ({"const": _value(said["value"], text)}, True),
    "contains": _pattern(""),
    "starts": _pattern("^"),
    "least": _size(True, "minItems"),
    "most": _size(False, "maxItems"),
    "exactly": _size(True, "minItems", "maxItems"),
    "over": _number(exclusiveMinimum="low"),
    "under": _number(exclusiveMaximum="low"),
    "from": _number(minimum="low"),
    "upto": _number(maximum="low"),
    "between": _number(minimum="low", maximum="high"),
    "equals": _number(const="low"),
}


def _joined(rules: Sequence[_Rule]) -> dict[str, JSON]:
    about: dict[str, JSON] = {name: rule for name, rule, _ in rules if rule is not True}
    needed: list[JSON] = [*sorted({name for name, _, there in rules if there})]
    joined: dict[str, JSON] = {"type": "object"}
    if about:
        joined["properties"] = about
    if needed:
        joined["required"] = needed
    return joined


def _keys(value: JSON) -> Iterable[str]:
    return value if isinstance(value, dict) else ()


def _texts(value: JSON) -> Sequence[str]:
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []


def _parts(schema: JSON) -> list[dict[str, JSON]]:
    """Return what holds for the whole instance: the schema, the parts of its ``allOf``, and what they refer to."""
    if isinstance(schema, dict) and "allOf" not in schema and "$ref" not in schema:
        return [schema]
    level, seen = [schema], set[int]()
    found: list[dict[str, JSON]] = []
    while level:
        part = level.pop()
        if not isinstance(part, dict) or id(part) in seen:
            continue
        seen.add(id(part))
        found.append(part)
        more = part.get("allOf")
        level.extend(more if isinstance(more, list) else [])
        reference = part.get("$ref")
        if isinstance(reference, str) and reference[:2] == "#/":
            level.append(_followed(schema, reference[2:].split("/")))
    return found


def _followed(value: JSON, steps: Sequence[str]) -> JSON:
    for step in steps:
        value = value.get(step.replace("~1", "/").replace("~0", "~")) if isinstance(value, dict) else None
    return value
