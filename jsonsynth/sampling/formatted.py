"""Formats as patterns, so that a format meets patterns and lengths: texts it certainly has, not all of them."""

from __future__ import annotations

from jsonsynth.examples import JSON
from jsonsynth.realism import ENCODINGS, JSON_TEXT

__all__ = ["PATTERNS", "asserted", "patterns_of"]

_HOUR = r"([01]\d|2[0-3])"
_TIME = rf"{_HOUR}:[0-5]\d:[0-5]\d(\.\d{{1,9}})?(Z|[+-]{_HOUR}:[0-5]\d)"
_DAY = r"((0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)|02-(0[1-9]|1\d|2[0-8]))"
_LEAP = r"(19|20)(0[48]|[2468][048]|[13579][26])-02-29"
_FEW = r"[1-9]\d?"
_CLOCK = r"T(\d{1,9}H(\d{1,9}M(\d{1,9}S)?)?|\d{1,9}M(\d{1,9}S)?|\d{1,9}S)"
_CALENDAR = r"(\d{1,9}Y(\d{1,9}M(\d{1,9}D)?)?|\d{1,9}M(\d{1,9}D)?|\d{1,9}D)"
_BYTE = r"(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_HEX = "[0-9a-f]{1,4}"
_LABEL = "[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
_RESERVED = r"([a-z]{2,12}(-[a-z]{2,12})?\d{0,2}\.){0,3}example\.(com|org|net)"
_ATOM = "[a-zA-Z0-9_+-]"
_SEGMENT = "[a-zA-Z0-9._~-]"
_AFTER = r"(\?[a-zA-Z0-9._~=&/-]*)?(#[a-zA-Z0-9._~/-]*)?"
_SITE = rf"https?://{_RESERVED}(/[a-z0-9]+([._-][a-z0-9]+)*){{0,5}}/?(\?[a-z]+=[a-z0-9]+)?(#[a-z-]+)?"
_ANY_URI = (
    rf"[a-zA-Z][a-zA-Z0-9+.-]*:(//([a-z0-9_-]+@)?{_LABEL}(\.{_LABEL})*(:\d{{1,4}})?(/{_SEGMENT}*)*|"
    rf"/?{_SEGMENT}+([/:@]{_SEGMENT}+)*){_AFTER}"
)
_ANY_PATH = rf"(\.\.?/|/)?({_SEGMENT}+(/{_SEGMENT}+)*/?)?{_AFTER}"
_URI = (f"^{_SITE}$", f"^{_ANY_URI}$")
_REFERENCE = (f"^({_SITE}|/?[a-z0-9_-]+(/[a-z0-9._-]+)*)$", f"^({_ANY_URI}|{_ANY_PATH})$")
_HOST = (f"^{_RESERVED}$", rf"^({_LABEL}\.)*{_LABEL}$")
_MAIL = (
    rf"^[a-z]{{2,12}}([._][a-z]{{2,12}})?\d{{0,2}}@{_RESERVED}$",
    rf"^(?=.{{1,64}}@){_ATOM}+(\.{_ATOM}+)*@({_LABEL}\.)*{_LABEL}$",
)

PATTERNS: dict[str, tuple[str, ...]] = {
    "date": (rf"^20[0-3]\d-{_DAY}$", rf"^19\d\d-{_DAY}$", rf"^\d{{4}}-{_DAY}$", f"^{_LEAP}$"),
    "date-time": (rf"^20[0-3]\d-{_DAY}T{_TIME}$", rf"^\d{{4}}-{_DAY}T{_TIME}$", rf"^{_LEAP}T{_TIME}$"),
    "duration": (
        rf"^P({_FEW}W|({_FEW}Y)?{_FEW}M({_FEW}D)?|{_FEW}D(T{_FEW}H)?|T({_FEW}H)?{_FEW}M)$",
        rf"^P(\d{{1,9}}W|{_CALENDAR}({_CLOCK})?|{_CLOCK})$",
    ),
    "email": _MAIL,
    "hostname": _HOST,
    "idn-email": _MAIL,
    "idn-hostname": _HOST,
    "ipv4": (
        rf"^(192\.0\.2|198\.51\.100|203\.0\.113|192\.168\.{_BYTE}|10\.{_BYTE}\.{_BYTE})\.{_BYTE}$",
        rf"^({_BYTE}\.){{3}}{_BYTE}$",
    ),
    "ipv6": (
        f"^2001:db8:({_HEX}:){{0,4}}:{_HEX}$",
        f"^(({_HEX}:){{7}}{_HEX}|({_HEX}:){{1,6}}:{_HEX}|::({_HEX})?)$",
    ),
    "iri": _URI,
    "iri-reference": _REFERENCE,
    "json-pointer": ("^(/[a-zA-Z_]+|/[0-9]{1,2})+$", "^(/([^/~]|~[01])*)*$"),
    "regex": (
        r"^\^?([a-z_-]{1,12}|(\[(a-z|0-9|A-Za-z|a-z0-9_)\]|\\[dws])[+*]?|\([a-z]+(\|[a-z]+)*\)\??|\\\.|/){1,9}\$?$",
        "^[a-zA-Z0-9 _:/=@,;%&<>~-]*$",
    ),
    "relative-json-pointer": (r"^(0|[1-9]\d?)(#|(/[a-zA-Z_]+)*)$", r"^(0|[1-9]\d*)(#|(/([^/~]|~[01])*)*)$"),
    "time": (f"^{_TIME}$",),
    "uri": _URI,
    "uri-reference": _REFERENCE,
    "uri-template": (
        rf"^(https://{_RESERVED})?(/[a-z]+(-[a-z]+)?|/\{{[a-z]+(_[a-z]+)?\}}){{1,6}}(\{{\?[a-z]+(,[a-z]+)*\}})?$",
        rf"^({_ANY_URI}|{_ANY_PATH})$",
    ),
    "uuid": (
        "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$",
        "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$",
    ),
}  # fmt: skip
"""Of each format, its natural texts first, then as many as are sure."""

_CONTENTS: dict[str, tuple[str, ...]] = {
    "base32": ("^([A-Z2-7]{8})+$",),
    "base64": ("^([A-Za-z0-9+/]{4})+$",),
    "base64url": ("^([A-Za-z0-9_-]{4})+$",),
    JSON_TEXT: (r'^("[a-z ]*"|\[[1-9]\d*(, [1-9]\d*)*\]|[1-9]\d*)$',),
}


def patterns_of(name: str) -> tuple[str, ...]:
    """Return the patterns of a format, or of what a text holds, the natural ones first; none if it is unknown."""
    return PATTERNS.get(name) or _CONTENTS.get(name, ())


def asserted(name: str) -> JSON:
    """Return a schema that asserts a format, or what a text holds, as it was asserted last."""
    encoding, _, held = name.rpartition(" ")
    if held in ENCODINGS:
        encoding, held = held, ""
    if not encoding and held != JSON_TEXT:
        return {"format": name}
    said = {"contentEncoding": encoding, "contentMediaType": held}
    return {"$schema": "http://json-schema.org/draft-07/schema#", **{key: text for key, text in said.items() if text}}
