"""``instances``: the command that draws instances of a schema; the others need not wait for what it imports."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jsonsynth import borrowing, sampling
from jsonsynth.cli.printing import print_line
from jsonsynth.cli.reading import read_text, told
from jsonsynth.errors import InputError, SchemaRefusedError
from jsonsynth.examples import JSON
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
    name = values["schema"]
    schema = _read(name)
    try:
        found = _SOURCES[values["source"]](schema, values["count"], values["seed"])
    except SchemaRefusedError as error:
        raise SchemaRefusedError(f"{told(name)}{_at(error.where)}", error.problem, error.remedy) from None
    for instance in found:
        print_line(minified(instance))
    return 0


def _read(name: str) -> JSON:
    text = read_text(name, "a JSON Schema file").removeprefix("\ufeff")
    try:
        return read_yaml(text) if name.endswith((".yaml", ".yml")) else parse_strict(text)
    except YamlError as error:
        raise InputError(name, str(error), "Mend the file.") from None
    except ValueError as error:
        raise InputError(told(name), f"not a JSON document: {error}", "Mend the file.") from None


def _at(pointer: str) -> str:
    return (
        pointer
        if pointer.startswith("#")
        else f"#{pointer}"
        if pointer.startswith("/") or not pointer
        else f" {pointer}"
    )
