"""Names of members and what they hold: entities by domain, composed with templates, divided over the splits.

A composed name ("carrierCode", "carrier_code") belongs to one split, by a hash of its letters; the names of
``plain.txt``, of a domain's plain lines and of :data:`SHARED` are common to all. A document with one composed name
can therefore never stand in two splits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TypeAlias
from zlib import crc32

from jsonsynth.examples import SPLITS, Split
from jsonsynth.invention.drawing import Draw, choices_of, drawer
from jsonsynth.realism import magnitude_of, ranged

__all__ = [
    "CAMEL",
    "FLAT",
    "KEBAB",
    "NESTED",
    "PASCAL",
    "SHARED",
    "SNAKE",
    "STYLED",
    "Domain",
    "Member",
    "domain",
    "domains",
    "owner_of",
    "styled",
    "title_of",
]

CAMEL, SNAKE, KEBAB, PASCAL, FLAT = range(5)
NESTED = frozenset(["object", "objects", "map"])

# names that bundles, discriminators and envelopes use
_BUNDLED = """
team, topic, region, department, category, color, active, verified, public,
first name, last name, full name, email, start date, end date, start time, end time, city, country,
country code, postal code, street, latitude, longitude, amount, currency, min, max, width, height,
unit, value, type, kind, id, children, parent, coordinates, geometry, properties, features, name,
data, items, page, per page, total, next, spec, metadata, labels, api version, arguments, tool, key,
level, message, time, timestamp, context, logger, event, payload, version, status, meta, links,
count, settings, bbox, namespace, template, self, prev, has more, cursor, call id, error, code,
details, results, entries, enabled, method, variant, form, shape, case
"""
SHARED: tuple[str, ...] = tuple(_BUNDLED.replace("\n", " ").strip().split(", "))

Place: TypeAlias = tuple[str, int, int]  # the words of a member, the numbers of its entity and its template

_BY_RESIDUE: tuple[Split, ...] = ("train",) * 18 + ("valid", "test")
_FOLDER = Path(__file__).parent
_UNCOUNTED = frozenset(
    [
        "luggage",
        "freight",
        "cargo",
        "livestock",
        "rainfall",
        "heating",
        "training",
        "fuel",
        "customs",
        "weather",
        "audience",
    ]
)
_IRREGULAR = {
    "hypothesis": "hypotheses",
    "diagnosis": "diagnoses",
    "shelf": "shelves",
    "city": "cities",
    "calf": "calves",
    "quiz": "quizzes",
}


@dataclass(slots=True, eq=False)
class Member:
    """A member of an object: its words, its kind and what draws its value.

    ``choices``: closed sets of an ``enum``. ``span``: lowest, highest, decimals of a number. ``entity``: what it was
    made from, empty if plain. ``told``: a sentence without its full stop, with places for the entity, its verb and its
    adjective (at the numbers of ``place`` in the domain) and ``{o}``.
    """

    words: str
    kind: str
    draw: Draw
    entity: str
    choices: tuple[tuple[str, ...], ...]
    span: tuple[float, float, int]
    told: str
    domain: str
    place: tuple[int, int]

    def name(self, style: int) -> str:
        """Return its name in a style."""
        return STYLED[style](self.words)

    def about(self, owner: str) -> str:
        """Return the sentence for a member of an object of that name."""
        told = self.told
        if " a {" not in told:
            told = told.replace("{e}", self.entity).replace("{o}", owner)
        if "{" in told:
            told = _filled(told, self.domain, *self.place).replace("{o}", owner)
        return told + "."


@dataclass(frozen=True, slots=True, eq=False)
class Domain:
    """A field of life as one split sees it.

    ``owned`` and ``owned_nested`` number the composed members; ``nested`` are those that hold objects, objects in a
    list, or maps.
    """

    name: str
    split: Split
    entities: tuple[str, ...]
    plain: tuple[Member, ...]
    plain_nested: tuple[Member, ...]
    owned: range
    owned_nested: range
    places: tuple[Place, ...]
    made: list[Member | None]  # the composed members made so far, by number

    def numbers(self, kinds: frozenset[str]) -> tuple[int, ...]:
        """Return the numbers of ``owned`` whose members are of one of the kinds; there may be none."""
        return _numbers_of(self.name, self.split, kinds)

    def member(self, number: int) -> Member:
        """Return a composed member."""
        return self.made[number] or self._made(number)

    def draw(self, random: Callable[[], float], count: int, plain: float, style: int) -> dict[str, Member]:
        """Draw up to ``count`` members that hold no objects, by their names in a style.

        ``plain``: the share of common ones; the first is composed, so that it belongs to the split.
        """
        made, size, named = self.made, len(self.owned), STYLED[style]
        common, sizes = self.plain, len(self.plain)
        drawn: dict[str, Member] = {}
        for turn in range(count):
            if turn and random() < plain:
                member = common[int(random() * sizes)]
            else:
                number = int(random() * size)
                member = made[number] or self._made(number)
            drawn[named(member.words)] = member
        return drawn

    def _made(self, number: int) -> Member:
        words, first, second = self.places[number]
        kind, _, told, _ = _composing()[second]
        entity = parent = self.entities[first]
        if words.endswith(" region") and self.name not in _TECHNICAL:  # a part of a country, not of a cloud
            parent = "address"
        snake = words.replace(" ", "_")
        span = magnitude_of(snake, parent, kind == "integer") if kind in _NUMERIC else _NO_SPAN
        draw = ranged(span) if kind in _NUMERIC else drawer(kind, snake, parent, self.split)
        choices = choices_of(snake) if kind == "enum" else ()
        made = Member(words, kind, draw, entity, choices, span, told, self.name, (first, second))
        self.made[number] = made
        return made


_NUMERIC = frozenset(["integer", "number"])
_NO_SPAN = (0, 0, 0)


def _flat(words: str) -> str:
    return "".join([letter for letter in words if letter.isalnum()]).lower()


def _camel(words: str) -> str:
    return words[0] + words.title().replace(" ", "")[1:]


# a function for each style; words are letters alone, so that title() begins no word within one
STYLED: tuple[Callable[[str], str], ...] = (
    _camel,
    lambda words: words.replace(" ", "_"),
    lambda words: words.replace(" ", "-"),
    lambda words: words.title().replace(" ", ""),
    lambda words: words.replace(" ", ""),
)


@lru_cache(maxsize=1024)
def styled(words: str) -> tuple[str, ...]:
    """Return a name in the five styles. Example: ``max retries`` -> ``maxRetries max_retries max-retries ...``"""
    return tuple(style(words) for style in STYLED)


def title_of(words: str) -> str:
    """Return a name as a title: ``carrier code`` -> ``Carrier code``."""
    return words[:1].upper() + words[1:]


@cache
def _plural(word: str) -> str:
    if word in _UNCOUNTED:
        return word
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


def _article(word: str) -> str:
    return ("an " if word[0] in "aeio" else "a ") + word


def _lines(file: str) -> Iterator[str]:
    for line in (_FOLDER / file).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def _templates(file: str) -> tuple[tuple[str, str, str], ...]:
    found: list[tuple[str, str, str]] = []
    for line in _lines(file):
        head, _, about = line.partition(" | ")
        kind, _, name = head.partition(": ")
        found.append((kind, name, about))
    return tuple(found)


@cache
def _composing() -> tuple[tuple[str, str, str, str], ...]:
    """Return the templates: kind, name, description, classes of entities they suit (empty: all)."""
    found = ((*kind.partition("@")[::2], name, about) for kind, name, about in _templates("templates.txt"))
    return tuple((kind, name, about, classes) for kind, classes, name, about in found)


@cache
def _chapters() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    chapter: dict[str, tuple[str, ...]] = {}
    for line in _lines("domains.txt"):
        if line.startswith("["):
            chapter = found[line[1:-1]] = {}
        else:
            key, _, rest = line.partition(": ")
            chapter[key] = tuple(rest.split())
    return found


_HEADS = frozenset(["entities", "verbs", "adjectives"])


@cache
def _plain_names() -> frozenset[str]:
    names = {_flat(words) for words in SHARED} | {_flat(name) for _, name, _ in _templates("plain.txt")}
    for chapter in _chapters().values():
        names |= {
            _flat(word.partition("=")[0]) for key, words in chapter.items() if key not in _HEADS for word in words
        }
    return frozenset(names)


def _owner(flat: str) -> Split:
    return _BY_RESIDUE[crc32(flat.encode()) % 20]


def owner_of(name: str) -> Split | None:
    """Return the split that a member's name belongs to, in whatever style it is written; None if it is common."""
    flat = _flat(name)
    return None if flat in _plain_names() else _owner(flat)


