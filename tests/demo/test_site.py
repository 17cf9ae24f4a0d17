"""The sample newsroom over HTTP: pages, feeds, sitemaps, validators, and what changes with an edition."""

import json
import re
import socket
import tomllib
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen
from xml.etree import ElementTree as ET

import feedparser
import pytest
from bs4 import BeautifulSoup

from indexer.config import load
from indexer.demo import config_text
from indexer.demo.newsroom import build
from indexer.demo.site import serve

ANCHOR = date(2026, 3, 18)
NOW = datetime(2026, 3, 18, 12, 30, tzinfo=UTC)
TWO_DAYS = timedelta(days=2)
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(scope="module")
def newsroom():
    """Edition 0, which no test advances."""
    return build(ANCHOR)


@pytest.fixture(scope="module")
def sites(newsroom):
    with serve(newsroom) as sites:
        yield sites


@pytest.fixture
def moving():
    return build(ANCHOR)


@pytest.fixture
def moving_sites(moving):
    with serve(moving) as sites:
        yield sites


def get(url, method="GET", **headers):
    """(status, headers, body); header names with underscores."""
    request = Request(url, method=method, headers={name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with urlopen(request, timeout=5) as answer:
            return answer.status, answer.headers, answer.read()
    except HTTPError as answer:
        with answer:
            return answer.code, answer.headers, answer.read()


def soup(url, encoding="utf-8"):
    return BeautifulSoup(get(url)[2].decode(encoding), "lxml")


def locations(url):
    return [element.text for element in ET.fromstring(get(url)[2]).iter(f"{SITEMAP}loc")]


def test_every_story_is_served_under_its_address(newsroom, sites):
    encodings = {"english": "utf-8", "ukrainian": "utf-8", "mirror": "cp1251"}
    for story in newsroom.stories:
        status, _, body = get(sites.url_of(story))
        text = BeautifulSoup(body.decode(encodings[story.wire]), "lxml").get_text()
        assert status == 200
        assert all(part in text for part in (story.title, *story.paragraphs)), story.path


@pytest.mark.parametrize("site", ["english", "ukrainian", "mirror"])
def test_an_unknown_address_is_not_found(sites, site):
    home = getattr(sites, site).url
    assert get(home)[0] == 200
    assert get(f"{home}no/such/page?id=1")[0] == 404


def test_validators_save_the_second_transfer(newsroom, sites):
    for wire in ("english", "ukrainian", "mirror"):
        url = sites.url_of(newsroom.of(wire)[0])
        _, headers, body = get(url)
        assert len(body) > 1000
        assert get(url, If_None_Match=headers["ETag"])[::2] == (304, b"")
        assert get(url, If_None_Match=f'"old", W/{headers["ETag"]}')[0] == 304
        assert get(url, If_Modified_Since=headers["Last-Modified"])[::2] == (304, b"")
        assert get(url, If_None_Match='"another"', If_Modified_Since=headers["Last-Modified"])[0] == 200
        assert get(url, If_Modified_Since="yesterday or so")[0] == 200


def test_a_head_request_gets_the_head_alone(sites):
    host, port = sites.english.url.split("/")[2].split(":")
    with socket.create_connection((host, int(port)), timeout=5) as connection, connection.makefile("rwb") as stream:
        stream.write(b"HEAD /about HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        stream.flush()
        head, _, body = stream.read().partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 ")
    assert b"Content-Length: " in head
    assert body == b""


def test_a_correction_makes_old_validators_worthless(moving, moving_sites):
    before = {story.path: get(moving_sites.url_of(story))[1] for story in moving.of("english")}
    moving.advance(NOW)
    corrected = next(story for story in moving.of("english") if story.modified)
    old = before[corrected.path]
    status, headers, body = get(moving_sites.url_of(corrected), If_None_Match=old["ETag"])
    assert status == 200
    assert headers["Last-Modified"] == format_datetime(NOW, usegmt=True)
    assert b"Correction: " in body
    assert get(moving_sites.url_of(corrected), If_Modified_Since=old["Last-Modified"])[0] == 200


def test_fresh_news_leaves_old_pages_as_they_were(moving, moving_sites):
    moving.advance(NOW)
    pages = {story: get(moving_sites.url_of(story))[1]["ETag"] for story in moving.stories[::9]}
    moving.advance(NOW)
    moving.advance(NOW)
    assert [story.path for story, etag in pages.items() if get(moving_sites.url_of(story))[1]["ETag"] != etag] == []


def test_english_pages_state_their_metadata(newsroom, sites):
    story = next(story for story in newsroom.of("english") if story.authors and len(story.topics) == 2)
    page = soup(sites.url_of(story))
    facts = json.loads(page.find("script", type="application/ld+json").string)
    stated = [facts["@type"], facts["headline"], facts["datePublished"], facts["keywords"], facts["articleSection"]]
    assert stated == ["NewsArticle", story.title, story.published.isoformat(), list(story.topics), story.topics[0]]
    assert [author["name"] for author in facts["author"]] == list(story.authors)
    assert page.find("meta", property="og:title")["content"] == story.title
    assert page.find("link", rel="canonical")["href"] == sites.url_of(story)


def test_both_feeds_hold_the_latest_sixty(newsroom, sites):
    for feed, wire in ((f"{sites.english.url}rss", "english"), (f"{sites.ukrainian.url}atom.xml", "ukrainian")):
        parsed = feedparser.parse(get(feed)[2])
        latest = newsroom.of(wire)[:60]
        assert not parsed.bozo
        assert [entry.link for entry in parsed.entries] == [sites.url_of(story) for story in latest]
        assert [entry.title for entry in parsed.entries] == [story.title for story in latest]
        assert [datetime(*entry.published_parsed[:6], tzinfo=UTC) for entry in parsed.entries] == [
            story.published for story in latest
        ]
        assert len({entry.id for entry in parsed.entries}) == 60


def test_the_english_sitemaps_lead_to_every_story_and_to_two_other_pages(newsroom, sites):
    base = sites.english.url
    maps = locations(f"{base}sitemap.xml")
    news = [url for url in maps if url.endswith("-news.xml")]
    found = [url for sitemap in maps if sitemap not in news for url in locations(sitemap)]
    stories = [sites.url_of(story) for story in newsroom.of("english")]
    assert sorted(found) == sorted([*stories, f"{base}about", f"{base}drafts/energy-plan.html"])
    latest = [
        story for story in newsroom.of("english") if newsroom.of("english")[0].published - story.published <= TWO_DAYS
    ]
    assert locations(news[0]) == [sites.url_of(story) for story in latest]
    assert get(f"{base}sitemaps/1999-01.xml")[0] == 404


def test_robots_txt_closes_the_drafts_which_exist(sites):
    lines = get(f"{sites.english.url}robots.txt")[2].decode().splitlines()
    assert lines[:2] == ["User-agent: *", "Disallow: /drafts/"]
    assert f"Sitemap: {sites.english.url}sitemap.xml" in lines
    assert get(f"{sites.english.url}drafts/energy-plan.html")[0] == 200


def test_the_archive_is_walked_page_by_page(newsroom, sites):
    found, url = [], f"{sites.ukrainian.url}archive/"
    for _ in range(20):
        page = soup(url)
        found.append([link["href"] for link in page.select("ol.archive a.headline")])
        following = page.select_one("a[rel=next]")
        if following is None:
            break
        url = sites.ukrainian.url.rstrip("/") + following["href"]
    expected = [story.path for story in newsroom.of("ukrainian")]
    assert [len(page) for page in found[:-1]] == [20] * (len(found) - 1)
    assert [path for page in found for path in page] == [*expected, "/pro-nas/"]
    assert get(f"{sites.ukrainian.url}archive/page/99/")[0] == 404


def test_ukrainian_pages_give_their_facts_to_the_configured_selectors(newsroom, sites):
    config = tomllib.loads(config_text(sites.english.url, sites.ukrainian.url, sites.mirror.url))
    selectors = config["sources"][1]["selectors"]
    story = next(story for story in newsroom.of("ukrainian") if len(story.authors) == 2 and len(story.topics) == 2)
    page = soup(sites.url_of(story))
    assert page.select_one(selectors["title"]).get_text() == story.title
    assert page.select_one(selectors["date"])["datetime"] == story.published.isoformat()
    assert page.select_one(selectors["body"]).get_text("\n", strip=True).endswith(story.paragraphs[-1])
    assert [topic.get_text() for topic in page.select(selectors["topic"])] == list(story.topics)
    assert [author.get_text() for author in page.select(selectors["author"])] == list(story.authors)
    assert page.find("script") is None


def test_the_undated_page_names_no_time(newsroom, sites):
    undated = newsroom.of("ukrainian")[-1]
    page = soup(sites.url_of(undated))
    assert undated.published is None
    assert page.find("time") is None
    assert not re.search(r"\b20[0-9]{2}\b", page.find("article").get_text())


def test_the_mirror_declares_its_charset_in_the_page_only(newsroom, sites):
    story = newsroom.of("mirror")[0]
    _, headers, body = get(sites.url_of(story))
    assert headers["Content-Type"] == "text/html"
    assert b"charset=windows-1251" in body
    page = body.decode("cp1251")
    assert "Дзеркало Чорного моря" in page
    selectors = tomllib.loads(config_text("http://a/", "http://b/", sites.mirror.url))["sources"][2]["selectors"]
    shown = {name: BeautifulSoup(page, "lxml").select_one(selector).get_text() for name, selector in selectors.items()}
    expected = (story.title, story.published.strftime("%d.%m.%Y %H:%M"), story.topics[0])
    assert (shown["title"], shown["date"], shown["topic"]) == expected
    assert shown["body"].split("\n")[1:] == list(story.paragraphs[1:])
    mapped = locations(f"{sites.mirror.url}sitemap.xml")
    assert mapped == [*map(sites.url_of, newsroom.of("mirror")), f"{sites.mirror.url}about.php"]


def test_requests_are_logged_and_everything_closes_with_the_block(newsroom):
    with serve(newsroom) as sites:
        get(f"{sites.english.url}about", User_Agent="tester/1")
        get(f"{sites.mirror.url}nothing")
    lines = [(line.site, line.method, line.target, line.status) for line in sites.requests]
    assert lines == [("english", "GET", "/about", 200), ("mirror", "GET", "/nothing", 404)]
    assert sites.requests[0].user_agent == "tester/1"
    for site in (sites.english, sites.ukrainian, sites.mirror):
        with pytest.raises(URLError):
            get(site.url)


def test_the_configuration_is_accepted_and_names_the_three_sites(sites, tmp_path):
    path = tmp_path / "config.toml"
    path.write_text(config_text(sites.english.url, sites.ukrainian.url, sites.mirror.url), encoding="utf-8")
    config = load(path)
    homes = [sites.english.url, sites.ukrainian.url, sites.mirror.url]
    assert [f"http://{address}/" for address in config.fetching.allow] == homes
    kinds = [(source.kind, source.language) for source in config.sources]
    assert kinds == [("sitemap", "en"), ("listing", "uk"), ("sitemap", "en")]
    assert [get(source.url)[0] for source in config.sources] == [200, 200, 200]
