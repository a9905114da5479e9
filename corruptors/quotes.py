"""Quotes and strings: other marks, missing marks, marks inside, strings in two parts."""

from __future__ import annotations

import re
from collections.abc import Callable

from jsonsynth.corruption import (
    JSON,
    Corruptor,
    Edit,
    Random,
    Tokens,
    below,
    chance,
    find,
    pick,
    put,
    replaced,
    replaced_all,
    rewritten,
    shuffled,
    strings,
)

_STRING = re.compile(r"[ks]")
_VALUE = re.compile(r"s")
_KEY = re.compile(r"k")
_VALUE_BEFORE_KEY = re.compile(r"(?<=:)s(?=,k)")

_RESERVED = frozenset(
    ("true", "false", "null", "none", "nan", "inf", "infinity", "yes", "no", "on", "off", "undefined", "new")
)
_LITERALS = ("true", "false", "null", "undefined", "infinity")  # nor the start of one, which may be cut off
_CURLY = frozenset("“”„‟")
_NAME = re.compile(r'"[A-Za-z_][A-Za-z0-9_]*"')
_WORDS = re.compile(r'"[A-Za-z]+(?: [A-Za-z]+)*"')
_OPEN_ENDED = re.compile(r'"[\w .-]*[\w.-]"')
_OPEN_STARTED = re.compile(r'"[^\W\d_][\w .-]*[\w.-]"')
_QUOTED_WORD = re.compile(r'(?<=[^\W\d_] )\\"(\w+)\\"(?= [^\W\d_])')
_INNER_WORD = re.compile(r"(?<=[^\W\d_] )([^\W\d_]{3,})(?= [^\W\d_])")


def _no_single(token: str) -> bool:
    return "'" not in token and "\\" not in token


def _no_curly(token: str) -> bool:
    return "\\" not in token and (token.isascii() or _CURLY.isdisjoint(token))


def _no_backtick(token: str) -> bool:
    return "`" not in token and "\\" not in token and "${" not in token


def _plain_name(token: str) -> bool:
    return bool(_NAME.fullmatch(token)) and token[1:-1].lower() not in _RESERVED


def _plain_words(token: str) -> bool:
    if len(token) > 42 or not _WORDS.fullmatch(token):
        return False
    text = token[1:-1].lower()
    return _RESERVED.isdisjoint(text.split(" ")) and not any(word.startswith(text) for word in _LITERALS)


def _single(token: str) -> str:
    return f"'{token[1:-1]}'"


def _curly(token: str) -> str:
    return f"“{token[1:-1]}”"


def _backtick(token: str) -> str:
    return f"`{token[1:-1]}`"


def _bare(token: str) -> str:
    return token[1:-1]


def _one_or_all(
    pattern: re.Pattern[str], fits: Callable[[str], bool], new: Callable[[str], str], all_of: float
) -> Callable[[Tokens, Random], list[Edit]]:
    """Rewrite one string that fits, or, in a share of the texts, all of them where all fit."""

    def changed(token: str) -> str | None:
        return new(token) if fits(token) else None

    def propose(tokens: Tokens, rng: Random) -> list[Edit]:
        edits = replaced_all(tokens, pattern, changed) if chance(rng, all_of) else []
        if edits:
            return edits
        index = find(tokens, rng, pattern, fits)
        return replaced(tokens, index, new(tokens.token(index))) if index >= 0 else []

    return propose


def _open_ended(token: str) -> bool:
    return bool(_OPEN_ENDED.fullmatch(token))


def _open_started(token: str) -> bool:
    return bool(_OPEN_STARTED.fullmatch(token)) and token[1:-1].lower() not in _RESERVED


def _no_end_quote(tokens: Tokens, rng: Random) -> list[Edit]:
    index = find(tokens, rng, _VALUE_BEFORE_KEY, _open_ended)
    return [Edit(tokens.end(index) - 1, tokens.end(index), "")] if index >= 0 else []


