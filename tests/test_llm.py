"""The model's side without a wire: it stays out of the offline build, prices are exact, waits are read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from jsonsynth.errors import InputError
from jsonsynth.llm.failures import FAILURES, retry_after
from jsonsynth.llm.prices import find_price, load_prices
from jsonsynth.llm.replies import Usage
from tests.building import hashes


@pytest.mark.slow
def test_an_offline_build_imports_nothing_of_the_model_and_is_the_same_without_the_extra(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "if sys.argv[2] == 'missing': sys.modules['openai'] = None\n"
        "import jsonsynth; jsonsynth.build(30, sys.argv[1], workers=1)\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('httpx2', 'httpx', 'asyncio', 'sqlite3')"
        " or name.startswith('jsonsynth.llm') or name == 'openai' and sys.modules[name]])\n"
    )
    for extra in ("there", "missing"):
        child = [sys.executable, "-c", code, str(tmp_path / extra), extra]
        assert subprocess.run(child, check=True, capture_output=True, text=True).stdout.strip() == "[]"
    assert hashes(tmp_path / "there") == hashes(tmp_path / "missing")


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "2"}, 2.0),
        ({"retry-after": "-2"}, 0.0),
        ({"retry-after-ms": "250", "retry-after": "9"}, 0.25),
        ({"retry-after": "Thu, 01 Jan 1970 00:01:40 GMT"}, 40.0),
        ({"retry-after": "soon"}, None),
    ],
)
def test_a_wait_is_read_in_all_its_forms(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(headers, 60.0) == seconds


def test_every_price_is_dated_and_has_a_source_and_costs_what_it_says() -> None:
    prices = load_prices()
    assert all(len(price.as_of) == 10 and len(price.source) > 5 for price in prices.values())
    guide = {"deepseek-chat": (0.27, 1.10), "claude-3-5-sonnet": (3, 15), "gpt-4o": (2.5, 10)}
    for model, (prompt, completion) in guide.items():
        cost = prices[model].of(Usage(10**6, 10**6))
        assert cost == round((prompt + completion) * 10**12)
        assert prices[model].worst(10**6, 10**6) == cost
    assert prices["gpt-4o"].batched().of(Usage(10**6, 10**6)) == 625 * 10**10
    assert prices["deepseek-chat"].of(Usage(100, 0, 100)) == 100 * 70_000
    assert find_price(prices, "deepseek/deepseek-chat") == prices["deepseek-chat"]
    assert find_price(prices, "unheard-of") is None


@pytest.mark.parametrize("text", ["- 1", "m: 3", "m: {input: x, cached: 1, output: 1}", "m: {input: -1}", "{"])
def test_a_price_file_that_is_none_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(text)
    with pytest.raises(InputError):
        load_prices(tmp_path / "p.yaml")
    (tmp_path / "p.yaml").write_text("mine: {input: 1, cached: 1, output: 2}")
    assert load_prices(tmp_path / "p.yaml")["mine"].output == 2_000_000


def test_what_stops_the_run_says_what_to_do() -> None:
    assert all(row.remedy for row in FAILURES.values() if row.severity == "fatal")
