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
from typing import Literal, cast

from jsonsynth.corruption import Corruptor
from jsonsynth.errors import ContentError, SchemaRefusedError
from jsonsynth.examples import JSON, SPLITS, Split
from jsonsynth.gathering import ENDINGS, Found, Refusal, documents, gather
from jsonsynth.jsontext import canonical, fingerprint, parse_strict
from jsonsynth.seeds import Random, digest64, pick

__all__ = ["Book", "Content", "Refusal", "SchemaFile", "Wording", "load", "our_folder"]


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
    """A schema of a content folder or of ``--schemas``. ``text``: its canonical text.

    ``name`` is the folder and file without ending, and what of the file is meant where it holds many; ``where`` is the
    file and the pointer in it. ``cut``: it is too large for a row, variants of it are not.
    """

    name: str
    schema: JSON
    text: str
    ours: bool
    where: str = ""
    license: str = "Apache-2.0"
    origin: Literal["file", "package"] = "file"
    cut: bool = False

    @property
    def sha256(self) -> str:
        """SHA-256 of the canonical text, as hex."""
        from hashlib import sha256  # noqa: PLC0415 - start-up time

        return sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """All files of our content folder and of the user's, read and divided, and the user's schemas from elsewhere.

    ``books`` is keyed ``<book>.<language>``; each split has its own lines of a section. ``digest`` changes with any
    file and any schema. ``folders`` are the user's, in order. ``refused``: what of the user's schemas is none.
    """

    schemas: tuple[SchemaFile, ...]
    corruptors: tuple[Corruptor, ...]
    books: Mapping[str, Book]
    digest: str
    folders: tuple[str, ...]
    refused: tuple[Refusal, ...] = ()

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
def load(folders: tuple[str, ...] = (), skipped: tuple[str, ...] = (), sources: tuple[str, ...] = ()) -> Content:
    """Read our content, the users' folders and schemas from ``sources``; those named in ``skipped`` are left out.

    Raises ContentError for a file that cannot be used: where, what, remedy; and InputError for a source that is not
    there. What is wrong with a user's schemas stands in ``refused``.
    """
    roots = [our_folder(), *map(_user_folder, folders)]
    files = [file for root in roots for file in _files(root)]
    schemas, refused = _schemas(files, sources)
    corruptors = _corruptors(files)
    return Content(
        schemas=tuple(schema for schema in schemas if schema.name not in skipped),
        corruptors=tuple(corruptor for corruptor, _ in corruptors),
        books=_books(files, corruptors),
        digest=_digest(files, schemas),
        folders=folders,
        refused=tuple(refused),
    )


@dataclass(frozen=True, slots=True)
class _File:
    root: Path
    path: Path
    ours: bool

    @property
    def name(self) -> str:
        return self.path.relative_to(self.root).as_posix()

    @property
    def stem(self) -> str:
        return self.name.removesuffix(self.path.suffix)


_KINDS: Mapping[str, tuple[str, ...]] = {"schemas": ENDINGS, "corruptors": (".py",), "prompts": (".txt",)}


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
        for kind, endings in _KINDS.items()
        for path in sorted((root / kind).rglob("*"))
        if path.suffix in endings and path.is_file() and "llm" not in path.relative_to(root).parts
    ]
    return sorted(found, key=lambda file: file.name)


def _read(file: _File) -> str:
    try:
        return file.path.read_bytes().decode()
    except UnicodeDecodeError as error:
        raise ContentError(str(file.path), f"byte {error.start} is not UTF-8", "Save the file as UTF-8.") from None
    except OSError as error:
        raise ContentError(str(file.path), f"it cannot be read ({error.strerror})", "Check its permissions.") from None


def _digest(files: Sequence[_File], schemas: Sequence[SchemaFile]) -> str:
    total = blake2b(digest_size=16)
    for file in files:
        total.update(f"{file.name}\0".encode() + blake2b(file.path.read_bytes()).digest())
    for schema in schemas:
        if not schema.ours:
            total.update(f"{schema.name}\0{schema.license}\0{schema.origin}\0{schema.text}\0".encode())
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


def _schemas(files: Sequence[_File], sources: tuple[str, ...]) -> tuple[list[SchemaFile], list[Refusal]]:
    mine = _of(files, "schemas")
    _refuse_repeated([(file.stem.removeprefix("schemas/"), file) for file in mine], "schema")
    ours = [_schema(file) for file in mine if file.ours]
    found: list[Found] = []
    refused: list[Refusal] = []
    theirs = [(file.path, file.stem.removeprefix("schemas/")) for file in mine if not file.ours]
    for schemas, broken in [*(documents(path, name) for path, name in theirs), gather(sources)]:
        found += schemas
        refused += broken
    users, repeated = _named(found, ours)
    return [*ours, *users], [*refused, *repeated]


def _schema(file: _File) -> SchemaFile:
    try:
        value = parse_strict(_read(file))
        text = canonical(value)
    except (ValueError, TypeError) as error:
        raise ContentError(str(file.path), f"not a JSON document: {error}", "Mend or remove the file.") from None
    return SchemaFile(file.stem.removeprefix("schemas/"), value, text, ours=True, where=str(file.path))


