"""Sitemaps of every make, and the traps among them."""

import gzip
from datetime import UTC, datetime

import pytest

from indexer.crawl import discover, sitemap
from indexer.errors import FetchError, SourceError
from indexer.model import Candidate, Dated

HOME = "https://news.example/sitemap.xml"
NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
IMAGE = 'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'


def urlset(*urls):
    return f"<urlset {NS}>" + "".join(f"<url><loc>{url}</loc></url>" for url in urls) + "</urlset>"


def index(*urls):
    return f"<sitemapindex {NS}>" + "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls) + "</sitemapindex>"


@pytest.fixture
def walk(web, make_source, nothing_known):
    def walk(body=None, **fields):
        if body is not None:
            web.put(HOME, body)
        return discover(make_source("sitemap", HOME, **fields), web.get, nothing_known)

    return walk


def urls(candidates):
    return [candidate.url.removeprefix("https://news.example/") for candidate in candidates]


def test_a_news_sitemap_tells_all_it_knows(walk):
    body = f"""<?xml version="1.0" encoding="UTF-8"?><urlset {NS} {NEWS} {IMAGE}><url>
      <loc>https://news.example/story/1</loc><lastmod>2026-11-24T11:00:00Z</lastmod>
      <image:image><image:loc>https://news.example/1.jpg</image:loc><image:title>A bridge</image:title></image:image>
      <news:news><news:publication><news:name>News</news:name><news:language>en</news:language></news:publication>
      <news:publication_date>2026-11-24T10:30:00+00:00</news:publication_date>
      <news:title>Bridge &amp; tunnel</news:title>
      <news:keywords>Transport, Kyiv ,Transport</news:keywords></news:news></url></urlset>"""
    assert list(walk(body)) == [
        Candidate(
            url="https://news.example/story/1",
            title="Bridge & tunnel",
            published=Dated(datetime(2026, 11, 24, 10, 30, tzinfo=UTC), "2026-11-24T10:30:00+00:00", "sitemap"),
            changed_hint="2026-11-24T11:00:00Z",
            topics=("Transport", "Kyiv"),
        )
    ]


def test_the_newest_comes_first_and_the_undated_last(walk):
    days = {"old": "2026-01-02", "undated": "", "new": "2026-11-24T10:00:00+02:00", "odd": "soon", "mid": "2026-05-05"}
    lines = "".join(f"<url><loc>/{name}</loc><lastmod>{day}</lastmod></url>" for name, day in days.items())
    assert urls(walk(f"<urlset>{lines}</urlset>")) == ["new", "mid", "old", "undated", "odd"]


@pytest.mark.parametrize(
    "body",
    [
        gzip.compress(urlset("/1", "/2").encode()),
        b"\xef\xbb\xbf" + urlset("/1", "/2").encode(),
        b"\n\n" + urlset("/1", "/2").encode(),
        urlset("/1", "/2").encode("utf-16"),
        b"https://news.example/1\r\nhttps://news.example/2\r\n",
        gzip.compress(b"https://news.example/1\nnothing\nhttps://news.example/2"),
        urlset("/1", "/2").removesuffix("</url></urlset>"),
    ],
)
def test_every_packing_is_read(walk, body):
    assert urls(walk(body)) == ["1", "2"]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<html><body>Welcome</body></html>", "its outermost element is <html>"),
        ("<rss><channel/></rss>", "its outermost element is <rss>"),
        ("Welcome", "it holds no address"),
        ("", "it holds no address"),
        (gzip.compress(urlset("/1").encode())[:-9], "its compressed data is damaged or breaks off"),
        ("<", "its XML cannot be read"),
    ],
)
def test_what_is_no_sitemap_is_said_to_be_none(walk, body, reason):
    with pytest.raises(SourceError, match=f"^{HOME} is no sitemap: {reason}"):
        list(walk(body))


def test_an_index_is_walked_newest_first(walk, web):
    web.put("https://news.example/2025.xml", urlset("/a"))
    web.put("https://news.example/2026.xml", urlset("/b"))
    lines = "".join(
        f"<sitemap><loc>/{year}.xml</loc><lastmod>{year}-06-01</lastmod></sitemap>" for year in (2025, 2026)
    )
    assert urls(walk(f"<sitemapindex>{lines}</sitemapindex>")) == ["b", "a"]


def test_no_more_is_fetched_than_is_asked_for(walk, web):
    for number in range(3):
        web.put(f"https://news.example/{number}.xml", urlset(f"/story/{number}"))
    candidates = walk(index("/0.xml", "/1.xml", "/2.xml"))
    assert next(candidates).url == "https://news.example/story/0"
    assert web.asked == [HOME, "https://news.example/0.xml"]


