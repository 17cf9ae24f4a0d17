from dataclasses import replace
from datetime import timedelta

import pytest

from indexer import alerts
from indexer.errors import QueryError
from indexer.model import Dated, Schedule
from tests.pipeline.conftest import START, make_article, make_intake

EACH_INGEST = Schedule("ingest")


@pytest.fixture
def border(archive):
    """A saved query for the border, and a way to bring articles in and look."""
    saved = archive.save_query("Border", "q=border", EACH_INGEST, 0)

    def bring(*articles, **fields):
        archive.store.put([make_intake(article, **fields) for article in articles], archive.clock())
        archive.catch_up()
        archive.look()
        runs = archive.store.runs(saved.id, 1)
        return [(i.article_id, i.item_class.split(":")[0]) for i in archive.store.run_items(runs[0].id)] if runs else []

    bring.saved = saved
    return bring


def test_what_was_there_before_is_not_news(archive):
    archive.store.put([make_intake(make_article(1))], archive.clock())
    archive.catch_up()
    saved = archive.save_query("Border", "q=border", EACH_INGEST, 0)
    archive.look()
    assert not archive.store.runs(saved.id, 10)


def test_a_new_match_is_told_once(border):
    assert border(make_article(1)) == [(1, "new")]
    assert border(make_article(1), make_article(2)) == [(2, "new")]


@pytest.mark.parametrize("window", [1, 5_000])
def test_what_is_told_does_not_depend_on_how_much_is_new(border, monkeypatch, window):
    monkeypatch.setattr(alerts, "WINDOW_MAX", window)
    dull = make_article(2, title="Grain", body="Wheat prices rose.")
    assert border(make_article(1), dull, make_article(3)) == [(1, "new"), (3, "new")]
    assert border(make_article(4)) == [(4, "new")]


def test_what_does_not_match_is_not_told_but_looked_at(archive, border):
    assert border(make_article(1, title="Grain", body="Wheat prices rose.")) == []
    run = archive.store.runs(border.saved.id, 1)[0]
    assert (run.low, run.high, run.found, run.delivered) == (0, 1, 0, 0)


def test_an_old_story_crawled_today_is_news_and_marked_late(archive, border):
    old = make_article(1, published=Dated(START - timedelta(days=4000), "", "meta"))
    assert border(old) == [(1, "new")]
    run = archive.store.runs(border.saved.id, 1)[0]
    assert [item.late for item in archive.store.run_items(run.id)] == [True]


def test_a_correction_of_what_was_told_is_told_as_such(border):
    border(make_article(1))
    assert border(make_article(1, body="The border is not quiet today.")) == [(1, "correction")]


def test_archive_material_is_counted_but_not_told(archive, border):
    assert border(make_article(1), backfill=True) == []
    assert archive.store.runs(border.saved.id, 1)[0].suppressed == (("archive material", 1),)


def test_a_daily_query_waits_for_its_hour(archive, clock):
    saved = archive.save_query("Border", "q=border", Schedule("daily", "07:00", zone="UTC"), 0)
    archive.store.put([make_intake(make_article(1))], clock())
    archive.catch_up()
    assert archive.look() == 0
    clock.turn(hours=19)
    assert (archive.look(), archive.look()) == (1, 0)
    (run,) = archive.store.runs(saved.id, 10)
    assert (run.slot, run.delivered) == ("2026-03-19T07:00:00+00:00", 1)
    assert archive.store.saved_query(saved.id).next_due_at == clock() + timedelta(hours=24)


def test_past_days_are_told_at_the_first_run_where_wished(archive, clock):
    archive.store.put([make_intake(make_article(1))], clock() - timedelta(days=40))
    archive.store.put([make_intake(make_article(2))], clock() - timedelta(days=3))
    archive.catch_up()
    saved = archive.save_query("Border", "q=border", EACH_INGEST, 7)
    archive.look()
    (run,) = archive.store.runs(saved.id, 10)
    assert [item.article_id for item in archive.store.run_items(run.id)] == [2]


def test_a_paused_query_tells_later_what_it_missed(archive, border):
    archive.pause(border.saved)
    assert border(make_article(1)) == []
    archive.resume(archive.store.saved_query(border.saved.id))
    archive.look()
    run = archive.store.runs(border.saved.id, 1)[0]
    assert [item.article_id for item in archive.store.run_items(run.id)] == [1]


def test_a_query_that_cannot_be_read_is_set_aside_and_others_go_on(archive, border):
    broken = archive.store.save_query("Broken", "q=%22", EACH_INGEST, 0, None, START)
    assert border(make_article(1)) == [(1, "new")]
    set_aside = archive.store.saved_query(broken.id)
    assert (set_aside.state, set_aside.reason) == ("attention", "This quotation mark is never closed.")


def test_a_search_that_cannot_be_read_is_not_saved(archive):
    with pytest.raises(QueryError):
        archive.save_query("Broken", "q=%22", EACH_INGEST, 0)


def test_what_changed_since_it_was_indexed_is_told_once(archive, border):
    archive.store.put([make_intake(make_article(1))], archive.clock())
    archive.catch_up()
    archive.store.put([make_intake(make_article(1, title="The border, corrected"))], archive.clock())
    archive.look()
    archive.catch_up()
    archive.look()
    told = [item for run in archive.store.runs(border.saved.id, 9) for item in archive.store.run_items(run.id)]
    assert [(item.rev_seq, item.item_class) for item in told] == [(2, "new")]


def test_two_workers_tell_once(archive, border, clock):
    archive.store.put([make_intake(make_article(1))], archive.clock())
    archive.catch_up()
    stale = archive.store.saved_query(border.saved.id)
    assert archive.run_now(stale).delivered == 1
    clock.turn(seconds=1)
    assert archive.run_now(replace(stale)) is None


def test_the_watermark_never_passes_what_the_index_cannot_see(archive, border):
    archive.store.put([make_intake(make_article(1))], archive.clock())
    archive.look()
    assert archive.store.saved_query(border.saved.id).watermark == 0
    archive.catch_up()
    archive.look()
    assert archive.store.saved_query(border.saved.id).watermark == 1
