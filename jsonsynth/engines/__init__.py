"""Ways to map a pure function over shards; each gives the same result."""

__all__: list[str] = []
