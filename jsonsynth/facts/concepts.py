"""What fields can mean, read from one file a domain and language, which nothing else reads: concepts, names, cues.

A file is cut into concepts: ``[key kind options]``, kinds text, number, date, list, flag, enum, currency; the option
``in:kg`` is the unit of its numbers, ``in:pieces`` of those that count things. Below stand ``names`` (of members,
compared without case, accents and separators), ``cues`` (``x>`` counts before a value, ``<x`` behind it, ``x`` on both
sides; ``a_b`` are two words, ``x*`` a beginning, ``x~`` a weak one), and for flags ``yes`` and ``no`` (patterns).
Before all concepts stands ``plain``: words that leave a value what it is. A concept without a kind is known from the
domain's English file or from ``common``.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from jsonsynth.facts.languages import LANGUAGES

__all__ = [
    "Concept",
    "Known",
    "all_domains",
    "knowing",
    "known_in",
    "most_knowing",
    "plain_name",
    "plain_words",
    "rows",
]

_FOLDER = Path(__file__).parent / "cues"
_COMMON = "common"
_ALL = ""  # the key of what a file says of no concept


@dataclass(frozen=True, slots=True)
class Concept:
    """What a field can mean.

    ``free``: a text is about it and needs no cue. ``ordinal``: its numbers may be said as ordinals. ``shape``: what its
    strings look like, the name of one of the shapes below. ``unit``: what its numbers count, where that has several.
    ``site``: it is a place, whose name may end in where that lies; ``telling``: a name may begin with what it names.
    """

    key: str
    kind: str
    free: bool
    ordinal: bool
    shape: str
    unit: str
    site: bool
    telling: bool

    def fits(self, value: str) -> bool:
        """Say whether a string looks like one of the concept."""
        return not self.shape or _SHAPES[self.shape].fullmatch(value) is not None


@dataclass(slots=True)
class _Block:
    """A concept in one file."""

    key: str
    options: tuple[str, ...]
    rows: dict[str, list[str]] = field(default_factory=lambda: {})


def _blocks(path: Path) -> dict[str, _Block]:
    """Read a file of cues; none where there is no file."""
    found: dict[str, _Block] = {}
    if not path.is_file():
        return found
    opening, *parts = ("\n" + re.sub(r"(?m)^# .*\n", "", path.read_text("utf-8"))).replace("\n  ", " ").split("\n[")
    for part in (f"]{opening}", *parts):
        head, _, body = part.partition("]")
        key, *options = head.split() or [_ALL]
        block = found.setdefault(key, _Block(key, tuple(options)))
        for line in body.strip().splitlines():
            name, _, words = line.partition(":")
            said = words.split(" | ") if name in ("yes", "no") else words.split()
            block.rows.setdefault(name, []).extend(one.strip() for one in said)
    return found


@lru_cache(maxsize=1)
def all_domains() -> tuple[str, ...]:
    """Return the names of all domains that there are cues of."""
    return tuple(sorted({path.stem.partition(".")[0] for path in _FOLDER.glob("*.txt")} - {_COMMON}))


@lru_cache(maxsize=256)
def _file(domain: str, language: str) -> Mapping[str, _Block]:
    return _blocks(_FOLDER / f"{domain}.{language}.txt")


@lru_cache(maxsize=64)
def _concepts(domain: str) -> Mapping[str, Concept]:
    """The concepts of a domain, by key: all that any of its files names."""
    keys = dict.fromkeys(key for language in ("en", *LANGUAGES) for key in _file(domain, language) if key != _ALL)
    return {key: _concept(key, domain) for key in keys}


def _concept(key: str, domain: str) -> Concept:
    for name in (domain, _COMMON):
        for language in ("en", *LANGUAGES):
            block = _file(name, language).get(key)
            if block is not None and block.options:
                kind, *options = block.options
                shape = next((option for option in options if option in _SHAPES), "")
                unit = next((option[3:] for option in options if option.startswith("in:")), "")
                free, ordinal, site, telling = (option in options for option in ("free", "ordinal", "site", "telling"))
                return Concept(key, kind, free, ordinal, shape, unit, site, telling)
    raise ValueError(f"cues of {domain}: no file says what kind {key!r} is")


def rows(domain: str, key: str, language: str, name: str) -> Iterable[str]:
    """Give a list of a concept: the domain's own and the common one."""
    for source in (domain, _COMMON):
        block = _file(source, language).get(key)
        if block is not None:
            yield from block.rows.get(name, ())


