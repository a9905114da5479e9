"""The words that tell which of several values is which: one file of cues a domain and language, read here only.

A file is cut into concepts: ``[key kind options]``, kinds text, number, date, list, flag, enum, currency. Below stand
``names`` (of members, compared without case, accents and separators), ``cues`` (``x>`` counts before a value, ``<x``
behind it, ``x`` on both sides; ``a_b`` are two words, ``x*`` a beginning, ``x~`` a weak one), and for flags ``yes``
and ``no`` (patterns). A concept without a kind is known from the domain's English file or from ``common``.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from pathlib import Path

from jsonsynth.facts.languages import LANGUAGES, languages, parted, words_of

__all__ = [
    "NO_CUES",
    "Concept",
    "Cue",
    "Cues",
    "Known",
    "Lexicon",
    "evidence",
    "knowing",
    "known_in",
    "lexicon",
    "likeliest",
    "most_knowing",
    "plain_name",
]

_FOLDER = Path(__file__).parent / "cues"
_COMMON = "common"


@dataclass(frozen=True, slots=True)
class Concept:
    """What a field can mean.

    ``free``: a text is about it and needs no cue. ``ordinal``: its numbers may be said as ordinals. ``shape``: what its
    strings look like, the name of one of the shapes below.
    """

    key: str
    kind: str
    free: bool
    ordinal: bool
    shape: str

    def fits(self, value: str) -> bool:
        """Say whether a string looks like one of the concept."""
        return not self.shape or _SHAPES[self.shape].fullmatch(value) is not None


@dataclass(slots=True, eq=False)
class Cue:
    """A concept that a word speaks for, if the words ``rest`` stand next to it, away from the value.

    ``kind``: the concept's. ``strength``: 2, or 1 for a small word, 0 for one that the file marks by ``~``.
    """

    concept: str
    kind: str
    rest: tuple[str, ...]
    strength: int


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
    for part in re.sub(r"(?m)^# .*\n", "", path.read_text("utf-8")).replace("\n  ", " ").split("\n["):
        head, _, body = part.strip().removeprefix("[").partition("]")
        if not head:
            continue
        key, *options = head.split()
        block = found.setdefault(key, _Block(key, tuple(options)))
        for line in body.strip().splitlines():
            name, _, words = line.partition(":")
            said = words.split(" | ") if name in ("yes", "no") else words.split()
            block.rows.setdefault(name, []).extend(one.strip() for one in said)
    return found


@lru_cache(maxsize=1)
def _domains() -> tuple[str, ...]:
    return tuple(sorted({path.stem.partition(".")[0] for path in _FOLDER.glob("*.txt")} - {_COMMON}))


@lru_cache(maxsize=256)
def _file(domain: str, language: str) -> Mapping[str, _Block]:
    return _blocks(_FOLDER / f"{domain}.{language}.txt")


@lru_cache(maxsize=64)
def _concepts(domain: str) -> Mapping[str, Concept]:
    """The concepts of a domain, by key: all that any of its files names."""
    keys = dict.fromkeys(key for language in ("en", *LANGUAGES) for key in _file(domain, language))
    return {key: _concept(key, domain) for key in keys}


def _concept(key: str, domain: str) -> Concept:
    for name in (domain, _COMMON):
        for language in ("en", *LANGUAGES):
            block = _file(name, language).get(key)
            if block is not None and block.options:
                kind, *options = block.options
                shape = next((option for option in options if option in _SHAPES), "")
                return Concept(key, kind, "free" in options, "ordinal" in options, shape)
    raise ValueError(f"cues of {domain}: no file says what kind {key!r} is")


def _rows(domain: str, key: str, language: str, name: str) -> Iterable[str]:
    """A list of a concept: the domain's own and the common one."""
    for source in (domain, _COMMON):
        block = _file(source, language).get(key)
        if block is not None:
            yield from block.rows.get(name, ())


