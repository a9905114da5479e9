"""How varied the instructions are: shares of forms, ways and languages, zlib ratio, distinct-3, the commonest text.

Run ``python -m benchmarks.instructions [rows]``. The ratio is that of 20 kB of English instructions of json_transform
in the training split, without what they say about the form of the answer (people reach 2.2 to 2.6, quick templates
14.8).
"""

from __future__ import annotations

import re
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence

from jsonsynth.content import load
from jsonsynth.examples import JSON, Example, Settings, Slot
from jsonsynth.seeds import stream
from jsonsynth.tasks import TASKS

_SAMPLE = 20_000  # bytes
_TOKENS = re.compile(r"\w+|[^\w\s]")


def made(task: str, count: int, seed: int = 0) -> list[Example]:
    """Make the first rows of a family's training split."""
    content, make = load(), TASKS[task].make
    slots = [Slot(task, "train", index) for index in range(count)]
    return [make(slot, content, Settings(), stream(seed, task, "train", slot.index, 0)) for slot in slots]


def without_form(instruction: str, language: str = "en") -> str:
    """Take the sentences about the form of the answer off the end."""
    book = load().books[f"form.{language}"]["train"]
    clauses = [wording.text for section in book.values() for wording in section]
    left = ""
    while left != instruction:
        left = instruction
        for clause in clauses:
            instruction = instruction.removesuffix(clause).rstrip()
    return instruction


def ratio(texts: Sequence[str]) -> float:
    """Return the bytes of the first 20 kB of texts over what zlib leaves of them."""
    sample = "\n".join(texts).encode()[:_SAMPLE]
    return len(sample) / len(zlib.compress(sample, 9))


def distinct(texts: Sequence[str], size: int = 3) -> float:
    """Return the share of different runs of ``size`` words among all in the first 20 kB of texts."""
    words = "\n".join(texts).encode()[:_SAMPLE].decode(errors="ignore").split()
    runs = list(zip(*(words[start:] for start in range(size)), strict=False))
    return len(set(runs)) / len(runs)


def distinct_tokens(texts: Sequence[str]) -> float:
    """Return the same of tokens, where a mark of punctuation counts as one."""
    tokens = _TOKENS.findall("\n".join(texts).encode()[:_SAMPLE].decode(errors="ignore"))
    runs = list(zip(tokens, tokens[1:], tokens[2:], strict=False))
    return len(set(runs)) / len(runs)


def commonest(examples: Iterable[Example]) -> tuple[str, float]:
    """Return the instruction that stands in most rows, and its share of them."""
    counted = Counter(example.input["instruction"] for example in examples)
    text, count = counted.most_common(1)[0]
    return text, count / counted.total()


def shares(examples: Iterable[Example], facet: str) -> dict[str, float]:
    """Return the share of each value of a fact that is a text or a list of objects with a ``name``."""
    counted: Counter[str] = Counter()
    for example in examples:
        value: JSON = example.facts.get(facet)
        counted.update([value] if isinstance(value, str) else [])
        counted.update(str(one["name"]) for one in value if isinstance(one, dict)) if isinstance(value, list) else None
    return {name: count / counted.total() for name, count in counted.most_common()}


def main(count: int) -> None:
    """Print the figures of every family."""
    for task in TASKS:
        rows = made(task, count)
        text, share = commonest(rows)
        print(f"{task}: {len({row.input['instruction'] for row in rows})} instructions in {count} rows")
        print(f"  commonest {share:.2%}: {text[:90]!r}")
        for facet in ("form", "language", "named") if task == "json_transform" else ("language",):
            found = shares(rows, facet)
            if found:
                print(f"  {facet}: " + ", ".join(f"{name} {part:.1%}" for name, part in found.items()))
        english = [row for row in rows if row.facts.get("language", "en") == "en"]
        said = [without_form(row.input["instruction"]) for row in english]
        print(f"  zlib {ratio(said):.2f}, distinct-3 {distinct(said):.3f} (tokens {distinct_tokens(said):.3f})")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
