"""Strings whose marks are missing, doubled or inside, and strings in two parts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jsonsynth.corruption import (
    JSON,
    Corruptor,
    Edit,
    Fix,
    Mend,
    Random,
    Reading,
    Tokens,
    below,
    chance,
    find,
    pick,
    put,
    replaced,
    requoted,
    rewritten,
    shuffled,
    strings,
)

_VALUE = re.compile(r"s")
_VALUE_BEFORE_KEY = re.compile(r"(?<=:)s(?=,k)")
_OPEN_ENDED = re.compile(r'"[\w .-]*[\w.-]"')
_OPEN_STARTED = re.compile(r'"[^\W\d_][\w .-]*[\w.-]"')
_QUOTED_INSIDE = re.compile(r'(?<=[^\W\d_] )\\"(\w+)\\"(?= [^\W\d_])|(?<= (?:class|title)=)\\"([\w-]+)\\"(?=>\w)')
_MARKED_UP = (
    ("b", 'class="term"'),
    ("span", 'class="note"'),
    ("em", 'class="is-new"'),
    ("span", 'title="details"'),
    ("a", 'class="link"'),
)
_INNER_WORD = re.compile(r"(?<=[^\W\d_] )([^\W\d_]{4,})(?= [^\W\d_])")
# Words that nobody puts into quotes.
_LITTLE = frozenset(
    (
        *("with", "from", "that", "this", "have", "been", "will", "must", "were", "into", "over", "than"),
        *("them", "they", "when", "your", "before", "after", "about", "because", "since", "until", "does"),
        *("their", "there", "which", "only", "para", "pour", "avec", "dans", "della", "come", "sich", "wird"),
        *("nicht", "eine", "einen", "oder", "dass", "aber", "como", "mais", "pelo", "pela", "está", "hasta"),
        *("desde", "sobre", "sono", "dalla", "nella", "sans", "chez"),
    )
)
_RESERVED = frozenset(
    ("true", "false", "null", "none", "nan", "inf", "infinity", "yes", "no", "on", "off", "undefined", "nil", "new")
)


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
        found = () if '"' in text or "\\" in text else _INNER_WORD.finditer(text)
        words = [word for word in found if word.group().lower() not in _LITTLE]
        if words:
            word = pick(rng, words)
            marked = _marked_up(word.group(), rng) if chance(rng, 0.3) else f'"{word.group()}"'
            put(container, place, text[: word.start()] + marked + text[word.end() :])
            return document
    return None


def _marked_up(word: str, rng: Random) -> str:
    tag, attribute = pick(rng, _MARKED_UP)
    return f"<{tag} {attribute}>{word}</{tag}>"


def _quotes_inside(tokens: Tokens, rng: Random) -> list[Edit]:
    index = find(tokens, rng, _VALUE, _QUOTED_INSIDE.search) if '\\"' in tokens.text else -1
    if index < 0:
        return []
    token = tokens.token(index)
    bare = _QUOTED_INSIDE.sub(lambda found: found.group().replace("\\", ""), token)
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
    blanks = [match.end() for match in _BLANK_BETWEEN.finditer(token)]
    cut = blanks[below(rng, len(blanks))]
    return replaced(tokens, index, f'{token[:cut]}" + "{token[cut:]}')


_BLANK_BETWEEN = re.compile(r"(?<=\w) (?=\w)")
_TWO_WORDS = re.compile(r'"[^"\\]*\w \w[^"\\]*"')


def _has_two_words(token: str) -> bool:
    return bool(_TWO_WORDS.fullmatch(token)) and "+" not in token


# -- inverses: what undoes an error where strict reading stops

_TO_A_QUOTE = re.compile(r"""([^\s"\n,{}\[\]:'`“][^"\n,{}\[\]:]*)"(?=\s*(?:[,}\]:]|$))""")
_LONE_QUOTE = re.compile(r'"(?=\s*[,}\]])')
_NOT_A_STRING = re.compile(r"[\d.]+|true|false|null")
_UP_TO_COMMA = re.compile(r"(.*?)\s*,\s*", re.DOTALL)
_NAME_BEHIND = re.compile(r'[^"\n]*"\s*:|\w[\w -]*:\s*["\[{\d]')
_LINE_BEHIND = re.compile(r'\s*(?:\{?\s*"[^"\n]*"\s*:|[}\]])')
_ITEM_OR_LINE_BEHIND = re.compile(rf'{_LINE_BEHIND.pattern}|\s*"[^"\n]*(?:"?[^\S\n]*(?:,[^\S\n]*)?\n|"\s*\])')
_COMMA_AT_END = re.compile(r"\s*,?\s*$")
_CLOSERS_AT_END = re.compile(r"\s*[}\]][}\]\s,]*$")
_SCALAR = r"(?:-?\d[\d.eE+-]*|true|false|null)"
_NAME_WITH_COLON = re.compile(r"([\w$.-]+)\s*:")
_NAME_AND_MORE = re.compile(  # a name that goes on to the next mark, over its value and brackets
    rf"{_NAME_WITH_COLON.pattern}[\s,{{}}\[\]]*(?:{_SCALAR}[\s,{{}}\[\]]+)*(?:{_SCALAR})?"
)
_MIXED = re.compile(r"""([^"“”»]+?)['’“”»`](?=\s*[:,}\]])""")  # another mark closes it
_FAR_TO_A_QUOTE = re.compile(r"""[^\s"\n{}\[\]'`“,:][^"\n{}\[\]]{0,2000}"(?=\s*(?:[}\]]|,\s*\n|$))""")
_MEMBER_IN_MIXED = re.compile(r'''"([^"“”']+)[”“']\s*:\s*[“”']([^"“”']*)"''')
_HARDLY_TEXT = re.compile(r"""\s*(?:[\d.]+|true|false|null)?\s*|.*(?:['’”»`]|[{}\[\]].*)""", re.DOTALL)
_NO_CLOSER = re.compile(r"[^}\]]+")
_CLOSERS = re.compile(r"\s*[}\]][}\]\s]*$")
_NEXT_ITEM = {"{": re.compile(r""""(?<!\\")\s*,\s*"[^"\n]*"\s*:"""), "[": re.compile(r"""\w"\s*,\s*"\w""")}
_ENDS = {
    "k": re.compile(r'"(?=\s*:)'),
    "{": re.compile(r""""(?![^\s,}`])(?<!\\")(?=\s*(?:,\s*(?:["'}]|[A-Za-z_$][\w$]*\s*:|$)|\}|(?:```\s*)?$))"""),
    "[": re.compile(r""""(?![^\s,\]`])(?<!\\")(?=\s*(?:,\s*(?:["'\]\[{\d-]|true|false|null|$)|\]|(?:```\s*)?$))"""),
}
_CUT_QUOTING = re.compile(r"""(?:\\.|[^"\\\n])*"\w(?:\\.|[^\\\n{}\[\]:]){0,2000}$""")  # to the end of a cut text
_FARTHEST = 30_000  # characters from a mark inside a text to its end
_QUOTES = 80_000_000  # that are looked at for all errors of a text together, were one in every character
_MANY = 6  # marks inside a text: with structure among them it is hardly a text
_NEXT = re.compile(r"""\s*(?:,?\s*(?:$|\}|["'][^"'\n]*["']?\s*[:=]|[\w$-]+\s*[:=])|,\s*["'][^"'\n]*$)""")
_INNER = re.compile(r'\\.|["\n\t]', re.DOTALL)
_ESCAPE = re.compile(r"\\.", re.DOTALL)
_STRUCTURE = re.compile(
    r"""^"|"\s*\.\.\.|"\s*[=:;,{}\[\]+"；，：]|(?<!\w)[=:：]\s*"|[;,{}\[\]+；，]\s*"|'\s*(?:,\s*'|:)|[,{\[]\s*'|,\s*\w+\s*:"""
    r"""|[}\]]\s*,|"[^\S\r\n]*[\r\n]|[\r\n]\s*\""""
)
_TAG = re.compile(r"""<[A-Za-z][\w-]*(?:\s+[\w:@-]+(?:="[^"<>]*"|='[^'<>]*')?)*\s*/?>""")  # of HTML
_CHARACTERS = re.compile(r"\[\^[^\]\s]*\]")  # those that a pattern bars
_QUOTED = re.compile(r'[^"]*(?<![^\s(])"\w')  # the first of them opens
_PLUS = re.compile(r"""\s*\+\s*(?:"|('(?:[^'\\]|\\.)*'))""", re.DOTALL)
_PART = re.compile(r'\s*\+\s*"((?:[^"\\]|\\.)*)"', re.DOTALL)
_QUOTE_AGAIN = re.compile(r'"(?=\s*[:,}\]])')
_TO_ONE_QUOTE = re.compile(r'[^"\n]+"(?=\s*[:,}\]])')
_PAIR_AT_END = re.compile(r"''(?=\s*(?:[:,}\]]|$))")
_UP_TO_PAIR = re.compile(r'([^"\n]+)""|(?:"")+')


