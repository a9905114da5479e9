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

__all__ = ["batch_writer", "texts_by_line", "writer"]

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
        prompt = sum(int(len(message["content"]) / 3.2) for message in body["messages"])
        return http(200, answer(content, prompt, len(content) // 4))

    reply.of_request = True  # type: ignore[attr-defined]  # as the server wants it
    return reply


def batch_writer(seed: int, bad: Callable[[str], bool] = lambda _: False, polls: int = 1) -> Callable[[Request], bytes]:
    """Return a server with files and batches: each batch is done at its second poll, its answers in reverse order."""
    single = writer(seed, bad)
    files: dict[str, bytes] = {}
    batches: dict[str, tuple[str, int]] = {}

    def reply(request: Request) -> bytes:
        method, path = request.headers.split(" ")[0], request.path.removeprefix("/v1/").split("/")
        if (method, path) == ("POST", ["files"]):
            name = f"file-{len(files)}"
            files[name] = b"\n".join(line for line in request.body.splitlines() if line.startswith(b"{"))
            return http(200, {"id": name})
        if (method, path) == ("POST", ["batches"]):
            name = f"batch-{len(batches)}"
            batches[name] = (request.json["input_file_id"], polls)
            return http(200, {"id": name, "status": "validating"})
        if path[0] == "batches":
            file, left = batches[path[1]]
            batches[path[1]] = (file, left - 1)
            done = {"id": path[1], "status": "completed", "output_file_id": f"out-{file}"}
            return http(200, done if left <= 0 else {"id": path[1], "status": "in_progress"})
        lines = [_worked(json.loads(line), single) for line in files[path[1].removeprefix("out-")].splitlines()]
        return http(200, "\n".join(json.dumps(line) for line in reversed(lines)))

    reply.of_request = True  # type: ignore[attr-defined]  # as the server wants it
    return reply


def _worked(line: dict[str, object], single: Callable[[Request], bytes]) -> dict[str, object]:
    body = single(Request("", "", json.dumps(line["body"]).encode())).partition(b"\r\n\r\n")[2]
    response = {"status_code": 200, "body": json.loads(body)}
    return {"custom_id": line["custom_id"], "response": response, "error": None}
