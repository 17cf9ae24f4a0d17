"""The worker: a clock that calls use cases. It decides when, never what.

Crawling runs in a small pool of threads, one lease for each source; a lease outlives its worker by a minute and a half
at the most, so that a killed worker's sources are soon visited by the next one.
"""

import logging
import os
import socket
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, timedelta
from typing import ParamSpec

from apscheduler.schedulers.background import BackgroundScheduler

from indexer.archive import Archive
from indexer.errors import ArchiveError
from indexer.model import Source

log = logging.getLogger(__name__)

CRAWL_TICK_S, INDEX_TICK_S, ALERT_TICK_S, LEASE_TICK_S = 5, 1, 5, 30
LEASE = timedelta(seconds=90)
P = ParamSpec("P")


class Worker:
    """One worker process's running visits. `start` returns at once; `stop` ends within the page being fetched."""

    def __init__(self, archive: Archive, holder: str | None = None) -> None:
        self.archive = archive
        self.holder = holder or f"{socket.gethostname()}-{os.getpid()}"
        self.stopping = threading.Event()
        self.pool = ThreadPoolExecutor(archive.config.crawl_threads, thread_name_prefix="crawl")
        self.visiting: dict[str, int] = {}
        """Sources being visited, each with its lease's token."""
        self.lock = threading.Lock()
        # Interval triggers in UTC only: a local cron skips or doubles runs on the two nights the clocks change.
        self.scheduler = BackgroundScheduler(
            timezone=UTC, job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1}
        )

    def start(self) -> None:
        for job, every_s in (
            (self.crawl_due, CRAWL_TICK_S),
            (self.archive.catch_up, INDEX_TICK_S),
            (self.archive.look, ALERT_TICK_S),
            (self.prolong_leases, LEASE_TICK_S),
        ):
            self.scheduler.add_job(_guarded(job), "interval", seconds=every_s, next_run_time=self.archive.clock())
        self.scheduler.start()

    def stop(self) -> None:
        self.stopping.set()
        self.archive.fetcher.close()
        self.scheduler.shutdown(wait=True)
        self.pool.shutdown(wait=True, cancel_futures=True)
        for name, token in list(self.visiting.items()):
            self.archive.store.release(_lease(name), token)

    def crawl_due(self) -> None:
        """Start visiting the sources that are due, as far as threads are free."""
        sources = {s.name: s for s in self.archive.config.sources if s.every_s is not None}
        every_s = {s.name: s.every_s for s in sources.values() if s.every_s is not None}
        for name in self.archive.store.due_sources(every_s, self.archive.clock()):
            with self.lock:
                busy = name in self.visiting or len(self.visiting) >= self.archive.config.crawl_threads
            if not busy and (token := self._claim(name)) is not None:
                with self.lock:
                    self.visiting[name] = token
                self.pool.submit(_guarded(self.visit), sources[name])

    def visit(self, source: Source) -> None:
        try:
            self.archive.visit(source, lambda _done, _found: None, self.stopping.is_set)
        finally:
            with self.lock:
                token = self.visiting.pop(source.name)
            self.archive.store.release(_lease(source.name), token)

    def prolong_leases(self) -> None:
        with self.lock:
            for name in self.visiting:
                token = self._claim(name)
                if token is not None:
                    self.visiting[name] = token

    def _claim(self, name: str) -> int | None:
        now = self.archive.clock()
        return self.archive.store.claim(_lease(name), self.holder, now, now + LEASE)


def _lease(source: str) -> str:
    return f"visit:{source}"


def _guarded(job: Callable[P, object]) -> Callable[P, None]:
    """The job with errors of the outside world logged: it runs again at the next tick. Bugs reach the log whole."""

    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            job(*args, **kwargs)
        except ArchiveError as error:
            log.error("%s", error)  # noqa: TRY400 - the sentence is for an operator; a trace would bury it

    return run