def _no_start_quote(tokens: Tokens, rng: Random) -> list[Edit]:
    index = find(tokens, rng, _VALUE_BEFORE_KEY, _open_started)
    return [Edit(tokens.starts[index], tokens.starts[index] + 1, "")] if index >= 0 else []


def _quote_a_word(document: JSON, rng: Random) -> JSON | None:
    for container, place, text in shuffled(rng, [found for found in strings(document) if found[2].count(" ") > 1]):
        words = [] if '"' in text or "\\" in text else list(_INNER_WORD.finditer(text))
        if words:
            word = pick(rng, words)
            put(container, place, f'{text[: word.start()]}"{word.group()}"{text[word.end() :]}')
            return document
    return None


def _quotes_inside(tokens: Tokens, rng: Random) -> list[Edit]:
    index = find(tokens, rng, _VALUE, _QUOTED_WORD.search) if '\\"' in tokens.text else -1
    if index < 0:
        return []
    token = tokens.token(index)
    bare = _QUOTED_WORD.sub(r'"\1"', token)
    return replaced(tokens, index, bare) if '\\"' not in bare else []


def _quotes_twice(tokens: Tokens, _rng: Random) -> list[Edit]:
    text = tokens.text
    if "\\" in text or '""' in text:
        return []
    return rewritten(tokens, text.replace('"', '""'))


def _two_parts(tokens: Tokens, rng: Random) -> list[Edit]:
    index = find(tokens, rng, _VALUE, _has_two_words)
    if index < 0:
        return []
    token = tokens.token(index)
    blanks = [place for place, mark in enumerate(token) if mark == " " and token[place + 1 : place + 2].isalnum()]
    cut = blanks[below(rng, len(blanks))] + 1
    return replaced(tokens, index, f'{token[:cut]}" + "{token[cut:]}')


_TWO_WORDS = re.compile(r'"[^"\\]*\w \w[^"\\]*"')


def _has_two_words(token: str) -> bool:
    return bool(_TWO_WORDS.fullmatch(token)) and "+" not in token


CORRUPTORS = (
    Corruptor(
        "single_quotes", "string", _one_or_all(_STRING, _no_single, _single, 0.6), ('{"a":1}', "{'a':1}"), weight=40
    ),
    Corruptor(
        "smart_quotes", "string", _one_or_all(_STRING, _no_curly, _curly, 0.5), ('{"a":1}', "{“a”:1}"), weight=18
    ),
    Corruptor(
        "backtick_quotes",
        "string",
        _one_or_all(_VALUE, _no_backtick, _backtick, 0.3),
        ('{"a":"b"}', '{"a":`b`}'),
        weight=15,
    ),
    Corruptor("unquoted_key", "string", _one_or_all(_KEY, _plain_name, _bare, 0.5), ('{"a":1}', "{a:1}"), weight=45),
    Corruptor(
        "unquoted_value", "string", _one_or_all(_VALUE, _plain_words, _bare, 0.1), ('{"a":"b"}', '{"a":b}'), weight=40
    ),
    Corruptor("missing_end_quote", "string", _no_end_quote, ('{"a":"b","c":1}', '{"a":"b,"c":1}'), weight=40),
    Corruptor("missing_start_quote", "string", _no_start_quote, ('{"a":"up","b":1}', '{"a":up","b":1}'), weight=25),
    Corruptor(
        "unescaped_quote",
        "string",
        _quotes_inside,
        (r'{"a":"he said \"hi\" twice"}', '{"a":"he said "hi" twice"}'),
        weight=30,
        prepare=_quote_a_word,
    ),
    Corruptor("doubled_quotes", "text", _quotes_twice, ('{"a":1}', '{""a"":1}'), weight=16),
    Corruptor("string_concat", "string", _two_parts, ('{"a":"b c"}', '{"a":"b " + "c"}'), weight=20),
)
