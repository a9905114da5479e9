"""How certain the label of a broken text is: proved, refuted, or neither."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Literal, NamedTuple

from jsonsynth.content import load
from jsonsynth.corruption import Corruptor
from jsonsynth.examples import JSON, Example, Problem, label
from jsonsynth.mending import Repair, mended
from jsonsynth.repairs import same_value
from jsonsynth.rivals import verdict

__all__ = ["Proof", "prove", "second_opinion"]

_DEAR = 4096  # characters of a broken text; the time to seek all readings grows with their square, to 0.2 s here
_SHOWN = 120  # characters of another reading that are told


class Proof(NamedTuple):
    """What came of a proof, and why."""

    outcome: Literal["proved", "refuted", "unprovable"]
    reason: str


def prove(example: Example, *, dear: bool) -> Proof:
    """Prove the label of a row that its check has passed.

    From the row alone: refuted where our repairer is certain of another value, proved where it is certain of this one
    (if ``dear``, only where no other value is a single error away).
    With facts: the check has undone the edits and found them apart, which proves several errors; a single one is
    proved by its inverse, or, if ``dear``, by all readings of the least cost, of which the label must be the only one.
    ``dear`` also asks the repairer about several errors. Takes about a millisecond if dear, else a third of that.
    """
    corruptors, broken = load().corruptors, example.input["broken_json"]
    classes = example.facts.get("classes")
    if not isinstance(classes, list) or "edits" not in example.facts:
        return _from_the_row(example, mended(broken, corruptors), corruptors, dear=dear)
    if len(classes) != 1:
        found = mended(broken, corruptors) if dear else None
        other = found is not None and not _says_so(example, found)
        proof = _from_the_row(example, found, corruptors, dear=True) if other else None
        return proof if proof and proof.outcome == "refuted" else Proof("proved", "the errors are apart")
    if classes[0] not in {row.name for row in corruptors}:
        return Proof("unprovable", f"{classes[0]} is no class of ours")
    short = len(broken) <= _DEAR
    if not (dear and short) and _says_so(example, mended(broken, corruptors)):
        return Proof("proved", "its inverse gives the label")
    return _among_all_readings(example, corruptors) if short else Proof("unprovable", "the broken text is too long")


def _from_the_row(example: Example, found: Repair | None, corruptors: Sequence[Corruptor], *, dear: bool) -> Proof:
    """``found``: what our repairer makes of the broken text."""
    broken = example.input["broken_json"]
    if found is None or not found.certain or (dear and not _is_only_reading(found, broken, corruptors)):
        return Proof("unprovable", "the broken text reads more than one way")
    if _says_so(example, found):
        return Proof("proved", "no other reading is as likely")
    return Proof("refuted", f"the broken text reads as {found.text[:_SHOWN]}")


def _is_only_reading(found: Repair, broken: str, corruptors: Sequence[Corruptor]) -> bool:
    """No other value is a single error away, as far as one error explains the text."""
    sound = not found.edits or len(broken) > _DEAR
    return sound or verdict(broken, found.value, corruptors) in ("unique", "beyond")


def _says_so(example: Example, found: Repair | None) -> bool:
    return found is not None and same_value(found.text, label(example))


def _among_all_readings(example: Example, corruptors: Sequence[Corruptor]) -> Proof:
    value: JSON = json.loads(label(example))
    found = verdict(example.input["broken_json"], value, corruptors)
    if found == "unique":
        return Proof("proved", "no other reading costs as little")
    return Proof("refuted", f"of the readings of the broken text that cost least, the label is {_RANKS[found]}")


_RANKS = {"ambiguous": "not the only one", "dominated": "none", "beyond": "none, for there are none"}


def second_opinion(example: Example) -> list[Problem]:
    """Refuse a row whose broken text reads another way than its label says."""
    outcome, reason = prove(example, dear=True)
    return [Problem("label-refuted", reason)] if outcome == "refuted" else []
