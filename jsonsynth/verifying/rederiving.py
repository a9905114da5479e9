"""Labels of json_transform derived again by jq, from provenance alone: the one file that imports it."""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from jsonsynth.errors import InputError
from jsonsynth.examples import JSON, Example, label
from jsonsynth.jsontext import canonical, parse_strict, plain_number

__all__ = ["need_jq", "rederive"]

_PROGRAMS = 256  # compiled programs kept; each takes 7 ms to make, and memory that nothing bounds but this


def need_jq() -> None:
    """Raise InputError where jq is not installed."""
    try:
        version("jq")
    except PackageNotFoundError:
        raise InputError("--with jq", "it needs the package jq", "pip install 'jsonsynth[jq]'") from None


@lru_cache(maxsize=_PROGRAMS)
def _compiled(code: str) -> Any:
    import jq  # noqa: PLC0415 - an extra, imported where it is asked for

    engine: Any = jq
    return engine.compile(code)


def rederive(example: Example) -> str | None:
    """Run the program of a row's provenance on its document; return how the result differs from the label.

    None if it does not. Numbers are compared as doubles, which is all that jq has.
    """
    document = parse_strict(example.input["json"])
    given = {"p": example.facts["params"], "d": document} if "params" in example.facts else document
    try:
        found: list[JSON] = _compiled(str(example.facts["jq"])).input_value(given).all()
    except ValueError as error:
        return f"jq refuses: {str(error)[:200]}"
    if len(found) != 1:
        return f"jq gives {len(found)} results"
    derived, wanted = canonical(_plain(found[0])), canonical(_plain(parse_strict(label(example))))
    return None if derived == wanted else f"jq gives {derived[:200]}"


def _plain(value: JSON) -> JSON:
    """Write integral floats as integers: jq does not tell them apart."""
    if isinstance(value, dict):
        return {name: _plain(member) for name, member in value.items()}
    if isinstance(value, list):
        return [_plain(element) for element in value]
    return plain_number(value) if isinstance(value, float) else value
