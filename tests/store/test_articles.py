"""What is put into the archive, and how it comes back."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from indexer.model import Change, Page, Revision, Seen, Statement
from indexer.store.fingerprint import content_sha256

PAGE = Page(
    url="https://news.example/bridge",
    status=200,
    fetched_at=datetime(2026, 3, 4, 9, 29, tzinfo=UTC),
    content_type="text/html; charset=utf-8",
    etag='"a1"',
    last_modified=None,
    body=b"<html>" + b"bridge " * 500,
)


def test_an_article_comes_back_as_it_was_put(store, make_intake, make_quote, now):
    quotes = (make_quote(), make_quote(None, in_title=True))
    assert store.put([make_intake(quotes=quotes, page=PAGE, backfill=True)], now) == ("new",)
    plain = make_intake().article
    koval = store.people(["olena-koval"])["olena-koval"]
    assert store.articles([1]) == (
        Revision(
            article_id=1,
            source="herald",
            number=1,
            rev_seq=1,
            first_seen=now,
            seen_at=now,
            backfill=True,
            content_sha256=content_sha256(plain),
            page_sha256=hashlib.sha256(PAGE.body).hexdigest(),
            article=plain,
            statements=(Statement(1, quotes[0], koval, "name"), Statement(2, quotes[1], None)),
            mentioned=(koval,),
        ),
    )


def test_a_page_is_kept_once_as_first_fetched(store, make_intake, now):
    store.put([make_intake("one", page=PAGE)], now)
    store.put([make_intake("two", page=replace(PAGE, status=203))], now)
    (sha256,) = {revision.page_sha256 for revision in store.articles([1, 2])}
    assert store.page(sha256) == PAGE
    assert store.page("0" * 64) is None


def test_the_same_content_again_stores_nothing(store, make_intake, make_quote, now):
    store.put([make_intake(quotes=(make_quote(),))], now)
    before = store.articles([1])
    later = now + timedelta(days=1)
    assert store.put([make_intake(page=PAGE), make_intake(language="en")], later) == ("unchanged", "unchanged")
    assert (store.articles([1]), store.reached()) == (before, 1)


@pytest.mark.parametrize(
    "difference",
    [
        {"title": "Bridge opens"},
        {"body": "The bridge is closed."},
        {"published": None},
        {"authors": ("Ivan Shapoval",)},
        {"topics": ("Bridges",)},
        {"section": "City"},
    ],
)
def test_different_content_makes_a_revision(store, make_intake, now, difference):
    store.put([make_intake()], now)
    later = now + timedelta(hours=2)
    assert store.put([make_intake(**difference)], later) == ("changed",)
    (present,) = store.articles([1])
    assert (present.number, present.rev_seq, present.first_seen, present.seen_at) == (2, 2, now, later)
    assert present.article == make_intake(**difference).article


def test_spacing_and_order_of_tags_are_no_change(store, make_intake, now):
    store.put([make_intake(title="Cafe\u0301 opens", topics=("Food", "City"))], now)
    assert store.put([make_intake(title=" Café  opens ", topics=("City", "Food"))], now) == ("unchanged",)


def test_the_same_instant_on_another_clock_is_no_change(store, make_intake, now):
    store.put([make_intake()], now)
    published = make_intake().article.published
    kyiv = replace(published, at=datetime.fromisoformat("2026-03-04T10:00+02:00"))
    assert store.put([make_intake(published=kyiv)], now) == ("unchanged",)


def test_old_versions_keep_their_quotes(store, make_intake, make_quote, now):
    first, second = make_quote(), make_quote(text="It will open in June,")
    store.put([make_intake(quotes=(first,))], now)
    store.put([make_intake(title="Bridge to open in June", quotes=(second,))], now)
    told = [(r.number, r.article.title, [s.quote for s in r.statements]) for r in store.revisions(1)]
    assert told == [(1, "Bridge to open in May", [first]), (2, "Bridge to open in June", [second])]
    assert store.revisions(2) == ()


def test_articles_come_in_the_order_asked_for(store, make_intake, now):
    store.put([make_intake(str(number)) for number in range(1500)], now)
    asked = [7, 1500, 9999, 1, 7]
    assert [revision.article_id for revision in store.articles(asked)] == [7, 1500, 1, 7]
    assert len(store.articles(range(1, 1501))) == 1500


# ------------------------------------------------------------------------------------------------------------- identity


def test_a_moved_article_is_known_by_its_guid(store, make_intake, now):
    store.put([make_intake("old", guid="g-1")], now)
    assert store.put([make_intake("new", guid="g-1")], now) == ("unchanged",)
    assert store.put([make_intake("new")], now) == ("unchanged",)
    assert store.put([make_intake("new", title="Bridge opens")], now) == ("changed",)
    assert [r.article.url for r in store.revisions(1)] == ["https://news.example/old", "https://news.example/new"]


def test_a_new_guid_under_the_same_url_is_the_same_article(store, make_intake, now):
    store.put([make_intake("old", guid="g-1")], now)
    assert store.put([make_intake("old", guid="g-2")], now) == ("unchanged",)
    assert store.put([make_intake("new", guid="g-2")], now) == ("unchanged",)


def test_the_url_wins_where_guids_are_repeated(store, make_intake, now):
    store.put([make_intake("one", guid="g-1"), make_intake("two")], now)
    assert store.put([make_intake("two", guid="g-1", title="Later")], now) == ("changed",)
    assert [(r.article_id, r.article.title) for r in store.revisions(2)] == [(2, "Bridge to open in May"), (2, "Later")]


def test_a_guid_counts_within_its_source_only(store, make_intake, now):
    batch = [make_intake("one", guid="g-1"), make_intake("two", source="gazette", guid="g-1")]
    assert store.put(batch, now) == ("new", "new")


def test_a_guid_too_long_for_a_key_is_no_guid(store, make_intake, now):
    assert store.put([make_intake("one", guid="g" * 501), make_intake("two", guid="g" * 501)], now) == ("new", "new")


def test_versions_within_one_batch_follow_each_other(store, make_intake, now):
    batch = [make_intake(), make_intake(title="Later"), make_intake(title="Later"), make_intake("other")]
    assert store.put(batch, now) == ("new", "changed", "unchanged", "new")
    assert [r.article.title for r in store.revisions(1)] == ["Bridge to open in May", "Later"]
    assert store.changes(0, 10) == (Change(1, 1), Change(2, 1), Change(3, 2))


# ---------------------------------------------------------------------------------------------------- the log, the rest


def test_changes_are_read_in_pieces(store, make_intake, now):
    assert (store.reached(), store.changes(0, 5)) == (0, ())
    store.put([make_intake(str(number)) for number in range(3)], now)
    assert store.changes(1, 1) == (Change(2, 2),)
    assert store.changes(3, 5) == ()


def test_the_log_knows_where_it_was(store, make_intake, now):
    store.put([make_intake("one")], now)
    store.put([make_intake("two")], now + timedelta(days=1))
    moments = (now, now + timedelta(seconds=1), now + timedelta(days=2))
    assert [store.reached_at(moment) for moment in moments] == [0, 1, 2]


def test_a_batch_that_fails_changes_nothing(store, make_intake, make_quote, now):
    broken = make_intake("two", quotes=(make_quote(text=None),))
    with pytest.raises(Exception, match="NOT NULL"):
        store.put([make_intake("one"), broken], now)
    assert (store.reached(), store.counts()["articles"], store.changes(0, 5)) == (0, 0, ())
    assert store.put([make_intake("one")], now) == ("new",)


def test_putting_an_article_remembers_its_address(store, make_intake, now):
    offered, check = "https://news.example/?id=1", now + timedelta(hours=1)
    store.put([make_intake(offered=offered, page=PAGE, changed_hint="v1", next_check_at=check)], now)
    remembered = Seen(offered, "article", "v1", '"a1"', None, 0, check)
    assert store.seen("herald", [offered, "https://news.example/bridge"]) == {offered: remembered}
    store.put([make_intake(offered=offered, changed_hint="v2")], now)
    assert store.seen("herald", [offered])[offered] == Seen(offered, "article", "v2", None, None, 0, None)


def test_text_that_no_database_takes_keeps_its_length(store, make_intake, make_quote, now):
    quote = make_quote("Olena\ud800 Koval", text="a\x00b", title="\udfff")
    store.put([make_intake(body="a\x00b\ud83d.", topics=("\x00Tag",), guid="\x00", quotes=(quote,))], now)
    (present,) = store.articles([1])
    assert (present.article.body, present.article.topics) == ("a\ufffdb\ufffd.", ("\ufffdTag",))
    assert (present.statements[0].quote.text, present.statements[0].quote.title) == ("a\ufffdb", "\ufffd")


def test_dates_at_the_ends_of_the_calendar_are_stored(store, make_intake, now):
    first = replace(make_intake().article.published, at=datetime.fromisoformat("0001-01-01T00:00+02:00"))
    last = replace(first, at=datetime.fromisoformat("9999-12-31T23:59-02:00"))
    store.put([make_intake("first", published=first), make_intake("last", published=last)], now)
    assert [r.article.published.at.date().isoformat() for r in store.articles([1, 2])] == ["0001-01-01", "9999-12-31"]


def test_topics_keep_the_first_spelling_met(store, make_intake, now):
    store.put([make_intake(topics=("Border  Crisis", "EU")), make_intake("two", topics=("border crisis",))], now)
    store.put([make_intake("three", topics=("eu", "x" * 501))], now)
    assert store.topic_labels(["border crisis", "eu", "unknown"]) == {"border crisis": "Border Crisis", "eu": "EU"}


def test_present_statements_are_counted(store, make_intake, make_quote, now):
    store.put([make_intake(quotes=(make_quote(), make_quote())), make_intake("two", source="gazette")], now)
    store.put([make_intake(title="Later", quotes=(make_quote(),))], now)
    told = {"articles": 2, "statements": 1, "people": 1, "source:gazette": 1, "source:herald": 1}
    assert store.counts() == told
