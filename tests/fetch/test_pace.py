"""No host is asked faster than its pace, whoever asks."""

import threading
import time
from itertools import pairwise

import pytest

from indexer.errors import FetchError


def test_two_requests_to_one_host_keep_their_distance(site, fetcher, clock):
    site.put("/a")
    site.put("/b")
    fetcher.get(site.url("/a"))
    fetcher.get(site.url("/b"))
    # robots.txt, /a, /b
    assert clock.slept == [3.0, 3.0]


def test_a_source_may_go_slower(site, fetcher, clock):
    fetcher.get(site.put("/a"), pace_s=10)
    fetcher.get(site.put("/b"), pace_s=10)
    assert clock.slept == [10.0, 10.0]


def test_time_that_has_passed_anyway_is_not_waited_for(site, fetcher, clock):
    fetcher.get(site.put("/a"))
    clock.seconds += 2
    fetcher.get(site.put("/b"))
    clock.seconds += 60
    fetcher.get(site.put("/c"))
    assert clock.slept == [3.0, 1.0]


def test_hosts_do_not_wait_for_each_other(site, canary, fetcher_for, clock):
    fetcher = fetcher_for(allow=(site.place, canary.place), pace_s=3.0)
    for place in (site, canary):
        place.put("/a")
        place.put("/robots.txt", b"")
    fetcher.get(site.url("/a"))
    fetcher.get(canary.url("/a"))
    assert clock.slept == [3.0, 3.0]


def test_a_redirect_on_the_same_host_keeps_the_pace(site, fetcher, clock):
    site.put("/new")
    fetcher.get(site.put("/old", status="301 X", Location="/new"))
    assert clock.slept == [3.0, 3.0]


def test_waiting_for_a_turn_does_not_use_up_the_deadline(site, fetcher_for, clock):
    fetcher = fetcher_for(timeout_s=5.0, pace_s=100.0)
    assert fetcher.get(site.put("/a", b"Text")).body == b"Text"


def test_threads_share_the_pace(site, fetcher_for):
    moments = []
    site.put_script("/a", lambda send: (moments.append(time.monotonic()), send(b"HTTP/1.1 200 OK\r\n\r\nText")))
    fetcher = fetcher_for(real_time=True, pace_s=0.1)
    fetcher.get(site.url("/a"))
    threads = [threading.Thread(target=fetcher.get, args=(site.url("/a"),)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    gaps = [later - earlier for earlier, later in pairwise(moments)]
    assert len(gaps) == 3
    assert min(gaps) > 0.07


def test_who_waits_is_sent_away_with_the_others(site, fetcher_for, clock, failure):
    def asleep(seconds):
        clock.sleep(seconds)
        fetcher.hold(site.url(), 300)

    fetcher = fetcher_for(sleep=asleep)
    assert failure(fetcher, site.put("/a"))[0] == "busy"
    assert site.paths == []


def test_closing_wakes_those_who_wait(site, fetcher_for):
    fetcher = fetcher_for(real_time=True, pace_s=60.0)
    caught = []

    def fetch():
        with pytest.raises(FetchError) as error:
            fetcher.get(site.put("/a"))
        caught.append(str(error.value))

    thread = threading.Thread(target=fetch)
    thread.start()
    while not site.requests:
        time.sleep(0.01)
    fetcher.close()
    thread.join(timeout=5)
    assert caught == [f"{site.place} was not asked because the crawler is stopping."]
    assert site.paths == []
