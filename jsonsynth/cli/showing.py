"""``show``: an example again from its address, beside what stands on disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any, cast

import orjson

from jsonsynth.building import Sources, digest_of
from jsonsynth.cli.printing import paint_out, print_json, print_line, print_note
from jsonsynth.content import load
from jsonsynth.errors import InputError
from jsonsynth.examples import JSON, Completion, Settings, Slot, example_of, row, slot_of
from jsonsynth.jsontext import minified
from jsonsynth.plan import weights_of
from jsonsynth.shards import Filled, Origin, fill

__all__ = ["human", "show"]


@dataclass(frozen=True, slots=True)
class _Source:
    """Where the seed, the settings and the turn come from, and the row found there."""

    origin: Origin
    turn: int = 0
    line: bytes | None = None
    facts: bytes | None = None


def show(values: Mapping[str, Any], _: frozenset[str]) -> int:
    """Make the example of an id and print it; with DIR, by its manifest and provenance, and say if the row differs."""
    slot = slot_of(values["id"])
    weights_of([slot.task], slot.id)
    sources = Sources(tuple(values["content"]), tuple(values["schemas"]))
    if values["dir"] is None:
        source = _Source(Origin(values["seed"] or 0, Settings(), sources.folders, (), sources.schemas))
    else:
        source = _from_folder(Path(values["dir"]), slot, values["seed"], sources)
    filled = fill(slot, source.origin, source.turn)
    filled = _as_worded(filled, source)
    same = None if source.line is None else source.line == filled.line()
    if values["json"]:
        facts: dict[str, JSON] = {"id": slot.id, "turn": filled.turn, **filled.example.facts}
        shown: dict[str, JSON] = {"id": slot.id, "turn": filled.turn, "row": row(filled.example), "facts": facts}
        print_json(shown if same is None else {**shown, "same_on_disk": same})
    else:
        print_line(human(filled))
    if same is False:
        print_note(f"{slot.id}: the row on disk differs from the one made from its address. Run verify on the folder.")
    return 0


def _as_worded(filled: Filled, source: _Source) -> Filled:
    """Put the text of a model, which no address makes again, in its place: if all else is as it was made."""
    if source.line is None or source.facts is None:
        return filled
    facts = cast("Mapping[str, JSON]", orjson.loads(source.facts))
    if "llm" not in facts:
        return filled
    found, made = example_of(orjson.loads(source.line), facts), filled.example
    as_made = found.target == made.target and found.input["instruction"] == made.input["instruction"]
    return replace(filled, example=found) if as_made else filled


def _from_folder(folder: Path, slot: Slot, seed: int | None, sources: Sources) -> _Source:
    manifest = folder / "manifest.json"
    try:
        plan = orjson.loads(manifest.read_bytes())["plan"]
        settings, made = Settings(**plan["settings"]), int(plan["seed"])
        digest, skipped = str(plan["content"]), tuple(map(str, plan["skipped"]))
    except OSError as error:
        raise InputError(str(manifest), f"it cannot be read ({error.strerror})", "Name a finished data set.") from None
    except (ValueError, KeyError, TypeError):
        raise InputError(str(manifest), "it is not a manifest of ours", "Name a finished data set.") from None
    if seed is not None and seed != made:
        raise InputError("--seed", f"{folder} was made with seed {made}", "Leave --seed out, or leave DIR out.")
    if digest_of(load(sources.folders, (), sources.schemas), settings) != digest:
        raise InputError(str(folder), "it was made with other content files", _OTHER_CONTENT)
    facts = _line(folder / "provenance" / slot.task / f"{slot.split}.jsonl", slot)
    line = _line(folder / slot.task / f"{slot.split}.jsonl", slot)
    origin = Origin(made, settings, sources.folders, skipped, sources.schemas)
    return _Source(origin, _turn(facts, slot, folder), line, facts)


_OTHER_CONTENT = "Give the same --content folders and --schemas, and use the version that its manifest names."


def _turn(line: bytes, slot: Slot, folder: Path) -> int:
    try:
        facts = cast("Mapping[str, JSON]", orjson.loads(line))
        if facts["id"] == slot.id and isinstance(facts["turn"], int):
            return facts["turn"]
    except (orjson.JSONDecodeError, KeyError, TypeError):
        pass
    raise InputError(slot.id, f"its line of provenance in {folder} is another's", "Run verify on the folder.")


def _line(path: Path, slot: Slot) -> bytes:
    try:
        with path.open("rb") as file:
            found = next(islice(file, slot.index, None), None)
    except OSError as error:
        raise InputError(str(path), f"it cannot be read ({error.strerror})", "Name a finished data set.") from None
    if found is None:
        raise InputError(slot.id, f"{path} has no such line", "The last index is the number of lines less 1.")
    return found


def human(filled: Filled) -> str:
    """Return an example for people: its address and facts, then instruction, payload and answer as blocks."""
    example = filled.example
    facts = example.facts
    head = f"{filled.slot.id}  {facts.get('difficulty', '')}" + (f"  turn {filled.turn}" if filled.turn else "")
    target = example.target
    answers = {"output": target.output} if isinstance(target, Completion) else _pair(target.chosen, target.rejected)
    blocks = [paint_out(head, "bold"), *(_block(name, text) for name, text in {**example.input, **answers}.items())]
    return "\n".join([*blocks, _block("facts", _facts(facts)), ""])


def _pair(chosen: str, rejected: str) -> dict[str, str]:
    return {"chosen": chosen, "rejected": rejected}


def _block(name: str, text: str) -> str:
    body = "\n".join("    " + line for line in text.split("\n"))
    return f"  {paint_out(name, 'dim')}\n{body}"


def _facts(facts: Mapping[str, JSON]) -> str:
    return "\n".join(f"{name}: {_short(value)}" for name, value in facts.items())


def _short(value: JSON) -> str:
    text = value if isinstance(value, str) and "\n" not in value else minified(value)
    return text if len(text) <= 200 else text[:197] + "..."
