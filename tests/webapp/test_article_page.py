"""The page of one article."""

from dataclasses import replace

from bs4 import BeautifulSoup
from flask.testing import FlaskClient


def texts(page: BeautifulSoup, selector: str) -> list[str]:
    return [" ".join(found.get_text().split()) for found in page.select(selector)]


def test_statements_are_marked_numbered_and_anchored(read):
    page = read("/articles/1")
    assert [(s["id"], s.get_text(strip=True)) for s in page.select(".text .said")] == [
        ("q1", "The ferry is not a luxury, it is a street on water,1"),
        ("q2", "the quay needs repairs first2"),
    ]
    for form in page.select(".correct"):
        form.decompose()
    assert texts(page, ".statements li") == [
        "Ilse Brandvik, Mayor said directly · named beside the words, 95 % · in the text",
        "Tomas Orlec, Harbour master reported · named beside the words, 95 % · in the text",
    ]


def test_people_lead_to_their_pages_and_topics_to_searches(read):
    page = read("/articles/1")
    assert texts(page, "aside .people li") == ["Ilse Brandvik said 1", "Tomas Orlec said 1", "Jana Wirt mentioned"]
    assert [a["href"] for a in page.select("aside .people a")] == [
        "/people/ilse-brandvik",
        "/people/tomas-orlec",
        "/people/jana-wirt",
    ]
    assert [a["href"] for a in page.select("aside .topic")] == [
        "/search?topic=city+council",
        "/search?topic=ferries",
    ]


def test_where_it_came_from_is_told(read, archive):
    page = read("/articles/1")
    facts = dict(zip(texts(page, ".facts dt"), texts(page, ".facts dd"), strict=True))
    revision = archive.store.revisions(1)[0]
    assert facts["Original"] == "https://harbour.example/ferry"
    assert page.select_one(".facts a")["rel"] == ["noopener", "noreferrer", "nofollow"]
    assert facts["Date as stated"] == "2026-03-18T12:05:00+00:00 stated in the page’s JSON-LD"
    assert facts["As fetched"] == "20 Apr 2026, 11:59, HTTP 200, saved page (56 bytes)"
    assert facts["SHA-256 of the page"] == revision.page_sha256
    assert facts["SHA-256 of the content"] == revision.content_sha256
    assert texts(page, "header .meta span") == [
        "The Harbour Post",
        "published 18 Mar 2026, 14:05 (stated in the page’s JSON-LD)",
        "first seen 20 Apr 2026, 12:00",
        "revision 1 of 1",
        "by Ada Quill",
    ]


def test_the_page_as_fetched_is_handed_out_inert(site: FlaskClient):
    response = site.get("/articles/1/revisions/1/page")
    assert response.data == b"<html><title>Council wants a second ferry</title></html>"
    assert {
        name: response.headers[name]
        for name in ("Content-Type", "Content-Disposition", "Content-Security-Policy", "X-Content-Type-Options")
    } == {
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Disposition": 'attachment; filename="article-1-revision-1.html.txt"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
    }


def test_older_versions_stay_readable_and_say_that_they_are_old(add, read, archive):
    old = archive.store.revisions(2)[0].article
    add("storm", **{f: getattr(replace(old, title="Storm keeps the harbour shut"), f) for f in ("title", "body")})
    present, first = read("/articles/2"), read("/articles/2/revisions/1")
    assert texts(present, "h1") == ["Storm keeps the harbour shut"]
    assert texts(first, "h1") == ["Storm closes the harbour"]
    assert "This is an older version" in texts(first, ".notice")[0]
    assert [a["href"] for a in first.select(".versions a")] == ["/articles/2"]
    assert [a["href"] for a in present.select(".versions a")] == ["/articles/2/revisions/1"]


def test_what_a_page_says_is_never_markup(site: FlaskClient):
    for url in ("/articles/3", "/search?q=ferry", "/search?date=none"):
        text = site.get(url).text
        page = BeautifulSoup(text, "lxml")
        assert [s["src"].split("?")[0] for s in page.select("script")] == ["/static/site.js"]
        assert page.select("img, [onload], [onerror], svg[onload]") == []
    page = BeautifulSoup(site.get("/articles/3").text, "lxml")
    assert texts(page, "h1") == ["<script>alert('title')</script> & a ferry {{ 7 * 7 }}"]
    assert texts(page, ".text p") == ["<img src=x onerror=alert('body')> said the ferry.", "[U+202E]Reversed"]


def test_an_address_that_leads_nowhere_on_the_web_is_no_link(add, read):
    add("x", url="javascript:alert(1)", title="Odd address", body="Odd words.", published=None)
    page = read("/articles/4")
    assert texts(page, ".facts dd")[0] == "javascript:alert(1)"
    assert [a["href"] for a in page.select("a") if "script" in a["href"]] == []


def test_what_is_not_there_is_not_found(site: FlaskClient):
    gone = ["/articles/99", f"/articles/{10**30}", "/articles/1/revisions/9", "/articles/1/revisions/9/page"]
    assert [site.get(url).status_code for url in gone] == [404] * 4