def _start_quote(reading: Reading) -> Iterator[Fix]:
    found = reading.match(_TO_A_QUOTE) if reading.at_value or reading.at_name else None
    if found:
        yield Fix(reading.place, reading.place, '"', not _NOT_A_STRING.fullmatch(found[1]))
    far = reading.match(_FAR_TO_A_QUOTE) if reading.at_value and not found else None
    if far:
        yield Fix(reading.place, reading.place, '"', False, 2)
    if reading.wants == "more" and reading.last in "0tfn" and reading.place == reading.before:
        end = _LONE_QUOTE.match(reading.text, reading.place)
        if end:  # of a number
            yield Fix(reading.place, end.end(), "", False)


def _end_quote(reading: Reading) -> Iterator[Fix]:
    """End a string before the comma, the colon or the closers that it has swallowed."""
    if reading.wants == "text":
        yield from _end_of_open_string(reading)
    elif reading.last == "k" and (mixed := _MEMBER_IN_MIXED.match(reading.text, reading.starts[-1])):
        yield Fix(mixed.start(), mixed.end(), f'"{mixed[1]}": "{mixed[2]}"', False)
    elif reading.shape and reading.place == reading.before and (reading.last == "k" or reading.match(_GLUED)):
        start = reading.starts[-1] + 1
        raw = reading.text[start : reading.before - 1]
        found = None
        yield from _other_end(start, raw)
        if reading.last == "k":
            found = _NAME_AND_MORE.fullmatch(raw)
        elif reading.last == "s" and (reading.inside == "[" or reading.match(_NAME_BEHIND)):
            found = _UP_TO_COMMA.fullmatch(raw)
        if found:
            end, inner = start + found.end(1), _CLOSERS.search(found[1])
            if inner:
                other = reading.closers.startswith("]}") and inner.group().strip() == "}"
                last = inner.end() if other else inner.start()
                yield Fix(start + inner.start(), start + last, '"]' if other else '"', False, int(other))
            odd = (
                "," in found[1]
                or any(mark in found.group() for mark in "{}[]")
                or _HARDLY_TEXT.fullmatch(found[1])
                or _ends_in_odd_quote(found[1])
            )
            yield Fix(end, end, '"', not odd, 1 if inner and not _OPENER.search(found[1]) else 0)


