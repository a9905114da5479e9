"""``build`` and ``preview``: the commands that make examples."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from jsonsynth.building import Crew, Outcome, Realize, Sources, prepare
from jsonsynth.building import build as write
from jsonsynth.cli.printing import paint_out, print_json, print_line, print_note, progress_shown
from jsonsynth.cli.showing import human
from jsonsynth.config import load_config
from jsonsynth.errors import InputError, JsonSynthError, SchemaRefusedError
from jsonsynth.examples import JSON, Settings, Slot, row
from jsonsynth.jsontext import minified
from jsonsynth.plan import Plan, Writer, draw_plan, weights_of
from jsonsynth.shards import Origin, fill

__all__ = ["build", "preview"]


_INTERRUPTED = 4  # by the budget, or by the model's server


def build(values: Mapping[str, Any], given: frozenset[str]) -> int:
    """Write a data set: the plan from flags over config file over defaults."""
    merged = dict(values)
    if values["config"] is not None:
        found = load_config(Path(values["config"]))
        merged.update({key: value for key, value in found.items() if key not in given})
    out, sources = Path(merged["out"]), _sources(merged)
    plan, refused = prepare(_plan(merged), sources)
    crew = Crew(merged["workers"], merged["start_method"], merged["shard_rows"])
    voice = voice_of(merged)
    if voice is not None:
        plan, crew = replace(plan, writer=voice.writer), replace(crew, realize=voice.realize)
    _tell_refused(refused)
    began = time.monotonic()
    with progress_shown(quiet=merged["quiet"] or merged["json"]) as show:
        try:
            outcome = write(plan, out, sources=sources, crew=crew, overwrite=merged["overwrite"], progress=show)
        except JsonSynthError as error:
            if merged["json"] and error.exit_code == _INTERRUPTED:
                print_json({"status": "interrupted", "out": str(out), "problem": str(error)})
            raise
    if merged["json"]:
        print_json({**_result(outcome, plan, out, refused), **({} if voice is None else {"llm": voice.to_json()})})
    elif not merged["quiet"]:
        _tell(outcome, plan, out, time.monotonic() - began)
        print_line(*([] if voice is None else [voice.told()]))
    return 0


class _Voice(Protocol):
    """A model that words texts: see :mod:`jsonsynth.cli.models`."""

    @property
    def writer(self) -> Writer: ...
    @property
    def realize(self) -> Realize: ...
    def to_json(self) -> JSON: ...
    def told(self) -> str: ...


def voice_of(values: Mapping[str, Any]) -> _Voice | None:
    """Return the model that the settings name, None where none is; only then anything of it is imported."""
    if values["llm"] is None:
        if values["model"] is not None:
            raise InputError("--model", "no server is named", "Give its base URL as --llm.")
        return None
    from jsonsynth.cli.models import Voice  # noqa: PLC0415 - an offline build imports nothing of it

    return Voice.of(values)


def _sources(values: Mapping[str, Any]) -> Sources:
    return Sources(tuple(values["content"]), tuple(values["schemas"]))


def _plan(values: Mapping[str, Any]) -> Plan:
    return draw_plan(
        values["total"],
        values["seed"],
        weights=_weights(values["tasks"] or (), values["weights"]),
        splits=values["splits"],
        settings=_settings(values),
    )


def _settings(values: Mapping[str, Any]) -> Settings:
    known = ("min_length", "max_length", "preference_share", "identity_share", "source", "languages", "faces")
    return Settings(**{name: values[name] for name in known if name in values})


def _weights(tasks: Sequence[str], weights: Mapping[str, str] | None) -> dict[str, str]:
    """Return the weight of every task to make: those named in ``tasks``, else in ``weights``, else all."""
    if weights is None:
        return weights_of(tasks)
    known = weights_of(list(weights), "--weights")
    for task in weights if tasks else ():
        if task not in tasks:
            raise InputError(
                "--weights", f"{task!r} is not among --tasks", "Name it in --tasks or leave its weight out."
            )
    chosen = weights_of(tasks) if tasks else known
    return {**chosen, **weights}


def _tell_refused(refused: Sequence[SchemaRefusedError]) -> None:
    for error in refused:
        print_note(f"left out: {error}")


def _tell(outcome: Outcome, plan: Plan, out: Path, seconds: float) -> None:
    if outcome.status == "unchanged":
        print_line(f"{out} already holds this data set: {outcome.rows:,} rows, nothing to do")
        return
    print_line(f"{paint_out('done', 'green')}: {outcome.rows:,} rows in {out} ({seconds:.1f} s)")
    for task, splits in plan.counts:
        train, valid, test = splits
        print_line(f"  {task:<18} {sum(splits):>9,}   train {train:,}, valid {valid:,}, test {test:,}")
    if outcome.replaced:
        reasons = ", ".join(f"{reason} {count:,}" for reason, count in outcome.replaced.items())
        print_line(f"  made again: {reasons}")


def _result(outcome: Outcome, plan: Plan, out: Path, refused: Sequence[SchemaRefusedError]) -> dict[str, JSON]:
    left: list[JSON] = [{"where": error.where, "problem": error.problem} for error in refused]
    return {
        "status": outcome.status,
        "out": str(out),
        "rows": outcome.rows,
        "counts": plan.to_json()["counts"],
        "replaced": dict(outcome.replaced),
        "left_out": left,
    }


def preview(values: Mapping[str, Any], _: frozenset[str]) -> int:
    """Print the first examples of each family's training split."""
    sources = _sources(values)
    plan, refused = prepare(draw_plan(1000, values["seed"], settings=_settings(values)), sources)
    _tell_refused(refused)
    origin = Origin(plan.seed, plan.settings, sources.folders, plan.skipped, sources.schemas)
    slots = [
        Slot(task, "train", index) for task in weights_of(values["tasks"] or ()) for index in range(values["count"])
    ]
    if values["json"]:
        for slot in slots:
            print_line(minified(row(fill(slot, origin).example)))
        return 0
    for slot in slots:
        print_line(human(fill(slot, origin)))
    return 0
