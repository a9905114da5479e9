"""The answer of a model to k records, read as k texts."""

from __future__ import annotations

import re
from collections.abc import Mapping

import orjson

from jsonsynth.examples import JSON

__all__ = ["texts_of", "texts_schema"]

_NUMBERED = re.compile(r"\s*(?:\*\*)?(\d{1,3})[.):](?:\*\*)?\s+(.*\S)\s*")
_FENCE = re.compile(r"^```\w*\n(.*?)\n?```$", re.S)


def texts_schema(count: int) -> JSON:
    """Return the schema of an answer with so many texts."""
    texts: dict[str, JSON] = {
        "type": "array",
        "items": {"type": "string", "minLength": 1, "maxLength": 1200},
        "minItems": count,
        "maxItems": count,
    }
    return {"type": "object", "properties": {"texts": texts}, "required": ["texts"], "additionalProperties": False}


def texts_of(answer: str, count: int) -> list[str | None]:
    """Return the text of each record, None where there is none: a JSON object of texts, else numbered lines.

    Example: ``texts_of("1. Hi.\\n3) Ho.", 3)`` -> ``["Hi.", None, "Ho."]``. One record may stand without a number.
    """
    bare = answer.strip()
    fenced = _FENCE.match(bare)
    bare = fenced[1] if fenced else bare
    listed = _listed(bare)
    if listed is not None:
        return [listed[k].strip() or None if k < len(listed) else None for k in range(count)]
    numbered = _lines(bare)
    if count == 1 and not numbered and "\n" not in bare:
        return [bare or None]
    return [numbered.get(k + 1) for k in range(count)]


def _listed(text: str) -> list[str] | None:
    if not text.startswith(("{", "[")):
        return None
    try:
        value: JSON = orjson.loads(text)
    except ValueError:
        return None
    texts = value.get("texts") if isinstance(value, dict) else value
    if not isinstance(texts, list):
        return None
    return [one if isinstance(one, str) else "" for one in texts]


def _lines(text: str) -> Mapping[int, str]:
    found: dict[int, str] = {}
    for line in text.splitlines():
        match = _NUMBERED.fullmatch(line)
        if match is not None:
            found.setdefault(int(match[1]), match[2].strip())
    return found
