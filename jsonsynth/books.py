"""Content's files, and the books of wordings that they make."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, TypeAlias

from jsonsynth.errors import ContentError
from jsonsynth.examples import LANGUAGES, SPLITS, Split
from jsonsynth.seeds import digest64

if TYPE_CHECKING:
    from jsonsynth.corruption import Corruptor, Policy

__all__ = ["Book", "Corrupting", "File", "Wording", "files_of", "read", "refuse_repeated", "shelf"]


@dataclass(frozen=True, slots=True)
class File:
    """A file of a content folder."""

    root: Path
    path: Path
    ours: bool

    @property
    def name(self) -> str:
        return self.path.relative_to(self.root).as_posix()

    @property
    def stem(self) -> str:
        return self.name.removesuffix(self.path.suffix)


def files_of(files: Iterable[File], kind: str) -> list[File]:
    """Return the files of one kind: schemas, corruptors or prompts."""
    return [file for file in files if file.name.startswith(kind + "/")]


def read(file: File) -> str:
    """Return a file's text; ContentError if it is not UTF-8 or cannot be read."""
    try:
        return file.path.read_bytes().decode()
    except UnicodeDecodeError as error:
        raise ContentError(str(file.path), f"byte {error.start} is not UTF-8", "Save the file as UTF-8.") from None
    except OSError as error:
        raise ContentError(str(file.path), f"it cannot be read ({error.strerror})", "Check its permissions.") from None


def refuse_repeated(names: Sequence[tuple[str, File]], what: str) -> None:
    """Raise ContentError where two files give the same name."""
    seen: dict[str, File] = {}
    for name, file in names:
        if name in seen:
            first = "our own content" if seen[name].ours else str(seen[name].path)
            raise ContentError(str(file.path), f"{what} {name!r} is already in {first}", "Give yours another name.")
        seen[name] = file


@dataclass(frozen=True, slots=True)
class Wording:
    """A line of a prompt file: ``text`` as written, and as a ``form`` of Python's ``%`` with its placeholders.

    Example: ``Pay $$5 to $name`` has the form ``Pay $5 to %(name)s``.
    """

    text: str
    form: str
    names: frozenset[str]

    def fill(self, values: Mapping[str, str]) -> str:
        """Put values in the places of the names. KeyError if one is missing."""
        return self.form % values if self.names or "%" in self.form else self.form


Book = Mapping[Split, Mapping[str, tuple[Wording, ...]]]


Corrupting: TypeAlias = "Callable[[], Sequence[tuple[Corruptor, File]]]"
"""What gives the corruptors, each with its file."""


class _Shelf(Mapping[str, Book]):
    """The books by name, each read when it is first asked for: a run needs few of them.

    ``printed``: their prompt files; corruptors are asked for only where policies of theirs are words of a book.
    """

    def __init__(self, printed: Mapping[str, list[File]], corrupting: Corrupting) -> None:
        self._printed = printed
        self._corrupting = corrupting
        self._read: dict[str, Book] = {}

    def __getitem__(self, name: str) -> Book:
        if name not in self._read:
            self._read[name] = _book(name, _sections(self.source(name)))
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter({**self._printed, **self._policies})

    def __len__(self) -> int:
        return len({**self._printed, **self._policies})

    def source(self, name: str) -> _Source:
        """Return what a book is made of. KeyError if there is none of this name."""
        policies = self._policies.get(name, []) if name.startswith(_POLICED) else []
        return _Source([] if policies and name not in self._printed else self._printed[name], policies)

    @cached_property
    def _policies(self) -> Mapping[str, list[tuple[Policy, Sequence[str], File]]]:
        found: dict[str, list[tuple[Policy, Sequence[str], File]]] = {}
        known = {row.policy: file for row, file in self._corrupting() if row.policy}  # two may share one
        for policy, file in known.items():
            for language in sorted({*LANGUAGES, *policy.sentences}):
                own = policy, policy.sentences.get(language, ()), file
                found.setdefault(f"{_POLICED}{language}", []).append(own)
        return found


_POLICED = "json_repair."  # books that policies are words of


@dataclass(frozen=True, slots=True)
class _Source:
    """What a book is made of: prompt files, and policies with their own sentences in its language, if any."""

    files: list[File]
    policies: list[tuple[Policy, Sequence[str], File]]

    @property
    def ours(self) -> bool:
        return all(file.ours for file in (*self.files, *(file for _, _, file in self.policies)))


def shelf(files: Sequence[File], corrupting: Corrupting) -> Mapping[str, Book]:
    """Return the books; those that a user adds to are read at once, so that what is wrong with them is told."""
    printed: dict[str, list[File]] = {}
    for file in files_of(files, "prompts"):
        parts = file.path.name.split(".")
        if len(parts) < 3:
            raise ContentError(str(file.path), "its name says no language", "Name it <book>.<language>.txt.")
        printed.setdefault(f"{parts[0]}.{parts[-2]}", []).append(file)
    found = _Shelf(printed, corrupting)
    for name in () if all(file.ours for file in files) else found:
        if not found.source(name).ours:
            found[name]
    return found