_OPENER = re.compile(r"[{\[]")
_GLUED = re.compile(r"[^\W_]|[_$]")


def _ends_in_odd_quote(raw: str) -> bool:
    """Whether the last escaped quote of a string closes none, so that it may be the end of "C:\\dir\\"."""
    return raw.endswith('\\"') and raw.count('\\"') % 2 == 1


def _other_end(start: int, raw: str) -> Iterator[Fix]:
    """End a string at a mark of another kind with structure behind it."""
    mixed = _MIXED.match(raw)
    if mixed:
        yield Fix(start + mixed.end(1), start + mixed.end(), '"', False)


def _end_of_open_string(reading: Reading) -> Iterator[Fix]:
    start, place, text = reading.begun + 1, reading.place, reading.text
    raw = text[start:place]
    yield from _other_end(start, raw)
    behind = _LINE_BEHIND if reading.inside == "{" else _ITEM_OR_LINE_BEHIND
    if reading.here and reading.here in "\r\n" and behind.match(text, place):
        content = _COMMA_AT_END.sub("", raw)
        yield Fix(start + len(content), start + len(content), '"', not _HARDLY_TEXT.fullmatch(content))
    closers = None if text[place:].strip() else _CLOSERS_AT_END.search(raw)
    if closers:
        end, given, wanted = start + closers.start(), _NO_CLOSER.sub("", closers.group()), reading.closers
        if wanted.startswith(given):
            ended = text.endswith("\n") and not _HARDLY_TEXT.fullmatch(raw[: closers.start()])  # a line is not cut
            inner = raw.count("{", 0, closers.start()) > raw.count("}", 0, closers.start())
            yield Fix(end, end, '"', ended and not inner, int(inner))
        elif len(given) <= len(wanted) and given[-1] in wanted:
            yield Fix(end, len(text), f'"{wanted}', False, 1)
    if reading.inside == "{" and reading.last in "{,":
        name = _NAME_AND_MORE.fullmatch(raw) if reading.here else _NAME_WITH_COLON.match(raw)
        if name:
            yield Fix(start + name.end(1), start + name.end(1), '"', not reading.here)


