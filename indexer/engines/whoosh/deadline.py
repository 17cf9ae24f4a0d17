"""How long one search may compute."""

import time

from indexer.errors import QueryError

CPU_S_MAX = 1.5
"""CPU time of the searching thread, so that a busy machine refuses no more than an idle one."""


class Deadline:
    """Begins when it is made."""

    def __init__(self) -> None:
        self._until = time.thread_time() + CPU_S_MAX

    def check(self) -> None:
        """Raise QueryError where time is up. To be called often: between two calls nothing is stopped."""
        if time.thread_time() > self._until:
            message = f"This search was stopped after {CPU_S_MAX} s of computing. Ask for rarer words, or type more."
            raise QueryError(message, 0)
