"""A server's answer read: its text and usage, or why it is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

import orjson

from jsonsynth.examples import JSON

__all__ = ["Fault", "Reply", "Usage", "read_reply"]

_FINISHED = frozenset(("stop", "eos", "end_turn"))
_CUT = frozenset(("length", "max_tokens"))


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens as the server counted them; ``cached`` of the prompt's were read from its cache."""

    prompt: int
    completion: int
    cached: int = 0


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer. ``usage`` None: the server did not say."""

    text: str
    usage: Usage | None


@dataclass(frozen=True, slots=True)
class Fault:
    """An answer that is none: ``kind`` is a row of the table of failures."""

    kind: str
    usage: Usage | None = None


def read_reply(body: str) -> Reply | Fault:
    """Read the body of an answer with status 200. White space before it keeps a line open and is ignored."""
    try:
        value: JSON = orjson.loads(body.strip())
    except ValueError:
        return Fault("not-json")
    if not isinstance(value, dict):
        return Fault("not-json")
    usage = _usage(value.get("usage"))
    choices = value.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    if not isinstance(choice, dict):
        return Fault("no-choices", usage)
    kind = _kind(choice)
    return Reply(_content(choice), usage) if kind == "" else Fault(kind, usage)


def _content(choice: Mapping[str, JSON]) -> str:
    message = choice.get("message")
    content = message.get("content") if isinstance(message, dict) else None
    return content if isinstance(content, str) else ""


def _kind(choice: Mapping[str, JSON]) -> str:
    """Say what is wrong with a choice, "" if nothing is."""
    reason = choice.get("finish_reason")
    if reason in _CUT:
        return "cut"
    if reason == "content_filter":
        return "filtered"
    if not _content(choice).strip():
        return "blank"
    return "" if reason in _FINISHED else "unfinished"


def _usage(value: JSON) -> Usage | None:
    if not isinstance(value, dict):
        return None
    prompt, completion = value.get("prompt_tokens"), value.get("completion_tokens")
    if not (_count(prompt) and _count(completion)):
        return None
    details = value.get("prompt_tokens_details")
    cached = details.get("cached_tokens") if isinstance(details, dict) else value.get("prompt_cache_hit_tokens")
    known = cast("int", cached) if _count(cached) else 0
    return Usage(cast("int", prompt), cast("int", completion), min(known, cast("int", prompt)))


def _count(value: JSON) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
