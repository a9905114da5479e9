"""What can go wrong, as interfaces tell it: a code, a message, whether a second try can succeed."""

from __future__ import annotations

__all__ = ["FAILURES"]

FAILURES: tuple[tuple[str, str, bool], ...] = (
    ("NOT_FOUND", "There is no such record", False), ("NOT_FOUND", "The record was deleted last week", False),
    ("RATE_LIMITED", "Too many requests at once", True), ("RATE_LIMITED", "At most 60 requests a minute", True),
    ("INVALID_DATE", "The date lies in the past", False), ("INVALID_DATE", "The end lies before the start", False),
    ("TIMEOUT", "The upstream did not answer in time", True), ("TIMEOUT", "No answer within 30 seconds", True),
    ("CONFLICT", "The record was changed meanwhile", False), ("CONFLICT", "The name is taken already", False),
    ("FORBIDDEN", "The token lacks the scope", False), ("FORBIDDEN", "Only the owner may change this", False),
    ("UNAVAILABLE", "Maintenance until 06:00 UTC", True), ("UNAVAILABLE", "No healthy replica is left", True),
    ("QUOTA_EXCEEDED", "The monthly quota is used up", False), ("QUOTA_EXCEEDED", "The plan allows 5 projects", False),
    ("UNAUTHORIZED", "The token has expired", False), ("UNAUTHORIZED", "The signature does not match", False),
    ("VALIDATION_FAILED", "The e-mail address has no domain", False), ("TOO_LARGE", "The file exceeds 10 MB", False),
    ("UNSUPPORTED_TYPE", "Only PDF and PNG are accepted", False), ("LOCKED", "An import is running", True),
    ("DEPENDENCY_FAILED", "The payment provider refused", True), ("CANCELLED", "Stopped by the operator", False),
    ("OUT_OF_MEMORY", "The process was killed at 512 MB", True), ("DISK_FULL", "No space left on the volume", True),
    ("CONNECTION_LOST", "The connection was reset", True), ("UNKNOWN_CURRENCY", "There is no such currency", False),
)  # fmt: skip
