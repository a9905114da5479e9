"""``repair``: broken JSON in, sound JSON out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jsonsynth.cli.printing import print_json, print_line, print_note
from jsonsynth.cli.reading import read_text, told
from jsonsynth.content import load
from jsonsynth.errors import InputError
from jsonsynth.examples import JSON
from jsonsynth.mending import Repair, repaired

__all__ = ["repair"]

_SHOWN = 10  # edits named on stderr


def repair(values: Mapping[str, Any], _: frozenset[str]) -> int:
    """Repair a text."""
    name = values["file"]
    text = read_text(name, "a text file")
    try:
        found = repaired(text, load(tuple(values["content"])).corruptors)
    except InputError as error:
        raise InputError(f"{told(name)}, {error.where}", error.problem, error.remedy) from None
    if values["json"]:
        edits: list[JSON] = [
            {"start": edit.start, "end": edit.end, "new": edit.new, "classes": [*edit.classes]} for edit in found.edits
        ]
        print_json({"value": found.value, "certain": found.certain, "edits": edits})
        return 0
    print_line(found.text)
    _tell(text, found)
    return 0


def _tell(text: str, found: Repair) -> None:
    for edit in found.edits[:_SHOWN]:
        line = text.count("\n", 0, edit.start) + 1
        before, after = _short(text[edit.start : edit.end]), _short(edit.new)
        print_note(f"line {line}: {before} -> {after} ({', '.join(dict.fromkeys(edit.classes))})")
    if len(found.edits) > _SHOWN:
        print_note(f"and {len(found.edits) - _SHOWN} more")
    if not found.certain:
        print_note("not certain: another reading is as likely, or a policy was chosen")


def _short(text: str, most: int = 40) -> str:
    shown = repr(text if len(text) <= most else text[: most - 3] + "...")
    return shown if text else "nothing"
