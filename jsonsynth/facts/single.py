"""What stands in a text on its own: options, yes and no, currencies, and strings that a label lacks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from jsonsynth.examples import JSON, Problem
from jsonsynth.facts.another import is_compared
from jsonsynth.facts.boxes import ends_box, is_sentence, misfits
from jsonsynth.facts.clauses import doubted
from jsonsynth.facts.languages import Language
from jsonsynth.facts.meaning import Asked
from jsonsynth.facts.money import currencies
from jsonsynth.facts.reading import Reading
from jsonsynth.facts.roles import box_of, in_label, text_roles
from jsonsynth.facts.standing import is_asked, softened, standing
from jsonsynth.facts.strange import is_strange
from jsonsynth.facts.tokens import STRIPPED, Token

__all__ = ["SINGLY", "Unsaid", "unsaid"]


@dataclass(slots=True)
class Unsaid:
    """A capitalised run of words or a code that is no value of the label, and the concepts its cues speak for."""

    text: str
    roles: frozenset[str]
    cost: float
    place: int


def unsaid(reading: Reading) -> list[Unsaid]:
    """Find what may be a string of a field and is none of the label's."""
    found: list[Unsaid] = []
    behind = 0
    for first in reading.begins:
        if first >= behind:
            place, run = _named(reading, first)
            behind = place + len(run)
            found += [_unsaid(reading, place, run, words) for words in _parts(run)] if run else []
    return found


def _named(reading: Reading, first: int) -> tuple[int, Sequence[Token]]:
    """The name or code that begins at a word, and its place: nothing where it is a noun, a label or a cue."""
    words = reading.tokens
    if first and words[first - 1].particle and _begins_name(reading, first - 2):
        return first, ()
    opening = _begins_sentence(reading, first)
    if opening and _goes_on(words, first + 1):
        return first, ()
    place, run = first, _run(words, first)
    nouns = len(run) > 1 and reading.language.name == "de"
    if reading.is_cue(first) and (opening or nouns or _begins_line(reading, first)):
        place, run = first + 1, run[1:]
        while run and run[0].particle:
            place, run = place + 1, run[1:]
    while run and run[-1].inner == run[-1].bare and run[-1].particle:
        run.pop()
    lone = len(run) == 1 and (opening or reading.is_cue(first))
    return place, () if not run or lone or _is_noun(reading, place) or _is_label(reading, place, run) else run


def _is_label(reading: Reading, place: int, run: Sequence[Token]) -> bool:
    """Whether words belong to the name of a box, or are who speaks; a code before other words never is."""
    speaks = bool(run) and run[-1].raw[-1] == ":"
    return (speaks or not any(word.coded for word in run)) and in_label(reading, place + len(run))


def _parts(run: Sequence[Token]) -> list[Sequence[Token]]:
    """A name, and each code in it."""
    return [run] if len(run) == 1 else [run, *([word] for word in run if word.coded)]


def _unsaid(reading: Reading, place: int, run: Sequence[Token], words: Sequence[Token]) -> Unsaid:
    start = place + run.index(words[0])
    text = " ".join([word.inner for word in words])
    roles, cost = text_roles(reading, start, text, len(words))
    return Unsaid(text, roles, cost, start)


_ADJECTIVE = re.compile(r"[a-zäöüß]+(?:e|en|er|es|em)")


def _is_noun(reading: Reading, place: int) -> bool:
    """Whether a capitalised word is a German noun: an article, a number or an adjective stands before it."""
    if reading.language.name != "de" or not place or reading.tokens[place - 1].ends or reading.tokens[place].coded:
        return False
    before = reading.words[place - 1]
    return (
        reading.bare[place - 1] in reading.language.words["determiners"]
        or before[0].isdigit()
        or place - 1 in reading.taken
        or _ADJECTIVE.fullmatch(before) is not None
    )


def _goes_on(words: Sequence[Token], place: int) -> bool:
    """Whether a sentence goes on with a plain word: its first word is no name then, a cheap first look."""
    return place < len(words) and words[place].raw[0].islower() and not words[place].particle


def _begins_sentence(reading: Reading, place: int) -> bool:
    """Whether a capitalised word is no more than the first of a sentence."""
    if not reading.tokens[place].whole:
        return False
    return not place or reading.tokens[place - 1].ends or _begins_turn(reading, place)


def _begins_line(reading: Reading, place: int) -> bool:
    """Whether a word is the first behind who speaks."""
    return place > 0 and reading.words[place - 1].endswith(":") and not box_of(reading, place)


def _begins_turn(reading: Reading, place: int) -> bool:
    """Whether a word is the first that somebody says: "Guest: Had" is no name."""
    if not reading.words[place - 1].endswith(":") or (place > 1 and not reading.tokens[place - 2].ends):
        return False
    following = reading.words[place + 1 : place + 2]
    if not following or not (following[0][0].islower() or following[0][0].isdecimal()):
        return False
    return not box_of(reading, place) or (not reading.tokens[place + 1].particle and is_sentence(reading, place))


