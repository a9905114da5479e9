"""A text as the verifier reads it: its language, its words, and what in it may be a value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from jsonsynth.facts.asserted import Unasserted, unasserted
from jsonsynth.facts.figures import Number, numbers, ungrouped
from jsonsynth.facts.languages import SAYS, Language, language_of, languages, parted
from jsonsynth.facts.lexicon import NO_CUES, Cues, Lexicon
from jsonsynth.facts.request import Request
from jsonsynth.facts.tokens import KINDS, Token, places, tokens
from jsonsynth.facts.whens import When, dates_masked

__all__ = ["MARK", "Reading", "is_named", "read"]

_OF_CLAUSES = SAYS["denies"] | SAYS["turns"] | SAYS["ended"]
_OF_VALUES = ~_OF_CLAUSES
_NAMES = KINDS.index("names")
MARK = 0xE000  # private use: a string that was found becomes one character

Values = Sequence[tuple[object, str]]


@dataclass(slots=True)
class Reading:
    """A text, read with a label's strings masked: words, the same bare, numbers, dates and where these stand.

    ``tokens``: what each word is by itself; ``cues``: those that it is, before and behind a value. ``taken``: the
    places of words that are values (numbers, dates, strings) or names. ``marks``: where each mark stands, and
    ``marked``: where any does. ``context``: where a phrase about how a text stands by a value may begin, or an arrow
    stands, and what its word says, and ``turns``: the same of those by which a clause takes it back. ``unasserted``:
    where it states nothing; ``moves``: something may have been moved.
    ``differs``: where a phrase may begin that makes another of a value.
    ``begins``: where a name or a code may begin; ``opens``: where the names of boxes end. ``boxes``: what those
    may mean that were asked for, by the place behind their names. ``values``: the label's strings, each with what it is
    asked for. ``asked``: the instruction.
    """

    text: str
    words: Sequence[str]
    bare: Sequence[str]
    tokens: Sequence[Token]
    cues: Sequence[Cues]
    language: Language
    lexicon: Lexicon
    numbers: Sequence[Number]
    whens: Sequence[tuple[int, When]]
    taken: Set[int]
    marks: Mapping[str, Sequence[int]]
    marked: Sequence[int]
    context: Sequence[tuple[int, int]]
    turns: Sequence[tuple[int, int]]
    unasserted: Unasserted | None
    moves: bool
    differs: Sequence[int]
    begins: Sequence[int]
    opens: Sequence[int]
    boxes: dict[int, tuple[str, ...]]
    values: Values
    asked: Request

    def is_cue(self, place: int) -> bool:
        """Say whether a word tells what a value before or behind it is."""
        return self.cues[place] is not NO_CUES


def read(
    text: str, name: str, known: Lexicon, asked: Request, with_numbers: bool = True, values: Values = ()
) -> Reading:
    """Read a text in the language of a name; masked are its strings, ``values``, each with what it is asked for."""
    language = languages().get(name)
    spoken = language_of(name)
    rest, whens = dates_masked(text, language, asked.reference)
    words = _spaced(rest, name, with_numbers).split()
    read_words = tokens(words, name)
    bare = [one.bare for one in read_words]
    counted, begins, opens, doubts, moves, dated, marked, strings, named, begun, unsays, differs = places(read_words)
    cues = known.cues_of(bare, begun)
    found = numbers(words, bare, language, counted) if with_numbers and counted else []
    taken = {*dated, *strings}.union(*[range(one.start, one.end) for one in found if not one.vague])
    taken.update([place for place in named if spoken.name != "de" and _is_name(read_words, cues, place)])
    context = _context(read_words, bare, doubts) if doubts else ()
    return Reading(  # in order: with names it takes four times as long
        rest,
        words,
        bare,
        read_words,
        cues,
        spoken,
        known,
        found,
        list(zip(dated, whens, strict=False)) if whens else (),
        taken,
        _marks(bare, marked) if marked else {},
        marked,
        [one for one in context if one[1] & _OF_VALUES] if context else (),
        [one for one in context if one[1] & _OF_CLAUSES] if context else (),
        unasserted(read_words, bare, unsays, spoken) if unsays else None,
        bool(moves),
        differs,
        begins,
        opens,
        {},
        values,
        asked,
    )


def _spaced(text: str, name: str, with_numbers: bool) -> str:
    """Part what stands close together, and the lines."""
    spaced = _KEY.sub(_key_apart, text.replace(" = ", " : ")) if "=" in text else text
    if "\n" in spaced:
        spaced = spaced.replace("\n", " ¶ ")
    if with_numbers:
        spaced = ungrouped(spaced.replace("-year-old", " year old"), name == "fr")
        spaced = _ORDINAL.sub(r"\1", spaced) if name == "de" else spaced
    return parted(spaced)


# "der 7. Stock" ends no sentence; it begins with a digit, so that the search skips quickly over letters
_ORDINAL = re.compile(
    r"([0-9](?:(?<=\b(?:[Dd](?:ie|er|as|em|en)|[Zz]u[mr]|[Ii]ns) .)|(?<=\b[AaIi]m .))\d{0,2})\.(?= [A-ZÄÖÜ])"
)


def _marks(bare: Sequence[str], marked: Iterable[int]) -> dict[str, list[int]]:
    """Where each mark stands."""
    found: dict[str, list[int]] = {}
    for place in marked:
        for char in bare[place]:
            if "\ue000" <= char <= "\uf8ff":
                found.setdefault(char, []).append(place)
    return found


def _context(words: Sequence[Token], bare: Sequence[str], doubts: Iterable[int]) -> list[tuple[int, int]]:
    """Where a phrase about how the text stands by a value begins, by its first two words, and what that says."""
    found: list[tuple[int, int]] = []
    for place in doubts:
        word = words[place]
        said = word.says
        says = said.get("", 0) | (said.get(bare[place + 1], 0) if place + 1 < len(bare) else 0)
        if says:
            found.append((place, says))
        if place and bare[place - 1] in word.says_behind:
            found.append((place - 1, word.says_behind[bare[place - 1]]))
    return found


def _is_name(words: Sequence[Token], cues: Sequence[Cues], place: int) -> bool:
    """Whether a word that may be a name inside a sentence is one, and none that tells what a value is."""
    return place > 0 and not words[place - 1].parts and cues[place] is NO_CUES


def is_named(reading: Reading, place: int) -> bool:
    """Say whether a number is a part of the name before it: "Studio 54"."""
    before = place - 1
    if before not in reading.taken or not reading.words[before].isalpha() or reading.language.name == "de":
        return False
    return _NAMES in reading.tokens[before].kinds and _is_name(reading.tokens, reading.cues, before)


_KEY = re.compile(r"\b(?<![.-])(\w[\w.-]*)=")


def _key_apart(found: re.Match[str]) -> str:
    """A log line's ``key_name=value`` as words: it ends what stands before."""
    return " ; " + re.sub(r"(?<=[a-z])(?=[A-Z])|[_.-]", " ", found[1]).lower() + " : "