def _named(found: Sequence[Found], ours: Sequence[SchemaFile]) -> tuple[list[SchemaFile], list[Refusal]]:
    """Give each schema a name of its own; a schema that is there already is refused."""
    taken = {file.name for file in ours}
    seen = {file.text: file.where for file in ours}
    users: list[SchemaFile] = []
    refused: list[Refusal] = []
    for one in found:
        name, number = one.name, 2
        while name in taken:
            name, number = f"{one.name}~{number}", number + 1
        text = _canonical(one.schema)
        problem = f"it is the same schema as {seen[text]}" if text in seen else "" if text else _NO_TEXT
        taken.add(name)
        if problem:
            refused.append(Refusal(name, SchemaRefusedError(one.where, problem, "Remove it.", True)))
        else:
            seen[text] = one.where
            users.append(SchemaFile(name, one.schema, text, False, one.where, one.license, one.origin, one.cut))
    return users, refused


_NO_TEXT = "it has an integer of more than 64 bits, or is nested more than 254 levels deep"


def _canonical(value: JSON) -> str:
    """Return the canonical text of a schema, nothing if it has none."""
    try:
        return canonical(value)
    except TypeError:
        return ""


def _corruptors(files: Sequence[_File]) -> list[tuple[Corruptor, _File]]:
    found = [(corruptor, file) for file in _of(files, "corruptors") for corruptor in _table(file)]
    _refuse_repeated([(corruptor.name, file) for corruptor, file in found], "corruptor")
    return found


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


def _books(files: Sequence[_File], corruptors: Sequence[tuple[Corruptor, _File]]) -> dict[str, Book]:
    sections: dict[str, dict[str, list[tuple[str, _File]]]] = {}
    for file in _of(files, "prompts"):
        parts = file.path.name.split(".")
        if len(parts) < 3:
            raise ContentError(str(file.path), "its name says no language", "Name it <book>.<language>.txt.")
        book = sections.setdefault(f"{parts[0]}.{parts[-2]}", {})
        for header, line in _lines(file):
            book.setdefault(header, []).append((line, file))
    _add_policies(sections, corruptors)
    return {name: _book(name, book) for name, book in sections.items()}


def _add_policies(
    sections: dict[str, dict[str, list[tuple[str, _File]]]], corruptors: Sequence[tuple[Corruptor, _File]]
) -> None:
    """Add a section for each policy of a corruptor; a prompt file may have more lines of it, of which all is asked."""
    policies = {row.policy: file for row, file in corruptors if row.policy}  # two classes may share one
    for policy, file in policies.items():
        for language, sentences in policy.sentences.items():
            section = sections.setdefault(f"json_repair.{language}", {}).setdefault(f"policy.{policy.name}", [])
            section += [(sentence, file) for sentence in sentences]
            where = f"{file.path}: policy {policy.name!r}"
            unsaid = next((line for line, _ in section if not policy.said.search(line)), None)
            if unsaid is not None:
                raise ContentError(where, f"{unsaid!r} does not say it", f"Have {policy.said.pattern!r} in it.")
            if len(section) < _SENTENCES:
                raise ContentError(where, f"{len(section)} sentences", f"Write {_SENTENCES} or more, three a split.")


_SENTENCES = 9  # of a policy, in a language


def _lines(file: _File) -> Iterable[tuple[str, str]]:
    header = ""
    for number, raw in enumerate(_read(file).splitlines(), 1):
        line = raw.strip()
        if line.startswith("[") and line.endswith("]"):
            header = line[1:-1].strip()
        elif line and not line.startswith("# "):
            if not header:
                raise ContentError(f"{file.path}:{number}", "a wording before the first [section]", "Put one above it.")
            yield from _spread(header, line, f"{file.path}:{number}")


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


def _book(name: str, sections: Mapping[str, list[tuple[str, _File]]]) -> Book:
    for header, lines in sections.items():
        _refuse_repeated(lines, f"wording in [{header}] of {name}:")
    divided = {header: _divide(name, header, [line for line, _ in lines]) for header, lines in sections.items()}
    return {
        split: {header.removesuffix(" shared"): pools[split] for header, pools in divided.items()} for split in SPLITS
    }


def _divide(book: str, header: str, lines: Sequence[str]) -> dict[Split, tuple[Wording, ...]]:
    """Divide a section: a fifth of the lines for test, a tenth for valid, three of nine or more at least.

    ``[name shared]`` serves all splits.
    """
    wordings = [_wording(book, line) for line in lines]
    if header.endswith(" shared"):
        return dict.fromkeys(SPLITS, tuple(wordings))
    if len(lines) < 5:
        raise ContentError(f"{book} [{header}]", f"{len(lines)} wordings cannot be divided", "Write at least 5.")
    order = sorted(wordings, key=lambda wording: digest64(wording.text))
    least = 3 if len(lines) >= 9 else 1
    test, valid = max(least, len(order) // 5), max(least, len(order) // 10)
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
