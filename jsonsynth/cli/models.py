"""What asks models: the texts of a build, its estimate, the cache. Imported only where a model is named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jsonsynth.authoring import Order, author, prompt_of
from jsonsynth.building import Draft, Progress, Realize
from jsonsynth.cli.printing import print_json, print_line
from jsonsynth.content import load
from jsonsynth.estimating import Estimate, estimate_of
from jsonsynth.examples import JSON
from jsonsynth.llm import Budget, Cache, Limits, Means, Price, Server, StoppedError, find_price, load_prices
from jsonsynth.llm.failures import FAILURES
from jsonsynth.paraphrasing import Wanted, paraphrase
from jsonsynth.plan import Shard, Writer, draw_plan, weights_of
from jsonsynth.prompting import Prompt, read_prompt
from jsonsynth.realizing import Realizing, Report, realize
from jsonsynth.shards import Finished, Origin
from jsonsynth.verifying import verify

__all__ = ["Voice", "estimate", "generate", "list_cache", "means_of", "prune_cache", "reword"]


def means_of(values: Mapping[str, Any], ledger: Path) -> Means:
    """Return the means that the settings name; the ledger stands beside the output."""
    server = Server.at(values["llm"], values["model"] or "")
    pace = (values["llm_at_once"], values["llm_rpm"], values["llm_tpm"])
    limits = Limits(*pace, float(values["llm_timeout"]), batch=values["llm_batch"])
    budget = Budget(values["max_usd"], values["max_requests"], values["max_tokens"])
    cache, mode = Path(values["llm_cache"]), values["llm_cache_mode"]
    return Means(server, cache, ledger, mode, budget, _price(values), limits, values["llm_key_env"])


def _price(values: Mapping[str, Any]) -> Price | None:
    prices = load_prices(Path(values["prices"]) if values["prices"] else None)
    price = find_price(prices, values["model"] or "")
    return price.batched() if price is not None and values["llm_batch"] else price


@dataclass(slots=True)
class Voice:
    """A model that words the texts of a build, and what came of it."""

    means: Means
    prompt: Prompt
    records: int
    report: Report = field(default_factory=Report)

    @staticmethod
    def of(values: Mapping[str, Any]) -> Voice:
        """Return the model that the settings name."""
        ledger = Path(values["out"]) / ".build" / "llm.sqlite"
        return Voice(
            means_of(values, ledger), read_prompt("text_to_json", tuple(values["content"])), values["llm_records"]
        )

    @property
    def writer(self) -> Writer:
        """What of it stands in the plan."""
        server = self.means.server
        return Writer(server.base_url, server.model, self.records, self.prompt.digest)

    @property
    def realize(self) -> Realize:
        """The step of the build."""
        return self._realize

    def _realize(self, draft: Draft) -> Mapping[Shard, Finished]:
        def progress(done: int, total: int) -> None:
            draft.progress(Progress("realize", done, total))

        job = Realizing(draft.origin, self.means, self.prompt, self.records, draft.folder, draft.stopped, progress)
        done = realize(draft.made, job)
        self.report = done.report
        return done.made

    def to_json(self) -> JSON:
        """Return what came of it."""
        return self.report.to_json()

    def told(self) -> str:
        """Return what came of it: a line, and one for each domain."""
        report = self.report
        accepted, refused = sum(report.accepted.values()), sum(report.refused.values())
        said = f"  {self.means.server.model}: {accepted:,} texts, {refused:,} refused and worded here"
        spent = report.spent
        paid = "" if spent is None else f"; {spent.requests:,} requests, {spent.tokens:,} tokens, ${spent.usd:,.4f}"
        domains = sorted({*report.accepted, *(domain for domain, _ in report.refused)})
        return "\n".join([f"{said}{paid}; {report.cached:,} answers from the cache", *map(self._of_domain, domains)])

    def _of_domain(self, domain: str) -> str:
        reasons = {reason: count for (name, reason), count in sorted(self.report.refused.items()) if name == domain}
        accepted, refused = self.report.accepted[domain], sum(reasons.values())
        why = ", ".join(f"{reason} {count:,}" for reason, count in reasons.items())
        return f"    {domain:22}{accepted:>8,} of {accepted + refused:,}{'; refused: ' if why else ''}{why}"


def estimate(values: Mapping[str, Any], _: frozenset[str]) -> int:
    """Print what a build will cost."""
    prompt = read_prompt("text_to_json", tuple(values["content"]))
    server = Server.at(values["llm"] or "http://127.0.0.1", values["model"] or "any")
    prices = load_prices(Path(values["prices"]) if values["prices"] else None)
    weights = values["weights"] or weights_of(values["tasks"] or ())
    plan = draw_plan(values["total"], values["seed"], weights=weights)
    origin = Origin(values["seed"], plan.settings, tuple(values["content"]))
    found = estimate_of(plan, origin, (server, prompt, values["llm_records"]), float(values["accepted"]))
    chosen = [prices[name] for name in prices if values["model"] in (None, name)]
    named = find_price(prices, values["model"]) if values["model"] else None
    priced = [named] if named is not None else chosen
    if values["json"]:
        print_json(_estimated(found, priced))
    else:
        _tell(found, priced)
    return 0


def _estimated(found: Estimate, prices: list[Price]) -> JSON:
    costs: list[JSON] = [
        {"model": price.model, "hybrid_usd": found.hybrid.usd(price), "llm_only_usd": found.llm_only.usd(price),
         "as_of": price.as_of, "source": price.source}
        for price in prices
    ]  # fmt: skip
    return {"rows": found.rows, "texts": found.texts, "accepted": found.accepted,
            "hybrid": found.hybrid.to_json(), "llm_only": found.llm_only.to_json(), "prices": costs}  # fmt: skip


def _tell(found: Estimate, prices: list[Price]) -> None:
    print_line(
        f"{found.rows:,} rows, {found.texts:,} of them worded by the model; accepted: {found.accepted:.0%} (assumed)"
    )
    for name, way in (("hybrid", found.hybrid), ("LLM only", found.llm_only)):
        print_line(f"  {name:<9} {way.requests:>9,} requests, {way.prompt:>13,} tokens in, {way.completion:>13,} out")
    print_line(f"  {'dollars':<22} {'hybrid':>10} {'LLM only':>10}   price of, source")
    for price in prices:
        costs = f"{found.hybrid.usd(price):>10,.2f} {found.llm_only.usd(price):>10,.2f}"
        print_line(f"  {price.model:<22} {costs}   {price.as_of}, {price.source}")
    if not prices:
        print_line("  the price of the model is not known: give a file as --prices")


def reword(values: Mapping[str, Any], _: frozenset[str]) -> int:
    """Write a pool of rewordings."""
    out = Path(values["out"])
    wanted = Wanted(values["task"], values["language"], values["count"])
    folders = tuple(values["content"])
    means = means_of(values, out / ".paraphrase.sqlite")
    pool = paraphrase(wanted, means, read_prompt("paraphrase", folders), load(folders), out)
    if values["json"]:
        print_json(pool.to_json())
        return 0
    print_line(f"{len(pool.lines):,} rewordings in {out}: read them, then build with `--content {out}`")
    _tell_reasons(pool.reasons)
    return 0


def generate(values: Mapping[str, Any], _: frozenset[str]) -> int:
    """Write rows by a model, and check the file as any other."""
    out = Path(values["out"])
    order = Order(values["task"], values["count"], values["preference"])
    means = means_of(values, out.with_name(out.name + ".ledger.sqlite"))
    found = author(order, means, prompt_of(order, tuple(values["content"])), out)
    if not found.rows and found.reasons and all(map(_unanswered, found.reasons)):
        told = ", ".join(found.reasons)
        raise StoppedError(values["llm"], f"no request was answered ({told})", "See whether the server is up.")
    errors = verify(out, workers=1).errors if found.rows else 0
    if values["json"]:
        print_json({**found.to_json(), "errors": errors})
        return 1 if errors else 0
    spent = found.spent
    cost = "" if spent is None else f"; {spent.requests:,} requests, {spent.tokens:,} tokens, ${spent.usd:,.4f}"
    share = len(found.rows) / found.asked if found.asked else 0.0
    print_line(f"{len(found.rows):,} rows in {out}, {share:.0%} of {found.asked:,} asked for{cost}; errors: {errors}")
    _tell_reasons(found.reasons)
    return 1 if errors else 0


def _unanswered(reason: str) -> bool:
    """Say whether a reason is a failure of the server, and no row that was rejected."""
    return reason in FAILURES and FAILURES[reason].severity == "transient"


def _tell_reasons(reasons: Mapping[str, int]) -> None:
    for reason, count in sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0])):
        print_line(f"  rejected: {reason:<24} {count:>6,}")


def list_cache(values: Mapping[str, Any], _: frozenset[str]) -> int:
    """Print what the cache holds."""
    with Cache.at(Path(values["llm_cache"])) as cache:
        found = cache.models()
    if values["json"]:
        rows: list[JSON] = [
            {"url": one.url, "model": one.model, "answers": one.answers, "bytes": one.size_bytes, "last": one.last}
            for one in found
        ]
        print_json(rows)
        return 0
    for one in found:
        print_line(f"{one.model}  {one.url}  {one.answers:,} answers, {one.size_bytes / 1e6:,.1f} MB, last {one.last}")
    if not found:
        print_line(f"{values['llm_cache']} is empty")
    return 0


def prune_cache(values: Mapping[str, Any], _: frozenset[str]) -> int:
    """Remove answers from the cache."""
    with Cache.at(Path(values["llm_cache"])) as cache:
        gone = cache.prune(values["model"], values["days"])
    if values["json"]:
        print_json({"removed": gone})
    else:
        print_line(f"{gone:,} answers removed")
    return 0