@lru_cache(maxsize=16384)
def _cues(domain: str, key: str, language: str) -> tuple[str, ...]:
    """The cues of a concept; the names of its members are cues too where they are words of the texts' language."""
    names = _rows(domain, key, language, "names") if language != "en" else ()
    return (*_rows(domain, key, language, "cues"), *[f"{name}>" for name in names])


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
            for name in _rows(domain, key, language, "names"):
                found.setdefault(plain_name(name), key)
                found.setdefault(plain_name(name.translate(_SPELLED_OUT)), key)
    return found


_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})  # as German names are written in plain letters


_BYTES = 2  # a number that counts for each domain how many names it knows has so many for each


@lru_cache(maxsize=1)
def knowing() -> Mapping[str, Mapping[str, int]]:
    """Return, of each plain name and each kind of concept, what counts for the domains that know it as such a one."""
    found: dict[str, dict[str, int]] = {}
    for place, domain in enumerate(_domains()):
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
    known = memoryview(total.to_bytes(_BYTES * len(_domains()), sys.byteorder)).cast("H").tolist()
    most = max(known)
    if known.count(most) == 1:
        return (_domains()[known.index(most)],)
    return tuple([domain for domain, count in zip(_domains(), known, strict=True) if count == most])


@lru_cache(maxsize=512)
def _telling(domains: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """The domains, of some, that a word is a cue in; what most of them have tells nothing."""
    found: dict[str, dict[str, None]] = {}
    for domain in domains:
        for language in LANGUAGES:
            for word in lexicon((domain,), language).words:
                found.setdefault(word, {})[domain] = None
    return {word: tuple(known) for word, known in found.items() if 2 * len(known) <= len(domains)}


def likeliest(domains: tuple[str, ...], bare: Iterable[str]) -> tuple[str, ...]:
    """Return those of some domains whose cues a text's words are most often."""
    if len(domains) < 2:
        return domains
    telling = _telling(domains)
    counts = dict.fromkeys(domains, 0)
    for word in bare:
        for domain in telling.get(word, ()):
            counts[domain] += 1
    most = max(counts.values())
    return tuple(domain for domain in domains if counts[domain] == most)


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


Cues = tuple[tuple[Cue, ...], tuple[Cue, ...]]
NO_CUES: Cues = ((), ())
_MOST = 2048  # words that are kept of the texts about some domains


_Entry = tuple[str, bool, Cue]
"""A word, whether it is the beginning of one, and a cue."""


class _Table:
    """Cues by the word next to the value, and those that are the beginning of a word."""

    def __init__(self) -> None:
        self.whole: dict[str, list[Cue]] = {}
        self.begun: dict[str, list[Cue]] = {}

    def enter(self, entry: _Entry) -> None:
        """Add a cue of a word."""
        word, begins, cue = entry
        (self.begun if begins else self.whole).setdefault(word, []).append(cue)

    def of(self, word: str, starts: Iterable[str]) -> tuple[Cue, ...]:
        """Return the cues that a word is, and those that its beginnings are."""
        return (*self.whole.get(word, ()), *(cue for start in starts for cue in self.begun.get(start, ())))


class _Met(dict[str, Cues]):
    """The words met, each with the cues that it is, before and behind a value."""

    def __init__(self, words: Mapping[str, Cues], before: _Table, behind: _Table) -> None:
        self._words, self._before, self._behind = words, before, behind
        self._starts = tuple(dict.fromkeys((*before.begun, *behind.begun)))

    def __missing__(self, word: str) -> Cues:
        if len(self) > _MOST:
            self.clear()
        self[word] = found = self._begun(word) if word.startswith(self._starts) else self._words.get(word, NO_CUES)
        return found

    def _begun(self, word: str) -> Cues:
        starts = [word[:length] for length in range(len(word), 0, -1)]
        return self._before.of(word, starts), self._behind.of(word, starts)


@dataclass(slots=True, eq=False)
class Lexicon:
    """The cues of some domains in one language (``""``: in all of them).

    ``words``: the cues of each word that is one by itself, before and behind a value. ``flags``: the concepts that are
    true or false. ``longest``: the most words that a cue has beside its first.
    """

    concepts: Mapping[str, Concept]
    names: Mapping[str, tuple[str, ...]]
    words: Mapping[str, Cues]
    flags: frozenset[str]
    longest: int
    _domains: tuple[str, ...]
    _spoken: tuple[str, ...]
    _met: _Met

    def denied(self, flag: str) -> re.Pattern[str] | None:
        """Return what finds the words that deny a flag, if there are any."""
        return _any_of(self._domains, flag, self._spoken, "no")

    def affirmed(self, flag: str) -> re.Pattern[str] | None:
        """Return what finds the words that affirm a flag, if there are any."""
        return _any_of(self._domains, flag, self._spoken, "yes")

    def cues(self, word: str, behind: bool) -> tuple[Cue, ...]:
        """Return the cues that a word is, before or behind a value."""
        return self._met[word][behind]

    def cues_of(self, words: Sequence[str]) -> list[Cues]:
        """Return for each word the cues that it is: before a value, and behind one; NO_CUES where it is none."""
        return [*map(self._met.__getitem__, words)]


@lru_cache(maxsize=512)
def lexicon(domains: tuple[str, ...], language: str) -> Lexicon:
    """Return the cues of some domains in a language (``""``: in all of them)."""
    known = known_in(domains)
    before, behind = _Table(), _Table()
    spoken = (language,) if language else LANGUAGES
    longest = 0
    for key, concept in known.concepts.items():
        for one in spoken:
            for entry in dict.fromkeys(chain.from_iterable([_cues(domain, key, one) for domain in domains])):
                first, second, length = _entered(entry, key, concept.kind, one)
                longest = max(longest, length)
                if first is not None:
                    before.enter(first)
                if second is not None:
                    behind.enter(second)
    words = {
        word: (tuple(before.whole.get(word, ())), tuple(behind.whole.get(word, ())))
        for word in (*before.whole, *behind.whole)
    }
    flags = frozenset(key for key, concept in known.concepts.items() if concept.kind == "flag")
    met = _Met(words, before, behind)
    return Lexicon(known.concepts, known.names, words, flags, longest, domains, spoken, met)


_TELLING_ALL = 3  # so many words tell something even where each of them is small


@lru_cache(maxsize=32768)
def _entered(entry: str, key: str, kind: str, language: str) -> tuple[_Entry | None, _Entry | None, int]:
    """Read an entry of a concept: what it is before a value and behind one, and how many words a cue has beside one."""
    words = words_of(entry.strip("<>~"))
    small = len(words) < _TELLING_ALL and languages()[language].function.issuperset(words)
    strength = 0 if "~" in entry else 1 if small else 2
    before = None if entry[0] == "<" else _entry(words[-1], Cue(key, kind, words[-2::-1], strength))
    behind = None if entry[-1] == ">" else _entry(words[0], Cue(key, kind, words[1:], strength))
    return before, behind, len(words) - 1


def _entry(word: str, cue: Cue) -> _Entry:
    """A cue of a word, which ends in ``*`` if it is a beginning."""
    return word.rstrip("*"), word.endswith("*"), cue


@lru_cache(maxsize=1024)
def _any_of(domains: tuple[str, ...], key: str, spoken: tuple[str, ...], name: str) -> re.Pattern[str] | None:
    found = dict.fromkeys(
        one for language in spoken for domain in domains for one in _rows(domain, key, language, name)
    )
    said = (parted(one).replace("' ", " ") for one in sorted(found, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{'|'.join(said)})(?!\w)") if found else None


@lru_cache(maxsize=256)
def evidence(domains: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """The languages whose cue a word is, in these domains; what three or more share tells nothing."""
    found: dict[str, list[str]] = {}
    for language in LANGUAGES:
        for word in dict.fromkeys(word for domain in domains for word in lexicon((domain,), language).words):
            found.setdefault(word, []).append(language)
    return {word: tuple(names) for word, names in found.items() if len(names) < 3 and not _is_small(word, names)}


def _is_small(word: str, names: Sequence[str]) -> bool:
    """Whether a word is a small one of a language that is none of some."""
    return any(word in language.function for name, language in languages().items() if name not in names)


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
