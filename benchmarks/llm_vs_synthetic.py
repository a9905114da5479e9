"""Rows that a model writes whole, beside those of the offline build: equal numbers, judged by the same checks.

    python -m benchmarks.llm_vs_synthetic --llm URL --model NAME --count 50 --out results [--task json_repair ...]
    python -m benchmarks.llm_vs_synthetic --rows recorded.jsonl --model NAME --task json_repair --out results

The first form asks the model with the guide's prompts (cached, and capped by --max-usd); the second reads lines that
were recorded, of whatever model. Every line counts, those that were rejected too. Labels are right, wrong or cannot be
proved; rates are over those that can. Writes results.md, results.json and results.svg.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson

from jsonsynth.authoring import Order, author, prompt_of
from jsonsynth.certainty import prove
from jsonsynth.examples import JSON, Example, Settings, Slot, example_of, label, row
from jsonsynth.jsontext import is_json
from jsonsynth.llm import Budget, Limits, Means, Server, StoppedError, find_price, load_prices
from jsonsynth.shards import Origin, fill
from jsonsynth.tasks import TASKS
from jsonsynth.verifying.rows import check_shape

RIGHT, WRONG, OPEN, NO_ROW = "right", "wrong", "unprovable", "no row"


@dataclass(frozen=True)
class Measured:
    """Some lines of a task. Shares are of all ``lines``; ``right_share`` is of the labels that can be judged."""

    task: str
    who: str
    lines: int
    valid_json: float
    schema_valid: float | None
    right: int
    wrong: int
    unprovable: int
    novel: float
    duplicates: float
    compression: float
    distinct_4: float
    tokens: int
    usd: float | None
    seconds: float

    @property
    def right_share(self) -> float | None:
        """Right labels over the provable ones."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def a_thousand(self) -> tuple[float | None, float | None]:
        """Dollars and seconds for a thousand right rows."""
        if not self.right:
            return None, None
        return None if self.usd is None else 1000 * self.usd / self.right, 1000 * self.seconds / self.right


def judged(line: str, task: str) -> tuple[str, Example | None]:
    """Say what a line is worth, and the example that it holds."""
    try:
        value: JSON = orjson.loads(line)
    except ValueError:
        return NO_ROW, None
    if not isinstance(value, dict) or not check_shape(value, task, _ignore):
        return NO_ROW, None
    example = example_of(value, {})
    problems = TASKS[task].check(example)
    if any(problem.severity == "error" for problem in problems):
        return WRONG, example
    if task == "json_repair":
        outcome = prove(example, dear=False).outcome
        return {"proved": RIGHT, "refuted": WRONG}.get(outcome, OPEN), example
    return (OPEN if problems else RIGHT), example


def _ignore(_severity: str, _rule: str, _cause: str) -> None:
    """The outcome says it all."""


def measure(lines: Sequence[str], task: str, who: str, known: str, cost: tuple[int, float | None, float]) -> Measured:
    """Measure lines. ``known``: the prompt, whose own example is not novel; ``cost``: tokens, dollars, seconds."""
    found = [judged(line, task) for line in lines]
    outcomes = Counter(outcome for outcome, _ in found)
    examples = [example for _, example in found if example is not None]
    payloads = [example.input[TASKS[task].payload] for example in examples]
    total = max(1, len(lines))
    schema_valid = outcomes[RIGHT] / total if task == "schema_generate" else None
    novel = len({payload for payload in payloads if payload not in known and json.dumps(payload)[1:-1] not in known})
    text = "\n".join(payloads)
    return Measured(
        task,
        who,
        len(lines),
        sum(is_json(label(example)) for example in examples) / total,
        schema_valid,
        outcomes[RIGHT],
        outcomes[WRONG],
        outcomes[OPEN],
        novel / total,
        1 - len(set(payloads)) / len(payloads) if payloads else 0.0,
        len(text.encode()) / len(zlib.compress(text.encode(), 9)) if text else 0.0,
        _distinct(text.split()),
        *cost,
    )


def _distinct(words: Sequence[str]) -> float:
    grams = [tuple(words[k : k + 4]) for k in range(len(words) - 3)]
    return len(set(grams)) / len(grams) if grams else 0.0


def synthetic(task: str, count: int, seed: int) -> tuple[list[str], float]:
    """Return rows of the offline build and the seconds that they took; loading is not timed."""
    origin = Origin(seed, Settings())
    fill(Slot(task, "train", count), origin)
    began = time.perf_counter()
    rows = [row(fill(Slot(task, "train", index), origin).example) for index in range(count)]
    return [orjson.dumps(one).decode() for one in rows], time.perf_counter() - began


