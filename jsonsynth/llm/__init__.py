"""Any OpenAI-compatible model, asked within a budget, its answers kept on disk. It never makes a label.

Nothing here is imported unless a model is asked for.
"""

from __future__ import annotations

from jsonsynth.llm.asking import Asker, Means, MissError, gathered, opened_asker
from jsonsynth.llm.asks import Ask, Dialect, Message, Server, ask
from jsonsynth.llm.cache import Cache, Mode
from jsonsynth.llm.failures import BudgetError, Failure, StoppedError
from jsonsynth.llm.ledger import Budget, Spent
from jsonsynth.llm.pacing import Limits
from jsonsynth.llm.prices import Price, find_price, load_prices
from jsonsynth.llm.probing import dialect_of
from jsonsynth.llm.replies import Reply, Usage

__all__ = [
    "Ask",
    "Asker",
    "Budget",
    "BudgetError",
    "Cache",
    "Dialect",
    "Failure",
    "Limits",
    "Means",
    "Message",
    "MissError",
    "Mode",
    "Price",
    "Reply",
    "Server",
    "Spent",
    "StoppedError",
    "Usage",
    "ask",
    "dialect_of",
    "find_price",
    "gathered",
    "load_prices",
    "opened_asker",
]
