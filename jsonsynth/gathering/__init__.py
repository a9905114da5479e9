"""Schemas from outside: a user's files and folders, and what installed packages ship.

A source is a file, a folder that is walked in sorted order, ``packages`` or ``package:NAME``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jsonsynth.errors import InputError
from jsonsynth.gathering.bundling import bundled
from jsonsynth.gathering.documents import ENDINGS, UNKNOWN, Found, Gathered, Refusal, documents
from jsonsynth.gathering.packages import PACKAGES, of_all, of_package
from jsonsynth.gathering.picking import doubt, picked

__all__ = [
    "ENDINGS",
    "PACKAGES",
    "UNKNOWN",
    "Found",
    "Gathered",
    "Refusal",
    "bundled",
    "documents",
    "doubt",
    "gather",
    "picked",
]


def gather(sources: Sequence[str]) -> Gathered:
    """Return the schemas of all sources, each under a name of its own, and why the rest cannot be used.

    Raises InputError for a source that is not there or holds no file of schemas.
    """
    found: list[Found] = []
    broken: list[Refusal] = []
    for source in sources:
        schemas, problems = _of(source)
        if not schemas and not problems:
            raise InputError(f"--schemas {source}", "it holds no schema", "Name a file or folder with schemas.")
        found += schemas
        broken += problems
    return found, broken


def _of(source: str) -> Gathered:
    if source == "packages":
        return of_all()
    if source.startswith("package:"):
        return of_package(source.removeprefix("package:"))
    path = Path(source)
    if path.is_dir():
        return _folder(path)
    if not path.is_file():
        raise InputError(f"--schemas {source}", "there is no such file or folder", "Name one that holds schemas.")
    return _together([documents(path, path.name.removesuffix(path.suffix))])


def _folder(folder: Path) -> Gathered:
    paths = sorted(
        (path for path in folder.rglob("*") if path.suffix in ENDINGS and path.is_file() and _shown(path, folder)),
        key=lambda path: path.relative_to(folder).as_posix(),
    )
    if not paths:
        raise InputError(f"--schemas {folder}", f"it holds no {', '.join(ENDINGS)} file", "Name a folder with schemas.")
    return _together([documents(path, path.relative_to(folder).as_posix().removesuffix(path.suffix)) for path in paths])


def _together(each: Sequence[Gathered]) -> Gathered:
    found, lost = bundled([one for schemas, _ in each for one in schemas])
    return found, [*(one for _, broken in each for one in broken), *lost]


def _shown(path: Path, folder: Path) -> bool:
    return not any(part.startswith(".") for part in path.relative_to(folder).parts)
