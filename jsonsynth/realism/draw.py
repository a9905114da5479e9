"""Draw the value pools from Faker, once and by hand: ``PYTHONHASHSEED=0 python -m jsonsynth.realism.draw``.

Faker is a development dependency: nothing here runs when data is generated. The seed is fixed and Faker's version is
written into the file, so that the same version draws the same file.
"""

from __future__ import annotations

import json
import os
import re
import sys
import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from string import ascii_letters
from unicodedata import name as named

from faker import VERSION, Faker

__all__ = ["draw", "main", "packed", "sound"]

_SEED = 20260101
_TARGET = Path(__file__).with_name("pools.bin")

# how many distinct values a pool holds at most; small languages run out before
_SIZES = {"first_name": 700, "last_name": 900, "city": 700, "street": 600, "company": 500, "job": 500, "word": 800}
_LOCALES = (
    "en_US", "pt_BR", "es_ES", "fr_FR", "de_DE", "it_IT", "ja_JP", "pl_PL", "sv_SE", "nl_NL", "tr_TR", "cs_CZ",
    "zh_CN", "ru_RU", "el_GR",
)  # fmt: skip
# what Faker's locale does not have (it falls back to pseudo-Latin, to English, or to companies that exist)
_LACKING = frozenset(
    (
        "en_US/word",  # ours, in words.txt: Faker's has "whose" and "such", which name nothing
        "pt_BR/word",
        "sv_SE/word",
        "tr_TR/word",
        "it_IT/job",
        "sv_SE/job",
        "nl_NL/job",
        "nl_NL/company",
        "tr_TR/city",
        "tr_TR/street",
        "ja_JP/street",
    )
)
_METHODS = {"street": "street_name"}


_ODD = frozenset(("Ciudad", "The Elder"))  # a town that is called town, and a family of painters in English

# what languages in the Latin alphabet have beside a to z, towns and families of a neighbour among it
_LETTERS = {
    "en_US": "", "pt_BR": "áâãàçéêíóôõúü", "es_ES": "áéíñóúüàè", "fr_FR": "àâçèéêëîïôùûüÿœæ", "de_DE": "äöüßé",
    "it_IT": "àèéìòùäöüß", "pl_PL": "óąćęłńśźż", "sv_SE": "åäöéü", "nl_NL": "àâèéêëïóôöûüç", "tr_TR": "âçğıöşüîû",
    "cs_CZ": "áčďéěíňóřšťúůýžü",
}  # fmt: skip
_SCRIPTS = {
    "ja_JP": ("CJK", "HIRAGANA", "KATAKANA", "IDEOGRAPHIC"), "zh_CN": ("CJK",), "ru_RU": ("CYRILLIC",),
    "el_GR": ("GREEK",),
}  # fmt: skip
_MARKS = frozenset(" -–.,'/&()«»0123456789")

_PARTICLES = frozenset(
    ("'s", "'t", "d'", "da", "das", "de", "den", "der", "di", "die", "dos", "het", "la", "le", "op", "te", "ten", "ter",
     "uit", "van", "von")
)  # fmt: skip

# what Faker mangles, or joins of parts that make no whole
_MANGLED: Mapping[str, re.Pattern[str]] = {
    "": re.compile(
        r"([a-zà-ÿ])\1\1"  # Scottton
        r"|\b(\w{3,})\W+\2\b"  # Vieira Vieira
        r"|\b[Dd]e d[ao]s?\b"  # Teixeira de da Conceição
        r"|\.\.| [IVX][ivx]+$"  # Severní Viii
    ),
    "city": re.compile(
        r"^(?:da|das|de|do|dos) |'$|[(/]|[a-zà-ÿ][A-ZÀ-Þ]"  # RolandBourg
        r"|^(?:North|East|West|South|New|Lake|Port|Saint) \w+(?:town|ton|land|ville|berg|burgh|borough|bury|view|port|"
        r"mouth|stad|furt|chester|fort|haven|side|shire|dan)$"  # Port Karafort, three parts where two make a name
    ),
    "fr_FR/job": re.compile(r"\b(\w{5,})\w* \1\w*"),  # both genders: directeur général générale
    "word": re.compile(r"[^\w '-]|\d"),
    "fr_FR/street": re.compile(r" de [AEIOUÉÈ]"),
    "de_DE/street": re.compile(r" "),  # Koch IIgasse
    "de_DE/company": re.compile(r"\bauch\b|\bII\b|\w van\b"),
    # companies that exist
    "ru_RU/company": re.compile(r"^[^«]+$"),
    "tr_TR/company": re.compile(r"^[^.]+$"),
}
_PREFIX = re.compile(r"^(?:клх|\w{1,2}\.) ")  # of a Russian town: Faker draws any kind of place for it


def sound(locale: str, kind: str, value: str) -> bool:
    """Say whether a value is what people of the locale would write, as far as its characters and parts tell."""
    wide = value[:1] > "\u3000"  # one character is a name in Chinese
    if value in _ODD or len(value) > 60 or not (wide or len(value) > 1) or not _is_written(locale, value):
        return False
    if kind == "last_name" and not _PARTICLES.issuperset(value.lower().split()[:-1]):
        return False
    return not any(name in _MANGLED and _MANGLED[name].search(value) for name in ("", kind, f"{locale}/{kind}"))


def _is_written(locale: str, value: str) -> bool:
    """Say whether a language has all characters of a value."""
    if locale in _SCRIPTS:
        return all(mark.isascii() or mark in _MARKS or named(mark).startswith(_SCRIPTS[locale]) for mark in value)
    letters = ascii_letters + _LETTERS[locale]
    return all(mark in _MARKS or mark.lower()[0] in letters for mark in value)


def draw(locale: str, kind: str, size: int) -> list[str]:
    """Return the distinct sound values a locale gives in 20 tries for each value wanted, in the order drawn."""
    faker = Faker(locale, use_weighting=False)
    faker.seed_instance(_SEED)
    method: Callable[[], str] = getattr(faker, _METHODS.get(kind, kind))
    found: dict[str, None] = {}
    for _ in range(size * 20):
        value = " ".join(method().split())
        if locale == "ru_RU" and kind == "city":
            value = _PREFIX.sub("", value)
        if sound(locale, kind, value):
            found[value] = None
        if len(found) == size:
            break
    return list(found)


def main() -> None:
    """Write the pools beside this file, each compressed by itself, so that what is not used is not taken apart."""
    if os.environ.get("PYTHONHASHSEED") != "0":  # Faker takes the cities of one locale from a set
        sys.exit("PYTHONHASHSEED: without it the same version draws another file. Set it to 0.")
    wanted = [(locale, kind) for locale in _LOCALES for kind in _SIZES if f"{locale}/{kind}" not in _LACKING]
    _TARGET.write_bytes(packed({f"{locale}/{kind}": draw(locale, kind, _SIZES[kind]) for locale, kind in wanted}))


def packed(pools: Mapping[str, Sequence[str]]) -> bytes:
    """Return the bytes of the file: a line of JSON with the place of each pool behind it, and the pools."""
    places: dict[str, tuple[int, int]] = {}
    body = b""
    for name, values in pools.items():
        part = zlib.compress("\n".join(values).encode(), 9)
        places[name] = (len(body), len(part))
        body += part
    head = json.dumps({"faker": VERSION, "seed": _SEED, "pools": places}, separators=(",", ":"))
    return head.encode() + b"\n" + body


if __name__ == "__main__":
    main()