def _begins_name(reading: Reading, place: int) -> bool:
    """Whether a particle joins a word to a name: not a verb that begins a sentence, nor what tells a value."""
    if place < 0 or reading.tokens[place].function or reading.is_cue(place):
        return False
    return reading.words[place][0].isupper() or reading.bare[place] >= "\ue000"


def _joins(word: Token, following: Token) -> bool:
    """Whether a word goes on with a name: a particle before a capital, a known name before a code."""
    if word.bare >= "\ue000":
        return following.coded and word.raw[-1] not in STRIPPED
    return word.particle and word.inner == word.bare and following.raw[0].isupper()


def _run(words: Sequence[Token], place: int) -> list[Token]:
    """The capitalised words from a place on, or the code there; nothing if it is neither."""
    run: list[Token] = []
    for other in range(place, len(words)):
        word = words[other]
        if run and other + 1 < len(words) and _joins(word, words[other + 1]):
            run.append(word)
            continue
        if word.function or not (word.named or word.coded):
            break
        run.append(word)
        if word.raw[-1] in STRIPPED:
            break
    return run


def _option(asked: Asked, value: JSON, reading: Reading) -> Iterable[Problem]:
    name = asked.name
    said = _options_said(asked, reading)
    if value is None:
        if said:
            yield Problem("stated-but-missing", f"{name!r}: the text says {', '.join(sorted(said))}")
    elif value not in asked.field.options:
        yield Problem("option-differs", f"{name!r}: {value!r} is none of the values allowed")
    elif said == {value: False}:
        yield Problem("hedged", f"{name!r}: the text does not stand by {value!r}")
    elif said != {value: True}:
        yield Problem("option-differs", f"{name!r}: the text says {', '.join(sorted(said)) or 'none of them'}")


def _options_said(asked: Asked, reading: Reading) -> Mapping[str, bool]:
    """The options that the text stands by, each with whether all is known that is said with it."""
    places = _options_at(asked, reading)
    whole = [one for one in places if not any(_inside(one, other) for other in places)]
    starts = sorted(start for start, _, _ in whole)
    held = [one for one in whole if not standing(reading, one[0], one[1], starts, False)]
    if reading.turns:
        held = [one for one in held if not doubted(reading, one[0], one[1])]
    if reading.opens:
        held = [one for one in held if not misfits(reading, one[0], one[1], True)]
    held = [one for one in held if not is_compared(reading, one[0])]
    if "?" in reading.text:
        held = [one for one in held if not is_asked(reading, one[0], one[1])]
    said: dict[str, bool] = {}
    for start, end, option in held:
        if not _in_name(reading, start, end):
            said[option] = said.get(option, False) or not is_strange(reading, start, end)
    return said


def _options_at(asked: Asked, reading: Reading) -> list[tuple[int, int, str]]:
    """Where options stand: as they are, with blanks for ``_``, or by the words that map to them."""
    bare, said = reading.bare, {*reading.bare}
    places: list[tuple[int, int, str]] = []
    for words, option in _spellings(asked, reading.asked.words):
        first, count = words[0], len(words)
        place = -1
        for _ in range(bare.count(first)) if first in said else ():
            place = bare.index(first, place + 1)
            if tuple(bare[place : place + count]) == words:
                places.append((place, place + count, option))
    return places


def _in_name(reading: Reading, start: int, end: int) -> bool:
    """Whether an option's word is the first of a name: "Villa Calarosa"; of a German one that is not seen."""
    if reading.language.name == "de" or end - start > 1 or end == len(reading.words) or reading.tokens[start].ends:
        return False
    return reading.words[start].istitle() and reading.words[end][0].isupper()


