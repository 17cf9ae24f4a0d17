"""A search from question to answer: names resolved, the engine asked, articles fetched, matches marked and explained.

Beside it, what to ask instead where nothing is found.
"""

from indexer.ask.answering import Answer, Found, ask
from indexer.ask.easier import Easier, alone, easier, is_single
from indexer.ask.labels import in_words
from indexer.ask.meant import Meant, meant
from indexer.ask.names import named
from indexer.ask.resolving import Also, as_called_now, resolve
from indexer.ask.rewriting import Counter

__all__ = [
    "Also",
    "Answer",
    "Counter",
    "Easier",
    "Found",
    "Meant",
    "alone",
    "as_called_now",
    "ask",
    "easier",
    "in_words",
    "is_single",
    "meant",
    "named",
    "resolve",
]
