"""Every operation again, by another algorithm: what the check believes."""

from __future__ import annotations

__all__: list[str] = []
