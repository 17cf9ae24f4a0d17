"""Who works on what until when: a lease is taken, prolonged while the work goes on, and given back.

A process that was killed leaves its leases behind. On the machine where it ran they are taken over at once; elsewhere
they run out.
"""

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from indexer.ports import Store

LASTS = timedelta(minutes=5)
"""Longer than any wait between two signs of life: a fetch, its host's crawl-delay and its robots.txt."""
PROLONGED_AFTER = timedelta(minutes=1)

Clock = Callable[[], datetime]


class Lease:
    def __init__(self, store: Store, name: str, holder: str, clock: Clock, token: int) -> None:
        self._store, self._name, self._holder, self._clock = store, name, holder, clock
        self._taken_at = clock()
        self.token = token

    def keep(self) -> None:
        """A sign of life; call it often, it is cheap."""
        now = self._clock()
        if now - self._taken_at >= PROLONGED_AFTER:
            token = self._store.claim(self._name, self._holder, now, now + LASTS)
            self.token, self._taken_at = token or self.token, now


@contextmanager
def leased(store: Store, name: str, clock: Clock, holder: str | None = None) -> Iterator[Lease | None]:
    """Hold the lease `name` while the block runs. None where somebody else has it."""
    holder = holder or this_process()
    token = _claim(store, name, holder, clock())
    if token is None:
        yield None
        return
    lease = Lease(store, name, holder, clock, token)
    try:
        yield lease
    finally:
        store.release(name, lease.token)


def this_process() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"


def _claim(store: Store, name: str, holder: str, now: datetime) -> int | None:
    token = store.claim(name, holder, now, now + LASTS)
    if token is not None:
        return token
    present = store.holder(name)
    return store.claim(name, holder, now, now + LASTS, over=present) if present and _is_dead(present) else None


def _is_dead(holder: str) -> bool:
    """Whether it was a process of this machine that is gone."""
    host, _, number = holder.rpartition(":")
    if host != socket.gethostname() or not number.isdigit():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
