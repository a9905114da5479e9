"""Names of tables in another language: the values stay, the names are new, plain and different."""

from __future__ import annotations

from pathlib import Path

from jsonsynth.invention import foreign, in_another_language, table
from jsonsynth.seeds import stream


def test_every_language_says_the_same_words() -> None:
    text = Path(foreign.__file__).with_suffix(".txt").read_text(encoding="utf-8")
    languages = [part.splitlines()[1:] for part in text.split("\n[")[1:]]
    heads = [[line.partition(": ")[0] for line in lines] for lines in languages]
    assert len(heads) == 5
    assert all(one == heads[0] and len(set(one)) == len(one) for one in heads)
    assert text.replace("\n", "").isprintable()
    assert text.isascii()


def test_a_table_in_another_language_has_the_same_values_under_other_names() -> None:
    for seed in range(200):
        rows = table(stream(seed, "foreign"), "train", 4)
        named = in_another_language(rows, stream(seed, "names"))
        assert [list(row.values()) for row in named] == [list(row.values()) for row in rows]
        assert all(len(row) == len(old) for row, old in zip(named, rows, strict=True))
        assert all(name.isascii() for row in named for name in row)


def test_a_column_has_one_name_in_all_rows_and_keeps_what_it_means() -> None:
    rows = in_another_language([{"homeCity": "Rome", "isOpen": None}, {"homeCity": "Oslo", "isOpen": True}], stream(3))
    assert list(rows[0]) == list(rows[1])
    city = next(iter(rows[0])).lower()
    assert any(city.startswith(word) for word in ("cidade", "ciudad", "ville", "stadt", "citta"))
