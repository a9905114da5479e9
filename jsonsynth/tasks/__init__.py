"""The task families, in table order. A family is one file here and one line in the table."""

from __future__ import annotations

from collections.abc import Mapping

from jsonsynth.errors import InputError
from jsonsynth.examples import JSON
from jsonsynth.task import Task
from jsonsynth.tasks import json_repair, json_style_strict, json_transform, schema_generate, text_to_json

__all__ = ["TASKS", "task_of"]

TASKS: Mapping[str, Task] = {
    family.TASK.name: family.TASK
    for family in (schema_generate, json_repair, text_to_json, json_transform, json_style_strict)
}


def task_of(row: Mapping[str, JSON]) -> Task:
    """Return the family of a row. Raises InputError where ``task`` names none."""
    task = TASKS.get(str(row.get("task")))
    if task is None:
        raise InputError("task", f"{row.get('task')!r} is not a task", f"The tasks are {', '.join(TASKS)}.")
    return task
