"""What a server can: found out by asking, never assumed. The answers are cached like all others."""

from __future__ import annotations

import orjson

from jsonsynth.examples import JSON
from jsonsynth.llm.asking import Asker, MissError
from jsonsynth.llm.asks import DIALECTS, Dialect, Message, Server, ask
from jsonsynth.llm.failures import FAILURES, Failure

__all__ = ["dialect_of"]

_WORD = "zq7"  # nobody answers so unless the schema forces it
_SCHEMA: JSON = {
    "type": "object",
    "properties": {"texts": {"type": "array", "items": {"const": _WORD}, "minItems": 2, "maxItems": 2}},
    "required": ["texts"],
    "additionalProperties": False,
}
_MESSAGES: tuple[Message, ...] = (("user", 'Name two colours as JSON: {"texts": [...]}'),)
_TOKENS = 60
_MISUNDERSTOOD = FAILURES["bad-request"]


async def dialect_of(asker: Asker, server: Server) -> Dialect:
    """Return the first dialect that the server understands, that with a schema only where it is enforced.

    Where it refuses all, it is the plainest one: the requests themselves will say why. Raises as ``Asker.answer`` does.
    """
    for dialect in DIALECTS.values():
        try:
            found = await asker.answer(ask(server, _MESSAGES, _TOKENS, dialect, schema=_SCHEMA, temperature=0.0))
        except MissError:
            continue
        if isinstance(found, Failure):
            if found is not _MISUNDERSTOOD and not dialect.schema:
                return dialect
            continue
        if not dialect.schema or _enforced(found.text):
            return dialect
        return DIALECTS[dialect.name.replace("schema", "lines")]  # understood, and ignored
    return DIALECTS["lines"]


def _enforced(text: str) -> bool:
    try:
        value: JSON = orjson.loads(text)
    except ValueError:
        return False
    return value == {"texts": [_WORD, _WORD]}
