"""What we ship of names, towns and words is written as people write it."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest

import jsonsynth
from jsonsynth.content import our_folder
from jsonsynth.examples import SPLITS
from jsonsynth.realism import RULES, pool
from jsonsynth.realism.draw import sound

FOLDER = Path(jsonsynth.__file__).parent
DRAWN: list[str] = [*json.loads((FOLDER / "realism" / "pools.bin").read_bytes().partition(b"\n")[0])["pools"]]
LATIN = ("en_US", "pt_BR", "es_ES", "fr_FR", "de_DE", "it_IT", "pl_PL", "sv_SE", "nl_NL", "tr_TR", "cs_CZ")
TWICE_ENCODED = re.compile(r"[\u00c2\u00c3\u00c4\u00c5\u00d0\u00d1][\u0080-\u00bf]|\u00e2\u20ac")


def mangled(text: str) -> str:
    """Return what of a text no language has: "" if there is nothing."""
    for mark in text:
        kind = unicodedata.category(mark)
        if (kind in ("Cc", "Co", "Cn", "Cs", "Sk", "Zl", "Zp") and mark not in "\n\t`^") or mark in "\ufffd\ufeff":
            return repr(mark)
    found = TWICE_ENCODED.search(text)
    if found:
        return found[0]
    return "" if unicodedata.is_normalized("NFC", text) else "a lone combining mark"


@pytest.mark.parametrize("name", DRAWN)
def test_every_value_of_a_drawn_pool_is_sound(name: str) -> None:
    locale, kind = name.split("/")
    values = [value for split in SPLITS for value in pool(name, split)]
    assert len(values) >= 30
    odd = [
        value
        for value in values
        if not sound(locale, kind, value) or mangled(value) or re.search(r"^\s|\s\s|\s$|^\W*$", value)
    ]
    assert odd == []
    if locale in LATIN:
        strange = [mark for mark in set("".join(values)) if mark.isalpha() and "LATIN" not in unicodedata.name(mark)]
        assert [mark for mark in strange if mark not in "ªº"] == []


@pytest.mark.parametrize(
    ("locale", "kind", "value"),
    [
        ("tr_TR", "first_name", "N˜zamett˜n"),
        ("tr_TR", "first_name", "NÃ¼ket"),
        ("en_US", "first_name", "An\ufffda"),
        ("en_US", "first_name", "A\x7fna"),
        ("de_DE", "first_name", "Ju\u0308rgen"),
        ("de_DE", "last_name", "Dussen van"),
        ("de_DE", "last_name", "auch Schlauchin"),
        ("de_DE", "last_name", "Koch II"),
        ("nl_NL", "last_name", "Bourgondië, van"),
        ("nl_NL", "last_name", "Heribert van Laon"),
        ("cs_CZ", "job", "Spisovateľ"),
        ("cs_CZ", "street", "Severní Viii"),
        ("fr_FR", "city", "Sainte RolandBourg"),
        ("fr_FR", "street", "rue de Imbert"),
        ("fr_FR", "job", "entraîneur sportif sportive"),
        ("pt_BR", "city", "Teixeira de da Conceição"),
        ("pt_BR", "company", "Vieira Vieira e Filhos"),
        ("en_US", "city", "Scottton"),
        ("en_US", "city", "Port Karafort"),
        ("de_DE", "street", "Koch IIgasse"),
        ("de_DE", "company", "Adolph Dussen van Stiftung & Co. KG"),
        ("pl_PL", "word", "(…)"),
        ("ru_RU", "company", "Газпромбанк"),
    ],
)  # fmt: skip
def test_what_nobody_would_write_is_not_drawn(locale: str, kind: str, value: str) -> None:
    assert not sound(locale, kind, value)


@pytest.mark.parametrize(
    ("locale", "kind", "value"),
    [
        ("tr_TR", "first_name", "İsmet"),
        ("tr_TR", "first_name", "Mülâyim"),
        ("de_DE", "last_name", "van der Dussen"),
        ("nl_NL", "last_name", "van 't Erve"),
        ("nl_NL", "city", "'s-Gravenhage"),
        ("pt_BR", "last_name", "da Costa"),
        ("fr_FR", "street", "rue de Bonnet"),
        ("it_IT", "city", "Weißenbach"),
        ("zh_CN", "last_name", "王"),
        ("ja_JP", "last_name", "佐々木"),
        ("en_US", "job", "Engineer, civil (consulting)"),
        ("de_DE", "company", "Textor GmbH & Co. KG"),
        ("el_GR", "job", "Μαιευτής – Μαία"),
    ],
)
def test_what_people_write_is_drawn(locale: str, kind: str, value: str) -> None:
    assert sound(locale, kind, value)


@pytest.mark.parametrize("folder", ["jsonsynth", "prompts", "schemas"])
def test_no_file_of_words_holds_a_mangled_character(folder: str) -> None:
    root = FOLDER if folder == "jsonsynth" else our_folder() / folder
    files = [path for path in root.rglob("*") if path.suffix in (".txt", ".json", ".md")]
    assert len(files) > 20
    assert {path.name: found for path in files if (found := mangled(path.read_text("utf-8")))} == {}


def test_no_alternative_of_a_rule_of_ours_is_mangled() -> None:
    assert [name for name, lines in RULES.items() if mangled("\n".join(lines))] == []
