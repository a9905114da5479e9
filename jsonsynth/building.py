"""A build: plan, generate, settle, publish; interrupted at any moment, it goes on from there."""

from __future__ import annotations

import os
import shutil
import signal
import threading
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import FrameType
from typing import Literal

import orjson

from jsonsynth.content import Content, Refusal, load
from jsonsynth.engines.local import map_unordered
from jsonsynth.errors import BuildError, DiskError, InputError, SchemaRefusedError
from jsonsynth.examples import JSON, Settings
from jsonsynth.jsontext import fingerprint
from jsonsynth.plan import Plan, Shard, shards_of
from jsonsynth.publishing import Place, clear, publish
from jsonsynth.settling import settle
from jsonsynth.shards import Finished, Job, Origin, fill_shard, finished
from jsonsynth.writers import disk_errors, sweep, write_atomically

__all__ = [
    "Crew",
    "Draft",
    "InterruptedBuildError",
    "Outcome",
    "Progress",
    "Realize",
    "Sources",
    "build",
    "digest_of",
    "prepare",
]

BYTES_A_ROW = 2600  # with its provenance; 1,557 is the mean of 100,000 rows, families of long rows have more


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a build is: ``done`` of ``total`` rows of a stage."""

    stage: Literal["generate", "realize", "settle", "publish"]
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Draft:
    """The generated rows before they are settled, for what words their texts; ``folder`` is there for its shards."""

    origin: Origin
    made: Mapping[Shard, Finished]
    folder: Path
    stopped: Callable[[], bool]
    progress: Callable[[Progress], None]


Realize = Callable[[Draft], Mapping[Shard, Finished]]


@dataclass(frozen=True, slots=True)
class Crew:
    """Who does the work; none of it changes a byte.

    ``workers`` None: one a core. ``start_method``: of multiprocessing, None for the best here. ``shard_rows``: rows a
    shard, None for a hundredth of the total within 1,000 and 5,000. ``realize``: has a model word texts, where the plan
    names one; its cache decides what it says.
    """

    workers: int | None = None
    start_method: str | None = None
    shard_rows: int | None = None
    realize: Realize | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did. ``replaced``: how many rows were made again, by reason."""

    status: Literal["built", "resumed", "unchanged"]
    rows: int
    replaced: Mapping[str, int] = field(default_factory=dict[str, int])


class InterruptedBuildError(BuildError):
    """A signal asked the build to stop; its folder can be resumed."""

    def __init__(self, where: str, number: int) -> None:
        super().__init__(where, f"stopped by {signal.Signals(number).name}", "Run the same command to go on.")
        self.args = (where, number)
        self.exit_code = 128 + number


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a user's own content is: folders of ``--content``, and the sources of ``--schemas``."""

    folders: tuple[str, ...] = ()
    schemas: tuple[str, ...] = ()


def prepare(plan: Plan, sources: Sources | None = None) -> tuple[Plan, list[SchemaRefusedError]]:
    """Complete a plan with its content: the digest of all files, and which of the user's schemas are left out.

    Raises ContentError for a broken file, InputError for what is not there, and SchemaRefusedError for schemas that
    can have no row (broken, remote, without instances); schemas that are merely too hard are left out and returned,
    unless none of those asked for would be left.
    """
    sources = sources or Sources()
    if plan.settings.source != "own":
        _versions()  # where it is missing, nothing else is worth telling
    content = load(sources.folders, (), sources.schemas)
    refused = _refusals(content, plan.settings)
    fatal = [refusal.error for refusal in refused if not refusal.error.too_hard]
    if not fatal and sources.schemas and len({one.name for one in refused}) >= _users(content, refused):
        fatal = [refusal.error for refusal in refused]
    if fatal:
        raise _together(fatal)
    skipped = tuple(sorted({refusal.name for refusal in refused}))
    digest = digest_of(content, plan.settings)
    return replace(plan, content=digest, skipped=skipped), [refusal.error for refusal in refused]


