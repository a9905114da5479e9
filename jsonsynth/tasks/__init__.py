"""The task families, in table order. A family is one file here and one line in the table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module

from jsonsynth.errors import InputError
from jsonsynth.examples import JSON
from jsonsynth.task import Task

__all__ = ["TASKS", "task_of"]


class _Families(Mapping[str, Task]):
    """The families by name, each imported when it is first asked for: who wants one need not wait for all."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._found: dict[str, Task] = {}

    def __getitem__(self, name: str) -> Task:
        found = self._found.get(name)
        if found is None:
            if name not in self._names:
                raise KeyError(name)
            found = self._found[name] = import_module(f"{__name__}.{name}").TASK
        return found

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


TASKS: Mapping[str, Task] = _Families(
    ("schema_generate", "json_repair", "text_to_json", "json_transform", "json_style_strict")
)


def task_of(row: Mapping[str, JSON]) -> Task:
    """Return the family of a row. Raises InputError where ``task`` names none."""
    task = TASKS.get(str(row.get("task")))
    if task is None:
        raise InputError("task", f"{row.get('task')!r} is not a task", f"The tasks are {', '.join(TASKS)}.")
    return task
