"""A built data set in the shapes that trainers read: one function and one row of FORMATS each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import orjson

from jsonsynth.errors import InputError
from jsonsynth.examples import JSON, SPLITS, Completion, Example, Preference, example_of
from jsonsynth.opening import need_readable
from jsonsynth.writers import write_atomically

__all__ = ["FORMATS", "SYSTEM_PROMPT", "Exported", "export", "question"]

SYSTEM_PROMPT = (
    "You are a JSON expert. Answer with JSON only: no explanation, no code fence. "
    "Unless the instruction asks for another form, the JSON is minified (no white space outside strings), "
    "the members of every object are sorted by Unicode code point, non-ASCII characters are written literally, "
    "and numbers are in their shortest plain form, without exponents."
)

_FILES = {"train": "train.jsonl", "valid": "validation.jsonl", "test": "test.jsonl"}  # the Hub's names of splits
_HEADINGS = {"schema": "Schema:\n", "text": "Text:\n"}


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote: rows by file (``json_repair/train.jsonl``), and rows by task that have no place in it."""

    written: Mapping[str, int]
    left_out: Mapping[str, int]


def question(example: Example) -> str:
    """Return the user's message: the instruction, a blank line, the payload (a schema or text below a heading)."""
    payloads = [_HEADINGS.get(name, "") + text for name, text in example.input.items() if name != "instruction"]
    return "\n\n".join([example.input["instruction"], *payloads])


def _message(role: str, content: str) -> JSON:
    return {"role": role, "content": content}


def _asked(example: Example) -> list[JSON]:
    return [_message("system", SYSTEM_PROMPT), _message("user", question(example))]


def _messages(example: Example) -> dict[str, JSON] | None:
    if not isinstance(example.target, Completion):
        return None
    return {"messages": [*_asked(example), _message("assistant", example.target.output)]}


def _prompt_completion(example: Example) -> dict[str, JSON] | None:
    if not isinstance(example.target, Completion):
        return None
    return {"prompt": _asked(example), "completion": [_message("assistant", example.target.output)]}


def _preference(example: Example) -> dict[str, JSON] | None:
    if not isinstance(example.target, Preference):
        return None
    chosen, rejected = example.target.chosen, example.target.rejected
    return {
        "prompt": _asked(example),
        "chosen": [_message("assistant", chosen)],
        "rejected": [_message("assistant", rejected)],
    }


FORMATS: Mapping[str, Callable[[Example], dict[str, JSON] | None]] = {
    "messages": _messages,
    "prompt-completion": _prompt_completion,
    "preference": _preference,
}
"""Each turns an example into a row, or None where the format has no place for it: pairs stay out of the supervised
formats and supervised rows out of ``preference``."""


def export(directory: Path, format: str, out: Path, overwrite: bool = False) -> Exported:
    """Write a built data set to ``out/<task>/{train,validation,test}.jsonl`` in a format of FORMATS.

    A file without rows is not written. Raises InputError for a folder that is no finished data set, an unknown
    format, a broken row, or an ``out`` with other files in it (``overwrite``: files of the same name are replaced).
    """
    if format not in FORMATS:
        raise InputError("--format", f"there is no format {format!r}", f"The formats are {', '.join(FORMATS)}.")
    _refuse(directory, out, overwrite)
    written: dict[str, int] = {}
    left_out = Counter[str]()
    for source in sorted(directory.glob("*/*.jsonl")):
        if source.stem in SPLITS:
            need_readable(source, "a data set of yours")
            name = f"{source.parent.name}/{_FILES[source.stem]}"
            rows = _Rows(source, FORMATS[format])
            _write(out / name, rows)
            left_out[source.parent.name] += rows.left_out
            if rows.written:
                written[name] = rows.written
    return Exported(written, +left_out)


def _refuse(directory: Path, out: Path, overwrite: bool) -> None:
    if not (directory / "manifest.json").is_file():
        raise InputError(
            str(directory), "there is no manifest.json, so it is no finished data set", "Build it, or finish the build."
        )
    if out.resolve() == directory.resolve():
        raise InputError(str(out), "the export would replace the data set's own rows", "Name another folder.")
    if out.is_file():
        raise InputError(str(out), "it is a file", "Name a folder.")
    if out.is_dir() and not overwrite and any(out.iterdir()):
        raise InputError(str(out), "it is not empty", "Name a new folder, or say --overwrite.")


class _Rows:
    """The rows of a file in a format, counted as they pass."""

    def __init__(self, source: Path, convert: Callable[[Example], dict[str, JSON] | None]) -> None:
        self.source, self.convert = source, convert
        self.written = self.left_out = 0

    def lines(self) -> Iterator[bytes]:
        with self.source.open("rb") as file:
            for number, line in enumerate(file, 1):
                row = self.convert(_example(line, f"{self.source}:{number}"))
                if row is None:
                    self.left_out += 1
                else:
                    self.written += 1
                    yield orjson.dumps(row, None, orjson.OPT_APPEND_NEWLINE)


def _write(path: Path, rows: _Rows) -> None:
    lines = rows.lines()
    first = next(lines, None)
    if first is not None:
        write_atomically(path, chain([first], lines))
    else:
        path.unlink(missing_ok=True)  # of an earlier export


def _example(line: bytes, where: str) -> Example:
    remedy = "Run verify on the data set to see all that is wrong."
    try:
        return example_of(orjson.loads(line), {})
    except orjson.JSONDecodeError as error:
        raise InputError(where, f"not JSON: {error}", remedy) from None
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise InputError(where, f"not a row of a data set: {error}", remedy) from None
