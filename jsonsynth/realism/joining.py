"""Texts drawn between constant ones: a few stand in one expression, at half the cost of joining a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from jsonsynth.seeds import Random

__all__ = ["joined"]

_Maker = Callable[[Random], str]


def joined(texts: Sequence[str], makers: Sequence[_Maker]) -> _Maker:
    """Return what draws each text in order, with constant ``texts`` before, between and after them."""
    few = _FEW.get(len(makers))
    return few(texts, *makers) if few is not None else _many(texts, makers)


def _many(texts: Sequence[str], makers: Sequence[_Maker]) -> _Maker:
    form = "%s".join([text.replace("%", "%%") for text in texts])
    return lambda rng: form % tuple([part(rng) for part in makers])


def _one(texts: Sequence[str], made: _Maker) -> _Maker:
    before, after = texts
    return (lambda rng: f"{before}{made(rng)}{after}") if before or after else made


def _two(texts: Sequence[str], first: _Maker, second: _Maker) -> _Maker:
    before, between, after = texts
    return lambda rng: f"{before}{first(rng)}{between}{second(rng)}{after}"


def _three(texts: Sequence[str], first: _Maker, second: _Maker, third: _Maker) -> _Maker:
    before, one, other, after = texts
    return lambda rng: f"{before}{first(rng)}{one}{second(rng)}{other}{third(rng)}{after}"


_FEW: Mapping[int, Callable[..., _Maker]] = {1: _one, 2: _two, 3: _three}
