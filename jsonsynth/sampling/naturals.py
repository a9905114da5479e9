"""Natural ways to draw a text: what its name suggests, its format's values, what a pattern looks like, its tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from math import floor
from random import Random
from typing import TypeAlias

from jsonsynth import realism
from jsonsynth.examples import Split
from jsonsynth.sampling.draw import Draw, Missed
from jsonsynth.sampling.lookalikes import lookalike
from jsonsynth.sampling.patterns import Shape, shape, text_of
from jsonsynth.sampling.refs import Document
from jsonsynth.sampling.regexes import ENDLESS, UnreadableError
from jsonsynth.sampling.views import View
from jsonsynth.seeds import shuffled, stream

__all__ = ["Asked", "Text", "banned_texts", "natural_ways"]

Text: TypeAlias = "Callable[[Draw], str]"

_LONG = 2_000  # characters from which on a text is words and no more
_SHORT = 3  # characters of a pattern that words are sought for
_OFTEN = 3  # of the texts drawn to see what a name suggests


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a text beside its length; ``check`` is None if it is so by the way the text is drawn."""

    view: View
    low: int
    high: int
    check: Callable[[str], bool] | None

    def allows(self, text: str) -> bool:
        """Say whether a text has the length and passes the check."""
        return self.low <= len(text) <= self.high and (self.check is None or self.check(text))

    def fits(self, document: Document) -> Callable[[str], bool]:
        """Return what says whether a text has the patterns and the length."""
        patterns, low, high = self.view.patterns, self.low, self.high
        return lambda text: low <= len(text) <= high and all(document.matches(one, text) for one in patterns)

    def problem(self) -> str:
        """Return all that is asked in words."""
        view = self.view
        wanted = [f"pattern {pattern!r}" for pattern in view.patterns]
        wanted += [f"format {name!r}" for name in view.formats]
        wanted += [f"not pattern {pattern!r}" for pattern in view.not_patterns]
        wanted += [f"not format {name!r}" for name in view.not_formats]
        wanted += [f"not {text!r}" for text in banned_texts(self.view)]
        if self.high < ENDLESS:
            wanted.append(f"{self.low} to {self.high} characters")
        elif self.low:
            wanted.append(f"at least {self.low} characters")
        return ", ".join(wanted)


def banned_texts(view: View) -> list[str]:
    """Return the texts that may not be."""
    return [text for text in view.banned if isinstance(text, str)]


def natural_ways(asked: Asked, document: Document, names: tuple[str, str, Split]) -> list[Text]:
    """Return the natural ways to draw, the best first."""
    name, parent, split = names
    view, low, high = asked.view, asked.low, asked.high
    natural = realism.texts(name, parent, split, view.title, view.about)
    known = [made for one in view.formats if (made := realism.formats(one, name, split)) is not None]
    if not view.patterns:
        whole = _whole(view, names, known[0] if known else natural) if known or (low == 0 and high == ENDLESS) else None
        if whole is not None:
            return [whole]
        return (
            [_given(known[0])] if known else [_fitted(one, low, high, split) for one in _makers(natural, view, split)]
        )
    sources: list[Text] = []
    if known:
        sources.append(_given(known[0]))
    elif (spelled := _spelled(natural, view.patterns, low, high, document)) is not None:
        sources.append(_matched(spelled, view, document))
    elif (looks := lookalike(view.patterns[0], split, asked.fits(document))) is not None:
        sources.append(_matched(looks, view, document))
    words = realism.pool("en_US/word", split)
    if not sources and len(view.patterns) == 1:
        sources += _having(view, words, asked.fits(document))
    if len(view.patterns) > 1:
        sources += _joined(view.patterns, words)
    sources += [source for pattern in view.patterns if (source := _shaped(pattern, low, high, words)) is not None]
    return sources or [_fitted(natural, low, high, split)]


