"""What the tables of operations share: acting on each object, choosing members, telling which one is meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import cast

from jsonsynth.examples import JSON
from jsonsynth.jsontext import MAX_INTEGER
from jsonsynth.seeds import Random, between, sample
from jsonsynth.transforms.op import EACH, Args, Mention, Note, Record, View, rows_of, text, texts

__all__ = [
    "AT",
    "AT_KEY",
    "TEXT",
    "at",
    "beside",
    "each",
    "key_mention",
    "key_notes",
    "keys_mention",
    "keys_notes",
    "names_and",
    "prepared",
    "text_keys",
    "top_notes",
]

TEXT = {str, type(None)}


AT = f"{EACH}def at(f): with_entries(if .key | IN($p.keys[]) then .value |= f else . end); "


AT_KEY = f"{EACH}def at(f): if has($p.key) then .[$p.key] |= f else . end; "


def each(value: JSON, change: Callable[[Record], JSON]) -> JSON:
    """Change an object, or each object of an array."""
    return [change(row) for row in rows_of(value)] if isinstance(value, list) else change(cast("Record", value))


def top_notes(seen: View, names: Iterable[str]) -> list[Note]:
    """Say that the outer member is meant where a name also stands deeper."""
    doubled: list[JSON] = [name for name in names if seen.deeper(name)] if seen.nested else []
    if not doubled:
        return []
    return [Note("top records" if seen.many else "top object", {"keys": Mention("keys", doubled)})]


def keys_notes(seen: View, args: Args) -> list[Note]:
    """Say that the outer members are meant, for an operation with ``keys``."""
    return top_notes(seen, texts(args, "keys"))


def key_notes(seen: View, args: Args) -> list[Note]:
    """Say that the outer member is meant, for an operation with a ``key``."""
    return top_notes(seen, [text(args, "key")])


def keys_mention(args: Args) -> dict[str, Mention]:
    """Name ``keys`` as the placeholder ``$keys``."""
    return {"keys": Mention("keys", args["keys"])}


def key_mention(args: Args) -> dict[str, Mention]:
    """Name ``key`` as the placeholder ``$a``."""
    return {"a": Mention("key", args["key"])}


def names_and(seen: View, rng: Random, least: int, most: int) -> list[str] | None:
    """Draw some of the members, never all; None where there are no more than ``least``."""
    names = list(seen.kinds)
    if len(names) < least + 1:
        return None
    return sample(rng, names, between(rng, least, min(most, len(names) - 1)))


def beside(rng: Random, number: int, most: int) -> int:
    """Return a number that is 1 to ``most`` more; less where more would be beyond what every reader keeps exact."""
    step = between(rng, 1, most)
    return number + step if number + step <= MAX_INTEGER else number - step


def at(value: JSON, keys: list[str], change: Callable[[JSON], JSON]) -> JSON:
    """Change some members of an object, or of each object of an array, where it has them."""
    return each(value, lambda row: {**row, **{name: change(row[name]) for name in keys if name in row}})


def text_keys(seen: View, rng: Random, fits: Callable[[str], bool], most: int = 2) -> list[str]:
    """Return members that are all text (or null), of which at least one value that is not empty fits."""
    found = [
        name
        for name, kinds in seen.kinds.items()
        if str in kinds and kinds <= TEXT and any(map(fits, cast("Iterable[str]", filter(None, seen.column(name)))))
    ]
    return sample(rng, found, most)


def prepared(value: JSON, rng: Random, change: Callable[[JSON], JSON], kinds: tuple[type, ...]) -> JSON:
    """Change the members of some names whose values are all of the kinds, everywhere at the top.

    The value itself where there are none.
    """
    rows = rows_of(value) if isinstance(value, list) else [cast("Record", value)]
    found = [name for name in rows[0] if all(type(row.get(name)) in kinds for row in rows)]
    if not found:
        return value
    wanted = set(sample(rng, found, 2))
    return each(value, lambda row: {name: change(m) if name in wanted else m for name, m in row.items()})
