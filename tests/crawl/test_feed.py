"""RSS and Atom as they come, broken ones included."""

from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from multiprocessing import get_context
from zoneinfo import ZoneInfo

import pytest

from indexer.crawl import discover
from indexer.errors import FetchError, SourceError
from indexer.model import Candidate, Dated

FEED = "https://news.example/feed"
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>News</title>%s</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>%s</feed>"""


@pytest.fixture
def read(web, make_source, nothing_known):
    def read(body, **fields):
        web.put(FEED, body)
        return list(discover(make_source(**fields), web.get, nothing_known))

    return read


def test_an_rss_item_tells_all_it_knows(read):
    item = """<item><title>Bridge  reopens</title><link>/story/1?utm_source=rss</link>
      <guid isPermaLink="false">n-1</guid>
      <pubDate>Tue, 24 Nov 2026 10:30:00 +0200</pubDate><category>Transport</category><category>Kyiv</category>
      <category>Transport</category><dc:creator>Olena Hai</dc:creator></item>"""
    assert read(RSS % item) == [
        Candidate(
            url="https://news.example/story/1",
            guid="n-1",
            title="Bridge reopens",
            published=Dated(
                datetime(2026, 11, 24, 10, 30, tzinfo=timezone(timedelta(hours=2))),
                "Tue, 24 Nov 2026 10:30:00 +0200",
                "feed",
            ),
            topics=("Transport", "Kyiv"),
            authors=("Olena Hai",),
        )
    ]


def test_an_atom_entry_tells_when_it_changed(read):
    entry = """<entry><title>Bridge reopens</title><id>tag:news.example,2026:1</id><link href="https://news.example/1"/>
      <published>2026-11-24T10:30:00Z</published><updated>2026-11-24T11:00:00Z</updated>
      <author><name>Olena Hai</name></author><category term="Transport"/></entry>"""
    assert read(ATOM % entry) == [
        Candidate(
            url="https://news.example/1",
            guid="tag:news.example,2026:1",
            title="Bridge reopens",
            published=Dated(datetime(2026, 11, 24, 10, 30, tzinfo=UTC), "2026-11-24T10:30:00Z", "feed"),
            changed_hint="2026-11-24T11:00:00Z",
            topics=("Transport",),
            authors=("Olena Hai",),
        )
    ]


@pytest.mark.parametrize(
    "title", ["Fish &amp; chips", "<![CDATA[Fish & <b>chips</b>]]>", "Fish &amp;amp; &lt;i&gt;chips&lt;/i&gt;"]
)
def test_titles_are_plain_text(read, title):
    [candidate] = read(RSS % f"<item><title>{title}</title><link>/1</link></item>")
    assert candidate.title == "Fish & chips"


def test_a_counted_link_is_the_publishers_own(read):
    item = '<item><link>https://counter.example/x</link><f:origLink xmlns:f="%s">/1</f:origLink></item>'
    [candidate] = read(RSS % (item % "http://rssnamespace.org/feedburner/ext/1.0"))
    assert candidate.url == "https://news.example/1"


def test_reading_may_happen_in_another_process(web, make_source, nothing_known):
    web.put(FEED, RSS % "<item><link>/1</link></item>")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        found = discover(
            make_source(), web.get, nothing_known, apart=lambda read, *args: pool.submit(read, *args).result()
        )
        assert [candidate.url for candidate in found] == ["https://news.example/1"]


def test_an_update_is_no_publication(read):
    entry = """<entry><title>A</title><link href="/1"/><updated>2026-11-24T11:00:00Z</updated></entry>"""
    [candidate] = read(ATOM % entry)
    assert (candidate.published, candidate.changed_hint) == (None, "2026-11-24T11:00:00Z")


def test_a_time_without_offset_is_one_of_the_source(read):
    [candidate] = read(RSS % "<item><link>/1</link><pubDate>Tue, 24 Nov 2026 10:30:00</pubDate></item>")
    assert candidate.published == Dated(
        datetime(2026, 11, 24, 10, 30, tzinfo=ZoneInfo("Europe/Kyiv")),
        "Tue, 24 Nov 2026 10:30:00",
        "feed",
        zone_stated=False,
    )


@pytest.mark.parametrize("raw", ["yesterday", "Tue, 32 Nov 2026 10:30:00 +0200", "0", "2026", ""])
def test_an_impossible_time_is_no_time(read, raw):
    [candidate] = read(RSS % f"<item><link>/1</link><pubDate>{raw}</pubDate></item>")
    assert candidate.published is None


def test_dublin_core_dates_count_in_rss(read):
    [candidate] = read(RSS % "<item><link>/1</link><dc:date>2026-11-24T10:30:00+02:00</dc:date></item>")
    assert candidate.published.iso() == "2026-11-24T10:30:00+02:00"


def test_a_feed_that_breaks_off_gives_what_is_whole(read):
    items = "".join(f"<item><title>Story & {n}</title><link>/{n}</link></item>" for n in range(5))
    body = (RSS % items).removesuffix("</channel></rss>")
    assert [candidate.url for candidate in read(body)] == [f"https://news.example/{n}" for n in range(5)]


def test_letters_of_an_old_charset_are_read(read):
    body = (RSS % "<item><title>Київ</title><link>/1</link></item>").replace("utf-8", "windows-1251")
    [candidate] = read(body.encode("windows-1251"))
    assert candidate.title == "Київ"


def test_an_empty_feed_is_a_feed(read):
    assert read(RSS % "") == []


@pytest.mark.parametrize("body", ["", "<html><body>Welcome", "Welcome", b"\x00\xff\x13", "/etc/passwd", FEED])
def test_what_is_no_feed_is_said_to_be_none(read, body):
    with pytest.raises(SourceError, match=f"^{FEED} is no RSS or Atom feed. Check the address of source 'news'.$"):
        read(body)


def test_entities_are_not_expanded_and_files_not_read(read, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("top secret")
    doctype = f"""<!DOCTYPE rss [<!ENTITY a "{"ha" * 1000}"><!ENTITY b "{"&a;" * 1000}"><!ENTITY c "{"&b;" * 1000}">
      <!ENTITY file SYSTEM "file://{secret}">]>"""
    body = RSS.replace("<rss", doctype + "<rss") % "<item><title>&c;&file;</title><link>/1</link></item>"
    [candidate] = read(body)
    assert "haha" not in (candidate.title or "")
    assert "secret" not in (candidate.title or "")


def test_items_beyond_the_limit_are_left_out(read, caplog):
    items = "".join(f"<item><link>/{n}</link></item>" for n in range(1_001))
    assert len(read(RSS % items)) == 1_000
    assert "the first 1000 of 1001 items read" in caplog.text


def test_items_of_other_sites_and_repeats_are_left_out(read, caplog):
    caplog.set_level("INFO")
    links = ("/1", "https://elsewhere.example/2", "javascript:alert(1)", "/1#top", "https://www.news.example/3")
    body = RSS % "".join(f"<item><link>{link}</link></item>" for link in links)
    assert [candidate.url for candidate in read(body)] == ["https://news.example/1", "https://www.news.example/3"]
    assert "1 links to other places left out" in caplog.text


def test_only_patterns_decide_where_there_are_some(read):
    links = ("/story/1", "/advert/2", "https://partner.example/story/3")
    body = RSS % "".join(f"<item><link>{link}</link></item>" for link in links)
    found = [candidate.url for candidate in read(body, only=(r"/story/\d+$",))]
    assert found == ["https://news.example/story/1", "https://partner.example/story/3"]


def test_an_unchanged_feed_brings_nothing(web, make_source, nothing_known):
    web.put(FEED, b"", status=304)
    assert list(discover(make_source(), web.get, nothing_known)) == []


def test_a_feed_that_cannot_be_had_says_why(web, make_source, nothing_known):
    with pytest.raises(FetchError, match="no page at"):
        list(discover(make_source(), web.get, nothing_known))
