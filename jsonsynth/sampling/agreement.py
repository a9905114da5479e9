"""Objects whose members agree: what realism proposes is kept where each member's own schema allows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jsonsynth import realism
from jsonsynth.examples import JSON
from jsonsynth.sampling.cells import Cells
from jsonsynth.sampling.draw import Dead, Draw, Sampler
from jsonsynth.sampling.refs import Schema
from jsonsynth.schema import validator

__all__ = ["agreeing"]

_Check = Callable[[JSON], bool]
_SAYING = frozenset(("type", "title", "description", "examples", "default", "$comment"))  # keywords that limit no text
# keywords of schemas that are compiled alone, which is quicker than to compile the document's parts
_FLAT = _SAYING | frozenset(
    (
        "format",
        "pattern",
        "minLength",
        "maxLength",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
    )
)

_MOST = 300  # members of an object that tells one story; each is looked at beside each other one


def agreeing(made: Sampler, schemas: Mapping[str, tuple[Schema, ...]], scene: str, cells: Cells) -> Sampler:
    """Return a sampler whose objects tell of one person, one place, one time; the same one where nothing relates.

    ``schemas``: what holds for each member that is known; ``scene``: what the object is.
    """
    if not 2 <= len(schemas) <= _MOST:
        return made
    rules = realism.coherence(
        tuple(schemas), lambda name: any(_listed(part, cells) for part in schemas[name]), scene, cells.split
    )
    if not rules:
        return made
    allowed = _Allowed(schemas, cells)

    def draw(draw: Draw) -> JSON:
        value = made(draw)
        if draw.strict or draw.wide or not isinstance(value, dict) or len(value) < 2:
            return value
        for rule in rules:
            change = rule(value, draw.rng)
            if change and all(allowed(name, new) for name, new in change.items()):
                value.update(change)
        return value

    return draw


def _listed(schema: Schema, cells: Cells) -> bool:
    """Say whether a schema, or what it refers to, lists its values."""
    try:
        target = cells.document.target(schema)
    except Dead:  # told when the member is drawn
        return False
    return isinstance(target, dict) and ("enum" in target or "const" in target)


class _Allowed:
    """Whether a value is valid for a member, by validators made when they are first asked for."""

    def __init__(self, schemas: Mapping[str, tuple[Schema, ...]], cells: Cells) -> None:
        self._schemas = schemas
        self._cells = cells
        self._checks: dict[str, list[_Check]] = {}

    def __call__(self, name: str, value: JSON) -> bool:
        """Say whether the value is valid for the member."""
        checks = self._checks.get(name)
        if checks is None:
            checks = self._checks[name] = [self._check(part) for part in self._schemas[name]]
        return all(check(value) for check in checks)

    def _check(self, schema: Schema) -> _Check:
        document = self._cells.document
        target = document.target(schema)
        if not isinstance(target, dict) or not target.keys() <= _FLAT:
            return document.check(schema) or _always
        if target.get("type") == "string" and target.keys() <= _SAYING:
            return _is_text
        named = {name: value for name, value in _keys(document.root).items() if name == "$schema"}
        return validator({**named, **target}, keep=False).is_valid


def _keys(schema: Schema) -> Mapping[str, JSON]:
    return schema if isinstance(schema, dict) else {}


def _is_text(value: JSON) -> bool:
    return isinstance(value, str)


def _always(_: JSON) -> bool:
    return True
