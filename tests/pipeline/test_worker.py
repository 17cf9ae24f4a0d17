import time
from datetime import date

import pytest

from indexer.archive import open_archive
from indexer.config import load
from indexer.demo import config_text
from indexer.demo.newsroom import build
from indexer.demo.site import serve
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
    settings = config
    with open_archive(settings, writes_index=True) as one, open_archive(settings, writes_index=True) as other:
        workers = [Worker(one, holder="one"), Worker(other, holder="other")]
        for worker in workers:
            worker.start()
        wait_until(lambda: len([v for v in one.store.last_visits().values() if v.ended_at]) == 3)
        for worker in workers:
            worker.stop()
        assert [len(one.store.visits(source.name, 10)) for source in settings.sources] == [1, 1, 1]


def test_a_stopped_worker_leaves_its_sources_to_others_at_once(config):
    settings = config
    with open_archive(settings, writes_index=True) as archive:
        worker = Worker(archive, holder="one")
        worker.start()
        wait_until(lambda: worker.visiting)
        worker.stop()
        assert archive.store.claim("visit:dnipro-wire", "another", archive.clock(), archive.clock()) is not None
