"""What a text_to_json row asks for: which fields, in which face of a specification, by which rules."""

from __future__ import annotations

from jsonsynth.requesting.drafts import Draft, Record, domains_in, draft
from jsonsynth.requesting.faces import FACES
from jsonsynth.requesting.nodes import Node, Request, answer, request
from jsonsynth.requesting.saying import instruction

__all__ = ["FACES", "Draft", "Node", "Record", "Request", "answer", "domains_in", "draft", "instruction", "request"]
