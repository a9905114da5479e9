"""Money in a text: the words that name it, and which currencies they are."""

from __future__ import annotations

import re

from jsonsynth.facts.reading import Reading

__all__ = ["MONEY", "currencies"]

_SIGNS = {
    "us$": "USD", "€": "EUR", "£": "GBP", "r$": "BRL", "ca$": "CAD", "c$": "CAD", "a$": "AUD", "¥": "JPY",
    "euros": "EUR", "euro": "EUR", "pounds": "GBP", "libras": "GBP", "livres": "GBP", "pfund": "GBP", "sterline": "GBP",
    "francs": "CHF", "franken": "CHF", "franchi": "CHF", "francos": "CHF", "reais": "BRL", "reales": "BRL",
    "usd": "USD", "eur": "EUR", "gbp": "GBP", "chf": "CHF", "sek": "SEK", "cad": "CAD", "aud": "AUD",
    "brl": "BRL", "jpy": "JPY", "dkk": "DKK", "nok": "NOK", "mxn": "MXN", "inr": "INR", "cny": "CNY", "pln": "PLN",
    "czk": "CZK", "ars": "ARS", "clp": "CLP", "cop": "COP", "yen": "JPY", "yens": "JPY",
}  # fmt: skip
_NATIONS = {
    "canadian": "CAD", "canadiens": "CAD", "canadenses": "CAD", "canadienses": "CAD", "kanadische": "CAD",
    "kanadischen": "CAD", "canadesi": "CAD", "us": "USD", "american": "USD", "américains": "USD", "americanos": "USD",
    "estadounidenses": "USD", "statunitensi": "USD", "americani": "USD", "us-dollar": "USD", "australian": "AUD",
    "australiens": "AUD", "australianos": "AUD", "australische": "AUD", "australiani": "AUD", "mexican": "MXN",
    "mexicains": "MXN", "mexicanos": "MXN", "mexikanische": "MXN", "messicani": "MXN", "swedish": "SEK",
    "suédoises": "SEK", "suecas": "SEK", "schwedische": "SEK", "svedesi": "SEK",
}  # fmt: skip
# what only a nation's name makes a currency
_SHARED = frozenset(
    [
        "dollar",
        "dollars",
        "dólares",
        "dolares",
        "dollari",
        "pesos",
        "peso",
        "krona",
        "kronor",
        "couronnes",
        "kronen",
        "coronas",
        "coroas",
        "corone",
    ]
)
_NAMELESS = _SHARED - {"peso"}  # which is a weight, too
# each begins with what it begins with, so that the search skips quickly over the rest
_SYMBOLS = re.compile(
    "|".join(
        (
            *(rf"{sign}\$(?<![a-z]{sign}\$)" for sign in ("us", "r", "ca", "c", "a")),
            *("€", "£", "¥"),
            *(rf"{code}(?=-?\d)(?<![a-z]{code})" for code in ("usd", "eur", "gbp", "chf", "brl", "cad", "aud", "sek")),
        )
    )
)


MONEY = frozenset((*_SIGNS, *_NATIONS, *_SHARED))
"""The words that name money."""


def _shared(reading: Reading, place: int) -> bool:
    """Whether a dollar, a peso or a crown stands beside a word."""
    beside = reading.bare[max(0, place - 1) : place + 2]
    return reading.bare[place] == "us-dollar" or not _SHARED.isdisjoint(beside)


def currencies(reading: Reading) -> set[str]:
    """Return the codes of the currencies that a text names, and the words of those that may be of several nations."""
    bare = {*reading.bare}
    said = {_SIGNS[word] for word in bare & _SIGNS.keys()}
    said.update(_SIGNS[sign] for sign in _SYMBOLS.findall(reading.text.lower()))
    if not bare.isdisjoint(_NATIONS):
        said.update(
            _NATIONS[word] for place, word in enumerate(reading.bare) if word in _NATIONS and _shared(reading, place)
        )
    elif not bare.isdisjoint(_NAMELESS):
        said.update(bare & _NAMELESS)
    return said
