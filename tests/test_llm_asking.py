"""Requests to a model: every failure over real sockets, with exact counts; the cache, the ledger, the key."""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

import pytest

if find_spec("openai") is None:  # not imported here: that takes a second
    pytest.skip("LOUD: the extra jsonsynth[llm] is not installed", allow_module_level=True)

from jsonsynth.jsontext import canonical
from jsonsynth.llm import (
    Asker,
    Budget,
    BudgetError,
    Cache,
    Failure,
    Limits,
    Means,
    Reply,
    Server,
    Spent,
    StoppedError,
    ask,
    dialect_of,
    opened_asker,
)
from jsonsynth.llm.asking import MissError
from jsonsynth.llm.asks import DIALECTS, Ask
from jsonsynth.llm.cache import Mode
from jsonsynth.llm.failures import FAILURES, as_markdown
from jsonsynth.llm.ledger import Ledger
from jsonsynth.llm.pacing import Clock
from jsonsynth.llm.prices import load_prices
from jsonsynth.llm.transport import Lost, Sent
from jsonsynth.seeds import between, pick, stream
from tests.llm_servers import RawServer, Request, answer, bytewise, closing, http, late, resetting, truncated

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
KEY = "sk-canary-4f1c9d2e7b"
OK = http(200, answer("hello"), "Content-Type: application/json")
LINES = DIALECTS["lines"]


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)


def means(url: str, folder: Path, mode: Mode = "rw", **budget: object) -> Means:
    return Means(
        Server.at(url, "m"),
        folder / "cache.sqlite",
        folder / "ledger.sqlite",
        mode,
        Budget(**budget),  # type: ignore[arg-type]  # what tests give is of the right types
        load_prices()["deepseek-chat"],
        Limits(deadline_seconds=1.0),
    )


def question(url: str, text: str = "hi") -> Ask:
    return ask(Server.at(url, "m"), [("user", text)], 50, LINES)


class Hurry:
    """A clock whose waits pass at once, and are noted."""

    def __init__(self) -> None:
        self.waited = list[float]()

    async def sleep(self, seconds: float) -> None:
        self.waited.append(seconds)
        await asyncio.sleep(0)

    def clock(self) -> Clock:
        return Clock(lambda: time.monotonic() + sum(self.waited), self.sleep)


@dataclass
class Run:
    """What came of a run."""

    found: list[Reply | Failure | BaseException]
    spent: Spent
    sent: int
    stopped: StoppedError | None
    waited: float


def asked(given: Means, *texts: str) -> Run:
    """Ask all at once."""
    hurry = Hurry()

    async def run() -> Run:
        async with opened_asker(given, hurry.clock()) as asker:
            work = [asker.answer(question(given.server.base_url, text)) for text in texts or ("hi",)]
            found = await asyncio.gather(*work, return_exceptions=True)
            return Run(found, asker.spent, asker.counts["sent"], asker.stopped, sum(hurry.waited))

    return asyncio.run(run())


QUOTA = {
    "error": {"message": "You exceeded your current quota", "type": "insufficient_quota", "code": "insufficient_quota"}
}
SLOW_HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"
BODY = json.dumps(answer("hello")).encode()
ALIVE_HEAD = f"HTTP/1.1 200 OK\r\nContent-Length: {len(BODY) + 5}\r\nConnection: close\r\n\r\n".encode()

