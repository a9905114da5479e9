"""``instances``: the command that draws instances of a schema; the others need not wait for what it imports."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jsonsynth import borrowing, sampling
from jsonsynth.cli.printing import print_line
from jsonsynth.errors import InputError, SchemaRefusedError
from jsonsynth.examples import JSON
from jsonsynth.jsontext import minified, parse_strict

__all__ = ["instances"]

_SOURCES: Mapping[str, Callable[[JSON, int, int], list[JSON]]] = {
    "own": sampling.instances,
    "hypothesis": borrowing.instances,
}


def instances(values: Mapping[str, Any], _: frozenset[str]) -> int:
    """Print instances of a schema file."""
    path = Path(values["schema"])
    try:
        schema = parse_strict(path.read_bytes().decode())
    except OSError as error:
        raise InputError(str(path), f"it cannot be read ({error.strerror})", "Name a JSON Schema file.") from None
    except ValueError as error:
        raise InputError(str(path), f"not a JSON document: {error}", "Mend the file.") from None
    try:
        found = _SOURCES[values["source"]](schema, values["count"], values["seed"])
    except SchemaRefusedError as error:
        raise SchemaRefusedError(f"{path}{_at(error.where)}", error.problem, error.remedy) from None
    for instance in found:
        print_line(minified(instance))
    return 0


def _at(pointer: str) -> str:
    return (
        pointer
        if pointer.startswith("#")
        else f"#{pointer}"
        if pointer.startswith("/") or not pointer
        else f" {pointer}"
    )