def _sections(source: _Source) -> dict[str, list[tuple[str, File]]]:
    """Read the lines of a book by section; a prompt file may have lines of a policy too, which are held to it."""
    sections: dict[str, list[tuple[str, File]]] = {}
    for file in source.files:
        for header, line in _lines(file):
            sections.setdefault(header, []).append((line, file))
    for policy, sentences, file in source.policies:
        section = sections.get(f"policy.{policy.name}", []) + [(sentence, file) for sentence in sentences]
        if not section:  # a language without words for it
            continue
        sections[f"policy.{policy.name}"] = section
        for line, ours in section:
            if not policy.said.search(line):
                where = f"{ours.path}: policy {policy.name!r}"
                raise ContentError(where, f"{line!r} does not say it", f"Have {policy.said.pattern!r} in it.")
        if len(section) < _SENTENCES:
            where = f"{file.path}: policy {policy.name!r}"
            raise ContentError(where, f"{len(section)} sentences", f"Write {_SENTENCES} or more, three a split.")
    return sections


_SENTENCES = 9  # of a policy, in a language


def _lines(file: File) -> Iterable[tuple[str, str]]:
    header, empty = "", 0  # the section, and the line of its name as long as nothing stands in it
    for number, raw in enumerate([*read(file).splitlines(), "[]"], 1):  # the last section ends, too
        line = raw.strip()
        if line.startswith("[") and line.endswith("]"):
            if empty:
                raise ContentError(f"{file.path}:{empty}", f"nothing stands in [{header}]", "Write wordings below it.")
            header, empty = line[1:-1].strip(), number
        elif line and not line.startswith("# "):
            empty = 0
            if not header:
                raise ContentError(f"{file.path}:{number}", "a wording before the first [section]", _SECTIONS)
            if "{" in header:
                yield from _spread(header, line, f"{file.path}:{number}")
            else:
                yield header, line


_SECTIONS = "Put one above it; `jsonsynth list wordings` names ours."
_VARIANTS = re.compile(r"\{([^{}]*\|[^{}]*)\}")


def _spread(header: str, line: str, where: str) -> Iterable[tuple[str, str]]:
    """Return a line of ``[sort {asc|desc}]`` once for each section, with its own part of the line's ``{up|down}``."""
    found = _VARIANTS.search(header)
    if found is None:
        return [(header, line)]
    variants = found[1].split("|")
    parts = [(match[0], match[1].split("|")) for match in _VARIANTS.finditer(line)]
    if any(len(texts) != len(variants) for _, texts in parts):
        raise ContentError(where, f"not {len(variants)} parts in each {{...|...}}", "Write one for each variant.")
    lines = [line] * len(variants)
    for place in range(len(variants)):
        for whole, texts in parts:
            lines[place] = lines[place].replace(whole, texts[place])
    return [(header.replace(found[0], name), text) for name, text in zip(variants, lines, strict=True)]


def _book(name: str, sections: Mapping[str, list[tuple[str, File]]]) -> Book:
    for header, lines in sections.items():
        refuse_repeated(lines, f"wording in [{header}] of {name}:")
        _refuse_strange(name, header, lines)
    texts = Counter(line for header, lines in sections.items() if not header.endswith(" shared") for line, _ in lines)
    divided = {
        header: _divide(name, header, {line: texts[line] > 1 for line, _ in lines})
        for header, lines in sections.items()
    }
    return {
        split: {header.removesuffix(" shared"): pools[split] for header, pools in divided.items()} for split in SPLITS
    }


def _refuse_strange(book: str, header: str, lines: Sequence[tuple[str, File]]) -> None:
    """Raise ContentError for a user's wording with placeholders that none of ours in its section has."""
    if all(file.ours for _, file in lines):
        return
    known = {_wording(book, line).names for line, file in lines if file.ours}
    for line, file in lines:
        if known and not file.ours and _wording(book, line).names not in known:
            ours = sorted(", ".join(f"${name}" for name in sorted(names)) or "none" for names in known)
            remedy = f"Ours have {' or '.join(ours)}."
            raise ContentError(f"{file.path} [{header}]", f"{line!r} has other placeholders than ours", remedy)


def _divide(book: str, header: str, lines: Mapping[str, bool]) -> dict[Split, tuple[Wording, ...]]:
    """Divide a section: a fifth of the lines for test, a tenth for valid, three of nine or more at least.

    What another section has, too (true), is for train as long as there are others. ``[name shared]`` serves all splits.
    """
    wordings = [_wording(book, line) for line in lines]
    if header.endswith(" shared"):
        return dict.fromkeys(SPLITS, tuple(wordings))
    if len(lines) < 5:
        raise ContentError(f"{book} [{header}]", f"{len(lines)} wordings cannot be divided", "Write at least 5.")
    order = sorted(wordings, key=lambda wording: (lines[wording.text], digest64(wording.text)))
    least = 3 if len(lines) >= 9 else 1
    test, valid = max(least, len(order) // 5), max(least, len(order) // 10)
    cuts = (order[test + valid :], order[test : test + valid], order[:test])
    return {split: tuple(pool) for split, pool in zip(SPLITS, cuts, strict=True)}


def _wording(book: str, line: str) -> Wording:
    if "$" not in line:
        return Wording(line, line.replace("%", "%%") if "%" in line else line, frozenset())
    names: list[str] = []

    def placed(match: re.Match[str]) -> str:
        if match["invalid"] is not None:
            raise ContentError(f"{book}: {line!r}", "a single $", "Write $name for a placeholder, $$ for a dollar.")
        name = match["named"] or match["braced"]
        if not name:
            return "$"
        names.append(name)
        return f"%({name})s"

    form = Template.pattern.sub(placed, line.replace("%", "%%"))
    return Wording(line, line if form == line else form, _set_of(tuple(names)))


@cache  # there are few of them, and many wordings
def _set_of(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(names)
