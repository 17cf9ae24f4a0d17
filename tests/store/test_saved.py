"""Saved queries, their runs and the ledger."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from indexer.model import Delivered, Run, SavedQuery, Schedule

WEEKLY = Schedule("weekly", "06:30", (0, 3), "Europe/Warsaw")
INGEST = Schedule("ingest")


@pytest.fixture
def save(store, now):
    def make(schedule=WEEKLY, watermark=0, due=None):
        return store.save_query("Border", "q=border", schedule, watermark, due, now)

    return make


@pytest.fixture
def make_run(now):
    return lambda query, slot="s-1", **rest: replace(Run(0, query.id, slot, now, now, 0, 2, 0, 0, (), None), **rest)


def test_a_query_comes_back_as_it_was_saved(store, save, now):
    due = now + timedelta(days=1)
    expected = SavedQuery(1, "local", "Border", "q=border", WEEKLY, "active", None, "received", 7, now, due, unread=0)
    assert save(watermark=7, due=due) == expected
    assert (store.saved_query(1), store.saved_query(2), store.saved_queries()) == (expected, None, (expected,))


def test_queries_are_due_by_time_or_by_lag(store, save, make_intake, now):
    on_time, early = save(due=now), save(due=now + timedelta(seconds=1))
    manual, behind = save(Schedule("manual")), save(INGEST, watermark=0)
    assert store.due_queries(now) == (on_time,)
    store.put([make_intake()], now)
    level = save(INGEST, watermark=1)
    assert store.due_queries(now) == (on_time, behind)
    assert {early.id, manual.id, level.id}.isdisjoint(query.id for query in store.due_queries(now))


def test_a_paused_query_is_not_due(store, save, now):
    query = save(due=now)
    store.set_query_state(query.id, "attention", "There is no field 'persn'.", None)
    changed = replace(query, state="attention", reason="There is no field 'persn'.", next_due_at=None)
    assert (store.saved_query(query.id), store.due_queries(now)) == (changed, ())


def test_a_run_moves_the_watermark_and_fills_the_ledger(store, save, make_run, make_intake, now):
    store.put([make_intake("one"), make_intake("two", title="")], now)
    query, due = save(), now + timedelta(days=1)
    run = make_run(query, found=3, delivered=2, suppressed=(("told before", 1),))
    items = [
        Delivered(0, 0, 1, 1, "new", (4, 5), False, None),
        Delivered(0, 0, 2, 2, "correction:ab12", (), True, None),
    ]
    stored = store.record_run(run, items, due, 0)
    assert stored == replace(run, id=1)
    assert store.saved_query(query.id) == replace(query, watermark=2, next_due_at=due, unread=2)
    assert (store.run(1), store.run(2), store.runs(query.id, 5)) == (stored, None, (stored,))
    told = [replace(item, id=number, run_id=1) for number, item in enumerate(items, start=1)]
    assert store.run_items(1) == tuple(told)
    assert store.delivered_articles(query.id, [1, 2, 3]) == {1: {"new"}, 2: {"correction:ab12"}}


def test_who_comes_second_writes_nothing(store, save, make_run, now):
    query = save()
    assert store.record_run(make_run(query), [], None, 0)
    assert store.record_run(make_run(query, "s-2", high=9), [], None, 0) is None, "the watermark has moved on"
    assert store.record_run(make_run(query, "s-1", high=9), [], None, 2) is None, "the slot has its run"
    assert store.record_run(make_run(replace(query, id=99)), [], None, 0) is None, "there is no such query"
    assert [run.slot for run in store.runs(query.id, 5)] == ["s-1"]
    assert store.saved_query(query.id).watermark == 2


def test_nothing_is_told_twice(store, save, make_run, make_intake, now):
    store.put([make_intake()], now)
    query, item = save(), Delivered(0, 0, 1, 1, "new", (), False, None)
    store.record_run(make_run(query), [item], None, 0)
    with pytest.raises(Exception, match="UNIQUE"):
        store.record_run(make_run(query, "s-2", low=2, high=3), [item], None, 2)
    assert (store.saved_query(query.id).watermark, len(store.runs(query.id, 5))) == (2, 1)


def test_runs_are_read_newest_first(store, save, make_run):
    query = save()
    for number in range(3):
        store.record_run(make_run(query, f"s-{number}", high=number + 1), [], None, number)
    assert [run.slot for run in store.runs(query.id, 2)] == ["s-2", "s-1"]


def test_reading_a_run_is_noted_once(store, save, make_run, make_intake, now):
    store.put([make_intake()], now)
    query = save()
    store.record_run(make_run(query), [Delivered(0, 0, 1, 1, "new", (), False, None)], None, 0)
    store.mark_read(1, now)
    store.mark_read(1, now + timedelta(hours=1))
    assert [item.read_at for item in store.run_items(1)] == [now]
    assert store.saved_query(query.id).unread == 0


def test_a_deleted_query_leaves_nothing_behind(store, save, make_run, make_intake, now):
    store.put([make_intake()], now)
    gone, kept = save(), save()
    for query in (gone, kept):
        store.record_run(make_run(query), [Delivered(0, 0, 1, 1, "new", (), False, None)], None, 0)
    store.delete_query(gone.id)
    assert [query.id for query in store.saved_queries()] == [kept.id]
    assert (store.run(1), store.run_items(1), store.delivered_articles(gone.id, [1])) == (None, (), {})
    assert len(store.run_items(2)) == 1


def test_times_keep_their_instant(store, save):
    due = datetime.fromisoformat("2026-10-25T03:30:00.123456+03:00")
    assert save(due=due).next_due_at == datetime(2026, 10, 25, 0, 30, 0, 123456, tzinfo=UTC)
