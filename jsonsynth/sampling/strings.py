"""Strings: by pattern, by format, else by the member's name, all within the lengths asked for.

Natural ways to draw come first: what the name suggests, a format's values, a pattern's tree. Where these seldom have
all that is asked together, and wherever they miss, texts are drawn from the automaton of the whole (``languages``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from jsonsynth import realism
from jsonsynth.examples import Split
from jsonsynth.sampling.automata import TooHardError
from jsonsynth.sampling.draw import Beyond, Dead, Draw, Missed
from jsonsynth.sampling.formatted import asserted, patterns_of
from jsonsynth.sampling.languages import EmptyError, Language, Words
from jsonsynth.sampling.naturals import Asked, Text, banned_texts, natural_ways
from jsonsynth.sampling.patterns import shape
from jsonsynth.sampling.refs import Document
from jsonsynth.sampling.regexes import ENDLESS, UnreadableError
from jsonsynth.sampling.views import View
from jsonsynth.schema import validator
from jsonsynth.seeds import stream

__all__ = ["string_sampler"]

_LONGEST = 100_000  # characters of a string that must be longer are refused
_LONG = 2_000  # characters from which on a text is not drawn again and again for luck
_TRIES = 40  # of natural ways where there is no other
_PROBES = 6  # texts that show whether a way is worth trying
_LUCKY = 3  # probes that must be right for a way to be tried first
_BANNED = 100  # texts that may not be, beyond which they are left to the check
_FORM = "^[A-Za-z0-9]+(?:[ _.-][A-Za-z0-9]+)*$"  # of texts that are words, of names that are
_NAME_FORM = "^[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*$"
_BEST_TRIES = 3  # of the most natural way, before the others
_ENDS = re.compile(r"[$^]")
_FIRST_TRIES = 8  # of the natural ways, before the automaton's


def string_sampler(view: View, document: Document, names: tuple[str, str, Split]) -> Text:
    """Return a sampler of strings. ``names``: of the member, of its parent, and the split.

    Raises Dead where it is certain that there is no such string, Beyond where none is made.
    """
    low, high = view.least.get("length", 0), view.most.get("length", ENDLESS)
    if low > high:
        raise Dead(view.place, f"minLength {low} is above maxLength {high}")
    if low > _LONGEST:
        raise Beyond(view.place, f"a string of at least {low} characters is not made; the most is {_LONGEST}")
    asked = Asked(view, low, high, _check(view, document, low, low > 0 or high < ENDLESS))
    sources = natural_ways(asked, document, names)
    if asked.check is None and len(sources) == 1 and not (view.patterns or view.formats):
        return sources[0]  # what the name suggests is made to fit
    tried = sources if asked.check is None or low < _LONG else []
    lucky = [source for source in tried if asked.check is None or _luck(source, asked) >= _LUCKY]
    if lucky:
        careful = _natural_first(lucky, asked, _once(lambda: _exact(asked, document, names)))
        if asked.check is None and low == 0 and high == ENDLESS and len(sources) == 1:
            return _unless_wide(sources[0], careful) if view.patterns else sources[0]
        return careful
    try:
        return _exact(asked, document, names)
    except (TooHardError, UnreadableError):
        return _tried((sources * _TRIES)[:_TRIES], asked)


def _check(view: View, document: Document, low: int, windowed: bool) -> Callable[[str], bool] | None:
    """Return what a text must pass beside its length; None if it passes by the way it is drawn."""
    checks: list[Callable[[str], bool]] = []
    if len(view.patterns) + len(view.formats) > 1 or (view.patterns and not _is_sure(view.patterns[0], low)):
        checks += [validator({"pattern": pattern}).is_valid for pattern in view.patterns]
    if view.formats and (checks or windowed or view.not_patterns):
        checks += [validator(asserted(name)).is_valid for name in view.formats]
    checks += [_unmatched(document, pattern) for pattern in view.not_patterns]
    checks += [_without(name) for name in view.not_formats]
    banned = frozenset(banned_texts(view))
    checks += [_outside(banned)] if banned else []
    if not checks:
        return None
    return checks[0] if len(checks) == 1 else lambda text: all(check(text) for check in checks)


def _outside(banned: frozenset[str]) -> Callable[[str], bool]:
    return lambda text: text not in banned


def _without(name: str) -> Callable[[str], bool]:
    check = validator(asserted(name)).is_valid
    return lambda text: not check(text)


def _unmatched(document: Document, pattern: str) -> Callable[[str], bool]:
    return lambda text: not document.matches(pattern, text)


def _is_sure(pattern: str, low: int) -> bool:
    """Say whether what is drawn of a pattern has it; of ``^a|b$`` not where more stands beside it to be long enough."""
    try:
        found = shape(pattern)
        at_one_end = found.starts or found.ends or not _ENDS.search(pattern)
        return found.sure and (low <= found.tree.most or at_one_end)
    except UnreadableError:
        return False


def _luck(source: Text, asked: Asked) -> int:
    """Return how many of a few texts of a source have all that is asked."""
    draw = Draw(stream(0, "probes"), 1 << 30)
    found = 0
    for _ in range(_PROBES):
        try:
            found += asked.allows(source(draw))
        except Missed:
            continue
    return found


def _tried(tries: Sequence[Text], asked: Asked) -> Text:
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


def _natural_first(sources: list[Text], asked: Asked, exact: Text) -> Text:
    """Return a sampler that turns to the automaton where natural ways miss, or give only what was drawn before."""
    best = [sources[0]] * _BEST_TRIES
    natural = _tried([*best, *(sources * _FIRST_TRIES)[1:_FIRST_TRIES]], asked)
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


def _exact(asked: Asked, document: Document, names: tuple[str, str, Split]) -> Text:
    """Return a sampler of the automaton's texts.

    Raises Dead, Beyond, TooHardError or UnreadableError.
    """
    words = _vocabulary(names[2])
    try:
        usual, wide = _languages(asked, document, names[0])
    except EmptyError as empty:
        kind = Dead if empty.sure else Beyond
        raise kind(asked.view.place, f"no text has {asked.problem()} together") from None

    def text(draw: Draw) -> str:
        return (wide if draw.wide else usual).text(draw, words)

    return _tried([text] * _TRIES, asked)


def _languages(asked: Asked, document: Document, name: str) -> tuple[Language, Language]:
    """Return the language of what is asked, and a wider one.

    Of a format, these are its patterns' that leave texts, and where none does, it is left to the check. Otherwise texts
    of plain words come first, unless there are very few.
    """
    view = asked.view
    known = patterns_of(view.formats[0]) if view.formats else ()
    unwanted = (*view.not_patterns, *(_literally(text) for text in banned_texts(view)[:_BANNED]))
    found: list[Language] = []
    for pattern in known or (_NAME_FORM if name == "key" else _FORM,):
        try:
            found.append(document.language((*view.patterns, pattern), unwanted, asked.low, asked.high))
        except EmptyError:
            continue
        if not found[-1].few:
            break
    if not found or (found[-1].few and not known):
        found.append(document.language(tuple(view.patterns), unwanted, asked.low, asked.high))
    return found[0], found[-1]


def _literally(text: str) -> str:
    """Return a pattern of a text alone."""
    return "^" + "".join([f"\\u{{{ord(character):x}}}" for character in text]) + "$"


@lru_cache(maxsize=8)
def _vocabulary(split: Split) -> Words:
    return Words(realism.pool("en_US/word", split))
