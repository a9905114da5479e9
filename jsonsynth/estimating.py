"""What a run will cost, before it is begun: tokens and requests, from a sample of the very requests to be sent."""

from __future__ import annotations

from dataclasses import dataclass

from jsonsynth.examples import JSON, Slot
from jsonsynth.llm import Price, Server, Usage
from jsonsynth.llm.asks import DIALECTS
from jsonsynth.plan import Plan
from jsonsynth.prompting import Prompt
from jsonsynth.realizer import told
from jsonsynth.realizing import TASK, asked, eligible, style_of
from jsonsynth.shards import Origin, fill

__all__ = ["Cost", "Estimate", "estimate_of"]

_SAMPLE = 400  # rows
_TEXT_TOKENS = 35  # of a text that states a record; four samples had 25 to 39
_OVERHEAD_TOKENS = 5  # of a text in an answer: its number, or its marks
_CHARACTERS_A_TOKEN = 3.2  # of our prompts, its chat template included: measured over 45 requests to SmolLM2-135M
# a model that makes whole rows, with the guide's prompts: tokens of a prompt, rows it asks for, tokens of a row
_ONLY_PROMPT, _ONLY_ROWS, _ONLY_ROW = 500, 40, 80


@dataclass(frozen=True, slots=True)
class Cost:
    """Requests and tokens."""

    requests: int
    prompt: int
    completion: int

    def usd(self, price: Price) -> float:
        """The cost in dollars."""
        return price.of(Usage(self.prompt, self.completion)) / 1e12

    def to_json(self) -> JSON:
        """Return it for machines."""
        return {"requests": self.requests, "prompt_tokens": self.prompt, "completion_tokens": self.completion}


@dataclass(frozen=True, slots=True)
class Estimate:
    """``texts`` of ``rows`` are worded by the model, of whose answers a share is accepted: assumed, not measured."""

    rows: int
    texts: int
    accepted: float
    hybrid: Cost
    llm_only: Cost


def estimate_of(plan: Plan, origin: Origin, way: tuple[Server, Prompt, int], accepted: float) -> Estimate:
    """Estimate a plan. ``way``: the server, the prompt and the records a request.

    A text that is refused is asked for once more, alone. The other way is a model that makes every row whole.
    """
    server, prompt, records = way
    parts = [rows for task, splits in plan.counts if task == TASK for rows in splits]
    lines, share = _lines(sum(parts), origin, prompt)
    groups = sum(-int(-rows * share // records) for rows in parts)  # the last one of a split is filled up
    texts = groups * records
    together, alone = (_tokens(server, prompt, lines, count) for count in (records, 1))
    again = texts * (1 - accepted)
    completion = (texts + again) * (_TEXT_TOKENS + _OVERHEAD_TOKENS)
    hybrid = Cost(round(groups + again), round(texts * together + again * alone), round(completion))
    made = plan.total / accepted if accepted else 0.0
    only = Cost(round(made / _ONLY_ROWS), round(made / _ONLY_ROWS * _ONLY_PROMPT), round(made * _ONLY_ROW))
    return Estimate(plan.total, texts, accepted, hybrid, only)


def _lines(rows: int, origin: Origin, prompt: Prompt) -> tuple[list[str], float]:
    """The records of the first rows, and which share of the rows has one."""
    styles = prompt.lines("styles")
    lines: list[str] = []
    count = min(rows, _SAMPLE)
    for index in range(count):
        slot = Slot(TASK, "train", index)
        example = fill(slot, origin).example
        found = told(example, style_of(slot, origin.seed, styles)) if eligible(example) else None
        lines += [] if found is None else [found.line]
    return lines, len(lines) / max(count, 1)


def _tokens(server: Server, prompt: Prompt, lines: list[str], records: int) -> float:
    """Tokens of the prompt for a record, in requests of so many records."""
    if not lines:
        return 0.0
    part = (lines * records)[:records]
    body = asked(server, prompt, DIALECTS["lines"], part).parsed()
    messages = body["messages"]
    size = sum(len(str(one)) - 30 for one in messages) if isinstance(messages, list) else 0
    mean = sum(map(len, lines)) / len(lines)
    size += round(mean * len(part)) - sum(map(len, part))
    return size / _CHARACTERS_A_TOKEN / records