# name, script, what comes of it (an answer, a row of the table, or the error that stops), requests at the server
SCENARIOS: list[tuple[str, list[object], str, int]] = [
    ("an answer", [OK], "hello", 1),
    ("429 twice", [http(429, {}), http(429, {}), OK], "hello", 3),
    ("429 for ever", [http(429, {})], "too-many", 6),
    ("429 for a day", [http(429, {}, "Retry-After: 86400")], "stop", 1),
    ("500 then well", [http(500, "oops"), OK], "hello", 2),
    ("503 for ever", [http(503, "")], "busy", 4),
    ("529 overloaded", [http(529, {}), OK], "hello", 2),
    ("408", [http(408, ""), OK], "hello", 2),
    ("409", [http(409, ""), OK], "hello", 2),
    ("400", [http(400, {"error": {"message": "context too long"}})], "bad-request", 1),
    ("413", [http(413, "")], "bad-request", 1),
    ("422", [http(422, {})], "bad-request", 1),
    ("a redirect", [http(307, "", "Location: /nowhere"), http(404, "")], "stop", 1),
    ("401", [http(401, {"error": {"message": f"bad key {KEY}"}})], "stop", 1),
    ("402", [http(402, {})], "stop", 1),
    ("403", [http(403, {})], "stop", 1),
    ("404", [http(404, "<html>nothing</html>")], "stop", 1),
    ("insufficient_quota", [http(429, QUOTA)], "stop", 1),
    ("HTML with 200", [http(200, "<html>hi</html>"), OK], "hello", 2),
    ("HTML for ever", [http(200, "<html>hi</html>")], "not-json", 3),
    ("half a JSON body", [http(200, BODY[:40]), OK], "hello", 2),
    ("a JSON array", [http(200, [1]), OK], "hello", 2),
    ("an empty body", [http(200, ""), OK], "hello", 2),
    ("null choices", [http(200, {"choices": None}), OK], "hello", 2),
    ("no choices for ever", [http(200, {"choices": []})], "no-choices", 3),
    ("null content", [http(200, answer(None)), OK], "hello", 2),
    ("blanks", [http(200, answer("  \n\t ")), OK], "hello", 2),
    ("blanks for ever", [http(200, answer(" "))], "blank", 3),
    ("a cut answer", [http(200, answer("hel", finish="length")), OK], "hello", 2),
    ("cut for ever", [http(200, answer("hel", finish="length"))], "cut", 2),
    ("no finish reason", [http(200, answer("hel", finish=None)), OK], "hello", 2),
    ("filtered", [http(200, answer("x", finish="content_filter"))], "filtered", 1),
    ("blank lines before the answer", [http(200, b"\n\n\n" + BODY)], "hello", 1),
    ("closed without an answer", [closing(), OK], "hello", 2),
    ("closed for ever", [closing()], "connection", 4),
    ("reset in the middle", [resetting(OK), OK], "hello", 2),
    ("closed in the middle", [truncated(OK), OK], "hello", 2),
    ("no HTTP at all", [b"SSH-2.0-OpenSSH\r\n", OK], "hello", 2),
    ("keeps the line open with blanks", [bytewise(ALIVE_HEAD, b"\n", 5, 0.05, BODY)], "hello", 1),
]


@pytest.mark.parametrize(
    ("script", "outcome", "count"), [row[1:] for row in SCENARIOS], ids=[row[0] for row in SCENARIOS]
)
def test_each_failure_is_tried_as_often_as_the_table_says(
    script: list[object], outcome: str, count: int, tmp_path: Path
) -> None:
    with RawServer(script) as server:  # type: ignore[arg-type]  # the table holds all kinds of acts
        (found,) = asked(means(server.url, tmp_path)).found
        assert len(server.requests) == count
    if isinstance(found, Reply):
        assert found.text == outcome
    elif isinstance(found, Failure):
        assert found.kind == outcome
    else:
        assert isinstance(found, StoppedError)
        assert outcome == "stop"
        assert found.exit_code == 4
        assert found.remedy


@pytest.mark.parametrize(
    "act", [late(OK, 3.0), bytewise(SLOW_HEAD, b" ", 30, 0.1)], ids=["no answer", "an answer that trickles"]
)
def test_nothing_holds_a_request_beyond_its_deadline(act: Callable[..., None], tmp_path: Path) -> None:
    with RawServer([act, OK]) as server:
        began = time.monotonic()
        (found,) = asked(means(server.url, tmp_path)).found
        assert time.monotonic() - began < 2.5
        assert len(server.requests) == 2
    assert found == Reply("hello", found.usage if isinstance(found, Reply) else None)


