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

from faker import VERSION, Faker

__all__ = ["draw", "main", "packed"]

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


def _plain(value: str) -> bool:
    wide = value[:1] > "\u3000"  # one character is a name in Chinese
    if value in _ODD:
        return False
    return value.strip() == value and value.isprintable() and (wide or len(value) > 1) and len(value) <= 60


def _whole(city: str) -> bool:
    """Say whether a town's name is whole and no more: Faker joins some of a part that only stands behind another."""
    part = city.startswith(("da ", "das ", "de ", "do ", "dos ")) or city.endswith("'")
    return not part and not _OVERDONE.match(city)


# towns of which Faker joins three parts where two make a name: "Port Karafort", "Saint Alexandriadan"
_OVERDONE = re.compile(
    r"(?:North|East|West|South|New|Lake|Port|Saint) \w+(?:town|ton|land|ville|berg|burgh|borough|bury|view|port|mouth|"
    r"stad|furt|chester|fort|haven|side|shire|dan)$"
)


def draw(locale: str, kind: str, size: int) -> list[str]:
    """Return the distinct printable values a locale gives in 20 tries for each value wanted, in the order drawn."""
    faker = Faker(locale, use_weighting=False)
    faker.seed_instance(_SEED)
    method: Callable[[], str] = getattr(faker, _METHODS.get(kind, kind))
    found: dict[str, None] = {}
    for _ in range(size * 20):
        value = " ".join(method().split())
        if _plain(value) and (kind != "city" or _whole(value)):
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