# domains whose members may be technical
_TECHNICAL = frozenset(
    ["analytics", "builds", "cloud", "configuration", "iot", "messaging", "security", "tools", "workloads"]
)


@cache
def _classes() -> Mapping[str, str]:
    lines = (line.partition(": ") for line in _lines("classes.txt"))
    return {entity: letter for letter, _, entities in lines for entity in entities.split()}


def _filled(text: str, domain: str, first: int, second: int) -> str:
    """Put an entity, and a verb and an adjective that depend on the numbers alone, into a template."""
    if not domain:
        return text
    chapter = _chapters()[domain]
    entity = chapter["entities"][first]
    verb = chapter["verbs"][(first + second) % len(chapter["verbs"])]
    adjective = chapter["adjectives"][(first + second) % len(chapter["adjectives"])]
    if " a {" in text:
        text = text.replace(" a {e}", " " + _article(entity)).replace(" a {a}", " " + _article(adjective))
    return text.replace("{e}", entity).replace("{s}", _plural(entity)).replace("{v}", verb).replace("{a}", adjective)


def _plain(kind: str, words: str, told: str, split: Split, sets: tuple[tuple[str, ...], ...] = ()) -> Member:
    snake = words.replace(" ", "_")
    span = magnitude_of(snake, "", kind == "integer") if kind in _NUMERIC else _NO_SPAN
    draw = ranged(span) if kind in _NUMERIC else drawer(kind, snake, "", split)
    choices = sets or (choices_of(snake) if kind == "enum" else ())
    return Member(words, kind, draw, "", choices, span, told, "", (0, 0))


