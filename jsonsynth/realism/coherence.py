"""What agrees in one object: one person, one place, a start before its end, a total that is a sum.

What is proposed here may be refused: the caller keeps a change only where each member's own schema allows it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from math import floor

from jsonsynth.examples import JSON, Split
from jsonsynth.realism.calendars import calendar
from jsonsynth.realism.firms import firm_rules
from jsonsynth.realism.lexicon import words_of
from jsonsynth.realism.opposites import opposites
from jsonsynth.realism.personas import Change, Settle, person_rules, place_rules, roles_of
from jsonsynth.realism.rules import slug
from jsonsynth.realism.spans import spans
from jsonsynth.realism.spots import spot_rules
from jsonsynth.seeds import Random

__all__ = ["Change", "Settle", "coherence"]

# a word of a name, the word of its later or greater partner, and the days that lie between them at most (0: any)
_PAIRS: tuple[tuple[str, str, int], ...] = (
    ("min", "max", 0),
    ("minimum", "maximum", 0),
    ("lower", "upper", 0),
    ("low", "high", 0),
    ("least", "most", 0),
    ("smallest", "largest", 0),
    ("start", "end", 20),
    ("start", "stop", 20),
    ("start", "finish", 20),
    ("starts", "ends", 20),
    ("started", "ended", 2),
    ("started", "finished", 2),
    ("started", "completed", 2),
    ("started", "stopped", 2),
    ("begin", "end", 20),
    ("beginning", "end", 20),
    ("from", "to", 90),
    ("from", "until", 400),
    ("from", "through", 90),
    ("since", "until", 90),
    ("after", "before", 90),
    ("earliest", "latest", 90),
    ("oldest", "newest", 90),
    ("open", "close", 1),
    ("opens", "closes", 1),
    ("opening", "closing", 1),
    ("opened", "closed", 30),
    ("locked", "unlocked", 30),
    ("in", "out", 9),
    ("checkin", "checkout", 9),
    ("departure", "arrival", 1),
    ("departure", "return", 20),
    ("depart", "arrive", 1),
    ("departs", "arrives", 1),
    ("created", "updated", 200),
    ("created", "modified", 200),
    ("created", "changed", 200),
    ("created", "edited", 200),
    ("created", "published", 80),
    ("created", "closed", 100),
    ("created", "deleted", 400),
    ("created", "finished", 2),
    ("created", "completed", 100),
    ("created", "expires", 900),
    ("creation", "modification", 200),
    ("creation", "update", 200),
    ("creation", "deletion", 400),
    ("creation", "expiration", 900),
    ("published", "updated", 200),
    ("published", "modified", 200),
    ("issue", "expiry", 1500),
    ("issue", "expiration", 1500),
    ("issue", "due", 30),
    ("issued", "expires", 900),
    ("issued", "due", 30),
    ("invoice", "due", 30),
    ("order", "delivery", 12),
    ("order", "ship", 4),
    ("order", "shipping", 4),
    ("ordered", "delivered", 12),
    ("ordered", "shipped", 4),
    ("shipped", "delivered", 9),
    ("placed", "shipped", 4),
    ("hire", "termination", 2500),
    ("join", "leave", 2500),
    ("birth", "death", 0),
    ("effective", "expiration", 1500),
    ("valid", "expires", 900),
    ("before", "after", 900),  # certificates: notBefore, notAfter
    ("iat", "exp", 1),
    ("nbf", "exp", 1),
    ("width", "width", 0),
    ("subtotal", "total", 0),
    ("reserved", "hand", 0),
    ("used", "total", 0),
    ("current", "total", 0),
    ("requests", "limits", 0),
)
_MOST = 100  # members of an object that are looked at
_TURNED = frozenset((("before", "after"), ("after", "before")))  # which of the two is earlier hangs on a ``not``
_STAMP = re.compile(r"^(?:19|20)\d{2}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}.*)?$", re.DOTALL)
_CLOCK = re.compile(r"^\d{2}:\d{2}(?::\d{2})?")


def coherence(names: tuple[str, ...], limited: Callable[[str], bool], parent: str, split: Split) -> list[Settle]:
    """Return what makes the members of an object agree; nothing where no two of them tell of the same thing.

    Each proposes values for some of the members that are there, given all of them. ``limited``: whether a list limits
    a member's values; ``parent``: what the object is.
    """
    names = names[:_MOST]
    ruled = roles_of(names, parent)
    return [
        *place_rules(ruled, limited, split),
        *spot_rules(names, parent, limited),
        *person_rules(ruled, split),
        *firm_rules(names, parent),
        *opposites(names, parent, split),
        *_orders(names),
    ]


@lru_cache(maxsize=512)
def _orders(names: tuple[str, ...]) -> tuple[Settle, ...]:
    """Return the rules that hang on the names alone."""
    snakes = {"_".join(words_of(name)): name for name in names}
    return (
        *_pairs(snakes),
        *calendar(snakes),
        *spans(snakes),
        *_sums(snakes),
        *_counts(snakes),
        *_slugs(snakes),
        *_ages(snakes),
    )


@lru_cache(maxsize=1)
def _partners() -> Mapping[str, Sequence[tuple[str, int]]]:
    """Return the later partners of each word, with the days between, the likeliest first."""
    found: dict[str, list[tuple[str, int]]] = {}
    for first, second, days in _PAIRS:
        found.setdefault(first, []).append((second, days))
    return found


def _pairs(snakes: Mapping[str, str]) -> list[Settle]:
    found: dict[tuple[str, str], Settle] = {}
    partners = _partners()
    for snake, name in snakes.items():
        words = snake.split("_")
        for first in words:
            for second, days in partners.get(first, ()):
                if (first, second) in _TURNED and ("not" in words) != (first == "before"):
                    continue
                other = snakes.get("_".join([second if word == first else word for word in words]))
                if other is not None and other != name:
                    found.setdefault((name, other), _ordered(name, other, days))
    return list(found.values())


def _ordered(first: str, second: str, days: int) -> Settle:
    def settle(made: Mapping[str, JSON], rng: Random) -> Change:
        one, other = made.get(first), made.get(second)
        if isinstance(one, str) and isinstance(other, str):
            return _texts(first, one, second, other, days, rng)
        if not (_is_number(one) and _is_number(other)):
            return {}
        return {first: other, second: one} if _value(one) > _value(other) else {}

    return settle


def _is_number(value: JSON) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _value(value: JSON) -> float:
    return value if isinstance(value, (int, float)) else 0


def _texts(first: str, one: str, second: str, other: str, days: int, rng: Random) -> Change:
    """Return two texts of dates or times in order, and no longer apart than is usual."""
    if _STAMP.match(one) and _STAMP.match(other):
        if days and one <= other and _apart(one, other) <= days:
            return {}
        later = _later(one, other, days, rng) if days else ""
        return {second: later} if later else _swapped(first, one, second, other)
    if _CLOCK.match(one) and _CLOCK.match(other):
        return _swapped(first, one, second, other)
    return {}


def _swapped(first: str, one: str, second: str, other: str) -> Change:
    return {first: other, second: one} if one > other else {}


def _apart(one: str, other: str) -> int:
    """Return the days between two stamps, very many where one is no day."""
    try:
        return abs((date.fromisoformat(other[:10]) - date.fromisoformat(one[:10])).days)
    except ValueError:
        return 1_000_000


def _later(one: str, other: str, days: int, rng: Random) -> str:
    """Return the second date some days after the first, in its own form and with the first one's offset.

    Nothing where the first is none: a pattern may have made a month 13.
    """
    apart = floor(rng.random() ** 2 * (days + 1))
    if len(one) == 10 or len(other) == 10 or one[11:13] == "23":
        apart = max(apart, 1)
    try:
        day = date.fromisoformat(one[:10]) + timedelta(days=apart)
    except ValueError:
        return ""
    clock, zone = other[10:19], other[19:]
    if len(one) > 10 and len(other) > 10:
        zone = one[19:]
        if apart == 0 and clock <= one[10:19]:
            clock = f"T23:{one[14:19]}"
    return f"{day.isoformat()}{clock}{zone}"


_PARTS = {
    "quantity": ("quantity", "qty", "units", "count"),
    "price": ("unit_price", "price", "unit_cost", "price_per_unit", "unit_amount", "rate"),
    "total": ("line_total", "total", "total_price", "amount", "subtotal", "total_amount", "extended_price"),
}
_SUMMED = {
    "subtotal": ("subtotal", "sub_total", "net", "net_amount", "net_total", "amount_before_tax", "items_total"),
    "tax": ("tax", "vat", "tax_amount", "vat_amount", "total_tax", "sales_tax"),
    "shipping": ("shipping", "shipping_cost", "shipping_fee", "shipping_amount", "delivery_fee", "fees", "fee"),
    "discount": ("discount", "discount_amount", "total_discount"),
    "total": ("total", "grand_total", "gross", "gross_amount", "total_amount", "amount_due", "total_price"),
}
_LISTS = ("items", "lines", "line_items", "products", "entries", "order_items", "invoice_lines", "positions")


def _first(snakes: Mapping[str, str], names: Sequence[str]) -> str:
    return next((snakes[name] for name in names if name in snakes), "")


def _sums(snakes: Mapping[str, str]) -> list[Settle]:
    line = {role: _first(snakes, names) for role, names in _PARTS.items()}
    whole = {role: _first(snakes, names) for role, names in _SUMMED.items()}
    lines = _first(snakes, _LISTS)
    found: list[Settle] = []
    if all(line.values()) and len(set(line.values())) == 3:
        found.append(_product(line["quantity"], line["price"], line["total"]))
    if lines and (whole["subtotal"] or whole["total"]):
        found.append(_of_lines(lines, whole["subtotal"] or whole["total"]))
    if whole["total"] and whole["subtotal"]:
        found.append(_total(whole))
    return found


def _cents(value: JSON) -> int:
    return round(_value(value) * 100)


def _amount(cents: int) -> JSON:
    return cents // 100 if cents % 100 == 0 else cents / 100


def _product(quantity: str, price: str, total: str) -> Settle:
    def settle(made: Mapping[str, JSON], _: Random) -> Change:
        values = [made.get(name) for name in (quantity, price, total)]
        if not all(_is_number(value) for value in values):
            return {}
        return {total: _amount(round(_value(values[0]) * _cents(values[1])))}

    return settle


def _line_cents(line: JSON) -> int | None:
    """Return what a line costs: its own total, else its quantity times its price."""
    if not isinstance(line, dict):
        return None
    snakes = {"_".join(words_of(name)): name for name in line}
    total = line.get(_first(snakes, _PARTS["total"]))
    if _is_number(total):
        return _cents(total)
    quantity, price = line.get(_first(snakes, _PARTS["quantity"])), line.get(_first(snakes, _PARTS["price"]))
    return round(_value(quantity) * _cents(price)) if _is_number(quantity) and _is_number(price) else None


def _of_lines(lines: str, total: str) -> Settle:
    def settle(made: Mapping[str, JSON], _: Random) -> Change:
        rows = made.get(lines)
        if not (isinstance(rows, list) and rows and _is_number(made.get(total))):
            return {}
        costs = [_line_cents(row) for row in rows]
        known = [cost for cost in costs if cost is not None]
        return {total: _amount(sum(known))} if len(known) == len(costs) else {}

    return settle


def _total(roles: Mapping[str, str]) -> Settle:
    def settle(made: Mapping[str, JSON], _: Random) -> Change:
        there = {role: made[name] for role, name in roles.items() if name and _is_number(made.get(name))}
        if "total" not in there or "subtotal" not in there:
            return {}
        net = _cents(there["subtotal"])
        change: Change = {}
        for role in ("tax", "discount"):  # neither is more than a fifth of what it is of
            if role in there and _cents(there[role]) * 5 > net:
                change[roles[role]] = _amount(net * (int(_cents(there[role]) % 15) + 5) // 100)
        costs = {role: _cents(change.get(roles[role], value)) for role, value in there.items()}
        total = net + costs.get("tax", 0) + costs.get("shipping", 0) - costs.get("discount", 0)
        return {**change, roles["total"]: _amount(total)}

    return settle


_COUNTS = re.compile(r"^(?:num_|number_of_|total_)(\w+)$|^(\w+)_count$")


def _counts(snakes: Mapping[str, str]) -> list[Settle]:
    """Return what makes a count agree with the list it counts: ``item_count`` and ``items``."""
    found: list[Settle] = []
    for snake, name in snakes.items():
        match = _COUNTS.match(snake)
        one = (match[1] or match[2]) if match else ""
        counted = snakes.get(one + "s") or snakes.get(one) if one else None
        if counted:
            found.append(_counted(name, counted))
    return found


def _counted(name: str, lines: str) -> Settle:
    def settle(made: Mapping[str, JSON], _: Random) -> Change:
        rows = made.get(lines)
        return {name: len(rows)} if isinstance(rows, list) and _is_number(made.get(name)) else {}

    return settle


_BIRTHS = ("birth_date", "date_of_birth", "birthdate", "birthday", "dob", "born", "born_on", "birth_year")
_AGES = ("age", "age_years", "years_old", "age_in_years")
_THIS_YEAR = 2025  # in which ages are told


def _ages(snakes: Mapping[str, str]) -> list[Settle]:
    """Return what makes an age agree with the day or the year of birth."""
    born, age = _first(snakes, _BIRTHS), _first(snakes, _AGES)
    return [_aged(born, age)] if born and age else []


def _aged(born: str, age: str) -> Settle:
    def settle(made: Mapping[str, JSON], _: Random) -> Change:
        year = str(made.get(born))[:4]
        years = _THIS_YEAR - int(year) if year.isdecimal() else -1
        return {age: years} if 0 <= years < 120 and isinstance(made.get(age), int) else {}

    return settle


_TITLES = ("title", "name", "headline", "label", "display_name")


def _slugs(snakes: Mapping[str, str]) -> list[Settle]:
    title, made_of = _first(snakes, _TITLES), _first(snakes, ("slug", "url_slug", "permalink"))
    return [_slugged(title, made_of)] if title and made_of else []


def _slugged(title: str, name: str) -> Settle:
    def settle(made: Mapping[str, JSON], _: Random) -> Change:
        text = made.get(title)
        short = slug(text) if isinstance(text, str) else ""
        return {name: short} if short and isinstance(made.get(name), str) else {}

    return settle
