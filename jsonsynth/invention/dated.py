"""Times in invented documents: around the day of the document, which is the same for all that it holds."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import cast

from jsonsynth.examples import JSON
from jsonsynth.invention.naming import STYLED
from jsonsynth.invention.readings import FORMAT_OF, Draw, Schema
from jsonsynth.realism import Moment, moment, year_at
from jsonsynth.seeds import Random

__all__ = ["in_order", "stamped", "timed"]


def timed(kind: str, name: str, day: int) -> Draw:
    """Return what draws a member's times around a document's day; ``kind``: ``date``, ``datetime`` or ``year``."""
    if kind == "year":
        return lambda rng: year_at(day)  # noqa: ARG005 - the year whatever is drawn
    draw = moment(FORMAT_OF[kind], name)
    return lambda rng: draw(rng, day)


def stamped(draw: Draw, times: tuple[str, ...], style: int, day: int) -> Draw:
    """Return what draws an object and puts times into it, where it has them; ``times``: the words of their names."""
    whens = _whens(times, style)

    def drawn(rng: Random) -> JSON:
        members = cast("Schema", draw(rng))
        for name, when in whens:
            if name in members:
                members[name] = when(rng, day)
        return members

    return drawn


@cache
def _whens(times: tuple[str, ...], style: int) -> tuple[tuple[str, Moment], ...]:
    return tuple((STYLED[style](words), moment("date-time", words)) for words in times)


def in_order(draw: Draw, time: str) -> Callable[[Random], JSON]:
    """Return what draws lines as they were written, one after the other; ``time``: the name of the member that says.

    All times of a document are of one zone and one precision, so that they are in order as texts.
    """

    def drawn(rng: Random) -> JSON:
        return sorted(cast("list[JSON]", draw(rng)), key=lambda line: str(cast("Schema", line)[time]))

    return drawn
