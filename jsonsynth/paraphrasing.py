"""Other wordings of instructions, by a model: a pool that people review, and that a build reads with ``--content``."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jsonsynth.content import Content
from jsonsynth.errors import InputError
from jsonsynth.examples import JSON, SPLITS
from jsonsynth.llm import (
    Ask,
    Asker,
    Dialect,
    Failure,
    Means,
    MissError,
    Spent,
    ask,
    dialect_of,
    opened_asker,
)
from jsonsynth.prompting import Prompt
from jsonsynth.realizer import LANGUAGES, texts_of, texts_schema
from jsonsynth.writers import write_atomically

__all__ = ["SECTIONS", "Pool", "Wanted", "objection", "paraphrase", "rouge_l"]

_TOGETHER = 3  # wordings a request
_EACH = 4  # rewordings of each
_TOKENS = 60  # of a rewording
_ALIKE = 0.7  # ROUGE-L from which two wordings are the same one; Self-Instruct's
_FEWEST = 5  # lines of a section in a file: what can be divided among the splits

_MINIFIED = r"(?=.*(?:minif|compact|space|one line|squeez|padd))(?=.*(?:sort|order|alphabet|canonical))"
# the section of each family that says what to do, and the words of which a wording of it must have one
SECTIONS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "schema_generate": ("generate", {"en": r"schema"}),
    "json_repair": ("fix", {"en": r"fix|repair|mend|correct|valid|restor|recover|pars|strict|clean|sound|broken"}),
    "json_style_strict": ("minify_sort", {"en": _MINIFIED}),
    "text_to_json": ("open braces", {"en": r"\$spec", "pt": r"\$spec"}),
    "json_transform": ("command", {"en": r"\$[dD]o"}),
}  # fmt: skip
_NONE: tuple[str, Mapping[str, str]] = ("", {})
_LITERAL = re.compile(r"\$\w+|`[^`]*`|\"[^\"]*\"|\d+|[{}\[\]<>]|https?:\S+|\b[A-Z]{2,}\b")
_PLACEHOLDER = re.compile(r"\$\w+")
_FLIP = re.compile(
    r"\b(?:not|no|never|without|don't|do not|except|avoid|unless|instead|não|sem|nunca|exceto|evite)\b", re.I
)
_ONLY = re.compile(r"\b(?:only|just|nothing but|nothing else|alone|solely|apenas|só|somente|nada mais)\b", re.I)
_COMMON: Mapping[str, frozenset[str]] = {
    "en": frozenset(("the", "this", "a", "an", "of", "and", "to", "that", "for", "with", "into", "from", "it", "what")),
    "pt": frozenset(("o", "a", "os", "as", "do", "da", "de", "e", "para", "com", "um", "uma", "que", "este", "ao")),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which wordings: of a task's instructions, in a language; ``count`` rewordings in all."""

    task: str
    language: str
    count: int


@dataclass(slots=True)
class Pool:
    """What came of it: the rewordings that passed, and why others did not."""

    lines: list[str] = field(default_factory=list[str])
    reasons: Counter[str] = field(default_factory=Counter[str])
    spent: Spent | None = None

    def to_json(self) -> dict[str, JSON]:
        """Return it for machines."""
        return {"accepted": len(self.lines), "rejected": dict(sorted(self.reasons.items()))}


def paraphrase(wanted: Wanted, means: Means, prompt: Prompt, content: Content, folder: Path) -> Pool:
    """Write ``<folder>/prompts/<task>.paraphrases.<language>.txt`` with rewordings that pass the filters.

    Raises InputError where fewer than five pass: a section has at least so many lines.
    """
    section, words = SECTIONS.get(wanted.task, _NONE)
    if wanted.language not in words:
        known = ", ".join(f"{task} ({', '.join(words)})" for task, (_, words) in SECTIONS.items())
        raise InputError("llm paraphrase", f"{wanted.task} has no wordings in {wanted.language!r}", f"Known: {known}.")
    book = content.books[f"{wanted.task}.{wanted.language}"]
    originals = sorted({wording.text for split in SPLITS for wording in book[split][section]})
    pool = asyncio.run(_paraphrase(wanted, means, prompt, originals))
    if len(pool.lines) < _FEWEST:
        said = ", ".join(f"{reason} {count}" for reason, count in pool.reasons.most_common(5))
        raise InputError(means.server.model, f"{len(pool.lines)} rewordings passed ({said})", "Use a larger model.")
    head = (
        f"# By {means.server.model}. Read each line before you use the file: it must ask for what [{section}] asks for."
    )
    text = "\n".join([head, f"[{section}]", *pool.lines, ""])
    write_atomically(folder / "prompts" / f"{wanted.task}.paraphrases.{wanted.language}.txt", [text.encode()])
    return pool


