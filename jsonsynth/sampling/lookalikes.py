"""What a pattern looks like: dates, times, versions and the like are drawn as such where the pattern allows them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from random import Random

from jsonsynth import realism
from jsonsynth.examples import Split
from jsonsynth.seeds import stream

__all__ = ["lookalike"]

_PROBES = 4
_READ = 400  # characters of a pattern that are looked at
_DATE = "{2015..2026}-{01..12}-{01..28}"
_CLOCK = "{00..23}:{00..59}:{00..59}"
# what in the text of a pattern makes it worth asking, and the templates that are asked
_LOOKS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"\{8\}\)?-|\{36\}"), ("{uuid4}",)),
    (re.compile(r"^\^?\(?\[1-5\]"), ("{status_code}",)),
    (
        re.compile(r"\{4\}.*(\{2\}|1\[0-?1?2\]|3\[01\])|(\{2\}|1\[0-?1?2\]).*\{4\}"),
        (
            _DATE, f"{_DATE}T{_CLOCK}Z", f"{_DATE}T{_CLOCK}", f"{_DATE}T{_CLOCK}+0{{0..9}}:00", f"{_DATE} {_CLOCK}",
            f"{_DATE}T{_CLOCK}.{{9:3}}Z", f"{_DATE}T{{00..23}}:{{00..59}}", f"{_DATE} {{00..23}}:{{00..59}}",
            "{2015..2026}-{01..12}", "{2015..2026}/{01..12}/{01..28}", "{2015..2026}.{01..12}.{01..28}",
            "{2015..2026}{01..12}{01..28}", "{01..12}/{01..28}/{2015..2026}", "{01..28}/{01..12}/{2015..2026}",
            "{01..28}.{01..12}.{2015..2026}", "{01..28}-{01..12}-{2015..2026}", "{01..12}/{2015..2026}",
            "{2015..2026}-Q{1..4}", "{2015..2026}-W{10..52}", "{2015..2026}{01..12}{01..28}T{00..23}{00..59}{00..59}Z",
        ),
    ),
    (
        re.compile(r"2\[0-?1?2?3\].*[:.h]|:.*\{2\}|:\[0-5\]"),
        ("{00..23}:{00..59}", _CLOCK, f"{_CLOCK}Z", f"{_CLOCK}+0{{0..9}}:00", "{1..12}:{00..59} PM"),
    ),
    (re.compile(r"@.*\."), ("{email_any}", "{_en_US/first_name}.{_en_US/last_name}@example.com")),
    (re.compile(r"https?|:/+|:\\/"), ("{url_any}", "{url_site}", "http://www.example.com/{slug}", "{url_repo}")),
    (re.compile(r"25\[0-5\]"), ("{ip}",)),
    (re.compile(r"^\^?\(*\\?/"), ("{url_path}", "/{noun}/{slug}", "/{noun}")),
    (
        re.compile(r"\\\.|\[\.\]|\[0-9\.\]"),
        ("{semver}", "{0..9}.{0..20}.{0..9}", "v{0..9}.{0..20}.{0..9}", "{1..9}.{0..20}", "{1..9}.{0..9}.{0..9}.0"),
    ),
    (re.compile(r"#"), ("{colour_hex}", "#{x:6}")),
    (re.compile(r"\[a-z\]\{2[^}]*\}.*\[A-Z\]\{2"), ("{locale}", "{language_code}_{country_code}")),
    (re.compile(r"^\^?\(?\[a-z\]\{2\}\)?\$?$"), ("{language_code}",)),
    (re.compile(r"^\^?\(?\[A-Z\]\{2\}\)?\$?$"), ("{country_code}",)),
    (re.compile(r"^\^?\(?\[A-Z\]\{3\}\)?\$?$"), ("{currency}",)),
)  # fmt: skip


def lookalike(pattern: str, split: Split, fits: Callable[[str], bool]) -> Callable[[Random], str] | None:
    """Return what draws natural texts of a kind that the pattern looks like, None if it looks like none.

    ``fits`` says whether a text has what is asked; it does for the first few texts drawn, and is to be asked again.
    """
    for look, templates in _LOOKS:
        if look.search(pattern, 0, _READ) is not None:
            for template in templates:
                if all(map(fits, _probes(template, split))):
                    return realism.template(template, split)
    return None


@lru_cache(maxsize=256)
def _probes(template: str, split: Split) -> tuple[str, ...]:
    made, rng = realism.template(template, split), stream(0, "lookalike", template)
    return tuple([made(rng) for _ in range(_PROBES)])