def _makers(natural: Callable[[Random], str], view: View, split: Split) -> list[Callable[[Random], str]]:
    """Return what a name suggests, and plain texts where what it suggests may be what is barred."""
    return [natural, realism.maker("fallback", split)] if view.not_patterns or view.not_formats else [natural]


def _whole(view: View, names: tuple[str, str, Split], usual: Callable[[Random], str]) -> Text | None:
    """Return what draws texts that go with the others of the instance: times around its day, identifiers that look
    alike; None where none are asked for, or where the description names some."""
    name, parent, split = names
    if view.about and realism.described(view.about):
        return None
    rule = realism.rule_said(name, parent, view.title, view.about)
    form = realism.form_of(rule, view.formats[0] if view.formats else "")
    if form:
        return _timely(realism.moment(form, name), usual)
    looking = rule in ("identifier", "identifier_short") and not view.formats
    return _alike(realism.identified(name, parent), split, _numbered(usual)) if looking else None


def _alike(what: str, split: Split, usual: Text) -> Text:
    """Return what draws identifiers, all of an instance in one look; where further ones are sought, any."""

    def draw(draw: Draw) -> str:
        return usual(draw) if draw.wide else realism.identifiers(what, draw.today(), split)(draw.rng)

    return draw


def _timely(when: realism.Moment, any_time: Callable[[Random], str]) -> Text:
    """Return what draws times around the instance's day, where further ones are sought any."""

    def draw(draw: Draw) -> str:
        return any_time(draw.rng) if draw.wide else when(draw.rng, draw.today())

    return draw


def _spelled(
    natural: Callable[[Random], str], patterns: list[str], low: int, high: int, document: Document
) -> Callable[[Random], str] | None:
    """Return what the name suggests, in the first spelling that often has the patterns."""
    some = _some(natural)
    spell = next(
        (spell for spell in realism.SPELLINGS if _often(map(spell, some), patterns, low, high, document)), None
    )
    return None if spell is None else realism.spelled(spell, natural)


def _often(texts: Iterable[str], patterns: list[str], low: int, high: int, document: Document) -> bool:
    """Say whether texts often have the length and the patterns already."""
    right = [text for text in texts if low <= len(text) <= high]
    wrong = (text for text in right if not all(document.matches(pattern, text) for pattern in patterns))
    spare = len(right) - _OFTEN
    return spare >= 0 and len(list(islice(wrong, spare + 1))) <= spare


@lru_cache(maxsize=4096)
def _some(natural: Callable[[Random], str]) -> tuple[str, ...]:
    """Return a few texts that a name suggests."""
    rng = stream(0, "often")
    return tuple([natural(rng) for _ in range(4)])


def _given(natural: Callable[[Random], str]) -> Text:
    return lambda draw: natural(draw.rng)


def _having(view: View, words: Sequence[str], fits: Callable[[str], bool]) -> list[Text]:
    """Return a sampler of the words that have a pattern of very few characters, found anywhere in a text."""
    try:
        found = shape(view.patterns[0])
    except UnreadableError:
        return []
    if found.tree.most > _SHORT or (found.starts and found.ends):
        return []
    having = [word for word in words if fits(word)]
    return [lambda draw: having[floor(draw.random() * len(having))]] if len(having) > _SHORT else []


def _matched(natural: Callable[[Random], str], view: View, document: Document) -> Text:
    """Return what the name suggests, where it has the patterns."""
    first, *others = [document.matcher(pattern) for pattern in view.patterns]

    def draw(draw: Draw) -> str:
        text = natural(draw.rng)
        if first(text) and (not others or all(check(text) for check in others)):
            return text
        raise Missed(view.place, f"no text found with pattern {view.patterns[0]!r}")

    return draw


def _shaped(pattern: str, low: int, high: int, words: Sequence[str]) -> Text | None:
    try:
        found = shape(pattern)
    except UnreadableError:
        return None
    if low == 0 and high == ENDLESS:
        return lambda draw: text_of(found, draw, 0, ENDLESS, words)
    return _windowed(found, low, high, words)


