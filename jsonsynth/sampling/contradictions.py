"""What plainly has no value: schemas that contradict each other, at once or in a member that must be there."""

from __future__ import annotations

from jsonsynth.sampling.draw import Dead
from jsonsynth.sampling.keywords import view
from jsonsynth.sampling.refs import Document, Schema
from jsonsynth.sampling.views import View

__all__ = ["contradict", "settle"]


def contradict(schemas: tuple[Schema, ...], document: Document) -> bool:
    """Say whether schemas plainly have no value in common."""
    if len(schemas) < 2:
        return False in schemas
    ids = tuple([id(schema) for schema in schemas])
    found = document.contradictions.get(ids)
    if found is None:
        document.contradictions[ids] = False  # of a schema that asks for itself nothing is plain
        found = document.contradictions[ids] = _contradict(schemas, document)
    return found


def _contradict(schemas: tuple[Schema, ...], document: Document) -> bool:
    try:
        settle(view(schemas, document), document)
    except Dead:
        return True
    return False


def settle(made: View, document: Document) -> None:
    """Leave out the types of which nothing can be, objects if a required member can be nothing. Raises Dead."""
    made.settle()
    if "object" in made.types:
        for name in made.required:
            schemas = tuple([part.named[name] for part in made.objects if name in part.named])
            if contradict(schemas, document):
                made.limit_types([kind for kind in made.types if kind != "object"], made.place)
                return