def _quotes_escaped(reading: Reading) -> Iterator[Fix]:
    """Let a string that ended too soon go on to a quote with structure behind it; dear if it takes structure in."""
    if reading.last not in ("s", "k") or reading.wants not in ("more", "colon") or not reading.here:
        return
    start, ending = reading.starts[-1] + 1, _ENDS["k" if reading.last == "k" else reading.inside]
    quotes = reading.text.count('"', reading.before, reading.before + _FARTHEST)
    reach = _FARTHEST * min(quotes, _QUOTES // len(reading.text)) // max(quotes, 1)
    for number, end in enumerate(ending.finditer(reading.text, reading.before, reading.before + reach)):
        if not ending.match(reading.text, end.start()):  # it was taken for the end of the text
            return
        body = reading.text[start : end.start()]
        bare = _TAG.sub("<>", _CHARACTERS.sub("", _ESCAPE.sub("", body)))
        structure = bool(_STRUCTURE.search(bare))
        quotes = bare.count('"')
        sure = number == 0 and not structure and quotes % 2 == 0 and (not quotes or bool(_QUOTED.match(bare)))
        far = reading.inside == "{" and reading.last == "s" and not _NEXT.match(reading.text, end.end())
        coded = body.startswith(("{", "[")) and (body.count("{"), body.count("[")) != (body.count("}"), body.count("]"))
        far = far or coded or (structure and bool(_NEXT_ITEM[reading.inside].search(body)))
        yield Fix(
            start,
            end.start(),
            _INNER.sub(_inner, body) if "\\" in body else body.translate(_MARKS),
            sure,
            (5 if reading.last == "k" else 3) * structure + 2 * far + (structure and quotes > _MANY),
        )
        if number > 1:
            return
    cut = _CUT_QUOTING.match(reading.text, start)
    if cut:
        yield Fix(start, cut.end(), cut.group().replace('"', '\\"'), False, 1)


_ESCAPED = {'"': '\\"', "\n": "\\n", "\t": "\\t"}
_MARKS = str.maketrans(_ESCAPED)


def _inner(found: re.Match[str]) -> str:
    mark = found.group()
    return _ESCAPED.get(mark, mark)


def _quotes_once(reading: Reading) -> Iterator[Fix]:
    """Halve doubled quotes: all of a text, those of one string, or those at one end of it."""
    text = reading.text
    twice = (reading.at_name or reading.at_value) and text.startswith("''", reading.place)
    if twice and "'" not in text.replace("''", ""):
        plain = '"' not in text and 2 * len(_PAIR_AT_END.findall(text)) == text.count("''")
        yield Fix(0, len(text), text.replace("''", '"' if plain else "'"), False)
    if reading.place != reading.before or reading.last not in ("s", "k"):
        return
    if reading.match(_QUOTE_AGAIN):
        yield Fix(reading.place, reading.place + 1, "", False)
    if not text.endswith('""', 0, reading.before):
        return
    if reading.ends[-1] - reading.starts[-1] == 2 and reading.match(_TO_ONE_QUOTE):
        yield Fix(reading.place - 1, reading.place, "", False)
    first = "s" not in reading.shape[:-1] and "k" not in reading.shape[:-1]
    if first and '"' not in text.replace('""', ""):
        yield Fix(0, len(text), text.replace('""', '"'))
    found = reading.match(_UP_TO_PAIR)
    if found:
        yield Fix(reading.starts[-1], found.end(), f'"{found[1] or ""}"', False)


def _joined(reading: Reading) -> Iterator[Fix]:
    found = _PLUS.match(reading.text, reading.before) if reading.last == "s" else None
    if found and found[1]:
        yield Fix(reading.before - 1, found.end(), requoted(found[1][1:-1], "'")[1:])
    elif found:
        parts: list[str] = []
        end = reading.before
        while part := _PART.match(reading.text, end):
            parts.append(part[1])
            end = part.end()
        yield Fix(reading.before - 1, end, "".join(parts) + '"') if parts else Fix(reading.before - 1, found.end(), "")


CORRUPTORS = (
    Corruptor(
        "missing_end_quote",
        "string",
        _no_end_quote,
        ('{"a":"b","c":1}', '{"a":"b,"c":1}'),
        does="drops the quote behind a value",
        where="a plain word or phrase, a member with another one behind it",
        weight=40,
        mend=Mend(_end_quote),
    ),
    Corruptor(
        "missing_start_quote",
        "string",
        _no_start_quote,
        ('{"a":"up","b":1}', '{"a":up","b":1}'),
        does="drops the quote before a value",
        where="a plain word or phrase that begins with a letter and is no literal, a member with another one behind it",
        weight=30,
        mend=Mend(_start_quote),
    ),
    Corruptor(
        "unescaped_quote",
        "string",
        _quotes_inside,
        (r'{"a":"he said \"hi\" twice"}', '{"a":"he said "hi" twice"}'),
        does="drops the backslashes of quotes inside a text",
        where="a word between blanks, letters before and behind, or an attribute of a tag",
        weight=80,
        prepare=_quote_a_word,
        mend=Mend(_quotes_escaped),
    ),
    Corruptor(
        "doubled_quotes",
        "text",
        _quotes_twice,
        ('{"a":1}', '{""a"":1}'),
        does="doubles all quotes",
        where="no string is empty, no backslash is in the text",
        weight=11,
        mend=Mend(_quotes_once, again=0),
    ),
    Corruptor(
        "string_concat",
        "string",
        _two_parts,
        ('{"a":"b c"}', '{"a":"b " + "c"}'),
        does='splits a text: `"a " + "b"`',
        where="between words, no `+` in it",
        weight=20,
        kin="script",
        mend=Mend(_joined, again=0),
    ),
)
