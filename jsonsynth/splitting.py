"""Divide any JSONL file into train, valid and test, so that nothing learnt from one is asked in another."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from hashlib import blake2b
from pathlib import Path

import orjson

from jsonsynth.errors import InputError
from jsonsynth.examples import JSON, SPLITS
from jsonsynth.opening import need_readable
from jsonsynth.plan import DEFAULT_SPLITS, apportion
from jsonsynth.seeds import Random, stream
from jsonsynth.writers import write_atomically

__all__ = ["group_of", "split_file"]

Group = Callable[[JSON], str]


def group_of(row: JSON) -> str:
    """Return what must not stand in two splits: the schema of a row, its document or record, else the whole row.

    Of our five families' rows that is the input's ``schema`` or ``json``, and the answer of a repair or a text (the
    same document broken in two ways, the same record told in two ways); JSON texts count by their canonical form.
    """
    if isinstance(row, dict) and isinstance(inputs := row.get("input"), dict):
        for name in ("schema", "json"):
            if name in inputs:
                return f"{name}\0{_canonical_text(inputs[name])}"
        if "broken_json" in inputs or "text" in inputs:
            return f"answer\0{_canonical_text(row.get('output', row.get('chosen')))}"
    return f"row\0{_dumped(row)}"


def _dumped(value: JSON) -> str:
    return orjson.dumps(value, None, orjson.OPT_SORT_KEYS).decode()


def _canonical_text(payload: JSON) -> str:
    if not isinstance(payload, str):
        return _dumped(payload)
    try:
        return _dumped(orjson.loads(payload))
    except (orjson.JSONDecodeError, orjson.JSONEncodeError):
        return payload


def split_file(
    path: Path,
    out: Path,
    seed: int = 0,
    splits: Sequence[str] = DEFAULT_SPLITS,
    group: Group = group_of,
    overwrite: bool = False,
) -> dict[str, int]:
    """Write each line of a JSONL file, byte for byte and in file order, to one of ``out/{train,valid,test}.jsonl``.

    Rows of one ``group`` stay together; counts are exact where no group has two rows, else as near as groups allow.
    The same file, seed and parts give the same division. Memory: 8 bytes a row and a few more a group. Returns the
    rows of each split. Raises InputError for a line that is not JSON (file:line) and an ``out`` with files in it.
    """
    _refuse(path, out, overwrite)
    rows, sizes = _grouped(path, group)
    targets = apportion(len(rows), _parts(splits))
    places = _divide(sizes, targets, stream(seed, "split"))
    counts: dict[str, int] = {}
    for place, split in enumerate(SPLITS):
        counts[split] = sum(sizes[key] for key, mine in places.items() if mine == place)
        write_atomically(out / f"{split}.jsonl", _lines(path, rows, places, place))
    return counts


def _refuse(path: Path, out: Path, overwrite: bool) -> None:
    if not path.is_file():
        raise InputError(
            str(path), "it is no file" if path.exists() else "there is no such file", "Name a .jsonl file."
        )
    need_readable(path, "a .jsonl file")
    if out.is_file():
        raise InputError(str(out), "it is a file", "Name a folder.")
    if any((out / f"{split}.jsonl").resolve() == path.resolve() for split in SPLITS):
        raise InputError(str(out), "the split would replace the file it reads", "Name another folder.")
    if out.is_dir() and not overwrite and any(out.iterdir()):
        raise InputError(str(out), "it is not empty", "Name a new folder, or say --overwrite.")


def _parts(splits: Sequence[str]) -> list[Fraction]:
    try:
        parts = [Fraction(part) for part in splits]
    except (ValueError, ZeroDivisionError):
        parts = []
    if len(parts) != len(SPLITS) or min(parts) < 0 or sum(parts) == 0:
        given = ",".join(splits)
        raise InputError("--splits", f"{given!r} is not three parts", "Give train,valid,test such as 90,5,5.")
    return parts


def _grouped(path: Path, group: Group) -> tuple[array[int], dict[int, int]]:
    """Return the group's key of each row, and how many rows each group has."""
    rows = array("Q")
    sizes: dict[int, int] = {}
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            text = group(_row(line, f"{path}:{number}")).encode("utf-8", "surrogatepass")
            key = int.from_bytes(blake2b(text, digest_size=8).digest(), "big")
            rows.append(key)
            sizes[key] = sizes.get(key, 0) + 1
    return rows, sizes


def _row(line: bytes, where: str) -> JSON:
    if not line.strip():
        raise InputError(where, "the line is blank", "Remove it: a JSONL file has one JSON value a line.")
    try:
        value: JSON = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise InputError(where, f"not JSON: {error}", "Mend or remove the line.") from None
    return value


def _divide(sizes: Mapping[int, int], targets: Sequence[int], rng: Random) -> dict[int, int]:
    """Return the split of each group. Large groups come first; each goes where it fits, drawn by the room left."""
    room = list(targets)
    places: dict[int, int] = {}
    for key in sorted(sizes, key=lambda key: (-sizes[key], key)):
        fitting = [place for place, free in enumerate(room) if free >= sizes[key]]
        place = _drawn(rng, room, fitting) if fitting else max(range(len(room)), key=lambda place: room[place])
        places[key] = place
        room[place] -= sizes[key]
    return places


def _drawn(rng: Random, room: Sequence[int], fitting: Sequence[int]) -> int:
    point = rng.random() * sum(room[place] for place in fitting)
    for place in fitting[:-1]:
        point -= room[place]
        if point < 0:
            return place
    return fitting[-1]


def _lines(path: Path, rows: array[int], places: Mapping[int, int], place: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        for key, line in zip(rows, file, strict=True):
            if places[key] == place:
                yield line if line.endswith(b"\n") else line + b"\n"
