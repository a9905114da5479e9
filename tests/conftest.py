"""How hypothesis runs here: no deadline, since machines are shared, and examples enough for the time there is.

The examples are the same in every run, so that a change passes or fails by itself; ``make check-long`` draws new ones.
"""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("house", deadline=None, max_examples=50, derandomize=True)
settings.register_profile("new", deadline=None, max_examples=50)
settings.load_profile("house")