def _joined(patterns: list[str], words: Sequence[str]) -> list[Text]:
    """Return a sampler of texts that have one pattern after the other, where none of them needs the whole text."""
    try:
        shapes = sorted([shape(pattern) for pattern in patterns], key=lambda one: one.ends - one.starts)
    except UnreadableError:
        return []
    if any(one.starts for one in shapes[1:]) or any(one.ends for one in shapes[:-1]):
        return []
    first = [one for one in shapes if one.starts]
    last = [one for one in shapes if one.ends]
    middle = [one for one in shapes if not (one.starts or one.ends)]

    def draw(draw: Draw) -> str:
        order = [*first, *(shuffled(draw.rng, middle) if draw.wide else middle), *last]
        between = words[floor(draw.random() * len(words))] if draw.wide else ""
        return between.join([text_of(one, draw, 0, ENDLESS, words) for one in order])

    return [draw]


def _windowed(found: Shape, low: int, high: int, words: Sequence[str]) -> Text:
    padded = low > found.tree.most and not (found.starts and found.ends)

    def draw(draw: Draw) -> str:
        if not padded:
            return text_of(found, draw, low, high, words)
        text = text_of(found, draw, 0, high, words)
        padding = _words(draw, words, low - len(text))
        return text + padding if not found.ends else padding + text

    return draw


def _words(draw: Draw, words: Sequence[str], length: int) -> str:
    """Return words and spaces of exactly a length."""
    done: list[str] = []
    left = length
    while left > 0:
        word = words[floor(draw.random() * len(words))]
        done.append(word)
        left -= len(word) + 1
    draw.spend(len(done) >> 3)
    text = " ".join(done)[: max(length, 0)]
    return text[:-1] + text[-2:-1].replace(" ", "s") if text.endswith(" ") and length > 1 else text


def _fitted(natural: Callable[[Random], str], low: int, high: int, split: Split) -> Text:
    """Return what the name suggests, made longer or cut to fit."""
    if low == 0 and high == ENDLESS:
        return _numbered(natural)
    words = realism.pool("en_US/word", split)

    def draw(draw: Draw) -> str:
        text = natural(draw.rng)
        if low <= len(text) <= high and not draw.wide:
            return text
        for _ in range(3):
            if draw.wide:
                text = f"{text} {floor(draw.random() * 10 ** min(6, max(1, high - len(text) - 1)))}"
            if low <= len(text) <= high:
                return text
            text = natural(draw.rng)
        if len(text) < low:
            least = low + floor(draw.random() * (min(high, low + 12) - low + 1))
            text = _lengthened(text, natural, least, draw)
            text = text if len(text) >= least else f"{text} {_words(draw, words, least - len(text) - 1)}"
        return text if len(text) <= high else _cut(text, low, high)

    return draw


def _lengthened(text: str, natural: Callable[[Random], str], least: int, draw: Draw) -> str:
    """Return a text with more of its kind after it, until it is long enough; as it is where it must be very long."""
    while 0 < len(text) < least < _LONG:
        text += _joint(text) + natural(draw.rng)
        draw.spend(1)
    return text


def _joint(text: str) -> str:
    """Return what stands between a text and another of its kind: sentences, notes, or names of one word."""
    return " " if text.endswith((".", "!", "?")) else "; " if " " in text else "-"


def _numbered(natural: Callable[[Random], str]) -> Text:
    """Return what the name suggests, with a number after it where further texts are sought."""

    def draw(draw: Draw) -> str:
        text = natural(draw.rng)
        return f"{text} {floor(draw.random() * 1_000_000)}" if draw.wide else text

    return draw


def _cut(text: str, low: int, high: int) -> str:
    """Cut at a word's end if that is long enough."""
    short = text[:high]
    whole = short.rpartition(" ")[0] if text[high : high + 1] not in ("", " ") else short
    kept = whole.rstrip(" ,.;:-")
    return kept if len(kept) >= max(low, high // 2, 1) else short.strip(" ;-").ljust(low, "a")[:high]
