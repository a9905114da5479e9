"""Schemas that installed packages ship, read as data: no code of theirs is run, nothing is asked of a network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from jsonsynth.errors import InputError
from jsonsynth.gathering.documents import Found, Gathered, Refusal, documents
from jsonsynth.jsontext import minified
from jsonsynth.packaged import folder_of

__all__ = ["PACKAGES", "of_all", "of_package"]

_SMALL = 6_000  # characters of a schema that stands in a row as it is


class _Shelf(NamedTuple):
    """Files of a package under one licence: a folder, and the names in it without ``.json`` ((), if all are meant)."""

    folder: str
    license: str
    names: Sequence[str] = ()


PACKAGES: Mapping[str, Sequence[_Shelf]] = {
    "check-jsonschema": (
        _Shelf(
            "check_jsonschema/builtin_schemas/vendor",
            "Apache-2.0",
            (
                *("bamboo-spec", "cloudbuild", "codecov", "compose-spec", "dependabot", "github-actions"),
                *("github-discussion", "github-issue-config", "github-issue-forms", "github-workflows", "travis"),
            ),
        ),
        _Shelf(
            "check_jsonschema/builtin_schemas/vendor",
            "MIT",
            (
                *("azure-pipelines", "bitbucket-pipelines", "buildkite", "changie", "gitlab-ci", "meltano"),
                *("readthedocs", "taskfile"),
            ),
        ),
    ),
    "nbformat": (
        _Shelf("nbformat/v3", "BSD-3-Clause"),
        _Shelf("nbformat/v4", "BSD-3-Clause", [f"nbformat.v4.{minor}.schema" for minor in range(6)]),
    ),
    "openapi-spec-validator": (
        _Shelf(
            "openapi_spec_validator/resources/schemas",
            "Apache-2.0",
            ("v2.0/schema", "v3.0/schema", "v3.1/schema", "v3.2/schema"),
        ),
    ),
    "validate-pyproject-schema-store": (_Shelf("validate_pyproject_schema_store/resources", "Apache-2.0"),),
}
"""Packages by name. Files under the GPL, the AGPL or no licence that is known are not on the shelves."""


def of_package(package: str) -> Gathered:
    """Return the schemas of a package. Raises InputError for one that is not known or not installed."""
    where = f"--schemas package:{package}"
    if package not in PACKAGES:
        raise InputError(where, "no schemas are known of it", f"Known: {', '.join(PACKAGES)}.")
    found, broken = _of(package)
    if not found and not broken:
        raise InputError(where, "it is not installed", f"pip install {package}, or jsonsynth[schemas] for all.")
    return found, broken


def of_all() -> Gathered:
    """Return the schemas of all packages that are installed. Raises InputError where none is."""
    each = [_of(package) for package in PACKAGES]
    found, broken = [one for part, _ in each for one in part], [one for _, part in each for one in part]
    if not found:
        raise InputError("--schemas packages", "none of the packages is installed", "pip install 'jsonsynth[schemas]'.")
    return found, broken


def _of(package: str) -> Gathered:
    found: list[Found] = []
    broken: list[Refusal] = []
    for path, name, license in _files(package):
        schemas, problems = documents(path, f"package/{package}/{name}")
        broken += problems
        for one in schemas:
            cut = len(minified(one.schema)) > _SMALL
            where = one.where.replace(str(path), f"package:{package}/{name}.json", 1)
            found.append(Found(one.name, one.schema, where, license, "package", cut))
    return found, broken


def _files(package: str) -> Iterator[tuple[Path, str, str]]:
    for shelf in PACKAGES[package]:
        top, _, inner = shelf.folder.partition("/")
        home = folder_of(top)
        folder = home / inner if home is not None else Path()
        names = shelf.names or sorted(path.name.removesuffix(".json") for path in folder.glob("*.schema.json") if home)
        for name in names:
            path = folder / f"{name}.json"
            if home is not None and path.is_file():
                yield path, name.removesuffix(".schema"), shelf.license
