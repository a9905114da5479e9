"""What the verifier knows of each language it reads: one file of words a language, which nothing else reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from pathlib import Path

__all__ = [
    "DIFFERS",
    "LANGUAGES",
    "SAYS",
    "STEM",
    "Language",
    "Phrases",
    "language_of",
    "languages",
    "parted",
    "phrases",
    "words_of",
]

_FOLDER = Path(__file__).parent
LANGUAGES: tuple[str, ...] = tuple(sorted(path.stem for path in _FOLDER.glob("*.txt")))

Unsaying = tuple[int, list[str], str]
"""The place of a word in a phrase, the phrase, and the list that has it."""
Phrases = Mapping[str, tuple[tuple[str, ...], ...]]
"""Phrases of one or more words, by their first word; the longest comes first."""


# it begins with the apostrophe, so that the search skips quickly over letters
_ELIDED = re.compile(
    r"['’](?:(?<=(?<!\w)[ldsncmtj].)|(?<=(?<!\w)qu.)|(?<=(?<!\w)all.)|(?<=(?<!\w)(?:dell|dall|nell|sull).))(?=[\w\ue000-\uf8ff])",
    re.IGNORECASE,
)


def parted(text: str) -> str:
    """Part a word from the elided one before it: ``"l'hôtel"`` -> ``"l' hôtel"``."""
    return _ELIDED.sub(r"\g<0> ", text) if "'" in text or "’" in text else text


def words_of(entry: str) -> tuple[str, ...]:
    """Return the words of an entry of a file, in which ``_`` joins them, as those of a text are read."""
    if "'" not in entry:
        return tuple(filter(None, entry.split("_"))) or (entry,)
    return tuple(word.rstrip("'’") if len(word) > 1 else word for word in parted(entry.replace("_", " ")).split())


def phrases(entries: Iterable[str]) -> Phrases:
    """Sort phrases whose words are joined by ``_`` under their first word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for entry in entries:
        words = words_of(entry)
        found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(all_, key=lambda one: (-len(one), one))) for first, all_ in found.items()}


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """The words of a language.

    ``function``: small words, which stand beside a value without being a part of it; ``marks``: those that tell the
    language. ``compound``: number words are written together; ``twenties``: ninety is four twenties and ten. ``added``
    and ``times``: number words that add and multiply; ``joins``: the word between two parts of a number, and what the
    part before must reach. ``measures``: the unit that a word names. ``plain``: words that leave a value in their
    clause what it is. ``words``: every other list, as :data:`Phrases`. ``says``: by the first word of a phrase, and by
    its second one, ``""`` where it has none, the bits (:data:`SAYS`) of the lists about how a text stands by a value
    that have it; ``says_behind``: the same by the second word, and by the first one, of phrases whose first word is the
    more frequent. ``differs``: as ``says``, of the lists of :data:`DIFFERS`; ``stems``: by the letters they begin with,
    the beginnings of words that these have (``exceed*``), and their bits. ``unsays``: the phrases by which it states
    nothing, by their rarest word, the longest first.
    """

    name: str
    function: frozenset[str]
    marks: frozenset[str]
    articles: frozenset[str]
    decimal: str
    compound: bool
    twenties: bool
    added: Mapping[str, int]
    times: Mapping[str, int]
    joins: tuple[str, int]
    ordinals: Mapping[str, int]
    suffixes: frozenset[str]
    measures: Mapping[str, str]
    plain: frozenset[str]
    words: Mapping[str, Phrases]
    says: Mapping[str, Mapping[str, int]]
    says_behind: Mapping[str, Mapping[str, int]]
    differs: Mapping[str, Mapping[str, int]]
    stems: Mapping[str, Sequence[tuple[str, int]]]
    unsays: Mapping[str, Sequence[Unsaying]]


def _rows(text: str) -> dict[str, list[str]]:
    """The file's lists; ``more`` goes on with the list above it."""
    rows: dict[str, list[str]] = {}
    last = ""
    for line in re.sub(r"(?m)^# .*\n", "", text).replace("\n  ", " ").splitlines():
        name, _, body = line.partition(": ")
        rows.setdefault(f"{last} more" if name == "more" else name, []).extend(body.split())
        last = last if name == "more" else name
    return rows


