"""Schemas that installed packages ship: the meta-schemas of JSON Schema, read when first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from jsonsynth.errors import BuildError
from jsonsynth.examples import JSON
from jsonsynth.jsontext import parse_strict

__all__ = ["META_SCHEMAS", "META_SCHEMA_LICENSE", "meta_schema"]

_PACKAGE = "jsonschema_specifications"

META_SCHEMAS: Mapping[str, str] = {
    "package/json-schema-draft-07": "schemas/draft7/metaschema.json",
    "package/json-schema-draft-06": "schemas/draft6/metaschema.json",
}
"""The meta-schemas that stand in one file each, by schema name. Later drafts spread theirs over eight."""

META_SCHEMA_LICENSE = "MIT"


@lru_cache(maxsize=8)
def meta_schema(name: str) -> dict[str, JSON]:
    """Return a meta-schema by its schema name. Raises BuildError where the package is not installed whole."""
    spec = find_spec(_PACKAGE)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder) / META_SCHEMAS[name]
        if path.is_file():
            value = parse_strict(path.read_text("utf-8"))
            if isinstance(value, dict):
                return value
    raise BuildError(name, f"the package {_PACKAGE} has no {META_SCHEMAS[name]}", "Install it again.")
