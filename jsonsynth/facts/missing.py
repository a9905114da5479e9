"""What a text says of strings that a label lacks, and what may be meant beside those that it has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jsonsynth.examples import Problem
from jsonsynth.facts.boxes import is_sentence
from jsonsynth.facts.concepts import Concept
from jsonsynth.facts.lexicon import NO_CUES, Cue
from jsonsynth.facts.meaning import Asked
from jsonsynth.facts.reading import Reading
from jsonsynth.facts.roles import FREE_COST, WEAK_COST, box_of, stands_whole
from jsonsynth.facts.single import Unsaid, unsaid
from jsonsynth.facts.standing import mended, standing
from jsonsynth.facts.strings import mark

__all__ = ["missing_string_problems"]


def missing_string_problems(reading: Reading, known: Sequence[Asked], lacking: Sequence[Asked]) -> Iterator[Problem]:
    """Find what the text says of fields that the label lacks, and what may be meant beside a field's string."""
    if not known and not lacking:
        return
    rest = unsaid(reading)
    mends = [one for one in rest if reading.context or reading.tokens[one.place - 1].comma] if known else []
    mends = [one for one in mends if mended(reading, one.place, one.place + len(one.text.split()))]
    for asked in known:
        for one in rest:
            if (
                (asked.free and _unnamed(asked, one))
                or _cued_alike(reading, asked, one)
                or (one in mends and _shaped(asked, one))
            ):
                yield Problem("rival-string", f"{asked.name!r}: {one.text!r} may be meant as well")
    if known and len(reading.opens) > 1:
        yield from _boxed_twice(reading, known)
    for asked in lacking:
        yield from _stated(reading, asked, rest)


def _boxed_twice(reading: Reading, known: Sequence[Asked]) -> Iterator[Problem]:
    """Find boxes of one name that hold a field's string and something else."""
    named: dict[str, list[int]] = {}  # by the last word of the name
    for place in reading.opens:
        named.setdefault(reading.bare[place] or reading.bare[place - 1], []).append(place + 1)
    for start in [start for starts in named.values() if len(starts) > 1 for start in starts]:
        concepts = box_of(reading, start) if start < len(reading.bare) else ()
        for index, asked in enumerate(known if concepts else (), 1):
            other = mark(index) not in reading.bare[start] and not is_sentence(reading, start)
            if other and not asked.concepts.isdisjoint(concepts):
                yield Problem("rival-string", f"{asked.name!r}: the text also has {reading.words[start]!r}")


def _cued_alike(reading: Reading, asked: Asked, one: Unsaid) -> bool:
    """Whether a name has the cues of a field."""
    if not one.roles or not one.roles <= asked.concepts or one.cost >= WEAK_COST:
        return False
    if all(concept.shape == "common" for concept in asked.meant):
        return False
    return _shaped(asked, one) and not _denied(reading, one)


def _unnamed(asked: Asked, one: Unsaid) -> bool:
    """Whether a name without any cue may be what the text is about, as the string of a field is."""
    return any(_names_alone(concept, one) for concept in asked.meant)


def _denied(reading: Reading, one: Unsaid) -> bool:
    return bool(standing(reading, one.place, one.place + len(one.text.split()), reading.marked, False))


def _shaped(asked: Asked, one: Unsaid) -> bool:
    return any(concept.fits(one.text) for concept in asked.meant)


# what a log line says: before its keys, behind its level
_SPOKEN = re.compile(
    r"(?<![^\s|;\]])[A-ZÀ-Ý][^\W\d_A-Z]+(?: [^\W\d_A-Z]+)+ ?[|;,-]? \w[\w.-]*="
    r"|\b(?:CRITICAL|FATAL|ERROR|WARN|WARNING|NOTICE|INFO|DEBUG|TRACE)\]?:? "
    r"[A-ZÀ-Ý][^\W\d_A-Z]+(?: [^\W\d_A-Z]+)+(?=\n|\Z)"
)


_QUOTED = re.compile(r"(?<!=)[\"“„«][^\W\d_][^\s\"”“»]* [^\"”“»]+[\"”“»]")


def _stated(reading: Reading, asked: Asked, rest: Sequence[Unsaid]) -> Iterator[Problem]:
    for concept in asked.meant:
        said = _said_of(reading, asked, concept, rest)
        if said:
            yield Problem("stated-but-missing", f"{asked.name!r}: the text has {said!r}")