def asked_lines(task: str, given: argparse.Namespace) -> tuple[list[str], tuple[int, float | None, float]]:
    """Have the model write rows; return all its lines and what they cost."""
    out = Path(f"{given.out}.{task}.jsonl")
    server = Server.at(given.llm, given.model)
    price = find_price(load_prices(), given.model)
    ledger = out.with_suffix(".ledger.sqlite")
    limits = Limits(deadline_seconds=600)
    means = Means(server, Path(given.cache), ledger, "rw", Budget(given.max_usd), price, limits)
    order = Order(task, given.count)
    began = time.perf_counter()
    try:
        spent = author(order, means, prompt_of(order, ()), out).spent
    except StoppedError as error:
        print(error, file=sys.stderr)
        spent = None
    seconds = time.perf_counter() - began
    rejected = out.with_name(out.name + ".rejected.jsonl").read_text().splitlines()
    lines = [*out.read_text().splitlines(), *(str(orjson.loads(one)["line"]) for one in rejected)]
    tokens = 0 if spent is None else spent.tokens
    return lines, (tokens, spent.usd if spent is not None and price is not None else None, seconds)


def compared(task: str, given: argparse.Namespace) -> list[Measured]:
    """Measure a task both ways, with equally many lines."""
    if given.rows:
        lines = Path(given.rows).read_text().splitlines()
        cost: tuple[int, float | None, float] = (0, None, 0.0)
    else:
        lines, cost = asked_lines(task, given)
    ours, seconds = synthetic(task, len(lines), given.seed)
    known = prompt_of(Order(task, 1), ()).parts["task"]
    theirs = measure(lines, task, given.model, known, cost)
    return [theirs, measure(ours, task, "offline", known, (0, 0.0, seconds))]


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.0%}"


def _amount(value: float | None) -> str:
    return "-" if value is None else f"{value:,.4g}"


_COLUMNS: Mapping[str, Callable[[Measured], str]] = {
    "task": lambda one: one.task,
    "who": lambda one: one.who,
    "lines": lambda one: f"{one.lines:,}",
    "valid JSON": lambda one: _share(one.valid_json),
    "schema-valid": lambda one: _share(one.schema_valid),
    "right": lambda one: f"{one.right:,}",
    "wrong": lambda one: f"{one.wrong:,}",
    "unprovable": lambda one: f"{one.unprovable:,}",
    "right of provable": lambda one: _share(one.right_share),
    "novel": lambda one: _share(one.novel),
    "duplicates": lambda one: _share(one.duplicates),
    "compression": lambda one: _amount(one.compression),
    "distinct-4": lambda one: _amount(one.distinct_4),
    "tokens": lambda one: f"{one.tokens:,}",
    "$ / 1,000 right": lambda one: _amount(one.a_thousand[0]),
    "s / 1,000 right": lambda one: _amount(one.a_thousand[1]),
}


def markdown(found: Iterable[Measured], model: str) -> str:
    """Return the table, which says whose rows it is about."""
    lines = [
        f"The model is **{model}**: this says nothing about any other. Equal numbers of lines, the same checks.",
        "",
        f"| {' | '.join(_COLUMNS)} |",
        f"|{'---|' * len(_COLUMNS)}",
    ]
    lines += [f"| {' | '.join(show(one) for show in _COLUMNS.values())} |" for one in found]
    return "\n".join([*lines, ""])


_COLOURS: Mapping[str, str] = {"right": "#2a9d4a", "unprovable": "#c9c9c9", "wrong": "#d9483b", "none": "#f2d7d5"}


def plot(found: Sequence[Measured], model: str) -> str:
    """Return bars, as SVG: of all lines, how many are right, unprovable, wrong, or no row at all."""
    parts = [f'<text x="8" y="18">{_escaped(model)} and the offline build: right, unprovable, wrong, no row</text>']
    for place, one in enumerate(found):
        y, x = 34 + 22 * place, 300.0
        parts.append(f'<text x="8" y="{y + 13}">{one.task}, {_escaped(one.who)}</text>')
        rest = one.lines - one.right - one.wrong - one.unprovable
        counts = {"right": one.right, "unprovable": one.unprovable, "wrong": one.wrong, "none": rest}
        for name, count in counts.items():
            width = 400 * count / max(1, one.lines)
            parts.append(f'<rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="16" fill="{_COLOURS[name]}"/>')
            x += width
    height = 44 + 22 * len(found)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="720" height="{height}" font-family="sans-serif" '
    return "\n".join([head + 'font-size="12">', *parts, "</svg>", ""])


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def main(argv: Sequence[str] | None = None) -> int:
    """Compare, and write the three files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--llm")
    parser.add_argument("--model", required=True)
    parser.add_argument("--rows", help="recorded lines, in the place of --llm")
    parser.add_argument("--task", action="append", choices=list(TASKS))
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--max-usd")
    parser.add_argument("--cache", default=".jsonsynth/llm.sqlite")
    parser.add_argument("--out", required=True, help="results.md, .json and .svg are written for `results`")
    given = parser.parse_args(argv)
    if not given.llm and not given.rows:
        parser.error("give --llm, or --rows")
    found = [one for task in given.task or TASKS for one in compared(task, given)]
    report = [{**asdict(one), "right_share": one.right_share, "a_thousand": one.a_thousand} for one in found]
    texts = {"md": markdown(found, given.model), "svg": plot(found, given.model)}
    texts["json"] = json.dumps({"model": given.model, "measured": report}, indent=1) + "\n"
    for ending, text in texts.items():
        Path(f"{given.out}.{ending}").write_text(text)
    print(texts["md"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
