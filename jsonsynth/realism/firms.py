"""A company, its web site and the addresses of whom it employs: one domain."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from jsonsynth.examples import JSON
from jsonsynth.realism.lexicon import rule_for, words_of
from jsonsynth.realism.personas import Change, Settle
from jsonsynth.realism.rules import slug
from jsonsynth.seeds import Random

__all__ = ["firm_rules"]

_FIRMS = ("company_any", "organization")
_HOSTED = frozenset(("email_any", "url_site", "domain_any"))
_OWN = frozenset(("personal", "private", "home", "from", "to", "cc", "bcc", "reply"))  # addresses that are no company's
_FORMS = re.compile(
    r"(?:-(?:ltd|llc|inc|plc|gmbh|mbh|ohg|kg|kgaa|ag|se|sa|sarl|sas|srl|spa|ltda|sl|slu|bv|ab|me|and|sons|"
    r"co|stiftung|[a-z]))+$"
)
_LABEL = range(3, 31)  # letters of a domain's label that people would choose


def firm_rules(names: Sequence[str], parent: str) -> list[Settle]:
    """Return what gives the addresses beside a company's name the company's domain; nothing where there is no such."""
    ruled = {name: rule_for(name, parent) for name in names}
    firm = next((name for name, rule in ruled.items() if rule in _FIRMS), "")
    hosted = [name for name, rule in ruled.items() if rule in _HOSTED and _OWN.isdisjoint(words_of(name))]
    return [_firm(firm, hosted)] if firm and hosted else []


def _firm(firm: str, hosted: list[str]) -> Settle:
    def settle(made: Mapping[str, JSON], _: Random) -> Change:
        called = made.get(firm)
        label = _FORMS.sub("", slug(called)) if isinstance(called, str) else ""
        if len(label) not in _LABEL:
            return {}
        texts = {name: text for name in hosted if isinstance(text := made.get(name), str)}
        return {name: _at(text, f"{label}.example") for name, text in texts.items()}

    return settle


_SITE = re.compile(r"(https?://)(www\.)?[^/:]+(/[^/]*)?")


def _at(text: str, domain: str) -> str:
    """Return an address at a domain: an e-mail address, a web site or the domain itself, as the text is one."""
    local, at, _ = text.partition("@")
    if at:
        return f"{local}@{domain}"
    site = _SITE.match(text)
    return f"{site[1]}{site[2] or ''}{domain}{'/' if site[3] else ''}" if site else domain
