"""How often texts show what: one table, so that a share is changed in one place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

__all__ = ["SHARES", "Shares"]

_Weights = Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of rows, if nothing else is said; weights are relative.

    ``layouts``: of a domain's texts, with ``log_lines`` for domains whose records are lines of logs. ``spoken``: of the
    numbers that may be said in words, in the half of the rows that says any so. ``dates``: the form of a date that is
    not relative; figures stand only where the day is above 12. ``relative``: of the dates without a time.
    ``amounts``: where and how the currency stands. ``framed``: of the facts, said by the noun of their field
    ("the due date is ..."). ``mistaken``: of the rows, with a value that is corrected. ``long``: of the texts
    of a layout, with more than 1,500 characters.
    """

    layouts: _Weights = (
        ("prose", 50),
        ("dialogue", 6),
        ("email", 6),
        ("chat", 5),
        ("voice", 5),
        ("key_value", 6),
        ("form", 6),
        ("table", 6),
        ("csv", 5),
        ("log_line", 5),
    )
    log_lines: _Weights = (
        ("prose", 44),
        ("dialogue", 5),
        ("email", 5),
        ("chat", 5),
        ("voice", 4),
        ("key_value", 6),
        ("form", 4),
        ("table", 5),
        ("csv", 5),
        ("log_line", 17),
    )
    spoken: float = 1.0
    dates: _Weights = (("named", 45), ("iso", 22), ("figures", 33))
    relative: float = 0.75
    amounts: _Weights = (("code before", 1), ("code after", 1), ("symbol", 1), ("word", 1))
    framed: float = 0.25
    mistaken: float = 0.22
    noise: float = 0.2
    long: Mapping[str, float] = field(
        default_factory=lambda: {
            "prose": 0.01,
            "dialogue": 0.03,
            "email": 0.04,
            "chat": 0.03,
            "voice": 0.03,
            "key_value": 0.28,
            "form": 0.36,
            "table": 0.16,
            "csv": 0.14,
        }
    )


SHARES = Shares()
