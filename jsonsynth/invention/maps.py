"""Maps: objects whose names are data."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jsonsynth.invention.draft import Draft, Node
from jsonsynth.invention.readings import Schema
from jsonsynth.realism import maker, numbers
from jsonsynth.seeds import between, pick, sample

__all__ = ["LANGUAGES", "mapped"]


def _any_values(draft: Draft) -> Node:
    return pick(draft.rng, tuple(_MAPPED.values()))(draft)


def _words_values(draft: Draft) -> Node:
    return {"type": "string"}, maker("label_text", draft.split)


def _count_values(draft: Draft) -> Node:
    least: Schema = {"minimum": 0} if draft.random() < 0.3 else {}
    return {"type": "integer", **least}, lambda rng: between(rng, 0, 400)


def _price_values(draft: Draft) -> Node:
    least: Schema = {"minimum": 0} if draft.random() < 0.3 else {}
    return {"type": "number", **least}, numbers("price", "", False)


def _value_values(draft: Draft) -> Node:
    return {"type": "string"}, maker("env_value", draft.split)


_HEADERS = (
    ("Accept", "application/json"), ("Accept-Language", "en-GB"), ("Authorization", "Bearer ${API_TOKEN}"),
    ("Cache-Control", "no-cache"), ("Content-Type", "application/json"), ("User-Agent", "sync-agent/2.4.1"),
    ("X-Request-Id", "b7f2c1"), ("Accept-Encoding", "gzip, deflate, br"), ("X-Api-Version", "2024-06-01"),
)  # fmt: skip


def _headers(draft: Draft) -> Node:
    """Headers of HTTP, each with a value of its own kind."""
    schema: Schema = {"type": "object", "additionalProperties": {"type": "string"}}
    if draft.random() < 0.4:
        schema = {"type": "object", "patternProperties": {"^[A-Za-z-]+$": {"type": "string"}}}
    return schema, lambda rng: dict(sample(rng, _HEADERS, int(rng.random() * 4)))


LANGUAGES = ("en", "pt", "es", "fr", "de", "it", "ja", "zh", "ru")  # those that sentences are drawn in


def _translations(draft: Draft) -> Node:
    """Sentences by the language they are in."""
    schema: Schema = {"type": "object", "additionalProperties": {"type": "string"}}
    if draft.random() < 0.4:
        schema = {"type": "object", "patternProperties": {"^[a-z]{2}$": {"type": "string"}}}
    written = {language: maker(f"sentence_{language}", draft.split) for language in LANGUAGES}
    return schema, lambda rng: {
        language: written[language](rng) for language in sample(rng, LANGUAGES, int(rng.random() * 4))
    }


# maps whose keys and values belong together, by the end of their name
_WHOLE: Mapping[str, Callable[[Draft], Node]] = {"headers": _headers, "translations": _translations}
# what a map holds, by the end of its name, with what draws its keys and a pattern that these match
_MAPPED: Mapping[str, Callable[[Draft], Node]] = {
    "counts": _count_values,
    "limits": _count_values,
    "prices": _price_values,
    "labels": _words_values,
    "attributes": _words_values,
    "variables": _value_values,
}
_KEYS: Mapping[str, tuple[str, str]] = {
    "prices": ("currency", "^[A-Z]{3}$"),
    "variables": ("env_name", "^[A-Z_]+$"),
}
_ANY_KEYS = (
    ("noun", "^[a-z][a-z0-9_-]*$"), ("noun", "^.*$"), ("tag", "^[a-z0-9-]+$"), ("team", "^[a-z]+$"),
    ("colour", "^[a-z ]+$"),
)  # fmt: skip


def mapped(draft: Draft, name: str, node: Node | None = None) -> Node:
    """Return an object whose names are data; ``node``: what its values are, by the end of its name if None."""
    random, last = draft.random, name.rpartition(" ")[2]
    if last in _WHOLE:
        return _WHOLE[last](draft)
    inner, draw = node or _MAPPED.get(last, _any_values)(draft)
    rule, pattern = _KEYS.get(last) or pick(draft.rng, _ANY_KEYS)
    keys = maker(rule, draft.split)
    schema: Schema = {"type": "object"}
    if random() < 0.62:
        schema["patternProperties"] = {pattern: inner}
        if random() < 0.6:
            schema["additionalProperties"] = False
    else:
        schema["additionalProperties"] = inner
        if draft.dialect.number > 4 and random() < 0.16:
            schema["propertyNames"] = {"pattern": pattern}
    least = _counted(draft, schema)
    return schema, lambda rng: {keys(rng): draw(rng) for _ in range(least + int(rng.random() * (4 - least)))}


def _counted(draft: Draft, schema: Schema) -> int:
    """State at times how many members a map has at least or at most; return the least."""
    if draft.random() > 0.07:
        return 0
    schema["minProperties"] = 1
    if draft.random() < 0.6:
        schema["maxProperties"] = pick(draft.rng, (10, 20, 50, 64))
    return 1
