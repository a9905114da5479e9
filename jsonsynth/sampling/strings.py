"""Strings: by pattern, by format, else by the member's name, all within the lengths asked for.

Natural ways to draw come first: what the name suggests, a format's values, a pattern's tree. Where these seldom have
all that is asked together, and wherever they miss, texts are drawn from the automaton of the whole (``languages``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from jsonsynth import realism
from jsonsynth.examples import Split
from jsonsynth.sampling.automata import TooHardError
from jsonsynth.sampling.draw import Beyond, Dead, Draw, Missed
from jsonsynth.sampling.formatted import PATTERNS
from jsonsynth.sampling.languages import EmptyError, Language, Words
from jsonsynth.sampling.lookalikes import lookalike
from jsonsynth.sampling.patterns import Shape, shape, text_of
from jsonsynth.sampling.refs import Document
from jsonsynth.sampling.regexes import ENDLESS, UnreadableError
from jsonsynth.sampling.views import View
from jsonsynth.schema import validator
from jsonsynth.seeds import stream

__all__ = ["Text", "string_sampler"]

Text = Callable[[Draw], str]

_LONGEST = 100_000  # characters of a string that must be longer are refused
_TRIES = 40  # of natural ways where there is no other
_PROBES = 6  # texts that show whether a way is worth trying
_LUCKY = 3  # probes that must be right for a way to be tried first
_SHORT = 3  # characters of a pattern that words are sought for
_BANNED = 100  # texts that may not be, beyond which they are left to the check
_FIRST_TRIES = 8  # of the natural ways, before the automaton's


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of a text beside its length; ``check`` is None if it is so by the way the text is drawn."""

    view: View
    low: int
    high: int
    check: Callable[[str], bool] | None

    def allows(self, text: str) -> bool:
        return self.low <= len(text) <= self.high and (self.check is None or self.check(text))

    def fits(self, document: Document) -> Callable[[str], bool]:
        """Return what says whether a text has the patterns and the length."""
        patterns, low, high = self.view.patterns, self.low, self.high
        return lambda text: low <= len(text) <= high and all(document.matches(one, text) for one in patterns)

    def problem(self) -> str:
        view = self.view
        wanted = [f"pattern {pattern!r}" for pattern in view.patterns]
        wanted += [f"format {name!r}" for name in view.formats]
        wanted += [f"not pattern {pattern!r}" for pattern in view.not_patterns]
        wanted += [f"not {text!r}" for text in _banned(view)]
        if self.high < ENDLESS:
            wanted.append(f"{self.low} to {self.high} characters")
        elif self.low:
            wanted.append(f"at least {self.low} characters")
        return ", ".join(wanted)


def string_sampler(view: View, document: Document, names: tuple[str, str, Split]) -> Text:
    """Return a sampler of strings. ``names``: of the member, of its parent, and the split.

    Raises Dead where it is certain that there is no such string, Beyond where none is made.
    """
    low, high = view.least.get("length", 0), view.most.get("length", ENDLESS)
    if low > high:
        raise Dead(view.place, f"minLength {low} is above maxLength {high}")
    if low > _LONGEST:
        raise Beyond(view.place, f"a string of at least {low} characters is not made; the most is {_LONGEST}")
    asked = _Asked(view, low, high, _check(view, document, low > 0 or high < ENDLESS))
    sources = _sources(asked, document, names)
    if asked.check is None and len(sources) == 1 and not (view.patterns or view.formats):
        return sources[0]  # what the name suggests is made to fit
    lucky = [source for source in sources if asked.check is None or _luck(source, asked) >= _LUCKY]
    if lucky:
        careful = _natural_first(lucky, asked, _once(lambda: _exact(asked, document, names[2])))
        if asked.check is None and low == 0 and high == ENDLESS and len(sources) == 1:
            return _unless_wide(sources[0], careful) if view.patterns else sources[0]
        return careful
    try:
        return _exact(asked, document, names[2])
    except (TooHardError, UnreadableError):
        return _tried((sources * _TRIES)[:_TRIES], asked)


