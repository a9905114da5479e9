"""How hypothesis runs here: no deadline, since machines are shared, and examples enough for the time there is."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("house", deadline=None, max_examples=50)
settings.load_profile("house")
