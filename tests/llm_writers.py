"""A server that words records as the offline build does: the texts of a plan by the lines that a model is told."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Mapping
from functools import lru_cache

from jsonsynth.examples import Settings, Slot, Split
from jsonsynth.prompting import read_prompt
from jsonsynth.realizer import told
from jsonsynth.realizing import TASK, eligible, style_of
from jsonsynth.shards import Origin, fill
from tests.llm_servers import Request, answer, http

__all__ = ["texts_by_line", "writer"]

COUNTS: Mapping[Split, int] = {"train": 160, "valid": 40, "test": 40}


@lru_cache(maxsize=2)
def texts_by_line(seed: int) -> dict[str, str]:
    """Return the offline text of each record of the first rows of each split."""
    styles = read_prompt("text_to_json").lines("styles")
    found: dict[str, str] = {}
    for split, count in COUNTS.items():
        for index in range(count):
            slot = Slot(TASK, split, index)
            example = fill(slot, Origin(seed, Settings())).example
            one = told(example, style_of(slot, seed, styles)) if eligible(example) else None
            if one is not None:
                found[one.line] = " ".join(example.input["text"].split())
    return found


def writer(
    seed: int, bad: Callable[[str], bool] = lambda _: False, seconds: float = 0.0, schema: bool = True
) -> Callable[[Request], bytes]:
    """Return what answers: the offline texts, and nonsense for the lines that are ``bad``."""
    texts = texts_by_line(seed)

    def reply(request: Request) -> bytes:
        time.sleep(seconds)
        body = request.json
        asked = body["messages"][-1]["content"]
        if "zq7" in request.body.decode():
            return http(200, answer('{"texts": ["zq7", "zq7"]}' if schema else "red and blue", 30, 12))
        lines = re.findall(r"^\d+\. (\[.*)$", asked, re.M)
        said = ["The weather is nice." if bad(line) else texts.get(line, "What is that?") for line in lines]
        numbered = "\n".join(f"{number}. {text}" for number, text in enumerate(said, 1))
        content = json.dumps({"texts": said}) if "response_format" in body else numbered
        prompt = sum(len(message["content"]) // 4 + 5 for message in body["messages"])
        return http(200, answer(content, prompt, len(content) // 4))

    reply.of_request = True  # type: ignore[attr-defined]  # as the server wants it
    return reply