async def _paraphrase(wanted: Wanted, means: Means, prompt: Prompt, originals: Sequence[str]) -> Pool:
    pool = Pool()
    words = re.compile(SECTIONS[wanted.task][1][wanted.language], re.I)
    async with opened_asker(means) as asker:
        dialect = await dialect_of(asker, means.server)
        for start in range(0, len(originals), _TOGETHER):
            if len(pool.lines) >= wanted.count:
                break
            part = originals[start : start + _TOGETHER]
            for line in await _answer(asker, _ask(means, prompt, dialect, wanted.language, part)):
                reason = _best_objection(line, part, [*originals, *pool.lines], words, wanted.language)
                if reason:
                    pool.reasons[reason] += 1
                elif len(pool.lines) < wanted.count:
                    pool.lines.append(line)
        pool.spent = asker.spent
    return pool


def _ask(means: Means, prompt: Prompt, dialect: Dialect, language: str, part: Sequence[str]) -> Ask:
    count = len(part) * _EACH
    task = prompt.fill("task", count=str(_EACH), originals="\n".join(f"- {line}" for line in part))
    form = prompt.fill("schema" if dialect.schema else "lines")
    system = prompt.fill("system", language=LANGUAGES.get(language, language))
    messages = [("system", system), ("user", f"{task}\n\n{form}")]
    return ask(means.server, messages, count * _TOKENS, dialect, schema=texts_schema(count))


async def _answer(asker: Asker, one: Ask) -> list[str]:
    try:
        reply = await asker.answer(one)
    except MissError:
        return []
    if isinstance(reply, Failure):
        return []
    listed = [text for text in texts_of(reply.text, 2 * _TOGETHER * _EACH) if text]
    return listed or [line.strip(" -*\t") for line in reply.text.splitlines() if line.strip(" -*\t")]


def _best_objection(line: str, part: Sequence[str], pool: Sequence[str], words: re.Pattern[str], language: str) -> str:
    """What speaks against a line as a rewording of the original that it is nearest to."""
    nearest = max(part, key=lambda original: rouge_l(original, line))
    return objection(line, nearest, pool, words, language)


def objection(line: str, original: str, pool: Sequence[str], words: re.Pattern[str], language: str) -> str:
    """Say why a line cannot stand for an original, "" if it can; cheap checks first."""
    for name, objects in _CHECKS:
        if objects(line, original, language):
            return name
    if words.search(line) is None:
        return "operation-word"
    return "too-similar" if any(rouge_l(other, line) >= _ALIKE for other in pool) else ""


def _length(line: str, original: str, _: str) -> bool:
    return not 0.3 * len(original) <= len(line) <= 2.5 * len(original) + 20 or len(line) > 300


def _placeholders(line: str, original: str, _: str) -> bool:
    return Counter(_PLACEHOLDER.findall(line)) != Counter(_PLACEHOLDER.findall(original)) or "$" in _PLACEHOLDER.sub(
        "", line
    )


def _foreign(line: str, original: str, _: str) -> bool:
    return not set(_LITERAL.findall(line)) <= set(_LITERAL.findall(original)) | {"JSON"}


def _flipped(line: str, original: str, _: str) -> bool:
    return len(_FLIP.findall(line)) != len(_FLIP.findall(original))


def _clause(line: str, original: str, _: str) -> bool:
    """The clause about the output: JSON, and nothing else."""
    return ("JSON" in original) > ("JSON" in line) or bool(_ONLY.search(original)) != bool(_ONLY.search(line))


def _tongue(line: str, _: str, language: str) -> bool:
    said = set(re.findall(r"\w+", line.casefold()))
    mine = len(said & _COMMON[language])
    return any(len(said & others) > mine for name, others in _COMMON.items() if name != language)


# name, and whether it speaks against (line, original, language)
_CHECKS: Sequence[tuple[str, Callable[[str, str, str], bool]]] = (
    ("length", _length),
    ("section", lambda line, _, __: line.startswith(("[", "#")) or "\n" in line),
    ("placeholders", _placeholders),
    ("foreign-literal", _foreign),
    ("meaning-flipped", _flipped),
    ("output-clause", _clause),
    ("language", _tongue),
)


def rouge_l(one: str, other: str) -> float:
    """The F-measure of the longest common subsequence of words. Example: ``rouge_l("a b c", "a c")`` -> 0.8"""
    left, right = (re.findall(r"\w+", text.casefold()) for text in (one, other))
    row = [0] * (len(right) + 1)
    for word in left:
        before = row[:]
        for place, seen in enumerate(right, 1):
            row[place] = before[place - 1] + 1 if word == seen else max(before[place], row[place - 1])
    return 2 * row[-1] / (len(left) + len(right)) if left or right else 1.0
