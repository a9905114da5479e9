"""How many examples of each task and split to make, from which seed: exact for every total."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction

from jsonsynth.errors import InputError
from jsonsynth.examples import JSON, SPLITS, Settings, Slot, Split
from jsonsynth.tasks import TASKS
from jsonsynth.version import __version__

__all__ = ["DEFAULT_SPLITS", "Plan", "Shard", "Writer", "apportion", "draw_plan", "shards_of", "weights_of"]

DEFAULT_SPLITS = ("90", "5", "5")
MAX_TOTAL = 10**12


@dataclass(frozen=True, slots=True)
class Writer:
    """The model that words texts, as far as rows depend on it: ``records`` a request, ``prompts``: their digest."""

    base_url: str
    model: str
    records: int
    prompts: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build makes. Two equal plans give the same bytes.

    ``counts`` holds (task, (train, valid, test)) in table order; ``content`` is the digest of all content files;
    ``skipped`` names the user's schemas that were refused and are left out. ``writer`` None: all texts are worded here.
    """

    seed: int
    counts: tuple[tuple[str, tuple[int, int, int]], ...]
    settings: Settings
    content: str
    skipped: tuple[str, ...] = ()
    writer: Writer | None = None

    @property
    def total(self) -> int:
        """All rows of the plan."""
        return sum(sum(splits) for _, splits in self.counts)

    def to_json(self) -> dict[str, JSON]:
        """Return the plan as it stands in ``manifest.json``: nothing of this machine in it."""
        counts: dict[str, JSON] = {task: dict(zip(SPLITS, splits, strict=True)) for task, splits in self.counts}
        return {
            "version": __version__,
            "seed": self.seed,
            "total": self.total,
            "counts": counts,
            "settings": asdict(self.settings),
            "content": self.content,
            "skipped": list(self.skipped),
            **({} if self.writer is None else {"writer": asdict(self.writer)}),
        }


@dataclass(frozen=True, slots=True)
class Shard:
    """A run of slots of one task and split: ``start`` to ``start + count - 1``."""

    task: str
    split: Split
    start: int
    count: int

    @property
    def name(self) -> str:
        """The shard's file name without ending: ``json_repair/train/000002000``."""
        return f"{self.task}/{self.split}/{self.start:012d}"

    def slots(self) -> Iterator[Slot]:
        """Give the shard's addresses in order."""
        return (Slot(self.task, self.split, index) for index in range(self.start, self.start + self.count))


def apportion(total: int, weights: Sequence[Fraction]) -> list[int]:
    """Divide a total by weights with largest remainders, ties in table order.

    The parts sum to ``total``. Example: ``apportion(10, [Fraction(1)] * 3)`` -> ``[4, 3, 3]``
    """
    whole = sum(weights)
    shares = [total * weight / whole for weight in weights]
    parts = [int(share) for share in shares]
    by_remainder = sorted(range(len(parts)), key=lambda k: (parts[k] - shares[k], k))
    for k in by_remainder[: total - sum(parts)]:
        parts[k] += 1
    return parts


def weights_of(tasks: Sequence[str], where: str = "--tasks") -> dict[str, str]:
    """Return the default weights of the tasks named, of all if none is. Raises InputError for an unknown one."""
    for task in tasks:
        if task not in TASKS:
            raise InputError(where, f"there is no task {task!r}", f"The tasks are {', '.join(TASKS)}.")
    return {name: str(TASKS[name].weight) for name in TASKS if not tasks or name in tasks}


def draw_plan(
    total: int,
    seed: int = 0,
    *,
    weights: Mapping[str, str] | None = None,
    splits: Sequence[str] = DEFAULT_SPLITS,
    settings: Settings | None = None,
    content: str = "",
) -> Plan:
    """Return the plan of a total: by weight over the tasks, then by split within each.

    ``weights``: every task to make, decimals as text; a task of weight 0 is not made.
    Raises InputError for what cannot be meant.
    """
    settings = settings or Settings()
    _refuse_settings(settings)
    _refuse_numbers(total, seed)
    parts = _weights(weights_of(()) if weights is None else weights)
    ratios = _ratios(splits)
    totals = apportion(total, list(parts.values()))
    counts = [(task, apportion(rows, ratios)) for task, rows in zip(parts, totals, strict=True) if rows]
    return Plan(seed, tuple((task, (row[0], row[1], row[2])) for task, row in counts), settings, content)


def _refuse_numbers(total: int, seed: int) -> None:
    if not 0 <= total <= MAX_TOTAL:
        raise InputError("--total", f"{total} rows cannot be made", f"Give a number from 0 to {MAX_TOTAL}.")
    if not -(2**63) <= seed < 2**63:
        raise InputError("--seed", f"{seed} does not fit in 64 bits", "Give a smaller number.")


def _decimal(where: str, text: str) -> Fraction:
    try:
        value = Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise InputError(where, f"{text!r} is not a number", "Give a decimal such as 40 or 0.5.") from None
    if value < 0:
        raise InputError(where, f"{text} is negative", "Give 0 or more.")
    return value


def _weights(weights: Mapping[str, str]) -> dict[str, Fraction]:
    for task in weights:
        if task not in TASKS:
            raise InputError("--weights", f"there is no task {task!r}", f"The tasks are {', '.join(TASKS)}.")
    parts = {task: _decimal(f"--weights {task}", weights[task]) for task in TASKS if task in weights}
    if sum(parts.values()) == 0:
        raise InputError("--weights", "they sum to 0, so no task is left", "Give one task a weight above 0.")
    return {task: part for task, part in parts.items() if part}


def _ratios(splits: Sequence[str]) -> list[Fraction]:
    if len(splits) != len(SPLITS):
        raise InputError("--splits", f"{len(splits)} parts given", "Give three: train,valid,test such as 90,5,5.")
    ratios = [_decimal("--splits", part) for part in splits]
    if sum(ratios) == 0:
        raise InputError("--splits", "they sum to 0", "Give one split a part above 0.")
    return ratios


def _refuse_settings(settings: Settings) -> None:
    low, high = settings.min_length, settings.max_length
    if not 2 <= low <= 200:
        raise InputError("--min-length", f"{low} is not between 2 and 200", "The contract's default is 10.")
    if not max(400, low) <= high <= 100_000:
        raise InputError("--max-length", f"{high} is not between 400 and 100000", "The contract's default is 2048.")
    for flag, share in (("preference", settings.preference_share), ("identity", settings.identity_share)):
        if _decimal(f"--{flag}-share", share) > 1:
            raise InputError(f"--{flag}-share", f"{share} is more than 1", "Give a share from 0 to 1.")


def shards_of(plan: Plan, rows: int) -> list[Shard]:
    """Cut the plan into shards of at most ``rows`` rows, in address order."""
    return [
        Shard(task, split, start, min(rows, count - start))
        for task, counts in plan.counts
        for split, count in zip(SPLITS, counts, strict=True)
        for start in range(0, count, rows)
    ]
