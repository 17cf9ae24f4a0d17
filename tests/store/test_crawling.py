"""What is remembered of addresses, visits and leases."""

import multiprocessing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from indexer.model import Seen, Visit
from indexer.store import open_store

GONE = Seen("https://news.example/gone", "failed", None, None, None, 2, datetime(2026, 3, 5, tzinfo=UTC))
CONTACT = Seen("https://news.example/contact", "not-article", "v1", '"e"', "Mon", 0, None)


def test_an_address_is_remembered_for_its_source(store, now):
    store.remember("herald", [GONE, CONTACT], ["404", "no text"], now)
    asked = [GONE.url, CONTACT.url, "https://news.example/never"]
    assert store.seen("herald", asked) == {GONE.url: GONE, CONTACT.url: CONTACT}
    assert store.seen("gazette", asked) == {}


def test_the_latest_word_on_an_address_counts(store, now):
    store.remember("herald", [GONE], ["404"], now)
    third = replace(GONE, attempts=3)
    store.remember("herald", [CONTACT, replace(GONE, attempts=9), third], [None, None, "410"], now)
    assert store.seen("herald", [GONE.url]) == {GONE.url: third}


def test_tens_of_thousands_of_addresses_can_be_asked_for(store, now):
    many = [replace(CONTACT, url=f"https://news.example/{number}") for number in range(3_000)]
    store.remember("herald", many, [None] * len(many), now)
    asked = [f"https://news.example/{number}" for number in range(50_000)]
    assert len(store.seen("herald", asked)) == 3_000


def test_an_article_whose_page_fails_once_is_still_the_same_article(store, make_intake, now):
    moved = make_intake("new", guid="g-1")
    store.put([make_intake("old", guid="g-1"), moved], now)
    store.remember("herald", [replace(GONE, url=moved.offered)], ["503"], now)
    assert store.put([make_intake("new")], now) == ("unchanged",)


# --------------------------------------------------------------------------------------------------------------- visits


def test_a_visit_is_written_down_at_both_ends(store, now):
    number = store.open_visit("herald", now)
    assert store.last_visits() == {"herald": Visit("herald", now)}
    ended = Visit("herald", now, now, 9, 1, 2, 3, 1, 1, 1, None, (("404", 1), ("no text", 1)))
    store.close_visit(number, ended)
    assert store.last_visits() == {"herald": ended}


def test_visits_are_read_newest_first(store, now):
    for hour in range(3):
        store.open_visit("herald", now + timedelta(hours=hour))
    store.open_visit("gazette", now)
    hours = [(visit.started_at - now).seconds // 3600 for visit in store.visits("herald", 2)]
    assert hours == [2, 1]
    assert sorted(store.last_visits()) == ["gazette", "herald"]


def test_sources_are_due_the_longest_overdue_first(store, now):
    for source, minutes in (("late", 90), ("later", 120), ("fresh", 10), ("exact", 60)):
        store.open_visit(source, now - timedelta(minutes=minutes))
    every = dict.fromkeys(["fresh", "exact", "late", "never", "later"], 3600.0)
    assert store.due_sources(every, now) == ("never", "later", "late", "exact")
    assert store.due_sources({"late": 6000.0}, now) == ()


def test_a_clock_set_back_does_not_stop_the_visits(store, now):
    store.open_visit("herald", now + timedelta(days=365))
    assert store.due_sources({"herald": 3600.0}, now) == ("herald",)


# --------------------------------------------------------------------------------------------------------------- leases


def test_a_lease_is_held_by_one_at_a_time(store, now):
    later = now + timedelta(minutes=5)
    assert store.claim("writer", "a", now, later) == 1
    assert store.claim("writer", "b", now, later) is None
    assert store.claim("other", "b", now, later) == 1
    store.release("writer", 1)
    assert store.claim("writer", "b", now, later) == 2


def test_a_lease_that_ran_out_goes_to_the_next(store, now):
    store.claim("writer", "a", now, now + timedelta(minutes=5))
    assert store.claim("writer", "b", now + timedelta(minutes=5), now + timedelta(minutes=9)) == 2
    store.release("writer", 1)
    assert store.claim("writer", "c", now + timedelta(minutes=6), now + timedelta(minutes=9)) is None


def _claim_slots(url: str, holder: str, slots: int) -> list[str]:
    store, now = open_store(url), datetime(2026, 3, 4, tzinfo=UTC)
    won = [f"slot-{n}" for n in range(slots) if store.claim(f"slot-{n}", holder, now, now + timedelta(hours=1))]
    store.close()
    return won


def test_four_processes_claim_each_slot_once(url):
    with multiprocessing.get_context("fork").Pool(4) as pool:
        won = pool.starmap(_claim_slots, [(url, f"worker-{number}", 60) for number in range(4)])
    assert sorted(slot for slots in won for slot in slots) == sorted(f"slot-{number}" for number in range(60))
