"""Training data for JSON expert models, made by programs and proved by other code."""

__version__ = "0.1.0"