# what needs no cue to be known
_EVIDENT = {
    "machine": re.compile(r"\[[a-z][a-z.-]*\]"),
    "email": re.compile(r"[\w.+-]+@[\w-]+\.\w[\w.-]*"),
    "phone": re.compile(r"\+\d[\d ()/.-]{5,}\d"),
}


def _said_of(reading: Reading, asked: Asked, concept: Concept, rest: Sequence[Unsaid]) -> str:
    """What a text says of a concept, ``""`` if nothing: a box of its name, a quotation, a cue of its own, a name."""
    for place in reading.opens:
        if concept.key in box_of(reading, place + 1) and not (
            is_sentence(reading, place + 1) or _heads_mail(reading, place + 1)
        ):
            return concept.key
    quoted = concept.shape == "quoted" or _untitled(concept)
    if quoted and (found := _QUOTED.search(reading.text) or _SPOKEN.search(reading.text)):
        return found[0]
    if concept.shape in _EVIDENT and (found := _EVIDENT[concept.shape].search(reading.text)):
        return found[0]
    if _is_plain(concept) and (cue := _cued(reading, concept)):
        return cue
    if concept.kind == "text" and (beside := _beside(reading, asked, concept)):
        return beside
    named = rest if concept.kind == "text" else ()
    mine = (one for one in named if _shaped(asked, one))
    return next((one.text for one in mine if concept.key in one.roles or _stands_alone(concept, one)), "")


def _is_plain(concept: Concept) -> bool:
    """Whether its values are written in plain words, so that only a cue tells that one is there."""
    return concept.kind == "list" or (concept.kind == "text" and concept.shape in _PLAIN and not concept.free)


_PLAIN = ("", "common", "machine")


def _untitled(concept: Concept) -> bool:
    """Whether texts are about such things by any words, so that a quotation is one of them."""
    return concept.free and concept.kind == "text" and not concept.shape


def _names_alone(concept: Concept, one: Unsaid) -> bool:
    """Whether a name without any cue may be what the text is about."""
    named = concept.free and concept.shape in ("proper", "titled") and not one.roles and " " in one.text
    return named and concept.fits(one.text)


def _heads_mail(reading: Reading, place: int) -> bool:
    """Whether a box is the subject of a mail: it is the first line, and a greeting stands below it."""
    if place > 2 or "¶" not in reading.words[place:]:
        return False
    end = reading.words.index("¶", place)
    below = list(reading.words[end : end + _GREETING])
    return below[:2] == ["¶", "¶"] and any(word[-1] in ",:" for word in below[2:]) and "¶" in below[3:]


_GREETING = 10  # words


def _stands_alone(concept: Concept, one: Unsaid) -> bool:
    """Whether a name or code without any cue is what the text is about."""
    if not concept.free or one.cost < FREE_COST:
        return False
    return " " in one.text or concept.shape in ("coded", "email") or _JOINED.search(one.text) is not None


_JOINED = re.compile(r"[a-zà-ÿ]-[A-ZÀ-Ý]")  # "Saint-Jareux"


def _cue_places(reading: Reading, concept: Concept) -> list[int]:
    """Where words stand that speak for a concept."""
    key = concept.key
    return [
        place
        for place, both in enumerate(reading.cues)
        if both is not NO_CUES and any(cue.concept == key for cues in both for cue in cues)
    ]


def _cued(reading: Reading, concept: Concept) -> str:
    """A word that speaks for the concept alone, in a sentence that does not say that nothing is known."""
    for place in _cue_places(reading, concept):
        whole = {
            cue.concept
            for behind, cues in enumerate(reading.cues[place])
            for cue in cues
            if cue.strength == 2 and stands_whole(reading, place, cue, bool(behind))
        }
        lists = concept.kind == "list" and not whole and _opens_list(reading, place, concept)
        if (whole == {concept.key} or lists) and not _absent(reading, place):
            return reading.bare[place]
    return ""


_QUOTES = '"“„«'
_DOTTED = re.compile(r"[a-z]+(?:[.-][a-z]+)+")
_CODED = re.compile(r"\d+(?:-\d+)+|(?=[a-z]*\d)(?=\d*[a-z])\w+")  # a postcode, a name of a user


