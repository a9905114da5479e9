"""Values of the standard formats of JSON Schema, on reserved domains and documentation addresses only."""

from __future__ import annotations

from base64 import b32encode, b64encode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from math import floor

from jsonsynth.examples import Split
from jsonsynth.realism.lexicon import rule_for
from jsonsynth.realism.rules import Maker, maker
from jsonsynth.seeds import Random

__all__ = ["ENCODINGS", "FORMATS", "JSON_TEXT", "formats"]

FORMATS: tuple[str, ...] = (
    "date",
    "date-time",
    "duration",
    "email",
    "hostname",
    "idn-email",
    "idn-hostname",
    "ipv4",
    "ipv6",
    "iri",
    "iri-reference",
    "json-pointer",
    "regex",
    "relative-json-pointer",
    "time",
    "uri",
    "uri-reference",
    "uri-template",
    "uuid",
)

JSON_TEXT = "application/json"
ENCODINGS: Mapping[str, Callable[[bytes], bytes]] = {
    "base64": b64encode,
    "base64url": urlsafe_b64encode,
    "base32": b32encode,
}
"""Encodings of ``contentEncoding`` that are asserted: up to draft 7, as ``contentMediaType`` of JSON is."""

# names that say more than the format does: their own rule, where all of its values have the format
_URI_RULES = {
    rule: rule
    for rule in (
        "url_any", "url_site", "url_api", "url_image", "url_file", "url_repo", "url_issues", "url_docs", "url_webhook",
        "page_url", "video_url", "social_url",
    )
}  # fmt: skip
_BETTER: Mapping[str, Mapping[str, str]] = {
    "date": {"date_birth": "date_birth", "date_ahead": "date_ahead", "date_past": "date_past"},
    "date-time": {
        "date_birth": "datetime_birth",
        "date_ahead": "datetime_ahead",
        "datetime_ahead": "datetime_ahead",
    },
    "uri": _URI_RULES,
    "iri": _URI_RULES,
    "uri-reference": {**_URI_RULES, "url_path": "url_path"},
    "url": _URI_RULES,
    "URI": _URI_RULES,
}

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS = tuple(f"{month:02}-{day:02}" for month, days in enumerate(_LENGTHS, 1) for day in range(1, days + 1))
_YEARS = tuple(str(year) for year in range(2015, 2027))
_ZONES = ("Z", "Z", "Z", "Z", "Z", "+00:00", "+01:00", "+02:00", "-03:00", "-05:00", "+05:30", "+09:00")
_FRACTIONS = ("", "", "", "", "", ".000", ".250", ".5", ".123456")


def _date(rng: Random) -> str:
    random = rng.random
    return f"{_YEARS[floor(random() * 12)]}-{_DAYS[floor(random() * 365)]}"


# times of day; about a third of them at the full minute
_MINUTES = tuple(f"{minute // 60:02}:{minute % 60:02}:" for minute in range(1440))
_SECONDS = tuple(f"{second:02}" for second in range(60)) + ("00",) * 26


def _time(rng: Random) -> str:
    random = rng.random
    minute, second = _MINUTES[floor(random() * 1440)], _SECONDS[floor(random() * 86)]
    return minute + second + _FRACTIONS[floor(random() * 9)] + _ZONES[floor(random() * 12)]


def _datetime(rng: Random) -> str:
    return f"{_date(rng)}T{_time(rng)}"


_RULES: Mapping[str, str] = {
    JSON_TEXT: "json_text",
    # not of the standard, and asserted by nobody
    "MIME": "media_type",
    "URI": "url_any",
    "binary": "base64_text",
    "byte": "base64_text",
    "cidr": "cidr",
    "color": "colour_hex",
    "country-code": "country_code",
    "host-name": "host_any",
    "ip": "ip",
    "mime-type": "media_type",
    "phone": "phone",
    "semver": "semver",
    "sha1": "sha1",
    "sha256": "sha256",
    "url": "url_any",
    "duration": "iso_duration",
    "email": "email_any",
    "hostname": "host_any",
    "idn-email": "email_idn",
    "idn-hostname": "host_idn",
    "ipv4": "ip",
    "ipv6": "ipv6",
    "iri": "iri_any",
    "iri-reference": "iri_reference",
    "json-pointer": "json_pointer",
    "regex": "regex",
    "relative-json-pointer": "relative_pointer",
    "uri": "url_any",
    "uri-reference": "uri_reference",
    "uri-template": "uri_template",
    "uuid": "uuid",
}
_DRAWN: Mapping[str, Callable[[Random], str]] = {"date": _date, "time": _time, "date-time": _datetime}


def formats(format: str, name: str, split: Split) -> Maker | None:
    """Return what draws values of a format for a member's name (an ``avatarUrl`` is an image's); None if unknown.

    What a text holds is a format, too: an encoding, a kind of content, or both with a space between them.

    Dates lie between 2015 and 2026; of births before, of what expires after. Domains are those reserved for
    documentation, and so are addresses.
    """
    named = _BETTER[format].get(rule_for(name, "")) if name and format in _BETTER else None
    if named is not None:
        return maker(named, split)
    if format in _DRAWN:
        return _DRAWN[format]
    encoding, _, held = format.partition(" ")
    if encoding in ENCODINGS:
        return _encoded(ENCODINGS[encoding], maker("json_text" if held else "sentence_any", split))
    return maker(_RULES[format], split) if format in _RULES else None


def _encoded(encode: Callable[[bytes], bytes], plain: Maker) -> Maker:
    return lambda rng: encode(plain(rng).encode()).decode()
