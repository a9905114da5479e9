"""What tasks draw from: schemas, corruptors and prompts, read from our folders and a user's.

A content folder holds ``schemas/<domain>/<name>.json``, ``corruptors/<subject>.py`` (code that is run) and
``prompts/<book>[.<name>].<language>.txt``. This is the only module that knows where ours are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from jsonsynth.books import Book, Corrupting, File, Wording, files_of, read, refuse_repeated, shelf
from jsonsynth.errors import ContentError, SchemaRefusedError
from jsonsynth.examples import JSON, Split
from jsonsynth.gathering import ENDINGS, Found, Refusal, bundled, documents, gather
from jsonsynth.jsontext import canonical, parse_strict
from jsonsynth.seeds import Random, pick

if TYPE_CHECKING:
    from jsonsynth.corruption import Corruptor

__all__ = ["Content", "Refusal", "SchemaFile", "load", "our_folder"]


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

    ``corrupting`` gives the corruptors with their files, which are run when it is first called.
    ``books`` is keyed ``<book>.<language>``; each is read when asked for and has lines of a section for each split.
    ``digest`` changes with any file and any schema. ``folders`` are the user's, in order. ``refused``: what of the
    user's schemas is none.
    """

    schemas: tuple[SchemaFile, ...]
    corrupting: Corrupting
    books: Mapping[str, Book]
    digest: str
    folders: tuple[str, ...]
    refused: tuple[Refusal, ...] = ()

    @property
    def corruptors(self) -> tuple[Corruptor, ...]:
        """All corruptors, ours first."""
        return tuple([corruptor for corruptor, _ in self.corrupting()])

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


def load(folders: tuple[str, ...] = (), skipped: tuple[str, ...] = (), sources: tuple[str, ...] = ()) -> Content:
    """Read our content, the users' folders and schemas from ``sources``; those named in ``skipped`` are left out.

    Each is read once a process. Raises ContentError for a file that cannot be used: where, what, remedy; and InputError
    for a source that is not there. What is wrong with a user's schemas stands in ``refused``.
    """
    return _loaded(folders, skipped, sources)


@lru_cache(maxsize=4)
def _loaded(folders: tuple[str, ...], skipped: tuple[str, ...], sources: tuple[str, ...]) -> Content:
    roots = [our_folder(), *map(_user_folder, folders)]
    files = [file for root in roots for file in _files(root)]
    schemas, refused = _schemas(files, sources)
    corrupting = cache(lambda: _corruptors(files))
    if folders:
        corrupting()  # what is wrong with a user's is told at once
    return Content(
        schemas=tuple(schema for schema in schemas if schema.name not in skipped),
        corrupting=corrupting,
        books=shelf(files, corrupting),
        digest=_digest(files, schemas),
        folders=folders,
        refused=tuple(refused),
    )


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


def _files(root: Path) -> list[File]:
    ours = root == our_folder()
    found = [
        File(root, path, ours)
        for kind, endings in _KINDS.items()
        for path in sorted((root / kind).rglob("*"))
        if path.suffix in endings and path.is_file() and "llm" not in path.relative_to(root).parts
    ]
    return sorted(found, key=lambda file: file.name)


def _digest(files: Sequence[File], schemas: Sequence[SchemaFile]) -> str:
    total = blake2b(digest_size=16)
    for file in files:
        total.update(f"{file.name}\0".encode() + blake2b(file.path.read_bytes()).digest())
    for schema in schemas:
        if not schema.ours:
            total.update(f"{schema.name}\0{schema.license}\0{schema.origin}\0{schema.text}\0".encode())
    return total.hexdigest()


def _schemas(files: Sequence[File], sources: tuple[str, ...]) -> tuple[list[SchemaFile], list[Refusal]]:
    mine = files_of(files, "schemas")
    refuse_repeated([(file.stem.removeprefix("schemas/"), file) for file in mine], "schema")
    ours = [_schema(file) for file in mine if file.ours]
    found: list[Found] = []
    refused: list[Refusal] = []
    for schemas, broken in [documents(file.path, file.stem.removeprefix("schemas/")) for file in mine if not file.ours]:
        found += schemas
        refused += broken
    found, lost = bundled(found)
    others, broken = gather(sources)
    users, repeated = _named([*found, *others], ours)
    return [*ours, *users], [*refused, *lost, *broken, *repeated]


def _schema(file: File) -> SchemaFile:
    try:
        value = parse_strict(read(file))
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


def _corruptors(files: Sequence[File]) -> Sequence[tuple[Corruptor, File]]:
    from jsonsynth.loading import corruptors_of  # noqa: PLC0415 - start-up time: most families have no use for them

    return corruptors_of(files)
