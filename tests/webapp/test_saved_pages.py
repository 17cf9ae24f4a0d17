"""Saved queries from the search page to what a run told."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from indexer.model import Schedule


def texts(page: BeautifulSoup, selector: str) -> list[str]:
    return [" ".join(found.get_text().split()) for found in page.select(selector)]


@pytest.fixture
def saved(archive):
    """A daily query about ferries that has just run over everything."""
    query = archive.save_query("Ferries", "said-by=tomas-orlec&view=quotes", Schedule("daily", "07:00"), 30)
    return query, archive.run_now(query)


def test_the_form_shows_the_sentence_and_what_it_would_have_told(read):
    page = read("/saved/new?q=harbour")
    assert page.select_one("#name")["value"] == "harbour"
    assert page.select_one("input[name=search]")["value"] == "q=harbour"
    assert texts(page, ".sentence") == ["articles · “harbour”"]
    assert texts(page, "aside p")[0] == "In the last 28 days 2 matches came into the archive, about 0.1 a day."
    assert sorted(texts(page, "aside .hit > a")) == ["Council wants a second ferry", "Storm closes the harbour"]


@pytest.mark.parametrize(
    ("search", "said"),
    [
        ("date=7d", "Rolling dates: each run looks at the last 7 days up to its own day."),
        ("date=1d", "Rolling dates: each run looks at its own day."),
        ("q=date%3Ayesterday", "Rolling dates: each run looks at the day 1 day before its own."),
        (
            "date=2026-03",
            "Fixed dates: later on, only articles from 1 Mar 2026 to 31 Mar 2026 that arrive late can match.",
        ),
        (
            "date=..2026-03-01",
            "Fixed dates: later on, only articles until 1 Mar 2026 that arrive late can match.",
        ),
        ("q=date%3A>=2026-03-01", "Open dates: whatever is published from then on can match."),
    ],
)
def test_the_form_says_whether_dates_roll(read, search, said):
    assert texts(read(f"/saved/new?{search}"), ".notice") == [said]


def test_saving_keeps_the_search_to_the_letter(send, archive):
    search = "q=harbour&said-by=tomas-orlec&-topic=energy&view=quotes"
    response = send("/saved", name="Orlec", search=search, kind="weekly", at="08:30", weekday=["0", "4"], first="now")
    assert (response.status_code, response.headers["Location"]) == (303, "/saved/1")
    kept = archive.store.saved_query(1)
    assert (kept.name, kept.params, kept.schedule) == (
        "Orlec",
        search,
        Schedule("weekly", "08:30", (0, 4), "Europe/Kyiv"),
    )
    assert kept.watermark == archive.store.reached()


def test_the_first_run_can_reach_back(send, archive, clock):
    clock.now += timedelta(days=2)
    send("/saved", name="All", search="q=harbour", kind="manual", first="past", past_days="7")
    assert archive.store.saved_query(1).watermark == 0


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"name": " "}, "Give the query a name, so that you know it again."),
        ({"name": "x" * 121}, "The name has 121 characters; 120 are allowed."),
        ({"at": "25:00"}, "The time must look like 07:00."),
        ({"kind": "weekly"}, "Tick at least one weekday."),
        ({"first": "past", "past_days": "0"}, "The number of days must lie between 1 and 365."),
        ({"first": "past", "past_days": "many"}, "The number of days must lie between 1 and 365."),
    ],
)
def test_a_form_with_a_fault_comes_back_as_filled_in(send, archive, fields, message):
    filled = {"name": "Mine", "search": "q=harbour", "kind": "daily", "at": "07:00", **fields}
    response = send("/saved", **filled)
    page = BeautifulSoup(response.text, "lxml")
    assert response.status_code == 400
    assert texts(page, ".wrong") == [message]
    assert page.select_one("input[name=search]")["value"] == "q=harbour"
    assert archive.store.saved_queries() == ()


def test_a_search_that_cannot_be_read_cannot_be_saved(send, archive):
    assert send("/saved", name="Broken", search="q=(ferry", kind="daily").status_code == 400
    assert archive.store.saved_queries() == ()


def test_the_list_tells_schedule_last_run_and_what_is_unread(read, saved):
    page = read("/saved")
    assert texts(page, ".card h2") == ["Ferries 2 unread active"]
    assert dict(zip(texts(page, "dt"), texts(page, "dd"), strict=True)) == {
        "Runs": "daily at 07:00 (Europe/Kyiv)",
        "Last run": "20 Apr 2026, 12:00, 2 told of 2 found",
        "Next run": "21 Apr 2026, 07:00",
    }
    assert texts(page, ".masthead .badge") == ["2 unread"]


def test_a_run_lists_exactly_what_it_told(read, saved, add):
    query, run = saved
    add("later", title="Harbour news", body="The harbour is open.")
    page = read(f"/saved/{query.id}/runs/{run.id}")
    assert texts(page, ".hit h2") == ["Council wants a second ferry", "Storm closes the harbour"]
    assert texts(page, ".hit blockquote") == [
        "the quay needs repairs first",
        "We shall not send anybody out in this weather,",
    ]
    assert texts(page, ".hit:first-child .chip") == ["new", "arrived late", "unread"]


def test_reading_a_run_empties_the_badge(read, send, saved):
    query, run = saved
    response = send(f"/saved/{query.id}/runs/{run.id}/read")
    assert (response.status_code, response.headers["Location"]) == (303, f"/saved/{query.id}/runs/{run.id}")
    assert texts(read(f"/saved/{query.id}/runs/{run.id}"), ".badge, .actions") == []


def test_running_by_hand_opens_the_run(read, send, saved, clock):
    query, _ = saved
    clock.now += timedelta(minutes=1)
    response = send(f"/saved/{query.id}/run")
    assert (response.status_code, response.headers["Location"]) == (303, f"/saved/{query.id}/runs/2")
    assert texts(read("/saved/1/runs/2"), ".sentence") == ["nothing new · changes 3 → 3"]
    assert texts(read("/saved/1"), ".runs tbody tr")[0].startswith("20 Apr 2026, 12:01 by hand 3 → 3 nothing new")


def test_pause_and_resume(read, send, saved, archive):
    query, _ = saved
    assert send(f"/saved/{query.id}/pause").status_code == 303
    assert archive.store.saved_query(query.id).state == "paused"
    assert texts(read(f"/saved/{query.id}"), ".actions form button")[:2] == ["Run now", "Resume"]
    send(f"/saved/{query.id}/resume")
    assert archive.store.saved_query(query.id).state == "active"


def test_deleting_takes_the_query_away(read, send, saved, archive):
    response = send(f"/saved/{saved[0].id}/delete")
    assert (response.status_code, response.headers["Location"]) == (303, "/saved")
    assert archive.store.saved_queries() == ()
    assert texts(read("/saved"), ".nothing h2") == ["You have none yet"]


def test_a_run_belongs_to_its_query(site: FlaskClient, saved, archive):
    _, run = saved
    other = archive.save_query("Other", "q=storm", Schedule("manual"), 0)
    assert site.get(f"/saved/{other.id}/runs/{run.id}").status_code == 404


def test_what_is_not_there_is_not_found(site: FlaskClient):
    assert [site.get(url).status_code for url in ("/saved/9", "/saved/9/runs/1", f"/saved/{10**30}")] == [404] * 3


@pytest.mark.parametrize(
    "action", ["/saved", "/saved/1/run", "/saved/1/pause", "/saved/1/delete", "/saved/1/runs/1/read"]
)
def test_nothing_changes_without_the_token_of_an_open_page(site: FlaskClient, saved, archive, action):
    before = (archive.store.saved_queries(), archive.store.runs(1, 9))
    fields = {"name": "Theirs", "search": "q=storm", "kind": "daily", "at": "07:00", "csrf_token": "forged"}
    for data in (fields, {}):
        assert site.post(action, data=data).status_code == 400
    assert site.get(action + "?confirm=1").status_code in {200, 404, 405}
    assert (archive.store.saved_queries(), archive.store.runs(1, 9)) == before
