"""The repair tools that labels and our repairer are compared with, those that are installed.

pip install json-repair fast-json-repair parse-broken-json                (the last one needs Python 3.11)
npm install --prefix DIR jsonrepair jaison tsx      and run the benchmark with REPAIR_PEERS=DIR
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jsonsynth
from jsonsynth.examples import JSON

__all__ = ["FAILED", "PEERS", "Peer", "normal"]

FAILED = "\x00no answer"


@dataclass(frozen=True)
class Peer:
    """A tool. ``family``: tools of one family count as one voice. ``answers``: the value of each text, or FAILED."""

    name: str
    family: str
    is_there: Callable[[], bool]
    answers: Callable[[Sequence[str]], list[str]]


def normal(value: Any) -> str:
    """Return a text that is equal exactly for equal values: members sorted, numbers by value."""
    return json.dumps(_floated(value), sort_keys=True)


def _floated(value: JSON) -> JSON:
    if isinstance(value, dict):
        return {name: _floated(member) for name, member in value.items()}
    if isinstance(value, list):
        return [_floated(element) for element in value]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _each(repair: Callable[[str], Any]) -> Callable[[Sequence[str]], list[str]]:
    def answers(texts: Sequence[str]) -> list[str]:
        return [_answer(repair, text) for text in texts]

    return answers


def _answer(repair: Callable[[str], Any], text: str) -> str:
    try:
        return normal(repair(text))
    except Exception:  # noqa: BLE001 - a peer may fail in any way of its own
        return FAILED


def _ours(text: str) -> Any:
    return jsonsynth.repair(text).value


def _loads(module: str) -> Callable[[str], Any]:
    """Return the tool's ``loads``, imported when it is first used."""

    def loads(text: str) -> Any:
        return import_module(module).loads(text)

    return loads


def _installed(module: str) -> Callable[[], bool]:
    return lambda: find_spec(module) is not None


_NODE = """
import { readFileSync } from 'node:fs';
const name = process.argv[1];
const module = await import(name);
const repair = name === 'jsonrepair' ? text => JSON.parse(module.jsonrepair(text)) : module.default;
const texts = JSON.parse(readFileSync(0, 'utf-8'));
console.log(JSON.stringify(texts.map(text => {
  try { const value = repair(text); return value === undefined ? {} : { value }; } catch { return {}; }
})));
"""


def _folder() -> Path:
    return Path(os.environ.get("REPAIR_PEERS", ".")).resolve()


def _node(name: str) -> Callable[[Sequence[str]], list[str]]:
    def answers(texts: Sequence[str]) -> list[str]:
        command = ["node", "--import", "tsx", "--input-type=module", "-e", _NODE, name]
        run = subprocess.run(
            command, input=json.dumps(texts), text=True, capture_output=True, check=True, cwd=_folder()
        )
        return [normal(found["value"]) if "value" in found else FAILED for found in json.loads(run.stdout)]

    return answers


def _packaged(name: str) -> Callable[[], bool]:
    return lambda: shutil.which("node") is not None and (_folder() / "node_modules" / name).exists()


PEERS = tuple(
    peer
    for peer in (
        Peer("jsonsynth", "jsonsynth", lambda: True, _each(_ours)),
        Peer("json_repair", "json_repair", _installed("json_repair"), _each(_loads("json_repair"))),
        Peer(
            "fast_json_repair",
            "json_repair",
            _installed("fast_json_repair"),
            _each(_loads("fast_json_repair")),
        ),
        Peer(
            "parse_broken_json",
            "parse_broken_json",
            _installed("parse_broken_json"),
            _each(_loads("parse_broken_json")),
        ),
        Peer("jsonrepair", "jsonrepair", _packaged("jsonrepair"), _node("jsonrepair")),
        Peer("jaison", "jaison", _packaged("jaison"), _node("jaison")),
    )
    if peer.is_there()
)
