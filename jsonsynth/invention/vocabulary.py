"""Names of members and what they hold: entities by domain, composed with templates, divided over the splits.

A composed name ("carrierCode", "carrier_code") belongs to one split, by a hash of its letters; the names of
``plain.txt``, of a domain's plain lines and of :data:`SHARED` are common to all. A document with one composed name
can therefore never stand in two splits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from jsonsynth.examples import SPLITS, Split
from jsonsynth.invention.drawing import Draw, choices_of, drawer
from jsonsynth.realism import magnitude
from jsonsynth.seeds import digest64

__all__ = [
    "CAMEL",
    "FLAT",
    "KEBAB",
    "NESTED",
    "PASCAL",
    "SHARED",
    "SNAKE",
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
SHARED: tuple[str, ...] = (
    "first name", "last name", "full name", "email", "start date", "end date", "start time", "end time", "city", "country",
    "country code", "postal code", "street", "latitude", "longitude", "amount", "currency", "min", "max", "width", "height", "unit", "value", "type", "kind",
    "id", "children", "parent", "coordinates", "geometry", "properties", "features", "name", "data", "items", "page", "per page",
    "total", "next", "spec", "metadata", "labels", "api version", "arguments", "tool", "key", "level", "message", "time",
    "timestamp", "context", "logger", "event", "payload", "version", "status", "meta", "links", "count", "settings", "bbox", "namespace", "template", "self", "prev", "has more", "cursor", "call id", "error", "code", "details", "results", "entries", "enabled",
)  # fmt: skip

_FOLDER = Path(__file__).parent
_UNCOUNTED = frozenset(
    ["luggage", "freight", "cargo", "livestock", "soil", "rainfall", "heating", "training", "fuel", "feedback", "garbage", "staff"]
)
_IRREGULAR = {
    "hypothesis": "hypotheses",
    "diagnosis": "diagnoses",
    "shelf": "shelves",
    "city": "cities",
    "calf": "calves",
}


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """A member of an object: its name in five styles, its kind and what draws its value.

    ``about``: a sentence without its full stop, with ``{o}`` for the object it stands in. ``choices``: closed sets of an
    ``enum``. ``span``: lowest, highest, decimals of a number. ``entity``: what it was made from, empty if plain.
    """

    words: str
    names: tuple[str, ...]
    kind: str
    draw: Draw
    about: str
    entity: str
    choices: tuple[tuple[str, ...], ...]
    span: tuple[float, float, int]


@dataclass(frozen=True, slots=True, eq=False)
class Domain:
    """A field of life as one split sees it. ``nested`` are members that hold objects, objects in a list, or maps."""

    name: str
    split: Split
    entities: tuple[str, ...]
    plain: tuple[Member, ...]
    plain_nested: tuple[Member, ...]
    owned: tuple[tuple[int, int], ...]
    owned_nested: tuple[tuple[int, int], ...]

    def member(self, place: tuple[int, int]) -> Member:
        """Return the member at a place of ``owned`` or ``owned_nested``."""
        return _composed(self.name, self.split, place)


def _flat(words: str) -> str:
    return "".join([letter for letter in words if letter.isalnum()]).lower()


@lru_cache(maxsize=65536)
def styled(words: str) -> tuple[str, ...]:
    """Return a name in the five styles. Example: ``max retries`` -> ``maxRetries max_retries max-retries ...``"""
    parts = words.split(" ")
    pascal = "".join([part.capitalize() for part in parts])
    camel = pascal[0].lower() + pascal[1:]
    return camel, "_".join(parts), "-".join(parts), pascal, "".join(parts)


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
def _composing() -> tuple[tuple[str, str, str], ...]:
    return _templates("templates.txt")


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


def owner_of(name: str) -> Split | None:
    """Return the split that a member's name belongs to, in whatever style it is written; None if it is common."""
    flat = _flat(name)
    if flat in _plain_names():
        return None
    residue = digest64(flat) % 20
    return SPLITS[max(0, residue - 17)]


def _fill(text: str, domain: str, entity: str, name: str) -> str:
    """Put an entity, and a verb and an adjective that depend on the name alone, into a template."""
    chapter = _chapters()[domain]
    salt = digest64(f"{name}/{entity}")
    verb = chapter["verbs"][salt % len(chapter["verbs"])]
    adjective = chapter["adjectives"][salt // 64 % len(chapter["adjectives"])]
    text = text.replace(" a {e}", " " + _article(entity)).replace(" a {a}", " " + _article(adjective))
    return text.replace("{e}", entity).replace("{s}", _plural(entity)).replace("{v}", verb).replace("{a}", adjective)


def _member(
    kind: str, words: str, about: str, entity: str, split: Split, sets: tuple[tuple[str, ...], ...] = ()
) -> Member:
    snake = words.replace(" ", "_")
    return Member(
        words=words,
        names=styled(words),
        kind=kind,
        draw=drawer(kind, snake, entity, split),
        about=about,
        entity=entity,
        choices=sets or (choices_of(snake) if kind == "enum" else ()),
        span=magnitude(snake, entity, kind == "integer"),
    )


@lru_cache(maxsize=65536)
def _composed(domain: str, split: Split, place: tuple[int, int]) -> Member:
    entity = _chapters()[domain]["entities"][place[0]]
    kind, name, about = _composing()[place[1]]
    return _member(kind, _fill(name, domain, entity, name), _fill(about, domain, entity, name), entity, split)


def _chapter_plain(domain: str, split: Split) -> Iterator[Member]:
    for kind, names in _chapters()[domain].items():
        if kind not in _HEADS:
            for name in names:
                word, _, values = name.partition("=")
                words = word.replace("_", " ")
                sets = (tuple(values.split(",")),) if values else ()
                yield _member(kind, words, f"{title_of(words)} of the {{o}}", "", split, sets)


@cache
def _common(split: Split) -> tuple[Member, ...]:
    return tuple(_member(kind, name, about, "", split) for kind, name, about in _templates("plain.txt"))


def _places(domain: str, split: Split) -> Iterator[tuple[int, int]]:
    seen: set[str] = set()
    for first, entity in enumerate(_chapters()[domain]["entities"]):
        for second, (_, name, _) in enumerate(_composing()):
            words = _fill(name, domain, entity, name)
            parts = words.split(" ")
            if owner_of(words) == split and len(set(parts)) == len(parts) and words not in seen:
                seen.add(words)
                yield first, second


@cache
def domain(name: str, split: Split) -> Domain:
    """Return a domain as a split sees it; made at first use, in a few milliseconds."""
    templates = _composing()
    places = list(_places(name, split))
    plain = [*_common(split), *_chapter_plain(name, split), *_chapter_plain(name, split)]
    return Domain(
        name=name,
        split=split,
        entities=_chapters()[name]["entities"],
        plain=tuple(member for member in plain if member.kind not in NESTED),
        plain_nested=tuple(member for member in plain if member.kind in NESTED),
        owned=tuple(place for place in places if templates[place[1]][0] not in NESTED),
        owned_nested=tuple(place for place in places if templates[place[1]][0] in NESTED),
    )


@cache
def domains() -> tuple[str, ...]:
    """Return the names of all domains."""
    return tuple(_chapters())
