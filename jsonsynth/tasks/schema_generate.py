"""The family schema_generate: a schema, and an instance of it.

Schemas come from invention (a schema of its own for each row), from variants of the content's files and of the
meta-schemas that a package ships, and, as they are, from a user's files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Literal

import orjson

from jsonsynth import sampling, schema
from jsonsynth.answers import check, score, second_opinion
from jsonsynth.content import Content, SchemaFile
from jsonsynth.errors import BuildError, SchemaRefusedError
from jsonsynth.examples import JSON, Completion, Difficulty, Example, Settings, Slot, Split
from jsonsynth.invention import invent
from jsonsynth.jsontext import canonical, fingerprint, minified, noncanonical
from jsonsynth.keywords import KEYWORDS, Object, keywords
from jsonsynth.packaged import META_SCHEMA_LICENSE, META_SCHEMAS, meta_schema
from jsonsynth.seeds import Random, digest64, interleaved, pick, stream
from jsonsynth.task import Task, instruct
from jsonsynth.variants import Variant, cut

__all__ = ["TASK", "refusals"]

Origin = Literal["invented", "file", "package"]

_TRIES = 100  # draws of a schema and an instance before the family gives up
_LOYAL = 12  # of these, draws from the files or the package; where their instances are too long, invention steps in
_NUDGES = 150  # changes of a variant until it belongs to the split; a twentieth belongs to test
_USERS_TRIES = 60  # instances drawn of a user's schema: there is no other to turn to
_LONGEST_SCHEMA = 100_000  # characters; no model reads a row with more

_SHARES: tuple[tuple[Origin, int], ...] = (("invented", 94), ("file", 5), ("package", 1))
_WEIGHTS = tuple(weight for _, weight in _SHARES)
_OURS = "Apache-2.0"
_UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A schema with an instance, and where the schema is from; ``name`` is empty for a schema that has none."""

    schema: JSON
    instance: JSON
    origin: Origin
    name: str
    license: str


def _make(slot: Slot, content: Content, settings: Settings, rng: Random) -> Example:
    drawn, output = _drawn(slot, content, settings, rng)
    text = minified(drawn.schema)
    canonical_text = canonical(drawn.schema)
    features = _walked(drawn.schema)
    group = fingerprint(canonical_text)
    section = "meta" if drawn.origin == "package" else "generate"
    opening = content.say(rng, "schema_generate.en", slot.split, section)
    return Example(
        task=slot.task,
        input={"instruction": instruct(rng, content, slot.split, opening, drawn.instance), "schema": text},
        target=Completion(output),
        facts={
            "difficulty": _difficulty(text, features, output),
            "group": group,
            "schema_name": drawn.name or f"invented/{group}",
            "schema_sha256": sha256(canonical_text.encode()).hexdigest(),
            "origin": drawn.origin,
            "license": drawn.license,
            "features": [*features],
        },
    )