def _users(content: Content, refused: list[Refusal]) -> int:
    """Count the user's schemas, those that are refused among them."""
    return len({*(file.name for file in content.schemas if not file.ours), *(one.name for one in refused)})


def _refusals(content: Content, settings: Settings) -> list[Refusal]:
    """Return why some of the user's schemas are refused; without any, nothing that could try them is imported."""
    if all(file.ours for file in content.schemas):
        return [*content.refused]
    from jsonsynth.users import refusals  # noqa: PLC0415 - start-up time

    return refusals(content, settings)


def _versions() -> str:
    from jsonsynth.borrowing import versions  # noqa: PLC0415 - start-up time

    return versions()


def digest_of(content: Content, settings: Settings) -> str:
    """Return what changes with any file that rows depend on, and with the versions of a second source."""
    if settings.source == "own":
        return content.digest
    return fingerprint(f"{content.digest} {_versions()}")


def _together(errors: list[SchemaRefusedError]) -> SchemaRefusedError:
    first, *others = errors
    if not others:
        return first
    rest = "".join(f"\n{error}" for error in others)
    return SchemaRefusedError(first.where, first.problem, f"{first.remedy}{rest}")


def build(
    plan: Plan,
    out: Path,
    *,
    sources: Sources | None = None,
    crew: Crew | None = None,
    overwrite: bool = False,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Outcome:
    """Write the data set of a prepared plan into the folder ``out``.

    The same plan finished: nothing is done. The same plan interrupted: it is resumed. Anything else in the folder:
    BuildError and nothing is touched, unless ``overwrite``. Raises DiskError where there is no room, and
    InterruptedBuildError after SIGINT or SIGTERM; both leave a folder that the same call resumes.
    """
    crew = crew or Crew()
    place = Place(out)
    state = "new" if overwrite else _state(place, plan)
    if state == "finished":
        shutil.rmtree(place.work, ignore_errors=True)
        return Outcome("unchanged", plan.total)
    _refuse_full_disk(place, plan)
    with _locked(place), _stop_signals() as signals:
        if overwrite:
            clear(place)
        shards = shards_of(plan, _begin(place, plan, crew))
        origin = _origin(plan, sources or Sources())
        _generate(place, origin, shards, (crew, signals, progress))
        made = _made(place, shards)
        if crew.realize is not None:
            made = dict(crew.realize(Draft(origin, made, place.work / "worded", lambda: bool(signals), progress)))
            _halt(place, signals)
        progress(Progress("settle", 0, plan.total))
        settled = settle(made, origin)
        progress(Progress("settle", plan.total, plan.total))
        _halt(place, signals)
        replaced = publish(place, plan, made, settled)
        progress(Progress("publish", plan.total, plan.total))
    shutil.rmtree(place.work, ignore_errors=True)
    return Outcome("resumed" if state == "interrupted" else "built", plan.total, replaced)


def _origin(plan: Plan, sources: Sources) -> Origin:
    return Origin(plan.seed, plan.settings, sources.folders, plan.skipped, sources.schemas)


def _state(place: Place, plan: Plan) -> Literal["new", "interrupted", "finished"]:
    if place.out.exists() and not place.out.is_dir():
        raise InputError(str(place.out), "it is not a folder", "Name another --out.")
    if place.manifest.is_file():
        if _plan_in(place.manifest) == plan.to_json():
            return "finished"
        raise BuildError(str(place.out), "it holds the data set of another plan", _ANOTHER)
    if place.plan.is_file():
        if _plan_in(place.plan) == plan.to_json():
            return "interrupted"
        raise BuildError(str(place.out), "it holds the unfinished build of another plan", _ANOTHER)
    if place.out.is_dir() and any(path != place.work for path in place.out.iterdir()):
        raise BuildError(str(place.out), "it holds files that no build of this plan made", _ANOTHER)
    return "new"


_ANOTHER = "Name another --out, or give --overwrite to replace it."


def _plan_in(path: Path) -> JSON:
    plan = _json(path).get("plan")
    if plan is None:
        raise BuildError(str(path), "no plan can be read there: the file was changed or cut off", _ANOTHER)
    return plan


def _json(path: Path) -> dict[str, JSON]:
    try:
        value: JSON = orjson.loads(path.read_bytes())
    except (OSError, orjson.JSONDecodeError):
        return {}
    return value if isinstance(value, dict) else {}


def _begin(place: Place, plan: Plan, crew: Crew) -> int:
    """Write the plan first, or read it again; return the rows a shard (a resumed build keeps its own)."""
    rows = crew.shard_rows or max(1_000, min(5_000, plan.total // 100))
    if rows < 1:
        raise InputError("--shard-rows", f"{rows} is not a number of rows", "Give 1 or more.")
    before = _json(place.plan)
    if before.get("plan") == plan.to_json():
        sweep(place.work)
        return int(str(before["shard_rows"]))
    write_atomically(
        place.plan, [orjson.dumps({"plan": plan.to_json(), "shard_rows": rows}, None, orjson.OPT_INDENT_2)]
    )
    return rows


def _generate(
    place: Place,
    origin: Origin,
    shards: list[Shard],
    run: tuple[Crew, list[int], Callable[[Progress], None]],
) -> None:
    crew, signals, progress = run
    jobs = [Job(origin, shard, place.shards) for shard in shards if finished(place.shards, shard) is None]
    total = sum(shard.count for shard in shards)
    done = total - sum(job.shard.count for job in jobs)
    progress(Progress("generate", done, total))
    workers = crew.workers or _cores()
    for rows in map_unordered(
        fill_shard, jobs, workers=workers, start_method=crew.start_method, stopped=lambda: bool(signals)
    ):
        done += rows
        progress(Progress("generate", done, total))
    _halt(place, signals)


def _made(place: Place, shards: list[Shard]) -> dict[Shard, Finished]:
    made = {shard: finished(place.shards, shard) for shard in shards}
    lost = [shard.name for shard, file in made.items() if file is None]
    if lost:
        raise BuildError(str(place.shards / lost[0]), "the shard is gone", "Run the same command: it makes it again.")
    return {shard: file for shard, file in made.items() if file is not None}


def _halt(place: Place, signals: list[int]) -> None:
    if signals:
        raise InterruptedBuildError(str(place.out), signals[0])


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _refuse_full_disk(place: Place, plan: Plan) -> None:
    """Raise DiskError if the rows will surely not fit: they are on disk twice while being published."""
    above = next(folder for folder in (place.out, *place.out.absolute().parents) if folder.is_dir())
    with disk_errors(above):
        free = shutil.disk_usage(above).free
    needed = 2 * plan.total * BYTES_A_ROW - _size(place.work)
    if free < needed:
        raise DiskError(
            str(place.out),
            f"{needed / 1e6:,.0f} MB are needed and {free / 1e6:,.0f} MB are free",
            "Free some space, or lower --total.",
        )


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else 0


@contextmanager
def _locked(place: Place) -> Generator[None, None, None]:
    """Hold the folder, so that two builds never mix; the lock goes with the process, however that ends."""
    with disk_errors(place.out):
        place.work.mkdir(parents=True, exist_ok=True)
        lock = (place.work / "lock").open("ab")
    with lock:
        try:
            _lock(lock.fileno())
        except OSError:
            raise BuildError(str(place.out), "another build is writing into it", "Wait for it, or stop it.") from None
        yield


def _lock(descriptor: int) -> None:
    try:
        import fcntl  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def _stop_signals() -> Generator[list[int], None, None]:
    """Collect SIGINT and SIGTERM while a build runs: the first one is asked politely, the second stops at once."""
    received: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield received
        return

    def note(number: int, _: FrameType | None) -> None:
        if received:
            raise KeyboardInterrupt
        received.append(number)

    before = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield received
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
