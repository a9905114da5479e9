"""The user's schemas: which split has which, an instance of one, and why some are refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache, partial

import orjson

from jsonsynth import borrowing, sampling, schema
from jsonsynth.asking import Asked, Drawn, Kind, ask, kind_of
from jsonsynth.content import Content, Refusal, SchemaFile
from jsonsynth.errors import SchemaRefusedError
from jsonsynth.examples import JSON, Settings, Slot, Split
from jsonsynth.jsontext import canonical, minified, noncanonical
from jsonsynth.owning import own, owns
from jsonsynth.seeds import Random, stream
from jsonsynth.variants import cut

__all__ = ["from_users", "refusals", "sampler_of", "users_of"]

_TRIES: Mapping[Kind, int] = {"plain": 60, "condition": 8, "several": 8}  # instances drawn of a schema
_NEXT = 8  # schemas tried for one that gives occasion for a condition or a list
_LONGEST = 100_000  # characters of a schema; no model reads a row with more
_LONGEST_CUT = 16_000  # characters of a variant of a large schema


@lru_cache(maxsize=12)
def users_of(content: Content, split: Split) -> tuple[SchemaFile, ...]:
    """The user's schemas that a split owns, by digest, 90/5/5; all in train while train would have none.

    Those that are cut into variants serve all splits, for each variant belongs to one.
    """
    files = [file for file in content.schemas if not file.ours]
    whole = [file for file in files if not file.cut]
    if any(owns("train", file.text) for file in whole) or len(whole) < len(files):
        return tuple(file for file in files if file.cut or owns(split, file.text))
    return tuple(files) if split == "train" else ()


@lru_cache(maxsize=256)
def sampler_of(text: str, split: Split, source: str = "own") -> Callable[[Random], JSON]:
    """Return the sampler of a schema by its canonical text, of ours or of the second source."""
    rules = orjson.loads(text)
    return borrowing.sampler(rules) if source == "hypothesis" else sampling.sampler(rules, split)


def from_users(
    users: Sequence[SchemaFile], slot: Slot, content: Content, settings: Settings, rng: Random
) -> tuple[Asked, str]:
    """Ask about a user's schema; where it gives no occasion for it, about the next ones; where none does, plainly.

    Raises SchemaRefusedError where no instance of any of them was found.
    """
    first, kind = slot.index // 2, kind_of(slot.index)
    kinds: tuple[Kind, Kind] = (kind, "plain")
    turns: list[tuple[int, Kind]] = [(place, what) for what in kinds for place in range(min(len(users), _NEXT))]
    for place, what in turns[:-1]:
        with suppress(SchemaRefusedError):
            return _from_user(users[(first + place) % len(users)], what, slot, (content, settings), rng)
    return _from_user(users[(first + turns[-1][0]) % len(users)], "plain", slot, (content, settings), rng)


def _from_user(
    file: SchemaFile, kind: Kind, slot: Slot, terms: tuple[Content, Settings], rng: Random
) -> tuple[Asked, str]:
    """Draw an instance of a schema and ask for it. Raises SchemaRefusedError if none fits."""
    content, settings = terms
    draw = _DRAWING[file.cut](file, slot.split, settings.source)
    lengths: list[int] = []
    unlucky: SchemaRefusedError | None = None
    for _ in range(_TRIES[kind]):
        try:
            drawn = draw(rng)
        except SchemaRefusedError as refused:  # a stream without luck, or none ever has any
            unlucky = refused
            if settings.source != "own" and not lengths:
                break
            continue
        asked = ask(kind, drawn, slot, content, settings.languages, rng) if _label(drawn.instance) else None
        output = _label(asked.drawn.instance) if asked is not None else ""
        if asked is not None and settings.min_length <= len(output) <= settings.max_length:
            return asked, output
        lengths.append(len(output))
    if unlucky is not None and not lengths:
        raise unlucky
    raise SchemaRefusedError(
        "#",
        f"{_lengths(lengths)}, a row's answer has {settings.min_length} to {settings.max_length} characters",
        "Set --min-length and --max-length, or leave this schema out.",
        too_hard=True,
    )


def _whole(file: SchemaFile, split: Split, source: str) -> Callable[[Random], Drawn]:
    more = sampler_of(file.text, split, source)
    return lambda rng: Drawn(file.schema, more(rng), file.origin, file.name, file.license, more)


def _variant(file: SchemaFile, split: Split, source: str) -> Callable[[Random], Drawn]:
    whole = sampler_of(file.text, split)

    def draw(rng: Random) -> Drawn:
        instance = whole(rng)
        made = own(cut(file.schema, instance, rng), split, rng) if isinstance(file.schema, dict) else None
        if made is None or len(minified(made)) > _LONGEST_CUT or not _fits(made, instance):
            raise SchemaRefusedError("#", "no variant of it fits into a row", "Leave this schema out.", True)
        more = borrowing.sampler(made) if source == "hypothesis" else partial(_another, made, split)
        drawn = more(rng) if source == "hypothesis" else instance
        return Drawn(made, drawn, file.origin, file.name, file.license, more)

    return draw


def _fits(made: JSON, instance: JSON) -> bool:
    return schema.validator(made, keep=False).is_valid(instance)


def _another(made: JSON, split: Split, rng: Random) -> JSON:
    return sampling.sampler(made, split)(rng)


_DRAWING: Mapping[bool, Callable[[SchemaFile, Split, str], Callable[[Random], Drawn]]] = {False: _whole, True: _variant}


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


def refusals(content: Content, settings: Settings) -> list[Refusal]:
    """Try each of the user's schemas once and return why the refused ones are refused, after what is no schema.

    The errors' ``where`` is the file and the JSON pointer.
    """
    tried = ((file, _refused(file, content, settings)) for file in content.schemas if not file.ours)
    return [*content.refused, *(Refusal(file.name, error) for file, error in tried if error is not None)]


def _refused(file: SchemaFile, content: Content, settings: Settings) -> SchemaRefusedError | None:
    error = schema.refusal(file.schema, "")
    if error is None and not file.cut and len(file.text) > _LONGEST:
        problem = f"its {len(file.text):,} characters do not fit into a row"
        error = SchemaRefusedError("#", problem, "Cut it into parts.", True)
    if error is None:
        slot = Slot("schema_generate", "train", 0)
        try:
            _from_user(file, "plain", slot, (content, settings), stream(0, "refusals", file.text))
        except SchemaRefusedError as refused:
            error = refused
    return _placed(file, error) if error is not None else None


def _placed(file: SchemaFile, error: SchemaRefusedError) -> SchemaRefusedError:
    """Name the file, and the place of the schema in it, before the pointer in the schema.

    What a package ships nobody can mend here: it is left out.
    """
    pointer, hopeless = error.where.partition("#")[2], file.origin == "package"
    return SchemaRefusedError(file.where + pointer, error.problem, error.remedy, error.too_hard or hopeless)
