"""The data set card: what a folder's README.md says to people and to the Hugging Face hub."""

from __future__ import annotations

from jsonsynth.examples import SPLITS
from jsonsynth.plan import Plan
from jsonsynth.version import __version__

__all__ = ["LICENSE", "card"]

LICENSE = "cc0-1.0"
_HUB_SPLITS = {"train": "train", "valid": "validation", "test": "test"}
_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))
_ABOUT = {
    "schema_generate": "write a valid instance of a JSON Schema",
    "json_repair": "mend broken JSON; supervised rows and preference pairs",
    "text_to_json": "extract the fields asked for from a text",
    "json_transform": "change the structure of a document by a rule",
    "json_style_strict": "bring a document into a normal form",
}


def card(plan: Plan) -> str:
    """Return the card of a plan's data set: YAML front matter and Markdown."""
    return f"---\n{_front(plan)}---\n{_body(plan)}"


def _front(plan: Plan) -> str:
    size = next((name for limit, name in _SIZES if plan.total < limit), "n>1M")
    lines = [
        f"license: {LICENSE}",
        f"language: [{', '.join(_languages(plan))}]",
        "pretty_name: jsonsynth",
        f"size_categories: ['{size}']",
        "task_categories: [text-generation]",
        "annotations_creators: [machine-generated]",
        "tags: [synthetic, json, json-schema]",
    ]
    configs = [line for task, counts in plan.counts for line in _config(task, counts)]
    return "".join(f"{line}\n" for line in [*lines, "configs:" if configs else "configs: []", *configs])


def _languages(plan: Plan) -> list[str]:
    """Those that are asked for, and English, in which two families ask whatever is asked for."""
    asked = [share.split("=")[0] for share in plan.settings.languages.split(",")]
    english = any(any(counts) for task, counts in plan.counts if task in _ASKING_IN_ENGLISH)
    return ["en", *asked] if english and "en" not in asked else asked


_ASKING_IN_ENGLISH = ("schema_generate", "text_to_json")  # conditions; a part of the requests about other texts


def _config(task: str, counts: tuple[int, int, int]) -> list[str]:
    files = [
        line
        for split, rows in zip(SPLITS, counts, strict=True)
        if rows  # the hub refuses an empty file
        for line in (f"      - split: {_HUB_SPLITS[split]}", f"        path: {task}/{split}.jsonl")
    ]
    return [f"  - config_name: {task}", "    data_files:", *files]


def _writer(plan: Plan) -> str:
    if plan.writer is None:
        return ""
    said = f"A language model, {plan.writer.model}, worded texts of text_to_json, never a label;"
    terms = "What that model's terms ask for holds for these texts."
    return f"\n{said} the provenance of each row\nsays whose text it is. {terms}\n"


def _body(plan: Plan) -> str:
    rows = "".join(
        f"| {task} | {_ABOUT.get(task, '')} | {' | '.join(str(rows) for rows in counts)} |\n"
        for task, counts in plan.counts
    )
    return f"""
# A jsonsynth data set

{plan.total} examples for models that read and write JSON, made by jsonsynth {__version__} from seed {plan.seed}. Every
label is correct by construction and was checked again by other code before it was written.

| task | what to do | train | valid | test |
|---|---|---|---|---|
{rows}{_writer(plan)}
One JSON object a line: `task`, `input` (`instruction` and the task's payload) and `output`, or `chosen` and `rejected`.
`provenance/` holds, line for line, how each row was made; `meta/stats.json` counts; `manifest.json` has the plan and
the SHA-256 of every file. The same plan and seed give the same bytes.

Splits share no schema, document, record or text. Names, addresses and numbers are invented; web and mail addresses are
on reserved domains. Licence of the data: CC0 1.0; a schema that a user added keeps its own.
"""