def _chapter_plain(domain: str, split: Split) -> Iterator[Member]:
    for kind, names in _chapters()[domain].items():
        if kind not in _HEADS:
            for name in names:
                word, _, values = name.partition("=")
                words = word.replace("_", " ")
                sets = (tuple(values.split(",")),) if values else ()
                yield _plain(kind, words, f"{title_of(words)} of the {{o}}", split, sets)


@cache
def _common(split: Split) -> tuple[Member, ...]:
    return tuple(_plain(kind, name, about, split) for kind, name, about in _templates("plain.txt"))


def _composed(domain: str, first: int, entity: str) -> Iterator[Place]:
    """Give what is composed from an entity by the templates that suit it."""
    kind, technical = _classes().get(entity, "r"), domain in _TECHNICAL
    for second, (_, name, _, classes) in enumerate(_composing()):
        if not classes or (kind in classes and (technical or "T" not in classes)):
            words = name.replace("{e}", entity)
            yield (words if "{" not in words else _filled(words, domain, first, second)), first, second


@cache
def _places(domain: str) -> Mapping[Split, Sequence[Place]]:
    """Compose all names of a domain and divide them over the splits."""
    found: dict[Split, list[Place]] = {split: [] for split in SPLITS}
    seen = set(_plain_names())
    for first, entity in enumerate(_chapters()[domain]["entities"]):
        for place in _composed(domain, first, entity):
            words = place[0]
            flat, parts = words.replace(" ", ""), words.split(" ")
            if flat not in seen and len(set(parts)) == len(parts):
                seen.add(flat)
                found[_owner(flat)].append(place)
    return found


@cache
def _numbers_of(name: str, split: Split, kinds: frozenset[str]) -> tuple[int, ...]:
    home, templates = domain(name, split), _composing()
    return tuple(number for number in home.owned if templates[home.places[number][2]][0] in kinds)


@cache
def domain(name: str, split: Split) -> Domain:
    """Return a domain as a split sees it; made at first use, in a few milliseconds."""
    templates = _composing()
    nests = [(templates[place[2]][0] in NESTED, place) for place in _places(name)[split]]
    owned = [place for nested, place in nests if not nested]
    plain = [*_common(split), *_chapter_plain(name, split), *_chapter_plain(name, split)]
    return Domain(
        name=name,
        split=split,
        entities=_chapters()[name]["entities"],
        plain=tuple(member for member in plain if member.kind not in NESTED),
        plain_nested=tuple(member for member in plain if member.kind in NESTED),
        owned=range(len(owned)),
        owned_nested=range(len(owned), len(nests)),
        places=(*owned, *(place for nested, place in nests if nested)),
        made=[None] * len(nests),
    )


@cache
def domains() -> tuple[str, ...]:
    """Return the names of all domains."""
    return tuple(_chapters())