def _beside(reading: Reading, asked: Asked, concept: Concept) -> str:
    """A value of a concept behind a word that speaks for it: a quotation, a machine's name, plain words."""
    for place in _cue_places(reading, concept):
        if reading.tokens[place].ends:
            continue
        strength = max([one.strength for one in _whole(reading, place) if one.concept == concept.key], default=-1)
        if not strength and reading.bare[place] in reading.language.words["as"]:
            strength = 1
        value = _behind(reading, place + 1, strength)
        if _is_value(reading, (asked, concept), place, value, strength) and not _absent(reading, place):
            return reading.words[value]
    return ""


def _whole(reading: Reading, place: int) -> list[Cue]:
    return [cue for cue in reading.cues[place][0] if stands_whole(reading, place, cue, False)]


def _behind(reading: Reading, place: int, strength: int) -> int:
    """The word behind a cue, and behind what may stand between: an article, behind a strong one two small words."""
    for _ in range(max(1, strength)):
        if place + 1 < len(reading.tokens):
            place += (
                reading.tokens[place].function if strength > 1 else reading.bare[place] in reading.language.articles
            )
    return place


def _is_value(reading: Reading, wanted: tuple[Asked, Concept], cue: int, place: int, strength: int) -> bool:
    """Whether a word may be the value that a cue speaks for, or its first word."""
    asked, concept = wanted
    if strength < 1 or place >= len(reading.tokens) or place in reading.taken:
        return False
    word, strong = reading.tokens[place], strength > 1
    if strong and (word.raw[0] in _QUOTES or concept.shape == "machine"):
        return word.raw[0] in _QUOTES or _DOTTED.fullmatch(word.inner) is not None
    if strong and concept.shape == "coded":
        coded = word.coded or _CODED.fullmatch(word.inner) is not None
        return coded and box_of(reading, place) in (
            (),
            (concept.key,),
        )
    small = word.raw[0].islower() or (concept.shape == "common" and reading.language.name == "de")
    plain = concept.shape in _WORDY and not concept.free and small
    if not plain or not _is_item(reading, place) or not (strong or _closes(reading, place)):
        return False
    told = {one.concept for one in _whole(reading, cue) if one.strength >= 2 * strong and _is_wordy(reading, one)}
    return concept.key in told and told <= asked.concepts


_WORDY = ("", "common")


def _is_wordy(reading: Reading, cue: Cue) -> bool:
    """Whether what a cue speaks for is said in plain words."""
    return cue.kind in ("text", "enum", "list") and reading.lexicon.concepts[cue.concept].shape in _WORDY


def _closes(reading: Reading, place: int) -> bool:
    """Whether a part of a sentence ends behind a word, or behind one or two plain ones that go on with it."""
    for other in range(place, min(place + 3, len(reading.tokens))):
        word = reading.tokens[other]
        if other > place and not (word.raw[0].islower() and _is_item(reading, other)):
            return reading.bare[other] in reading.language.words["links"]
        if word.ends or word.comma or other + 1 == len(reading.tokens):
            return True
    return False


def _opens_list(reading: Reading, place: int, concept: Concept) -> bool:
    """Whether a weak cue of a list stands before plain words that a comma or an "and" joins: "needs salt and oil"."""
    if not any(cue.concept == concept.key for cue in _whole(reading, place)) or reading.tokens[place].ends:
        return False
    for other in range(place + 1, min(place + 4, len(reading.words) - 1)):
        if not _is_item(reading, other):
            return False
        linked = reading.bare[other + 1] in reading.language.words["links"]
        if linked or reading.words[other][-1] == ",":
            following = other + 1 + linked
            return following < len(reading.words) and _is_item(reading, following)
    return False


def _is_item(reading: Reading, place: int) -> bool:
    word = reading.tokens[place]
    return word.bare.isalpha() and not (word.function or word.number or word.opens) and not reading.is_cue(place)


def _absent(reading: Reading, place: int) -> bool:
    """Whether the sentence around a word says that something is not known."""
    start = place
    while start and not reading.tokens[start - 1].ends:
        start -= 1
    phrases = reading.language.words["absent"]
    for first in range(start, len(reading.bare)):
        if any(tuple(reading.bare[first : first + len(said)]) == said for said in phrases.get(reading.bare[first], ())):
            return True
        if first > place and reading.tokens[first].ends:
            return False
    return False
