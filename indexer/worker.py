"""The worker: a clock that calls use cases. It decides when, never what.

Crawling runs in a small pool of threads. Sources have leases, so that any number of workers may run: each source is
visited by one of them, and a killed worker's sources are soon visited by another.
"""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC
from typing import ParamSpec

from apscheduler.schedulers.background import BackgroundScheduler

from indexer.archive import Archive
from indexer.errors import ArchiveError
from indexer.model import Source

log = logging.getLogger(__name__)

CRAWL_TICK_S, INDEX_TICK_S, ALERT_TICK_S = 5, 1, 5
P = ParamSpec("P")


class Worker:
    """One worker process's running visits. `start` returns at once; `stop` ends within the page being fetched."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.stopping = threading.Event()
        self.pool = ThreadPoolExecutor(archive.config.crawl_threads, thread_name_prefix="crawl")
        self.visiting: set[str] = set()
        self.lock = threading.Lock()
        # Interval triggers in UTC only: a local cron skips or doubles runs on the two nights the clocks change.
        self.scheduler = BackgroundScheduler(
            timezone=UTC, job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1}
        )

    def start(self) -> None:
        # A long catch-up outlasts its tick by design; the scheduler would complain about it every second.
        logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
        for job, every_s in (
            (self.crawl_due, CRAWL_TICK_S),
            (self.archive.catch_up, INDEX_TICK_S),
            (self.archive.look, ALERT_TICK_S),
        ):
            self.scheduler.add_job(_guarded(job), "interval", seconds=every_s, next_run_time=self.archive.clock())
        self.scheduler.start()

    def stop(self) -> None:
        self.stopping.set()
        self.archive.fetcher.close()
        self.scheduler.shutdown(wait=True)
        self.pool.shutdown(wait=True, cancel_futures=True)

    def crawl_due(self) -> None:
        """Start visiting the sources that are due, as far as threads are free."""
        for source in self.archive.due_sources():
            with self.lock:
                if source.name in self.visiting or len(self.visiting) >= self.archive.config.crawl_threads:
                    continue
                self.visiting.add(source.name)
            self.pool.submit(_guarded(self.visit), source)

    def visit(self, source: Source) -> None:
        try:
            self.archive.visit(source, lambda _done, _found: None, self.stopping.is_set)
        finally:
            with self.lock:
                self.visiting.discard(source.name)


def _guarded(job: Callable[P, object]) -> Callable[P, None]:
    """The job with its errors in the log, for it runs where nobody else would see them; it runs again when due.

    Errors of the outside world are a sentence, bugs a trace.
    """

    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            job(*args, **kwargs)
        except ArchiveError as error:
            log.error("%s", error)  # noqa: TRY400 - the sentence is for an operator; a trace would bury it
        except Exception:
            log.exception("a job of the worker failed; it runs again when it is due")
            raise

    return run
