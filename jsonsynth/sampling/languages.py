"""Languages of texts: patterns, not-patterns and a window of lengths together; emptiness decided, texts drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from math import floor, frexp

from jsonsynth.sampling import regexes, trees
from jsonsynth.sampling.automata import Budget, Letter, TooHardError
from jsonsynth.sampling.characters import in_one_case
from jsonsynth.sampling.draw import Draw
from jsonsynth.sampling.graphs import EVERY, Graph, Reach, Walk
from jsonsynth.sampling.trees import ENDLESS

__all__ = ["Decided", "EmptyError", "Language", "Words", "decided"]

_WALKED = 160_000  # steps to find the states, a third of a second
_REACHED = 3_000_000  # steps to find the lengths, a tenth of a microsecond each
_TIERS = (0, 1, 4, EVERY)  # characters that are tried: printable ASCII, familiar ones too, all
_FEW = 100  # texts of a language that are listed
_TOO_FEW = 5  # texts of printable ASCII that make no language of their own
_LENGTHS = 29  # lengths beyond the least that are drawn
_WEIGHED = 160  # letters before a text's end from which on the ways to end are counted
_DEPTHS = (24, 96, 1_000, ENDLESS)  # letters beyond the least length that the states are walked for
_AMPLE = 17  # bits in the number of a length's texts after which it is drawn as often as any other


class EmptyError(Exception):
    """There is no such text; ``sure``: not even among characters and texts that are left out here."""

    def __init__(self, sure: bool) -> None:
        super().__init__(sure)
        self.sure = sure


@dataclass(frozen=True, slots=True)
class _Edge:
    """A way on from a state: where to, characters to draw from, and how often (about their number).

    ``every`` has those that are not natural, too; ``only`` is the character, if there is just one.
    """

    to: int
    pool: str
    weight: float
    every: str
    only: str


class Words:
    """Words to put into texts."""

    def __init__(self, pool: Sequence[str]) -> None:
        self._pool = pool
        self._sized: dict[int, list[str]] = {}
        for word in pool:
            self._sized.setdefault(len(word), []).append(word)

    def drawn(self, draw: Draw, left: int) -> str:
        """Return a word; one that fills what is left, if that is little."""
        pool = self._sized.get(left, self._pool) if left < 9 else self._pool
        return pool[floor(draw.random() * len(pool))]


class Language:
    """Texts to draw. ``few``: all of them, where they are few, else nothing.

    ``wider`` has more of them, with characters that are less natural, where they are very few.
    """

    def __init__(self, graph: Graph, reach: Reach, low: int, high: int) -> None:
        self._reach = reach
        self._letters = {c: k for k, letter in enumerate(graph.letters) for c in letter.pool if c.isascii()}
        self._steps = graph.steps
        self._edges = [_edges(row, graph.letters) for row in graph.steps]
        self._values: list[list[float]] = [[float(accepts) for accepts in graph.accepting]]
        self._exponents = [0]
        self._lengths = reach.lengths(low, high, _LENGTHS)
        self._wordy = [self._is_wordy(row) for row in graph.steps]
        some = list(islice(self._texts(), _FEW + 1)) if self._lengths[0] <= 400 else []
        self.few = some if len(some) <= _FEW else []
        self._weights = [self._weight(length) for length in self._lengths]
        self.wider: Language | None = None

    def _is_wordy(self, row: tuple[int, ...]) -> bool:
        ways = [row[self._letters[c]] for c in "abcdefghijklmnopqrstuvwxyz" if c in self._letters]
        return sum(to >= 0 for to in ways) >= 20

    def _texts(self) -> Iterator[str]:
        """Yield the texts one by one, as long as there are some."""
        for length in self._lengths:
            waiting = [("", 0)]
            while waiting:
                text, state = waiting.pop()
                left = length - len(text)
                if not left:
                    yield text
                    continue
                open_ones = self._reach(left - 1)
                for edge in self._edges[state]:
                    if open_ones >> edge.to & 1:
                        waiting.extend((text + c, edge.to) for c in edge.every)

    def _value(self, left: int) -> list[float]:
        """Return how many texts of ``left`` letters each state has, up to a common power of two."""
        while left >= len(self._values):
            last = self._values[-1]
            made = [sum([edge.weight * last[edge.to] for edge in edges]) for edges in self._edges]
            exponent = frexp(max(made))[1]
            scale = 2.0**-exponent
            self._values.append([value * scale for value in made])
            self._exponents.append(self._exponents[-1] + exponent)
        return self._values[left]

    def _weight(self, length: int) -> float:
        if length > _WEIGHED:
            return 1.0
        share, exponent = frexp(self._value(length)[0])
        count = 2.0 ** min(exponent + self._exponents[length], _AMPLE) * share
        return count if length <= self._lengths[0] + 12 else 0.3 * count

    def text(self, draw: Draw, words: Words) -> str:
        """Return a text, with words where it may have some."""
        if self.wider and draw.wide:
            return self.wider.text(draw, words)
        if self.few:
            return self.few[floor(draw.random() * len(self.few))]
        length = self._lengths[_picked(self._weights, draw.random())]
        draw.spend(1 + (length >> 2))
        wordy = length >= 12 and not draw.wide
        parts: list[str] = []
        state, left, last = 0, length, " "
        while left:
            edges = self._edges[state]
            if len(edges) == 1 and edges[0].only:
                last, state = edges[0].only, edges[0].to
                parts.append(last)
                left -= 1
                continue
            found = self._worded(state, left, last, draw, words) if wordy and self._wordy[state] else None
            piece, state = found or self._character(state, left, last, draw)
            parts.append(piece)
            left -= len(piece)
            last = piece[-1]
        return "".join(parts)

    def _character(self, state: int, left: int, last: str, draw: Draw) -> tuple[str, int]:
        edges = self._edges[state]
        edge = edges[0] if len(edges) == 1 else self._edge(edges, left - 1, draw)
        pool = edge.pool
        character = pool[floor(draw.random() * len(pool))]
        if character == " " and (last == " " or left == 1):
            character = pool[floor(draw.random() * len(pool))]
        return character, edge.to

    def _edge(self, edges: Sequence[_Edge], left: int, draw: Draw) -> _Edge:
        open_ones = self._reach(left)
        values = self._value(min(left, _WEIGHED))
        weights = [(values[e.to] or 1e-300) * e.weight if open_ones >> e.to & 1 else 0.0 for e in edges]
        return edges[_picked(weights, draw.random())]

    def _worded(self, state: int, left: int, last: str, draw: Draw, words: Words) -> tuple[str, int] | None:
        """Return a word, or what stands between two, and the state after it; None where none fits."""
        if last.isalpha():
            gap = next((found for gap in " -_./" if (found := self._along(state, gap, left))), None)
            if gap is not None:
                return gap if left > 3 else None
        for _ in range(3):
            found = self._along(state, words.drawn(draw, left), left)
            if found is not None:
                return found
        return None

    def _along(self, state: int, text: str, left: int) -> tuple[str, int] | None:
        """Return a text and the state after it, None if it leads nowhere."""
        if len(text) > left:
            return None
        for character in text:
            letter = self._letters.get(character)
            if letter is None:
                return None
            state = self._steps[state][letter]
            if state < 0:
                return None
        return (text, state) if self._reach(left - len(text)) >> state & 1 else None


def _picked(weights: Sequence[float], chance: float) -> int:
    """Return a position, drawn by its weight."""
    point = chance * sum(weights)
    last = 0
    for place, weight in enumerate(weights):
        if weight:
            last = place
            point -= weight
            if point < 0:
                break
    return last


def _edges(row: tuple[int, ...], letters: Sequence[Letter]) -> list[_Edge]:
    """Return the ways on from a state: drawn from printable ASCII where a way has some."""
    pools: dict[tuple[int, int], list[str]] = {}
    for to, letter in zip(row, letters, strict=True):
        if to >= 0:
            pools.setdefault((to, letter.tier), []).append(letter.pool)
    best: dict[int, int] = {}
    for to, tier in pools:
        best[to] = min(tier, best.get(to, tier))
    return [_edge_to(to, "".join(pools[to, tier])) for to, tier in best.items()]


@lru_cache(maxsize=4096)
def _edge_to(to: int, pool: str) -> _Edge:
    only = pool if len(pool) == 1 else ""
    if not pool.isascii():
        return _Edge(to, pool, min(len(pool), 40), pool, only)
    natural = pool if set(pool) >= _SMALL else in_one_case(pool)
    often = "".join([c * _OFTEN.get(c, 1) for c in natural])
    return _Edge(to, often, max(1.0, len(often) / 16), pool, only)


_SMALL = frozenset("abcdefghijklmnopqrstuvwxyz")


# how often a character is drawn: letters and digits most, marks once
_OFTEN = {
    **dict.fromkeys("abcdefghijklmnopqrstuvwxyz ", 16),
    **dict.fromkeys("0123456789", 12),
    **dict.fromkeys("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 8),
    **dict.fromkeys("-_.,", 3),
}


def _run(pattern: str) -> tuple[str, int, int]:
    """Return a pattern that counts the whole text's characters of one set as one that does not, and the counts."""
    tree = regexes.read(pattern)
    if not isinstance(tree, trees.Sequence) or len(tree.items) != 3 or pattern[0] != "^" or pattern[-2:] != "}$":
        return pattern, 0, ENDLESS
    item = tree.items[1]
    if not isinstance(item, trees.Repeat) or not isinstance(item.item, trees.Characters):
        return pattern, 0, ENDLESS
    return pattern[: pattern.rindex("{")] + "*$", item.low, item.high


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of a language: the texts, or why there are none; ``cost`` counts the steps it took."""

    found: Language | EmptyError | TooHardError
    cost: int

    def language(self) -> Language:
        """Return the texts. Raises EmptyError if there are none, TooHardError if the steps allowed did not tell."""
        if isinstance(self.found, Language):
            return self.found
        raise type(self.found)(*self.found.args)


@lru_cache(maxsize=128)
def decided(patterns: tuple[str, ...], not_patterns: tuple[str, ...], low: int, high: int) -> Decided:
    """Return the texts that have all patterns and none of the not-patterns, of ``low`` to ``high`` characters.

    Raises regexes.UnreadableError for a pattern that no automaton can do.
    """
    runs = [_run(pattern) for pattern in patterns]
    low, high = max([low, *(run[1] for run in runs)]), min([high, *(run[2] for run in runs)])
    budget, reached = Budget(_WALKED), Budget(_REACHED)
    try:
        found = _of_tiers(Walk([run[0] for run in runs], not_patterns, budget), reached, low, high)
    except TooHardError as error:
        found = error
    return Decided(found, _WALKED - budget.left + _REACHED - reached.left)


def _of_tiers(walk: Walk, budget: Budget, low: int, high: int) -> Language | EmptyError | TooHardError:
    """Return the language of the most natural characters that have enough texts."""
    found: list[Language] = []
    whole = True
    for tier in _TIERS:
        made, complete = _language(walk, tier, budget, low, high)
        whole = whole and complete
        if made is not None:
            found.append(made)
            if not made.few or len(made.few) >= _TOO_FEW:
                break
    if not found:
        return EmptyError(walk.sure) if whole else TooHardError()
    found[0].wider = found[-1] if len(found) > 1 else None
    return found[0]


def _language(walk: Walk, tier: int, budget: Budget, low: int, high: int) -> tuple[Language | None, bool]:
    """Return the language of characters up to a tier, None if nothing is found; and whether all was looked at."""
    for more in _DEPTHS:
        depth = min(high, low + more)
        graph = walk.graph(tier, depth)
        reach = Reach(graph, budget)
        try:
            some = reach.lengths(low, high, 1)
        except TooHardError:
            return None, False
        if some:
            return Language(graph, reach, low, high), not graph.cut
        if graph.cut or not graph.open or depth == high:
            return None, not graph.cut
    return None, False
