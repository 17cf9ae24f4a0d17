"""When a host may be asked next: a least distance between requests, and what its Retry-After said. For all threads."""

import threading
from collections.abc import Callable

from indexer.errors import FetchError


class Pace:
    def __init__(self, clock: Callable[[], float], sleep: Callable[[float], object]) -> None:
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._last: dict[str, float] = {}
        self._held_until: dict[str, float] = {}

    def wait(self, host: str, pace_s: float) -> None:
        """Returns when the host may be asked, having taken that place in the queue.

        Raises FetchError (busy) at once where the host asked to be left alone for longer.
        """
        with self._lock:
            now = self._clock()
            self._refuse_while_held(host, now)
            turn = max(now, self._last.get(host, now - pace_s) + pace_s)
            self._last[host] = turn
        if turn > now:
            self._sleep(turn - now)
            with self._lock:
                # Another thread may have been sent away meanwhile.
                self._refuse_while_held(host, self._clock())

    def hold(self, host: str, seconds: float) -> None:
        """Leave the host alone from now on for so long, or for as long as it asked before if that is longer."""
        with self._lock:
            self._held_until[host] = max(self._clock() + seconds, self._held_until.get(host, 0.0))

    def _refuse_while_held(self, host: str, now: float) -> None:
        held_s = self._held_until.get(host, now) - now
        if held_s > 0:
            raise FetchError(
                f"{host} asked to be left alone for another {held_s:.0f} s. It is tried again after that.",
                kind="busy",
                retry_after_s=held_s,
            )
