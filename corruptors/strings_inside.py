"""Strings that do not end where a mark stands: marks inside, doubled marks, strings in two parts."""

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

_NEXT_ITEM = {
    "{": re.compile(r"""(?:[,\n]\s*(?:"[^"\n]*"|'[^'\n]*')|\n\s*[\w$]+)\s*:"""),
    "[": re.compile(r"""\w"\s*,\s*"\w"""),
}
_ENDS = {
    "k": re.compile(r'"(?=\s*:)'),
    "{": re.compile(r""""(?![^\s,}`])(?<!\\")(?=\s*(?:,\s*(?:["'}]|[A-Za-z_$][\w$]*\s*:|$)|\}|(?:```\s*)?$))"""),
    "[": re.compile(r""""(?![^\s,\]`])(?<!\\")(?=\s*(?:,\s*(?:["'\]\[{\d-]|true|false|null|$)|\]|(?:```\s*)?$))"""),
}
_CUT_QUOTING = re.compile(  # to the end of a cut text, or to the next member
    r"""(?:\\.|[^"\\\n])*"\w(?:\\.|[^\\\n{}\[\]:]){0,2000}?(?:$|(?<![\s"])(?=,\s*"[^"\n]*"\s*:))"""
)
_NO_NAME = re.compile(r"""[^\W\d_][^"'\n{}\[\]:=]*"(?=\s*[,}])""")
_FARTHEST = 30_000  # characters from a mark inside a text to its end
_QUOTES = 80_000_000  # that are looked at for all errors of a text together, were one in every character
_MANY = 6  # marks inside a text: with structure among them it is hardly a text
_NEXT = re.compile(r"""\s*(?:,?\s*(?:$|\}|["'][^"'\n]*["']?\s*[:=]|[\w$-]+\s*[:=])|,\s*["'][^"'\n]*$)""")
_INNER = re.compile(r'\\.|["\n\t]', re.DOTALL)
_ESCAPE = re.compile(r"\\.", re.DOTALL)
_STRUCTURE = re.compile(
    r"""^"|"\s*\.\.\.|"\s*[=:;,{}\[\]+"；，：、|،؛]|(?<!\w)[=:：]\s*"|[;,{}\[\]+；，]\s*"|'\s*(?:,\s*'|:)|[,{\[]\s*'|,\s*\w+\s*:"""
    r"""|[}\]]\s*,|"[^\S\r\n]*[\r\n]|[\r\n]\s*\""""
)
_TAG = re.compile(r"""<[A-Za-z][\w-]*(?:\s+[\w:@-]+(?:="[^"<>]*"|='[^'<>]*')?)*\s*/?>""")  # of HTML
_CHARACTERS = re.compile(r"\[\^[^\]\s]*\]")  # those that a pattern bars
_QUOTED = re.compile(r'[^"]*(?<![^\s(])"\w')  # the first of them opens
_PLUS = re.compile(r"""\s*\+\s*(?:"|('(?:[^'\\]|\\.)*'))""", re.DOTALL)
_PART = re.compile(r'\s*\+\s*"((?:[^"\\]|\\.)*)"', re.DOTALL)
_PAIRED = re.compile(r"``(?!`)|''|‘‘|’’|‚‚|´´")  # of TeX, of a typewriter
_STRINGS = r"""(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
_ADJACENT = re.compile(rf"({_STRINGS}(?:\s+{_STRINGS})+)(?=\s*[,}}\n])")  # of Python, where it is one string
_IN_ROUND = re.compile(rf"\(\s*({_STRINGS}(?:\s+{_STRINGS})*)\s*\)(?=\s*[,}}\]])")
_ONE_STRING = re.compile(_STRINGS)
_QUOTE_AGAIN = re.compile(r'"(?=\s*[:,}\]])')
_TO_ONE_QUOTE = re.compile(r'[^"\n]+"(?=\s*[:,}\]])')
_CELL = re.compile(r'\s*"([{\[](?:[^"]|"")*)"\s*')  # of a table in CSV
_PAIR_AT_END = re.compile(r"''(?=\s*(?:[:,}\]]|$)|\s+'')")
_UP_TO_PAIR = re.compile(r'([^"\n]+)""|(?:"")+')


def _ended_too_soon(reading: Reading) -> int:
    """Return which token from the end a string is that may go on, 0 if there is none."""
    if reading.wants == "name" and reading.shape.endswith("s,") and reading.match(_NO_NAME):
        return -2
    return -1 if reading.last in ("s", "k") and reading.wants in ("more", "colon") and reading.here else 0


def _quotes_escaped(reading: Reading) -> Iterator[Fix]:
    """Let a string that ended too soon go on to a quote with structure behind it; dear if it takes structure in."""
    token = _ended_too_soon(reading)
    if not token:
        return
    start, ending = reading.starts[token] + 1, _ENDS["k" if reading.last == "k" else reading.inside]
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
        far = reading.inside == "{" and reading.last != "k" and not _NEXT.match(reading.text, end.end())
        coded = body.startswith(("{", "[")) and (body.count("{"), body.count("[")) != (body.count("}"), body.count("]"))
        far = far or coded
        swallowed = len(_NEXT_ITEM[reading.inside].findall(body)) if structure and body[:1] not in ("{", "[") else 0
        yield Fix(
            start,
            end.start(),
            _INNER.sub(_inner, body) if "\\" in body else body.translate(_MARKS),
            sure,
            (5 if reading.last == "k" else 3) * structure + 2 * (far + swallowed) + (structure and quotes > _MANY),
        )
        if number > 1:
            return
    cut = _CUT_QUOTING.match(reading.text, start)
    ended = '"' * (cut is not None and cut.end() < len(reading.text))
    if cut and not (ended and cut.group().count('"') % 2):
        yield Fix(start, cut.end(), cut.group().replace('"', '\\"') + ended, False, 1 + len(ended))


_ESCAPED = {'"': '\\"', "\n": "\\n", "\t": "\\t"}
_MARKS = str.maketrans(_ESCAPED)


def _inner(found: re.Match[str]) -> str:
    mark = found.group()
    return _ESCAPED.get(mark, mark)


def _of_two_marks(reading: Reading) -> Iterator[Fix]:
    """Put one quote in the place of two other marks in a row."""
    text = reading.text
    twice = (reading.at_name or reading.at_value) and text.startswith("''", reading.place)
    if twice and "'" not in text.replace("''", ""):
        plain = '"' not in text and 2 * len(_PAIR_AT_END.findall(text)) == text.count("''")
        yield Fix(0, len(text), text.replace("''", '"' if plain else "'"), False)
    elif (reading.at_name or reading.at_value) and '"' not in text and reading.match(_PAIRED):
        yield Fix(0, len(text), _PAIRED.sub('"', text), False)


def _quotes_once(reading: Reading) -> Iterator[Fix]:
    """Halve doubled quotes: all of a text, those of one string, or those at one end of it."""
    yield from _of_two_marks(reading)
    text = reading.text
    cell = _CELL.fullmatch(text) if reading.shape == "s" and reading.wants == "nothing" else None
    if cell:
        yield Fix(0, len(text), cell[1].replace('""', '"'), False)
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
    yield from _joined_in_a_row(reading)
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


def _joined_in_a_row(reading: Reading) -> Iterator[Fix]:
    """Join strings with nothing between them: in parentheses, or as the value of a member."""
    begun = reading.last == "s" and reading.wants == "more"
    if not (begun or reading.at_value):
        return
    row = _ADJACENT.match(reading.text, reading.starts[-1] if begun else reading.place)
    row = row if row and reading.inside == "{" and ("'" in row[1] or "\n" in row[1]) else None
    found = row or reading.match(_IN_ROUND)
    if found:
        parts = (requoted(part[1:-1], part[0])[1:-1] for part in _ONE_STRING.findall(found[1]))
        yield Fix(found.start(), found.end(), f'"{"".join(parts)}"', False)


CORRUPTORS = (
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
