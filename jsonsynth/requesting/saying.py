"""The instruction of a text_to_json row: the specification, and every rule that the answer needs."""

from __future__ import annotations

from collections.abc import Iterator

from jsonsynth.content import Content
from jsonsynth.examples import JSON
from jsonsynth.requesting.drafts import Draft, book_of
from jsonsynth.requesting.faces import FACES, SAMPLE_MOMENT
from jsonsynth.requesting.nodes import Request
from jsonsynth.seeds import Random, shuffled
from jsonsynth.task import instruct

__all__ = ["instruction"]


def instruction(rng: Random, content: Content, draft: Draft, asked: Request, label: JSON) -> str:
    """Word what is asked of a draft."""
    split, book = draft.world.split, f"text_to_json.{asked.language}"
    spec = FACES[asked.face](rng, asked, draft.policy, book_of(content, asked.language, split))
    spec = spec.replace(SAMPLE_MOMENT, _moment_form(draft, "YYYY"))
    opening = content.say(rng, book, split, f"open {asked.face}", spec=spec)
    rules = " ".join(shuffled(rng, list(_rules(rng, content, draft, asked))))
    if asked.face == "list":
        opening = f"{opening}\n{spec}\n{rules}"
    elif rules:
        opening = f"{opening} {rules}"
    said = instruct(rng, content, split, opening, label, asked.language).replace(": \n", ":\n").replace(". \n", ".\n")
    for end in ("}\n", ">\n") if asked.face == "typescript" else ("\n",) if asked.face == "list" else ():
        said = said.replace(f"{end} ", end)
    return said.rstrip("\n")


def _rules(rng: Random, content: Content, draft: Draft, asked: Request) -> Iterator[str]:
    """The sentences about missing values, dates, values in other words, several things."""
    world, book = draft.world, f"text_to_json.{asked.language}"

    def say(section: str, **values: str) -> str:
        return content.say(rng, book, world.split, section, **values)

    if draft.policy is not None:
        yield say(f"policy {draft.policy}")
    year = "AAAA" if asked.language == "pt" else "YYYY"
    forms = {"date": f"{year}-MM-DD", "datetime": _moment_form(draft, year)}
    for kind in sorted({field.type for field in draft.asked} & forms.keys()):
        yield say(kind, form=forms[kind])
    optional = [leaf.name for leaf in asked.leaves if leaf.optional]
    if asked.face == "example" and optional:
        yield say("optional names", names=", ".join(optional))
    pairs = [_pair(word, code) for leaf in asked.leaves for word, code in leaf.codes.items()]
    if pairs:
        yield say("mapping", pairs=", ".join(pairs))
    if world.reference is not None:
        yield say("reference", day=world.reference.date)
    if asked.listed:
        yield say("several")


def _moment_form(draft: Draft, year: str) -> str:
    """The form of a point in time in the answer."""
    return f"{year}-MM-DDTHH:MM{':SS' * draft.world.seconds}{'Z' * draft.world.utc}"


def _pair(word: str, code: str) -> str:
    return f'"{word}" -> {code}'
