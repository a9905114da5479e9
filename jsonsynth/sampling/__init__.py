"""Samplers: valid, realistic instances of any JSON Schema.

A schema is merged into views (``views``), whose parts compile on first use to closures (``compiling``); recursion ends
by least height (``heights``), texts of patterns are drawn from their trees (``patterns``), and ``engine`` validates.
"""

from __future__ import annotations

from jsonsynth.sampling.engine import instances, sampler, samplers

__all__ = ["instances", "sampler", "samplers"]
