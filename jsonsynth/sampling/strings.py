"""Strings: by pattern, by format, else by the member's name, all within the lengths asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from jsonsynth import realism
from jsonsynth.examples import Split
from jsonsynth.sampling.draw import Beyond, Dead, Draw, Missed
from jsonsynth.sampling.patterns import Shape, shape, text_of
from jsonsynth.sampling.refs import Document
from jsonsynth.sampling.regexes import ENDLESS, UnreadableError
from jsonsynth.sampling.views import View
from jsonsynth.schema import validator
from jsonsynth.seeds import stream

__all__ = ["Text", "string_sampler"]

Text = Callable[[Draw], str]

_LONGEST = 100_000  # characters of a string that must be longer are refused
_TRIES = 40


def string_sampler(view: View, document: Document, names: tuple[str, str, Split]) -> Text:
    """Return a sampler of strings. ``names``: of the member, of its parent, and the split."""
    low, high = view.least.get("length", 0), view.most.get("length", ENDLESS)
    if low > high:
        raise Dead(view.place, f"minLength {low} is above maxLength {high}")
    if low > _LONGEST:
        raise Beyond(view.place, f"a string of at least {low} characters is not made; the most is {_LONGEST}")
    sources = _sources(view, document, low, high, names)
    check = _check(view, document)
    if check is None and low == 0 and high == ENDLESS and len(sources) == 1:
        return sources[0]
    return _filtered(sources, check, low, high, view)


def _filtered(sources: list[Text], check: Callable[[str], bool] | None, low: int, high: int, view: View) -> Text:
    tries = [source for source in sources for _ in range(_TRIES // len(sources))]
    problem, place = _problem(view, low, high), view.place

    def draw(draw: Draw) -> str:
        for turn, source in enumerate(tries):
            draw.spend(8 if turn else 1)
            try:
                text = source(draw)
            except Missed:
                continue
            if low <= len(text) <= high and (check is None or check(text)):
                return text
        raise Missed(place, problem)

    return draw


def _problem(view: View, low: int, high: int) -> str:
    wanted = [f"pattern {pattern!r}" for pattern in view.patterns]
    wanted += [f"format {name!r}" for name in view.formats]
    wanted += [f"not pattern {pattern!r}" for pattern in view.not_patterns]
    wanted += [f"{low} to {high} characters"] if high < ENDLESS else [f"at least {low} characters"] if low else []
    return f"no text found with {', '.join(wanted)}"


def _check(view: View, document: Document) -> Callable[[str], bool] | None:
    """Return what a text must pass beside its length; None if it passes by the way it is drawn."""
    checks: list[Callable[[str], bool]] = []
    if len(view.patterns) + len(view.formats) > 1 or (view.patterns and not _is_sure(view.patterns[0])):
        checks += [validator({"pattern": pattern}).is_valid for pattern in view.patterns]
        checks += [validator({"format": name}).is_valid for name in view.formats]
    checks += [_unmatched(document, pattern) for pattern in view.not_patterns]
    if not checks:
        return None
    return checks[0] if len(checks) == 1 else lambda text: all(check(text) for check in checks)


def _unmatched(document: Document, pattern: str) -> Callable[[str], bool]:
    return lambda text: not document.matches(pattern, text)


def _is_sure(pattern: str) -> bool:
    try:
        return shape(pattern).sure
    except UnreadableError:
        return False


def _sources(view: View, document: Document, low: int, high: int, names: tuple[str, str, Split]) -> list[Text]:
    """Return the ways to draw, the best first."""
    name, parent, split = names
    natural = realism.texts(name, parent, split, view.title, view.about)
    known = [made for one in view.formats if (made := realism.formats(one, name, split)) is not None]
    free = _given(known[0]) if known else _fitted(natural, low, high, split)
    if not view.patterns:
        return [free, _given(known[0]), _fitted(known[0], low, high, split)] if known else [free]
    sources: list[Text] = []
    if known:
        sources.append(_given(known[0]))
    elif _often(natural, view.patterns, low, high, document):
        sources.append(_matched(natural, view, document))
    words = realism.pool("en_US/word", split)
    if len(view.patterns) > 1:
        sources += _joined(view.patterns, words)
    sources += [source for pattern in view.patterns if (source := _shaped(pattern, low, high, words)) is not None]
    return sources or [free]


def _often(natural: Callable[[Random], str], patterns: list[str], low: int, high: int, document: Document) -> bool:
    """Say whether what the name suggests often has the patterns already."""
    rng = stream(0, "often")
    texts = [natural(rng) for _ in range(4)]
    right = [text for text in texts if low <= len(text) <= high]
    return sum(all(document.matches(pattern, text) for pattern in patterns) for text in right) >= 3


def _given(natural: Callable[[Random], str]) -> Text:
    return lambda draw: natural(draw.rng)


def _matched(natural: Callable[[Random], str], view: View, document: Document) -> Text:
    """Return what the name suggests, where it has the patterns."""
    patterns = view.patterns

    def draw(draw: Draw) -> str:
        text = natural(draw.rng)
        if all(document.matches(pattern, text) for pattern in patterns):
            return text
        raise Missed(view.place, f"no text found with pattern {patterns[0]!r}")

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
    return [lambda draw: "".join([text_of(one, draw, 0, ENDLESS, words) for one in shapes])]


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
        word = words[int(draw.random() * len(words))]
        done.append(word)
        left -= len(word) + 1
    draw.spend(len(done) >> 3)
    text = " ".join(done)[: max(length, 0)]
    return text[:-1] + text[-2:-1].replace(" ", "s") if text.endswith(" ") and length > 1 else text


def _fitted(natural: Callable[[Random], str], low: int, high: int, split: Split) -> Text:
    """Return what the name suggests, made longer or cut to fit."""
    words = realism.pool("en_US/word", split)

    def draw(draw: Draw) -> str:
        text = natural(draw.rng)
        for _ in range(3):
            if draw.wide:
                text = f"{text} {int(draw.random() * 10 ** min(6, max(1, high - len(text) - 1)))}"
            if low <= len(text) <= high:
                return text
            text = natural(draw.rng)
        if len(text) > high:
            return _cut(text, low, high)
        room = min(high, low + 12) - low
        return f"{text} {_words(draw, words, low - len(text) - 1 + int(draw.random() * (room + 1)))}"[:high]

    return draw


def _cut(text: str, low: int, high: int) -> str:
    """Cut at a word's end if that is long enough."""
    short = text[:high]
    whole = short.rpartition(" ")[0] if text[high : high + 1] not in ("", " ") else short
    kept = whole.rstrip(" ,.;:-")
    return kept if len(kept) >= max(low, high // 2, 1) else short.strip().ljust(low, "a")[:high]
