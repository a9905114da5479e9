"""Two members that are never the same: where something begins and where it goes, who sends and who receives."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from jsonsynth.examples import JSON, Split
from jsonsynth.realism.choosing import texts
from jsonsynth.realism.lexicon import words_of
from jsonsynth.realism.personas import Change, Settle
from jsonsynth.seeds import Random

__all__ = ["opposites"]

# a word of a name, and those of its opposites
_OPPOSITES: Mapping[str, tuple[str, ...]] = {
    "base": ("quote",), "buyer": ("seller",), "debit": ("credit",), "departure": ("arrival",), "first": ("second",),
    "from": ("to",), "home": ("away",), "input": ("output",), "old": ("new",), "origin": ("destination",),
    "payer": ("payee",), "pickup": ("dropoff",), "previous": ("current", "next"), "primary": ("secondary",),
    "sender": ("recipient", "receiver"), "source": ("destination", "target"), "src": ("dst",), "winner": ("loser",),
}  # fmt: skip
_TRIES = 8


def opposites(names: tuple[str, ...], parent: str, split: Split) -> list[Settle]:
    """Return what draws the second of two opposite texts anew where it is the first: ``origin`` and ``destination``,
    ``from_currency`` and ``to_currency``."""
    return [_unlike(first, second, parent, split) for first, second in _opposed(names)]


@lru_cache(maxsize=512)
def _opposed(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    snakes = {"_".join(words_of(name)): name for name in names}
    found: list[tuple[str, str]] = []
    for snake, name in snakes.items():
        words = snake.split("_")
        pairs = [(of, to) for of in words if of in _OPPOSITES for to in _OPPOSITES[of]]
        others = ["_".join([to if word == of else word for word in words]) for of, to in pairs]
        found += [(name, snakes[other]) for other in others if other in snakes]
    return tuple(found)


def _unlike(first: str, second: str, parent: str, split: Split) -> Settle:
    def settle(made: Mapping[str, JSON], rng: Random) -> Change:
        one, other = made.get(first), made.get(second)
        if one != other or not isinstance(other, str):
            return {}
        another = texts(second, parent, split)
        for _ in range(_TRIES):
            text = another(rng)
            if text != one:
                return {second: text}
        return {}

    return settle