def _inside(one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    """Whether one option's words are a part of another's: "open" in "open-plan"."""
    return other[0] <= one[0] and one[1] <= other[1] and other[1] - other[0] > one[1] - one[0]


def _spellings(asked: Asked, stand_for: Mapping[str, str]) -> Iterable[tuple[tuple[str, ...], str]]:
    for word, option in stand_for.items():
        if option in asked.field.options:
            yield tuple(word.casefold().split()), option
    for option in asked.field.options:
        yield from _spelled(option, option in stand_for.values())


@lru_cache(maxsize=4096)
def _spelled(option: str, mapped: bool) -> tuple[tuple[tuple[str, ...], str], ...]:
    """The words of an option: as it is, and with blanks for what joins them; for a dash, where no words map to it."""
    said = option.casefold()
    if ("_" in option or " " in option) and option.strip("_ "):
        return ((said,), option), (tuple(said.replace("_", " ").split()), option)
    return (
        (((said,), option), (tuple(said.split("-")), option)) if "-" in option and not mapped else (((said,), option),)
    )


def _flag(asked: Asked, value: JSON, reading: Reading) -> Iterable[Problem]:
    name = asked.name
    if asked.concepts.isdisjoint(reading.lexicon.flags):
        if value is not None:
            yield Problem("unproved", f"{name!r}: nothing is known about how a text says so")
        return
    said: dict[bool, bool] = {}
    for one in sorted(asked.concepts):
        _tell_flag(one, reading, said)
    if value is None and said:
        yield Problem("stated-but-missing", f"{name!r}: the text says so")
    elif isinstance(value, bool) and said == {value: False}:
        yield Problem("hedged", f"{name!r}: the text does not stand by {str(value).lower()}")
    elif isinstance(value, bool) and said != {value: True}:
        yield Problem("flag-differs", f"{name!r}: the text does not say {str(value).lower()}")


def _tell_flag(concept: str, reading: Reading, said: dict[bool, bool]) -> None:
    """Enter what a text says of a flag, with whether all is known that is said with it."""
    if concept not in reading.lexicon.flags:
        return
    answers = set(_answered(concept, reading))
    if answers:
        said.update(dict.fromkeys(answers, True))
        return
    bare = _asserted(reading)
    denied, affirmed = reading.lexicon.denied(concept), reading.lexicon.affirmed(concept)
    text = " ".join(bare)
    if denied is not None and _enter(reading, said, False, denied, text):
        text = denied.sub(_blank, text)
    if reading.context and (soft := softened(reading)):
        text = " ".join(["\x02" if place in soft else word for place, word in enumerate(text.split(" "))])
    if affirmed is not None:
        _enter(reading, said, True, affirmed, text)


def _enter(reading: Reading, said: dict[bool, bool], value: bool, told: re.Pattern[str], text: str) -> bool:
    """Enter a value if words that tell it stand in a text; say whether they do."""
    for found in told.finditer(text):
        start = text.count(" ", 0, found.start())
        end = start + found[0].count(" ") + 1
        denied = not _ends_denial(reading, start) and doubted(reading, start, end, 0)
        sure = not (denied or is_strange(reading, start, end))
        said[value] = said.get(value, False) or sure
    return value in said


def _ends_denial(reading: Reading, place: int) -> bool:
    """Whether a word is the second half of a French denial: "il n'est pas en ligne"."""
    return reading.language.name == "fr" and reading.bare[place] in reading.language.words["denies"]


def _blank(found: re.Match[str]) -> str:
    """As many words that mean nothing as were found."""
    return " ".join(["\x02"] * (found[0].count(" ") + 1))


def _asserted(reading: Reading) -> Sequence[str]:
    """The words of a text, but those by which it states nothing, and what it asks."""
    unsaid = reading.unasserted
    bare = reading.bare
    if unsaid is not None:
        bare = ["\x02" if unsaid.holds(place) else word for place, word in enumerate(bare)]
    if "?" not in reading.text:
        return bare
    first, said = 0, [*bare]
    for place, word in enumerate(reading.tokens):
        if word.ends:
            if "?" in word.raw:
                said[first : place + 1] = ["\x02"] * (place + 1 - first)
            first = place + 1
    return said


_BOTH = {"yes": True, "true": True, "no": False, "false": False}


@lru_cache(maxsize=8)
def _answers(language: Language) -> Mapping[str, bool]:
    """The words for yes and no."""
    words = language.words
    return {**dict.fromkeys(words["no"], False), **_BOTH, **dict.fromkeys(words["yes"], True)}


def _answered(concept: str, reading: Reading) -> Iterable[bool]:
    """What stands behind the field's name in a line, a box or a log: yes or no, or both if there is more."""
    answers = _answers(reading.language)
    for place in [place for place, word in enumerate(reading.bare) if word in answers]:
        if concept in box_of(reading, place):
            yield answers[reading.bare[place]]
            told = ends_box(reading, place + 1) or is_sentence(reading, place)
            if not told or reading.words[place][-1] == "?":
                yield not answers[reading.bare[place]]


def _currency(asked: Asked, value: JSON, reading: Reading) -> Iterable[Problem]:
    name, said = asked.name, currencies(reading)
    if value is None:
        if said:
            yield Problem("stated-but-missing", f"{name!r}: the text says {', '.join(sorted(said))}")
    elif isinstance(value, str) and said != {value}:
        yield Problem("currency-differs", f"{name!r}: the text says {', '.join(sorted(said)) or 'none'}")


SINGLY: Mapping[str, Callable[[Asked, JSON, Reading], Iterable[Problem]]] = {
    "enum": _option,
    "bool": _flag,
    "currency": _currency,
}
