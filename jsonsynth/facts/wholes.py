"""What puts a whole text in doubt: a heading of something else in a form, or somebody who objects in a dialogue."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jsonsynth.examples import Problem
from jsonsynth.facts.reading import Reading
from jsonsynth.facts.roles import box_of

__all__ = ["doubted_whole"]

# a first look: a short line below a blank one, without the marks of a box, of a sentence and of values
_SET_OFF = re.compile(r"\n\n[^\n:;|=\[\].!?,…\x01\ue000-\uf8ff]{2,60}:?\n")
_HEADING = 6  # words at most
_SIGH = 3  # letters of what may stand before a "no": "Ah non"


def doubted_whole(reading: Reading) -> Iterator[Problem]:
    """Find what makes it doubtful that a text is about one thing, or that it is so."""
    tokens, last = reading.tokens, len(reading.tokens) - 1
    for place in reading.opens:
        if place + 2 < last and (tokens[place + 1].comma or tokens[place + 2].comma) and _objects(reading, place + 1):
            yield Problem("negated", "somebody in the text objects")
    if len(reading.opens) > 1 and _SET_OFF.search(reading.text) is not None and (heading := _heading(reading)):
        yield Problem("records-mixed", f"the text has a part of its own: {heading}")


def _objects(reading: Reading, place: int) -> bool:
    """Whether somebody begins with "no," what follows: "Clerk: No, he is called Costa", "Ah non, ..."."""
    sighs = not reading.tokens[place].comma and len(reading.bare[place]) <= _SIGH
    return reading.bare[place + sighs] in reading.language.words["no"] and reading.tokens[place + sighs].comma


def _heading(reading: Reading) -> str:
    """A line of few words that is no box nor sentence between the boxes of a form, ``""`` if none."""
    words, line, last = reading.words, reading.opens[0] + 1, reading.opens[-1]
    while line < last:
        end = words.index("¶", line) if "¶" in words[line:last] else last
        if 0 < end - line <= _HEADING and words[line - 2 : line] == ["¶", "¶"] and _heads(reading, line, end):
            return " ".join(words[line:end])
        line = end + 1
    return ""


def _heads(reading: Reading, line: int, end: int) -> bool:
    """Whether a line is neither a box nor a sentence, nor has a value, and boxes stand above and below it."""
    if reading.words[end - 1][-1] in ".!?,…" or not reading.taken.isdisjoint(range(line, end)):
        return False
    if any(line <= place < end - 1 for place in reading.opens) or box_of(reading, end):
        return False
    boxes = [place for place in reading.opens if box_of(reading, place + 1)]
    return boxes[:1] < [line] and boxes[-1:] > [end]