def _check(view: View, document: Document, windowed: bool) -> Callable[[str], bool] | None:
    """Return what a text must pass beside its length; None if it passes by the way it is drawn."""
    checks: list[Callable[[str], bool]] = []
    if len(view.patterns) + len(view.formats) > 1 or (view.patterns and not _is_sure(view.patterns[0])):
        checks += [validator({"pattern": pattern}).is_valid for pattern in view.patterns]
    if view.formats and (checks or windowed or view.not_patterns):
        checks += [validator({"format": name}).is_valid for name in view.formats]
    checks += [_unmatched(document, pattern) for pattern in view.not_patterns]
    banned = frozenset(_banned(view))
    checks += [_outside(banned)] if banned else []
    if not checks:
        return None
    return checks[0] if len(checks) == 1 else lambda text: all(check(text) for check in checks)


def _banned(view: View) -> list[str]:
    return [text for text in view.banned if isinstance(text, str)]


def _outside(banned: frozenset[str]) -> Callable[[str], bool]:
    return lambda text: text not in banned


def _unmatched(document: Document, pattern: str) -> Callable[[str], bool]:
    return lambda text: not document.matches(pattern, text)


def _is_sure(pattern: str) -> bool:
    try:
        return shape(pattern).sure
    except UnreadableError:
        return False


def _luck(source: Text, asked: _Asked) -> int:
    """Return how many of a few texts of a source have all that is asked."""
    draw = Draw(stream(0, "probes"), 1 << 30)
    found = 0
    for _ in range(_PROBES):
        try:
            found += asked.allows(source(draw))
        except Missed:
            continue
    return found


def _tried(tries: Sequence[Text], asked: _Asked) -> Text:
    """Return a sampler that tries one way after the other."""

    def draw(draw: Draw) -> str:
        for turn, source in enumerate(tries):
            draw.spend(8 if turn else 1)
            try:
                text = source(draw)
            except Missed:
                continue
            if asked.allows(text):
                return text
        raise Missed(asked.view.place, f"no text found with {asked.problem()}")

    return draw


def _natural_first(sources: list[Text], asked: _Asked, exact: Text) -> Text:
    """Return a sampler that turns to the automaton where natural ways miss, or give only what was drawn before."""
    natural = _tried((sources * _FIRST_TRIES)[:_FIRST_TRIES], asked)
    hard = asked.check is not None or bool(asked.view.patterns)

    def draw(draw: Draw) -> str:
        first, second = (exact, natural) if draw.wide and hard else (natural, exact)
        try:
            return first(draw)
        except (Dead, Missed):
            return second(draw)

    return draw


def _unless_wide(usual: Text, wide: Text) -> Text:
    return lambda draw: wide(draw) if draw.wide else usual(draw)


def _once(make: Callable[[], Text]) -> Text:
    """Return a sampler that is made when it is first used; if that fails, it always fails."""
    made: list[Text] = []

    def draw(draw: Draw) -> str:
        if not made:
            try:
                made.append(make())
            except (Dead, TooHardError, UnreadableError) as error:
                made.append(_failing(error))
        return made[0](draw)

    return draw


def _failing(error: Exception) -> Text:
    def draw(_: Draw) -> str:
        if isinstance(error, Dead):
            raise type(error)(error.place, error.reason)
        raise Missed("", f"no text found: {error or 'its automaton is too large'}")

    return draw


def _exact(asked: _Asked, document: Document, split: Split) -> Text:
    """Return a sampler of the automaton's texts.

    Raises Dead, Beyond, TooHardError or UnreadableError.
    """
    words = _vocabulary(split)
    try:
        usual, wide = _languages(asked, document)
    except EmptyError as empty:
        kind = Dead if empty.sure else Beyond
        raise kind(asked.view.place, f"no text has {asked.problem()} together") from None

    def text(draw: Draw) -> str:
        return (wide if draw.wide else usual).text(draw, words)

    return _tried([text] * _TRIES, asked)