def _numbered(words: Sequence[str], first: int, step: int) -> dict[str, int]:
    return {word: number * step for number, word in enumerate(words, first)}


def _equated(pairs: Iterable[str]) -> dict[str, int]:
    cut = (pair.partition("=") for pair in pairs)
    return {word: int(value) for word, _, value in cut}


_PLAIN = (
    "function",
    "marks",
    "articles",
    "decimal",
    "compound",
    "twenties",
    "units",
    "tens",
    "hundreds",
    "times",
    "joins",
    "measures",
    "plain",
)


# the lists that say how a text stands by what it says, and the arrow, which does too: a bit for each
SAYS: Mapping[str, int] = {
    name: 1 << place
    for place, name in enumerate(
        (
            "hedges",
            "offset",
            "postpones",
            "softens",
            "lessens",
            "hedged",
            "exact",
            "negates",
            "replaced",
            "repairs",
            "moves",
            "from",
            "to",
            "arrow",
            "denies",
            "turns",
            "ended",
            "neighbours",
        )
    )
}
# the lists of words that make another of a number, a date or an option: a bit for each
DIFFERS: Mapping[str, int] = {
    name: 1 << place for place, name in enumerate(("nots", "changes", "amounts", "compares", "scale", "than"))
}
# the lists by which a text states nothing, and of what looks like one of theirs and does not
_UNSAYS = ("recants", "disowns", "opening", "unreal", "holders", "asserts")


def _language(name: str) -> Language:
    rows = _rows((_FOLDER / f"{name}.txt").read_text("utf-8"))
    added = {
        **_numbered(rows["units"], 0, 1),
        **_numbered(rows["tens"], 2, 10),
        **_numbered(rows.get("hundreds", ()), 1, 100),
    }
    for part in ("units", "tens", "hundreds"):
        added |= _equated(rows.get(f"{part} more", ()))
    ordinals = _numbered(rows["ordinals"], 1, 1) | _numbered(rows.get("feminine", ()), 1, 1)
    cut = (entry.partition("=") for entry in rows["measures"])
    word, _, least = rows["joins"][0].partition(">")
    words = {key: phrases(rows.get(key, ())) for key in (*_UNSAYS, *rows) if key not in _PLAIN}
    function = frozenset(word.rstrip("'") for word in (*rows["function"], *rows["verbs"]))
    rarity = _rarity(function)
    says, behind = _says(words, rarity)
    return Language(
        name=name,
        function=function,
        marks=frozenset(rows["marks"]),
        articles=frozenset(rows["articles"]),
        decimal=rows["decimal"][0],
        compound="compound" in rows,
        twenties="twenties" in rows,
        added=added,
        times={word: factor for word, factor in _equated(rows["times"]).items() if factor},
        joins=(word, int(least)),
        ordinals=ordinals | _equated(rows.get("others", ())),
        suffixes=frozenset(rows["suffixes"]),
        measures={word: unit for words, _, unit in cut for word in words.split(",")},
        plain=frozenset(rows.get("plain", ())),
        words=words,
        says=says,
        says_behind=behind,
        differs=_differs(words),
        stems=_stems(words),
        unsays=_unsays(words, rarity),
    )


Rarity = Callable[[str], tuple[bool, bool, int]]
"""What sorts words by how rare they are."""


def _rarity(function: Container[str]) -> Rarity:
    """Return what tells of a word how rare it is in a language: small ones are not, nor are short ones."""
    return lambda word: (word not in function, word not in _FREQUENT, len(word))


# the small words that texts have most often, of all languages
_FREQUENT = frozenset(
    (
        *(
            "a",
            "and",
            "at",
            "by",
            "for",
            "from",
            "has",
            "in",
            "is",
            "it",
            "of",
            "on",
            "that",
            "the",
            "to",
            "was",
            "with",
        ),
        *(
            "das",
            "der",
            "die",
            "ist",
            "um",
            "und",
            "zu",
            "e",
            "el",
            "en",
            "es",
            "la",
            "y",
            "et",
            "est",
            "le",
            "les",
            "à",
        ),
        *("il", "è", "o", "un", "una", "de", "que", "se", "é"),
    )
)
Says = dict[str, dict[str, int]]


