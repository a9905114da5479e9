"""The generators that are measured side by side, those that are installed.

pip install jsf hypothesis-jsonschema
npm install --prefix DIR json-schema-faker      and run the benchmark with JSON_SCHEMA_FAKER=DIR
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jsonsynth
from benchmarks.limited import Limits
from jsonsynth.errors import SchemaRefusedError

__all__ = ["PEERS", "REFUSED", "Asked", "Peer"]

REFUSED = "refused: "


@dataclass(frozen=True)
class Asked:
    """What a generator is asked for: ``seconds`` of CPU time after which it may stop, with fewer."""

    schema: Any
    count: int
    seed: int
    seconds: float


@dataclass(frozen=True)
class Peer:
    """A generator. ``draw`` yields an instance a line, as JSON; ``limits`` are of the process it runs in."""

    name: str
    is_there: Callable[[], bool]
    draw: Callable[[Asked], Iterator[str]]
    load: Callable[[], object] = lambda: None
    limits: Limits = field(default_factory=Limits)


def _timely(values: Iterator[Any], asked: Asked) -> Iterator[str]:
    """Yield JSON of values until there are enough or the time is over, then the CPU seconds of the making alone."""
    start = time.thread_time()
    made: list[Any] = []
    for value in values:
        made.append(value)
        if len(made) >= asked.count or time.thread_time() - start > asked.seconds:
            break
    spent = time.thread_time() - start
    for value in made:
        yield json.dumps(value)
    yield f"\x02{spent}"


def _ours(asked: Asked) -> Iterator[str]:
    start = time.thread_time()
    try:
        made = jsonsynth.instances(asked.schema, asked.count, asked.seed)
    except SchemaRefusedError as refused:
        raise RuntimeError(f"{REFUSED}{refused}") from None
    spent = time.thread_time() - start
    for value in made:
        yield json.dumps(value)
    yield f"\x02{spent}"


def _jsf(asked: Asked) -> Iterator[str]:
    random.seed(asked.seed)
    fake: Any = import_module("jsf").JSF

    def values() -> Iterator[Any]:
        maker = fake(asked.schema)
        while True:
            yield maker.generate()

    return _timely(values(), asked)


def _hypothesis(asked: Asked) -> Iterator[str]:
    hypothesis: Any = import_module("hypothesis")
    strategy = import_module("hypothesis_jsonschema").from_schema(asked.schema)
    made: list[Any] = []
    start = time.thread_time()

    def collect(value: Any) -> None:
        if len(made) < asked.count and time.thread_time() - start < asked.seconds:
            made.append(value)

    settings = hypothesis.settings(
        max_examples=asked.count * 3,
        database=None,
        deadline=None,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    hypothesis.seed(asked.seed)(settings(hypothesis.given(strategy)(collect)))()
    spent = time.thread_time() - start
    for value in made:
        yield json.dumps(value)
    yield f"\x02{spent}"


_NODE = """
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
const { createGenerator } = await import(pathToFileURL(process.argv[1] + '/dist/index.js'));
const asked = JSON.parse(readFileSync(0, 'utf-8'));
const start = process.cpuUsage();
const spent = () => { const use = process.cpuUsage(start); return (use.user + use.system) / 1e6; };
const maker = createGenerator({ seed: asked.seed });
const made = [];
let problem = '';
try {
  while (made.length < asked.count && spent() < asked.seconds) made.push(await maker.generate(asked.schema));
} catch (error) { problem = String(error).split('\\n')[0]; }
const end = spent();
for (const value of made) console.log(JSON.stringify(value) ?? 'undefined');
console.log('\\u0002' + end);
if (problem) console.log('\\u0003' + problem);
"""


def _package() -> Path:
    return Path(os.environ.get("JSON_SCHEMA_FAKER", ".")) / "node_modules" / "json-schema-faker"


def _faker(asked: Asked) -> Iterator[str]:
    wanted = json.dumps({"schema": asked.schema, "count": asked.count, "seed": asked.seed, "seconds": asked.seconds})
    command = ["node", "--max-old-space-size=3072", "--input-type=module", "-e", _NODE, str(_package().resolve())]
    run = subprocess.run(command, input=wanted, text=True, capture_output=True, check=False)
    lines = run.stdout.split("\n")[:-1]
    yield from [line for line in lines if not line.startswith("\x03")]
    problem = next((line[1:] for line in lines if line.startswith("\x03")), run.stderr.strip()[-200:])
    if problem:
        raise RuntimeError(problem)


def _loads(*names: str) -> Callable[[], object]:
    return lambda: [import_module(name) for name in names]


PEERS: dict[str, Peer] = {
    peer.name: peer
    for peer in (
        Peer("jsonsynth", lambda: True, _ours, _loads("jsonsynth.sampling")),
        Peer(
            "json-schema-faker",
            lambda: shutil.which("node") is not None and _package().exists(),
            _faker,
            limits=Limits(memory=0),
        ),
        Peer("jsf", lambda: find_spec("jsf") is not None, _jsf, _loads("jsf")),
        Peer(
            "hypothesis-jsonschema",
            lambda: find_spec("hypothesis_jsonschema") is not None,
            _hypothesis,
            _loads("hypothesis", "hypothesis_jsonschema"),
        ),
    )
}
