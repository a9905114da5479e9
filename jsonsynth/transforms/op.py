"""What an operation is: one row that proposes, applies, proves and words a change of a JSON value."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import lru_cache
from operator import getitem
from typing import Literal, TypeAlias, cast

from jsonsynth.examples import JSON
from jsonsynth.jsontext import canonical
from jsonsynth.seeds import Random, below

__all__ = [
    "EACH",
    "SIGNS",
    "Args",
    "Expression",
    "Mention",
    "Note",
    "Op",
    "Record",
    "View",
    "flag",
    "integer",
    "mapping",
    "path",
    "phrase",
    "rows_of",
    "text",
    "texts",
    "view",
]

SIGNS: Mapping[str, str] = {"gt": ">", "ge": ">=", "lt": "<", "le": "<="}  # of the tests that compare, in any language

Args: TypeAlias = Mapping[str, JSON]
Record: TypeAlias = dict[str, JSON]

_NAMES = re.compile(r'[{,]"([^"\\]*(?:\\.[^"\\]*)*)":')
_INNER = frozenset((dict, list))
_NO_TYPE: frozenset[type] = frozenset()
_NULL: frozenset[type] = frozenset((type(None),))
_NUMBERS: frozenset[type] = frozenset((int, float))
_OBJECTS: set[type] = {dict}
_VALUES: Callable[[Record], Iterable[JSON]] = dict[str, JSON].values


@lru_cache(maxsize=16)
def _names_in(document: str) -> frozenset[str]:
    if "\\" in document:
        return frozenset(_NAMES.findall(document))
    *before, _ = document.split('":')  # in no string: a quotation mark there has a backslash before it
    return frozenset([text[text.rindex('"') + 1 :] for text in before])


MentionKind: TypeAlias = Literal[
    "key",
    "keys",
    "inside",
    "new",
    "value",
    "pairs",
    "fills",
    "renames",
    "fields",
    "tests",
    "plain",
]

EACH = 'def each(f): if type == "array" then map(f) else f end; '


@dataclass(slots=True)
class Mention:
    """Something an instruction must name: a member that is there, a new name, a value, or tests of members.

    ``key`` and ``keys`` may be paraphrased; ``new`` and ``renames`` are said as they stand; ``inside`` is a path;
    ``value``, ``pairs`` and ``fills`` are JSON; ``tests`` are conditions joined by ``joint``; ``plain`` is ours.
    """

    kind: MentionKind
    value: JSON
    joint: str = "and"


@dataclass(slots=True)
class Note:
    """A sentence that settles an edge case this document has: a section of the prompt file and its mentions."""

    section: str
    mentions: Mapping[str, Mention] = field(default_factory=lambda: {})


@dataclass(slots=True)
class View:
    """A value as operations see it: one object, or an array of objects.

    ``rows`` are the objects (one, or the elements), ``many`` tells which. ``kinds`` maps every member name to the
    Python types of its values, in order of first appearance; ``held`` is their union, ``nested`` whether there are
    objects or arrays among them. ``document`` is the canonical text. ``even``: every row has every member.
    """

    value: JSON
    rows: Sequence[Record]
    many: bool
    kinds: Mapping[str, AbstractSet[type]]
    held: frozenset[type]
    nested: bool
    document: str
    even: bool

    def column(self, name: str) -> list[JSON]:
        """Return the values of a member, of the rows that have it."""
        rows = self.rows
        return [row[name] for row in rows] if self.even else [row[name] for row in rows if name in row]

    def type_of(self, name: str) -> type:
        """Return the type of a member's values, nulls apart; of numbers int, of mixed ones str."""
        kinds = self.kinds[name] - _NULL
        return next(iter(kinds)) if len(kinds) == 1 else int if kinds == _NUMBERS else str

    def gaps(self, name: str) -> bool:
        """Say whether a row lacks the member or has null there."""
        return self.lacks(name) or type(None) in self.kinds[name]

    def lacks(self, name: str) -> bool:
        """Say whether a row lacks the member."""
        return not self.even and len(self.column(name)) < len(self.rows)

    def deeper(self, name: str) -> bool:
        """Say whether the name also stands inside the rows, not only at their top."""
        return self.nested and self.document.count(canonical(name) + ":") > len(self.column(name))

    def names(self) -> Collection[str]:
        """Return all member names, at every depth; one that needs an escape may stand as it is in the text."""
        return _names_in(self.document) if self.nested else self.kinds.keys()

    def find(self, rng: Random, kinds: set[type]) -> str | None:
        """Return a random member all of whose values are of the kinds, None if there is none."""
        names = [name for name, seen in self.kinds.items() if seen <= kinds]
        return names[below(rng, len(names))] if names else None