def _drawn(slot: Slot, content: Content, settings: Settings, rng: Random) -> tuple[_Drawn, str]:
    users = _users(content, slot.split)
    if users and slot.index % 2:
        return _from_user(users[slot.index // 2 % len(users)], slot.split, settings, rng)
    index = slot.index // 2 if users else slot.index
    origin = _SHARES[interleaved(index, _WEIGHTS)][0]
    for turn in range(_TRIES):
        source = _SOURCES[origin if turn < _LOYAL else "invented"]
        drawn = source(slot.split, content, rng)
        output = canonical(drawn.instance)
        if settings.min_length <= len(output) <= settings.max_length and isinstance(drawn.instance, dict | list):
            return drawn, output
    raise BuildError(
        slot.id,
        f"no instance of {settings.min_length} to {settings.max_length} characters in {_TRIES} draws",
        "Widen --min-length and --max-length.",
    )


def _invented(split: Split, content: Content, rng: Random) -> _Drawn:
    del content
    made = invent(rng, split)
    return _Drawn(made.schema, made.instance, "invented", "", _OURS)


_TWENTIETHS: dict[Split, Callable[[int], bool]] = {
    "train": lambda residue: residue < 18,
    "valid": lambda residue: residue == 18,
    "test": lambda residue: residue == 19,
}


def _owns(split: Split, text: str) -> bool:
    """Say whether a variant belongs to the split: a variant that two splits could draw would be a leak."""
    return _TWENTIETHS[split](digest64(text) % 20)


def _own(variant: Variant, split: Split, rng: Random) -> Object | None:
    """Nudge a variant until the split owns it; None if it never does."""
    for _ in range(min(_NUDGES, 12 * len(variant.knobs))):
        if _owns(split, canonical(variant.schema)):
            return variant.schema
        variant.nudge(rng)
    return None


@lru_cache(maxsize=4)
def _ours(content: Content) -> tuple[SchemaFile, ...]:
    """Return our files; the configuration formats, which are few and well known, stand three times each."""
    files = [file for file in content.schemas if file.ours]
    return (*files, *(2 * [file for file in files if file.name.startswith("config/")]))


@lru_cache(maxsize=256)
def _sampler(text: str, split: Split) -> Callable[[Random], JSON]:
    return sampling.sampler(orjson.loads(text), split)


def _varied(split: Split, content: Content, rng: Random) -> _Drawn:
    for _ in range(_TRIES):
        file = pick(rng, _ours(content))
        if isinstance(file.schema, dict):
            instance = _sampler(file.text, split)(rng)
            variant = _own(cut(file.schema, instance, rng), split, rng)
            if variant is not None and schema.validator(variant, minified(variant)).is_valid(instance):
                return _Drawn(variant, instance, "file", file.name, _OURS)
    raise BuildError("schema_generate", "no variant of our files gave an instance", "This is a bug: please report it.")


def _redrafted(value: JSON, draft: str) -> JSON:
    """Return a schema with the names that drafts 6 and 7 have for definitions; ``draft`` replaces its ``$schema``."""
    if isinstance(value, dict):
        renamed = {"definitions" if name == "$defs" else name: _redrafted(part, draft) for name, part in value.items()}
        return {**renamed, "$schema": draft} if "$schema" in renamed else renamed
    if isinstance(value, list):
        return [_redrafted(part, draft) for part in value]
    return value.replace("#/$defs/", "#/definitions/") if isinstance(value, str) else value


def _meta(split: Split, content: Content, rng: Random) -> _Drawn:
    """Draw a variant of a meta-schema with an invented schema as its instance: real schemas are what it is about."""
    del content
    name = pick(rng, tuple(META_SCHEMAS))
    whole = meta_schema(name)
    known = whole["properties"]
    for _ in range(_TRIES):
        instance = _redrafted(invent(rng, split).schema, str(whole["$schema"]))
        if isinstance(known, dict) and known.keys() >= set(keywords(instance)):
            variant = _own(cut(whole, instance, rng, whole=True), split, rng)
            if variant is not None:
                return _Drawn(variant, instance, "package", name, META_SCHEMA_LICENSE)
    raise BuildError(name, "no invented schema keeps to this draft", "This is a bug: please report it.")


_SOURCES: dict[Origin, Callable[[Split, Content, Random], _Drawn]] = {
    "invented": _invented,
    "file": _varied,
    "package": _meta,
}


@lru_cache(maxsize=12)
def _users(content: Content, split: Split) -> tuple[SchemaFile, ...]:
    """The user's schemas that a split owns, by digest, 90/5/5; all in train while train would have none."""
    files = [file for file in content.schemas if not file.ours]
    mine = tuple(file for file in files if _owns(split, file.text))
    if any(_owns("train", file.text) for file in files):
        return mine
    return tuple(files) if split == "train" else ()


def _from_user(file: SchemaFile, split: Split, settings: Settings, rng: Random) -> tuple[_Drawn, str]:
    """Draw an instance of a user's schema. Raises SchemaRefusedError if none fits."""
    draw = _sampler(file.text, split)
    lengths: list[int] = []
    for _ in range(_USERS_TRIES):
        try:
            instance = draw(rng)
        except SchemaRefusedError:  # a stream without luck
            continue
        output = _label(instance)
        if settings.min_length <= len(output) <= settings.max_length:
            return _Drawn(file.schema, instance, "file", file.name, _UNKNOWN), output
        lengths.append(len(output))
    raise SchemaRefusedError(
        f"{file.name}.json#",
        f"{_lengths(lengths)}, a row's answer has {settings.min_length} to {settings.max_length} characters",
        "Set --min-length and --max-length, or leave this schema out.",
        too_hard=True,
    )


def _lengths(seen: Sequence[int]) -> str:
    if not any(seen):
        return "no instance was found that has a canonical form"
    return f"its instances have {min(filter(None, seen))} to {max(seen)} characters"


def _label(instance: JSON) -> str:
    """Return the canonical text of an instance, nothing if it has none."""
    try:
        text = canonical(instance)
    except TypeError:
        return ""
    return text if noncanonical(text) is None else ""


def refusals(content: Content, settings: Settings) -> list[SchemaRefusedError]:
    """Try each of the user's schemas once and return why the refused ones are refused.

    The errors' ``where`` is the schema's name, ``.json#`` and the JSON pointer.
    """
    tried = (_refused(file, settings) for file in content.schemas if not file.ours)
    return [error for error in tried if error is not None]


def _refused(file: SchemaFile, settings: Settings) -> SchemaRefusedError | None:
    where = f"{file.name}.json"
    error = schema.refusal(file.schema, where)
    if error is not None:
        return error
    if len(file.text) > _LONGEST_SCHEMA:
        problem = f"its {len(file.text):,} characters do not fit into a row"
        return SchemaRefusedError(f"{where}#", problem, "Cut it into parts.", True)
    try:
        _from_user(file, "train", settings, stream(0, "refusals", file.text))
    except SchemaRefusedError as refused:
        pointer = refused.where.partition("#")[2]
        return SchemaRefusedError(f"{where}#{pointer}", refused.problem, refused.remedy, refused.too_hard)
    return None


_PLAIN = frozenset({"$schema", "title", "description", "type", "properties", "required", "enum", "items", "format"})


def _difficulty(text: str, features: Sequence[str], output: str) -> Difficulty:
    """Rate a row: a long schema, rarer keywords and a long answer are each harder."""
    rare = sum(name not in _PLAIN for name in features)
    points = len(text) / 300 + rare + len(output) / 200
    return "easy" if points < 7 else "medium" if points < 12 else "hard"


def _walked(value: JSON) -> list[str]:
    """List the keywords of a schema from a stack, where :func:`keywords` goes down branch by branch."""
    seen: set[str] = set()
    stack: list[JSON] = [value]
    while stack:
        part = stack.pop()
        if isinstance(part, dict):
            seen.update(part)
            for name in _OPENED.keys() & part.keys():
                stack += _OPENED[name](part[name])
    return sorted(seen & KEYWORDS.keys())


def _elements(value: JSON) -> Sequence[JSON]:
    return value if isinstance(value, list) else (value,)


def _members(value: JSON) -> Sequence[JSON]:
    return list(value.values()) if isinstance(value, dict) else ()


_OPENED: Mapping[str, Callable[[JSON], Sequence[JSON]]] = {
    name: _members if holds == "map" else _elements for name, holds in KEYWORDS.items() if holds != "nothing"
}


TASK = Task("schema_generate", 40, "schema", "row", _make, check, score, second_opinion)
