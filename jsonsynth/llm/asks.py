"""What is asked of a model, as values: the server, the request to the byte, and the key it is cached under."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from urllib.parse import urlsplit

import orjson

from jsonsynth.errors import InputError
from jsonsynth.examples import JSON
from jsonsynth.jsontext import canonical

__all__ = ["DIALECTS", "Ask", "Dialect", "Message", "Server", "ask", "worst_prompt_tokens"]

Message = tuple[str, str]  # role, content
_LOOPBACK = frozenset(("localhost", "127.0.0.1", "::1"))
_MESSAGE_TOKENS = 16  # what a chat template puts around a message; 3 to 7 were seen
_TEMPLATE_TOKENS = 64  # a system prompt that a template adds of its own; SmolLM2's has 20


@dataclass(frozen=True, slots=True)
class Server:
    """An OpenAI-compatible server and one of its models. ``base_url``: without a slash at its end."""

    base_url: str
    model: str

    @property
    def local(self) -> bool:
        """Whether it is this machine: no key is needed, and nothing is paid."""
        return urlsplit(self.base_url).hostname in _LOOPBACK

    @staticmethod
    def at(base_url: str, model: str) -> Server:
        """Return the server of a URL. Raises InputError for what is none, or has a key in it."""
        parts = urlsplit(base_url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise InputError("--llm", "it is not an http address", "Give the base URL, such as https://host/v1.")
        if parts.username or parts.password or parts.query or parts.fragment:
            remedy = "Give the bare URL; a key belongs into the environment."
            raise InputError("--llm", "it has a name, a query or a fragment in it", remedy)
        if not model.strip():
            raise InputError("--model", "no model is named", "Give the name that the server knows it by.")
        return Server(base_url.rstrip("/"), model)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a server wants a request put: what it calls the limit, whether it takes a temperature and a JSON Schema."""

    name: str
    limit: str
    temperature: bool
    schema: bool


DIALECTS: Mapping[str, Dialect] = {
    one.name: one
    for one in (
        Dialect("schema", "max_tokens", temperature=True, schema=True),
        Dialect("lines", "max_tokens", temperature=True, schema=False),
        Dialect("new schema", "max_completion_tokens", temperature=False, schema=True),
        Dialect("new lines", "max_completion_tokens", temperature=False, schema=False),
    )
}


@dataclass(frozen=True, slots=True)
class Ask:
    """A request. ``body``: canonical JSON, what is sent; ``attempt``: which sample of the answer is wanted."""

    base_url: str
    body: str
    prompt_tokens: int
    max_tokens: int
    attempt: int = 0

    @property
    def key(self) -> str:
        """What the answer is cached under: all that is sent and where to, and the attempt; not how it is read."""
        return sha256(
            canonical({"url": self.base_url, "body": self.body, "attempt": self.attempt}).encode()
        ).hexdigest()

    @property
    def worst_tokens(self) -> int:
        """The most tokens it can cost."""
        return self.prompt_tokens + self.max_tokens

    def parsed(self) -> dict[str, JSON]:
        """Return the body as a value."""
        value: dict[str, JSON] = orjson.loads(self.body)
        return value

    def again(self, attempt: int) -> Ask:
        """The same request for another sample."""
        return replace(self, attempt=attempt)


def ask(
    server: Server,
    messages: Sequence[Message],
    max_tokens: int,
    dialect: Dialect,
    *,
    schema: JSON = None,
    temperature: float = 0.8,
) -> Ask:
    """Return a request; the schema of the answer and the temperature go in where the dialect has them."""
    body: dict[str, JSON] = {
        "model": server.model,
        "messages": [{"role": role, "content": content} for role, content in messages],
        dialect.limit: max_tokens,
    }
    if dialect.temperature:
        body["temperature"] = temperature
    if dialect.schema and schema is not None:
        body["response_format"] = {
            "type": "json_schema",
            "json_schema": {"name": "answer", "strict": True, "schema": schema},
        }
    text = canonical(body)
    return Ask(server.base_url, text, worst_prompt_tokens(text, len(messages)), max_tokens)


def worst_prompt_tokens(body: str, messages: int) -> int:
    """Bound the tokens of a prompt from above: byte-level tokenizers make at most one token of a byte."""
    return len(body.encode()) + messages * _MESSAGE_TOKENS + _TEMPLATE_TOKENS