def test_a_server_that_is_not_there_is_told_after_the_tries_of_the_table(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/v1"
    run = asked(means(url, tmp_path))
    (found,) = run.found
    assert isinstance(found, Failure)
    assert (found.kind, run.sent) == ("connection", 4)


def test_a_wait_that_the_server_asks_for_is_waited(tmp_path: Path) -> None:
    with RawServer([http(429, {}, "Retry-After: 0.3"), http(429, {}, "Retry-After-Ms: 200"), OK]) as server:
        run = asked(means(server.url, tmp_path))
    assert 0.45 < run.waited <= 0.5  # the time that the requests took is waited too


@pytest.mark.parametrize("status", [401, 402, 403])
def test_a_fatal_answer_stops_a_crowd_after_one_request(status: int, tmp_path: Path) -> None:
    with RawServer([http(status, {})]) as server:
        found = asked(means(server.url, tmp_path), *map(str, range(40))).found
        assert len(server.requests) == 1
    assert all(isinstance(one, StoppedError) for one in found)


def test_a_key_that_is_revoked_later_costs_at_most_one_request_a_worker(tmp_path: Path) -> None:
    with RawServer([*[OK] * 20, http(401, {})]) as server:
        asked(means(server.url, tmp_path), *map(str, range(200)))
        assert len(server.requests) <= 20 + 8


def test_a_server_that_fails_for_good_breaks_the_circuit(tmp_path: Path) -> None:
    with RawServer([http(500, "")]) as server:
        run = asked(means(server.url, tmp_path), *map(str, range(100)))
        assert len(server.requests) == 20
    assert isinstance(run.stopped, StoppedError)
    assert "in a row" in str(run.stopped)
    assert sum(isinstance(one, Failure) for one in run.found) == 0


def test_the_second_run_sends_nothing_and_says_the_same(tmp_path: Path) -> None:
    with RawServer([http(200, answer(" ")), OK]) as server:
        first = asked(means(server.url, tmp_path), "a", "b")
        sent = len(server.requests)
        second = asked(means(server.url, tmp_path), "a", "b")
        third = asked(means(server.url, tmp_path, "ro"), "a", "b")
        assert len(server.requests) == sent == 3
    assert first.found == second.found == third.found
    assert second.sent == 0


def test_only_what_is_sent_and_where_to_decides_the_key() -> None:
    one = question("http://127.0.0.1:1/v1")
    others = [
        question("http://127.0.0.1:1/v2"),
        question("http://127.0.0.1:1/v1", "ho"),
        one.again(1),
        ask(Server.at("http://127.0.0.1:1/v1", "n"), [("user", "hi")], 50, LINES),
        ask(Server.at("http://127.0.0.1:1/v1", "m"), [("user", "hi")], 51, LINES),
        ask(Server.at("http://127.0.0.1:1/v1", "m"), [("user", "hi")], 50, LINES, temperature=0.1),
        ask(Server.at("http://127.0.0.1:1/v1", "m"), [("user", "hi")], 50, DIALECTS["schema"], schema={}),
    ]
    assert len({one.key, *(other.key for other in others)}) == 8
    assert one.key == question("http://127.0.0.1:1/v1/").key


def test_equal_requests_at_the_same_time_go_out_once(tmp_path: Path) -> None:
    with RawServer([late(OK, 0.1)]) as server:
        found = asked(means(server.url, tmp_path), *["same"] * 5).found
        assert len(server.requests) == 1
    assert len({str(one) for one in found}) == 1


def test_reading_only_never_sends(tmp_path: Path) -> None:
    with RawServer([OK]) as server:
        (found,) = asked(means(server.url, tmp_path, "ro")).found
        assert server.requests == []
    assert isinstance(found, MissError)


def test_refreshing_asks_again_but_not_what_this_run_has_paid(tmp_path: Path) -> None:
    with RawServer([OK, http(200, answer("new"))]) as server:
        asked(means(server.url, tmp_path))
        again = replace(means(server.url, tmp_path, "refresh"), ledger=tmp_path / "other.sqlite")
        (fresh,) = asked(again).found
        (resumed,) = asked(again).found
        assert len(server.requests) == 2
    assert isinstance(fresh, Reply)
    assert fresh.text == "new"
    assert fresh == resumed


def test_no_request_goes_out_that_could_exceed_a_cap(tmp_path: Path) -> None:
    with RawServer([OK]) as server:
        run = asked(means(server.url, tmp_path, requests=3), *map(str, range(9)))
        assert len(server.requests) == 3
        assert sum(isinstance(one, Reply) for one in run.found) == 3
        stops = [one for one in run.found if isinstance(one, BudgetError)]
        assert len(stops) == 6
        assert "--max-requests" in str(stops[0])
        assert isinstance(run.stopped, BudgetError)
        asked(means(server.url, tmp_path, requests=4), *map(str, range(9)))
        assert len(server.requests) == 4


def test_usage_is_settled_and_missing_usage_charges_the_worst_case(tmp_path: Path) -> None:
    worst = question("http://127.0.0.1:9/v1").worst_tokens
    with RawServer([OK]) as server:
        run = asked(means(server.url, tmp_path))
    assert run.spent.tokens == 15
    assert run.spent.pico == 10 * 270_000 + 5 * 1_100_000
    silent = {name: value for name, value in answer("hello").items() if name != "usage"}
    with RawServer([http(200, silent)]) as server:
        run = asked(means(server.url, tmp_path / "second"))
        assert abs(run.spent.tokens - worst) <= 8


def test_a_price_that_is_not_known_bars_a_cap_in_money(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="price of the model is not known"):
        asked(replace(means("http://127.0.0.1:9/v1", tmp_path, usd="1"), price=None))


def _marked(function: Callable[[Request], bytes]) -> Callable[[Request], bytes]:
    function.of_request = True  # type: ignore[attr-defined]  # as the server wants it
    return function


def test_the_key_stands_in_no_file_and_no_message_even_where_the_server_echoes_it(tmp_path: Path) -> None:
    @_marked
    def echo(request: Request) -> bytes:
        return http(200, answer(f"your headers: {request.headers}"))

    with RawServer([echo, echo, http(401, {"error": {"message": f"no such key {KEY}"}})]) as server:
        run = asked(means(server.url, tmp_path), "a", "b", "c", "d")
        assert KEY in server.requests[0].headers
    assert KEY not in repr(run.found) + str(run.stopped) + str(run.found)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) >= 2
    assert not any(KEY.encode() in path.read_bytes() for path in files)


