"""What tasks draw from: schemas, corruptors and prompts, read from our folders and a user's.

A content folder holds ``schemas/<domain>/<name>.json``, ``corruptors/<subject>.py`` (code that is run) and
``prompts/<book>[.<name>].<language>.txt``. This is the only module that knows where ours are.
"""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from string import Template
from types import ModuleType
from typing import cast

from jsonsynth.corruption import Corruptor
from jsonsynth.errors import ContentError
from jsonsynth.examples import JSON, SPLITS, Split
from jsonsynth.jsontext import canonical, fingerprint, parse_strict
from jsonsynth.seeds import Random, digest64, pick

__all__ = ["Book", "Content", "SchemaFile", "Wording", "load", "our_folder"]


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
        return self.form % values


Book = Mapping[Split, Mapping[str, tuple[Wording, ...]]]


@dataclass(frozen=True, slots=True)
class SchemaFile:
    """A schema of a content folder. ``name``: folder and file without ending; ``text``: its canonical text."""

    name: str
    schema: JSON
    text: str
    ours: bool

    @property
    def sha256(self) -> str:
        """SHA-256 of the canonical text, as hex."""
        from hashlib import sha256  # noqa: PLC0415 - start-up time

        return sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """All files of our content folder and of the user's, read and divided.

    ``books`` is keyed ``<book>.<language>``; each split has its own lines of a section. ``digest`` changes with any
    file. ``folders`` are the user's, in order.
    """

    schemas: tuple[SchemaFile, ...]
    corruptors: tuple[Corruptor, ...]
    books: Mapping[str, Book]
    digest: str
    folders: tuple[str, ...]

    def wording(self, rng: Random, book: str, split: Split, section: str) -> Wording:
        """Draw a wording, e.g. ``content.wording(rng, "json_repair.en", "train", "fix")``."""
        return pick(rng, self.books[book][split][section])

    def say(self, rng: Random, book: str, split: Split, section: str, **values: str) -> str:
        """Draw a wording and fill its placeholders."""
        return pick(rng, self.books[book][split][section]).fill(values)


def our_folder() -> Path:
    """Return the folder that ships with the package: beside the modules in a wheel, the project's top in a checkout."""
    inside = Path(__file__).parent / "_content"
    return inside if inside.is_dir() else Path(__file__).parent.parent


@lru_cache(maxsize=4)
def load(folders: tuple[str, ...] = (), skipped: tuple[str, ...] = ()) -> Content:
    """Read our content and the users' folders; schemas named in ``skipped`` are left out.

    Raises ContentError for a file that cannot be used: where, what, remedy.
    """
    roots = [our_folder(), *map(_user_folder, folders)]
    files = [file for root in roots for file in _files(root)]
    return Content(
        schemas=tuple(schema for schema in _schemas(files) if schema.name not in skipped),
        corruptors=_corruptors(files),
        books=_books(files),
        digest=_digest(files),
        folders=folders,
    )


@dataclass(frozen=True, slots=True)
class _File:
    root: Path
    path: Path
    ours: bool

    @property
    def name(self) -> str:
        return self.path.relative_to(self.root).as_posix()


_KINDS = {"schemas": ".json", "corruptors": ".py", "prompts": ".txt"}


def _user_folder(folder: str) -> Path:
    root = Path(folder)
    if not root.is_dir():
        raise ContentError(
            folder, "there is no such folder", "Name a folder with schemas/, corruptors/ or prompts/ in it."
        )
    if not any((root / kind).is_dir() for kind in _KINDS):
        raise ContentError(folder, "it has no schemas/, corruptors/ or prompts/", "Put your files into one of these.")
    return root


def _files(root: Path) -> list[_File]:
    ours = root == our_folder()
    found = [
        _File(root, path, ours)
        for kind, ending in _KINDS.items()
        for path in sorted((root / kind).rglob("*" + ending))
        if path.is_file() and "llm" not in path.relative_to(root).parts
    ]
    return sorted(found, key=lambda file: file.name)


def _read(file: _File) -> str:
    try:
        return file.path.read_bytes().decode()
    except UnicodeDecodeError as error:
        raise ContentError(str(file.path), f"byte {error.start} is not UTF-8", "Save the file as UTF-8.") from None
    except OSError as error:
        raise ContentError(str(file.path), f"it cannot be read ({error.strerror})", "Check its permissions.") from None


def _digest(files: Sequence[_File]) -> str:
    total = blake2b(digest_size=16)
    for file in files:
        total.update(f"{file.name}\0".encode() + blake2b(file.path.read_bytes()).digest())
    return total.hexdigest()


def _of(files: Iterable[_File], kind: str) -> list[_File]:
    return [file for file in files if file.name.startswith(kind + "/")]


