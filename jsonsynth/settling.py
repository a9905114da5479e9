"""Among equal rows the lowest address wins; a loser is made again on its next turn, so the total never shrinks.

Two rules: no key twice in a data set, and no group or payload in two splits. Both are decided in address order from
digests alone, so the result depends on the plan and not on who made which shard when.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from jsonsynth.errors import BuildError
from jsonsynth.examples import SPLITS, Slot, Split
from jsonsynth.plan import Shard
from jsonsynth.shards import Filled, Finished, Keys, Origin, fill

__all__ = ["Settled", "settle"]

MAX_REPLACEMENTS = 200  # turns a loser may take before its family is called exhausted


@dataclass(frozen=True, slots=True)
class Settled:
    """``replaced``: the rows to put in the place of losers, by shard and offset; ``reasons``: how many, and why."""

    replaced: Mapping[Shard, Mapping[int, Filled]]
    reasons: Mapping[str, int]


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

    Memory: about 250 bytes a row. Raises BuildError where a family has no further different row to give.
    """
    ledger = _Ledger()
    losers: list[tuple[Shard, int, int, str]] = []
    for shard, file in made.items():
        for offset, (unique, group, payload, turn) in enumerate(file.keys()):
            keys = Keys(unique, group, payload)
            reason = ledger.objection(keys, shard.split)
            if reason is None:
                ledger.claim(keys, shard.split)
            else:
                losers.append((shard, offset, turn, reason))
    replaced: dict[Shard, dict[int, Filled]] = {}
    for shard, offset, turn, _ in losers:
        slot = Slot(shard.task, shard.split, shard.start + offset)
        replaced.setdefault(shard, {})[offset] = _replace(slot, turn + 1, origin, ledger)
    return Settled(replaced, Counter(reason for *_, reason in losers))


def _replace(slot: Slot, turn: int, origin: Origin, ledger: _Ledger) -> Filled:
    for _ in range(MAX_REPLACEMENTS):
        filled = fill(slot, origin, turn)
        keys = filled.keys(filled.line())
        if ledger.objection(keys, slot.split) is None:
            ledger.claim(keys, slot.split)
            return filled
        turn = filled.turn + 1
    raise BuildError(
        slot.id,
        f"{MAX_REPLACEMENTS} further turns gave only rows that stand elsewhere",
        "The content has too few different rows for this total: lower it, or add content.",
    )