def test_a_url_with_a_key_in_it_is_refused() -> None:
    for url in ("https://me:secret@host/v1", "https://host/v1?key=secret", "ftp://host", "host"):
        with pytest.raises(Exception, match="--llm"):
            Server.at(url, "m")


@pytest.mark.parametrize(
    ("script", "wanted"),
    [
        ([http(200, answer('{"texts": ["zq7", "zq7"]}'))], "schema"),
        ([http(200, answer('{"texts": ["red", "blue"]}'))], "lines"),
        ([http(400, {}), OK], "lines"),
        ([http(400, {}), http(400, {}), http(200, answer('{"texts": ["zq7", "zq7"]}'))], "new schema"),
        ([http(400, {}), http(400, {}), OK], "new lines"),
    ],
)
def test_what_a_server_can_is_probed(script: list[bytes], wanted: str, tmp_path: Path) -> None:
    async def run(given: Means) -> str:
        async with opened_asker(given) as asker:
            return (await dialect_of(asker, given.server)).name

    with RawServer(script) as server:
        assert asyncio.run(run(means(server.url, tmp_path))) == wanted


def test_the_documents_show_the_table_of_failures() -> None:
    assert as_markdown() in (Path(__file__).parent.parent / "docs" / "llm.md").read_text()
    assert {outcome for _, _, outcome, _ in SCENARIOS} <= {*FAILURES, "hello", "stop"}


SERVE = (
    "from tests.llm_servers import RawServer, answer, http\n"
    "with RawServer([http(200, answer('hello'))]) as server:\n"
    "    print(server.url, flush=True)\n"
    "    input()\n"
)


def test_a_request_costs_the_client_five_milliseconds_of_cpu_at_most(tmp_path: Path) -> None:
    """The CPU of the whole process: client, cache and ledger; the server is a process of its own. Best of three."""
    command = [sys.executable, "-c", SERVE]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        given = means(child.stdout.readline().strip(), tmp_path)
        seconds = list[float]()
        for part in range(3):
            before = time.process_time()
            found = asked(given, *(f"{part} {number}" for number in range(200))).found
            seconds.append((time.process_time() - before) / 200)
            assert all(isinstance(one, Reply) for one in found)
        child.communicate("\n")
    assert min(seconds) <= 0.005