STEM = 3
"""So many letters of a word tell whether it may begin as a word of a list does."""


def _stems(words: Mapping[str, Phrases]) -> dict[str, list[tuple[str, int]]]:
    """Sort the beginnings of words under their first letters."""
    found: dict[str, list[tuple[str, int]]] = {}
    for listed, bit in DIFFERS.items():
        for word in words[listed]:
            if word[-1] == "*":
                found.setdefault(word[:STEM], []).append((word[:-1], bit))
    return found


def _differs(words: Mapping[str, Phrases]) -> dict[str, dict[str, int]]:
    """Sort the phrases of up to two words under their first and their second, ``""`` where they have none."""
    found: dict[str, dict[str, int]] = {}
    for listed, bit in DIFFERS.items():
        for first, *rest in chain.from_iterable(words[listed].values()):
            says = found.setdefault(first, {})
            second = "".join(rest[:1])
            says[second] = says.get(second, 0) | bit
    return found


def _says(words: Mapping[str, Phrases], rarity: Rarity) -> tuple[Says, Says]:
    found: Says = {}
    behind: Says = {}
    for listed, bit in SAYS.items():
        for first, *rest in chain.from_iterable(words.get(listed, {}).values()):
            second = rest[0] if rest else ""
            turned = bool(rest) and rarity(second)[:2] > rarity(first)[:2]
            says, other = (behind.setdefault(second, {}), first) if turned else (found.setdefault(first, {}), second)
            says[other] = says.get(other, 0) | bit
    return found, behind


def _unsays(words: Mapping[str, Phrases], rarity: Rarity) -> dict[str, list[Unsaying]]:
    """Sort the phrases under their rarest words, and what asserts under theirs."""
    found: dict[str, list[Unsaying]] = {}
    for listed in _UNSAYS:
        for phrase in chain.from_iterable(words[listed].values()):
            rarest = max(phrase, key=rarity)
            for place, word in enumerate(phrase):
                if word in found if listed == "asserts" else word == rarest:
                    found.setdefault(word, []).append((place, [*phrase], listed))
    return {word: sorted(said, key=lambda one: -len(one[1])) for word, said in found.items()}


@lru_cache(maxsize=1)
def languages() -> Mapping[str, Language]:
    """Read all languages."""
    return {name: _language(name) for name in LANGUAGES}


@lru_cache(maxsize=8)
def language_of(name: str) -> Language:
    """Return a language; for ``""``, a text that does not tell its own, English that leaves unsaid what any does."""
    if name:
        return languages()[name]
    english, all_ = languages()["en"], languages().values()
    words = {
        **english.words,
        **{key: _merged(one.words[key] for one in all_) for key in (*_UNSAYS, *_MERGED)},
    }
    words["unreal"] = {word: said for word, said in words["unreal"].items() if word not in _OTHERWISE}
    small = [word for one in all_ for word in sorted(one.function)]
    words["trails"] = _merged([*(one.words["trails"] for one in all_), phrases(small)])
    words["opening"] = {**words["opening"], "si": (("si",),)}
    measures = dict(chain.from_iterable(one.measures.items() for one in all_))
    rarity = _rarity(english.function)
    says, behind = _says(words, rarity)
    unsays = _unsays(words, rarity)
    return replace(
        english,
        words=words,
        says=says,
        says_behind=behind,
        differs=_differs(words),
        stems=_stems(words),
        unsays=unsays,
        measures=measures,
        plain=frozenset(chain.from_iterable((one.plain | one.function) for one in all_)),
    )


_MERGED = ("minus", "repairs", "lapsed", "changes", "amounts", "compares", "scale", "fractions")
# what is a small word or a noun in another language, wherever it does not open a sentence
_OTHERWISE = frozenset(("log", "se", "si"))


def _merged(lists: Iterable[Phrases]) -> Phrases:
    return phrases("_".join(phrase) for one in lists for phrase in chain.from_iterable(one.values()))
