"""Texts that hold something encoded: asserted up to draft 7, a hint in later drafts."""

from __future__ import annotations

import base64
import json

import pytest

from jsonsynth.errors import SchemaRefusedError
from jsonsynth.examples import JSON
from jsonsynth.realism import ENCODINGS, maker
from jsonsynth.sampling import instances
from jsonsynth.seeds import stream

_DECODED = {"base64": base64.b64decode, "base64url": base64.urlsafe_b64decode, "base32": base64.b32decode}
_LIMITS: tuple[dict[str, JSON], ...] = ({}, {"minLength": 17}, {"maxLength": 16}, {"minLength": 200, "maxLength": 240})


def _drawn(number: int, said: dict[str, JSON]) -> list[str]:
    schema: JSON = {"$schema": f"http://json-schema.org/draft-0{number}/schema#", "type": "string", **said}
    return [str(value) for value in instances(schema, 6, 1)]


@pytest.mark.parametrize("limits", _LIMITS, ids=str)
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("number", [6, 7])
def test_an_encoded_text_can_be_decoded(number: int, encoding: str, limits: dict[str, JSON]) -> None:
    texts = _drawn(number, {"contentEncoding": encoding, **limits})
    assert len(set(texts)) == 6
    assert all(_DECODED[encoding](text) for text in texts)


@pytest.mark.parametrize("number", [6, 7])
def test_a_text_that_holds_json_can_be_read(number: int) -> None:
    plain = _drawn(number, {"contentMediaType": "application/json"})
    short = _drawn(number, {"contentMediaType": "application/json", "maxLength": 9})
    encoded = _drawn(number, {"contentMediaType": "application/json", "contentEncoding": "base64"})
    for text in [*plain, *short, *(base64.b64decode(text).decode() for text in encoded)]:
        json.loads(text)


def test_what_an_encoding_and_a_format_never_have_together_is_refused_where_it_is_asserted() -> None:
    said: dict[str, JSON] = {"contentMediaType": "application/json", "format": "date"}
    with pytest.raises(SchemaRefusedError):
        _drawn(7, said)
    assert len(instances({"type": "string", **said}, 3)) == 3


def test_later_drafts_take_an_encoding_for_a_description() -> None:
    for text in instances({"type": "string", "contentEncoding": "base64"}, 12, 1):
        assert base64.b64decode(str(text), validate=True)


def test_what_is_called_base64_is_canonical() -> None:
    draw = maker("base64_text", "train")
    for seed in range(60):
        text = draw(stream(seed))
        assert base64.b64encode(base64.b64decode(text, validate=True)).decode() == text
