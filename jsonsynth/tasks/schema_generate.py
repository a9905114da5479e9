"""The family schema_generate: a schema, and an instance of it.

Schemas come from invention (a schema of its own for each row), from variants of the content's files and of the
meta-schemas that a package ships, and, as they are, from a user's files.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256

import orjson

from jsonsynth import borrowing, sampling, schema
from jsonsynth.answers import check, score, second_opinion, trace
from jsonsynth.asking import Asked, Drawn, Kind, Origin, ask, kind_of, print_schema
from jsonsynth.content import Content, SchemaFile
from jsonsynth.errors import BuildError, SchemaRefusedError
from jsonsynth.examples import JSON, Completion, Difficulty, Example, Settings, Slot, Split
from jsonsynth.invention import invent
from jsonsynth.jsontext import canonical, minified, orders_agree
from jsonsynth.keywords import KEYWORDS, Object, keywords, witnesses
from jsonsynth.owning import own
from jsonsynth.packaged import META_SCHEMA_LICENSE, META_SCHEMAS, meta_schema
from jsonsynth.seeds import Random, interleaved, pick
from jsonsynth.task import Steps, Task, instruct
from jsonsynth.users import from_users, users_of
from jsonsynth.variants import cut

__all__ = ["TASK"]

_TRIES = 100  # draws of a schema and an instance before the family gives up
_LOYAL = 12  # of these, draws from the files or the package; where their instances are too long, invention steps in

_SHARES: tuple[tuple[Origin, int], ...] = (("invented", 96), ("file", 3), ("package", 1))
_WEIGHTS = tuple(weight for _, weight in _SHARES)
_OURS = "Apache-2.0"


def _steps(slot: Slot, content: Content, settings: Settings, rng: Random) -> Steps:
    yield from ()  # no pause: a batch of schemas is larger than the nearer caches, one is printed while it is at hand
    asked, output = _asked(slot, content, settings, rng)
    drawn = asked.drawn
    printed = print_schema(drawn, slot, content, asked.language, rng)
    canonical_text = canonical(drawn.schema)
    features = _walked(drawn.schema)
    digest = sha256(canonical_text.encode()).hexdigest()
    agree = orders_agree(drawn.instance)
    return Example(
        task=slot.task,
        input={
            "instruction": instruct(rng, content, slot.split, asked.opening + printed.words, agree, asked.language),
            "schema": printed.text,
        },
        target=Completion(output),
        facts={
            "difficulty": _difficulty(len(canonical_text), features, output, asked.points),
            "group": digest[:16],
            "schema_name": drawn.name or f"invented/{digest[:16]}",
            "schema_sha256": digest,
            "origin": drawn.origin,
            "language": asked.language,
            "license": drawn.license,
            "features": [*features],
            "form": printed.form,
            "condition": asked.condition,
            "source": "own" if drawn.name in META_SCHEMAS else settings.source,
        },
    )


def _asked(slot: Slot, content: Content, settings: Settings, rng: Random) -> tuple[Asked, str]:
    users = users_of(content, slot.split)
    if users and slot.index % 2:
        return from_users(users, slot, content, settings, rng)
    kind, origin = _planned(slot.index)
    if users:
        origin = _origin(kind, slot.index // 2)
    for turn in range(_TRIES):
        source = _SOURCES[origin if turn < _LOYAL else "invented"]
        drawn = source(kind, slot.split, content, rng)
        if settings.source == "hypothesis" and drawn.name not in META_SCHEMAS:
            drawn = _borrowed(drawn, rng)
        if not isinstance(drawn.instance, (dict, list)):
            continue
        asked = ask(kind, drawn, slot, content, settings.languages, rng)
        output = canonical(asked.drawn.instance) if asked is not None else ""
        if asked is not None and settings.min_length <= len(output) <= settings.max_length:
            return asked, output
    raise BuildError(
        slot.id,
        f"no instance of {settings.min_length} to {settings.max_length} characters in {_TRIES} draws",
        "Widen --min-length and --max-length.",
    )


def _origin(kind: Kind, index: int) -> Origin:
    """Return where the schema at an index is from; several instances are asked of invented ones, which are quick."""
    return "invented" if kind == "several" else _SHARES[interleaved(index, _WEIGHTS)][0]


@lru_cache(maxsize=1024)  # asked when rows are put in order, and again when they are made
def _planned(index: int) -> tuple[Kind, Origin]:
    kind = kind_of(index)
    return kind, _origin(kind, index)


def _alike(index: int) -> str:
    return "".join(_planned(index))


def _borrowed(drawn: Drawn, rng: Random) -> Drawn:
    """Return the schema with an instance of the second source, null where that has none."""
    more = borrowing.sampler(drawn.schema)
    try:
        return replace(drawn, instance=more(rng), more=more)
    except SchemaRefusedError:
        return replace(drawn, instance=None)


def _invented(kind: Kind, split: Split, content: Content, rng: Random) -> Drawn:
    del content
    made = invent(rng, split, membered=kind == "condition")
    return Drawn(made.schema, made.instance, "invented", "", _OURS, made.draw)


@lru_cache(maxsize=4)
def _ours(content: Content) -> tuple[SchemaFile, ...]:
    """Return our files; the configuration formats, which are few and well known, stand three times each."""
    files = [file for file in content.schemas if file.ours]
    return (*files, *(2 * [file for file in files if file.name.startswith("config/")]))


def _varied(kind: Kind, split: Split, content: Content, rng: Random) -> Drawn:  # noqa: ARG001 - one signature
    for _ in range(_TRIES):
        drawn = _variant(pick(rng, _ours(content)), split, rng)
        if drawn is not None:
            return drawn
    raise BuildError("schema_generate", "no variant of our files gave an instance", "This is a bug: please report it.")


_VARIANTS = 12  # of a file, until the split owns one; few belong to valid and test, and a sampler is dear to prepare


def _variant(file: SchemaFile, split: Split, rng: Random) -> Drawn | None:
    if not isinstance(file.schema, dict):
        return None
    sampler = _sampler(file.text, split)
    for _ in range(_VARIANTS):
        instance = sampler(rng)
        variant = own(cut(file.schema, instance, rng), split, rng)
        if variant is not None:
            return Drawn(variant, instance, "file", file.name, _OURS, None)
    return None


@lru_cache(maxsize=512)
def _sampler(text: str, split: Split) -> Callable[[Random], JSON]:
    return _samplers(text)(split)


@lru_cache(maxsize=256)  # of our files, by their canonical texts; a test has drawn instances of each
def _samplers(text: str) -> Callable[[Split], Callable[[Random], JSON]]:
    return sampling.samplers(orjson.loads(text))


def _redrafted(schema: Object, draft: str) -> Object:
    """Return a schema with the names that drafts 6 and 7 have for definitions; ``draft`` replaces its ``$schema``."""
    text = minified(schema).replace('"$defs":', '"definitions":').replace('"#/$defs/', '"#/definitions/')
    made: Object = orjson.loads(text)
    return {**made, "$schema": draft} if "$schema" in made else made


def _meta(kind: Kind, split: Split, content: Content, rng: Random) -> Drawn:
    """Draw a variant of a meta-schema with an invented schema as its instance: real schemas are what it is about."""
    del kind, content
    name = pick(rng, tuple(META_SCHEMAS))
    whole = meta_schema(name)
    instance = _schema_of(name, split, rng)
    seen = witnesses(whole, instance)
    for _ in range(_TRIES):
        variant = own(cut(whole, instance, rng, seen), split, rng)
        if variant is not None:
            return Drawn(variant, instance, "package", name, META_SCHEMA_LICENSE, None)
    raise BuildError(name, "no variant of it belongs to the split", "This is a bug: please report it.")


@lru_cache(maxsize=len(META_SCHEMAS))
def _judge(name: str) -> schema.Validator:
    return schema.validator(meta_schema(name), keep=False)


def _schema_of(name: str, split: Split, rng: Random) -> JSON:
    """Invent a schema that keeps to the keywords of a meta-schema, and is valid under it."""
    meta, valid = meta_schema(name), _judge(name)
    known = meta["properties"]
    for _ in range(_TRIES):
        found = _redrafted(invent(rng, split, membered=True, small=True).schema, str(meta["$schema"]))
        if isinstance(known, dict) and known.keys() >= set(keywords(found)) and valid.is_valid(found):
            return found
    raise BuildError(str(meta["$schema"]), "no invented schema keeps to this draft", "This is a bug: please report it.")


_SOURCES: dict[Origin, Callable[[Kind, Split, Content, Random], Drawn]] = {
    "invented": _invented,
    "file": _varied,
    "package": _meta,
}


_PLAIN = frozenset({"$schema", "title", "description", "type", "properties", "required", "enum", "items", "format"})


def _difficulty(size: int, features: Sequence[str], output: str, asked: int) -> Difficulty:
    """Rate a row: a long schema, rarer keywords, a long answer and conditions are each harder."""
    rare = len(_PLAIN.union(features)) - len(_PLAIN)
    points = size / 300 + rare + len(output) / 200 + asked
    return "easy" if points < 9.2 else "medium" if points < 20.5 else "hard"


def _walked(value: JSON) -> list[str]:
    """List the keywords of a schema level by level, where :func:`keywords` goes down branch by branch."""
    found: set[str] = set()
    parts: list[JSON] = [value]
    for part in parts:  # grows
        if isinstance(part, dict):
            found.update(part)
            for name in part:
                if name in _HOLDING:
                    held = part[name]
                    if isinstance(held, dict):
                        parts.extend(held.values() if name in _MAPS else (held,))
                    elif isinstance(held, list):
                        parts += held
    return sorted(_KNOWN.intersection(found))


_KNOWN = frozenset(KEYWORDS)
_HOLDING = frozenset(name for name, holds in KEYWORDS.items() if holds != "nothing")
_MAPS = frozenset(name for name, holds in KEYWORDS.items() if holds == "map")


TASK = Task("schema_generate", 40, "schema", "row", _steps, check, score, second_opinion, trace, _alike)
