"""Corruptors from content's files: Python that is run, each file once a process."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import cast

from jsonsynth.books import File, files_of, refuse_repeated
from jsonsynth.corruption import Corruptor
from jsonsynth.errors import ContentError
from jsonsynth.guarding import guarded, raised
from jsonsynth.jsontext import fingerprint

__all__ = ["corruptors_of"]


def corruptors_of(files: Sequence[File]) -> list[tuple[Corruptor, File]]:
    """Return the corruptors of the files that hold some, each with its file. Raises ContentError for a broken one."""
    found = [(corruptor, file) for file in files_of(files, "corruptors") for corruptor in _table(file)]
    refuse_repeated([(corruptor.name, file) for corruptor, file in found], "corruptor")
    return found


def _table(file: File) -> tuple[Corruptor, ...]:
    table = getattr(_module(file), "CORRUPTORS", None)
    if not isinstance(table, tuple) or not all(isinstance(entry, Corruptor) for entry in cast("tuple[object]", table)):
        raise ContentError(
            str(file.path), "it has no CORRUPTORS, a tuple of Corruptor", "End the file with that table."
        )
    rows = cast("tuple[Corruptor, ...]", table)
    return rows if file.ours else tuple(guarded(row, file.path) for row in rows)


def _module(file: File) -> ModuleType:
    name = f"_jsonsynth_corruptors_{fingerprint(str(file.path))}"
    spec = importlib.util.spec_from_file_location(name, file.path)
    if spec is None or spec.loader is None:
        raise ContentError(str(file.path), "it cannot be loaded as Python", "Give it the ending .py.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their module up
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:
        raise ContentError(str(file.path), f"running it raised {raised(error, file.path)}", "Mend it.") from error
    return module