def test_the_rates_of_the_user_are_kept(tmp_path: Path) -> None:
    given = means("http://127.0.0.1:9/v1", tmp_path)
    limits = Limits(requests_a_minute=60, tokens_a_minute=6_000)
    with RawServer([OK]) as server:
        slow = replace(given, server=Server.at(server.url, "m"), limits=limits)
        run = asked(slow, *map(str, range(30)))
        assert len(server.requests) == 30
        tokens = question(server.url).worst_tokens
    assert run.waited >= max(30 - 6, (30 * tokens - 600) / 100) - 3
    assert run.waited <= 30 * tokens / 100 + 3


@pytest.mark.parametrize("part", [pytest.param(part, marks=[pytest.mark.long] if part else []) for part in range(10)])
def test_a_thousand_random_runs_of_faults_never_exceed_the_budget(part: int, tmp_path: Path) -> None:
    for number in range(100):
        rng = stream(part, "faults", number)
        caps = Budget(f"{rng.random() * 0.01:.6f}", between(rng, 1, 12), between(rng, 100, 4_000))
        wire = Script([pick(rng, FAULTS) for _ in range(12)])
        folder = tmp_path / f"{number}"
        for _ in range(between(rng, 1, 2)):  # resumed with the same ledger, by two workers
            asyncio.run(_two_workers(wire, folder, caps, [f"{k}" for k in range(between(rng, 1, 9))]))
        assert wire.sent <= (caps.requests or 0)
        assert wire.tokens <= (caps.tokens or 0)
        assert wire.pico <= (caps.pico or 0)


Play = Callable[[int, int], Sent | Lost]


class Script:
    """Plays answers and bills what a provider could at most: a token a byte, all of the answer, lost ones too."""

    def __init__(self, script: list[Play]) -> None:
        self.script = script
        self.sent = self.tokens = self.pico = 0

    async def post(self, ask: Ask) -> Sent | Lost:
        body = ask.parsed()
        prompt, completion = len(canonical(body).encode()) + 64, int(str(body["max_tokens"]))
        found = self.script[self.sent % len(self.script)](prompt, completion)
        self.sent += 1
        await asyncio.sleep(0)
        if isinstance(found, Lost) or found.status == 200:
            self.tokens += prompt + completion
            self.pico += prompt * 2_500_000 + completion * 10_000_000
        return found


def _billed(text: str, finish: str = "stop") -> Play:
    return lambda prompt, completion: Sent(200, {}, json.dumps(answer(text, prompt, completion, finish)))


FAULTS: list[Play] = [
    _billed("hello"),
    _billed("hello"),
    _billed(""),
    _billed("hel", "length"),
    lambda _, __: Sent(200, {}, "<html>"),
    lambda _, __: Sent(200, {}, json.dumps({"choices": []})),
    lambda _, __: Sent(429, {"retry-after": "1"}, ""),
    lambda _, __: Sent(500, {}, ""),
    lambda _, __: Sent(400, {}, ""),
    lambda _, __: Lost("timeout"),
    lambda _, __: Lost("connection"),
]


async def _two_workers(wire: Script, folder: Path, caps: Budget, texts: list[str]) -> None:
    price = load_prices()["gpt-4o"]
    given = replace(means("http://127.0.0.1:9/v1", folder), budget=caps, price=price)

    async def work(own: list[str]) -> None:
        with Cache.at(given.cache) as cache, Ledger.at(given.ledger, caps, price) as ledger:
            asker = Asker(wire, cache, ledger, given, Hurry().clock())
            answers = [asker.answer(question(given.server.base_url, text)) for text in own]
            for found in await asyncio.gather(*answers, return_exceptions=True):
                assert isinstance(found, Reply | Failure | StoppedError), found

    await asyncio.gather(work(texts[::2]), work(texts[1::2]))
