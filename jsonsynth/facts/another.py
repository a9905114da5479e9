"""Words around a number, a date or an option that make another of it: "fell by 12", "12 over the limit"."""

from __future__ import annotations

from jsonsynth.facts.languages import DIFFERS
from jsonsynth.facts.lexicon import NO_CUES
from jsonsynth.facts.money import MONEY
from jsonsynth.facts.reading import Reading
from jsonsynth.facts.standing import begins, shifted
from jsonsynth.facts.tokens import Token
from jsonsynth.facts.units import is_unit
from jsonsynth.facts.whens import DATED

__all__ = ["goes_on", "is_another", "is_compared"]

_BEFORE, _BEHIND = 6, 5  # words
_DAYS = DIFFERS["nots"] | DIFFERS["compares"] | DIFFERS["scale"]
_CHANGES, _ANY = DIFFERS["changes"], sum(DIFFERS.values()) - DIFFERS["than"]
_ARTICLE = 3  # words
_YEAR, _TO_YEAR = 4, 3  # digits, and words: "before the year 1950"
# what stands behind the time in a line of a log
_LOGGED = frozenset(
    (
        *("api", "critical", "debug", "entry", "error", "export", "fatal"),
        *("import", "info", "notice", "record", "sync", "trace", "warning"),
    )
)


def is_another(reading: Reading, start: int) -> bool:
    """Say whether the words before a number or a date make another of it."""
    said = reading.bare[start]
    if reading.differs and _is_made(reading, start, _DAYS if DATED in said else _ANY):
        return True
    if len(said) != _YEAR or not (reading.context and said.isdecimal()):
        return False
    measured = start + 1 < len(reading.bare) and is_unit(reading.bare[start + 1], reading.language)
    return not measured and shifted(reading, start, "", _TO_YEAR)


def is_compared(reading: Reading, start: int) -> bool:
    """Say whether the words before one of several values make another of it: "above normal", "worse than medium"."""
    if not reading.differs:
        return False
    if _is_made(reading, start, DIFFERS["compares"]):
        return True
    before, language = reading.bare[max(0, start - _BEFORE) : start], reading.language
    if _is_made(reading, start, DIFFERS["scale"]):
        return language.articles.isdisjoint(before[-_ARTICLE:])  # "below a clear sky"
    degrees = language.words["degrees"].keys()
    return _is_made(reading, start, DIFFERS["than"]) and not degrees.isdisjoint(before)


def _is_made(reading: Reading, start: int, telling: int) -> bool:
    """Whether a word before a value, none that tells what it is, makes another of it.

    ``telling``: the lists of :data:`DIFFERS` that count.
    """
    bare = reading.bare
    for place in reading.differs:
        if start - _BEFORE <= place < start and not reading.is_cue(place):
            differs = reading.tokens[place].differs
            told = telling & (differs.get("", 0) | differs.get(bare[place + 1], 0))
            if told and _goes_through(reading, place, start):
                return told != _CHANGES or reading.language.words["to"].keys().isdisjoint(bare[place + 1 : start])
    return False


def _goes_through(reading: Reading, place: int, start: int) -> bool:
    """Whether neither a clause ends nor another number or date stands between a word and a value."""
    tokens, taken, bare = reading.tokens, reading.taken, reading.bare
    return not any(
        tokens[other].edge or tokens[other].link or (other in taken and bare[other] < "\ue000")
        for other in range(place, start)
    )


def goes_on(reading: Reading, end: int) -> bool:
    """Say whether words go on behind a value of which nothing is known: "12 kg over the allowance", "12 per head".

    What is known are small words, cues, units, money and a list of what leaves a value as it is.
    """
    tokens, taken, cues, rates = reading.tokens, reading.taken, reading.cues, reading.language.words["rates"]
    for place in range(end, min(len(tokens), end + _BEHIND)):
        if tokens[place - 1].edge or place in taken:
            return False
        word = tokens[place]
        known = word.function or cues[place] is not NO_CUES
        if (not known or word.link or word.bare in rates) and _is_open(reading, place, end):
            return True
        if word.link or word.opens:
            return False
    return False


def _is_open(reading: Reading, place: int, end: int) -> bool:
    """Whether a word that is not known to leave a value as it is makes another of it."""
    word = reading.tokens[place]
    if word.link:
        return begins(reading, place, "fractions")
    if word.opens or any(one.raw[-1] == "." for one in reading.tokens[end:place]):  # "30 min."
        return False
    if word.bare in reading.language.words["rates"] and _is_rate(reading, place):
        return True
    if word.function or word.number or reading.is_cue(place) or (place > end and DATED in reading.bare[end - 1]):
        return False  # of a day much else may be told
    return _is_strange(reading, place) and not _is_adjective(reading, place, end)


def _is_rate(reading: Reading, place: int) -> bool:
    """Whether a value is one of several from a word on: "per head", "a night"; of years and portions it is whole."""
    if begins(reading, place, "trails") or not begins(reading, place, "rates"):
        return False
    following = place + 1
    if following == len(reading.tokens) or following in reading.taken or reading.tokens[place].edge:
        return False
    word = reading.tokens[following]
    return not (word.function or (reading.language.name == "it" and word.bare.endswith(_INFINITIVES)))


_INFINITIVES = ("are", "ere", "ire", "rsi")  # "46 giorni per pagare"


def _is_strange(reading: Reading, place: int) -> bool:
    """Whether a word that is neither small nor a cue may make another amount of the value before it."""
    bare = reading.bare[place]
    if not bare.isalpha() or is_unit(bare, reading.language) or bare in MONEY or bare in _LOGGED:
        return False
    if bare in reading.language.plain or bare in reading.lexicon.plain:
        return False
    if reading.language.name == "de" and _is_verb(reading, place):
        return False
    return not begins(reading, place, "trails")


def _is_verb(reading: Reading, place: int) -> bool:
    """Whether a word ends a German clause, as its verbs do, and is no comparative."""
    word = reading.tokens[place]
    if word.inner != word.bare or word.bare.endswith("er"):
        return False
    return (
        word.edge
        or place + 1 == len(reading.tokens)
        or reading.tokens[place + 1].link
        or reading.words[place + 1] == "¶"
    )


def _is_adjective(reading: Reading, place: int, end: int) -> bool:
    """Whether a word that makes nothing another stands beside what is counted: "5 bright rooms"."""
    word, beside = reading.tokens[place], place + 1 if place == end else place - 1
    if word.differs or (place == end and word.edge) or beside >= len(reading.tokens):
        return False
    return reading.is_cue(beside) and _counts(reading, reading.tokens[beside])


def _counts(reading: Reading, word: Token) -> bool:
    """Whether a cue is what is counted, no unit."""
    return not (word.function or is_unit(word.bare, reading.language))
