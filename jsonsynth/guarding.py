"""A user's corruptors held to the vocabulary's promises: what their code raises or gives amiss is told as theirs.

Ours are not guarded: tests hold them to the same promises.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from traceback import extract_tb
from typing import Any, TypeVar, cast, get_args

from jsonsynth.corruption import Corruptor, Edit, Fix, Mend, Part, Policy, Prepare, Propose
from jsonsynth.errors import ContentError, JsonSynthError, PluginError
from jsonsynth.examples import JSON
from jsonsynth.jsontext import canonical

__all__ = ["guarded", "raised"]

_T = TypeVar("_T")
_PARTS: tuple[str, ...] = get_args(Part)


def raised(error: BaseException, path: Path) -> str:
    """Say what a user's code raised, and in which line of the file where it stands there."""
    lines = [frame.lineno for frame in extract_tb(error.__traceback__) if frame.filename == str(path.absolute())]
    place = f" (line {lines[-1]})" if lines else ""
    return f"{type(error).__name__}: {error}{place}" if str(error) else f"{type(error).__name__}{place}"


def guarded(corruptor: Corruptor, path: Path) -> Corruptor:
    """Return a user's corruptor with functions that raise PluginError where they fail.

    Raises ContentError if a field of it is not what the class asks for.
    """
    for owner, fields in ((corruptor, _FIELDS), (corruptor.policy, _POLICY), (corruptor.mend, _MEND)):
        for name, (fits, wanted) in fields.items() if owner is not None else ():
            if not fits(getattr(owner, name)):
                where = f"{path}: corruptor {corruptor.name!r}"
                raise ContentError(where, f"`{name}` is {getattr(owner, name)!r}", f"It has to be {wanted}.")
    guard = _Guard(corruptor.name, path)
    prepare, mend = corruptor.prepare, corruptor.mend
    return replace(
        corruptor,
        propose=guard.propose(corruptor.propose),
        prepare=prepare and guard.prepare(prepare),
        mend=mend and replace(mend, rule=guard.rule(mend)),
    )


def _is_pair(value: object) -> bool:
    return isinstance(value, tuple) and [type(text) for text in cast("tuple[object, ...]", value)] == [str, str]


def _is_sentences(value: object) -> bool:
    if not isinstance(value, Mapping) or "en" not in value:
        return False
    lists = cast("Mapping[object, object]", value)
    return all(isinstance(name, str) for name in lists) and all(map(_is_texts, lists.values()))


def _is_texts(value: object) -> bool:
    return isinstance(value, (tuple, list)) and all(isinstance(text, str) for text in cast("list[object]", value))


def _is_none_or(kind: type) -> Callable[[object], bool]:
    return lambda value: value is None or isinstance(value, kind)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_name(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


_Fields = Mapping[str, tuple[Callable[[object], bool], str]]
_FIELDS: _Fields = {
    "name": (_is_name, "a text"),
    "part": (lambda value: value in _PARTS, f"one of {', '.join(_PARTS)}"),
    "propose": (callable, "a function of tokens and a random stream"),
    "example": (_is_pair, "a pair of texts: sound, broken"),
    "does": (_is_text, "a text"),
    "where": (_is_text, "a text"),
    "weight": (_is_count, "a whole number, 0 or more"),
    "kin": (_is_text, "a text"),
    "policy": (_is_none_or(Policy), "a Policy, or None"),
    "prepare": (
        lambda value: value is None or callable(value),
        "a function of a document and a random stream, or None",
    ),
    "mend": (_is_none_or(Mend), "a Mend, or None"),
}
_POLICY: _Fields = {
    "name": (_is_name, "a text"),
    "said": (lambda value: isinstance(value, re.Pattern), "a pattern of re.compile"),
    "sentences": (_is_sentences, 'a dict of tuples of texts by language, "en" among them'),
}
_MEND: _Fields = {
    "rule": (callable, "a function of a reading"),
    "cost": (_is_count, "a whole number, 0 or more"),
    "again": (_is_count, "a whole number, 0 or more"),
}


class _Guard:
    """Runs the code of a corruptor."""

    def __init__(self, name: str, path: Path) -> None:
        self.name, self.path = name, path

    def run(self, function: str, code: Callable[..., _T], *given: Any) -> _T:
        """Return what the code returns; PluginError if it raises."""
        try:
            return code(*given)
        except JsonSynthError:
            raise
        except Exception as error:
            raise self.failed(function, f"raised {raised(error, self.path)}") from error

    def failed(self, function: str, how: str) -> PluginError:
        """Return the error that names the file, the corruptor and what went wrong."""
        return PluginError(f"{self.path}: corruptor {self.name!r}", f"its `{function}` {how}", "Mend it.")

    def propose(self, code: Propose) -> Propose:
        """Hold ``propose`` to edits that lie in the text, ascend and do not overlap."""

        def propose(tokens: Any, rng: Any) -> list[Edit]:
            found = self.run(
                "propose", lambda: [Edit(*edit) for edit in cast("Iterable[Any]", code(tokens, rng) or ())]
            )
            place = 0
            for start, end, new in found:
                if not _is_edit(start, end, new) or not place <= start <= end <= len(tokens.text):
                    raise self.failed("propose", f"gave edits that are none of the text: {found!r}")
                place = end
            return found

        return propose

    def prepare(self, code: Prepare) -> Prepare:
        """Hold ``prepare`` to a document."""

        def prepare(value: Any, rng: Any) -> JSON | None:
            changed: Any = self.run("prepare", code, value, rng)
            if changed is not None:
                self.run("prepare", canonical, changed)
            return cast("JSON | None", changed)

        return prepare

    def rule(self, mend: Mend) -> Callable[[Any], Iterable[Fix]]:
        """Hold the inverse to fixes that lie in the text."""

        def rule(reading: Any) -> Iterable[Fix]:
            found = self.run("mend", lambda: [Fix(*fix) for fix in cast("Iterable[Any]", mend.rule(reading) or ())])
            for fix in found:
                if not _is_edit(*fix[:3]) or not 0 <= fix.start <= fix.end <= len(reading.text):
                    raise self.failed("mend", f"gave a fix that is none of the text: {fix!r}")
            return found

        return rule


def _is_edit(start: object, end: object, new: object) -> bool:
    return isinstance(start, int) and isinstance(end, int) and isinstance(new, str)
