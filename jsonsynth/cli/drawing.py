"""``instances``: the command that draws instances of a schema; the others need not wait for what it imports."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jsonsynth import borrowing, sampling
from jsonsynth.cli.printing import print_line, print_note
from jsonsynth.cli.reading import read_text, told
from jsonsynth.errors import InputError, SchemaRefusedError
from jsonsynth.examples import JSON
from jsonsynth.gathering import doubt, picked
from jsonsynth.jsontext import minified, parse_strict
from jsonsynth.yamltext import YamlError
from jsonsynth.yamltext import read as read_yaml

__all__ = ["instances"]

_SOURCES: Mapping[str, Callable[[JSON, int, int], list[JSON]]] = {
    "own": sampling.instances,
    "hypothesis": borrowing.instances,
}


def instances(values: Mapping[str, Any], _: frozenset[str]) -> int:
    """Print instances of a schema file."""
    name, pointer = _parted(values["schema"])
    schema = picked(_read(name), told(name), pointer)
    if problem := doubt(schema):
        print_note(f"{told(name)}{pointer}: {problem}")
    try:
        found = _SOURCES[values["source"]](schema, values["count"], values["seed"])
    except SchemaRefusedError as error:
        raise SchemaRefusedError(
            f"{told(name)}{pointer}{_at(error.where, pointer)}", error.problem, error.remedy
        ) from None
    for instance in found:
        print_line(minified(instance))
    return 0


def _parted(name: str) -> tuple[str, str]:
    """Divide FILE#/POINTER, unless there is a file of that whole name."""
    file, mark, pointer = name.partition("#")
    return (name, "") if not mark or Path(name).is_file() else (file, mark + pointer)


def _read(name: str) -> JSON:
    text = read_text(name, "a JSON Schema file").removeprefix("\ufeff")
    try:
        return read_yaml(text) if name.endswith((".yaml", ".yml")) else parse_strict(text)
    except YamlError as error:
        raise InputError(name, str(error), "Mend the file.") from None
    except ValueError as error:
        raise InputError(told(name), f"not a JSON document: {error}", "Mend the file.") from None


def _at(place: str, pointer: str) -> str:
    """Return a place in the schema as it stands behind the name of its file, and of its pointer there."""
    inner = place.removeprefix("#")
    if inner and not inner.startswith("/"):
        return f" {place}"
    return inner if pointer else f"#{inner}"