def _refuse_repeated(names: Sequence[tuple[str, _File]], what: str) -> None:
    seen: dict[str, _File] = {}
    for name, file in names:
        if name in seen:
            first = "our own content" if seen[name].ours else str(seen[name].path)
            raise ContentError(str(file.path), f"{what} {name!r} is already in {first}", "Give yours another name.")
        seen[name] = file


def _schemas(files: Sequence[_File]) -> tuple[SchemaFile, ...]:
    mine = _of(files, "schemas")
    named = [(file.name.removeprefix("schemas/").removesuffix(".json"), file) for file in mine]
    _refuse_repeated(named, "schema")
    return tuple(_schema(name, file) for name, file in named)


def _schema(name: str, file: _File) -> SchemaFile:
    try:
        value = parse_strict(_read(file))
        text = canonical(value)
    except (ValueError, TypeError) as error:
        raise ContentError(str(file.path), f"not a JSON document: {error}", "Mend or remove the file.") from None
    if not isinstance(value, dict | bool):
        raise ContentError(str(file.path), "a schema is an object or a boolean", "Mend or remove the file.")
    return SchemaFile(name, value, text, file.ours)


def _corruptors(files: Sequence[_File]) -> tuple[Corruptor, ...]:
    found = [(corruptor, file) for file in _of(files, "corruptors") for corruptor in _table(file)]
    _refuse_repeated([(corruptor.name, file) for corruptor, file in found], "corruptor")
    return tuple(corruptor for corruptor, _ in found)


def _table(file: _File) -> tuple[Corruptor, ...]:
    table = getattr(_module(file), "CORRUPTORS", None)
    if not isinstance(table, tuple) or not all(isinstance(entry, Corruptor) for entry in cast("tuple[object]", table)):
        raise ContentError(
            str(file.path), "it has no CORRUPTORS, a tuple of Corruptor", "End the file with that table."
        )
    return cast("tuple[Corruptor, ...]", table)


def _module(file: _File) -> ModuleType:
    name = f"_jsonsynth_corruptors_{fingerprint(str(file.path))}"
    spec = importlib.util.spec_from_file_location(name, file.path)
    if spec is None or spec.loader is None:
        raise ContentError(str(file.path), "it cannot be loaded as Python", "Give it the ending .py.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their module up
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise ContentError(str(file.path), f"running it raised {type(error).__name__}: {error}", "Mend it.") from error
    return module


def _books(files: Sequence[_File]) -> dict[str, Book]:
    sections: dict[str, dict[str, list[tuple[str, _File]]]] = {}
    for file in _of(files, "prompts"):
        parts = file.path.name.split(".")
        if len(parts) < 3:
            raise ContentError(str(file.path), "its name says no language", "Name it <book>.<language>.txt.")
        book = sections.setdefault(f"{parts[0]}.{parts[-2]}", {})
        for header, line in _lines(file):
            book.setdefault(header, []).append((line, file))
    return {name: _book(name, book) for name, book in sections.items()}


def _lines(file: _File) -> Iterable[tuple[str, str]]:
    header = ""
    for number, raw in enumerate(_read(file).splitlines(), 1):
        line = raw.strip()
        if line.startswith("[") and line.endswith("]"):
            header = line[1:-1].strip()
        elif line and not line.startswith("# "):
            if not header:
                raise ContentError(f"{file.path}:{number}", "a wording before the first [section]", "Put one above it.")
            yield header, line


def _book(name: str, sections: Mapping[str, list[tuple[str, _File]]]) -> Book:
    for header, lines in sections.items():
        _refuse_repeated(lines, f"wording in [{header}] of {name}:")
    divided = {header: _divide(name, header, [line for line, _ in lines]) for header, lines in sections.items()}
    return {
        split: {header.removesuffix(" shared"): pools[split] for header, pools in divided.items()} for split in SPLITS
    }


def _divide(book: str, header: str, lines: Sequence[str]) -> dict[Split, tuple[Wording, ...]]:
    """Divide a section: a fifth of the lines for test, a tenth for valid; ``[name shared]`` serves all splits."""
    wordings = [_wording(book, line) for line in lines]
    if header.endswith(" shared"):
        return dict.fromkeys(SPLITS, tuple(wordings))
    if len(lines) < 5:
        raise ContentError(f"{book} [{header}]", f"{len(lines)} wordings cannot be divided", "Write at least 5.")
    order = sorted(wordings, key=lambda wording: digest64(wording.text))
    test, valid = max(1, len(order) // 5), max(1, len(order) // 10)
    cuts = (order[test + valid :], order[test : test + valid], order[:test])
    return {split: tuple(pool) for split, pool in zip(SPLITS, cuts, strict=True)}


def _wording(book: str, line: str) -> Wording:
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
    return Wording(line, form, frozenset(names))
