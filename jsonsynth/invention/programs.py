"""Settings of programs: what is done with the things of a domain, and how it is to be done."""

from __future__ import annotations

from functools import lru_cache

from jsonsynth.invention.draft import Draft, Node
from jsonsynth.invention.entities import Entity
from jsonsynth.invention.objects import object_node
from jsonsynth.seeds import chance, pick

__all__ = ["options"]

# by their class
_KINDS = (
    ("b", ("importer", "exporter", "validator", "converter", "archiver", "reporter", "backup", "loader", "checker")),
    ("s", ("service", "gateway", "worker", "API", "scheduler", "bot", "cache", "queue", "proxy", "monitor")),
)


def options(draft: Draft, entity: Entity, depth: int) -> Node:  # noqa: ARG001 - one signature for the table
    """The settings of a program, some of them in sections."""
    rng = draft.rng
    draft.strict, draft.plain, draft.rich = 0.4 * draft.strict, 1.0, draft.many(1, 3) - 1
    draft.owned = True  # by its title
    if chance(rng, 0.6):
        draft.extras = (*draft.extras, ("default", 0.7))
    kind, called = pick(rng, _KINDS)
    program = _program(f"{entity.words} {pick(rng, called)}", kind)
    schema, draw = object_node(draft, program, draft.many(4, 9), 1)
    title = (
        program.words[:1].upper() + program.words[1:] + pick(rng, ("", "", " settings", " configuration", " options"))
    )
    return {"title": title, **schema}, draw


@lru_cache(maxsize=256)
def _program(words: str, kind: str) -> Entity:
    return Entity(words, kind, "started", "managed", ())  # no member is called after it
