"""What verify finds, kept for people: a few findings of each rule, all of them counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from jsonsynth.examples import JSON
from jsonsynth.verifying.remedies import remedy_of

__all__ = ["Finding", "Findings", "Report", "Severity"]

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong: ``where`` is file:line, or a file or folder where there is no line."""

    severity: Severity
    rule: str
    where: str
    cause: str

    @property
    def remedy(self) -> str:
        """What to do about it."""
        return remedy_of(self.rule)

    def to_json(self) -> dict[str, JSON]:
        """Return the five parts."""
        return {
            "severity": self.severity,
            "rule": self.rule,
            "where": self.where,
            "cause": self.cause,
            "remedy": self.remedy,
        }


class Findings:
    """Findings as they come: at most ``most`` of each rule and severity are kept, all are counted."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: list[Finding] = []
        self.counts: Counter[tuple[Severity, str]] = Counter()

    def add(self, severity: Severity, rule: str, where: str, cause: str) -> None:
        """Take a finding."""
        self.counts[severity, rule] += 1
        if self.counts[severity, rule] <= self._most:
            self._kept.append(Finding(severity, rule, where, cause))

    def error(self, rule: str, where: str, cause: str) -> None:
        """Take an error."""
        self.add("error", rule, where, cause)

    def warning(self, rule: str, where: str, cause: str) -> None:
        """Take a warning."""
        self.add("warning", rule, where, cause)

    def kept(self) -> tuple[Finding, ...]:
        """Return the findings kept: errors first, rules together in order of first appearance."""
        rules = list(self.counts)
        return tuple(sorted(self._kept, key=lambda f: (f.severity != "error", rules.index((f.severity, f.rule)))))


@dataclass(frozen=True, slots=True)
class Report:
    """What a verification saw. ``counts`` holds every finding by severity and rule; ``findings`` a few of each.

    ``ours``: the path is a data set of ours, so the whole contract was applied. ``stats``: the counts of its rows.
    ``second_opinions``: rows that the second validator judged. ``derived``: labels that jq derived again. ``proofs``:
    how many labels of json_repair were proved, refuted and unprovable.
    """

    path: str
    ours: bool
    rows: int
    files: int
    second_opinions: int
    derived: int
    proofs: Mapping[str, int]
    counts: Mapping[tuple[Severity, str], int]
    findings: tuple[Finding, ...]
    stats: Mapping[str, JSON]

    @property
    def errors(self) -> int:
        """How many errors there are in all."""
        return sum(count for (severity, _), count in self.counts.items() if severity == "error")

    @property
    def warnings(self) -> int:
        """How many warnings there are in all."""
        return sum(count for (severity, _), count in self.counts.items() if severity == "warning")

    def to_json(self) -> dict[str, JSON]:
        """Return the report for machines."""
        counts: list[JSON] = [
            {"severity": severity, "rule": rule, "count": count} for (severity, rule), count in self.counts.items()
        ]
        return {
            "path": self.path,
            "ours": self.ours,
            "rows": self.rows,
            "files": self.files,
            "second_opinions": self.second_opinions,
            "derived_by_jq": self.derived,
            "proofs": dict(self.proofs),
            "errors": self.errors,
            "warnings": self.warnings,
            "counts": counts,
            "findings": [finding.to_json() for finding in self.findings],
            "stats": dict(self.stats),
        }

    def to_text(self) -> str:
        """Return the report for people."""
        kind = "a data set of ours" if self.ours else "rows of unknown origin"
        lines = [f"{self.path}: {self.rows:,} rows in {self.files:,} files, {kind}"]
        if self.second_opinions:
            lines.append(f"second opinion on {self.second_opinions:,} rows")
        if self.derived:
            lines.append(f"jq derived {self.derived:,} labels again")
        if any(self.proofs.values()):
            told = ", ".join(f"{count:,} {outcome}" for outcome, count in self.proofs.items())
            lines.append(f"labels of json_repair: {told}")
        shown = Counter[tuple[Severity, str]]()
        for finding in self.findings:
            key = (finding.severity, finding.rule)
            if not shown[key]:
                lines += ["", f"{finding.severity} {finding.rule}: {self.counts[key]:,}   {finding.remedy}"]
            shown[key] += 1
            lines.append(f"  {finding.where}: {finding.cause}")
            if shown[key] < self.counts[key] and shown[key] == self._kept(key):
                lines.append(f"  ... and {self.counts[key] - shown[key]:,} more")
        return "\n".join([*lines, "", f"{_many(self.errors, 'error')}, {_many(self.warnings, 'warning')}"])

    def _kept(self, key: tuple[Severity, str]) -> int:
        return sum((finding.severity, finding.rule) == key for finding in self.findings)


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
