"""How much one query may ask for. Each refusal names its limit."""

import re

from indexer.errors import QueryError

LENGTH_MAX = 2_000
DEPTH_MAX = 20
CLAUSES_MAX = 64
"""Conditions in a query. Every word counts as one: of a phrase, of a role, of what a hyphen ties together."""
PATTERNS_MAX = 4
"""Words with * or ? or ~ in a query; each makes the engine walk through a list of words."""
STARS_MAX = 4
"""In one word: a star between stars is tried at every letter."""
PREFIX_MIN = 2
"""Letters before the first * or ?. The engine counts what short ones stand for and may refuse them all the same."""
FUZZY_MIN = 3
CHANGES_MAX = 2
DISTANCE_MAX = 100
NEAR_MAX = 6
"""Words that can be asked to stand near each other at once: engines try them in every order."""
SHOWN_MAX = 60

LETTER = r"(?:[^\W_]|[\u0300-\u036f])"
"""Of a word, or a digit. Accents may be written as marks of their own, as for the stress in молоко́."""
_WORD = re.compile(rf"[^\W_](?:{LETTER}|['’‘ʼ`´ʹ](?={LETTER}))*")


def words(text: str) -> list[str]:
    """The words of a text as the limits count them, which is nearly as `analysis` cuts them."""
    return _WORD.findall(text)


def shown(text: str) -> str:
    """A typed text within a message; a long one only begins there."""
    return text if len(text) <= SHOWN_MAX else f"{text[:SHOWN_MAX]}…"


def check_length(text: str) -> None:
    if len(text) > LENGTH_MAX:
        raise QueryError(f"The query has {len(text):,} characters; {LENGTH_MAX:,} are allowed.", LENGTH_MAX)


def too_many(at: int) -> QueryError:
    message = f"The query has more than {CLAUSES_MAX} conditions. Each word counts as one, of a phrase, too."
    return QueryError(message, at)


class Budget:
    """What a query has left of its conditions while it is read."""

    def __init__(self) -> None:
        self._clauses = 0
        self._patterns = 0

    def spend(self, count: int, at: int) -> None:
        """Raises QueryError where the condition at `at` is one too many."""
        self._clauses += max(1, count)
        if self._clauses > CLAUSES_MAX:
            raise too_many(at)

    def spend_pattern(self, at: int, repairs: tuple[str, ...]) -> None:
        self._patterns += 1
        if self._patterns > PATTERNS_MAX:
            raise QueryError(f"A query may hold {PATTERNS_MAX} words with *, ? or ~; this is one more.", at, repairs)
