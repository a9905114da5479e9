"""Maps: objects whose names are data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import floor
from typing import NamedTuple

from jsonsynth.examples import JSON, Split
from jsonsynth.invention.draft import Draft, Node
from jsonsynth.invention.patterns import spelt
from jsonsynth.invention.readings import Draw, Schema
from jsonsynth.realism import template, translated
from jsonsynth.seeds import Random, between, pick, sample

__all__ = ["entries", "mapped"]


class Entries(NamedTuple):
    """What a map holds: the schema of its values, a pattern of its keys, and what draws so many of both."""

    inner: Schema
    pattern: str
    draw: Callable[[Random, int], dict[str, JSON]]


def _each(keys: Draw, pattern: str, node: Node) -> Entries:
    inner, value = node

    def draw(rng: Random, count: int) -> dict[str, JSON]:
        return {str(keys(rng)): value(rng) for _ in range(count)}

    return Entries(inner, pattern, draw)


_Make = Callable[[Callable[[], float], Split], Entries]


def _paired(pattern: str, values: Mapping[str, Sequence[str]]) -> _Make:
    """Return entries whose values are of the kind that their keys say."""
    keys = tuple(values)

    def draw(rng: Random, count: int) -> dict[str, JSON]:
        return {key: pick(rng, values[key]) for key in sample(rng, keys, count)}

    return lambda _random, _split: Entries({"type": "string"}, pattern, draw)


def _translations(_random: Callable[[], float], _split: Split) -> Entries:
    def draw(rng: Random, count: int) -> dict[str, JSON]:
        return {**translated(rng, count)}

    return Entries({"type": "string"}, "^[a-z]{2}$", draw)


def _numbered(keys: Sequence[str], high: int) -> _Make:
    def made(random: Callable[[], float], _split: Split) -> Entries:
        least: Schema = {"minimum": 0} if random() < 0.3 else {}
        node: Node = {"type": "integer", **least}, lambda rng: between(rng, 0, high)
        return _each(lambda rng: pick(rng, keys), "^[a-z][a-z0-9_-]*$", node)

    return made


# what a euro costs, in hundredths, about
_RATES: Mapping[str, int] = {
    "EUR": 100, "USD": 110, "GBP": 85, "CHF": 95, "CAD": 150, "AUD": 165, "NZD": 180, "BRL": 600, "PLN": 430,
    "SEK": 1120, "NOK": 1150, "DKK": 745, "CZK": 2500, "MXN": 2000, "ZAR": 2000, "INR": 9200,
}  # fmt: skip


def _prices(random: Callable[[], float], split: Split) -> Entries:  # noqa: ARG001 - one signature for the table
    """One price in several currencies, as shops set them: rounded, or a little below."""
    least: Schema = {"minimum": 0} if random() < 0.3 else {}

    def draw(rng: Random, count: int) -> dict[str, JSON]:
        euros, below = 2 + floor(rng.random() ** 2 * 600), floor(rng.random() * 2)
        kept = sample(rng, tuple(_RATES), count)
        prices = {currency: max(1, euros * _RATES[currency] // 100) for currency in kept}
        return {currency: (100 * price - 1) / 100 if below else price for currency, price in prices.items()}

    return Entries({"type": "number", **least}, "^[A-Z]{3}$", draw)


_ENTRIES: Mapping[str, _Make] = {
    "attributes": _paired(
        "^[a-z][a-z_]*$",
        {
            "color": ("black", "white", "navy", "olive", "natural", "red", "light grey"),
            "material": ("cotton", "steel", "oak", "wool", "glass", "aluminium", "recycled plastic"),
            "size": ("S", "M", "L", "XL", "38", "42", "one size"),
            "finish": ("matt", "glossy", "brushed", "raw"),
            "origin": ("Portugal", "Italy", "Japan", "Canada", "Poland"),
            "shape": ("round", "square", "oval", "rectangular"),
            "season": ("spring", "summer", "autumn", "winter", "all year"),
            "warranty": ("12 months", "24 months", "5 years"),
            "care": ("wash at 30 degrees", "wipe with a dry cloth", "do not bleach"),
            "audience": ("adults", "children", "beginners", "professionals"),
        },
    ),
    "counts": _numbered(("open", "closed", "pending", "active", "failed", "archived", "new", "skipped", "late"), 400),
    "fields": _paired(
        "^[a-z][a-z_]*$",
        {
            "campaign": ("spring", "autumn", "referral"),
            "channel": ("web", "phone", "partner"),
            "checked": ("yes", "no"),
            "language": ("de", "en", "pt"),
            "legacy_id": ("A-1042", "B-7781", "C-0093"),
            "project": ("Atlas", "Delta", "Horizon"),
            "remark": ("see contract", "call first", "waiting for an answer"),
            "sales_area": ("north", "south", "overseas"),
            "segment": ("small business", "enterprise", "public sector"),
        },
    ),
    "headers": _paired(
        "^[A-Za-z][A-Za-z-]*$",
        {
            "Accept": ("application/json", "*/*", "text/csv", "application/xml"),
            "Accept-Encoding": ("gzip, deflate, br", "gzip", "identity"),
            "Accept-Language": ("en-GB", "pt-BR", "de", "fr;q=0.9, en;q=0.8"),
            "Authorization": ("Bearer ${API_TOKEN}", "Basic ${CREDENTIALS}", "Token ${SERVICE_KEY}"),
            "Cache-Control": ("no-cache", "no-store", "max-age=300", "max-age=3600, public"),
            "Content-Type": (
                "application/json",
                "application/json; charset=utf-8",
                "text/plain",
                "application/x-ndjson",
            ),
            "User-Agent": ("sync-agent/2.4.1", "report-runner/0.9", "mobile-app/5.12.0", "healthcheck/1.1"),
            "X-Api-Version": ("1", "2.1", "3", "v2"),
            "X-Request-Source": ("scheduler", "backoffice", "webhook", "import"),
        },
    ),
    "labels": _paired(
        "^[a-z][a-z0-9_./-]*$",
        {
            "app": ("billing", "checkout", "search", "gateway", "mailer", "reports", "catalogue"),
            "component": ("api", "worker", "scheduler", "ingest", "ui"),
            "cost-center": ("cc-1042", "cc-2210", "cc-3007", "cc-4815"),
            "env": ("production", "staging", "dev", "test"),
            "managed-by": ("helm", "terraform", "operator", "argocd"),
            "owner": ("platform", "growth", "data", "security", "payments"),
            "region": ("eu-west-1", "us-east-1", "ap-south-1", "eu-central-1"),
            "stage": ("canary", "stable", "beta", "preview"),
            "tier": ("frontend", "backend", "cache", "queue", "database"),
            "version": ("1.4.2", "2.0.1", "3.11.0", "0.9.7"),
        },
    ),
    "marks": _paired(
        "^[a-z][a-z0-9_./-]*$",
        {
            "area": ("north", "south", "centre", "overseas"),
            "batch": ("a", "b", "c", "d"),
            "campaign": ("referral", "anniversary", "newsletter", "fair"),
            "checked-by": ("anna", "joao", "petra", "luis", "mei"),
            "colour": ("red", "green", "blue", "yellow"),
            "group": ("pilot", "control", "early", "late"),
            "language": ("en", "pt", "de", "fr", "es"),
            "origin": ("import", "form", "phone", "partner"),
            "priority": ("high", "normal", "low"),
            "project": ("atlas", "delta", "horizon", "meridian"),
            "review": ("open", "done", "not-needed"),
            "season": ("spring", "summer", "autumn", "winter"),
            "team": ("front-office", "field", "back-office", "volunteers"),
            "year": ("2023", "2024", "2025", "2026"),
        },
    ),
    "limits": _numbered(
        ("requests", "connections", "uploads", "seats", "projects", "storage_gb", "retries", "sessions", "exports"), 500
    ),
    "prices": _prices,
    "translations": _translations,
    "variables": _paired(
        "^[A-Z][A-Z0-9_]*$",
        {
            "API_BASE_URL": ("https://api.example.com/v2", "http://localhost:8080", "https://staging.example.net/api"),
            "CACHE_TTL": ("60", "300", "3600"),
            "DATABASE_URL": ("postgres://app@db.internal.example:5432/orders", "sqlite:///var/lib/app/data.db"),
            "DEBUG": ("0", "1", "false", "true"),
            "LANG": ("C.UTF-8", "en_US.UTF-8", "pt_BR.UTF-8", "de_DE.UTF-8"),
            "LOG_LEVEL": ("debug", "info", "warning", "error"),
            "MAX_WORKERS": ("2", "4", "8", "16"),
            "NODE_ENV": ("production", "development", "test"),
            "PORT": ("3000", "5000", "8080", "9090"),
            "REDIS_URL": ("redis://cache.internal.example:6379/0", "redis://localhost:6379/1"),
            "TZ": ("UTC", "Europe/Lisbon", "America/Sao_Paulo", "Asia/Tokyo"),
        },
    ),
}  # by the end of a map's name
_ANY_KEYS = (
    ("{_place_epithet}-{_company_word}", "^[a-z][a-z0-9_-]*$"), ("{_company_word}", "^[a-z]+$"),
    ("{_record_epithet}-{_company_word}", "^[a-z0-9-]+$"), ("{_company_word}-{1..40}", "^[a-z0-9-]+$"),
    ("{a:3}{9:4}", "^.*$"),
)  # fmt: skip


def entries(name: str, random: Callable[[], float], split: Split) -> Entries:
    """Return what a map of this name holds."""
    return _ENTRIES[name.rpartition(" ")[2]](random, split)


def _any_keys(draft: Draft, node: Node) -> Entries:
    rule, pattern = pick(draft.rng, _ANY_KEYS)
    return _each(template(rule, draft.split), pattern, node)


def mapped(draft: Draft, name: str, node: Node | None = None) -> Node:
    """Return an object whose names are data; ``node``: what its values are, by the end of its name if None."""
    held = entries(name, draft.random, draft.split) if node is None else _any_keys(draft, node)
    random, draw = draft.random, held.draw
    schema: Schema = {"type": "object"}
    if random() < 0.34:
        schema["patternProperties"] = {spelt(held.pattern, draft.spelling): held.inner}
        if random() < 0.6:
            schema["additionalProperties"] = False
    else:
        schema["additionalProperties"] = held.inner
        if draft.dialect.number > 4 and random() < 0.06:
            schema["propertyNames"] = {"pattern": spelt(held.pattern, draft.spelling)}
    least = _counted(draft, schema)
    return schema, lambda rng: draw(rng, least + floor(rng.random() * (4 - least)))


def _counted(draft: Draft, schema: Schema) -> int:
    """State at times how many members a map has at least or at most; return the least."""
    if draft.random() > 0.04:
        return 0
    schema["minProperties"] = 1
    if draft.random() < 0.6:
        schema["maxProperties"] = pick(draft.rng, (10, 20, 50, 64))
    return 1
