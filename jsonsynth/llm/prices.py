"""Prices of models: a dated table that ships, and a user's own over it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from jsonsynth.errors import InputError
from jsonsynth.examples import JSON
from jsonsynth.llm.replies import Usage
from jsonsynth.yamltext import YamlError, read

__all__ = ["Price", "find_price", "load_prices"]

_OURS = Path(__file__).parent / "prices.yaml"
_NUMBERS = ("input", "cached", "output")
_PICO_A_TOKEN = 10**6  # a dollar a million tokens is this many millionths of a millionth of a dollar a token


@dataclass(frozen=True, slots=True)
class Price:
    """What a token costs, in whole 10^-12 dollars, and its source. ``batch``: the part that the batch API costs."""

    model: str
    input: int
    cached: int
    output: int
    batch: Fraction
    as_of: str
    source: str

    def worst(self, prompt: int, completion: int) -> int:
        """The most that such a request can cost, in 10^-12 dollars."""
        return prompt * max(self.input, self.cached) + completion * self.output

    def of(self, usage: Usage) -> int:
        """What a request cost, in 10^-12 dollars."""
        return (usage.prompt - usage.cached) * self.input + usage.cached * self.cached + usage.completion * self.output

    def batched(self) -> Price:
        """The price of the batch API, rounded up."""
        return Price(
            self.model,
            -int(-self.input * self.batch // 1),
            -int(-self.cached * self.batch // 1),
            -int(-self.output * self.batch // 1),
            Fraction(1),
            self.as_of,
            self.source,
        )


def load_prices(path: Path | None = None) -> dict[str, Price]:
    """Return our table by model, a user's file over it. Raises InputError for a file that is none."""
    found = _table(_OURS)
    if path is not None:
        found.update(_table(path))
    return found


def find_price(prices: Mapping[str, Price], model: str) -> Price | None:
    """Return the price of a model: by its whole name, else by what stands behind its last slash."""
    return prices.get(model) or prices.get(model.rpartition("/")[2])


def _table(path: Path) -> dict[str, Price]:
    try:
        value = read(path.read_text("utf-8"))
    except OSError as error:
        raise InputError(str(path), f"it cannot be read ({error.strerror})", "Check --prices.") from None
    except (YamlError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"not YAML: {error}", _SHAPE) from None
    if not isinstance(value, dict):
        raise InputError(str(path), "it is no table of models", _SHAPE)
    return {model: _price(path, model, row) for model, row in value.items()}


_SHAPE = "Write `my-model: {input: 0.1, cached: 0.1, output: 0.4, batch: 1, as_of: 2026-11-01, source: mine}`."


def _price(path: Path, model: str, row: JSON) -> Price:
    where = f"{path} {model}"
    if not isinstance(row, dict):
        raise InputError(where, "it has no prices", _SHAPE)
    input_, cached, output = (_number(where, row, name) for name in _NUMBERS)
    batch = _number(where, row, "batch") if "batch" in row else _PICO_A_TOKEN
    return Price(
        model, input_, cached, output, Fraction(batch, _PICO_A_TOKEN), str(row.get("as_of")), str(row.get("source"))
    )


def _number(where: str, row: Mapping[str, JSON], name: str) -> int:
    value = row.get(name)
    try:
        number = Fraction(str(value)) * _PICO_A_TOKEN
    except (ValueError, ZeroDivisionError):
        raise InputError(where, f"{name} is {value!r}, not a number", _SHAPE) from None
    if isinstance(value, bool) or number < 0:
        raise InputError(where, f"{name} is {value!r}, not a price", _SHAPE)
    return -int(-number // 1)
