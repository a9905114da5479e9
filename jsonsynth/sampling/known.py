"""Values that a schema gives itself: enum, const, examples and default."""

from __future__ import annotations

from jsonsynth.examples import JSON
from jsonsynth.jsontext import MAX_INTEGER
from jsonsynth.sampling.numbers import allowed_number, plain
from jsonsynth.sampling.refs import Document
from jsonsynth.sampling.views import View
from jsonsynth.schema import key

__all__ = ["kind_of", "known_values", "likely_examples"]

_CHECKED = 300_000  # values of an enum that are checked against what stands beside it, half a microsecond each


def kind_of(value: JSON) -> str:
    """Return the type of a value: an integer is any number without a fraction, other numbers are fractions."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, (int, float)):
        return "integer" if value == value // 1 else "fraction"
    return _KINDS[type(value)]


_KINDS: dict[type, str] = {str: "string", list: "array", dict: "object", type(None): "null"}


def known_values(view: View, document: Document) -> list[JSON]:
    """Return the values of enum and const that the rest of the view allows as far as is quickly seen."""
    banned = {key(value) for value in view.banned}
    values = [plain(value) for value in view.values or [] if kind_of(value) in view.types]
    left = [value for value in values if not banned or key(value) not in banned]
    if len(left) > _CHECKED or not _more_is_asked(view):
        return left
    checks = [check for part in view.parts if (check := document.check(part)) is not None]
    return [value for value in left if all(check(value) for check in checks)]


def _more_is_asked(view: View) -> bool:
    numbers = view.low or view.high or view.steps
    texts = view.patterns or view.formats or view.least or view.most
    return bool(view.hard or numbers or texts or view.objects or view.required or view.arrays or view.groups)


def likely_examples(view: View, document: Document) -> list[JSON]:
    """Return the scalar examples and default that fit, printed as they are in canonical form."""
    found = [plain(value) for value in view.examples if value is not None and isinstance(value, (str, int, float))]
    return [value for value in found if kind_of(value) in view.types and _fits(value, view, document)]


def _fits(value: JSON, view: View, document: Document) -> bool:
    if isinstance(value, str):
        return _text_fits(value, view, document)
    if isinstance(value, bool):
        return True
    return (
        isinstance(value, (int, float))
        and abs(value) <= MAX_INTEGER
        and "e" not in repr(value)
        and allowed_number(view, value)
    )


def _text_fits(text: str, view: View, document: Document) -> bool:
    if not text or view.formats or not view.least.get("length", 0) <= len(text) <= view.most.get("length", 400):
        return False
    return all(document.matches(pattern, text) for pattern in view.patterns) and not view.not_patterns
