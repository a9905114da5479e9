"""Mess in the value itself: the order of members, numbers in other spellings, strings that hold quotes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jsonsynth.examples import JSON
from jsonsynth.seeds import Random, below, chance, pick
from jsonsynth.styles import NumberText

__all__ = ["ORDERS", "plant", "quote", "recase", "respell", "tag"]


_CONTAINERS = (dict, list)  # ``dict | list`` would be made anew for every test
_NUMBERS = frozenset((int, float))
_NUMBERED = frozenset((int, float, dict, list))  # what can be respelled, or hold what can

# -- the order of members ---------------------------------------------------------------------------------------------


def _as_drawn(value: JSON, _: Random) -> JSON:
    return value


def _random(value: JSON, rng: Random) -> JSON:
    return _shuffled(value, rng.random)


def _shuffled(value: JSON, draw: Callable[[], float]) -> JSON:
    """Shuffle by sorting on drawn keys: a hot path, so scalars are told apart without a call."""
    if isinstance(value, dict):
        keyed = sorted([(draw(), name) for name in value])
        return {
            name: _shuffled(member, draw) if isinstance(member := value[name], _CONTAINERS) else member
            for _, name in keyed
        }
    if isinstance(value, list):
        return [_shuffled(element, draw) if isinstance(element, _CONTAINERS) else element for element in value]
    return value


def _sorted(value: JSON, objects: list[dict[str, JSON]], reverse: bool = False) -> JSON:
    if isinstance(value, dict):
        copy = {
            name: _sorted(member, objects, reverse) if isinstance(member := value[name], _CONTAINERS) else member
            for name in sorted(value, reverse=reverse)
        }
        objects.append(copy)
        return copy
    return [_sorted(element, objects, reverse) for element in value] if isinstance(value, list) else value


def _reversed(value: JSON, _: Random) -> JSON:
    return _sorted(value, [], reverse=True)


def _nearly_sorted(value: JSON, rng: Random) -> JSON:
    objects: list[dict[str, JSON]] = []
    copy = _sorted(value, objects)
    swappable = [members for members in objects if len(members) > 1]
    if swappable:
        members = pick(rng, swappable)
        items = list(members.items())
        place = below(rng, len(items) - 1)
        items[place : place + 2] = items[place + 1], items[place]
        members.clear()
        members.update(items)
    return copy


ORDERS: Mapping[str, tuple[int, Callable[[JSON, Random], JSON]]] = {
    "random-order": (70, _random),
    "": (14, _as_drawn),
    "nearly-sorted": (10, _nearly_sorted),
    "reversed-order": (6, _reversed),
}


def recase(value: JSON, rng: Random) -> JSON:
    """Return a copy in which some names begin with a capital, short ones all in capitals: ``Status``, ``URL``."""
    if isinstance(value, dict):
        taken = set(map(str.casefold, value))
        names = [_recased(name) if len(taken) == len(value) and chance(rng, 0.35) else name for name in value]
        return {name: recase(member, rng) for name, member in zip(names, value.values(), strict=True)}
    return [recase(element, rng) for element in value] if isinstance(value, list) else value


def _recased(name: str) -> str:
    return name.upper() if len(name) < 5 else name[0].upper() + name[1:]


# -- numbers ----------------------------------------------------------------------------------------------------------


def _zeros(text: str, rng: Random) -> str:
    return text + (pick(rng, ("0", "0", "00")) if "." in text else pick(rng, (".0", ".0", ".00")))


def _exponent(text: str, rng: Random) -> str:
    mark = pick(rng, ("e", "E", "e+", "E+"))
    digits = text.rstrip("0")
    zeros = len(text) - len(digits)
    if "." not in text and zeros and digits not in {"", "-"}:
        return f"{digits}{mark}{zeros}"
    return _scientific(text, mark)


def _scientific(text: str, mark: str) -> str:
    sign = "-" if text[0] == "-" else ""
    whole, _, fraction = text.removeprefix("-").partition(".")
    if len(whole) < 2:
        return (
            f"{sign}{(whole + fraction).lstrip('0') or '0'}{mark[0]}-{len(fraction)}" if fraction else f"{text}{mark}0"
        )
    return f"{sign}{whole[0]}.{whole[1:]}{fraction}{mark}{len(whole) - 1}"


_SPELLERS = (("trailing-zeros", _zeros), ("trailing-zeros", _zeros), ("exponents", _exponent))


def respell(value: JSON, rng: Random, share: float, kinds: set[str]) -> JSON:
    """Return a copy whose numbers are, with a chance of ``share`` each, spelled another way; note how in ``kinds``.

    Example: 12.5 -> ``12.50``, ``1.25e+1``; 300 -> ``300.0``, ``3E2``
    """
    if isinstance(value, dict):
        return {
            name: respell(member, rng, share, kinds) if type(member) in _NUMBERED else member
            for name, member in value.items()
        }
    if isinstance(value, list):
        return [respell(element, rng, share, kinds) if type(element) in _NUMBERED else element for element in value]
    if type(value) in _NUMBERS and chance(rng, share):
        kind, spell = pick(rng, _SPELLERS)
        kinds.add(kind)
        return NumberText(spell(repr(value), rng))
    return value


def _digits(low: int, high: int) -> Callable[[Random], str]:
    def draw(rng: Random) -> str:
        length = low + below(rng, high - low + 1)
        return str(1 + below(rng, 9)) + "".join([str(below(rng, 10)) for _ in range(length - 1)])

    return draw


def _mantissa(rng: Random) -> str:
    return pick(rng, ("{}", "{}.0", "{}.50", "{}.25", "{}.602")).format(1 + below(rng, 9))


def _tiny(rng: Random) -> str:
    return f"{_mantissa(rng)}{pick(rng, ('e', 'E'))}-{5 + below(rng, 16)}"


def _vast(rng: Random) -> str:
    return f"{_mantissa(rng)}{pick(rng, ('e', 'E', 'e+', 'E+'))}{19 + below(rng, 9)}"


def _small_decimal(rng: Random) -> str:
    return f"0.{'0' * (4 + below(rng, 5))}{1 + below(rng, 999)}{pick(rng, ('', '0'))}"


def _nought(rng: Random) -> str:
    return pick(rng, ("-0", "-0.0", "0.0", "0e0", "0.00"))


_LONG_NAMES = ("serial", "barcode", "imei", "iccid", "account", "trace", "sequence", "nonce", "cursor", "ticket")
_PLANTS: Mapping[str, tuple[tuple[str, tuple[str, ...], Callable[[Random], str]], ...]] = {
    "keep": (
        ("long-integer", _LONG_NAMES, _digits(17, 19)),
        ("long-integer", _LONG_NAMES, _digits(18, 18)),
        (
            "long-decimal",
            ("latitude", "longitude", "rate", "ratio", "balance"),
            lambda rng: f"{below(rng, 90)}.{_digits(17, 20)(rng)}",
        ),
        ("zero-forms", ("drift", "delta", "adjustment", "bias"), _nought),
    ),
    "jcs": (
        ("tiny-number", ("epsilon", "tolerance", "threshold", "error"), _tiny),
        ("tiny-number", ("step", "resolution", "leakage"), _small_decimal),
        ("vast-number", ("limit", "capacity", "mass", "population"), _vast),
        ("zero-forms", ("drift", "delta", "adjustment", "bias"), _nought),
    ),
}


def plant(value: JSON, rng: Random, rule: str, kinds: set[str]) -> JSON:
    """Return the value with one more member, a number whose text a float or a careless printer would change.

    Only for the rules that have such a number; an array gets it in its first object. ``kinds`` notes what it is.
    """
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [plant(value[0], rng, rule, kinds), *value[1:]]
    if rule not in _PLANTS or not isinstance(value, dict):
        return value
    kind, names, draw = pick(rng, _PLANTS[rule])
    name = pick(rng, names)
    if name in value:
        return value
    kinds.add(kind)
    items: list[tuple[str, JSON]] = list(value.items())
    items.insert(below(rng, len(items) + 1), (name, NumberText(draw(rng))))
    return dict(items)


# -- strings ----------------------------------------------------------------------------------------------------------

_QUOTES = ('"{}"', '"{}"', "'{}'", "“{}”")


def quote(value: JSON, rng: Random) -> bool:
    """Put a word of one of the value's longer texts in quotes, in place; False if there is no such text."""
    texts: list[tuple[dict[str, JSON], str, str]] = []
    _collect(value, texts)
    if not texts:
        return False
    members, name, text = pick(rng, texts)
    words = text.split(" ")
    place = pick(rng, [k for k, word in enumerate(words) if _is_quotable(word)])
    words[place] = pick(rng, _QUOTES).format(words[place])
    half = len(words) // 2
    middle = pick(rng, ("\n", "\n", "\t")) if half > 1 and chance(rng, 0.2) else " "
    members[name] = " ".join(words[:half]) + middle + " ".join(words[half:])
    return True


_TAGS = ("b", "em", "strong", "code", "span", "i", "u", "small", "mark")


def tag(value: JSON, rng: Random) -> JSON:
    """Put a word of one of the value's longer texts between HTML tags, in place; return the value."""
    texts: list[tuple[dict[str, JSON], str, str]] = []
    _collect(value, texts)
    if texts:
        members, name, text = pick(rng, texts)
        words = text.split(" ")
        place = pick(rng, [k for k, word in enumerate(words) if _is_quotable(word)])
        mark = pick(rng, _TAGS)
        words[place] = f"<{mark}>{words[place]}</{mark}>"
        members[name] = " ".join(words)
    return value


def _is_quotable(word: str) -> bool:
    return len(word) > 3 and word.isalpha()


def _collect(value: JSON, texts: list[tuple[dict[str, JSON], str, str]]) -> None:
    if isinstance(value, list):
        for element in value:
            _collect(element, texts)
    elif isinstance(value, dict):
        for name, member in value.items():
            if isinstance(member, str):
                if member.count(" ") > 1 and any(map(_is_quotable, member.split(" "))):
                    texts.append((value, name, member))
            else:
                _collect(member, texts)
