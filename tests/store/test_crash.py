"""What was acknowledged survives kill -9 at any moment."""

import multiprocessing
import random
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import count
from multiprocessing.connection import Connection

from indexer.model import Article
from indexer.ports import Intake
from indexer.store import open_store

NOW = datetime(2026, 3, 4, tzinfo=UTC)
KILLS = 20


def test_every_acknowledged_article_survives_kill_9(url):
    moments = random.Random(20)
    done = -1
    for _ in range(KILLS):
        done = _write_until_killed(url, done + 1, moments.uniform(0, 0.25))
        _check(url, done)


def _batch(number: int) -> Sequence[Intake]:
    """Ten articles of its own, and a new version of the first one of the batch before."""
    fresh = [_intake(f"{number}-{place}", "first") for place in range(10)]
    return [*fresh, _intake(f"{number - 1}-0", "second")] if number else fresh


def _intake(path: str, title: str) -> Intake:
    url = f"https://news.example/{path}"
    return Intake("herald", url, Article(url, title, "word " * 200, None))


def _write(url: str, first: int, acknowledged: Connection) -> None:
    store = open_store(url)
    for number in count(first):
        store.put(_batch(number), NOW)
        acknowledged.send(number)


def _write_until_killed(url: str, first: int, lifetime_s: float) -> int:
    """Lets a writer run for that long after its first acknowledgement; the last batch it acknowledged."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    writer = context.Process(target=_write, args=(url, first, sender))
    writer.start()
    sender.close()
    last = receiver.recv()
    time.sleep(lifetime_s)
    writer.kill()
    writer.join()
    while receiver.poll():
        try:
            last = receiver.recv()
        except EOFError:
            break
    return last


def _check(url: str, done: int) -> None:
    store = open_store(url)
    log = store.changes(0, 1_000_000)
    assert [change.rev_seq for change in log] == list(range(1, store.reached() + 1))
    present = store.articles(sorted({change.article_id for change in log}))
    assert store.counts()["articles"] == len(present)
    batches = len(present) // 10
    assert batches in (done + 1, done + 2), "all that was acknowledged, and perhaps one batch that was about to be"
    assert {r.article.url: (r.article.title, r.number) for r in present} == _expected(batches)
    store.close()


def _expected(batches: int) -> dict[str, tuple[str, int]]:
    told = {}
    for number in range(batches):
        for intake in _batch(number):
            told[intake.article.url] = (intake.article.title, 2 if intake.article.title == "second" else 1)
    return told
