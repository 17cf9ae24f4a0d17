import signal
import socket
import subprocess
import sys
import time
from datetime import date, timedelta

import pytest

from indexer.archive import Archive, open_archive
from indexer.config import load
from indexer.demo import config_text
from indexer.demo.newsroom import build
from indexer.demo.site import serve
from indexer.leases import leased
from indexer.model import Schedule
from indexer.worker import Worker


@pytest.fixture
def config(tmp_path):
    """A config whose one source is the sample newsroom's smallest site, with the site's request log."""
    with serve(build(date(2026, 3, 18))) as sites:
        path = tmp_path / "config.toml"
        stanzas = config_text(sites.english.url, sites.ukrainian.url, sites.mirror.url)
        path.write_text('data = "data"\n' + stanzas, encoding="utf-8")
        yield load(path)


def wait_until(true, seconds=60):
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.1)


def test_a_worker_crawls_indexes_and_runs_saved_queries_by_itself(config):
    settings = config
    with open_archive(settings, writes_index=True) as archive:
        saved = archive.save_query("All", "", Schedule("ingest"), 0)
        worker = Worker(archive)
        worker.start()
        wait_until(lambda: len(archive.store.last_visits()) == 3)
        wait_until(lambda: any(run.delivered for run in archive.store.runs(saved.id, 10)))
        began = time.monotonic()
        worker.stop()
        assert time.monotonic() - began < 10


def test_two_workers_visit_each_source_once(config):
    command = [sys.executable, "-m", "indexer", "--config", str(config.path), "work"]
    workers = [subprocess.Popen(command) for _ in range(2)]
    with open_archive(config, writes_index=False) as archive:
        wait_until(lambda: len([v for v in archive.store.last_visits().values() if v.ended_at]) == 3)
        for worker in workers:
            worker.terminate()
        assert [worker.wait(20) for worker in workers] == [0, 0]
        assert [len(archive.store.visits(source.name, 10)) for source in config.sources] == [1, 1, 1]


@pytest.mark.parametrize("seconds", [1.5, 4])
def test_a_worker_that_is_told_to_stop_twice_stops_at_once(config, seconds):
    """Ctrl-C reaches the whole process group, and the parent passes it on."""
    worker = subprocess.Popen([sys.executable, "-m", "indexer", "--config", str(config.path), "work"])
    time.sleep(seconds)
    # Without a pause, so that one signal is still being handled when the next comes.
    for number in [signal.SIGINT, signal.SIGTERM] * 2_000:
        worker.send_signal(number)
    assert worker.wait(10) in (0, 130, -signal.SIGINT, -signal.SIGTERM)


def test_a_bug_in_a_visit_reaches_the_log(config, caplog, monkeypatch):
    with open_archive(config, writes_index=True) as archive:
        worker = Worker(archive)
        monkeypatch.setattr(Archive, "visit", lambda *_: 1 / 0)
        worker.start()
        wait_until(lambda: "ZeroDivisionError" in caplog.text)
        worker.stop()


def test_a_source_is_visited_by_one_at_a_time(config):
    source = config.sources[0]
    with open_archive(config, writes_index=True) as archive:
        with leased(archive.store, f"visit:{source.name}", archive.clock, holder="elsewhere:1") as lease:
            assert lease is not None
            assert archive.visit(source, lambda _done, _found: None) is None
        assert archive.visit(source, lambda _done, _found: None).new > 0


def test_a_lease_is_prolonged_by_signs_of_life(archive, clock):
    with leased(archive.store, "work", clock, holder="one:1") as lease:
        for _ in range(10):
            clock.turn(minutes=4)
            lease.keep()
        with leased(archive.store, "work", clock, holder="two:2") as second:
            assert second is None
    with leased(archive.store, "work", clock, holder="two:2") as second:
        assert second is not None


def test_the_lease_of_a_dead_process_of_this_machine_is_taken_over(archive, clock):
    child = subprocess.Popen(["true"])
    child.wait()
    archive.store.claim("work", f"{socket.gethostname()}:{child.pid}", clock(), clock() + timedelta(minutes=5))
    with leased(archive.store, "work", clock) as lease:
        assert lease is not None


def test_the_lease_of_a_process_elsewhere_runs_out(archive, clock):
    archive.store.claim("work", "elsewhere:1", clock(), clock() + timedelta(minutes=5))
    with leased(archive.store, "work", clock) as lease:
        assert lease is None
    clock.turn(minutes=6)
    with leased(archive.store, "work", clock) as lease:
        assert lease is not None
