"""Files that installed packages ship: where they are, and the meta-schemas of JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from jsonsynth.errors import BuildError
from jsonsynth.examples import JSON
from jsonsynth.jsontext import parse_strict

__all__ = ["META_SCHEMAS", "META_SCHEMA_LICENSE", "folder_of", "meta_schema"]

_PACKAGE = "jsonschema_specifications"

META_SCHEMAS: Mapping[str, str] = {
    "package/json-schema-draft-07": "schemas/draft7/metaschema.json",
    "package/json-schema-draft-06": "schemas/draft6/metaschema.json",
}
"""The meta-schemas that stand in one file each, by schema name. Later drafts spread theirs over eight."""

META_SCHEMA_LICENSE = "MIT"


def folder_of(module: str) -> Path | None:
    """Return the folder of an installed package without importing it, None if there is none."""
    spec = find_spec(module)
    return next((Path(folder) for folder in (spec.submodule_search_locations or ())), None) if spec else None


@lru_cache(maxsize=8)
def meta_schema(name: str) -> dict[str, JSON]:
    """Return a meta-schema by its schema name. Raises BuildError where the package is not installed whole."""
    folder = folder_of(_PACKAGE)
    path = folder / META_SCHEMAS[name] if folder is not None else Path()
    if path.is_file():
        value = parse_strict(path.read_text("utf-8"))
        if isinstance(value, dict):
            return value
    raise BuildError(name, f"the package {_PACKAGE} has no {META_SCHEMAS[name]}", "Install it again.")