def plain_words(domain: str, language: str) -> Iterable[str]:
    """Give the words that leave a value in their clause what it is, in texts about a domain."""
    return rows(domain, _ALL, language, "plain")


@lru_cache(maxsize=8192)
def plain_name(name: str) -> str:
    """Return a name without case, accents and separators: ``"Data de emissão"`` -> ``"datadeemissao"``."""
    if name.isascii():
        return name.lower() if name.isalnum() else "".join(filter(str.isalnum, name.lower()))
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", name.casefold())))


@lru_cache(maxsize=64)
def _names(domain: str) -> Mapping[str, str]:
    """The concept of each member name that a domain knows, in any language."""
    found: dict[str, str] = {}
    for key in _concepts(domain):
        found.setdefault(plain_name(key), key)
    for language in LANGUAGES:
        for key in _concepts(domain):
            for name in rows(domain, key, language, "names"):
                found.setdefault(plain_name(name), key)
                found.setdefault(plain_name(name.translate(_SPELLED_OUT)), key)
    return found


_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})  # as German names are written in plain letters


_BYTES = 2  # a number that counts for each domain how many names it knows has so many for each


@lru_cache(maxsize=1)
def knowing() -> Mapping[str, Mapping[str, int]]:
    """Return, of each plain name and each kind of concept, what counts for the domains that know it as such a one."""
    found: dict[str, dict[str, int]] = {}
    for place, domain in enumerate(all_domains()):
        concepts = _concepts(domain)
        for name, key in _names(domain).items():
            kinds, kind = found.setdefault(name, {}), concepts[key].kind
            kinds[kind] = kinds.get(kind, 0) + (1 << 8 * _BYTES * place)
    return found


@lru_cache(maxsize=4096)
def most_knowing(total: int) -> tuple[str, ...]:
    """Return the domains that know the most names: ``total`` adds up what :func:`knowing` gives for each."""
    if not total:
        return ()
    known = memoryview(total.to_bytes(_BYTES * len(all_domains()), sys.byteorder)).cast("H").tolist()
    most = max(known)
    if known.count(most) == 1:
        return (all_domains()[known.index(most)],)
    return tuple([domain for domain, count in zip(all_domains(), known, strict=True) if count == most])


@dataclass(slots=True, eq=False)
class Known:
    """What some domains know: their concepts by key, and what a plain name means in each of them."""

    concepts: Mapping[str, Concept]
    names: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=512)
def known_in(domains: tuple[str, ...]) -> Known:
    """Return what some domains know, whatever the language."""
    concepts: dict[str, Concept] = {}
    names: dict[str, tuple[str, ...]] = {}
    for domain in domains:
        for key, concept in _concepts(domain).items():
            concepts.setdefault(key, concept)
        for name, key in _names(domain).items():
            names[name] = tuple(dict.fromkeys((*names.get(name, ()), key)))
    return Known(concepts, names)


# what the strings of a concept look like
_SHAPES: Mapping[str, re.Pattern[str]] = {
    name: re.compile(shape)
    for name, shape in {
        "proper": r"[^\W\d_a-zà-ýß][^\d@_]*",
        "coded": r"[^\s@]*\d[^\s@]*",
        "common": r"[^\W\d_][^\d@]*",
        "email": r"[^\s@]+@[^\s@]+",
        "machine": r"[a-z][a-z.-]*",
        "phone": r"\+?[\d ()/.-]{6,}",
        "titled": r"(?![A-Z]+-\d+$)[^\W\d_a-zà-ýß][^@_]*",
        "quoted": r"\S+ .*\S",
    }.items()
}
