"""The words of a text: what each is in its language by itself, whatever stands around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat

from jsonsynth.facts.figures import may_be_number
from jsonsynth.facts.languages import Language, languages
from jsonsynth.facts.whens import DATED

__all__ = ["ARROWS", "STRIPPED", "Token", "bare_words", "ends", "opens_box", "tokens"]

STRIPPED = ".,;:!?()[]\"'“”„«»*|_"
_ENDS = ".!?;¶|"
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
        "ref.",
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
_JOINED = re.compile(r"[a-zà-ÿ]-[A-ZÀ-Ý]")  # "Saint-Jareux" is a name wherever it stands
ARROWS = frozenset(("->", "→", "=>", "⇒"))
ARROWED = ("arrow",)  # what an arrow says of how a text stands by the value before it
_MOVING = frozenset(("from", "to", "moves"))
_MOST = 16384  # words that are kept of a language


@dataclass(slots=True, eq=False)
class Token:
    """A word as it stands (``raw``), and ``bare``: in lower case, without the marks around it.

    ``inner``: the word without these marks. ``ends``: a sentence, a line or a box ends behind it; ``opens``: it is the
    end of a name whose value stands behind it. ``odd``: it is a date, or none of plain letters in lower case.
    ``function``: a small word of the language; ``particle``: one of a name. ``named`` and ``coded``: its inner looks
    like a name, like a code; ``whole``: all of it looks like a name or a word with a capital; ``begins``: a name or a
    code may begin with it. ``number``: a number may begin with it. ``says``: the lists about how a text stands by a
    value that have a phrase which begins with it. ``marked``: it has marks of masked strings. ``telling``: any of odd,
    begins, number, opens and says holds, so that the others need no second look. ``capital``: its first letter is one,
    and not all are. ``comma`` and ``colon``: it ends in one. ``doubts``: it says more than that something moves.
    """

    raw: str
    bare: str
    inner: str
    ends: bool
    opens: bool
    odd: bool
    function: bool
    particle: bool
    named: bool
    coded: bool
    whole: bool
    begins: bool
    number: bool
    says: tuple[str, ...]
    marked: bool
    telling: bool
    capital: bool
    comma: bool
    colon: bool
    doubts: bool


def ends(word: str) -> bool:
    """Say whether a sentence, a line or a box ends behind a word."""
    return word[-1] in _ENDS and word != "." and (len(word) == 1 or word[-1] != "." or word.lower() not in _SHORT)


def opens_box(word: str) -> bool:
    """Say whether a word is the end of a name whose value stands behind it."""
    return word[-1] == ":" or (word[-1] in "]*" and (word[0] in "[*" or len(word) > 1))


def bare_words(text: str) -> list[str]:
    """Return the words of a text in lower case, without the marks around them."""
    return [*map(str.strip, text.lower().split(), repeat(STRIPPED))]


class _Words(dict[str, Token]):
    """The words met in a language, each read once."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def __missing__(self, word: str) -> Token:
        if len(self) > _MOST:
            self.clear()
        token = self[word] = _token(word, self._language)
        return token


def _token(word: str, spoken: Language) -> Token:
    inner, bare = word.strip(STRIPPED), word.lower().strip(STRIPPED)
    function = bare in spoken.function
    named = _LIKE_NAME.fullmatch(inner) is not None
    coded = not inner.isalpha() and _LIKE_CODE.fullmatch(inner) is not None
    plain = bare.isalpha() and not word[0].isupper()
    odd = not (word.islower() and word.isascii()) or DATED in word
    begins = (named or coded) and not (plain or function or bare >= "\ue000" or inner.casefold() in spoken.function)
    number, says, opens = may_be_number(word, bare, spoken), spoken.says.get(bare, ()), opens_box(word)
    says = ARROWED if says == () and (bare in ARROWS or word in ARROWS) else says
    return Token(
        word,
        bare,
        inner,
        ends(word),
        opens,
        odd,
        function,
        bare in spoken.words["particles"],
        named,
        coded,
        named and inner == word and _JOINED.search(word) is None,
        begins,
        number,
        says,
        odd and any("\ue000" <= char <= "\uf8ff" for char in bare),
        odd or begins or number or opens or bool(says),
        word[0].isupper() and not word.isupper(),
        word[-1] == ",",
        word[-1] == ":",
        not _MOVING.issuperset(says),
    )


@lru_cache(maxsize=8)
def _words(name: str) -> _Words:
    return _Words(languages()[name or "en"])


def tokens(words: Sequence[str], name: str) -> list[Token]:
    """Return what some words are in a language; in English where its name is ``""``."""
    return [*map(_words(name).__getitem__, words)]
