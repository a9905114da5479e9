"""Numbers: of a natural size for the member's name, within bounds and steps, in canonical form."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from math import floor
from random import Random
from typing import TypeAlias

from jsonsynth import realism
from jsonsynth.examples import JSON
from jsonsynth.jsontext import MAX_INTEGER, plain_number
from jsonsynth.sampling.draw import Beyond, Dead, Draw, Missed
from jsonsynth.sampling.views import Bound, View

__all__ = ["allowed_number", "multiples", "number_sampler", "outermost", "plain"]

Number: TypeAlias = "int | float"
_TRIES = 13
_FEW = 50  # natural numbers within bounds; if fewer, all numbers within them are drawn
_ALL = 2_000  # numbers that are all looked at where some of them are forbidden
_MOST = 10**300  # steps between two bounds
_FINEST = 30  # decimals at most
_WIDE = 1_000_000  # what is added to a natural number where more numbers are needed
_NEAR = 100  # times the natural range, which are added first


def plain(value: JSON) -> JSON:
    """Return a value with its integral floats as integers."""
    if isinstance(value, float) and math.isfinite(value) and abs(value) < 2**63:
        return plain_number(value)
    if isinstance(value, list):
        return [plain(child) for child in value]
    if isinstance(value, dict):
        return {name: plain(child) for name, child in value.items()}
    return value


def allowed_number(view: View, value: Number) -> bool:
    """Say whether a number is within the bounds and on the steps of a view."""
    fits = _fits(view, "number")
    return fits is None or fits(value)


def number_sampler(view: View, kind: str, name: str, parent: str) -> Callable[[Draw], JSON]:
    """Return a sampler of numbers. ``kind``: integer, fraction (never integral) or number."""
    span = realism.magnitude_said(name, parent, kind == "integer", view.title, view.about)
    fits = _fits(view, kind)
    inside = _inside(view, kind, fits) if fits is not None else None
    narrowed = _narrowed(view, span) if fits is not None and kind != "fraction" and _is_bounded_only(view) else None
    natural = realism.ranged(narrowed or span)
    sure = fits is None or narrowed is not None
    clean = _divided_by(view.steps)
    near = min(_WIDE, _NEAR * (span[1] - span[0]))

    def draw(draw: Draw) -> JSON:
        value: Number = natural(draw.rng)
        if draw.wide:
            value = plain_number(
                round(value + draw.random() * (near if draw.wide == 1 else _WIDE), 0 if kind == "integer" else 3)
            )
        elif sure:
            return value
        if fits is None or inside is None:
            return value
        found = _found(value, partial(inside, draw.rng), fits, clean)
        if found is None:
            raise Missed(view.place, f"no {kind} found within the bounds and steps")
        return found

    return draw


def _found(
    value: Number, again: Callable[[], Number], fits: Callable[[Number], bool], clean: Callable[[Number], bool]
) -> Number | None:
    """Return the value or the next drawn one that fits, one that is clean too if it comes soon; None without any."""
    found: Number | None = None
    for _ in range(_TRIES):
        if fits(value):
            found = value
            if clean(value):
                break
        value = again()
    return found


def _divided_by(steps: list[float]) -> Callable[[Number], bool]:
    """Say of a number whether it is a multiple for validators too that divide in binary, where 10.2 is none of .01."""
    decimals = [step for step in steps if isinstance(step, float)]
    return lambda value: abs(value) > MAX_INTEGER or all((value / step).is_integer() for step in decimals)


def outermost(view: View, kind: str) -> list[JSON]:
    """Return the least and the greatest number within the bounds and on the steps, as far as they are said."""
    fits, step = _fits(view, kind), _common(view.steps, kind)
    found: dict[Number, None] = {}
    for bound, end in ((view.low, _ceiling), (view.high, _floor)):
        if bound is None or (bound.open and not step):
            continue
        value = _number(step * end(_exact(bound.value) / step, bound.open), _digits(step)) if step else bound.value
        found[plain_number(value)] = None
    return [value for value in found if abs(value) <= MAX_INTEGER and "e" not in repr(value) and fits and fits(value)]


def multiples(view: View, kind: str) -> tuple[int, Callable[[int], JSON]] | None:
    """Return how many numbers bounds and steps leave, with the number at a place; None if there is no end to them."""
    step = _common(view.steps, kind)
    if view.low is None or view.high is None or not (step or view.low == view.high):
        return None
    step = step or _exact(view.low.value) or Fraction(1)
    first, last = _ends(view.low, view.high, step)
    digits = _digits(step)
    return max(0, last - first + 1), lambda place: _number(step * (first + place), digits)


def _ceiling(steps: Fraction, is_open: bool) -> int:
    return math.floor(steps) + 1 if is_open else math.ceil(steps)


def _floor(steps: Fraction, is_open: bool) -> int:
    return math.ceil(steps) - 1 if is_open else math.floor(steps)


def _is_bounded_only(view: View) -> bool:
    return not (view.steps or view.not_steps or view.banned)


def _narrowed(view: View, span: tuple[float, float, int]) -> tuple[float, float, int] | None:
    """Return what of a natural range is within the bounds; all numbers that are, where two bounds leave few of them.

    None where the bounds are too near each other for the decimals that are natural.
    """
    low, high, decimals = span
    scale: int = 10**decimals
    first, last = _ends(view.low, view.high, Fraction(1, scale))
    if max(abs(first), abs(last)) > MAX_INTEGER:
        return None
    start, end = round(low * scale), round(high * scale)
    start, end = max(first, start) if view.low else start, min(last, end) if view.high else end
    if end - start < (min(last - first, _FEW) if view.low and view.high else 0):
        start, end = first, last
    if end < start or (decimals and end - start < _FEW):
        return None
    return start / scale, end / scale, decimals


def _fits(view: View, kind: str) -> Callable[[Number], bool] | None:
    """Return whether a number is allowed; None if all are."""
    low, high, steps, not_steps = view.low, view.high, view.steps, view.not_steps
    banned = [value for value in view.banned if isinstance(value, (int, float)) and not isinstance(value, bool)]
    if not (low or high or steps or not_steps or banned or kind == "fraction"):
        return None

    def fits(value: Number) -> bool:
        if low is not None and (value < low.value or (low.open and value == low.value)):
            return False
        if high is not None and (value > high.value or (high.open and value == high.value)):
            return False
        if kind == "fraction" and value == int(value):
            return False
        if not all(_divides(step, value) for step in steps) or any(_divides(step, value) for step in not_steps):
            return False
        return value not in banned

    return fits


def _divides(step: Number, value: Number) -> bool:
    return _exact(value) % _exact(step) == 0


def _exact(value: Number) -> Fraction:
    return Fraction(value) if isinstance(value, int) else Fraction(repr(value))


def _inside(view: View, kind: str, fits: Callable[[Number], bool]) -> Callable[[Random], Number]:
    """Return a sampler within bounds and on steps, of the natural number of decimals; of few numbers, among all."""
    step = _common(view.steps, kind) or _grid(view.low, view.high)
    low, high = _ends(view.low, view.high, step)
    if low > high:
        raise Dead(view.place, "no number is within the bounds and on the steps")
    if high - low > _MOST:
        raise Beyond(view.place, "its steps are finer than numbers are told apart")
    digits = _digits(step)
    if high - low < _ALL and (view.not_steps or view.banned):
        numbers = [number for place in range(low, high + 1) if fits(number := _number(step * place, digits))]
        if numbers:
            return lambda rng: numbers[floor(rng.random() * len(numbers))]

    def draw(rng: Random) -> Number:
        return _number(step * (low + floor(rng.random() * (high - low + 1))), digits)

    return draw


def _grid(low: Bound | None, high: Bound | None) -> Fraction:
    """Return a power of ten of which a range holds at least some fifty, a hundredth at most."""
    width = _exact(high.value) - _exact(low.value) if low and high else Fraction(10)
    step = Fraction(1, 100)
    while 0 < width < step * 50 and step > Fraction(1, 10**_FINEST):
        step /= 10
    return step if width > 0 or low is None else _common([low.value or 1], "")


def _number(value: Fraction, digits: int) -> Number:
    return int(value) if value.denominator == 1 else round(float(value), digits)


def _digits(step: Fraction) -> int:
    digits = 0
    while step.denominator > 1 and digits < _FINEST:
        step *= 10
        digits += 1
    return digits


def _common(steps: list[float], kind: str) -> Fraction:
    """Return the least common multiple of the steps, 1 for integers and 0 where there is none."""
    exact = [abs(_exact(step)) for step in steps] + ([Fraction(1)] if kind == "integer" else [])
    found = Fraction(0)
    for step in exact:
        if found == 0:
            found = step
        else:
            denominator = math.lcm(found.denominator, step.denominator)
            found = Fraction(math.lcm(int(found * denominator), int(step * denominator)), denominator)
    return found


def _ends(low: Bound | None, high: Bound | None, step: Fraction) -> tuple[int, int]:
    """Return the range counted in steps; an open end is a natural way off."""
    first = last = None
    if low is not None:
        first = math.ceil(_exact(low.value) / step)
        first += low.open and step * first == _exact(low.value)
    if high is not None:
        last = math.floor(_exact(high.value) / step)
        last -= high.open and step * last == _exact(high.value)
    if first is None:
        first = 0 if last is None else min(0, last) if last > 0 else last - max(100, abs(last))
    if last is None:
        last = max(first + 100, first + min(abs(first), 1000))
    return _readable(first, last, step)


def _readable(first: int, last: int, step: Fraction) -> tuple[int, int]:
    """Keep to the integers every reader holds exactly, where the range allows it."""
    most = int(MAX_INTEGER / step)
    return (max(first, -most), min(last, most)) if first <= most and last >= -most else (first, last)
