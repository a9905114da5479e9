"""The instruction of a text_to_json row: the specification, and every rule that the answer needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jsonsynth.content import Content
from jsonsynth.examples import JSON
from jsonsynth.jsontext import orders_agree
from jsonsynth.requesting.drafts import Draft
from jsonsynth.requesting.faces import FACES, SAMPLE_MOMENT
from jsonsynth.requesting.nodes import Request
from jsonsynth.seeds import Random, pick, shuffled
from jsonsynth.task import instruct

__all__ = ["instruction"]


def instruction(rng: Random, content: Content, draft: Draft, asked: Request, label: JSON) -> str:
    """Word what is asked of a draft."""
    face, book = asked.face, asked.book
    spec = FACES[face](rng, asked, draft.policy, book)
    if face == "example":
        spec = spec.replace(SAMPLE_MOMENT, _moment_form(draft, "YYYY"))
    opening = pick(rng, book.lines[f"open {face}"]).form % {"spec": spec}
    found = _rules(rng, draft, asked)
    rules = " ".join(shuffled(rng, found) if len(found) > 1 else found)
    if face == "list":
        opening = f"{opening}\n{spec}\n{rules}"
    elif rules:
        opening = f"{opening} {rules}"
    said = instruct(rng, content, draft.world.split, opening, orders_agree(label), book.language)
    if "\n" not in said:
        return said
    said = said.replace(" \n", "\n")
    for end in _ENDS.get(face, ()):
        said = said.replace(f"{end} ", end)
    return said.rstrip("\n")


# behind what a line ends that has no indented one after it
_ENDS: Mapping[str, Sequence[str]] = {"typescript": ("}\n", ">\n"), "list": ("\n",)}


_DATED = ("date", "datetime")


def _rules(rng: Random, draft: Draft, asked: Request) -> list[str]:
    """The sentences about missing values, dates, currencies, values in other words, several things."""
    rules: list[tuple[str, Mapping[str, str]]] = []  # the section of a rule, and what fills its wordings
    if draft.policy is not None:
        rules.append((f"policy {draft.policy}", {}))
    for kind in filter(draft.kinds.__contains__, _DATED):
        year = "AAAA" if asked.book.language == "pt" else "YYYY"
        rules.append((kind, {"form": f"{year}-MM-DD" if kind == "date" else _moment_form(draft, year)}))
    if "currency" in draft.kinds:
        rules.append(("currency", {}))
    optional = [leaf.name for leaf in asked.leaves if leaf.optional] if asked.face == "example" else ()
    if optional:
        rules.append(("optional names", {"names": ", ".join(optional)}))
    if "mapped" in asked.marks:
        pairs = [_pair(word, code) for leaf in asked.leaves for word, code in leaf.codes]
        rules.append(("mapping", {"pairs": ", ".join(pairs)}))
    if draft.world.reference is not None:
        rules.append(("reference", {"day": draft.world.reference.date}))
    if asked.listed:
        rules.append(("several", {}))
    lines = asked.book.lines
    return [pick(rng, lines[section]).form % values for section, values in rules]


def _moment_form(draft: Draft, year: str) -> str:
    """The form of a point in time in the answer."""
    return f"{year}-MM-DDTHH:MM{':SS' * draft.world.seconds}{'Z' * draft.world.utc}"


def _pair(word: str, code: str) -> str:
    return f'"{word}" -> {code}'
