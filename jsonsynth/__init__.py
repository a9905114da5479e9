"""Training data for JSON expert models, made by programs and proved by other code.

The front door: :func:`build`, :func:`instances`, :func:`example`, :func:`check`, :func:`score`, :func:`verify` and
:func:`repair`.
Importing this package is cheap; what a function needs is imported when it is called, or for ``instances``, which is
called for many schemas and in forked processes, when it is named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from jsonsynth.building import Outcome
    from jsonsynth.examples import JSON, Example
    from jsonsynth.mending import Repair
    from jsonsynth.sampling import instances
    from jsonsynth.verifying import Report

from jsonsynth.version import __version__

__all__ = ["__version__", "build", "check", "example", "instances", "repair", "score", "verify"]


if not TYPE_CHECKING:  # or a type checker would take any name for one of this package

    def __getattr__(name: str) -> object:
        if name == "instances":
            from jsonsynth.sampling import instances  # noqa: PLC0415 - start-up time, here and below

            return instances
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def build(
    total: int,
    out: str | Path = "datasets",
    seed: int = 0,
    *,
    tasks: str | Sequence[str] = (),
    workers: int | None = None,
) -> Outcome:
    """Write a data set of ``total`` rows into the folder ``out`` and say what was done.

    ``tasks``: the families to make, or one, all by default. ``workers``: processes, one a core by default; they never
    change a byte. The same call on a finished folder does nothing, on an interrupted one it goes on.
    Raises JsonSynthError: where, what is wrong, the remedy.

    Example:
        >>> import tempfile
        >>> jsonsynth.build(20, tempfile.mkdtemp() + "/data", workers=1).rows
        20
    """
    from pathlib import Path  # noqa: PLC0415

    from jsonsynth.building import Crew, prepare  # noqa: PLC0415
    from jsonsynth.building import build as write  # noqa: PLC0415
    from jsonsynth.plan import draw_plan, weights_of  # noqa: PLC0415

    weights = weights_of([tasks] if isinstance(tasks, str) else tasks, "tasks")
    plan, _ = prepare(draw_plan(total, seed, weights=weights))
    return write(plan, Path(out), crew=Crew(workers=workers))


def example(id: str, seed: int = 0, turn: int = 0) -> dict[str, JSON]:
    """Return the row of an address again, whatever the total it was built in.

    ``turn`` stands in its provenance; 0 unless the row was made again. Raises InputError for an id that is none.

    Example:
        >>> jsonsynth.example("json_repair/train/0")["task"]
        'json_repair'
    """
    from jsonsynth.examples import Settings, row, slot_of  # noqa: PLC0415
    from jsonsynth.plan import weights_of  # noqa: PLC0415
    from jsonsynth.shards import Origin, fill  # noqa: PLC0415

    slot = slot_of(id)
    weights_of([slot.task], id)
    return row(fill(slot, Origin(seed, Settings()), turn).example)


def check(row: Mapping[str, JSON], facts: Mapping[str, JSON] | None = None) -> list[str]:
    """Return what is wrong with a row or in doubt, [] if nothing was found; ``facts`` is its line of provenance.

    Of a text without provenance it is in doubt what rests on words that the verifier may not know: ``verify`` warns.
    Raises InputError for what has not the members of a row.

    Example:
        >>> jsonsynth.check(jsonsynth.example("json_transform/train/0"))
        []
    """
    from jsonsynth.tasks import task_of  # noqa: PLC0415

    return [f"{problem.rule}: {problem.cause}" for problem in task_of(row).examine(_example_of(row, facts or {}))]


def score(row: Mapping[str, JSON], answer: str) -> float:
    """Rate an answer to a row: 1.0 right and in the form asked for, 0.0 not JSON, between them by the family's rule.

    Raises InputError for what has not the members of a row.

    Example:
        >>> row = jsonsynth.example("json_style_strict/train/0")
        >>> jsonsynth.score(row, row["output"]), jsonsynth.score(row, "no JSON")
        (1.0, 0.0)
    """
    from jsonsynth.tasks import task_of  # noqa: PLC0415

    return task_of(row).score(_example_of(row, {}), answer)


def _example_of(row: Mapping[str, JSON], facts: Mapping[str, JSON]) -> Example:
    from jsonsynth.errors import InputError  # noqa: PLC0415
    from jsonsynth.examples import example_of  # noqa: PLC0415
    from jsonsynth.verifying.rows import check_shape  # noqa: PLC0415

    causes: list[str] = []
    if not check_shape(row, "", lambda _severity, _rule, cause: causes.append(cause)):
        raise InputError("row", causes[0], "A row has task, input and output, or chosen and rejected.")
    return example_of(row, facts)


def verify(path: str | Path) -> Report:
    """Re-check a data set's folder, or any JSONL file of rows, from disk with independent code.

    Example:
        >>> import tempfile
        >>> folder = tempfile.mkdtemp() + "/data"
        >>> outcome = jsonsynth.build(20, folder, workers=1)
        >>> jsonsynth.verify(folder).errors
        0
    """
    from jsonsynth.verifying import verify as reread  # noqa: PLC0415

    return reread(path)


def repair(text: str) -> Repair:
    """Repair broken JSON: ``value``, ``text``, the ``edits`` made, and whether the repair is ``certain``.

    It is made of the inverses of the corruptors' classes. Sound JSON comes back as it is. Raises InputError with line
    and column where no class explains what is there.

    Example:
        >>> jsonsynth.repair("{'a': [1, 2,], b: True").text
        '{"a": [1, 2], "b": true}'
    """
    from jsonsynth.content import load  # noqa: PLC0415
    from jsonsynth.mending import repaired  # noqa: PLC0415

    return repaired(text, load().corruptors)
