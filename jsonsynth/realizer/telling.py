"""A record as a model is told it: one line, the values by the names that the instruction asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import orjson

from jsonsynth.examples import JSON, Example, label
from jsonsynth.facts import Wanted, request

__all__ = ["LANGUAGES", "Told", "told"]

LANGUAGES: Mapping[str, str] = {
    "en": "English",
    "pt": "Portuguese",
    "es": "Spanish",
    "fr": "French",
    "de": "German",
    "it": "Italian",
    "nl": "Dutch",
}
_CODE = re.compile(r"[A-Z]{3}$")  # a currency may stand there as a sign or in words
_WORDS: Mapping[bool, str] = {True: "yes", False: "no"}


@dataclass(frozen=True, slots=True)
class Told:
    """What of an example a model is told. ``line``: the record; ``record``: its values, asked or not.

    ``literal``: what must stand in the text as it is; options may be worded, and so may numbers and dates.
    """

    line: str
    record: Mapping[str, JSON]
    literal: tuple[str, ...]


def told(example: Example, style: str) -> Told | None:
    """Return what a model is told of a text_to_json example; None where it has no record of single values to tell.

    Members of an object inside are told as the others are. What the instruction says of a name that says nothing is
    told in its place. The values beside the label, which a good answer leaves out, are told too: the text holds them.
    """
    answer: JSON = orjson.loads(label(example))
    asked = request(example.input["instruction"])
    leaves = None if asked.listed or not isinstance(answer, dict) else _leaves(asked.fields, answer)
    if leaves is None:
        return None
    leaves += _beside(example.facts.get("distractors"))
    if len({leaf.name for leaf in leaves}) < len(leaves):
        return None
    language = str(example.facts.get("language"))
    head = f"[{LANGUAGES.get(language, language)}; {style}] {example.facts.get('domain')}"
    line = "; ".join([head, *(f"{leaf.about or leaf.name}: {_said(leaf.value)}" for leaf in leaves)])
    literal = tuple(word for leaf in leaves for word in _literal(leaf))
    return Told(" ".join(line.split()), {leaf.name: leaf.value for leaf in leaves}, literal)


@dataclass(slots=True)
class _Leaf:
    name: str
    type: str
    about: str
    value: JSON


def _literal(leaf: _Leaf) -> list[str]:
    if isinstance(leaf.value, list):
        return [str(one) for one in leaf.value]
    return [leaf.value] if isinstance(leaf.value, str) and leaf.type == "string" and not _CODE.match(leaf.value) else []


def _leaves(fields: Sequence[Wanted], answer: Mapping[str, JSON]) -> list[_Leaf] | None:
    """The single values of an answer; None where it has others, or one that is not asked."""
    known = {field.name: field for field in fields}
    leaves: list[_Leaf] = []
    for name, value in answer.items():
        field = known.get(name)
        if value is None or value == "":  # what the text lacks
            continue
        inner = _leaves(field.fields, value) if field is not None and isinstance(value, dict) else None
        if inner is not None:
            leaves += inner
        elif field is not None and _flat(value):
            leaves.append(_Leaf(name, "|".join(field.options) or field.type, field.about, value))
        else:
            return None
    return leaves


def _beside(distractors: JSON) -> list[_Leaf]:
    found = [one for one in distractors if isinstance(one, dict)] if isinstance(distractors, list) else []
    return [_Leaf(str(one["role"]), _plain(str(one["type"])), "", one["value"]) for one in found]


def _plain(kind: str) -> str:
    return "string" if kind == "enum" or "|" in kind else kind


def _flat(value: JSON) -> bool:
    if isinstance(value, list):
        return bool(value) and all(isinstance(one, str) for one in value)
    return not isinstance(value, dict) and (not isinstance(value, str) or "\n" not in value)


def _said(value: JSON) -> str:
    if isinstance(value, bool):
        return _WORDS[value]
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
