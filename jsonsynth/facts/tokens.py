"""The words of a text: what each is in its language by itself, whatever stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat

from jsonsynth.facts.figures import may_be_number
from jsonsynth.facts.languages import SAYS, STEM, Language, language_of
from jsonsynth.facts.lexicon import BEGINNING, beginnings
from jsonsynth.facts.whens import DATED

__all__ = ["ARROWS", "KINDS", "STRIPPED", "Token", "bare_words", "ends", "opens_box", "places", "tokens"]

STRIPPED = ".,;:!?()[]\"'’“”„«»*|_"
_ENDS = ".!?;¶|"
_OPENING = ":]*"
_SHORT = frozenset(
    (
        "st.",
        "dr.",
        "mr.",
        "mrs.",
        "no.",
        "nr.",
        "ca.",
        "approx.",
        "sr.",
        "sra.",
        "m.",
        "n.",
        "nº.",
        "c.",
        "tel.",
        "temp.",
        "lat.",
        "lon.",
        "long.",
        "ref.",
        "e.g.",
        "z.",
        "z.b.",
        "b.",
        "p.ex.",
        "p.ej.",
        "p.es.",
        "num.",
        "núm.",
        "abs.",
        "max.",
        "min.",
    )
)
_LIKE_NAME = re.compile(r"[^\W\d_a-zà-ýß][\w'’-]*[^\W\d_A-ZÀ-Ý][\w'’-]*")
_LIKE_CODE = re.compile(
    r"(?=\S*[^\W\d_])(?:\w[\w-]*[_.@]\w[\w.@-]*|(?=\S*[\dA-Z])\w+(?:-\w+)+|\w*\d\w*[A-Z]\w*|[A-Z]\w*\d\w*|(?=[a-z0-9]*\d[a-z0-9]*\d)[a-z0-9]{6,})"
)
_MARK = re.compile("[\ue000-\uf8ff]")
_JOINED = re.compile(r"[a-zà-ÿ]-[A-ZÀ-Ý]")  # "Saint-Jareux" is a name wherever it stands
ARROWS = frozenset(("->", "→", "=>", "⇒"))
_ARROW: Mapping[str, int] = {"": SAYS["arrow"]}
_NOTHING: Mapping[str, int] = {}
_MOVED = SAYS["moves"]
_MOVING = SAYS["from"] | SAYS["to"] | _MOVED
_MOST = 16384  # words that are kept of a language


# What a word may be, so that the others need no second look: a number may begin with it; a name or a code may; it is
# the end of a name whose value stands behind it; it says more of how a text stands by a value than that it was moved;
# it says that; it is a date; it has marks of masked strings; it begins with one; it may be a name inside a sentence; it
# begins as words do that are cues of anything; a phrase begins with it by which the text states nothing; one does that
# makes another of a value.
KINDS = (
    "numbers",
    "begins",
    "opens",
    "doubts",
    "moves",
    "dated",
    "marked",
    "strings",
    "names",
    "begun",
    "unsays",
    "differs",
)


@dataclass(slots=True, eq=False)
class Token:
    """A word as it stands (``raw``), and ``bare``: in lower case, without the marks around it.

    ``inner``: the word without these marks. ``ends``: a sentence, a line or a box ends behind it; ``opens``: it is the
    end of a name whose value stands behind it. ``parts``: what begins behind it is no name inside a sentence.
    ``function``: a small word of the language; ``particle``: one of a name. ``named`` and ``coded``: its inner looks
    like a name, like a code; ``whole``: all of it looks like a name or a word with a capital. ``number``: a number may
    begin with it. ``says``: the bits (:data:`~jsonsynth.facts.languages.SAYS`) of the lists about how a text stands by
    a value that have a phrase which begins with it, by the phrase's second word, and ``says_behind`` those of phrases
    whose second word it is, by the first; ``differs``: the same of the lists of
    :data:`~jsonsynth.facts.languages.DIFFERS`. ``comma`` and ``colon``: it ends in
    one. ``link``: it joins two parts of a sentence; ``edge``: it ends in a mark that ends one. ``strange``: it is
    neither a small word nor a number, nor known to leave a value as it is. ``kinds``: which of :data:`KINDS` it is.
    """

    bare: str  # what is asked of each word comes first: the whole of it would fill several lines of a cache
    kinds: tuple[int, ...]
    raw: str
    inner: str
    ends: bool
    opens: bool
    parts: bool
    function: bool
    particle: bool
    named: bool
    coded: bool
    whole: bool
    number: bool
    says: Mapping[str, int]
    says_behind: Mapping[str, int]
    differs: Mapping[str, int]
    comma: bool
    colon: bool
    link: bool
    edge: bool
    strange: bool


def ends(word: str) -> bool:
    """Say whether a sentence, a line or a box ends behind a word."""
    if word[-1] not in _ENDS or word == ".":
        return False
    return len(word) == 1 or word[-1] != "." or word.lower().lstrip("(") not in _SHORT


def opens_box(word: str) -> bool:
    """Say whether a word is the end of a name whose value stands behind it."""
    return word[-1] == ":" or (word[-1] in "]*" and (word[0] in "[*" or len(word) > 1))


def bare_words(text: str) -> list[str]:
    """Return the words of a text in lower case, without the marks around them."""
    return [*map(str.strip, text.lower().split(), repeat(STRIPPED))]


_NUMBER, _STRING = (1 << KINDS.index(kind) for kind in ("numbers", "strings"))


class _Words(dict[str, Token]):
    """The words met in a language, each read once."""

    def __init__(self, language: Language, begun: Mapping[str, tuple[str, ...]]) -> None:
        self._language, self._begun = language, begun

    def __missing__(self, word: str) -> Token:
        if len(self) > _MOST:
            self.clear()
        shape = word if word.isalpha() else word.translate(_ZEROS)
        token = _token(word, self._language, self._begun) if shape == word else _alike(self[shape], word)
        self[word] = token
        return token


# words that differ by their digits alone are the same but for these, and are read once
_ZEROS = str.maketrans("123456789", "000000000")


def _alike(shape: Token, word: str) -> Token:
    """The token of a word from that of the word with zeros for its digits."""
    inner = word.strip(STRIPPED)
    bare = inner.lower()
    return Token(
        inner if bare == inner else bare,
        shape.kinds,
        word,
        inner,
        shape.ends,
        shape.opens,
        shape.parts,
        shape.function,
        shape.particle,
        shape.named,
        shape.coded,
        shape.whole,
        shape.number,
        shape.says,
        shape.says_behind,
        shape.differs,
        shape.comma,
        shape.colon,
        shape.link,
        shape.edge,
        shape.strange,
    )


def _token(word: str, spoken: Language, begun: Mapping[str, tuple[str, ...]]) -> Token:
    inner = word.strip(STRIPPED)
    bare = inner.lower()
    bare = inner if bare == inner else bare  # which is the word itself where nothing stands around it
    last = word[-1]
    named = not "a" <= inner[:1] <= "z" and _LIKE_NAME.fullmatch(inner) is not None
    coded = _is_coded(inner, bare)
    closes = last in _ENDS and ends(word)
    says = spoken.says.get(bare, _ARROW if bare in ARROWS or word in ARROWS else _NOTHING)
    behind = spoken.says_behind.get(bare, _NOTHING)
    differs = _differing(bare, spoken)
    bits = (
        _bits(word, inner, bare, spoken, named or coded, (*says.values(), *behind.values()))
        | bare.startswith(begun.get(bare[:BEGINNING], ())) << 9
        | (bare in spoken.unsays) << 10
        | (len(differs) > 0) << 11
    )
    return Token(
        bare,
        _KINDS_OF[bits],
        word,
        inner,
        closes,
        bits & 4 > 0,
        closes or last in ":*" or word == "-",
        bare in spoken.function,
        bare in spoken.words["particles"],
        named,
        coded,
        named and inner == word and _JOINED.search(word) is None,
        bits & 1 > 0,
        says,
        behind,
        differs,
        last == ",",
        last == ":",
        bare in spoken.words["links"],
        closes or last in ",:",
        not (coded or bits & (_NUMBER | _STRING)) and _is_strange(bare, spoken),
    )


def _is_coded(inner: str, bare: str) -> bool:
    """Whether a word looks like a code, which has letters and more."""
    plain = inner.isalpha() or (inner.isascii() and bare == inner.upper())
    return not plain and _LIKE_CODE.fullmatch(inner) is not None


def _is_strange(bare: str, spoken: Language) -> bool:
    """Whether a word is no small one and none that leaves a value as it is."""
    known = len(bare) < _LEAST or bare in spoken.plain or bare in spoken.function
    return not known and bare.replace("-", "").isalpha()


_LEAST = 2  # letters; one alone is elided or a mark


def _differing(bare: str, spoken: Language) -> Mapping[str, int]:
    """Return the bits by the second word of the phrases that a word begins, by itself or by its own beginning."""
    found = spoken.differs.get(bare, _NOTHING)
    for stem, bit in spoken.stems.get(bare[:STEM], ()):
        found = {**found, "": found.get("", 0) | bit} if bare.startswith(stem) else found
    return found


def _bits(word: str, inner: str, bare: str, spoken: Language, looks: bool, says: Iterable[int]) -> int:
    """Return a bit for each kind that a word is, but the last three. ``looks``: it looks like a name or a code."""
    string, function, capital = bare >= "\ue000", bare in spoken.function, word[0].isupper()
    small = function or (inner.isalpha() and not capital)
    begins = looks and not (string or small or inner.casefold() in spoken.function)
    told = 0
    for bits in says:
        told |= bits
    marked = not inner.isascii() and _MARK.search(bare) is not None
    return (
        may_be_number(word, bare, spoken)
        | begins << 1
        | (word[-1] in _OPENING and opens_box(word)) << 2
        | (told & ~_MOVING > 0) << 3
        | (told & _MOVED > 0) << 4
        | (DATED in inner) << 5
        | marked << 6
        | string << 7
        | (capital and not (function or word.isupper())) << 8
    )


# the kinds of a word, by the number that has a bit for each
_KINDS_OF = [tuple([kind for kind in range(len(KINDS)) if bits >> kind & 1]) for bits in range(1 << len(KINDS))]


@lru_cache(maxsize=8)
def _words(name: str) -> _Words:
    return _Words(language_of(name), beginnings(name))


def tokens(words: Sequence[str], name: str) -> list[Token]:
    """Return what some words are in a language; in English where its name is ``""``."""
    return [*map(_words(name).__getitem__, words)]


def places(words: Iterable[Token]) -> tuple[list[int], ...]:
    """Return where the words of each of :data:`KINDS` stand."""
    found: tuple[list[int], ...] = ([], [], [], [], [], [], [], [], [], [], [], [])
    for place, word in enumerate(words):
        if word.kinds:
            for kind in word.kinds:
                found[kind].append(place)
    return found