def _languages(asked: _Asked, document: Document) -> tuple[Language, Language]:
    """Return the language of what is asked, and a wider one; of a format, those of its patterns that leave texts.

    Where none does, the format is left to the check.
    """
    view = asked.view
    unwanted = (*view.not_patterns, *(_literally(text) for text in _banned(view)[:_BANNED]))
    found: list[Language] = []
    for pattern in PATTERNS.get(view.formats[0], ()) if view.formats else ():
        try:
            found.append(document.language((*view.patterns, pattern), unwanted, asked.low, asked.high))
        except EmptyError:
            continue
        if not found[-1].few:
            break
    if not found:
        found.append(document.language(tuple(view.patterns), unwanted, asked.low, asked.high))
    return found[0], found[-1]


def _literally(text: str) -> str:
    """Return a pattern of a text alone."""
    return "^" + "".join([f"\\u{{{ord(character):x}}}" for character in text]) + "$"


@lru_cache(maxsize=8)
def _vocabulary(split: Split) -> Words:
    return Words(realism.pool("en_US/word", split))


def _sources(asked: _Asked, document: Document, names: tuple[str, str, Split]) -> list[Text]:
    """Return the natural ways to draw, the best first."""
    name, parent, split = names
    view, low, high = asked.view, asked.low, asked.high
    natural = realism.texts(name, parent, split, view.title, view.about)
    known = [made for one in view.formats if (made := realism.formats(one, name, split)) is not None]
    if not view.patterns:
        return [_given(known[0])] if known else [_fitted(natural, low, high, split)]
    sources: list[Text] = []
    if known:
        sources.append(_given(known[0]))
    elif _often(natural, view.patterns, low, high, document):
        sources.append(_matched(natural, view, document))
    elif (looks := lookalike(view.patterns[0], split, asked.fits(document))) is not None:
        sources.append(_matched(looks, view, document))
    words = realism.pool("en_US/word", split)
    if not sources and len(view.patterns) == 1:
        sources += _having(view, words, asked.fits(document))
    if len(view.patterns) > 1:
        sources += _joined(view.patterns, words)
    sources += [source for pattern in view.patterns if (source := _shaped(pattern, low, high, words)) is not None]
    return sources or [_fitted(natural, low, high, split)]


def _often(natural: Callable[[Random], str], patterns: list[str], low: int, high: int, document: Document) -> bool:
    """Say whether what the name suggests often has the patterns already."""
    right = [text for text in _some(natural) if low <= len(text) <= high]
    return sum(all(document.matches(pattern, text) for pattern in patterns) for text in right) >= 3


@lru_cache(maxsize=4096)
def _some(natural: Callable[[Random], str]) -> tuple[str, ...]:
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
    return [lambda draw: having[int(draw.random() * len(having))]] if len(having) > _SHORT else []


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
    if low == 0 and high == ENDLESS:
        return _numbered(natural)
    words = realism.pool("en_US/word", split)

    def draw(draw: Draw) -> str:
        text = natural(draw.rng)
        if low <= len(text) <= high and not draw.wide:
            return text
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


def _numbered(natural: Callable[[Random], str]) -> Text:
    """Return what the name suggests, with a number after it where further texts are sought."""

    def draw(draw: Draw) -> str:
        text = natural(draw.rng)
        return f"{text} {int(draw.random() * 1_000_000)}" if draw.wide else text

    return draw


def _cut(text: str, low: int, high: int) -> str:
    """Cut at a word's end if that is long enough."""
    short = text[:high]
    whole = short.rpartition(" ")[0] if text[high : high + 1] not in ("", " ") else short
    kept = whole.rstrip(" ,.;:-")
    return kept if len(kept) >= max(low, high // 2, 1) else short.strip().ljust(low, "a")[:high]
