"""A record as a model is told it: one line, the values by the names that the instruction asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import orjson

from jsonsynth.examples import JSON, Example, label
from jsonsynth.facts import request

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
_WORDS: Mapping[bool, str] = {True: "yes", False: "no"}


@dataclass(frozen=True, slots=True)
class Told:
    """What of an example a model is told. ``line``: the record; ``record``: its values; ``spec``: their types."""

    line: str
    record: Mapping[str, JSON]
    spec: str


def told(example: Example, style: str) -> Told | None:
    """Return what a model is told of a text_to_json example; None where it has no flat record to tell.

    The values beside the label, which a good answer leaves out, are told as well: the text must hold them.
    """
    answer: JSON = orjson.loads(label(example))
    if not isinstance(answer, dict):
        return None
    types = {field.name: field.type for field in request(example.input["instruction"]).fields}
    values = {name: value for name, value in answer.items() if value is not None}
    beside = _beside(example.facts.get("distractors"))
    if not values.keys() <= types.keys() or values.keys() & beside.keys() or not all(map(_flat, values.values())):
        return None
    spec = [f"{name}:{types[name] if types[name] != 'enum' else 'string'}" for name in values]
    spec += [f"{name}:{kind}" for name, (kind, _) in beside.items()]
    record = {**values, **{name: value for name, (_, value) in beside.items()}}
    language = str(example.facts.get("language"))
    head = f"[{LANGUAGES.get(language, language)}; {style}] {example.facts.get('domain')}"
    line = "; ".join([head, *(f"{name}: {_said(value)}" for name, value in record.items())])
    return Told(" ".join(line.split()), record, f"{{{', '.join(spec)}}}")


def _beside(distractors: JSON) -> dict[str, tuple[str, JSON]]:
    found = [one for one in distractors if isinstance(one, dict)] if isinstance(distractors, list) else []
    return {str(one["role"]): (_plain(str(one["type"])), one["value"]) for one in found}


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
