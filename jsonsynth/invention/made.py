"""Objects in the making whose members are given by name, and members that many kinds of schemas have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from jsonsynth.examples import JSON
from jsonsynth.invention.dated import timed
from jsonsynth.invention.draft import Draft, Node
from jsonsynth.invention.members import FORMATTED
from jsonsynth.invention.objects import Parts, assembled
from jsonsynth.invention.readings import Schema
from jsonsynth.invention.remarks import place_remarks
from jsonsynth.invention.sentences import joined, remarked, restated, varied, worded
from jsonsynth.realism import maker

__all__ = ["Made", "made_of", "now", "one_of", "text_of", "uuid"]


@dataclass(slots=True)
class Made:
    """An object in the making whose members are given by name."""

    draft: Draft
    members: Schema
    parts: Parts

    def put(self, words: str, node: Node, text: str = "", *, always: bool = True, literal: bool = False) -> None:
        """Add a member; ``text`` is its description, ``literal`` its name as it stands whatever the style."""
        draft = self.draft
        name = words if literal else draft.named(words)
        if name in self.members:
            return
        told = text and draft.said and draft.random() < draft.said
        self.members[name] = draft.described(node[0], self._about(words, node[0], text)) if told else node[0]
        if always:
            self.parts.fixed[name] = node[1]
        else:
            self.parts.free.append((name, node[1], 0.6))

    def _about(self, words: str, schema: Schema, text: str) -> str:
        voice, random = self.draft.voice, self.draft.random
        more = restated(voice, schema, text) if random() < voice.stating else ""
        remarks = place_remarks(words)
        remark = remarked(voice, remarks, random) if remarks and random() < voice.remarked else ""
        return joined(worded(varied(text, random), voice.noun, "Whether "), remark, (more,) if more else ())

    def node(self) -> Node:
        """Return the node."""
        return assembled(self.draft, self.members, self.parts)


def made_of(draft: Draft) -> Made:
    """Begin an object without members."""
    return Made(draft, {}, Parts({}, [], []))


def text_of(draft: Draft, rule: str) -> Node:
    """A text by a rule of realism."""
    return {"type": "string"}, maker(rule, draft.split)


def _formatted(draft: Draft, format: str) -> Schema:
    return {"type": "string", "format": format} if draft.flags & FORMATTED else {"type": "string"}


def uuid(draft: Draft) -> Node:
    """An identifier that nobody else gives."""
    return _formatted(draft, "uuid"), maker("uuid", draft.split)


def now(draft: Draft) -> Node:
    """The time at which all that the document tells of has happened."""
    return _formatted(draft, "date-time"), timed("datetime", "now", draft.day)


def one_of(draft: Draft, values: Sequence[JSON]) -> Node:
    """One of a few; of one value alone a constant, where the draft has it."""
    count = len(values)
    schema: Schema = {"type": "string", "enum": [*values]}
    if count == 1 and draft.dialect.number > 4 and draft.look % 8 == 0:
        schema = {"const": values[0]}
    return schema, lambda rng: values[floor(rng.random() * count)]
