"""Rules for text: a small grammar in data files, compiled to closures for one split.

A rule is a section of a file of rules: ``[name]`` and one alternative a line, ``3* text`` three times as likely.
``[name words]`` holds alternatives divided by white space. In an alternative, braces hold

- another rule or a pool: ``{city_en}``, ``{en_US/city}``; ``{^rule}`` with its first letter as a capital,
  ``{_rule}`` in lower case with hyphens for what is neither letter nor digit (a slug)
- digits ``{9:4}``, letters ``{a:3}`` ``{A:3}``, hex ``{x:40}``, letters and digits ``{n:8}`` ``{N:8}``,
  base64url ``{b:20}``
- an integer ``{1..12}``, padded if the first begins with 0: ``{01..12}``
- ``{uuid4}``: a random UUID
- ``{lb}`` ``{rb}`` ``{nl}`` ``{tab}`` ``{quote}``: the characters ``{ }``, newline, tab, ``"``

The rules of ``subjects.txt`` also hold ``{subject}``, ``{^subject}``, ``{_subject}`` and ``{subjects}`` (plural): what
the text is about, which :func:`themed` puts there.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from math import floor
from pathlib import Path
from unicodedata import normalize

import orjson

from jsonsynth.examples import Split
from jsonsynth.realism.joining import joined
from jsonsynth.realism.places import places
from jsonsynth.seeds import Random, stream

__all__ = ["RULES", "SPELLINGS", "SUBJECTS", "Maker", "maker", "pool", "slug", "spelled", "template", "themed"]

Maker = Callable[[Random], str]

_FOLDER = Path(__file__).parent
_FILES = ("words.txt", "sentences.txt", "texts.txt", "keyed.txt")
_DIVIDED = 200  # a pool this long is divided over the splits, a shorter one is common to them
_RESIDUES: Mapping[Split, tuple[int, int]] = {"train": (0, 18), "valid": (18, 19), "test": (19, 20)}
_ENUMERATED = 400  # sentences drawn for a pool of sentences

_LETTERS = {
    "9": "0123456789",
    "a": "abcdefghijklmnopqrstuvwxyz",
    "A": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "x": "0123456789abcdef",
    "n": "abcdefghijklmnopqrstuvwxyz0123456789",
    "N": "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
    "b": "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
}
_CHARACTERS = {"lb": "{", "rb": "}", "nl": "\n", "tab": "\t", "quote": '"'}
_HEADER = re.compile(r"\n\[([\w/]+)( words)?\]$", re.MULTILINE)  # begun by what is sought quickly
_BRACED = re.compile(r"\{([^}]+)\}")
_PARTING = re.compile(r"[ ():-]")
_SLUG = re.compile(r"[^0-9a-z]+")


class _Pools:
    """The drawn pools: a line of JSON that says where each is, and each by itself in the form of RFC 1950."""

    def __init__(self, path: Path) -> None:
        head, _, self._body = path.read_bytes().partition(b"\n")  # whole: no file is read while instances are drawn
        self._places: dict[str, tuple[int, int]] = orjson.loads(head)["pools"]

    def __contains__(self, name: str) -> bool:
        return name in self._places

    def values(self, name: str) -> list[str]:
        """Return the values of a pool; KeyError if there is none."""
        start, size = self._places[name]
        return zlib.decompress(self._body[start : start + size]).decode().split("\n")


class _Rules(Mapping[str, Sequence[str]]):
    """Rules by name, each taken apart when it is first asked for: most are never drawn from.

    A rule of the same name in two files is an error.
    """

    def __init__(self, *files: str) -> None:
        self._bodies: dict[str, tuple[str, str]] = {}
        self._read: dict[str, Sequence[str]] = {}
        for file in files:
            parts = _HEADER.split((_FOLDER / file).read_text("utf-8"))
            for name, form, body in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
                if name in self._bodies:
                    raise ValueError(f"{file}: rule {name!r} stands twice")
                self._bodies[name] = (form, body)

    def __getitem__(self, name: str) -> Sequence[str]:
        found = self._read.get(name)
        if found is None:
            form, body = self._bodies[name]
            lines = [line for line in body.splitlines() if line.strip() and not line.startswith("# ")]
            found = self._read[name] = " ".join(lines).split() if form else lines
        return found

    def __contains__(self, name: object) -> bool:
        return name in self._bodies

    def __iter__(self) -> Iterator[str]:
        return iter(self._bodies)

    def __len__(self) -> int:
        return len(self._bodies)


_POOLS = _Pools(_FOLDER / "pools.bin")

RULES: Mapping[str, Sequence[str]] = _Rules(*_FILES)
"""All rules: their alternatives, as written."""

SUBJECTS: Mapping[str, Sequence[str]] = _Rules("subjects.txt")
"""The rules whose texts are about something, as written in ``subjects.txt``."""


def _divide(values: Sequence[str], split: Split) -> tuple[str, ...]:
    if len(values) < _DIVIDED:
        return tuple(values)
    first, end = _RESIDUES[split]
    return tuple([value for position, value in enumerate(values) if first <= position % 20 < end])


def _sentences(name: str) -> list[str]:
    draw, rng = maker(name, "train"), stream(0, "pool", name)
    return list(dict.fromkeys(draw(rng) for _ in range(_ENUMERATED)))


@cache
def pool(name: str, split: Split) -> tuple[str, ...]:
    """Return a pool's values for a split: drawn (``en_US/city``), a list of ours, or ``<locale>/sentence``.

    A pool of 200 values or more is divided over the splits, a smaller one is common to them. KeyError if unknown.
    """
    if name.endswith("/sentence"):
        return _divide(_sentences(f"sentence_{name[:2]}"), split)
    if name == "city_known":
        return _divide(list(dict.fromkeys(place.city for place in places())), split)
    return _divide(_POOLS.values(name) if name in _POOLS else RULES[name], split)


@cache
def _pairs(alphabet: str) -> tuple[str, ...]:
    return tuple([one + other for one in alphabet for other in alphabet])


def _letters(alphabet: str, count: int) -> Maker:
    pairs, size = _pairs(alphabet), len(alphabet) ** 2
    first, turns = count % 2, range(count // 2)

    def draw(rng: Random) -> str:
        random = rng.random
        text = "".join([pairs[floor(random() * size)] for _ in turns])
        return pairs[floor(random() * size)][0] + text if first else text

    return draw


def _digits(count: int) -> Maker:
    limit = 10**count

    def draw(rng: Random) -> str:
        return str(limit + floor(rng.random() * limit))[1:]

    return draw


def _hex(count: int) -> Maker:
    limits = [16 ** min(12, count - start) for start in range(0, count, 12)]
    if len(limits) == 1:
        limit = limits[0]
        return lambda rng: hex(limit + floor(rng.random() * limit))[3:]

    def draw(rng: Random) -> str:
        random = rng.random
        return "".join([hex(limit + floor(random() * limit))[3:] for limit in limits])

    return draw


_TEXTS = {"9": _digits, "x": _hex}


def _range(low: str, high: str) -> Maker:
    base, size = int(low), int(high) - int(low) + 1
    if low[0] == "0" and len(low) > 1:
        width = len(high)
        return lambda rng: str(base + floor(rng.random() * size)).zfill(width)
    return lambda rng: str(base + floor(rng.random() * size))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _ascii(text: str) -> str:
    plain = normalize("NFKD", text).translate({0x131: "i", 0xDF: "ss", 0xF8: "o", 0x142: "l"})
    return plain.encode("ascii", "ignore").decode()


def slug(text: str) -> str:
    """Return a text in lower case, with hyphens for what is neither letter nor digit: ``Zoë & Co`` -> ``zoe-co``."""
    low = text.lower()
    if low.isascii() and low.isalnum():
        return low
    return _SLUG.sub("-", low if low.isascii() else _ascii(low)).strip("-")


_FILTERS: dict[str, Callable[[str], str]] = {"^": _capital, "_": slug}


def _pascal(text: str) -> str:
    return "".join([word.capitalize() for word in slug(text).split("-")])


SPELLINGS: tuple[Callable[[str], str], ...] = (
    str,
    slug,
    lambda text: slug(text).replace("-", "_"),
    lambda text: _pascal(text)[:1].lower() + _pascal(text)[1:],
    _pascal,
    lambda text: slug(text).replace("-", "_").upper(),
    lambda text: slug(text).partition("-")[0],
    lambda text: _PARTING.sub("", text),
    lambda text: _PARTING.sub("", text).upper(),
)
"""How a text is written: as it is, as a name in each style: hyphens, snake, camel, capitals; and without what parts
the groups of a number: ``+1-346-555-0174`` -> ``+13465550174``."""


def spelled(spell: Callable[[str], str], natural: Maker) -> Maker:
    """Return what draws the same texts in another spelling."""
    return lambda rng: spell(natural(rng))


def _uuid(rng: Random) -> str:
    random = rng.random
    first, last = hex(_HEX12 + floor(random() * _HEX12))[3:], hex(_HEX12 + floor(random() * _HEX12))[3:]
    middle = hex(_HEX6 + floor(random() * _HEX6))[3:]
    return f"{first[:8]}-{first[8:]}-4{middle[:3]}-{'89ab'[floor(random() * 4)]}{middle[3:]}-{last}"


_HEX6, _HEX12 = 16**6, 16**12


def _constant(text: str) -> Maker:
    return lambda rng: text  # noqa: ARG005 - the same text whatever is drawn


def _place(name: str, split: Split) -> Maker:
    if name in _CHARACTERS:
        return _constant(_CHARACTERS[name])
    if name == "uuid4":
        return _uuid
    if name[0] in _FILTERS and not _values(name, split):
        return spelled(_FILTERS[name[0]], maker(name[1:], split))
    low, dots, high = name.partition("..")
    if dots:
        return _range(low, high)
    kind, colon, count = name.partition(":")
    if colon:
        return _TEXTS[kind](int(count)) if kind in _TEXTS else _letters(_LETTERS[kind], int(count))
    return maker(name, split)


def _sequence(text: str, split: Split) -> Maker:
    parts = _BRACED.split(text) if "{" in text else [text]
    if len(parts) == 1:
        return _constant(text)
    if len(parts) in (3, 5):
        pools = [_values(part, split) for part in parts[1::2]]
        if all(pools):
            return _framed(parts, *pools)
    return joined(parts[::2], [_place(part, split) for part in parts[1::2]])


def _framed(parts: Sequence[str], first: Sequence[str], second: Sequence[str] = ()) -> Maker:
    """Return what draws one value or two, each from a list, between constant texts."""
    before, between, after = parts[0], parts[2], parts[-1]
    size, other = len(first), len(second)

    def draw(rng: Random) -> str:
        return f"{before}{first[floor(rng.random() * size)]}{after}"

    def draw_two(rng: Random) -> str:
        random = rng.random
        return f"{before}{first[floor(random() * size)]}{between}{second[floor(random() * other)]}{after}"

    return draw_two if second else draw


@lru_cache(maxsize=8192)
def template(text: str, split: Split) -> Maker:
    """Return what draws one alternative written as in a file of rules. Example: ``ORD-{9:6}`` -> ``ORD-204417``"""
    return _sequence(text, split)


def _plural(words: str) -> str:
    if words.endswith(("s", "x", "ch", "sh")):
        return words + "es"
    return words[:-1] + "ies" if words.endswith("y") and words[-2:-1] not in "aeiou" else words + "s"


_FORMS = ("{subject}", "{^subject}", "{_subject}", "{subjects}")
_MARK = "\0"


@cache
def _themes(name: str, split: Split) -> tuple[tuple[Maker, int], ...]:
    """Return the alternatives of a rule, each with the form of its subject, which stands once in it as a mark."""
    made: list[tuple[Maker, int]] = []
    for line in _weighed(SUBJECTS[name]):
        form = next((place for place, form in enumerate(_FORMS) if form in line), 0)
        made.append((template(line.replace(_FORMS[form], _MARK), split), form))
    return tuple(made)


def themed(name: str, subject: str, split: Split) -> Maker:
    """Return what draws a text about a subject, some words in lower case, by a rule of ``subjects.txt``."""
    lines = _themes(name, split)
    count = len(lines)
    forms = (subject, _capital(subject), slug(subject) or "item", _plural(subject))

    def draw(rng: Random) -> str:
        line, form = lines[floor(rng.random() * count)]
        return line(rng).replace(_MARK, forms[form])

    return draw


def _among(makers: Sequence[Maker]) -> Maker:
    count = len(makers)

    def draw(rng: Random) -> str:
        return makers[floor(rng.random() * count)](rng)

    return draw


def _out_of(values: Sequence[str]) -> Maker:
    count = len(values)

    def draw(rng: Random) -> str:
        return values[floor(rng.random() * count)]

    return draw


def _weighed(lines: Sequence[str]) -> list[str]:
    found: list[str] = []
    for line in lines:
        weight, star, text = line.partition("* ")
        found += [text] * int(weight) if star and weight.isdigit() else [line]
    return found


@cache
def _values(name: str, split: Split) -> Sequence[str]:
    """Return all values of a pool or of a rule without braces, filtered; nothing for what is neither."""
    if name[0] in _FILTERS:
        return [_FILTERS[name[0]](value) for value in _values(name[1:], split)]
    if name in _POOLS or name == "city_known" or name.endswith("/sentence"):
        return pool(name, split)
    lines = _weighed(_divide(RULES.get(name, ()), split))
    return () if any("{" in line for line in lines) else lines


@cache
def maker(name: str, split: Split) -> Maker:
    """Return what draws a rule's text for a split; compiled at first use. KeyError if neither a rule nor a pool."""
    values = _values(name, split)
    if values:
        return _out_of(values)
    makers = [_sequence(line, split) for line in _weighed(_divide(RULES[name], split))]
    return makers[0] if len(makers) == 1 else _among(makers)