def _kinds(rows: Sequence[Record]) -> tuple[Mapping[str, AbstractSet[type]], bool]:
    """Return the types of the values by name, and whether every row has every name.

    A hot path, so rows with the same names are read column by column.
    """
    names = list(rows[0])
    if [*map(list, rows)].count(names) == len(rows):
        columns = zip(*map(_VALUES, rows), strict=True)
        return dict(zip(names, [frozenset(map(type, column)) for column in columns], strict=True)), True
    kinds: dict[str, set[type]] = {}
    for row in rows:
        for name, member in row.items():
            kinds.setdefault(name, set()).add(type(member))
    return kinds, set(map(len, rows)) == {len(kinds)}


def view(value: JSON, document: str = "") -> View | None:
    """Return how operations see a value; None for one that is neither an object nor an array of objects.

    ``document``: its canonical text, where the caller has it.
    """
    many = isinstance(value, list)
    rows = cast("list[Record]", value if many else [value])
    if set(map(type, rows)) != _OBJECTS:
        return None
    kinds, even = _kinds(rows)
    if not kinds:
        return None
    held = _NO_TYPE.union(*kinds.values())
    return View(value, rows, many, kinds, held, not _INNER.isdisjoint(held), document or canonical(value), even)


Expression: TypeAlias = Callable[[View, Args], str | None]


def _unsaid(_view: View, _args: Args) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Op:
    """An operation on JSON values, with one written meaning.

    ``propose`` draws arguments that make sense for a value and meet no case the wording leaves open, None if there are
    none. ``apply`` gives the result; ``derive`` gives it again by another algorithm that shares nothing with
    ``apply``, for the check. ``jq`` is the same as a constant jq program that reads ``{"p": args, "d": value}``.
    ``mentions`` says what the wordings of the prompt file's section can name, ``section`` which of its variants is
    meant and ``notes`` which edge cases of this value must be told. ``fresh`` lists the arguments whose text must
    stand in the instruction as it is. ``takes``: the shape it works on. ``needs``: the types of outer members of which
    a value must hold one for the operation to fit; ``shows`` tells true of the canonical text of any value that it
    fits, and little else.
    ``prepare`` gives a document what the operation is about (nulls to drop, numbers in quotes). ``jmespath`` and
    ``jsonata`` say it as expressions of these languages, None where the language cannot, or says something else about
    this value. ``example``: value, arguments, result.
    """

    name: str
    takes: Literal["any", "object", "records"]
    propose: Callable[[View, Random], Args | None]
    apply: Callable[[JSON, Args], JSON]
    derive: Callable[[JSON, Args], JSON]
    jq: str
    mentions: Callable[[Args], Mapping[str, Mention]]
    example: tuple[JSON, Args, JSON]
    fresh: tuple[str, ...] = ()
    section: Callable[[Args], str] = lambda _: ""
    notes: Callable[[View, Args], list[Note]] = lambda _view, _args: []
    prepare: Callable[[JSON, Random], JSON] | None = None
    needs: frozenset[type] = frozenset()
    shows: Callable[[str], object] | None = None
    jmespath: Expression = _unsaid
    jsonata: Expression = _unsaid
    weight: int = 2

    def holds(self, before: JSON, after: JSON, args: Args) -> bool:
        """Say whether ``after`` is the result for ``before``; never calls ``apply``. true and 1 differ."""
        return canonical(self.derive(before, args)) == canonical(after)


# an argument by its name, of the type that the operation knows it to have
text = cast("Callable[[Args, str], str]", getitem)
texts = cast("Callable[[Args, str], list[str]]", getitem)
integer = cast("Callable[[Args, str], int]", getitem)
flag = cast("Callable[[Args, str], bool]", getitem)
mapping = cast("Callable[[Args, str], dict[str, JSON]]", getitem)
path = cast("Callable[[Args, str], list[str]]", getitem)  # of member names


def phrase(value: JSON) -> Mention:
    """Return a mention of text of ours."""
    return Mention("plain", value)


def rows_of(value: JSON) -> list[Record]:
    """Return a value that is known to be an array of objects as one."""
    return cast("list[Record]", value)