def test_each_sitemap_is_read_once(walk, web):
    web.put("https://news.example/a.xml", index(HOME, "/a.xml", "/b.xml"))
    web.put("https://news.example/b.xml", urlset("/1"))
    assert urls(walk(index("/a.xml", "/a.xml#again", "/b.xml"))) == ["1"]
    assert web.asked == [HOME, "https://news.example/a.xml", "https://news.example/b.xml"]


def test_indexes_are_followed_three_deep(walk, web):
    web.put("https://news.example/2.xml", index("/3.xml"))
    web.put("https://news.example/3.xml", index("/4.xml"))
    web.put("https://news.example/4.xml", urlset("/1"))
    assert list(walk(index("/2.xml"))) == []
    assert "https://news.example/4.xml" not in web.asked


def test_sitemaps_and_addresses_of_other_sites_are_left_out(walk, web, caplog):
    web.put("https://maps.news.example/1.xml", urlset("https://news.example/1", "https://elsewhere.example/2"))
    web.put("https://elsewhere.example/1.xml", urlset("https://news.example/3"))
    body = index("https://elsewhere.example/1.xml", "https://maps.news.example/1.xml")
    assert urls(walk(body)) == ["1"]
    assert "https://elsewhere.example/1.xml" not in web.asked
    assert "https://elsewhere.example/1.xml belongs to another site" in caplog.text


def test_a_missing_child_costs_only_itself(walk, web, caplog):
    web.put("https://news.example/b.xml", "Welcome")
    web.put("https://news.example/c.xml", urlset("/1"))
    assert urls(walk(index("/a.xml", "/b.xml", "/c.xml"))) == ["1"]
    assert "one left out: no page at https://news.example/a.xml" in caplog.text
    assert "one left out: https://news.example/b.xml is no sitemap" in caplog.text


def test_an_index_without_one_readable_child_is_an_error(walk):
    with pytest.raises(SourceError, match=f"^None of the sitemaps listed at {HOME} could be read."):
        list(walk(index("/a.xml")))


def test_a_sitemap_that_cannot_be_had_says_why(walk):
    with pytest.raises(FetchError, match="no page at"):
        list(walk())


def test_limits_hold_and_are_named(walk, web, monkeypatch, caplog):
    monkeypatch.setattr(sitemap, "URLS_MAX", 3)
    web.put("https://news.example/a.xml", urlset("/1", "/2"))
    web.put("https://news.example/b.xml", urlset("/3", "/4"))
    web.put("https://news.example/c.xml", urlset("/5"))
    assert urls(walk(index("/a.xml", "/b.xml", "/c.xml"))) == ["1", "2", "3"]
    assert "stopped after 3 addresses" in caplog.text


def test_no_more_sitemaps_than_the_limit_are_asked_for(walk, web, monkeypatch, caplog):
    monkeypatch.setattr(sitemap, "SITEMAPS_MAX", 3)
    for number in range(5):
        web.put(f"https://news.example/{number}.xml", urlset(f"/{number}"))
    assert urls(walk(index(*(f"/{number}.xml" for number in range(5))))) == ["0", "1"]
    assert "only the first 3 sitemaps are read" in caplog.text


def test_ampersands_that_nobody_escaped_are_understood(walk):
    body = urlset("/?a=1&b=2", "/?a=1&amp;b=3", "<![CDATA[/?a=1&b=4]]>")
    assert urls(walk(body)) == ["?a=1&b=2", "?a=1&b=3", "?a=1&b=4"]


def test_files_are_not_read(walk, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("top-secret")
    doctype = f'<!DOCTYPE urlset [<!ENTITY file SYSTEM "file://{secret}"><!ENTITY a "ha">]>'
    assert urls(walk(doctype + urlset("/1&a;", "/2&file;", "/3"))) == ["1", "2", "3"]


def test_entities_that_multiply_end_the_reading(walk, caplog):
    doctype = (
        f"""<!DOCTYPE urlset [<!ENTITY a "{"ha" * 1000}"><!ENTITY b "{"&a;" * 1000}"><!ENTITY c "{"&b;" * 1000}">]>"""
    )
    assert urls(walk(doctype + urlset("/1", "/2&c;", "/3"))) == ["1"]
    assert "was read as far as it goes: Maximum entity amplification factor exceeded" in caplog.text


def test_a_bomb_is_no_sitemap(walk):
    with pytest.raises(SourceError, match="it unpacks to more than 50,000,000 bytes"):
        list(walk(gzip.compress(b"\n" * 60_000_000, 1)))


def test_an_unchanged_sitemap_brings_nothing(walk, web):
    web.put(HOME, b"", status=304)
    assert list(walk()) == []
