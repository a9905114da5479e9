"""Among equal rows the lowest address wins; a loser is made again on its next turn, so the total never shrinks.

Two rules: no key twice in a data set, and no group or payload in two splits. Both are decided in address order from
digests alone, so the result depends on the plan and not on who made which shard when. Memory does not grow with the
rows: a first look, at a part of all digests at a time, finds those few that are contested.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jsonsynth.errors import BuildError
from jsonsynth.examples import SPLITS, Slot, Split
from jsonsynth.plan import Shard
from jsonsynth.shards import Filled, Finished, Keys, Origin, fill

__all__ = ["Settled", "settle"]

MAX_REPLACEMENTS = 200  # turns a loser may take before its family is called exhausted
_LOOKED_AT = 250_000  # rows whose digests are held at a time, some 40 MB


@dataclass(frozen=True, slots=True)
class Settled:
    """``replaced``: the rows to put in the place of losers, by shard and offset; ``reasons``: how many, and why."""

    replaced: Mapping[Shard, Mapping[int, Filled]]
    reasons: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Loser:
    """A row that cannot stand, and the last turn it was made on."""

    shard: Shard
    offset: int
    turn: int
    reason: str

    @property
    def slot(self) -> Slot:
        return Slot(self.shard.task, self.shard.split, self.shard.start + self.offset)


class _Ledger:
    """What the winners so far have claimed."""

    def __init__(self) -> None:
        self._unique: set[int] = set()
        self._owned: dict[Split, set[int]] = {split: set() for split in SPLITS}

    def objection(self, keys: Keys, split: Split) -> str | None:
        """Say why a row of these keys cannot stand, None if it can."""
        if keys.unique in self._unique:
            return "duplicate"
        for other in SPLITS:
            if other != split and not self._owned[other].isdisjoint((keys.group, keys.payload)):
                return f"leak-from-{other}"
        return None

    def claim(self, keys: Keys, split: Split) -> None:
        """Let the row stand."""
        self._unique.add(keys.unique)
        self._owned[split].update((keys.group, keys.payload))


def settle(made: Mapping[Shard, Finished], origin: Origin) -> Settled:
    """Decide which rows of finished shards, given in address order, stand, and make the others again.

    Raises BuildError where a family has no further different row to give.
    """
    ledger = _Ledger()
    losers: list[_Loser] = []
    for shard, offset, keys, turn in _rows_with(made, _contested(made)):
        reason = ledger.objection(keys, shard.split)
        if reason is None:
            ledger.claim(keys, shard.split)
        else:
            losers.append(_Loser(shard, offset, turn, reason))
    return Settled(_replaced(made, losers, origin), Counter(loser.reason for loser in losers))


def _contested(made: Mapping[Shard, Finished]) -> set[int]:
    """Return the digests that two rows may not both have and two do: a key, or a group or payload of two splits."""
    parts = 1 + sum(shard.count for shard in made) // _LOOKED_AT
    found: set[int] = set()
    for part in range(parts):
        seen: set[int] = set()
        owned: dict[Split, set[int]] = {split: set() for split in SPLITS}
        for shard, file in made.items():
            unique, *owning = ([digest for digest in digests if digest % parts == part] for digests in file.digests())
            found |= _twice(unique, seen)
            mine = {digest for digests in owning for digest in digests}
            owned[shard.split] |= mine
            for split in SPLITS:
                if split != shard.split:
                    found |= mine & owned[split]
    return found


def _twice(digests: Sequence[int], seen: set[int]) -> set[int]:
    """Return those of a shard's digests that were seen, or stand twice in it; all are seen now."""
    mine = set(digests)
    found = mine & seen
    if len(mine) < len(digests):
        found |= {digest for digest, times in Counter(digests).items() if times > 1}
    seen |= mine
    return found


def _rows_with(made: Mapping[Shard, Finished], digests: set[int]) -> Iterator[tuple[Shard, int, Keys, int]]:
    """Yield the rows that have one of some digests: shard, offset, keys and turn."""
    for shard, file in made.items() if digests else ():
        columns = [digests.intersection(column) for column in file.digests()]
        if any(columns):
            for offset, (unique, group, payload, turn) in enumerate(file.keys()):
                if unique in columns[0] or group in columns[1] or payload in columns[2]:
                    yield shard, offset, Keys(unique, group, payload), turn


def _replaced(
    made: Mapping[Shard, Finished], losers: Sequence[_Loser], origin: Origin
) -> dict[Shard, dict[int, Filled]]:
    """Make losers again, all at once, until each has a row that can stand beside all others."""
    replaced: dict[Shard, dict[int, Filled]] = {}
    lost = {(loser.shard, loser.offset) for loser in losers}
    ledger = _Ledger()
    waiting = [(loser, loser.turn) for loser in losers]
    for _ in range(MAX_REPLACEMENTS):
        again = [(loser, fill(loser.slot, origin, turn + 1)) for loser, turn in waiting]
        keys = [filled.keys() for _, filled in again]
        _claim_standing(ledger, _rows_with(made, _all_of(keys)), lost)
        waiting.clear()
        for (loser, filled), own in zip(again, keys, strict=True):
            if ledger.objection(own, loser.shard.split) is None:
                ledger.claim(own, loser.shard.split)
                replaced.setdefault(loser.shard, {})[loser.offset] = filled
            else:
                waiting.append((loser, filled.turn))
        if not waiting:
            return replaced
    raise BuildError(
        waiting[0][0].slot.id,
        f"{MAX_REPLACEMENTS} further turns gave only rows that stand elsewhere",
        "The content has too few different rows for this total: lower it, or add content.",
    )


def _all_of(keys: Iterable[Keys]) -> set[int]:
    return {digest for one in keys for digest in (one.unique, one.group, one.payload)}


def _claim_standing(
    ledger: _Ledger, rows: Iterable[tuple[Shard, int, Keys, int]], lost: set[tuple[Shard, int]]
) -> None:
    """Let the ledger know the rows that stand, of those that it is told of."""
    for shard, offset, keys, _ in rows:
        if (shard, offset) not in lost:
            ledger.claim(keys, shard.split)
